package painter

import "math"

// cloth is the paint of a thing whose colour the case tells: the accent for a
// strong one, dark or light for the others.
func cloth(s *stage, x0, y0, x1, y1 float64) paint {
	switch s.detail("colour") {
	case "black", "dark", "navy":
		return paint{blend: fade(x0, y0, 1, x1, y1, 0.05), hatch: 5}
	case "grey":
		return paint{blend: fade(x0, y0, 2.6, x1, y1, 1.8), hatch: 5}
	case "white", "cream", "ivory":
		return paint{blend: fade(x0, y0, 3, x1, y1, 2), hatch: 5}
	}
	return paint{blend: fade(x0, y0, 2.5, x1, y1, 1.2), ink: accent, hatch: 5}
}

func glove(s *stage) {
	p := s.tabletop().to(0, 0.3, 1, s.span(-0.35, 0.35))
	hand := points(-1.2, 3.4, -1.35, 1.2, -1.55, -0.4, -1.6, -2.5, -1.15, -2.7, -0.85, -0.9, -0.65, -3.2, -0.15, -3.35, 0.05, -0.95,
		0.35, -3.05, 0.85, -3, 0.85, -0.7, 1.25, -2.3, 1.7, -2.1, 1.6, 0.1, 2.4, -0.5, 2.9, -0.1, 1.9, 1.3, 1.3, 2.2, 1.25, 3.4)
	o := smooth(hand, true, p.k)
	p.shadow(0.35, o)
	p.fill(flat(0), p.all(ribbon(append(o, o[0]), 0.14, 0.14, 0.14)))
	p.fill(cloth(s, 300, 200, 800, 900), p.all(o))
	for _, x := range []float64{-0.7, 0, 0.7} {
		p.curve(flat(0.2), 0.03, 0.06, 0.02, x, -0.2, x+0.05, 0.7, x*0.9, 1.5)
	}
	p.curve(flat(0.2), 0.05, 0.08, 0.03, 1.5, 0.3, 1, 0.9, 0.9, 1.7)
	cuff := points(-1.4, 2.9, 1.4, 2.9, 1.5, 3.8, -1.5, 3.8)
	p.fill(flat(0.6), p.all(cuff))
	for i := range 12 {
		x := -1.35 + float64(i)*0.245
		p.line(flat(2.4), 0.04, x, 3, x, 3.7)
	}
	p.oval(flat(2.6), 0.9, 2.5, 0.16, 0.16)
}

// handkerchief is a hemmed square that was dropped, in soft folds, with a mark
// embroidered in one corner.
func handkerchief(s *stage) {
	fill := cloth(s, 250, 200, 800, 850)
	if s.detail("colour") == "" {
		fill = paint{blend: fade(250, 200, 3, 850, 850, 2.2), hatch: 5}
	}
	p, o := s.square(fill)
	p.inside(o, func() {
		for _, d := range []float64{2.3, 2.5} { // the border
			p.line(flat(2.9), 0.1, -d, -d, d, -d, d, d, -d, d, -d, -d)
			p.line(flat(0.5), 0.035, -d-0.07, -d-0.07, d+0.07, -d-0.07, d+0.07, d+0.07, -d-0.07, d+0.07, -d-0.07, -d-0.07)
		}
		p.creases(paint{op: lighten, tone: 0.7}, paint{op: shade, tone: 0.55})
		if s.says("stained", "snuff") {
			for range 9 {
				x, y, r := s.span(-1.6, 1.6), s.span(-1.6, 1.6), s.span(0.1, 0.55)
				p.oval(paint{op: shade, tone: 0.5}, x, y, r, r*0.8)
				p.ring(paint{op: shade, tone: 0.6}, x, y, r*1.1, r*0.95)
			}
		}
	})
	mark := p.to(-1.6, 1.6, 0.8, -p.turn)
	if s.detail("tag") != "" {
		mark.monogram()
	} else {
		mark.rose()
	}
}

// rose is embroidered.
func (p pen) rose() {
	for i := range 5 {
		q := tip(float64(i)*2*math.Pi/5, 0.3)
		p.oval(flat(0.2), q.x, q.y, 0.25, 0.25)
		p.oval(glow(2.3), q.x, q.y, 0.19, 0.19)
	}
	p.oval(flat(2.9), 0, 0, 0.14, 0.14)
	p.curve(flat(0.2), 0.06, 0.09, 0.04, 0.2, 0.3, 0.5, 0.8, 0.3, 1.2)
	p.blob(flat(0.2), 0.45, 0.75, 0.9, 0.5, 1.0, 0.8, 0.6, 0.95)
}

// monogram is two embroidered letters in a wreath.
func (p pen) monogram() {
	p.curve(flat(0.1), 0.06, 0.1, 0.06, -0.5, 0.5, -0.2, -0.6, 0.1, 0.4, 0.4, -0.6, 0.6, 0.5)
	p.arc(flat(0.1), 0.05, 0, 0, 0.85, 0.75, 0.6, 2.5)
	for i := range 7 {
		q := tip(2.1+float64(i)*0.35, 0.85)
		p.oval(flat(0.1), q.x, q.y*0.88, 0.1, 0.07)
	}
}

