package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
)

// closedFile names the mark of a database that was closed in order. It says in which state
// the file was then; it goes before anything is written again, so that a process that is
// killed, or a machine that loses power, leaves none.
func closedFile(path string) string { return path + ".closed" }

// Closed reports whether the process that had the database last closed it in order, and
// nobody has written to the file since; of a copy it reports false. What was true of the
// file then is true now, unless the disk does not keep what it was given. On systems that
// do not tell files from their copies it is always false.
func Closed(path string) bool {
	mark, err := os.ReadFile(closedFile(path))
	if err != nil {
		return false
	}
	is := state(path)
	return is != "" && string(mark) == markOf(is, lastOf(path))
}

// markOf is the mark of a file in a state, with the number of its last transaction.
func markOf(state string, last int) string { return state + " " + strconv.Itoa(last) + "\n" }

// Doubt has Close leave no mark that the database was closed in order: it is to be checked
// before it is opened again.
func (db *DB) Doubt() { db.doubted.Store(true) }

// mark leaves the mark, unless the database is doubted. Where it cannot be left, the next
// start only takes longer.
func (db *DB) mark() {
	if db.doubted.Load() {
		return
	}
	tx, err := db.bolt.Begin(true) // nobody writes meanwhile; if somebody does later, the number is another
	if err != nil {
		return
	}
	if is := state(db.path); is != "" {
		err = writeSynced(closedFile(db.path), func(w io.Writer) error {
			_, err := io.WriteString(w, markOf(is, tx.ID()-1))
			return err
		})
	}
	if errors.Join(err, tx.Rollback()) != nil {
		_ = remove(closedFile(db.path)) // half of a mark says nothing, either
	}
}

// unmark removes the mark from the disk, which must be done before anything is written.
func unmark(path string) error {
	err := os.Remove(closedFile(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err = errors.Join(err, syncFolder(filepath.Dir(path))); err != nil {
		return fmt.Errorf("remove the mark that the database is closed: %w", err)
	}
	return nil
}
