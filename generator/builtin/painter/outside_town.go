package painter

import "math"

// theatreOutside is the house front on a wet street.
func theatreOutside(s *stage) {
	x := s.span(770, 830)
	s.view(x, 700, 1)
	s.open(600, 260, 130)
	s.roofs(-20, 520, 640, 720, 330)
	s.roofs(1120, 1640, 640, 720, 300)
	s.fill(paint{hatch: 0, blend: fade(0, 690, 1.5*s.skyLow*0.5, 0, 900, 0.2)}, points(-20, 690, 1620, 690, 1620, 920, -20, 920))
	s.playhouse(s.ground(x, 700, 1))
	s.wetStreet()
	for _, at := range []float64{250, 1370} {
		s.streetLamp(s.ground(at, 800, 1.35))
	}
	s.motorCar(s.ground(s.span(1060, 1180), 842, 1))
	s.figure(s.ground(s.span(420, 540), 850, 1))
	s.close()
}

// playhouse is a front with columns, a canopy of lamps and posters; 640 wide.
func (s *stage) playhouse(p pen) {
	m := s.masonry() + 0.5
	p.rect(flat(m+0.4).carve(0), -340, 0, 680, 430)
	p.rect(flat(m-0.3), 230, 0, 110, 430)
	p.poly(flat(m+0.9), -300, 430, 300, 430, 0, 556)
	p.poly(flat(0.1), -240, 440, 240, 440, 0, 536)
	for _, x := range []float64{-60, 60} { // the two masks
		p.blob(flat(2.8), x, 452, x-26, 468, x-28, 500, x, 506, x+28, 500, x+26, 468)
		bend := 7.0
		if x > 0 {
			bend = -7
		}
		p.curve(flat(0), 2, 6, 2, x-14, 474+bend, x, 474-bend, x+14, 474+bend)
		p.oval(flat(0), x-10, 490, 5, 4)
		p.oval(flat(0), x+10, 490, 5, 4)
	}
	p.rect(flat(0), -350, 424, 700, 12)
	for i := range 6 {
		x := -280 + float64(i)*112
		a, b := p.at(x-20, 0), p.at(x+20, 0)
		s.fill(paint{hatch: 8, blend: fade(a.x, 0, m+1.9, b.x, 0, m-0.4)}, p.all(points(x-20, 200, x+20, 200, x+17, 410, x-17, 410)))
		p.rect(flat(m+1.3), x-26, 406, 52, 16)
		if i < 5 {
			p.fill(flat(0), p.all(archway(x+30, 214, 52, 160)))
			p.fill(s.windowLight(90), p.all(archway(x+35, 218, 42, 150)))
			p.rect(flat(0), x+54, 218, 4, 150)
			p.rect(flat(0), x+35, 280, 42, 4)
		}
	}
	s.canopy(p)
}

// canopy is the lit roof over the doors.
func (s *stage) canopy(p pen) {
	if s.night {
		for _, x := range []float64{-200, 0, 200} {
			a, b := p.at(x, 140), p.at(x, -60)
			s.beam(1.3, a, b, a.x-60, a.y, a.x+60, a.y, b.x+120, b.y, b.x-120, b.y)
		}
	}
	for i := range 5 {
		x := -250 + float64(i)*106
		p.rect(flat(0), x, 0, 76, 126)
		p.rect(s.windowLight(100), x+6, 0, 29, 116)
		p.rect(s.windowLight(100), x+41, 0, 29, 116)
		p.rect(flat(0), x, 60, 76, 5)
	}
	for _, x := range []float64{-330, 286} {
		s.poster(p, x, 20, 46, 96)
	}
	p.poly(flat(0), -370, 134, 370, 134, 350, 206, -350, 206)
	p.poly(glow(1.9), -362, 140, 362, 140, 344, 200, -344, 200)
	p.rect(flat(2.9), -250, 150, 500, 42)
	for i := range 17 { // lettering that nobody can read from here
		if i != 5 && i != 11 {
			p.rect(flat(0), -230+float64(i)*27.5, 158, s.span(11, 19), 26)
		}
	}
	for i := range 27 {
		x := -355 + float64(i)*27.3
		p.oval(flat(3), x, 136, 6, 6)
		p.oval(flat(3), x*0.97, 204, 6, 6)
	}
	if s.night {
		s.bloom(p.at(0, 130), 420, 0.5)
	}
}

// wetStreet mirrors the lights in broken strokes.
func (s *stage) wetStreet() {
	p := s.sheet()
	p.rect(flat(0), -20, 694, 1660, 8)
	if !s.night {
		for range 40 {
			x, y := s.span(0, 1600), s.span(716, 890)
			p.curve(flat(s.skyLow*0.6), 1, 4, 1, x, y, x+40, y-2, x+s.span(60, 130), y)
		}
		return
	}
	for _, x := range []float64{560, 690, 800, 910, 1040} {
		for y := 716.0; y < 890; y += 13 {
			w := s.span(14, 44)
			p.curve(glow(2.4), 1, 6, 1, x-w+s.span(-14, 14), y, x, y-2, x+w, y+1)
		}
	}
	for range 60 {
		x, y := s.span(0, 1600), s.span(712, 895)
		p.curve(flat(1.5), 1, 4, 1, x, y, x+30, y-2, x+s.span(40, 100), y)
	}
}

