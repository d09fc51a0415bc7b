package painter

// patternRoom has swatches on the walls, books of them, bolts of cloth.
func patternRoom(s *stage) {
	s.build(room{w: 6, d: 5.4, h: 3, wall: 2.0, floor: 1.1, ceiling: 2.1})
	s.boards(1.2, 0.26)
	b := s.back()
	s.swatches(b, 0.3, 1.3, 6, 4)
	s.window(b, 3.2, 1.2, 1.5, 1.5, "mills")
	s.swatches(s.left(), 2.9, 1.2, 5, 4)
	s.bolts(s.right(), 3.0, 2)
	s.mannequin(2.2, 4.9)
	s.pointPaper(1.9, 4.3)
	x := s.span(-0.9, -0.4)
	s.legged(x, 4.0, 2.6, 1.1, 0.82, 1.5)
	s.unrolled(x, 4.0)
	s.patternBook(vec{x - 0.7, 0.83, 3.95})
	s.stool(x+s.span(0.2, 0.8), 3.2)
	lamp := s.hanging(x+0.2, 2.1, 4.1, 0.4)
	s.lit(pt{lamp.x, lamp.y + 150}, 900, 600)
	s.corners(0.62)
}

// swatches are samples in rows, each of another weave.
func (s *stage) swatches(p pen, x, y float64, cols, rows int) {
	p.rect(flat(0.3), x-0.07, y-0.07, float64(cols)*0.42+0.08, float64(rows)*0.38+0.1)
	for i := range cols * rows {
		s.weave(p, x+float64(i%cols)*0.42, y+float64(i/cols)*0.38, 0.34, 0.3)
	}
}

// weave fills a rectangle with a stripe, a check, dots or a plain cloth.
func (s *stage) weave(p pen, x, y, w, h float64) {
	ground, line := flat(2.7), glow(1.8)
	switch s.r.IntN(3) {
	case 0:
		ground, line = glow(1.9), flat(2.8)
	case 1:
		ground, line = flat(0.8), flat(2.6)
	}
	p.rect(ground, x, y, w, h)
	kind := s.r.IntN(4)
	for i := range 4 {
		t := (float64(i) + 0.4) / 4
		if kind < 2 {
			p.rect(line, x+w*t, y, w*0.09, h)
		}
		if kind == 1 || kind == 2 {
			p.rect(line, x, y+h*t, w, h*0.09)
		}
		if kind == 3 {
			p.oval(line, x+w*t+w*0.05, y+h*(0.3+0.4*float64(i%2)), w*0.08, h*0.09)
		}
	}
}

// bolts lie on shelves with their ends to us.
func (s *stage) bolts(p pen, x, w float64) {
	for row := range 4 {
		y := 0.3 + float64(row)*0.55
		p.rect(flat(0.3), x, y-0.06, w, 0.06)
		for u := x + 0.1; u < x+w-0.2; u += 0.36 {
			with := flat(s.span(0.6, 2.8))
			if s.odds(40) {
				with = glow(s.span(1.3, 2.3))
			}
			p.oval(flat(0), u+0.14, y+0.18, 0.18, 0.19)
			p.oval(with, u+0.14, y+0.18, 0.155, 0.165)
			p.ring(flat(0.2), u+0.14, y+0.18, 0.1, 0.085)
			p.ring(flat(0.2), u+0.14, y+0.18, 0.05, 0.035)
		}
	}
}

// unrolled is a bolt opened across the table and over its edge.
func (s *stage) unrolled(x, z float64) {
	f := s.face(vec{x - 0.3, 0.83, z - 0.55}, vec{1, 0, 0}, vec{0, 0, 1})
	f.rect(glow(2), 0, 0, 1.1, 1.0)
	for i := range 6 {
		f.rect(flat(2.8), 0.08+float64(i)*0.18, 0, 0.06, 1.0)
	}
	p := s.face(vec{x - 0.3, 0.2, z - 0.56}, vec{1, 0, 0}, vec{0, 1, 0})
	p.rect(glow(1.4), 0, 0, 1.1, 0.63)
	for i := range 6 {
		p.rect(flat(2.2), 0.08+float64(i)*0.18, 0, 0.06, 0.63)
	}
	q := s.stand(x+0.25, 0.83, z+0.4)
	q.rect(flat(0), -0.62, 0, 1.24, 0.26)
	q.rect(glow(2.3), -0.58, 0.03, 1.16, 0.2)
	q.oval(flat(2.8), -0.6, 0.13, 0.08, 0.12)
	sc := s.stand(x+0.9, 0.83, z-0.1)
	sc.line(flat(0), 0.03, -0.2, 0.02, 0.2, 0.1)
	sc.line(flat(0), 0.03, -0.2, 0.1, 0.2, 0.02)
	sc.ring(flat(0), 0.26, 0.12, 0.07, 0.035)
	sc.ring(flat(0), 0.26, 0, 0.07, 0.035)
}

// patternBook lies open, little squares pasted in rows.
func (s *stage) patternBook(at vec) {
	f := s.face(at, vec{1, 0, 0}, vec{0, 0, 1})
	f.rect(flat(0), -0.42, -0.32, 0.84, 0.62)
	f.rect(flat(3), -0.39, -0.29, 0.37, 0.55)
	f.rect(flat(2.8), 0.02, -0.29, 0.37, 0.55)
	for i := range 18 {
		u := -0.35 + float64(i%3)*0.115
		if i > 8 {
			u += 0.41
		}
		with := flat(s.span(0.2, 1.8))
		if s.odds(45) {
			with = glow(1.8)
		}
		f.rect(with, u, -0.24+float64(i/3%3)*0.17, 0.09, 0.12)
	}
}

// pointPaper is a drawing board with a design on squared paper.
func (s *stage) pointPaper(x, z float64) {
	s.cast(x, z, 0.6, 0.3)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.45, 0.45} {
		p.line(flat(0), 0.06, d, 0, d*0.7, 1.0)
	}
	p.poly(flat(0), -0.66, 0.8, 0.66, 0.8, 0.58, 1.75, -0.58, 1.75)
	p.poly(flat(2.9), -0.58, 0.88, 0.58, 0.88, 0.52, 1.68, -0.52, 1.68)
	for i := range 9 {
		for k := range 8 {
			if (i*i+k*k+i*k)%3 == 0 {
				p.rect(glow(1.7), -0.48+float64(i)*0.108, 0.92+float64(k)*0.094, 0.09, 0.08)
			}
		}
	}
}
