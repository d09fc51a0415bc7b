package painter

import "math"

// Named forms of cloth, buttons, glass and what else is small.

// hornButton is sawn from an antler: pale, brown at the rim, with two holes.
func hornButton(s *stage) {
	p := s.tabletop()
	o := smooth(points(-2.4, -0.5, -1.6, -2.1, 0.2, -2.5, 1.9, -1.8, 2.5, 0, 1.7, 1.9, 0, 2.4, -1.8, 1.8), true, p.k)
	p.solid(flat(0.8).carve(ringed), o)
	q := p.to(-0.03, -0.04, 0.84, 0)
	q.fill(bone(), q.all(o))
	p.inside(o, func() {
		for i := range 34 { // the grain of the horn
			t := tip(float64(i)*0.185, 1)
			a, b := s.span(1.2, 1.7), s.span(1.85, 2.3)
			p.line(flat(0.5), 0.05, t.x*a, t.y*a, t.x*b, t.y*b)
		}
		for range 60 {
			p.oval(flat(0.9), s.span(-1.1, 1.1), s.span(-1.1, 1.1), 0.05, 0.04)
		}
	})
	for _, x := range []float64{-0.5, 0.5} {
		p.oval(flat(0), x, 0, 0.3, 0.34)
	}
	p.line(glow(1.6), 0.16, -0.5, 0, 0.5, 0.02)
	p.curve(glow(1.6), 0.14, 0.1, 0.04, 0.5, 0, 1.2, 1.2, 2.2, 2.4, 1.9, 3.3)
	p.arc(flat(3), 0.1, 0, 0, 2.15, 2.15, 3.4, 4.4)
}

// forcedButton hangs from the cloth of a coat, beside a buttonhole that it does
// not fit.
func forcedButton(s *stage) {
	p := s.tabletop().to(0, 0, 0.92, s.span(-0.2, 0.2))
	o := points(-4.2, -3.4, 3.9, -3.6, 4.1, 3.3, 0.4, 3.6, -4.1, 3.4)
	p.solid(flat(0.9).carve(7), o)
	p.poly(flat(0.3), 0.9, -3.5, 1.15, -3.5, 1.15, 3.5, 0.9, 3.5)
	for i := range 15 {
		p.line(flat(2.4), 0.05, 0.55, -3.2+float64(i)*0.46, 0.55, -3.0+float64(i)*0.46)
	}
	for i, y := range []float64{-2.2, 0, 2.2} { // holes, the middle one torn
		p.line(flat(0), 0.3, -2.2, y, -0.4, y)
		p.line(flat(2.5), 0.07, -2.3, y-0.2, -0.3, y-0.2)
		p.line(flat(2.5), 0.07, -2.3, y+0.2, -0.3, y+0.2)
		if i == 1 {
			p.poly(flat(0), -0.5, y-0.2, 0.2, y-0.55, 0, y-0.1, 0.5, y+0.3, -0.5, y+0.2)
		}
	}
	q := p.to(2.5, 0.5, 0.58, 0)
	q.shadow(0.3, q.round(0, 0, 2.3, 2.3))
	q.oval(flat(0), 0, 0, 2.4, 2.4)
	q.oval(glow(2), 0, 0, 2.24, 2.24)
	q.ring(glow(1), 0, 0, 1.8, 1.6)
	for _, h := range points(-0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5, 0.5) {
		q.oval(flat(0), h.x, h.y, 0.28, 0.28)
	}
	p.curve(flat(2.9), 0.08, 0.07, 0.03, 2.4, 0.5, 1.9, -0.4, 2.3, -1.3, 1.7, -1.8)
}

// square is a cloth with hanging folds, laid from above.
func (s *stage) square(with paint) (p pen, o []pt) {
	p = s.tabletop().to(0, 0.1, 1, s.span(0.5, 1.0))
	o = smooth(points(-3.1, -2.8, -1.9, -3.15, -0.6, -2.7, 0.9, -3.1, 2.2, -2.75, 3.1, -3.0, 2.85, -1.4, 3.15, 0.2, 2.8, 1.6, 3.1, 3.0, 1.4, 2.8, 0.2, 3.15, -1.3, 2.8, -3.0, 3.1, -2.8, 1.2, -3.1, -0.4), true, p.k)
	p.solid(with, o)
	return p, o
}

