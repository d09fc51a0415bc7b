package painter

import "math"

// packingRoom is where pictures are crated.
func packingRoom(s *stage) {
	s.build(room{w: 6.4, d: 5.6, h: 3.1, wall: 1.6, floor: 0.9, ceiling: 1.3})
	s.boards(1.0, 0.3)
	b := s.back()
	s.toolWall(b, 0.5, 1.3)
	s.window(b, 4.3, 1.3, 1.4, 1.2, "town")
	s.rolls(s.right(), 3.2)
	for i := range 4 { // frames that lean on the wall
		u := 2.9 + float64(i)*0.45
		s.painting(s.left(), u, 0.12, 1.1, s.span(0.8, 1.1))
	}
	s.openCrate(s.span(1.6, 1.9), 4.5)
	s.crate(2.6, 0, 5.0, 0.9, -0.1, 1.5)
	s.crate(2.5, 0.72, 5.0, 0.6, 0.2, 1.7)
	x := s.span(-0.9, -0.5)
	s.legged(x, 4.2, 2.5, 1.0, 0.82, 1.6)
	s.wrapped(vec{x - 0.3, 0.83, 4.2})
	s.paperRoll(s.stand(x+0.95, 0.83, 4.2))
	q := s.stand(x+0.45, 0.83, 3.9)
	q.ring(flat(0), 0, 0.12, 0.12, 0.05)
	q.ring(glow(2), 0, 0.12, 0.1, 0.07)
	s.straw(x+0.8, 3.4)
	lamp := s.hanging(x, 2.1, 4.2, 0.42)
	s.lit(pt{lamp.x, lamp.y + 160}, 880, 600)
	s.corners(0.58)
}

// rolls of paper and padding stand in a rack.
func (s *stage) rolls(p pen, x float64) {
	for i := range 4 {
		y := 0.4 + float64(i)*0.6
		p.rect(flat(0), x, y, 1.9, 0.36)
		with := flat(2.6)
		if i%2 == 1 {
			with = glow(2)
		}
		p.rect(with, x+0.04, y+0.04, 1.82, 0.28)
		p.rect(flat(0.7), x+0.04, y+0.04, 1.82, 0.08)
		p.oval(flat(0), x, y+0.18, 0.1, 0.19)
		p.oval(flat(2), x, y+0.18, 0.06, 0.12)
	}
}

// openCrate stands upright, its lid off, a bust within its slats and straw.
func (s *stage) openCrate(x, z float64) {
	s.cast(x, z, 0.7, 0.5)
	p := s.block(vec{x, 0, z}, 1.15, 1.4, 0.7, s.span(-0.2, 0.2), 1.6)
	p.rect(flat(0), 0.08, 0.08, 0.98, 1.24)
	s.bust(p.along(0.57, 0.1), 0.2)
	for range 40 {
		u, v := s.span(0.1, 1.0), s.span(0.1, 0.5)
		p.line(glow(2.3), 0.02, u, v, u+s.span(-0.12, 0.12), v+s.span(0.04, 0.18))
	}
	p.rect(flat(2.4), 0.08, 0.9, 0.98, 0.14)
	for _, u := range []float64{0.12, 0.98} {
		p.oval(flat(0), u, 0.97, 0.02, 0.02)
	}
	lid := s.stand(x+0.85, 0, z-0.2)
	lid.poly(flat(0), -0.1, 0, 0.5, 0, 0.24, 1.36, -0.34, 1.36)
	lid.poly(flat(2.3), -0.05, 0.04, 0.44, 0.04, 0.2, 1.31, -0.29, 1.31)
	for i := 1; i < 4; i++ {
		v := float64(i) * 0.34
		lid.line(flat(0.4), 0.02, -0.08*float64(i), v, 0.46-0.07*float64(i), v)
	}
}

// wrapped is a flat parcel tied with string, half its picture showing.
func (s *stage) wrapped(at vec) {
	f := s.face(at, vec{1, 0, 0}, vec{0, 0, 1})
	f.rect(flat(0), -0.64, -0.4, 1.2, 0.78)
	f.rect(flat(2.7), -0.62, -0.38, 1.14, 0.72)
	f.line(glow(1.7), 0.03, -0.62, 0, 0.52, 0)
	f.line(glow(1.7), 0.03, -0.1, -0.38, -0.1, 0.34)
	f.poly(flat(1.2), 0.52, -0.38, 0.2, -0.38, 0.52, 0.1)
	p := s.stand(at.x-0.1, at.y+0.02, at.z)
	p.curve(glow(1.5), 0.02, 0.04, 0.02, 0, 0, -0.14, 0.12, -0.2, 0, 0, 0)
	p.curve(glow(1.5), 0.02, 0.04, 0.02, 0, 0, 0.14, 0.12, 0.2, 0, 0, 0)
}

