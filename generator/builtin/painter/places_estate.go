package painter

import "math"

func boathouse(s *stage) {
	s.build(room{w: 6.6, d: 7.5, h: 3.8, wall: 1.0, floor: 0.5, ceiling: 0.6})
	b := s.back()
	for i := range 22 {
		b.rect(flat(s.span(0.6, 1.1)).carve(8), float64(i)*0.3, 0, 0.29, 3.8)
	}
	gate := b.all(points(1.5, 0, 5.1, 0, 5.1, 2.6, 3.3, 3.2, 1.5, 2.6))
	s.outlook(gate, "sea")
	b.fill(flat(0), b.all(ribbon(points(1.5, 0, 1.5, 2.6, 3.3, 3.2, 5.1, 2.6, 5.1, 0), 0.16, 0.16, 0.16)))
	f := s.floor()
	f.rect(paint{hatch: 0, blend: fade(0, 880, 0.3, 0, 520, 1.6)}, -1.8, 0.3, 3.6, 7.2)
	for z := 1.2; z < 7.4; z += 0.34 {
		x, l := s.span(-1.6, 1.2), s.span(0.3, 0.9)
		f.rect(flat(s.skyLow), x, z, l, 0.03)
	}
	for _, side := range []float64{-1, 1} {
		for z := 0.6; z < 7.3; z += 0.42 {
			f.rect(flat(1.5-side*0.4+s.span(-0.2, 0.2)).carve(0), side*2.55-0.75, z, 1.5, 0.39)
		}
		for i := 4; i >= 1; i-- {
			s.drum(vec{side * 1.85, 0, float64(i) * 1.6}, 0.11, 0.9, 1.2)
		}
	}
	s.oars(s.left())
	s.beams(0.7, 3)
	s.rowingBoat(s.span(-0.35, 0.35), 5.0)
	s.coil(s.stand(2.3, 0, 3.4), 0.3)
	s.crate(2.5, 0, 4.8, 0.6, 0.3, 1.3)
	lamp := s.hanging(1.9, 2.3, 3.8, 0.3)
	s.lit(pt{lerp(lamp.x, 800, 0.5), 480}, 860, 560)
	s.corners(0.5)
}

func (s *stage) oars(p pen) {
	for i := range 3 {
		y := 1.3 + float64(i)*0.5
		p.line(flat(2.5), 0.06, 2.4, y, 5.6, y+0.1)
		p.blob(flat(2.5), 5.5, y, 6.4, y-0.04, 6.5, y+0.12, 6.4, y+0.26, 5.5, y+0.2)
	}
}

// rowingBoat floats aslant, so that its length, its strakes and its thwarts show.
func (s *stage) rowingBoat(x, z float64) {
	a, near := s.span(0.7, 1.15), 1.0
	if s.odds(50) {
		a, near = -a, -1
	}
	sin, cos := math.Sincos(a)
	at := func(w, y, along float64) vec {
		return vec{x + float64(along*sin) + float64(w*cos), y, z + float64(along*cos) - float64(w*sin)}
	}
	gunwale := func(u, side, grow, low float64) vec { // u: 0 at the bow, 1 at the stern; low: 1 at the keel
		w := (0.74*math.Sin(math.Min(u*1.25+0.02, 1.57)) + grow) * side * (1 - 0.3*low)
		return at(w, (0.46+0.34*(1-u)*(1-u))*(1-low), lerp(-1.7-grow, 1.6+grow, u)*(1-0.05*low))
	}
	strip := func(side, grow, from, to float64) []vec {
		var o []vec
		for i := range 13 {
			o = append(o, gunwale(float64(i)/12, side, grow, from))
		}
		for i := range 13 {
			o = append(o, gunwale(1-float64(i)/12, side, grow, to))
		}
		return o
	}
	rim := func(grow float64) []vec {
		o := strip(-1, grow, 0, 0)[:13]
		return append(o, strip(1, grow, 0, 0)[13:]...)
	}
	s.cast(x, z, 1.5, 1.2)
	s.solid(flat(0.2), strip(-near, 0.05, 0, 1)...)
	for i := range 4 { // strakes of the side that we see
		s.solid([]paint{glow(2.2), glow(1.7)}[i%2], strip(near, 0.05, 0.25*float64(i), 0.25*float64(i+1))...)
	}
	s.solid(flat(2.9), rim(0.07)...)
	s.solid(flat(0.3), rim(-0.04)...)
	for _, u := range []float64{0.88, 0.62, 0.36} {
		l, r := gunwale(u, -1, -0.04, 0.15), gunwale(u, 1, -0.04, 0.15)
		m, k := gunwale(u-0.09, -1, -0.04, 0.15), gunwale(u-0.09, 1, -0.04, 0.15)
		s.solid(flat(2.2), l, r, k, m)
	}
	s.bar(flat(2.8), 0.06, at(-0.95, 0.66, -0.5), at(0.3, 0.6, 1.3))
	s.bar(flat(2.8), 0.06, at(0.95, 0.66, -0.4), at(-0.2, 0.6, 1.2))
	bow := gunwale(0, near, 0, 0)
	s.bar(flat(2.4), 0.04, bow, vec{math.Copysign(1.85, bow.x), 0.7, bow.z}) // the painter
}

