// Package store keeps records in one bbolt file: typed collections of JSON
// values, transactions that the caller owns, migrations and snapshots.
//
// A transaction is short: no model call, no file write and no channel send
// belongs inside one; effects are left to OnCommit.
package store

import (
	"errors"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
)

// defaultLockTimeout is how long Open waits for another process to let go.
const defaultLockTimeout = time.Second

// Options are what Open needs beside a path. The zero value is good.
type Options struct {
	LockTimeout time.Duration // default one second
	Now         func() time.Time
}

// DB is an open database. One process at a time has it open. Its methods are
// safe for concurrent use.
type DB struct {
	bolt *bolt.DB
	path string
	now  func() time.Time
}

// Open opens the database at path, makes it if there is none, and brings it up
// to date in one transaction. It returns *InUseError when another process has
// it, and *NewerError when a newer program wrote it.
func Open(path string, o Options) (*DB, error) {
	if o.LockTimeout == 0 {
		o.LockTimeout = defaultLockTimeout
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if err := create(path); err != nil {
		return nil, fmt.Errorf("make the database: %w", err)
	}
	b, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: o.LockTimeout, InitialMmapSize: mmapSize(), FreelistType: bolt.FreelistMapType})
	if errors.Is(err, bolt.ErrTimeout) {
		return nil, &InUseError{Path: path, PID: owner(path)}
	}
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, err)
	}
	db := &DB{bolt: b, path: path, now: o.Now}
	b.MaxBatchDelay = 300 * time.Microsecond
	if err := errors.Join(db.migrate(), own(path)); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return db, nil
}

// create makes an empty database under another name and gives it its own when it
// is whole: making one in place would not survive a loss of power.
func create(path string) error {
	if _, err := os.Stat(path); err == nil || !errors.Is(err, os.ErrNotExist) {
		return err
	}
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	temporary := path + ".new"
	b, err := bolt.Open(temporary, 0o600, &bolt.Options{Timeout: defaultLockTimeout})
	if err != nil {
		return err
	}
	if err := errors.Join(b.Sync(), b.Close()); err != nil {
		return err
	}
	// Another process may have made it meanwhile; a link, unlike a rename, does
	// not replace its work.
	if err := os.Link(temporary, path); err != nil && !errors.Is(err, os.ErrExist) {
		if err := os.Rename(temporary, path); err != nil {
			return err
		}
	}
	if err := os.Remove(temporary); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return syncFolder(folder)
}

// mmapSize is how much address space is mapped at once: much, so that the file
// can grow without waiting for readers, but not on machines that have little.
func mmapSize() int {
	if bits.UintSize == 64 {
		return 1 << 30
	}
	return 1 << 26
}

// Close waits for open transactions and lets go of the file.
func (db *DB) Close() error {
	return errors.Join(db.bolt.Close(), disown(db.path))
}

// View runs fn in a transaction that reads. Several may run at once; they see
// the state as it was when they began.
func (db *DB) View(fn func(*Tx) error) error {
	return db.bolt.View(func(b *bolt.Tx) error { return fn(&Tx{b}) })
}

// Update runs fn in a transaction that writes, one at a time. When it returns
// nil, all that fn changed is on the disk; when fn fails, nothing has changed.
func (db *DB) Update(fn func(*Tx) error) error {
	return db.bolt.Update(func(b *bolt.Tx) error { return fn(&Tx{b}) })
}

// TxID is the number of the last transaction that wrote: it differs whenever
// something changed.
func (db *DB) TxID() (id int) {
	_ = db.bolt.View(func(b *bolt.Tx) error { // the function cannot fail, a closed database has no number
		id = b.ID()
		return nil
	})
	return id
}

// Tx is a transaction. It must not be used after its function returns, nor by
// several goroutines.
type Tx struct{ bolt *bolt.Tx }

// OnCommit has fn called once the transaction is on the disk, never when it
// fails. The calls come in order, outside the transaction.
func (tx *Tx) OnCommit(fn func()) { tx.bolt.OnCommit(fn) }
