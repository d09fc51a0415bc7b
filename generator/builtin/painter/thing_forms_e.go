package painter

import "math"

// Named forms of tools, sticks, lenses and film.

// haft is a handle of that outline.
func (p pen) haft(with paint, xy ...float64) {
	p.solid(with, smooth(points(xy...), true, p.k))
}

// dagger has two edges, a cross-guard and a pale carved grip.
func dagger(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.8, -0.45))
	p.solid(steel(), points(-1.2, -0.48, 3.0, -0.4, 4.7, 0, 3.0, 0.4, -1.2, 0.48))
	p.poly(flat(1), -1.2, 0, 4.6, 0, 3.0, 0.38, -1.2, 0.46)
	p.line(flat(0.3), 0.06, -1.2, 0, 3.6, 0)
	p.haft(bone(), -4.1, -0.5, -3.2, -0.34, -2.4, -0.46, -1.5, -0.36, -1.5, 0.36, -2.4, 0.46, -3.2, 0.34, -4.1, 0.5)
	for i := range 6 {
		x := -3.9 + float64(i)*0.42
		p.curve(flat(0.8), 0.04, 0.08, 0.04, x, -0.4, x+0.2, 0, x, 0.4)
	}
	p.solid(glow(2), smooth(points(-1.55, -1.35, -1.2, -1.2, -1.15, 0, -1.2, 1.2, -1.55, 1.35, -1.6, 0.4, -1.6, -0.4), true, p.k))
	p.solid(glow(2), p.round(-4.3, 0, 0.5, 0.56))
	p.oval(glow(2.9), -4.42, -0.16, 0.16, 0.14)
}

// scalpel is thin all through, with a small bellied blade.
func scalpel(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.7, -0.35))
	p.solid(metal(p.o.y-90, p.o.y+110), points(-4.6, -0.2, 1.0, -0.3, 1.8, -0.2, 1.8, 0.2, 1.0, 0.3, -4.6, 0.2))
	for i := range 9 {
		x := -1.4 + float64(i)*0.24
		p.line(flat(0.2), 0.06, x, -0.22, x, 0.22)
	}
	p.solid(steel(), smooth(points(1.7, -0.18, 3.4, -0.3, 4.6, -0.16, 4.3, 0.2, 3.4, 0.62, 2.4, 0.5, 1.7, 0.2), true, p.k))
	p.curve(flat(3), 0.03, 0.09, 0.03, 2.2, 0.4, 3.3, 0.5, 4.2, 0.14)
	p.oval(flat(0), 2.4, 0.0, 0.3, 0.07)
	wipe := points(-4.3, 1.5, -1.2, 1.2, -0.9, 3.4, -3.9, 3.7)
	p.solid(flat(2.9), wipe)
	p.line(flat(1.4), 0.04, -2.7, 1.4, -2.4, 3.5)
}

// chisel has a straight edge ground on one side and a ferruled wooden handle.
func chisel(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.75, -0.4))
	p.solid(steel(), points(-0.7, -0.26, 0.2, -0.5, 4.4, -0.62, 4.4, 0.62, 0.2, 0.5, -0.7, 0.26))
	p.poly(flat(2.95), 3.6, -0.6, 4.4, -0.62, 4.4, 0.62, 3.6, 0.6)
	p.line(flat(0.2), 0.06, 3.6, -0.6, 3.6, 0.6)
	p.haft(wood(200, 400, 500, 900), -4.4, -0.5, -3.0, -0.72, -1.6, -0.56, -0.9, -0.4, -0.9, 0.4, -1.6, 0.56, -3.0, 0.72, -4.4, 0.5)
	p.rect(flat(0), -1.3, -0.5, 0.6, 1)
	p.rect(glow(2.2), -1.24, -0.44, 0.48, 0.88)
	p.rect(flat(0), -4.7, -0.56, 0.4, 1.12)
	p.rect(flat(2), -4.64, -0.5, 0.28, 1)
	for range 7 { // shavings
		q := p.to(s.span(0.5, 4.2), s.span(1.4, 3.2), s.span(0.5, 0.9), s.span(0, 6))
		q.arc(flat(0.2), 0.3, 0, 0, 0.5, 0.4, 0, 4.6)
		q.arc(flat(2.8), 0.2, 0, 0, 0.5, 0.4, 0.1, 4.5)
	}
}

