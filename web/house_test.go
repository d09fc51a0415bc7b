package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"casebook/static"
)

// logged keeps what a server logs.
type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// bare returns a server over an empty database without services of the game.
func bare(t testing.TB, change func(*Options)) (*Server, *logged) {
	t.Helper()
	log := &logged{}
	db := openStore(t)
	o := Options{DB: db, Auth: newTestAuth(t, db, ""), Static: static.FS, Version: "test", Log: slog.New(slog.NewJSONHandler(log, nil))}
	if change != nil {
		change(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s, log
}

// asked is a request for a test; only Path must be set.
type asked struct {
	Method, Path, Body, Type string
	Header                   map[string]string
}

func (a asked) request(t testing.TB, base string) *http.Request {
	t.Helper()
	if a.Method == "" {
		a.Method = http.MethodGet
	}
	r, err := http.NewRequestWithContext(t.Context(), a.Method, base+a.Path, strings.NewReader(a.Body))
	if err != nil {
		t.Fatal(err)
	}
	if a.Body != "" && a.Type == "" {
		a.Type = "application/json"
	}
	if a.Type != "" && a.Type != "none" {
		r.Header.Set("Content-Type", a.Type)
	}
	for name, value := range a.Header {
		r.Header.Set(name, value)
	}
	return r
}

// answered is what came back.
type answered struct {
	Status int
	Header http.Header
	Body   []byte
}

// field returns a member of a JSON object, through objects with dots; nil where
// there is none.
func (a answered) field(t testing.TB, path string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(a.Body, &v); err != nil {
		t.Fatalf("%v in %q", err, a.Body)
	}
	for name := range strings.SplitSeq(path, ".") {
		object, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = object[name]
	}
	return v
}

// ask sends a request over real HTTP, without following redirects or unzipping.
func ask(t testing.TB, base string, a asked) answered {
	t.Helper()
	transport := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	response, err := transport.RoundTrip(a.request(t, base))
	if err != nil {
		t.Fatalf("%s %s: %v", a.Method, a.Path, err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%s %s: %v", a.Method, a.Path, err)
	}
	if err := response.Body.Close(); err != nil {
		t.Fatal(err)
	}
	return answered{response.StatusCode, response.Header, body}
}

// open serves s for the time of the test and returns where.
func open(t testing.TB, s *Server) string {
	t.Helper()
	server := httptest.NewServer(s.Handler())
	t.Cleanup(func() {
		s.streams.close()
		server.Close()
	})
	return server.URL
}

// wantError checks that an answer is an error as GAME-API.md has it.
func wantError(t testing.TB, a answered, status int, message string) {
	t.Helper()
	if a.Status != status {
		t.Errorf("status: got %d (%s), want %d", a.Status, a.Body, status)
	}
	if kind := a.Header.Get("Content-Type"); kind != "application/json" {
		t.Errorf("content type: got %q, want application/json", kind)
	}
	if keep := a.Header.Get("Cache-Control"); keep != "no-store" {
		t.Errorf("cache control of an error: got %q, want no-store", keep)
	}
	for _, name := range []string{"error", "message", "type", "title", "detail", "instance"} {
		if text, ok := a.field(t, name).(string); !ok || text == "" {
			t.Errorf("%s: got %v, want text", name, a.field(t, name))
		}
	}
	if got := a.field(t, "status"); got != float64(status) {
		t.Errorf("status in the body: got %v, want %d", got, status)
	}
	if got, _ := a.field(t, "message").(string); !strings.Contains(got, message) {
		t.Errorf("message: got %q, want %q in it", got, message)
	}
}

var _ = context.Background
