package roles

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // what models draw
	_ "image/png"  // what models draw
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"casebook/generator/builtin"
	"casebook/generator/model/fake"
	"casebook/generator/model/modeltest"
	"casebook/generator/mystery"
	"casebook/generator/settings"
	"casebook/store"
)

// TestMain finds goroutines that are left. One is of a library of the SDK, from its start.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("go.opencensus.io/stats/view.(*worker).start"))
}

// house is a house whose roles are played by models of a fake provider, in virtual
// time.
type house struct {
	*Roles
	provider *fake.Provider
	data     string
	log      *safe
	db       *store.DB
	seed     uint64                           // of the last picture that was asked for
	fetch    func(url string) ([]byte, error) // nil: there is no network
}

// author is the built-in writer, whose case of a day takes a while to write.
var author = sync.OnceValue(func() *remembering { return &remembering{writer: builtin.NewWriter()} })

// remembering is the built-in writer that writes no case twice.
type remembering struct {
	writer *builtin.Writer
	cases  sync.Map // by what it was asked
}

func (r *remembering) Write(ctx context.Context, b mystery.Brief) (*mystery.Case, error) {
	asked := fmt.Sprintf("%+v", b)
	if c, found := r.cases.Load(asked); found {
		return c.(*mystery.Case), nil
	}
	c, err := r.writer.Write(ctx, b)
	if err == nil {
		r.cases.Store(asked, c)
	}
	return c, err
}

// safe is a log that many may write.
type safe struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *safe) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *safe) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// started is the settings that a house has if nothing is set but these arguments.
func started(t *testing.T, args ...string) *settings.Models {
	t.Helper()
	cli := &struct {
		settings.Settings `embed:""`

		Serve struct{} `cmd:"" default:"1"`
	}{}
	if _, err := settings.Parse(cli, []string{"en"}, append([]string{"--data", t.TempDir()}, args...), &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	return &cli.Models
}

// inHouse runs a test in a house over a Gemini that behaves as told.
func inHouse(t *testing.T, change func(*settings.Models, *fake.Options), test func(t *testing.T, h *house)) {
	t.Helper()
	t.Setenv("CASEBOOK_GEMINI_API_KEY", modeltest.Key)
	s := started(t, "--gemini-base-url", modeltest.Address)
	o := fake.Options{
		Key: modeltest.Key, Latency: fake.Latencies(15*time.Second, 40*time.Second, 1),
		Models: []string{"gemini-nano-banana-2.1", "gemini-3-pro-image", "gemini-3.8-flash", "gemini-3.5-flash-lite", "gemini-embedding-2"},
	}
	if change != nil {
		change(s, &o)
	}
	inHouseOf(t, s, o, (*fake.Provider).Gemini, test)
}

// inHouseOf runs a test in a house over a provider.
func inHouseOf(t *testing.T, s *settings.Models, o fake.Options, handler func(*fake.Provider) http.Handler, test func(t *testing.T, h *house)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := &house{provider: fake.New(o), data: t.TempDir(), log: &safe{}}
		h.open(t, s, modeltest.Serve(t, handler(h.provider)))
		test(t, h)
	})
}

// open opens the roles over the data of the house.
func (h *house) open(t *testing.T, s *settings.Models, transport http.RoundTripper) {
	t.Helper()
	var err error
	if h.db, err = store.Open(filepath.Join(h.data, "casebook.db"), store.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(h.Close(), h.db.Close()); err != nil {
			t.Error(err)
		}
	})
	h.Roles, err = Open(t.Context(), s, Options{
		DB: h.db, Folder: filepath.Join(h.data, "received"), Transport: transport, Writer: author(), Judge: builtin.NewJudge(), Witness: code(), Now: time.Now, Location: time.UTC,
		Log: slog.New(slog.NewJSONHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Fetch: func(_ context.Context, url string) ([]byte, error) {
			if h.fetch == nil {
				return nil, errors.New("no network")
			}
			return h.fetch(url)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// keyless fails the test if the key is in anything that the house leaves behind.
func (h *house) keyless(t *testing.T) {
	t.Helper()
	if strings.Contains(h.log.String(), modeltest.Key) {
		t.Error("the log has the key")
	}
	err := filepath.WalkDir(h.data, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(modeltest.Key)) {
			t.Errorf("%s has the key", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// portrait is a picture to be drawn.
func portrait(seed uint64) mystery.Picture {
	return mystery.Picture{Slot: "suspect-1", Kind: mystery.Portrait, Alt: "A man with a beard.", Prompt: "Head and shoulders. A man with a beard.", Seed: seed}
}

// size decodes a picture and returns its width and height as text.
func size(data []byte) string {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%d×%d", config.Width, config.Height)
}

// forget drops what was logged.
func (s *safe) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text = bytes.Buffer{}
}

// Len returns the size of the log.
func (s *safe) Len() int { return len(s.String()) }
