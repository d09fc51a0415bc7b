package cases

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

func TestDeleteHidesNowAndPurgesLater(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		id := idOf(theDay)
		p.made(theDay)
		for range 2 { // deleted, made again, deleted again
			if _, err := p.Delete(t.Context(), theDay); err != nil {
				t.Fatal(err)
			}
			if _, err := p.View(t.Context(), theDay, ""); kindOf(err) != fault.NotFound {
				t.Errorf("after deletion: got %v", err)
			}
			if _, err := p.Delete(t.Context(), theDay); kindOf(err) != fault.NotFound {
				t.Errorf("deleting again: got %v", err)
			}
			time.Sleep(3 * 24 * time.Hour)
			if end := p.made(theDay); end.State != DrawCompleted {
				t.Errorf("made again: got %+v", end)
			}
		}
		time.Sleep(8 * 24 * time.Hour)
		synctest.Wait()
		p.view(theDay) // no earlier purge touches it
		if _, err := os.Stat(filepath.Join(p.album.folder, id)); err != nil {
			t.Error(err)
		}
		if _, err := p.Delete(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		time.Sleep(8 * 24 * time.Hour)
		synctest.Wait()
		for _, name := range []string{id, filepath.Join("cases", id+".json")} {
			if _, err := os.Stat(filepath.Join(p.album.folder, name)); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%s after the purge: got %v, want none", name, err)
			}
		}
		if err := p.db.View(func(tx *store.Tx) error {
			if n := images().Count(tx, imagePrefix(id)); n != 0 || caseRecords().Has(tx, id) {
				t.Errorf("after the purge %d picture records are left", n)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// TestWhatIsSavedStands: a change succeeds though the case's file cannot be written, which is
// later.
func TestWhatIsSavedStands(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		const coming = "2026-11-23"
		p.made(coming)
		synctest.Wait()                                                                                     // its file is written
		if err := errors.Join(os.RemoveAll(p.o.Folder), os.WriteFile(p.o.Folder, nil, 0o600)); err != nil { // so that nothing can be written below
			t.Fatal(err)
		}
		_, editErr := p.EditTexts(t.Context(), coming, TextEdit{Revision: "1.0", Texts: map[string]string{"title": "Another Title"}})
		_, publishErr := p.Publish(t.Context(), coming)
		drawing, redrawErr := p.Redraw(t.Context(), coming, "ev-2", Redraw{Revision: "1.1"})
		cancelErr := p.CancelJob(drawing.Job)
		_, uploadErr := p.Upload(t.Context(), PictureName{coming, mystery.Object, "ev-1"}, dot("mine", 9))
		_, deleteErr := p.Delete(t.Context(), coming)
		_, restoreErr := p.Restore(t.Context(), coming, time.Time{})
		if err := errors.Join(editErr, publishErr, redrawErr, cancelErr, uploadErr, deleteErr, restoreErr); err != nil {
			t.Errorf("got %v, want all of it done", err)
		}
		if got := p.made(theDay); got.Stored != mystery.PictureCount {
			t.Errorf("a case is made: got %+v", got)
		}
		if err := os.Remove(p.o.Folder); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if _, found, err := p.Audit(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("an hour later: got %+v, %v, want the files as they should be", found, err)
		}
	})
}

// TestUploadWhileDrawing gives a picture for a slot that is being drawn.
func TestUploadWhileDrawing(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.art.takes = time.Minute / 2
		if _, err := p.Begin(t.Context(), theDay, false); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		up, err := p.Upload(t.Context(), PictureName{idOf(theDay), mystery.Object, "ev-1"}, dot("mine", 9))
		if err != nil {
			t.Fatal(err)
		}
		if last := p.made(theDay); last.State != DrawCompleted {
			t.Errorf("drawing: got %+v, want it completed", last)
		}
		if got := p.view(theDay).Images["ev-1"].URL; got != up.URL {
			t.Errorf("once all is drawn the slot shows %s, want what was uploaded: %s", got, up.URL)
		}
	})
}

func TestUploadFrom(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.made(theDay)
		fetched := 0
		p.album.online(func(string) ([]byte, error) {
			fetched++
			return dot("mine", 9), nil
		})
		for name, want := range map[PictureName]fault.Kind{
			{theDay, mystery.Portrait, "ev-1"}:          fault.Invalid,
			{"case-2000-01-01", mystery.Object, "ev-1"}: fault.NotFound,
		} {
			if _, err := p.UploadFrom(t.Context(), name, "https://example.org/a"); kindOf(err) != want || fetched > 0 {
				t.Errorf("%v: got %v after %d fetches, want kind %d and none", name, err, fetched, want)
			}
		}
		up, err := p.UploadFrom(t.Context(), PictureName{theDay, mystery.Object, "ev-1"}, "https://example.org/a")
		if got := p.view(theDay).Images["ev-1"].URL; err != nil || got != up.URL || fetched != 1 {
			t.Errorf("the slot shows %s after %d fetches, %v, want %s", got, fetched, err, up.URL)
		}
	})
}

