package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
)

// How snapshots are kept: a new one at most this long after a change; the newest
// few, and one of each five minutes and of each hour for as long as a copy of the directory
// takes, or could take; but no more than there is room for, unless they are very few.
const (
	snapshotEvery = 20 * time.Second
	snapshotsKept = 30
	copyUsually   = 3 * time.Hour
	copyUsual     = 5 * time.Minute
	copyAtMost    = 24 * time.Hour
	copyLong      = time.Hour

	snapshotsLeast = 3
	snapshotsRoom  = 2 << 30 // bytes
)

// snapshotPattern matches the names of snapshots, which sort as their times do.
const snapshotPattern = "casebook-*.db"

// snapshotTime is how the names of snapshots say when they were made.
const snapshotTime = "20060102T150405.000000000Z"

// temporaryPattern matches snapshots that are being written.
const temporaryPattern = ".snapshot-*"

// Snapshot writes a consistent copy of the database into folder while others go
// on using it, and returns its path. The file appears whole or not at all, and
// is on the disk when Snapshot returns. folder must be local: a slow one would
// hold up writers.
func (db *DB) Snapshot(folder string) (path string, err error) {
	path, err = db.copyTo(folder, nextName(folder, db.now()))
	if err != nil {
		return "", fmt.Errorf("snapshot: %w", err)
	}
	return path, nil
}

func (db *DB) copyTo(folder, name string) (path string, err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	file, err := os.CreateTemp(folder, temporaryPattern)
	if err != nil {
		return "", err
	}
	err = db.bolt.View(func(tx *bolt.Tx) error {
		to := &steady{File: file}
		_, err := tx.WriteTo(to)
		return cmp.Or(to.failed, err) // of which bbolt keeps only the text
	})
	path = filepath.Join(folder, name)
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return "", errors.Join(err, remove(file.Name()))
	}
	return path, syncFolder(folder)
}

// Prune removes snapshots, except the newest few, the first of each five minutes of the last
// three hours, and that of each hour of a day, as far as there is room for them, and what an
// interrupted Snapshot left. The newest counts as made now. Copies made before a migration stay.
func (db *DB) Prune(folder string) error {
	names, err := filepath.Glob(filepath.Join(folder, snapshotPattern))
	if err != nil {
		return fmt.Errorf("prune snapshots: %w", err)
	}
	names = slices.DeleteFunc(names, func(path string) bool { return madeAt(path).IsZero() }) // not ours
	slices.Sort(names)
	problems := pruneTemporary(folder)
	stay, room := map[string]bool{}, int64(snapshotsRoom)
	for _, path := range byWorth(names) {
		info, err := os.Stat(path)
		if stay[path] || err != nil {
			continue
		}
		room -= info.Size()
		stay[path] = room >= 0 || len(stay) < snapshotsLeast
	}
	for _, path := range names {
		if !stay[path] {
			problems = append(problems, os.Remove(path))
		}
	}
	return errors.Join(problems...)
}

// byWorth returns the snapshots that may stay, some twice, those first that must. Names
// are sorted. Those of times gone by go before the newest but for a few: a copy of the
// directory that takes long finds them where it saw them.
func byWorth(names []string) []string {
	if len(names) == 0 {
		return nil
	}
	now := madeAt(names[len(names)-1]) // as the clock was when it was made: it may have been put back since
	newest := slices.Clone(names[max(0, len(names)-snapshotsKept):])
	slices.Reverse(newest)
	return slices.Concat(newest[:min(snapshotsLeast, len(newest))], firsts(names, now.Add(-copyAtMost), copyLong), firsts(names, now.Add(-copyUsually), copyUsual), newest)
}

// firsts returns the first snapshot of each span of time since then, the latest first.
func firsts(names []string, since time.Time, span time.Duration) (list []string) {
	var before time.Time
	for _, path := range names {
		made := madeAt(path)
		if begins := made.Truncate(span); made.After(since) && begins != before {
			before = begins
			list = append(list, path)
		}
	}
	slices.Reverse(list)
	return list
}

// pruneTemporary removes files of snapshots that were never finished.
func pruneTemporary(folder string) (problems []error) {
	names, err := filepath.Glob(filepath.Join(folder, temporaryPattern))
	problems = append(problems, err)
	for _, path := range names {
		// Their times are the system's, whatever the database's clock pretends.
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > time.Hour {
			problems = append(problems, os.Remove(path))
		}
	}
	return problems
}

// steadyBytes is how much of a copy may wait for the disk at a time.
const steadyBytes = 256 << 10

// steady is a file that is synced as it grows: a commit must not wait until the disk
// has all of a copy that is written beside it.
type steady struct {
	*os.File
	unsynced int
	failed   error // of the last write
}

// Write implements io.Writer.
func (s *steady) Write(p []byte) (n int, err error) {
	for len(p) > 0 && err == nil {
		part := p[:min(len(p), steadyBytes)]
		var wrote int
		wrote, err = s.File.Write(part)
		n, p, s.unsynced = n+wrote, p[wrote:], s.unsynced+wrote
		if err == nil && s.unsynced >= steadyBytes {
			err, s.unsynced = s.Sync(), 0
		}
	}
	s.failed = err
	return n, err
}

// ReadFrom implements io.ReaderFrom by Write, in the place of the file's own.
func (s *steady) ReadFrom(r io.Reader) (int64, error) { return io.Copy(struct{ io.Writer }{s}, r) }

// snapshotName is the name of a snapshot made at t.
func snapshotName(t time.Time) string {
	return "casebook-" + t.UTC().Format(snapshotTime) + ".db"
}

// madeAt is when a snapshot was made by its name; zero if that is none.
func madeAt(path string) time.Time {
	made, err := time.Parse("casebook-"+snapshotTime+".db", filepath.Base(path))
	if err != nil {
		return time.Time{}
	}
	return made
}

// nextName is the name of a snapshot made now. It comes after all those in the folder,
// also when the clock has been put back: whoever wants the newest goes by the names. They
// go on as time does then, so that Prune leaves one of each hour until the clock has caught up.
func nextName(folder string, now time.Time) string {
	names, _ := filepath.Glob(filepath.Join(folder, snapshotPattern)) // its error is of patterns
	var newest time.Time
	for _, path := range names {
		if made := madeAt(path); made.After(newest) {
			newest = made
		}
	}
	if ahead := newest.Sub(now); ahead >= 0 {
		now = newest.Add(min(max(ahead, 1), snapshotEvery))
	}
	return snapshotName(now)
}

// KeepSnapshots makes a snapshot within twenty seconds of every change until ctx ends,
// and one more then. A snapshot that fails is logged and tried again. made is told each, or
// why there is none, and must not wait.
func (db *DB) KeepSnapshots(ctx context.Context, folder string, log *slog.Logger, made func(path string, err error)) error {
	ticker := time.NewTicker(snapshotEvery)
	defer ticker.Stop()
	last := -1
	keep := func() {
		id := db.TxID()
		if id == last {
			return
		}
		path, err := db.Snapshot(folder)
		made(path, err)
		if err != nil {
			log.Error("no snapshot", "err", err)
			return
		}
		last = id
		if err := db.Prune(folder); err != nil {
			log.Warn("old snapshots stay", "err", err)
		}
	}
	for {
		keep()
		select {
		case <-ticker.C:
		case <-ctx.Done():
			keep()
			return nil
		}
	}
}

// syncFolder makes the names in a folder survive a loss of power, on systems that
// need and allow it.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(folder) //nolint:gosec // a folder of the program's own
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) {
		err = nil
	}
	return errors.Join(err, f.Close())
}
