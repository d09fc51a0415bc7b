package painter

func chessPlaces() map[string]scene {
	return map[string]scene{
		"playing-hall": playingHall, "analysis-room": analysisRoom, "press-room": pressRoom, "pump-room": pumpRoom,
		"arbiters-office": arbitersOffice, "colonnade": colonnade, "mud-baths": mudBaths,
	}
}

// playingHall is the stage of a tournament over the backs of the seats.
func playingHall(s *stage) {
	s.build(room{w: 11, d: 9, h: 5, wall: 1.1, floor: 0.8, ceiling: 0.8})
	b := s.back()
	for i := range 28 {
		b.rect(glow(0.9+0.7*float64(i%2)).carve(8), float64(i)*0.4, 0.9, 0.4, 4.1)
	}
	for i := range 4 {
		s.demoBoard(b, 0.9+float64(i)*2.45, 2.35, 1.75)
	}
	s.wallClock(b, 5.5, 4.55, 0.3)
	s.block(vec{0, 0, 7.6}, 11, 0.8, 2.8, 0, 1.5)
	p := s.face(vec{-5.5, 0, 6.2}, vec{1, 0, 0}, vec{0, 1, 0})
	p.rect(glow(1.8), 0, 0.66, 11, 0.08)
	for _, x := range []float64{-3.2, 0, 3.2} {
		s.playersTable(x+s.span(-0.3, 0.3), 0.8, 7.2)
	}
	s.plantAt(-4.9, 0.8, 6.8, 1.4)
	s.plantAt(4.9, 0.8, 6.8, 1.4)
	for _, x := range []float64{-3.2, 0, 3.2} {
		q := s.stand(x, 4.6, 7)
		a, e := q.at(0, 0), q.at(0, -3.6)
		l, r := q.at(-1.4, -3.4), q.at(1.4, -3.4)
		s.beam(0.7, a, e, a.x-8, a.y, a.x+8, a.y, r.x, r.y, l.x, l.y)
	}
	s.lit(pt{800, 400}, 980, 520)
	for row := range 3 {
		z := 5.2 - float64(row)*0.95
		for i := -5; i <= 5; i++ {
			s.stallSeat(float64(i)*0.78+0.39*float64(row%2)+s.span(-0.02, 0.02), z, row)
		}
	}
	s.corners(0.55)
}

// demoBoard is a board on a wall with the pieces of a game, size wide.
func (s *stage) demoBoard(p pen, x, y, size float64) {
	p.rect(flat(0), x-0.12, y-0.12, size+0.24, size+0.24)
	p.rect(flat(2.9), x, y, size, size)
	c := size / 8
	for i := range 64 {
		u, v := x+float64(i%8)*c, y+float64(i/8)*c
		if (i+i/8)%2 == 0 {
			p.rect(flat(0.9), u, v, c, c)
		}
	}
	for range 14 {
		i := s.r.IntN(64)
		u, v := x+float64(i%8)*c+c/2, y+float64(i/8)*c+c*0.12
		with := glow(2.2)
		if s.odds(50) {
			with = flat(0)
		}
		p.oval(with, u, v+c*0.56, c*0.2, c*0.2)
		p.poly(with, u-c*0.3, v, u+c*0.3, v, u+c*0.1, v+c*0.5, u-c*0.1, v+c*0.5)
	}
}

// playersTable has a board, a clock and two chairs, on a floor at height y.
func (s *stage) playersTable(x, y, z float64) {
	p := s.stand(x, y, z)
	for _, side := range []float64{-1, 1} {
		p.rect(flat(0), side*0.98-0.24, 0, 0.06, 0.5)
		p.rect(flat(0), side*0.98+0.18, 0, 0.06, 0.5)
		p.rect(flat(0.4), side*0.98-0.26, 0.44, 0.52, 0.1)
		p.rect(flat(0.2), side*1.2-0.05, 0.44, 0.1, 0.66)
	}
	p.rect(flat(0.1), -0.62, 0, 0.08, 0.68)
	p.rect(flat(0.1), 0.54, 0, 0.08, 0.68)
	p.poly(flat(2.8), -0.78, 0.66, 0.78, 0.66, 0.66, 0.86, -0.66, 0.86)
	p.rect(flat(0.7), -0.78, 0.58, 1.56, 0.09)
	for i := range 6 {
		p.poly(flat(0.2), -0.34+float64(i)*0.12, 0.7, -0.28+float64(i)*0.12, 0.7, -0.26+float64(i)*0.115, 0.82, -0.31+float64(i)*0.115, 0.82)
	}
	for _, u := range []float64{-0.3, -0.18, -0.05, 0.1, 0.2, 0.31} {
		s.pawn(p.to(u, 0.74, 0.2, 0), u < 0)
	}
	s.chessClock(p.to(0.55, 0.78, 0.36, 0))
}

