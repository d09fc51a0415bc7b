package painter

import "math"

func observatoryPlaces() map[string]scene {
	return map[string]scene{
		"dome": underDome, "plate-library": plateLibrary, "instrument-shop": instrumentShop, "dormitory": dormitory,
		"control-room": controlRoom, "cable-station": cableStation, "star-terrace": starTerrace,
	}
}

// underDome is the great telescope below the open slit.
func underDome(s *stage) {
	s.build(room{w: 11, d: 9.5, h: 7, wall: 0.9, floor: 0.8, ceiling: 0.5})
	s.cam.centre.y = 590
	s.everywhere(flat(0.55))
	s.solid(flat(0.9).carve(0), vec{-5.5, 0, 0.3}, vec{5.5, 0, 0.3}, vec{5.5, 0, 9.5}, vec{-5.5, 0, 9.5})
	s.boards(0.9, 0.34)
	p := s.stand(0, 0, 9.3)
	shell := p.all(archway(-6.2, 0, 12.4, 8.2))
	s.fill(paint{hatch: rayed, blend: halo(800, 200, 1000, 760, 1.7, 0.5)}, shell)
	s.focus = p.at(0, 2)
	for i := range 13 { // ribs of the dome
		q := tip(-1.5+float64(i)*0.25, 8.6)
		p.line(flat(0.2), 0.07, q.x*0.45, 2-q.y*0.4, q.x*0.9, 2-q.y*0.9)
	}
	x := s.span(-0.8, 0.8)
	slit := p.all(points(x-1.3, 2.4, x+1.3, 2.4, x+0.95, 8.6, x-0.95, 8.6))
	s.fill(flat(0), p.all(points(x-1.6, 2.2, x+1.6, 2.2, x+1.2, 8.6, x-1.2, 8.6)))
	s.sky(slit, p.at(0, 2.6).y, func() {
		if s.night && s.pic.Weather == "clear" {
			for range 34 {
				q, r := p.at(x+s.span(-1.2, 1.2), s.span(2.6, 7.6)), s.span(1, 3.4)
				s.sheet().oval(flat(3), q.x, q.y, r, r)
			}
		}
	})
	s.back().rect(flat(1.2), 0, 0, 11, 1.6)
	s.back().rect(glow(1.9), 0, 1.55, 11, 0.12)
	s.control(-3.6, 7.4)
	s.lit(p.at(x, 3.4), 940, 620)
	s.greatTelescope(x+s.pickTone(-1.7, 1.7), 7.4, s.odds(50))
	s.stepLadder(s.pickTone(-1, 1)*2.5, 5.2)
	s.deskLamp(s.span(2.6, 3.0), 4.6)
	s.corners(0.5)
}

// greatTelescope points at the slit from a fork on a pier.
func (s *stage) greatTelescope(x, z float64, left bool) {
	s.cast(x, z, 1.5, 0.9)
	s.drum(vec{x, 0, z}, 1.1, 0.5, 1.3)
	s.block(vec{x, 0.5, z}, 0.9, 1.1, 0.8, 0, 1.2)
	p := s.stand(x, 1.5, z-0.3)
	p.flip = left
	p.poly(flat(0), -0.55, 0, 0.5, 0, 0.35, 0.7, 0.1, 1.1, -0.25, 1.1, -0.45, 0.7)
	p.poly(flat(1.9), -0.45, 0.05, -0.1, 0.05, -0.12, 1.0, -0.22, 1.0, -0.38, 0.7)
	q := p.to(0, 1.05, 0.8, 0.42)
	if left {
		q.turn = -0.42
	}
	a, b := q.at(-0.62, 0), q.at(0.62, 0)
	q.poly(flat(0), -0.62, -1.5, 0.62, -1.5, 0.62, 2.3, -0.62, 2.3)
	s.fill(paint{hatch: 8, blend: fade(a.x, a.y, 2.9, b.x, b.y, 0.4)}, q.all(points(-0.55, -1.44, 0.55, -1.44, 0.55, 2.24, -0.55, 2.24)))
	for _, y := range []float64{-1.2, -0.2, 0.5, 1.9} {
		q.rect(flat(0), -0.66, y, 1.32, 0.14)
		q.rect(glow(2), -0.63, y+0.03, 1.26, 0.08)
	}
	q.poly(flat(0), -0.66, 2.2, 0.66, 2.2, 0.72, 2.5, -0.72, 2.5)
	q.poly(flat(0), -0.3, -1.5, 0.3, -1.5, 0.16, -1.9, -0.16, -1.9)
	q.rect(flat(2.4), -0.1, -2.05, 0.2, 0.2)
	q.rect(flat(0), 0.62, -0.8, 0.18, 2.2) // the finder
	q.rect(glow(2.2), 0.66, -0.75, 0.06, 2.1)
	p.oval(flat(0), 0, 1.05, 0.36, 0.36)
	p.oval(glow(1.9), 0, 1.05, 0.29, 0.29)
	p.oval(flat(0), 0, 1.05, 0.1, 0.1)
	p.line(flat(0), 0.16, 0.1, 0.9, 0.95, 0.3)
	p.oval(flat(0), 1.05, 0.24, 0.3, 0.3)
	p.oval(flat(1.5), 1.0, 0.3, 0.2, 0.2)
}