// oysterKnife is short and broad, with a guard; a shell lies by it.
func oysterKnife(s *stage) {
	p := s.tabletop().to(-0.3, -0.6, 1, s.span(-0.6, -0.3))
	p.solid(steel(), smooth(points(-0.3, -0.44, 1.2, -0.6, 2.5, -0.3, 2.9, 0, 2.5, 0.3, 1.2, 0.6, -0.3, 0.44), true, p.k))
	p.line(flat(0.6), 0.05, 0, 0, 2.5, 0)
	p.haft(wood(200, 300, 500, 800), -3.7, -0.5, -3.0, -0.86, -1.8, -0.8, -0.8, -0.46, -0.8, 0.46, -1.8, 0.8, -3.0, 0.86, -3.7, 0.5)
	p.solid(glow(2), points(-0.85, -1.0, -0.35, -1.0, -0.35, 1.0, -0.85, 1.0))
	shell := p.to(2.0, 2.9, 1, 0.4)
	o := smooth(points(-1.8, 0.2, -1.4, -0.9, -0.2, -1.3, 1.2, -1.0, 1.9, 0, 1.2, 1.0, -0.2, 1.2, -1.4, 0.9), true, p.k)
	shell.solid(flat(1.6), o)
	shell.to(0, 0, 0.82, 0).fill(flat(2.95), shell.to(0, 0, 0.82, 0).all(o))
	shell.oval(flat(2.2), 0.2, 0.1, 0.8, 0.5)
	shell.oval(glow(2.6), -0.2, -0.1, 0.24, 0.2)
}

// paletteKnife has a cranked neck, a leaf of a blade and paint on it.
func paletteKnife(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.6, -0.3))
	p.curve(flat(0), 0.26, 0.2, 0.22, -1.2, 0, -0.4, 0.05, -0.1, 0.5, 0.6, 0.55)
	p.solid(steel(), smooth(points(0.4, 0.3, 1.5, -0.2, 3.2, 0, 4.6, 0.55, 3.2, 1.1, 1.5, 1.3, 0.4, 0.8), true, p.k))
	p.blob(glow(1.8), 2.8, 0.1, 4.2, 0.4, 4.5, 0.6, 3.6, 1.0, 2.9, 0.8, 3.2, 0.45)
	p.curve(glow(2.8), 0.04, 0.12, 0.04, 3.0, 0.3, 3.5, 0.4, 4.1, 0.6)
	p.haft(wood(200, 300, 500, 800), -4.4, -0.2, -3.6, -0.5, -2.2, -0.46, -1.3, -0.24, -1.3, 0.24, -2.2, 0.46, -3.6, 0.5, -4.4, 0.2)
	p.rect(flat(0), -1.5, -0.3, 0.5, 0.6)
	p.rect(glow(2.3), -1.44, -0.24, 0.38, 0.48)
	for i := range 4 {
		x, y := -2.6+float64(i)*1.5, 2.6+0.4*float64(i%2)
		with := []paint{glow(1.8), flat(2.9), flat(0.3), glow(0.9)}[i]
		p.blob(with, x-0.6, y, x-0.2, y-0.45, x+0.5, y-0.3, x+0.7, y+0.2, x, y+0.5)
		p.curve(flat(3), 0.03, 0.1, 0.03, x-0.3, y-0.1, x, y-0.22, x+0.3, y-0.1)
	}
}