// creases are the soft folds of a cloth that was dropped.
func (p pen) creases(light, dark paint) {
	for _, c := range [][]float64{
		{-2.9, -2.7, -1.6, -1.4, -0.6, -0.4},
		{2.9, -2.8, 1.7, -1.5, 0.5, -0.5},
		{2.9, 2.8, 1.5, 1.6, 0.4, 0.5},
		{-2.8, 2.9, -1.5, 1.4, -0.5, 0.5},
		{-0.5, -2.6, -0.1, -1.6, 0.1, -0.7},
		{2.7, 0.2, 1.8, 0.1, 0.8, 0.1},
		{0.1, 2.9, -0.1, 1.8, 0.0, 0.8},
		{-2.8, -0.3, -1.7, -0.1, -0.8, 0.1},
	} {
		p.curve(dark, 0.04, 0.34, 0.05, c[0]+0.14, c[1]+0.12, c[2]+0.2, c[3]+0.14, c[4]+0.1, c[5]+0.1)
		p.curve(light, 0.03, 0.13, 0.03, c...)
	}
}

// leafCloth is a small woven cloth with leaves lying in it.
func leafCloth(s *stage) {
	p, o := s.square(flat(2.6).carve(4))
	p.inside(o, func() {
		for i := range 5 {
			d := 2.75 - float64(i)*0.22
			p.line(glow(1.2+float64(i%2)), 0.12, -d, -d, d, -d, d, d, -d, d, -d, -d)
		}
	})
	for range 34 {
		r := s.span(0, 1.5)
		at := tip(s.span(0, 6.28), r)
		q := p.to(at.x, at.y, s.span(0.8, 1.2), s.span(0, 6.28))
		q.blob(flat(0), 0, -0.56, 0.3, 0, 0, 0.56, -0.3, 0)
		q.blob(flat(s.span(0.9, 1.7)), 0, -0.46, 0.22, 0, 0, 0.46, -0.22, 0)
		q.line(flat(0), 0.03, 0, -0.4, 0, 0.4)
	}
}

// paintCloth was used to wipe brushes.
func paintCloth(s *stage) {
	p, o := s.square(paint{blend: fade(250, 200, 3, 850, 850, 2), hatch: 5})
	p.inside(o, func() {
		p.creases(flat(3), paint{op: shade, tone: 0.6})
		for i := range 13 {
			with := []paint{glow(1.8), glow(0.9), flat(0.4), flat(1.3)}[i%4]
			q := p.to(s.span(-2, 2), s.span(-2, 2), 1, s.span(0, 3))
			for k := range 3 {
				y := float64(k) * 0.17
				q.curve(with, 0.05, 0.17, 0.02, -0.6, y, 0, y+0.1, 0.7+0.1*float64(k), y-0.05)
			}
		}
	})
}

// bundle is a cloth tied up by its corners about something.
func bundle(s *stage) {
	p := s.tabletop().to(0, 0.5, 1, s.span(-0.2, 0.2))
	fill := cloth(s, 250, 200, 800, 850)
	body := smooth(points(-2.9, 0.6, -2.6, -0.9, -1.2, -1.9, 0, -2.1, 1.3, -1.9, 2.7, -0.8, 3.0, 0.8, 2.1, 2.4, 0, 2.9, -2.1, 2.3), true, p.k)
	p.solid(fill, body)
	p.inside(body, func() {
		for i := range 9 {
			x := (float64(i) - 4) * 0.72
			p.curve(paint{op: shade, tone: 0.45}, 0.04, 0.2, 0.04, x*0.15, -1.7, x*0.8, -0.5, x, 1.2, x*0.8, 2.6)
			p.curve(flat(3), 0.02, 0.06, 0.02, x*0.15-0.1, -1.6, x*0.8-0.16, -0.5, x-0.18, 1.2)
		}
		p.blob(paint{op: shade, tone: 0.5}, 1.2, -2, 3.2, -1, 3.3, 2, 1, 3.2, 2, 1)
	})
	for _, side := range []float64{-1, 1} { // the ears of the knot
		for _, far := range []float64{1, 0.62} {
			ear := smooth(points(0, -1.9, side*1.0*far, -2.6-0.5*(1-far), side*2.3*far, -3.0-0.9*(1-far), side*1.9*far, -2.0-0.6*(1-far)), true, p.k)
			p.solid(fill, ear)
			p.line(flat(0.3), 0.05, side*0.3, -2.05, side*1.5*far, -2.5-0.6*(1-far))
		}
	}
	p.solid(fill, p.round(0, -1.95, 0.6, 0.5))
	p.curve(flat(0.3), 0.03, 0.07, 0.03, -0.4, -2.1, 0, -1.9, 0.4, -2.15)
}

