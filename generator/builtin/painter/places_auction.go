package painter

func auctionPlaces() map[string]scene {
	return map[string]scene{
		"sale-room": saleRoom, "strong-room": strongRoom, "viewing-gallery": viewingGallery, "packing-room": packingRoom,
		"catalogue-room": catalogueRoom, "loading-yard": loadingYard, "boardroom": boardroom,
	}
}

// saleRoom is seen from the rows of chairs: the rostrum, a picture on the
// easel, the telephones.
func saleRoom(s *stage) {
	s.build(room{w: 9.5, d: 8.5, h: 4.6, wall: 1.6, floor: 1.0, ceiling: 2.0})
	s.boards(1.1, 0.34)
	b := s.back()
	s.panels(b, 0, 9.5, 1.2, 1.2)
	s.rates(b, 0.7, 1.8)
	for _, p := range []pen{s.left(), s.right()} {
		for z := 3.4; z < 8; z += 1.7 {
			s.painting(p, z, 1.6, s.span(0.9, 1.3), s.span(0.8, 1.2))
		}
	}
	x := s.span(-0.5, 0.3)
	s.rostrum(x, 7.0)
	s.saleEasel(x+2.2, 6.9)
	s.phoneBank(-3.6, 5.9)
	s.chandelier(s.span(-0.3, 0.3), 3.5, 6, 0.6)
	at, _ := s.cam.at(vec{x + 1, 1.8, 7})
	s.lit(at, 980, 560)
	spot, _ := s.cam.at(vec{x + 2.2, 4.3, 6.6})
	foot, _ := s.cam.at(vec{x + 2.2, 0.6, 6.6})
	s.beam(0.6, spot, foot, spot.x-10, spot.y, spot.x+10, spot.y, foot.x+130, foot.y, foot.x-130, foot.y)
	for row := range 3 {
		z := 5.2 - float64(row)*0.95
		for i := -5; i <= 5; i++ {
			if i != 0 || row == 2 && s.odds(30) {
				s.saleChair(float64(i)*0.7, z, s.odds(18))
			}
		}
	}
	s.corners(0.58)
}

// rostrum is the auctioneer's pulpit with its gavel and lamp.
func (s *stage) rostrum(x, z float64) {
	s.cast(x, z, 1.0, 0.6)
	p := s.block(vec{x, 0, z}, 1.5, 1.35, 0.9, 0, 1.1)
	for i := range 3 {
		p.rect(flat(0.2), 0.1+float64(i)*0.45, 0.18, 0.38, 0.9)
		p.rect(flat(1.7), 0.14+float64(i)*0.45, 0.22, 0.3, 0.82)
	}
	p.rect(glow(2), 0.42, 0.5, 0.66, 0.44)
	p.rect(flat(2.9), 0.5, 0.74, 0.5, 0.08)
	p.rect(flat(2.9), 0.56, 0.6, 0.38, 0.06)
	s.block(vec{x, 1.35, z}, 1.66, 0.08, 1.0, 0, 2.2)
	q := s.stand(x, 1.43, z-0.3)
	q.line(flat(0), 0.06, -0.1, 0.05, 0.24, 0.12)
	q.rect(flat(0), -0.24, 0, 0.16, 0.2)
	q.rect(glow(2), -0.22, 0.03, 0.12, 0.14)
	s.tableLamp(vec{x + 0.5, 1.43, z}, 0.42)
	m := s.stand(x-0.5, 1.43, z-0.1)
	m.curve(flat(0), 0.03, 0.03, 0.03, 0, 0, 0, 0.3, 0.12, 0.42)
	m.oval(flat(0), 0.14, 0.44, 0.06, 0.05)
}

// rates is the board that turns bids into other money, rows of digits.
func (s *stage) rates(p pen, x, y float64) {
	p.rect(flat(0), x, y, 2.3, 1.7)
	for row := range 5 {
		v := y + 0.14 + float64(row)*0.31
		p.rect(flat(2.6), x+0.14, v+0.02, 0.3, 0.16)
		p.rect(flat(0), x+0.2, v+0.07, 0.18, 0.05)
		for i := range 7 {
			if row > 1 || i > 1 {
				p.along(x+0.66+float64(i)*0.22, v).digit(glow(2.6), s.r.IntN(10))
			}
		}
	}
}

