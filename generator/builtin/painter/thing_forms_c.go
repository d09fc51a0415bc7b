package painter

import "math"

// foldingSteps are a pair of steps that has been laid on its side.
func (s *stage) foldingSteps() {
	p := s.tabletop().to(0, 0.2, 1, s.span(-0.25, 0.25))
	for _, back := range []pen{p.to(0.1, 0.2, 1, 0.34), p} {
		o := box(0, 0, 7.6, 2.6)
		back.shadow(0.3, o)
		for _, y := range []float64{-1.2, 1.2} {
			back.line(flat(0), 0.44, -3.7, y, 3.7, y*0.8)
			back.line(flat(2.3).carve(2), 0.3, -3.7, y, 3.7, y*0.8)
		}
		for i := range 5 {
			x := -3.0 + float64(i)*1.45
			back.poly(flat(0), x-0.34, -1.2, x+0.2, -1.15, x+0.2, 1.15, x-0.34, 1.2)
			back.poly(flat(1.7).carve(8), x-0.26, -1.1, x+0.12, -1.05, x+0.12, 1.05, x-0.26, 1.1)
			back.line(flat(2.8), 0.06, x-0.22, -1.05, x-0.22, 1.05)
		}
	}
	p.oval(flat(0), 3.45, 0, 0.34, 1.3)
	p.oval(glow(1.8), 3.45, 0, 0.24, 1.2)
	p.curve(flat(0.2), 0.07, 0.07, 0.07, -0.4, 1.2, 0.2, 1.9, 0.8, 1.7)
}

// twist is a sheet of newspaper rolled to a cone, with husks that fall from it.
func (s *stage) twist() {
	p := s.tabletop().to(0, 0, 1, s.span(-0.5, 0.3))
	o := points(-3.4, 2.9, -3.7, 2.5, 0.9, -2.6, 2.9, -0.6, 2.5, 0.3)
	p.paper(o)
	p.inside(o, func() {
		q := p.to(-0.2, 0.2, 1, -0.76)
		for y := -1.9; y < 2; y += 0.26 {
			q.typed(s, -3.4, 3.4, y, 0.11, flat(0.8))
		}
		p.poly(paint{op: shade, tone: 0.6}, -3.5, 2.8, 2.2, 0.2, 2.6, 0.4, -3.2, 3)
	})
	p.blob(flat(0), 0.7, -2.7, 2.2, -2.1, 3.1, -0.6, 2.4, 0.3, 1.3, -0.8)
	p.blob(flat(0.6), 0.95, -2.4, 2.1, -1.9, 2.8, -0.6, 2.3, 0, 1.4, -0.9)
	p.line(flat(0.2), 0.1, -3.4, 2.9, -3.9, 3.3)
	for range 26 {
		q := p.to(s.span(1.2, 3.9), s.span(-2.2, 2.9), s.span(0.8, 1.3), s.span(0, 6))
		q.blob(flat(0), -0.26, 0, 0, -0.15, 0.28, 0, 0, 0.15)
		q.blob(glow(s.span(1.6, 2.6)), -0.2, 0, 0, -0.1, 0.22, 0, 0, 0.1)
		q.line(flat(0.3), 0.025, -0.16, 0, 0.18, 0)
	}
}

// reel is of thread, an end of it unwound.
func (s *stage) reel() {
	p := s.tabletop().to(-0.6, -0.3, 1, s.span(-0.4, 0.4))
	p.shadow(0.4, box(0, 0, 3, 3.8))
	for _, y := range []float64{-2, 1.5} {
		p.rect(flat(0), -1.66, y-0.06, 3.32, 0.62)
		p.rect(flat(2.4).carve(2), -1.58, y, 3.16, 0.5)
	}
	p.rect(flat(0), -1.36, -1.5, 2.72, 3.06)
	p.rect(flat(0.3), -1.28, -1.46, 2.56, 2.96)
	for i := range 19 {
		y := -1.4 + float64(i)*0.155
		p.curve(flat(1.5), 0.02, 0.05, 0.02, -1.26, y, 0, y+0.08, 1.26, y-0.02)
	}
	p.curve(flat(0), 0.06, 0.07, 0.05, 1.2, 0.9, 2.4, 1.4, 2.0, 2.6, 3.2, 3.0, 2.6, 3.9, 0.6, 3.4, -1.2, 3.8)
}

// matchBook is a folder of paper matches, one of them gone.
func (s *stage) matchBook() {
	p := s.tabletop().to(0, 0.1, 1, s.span(-0.4, 0.4))
	p.shadow(0.35, box(0, 0.2, 4.4, 6))
	p.rect(flat(0), -2.16, -3.3, 4.32, 3.5)
	p.rect(glow(1.5), -2.08, -3.22, 4.16, 3.4)
	p.oval(flat(2.8), 0, -1.6, 1, 1)
	p.poly(glow(1.2), 0, -2.4, 0.5, -1.2, 0, -0.8, -0.5, -1.2)
	gone := s.r.IntN(9)
	for i := range 9 {
		if i == gone {
			continue
		}
		x := -1.8 + float64(i)*0.45
		p.rect(flat(0), x-0.2, 0.1, 0.4, 2.7)
		p.rect(flat(2.7), x-0.15, 0.1, 0.3, 2.6)
		p.oval(flat(0), x, 0.2, 0.2, 0.3)
		p.oval(glow(2), x, 0.2, 0.15, 0.25)
	}
	p.rect(flat(0), -2.16, 2.3, 4.32, 1.0)
	p.rect(glow(1.9), -2.08, 2.38, 4.16, 0.84)
	p.rect(flat(0.5), -1.9, 2.6, 3.8, 0.3)
}