// stepLadder is the observer's steps on castors.
func (s *stage) stepLadder(x, z float64) {
	s.cast(x, z, 0.7, 0.5)
	p := s.stand(x, 0, z)
	p.flip = x > 0
	for _, d := range []float64{0, 0.5} {
		p.line(flat(0), 0.07, -0.6+d*0.3, 0, 0.5+d*0.3, 2.0)
		p.line(flat(0), 0.07, 0.7+d*0.3, 0, 0.5+d*0.3, 2.0)
	}
	for i := range 7 {
		t := float64(i+1) / 8
		p.poly(flat(0), lerp(-0.62, 0.46, t), 2*t, lerp(-0.3, 0.72, t), 2*t+0.04, lerp(-0.3, 0.72, t), 2*t-0.04, lerp(-0.62, 0.46, t), 2*t-0.06)
		p.line(glow(2.2), 0.03, lerp(-0.6, 0.48, t), 2*t, lerp(-0.32, 0.7, t), 2*t+0.03)
	}
	p.line(flat(0), 0.05, 0.5, 2.0, 0.5, 2.6, 0.7, 2.6, 0.7, 2.0)
}

// control is a desk of switches with round dials.
func (s *stage) control(x, z float64) {
	p := s.block(vec{x, 0, z}, 1.9, 1.0, 0.7, 0, 1.3)
	p.rect(flat(0.2), 0.06, 0.1, 1.78, 0.5)
	for i := range 4 {
		s.gauge(p, 0.3+float64(i)*0.43, 0.8, 0.13)
		p.oval(glow(2.6), 0.3+float64(i)*0.43, 0.4, 0.05, 0.05)
	}
}

// deskLamp is a small desk with a shaded lamp over an open book of figures.
func (s *stage) deskLamp(x, z float64) {
	s.legged(x, z, 1.1, 0.7, 0.76, 1.4)
	s.openBook(vec{x - 0.15, 0.77, z - 0.1}, 0.5)
	s.tableLamp(vec{x + 0.32, 0.77, z}, 0.42)
}

// plateLibrary is drawers of glass negatives with a lit table to read them on.
func plateLibrary(s *stage) {
	s.build(room{w: 5.6, d: 6.4, h: 3.2, wall: 1.4, floor: 0.9, ceiling: 1.2})
	s.boards(1.0, 0.26)
	s.drawers(s.left(), 2.6, 6.2)
	s.drawers(s.right(), 2.6, 6.2)
	b := s.back()
	s.drawers(b, 0.2, 1.9)
	s.window(b, 2.3, 1.2, 1.0, 1.5, "peaks")
	s.starChart(b, 3.7, 1.1, 1.5, 1.5)
	s.ladder(vec{1.8, 0, 5.6}, vec{2.5, 2.7, 5.9}, 0.42)
	x := s.span(-0.4, 0.2)
	s.legged(x, 4.2, 1.9, 0.9, 0.8, 1.3)
	at := s.lightTable(x, 4.2)
	s.lit(at, 760, 580)
	s.bloom(at, 330, 0.8)
	s.stool(x+s.span(-0.3, 0.3), 3.3)
	s.plateRack(s.stand(x+1.7, 0, 3.8))
	s.corners(0.5)
}

// drawers fill a wall, each with a label and a knob, one or two pulled out.
func (s *stage) drawers(p pen, from, to float64) {
	p.rect(flat(0.1), from, 0.05, to-from, 2.6)
	for row := range 9 {
		for x := from + 0.03; x < to-0.2; x += 0.36 {
			y := 0.1 + float64(row)*0.28
			p.rect(flat(s.span(1.2, 1.8)), x, y, 0.33, 0.25)
			p.rect(flat(2.9), x+0.07, y+0.13, 0.19, 0.08)
			p.oval(glow(2.4), x+0.165, y+0.07, 0.025, 0.025)
			if s.odds(5) {
				p.rect(flat(0), x, y+0.2, 0.33, 0.08)
				p.rect(flat(2.9), x+0.02, y+0.22, 0.29, 0.12)
			}
		}
	}
	p.rect(flat(2), from-0.05, 2.65, to-from+0.1, 0.07)
}

