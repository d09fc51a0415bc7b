package painter

import "math"

// arbitersOffice keeps the pairings, the sealed moves and the clocks.
func arbitersOffice(s *stage) {
	s.build(room{w: 5.6, d: 5.2, h: 3, wall: 1.7, floor: 0.9, ceiling: 1.9})
	s.boards(1.0, 0.26)
	b := s.back()
	s.panels(b, 0, 5.6, 1.0, 1.1)
	s.pairings(b, 1.9, 1.15)
	s.window(b, 4.1, 1.15, 1.0, 1.4, "sea")
	s.shelf(s.left(), 3.0, 1.5, 1.8, s.clockOn)
	s.shelf(s.left(), 3.0, 2.05, 1.8, s.clockOn)
	s.safe(-2.0, 4.7)
	s.flags(b, 0.9)
	x := s.span(-0.2, 0.4)
	s.armchair(x, 4.7, 0.05)
	s.desk(x, 3.9, 1.1)
	s.chessClock(s.stand(x+0.3, 0.81, 3.9).to(0, 0, 0.42, 0))
	s.phone(s.stand(x+0.75, 0.81, 3.9))
	s.sealedMove(vec{x - 0.1, 0.81, 3.7})
	lamp := s.tableLamp(vec{x - 0.7, 0.8, 3.95}, 0.5)
	s.lit(lamp, 840, 600)
	s.tableLamp(vec{x - 0.7, 0.8, 3.95}, 0.5)
	s.corners(0.58)
}

// clockOn is a chess clock on a shelf.
func (s *stage) clockOn(p pen, x, y, size float64) {
	p.rect(flat(0), x-size*0.5, y, size*0.95, size*0.6)
	p.oval(flat(3), x-size*0.26, y+size*0.3, size*0.18, size*0.2)
	p.oval(flat(3), x+size*0.2, y+size*0.3, size*0.18, size*0.2)
	p.line(flat(0), size*0.05, x-size*0.26, y+size*0.3, x-size*0.2, y+size*0.44)
	p.line(flat(0), size*0.05, x+size*0.2, y+size*0.3, x+size*0.3, y+size*0.26)
	p.rect(glow(2), x-size*0.34, y+size*0.6, size*0.16, size*0.12)
}

// pairings is the cross-table on the wall, crossed squares down its middle.
func (s *stage) pairings(p pen, x, y float64) {
	p.rect(flat(0), x-0.06, y-0.06, 1.82, 1.52)
	p.rect(flat(2.9), x, y, 1.7, 1.4)
	p.rect(glow(2), x, y+1.22, 1.7, 0.18)
	for i := range 8 {
		v := y + 1.08 - float64(i)*0.15
		p.rect(flat(0.2), x+0.05, v, s.span(0.2, 0.34), 0.06)
		for k := range 8 {
			u := x + 0.46 + float64(k)*0.15
			p.line(flat(0.9), 0.012, u, v-0.03, u+0.14, v-0.03)
			switch {
			case k == i:
				p.rect(flat(0), u, v-0.02, 0.13, 0.12)
			case s.odds(60):
				p.rect(flat(0.3), u+0.05, v+0.01, 0.03, 0.07)
			case s.odds(50):
				p.ring(flat(0.3), u+0.065, v+0.045, 0.036, 0.02)
			}
		}
	}
}

// safe is an iron box with a dial and a handle.
func (s *stage) safe(x, z float64) {
	s.cast(x, z, 0.6, 0.5)
	p := s.block(vec{x, 0, z}, 0.95, 1.15, 0.7, 0, 0.7)
	p.rect(flat(0), 0.07, 0.1, 0.8, 0.96)
	p.rect(flat(1.3), 0.1, 0.13, 0.74, 0.9)
	p.oval(flat(0), 0.36, 0.62, 0.15, 0.15)
	p.oval(flat(2.8), 0.36, 0.62, 0.12, 0.12)
	p.oval(flat(0), 0.36, 0.62, 0.04, 0.04)
	for i := range 3 {
		q := tip(float64(i)*2*math.Pi/3+0.4, 0.14)
		p.line(glow(2.3), 0.04, 0.66, 0.58, 0.66+q.x, 0.58+q.y)
	}
	p.oval(glow(2.3), 0.66, 0.58, 0.05, 0.05)
	p.rect(flat(0), 0.02, 0.3, 0.08, 0.14)
	p.rect(flat(0), 0.02, 0.8, 0.08, 0.14)
}

