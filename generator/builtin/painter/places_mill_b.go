package painter

import "math"

// dyeHouse is vats under steam, wet cloth over rails.
func dyeHouse(s *stage) {
	s.build(room{w: 7.4, d: 7, h: 4, wall: 1.4, floor: 0.9, ceiling: 0.7})
	s.tiles(1.2, 0.8, 0.7)
	s.bricks(s.back(), 0, 7.4, 1.4, 0.5)
	s.bricks(s.left(), 0.8, 7, 1.5, 0.56)
	for i := range 2 {
		s.window(s.back(), 1.2+float64(i)*3.6, 1.6, 1.3, 1.4, "mills")
	}
	for i := range 2 {
		s.pipe(0.13, 1.2, vec{-3.6, 3.3 + float64(i)*0.3, 6.7}, vec{3.6, 3.3 + float64(i)*0.3, 6.7})
	}
	s.hungCloth(1.2, 6.0, 5)
	s.lit(pt{800, 420}, 960, 620)
	for i, q := range [][2]float64{{-2.2, 5.7}, {0.1, 5.9}, {2.3, 5.4}} {
		s.vat(q[0]+s.span(-0.15, 0.15), q[1], i)
	}
	s.vat(s.span(-1.5, -0.9), 4.1, 0)
	s.barrow(s.span(1.2, 1.7), 3.9)
	f := s.floor()
	for range 5 { // spilt dye
		x, z := s.span(-2.2, 2.4), s.span(3.3, 4.6)
		f.blob(glow(1.4), x-0.4, z, x-0.1, z+0.16, x+0.4, z+0.1, x+0.5, z-0.06, x, z-0.14)
	}
	p := s.sheet()
	for range 6 {
		x, y := s.span(300, 1300), s.span(400, 540)
		p.curve(paint{op: lighten, tone: 0.7}, 6, 34, 4, x, y, x+s.span(-50, 50), y-90, x+s.span(-40, 70), y-180, x+s.span(-50, 50), y-s.span(240, 320))
	}
	s.corners(0.56)
}

// hungCloth is lengths over a rail, in the accent and pale by turns.
func (s *stage) hungCloth(x, z float64, n int) {
	s.bar(flat(0), 0.08, vec{x - 4.5, 3.3, z}, vec{x + 2.4, 3.3, z})
	for i := range n {
		p := s.stand(x-3.9+float64(i)*1.25, 3.3, z)
		low := s.span(-1.7, -1.1)
		with, dim := glow(2), glow(1)
		if i%2 == 1 {
			with, dim = flat(2.6), flat(1.4)
		}
		p.blob(with, -0.42, 0.02, 0.42, 0.02, 0.45, low*0.5, 0.4, low, 0, low-0.06, -0.4, low, -0.45, low*0.5)
		for _, u := range []float64{-0.2, 0.05, 0.28} {
			p.curve(dim, 0.02, 0.08, 0.03, u, -0.05, u+0.03, low*0.5, u, low*0.95)
		}
	}
}

// vat is a wooden tub of dye with a pole in it.
func (s *stage) vat(x, z float64, i int) {
	s.cast(x, z, 0.9, 0.7)
	p := s.stand(x, 0, z)
	o := p.all(points(-0.92, 1.0, 0.92, 1.0, 0.8, 0.02, -0.8, 0.02))
	a, b := p.at(-0.9, 0), p.at(0.9, 0)
	p.poly(flat(0), -0.97, 1.04, 0.97, 1.04, 0.85, -0.03, -0.85, -0.03)
	s.fill(paint{hatch: 8, blend: fade(a.x, 0, 2.6, b.x, 0, 0.4)}, o)
	s.clip(o, func() {
		for u := -0.8; u < 0.9; u += 0.2 {
			p.line(flat(0.3), 0.02, u*0.88, 0, u*1.02, 1)
		}
		p.rect(flat(0), -1, 0.2, 2, 0.08)
		p.rect(flat(0), -1, 0.74, 2, 0.08)
	})
	p.oval(flat(0), 0, 1.02, 0.96, 0.25)
	p.oval(flat(2.4), 0, 1.03, 0.91, 0.22)
	with := glow(1.8)
	if i == 1 {
		with = flat(0.3)
	}
	p.oval(with, 0, 1.01, 0.82, 0.18)
	p.curve(flat(2.9), 0.01, 0.03, 0.01, -0.5, 1.03, -0.2, 1.07, 0.1, 1.02)
	lean := s.span(0.3, 0.8)
	p.line(flat(0), 0.09, 0.1, 1.02, lean, 2.0)
	p.line(flat(2.3), 0.045, 0.1, 1.02, lean, 2.0)
	p.blob(with, -0.95, 1.04, -0.6, 1.12, -0.56, 0.9, -0.62, 0.5, -0.84, 0.46, -0.92, 0.8)
}

