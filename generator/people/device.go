package people

import (
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"strconv"
	"strings"
	"time"
)

// DeviceTime is how long a browser is known after somebody signed in with it.
const DeviceTime = 365 * 24 * time.Hour

// Remember returns what a browser in which the user has signed in keeps, and shows when
// the user signs in again: its tries are then counted by themselves. That is OWASP's
// "Slow Down Online Guessing Attacks with Device Cookies". It opens nothing by itself.
func (s *Service) Remember(userID string) string {
	text := strings.Join([]string{userID, rand.Text(), strconv.FormatInt(s.o.Now().Unix(), 10)}, ".")
	return text + "." + base64.RawURLEncoding.EncodeToString(s.sign("device", text))
}

// deviceOf returns the id of a browser that is known as one of the user's.
func (s *Service) deviceOf(value, userID string) (id string, ok bool) {
	end := strings.LastIndexByte(value, '.')
	if end < 0 || userID == "" {
		return "", false
	}
	signature, err := base64.RawURLEncoding.DecodeString(value[end+1:])
	if err != nil || !hmac.Equal(signature, s.sign("device", value[:end])) {
		return "", false
	}
	parts := strings.Split(value[:end], ".")
	if len(parts) != 3 || parts[0] != userID {
		return "", false
	}
	at, err := strconv.ParseInt(parts[2], 10, 64)
	return parts[1], err == nil && s.o.Now().Sub(time.Unix(at, 0)) < DeviceTime
}
