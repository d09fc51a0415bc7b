package painter

import "math"

func manorPlaces() map[string]scene {
	return map[string]scene{
		"library": library, "conservatory": conservatory, "wine-cellar": wineCellar, "billiard-room": billiardRoom,
		"kitchen": kitchen, "boathouse": boathouse, "study": study,
	}
}

func library(s *stage) {
	s.build(room{w: 6.4, d: 6.2, h: 3.6, wall: 1.1, floor: 0.8, ceiling: 1.6})
	s.boards(1.0, 0.3)
	b, l := s.back(), s.left()
	s.books(b, 0.15, 2.6, 3.1, 7)
	s.books(b, 3.75, 2.5, 3.1, 7)
	s.books(l, 1.2, 2.2, 3.1, 7)
	s.books(l, 3.6, 2.3, 3.1, 7)
	s.arched(b, 2.95, 0.7, 0.62, 2.3, "")
	s.window(s.right(), 3.2, 0.9, 1.5, 2.1, "")
	s.curtains(s.right(), 3.2, 0.1, 1.5, 3.1)
	s.rug(s.span(-0.3, 0.3), 4.1, 3.2, 2.0)
	s.ladder(vec{s.span(0.9, 1.6), 0, 5.2}, vec{s.span(1.2, 1.7), 3.2, 6.1}, 0.46)
	x := s.span(-0.5, 0.1)
	s.armchair(x+1.5, 4.5, s.span(-1.1, -0.5))
	s.legged(x, 4.0, 1.5, 0.8, 0.76, 1.2)
	s.openBook(vec{x + 0.3, 0.77, 3.9}, 0.5)
	lamp := s.tableLamp(vec{x - 0.4, 0.76, 4.0}, 0.55)
	s.lit(lamp, 900, 620)
	s.tableLamp(vec{x - 0.4, 0.76, 4.0}, 0.55)
	s.corners(0.6)
}

// openBook lies on a table.
func (s *stage) openBook(at vec, w float64) {
	f := s.face(at, vec{1, 0, 0}, vec{0, 0, 1})
	f.rect(flat(0.2), -w/2-0.02, -0.02, w+0.04, w*0.6+0.04)
	f.rect(flat(3), -w/2, 0, w/2-0.01, w*0.6)
	f.rect(flat(2.6), 0.01, 0, w/2-0.01, w*0.6)
}

func conservatory(s *stage) {
	s.build(room{w: 6, d: 6.5, h: 3.7, wall: 2, floor: 1.6, ceiling: 2})
	back := points(-30, -30, 1630, -30, 1630, 560, -30, 560)
	s.outlook(back, "")
	s.tiles(2.5, 1.1, 0.55)
	s.glazing(s.back(), 6, 3.7, 7)
	s.glazing(s.left(), 6.5, 3.7, 8)
	s.glazing(s.right(), 6.5, 3.7, 8)
	s.glazing(s.ceiling().shift(-3), 6, 6.5, 7)
	for range 4 {
		s.plant(s.span(-2.7, -1.7), s.span(4.6, 6), s.span(1.7, 2.6))
		s.plant(s.span(1.7, 2.7), s.span(4.6, 6), s.span(1.5, 2.6))
	}
	s.plant(-2.3, 3.6, 1.9)
	s.legged(0.1, 4.6, 0.9, 0.9, 0.7, 2.2)
	s.armchair(-0.9, 4.8, 0.7)
	s.armchair(1.2, 4.7, -0.6)
	s.teapot(vec{0.1, 0.7, 4.6})
	s.lit(pt{800, 430}, 1000, 700)
	p := s.stand(2.0, 0, 2.4)
	s.leaves(p, 0.2, 1.9, 9, 0)
	s.corners(0.62)
}

// glazing is a wall of iron and glass.
func (s *stage) glazing(p pen, w, h float64, n int) {
	p.rect(paint{op: lighten, tone: 0.25}, 0, 0.7, w, h)
	if h < 5 {
		p.rect(flat(0.9), 0, 0, w, 0.7)
		p.rect(flat(0.2), 0, 0.66, w, 0.07)
	}
	for i := 0; i <= n; i++ {
		p.rect(flat(0.2), w*float64(i)/float64(n)-0.03, 0.7, 0.06, h-0.7)
	}
	for _, u := range []float64{0.45, 0.72, 0.98} {
		p.rect(flat(0.2), 0, h*u, w, 0.05)
	}
}