// coil is a rope wound on the floor.
func (s *stage) coil(p pen, r float64) {
	for i := 4; i >= 0; i-- {
		y := r * 0.18 * float64(4-i)
		p.oval(flat(0), 0, y+r*0.1, r*1.04, r*0.4)
		p.oval(flat(2.2), 0, y+r*0.13, r, r*0.36)
		p.oval(flat(0.2), 0, y+r*0.16, r*0.56, r*0.2)
	}
}

func study(s *stage) {
	s.build(room{w: 5.6, d: 5.4, h: 3.2, wall: 1.45, floor: 0.8, ceiling: 1.8})
	s.boards(1.0, 0.26)
	b := s.back()
	s.wallpaper(b, 5.6, 1.1, 1.1)
	s.panels(b, 0, 5.6, 1.1, 0.9)
	s.panels(s.left(), 0.6, 5.4, 1.1, 1.0)
	s.window(b, 2.1, 1.0, 1.4, 1.7, "")
	s.curtains(b, 2.1, 0.2, 1.4, 2.7)
	s.books(b, 4.1, 1.3, 2.6, 6)
	s.fireplace(s.left(), 3.0)
	s.painting(b, 0.5, 1.5, 0.9, 1.1)
	s.rug(0, 3.9, 3.2, 1.7)
	x := s.span(-0.4, 0.3)
	s.armchair(x, 4.5, math.Pi*0+0.1)
	s.desk(x, 3.8, 1.0)
	s.globe(x+1.9, 4.3)
	lamp := s.tableLamp(vec{x - 0.65, 0.8, 3.8}, 0.5)
	s.lit(lamp, 820, 600)
	s.tableLamp(vec{x - 0.65, 0.8, 3.8}, 0.5)
	s.corners(0.6)
}

// desk has drawers, papers and a pen on it.
func (s *stage) desk(x, z, tone float64) {
	s.cast(x, z, 1.1, 0.6)
	for _, side := range []float64{-0.65, 0.65} {
		p := s.block(vec{x + side, 0, z}, 0.52, 0.74, 0.75, 0, tone)
		for i := range 3 {
			p.rect(flat(tone-0.8), 0.05, 0.05+float64(i)*0.23, 0.42, 0.19)
			p.rect(flat(tone+0.3), 0.07, 0.07+float64(i)*0.23, 0.38, 0.15)
			p.oval(glow(2.3), 0.26, 0.145+float64(i)*0.23, 0.03, 0.03)
		}
	}
	s.block(vec{x, 0.74, z}, 1.95, 0.06, 0.9, 0, tone+0.3)
	f := s.face(vec{x, 0.805, z}, vec{1, 0, 0}, vec{0, 0, 1})
	f.rect(glow(1.3), -0.35, -0.32, 0.8, 0.55)
	f.poly(flat(3), -0.2, -0.26, 0.12, -0.3, 0.14, 0.14, -0.18, 0.16)
	f.poly(flat(2.5), 0.55, -0.2, 0.85, -0.14, 0.8, 0.2, 0.5, 0.16)
}

func (s *stage) globe(x, z float64) {
	p := s.stand(x, 0, z)
	s.cast(x, z, 0.34, 0.3)
	p.line(flat(0), 0.06, -0.28, 0, 0, 0.55, 0.28, 0)
	p.line(flat(0), 0.06, 0, 0.05, 0, 0.6)
	p.oval(flat(0), 0, 0.95, 0.39, 0.39)
	p.oval(flat(2.3), 0, 0.95, 0.36, 0.36)
	p.clip(p.all(p.round(0, 0.95, 0.36, 0.36)), func() {
		p.blob(flat(0.9), -0.3, 1.1, -0.1, 1.25, 0.08, 1.1, -0.02, 0.95, -0.1, 0.75, -0.22, 0.9)
		p.blob(flat(0.9), 0.12, 1.05, 0.34, 1.15, 0.36, 0.85, 0.2, 0.7)
		p.oval(paint{op: shade, tone: 0.45}, 0.3, 0.82, 0.34, 0.42)
	})
	p.arc(glow(2), 0.035, 0, 0.95, 0.42, 0.42, -1.9, 1.2)
}

// fireplace burns in a wall.
func (s *stage) fireplace(p pen, x float64) {
	p.rect(flat(2.3), x-0.2, 0, 1.8, 1.25)
	p.rect(flat(0.3), x+1.4, 0, 0.2, 1.25)
	p.rect(flat(0.2), x-0.28, 1.22, 1.96, 0.1)
	p.rect(flat(2.8), x-0.3, 1.28, 2.0, 0.1)
	p.fill(flat(0), p.all(archway(x+0.15, 0, 1.1, 0.95)))
	p.blob(glow(2), x+0.35, 0.05, x+1.05, 0.05, x+1.0, 0.35, x+0.86, 0.62, x+0.76, 0.36, x+0.62, 0.74, x+0.5, 0.4, x+0.38, 0.36)
	p.blob(flat(3), x+0.5, 0.05, x+0.92, 0.05, x+0.84, 0.3, x+0.68, 0.44, x+0.56, 0.26)
	p.line(flat(0.5), 0.09, x+0.3, 0.06, x+1.1, 0.06)
}
