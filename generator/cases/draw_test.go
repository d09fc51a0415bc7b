package cases

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

func TestDrawingSlidesAWindow(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		started := time.Now()
		end := p.made(theDay)
		if end.State != DrawCompleted || end.Stored != mystery.PictureCount {
			t.Fatalf("got %+v, want all", end)
		}
		if p.art.most != 5 {
			t.Errorf("got %d pictures at once, want 5", p.art.most)
		}
		if took := time.Since(started); took != 3*time.Second { // 14 of one second each, five at a time
			t.Errorf("got %s, want 3 s", took)
		}
		for slot, image := range p.view(theDay).Images {
			if image.State != Stored || !strings.HasPrefix(image.URL, "/images/case-"+theDay+"/") || len(image.Variants) != 1 {
				t.Errorf("%s: got %+v", slot, image)
			}
		}
	})
}

func TestSpacingHoldsStartsApart(t *testing.T) {
	run(t, func(o *Options) { o.Spacing = 3 * time.Second }, func(t *testing.T, p *press) {
		p.made(theDay)
		for i := 1; i < len(p.art.starts); i++ {
			if gap := p.art.starts[i].Sub(p.art.starts[i-1]); gap < 3*time.Second {
				t.Errorf("start %d: %s after the last, want at least 3 s", i, gap)
			}
		}
	})
}

func TestAPictureThatHangsIsEndedAndTriedAgain(t *testing.T) {
	run(t, func(o *Options) { o.PictureTimeout = 10 * time.Second }, func(t *testing.T, p *press) {
		p.art.takes = time.Hour
		started := time.Now()
		end := p.made(theDay)
		if end.State != DrawFailed || p.art.times("ev-1") != 3 {
			t.Errorf("got %+v after %d attempts, want failed after 3", end, p.art.times("ev-1"))
		}
		// three rounds of pictures, each three times 10 s and two waits of 2 s and 4 s with jitter
		if took := time.Since(started); took < 3*30*time.Second || took > 3*45*time.Second {
			t.Errorf("got %s", took)
		}
		v := p.view(theDay)
		if v.ImageStatus != DrawFailed || v.Images["ev-1"].State != Failed || v.Images["ev-1"].URL != "" {
			t.Errorf("got %s, %+v, want a playable case without pictures", v.ImageStatus, v.Images["ev-1"])
		}
	})
}

func TestWhatFailsIsHealed(t *testing.T) {
	run(t, func(o *Options) { o.FallbackArtist = &studio{by: "builtin"} }, func(t *testing.T, p *press) {
		p.art.by = "model"
		var well atomic.Bool
		p.art.fail = func(slot string, _ int) error {
			if strings.HasPrefix(slot, "loc") && !well.Load() {
				return errors.New("refused")
			}
			return nil
		}
		end := p.made(theDay)
		if end.State != DrawPartial || end.Stored != 9 {
			t.Fatalf("got %+v, want 9 of 14", end)
		}
		v := p.view(theDay)
		if image := v.Images["loc-1"]; image.State != Placeholder || image.URL == "" || v.Images["ev-1"].State != Stored {
			t.Errorf("loc-1: got %+v, want a placeholder", image)
		}
		status, err := p.KindStatus(t.Context(), theDay, mystery.Location)
		if err != nil || status.Status != DrawPartial || status.CompletedCount != 0 || len(status.Images) != 5 {
			t.Errorf("places: got %+v, %v, want partial with placeholders", status, err)
		}
		before := p.art.times("ev-1")
		well.Store(true)
		time.Sleep(firstHeal + time.Minute)
		synctest.Wait()
		if got := p.view(theDay); got.ImageStatus != DrawCompleted || got.Images["loc-1"].State != Stored || got.Provenance.Pictures != "model" {
			t.Errorf("after healing: got %s, %+v", got.ImageStatus, got.Images["loc-1"])
		}
		if p.art.times("ev-1") != before {
			t.Error("a stored picture was drawn again")
		}
	})
}

