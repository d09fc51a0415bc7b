package painter

import "math"

func propStore(s *stage) {
	s.build(room{w: 5.4, d: 5.4, h: 3.1, wall: 1.1, floor: 0.8, ceiling: 0.8})
	s.boards(0.9, 0.28)
	b := s.back()
	for row := range 3 {
		y := 0.75 + float64(row)*0.8
		b.rect(flat(0.2), 0.2, y-0.05, 5, 0.05)
		b.rect(flat(2), 0.2, y, 5, 0.04)
		for x := 0.5; x < 5; x += s.span(0.5, 0.72) {
			s.prop(b.along(x, y+0.04), s.r.IntN(7))
		}
	}
	s.weapons(s.left())
	s.throne(s.span(0.6, 1.1), 4.2)
	s.mannequin(-1.6, 4.2)
	s.trunk(-0.4, 4.5, 0.9, 0.5, 0.6, 0.15, accent)
	s.skull(s.stand(-0.4, 0.5, 4.4))
	s.globe(2.1, 3.6)
	s.plant(-2.3, 3.0, 1.0)
	lamp := s.hanging(s.span(-0.5, 0.2), 2.2, 3.8, 0.34)
	s.lit(pt{lamp.x, lamp.y + 170}, 860, 600)
	s.corners(0.52)
}

// along is a pen on the same face with its origin at a point.
func (p pen) along(x, y float64) pen {
	warp := p.warp
	p.warp = func(u, v float64) vec { return warp(u+x, v+y) }
	return p
}

// prop is one small thing on a shelf.
func (s *stage) prop(p pen, which int) {
	switch which {
	case 0, 1: // a mask, laughing or weeping
		bend := 0.07
		if which == 1 {
			bend = -0.06
		}
		p.blob(flat(2.9), 0, 0.02, -0.17, 0.18, -0.19, 0.44, 0, 0.5, 0.19, 0.44, 0.17, 0.18)
		p.blob(flat(0), -0.12, 0.32, -0.06, 0.37, -0.02, 0.31, -0.07, 0.29)
		p.blob(flat(0), 0.12, 0.32, 0.06, 0.37, 0.02, 0.31, 0.07, 0.29)
		p.curve(flat(0), 0.02, 0.06, 0.02, -0.1, 0.16+bend*0.5, 0, 0.16-bend*0.5, 0.1, 0.16+bend*0.5)
	case 2: // a crown
		p.poly(glow(2.1), -0.2, 0.02, 0.2, 0.02, 0.25, 0.34, 0.12, 0.18, 0, 0.38, -0.12, 0.18, -0.25, 0.34)
		p.rect(flat(0.2), -0.2, 0.06, 0.4, 0.04)
	case 3: // a vase
		p.blob(glow(1.5), -0.1, 0, 0.1, 0, 0.18, 0.24, 0.06, 0.42, 0.1, 0.5, -0.1, 0.5, -0.06, 0.42, -0.18, 0.24)
		p.blob(flat(0.3), 0.03, 0, 0.1, 0, 0.18, 0.24, 0.06, 0.42, 0.03, 0.42)
	case 4: // a helmet
		p.blob(flat(2.2), -0.2, 0.02, 0.2, 0.02, 0.2, 0.28, 0, 0.44, -0.2, 0.28)
		p.rect(flat(0), -0.15, 0.2, 0.3, 0.05)
		p.line(flat(0), 0.02, 0, 0.02, 0, 0.2)
		p.blob(glow(2), 0, 0.4, 0.06, 0.56, 0.28, 0.5, 0.24, 0.3, 0.14, 0.42)
	case 5: // a bust
		p.poly(flat(1.5), -0.1, 0, 0.1, 0, 0.07, 0.08, -0.07, 0.08)
		p.blob(flat(2.8), -0.18, 0.08, 0.18, 0.08, 0.14, 0.22, 0.05, 0.26, 0.1, 0.4, 0, 0.54, -0.1, 0.4, -0.05, 0.26, -0.14, 0.22)
		p.blob(flat(1.2), 0.03, 0.08, 0.18, 0.08, 0.14, 0.22, 0.05, 0.26, 0.1, 0.4, 0.04, 0.5)
	default: // books and a box
		p.rect(flat(1.9), -0.22, 0, 0.44, 0.26)
		p.rect(flat(0.2), -0.22, 0.18, 0.44, 0.03)
		p.rect(glow(1.8), -0.16, 0.26, 0.34, 0.08)
		p.rect(flat(0.4), -0.13, 0.34, 0.28, 0.06)
	}
}

