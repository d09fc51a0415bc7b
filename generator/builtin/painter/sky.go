package painter

import "math"

// sky fills an outline with the hour's sky above a horizon at a height in
// pixels. Within draw, more can be put before it.
func (s *stage) sky(outline []pt, horizon float64, draw func()) {
	top := horizon
	for _, q := range outline {
		top = math.Min(top, q.y)
	}
	s.fill(paint{blend: fade(0, top, s.skyTop, 0, horizon, s.skyLow)}, outline)
	s.clip(outline, func() {
		if draw != nil {
			draw()
		}
		s.weather(outline)
	})
}

// heavens draws the whole sky of an outdoor scene: light that radiates from the
// moon or the sun, stars, clouds.
func (s *stage) heavens(horizon float64, at pt) {
	w := float64(s.w)
	s.focus = at
	hatch := rayed
	if s.pic.Hour == "night" || s.pic.Hour == "" {
		hatch = ringed
	}
	reach := math.Hypot(w, horizon) * 0.62
	down := fade(0, 0, s.skyTop, 0, horizon, s.skyLow)
	near := halo(at.x, at.y, reach, reach, 1.1, 0)
	s.fill(paint{hatch: hatch, blend: func(x, y float64) float64 { return down(x, y) + near(x, y) }},
		points(-20, -20, w+20, -20, w+20, horizon+30, -20, horizon+30))
	if s.pic.Weather == "clear" || s.pic.Weather == "" || s.pic.Weather == "snow" {
		s.orb(at, float64(s.h)*0.075)
	}
	if s.skyTop < 0.4 && s.pic.Weather == "clear" {
		s.stars(70, horizon*0.8)
	}
	if s.pic.Weather != "clear" {
		s.clouds(horizon)
	}
}

// orb is the moon, or the sun when it is low or high.
func (s *stage) orb(at pt, r float64) {
	p := s.sheet()
	switch s.pic.Hour {
	case "dawn", "dusk":
		p.oval(glow(2), at.x, at.y, r*1.25, r*1.25)
	case "day":
		p.oval(glow(2.6), at.x, at.y, r*0.9, r*0.9)
	default:
		p.oval(flat(3), at.x, at.y, r, r)
		for range 4 {
			a, d, q := s.span(0, 6.3), s.span(0.2, 0.6)*r, s.span(0.1, 0.22)*r
			p.oval(flat(2.35), at.x+d*math.Cos(a), at.y+d*math.Sin(a), q, q*0.8)
		}
	}
}

func (s *stage) stars(n int, low float64) {
	p := s.sheet()
	for range n {
		x, y, r := s.span(0, float64(s.w)), s.span(0, low), s.span(1, 3.2)
		if r > 2.8 {
			p.poly(flat(3), x, y-r*3, x+r*0.6, y-r*0.6, x+r*3, y, x+r*0.6, y+r*0.6, x, y+r*3, x-r*0.6, y+r*0.6, x-r*3, y, x-r*0.6, y-r*0.6)
		} else {
			p.oval(flat(3), x, y, r, r)
		}
	}
}

// clouds are long carved banks.
func (s *stage) clouds(horizon float64) {
	p := s.sheet()
	tone := (s.skyTop + s.skyLow) / 2
	if s.pic.Weather == "storm" {
		tone = 0
	}
	for range 7 {
		x, y := s.span(-100, float64(s.w)), s.span(0.02, 0.62)*horizon
		l := s.span(260, 620)
		xy := []float64{x, y}
		for i := 1; i < 6; i++ {
			xy = append(xy, x+l*float64(i)/6, y-s.span(14, 52))
		}
		xy = append(xy, x+l, y, x+l*0.5, y+s.span(8, 16))
		p.blob(flat(tone+s.span(-0.35, 0.25)).carve(0), xy...)
		p.curve(flat(tone+0.8), 1, 7, 1, x+l*0.1, y-14, x+l*0.4, y-34, x+l*0.75, y-26)
	}
}

// weather falls on the outline.
func (s *stage) weather(outline []pt) {
	x0, y0, x1, y1 := bounds(outline)
	area := (x1 - x0) * (y1 - y0)
	switch s.pic.Weather {
	case "rain", "storm":
		s.rain(x0, y0, x1, y1, int(area/5200)+6)
		if s.pic.Weather == "storm" && area > 3e4 {
			s.lightning(s.span(lerp(x0, x1, 0.2), lerp(x0, x1, 0.8)), y0, (y1-y0)*0.6)
		}
	case "snow":
		p := s.sheet()
		for range int(area/4200) + 8 {
			r := s.span(1.6, 5)
			p.oval(flat(3), s.span(x0, x1), s.span(y0, y1), r, r)
		}
	case "fog":
		for i := range 4 {
			y := lerp(y0, y1, (float64(i)+0.5)/4)
			s.fill(paint{op: lighten, hatch: 0, blend: fade(0, y-(y1-y0)*0.12, 0, 0, y, 0.35)}, points(x0, y-(y1-y0)*0.14, x1, y-(y1-y0)*0.1, x1, y+12, x0, y))
		}
	}
}

