package painter

import "math"

func hotelPlaces() map[string]scene {
	return map[string]scene{
		"lobby": lobby, "ballroom": ballroom, "boiler-room": boilerRoom, "terrace": terrace, "ski-room": skiRoom, "suite": suite,
	}
}

func lobby(s *stage) {
	s.build(room{w: 8, d: 7.5, h: 4, wall: 1.5, floor: 1.2, ceiling: 1.9})
	s.tiles(2.4, 0.9, 0.8)
	b := s.back()
	s.panels(b, 0, 8, 1.3, 1.0)
	s.panels(s.left(), 0.6, 7.5, 1.3, 1.2)
	s.pigeonholes(b, 1.0, 1.35, 2.4, 1.3)
	s.wallClock(b, 2.2, 3.2, 0.32)
	s.grandStair()
	s.window(s.left(), 3.4, 1.0, 1.4, 2.3, "peaks")
	s.curtains(s.left(), 3.4, 0.2, 1.4, 3.3)
	s.reception(-1.9, 6.3)
	s.column(-3.2, 4.6, 0.24, 2)
	s.column(0.9, 5.4, 0.24, 2)
	s.rug(0, 4.2, 3.2, 2.2)
	s.armchair(1.9, 4.4, -0.5)
	s.plant(3.1, 4.4, 1.8)
	s.suitcase(vec{-0.7, 0, 4.6}, 0.7)
	s.suitcase(vec{-0.2, 0, 4.3}, 0.55)
	lamp := s.chandelier(0, 2.75, 4.8, 0.62)
	s.lit(pt{lerp(lamp.x, 800, 0.3), lamp.y + 130}, 980, 640)
	s.corners(0.62)
}

// wallClock hangs in a room; what it shows is of no account.
func (s *stage) wallClock(p pen, x, y, r float64) {
	p.oval(flat(0), x, y, r*1.15, r*1.15)
	p.oval(glow(1.9), x, y, r*1.08, r*1.08)
	p.oval(flat(3), x, y, r*0.92, r*0.92)
	for i := range 12 {
		sn, cs := math.Sincos(math.Pi / 6 * float64(i))
		p.line(flat(0), r*0.06, x+cs*r*0.72, y+sn*r*0.72, x+cs*r*0.84, y+sn*r*0.84)
	}
	a := s.span(0, 6.28)
	p.line(flat(0), r*0.1, x, y, x+math.Cos(a)*r*0.45, y+math.Sin(a)*r*0.45)
	p.line(flat(0), r*0.07, x, y, x+math.Cos(a*12)*r*0.7, y+math.Sin(a*12)*r*0.7)
}

// reception is a desk with a bell, a lamp and the book.
func (s *stage) reception(x, z float64) {
	p := s.block(vec{x, 0, z}, 3.0, 1.1, 0.8, 0, 0.9)
	for i := range 5 {
		p.rect(flat(0.2), 0.12+float64(i)*0.58, 0.15, 0.46, 0.75)
		p.rect(flat(1.3), 0.16+float64(i)*0.58, 0.18, 0.4, 0.68)
	}
	s.block(vec{x, 1.1, z}, 3.2, 0.07, 0.95, 0, 2.2)
	bell := s.stand(x+0.3, 1.18, z-0.2)
	bell.blob(glow(2.4), -0.14, 0.02, 0.14, 0.02, 0.12, 0.13, 0, 0.18, -0.12, 0.13)
	bell.oval(flat(0), 0, 0.2, 0.03, 0.03)
	bell.rect(flat(0), -0.16, 0, 0.32, 0.035)
	s.openBook(vec{x - 0.35, 1.18, z - 0.2}, 0.55)
	s.tableLamp(vec{x - 1.2, 1.17, z}, 0.5)
}

