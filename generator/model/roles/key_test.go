package roles

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/generator/model/fake"
	"casebook/generator/model/modeltest"
	"casebook/web/webtest"
)

// found is where the key was.
type found struct {
	mu    sync.Mutex
	where []string
}

// in looks for the key in something.
func (f *found) in(what string, data []byte) {
	if bytes.Contains(data, []byte(modeltest.Key)) {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.where = append(f.where, what)
	}
}

// TestKeyIsNowhere: a full run of the binary, in which every role is played by models that
// fail in every way, and repeat the key where they refuse it, leaves the key in no file,
// log, page, answer, event, webhook or backup. Every GET route of the API is asked, by
// players and by the operator.
func TestKeyIsNowhere(t *testing.T) {
	for _, at := range providers() {
		if at.name == "openai" {
			continue // is nowhere but at its address, and is as at home
		}
		t.Run(at.name, func(t *testing.T) { keyIsNowhere(t, at) })
	}
}

// failing has every fault that does not take long, one after the other, and BadKey often.
func failing() func(string, int) fake.Fault {
	slow := []fake.Fault{fake.Hang, fake.Drip, fake.Oversized}
	faults := slices.DeleteFunc(fake.Faults(), func(f fake.Fault) bool { return slices.Contains(slow, f) })
	return func(what string, n int) fake.Fault {
		if what == fake.ForList || n%4 == 0 {
			return fake.BadKey
		}
		return faults[n%len(faults)]
	}
}

func keyIsNowhere(t *testing.T, at provided) {
	t.Helper()
	f := &found{}
	provider := fake.New(fake.Options{
		Key: modeltest.Key, Fault: failing(),
		Models: []string{"gemini-nano-banana-2.1", "gemini-3.8-flash", "gemini-3.5-flash-lite", "gemini-embedding-2", "sd-cpp-local", "llama:latest", "nomic-embed"},
	})
	models := httptest.NewServer(at.handler(provider))
	t.Cleanup(models.Close)
	told := make(chan struct{}, 100)
	hook := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		f.in("a webhook", body)
		select {
		case told <- struct{}{}:
		default:
		}
	}))
	t.Cleanup(hook.Close)
	t.Setenv(at.key, modeltest.Key)
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", "whsec_"+base64.StdEncoding.EncodeToString(make([]byte, 32)))
	args := append(slices.Clone(at.args), "--ahead", "1", "--gemini-spacing", "1ms", "--openai-spacing", "1ms", "--log-level", "debug",
		"--webhook-urls", hook.URL, "--webhook-to", "127.0.0.0/8")
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], modeltest.Address, models.URL+"/")
	}
	data := t.TempDir()
	s := webtest.Start(t, data, args...)
	var c view
	webtest.Eventually(t, "a picture failed and a case can be played", func() error {
		status, _, err := s.Do(http.MethodGet, "/api/case/today", nil, nil)
		if err != nil || status != http.StatusOK {
			return fmt.Errorf("got %d: %w", status, err)
		}
		s.JSON(t, http.MethodGet, "/api/case/today", nil, http.StatusOK, &c)
		if !strings.Contains(s.Output.String(), "[key]") {
			return errors.New("no error repeated the key yet")
		}
		return nil
	})
	f.played(t, s, c.ID)
	f.asked(t, s, c.ID)
	webtest.Eventually(t, "a webhook was told", func() error {
		if len(told) == 0 {
			return errors.New("not yet")
		}
		return nil
	})
	backup := filepath.Join(t.TempDir(), "backup.zip")
	out, err := webtest.Run(t, "backup", backup, "--data", data)
	if err != nil {
		t.Fatal(err, out)
	}
	f.in("what backup prints", []byte(out))
	printed, err := webtest.Run(t, append([]string{"config", "--data", data}, args...)...)
	if err != nil {
		t.Fatal(err, printed)
	}
	f.in("what config prints", []byte(printed))
	s.Interrupt(t)
	f.in("the log", []byte(s.Output.String()))
	f.in("a request's body", []byte(strings.Join(provider.Bodies(), "\n")))
	f.backup(t, backup)
	if where := append(f.where, leftovers(t, data)...); len(where) > 0 {
		t.Errorf("the key is in %q", where)
	}
}

// played asks suspects and accuses somebody, so that witness and judge are asked.
func (f *found) played(t *testing.T, s *webtest.Server, caseID string) {
	t.Helper()
	post := func(path string, body any) {
		status, said, err := s.Do(http.MethodPost, path, nil, body)
		if err != nil || status != http.StatusOK {
			t.Errorf("%s: got %d %s, %v", path, status, said, err)
		}
		f.in(path, said)
	}
	for n := range 6 {
		chat := fmt.Sprintf("/api/chat/%s-suspect-%d", caseID, n%3+1)
		if n%2 == 0 {
			chat += "/stream"
		}
		post(chat, map[string]string{"userId": "p", "caseId": caseID, "message": alibi})
	}
	answers := map[string]string{"who": "x", "what": "x", "where": "x", "when": "x", "why": "For the money that was never paid", "how": "With a heavy thing from the desk"}
	post("/api/submit", map[string]any{"userId": "p", "caseId": caseID, "answers": answers})
}

// asked asks every GET route of the API's document, and the pages.
func (f *found) asked(t *testing.T, s *webtest.Server, caseID string) {
	t.Helper()
	var document struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	s.JSON(t, http.MethodGet, "/api/openapi.json", nil, http.StatusOK, &document)
	values := strings.NewReplacer("{caseId}", caseID, "{suspectId}", caseID+"-suspect-1", "{userId}", "p", "{name}", "none")
	paths := []string{"/", "/operator", "/case/" + caseID, "/feed.xml", "/calendar.ics", "/healthz", "/readyz"}
	for path, methods := range document.Paths {
		if methods["get"] != nil {
			paths = append(paths, values.Replace(path)+"?userId=p")
		}
	}
	good := 0
	for _, path := range paths {
		for _, header := range []http.Header{nil, {"Authorization": {"Bearer " + s.Token}}} {
			ctx, cancel := context.WithCancel(t.Context())
			request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			request.Header = header.Clone()
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(path, "/events") {
				time.AfterFunc(time.Second, cancel) // of a stream, what comes at once
			}
			body, err := io.ReadAll(response.Body)
			if cutOff := ctx.Err() != nil; err != nil && !cutOff {
				t.Errorf("%s: %v", path, err)
			}
			if err := response.Body.Close(); err != nil {
				t.Error(err)
			}
			cancel()
			if response.StatusCode == http.StatusOK {
				good++
			}
			f.in("GET "+path, body)
		}
	}
	if good < 40 {
		t.Errorf("%d answers of %d were good: are the routes asked as they want to be?", good, 2*len(paths))
	}
}

// backup looks into the files of a backup.
func (f *found) backup(t *testing.T, name string) {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	archive, err := zip.NewReader(file, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range archive.File {
		content, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(content)
		if err := errors.Join(err, content.Close()); err != nil {
			t.Error(err)
		}
		f.in("backup: "+entry.Name, data)
	}
}
