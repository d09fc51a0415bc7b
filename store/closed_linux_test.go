package store

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// flip changes a byte of a file.
func flip(t *testing.T, path string, at int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err == nil {
		data[at] ^= 0x40
		err = os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// rot changes a byte as a disk does: nobody wrote it, so the mark is still the file's.
func rot(t *testing.T, path string, at int) {
	t.Helper()
	mark, err := os.ReadFile(closedFile(path))
	if err != nil {
		t.Fatal(err)
	}
	flip(t, path, at)
	last := mark[bytes.LastIndexByte(mark, ' '):]
	if err := os.WriteFile(closedFile(path), append([]byte(state(path)), last...), 0o600); err != nil {
		t.Fatal(err)
	}
}

// page is where the newest of the pages of a kind begins: 4 is a meta page, 16 a list of
// free pages.
func page(t *testing.T, path string, kind byte) (at int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at = -1
	size := os.Getpagesize()
	newest := byte(0)
	for begins := 0; begins < len(data); begins += size {
		if data[begins+8] != kind {
			continue
		}
		if number := data[begins+16+48]; kind == 16 || number > newest { // of the transaction, below 256 here
			at, newest = begins, number
		}
	}
	if at < 0 {
		t.Fatalf("there is no page of kind %d", kind)
	}
	return at
}

// TestClosed: a database that was closed in order is known as such, until anything at all
// happens to it.
func TestClosed(t *testing.T) {
	reopened := func(t *testing.T, path string, o Options, then func(*DB) error) {
		t.Helper()
		db, err := Open(path, o)
		if err == nil {
			err = errors.Join(then(db), db.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	nothing := func(*DB) error { return nil }
	for name, test := range map[string]struct {
		happens func(t *testing.T, path string)
		want    bool
	}{
		"nothing":          {func(*testing.T, string) {}, true},
		"opened to read":   {func(t *testing.T, path string) { reopened(t, path, Options{ReadOnly: true}, nothing) }, true},
		"closed once more": {func(t *testing.T, path string) { reopened(t, path, Options{}, nothing) }, true},
		"the clock put back": {func(t *testing.T, path string) {
			reopened(t, path, Options{Now: func() time.Time { return time.Unix(0, 0) }}, func(*DB) error {
				return os.Chtimes(path, time.Now(), time.Now().Add(24*time.Hour))
			})
		}, true},
		"open": {func(t *testing.T, path string) {
			db, err := Open(path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = db.Close() })
		}, false},
		"doubted": {func(t *testing.T, path string) {
			reopened(t, path, Options{}, func(db *DB) error { db.Doubt(); return nil })
		}, false},
		"killed":         {func(t *testing.T, path string) { killedAtWork(t, path) }, false},
		"a byte changed": {func(t *testing.T, path string) { flip(t, path, 20_000) }, false},
		"a byte changed, and the time put back": {func(t *testing.T, path string) {
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			flip(t, path, 20_000)
			if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
				t.Fatal(err)
			}
		}, false},
		"a byte more": {func(t *testing.T, path string) {
			file, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o600)
			if err == nil {
				_, err = file.WriteString("x")
			}
			if err := errors.Join(err, file.Close()); err != nil {
				t.Fatal(err)
			}
		}, false},
		"copied back": {func(t *testing.T, path string) {
			copyBack(t, path)
			if err := os.Rename(path+".then", path); err != nil {
				t.Fatal(err)
			}
		}, false},
		"the mark of another": {func(t *testing.T, path string) {
			other := ruined(t, func(string) {})
			if err := os.Rename(closedFile(other), closedFile(path)); err != nil {
				t.Fatal(err)
			}
		}, false},
		"half a mark": {func(t *testing.T, path string) {
			if err := os.Truncate(closedFile(path), 30); err != nil {
				t.Fatal(err)
			}
		}, false},
		"the newest meta page rots":    {func(t *testing.T, path string) { rot(t, path, page(t, path, 4)+30) }, false},
		"the list of free pages rots":  {func(t *testing.T, path string) { rot(t, path, page(t, path, 16)+8) }, false},
		"another page rots, unnoticed": {func(t *testing.T, path string) { rot(t, path, 20_000) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			path := ruined(t, func(string) {})
			if !Closed(path) {
				t.Fatal("got no mark of a database that was closed in order")
			}
			test.happens(t, path)
			if got := Closed(path); got != test.want {
				mark, _ := os.ReadFile(closedFile(path))
				t.Errorf("got %t, want %t; the mark is %q, the state %q", got, test.want, mark, state(path))
			}
			if _, err := os.Stat(closedFile(path)); (name == "open" || name == "killed") && !errors.Is(err, os.ErrNotExist) {
				t.Errorf("a mark is on the disk, or %v", err)
			}
			if strings.HasSuffix(name, "rots") { // nobody may have kept the lock
				file, err := os.OpenFile(path, os.O_RDWR, 0)
				if err == nil {
					err = unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB)
				}
				if err := errors.Join(err, file.Close()); err != nil {
					t.Errorf("the lock: %v", err)
				}
			}
		})
	}
}

// copyBack makes a copy of the database with all that cp keeps.
func copyBack(t *testing.T, path string) {
	t.Helper()
	if out, err := exec.CommandContext(t.Context(), "cp", "-a", path, path+".then").CombinedOutput(); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
}

// killedAtWork has another process write to the database, and kills it meanwhile.
func killedAtWork(t *testing.T, path string) {
	t.Helper()
	cmd := child(t, "write", path)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}
