package painter

import "math"

// hairBehind is the hair that falls behind the neck.
func (f *sitter) hairBehind() {
	h, w := f.head, f.wide
	back := flat(0.5).in(hair).carve(7)
	if f.who.Hat == "headscarf" {
		return
	}
	switch f.who.HairStyle {
	case "long":
		h.blob(back, 0, -1.2, -w*1.1, -0.8, -w*1.3, 0, -w*1.32, 0.8, -w*1.42, 1.6, -w*0.9, 1.95, 0, 1.7, w*0.9, 1.95, w*1.42, 1.6, w*1.32, 0.8, w*1.3, 0, w*1.1, -0.8)
		f.strands(-1, 0.4, 1.8)
	case "bob":
		h.blob(back, 0, -1.2, -w*1.12, -0.8, -w*1.32, 0, -w*1.4, 0.62, -w*1.2, 0.86, -w*0.6, 0.8, w*0.6, 0.8, w*1.2, 0.86, w*1.4, 0.62, w*1.32, 0, w*1.12, -0.8)
		f.strands(-1, -0.2, 0.8)
	case "bun":
		x := -f.turn * 0.9
		h.oval(flat(1.0).in(hair).carve(6), x, -1.22, 0.42, 0.36)
		h.oval(flat(0.2).in(hair), x+0.14, -1.16, 0.27, 0.27)
		h.arc(flat(2).in(hair), 0.04, x-0.02, -1.2, 0.3, 0.25, 3.3, 4.9)
		h.arc(flat(2).in(hair), 0.03, x-0.02, -1.2, 0.2, 0.16, 3.1, 4.6)
	case "curly":
		low := 0.95
		wide := 1.26
		if !f.woman {
			low, wide = -0.05, 1.12
		}
		f.curls(40, -1.25, low, w*wide, 0.28)
	}
}

// strands are locks that catch the light on one side of long hair.
func (f *sitter) strands(side, from, to float64) {
	w := f.wide
	for i := range 7 {
		x := side * w * (0.92 + 0.065*float64(i))
		f.head.curve(flat(1.7+0.1*float64(i%3)).in(hair), 0.006, 0.035, 0.006, x, from+f.span(-0.3, 0.2), x*1.03, lerp(from, to, 0.5), x*1.08, to-f.span(0, 0.3))
		f.head.curve(flat(1.0).in(hair), 0.006, 0.03, 0.006, -x, from+f.span(-0.3, 0.2), -x*1.03, lerp(from, to, 0.5), -x*1.08, to-f.span(0, 0.3))
	}
}

// curls are knots of hair about the head between two heights.
func (f *sitter) curls(n int, top, low, wide, r float64) {
	h := f.head
	for i := range n {
		a := math.Pi * (0.02 + 0.96*float64(i)/float64(n-1))
		x, y := -math.Cos(a)*wide*f.span(0.78, 1), lerp(low, top, math.Pow(math.Sin(a), 0.7))+f.span(-0.08, 0.08)
		q := r * f.span(0.7, 1)
		tone := 1.2 - x*0.75
		h.oval(flat(tone-0.7).in(hair), x+0.04, y+0.04, q, q)
		h.oval(flat(tone).in(hair).carve(5), x-0.02, y-0.02, q*0.82, q*0.8)
		h.arc(flat(tone+0.9).in(hair), q*0.13, x-0.02, y-0.02, q*0.52, q*0.5, 2.6, 5.2)
	}
}

// hairFront is the hair on the brow and the temples.
func (f *sitter) hairFront() {
	if f.who.Hat == "headscarf" {
		f.cap(0.74, 0.1)
		return
	}
	switch f.who.HairStyle {
	case "bald":
		f.baldSides()
	case "curly":
		f.cap(0.72, -0.05)
		if f.woman {
			f.curls(26, -1.14, -0.3, f.wide*1.1, 0.24)
		} else {
			f.curls(22, -1.12, -0.42, f.wide*0.98, 0.2)
		}
	case "long":
		f.cap(0.62, 0.0)
		f.lock(-1, 1.9)
		f.lock(1, 1.75)
	case "bob":
		f.cap(0.6, 0.0)
		f.lock(-1, 0.8)
		f.lock(1, 0.76)
	case "bun":
		f.cap(0.72, 0.0)
	default:
		f.cap(0.66, -0.02)
	}
}

