package painter

import (
	"math"
	"slices"
)

// metal is the sheen of a thing between two heights in pixels.
func metal(from, to float64) paint {
	return paint{blend: func(_, y float64) float64 {
		t := clamp01((y - from) / (to - from))
		return 1.6 + 1.3*math.Cos(t*5.5)*(1-0.5*t)
	}, hatch: 1}
}

// outlined cuts a dark line about shapes that are still to be filled.
func (p pen) outlined(shapes ...[]pt) {
	for _, o := range shapes {
		p.fill(flat(0), p.all(ribbon(append(slices.Clone(o), o[0]), 0.2, 0.2, 0.2)))
	}
}

func doorKey(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.5, -0.2))
	sheen := metal(p.o.y-90, p.o.y+120).in(accent)
	shaft, bit := box(0.6, 0, 5, 0.5), points(2, 0.2, 2.9, 0.2, 2.9, 1.5, 2.6, 1.5, 2.6, 1.05, 2.35, 1.05, 2.35, 1.5, 2, 1.5)
	p.shadowRing(0.3, -2.9, 0, 1.25, 0.7)
	p.shadow(0.3, shaft)
	p.shadow(0.3, bit)
	p.outlined(shaft, bit)
	p.ring(flat(0), -2.9, 0, 1.36, 0.6)
	for i := range 3 {
		q := tip(float64(i-1)*1.1-math.Pi/2, 1.3)
		p.oval(flat(0), -2.9+q.x, q.y, 0.46, 0.46)
		p.oval(sheen, -2.9+q.x, q.y, 0.35, 0.35)
	}
	p.ring(sheen, -2.9, 0, 1.26, 0.7)
	p.fill(sheen, p.all(shaft))
	p.fill(sheen, p.all(bit))
	p.rect(flat(0.8), -1.7, -0.4, 0.3, 0.8)
	p.rect(flat(0.8), 1.6, -0.36, 0.22, 0.72)
	p.line(flat(3), 0.07, -1.3, -0.12, 2.9, -0.12)
	tag := p.to(-3.4, 1.4, 1, s.span(0.5, 0.9))
	p.curve(flat(0.2), 0.05, 0.05, 0.05, -3.3, 0.7, -3.7, 1.1, -3.3, 1.6)
	label := points(0, -0.2, 0.4, -0.6, 2.5, -0.6, 2.5, 0.6, 0.4, 0.6, 0, 0.2)
	tag.paper(label)
	tag.oval(flat(0.3), 0.35, 0, 0.12, 0.12)
	tag.writing(s, 0.8, 2.3, -0.1, 0.2, 1)
}

func knife(s *stage) {
	if s.says("spike", "pick") {
		s.spike()
		return
	}
	p := s.tabletop().to(0, 0, 1, s.span(-0.75, -0.45))
	blade := points(-0.9, -0.5, 3.2, -0.48, 4.1, -0.2, 4.4, 0.1, 3.4, 0.42, 2, 0.56, -0.9, 0.5)
	haft := points(-4.1, -0.42, -1.1, -0.46, -1.1, 0.46, -3.6, 0.56, -4.2, 0.3)
	p.shadow(0.3, blade)
	p.shadow(0.35, haft)
	p.fill(paint{blend: fade(300, 300, 3, 800, 700, 1.7), hatch: 14}, p.all(blade))
	p.poly(flat(1.2), -0.9, 0.1, 3.6, 0.2, 4.4, 0.1, 3.4, 0.42, 2, 0.56, -0.9, 0.5)
	p.line(flat(3), 0.05, -0.8, -0.4, 3.2, -0.38)
	p.fill(flat(0.15), p.all(smooth(haft, true, p.k)))
	p.rect(metal(p.o.y-60, p.o.y+60), -1.2, -0.62, 0.35, 1.24)
	for _, x := range []float64{-3.5, -2.6, -1.7} {
		p.oval(flat(2.6), x, 0.02, 0.12, 0.12)
	}
	p.line(flat(0.9), 0.05, -4, -0.26, -1.3, -0.3)
	if s.detail("state") == "stained" || s.detail("detail") == "stained" {
		p.blob(glow(1.6), 2.6, -0.3, 3.6, -0.25, 4.4, 0.1, 3.3, 0.42, 2.5, 0.2)
	}
}

func pistol(s *stage) {
	p := s.tabletop().to(0, -0.2, 1, s.span(-0.2, 0.2))
	barrel := points(-0.6, -1.35, 3.9, -1.35, 3.9, -0.65, -0.6, -0.5)
	grip := points(-2.4, -0.9, -1, -0.9, -1.2, 0.5, -2.1, 3.2, -2.6, 3.5, -3.6, 3.1, -3.5, 2.6, -2.7, 0.6)
	p.shadow(0.35, barrel)
	p.shadow(0.35, grip)
	frame := points(-2.5, -1.4, -0.5, -1.45, -0.3, 0.2, -1.2, 0.4, -2.3, -0.4)
	p.outlined(barrel, smooth(grip, true, p.k), frame, p.round(-0.9, -0.55, 1.05, 0.85))
	p.fill(paint{blend: fade(300, 300, 1.2, 600, 900, 0.1), hatch: 6}, p.all(smooth(grip, true, p.k)))
	for i := range 7 {
		y := 0.6 + float64(i)*0.34
		p.line(flat(1.2), 0.04, -2.6+float64(i)*-0.08, y, -1.6+float64(i)*-0.12, y+0.2)
	}
	p.fill(metal(p.o.y-150, p.o.y-40), p.all(barrel))
	p.rect(flat(0.3), 3.5, -1.6, 0.25, 0.3)
	p.fill(metal(p.o.y-160, p.o.y+60), p.all(frame))
	p.oval(metal(p.o.y-130, p.o.y+40), -0.9, -0.55, 1.05, 0.85)
	for _, y := range []float64{-1.05, -0.55, -0.05} {
		p.line(flat(0.2), 0.12, -1.6, y, -0.2, y)
	}
	p.curve(flat(0.5), 0.1, 0.14, 0.1, -1.3, 0.35, -0.9, 1.3, -0.1, 1.3, 0.15, 0.3)
	p.curve(flat(0.2), 0.12, 0.12, 0.06, -0.7, 0.35, -0.75, 0.7, -0.5, 1)
	p.blob(flat(0.4), -2.5, -1.2, -3.1, -1.7, -2.8, -2, -2.2, -1.5)
	p.line(flat(3), 0.05, 0.2, -1.22, 3.8, -1.22)
}

