package painter

import "math"

func millPlaces() map[string]scene {
	return map[string]scene{
		"weaving-shed": weavingShed, "counting-house": countingHouse, "engine-house": engineHouse, "dye-house": dyeHouse,
		"canteen": canteen, "bale-loft": baleLoft, "pattern-room": patternRoom,
	}
}

// chimneys are the town of mills under its smoke, inside x0 and x1.
func (s *stage) chimneys(x0, x1, y, low, h float64) {
	p := s.sheet()
	s.roofs(x0, x1, y, low, h*0.6)
	n := 1 + int((x1-x0)/220)
	for i := range n {
		x := lerp(x0, x1, (float64(i)+s.span(0.2, 0.8))/float64(n))
		w, up := h*s.span(0.1, 0.14), h*s.span(1.1, 1.8)
		p.poly(flat(0.1), x-w, y+10, x-w*0.55, y-up, x+w*0.55, y-up, x+w, y+10)
		p.poly(flat(1.2), x-w*0.7, y, x-w*0.4, y-up*0.95, x-w*0.15, y-up*0.95, x-w*0.3, y)
		p.rect(flat(0), x-w*0.75, y-up-4, w*1.5, 7+h*0.04)
		q := h * 0.17
		for k := range 6 {
			t := float64(k)
			p.oval(flat(s.skyLow*0.3+0.1*t), x+q*t*0.9, y-up-q*(0.6+t*0.42), q*(0.5+t*0.2), q*(0.4+t*0.12))
		}
	}
}

// weavingShed is rows of looms under belts and a roof of north lights.
func weavingShed(s *stage) {
	s.build(room{w: 9, d: 11, h: 4.0, wall: 2.0, floor: 1.5, ceiling: 1.9, fixed: true})
	s.tiles(1.3, 1.0, 0.8)
	c := s.ceiling()
	for i := range 6 { // sloping lights, one beyond the other
		z := 1.5 + float64(i)*1.7
		c.rect(flat(0.3), -4.5, z, 9, 1.2)
		for k := range 12 {
			c.rect(flat(math.Max(1.2, s.skyLow)), -4.4+float64(k)*0.75, z+0.08, 0.66, 0.66)
		}
	}
	s.window(s.back(), 2.0, 1.2, 1.6, 1.5, "mills")
	s.window(s.back(), 5.4, 1.2, 1.6, 1.5, "mills")
	for _, x := range []float64{-2.3, 2.3} {
		s.bar(flat(0), 0.12, vec{x, 3.4, 1}, vec{x, 3.4, 11})
		s.bar(flat(2.4), 0.04, vec{x, 3.43, 1}, vec{x, 3.43, 11})
	}
	for i := 3; i >= 0; i-- {
		z := 4.0 + float64(i)*1.75
		for _, x := range []float64{-2.5, 2.4} {
			s.belt(x, z)
			s.loom(x+s.span(-0.1, 0.1), z)
		}
		if i%2 == 0 {
			s.drum(vec{0, 0, z + 0.6}, 0.1, 4, 1.4)
		}
	}
	q, _ := s.cam.at(vec{0, 1.4, 7})
	s.lit(q, 1250, 860)
	s.skip(s.span(-0.5, 0.5), 4.0)
	s.corners(0.75)
}

// belt runs from the shaft overhead down to a loom.
func (s *stage) belt(x, z float64) {
	p := s.stand(x, 3.4, z)
	p.oval(flat(0), 0, 0, 0.42, 0.42)
	p.oval(flat(1.6), 0, 0, 0.36, 0.36)
	p.oval(flat(0), 0, 0, 0.1, 0.1)
	for _, d := range []float64{-0.38, 0.38} {
		p.poly(glow(1.5), d-0.05, 0, d+0.05, 0, d*0.5+0.75, -2.6, d*0.5+0.65, -2.6)
	}
}

