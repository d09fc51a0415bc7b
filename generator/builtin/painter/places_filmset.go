package painter

import "math"

func filmsetPlaces() map[string]scene {
	return map[string]scene{
		"sound-stage": soundStage, "makeup-room": makeupRoom, "cutting-room": cuttingRoom, "backlot-street": backlotStreet,
		"projection-room": projectionRoom, "costume-store": costumeStore, "screening-bar": screeningBar,
	}
}

// soundStage is a dark hall with one lit set in it.
func soundStage(s *stage) {
	s.build(room{w: 10, d: 9, h: 5.2, wall: 0.7, floor: 0.8, ceiling: 0.3})
	s.boards(0.9, 0.4)
	for i := 4; i >= 1; i-- {
		s.bar(flat(0), 0.1, vec{-5, 4.7, float64(i) * 2}, vec{5, 4.7, float64(i) * 2})
	}
	s.bricks(s.back(), 0, 10, 0.9, 0.6)
	s.setPiece(s.span(-2.9, -2.4), 6.6)
	for _, x := range []float64{-1.9, 0.2, 2.1} {
		s.gridLamp(x, 3.7, 5.6)
	}
	s.arcLamp(-2.9, 4.5, 2.1, 1)
	s.arcLamp(s.span(2.5, 2.9), 4.9, 1.8, -1)
	s.floor().curve(flat(0), 0.05, 0.06, 0.05, -3.2, 4.2, -1.4, 3.6, 0.2, 4.1, 1.6, 3.5, 3.4, 4.2)
	s.lit(pt{800, 430}, 900, 560)
	x := s.span(-0.5, 0.1)
	s.filmCamera(x, 3.9, s.odds(50))
	s.canvasChair(x+1.25, 3.5)
	s.clapper(s.stand(x-1.2, 0, 3.4))
	s.corners(0.5)
}

// setPiece is a painted temple on flats held up by braces, in the light.
func (s *stage) setPiece(x, z float64) {
	for _, u := range []float64{-0.5, 5.3} {
		s.bar(flat(1.6), 0.08, vec{x + u, 0, z + 0.6}, vec{x + u*0.9 + 0.3, 2.6, z})
		s.bar(flat(1.6), 0.08, vec{x + u, 0, z + 0.6}, vec{x + u, 2.6, z + 0.6})
	}
	p := s.face(vec{x, 0, z}, vec{1, 0, 0}, vec{0, 1, 0})
	p.rect(flat(0), -0.05, 0, 5.1, 3.35)
	p.rect(paint{blend: fade(0, 120, 1.1, 0, 560, 2.3), hatch: 0}, 0, 0.02, 5, 3.26)
	p.oval(glow(2.4), s.span(0.9, 4.2), 2.5, 0.34, 0.34)
	p.blob(flat(0.7), -0.1, 0.5, 0.9, 1.2, 1.5, 1.7, 2.0, 1.75, 2.7, 1.1, 5.1, 0.5)
	p.rect(glow(1.5), 0, 0, 5, 0.55)
	for i := range 5 {
		cx := 0.45 + float64(i)*1.02
		top := 2.1
		if i == 1 || i == 4 {
			top = s.span(1.2, 1.7) // a broken one
		}
		p.rect(flat(0.2), cx-0.16, 0.3, 0.34, top-0.3)
		p.rect(flat(3), cx-0.16, 0.3, 0.2, top-0.3)
		p.rect(flat(2.2), cx-0.24, 0.2, 0.5, 0.16)
		p.rect(flat(2.7), cx-0.24, top, 0.5, 0.14)
	}
	p.rect(flat(2.9), 2.2, 2.24, 1.6, 0.26)
	p.poly(flat(2.6), 2.1, 2.5, 3.9, 2.5, 3, 2.95)
	p.poly(flat(0.6), 2.5, 2.55, 3.5, 2.55, 3, 2.82)
}