// starChart is a map of the sky: circles, lines, dots.
func (s *stage) starChart(p pen, x, y, w, h float64) {
	p.rect(flat(0), x-0.05, y-0.05, w+0.1, h+0.1)
	p.rect(flat(0.4), x, y, w, h)
	cx, cy := x+w/2, y+h/2
	for _, r := range []float64{0.46, 0.3, 0.15} {
		p.ring2(flat(2), cx, cy, w*r, w*r, 0.012)
	}
	for i := range 6 {
		q := tip(float64(i)*math.Pi/6, w*0.46)
		p.line(flat(1.6), 0.01, cx-q.x, cy-q.y, cx+q.x, cy+q.y)
	}
	lastX, lastY := 0.0, 0.0
	for i := range 26 {
		q := tip(s.span(0, 6.28), s.span(0.05, 0.44)*w)
		r := s.span(0.01, 0.028)
		p.oval(flat(3), cx+q.x, cy+q.y, r, r)
		if i%5 > 0 && i < 18 && math.Hypot(q.x-lastX, q.y-lastY) < w*0.4 {
			p.line(glow(2.2), 0.012, cx+lastX, cy+lastY, cx+q.x, cy+q.y)
		}
		lastX, lastY = q.x, q.y
	}
}

// lightTable lies aslant with a plate of black stars on it and a lens beside;
// its light is returned.
func (s *stage) lightTable(x, z float64) pt {
	p := s.stand(x, 0.81, z)
	p.poly(flat(0), -0.74, 0, 0.74, 0, 0.66, 0.62, -0.66, 0.62)
	p.poly(flat(3), -0.64, 0.07, 0.64, 0.07, 0.58, 0.56, -0.58, 0.56)
	p.poly(flat(1.9), -0.5, 0.1, 0.22, 0.1, 0.2, 0.52, -0.46, 0.52)
	for range 30 {
		u, v, r := s.span(-0.44, 0.17), s.span(0.13, 0.49), s.span(0.006, 0.018)
		p.oval(flat(0), u, v, r, r)
	}
	p.ring2(glow(2), -0.14, 0.3, 0.07, 0.07, 0.02)
	p.oval(flat(0), 0.4, 0.32, 0.14, 0.12)
	p.oval(flat(2.9), 0.4, 0.32, 0.11, 0.09)
	p.rect(flat(0), 0.36, 0.44, 0.08, 0.18)
	return p.at(0, 0.3)
}

// plateRack is glass plates on edge in a box.
func (s *stage) plateRack(p pen) {
	p.poly(flat(0), -0.4, 0, 0.4, 0, 0.42, 0.42, -0.42, 0.42)
	for i := range 7 {
		u := -0.34 + float64(i)*0.1
		p.poly(flat(2.6), u, 0.2, u+0.06, 0.2, u+0.14, 0.72, u+0.08, 0.72)
	}
	p.poly(glow(1.7), -0.36, 0.03, 0.36, 0.03, 0.38, 0.36, -0.38, 0.36)
	p.rect(flat(2.9), -0.14, 0.14, 0.28, 0.12)
}

// instrumentShop has a lathe, a mirror on the grinding table, tools.
func instrumentShop(s *stage) {
	s.build(room{w: 6.2, d: 5.4, h: 3, wall: 1.5, floor: 0.9, ceiling: 1.3})
	s.boards(1.0, 0.28)
	b := s.back()
	s.toolWall(b, 0.5, 1.3)
	s.window(b, 4.2, 1.2, 1.4, 1.3, "peaks")
	s.shelf(s.left(), 3.0, 1.5, 2, s.lensOn)
	s.shelf(s.left(), 3.0, 2.0, 2, s.lensOn)
	s.shelf(s.right(), 3.0, 1.7, 2, s.can)
	s.legged(-1.6, 4.7, 2.4, 0.8, 0.88, 1.5)
	s.vice(s.stand(-0.8, 0.89, 4.5))
	s.lensOn(s.stand(-1.5, 0.89, 4.4), 0, 0, 0.36)
	s.lensOn(s.stand(-2.0, 0.89, 4.4), 0, 0, 0.28)
	s.tubeOnTrestle(s.span(1.9, 2.3), 4.7)
	s.lathe(s.span(-1.6, -1.2), 3.7)
	s.mirrorBlank(s.span(0.8, 1.1), 4.0)
	lamp := s.hanging(s.span(-0.2, 0.6), 2.1, 4, 0.4)
	s.lit(pt{lamp.x, lamp.y + 150}, 880, 600)
	s.corners(0.56)
}