// paperKnife is blunt and ornate, and has slit the letter below it.
func paperKnife(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.7, -0.4))
	letter := p.to(0.6, 0.9, 1, 0.5)
	letter.paper(box(0, 0, 6, 3.8))
	letter.line(flat(1.2), 0.04, -3, -1.9, 0, 0.3, 3, -1.9)
	letter.rect(glow(1.8), 2.0, 0.9, 0.6, 0.7)
	p.solid(metal(p.o.y-120, p.o.y+120), smooth(points(-1.4, -0.36, 1.5, -0.42, 3.8, -0.2, 4.5, 0, 3.8, 0.2, 1.5, 0.42, -1.4, 0.36), true, p.k))
	p.line(flat(3), 0.07, -1.0, -0.14, 3.6, -0.1)
	p.solid(glow(2), smooth(points(-1.5, -0.6, -1.1, -0.4, -1.1, 0.4, -1.5, 0.6), true, p.k))
	for i := range 4 { // a chased grip, like beads
		x := -1.95 - float64(i)*0.62
		r := 0.46 - 0.05*float64(i%2)
		p.solid(metal(p.o.y-120, p.o.y+120), p.round(x, 0, 0.34, r))
		p.arc(flat(0.2), 0.05, x, 0, 0.2, r*0.7, 0.6, 5.6)
	}
	p.solid(glow(2.2), p.round(-4.45, 0, 0.46, 0.5))
}

// flex is the cord of a telephone with its rosette.
func flex(s *stage) {
	p := s.tabletop().to(0, 0, 0.93, s.span(-0.4, 0.4))
	line := smooth(points(-3.8, 3.2, -2.0, 2.2, -3.2, 0.2, -1.0, -1.2, 1.8, -0.4, 2.6, 1.6, 0.6, 2.6, -0.6, 1.0, 1.0, -2.4, 3.0, -2.8), false, p.k)
	q := p
	q.o = pt{p.o.x + 22, p.o.y + 20}
	q.fill(paint{op: shade, tone: 0.5}, q.all(ribbon(line, 0.4, 0.4, 0.4)))
	p.fill(flat(0), p.all(ribbon(line, 0.46, 0.46, 0.46)))
	p.fill(glow(1.2), p.all(ribbon(line, 0.34, 0.34, 0.34)))
	for i := 1; i+1 < len(line); i += 2 { // it is twisted of two
		a, b := line[i-1], line[i+1]
		p.to(line[i].x, line[i].y, 1, math.Atan2(b.y-a.y, b.x-a.x)+0.8).line(flat(2.7), 0.07, -0.2, 0, 0.2, 0)
	}
	for _, d := range []float64{-0.16, 0.16} { // bare wires
		p.curve(flat(0), 0.16, 0.14, 0.1, -3.7, 3.1, -4.1, 3.3+d, -4.5, 3.5+d*2.4)
		p.curve(flat(2.9), 0.08, 0.07, 0.05, -3.9, 3.2, -4.2, 3.35+d, -4.5, 3.5+d*2.4)
	}
	rose := p.to(3.2, -2.8, 1, 0)
	rose.solid(flat(0.3).carve(ringed), rose.round(0, 0, 1.15, 1.15))
	rose.ring(flat(1.9), 0, 0, 0.86, 0.76)
	for _, x := range []float64{-0.42, 0.42} {
		rose.oval(flat(2.7), x, 0, 0.18, 0.18)
		rose.line(flat(0), 0.05, x-0.12, 0.1, x+0.12, -0.1)
	}
}