// gridLamp hangs under the roof and throws its light on the set.
func (s *stage) gridLamp(x, y, z float64) {
	p := s.stand(x, y, z)
	a, b := p.at(0, -0.2), p.at(0, -3.2)
	l, r := p.at(-1.1, -3.2), p.at(1.1, -3.2)
	s.beam(0.4, a, b, a.x-14, a.y, a.x+14, a.y, r.x, r.y, l.x, l.y)
	p.line(flat(0), 0.05, 0, 0.2, 0, 1.2)
	p.poly(flat(0), -0.2, 0.24, 0.2, 0.24, 0.26, -0.2, -0.26, -0.2)
	p.rect(glow(2.9), -0.22, -0.24, 0.44, 0.08)
}

// arcLamp is a studio lamp on a tripod that looks to one side.
func (s *stage) arcLamp(x, z, h, aim float64) {
	s.cast(x, z, 0.4, 0.3)
	p := s.stand(x, 0, z)
	p.line(flat(0), 0.05, -0.42, 0, 0, 0.6, 0.42, 0)
	p.line(flat(0), 0.06, 0, 0.05, 0, h)
	q := p.to(0, h, 1, 0.28)
	if aim < 0 {
		q.flip, q.turn = true, -0.28
	}
	a, b := q.at(0.3, 0), q.at(3.2, 0)
	c, d := q.at(3.4, 1.1), q.at(3.4, -1.1)
	e, f := q.at(0.3, 0.25), q.at(0.3, -0.25)
	s.beam(0.8, a, b, e.x, e.y, c.x, c.y, d.x, d.y, f.x, f.y)
	q.poly(flat(0), -0.4, -0.2, 0.26, -0.32, 0.26, 0.32, -0.4, 0.24)
	q.poly(glow(1.7), -0.34, 0.02, 0.2, 0.05, 0.2, 0.24, -0.34, 0.18)
	for _, u := range []float64{-0.25, -0.1, 0.05} {
		q.rect(flat(0), u, -0.2, 0.05, 0.42)
	}
	q.oval(flat(0), 0.28, 0, 0.12, 0.33)
	q.oval(flat(3), 0.3, 0, 0.08, 0.27)
	q.poly(flat(0), 0.26, 0.3, 0.6, 0.52, 0.62, 0.46, 0.3, 0.24)
	q.poly(flat(0), 0.26, -0.3, 0.6, -0.52, 0.62, -0.46, 0.3, -0.24)
}

// filmCamera stands on its tripod, two round magazines on top.
func (s *stage) filmCamera(x, z float64, left bool) {
	s.cast(x, z, 0.6, 0.4)
	p := s.stand(x, 0, z)
	p.line(flat(0), 0.07, -0.55, 0, 0, 1.2)
	p.line(flat(0), 0.07, 0.55, 0, 0, 1.2)
	p.line(flat(0), 0.07, 0.06, 0.05, 0, 1.2)
	p.line(flat(1.9), 0.025, -0.5, 0.05, -0.03, 1.1)
	q := p.to(0, 1.2, 1.15, 0)
	q.flip = left
	q.rect(flat(0), -0.3, 0, 0.6, 0.08)
	q.line(flat(0), 0.05, -0.3, 0.05, -0.75, -0.12)
	for _, m := range [][2]float64{{-0.2, 0.7}, {0.22, 0.66}} {
		q.oval(flat(0), m[0], m[1], 0.29, 0.29)
		q.oval(glow(1.9), m[0], m[1], 0.24, 0.24)
		q.oval(flat(0), m[0], m[1], 0.09, 0.09)
		q.arc(flat(2.9), 0.03, m[0], m[1], 0.19, 0.19, 1.7, 3)
	}
	q.rect(flat(0), -0.38, 0.08, 0.72, 0.42)
	q.rect(flat(1.5), -0.33, 0.28, 0.62, 0.17)
	q.oval(flat(2.8), -0.12, 0.18, 0.06, 0.06)
	q.rect(flat(0), 0.32, 0.16, 0.2, 0.22)
	q.poly(flat(0), 0.5, 0.06, 0.78, -0.04, 0.78, 0.58, 0.5, 0.48)
	q.poly(flat(1.7), 0.66, 0.02, 0.73, 0, 0.73, 0.54, 0.66, 0.52)
	q.rect(flat(0), -0.54, 0.3, 0.18, 0.09)
}

