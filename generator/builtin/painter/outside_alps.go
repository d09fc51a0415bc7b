package painter

import "math"

// trainOutside is the night sleeper on a viaduct.
func trainOutside(s *stage) {
	x := s.span(1040, 1180)
	s.view(x, 560, 1)
	s.open(620, 1230, 160)
	s.ranges(s.sheet())
	s.hills(720, 110, s.skyLow*0.1)
	s.firs(770, -20, 1620, 90, 0)
	s.viaduct(s.ground(0, 560, 1))
	s.express(s.ground(x, 560, 1))
	p := s.sheet()
	p.blob(flat(0), -40, 960, -40, 800, 220, 764, 460, 830, 640, 960)
	s.firs(830, -20, 480, 150, 0)
	s.firs(900, 1150, 1640, 170, 0)
	s.close()
}

// ranges are two lines of snow peaks.
func (s *stage) ranges(p pen) {
	for i, n := range []int{6, 5} {
		for k := range n {
			x := 1700*(float64(k)+s.span(0.2, 0.8))/float64(n) - 50
			h := s.span(330, 470) * (1 - 0.3*float64(i))
			y := 620 + 50*float64(i)
			w := h * s.span(0.8, 1.1)
			t := s.skyLow*0.42 - 0.18*float64(i)
			p.poly(flat(t+0.25).carve(5), x-w, y, x, y-h, x+w*0.2, y-h*0.6, x+w*0.1, y)
			p.poly(flat(t-0.35).carve(6), x+w, y, x, y-h, x+w*0.1, y-h*0.66, x-w*0.05, y-h*0.4, x+w*0.1, y)
			p.poly(flat(math.Min(3, s.skyLow+1.2)), x, y-h, x-w*0.36, y-h*0.62, x-w*0.24, y-h*0.6, x-w*0.16, y-h*0.42, x-w*0.05, y-h*0.58, x+w*0.04, y-h*0.4, x+w*0.07, y-h*0.68)
			p.poly(flat(s.skyLow*0.75), x, y-h, x+w*0.07, y-h*0.68, x+w*0.14, y-h*0.56, x+w*0.2, y-h*0.6, x+w*0.33, y-h*0.62)
		}
	}
}

// viaduct crosses the whole picture on tall arches.
func (s *stage) viaduct(p pen) {
	m := s.masonry() + 0.8
	p.rect(flat(m+0.6), -20, -46, 1640, 46)
	p.rect(flat(0), -20, -52, 1640, 8)
	p.rect(flat(0), -20, -6, 1640, 7)
	for x := -60.0; x < 1640; x += 218 {
		p.rect(flat(m).carve(0), x, -400, 46, 360)
		p.rect(flat(0.1), x+30, -400, 26, 360)
		half := 81.0
		o := points(x+56, -46, x+56+2*half, -46, x+56+2*half, -160)
		for i := range 15 {
			sn, cs := math.Sincos(math.Pi * float64(i) / 14)
			o = append(o, pt{x + 56 + half + half*cs, -160 + half*1.05*sn})
		}
		o = append(o, pt{x + 56, -160})
		p.fill(flat(m+0.2).carve(0), p.all(o))
		arch := make([]float64, 0, 30)
		for i := range 15 {
			sn, cs := math.Sincos(math.Pi * float64(i) / 14)
			arch = append(arch, x+56+half+half*cs, -160+half*1.05*sn)
		}
		p.curve(flat(0), 7, 9, 7, arch...)
	}
}

