package cases

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

func TestParseID(t *testing.T) {
	for s, want := range map[string]string{
		"2026-11-21":              "case-2026-11-21",
		"case-2026-11-21":         "case-2026-11-21",
		"case-2026-11-21-extra.1": "case-2026-11-21-extra.1",
		"":                        "",
		"today":                   "",
		"2026-02-30":              "",
		"case-2026-13-01":         "",
		"case-2026-11-21-":        "",
		"case-2026-11-21x":        "",
		"case-2026-11-21-a/b":     "",
		"case-2026-11-21-../x":    "",
		"Case-2026-11-21":         "",
		"case-2026-11-21-" + strings.Repeat("a", 48): "case-2026-11-21-" + strings.Repeat("a", 48),
		"case-2026-11-21-" + strings.Repeat("a", 49): "",
	} {
		if got, ok := ParseID(s); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", s, got, ok, want)
		}
	}
}

func FuzzParseID(f *testing.F) {
	f.Add("case-2026-11-21-a")
	f.Fuzz(func(t *testing.T, s string) {
		id, ok := ParseID(s)
		if !ok {
			return
		}
		if again, ok := ParseID(id); !ok || again != id || len(id) > maxIDLength || strings.ContainsAny(id, "/\\ ") {
			t.Errorf("%q: got %q", s, id)
		}
	})
}

