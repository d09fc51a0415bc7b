package keeping

import (
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/store"
)

// TestDaily: each day of the zone has a backup of its own, and what is asked for by hand
// while one is made is refused.
func TestDaily(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	db, err := store.Open(filepath.Join(data, databaseName), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	now := time.Date(2026, 11, 21, 22, 59, 0, 0, time.UTC)
	queue := jobs.New(db, jobs.Options{})
	k := New(Options{DB: db, Queue: queue, Data: data, Folder: t.TempDir(), Keep: 2, Now: func() time.Time { return now }, Zone: berlin, Log: slog.New(slog.DiscardHandler)})
	for range 3 {
		if err := k.AddDaily(t.Context()); err != nil {
			t.Fatal(err)
		}
		now = now.Add(time.Minute) // it is midnight in Berlin then, and not in London
	}
	if _, err := k.AddNow(); err != nil {
		t.Fatal(err)
	}
	if _, err := k.AddNow(); !isConflict(err) {
		t.Errorf("another by hand: got %v, want a conflict", err)
	}
	var ids []string
	err = db.View(func(tx *store.Tx) error {
		list, err := queue.List(tx, func(jobs.Job) bool { return true })
		for _, job := range list {
			ids = append(ids, fmt.Sprint(job.ID, " ", job.Max))
		}
		return err
	})
	if diff := cmp.Diff([]string{"keeping.backup 2026-11-21 12", "keeping.backup 2026-11-22 12", "keeping.backup by hand 3"}, ids); err != nil || diff != "" {
		t.Errorf("got %v and other jobs (-want +got):\n%s", err, diff)
	}
}

func isConflict(err error) bool {
	refused, ok := errors.AsType[*fault.Error](err)
	return ok && refused.Kind == fault.Conflict
}
