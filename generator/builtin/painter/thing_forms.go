package painter

import "math"

// Forms of things whose word covers several: what the description names is drawn.

// noteSheet is a leaf from a pad, written as a list or as a few lines.
func (s *stage) noteSheet() {
	p := s.tabletop().to(0, 0, 1, s.span(-0.25, 0.25))
	w, h := s.span(2.4, 3.1), s.span(3.0, 3.7)
	o := points(-w, -h, w, -h, w, h-1, w-0.9, h, -w, h)
	p.paper(o)
	p.poly(flat(2), w, h-1, w-0.9, h, w-1, h-1.1)
	for y := -h + 1.1; y < h-0.4; y += 0.55 {
		p.line(flat(2.1), 0.025, -w+0.1, y+0.14, w-0.1, y+0.14)
	}
	p.line(glow(2.2), 0.03, -w+0.8, -h, -w+0.8, h)
	if s.says("list", "order") {
		for y := -h + 1.1; y < h-0.9; y += 0.55 {
			p.writing(s, -w+1, s.span(0, w-0.9), y, y+0.1, 1)
			p.line(glow(1.6), 0.07, -w+0.26, y-0.05, -w+0.4, y+0.1, -w+0.62, y-0.22)
		}
	} else {
		p.writing(s, -w+1, w-0.4, -h+1.1, h-1.3, 0.55)
		p.curve(flat(0.1), 0.05, 0.09, 0.03, 0.1, h-0.7, 0.5, h-1.1, 0.8, h-0.6, 1.4, h-0.9)
	}
	p.oval(flat(0), 0.1, -h+0.42, 0.26, 0.26)
	p.oval(glow(2), 0.06, -h+0.38, 0.2, 0.2)
	p.oval(flat(3), 0, -h+0.32, 0.06, 0.06)
}

// form is a printed sheet that was filled in, stamped and signed.
func (s *stage) form() {
	p := s.tabletop().to(0, 0, 1, s.span(-0.18, 0.18))
	p.paper(box(0, 0, 7.4, 5.4))
	for _, d := range []float64{0.2, 0.32} {
		p.line(flat(0.5), 0.04, -3.7+d, -2.7+d, 3.7-d, -2.7+d, 3.7-d, 2.7-d, -3.7+d, 2.7-d, -3.7+d, -2.7+d)
	}
	p.rect(glow(1.8), -1.9, -2.2, 3.8, 0.6)
	p.typed(s, -1.6, 1.6, -2.02, 0.26, flat(3))
	for i := range 4 {
		y := -1.1 + float64(i)*0.66
		p.typed(s, -3.1, -1.9, y-0.1, 0.15, flat(0.4))
		p.line(flat(0.8), 0.025, -1.7, y+0.1, 3.1, y+0.1)
		p.writing(s, -1.6, s.span(0.4, 3), y, y+0.1, 1)
	}
	p.curve(flat(0), 0.05, 0.11, 0.03, -2.6, 2.0, -2.2, 1.5, -1.9, 2.1, -1.4, 1.6, -1, 2, -0.3, 1.8)
	p.line(flat(0.5), 0.03, -2.9, 2.2, 0, 2.2)
	p.to(2.2, 1.7, 0.9, s.span(-0.4, 0.4)).stamp()
}

// leaf is one page out of a book, torn along its holes.
func (s *stage) leaf() {
	p := s.tabletop().to(0, 0, 1, s.span(-0.2, 0.25))
	o := points(3, -3.7, 3, 3.7)
	for y := 3.7; y > -3.7; y -= 0.3 {
		o = append(o, pt{-2.9 + s.span(-0.16, 0.16), y})
	}
	p.paper(append(o, pt{-2.8, -3.7}))
	for i := range 5 {
		p.oval(flat(0.6), -2.45, -2.9+float64(i)*1.45, 0.14, 0.14)
	}
	p.typed(s, -1.9, 0.2, -3.2, 0.24, glow(1.6))
	p.line(flat(1), 0.03, -2, -2.75, 2.6, -2.75)
	if s.says("shorthand") {
		for y := -2.3; y < 3.2; y += 0.62 {
			for x := -1.9; x < 2.4; x += s.span(0.4, 0.62) {
				a := s.span(-0.9, 0.9)
				p.to(x, y, 1, a).curve(flat(0.1), 0.03, 0.06, 0.02, -0.2, 0.1, 0, s.span(-0.24, 0), 0.2, 0.02, s.span(0, 0.14), 0.2)
			}
		}
		return
	}
	p.writing(s, -1.9, 2.5, -2.3, 2.4, 0.5)
	p.curve(glow(1.8), 0.05, 0.08, 0.04, -1.9, 2.95, 0, 2.85, 1.6, 3.0)
}