// paperRoll is a roll on its end with a tail of paper.
func (s *stage) paperRoll(p pen) {
	p.rect(flat(0), -0.17, 0, 0.34, 0.62)
	p.rect(flat(2.6), -0.14, 0.02, 0.14, 0.58)
	p.rect(flat(1.6), 0, 0.02, 0.14, 0.58)
	p.oval(flat(0), 0, 0.62, 0.17, 0.06)
	p.oval(flat(2.8), 0, 0.63, 0.14, 0.045)
	p.oval(flat(0), 0, 0.63, 0.05, 0.02)
}

func (s *stage) straw(x, z float64) {
	f := s.floor()
	for range 34 {
		u, v, a := x+s.span(-0.8, 0.8), z+s.span(-0.25, 0.3), s.span(0, 3)
		f.line(glow(2.2), 0.02, u, v, u+0.16*math.Cos(a), v+0.12*math.Sin(a))
	}
}

// catalogueRoom has a camera over a lot, a terminal, a fax and shelves of back numbers.
func catalogueRoom(s *stage) {
	s.build(room{w: 6.4, d: 5.4, h: 3, wall: 1.9, floor: 1.1, ceiling: 2.2})
	s.boards(1.2, 0.28)
	b := s.back()
	s.binders(b, 0.3, 2.2)
	s.binders(s.left(), 3.0, 2.2)
	s.window(b, 4.6, 1.2, 1.2, 1.3, "town")
	b.rect(flat(0), 2.9, 1.3, 1.3, 1.2)
	b.rect(flat(2.9), 2.94, 1.34, 1.22, 1.12)
	for i := range 12 { // proofs pinned up
		u, v := 3.0+float64(i%4)*0.29, 1.42+float64(i/4)*0.35
		with := flat(s.span(0.4, 2))
		if s.odds(30) {
			with = glow(1.9)
		}
		p := b.along(u, v)
		p.rect(with, 0, 0.08, 0.22, 0.2)
		p.rect(flat(0.4), 0, 0.02, 0.18, 0.025)
	}
	x := s.span(-1.3, -1.0)
	s.legged(x, 4.3, 2.4, 0.85, 0.74, 1.7)
	screen := s.terminal(vec{x - 0.5, 0.75, 4.3})
	s.fax(vec{x + 0.65, 0.75, 4.3})
	s.chair(x-0.4, 3.5, math.Pi-0.2, 1.0)
	s.paperStack(vec{x + 0.1, 0.75, 4.1})
	s.copyStand(s.span(1.2, 1.6), 4.3)
	s.flashLamp(0.4, 4.7, 1)
	s.flashLamp(2.5, 4.4, -1)
	s.lit(pt{800, 440}, 940, 600)
	s.bloom(screen, 120, 0.7)
	s.corners(0.62)
}

// binders are thick catalogues with numbers on their spines.
func (s *stage) binders(p pen, x, w float64) {
	p.rect(flat(0.2), x-0.05, 0.2, w+0.1, 2.45)
	for row := range 5 {
		y := 0.26 + float64(row)*0.48
		for u := x + 0.02; u < x+w-0.14; u += 0.155 {
			with := flat(2.6)
			switch s.r.IntN(4) {
			case 0:
				with = glow(2)
			case 1:
				with = flat(1.1)
			}
			p.rect(with, u, y, 0.145, 0.38)
			p.rect(flat(0.2), u+0.03, y+0.24, 0.085, 0.05)
			p.oval(flat(0.2), u+0.07, y+0.09, 0.03, 0.03)
		}
		p.rect(flat(1.6), x-0.05, y-0.05, w+0.1, 0.05)
	}
}

