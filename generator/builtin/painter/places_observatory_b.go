package painter

import "math"

// dormitory is a row of iron beds below small windows on the peaks.
func dormitory(s *stage) {
	s.build(room{w: 6.2, d: 7.6, h: 3, wall: 1.8, floor: 1.0, ceiling: 1.6})
	s.boards(1.1, 0.24)
	s.beams(0.7, 3)
	for z := 3.2; z < 7; z += 1.7 {
		s.window(s.left(), z, 1.3, 0.8, 0.9, "peaks")
	}
	b := s.back()
	s.window(b, 4.2, 1.3, 1.0, 1.1, "peaks")
	s.door(b, 0.7, 0.9, 2.0, 1.0)
	for i := range 4 { // lockers on the right
		r, u := s.right(), 3.2+float64(i)*0.9
		r.rect(flat(0), u, 0, 0.84, 1.9)
		r.rect(flat(1.5+0.3*float64(i%2)), u+0.04, 0.04, 0.76, 1.82)
		for k := range 3 {
			r.rect(flat(0.2), u+0.2, 1.5+float64(k)*0.1, 0.44, 0.04)
		}
		r.oval(glow(2.4), u+0.66, 0.95, 0.05, 0.05)
	}
	s.ironStove(0.9, 6.6)
	for i := 2; i >= 0; i-- {
		s.ironBed(-2.0, 3.9+float64(i)*1.35)
	}
	x := s.span(0.9, 1.3)
	s.legged(x, 4.4, 1.2, 0.7, 0.74, 1.4)
	s.chair(x+0.3, 3.8, math.Pi+0.3, 1.1)
	s.mug(vec{x - 0.3, 0.75, 4.3})
	lamp := s.oilLamp(vec{x + 0.1, 0.75, 4.4}, 0.44)
	s.lit(lamp, 820, 600)
	s.bloom(lamp, 130, 0.6)
	s.boot(s.stand(-0.7, 0, 3.5).to(0, 0, 1.2, 0))
	s.boot(s.stand(-0.4, 0, 3.45).to(0, 0, 1.2, 0))
	s.corners(0.55)
}

// ironBed stands with its head to the left wall, a striped blanket on it.
func (s *stage) ironBed(x, z float64) {
	s.cast(x, z, 1.1, 0.5)
	s.block(vec{x, 0.3, z}, 2.0, 0.16, 0.85, 0, 2.6)
	f := s.face(vec{x - 1, 0.465, z - 0.42}, vec{1, 0, 0}, vec{0, 0, 1})
	f.rect(glow(1.7), 0.6, 0, 1.4, 0.84)
	for i := range 4 {
		f.rect(flat(2.7), 0.75+float64(i)*0.34, 0, 0.1, 0.84)
	}
	p := s.face(vec{x - 0.4, 0.2, z - 0.43}, vec{1, 0, 0}, vec{0, 1, 0})
	p.rect(glow(1.2), 0, 0, 1.4, 0.26)
	q := s.stand(x-0.7, 0.46, z)
	q.blob(flat(0), -0.28, 0, 0.28, 0, 0.28, 0.16, 0, 0.2, -0.28, 0.16)
	q.blob(flat(3), -0.25, 0.02, 0.25, 0.02, 0.25, 0.14, 0, 0.17, -0.25, 0.14)
	for _, u := range []float64{-1.02, 1.02} {
		h := 1.05
		if u > 0 {
			h = 0.8
		}
		a, b := vec{x + u, 0, z - 0.42}, vec{x + u, 0, z + 0.42}
		up := vec{0, h, 0}
		s.bar(flat(0), 0.06, a, a.plus(up, 1))
		s.bar(flat(0), 0.06, b, b.plus(up, 1))
		s.bar(flat(0), 0.06, a.plus(up, 1), b.plus(up, 1))
		for i := 1; i < 5; i++ {
			t := float64(i) / 5
			c := vec{x + u, 0.4, lerp(a.z, b.z, t)}
			s.bar(flat(0), 0.035, c, vec{c.x, h, c.z})
		}
	}
}

