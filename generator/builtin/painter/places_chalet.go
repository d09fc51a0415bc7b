package painter

func skiRoom(s *stage) {
	s.build(room{w: 5.4, d: 5, h: 2.9, wall: 1.5, floor: 1.0, ceiling: 1.2})
	s.boards(1.2, 0.24)
	b := s.back()
	for i := range 18 {
		b.rect(flat(1.0), float64(i)*0.3, 0, 0.02, 2.9)
	}
	s.window(b, 2.1, 1.1, 1.2, 1.1, "peaks")
	for _, from := range []float64{0.25, 3.7} {
		b.rect(flat(0.2), from-0.1, 1.7, 1.5, 0.1)
		for i := range 4 {
			s.skis(b, from+0.1+float64(i)*0.36)
		}
	}
	l := s.left()
	l.rect(flat(0.2), 2.0, 1.7, 3, 0.1)
	for i := range 6 {
		s.skis(l, 2.2+float64(i)*0.45)
	}
	s.sledge(s.right(), 3.2)
	s.block(vec{0.3, 0.36, 3.9}, 2.6, 0.08, 0.5, 0, 1.7)
	for _, x := range []float64{-0.8, 1.4} {
		s.block(vec{x, 0, 3.9}, 0.1, 0.36, 0.4, 0, 1.0)
	}
	for i := range 3 {
		s.boot(s.stand(-0.5+float64(i)*0.8, 0.44, 3.8))
		s.boot(s.stand(-0.28+float64(i)*0.8, 0.44, 3.85))
	}
	s.boot(s.stand(-1.5, 0, 3.4))
	s.coil(s.stand(1.9, 0, 3.5), 0.25)
	s.beams(0.6, 2)
	lamp := s.hanging(s.span(-0.3, 0.3), 2.1, 3.8, 0.32)
	s.lit(pt{lamp.x, lamp.y + 160}, 860, 600)
	s.corners(0.58)
}

// skis are a pair with their poles against a wall.
func (s *stage) skis(p pen, x float64) {
	with := flat(2.7)
	if s.odds(45) {
		with = glow(2)
	}
	for _, d := range []float64{0, 0.12} {
		p.poly(flat(0), x+d-0.012, 0, x+d+0.092, 0, x+d+0.092, 2.2, x+d+0.05, 2.42, x+d+0.02, 2.42, x+d-0.012, 2.2)
		p.poly(with, x+d, 0.02, x+d+0.08, 0.02, x+d+0.08, 2.18, x+d+0.045, 2.38, x+d+0.03, 2.38, x+d, 2.18)
		p.rect(flat(0), x+d, 0.95, 0.08, 0.14)
	}
	p.line(flat(0), 0.025, x+0.27, 0.05, x+0.27, 1.5)
	p.oval(flat(0), x+0.27, 0.16, 0.07, 0.025)
	p.rect(flat(0), x+0.25, 1.38, 0.04, 0.16)
}

func (s *stage) sledge(p pen, x float64) {
	p.curve(flat(2.6), 0.07, 0.07, 0.07, x, 0.6, x, 1.9, x+0.05, 2.2, x+0.25, 2.3)
	p.curve(flat(2.6), 0.07, 0.07, 0.07, x+0.6, 0.6, x+0.6, 1.9, x+0.55, 2.2, x+0.35, 2.3)
	for i := range 5 {
		p.rect(glow(1.8), x-0.04, 0.75+float64(i)*0.27, 0.68, 0.12)
	}
}

func (s *stage) boot(p pen) {
	p.blob(flat(0.2), -0.1, 0.03, 0.2, 0.03, 0.22, 0.1, 0.08, 0.16, 0.07, 0.34, -0.1, 0.34)
	p.rect(flat(0), -0.1, 0, 0.32, 0.04)
	p.rect(glow(2), -0.1, 0.3, 0.17, 0.05)
	p.line(flat(2.3), 0.015, 0.02, 0.2, 0.1, 0.18)
	p.line(flat(2.3), 0.015, 0.0, 0.26, 0.08, 0.24)
	p.curve(flat(1.7), 0.01, 0.025, 0.01, -0.07, 0.08, -0.08, 0.2, -0.07, 0.3)
}

