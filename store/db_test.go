package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

func open(t testing.TB) *DB {
	t.Helper()
	db, err := Open(filepath.Join(t.TempDir(), "casebook.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestTransactions(t *testing.T) {
	db := open(t)
	get := func() (n int) {
		err := db.View(func(tx *Tx) error {
			var err error
			n, err = numbers().Get(tx, "n")
			return err
		})
		if err != nil && !errors.Is(err, ErrNotFound) {
			t.Fatal(err)
		}
		return n
	}
	before := db.TxID()
	seen := []int{}
	set := func(n int, outcome error) error {
		return db.Update(func(tx *Tx) error {
			for range 2 {
				tx.OnCommit(func() { seen = append(seen, get()) })
			}
			return errors.Join(numbers().Put(tx, "n", n), outcome)
		})
	}
	refused := errors.New("refused")
	if err := set(1, refused); !errors.Is(err, refused) || get() != 0 || db.TxID() != before {
		t.Errorf("a failed update: got %v, %d, want %v and no change", err, get(), refused)
	}
	if err := set(2, nil); err != nil || get() != 2 || db.TxID() == before {
		t.Errorf("an update: got %v, %d, want 2 and another number", err, get())
	}
	if !slices.Equal(seen, []int{2, 2}) {
		t.Errorf("OnCommit: got %v, want two calls that see the change", seen)
	}
	err := db.View(func(tx *Tx) error {
		return errors.Join(numbers().Put(tx, "n", 3), numbers().Delete(tx, "n"))
	})
	if err == nil || get() != 2 {
		t.Errorf("writing in a View: got %v, want an error", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("a panic was swallowed")
			}
		}()
		_ = db.Update(func(tx *Tx) error {
			if err := numbers().Put(tx, "n", 4); err != nil {
				t.Error(err)
			}
			panic("in the middle")
		})
	}()
	if get() != 2 {
		t.Errorf("after a panic: got %d, want 2", get())
	}
}

// TestConcurrency counts in many goroutines, with readers that see only whole
// states.
func TestConcurrency(t *testing.T) {
	db := open(t)
	var group errgroup.Group
	for range 8 {
		group.Go(func() error {
			for range 25 {
				err := db.Update(func(tx *Tx) error {
					n, err := numbers().Get(tx, "a")
					if err != nil && !errors.Is(err, ErrNotFound) {
						return err
					}
					return errors.Join(numbers().Put(tx, "a", n+1), numbers().Put(tx, "b", n+1))
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		group.Go(func() error {
			for range 100 {
				err := db.View(func(tx *Tx) error {
					a, errA := numbers().Get(tx, "a")
					b, errB := numbers().Get(tx, "b")
					if a != b || errors.Is(errA, ErrNotFound) != errors.Is(errB, ErrNotFound) {
						return fmt.Errorf("half a change: got %d and %d", a, b)
					}
					return nil
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	err := db.View(func(tx *Tx) error {
		n, err := numbers().Get(tx, "a")
		if n != 200 {
			t.Errorf("sum: got %d, want 200", n)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestReadOnly reads a database without a trace; it is not made, and not migrated.
func TestReadOnly(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "casebook.db")
	if _, err := Open(path, Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("none: got %v, want that it does not exist", err)
	}
	known := migrations()
	db, err := openWith(path, Options{}, known[:len(known)-1])
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	there := names(t, folder)
	if _, err := Open(path, Options{ReadOnly: true}); err == nil || !strings.Contains(err.Error(), "older version") {
		t.Errorf("an older one: got %v, want that it is older", err)
	}
	db, err = openWith(path, Options{ReadOnly: true}, known[:len(known)-1])
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(func(*Tx) error { return nil }); err == nil {
		t.Error("a change: got no error")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if got := names(t, folder); err != nil || !bytes.Equal(after, before) || !slices.Equal(got, there) {
		t.Errorf("got the files %q, %v, want %q, as they were", got, err, there)
	}
}

func TestSecretStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "casebook.db")
	var secrets [][]byte
	for range 2 {
		db, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		secret, err := db.Secret()
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		secrets = append(secrets, secret)
	}
	if len(secrets[0]) != 32 || !slices.Equal(secrets[0], secrets[1]) {
		t.Errorf("secrets of two starts: got %x, want the same 32 bytes twice", secrets)
	}
}

// TestOpenAtOnce makes a database from many goroutines: one gets it at a time,
// and none replaces what another made.
func TestOpenAtOnce(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "data", "casebook.db")
	var group errgroup.Group
	for n := range 8 {
		group.Go(func() error {
			db, err := Open(path, Options{LockTimeout: 10 * time.Second})
			if err != nil {
				return err
			}
			err = db.Update(func(tx *Tx) error { return numbers().Put(tx, Sortable(int64(n)), n) })
			return errors.Join(err, db.Close())
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	checkNumbers(t, path, 7)
	got := names(t, filepath.Dir(path))
	if got = slices.DeleteFunc(got, func(name string) bool { return name == "casebook.db.closed" }); !slices.Equal(got, []string{"casebook.db"}) {
		t.Errorf("left in the folder: got %q, want the database, and its mark at most", got)
	}
}
