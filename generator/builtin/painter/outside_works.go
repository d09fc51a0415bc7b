package painter

import "math"

// auctionOutside is a street of tall brick with the house's banners, a cab, a
// telephone box.
func auctionOutside(s *stage) {
	x := s.span(770, 830)
	s.view(x, 700, 1)
	s.open(620, 240, 120)
	s.roofs(-20, 420, 640, 720, 360)
	s.roofs(1180, 1640, 640, 720, 380)
	s.fill(paint{hatch: 0, blend: fade(0, 690, 0.75*s.skyLow, 0, 900, 0.2)}, points(-20, 690, 1620, 690, 1620, 920, -20, 920))
	s.terraceHouse(s.ground(x-470, 700, 1), 230, 400)
	s.terraceHouse(s.ground(x+480, 700, 1), 250, 430)
	s.saleHouse(s.ground(x, 700, 1))
	s.wetStreet()
	s.phoneBox(s.ground(s.span(200, 260), 850, 1.25))
	s.cab(s.ground(s.span(1080, 1240), 850, 1.05))
	s.streetLamp(s.ground(1480, 850, 1.5))
	s.figure(s.ground(s.span(560, 720), 860, 1))
	s.close()
}

// saleHouse is six bays of brick and stone with a pillared door, 620 wide.
func (s *stage) saleHouse(p pen) {
	m := s.masonry() + 0.3
	p.rect(flat(0), -316, 0, 632, 500)
	p.rect(flat(m+0.3).carve(0), -310, 0, 620, 494)
	p.rect(flat(m+1.4), -316, 486, 632, 16)
	p.rect(flat(m+1.2), -312, 150, 624, 12)
	for i := range 9 {
		p.rect(flat(m+1.3), -300+float64(i)*73, 502, 14, 24)
	}
	p.rect(flat(m+1.3), -312, 524, 624, 8)
	for row := range 2 {
		for i := range 6 {
			x := -278 + float64(i)*100
			y := 190 + float64(row)*150
			p.rect(flat(m+1.4), x-8, y-10, 66, 128)
			s.mullioned(p, x+4, y, 42, 104, 55)
			p.poly(flat(m+1.6), x-12, y+112, x+62, y+112, x+25, y+132)
		}
	}
	for _, x := range []float64{-226, 226} { // the banners of the sale
		p.rect(flat(0), x-33, 152, 66, 270)
		p.rect(flat(2.7), x-28, 157, 56, 260)
		p.rect(glow(1.6), x-28, 157, 56, 22)
		p.line(flat(0), 7, x-4, 372, x+18, 334) // a gavel
		p.poly(flat(0), x-20, 376, x-8, 396, x+10, 386, x-2, 366)
		for i := range 4 {
			p.rect(flat(0.6), x-18, 200+float64(i)*26, s.span(20, 36), 10)
		}
	}
	for i := range 4 {
		x := -290 + float64(i%2)*96
		if i > 1 {
			x += 376
		}
		p.fill(flat(0), p.all(archway(x, 0, 80, 130)))
		p.fill(s.windowLight(80), p.all(archway(x+6, 12, 68, 112)))
	}
	p.rect(flat(0), -84, 0, 168, 160)
	for _, x := range []float64{-78, -50, 32, 60} {
		p.rect(flat(math.Min(3, m+2)), x, 0, 18, 130)
		p.rect(flat(m), x+11, 0, 7, 130)
	}
	p.rect(flat(m+1.8), -92, 128, 184, 22)
	p.fill(s.windowLight(100), p.all(archway(-24, 0, 48, 104)))
	p.rect(flat(0), -2, 0, 4, 104)
	if s.night {
		s.bloom(p.at(0, 60), 200, 0.9)
	}
}

