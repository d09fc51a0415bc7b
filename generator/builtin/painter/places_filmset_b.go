package painter

import "math"

// backlotStreet is a street of fronts with nothing behind them but props.
func backlotStreet(s *stage) {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{s.span(-0.6, 0.6), 1.6, 0}, s.span(-0.06, 0.06), 860, pt{800, 520})
	s.room = room{w: 11, d: 16, h: 7}
	s.everywhere(flat(0.3))
	s.heavens(540, pt{s.span(600, 1000), s.span(110, 210)})
	s.solid(flat(1.3).carve(0), vec{-30, 0, 0.3}, vec{30, 0, 0.3}, vec{30, 0, 40}, vec{-30, 0, 40})
	f := s.floor()
	for i := range 11 { // cobbles in courses
		z := 2.4 + float64(i)*0.9
		for k := range 9 {
			if s.odds(55) {
				f.rect(flat(s.span(1.6, 2.1)), -3.8+float64(k)*0.86+0.4*float64(i%2), z, 0.62, 0.5)
			}
		}
	}
	s.arena(s.stand(0, 0, 17))
	for _, side := range []float64{-1, 1} {
		for i := 2; i >= 0; i-- {
			z := 4.2 + float64(i)*3.1
			s.struts(side, z+2.9)
			s.houseFront(s.face(vec{side * 3.6, 0, z}, vec{0, 0, 1}, vec{0, 1, 0}), 2.9, s.span(3.6, 5.2), side)
		}
	}
	s.struts(1, 4.0)
	lamp := func(x, z float64) {
		s.cast(x, z, 0.2, 0.2)
		s.streetLamp(s.stand(x, 0, z).to(0, 0, 0.016, 0))
	}
	scooter := func(x, z float64) {
		s.cast(x, z, 0.5, 0.3)
		s.scooter(s.stand(x, 0, z))
	}
	arc := func(x, z float64) { s.arcLamp(x, z, 2.0, -math.Copysign(1, x)) }
	s.strew(points(-2.6, 5.4, -1.4, 4.2, 0.5, 6.6, 1.5, 4.5, 2.5, 5.8), lamp, scooter, arc, []func(x, z float64){s.canvasChair, s.crateStack, s.cafeTable, s.pairOfSteps}[s.r.IntN(4)])
	s.weather(points(0, 0, 1600, 0, 1600, 900, 0, 900))
	s.corners(0.66)
}

// houseFront is one canvas façade, w wide and h high, side telling its light.
func (s *stage) houseFront(p pen, w, h, side float64) {
	tone := 1.6 - side*0.7
	if s.night {
		tone -= 0.5
	}
	with := flat(tone).carve(8)
	if s.odds(40) {
		with = glow(tone).carve(8)
	}
	p.rect(flat(0), -0.04, 0, w+0.08, h+0.06)
	p.rect(with, 0, 0, w, h)
	p.rect(flat(tone+0.9), 0, h-0.2, w, 0.2)
	for _, y := range []float64{2.1, 3.6} {
		if y+1 > h {
			continue
		}
		for _, u := range []float64{0.4, 1.7} {
			p.rect(flat(0), u-0.06, y-0.06, 0.82, 1.12)
			p.rect(s.windowLight(60), u, y, 0.7, 1)
			p.rect(flat(tone-0.9), u-0.3, y-0.04, 0.26, 1.08)
			p.rect(flat(tone-0.9), u+0.74, y-0.04, 0.26, 1.08)
		}
	}
	p.fill(flat(0), p.all(archway(0.4, 0, 0.9, 1.75)))
	p.poly(glow(2.2), 1.5, 1.75, 2.7, 1.75, 2.8, 1.3, 1.4, 1.3)
	for i := range 4 {
		p.poly(flat(2.9), 1.55+float64(i)*0.3, 1.75, 1.7+float64(i)*0.3, 1.75, 1.65+float64(i)*0.33, 1.3, 1.5+float64(i)*0.33, 1.3)
	}
	p.rect(s.windowLight(80), 1.55, 0.3, 1.1, 0.95)
}

// struts hold a front up from behind.
func (s *stage) struts(side, z float64) {
	x := side * 3.6
	s.bar(flat(2.2), 0.1, vec{x, 4.2, z}, vec{x + side*2.6, 0, z})
	s.bar(flat(2.2), 0.1, vec{x, 2.4, z}, vec{x + side*1.6, 0, z})
	s.bar(flat(2.2), 0.12, vec{x, 0, z}, vec{x, 4.6, z})
	s.bar(flat(2.2), 0.08, vec{x, 1.6, z}, vec{x + side*1.1, 1.6, z})
}