func TestATemporaryURLIsKeptAndHealedBeforeItExpires(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.art.link = true
		p.made(theDay)
		v := p.view(theDay)
		if image := v.Images["suspect-1"]; image.State != Temporary || image.URL != "https://example.org/suspect-1" {
			t.Fatalf("got %+v, want the temporary URL", image)
		}
		status, err := p.Status(t.Context(), theDay)
		if err != nil || !status.Complete || status.Status != "partial" || status.Suspect.Completed != 0 || status.Suspect.Failed != 3 {
			t.Errorf("got %+v, %v, want that it has ended, and that no picture is stored yet", status, err)
		}
		p.album.online(func(url string) ([]byte, error) { return dot(url, 1), nil })
		time.Sleep(31 * time.Minute)
		synctest.Wait()
		if image := p.view(theDay).Images["suspect-1"]; image.State != Stored || strings.Contains(image.URL, "example.org") {
			t.Errorf("half an hour before it expires: got %+v, want it stored", image)
		}
	})
}

// TestAStuckDrawingIsTakenUpAgain: pictures whose artist hangs, within the time that it
// has for one, are asked for again after ten minutes; those that are stored stay.
func TestAStuckDrawingIsTakenUpAgain(t *testing.T) {
	run(t, func(o *Options) { o.PictureTimeout = 2 * time.Hour }, func(t *testing.T, p *press) {
		p.art.hang = func(slot string, attempt int) bool { return strings.HasPrefix(slot, "loc") && attempt == 1 }
		began := time.Now()
		end := p.made(theDay)
		if took := time.Since(began); end.State != DrawCompleted || took < jobs.StuckAfter || took > jobs.StuckAfter+2*time.Minute {
			t.Errorf("got %+v after %s, want all within two minutes of when it counts as stuck", end, took)
		}
		for _, slot := range mystery.Slots() {
			want := 1
			if strings.HasPrefix(slot, "loc") {
				want = 2
			}
			if n := p.art.times(slot); n > want {
				t.Errorf("%s: begun %d times, want %d", slot, n, want)
			}
		}
	})
}

// TestATemporaryURLThatExpiresIsShownNoLonger: until it does, fetching it is tried now and
// then; as it does, a placeholder takes its place, and a new picture later.
func TestATemporaryURLThatExpiresIsShownNoLonger(t *testing.T) {
	run(t, func(o *Options) { o.FallbackArtist = &studio{by: ByBuiltin} }, func(t *testing.T, p *press) {
		p.art.link, p.art.by = true, "model"
		tries := 0
		p.album.online(func(string) ([]byte, error) {
			p.art.mu.Lock()
			defer p.art.mu.Unlock()
			tries++
			return nil, errors.New("busy")
		})
		p.made(theDay)
		p.art.mu.Lock()
		p.art.fail = func(string, int) error { return errors.New("over quota") }
		p.art.mu.Unlock()
		time.Sleep(59 * time.Minute)
		synctest.Wait()
		if image := p.view(theDay).Images["suspect-1"]; image.State != Temporary || image.URL != "https://example.org/suspect-1" {
			t.Errorf("before it expires: got %+v, want the address", image)
		}
		if rounds := tries / mystery.PictureCount / pictureAttempts; rounds < 3 || rounds > 12 {
			t.Errorf("got %d rounds of fetching, want several and not all the time", rounds)
		}
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if image := p.view(theDay).Images["suspect-1"]; image.State != Placeholder || !strings.HasPrefix(image.URL, "/images/") {
			t.Errorf("after it: got %+v, want a placeholder", image)
		}
		p.art.mu.Lock()
		p.art.fail, p.art.link = nil, false
		p.art.mu.Unlock()
		time.Sleep(lastHeal + time.Hour)
		synctest.Wait()
		if image := p.view(theDay).Images["suspect-1"]; image.State != Stored {
			t.Errorf("in the end: got %+v, want a new picture", image)
		}
	})
}