// terraceHouse is a plain neighbour.
func (s *stage) terraceHouse(p pen, w, h float64) {
	m := s.masonry()
	p.rect(flat(0), -w/2-4, 0, w+8, h)
	p.rect(flat(m+0.1).carve(0), -w/2, 0, w, h-6)
	for row := range 3 {
		for i := range 3 {
			s.mullioned(p, -w/2+22+float64(i)*w*0.31, 50+float64(row)*h*0.3, 32, 66, 40)
		}
	}
	p.rect(flat(m+0.9), -w/2, h-26, w, 10)
	for i := range 3 {
		p.rect(flat(0), -w*0.3+float64(i)*w*0.26, h-4, 26, 44)
	}
}

// phoneBox is the red kiosk of the streets.
func (s *stage) phoneBox(p pen) {
	p.rect(flat(0), -38, 0, 76, 172)
	p.rect(glow(1.8), -34, 4, 68, 164)
	p.rect(glow(0.8), 16, 4, 18, 164)
	p.blob(flat(0), -40, 168, 40, 168, 30, 188, 0, 194, -30, 188)
	p.blob(glow(1.8), -34, 171, 30, 171, 22, 184, 0, 189, -24, 184)
	p.rect(flat(2.9), -26, 152, 52, 11)
	light := flat(1.6)
	if s.night {
		light = flat(2.9)
		s.bloom(p.at(0, 80), 130, 0.6)
	}
	for row := range 6 {
		for i := range 3 {
			p.rect(light, -25+float64(i)*17, 24+float64(row)*20.5, 14, 16)
		}
	}
}

// cab is a London taxi from the side.
func (s *stage) cab(p pen) {
	p.oval(paint{op: shade, tone: 0.25}, 0, -2, 190, 15)
	p.blob(flat(0), -172, 22, -174, 62, -150, 82, -84, 90, -66, 148, -30, 158, 84, 156, 120, 140, 134, 88, 172, 76, 176, 24)
	p.poly(flat(1.9), -72, 94, -56, 142, -8, 146, -8, 94)
	p.poly(flat(1.9), 4, 94, 4, 146, 80, 146, 106, 136, 116, 94)
	p.rect(flat(0), 52, 90, 8, 60)
	p.rect(flat(0), -30, 154, 60, 18)
	p.rect(glow(2.8), -24, 158, 48, 11)
	p.line(flat(1.6), 3, -160, 66, 160, 66)
	p.rect(flat(1.2), -6, 34, 3, 54)
	for _, x := range []float64{-112, 112} {
		p.oval(flat(0), x, 26, 38, 36)
		p.arc(flat(1.4), 4, x, 28, 42, 40, 0.3, 2.8)
		p.oval(flat(2.3), x, 24, 13, 13)
	}
	p.oval(glow(2.9), -170, 62, 8, 12)
	if s.night {
		a, b := p.at(-174, 60), p.at(-430, 10)
		l, h := p.at(-440, -20), p.at(-440, 92)
		s.beam(1.4, a, b, a.x, a.y-4, h.x, h.y, l.x, l.y, a.x, a.y+4)
	}
}

// steamerOutside is the boat on the river below the cliffs, palms before it.
func steamerOutside(s *stage) {
	x, far := s.span(600, 1000), s.span(0.78, 1.24)
	low := lerp(650, 745, (far-0.78)/0.46)
	s.view(x, low, far)
	at := s.open(540, 330, 180)
	s.cliffs(548, 150)
	s.sea(546, 910, at.x)
	p := s.sheet()
	p.blob(flat(0.25), -40, 552, 300, 538, 700, 544, 1100, 536, 1640, 544, 1640, 566, -40, 566)
	for range 12 {
		s.palm(s.ground(s.span(0, 1600), 552, 1), s.span(50, 92), 0.1)
	}
	switch s.r.IntN(3) {
	case 0:
		s.temple(s.ground(s.span(1180, 1340), 546, s.span(0.9, 1.4)))
	case 1:
		s.pyramids(s.span(200, 1400), 548)
	}
	for range s.r.IntN(4) {
		s.felucca(s.ground(s.span(120, 1480), s.span(585, 640), s.span(0.6, 1.1)))
	}
	s.steamboat(s.ground(x, low, far))
	s.fill(flat(0.1), smooth(points(-40, 960, -40, 850, 200, 836, 420, 866, 700, 900, 760, 960), true, 1))
	for range s.r.IntN(4) {
		s.palm(s.ground(s.span(20, 480), s.span(875, 910), 1), s.span(300, 640), 0)
	}
	for range 26 { // reeds
		x := s.span(-10, 620)
		s.fill(flat(0), ribbon(smooth([]pt{{x, 930}, {x + s.span(-14, 14), 880}, {x + s.span(-34, 34), s.span(800, 850)}}, false, 1), 7, 4, 1))
	}
	s.close()
}

