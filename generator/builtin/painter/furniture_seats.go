package painter

import "math"

// legged is a table: on four legs, on trestles, with drawers, or under a cloth.
// The place is the middle of its foot.
func (s *stage) legged(x, z, w, d, h, tone float64) {
	s.cast(x, z, w*0.55, d*0.55)
	switch s.style.table {
	case 1:
		for _, side := range []float64{-1, 1} {
			s.block(vec{x + side*(w/2-0.18), 0, z}, 0.1, h-0.06, d*0.8, 0, tone-0.4)
		}
		s.block(vec{x, h * 0.3, z}, w-0.4, 0.1, 0.08, 0, tone-0.3)
	case 2:
		s.legs(x, z, w, d, h, tone)
		p := s.block(vec{x, h - 0.3, z}, w-0.1, 0.24, d-0.06, 0, tone-0.2)
		n := max(1, int(w/0.6))
		for i := range n {
			u, step := 0.04+float64(i)*(w-0.1)/float64(n), (w-0.1)/float64(n)
			p.rect(flat(tone-1), u, 0.03, step-0.08, 0.19)
			p.rect(flat(tone+0.2), u+0.015, 0.045, step-0.11, 0.16)
			p.oval(glow(2.5), u+step/2-0.04, 0.12, 0.035, 0.035)
		}
	case 3:
		if s.genteel() {
			p := s.block(vec{x, 0.24, z}, w-0.02, h-0.3, d-0.02, 0, 2.4)
			for i := range int(w / 0.16) {
				u := 0.08 + float64(i)*0.16
				p.curve(flat(1.6), 0.02, 0.035, 0.02, u, 0, u+0.02, 0.2, u, h-0.32)
			}
			p.rect(glow(1.9), 0, 0.05, w-0.02, 0.05)
			tone = 2.3
		} else {
			s.legs(x, z, w, d, h, tone)
			s.block(vec{x, 0.2, z}, w-0.14, 0.05, d-0.1, 0, tone-0.3)
		}
	default:
		s.legs(x, z, w, d, h, tone)
	}
	s.block(vec{x, h - 0.08, z}, w, 0.08, d, 0, tone)
}

func (s *stage) legs(x, z, w, d, h, tone float64) {
	for _, q := range [][2]float64{{-1, 1}, {1, 1}, {-1, -1}, {1, -1}} {
		s.block(vec{x + q[0]*(w/2-0.07), 0, z + q[1]*(d/2-0.07)}, 0.08, h-0.06, 0.08, 0, tone-0.5)
	}
}

// chair has two rails, three and a high back, an upholstered back, or a bar.
func (s *stage) chair(x, z, turn, tone float64) {
	sn, cs := math.Sincos(turn)
	at := func(dx, dz float64) (float64, float64) { return x + dx*cs - dz*sn, z + dx*sn + dz*cs }
	s.cast(x, z, 0.3, 0.25)
	leg := func(dx, dz, h float64) {
		lx, lz := at(dx, dz)
		s.block(vec{lx, 0, lz}, 0.055, h, 0.055, turn, tone-0.4)
	}
	bx, bz := at(0, 0.2)
	tall := []float64{1.0, 1.16, 0.98, 0.8}[s.style.seat]
	back := func() {
		leg(-0.2, 0.2, tall)
		leg(0.2, 0.2, tall)
		switch s.style.seat {
		case 1:
			for _, y := range []float64{0.58, 0.78, 1.0} {
				s.block(vec{bx, y, bz}, 0.44, 0.08, 0.04, turn, tone)
			}
		case 2:
			p := s.block(vec{bx, 0.56, bz}, 0.46, 0.42, 0.07, turn, tone)
			p.rect(glow(1.8), 0.04, 0.04, 0.38, 0.34)
		case 3:
			s.block(vec{bx, 0.7, bz}, 0.56, 0.1, 0.06, turn, tone+0.1)
		default:
			for _, y := range []float64{0.62, 0.86} {
				s.block(vec{bx, y, bz}, 0.44, 0.12, 0.04, turn, tone)
			}
		}
	}
	seat := func() {
		leg(-0.2, -0.2, 0.45)
		leg(0.2, -0.2, 0.45)
		p := s.block(vec{x, 0.43, z}, 0.48, 0.06, 0.46, turn, tone+0.2)
		if s.style.seat == 2 {
			p.rect(glow(1.6), 0, 0, 0.48, 0.06)
		}
	}
	if cs > 0 {
		back()
		seat()
		return
	}
	seat()
	back()
}