// signet is a broad ring with a crest cut into its face.
func (s *stage) signet() {
	p := s.tabletop().to(0, 0.5, 1, s.span(-0.5, 0.5))
	p.shadowRing(0.45, 0, 0.5, 2.2, 1.6)
	p.ring(flat(0), 0, 0.5, 2.34, 1.5)
	p.ring(paint{blend: fade(300, 300, 2.8, 760, 900, 0.5), ink: accent, hatch: ringed}, 0, 0.5, 2.24, 1.6)
	p.arc(glow(3), 0.08, 0, 0.5, 1.95, 1.95, 2.6, 3.6)
	face := smooth(points(-1.5, -1.3, -1.2, -2.3, 0, -2.7, 1.2, -2.3, 1.5, -1.3, 1, -0.5, 0, -0.2, -1, -0.5), true, p.k)
	p.shadow(0.14, face)
	p.fill(flat(0), p.to(0, 0, 1.05, 0).all(face))
	p.fill(paint{blend: fade(360, 240, 3, 640, 480, 1.5), ink: accent, hatch: 4}, p.all(face))
	q := p.to(0, -1.42, 0.62, 0)
	q.fill(flat(0.2), q.all(smooth(points(-1, -1.1, 0, -1.3, 1, -1.1, 1.1, 0.2, 0, 1.4, -1.1, 0.2), true, q.k)))
	q.fill(glow(2.7), q.all(smooth(points(-0.86, -0.95, 0, -1.14, 0.86, -0.95, 0.94, 0.15, 0, 1.2, -0.94, 0.15), true, q.k)))
	q.poly(flat(0.2), -0.9, -0.3, 0.9, -0.5, 0.9, -0.05, -0.9, 0.2)
	q.line(flat(0.2), 0.16, -0.4, 0.85, 0, 0.4, 0.4, 0.75)
	q.poly(flat(0.2), -0.3, -0.95, 0, -0.55, 0.3, -0.95)
}

// chipped is a ring whose stone has lost a splinter, which lies beside it.
func (s *stage) chipped() {
	p := s.tabletop()
	chip := p.to(1.7, 1.7, 1.5, s.span(0, 3))
	p.to(-0.7, -0.3, 0.72, s.span(-0.6, 0.6)).jewel(true)
	o := points(-0.6, -0.2, 0.1, -0.6, 0.7, -0.1, 0.3, 0.5, -0.4, 0.4)
	chip.shadow(0.2, o)
	chip.poly(flat(0), -0.68, -0.22, 0.1, -0.7, 0.8, -0.1, 0.34, 0.6, -0.46, 0.48)
	chip.poly(glow(1.8), -0.6, -0.2, 0.1, -0.6, 0.7, -0.1, 0.3, 0.5, -0.4, 0.4)
	chip.poly(glow(2.8), -0.6, -0.2, 0.1, -0.6, 0.05, -0.05)
	chip.poly(glow(1), 0.05, -0.05, 0.7, -0.1, 0.3, 0.5)
}

