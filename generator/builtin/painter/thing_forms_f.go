package painter

import "math"

// Named forms of paper, bottles, tins and cloth by the yard.

// tornEnvelope has lost the corner where its sender would be.
func tornEnvelope(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.2, 0.2))
	o := points(-1.9, -2.5, 3.9, -2.5, 3.9, 2.5, -3.9, 2.5, -3.9, -0.9)
	for i := range 6 {
		t := float64(i) / 6
		o = append(o, pt{lerp(-3.6, -2.0, t) + s.span(-0.16, 0.16), lerp(-0.8, -2.3, t) + s.span(-0.2, 0.2)})
	}
	p.paper(o)
	for i := 4; i+1 < len(o); i++ {
		p.line(flat(1.6), 0.07, o[i].x, o[i].y, o[i+1].x, o[i+1].y)
	}
	p.inside(o, func() {
		p.line(flat(2), 0.05, -3.9, 2.5, 0, -0.4, 3.9, 2.5)
		for i := range 30 {
			x := -4 + float64(i)*0.54
			p.poly([]paint{glow(1.8), flat(0.5)}[i%2], x, 2.2, x+0.27, 2.2, x+0.17, 2.6, x-0.1, 2.6)
		}
	})
	p.rect(flat(0), 2.3, -2.1, 1.3, 1.5)
	p.rect(glow(1.9), 2.37, -2.03, 1.16, 1.36)
	p.oval(flat(2.9), 2.95, -1.4, 0.34, 0.46)
	for i := range 3 {
		p.arc(flat(0.2), 0.07, 2.0, -1.4, 0.45+0.2*float64(i), 0.45+0.2*float64(i), 1.2, 4.9)
	}
	p.writing(s, -1.3, 2.2, 0.1, 1.5, 0.6)
}

// capitals are big letters without joins, as one writes to hide a hand.
func capitals(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.2, 0.2))
	o := points(-3.3, -3.0, 3.2, -3.1)
	for x := 3.2; x > -3.3; x -= 0.4 {
		o = append(o, pt{x, 2.7 + s.span(-0.2, 0.2)})
	}
	p.paper(o)
	strokes := [][]float64{
		{-0.2, 0.4, 0, -0.4, 0.2, 0.4},
		{-0.2, -0.4, -0.2, 0.4, 0.2, 0.4},
		{-0.2, 0.4, -0.2, -0.4, 0.2, 0.4, 0.2, -0.4},
		{-0.25, -0.4, 0.25, -0.4, 0, -0.4, 0, 0.4},
		{0.2, -0.4, -0.2, -0.4, -0.2, 0, 0.14, 0, -0.2, 0, -0.2, 0.4, 0.2, 0.4},
		{-0.2, -0.4, -0.2, 0.4, -0.2, 0, 0.2, 0, 0.2, -0.4, 0.2, 0.4},
	}
	for row := range 4 {
		for x, y := -2.7, -2.1+float64(row)*1.2; x < 2.8; x += 0.66 {
			if s.odds(16) || row == 3 && x > 0.4 {
				continue
			}
			p.to(x, y, s.span(0.9, 1.05), s.span(-0.1, 0.1)).line(flat(0.1), 0.13, strokes[s.r.IntN(len(strokes))]...)
		}
	}
}

// starPlate is a print of stars with brown finger marks at its rim.
func starPlate(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.2, 0.2))
	p.paper(box(0, 0, 6.4, 6.4))
	sky := box(0, 0, 5.8, 5.8)
	p.fill(flat(0.15), p.all(sky))
	p.inside(sky, func() {
		for range 120 {
			r := s.span(0.02, 0.07)
			p.oval(flat(2.9), s.span(-2.9, 2.9), s.span(-2.9, 2.9), r, r)
		}
		for range 5 {
			q := p.to(s.span(-2.2, 2.2), s.span(-2.2, 2.2), 1, 0)
			q.line(flat(3), 0.05, -0.4, 0, 0.4, 0)
			q.line(flat(3), 0.05, 0, -0.4, 0, 0.4)
			q.oval(flat(3), 0, 0, 0.15, 0.15)
		}
	})
	p.ring(glow(2), 0.8, -0.6, 0.7, 0.6)
	for i := range 3 { // fingertips
		q := p.to(2.7, 0.5+float64(i)*0.8, 1, 1.3)
		for k := range 4 {
			q.arc(glow(0.7), 0.07, 0, 0, 0.12+0.1*float64(k), 0.16+0.13*float64(k), 0, 6.2)
		}
	}
}

