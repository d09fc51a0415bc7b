package painter

// wallClock hangs on a papered or panelled wall, in one of four cases.
func wallClock(s *stage) {
	w, h := float64(s.w), float64(s.h)
	tone := s.span(1.3, 2)
	s.everywhere(paint{blend: fade(0, 0, tone+0.3, w, h, tone-0.6), hatch: uint8(3 + s.r.IntN(4))})
	[]func(float64){s.sprigged, s.striped, s.wainscot}[s.r.IntN(3)](h)
	s.bloom(pt{w * s.span(0.1, 0.5), h * s.span(0, 0.3)}, 600, 0.5)
	s.corners(0.5)
	p := pen{canvas: s.canvas, o: pt{w/2 + s.span(-110, 110), h*0.44 + s.span(-50, 40)}, k: s.span(76, 102)}
	if s.says("fallen") {
		p.turn = s.pickTone(-1, 1) * s.span(0.4, 0.7)
	}
	cases := []func(pen) pen{s.dropDial, s.gabledDial, s.roundDial, s.squareDial}
	if s.detail("state") == "stopped" { // a pendulum shows it
		cases = cases[:2]
	}
	dial := cases[s.r.IntN(len(cases))](p)
	dial.face(dialAt(s.detail("time")), 2.15, true)
	if s.detail("state") == "broken" {
		dial.cracks(s, -0.7, 0.5, 2.1)
	}
}

// sprigged is a paper with a lozenge between lines.
func (s *stage) sprigged(to float64) {
	p, w := s.sheet(), float64(s.w)
	for x := s.span(0, 60); x < w; x += 96 {
		p.line(flat(0.9), 3, x, 0, x, to)
		for y := 60.0; y < to; y += 120 {
			p.to(x+48, y, 1, 0).blob(flat(0.9), 0, -26, 12, 0, 0, 26, -12, 0)
		}
	}
}

// casing is the dark wood of a clock.
func casing() paint {
	return paint{blend: fade(250, 200, 1.1, 800, 900, 0.1), hatch: 8}
}

// pendulum hangs from a point and swings, unless the clock stands.
func (s *stage) pendulum(p pen, y, length float64) {
	swing := s.pickTone(-1, 1) * s.span(0.22, 0.42)
	if s.detail("state") != "" {
		swing = 0
	}
	p.line(flat(2), 0.06, 0, y, swing, y+length)
	p.oval(glow(2), swing, y+length+0.1, 0.42, 0.42)
	p.arc(flat(3), 0.06, swing, y+length+0.1, 0.32, 0.32, 3.4, 4.6)
}

// dropDial has a glazed box for its pendulum below.
func (s *stage) dropDial(p pen) pen {
	body := points(-2.6, -2.6, 2.6, -2.6, 2.6, 4.4, 1.4, 5.1, -1.4, 5.1, -2.6, 4.4)
	p.shadow(0.35, body)
	p.fill(casing(), p.all(body))
	p.blob(paint{blend: fade(300, 60, 1.4, 750, 200, 0.2), hatch: 2}, -2.6, -2.6, -1.2, -3.1, 0, -3.7, 1.2, -3.1, 2.6, -2.6, 0, -2.4)
	p.oval(flat(0.2), 0, -0.2, 2.35, 2.35)
	p.rect(flat(0.05), -1.5, 2.4, 3, 2.1)
	s.pendulum(p, 2.2, 1.5)
	p.line(flat(2.2), 0.03, -1.4, 2.5, -0.6, 4.4)
	return p.to(0, -0.2, 1, 0)
}

// roundDial has a broad turned rim and hangs from a nail.
func (s *stage) roundDial(p pen) pen {
	p.line(flat(0.1), 0.07, -1.4, -2.8, 0, -4.3, 1.4, -2.8)
	p.oval(flat(2.6), 0, -4.3, 0.16, 0.16)
	p.solid(casing().carve(ringed), p.round(0, 0, 3.35, 3.35))
	p.ring(flat(2), 0, 0, 3.1, 3.02)
	p.ring(glow(2), 0, 0, 2.5, 2.25)
	p.ring(flat(0), 0, 0, 2.27, 2.18)
	p.arc(flat(2.9), 0.12, 0, 0, 2.85, 2.85, 3.4, 4.5)
	p.solid(glow(2.2), points(-0.9, 3.6, 0.9, 3.6, 0.7, 4.3, -0.7, 4.3))
	return p
}

// squareDial has brass at its corners and stands on a bracket.
func (s *stage) squareDial(p pen) pen {
	p.solid(flat(0.7), points(-3.4, 3.2, 3.4, 3.2, 2.2, 4.4, -2.2, 4.4))
	p.solid(casing(), box(0, 0, 6.2, 6.2))
	p.solid(flat(0.6), points(-3.5, -3.1, 3.5, -3.1, 3.1, -3.8, -3.1, -3.8))
	p.rect(flat(1.9).carve(4), -2.6, -2.6, 5.2, 5.2)
	for _, q := range points(-2.1, -2.1, 2.1, -2.1, 2.1, 2.1, -2.1, 2.1) {
		p.oval(flat(0), q.x, q.y, 0.46, 0.46)
		p.oval(glow(2.2), q.x, q.y, 0.38, 0.38)
		p.oval(flat(0.3), q.x, q.y, 0.13, 0.13)
	}
	p.oval(flat(0), 0, 0, 2.3, 2.3)
	p.line(flat(2.6), 0.08, -3, 2.9, -3, -2.9, 2.9, -2.9)
	return p
}

// gabledDial is a little house with a roof, leaves and weights on chains.
func (s *stage) gabledDial(p pen) pen {
	for _, side := range []float64{-1, 1} {
		x, low := side*1.2, 4.4-side*0.5
		for y := 2.2; y < low; y += 0.24 {
			p.ring(flat(0.1), x, y, 0.1, 0.04)
		}
		p.solid(glow(1.3), smooth(points(x, low, x+0.36, low+0.5, x+0.2, low+1, x, low+1.2, x-0.2, low+1, x-0.36, low+0.5), true, p.k))
	}
	p.solid(casing(), points(-2.5, -1.8, 2.5, -1.8, 2.7, 2.6, -2.7, 2.6))
	p.solid(flat(0.5).carve(3), points(-3.5, -1.5, 0, -4.4, 3.5, -1.5, 2.9, -1.2, 0, -3.5, -2.9, -1.2))
	p.solid(flat(0.1), points(-0.55, -1.95, -0.55, -2.7, 0, -3.1, 0.55, -2.7, 0.55, -1.95))
	p.blob(glow(2.2), -0.25, -2, -0.3, -2.4, 0, -2.7, 0.3, -2.5, 0.6, -2.4, 0.3, -2.25, 0.25, -2)
	s.pendulum(p, 2.6, 1.3)
	p.oval(flat(0.1), 0, 0.35, 2.3, 2.3)
	return p.to(0, 0.35, 1, 0)
}
