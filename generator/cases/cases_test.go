package cases

import (
	"context"
	"errors"
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
		p.made(tomorrow)
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
		p.made("2026-10-25") // a day of 25 hours
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
		p.made("2026-11-18")
		if err := p.Ensure(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		all, err := p.List(t.Context(), "", "", 100)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, one := range all.Cases {
			got = append(got, one.CaseID)
			if one.State != DrawCompleted || one.Title == "" {
				t.Errorf("got %+v, want it drawn", one)
			}
		}
		want := []string{"case-2026-11-23", "case-2026-11-22", "case-2026-11-21", "case-2026-11-18"}
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if page, err := p.List(t.Context(), "", theDay, 100); err != nil || len(page.Cases) != 1 || page.Cases[0].CaseID != "case-2026-11-18" {
			t.Errorf("before a bare date: got %+v, %v, want the one before it", page.Cases, err)
		}
		if err := p.Ensure(t.Context()); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if again, err := p.List(t.Context(), "", "", 100); err != nil || len(again.Cases) != len(all.Cases) {
			t.Errorf("again: got %d cases, %v", len(again.Cases), err)
		}
	})
}

func TestArchivePages(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		days := []string{"2026-11-21", "2026-11-20", "2026-11-10", "2025-12-31"}
		for _, day := range days {
			p.made(day)
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

// TestDaysWithoutMidnight is about zones whose clocks go forward at midnight.
func TestDaysWithoutMidnight(t *testing.T) {
	for zone, want := range map[string]string{"Africa/Cairo 2026-04-24": "2026-04-23T22:00:00Z", "America/Santiago 2026-09-06": "2026-09-06T04:00:00Z", "America/Havana 2026-11-01": "2026-11-01T04:00:00Z"} {
		name, date, _ := strings.Cut(zone, " ")
		where, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		s := &Service{o: Options{Location: where}}
		if got := s.opensAt(date).UTC().Format(time.RFC3339); got != want {
			t.Errorf("%s: got %s, want %s", zone, got, want)
		}
	}
}
