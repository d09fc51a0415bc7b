package keeping_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/web/webtest"
)

// today is the day on which the tests play.
const today = "2026-11-21"

// caseView is what the tests read of a case.
type caseView struct {
	ID          string `json:"id"`
	ImageStatus string `json:"imageStatus"`
	Images      map[string]struct {
		URL   string `json:"url"`
		State string `json:"state"`
	} `json:"images"`
}

// readCase reads a case, which must be there.
func readCase(t *testing.T, s *webtest.Server, date string) (c caseView) {
	t.Helper()
	s.JSON(t, http.MethodGet, "/api/case/"+date, nil, http.StatusOK, &c)
	return c
}

// urls are those of the pictures that are stored.
func (c caseView) urls() (list []string) {
	for _, image := range c.Images {
		if image.State == "stored" {
			list = append(list, image.URL)
		}
	}
	return list
}

// wantPictures fetches pictures, which must be there.
func wantPictures(t *testing.T, s *webtest.Server, urls []string) {
	t.Helper()
	for _, url := range urls {
		status, data, err := s.Do(http.MethodGet, url, nil, nil)
		if err != nil || status != http.StatusOK || len(data) < 1000 {
			t.Errorf("%s: got %d with %d bytes, %v, want a picture", url, status, len(data), err)
		}
	}
}

// player is one who notes a number in the notebook again and again, and searches.
type player struct {
	id    string
	mu    sync.Mutex
	noted []time.Time // when each revision was known to be kept
}

// play plays until ctx ends.
func (p *player) play(ctx context.Context, s *webtest.Server) error {
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		book := map[string]any{"notes": strings.Repeat(strconv.Itoa(n)+" ", 500), "grid": map[string]any{}, "timeline": []any{}, "pins": []any{}, "revision": n}
		status, body, err := s.Do(http.MethodPut, "/api/notebook/"+today+"/"+p.id, nil, book)
		if err == nil && status == http.StatusTooManyRequests { // this machine is fast
			n--
			continue
		}
		if err != nil || status != http.StatusOK {
			return fmt.Errorf("note %d: got %d %s %w", n, status, body, err)
		}
		p.mu.Lock()
		p.noted = append(p.noted, time.Now())
		p.mu.Unlock()
		search := map[string]any{"caseId": "case-" + today, "userId": fmt.Sprintf("%s-%d", p.id, n), "locationId": "loc-1", "searchType": "quick"}
		if status, body, err := s.Do(http.MethodPost, "/api/location/search", nil, search); err != nil || status != http.StatusOK && status != http.StatusTooManyRequests {
			return fmt.Errorf("search %d: got %d %s %w", n, status, body, err)
		}
	}
}

// kept is how many revisions were known to be kept at a time.
func (p *player) kept(at time.Time) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(slices.DeleteFunc(slices.Clone(p.noted), func(noted time.Time) bool { return !noted.Before(at) }))
}

// copies is how many copies the test makes: few, or as many as the environment says.
func copies(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("CASEBOOK_TEST_COPIES"))
	if err != nil {
		return 9
	}
	return n
}

// TestCopies copies the directory of an instance again and again while people play and
// cases are made, and starts Casebook over each copy.
func TestCopies(t *testing.T) {
	tools := []string{"cp", "tar", "rsync"}
	for _, tool := range tools {
		webtest.Need(t, tool)
	}
	webtest.Binary(t)
	began := time.Now() // before its clock does, so no note is taken for older than it is
	s := webtest.Start(t, t.TempDir(), "--ahead", "1", "--log-level", "warn", "--clock", today+"T12:00:00Z")
	noon := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	webtest.Within(t, 10*time.Minute, "today's case is drawn", func() error {
		status, body, err := s.Do(http.MethodGet, "/api/case/"+today, nil, nil)
		var c caseView
		if err := errors.Join(err, json.Unmarshal(body, &c)); err != nil || c.ImageStatus != "completed" {
			return fmt.Errorf("got %d, %s, %w", status, c.ImageStatus, err)
		}
		return nil
	})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	players := []*player{{id: "ann"}, {id: "bob"}, {id: "cy"}}
	ended := make(chan error, len(players))
	for _, p := range players {
		go func() { ended <- p.play(ctx, s) }()
	}
	dates := []string{today}
	for n := range copies(t) {
		if n%10 == 0 { // while it is drawn, the copies are made
			date := time.Date(2026, 11, 20-len(dates), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			status, body, err := s.Do(http.MethodPost, "/api/admin/cases", http.Header{"Authorization": {"Bearer " + s.Token}}, map[string]any{"date": date})
			if err != nil || status != http.StatusOK {
				t.Fatalf("make %s: got %d %s %v", date, status, body, err)
			}
			dates = append(dates, date)
		}
		var stored []string
		for _, date := range dates {
			stored = append(stored, readCase(t, s, date).urls()...)
		}
		folder := filepath.Join(t.TempDir(), "copy")
		copyAs(t, tools[n%len(tools)], s.Data, folder)
		made := newestSnapshot(t, folder)
		c := webtest.Start(t, folder, "--ahead", "1", "--log-level", "warn", "--clock", today+"T12:00:00Z")
		wantPictures(t, c, stored)
		for _, date := range dates {
			wantPictures(t, c, readCase(t, c, date).urls())
		}
		for _, p := range players {
			var book struct {
				Revision int `json:"revision"`
			}
			c.JSON(t, http.MethodGet, "/api/notebook/"+today+"/"+p.id, nil, http.StatusOK, &book)
			if want := p.kept(began.Add(made.Sub(noon))); book.Revision < want {
				t.Errorf("copy %d: %s has revision %d, want at least the %d that there were when the snapshot was made", n, p.id, book.Revision, want)
			}
		}
		if !strings.Contains(c.Output.String(), "was replaced") {
			t.Errorf("copy %d: nothing was said of the recovery:\n%s", n, c.Output)
		}
		c.Kill(t)
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			break
		}
	}
	stop()
	for range players {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// copyAs copies a directory as people do. What the tool says of files that vanished or
// changed meanwhile is logged.
func copyAs(t *testing.T, tool, from, to string) {
	t.Helper()
	if err := os.Mkdir(to, 0o700); err != nil {
		t.Fatal(err)
	}
	script := map[string]string{
		"cp": `cp -r "$0/." "$1"`, "rsync": `rsync -a "$0/" "$1"`, "tar": `tar -C "$0" -cf - . | tar -C "$1" -xf -`,
	}[tool]
	if out, err := exec.CommandContext(t.Context(), "sh", "-c", script, from, to).CombinedOutput(); err != nil || len(out) > 0 {
		t.Logf("%s: %v\n%s", tool, err, out)
	}
}

// newestSnapshot is when the newest snapshot was made, as its name says.
func newestSnapshot(t *testing.T, folder string) time.Time {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "snapshots", "casebook-*.db"))
	if err != nil || len(names) == 0 {
		t.Fatalf("got snapshots %q, %v, want some", names, err)
	}
	slices.Sort(names)
	made, err := time.Parse("casebook-20060102T150405.000000000Z.db", filepath.Base(names[len(names)-1]))
	if err != nil {
		t.Fatal(err)
	}
	return made
}
