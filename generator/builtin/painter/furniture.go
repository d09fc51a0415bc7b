package painter

import "math"

// books fills a case on a wall: rows of spines of every tone.
func (s *stage) books(p pen, x, w, h float64, rows int) {
	const y = 0.1
	p.rect(flat(0.25), x, y, w, h)
	step := h / float64(rows)
	for i := range rows {
		at := x + 0.05
		for at < x+w-0.08 {
			thick, tall := s.span(0.045, 0.1), step*s.span(0.6, 0.84)
			with := flat(s.span(0.5, 2.9)).carve(8)
			if s.odds(14) {
				with = glow(s.span(1.4, 2.3))
			}
			if s.odds(4) {
				at += thick * 2
				continue
			}
			p.rect(with, at, y+step*float64(i)+0.05, thick, tall)
			p.rect(flat(0.3), at, y+step*float64(i)+0.05+tall*0.75, thick, 0.015)
			at += thick + 0.006
		}
		p.rect(flat(1.3), x, y+step*float64(i), w, 0.045)
	}
	p.rect(flat(1.5), x-0.05, y+h, w+0.1, 0.07)
	p.rect(flat(1.2), x-0.05, y, 0.06, h)
	p.rect(flat(1.2), x+w-0.01, y, 0.06, h)
}

// ladder leans from the floor to a wall.
func (s *stage) ladder(foot, head vec, wide float64) {
	side := vec{wide / 2, 0, 0}
	for _, d := range []float64{-1, 1} {
		s.bar(flat(0), 0.075, foot.plus(side, d), head.plus(side, d))
		s.bar(flat(2.4), 0.04, foot.plus(side, d), head.plus(side, d))
	}
	n := 9
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		q := vec{lerp(foot.x, head.x, t), lerp(foot.y, head.y, t), lerp(foot.z, head.z, t)}
		s.bar(flat(0), 0.065, q.plus(side, -1), q.plus(side, 1))
		s.bar(flat(2.4), 0.03, q.plus(side, -1), q.plus(side, 1))
	}
}

// bar is a straight piece of a given thickness between two places.
func (s *stage) bar(p paint, thick float64, a, b vec) {
	qa, ka := s.cam.at(a)
	qb, kb := s.cam.at(b)
	s.fill(p, ribbon([]pt{qa, mix(qa, qb, 0.5), qb}, thick*ka, thick*(ka+kb)/2, thick*kb))
}

// pipe is a bar with a shine along places.
func (s *stage) pipe(thick, tone float64, at ...vec) {
	for _, layer := range []struct{ tone, thick float64 }{{0, 1.25}, {tone, 1}, {tone + 1.1, 0.3}} {
		for i := 1; i < len(at); i++ {
			s.bar(flat(layer.tone), thick*layer.thick, at[i-1], at[i])
			q, k := s.cam.at(at[i])
			s.sheet().oval(flat(layer.tone), q.x, q.y, thick*layer.thick*k*0.5, thick*layer.thick*k*0.5)
		}
	}
}

// crate is a box of slats.
func (s *stage) crate(x, y, z, size, turn, tone float64) {
	if y == 0 {
		s.cast(x, z, size*0.6, size*0.6)
	}
	p := s.block(vec{x, y, z}, size, size*0.8, size, turn, tone)
	h := size * 0.8
	for i := 1; i < 4; i++ {
		p.rect(flat(tone-0.9), 0, h*float64(i)/4, size, 0.018)
	}
	p.rect(flat(tone+0.35), 0, 0, size*0.1, h)
	p.rect(flat(tone+0.35), size*0.9, 0, size*0.1, h)
	p.line(flat(tone+0.45), size*0.07, size*0.1, 0.05, size*0.9, h-0.05)
}

// barrel stands on its end.
func (s *stage) barrel(x, y, z, r, h, tone float64) {
	if y == 0 {
		s.cast(x, z, r*1.1, r*1.1)
	}
	p := s.stand(x, y, z)
	o := p.all(smooth(points(-r*0.82, 0, -r, h*0.3, -r, h*0.7, -r*0.82, h, r*0.82, h, r, h*0.7, r, h*0.3, r*0.82, 0), true, p.k))
	a, b := p.at(-r, 0), p.at(r, 0)
	s.fill(paint{hatch: 8, blend: fade(a.x, 0, tone+0.9, b.x, 0, tone-0.9)}, o)
	s.clip(o, func() {
		for _, y := range []float64{0.12, 0.28, 0.72, 0.88} {
			p.curve(flat(0.1), h*0.05, h*0.05, h*0.05, -r*1.1, h*y+0.02, 0, h*y-0.03, r*1.1, h*y+0.02)
		}
		for _, x := range []float64{-0.5, 0, 0.5} {
			p.curve(flat(tone-0.8), 0.012, 0.02, 0.012, x*r*0.8, 0, x*r*1.1, h/2, x*r*0.8, h)
		}
	})
	p.oval(flat(tone+0.8).carve(0), 0, h, r*0.8, r*0.16)
	p.ring(flat(0.2), 0, h, r*0.2, r*0.15)
}