// barrow is a low truck piled with wet cloth.
func (s *stage) barrow(x, z float64) {
	s.cast(x, z, 0.8, 0.5)
	p := s.stand(x, 0, z)
	p.blob(glow(1.9), -0.6, 0.4, 0.6, 0.4, 0.5, 0.72, 0.1, 0.86, -0.4, 0.74)
	p.curve(glow(0.9), 0.02, 0.06, 0.02, -0.5, 0.5, -0.1, 0.66, 0.4, 0.52)
	p.curve(glow(2.8), 0.02, 0.05, 0.02, -0.35, 0.68, 0, 0.76, 0.35, 0.66)
	p.rect(flat(0), -0.75, 0.22, 1.5, 0.22)
	p.rect(flat(2.0), -0.71, 0.28, 1.42, 0.08)
	p.line(flat(0), 0.06, 0.7, 0.35, 1.05, 0.8)
	for _, d := range []float64{-0.5, 0.5} {
		p.oval(flat(0), d, 0.13, 0.15, 0.15)
		p.oval(flat(2.1), d, 0.13, 0.06, 0.06)
	}
}

// canteen has long tables, an urn, mugs and the union's banner.
func canteen(s *stage) {
	s.build(room{w: 7, d: 6.6, h: 3.3, wall: 1.9, floor: 1.1, ceiling: 1.8})
	s.boards(1.2, 0.26)
	b := s.back()
	b.rect(flat(1.2), 0, 0, 7, 1.1)
	b.rect(flat(0.3), 0, 1.08, 7, 0.06)
	s.window(b, 0.6, 1.4, 1.4, 1.4, "mills")
	s.banner(b, 2.6, 1.3)
	s.window(b, 5.2, 1.4, 1.4, 1.4, "mills")
	s.notices(s.left(), 3.4)
	for i := range 6 {
		s.shawlOn(s.right(), 3.0+float64(i)*0.55)
	}
	s.urnTable(-2.5, 5.6)
	for i := 1; i >= 0; i-- {
		s.longTable(s.span(0.2, 0.5), 4.1+float64(i)*1.5, 4.4)
	}
	lamp := s.hanging(-0.9, 2.4, 4.6, 0.36)
	s.hanging(1.7, 2.4, 4.6, 0.36)
	s.lit(pt{lerp(lamp.x, 800, 0.6), lamp.y + 170}, 960, 600)
	s.corners(0.6)
}