// lock is the hair that hangs from the parting beside one cheek, and is one
// with the hair behind it.
func (f *sitter) lock(side, low float64) {
	h, w := f.head, f.wide
	long := low > 1
	in := 0.9
	if side*f.turn > 0.3 { // the far cheek
		in = 0.95
	}
	o := points(side*w*0.5, -0.98, side*w*1.0, -0.8, side*w*1.18, -0.3, side*w*1.26, 0.4)
	if long {
		o = append(o, points(side*w*1.3, 1.1, side*w*1.34, low-0.2, side*w*1.12, low+0.06, side*w*1.02, 1.5, side*w*1.04, 0.95)...)
	} else {
		o = append(o, points(side*w*1.3, low-0.12, side*w*1.12, low+0.08, side*w*0.94, low)...)
	}
	o = append(o, points(side*w*(in+0.06), 0.5, side*w*in, 0.1, side*w*(in-0.02), -0.3, side*w*0.7, -0.6)...)
	shape := h.all(smooth(o, true, h.k))
	tone := 1.05 - side*0.35
	f.fill(flat(tone).in(hair).carve(7), shape)
	f.clip(shape, func() {
		for i := range 8 {
			u := 0.84 + 0.075*float64(i)
			t := tone + 0.9 - 0.5*float64(i%2)
			h.curve(flat(t).in(hair), 0.005, 0.03, 0.005, side*w*(u-0.28), -0.85, side*w*u, -0.1, side*w*u*1.03, low*0.6, side*w*(u*0.98+0.04), low-f.span(0, 0.2))
		}
		h.curve(flat(tone-0.9).in(hair), 0.02, 0.05, 0.02, side*w*0.72, -0.6, side*w*(in-0.01), -0.2, side*w*(in+0.03), 0.5, side*w*1.0, low)
	})
}

// cap is hair over the skull: how high the forehead is bare and how low it
// comes at the temples.
func (f *sitter) cap(bare, low float64) {
	h, w := f.head, f.wide
	part := f.x(-0.22)
	if f.odds(50) {
		part = f.x(0.2)
	}
	const top, side, inner = -1.16, 1.06, 0.86
	if f.who.Age == "old" && !f.woman {
		bare += 0.1
	}
	o := smooth(points(-w*side, low, -w*side*1.02, -0.4, -w*0.9, -0.92, -w*0.3, top, w*0.3, top, w*0.9, -0.92, w*side*1.02, -0.4, w*side, low,
		w*inner, low*0.9, w*0.9, -0.28, f.x(0.46), -bare+0.08, part+0.12, -bare-0.05, part, -bare-0.12, part-0.12, -bare-0.03, f.x(-0.5), -bare+0.1, -w*0.9, -0.28, -w*inner, low*0.9), true, h.k)
	f.fill(flat(1.0).in(hair).carve(6), h.all(o))
	f.clip(h.all(o), func() {
		h.blob(flat(0.15).in(hair).carve(6), f.x(0.2), -1.3, f.x(0.42), -0.8, w*0.8, -0.3, w*0.75, low+0.2, 1.6, low+0.3, 1.6, -1.3)
		for i := range 16 {
			u := (float64(i) + f.span(0, 0.7)) / 16
			x := lerp(-w*1.1, w*0.6, u)
			tone := 2.3 - u*1.3
			h.curve(flat(tone).in(hair), 0.005, 0.03, 0.005, part+(x-part)*0.25, top+0.1, part+(x-part)*0.75, -0.98, x*1.02, -bare*0.7+0.1, x*1.1, low)
		}
		h.curve(flat(0).in(hair), 0.03, 0.035, 0.005, part, -bare-0.12, part+0.02, -0.95, part+0.06, top)
	})
}

// baldSides are what is left over the ears, and the shine of the pate.
func (f *sitter) baldSides() {
	h, w := f.head, f.wide
	h.blob(flat(2.95).in(skin), -w*0.5, -0.84, -w*0.2, -0.92, -w*0.05, -0.8, -w*0.35, -0.7)
	for _, side := range []float64{-1, 1} {
		if side*f.turn > 0.35 {
			continue
		}
		tone := 1.2 - side*0.7
		h.blob(flat(tone).in(hair).carve(7), side*w*0.86, -0.52, side*w*1.06, -0.48, side*w*1.1, -0.1, side*w*1.0, 0.04, side*w*0.93, -0.12)
	}
}

