package painter

import "math"

// arched is a tall window with a round head.
func (s *stage) arched(p pen, x, y, w, h float64, view string) {
	head := func(grow float64) []pt {
		o := points(x+w+grow, y-grow)
		for i := range 17 {
			sn, cs := math.Sincos(math.Pi * float64(i) / 16)
			o = append(o, pt{x + w/2 + (w/2+grow)*cs, y + h - w/2 + (w/2+grow)*sn})
		}
		return append(o, pt{x - grow, y - grow})
	}
	p.fill(flat(0.2), p.all(head(0.12)))
	p.fill(flat(2.3), p.all(head(0.07)))
	s.outlook(p.all(head(0)), view)
	p.rect(flat(0.3), x+w/2-0.025, y, 0.05, h)
	for i := 1; i < 4; i++ {
		p.rect(flat(0.3), x, y+(h-w/2)*float64(i)/3-0.02, w, 0.04)
	}
}

// outlook paints what is seen through an opening.
func (s *stage) outlook(o []pt, view string) {
	s.glazed = true
	if len(o) < 3 {
		return
	}
	_, top, _, low := bounds(o)
	horizon := math.Min(math.Max(s.cam.centre.y, top+(low-top)*0.35), low-(low-top)*0.12)
	x0, _, x1, _ := bounds(o)
	s.sky(o, horizon, func() {
		p := s.sheet()
		if s.pic.Weather == "clear" && s.r.IntN(3) > 0 {
			s.orb(pt{lerp(x0, x1, s.span(0.25, 0.75)), lerp(top, horizon, s.span(0.25, 0.5))}, math.Min(26, (x1-x0)*0.14))
		}
		switch view {
		case "sea":
			p.rect(paint{blend: fade(0, horizon, s.skyLow*0.5, 0, low, s.skyLow*0.2), hatch: 0}, x0, horizon, x1-x0, low-horizon+4)
			for range 12 {
				x, y := s.span(x0, x1), s.span(horizon, low)
				p.curve(flat(s.skyLow), 0.5, 3, 0.5, x-18, y, x, y-3, x+18, y)
			}
		case "peaks":
			s.peaks(x0, x1, horizon, (low-top)*0.34)
			s.firs(low+4, x0, x1, (low-horizon)*0.6+14, 0.1)
		case "nile":
			s.nile(x0, x1, horizon, low)
		case "mills":
			s.chimneys(x0, x1, horizon+6, low, (low-top)*0.34)
		case "town":
			s.roofs(x0, x1, horizon+10, low, (low-top)*0.2)
		default:
			s.fill(flat(s.skyLow*0.35), smooth(points(x0-30, low+20, x0-30, horizon-4, lerp(x0, x1, 0.3), horizon-18, lerp(x0, x1, 0.7), horizon+6, x1+30, horizon-12, x1+30, low+20), true, 1))
			s.firs(low+4, x0, x1, (low-horizon)*0.5+12, 0)
		}
	})
}

// peaks are mountains with snow on the lit side.
func (s *stage) peaks(x0, x1, y, h float64) {
	p := s.sheet()
	for i := range 4 {
		x, up := lerp(x0, x1, (float64(i)+s.span(0.1, 0.9))/4), h*s.span(0.6, 1)
		w := up * s.span(0.9, 1.3)
		p.poly(flat(0.55).carve(5), x-w, y+20, x, y-up, x+w, y+20)
		p.poly(flat(2.9), x, y-up, x-w*0.46, y-up*0.5, x-w*0.3, y-up*0.52, x-w*0.2, y-up*0.36, x-w*0.06, y-up*0.5, x+w*0.04, y-up*0.3, x+w*0.08, y-up*0.62)
		p.poly(flat(1.7).carve(6), x, y-up, x+w*0.08, y-up*0.62, x+w*0.2, y-up*0.4, x+w*0.24, y-up*0.62)
	}
}

// roofs are a town in the distance, some windows lit.
func (s *stage) roofs(x0, x1, y, low, h float64) {
	p := s.sheet()
	for x := x0 - 10; x < x1; {
		w, up := s.span(0.5, 1)*h, s.span(0.3, 1)*h
		tone := s.span(0, 0.7)
		p.rect(flat(tone), x, y-up, w, low-y+up+10)
		if s.odds(60) {
			p.poly(flat(tone), x-4, y-up, x+w/2, y-up-w*0.4, x+w+4, y-up)
		}
		for range 4 {
			if s.night && s.odds(60) {
				p.rect(glow(2.2), x+w*s.span(0.1, 0.8), y-up+s.span(0.1, 0.9)*up, h*0.06, h*0.09)
			}
		}
		x += w
	}
}

