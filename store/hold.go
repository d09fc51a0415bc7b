package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	bolt "go.etcd.io/bbolt"
)

// Hold keeps all others from opening the database at path, in whatever state it is, until
// release is called, so that it can be replaced. It returns *InUseError when another process
// has it. On Windows it does nothing: what is open cannot be replaced there.
func Hold(path string) (release func() error, err error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0) //nolint:gosec // the database; NFS locks no other for one alone
	if err != nil {
		return nil, fmt.Errorf("hold the database: %w", err)
	}
	free, err := lockFile(file)
	if err == nil && !free {
		err = &InUseError{Path: path, PID: owner(path)}
	}
	var info fs.FileInfo
	if err == nil {
		info, err = file.Stat()
	}
	if err == nil && !isAt(path, info) { // who had it has replaced it
		err = &InUseError{Path: path, PID: owner(path)}
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return keptOpen(file)
}

// holdIf is Hold, if there is something to hold, for who has looked at it before: if it is not
// what it was then, it is in use.
func holdIf(there bool, path string, looked fs.FileInfo) (release func() error, err error) {
	if !there {
		return func() error { return nil }, nil
	}
	release, err = Hold(path)
	if err == nil && !isAt(path, looked) {
		err = errors.Join(&InUseError{Path: path, PID: owner(path)}, release())
	}
	return release, err
}

// isAt reports whether a file is the one at path.
func isAt(path string, file fs.FileInfo) bool {
	now, err := os.Stat(path)
	return err == nil && os.SameFile(now, file)
}

// openTries is how many files that are replaced one after another Open waits for.
const openTries = 10

// openLocked has the library open and lock the database at path. While it waited for the lock,
// that may have been replaced, as Hold's callers do: what is locked then is no more the
// database, and the one that is there now is opened.
func openLocked(path string, o bolt.Options) (b *bolt.DB, err error) {
	var info fs.FileInfo
	o.OpenFile = func(name string, flag int, mode os.FileMode) (*os.File, error) {
		file, err := os.OpenFile(name, flag, mode) //nolint:gosec // the database
		if err != nil {
			return nil, err
		}
		info, err = file.Stat()
		return file, err
	}
	for range openTries {
		info = nil
		b, err = bolt.Open(path, 0o600, &o)
		if err != nil || isAt(path, info) {
			return b, err
		}
		if err := b.Close(); err != nil {
			return nil, err
		}
	}
	return nil, errors.New("it is replaced again and again")
}
