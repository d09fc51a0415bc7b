package settings

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Who can play a role.
const (
	Builtin = "builtin"
	Gemini  = "gemini"
	OpenAI  = "openai" // itself, or a server that speaks as it does
)

// Models are the settings of language and image models. Names, sizes and prices are
// those of November 2026; they change several times a year.
type Models struct {
	Writer      string `enum:",builtin,gemini,openai" default:"" help:"Who writes the cases: builtin, gemini or openai. If not set: gemini when there is a key for it, openai when openai-base-url is set." placeholder:"WHO"`
	Embedder    string `enum:",builtin,gemini,openai" default:"" help:"Who tells whether a plot is too like one of the last 60 days: builtin (by words), gemini or openai. If not set: gemini when there is a key for it, openai when openai-base-url and openai-embedding-model are set." placeholder:"WHO"`
	Artist      string `enum:",builtin,gemini,openai" default:"" help:"Who draws: builtin, gemini or openai. If not set: gemini when there is a key for it, openai when openai-base-url is set." placeholder:"WHO"`
	ArtistBatch bool   `help:"Have the pictures of days to come drawn as batches, at half the price, where the provider has them: Gemini and OpenAI itself. What has not come six hours before its day begins is drawn one by one."`
	Judge       string `enum:",builtin,gemini,openai" default:"" help:"Who marks the answers to why and how: builtin, gemini or openai. If not set: gemini when there is a key for it, openai when openai-base-url is set." placeholder:"WHO"`
	Witness     string `enum:",builtin,gemini,openai" default:"" help:"Who gives the suspects their voice: builtin, gemini or openai. If not set: gemini when there is a key for it, openai when openai-base-url is set." placeholder:"WHO"`

	GeminiAPIKey         string        `name:"gemini-api-key" env:"CASEBOOK_GEMINI_API_KEY,GEMINI_API_KEY" secret:"" help:"Key of the Gemini API." placeholder:"KEY"`
	GeminiAPIKeyFile     string        `name:"gemini-api-key-file" env:"CASEBOOK_GEMINI_API_KEY_FILE" help:"File that holds the key of the Gemini API." placeholder:"FILE"`
	GeminiBaseURL        string        `name:"gemini-base-url" env:"CASEBOOK_GEMINI_BASE_URL" default:"https://generativelanguage.googleapis.com/" help:"Address of the Gemini API." placeholder:"URL"`
	GeminiImageModel     string        `default:"gemini-nano-banana-2.1" help:"Gemini model that draws." placeholder:"MODEL"`
	GeminiImageSize      string        `default:"1K" enum:"1K,2K,4K" help:"Size of the pictures that Gemini draws: 1K, 2K or 4K."`
	GeminiTextModel      string        `default:"gemini-3.8-flash" help:"Gemini model that writes, judges and looks at pictures; empty: none." placeholder:"MODEL"`
	GeminiChatModel      string        `default:"gemini-3.5-flash-lite" help:"Gemini model that speaks for the suspects." placeholder:"MODEL"`
	GeminiEmbeddingModel string        `default:"gemini-embedding-2" help:"Gemini model that compares plots." placeholder:"MODEL"`
	GeminiSpacing        time.Duration `default:"1s" help:"Least time between the beginnings of two calls to Gemini."`

	OpenAIAPIKey         string        `name:"openai-api-key" env:"CASEBOOK_OPENAI_API_KEY,OPENAI_API_KEY" secret:"" help:"Key of the OpenAI API, or of the server at openai-base-url; OPENAI_API_KEY is only for OpenAI itself." placeholder:"KEY"`
	OpenAIAPIKeyFile     string        `name:"openai-api-key-file" env:"CASEBOOK_OPENAI_API_KEY_FILE" help:"File that holds the key of the OpenAI API." placeholder:"FILE"`
	OpenAIBaseURL        string        `name:"openai-base-url" env:"CASEBOOK_OPENAI_BASE_URL" default:"https://api.openai.com/v1/" help:"Address of the OpenAI API, or of a server that speaks as it does." placeholder:"URL"`
	OpenAIImageModel     string        `name:"openai-image-model" env:"CASEBOOK_OPENAI_IMAGE_MODEL" default:"gpt-image-2.5-flare" help:"OpenAI model that draws; empty: none." placeholder:"MODEL"`
	OpenAIImageSize      int           `name:"openai-image-size" env:"CASEBOOK_OPENAI_IMAGE_SIZE" default:"1024" help:"Side of a square picture that an OpenAI model draws, in pixels, 256 to 2048; other forms have as many pixels." placeholder:"PIXELS"`
	OpenAIImageQuality   string        `name:"openai-image-quality" env:"CASEBOOK_OPENAI_IMAGE_QUALITY" default:"medium" enum:"auto,low,medium,high,xhigh,max" help:"Quality of the pictures that OpenAI draws, which decides what they cost: auto, low, medium, high, xhigh or max."`
	OpenAITextModel      string        `name:"openai-text-model" env:"CASEBOOK_OPENAI_TEXT_MODEL" default:"gpt-6-luna" help:"OpenAI model that writes, judges, looks at pictures and speaks for the suspects; empty: none." placeholder:"MODEL"`
	OpenAIEmbeddingModel string        `name:"openai-embedding-model" env:"CASEBOOK_OPENAI_EMBEDDING_MODEL" help:"OpenAI model that compares plots, such as text-embedding-3-small; empty: none." placeholder:"MODEL"`
	OpenAISpacing        time.Duration `name:"openai-spacing" env:"CASEBOOK_OPENAI_SPACING" default:"1s" help:"Least time between the beginnings of two calls to OpenAI."`

	ModelCalls     int           `default:"5" help:"Calls to one provider that may be under way at a time, 1 to 50." placeholder:"CALLS"`
	PictureTimeout time.Duration `default:"5m" help:"Time in which a model must have drawn a picture."`
	TextTimeout    time.Duration `default:"1m" help:"Time in which a model must have answered in words."`
	FetchFrom      []string      `help:"Addresses in your own network from which pictures may be fetched, for model servers at home." placeholder:"CIDR"`
	Budget         float64       `default:"2" help:"Dollars that models may cost in a day. Once they are spent, the built-in roles take over until the next." placeholder:"DOLLARS"`
	Prices         []string      `default:"gemini-nano-banana-2.1=0/0/0.0336,gemini-3.1-flash-lite-image=0/0/0.034,gemini-3-pro-image=0/0/0.134,gemini-3.8-flash=0.75/3.75,gemini-3.5-flash-lite=0.30/2.50,gpt-image-2.5-flare=8/30,gpt-image-2.5-sunburst=8/30,gpt-6-luna=0.10/0.50,gpt-6-sol=2/10,gemini-embedding-2=0.20/0,text-embedding-3-small=0.02/0" help:"What models cost: dollars for a million tokens read, for a million written, and for a picture." placeholder:"MODEL=IN/OUT/PICTURE"`
}

