package store

import (
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
)

// batch collects the calls of Batch while another is being committed.
type batch struct {
	mu      sync.Mutex
	waiting []*call

	committing sync.Mutex // held by the caller that commits for all who wait
}

// call is one call of Batch. Done and err are guarded by committing.
type call struct {
	fn   func(*Tx) error
	done bool
	err  error
}

// Batch is Update for many at once: the functions that come while a transaction is
// being written to the disk share the next one, in the order in which they came. When
// one fails, only its own changes are undone; for that, any of them may be run more
// than once, so a function sets what is outside of it, and never adds to it.
func (db *DB) Batch(fn func(*Tx) error) error {
	c := &call{fn: fn}
	db.batch.mu.Lock()
	db.batch.waiting = append(db.batch.waiting, c)
	db.batch.mu.Unlock()
	db.batch.committing.Lock()
	defer db.batch.committing.Unlock()
	if !c.done {
		db.batch.mu.Lock()
		calls := db.batch.waiting
		db.batch.waiting = nil
		db.batch.mu.Unlock()
		db.commit(calls)
	}
	return c.err
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
				c.done, c.err = true, err
			}
			return
		}
		c := calls[failed]
		if len(calls) > 1 {
			err = db.Update(c.run)
		}
		c.done, c.err = true, err
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