// pawn is a man of either side, 1 high.
func (s *stage) pawn(p pen, white bool) {
	with := flat(0)
	if white {
		with = flat(3)
		p.to(0, 0, 1.14, 0).pawnShape(flat(0))
	}
	p.pawnShape(with)
}

func (p pen) pawnShape(with paint) {
	p.poly(with, -0.34, 0, 0.34, 0, 0.3, 0.14, 0.12, 0.3, 0.1, 0.58, -0.1, 0.58, -0.12, 0.3, -0.3, 0.14)
	p.oval(with, 0, 0.78, 0.22, 0.22)
}

// chessClock has two faces and two buttons; 1 is about its width.
func (s *stage) chessClock(p pen) {
	p.poly(flat(0), -0.6, 0, 0.6, 0, 0.56, 0.6, -0.56, 0.6)
	p.poly(glow(1.8), -0.55, 0.05, 0.55, 0.05, 0.51, 0.55, -0.51, 0.55)
	for _, u := range []float64{-0.26, 0.26} {
		p.oval(flat(0), u, 0.3, 0.22, 0.22)
		p.oval(flat(3), u, 0.3, 0.18, 0.18)
		a := s.span(0, 6.28)
		q, m := tip(a, 0.1), tip(a*12, 0.15)
		p.line(flat(0), 0.04, u, 0.3, u+q.x, 0.3-q.y)
		p.line(flat(0), 0.03, u, 0.3, u+m.x, 0.3-m.y)
	}
	p.rect(flat(0), -0.34, 0.6, 0.14, 0.16)
	p.rect(flat(0), 0.2, 0.6, 0.14, 0.08)
}

func (s *stage) plantAt(x, y, z, h float64) {
	p := s.stand(x, y, z)
	s.leaves(p, h*0.26, h, 9, 0.3)
	p.poly(flat(0.4), -h*0.13, h*0.3, h*0.13, h*0.3, h*0.09, 0, -h*0.09, 0)
}

// stallSeat is the back of a folding seat in the audience.
func (s *stage) stallSeat(x, z float64, row int) {
	p := s.stand(x, 0, z)
	p.rect(flat(0), -0.3, 0, 0.08, 0.5)
	p.rect(flat(0), 0.22, 0, 0.08, 0.5)
	p.blob(flat(0), -0.34, 0.4, 0.34, 0.4, 0.35, 0.86, 0.26, 0.98, -0.26, 0.98, -0.35, 0.86)
	p.blob(flat(0.9-0.35*float64(row)), -0.29, 0.45, 0.29, 0.45, 0.3, 0.84, 0.22, 0.93, -0.22, 0.93, -0.3, 0.84)
	p.curve(glow(1.9), 0.02, 0.05, 0.02, -0.26, 0.88, -0.18, 0.93, 0.2, 0.93)
}

// analysisRoom is full of small tables with games gone over again and again.
func analysisRoom(s *stage) {
	s.build(room{w: 6.4, d: 5.6, h: 3.2, wall: 1.9, floor: 1.1, ceiling: 2.1})
	s.boards(1.3, 0.26)
	b := s.back()
	s.panels(b, 0, 6.4, 1.0, 1.3)
	s.demoBoard(b, 2.4, 1.25, 1.6)
	s.window(b, 4.8, 1.15, 1.0, 1.4, "sea")
	s.books(s.left(), 3.2, 1.6, 2.2, 5)
	s.photos(b, 0.5, 1.4)
	s.boardTable(-1.7, 4.6)
	s.boardTable(1.6, 4.7)
	s.samovar(vec{2.7, 0, 5.0})
	x := s.span(-0.4, 0.4)
	s.boardTable(x, 3.7)
	lamp := s.hanging(x, 2.15, 3.8, 0.42)
	s.lit(pt{lamp.x, lamp.y + 160}, 900, 600)
	s.corners(0.6)
}