// hat covers the head.
func (f *sitter) hat() {
	switch f.who.Hat {
	case "cap":
		if f.who.Dress == "uniform" {
			f.peakedCap()
		} else {
			f.flatCap()
		}
	case "fedora":
		f.fedora()
	case "beret":
		f.beret()
	case "headscarf":
		f.headscarf()
	case "tarboosh":
		f.tarboosh()
	case "turban":
		f.turban()
	case "bowler":
		f.bowler()
	case "cloche":
		f.cloche()
	}
}

// brimShadow darkens the forehead under a hat.
func (f *sitter) brimShadow(low float64) {
	f.clip(f.head.all(f.outline()), func() {
		f.head.blob(paint{op: shade, tone: 0.5}, -1.2, -1.2, 1.2, -1.2, 1.2, low, f.x(0.2), low-0.02, f.x(-0.3), low-0.1, -1.2, low-0.12)
	})
}

func (f *sitter) flatCap() {
	h, w, t := f.head, f.wide, f.turn*0.3
	f.brimShadow(-0.36)
	top := smooth(points(-w*1.16, -0.52, -w*1.3, -0.82, -w*0.7, -1.28, w*0.2, -1.36, w*1.0, -1.14, w*1.26, -0.74, w*1.12, -0.5, t, -0.62), true, h.k)
	f.fill(flat(1.35).carve(5), h.all(top))
	f.clip(h.all(top), func() {
		h.blob(flat(0.5).carve(5), f.x(0.2), -1.5, f.x(0.35), -0.9, f.x(0.3), -0.5, 1.6, -0.4, 1.6, -1.5)
		h.curve(flat(0.3), 0.01, 0.03, 0.01, t*0.4, -1.34, -w*0.4, -1.0, -w*0.5, -0.6)
		h.curve(flat(0.3), 0.01, 0.03, 0.01, t*0.4, -1.34, w*0.3, -1.0, w*0.3, -0.6)
	})
	h.blob(flat(0.2), -w*0.95+t, -0.56, t*1.3, -0.78, w*0.95+t, -0.54, w*0.7+t*1.6, -0.4, t*1.9, -0.42, -w*0.7+t*1.6, -0.4)
	h.curve(flat(1.9), 0.01, 0.04, 0.01, -w*0.75+t, -0.58, -w*0.2+t*1.2, -0.68, w*0.3+t, -0.68)
}

func (f *sitter) peakedCap() {
	h, w, t := f.head, f.wide, f.turn*0.3
	f.brimShadow(-0.32)
	h.blob(flat(0.9).carve(5), -w*1.02, -0.74, -w*1.42, -1.12, -w*0.7, -1.42, 0, -1.48, w*0.7, -1.42, w*1.42, -1.12, w*1.02, -0.74)
	h.blob(flat(0.2), w*0.3, -0.8, w*0.7, -1.38, w*1.4, -1.12, w*1.02, -0.72)
	h.blob(glow(1.6), -w*1.06, -0.84, 0, -0.98, w*1.06, -0.84, w*1.06, -0.6, t, -0.74, -w*1.06, -0.6)
	h.blob(flat(0), -w*0.96+t*0.6, -0.6, t, -0.74, w*0.96+t*0.6, -0.6, w*0.72+t*1.5, -0.42, t*1.8, -0.4, -w*0.72+t*1.5, -0.42)
	h.curve(flat(2.4), 0.01, 0.045, 0.01, -w*0.7+t, -0.58, -w*0.25+t*1.2, -0.62, w*0.2+t, -0.64)
	h.oval(flat(0), t*1.1, -0.98, 0.15, 0.17)
	h.oval(glow(2.6), t*1.1-0.01, -0.99, 0.11, 0.13)
}

func (f *sitter) fedora() {
	h, w := f.head, f.wide
	f.brimShadow(-0.2)
	h.blob(flat(0.75).carve(5), -w*1.06, -0.6, -w*0.98, -1.2, -w*0.6, -1.52, -w*0.1, -1.42, w*0.4, -1.54, w*0.95, -1.24, w*1.06, -0.6, 0, -0.5)
	h.blob(flat(0.05), w*0.15, -0.6, w*0.2, -1.2, w*0.4, -1.52, w*0.95, -1.24, w*1.06, -0.6)
	h.blob(glow(1.7), -w*1.07, -0.86, 0, -0.74, w*1.07, -0.86, w*1.09, -0.62, 0, -0.5, -w*1.09, -0.62)
	h.blob(flat(0.55).carve(4), -w*1.75, -0.62, -w*1.0, -0.72, 0, -0.6, w*1.0, -0.72, w*1.75, -0.62, w*1.1, -0.42, 0, -0.34, -w*1.1, -0.42)
	h.curve(flat(2), 0.01, 0.05, 0.01, -w*1.6, -0.6, -w*0.9, -0.5, 0, -0.44, w*0.5, -0.46)
	h.curve(flat(1.9), 0.01, 0.05, 0.01, -w*0.85, -0.95, -w*0.8, -1.2, -w*0.5, -1.42)
}

