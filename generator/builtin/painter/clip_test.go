package painter

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"casebook/generator/mystery"
)

// rim is how near the edge, as a share of the picture, nothing that tells may lie.
const rim = 0.02

// overRim is the share of the rim's pixels for which a test is true, the lowest
// part of the picture, from a height down, being left out.
func (c *canvas) overRim(down float64, is func(i int) bool) float64 {
	wide := max(1, int(rim*float64(c.cols)))
	n, hits := 0, 0
	for y := range int(float64(c.rows) * down) {
		for x := range c.cols {
			if y >= wide && y < c.rows-wide && x >= wide && x < c.cols-wide {
				continue
			}
			n++
			if is(y*c.cols + x) {
				hits++
			}
		}
	}
	return float64(hits) / float64(n)
}

// thingClipped is the share of the rim that a thing covers, by comparison with
// the bare table or sideboard under the same light.
func thingClipped(t *testing.T, pic mystery.Picture, cut scene) float64 {
	t.Helper()
	full := newStage(t.Context(), pic, 0.1)
	cut(full)
	least := 1.0
	for _, ground := range []func(*stage) pen{(*stage).tabletop, (*stage).sideboard} {
		bare := newStage(t.Context(), pic, 0.1)
		ground(bare)
		covered := full.overRim(1, func(i int) bool {
			return math.Abs(float64(full.tone[i])-float64(bare.tone[i])) > 40 || int(full.share[0][i]) > int(bare.share[0][i])+100
		})
		least = min(least, covered)
	}
	return least
}

// headClipped is the share of the rim above the chin that a sitter's head, hair
// and hat cover.
func headClipped(t *testing.T, pic mystery.Picture, move func(*sitter)) float64 {
	t.Helper()
	s := newStage(t.Context(), pic, 0.1)
	f := newSitter(s)
	move(f)
	s.everywhere(flat(3))
	for _, draw := range []func(){f.hairBehind, f.ears, f.skull, f.features, f.beard, f.hairFront, f.glasses, f.hat} {
		draw()
	}
	chin := f.head.at(0, 1).y / float64(f.h)
	return s.overRim(clamp01(chin), func(i int) bool { return s.tone[i] < 200 || s.share[skin-1][i] > 100 || s.share[hair-1][i] > 100 })
}

// furnitureSeen is the share of a room's pieces whose middle lies between the
// picture's sides.
func furnitureSeen(t *testing.T, p *Painter, pic mystery.Picture) (share float64, n int) {
	t.Helper()
	s := newStage(t.Context(), pic, 0.1)
	shown := s.crop
	p.scene(pic)(s)
	seen := 0
	for _, at := range s.stood {
		q, _ := s.cam.bare().at(vec{at.x, 0.5, at.z})
		if x := (q.x - shown.x) * shown.by; x > 0 && x < float64(s.w) {
			seen++
		}
	}
	return float64(seen) / math.Max(1, float64(len(s.stood))), len(s.stood)
}

// TestNothingClipped holds, for scenes under seeds of all kinds, that a thing
// and a head lie within the frame, and a third of the furniture of a room
// (-seeds 10000 for the long run).
func TestNothingClipped(t *testing.T) {
	t.Parallel()
	p, all := New(), everything()
	for i := range *seedCount {
		r := rand.New(rand.NewPCG(uint64(i), 8))
		pic := all[r.IntN(len(all))]
		pic.Seed, pic.Hour, pic.Weather = r.Uint64(), hours()[r.IntN(4)], weathers()[r.IntN(5)]
		what := ""
		switch pic.Kind {
		case mystery.Object:
			if pic.Subject == "footprint" || pic.Subject == "wall-clock" || pic.Subject == "chess-piece" {
				continue // these have a ground or a board of their own
			}
			if got := thingClipped(t, pic, p.scene(pic)); got > 0.08 {
				what = fmt.Sprintf("%.3f of the rim covered", got)
			}
		case mystery.Portrait:
			if pic.Person != nil {
				pic.Person = anyone(r)
			}
			if got := headClipped(t, pic, func(*sitter) {}); got > 0.004 {
				what = fmt.Sprintf("%.3f of the rim above the chin covered by %+v", got, pic.Person)
			}
		case mystery.Location:
			if got, n := furnitureSeen(t, p, pic); n > 0 && got < 0.33 {
				what = fmt.Sprintf("%.2f of %d pieces in sight", got, n)
			}
		case mystery.Cinematic:
			s := newStage(t.Context(), pic, 0.1)
			p.scene(pic)(s)
			_, known := landmarks()[pic.Setting] // else it is the lonely house, small in its middle
			if got := s.hidden(); known && (s.shown[1].x == 0 || got > 0.5) {
				what = fmt.Sprintf("%.0f of its landmark %v beyond the frame", got, s.shown)
			}
		}
		if what != "" {
			t.Errorf("%s %s %q, seed %d: got %s", pic.Kind, pic.Subject, pic.Alt, pic.Seed, what)
		}
	}
}

// TestClippingIsFound proves that the checks above can fail.
func TestClippingIsFound(t *testing.T) {
	t.Parallel()
	thing := mystery.Picture{Slot: "ev-1", Kind: mystery.Object, Subject: "ledger", Palette: "teal", Seed: 3}
	for _, test := range []struct {
		shift float64
		found bool
	}{{0, false}, {4, true}} {
		got := thingClipped(t, thing, func(s *stage) {
			p := s.tabletop()
			p.fill(flat(0), p.all(box(test.shift, 0, 6, 8)))
		})
		if found := got > 0.08; found != test.found {
			t.Errorf("a thing shifted by %v: got clipped %t (%.3f), want %t", test.shift, found, got, test.found)
		}
		who := people(1)[0]
		got = headClipped(t, who, func(f *sitter) { f.head.o.y -= test.shift * 110 })
		if found := got > 0.004; found != test.found {
			t.Errorf("a head raised by %v: got clipped %t (%.3f), want %t", test.shift, found, got, test.found)
		}
	}
}
