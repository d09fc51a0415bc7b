package painter

// window shows the weather through a wall; view says what lies outside. It is a
// sash, two casements with small panes, one pane below a light, or half behind a
// blind.
func (s *stage) window(p pen, x, y, w, h float64, view string) {
	p.rect(flat(0.2), x-0.09, y-0.09, w+0.18, h+0.18)
	p.rect(flat(2.2), x-0.06, y-0.06, w+0.12, h+0.12)
	s.outlook(p.all(points(x, y, x+w, y, x+w, y+h, x, y+h)), view)
	switch s.style.window {
	case 1:
		p.rect(flat(2.2), x+w/2-0.05, y, 0.1, h)
		p.rect(flat(0.2), x+w/2-0.012, y, 0.024, h)
		for i := 1; i < 5; i++ {
			p.rect(flat(0.3), x, y+h*float64(i)/5-0.012, w, 0.024)
		}
		for _, u := range []float64{0.25, 0.75} {
			p.rect(flat(0.3), x+w*u-0.012, y, 0.024, h)
		}
	case 2:
		p.rect(flat(0.3), x, y+h*0.72-0.025, w, 0.05)
		for i := 1; i < 4; i++ {
			p.rect(flat(0.3), x+w*float64(i)/4-0.015, y+h*0.72, 0.03, h*0.28)
		}
	case 3:
		p.rect(flat(0.3), x+w/2-0.025, y, 0.05, h)
		p.rect(flat(0.3), x, y+h*0.3, w, 0.04)
		low := h * 0.46
		p.rect(glow(1.7), x, y+h-low, w, low)
		for i := range 5 {
			p.rect(glow(0.9), x, y+h-low+low*float64(i)/5, w, 0.012)
		}
		p.rect(flat(0.2), x, y+h-low-0.03, w, 0.035)
		p.line(flat(0.2), 0.012, x+w/2, y+h-low, x+w/2, y+h-low-0.2)
		p.oval(glow(2.6), x+w/2, y+h-low-0.22, 0.03, 0.03)
	default:
		p.rect(flat(0.3), x+w/2-0.025, y, 0.05, h)
		for _, u := range []float64{0.36, 0.68} {
			p.rect(flat(0.3), x, y+h*u-0.02, w, 0.04)
		}
	}
	p.rect(flat(2.6), x-0.14, y-0.12, w+0.28, 0.08)
}

// door stands in a wall: panelled, glazed above, or of planks.
func (s *stage) door(p pen, x, w, h, tone float64) {
	p.rect(flat(0.1), x-0.1, 0, w+0.2, h+0.1)
	p.rect(flat(tone), x, 0, w, h)
	switch s.style.door {
	case 1:
		p.rect(flat(tone-0.8), x+w*0.12, h*0.06, w*0.76, h*0.36)
		p.rect(flat(tone+0.3), x+w*0.17, h*0.08, w*0.66, h*0.31)
		p.rect(flat(0.2), x+w*0.12, h*0.48, w*0.76, h*0.46)
		p.rect(paint{blend: fade(0, 0, 2.4, 1600, 900, 1.2), hatch: 13}, x+w*0.15, h*0.495, w*0.7, h*0.43)
		p.rect(flat(0.3), x+w*0.49, h*0.49, w*0.03, h*0.44)
		p.rect(flat(0.3), x+w*0.14, h*0.7, w*0.72, 0.03)
	case 2:
		for i := range 5 {
			p.rect(flat(tone-0.8), x+w*float64(i)/5, 0, 0.025, h)
		}
		for _, v := range []float64{0.16, 0.8} {
			p.rect(flat(tone-0.9), x, h*v-0.01, w, 0.15)
			p.rect(flat(tone+0.3), x, h*v, w, 0.11)
			p.rect(flat(0), x, h*v+0.03, w*0.6, 0.04)
		}
	default:
		for _, v := range []float64{0.07, 0.54} {
			for _, u := range []float64{0.1, 0.54} {
				p.rect(flat(tone-0.8), x+w*u, h*v, w*0.36, h*0.38)
				p.rect(flat(tone+0.3), x+w*(u+0.04), h*(v+0.015), w*0.3, h*0.34)
			}
		}
	}
	p.oval(glow(2.6), x+w*0.9, h*0.48, 0.04, 0.04)
}