// terminal is a deep screen with lit lines over a keyboard; its light is returned.
func (s *stage) terminal(at vec) pt {
	s.block(vec{at.x, at.y, at.z}, 0.62, 0.12, 0.6, 0, 2.0)
	p := s.block(vec{at.x, at.y + 0.12, at.z}, 0.56, 0.48, 0.55, 0, 2.2)
	p.blob(flat(0), 0.05, 0.06, 0.51, 0.06, 0.51, 0.43, 0.05, 0.43)
	for i := range 6 {
		p.rect(glow(2.7), 0.1, 0.37-float64(i)*0.05, s.span(0.1, 0.34), 0.022)
	}
	f := s.face(vec{at.x - 0.32, at.y + 0.02, at.z - 0.52}, vec{1, 0, 0}, vec{0, 0, 1})
	f.rect(flat(0), -0.02, -0.02, 0.68, 0.2)
	f.rect(flat(2.5), 0, 0, 0.64, 0.16)
	for i := range 3 {
		f.rect(flat(0.6), 0.03, 0.025+float64(i)*0.045, 0.58, 0.015)
	}
	return p.seenAt(0.28, 0.25)
}

// fax is a machine with a tongue of paper and a receiver at its side.
func (s *stage) fax(at vec) {
	p := s.block(at, 0.7, 0.2, 0.5, 0, 2.1)
	for i := range 4 {
		for k := range 3 {
			p.rect(flat(0.2), 0.3+float64(i)*0.08, 0.03+float64(k)*0.05, 0.05, 0.03)
		}
	}
	p.rect(glow(2.2), 0.08, 0.06, 0.16, 0.08)
	q := s.stand(at.x+0.06, at.y+0.2, at.z)
	q.poly(flat(3), -0.2, 0, 0.24, 0, 0.28, 0.34, 0.2, 0.44, -0.24, 0.4)
	for i := range 4 {
		q.rect(flat(0.5), -0.16, 0.07+float64(i)*0.07, s.span(0.15, 0.34), 0.025)
	}
	h := s.stand(at.x-0.28, at.y+0.2, at.z)
	h.curve(flat(0), 0.1, 0.06, 0.1, -0.13, 0.02, 0, 0.1, 0.13, 0.02)
}

func (s *stage) paperStack(at vec) {
	for i := range 5 {
		s.block(vec{at.x + s.span(-0.02, 0.02), at.y + float64(i)*0.035, at.z}, 0.3, 0.03, 0.4, s.span(-0.2, 0.2), 2.5)
	}
}

// copyStand is a camera on a tripod that looks down on a small bronze.
func (s *stage) copyStand(x, z float64) {
	s.legged(x, z+0.3, 1.3, 0.7, 0.7, 1.8)
	q := s.stand(x, 0.7, z+0.3)
	q.poly(flat(3), -0.6, 0.02, 0.6, 0.02, 0.5, 0.9, -0.5, 0.9)
	q.poly(glow(2), -0.12, 0.04, 0.12, 0.04, 0.08, 0.12, -0.08, 0.12)
	q.blob(flat(0), -0.08, 0.1, 0.08, 0.1, 0.1, 0.36, 0.2, 0.5, 0.06, 0.48, 0.07, 0.6, -0.06, 0.62, -0.06, 0.48, -0.16, 0.3)
	p := s.stand(x-0.2, 0, z-0.6)
	p.line(flat(0), 0.05, -0.4, 0, 0, 1.1, 0.4, 0)
	p.line(flat(0), 0.05, 0, 0, 0, 1.2)
	p.rect(flat(0), -0.22, 1.12, 0.44, 0.3)
	p.rect(flat(1.4), -0.18, 1.28, 0.36, 0.08)
	p.rect(flat(0), -0.1, 1.4, 0.2, 0.09)
	p.oval(flat(2.6), 0.13, 1.2, 0.04, 0.04)
}

// flashLamp is a lamp in a silver umbrella.
func (s *stage) flashLamp(x, z, aim float64) {
	p := s.stand(x, 0, z)
	p.flip = aim < 0
	p.line(flat(0), 0.04, -0.3, 0, 0, 0.4, 0.3, 0)
	p.line(flat(0), 0.05, 0, 0, 0, 1.9)
	q := p.to(0, 1.9, 1, 0)
	q.blob(flat(0), 0.1, 0.55, -0.3, 0.3, -0.38, 0, -0.3, -0.3, 0.1, -0.55, 0.04, 0)
	q.blob(flat(3), 0.08, 0.5, -0.16, 0.26, -0.22, 0, -0.16, -0.26, 0.08, -0.5, 0.08, 0)
	for _, v := range []float64{-0.24, 0, 0.24} {
		q.line(flat(0.4), 0.02, -0.2, v*0.7, 0.06, v*1.8)
	}
	q.rect(flat(0), -0.05, -0.07, 0.4, 0.14)
	s.bloom(q.at(-0.1, 0), 120, 0.7)
}