// motorCar is a saloon of the thirties seen from the side.
func (s *stage) motorCar(p pen) {
	p.oval(paint{op: shade, tone: 0.25}, 0, -2, 190, 16)
	p.blob(flat(0), -170, 24, -168, 60, -120, 76, -84, 84, -58, 138, 50, 138, 84, 88, 150, 76, 172, 54, 170, 24)
	p.blob(flat(1.4), -160, 52, -110, 70, -76, 78, -56, 76, -60, 62)
	p.poly(flat(1.9), -64, 90, -46, 128, -6, 128, -6, 90)
	p.poly(flat(1.9), 8, 90, 8, 128, 44, 128, 66, 90)
	p.line(flat(1.8), 3, -150, 44, 150, 44)
	for _, x := range []float64{-104, 104} {
		p.oval(flat(0), x, 26, 40, 38)
		p.arc(flat(1.4), 5, x, 28, 42, 40, 0.3, 2.8)
		p.oval(flat(2.2), x, 24, 14, 14)
		p.oval(flat(0), x, 24, 5, 5)
	}
	p.oval(flat(0), -160, 62, 15, 17)
	p.oval(glow(2.9), -166, 62, 9, 13)
	if s.night {
		a, b := p.at(-170, 62), p.at(-420, 10)
		l, h := p.at(-430, -20), p.at(-430, 92)
		s.beam(1.5, a, b, a.x, a.y-4, h.x, h.y, l.x, l.y, a.x, a.y+4)
	}
}

// figure waits in hat and coat, seen from behind; nobody in particular.
func (s *stage) figure(p pen) {
	p.poly(paint{op: shade, tone: 0.3}, -20, 0, 20, 0, 110, -46, 60, -54)
	p.poly(flat(0), -20, 0, -4, 0, -2, 70, 2, 70, 4, 0, 20, 0, 22, 70, -22, 70)
	p.blob(flat(0), -34, 40, -38, 130, -26, 154, 0, 162, 26, 154, 38, 130, 34, 40)
	p.curve(flat(1.9), 1, 5, 1, -32, 50, -35, 120, -24, 150)
	p.oval(flat(0), 0, 172, 15, 17)
	p.blob(flat(0), -30, 180, 30, 180, 20, 186, 17, 204, -17, 204, -20, 186)
	p.curve(flat(1.9), 1, 4, 1, -28, 182, -18, 187, -15, 202)
	p.line(glow(1.8), 5, -18, 188, 18, 188)
}

// museumOutside is a temple of learning with a dome, over wide steps.
func museumOutside(s *stage) {
	x := s.span(760, 840)
	s.view(x, 640, 1)
	s.open(600, 1290, 150)
	s.roofs(-20, 420, 620, 700, 220)
	s.roofs(1200, 1640, 620, 700, 220)
	e := s.earth() + 0.4
	s.fill(paint{hatch: 0, blend: fade(0, 690, e+0.5, 0, 900, e-0.3)}, points(-20, 680, 1620, 680, 1620, 920, -20, 920))
	s.dome(pen{canvas: s.canvas, o: pt{x, 402}, k: 0.74})
	s.templeFront(s.ground(x, 640, 1))
	s.steps(x)
	s.lion(s.ground(x-400, 790, 1.1), 1)
	s.lion(s.ground(x+400, 790, 1.1), -1)
	for _, at := range []float64{110, 1490} {
		s.streetLamp(s.ground(at, 860, 1.5))
	}
	s.figure(s.ground(x+s.span(-140, 140), 880, 0.9))
	s.bareTree(-10, 940, 170, 0.2, 40, 5)
	s.bareTree(1620, 930, 160, -0.25, 36, 5)
	s.close()
}

