package painter

// shawl lies crossed over the shoulders, its ends fringed.
func (f *sitter) shawl() {
	p, n, b := f.body, f.neck, f.broad
	p.poly(flat(2.5), -n*0.95, 1.15, 0, 1.4, n*0.95, 1.15, n*1.2, 2.2, -n*1.2, 2.2)
	for i := range 4 {
		p.oval(flat(0.2), 0, 1.5+float64(i)*0.16, 0.03, 0.03)
	}
	shape := p.all(f.shoulders())
	f.clip(shape, func() {
		for _, side := range []float64{1, -1} {
			tone := 1.5 - side*0.55
			p.poly(glow(tone), side*n*0.85, 1.1, side*n*2, 1.2, side*b*1.2, 1.6, side*b*1.2, 4, -side*b*0.35, 4, -side*b*0.2, 2.9, side*n*0.4, 1.9)
			p.line(flat(0), 0.04, side*n*0.85, 1.1, side*n*0.4, 1.9, -side*b*0.2, 2.9)
			for i := range 4 {
				d := float64(i) * 0.22
				p.curve(glow(tone-0.8), 0.01, 0.045, 0.01, side*(n*1.2+d*1.2), 1.25+d*0.5, side*(n*0.9+d), 2.1+d*0.5, side*(d*0.6), 3.1)
			}
			for i := range 9 {
				y := 1.3 + float64(i)*0.2
				x := side * (n*0.8 - float64(i)*0.09)
				p.line(glow(tone+0.7), 0.022, x, y, x-side*0.12, y+0.16)
			}
		}
	})
}

// highCollar is lace to the chin with a brooch, as before the first war.
func (f *sitter) highCollar() {
	p, n, b := f.body, f.neck, f.broad
	p.blob(flat(2.9), -n*1.02, 0.86, 0, 1.14, n*1.02, 0.86, n*1.3, 1.4, 0, 1.72, -n*1.3, 1.4)
	p.blob(flat(1.5).carve(5), n*0.2, 1.12, n*1.0, 0.9, n*1.28, 1.4, n*0.4, 1.66)
	for i := range 9 {
		x := (float64(i) - 4) * n * 0.27
		p.line(flat(0.8), 0.016, x*0.85, 1.1-x*x*0.6, x, 1.58-x*x*0.3)
	}
	p.oval(flat(0), 0, 1.66, 0.13, 0.15)
	p.oval(glow(2.6), 0, 1.66, 0.1, 0.12)
	for i := range 7 { // tucks
		x := (float64(i) - 3) * b * 0.16
		p.curve(glow(0.8), 0.015, 0.03, 0.015, x*0.7, 1.85, x, 2.5, x*1.1, 3.6)
	}
	for _, side := range []float64{-1, 1} {
		p.curve(glow(2.7), 0.02, 0.08, 0.02, side*n*1.3, 1.5, side*b*0.5, 1.9, side*b*0.4, 3.2)
	}
}

// hoodedRobe is a robe with its hood down.
func (f *sitter) hoodedRobe() {
	f.clip(f.body.all(f.shoulders()), func() {
		for i := range 17 {
			x := (float64(i) - 8) * f.broad * 0.14
			f.body.line(glow(1.5), 0.09, x*0.85, 1.2, x*1.06, 4)
		}
		f.away()
	})
	f.robe()
	for _, side := range []float64{-1, 1} {
		n := f.neck
		f.body.blob(flat(1.2-side*0.6), side*n*1.1, 0.9, side*n*1.7, 1.0, side*n*2.2, 1.5, side*n*1.1, 1.9, side*n*0.9, 1.4)
	}
}

// robe is a long shirt with a slit neck, embroidered down the front.
func (f *sitter) robe() {
	p, n, b := f.body, f.neck, f.broad
	p.poly(flat(2).in(skin), -n*0.5, 1.2, 0, 2.0, n*0.5, 1.2)
	p.poly(flat(0.9).in(skin), 0.04, 1.4, 0, 2.0, n*0.5, 1.2)
	p.blob(flat(2.6), -n*1.2, 1.1, 0, 1.42, n*1.2, 1.1, n*1.3, 1.4, 0, 1.62, -n*1.3, 1.4)
	for _, side := range []float64{-1, 1} {
		p.line(glow(1.8), 0.1, side*0.14, 1.55, side*0.14, 2.9)
		for i := range 6 {
			p.oval(flat(2.9), side*0.14, 1.66+float64(i)*0.22, 0.03, 0.04)
		}
		for i := range 4 {
			x := side * b * (0.3 + 0.16*float64(i))
			p.curve(flat(1.0), 0.01, 0.05, 0.01, x*0.8, 1.7, x, 2.5, x*1.05, 3.6)
		}
	}
}

