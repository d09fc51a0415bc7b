package painter

import "math"

// frame puts something near and dark before a room: a door post, the doorway
// itself, a curtain, leaves, or what stands on a table at our elbow.
func (s *stage) frame() {
	if !s.indoors {
		return
	}
	w, h := float64(s.w), float64(s.h)
	p := s.ground(0, h, 1)
	if s.odds(50) {
		p = pen{canvas: s.canvas, o: pt{w, h}, k: 1, up: true, flip: true}
	}
	switch s.r.IntN(9) {
	case 0:
		x := s.span(70, 150)
		p.rect(flat(0), -20, -20, x+20, h+40)
		p.rect(flat(1.0).carve(8), x, -20, 16, h+40)
		p.rect(flat(0), x+16, -20, 7, h+40)
	case 1, 2:
		s.doorway()
	case 3:
		if s.genteel() {
			s.swag(p)
		} else {
			s.tackle(p)
		}
	case 4, 5:
		s.tableEdge(p)
	case 6:
		if s.genteel() {
			s.leaves(p.to(s.span(20, 80), -60, 1, 0), 0, s.span(300, 400), 9, 0)
		} else {
			s.tackle(p)
		}
	}
}

// doorway is the frame of the door through which we look.
func (s *stage) doorway() {
	p, w, h := s.sheet(), float64(s.w), float64(s.h)
	a, b, top := s.span(60, 190), s.span(60, 190), s.span(34, 74)
	for _, with := range []struct {
		in float64
		t  float64
	}{{0, 0}, {-12, 1.3}, {-30, 0}} {
		d := with.in
		p.rect(flat(with.t), -20, -20, a+d+20, h+40)
		p.rect(flat(with.t), w-b-d, -20, b+d+20, h+40)
		p.rect(flat(with.t), -20, -20, w+40, top+d+20)
	}
	if s.odds(50) { // the knob of the door that is pushed back
		p.oval(glow(2.4), a-46, h*0.58, 17, 17)
		p.oval(flat(0), a-41, h*0.585, 9, 9)
	}
}

// swag is a heavy curtain held back at one side.
func (s *stage) swag(p pen) {
	h, wide := float64(s.h), s.span(170, 270)
	for i := 6; i >= 0; i-- {
		x := wide * float64(i+1) / 7
		tone := 0.9 * float64(i%2)
		p.blob(glow(tone), -30, h+30, x, h+30, x*0.96, h*0.7, x*0.6, h*0.42, x*0.36+14, h*0.36, x*0.7, h*0.2, x*0.86, -30, -30, -30)
	}
	p.curve(glow(2.5), 12, 20, 12, -10, h*0.33, wide*0.25, h*0.37, wide*0.42, h*0.36)
	p.curve(glow(2.5), 4, 16, 20, wide*0.36, h*0.35, wide*0.4, h*0.27, wide*0.37, h*0.2)
}

// tableEdge is the corner of a table nearest to us with a few things on it.
func (s *stage) tableEdge(p pen) {
	h := float64(s.h)
	y, wide := s.span(0.08, 0.14)*h, s.span(0.3, 0.5)*float64(s.w)
	p.poly(flat(0.5).carve(1), -20, -20, wide+90, -20, wide, y, -20, y)
	p.line(flat(1.8), 4, -20, y, wide, y, wide+90, -20)
	x := s.span(70, 120)
	for range 2 + s.r.IntN(2) {
		q := p.to(x, y-s.span(0.2, 0.8)*y, s.span(0.9, 1.25), 0)
		if s.genteel() {
			[]func(pen){s.nearVase, s.nearBooks, s.nearBottle, s.nearCandle}[s.r.IntN(4)](q)
		} else {
			[]func(pen){s.nearMug, s.nearBooks, s.nearTin, s.nearLantern}[s.r.IntN(4)](q)
		}
		x += s.span(130, 190)
		if x > wide-60 {
			return
		}
	}
}

func (s *stage) nearVase(p pen) {
	p.blob(flat(0), -40, 0, 40, 0, 58, 60, 24, 120, 34, 150, -34, 150, -24, 120, -58, 60)
	p.curve(flat(1.9), 2, 12, 2, -34, 30, -44, 64, -18, 118)
	for i := range 7 {
		a := -1.1 + float64(i)*0.36 + s.span(-0.1, 0.1)
		q := tip(a, s.span(90, 150))
		p.curve(flat(0), 5, 5, 3, 0, 145, q.x*0.4, 150-q.y*0.6, q.x, 150-q.y)
		p.oval(flat(0), q.x, 150-q.y, 30, 28)
		p.oval(glow(1.8), q.x-2, 152-q.y, 23, 21)
		p.oval(glow(0.8), q.x+2, 148-q.y, 8, 8)
	}
}

