package painter

import "math"

// wood is the paint of turned or planed wood between two points.
func wood(x0, y0, x1, y1 float64) paint {
	return paint{blend: fade(x0, y0, 2.3, x1, y1, 0.7), hatch: 1}
}

func hammer(s *stage) {
	p := s.tabletop().to(0.3, 0.4, 1, s.span(-0.75, -0.45))
	haft := smooth(points(-4.3, -0.28, -3.2, -0.4, -1.2, -0.26, 1.9, -0.3, 1.9, 0.3, -1.2, 0.26, -3.2, 0.4, -4.3, 0.28), true, p.k)
	head := points(1.6, -2.1, 2.9, -2.1, 2.95, -1.5, 2.7, -1.3, 2.7, 0.7, 2.9, 1.0, 3.1, 2.3, 2.5, 2.5, 1.9, 1.2, 1.8, 0.7, 1.8, -1.3, 1.55, -1.5)
	p.shadow(0.35, haft)
	p.shadow(0.4, head)
	p.fill(flat(0), p.all(ribbon(append(haft, haft[0]), 0.1, 0.1, 0.1)))
	p.fill(wood(300, 400, 600, 900), p.all(haft))
	p.inside(haft, func() {
		p.rect(glow(1.8), -4.4, -0.6, 1.7, 1.2)
		p.rect(glow(2.7), -4.4, -0.3, 1.7, 0.14)
		p.curve(flat(0.4), 0.02, 0.06, 0.02, -2.5, 0.05, -1, 0.1, 1.4, 0.02)
	})
	p.fill(metal(p.o.y-260, p.o.y+300), p.all(head))
	p.line(flat(0.2), 0.09, 1.6, -2.1, 2.9, -2.1, 2.95, -1.5, 2.7, -1.3, 2.7, 0.7, 2.9, 1.0, 3.1, 2.3, 2.5, 2.5, 1.9, 1.2, 1.8, 0.7, 1.8, -1.3, 1.55, -1.5, 1.6, -2.1)
	p.line(flat(0), 0.1, 2.55, 2.45, 2.4, 1.5) // the cleft of the claw
	p.rect(flat(3), 1.75, -1.9, 0.12, 0.3)
	p.line(flat(3), 0.08, 1.95, -1.2, 1.95, 0.6)
}

func wrench(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.8, -0.4))
	sheen := metal(p.o.y-120, p.o.y+160)
	shaft := points(-3.9, -0.36, 1.4, -0.55, 1.4, 0.55, -3.9, 0.36)
	jaw := points(1.1, -0.7, 1.9, -1.5, 3.3, -1.75, 3.9, -1.3, 3.2, -0.55, 2.4, -0.5, 2.3, -0.4, 2.3, 0.42, 2.5, 0.5, 3.6, 0.55, 3.6, 1.2, 2.2, 1.35, 1.1, 0.7)
	p.shadow(0.35, shaft)
	p.shadow(0.4, jaw)
	p.shadowRing(0.3, -4.1, 0, 0.7, 0.36)
	p.ring(sheen, -4.1, 0, 0.7, 0.36)
	p.ring(flat(0.2), -4.1, 0, 0.72, 0.66)
	p.fill(sheen, p.all(shaft))
	p.poly(flat(0.8), -3.2, -0.16, 0.9, -0.26, 0.9, 0.26, -3.2, 0.16)
	p.poly(flat(2.1), -3.2, 0.02, 0.9, 0.06, 0.9, 0.26, -3.2, 0.16)
	p.fill(sheen, p.all(jaw))
	p.line(flat(0.1), 0.08, 1.1, -0.7, 1.9, -1.5, 3.3, -1.75, 3.9, -1.3, 3.2, -0.55, 2.4, -0.5, 2.3, 0.42, 3.6, 0.55, 3.6, 1.2, 2.2, 1.35, 1.1, 0.7)
	p.rect(flat(0.1), 1.45, -0.46, 0.66, 0.92) // the screw that sets the jaw
	for i := range 6 {
		p.rect(glow(2), 1.5+float64(i)*0.1, -0.42, 0.055, 0.84)
	}
	p.line(flat(3), 0.07, 2, -1.35, 3.2, -1.58)
	p.line(flat(3), 0.06, -3.4, -0.28, 1.2, -0.44)
}

