package notify

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casebook/web/webtest"
)

// TestBinary: the running binary tells of every picture and of the end, once, and shows
// the operator what came of it; the secret is left nowhere.
func TestBinary(t *testing.T) {
	x := receiving(t, func(int, http.ResponseWriter, *http.Request) {})
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", secret())
	data := t.TempDir()
	s := webtest.Start(t, data, "--clock", "2026-11-21T12:00:00Z", "--webhook-urls", x.URL+"/hook", "--webhook-to", "127.0.0.1/32", "--public-url", "http://mystery.test", "--ahead", "1")
	const today = "case-2026-11-21"
	var end told
	seen := map[string]int{}
	webtest.Within(t, webtest.Drawing, "the end is told", func() error {
		clear(seen)
		for _, r := range x.all() {
			var m told
			if err := json.Unmarshal([]byte(r.body), &m); err != nil {
				return err
			}
			if m.Data.CaseID != today {
				continue
			}
			seen[m.Type+" "+m.Data.Image.ID]++
			if m.Type == "image.end" {
				end = m
			}
		}
		if len(seen) != 15 {
			return fmt.Errorf("got %v", seen)
		}
		return nil
	})
	for what, n := range seen {
		if n != 1 {
			t.Errorf("%s: told %d times", what, n)
		}
	}
	if d := end.Data; d.Status != "completed" || d.CompletedCount != 14 || d.TotalCount != 14 || len(d.Images) != 14 || !strings.HasPrefix(d.Images["ev-1"], "http://mystery.test/images/"+today+"/evidence/ev-1.") {
		t.Errorf("got %+v, want the whole case", end)
	}
	var shown struct {
		Deliveries []Delivery `json:"deliveries"`
	}
	webtest.Eventually(t, "the operator sees it", func() error {
		status, body, err := s.Do(http.MethodGet, "/api/admin/webhooks?limit=500", http.Header{"Authorization": {"Bearer " + s.Token}}, nil)
		if err != nil || status != http.StatusOK {
			return fmt.Errorf("got %d: %w", status, err)
		}
		if err := json.Unmarshal(body, &shown); err != nil || len(shown.Deliveries) < 15 {
			return fmt.Errorf("got %d deliveries: %w", len(shown.Deliveries), err)
		}
		return nil
	})
	if d := shown.Deliveries[0]; d.Status != http.StatusOK || d.Receiver != x.URL+"/hook" {
		t.Errorf("got %+v", d)
	}
	if status, _, err := s.Do(http.MethodGet, "/api/admin/webhooks", nil, nil); err != nil || status != http.StatusUnauthorized {
		t.Errorf("without a token: got %d, %v", status, err)
	}
	s.Interrupt(t)
	if strings.Contains(s.Output.String(), secret()) {
		t.Error("the log has the secret")
	}
	err := filepath.WalkDir(data, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte(strings.TrimPrefix(secret(), "whsec_"))) {
			t.Errorf("%s has the secret", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// told is as much of a message as the test reads.
type told struct {
	Type string `json:"type"`
	Data struct {
		CaseID         string            `json:"caseId"`
		Status         string            `json:"status"`
		TotalCount     int               `json:"totalCount"`
		CompletedCount int               `json:"completedCount"`
		Images         map[string]string `json:"images"`
		Image          struct {
			ID string `json:"id"`
		} `json:"image"`
	} `json:"data"`
}