// paperBoat is folded out of a ticket.
func paperBoat(s *stage) {
	p := s.tabletop().to(0, 0.4, 1.1, s.span(-0.2, 0.2))
	hull := points(-4.0, -0.5, -1.8, 0.2, 1.8, 0.2, 4.0, -0.5, 2.3, 2.1, -2.3, 2.1)
	sail := points(-1.9, 0.3, 0, -3.0, 1.9, 0.3)
	p.solid(flat(2.9).carve(4), sail)
	p.poly(flat(2).carve(4), 0, -2.9, 1.85, 0.3, 0.1, 0.3)
	p.line(flat(0.3), 0.05, 0, -2.9, 0.1, 0.3)
	p.rect(glow(2), -0.75, -0.9, 0.65, 0.36)
	p.solid(flat(2.95).carve(4), hull)
	p.inside(hull, func() {
		p.poly(flat(2.1).carve(4), 0.4, 0.2, 4.2, -0.6, 2.3, 2.2, 0.9, 2.2)
		p.poly(glow(2), -3.1, 0.9, 3.1, 0.9, 2.8, 1.4, -2.8, 1.4)
		p.typed(s, -2.4, 2.2, 1.0, 0.26, flat(3))
		p.typed(s, -1.9, 1.9, 1.6, 0.2, flat(0.2))
		p.oval(flat(0.2), 2.5, 0.4, 0.17, 0.17)
	})
	p.line(flat(0.3), 0.06, -4, -0.5, -1.8, 0.2, 1.8, 0.2, 4, -0.5)
}

// typedLetter has a printed head, a typed body and a signature.
func typedLetter(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.2, 0.2))
	o := box(0, 0, 5.8, 7.4)
	p.paper(o)
	p.poly(glow(1.8), 0, -3.4, 0.42, -3.2, 0.36, -2.7, 0, -2.5, -0.36, -2.7, -0.42, -3.2)
	p.typed(s, -1.6, 1.6, -2.3, 0.26, flat(0.1))
	p.line(glow(1.8), 0.05, -2.4, -1.85, 2.4, -1.85)
	p.typed(s, -2.3, -0.8, -1.5, 0.13, flat(0.3))
	for y := -1.0; y < 1.7; y += 0.34 {
		p.typed(s, -2.3, 2.3, y, 0.13, flat(0.3))
	}
	p.curve(flat(0), 0.05, 0.12, 0.03, 0.2, 2.6, 0.6, 2.0, 0.9, 2.7, 1.4, 2.1, 1.7, 2.6, 2.3, 2.3)
	for _, y := range []float64{-1.25, 1.25} { // it was folded in three
		p.line(flat(2.1), 0.06, -2.9, y, 2.9, y)
	}
}

