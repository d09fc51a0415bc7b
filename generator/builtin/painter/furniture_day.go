package painter

import (
	"cmp"
	"math"
	"slices"
)

// style is which of several pieces of the same use stand in a room on its day.
type style struct{ seat, easy, table, lamp, hung, window, door, rug int }

// fashion chooses the pieces of a room.
func (s *stage) fashion() style {
	return style{seat: s.r.IntN(4), easy: s.r.IntN(3), table: s.r.IntN(4), lamp: s.r.IntN(4), hung: s.r.IntN(4), window: s.r.IntN(4), door: s.r.IntN(3), rug: s.r.IntN(3)}
}

// piece is something that stands in a room: the middle of its foot, and how far
// it reaches.
type piece struct{ x, z, r float64 }

// setDown notes that something stands at a place, and before the first sets what
// stands in the far corner behind it.
func (s *stage) setDown(x, z, r float64) {
	if s.corner != nil {
		draw := s.corner
		s.corner = nil
		draw()
	}
	v := s.cam.planned(vec{x, 0, z})
	s.stood = append(s.stood, piece{v.x, v.z, r})
}

// free is true when nothing stands within a distance of a place.
func (s *stage) free(x, z, r float64) bool {
	for _, p := range s.stood {
		if math.Hypot(p.x-x, p.z-z) < p.r+r {
			return false
		}
	}
	return true
}

// fillCorner keeps a piece for one of the far corners, mostly.
func (s *stage) fillCorner() {
	if s.room.fixed || s.room.tied || s.room.w < 4 || s.odds(25) {
		return
	}
	x, z := s.room.w/2-s.span(0.4, 0.6), s.room.d-s.span(0.4, 0.55)
	if s.odds(50) {
		x = -x
	}
	set := s.anyPiece()
	s.corner = func() { s.unmoved(func() { set(x, z) }) }
}

// company sets one or two pieces near us, where nothing stands and the picture
// has its sides.
func (s *stage) company() {
	if !s.indoors || s.room.w < 4 {
		return
	}
	s.veil = s.gloom
	most := 1 + s.r.IntN(2)
	for range 14 {
		x, z := s.span(-0.5, 0.5)*(s.room.w-0.7), s.span(2.3, 3.5)
		set := s.anyPiece()
		q, k := s.cam.bare().at(vec{x, 0, z})
		across := (q.x - s.crop.x) * s.crop.by / float64(s.w)
		reach := 0.35 * k * s.crop.by / float64(s.w)
		if most == 0 || across < reach*0.4 || across > 1-reach*0.4 || across > 0.2 && across < 0.8 || !s.free(x, z, 0.55) {
			continue
		}
		s.unmoved(func() { set(x, z) })
		most--
	}
	s.veil = nil
}

// strew sets things on spots of the ground, other ones each day and never quite
// on them, the farther first.
func (s *stage) strew(spots []pt, set ...func(x, z float64)) {
	order := s.r.Perm(len(spots))[:len(set)]
	at := make([]pt, len(set))
	for i, spot := range order {
		at[i] = pt{spots[spot].x + s.span(-0.35, 0.35), spots[spot].y + s.span(-0.3, 0.3)}
	}
	turn := s.r.Perm(len(set))
	slices.SortFunc(turn, func(a, b int) int { return cmp.Compare(at[b].y, at[a].y) })
	for _, i := range turn {
		set[i](at[i].x, at[i].y)
	}
}

// unmoved draws what stands outside the plan of the room.
func (s *stage) unmoved(draw func()) {
	before := s.cam
	s.cam = s.cam.bare()
	draw()
	s.cam = before
}

// anyPiece is one of the things that stand about in such a room.
func (s *stage) anyPiece() func(x, z float64) {
	if s.genteel() {
		return []func(x, z float64){
			s.palmPot, s.floorLamp, s.sideTable, s.coatStand, s.foldingScreen, s.bustStand, s.spareChair, s.umbrellaStand, s.trolleyTea,
		}[s.r.IntN(9)]
	}
	return []func(x, z float64){
		s.crateStack, s.standingBarrel, s.mopBucket, s.sackPile, s.spareStool, s.ropeCoil, s.pairOfSteps, s.toolChest, s.spareChair,
	}[s.r.IntN(9)]
}