// TestAnAddressThatIsNotSpokenToIsNotShown: players are not sent where we do not go.
func TestAnAddressThatIsNotSpokenToIsNotShown(t *testing.T) {
	run(t, func(o *Options) { o.FallbackArtist = &studio{by: ByBuiltin} }, func(t *testing.T, p *press) {
		p.art.link, p.art.by = true, "model"
		p.album.online(func(string) ([]byte, error) { return nil, errors.Join(ErrRefused, errors.New("a private address")) })
		p.made(theDay)
		got := p.view(theDay).Images["suspect-1"]
		if got.State != Placeholder || !strings.HasPrefix(got.URL, "/images/") || p.art.times("suspect-1") != 1 {
			t.Errorf("got %s %s after %d attempts, want a placeholder after one", got.State, got.URL, p.art.times("suspect-1"))
		}
	})
}

func TestDrawingGoesOnWhereItStopped(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		if _, err := p.Begin(t.Context(), theDay, false); err != nil {
			t.Fatal(err)
		}
		time.Sleep(1500 * time.Millisecond) // five are stored, five are at work
		// A crash: the case stays marked as being drawn, and nobody does.
		if err := p.db.Update(func(tx *store.Tx) error { return p.queue.Cancel(tx, jobID(drawKind, idOf(theDay))) }); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if err := p.db.Update(func(tx *store.Tx) error { return statuses().Put(tx, idOf(theDay), statusRecord{State: DrawGenerating}) }); err != nil {
			t.Fatal(err)
		}
		if v := p.view(theDay); v.ImageStatus != DrawGenerating {
			t.Fatalf("got %s, want generating", v.ImageStatus)
		}
		if err := p.Ensure(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if v := p.view(theDay); v.ImageStatus != DrawCompleted {
			t.Errorf("got %s, want completed", v.ImageStatus)
		}
		total := 0
		for _, slot := range mystery.Slots() {
			total += p.art.times(slot)
		}
		if total > mystery.PictureCount+5+5 { // today's again for those at work, and some of tomorrow's
			t.Logf("%d pictures were begun", total)
		}
		if p.art.times("establishing") > 2 {
			t.Error("a stored picture was drawn again")
		}
	})
}

func TestAnOldRoundDoesNotDrawForANewEdition(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.art.takes = time.Minute / 2
		if _, err := p.Begin(t.Context(), theDay, false); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		old := p.view(theDay)
		if _, err := p.Begin(t.Context(), theDay, true); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		v := p.view(theDay)
		if v.Commitment == old.Commitment {
			t.Error("the case was not made anew")
		}
		if v.ImageStatus != DrawCompleted {
			t.Errorf("got %s, want completed", v.ImageStatus)
		}
		if len(p.ended) != 1 || p.ended[0] != idOf(theDay) {
			t.Errorf("forgotten: got %v, want what was played once", p.ended)
		}
		if err := p.db.View(func(tx *store.Tx) error {
			record, err := living(tx, idOf(theDay))
			if err != nil {
				return err
			}
			bySlot, err := picturesOf(tx, idOf(theDay))
			for _, picture := range record.Case.Pictures {
				want := "." // the file's name carries what was drawn from this edition's seed
				if !strings.Contains(bySlot[picture.Slot].Kept.Path, want) {
					t.Errorf("%s: got %s", picture.Slot, bySlot[picture.Slot].Kept.Path)
				}
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestWatchTellsOfEveryPicture(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		changes, stop := p.Watch(idOf(theDay))
		defer stop()
		if _, err := p.Begin(t.Context(), theDay, false); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		seen := 0
		for p.view(theDay).ImageStatus != DrawCompleted {
			select {
			case <-changes:
				seen++
			case <-ctx.Done():
				t.Fatal("nobody tells that it is complete")
			}
		}
		if seen < 3 {
			t.Errorf("got %d changes, want several", seen)
		}
	})
}
