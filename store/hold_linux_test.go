package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// openFor returns how many of this process's files are the one at path.
func openFor(t *testing.T, path string) (count int) {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range list {
		if to, err := os.Readlink(filepath.Join("/proc/self/fd", entry.Name())); err == nil && to == path {
			count++
		}
	}
	return count
}

// TestReplacedWhileWaiting replaces a database while somebody waits to open it, who then has
// the new one.
func TestReplacedWhileWaiting(t *testing.T) {
	path := ruined(t, func(string) {})
	release, err := Hold(path)
	if err != nil {
		t.Fatal(err)
	}
	before := openFor(t, path)
	got := make(chan error, 1)
	go func() {
		db, err := Open(path, Options{LockTimeout: 30 * time.Second})
		if err == nil {
			n := 0
			err = db.View(func(tx *Tx) (err error) { n, err = numbers().Get(tx, "n"); return err })
			if n != 1 {
				err = fmt.Errorf("got %d, want what is in the new one; %w", n, err)
			}
			err = errors.Join(err, db.Close())
		}
		got <- err
	}()
	for openFor(t, path) == before {
		time.Sleep(time.Millisecond)
	}
	snapshot, err := newestGood(filepath.Join(filepath.Dir(path), "snapshots"), func(string) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(Replace(path, snapshot, path+".aside"), release()); err != nil {
		t.Fatal(err)
	}
	if err := <-got; err != nil {
		t.Error(err)
	}
	if n := number(t, path+".aside"); n != 2 {
		t.Errorf("set aside: got %d, want 2", n)
	}
}

// TestHold: a database is either held or open.
func TestHold(t *testing.T) {
	path := ruined(t, func(string) {})
	if _, err := Hold(path + ".none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("there is none: got %v", err)
	}
	release, err := Hold(path)
	if err != nil {
		t.Fatal(err)
	}
	_, openErr := Open(path, Options{LockTimeout: time.Millisecond})
	_, holdErr := Hold(path)
	if err := release(); err != nil {
		t.Fatal(err)
	}
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, lateErr := Hold(path)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{"open while held": openErr, "held twice": holdErr, "held while open": lateErr} {
		if _, ok := errors.AsType[*InUseError](err); !ok {
			t.Errorf("%s: got %v, want that it is in use", what, err)
		}
	}
}

// TestNothingIsReplacedUnseen: what came to be meanwhile, or was set aside, stays.
func TestNothingIsReplacedUnseen(t *testing.T) {
	path, other := ruined(t, func(string) {}), ruined(t, func(string) {})
	_, inUse := errors.AsType[*InUseError](Replace(path, other, ""))
	if err := Replace(path, other, other); !inUse || !errors.Is(err, fs.ErrExist) || number(t, path) != 2 || number(t, other) != 2 {
		t.Errorf("got in use: %t, and over another that was set aside: %v", inUse, err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := Replace(path, other, ""); err != nil || number(t, path) != 2 {
		t.Errorf("in the place of none: got %v", err)
	}
	if _, err := os.Stat(other); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("its first name: got %v, want it gone", err)
	}
}

// TestRecoveredMeanwhile has another process recover a database while it is checked, and
// still have it while it is found damaged.
func TestRecoveredMeanwhile(t *testing.T) {
	for _, has := range []bool{false, true} {
		path := ruined(t, func(path string) { _ = os.Truncate(path, 9000) })
		release := func() error { return nil }
		r, err := Recover(path, func(file string) (fault error) {
			fault = errors.New("damaged")
			if file != path {
				return nil
			}
			var err error
			if has {
				release, err = Hold(path)
			} else {
				_, err = Recover(path, func(file string) error {
					if file == path {
						return fault
					}
					return nil
				})
			}
			if err != nil {
				t.Error(err)
			}
			return fault
		})
		if _, ok := errors.AsType[*InUseError](err); !ok || r.Needed() {
			t.Errorf("another has it: %t: got %+v, %v, want that it is in use", has, r, err)
		}
		if err := release(); err != nil {
			t.Fatal(err)
		}
		if aside, _ := filepath.Glob(path + asideMark + "*"); len(aside) != map[bool]int{false: 1, true: 0}[has] {
			t.Errorf("another has it: %t: got %q set aside", has, aside)
		}
	}
}