// policy is printed within an engraved border, with a round seal.
func policy(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.15, 0.15))
	p.paper(box(0, 0, 6.2, 7.6))
	p.rect(glow(1.5), -2.9, -3.6, 5.8, 7.2)
	p.rect(flat(2.9), -2.5, -3.2, 5, 6.4)
	for i := range 20 {
		d := -2.8 + float64(i)*0.295
		for _, y := range []float64{-3.4, 3.4} {
			p.arc(flat(2.9), 0.06, d, y, 0.13, 0.13, 0, 6.3)
		}
		for _, x := range []float64{-2.7, 2.7} {
			p.arc(flat(2.9), 0.06, x, d*1.15, 0.13, 0.13, 0, 6.3)
		}
	}
	p.arc(flat(0.2), 0.34, 0, -1.4, 2.0, 1.2, math.Pi*1.15, math.Pi*1.85)
	p.typed(s, -1.3, 1.3, -1.9, 0.36, flat(0.1))
	for y := -1.1; y < 1.2; y += 0.32 {
		p.typed(s, -2.1, 2.1, y, 0.12, flat(0.5))
	}
	p.line(flat(0.4), 0.04, -2.1, 2.5, 0.2, 2.5)
	p.curve(flat(0), 0.05, 0.1, 0.03, -1.9, 2.4, -1.5, 1.9, -1.1, 2.5, -0.6, 2.0, 0, 2.3)
	p.seal(s, 1.5, 2.1)
}

// groundPlan is white lines on a dark sheet: walls, doors and stairs.
func groundPlan(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.12, 0.12))
	o := box(0, 0, 8, 6.2)
	p.solid(glow(0.9).carve(4), o)
	white := flat(2.95)
	p.line(white, 0.16, -3.2, -2.3, 3.2, -2.3, 3.2, 2.0, -3.2, 2.0, -3.2, -2.3)
	p.line(white, 0.12, -0.6, -2.3, -0.6, -0.9)
	p.line(white, 0.12, -0.6, 0.0, -0.6, 2.0)
	p.line(white, 0.12, -3.2, 0.2, -1.6, 0.2)
	p.line(white, 0.12, 1.2, -0.3, 3.2, -0.3)
	for _, d := range [][3]float64{{-0.6, -0.9, 0}, {1.2, -0.3, 2.2}, {-1.6, 0.2, 3.9}} {
		p.arc(white, 0.05, d[0], d[1], 0.9, 0.9, d[2], d[2]+1.57)
	}
	for i := range 8 { // the stairs
		x := 1.0 + float64(i)*0.25
		p.line(white, 0.05, x, 1.0, x, 2.0)
	}
	p.line(white, 0.05, 1.0, 1.0, 2.75, 1.0)
	p.line(white, 0.04, -3.2, 2.5, 3.2, 2.5)
	p.line(white, 0.05, -3.2, 2.36, -3.2, 2.64)
	p.line(white, 0.05, 3.2, 2.36, 3.2, 2.64)
	p.typed(s, -2.8, -1.4, -1.2, 0.16, white)
	p.typed(s, 1.4, 2.8, -1.4, 0.16, white)
	p.rect(white, 2.4, 2.55, 1.3, 0.4)
	p.curve(flat(3), 0.08, 0.1, 0.06, -2.4, 1.0, -2.0, 0.7, -1.3, 1.0, -1.7, 1.5, -2.4, 1.3, -2.4, 1.0)
}

// capsules lie about a small tube that is open.
func capsules(s *stage) {
	p := s.tabletop().to(0, -0.6, 1, s.span(-0.5, -0.2))
	p.solid(paint{blend: fade(250, 250, 2.9, 700, 600, 1.3), hatch: 2}, points(-3.6, -1.0, 2.0, -1.0, 2.0, 1.0, -3.6, 1.0))
	p.oval(flat(0), 2.0, 0, 0.36, 1.06)
	p.oval(flat(0.6), 2.0, 0, 0.25, 0.9)
	p.rect(flat(2.95), -2.9, -0.98, 3.2, 1.96)
	p.rect(glow(1.7), -2.9, -0.98, 3.2, 0.4)
	p.to(-1.3, 0.05, 0.8, 0).warning(s)
	p.typed(s, -2.6, 0, 0.6, 0.18, flat(0))
	p.line(flat(3), 0.1, -3.3, -0.8, 1.8, -0.8)
	for i := range 8 {
		q := p.to(1.0+0.9*float64(i%4)+s.span(-0.3, 0.3), 1.9+1.1*float64(i/4)+s.span(-0.3, 0.3), 1, s.span(0, 3))
		o := smooth(points(-0.62, 0, -0.46, -0.27, 0.46, -0.27, 0.62, 0, 0.46, 0.27, -0.46, 0.27), true, p.k)
		q.solid(flat(2.95), o)
		q.inside(o, func() { q.rect(glow(1.8), 0, -0.4, 0.8, 0.8) })
		q.line(flat(3), 0.06, -0.4, -0.12, 0.4, -0.12)
	}
}