func (s *stage) palmPot(x, z float64) { s.plant(x, z, s.span(1.2, 1.7)) }

func (s *stage) spareChair(x, z float64) { s.chair(x, z, s.span(-0.8, 0.8), s.span(0.9, 1.5)) }

func (s *stage) spareStool(x, z float64) { s.stool(x, z) }

// floorLamp is a shade on a tall stem.
func (s *stage) floorLamp(x, z float64) {
	s.cast(x, z, 0.25, 0.2)
	p := s.stand(x, 0, z)
	p.oval(flat(0), 0, 0.03, 0.22, 0.06)
	p.rect(flat(0), -0.03, 0, 0.06, 1.5)
	p.rect(glow(2.3), -0.012, 0.06, 0.02, 1.4)
	p.poly(flat(0), -0.33, 1.36, 0.33, 1.36, 0.2, 1.8, -0.2, 1.8)
	tone := 1.9
	if s.night {
		tone = 2.8
		s.bloom(p.at(0, 1.5), p.k*0.7, 0.7)
	}
	p.poly(glow(tone), -0.3, 1.39, 0.3, 1.39, 0.18, 1.77, -0.18, 1.77)
	p.poly(glow(tone-0.9), 0.1, 1.39, 0.3, 1.39, 0.18, 1.77, 0.07, 1.77)
	for i := range 9 {
		p.rect(flat(0), -0.3+float64(i)*0.072, 1.32, 0.02, 0.06)
	}
}

// sideTable is small and round, with flowers or books on it.
func (s *stage) sideTable(x, z float64) {
	s.cast(x, z, 0.36, 0.3)
	p := s.stand(x, 0, z)
	p.poly(flat(0), -0.2, 0, 0.2, 0, 0.04, 0.2, 0.04, 0.66, -0.04, 0.66, -0.04, 0.2)
	p.oval(flat(0), 0, 0.68, 0.37, 0.1)
	p.oval(flat(2.1).carve(1), 0, 0.7, 0.34, 0.085)
	q := p.to(0, 0.7, 0.0032, 0)
	[]func(pen){s.nearVase, s.nearBooks, s.nearCandle}[s.r.IntN(3)](q)
}

// coatStand has a coat and a hat on it.
func (s *stage) coatStand(x, z float64) {
	s.cast(x, z, 0.3, 0.25)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.28, 0, 0.28} {
		p.curve(flat(0), 0.04, 0.05, 0.04, 0, 0.3, d*0.6, 0.1, d, 0)
		p.curve(flat(0), 0.03, 0.04, 0.03, 0, 1.6, d*0.7, 1.66, d, 1.82)
	}
	p.rect(flat(0), -0.03, 0.1, 0.06, 1.74)
	side := []float64{-1, 1}[s.r.IntN(2)]
	p.blob(flat(0), side*0.1, 1.7, side*0.34, 1.56, side*0.4, 0.9, side*0.34, 0.5, side*0.02, 0.52, side*0.04, 1.1)
	p.blob(glow(s.span(1.2, 2)), side*0.12, 1.64, side*0.31, 1.52, side*0.36, 0.9, side*0.31, 0.56, side*0.06, 0.58, side*0.08, 1.1)
	p.curve(flat(0.2), 0.01, 0.02, 0.01, side*0.2, 1.5, side*0.22, 1.1, side*0.2, 0.6)
	p.blob(flat(0), -side*0.44, 1.8, -side*0.12, 1.8, -side*0.14, 1.9, -side*0.28, 1.98, -side*0.4, 1.9)
	p.rect(flat(1.8), -side*0.28-0.12, 1.83, 0.24, 0.03)
}

