package store

import (
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
// few, and one of each hour for as long as a copy of the directory could take; but no
// more than there is room for, unless they are very few.
const (
	snapshotEvery = 20 * time.Second
	snapshotGrace = 24 * time.Hour
	snapshotsKept = 30

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
		_, err := tx.WriteTo(&steady{File: file})
		return err
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

// Prune removes snapshots, except the newest few and the first of each hour within the
// grace, as far as there is room for them, and what an interrupted Snapshot left. Copies
// made before a migration stay.
func (db *DB) Prune(folder string) error {
	names, err := filepath.Glob(filepath.Join(folder, snapshotPattern))
	if err != nil {
		return fmt.Errorf("prune snapshots: %w", err)
	}
	oldest := snapshotName(db.now().Add(-snapshotGrace))
	names = slices.DeleteFunc(names, func(path string) bool { return len(filepath.Base(path)) != len(oldest) }) // not ours
	slices.Sort(names)
	problems := pruneTemporary(folder)
	stay, room := map[string]bool{}, int64(snapshotsRoom)
	for _, path := range byWorth(names, oldest) {
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
// are sorted. Those of each hour go before the newest but for a few: a copy of the
// directory that takes long finds them where it saw them.
func byWorth(names []string, oldest string) []string {
	newest := slices.Clone(names[max(0, len(names)-snapshotsKept):])
	slices.Reverse(newest)
	var hourly []string
	hour := ""
	for _, path := range names {
		name := filepath.Base(path)
		if first := name[:len("casebook-20060102T15")]; name > oldest && first != hour {
			hour = first
			hourly = append(hourly, path)
		}
	}
	slices.Reverse(hourly)
	return slices.Concat(newest[:min(snapshotsLeast, len(newest))], hourly, newest)
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
	return n, err
}

// ReadFrom implements io.ReaderFrom by Write, in the place of the file's own.
func (s *steady) ReadFrom(r io.Reader) (int64, error) { return io.Copy(struct{ io.Writer }{s}, r) }

// snapshotName is the name of a snapshot made at t.
func snapshotName(t time.Time) string {
	return "casebook-" + t.UTC().Format(snapshotTime) + ".db"
}

// nextName is the name of a snapshot made now. It comes after all those in the folder,
// also when the clock has been put back: whoever wants the newest goes by the names.
func nextName(folder string, now time.Time) string {
	name := snapshotName(now)
	names, _ := filepath.Glob(filepath.Join(folder, snapshotPattern)) // its error is of patterns
	for _, path := range names {
		last := filepath.Base(path)
		made, err := time.Parse("casebook-"+snapshotTime+".db", last)
		if err == nil && last >= name {
			name = snapshotName(made.Add(1))
		}
	}
	return name
}

// KeepSnapshots makes a snapshot within twenty seconds of every change until ctx ends,
// and one more then. A snapshot that fails is logged and tried again.
func (db *DB) KeepSnapshots(ctx context.Context, folder string, log *slog.Logger) error {
	ticker := time.NewTicker(snapshotEvery)
	defer ticker.Stop()
	last := -1
	keep := func() {
		id := db.TxID()
		if id == last {
			return
		}
		if _, err := db.Snapshot(folder); err != nil {
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
