package keeping

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/generator/jobs"
	"casebook/store"
)

// keeperOf is a Keeper with a folder for backups, over a database of its own.
func keeperOf(t *testing.T, folder string) *Keeper {
	t.Helper()
	data := t.TempDir()
	db, err := store.Open(filepath.Join(data, databaseName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return New(Options{
		DB: db, Queue: jobs.New(db, jobs.Options{}), Data: data, Check: func(string) error { return nil }, Folder: folder, Keep: 2, Now: time.Now, Zone: time.UTC, Log: slog.New(slog.DiscardHandler),
	})
}

// TestRotateAhead: backups made while the clock was ahead push out no true one.
func TestRotateAhead(t *testing.T) {
	folder := t.TempDir()
	k := keeperOf(t, folder)
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	k.o.Now = func() time.Time { return now }
	at := func(days ...int) (names []string) {
		for _, n := range days {
			names = append(names, FileName(now.AddDate(0, 0, n)))
		}
		return names
	}
	for _, name := range at(400, 0, -1, -2) {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := k.rotate(); err != nil {
		t.Fatal(err)
	}
	list, err := k.List()
	var got []string
	for _, b := range list {
		got = append(got, b.Name)
	}
	if want := at(400, 0, -1); err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	if made := Made(list, now); len(made) != 2 || made[0].Name != FileName(now) {
		t.Errorf("made until now: got %v, want the two of this week", made)
	}
}

// TestBackupFolder: a folder for backups is made, but not where the disk that it should be on
// is not mounted.
func TestBackupFolder(t *testing.T) {
	wantNone := func(k *Keeper) {
		t.Helper()
		if err := k.runBackup(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "mount its disk") {
			t.Errorf("got %v, want that its disk is to be mounted", err)
		}
		if _, err := os.Stat(k.o.Folder); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("got a folder, %v, want none", err)
		}
	}
	disk := filepath.Join(t.TempDir(), "disk")
	k := keeperOf(t, filepath.Join(disk, "casebook"))
	wantNone(k)
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	id, err := k.AddNow()
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- k.o.Queue.Run(ctx) }()
	job, err := k.o.Queue.Wait(ctx, id)
	stop()
	if err := errors.Join(err, <-ended); err != nil || job.State != jobs.Done {
		t.Fatalf("got %+v, %v, want a backup", job, err)
	}
	if list, err := k.List(); err != nil || len(list) != 1 {
		t.Errorf("got %v, %v, want one backup", list, err)
	}
	if err := os.RemoveAll(k.o.Folder); err != nil { // as its disk is not mounted, but has a place
		t.Fatal(err)
	}
	wantNone(k)
}