// Price is what a model costs, in dollars: for a million tokens in and out, and for
// a picture.
type Price struct{ In, Out, Picture float64 }

// mostDollars is the most that anything may cost: what is above is a mistake, and too much
// of it could not be counted.
const mostDollars = 1_000_000

// isDollars reports whether a number can be counted as dollars. NaN cannot.
func isDollars(n float64) bool { return n >= 0 && n <= mostDollars }

// PriceList returns the prices by model.
func (m *Models) PriceList() (map[string]Price, error) {
	list := map[string]Price{}
	for _, item := range m.Prices {
		name, text, _ := strings.Cut(item, "=")
		numbers := strings.Split(text, "/")
		var p Price
		for i, to := range []*float64{&p.In, &p.Out, &p.Picture}[:min(len(numbers), 3)] {
			var err error
			if *to, err = strconv.ParseFloat(numbers[i], 64); err != nil || !isDollars(*to) {
				return nil, fmt.Errorf("prices %q: write MODEL=IN/OUT or MODEL=IN/OUT/PICTURE in dollars, each 0 to %d", item, mostDollars)
			}
		}
		if name == "" || len(numbers) < 2 || len(numbers) > 3 {
			return nil, fmt.Errorf("prices %q: write MODEL=IN/OUT or MODEL=IN/OUT/PICTURE in dollars", item)
		}
		list[name] = p
	}
	return list, nil
}

