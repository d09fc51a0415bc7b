package painter

import "math"

func loadingBay(s *stage) {
	s.build(room{w: 7, d: 7, h: 3.8, wall: 1.8, floor: 1.4, ceiling: 1.2})
	s.bricks(s.left(), 0.6, 7, 1.7, 0.6)
	s.bricks(s.right(), 0.6, 7, 1.3, 0.6)
	b := s.back()
	s.bricks(b, 0, 7, 1.2, 0.55)
	b.rect(flat(0), 1.7, 0, 3.6, 3.1)
	up := s.span(0.9, 1.5) // how far the shutter is open
	s.outlook(b.all(points(1.8, 0, 5.2, 0, 5.2, up, 1.8, up)), "town")
	for y := up; y < 3.05; y += 0.17 {
		b.rect(flat(2.2), 1.8, y, 3.4, 0.12)
		b.rect(flat(0.7), 1.8, y+0.12, 3.4, 0.05)
	}
	b.rect(glow(2), 1.6, 0, 0.1, 3.1)
	b.rect(glow(2), 5.3, 0, 0.1, 3.1)
	f := s.floor()
	for i := range 8 {
		f.poly(glow(2), -1.8+float64(i)*0.46, 6.3, -1.57+float64(i)*0.46, 6.3, -1.45+float64(i)*0.46, 6.6, -1.68+float64(i)*0.46, 6.6)
	}
	s.crate(-2.4, 0, 5.2, 1.1, 0.1, 1.5)
	s.crate(-2.3, 0.88, 5.2, 0.8, -0.2, 1.7)
	s.crate(2.5, 0, 5.3, 1.2, -0.15, 1.4)
	s.crate(-1.5, 0, 4.2, 0.8, 0.3, 1.8)
	s.statueInCrate(2.1, 4.0)
	s.hook(s.span(-0.3, 0.4), 4.6)
	s.trolley(s.span(-0.4, 0.3), 3.9)
	lamp := s.hanging(-0.9, 2.9, 4.4, 0.44)
	s.lit(pt{lerp(lamp.x, 800, 0.6), 470}, 880, 600)
	s.corners(0.52)
}

// statueInCrate is a figure packed in straw, its case open.
func (s *stage) statueInCrate(x, z float64) {
	s.cast(x, z, 0.6, 0.4)
	p := s.block(vec{x, 0, z}, 0.9, 1.9, 0.6, 0, 1.5)
	p.rect(flat(0.1), 0.08, 0.08, 0.74, 1.74)
	q := p.along(0.45, 0.1)
	q.blob(flat(2.8), -0.2, 0.1, 0.2, 0.1, 0.17, 0.6, 0.24, 1.0, 0.12, 1.14, 0.12, 1.34, 0, 1.48, -0.12, 1.34, -0.12, 1.14, -0.24, 1.0, -0.17, 0.6)
	q.blob(flat(1), 0.04, 0.1, 0.2, 0.1, 0.17, 0.6, 0.24, 1.0, 0.12, 1.14, 0.1, 1.38, 0.03, 1.0)
	for range 26 {
		a, y := s.span(-0.34, 0.34), s.span(0.02, 0.5)
		q.line(glow(2.2), 0.018, a, y, a+s.span(-0.14, 0.14), y+s.span(0.02, 0.16))
	}
}

// hook hangs from a chain hoist.
func (s *stage) hook(x, z float64) {
	p := s.stand(x, 1.75, z)
	for y := 0.3; y < s.room.h-1.75; y += 0.13 {
		p.ring(flat(0), 0, y, 0.06, 0.03)
	}
	p.rect(glow(2), -0.13, 0.1, 0.26, 0.24)
	p.oval(flat(0), 0, 0.22, 0.06, 0.06)
	p.curve(flat(0), 0.06, 0.09, 0.03, 0, 0.1, 0.0, -0.05, 0.13, -0.16, 0.02, -0.3, -0.14, -0.2)
}