// cask lies on its side with its head to us.
func (s *stage) cask(x, y, z, r, tone float64) {
	end := func(t float64) pen {
		return s.face(vec{x - 0.45 + 0.9*t, y, z}, vec{0, 0, 1}, vec{0, 1, 0})
	}
	for i := range 13 { // the staves and two hoops, from the wall to the aisle
		t := float64(i) / 12
		swell := r * (1 + 0.1*math.Sin(math.Pi*t))
		with := flat(tone - 0.5).carve(2)
		if i == 3 || i == 9 {
			with = flat(0)
		}
		end(t).oval(with, 0, r, swell, swell)
	}
	p := end(1)
	p.oval(flat(0), 0, r, r*1.02, r*1.02)
	p.oval(flat(tone-0.2), 0, r, r*0.97, r*0.97)
	p.oval(flat(0.1), 0, r, r*0.86, r*0.86)
	p.oval(flat(tone+0.4).carve(8), 0, r, r*0.82, r*0.82)
	for i := -2; i <= 2; i++ {
		d := float64(i) * r * 0.32
		l := math.Sqrt(r*r*0.66 - d*d)
		p.rect(flat(tone-0.7), d, r-l, 0.02, 2*l)
	}
	p.rect(flat(tone-0.4), -r*0.8, r*0.86, 1.6*r, r*0.2)
	p.rect(flat(0), -r*0.06, r*0.2, r*0.12, r*0.26)
	p.rect(glow(2), -r*0.14, r*0.34, r*0.28, r*0.1)
}

// trunk is a chest with bands.
func (s *stage) trunk(x, z, w, h, d, turn float64, with ink) {
	s.cast(x, z, w*0.6, d*0.7)
	tone := s.span(0.8, 1.9)
	p := s.block(vec{x, 0, z}, w, h, d, turn, tone)
	if with == accent {
		p.rect(glow(1.8), 0, 0, w, h)
	}
	for _, u := range []float64{0.16, 0.76} {
		p.rect(flat(0.2), w*u, 0, w*0.07, h)
	}
	p.rect(flat(0.2), 0, h*0.66, w, 0.02)
	p.rect(flat(2.9), w*0.46, h*0.58, w*0.08, h*0.14)
}

// plant is a palm in a pot.
func (s *stage) plant(x, z, h float64) {
	p := s.stand(x, 0, z)
	s.cast(x, z, h*0.18, h*0.16)
	s.leaves(p, h*0.26, h, 11, 0.4)
	p.poly(glow(1.7), -h*0.13, h*0.3, h*0.13, h*0.3, h*0.09, 0, -h*0.09, 0)
	p.poly(glow(0.8), h*0.03, h*0.3, h*0.13, h*0.3, h*0.09, 0, h*0.03, 0)
	p.rect(flat(0), -h*0.145, h*0.27, h*0.29, h*0.045)
}

// leaves spread from a point.
func (s *stage) leaves(p pen, y, h float64, n int, tone float64) {
	for i := range n {
		a := lerp(-1.35, 1.35, (float64(i)+s.span(0.1, 0.9))/float64(n))
		l := (h - y) * s.span(0.75, 1.05)
		tx, ty := math.Sin(a)*l*0.85, y+math.Cos(a*0.8)*l
		mx, my := tx*0.45, y+(ty-y)*0.72
		if math.Abs(a) > 0.6 {
			ty -= l * 0.25
		}
		t := tone + s.span(0, 0.8) - a*0.3
		p.curve(flat(t-0.6), 0.02*h, 0.1*h, 0.004, 0, y, mx, my, tx, ty)
		p.curve(flat(t+0.7), 0.006*h, 0.016*h, 0.003, 0, y, mx, my+0.008*h, tx*0.97, ty)
	}
}