// arena is a round theatre of arches in the distance, painted on board.
func (s *stage) arena(p pen) {
	o := points(-5.2, 0, -5.2, 4.6, -2.5, 5.6, 0.6, 5.7, 1.4, 4.9, 2.2, 5.0, 2.9, 3.7, 4.2, 3.6, 5.2, 2.6, 5.2, 0)
	p.fill(flat(0), p.all(o))
	p.to(0, -0.1, 0.97, 0).fill(flat(2.2).carve(0), p.to(0, -0.1, 0.97, 0).all(o))
	p.inside(o, func() {
		for row := range 3 {
			y := 0.3 + float64(row)*1.7
			p.rect(flat(0.7), -6, y+1.42, 12, 0.1)
			for i := range 9 {
				u := -4.7 + float64(i)*1.12
				p.fill(flat(0.3), p.all(archway(u, y, 0.7, 1.2)))
			}
		}
		p.poly(paint{op: shade, tone: 0.55}, 1.5, 0, 6, 0, 6, 6, 0.8, 6)
	})
}

// scooter is a motor scooter of the time.
func (s *stage) scooter(p pen) {
	p.oval(paint{op: shade, tone: 0.3}, 0.1, 0, 0.95, 0.12)
	for _, u := range []float64{-0.58, 0.55} {
		p.oval(flat(0), u, 0.2, 0.21, 0.21)
		p.oval(flat(2.3), u, 0.2, 0.09, 0.09)
	}
	p.blob(flat(0), -0.9, 0.36, -0.84, 0.66, -0.55, 0.76, -0.2, 0.68, -0.08, 0.3, -0.4, 0.22)
	p.blob(glow(2), -0.85, 0.4, -0.8, 0.62, -0.55, 0.7, -0.25, 0.62, -0.14, 0.34, -0.4, 0.28)
	p.blob(glow(2.9), -0.8, 0.54, -0.7, 0.64, -0.45, 0.66, -0.5, 0.58)
	p.line(glow(1.7), 0.1, -0.15, 0.25, 0.3, 0.25)
	p.curve(flat(0), 0.16, 0.14, 0.1, 0.26, 0.22, 0.42, 0.5, 0.36, 1.0)
	p.curve(glow(2.2), 0.08, 0.08, 0.06, 0.28, 0.26, 0.42, 0.5, 0.36, 0.96)
	p.line(flat(0), 0.05, 0.2, 1.06, 0.5, 1.0)
	p.oval(flat(0), 0.46, 0.9, 0.1, 0.09)
	p.oval(flat(3), 0.5, 0.9, 0.06, 0.07)
	p.curve(glow(2), 0.08, 0.12, 0.05, 0.36, 0.36, 0.55, 0.46, 0.76, 0.3)
	p.blob(flat(0), -0.72, 0.72, -0.7, 0.84, -0.2, 0.8, -0.16, 0.7)
}

// projectionRoom has two projectors at their ports.
func projectionRoom(s *stage) {
	s.build(room{w: 5, d: 4.8, h: 2.8, wall: 1.0, floor: 0.7, ceiling: 0.7})
	s.tiles(1.0, 0.7, 0.6)
	b := s.back()
	for i := range 12 {
		b.rect(flat(0.6), float64(i)*0.44, 0, 0.02, 2.8)
	}
	for _, u := range []float64{1.0, 2.4, 3.55} {
		b.rect(flat(0), u-0.06, 1.34, 0.57, 0.52)
		b.rect(glow(2.6), u, 1.4, 0.45, 0.4)
	}
	b.rect(glow(2), 4.3, 1.3, 0.4, 0.6)
	b.rect(flat(0), 4.36, 1.36, 0.28, 0.48)
	s.poster(s.left(), 2.5, 1.1, 0.8, 1.15)
	s.tins(s.left(), 3.5, 1.1, 5)
	s.tins(s.right(), 3.1, 1.5, 4)
	x := s.span(-0.2, 0.15)
	s.projector(x-1.25, 4.1)
	s.projector(x+0.55, 3.8)
	s.stool(x-0.4, 3.2)
	s.canStack(s.stand(1.75, 0, 3.5))
	lamp := s.hanging(x-0.3, 2.15, 3.9, 0.26)
	s.lit(pt{lamp.x, lamp.y + 130}, 760, 540)
	s.corners(0.5)
}