// weapons are crossed swords and a shield on a wall.
func (s *stage) weapons(p pen) {
	p.line(flat(2.7), 0.05, 2.7, 0.9, 4.2, 2.3)
	p.line(flat(2.7), 0.05, 4.2, 0.9, 2.7, 2.3)
	p.line(glow(2), 0.08, 2.72, 1.1, 2.92, 0.9)
	p.line(glow(2), 0.08, 4.18, 1.1, 3.98, 0.9)
	p.blob(flat(0), 3.45, 0.98, 3.05, 1.4, 3.05, 2.05, 3.45, 2.12, 3.85, 2.05, 3.85, 1.4)
	p.blob(glow(1.8), 3.45, 1.05, 3.1, 1.42, 3.1, 2.0, 3.45, 2.06, 3.8, 2.0, 3.8, 1.42)
	p.rect(flat(2.8), 3.39, 1.2, 0.12, 0.8)
	p.rect(flat(2.8), 3.14, 1.62, 0.62, 0.12)
}

func (s *stage) throne(x, z float64) {
	s.cast(x, z, 0.6, 0.5)
	p := s.stand(x, 0, z)
	p.poly(flat(0), -0.5, 0, 0.5, 0, 0.5, 1.6, 0.3, 1.9, 0, 2.1, -0.3, 1.9, -0.5, 1.6)
	p.poly(glow(2.2), -0.46, 0.04, 0.46, 0.04, 0.46, 1.58, 0.28, 1.86, 0, 2.02, -0.28, 1.86, -0.46, 1.58)
	p.poly(flat(0.4), -0.34, 0.6, 0.34, 0.6, 0.34, 1.55, 0, 1.78, -0.34, 1.55)
	for i := range 3 {
		for k := range 3 {
			p.oval(glow(2), -0.2+float64(i)*0.2, 0.85+float64(k)*0.28, 0.03, 0.03)
		}
	}
	q := s.stand(x, 0, z-0.4)
	q.poly(flat(0.4), -0.44, 0.42, 0.44, 0.42, 0.38, 0.6, -0.38, 0.6)
	q.rect(glow(1.6), -0.46, 0.06, 0.92, 0.36)
	q.rect(flat(0), -0.3, 0.06, 0.6, 0.26)
	for _, d := range []float64{-0.46, 0.46} {
		q.line(glow(2.4), 0.1, d, 0.08, d, 0.86)
		q.oval(glow(2.7), d, 0.9, 0.09, 0.09)
	}
	p.oval(glow(2.8), 0, 2.1, 0.09, 0.09)
}

// mannequin wears half a costume.
func (s *stage) mannequin(x, z float64) {
	s.cast(x, z, 0.35, 0.3)
	p := s.stand(x, 0, z)
	p.line(flat(0), 0.05, 0, 0.1, 0, 0.8)
	p.line(flat(0), 0.05, -0.25, 0, 0, 0.16, 0.25, 0)
	p.blob(flat(2.4), -0.16, 0.74, 0.16, 0.74, 0.2, 0.9, 0.13, 1.1, 0.24, 1.4, 0.2, 1.54, 0.06, 1.6, 0.05, 1.7, -0.05, 1.7, -0.06, 1.6, -0.2, 1.54, -0.24, 1.4, -0.13, 1.1, -0.2, 0.9)
	p.blob(flat(1.1), 0.06, 0.74, 0.16, 0.74, 0.2, 0.9, 0.13, 1.1, 0.24, 1.4, 0.2, 1.54, 0.1, 1.4, 0.04, 1.1)
	p.poly(glow(1.9), -0.22, 1.56, -0.04, 1.2, 0, 1.56, 0.06, 1.2, 0.24, 1.54, 0.14, 1.62, -0.14, 1.62)
	p.oval(flat(0), 0, 1.72, 0.06, 0.04)
}

func (s *stage) skull(p pen) {
	p.blob(flat(2.9), -0.09, 0.02, 0.09, 0.02, 0.1, 0.1, 0.16, 0.2, 0.08, 0.34, -0.08, 0.34, -0.16, 0.2, -0.1, 0.1)
	p.oval(flat(0), -0.06, 0.17, 0.04, 0.045)
	p.oval(flat(0), 0.06, 0.17, 0.04, 0.045)
	p.poly(flat(0), -0.02, 0.09, 0.02, 0.09, 0, 0.13)
	for i := range 4 {
		p.rect(flat(0), -0.055+float64(i)*0.035, 0.02, 0.008, 0.05)
	}
}

