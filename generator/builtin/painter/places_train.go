package painter

import "math"

func trainPlaces() map[string]scene {
	return map[string]scene{
		"dining-car": diningCar, "sleeper-corridor": sleeperCorridor, "luggage-van": luggageVan,
		"locomotive-footplate": footplate, "observation-car": observationCar, "compartment": compartment, "guards-van": guardsVan,
	}
}

// carriage puts up the narrow, round-roofed shell of a railway carriage.
func (s *stage) carriage(w, d, wall, floor float64) {
	s.build(room{w: w, d: d, h: 2.5, wall: wall, floor: floor, ceiling: wall + 0.4, fixed: true})
	for i := 7; i >= 1; i-- {
		z := d * float64(i) / 7
		p := s.face(vec{-w / 2, 0, z}, vec{1, 0, 0}, vec{0, 1, 0})
		var o []pt
		for k := range 13 {
			sn, cs := math.Sincos(math.Pi * float64(k) / 12)
			o = append(o, pt{w/2 - w/2*cs, 2.05 + 0.42*sn})
		}
		p.fill(flat(wall-0.8), p.all(ribbon(o, 0.06, 0.06, 0.06)))
	}
}

// pane is a carriage window with the land rushing by.
func (s *stage) pane(p pen, x, y, w, h float64) {
	p.rect(flat(0.1), x-0.07, y-0.07, w+0.14, h+0.14)
	p.rect(glow(1.7), x-0.045, y-0.045, w+0.09, h+0.09)
	s.outlook(p.all(points(x, y, x+w, y, x+w, y+h, x, y+h)), s.pick("peaks", "", "town"))
	p.rect(flat(0.2), x, y+h*0.72, w, 0.03)
}

func diningCar(s *stage) {
	s.carriage(3.0, 8, 1.2, 0.8)
	s.floor().rect(glow(1.3), -0.4, 0.3, 0.8, 7.7)
	for z := 7.0; z > 1; z -= 1.7 {
		s.pane(s.left(), z-1.2, 1.0, 1.2, 0.85)
		s.pane(s.right(), z-1.2, 1.0, 1.2, 0.85)
	}
	s.door(s.back(), 1.1, 0.8, 1.95, 0.9)
	s.back().rect(glow(2.4), 1.25, 1.1, 0.5, 0.65)
	for i, z := range []float64{6.6, 4.9, 3.2} {
		for _, side := range []float64{-1, 1} {
			s.seatBack(side*1.05, z+0.75)
			s.laidTable(side*1.05, z, i == 2)
			if i < 2 || side > 0 {
				s.seatBack(side*1.05, z-0.72)
			}
		}
	}
	s.lit(pt{800, 470}, 880, 540)
	for _, z := range []float64{6.6, 4.9, 3.2} {
		for _, side := range []float64{-1, 1} {
			s.tableLamp(vec{side * 1.32, 0.77, z + 0.1}, 0.36)
		}
	}
	s.corners(0.58)
}

// seatBack is an upholstered seat seen from behind or in front.
func (s *stage) seatBack(x, z float64) {
	p := s.stand(x, 0, z)
	p.fill(flat(0), p.all(points(-0.43, 0.05, 0.43, 0.05, 0.43, 1.02, 0.3, 1.2, -0.3, 1.2, -0.43, 1.02)))
	p.fill(glow(1.5), p.all(points(-0.39, 0.08, 0.39, 0.08, 0.39, 1.0, 0.28, 1.16, -0.28, 1.16, -0.39, 1.0)))
	p.poly(glow(0.8), 0.1, 0.08, 0.39, 0.08, 0.39, 1.0, 0.28, 1.16, 0.16, 1.16)
	p.rect(flat(2.9), -0.24, 0.94, 0.48, 0.2)
}