// sealedMove is an envelope with a seal, on a desk.
func (s *stage) sealedMove(at vec) {
	f := s.face(at, vec{1, 0, 0}, vec{0, 0, 1})
	f.poly(flat(0), -0.23, -0.16, 0.22, -0.18, 0.24, 0.14, -0.21, 0.16)
	f.poly(flat(3), -0.21, -0.14, 0.2, -0.16, 0.22, 0.12, -0.19, 0.14)
	f.line(flat(0.6), 0.015, -0.19, 0.14, 0.0, -0.02, 0.22, 0.12)
	f.oval(glow(1.8), 0, -0.01, 0.06, 0.06)
}

// colonnade runs along the sea.
func colonnade(s *stage) {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{s.span(-0.5, 0.5), s.span(1.5, 1.8), 0}, s.span(-0.07, 0.1), 860, pt{800, 470})
	s.room = room{w: 5, d: 26, h: 4.4}
	s.everywhere(flat(0.3))
	s.heavens(500, pt{s.span(330, 620), s.span(110, 230)})
	s.sea(480, 900, s.span(380, 560))
	s.weather(points(0, 0, 1600, 0, 1600, 900, 0, 900))
	s.solid(flat(1.6).carve(0), vec{-3.2, 0, 0.3}, vec{4, 0, 0.3}, vec{4, 0, 30}, vec{-3.2, 0, 30})
	f := s.floor()
	for i := range 18 {
		for k := range 5 {
			if (i+k)%2 == 0 {
				f.rect(flat(2.6), -2.4+float64(k)*1.1, 0.6+float64(i)*1.4, 1.1, 1.4)
			}
		}
	}
	wall := s.face(vec{3, 0, 0.8}, vec{0, 0, 1}, vec{0, 1, 0})
	wall.rect(flat(1.5).carve(8), -0.6, 0, 28, 4.6)
	wall.rect(flat(0.7), -0.6, 0, 28, 0.4)
	for z := 2.6; z < 22; z += 3.4 {
		wall.fill(flat(0), wall.all(archway(z-0.08, 0.9, 1.36, 2.4)))
		wall.fill(s.windowLight(70), wall.all(archway(z, 0.98, 1.2, 2.24)))
		wall.rect(flat(0), z+0.56, 0.98, 0.07, 2.2)
		wall.rect(flat(0), z, 1.9, 1.2, 0.07)
	}
	s.solid(flat(1.1).carve(0), vec{-3, 4.4, 0.3}, vec{3, 4.4, 0.3}, vec{3, 4.4, 30}, vec{-3, 4.4, 30})
	for z := 21.0; z > 1; z -= 2.6 {
		s.solid(flat(0.5), vec{-3, 4.4, z}, vec{3, 4.4, z}, vec{3, 4.1, z}, vec{-3, 4.1, z})
		s.drum(vec{-2.6, 0, z}, 0.42, 0.25, 2.1)
		s.drum(vec{-2.6, 0.25, z}, 0.3, 3.8, 2.2)
		s.drum(vec{-2.6, 4.0, z}, 0.45, 0.4, 2.2)
		if z > 4 {
			s.lampGlobe(0.4, 3.6, z)
		}
		if s.skyTop > 0.9 && s.pic.Weather != "fog" { // the columns' shadows
			s.solid(paint{op: shade, tone: 0.5}, vec{-2.3, 0.005, z - 0.25}, vec{-2.3, 0.005, z + 0.25}, vec{2.8, 0.005, z + 1.5}, vec{2.8, 0.005, z + 0.9})
		}
	}
	s.strew(points(2.3, 9.4, 2.2, 7.2, 1.8, 5.2, -1.7, 7.6, -1.6, 4.6), s.parkBench, s.palmPot, []func(x, z float64){s.palmPot, s.cafeTable, s.bustStand, s.parkBench}[s.r.IntN(4)])
	s.corners(0.66)
}

