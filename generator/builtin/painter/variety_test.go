package painter

import (
	"flag"
	"math"
	"slices"
	"testing"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/mystery"
)

var caseCount = flag.Int("cases", 100, "how many written cases to compare")

// closest is the least distance between the hashes of two pictures of a kind,
// whose colours are left out, also when one of them is seen in a mirror.
func closest(t *testing.T, pics []mystery.Picture) (least int, a, b mystery.Picture) {
	t.Helper()
	least = 256
	p := New()
	hashes, flipped := make([][4]uint64, len(pics)), make([][4]uint64, len(pics))
	for i, pic := range pics {
		s := newStage(t.Context(), pic, 0.1)
		p.scene(pic)(s)
		hashes[i], flipped[i] = s.hash(false), s.hash(true)
		for k := range i {
			if pics[k].Kind != pic.Kind {
				continue
			}
			if d := min(distance(hashes[i], hashes[k]), distance(flipped[i], hashes[k])); d < least {
				least, a, b = d, pics[k], pic
			}
		}
	}
	return least, a, b
}

// hash is the difference hash of a cut block, 16 by 16, or of its mirror image.
func (c *canvas) hash(mirrored bool) (h [4]uint64) {
	cell := func(x, y int) int {
		if mirrored {
			x = 16 - x
		}
		n, sum := 0, 0
		for py := c.rows * y / 16; py < c.rows*(y+1)/16; py++ {
			for px := c.cols * x / 17; px < c.cols*(x+1)/17; px++ {
				sum, n = sum+int(c.tone[py*c.cols+px]), n+1
			}
		}
		return sum * 16 / n
	}
	for i := range 256 {
		if cell(i%16, i/16) < cell(i%16+1, i/16) {
			h[i/64] |= 1 << (i % 64)
		}
	}
	return h
}

// apartBy is the least distance, of 256, between the hashes of any two pictures
// of a kind, in whatever inks and mirrored or not.
const apartBy = 22

// written are the pictures of so many cases of the built-in writer, one a day.
func written(t *testing.T, days int) []mystery.Picture {
	t.Helper()
	w := builtin.NewWriter()
	first := time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC)
	var out []mystery.Picture
	for day := range days {
		date := first.AddDate(0, 0, day).Format(time.DateOnly)
		c, err := w.Write(t.Context(), mystery.Brief{ID: "case-" + date, Date: date, Language: "en", Seed: uint64(day)})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, c.Pictures...)
	}
	return out
}

// TestNoTwoPicturesOfManyCasesAlike compares each picture of the writer's cases
// with every other of its kind. One that comes back in other inks is found out,
// so the comparison can fail.
func TestNoTwoPicturesOfManyCasesAlike(t *testing.T) {
	t.Parallel()
	pics := written(t, *caseCount)
	if least, a, b := closest(t, pics); least < apartBy {
		t.Errorf("%s %s %d and %s %s %d: got distance %d of 256, want %d or more", a.Setting, a.Subject, a.Seed, b.Setting, b.Subject, b.Seed, least, apartBy)
	} else {
		t.Logf("%d pictures; nearest: %s %s %d and %s %s %d at %d of 256", len(pics), a.Setting, a.Subject, a.Seed, b.Setting, b.Subject, b.Seed, least)
	}
	for _, kind := range []mystery.PictureKind{mystery.Location, mystery.Object, mystery.Cinematic} {
		i := slices.IndexFunc(pics, func(p mystery.Picture) bool { return p.Kind == kind })
		again := pics[i]
		again.Palette, again.Mood, again.Prompt = "ochre", "grim", ""
		if least, _, _ := closest(t, []mystery.Picture{pics[i], again}); least >= apartBy {
			t.Errorf("%s again in other inks: got distance %d, want less than %d", kind, least, apartBy)
		}
	}
}

// TestSamePlaceOnAnotherDay holds for every place that no two of four days look
// the same, though hour, weather and inks be the same, and that other furniture
// stands there, or stands elsewhere.
func TestSamePlaceOnAnotherDay(t *testing.T) {
	t.Parallel()
	p, moved, rooms := New(), 0, 0
	for _, setting := range settingNames() {
		for _, place := range placeNames(setting) {
			var days []*stage
			for seed := range uint64(4) {
				s := newStage(t.Context(), mystery.Picture{
					Slot: "loc-1", Kind: mystery.Location, Subject: place, Setting: setting,
					Hour: "night", Weather: "clear", Palette: "teal", Seed: 500 + seed,
				}, 0.1)
				p.scene(s.pic)(s)
				for _, before := range days {
					if d := min(distance(s.hash(false), before.hash(false)), distance(s.hash(true), before.hash(false))); d < 36 {
						t.Errorf("%s %s, seeds %d and %d: got distance %d of 256, want 36 or more", setting, place, before.pic.Seed, s.pic.Seed, d)
					}
					if len(s.stood) == 0 || s.room.w == 0 {
						continue
					}
					rooms++
					if got := s.kept(before); s.style == before.style && got > 0.5 {
						t.Errorf("%s %s, seeds %d and %d: got %.2f of the furniture as it was, in the same style", setting, place, before.pic.Seed, s.pic.Seed, got)
					} else if got <= 0.5 {
						moved++
					}
				}
				days = append(days, s)
			}
		}
	}
	if share := float64(moved) / float64(rooms); share < 2.0/3 {
		t.Errorf("got more than half of the furniture moved on %.2f of %d pairs of days, want two in three", share, rooms)
	} else {
		t.Logf("more than half of the furniture moved on %.2f of %d pairs of days", share, rooms)
	}
}

// kept is the share of the furniture that stands within a foot of where something
// stood before, or would if the room were mirrored.
func (s *stage) kept(before *stage) float64 {
	best := 0.0
	for _, side := range []float64{-1, 1} {
		n := 0.0
		for _, a := range s.stood {
			for _, b := range before.stood {
				if math.Hypot(a.x-side*b.x, a.z-b.z) < 0.3 {
					n++
					break
				}
			}
		}
		best = max(best, n/float64(len(s.stood)))
	}
	return best
}
