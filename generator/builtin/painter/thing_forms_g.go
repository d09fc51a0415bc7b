package painter

import "math"

// tube is of soft metal, rolled up from its flat end, a worm of paste at its
// mouth, a rat on its label.
func (s *stage) tube() {
	p := s.tabletop().to(0, 0, 1, s.span(-0.5, 0.5))
	o := points(-3.3, -1.75, -1.2, -1.5, 1.3, -1.15, 2.1, -0.5, 2.1, 0.5, 1.3, 1.15, -1.2, 1.5, -3.3, 1.75)
	p.shadow(0.35, o)
	paste := []float64{2.8, 0.05, 3.5, -0.2, 3.9, 0.5, 3.3, 1.1, 3.9, 1.7}
	p.curve(flat(0), 0.62, 0.62, 0.34, paste...)
	p.curve(flat(2.8), 0.46, 0.46, 0.2, paste...)
	p.fill(flat(0), p.to(-0.02, 0, 1.03, 0).all(o))
	p.fill(flat(2.3).carve(4), p.all(o))
	for _, y := range []float64{-0.62, 0.86} { // dents
		p.curve(flat(0.9), 0.02, 0.09, 0.02, -2.8, y*1.5, -1.6, y*1.1, -0.2, y*1.2)
	}
	for i := range 3 { // rolled up
		x := -3.3 - float64(i)*0.2
		p.rect(flat(0), x-0.2, -1.86, 0.36, 3.72)
		p.rect(flat(1.5+0.5*float64(i%2)), x-0.14, -1.8, 0.24, 3.6)
	}
	p.poly(flat(0.2), 2.0, -0.56, 2.9, -0.42, 2.9, 0.42, 2.0, 0.56)
	for i := range 4 {
		p.rect(flat(2.2), 2.12+float64(i)*0.2, -0.42, 0.09, 0.84)
	}
	p.poly(glow(1.9), -2.8, -1.5, 0.9, -1.05, 0.9, 1.05, -2.8, 1.5)
	p.poly(flat(2.9), -2.5, -1.1, 0.6, -0.75, 0.6, 0.75, -2.5, 1.1)
	p.to(-0.95, 0.1, 1, 0).rat()
	lid := p.to(2.7, -2.3, 1, 0.5)
	lid.shadow(0.2, lid.round(0, 0, 0.62, 0.62))
	lid.oval(flat(0), 0, 0, 0.66, 0.66)
	lid.oval(glow(1.8), 0, 0, 0.56, 0.56)
	lid.ring(flat(0.2), 0, 0, 0.36, 0.28)
}

// rat is a rat in outline, on its back, as on a packet of poison.
func (p pen) rat() {
	p.curve(flat(0), 0.05, 0.09, 0.04, 0.8, 0.2, 1.15, 0.5, 1.3, 0.0, 1.5, 0.2)
	p.blob(flat(0), -1.3, 0.26, -1.0, -0.02, -0.6, -0.1, -0.1, -0.5, 0.6, -0.4, 0.92, 0.1, 0.7, 0.46, -0.4, 0.46, -1.0, 0.4)
	p.oval(flat(0), -0.62, -0.16, 0.17, 0.19)
	p.oval(glow(2), -0.62, -0.14, 0.09, 0.1)
	p.oval(flat(3), -0.93, 0.12, 0.05, 0.05)
	for _, x := range []float64{-0.5, -0.2, 0.5, 0.7} {
		p.line(flat(0), 0.09, x, 0.4, x-0.1, 0.62)
	}
	p.line(flat(0), 0.03, -1.2, 0.2, -1.5, 0.05)
	p.line(flat(0), 0.03, -1.2, 0.26, -1.5, 0.3)
}

