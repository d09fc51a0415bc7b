package prompts

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"casebook/generator/model"
	"casebook/generator/mystery"
)

// urlLife is how long an address is taken to hold its picture that does not say it:
// OpenAI's do for 60 minutes.
const urlLife = time.Hour

// address is where a picture is that was paid for, until it expires.
type address struct {
	URL     string    `json:"url"`
	Expires time.Time `json:"expires"`
}

// atAddress ends the name of a picture of which only the address was received.
const atAddress = ".url"

// putAddress keeps the address of a picture.
func (r *Received) putAddress(name string, answer model.ImageAnswer, now time.Time) error {
	data, err := json.Marshal(address{answer.URL, expiry(answer.URL, now)})
	if err != nil {
		return fmt.Errorf("keep an address: %w", err)
	}
	return r.put(name+atAddress, data, answer.Model)
}

// address returns the address of a picture and the model that drew it; nothing when
// there is none, or none that holds any more.
func (r *Received) address(name string, now time.Time) (at address, by string, err error) {
	data, by, err := r.get(name + atAddress)
	if err != nil || data == nil {
		return address{}, "", err
	}
	if err := json.Unmarshal(data, &at); err != nil {
		return address{}, "", fmt.Errorf("read an address: %w", err)
	}
	if !at.Expires.After(now) {
		return address{}, "", nil
	}
	return at, by, nil
}

// fetched is an answer with what its address holds. If that cannot be had now, the answer
// stays as it is.
func (a *Artist) fetched(ctx context.Context, answer model.ImageAnswer, p mystery.Picture, name string) (model.ImageAnswer, error) {
	data, err := a.o.Fetch(ctx, answer.URL)
	if err != nil {
		a.o.Log.Warn("picture not fetched yet", "picture", p.Slot, "err", err)
		return answer, ctx.Err()
	}
	answer.Data = data
	return answer, a.o.Received.put(name, data, answer.Model)
}

// expiry says until when an address holds, as it tells itself: in the way of Azure
// (se), of S3 and Google Cloud (X-Amz-Date and X-Amz-Expires, X-Goog-…), or of CloudFront
// (Expires, in seconds since 1970).
func expiry(text string, now time.Time) time.Time {
	at := now.Add(urlLife)
	u, err := url.Parse(text)
	if err != nil {
		return at
	}
	q := u.Query()
	if told, err := time.Parse(time.RFC3339, q.Get("se")); err == nil {
		return told
	}
	if told, err := strconv.ParseInt(q.Get("Expires"), 10, 64); err == nil {
		return time.Unix(told, 0)
	}
	for _, by := range []string{"X-Amz-", "X-Goog-"} {
		signed, err := time.Parse("20060102T150405Z", q.Get(by+"Date"))
		life, failed := strconv.Atoi(q.Get(by + "Expires"))
		if err == nil && failed == nil {
			return signed.Add(time.Duration(life) * time.Second)
		}
	}
	return at
}