// ferrule is the shod tip of a stick or an umbrella, broken off with a splinter
// ferrule is the rubber shoe off the end of a walking stick: hollow, ribbed, split
// and worn to a slant; beside it the scratch that it left, and the tack.
func ferrule(s *stage) {
	p := s.tabletop().to(-0.2, -0.3, 1.25, s.span(-0.7, 0.4))
	p.curve(flat(0), 0.04, 0.2, 0.03, -3.6, 2.9, -1, 2.5, 2.6, 2.75)
	p.curve(flat(3), 0.02, 0.1, 0.02, -3.5, 2.96, -1, 2.56, 2.5, 2.8)
	body := smooth(points(-2.2, -1.05, -0.4, -1.12, 1.2, -1.3, 2.0, -1.62, 2.5, -1.5, 2.3, 1.2, 1.8, 1.62, 1.2, 1.3, -0.4, 1.12, -2.2, 1.05), true, p.k)
	p.shadow(0.4, body)
	p.fill(flat(0), p.to(0, 0, 1.05, 0).all(body))
	p.fill(paint{blend: fade(0, p.o.y-110, 1.5, 0, p.o.y+110, 0.2), hatch: 2}, p.all(body))
	for _, x := range []float64{-1.2, -0.6, 0} { // ribs
		p.curve(flat(0), 0.1, 0.16, 0.1, x, -1.1, x+0.22, 0, x, 1.1)
		p.curve(flat(1.9), 0.03, 0.07, 0.03, x+0.18, -1.04, x+0.4, 0, x+0.18, 1.0)
	}
	p.curve(flat(2.6), 0.05, 0.12, 0.05, 0.6, -1.05, 1.2, -1.12, 1.8, -1.4)
	sole := p.to(2.36, 0, 1, 0.07) // with its tread
	sole.oval(flat(0), 0, 0, 0.52, 1.62)
	for i, with := range []paint{flat(1.7), flat(0.2), flat(1.7), flat(0.2), flat(1.7)} {
		r := 1 - float64(i)*0.2
		sole.oval(with, 0, 0, 0.44*r, 1.54*r)
	}
	p.oval(flat(0), -2.2, 0, 0.46, 1.12) // the mouth, torn at the top
	p.oval(flat(1.9), -2.22, 0, 0.38, 1.0)
	p.oval(flat(0), -2.14, 0.04, 0.28, 0.8)
	p.poly(flat(0), -2.5, -0.8, -0.9, -0.46, -0.3, -0.36, -0.95, -0.24, -2.5, -0.36)
	q := p.to(-0.3, -2.7, 1, 0.4) // the tack
	q.poly(flat(0), 0.1, -0.1, 1.3, 0, 0.1, 0.1)
	q.oval(flat(0), 0, 0, 0.2, 0.42)
	q.oval(flat(2.7), -0.02, 0, 0.12, 0.32)
}

// swordStick is half drawn: the blade between the cane and its handle.
func swordStick(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.75, -0.5))
	p.solid(wood(200, 400, 600, 900), points(-5.2, -0.24, -0.6, -0.3, -0.6, 0.3, -5.2, 0.24))
	p.oval(flat(0), -0.6, 0, 0.14, 0.26)
	p.solid(steel(), points(-0.6, -0.15, 2.3, -0.19, 2.3, 0.19, -0.6, 0.15))
	p.line(flat(0.3), 0.05, -0.5, 0.02, 2.2, 0.02)
	p.line(flat(3), 0.05, -0.5, -0.09, 2.2, -0.11)
	p.rect(flat(0), -1.1, -0.36, 0.5, 0.72)
	p.rect(glow(2.3), -1.04, -0.3, 0.38, 0.6)
	p.rect(flat(0), 2.2, -0.4, 0.5, 0.8)
	p.rect(glow(2.3), 2.26, -0.34, 0.38, 0.68)
	p.solid(wood(600, 100, 900, 400), points(2.7, -0.3, 3.9, -0.3, 3.9, 0.3, 2.7, 0.3))
	p.solid(metal(p.o.y-360, p.o.y-150), smooth(points(3.8, -0.8, 4.6, -0.5, 4.7, 0.5, 3.8, 0.8, 3.6, 0), true, p.k))
}

// blackthorn is a knobbed stick, dark, with the stubs of its thorns.
func blackthorn(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.85, -0.6))
	line := smooth(points(-4.8, 0.1, -2.6, -0.12, -0.2, 0.12, 2.2, -0.08, 3.6, 0), false, p.k)
	p.shadow(0.3, ribbon(line, 0.36, 0.5, 0.62))
	p.fill(flat(2), p.all(ribbon(line, 0.5, 0.64, 0.76)))
	p.fill(flat(0.15), p.all(ribbon(line, 0.36, 0.5, 0.62)))
	for i := range 9 {
		x, side := -4.2+float64(i)*0.86, float64(i%2)*2-1
		p.blob(flat(0.15), x-0.22, side*0.12, x, side*0.56, x+0.22, side*0.12)
		p.oval(flat(1.9), x, side*0.3, 0.09, 0.07)
	}
	p.curve(flat(1.7), 0.03, 0.08, 0.03, -4.4, 0, -2.4, -0.2, 0, 0, 3.2, -0.16)
	knob := smooth(points(3.3, -0.4, 3.9, -1.0, 4.8, -0.9, 5.1, 0, 4.7, 0.9, 3.9, 0.9, 3.3, 0.4), true, p.k)
	p.shadow(0.3, knob)
	p.fill(flat(0.25).carve(ringed), p.all(knob))
	p.arc(flat(2.3), 0.1, 4.2, 0, 0.62, 0.62, 3.2, 4.8)
	p.rect(glow(2.2), -5.1, -0.22, 0.5, 0.5)
}