func (s *stage) nearBooks(p pen) {
	y := 0.0
	for range 2 + s.r.IntN(3) {
		x, l, t := s.span(-16, 16), s.span(130, 180), s.span(24, 38)
		p.rect(flat(0), x-l/2-3, y, l+6, t)
		p.rect(glow(s.span(0.7, 1.9)), x-l/2, y+3, l, t-6)
		p.rect(flat(2.6), x+l/2-26, y+5, 26, t-10)
		y += t
	}
}

func (s *stage) nearBottle(p pen) {
	o := smooth(points(-34, 0, -36, 120, -12, 170, -12, 230, 12, 230, 12, 170, 36, 120, 34, 0), true, 1)
	p.fill(flat(0), p.all(o))
	p.curve(flat(2.2), 2, 8, 2, -24, 14, -25, 110, -6, 160, -5, 215)
	p.rect(flat(2.4), -34, 36, 68, 54)
	p.rect(glow(1.8), -34, 76, 68, 8)
}

func (s *stage) nearCandle(p pen) {
	p.oval(flat(0), 0, 8, 56, 14)
	p.rect(flat(0), -9, 0, 18, 80)
	p.blob(flat(0), -26, 78, 26, 78, 18, 96, -18, 96)
	p.rect(flat(2.7), -13, 92, 26, 110)
	p.rect(flat(1.5), 4, 92, 9, 110)
	if s.night {
		at := p.at(0, 236)
		s.bloom(at, 150, 0.9)
		p.blob(glow(2.7), -10, 212, 0, 204, 10, 212, 5, 238, 0, 262, -5, 238)
	}
}

// nearTin is a tin with a spout and a cloth thrown down beside it.
func (s *stage) nearTin(p pen) {
	p.blob(flat(0), 30, 0, 130, 0, 140, 26, 90, 52, 50, 34)
	p.blob(flat(2.3), 40, 5, 122, 6, 128, 24, 90, 44, 54, 30)
	p.poly(flat(0), -64, 0, 54, 0, 54, 110, 20, 134, -30, 134, -64, 110)
	p.poly(glow(1.8), -56, 8, 46, 8, 46, 104, 16, 126, -26, 126, -56, 104)
	p.poly(glow(0.9), 14, 8, 46, 8, 46, 104, 16, 126)
	p.line(flat(0), 13, 30, 120, 96, 190)
	p.arc(flat(0), 10, -20, 140, 34, 30, 0.2, math.Pi)
	p.rect(flat(2.7), -46, 36, 52, 40)
}

// nearLantern burns at our elbow.
func (s *stage) nearLantern(p pen) { s.lantern(p, 210) }

func (s *stage) nearMug(p pen) {
	p.arc(flat(0), 14, 46, 52, 30, 32, -1.6, 1.6)
	p.rect(flat(0), -50, 0, 100, 104)
	p.rect(flat(2.3).carve(8), -44, 5, 88, 94)
	p.rect(flat(1.0).carve(8), 14, 5, 30, 94)
	p.rect(glow(1.8), -44, 64, 88, 14)
	p.oval(flat(0.2), 0, 102, 50, 12)
}

// tackle hangs at one side: a chain with a hook, and rope.
func (s *stage) tackle(p pen) {
	h, x := float64(s.h), s.span(70, 190)
	low := h * s.span(0.36, 0.6)
	for i := 0; float64(i)*30 < h-low; i++ {
		y := h - float64(i)*30
		if i%2 == 0 {
			p.ring(flat(0), x, y, 19, 9)
		} else {
			p.line(flat(0), 9, x, y-19, x, y+19)
		}
	}
	p.blob(flat(0), x-24, low+20, x+24, low+20, x+20, low-26, x-20, low-26)
	p.arc(flat(0), 15, x, low-62, 34, 36, -math.Pi*0.85, math.Pi*0.5)
	p.curve(flat(0), 8, 14, 8, -20, h*0.8, x*0.5, h*0.66, x+60, h*0.82, x+120, h+20)
}