func boxOffice(s *stage) {
	s.build(room{w: 4.6, d: 4.2, h: 2.9, wall: 1.4, floor: 0.8, ceiling: 1.6})
	s.tiles(1.4, 0.6, 0.5)
	b := s.back()
	s.wallpaper(b, 4.6, 0, 1.1)
	s.poster(b, 0.15, 1.1, 0.75, 1.15)
	s.poster(b, 3.7, 1.1, 0.75, 1.15)
	s.ticketWindow(b, 1.25, 1.0, 2.1, 1.5)
	s.poster(s.left(), 2.4, 1.0, 0.9, 1.3)
	s.pigeonholes(s.right(), 2.4, 1.0, 1.4, 1.3)
	s.block(vec{0, 0, 3.7}, 3.2, 0.95, 0.7, 0, 1.0)
	s.till(vec{s.span(0.6, 0.9), 0.96, 3.7})
	for i := range 4 {
		s.ticketRoll(s.stand(-1.2+float64(i)*0.36, 0.96, 3.6+0.1*float64(i%2)))
	}
	lamp := s.tableLamp(vec{-0.05, 0.96, 3.75}, 0.42)
	s.lit(lamp, 820, 600)
	s.tableLamp(vec{-0.05, 0.96, 3.75}, 0.42)
	s.stool(s.span(-0.4, 0.4), 2.9)
	s.corners(0.58)
}

// ticketWindow is an arch with a grille and a gap to pass tickets through.
func (s *stage) ticketWindow(p pen, x, y, w, h float64) {
	p.fill(flat(0), p.all(archway(x-0.14, y-0.1, w+0.28, h+0.24)))
	p.fill(glow(1.9), p.all(archway(x-0.1, y-0.06, w+0.2, h+0.16)))
	p.fill(flat(0.4), p.all(archway(x, y, w, h)))
	p.clip(p.all(archway(x, y, w, h)), func() {
		p.rect(flat(1.9), x, y, w, h*0.7)
		p.blob(flat(0.7), x+w*0.1, y, x+w*0.2, y+h*0.5, x+w*0.34, y+h*0.5, x+w*0.42, y)
		p.oval(flat(0.7), x+w*0.26, y+h*0.6, 0.14, 0.17)
		for i := range 13 {
			p.rect(glow(2.2), x+w*float64(i)/12-0.015, y+0.25, 0.03, h)
		}
		for i := range 4 {
			p.rect(glow(2.2), x, y+0.25+h*0.27*float64(i), w, 0.03)
		}
	})
	p.rect(flat(2.4), x-0.2, y-0.14, w+0.4, 0.08)
}

// pigeonholes hold keys or letters.
func (s *stage) pigeonholes(p pen, x, y, w, h float64) {
	p.rect(flat(0.9), x-0.05, y-0.05, w+0.1, h+0.1)
	cols := int(w / 0.24)
	step := w / float64(cols)
	rows := int(h / 0.24)
	for i := range cols {
		for k := range rows {
			cx, cy := x+float64(i)*step, y+float64(k)*0.24
			p.rect(flat(0), cx+0.015, cy+0.015, step-0.03, 0.21)
			switch s.r.IntN(3) {
			case 0:
				p.poly(flat(2.8), cx+0.05, cy+0.02, cx+0.16, cy+0.02, cx+0.19, cy+0.15, cx+0.08, cy+0.15)
			case 1:
				p.line(glow(2.3), 0.025, cx+0.12, cy+0.16, cx+0.12, cy+0.05)
				p.oval(glow(2.3), cx+0.12, cy+0.06, 0.035, 0.035)
			}
		}
	}
}

// till is an old cash register.
func (s *stage) till(at vec) {
	p := s.block(at, 0.6, 0.18, 0.45, 0, 0.8)
	p.rect(flat(0), 0.05, 0.04, 0.5, 0.1)
	p.oval(glow(2), 0.3, 0.09, 0.03, 0.03)
	p.poly(glow(1.9), 0.03, 0.18, 0.57, 0.18, 0.54, 0.5, 0.44, 0.64, 0.16, 0.64, 0.06, 0.5)
	p.poly(glow(1.0), 0.42, 0.18, 0.57, 0.18, 0.54, 0.5, 0.44, 0.64, 0.4, 0.64)
	p.rect(flat(2.9), 0.16, 0.5, 0.28, 0.11)
	for row := range 3 {
		for i := range 5 {
			p.oval(flat(0), 0.13+float64(i)*0.08, 0.24+float64(row)*0.08, 0.028, 0.028)
			p.oval(flat(2.9), 0.127+float64(i)*0.08, 0.243+float64(row)*0.08, 0.02, 0.02)
		}
	}
}

