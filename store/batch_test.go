package store

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// TestBatchSharesTransactions has many write at once: nothing is lost, what fails
// leaves nothing behind, and most share their transaction.
func TestBatchSharesTransactions(t *testing.T) {
	db := open(t)
	c := Collection[int]{Name: "players", Version: 1}
	refused := errors.New("refused")
	before := db.TxID()
	var all sync.WaitGroup
	var effects atomic.Int64
	begin := make(chan struct{})
	for i := range 400 {
		all.Go(func() {
			<-begin
			err := db.Batch(func(tx *Tx) error {
				n, err := c.Get(tx, "sum")
				if err != nil && !errors.Is(err, ErrNotFound) {
					return err
				}
				if err := errors.Join(c.Put(tx, "sum", n+1), c.Put(tx, strconv.Itoa(i), i)); err != nil {
					return err
				}
				tx.OnCommit(func() { effects.Add(1) })
				switch i % 10 {
				case 3:
					return refused
				case 7:
					panic("torn")
				default:
					return nil
				}
			})
			switch {
			case i%10 == 3 && !errors.Is(err, refused):
				t.Errorf("got %v, want %v", err, refused)
			case i%10 == 7 && (err == nil || !strings.Contains(err.Error(), "torn")):
				t.Errorf("got %v, want the panic as an error", err)
			case i%10 != 3 && i%10 != 7 && err != nil:
				t.Errorf("got %v, want none", err)
			}
		})
	}
	close(begin)
	all.Wait()
	err := db.View(func(tx *Tx) error {
		for i := range 400 {
			if got, want := c.Has(tx, strconv.Itoa(i)), i%10 != 3 && i%10 != 7; got != want {
				t.Errorf("record %d: there is %v, want %v", i, got, want)
			}
		}
		sum, err := c.Get(tx, "sum")
		if sum != 320 || effects.Load() != 320 {
			t.Errorf("got a sum of %d and %d effects, want 320", sum, effects.Load())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := db.TxID() - before; n >= 320 {
		t.Errorf("got %d transactions for 320 changes, want fewer", n)
	}
}

// TestBatchGoesOn has a transaction cut off by a panic: the next one is made
// all the same.
func TestBatchGoesOn(t *testing.T) {
	db := open(t)
	inside, waits := make(chan struct{}), make(chan error, 1)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("got no panic, want that of the effect")
			}
		}()
		_ = db.Batch(func(tx *Tx) error {
			go func() {
				close(inside)
				waits <- db.Batch(func(*Tx) error { return nil })
			}()
			<-inside
			tx.OnCommit(func() { panic("torn") })
			return nil
		})
	}()
	if err := <-waits; err != nil {
		t.Errorf("got %v for the next, want none", err)
	}
	if err := db.Batch(func(*Tx) error { return nil }); err != nil {
		t.Errorf("got %v in the end, want none", err)
	}
}

// TestCacheNeverLags reads through a cache within and outside of the transactions that
// change the record.
func TestCacheNeverLags(t *testing.T) {
	db := open(t)
	c := Collection[string]{Name: "players", Version: 1}
	cache := NewCache(c, 2)
	want := func(tx *Tx, text string) {
		t.Helper()
		got, err := cache.Get(tx, "k")
		if err != nil || *got != text {
			t.Errorf("got %v, %v, want %q", got, err, text)
		}
	}
	for i := range 3 {
		text := fmt.Sprint("text ", i)
		err := db.Update(func(tx *Tx) error {
			if err := c.Put(tx, "k", text); err != nil {
				return err
			}
			want(tx, text)
			return nil
		})
		undone := db.Update(func(tx *Tx) error {
			err := c.Put(tx, "k", "never")
			want(tx, "never")
			return errors.Join(err, errors.New("undone"))
		})
		if err != nil || undone == nil {
			t.Fatal(err, undone)
		}
		for range 2 {
			if err := db.View(func(tx *Tx) error { want(tx, text); return nil }); err != nil {
				t.Fatal(err)
			}
		}
	}
	err := db.Update(func(tx *Tx) error {
		first, err := cache.Get(tx, "k")
		second, again := cache.Get(tx, "k")
		if err != nil || again != nil || first != second {
			t.Errorf("got %p and %p, want the kept value", first, second)
		}
		for i := range 5 {
			if err := c.Put(tx, strconv.Itoa(i), "other"); err != nil {
				return err
			}
			if _, err := cache.Get(tx, strconv.Itoa(i)); err != nil {
				return err
			}
		}
		if len(cache.kept) > 2 {
			t.Errorf("got %d values kept, want at most 2", len(cache.kept))
		}
		return c.Delete(tx, "k")
	})
	if err != nil {
		t.Fatal(err)
	}
	untouched := func(tx *Tx) error {
		_, err := cache.Get(tx, "0")
		if tx.changes.since(cache.kept["0"].seen, c.Name) {
			t.Error("the record would be compared again, though nothing has changed")
		}
		return err
	}
	if err := errors.Join(db.View(untouched), db.Update(untouched)); err != nil {
		t.Fatal(err)
	}
	gone := db.View(func(tx *Tx) error {
		_, err := cache.Get(tx, "k")
		return err
	})
	if !errors.Is(gone, ErrNotFound) {
		t.Errorf("a deleted record: got %v, want %v", gone, ErrNotFound)
	}
}

// TestCacheAmongWriters reads through a cache and past it, in the same transactions, while
// others change the record, change their minds, and change other collections.
func TestCacheAmongWriters(t *testing.T) {
	db := open(t)
	c, other := Collection[int]{Name: "players", Version: 1}, Collection[int]{Name: "conversations", Version: 1}
	cache := NewCache(c, 1)
	same := func(tx *Tx) error {
		want, err := c.Get(tx, "k")
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		got, again := cache.Get(tx, "k")
		if again == nil && *got != want {
			t.Errorf("got %d, want %d", *got, want)
		}
		return errors.Join(err, again)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 500 {
				if err := db.View(same); err != nil {
					t.Error(err)
				}
			}
		})
	}
	undone := errors.New("undone")
	for i := range 60 {
		err := db.Update(func(tx *Tx) error {
			if i%3 == 1 {
				return errors.Join(other.Put(tx, "k", i), same(tx))
			}
			err := errors.Join(same(tx), c.Put(tx, "k", i), same(tx))
			if i%3 == 2 {
				err = errors.Join(err, undone)
			}
			return err
		})
		if (i%3 == 2) != errors.Is(err, undone) {
			t.Errorf("change %d: %v", i, err)
		}
	}
	all.Wait()
}