func (s *stage) laidTable(x, z float64, near bool) {
	s.block(vec{x, 0, z}, 0.1, 0.7, 0.1, 0, 0.5)
	p := s.block(vec{x, 0.52, z}, 0.86, 0.22, 0.8, 0, 2.6)
	for i := range 5 {
		p.rect(flat(1.6), 0.08+float64(i)*0.17, 0, 0.03, 0.16)
	}
	s.lid(flat(3), []pt{{x - 0.43, z - 0.4}, {x + 0.43, z - 0.4}, {x + 0.43, z + 0.4}, {x - 0.43, z + 0.4}}, 0.745)
	f := s.face(vec{x, 0.75, z}, vec{1, 0, 0}, vec{0, 0, 1})
	for _, dz := range []float64{-0.22, 0.2} {
		f.oval(flat(1), -0.06, dz, 0.16, 0.13)
		f.oval(flat(2.8), -0.06, dz+0.01, 0.14, 0.11)
	}
	g := s.stand(x+0.16, 0.75, z-0.1)
	s.goblet(g, 0.2)
	if near {
		s.goblet(s.stand(x-0.2, 0.75, z+0.14), 0.2)
	}
}

func (s *stage) goblet(p pen, h float64) {
	p.rect(flat(0.3), -h*0.03, 0, h*0.06, h*0.5)
	p.oval(flat(0.3), 0, 0, h*0.2, h*0.05)
	p.blob(flat(2.2), -h*0.2, h, h*0.2, h, h*0.2, h*0.65, 0, h*0.46, -h*0.2, h*0.65)
	p.blob(glow(1.3), -h*0.18, h*0.78, h*0.18, h*0.78, h*0.16, h*0.6, 0, h*0.48, -h*0.16, h*0.6)
}

func sleeperCorridor(s *stage) {
	s.carriage(1.7, 9, 1.4, 0.8)
	f := s.floor()
	f.rect(glow(1.5), -0.6, 0.3, 1.2, 8.6)
	f.rect(glow(2.4), -0.54, 0.3, 0.04, 8.6)
	f.rect(glow(2.4), 0.5, 0.3, 0.04, 8.6)
	l, r := s.left(), s.right()
	s.panels(l, 0.9, 9, 0.85, 0.9)
	r.rect(flat(0.9).carve(8), 0.9, 0, 8.1, 2.2)
	for z := 8.0; z > 1; z -= 1.55 {
		s.pane(l, z-1.1, 0.95, 1.05, 0.95)
		s.door(r, z-1.1, 0.68, 1.98, 1.15)
		r.rect(glow(2.3), z-0.94, 2.06, 0.36, 0.12)
	}
	s.bar(glow(2.2), 0.045, vec{-0.78, 0.88, 1}, vec{-0.78, 0.88, 9})
	b := s.back()
	s.door(b, 0.45, 0.8, 2.0, 0.8)
	b.fill(glow(2.5), b.all(points(0.6, 1.1, 1.1, 1.1, 1.1, 1.75, 0.6, 1.75)))
	open := 2.3 + 1.55*float64(s.r.IntN(3))
	if s.night { // a door ajar throws its light across the carpet
		s.solid(paint{op: lighten, tone: 0.9}, vec{0.85, 0.005, open}, vec{0.85, 0.005, open + 0.4}, vec{-0.85, 0.005, open + 1.1}, vec{-0.85, 0.005, open + 0.1})
		r.rect(glow(3), open, 0.02, 0.16, 1.96)
	}
	q, _ := s.cam.at(vec{0, 1.4, 7})
	s.lit(q, 820, 620)
	for i := 4; i >= 1; i-- {
		lamp := s.stand(0, 2.3, float64(i)*2)
		lamp.oval(flat(0), 0, 0.03, 0.17, 0.08)
		lamp.oval(glow(2.8), 0, 0, 0.14, 0.08)
		if s.night {
			s.bloom(lamp.at(0, 0), lamp.k*0.5, 0.8)
		}
	}
	s.corners(0.55)
}

func luggageVan(s *stage) {
	s.carriage(3.4, 6.5, 1.1, 0.7)
	s.boards(0.9, 0.24)
	for i := range 22 {
		s.back().rect(flat(0.5), float64(i)*0.16, 0, 0.015, 2.2)
	}
	s.rack(s.left(), 1.2, 6.3)
	s.slidingDoor(s.right(), 3.0)
	s.pane(s.back(), 1.35, 1.3, 0.7, 0.6)
	for _, q := range [][3]float64{{-1.2, 5.9, 0}, {-0.9, 5.0, 1}, {1.1, 5.8, 1}, {0.1, 5.9, 0}} {
		with := key
		if q[2] > 0 {
			with = accent
		}
		w, h := s.span(0.8, 1.1), s.span(0.4, 0.6)
		s.trunk(q[0], q[1], w, h, 0.55, s.span(-0.15, 0.15), with)
		s.suitcase(vec{q[0] + s.span(-0.1, 0.1), h, q[1]}, s.span(0.55, 0.75))
	}
	s.suitcase(vec{-1.05, 0, 3.9}, 0.8)
	s.hatBox(vec{1.0, 0, 4.1})
	s.suitcase(vec{0.9, 0, 4.9}, 0.7)
	lamp := s.hanging(s.span(-0.3, 0.3), 1.95, 4.2, 0.28)
	s.lit(pt{lamp.x, lamp.y + 160}, 820, 560)
	s.corners(0.5)
}

