package roles

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casebook/generator/model"
	"casebook/generator/model/fake"
	"casebook/generator/mystery"
	"casebook/generator/settings"
)

// TestArtistDraws: a picture in its form, looked at, paid for, and kept until it is
// stored.
func TestArtistDraws(t *testing.T) {
	inHouse(t, nil, func(t *testing.T, h *house) {
		drawing, err := h.Artist.Draw(t.Context(), "case-1", portrait(1))
		if err != nil || drawing.By != "gemini-nano-banana-2.1" || size(drawing.Data) != "48×64" {
			t.Fatalf("got %s by %s, %v", size(drawing.Data), drawing.By, err)
		}
		again, err := h.Artist.Draw(t.Context(), "case-1", portrait(1))
		if err != nil || string(again.Data) != string(drawing.Data) || again.By != drawing.By || h.provider.Asked(fake.ForPicture) != 1 {
			t.Errorf("the second time: got %v and %d pictures paid, want the first again", err, h.provider.Asked(fake.ForPicture))
		}
		for _, other := range []struct {
			caseID string
			seed   uint64
		}{{"case-2", 1}, {"case-1", 2}} {
			if _, err := h.Artist.Draw(t.Context(), other.caseID, portrait(other.seed)); err != nil {
				t.Error(err)
			}
		}
		if got := h.provider.Asked(fake.ForPicture); got != 3 {
			t.Errorf("got %d pictures paid, want 3 for three pictures", got)
		}
		if err := again.Forget(); err != nil {
			t.Error(err)
		}
		if left, err := os.ReadDir(filepath.Join(h.data, "received")); err != nil || len(left) != 2 {
			t.Errorf("received: got %d files, %v, want those that were not stored", len(left), err)
		}
		report, err := h.Ledger.Report(1)
		if err != nil || report.ByRole[artistRole] < 3*0.0336 || report.ByRole[viewerRole] <= 0 || report.ByCase["case-2"] <= 0.0336 {
			t.Errorf("costs: got %+v, %v", report, err)
		}
		sent := strings.Join(h.provider.Bodies(), "\n")
		for _, words := range []string{"gouache", "A man with a beard.", `"aspectRatio":"3:4"`, "freeOfGore"} {
			if !strings.Contains(sent, words) {
				t.Errorf("the requests lack %q", words)
			}
		}
		h.keyless(t)
	})
}

// TestRedrawKeepsThePerson: a picture that only has writing on it is sent along, to be
// mended, and the last of them has to do.
func TestRedrawKeepsThePerson(t *testing.T) {
	inHouse(t, func(_ *settings.Models, o *fake.Options) {
		o.Opinion = map[string]any{"showsSubject": true, "freeOfWriting": false, "freeOfGore": true, "remark": "There is a signature."}
	}, func(t *testing.T, h *house) {
		if _, err := h.Artist.Draw(t.Context(), "case-1", portrait(1)); err != nil {
			t.Fatal(err)
		}
		drawn, mended := 0, 0
		for _, body := range h.provider.Bodies() {
			if strings.Contains(body, `"IMAGE"`) {
				drawn++
				if strings.Contains(body, "inlineData") && strings.Contains(body, "There is a signature.") {
					mended++
				}
			}
		}
		if drawn != 3 || mended != 2 {
			t.Errorf("got %d pictures, %d of them mended, want 3 and 2", drawn, mended)
		}
	})
}

// TestBudgetOfTheDay: the artist stops at the budget, and goes on the next day.
func TestBudgetOfTheDay(t *testing.T) {
	inHouse(t, func(s *settings.Models, _ *fake.Options) { s.Budget = 0.1 }, func(t *testing.T, h *house) {
		stored := 0
		var last error
		for seed := range uint64(14) {
			if _, err := h.Artist.Draw(t.Context(), "case-1", portrait(seed)); err == nil {
				stored++
			} else {
				last = err
			}
		}
		failed, _ := errors.AsType[*model.Error](last)
		if stored != 3 || failed == nil || failed.Kind != model.Spent || !strings.Contains(h.log.String(), "built-in roles take over") {
			t.Errorf("got %d pictures for ten cents, then %v, want 3, and that the budget is spent", stored, last)
		}
		time.Sleep(24 * time.Hour)
		if _, err := h.Artist.Draw(t.Context(), "case-1", portrait(99)); err != nil {
			t.Errorf("the next day: %v", err)
		}
	})
}

// TestStopping: whoever stops the artist gets that back at once.
func TestStopping(t *testing.T) {
	inHouse(t, nil, func(t *testing.T, h *house) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		began := time.Now()
		if _, err := h.Artist.Draw(ctx, "case-1", portrait(1)); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 5*time.Second {
			t.Errorf("got %v after %s", err, time.Since(began))
		}
	})
}

// TestCheckNamesRetiredModels: the message says which setting's model is gone.
func TestCheckNamesRetiredModels(t *testing.T) {
	inHouse(t, func(s *settings.Models, _ *fake.Options) { s.GeminiImageModel = "gemini-2.5-flash-image" }, func(t *testing.T, h *house) {
		if err := h.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		if log := h.log.String(); !strings.Contains(log, "does not offer the model gemini-2.5-flash-image") || !strings.Contains(log, "gemini-3-pro-image") ||
			strings.Count(log, "ERROR") != 1 {
			t.Errorf("got\n%s\nwant one line that names it and those like it", log)
		}
	})
	inHouse(t, nil, func(t *testing.T, h *house) {
		if err := h.Check(t.Context()); err != nil || h.log.String() != "" {
			t.Errorf("got %v and\n%s\nwant nothing to say", err, h.log)
		}
	})
	inHouse(t, func(_ *settings.Models, o *fake.Options) { o.Fault = func(string, int) fake.Fault { return fake.Hang } }, func(t *testing.T, h *house) {
		if err := h.Check(t.Context()); err != nil || !strings.Contains(h.log.String(), "models not checked") {
			t.Errorf("got %v and\n%s\nwant a warning, and the house to go on", err, h.log)
		}
	})
}

// TestPeopleAreInPortraits: whoever draws or looks at a picture that is no portrait is
// told that nobody is in it, so that nobody looks otherwise than in their portrait.
func TestPeopleAreInPortraits(t *testing.T) {
	const words = "There are no people in it, unless in a painting or a photograph that is shown."
	c := aCase(t)
	inHouse(t, nil, func(t *testing.T, h *house) {
		for _, p := range c.Pictures {
			before := len(h.provider.Bodies())
			if _, err := h.Artist.Draw(t.Context(), c.ID, p); err != nil {
				t.Fatal(err)
			}
			sent := h.provider.Bodies()[before:]
			if len(sent) != 2 {
				t.Fatalf("%s: got %d requests, want one to draw and one to look", p.Slot, len(sent))
			}
			for _, body := range sent {
				if said := strings.Contains(body, words); said == (p.Kind == mystery.Portrait) {
					t.Errorf("%s: it is said that nobody is in it: %t", p.Slot, said)
				}
			}
		}
	})
}