func scissors(s *stage) {
	p := s.tabletop().to(0, 0.2, 1, s.span(-0.4, 0.4))
	open := s.span(0.2, 0.3)
	for _, side := range []float64{-1, 1} {
		q := p.to(0, 0, 1, side*open)
		blade := points(side*0.34, 0.4, side*-0.34, 0.2, side*-0.26, -1.5, 0, -4.2, side*0.22, -1.4)
		grip := q.round(side*-0.75, 2.95, 0.78, 1.15)
		q.shadow(0.3, blade)
		q.shadowOval(0.3, side*-0.75, 2.95, 0.86, 1.25, 0.5, 0.85)
		q.curve(flat(0.1), 0.6, 0.5, 0.5, side*0.05, 0.1, side*-0.1, 1.0, side*-0.35, 1.9)
		q.curve(metal(p.o.y, p.o.y+200), 0.42, 0.34, 0.34, side*0.05, 0.1, side*-0.1, 1.0, side*-0.35, 1.9)
		q.fill(flat(0.1), q.all(grip), q.all(reverse(q.round(side*-0.75, 2.95, 0.46, 0.8))))
		q.fill(glow(1.9), q.all(q.round(side*-0.75, 2.95, 0.7, 1.06)), q.all(reverse(q.round(side*-0.75, 2.95, 0.53, 0.88))))
		q.arc(glow(2.9), 0.06, side*-0.75, 2.95, 0.62, 0.97, 2.8, 4.4)
		q.fill(paint{blend: fade(350, 200, 3, 700, 500, 1.4), hatch: 8}, q.all(blade))
		q.line(flat(0.2), 0.06, side*0.34, 0.4, side*0.22, -1.4, 0, -4.2, side*-0.26, -1.5, side*-0.34, 0.2)
		q.line(flat(3), 0.05, side*-0.16, -0.2, side*-0.14, -1.6, 0, -3.6)
	}
	p.oval(flat(0.1), 0, 0.1, 0.26, 0.26)
	p.oval(flat(2.8), -0.02, 0.08, 0.18, 0.18)
	p.line(flat(0.2), 0.06, -0.12, 0.0, 0.1, 0.18)
}

// shadowOval is the shadow of an oval ring.
func (p pen) shadowOval(by, x, y, rx, ry, inX, inY float64) {
	q := p
	q.o = pt{p.o.x + by*p.k, p.o.y + by*p.k*0.9}
	q.fill(paint{op: shade, tone: 0.4}, q.all(q.round(x, y, rx, ry)), q.all(reverse(q.round(x, y, inX, inY))))
}

func razor(s *stage) {
	p := s.tabletop().to(0, 0.3, 1, s.span(-0.25, 0.2))
	blade := points(-0.3, -0.6, 3.7, -2.9, 4.2, -2.5, 4.0, -1.7, 0.5, 0.5, -0.1, 0.4)
	grip := smooth(points(-0.5, -0.3, -1.8, 0.2, -3.2, 1.2, -4.3, 2.6, -3.9, 3.0, -2.8, 2.0, -1.5, 1.1, 0.1, 0.6, 0.3, 0.1), true, p.k)
	p.shadow(0.3, blade)
	p.shadow(0.3, grip)
	p.fill(paint{blend: fade(450, 250, 3, 800, 500, 1.6), hatch: 13}, p.all(blade))
	p.poly(flat(0.9), -0.3, -0.6, 3.7, -2.9, 3.85, -2.7, 0.1, -0.4)
	p.line(flat(0.1), 0.07, -0.3, -0.6, 3.7, -2.9, 4.2, -2.5, 4.0, -1.7, 0.5, 0.5)
	p.line(flat(3), 0.08, 0.6, 0.2, 3.8, -1.8)
	p.curve(flat(0.1), 0.34, 0.26, 0.08, -0.2, 0.05, -0.8, -0.6, -1.5, -0.75) // the tang
	p.curve(flat(2.4), 0.16, 0.12, 0.03, -0.2, 0.0, -0.8, -0.62, -1.4, -0.74)
	p.fill(flat(0.1), p.all(ribbon(append(grip, grip[0]), 0.12, 0.12, 0.12)))
	p.fill(paint{ink: accent, blend: fade(200, 500, 2.5, 500, 850, 1), hatch: 4}, p.all(grip))
	p.curve(glow(2.9), 0.03, 0.1, 0.03, -0.8, 0.1, -2.2, 0.7, -3.7, 2.1)
	for _, q := range [][2]float64{{-0.05, 0.15}, {-2.5, 1.25}, {-3.8, 2.55}} {
		p.oval(flat(0.1), q[0], q[1], 0.17, 0.17)
		p.oval(flat(2.9), q[0]-0.02, q[1]-0.02, 0.11, 0.11)
	}
}