// photos are the champions on the wall.
func (s *stage) photos(p pen, x, y float64) {
	for i := range 6 {
		u, v := x+float64(i%3)*0.55, y+float64(i/3)*0.72
		p.rect(flat(0), u, v, 0.44, 0.58)
		p.rect(flat(2.5), u+0.05, v+0.05, 0.34, 0.48)
		p.blob(flat(0.2), u+0.08, v+0.05, u+0.12, v+0.2, u+0.22, v+0.25, u+0.32, v+0.2, u+0.36, v+0.05)
		p.oval(flat(0.9), u+0.22, v+0.34, 0.08, 0.1)
	}
}

// boardTable is a table with a chessboard seen from above, its men, a clock,
// two chairs.
func (s *stage) boardTable(x, z float64) {
	s.chair(x-0.85, z, 1.5, 1.0)
	s.chair(x+0.85, z, -1.5, 1.0)
	s.legged(x, z, 1.15, 0.85, 0.74, 1.5)
	f := s.face(vec{x - 0.42, 0.75, z - 0.36}, vec{1, 0, 0}, vec{0, 0, 1})
	f.rect(flat(0), -0.03, -0.03, 0.78, 0.78)
	f.rect(flat(3), 0, 0, 0.72, 0.72)
	for i := range 64 {
		if (i+i/8)%2 == 0 {
			f.rect(flat(0.3), float64(i%8)*0.09, float64(i/8)*0.09, 0.09, 0.09)
		}
	}
	for i := 7; i >= 0; i-- {
		for k := range 8 {
			if s.odds(26) {
				q := s.stand(x-0.42+(float64(k)+0.5)*0.09, 0.75, z-0.36+(float64(i)+0.5)*0.09)
				h := s.span(0.13, 0.24)
				s.pawn(q.to(0, 0, h, 0), k < 4)
			}
		}
	}
	s.chessClock(s.stand(x+0.44, 0.75, z).to(0, 0, 0.26, 0))
}

// samovar stands on a small table with glasses of tea.
func (s *stage) samovar(at vec) {
	s.legged(at.x, at.z, 0.8, 0.6, 0.74, 1.2)
	p := s.stand(at.x, 0.75, at.z)
	p.rect(flat(0), -0.16, 0, 0.32, 0.06)
	p.blob(flat(0), -0.1, 0.06, 0.1, 0.06, 0.24, 0.3, 0.2, 0.52, -0.2, 0.52, -0.24, 0.3)
	p.blob(glow(2.2), -0.08, 0.09, 0.06, 0.09, 0.18, 0.3, 0.15, 0.48, -0.17, 0.48, -0.2, 0.3)
	p.curve(flat(3), 0.02, 0.05, 0.02, -0.13, 0.14, -0.16, 0.3, -0.12, 0.46)
	p.line(flat(0), 0.05, -0.2, 0.4, -0.3, 0.44, -0.3, 0.52)
	p.line(flat(0), 0.05, 0.2, 0.4, 0.3, 0.44, 0.3, 0.52)
	p.line(flat(0), 0.05, 0, 0.16, 0.1, 0.1)
	p.poly(flat(0.2), -0.1, 0.52, 0.1, 0.52, 0.06, 0.64, -0.06, 0.64)
	p.blob(flat(2.8), -0.1, 0.64, 0.1, 0.64, 0.12, 0.74, 0, 0.82, -0.12, 0.74)
}

