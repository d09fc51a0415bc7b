package painter

func theatrePlaces() map[string]scene {
	return map[string]scene{
		"stage": theatreStage, "dressing-room": dressingRoom, "fly-loft": flyLoft, "prop-store": propStore,
		"box-office": boxOffice, "orchestra-pit": orchestraPit, "royal-box": royalBox,
	}
}

// theatreStage is seen from the stalls, over the heads of empty seats.
func theatreStage(s *stage) {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{0, 1.6, 0}, 0, 900, pt{800, 430})
	s.everywhere(flat(0.25))
	p := s.sheet()
	s.fill(paint{blend: fade(0, 120, 0.9, 0, 640, 1.9), hatch: 8}, points(280, 110, 1320, 110, 1320, 640, 280, 640))
	s.backcloth(p)
	s.fill(flat(1.6).carve(0), points(250, 600, 1350, 600, 1480, 742, 120, 742))
	for i := range 15 {
		x := float64(i-7) / 7
		s.fill(flat(0.7), ribbon([]pt{{800 + x*540, 600}, {800 + x*620, 670}, {800 + x*690, 742}}, 3, 4, 5))
	}
	s.drapes(p)
	p.poly(flat(0.6), 100, 738, 1500, 738, 1500, 800, 100, 800)
	p.rect(glow(2), 100, 736, 1400, 10)
	spot := s.span(620, 1000)
	s.beam(1.3, pt{spot + 240, -20}, pt{spot, 760}, spot+220, -20, spot+270, -20, spot+150, 690, spot-150, 690)
	p.oval(paint{op: lighten, tone: 1.0}, spot, 690, 150, 34)
	s.lonelyChair(s.ground(spot+10, 700, 150))
	for x := 190.0; x < 1450; x += 90 {
		p.oval(flat(0), x, 752, 30, 22)
		p.oval(glow(2.7), x, 744, 20, 12)
		if s.night {
			s.bloom(pt{x, 730}, 90, 0.5)
		}
	}
	for row := range 2 {
		y := 832 + float64(row)*56
		for x := -40.0 + float64(row)*60; x < 1700; x += 124 {
			p.blob(flat(0.05+0.35*float64(1-row)), x-54, y+90, x-56, y+8, x-38, y-24, x+38, y-24, x+56, y+8, x+54, y+90)
			p.curve(glow(1.6), 2, 6, 2, x-46, y, x-30, y-18, x+26, y-18)
		}
	}
	s.corners(0.6)
}

// backcloth is painted scenery: an arch, a moon, cypresses.
func (s *stage) backcloth(p pen) {
	p.oval(flat(2.9), s.span(560, 1040), 250, 60, 60)
	p.blob(flat(0.8), 260, 620, 300, 520, 560, 440, 800, 500, 1060, 420, 1340, 520, 1340, 640)
	for _, x := range []float64{s.span(380, 560), s.span(1020, 1220)} {
		p.blob(flat(0.2), x, 300, x-40, 460, x-34, 600, x+34, 600, x+40, 460)
		p.poly(flat(2.3), x+60, 600, x+60, 440, x+140, 440, x+140, 600)
		p.poly(flat(1.2), x+110, 600, x+110, 440, x+140, 440, x+140, 600)
		p.poly(glow(1.8), x+50, 440, x+100, 384, x+150, 440)
	}
}

// drapes frame the stage.
func (s *stage) drapes(p pen) {
	for _, side := range []float64{-1, 1} {
		for i := 7; i >= 0; i-- {
			x := 800 + side*(420+float64(i)*62)
			t := 0.9 + 0.9*float64(i%2) - 0.2*side
			p.blob(glow(t), x-40, 60, x+40, 60, x+side*10+44, 420, x+side*70+36, 745, x+side*70-36, 745, x+side*10-40, 420)
		}
		p.curve(glow(2.7), 10, 18, 10, 800+side*430, 430, 800+side*620, 500, 800+side*860, 470)
	}
	for i := range 10 {
		x := float64(i)*170 + 30
		p.blob(glow(1.7), x-100, -20, x+100, -20, x+86, 90, x, 176, x-86, 90)
		p.blob(glow(0.9), x+10, -20, x+100, -20, x+86, 90, x+20, 170)
		p.curve(flat(2.6), 5, 9, 5, x-90, 92, x-44, 156, x, 182, x+44, 156, x+90, 92)
	}
}