// loom is a power loom with a web of cloth on it, seen from the weaver's alley.
func (s *stage) loom(x, z float64) {
	s.cast(x, z, 1.2, 0.6)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.95, 0.88} {
		p.poly(flat(0), d-0.1, 0, d+0.17, 0, d+0.13, 1.25, d-0.06, 1.25)
		p.poly(flat(1.7), d-0.05, 0.04, d+0.03, 0.04, d+0.02, 1.2, d-0.02, 1.2)
	}
	p.rect(flat(0), -1.0, 1.55, 2.0, 0.14)
	p.rect(flat(2.2), -0.97, 1.6, 1.94, 0.05)
	for _, d := range []float64{-0.85, 0.85} {
		p.line(flat(0), 0.08, d, 1.2, d*0.8, 1.62)
	}
	p.poly(flat(2.8), -0.8, 1.42, 0.8, 1.42, 0.86, 0.86, -0.86, 0.86) // the warp
	for i := range 22 {
		u := -0.78 + float64(i)*0.074
		p.line(flat(0.7), 0.012, u, 1.42, u*1.08, 0.86)
	}
	p.rect(flat(0), -0.9, 1.14, 1.8, 0.16)
	p.rect(glow(1.9), -0.87, 1.17, 1.74, 0.09)
	p.poly(flat(0), -0.2, 1.06, 0.02, 1.02, 0.24, 1.06, 0.02, 1.1) // the shuttle
	p.rect(flat(0), -0.98, 0.66, 1.96, 0.24)
	p.rect(flat(2.9), -0.84, 0.7, 1.68, 0.17)
	p.rect(flat(1.7), -0.84, 0.7, 1.68, 0.05)
	p.rect(glow(1.8), -0.84, 0.3, 1.68, 0.4)
	for i := range 6 {
		p.rect(glow(0.9), -0.84, 0.34+float64(i)*0.06, 1.68, 0.02)
	}
	p.rect(flat(0), -0.95, 0.12, 1.9, 0.14)
	p.oval(flat(0), 1.05, 0.75, 0.32, 0.32)
	p.ring(flat(2.0), 1.05, 0.75, 0.28, 0.2)
	p.line(flat(2.0), 0.05, 0.8, 0.75, 1.3, 0.75)
	p.line(flat(2.0), 0.05, 1.05, 0.5, 1.05, 1.0)
}

// skip is a basket on wheels heaped with bobbins.
func (s *stage) skip(x, z float64) {
	s.cast(x, z, 0.7, 0.5)
	p := s.stand(x, 0, z)
	for range 16 {
		q := p.to(s.span(-0.5, 0.5), s.span(0.56, 0.8), 1, s.span(-1.2, 1.2))
		q.rect(flat(0), -0.06, -0.14, 0.12, 0.28)
		with := flat(2.9)
		if s.odds(45) {
			with = glow(2)
		}
		q.rect(with, -0.07, -0.09, 0.14, 0.18)
	}
	p.poly(flat(0), -0.72, 0.66, 0.72, 0.66, 0.6, 0.1, -0.6, 0.1)
	for row := range 4 {
		for i := range 9 {
			u := -0.62 + float64(i)*0.14 + 0.07*float64(row%2)
			p.rect(flat(2.0), u, 0.14+float64(row)*0.13, 0.1, 0.08)
		}
	}
	for _, d := range []float64{-0.42, 0.42} {
		p.oval(flat(0), d, 0.08, 0.1, 0.1)
		p.oval(flat(2.2), d, 0.08, 0.04, 0.04)
	}
}

// countingHouse has sloping desks, tall stools, ledgers and the wages in piles.
func countingHouse(s *stage) {
	s.build(room{w: 5.8, d: 5.2, h: 3.2, wall: 1.6, floor: 0.9, ceiling: 1.8})
	s.boards(1.0, 0.24)
	b := s.back()
	s.panels(b, 0, 5.8, 1.2, 1.0)
	s.window(b, 2.2, 1.4, 1.5, 1.4, "mills")
	s.pigeonholes(b, 4.1, 1.4, 1.3, 1.2)
	s.wallClock(b, 1.2, 2.4, 0.32)
	s.books(s.left(), 3.0, 1.9, 2.4, 5)
	s.safe(2.2, 4.7)
	s.wicket(s.right(), 3.0)
	s.slopeDesk(-1.5, 4.4)
	s.highStool(-1.5, 3.7)
	x := s.span(0.2, 0.6)
	s.legged(x, 4.2, 1.7, 0.8, 0.84, 1.4)
	s.openBook(vec{x - 0.45, 0.85, 4.1}, 0.55)
	for i := range 9 { // coin in piles
		q := s.stand(x+0.1+float64(i%3)*0.14, 0.85, 4.0+0.12*float64(i/3))
		h := s.span(0.05, 0.2)
		q.rect(flat(0), -0.055, 0, 0.11, h+0.02)
		q.rect(glow(2.5), -0.045, 0, 0.06, h)
	}
	s.scales(s.stand(x+0.62, 0.85, 4.2))
	lamp := s.hanging(x-0.2, 2.2, 4.1, 0.36)
	s.lit(pt{lamp.x, lamp.y + 150}, 860, 600)
	s.corners(0.56)
}