// cord is thick and twisted, with a tassel at its end.
func (s *stage) cord() {
	p := s.tabletop().to(0, 0, 1, s.span(-0.4, 0.4))
	line := smooth(points(-3.6, -2.6, -1.4, -3.2, 0.8, -2.2, 2.4, -2.6, 2.8, -0.8, 0.6, -0.2, -1.8, -0.6, -3, 0.8, -1.2, 1.8, 0.8, 1.4, 1.8, 2.0), false, p.k)
	q := p
	q.o = pt{p.o.x + 26, p.o.y + 24}
	q.fill(paint{op: shade, tone: 0.5}, q.all(ribbon(line, 0.5, 0.5, 0.5)))
	p.fill(flat(0), p.all(ribbon(line, 0.56, 0.56, 0.56)))
	p.fill(glow(1.4), p.all(ribbon(line, 0.46, 0.46, 0.46)))
	for i := 1; i+1 < len(line); i++ {
		a := math.Atan2(line[i+1].y-line[i-1].y, line[i+1].x-line[i-1].x)
		p.to(line[i].x, line[i].y, 1, a+0.8).oval(glow(2.6), 0, 0, 0.22, 0.07)
	}
	t := p.to(2.0, 2.2, 1, -0.6)
	t.oval(flat(0), 0, 0, 0.5, 0.46)
	t.oval(glow(2.1), 0, 0, 0.42, 0.38)
	for i := range 9 {
		x := -0.6 + float64(i)*0.15
		t.curve(flat(0), 0.13, 0.14, 0.1, x*0.5, 0.3, x, 1, x*1.2, 1.7)
		t.curve(glow(1.2+0.8*float64(i%2)), 0.07, 0.09, 0.05, x*0.5, 0.3, x, 1, x*1.2, 1.65)
	}
	t.rect(flat(0), -0.42, 0.34, 0.84, 0.16)
}

// lead is a dog's: plaited, a loop for the hand, a spring clip with hairs in it, and
// a name tag.
func (s *stage) lead() {
	p := s.tabletop().to(0, 0, 1, s.span(-0.4, 0.4))
	line := smooth(points(-1.0, 2.2, -2.8, 3.3, -4.1, 2.3, -3.4, 0.9, -1.6, 1.4, 0.4, 2.6, 2.6, 2.2, 3.0, 0.4, 1.2, -0.6, -1.6, -0.4, -2.6, -1.8, -0.6, -2.9, 1.5, -2.4), false, p.k)
	under := p.to(0.2, 0.2, 1, 0)
	under.fill(paint{op: shade, tone: 0.5}, under.all(ribbon(line, 0.6, 0.6, 0.6)))
	p.fill(flat(0), p.all(ribbon(line, 0.62, 0.62, 0.62)))
	p.fill(glow(1.6), p.all(ribbon(line, 0.48, 0.48, 0.48)))
	for i := 2; i+2 < len(line); i += 3 { // the plait
		a, b := line[i-1], line[i+1]
		q := p.to(line[i].x, line[i].y, 1, math.Atan2(b.y-a.y, b.x-a.x))
		q.line(flat(0), 0.06, -0.14, -0.22, 0.1, 0, -0.14, 0.22)
	}
	p.rect(flat(0), -1.35, 1.75, 0.5, 0.8) // where the loop is sewn
	clip := p.to(1.6, -2.4, 1.15, 0.2)
	clip.solid(metal(p.o.y-140, p.o.y+40), points(-0.1, -0.3, 0.8, -0.24, 0.8, 0.24, -0.1, 0.3))
	clip.arc(flat(0), 0.44, 1.7, 0, 0.82, 0.62, 0.75, 2*math.Pi-0.3)
	clip.arc(flat(2.7), 0.24, 1.7, 0, 0.82, 0.62, 0.8, 2*math.Pi-0.35)
	clip.line(flat(0), 0.2, 0.9, 0.42, 2.2, 0.5)
	clip.line(flat(2.9), 0.1, 0.9, 0.42, 2.2, 0.5)
	for range 9 { // white hairs
		x, y := s.span(0.4, 2.2), s.span(-0.5, 0.5)
		clip.curve(flat(3), 0.02, 0.05, 0.02, x, y, x+s.span(-0.5, 0.5), y+s.span(-0.8, 0.8), x+s.span(-1, 1), y+s.span(-1.1, 1.1))
	}
	tag := p.to(3.5, -1.0, 1, 0.3) // a bone of tin with the name
	tag.line(flat(0), 0.08, 0, -0.7, -0.3, -1.1)
	bone := smooth(points(-0.9, -0.5, -0.5, -0.3, 0.5, -0.3, 0.9, -0.5, 1.15, -0.2, 0.95, 0, 1.15, 0.25, 0.9, 0.5, 0.5, 0.3, -0.5, 0.3, -0.9, 0.5, -1.15, 0.25, -0.95, 0, -1.15, -0.2), true, p.k)
	tag.solid(flat(2.7), bone)
}