// foldingScreen has three leaves, painted.
func (s *stage) foldingScreen(x, z float64) {
	s.cast(x, z, 0.5, 0.3)
	p := s.stand(x, 0, z)
	for i := range 3 {
		a := -0.6 + float64(i)*0.4
		up, down := 0.05*float64(i%2), -0.05*float64((i+1)%2)
		p.poly(flat(0), a, down, a+0.4, up*0.6-0.03, a+0.4, 1.7+up, a, 1.7+down)
		p.poly(glow([]float64{2.1, 1.2, 2.1}[i]), a+0.03, down+0.06, a+0.37, up*0.6+0.04, a+0.37, 1.65+up, a+0.03, 1.65+down)
		p.curve(flat(0.2), 0.01, 0.03, 0.01, a+0.1, 0.2, a+0.24, 0.7, a+0.14, 1.2)
		for k := range 5 {
			p.oval(flat(2.8), a+0.12+0.14*float64(k%2), 0.4+float64(k)*0.22, 0.045, 0.03)
		}
	}
}

func (s *stage) bustStand(x, z float64) {
	s.cast(x, z, 0.35, 0.3)
	s.bust(s.stand(x, 0, z), s.span(0.8, 1.1))
}

// umbrellaStand holds sticks and an umbrella.
func (s *stage) umbrellaStand(x, z float64) {
	s.cast(x, z, 0.25, 0.2)
	p := s.stand(x, 0, z)
	for i := range 4 {
		d := -0.12 + float64(i)*0.08
		p.line(flat(0), 0.05, d*0.6, 0.3, d*1.6, s.span(0.85, 1.05))
		p.arc(flat(0), 0.04, d*1.6+0.05, 0.98, 0.06, 0.06, 0.2, math.Pi)
	}
	p.poly(flat(0), -0.2, 0, 0.2, 0, 0.23, 0.62, -0.23, 0.62)
	p.poly(glow(1.9), -0.17, 0.03, 0.17, 0.03, 0.2, 0.59, -0.2, 0.59)
	p.poly(glow(0.9), 0.05, 0.03, 0.17, 0.03, 0.2, 0.59, 0.06, 0.59)
	p.rect(flat(2.7), -0.2, 0.44, 0.4, 0.05)
}

// trolleyTea has two shelves on wheels with a pot and cups.
func (s *stage) trolleyTea(x, z float64) {
	s.cast(x, z, 0.5, 0.3)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.42, 0.38} {
		p.rect(flat(0), d, 0.05, 0.04, 0.75)
		p.oval(flat(0), d+0.02, 0.06, 0.07, 0.07)
	}
	for _, y := range []float64{0.28, 0.74} {
		p.rect(flat(0), -0.48, y-0.03, 0.96, 0.07)
		p.rect(flat(2.2), -0.46, y, 0.92, 0.025)
	}
	p.oval(flat(0), -0.1, 0.9, 0.17, 0.14)
	p.oval(flat(2.7), -0.1, 0.9, 0.145, 0.115)
	p.oval(glow(2), -0.1, 1.02, 0.05, 0.03)
	p.curve(flat(0), 0.05, 0.05, 0.03, 0.03, 0.88, 0.12, 0.92, 0.16, 1.0)
	for i := range 3 {
		p.poly(flat(2.9), 0.16+float64(i)*0.1, 0.86, 0.24+float64(i)*0.1, 0.86, 0.22+float64(i)*0.1, 0.78, 0.18+float64(i)*0.1, 0.78)
		p.rect(glow(1.6), -0.3+float64(i)*0.2, 0.31, 0.14, s.span(0.08, 0.2))
	}
}

func (s *stage) crateStack(x, z float64) {
	s.crate(x, 0, z, 0.6, s.span(-0.3, 0.3), s.span(1.1, 1.7))
	if s.odds(60) {
		s.crate(x+s.span(-0.08, 0.08), 0.48, z, 0.46, s.span(-0.4, 0.4), s.span(1.1, 1.9))
	}
}

func (s *stage) standingBarrel(x, z float64) { s.barrel(x, 0, z, 0.3, 0.85, s.span(1.0, 1.6)) }