// digit is one figure of seven bars.
func (p pen) digit(with paint, n int) {
	lit := [10]int{0x77, 0x24, 0x5d, 0x6d, 0x2e, 0x6b, 0x7b, 0x25, 0x7f, 0x6f}[n]
	for i, bar := range [][4]float64{{0.02, 0.2, 0.1, 0.03}, {0, 0.11, 0.03, 0.1}, {0.1, 0.11, 0.03, 0.1}, {0.02, 0.095, 0.1, 0.03}, {0, 0.01, 0.03, 0.1}, {0.1, 0.01, 0.03, 0.1}, {0.02, 0, 0.1, 0.03}} {
		if p.mirror { // so that it can be read
			bar[0] = 0.13 - bar[0] - bar[2]
		}
		if lit>>i&1 == 1 {
			p.rect(with, bar[0], bar[1], bar[2], bar[3])
		}
	}
}

// saleEasel holds the lot under the hammer, on a draped stand.
func (s *stage) saleEasel(x, z float64) {
	s.cast(x, z, 0.8, 0.4)
	p := s.stand(x, 0, z)
	p.poly(glow(1.5), -0.75, 0, 0.75, 0, 0.66, 0.72, -0.66, 0.72)
	for i := range 5 {
		p.line(glow(0.7), 0.04, -0.56+float64(i)*0.28, 0.68, -0.62+float64(i)*0.31, 0.02)
	}
	s.painting(p.to(-0.62, 0.85, 1, 0), 0, 0, 1.24, 1.2)
}

// phoneBank is a counter with a row of telephones and their tall stools.
func (s *stage) phoneBank(x, z float64) {
	p := s.block(vec{x, 0, z}, 1.6, 1.05, 0.6, 0, 1.0)
	p.rect(flat(0.2), 0.1, 0.12, 1.4, 0.8)
	s.block(vec{x, 1.05, z}, 1.7, 0.06, 0.7, 0, 2.2)
	for i := range 4 {
		s.phone(s.stand(x-0.6+float64(i)*0.4, 1.11, z-0.1))
	}
}

// saleChair is a gilt chair seen from behind, with or without a numbered paddle on it.
func (s *stage) saleChair(x, z float64, paddle bool) {
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.21, 0.21} {
		p.line(flat(0), 0.06, d, 0, d*0.95, 0.95)
		p.line(glow(2), 0.025, d, 0, d*0.95, 0.95)
	}
	p.rect(flat(0), -0.25, 0.4, 0.5, 0.12)
	p.rect(glow(1.5), -0.23, 0.42, 0.46, 0.07)
	for _, y := range []float64{0.66, 0.9} {
		p.rect(flat(0), -0.24, y-0.02, 0.48, 0.09)
		p.rect(glow(2.2), -0.22, y, 0.44, 0.05)
	}
	if paddle {
		p.line(flat(0), 0.05, 0.1, 0.5, 0.16, 0.9)
		p.oval(flat(0), 0.2, 1.08, 0.19, 0.19)
		p.oval(flat(3), 0.2, 1.08, 0.16, 0.16)
		for i := range 2 {
			p.to(0.07+float64(i)*0.15, 0.98, 1, 0).digit(flat(0), s.r.IntN(10))
		}
	}
}

// strongRoom stands open: a round steel door, boxes to the ceiling.
func strongRoom(s *stage) {
	s.build(room{w: 6.4, d: 6.4, h: 3.3, wall: 1.6, floor: 1.0, ceiling: 1.2})
	s.tiles(1.4, 1.0, 0.8)
	for _, p := range []pen{s.left(), s.right()} {
		s.depositBoxes(p, 3.0, 6.2)
	}
	b := s.back()
	b.rect(flat(0.9), 0, 0, 6.4, 3.3)
	for i := range 9 {
		b.rect(flat(0.4), float64(i)*0.75, 0, 0.03, 3.3)
	}
	x := s.span(2.6, 3.1)
	b.oval(flat(0), x, 1.5, 1.36, 1.4)
	b.oval(flat(2.6), x, 1.5, 1.27, 1.31)
	b.oval(flat(0.2), x, 1.5, 1.08, 1.12)
	b.clip(b.all(b.round(x, 1.5, 1.05, 1.09)), func() {
		b.rect(flat(1.9), x-1.2, 0.3, 2.4, 2.6)
		for i := range 4 {
			b.rect(flat(0.4), x-1.2, 0.75+float64(i)*0.5, 2.4, 0.06)
		}
		for i := range 9 {
			s.prop(b.along(x-0.8+float64(i%3)*0.75, 0.8+float64(i/3)*0.5), 2+s.r.IntN(4))
		}
		b.rect(flat(1), x-1.2, 0, 2.4, 0.36)
	})
	at := b.seenAt(x, 1.5)
	s.lit(at, 900, 620)
	s.bloom(at, 260, 0.5)
	s.vaultDoor(x-3.2+2.1, 5.4)
	s.legged(s.span(-1.6, -1.0), 4.3, 1.2, 0.6, 0.8, 1.4)
	s.crate(-1.9, 0, 3.7, 0.55, 0.2, 1.6)
	s.corners(0.56)
}

