package painter

import "math"

// tumbler is a low glass without a stem.
func (s *stage) tumbler(p pen) {
	p.cast(1.9, 3)
	bowl := points(-2.0, -4.6, 2.0, -4.6, 1.55, 0.05, -1.55, 0.05)
	p.fill(flat(0.2), p.all(ribbon(append(bowl, bowl[0]), 0.16, 0.16, 0.16)))
	p.fill(glass(330, 700), p.all(bowl))
	p.inside(bowl, func() {
		p.rect(paint{blend: fade(380, 0, 2.3, 660, 0, 1), ink: accent, hatch: 8}, -2.2, -2.1, 4.4, 1.8)
		p.oval(glow(2.6), 0, -2.1, 1.78, 0.26)
		p.rect(flat(2.4), -2, -0.34, 4, 0.5)
		for i := range 6 {
			x := -1.25 + float64(i)*0.5
			p.line(flat(1.1), 0.05, x*1.05, -1.9, x, -0.2)
		}
		if s.detail("detail") == "sediment" {
			for range 60 {
				p.oval(flat(0), s.span(-1.4, 1.4), s.span(-0.9, -0.4), 0.05, 0.04)
			}
		}
	})
	p.arc(flat(0.2), 0.06, 0, -4.6, 2.0, 0.3, 0, 6.3)
	p.curve(flat(3), 0.04, 0.18, 0.04, -1.55, -4.1, -1.45, -3, -1.32, -1.4)
	switch s.detail("detail") {
	case "lipstick":
		p.to(0.7, -4.3, 1, 0.1).lips()
	case "cracked":
		p.to(0, -2.6, 1, 0).cracks(s, 0.5, -0.6, 1.7)
	}
}

// necktie is laid in a loop, its end spread.
func (s *stage) necktie() {
	p := s.tabletop().to(0, 0, 1, s.span(-0.3, 0.3))
	blade := points(-0.35, -2.6, 0.35, -2.6, 1.05, 2.9, 0.1, 3.9, -0.9, 3.0)
	tail := points(0.3, -2.4, 1.2, -2.9, 2.6, 0.6, 2.5, 1.3, 1.9, 1.0)
	for _, o := range [][]pt{tail, blade} {
		p.shadow(0.25, o)
		p.fill(flat(0), p.all(ribbon(append(o, o[0]), 0.1, 0.1, 0.1)))
		p.fill(cloth(s, 300, 200, 800, 900), p.all(o))
		p.inside(o, func() {
			for i := range 14 {
				y := -3.4 + float64(i)*0.62
				p.line(flat(2.8), 0.18, -1.6, y+0.7, 3, y-0.9)
			}
		})
	}
	p.arc(cloth(s, 300, 200, 800, 900), 0.7, 0.2, -3.0, 0.9, 0.7, math.Pi*0.9, math.Pi*2.2)
	knot := points(-0.7, -3.3, 0.8, -3.3, 0.5, -2.2, -0.4, -2.2)
	p.fill(flat(0), p.all(ribbon(append(knot, knot[0]), 0.12, 0.12, 0.12)))
	p.fill(cloth(s, 300, 200, 800, 900), p.all(knot))
}

// needles are a pair for knitting, with some rows on one of them.
func (s *stage) needles() {
	p := s.tabletop().to(0, 0.2, 1, s.span(-0.3, 0.3))
	wool := smooth(points(-2.2, -0.4, 0.9, -0.9, 1.2, 1.8, -0.4, 2.3, -2.0, 2.0), true, p.k)
	p.shadow(0.3, wool)
	p.fill(flat(0), p.to(-0.02, 0, 1.03, 0).all(wool))
	p.fill(glow(1.7), p.all(wool))
	p.inside(wool, func() {
		for row := range 9 {
			for i := range 12 {
				x, y := -2.4+float64(i)*0.32, -0.9+float64(row)*0.4
				p.line(glow(0.6), 0.05, x, y, x+0.14, y+0.16, x+0.3, y-0.03)
			}
		}
	})
	for _, q := range []pen{p.to(-0.6, -0.5, 1, -0.16), p.to(0.5, -1.3, 1, 0.6)} {
		q.shadow(0.2, box(0, 0, 7, 0.2))
		q.line(flat(0), 0.24, -3.4, 0, 3.3, 0)
		q.line(flat(2.7), 0.14, -3.4, 0, 3.3, 0)
		q.poly(flat(0), 3.2, -0.12, 3.9, 0, 3.2, 0.12)
		q.oval(flat(0), -3.5, 0, 0.34, 0.34)
		q.oval(glow(2.2), -3.5, 0, 0.26, 0.26)
	}
	p.curve(glow(1.8), 0.08, 0.1, 0.06, -2, 1.9, -3, 2.6, -2.4, 3.4, -1, 3.0, 0.6, 3.6, 2.6, 3.1)
}