// lampGlobe hangs on a rod.
func (s *stage) lampGlobe(x, y, z float64) {
	p := s.stand(x, y, z)
	p.line(flat(0), 0.04, 0, 0.2, 0, 0.8)
	p.oval(flat(0), 0, 0, 0.24, 0.24)
	p.oval(glow(2.8), 0, 0, 0.19, 0.19)
	if s.night {
		s.bloom(p.at(0, 0), p.k*0.9, 0.8)
	}
}

// parkBench has slats and iron ends.
func (s *stage) parkBench(x, z float64) {
	s.cast(x, z, 1.0, 0.4)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.8, 0.8} {
		p.curve(flat(0), 0.07, 0.07, 0.07, d-0.1, 0, d, 0.25, d, 0.45, d, 0.95)
		p.line(flat(0), 0.07, d, 0.45, d+0.04, 0)
		p.line(flat(0), 0.05, d-0.06, 0.65, d+0.06, 0.65)
	}
	for i := range 3 {
		p.rect(flat(0), -0.97, 0.56+float64(i)*0.15, 1.94, 0.12)
		p.rect(glow(2), -0.95, 0.58+float64(i)*0.15, 1.9, 0.08)
	}
	p.poly(flat(0), -1.0, 0.36, 1.0, 0.36, 0.94, 0.5, -0.94, 0.5)
	p.poly(glow(2.5), -0.96, 0.39, 0.96, 0.39, 0.92, 0.47, -0.92, 0.47)
}

// mudBaths is a tiled hall with sunken tubs of mud and steam over them.
func mudBaths(s *stage) {
	s.build(room{w: 6.6, d: 6.6, h: 3.4, wall: 2.3, floor: 1.6, ceiling: 2.2})
	for _, p := range []pen{s.back(), s.left(), s.right()} {
		for y := 0.3; y < 2.2; y += 0.3 {
			p.rect(flat(1.3), 0, y, 7, 0.02)
		}
		for x := 0.9; x < 6.6; x += 0.3 {
			p.rect(flat(1.3), x, 0, 0.02, 2.2)
		}
		p.rect(glow(1.9), 0, 2.1, 7, 0.13)
	}
	s.tiles(2.5, 1.6, 0.5)
	b := s.back()
	for i := range 3 {
		s.arched(b, 1.0+float64(i)*1.75, 1.3, 1.0, 1.9, "sea")
	}
	s.pipe(0.12, 1.6, vec{-3.1, 2.7, 6.4}, vec{-3.1, 2.7, 2})
	for _, q := range [][2]float64{{-1.9, 5.6}, {1.7, 5.5}} {
		s.mudTub(q[0], q[1], 1.5)
	}
	s.towels(s.right(), 3.6)
	s.screenFold(2.5, 4.4)
	s.mudTub(s.span(-1.2, -0.5), 4.0, 1.8)
	s.bucket(s.stand(s.span(0.9, 1.3), 0, 3.8))
	s.lit(pt{800, 420}, 980, 620)
	p := s.sheet()
	for range 7 { // steam
		x, y := s.span(350, 1250), s.span(440, 640)
		p.curve(paint{op: lighten, tone: 0.7}, 4, 26, 3, x, y, x+s.span(-40, 40), y-80, x+s.span(-30, 60), y-160, x+s.span(-40, 40), y-s.span(200, 260))
	}
	s.corners(0.64)
}

