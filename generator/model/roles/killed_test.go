package roles

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"casebook/generator/model/fake"
	"casebook/generator/model/modeltest"
	"casebook/generator/mystery"
	"casebook/web/webtest"
)

// gate lets so many requests of a kind be answered, at once, and holds all others until
// their clients are gone.
type gate struct{ pictures, looks, texts atomic.Int64 }

// open is as many as anybody asks for.
const open = 1 << 30

func (g *gate) latency(what string) time.Duration {
	left := map[string]*atomic.Int64{fake.ForPicture: &g.pictures, fake.ForView: &g.looks, fake.ForText: &g.texts}[what]
	if left == nil || left.Add(-1) >= 0 {
		return 0
	}
	return time.Hour
}

// gated runs a fake Gemini behind a gate, and returns the arguments that lead there.
func gated(t *testing.T, fault func(what string, n int) fake.Fault) (*gate, *fake.Provider, []string) {
	t.Helper()
	g := &gate{}
	g.looks.Store(open)
	p := fake.New(fake.Options{
		Key: modeltest.Key, Side: 320, Latency: g.latency, Fault: fault,
		Models: []string{"gemini-nano-banana-2.1", "gemini-3.8-flash", "gemini-3.5-flash-lite", "gemini-embedding-2"},
	})
	server := httptest.NewServer(p.Gemini())
	t.Cleanup(server.Close)
	t.Setenv("CASEBOOK_GEMINI_API_KEY", modeltest.Key)
	return g, p, []string{"--gemini-base-url", server.URL, "--gemini-spacing", "1ms", "--ahead", "1"}
}

// mortal returns a program that is the binary but for this: the kernel kills it as it
// is about to make the system call on one of the paths.
func mortal(t *testing.T, call string, paths ...string) string {
	t.Helper()
	var script strings.Builder
	fmt.Fprintf(&script, "#!/bin/sh\nexec %s -D -f -qq -o /dev/null -e trace=%s -e inject=%s:signal=SIGKILL", webtest.Need(t, "strace"), call, call)
	for _, path := range paths {
		fmt.Fprintf(&script, " -P '%s'", path)
	}
	fmt.Fprintf(&script, " '%s' \"$@\"\n", webtest.Binary(t))
	name := filepath.Join(t.TempDir(), "casebook")
	if err := os.WriteFile(name, []byte(script.String()), 0o700); err != nil {
		t.Fatal(err)
	}
	return name
}

// hook is a receiver of webhooks, which answers none while it is to hold.
type hook struct {
	*httptest.Server

	hold atomic.Bool
	mu   sync.Mutex
	came map[string]int // requests by id and what they tell
}

func receiver(t *testing.T) *hook {
	t.Helper()
	h := &hook{came: map[string]int{}}
	h.Server = httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var told struct {
			Type string `json:"type"`
			Data struct {
				CaseID string `json:"caseId"`
				Image  struct {
					ID    string `json:"id"`
					State string `json:"state"`
				} `json:"image"`
			} `json:"data"`
		}
		if err == nil {
			err = json.Unmarshal(body, &told)
		}
		if err != nil {
			return // the sender was killed
		}
		h.mu.Lock()
		h.came[strings.Join([]string{told.Data.CaseID, told.Type, told.Data.Image.ID, told.Data.Image.State, r.Header.Get("webhook-id")}, " ")]++
		h.mu.Unlock()
		if h.hold.Load() {
			<-r.Context().Done()
		}
	}))
	t.Cleanup(h.Close)
	return h
}

// told is what came about a case so far.
func (h *hook) told(caseID string) map[string]int {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := map[string]int{}
	for about, n := range h.came {
		if strings.HasPrefix(about, caseID+" ") {
			list[about] = n
		}
	}
	return list
}