// wicket is the window in a partition where wages are paid.
func (s *stage) wicket(p pen, x float64) {
	p.rect(flat(0.3), x-0.3, 0, 2.2, 2.5)
	p.rect(flat(1.3), x-0.25, 0.05, 2.1, 1.0)
	p.rect(flat(2.1), x-0.2, 1.1, 2.0, 1.3)
	for i := range 11 {
		p.rect(glow(2), x-0.18+float64(i)*0.19, 1.1, 0.03, 1.3)
	}
	p.fill(flat(0.1), p.all(archway(x+0.45, 1.1, 0.7, 0.55)))
	p.rect(flat(2.5), x-0.3, 1.02, 2.2, 0.09)
}

// slopeDesk is a clerk's tall desk with a ledger on its slope.
func (s *stage) slopeDesk(x, z float64) {
	s.cast(x, z, 0.8, 0.5)
	p := s.block(vec{x, 0, z}, 1.4, 1.05, 0.7, 0, 1.0)
	p.rect(flat(0.2), 0.1, 0.1, 1.2, 0.6)
	p.rect(flat(1.5), 0.14, 0.14, 1.12, 0.52)
	q := s.stand(x, 1.05, z-0.3)
	q.poly(flat(0), -0.78, 0, 0.78, 0, 0.7, 0.4, -0.7, 0.4)
	q.poly(flat(1.5), -0.73, 0.04, 0.73, 0.04, 0.66, 0.36, -0.66, 0.36)
	q.poly(flat(3), -0.5, 0.06, -0.02, 0.09, -0.03, 0.34, -0.44, 0.33)
	q.poly(flat(2.7), 0.02, 0.09, 0.5, 0.06, 0.44, 0.33, 0.02, 0.34)
	for i := range 4 {
		q.line(flat(0.4), 0.014, -0.44, 0.13+float64(i)*0.05, -0.08, 0.14+float64(i)*0.05)
		q.line(flat(0.4), 0.014, 0.08, 0.14+float64(i)*0.05, 0.42, 0.13+float64(i)*0.05)
	}
	q.rect(flat(0), 0.55, 0.36, 0.1, 0.12)
	q.line(glow(2.2), 0.03, 0.6, 0.45, 0.76, 0.74)
}

func (s *stage) highStool(x, z float64) {
	s.cast(x, z, 0.3, 0.25)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.25, -0.08, 0.1, 0.25} {
		p.line(flat(0), 0.05, d*0.6, 0.8, d, 0)
	}
	p.line(flat(0.1), 0.04, -0.2, 0.25, 0.2, 0.25)
	p.oval(flat(0), 0, 0.82, 0.25, 0.08)
	p.oval(glow(1.9), 0, 0.84, 0.21, 0.06)
}

// scales weigh coin: a beam and two pans.
func (s *stage) scales(p pen) {
	p.rect(flat(0), -0.16, 0, 0.32, 0.05)
	p.line(glow(2.2), 0.04, 0, 0.04, 0, 0.55)
	p.line(glow(2.2), 0.03, -0.3, 0.5, 0.3, 0.56)
	for _, side := range []float64{-1, 1} {
		y := 0.53 + side*0.03
		p.line(flat(0), 0.012, side*0.3, y, side*0.4, y-0.3)
		p.line(flat(0), 0.012, side*0.3, y, side*0.2, y-0.3)
		p.blob(glow(2.4), side*0.3-0.13, y-0.29, side*0.3+0.13, y-0.29, side*0.3+0.06, y-0.36, side*0.3-0.06, y-0.36)
	}
}

// engineHouse is the mill engine: a rope wheel as high as the room.
func engineHouse(s *stage) {
	s.build(room{w: 9, d: 8, h: 5.4, wall: 2.3, floor: 1.6, ceiling: 1.7, fixed: true})
	for _, p := range []pen{s.back(), s.left(), s.right()} {
		p.rect(glow(1.5), 0, 0, 9, 1.1)
		p.rect(flat(2.8), 0, 1.1, 9, 0.1)
	}
	s.tiles(2.2, 0.9, 0.6)
	for i := range 3 {
		s.arched(s.back(), 0.9+float64(i)*2.7, 1.6, 1.5, 3.2, "mills")
	}
	for i := range 2 {
		s.arched(s.left(), 3.4+float64(i)*2.1, 1.6, 1.3, 3.0, "mills")
	}
	s.beams(0.6, 2)
	x := s.span(0.9, 1.4)
	s.lit(pt{800, 400}, 1300, 900)
	s.ropeWheel(x, 6.2, s.span(0, 1))
	s.millCylinder(x-2.9, 5.3, x)
	s.governor(s.stand(x-2.2, 1.25, 5.0))
	for i := range 6 {
		q := s.stand(-3.6+float64(i)*1.4, 0, 4.1)
		q.rect(flat(0), -0.04, 0, 0.08, 0.95)
		q.oval(glow(2.4), 0, 0.98, 0.08, 0.08)
	}
	s.bar(glow(2.2), 0.05, vec{-3.6, 0.85, 4.1}, vec{3.4, 0.85, 4.1})
	s.bar(glow(2.2), 0.05, vec{-3.6, 0.45, 4.1}, vec{3.4, 0.45, 4.1})
	s.corners(0.6)
}