// tableLamp stands on something and returns where its light is: a shade on a
// vase, an oil lamp, a reading lamp with a long shade, or a globe.
func (s *stage) tableLamp(at vec, h float64) pt {
	p := s.stand(at.x, at.y, at.z)
	q := p.at(0, h*0.6)
	t := 2.0
	if s.night {
		t = 2.9
	}
	shade := [][]float64{
		{-h * 0.4, h * 0.5, h * 0.4, h * 0.5, h * 0.22, h, -h * 0.22, h},
		{-h * 0.13, h * 0.5, h * 0.13, h * 0.5, h * 0.07, h, -h * 0.07, h},
		{-h * 0.5, h * 0.62, h * 0.5, h * 0.62, h * 0.38, h * 0.86, -h * 0.38, h * 0.86},
		nil,
	}[s.style.lamp]
	switch s.style.lamp {
	case 1: // the bowl with the oil
		p.blob(flat(0), -h*0.2, 0, h*0.2, 0, h*0.07, h*0.12, h*0.2, h*0.3, h*0.1, h*0.48, -h*0.1, h*0.48, -h*0.2, h*0.3, -h*0.07, h*0.12)
		p.oval(glow(2), -h*0.03, h*0.3, h*0.12, h*0.08)
	case 2:
		p.rect(flat(0), -h*0.24, 0, h*0.48, h*0.07)
		p.rect(flat(0), -h*0.03, 0, h*0.06, h*0.7)
	default:
		p.blob(flat(0), -h*0.2, 0, h*0.2, 0, h*0.06, h*0.2, h*0.1, h*0.42, 0, h*0.56, -h*0.1, h*0.42, -h*0.06, h*0.2)
	}
	if s.night { // the light first, so that the shade stays whole
		s.bloom(q, p.k*h*1.8, 1)
	}
	if shade == nil {
		p.oval(flat(0), 0, h*0.74, h*0.29, h*0.27)
		p.oval(glow(t), 0, h*0.74, h*0.26, h*0.24)
		p.blob(glow(t-0.9), h*0.08, h*0.54, h*0.24, h*0.64, h*0.25, h*0.84, h*0.12, h*0.96)
		return q
	}
	lit := func(with paint, by float64) {
		o := points(shade...)
		for i := range o {
			o[i] = pt{o[i].x * by, h*0.74 + (o[i].y-h*0.74)*by}
		}
		p.fill(with, p.all(o))
	}
	lit(flat(0), 1.05)
	lit(glow(t), 0.93)
	o := points(shade...)
	p.poly(glow(t-0.9), o[1].x*0.3, o[1].y+h*0.02, o[1].x*0.93, o[1].y+h*0.02, o[2].x*0.93, o[2].y-h*0.02, o[2].x*0.3, o[2].y-h*0.02)
	return q
}

// hanging is a lamp on a cord with its cone of light: a deep shade, a globe, a
// wide plate, or a lantern.
func (s *stage) hanging(x, y, z, size float64) pt {
	p := s.stand(x, y, z)
	top := s.room.h - y
	p.line(flat(0), 0.02, 0, size*0.5, 0, top)
	if s.night {
		a, b := p.at(0, 0), p.at(0, -y)
		l, r := p.at(-size*2.6, -y), p.at(size*2.6, -y)
		w := p.k * size * 0.42
		s.beam(0.75, a, b, a.x-w, a.y, a.x+w, a.y, r.x, r.y, l.x, l.y)
		s.bloom(a, p.k*size*1.5, 0.9)
	}
	switch s.style.hung {
	case 1:
		p.rect(flat(0), -size*0.1, size*0.4, size*0.2, size*0.16)
		p.oval(flat(0), 0, size*0.08, size*0.42, size*0.4)
		p.oval(glow(2.7), 0, size*0.08, size*0.37, size*0.35)
		p.blob(glow(1.8), size*0.1, -size*0.24, size*0.32, -size*0.06, size*0.34, size*0.2, size*0.16, size*0.4)
	case 2:
		p.poly(flat(0), -size*0.72, -0.02, size*0.72, -0.02, size*0.5, size*0.16, size*0.1, size*0.3, size*0.06, size*0.56, -size*0.06, size*0.56, -size*0.1, size*0.3, -size*0.5, size*0.16)
		p.poly(glow(1.7), -size*0.62, 0.01, -size*0.2, 0.01, -size*0.12, size*0.24, -size*0.44, size*0.13)
		p.oval(flat(2.9), 0, -0.03, size*0.3, size*0.12)
	case 3:
		p.poly(flat(0), -size*0.4, size*0.34, size*0.4, size*0.34, size*0.06, size*0.62, -size*0.06, size*0.62)
		p.rect(flat(0), -size*0.34, -size*0.24, size*0.68, size*0.6)
		p.rect(glow(2.8), -size*0.28, -size*0.18, size*0.56, size*0.48)
		p.rect(flat(0), -size*0.03, -size*0.2, size*0.06, size*0.52)
		p.rect(flat(0), -size*0.38, -size*0.28, size*0.76, size*0.07)
	default:
		p.poly(flat(0), -size*0.52, -0.02, size*0.52, -0.02, size*0.14, size*0.42, size*0.06, size*0.56, -size*0.06, size*0.56, -size*0.14, size*0.42)
		p.poly(flat(1.5), -size*0.45, 0.0, -size*0.12, 0, -size*0.06, size*0.4, -size*0.12, size*0.4)
		p.oval(glow(2.8), 0, -0.02, size*0.36, size*0.1)
	}
	return p.at(0, 0)
}