func syringe(s *stage) {
	p := s.tabletop().to(-0.2, 0.2, 1, s.span(-0.6, -0.25))
	barrel := box(0, 0, 4, 1.3)
	p.shadow(0.35, barrel)
	p.shadow(0.3, box(-2.9, 0, 2, 0.4))
	p.line(flat(0.1), 0.12, 2.4, 0, 4.6, 0)
	p.line(flat(2.9), 0.05, 2.4, -0.02, 4.5, -0.02)
	p.poly(metal(p.o.y-40, p.o.y+60), 1.9, -0.5, 2.3, -0.26, 2.8, -0.2, 2.8, 0.2, 2.3, 0.26, 1.9, 0.5)
	b, c := p.at(0, -0.65), p.at(0, 0.65)
	p.fill(paint{blend: fade(0, b.y, 3, 0, c.y, 1.7), hatch: 1}, p.all(barrel))
	level := s.span(-0.6, 0.7)
	p.fill(paint{ink: accent, blend: fade(0, b.y, 2.6, 0, c.y, 1.3), hatch: 1}, p.all(points(level, -0.55, 1.95, -0.55, 1.95, 0.55, level, 0.55)))
	p.rect(flat(0.2), level-0.3, -0.56, 0.3, 1.12) // the piston
	for i := range 9 {
		u := -1.7 + float64(i)*0.42
		p.line(flat(0), 0.045, u, -0.6, u, -0.3+0.15*float64(i%2))
	}
	p.line(flat(0.1), 0.07, -2, -0.65, 2, -0.65, 2, 0.65, -2, 0.65, -2, -0.65)
	p.line(flat(3), 0.1, -1.7, -0.4, 1.6, -0.4)
	p.rect(metal(p.o.y-90, p.o.y+90), -2.25, -1.05, 0.3, 2.1)
	p.line(flat(0.2), 0.05, -2.25, -1.05, -1.95, -1.05, -1.95, 1.05, -2.25, 1.05, -2.25, -1.05)
	p.line(flat(0.1), 0.3, -2.3, 0, -3.9, 0)
	p.line(flat(2.5), 0.16, -2.3, -0.03, -3.9, -0.03)
	p.ring(flat(0.1), -4.3, 0, 0.62, 0.34)
	p.ring(metal(p.o.y-60, p.o.y+60), -4.3, 0, 0.55, 0.4)
	p.oval(flat(2.9), 4.75, 0.35, 0.13, 0.17) // a drop
}