// loupe is a lens in a short black barrel, with the bright spot it throws.
func loupe(s *stage) {
	p := s.tabletop().to(0, 0.2, 1, s.span(-0.4, 0.4))
	p.oval(flat(2.9), 2.2, 2.2, 0.9, 0.6)
	barrel := points(-2.5, -0.4, 2.5, -0.4, 2.0, 2.3, -2.0, 2.3)
	o := append(points(-2.5, -0.6, 2.5, -0.6), points(2.0, 2.2, 1.2, 2.75, 0, 2.95, -1.2, 2.75, -2.0, 2.2)...)
	p.shadow(0.45, barrel)
	p.fill(flat(2), p.all(ribbon(append(o, o[0]), 0.12, 0.12, 0.12)))
	p.fill(paint{blend: fade(300, 400, 1.1, 750, 800, 0.05), hatch: 8}, p.all(o))
	for i := range 17 { // milled
		x := (float64(i) - 8) * 0.27
		p.line(flat(1.3), 0.06, x, 0.9, x*0.92, 1.9)
	}
	p.oval(flat(0), 0, -0.6, 2.62, 1.9)
	p.ring2(glow(2), 0, -0.6, 2.5, 1.8, 0.2)
	a := p.at(-0.8, -1.2)
	p.oval(paint{blend: halo(a.x, a.y, 300, 240, 3, 1.4), hatch: ringed}, 0, -0.6, 2.15, 1.5)
	p.blob(flat(3), -1.6, -0.7, -1.2, -1.4, -0.3, -1.8, -0.8, -1.2)
	p.arc(flat(0.8), 0.06, 0.1, -0.5, 1.6, 1.1, 0.2, 1.4)
}

// knottedTrim is a few frames of film with a knot in the middle.
func knottedTrim(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.3, 0.3))
	p.film(points(-4.6, 1.4, -3.0, 0.6, -1.6, 0.9, -0.3, 0.1))
	p.film(points(0.2, -0.1, 1.5, -0.9, 3.0, -0.4, 4.5, -1.5))
	loop := smooth(points(-0.5, 0.3, 0.2, -1.1, 1.3, -0.9, 0.9, 0.5, -0.3, 0.9, -1.1, -0.1, -0.1, -0.6), true, p.k)
	p.shadow(0.3, loop)
	p.fill(flat(2.4), p.all(ribbon(append(loop, loop[0]), 1.02, 1.02, 1.02)))
	p.fill(flat(0.1), p.all(ribbon(append(loop, loop[0]), 0.86, 0.86, 0.86)))
	for i := 0; i+1 < len(loop); i += 4 {
		p.oval(flat(2.6), loop[i].x*1.3, loop[i].y*1.3, 0.08, 0.08)
	}
	p.line(flat(2.6), 0.06, -0.5, 0.5, 0.7, -0.7)
}

// film is a strip with holes along both edges and pictures between.
func (p pen) film(line []pt) {
	l := smooth(line, false, p.k)
	p.shadow(0.25, ribbon(l, 1.5, 1.5, 1.5))
	p.fill(flat(2.4), p.all(ribbon(l, 1.62, 1.62, 1.62)))
	p.fill(flat(0.1), p.all(ribbon(l, 1.5, 1.5, 1.5)))
	walked, last := 0.0, l[0]
	for i := 1; i+1 < len(l); i++ {
		walked += math.Hypot(l[i].x-last.x, l[i].y-last.y)
		last = l[i]
		if walked < 0.3 {
			continue
		}
		walked = 0
		t := p.to(l[i].x, l[i].y, 1, math.Atan2(l[i+1].y-l[i-1].y, l[i+1].x-l[i-1].x))
		t.rect(flat(2.8), -0.08, -0.68, 0.15, 0.15)
		t.rect(flat(2.8), -0.08, 0.52, 0.15, 0.15)
		t.rect(glow(1.9), -0.12, -0.42, 0.26, 0.84)
	}
}