// spike is a bill-spike on its foot, or an ice-pick beside its ice.
func (s *stage) spike() {
	if s.says("bill") {
		s.billSpike()
		return
	}
	p := s.tabletop().to(-0.6, 0.2, 1, s.span(-0.5, 0.5))
	p.iceBlock(s)
	haft := smooth(points(-4.6, -0.2, -4.4, -0.5, -3.9, -0.42, -3.4, -0.62, -2.4, -0.66, -1.6, -0.42, -1.1, -0.46, -1.1, 0.46, -1.6, 0.42, -2.4, 0.66, -3.4, 0.62, -3.9, 0.42, -4.4, 0.5, -4.6, 0.2), true, p.k)
	p.shadow(0.3, haft)
	p.poly(flat(0), -1, -0.17, 2.2, -0.13, 3.3, 0, 2.2, 0.13, -1, 0.17)
	p.poly(flat(2.9), -1, -0.1, 2.2, -0.06, 3.1, 0, 2.2, 0.02, -1, 0.03)
	p.fill(flat(0), p.to(-0.02, 0, 1.04, 0).all(haft))
	p.fill(wood(300, 500, 500, 800), p.all(haft))
	for _, x := range []float64{-3.9, -1.62} {
		p.line(flat(0), 0.08, x, -0.4, x, 0.4)
	}
	p.line(flat(2.8), 0.08, -3.3, -0.38, -2.2, -0.4)
	p.rect(flat(0), -1.14, -0.4, 0.46, 0.8)
	p.rect(glow(2.2), -1.07, -0.33, 0.32, 0.66)
}

// iceBlock is cracked where a point went in, at 3.2 from the pen's origin.
func (p pen) iceBlock(s *stage) {
	ice := points(1.9, -1.7, 2.6, -2.5, 5.1, -2.3, 5.5, -1.5, 5.4, 1.3, 4.9, 1.9, 2.3, 2.1, 1.8, 1.4)
	p.shadow(0.35, ice)
	p.fill(flat(0), p.all(ribbon(append(ice, ice[0]), 0.16, 0.16, 0.16)))
	p.fill(flat(2.9), p.all(ice))
	p.poly(flat(2.2), 1.9, -1.7, 2.6, -2.5, 5.1, -2.3, 5.5, -1.5)
	p.poly(flat(2.4), 5.5, -1.5, 5.4, 1.3, 4.9, 1.9, 4.7, -1.55)
	p.line(flat(1.1), 0.05, 1.9, -1.7, 4.7, -1.55, 5.5, -1.5)
	p.line(flat(1.1), 0.05, 4.7, -1.55, 4.9, 1.9)
	for i := range 7 { // cracks about the point
		a, r := float64(i)*2*math.Pi/7+s.span(-0.2, 0.2), s.span(0.8, 1.5)
		knee, end := tip(a, r*0.5), tip(a+s.span(-0.3, 0.3), r)
		p.line(flat(0.6), 0.06, 3.2, 0, 3.2+knee.x, knee.y, 3.2+end.x, end.y)
	}
	for range 8 {
		x, y := s.span(0.2, 1.6), s.span(-2.6, -0.9)
		if s.odds(50) {
			y = -y
		}
		p.poly(flat(2.9), x, y, x+s.span(0.3, 0.6), y-0.1, x+0.3, y+s.span(0.3, 0.5))
		p.line(flat(0.8), 0.04, x, y, x+0.3, y+0.4, x+0.5, y-0.1)
	}
}

// billSpike stands with its bills run through.
func (s *stage) billSpike() {
	p := s.sideboard()
	p.cast(1.7, 2.4)
	p.oval(flat(0), 0, 0.12, 2.15, 0.62)
	p.oval(wood(300, 600, 800, 900), 0, 0.02, 2.05, 0.54)
	p.oval(flat(0.6), 0, -0.08, 1.5, 0.34)
	p.line(flat(0), 0.22, 0, -0.1, 0, -6.1)
	for i := range 5 {
		y, lean := -0.9-float64(i)*0.62, s.span(-0.16, 0.16)
		q := p.to(0, y, 1, lean)
		w, d := s.span(1.5, 2.2), s.span(0.45, 0.7)
		x := s.span(-0.4, 0.4)
		sheet := points(x-w, 0.16, x-w*0.7, -d, x+w, -d*0.8, x+w*0.86, d*0.7, x, 0.3)
		with := flat(2.9)
		if i == 2 {
			with = glow(2.5)
		}
		q.fill(paint{op: shade, tone: 0.5}, q.to(0.1, 0.22, 1, 0).all(sheet))
		q.fill(with, q.all(sheet))
		q.line(flat(0.3), 0.05, x-w, 0.16, x-w*0.7, -d, x+w, -d*0.8, x+w*0.86, d*0.7, x, 0.3, x-w, 0.16)
		for k := range 3 {
			v := -d*0.55 + float64(k)*0.24
			q.line(flat(0.6), 0.06, x-w*0.5, v, x+w*s.span(0.1, 0.6), v)
		}
	}
	p.line(flat(0), 0.24, 0, -3.5, 0, -6.2)
	p.poly(flat(0), -0.12, -6.1, 0.12, -6.1, 0, -6.9)
	p.line(flat(2.8), 0.09, -0.03, -3.6, -0.03, -6.3)
}