// controlRoom is a wall of dials and a round green trace over a desk.
func controlRoom(s *stage) {
	s.build(room{w: 6, d: 5, h: 2.9, wall: 1.3, floor: 0.8, ceiling: 1.0})
	s.tiles(1.2, 0.8, 0.6)
	b := s.back()
	for i := range 5 {
		u := 0.5 + float64(i)*1.02
		b.rect(flat(0), u, 0.8, 0.98, 1.8)
		b.rect(flat(1.5+0.2*float64(i%2)), u+0.04, 0.84, 0.9, 1.72)
		s.rackPanel(b, u, i)
	}
	s.window(s.left(), 2.9, 1.2, 1.5, 1.1, "peaks")
	s.wallClock(s.right(), 3.5, 2.1, 0.3)
	s.wallClock(s.right(), 4.3, 2.1, 0.3)
	x := s.span(-0.3, 0.3)
	p := s.block(vec{x, 0, 3.9}, 3.4, 0.8, 0.8, 0, 1.1)
	p.rect(flat(0.3), 0.1, 0.08, 3.2, 0.6)
	at := s.scope(s.stand(x-0.7, 0.8, 4.0))
	s.recorder(s.stand(x+0.65, 0.8, 4.0))
	f := s.face(vec{x - 1.6, 0.81, 3.52}, vec{1, 0, 0}, vec{0, 0, 1})
	for i := range 16 {
		f.oval([]paint{glow(2.6), flat(2.9), flat(0)}[s.r.IntN(3)], 0.12+float64(i)*0.2, 0.1, 0.05, 0.05)
	}
	s.phone(s.stand(x+1.45, 0.8, 3.9))
	s.headphones(vec{x + 0.05, 0.81, 3.8})
	s.lit(pt{800, 420}, 900, 580)
	s.bloom(at, 170, 0.8)
	s.chair(x+s.span(-0.5, 0.4), 3.2, math.Pi+s.span(-0.5, 0.5), 1.0)
	s.corners(0.52)
}

// rackPanel is one bay of instruments.
func (s *stage) rackPanel(b pen, u float64, i int) {
	switch i % 3 {
	case 0:
		s.gauge(b, u+0.28, 2.2, 0.15)
		s.gauge(b, u+0.7, 2.2, 0.15)
		for k := range 4 {
			b.rect(flat(0), u+0.14+float64(k)*0.2, 1.4, 0.06, 0.3)
			b.rect(flat(2.9), u+0.13+float64(k)*0.2, 1.4+s.span(0, 0.2), 0.08, 0.09)
		}
	case 1:
		for k := range 12 {
			b.oval([]paint{glow(2.7), flat(0.2), flat(3)}[s.r.IntN(3)], u+0.17+float64(k%4)*0.21, 2.3-float64(k/4)*0.2, 0.055, 0.055)
		}
		s.valve(b, u+0.49, 1.4, 0.18)
	default:
		for k := range 3 {
			b.oval(flat(0), u+0.2+float64(k)*0.28, 2.25, 0.1, 0.1)
			b.oval(flat(2.6), u+0.2+float64(k)*0.28, 2.25, 0.03, 0.08)
		}
		b.rect(flat(0), u+0.14, 1.3, 0.7, 0.5)
		for k := range 6 {
			b.rect(glow(2), u+0.18, 1.36+float64(k)*0.07, s.span(0.2, 0.6), 0.035)
		}
	}
	b.rect(flat(0.5), u+0.1, 0.92, 0.78, 0.1)
}

