package webtest

import (
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"
)

// houses are the data directories that House copies, by clock.
type houses struct {
	mu   sync.Mutex
	made map[string]string
}

var furnished = houses{made: map[string]string{}} //nolint:gochecknoglobals // once per process is the point

// House returns a data directory in which today's case and tomorrow's are drawn, by a clock
// as --clock has it, or the machine's if it is empty: a copy of one that the binary has made
// once per process, for tests that do not look at the making.
func House(t testing.TB, clock string) string {
	t.Helper()
	made := furnished.of(t, clock)
	data := t.TempDir()
	if err := os.CopyFS(data, os.DirFS(made)); err != nil {
		t.Fatal(err)
	}
	return data
}

// of returns what House copies.
func (h *houses) of(t testing.TB, clock string) string {
	t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	if data, ok := h.made[clock]; ok {
		return data
	}
	data := filepath.Join(filepath.Dir(Binary(t)), "house-"+clock)
	args := []string{"generate", "--data", data}
	if clock != "" {
		args = append(args, "--clock", clock)
	}
	for range 2 { // the second time, what is given is the day after the first
		out, err := Run(t, args...)
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		today, err := time.Parse("case-"+time.DateOnly, regexp.MustCompile(`case-[0-9-]+`).FindString(out))
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		args = append(args, "--date", today.AddDate(0, 0, 1).Format(time.DateOnly))
	}
	h.made[clock] = data
	return data
}