func (s *stage) ticketRoll(p pen) {
	with := flat(2.7)
	if s.odds(50) {
		with = glow(2.1)
	}
	p.oval(flat(0), 0.01, 0.12, 0.14, 0.13)
	p.oval(with, 0, 0.12, 0.13, 0.12)
	p.ring(flat(0.8), 0, 0.12, 0.09, 0.08)
	p.oval(flat(0), 0, 0.12, 0.04, 0.04)
	p.curve(with, 0.05, 0.05, 0.05, 0.1, 0.03, 0.17, 0.02, 0.22, 0.06)
}

// orchestraPit lies under the edge of the lit stage.
func orchestraPit(s *stage) {
	s.build(room{w: 8, d: 6, h: 3.4, wall: 0.6, floor: 0.6, ceiling: 0.4})
	s.boards(0.7, 0.3)
	b := s.back()
	b.rect(paint{blend: halo(800, 120, 900, 330, 2.6, 0.9), hatch: 8}, 0, 1.75, 8, 1.7)
	b.rect(flat(0.2), 0, 0, 8, 1.7)
	b.rect(glow(1.9), 0, 1.62, 8, 0.14)
	for i := range 11 {
		b.rect(flat(0.8), 0.1+float64(i)*0.74, 0.1, 0.6, 1.4)
		x := 0.4 + float64(i)*0.74
		b.oval(flat(0), x, 1.78, 0.16, 0.1)
		b.oval(glow(2.9), x, 1.82, 0.1, 0.06)
	}
	for _, side := range []float64{0, 1} {
		for i := range 5 {
			x := side*8 + (1-2*side)*float64(i)*0.22
			b.rect(glow(1.0+0.7*float64(i%2)), x-0.11, 1.7, 0.22, 1.8)
		}
	}
	s.bass(-2.2, 5.0)
	s.drum(vec{2.4, 0, 5.1}, 0.45, 0.7, 1.3)
	s.drum(vec{1.5, 0, 5.3}, 0.38, 0.7, 1.3)
	for _, q := range [][2]float64{{-0.9, 4.8}, {0.4, 4.9}, {-1.6, 3.9}, {1.4, 4.0}, {0.2, 3.7}} {
		s.chair(q[0]+0.1, q[1]+0.35, s.span(-0.5, 0.5), 0.9)
		s.musicStand(q[0], q[1]-0.3)
	}
	s.lit(pt{800, 380}, 900, 560)
	for _, x := range []float64{-2.0, -0.9, 0.5, 1.7} {
		q, _ := s.cam.at(vec{x, 1.2, 4.2})
		s.bloom(q, 70, 0.6)
	}
	s.podium()
	s.corners(0.5)
}

// musicStand holds a lit sheet.
func (s *stage) musicStand(x, z float64) {
	p := s.stand(x, 0, z)
	p.line(flat(0), 0.03, -0.2, 0, 0, 0.2, 0.2, 0)
	p.line(flat(0), 0.03, 0, 0.1, 0, 1.0)
	p.poly(flat(0), -0.3, 0.93, 0.3, 0.93, 0.34, 1.34, -0.26, 1.34)
	p.poly(flat(3), -0.25, 0.97, 0.01, 0.97, 0.03, 1.32, -0.22, 1.32)
	p.poly(flat(2.6), 0.03, 0.97, 0.26, 0.97, 0.3, 1.32, 0.05, 1.32)
	for i := range 4 {
		y := 1.04 + float64(i)*0.07
		p.line(flat(0.4), 0.01, -0.2, y, 0, y)
		p.line(flat(0.4), 0.01, 0.07, y, 0.26, y)
	}
}