// filmStrip is a length of film, unrolled.
func filmStrip(s *stage) {
	p := s.tabletop().to(0, 0, 0.84, s.span(-0.3, 0.3))
	p.film(points(-4.7, -2.6, -2.4, -2.9, 0.4, -2.0, 2.9, -2.6, 4.0, -1.0, 2.4, 0.4, -0.6, 0.3, -3.2, 0.7, -3.6, 2.4, -1.0, 3.1, 1.6, 2.4, 4.4, 3.0))
}

// filmCan is round, flat and labelled, its lid pushed aside.
func filmCan(s *stage) {
	p := s.tabletop().to(0, 0.2, 1, s.span(-0.3, 0.3))
	p.shadow(0.5, p.round(0.7, 0.6, 3.3, 3.3))
	p.oval(flat(0), 0.7, 0.6, 3.4, 3.4)
	p.oval(flat(1.1).carve(ringed), 0.7, 0.6, 3.26, 3.26)
	for i := range 7 {
		p.ring(flat(0.2), 0.7, 0.6, 2.9-float64(i)*0.3, 2.78-float64(i)*0.3)
	}
	p.shadow(0.4, p.round(-0.7, -0.7, 3.3, 3.3))
	p.oval(flat(0), -0.7, -0.7, 3.42, 3.42)
	p.oval(paint{blend: fade(150, 150, 2.9, 750, 750, 1), hatch: ringed}, -0.7, -0.7, 3.3, 3.3)
	p.ring(flat(0.5), -0.7, -0.7, 2.9, 2.78)
	p.ring(flat(0.8), -0.7, -0.7, 0.9, 0.8)
	q := p.to(-0.7, -0.7, 1, -0.3)
	q.rect(flat(2.95), -1.9, 1.0, 3.8, 1.3)
	q.rect(glow(1.8), -1.9, 1.0, 3.8, 0.34)
	q.typed(s, -1.6, 1.6, 1.6, 0.22, flat(0.1))
	q.writing(s, -1.6, 1.4, 2.05, 2.1, 1)
	p.arc(flat(3), 0.12, -0.7, -0.7, 3.1, 3.1, 3.3, 4.5)
}

// tapeReel is a spool of magnetic tape, its three arms open.
func tapeReel(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.3, 0.3))
	p.shadow(0.4, p.round(0, 0, 3.3, 3.3))
	p.oval(flat(0), 0, 0, 3.4, 3.4)
	p.oval(flat(2.7).carve(ringed), 0, 0, 3.3, 3.3)
	p.oval(flat(0.5).carve(ringed), 0, 0, 2.6, 2.6)
	for i := range 3 {
		q := p.to(0, 0, 1, float64(i)*2*math.Pi/3)
		q.poly(flat(0), -0.66, -0.5, -0.8, -3.1, 0.8, -3.1, 0.66, -0.5)
		q.poly(flat(2.7), -0.54, -0.5, -0.7, -3.2, 0.7, -3.2, 0.54, -0.5)
	}
	p.oval(flat(0), 0, 0, 1.1, 1.1)
	p.oval(glow(1.9), 0, 0, 1.0, 1.0)
	p.oval(flat(0), 0, 0, 0.34, 0.34)
	for i := range 3 {
		p.to(0, 0, 1, float64(i)*2*math.Pi/3+0.5).rect(flat(0), -0.09, -0.55, 0.18, 0.4)
	}
	p.curve(flat(0), 0.2, 0.22, 0.16, 2.6, 1.9, 3.6, 2.6, 3.0, 3.6, 4.3, 4.0)
	p.curve(glow(0.8), 0.1, 0.12, 0.08, 2.6, 1.9, 3.6, 2.6, 3.0, 3.6, 4.3, 4.0)
	p.arc(flat(3), 0.12, 0, 0, 3.05, 3.05, 3.3, 4.5)
}