// grandStair rises along the back to the right.
func (s *stage) grandStair() {
	const x0, wide = 1.7, 2.2
	for i := 9; i >= 0; i-- {
		y := 0.2 * float64(i)
		z := s.room.d - 1.9 + 0.2*float64(i)
		s.block(vec{x0 + wide/2, 0, z + 0.1}, wide, y+0.2, 0.2, 0, 1.5)
		s.solid(glow(1.8), vec{x0 + 0.6, y + 0.2, z}, vec{x0 + 1.6, y + 0.2, z}, vec{x0 + 1.6, y + 0.2, z + 0.2}, vec{x0 + 0.6, y + 0.2, z + 0.2})
	}
	for i := range 10 { // drawn again from far to near so that each riser shows
		k := 9 - i
		y, z := 0.2*float64(k), s.room.d-1.9+0.2*float64(k)
		s.solid(flat(1.5), vec{x0, y, z}, vec{x0 + wide, y, z}, vec{x0 + wide, y + 0.2, z}, vec{x0, y + 0.2, z})
		s.solid(glow(1.3), vec{x0 + 0.6, y, z}, vec{x0 + 1.6, y, z}, vec{x0 + 1.6, y + 0.2, z}, vec{x0 + 0.6, y + 0.2, z})
		s.solid(glow(2.3), vec{x0 + 0.6, y + 0.18, z}, vec{x0 + 1.6, y + 0.18, z}, vec{x0 + 1.6, y + 0.2, z}, vec{x0 + 0.6, y + 0.2, z})
	}
	for _, x := range []float64{x0, x0 + wide} {
		s.bar(flat(0), 0.12, vec{x, 1.0, s.room.d - 1.9}, vec{x, 3.0, s.room.d})
		s.bar(flat(2.3), 0.05, vec{x, 1.02, s.room.d - 1.9}, vec{x, 3.02, s.room.d})
		for i := range 9 {
			y, z := 0.2*float64(i), s.room.d-1.9+0.2*float64(i)
			s.bar(flat(0.1), 0.045, vec{x, y, z}, vec{x, y + 1, z})
		}
		q := s.stand(x, 0, s.room.d-1.95)
		q.rect(flat(0.3), -0.09, 0, 0.18, 1.2)
		q.oval(glow(2.2), 0, 1.28, 0.12, 0.12)
	}
}

func ballroom(s *stage) {
	s.build(room{w: 9, d: 8.5, h: 4.6, wall: 2.0, floor: 2.4, ceiling: 2.4})
	s.tiles(2.9, 0.5, 0.9)
	b := s.back()
	for i := range 4 {
		s.arched(b, 0.7+float64(i)*2.1, 0.5, 1.25, 3.4, "peaks")
	}
	for _, x := range []float64{0.35, 2.25, 4.35, 6.45, 8.45} {
		b.rect(flat(2.8), x, 0, 0.2, 4.3)
		b.rect(flat(1.2), x+0.13, 0, 0.07, 4.3)
	}
	b.rect(glow(2), 0, 4.2, 9, 0.14)
	for i := range 3 {
		s.arched(s.left(), 2.4+float64(i)*2.0, 0.6, 1.1, 3.2, "peaks")
		s.sconce(s.right(), 2.6+float64(i)*1.9)
	}
	s.piano(s.span(1.9, 2.4), 6.6)
	for i := range 4 {
		s.chair(-3.6, 3.6+float64(i)*1.1, -1.4, 1.0)
	}
	var lamp pt
	for _, q := range [][3]float64{{-1.8, 3.1, 7}, {1.8, 3.1, 7}, {0, 2.9, 4.6}} {
		lamp = s.chandelier(q[0], q[1], q[2], 0.72)
	}
	s.lit(pt{lamp.x, lamp.y + 180}, 1020, 640)
	s.floorSheen(lamp.x)
	s.corners(0.62)
}

