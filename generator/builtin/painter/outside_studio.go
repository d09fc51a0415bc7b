package painter

import (
	"math"
	"slices"
)

// filmsetOutside is the studio's gate: halls behind it, searchlights, a false
// arena at the end of the drive.
func filmsetOutside(s *stage) {
	x := s.span(760, 840)
	s.view(x, 700, 1)
	s.open(610, 1250, 160)
	s.roofs(-20, 1620, 620, 700, 90)
	e := s.earth() + 0.3
	s.fill(paint{hatch: 0, blend: fade(0, 640, e+0.5, 0, 900, e-0.3)}, points(-20, 640, 1620, 640, 1620, 920, -20, 920))
	for _, at := range []float64{-560, 470} {
		s.hall(s.ground(x+at, 650, 1), 330)
	}
	s.arena(s.ground(x, 640, 36))
	if s.skyTop < 1 { // searchlights
		for range 3 {
			from, lean := pt{x + s.span(-420, 420), 560}, s.span(-360, 360)
			s.beam(1.2, from, pt{from.x + lean, -40}, from.x-8, from.y, from.x+8, from.y, from.x+lean+90, -60, from.x+lean-90, -60)
		}
	}
	s.studioGate(s.ground(x, 700, 1))
	s.winding(x, 704, 90, 300, e)
	for _, at := range []float64{140, 1470} {
		s.pine(s.ground(at, 860, 1), s.span(560, 680))
	}
	s.scooter(s.ground(x+s.pickTone(-1, 1)*s.span(230, 300), 850, 130))
	s.figure(s.ground(x+s.span(-60, 60), 850, 0.9))
	s.close()
}

// hall is a sound stage from outside: a windowless shed with a number of bars on it.
func (s *stage) hall(p pen, w float64) {
	m := s.masonry() + 0.3
	p.fill(flat(0), p.all(points(-w/2-6, 0, -w/2-6, 170, -w*0.3, 226, w*0.3, 226, w/2+6, 170, w/2+6, 0)))
	p.fill(flat(m+0.5).carve(0), p.all(points(-w/2, 0, -w/2, 166, -w*0.29, 218, w*0.29, 218, w/2, 166, w/2, 0)))
	p.poly(flat(m-0.4), w*0.2, 0, w/2, 0, w/2, 166, w*0.29, 218, w*0.2, 218)
	p.rect(flat(0), -w*0.28, 0, w*0.34, 130)
	for i := range 6 {
		p.rect(flat(m+0.9), -w*0.27+float64(i)*w*0.054, 4, w*0.04, 122)
	}
	p.oval(glow(2), -w*0.11, 172, 24, 24)
	p.rect(flat(2.9), -w*0.11-4, 158, 8, 28)
	if s.night {
		p.rect(glow(2.8), -w*0.02, 4, w*0.05, 122)
	}
}

// studioGate is an arch over the drive with a row of lamps, a star, a barrier.
func (s *stage) studioGate(p pen) {
	m := s.masonry() + 0.6
	for _, side := range []float64{-1, 1} {
		p.rect(flat(0), side*250-66, 0, 132, 250)
		p.rect(flat(m+0.5).carve(0), side*250-58, 0, 80, 242)
		p.rect(flat(m-0.3), side*250+22, 0, 36, 242)
		p.fill(flat(0), p.all(archway(side*250-34, 0, 58, 120)))
		p.fill(s.windowLight(100), p.all(archway(side*250-28, 0, 46, 112)))
		p.rect(flat(0), side*250-74, 242, 148, 14)
	}
	p.poly(flat(0), -330, 252, 330, 252, 316, 336, -316, 336)
	p.poly(glow(1.9), -318, 260, 318, 260, 306, 328, -306, 328)
	for i := range 23 {
		u := -308 + float64(i)*28
		p.oval(flat(3), u, 264, 5, 5)
		p.oval(flat(3), u*0.97, 325, 5, 5)
	}
	for i := range 13 { // lettering that nobody can read from here
		if i != 4 {
			p.rect(flat(2.9), -212+float64(i)*34, 278, s.span(15, 24), 34)
		}
	}
	p.oval(flat(0), 0, 380, 50, 50)
	var star []float64
	for i := range 10 {
		q := tip(float64(i)*math.Pi/5, []float64{44, 18}[i%2])
		star = append(star, q.x, 380-q.y)
	}
	p.poly(glow(2.6), star...)
	if s.night {
		s.bloom(p.at(0, 300), 360, 0.5)
	}
	p.line(flat(0), 14, -184, 64, 120, 92)
	for i := range 6 {
		t := float64(i) / 6
		p.line(flat(2.9), 8, lerp(-170, 110, t), lerp(65, 91, t), lerp(-170, 110, t+0.07), lerp(65, 91, t+0.07))
	}
}