// WriterBy is who writes the cases.
func (m *Models) WriterBy() string { return m.by(m.Writer, m.OpenAITextModel) }

// EmbedderBy is who compares plots.
func (m *Models) EmbedderBy() string { return m.by(m.Embedder, m.OpenAIEmbeddingModel) }

// ArtistBy is who draws.
func (m *Models) ArtistBy() string { return m.by(m.Artist, m.OpenAIImageModel) }

// JudgeBy is who marks the answers to why and how.
func (m *Models) JudgeBy() string { return m.by(m.Judge, m.OpenAITextModel) }

// WitnessBy is who gives the suspects their voice.
func (m *Models) WitnessBy() string { return m.by(m.Witness, m.OpenAITextModel) }

// players are who play the roles.
func (m *Models) players() []string {
	return []string{m.WriterBy(), m.EmbedderBy(), m.ArtistBy(), m.JudgeBy(), m.WitnessBy()}
}

// by is who plays a role for which this is set, and this model of OpenAI's or of a
// server that speaks as it does.
func (m *Models) by(set, openAIModel string) string {
	switch {
	case set != "":
		return set
	case m.GeminiAPIKey != "":
		return Gemini
	case !m.OpenAIItself() && openAIModel != "":
		return OpenAI
	default:
		return Builtin
	}
}

// OpenAIItself reports whether it is OpenAI that is asked, not a server that speaks as
// it does.
func (m *Models) OpenAIItself() bool {
	u, err := url.Parse(m.OpenAIBaseURL)
	return err == nil && strings.HasSuffix("."+u.Hostname(), ".api.openai.com")
}

// keyGoesTo reports whether a key is sent to the address that a setting holds. The one of
// OPENAI_API_KEY is sent to OpenAI and nobody else.
func (m *Models) keyGoesTo(name string) bool {
	return name == "gemini-base-url" && m.GeminiAPIKey != "" ||
		name == "openai-base-url" && m.OpenAIAPIKey != "" && m.OpenAIAPIKey != os.Getenv("OPENAI_API_KEY")
}

// FetchNetworks are the networks of FetchFrom.
func (m *Models) FetchNetworks() []netip.Prefix { return networks(m.FetchFrom) }

// readSecrets replaces names of files by what is in them, and drops a key that is
// for OpenAI if another server is asked.
func (m *Models) readSecrets() error {
	if os.Getenv("CASEBOOK_OPENAI_API_KEY") == "" && !m.OpenAIItself() {
		m.OpenAIAPIKey = ""
	}
	return errors.Join(
		readSecret("gemini-api-key", &m.GeminiAPIKey, m.GeminiAPIKeyFile),
		readSecret("openai-api-key", &m.OpenAIAPIKey, m.OpenAIAPIKeyFile),
	)
}

// readSecret puts what is in the file, if there is one, into a setting of this name. A
// file of this name among the credentials that systemd hands to a service stands in for one.
func readSecret(name string, to *string, file string) error {
	if file == "" && *to == "" {
		file = credential(name)
	}
	if file == "" {
		return nil
	}
	if *to != "" {
		return fmt.Errorf("%s and %s-file are both set: choose one", name, name)
	}
	key, err := os.ReadFile(file) //nolint:gosec // the operator names it
	if err != nil {
		return fmt.Errorf("%s-file: %w", name, err)
	}
	if *to = strings.TrimSpace(string(key)); *to == "" {
		return fmt.Errorf("%s-file: %s is empty", name, file)
	}
	return nil
}