// bandage is a strip of lint, wound once, its end loose.
func bandage(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.4, 0.4))
	strip := smooth(points(-1.2, 0.6, 0.4, 1.6, 2.0, 1.2, 3.0, 2.2, 4.2, 2.0), false, p.k)
	p.solid(bone(), ribbon(strip, 1.5, 1.4, 1.3))
	p.inside(ribbon(strip, 1.5, 1.4, 1.3), func() { p.weft() })
	roll := smooth(points(-3.0, -2.2, -1.0, -2.5, 0.2, -2.0, 0.3, 1.2, -0.8, 1.9, -2.6, 1.7, -3.3, 0.9, -3.3, -1.4), true, p.k)
	p.solid(bone(), roll)
	p.inside(roll, func() {
		p.weft()
		for i := range 4 {
			y := -1.2 + float64(i)*0.8
			p.curve(flat(0.7), 0.05, 0.09, 0.04, -3.4, y-0.1, -1.5, y+0.32, 0.4, y-0.2)
		}
	})
	p.oval(flat(0), -1.4, -2.1, 1.35, 0.42)
	p.oval(flat(0.9), -1.4, -2.05, 1.15, 0.32)
	p.blob(glow(1.6), -2.3, 0.2, -1.6, -0.1, -1.2, 0.4, -1.7, 0.9, -2.3, 0.7)
	for i := range 6 {
		y := 1.4 + float64(i)*0.22
		p.curve(flat(2.9), 0.05, 0.05, 0.02, 4.1, y, 4.5, y+0.1, 4.7, y-0.1)
	}
}

// weft is the open weave of gauze.
func (p pen) weft() {
	for i := range 46 {
		d := -4.6 + float64(i)*0.21
		p.line(flat(1.8), 0.025, d, -4, d, 4)
		p.line(flat(1.8), 0.025, -4.6, d, 4.6, d)
	}
}

// mitten is knitted, with a thumb and no fingers.
func mitten(s *stage) {
	p := s.tabletop().to(0, 0.2, 1, s.span(-0.35, 0.35))
	o := smooth(points(-1.5, 2.4, -1.8, 0.2, -1.7, -2.0, -0.9, -3.3, 0.3, -3.4, 1.2, -2.4, 1.35, -0.6, 2.2, -1.5, 2.9, -1.3, 2.8, -0.3, 1.6, 1.3, 1.35, 2.4), true, p.k)
	p.solid(cloth(s, 300, 200, 800, 900), o)
	p.inside(o, func() {
		for row := range 20 {
			for i := range 16 {
				x, y := -2.2+float64(i)*0.34, -3.5+float64(row)*0.32
				p.line(flat(0.3), 0.05, x-0.13, y, x, y+0.14, x+0.13, y)
			}
		}
		for i := range 4 { // a star of white wool
			q := p.to(-0.25, -0.9, 1, float64(i)*math.Pi/4)
			q.poly(flat(2.9), 0, -1, 0.16, 0, 0, 1, -0.16, 0)
		}
	})
	cuff := smooth(points(-1.75, 2.2, 1.6, 2.2, 1.7, 3.9, -1.8, 3.9), true, p.k)
	p.solid(cloth(s, 300, 200, 800, 900), cuff)
	p.inside(cuff, func() {
		for i := range 13 {
			x := -1.7 + float64(i)*0.28
			p.line(flat(0.2), 0.07, x, 2, x, 4.1)
		}
	})
}