// express is the train, its engine to the right, steam over the coaches.
func (s *stage) express(p pen) {
	s.steam(p)
	for i := range 5 {
		s.coach(p.to(-275-float64(i)*262, 0, 1, 0))
	}
	p.rect(flat(0), -124, 14, 96, 66)
	p.poly(flat(0.1), -118, 80, -40, 80, -56, 96, -104, 96)
	p.rect(flat(0), -26, 14, 66, 112)
	p.rect(flat(0), -36, 122, 88, 9)
	p.rect(s.windowLight(100), -12, 78, 34, 30)
	s.fill(paint{hatch: 0, blend: fade(0, p.at(0, 94).y, 1.8, 0, p.at(0, 34).y, 0)}, p.all(points(40, 34, 222, 34, 222, 94, 40, 94)))
	p.rect(flat(0), 30, 26, 205, 14)
	for _, x := range []float64{78, 124, 170} {
		p.rect(glow(2.1), x, 34, 6, 60)
	}
	p.rect(flat(0), 192, 92, 24, 40)
	p.poly(flat(0), 186, 128, 222, 128, 228, 142, 180, 142)
	p.blob(flat(0), 96, 92, 132, 92, 130, 114, 98, 114)
	p.oval(flat(0), 224, 64, 13, 32)
	p.poly(glow(1.8), 222, 12, 262, 2, 240, 40, 222, 40)
	for _, x := range []float64{-100, -60, 14, 66, 118} {
		r := 15.0
		if x > 0 {
			r = 25
		}
		p.oval(flat(0), x, r, r, r)
		p.oval(glow(1.7), x, r, r*0.72, r*0.72)
		p.oval(flat(0), x, r, r*0.6, r*0.6)
		p.oval(flat(2.2), x, r, r*0.2, r*0.2)
	}
	for _, x := range []float64{172, 206} {
		p.oval(flat(0), x, 14, 14, 14)
		p.oval(flat(1.5), x, 14, 6, 6)
	}
	p.line(flat(2.6), 5, 14, 22, 118, 22)
	s.headlamp(p)
}

func (s *stage) headlamp(p pen) {
	if s.night {
		a, b := p.at(236, 82), p.at(640, 40)
		l, h := p.at(660, -30), p.at(660, 150)
		s.beam(1.8, a, b, a.x, a.y-6, h.x, h.y, l.x, l.y, a.x, a.y+6)
	}
	p.oval(flat(3), 236, 82, 10, 11)
}

// coach is a carriage with lit windows.
func (s *stage) coach(p pen) {
	p.rect(flat(0), 0, 14, 252, 96)
	p.rect(glow(1.2), 4, 22, 244, 36)
	p.rect(glow(2.2), 4, 57, 244, 4)
	p.blob(flat(0.4), -2, 106, 20, 120, 232, 120, 254, 106)
	for i := range 7 {
		x := 14 + float64(i)*34
		p.rect(s.windowLight(78), x, 66, 22, 30)
		if s.night && s.odds(15) {
			p.blob(flat(0), x+4, 66, x+6, 80, x+11, 88, x+16, 80, x+18, 66)
		}
	}
	for _, x := range []float64{32, 62, 190, 220} {
		p.oval(flat(0), x, 13, 14, 14)
		p.oval(flat(1.3), x, 13, 6, 6)
	}
	p.rect(flat(0), 248, 20, 18, 80)
}

// steam trails back from the chimney.
func (s *stage) steam(p pen) {
	for i := range 26 {
		t := float64(i) / 25
		x, y := 204-t*1150, 168+t*120+s.span(-26, 26)*(0.3+t)
		r := 18 + 56*math.Sin(t*2.4+0.25)*s.span(0.75, 1.1)
		p.oval(flat(s.skyLow*0.8), x+6, y-8, r, r*0.8)
		p.oval(flat(2.95).carve(3), x, y, r, r*0.78)
		p.arc(flat(s.skyLow*0.7), 5, x, y, r*0.62, r*0.46, 3.6, 5.6)
	}
}

// hotelOutside is a grand hotel under the peaks.
func hotelOutside(s *stage) {
	x, far := s.span(620, 1000), s.span(0.78, 1.14)
	s.view(x, 650, far)
	s.open(600, 320, 150)
	s.ranges(s.sheet())
	s.firs(640, -20, 1620, 84, 0.1)
	e := s.earth() + 0.3
	s.fill(paint{hatch: 2, blend: fade(0, 600, e+0.6, 0, 900, e-0.3)}, smooth(points(-40, 960, -40, 690, 260, 640, 640, 628, 1100, 634, 1640, 690, 1640, 960), true, 1))
	s.grandHotel(s.ground(x, 650, far))
	if s.odds(60) {
		s.cableway()
	}
	s.winding(x, 656, 16, 170, e)
	for _, q := range []pt{{x - s.span(170, 240), 800}, {x + s.span(190, 280), 830}} {
		s.streetLamp(s.ground(q.x, q.y, 0.8))
	}
	s.sheet().blob(flat(0), -40, 960, -40, 850, 160, 800, 420, 850, 560, 960)
	s.firs(880, -30, 430, 210, 0)
	s.firs(930, 1270, 1640, 250, 0)
	s.close()
}