func suite(s *stage) {
	s.build(room{w: 6, d: 5.6, h: 3.2, wall: 1.7, floor: 1.1, ceiling: 2.1})
	s.boards(1.2, 0.26)
	b := s.back()
	s.wallpaper(b, 6, 0, 1.35)
	s.arched(b, 3.9, 0.15, 1.25, 2.5, "peaks")
	s.curtains(b, 3.9, 0.05, 1.25, 2.8)
	s.painting(b, 0.9, 1.95, 1.1, 0.75)
	s.rug(0.4, 3.6, 3.2, 1.8)
	s.block(vec{-2.75, 0, 5.0}, 0.5, 0.6, 0.45, 0, 1.0)
	s.grandBed(-1.5, 4.2)
	s.dresser(s.right(), 3.0)
	s.armchair(1.5, 3.9, -0.6)
	lamp := s.tableLamp(vec{0.35, 0.6, 5.1}, 0.5)
	s.block(vec{0.35, 0, 5.1}, 0.5, 0.6, 0.45, 0, 1.0)
	s.lit(lamp, 900, 620)
	s.tableLamp(vec{0.35, 0.6, 5.1}, 0.5)
	s.suitcase(vec{1.4, 0, 2.8}, 0.6)
	s.corners(0.6)
}

// grandBed has a padded head, pillows and a cover turned down.
func (s *stage) grandBed(x, z float64) {
	p := s.stand(x, 0, z+1.2)
	p.blob(flat(0), -1.0, 0.2, 1.0, 0.2, 1.05, 1.3, 0.5, 1.75, -0.5, 1.75, -1.05, 1.3)
	p.blob(glow(1.7), -0.94, 0.2, 0.94, 0.2, 0.98, 1.28, 0.46, 1.68, -0.46, 1.68, -0.98, 1.28)
	for i := range 5 {
		for k := range 3 {
			p.oval(glow(0.7), -0.7+float64(i)*0.35, 0.75+float64(k)*0.3, 0.035, 0.035)
		}
	}
	s.cast(x, z, 1.2, 1.3)
	foot := []pt{{x - 0.95, z - 1.1}, {x + 0.95, z - 1.1}, {x + 0.95, z + 1.15}, {x - 0.95, z + 1.15}}
	s.prism(foot, 0.12, 0.32, 0.7, key)
	s.prism(foot, 0.32, 0.62, 2.2, key)
	f := s.face(vec{x, 0.625, z}, vec{1, 0, 0}, vec{0, 0, 1})
	f.rect(glow(2), -0.95, -1.1, 1.9, 1.5)
	f.rect(flat(3), -0.95, 0.3, 1.9, 0.28)
	f.line(flat(1.3), 0.02, -0.95, 0.34, 0.95, 0.34)
	for i := range 4 {
		f.curve(glow(1.1), 0.01, 0.03, 0.01, -0.7+float64(i)*0.45, -1.0, -0.6+float64(i)*0.45, -0.4, -0.75+float64(i)*0.45, 0.2)
	}
	side := s.face(vec{x - 0.95, 0, z - 1.1}, vec{1, 0, 0}, vec{0, 1, 0})
	side.rect(glow(1.4), 0, 0.26, 1.9, 0.36)
	for _, d := range []float64{-0.47, 0.47} {
		q := s.stand(x+d, 0.62, z+0.85)
		q.blob(flat(0.5), -0.42, 0, 0.42, 0, 0.44, 0.22, 0.3, 0.36, -0.3, 0.36, -0.44, 0.22)
		q.blob(flat(3), -0.4, 0.02, 0.4, 0.02, 0.42, 0.22, 0.28, 0.34, -0.28, 0.34, -0.42, 0.22)
		q.curve(flat(1.6), 0.01, 0.03, 0.01, 0.1, 0.06, 0.24, 0.14, 0.3, 0.26)
	}
}

// dresser has a mirror and drawers, on a wall.
func (s *stage) dresser(p pen, x float64) {
	p.rect(flat(0.3), x, 0, 1.3, 0.85)
	for i := range 3 {
		p.rect(flat(1.3), x+0.06, 0.08+float64(i)*0.25, 1.18, 0.2)
		p.oval(glow(2.3), x+0.65, 0.18+float64(i)*0.25, 0.04, 0.03)
	}
	p.rect(flat(2.4), x-0.05, 0.83, 1.4, 0.06)
	p.oval(flat(0), x+0.65, 1.55, 0.5, 0.62)
	p.oval(glow(1.9), x+0.65, 1.55, 0.46, 0.58)
	p.oval(flat(2.6), x+0.65, 1.55, 0.38, 0.5)
	p.poly(flat(3), x+0.5, 1.15, x+0.62, 1.12, x+0.86, 1.92, x+0.72, 1.98)
	for i := range 3 {
		s.jar(p, x+0.2+float64(i)*0.16, 0.89, s.span(0.12, 0.2))
	}
}
