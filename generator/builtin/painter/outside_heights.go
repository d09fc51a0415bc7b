package painter

import "math"

// observatoryOutside is domes on a ridge under the stars, the cable going down.
func observatoryOutside(s *stage) {
	x := s.span(820, 900)
	s.view(x, 640, 1)
	s.open(700, 300, 150)
	if s.night && s.pic.Weather == "clear" {
		s.milkyWay()
	}
	s.peaks(-80, 1680, 690, 330)
	s.peaks(-80, 1680, 740, 180)
	e := s.earth()
	ridge := smooth(points(-40, 960, -40, 850, 240, 790, 500, 700, 760, 640, 1060, 622, 1300, 660, 1460, 740, 1640, 780, 1640, 960), true, 1)
	s.fill(paint{hatch: 5, blend: fade(400, 620, e+0.8, 1300, 900, e-0.4)}, ridge)
	s.clip(ridge, func() {
		p := s.sheet()
		for range 34 { // rock
			x, y := s.span(0, 1600), s.span(660, 890)
			w := s.span(24, 90)
			p.poly(flat(math.Max(0, e-0.5)), x, y, x+w, y+s.span(4, 18), x+w*0.7, y+s.span(22, 46), x+w*0.2, y+26)
			p.line(flat(math.Min(3, e+1.3)), 4, x, y, x+w*0.6, y+6)
		}
	})
	p := s.sheet()
	s.smallDome(p.to(x-270, 690, 1, 0), 84)
	s.bigDome(p.to(x, 640, 1, 0), 176)
	s.smallDome(p.to(x+290, 668, 1, 0), 100)
	s.hut(s.ground(x+440, 716, 1))
	p.line(flat(0), 4, x+480, 690, 1640, s.span(480, 540)) // the cable
	q := p.to(s.span(1490, 1540), 566, 1, 0)
	q.rect(flat(0), -4, -20, 8, 40)
	q.rect(flat(0), -40, 10, 80, 62)
	q.rect(glow(2), -34, 16, 68, 50)
	q.rect(flat(2.6), -28, 22, 24, 24)
	q.rect(flat(2.6), 6, 22, 24, 24)
	s.winding(x, 652, 22, 170, e)
	s.condor(s.span(300, 560), s.span(230, 330))
	s.cactus(s.ground(s.span(120, 210), 890, 1))
	s.close()
}

// bigDome is the great observatory with its slit open on the telescope.
func (s *stage) bigDome(p pen, r float64) {
	s.smallDome(p, r)
	p.poly(flat(0), -r*0.24, -r*0.74, r*0.26, -r*0.74, r*0.2, -r*1.84, -r*0.04, -r*1.82)
	with := flat(0.9)
	if s.night {
		with = glow(2.6)
		s.bloom(p.at(0, -r*1.2), r*1.6, 0.5)
	}
	p.poly(with, -r*0.17, -r*0.78, r*0.18, -r*0.78, r*0.13, -r*1.74, 0, -r*1.74)
	q := p.to(0, -r*0.95, 1, 0.2)
	q.rect(flat(0), -r*0.1, -r*0.85, r*0.2, r*1.1)
	q.rect(flat(2.6), -r*0.06, -r*0.8, r*0.06, r)
	for i := range 9 {
		p.rect(flat(0), -r*0.94+float64(i)*r*0.21, -r*0.62, r*0.1, r*0.2)
		p.rect(s.windowLight(50), -r*0.92+float64(i)*r*0.21, -r*0.6, r*0.06, r*0.16)
	}
	p.rect(flat(0), -r*0.12, -r*0.3, r*0.24, r*0.34)
	p.rect(s.windowLight(100), -r*0.08, -r*0.26, r*0.16, r*0.3)
}

// hut is the cable's upper station.
func (s *stage) hut(p pen) {
	m := s.masonry()
	p.rect(flat(0), -54, 0, 118, 66)
	p.rect(flat(m+0.4).carve(0), -50, 0, 80, 62)
	p.rect(flat(0), 16, 6, 46, 44)
	p.poly(flat(0), -66, 62, 76, 62, 56, 98, -46, 98)
	p.rect(s.windowLight(90), -34, 22, 30, 24)
}

// condor hangs on its wings.
func (s *stage) condor(x, y float64) {
	p := s.ground(x, y, 1)
	p.blob(flat(0), -120, 16, -70, 34, -16, 12, 0, 16, 16, 12, 70, 36, 120, 20, 76, 20, 30, -2, 0, -14, -30, -2, -76, 16)
	for i := range 5 {
		d := float64(i) * 7
		p.line(flat(0), 5, -104+d, 20, -132+d, 4-d*0.2)
		p.line(flat(0), 5, 104-d, 24, 132-d, 8-d*0.2)
	}
	p.oval(flat(2.6), 0, 20, 7, 6)
}

// cactus stands before us with its arms up.
func (s *stage) cactus(p pen) {
	p.line(flat(0), 46, 0, -40, 0, 210)
	p.line(flat(0), 34, 0, 70, -70, 80, -74, 160)
	p.line(flat(0), 32, 0, 100, 62, 112, 66, 176)
	for _, d := range []float64{-14, -4, 6} {
		p.line(flat(1.4), 3, d, -30, d, 212)
	}
	p.line(flat(1.4), 3, -78, 92, -80, 158)
	p.line(flat(1.4), 3, 62, 120, 62, 176)
	p.oval(glow(2.2), -2, 232, 12, 9)
}