// rack is a shelf of netting with cases on it.
func (s *stage) rack(p pen, from, to float64) {
	for x := from + 0.1; x < to-0.5; {
		w, h := s.span(0.5, 0.9), s.span(0.24, 0.4)
		with := flat(s.span(0.5, 2.2))
		if s.odds(30) {
			with = glow(1.7)
		}
		p.rect(with, x, 1.5, w, h)
		p.rect(flat(0.1), x+w*0.18, 1.5, 0.04, h)
		p.rect(flat(0.1), x+w*0.78, 1.5, 0.04, h)
		p.line(flat(0), 0.03, x+w*0.4, 1.5+h, x+w*0.4, 1.55+h, x+w*0.6, 1.55+h, x+w*0.6, 1.5+h)
		x += w + 0.06
	}
	p.rect(flat(0.1), from, 1.42, to-from, 0.06)
	for x := from; x < to; x += 0.16 {
		p.line(flat(2.2), 0.012, x, 1.42, x+0.3, 1.7)
		p.line(flat(2.2), 0.012, x+0.3, 1.42, x, 1.7)
	}
}

func (s *stage) slidingDoor(p pen, x float64) {
	p.rect(flat(0), x-0.1, 0, 1.9, 2.15)
	for i := range 9 {
		p.rect(flat(1.3+0.3*float64(i%2)), x+float64(i)*0.19, 0.04, 0.18, 2.05)
	}
	p.line(flat(2.4), 0.06, x+0.05, 0.1, x+1.65, 2.0)
	p.rect(flat(2.4), x, 0.08, 1.7, 0.1)
	p.rect(flat(2.4), x, 1.95, 1.7, 0.1)
	p.rect(flat(0), x-0.4, 2.15, 2.6, 0.06)
	p.rect(glow(2.2), x+0.12, 0.95, 0.06, 0.3)
}

// suitcase stands with its broad side to us.
func (s *stage) suitcase(at vec, w float64) {
	h := w * 0.62
	if at.y == 0 {
		s.cast(at.x, at.z, w*0.55, 0.2)
	}
	p := s.block(at, w, h, 0.24, s.span(-0.3, 0.3), s.span(1.1, 2))
	with := flat(0.3)
	if s.odds(40) {
		with = glow(1.8)
	}
	p.rect(with, w*0.16, 0, w*0.08, h)
	p.rect(with, w*0.76, 0, w*0.08, h)
	corner := w * 0.07
	for _, x := range []float64{0, w - corner} {
		p.rect(flat(0.2), x, 0, corner, corner)
		p.rect(flat(0.2), x, h-corner, corner, corner)
	}
	p.line(flat(0), 0.035, w*0.4, h, w*0.4, h+0.07, w*0.6, h+0.07, w*0.6, h)
	p.poly(flat(2.9), w*0.36, h*0.3, w*0.6, h*0.36, w*0.57, h*0.62, w*0.33, h*0.56)
	p.oval(glow(2), w*0.46, h*0.46, w*0.05, w*0.05)
}

func (s *stage) hatBox(at vec) {
	s.cast(at.x, at.z, 0.35, 0.3)
	p := s.stand(at.x, at.y, at.z)
	for i := range 7 {
		p.rect(flat(2.8-1.6*float64(i%2)), -0.3+float64(i)*0.0857, 0, 0.0857, 0.36)
	}
	p.rect(paint{op: shade, tone: 0.5}, 0.1, 0, 0.2, 0.36)
	p.rect(glow(1.8), -0.33, 0.3, 0.66, 0.1)
	p.oval(glow(2.4), 0, 0.4, 0.33, 0.07)
	p.curve(flat(0), 0.02, 0.03, 0.02, -0.28, 0.38, 0, 0.66, 0.28, 0.38)
}
