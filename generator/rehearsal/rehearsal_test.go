package rehearsal

import (
	"errors"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/store"
)

// TestAdd: a second one by hand is refused.
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
	if _, err := s.AddNow(); err != nil {
		t.Fatal(err)
	}
	_, err = s.AddNow()
	if refused, ok := errors.AsType[*fault.Error](err); !ok || refused.Kind != fault.Conflict {
		t.Errorf("another by hand: got %v, want a conflict", err)
	}
}