// pine is an umbrella pine, h high.
func (s *stage) pine(p pen, h float64) {
	p.curve(flat(0), h*0.045, h*0.035, h*0.03, 0, 0, h*0.02, h*0.4, -h*0.02, h*0.8)
	for _, d := range []float64{-0.2, 0.16} {
		p.curve(flat(0), h*0.02, h*0.018, h*0.012, 0, h*0.6, d*h*0.5, h*0.72, d*h, h*0.82)
	}
	p.blob(flat(0), -h*0.36, h*0.78, -h*0.3, h*0.9, -h*0.1, h*0.98, h*0.12, h*0.97, h*0.3, h*0.9, h*0.38, h*0.78, h*0.1, h*0.74, -h*0.12, h*0.75)
	p.curve(flat(1.4), h*0.004, h*0.014, h*0.004, -h*0.28, h*0.86, -h*0.1, h*0.93, h*0.12, h*0.93)
	p.curve(flat(1.2), h*0.004, h*0.012, h*0.004, -h*0.24, h*0.81, -h*0.02, h*0.86, h*0.2, h*0.85)
}

// chessOutside is the spa on its bay, great chessmen in its garden.
func chessOutside(s *stage) {
	spa := s.span(1000, 1080)
	s.view(spa, 676, 1)
	at := s.open(560, 330, 170)
	s.hills(566, 150, s.skyLow*0.36)
	s.sea(560, 720, at.x)
	e := s.earth() + 0.4
	s.fill(paint{hatch: 2, blend: fade(0, 640, e+0.4, 0, 900, e-0.2)}, smooth(points(-40, 960, -40, 720, 300, 690, 760, 664, 1640, 640, 1640, 960), true, 1))
	s.spaFront(s.ground(spa, 676, 1))
	for _, x := range []float64{1330, 1440, 700} {
		s.cypress(s.ground(x+s.span(-20, 20), 700, 1), s.span(170, 240))
	}
	s.gardenBoard()
	s.giant(s.ground(s.span(180, 240), 900, 1.5), "king", false)
	s.giant(s.ground(s.span(470, 540), 840, 0.9), "knight", true)
	s.giant(s.ground(s.span(700, 760), 800, 0.7), "rook", false)
	s.giant(s.ground(s.span(1300, 1380), 885, 1.0), "queen", true)
	s.giant(s.ground(s.span(980, 1060), 830, 0.7), "pawn", true)
	s.figure(s.ground(s.span(860, 920), 870, 0.85))
	s.close()
}

// gardenBoard is the paving that the great chessmen stand on.
func (s *stage) gardenBoard() {
	light, dark := math.Min(3, s.earth()+1.5), math.Max(0, s.earth()-0.5)
	for row := range 7 {
		y0, y1 := 720+26*float64(row)+3.2*float64(row*row), 720+26*float64(row+1)+3.2*float64((row+1)*(row+1))
		for i := range 14 {
			x := func(k int, y float64) float64 { return 800 + (float64(k)-7)*lerp(100, 270, (y-720)/240) }
			t := light
			if (i+row)%2 == 0 {
				t = dark
			}
			s.fill(flat(t).carve(1), points(x(i, y0), y0, x(i+1, y0), y0, x(i+1, y1), y1, x(i, y1), y1))
		}
	}
}