// lonelyChair is a plain chair in the light.
func (s *stage) lonelyChair(p pen) {
	p.oval(paint{op: shade, tone: 0.25}, 0.3, 0, 0.6, 0.1)
	for _, x := range []float64{-0.26, -0.16, 0.2, 0.3} {
		p.line(flat(0), 0.05, x, 0, x, 0.5)
	}
	p.poly(flat(0.2), -0.32, 0.48, 0.34, 0.48, 0.26, 0.6, -0.22, 0.6)
	p.line(flat(0), 0.06, -0.2, 0.56, -0.24, 1.2)
	p.line(flat(0), 0.06, 0.24, 0.56, 0.28, 1.2)
	p.poly(flat(0), -0.25, 1.0, 0.27, 1.0, 0.3, 1.22, -0.27, 1.22)
	p.line(flat(0), 0.04, -0.22, 0.8, 0.26, 0.8)
}

func dressingRoom(s *stage) {
	s.build(room{w: 5, d: 4.8, h: 2.9, wall: 1.5, floor: 0.9, ceiling: 1.7})
	s.boards(1.1, 0.24)
	b := s.back()
	s.wallpaper(b, 5, 0, 1.2)
	x := s.span(1.3, 1.7)
	s.bulbMirror(b, x, 1.05, 1.5, 1.25)
	s.clothesRail(1.75, 4.1)
	s.poster(s.left(), 2.6, 1.1, 0.8, 1.2)
	s.poster(s.left(), 3.7, 1.3, 0.6, 0.9)
	cx := x - 2.5 + 0.75
	s.block(vec{cx, 0, 4.3}, 2.4, 0.78, 0.6, 0, 1.5)
	for i, h := range []float64{0.2, 0.14, 0.24, 0.12, 0.18} {
		q := s.stand(cx-0.9+float64(i)*0.2, 0.79, 4.2)
		s.jar(q, 0, 0, h)
	}
	s.wigHead(s.stand(cx+0.85, 0.79, 4.25))
	s.brushes(s.stand(cx+0.35, 0.79, 4.15))
	s.stool(cx+s.span(-0.2, 0.2), 3.3)
	s.trunk(-1.9, 3.6, 0.9, 0.55, 0.55, 0.2, accent)
	at := b.seenAt(x+0.75, 1.6)
	s.lit(at, 820, 620)
	s.bloom(at, 360, 0.5)
	s.corners(0.6)
}

// bulbMirror is a mirror with lamps all round.
func (s *stage) bulbMirror(p pen, x, y, w, h float64) {
	p.rect(flat(0), x-0.2, y-0.2, w+0.4, h+0.4)
	p.rect(glow(1.6), x-0.17, y-0.17, w+0.34, h+0.34)
	p.rect(flat(2.5), x, y, w, h)
	p.poly(flat(3), x+w*0.1, y, x+w*0.35, y, x+w*0.75, y+h, x+w*0.5, y+h)
	p.poly(flat(1.6), x+w*0.8, y, x+w, y, x+w, y+h*0.8)
	bulb := func(bx, by float64) {
		p.oval(flat(0), bx, by, 0.075, 0.075)
		p.oval(flat(3), bx, by, 0.06, 0.06)
	}
	for i := range 6 {
		u := float64(i) / 5
		bulb(x+w*u, y+h+0.09)
		bulb(x-0.09, y+h*u)
		bulb(x+w+0.09, y+h*u)
	}
}

