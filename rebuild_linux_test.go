package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"casebook/store"
	"casebook/web/webtest"
)

// TestNobodyOpensWhatIsRebuilt: as long as a database is made anew, the one of before, which
// is to be replaced, cannot be opened.
func TestNobodyOpensWhatIsRebuilt(t *testing.T) {
	data := t.TempDir()
	database, slow := filepath.Join(data, "casebook.db"), filepath.Join(data, "cases", "case-2026-11-21.json")
	db, err := store.Open(database, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Close(), os.Mkdir(filepath.Dir(slow), 0o700), syscall.Mkfifo(slow, 0o600)); err != nil {
		t.Fatal(err)
	}
	ended := make(chan string, 1)
	go func() {
		out, _ := webtest.Run(t, "rebuild", "--data", data) // it fails: there is no good file
		ended <- out
	}()
	file, err := os.OpenFile(slow, os.O_WRONLY, 0) // waits until somebody reads
	if err != nil {
		t.Fatal(err)
	}
	other, err := store.Open(database, store.Options{LockTimeout: time.Millisecond})
	if err == nil {
		err = other.Close()
	}
	if _, ok := errors.AsType[*store.InUseError](err); !ok {
		t.Errorf("got %v, want that it is in use", err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	if out := <-ended; !strings.Contains(out, "no case file") {
		t.Errorf("got %s", out)
	}
}
