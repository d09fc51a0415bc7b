package cases

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cenkalti/backoff/v5"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// TestEdit: an edit changes texts and nothing else; one that breaks a law, or was made to
// an older state, changes nothing.
func TestEdit(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.made(theDay)
		before := p.view(theDay)
		whole, err := p.Whole(t.Context(), theDay)
		if err != nil || whole.Revision != "1.0" || whole.Culprit == "" || len(whole.Pictures) != 14 {
			t.Fatalf("got %+v, %v", whole, err)
		}
		name := before.Suspects[0].Name
		if page, err := p.List(t.Context(), "LONG "+name, "", 5); err != nil || len(page.Cases) != 0 {
			t.Errorf("search before: got %+v, %v", page, err)
		}
		for _, test := range []struct {
			name, text, revision string
			force                bool
			want                 fault.Kind
		}{
			{"title", "A {name} of a case", "1.0", true, fault.Invalid},                   // marks
			{"ev-1 description", name + " did it.", "1.0", true, fault.Invalid},           // licensed
			{"answer to who", before.Suspects[1].Name, "1.0", true, fault.Invalid},        // sealed
			{"title", strings.Repeat("long ", 11) + "title", "1.0", false, fault.Invalid}, // words
			{"nothing", "x", "1.0", false, fault.Invalid},
			{"title", strings.Repeat("x", maxText+1), "1.0", false, fault.Invalid},
			{"title", "Another", "0.9", false, fault.Conflict},
			{"title", "Another Title", "1.0", false, 0},
			{"title", "Too Late", "1.0", false, fault.Conflict},
			{"title", strings.Repeat("long ", 11) + "title", "1.1", true, 0},
		} {
			_, err := p.EditTexts(t.Context(), theDay, TextEdit{Revision: test.revision, Texts: map[string]string{test.name: test.text}, Force: test.force})
			if kindOf(err) != test.want || test.want == 0 && err != nil {
				t.Errorf("%s = %.40q at %s: got %v, want a fault of kind %d", test.name, test.text, test.revision, err, test.want)
			}
		}
		after := p.view(theDay)
		if !strings.HasSuffix(after.Title, "title") || after.Commitment != before.Commitment || after.GeneratedAt != before.GeneratedAt || after.Suspects[0] != before.Suspects[0] {
			t.Errorf("after: got %q, %s, want another title and all else as it was", after.Title, after.Commitment)
		}
		verdict, err := p.JudgeTexts(t.Context(), theDay, map[string]string{"scene name": "The [Boathouse]"})
		if err != nil || verdict.OK || len(verdict.Breaches) < 2 {
			t.Fatalf("verdict: got %+v, %v, want it to know the title and refuse the scene", verdict, err)
		}
		for _, b := range verdict.Breaches {
			if isTitle := strings.HasPrefix(b.Reason, "the title"); b.Known != isTitle || b.Grave == isTitle {
				t.Errorf("breach: got %+v", b)
			}
		}
		if page, err := p.List(t.Context(), "LONG "+name, "", 5); err != nil || len(page.Cases) != 1 {
			t.Errorf("search: got %+v, %v", page, err)
		}
		if page, err := p.List(t.Context(), "long nobody", "", 5); err != nil || len(page.Cases) != 0 {
			t.Errorf("search for nobody: got %+v, %v", page, err)
		}
		if _, found, err := p.Audit(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("audit: got %+v, %v", found, err)
		}
	})
}

