package watch

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"casebook/web/webtest"
)

// TestAlertsOfTheBinary: the running binary tells a real receiver of an alert once when it
// begins, not again however often it is started anew, and once when it is over.
func TestAlertsOfTheBinary(t *testing.T) {
	var mu sync.Mutex
	var told []string
	bell := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		mu.Lock()
		defer mu.Unlock()
		told = append(told, string(body))
	}))
	defer bell.Close()
	broken := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { // but for what it is told of the pictures
		if body, err := io.ReadAll(r.Body); err != nil || strings.Contains(string(body), "casebook.test") {
			w.WriteHeader(http.StatusInternalServerError)
		}
	}))
	defer broken.Close()
	count := func() (begun, over int) {
		mu.Lock()
		defer mu.Unlock()
		for _, text := range told {
			switch {
			case !strings.Contains(text, "deliver a webhook failed"): // of the machine's disk, say
			case strings.Contains(text, "It is over"):
				over++
			default:
				begun++
			}
		}
		return begun, over
	}
	t.Setenv("CASEBOOK_ALERT_URLS", "generic+"+bell.URL)
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	t.Setenv("CASEBOOK_WEBHOOK_URLS", broken.URL)
	data := t.TempDir()
	start := func(clock string) *webtest.Server {
		return webtest.Start(t, data, "--clock", clock, "--webhook-to", "127.0.0.1/32", "--schedule-at", "23:59", "--ahead", "1")
	}
	s := start("2026-11-21T12:00:00Z")
	status, body, err := s.Do(http.MethodPost, "/api/admin/webhooks/test", http.Header{"Authorization": {"Bearer " + s.Token}}, map[string]any{})
	if err != nil || status != http.StatusOK || !strings.Contains(string(body), "500 Internal Server Error") {
		t.Fatalf("a test that fails: got %d %s, %v", status, body, err)
	}
	s.Interrupt(t)
	for _, life := range []struct {
		clock       string
		begun, over int
	}{
		{"2026-11-21T12:10:00Z", 1, 0},
		{"2026-11-21T12:20:00Z", 1, 0},
		{"2026-11-21T12:30:00Z", 1, 0},
		{"2026-11-22T14:00:00Z", 1, 1},
		{"2026-11-22T14:10:00Z", 1, 1},
	} {
		s := start(life.clock)
		webtest.Eventually(t, "it is told", func() error {
			if begun, over := count(); begun < life.begun || over < life.over {
				return fmt.Errorf("at %s: told of %d beginnings and %d ends, want %d and %d", life.clock, begun, over, life.begun, life.over)
			}
			return nil
		})
		s.Interrupt(t)
	}
	if begun, over := count(); begun != 1 || over != 1 {
		t.Errorf("told of %d beginnings and %d ends, want one of each, in\n%s", begun, over, strings.Join(told, "\n"))
	}
}