// spaFront is a white palace with a colonnade and a dome, 620 wide.
func (s *stage) spaFront(p pen) {
	m := s.masonry() + 0.9
	p.rect(flat(0), -316, 0, 632, 156)
	p.rect(flat(m+0.5).carve(0), -310, 0, 620, 150)
	p.rect(flat(0.2), -290, 10, 580, 104)
	for i := range 15 {
		x := -290 + float64(i)*41.4
		if i < 14 {
			p.fill(s.windowLight(70), p.all(archway(x+12, 14, 24, 70)))
		}
		p.rect(flat(math.Min(3, m+1.5)), x-6, 8, 14, 108)
		p.rect(flat(m-0.3), x+4, 8, 5, 108)
	}
	p.rect(flat(math.Min(3, m+1.4)), -318, 112, 636, 18)
	p.rect(flat(math.Min(3, m+1.2)), -322, 148, 644, 12)
	p.rect(flat(0), -106, 156, 212, 66)
	p.rect(flat(m+0.6).carve(0), -100, 156, 200, 60)
	for i := range 5 {
		p.rect(s.windowLight(60), -84+float64(i)*37, 164, 20, 42)
	}
	o := p.all(smooth(points(-104, 214, -100, 256, -60, 306, 0, 324, 60, 306, 100, 256, 104, 214), true, 1))
	a, b := p.at(-104, 0), p.at(104, 0)
	s.fill(paint{ink: accent, hatch: 6, blend: fade(a.x, 0, 2.6, b.x, 0, 0.5)}, o)
	p.rect(flat(0), -4, 318, 8, 50)
	p.blob(glow(2), 2, 366, 40, 372, 60, 360, 40, 346, 2, 350)
	for _, x := range []float64{-270, 270} {
		p.rect(flat(0), x-34, 150, 68, 56)
		p.rect(flat(m+0.7).carve(0), x-29, 154, 58, 48)
		p.rect(s.windowLight(60), x-12, 158, 24, 36)
		p.poly(glow(1.7), x-40, 204, x+40, 204, x, 258)
	}
}

func (s *stage) cypress(p pen, h float64) {
	p.blob(flat(0), 0, 0, -h*0.12, h*0.2, -h*0.1, h*0.6, 0, h, h*0.1, h*0.6, h*0.12, h*0.2)
	p.curve(flat(1.2), h*0.005, h*0.03, h*0.005, -h*0.06, h*0.2, -h*0.05, h*0.5, -h*0.01, h*0.85)
}

// giant is a chessman about 240 high, dark or light.
func (s *stage) giant(p pen, which string, light bool) {
	p.poly(paint{op: shade, tone: 0.35}, -60, 4, 60, 4, 230, -34, 120, -44)
	if light {
		p.chessman(which, flat(2.8), flat(1.3), flat(0.2))
		return
	}
	p.chessman(which, glow(1.8), glow(0.8), flat(0))
}

// chessman is a piece in three paints: its lit side, its shadow and its lines.
func (p pen) chessman(which string, lit, dark, line paint) {
	body := points(-70, 0, 70, 0, 74, 18, 52, 34, 30, 60, 22, 130, 34, 150, -34, 150, -22, 130, -30, 60, -52, 34, -74, 18)
	head := map[string][]pt{
		"pawn":   p.round(0, 178, 40, 38),
		"rook":   points(-40, 150, 40, 150, 52, 214, 28, 214, 28, 198, 12, 198, 12, 214, -12, 214, -12, 198, -28, 198, -28, 214, -52, 214),
		"queen":  points(-34, 150, 34, 150, 60, 226, 32, 204, 22, 240, 0, 210, -22, 240, -32, 204, -60, 226),
		"king":   smooth(points(-32, 150, 32, 150, 52, 200, 40, 226, 0, 214, -40, 226, -52, 200), true, p.k),
		"knight": smooth(points(-36, 150, 38, 150, 46, 190, 34, 232, 4, 262, -8, 248, -22, 250, -60, 206, -62, 188, -44, 184, -16, 200, -34, 170), true, p.k),
	}[which]
	for _, o := range [][]pt{body, head} {
		p.fill(flat(0), p.all(ribbon(append(slices.Clone(o), o[0]), 8, 8, 8)))
	}
	for _, o := range [][]pt{body, head} {
		p.fill(lit, p.all(o))
		p.inside(o, func() { p.poly(dark, 14, -10, 120, -10, 120, 300, 20, 300, 6, 150) })
	}
	p.rect(line, -64, 16, 128, 5)
	p.rect(line, -34, 146, 68, 6)
	switch which {
	case "king":
		p.rect(lit, -7, 222, 14, 52)
		p.rect(lit, -22, 242, 44, 13)
	case "queen":
		p.oval(lit, 0, 226, 10, 10)
	case "knight":
		p.oval(line, -26, 222, 6, 6)
		p.line(line, 4, -56, 192, -40, 196)
		p.curve(line, 2, 5, 2, 8, 252, 28, 220, 26, 176)
	}
}