// TestKilledAtEachStage kills the program at each stage of the way of a picture, from
// before it is asked for until the receiver of webhooks has heard of it. In the end every
// picture is there, and was paid for once. The only one that is paid for twice is the one
// whose file was being written as the program died: its last byte had come, and was
// nowhere but in memory.
func TestKilledAtEachStage(t *testing.T) {
	var drip atomic.Bool
	g, p, args := gated(t, func(what string, _ int) fake.Fault {
		if drip.Load() && what == fake.ForPicture {
			return fake.Drip
		}
		return fake.None
	})
	h := receiver(t)
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", "whsec_"+base64.StdEncoding.EncodeToString([]byte("the key of this test, 32 bytes..")))
	data, noon := t.TempDir(), time.Now().UTC().Truncate(24*time.Hour).Add(12*time.Hour)
	today, tomorrow := "case-"+noon.Format(time.DateOnly), "case-"+noon.AddDate(0, 0, 1).Format(time.DateOnly)
	args = append(args, "--writer", "builtin", "--webhook-urls", h.URL+"/hook", "--webhook-to", "127.0.0.1/32")
	lives := 0
	clocked := func() []string { // what is due in one life is due in the next
		lives++
		return append([]string{"--clock", noon.Add(time.Duration(lives) * time.Minute).Format(time.RFC3339)}, args...)
	}
	asked := func(what string, n int) func(*webtest.Server) error {
		before := p.Asked(what)
		return func(*webtest.Server) error {
			if got := p.Asked(what) - before; got < n {
				return fmt.Errorf("got %d requests for a %s, want %d", got, what, n)
			}
			return nil
		}
	}
	// life is one run of the program: killed at a system call, or else when until is content.
	life := func(stage string, until func(*webtest.Server) error, call string, paths ...string) {
		t.Helper()
		if until != nil {
			s := webtest.Start(t, data, clocked()...)
			webtest.Eventually(t, stage, func() error { return until(s) })
			s.Kill(t)
			return
		}
		for i := range paths {
			paths[i] = filepath.Join(data, paths[i])
		}
		webtest.Died(t, mortal(t, call, paths...), data, clocked()...)
	}
	paid := func(stage string, want int) {
		t.Helper()
		if got := len(p.Paid(fake.ForPicture)); got != want {
			t.Errorf("after the kill when %s: %d pictures were paid for, want %d", stage, got, want)
		}
	}
	life("five are asked for and not answered, and two are not asked for yet", asked(fake.ForPicture, 5), "")
	drip.Store(true)
	life("answers are on their way", asked(fake.ForPicture, 5), "")
	drip.Store(false)
	paid("nothing was received", 0)

	g.pictures.Store(1)
	life("received", nil, "renameat", "received")
	paid("received", 1)
	g.pictures.Store(1)
	g.looks.Store(0)
	life("stored as received, and being looked at", asked(fake.ForView, 1), "")
	g.looks.Store(open)
	folder := "images/" + today + "/"
	life("stored as received, and being re-encoded", nil, "renameat", folder+"suspect", folder+"location", folder+"evidence", folder+"cinematic")
	life("re-encoded", nil, "fsync", "images")
	if told := h.told(today); len(told) != 0 {
		t.Errorf("told of what is not recorded: %v", told)
	}
	h.hold.Store(true)
	life("recorded", nil, "renameat", "cases/"+today+".json")
	life("told, and not answered", func(*webtest.Server) error {
		if len(h.told(today)) == 0 {
			return fmt.Errorf("nothing was told")
		}
		return nil
	}, "")
	h.hold.Store(false)
	life("told", func(s *webtest.Server) error {
		// Between the answer and its record it would be told again: receivers know it by its id.
		var list struct {
			Jobs []struct {
				ID    string `json:"id"`
				State string `json:"state"`
			} `json:"jobs"`
		}
		status, body, err := s.Do(http.MethodGet, "/api/admin/jobs?kind=notify.webhook&state=done&limit=500", http.Header{"Authorization": {"Bearer " + s.Token}}, nil)
		if err == nil && status == http.StatusOK {
			err = json.Unmarshal(body, &list)
		}
		for _, job := range list.Jobs {
			if strings.HasPrefix(job.ID, "notify.webhook "+today) && job.State == "done" {
				return err
			}
		}
		return fmt.Errorf("got %d %s: %w", status, body, err)
	}, "")
	paid("told", 2) // the first was lost while it was received
	survivor := h.told(today)

	g.pictures.Store(open)
	s := webtest.Start(t, data, clocked()...)
	if c := whole(t, s, noon.Format(time.DateOnly)); len(c.Images) != mystery.PictureCount {
		t.Errorf("got %d pictures, want %d", len(c.Images), mystery.PictureCount)
	}
	webtest.Eventually(t, "both ends are told", func() error {
		for _, id := range []string{today, tomorrow} {
			if got := h.told(id); len(got) != mystery.PictureCount+1 {
				return fmt.Errorf("%s: got %v, want each picture and the end", id, got)
			}
		}
		return nil
	})
	for about, n := range h.told(today) {
		if before := survivor[about]; n != max(before, 1) {
			t.Errorf("%s: told %d times, %d of them before", about, n, before)
		}
	}
	if len(survivor) != 1 {
		t.Errorf("told before the last start: got %v, want one picture", survivor)
	}
	times := map[string]int{}
	for _, body := range p.Paid(fake.ForPicture) {
		times[body]++
	}
	twice := 0
	for body, n := range times {
		if twice += n - 1; n > 2 {
			t.Errorf("paid for %d times: %s", n, body)
		}
	}
	if len(times) != 2*mystery.PictureCount || twice != 1 {
		t.Errorf("got %d pictures, %d of them paid for twice, want %d and the one that was lost while it was received", len(times), twice, 2*mystery.PictureCount)
	}
}

// TestKilledWhileWriting kills the program after each step of a case that a model writes:
// what was received is not paid for again.
func TestKilledWhileWriting(t *testing.T) {
	const kills = 8 // at least as many steps has a case
	g, p, args := gated(t, nil)
	data := t.TempDir()
	args = append(args, "--artist", "builtin", "--clock", "2026-11-21T12:00:00Z")
	for life := range kills {
		g.texts.Store(1)
		s := webtest.Start(t, data, args...)
		webtest.Eventually(t, "a step is kept", func() error {
			kept, err := filepath.Glob(filepath.Join(data, "received", strings.Repeat("?", 64)))
			if err == nil && len(kept) < life+1 {
				err = fmt.Errorf("got %d steps, want %d", len(kept), life+1)
			}
			return err
		})
		s.Kill(t)
		if paid := len(p.Paid(fake.ForText)); paid != life+1 {
			t.Fatalf("got %d answers paid for after %d lives, want one each", paid, life+1)
		}
	}
	g.texts.Store(open)
	s := webtest.Start(t, data, args...)
	webtest.Eventually(t, "both cases are written", func() error {
		for _, day := range []string{"2026-11-21", "2026-11-22"} {
			file, err := os.ReadFile(filepath.Join(data, "cases", "case-"+day+".json"))
			if err != nil || !strings.Contains(string(file), storyteller) {
				return fmt.Errorf("%s: %w, or it does not say who wrote it", day, err)
			}
		}
		return nil
	})
	s.Interrupt(t)
	times := map[string]int{}
	for _, body := range p.Paid(fake.ForText) {
		if times[body]++; times[body] > 1 {
			t.Errorf("paid for %d times: %.300s", times[body], body)
		}
	}
}