func magnifyingGlass(s *stage) {
	p := s.tabletop().to(-0.6, -0.7, 1, s.span(0.55, 0.95))
	s.scattered(p)
	haft := smooth(points(2.3, -0.25, 3.0, -0.34, 4.6, -0.42, 5.5, -0.36, 5.6, 0.36, 4.6, 0.42, 3.0, 0.34, 2.3, 0.25), true, p.k)
	p.shadowRing(0.35, 0, 0, 2.3, 1.8)
	p.shadow(0.35, haft)
	p.oval(paint{blend: halo(p.o.x-60, p.o.y-60, 260, 260, 3, 2.3), hatch: ringed}, 0, 0, 2.1, 2.1)
	p.inside(p.round(0, 0, 2, 2), func() { // the words, grown large
		q := p.to(0, 0, 1, -p.turn)
		for i := range 3 {
			q.curve(flat(0.1), 0.08, 0.16, 0.06, -1.7, -0.9+float64(i)*0.85, -1.1, -1.2+float64(i)*0.85, -0.6, -0.7+float64(i)*0.85, -0.1, -1.15+float64(i)*0.85, 0.5, -0.75+float64(i)*0.85, 1.1, -1.1+float64(i)*0.85, 1.7, -0.8+float64(i)*0.85)
		}
		p.curve(flat(3), 0.1, 0.3, 0.1, -0.6, -1.6, -1.4, -0.9, -1.65, 0.1)
	})
	p.ring(flat(0.1), 0, 0, 2.34, 1.94)
	p.ring(paint{ink: accent, blend: fade(p.o.x-200, p.o.y-200, 2.9, p.o.x+200, p.o.y+200, 0.9), hatch: ringed}, 0, 0, 2.26, 2.02)
	p.rect(metal(p.o.y-40, p.o.y+300), 2.2, -0.3, 0.5, 0.6)
	p.fill(flat(0.1), p.all(haft))
	p.inside(haft, func() {
		p.rect(flat(1.3), 2.2, -0.3, 4, 0.22)
		p.rect(glow(2), 2.8, -0.6, 0.16, 1.2)
		p.rect(glow(2), 5.2, -0.6, 0.14, 1.2)
	})
}

// scattered is a sheet of writing beneath what lies on it.
func (s *stage) scattered(p pen) {
	q := p.to(0, 0.2, 1, -p.turn+s.span(-0.2, 0.2))
	q.paper(box(-0.2, 0.4, 5.4, 6.2))
	q.writing(s, -2.4, 2.0, -2.2, 3.1, 0.5)
}

func walkingStick(s *stage) {
	p := s.tabletop().to(-0.3, 0.3, 1, s.span(-0.85, -0.6))
	p.shadow(0.3, box(-0.6, 0, 7.4, 0.5))
	p.line(flat(0), 0.52, -4.5, 0, 3.0, 0)
	p.line(wood(300, 350, 650, 900), 0.4, -4.5, 0, 3.0, 0)
	p.line(flat(2.8), 0.07, -4.2, -0.1, 2.6, -0.1)
	for _, u := range []float64{-3.1, -1.7, -0.2, 1.2} { // knots
		p.curve(flat(0.2), 0.05, 0.1, 0.05, u, -0.2, u+0.14, 0, u, 0.2)
	}
	p.rect(flat(0), -4.9, -0.24, 0.6, 0.48)
	p.rect(flat(2.6), -4.85, -0.18, 0.5, 0.16)
	p.rect(flat(0), 2.5, -0.34, 0.6, 0.68)
	p.rect(glow(2.3), 2.55, -0.3, 0.5, 0.6)
	p.rect(glow(3), 2.55, -0.22, 0.5, 0.12)
	handle := []float64{3.0, 0, 3.9, 0, 4.6, -0.3, 4.7, -1.1, 4.1, -1.6, 3.4, -1.35, 3.2, -0.9}
	q := p
	q.o = pt{p.o.x + 28, p.o.y + 26}
	q.curve(paint{op: shade, tone: 0.45}, 0.6, 0.66, 0.5, handle...)
	p.curve(flat(0), 0.6, 0.68, 0.52, handle...)
	p.curve(metal(p.o.y-330, p.o.y-60), 0.46, 0.54, 0.38, handle...)
	p.curve(flat(3), 0.03, 0.1, 0.03, 3.3, -0.12, 4.3, -0.24, 4.5, -1.0, 4.0, -1.4)
}