// cutting is a column cut from a newspaper, with crooked edges.
func (s *stage) cutting() {
	p := s.tabletop().to(0, 0, 1, s.span(-0.3, 0.3))
	p.paper(points(-2.1, -3.5, 0.4, -3.75, 2.1, -3.4, 2.2, 0.2, 1.95, 3.6, -0.6, 3.45, -2.2, 3.7, -2.05, 0.4))
	p.typed(s, -1.7, 1.7, -3.1, 0.5, flat(0))
	if !s.says("racing") {
		p.typed(s, -1.7, 1.2, -2.4, 0.34, flat(0.2))
	}
	p.line(flat(0), 0.04, -1.7, -1.85, 1.7, -1.85)
	if s.says("racing") {
		p.to(0.1, -2.2, 0.62, 0).galloper()
		for i := range 11 {
			y := -1.5 + float64(i)*0.42
			p.typed(s, -1.7, -0.3, y, 0.14, flat(0.4))
			p.typed(s, 0.3, 0.9, y, 0.14, flat(0.4))
			p.typed(s, 1.3, 1.7, y, 0.14, flat(0.4))
		}
		row := -1.44 + 0.42*float64(2+s.r.IntN(7))
		p.line(glow(1.7), 0.09, -1.95, row+0.1, -0.2, row+0.06, 1.8, row+0.12)
		p.line(glow(1.7), 0.09, -2.0, row-0.3, -1.8, row, -1.5, row-0.5)
		return
	}
	for y := -1.5; y < 3.1; y += 0.24 {
		p.typed(s, -1.7, 1.7, y, 0.1, flat(0.7))
	}
	p.ring(glow(1.8), 0.5, 0.6, 0.95, 0.87)
}

// galloper is a racehorse at full stretch, as a page of runners has it on top.
func (p pen) galloper() {
	p.blob(flat(0), -1.5, -0.1, -1.2, -0.42, -0.3, -0.4, 0.7, -0.5, 1.3, -0.95, 1.55, -1.05, 2.15, -0.72, 2.0, -0.6, 1.6, -0.66, 1.3, -0.2, 0.9, 0.1, -0.2, 0.16, -1.1, 0.14)
	for _, leg := range [][]float64{{-1.2, 0, -1.9, 0.3, -2.6, 0.42}, {-1.0, 0, -1.5, 0.42, -2.1, 0.62}, {0.9, 0, 1.6, 0.3, 2.3, 0.34}, {0.7, 0, 1.2, 0.46, 1.9, 0.56}} {
		p.line(flat(0), 0.17, leg...)
	}
	p.curve(flat(0), 0.1, 0.16, 0.03, -1.4, -0.3, -2.0, -0.5, -2.5, -0.3)
	p.blob(glow(1.8), -0.4, -0.4, 0, -0.95, 0.6, -1.15, 0.8, -0.9, 0.4, -0.7, 0.3, -0.4)
	p.oval(flat(0), 0.8, -1.25, 0.2, 0.2)
}

// drag is two scored lines across boards.
func (s *stage) drag() {
	p := s.tabletop().to(0, 0, 1, s.span(-0.6, 0.6))
	for _, x := range []float64{-0.9, 0.9} {
		p.curve(flat(0), 0.1, 0.34, 0.08, x-0.1, -4.4, x+0.12, -1.4, x-0.08, 1.4, x+0.06, 4.3)
		p.curve(flat(2.9), 0.03, 0.09, 0.02, x+0.16, -4.2, x+0.34, -1.4, x+0.14, 1.4, x+0.26, 4.2)
		for range 16 {
			y := s.span(-4, 4)
			p.poly(flat(2.8), x+s.span(-0.5, 0.5), y, x+s.span(-0.4, 0.5), y+s.span(0.05, 0.2), x+s.span(-0.5, 0.5), y+s.span(0.1, 0.3))
		}
	}
}