// saltsJar is wide, with a ground stopper and crystals in it.
func saltsJar(s *stage) {
	p := s.sideboard()
	p.cast(1.9, 3)
	o := smooth(points(-1.9, -0.05, -2.0, -3.4, -1.6, -4.2, -1.3, -4.6, 1.3, -4.6, 1.6, -4.2, 2.0, -3.4, 1.9, -0.05, 0, 0.1), true, p.k)
	p.solid(glass(350, 700), o)
	p.inside(o, func() {
		p.rect(flat(2.9), -2.2, -2.6, 4.4, 2.8)
		for range 90 {
			q := p.to(s.span(-1.9, 1.9), s.span(-2.8, 0), s.span(0.6, 1.1), s.span(0, 6))
			q.poly(flat(s.span(1.6, 2.6)), 0, -0.15, 0.15, 0, 0, 0.15, -0.13, 0)
		}
		p.poly(paint{op: shade, tone: 0.5}, 1.0, -4.8, 2.3, -4.8, 2.3, 0.3, 1.2, 0.3)
	})
	p.solid(flat(2), points(-1.5, -5.0, 1.5, -5.0, 1.3, -4.5, -1.3, -4.5))
	p.solid(flat(2.4).carve(ringed), p.round(0, -5.6, 0.8, 0.62))
	label := box(0, -1.9, 2.6, 1.9)
	p.solid(flat(2.95), label)
	p.rect(glow(1.8), -1.3, -2.85, 2.6, 0.4)
	p.to(0, -1.95, 0.9, 0).warning(s)
	p.typed(s, -1, 1, -1.35, 0.22, flat(0))
	p.curve(flat(3), 0.05, 0.16, 0.05, -1.7, -3.9, -1.8, -2.6, -1.7, -0.6)
}

// spiritCan is a square can with a handle and a screwed cap.
func spiritCan(s *stage) {
	p := s.sideboard()
	p.cast(2, 3)
	p.solid(metal(p.o.y-560, p.o.y+140), points(-2.1, 0, -2.1, -4.6, -1.3, -5.3, 1.3, -5.3, 2.1, -4.6, 2.1, 0))
	p.rect(paint{op: shade, tone: 0.55}, 0.9, -4.6, 1.2, 4.6)
	p.line(flat(0.3), 0.06, -2.1, -4.6, 2.1, -4.6)
	p.arc(flat(0), 0.34, -0.5, -5.3, 0.9, 0.8, math.Pi, 2*math.Pi)
	p.arc(flat(2.4), 0.18, -0.5, -5.3, 0.9, 0.8, math.Pi, 2*math.Pi)
	p.rect(flat(0), 0.6, -6.1, 0.9, 0.85)
	p.rect(glow(2), 0.68, -6.02, 0.74, 0.7)
	for i := range 5 {
		p.line(flat(0.2), 0.04, 0.76+float64(i)*0.15, -6, 0.76+float64(i)*0.15, -5.4)
	}
	p.rect(glow(1.8), -1.7, -3.9, 3.4, 3.2)
	p.poly(flat(2.95), 0, -3.7, 1.2, -1.9, -1.2, -1.9)
	p.blob(flat(0), 0, -3.3, 0.36, -2.5, 0.2, -2.1, -0.2, -2.1, -0.36, -2.5)
	p.typed(s, -1.3, 1.3, -1.6, 0.34, flat(2.95))
	p.line(flat(3), 0.09, -1.9, -4.3, -1.9, -0.4)
}