// loadingYard is a brick yard with a van backed up to the dock.
func loadingYard(s *stage) {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{s.span(-0.4, 0.4), 1.6, 0}, s.span(-0.06, 0.06), 880, pt{800, 450})
	s.room = room{w: 12, d: 10, h: 3.4}
	s.everywhere(flat(0.3))
	s.heavens(420, pt{s.span(500, 1100), s.span(60, 130)})
	s.roofs(-20, 1620, 380, 460, 140)
	s.solid(flat(1.1).carve(0), vec{-12, 0, 0.3}, vec{12, 0, 0.3}, vec{12, 0, 10}, vec{-12, 0, 10})
	s.tiles(0.75, 0.4, 0.7)
	b := s.back()
	b.rect(flat(1.3), -3, 0, 18, 3.6)
	s.bricks(b, 0, 12, 2.0, 0.55)
	b.rect(flat(2.2), -3, 3.5, 18, 0.14)
	for _, u := range []float64{1.0, 3.4} {
		b.rect(flat(0), u, 0, 1.9, 2.5)
		for i := range 6 {
			b.rect(glow(1.4+0.3*float64(i%2)), u+0.08+float64(i)*0.29, 0.05, 0.27, 2.4)
		}
	}
	s.window(b, 6.6, 1.7, 1.2, 1.2, "town")
	wall := s.left()
	wall.rect(flat(1.0), 0.8, 0, 9.2, 3.4)
	s.bricks(wall, 0.8, 10, 1.7, 0.6)
	s.lampArm(s.stand(-0.9, 2.9, 9.6))
	crates := func(x, z float64) {
		s.crate(x-0.5, 0, z+0.3, 1.1, 0.1, 1.5)
		s.crate(x+0.6, 0, z, 0.8, -0.2, 1.7)
		s.crate(x-0.5, 0.88, z+0.3, 0.7, 0.2, 1.6)
	}
	s.strew(points(-2.3, 6.2, 2.2, 6.0), s.van, crates)
	s.strew(points(-2.6, 4.7, -0.4, 4.6, 0.9, 5.0, 2.6, 4.5), s.trolley, s.anyPiece())
	s.weather(points(0, 0, 1600, 0, 1600, 900, 0, 900))
	if s.night {
		s.lit(pt{760, 480}, 900, 560)
	}
	s.corners(0.6)
}

// lampArm is a lamp on a bracket.
func (s *stage) lampArm(p pen) {
	p.line(flat(0), 0.06, 0, 0.5, 0.3, 0.6, 0.5, 0.3)
	p.poly(flat(0), 0.3, 0.3, 0.7, 0.3, 0.6, 0.46, 0.4, 0.46)
	p.oval(glow(2.8), 0.5, 0.28, 0.15, 0.07)
	if s.night {
		a, b := p.at(0.5, 0.2), p.at(0.5, -2.9)
		l, r := p.at(-1.2, -2.9), p.at(2.2, -2.9)
		s.beam(0.9, a, b, a.x-8, a.y, a.x+8, a.y, r.x, r.y, l.x, l.y)
	}
}