// dictation is a wax cylinder of a dictating machine by its box, and the slip on
// which the minutes are marked.
func dictation(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.3, 0.3))
	slip := box(0, 2.4, 8.2, 1.7)
	p.paper(slip)
	p.line(flat(0.2), 0.05, -3.9, 2.0, 3.9, 2.0)
	for i := range 31 {
		x, tall := -3.9+float64(i)*0.26, 0.2
		if i%5 == 0 {
			tall = 0.42
		}
		p.line(flat(0.2), 0.04, x, 2.0, x, 2.0+tall)
	}
	p.writing(s, -3.6, 0.4, 2.85, 3.0, 1)
	p.poly(glow(1.8), 1.5, 1.7, 1.8, 1.7, 1.65, 2.02)
	p.line(glow(1.8), 0.1, 1.4, 2.75, 1.9, 3.1)
	p.line(glow(1.8), 0.1, 1.9, 2.75, 1.4, 3.1)
	body := points(-2.6, -2.7, 2.6, -2.7, 2.6, 0.5, -2.6, 0.5)
	p.shadow(0.4, body)
	a, b := p.at(0, -2.7), p.at(0, 0.5)
	p.rect(flat(0), -2.7, -2.8, 5.3, 3.4)
	p.fill(paint{hatch: 8, blend: fade(a.x, a.y, 1.8, b.x, b.y, 0.3)}, p.all(body))
	for i := range 34 {
		x := -2.3 + float64(i)*0.14
		p.curve(flat(0.2), 0.02, 0.035, 0.02, x, -2.65, x+0.09, -1.1, x, 0.45)
	}
	p.line(flat(2.8), 0.12, -2.4, -2.2, 2.4, -2.2)
	p.oval(flat(0), 2.6, -1.1, 0.72, 1.7)
	p.oval(flat(1.9), 2.6, -1.1, 0.62, 1.56)
	p.oval(flat(0), 2.62, -1.1, 0.42, 1.1)
	p.to(-3.5, -2.0, 1, -0.3).hornOf()
}

// hornOf is the mouthpiece that is spoken into, with a piece of its hose.
func (p pen) hornOf() {
	p.curve(flat(0), 0.4, 0.4, 0.4, -0.3, -0.6, -0.8, -1.6, 0.2, -2.2, 1.8, -2.0)
	p.curve(glow(1.7), 0.24, 0.24, 0.24, -0.3, -0.6, -0.8, -1.6, 0.2, -2.2, 1.8, -2.0)
	p.poly(flat(0), -0.7, -0.7, 0.2, -0.7, 0.9, 1.1, -1.1, 1.1)
	p.poly(flat(1.2), -0.5, -0.6, -0.1, -0.6, 0.1, 1.0, -0.85, 1.0)
	p.oval(flat(0), -0.1, 1.1, 1.06, 0.42)
	p.oval(flat(0.8), -0.1, 1.1, 0.86, 0.28)
}