// rubyGlass is a splinter with one curved edge.
func rubyGlass(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.4, 0.4))
	o := points(-2.9, 1.6, -2.6, 0.2, -1.9, -1.1, -0.8, -2.0, 0.6, -2.4, 1.3, -0.6, 3.1, 0.9, 0.9, 1.1, -0.7, 2.6)
	p.shadow(0.4, o)
	moved := p.to(0.5, 0.5, 1, 0)
	moved.fill(glow(2.5), moved.all(o)) // its coloured shadow
	p.fill(flat(0), p.all(ribbon(append(o, o[0]), 0.13, 0.13, 0.13)))
	p.fill(paint{ink: accent, blend: fade(200, 200, 2.7, 800, 800, 0.8), hatch: 14}, p.all(o))
	p.inside(o, func() {
		p.poly(glow(2.9), -2.4, 0.6, -1.5, -0.8, -0.9, -1.4, -0.6, -1.2, -1.6, 0.6)
		p.line(flat(3), 0.07, 0.6, -2.3, 0.3, -0.2, -0.7, 2.5)
		p.line(flat(3), 0.06, 0.3, -0.2, 3, 0.9)
		p.poly(glow(0.6), 0.35, -0.1, 3, 0.95, 0.9, 1.1, -0.6, 2.4)
	})
	p.arc(flat(3), 0.09, 0.9, 1.4, 3.7, 3.7, 3.3, 4.4)
	for range 7 {
		q := p.to(s.span(-3.2, 3.4), s.span(1.8, 3.6), s.span(0.5, 1), s.span(0, 6))
		q.poly(glow(1.8), 0, -0.3, 0.25, 0.1, -0.15, 0.2)
	}
}

// wax has fallen in drops on a board, from a candle that is gone.
func wax(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.3, 0.3))
	drop := func(x, y, r float64) {
		var rim []pt
		for k := range 9 {
			q := tip(float64(k)*2*math.Pi/9, r*s.span(0.9, 1.12))
			rim = append(rim, pt{x + q.x*1.2, y + q.y})
		}
		p.solid(bone(), smooth(rim, true, p.k))
		p.arc(flat(1.9), 0.07, x, y, r*0.8, r*0.66, 0.4, 2.6)
		p.arc(flat(3), 0.07, x, y, r*0.74, r*0.6, 3.3, 4.6)
	}
	for i := range 7 { // the trail that it left
		drop(1.5-float64(i)*0.8, 1.2+1.1*math.Sin(float64(i)*0.8)+s.span(-0.3, 0.3), s.span(0.24, 0.5))
	}
	drop(2.4, 0.5, 0.8)
	stub := p.to(1.6, -1.6, 1, 0.5) // what is left of the candle, run down on one side, and a burnt match
	stub.solid(bone(), smooth(points(-3.4, -0.9, 1.2, -0.95, 1.5, -0.5, 1.35, 0, 1.6, 0.6, 1.2, 1.05, 0.5, 1.0, 0.3, 1.6, -0.1, 1.7, -0.3, 1.0, -1.2, 1.0, -1.3, 1.4, -1.6, 1.45, -1.8, 0.98, -3.4, 0.95), true, p.k))
	stub.oval(flat(1.7), -3.4, 0, 0.34, 0.9)
	stub.oval(flat(2.6), -3.44, 0, 0.2, 0.66)
	stub.line(flat(3), 0.16, -2.7, -0.6, 0.9, -0.62)
	stub.line(flat(1.8), 0.12, -2.6, 0.6, 0.8, 0.62)
	stub.curve(flat(0), 0.16, 0.14, 0.08, 1.4, 0.1, 2.2, 0.3, 2.6, -0.2)
	p.line(flat(2.7), 0.15, -4.2, -2.5, -2.1, -3.0)
	p.line(flat(0), 0.18, -2.5, -2.9, -1.9, -3.06)
}