// van stands with its back to us, one door open on a wrapped picture.
func (s *stage) van(x, z float64) {
	s.cast(x, z, 1.8, 0.9)
	s.block(vec{x, 0.5, z + 1.2}, 2.3, 2.2, 2.4, 0, 1.5)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.85, 0.85} {
		p.rect(flat(0), d-0.16, 0, 0.32, 0.6)
	}
	p.rect(flat(0), -1.2, 0.42, 2.4, 2.34)
	p.rect(glow(1.9), -1.14, 0.5, 2.28, 2.18)
	p.rect(flat(0.1), -1.04, 0.62, 1.04, 1.96)
	p.rect(flat(2.4), -0.9, 0.66, 0.66, 0.9)
	p.line(glow(2), 0.03, -0.9, 1.1, -0.24, 1.1)
	p.line(glow(2), 0.03, -0.57, 0.66, -0.57, 1.56)
	p.rect(flat(1.4), -0.5, 0.66, 0.42, 1.3)
	p.rect(glow(1.3), 0.08, 0.62, 0.96, 1.96)
	p.rect(flat(0), 0.2, 1.7, 0.7, 0.6)
	p.rect(flat(1.9), 0.24, 1.74, 0.62, 0.52)
	p.rect(flat(0), 0.1, 1.3, 0.06, 0.3)
	p.poly(flat(0), -1.14, 0.56, -1.14, 2.64, -1.9, 2.74, -1.9, 0.44)
	p.poly(glow(1.5), -1.18, 0.62, -1.18, 2.58, -1.84, 2.67, -1.84, 0.51)
	p.poly(flat(1.7), -1.3, 1.76, -1.3, 2.3, -1.74, 2.36, -1.74, 1.73)
	p.rect(flat(0), -1.25, 0.36, 2.5, 0.16)
	p.rect(flat(2.8), -0.3, 0.38, 0.6, 0.12)
	for _, d := range []float64{-1.1, 1.0} {
		p.rect(glow(2.8), d, 0.54, 0.1, 0.2)
	}
	p.poly(flat(0.3), -1.0, 0.42, 0.0, 0.42, -0.2, 0, -1.3, 0)
	p.poly(flat(2.0), -0.94, 0.4, -0.1, 0.4, -0.3, 0.03, -1.2, 0.03)
}

// boardroom has a long table under the portraits of the founders.
func boardroom(s *stage) {
	s.build(room{w: 6.8, d: 8, h: 3.6, wall: 1.2, floor: 0.8, ceiling: 1.7})
	s.boards(0.9, 0.3)
	b := s.back()
	s.panels(b, 0, 6.8, 3.6, 0.9)
	s.window(b, 2.4, 0.9, 2.0, 2.0, "town")
	s.curtains(b, 2.4, 0.1, 2.0, 3.1)
	for i := range 3 {
		s.portraitOnWall(s.left(), 3.0+float64(i)*1.6, 1.4, 0.95, 1.3)
	}
	s.panels(s.left(), 0.8, 8, 1.1, 1.1)
	s.panels(s.right(), 0.8, 8, 1.1, 0.7)
	s.portraitOnWall(s.right(), 4.4, 1.4, 0.95, 1.3)
	s.rug(0, 5.4, 4.4, 4)
	s.armchair(0, 7.3, 0)
	for i := range 4 {
		z := 6.7 - float64(i)*0.85
		s.chair(-1.15, z, 1.5, 0.9)
		s.chair(1.15, z, -1.5, 0.9)
	}
	s.block(vec{0, 0, 5.3}, 1.0, 0.7, 3.0, 0, 0.6)
	s.block(vec{0, 0.7, 5.3}, 1.8, 0.08, 3.9, 0, 1.3)
	f := s.face(vec{0, 0.785, 3.4}, vec{1, 0, 0}, vec{0, 0, 1})
	for i := range 4 {
		for _, d := range []float64{-0.72, 0.46} {
			f.poly(flat(3), d, 0.3+float64(i)*0.9, d+0.26, 0.28+float64(i)*0.9, d+0.26, 0.62+float64(i)*0.9, d, 0.64+float64(i)*0.9)
		}
	}
	s.decanter(s.stand(s.span(-0.2, 0), 0.79, 4.9))
	s.goblet(s.stand(0.2, 0.79, 4.6), 0.22)
	s.phone(s.stand(0.1, 0.79, 3.9))
	lamp := s.chandelier(0, 2.55, 5.4, 0.5)
	s.lit(pt{lamp.x, lamp.y + 220}, 900, 620)
	s.corners(0.56)
}

// decanter is cut glass with a ball stopper.
func (s *stage) decanter(p pen) {
	p.blob(flat(0), -0.17, 0, 0.17, 0, 0.18, 0.14, 0.07, 0.26, 0.06, 0.4, -0.06, 0.4, -0.07, 0.26, -0.18, 0.14)
	p.blob(flat(2.6), -0.13, 0.03, 0.13, 0.03, 0.14, 0.14, 0.04, 0.26, 0.03, 0.38, -0.03, 0.38, -0.04, 0.26, -0.14, 0.14)
	p.poly(glow(1.8), -0.14, 0.03, 0.14, 0.03, 0.13, 0.15, -0.13, 0.15)
	p.oval(flat(0), 0, 0.46, 0.07, 0.07)
	p.oval(flat(3), -0.01, 0.47, 0.04, 0.04)
}