func (s *stage) teapot(at vec) {
	p := s.stand(at.x, at.y, at.z)
	p.blob(flat(2.9), -0.12, 0, 0.12, 0, 0.15, 0.1, 0.08, 0.19, -0.08, 0.19, -0.15, 0.1)
	p.blob(flat(1.6), 0.02, 0, 0.12, 0, 0.15, 0.1, 0.08, 0.19)
	p.curve(flat(2.4), 0.05, 0.04, 0.03, 0.13, 0.07, 0.2, 0.12, 0.23, 0.19)
	p.arc(flat(0.3), 0.03, -0.15, 0.1, 0.07, 0.07, math.Pi/2, math.Pi*3/2)
	p.oval(flat(0.4), 0, 0.21, 0.03, 0.03)
}

func wineCellar(s *stage) {
	s.build(room{w: 5.4, d: 7, h: 3.1, wall: 0.95, floor: 0.9, ceiling: 0.4})
	s.bricks(s.back(), 0, 5.4, 1.1, 0.5)
	s.bricks(s.left(), 0.5, 7, 1.1, 0.55)
	s.bricks(s.right(), 0.5, 7, 0.7, 0.55)
	s.tiles(0.95, 0.7, 0.9)
	b := s.back()
	b.fill(flat(0), b.all(archway(2.0, 0, 1.4, 2.3)))
	for i := 4; i >= 1; i-- {
		s.rib(float64(i) * 1.6)
	}
	for i := 3; i >= 0; i-- {
		z := 2.9 + float64(i)*1.2
		s.cask(-2.0, 0.12, z, 0.56, 1.4)
		s.cask(-2.15, 1.22, z+0.1, 0.46, 1.4)
	}
	for i := 2; i >= 0; i-- {
		s.bottleRack(1.95, 3.1+float64(i)*1.3)
	}
	s.barrel(0.6, 0, 5.6, 0.32, 0.85, 1.3)
	s.candleOn(vec{0.6, 0.86, 5.6})
	lamp := s.hanging(s.span(-0.3, 0.2), 2.05, 3.9, 0.34)
	s.lit(lamp, 760, 620)
	s.corners(0.5)
}

func archway(x, y, w, h float64) []pt {
	o := points(x+w, y)
	for i := range 17 {
		sn, cs := math.Sincos(math.Pi * float64(i) / 16)
		o = append(o, pt{x + w/2 + w/2*cs, y + h - w/2 + w/2*sn})
	}
	return append(o, pt{x, y})
}

// rib is an arch of stone across a vault.
func (s *stage) rib(z float64) {
	w, h := s.room.w, s.room.h
	p := s.face(vec{-w / 2, 0, z}, vec{1, 0, 0}, vec{0, 1, 0})
	in := []pt{{w - 0.22, 0}}
	for i := range 25 {
		sn, cs := math.Sincos(math.Pi * float64(i) / 24)
		in = append(in, pt{w/2 + (w/2-0.22)*cs, h - 1.35 + 1.2*sn})
	}
	in = append(in, pt{0.22, 0})
	out := points(0, 0, 0, h+0.3, w, h+0.3, w, 0)
	orient(in)
	orient(out)
	p.fill(flat(1.55).carve(5), p.all(out), p.all(reverse(in)))
	p.fill(flat(0.1), p.all(ribbon(in[:len(in)-1], 0.05, 0.05, 0.05)))
}

// bottleRack shows the ends of bottles in rows.
func (s *stage) bottleRack(x, z float64) {
	p := s.block(vec{x, 0, z}, 1.2, 2.1, 0.5, 0, 0.8)
	for row := range 5 {
		for i := range 3 {
			cx, cy := 0.22+float64(i)*0.38, 0.24+float64(row)*0.4
			p.rect(flat(0), cx-0.17, cy-0.18, 0.34, 0.36)
			if s.odds(85) { // a bottle's foot, or its neck
				r := 0.14
				if s.odds(40) {
					r = 0.07
					p.oval(glow(1.8), cx, cy-0.06, r+0.02, r+0.02)
				}
				p.oval(flat(0.9), cx, cy-0.2+r+0.02, r, r)
				p.arc(flat(2.6), 0.022, cx, cy-0.18+r, r*0.75, r*0.75, 2.2, 4.2)
			}
		}
	}
}

func (s *stage) candleOn(at vec) {
	p := s.stand(at.x, at.y, at.z)
	p.oval(flat(0), 0, 0.01, 0.12, 0.03)
	p.rect(flat(2.9), -0.035, 0, 0.07, 0.22)
	p.blob(glow(2.6), -0.035, 0.27, 0, 0.22, 0.035, 0.27, 0, 0.38)
	s.bloom(p.at(0, 0.3), p.k*0.7, 1)
}