// eyepiece is what one looks into: a rubber rim about a lens that mirrors a window, and
// the short brass thread by which it came off.
func eyepiece(s *stage) {
	p := s.tabletop().to(0.4, 0.3, 1, s.span(-0.5, 0.5))
	thread := points(0.8, -1.5, 3.3, -1.5, 3.3, 1.5, 0.8, 1.5)
	p.shadow(0.4, thread)
	p.fill(flat(0), p.to(0, 0, 1.03, 0).all(thread))
	p.fill(metal(p.o.y-140, p.o.y+140), p.all(thread))
	for x := 1.9; x < 3.3; x += 0.26 {
		p.line(flat(0.2), 0.09, x, -1.55, x+0.1, 1.55)
	}
	p.oval(flat(0), 3.35, 0, 0.42, 1.55)
	p.oval(flat(0.9), 3.42, 0, 0.24, 1.3)
	cup := smooth(points(1.2, -2.3, -0.6, -2.6, -1.4, -3.0, -1.9, -2.6, -1.9, 2.6, -1.4, 3.0, -0.6, 2.6, 1.2, 2.3), true, p.k)
	p.shadow(0.5, cup)
	p.fill(flat(1.6), p.to(0, 0, 1.03, 0).all(cup))
	p.fill(paint{blend: fade(0, p.o.y-200, 1.0, 0, p.o.y+200, 0), hatch: 2}, p.all(cup))
	for i := range 9 { // milled
		y := -1.9 + float64(i)*0.475
		p.line(flat(1.5), 0.07, 0.2, y, 1.1, y*0.94)
	}
	p.oval(flat(1.8), -1.5, 0, 1.5, 3.05)
	p.oval(flat(0.1), -1.52, 0, 1.38, 2.84)
	p.oval(glow(1.8), -1.46, 0, 1.08, 2.28)
	p.oval(flat(0), -1.46, 0, 1.0, 2.14)
	a := p.at(-1.8, -0.6)
	lens := p.round(-1.42, 0, 0.92, 2.0)
	p.fill(paint{blend: halo(a.x, a.y, 210, 230, 2.6, 0.5), hatch: ringed}, p.all(lens))
	p.inside(lens, func() { // the window in it
		p.poly(flat(3), -1.95, -1.2, -1.5, -1.35, -1.45, -0.4, -1.95, -0.3)
		p.line(flat(0.8), 0.07, -1.72, -1.4, -1.7, -0.2)
		p.line(flat(0.8), 0.07, -2.0, -0.78, -1.4, -0.86)
	})
	p.arc(flat(2.9), 0.09, -1.42, 0, 0.72, 1.7, 0.5, 1.3)
	for range 18 { // face powder on the rim
		at := s.span(1.6, 4.7)
		q := pt{-1.52 + 1.44*math.Cos(at), 2.94 * math.Sin(at)}
		p.oval(flat(2.9), q.x, q.y, s.span(0.03, 0.1), s.span(0.03, 0.1))
	}
}

// halfNote is a banknote torn through the middle.
func halfNote(s *stage) {
	p := s.tabletop().to(0.6, 0, 1, s.span(-0.25, 0.25))
	o := points(1.4, 2.3, -4.0, 2.3, -4.0, -2.3, 1.2, -2.3)
	for i := range 9 {
		o = append(o, pt{1.2 + 0.4*math.Sin(float64(i)) + s.span(-0.2, 0.2), -2.2 + float64(i)*0.5})
	}
	p.paper(o)
	p.inside(o, func() {
		p.line(glow(1.6), 0.14, -3.7, -2.0, 3, -2.0)
		p.line(glow(1.6), 0.14, -3.7, 2.0, 3, 2.0)
		p.line(glow(1.6), 0.14, -3.7, -2.0, -3.7, 2.0)
		for i := range 24 { // the engraver's rosette
			q := tip(float64(i)*math.Pi/12, 1)
			p.arc(glow(1.7), 0.04, 0.9+q.x*0.6, q.y*0.6, 0.8, 0.8, 0, 6.3)
		}
		for i := range 16 {
			y := -1.7 + float64(i)*0.22
			p.curve(flat(2.1), 0.03, 0.03, 0.03, -3.5, y, -2.0, y+0.2, -0.6, y)
		}
		p.oval(flat(0.2), -2.2, 0.2, 0.9, 1.15)
		p.oval(flat(2.7), -2.2, 0.2, 0.8, 1.05)
		p.blob(flat(0.3), -2.85, 1.1, -2.5, 0.6, -1.9, 0.6, -1.5, 1.1, -2.2, 1.3)
		p.oval(flat(1.5), -2.2, 0.1, 0.32, 0.42)
		p.blob(flat(0.2), -2.6, 0, -2.5, -0.5, -2.0, -0.55, -1.8, 0, -2.0, -0.2, -2.4, -0.2)
		p.to(-1.0, -1.7, 0.95, 0).fifty()
		p.to(-0.9, 0.95, 0.6, 0).fifty()
	})
}

// fifty is what a banknote is worth, in figures that are legible in a mirrored picture too.
func (p pen) fifty() {
	if p.mirror {
		p = p.to(2.3, 0, 1, 0)
		p.flip = !p.flip
	}
	p.line(flat(0), 0.3, 1.0, 0.1, 0.1, 0.1, 0.05, 0.75, 0.7, 0.7, 1.0, 1.1, 0.8, 1.5, 0, 1.5)
	p.ring2(flat(0), 1.85, 0.8, 0.45, 0.75, 0.3)
}