// trolley is a two-wheeled hand truck.
func (s *stage) trolley(x, z float64) {
	s.cast(x, z, 0.4, 0.2)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.22, 0.22} {
		p.line(glow(1.8), 0.06, d, 0.1, d*1.1, 1.3)
		p.oval(flat(0), d*1.25, 0.14, 0.1, 0.14)
		p.oval(flat(2.2), d*1.25, 0.14, 0.04, 0.06)
	}
	for i := range 3 {
		p.line(glow(1.4), 0.05, -0.23, 0.35+float64(i)*0.32, 0.23, 0.35+float64(i)*0.32)
	}
	p.rect(flat(0), -0.3, 0.02, 0.6, 0.06)
}

func directorsOffice(s *stage) {
	s.build(room{w: 6.2, d: 5.6, h: 3.5, wall: 1.3, floor: 0.8, ceiling: 1.6})
	s.boards(0.9, 0.28)
	b := s.back()
	s.panels(b, 0, 6.2, 3.5, 0.9)
	s.portraitOnWall(b, 2.5, 1.35, 1.2, 1.6)
	s.books(b, 0.3, 1.5, 2.7, 6)
	s.cabinet(b, 4.4)
	s.window(s.left(), 3.0, 0.9, 1.6, 2.0, "town")
	s.curtains(s.left(), 3.0, 0.1, 1.6, 3.1)
	s.rug(0, 3.9, 3.6, 1.9)
	x := s.span(-0.3, 0.3)
	s.armchair(x, 4.7, 0.05)
	s.desk(x, 4.0, 1.0)
	s.phone(s.stand(x+0.72, 0.81, 3.95))
	s.bust(s.stand(2.4, 0, 4.3), 1.1)
	s.chair(x+1.6, 3.3, -2.4, 0.9)
	lamp := s.tableLamp(vec{x - 0.7, 0.8, 4.0}, 0.5)
	s.lit(lamp, 860, 600)
	s.tableLamp(vec{x - 0.7, 0.8, 4.0}, 0.5)
	s.corners(0.6)
}

// portraitOnWall is the founder in oils.
func (s *stage) portraitOnWall(p pen, x, y, w, h float64) {
	p.rect(flat(0), x-0.14, y-0.14, w+0.28, h+0.28)
	p.rect(glow(2.1), x-0.11, y-0.11, w+0.22, h+0.22)
	p.rect(flat(0.7), x, y, w, h)
	p.blob(flat(0.1), x+w*0.06, y+0.02, x+w*0.14, y+h*0.4, x+w*0.4, y+h*0.54, x+w*0.6, y+h*0.54, x+w*0.86, y+h*0.4, x+w*0.94, y+0.02)
	p.poly(flat(2.9), x+w*0.43, y+h*0.52, x+w*0.57, y+h*0.52, x+w*0.5, y+h*0.3)
	p.oval(flat(2.5), x+w*0.5, y+h*0.68, w*0.17, h*0.16)
	p.blob(flat(1.2), x+w*0.54, y+h*0.53, x+w*0.67, y+h*0.64, x+w*0.62, y+h*0.82, x+w*0.55, y+h*0.7)
	p.blob(flat(0.2), x+w*0.34, y+h*0.68, x+w*0.36, y+h*0.84, x+w*0.52, y+h*0.87, x+w*0.66, y+h*0.82, x+w*0.66, y+h*0.68, x+w*0.58, y+h*0.77, x+w*0.42, y+h*0.77)
}

// cabinet shows treasures behind glass.
func (s *stage) cabinet(p pen, x float64) {
	p.rect(flat(0), x, 0, 1.4, 2.5)
	p.rect(flat(1.4), x+0.05, 0.05, 1.3, 0.6)
	p.rect(flat(2.4), x+0.08, 0.75, 1.24, 1.65)
	for row := range 3 {
		y := 0.8 + float64(row)*0.55
		p.rect(flat(0.2), x+0.08, y-0.05, 1.24, 0.04)
		for i := range 3 {
			s.prop(p.along(x+0.3+float64(i)*0.4, y), 2+s.r.IntN(4))
		}
	}
	p.rect(flat(0), x+0.68, 0.75, 0.04, 1.65)
}