func (f *sitter) beret() {
	h, w := f.head, f.wide
	lean := w * 0.3
	if f.turn > 0 {
		lean = -lean
	}
	f.brimShadow(-0.48)
	top := smooth(points(-w*1.05, -0.56, -w*1.3+lean, -0.84, -w*1.1+lean, -1.26, lean, -1.44, w*1.1+lean, -1.26, w*1.34+lean, -0.82, w*1.05, -0.56, 0, -0.72), true, h.k)
	f.fill(glow(1.8), h.all(top))
	f.clip(h.all(top), func() {
		h.blob(glow(0.8), w*0.2, -0.5, w*0.5, -0.95, w*0.3+lean, -1.5, w*2, -1.5, w*2, -0.4)
		h.curve(glow(2.8), 0.01, 0.05, 0.01, -w*0.9+lean, -0.95, -w*0.7+lean, -1.2, lean-0.1, -1.32)
	})
	h.curve(flat(0), 0.03, 0.09, 0.03, -w*1.04, -0.55, 0, -0.72, w*1.04, -0.55)
	h.line(glow(1), 0.05, lean, -1.42, lean+0.02, -1.54)
}

func (f *sitter) headscarf() {
	h, w, t := f.head, f.wide, f.turn*0.1
	outer := points(-w*1.2, 0.4, -w*1.26, -0.3, -w*1.0, -1.0, -w*0.3, -1.26, w*0.3, -1.26, w*1.0, -1.0, w*1.26, -0.3, w*1.2, 0.4, w*0.9, 1.05, 0.2, 1.34, -0.2, 1.34, -w*0.9, 1.05)
	inner := points(t*2, 1.04, -0.34+t*1.5, 0.93, -w*0.9, 0.4, -w*0.95, -0.3, -w*0.66, -0.7, f.x(0), -0.8, w*0.66, -0.7, w*0.95, -0.3, w*0.9, 0.4, 0.34+t*1.5, 0.93)
	out, in := h.all(smooth(outer, true, h.k)), h.all(smooth(inner, true, h.k))
	orient(out)
	orient(in)
	f.fill(flat(0), h.all(ribbon(append(smooth(outer, true, h.k), outer[0]), 0.03, 0.03, 0.03)))
	f.within([][]pt{out, reverse(in)}, func() {
		h.rect(glow(1.95), -2, -2, 4, 4)
		h.blob(glow(0.95), w*0.2, -1.3, w*0.55, -0.76, w*0.9, -0.3, w*0.92, 0.4, 0.3, 0.95, 0.1, 1.5, 1.6, 1.4, 1.6, -1.3)
		for i := range 5 {
			a := float64(i) * 0.09
			h.curve(glow(2.8-float64(i)*0.2), 0.01, 0.035, 0.01, -w*(1.2-a*0.9), 0.3, -w*(1.2-a*0.8), -0.3, -w*(0.95-a), -0.88, -w*0.2, -1.12+a*0.5)
			h.curve(glow(0.4), 0.01, 0.045, 0.01, w*(1.2-a*0.9), 0.5, w*(1.2-a*0.8), -0.3, w*(0.95-a), -0.88, w*0.3, -1.12+a*0.5)
		}
	})
	h.blob(flat(0), -0.25, 1.2, 0, 1.11, 0.25, 1.2, 0.18, 1.46, -0.18, 1.46)
	h.blob(glow(1.6), -0.22, 1.2, 0, 1.14, 0.22, 1.2, 0.16, 1.42, -0.16, 1.42)
	h.poly(glow(1.9), -0.06, 1.36, -0.5, 1.86, -0.26, 1.98, 0.02, 1.44)
	h.poly(glow(1.1), 0.04, 1.36, 0.42, 1.9, 0.14, 2.02, -0.02, 1.44)
}