// scope is an oscilloscope; the light of its trace is returned.
func (s *stage) scope(p pen) pt {
	p.rect(flat(0), -0.42, 0, 0.84, 0.66)
	p.rect(flat(1.6), -0.38, 0.03, 0.76, 0.6)
	p.oval(flat(0), -0.1, 0.35, 0.27, 0.27)
	p.oval(flat(0.5), -0.1, 0.35, 0.23, 0.23)
	var wave []float64
	k := s.span(20, 34)
	for u := -0.3; u <= 0.1; u += 0.02 {
		wave = append(wave, u, 0.35+0.1*math.Sin(u*k)*(1-math.Abs(u+0.1)*3))
	}
	p.curve(glow(2.9), 0.02, 0.035, 0.02, wave...)
	for i := range 4 {
		p.oval(flat(0), 0.28, 0.13+float64(i)*0.14, 0.055, 0.055)
		p.oval(flat(2.8), 0.27, 0.14+float64(i)*0.14, 0.025, 0.025)
	}
	return p.at(-0.1, 0.35)
}

// recorder draws a line on paper that falls over the desk's edge.
func (s *stage) recorder(p pen) {
	p.rect(flat(0), -0.36, 0, 0.72, 0.42)
	p.rect(flat(1.8), -0.32, 0.04, 0.64, 0.34)
	p.poly(flat(3), -0.24, 0.34, 0.24, 0.34, 0.26, -0.1, 0.24, -0.42, -0.26, -0.42, -0.26, -0.1)
	var line []float64
	for y := 0.32; y > -0.4; y -= 0.05 {
		line = append(line, s.span(-0.16, 0.16), y)
	}
	p.curve(glow(1.7), 0.015, 0.022, 0.015, line...)
	p.line(flat(0), 0.03, 0.3, 0.46, 0.05, 0.3)
}

// cableStation is where the car comes in from over the drop.
func cableStation(s *stage) {
	s.build(room{w: 8, d: 7, h: 4.2, wall: 1.6, floor: 1.5, ceiling: 1.2, fixed: true})
	s.bricks(s.right(), 0.8, 7, 1.5, 0.6)
	b := s.back()
	b.rect(flat(0.9), 0, 0, 8, 4.2)
	o := b.all(points(0.7, 0.2, 7.3, 0.2, 7.3, 3.7, 0.7, 3.7))
	s.outlook(o, "peaks")
	for _, u := range []float64{0.6, 7.2} {
		b.rect(flat(0), u, 0, 0.25, 4.2)
	}
	s.boards(1.0, 0.3)
	f := s.floor()
	for i := range 13 {
		f.poly(glow(2.2), -3.6+float64(i)*0.56, 6.2, -3.34+float64(i)*0.56, 6.2, -3.2+float64(i)*0.56, 6.5, -3.46+float64(i)*0.56, 6.5)
	}
	for _, x := range []float64{-0.85, 0.85} {
		s.bar(flat(0), 0.06, vec{x, 3.7, 2.2}, vec{x, 3.4, 60})
	}
	s.beams(0.5, 2)
	s.bullWheel(0, 3.95, 4.6)
	s.lit(pt{800, 400}, 1300, 860)
	s.cableCar(s.span(0.4, 0.9), 5.8)
	s.lever(s.stand(s.span(-2.4, -1.9), 0, 4.4))
	s.crate(2.8, 0, 4.6, 0.8, -0.2, 1.5)
	s.crate(2.9, 0.64, 4.6, 0.5, 0.2, 1.8)
	s.bar(flat(0), 0.07, vec{-3.4, 1.0, 6.3}, vec{-0.9, 1.0, 6.3})
	s.bar(flat(0), 0.07, vec{-3.4, 0.5, 6.3}, vec{-0.9, 0.5, 6.3})
	for i := range 4 {
		s.bar(flat(0), 0.07, vec{-3.4 + float64(i)*0.83, 0, 6.3}, vec{-3.4 + float64(i)*0.83, 1.05, 6.3})
	}
	s.corners(0.55)
}