func (s *stage) phone(p pen) {
	p.poly(flat(0), -0.16, 0, 0.16, 0, 0.1, 0.16, -0.1, 0.16)
	p.oval(flat(2.7), 0, 0.07, 0.06, 0.055)
	p.oval(flat(0), 0, 0.07, 0.02, 0.02)
	p.curve(flat(0), 0.07, 0.045, 0.07, -0.2, 0.16, -0.1, 0.22, 0.1, 0.22, 0.2, 0.16)
}

// egyptianHall has painted columns, a seated king, a mummy case.
func egyptianHall(s *stage) {
	s.build(room{w: 8, d: 8, h: 4.4, wall: 1.6, floor: 1.5, ceiling: 0.8})
	s.tiles(2.0, 1.2, 1.1)
	b := s.back()
	b.poly(flat(2.2), 2.2, 0, 2.5, 3.6, 5.5, 3.6, 5.8, 0)
	b.poly(flat(0.1), 3.1, 0, 3.25, 2.8, 4.75, 2.8, 4.9, 0)
	b.rect(glow(2), 2.4, 3.6, 3.2, 0.3)
	b.oval(flat(0.2), 4, 3.75, 0.16, 0.12)
	b.curve(flat(0.2), 0.02, 0.14, 0.02, 2.7, 3.8, 3.4, 3.72, 3.9, 3.75)
	b.curve(flat(0.2), 0.02, 0.14, 0.02, 5.3, 3.8, 4.6, 3.72, 4.1, 3.75)
	for _, p := range []pen{s.left(), s.right()} {
		s.glyphs(p, 1.6, 7.6, 1.2, 3.4)
	}
	s.glyphs(b, 0.3, 2.0, 0.8, 3.4)
	s.glyphs(b, 6.0, 7.7, 0.8, 3.4)
	for i := 2; i >= 0; i-- {
		z := 3.4 + float64(i)*1.9
		s.lotusColumn(-2.7, z)
		s.lotusColumn(2.7, z)
	}
	s.seatedKing(0, 6.8)
	s.mummyCase(s.span(-1.9, -1.5), 4.7)
	s.displayCase(s.span(1.2, 1.6), 4.4)
	q, _ := s.cam.at(vec{0, 1.5, 6})
	s.beam(0.6, pt{q.x, 0}, pt{q.x, 720}, q.x-70, -10, q.x+120, -10, q.x+240, 740, q.x-220, 740)
	s.lit(q, 860, 620)
	s.corners(0.55)
}

// glyphs are columns of signs cut in a wall.
func (s *stage) glyphs(p pen, x0, x1, y0, y1 float64) {
	for x := x0; x < x1-0.3; x += 0.46 {
		p.rect(flat(0.9), x-0.06, y0, 0.015, y1-y0)
		for y := y0; y < y1; y += 0.42 {
			s.glyph(p.along(x+0.16, y+0.12))
		}
	}
}

func (s *stage) glyph(p pen) {
	with := flat(0.3)
	if s.odds(30) {
		with = glow(1.8)
	}
	switch s.r.IntN(6) {
	case 0: // eye
		p.blob(with, -0.13, 0.08, 0, 0.17, 0.14, 0.08, 0, 0.02)
		p.oval(flat(2.8), 0, 0.09, 0.04, 0.04)
	case 1: // bird
		p.blob(with, -0.12, 0.02, 0.0, 0.06, 0.08, 0.16, 0.1, 0.24, 0.02, 0.25, -0.02, 0.16)
		p.line(with, 0.02, 0, 0.06, 0, 0)
	case 2: // water
		p.line(with, 0.028, -0.13, 0.06, -0.08, 0.12, -0.03, 0.06, 0.02, 0.12, 0.07, 0.06, 0.12, 0.12)
	case 3: // ankh
		p.ring(with, 0, 0.2, 0.065, 0.032)
		p.line(with, 0.03, 0, 0.14, 0, 0)
		p.line(with, 0.03, -0.07, 0.11, 0.07, 0.11)
	case 4: // sun
		p.oval(with, 0, 0.12, 0.08, 0.08)
	default: // reed
		p.blob(with, 0.02, 0.02, -0.05, 0.14, 0.02, 0.27, 0.07, 0.14)
	}
}