func (s *stage) rain(x0, y0, x1, y1 float64, n int) {
	lines := make([][]pt, 0, n)
	for range n {
		x, y, l := s.span(x0, x1+60), s.span(y0-30, y1), s.span(26, 74)
		o := ribbon(points(x, y, x-l*0.3, y+l), 0.6, s.span(1.6, 3), 0.6)
		orient(o)
		lines = append(lines, o)
	}
	s.fill(paint{op: lighten, tone: 1.5}, lines...)
}

func (s *stage) lightning(x, y, h float64) {
	p := s.sheet()
	line := []float64{x, y}
	for i := 1; i <= 7; i++ {
		x += s.span(-42, 42)
		line = append(line, x, y+h*float64(i)/7)
		if i == 3 || i == 5 {
			p.fill(flat(3), ribbon(points(x, y+h*float64(i)/7, x+s.span(-90, 90), y+h*float64(i+1)/7), 5, 3, 0.5))
		}
	}
	p.fill(flat(3), ribbon(points(line...), 13, 7, 1))
}

func bounds(o []pt) (x0, y0, x1, y1 float64) {
	x0, y0, x1, y1 = math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, q := range o {
		x0, y0, x1, y1 = math.Min(x0, q.x), math.Min(y0, q.y), math.Max(x1, q.x), math.Max(y1, q.y)
	}
	if len(o) == 0 {
		return 0, 0, 0, 0
	}
	return x0, y0, x1, y1
}

// hills is a ridge across the picture.
func (s *stage) hills(y, height, tone float64) {
	w := float64(s.w)
	o := []pt{{-20, float64(s.h) + 20}, {-20, y}}
	a, b := s.span(0, 6), s.span(0, 6)
	for x := -20.0; x <= w+20; x += 40 {
		up := math.Sin(x/260+a)*0.5 + math.Sin(x/110+b)*0.25 + 0.5
		o = append(o, pt{x, y - up*height})
	}
	o = append(o, pt{w + 20, float64(s.h) + 20})
	s.fill(paint{hatch: 3, blend: fade(0, y-height, tone, 0, y+60, tone+0.4)}, o)
}

// sea lies from the horizon down to a height, with the light's path on it.
func (s *stage) sea(horizon, low, lightX float64) {
	w := float64(s.w)
	s.fill(paint{blend: fade(0, horizon, s.skyLow*0.55, 0, low, s.skyLow*0.2), hatch: 0},
		points(-20, horizon, w+20, horizon, w+20, low, -20, low))
	p := s.sheet()
	for y := horizon + 6; y < low; y += 5 + (y-horizon)*0.055 {
		deep := (y - horizon) / (low - horizon)
		for range 5 {
			x, l := s.span(0, w), s.span(20, 60)*(0.5+deep*1.8)
			p.curve(flat(s.skyLow*0.8), 0.5, 2+deep*4, 0.5, x, y, x+l*0.5, y-2-deep*5, x+l, y)
		}
		l := (s.span(16, 60) + deep*70) * 0.8
		x := lightX + s.span(-30, 30)*(0.4+deep)
		p.curve(flat(3), 0.5, 3+deep*6, 0.5, x-l, y, x, y-2, x+l, y)
	}
}

// firs is a row of conifers.
func (s *stage) firs(y, from, to, size, tone float64) {
	p := s.sheet()
	for x := from; x < to; x += size * s.span(0.3, 0.6) {
		h := size * s.span(0.8, 1.5)
		xy := []float64{x, y - h}
		for i := 1; i <= 5; i++ {
			w, at := h*0.06*float64(i), y-h+h*float64(i)/5.4
			xy = append(xy, x+w, at, x+w*0.45, at-h*0.01)
		}
		for i := 5; i >= 1; i-- {
			w, at := h*0.06*float64(i), y-h+h*float64(i)/5.4
			xy = append(xy, x-w*0.45, at-h*0.01, x-w, at)
		}
		p.poly(flat(tone).carve(6), xy...)
		if s.pic.Weather == "snow" {
			p.poly(flat(3), x, y-h, x+h*0.06, y-h*0.8, x-h*0.03, y-h*0.84)
		}
		p.rect(flat(0), x-h*0.02, y-h*0.1, h*0.04, h*0.12)
	}
}

// bareTree grows branches by chance.
func (s *stage) bareTree(x, y, h, lean, width float64, depth int) {
	tx, ty := x+math.Sin(lean)*h, y-math.Cos(lean)*h
	s.fill(flat(0), ribbon(smooth([]pt{{x, y}, {lerp(x, tx, 0.5) + h*0.05, lerp(y, ty, 0.5)}, {tx, ty}}, false, 1), width, width*0.8, width*0.6))
	if depth == 0 {
		return
	}
	for _, side := range []float64{-1, 1} {
		s.bareTree(tx, ty, h*s.span(0.6, 0.82), lean+side*s.span(0.2, 0.62), width*0.6, depth-1)
	}
	if depth > 2 {
		s.bareTree(lerp(x, tx, 0.7), lerp(y, ty, 0.7), h*0.5, lean+s.span(-0.9, 0.9), width*0.35, depth-2)
	}
}