// clothesRail is hung with costumes.
func (s *stage) clothesRail(x, z float64) {
	s.cast(x, z, 0.9, 0.3)
	p := s.stand(x, 0, z)
	p.line(flat(0), 0.05, -0.75, 0, -0.75, 1.85, 0.75, 1.85, 0.75, 0)
	for i := range 5 {
		cx := -0.56 + float64(i)*0.28
		low := s.span(0.25, 0.75)
		with, dim := flat(s.span(0.6, 2.7)), flat(0.3)
		if i%2 == 1 {
			with, dim = glow(2), glow(0.9)
		}
		p.line(flat(0), 0.02, cx, 1.85, cx, 1.72)
		p.blob(with, cx, 1.74, cx-0.2, 1.6, cx-0.14, 1.15, cx-0.26, low, cx+0.26, low, cx+0.14, 1.15, cx+0.2, 1.6)
		p.blob(dim, cx+0.06, 1.7, cx+0.2, 1.6, cx+0.14, 1.15, cx+0.25, low, cx+0.12, low)
	}
}

// poster has a figure on it, and bars for words.
func (s *stage) poster(p pen, x, y, w, h float64) {
	p.rect(flat(0.1), x-0.02, y-0.02, w+0.04, h+0.04)
	p.rect(flat(2.9), x, y, w, h)
	p.rect(glow(2), x+w*0.06, y+h*0.3, w*0.88, h*0.64)
	p.oval(flat(2.9), x+w*0.5, y+h*0.7, w*0.2, w*0.2)
	p.blob(flat(0), x+w*0.2, y+h*0.3, x+w*0.3, y+h*0.52, x+w*0.5, y+h*0.58, x+w*0.7, y+h*0.52, x+w*0.8, y+h*0.3)
	p.oval(flat(0), x+w*0.5, y+h*0.66, w*0.12, w*0.15)
	p.rect(flat(0), x+w*0.12, y+h*0.17, w*0.76, h*0.06)
	p.rect(flat(0), x+w*0.25, y+h*0.08, w*0.5, h*0.03)
}

func (s *stage) wigHead(p pen) {
	p.poly(flat(2.6), -0.05, 0, 0.05, 0, 0.04, 0.1, -0.04, 0.1)
	p.blob(flat(2.7), 0, 0.08, -0.1, 0.16, -0.11, 0.28, 0, 0.36, 0.11, 0.28, 0.1, 0.16)
	p.blob(flat(0.3), -0.1, 0.1, -0.17, 0.22, -0.12, 0.4, 0.04, 0.44, 0.16, 0.34, 0.17, 0.14, 0.1, 0.1, 0.1, 0.26, 0, 0.33, -0.08, 0.28)
}

func (s *stage) brushes(p pen) {
	p.rect(glow(1.8), -0.06, 0, 0.12, 0.13)
	for i, a := range []float64{-0.1, -0.02, 0.06, 0.13} {
		p.line(flat(0), 0.016, -0.03+0.02*float64(i), 0.1, a, 0.3)
		p.oval(flat(0.2), a, 0.32, 0.018, 0.04)
	}
}

func (s *stage) stool(x, z float64) {
	s.cast(x, z, 0.35, 0.3)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.24, -0.1, 0.12, 0.25} {
		p.line(flat(0.1), 0.05, d*0.7, 0.5, d, 0)
	}
	p.blob(glow(1.7), -0.3, 0.5, 0.3, 0.5, 0.32, 0.58, 0.2, 0.63, -0.2, 0.63, -0.32, 0.58)
	p.oval(glow(2.4), 0, 0.61, 0.28, 0.06)
}