// ropeWheel is the flywheel with its grooves of ropes, half sunk in a pit.
func (s *stage) ropeWheel(x, z, a float64) {
	s.block(vec{x, 0, z + 0.3}, 4.6, 0.25, 1.3, 0, 1.0)
	p := s.stand(x, 1.5, z)
	pit := p.all(points(-3.5, -1.25, 3.5, -1.25, 3.5, 6, -3.5, 6))
	s.clip(pit, func() {
		for _, d := range []float64{0.5, 0.25} { // the width of the rim
			q := p.to(d, d*0.3, 1, 0)
			q.ring(flat(0), 0, 0, 2.55, 2.1)
			q.ring(flat(1.4), 0, 0, 2.5, 2.2)
		}
		for i := range 8 {
			q := tip(a+float64(i)*math.Pi/4, 2.2)
			p.line(flat(0), 0.26, 0, 0, q.x, q.y)
			p.line(flat(2.2), 0.15, 0, 0, q.x, q.y)
		}
		p.ring(flat(0), 0, 0, 2.55, 2.08)
		p.ring(glow(1.9), 0, 0, 2.48, 2.16)
		p.arc(glow(2.9), 0.06, 0, 0, 2.35, 2.35, 1.7, 3.1)
	})
	for i := range 5 { // ropes away to the shafts
		u := 0.1 * float64(i)
		p.line(flat(2.8), 0.05, -0.9+u, 2.36+u*0.4, -4.6+u, 4.2+u)
	}
	p.oval(flat(0), 0, 0, 0.42, 0.42)
	p.oval(glow(2.2), 0, 0, 0.33, 0.33)
	p.oval(flat(0), 0, 0, 0.12, 0.12)
}

// millCylinder lies on its bed, its rod to the crank at the wheel.
func (s *stage) millCylinder(x, z, wheel float64) {
	s.cast(x, z, 1.2, 0.5)
	s.block(vec{x, 0, z + 0.2}, 2.4, 0.7, 0.9, 0, 0.9)
	p := s.stand(x, 1.05, z-0.2)
	b, c := p.at(0, 0.5), p.at(0, -0.45)
	p.rect(flat(0), -1.0, -0.42, 1.5, 0.92)
	s.fill(paint{ink: accent, hatch: 0, blend: fade(0, b.y, 2.9, 0, c.y, 0.3)}, p.all(points(-0.95, -0.37, 0.45, -0.37, 0.45, 0.45, -0.95, 0.45)))
	for _, u := range []float64{-0.98, -0.3, 0.36} {
		p.rect(flat(0), u, -0.46, 0.14, 1.0)
		p.rect(glow(2.6), u+0.03, -0.43, 0.05, 0.94)
	}
	reach := wheel - x
	p.line(flat(0), 0.2, 0.5, 0.05, reach*0.55, 0.08)
	p.line(flat(2.9), 0.1, 0.5, 0.06, reach*0.55, 0.1)
	p.rect(flat(0), reach*0.5-0.2, -0.2, 0.4, 0.5)
	p.line(flat(0), 0.24, reach*0.55, 0.08, reach, 0.55)
	p.line(flat(2.5), 0.14, reach*0.55, 0.08, reach, 0.55)
	p.oval(flat(0), reach, 0.55, 0.2, 0.2)
	p.oval(glow(2.5), reach, 0.55, 0.13, 0.13)
}

// governor is two balls that fly out as it spins.
func (s *stage) governor(p pen) {
	p.rect(flat(0), -0.05, 0, 0.1, 1.15)
	p.poly(glow(1.8), -0.2, 0, 0.2, 0, 0.1, 0.24, -0.1, 0.24)
	out := s.span(0.34, 0.5)
	for _, side := range []float64{-1, 1} {
		p.line(flat(0), 0.05, 0, 1.1, side*out, 0.68)
		p.line(flat(0), 0.04, 0, 0.36, side*out*0.8, 0.72)
		p.oval(flat(0), side*out, 0.66, 0.16, 0.16)
		p.oval(glow(2.4), side*out-0.02, 0.68, 0.11, 0.11)
	}
	p.oval(flat(0), 0, 1.16, 0.09, 0.09)
}