// flatBottle lies on its side, nearly empty, its cork drawn.
func flatBottle(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.35, 0.2))
	p.blob(glow(1.5), 2.2, 0.7, 3.4, 0.4, 4.4, 1.0, 4.0, 1.9, 2.9, 1.8, 2.4, 1.3)
	o := smooth(points(-3.9, -1.5, -2.0, -1.7, 0.9, -1.6, 1.8, -0.9, 3.0, -0.5, 3.0, 0.5, 1.8, 0.9, 0.9, 1.6, -2.0, 1.7, -3.9, 1.5), true, p.k)
	p.solid(paint{blend: fade(200, 350, 2.6, 800, 700, 0.9), hatch: 3}, o)
	p.inside(o, func() { p.poly(glow(1.5), -4, 0.8, 1.6, 0.6, 2.9, 0.3, 2.9, 1, -4, 2) })
	label := points(-3.2, -1.0, 0.3, -1.0, 0.3, 0.9, -3.2, 0.9)
	p.solid(flat(2.9), label)
	p.rect(glow(1.8), -3.2, -1.0, 3.5, 0.36)
	p.typed(s, -2.8, 0, -0.35, 0.4, flat(0.1))
	p.typed(s, -2.5, -0.4, 0.35, 0.18, flat(0.4))
	p.rect(flat(0), 2.9, -0.62, 0.4, 1.24)
	p.rect(flat(2.2), 2.95, -0.56, 0.28, 1.12)
	p.line(flat(3), 0.12, -3.4, -1.3, 0.8, -1.35)
	cork := p.to(3.6, -1.9, 1, 0.8)
	cork.solid(wood(650, 250, 800, 400), points(-0.5, -0.34, 0.5, -0.28, 0.5, 0.28, -0.5, 0.34))
}

// funnel is of folded paper, beside the wet ring of a bottle.
func funnel(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.2, 0.2))
	p.ring(paint{op: shade, tone: 0.4}, 2.2, 1.7, 1.75, 1.5)
	p.arc(flat(2.9), 0.07, 2.2, 1.7, 1.62, 1.62, 3.3, 4.6)
	for range 5 {
		p.oval(paint{op: shade, tone: 0.45}, s.span(0.6, 3.9), s.span(0.2, 3.4), 0.13, 0.1)
	}
	q := p.to(-1.3, -0.8, 1, -0.5)
	cone := points(-2.0, -1.9, 2.0, -1.9, 0.34, 2.2, 0.26, 3.1, -0.26, 3.1, -0.34, 2.2)
	q.solid(flat(2.9).carve(4), cone)
	q.inside(cone, func() {
		q.poly(flat(2).carve(4), 0.3, -2, 2.1, -2, 0.4, 2.2, 0.3, 3.2, 0, 3.2)
		for i := range 7 {
			y := -1.2 + float64(i)*0.4
			q.typed(s, -1.4+0.17*float64(i), 0.4, y, 0.13, flat(0.7))
		}
		q.line(flat(0.8), 0.05, 0.5, -1.9, 0.05, 3)
	})
	q.oval(flat(0), 0, -1.9, 2.05, 0.56)
	q.oval(flat(0.9), 0, -1.88, 1.9, 0.44)
}