// cliffs are the desert's edge, with the sun or moon on their steps.
func (s *stage) cliffs(y, h float64) {
	o := points(-20, y+20, -20, y-h*0.5)
	for x := 60.0; x < 1640; x += s.span(70, 170) {
		up := h * s.span(0.45, 1)
		o = append(o, pt{x, y - up}, pt{x + s.span(30, 60), y - up*s.span(0.9, 1)})
	}
	o = append(o, pt{1640, y - h*0.6}, pt{1640, y + 20})
	s.fill(paint{hatch: 8, blend: fade(0, y-h, s.skyLow*0.45, 0, y, s.skyLow*0.75)}, o)
	s.clip(o, func() {
		p := s.sheet()
		for range 24 {
			x, top := s.span(0, 1600), y-h*s.span(0.3, 0.7)
			p.poly(flat(s.skyLow*0.25), x, top, x+s.span(8, 30), top+10, x+s.span(10, 46), y, x+4, y)
		}
		p.rect(flat(s.skyLow*0.3), -20, y-h*0.26, 1660, 5)
	})
}

// pyramids are three on the far bank.
func (s *stage) pyramids(x, y float64) {
	p, m := s.sheet(), s.masonry()+0.8
	for i, k := range []float64{1, 0.72, 0.46} {
		at, w := x+float64(i)*210*k, 190*k
		p.poly(flat(m), at-w, y, at, y-w*1.1, at+w*0.24, y)
		p.poly(flat(m-0.7), at, y-w*1.1, at+w*0.24, y, at+w, y)
	}
}

// temple is a ruined gate with two seated kings, on the far bank.
func (s *stage) temple(p pen) {
	m := s.masonry() + 0.6
	for _, side := range []float64{-1, 1} {
		p.poly(flat(m), side*24, 0, side*104, 0, side*92, 116, side*34, 120)
		p.poly(flat(m-0.5), side*24+20, 0, side*24+34, 0, side*34+18, 118, side*34+10, 118)
		p.rect(flat(m+0.8), side*63-34, 112, 68, 10)
		p.poly(flat(0), side*54-16, 0, side*54+16, 0, side*54+12, 40, side*54+9, 60, side*54-9, 60, side*54-12, 40)
	}
	p.rect(flat(m+0.2), -30, 76, 60, 16)
	p.rect(flat(0), -24, 0, 48, 76)
}