// mintTin is flat and open, with round sweets in it.
func mintTin(s *stage) {
	p := s.tabletop().to(-0.2, 0.9, 1, s.span(-0.3, 0.3))
	lid := p.to(0.2, -2.9, 1, -0.06)
	round := func(w, h float64) []pt {
		return smooth(points(-w, -h+0.4, -w+0.4, -h, w-0.4, -h, w, -h+0.4, w, h-0.4, w-0.4, h, -w+0.4, h, -w, h-0.4), true, p.k)
	}
	lid.solid(glow(1.9), round(2.9, 1.4))
	lid.line(flat(2.9), 0.08, -2.5, -1.05, 2.5, -1.05, 2.5, 1.05, -2.5, 1.05, -2.5, -1.05)
	for i := range 2 { // two leaves of mint
		q := lid.to(-0.5+float64(i), 0, 1, -0.6+1.2*float64(i))
		q.blob(flat(2.9), 0, 0.7, -0.42, 0, 0, -0.75, 0.42, 0)
		q.line(glow(1.2), 0.06, 0, 0.6, 0, -0.6)
	}
	p.solid(flat(2.4).carve(2), round(2.9, 1.9))
	p.fill(flat(0.6), p.all(round(2.6, 1.6)))
	for i := range 7 {
		x, y := -1.9+float64(i%4)*1.2+0.4*float64(i/4), -0.7+float64(i/4)*1.3
		p.shadow(0.1, p.round(x, y, 0.58, 0.58))
		p.oval(flat(0), x, y, 0.6, 0.6)
		p.oval(flat(2.95), x, y, 0.54, 0.54)
		p.ring(flat(2.1), x, y, 0.34, 0.27)
	}
	p.shadow(0.15, p.round(3.7, 1.6, 0.58, 0.58))
	p.oval(flat(0), 3.7, 1.6, 0.6, 0.6)
	p.oval(flat(2.95), 3.7, 1.6, 0.54, 0.54)
	p.ring(flat(2.1), 3.7, 1.6, 0.34, 0.27)
}

// chewedMatch is seen very near, its end flattened by teeth.
func chewedMatch(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.7, -0.3))
	o := points(-3.4, -0.34, 3.2, -0.36, 3.2, 0.36, -3.3, 0.36, -4.4, 0.75, -4.1, 0.3, -4.8, 0.16, -4.2, -0.06, -4.7, -0.5, -4.0, -0.4)
	p.solid(bone(), o)
	p.inside(o, func() {
		p.rect(flat(1.4), -5, 0.1, 9, 0.3)
		for i := range 5 { // the marks of teeth
			x := -3.6 + float64(i)*0.62
			p.curve(flat(0.2), 0.05, 0.16, 0.05, x, -0.4, x+0.16, 0, x, 0.4)
		}
		for i := range 5 {
			p.line(flat(0.9), 0.04, -4.6, -0.3+float64(i)*0.18, -3.2, -0.2+float64(i)*0.12)
		}
	})
	head := smooth(points(2.9, -0.5, 3.9, -0.62, 4.4, 0, 3.9, 0.62, 2.9, 0.5), true, p.k)
	p.solid(glow(1.7), head)
	p.oval(glow(2.8), 3.6, -0.26, 0.3, 0.13)
}

// spectacleCase is shut, its lid curved over, with a snap.
func spectacleCase(s *stage) {
	p := s.tabletop().to(0, 0.2, 1, s.span(-0.4, 0.3))
	o := smooth(points(-3.9, -0.2, -3.4, -1.3, -1.8, -1.6, 1.8, -1.6, 3.4, -1.3, 3.9, -0.2, 3.5, 1.2, 1.8, 1.6, -1.8, 1.6, -3.5, 1.2), true, p.k)
	p.solid(paint{ink: accent, blend: fade(200, 300, 2.3, 800, 800, 0.9), hatch: 3}, o)
	p.inside(o, func() {
		p.curve(flat(0), 0.1, 0.12, 0.1, -4, -0.1, -1.6, 0.3, 1.6, 0.3, 4, -0.1)
		for i := range 22 { // stitches
			x := -3.4 + float64(i)*0.32
			p.line(flat(2.8), 0.05, x, 1.16-0.02*x*x, x+0.16, 1.16-0.02*x*x)
		}
		p.poly(paint{op: shade, tone: 0.6}, -4, 0.9, 4, 0.9, 4, 2, -4, 2)
	})
	p.solid(flat(2.6), p.round(0, 0.35, 0.34, 0.34))
	p.oval(flat(0.6), 0.04, 0.39, 0.16, 0.16)
	p.curve(glow(2.9), 0.03, 0.12, 0.03, -3.0, -1.0, -1.0, -1.3, 1.2, -1.3)
	p.curve(flat(0), 0.12, 0.13, 0.1, 3.2, 0.6, 4.3, 1.2, 4.2, 2.4, 3.2, 2.8) // an ear-piece looks out
}