// banner hangs from a pole: clasped hands in a ring, rays, no words that can be read.
func (s *stage) banner(p pen, x, y float64) {
	p.line(flat(0), 0.07, x-0.15, y+1.7, x+2.0, y+1.7)
	p.rect(flat(0), x-0.03, y-0.03, 1.9, 1.72)
	p.rect(glow(1.8), x, y, 1.84, 1.66)
	for i := range 12 {
		q := tip(float64(i)*math.Pi/6, 0.66)
		p.line(glow(2.8), 0.05, x+0.92+q.x*0.6, y+0.86+q.y*0.6, x+0.92+q.x, y+0.86+q.y)
	}
	p.oval(flat(0), x+0.92, y+0.86, 0.42, 0.42)
	p.oval(flat(2.9), x+0.92, y+0.86, 0.38, 0.38)
	p.poly(flat(0), x+0.56, y+0.78, x+0.84, y+0.8, x+0.84, y+1.0, x+0.56, y+0.96)
	p.poly(flat(1.2), x+1.28, y+0.78, x+0.98, y+0.78, x+0.98, y+0.98, x+1.28, y+0.96)
	p.blob(flat(0.3), x+0.78, y+0.78, x+0.95, y+0.74, x+1.08, y+0.82, x+1.06, y+0.98, x+0.9, y+1.02, x+0.78, y+0.98)
	for i := range 3 {
		p.line(flat(2.9), 0.02, x+0.84+float64(i)*0.07, y+0.8, x+0.88+float64(i)*0.07, y+0.92)
	}
	p.rect(flat(2.9), x+0.2, y+1.42, 1.44, 0.14)
	p.rect(flat(2.9), x+0.3, y+0.1, 1.24, 0.12)
	for i := range 7 {
		p.rect(flat(0), x+0.28+float64(i)*0.19, y+1.45, 0.12, 0.08)
	}
	for i := range 12 {
		p.poly(glow(2.5), x+float64(i)*0.154, y, x+float64(i)*0.154+0.08, y-0.14, x+float64(i)*0.154+0.15, y)
	}
}

// notices are bills pinned to a board.
func (s *stage) notices(p pen, x float64) {
	p.rect(flat(0.1), x-0.06, 1.2, 1.9, 1.2)
	p.rect(flat(1.1), x, 1.26, 1.78, 1.08)
	for i := range 4 {
		u, v := x+0.1+float64(i%2)*0.86, 1.32+float64(i/2)*0.5
		w := s.span(0.5, 0.7)
		p.rect(flat(2.9), u, v, w, 0.42)
		p.rect(flat(0), u+0.06, v+0.3, w-0.12, 0.06)
		for k := range 3 {
			p.rect(flat(0.5), u+0.06, v+0.06+float64(k)*0.07, w*s.span(0.5, 0.8), 0.025)
		}
		p.oval(glow(2), u+w/2, v+0.4, 0.03, 0.03)
	}
}

// shawlOn is a shawl on a peg.
func (s *stage) shawlOn(p pen, x float64) {
	p.rect(flat(0), x-0.04, 1.86, 0.08, 0.1)
	with, dim := flat(s.span(0.4, 2.4)), flat(0.2)
	if s.odds(35) {
		with, dim = glow(1.9), glow(1)
	}
	p.blob(with, x, 1.9, x-0.2, 1.7, x-0.22, 1.1, x, 0.9, x+0.2, 1.1, x+0.2, 1.7)
	p.curve(dim, 0.02, 0.05, 0.02, x+0.05, 1.8, x+0.1, 1.4, x+0.06, 1.0)
	for i := range 5 {
		p.line(with, 0.015, x-0.16+float64(i)*0.08, 1.04, x-0.18+float64(i)*0.09, 0.86)
	}
}

// urnTable has a tea urn on it with its tap, and mugs upside down.
func (s *stage) urnTable(x, z float64) {
	s.legged(x, z, 1.4, 0.7, 0.84, 1.3)
	p := s.stand(x, 0.85, z)
	p.rect(flat(0), -0.22, 0, 0.44, 0.08)
	p.rect(flat(0), -0.27, 0.1, 0.54, 0.62)
	a, b := p.at(-0.25, 0), p.at(0.25, 0)
	s.fill(paint{hatch: 8, blend: fade(a.x, 0, 2.9, b.x, 0, 0.7)}, p.all(points(-0.24, 0.12, 0.24, 0.12, 0.24, 0.7, -0.24, 0.7)))
	p.blob(flat(0), -0.28, 0.7, 0.28, 0.7, 0.2, 0.86, -0.2, 0.86)
	p.oval(glow(2), 0, 0.9, 0.06, 0.05)
	p.line(flat(0), 0.06, 0, 0.24, 0.0, 0.1)
	p.rect(glow(2.4), -0.07, 0.22, 0.14, 0.06)
	for i := range 5 {
		s.mug(vec{x - 0.62 + float64(i)*0.09*2, 0.85, z - 0.24})
	}
}