// projector is a tall machine with a reel above and a reel below, seen from
// behind and beside.
func (s *stage) projector(x, z float64) {
	s.cast(x, z, 0.6, 0.4)
	p := s.stand(x, 0, z)
	p.poly(flat(0), -0.42, 0, 0.42, 0, 0.2, 0.3, -0.2, 0.3)
	p.rect(flat(0), -0.14, 0.2, 0.28, 0.8)
	p.rect(flat(1.5), -0.1, 0.25, 0.06, 0.7)
	for _, r := range []struct{ x, y, r float64 }{{0.16, 1.95, 0.42}, {0.2, 0.62, 0.36}} {
		p.oval(flat(0), r.x, r.y, r.r, r.r)
		p.oval(flat(2.5), r.x, r.y, r.r*0.93, r.r*0.93)
		p.oval(flat(0.2), r.x, r.y, r.r*0.72, r.r*0.72)
		for i := range 5 {
			q := tip(float64(i)*2*math.Pi/5+0.3, r.r*0.55)
			p.poly(flat(2.4), r.x, r.y-0.03, r.x+q.x*1.4+0.03, r.y+q.y*1.4, r.x+q.x*1.4-0.03, r.y+q.y*1.4, r.x, r.y+0.03)
		}
		p.oval(flat(0), r.x, r.y, r.r*0.16, r.r*0.16)
		p.oval(glow(2.5), r.x, r.y, r.r*0.09, r.r*0.09)
	}
	p.rect(flat(0), -0.62, 1.0, 0.75, 0.5)
	p.rect(glow(1.7), -0.57, 1.05, 0.65, 0.4)
	p.rect(glow(2.7), -0.57, 1.34, 0.65, 0.06)
	for i := range 4 {
		p.rect(flat(0), -0.5+float64(i)*0.12, 1.1, 0.05, 0.2)
	}
	p.rect(flat(0), -0.42, 1.5, 0.16, 1.3)
	p.rect(flat(1.2), -0.39, 1.5, 0.04, 1.3)
	p.rect(flat(0), 0.1, 1.02, 0.42, 0.44)
	p.rect(flat(1.9), 0.15, 1.26, 0.3, 0.14)
	p.rect(flat(0), 0.5, 1.14, 0.26, 0.2)
	p.line(flat(0.2), 0.03, 0.5, 1.8, 0.34, 1.45)
	a := p.at(0.76, 1.24)
	s.bloom(a, 120, 1)
	p.oval(flat(3), 0.77, 1.24, 0.03, 0.08)
}

func (s *stage) canStack(p pen) {
	for i := range 5 {
		with := flat(2.4)
		if i == 3 {
			with = glow(2)
		}
		u := s.span(-0.04, 0.04)
		p.rect(flat(0), u-0.3, float64(i)*0.09, 0.6, 0.085)
		p.rect(with, u-0.28, float64(i)*0.09+0.015, 0.5, 0.055)
	}
	p.oval(flat(0), 0, 0.46, 0.3, 0.08)
	p.oval(flat(2.7), 0, 0.47, 0.27, 0.065)
}

// costumeStore is an aisle between rails in two tiers, with hats above.
func costumeStore(s *stage) {
	s.build(room{w: 4.6, d: 8.5, h: 3.4, wall: 1.2, floor: 0.9, ceiling: 0.9})
	s.boards(1.1, 0.26)
	for _, p := range []pen{s.left(), s.right()} {
		p.rect(flat(0.2), 0.8, 0, 7.7, 3.1)
		for z := 1.0; z < 8.3; z += s.span(0.3, 0.42) {
			s.garment(p, z, 2.2, s.span(0.9, 1.2))
			s.garment(p, z+0.1, 1.0, s.span(0.7, 0.9))
		}
		for _, y := range []float64{1.06, 2.26} {
			p.rect(flat(2.6), 0.8, y, 7.7, 0.05)
		}
		p.rect(flat(1.7), 0.8, 2.5, 7.7, 0.06)
		for z := 1.2; z < 8.2; z += 0.66 {
			p.blob(flat(s.span(0.8, 2.8)), z-0.2, 2.57, z+0.2, 2.57, z+0.14, 2.8, z, 2.86, z-0.14, 2.8)
			p.rect(flat(s.span(0.8, 2.8)), z-0.3, 2.55, 0.6, 0.05)
		}
	}
	s.door(s.back(), 1.8, 0.95, 2.1, 0.9)
	for i := 3; i >= 1; i-- {
		s.hanging(0, 2.6, float64(i)*2.3, 0.36)
	}
	q, _ := s.cam.at(vec{0, 1.4, 5})
	s.lit(q, 780, 600)
	s.centurion(s.span(-0.75, -0.4), 4.2)
	s.mannequin(s.span(0.5, 0.85), 4.6)
	s.trunk(0.4, 3.5, 0.8, 0.4, 0.5, s.span(-0.3, 0.3), accent)
	s.corners(0.54)
}