// canvasChair is the director's, seen from behind.
func (s *stage) canvasChair(x, z float64) {
	s.cast(x, z, 0.4, 0.3)
	p := s.stand(x, 0, z)
	for _, side := range []float64{-1, 1} {
		p.line(flat(0), 0.06, side*0.34, 0, -side*0.34, 0.5)
		p.line(flat(0), 0.055, side*0.34, 0.45, side*0.36, 1.12)
		p.line(flat(2.4), 0.03, side*0.26, 0.7, side*0.44, 0.7)
	}
	p.rect(glow(1.3), -0.35, 0.44, 0.7, 0.09)
	p.rect(flat(0), -0.4, 0.76, 0.8, 0.36)
	p.rect(glow(2), -0.38, 0.78, 0.76, 0.32)
	p.poly(flat(2.9), 0, 0.84, 0.03, 0.91, 0.1, 0.91, 0.045, 0.955, 0.065, 1.03, 0, 0.985, -0.065, 1.03, -0.045, 0.955, -0.1, 0.91, -0.03, 0.91)
}

// clapper is the slate with its striped stick open.
func (s *stage) clapper(p pen) {
	p.rect(flat(0), -0.3, 0, 0.6, 0.44)
	p.rect(flat(0.6), -0.27, 0.03, 0.54, 0.36)
	for _, y := range []float64{0.12, 0.22} {
		p.rect(flat(2.7), -0.25, y, 0.5, 0.02)
	}
	q := p.to(-0.3, 0.46, 1, -0.35)
	q.rect(flat(0), 0, 0, 0.62, 0.11)
	for i := range 4 {
		u := 0.03 + float64(i)*0.15
		q.poly(flat(3), u, 0.01, u+0.07, 0.01, u+0.12, 0.1, u+0.05, 0.1)
	}
}

// makeupRoom has a row of lamp-framed mirrors and swivel chairs.
func makeupRoom(s *stage) {
	s.build(room{w: 6.2, d: 5.4, h: 2.9, wall: 2.1, floor: 1.3, ceiling: 2.3})
	s.tiles(2.5, 1.2, 0.55)
	b := s.back()
	for i := range 3 {
		s.bulbMirror(b, 0.75+float64(i)*1.75, 1.05, 1.15, 1.2)
	}
	s.poster(s.left(), 3.0, 1.2, 0.7, 1.0)
	s.poster(s.left(), 4.0, 1.2, 0.7, 1.0)
	s.clothesRail(2.4, 4.6)
	p := s.block(vec{-0.2, 0, 5.0}, 5.2, 0.8, 0.55, 0, 1.6)
	for i := range 6 {
		p.rect(flat(0.5), 0.1+float64(i)*0.86, 0.12, 0.72, 0.2)
		p.rect(flat(0.5), 0.1+float64(i)*0.86, 0.42, 0.72, 0.26)
		p.oval(glow(2.4), 0.46+float64(i)*0.86, 0.55, 0.04, 0.04)
	}
	for i := range 9 {
		q := s.stand(-2.5+float64(i)*0.48+s.span(-0.1, 0.1), 0.81, 4.9)
		s.jar(q, 0, 0, s.span(0.12, 0.26))
	}
	s.wigHead(s.stand(s.span(-1.6, -1.2), 0.81, 4.85).to(0, 0, 1.1, 0))
	s.wigHead(s.stand(s.span(0.4, 0.8), 0.81, 4.85).to(0, 0, 1.1, 0))
	s.brushes(s.stand(1.5, 0.81, 4.85))
	s.barberChair(s.span(-1.9, -1.4), 4.0)
	s.barberChair(s.span(0.3, 0.9), 3.8)
	at := b.seenAt(3.1, 1.6)
	s.lit(at, 980, 640)
	for i := range 3 {
		s.bloom(b.seenAt(1.3+float64(i)*1.75, 1.65), 190, 0.45)
	}
	s.puff(s.stand(s.span(1.3, 1.7), 0, 3.3))
	s.corners(0.62)
}