// TestRedraw: the old picture stays until the new one is there, and if it cannot be drawn.
func TestRedraw(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.made(theDay)
		before := p.view(theDay).Images["ev-2"]
		again := func(revision, prompt string, want fault.Kind) {
			t.Helper()
			if _, err := p.Redraw(t.Context(), theDay, "ev-2", Redraw{Revision: revision, Prompt: prompt}); kindOf(err) != want || want == 0 && err != nil {
				t.Errorf("redraw at %s: got %v, want a fault of kind %d", revision, err, want)
			}
		}
		var told []News
		p.OnNews(func(_ *store.Tx, n News) error { told = append(told, n); return nil })
		again("0.1", "", fault.Conflict)
		again("1.0", "a {thing}", fault.Invalid)
		p.art.fail = func(string, int) error { return errors.New("no") }
		again("1.0", "A brass key on a plank.", 0)
		again("1.1", "", fault.Conflict) // it is being drawn
		synctest.Wait()
		if got := p.view(theDay); got.Images["ev-2"].URL != before.URL || got.Images["ev-2"].State != Stored || got.ImageStatus != DrawCompleted {
			t.Errorf("while it is drawn: got %s, %+v, want it completed, %+v", got.ImageStatus, got.Images["ev-2"], before)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		whole, err := p.Whole(t.Context(), theDay)
		if err != nil {
			t.Fatal(err)
		}
		for _, picture := range whole.Pictures {
			if picture.Slot == "ev-2" && (picture.URL != before.URL || picture.Redrawing || picture.Error != "no" || picture.Prompt != "A brass key on a plank.") {
				t.Errorf("when it could not be drawn: got %+v", picture)
			}
		}
		p.art.fail = nil
		tried := p.art.times("ev-2")
		again("1.1", "", 0)
		time.Sleep(time.Minute)
		synctest.Wait()
		after := p.view(theDay)
		if got := after.Images["ev-2"]; p.art.times("ev-2") != tried+1 || got.State != Stored || after.ImageStatus != DrawCompleted {
			t.Errorf("drawn again: got %d more tries, want 1, of %+v, %s", p.art.times("ev-2")-tried, got, after.ImageStatus)
		}
		if _, found, err := p.Audit(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("audit: got %+v, %v", found, err)
		}
		if len(told) != 4 { // each time of the picture, and of the end
			t.Errorf("told: got %d news, want 4", len(told))
		}
		for _, n := range told {
			if n.Status != DrawCompleted {
				t.Errorf("told: got %s, want nothing to go back", n.Status)
			}
		}
	})
}

// TestRedrawOfADeletedCase: what was to be drawn again when the case was deleted is when it is
// restored.
func TestRedrawOfADeletedCase(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.made(theDay)
		if _, err := p.Redraw(t.Context(), theDay, "ev-2", Redraw{Revision: "1.0"}); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Delete(t.Context(), theDay); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		if _, err := p.Restore(t.Context(), theDay, time.Time{}); err != nil {
			t.Fatal(err)
		}
		if got := p.view(theDay).ImageStatus; got != DrawCompleted {
			t.Errorf("restored: got %s, want it completed", got)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if p.pictures(idOf(theDay))["ev-2"].Redraw || p.art.times("ev-2") < 2 {
			t.Errorf("got ev-2 drawn %d times, and still to be", p.art.times("ev-2"))
		}
		if _, err := p.Redraw(t.Context(), theDay, "ev-2", Redraw{Revision: "1.1"}); err != nil {
			t.Error(err)
		}
	})
}

// censor is an Artist who refuses ev-2 but for a brass key, and notes what it drew.
type censor struct {
	Artist
	mu    sync.Mutex
	drawn map[string]string // the prompts, by slot
}

func (c *censor) Draw(ctx context.Context, id string, p mystery.Picture) (Drawing, error) {
	drawing, err := c.Artist.Draw(ctx, id, p)
	if err == nil && p.Slot == "ev-2" && !strings.Contains(p.Prompt, "brass key") {
		err = backoff.Permanent(errors.New("refused"))
	}
	if err == nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.drawn[p.Slot] = p.Prompt
	}
	return drawing, err
}