func billiardRoom(s *stage) {
	s.build(room{w: 7, d: 7, h: 3.4, wall: 1.35, floor: 0.7, ceiling: 0.9})
	s.boards(0.8, 0.28)
	b := s.back()
	s.panels(b, 0, 7, 1.2, 0.9)
	s.panels(s.left(), 0.5, 7, 1.2, 1.0)
	s.panels(s.right(), 0.5, 7, 1.2, 0.6)
	s.painting(b, 4.6, 1.6, 1.3, 1.0)
	s.cueRack(b, 1.0)
	s.window(s.left(), 4.2, 1.3, 1.2, 1.6, "")
	x, z := s.span(-0.3, 0.3), 4.3
	s.cast(x, z, 2.1, 1.2)
	for _, q := range [][2]float64{{-1.4, 0.8}, {1.4, 0.8}, {-1.4, -0.8}, {1.4, -0.8}} {
		s.drum(vec{x + q[0], 0, z + q[1]}, 0.14, 0.66, 0.9)
	}
	s.block(vec{x, 0.64, z}, 3.5, 0.24, 2.1, 0, 0.9)
	f := s.face(vec{x, 0.885, z}, vec{1, 0, 0}, vec{0, 0, 1})
	f.rect(glow(1.9), -1.62, -0.92, 3.24, 1.84)
	for _, q := range [][2]float64{{-1.6, -0.9}, {1.6, -0.9}, {-1.6, 0.9}, {1.6, 0.9}, {0, 0.92}, {0, -0.92}} {
		f.oval(flat(0), q[0], q[1], 0.1, 0.1)
	}
	for range 7 {
		ball := s.stand(x+s.span(-1.3, 1.3), 0.88, z+s.span(-0.6, 0.7))
		ball.oval(flat(0), 0.03, 0.02, 0.08, 0.04)
		ball.oval(flat(s.pickTone(3, 0.2, 2)), 0, 0.055, 0.06, 0.06)
		ball.oval(flat(3), -0.02, 0.075, 0.016, 0.016)
	}
	s.bar(flat(2.7), 0.03, vec{x - 1.3, 0.92, z - 0.5}, vec{x + 0.3, 0.95, z + 0.1})
	var lamp pt
	for _, dx := range []float64{-1.1, 0, 1.1} {
		lamp = s.hanging(x+dx, 2.05, z, 0.5)
	}
	s.lit(pt{(lamp.x + 800) / 2, lamp.y + 170}, 900, 560)
	s.corners(0.5)
}

func (s *stage) pickTone(tones ...float64) float64 { return tones[s.r.IntN(len(tones))] }

func (s *stage) cueRack(p pen, x float64) {
	p.rect(flat(0.2), x, 0.9, 1.3, 0.12)
	p.rect(flat(0.2), x, 2.1, 1.3, 0.12)
	for i := range 6 {
		p.line(flat(2.5), 0.035, x+0.15+float64(i)*0.2, 0.95, x+0.15+float64(i)*0.2, 2.45)
	}
}

func kitchen(s *stage) {
	s.build(room{w: 6, d: 5.8, h: 3.2, wall: 2.1, floor: 1.8, ceiling: 2.3})
	s.tiles(2.5, 0.9, 0.5)
	b := s.back()
	x := s.span(0.4, 1.2)
	b.rect(flat(2.7), 0, 0.9, 6, 0.75)
	for i := range 20 {
		b.rect(flat(1.4), float64(i)*0.3, 0.9, 0.012, 0.75)
	}
	s.shelf(b, 3.4, 1.95, 2.3, s.jar)
	s.shelf(b, 3.4, 2.45, 2.3, s.plate)
	s.window(s.left(), 3.2, 1.1, 1.4, 1.4, "")
	s.stove(-3+x+0.8, 5.3)
	s.potRail(b, x-0.2, 2.5)
	s.block(vec{1.7, 0, 5.3}, 2.2, 0.9, 0.8, 0, 1.4)
	s.legged(s.span(-0.2, 0.6), 3.9, 2.2, 1.0, 0.82, 1.7)
	s.loaf(vec{0.1, 0.83, 3.8})
	s.bowl(vec{0.9, 0.83, 3.9})
	s.bar(flat(2.9), 0.05, vec{-0.5, 0.84, 3.55}, vec{-0.2, 0.84, 3.65})
	s.bar(flat(0.1), 0.055, vec{-0.72, 0.84, 3.48}, vec{-0.5, 0.84, 3.55})
	s.chair(-1.4, 3.6, 0.9, 1.0)
	lamp := s.hanging(0.3, 2.1, 4.0, 0.5)
	s.lit(pt{lamp.x, lamp.y + 140}, 950, 620)
	s.corners(0.62)
}