func TestUpload(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		id := idOf(theDay)
		p.made(theDay)
		before := p.view(theDay).Images["ev-1"].URL
		up, err := p.Upload(t.Context(), PictureName{id, mystery.Object, "ev-1"}, dot("mine", 9))
		if err != nil || !up.Success || up.URL == before || up.Size == 0 {
			t.Fatalf("got %+v, %v", up, err)
		}
		if got := p.view(theDay).Images["ev-1"].URL; got != up.URL {
			t.Errorf("the slot shows %s, want %s", got, up.URL)
		}
		if up, err = p.Upload(t.Context(), PictureName{theDay, mystery.Object, "extra"}, dot("x", 1)); err != nil {
			t.Fatal(err)
		}
		if got, err := p.Current(t.Context(), PictureName{id, mystery.Object, "extra"}); err != nil || got != up.URL {
			t.Errorf("another name: got %s, %v, want %s", got, err, up.URL)
		}
		for name, want := range map[PictureName]fault.Kind{
			{id, mystery.Portrait, "ev-1"}:              fault.Invalid,
			{"case-2000-01-01", mystery.Object, "ev-1"}: fault.NotFound,
			{"nonsense", mystery.Object, "ev-1"}:        fault.NotFound,
		} {
			if _, err := p.Upload(t.Context(), name, dot("x", 1)); kindOf(err) != want {
				t.Errorf("%v: got %v, want kind %d", name, err, want)
			}
		}
		p.album.broken(func(PictureName) error { return errors.New("disk full") })
		if _, err := p.Upload(t.Context(), PictureName{id, mystery.Object, "ev-1"}, dot("y", 2)); err == nil {
			t.Error("a full disk: got no error")
		}
		if got := p.view(theDay).Images["ev-1"].State; got != Stored {
			t.Errorf("after a failed upload: got %s, want the picture before it", got)
		}
	})
}

func TestDatesAreChecked(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		for _, date := range []string{"2026-02-30", "tomorrow", dayAfter(theDay, maxAhead+1)} {
			if _, err := p.Begin(t.Context(), date, false); kindOf(err) != fault.Invalid {
				t.Errorf("%s: got %v, want to be told", date, err)
			}
		}
		if _, err := p.Begin(t.Context(), dayAfter(theDay, maxAhead), false); err != nil {
			t.Errorf("the last day: got %v", err)
		}
		if _, err := p.Regenerate(t.Context(), "case-2000-01-01"); kindOf(err) != fault.NotFound {
			t.Errorf("regenerate nothing: got %v", err)
		}
		p.made(theDay)
		done, err := p.Regenerate(t.Context(), theDay)
		if err != nil || !done.Success || done.CaseID != idOf(theDay) {
			t.Errorf("regenerate: got %+v, %v", done, err)
		}
		if _, err := p.View(t.Context(), theDay, "xx"); kindOf(err) != fault.Invalid {
			t.Errorf("an unknown language: got %v", err)
		}
		if _, err := p.View(t.Context(), theDay, "EN"); err != nil {
			t.Errorf("its language: got %v", err)
		}
	})
}

func TestTheCaseFileIsComplete(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.made(theDay)
		synctest.Wait()
		name := p.fileName(idOf(theDay))
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var file caseFile
		if err := json.Unmarshal(data, &file); err != nil {
			t.Fatal(err)
		}
		if len(mystery.Review(&file.Record.Case)) != 0 || len(file.Pictures) != mystery.PictureCount || file.Pictures["ev-1"].State != Stored {
			t.Errorf("got %d pictures, ev-1 %+v, want the whole case as it is now", len(file.Pictures), file.Pictures["ev-1"])
		}
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("got %v, %v, want it private: it holds the solution", info.Mode(), err)
		}
	})
}

func TestSweepKeepsWhatMatters(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.made(theDay)
		count := func() (n, m int) {
			if err := p.db.View(func(tx *store.Tx) error {
				n, m = statuses().Count(tx, ""), metrics().Count(tx, "")
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			return n, m
		}
		for _, step := range []struct {
			wait             time.Duration
			statuses, metric int
		}{{0, 1, 1}, {61 * time.Minute, 0, 1}, {7 * 24 * time.Hour, 0, 0}} {
			time.Sleep(step.wait)
			if err := p.Sweep(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n, m := count(); n != step.statuses || m != step.metric {
				t.Errorf("after %s: got %d, %d, want %d, %d", step.wait, n, m, step.statuses, step.metric)
			}
		}
		if v := p.view(theDay); v.ImageStatus != DrawCompleted {
			t.Errorf("after the sweep: got %s, want completed", v.ImageStatus)
		}
	})
}

// TestTheViewKeepsItsSecrets looks for everything that has to be found out in the
// bytes a player gets.
func TestTheViewKeepsItsSecrets(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		for n := range 20 {
			day := dayAfter("2026-10-01", n)
			if _, err := p.Begin(t.Context(), day, false); err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(p.view(day))
			if err != nil {
				t.Fatal(err)
			}
			if err := p.db.View(func(tx *store.Tx) error {
				record, err := living(tx, idOf(day))
				if err != nil {
					return err
				}
				c := record.Case
				secrets := []string{c.Solution.Explanation, c.Salt, "culprit", "relevance", "testimony"}
				for _, e := range c.Evidence {
					secrets = append(secrets, e.Description, e.Hint, e.Suggestion, `"`+e.Name+`"`)
				}
				for _, picture := range c.Pictures {
					secrets = append(secrets, picture.Prompt)
				}
				for _, secret := range secrets {
					quoted, err := json.Marshal(secret)
					if err != nil {
						return err
					}
					if secret != "" && strings.Contains(string(text), strings.Trim(string(quoted), `"`)) {
						t.Errorf("%s tells %q", day, secret)
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
	})
}