// barberChair turns on a foot, its back to us.
func (s *stage) barberChair(x, z float64) {
	s.cast(x, z, 0.5, 0.4)
	p := s.stand(x, 0, z)
	p.oval(flat(0), 0, 0.03, 0.34, 0.09)
	p.rect(flat(0), -0.07, 0, 0.14, 0.5)
	p.rect(flat(2.4), -0.04, 0.05, 0.03, 0.42)
	p.rect(flat(0), -0.4, 0.45, 0.8, 0.16)
	for _, d := range []float64{-0.43, 0.43} {
		p.line(flat(0), 0.08, d, 0.5, d, 0.78)
		p.line(flat(2.7), 0.06, d-0.06, 0.8, d+0.06, 0.8)
	}
	p.blob(flat(0), -0.37, 0.56, 0.37, 0.56, 0.4, 1.0, 0.3, 1.28, -0.3, 1.28, -0.4, 1.0)
	p.blob(glow(1.8), -0.32, 0.6, 0.32, 0.6, 0.34, 1.0, 0.26, 1.23, -0.26, 1.23, -0.34, 1.0)
	p.blob(glow(0.9), 0.1, 0.6, 0.32, 0.6, 0.34, 1.0, 0.26, 1.23, 0.1, 1.23)
	p.rect(flat(0), -0.2, 1.24, 0.4, 0.15)
}

// puff is a box of powder on a low stand.
func (s *stage) puff(p pen) {
	p.rect(flat(0.2), -0.3, 0, 0.6, 0.5)
	p.rect(flat(1.9), -0.27, 0.03, 0.5, 0.44)
	p.oval(flat(0), 0, 0.56, 0.24, 0.1)
	p.oval(glow(2), 0, 0.58, 0.22, 0.09)
	p.blob(flat(3), -0.17, 0.62, -0.1, 0.74, 0, 0.77, 0.1, 0.74, 0.17, 0.62, 0, 0.58)
}

// cuttingRoom has an editing table, strips of film over a bin, tins to the roof.
func cuttingRoom(s *stage) {
	s.build(room{w: 5.4, d: 4.9, h: 2.9, wall: 1.3, floor: 0.8, ceiling: 1.1})
	s.tiles(1.2, 0.8, 0.6)
	s.tins(s.back(), 0.2, 2.0, 5)
	s.tins(s.right(), 2.6, 2.0, 5)
	b := s.back()
	s.window(b, 2.7, 1.3, 1.0, 1.1, "town")
	s.wallClock(b, 4.4, 2.3, 0.26)
	s.filmBin(s.span(1.2, 1.5), 4.1)
	s.legged(-0.8, 4.0, 2.5, 0.9, 0.82, 1.5)
	at := s.viewer(-0.8, 4.0)
	s.lit(at, 760, 560)
	s.bloom(at, 200, 0.8)
	x := s.span(-1.2, -0.4)
	s.chair(x, 3.2, math.Pi-0.3, 1.0)
	f := s.floor()
	for range 3 {
		u, v := s.span(-1.6, 1.8), s.span(3.1, 3.5)
		f.curve(flat(0), 0.04, 0.05, 0.03, u, v, u+0.2, v+0.2, u+0.5, v-0.05, u+0.7, v+0.15)
	}
	s.corners(0.52)
}