// mudTub is a tiled tub brim-full of dark mud.
func (s *stage) mudTub(x, z, w float64) {
	s.cast(x, z, w*0.7, 0.7)
	d := 0.95
	p := s.block(vec{x, 0, z}, w, 0.62, d, 0, 2.2)
	for u := 0.15; u < w; u += 0.24 {
		p.rect(flat(1.2), u, 0, 0.02, 0.6)
	}
	p.rect(flat(1.2), 0, 0.3, w, 0.02)
	p.rect(glow(2), 0, 0.52, w, 0.07)
	f := s.face(vec{x - w/2, 0.63, z - d/2}, vec{1, 0, 0}, vec{0, 0, 1})
	f.rect(flat(2.9), 0, 0, w, d)
	f.blob(flat(0.1), 0.16, 0.14, w/2, 0.1, w-0.16, 0.14, w-0.1, d/2, w-0.16, d-0.12, w/2, d-0.1, 0.16, d-0.12, 0.1, d/2)
	for range 7 {
		u, v := s.span(0.3, w-0.5), s.span(0.2, d-0.25)
		f.curve(flat(1.3), 0.015, 0.045, 0.015, u, v, u+0.12, v+0.05, u+s.span(0.2, 0.34), v)
	}
	q := s.stand(x+w*0.42, 0.62, z+d/2)
	q.line(flat(0), 0.08, 0, 0, 0, 0.4, -0.24, 0.4, -0.24, 0.28)
	q.line(glow(2.4), 0.035, 0, 0, 0, 0.4, -0.24, 0.4)
	q.line(glow(2.2), 0.05, -0.1, 0.5, 0.1, 0.5)
}

func (s *stage) towels(p pen, x float64) {
	p.rect(flat(0), x-0.1, 1.72, 2.0, 0.05)
	for i := range 4 {
		u := x + float64(i)*0.48
		with := flat(3)
		if i%2 == 1 {
			with = glow(2.1)
		}
		p.poly(with, u, 1.75, u+0.36, 1.75, u+0.37, s.span(0.9, 1.15), u+0.02, s.span(0.9, 1.15))
		p.line(flat(0.8), 0.02, u+0.12, 1.7, u+0.13, 1.2)
	}
}

// screenFold is a folding screen of cloth.
func (s *stage) screenFold(x, z float64) {
	for i := range 3 {
		u := x - 0.55 + float64(i)*0.5
		near := 0.2 * float64(i%2)
		a, b := vec{u, 0, z + near}, vec{u + 0.5, 0, z + 0.2 - near}
		up := vec{0, 1.7, 0}
		s.solid(flat(0), a, b, b.plus(up, 1.03), a.plus(up, 1.03))
		t := 2.7 - 0.9*float64(i%2)
		in := vec{(b.x - a.x) * 0.08, 0.1, (b.z - a.z) * 0.08}
		s.solid(flat(t), a.plus(in, 1), vec{b.x - in.x, 0.1, b.z - in.z}, vec{b.x - in.x, 1.65, b.z - in.z}, vec{a.x + in.x, 1.65, a.z + in.z})
	}
}

// bucket stands with a ladle in it.
func (s *stage) bucket(p pen) {
	p.line(flat(0), 0.05, 0.02, 0.3, 0.3, 0.75)
	p.poly(flat(0), -0.24, 0.42, 0.24, 0.42, 0.18, 0, -0.18, 0)
	p.poly(glow(2), -0.2, 0.38, 0.06, 0.38, 0.05, 0.04, -0.15, 0.04)
	p.poly(glow(1.1), 0.06, 0.38, 0.2, 0.38, 0.15, 0.04, 0.05, 0.04)
	p.oval(flat(0), 0, 0.42, 0.24, 0.06)
	p.oval(flat(0.8), 0, 0.42, 0.19, 0.04)
	p.arc(flat(0), 0.03, 0, 0.42, 0.24, 0.26, 0.2, math.Pi-0.2)
}