// painting hangs in a heavy frame.
func (s *stage) painting(p pen, x, y, w, h float64) {
	p.rect(flat(0), x-0.11, y-0.13, w+0.24, h+0.24)
	p.rect(glow(2.1), x-0.1, y-0.1, w+0.2, h+0.2)
	p.rect(flat(0.2), x-0.02, y-0.02, w+0.04, h+0.04)
	p.clip(p.all(points(x, y, x+w, y, x+w, y+h, x, y+h)), func() {
		if s.odds(50) {
			p.rect(flat(1.1), x, y, w, h)
			p.blob(flat(0.2), x+w*0.1, y-h*0.1, x+w*0.2, y+h*0.34, x+w*0.5, y+h*0.5, x+w*0.8, y+h*0.34, x+w*0.9, y-h*0.1)
			p.oval(flat(2.6), x+w*0.5, y+h*0.6, w*0.15, h*0.17)
			p.oval(flat(1.4), x+w*0.55, y+h*0.6, w*0.1, h*0.15)
			return
		}
		p.rect(flat(2.5), x, y, w, h)
		p.blob(flat(1.4), x-w*0.1, y+h*0.3, x+w*0.3, y+h*s.span(0.5, 0.75), x+w*0.6, y+h*0.45, x+w*1.1, y+h*s.span(0.5, 0.7), x+w*1.1, y-h*0.2, x-w*0.1, y-h*0.2)
		p.blob(flat(0.3), x-w*0.1, y+h*0.1, x+w*0.4, y+h*s.span(0.2, 0.35), x+w*1.1, y+h*0.12, x+w*1.1, y-h*0.2, x-w*0.1, y-h*0.2)
		p.oval(glow(2.2), x+w*s.span(0.2, 0.8), y+h*0.78, w*0.08, w*0.08)
	})
}

// curtains hang at both sides of a window.
func (s *stage) curtains(p pen, x, y, w, h float64) {
	for _, side := range []float64{0, 1} {
		cx := x + side*w
		for i := range 5 {
			d := (float64(i) - 2) * 0.09
			t := 1.0 + 0.9*float64(i%2)
			p.poly(glow(t), cx+d-0.06, y+h, cx+d+0.06, y+h, cx+d*1.1+0.07, y, cx+d*1.1-0.06, y)
		}
	}
	p.rect(flat(0.1), x-0.35, y+h-0.02, w+0.7, 0.06)
}

// chandelier hangs with many flames.
func (s *stage) chandelier(x, y, z, r float64) pt {
	p := s.stand(x, y, z)
	p.line(flat(0), 0.03, 0, r*0.2, 0, s.room.h-y)
	for _, ring := range []struct{ r, y float64 }{{1, 0}, {0.62, 0.42}} {
		p.arc(flat(0), r*0.07, 0, r*ring.y, r*ring.r, r*0.22, 0, math.Pi*2)
		p.arc(glow(2.2), r*0.04, 0, r*ring.y, r*ring.r, r*0.22, 0, math.Pi*2)
		for i := range 9 {
			sn, cs := math.Sincos(2 * math.Pi * float64(i) / 9)
			fx, fy := cs*r*ring.r, r*ring.y+sn*r*0.22
			p.curve(flat(0.2), r*0.02, r*0.03, r*0.02, 0, r*ring.y-r*0.3, fx*0.6, fy-r*0.22, fx, fy)
			p.rect(flat(3), fx-r*0.025, fy, r*0.05, r*0.17)
			p.blob(glow(2.7), fx-r*0.045, fy+r*0.2, fx, fy+r*0.16, fx+r*0.045, fy+r*0.2, fx, fy+r*0.33)
			p.oval(flat(3), fx, fy-r*0.1, r*0.025, r*0.05)
		}
	}
	p.oval(flat(0), 0, -r*0.36, r*0.09, r*0.12)
	q := p.at(0, r*0.2)
	if s.night {
		s.bloom(q, p.k*r*2.2, 0.9)
	}
	return q
}

// column stands from floor to ceiling.
func (s *stage) column(x, z, r, tone float64) {
	s.cast(x, z, r*1.6, r*1.6)
	s.drum(vec{x, 0, z}, r*1.35, 0.22, tone)
	s.drum(vec{x, 0.22, z}, r, s.room.h-0.5, tone)
	s.drum(vec{x, s.room.h - 0.3, z}, r*1.35, 0.3, tone)
}

// shelf holds a row of small things on a wall.
func (s *stage) shelf(p pen, x, y, w float64, thing func(p pen, x, y, size float64)) {
	for at := x + 0.12; at < x+w-0.08; {
		size := s.span(0.16, 0.26)
		thing(p, at, y+0.03, size)
		at += size * s.span(0.8, 1.1)
	}
	p.rect(flat(0.2), x, y-0.04, w, 0.04)
	p.rect(flat(2.2), x, y, w, 0.035)
}

func (s *stage) jar(p pen, x, y, size float64) {
	t := s.span(0.8, 2.6)
	p.rect(flat(t), x-size*0.3, y, size*0.6, size*0.8)
	p.rect(flat(t-0.8), x+size*0.1, y, size*0.2, size*0.8)
	p.rect(flat(0.2), x-size*0.24, y+size*0.8, size*0.48, size*0.16)
	if s.odds(40) {
		p.rect(glow(2), x-size*0.26, y+size*0.25, size*0.5, size*0.3)
	}
}