// bass leans on a chair.
func (s *stage) bass(x, z float64) {
	s.cast(x, z, 0.5, 0.3)
	p := s.stand(x, 0, z).to(0, 0, 1, -0.14)
	p.line(flat(0), 0.03, 0, 0, 0, 0.2)
	p.blob(flat(0), 0, 0.12, -0.4, 0.2, -0.46, 0.5, -0.28, 0.78, -0.34, 1.04, -0.12, 1.26, 0.12, 1.26, 0.34, 1.04, 0.28, 0.78, 0.46, 0.5, 0.4, 0.2)
	p.blob(glow(1.9), 0, 0.15, -0.37, 0.22, -0.42, 0.5, -0.25, 0.78, -0.31, 1.02, -0.1, 1.22, 0.1, 1.22, 0.31, 1.02, 0.25, 0.78, 0.42, 0.5, 0.37, 0.22)
	p.blob(glow(1.0), 0.14, 0.16, 0.37, 0.22, 0.42, 0.5, 0.25, 0.78, 0.31, 1.02, 0.16, 1.2, 0.12, 0.78, 0.22, 0.5)
	p.rect(flat(0), -0.035, 0.7, 0.07, 1.15)
	p.oval(flat(0), 0, 1.9, 0.07, 0.09)
	p.rect(flat(2.8), -0.12, 0.55, 0.24, 0.04)
	p.line(flat(2.9), 0.008, -0.015, 0.4, -0.015, 1.8)
	p.line(flat(2.9), 0.008, 0.015, 0.4, 0.015, 1.8)
	for _, d := range []float64{-0.18, 0.18} {
		p.curve(flat(0), 0.01, 0.03, 0.01, d, 0.5, d*0.9, 0.62, d*1.05, 0.74)
	}
}

// podium is the conductor's desk, dark before us.
func (s *stage) podium() {
	p := s.ground(800+s.span(-180, 180), 920, 330)
	p.rect(flat(0), -0.06, 0, 0.12, 0.6)
	p.poly(flat(0), -0.62, 0.5, 0.62, 0.5, 0.54, 0.98, -0.54, 0.98)
	p.poly(flat(2.9), -0.5, 0.56, -0.02, 0.56, -0.02, 0.93, -0.45, 0.93)
	p.poly(flat(2.4), 0.02, 0.56, 0.5, 0.56, 0.45, 0.93, 0.02, 0.93)
	for i := range 5 {
		y := 0.62 + float64(i)*0.065
		p.line(flat(0.3), 0.008, -0.44, y, -0.08, y)
		p.line(flat(0.3), 0.008, 0.08, y, 0.44, y)
		p.oval(flat(0), -0.35+0.06*float64(i), y+0.02, 0.016, 0.013)
		p.oval(flat(0), 0.15+0.06*float64(i), y+0.01, 0.016, 0.013)
	}
	p.line(flat(3), 0.02, 0.05, 0.53, 0.7, 0.68)
}

// royalBox looks out from a box, past its curtains and gilt chairs, at the stage.
func royalBox(s *stage) {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{0, 1.6, 0}, 0, 900, pt{800, 430})
	s.everywhere(flat(0.3).carve(3))
	sheet := s.sheet()
	k := s.span(0.94, 1.14) // what is seen of the house
	p := sheet.to(800-800*k+s.span(-110, 110), 330-330*k+s.span(-50, 40), k, 0)
	for tier := range 3 { // the other side of the house
		y := 150 + float64(tier)*150
		p.curve(flat(1.3), 50, 60, 50, -20, y+40, 360, y, 620, y-30)
		p.curve(glow(2), 7, 8, 7, -20, y+14, 360, y-26, 620, y-56)
		for i := range 6 {
			x := 40 + float64(i)*96
			p.oval(flat(0), x, y-46-float64(i)*6, 26, 34)
			p.oval(glow(2.5), x, y+40-float64(i)*10, 8, 8)
		}
	}
	stageLit := points(700, 130, 1300, 90, 1300, 560, 700, 520)
	s.fill(paint{blend: halo(1000, 260, 520, 420, 3, 1.0), hatch: 8}, p.all(stageLit))
	p.poly(flat(2.2).carve(0), 700, 516, 1300, 540, 1300, 640, 700, 575)
	hill, moon := s.span(740, 1020), s.span(900, 1220)
	for i := range 5 { // painted trees
		x, h := hill+float64(i-2)*74, s.span(90, 210)
		for k := range 3 {
			y, w := 470-h*0.32*float64(k), 46-12*float64(k)
			p.poly(flat(0.5+0.3*float64(i%2)), x-w, y, x, y-h*0.5, x+w, y)
		}
	}
	p.oval(flat(2.9), moon, s.span(190, 270), 50, 50)
	for i := range s.r.IntN(4) {
		s.figureOnStage(p.to(820+float64(i)*130, 560, 1, 0))
	}
	for i := range 5 {
		x := 650 + float64(i)*26
		p.blob(glow(1.0+0.7*float64(i%2)), x, 90, x+28, 90, x+20, 560, x-8, 560)
		p.blob(glow(1.0+0.7*float64(i%2)), x+610, 60, x+638, 60, x+650, 610, x+620, 610)
	}
	spot := s.span(820, 1180)
	s.beam(0.8, pt{1050, 60}, pt{spot, 560}, 1030, 40, 1070, 40, spot+120, 560, spot-120, 560)
	s.balustrade(sheet.to(0, s.span(-30, 26), 1, 0))
	s.boxCurtains(sheet)
	s.giltChair(s.ground(s.span(470, 560), 905, 250))
	s.giltChair(s.ground(s.span(960, 1060), 915, 260))
	s.lit(pt{950, 330}, 820, 560)
	s.corners(0.62)
}