// flyLoft looks along the gallery over the stage: ropes, pulleys, sandbags.
func flyLoft(s *stage) {
	s.build(room{w: 6.4, d: 8, h: 4.6, wall: 0.9, floor: 0.1, ceiling: 0.3, tied: true})
	s.bricks(s.left(), 0.5, 8, 1.0, 0.6)
	s.bricks(s.back(), 0, 6.4, 1.0, 0.6)
	for i := 6; i >= 1; i-- { // the grid overhead
		z := float64(i) * 1.3
		s.block(vec{0, 4.2, z}, 6.4, 0.16, 0.14, 0, 0.9)
		for k := range 4 {
			x := -0.6 + float64(k)*1.0
			q := s.stand(x, 4.1, z)
			q.oval(flat(0), 0, 0, 0.13, 0.13)
			q.oval(glow(1.8), 0, 0, 0.07, 0.07)
			s.bar(flat(2.2), 0.025, vec{x, 4.1, z}, vec{x, -3, z})
		}
	}
	for i := 4; i >= 1; i-- { // battens with scenery that hang in the dark
		z := 1.6 + float64(i)*1.25
		s.bar(flat(0), 0.09, vec{-0.9, 2.3 - 0.1*float64(i), z}, vec{2.9, 2.3 - 0.1*float64(i), z})
		p := s.face(vec{-0.7, 0.3, z}, vec{1, 0, 0}, vec{0, 1, 0})
		if i == 3 {
			for k := range 6 {
				p.rect(glow(1.0+0.7*float64(k%2)), 1.0+float64(k)*0.34, -3, 0.34, 4.7)
			}
		}
	}
	s.prism([]pt{{-3.2, 0.5}, {-1.3, 0.5}, {-1.3, 8}, {-3.2, 8}}, -0.2, 0, 1.2, key)
	f := s.floor()
	for x := -3.2; x < -1.35; x += 0.3 {
		f.rect(flat(0.6), x, 0.5, 0.03, 7.5)
	}
	s.lit(pt{560, 400}, 820, 640)
	s.pinRail()
	for _, z := range []float64{5.6, 4.2, 2.9} {
		s.sandbag(vec{-2.6 + s.span(-0.2, 0.3), 0, z})
	}
	s.coil(s.stand(-2.2, 0, 3.6), 0.26)
	q := s.stand(-1.9, 2.5, 4.4)
	q.line(flat(0), 0.02, 0, 0.2, 0, 2.4)
	s.lantern(q.to(0, -0.25, 1, 0), 0.45)
	s.bloom(q.at(0, 0), 230, 0.9)
	s.corners(0.5)
}

// pinRail holds the ropes that go up to the grid.
func (s *stage) pinRail() {
	for _, y := range []float64{0.5, 1.05} {
		s.bar(flat(0), 0.13, vec{-1.32, y, 1.2}, vec{-1.32, y, 8})
		s.bar(flat(2.2), 0.06, vec{-1.34, y + 0.02, 1.2}, vec{-1.34, y + 0.02, 8})
	}
	for i := 11; i >= 0; i-- {
		z := 1.9 + float64(i)*0.5
		s.bar(flat(0), 0.06, vec{-1.32, 0, z}, vec{-1.32, 1.05, z})
		s.bar(flat(0), 0.055, vec{-1.36, 1.05, z}, vec{-1.36, 4.2, z})
		s.bar(flat(2.5), 0.03, vec{-1.36, 1.05, z}, vec{-1.36, 4.2, z})
		q := s.stand(-1.36, 1.05, z)
		q.line(glow(2.2), 0.05, 0, -0.14, 0, 0.16)
		q.blob(flat(2.3), -0.06, 0, -0.11, -0.25, 0, -0.38, 0.11, -0.25, 0.06, 0)
		q.blob(flat(0.2), -0.02, -0.06, -0.05, -0.22, 0, -0.29, 0.05, -0.22, 0.02, -0.06)
	}
}

func (s *stage) sandbag(at vec) {
	s.cast(at.x, at.z, 0.3, 0.22)
	p := s.stand(at.x, at.y, at.z)
	p.blob(flat(1.9), -0.22, 0.02, 0.22, 0.02, 0.27, 0.2, 0.1, 0.46, -0.1, 0.46, -0.27, 0.2)
	p.blob(flat(0.9), 0.04, 0.02, 0.22, 0.02, 0.27, 0.2, 0.1, 0.46, 0.08, 0.3)
	p.poly(flat(2.3), -0.08, 0.44, 0.08, 0.44, 0.15, 0.6, -0.15, 0.6)
	p.line(flat(0), 0.045, -0.1, 0.45, 0.1, 0.45)
	p.line(flat(0), 0.03, 0, 0.58, 0, 0.74)
	p.line(glow(1.9), 0.03, -0.18, 0.2, 0.16, 0.2)
	p.curve(flat(2.8), 0.01, 0.03, 0.01, -0.2, 0.1, -0.2, 0.24, -0.1, 0.4)
}