// depositBoxes are rows of numbered steel doors along a wall.
func (s *stage) depositBoxes(p pen, from, to float64) {
	p.rect(flat(0.1), from, 0.1, to-from, 2.7)
	for row := range 7 {
		for x := from + 0.04; x < to-0.3; x += 0.44 {
			y := 0.14 + float64(row)*0.38
			if s.odds(4) {
				p.rect(flat(0), x, y, 0.4, 0.34)
				continue
			}
			with := flat(s.span(1.7, 2.6))
			if s.odds(8) {
				with = glow(2)
			}
			p.rect(with, x, y, 0.4, 0.33)
			p.rect(flat(0.5), x+0.12, y+0.22, 0.16, 0.06)
			p.oval(flat(0), x+0.13, y+0.1, 0.03, 0.03)
			p.oval(flat(0), x+0.27, y+0.1, 0.03, 0.03)
		}
	}
}

// vaultDoor is the thick round door, swung open on its hinge, bolts about its rim.
func (s *stage) vaultDoor(x, z float64) {
	s.cast(x, z, 1.0, 0.5)
	p := s.stand(x, 1.5, z)
	p.oval(flat(0), 0.16, 0, 0.98, 1.33)
	p.oval(flat(1.0).carve(8), 0.12, 0, 0.94, 1.28)
	p.oval(flat(0), -0.06, 0, 0.94, 1.3)
	a, b := p.at(-1, 0), p.at(0.9, 0)
	s.fill(paint{hatch: ringed, blend: fade(a.x, 0, 2.9, b.x, 0, 1.1)}, p.all(p.round(-0.1, 0, 0.9, 1.25)))
	p.ring2(flat(0.3), -0.1, 0, 0.72, 1.0, 0.04)
	for i := range 12 {
		q := tip(float64(i)*0.5236, 1)
		p.oval(flat(0), -0.1+q.x*0.81, q.y*1.12, 0.06, 0.08)
		p.oval(flat(2.9), -0.12+q.x*0.81, q.y*1.12, 0.035, 0.05)
	}
	for i := range 5 {
		q := tip(float64(i)*1.2566+0.3, 0.42)
		p.line(flat(0), 0.1, -0.1, 0, -0.1+q.x, q.y*1.25)
		p.line(glow(2.2), 0.05, -0.1, 0, -0.1+q.x, q.y*1.25)
	}
	p.ring2(flat(0), -0.1, 0, 0.42, 0.53, 0.1)
	p.ring2(glow(2.2), -0.1, 0, 0.42, 0.53, 0.05)
	p.oval(flat(0), -0.1, 0, 0.13, 0.16)
	p.oval(flat(2.8), -0.12, 0.03, 0.06, 0.07)
	p.rect(flat(0), 0.72, -0.8, 0.36, 0.3)
	p.rect(flat(0), 0.72, 0.5, 0.36, 0.3)
}

// ring2 strokes an ellipse.
func (p pen) ring2(with paint, x, y, rx, ry, width float64) {
	p.arc(with, width, x, y, rx, ry, 0, 6.3)
}

