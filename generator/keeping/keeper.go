package keeping

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/store"
)

// backupKind is the kind of the jobs that make backups.
const backupKind = "keeping.backup"

// Options are what a Keeper needs. Folder may be empty: nothing is backed up by the
// schedule then.
type Options struct {
	DB      *store.DB
	Queue   *jobs.Queue
	Data    string                  // the data directory
	Check   func(file string) error // as store.Recover wants it
	Folder  string                  // where the schedule puts backups
	Keep    int                     // how many of them stay
	Version string                  // of the program
	Now     func() time.Time
	Zone    *time.Location // of the days, of which each has a backup
	Log     *slog.Logger
}

// Keeper makes backups of a data directory and its open database. Its methods are safe
// for concurrent use.
type Keeper struct{ o Options }

// New returns a Keeper and registers its job with o.Queue.
func New(o Options) *Keeper {
	k := &Keeper{o}
	k.o.Queue.Handle(backupKind, k.runBackup, jobs.HandlerOptions{})
	return k
}

// Backup is one file that the schedule made.
type Backup struct {
	Name   string    `json:"name" doc:"Of the file"`
	Size   int64     `json:"size" doc:"In bytes"`
	MadeAt time.Time `json:"madeAt" doc:"When it was begun"`
}

// List says which backups the schedule has made that are still there, newest first.
func (k *Keeper) List() ([]Backup, error) { return ListBackups(k.o.Folder) }

// ListBackups is List of a folder, of which "" has none.
func ListBackups(folder string) ([]Backup, error) {
	list := []Backup{}
	if folder == "" {
		return list, nil
	}
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list backups: %w", err)
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !entry.Type().IsRegular() || !isBackup(entry.Name()) {
			continue
		}
		made, err := time.Parse("casebook-20060102T150405Z.zip", entry.Name())
		if err == nil {
			list = append(list, Backup{entry.Name(), info.Size(), made})
		}
	}
	slices.SortFunc(list, func(a, b Backup) int { return cmp.Compare(b.Name, a.Name) })
	return list, nil
}

// aheadMost is how far ahead of the clock the name of a backup may be.
const aheadMost = time.Hour

// Made returns those of a list that are not named as of a time to come, as backups are that
// were made while the clock was ahead.
func Made(list []Backup, now time.Time) []Backup {
	return slices.DeleteFunc(slices.Clone(list), func(b Backup) bool { return b.MadeAt.After(now.Add(aheadMost)) })
}

// Folder is where the schedule puts backups; empty: it makes none.
func (k *Keeper) Folder() string { return k.o.Folder }

// isBackup reports whether a file has a name that the schedule gives.
func isBackup(name string) bool {
	return regexp.MustCompile(`^casebook-\d{8}T\d{6}Z\.zip$`).MatchString(name)
}

// Open opens one of the backups that List names. The caller closes it.
func (k *Keeper) Open(name string) (*os.File, error) {
	if k.o.Folder == "" || !isBackup(name) {
		return nil, noBackup(name)
	}
	file, err := os.Open(filepath.Join(k.o.Folder, name)) //nolint:gosec // isBackup has looked at it
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noBackup(name)
	}
	return file, err
}

func noBackup(name string) error {
	return fault.New(fault.NotFound, "There is no backup %s.", name)
}

// dailyTries is how often the backup of a day is tried, over an hour or so: its disk may sleep.
const dailyTries = 12

// AddDaily adds the job that makes today's backup, if there is none yet and the
// schedule makes any.
func (k *Keeper) AddDaily(context.Context) error {
	if k.o.Folder == "" {
		return nil
	}
	_, err := k.add(jobs.Spec{Name: k.o.Now().In(k.o.Zone).Format(time.DateOnly), Max: dailyTries})
	return err
}

// AddNow adds a job that makes a backup at once, and returns its id.
func (k *Keeper) AddNow() (id string, err error) {
	if k.o.Folder == "" {
		return "", fault.New(fault.Conflict, "There is no folder for backups. Set backup-folder, or download one.")
	}
	return k.add(jobs.Spec{Name: "by hand", Again: true})
}

func (k *Keeper) add(s jobs.Spec) (id string, err error) {
	s.Kind, s.Arg = backupKind, k.o.Folder
	err = k.o.DB.Update(func(tx *store.Tx) error {
		added, err := k.o.Queue.Add(tx, s)
		if err == nil && s.Again && !added {
			err = fault.New(fault.Conflict, "A backup is being made.")
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("add a backup: %w", err)
	}
	return s.Kind + " " + s.Name, nil
}

// runBackup makes a backup in the folder, and removes the oldest when it is whole.
func (k *Keeper) runBackup(ctx context.Context, _ *jobs.Run) error {
	if k.o.Folder == "" {
		return jobs.Permanent(errors.New("there is no folder for backups any more"))
	}
	if err := k.makeFolder(); err != nil {
		return err
	}
	if err := k.sweep(); err != nil {
		return err
	}
	name := FileName(k.o.Now())
	made, err := Save(ctx, filepath.Join(k.o.Folder, name), func(w io.Writer) error {
		_, err := k.Write(ctx, w)
		return err
	})
	if err != nil {
		return err
	}
	k.o.Log.Info("backup made and verified", "name", name, "cases", made.Count(casesFolder), "files", len(made.Files), "bytes", made.Bytes())
	return k.rotate()
}

// makeFolder makes the folder of the backups in one that is there. One that should be there
// is not made: its disk is not mounted, and the system's would be filled.
func (k *Keeper) makeFolder() error {
	_, err := os.Stat(k.o.Folder)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var before []jobs.Job
	err = k.o.DB.View(func(tx *store.Tx) (err error) {
		before, err = k.o.Queue.List(tx, k.wentTo)
		return err
	})
	if err != nil {
		return err
	}
	if len(before) == 0 {
		err = os.Mkdir(k.o.Folder, 0o700)
	}
	if len(before) > 0 || errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the folder for backups, %s, is not there: mount its disk, or make the folder", k.o.Folder)
	}
	return err
}

// wentTo reports whether a job made a backup in the folder of now.
func (k *Keeper) wentTo(j jobs.Job) bool {
	var folder string
	return j.Kind == backupKind && j.State == jobs.Done && json.Unmarshal(j.Arg, &folder) == nil && folder == k.o.Folder
}

// rotate removes all backups of the schedule but the newest. Those of a time to come are not
// counted, and stay until it is there.
func (k *Keeper) rotate() error {
	list, err := k.List()
	if err != nil {
		return err
	}
	list = Made(list, k.o.Now())
	for _, old := range list[min(k.o.Keep, len(list)):] {
		if err := os.Remove(filepath.Join(k.o.Folder, old.Name)); err != nil {
			return fmt.Errorf("remove an old backup: %w", err)
		}
		k.o.Log.Info("old backup removed", "name", old.Name, "kept", k.o.Keep)
	}
	return nil
}

// sweep removes what backups that were killed have left. One that is being written is
// younger.
func (k *Keeper) sweep() error {
	left, err := filepath.Glob(filepath.Join(k.o.Folder, partPattern))
	for _, name := range left {
		if info, statErr := os.Stat(name); statErr == nil && time.Since(info.ModTime()) > time.Hour {
			err = errors.Join(err, remove(name))
		}
	}
	return err
}
