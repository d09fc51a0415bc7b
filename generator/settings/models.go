package settings

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Who can play a role.
const (
	Builtin = "builtin"
	Gemini  = "gemini"
)

// Models are the settings of language and image models. Names, sizes and prices are
// those of November 2026; they change several times a year.
type Models struct {
	Artist string `enum:",builtin,gemini" default:"" help:"Who draws: builtin or gemini. If not set: gemini when there is a key for it." placeholder:"WHO"`
	Judge  string `enum:",builtin,gemini" default:"" help:"Who marks the answers to why and how: builtin or gemini. If not set: gemini when there is a key for it." placeholder:"WHO"`

	GeminiAPIKey     string        `name:"gemini-api-key" env:"CASEBOOK_GEMINI_API_KEY,GEMINI_API_KEY" secret:"" help:"Key of the Gemini API." placeholder:"KEY"`
	GeminiAPIKeyFile string        `name:"gemini-api-key-file" env:"CASEBOOK_GEMINI_API_KEY_FILE" help:"File that holds the key of the Gemini API." placeholder:"FILE"`
	GeminiBaseURL    string        `name:"gemini-base-url" env:"CASEBOOK_GEMINI_BASE_URL" default:"https://generativelanguage.googleapis.com/" help:"Address of the Gemini API." placeholder:"URL"`
	GeminiImageModel string        `default:"gemini-nano-banana-2.1" help:"Gemini model that draws." placeholder:"MODEL"`
	GeminiImageSize  string        `default:"1K" enum:"1K,2K,4K" help:"Size of the pictures that Gemini draws: 1K, 2K or 4K."`
	GeminiTextModel  string        `default:"gemini-3.8-flash" help:"Gemini model that judges and looks at pictures; empty: none." placeholder:"MODEL"`
	GeminiSpacing    time.Duration `default:"1s" help:"Least time between the beginnings of two calls to Gemini."`

	ModelCalls     int           `default:"5" help:"Calls to one provider that may be under way at a time, 1 to 50." placeholder:"CALLS"`
	PictureTimeout time.Duration `default:"5m" help:"Time in which a model must have drawn a picture."`
	TextTimeout    time.Duration `default:"1m" help:"Time in which a model must have answered in words."`
	FetchFrom      []string      `help:"Addresses in your own network from which pictures may be fetched, for model servers at home." placeholder:"CIDR"`
	Budget         float64       `default:"2" help:"Dollars that models may cost in a day. Once they are spent, the built-in roles take over until the next." placeholder:"DOLLARS"`
	Prices         []string      `default:"gemini-nano-banana-2.1=0/0/0.0336,gemini-3.1-flash-lite-image=0/0/0.034,gemini-3-pro-image=0/0/0.134,gemini-3.8-flash=0.75/3.75,gemini-3.5-flash-lite=0.30/2.50" help:"What models cost: dollars for a million tokens read, for a million written, and for a picture." placeholder:"MODEL=IN/OUT/PICTURE"`
}

// Price is what a model costs, in dollars: for a million tokens in and out, and for
// a picture.
type Price struct{ In, Out, Picture float64 }

// PriceList returns the prices by model.
func (m *Models) PriceList() (map[string]Price, error) {
	list := map[string]Price{}
	for _, item := range m.Prices {
		name, text, _ := strings.Cut(item, "=")
		numbers := strings.Split(text, "/")
		var p Price
		for i, to := range []*float64{&p.In, &p.Out, &p.Picture}[:min(len(numbers), 3)] {
			var err error
			if *to, err = strconv.ParseFloat(numbers[i], 64); err != nil || *to < 0 {
				return nil, fmt.Errorf("prices %q: write MODEL=IN/OUT or MODEL=IN/OUT/PICTURE in dollars", item)
			}
		}
		if name == "" || len(numbers) < 2 || len(numbers) > 3 {
			return nil, fmt.Errorf("prices %q: write MODEL=IN/OUT or MODEL=IN/OUT/PICTURE in dollars", item)
		}
		list[name] = p
	}
	return list, nil
}

// ArtistBy is who draws.
func (m *Models) ArtistBy() string { return m.by(m.Artist) }

// JudgeBy is who marks the answers to why and how.
func (m *Models) JudgeBy() string { return m.by(m.Judge) }

// by is who plays a role for which this is set.
func (m *Models) by(set string) string {
	switch {
	case set != "":
		return set
	case m.GeminiAPIKey != "":
		return Gemini
	default:
		return Builtin
	}
}

// FetchNetworks are the networks of FetchFrom.
func (m *Models) FetchNetworks() []netip.Prefix { return networks(m.FetchFrom) }

// readSecrets replaces names of files by what is in them.
func (m *Models) readSecrets() error {
	if m.GeminiAPIKeyFile == "" {
		return nil
	}
	if m.GeminiAPIKey != "" {
		return errors.New("gemini-api-key and gemini-api-key-file are both set: choose one")
	}
	key, err := os.ReadFile(m.GeminiAPIKeyFile)
	if err != nil {
		return fmt.Errorf("gemini-api-key-file: %w", err)
	}
	if m.GeminiAPIKey = strings.TrimSpace(string(key)); m.GeminiAPIKey == "" {
		return fmt.Errorf("gemini-api-key-file: %s is empty", m.GeminiAPIKeyFile)
	}
	return nil
}

// problems returns what is wrong, one error each.
func (m *Models) problems() (list []error) {
	check := func(ok bool, format string, args ...any) {
		if !ok {
			list = append(list, fmt.Errorf(format, args...))
		}
	}
	if err := m.readSecrets(); err != nil {
		list = append(list, err)
	}
	if _, err := m.PriceList(); err != nil {
		list = append(list, err)
	}
	roles := []string{m.ArtistBy(), m.JudgeBy()}
	check(!slices.Contains(roles, Gemini) || m.GeminiAPIKey != "", "a role is set to gemini, which needs a key: set CASEBOOK_GEMINI_API_KEY or gemini-api-key-file")
	check(isAddress(m.GeminiBaseURL), "gemini-base-url %q: write an address such as https://generativelanguage.googleapis.com/", m.GeminiBaseURL)
	check(m.Judge != Gemini || m.GeminiTextModel != "", "judge is gemini, which needs gemini-text-model")
	check(m.GeminiImageModel != "", "gemini-image-model is empty")
	check(m.ModelCalls >= 1 && m.ModelCalls <= 50, "model-calls %d: choose 1 to 50", m.ModelCalls)
	check(m.GeminiSpacing >= 0 && m.GeminiSpacing <= time.Minute, "gemini-spacing %s: choose up to a minute", m.GeminiSpacing)
	check(m.PictureTimeout >= time.Second && m.PictureTimeout <= time.Hour, "picture-timeout %s: choose a second to an hour", m.PictureTimeout)
	check(m.TextTimeout >= time.Second && m.TextTimeout <= time.Hour, "text-timeout %s: choose a second to an hour", m.TextTimeout)
	check(m.Budget >= 0, "budget %g: choose 0 or more dollars", m.Budget)
	for _, network := range m.FetchFrom {
		_, err := parseNetwork(network)
		check(err == nil, "fetch-from %q: write addresses such as 192.168.1.5 or 10.0.0.0/8", network)
	}
	return list
}

// isAddress reports whether s is an address of a server, perhaps with a path.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil && u.RawQuery == ""
}