// millOutside is the mill over its canal, chimneys, terraces, the hands going in.
func millOutside(s *stage) {
	x := s.span(720, 820)
	s.view(x, 680, 1)
	s.open(600, 1250, 150)
	s.chimneys(-20, 520, 600, 680, 190)
	s.chimneys(1080, 1640, 600, 680, 210)
	e := s.earth() + 0.2
	s.fill(paint{hatch: 1, blend: fade(0, 650, e+0.5, 0, 900, e-0.2)}, points(-20, 640, 1620, 640, 1620, 920, -20, 920))
	s.stack(s.ground(x+330, 670, 1))
	s.spinningMill(s.ground(x, 680, 1))
	s.canal()
	for i := range 7 {
		s.millHand(s.ground(s.span(200, 1500), 846+float64(i)*9, 0.95+float64(i)*0.1), i%3 != 0)
	}
	s.streetLamp(s.ground(90, 880, 1.55))
	s.close()
}

// stack is the tall chimney and its smoke.
func (s *stage) stack(p pen) {
	for k := range 12 {
		t := float64(k)
		x, y, r := -t*44, 560+t*11+s.span(-8, 8), 30+t*8
		p.oval(flat(math.Max(0, s.skyLow*0.25)), x+7, y-7, r, r*0.8)
		p.oval(flat(math.Min(2.2, s.skyLow*0.5+0.5)), x, y, r, r*0.78)
		p.arc(flat(s.skyLow*0.2), 5, x, y, r*0.6, r*0.5, 3.4, 5.6)
	}
	m := s.masonry()
	p.poly(flat(0), -50, 0, 50, 0, 27, 540, -27, 540)
	p.poly(flat(m+0.7).carve(0), -42, 0, 4, 0, 2, 530, -21, 530)
	for i := range 16 {
		p.rect(flat(0.2), -46, 30+float64(i)*32, 92-float64(i)*2.6, 3)
	}
	p.rect(flat(0), -36, 520, 72, 16)
	p.rect(flat(0), -33, 548, 66, 16)
	p.rect(glow(1.8), -30, 523, 40, 10)
}

// spinningMill is five storeys of windows with a water tower, 700 wide.
func (s *stage) spinningMill(p pen) {
	m := s.masonry()
	p.rect(flat(0), -356, 0, 712, 368)
	p.rect(flat(m+0.4).carve(0), -350, 0, 700, 362)
	p.rect(flat(m-0.3), 262, 0, 88, 362)
	for row := range 5 {
		y := 22 + float64(row)*68
		p.rect(flat(m+1.1), -352, y-11, 704, 5)
		for i := range 15 {
			x := -336 + float64(i)*46
			p.fill(flat(0), p.all(archway(x-3, y-3, 36, 50)))
			p.fill(s.windowLight(78), p.all(archway(x, y, 30, 45)))
			p.rect(flat(0), x+13, y, 3, 45)
			p.rect(flat(0), x, y+20, 30, 3)
		}
	}
	p.rect(flat(m+1.2), -356, 358, 712, 12)
	p.rect(flat(0), -330, 366, 130, 116)
	p.rect(flat(m+0.6).carve(0), -324, 366, 90, 110)
	p.rect(flat(m-0.2), -234, 366, 28, 110)
	p.rect(flat(m+1.3), -338, 476, 146, 12)
	p.poly(glow(1.8), -336, 488, -194, 488, -265, 560)
	s.mullioned(p, -300, 396, 44, 54, 60)
	p.rect(flat(2.7), -120, 372, 290, 40) // the name, unreadable from here
	for i := range 9 {
		p.rect(flat(0), -104+float64(i)*30, 380, s.span(14, 22), 24)
	}
	p.fill(flat(0), p.all(archway(-52, -4, 104, 96)))
	p.fill(s.windowLight(100), p.all(archway(-42, -4, 84, 84)))
}

// canal crosses in front, with a towpath and the windows broken in it.
func (s *stage) canal() {
	p := s.sheet()
	p.rect(flat(0), -20, 700, 1660, 8)
	s.fill(paint{hatch: 0, blend: fade(0, 706, 0.3, 0, 800, s.skyLow*0.6)}, points(-20, 706, 1620, 706, 1620, 800, -20, 800))
	for range 60 {
		x, y := s.span(0, 1600), s.span(714, 796)
		with := flat(s.skyLow)
		if s.night && s.odds(50) && x > 380 && x < 1150 {
			with = glow(2.5)
		}
		p.curve(with, 0.5, 5, 0.5, x-s.span(14, 40), y, x, y-2, x+s.span(14, 40), y)
	}
	p.rect(flat(math.Min(3, s.earth()+1.2)), -20, 798, 1660, 12)
	p.rect(flat(0), -20, 808, 1660, 7)
}

// millHand walks to work, in shawl and clogs or in cap and muffler; seen from behind.
func (s *stage) millHand(p pen, woman bool) {
	p.oval(paint{op: shade, tone: 0.35}, 8, -2, 34, 7)
	if woman {
		p.poly(flat(0), -28, 6, 28, 6, 20, 78, -20, 78)
		p.poly(glow(1.5), -12, 8, 2, 8, 0, 60, -8, 60)
		p.blob(flat(0), -30, 60, -26, 104, -14, 126, 0, 132, 14, 126, 26, 104, 30, 60, 0, 48)
		p.curve(flat(1.7), 1, 4, 1, -20, 66, -18, 100, -8, 122)
		return
	}
	p.poly(flat(0), -18, 4, -4, 4, 0, 62, 4, 4, 18, 4, 20, 66, -20, 66)
	p.blob(flat(0), -24, 58, -27, 96, -14, 110, 14, 110, 27, 96, 24, 58)
	p.oval(flat(0), 0, 122, 13, 15)
	p.blob(flat(0), -20, 128, 20, 128, 14, 140, -14, 140)
	p.line(glow(1.8), 5, -11, 112, 11, 112)
}