// viewingGallery shows the lots: pictures, cases, furniture with tags.
func viewingGallery(s *stage) {
	s.build(room{w: 8, d: 8, h: 4.2, wall: 2.2, floor: 1.3, ceiling: 2.5})
	s.boards(1.4, 0.32)
	b := s.back()
	b.rect(glow(1.6), 0, 0, 8, 0.3)
	for i, x := range []float64{0.5, 2.7, 5.5} {
		s.painting(b, x, 1.5+0.1*float64(i), []float64{1.6, 2.3, 1.7}[i], s.span(1.2, 1.6))
		b.rect(flat(0), x+0.1, 1.2, 0.3, 0.16)
		b.rect(flat(3), x+0.12, 1.22, 0.26, 0.12)
	}
	for _, p := range []pen{s.left(), s.right()} {
		for z := 3.0; z < 7.4; z += 2.1 {
			s.painting(p, z, 1.5, s.span(1.0, 1.5), s.span(1.0, 1.4))
		}
		p.rect(flat(0.5), 0.8, 3.4, 7.2, 0.06)
	}
	for i := range 4 {
		x := -2.4 + float64(i)*1.6
		q := s.stand(x, 4.1, 7)
		a, e := q.at(0, 0), q.at(0, -2.4)
		s.beam(0.7, a, e, a.x-6, a.y, a.x+6, a.y, a.x+90, e.y, a.x-90, e.y)
	}
	at, _ := s.cam.at(vec{0, 1.9, 7})
	s.lit(at, 1000, 620)
	s.vaseOn(s.span(-3, -2.6), 5.8)
	s.displayCase(s.span(-1.5, -1.1), 5.0)
	s.vaseOn(2.9, 5.6)
	s.tallClock(s.span(0.9, 1.3), 5.9)
	s.lotChair(s.span(1.5, 2.0), 4.3)
	s.tag(s.stand(-1.0, 0.7, 4.3))
	s.corners(0.62)
}

// vaseOn is a great painted vase on a plinth.
func (s *stage) vaseOn(x, z float64) {
	s.cast(x, z, 0.5, 0.4)
	s.block(vec{x, 0, z}, 0.6, 0.95, 0.6, 0, 2.0)
	p := s.stand(x, 0.95, z)
	shape := smooth(points(-0.14, 0, 0.14, 0, 0.18, 0.1, 0.36, 0.5, 0.26, 0.8, 0.1, 0.9, 0.2, 1.06, -0.2, 1.06, -0.1, 0.9, -0.26, 0.8, -0.36, 0.5, -0.18, 0.1), true, p.k)
	p.fill(flat(0), p.all(ribbon(append(shape, shape[0]), 0.05, 0.05, 0.05)))
	p.fill(flat(2.9), p.all(shape))
	p.inside(shape, func() {
		p.rect(glow(1.8), -0.5, 0.16, 1, 0.06)
		p.rect(glow(1.8), -0.5, 0.74, 1, 0.06)
		for i := range 4 {
			p.oval(glow(1.8), -0.3+float64(i)*0.2, 0.46, 0.07, 0.1)
			p.oval(flat(2.9), -0.3+float64(i)*0.2, 0.46, 0.03, 0.05)
		}
		p.poly(paint{op: shade, tone: 0.5}, 0.12, 0, 0.5, 0, 0.5, 1.1, 0.06, 1.1, 0.2, 0.6)
	})
	s.tag(s.stand(x-0.05, 0.7, z-0.31))
}

// tag is the ticket with a lot's number.
func (s *stage) tag(p pen) {
	p.poly(flat(0), -0.14, 0, 0.14, 0, 0.14, 0.18, -0.14, 0.18)
	p.poly(flat(3), -0.12, 0.02, 0.12, 0.02, 0.12, 0.16, -0.12, 0.16)
	p.rect(flat(0), -0.06, 0.06, 0.03, 0.07)
	p.rect(flat(0), 0.03, 0.06, 0.03, 0.07)
}

// tallClock is a long-case clock.
func (s *stage) tallClock(x, z float64) {
	s.cast(x, z, 0.4, 0.3)
	p := s.stand(x, 0, z)
	p.rect(flat(0), -0.34, 0, 0.68, 0.52)
	p.rect(flat(1.5), -0.3, 0.04, 0.5, 0.44)
	p.rect(flat(0), -0.26, 0.5, 0.52, 1.15)
	p.rect(flat(1.5), -0.22, 0.54, 0.36, 1.06)
	p.rect(flat(0), -0.13, 0.7, 0.26, 0.75)
	p.line(glow(2.2), 0.025, 0, 1.42, 0.03, 0.9)
	p.oval(glow(2.4), 0.03, 0.86, 0.07, 0.07)
	p.poly(flat(0), -0.36, 1.62, 0.36, 1.62, 0.36, 2.2, 0.2, 2.2, 0, 2.42, -0.2, 2.2, -0.36, 2.2)
	p.poly(flat(1.5), -0.32, 1.66, 0.24, 1.66, 0.24, 2.16, 0, 2.36, -0.2, 2.16, -0.32, 2.16)
	s.wallClock(p, 0, 1.92, 0.22)
	s.tag(s.stand(x, 0.25, z-0.05))
}

// lotChair is an old armchair of value, with its ticket.
func (s *stage) lotChair(x, z float64) {
	s.armchair(x, z, -0.5)
	s.tag(s.stand(x-0.05, 0.45, z-0.5))
}