// sari is draped over one shoulder with a broad border, above a short sleeve.
func (f *sitter) sari() {
	p, n, b := f.body, f.neck, f.broad
	f.bareNeck()
	f.clip(p.all(f.shoulders()), func() {
		p.poly(flat(1.0), -b*1.4, 1.1, -n*1.3, 1.1, -n*1.5, 1.5, -n*0.8, 2.1, 0, 2.3, 0, 4.4, -b*1.4, 4.4)
		p.poly(glow(2), n*0.8, 1.1, b*1.2, 1.4, b*1.2, 4, -b*0.9, 4, -b*0.6, 3.0, n*0.2, 1.95)
		p.line(flat(0), 0.05, n*0.8, 1.15, n*0.2, 1.95, -b*0.6, 3.0, -b*0.9, 3.8)
		p.line(glow(2.9), 0.16, n*0.95, 1.2, n*0.38, 2.0, -b*0.5, 3.1, -b*0.8, 3.9)
		for i := range 9 {
			t := float64(i) / 8
			p.oval(flat(0.3), lerp(n*0.9, -b*0.7, t), lerp(1.3, 3.5, t), 0.05, 0.05)
		}
		for i := range 5 {
			d := 0.2 + float64(i)*0.2
			p.curve(glow(1.0), 0.01, 0.06, 0.01, n+d, 1.4, n*0.5+d, 2.3, -b*0.3+d, 3.4)
		}
	})
}

// bareNeck is skin above a round neckline.
func (f *sitter) bareNeck() {
	p, n := f.body, f.neck
	o := p.all(smooth(points(-n*1.7, 1.42, -n*1.2, 1.8, 0, 2.05, n*1.2, 1.8, n*1.7, 1.42, n*0.9, 1.2, -n*0.9, 1.2), true, p.k))
	f.fill(flat(2).in(skin), o)
	f.clip(o, func() {
		p.blob(flat(1).in(skin).carve(5), n*0.1, 1.3, n*0.4, 1.7, n*0.2, 2.3, n*2, 2.3, n*2.2, 1.3, n*0.8, 1.1)
		p.blob(flat(0.7).in(skin), -n*0.8, 1.0, 0, 1.36, n*0.8, 1.5, n*1.2, 1.0)
	})
}

// poncho is a blanket with bands and a slit for the head; as a jumper it is
// the pattern alone that is knitted.
func (f *sitter) poncho() {
	p, n, b := f.body, f.neck, f.broad
	p.blob(flat(2.6), -n*1.15, 1.0, 0, 1.3, n*1.15, 1.0, n*1.3, 1.42, 0, 1.72, -n*1.3, 1.42)
	f.bands()
	p.line(flat(0), 0.04, 0, 1.7, 0, 2.1)
	for _, side := range []float64{-1, 1} {
		p.curve(flat(0.4), 0.02, 0.06, 0.02, side*b*0.6, 1.6, side*b*0.7, 2.4, side*b*0.66, 3.4)
	}
}

// bands are woven or knitted across the chest.
func (f *sitter) bands() {
	b := f.broad
	f.clip(f.body.all(f.shoulders()), func() {
		for row := range 5 {
			y := 1.85 + float64(row)*0.38
			with := glow(2 - 0.4*float64(row%2))
			f.body.curve(with, 0.16, 0.16, 0.16, -b*1.3, y+0.14, 0, y, b*1.3, y+0.14)
			for i := range 13 {
				x := (float64(i) - 6) * b * 0.19
				bow := x * x * 0.04
				f.body.poly(flat(2.8), x-0.09, y+bow, x, y-0.09+bow, x+0.09, y+bow, x, y+0.09+bow)
			}
		}
	})
}

// apron is a bib over a plain dress.
func (f *sitter) apron() {
	p, n, b := f.body, f.neck, f.broad
	p.blob(flat(2.7), -n*1.2, 1.12, 0, 1.45, n*1.2, 1.12, n*1.5, 1.55, 0, 1.85, -n*1.5, 1.55)
	p.line(flat(0.4), 0.02, 0, 1.55, 0, 1.9)
	for _, side := range []float64{-1, 1} {
		p.poly(flat(2.8-side*0.3), side*b*0.4, 1.45, side*b*0.54, 1.5, side*b*0.42, 2.3, side*b*0.3, 2.3)
	}
	p.poly(flat(2.9), -b*0.48, 2.2, b*0.48, 2.2, b*0.7, 3.9, -b*0.7, 3.9)
	p.poly(flat(1.8).carve(5), b*0.1, 2.2, b*0.48, 2.2, b*0.7, 3.9, b*0.2, 3.9)
	p.line(glow(2), 0.05, -b*0.46, 2.3, b*0.46, 2.3)
}