// umbrella lies rolled: long, with ribs that stand out at the open end, a
// strap, a long tip and a crook.
func umbrella(s *stage) {
	p := s.tabletop().to(0.2, 0.2, 1, s.span(-0.85, -0.6))
	roll := points(-3.9, -0.12, -1.5, -0.34, 1.0, -0.62, 2.0, -0.74, 2.3, -0.5, 2.2, -0.2, 2.5, 0.05, 2.2, 0.3, 2.3, 0.62, 1.9, 0.8, 1.0, 0.62, -1.5, 0.34, -3.9, 0.12)
	p.line(flat(0), 0.22, -5.1, 0, 3.4, 0)
	p.line(flat(2.4), 0.1, -5.1, -0.02, 3.4, -0.02)
	p.solid(cloth(s, 350, 300, 700, 800), roll)
	p.inside(roll, func() {
		for i := range 4 { // the folds wind about the stick
			x := -3.4 + float64(i)*1.5
			p.curve(paint{op: shade, tone: 0.4}, 0.05, 0.26, 0.05, x, -0.5, x+0.9, -0.05, x+2.1, 0.9)
			p.curve(flat(2.8), 0.02, 0.05, 0.02, x-0.16, -0.45, x+0.74, 0, x+1.95, 0.9)
		}
	})
	for _, y := range []float64{-0.66, 0.02, 0.72} { // the ends of the ribs
		p.line(flat(0), 0.1, 2.1, y*0.94, 2.55, y)
		p.oval(flat(2.8), 2.6, y, 0.09, 0.09)
	}
	p.solid(flat(0.3), points(0.2, -0.6, 0.55, -0.62, 0.6, 0.64, 0.25, 0.62))
	p.oval(flat(2.7), 0.42, -0.2, 0.12, 0.12)
	q := p
	q.o = pt{p.o.x + 24, p.o.y + 22}
	hook := []float64{2.9, 0, 4.1, 0, 4.9, -0.2, 5.1, -1.1, 4.5, -1.6, 3.9, -1.2}
	q.curve(paint{op: shade, tone: 0.5}, 0.4, 0.46, 0.4, hook...)
	p.curve(flat(0), 0.46, 0.54, 0.44, hook...)
	p.curve(wood(700, 100, 900, 500), 0.32, 0.38, 0.3, hook...)
	p.rect(flat(0), 2.8, -0.3, 0.44, 0.6)
	p.rect(glow(2.3), 2.86, -0.24, 0.32, 0.48)
}

func footprint(s *stage) {
	switch {
	case s.says("lines"):
		s.drag()
		return
	case s.says("steps laid"):
		s.foldingSteps()
		return
	}
	w, h := float64(s.w), float64(s.h)
	ground := paint{blend: fade(0, 0, 1.7, w, h, 0.9), hatch: 6}
	if s.pic.Weather == "snow" {
		ground = paint{blend: fade(0, 0, 3, w, h, 2.2), hatch: 6}
	}
	s.everywhere(ground)
	sheet := s.sheet()
	for range 70 {
		x, y, r := s.span(0, w), s.span(0, h), s.span(4, 22)
		sheet.oval(flat(s.span(0.7, 1.5)), x, y, r, r*0.6)
	}
	for range 14 {
		x, y := s.span(0, w), s.span(0, h)
		for i := range 5 {
			a := -2.2 + float64(i)*0.35
			sheet.curve(flat(0.3), 6, 4, 1, x, y, x+math.Cos(a)*26, y+math.Sin(a)*30, x+math.Cos(a)*44, y+math.Sin(a)*64)
		}
	}
	s.corners(0.5)
	p := pen{canvas: s.canvas, o: pt{w/2 + s.span(-90, 90), h / 2}, k: s.span(92, 104), turn: s.span(-0.7, 0.7)}
	form := 2 * s.r.IntN(2)
	if s.says("nail", "clog") {
		form = 1
	}
	s.mirror = s.odds(50)
	sole := smooth(points(-0.9, -3.7, 0.2, -3.95, 1.15, -3.1, 1.35, -1.6, 0.9, -0.2, 0.75, 0.7, -0.85, 0.8, -1.1, -0.6, -1.5, -2.2), true, p.k)
	heel := smooth(points(-0.85, 1.4, 0.8, 1.3, 1, 2.6, 0.6, 3.6, -0.5, 3.7, -1, 2.7), true, p.k)
	for _, o := range [][]pt{sole, heel} {
		p.fill(flat(2.4), p.to(0.09, 0.11, 1, 0).all(o))
		p.fill(flat(0.15), p.all(o))
		p.inside(o, func() {
			p.tread(form)
		})
	}
	p.oval(flat(0.15), 0.05, 2.5, 0.3, 0.35)
}