// credential is the file of a credential (systemd's LoadCredential=), or "".
func credential(name string) string {
	folder := os.Getenv("CREDENTIALS_DIRECTORY")
	if folder == "" {
		return ""
	}
	file := filepath.Join(folder, name)
	if _, err := os.Stat(file); err != nil { //nolint:gosec // systemd names the folder
		return ""
	}
	return file
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
	check(!slices.Contains(m.players(), Gemini) || m.GeminiAPIKey != "", "a role is set to gemini, which needs a key: set CASEBOOK_GEMINI_API_KEY or gemini-api-key-file")
	check(isAddress(m.GeminiBaseURL), "gemini-base-url %q: write an address such as https://generativelanguage.googleapis.com/", m.GeminiBaseURL)
	m.openAIProblems(check)
	check(m.Judge != Gemini || m.GeminiTextModel != "", "judge is gemini, which needs gemini-text-model")
	check(m.Writer != Gemini || m.GeminiTextModel != "", "writer is gemini, which needs gemini-text-model")
	check(m.GeminiImageModel != "", "gemini-image-model is empty")
	check(m.GeminiEmbeddingModel != "", "gemini-embedding-model is empty")
	check(m.GeminiChatModel != "", "gemini-chat-model is empty")
	check(m.ModelCalls >= 1 && m.ModelCalls <= 50, "model-calls %d: choose 1 to 50", m.ModelCalls)
	check(m.GeminiSpacing >= 0 && m.GeminiSpacing <= time.Minute, "gemini-spacing %s: choose up to a minute", m.GeminiSpacing)
	check(m.PictureTimeout >= time.Second && m.PictureTimeout <= time.Hour, "picture-timeout %s: choose a second to an hour", m.PictureTimeout)
	check(m.TextTimeout >= time.Second && m.TextTimeout <= time.Hour, "text-timeout %s: choose a second to an hour", m.TextTimeout)
	check(isDollars(m.Budget), "budget %g: choose 0 to %d dollars a day", m.Budget, mostDollars)
	for _, network := range m.FetchFrom {
		_, err := parseNetwork(network)
		check(err == nil, "fetch-from %q: write addresses such as 192.168.1.5 or 10.0.0.0/8", network)
	}
	return list
}

// openAIProblems checks what is set for OpenAI.
func (m *Models) openAIProblems(check func(ok bool, format string, args ...any)) {
	wanted := slices.Contains(m.players(), OpenAI)
	check(!wanted || !m.OpenAIItself() || m.OpenAIAPIKey != "", "a role is set to openai, which needs a key: set CASEBOOK_OPENAI_API_KEY or openai-api-key-file, or openai-base-url to a server that needs none")
	check(isAddress(m.OpenAIBaseURL), "openai-base-url %q: write an address such as https://api.openai.com/v1/ or http://localhost:8080/v1/", m.OpenAIBaseURL)
	check(m.Artist != OpenAI || m.OpenAIImageModel != "", "artist is openai, which needs openai-image-model")
	check(m.Judge != OpenAI || m.OpenAITextModel != "", "judge is openai, which needs openai-text-model")
	check(m.Writer != OpenAI || m.OpenAITextModel != "", "writer is openai, which needs openai-text-model")
	check(m.Embedder != OpenAI || m.OpenAIEmbeddingModel != "", "embedder is openai, which needs openai-embedding-model")
	check(m.Witness != OpenAI || m.OpenAITextModel != "", "witness is openai, which needs openai-text-model")
	check(m.OpenAIImageSize >= 256 && m.OpenAIImageSize <= 2048, "openai-image-size %d: choose 256 to 2048 pixels", m.OpenAIImageSize)
	check(m.OpenAISpacing >= 0 && m.OpenAISpacing <= time.Minute, "openai-spacing %s: choose up to a minute", m.OpenAISpacing)
}

// isAddress reports whether s is an address of a server, perhaps with a path.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil && u.RawQuery == ""
}