// bullWheel turns flat under the roof and carries the rope round.
func (s *stage) bullWheel(x, y, z float64) {
	f := s.face(vec{x, y, z}, vec{1, 0, 0}, vec{0, 0, 1})
	f.ring2(flat(0), 0, 0, 0.95, 0.95, 0.24)
	f.ring2(glow(1.9), 0, 0, 0.95, 0.95, 0.13)
	for i := range 6 {
		q := tip(float64(i)*math.Pi/3, 0.9)
		f.line(flat(0.1), 0.12, 0, 0, q.x, q.y)
	}
	f.oval(flat(0), 0, 0, 0.2, 0.2)
}

// cableCar hangs from its rope at the platform, its door open.
func (s *stage) cableCar(x, z float64) {
	p := s.stand(x, 0.25, z)
	p.poly(flat(0), -0.1, 2.2, 0.1, 2.2, 0.05, 3.1, -0.05, 3.1)
	p.rect(flat(0), -0.4, 3.05, 0.8, 0.18)
	for _, d := range []float64{-0.3, 0, 0.3} {
		p.oval(flat(0), d, 3.25, 0.1, 0.1)
		p.oval(flat(2.4), d, 3.25, 0.04, 0.04)
	}
	p.blob(flat(0), -1.2, 0.06, 1.2, 0.06, 1.26, 1.0, 1.1, 2.2, -1.1, 2.2, -1.26, 1.0)
	p.blob(glow(1.9), -1.13, 0.12, 1.13, 0.12, 1.19, 1.0, 1.04, 2.13, -1.04, 2.13, -1.19, 1.0)
	p.poly(glow(0.9), 0.6, 0.14, 1.12, 0.14, 1.16, 1.0, 1.0, 2.1, 0.7, 2.1)
	for _, d := range []float64{-0.98, 0.4} {
		p.rect(flat(0), d-0.05, 1.05, 0.64, 0.82)
		p.rect(flat(2.4), d, 1.1, 0.54, 0.72)
		p.poly(flat(3), d+0.05, 1.1, d+0.2, 1.1, d+0.45, 1.82, d+0.3, 1.82)
	}
	p.rect(flat(0), -0.36, 0.12, 0.66, 1.84)
	p.rect(flat(0.7), -0.3, 0.16, 0.54, 1.74)
	p.rect(flat(1.7), -0.3, 0.5, 0.54, 0.1)
	p.rect(flat(2.9), -1.15, 0.62, 0.78, 0.1)
	p.rect(flat(2.9), 0.32, 0.62, 0.86, 0.1)
}

// lever is a tall brake with a notched arc.
func (s *stage) lever(p pen) {
	p.poly(flat(0), -0.4, 0, 0.4, 0, 0.3, 0.22, -0.3, 0.22)
	p.arc(flat(0), 0.09, 0, 0.2, 0.46, 0.46, 0.4, 2.7)
	p.arc(glow(2), 0.04, 0, 0.2, 0.46, 0.46, 0.4, 2.7)
	p.line(flat(0), 0.09, 0, 0.15, s.span(-0.4, 0.4), 1.4)
	q := p.to(0.8, 0, 1, 0)
	q.rect(flat(0), -0.04, 0, 0.08, 1.2)
	s.gauge(q, 0, 1.35, 0.2)
}