// lotusColumn is painted in bands and opens at the top.
func (s *stage) lotusColumn(x, z float64) {
	s.cast(x, z, 0.6, 0.5)
	p := s.stand(x, 0, z)
	h := s.room.h
	a, b := p.at(-0.4, 0), p.at(0.4, 0)
	shaft := paint{hatch: 8, blend: fade(a.x, 0, 2.8, b.x, 0, 0.3)}
	p.rect(flat(0.3), -0.52, 0, 1.04, 0.16)
	p.fill(shaft, p.all(points(-0.4, 0.16, 0.4, 0.16, 0.33, h-0.9, -0.33, h-0.9)))
	p.fill(paint{hatch: 8, ink: accent, blend: fade(a.x, 0, 2.6, b.x, 0, 0.4)}, p.all(smooth(points(-0.33, h-0.9, -0.4, h-0.5, -0.66, h-0.16, 0.66, h-0.16, 0.4, h-0.5, 0.33, h-0.9), true, p.k)))
	for i := -3; i <= 3; i++ {
		d := float64(i)
		p.curve(flat(0.1), 0.01, 0.03, 0.01, d*0.1, h-0.88, d*0.12, h-0.5, d*0.19, h-0.2)
	}
	p.rect(flat(0.2), -0.5, h-0.18, 1.0, 0.2)
	for _, y := range []float64{0.5, 0.7, h - 1.3, h - 1.1} {
		p.rect(glow(1.5), -0.39, y, 0.78, 0.09)
	}
	for i := range 3 {
		s.glyph(p.to(-0.12, 1.1+float64(i)*0.5, 1.3, 0))
	}
}

// seatedKing is a colossus on his throne.
func (s *stage) seatedKing(x, z float64) {
	s.block(vec{x, 0, z}, 1.5, 0.5, 1.2, 0, 1.6)
	p := s.stand(x, 0.5, z-0.3)
	p.rect(flat(1.0), -0.55, 0, 1.1, 1.1)
	p.blob(flat(2.6), -0.42, 1.0, -0.5, 1.5, -0.44, 1.78, -0.2, 1.86, 0.2, 1.86, 0.44, 1.78, 0.5, 1.5, 0.42, 1.0)
	p.poly(flat(2.8), -0.4, 0, -0.05, 0, -0.05, 0.78, -0.4, 0.9)
	p.poly(flat(1.9), 0.05, 0, 0.4, 0, 0.4, 0.9, 0.05, 0.78)
	p.poly(flat(2.4), -0.46, 0.72, 0.46, 0.72, 0.46, 0.98, -0.46, 0.98)
	p.poly(glow(2), 0, 2.5, -0.26, 2.42, -0.4, 1.72, -0.18, 1.72, -0.18, 2.2, 0.18, 2.2, 0.18, 1.72, 0.4, 1.72, 0.26, 2.42)
	for i := range 5 {
		y := 1.78 + float64(i)*0.13
		p.line(flat(0.2), 0.03, -0.38+0.02*float64(i), y, -0.19, y)
		p.line(flat(0.2), 0.03, 0.38-0.02*float64(i), y, 0.19, y)
	}
	p.blob(flat(2.8), 0, 1.78, -0.17, 1.95, -0.18, 2.26, 0, 2.32, 0.18, 2.26, 0.17, 1.95)
	p.poly(paint{op: shade, tone: 0.5}, 0.04, 0, 0.6, 0, 0.6, 2.5, 0.06, 2.5)
	p.oval(flat(0), -0.07, 2.12, 0.04, 0.02)
	p.oval(flat(0), 0.08, 2.12, 0.04, 0.02)
	p.line(flat(0.4), 0.025, -0.06, 1.93, 0.06, 1.93)
	p.rect(glow(1.6), -0.04, 1.6, 0.08, 0.2)
}

