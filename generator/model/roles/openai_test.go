package roles

import (
	"encoding/json"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/generator/model/fake"
	"casebook/generator/model/modeltest"
	"casebook/generator/mystery"
	"casebook/generator/settings"
)

// inHouseOfOpenAI runs a test in a house over a server that speaks as OpenAI does.
func inHouseOfOpenAI(t *testing.T, args []string, change func(*fake.Options), test func(t *testing.T, h *house)) {
	t.Helper()
	s := started(t, append([]string{"--artist", "openai", "--judge", "openai", "--openai-base-url", modeltest.Address + "v1"}, args...)...)
	o := fake.Options{Latency: fake.Latencies(15*time.Second, 40*time.Second, 1), Models: []string{"sd-cpp-local", "llama:latest"}}
	change(&o)
	inHouseOf(t, s, o, (*fake.Provider).Compatible, test)
}

// atHome are the arguments for a server at home.
func atHome() []string {
	return []string{"--openai-image-model", "sd-cpp-local", "--openai-text-model", "llama:latest", "--prices", "sd-cpp-local=0/0/0.01,llama:latest=1/2"}
}

// TestServerAtHome: it needs no key, draws, looks, judges, and costs what is said.
func TestServerAtHome(t *testing.T) {
	inHouseOfOpenAI(t, atHome(), func(*fake.Options) {}, func(t *testing.T, h *house) {
		drawing, err := h.Artist.Draw(t.Context(), "case-1", portrait(1))
		if err != nil || drawing.By != "sd-cpp-local" || size(drawing.Data) != "49×64" {
			t.Errorf("got %s by %s, %v", size(drawing.Data), drawing.By, err)
		}
		x, err := court()
		if err != nil {
			t.Fatal(err)
		}
		verdict, err := h.Judge.Judge(t.Context(), x.c, x.answers)
		if want := (mystery.Mark{Score: 50, Feedback: "This is what the fake model has to say."}); err != nil || verdict.Why != want {
			t.Errorf("got %+v, %v, want %+v", verdict.Why, err, want)
		}
		report, err := h.Ledger.Report(1)
		if err != nil || math.Abs(report.ByRole[artistRole]-0.01) > 1e-9 || report.ByRole[viewerRole] <= 0 || report.ByRole[judgeRole] <= 0 {
			t.Errorf("costs: got %+v, %v", report.ByRole, err)
		}
		if err := h.Check(t.Context()); err != nil || strings.Contains(h.log.String(), "ERROR") || strings.Contains(h.log.String(), "WARN") {
			t.Errorf("got %v and\n%s\nwant nothing to say", err, h.log)
		}
	})
}

// TestServerAtHomeMends: a picture with writing on it is sent along to be drawn again.
func TestServerAtHomeMends(t *testing.T) {
	inHouseOfOpenAI(t, atHome(), func(o *fake.Options) {
		o.Opinion = map[string]any{"showsSubject": true, "freeOfWriting": false, "freeOfGore": true, "remark": "There is a signature."}
	}, func(t *testing.T, h *house) {
		if _, err := h.Artist.Draw(t.Context(), "case-1", portrait(1)); err != nil {
			t.Fatal(err)
		}
		mended := 0
		for _, body := range h.provider.Bodies() {
			if strings.Contains(body, "Content-Type: image/png") && strings.Contains(body, "There is a signature.") {
				mended++
			}
		}
		if got := h.provider.Asked(fake.ForPicture); got != 3 || mended != 2 {
			t.Errorf("got %d pictures, %d of them mended, want 3 and 2", got, mended)
		}
	})
}

// TestServerAtHomeWithoutReferences: where no picture can be sent along, it is drawn anew.
func TestServerAtHomeWithoutReferences(t *testing.T) {
	s := started(t, append([]string{"--artist", "openai", "--openai-base-url", modeltest.Address + "v1"}, atHome()...)...)
	o := fake.Options{
		Models: []string{"sd-cpp-local", "llama:latest"}, Opinion: map[string]any{"showsSubject": true, "freeOfWriting": false, "freeOfGore": true, "remark": "There is a signature."},
	}
	inHouseOf(t, s, o, func(p *fake.Provider) http.Handler {
		speaks := p.Compatible()
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/images/edits") {
				http.NotFound(w, r)
				return
			}
			speaks.ServeHTTP(w, r)
		})
	}, func(t *testing.T, h *house) {
		if came := drawsOnce(t, h); came != "redrawn 2 times" || strings.Count(strings.Join(h.provider.Bodies(), "\n"), "There is a signature.") != 2 {
			t.Errorf("got %s, want it redrawn twice with what was wrong", came)
		}
	})
}

// TestCheckNamesUnknownModels: with the names of OpenAI's models, a server at home says
// what it has instead.
func TestCheckNamesUnknownModels(t *testing.T) {
	inHouseOfOpenAI(t, []string{"--prices", "gpt-6-luna=1/2"}, func(*fake.Options) {}, func(t *testing.T, h *house) {
		if err := h.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		var levels []string
		for line := range strings.Lines(h.log.String()) {
			var entry struct {
				Level string `json:"level"`
				Like  string `json:"like it"` //nolint:tagliatelle // the log's
			}
			if err := json.Unmarshal([]byte(line), &entry); err != nil {
				t.Fatal(err)
			}
			levels = append(levels, entry.Level)
			if entry.Level == "ERROR" && entry.Like != "sd-cpp-local, llama:latest" {
				t.Errorf("got %s, want the models that there are", line)
			}
		}
		if want := []string{"WARN", "ERROR", "ERROR"}; !slices.Equal(levels, want) || !strings.Contains(h.log.String(), "gpt-image-2.5-flare has no price") {
			t.Errorf("got\n%s\nwant %v: no price, and two models that are not there", h.log, want)
		}
	})
}

// TestOpenAIBills: a picture costs its tokens, by the prices that are set from the
// start.
func TestOpenAIBills(t *testing.T) {
	t.Setenv("OPENAI_API_KEY", modeltest.Key)
	s := started(t, "--artist", "openai")
	if s.ArtistBy() != settings.OpenAI || !s.OpenAIItself() {
		t.Fatalf("got %s", s.ArtistBy())
	}
	o := fake.Options{Key: modeltest.Key, Models: []string{"gpt-image-2.5-flare", "gpt-6-luna"}}
	toFake := func(p *fake.Provider) http.Handler { return p.OpenAI() }
	s.OpenAIBaseURL = "http://api.openai.com/v1/" // the fake's network takes every name
	inHouseOf(t, s, o, toFake, func(t *testing.T, h *house) {
		if _, err := h.Artist.Draw(t.Context(), "case-1", portrait(1)); err != nil {
			t.Fatal(err)
		}
		report, err := h.Ledger.Report(1)
		if got := report.ByRole[artistRole]; err != nil || got < 1056*30e-6 || got > 1056*30e-6+0.002 {
			t.Errorf("got $%g, %v, want 1056 tokens at $30 a million, and the prompt's", got, err)
		}
		if err := h.Check(t.Context()); err != nil || h.log.String() != "" {
			t.Errorf("got %v and\n%s\nwant nothing to say", err, h.log)
		}
		h.keyless(t)
	})
}