// pressRoom has typewriters and telephones on long tables, clocks above.
func pressRoom(s *stage) {
	s.build(room{w: 7, d: 6, h: 3.2, wall: 1.8, floor: 1.0, ceiling: 2.0})
	s.boards(1.1, 0.3)
	b := s.back()
	for i := range 4 {
		u := 0.8 + float64(i)*0.9
		s.wallClock(b, u, 2.6, 0.28)
		b.rect(flat(0.1), u-0.26, 2.08, 0.52, 0.13)
		b.rect(flat(2.7), u-0.18, 2.12, 0.36, 0.05)
	}
	s.demoBoard(b, 4.7, 1.3, 1.5)
	s.wallMap(s.left(), 3.4, 1.2, 1.6, 1.1)
	for i, u := range []float64{5.4, 4.6, 3.8} {
		s.booth(s.right(), u, i)
	}
	s.typingRow(5.0, 3, s.span(-0.2, 0.2))
	s.typingRow(3.9, 3, s.span(-0.3, 0.3))
	s.bin(s.stand(-2.4, 0, 3.4))
	lamp := s.hanging(s.span(-0.8, 0.8), 2.4, 4.3, 0.44)
	s.lit(pt{lerp(lamp.x, 800, 0.5), lamp.y + 160}, 960, 600)
	s.corners(0.6)
}

// booth is a telephone under a hood on a wall.
func (s *stage) booth(p pen, x float64, i int) {
	p.rect(flat(0.2), x, 1.0, 0.66, 1.1)
	p.rect(flat(1.4+0.2*float64(i)), x+0.05, 1.05, 0.56, 1.0)
	p.rect(flat(0), x+0.2, 1.3, 0.26, 0.42)
	p.oval(flat(2.8), x+0.33, 1.45, 0.08, 0.08)
	p.curve(glow(2), 0.07, 0.05, 0.07, x+0.16, 1.7, x+0.33, 1.8, x+0.5, 1.7)
}

// typingRow is a table with typewriters, lamps and paper.
func (s *stage) typingRow(z float64, n int, shift float64) {
	w := float64(n) * 1.25
	for i := range n {
		s.chair(shift-w/2+0.62+float64(i)*1.25, z+0.7, 0.1, 1.1)
	}
	s.legged(shift, z, w, 0.75, 0.74, 1.6)
	for i := range n {
		x := shift - w/2 + 0.62 + float64(i)*1.25
		s.typewriter(s.stand(x, 0.75, z), s.odds(40))
		f := s.face(vec{x + 0.4, 0.755, z}, vec{1, 0, 0}, vec{0, 0, 1})
		f.poly(flat(3), -0.1, -0.2, 0.16, -0.16, 0.12, 0.2, -0.14, 0.14)
		if s.odds(50) {
			s.phone(s.stand(x-0.44, 0.75, z-0.1))
		}
	}
}

// typewriter is seen from the front, a sheet in it.
func (s *stage) typewriter(p pen, accented bool) {
	with := flat(0.5)
	if accented {
		with = glow(1.8)
	}
	p.poly(flat(3), -0.15, 0.24, 0.15, 0.24, 0.15, 0.5, -0.15, 0.52)
	for i := range 3 {
		p.rect(flat(0.6), -0.11, 0.3+float64(i)*0.06, s.span(0.12, 0.22), 0.02)
	}
	p.rect(flat(0), -0.28, 0.22, 0.56, 0.07)
	p.oval(flat(0), -0.3, 0.255, 0.04, 0.05)
	p.oval(flat(0), 0.3, 0.255, 0.04, 0.05)
	p.poly(flat(0), -0.27, 0, 0.27, 0, 0.22, 0.24, -0.22, 0.24)
	p.poly(with, -0.24, 0.02, 0.24, 0.02, 0.2, 0.21, -0.2, 0.21)
	for row := range 3 {
		for i := range 7 {
			p.oval(flat(2.9), -0.18+float64(i)*0.06, 0.05+float64(row)*0.05, 0.02, 0.018)
		}
	}
}

// bin is a basket running over with crumpled paper.
func (s *stage) bin(p pen) {
	for range 5 {
		x, y, r := s.span(-0.2, 0.2), s.span(0.42, 0.55), s.span(0.07, 0.11)
		p.poly(flat(2.8), x-r, y, x-r*0.3, y+r, x+r*0.8, y+r*0.7, x+r, y-r*0.4, x, y-r)
		p.line(flat(0.6), 0.012, x-r*0.3, y+r*0.4, x+r*0.2, y, x+r*0.6, y+r*0.3)
	}
	p.poly(flat(0), -0.26, 0.46, 0.26, 0.46, 0.2, 0, -0.2, 0)
	for i := range 6 {
		u := -0.21 + float64(i)*0.084
		p.line(flat(1.8), 0.02, u, 0.43, u*0.8, 0.03)
	}
	p.poly(flat(2.8), 0.4, 0, 0.5, 0.12, 0.6, 0.06, 0.56, -0.04)
}