// garment hangs from a rail at a height.
func (s *stage) garment(p pen, x, y, l float64) {
	t := s.span(0.6, 2.8)
	with, dim := flat(t), flat(t-0.9)
	if s.odds(30) {
		with, dim = glow(2), glow(1)
	}
	p.poly(with, x, y, x-0.17, y-0.12, x-0.2, y-l, x+0.2, y-l, x+0.17, y-0.12)
	p.poly(dim, x+0.04, y-0.1, x+0.17, y-0.12, x+0.2, y-l, x+0.08, y-l)
}

// centurion is a stand with a breastplate and a crested helmet.
func (s *stage) centurion(x, z float64) {
	s.cast(x, z, 0.35, 0.3)
	p := s.stand(x, 0, z)
	p.line(flat(0), 0.06, 0, 0, 0, 0.8)
	p.oval(flat(0), 0, 0.02, 0.26, 0.07)
	for i := range 5 {
		p.poly(glow(1.2+0.8*float64(i%2)), -0.26+float64(i)*0.104, 0.86, -0.16+float64(i)*0.104, 0.86, -0.15+float64(i)*0.1, 0.5, -0.27+float64(i)*0.106, 0.5)
	}
	p.blob(flat(0), -0.3, 0.84, 0.3, 0.84, 0.38, 1.3, 0.3, 1.5, 0.1, 1.5, -0.1, 1.5, -0.3, 1.5, -0.38, 1.3)
	p.blob(flat(2.8), -0.26, 0.88, 0.22, 0.88, 0.3, 1.3, 0.2, 1.45, -0.2, 1.45, -0.33, 1.3)
	p.curve(flat(0.4), 0.02, 0.04, 0.02, -0.26, 1.2, -0.1, 1.1, 0, 1.2, 0.1, 1.1, 0.26, 1.2)
	p.line(flat(0.5), 0.03, 0, 0.9, 0, 1.2)
	p.curve(flat(0), 0.2, 0.3, 0.22, -0.34, 1.86, -0.2, 2.14, 0.08, 2.2, 0.3, 1.94)
	p.curve(glow(2), 0.12, 0.22, 0.14, -0.32, 1.86, -0.2, 2.12, 0.08, 2.18, 0.28, 1.94)
	p.blob(flat(0), -0.24, 1.54, -0.1, 1.5, 0.1, 1.5, 0.24, 1.54, 0.25, 1.84, 0, 2.04, -0.25, 1.84)
	p.blob(flat(2.7), -0.2, 1.57, -0.1, 1.55, 0.1, 1.55, 0.15, 1.58, 0.17, 1.84, 0, 1.98, -0.21, 1.84)
	p.poly(flat(0), -0.15, 1.8, 0.15, 1.8, 0.13, 1.72, 0.04, 1.7, 0.04, 1.5, -0.04, 1.5, -0.04, 1.7, -0.13, 1.72)
}

// screeningBar is a bar where a film is thrown on a screen.
func screeningBar(s *stage) {
	s.build(room{w: 7, d: 6.2, h: 3.2, wall: 1.0, floor: 0.8, ceiling: 0.7})
	s.boards(0.9, 0.3)
	b := s.back()
	b.rect(flat(0), 0.5, 1.0, 3.4, 1.95)
	b.rect(flat(3), 0.6, 1.08, 3.2, 1.78)
	s.scene(b, 0.6, 1.08)
	for i := range 4 {
		b.rect(glow(1.0+0.8*float64(i%2)), 0.02+float64(i)*0.12, 0.4, 0.12, 2.7)
		b.rect(glow(1.0+0.8*float64(i%2)), 3.95+float64(i)*0.12, 0.4, 0.12, 2.7)
	}
	from, _ := s.cam.at(vec{3.2, 3.0, 2.2})
	l, h := b.seenAt(0.6, 1.08), b.seenAt(3.8, 2.86)
	s.beam(0.7, pt{l.x, l.y}, from, from.x, from.y, l.x, h.y, l.x, l.y, h.x, l.y)
	s.bottles(s.right(), 3.4, 2.6)
	s.barCounter(2.4, 4.7)
	for i := range 3 {
		s.stool(1.35, 5.2-float64(i)*0.85)
	}
	s.armchair(s.span(-2.2, -1.8), 4.6, 0.2)
	s.armchair(s.span(-0.8, -0.5), 4.7, -0.1)
	s.cafeRound(-1.3, 4.0)
	s.lit(b.seenAt(2.2, 1.6), 900, 600)
	s.bloom(b.seenAt(2.2, 1.9), 300, 0.3)
	s.corners(0.5)
}