func (s *stage) plate(p pen, x, y, size float64) {
	p.oval(flat(0.3), x, y+size*0.62, size*0.5, size*0.62)
	p.oval(flat(2.9), x-0.01, y+size*0.62, size*0.46, size*0.58)
	p.oval(glow(1.7), x-0.01, y+size*0.62, size*0.26, size*0.34)
}

// stove is a range with fire behind its door, a hood over it.
func (s *stage) stove(x, z float64) {
	p := s.block(vec{x, 0, z}, 1.7, 0.95, 0.8, 0, 0.3)
	p.rect(flat(1.3), 0.1, 0.16, 0.62, 0.6)
	p.rect(flat(0.2), 0.14, 0.2, 0.54, 0.52)
	p.rect(flat(1.3), 0.95, 0.16, 0.62, 0.6)
	p.rect(glow(2.2), 1.05, 0.26, 0.42, 0.4)
	for i := range 4 {
		p.rect(flat(0), 1.1+float64(i)*0.1, 0.26, 0.03, 0.4)
	}
	p.line(flat(2.3), 0.03, 0.05, 0.86, 1.65, 0.86)
	s.pot(vec{x - 0.45, 0.97, z}, 0.2)
	s.pot(vec{x + 0.4, 0.97, z}, 0.26)
	q := s.stand(x, 0, z)
	q.poly(flat(0.8), -1.0, 2.05, 1.0, 2.05, 0.5, 2.6, 0.5, 3.3, -0.5, 3.3, -0.5, 2.6)
	q.poly(flat(0.3), 0.2, 2.05, 1.0, 2.05, 0.5, 2.6, 0.5, 3.3, 0.2, 3.3)
	q.rect(flat(2.2), -1.02, 2.0, 2.04, 0.06)
}

func (s *stage) pot(at vec, r float64) {
	p := s.stand(at.x, at.y, at.z)
	p.rect(flat(1.2), -r, 0, 2*r, r*1.2)
	p.rect(flat(0.3), r*0.2, 0, r*0.8, r*1.2)
	p.rect(flat(2.5), -r*0.8, 0.02, r*0.2, r*1.1)
	p.line(flat(0), 0.04, -r*1.25, r, r*1.25, r)
	p.oval(flat(0.6), 0, r*1.25, r, r*0.2)
	p.oval(flat(0), 0, r*1.45, r*0.12, r*0.12)
}

// potRail carries pans on hooks.
func (s *stage) potRail(p pen, x, y float64) {
	p.rect(flat(0), x, y, 2.2, 0.04)
	for i := range 5 {
		r := s.span(0.12, 0.2)
		cx := x + 0.25 + float64(i)*0.42
		p.line(flat(0), 0.025, cx, y, cx, y-0.32)
		p.oval(flat(0), cx, y-0.32-r, r*1.08, r*1.08)
		p.oval(glow(1.9), cx, y-0.32-r, r, r)
		p.oval(glow(1.1), cx+r*0.2, y-0.34-r, r*0.66, r*0.66)
	}
}

func (s *stage) loaf(at vec) {
	p := s.stand(at.x, at.y, at.z)
	p.blob(flat(1.5), -0.3, 0, 0.3, 0, 0.32, 0.13, 0.18, 0.22, -0.18, 0.22, -0.32, 0.13)
	for i := range 4 {
		x := -0.18 + float64(i)*0.12
		p.line(flat(2.7), 0.022, x, 0.1, x+0.05, 0.19)
	}
}

func (s *stage) bowl(at vec) {
	p := s.stand(at.x, at.y, at.z)
	for i := range 4 {
		p.oval(glow(1.6+0.3*float64(i%3)), -0.15+float64(i)*0.1, 0.19+0.03*float64(i%2), 0.09, 0.09)
	}
	p.blob(flat(2.9), -0.27, 0.17, 0.27, 0.17, 0.16, 0.02, -0.16, 0.02)
	p.blob(flat(1.6), 0.04, 0.16, 0.26, 0.16, 0.16, 0.02, 0.02, 0.02)
}