// tins are shelves of film in round cans on a wall.
func (s *stage) tins(p pen, x, w float64, rows int) {
	p.rect(flat(0.2), x-0.05, 0.1, w+0.1, float64(rows)*0.46+0.1)
	for row := range rows {
		y := 0.14 + float64(row)*0.46
		for u := x + 0.05; u < x+w-0.3; {
			n := 2 + s.r.IntN(4)
			if s.odds(30) { // one on its edge
				p.oval(flat(0.5), u+0.19, y+0.19, 0.185, 0.185)
				p.oval(flat(2.4), u+0.17, y+0.19, 0.17, 0.17)
				p.ring(flat(0.9), u+0.17, y+0.19, 0.1, 0.085)
				u += 0.4
				continue
			}
			for i := range n {
				with := flat(s.span(1.2, 2.8))
				if s.odds(15) {
					with = glow(2)
				}
				p.rect(with, u, y+float64(i)*0.075, 0.36, 0.06)
			}
			u += 0.4
		}
		p.rect(flat(1.6), x-0.05, y-0.05, w+0.1, 0.05)
	}
}

// filmBin is a canvas bin under a rail that strips of film hang from.
func (s *stage) filmBin(x, z float64) {
	s.cast(x, z, 0.6, 0.4)
	p := s.stand(x, 0, z)
	p.line(flat(0), 0.05, -0.55, 0, -0.55, 1.9, 0.55, 1.9, 0.55, 0)
	for i := range 9 {
		u, low := -0.46+float64(i)*0.115, s.span(0.5, 0.9)
		p.curve(flat(0), 0.075, 0.075, 0.07, u, 1.88, u+s.span(-0.03, 0.03), 1.3, u+s.span(-0.05, 0.05), low)
		for y := 1.8; y > low+0.1; y -= 0.09 {
			p.rect(flat(2.6), u-0.018, y-0.05, 0.036, 0.055)
		}
	}
	p.poly(flat(0), -0.58, 0.85, 0.58, 0.85, 0.5, 0.05, -0.5, 0.05)
	p.poly(glow(1.7), -0.53, 0.8, 0.53, 0.8, 0.46, 0.1, -0.46, 0.1)
	p.poly(glow(0.8), 0.2, 0.8, 0.53, 0.8, 0.46, 0.1, 0.2, 0.1)
}

// viewer is the editing machine: plates of film, a small lit screen, which is
// where its light is.
func (s *stage) viewer(x, z float64) pt {
	f := s.face(vec{x, 0.83, z}, vec{1, 0, 0}, vec{0, 0, 1})
	for _, u := range []float64{-0.85, -0.35, 0.4, 0.9} {
		f.oval(flat(0), u, -0.12, 0.25, 0.22)
		f.oval(flat(2.6), u, -0.12, 0.21, 0.18)
		f.oval(flat(0.3), u, -0.12, s.span(0.1, 0.17), 0.13)
		f.oval(flat(2.6), u, -0.12, 0.05, 0.05)
	}
	p := s.stand(x, 0.83, z+0.15)
	p.rect(flat(0), -0.5, 0, 1.0, 0.95)
	p.rect(flat(1.2), -0.46, 0.04, 0.92, 0.87)
	p.rect(flat(0), -0.38, 0.26, 0.76, 0.58)
	p.rect(flat(3), -0.34, 0.3, 0.68, 0.5)
	p.blob(flat(1.2), -0.2, 0.3, -0.16, 0.46, -0.05, 0.5, 0.07, 0.46, 0.12, 0.3)
	p.oval(flat(1.2), -0.04, 0.6, 0.09, 0.11)
	p.rect(flat(2), 0.2, 0.3, 0.14, 0.5)
	for i := range 4 {
		p.oval(glow(2.4), -0.3+float64(i)*0.2, 0.14, 0.05, 0.05)
	}
	for _, u := range []float64{-0.68, 0.68} {
		p.oval(flat(0), u, 0.75, 0.3, 0.3)
		p.oval(flat(2.3), u, 0.75, 0.26, 0.26)
		for i := range 5 {
			q := tip(float64(i)*2*math.Pi/5, 0.16)
			p.oval(flat(0), u+q.x, 0.75+q.y, 0.06, 0.06)
		}
		p.line(flat(0), 0.03, u, 0.45, u*0.5, 0.2)
	}
	return p.at(0, 0.55)
}