// pumpRoom is the spa's hall: a fountain with taps under a dome of arches.
func pumpRoom(s *stage) {
	s.build(room{w: 9, d: 8, h: 4.6, wall: 2.1, floor: 1.6, ceiling: 2.4})
	s.tiles(2.6, 1.3, 0.8)
	b := s.back()
	for i := range 3 {
		s.arched(b, 1.0+float64(i)*2.6, 0.7, 1.7, 3.2, "sea")
	}
	b.rect(glow(1.9), 0, 4.15, 9, 0.14)
	for i := range 3 {
		s.arched(s.left(), 3.0+float64(i)*1.7, 0.9, 1.0, 2.8, "sea")
	}
	s.shelf(s.right(), 4.0, 1.4, 2.6, s.mugOn)
	s.shelf(s.right(), 4.0, 1.9, 2.6, s.mugOn)
	for _, x := range []float64{-3.4, -1.5, 1.5, 3.4} {
		s.column(x, 6.4, 0.26, 2.2)
	}
	s.plant(-3.6, 5.0, 1.9)
	s.plant(3.5, 4.8, 1.7)
	x := s.span(-0.3, 0.3)
	s.lit(pt{800, 420}, 1000, 640)
	s.taps(x, 4.7)
	s.cafeTable(x+s.pickTone(-1, 1)*2.4, 4.1)
	s.corners(0.64)
}

func (s *stage) mugOn(p pen, x, y, size float64) {
	with := flat(2.9)
	if s.odds(40) {
		with = glow(2)
	}
	p.poly(with, x-size*0.26, y, x+size*0.26, y, x+size*0.2, y+size*0.7, x-size*0.2, y+size*0.7)
	p.arc(flat(0), size*0.07, x+size*0.26, y+size*0.36, size*0.14, size*0.2, -1.5, 1.5)
}

// taps is a round marble basin with four brass spouts and running water.
func (s *stage) taps(x, z float64) {
	s.cast(x, z, 1.3, 0.8)
	s.drum(vec{x, 0, z}, 1.15, 0.16, 2)
	s.drum(vec{x, 0.16, z}, 0.85, 0.6, 2.1)
	p := s.stand(x, 0.76, z)
	p.oval(flat(0), 0, 0.02, 1.05, 0.27)
	p.oval(flat(2.9), 0, 0.05, 1.0, 0.25)
	p.oval(flat(0.8).carve(0), 0, 0.07, 0.86, 0.19)
	p.blob(flat(0), -0.17, 0.05, 0.17, 0.05, 0.13, 0.3, 0.2, 0.7, 0.1, 1.0, -0.1, 1.0, -0.2, 0.7, -0.13, 0.3)
	p.blob(flat(2.8), -0.13, 0.08, 0.02, 0.08, 0.02, 0.3, 0.06, 0.7, 0.02, 0.96, -0.07, 0.96, -0.16, 0.7, -0.09, 0.3)
	p.oval(glow(2.2), 0, 1.12, 0.15, 0.15)
	p.oval(glow(3), -0.04, 1.16, 0.05, 0.05)
	for _, d := range []float64{-0.62, -0.3, 0.3, 0.62} {
		p.curve(flat(0), 0.07, 0.08, 0.07, d*0.15, 0.62, d*0.7, 0.76, d, 0.56)
		p.curve(glow(2.2), 0.035, 0.045, 0.035, d*0.15, 0.63, d*0.7, 0.77, d, 0.57)
		p.curve(flat(3), 0.02, 0.04, 0.05, d, 0.54, d*1.02, 0.3, d*1.03, 0.06)
		p.oval(flat(3), d*1.03, 0.07, 0.11, 0.03)
	}
}