// armchair is upholstered in the accent: low, with wings, or on wooden legs.
func (s *stage) armchair(x, z, turn float64) {
	sn, cs := math.Sincos(turn)
	at := func(dx, dz float64) vec { return vec{x + dx*cs - dz*sn, 0, z + dx*sn + dz*cs} }
	s.cast(x, z, 0.55, 0.5)
	part := func(dx, dz, w, low, h, d, tone float64, with ink) {
		q := at(dx, dz)
		foot := make([]pt, 4)
		for i, c := range [][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
			foot[i] = pt{q.x + c[0]*w/2*cs - c[1]*d/2*sn, q.z + c[0]*w/2*sn + c[1]*d/2*cs}
		}
		s.prism(foot, low, low+h, tone, with)
	}
	easy := s.style.easy
	backHeight := []float64{0.95, 1.2, 0.85}[easy]
	back := func(tone float64) {
		part(0, 0.34, 0.86, 0.12, backHeight, 0.2, tone, accent)
		if easy == 1 {
			part(-0.38, 0.2, 0.1, 0.62, 0.6, 0.26, tone, accent)
			part(0.38, 0.2, 0.1, 0.62, 0.6, 0.26, tone, accent)
		}
	}
	if cs > 0 {
		back(1.4)
	}
	if easy == 2 {
		for _, d := range []float64{-0.34, 0.34} {
			part(d, -0.3, 0.07, 0, 0.6, 0.07, 0.6, key)
			part(d, 0.3, 0.07, 0, 0.6, 0.07, 0.6, key)
		}
	}
	low := []float64{0.12, 0.12, 0.26}[easy]
	part(0, 0, 0.6, low, 0.44-low, 0.7, 1.8, accent)
	near, far := -0.4, 0.4
	if sn < 0 {
		near, far = far, near
	}
	for _, d := range []float64{far, near} {
		if easy == 2 {
			part(d*0.92, 0, 0.09, 0.58, 0.06, 0.76, 1.0, key)
		} else {
			part(d, 0, 0.18, 0.12, 0.52, 0.8, 1.4, accent)
		}
	}
	if cs <= 0 {
		back(1.1)
	}
}

// rug lies on the floor: framed with lozenges, oval, or striped.
func (s *stage) rug(x, z, w, d float64) {
	f := s.floor()
	switch s.style.rug {
	case 1:
		for i, u := range []float64{1, 0.9, 0.78, 0.5, 0.42} {
			with := []paint{glow(1.7), flat(0.5), glow(1.2), flat(2.6), glow(1.9)}[i]
			f.oval(with, x, z, w/2*u, d/2*u)
		}
	case 2:
		n := 9
		for i := range n {
			with := []paint{glow(1.7), flat(0.6), flat(2.4)}[i%3]
			f.rect(with, x-w/2+w*float64(i)/float64(n), z-d/2, w/float64(n)+0.01, d)
		}
		for i := range 12 {
			f.rect(flat(2.5), x-w/2+w*float64(i)/12, z-d/2-0.12, 0.03, 0.12)
		}
	default:
		f.rect(glow(1.7), x-w/2, z-d/2, w, d)
		f.rect(flat(0.5), x-w/2+0.1, z-d/2+0.08, w-0.2, d-0.16)
		f.rect(glow(1.2), x-w/2+0.22, z-d/2+0.18, w-0.44, d-0.36)
		const n = 5
		for i := range n {
			cx := x - w/2 + w*(float64(i)+0.5)/n
			f.poly(flat(2.6), cx, z-d*0.22, cx+w*0.06, z, cx, z+d*0.22, cx-w*0.06, z)
		}
	}
}
