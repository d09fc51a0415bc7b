package painter

import (
	"math"
	"testing"

	"casebook/generator/mystery"
)

// TestLandmarks measures the landmarks of the settings on an empty sheet: what is
// drawn of one lies within what landmarks says of it, and fills that to nine tenths.
func TestLandmarks(t *testing.T) {
	t.Parallel()
	for setting, test := range map[string]struct {
		draw   func(s *stage, p pen)
		within float64 // share of it; the rest are wings, coaches, wake and smoke
	}{
		"manor": {(*stage).house, 1}, "theatre": {(*stage).playhouse, 1}, "hotel": {(*stage).grandHotel, 1}, "filmset": {(*stage).studioGate, 1},
		"chess": {(*stage).spaFront, 1}, "auction": {(*stage).saleHouse, 1}, "mill": {(*stage).spinningMill, 1}, "train": {(*stage).express, 0.15},
		"steamer": {(*stage).steamboat, 0.6},
		"lighthouse": {func(s *stage, p pen) {
			s.tower(p)
			s.keepersHouse(p.to(210, -22, 1, 0))
		}, 1},
		"museum": {func(s *stage, p pen) {
			s.dome(pen{canvas: s.canvas, o: p.at(0, 238), k: 0.74})
			s.templeFront(p)
		}, 0.8},
		"observatory": {func(s *stage, p pen) {
			q := pen{canvas: s.canvas, o: p.o, k: 1}
			s.smallDome(q.to(-270, 50, 1, 0), 84)
			s.bigDome(q, 176)
			s.smallDome(q.to(290, 28, 1, 0), 100)
		}, 1},
	} {
		s := newStage(t.Context(), mystery.Picture{Kind: mystery.Cinematic, Setting: setting, Hour: "day", Weather: "clear", Seed: 4}, 0.25)
		s.crop, s.mirror = crop{by: 1}, false
		before := append([]uint8(nil), s.tone...)
		test.draw(s, s.ground(800, 760, 1))
		m, all, inside := landmarks()[setting], 0.0, 0.0
		var left, right, high float64
		for i := range s.tone {
			if math.Abs(float64(s.tone[i])-float64(before[i])) < 30 {
				continue
			}
			x, y := s.across(i%s.cols)-800, 760-s.down(i/s.cols)
			all++
			if x >= -m.left && x <= m.right && y <= m.high {
				inside++
				left, right, high = max(left, -x), max(right, x), max(high, y)
			}
		}
		if inside < test.within*all || left < 0.9*m.left || right < 0.9*m.right || high < 0.9*m.high {
			t.Errorf("%s: got %.2f of it within %v and as far as %.0f, %.0f, %.0f, want %v and nine tenths", setting, inside/all, m, left, right, high, test.within)
		}
	}
}

// hidden is by how many units a view from outside cuts its landmark.
func (s *stage) hidden() float64 {
	return max(-s.shown[0].x, s.shown[1].x-float64(s.w), -s.shown[0].y, s.shown[1].y-float64(s.h))
}