// floorSheen is the light of the chandelier on a polished floor.
func (s *stage) floorSheen(x float64) {
	if s.night {
		s.beam(0.45, pt{x, 640}, pt{x, 900}, x-90, 620, x+90, 620, x+190, 900, x-190, 900)
	}
}

func (s *stage) sconce(p pen, x float64) {
	p.rect(glow(1.7), x-0.04, 2.0, 0.08, 0.3)
	for _, d := range []float64{-0.16, 0.16} {
		p.curve(glow(1.7), 0.03, 0.04, 0.03, x, 2.05, x+d, 2.0, x+d, 2.2)
		p.rect(flat(3), x+d-0.03, 2.2, 0.06, 0.16)
		p.blob(glow(2.8), x+d-0.05, 2.42, x+d, 2.36, x+d+0.05, 2.42, x+d, 2.56)
	}
}

// piano is a grand with its lid up.
func (s *stage) piano(x, z float64) {
	s.cast(x, z, 1.3, 0.8)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.85, 0.8, 0.1} {
		p.line(flat(0), 0.1, d, 0, d, 0.6)
	}
	p.poly(flat(0.2), -0.95, 0.98, 0.9, 1.0, 1.15, 2.05, -0.55, 1.75)
	p.poly(flat(1.3), -0.85, 1.02, 0.82, 1.04, 1.02, 1.92, -0.5, 1.66)
	p.line(flat(0), 0.04, 0.75, 1.0, 0.95, 1.9)
	p.blob(flat(0), -1.1, 0.58, 1.0, 0.58, 1.12, 0.72, 1.0, 1.0, -1.05, 1.0)
	p.rect(flat(2.9), -1.12, 0.72, 0.62, 0.09)
	for i := range 9 {
		p.rect(flat(0), -1.1+float64(i)*0.068, 0.75, 0.025, 0.06)
	}
	p.line(flat(2.2), 0.025, -0.4, 0.94, 0.98, 0.94)
	p.rect(flat(3), -0.92, 1.0, 0.34, 0.26)
}

// boilerRoom is all pipes about a furnace.
func boilerRoom(s *stage) {
	s.build(room{w: 6, d: 5.6, h: 3.2, wall: 1.0, floor: 0.7, ceiling: 0.5})
	s.bricks(s.back(), 0, 6, 1.1, 0.46)
	s.bricks(s.left(), 0.6, 5.6, 1.1, 0.5)
	s.bricks(s.right(), 0.6, 5.6, 0.7, 0.5)
	for i := range 3 {
		y := 2.3 + float64(i)*0.28
		s.pipe(0.14, 1.0, vec{-3, y, 5.2 - float64(i)*0.2}, vec{3, y, 5.2 - float64(i)*0.2})
	}
	x := s.span(-0.7, -0.3)
	s.pipe(0.26, 0.9, vec{x - 0.5, 1.9, 4.9}, vec{x - 0.5, 3.2, 4.9})
	s.pipe(0.18, 1.2, vec{x + 0.6, 1.9, 4.8}, vec{x + 0.6, 2.5, 4.8}, vec{x + 2.6, 2.5, 4.6}, vec{x + 2.6, 0, 4.6})
	fire := s.furnace(x, 4.3)
	s.boilerTank(x+2.4, 4.9)
	s.valve(s.stand(x+2.6, 1.1, 4.2), 0, 0, 0.2)
	s.gauge(s.stand(x+1.5, 1.9, 4.9), 0, 0, 0.2)
	s.coal(-2.2, 3.9)
	s.lit(pt{fire.x, fire.y}, 820, 620)
	s.bloom(fire, 330, 0.8)
	s.solid(paint{op: lighten, tone: 0.6}, vec{x - 0.4, 0.01, 3.6}, vec{x + 0.4, 0.01, 3.6}, vec{x + 0.9, 0.01, 1.8}, vec{x - 0.9, 0.01, 1.8})
	s.shovel(s.stand(x+1.0, 0, 3.5))
	s.corners(0.5)
}

