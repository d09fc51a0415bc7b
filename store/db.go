// Package store keeps records in one bbolt file: typed collections of JSON
// values, transactions that the caller owns, migrations and snapshots.
//
// A transaction is short: no model call, no file write and no channel send
// belongs inside one; effects are left to OnCommit.
package store

import (
	"errors"
	"fmt"
	"io/fs"
	"math/bits"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// defaultLockTimeout is how long Open waits for another process to let go.
const defaultLockTimeout = time.Second

// Options are what Open needs beside a path. The zero value is good.
type Options struct {
	LockTimeout time.Duration // default one second
	Now         func() time.Time
	ReadOnly    bool // nothing is written: the database must be there, and up to date
}

// DB is an open database. One process at a time has it open. Its methods are
// safe for concurrent use.
type DB struct {
	bolt *bolt.DB
	path string
	now  func() time.Time

	doubted  atomic.Bool
	batch    batch
	changes  changes
	watchers watchers
}

// Open opens the database at path, makes it if there is none, and brings it up
// to date in one transaction; a database of an older version is copied to the
// folder snapshots beside it first. It returns *InUseError when another process
// has the file, and *NewerError when a newer program wrote it.
func Open(path string, o Options) (*DB, error) { return openWith(path, o, migrations()) }

func openWith(path string, o Options, known []migration) (db *DB, err error) {
	if o.LockTimeout == 0 {
		o.LockTimeout = defaultLockTimeout
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if !o.ReadOnly {
		if err := create(path); err != nil {
			return nil, fmt.Errorf("make the database %s: %w", path, err)
		}
	}
	b, err := openLocked(path, bolt.Options{
		Timeout: o.LockTimeout, InitialMmapSize: mmapSize(), FreelistType: bolt.FreelistMapType, ReadOnly: o.ReadOnly,
	})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, &InUseError{Path: path, PID: owner(path)}
	}
	if err != nil {
		return nil, fmt.Errorf("open the database %s: %w", path, err)
	}
	opened := &DB{bolt: b, path: path, now: o.Now}
	defer func() {
		if db == nil { // there was an error, or a damaged page made the library panic
			opened.Doubt()
			err = errors.Join(err, opened.Close())
		}
	}()
	if o.ReadOnly {
		err = opened.upToDate(known)
	} else {
		err = opened.begin(known)
	}
	if err != nil {
		return nil, err
	}
	return opened, nil
}

// begin makes ready to write.
func (db *DB) begin(known []migration) error {
	if err := unmark(db.path); err != nil {
		return err
	}
	return errors.Join(own(db.path), db.migrate(known))
}

// create makes an empty database, if there is none, under another name and gives
// it its own when it is whole: making one in place would not survive a loss of
// power. Another process may do the same at the same time; one of them wins.
func create(path string) error {
	if _, err := os.Stat(path); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(folder, filepath.Base(path)+".new-*")
	if err != nil {
		return err
	}
	temporary := file.Name()
	if err := errors.Join(file.Close(), fill(temporary), giveName(temporary, path)); err != nil {
		return errors.Join(err, remove(temporary))
	}
	return errors.Join(remove(temporary), syncFolder(folder))
}

// fill makes an empty file an empty database.
func fill(path string) error {
	b, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: defaultLockTimeout})
	if err != nil {
		return err
	}
	return errors.Join(b.Sync(), b.Close())
}

// giveName gives the temporary file a name that nothing must have yet. A link,
// unlike a rename, never replaces what another process made meanwhile; file
// systems that have no links get the rename.
func giveName(temporary, path string) error {
	err := os.Link(temporary, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	return os.Rename(temporary, path)
}

// remove removes a file; none is fine.
func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// mmapSize is how much address space is mapped at once: much, so that the file
// can grow without waiting for readers, but little where there is little, and
// nothing where the file itself would be made as large.
func mmapSize() int {
	switch {
	case runtime.GOOS == "windows":
		return 0
	case bits.UintSize == 64:
		return 1 << 30
	default:
		return 1 << 26
	}
}

// Close waits for open transactions and lets go of the file. It leaves a mark that it did:
// see Closed.
func (db *DB) Close() error {
	if db.bolt.IsReadOnly() {
		return db.bolt.Close()
	}
	// The note goes first: once the lock is gone, another process writes its own.
	err := remove(ownerFile(db.path))
	db.mark()
	return errors.Join(err, db.bolt.Close())
}

// View runs fn in a transaction that reads. Several may run at once; they see
// the state as it was when they began. The file grows as long as one lasts, so
// what is slow goes after it.
func (db *DB) View(fn func(*Tx) error) error {
	return db.bolt.View(func(b *bolt.Tx) error { return fn(&Tx{bolt: b, changes: &db.changes}) })
}

// Update runs fn in a transaction that writes, one at a time. When it returns
// nil, all that fn changed is on the disk; when fn fails, nothing has changed.
func (db *DB) Update(fn func(*Tx) error) error {
	tx := &Tx{changes: &db.changes}
	err := db.bolt.Update(func(b *bolt.Tx) error {
		tx.bolt = b
		return fn(tx)
	})
	if errors.Is(err, bolterrors.ErrDatabaseReadOnly) {
		return ErrReadOnly
	}
	if err == nil && len(tx.touched) > 0 {
		db.watchers.tell(tx.touched)
	}
	return err
}

// ErrReadOnly is why nothing can be written to a database that was opened to be read.
var ErrReadOnly = errors.New("the database can only be read")

// ReadOnly reports whether the database was opened to be read.
func (db *DB) ReadOnly() bool { return db.bolt.IsReadOnly() }

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
type Tx struct {
	bolt    *bolt.Tx
	changes *changes
	touched []string // the collections that were written to
}

// touch notes that a collection is about to be written to.
func (tx *Tx) touch(collection string) {
	tx.changes.note(tx, collection)
	if !slices.Contains(tx.touched, collection) {
		tx.touched = append(tx.touched, collection)
	}
}

// OnCommit has fn called once the transaction is on the disk, never when it
// fails. The calls come in order, outside the transaction.
func (tx *Tx) OnCommit(fn func()) { tx.bolt.OnCommit(fn) }