// figureOnStage is an actor far off.
func (s *stage) figureOnStage(p pen) {
	p.poly(flat(0), -14, 0, -10, -34, 8, -34, 16, 0, 7, 0, 0, -24, -6, 0)
	p.blob(glow(1.7), -20, -8, -14, -62, 0, -70, 14, -62, 24, -14, 4, -30)
	p.oval(flat(2.9), 0, -80, 9, 11)
	p.line(flat(0), 6, 10, -60, s.span(26, 34), s.span(-66, -56), s.span(38, 46), s.span(-96, -72))
}

func (s *stage) balustrade(p pen) {
	p.rect(flat(0), 0, 618, 1600, 300)
	p.rect(glow(1.6), 0, 600, 1600, 46)
	p.rect(glow(2.6), 0, 600, 1600, 12)
	for x := 60.0; x < 1600; x += 150 {
		p.blob(flat(1.1), x-56, 660, x+56, 660, x+46, 800, x, 850, x-46, 800)
		p.blob(glow(2.1), x-26, 690, x+26, 690, x+16, 760, x, 786, x-16, 760)
	}
	p.rect(flat(0.3), 330, 586, 90, 16)
	p.poly(flat(2.9), 1180, 600, 1290, 600, 1270, 570, 1200, 570)
	p.arc(glow(2.4), 10, 700, 586, 26, 16, 0, 2*math.Pi)
	p.arc(glow(2.4), 10, 756, 586, 26, 16, 0, 2*math.Pi)
}

func (s *stage) boxCurtains(p pen) {
	for _, side := range []float64{-1, 1} {
		for i := 4; i >= 0; i-- {
			x := 800 + side*(640+float64(i)*66)
			p.blob(glow(0.8+0.9*float64(i%2)), x-40, -20, x+44, -20, x+side*30+38, 330, x+side*90+30, 560, x+side*40+40, 920, x+side*40-40, 920, x+side*90-30, 560, x+side*10-40, 330)
		}
		p.curve(flat(2.8), 10, 16, 10, 800+side*640, 540, 800+side*740, 576, 800+side*850, 540)
		p.blob(flat(2.6), 800+side*700-14, 570, 800+side*700+14, 570, 800+side*700+20, 660, 800+side*700-20, 660)
	}
	for i := range 9 {
		x := float64(i)*190 + 40
		p.blob(glow(1.5), x-110, -20, x+110, -20, x+90, 60, x, 118, x-90, 60)
		p.curve(flat(2.8), 4, 8, 4, x-96, 62, x, 122, x+96, 62)
	}
}

// giltChair is seen from behind.
func (s *stage) giltChair(p pen) {
	p.line(glow(1.9), 0.06, -0.3, 0, -0.26, 0.6)
	p.line(glow(1.9), 0.06, 0.3, 0, 0.26, 0.6)
	p.oval(flat(0), 0, 0.95, 0.4, 0.48)
	p.oval(glow(2.3), 0, 0.95, 0.37, 0.45)
	p.oval(flat(0.3), 0, 0.95, 0.28, 0.36)
	p.oval(flat(1.2).carve(12), -0.03, 0.97, 0.24, 0.32)
	p.blob(glow(2.7), -0.14, 1.38, 0, 1.5, 0.14, 1.38, 0, 1.34)
	p.rect(flat(0), -0.34, 0.44, 0.68, 0.1)
	p.rect(glow(1.6), -0.32, 0.46, 0.64, 0.06)
}