func spectacles(s *stage) {
	p := s.tabletop().to(0, 0.2, 1, s.span(-0.2, 0.2))
	for _, side := range []float64{-1, 1} {
		p.shadow(0.3, p.round(side*1.75, 0.3, 1.4, 1.3))
		p.curve(flat(0.15), 0.12, 0.13, 0.1, side*3.1, 0.1, side*3.7, -1.4, side*3.2, -3, side*1.5, -3.4+side*0.2)
		p.oval(flat(2.4), side*1.75, 0.3, 1.4, 1.3)
		p.oval(paint{blend: fade(300, 400, 2.9, 700, 700, 1.9), hatch: 13}, side*1.75, 0.3, 1.25, 1.16)
		p.fill(flat(0.1), p.all(p.round(side*1.75, 0.3, 1.42, 1.32)), p.all(reverse(p.round(side*1.75, 0.3, 1.24, 1.15))))
		p.line(flat(3), 0.09, side*1.75-0.7, 0.7, side*1.75+0.1, -0.5)
	}
	p.arc(flat(0.1), 0.16, 0, 0.25, 0.45, 0.42, math.Pi, 2*math.Pi)
	if s.detail("state") == "broken" || s.detail("state") == "" {
		q := p.to(1.75, 0.3, 1, 0)
		q.cracks(s, -0.2, 0.1, 1.2)
		p.poly(flat(1), 1.9, 0.5, 2.9, 0.6, 2.4, 1.35)
		for range 5 {
			x, y := s.span(1.6, 3.6), s.span(2, 3.2)
			p.poly(flat(2.9), x, y, x+s.span(0.1, 0.4), y+s.span(-0.2, 0.1), x+s.span(0, 0.3), y+0.3)
		}
	}
}

func lantern(s *stage) {
	p := s.tabletop().to(0, 0.3, 1, s.span(-0.1, 0.1))
	base := box(0, 3.2, 4, 1)
	p.shadow(0.5, base)
	p.shadow(0.4, box(0, 0.4, 3.2, 5))
	p.arc(flat(0.2), 0.12, 0, -2.6, 1.7, 1.7, math.Pi, 2*math.Pi)
	for _, side := range []float64{-1, 1} { // the handle's lugs
		p.line(flat(0.2), 0.13, side*1.7, -2.62, side*1.72, -1.75)
		p.oval(flat(0.2), side*1.72, -1.7, 0.2, 0.2)
	}
	out := s.detail("state") == "broken"
	if !out {
		s.bloom(p.at(0, 0.6), 420, 1.1)
	}
	p.fill(paint{blend: halo(p.at(0, 0.8).x, p.at(0, 0.8).y, 190, 260, 3, 1.7), ink: accent, hatch: rayed}, p.all(points(-1.5, -1.7, 1.5, -1.7, 1.7, 2.8, -1.7, 2.8)))
	if !out {
		p.blob(flat(3), 0, -0.9, 0.4, 0.5, 0.3, 1.2, 0, 1.5, -0.3, 1.2, -0.4, 0.5)
		p.blob(glow(2.5), 0, -0.2, 0.2, 0.7, 0, 1.3, -0.2, 0.7)
	}
	for _, x := range []float64{-1.6, -0.55, 0.55, 1.6} {
		p.line(flat(0.1), 0.14, x*0.92, -1.8, x*1.05, 2.8)
	}
	p.rect(flat(0.2), -0.12, 1.4, 0.24, 1.4)
	p.poly(metal(p.o.y-330, p.o.y-150), -1.8, -1.6, 1.8, -1.6, 0.9, -2.7, -0.9, -2.7)
	p.rect(flat(0.4), -0.5, -3.1, 1, 0.5)
	p.fill(metal(p.o.y+270, p.o.y+380), p.all(base))
	p.rect(flat(0.3), -1.9, 2.6, 3.8, 0.25)
	if out {
		p.to(0.3, 0.4, 1, 0).cracks(s, 0, 0, 1.9)
		p.poly(flat(0), 0.4, -1.5, 1.3, -1.3, 0.9, -0.2, 0.3, -0.6)
		for range 6 { // glass on the table
			x, y := s.span(-3.8, 3.8), s.span(3.2, 4.2)
			p.poly(flat(2.9), x, y, x+s.span(0.15, 0.5), y+s.span(-0.25, 0), x+s.span(0.05, 0.35), y+0.3)
		}
	}
}