// starTerrace is flagstones under the whole sky, small telescopes on piers.
func starTerrace(s *stage) {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{s.span(-0.5, 0.5), 1.6, 0}, s.span(-0.07, 0.07), 860, pt{800, 560})
	s.room = room{w: 14, d: 8, h: 4}
	s.heavens(600, pt{s.span(240, 600), s.span(110, 200)})
	if s.night && s.pic.Weather == "clear" {
		s.milkyWay()
	}
	s.peaks(-60, 1660, 600, 230)
	p := s.sheet()
	s.smallDome(p.to(s.span(1120, 1300), 600, 1, 0), 150)
	s.smallDome(p.to(s.span(900, 980), 606, 1, 0), 84)
	s.weather(points(0, 0, 1600, 0, 1600, 640, 0, 640))
	s.solid(flat(1.2).carve(0), vec{-9, 0, 0.3}, vec{9, 0, 0.3}, vec{9, 0, 8}, vec{-9, 0, 8})
	s.tiles(1.6, 1.0, 1.0)
	wall := s.face(vec{-9, 0, 8}, vec{1, 0, 0}, vec{0, 1, 0})
	wall.rect(flat(0.8), 0, 0, 18, 0.7)
	wall.rect(flat(2.4), 0, 0.7, 18, 0.12)
	for u := 0.2; u < 18; u += s.span(0.5, 0.9) {
		wall.rect(flat(s.span(0.5, 1.4)), u, s.span(0.08, 0.4), 0.4, 0.22)
	}
	s.strew(points(-2.6, 5.4, 0.2, 6.4, 2.4, 6.0), s.pierTelescope, s.pierTelescope)
	s.strew(points(-2.5, 4.2, -0.4, 4.3, 1.3, 4.6, 2.7, 4.2), s.telescope, s.parkBench, s.anyPiece())
	s.corners(0.7)
}

// milkyWay is a band of fine stars across the sky.
func (s *stage) milkyWay() {
	p := s.sheet()
	lean := s.span(-0.4, 0.4)
	for range 520 {
		t, d := s.span(-0.1, 1.1), (s.r.Float64()+s.r.Float64()-1)*130
		x, y := lerp(300, 1300, t)+d*0.8, lerp(560, -20, t)+lean*d+d*0.5
		r := s.span(0.8, 2.4)
		p.oval(flat(3), x, y, r, r)
	}
}

// smallDome is an observatory seen from outside, its slit open; r is its radius.
func (s *stage) smallDome(p pen, r float64) {
	p.rect(flat(0), -r*1.04, -r*0.75, r*2.08, r*0.8)
	p.rect(flat(1.6).carve(8), -r, -r*0.72, r*1.5, r*0.8)
	o := make([]pt, 0, 20)
	for i := range 19 {
		sn, cs := math.Sincos(math.Pi * float64(i) / 18)
		o = append(o, pt{-cs * r * 1.06, -r*0.72 - sn*r*1.02})
	}
	a, b := p.at(-r, 0), p.at(r, 0)
	p.fill(flat(0), p.to(0, -0.01*r, 1.03, 0).all(o))
	s.fill(paint{hatch: 8, blend: fade(a.x, 0, 2.9, b.x, 0, 0.6)}, p.all(o))
	slit := flat(0)
	if s.night {
		slit = glow(2.5)
	}
	p.poly(flat(0), -r*0.2, -r*0.74, r*0.22, -r*0.74, r*0.16, -r*1.8, -r*0.02, -r*1.78)
	p.poly(slit, -r*0.13, -r*0.8, r*0.13, -r*0.8, r*0.1, -r*1.7, r*0.01, -r*1.7)
	p.rect(flat(0), -r*1.1, -r*0.78, r*2.2, r*0.07)
	p.rect(s.windowLight(90), -r*0.6, -r*0.4, r*0.2, r*0.4)
}

// pierTelescope is a short tube on a stone pier.
func (s *stage) pierTelescope(x, z float64) {
	s.cast(x, z, 0.5, 0.4)
	s.block(vec{x, 0, z}, 0.5, 1.1, 0.5, 0, 1.6)
	p := s.stand(x, 1.1, z)
	q := p.to(0, 0.25, 1, s.span(-0.8, 0.8))
	q.rect(flat(0), -0.2, -0.5, 0.4, 1.5)
	q.rect(flat(2.6), -0.15, -0.45, 0.14, 1.4)
	q.rect(glow(1.8), -0.01, -0.45, 0.16, 1.4)
	q.rect(flat(0), -0.24, 0.9, 0.48, 0.18)
	q.rect(flat(0), -0.08, -0.75, 0.16, 0.3)
	p.oval(flat(0), 0, 0.22, 0.18, 0.18)
	p.oval(glow(2.4), 0, 0.22, 0.1, 0.1)
}