// furnace is a big round boiler seen from its end; its fire is returned.
func (s *stage) furnace(x, z float64) pt {
	s.cast(x, z, 1.3, 0.7)
	p := s.stand(x, 0, z)
	p.poly(flat(0.2), -1.0, 0, 1.0, 0, 0.9, 0.4, -0.9, 0.4)
	p.oval(flat(0), 0, 1.12, 1.12, 1.06)
	a, b := p.at(-1.1, 0), p.at(1.1, 0)
	s.fill(paint{hatch: 6, blend: fade(a.x, 0, 2.2, b.x, 0, 0.2)}, p.all(p.round(0, 1.12, 1.05, 0.99)))
	for i := range 22 {
		sn, cs := math.Sincos(2 * math.Pi * float64(i) / 22)
		p.oval(flat(0), cs*0.93, 1.12+sn*0.88, 0.03, 0.03)
	}
	s.gauge(p, -0.32, 1.72, 0.16)
	s.gauge(p, 0.32, 1.72, 0.16)
	p.rect(flat(0), -0.5, 0.5, 1.0, 0.78)
	p.rect(flat(1.1), -0.46, 0.54, 0.92, 0.7)
	p.rect(glow(2), -0.36, 0.62, 0.72, 0.54)
	p.blob(flat(3), -0.3, 0.62, 0.3, 0.62, 0.26, 0.84, 0.12, 0.78, 0.02, 1.04, -0.1, 0.8, -0.24, 0.9)
	for i := range 5 {
		p.rect(flat(0), -0.3+float64(i)*0.14, 0.62, 0.035, 0.54)
	}
	p.rect(flat(0), 0.46, 0.86, 0.16, 0.06)
	p.rect(flat(0), -0.5, 0.3, 1.0, 0.16)
	p.rect(glow(1.6), -0.4, 0.33, 0.8, 0.09)
	return p.at(0, 0.86)
}

func (s *stage) coal(x, z float64) {
	p := s.stand(x, 0, z)
	p.blob(flat(0), -0.9, 0, -0.5, 0.4, 0, 0.66, 0.5, 0.4, 0.95, 0)
	for range 46 {
		cx := s.span(-0.8, 0.8)
		cy := s.span(0, 0.6) * (1 - math.Abs(cx))
		r := s.span(0.05, 0.1)
		p.poly(flat(s.span(0, 0.4)), cx-r, cy, cx-r*0.4, cy+r, cx+r*0.7, cy+r*0.8, cx+r, cy-r*0.3)
		p.poly(flat(1.5), cx-r*0.4, cy+r, cx+r*0.7, cy+r*0.8, cx+r*0.1, cy+r*0.4)
	}
}

func (s *stage) shovel(p pen) {
	p.line(flat(0), 0.07, 0.1, 0.3, 0.5, 1.3)
	p.line(flat(2.4), 0.04, 0.1, 0.3, 0.5, 1.3)
	p.line(flat(2.4), 0.05, 0.4, 1.36, 0.62, 1.27)
	p.poly(flat(0), -0.14, 0.02, 0.12, -0.05, 0.26, 0.36, 0, 0.46)
	p.poly(flat(1.8), -0.1, 0.05, 0.04, 0.01, 0.16, 0.36, 0.02, 0.42)
}

