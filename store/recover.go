package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Recovery says what Recover did, or an earlier one that nobody finished.
type Recovery struct {
	Why      string `json:"why"`      // what was wrong with the database; empty: nothing, and nothing was done
	Aside    string `json:"aside"`    // where it is now; empty if there was none
	Snapshot string `json:"snapshot"` // what took its place; empty: an empty database will
	Made     string `json:"made"`     // when the snapshot was made
	path     string
}

// Needed reports whether there was anything to recover from.
func (r *Recovery) Needed() bool { return r.Why != "" }

// Finish notes that what is newer than the snapshot has been taken in.
func (r *Recovery) Finish() error { return remove(recoveryFile(r.path)) }

// How damaged databases that were set aside are kept: all for as long, then the newest.
const (
	asideGrace = 7 * 24 * time.Hour
	asideKept  = 3
)

// PruneAside removes old databases that Recover set aside, and returns their names. The
// newest three stay, and all of the last seven days.
func PruneAside(path string, now time.Time) (removed []string, err error) {
	names, err := filepath.Glob(path + asideMark + "*")
	if err != nil {
		return nil, fmt.Errorf("prune damaged databases: %w", err)
	}
	slices.Sort(names)
	oldest := path + asideMark + now.Add(-asideGrace).UTC().Format(snapshotTime)
	for _, name := range names[:max(0, len(names)-asideKept)] {
		if name >= oldest {
			break
		}
		if err := os.Remove(name); err != nil {
			return removed, fmt.Errorf("prune damaged databases: %w", err)
		}
		removed = append(removed, name)
	}
	return removed, nil
}

// asideMark is what the names of databases that were set aside have after their own.
const asideMark = ".damaged-"

// recoveryFile is where a recovery is noted until it is finished.
func recoveryFile(path string) string { return path + ".recovery" }

// ErrUnchecked is why nothing is known of a file: the check itself failed.
var ErrUnchecked = errors.New("the database could not be checked")

// Recover makes sure that the database at path, which Open is going to open, can be
// trusted; check must return what is wrong with a file, as Verify does, or an error
// around ErrUnchecked, which Recover returns and touches nothing. A database that is
// damaged is set aside, never deleted, and the newest of the snapshots beside it that
// pass takes its place, in one step. So is one that was copied while a process had it
// open: such a copy may mix several states without a fault that could be found. A
// process that is killed meanwhile leaves either the old file or the new one, and the
// next call returns the same Recovery until Finish is called.
//
// Of several at a time one does so; to the others the database is in use.
func Recover(path string, check func(file string) error) (r Recovery, err error) {
	r.path = path
	looked, _ := os.Stat(path) // if it is not there, Distrust says so
	why, err := r.distrust(check)
	if err != nil || why == "" {
		return r, err
	}
	r = Recovery{path: path}
	release, err := holdIf(why != missing, path, looked)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, release()) }()
	snapshot, err := newestGood(filepath.Join(filepath.Dir(path), "snapshots"), check)
	if err != nil {
		return r, fmt.Errorf("recover %s: %w", path, err)
	}
	if why == missing && snapshot == "" {
		return r, nil // it is new
	}
	r.Why, r.Snapshot = why, snapshot
	if snapshot != "" {
		if made := madeAt(snapshot); !made.IsZero() {
			r.Made = made.Format(time.RFC3339)
		}
	}
	if why != missing {
		r.Aside = path + asideMark + time.Now().UTC().Format(snapshotTime)
	}
	if err := r.carryOut(); err != nil {
		return r, fmt.Errorf("recover %s: %w", path, err)
	}
	return r, nil
}

// Begin notes that, for a reason of the caller's, an empty database is to take the place of
// one that is not there: until Finish is called, also after a kill, Recover returns this.
func (r *Recovery) Begin(why string) error {
	r.Why = why
	return r.note()
}

// missing is why there is nothing to trust.
const missing = "there is none"

// Distrust returns why the database at path must not be used; empty if it may be. What
// check must return is as for Recover.
func Distrust(path string, check func(file string) error) (why string, err error) {
	_, err = os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return missing, nil
	}
	if err != nil {
		return "", err
	}
	if copied(path) { // nothing that a check finds would change that, and a torn file can make it hang
		return "it was copied while Casebook ran, and may mix several states", nil
	}
	fault := check(path)
	_, inUse := errors.AsType[*InUseError](fault) // Open says so, too
	switch {
	case inUse:
		return "", nil
	case errors.Is(fault, ErrUnchecked):
		return "", fault
	case fault != nil:
		return fault.Error(), nil //nolint:nilerr // what is wrong with the file is the answer
	}
	return "", nil
}