// grandHotel has towers, balconies and very many windows; 700 wide.
func (s *stage) grandHotel(p pen) {
	m := s.masonry() + 0.4
	roof := flat(0.15).carve(4)
	if s.pic.Weather == "snow" {
		roof = flat(2.9).carve(4)
	}
	p.rect(flat(m+0.7).carve(0), -330, -20, 660, 260)
	p.rect(flat(m-0.1), 230, -20, 100, 260)
	p.poly(roof, -350, 236, -300, 310, 300, 310, 350, 236)
	for _, x := range []float64{-220, -110, 110, 220} {
		p.poly(flat(m+0.5), x-24, 246, x+24, 246, x+24, 286, x, 314, x-24, 286)
		s.mullioned(p, x-11, 252, 22, 30, 55)
	}
	for row := range 4 {
		y := 12 + float64(row)*57
		for x := -302.0; x < 310; x += 47 {
			s.mullioned(p, x-11, y, 24, 36, 46)
			if row > 0 {
				p.rect(flat(0), x-18, y-9, 38, 5)
			}
		}
	}
	for _, x := range []float64{-340, 0, 340} {
		w, h := 52.0, 300.0
		if x == 0 {
			w, h = 76, 330
		}
		p.rect(flat(m+0.9).carve(0), x-w, -20, 2*w, h)
		p.rect(flat(m), x+w*0.4, -20, w*0.6, h)
		p.poly(glow(1.7), x-w-12, h-24, x, h+w*1.9, x+w+12, h-24)
		p.poly(glow(0.8), x+w*0.1, h-24, x, h+w*1.9, x+w+12, h-24)
		p.line(flat(0), 4, x, h+w*1.8, x, h+w*2.6)
		p.poly(glow(2), x, h+w*2.6, x+34, h+w*2.45, x, h+w*2.3)
		for row := range 4 {
			s.mullioned(p, x-w*0.5, 30+float64(row)*64, w*0.36, 40, 60)
			s.mullioned(p, x+w*0.14, 30+float64(row)*64, w*0.36, 40, 60)
		}
	}
	p.fill(flat(0), p.all(archway(-44, -24, 88, 62)))
	p.fill(s.windowLight(100), p.all(archway(-34, -24, 68, 52)))
	if s.night {
		s.bloom(p.at(0, 0), 150, 0.8)
	}
}

// cableway climbs across the sky with its cabin.
func (s *stage) cableway() {
	p := s.sheet()
	p.line(flat(0), 3.5, -20, 470, 560, 300, 660, 270)
	x := s.span(170, 330)
	y := 470 - (x+20)*0.293
	p.line(flat(0), 5, x, y, x, y+34)
	p.rect(flat(0), x-44, y+32, 88, 62)
	p.rect(glow(1.7), x-38, y+66, 76, 22)
	for i := range 3 {
		p.rect(s.windowLight(100), x-36+float64(i)*26, y+40, 20, 22)
	}
}

// streetLamp has a glass head; one unit is a pixel.
func (s *stage) streetLamp(p pen) {
	p.rect(flat(0), -5, 0, 10, 190)
	p.rect(flat(0), -14, 0, 28, 22)
	p.line(flat(0), 6, -24, 168, 24, 168)
	p.poly(flat(0), -16, 190, 16, 190, 26, 236, -26, 236)
	lit := flat(2.4)
	if s.night {
		lit = glow(2.9)
	}
	p.poly(lit, -11, 194, 11, 194, 20, 232, -20, 232)
	p.poly(flat(0), -30, 236, 30, 236, 8, 260, -8, 260)
	if s.night {
		s.bloom(p.at(0, 214), 120*p.k, 1.1)
	}
}