// steamboat is a side-wheeler, 680 long: two decks, awnings, a tall funnel.
func (s *stage) steamboat(p pen) {
	p.flip = s.odds(50)
	dark, white := s.masonry()-0.1, math.Min(3, s.masonry()+1.9)
	if s.night {
		white = 2.2
	}
	p.poly(paint{op: shade, tone: 0.4}, -330, 0, 340, 0, 320, -46, -300, -46)
	p.rect(flat(0), -300, 66, 560, 150)
	p.poly(flat(0), -356, 76, 366, 84, 336, 0, -322, 0)
	p.poly(flat(white), -346, 70, 350, 76, 342, 46, -338, 42)
	p.line(glow(1.9), 7, -342, 58, 348, 62)
	for row := range 2 {
		y := 78 + float64(row)*66
		w := 540 - float64(row)*70
		p.rect(flat(white), -290+float64(row)*30, y, w, 56)
		p.rect(flat(0), -306+float64(row)*30, y+56, w+34, 9)
		for i := range 14 {
			x := -276 + float64(row)*30 + float64(i)*w/14
			p.rect(flat(0), x-3, y+12, 24, 36)
			p.rect(s.windowLight(80), x, y+15, 18, 30)
		}
		for i := range 22 {
			p.rect(flat(0), -300+float64(row)*30+float64(i)*(w+20)/21, y, 3, 22)
		}
		p.rect(flat(0), -302+float64(row)*30, y+20, w+24, 3)
	}
	p.poly(flat(0), -262, 206, 250, 206, 232, 226, -244, 226) // the awning
	for i := range 12 {
		x := -254 + float64(i)*42
		with := flat(2.8)
		if i%2 == 0 {
			with = glow(1.9)
		}
		p.poly(with, x, 209, x+40, 209, (x+40)*0.95, 222, x*0.95, 222)
	}
	p.rect(flat(0), 120, 222, 96, 48)
	p.rect(flat(white), 126, 224, 84, 40)
	for i := range 3 {
		p.rect(s.windowLight(90), 132+float64(i)*26, 236, 20, 22)
	}
	s.funnel(p, dark)
	s.sideWheel(p, white)
	p.line(flat(0), 5, 330, 76, 344, 300)
	p.line(flat(0), 5, -330, 70, -344, 190)
	p.poly(glow(2), -344, 190, -376, 182, -410, 190, -402, 172, -412, 152, -376, 146, -343, 154)
	for i := range 5 {
		p.curve(flat(2.9), 1, 6, 1, 330+float64(i)*26, -4-float64(i)*7, 380+float64(i)*30, 4-float64(i)*8, 450+float64(i)*30, -8-float64(i)*9)
		p.curve(flat(2.9), 1, 6, 1, -340-float64(i)*30, -4-float64(i)*8, -400-float64(i)*26, 3-float64(i)*8, -470-float64(i)*24, -8-float64(i)*8)
	}
}

// funnel and its smoke, which drifts aft.
func (s *stage) funnel(p pen, dark float64) {
	for k := range 9 {
		t := float64(k)
		x, y, r := 20-t*46, 400+t*14+s.span(-8, 8), 22+t*6.5
		p.oval(flat(dark), x+6, y-6, r, r*0.8)
		p.oval(flat(math.Min(2.4, s.skyLow+0.3)), x, y, r, r*0.78)
		p.arc(flat(dark), 4, x, y, r*0.6, r*0.5, 3.4, 5.6)
	}
	p.poly(flat(0), 16, 222, 66, 222, 60, 388, 22, 388)
	p.poly(glow(1.9), 22, 226, 44, 226, 42, 380, 27, 380)
	p.rect(flat(0), 12, 330, 56, 24)
	p.rect(flat(2.8), 16, 335, 46, 13)
	p.poly(flat(0), 14, 384, 68, 384, 72, 400, 10, 400)
}

// sideWheel is the paddle box amidships, a fan of slats above the floats.
func (s *stage) sideWheel(p pen, white float64) {
	for i := range 9 {
		q := tip(math.Pi/2+float64(i+1)*math.Pi/10, 92)
		p.line(flat(0), 14, -40, 50, -40+q.x, 50-q.y)
	}
	p.fill(flat(0), p.all(archway(-146, 34, 212, 122)))
	p.fill(glow(1.8), p.all(archway(-138, 40, 196, 108)))
	for i := range 9 {
		q := tip(-math.Pi/2+float64(i)*math.Pi/8, 94)
		p.line(flat(white), 7, -40, 44, -40+q.x, 44-q.y)
	}
	p.oval(flat(0), -40, 50, 40, 38)
	p.oval(flat(white), -40, 50, 32, 30)
	p.oval(glow(1.9), -40, 50, 20, 18)
	for range 16 {
		p.oval(flat(2.9), -40+s.span(-120, 120), s.span(-20, 8), s.span(3, 9), s.span(2, 6))
	}
}
