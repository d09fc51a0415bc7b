package cases

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// TestRepairTakesACaseWithItsPictures: of a case that the database lacks the file's records
// of pictures come back, too, and a deleted one comes back deleted.
func TestRepairTakesACaseWithItsPictures(t *testing.T) {
	test := func(t *testing.T, deleted bool) {
		run(t, nil, func(t *testing.T, p *press) {
			id := idOf(theDay)
			p.made(theDay)
			for name, kind := range map[string]mystery.PictureKind{"ev-1": mystery.Object, "extra": mystery.Object} {
				if _, err := p.Upload(t.Context(), PictureName{id, kind, name}, dot(name, 77)); err != nil {
					t.Fatal(err)
				}
			}
			before := p.pictures(id)
			if deleted {
				if _, err := p.Delete(t.Context(), id); err != nil {
					t.Fatal(err)
				}
			}
			err := p.change(func(tx *store.Tx) error {
				summaryKey := id
				if deleted {
					summaryKey = buriedKey(id, p.o.Now().UTC())
				}
				return errors.Join(dropCase(tx, id), summaries().Delete(tx, summaryKey), statuses().Delete(tx, id))
			})
			if err != nil {
				t.Fatal(err)
			}
			tried := p.art.times("ev-2")
			_, found, err := p.Audit(t.Context())
			if err != nil || len(found) != 1 || found[0].Kind != BadFile {
				t.Fatalf("audit: got %+v, %v, want the file of a case that is not there", found, err)
			}
			done, err := p.Repair(t.Context(), found)
			if err != nil || len(done.Again) > 0 {
				t.Errorf("repair: got %+v, %v, want nothing drawn", done, err)
			}
			if deleted {
				if list, err := p.Deleted(t.Context()); err != nil || len(list) != 1 {
					t.Errorf("deleted: got %+v, %v, want it there", list, err)
				}
				if _, err := p.Restore(t.Context(), id, time.Time{}); err != nil {
					t.Fatal(err)
				}
			}
			time.Sleep(time.Minute)
			synctest.Wait()
			if diff := cmp.Diff(before, p.pictures(id)); diff != "" || p.art.times("ev-2") != tried {
				t.Errorf("ev-2 was drawn %d times more; the pictures (-want +got):\n%s", p.art.times("ev-2")-tried, diff)
			}
			if _, found, err := p.Audit(t.Context()); err != nil || len(found) > 0 {
				t.Errorf("afterwards: got %+v, %v", found, err)
			}
		})
	}
	t.Run("living", func(t *testing.T) { test(t, false) })
	t.Run("deleted", func(t *testing.T) { test(t, true) })
}

// TestUntakenFilesAreSpared: what is found where the file of a new case is to be is kept.
func TestUntakenFilesAreSpared(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		const later = "2026-11-22"
		p.made(theDay)
		synctest.Wait()
		name := p.fileName(idOf(later))
		whole, err := os.ReadFile(p.fileName(idOf(theDay)))
		if err != nil {
			t.Fatal(err)
		}
		other := strings.ReplaceAll(string(whole), theDay, later)
		for _, test := range []struct {
			there, mark string
			again       bool // the case is made anew, over what is damaged
		}{{other[:len(other)/2], ".damaged-*", false}, {strings.Replace(other, `"edition": 1`, `"edition": 7`, 1), ".other-*", true}, {"", ".damaged-*", true}} {
			if err := os.WriteFile(name, []byte(test.there), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := p.Begin(t.Context(), later, test.again); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			synctest.Wait()
			found, err := filepath.Glob(name + test.mark)
			if err != nil || len(found) == 0 {
				t.Fatalf("got %q, %v, want what was there as %s", found, err, test.mark)
			}
			if got, err := os.ReadFile(found[len(found)-1]); err != nil || string(got) != test.there {
				t.Errorf("%s: got %d bytes, %v, want the %d that were there", found, len(got), err, len(test.there))
			}
			if _, found, err := p.Audit(t.Context()); err != nil || len(found) > 0 {
				t.Errorf("afterwards: got %+v, %v", found, err)
			}
		}
		if all, err := filepath.Glob(filepath.Join(p.o.Folder, "*")); err != nil || len(all) != 2+3 {
			t.Errorf("got %q, %v, want two files and three that were set aside", all, err)
		}
	})
}

// pictures returns the records of all pictures of a case.
func (p *press) pictures(id string) (list map[string]imageRecord) {
	p.t.Helper()
	err := p.db.View(func(tx *store.Tx) (err error) {
		list, err = allPictures(tx, id)
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return list
}

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