// tread is the pattern of a sole: bars, nails or lozenges.
func (p pen) tread(form int) {
	for i := range 26 {
		y := -3.9 + float64(i)*0.31
		switch form {
		case 1:
			for k := range 5 {
				p.oval(flat(1.6), -1.3+float64(k)*0.62+0.3*float64(i%2), y, 0.09, 0.09)
			}
		case 2:
			p.line(flat(1.2), 0.07, -1.8, y-1.2, 1.8, y+1.2)
			p.line(flat(1.2), 0.07, -1.8, y+1.2, 1.8, y-1.2)
		default:
			p.line(flat(1.1), 0.1, -1.7, y+0.2, -0.1, y-0.05, 1.6, y+0.2)
		}
	}
}

func rope(s *stage) {
	switch {
	case s.says("strap", "belt"):
		s.strap()
		return
	case s.says("lead"):
		s.lead()
		return
	case s.says("thread"):
		s.reel()
		return
	case s.says("silk", "dressing-gown"):
		s.cord()
		return
	}
	p := s.tabletop().to(0, 0.2, 1, s.span(-0.4, 0.4))
	for turn := range 4 {
		r := 3 - float64(turn)*0.52
		if turn == 0 {
			p.shadow(0.4, p.round(0, 0, r, r*0.86))
		}
		p.coil(r-0.24, turn)
	}
	p.strand(1.2, -0.2, 3.4, 3.2, 12)
	for i := range 5 {
		p.curve(flat(2.4), 0.1, 0.06, 0.02, 3.3, 3.1, 3.6, 3.3+float64(i)*0.05, 3.9, 3+float64(i)*0.25)
	}
}

// coil is one turn of a rope.
func (p pen) coil(r float64, turn int) {
	p.arc(flat(0.2), 0.56, 0, 0, r, r*0.86, 0, 2*math.Pi)
	n := int(r * 15)
	for i := range n {
		a := (float64(i) + float64(turn)*0.3) * 2 * math.Pi / float64(n)
		q := pt{r * math.Cos(a), r * 0.86 * math.Sin(a)}
		p.to(q.x, q.y, 1, a+0.7).oval(flat(2.3), 0, 0, 0.27, 0.11)
	}
}

// strand is a straight piece of rope.
func (p pen) strand(x0, y0, x1, y1 float64, n int) {
	p.line(flat(0.2), 0.5, x0, y0, x1, y1)
	a := math.Atan2(y1-y0, x1-x0)
	for i := range n {
		t := (float64(i) + 0.5) / float64(n)
		p.to(lerp(x0, x1, t), lerp(y0, y1, t), 1, a+0.8).oval(flat(2.3), 0, 0, 0.26, 0.11)
	}
}

func scarf(s *stage) {
	if s.says("necktie") {
		s.necktie()
		return
	}
	p := s.tabletop().to(0, 0, 1, s.span(-0.25, 0.25))
	line := smooth(points(-3.4, -3.6, -2.6, -1.6, -0.6, -1.9, 1.4, -3.0, 2.9, -1.8, 2.0, 0.2, -0.4, 0.7, -2.2, 1.6, -1.5, 3.0, 0.8, 2.8, 2.6, 3.5), false, p.k)
	q := p
	q.o = pt{p.o.x + 30, p.o.y + 28}
	q.fill(paint{op: shade, tone: 0.5}, q.all(ribbon(line, 1.5, 1.6, 1.5)))
	ground := cloth(s, 250, 200, 800, 850)
	n := len(line)
	for i := 0; i+6 < n; i += 5 { // laid piece by piece, so that it crosses over itself
		part := line[i:min(i+8, n)]
		p.fill(flat(0.1), p.all(ribbon(part, 1.62, 1.62, 1.62)))
		p.fill(ground, p.all(ribbon(part, 1.44, 1.44, 1.44)))
	}
	for i := 3; i+3 < n; i += 2 {
		a, b := line[i-1], line[i+1]
		t := p.to(line[i].x, line[i].y, 1, math.Atan2(b.y-a.y, b.x-a.x))
		if i/6%3 == 0 {
			t.rect(flat(2.8), -0.1, -0.72, 0.22, 1.44)
		}
		t.line(flat(0.4), 0.03, -0.14, -0.6, 0.12, -0.5)
		t.line(flat(0.4), 0.03, -0.14, 0.55, 0.12, 0.62)
	}
	for _, end := range []struct{ at, to pt }{{line[0], line[3]}, {line[n-1], line[n-4]}} {
		t := p.to(end.at.x, end.at.y, 1, math.Atan2(end.at.y-end.to.y, end.at.x-end.to.x))
		for i := range 9 {
			y := -0.66 + float64(i)*0.165
			t.curve(flat(0.1), 0.09, 0.1, 0.05, 0, y, 0.4, y+s.span(-0.08, 0.08), 0.85, y+s.span(-0.2, 0.2))
			t.curve(ground, 0.05, 0.05, 0.02, 0, y, 0.4, y, 0.8, y+s.span(-0.1, 0.1))
		}
	}
}