// jewel is a ring with a stone in claws.
func (p pen) jewel(broken bool) {
	p.shadowRing(0.45, 0, 0.5, 2.2, 1.85)
	p.ring(flat(0), 0, 0.5, 2.28, 1.78)
	p.ring(paint{blend: fade(300, 300, 2.9, 760, 900, 0.6), hatch: ringed}, 0, 0.5, 2.2, 1.86)
	p.arc(flat(3), 0.07, 0, 0.5, 2.06, 2.06, 2.6, 4.1)
	cut := p.round(0, -2.1, 1.0, 0.92)
	p.fill(flat(0), p.all(p.round(0, -2.1, 1.16, 1.08)))
	p.fill(glow(1.9), p.all(cut))
	for i := range 8 {
		a, b := tip(float64(i)*math.Pi/4, 0.96), tip(float64(i+1)*math.Pi/4, 0.96)
		c, d := tip(float64(i)*math.Pi/4+0.39, 0.5), tip(float64(i)*math.Pi/4-0.39, 0.5)
		p.poly(glow(1+0.26*float64((i*3)%7)), a.x, -2.1+a.y*0.92, b.x, -2.1+b.y*0.92, c.x, -2.1+c.y*0.92, d.x, -2.1+d.y*0.92)
	}
	p.oval(glow(2.8), -0.08, -2.18, 0.36, 0.3)
	for _, a := range []float64{0.8, 2.35, 3.93, 5.5} {
		q := tip(a, 1)
		p.oval(flat(0), q.x, -2.1+q.y*0.92, 0.24, 0.24)
		p.oval(flat(2.7), q.x, -2.1+q.y*0.92, 0.17, 0.17)
	}
	if broken {
		p.poly(flat(0.1), 0.2, -2.2, 1.2, -2.9, 1.3, -1.9, 0.6, -1.8)
	}
}

// legRing is a bird's: a band with a number stamped on it.
func (s *stage) legRing() {
	p := s.tabletop().to(0, 0.2, 1, s.span(-0.3, 0.3))
	o := box(0, 0.6, 4.6, 2.4)
	p.shadow(0.4, o)
	p.oval(flat(0), 0, -0.6, 2.36, 0.92)
	p.rect(flat(0), -2.36, -0.6, 4.72, 2.5)
	p.oval(flat(0), 0, 1.9, 2.36, 0.92)
	p.rect(paint{blend: fade(300, 0, 2.9, 740, 0, 0.8), hatch: 8}, -2.28, -0.6, 4.56, 2.5)
	p.oval(paint{blend: fade(300, 0, 2.9, 740, 0, 0.8), hatch: 8}, 0, 1.9, 2.28, 0.84)
	p.oval(flat(2.6), 0, -0.6, 2.28, 0.84)
	p.oval(flat(0.3), 0, -0.6, 1.98, 0.64)
	for i := range 4 {
		x := -1.2 + float64(i)*0.8
		p.line(flat(0.1), 0.14, x-0.2, 0.5, x+0.2, 0.5, x-0.1, 1.4)
	}
}

// strap is a leather belt, coiled, with its buckle.
func (s *stage) strap() {
	p := s.tabletop().to(0, 0.1, 1, s.span(-0.4, 0.4))
	for turn := range 3 {
		r := 2.8 - float64(turn)*0.62
		if turn == 0 {
			p.shadow(0.4, p.round(0, 0, r, r*0.8))
		}
		p.arc(flat(0), 0.62, 0, 0, r, r*0.8, 0, 2*math.Pi)
		p.arc(glow(1.6), 0.5, 0, 0, r, r*0.8, 0, 2*math.Pi)
		p.arc(glow(2.8), 0.04, 0, 0, r+0.14, r*0.8+0.14, 2.4, 5.4)
		p.arc(glow(0.5), 0.04, 0, 0, r-0.16, r*0.8-0.16, 0, 2*math.Pi)
	}
	p.line(flat(0), 0.66, 1.2, 0.6, 3.6, 3.2)
	p.line(glow(1.6), 0.54, 1.2, 0.6, 3.55, 3.15)
	for i := range 4 {
		t := 0.2 + float64(i)*0.16
		p.oval(flat(0), lerp(1.2, 3.6, t), lerp(0.6, 3.2, t), 0.09, 0.09)
	}
	q := p.to(3.35, 2.9, 1, 0.83)
	q.line(flat(0), 0.3, -0.5, -0.62, 0.6, -0.62, 0.6, 0.62, -0.5, 0.62, -0.5, -0.62)
	q.line(flat(2.6), 0.17, -0.5, -0.62, 0.6, -0.62, 0.6, 0.62, -0.5, 0.62, -0.5, -0.62)
	q.line(flat(2.9), 0.14, -0.5, 0, 0.7, 0)
}