// templeFront is eight columns under a gable, with wings; 860 wide.
func (s *stage) templeFront(p pen) {
	m := s.masonry() + 0.5
	p.rect(flat(m+0.1).carve(0), -520, 0, 1040, 190)
	p.rect(flat(m+1.2), -530, 186, 1060, 18)
	for i := range 9 {
		x := -496 + float64(i)*124
		if math.Abs(x) > 290 {
			s.mullioned(p, x-20, 50, 44, 96, 40)
		}
	}
	p.rect(flat(0.1), -300, 0, 600, 230)
	p.fill(flat(0), p.all(archway(-50, 0, 100, 170)))
	p.fill(s.windowLight(100), p.all(archway(-40, 0, 80, 158)))
	p.rect(flat(0), -3, 0, 6, 158)
	if s.night {
		s.bloom(p.at(0, 60), 210, 0.9)
	}
	for i := range 8 {
		x := -280 + float64(i)*80
		a, b := p.at(x-24, 0), p.at(x+24, 0)
		s.fill(paint{hatch: 8, blend: fade(a.x, 0, math.Min(3, m+2.3), b.x, 0, m-0.5)}, p.all(points(x-24, 12, x+24, 12, x+20, 216, x-20, 216)))
		for _, d := range []float64{-9, 0, 9} {
			p.rect(flat(m-0.3), x+d, 16, 2, 196)
		}
		p.rect(flat(m+1.5), x-30, 0, 60, 14)
		p.rect(flat(m+1.5), x-30, 214, 60, 14)
	}
	p.rect(flat(m+1.3), -330, 226, 660, 30)
	p.rect(flat(0), -340, 224, 680, 6)
	p.poly(flat(m+1.5), -350, 256, 350, 256, 0, 372)
	p.poly(flat(m-0.2), -280, 266, 280, 266, 0, 354)
	for i := range 7 { // figures of the frieze
		x := -150 + float64(i)*50
		h := 54 - math.Abs(x)*0.2
		p.blob(flat(m+1.7), x-11, 268, x+11, 268, x+9, 268+h*0.6, x-9, 268+h*0.6)
		p.oval(flat(m+1.7), x, 268+h*0.75, 7, 8)
	}
	for _, x := range []float64{-200, 200} { // banners
		p.rect(flat(0), x-32, 40, 66, 180)
		p.poly(glow(2), x-28, 216, x+28, 216, x+28, 52, x, 70, x-28, 52)
		for i := range 8 { // squares of a board
			p.rect(flat(2.8), x-16+float64(i%2)*16+float64(i/2%2)*8-4, 120+float64(i/2)*14, 12, 12)
		}
	}
}

// steps lead up to the doors.
func (s *stage) steps(x float64) {
	p := s.sheet()
	for i := range 9 {
		t := float64(i)
		y, w := 640+t*15, 340+t*24
		tone := 2.6 - t*0.1
		if s.night {
			tone = 1.7 - t*0.08
		}
		p.rect(flat(tone), x-w, y, 2*w, 9)
		p.rect(flat(0.2), x-w, y+9, 2*w, 6)
	}
	if s.night {
		s.beam(0.9, pt{x, 640}, pt{x, 800}, x-44, 640, x+44, 640, x+150, 775, x-150, 775)
	}
}

// lion lies on a plinth and keeps watch, its head towards the steps.
func (s *stage) lion(p pen, side float64) {
	p.flip = side < 0
	p.rect(flat(0), -96, -50, 192, 64)
	p.rect(flat(1.6), -90, -46, 120, 54)
	p.rect(flat(0), -104, 8, 208, 12)
	p.blob(flat(0), -84, 18, -90, 50, -56, 74, 10, 76, 30, 96, 52, 120, 82, 104, 84, 72, 74, 50, 96, 20)
	p.blob(flat(1.9), -76, 24, -80, 48, -52, 68, 4, 70, 20, 50, 10, 24)
	p.blob(flat(1.2), 26, 60, 30, 96, 54, 114, 66, 96, 58, 60)
	p.blob(flat(2.2), 58, 70, 62, 96, 78, 98, 80, 76, 70, 66)
	p.curve(flat(0), 3, 6, 3, -84, 26, -110, 40, -104, 66)
}

// lonelyHouse stands for a setting that the painter has not seen: a house with
// one lit window under a big sky.
func lonelyHouse(s *stage) {
	s.open(620, 1150, 170)
	s.hills(620, 120, s.skyLow*0.35)
	e := s.earth()
	s.fill(paint{hatch: 2, blend: fade(0, 600, e+0.5, 0, 900, e-0.2)}, smooth(points(-40, 960, -40, 700, 400, 640, 900, 660, 1640, 720, 1640, 960), true, 1))
	p := s.ground(s.span(560, 700), 668, 1.2)
	m := s.masonry()
	p.rect(flat(m+0.5).carve(0), -130, 0, 260, 130)
	p.rect(flat(m-0.2), 70, 0, 60, 130)
	p.poly(flat(0.1).carve(4), -156, 126, -110, 220, 110, 220, 156, 126)
	p.rect(flat(0), 60, 200, 34, 70)
	p.rect(flat(0), -18, 0, 44, 80)
	s.mullioned(p, -96, 50, 44, 44, 0)
	p.rect(glow(2.6), 60, 50, 44, 44)
	p.rect(flat(0), 80, 50, 4, 44)
	s.bareTree(300, 800, 150, 0.15, 34, 6)
	s.firs(700, 900, 1640, 120, 0.1)
	s.close()
}