// tarboosh is a felt cap without a brim, with its tassel.
func (f *sitter) tarboosh() {
	h, w := f.head, f.wide
	f.brimShadow(-0.5)
	h.poly(flat(0), -w*0.96, -0.62, w*0.96, -0.62, w*0.8, -1.62, -w*0.8, -1.62)
	h.poly(glow(1.8), -w*0.9, -0.64, w*0.9, -0.64, w*0.75, -1.57, -w*0.75, -1.57)
	h.poly(glow(0.8), w*0.2, -0.64, w*0.9, -0.64, w*0.75, -1.57, w*0.3, -1.57)
	h.curve(flat(0), 0.02, 0.03, 0.02, 0, -1.6, w*0.6, -1.5, w*0.74, -1.2)
	h.line(flat(0), 0.08, w*0.74, -1.2, w*0.78, -0.9)
}

// turban is wound cloth.
func (f *sitter) turban() {
	h, w := f.head, f.wide
	f.brimShadow(-0.5)
	o := smooth(points(-w*1.12, -0.4, -w*1.3, -0.8, -w*1.05, -1.3, -w*0.3, -1.52, w*0.4, -1.5, w*1.1, -1.26, w*1.3, -0.8, w*1.12, -0.4, w*0.4, -0.66, 0, -0.74, -w*0.4, -0.66), true, h.k)
	h.fill(flat(0), h.all(ribbon(append(o, o[0]), 0.05, 0.05, 0.05)))
	h.fill(glow(2.1), h.all(o))
	f.clip(h.all(o), func() {
		h.blob(glow(1.1), w*0.3, -1.6, w*0.5, -0.9, w*0.4, -0.4, w*1.6, -0.3, w*1.6, -1.6)
		for i := range 6 {
			d := float64(i) * 0.16
			h.curve(flat(0.2), 0.01, 0.04, 0.01, -w*1.3, -0.5-d, -w*0.2, -0.8-d*0.75, w*0.9, -1.36-d*0.2)
			h.curve(flat(0.2), 0.01, 0.035, 0.01, w*1.3, -0.5-d, w*0.5, -0.72-d*0.7, -w*0.1, -0.9-d*0.6)
		}
	})
}

// bowler is a hard round hat.
func (f *sitter) bowler() {
	h, w := f.head, f.wide
	f.brimShadow(-0.34)
	h.blob(flat(0), -w*1.02, -0.6, -w*1.02, -1.2, -w*0.5, -1.58, w*0.5, -1.58, w*1.02, -1.2, w*1.02, -0.6)
	h.curve(flat(1.8), 0.02, 0.09, 0.02, -w*0.86, -0.85, -w*0.84, -1.2, -w*0.4, -1.46)
	h.blob(glow(1.6), -w*1.03, -0.84, 0, -0.74, w*1.03, -0.84, w*1.04, -0.62, 0, -0.52, -w*1.04, -0.62)
	h.blob(flat(0), -w*1.5, -0.78, -w*1.05, -0.66, 0, -0.56, w*1.05, -0.66, w*1.5, -0.78, w*1.2, -0.5, 0, -0.38, -w*1.2, -0.5)
	h.curve(flat(1.7), 0.01, 0.04, 0.01, -w*1.4, -0.68, -w*0.8, -0.52, w*0.3, -0.48)
}

// cloche is a close hat to the brows.
func (f *sitter) cloche() {
	h, w := f.head, f.wide
	f.brimShadow(-0.26)
	o := smooth(points(-w*1.14, -0.1, -w*1.2, -0.7, -w*0.85, -1.26, 0, -1.42, w*0.85, -1.26, w*1.2, -0.7, w*1.14, -0.1, w*0.6, -0.34, 0, -0.42, -w*0.6, -0.34), true, h.k)
	h.fill(flat(0), h.all(ribbon(append(o, o[0]), 0.05, 0.05, 0.05)))
	h.fill(glow(1.9), h.all(o))
	f.clip(h.all(o), func() {
		h.blob(glow(0.9), w*0.2, -1.5, w*0.46, -0.9, w*0.36, -0.3, w*1.6, 0, w*1.6, -1.5)
		h.curve(flat(0.2), 0.12, 0.14, 0.12, -w*1.3, -0.5, 0, -0.74, w*1.3, -0.5)
	})
	h.oval(flat(0), -w*0.86, -0.6, 0.17, 0.17)
	h.oval(flat(2.8), -w*0.86, -0.6, 0.12, 0.12)
	h.oval(glow(2.4), -w*0.86, -0.6, 0.05, 0.05)
}