// terrace looks over a balustrade at the mountains.
func terrace(s *stage) {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{0, 1.6, 0}, 0, 900, pt{800, 470})
	s.room = room{w: 12, d: 7, h: 4}
	s.heavens(520, pt{s.span(300, 1300), s.span(90, 190)})
	s.peaks(-60, 1660, 520, 330)
	s.firs(586, -20, 1620, 74, 0.2)
	s.weather(points(0, 0, 1600, 0, 1600, 600, 0, 600))
	s.solid(flat(1.7).carve(0), vec{-8, 0, 0.3}, vec{8, 0, 0.3}, vec{8, 0, 7}, vec{-8, 0, 7})
	s.room.w = 15
	s.tiles(2.3, 1.3, 1.0)
	p := s.face(vec{-8, 0, 7}, vec{1, 0, 0}, vec{0, 1, 0})
	for x := 0.0; x < 16; x += 0.42 {
		p.blob(flat(0), x-0.12, 0.1, x+0.12, 0.1, x+0.16, 0.36, x+0.06, 0.6, x+0.1, 0.82, x-0.1, 0.82, x-0.06, 0.6, x-0.16, 0.36)
		p.blob(flat(2.8), x-0.1, 0.1, x+0.05, 0.1, x+0.06, 0.36, x, 0.6, x+0.04, 0.82, x-0.08, 0.82, x-0.05, 0.6, x-0.14, 0.36)
	}
	p.rect(flat(0.2), 0, 0.8, 16, 0.2)
	p.rect(flat(2.9), 0, 0.86, 16, 0.12)
	p.rect(flat(2.2), 0, 0, 16, 0.12)
	for _, x := range []float64{-3.6, 3.6} {
		s.block(vec{x, 0, 6.9}, 0.5, 1.15, 0.5, 0, 2.2)
		q := s.stand(x, 1.15, 6.9)
		q.line(flat(0), 0.06, 0, 0, 0, 1.1)
		s.lantern(q.to(0, 1.05, 1, 0), 0.55)
		if s.night {
			s.bloom(q.at(0, 1.3), 190, 0.8)
		}
	}
	shaded := func(x, z float64) {
		s.cafeTable(x, z)
		s.parasol(x+0.1, z+0.1)
	}
	s.strew(points(-3.4, 4.4, -1.6, 4.6, 0.1, 5.6, 1.7, 5.2, 3.3, 4.8), s.cafeTable, shaded, s.palmPot, []func(x, z float64){s.cafeTable, s.parkBench, s.palmPot, s.bustStand}[s.r.IntN(4)])
	s.corners(0.7)
}

// cafeTable has a round top and two chairs.
func (s *stage) cafeTable(x, z float64) {
	s.chair(x-0.8, z+0.2, 1.2, 1.4)
	s.chair(x+0.8, z+0.2, -1.2, 1.4)
	s.cast(x, z, 0.6, 0.5)
	p := s.stand(x, 0, z)
	p.line(flat(0), 0.06, 0, 0, 0, 0.7)
	p.line(flat(0), 0.05, -0.25, 0, 0, 0.15, 0.25, 0)
	p.oval(flat(0), 0, 0.71, 0.5, 0.13)
	p.oval(flat(2.9), 0, 0.73, 0.47, 0.115)
	s.goblet(p.to(0.15, 0.72, 1, 0), 0.22)
	p.oval(glow(2), -0.16, 0.76, 0.09, 0.04)
}

// parasol is folded or open by the weather.
func (s *stage) parasol(x, z float64) {
	p := s.stand(x, 0, z)
	p.line(flat(0), 0.06, 0, 0, 0, 2.6)
	if s.pic.Weather == "clear" || s.pic.Weather == "fog" {
		for i := range 6 {
			a, b := -1.3+2.6*float64(i)/6, -1.3+2.6*float64(i+1)/6
			with := flat(2.8)
			if i%2 == 0 {
				with = glow(2)
			}
			p.poly(with, 0, 2.6, a, 2.0, (a+b)/2, 1.95, b, 2.0)
		}
		return
	}
	p.blob(glow(1.9), 0, 2.62, -0.14, 2.0, -0.2, 1.2, 0, 1.1, 0.2, 1.2, 0.14, 2.0)
	p.curve(glow(0.8), 0.02, 0.05, 0.02, 0.04, 2.4, 0.06, 1.8, 0.1, 1.2)
	p.line(flat(2.9), 0.03, -0.2, 1.5, 0.2, 1.5)
}