func wireCoil(s *stage) {
	p := s.tabletop().to(0, 0.1, 1, s.span(-0.4, 0.4))
	p.shadowOval(0.3, 0, 0, 3.2, 2.8, 2, 1.7)
	for i := range 13 {
		d := float64(i)
		x, y := s.span(-0.16, 0.16), s.span(-0.16, 0.16)
		p.ring2(flat(0.1), x, y, 3.2-d*0.085, 2.8-d*0.08, 0.13)
		p.ring2(flat(1.4+1.4*float64(i%2)), x-0.02, y-0.02, 3.2-d*0.085, 2.8-d*0.08, 0.06)
	}
	for _, a := range []float64{0.6, 2.5, 4.4} { // the ties
		q := p.to(2.65*math.Cos(a), 2.3*math.Sin(a), 1, a)
		q.rect(flat(0), -0.75, -0.2, 1.5, 0.4)
		q.rect(glow(1.9), -0.7, -0.15, 1.4, 0.3)
	}
	p.curve(flat(0.1), 0.13, 0.13, 0.1, 2.2, 1.9, 3.2, 2.2, 3.7, 3.1, 3.2, 3.7, 2.6, 3.4)
	p.curve(flat(2.8), 0.05, 0.05, 0.04, 2.2, 1.87, 3.2, 2.17, 3.66, 3.1, 3.2, 3.66, 2.62, 3.38)
	p.curve(flat(0.1), 0.13, 0.13, 0.1, -1.4, -2.2, -1.0, -3.2, 0.1, -3.6, 1.4, -3.3)
	p.curve(flat(2.8), 0.05, 0.05, 0.04, -1.4, -2.22, -1.0, -3.22, 0.1, -3.62, 1.4, -3.32)
}

func hatpin(s *stage) {
	if s.says("knitting") {
		s.needles()
		return
	}
	p := s.tabletop().to(0, 0, 1, s.span(-0.75, -0.45))
	p.shadow(0.3, box(0.7, 0, 7.4, 0.12))
	p.line(flat(0.1), 0.15, -3, 0, 4.4, 0)
	p.poly(flat(0.1), 4.3, -0.07, 5.0, 0, 4.3, 0.07)
	p.line(flat(3), 0.06, -3, -0.03, 4.6, -0.03)
	p.shadow(0.35, p.round(-3.5, 0, 0.9, 0.9))
	p.rect(metal(p.o.y-30, p.o.y+60), -2.8, -0.26, 0.5, 0.52)
	p.oval(flat(0), -3.5, 0, 0.98, 0.98)
	a := p.at(-3.7, -0.3)
	p.oval(paint{ink: accent, blend: halo(a.x, a.y, 130, 130, 2.9, 0.8), hatch: ringed}, -3.5, 0, 0.9, 0.9)
	for i := range 7 { // the setting's claws
		q := tip(float64(i)*2*math.Pi/7, 0.92)
		p.oval(flat(0), -3.5+q.x, q.y, 0.15, 0.15)
		p.oval(flat(2.7), -3.5+q.x, q.y, 0.09, 0.09)
	}
	p.poly(flat(3), -3.9, -0.5, -3.6, -0.62, -3.7, -0.3)
	p.poly(glow(0.6), -3.5, 0.7, -3.1, 0.3, -2.9, -0.1, -3.1, 0.6)
	bow := [][]pt{ // of the hat that it held
		smooth(points(0.7, 0, 0.2, -1.2, -0.6, -1.9, -1.2, -1.2, -0.6, -0.4), true, p.k),
		smooth(points(0.9, 0, 1.2, 1.3, 2.2, 2.0, 2.7, 1.1, 1.9, 0.2), true, p.k),
		points(0.6, 0.1, -0.4, 2.4, 0.3, 2.2, 0.7, 2.6, 1.0, 0.2), points(0.8, -0.1, 2.6, -1.9, 2.5, -1.2, 3.1, -1.0, 1.1, 0.3),
	}
	for i, o := range bow {
		p.shadow(0.2, o)
		p.fill(flat(0), p.all(ribbon(append(o, o[0]), 0.1, 0.1, 0.1)))
		p.fill(flat([]float64{1.9, 1.4, 1.1, 1.6}[i]).carve(7), p.all(o))
	}
	p.oval(flat(0), 0.8, 0.02, 0.42, 0.5)
	p.oval(flat(2.2), 0.8, 0.02, 0.34, 0.42)
	p.line(flat(0.1), 0.15, -3, 0, -0.1, 0)
	p.line(flat(3), 0.06, -3, -0.03, -0.1, -0.03)
	p.line(flat(0.1), 0.15, 1.7, 0, 4.4, 0)
	p.line(flat(3), 0.06, 1.7, -0.03, 4.6, -0.03)
	p.oval(flat(0), -0.1, 0, 0.14, 0.18)
	p.oval(flat(0), 1.7, 0, 0.14, 0.18)
}