func TestManyRequestsMakeOneCase(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		if _, err := p.Today(t.Context(), ""); kindOf(err) != fault.NotFound || !strings.Contains(err.Error(), "not been generated") {
			t.Errorf("before: got %v, want the words that clients look for", err)
		}
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				made, err := p.Generate(context.Background())
				if err != nil || !made.Success || made.CaseID != idOf(theDay) || len(made.Locations) != 5 || made.EvidenceCount != 5 {
					t.Errorf("got %+v, %v", made, err)
				}
				if _, err := p.Today(context.Background(), ""); err != nil {
					t.Errorf("today after generate: %v", err)
				}
			})
		}
		all.Wait()
		if err := p.db.View(func(tx *store.Tx) error {
			record, err := caseRecords().Get(tx, idOf(theDay))
			if record.Edition != 1 {
				t.Errorf("got edition %d, want 1", record.Edition)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// moody is a Writer that breaks the laws a number of times.
type moody struct {
	bad   int
	err   error
	asked []mystery.Brief
}

func (m *moody) Write(ctx context.Context, b mystery.Brief) (*mystery.Case, error) {
	m.asked = append(m.asked, b)
	c, err := builtin.NewWriter().Write(ctx, b)
	if len(m.asked) <= m.bad {
		if m.err != nil {
			return nil, m.err
		}
		c.Suspects[0].Name = c.Suspects[1].Name
	}
	return c, err
}

func TestTheRefereeDecides(t *testing.T) {
	for _, test := range []struct {
		name     string
		writer   *moody
		fallback bool
		want     fault.Kind
		asked    int
	}{
		{"twice wrong", &moody{bad: 2}, false, 0, 3},
		{"twice broken", &moody{bad: 2, err: errors.New("busy")}, false, 0, 3},
		{"always wrong, with a fallback", &moody{bad: 99}, true, 0, 3},
		{"always wrong", &moody{bad: 99}, false, fault.Unavailable, 9}, // three attempts of the job
	} {
		t.Run(test.name, func(t *testing.T) {
			run(t, func(o *Options) {
				o.Writer = test.writer
				if test.fallback {
					o.FallbackWriter = builtin.NewWriter()
				}
			}, func(t *testing.T, p *press) {
				_, err := p.Begin(t.Context(), theDay, false)
				if kindOf(err) != test.want || (err == nil) != (test.want == 0) || len(test.writer.asked) != test.asked {
					t.Errorf("got %v after %d offers, want kind %d after %d", err, len(test.writer.asked), test.want, test.asked)
				}
			})
		})
	}
}

func TestDaysToComeAreInvisible(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	run(t, func(o *Options) { o.Location = berlin }, func(t *testing.T, p *press) {
		const tomorrow = "2026-11-22"
		p.made(tomorrow, false)
		hidden := func(want bool) {
			t.Helper()
			_, viewErr := p.View(t.Context(), tomorrow, "")
			_, imageErr := p.SuspectImage(t.Context(), idOf(tomorrow)+"-suspect-1")
			_, currentErr := p.Current(t.Context(), PictureName{idOf(tomorrow), mystery.Portrait, "suspect-1"})
			suspects, suspectsErr := p.Suspects(t.Context(), tomorrow)
			status, statusErr := p.Status(t.Context(), tomorrow)
			kind, kindErr := p.KindStatus(t.Context(), tomorrow, mystery.Object)
			archive, archiveErr := p.Archive(t.Context(), "", 10)
			if err := errors.Join(suspectsErr, statusErr, kindErr, archiveErr); err != nil {
				t.Fatal(err)
			}
			for name, got := range map[string]bool{
				"case": viewErr != nil, "portrait": imageErr != nil, "picture": currentErr != nil, "suspects": len(suspects.Suspects) == 0,
				"status": status.Status == "unknown", "evidence": kind.Status == DrawPending && len(kind.Images) == 0,
				"archive": len(archive.Cases) == 0, "files": !p.Visible(idOf(tomorrow)),
			} {
				if got != want {
					t.Errorf("%s: hidden is %v, want %v", name, got, want)
				}
			}
		}
		hidden(true)
		midnight := p.opensAt(tomorrow)
		if want := time.Date(2026, 11, 21, 23, 0, 0, 0, time.UTC); !midnight.Equal(want) {
			t.Errorf("the day begins at %s, want %s", midnight, want)
		}
		time.Sleep(midnight.Sub(p.o.Now()) - time.Second)
		hidden(true)
		time.Sleep(time.Second)
		hidden(false)
	})
}

func TestNextCaseOverAClockChange(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	run(t, func(o *Options) { o.Location = berlin }, func(t *testing.T, p *press) {
		p.made("2026-10-25", false) // a day of 25 hours
		v := p.view("2026-10-25")
		if got, want := v.NextCaseAt, time.Date(2026, 10, 25, 23, 0, 0, 0, time.UTC); !got.Equal(want) {
			t.Errorf("got %s, want %s", got, want)
		}
		if got := p.opensAt("2026-10-26").Sub(p.opensAt("2026-10-25")); got != 25*time.Hour {
			t.Errorf("the day has %s, want 25 h", got)
		}
	})
}

func TestEnsureMakesTodayFirstAndInventsNoPast(t *testing.T) {
	run(t, func(o *Options) { o.Ahead = 2 }, func(t *testing.T, p *press) {
		p.made("2026-11-18", false)
		if err := p.Ensure(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		all, err := p.All(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, one := range all {
			got = append(got, one.CaseID)
			if one.State != DrawCompleted || one.Title == "" {
				t.Errorf("got %+v, want it drawn", one)
			}
		}
		want := []string{"case-2026-11-23", "case-2026-11-22", "case-2026-11-21", "case-2026-11-18"}
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if err := p.Ensure(t.Context()); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if again, err := p.All(t.Context()); err != nil || len(again) != len(all) {
			t.Errorf("again: got %d cases, %v", len(again), err)
		}
	})
}

func TestArchivePages(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		days := []string{"2026-11-21", "2026-11-20", "2026-11-10", "2025-12-31"}
		for _, day := range days {
			p.made(day, false)
		}
		var got []string
		for next := ""; ; {
			page, err := p.Archive(t.Context(), next, 3)
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range page.Cases {
				got = append(got, one.Date)
				if one.ImageURL == "" || one.Thumbnail == one.ImageURL || one.Title == "" {
					t.Errorf("got %+v, want picture and thumbnail", one)
				}
			}
			if next = page.Next; next == "" {
				break
			}
		}
		if !slices.Equal(got, days) {
			t.Errorf("got %v, want %v", got, days)
		}
		if page, err := p.Archive(t.Context(), "2026-11-15", 10); err != nil || len(page.Cases) != 2 {
			t.Errorf("before a day without a case: got %+v, %v", page, err)
		}
		if _, err := p.Archive(t.Context(), "yesterday", 10); kindOf(err) != fault.Invalid {
			t.Errorf("before nonsense: got %v", err)
		}
	})
}

func TestDeleteHidesNowAndPurgesLater(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		id := idOf(theDay)
		p.made(theDay, false)
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
			if end := p.made(theDay, false); end.State != DrawCompleted {
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

func TestUpload(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		id := idOf(theDay)
		p.made(theDay, false)
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
		synctest.Wait()
		p.album.put = func(PictureName) error { return errors.New("disk full") }
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
		p.made(theDay, false)
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
		p.made(theDay, false)
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
		p.made(theDay, false)
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