// scene is what runs on the screen: a face in close-up, or a road.
func (s *stage) scene(b pen, x, y float64) {
	if s.odds(60) {
		b.blob(flat(0.3), x+0.5, y, x+0.8, y+0.6, x+0.7, y+1.2, x+1.2, y+1.6, x+1.9, y+1.4, x+2.0, y+0.7, x+2.5, y)
		b.blob(flat(2.6), x+0.95, y+0.35, x+0.9, y+1.0, x+1.2, y+1.35, x+1.6, y+1.2, x+1.7, y+0.7, x+1.4, y+0.25)
		b.poly(flat(0), x+0.82, y+0.86, x+1.25, y+0.8, x+1.24, y+1.04, x+0.86, y+1.08)
		b.poly(flat(0), x+1.32, y+0.8, x+1.74, y+0.86, x+1.7, y+1.08, x+1.34, y+1.04)
		b.blob(glow(1.6), x+1.15, y+0.5, x+1.32, y+0.55, x+1.48, y+0.5, x+1.32, y+0.42)
		return
	}
	b.rect(flat(1.6), x, y, 3.2, 0.7)
	b.poly(flat(2.8), x+0.8, y, x+2.4, y, x+1.7, y+0.7, x+1.55, y+0.7)
	b.oval(flat(0.8), x+2.3, y+1.3, 0.2, 0.2)
	b.blob(flat(0), x+1.2, y+0.2, x+1.2, y+0.45, x+1.4, y+0.65, x+1.8, y+0.65, x+2.0, y+0.45, x+2.0, y+0.2)
}

// bottles stand on mirrored shelves.
func (s *stage) bottles(p pen, x, w float64) {
	p.rect(flat(0), x-0.08, 1.0, w+0.16, 1.75)
	p.rect(flat(2.0), x, 1.08, w, 1.6)
	for row := range 3 {
		y := 1.1 + float64(row)*0.53
		for u := x + 0.12; u < x+w-0.1; u += s.span(0.15, 0.22) {
			h := s.span(0.3, 0.44)
			with := flat(s.span(0, 2.6))
			if s.odds(40) {
				with = glow(s.span(1.2, 2.6))
			}
			p.poly(with, u-0.055, y, u+0.055, y, u+0.055, y+h*0.6, u+0.02, y+h*0.72, u+0.02, y+h, u-0.02, y+h, u-0.02, y+h*0.72, u-0.055, y+h*0.6)
			p.rect(flat(2.8), u-0.045, y+h*0.2, 0.09, h*0.2)
		}
		p.rect(flat(0.2), x, y-0.05, w, 0.05)
	}
}

// barCounter runs away from us along the right.
func (s *stage) barCounter(x, z float64) {
	p := s.block(vec{x, 0, z}, 0.7, 1.05, 2.6, 0, 0.9)
	p.rect(glow(1.6), 0.08, 0.1, 0.54, 0.8)
	s.block(vec{x - 0.02, 1.05, z}, 0.85, 0.07, 2.75, 0, 2.0)
	for i := range 3 {
		s.goblet(s.stand(x-0.1, 1.12, z-0.9+float64(i)*0.7), 0.24)
	}
	q := s.stand(x+0.1, 1.12, z-1.1)
	q.poly(flat(0.2), -0.12, 0, 0.12, 0, 0.15, 0.26, -0.15, 0.26)
	q.poly(flat(2.6), -0.1, 0.03, -0.02, 0.03, -0.03, 0.23, -0.12, 0.23)
}

// cafeRound is a low round table with a lamp of its own.
func (s *stage) cafeRound(x, z float64) {
	s.cast(x, z, 0.5, 0.4)
	p := s.stand(x, 0, z)
	p.rect(flat(0), -0.04, 0, 0.08, 0.6)
	p.oval(flat(0), 0, 0.02, 0.26, 0.06)
	p.oval(flat(0), 0, 0.6, 0.46, 0.12)
	p.oval(flat(2.4), 0, 0.62, 0.42, 0.1)
	s.goblet(p.to(-0.2, 0.62, 1, 0), 0.24)
	s.goblet(p.to(0.22, 0.6, 1, 0), 0.22)
	p.oval(flat(0.2), 0.02, 0.63, 0.09, 0.03)
}
