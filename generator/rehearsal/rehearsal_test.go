package rehearsal

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/store"
)

// TestAdd: what a killed rehearsal has left goes, though no backups are made any more, but
// not what one is at work in; and a second one by hand is refused.
func TestAdd(t *testing.T) {
	data := t.TempDir()
	db, err := store.Open(filepath.Join(data, "casebook.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	queue := jobs.New(db, jobs.Options{})
	log := slog.New(slog.DiscardHandler)
	keeper := keeping.New(keeping.Options{DB: db, Queue: queue, Data: data, Now: time.Now, Zone: time.UTC, Log: log})
	s := New(Options{DB: db, Queue: queue, Data: data, Keep: keeper, Now: time.Now, Zone: time.UTC, Log: log})
	left := filepath.Join(data, "tmp", "rehearsal-1")
	if err := os.MkdirAll(filepath.Join(left, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	s.playing.Lock()
	err = s.AddWeekly(t.Context())
	if _, statErr := os.Stat(left); err != nil || statErr != nil {
		t.Errorf("while one is played: got %v, and its folder: %v, want that it stays", err, statErr)
	}
	s.playing.Unlock()
	err = s.AddWeekly(t.Context())
	if _, statErr := os.Stat(left); err != nil || !errors.Is(statErr, os.ErrNotExist) {
		t.Errorf("got %v, and the folder of a killed one: %v, want that it goes", err, statErr)
	}
	if _, err := s.AddNow(); err != nil {
		t.Fatal(err)
	}
	_, err = s.AddNow()
	if refused, ok := errors.AsType[*fault.Error](err); !ok || refused.Kind != fault.Conflict {
		t.Errorf("another by hand: got %v, want a conflict", err)
	}
}
