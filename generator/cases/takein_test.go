package cases

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// TestTakeInOfMany takes in sixty cases, of which no picture is there, in a few
// transactions: each of these waits for the disk, and a start must not take minutes.
func TestTakeInOfMany(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.made(theDay)
		synctest.Wait()
		file, err := os.ReadFile(p.fileName(idOf(theDay)))
		if err != nil {
			t.Fatal(err)
		}
		const many = 60
		for n := range many - 1 {
			day := time.Date(2026, 11, 20-n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			if err := os.WriteFile(p.fileName(idOf(day)), []byte(strings.ReplaceAll(string(file), theDay, day)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		db, err := store.Open(filepath.Join(t.TempDir(), "casebook.db"), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		o := p.o
		o.Queue = jobs.New(db, jobs.Options{Now: p.o.Now})
		s, before := New(db, o), db.TxID()
		taken, err := s.TakeIn(t.Context())
		if err != nil || taken.Cases != many || len(taken.Unreadable) > 0 {
			t.Errorf("take in: got %+v, %v, want %d cases", taken, err, many)
		}
		mended, err := s.Mend(t.Context(), func(string) bool { return false })
		if err != nil || len(mended.Again) != many*mystery.PictureCount {
			t.Errorf("mend: got %d pictures, %v, want all of them", len(mended.Again), err)
		}
		if n := db.TxID() - before; n > 2*many/casesAtOnce {
			t.Errorf("got %d transactions, want %d", n, 2*many/casesAtOnce)
		}
		err = db.View(func(tx *store.Tx) error {
			list, err := o.Queue.List(tx, func(job jobs.Job) bool { return job.Kind == drawKind })
			if len(list) != many {
				t.Errorf("got %d jobs that draw, want %d", len(list), many)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}