// mummyCase stands open-eyed on a plinth.
func (s *stage) mummyCase(x, z float64) {
	s.block(vec{x, 0, z}, 0.9, 0.22, 0.7, 0, 1.2)
	p := s.stand(x, 0.22, z-0.1)
	shape := smooth(points(-0.2, 0, 0.2, 0, 0.24, 0.25, 0.42, 1.0, 0.44, 1.4, 0.27, 1.56, 0.25, 1.9, 0, 2.02, -0.25, 1.9, -0.27, 1.56, -0.44, 1.4, -0.42, 1.0, -0.24, 0.25), true, p.k)
	p.fill(flat(0), p.all(ribbon(append(shape, shape[0]), 0.08, 0.08, 0.08)))
	p.fill(glow(2), p.all(shape))
	p.inside(shape, func() {
		for i := range 6 {
			p.rect(flat(2.8-1.6*float64(i%2)), -0.5, 0.1+float64(i)*0.16, 1, 0.08)
		}
		for i := range 3 {
			p.arc(flat(0.3), 0.05, 0, 1.5, 0.26+float64(i)*0.1, 0.24+float64(i)*0.1, math.Pi, 2*math.Pi)
		}
		p.blob(flat(0.3), -0.26, 1.4, -0.28, 1.8, 0, 2.04, 0.28, 1.8, 0.26, 1.4)
		p.blob(flat(2.7), 0, 1.46, -0.15, 1.6, -0.14, 1.84, 0.14, 1.84, 0.15, 1.6)
		p.blob(paint{op: shade, tone: 0.45}, 0.1, 0, 0.16, 1.0, 0.1, 2.1, 0.6, 2.1, 0.6, 0)
	})
	for _, d := range []float64{-0.065, 0.065} {
		p.blob(flat(0), d-0.05, 1.72, d, 1.745, d+0.05, 1.72, d, 1.7)
	}
	p.line(flat(0), 0.018, -0.04, 1.58, 0.04, 1.58)
	p.line(flat(2.9), 0.04, -0.22, 1.18, 0.1, 1.32)
	p.line(flat(2.9), 0.04, 0.22, 1.18, -0.1, 1.32)
}

// displayCase is a glass box with something precious.
func (s *stage) displayCase(x, z float64) {
	s.cast(x, z, 0.6, 0.5)
	s.block(vec{x, 0, z}, 0.9, 0.85, 0.7, 0, 1.1)
	q := s.stand(x, 0.86, z)
	q.blob(glow(2.3), -0.14, 0, 0.14, 0, 0.2, 0.25, 0.08, 0.4, 0.12, 0.5, -0.12, 0.5, -0.08, 0.4, -0.2, 0.25)
	q.blob(glow(1.2), 0.03, 0, 0.14, 0, 0.2, 0.25, 0.08, 0.4, 0.03, 0.4)
	p := s.face(vec{x - 0.45, 0.85, z - 0.35}, vec{1, 0, 0}, vec{0, 1, 0})
	p.rect(paint{op: lighten, tone: 0.5}, 0, 0, 0.9, 0.75)
	p.poly(paint{op: lighten, tone: 1}, 0.1, 0, 0.3, 0, 0.6, 0.75, 0.4, 0.75)
	p.line(flat(2.9), 0.02, 0, 0, 0, 0.75, 0.9, 0.75, 0.9, 0)
}
