package painter

// candle stands in a chamberstick with a handle, or in a candlestick when the
// case tells of one.
func candle(s *stage) {
	p := s.sideboard()
	if s.says("candlestick") {
		s.candlestick(p)
		return
	}
	long := s.span(0.8, 1.7)
	p.cast(1.4, 2.2)
	lit := s.odds(40)
	if lit {
		s.bloom(p.at(0, -2-long), 420, 1.1)
	}
	bowl := s.span(2.0, 2.7)
	p.oval(metal(p.o.y-50, p.o.y+60), 0, 0, bowl, 0.5)
	p.oval(flat(0.5), 0, -0.12, bowl*0.8, 0.34)
	p.arc(metal(p.o.y-120, p.o.y+20), 0.24, bowl+0.1, -0.35, 0.6, 0.55, 0, 6.3)
	p.rect(metal(p.o.y-100, p.o.y), -0.85, -1.1, 1.7, 1)
	s.taper(p.to(0, -1, 1, 0), long, lit)
	stump := p.to(-2.3, 0.9, 1, s.span(-0.2, 0.5)) // what was cut off lies beside it
	stump.poly(paint{op: shade, tone: 0.5}, -1.0, 0.3, 1.3, 0.3, 1.6, 0.6, -0.8, 0.6)
	stump.rect(flat(0.3), -1.25, -0.43, 2.5, 0.86)
	a, b := stump.at(0, -0.4), stump.at(0, 0.4)
	stump.fill(paint{blend: fade(0, a.y, 3, 0, b.y, 1.6), hatch: 1}, stump.all(points(-1.2, -0.38, 1.2, -0.38, 1.2, 0.38, -1.2, 0.38)))
	stump.oval(flat(2.2), 1.2, 0, 0.16, 0.4)
	stump.line(flat(0), 0.07, -1.2, 0, -1.6, -0.1)
}

// taper is a candle of that length on the pen's origin.
func (s *stage) taper(p pen, long float64, lit bool) {
	wax := points(-0.62, -long, -0.3, -long-0.25, 0.25, -long-0.15, 0.62, -long+0.1, 0.62, 0.1, -0.62, 0.1)
	p.fill(flat(0.3), p.all(ribbon(append(wax, wax[0]), 0.1, 0.1, 0.1)))
	a, b := p.at(-0.62, 0), p.at(0.62, 0)
	p.fill(paint{blend: fade(a.x, 0, 3, b.x, 0, 1.7), hatch: 8}, p.all(wax))
	for _, drip := range [][2]float64{{-0.62, 0.6}, {-0.2, 0.35}, {0.5, 0.9}} {
		p.curve(flat(2.9), 0.2, 0.22, 0.16, drip[0], -long, drip[0]+0.05, -long*(1-drip[1]*0.5), drip[0], -long*(1-drip[1]))
	}
	p.line(flat(0), 0.07, 0, -long-0.15, 0.05, -long-0.6)
	if !lit {
		return
	}
	p.blob(glow(2.4), 0.05, -long-2.2, 0.42, -long-1, 0.2, -long-0.4, -0.15, -long-0.4, -0.36, -long-1)
	p.blob(flat(3), 0.05, -long-1.6, 0.2, -long-0.9, 0.05, -long-0.5, -0.14, -long-0.9)
}

// candlestick is of brass: turned, a column on steps, or with two arms.
func (s *stage) candlestick(p pen) {
	form, lit, long := s.r.IntN(3), s.odds(45), s.span(0.7, 1.6)
	p.cast(1.4, 2.6)
	height := s.span(3.0, 3.7)
	if lit {
		s.bloom(p.at(0, -height-long-0.6), 420, 1.1)
	}
	brass := func(half float64) paint {
		a, b := p.at(-half, 0), p.at(half, 0)
		return paint{ink: accent, blend: fade(a.x, 0, 2.9, b.x, 0, 0.7), hatch: 8}
	}
	solid := func(half float64, o []pt) {
		p.fill(flat(0.1), p.all(ribbon(append(o, o[0]), 0.12, 0.12, 0.12)))
		p.fill(brass(half), p.all(o))
	}
	h := height
	switch form {
	case 0: // turned
		solid(1.7, smooth(points(-1.7, 0.2, -1.6, -0.2, -0.7, -0.5, -0.3, -1, -0.7, -1.5, -0.3, -2, -0.25, -h+0.6, -0.7, -h+0.2, -0.8, -h, 0.8, -h, 0.7, -h+0.2, 0.25, -h+0.6, 0.3, -2, 0.7, -1.5, 0.3, -1, 0.7, -0.5, 1.6, -0.2, 1.7, 0.2, 0, 0.34), true, p.k))
		p.arc(flat(0.2), 0.06, 0, -0.5, 0.66, 0.12, 0, 3.2)
		p.arc(flat(0.2), 0.06, 0, -1.5, 0.66, 0.12, 0, 3.2)
	case 1: // a fluted column
		solid(1.6, points(-1.6, 0.3, -1.6, -0.2, -1.2, -0.2, -1.2, -0.6, -0.8, -0.6, -0.8, -0.9, 0.8, -0.9, 0.8, -0.6, 1.2, -0.6, 1.2, -0.2, 1.6, -0.2, 1.6, 0.3))
		solid(0.55, points(-0.55, -0.9, -0.48, -h+0.5, 0.48, -h+0.5, 0.55, -0.9))
		for i := range 4 {
			x := -0.34 + float64(i)*0.22
			p.line(flat(0.5), 0.05, x, -1, x*0.9, -h+0.55)
		}
		solid(0.9, points(-0.9, -h, -0.9, -h+0.2, -0.6, -h+0.5, 0.6, -h+0.5, 0.9, -h+0.2, 0.9, -h))
	default: // with two arms
		solid(1.5, smooth(points(-1.5, 0.2, -1.3, -0.2, -0.5, -0.5, -0.25, -1.2, -0.25, -h+0.7, -0.6, -h+0.3, -0.7, -h, 0.7, -h, 0.6, -h+0.3, 0.25, -h+0.7, 0.25, -1.2, 0.5, -0.5, 1.3, -0.2, 1.5, 0.2, 0, 0.32), true, p.k))
		for _, side := range []float64{-1, 1} {
			arm := []float64{0, -1.9, side * 1.1, -1.7, side * 1.9, -2.3, side * 1.9, -h + 0.6}
			p.curve(flat(0.1), 0.34, 0.42, 0.34, arm...)
			p.curve(brass(2), 0.22, 0.3, 0.22, arm...)
			p.oval(brass(2.4), side*1.9, -h+0.55, 0.75, 0.2)
			s.taper(p.to(side*1.9, -h+0.5, 0.8, 0), long*0.7, lit)
		}
	}
	p.oval(brass(0.9), 0, -h, 0.95, 0.22)
	s.taper(p.to(0, -h, 0.86, 0), long, lit)
}
