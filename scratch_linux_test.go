package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casebook/web/webtest"
)

// TestWritesOnlyItsDirectory: whatever the program makes, a file of a library's too, is in
// the data directory, and what an earlier run left among the temporary files is removed.
func TestWritesOnlyItsDirectory(t *testing.T) {
	data, trace := t.TempDir(), filepath.Join(t.TempDir(), "trace")
	left := []string{filepath.Join(data, "tmp", ".case-2026-01-03.json4149039996"), filepath.Join(data, "tmp", "rehearsal-1", "data", "casebook.db")}
	for _, name := range left {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, []byte("{}"), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	script := fmt.Sprintf("#!/bin/sh\nexec %s -D -f -qq -e signal=none -e trace=openat,mkdirat -o '%s' '%s' \"$@\"\n", webtest.Need(t, "strace"), trace, webtest.Binary(t))
	traced := filepath.Join(t.TempDir(), "casebook")
	if err := os.WriteFile(traced, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	s := webtest.StartBinary(t, traced, data, "--ahead", "1")
	webtest.Within(t, webtest.Drawing, "today's pictures are stored", func() error {
		status, body, err := s.Do(http.MethodGet, "/api/case/today", nil, nil)
		if err != nil || status != http.StatusOK || !strings.Contains(string(body), `"imageStatus":"completed"`) {
			return fmt.Errorf("got %d: %w", status, err)
		}
		return nil
	})
	for _, name := range left {
		if _, err := os.Stat(name); err == nil {
			t.Errorf("what an earlier run left is still there: %s", name)
		}
	}
	s.Interrupt(t)
	made, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	filed := false
	for line := range strings.Lines(string(made)) {
		_, name, named := strings.Cut(line, `(AT_FDCWD, "`) // else within a directory that is open
		if !named || !strings.Contains(line, "O_CREAT") && !strings.Contains(line, "mkdirat") {
			continue
		}
		filed = filed || strings.HasPrefix(name, data+"/tmp/.case-")
		if !strings.HasPrefix(name, data) {
			t.Errorf("made outside of the data directory: %s", line)
		}
	}
	if !filed {
		t.Error("no file of a case is among what was made")
	}
}

// TestScratch: temporary files of libraries go into the data directory, on Windows too, which goes by another variable.
func TestScratch(t *testing.T) {
	data := t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP"} {
		t.Setenv(name, "") // and so it is put back
	}
	(&house{}).clearScratch(data)
	for _, name := range []string{"TMPDIR", "TMP"} {
		if got, want := os.Getenv(name), filepath.Join(data, "tmp"); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