// ointment is a jar, squat, with a wide lid.
func (s *stage) ointment(p pen) {
	p.cast(2, 3)
	body := smooth(points(-2.0, 0, -2.1, -1.5, -2.0, -3.2, -1.5, -3.7, 1.5, -3.7, 2.0, -3.2, 2.1, -1.5, 2.0, 0, 0, 0.1), true, p.k)
	p.fill(flat(0), p.all(ribbon(append(body, body[0]), 0.14, 0.14, 0.14)))
	p.fill(paint{blend: fade(330, 0, 2.3, 700, 0, 0.8), ink: accent, hatch: 8}, p.all(body))
	p.rect(flat(0), -1.75, -4.55, 3.5, 0.95)
	p.rect(flat(1.9).carve(8), -1.66, -4.46, 3.32, 0.78)
	for i := range 12 {
		x := -1.5 + float64(i)*0.27
		p.line(flat(0.6), 0.05, x, -4.4, x, -3.75)
	}
	p.curve(flat(3), 0.05, 0.2, 0.05, -1.66, -3.1, -1.78, -1.8, -1.66, -0.5)
	p.poisonLabel(s, -1.7, 2.7, 2.1)
}

// champagne has sloping shoulders, foil about the neck and a wired cork.
func (s *stage) champagne(p pen) {
	p.cast(1.5, 3)
	body := smooth(points(-1.5, 0, -1.55, -1, -1.5, -2.8, -1.0, -4.4, -0.5, -5.4, -0.46, -6.4, 0.46, -6.4, 0.5, -5.4, 1.0, -4.4, 1.5, -2.8, 1.55, -1, 1.5, 0, 0, 0.12), true, p.k)
	p.fill(flat(0), p.all(ribbon(append(body, body[0]), 0.14, 0.14, 0.14)))
	p.fill(paint{blend: fade(370, 0, 1.6, 670, 0, 0.2), hatch: 8}, p.all(body))
	p.inside(body, func() {
		p.poly(glow(2.2), -2, -4.2, 0, -4.7, 2, -4.2, 2, -8, -2, -8)
		p.poly(glow(1.2), 0.1, -4.7, 2, -4.2, 2, -8, 0.1, -8)
		for i := range 5 {
			p.line(glow(3), 0.05, -0.8+float64(i)*0.3, -4.5, -0.4+float64(i)*0.16, -6.3)
		}
		p.curve(flat(2.9), 0.05, 0.2, 0.05, -1.24, -0.4, -1.26, -1.6, -1.2, -2.8, -0.8, -4.1)
	})
	p.blob(flat(0), -0.6, -6.3, -0.66, -7, 0, -7.2, 0.66, -7, 0.6, -6.3)
	p.blob(glow(2.5), -0.5, -6.4, -0.55, -6.95, 0, -7.08, 0.55, -6.95, 0.5, -6.4)
	p.line(flat(0.2), 0.06, -0.5, -6.35, 0.3, -7.0)
	p.line(flat(0.2), 0.06, 0.5, -6.35, -0.3, -7.0)
	p.oval(flat(0), 0, -1.7, 1.26, 0.96)
	p.oval(flat(2.9), 0, -1.7, 1.18, 0.88)
	p.oval(glow(1.8), 0, -2.0, 0.3, 0.24)
	p.typed(s, -0.8, 0.8, -1.6, 0.24, flat(0))
}