// longTable stands between benches, plates and mugs down its length.
func (s *stage) longTable(x, z, w float64) {
	s.block(vec{x, 0.4, z + 0.62}, w, 0.06, 0.28, 0, 1.2)
	s.legged(x, z, w, 0.75, 0.76, 1.8)
	for u := -w/2 + 0.4; u < w/2-0.2; u += s.span(0.5, 0.8) {
		if s.odds(60) {
			s.mug(vec{x + u, 0.77, z + s.span(-0.2, 0.1)})
			continue
		}
		q := s.stand(x+u, 0.77, z)
		q.oval(flat(0), 0, 0.02, 0.17, 0.06)
		q.oval(flat(2.9), 0, 0.03, 0.15, 0.05)
		q.oval(glow(2), 0, 0.05, 0.08, 0.035)
	}
	for _, d := range []float64{-w * 0.4, w * 0.4} {
		s.block(vec{x + d, 0, z - 0.62}, 0.1, 0.4, 0.24, 0, 0.8)
	}
	s.block(vec{x, 0.4, z - 0.62}, w, 0.06, 0.28, 0, 1.5)
}

// baleLoft is stacked bales below the beams, the hoist door open on the chimneys.
func baleLoft(s *stage) {
	s.build(room{w: 7, d: 7, h: 3.6, wall: 1.2, floor: 0.9, ceiling: 0.6})
	s.boards(1.0, 0.34)
	s.bricks(s.back(), 0, 7, 1.1, 0.5)
	b := s.back()
	b.rect(flat(0), 2.4, 0, 2.2, 2.7)
	s.outlook(b.all(points(2.5, 0.05, 4.5, 0.05, 4.5, 2.6, 2.5, 2.6)), "mills")
	for _, u := range []float64{1.4, 4.6} {
		b.rect(flat(0.9), u, 0, 1.0, 2.6)
		b.line(flat(0.2), 0.07, u+0.05, 0.1, u+0.95, 2.5)
	}
	s.beams(0.5, 3)
	from, to := b.seenAt(3.5, 1.6), b.seenAt(3.5, 0)
	if !s.night {
		s.beam(0.6, from, pt{800, 860}, from.x-100, from.y-60, from.x+100, from.y-60, to.x+420, 880, to.x-420, 880)
	}
	for i := range 3 {
		z := 6.2 - float64(i)*1.1
		s.bale(-2.7, 0, z)
		if i < 2 || s.odds(50) {
			s.bale(-2.65+s.span(-0.1, 0.1), 0.85, z)
		}
		if i == 0 {
			s.bale(-2.6, 1.7, z)
		}
		s.bale(2.75, 0, z)
		if i < 1 || s.odds(40) {
			s.bale(2.7+s.span(-0.1, 0.1), 0.85, z)
		}
	}
	s.hook(s.span(-0.2, 0.3), 5.6)
	s.lit(pt{800, 440}, 900, 620)
	s.bale(s.span(0.8, 1.2), 0, 4.4)
	s.trolley(s.span(-1.1, -0.7), 4.2)
	s.lanternHung(s.stand(s.pickTone(-1, 1)*1.7, 2.3, 4.6))
	for range 20 { // tufts on the floor
		q := s.stand(s.span(-1.6, 1.8), 0, s.span(3.4, 5.2))
		r := s.span(0.03, 0.09)
		q.oval(flat(2.9), 0, r*0.6, r, r*0.7)
	}
	s.corners(0.55)
}

// bale is cotton in sacking bound with bands, white where it bursts.
func (s *stage) bale(x, y, z float64) {
	if y == 0 {
		s.cast(x, z, 0.8, 0.6)
	}
	turn := s.span(-0.08, 0.08)
	p := s.block(vec{x, y, z}, 1.25, 0.84, 0.95, turn, 1.7)
	for i := range 4 {
		p.rect(flat(0), 0.14+float64(i)*0.3, 0, 0.05, 0.84)
	}
	if s.odds(45) {
		p.blob(flat(3), 0.2, 0.5, 0.4, 0.66, 0.66, 0.62, 0.72, 0.44, 0.5, 0.36)
	}
	p.rect(glow(1.7), 0.78, 0.3, 0.3, 0.3)
	p.oval(flat(2.8), 0.93, 0.45, 0.09, 0.09)
}