// muslin is a length of thin pleated stuff with a pin in it.
func muslin(s *stage) {
	p := s.tabletop().to(0, 0, 0.86, s.span(-0.3, 0.3))
	line := smooth(points(-4.6, -2.2, -2.4, -1.0, -0.6, -2.0, 1.6, -0.8, 1.0, 1.2, -1.4, 1.8, -0.4, 3.0, 2.2, 2.6, 4.6, 3.2), false, p.k)
	o := ribbon(line, 2.1, 1.9, 2.3)
	p.shadow(0.25, o)
	p.fill(flat(0.2), p.all(ribbon(line, 2.22, 2.02, 2.42)))
	p.fill(flat(2.95).carve(3), p.all(o))
	for i := range 7 {
		d := (float64(i) - 3) * 0.29
		l := make([]pt, len(line))
		for k, q := range line {
			a, b := line[max(0, k-1)], line[min(len(line)-1, k+1)]
			n := math.Max(math.Hypot(b.x-a.x, b.y-a.y), 1e-6)
			l[k] = pt{q.x - (b.y-a.y)/n*d, q.y + (b.x-a.x)/n*d}
		}
		p.fill(flat(1.7), p.all(ribbon(l, 0.05, 0.09, 0.05)))
	}
	p.line(flat(0), 0.14, -2.2, -2.2, 0.2, -0.4)
	p.line(flat(2.9), 0.06, -2.2, -2.22, 0.2, -0.42)
	p.oval(flat(0), -2.3, -2.3, 0.34, 0.34)
	p.oval(glow(2.1), -2.33, -2.33, 0.26, 0.26)
}

// knitting is some rows on two needles with a ball of wool.
func knitting(s *stage) {
	s.needles()
	p := pen{canvas: s.canvas, o: pt{float64(s.w) / 2, float64(s.h) / 2}, k: 96}
	ball := p.to(2.5, 2.2, 1, 0)
	ball.solid(glow(1.6).carve(ringed), ball.round(0, 0, 1.4, 1.4))
	ball.inside(ball.round(0, 0, 1.4, 1.4), func() {
		for i := range 18 {
			a := float64(i) * 0.7
			q := ball.to(0.5*math.Cos(a), 0.5*math.Sin(a), 1, a)
			q.arc(glow([]float64{0.7, 2.7}[i%2]), 0.09, 0, 0, 1.1, 0.7, 0, 3)
		}
	})
}

// fringe is the edge of a woven wrap, with a torn-out knot of threads.
func fringe(s *stage) {
	p := s.tabletop().to(0, -0.4, 0.9, s.span(-0.2, 0.2))
	o := points(-4.4, -3.2, 4.3, -3.3, 4.3, 0.6, -4.4, 0.7)
	p.solid(glow(1.5), o)
	p.inside(o, func() {
		for row := range 5 {
			y := -2.9 + float64(row)*0.76
			with := []paint{flat(2.9), flat(0.2), glow(2.6)}[row%3]
			if row%2 == 0 {
				p.rect(with, -4.6, y, 9, 0.24)
				continue
			}
			for i := range 14 { // a band of lozenges
				x := -4.5 + float64(i)*0.7
				p.poly(with, x, y-0.3, x+0.3, y, x, y+0.3, x-0.3, y)
			}
		}
	})
	for i := range 20 {
		x := -4.2 + float64(i)*0.44
		if i == 12 || i == 13 {
			continue // these are gone
		}
		p.oval(flat(0), x, 0.95, 0.2, 0.22)
		p.oval(glow(2), x, 0.93, 0.15, 0.17)
		for k := range 3 {
			d := (float64(k) - 1) * 0.1
			p.curve(flat(0), 0.09, 0.09, 0.05, x+d, 1.1, x+d*1.6, 1.9, x+d*2+s.span(-0.1, 0.1), 2.8)
			p.curve(glow(2.3), 0.04, 0.05, 0.02, x+d, 1.1, x+d*1.6, 1.9, x+d*2, 2.7)
		}
	}
	tuft := p.to(1.3, 3.7, 1, 1.2)
	for k := range 6 {
		d := (float64(k) - 2.5) * 0.1
		tuft.curve(flat(0), 0.1, 0.1, 0.05, 0, 0, d*2, 0.8, d*3, 1.6)
		tuft.curve(glow(2.4), 0.05, 0.05, 0.02, 0, 0, d*2, 0.8, d*3, 1.5)
	}
	tuft.oval(glow(2), 0, 0, 0.2, 0.24)
}