// lensOn is a lens in a brass mount.
func (s *stage) lensOn(p pen, x, y, size float64) {
	p.rect(flat(0), x-size*0.14, y, size*0.28, size*0.16)
	p.oval(flat(0), x, y+size*0.6, size*0.48, size*0.48)
	p.oval(glow(2), x, y+size*0.6, size*0.43, size*0.43)
	p.oval(flat(0), x, y+size*0.6, size*0.34, size*0.34)
	p.oval(flat(2.5), x, y+size*0.6, size*0.31, size*0.31)
	p.poly(flat(3), x-size*0.2, y+size*0.45, x-size*0.08, y+size*0.4, x+size*0.16, y+size*0.8, x+size*0.05, y+size*0.84)
}

// lathe is bed, headstock and chuck.
func (s *stage) lathe(x, z float64) {
	s.cast(x, z, 1.2, 0.4)
	for _, d := range []float64{-0.8, 0.75} {
		s.block(vec{x + d, 0, z}, 0.35, 0.7, 0.45, 0, 0.9)
	}
	p := s.block(vec{x, 0.7, z}, 2.1, 0.2, 0.45, 0, 1.4)
	p.rect(flat(2.6), 0, 0.15, 2.1, 0.04)
	q := s.stand(x, 0.9, z-0.2)
	q.rect(flat(0), -1.0, 0, 0.55, 0.52)
	q.rect(glow(1.8), -0.95, 0.05, 0.42, 0.42)
	q.oval(flat(0), -0.75, 0.28, 0.14, 0.14)
	q.oval(flat(2.6), -0.75, 0.28, 0.1, 0.1)
	q.rect(flat(0), -0.45, 0.1, 0.16, 0.38)
	q.rect(flat(2.5), -0.42, 0.14, 0.07, 0.3)
	q.rect(flat(0), -0.3, 0.22, 0.85, 0.14)
	q.rect(flat(2.9), -0.3, 0.29, 0.82, 0.04)
	q.rect(flat(0), 0.5, 0, 0.36, 0.42)
	q.rect(flat(1.3), 0.54, 0.05, 0.12, 0.32)
	s.valve(q, 0.98, 0.28, 0.14)
	q.rect(flat(0), 0.02, 0, 0.26, 0.22)
	s.valve(q, 0.15, 0.06, 0.1)
}

// mirrorBlank is a great disc of glass on its grinding table.
func (s *stage) mirrorBlank(x, z float64) {
	s.cast(x, z, 0.9, 0.6)
	s.drum(vec{x, 0, z}, 0.5, 0.6, 1.0)
	s.drum(vec{x, 0.6, z}, 0.86, 0.14, 1.6)
	f := s.face(vec{x, 0.75, z}, vec{1, 0, 0}, vec{0, 0, 1})
	f.oval(flat(0), 0, 0, 0.85, 0.85)
	f.oval(flat(2.9), 0, 0, 0.8, 0.8)
	f.oval(flat(1.7).carve(ringed), 0.1, 0.1, 0.62, 0.62)
	f.poly(flat(3), -0.5, -0.4, -0.3, -0.55, 0.4, 0.5, 0.2, 0.62)
	p := s.stand(x+0.1, 0.78, z)
	p.rect(flat(0), -0.2, 0, 0.4, 0.12)
	p.line(flat(0), 0.07, 0, 0.1, 0, 0.36)
	p.oval(glow(2), 0, 0.4, 0.09, 0.08)
}

// tubeOnTrestle is a telescope's tube being mended.
func (s *stage) tubeOnTrestle(x, z float64) {
	s.cast(x, z, 1.0, 0.4)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.5, 0.5} {
		p.line(flat(0), 0.06, d-0.24, 0, d, 0.8, d+0.24, 0)
	}
	q := p.to(0, 1.0, 1, -0.1)
	a, b := q.at(0, 0.24), q.at(0, -0.24)
	q.rect(flat(0), -1.0, -0.24, 2.0, 0.48)
	s.fill(paint{ink: accent, hatch: 0, blend: fade(a.x, a.y, 2.9, b.x, b.y, 0.6)}, q.all(points(-0.97, -0.2, 0.97, -0.2, 0.97, 0.2, -0.97, 0.2)))
	for _, u := range []float64{-0.6, 0, 0.6} {
		q.rect(flat(0), u, -0.24, 0.06, 0.48)
	}
	q.oval(flat(0), -1.0, 0, 0.1, 0.26)
	q.oval(flat(2.4), -1.0, 0, 0.07, 0.2)
}
