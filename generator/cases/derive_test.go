package cases

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/mystery"
)

// TestMendDerives: where only a smaller version is lost, a model or whoever uploaded the
// picture is not asked again.
func TestMendDerives(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.art.by = "a model"
		p.made(theDay)
		id := idOf(theDay)
		if _, err := p.Upload(t.Context(), PictureName{id, mystery.Object, "ev-1"}, dot("mine", 9)); err != nil {
			t.Fatal(err)
		}
		mend := func(slots ...string) Mended {
			t.Helper()
			lost, now := map[string]bool{}, p.pictures(id)
			for _, slot := range slots {
				lost[now[slot].Kept.Variants[0].Path] = true
			}
			mended, err := p.Mend(t.Context(), func(path string) bool { return !lost[path] })
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			synctest.Wait()
			if _, found, err := p.Audit(t.Context()); err != nil || len(found) > 0 {
				t.Errorf("audit: got %+v, %v", found, err)
			}
			return mended
		}
		before := p.pictures(id)
		p.album.derive = errors.New("no room")
		if mended := mend("ev-1", "ev-2"); len(slices.Concat(mended.Derived, mended.Again, mended.Lost, mended.Back)) > 0 || p.art.times("ev-2") != 1 {
			t.Errorf("not now: got %+v, drawn %d times, want all as it was", mended, p.art.times("ev-2"))
		}
		p.album.derive = nil
		if mended := mend("ev-1", "ev-2"); len(mended.Derived) != 2 || len(slices.Concat(mended.Again, mended.Lost, mended.Back)) > 0 || p.art.times("ev-2") != 1 {
			t.Errorf("got %+v, drawn %d times, want two derived", mended, p.art.times("ev-2"))
		}
		for slot, was := range before {
			is := p.pictures(id)[slot]
			anew := strings.Contains(is.Kept.Variants[0].Path, ".anew.")
			if is.State != Stored || is.Kept.Path != was.Kept.Path || anew != (slot == "ev-1" || slot == "ev-2") {
				t.Errorf("%s: got %+v, was %+v", slot, is, was)
			}
		}
		p.album.derive = ErrRefused
		if mended := mend("ev-1", "ev-2"); len(mended.Again) != 1 || len(mended.Lost) != 1 || p.art.times("ev-2") != 2 {
			t.Errorf("of a damaged picture: got %+v, drawn %d times, want it drawn again", mended, p.art.times("ev-2"))
		}
		p.album.derive = nil
		if mended := mend("ev-1"); len(mended.Derived) != 1 || len(mended.Back) != 1 || p.pictures(id)["ev-1"].State != Stored {
			t.Errorf("that was lost: got %+v, want it back", mended)
		}
	})
}
