package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// ruined makes a database with a snapshot, a change after it, and returns its path.
// What ruin does happens after it is closed.
func ruined(t *testing.T, ruin func(path string)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "casebook.db")
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	put := func(n int) {
		t.Helper()
		err := db.Update(func(tx *Tx) error {
			for i := range 200 {
				if err := numbers().Put(tx, fmt.Sprintf("%d %s", i, strings.Repeat("x", 100)), n); err != nil {
					return err
				}
			}
			return numbers().Put(tx, "n", n)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	put(1)
	if _, err := db.Snapshot(filepath.Join(filepath.Dir(path), "snapshots")); err != nil {
		t.Fatal(err)
	}
	put(2)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	ruin(path)
	return path
}

// check is Verify in a process of its own.
func check(t *testing.T) func(string) error {
	return func(file string) error {
		out, err := child(t, "verify", file).Output()
		if err == nil && string(out) != "<nil>" {
			err = errors.New(string(out))
		}
		return err
	}
}

// number is what the database at path holds.
func number(t *testing.T, path string) (n int) {
	t.Helper()
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = db.View(func(tx *Tx) (err error) { n, err = numbers().Get(tx, "n"); return err })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestRecoverDoesNotCheckCopies: a copy of a database that was open is not used, whatever a
// check would say of it; one in forty of them makes the check go round in circles for a
// minute and more.
func TestRecoverDoesNotCheckCopies(t *testing.T) {
	path := ruined(t, func(path string) { _ = os.WriteFile(ownerFile(path), []byte("1 host 7-7.0\n"), 0o600) })
	r, err := Recover(path, func(file string) error {
		if file == path {
			t.Error("the copy was checked")
		}
		return Verify(file)
	})
	if err != nil || !r.Needed() || number(t, path) != 1 {
		t.Errorf("got %+v, %v, want the snapshot", r, err)
	}
}

// TestRecover opens databases to which something happened.
func TestRecover(t *testing.T) {
	for _, test := range []struct {
		name string
		ruin func(path string)
		want int // 2: nothing is to be done; 1: what the snapshot has
	}{
		{"nothing", func(string) {}, 2},
		{"killed", func(path string) { _ = own(path) }, 2},
		{"copied while it ran", func(path string) {
			_ = os.WriteFile(ownerFile(path), []byte("1 host 7-7.0\n"), 0o600)
		}, 1},
		{"cut short", func(path string) { _ = os.Truncate(path, 9000) }, 1},
		{"emptied", func(path string) { _ = os.Truncate(path, 0) }, 1},
		{"torn", func(path string) { spoil(path, 4*4096, 3*4096) }, 1},
		{"not a record", func(path string) { replaceBytes(path, `{"v":1,"value":2}`, `{"v":1,"vanue":}}`) }, 1},
		{"killed before a snapshot took its place", func(path string) {
			r := Recovery{Why: "it was copied", Aside: path + asideMark + "20260101T000000Z", path: path}
			_ = errors.Join(os.Link(path, r.Aside), r.note())
		}, 1},
		{"gone", func(path string) { _ = os.Remove(path) }, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := ruined(t, test.ruin)
			r, err := Recover(path, check(t))
			if err != nil {
				t.Fatal(err)
			}
			if r.Needed() != (test.want == 1) {
				t.Errorf("got %+v, want a recovery only if something happened", r)
			}
			if got := number(t, path); got != test.want {
				t.Errorf("got %d in the database, want %d", got, test.want)
			}
			if _, err := os.Stat(r.Aside); test.want == 1 && r.Why != missing && err != nil {
				t.Errorf("what was damaged: %v", err)
			}
			again, err := Recover(path, check(t))
			if err != nil || again != r {
				t.Errorf("before it is finished: got %+v, %v, want %+v again", again, err, r)
			}
			if err := again.Finish(); err != nil {
				t.Fatal(err)
			}
			if last, err := Recover(path, check(t)); err != nil || last.Needed() {
				t.Errorf("afterwards: got %+v, %v, want nothing to do", last, err)
			}
		})
	}
}

// TestRecoverNothing starts over a directory in which there is nothing, and over one in
// which no snapshot is good.
func TestRecoverNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "casebook.db")
	if r, err := Recover(path, check(t)); err != nil || r.Needed() {
		t.Errorf("an empty directory: got %+v, %v, want nothing to do", r, err)
	}
	path = ruined(t, func(path string) {
		snapshots, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "snapshots", "*"))
		_ = os.Truncate(snapshots[0], 5000)
		_ = os.Truncate(path, 5000)
	})
	r, err := Recover(path, check(t))
	if err != nil || r.Snapshot != "" || r.Aside == "" {
		t.Errorf("no good snapshot: got %+v, %v, want the database set aside", r, err)
	}
	db, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestRecoverUnchecked: what could not be checked is not touched, be it the database or
// a snapshot.
func TestRecoverUnchecked(t *testing.T) {
	for name, ruin := range map[string]func(string){
		"database": func(string) {},
		"snapshot": func(path string) { _ = os.WriteFile(ownerFile(path), []byte("1 host 7-7.0\n"), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			path := ruined(t, ruin)
			_, err := Recover(path, func(file string) error {
				if name == "snapshot" && file == path {
					return nil
				}
				return fmt.Errorf("%w: no such program", ErrUnchecked)
			})
			if !errors.Is(err, ErrUnchecked) {
				t.Errorf("got %v, want ErrUnchecked", err)
			}
			if got := number(t, path); got != 2 {
				t.Errorf("got %d in the database, want 2, as it was", got)
			}
		})
	}
}

// spoil overwrites a part of a file.
func spoil(path string, at, size int) {
	data, _ := os.ReadFile(path)
	copy(data[at:], bytes.Repeat([]byte{0xa5}, size))
	_ = os.WriteFile(path, data, 0o600)
}

// replaceBytes replaces bytes by as many others.
func replaceBytes(path, from, to string) {
	data, _ := os.ReadFile(path)
	_ = os.WriteFile(path, bytes.ReplaceAll(data, []byte(from), []byte(to)), 0o600)
}

// TestPruneAside removes damaged databases that are old, but never the newest three.
func TestPruneAside(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name string
		ages []int // in days
		want int   // how many stay
	}{
		{"none", nil, 0},
		{"three old ones", []int{300, 200, 100}, 3},
		{"five old ones", []int{500, 400, 300, 200, 100}, 3},
		{"old ones and many of this week", []int{300, 200, 5, 4, 3, 2, 1}, 5},
	} {
		path := filepath.Join(t.TempDir(), "casebook.db")
		for _, age := range test.ages {
			name := path + ".damaged-" + now.AddDate(0, 0, -age).Format(snapshotTime)
			if err := os.WriteFile(name, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		removed, err := PruneAside(path, now)
		if left := names(t, filepath.Dir(path)); err != nil || len(left) != test.want || len(left)+len(removed) != len(test.ages) {
			t.Errorf("%s: got %q left and %q removed, %v, want %d left", test.name, left, removed, err, test.want)
		}
	}
}