// Pending returns the Recovery over the database at path that nobody has finished: one
// that is not Needed if there is none.
func Pending(path string) (Recovery, error) {
	r := Recovery{path: path}
	err := r.unfinished()
	return r, err
}

// unfinished reads what an earlier recovery left to be done.
func (r *Recovery) unfinished() error {
	data, err := os.ReadFile(recoveryFile(r.path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = json.Unmarshal(data, r)
	}
	if err != nil {
		return fmt.Errorf("read what an earlier recovery did: %w", err)
	}
	return nil
}

// distrust is Distrust, and reads what an earlier recovery left to be done. If that was killed
// before another database took the place of this one, which has the name of the one that was set
// aside, too, this must still not be used.
func (r *Recovery) distrust(check func(file string) error) (why string, err error) {
	if why, err = Distrust(r.path, check); err != nil || why != "" {
		return why, err
	}
	if err := r.unfinished(); err != nil || r.Aside == "" {
		return "", err
	}
	there, err := os.Stat(r.path)
	aside, asideErr := os.Stat(r.Aside)
	if errors.Join(err, asideErr) != nil || !os.SameFile(there, aside) {
		return "", nil //nolint:nilerr // what was set aside may have been removed since
	}
	return r.Why, nil
}

// newestGood returns the newest snapshot that passes; empty if none does.
func newestGood(folder string, check func(file string) error) (string, error) {
	names, err := filepath.Glob(filepath.Join(folder, snapshotPattern))
	if err != nil {
		return "", err
	}
	slices.Sort(names)
	for _, name := range slices.Backward(names) {
		err := check(name)
		if err == nil {
			return name, nil
		}
		if errors.Is(err, ErrUnchecked) {
			return "", err
		}
	}
	return "", nil
}

// note keeps r until it is finished.
func (r *Recovery) note() error {
	note, err := json.Marshal(r)
	if err == nil {
		err = writeSynced(recoveryFile(r.path), func(w io.Writer) error { _, err := w.Write(note); return err })
	}
	return err
}

// carryOut puts the snapshot, or nothing, in the place of the database.
func (r *Recovery) carryOut() error {
	if err := r.note(); err != nil {
		return err
	}
	fresh := r.path + ".recovering"
	if r.Snapshot != "" {
		// It may be the database by another name, if Replace was killed.
		if err := errors.Join(remove(fresh), copyFile(r.Snapshot, fresh)); err != nil {
			return err
		}
	}
	return r.put(fresh)
}

func (r *Recovery) put(fresh string) error {
	if r.Snapshot == "" {
		return errors.Join(os.Rename(r.path, r.Aside), remove(ownerFile(r.path)), remove(closedFile(r.path)), syncFolder(filepath.Dir(r.path)))
	}
	return Replace(r.path, fresh, r.Aside)
}

// Replace puts the database fresh, which is on the disk, in the place of the one at
// path, which the caller Holds and which is found under the name aside from then on;
// aside is empty if there is none. If there is one then, it is *InUseError.
func Replace(path, fresh, aside string) error {
	put, err := os.Rename, error(nil)
	if aside == "" {
		put, err = giveNew, vacant(path)
	} else {
		err = setAside(path, aside)
	}
	if err != nil {
		return err
	}
	return errors.Join(remove(ownerFile(path)), remove(closedFile(path)), remove(closedFile(fresh)), put(fresh, path), syncFolder(filepath.Dir(path)))
}

// vacant returns *InUseError if something is there.
func vacant(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return &InUseError{Path: path, PID: owner(path)}
	}
	return nil
}

// setAside gives a database another name, which nothing has; where it can be, it keeps its own, too.
func setAside(path, aside string) error {
	err := os.Link(path, aside)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Rename(path, aside) // file systems without links
}

// giveNew gives a database the name path, unless something has it.
func giveNew(fresh, path string) error {
	err := os.Link(fresh, path)
	switch {
	case err == nil:
		return remove(fresh)
	case errors.Is(err, fs.ErrExist):
		return &InUseError{Path: path, PID: owner(path)}
	default: // file systems without links
		return os.Rename(fresh, path)
	}
}

// copyFile makes to a copy of from that is on the disk when it returns.
func copyFile(from, to string) error {
	source, err := os.Open(from) //nolint:gosec // a file of the program's own
	if err != nil {
		return err
	}
	err = writeSynced(to, func(w io.Writer) error { _, err := io.Copy(w, source); return err })
	return errors.Join(err, source.Close())
}

// writeSynced makes a file, or makes it anew, that is on the disk when it returns.
func writeSynced(path string, fill func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) //nolint:gosec // a file of the program's own
	if err != nil {
		return err
	}
	return errors.Join(fill(file), file.Sync(), file.Close(), syncFolder(filepath.Dir(path)))
}