// TestRedrawWhatIsNotThere: a picture that was refused, or is not being drawn any more or
// not yet, is drawn with the prompt that is given, at once; one that is being drawn is not.
func TestRedrawWhatIsNotThere(t *testing.T) {
	const prompt = "A brass key on a plank."
	c := &censor{drawn: map[string]string{}}
	run(t, func(o *Options) {
		c.Artist, o.Artist, o.FallbackArtist = o.Artist, c, &studio{by: ByBuiltin}
	}, func(t *testing.T, p *press) {
		redraw := func(slot string, want fault.Kind) {
			t.Helper()
			whole, err := p.Whole(t.Context(), theDay)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := p.Redraw(t.Context(), theDay, slot, Redraw{Revision: whole.Revision, Prompt: prompt}); kindOf(err) != want || want == 0 && err != nil {
				t.Errorf("redraw %s: got %v, want a fault of kind %d", slot, err, want)
			}
		}
		drawn := func(when string, slots ...string) {
			t.Helper()
			time.Sleep(time.Minute) // less than until it is healed
			synctest.Wait()
			for _, slot := range slots {
				if got := p.view(theDay).Images[slot]; got.State != Stored || c.drawn[slot] != prompt {
					t.Errorf("%s: got %s as %s by %q, want it drawn as asked", when, slot, got.State, c.drawn[slot])
				}
			}
		}
		if _, err := p.Begin(t.Context(), theDay, false); err != nil {
			t.Fatal(err)
		}
		time.Sleep(500 * time.Millisecond) // five are being drawn
		for slot, work := range p.works(idOf(theDay)) {
			if work.State == Generating {
				redraw(slot, fault.Conflict)
			}
		}
		time.Sleep(time.Second)
		if err := p.CancelJob(jobID(drawKind, idOf(theDay))); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		redraw("ev-3", 0)
		drawn("cancelled", "ev-3")
		if got := p.view(theDay).Images["ev-2"]; got.State != Placeholder {
			t.Fatalf("refused: got %+v, want a placeholder", got)
		}
		redraw("ev-2", 0)
		drawn("refused", "ev-2")
		if got := p.view(theDay).ImageStatus; got != DrawCompleted {
			t.Errorf("got %s, want it completed", got)
		}
	})
}

// TestRedrawWhatWaits: what is asked for while an earlier round has the picture still before
// it, or in hand, is what is kept.
func TestRedrawWhatWaits(t *testing.T) {
	const prompt = "A brass key on a plank."
	c := &censor{drawn: map[string]string{}}
	run(t, func(o *Options) { c.Artist, o.Artist = o.Artist, c }, func(t *testing.T, p *press) {
		if _, err := p.Begin(t.Context(), theDay, false); err != nil {
			t.Fatal(err)
		}
		time.Sleep(500 * time.Millisecond)
		for slot, work := range p.works(idOf(theDay)) {
			if work.State != Pending {
				continue
			}
			if _, err := p.Redraw(t.Context(), theDay, slot, Redraw{Revision: "1.0", Prompt: prompt}); err != nil {
				t.Fatal(err)
			}
			tried := p.art.times(slot)
			time.Sleep(time.Minute)
			synctest.Wait()
			if got := p.view(theDay).Images[slot]; got.State != Stored || c.drawn[slot] != prompt || p.art.times(slot) != tried+1 {
				t.Errorf("got %s as %s by %q after %d tries, want it drawn once, as asked", slot, got.State, c.drawn[slot], p.art.times(slot)-tried)
			}
			return
		}
		t.Fatal("no picture waits")
	})
}

// TestPublishEarly: a case that is published before its day can be seen like any other.
func TestPublishEarly(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		const coming = "2026-11-23"
		p.made(theDay)
		p.made(coming)
		if p.Visible(coming) {
			t.Error("it can be seen before it is published")
		}
		for range 2 {
			if _, err := p.Publish(t.Context(), coming); err != nil {
				t.Fatal(err)
			}
		}
		if !p.Visible(coming) || p.view(coming).Date != coming || p.Visible("2026-11-24") {
			t.Error("it cannot be seen, or others can")
		}
		if page, err := p.Archive(t.Context(), "", 10); err != nil || len(page.Cases) != 2 || page.Cases[0].Date != coming {
			t.Errorf("archive: got %+v, %v", page, err)
		}
		if today, err := p.Today(t.Context(), ""); err != nil || today.Date != theDay {
			t.Errorf("today: got %s, %v, want %s", today.Date, err, theDay)
		}
		if _, err := p.Regenerate(t.Context(), coming); err != nil || !p.Visible(coming) {
			t.Errorf("made anew: got %v, want it to be seen still", err)
		}
	})
}