// ribbed is a six-sided bottle with ribs, as poisons are, and a glass stopper.
func (s *stage) ribbed(p pen) {
	p.cast(1.4, 3)
	body := points(-1.4, 0, -1.5, -4.2, -0.9, -4.9, -0.55, -5.1, -0.55, -5.9, 0.55, -5.9, 0.55, -5.1, 0.9, -4.9, 1.5, -4.2, 1.4, 0, 0, 0.12)
	p.fill(flat(0), p.all(ribbon(append(body, body[0]), 0.14, 0.14, 0.14)))
	p.fill(paint{blend: fade(370, 0, 2.4, 670, 0, 0.8), ink: accent, hatch: 8}, p.all(body))
	for i := range 7 {
		x := -1.1 + float64(i)*0.37
		p.line(glow(0.7), 0.07, x, -4.3, x*0.95, -0.2)
		p.line(glow(2.8), 0.03, x-0.09, -4.2, x*0.95-0.09, -0.2)
	}
	p.poly(flat(0), -0.8, -6.5, 0, -7.1, 0.8, -6.5, 0.5, -5.85, -0.5, -5.85)
	p.poly(flat(2.6), -0.68, -6.48, 0, -6.98, 0.1, -5.95, -0.42, -5.95)
	p.poly(flat(1.3), 0.68, -6.48, 0, -6.98, 0.1, -5.95, 0.42, -5.95)
	p.poisonLabel(s, -2.3, 2.5, 2.2)
}

// phial is small and tall, with a dropper beside it.
func (s *stage) phial(p pen) {
	p.cast(0.9, 2.6)
	body := smooth(points(-1.0, 0, -1.0, -3.6, -0.5, -4.3, -0.5, -5.0, 0.5, -5.0, 0.5, -4.3, 1.0, -3.6, 1.0, 0, 0, 0.1), true, p.k)
	p.fill(flat(0), p.all(ribbon(append(body, body[0]), 0.14, 0.14, 0.14)))
	p.fill(paint{blend: fade(420, 0, 2.4, 620, 0, 0.9), ink: accent, hatch: 8}, p.all(body))
	p.rect(flat(0), -0.62, -5.9, 1.24, 1.0)
	p.rect(flat(1.7), -0.52, -5.8, 1.04, 0.8)
	p.curve(flat(3), 0.04, 0.16, 0.04, -0.72, -3.4, -0.76, -2, -0.72, -0.4)
	p.poisonLabel(s, -1.9, 1.7, 1.9)
	q := p.to(2.3, 0.25, 1, 0.25)
	q.line(flat(0), 0.42, -1.2, 0, 1.2, 0)
	q.line(flat(2.6), 0.3, -1.2, 0, 1.2, 0)
	q.oval(flat(0), 1.5, 0, 0.6, 0.36)
	q.oval(glow(1.7), 1.5, 0, 0.52, 0.28)
}

// tin is a canister with a lid and a band of print.
func (s *stage) tin(p pen) {
	p.cast(1.8, 3)
	p.rect(flat(0), -1.9, -4.9, 3.8, 5)
	p.rect(paint{blend: fade(330, 0, 2.6, 700, 0, 0.8), hatch: 8}, -1.82, -4.8, 3.64, 4.82)
	p.oval(flat(0), 0, -4.85, 1.94, 0.42)
	p.oval(flat(2.5), 0, -4.88, 1.84, 0.34)
	p.oval(flat(0.3), 0, -4.9, 0.8, 0.16)
	p.rect(paint{blend: fade(330, 0, 2.6, 700, 0, 0.9), ink: accent, hatch: 8}, -1.82, -3.9, 3.64, 3)
	p.poisonLabel(s, -2.4, 2.4, 2.2)
}

// poisonLabel is a paper label with a skull and a line of print.
func (p pen) poisonLabel(s *stage, y, w, h float64) {
	p.fill(flat(0), p.all(box(0, y, w+0.12, h+0.12)))
	p.fill(flat(2.9), p.all(box(0, y, w, h)))
	p.line(flat(0.4), 0.03, -w/2+0.12, y-h/2+0.12, w/2-0.12, y-h/2+0.12, w/2-0.12, y+h/2-0.12, -w/2+0.12, y+h/2-0.12, -w/2+0.12, y-h/2+0.12)
	p.to(0, y-h*0.2, h*0.38, 0).warning(s)
	p.typed(s, -w*0.32, w*0.32, y+h*0.27, h*0.09, flat(0.2))
}
