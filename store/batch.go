package store

import (
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
)

// batch collects the calls of Batch while others are being committed.
type batch struct {
	mu         sync.Mutex
	waiting    []*call
	committing bool // by one of the callers, who commits for all who waited
}

// call is one call of Batch.
type call struct {
	fn   func(*Tx) error
	turn chan bool // true: to commit for all who wait; false: err is set
	err  error
}

// errTorn is the error of calls whose transaction did not come to its end.
var errTorn = errors.New("the transaction was cut off")

// Batch is Update for many at once: the functions that come while a transaction is
// being written to the disk share the next one, in the order in which they came. When
// one fails, only its own changes are undone; for that, any of them may be run more
// than once, so a function sets what is outside of it, and never adds to it.
func (db *DB) Batch(fn func(*Tx) error) error {
	c := &call{fn: fn, turn: make(chan bool, 1), err: errTorn}
	b := &db.batch
	b.mu.Lock()
	b.waiting = append(b.waiting, c)
	first := !b.committing
	b.committing = true
	b.mu.Unlock()
	if first || <-c.turn {
		db.commitWaiting()
	}
	return c.err
}

// commitWaiting commits for all who wait, the caller among them. Whoever came first
// meanwhile commits next, before the others hear that they are done: the disk is what
// everybody waits for.
func (db *DB) commitWaiting() {
	b := &db.batch
	b.mu.Lock()
	calls := b.waiting
	b.waiting = nil
	b.mu.Unlock()
	defer func() {
		b.mu.Lock()
		b.committing = len(b.waiting) > 0
		if b.committing {
			b.waiting[0].turn <- true
		}
		b.mu.Unlock()
		for _, c := range calls {
			c.turn <- false // the committer's own is never read
		}
	}()
	db.commit(slices.Clone(calls))
}

// commit runs the calls in as few transactions as it can. One that fails is run
// again alone: what it saw of the others may have been undone.
func (db *DB) commit(calls []*call) {
	for len(calls) > 0 {
		failed := -1
		err := db.Update(func(tx *Tx) error {
			for i, c := range calls {
				if err := c.run(tx); err != nil {
					failed = i
					return err
				}
			}
			return nil
		})
		if failed < 0 {
			for _, c := range calls {
				c.err = err
			}
			return
		}
		c := calls[failed]
		if len(calls) > 1 {
			err = db.Update(c.run)
		}
		c.err = err
		calls = slices.Delete(calls, failed, failed+1)
	}
}

// run runs the function. A panic of it is an error: it would hit another caller.
func (c *call) run(tx *Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return c.fn(tx)
}