// mopBucket is a pail with a mop in it.
func (s *stage) mopBucket(x, z float64) {
	s.cast(x, z, 0.3, 0.25)
	p := s.stand(x, 0, z)
	p.line(flat(0), 0.055, 0.02, 0.2, 0.34, 1.5)
	p.line(flat(2.4), 0.025, 0.02, 0.2, 0.34, 1.5)
	p.poly(flat(0), -0.2, 0, 0.2, 0, 0.26, 0.42, -0.26, 0.42)
	p.poly(flat(1.9).carve(8), -0.17, 0.03, 0.17, 0.03, 0.22, 0.39, -0.22, 0.39)
	p.poly(flat(0.9).carve(8), 0.05, 0.03, 0.17, 0.03, 0.22, 0.39, 0.07, 0.39)
	for i := range 6 {
		p.curve(flat(2.7), 0.02, 0.05, 0.02, 0.05, 0.44, -0.1+float64(i)*0.07, 0.5, -0.2+float64(i)*0.09, 0.34)
	}
	p.arc(flat(0), 0.02, 0, 0.42, 0.25, 0.2, 0, math.Pi)
}

// sackPile is two or three sacks against each other.
func (s *stage) sackPile(x, z float64) {
	s.cast(x, z, 0.5, 0.35)
	for i := range 2 + s.r.IntN(2) {
		s.sack(s.stand(x-0.26+float64(i)*0.3, 0, z-0.06*float64(i)))
	}
}

// ropeCoil lies on the floor, a block and hook beside it.
func (s *stage) ropeCoil(x, z float64) {
	s.cast(x, z, 0.45, 0.35)
	p := s.stand(x, 0, z)
	for i := range 5 {
		y := 0.06 + float64(i)*0.09
		p.oval(flat(0), 0, y, 0.42-0.02*float64(i), 0.15)
		p.arc(flat(2.2), 0.06, 0, y, 0.39-0.02*float64(i), 0.13, 0, 6.3)
		for k := range 14 {
			a := float64(k) * 0.45
			p.line(flat(0.2), 0.02, math.Cos(a)*0.42, y+math.Sin(a)*0.16, math.Cos(a+0.1)*0.35, y+math.Sin(a+0.1)*0.1)
		}
	}
	p.curve(flat(0), 0.07, 0.08, 0.05, 0.3, 0.1, 0.55, 0.0, 0.75, 0.06)
}

// pairOfSteps stands open.
func (s *stage) pairOfSteps(x, z float64) {
	s.cast(x, z, 0.35, 0.3)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-1, 1} {
		p.line(flat(0), 0.06, d*0.3, 0, d*0.18, 1.35)
		p.line(flat(2.1), 0.028, d*0.3, 0, d*0.18, 1.35)
		p.line(flat(0), 0.035, d*0.2, 1.3, d*0.42, 0.12)
	}
	for i := range 5 {
		y := 0.22 + float64(i)*0.25
		w := 0.3 - 0.02*float64(i)
		p.rect(flat(0), -w, y-0.03, 2*w, 0.07)
		p.rect(flat(2.3), -w+0.02, y+0.005, 2*w-0.04, 0.025)
	}
	p.rect(flat(0), -0.24, 1.33, 0.48, 0.06)
}

// toolChest is a chest with its tray lifted out and tools in it.
func (s *stage) toolChest(x, z float64) {
	s.trunk(x, z, 0.8, 0.42, 0.45, s.span(-0.3, 0.3), key)
	p := s.stand(x, 0.42, z)
	p.line(flat(0), 0.05, -0.2, 0, -0.3, 0.4)
	p.poly(flat(0), -0.42, 0.36, -0.16, 0.42, -0.18, 0.5, -0.42, 0.46)
	p.line(flat(0), 0.04, 0.02, 0, 0.06, 0.3)
	p.rect(glow(2), 0.02, 0.2, 0.08, 0.16)
	p.poly(flat(0), 0.16, 0, 0.26, 0, 0.36, 0.36, 0.3, 0.38)
}
