package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"casebook/store"
	"casebook/web/webtest"
)

// marked reports whether a data directory has the mark that its database was closed in order.
func marked(data string) bool {
	_, err := os.Stat(filepath.Join(data, "casebook.db.closed"))
	return err == nil
}

// rot changes the database as a failing disk does: nobody has written to the file, so its
// mark, if there is one, is as good as before.
func rot(t *testing.T, data string, change func(db []byte)) {
	t.Helper()
	name := filepath.Join(data, "casebook.db")
	db, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	change(db)
	if err := os.WriteFile(name, db, 0o600); err != nil {
		t.Fatal(err)
	}
	mark, err := os.ReadFile(name + ".closed")
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	var info syscall.Stat_t
	if err := errors.Join(err, syscall.Stat(name, &info)); err != nil {
		t.Fatal(err)
	}
	says := strings.Fields(string(mark)) // who it is, its size, when it was written to and changed, its last transaction
	if len(says) != 5 {
		t.Fatalf("got the mark %q", mark)
	}
	says[2], says[3] = fmt.Sprintf("%d.%09d", info.Mtim.Sec, info.Mtim.Nsec), fmt.Sprintf("%d.%09d", info.Ctim.Sec, info.Ctim.Nsec)
	if err := os.WriteFile(name+".closed", []byte(strings.Join(says, " ")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// needle is what the player of these tests has noted.
const needle = "the needle in the haystack"

// spoilNote makes the player's note no record any more.
func spoilNote(db []byte) {
	for at := 0; ; at++ {
		next := bytes.Index(db[at:], []byte(needle))
		if next < 0 {
			return
		}
		at += next
		db[bytes.LastIndex(db[:at], []byte(`{"v":`))] = '['
	}
}

// spoilRoot makes the page that leads to all others none.
func spoilRoot(db []byte) {
	size := os.Getpagesize()
	newest := 0
	if binary.NativeEndian.Uint64(db[size+64:]) > binary.NativeEndian.Uint64(db[64:]) { // the transactions of the two meta pages
		newest = size
	}
	root := int(binary.NativeEndian.Uint64(db[newest+32:]))
	db[root*size+8] = 0xff
}

// withNote starts the program over a new directory, notes something, and ends it in order.
func withNote(t *testing.T) (data, book string) {
	t.Helper()
	data = t.TempDir()
	s := webtest.Start(t, data)
	book = "/api/notebook/" + untilWritten(t, s, "today").ID + "/ann"
	note := map[string]any{"notes": needle, "grid": map[string]any{}, "timeline": []any{}, "pins": []any{}, "revision": 0}
	s.JSON(t, http.MethodPut, book, note, http.StatusOK, nil)
	if marked(data) {
		t.Error("there is a mark that the database is closed, which is open")
	}
	s.Interrupt(t)
	if !marked(data) {
		t.Fatal("there is no mark that the database was closed in order")
	}
	return data, book
}

// TestDamage has the program start over a directory to whose database something happened.
// The player's note is there in the end, and until then a copy was never preferred to it.
func TestDamage(t *testing.T) {
	const (
		whole, damaged, tried, replaced = "the database is whole", "the database is damaged", "tried again after a check", "was replaced"
	)
	original, address := withNote(t)
	for _, test := range []struct {
		name    string
		happens func(t *testing.T, data string)
		says    []string // in the log
		never   []string
		before  bool // it answers
	}{
		{"nothing", func(*testing.T, string) {}, []string{whole}, []string{damaged, replaced}, false},
		{"a record rots", func(t *testing.T, data string) { rot(t, data, spoilNote) }, []string{damaged, replaced}, []string{tried}, false},
		{"the root rots", func(t *testing.T, data string) { rot(t, data, spoilRoot) }, []string{tried, replaced}, []string{damaged, whole}, true},
		{"a record is overwritten", func(t *testing.T, data string) {
			mark := filepath.Join(data, "casebook.db.closed")
			before, err := os.ReadFile(mark)
			rot(t, data, spoilNote)
			if err := errors.Join(err, os.WriteFile(mark, before, 0o600)); err != nil {
				t.Fatal(err)
			}
		}, []string{replaced}, []string{damaged, tried, whole}, true},
		{"killed, and a record rots", func(t *testing.T, data string) {
			s := webtest.Start(t, data)
			if marked(data) {
				t.Error("there is a mark that the database is closed, which is open")
			}
			s.Kill(t)
			rot(t, data, spoilNote)
		}, []string{replaced}, []string{damaged, tried, whole}, true},
		{"copied", func(t *testing.T, data string) {
			name := filepath.Join(data, "casebook.db")
			if out, err := exec.CommandContext(t.Context(), "cp", "-a", name, name+".copy").CombinedOutput(); err != nil {
				t.Fatalf("%s: %v", out, err)
			}
			if err := os.Rename(name+".copy", name); err != nil {
				t.Fatal(err)
			}
			rot(t, data, spoilNote)
		}, []string{replaced}, []string{damaged, tried, whole}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			if out, err := exec.CommandContext(t.Context(), "cp", "-a", original, data).CombinedOutput(); err != nil {
				t.Fatalf("%s: %v", out, err)
			}
			webtest.Start(t, data).Interrupt(t) // now the mark is that of the copy
			test.happens(t, data)
			s := webtest.Start(t, data)
			said := func() error {
				for _, want := range test.says {
					if !strings.Contains(s.Output.String(), want) {
						return fmt.Errorf("it does not say %q", want)
					}
				}
				return nil
			}
			if test.before {
				if err := said(); err != nil {
					t.Error(err)
				}
			}
			webtest.Eventually(t, "the database is what it was", said)
			var book struct {
				Notes string `json:"notes"`
			}
			s.JSON(t, http.MethodGet, address, nil, http.StatusOK, &book)
			if book.Notes != needle {
				t.Errorf("got the note %q, want %q", book.Notes, needle)
			}
			s.Interrupt(t)
			for _, unwanted := range test.never {
				if strings.Contains(s.Output.String(), unwanted) {
					t.Errorf("it says %q", unwanted)
				}
			}
			if !marked(data) {
				t.Error("there is no mark that the database was closed in order")
			}
		})
	}
}

// TestProveWithoutSnapshot: a disk that cannot be read is damage, one that is full is none.
func TestProveWithoutSnapshot(t *testing.T) {
	for _, test := range []struct {
		why     error
		damaged bool
	}{{syscall.EIO, true}, {syscall.ENOSPC, false}} {
		path := filepath.Join(t.TempDir(), "casebook.db")
		db, err := store.Open(path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		snapshots, restarted, ended := make(chan proof), false, make(chan struct{})
		go func() {
			(&house{db: db, log: slog.New(slog.DiscardHandler)}).prove(ctx, snapshots, func(string) { restarted = true })
			close(ended)
		}()
		snapshots <- proof{err: fmt.Errorf("snapshot: %w", test.why)}
		if !test.damaged {
			snapshots <- proof{err: test.why} // it waits for one more
			stop()
		}
		<-ended
		stop()
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if restarted != test.damaged || store.Closed(path) == test.damaged {
			t.Errorf("%v: got a new start: %t, closed in order: %t", test.why, restarted, store.Closed(path))
		}
	}
}

// TestNewerIsSaidOnce starts over what a newer version has closed in order: one line says that
// it cannot be, and nothing is tried again.
func TestNewerIsSaidOnce(t *testing.T) {
	data := t.TempDir()
	db, err := store.Open(filepath.Join(data, "casebook.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	rot(t, data, func(db []byte) {
		for _, place := range regexp.MustCompile(`schema\d`).FindAllIndex(db, -1) { // old pages may have it, too
			db[place[1]-1] = '9'
		}
	})
	out, err := webtest.Run(t, "--data", data, "--addr", "127.0.0.1:0")
	if err == nil || !strings.Contains(out, "newer version of Casebook") || strings.Count(out, "\n") != 1 {
		t.Errorf("got %v and\n%s\nwant one line that says what it is", err, out)
	}
}

// TestRestartWaitsForCommand has a command take the database between two houses: what was set
// is in force when it has ended. The first house sends its last traces when it has let go of the
// database, and waits for whoever takes them.
func TestRestartWaitsForCommand(t *testing.T) {
	var database *os.File
	var begun, taken atomic.Bool
	receiver := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		for range 1000 {
			if !begun.Load() || taken.Load() {
				return
			}
			taken.Store(syscall.Flock(int(database.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil)
			time.Sleep(time.Millisecond)
		}
	}))
	t.Cleanup(receiver.Close)
	s := webtest.Start(t, t.TempDir(), "--otlp-endpoint", receiver.URL)
	database, err := os.Open(filepath.Join(s.Data, "casebook.db"))
	if err != nil {
		t.Fatal(err)
	}
	begun.Store(true)
	if status, body := set(t, s, map[string]any{"budget": 3}); status != http.StatusOK {
		t.Fatalf("got %d %s", status, body)
	}
	for patience := 50; patience > 0 && !strings.Contains(s.Output.String(), "a command has the database"); patience-- {
		time.Sleep(100 * time.Millisecond)
	}
	if err := database.Close(); err != nil || !taken.Load() {
		t.Fatalf("got %v, taken: %t", err, taken.Load())
	}
	untilHappened(t, s, "restarted", 1)
	if value, source := settingOf(t, s, "budget"); value != 3.0 || source != "dashboard" {
		t.Errorf("got %v from %s, want what was set", value, source)
	}
}
