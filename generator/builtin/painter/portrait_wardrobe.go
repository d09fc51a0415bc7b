package painter

// The three of a case may all wear the same word; what each wears is another
// garment, dark, patterned or light by the sitter's place.

// frock is the upper part of a dress.
func (f *sitter) frock() {
	switch f.place {
	case 1:
		f.collaredFrock()
	case 2:
		f.printedFrock()
	default:
		f.gown()
	}
}

// collaredFrock is dark with a round white collar and a row of buttons.
func (f *sitter) collaredFrock() {
	p, n, b := f.body, f.neck, f.broad
	p.blob(flat(2).in(skin), -n*0.8, 1.1, 0, 1.85, n*0.8, 1.1)
	for _, side := range []float64{-1, 1} {
		p.blob(flat(0), side*n*0.8, 1.12, side*n*1.75, 1.34, side*n*2.2, 1.86, side*n*1.2, 2.14, side*0.05, 1.86, side*n*0.5, 1.5)
		p.blob(flat(2.8-side*0.3), side*n*0.86, 1.16, side*n*1.65, 1.38, side*n*2.05, 1.84, side*n*1.2, 2.07, side*0.1, 1.83, side*n*0.56, 1.5)
		p.curve(glow(2), 0.02, 0.03, 0.02, side*n*1.75, 1.8, side*n*1.15, 1.95, side*0.2, 1.8)
	}
	p.oval(flat(0), 0, 1.9, 0.15, 0.17)
	p.oval(glow(2.4), 0, 1.9, 0.11, 0.13)
	for i := range 5 {
		p.oval(glow(2.6), 0.02, 2.26+float64(i)*0.27, 0.06, 0.06)
	}
	for i := range 4 {
		x := (float64(i) - 1.5) * b * 0.4
		p.curve(flat(1.5), 0.01, 0.04, 0.01, x*0.8, 2.3, x*0.95, 2.8, x, 3.6)
	}
}

// printedFrock is light, sprigged, and wrapped over to a point.
func (f *sitter) printedFrock() {
	p, n, b := f.body, f.neck, f.broad
	f.clip(p.all(f.shoulders()), func() {
		for row := range 9 {
			for i := range 13 {
				x := (float64(i)-6)*b*0.19 + float64(row%2)*b*0.095
				y := 1.6 + float64(row)*0.26
				p.oval(glow(1.7), x, y, 0.075, 0.075)
				p.oval(flat(2.9), x, y, 0.025, 0.025)
				p.curve(flat(0.9), 0.01, 0.025, 0.01, x+0.06, y+0.05, x+0.11, y+0.1, x+0.15, y+0.07)
			}
		}
		f.away()
	})
	p.poly(flat(2).in(skin), -n*1.1, 1.2, -n*1.45, 1.34, 0.05, 2.35, n*1.45, 1.34, n*1.1, 1.2)
	p.poly(flat(1).in(skin), 0.04, 1.6, 0.05, 2.35, n*1.45, 1.34, n*0.8, 1.3)
	for _, side := range []float64{-1, 1} {
		p.line(glow(1.2), 0.09, side*n*1.5, 1.36, 0.05-side*0.06, 2.4)
	}
	p.curve(glow(1.2), 0.07, 0.09, 0.05, 0.1, 2.3, -0.3, 2.7, -b*0.62, 3.2)
	p.curve(flat(2.8), 0.02, 0.02, 0.02, -n*1.0, 1.3, -0.1, 1.86, 0, 1.9, 0.1, 1.86, n*1.0, 1.3)
	p.oval(flat(0), 0, 1.96, 0.09, 0.11)
	p.oval(glow(2.6), 0, 1.96, 0.065, 0.085)
}

// overcoat is a coat: with a scarf, with a collar of fur, or double-breasted.
func (f *sitter) overcoat() {
	switch f.place {
	case 1:
		f.furCoat()
	case 2:
		f.trenchCoat()
	default:
		f.coat()
	}
}

func (f *sitter) furCoat() {
	p, n, b := f.body, f.neck, f.broad
	if f.woman {
		p.poly(glow(1.9), -n*0.9, 1.15, 0, 2.3, n*0.9, 1.15)
		p.curve(glow(0.8), 0.02, 0.05, 0.02, -n*0.8, 1.3, 0, 1.7, n*0.8, 1.34)
	} else {
		f.shirtAndTie()
	}
	p.line(flat(2), 0.03, 0.06, 2.4, 0.12, 3.8)
	for i := range 2 {
		p.oval(flat(0), 0.32, 2.85+float64(i)*0.5, 0.12, 0.12)
		p.oval(glow(2.2), 0.31, 2.84+float64(i)*0.5, 0.09, 0.09)
	}
	for _, side := range []float64{-1, 1} {
		if !f.woman { // astrakhan, close and flat
			collar := p.all(smooth(points(side*n*1.15, 1.0, side*n*2.0, 1.3, side*n*2.9, 1.86, side*n*2.0, 2.3, side*0.12, 2.75, side*n*1.0, 1.7), true, p.k))
			p.fill(flat(1.4-side*0.4), collar)
			f.clip(collar, func() {
				for i := range 180 {
					x, y := side*f.span(0.1, 1.7), f.span(1.05, 2.75)
					p.arc(flat(0.2), 0.03, x, y, 0.07, 0.06, float64(i), float64(i)+4)
				}
			})
			p.curve(flat(0), 0.03, 0.04, 0.03, side*n*1.15, 1.0, side*n*2.0, 1.3, side*n*2.9, 1.86, side*n*2.0, 2.3, side*0.12, 2.75)
			continue
		}
		for i := range 16 { // tufts
			u := float64(i) / 15
			x, y := side*lerp(n*1.5, n*2.1, clamp01(u*2))*lerp(1, 0.12, clamp01(u*2-1)), lerp(1.2, 2.6, u)
			r := 0.26 + 0.05*f.span(-1, 1)
			p.oval(flat(0.3), x+side*0.04, y+0.03, r, r*0.9)
			p.oval(flat(1.9-side*0.4).carve(uint8(5+i%3)), x, y, r*0.9, r*0.82)
			p.curve(flat(2.9-side*0.4), 0.005, 0.04, 0.005, x-0.12, y-0.1, x, y-0.02, x+0.02, y+0.12)
		}
	}
	f.fold(1.6, -b*1.0, 2.1, -b*0.9, 2.5, -b*0.94, 3.3)
}

// shirtAndTie are what shows of a man in the opening of a coat.
func (f *sitter) shirtAndTie() {
	p, n := f.body, f.neck
	p.poly(flat(2.9), -n*1.15, 1.12, 0, 2.5, n*1.15, 1.12)
	p.poly(flat(1.7).carve(5), 0.04, 1.7, 0.04, 2.5, n*1.15, 1.2)
	p.poly(flat(0), -0.15, 1.5, 0.15, 1.5, 0.2, 2.3, 0, 2.6, -0.2, 2.3)
	p.poly(glow(1.8), -0.12, 1.52, 0.12, 1.52, 0.16, 2.3, 0, 2.54, -0.16, 2.3)
	p.line(glow(0.8), 0.04, -0.12, 1.72, 0.12, 1.72)
	for _, side := range []float64{-1, 1} {
		p.poly(flat(2.95-0.25*side), side*n*0.74, 1.02, side*n*1.2, 1.2, side*n*0.78, 1.78, side*0.04, 1.5)
		p.line(flat(0.3), 0.02, side*n*1.2, 1.2, side*n*0.78, 1.78, side*0.04, 1.5)
	}
}

func (f *sitter) trenchCoat() {
	p, n, b := f.body, f.neck, f.broad
	p.poly(flat(0.4), -n*1.0, 1.15, 0, 2.2, n*1.0, 1.15)
	if f.woman {
		p.blob(glow(1.9), -n*1.1, 1.1, 0, 1.42, n*1.1, 1.1, n*1.2, 1.5, 0, 1.85, -n*1.2, 1.5)
		for i := range 3 {
			y := 1.3 + float64(i)*0.14
			p.curve(flat(2.7), 0.02, 0.025, 0.02, -n*1.1, y-0.08, 0, y+0.16, n*1.1, y-0.08)
		}
	} else {
		f.shirtAndTie()
	}
	for _, side := range []float64{-1, 1} {
		p.poly(flat(2.3-side*0.4), side*n*1.1, 0.98, side*n*1.8, 1.26, side*n*2.9, 1.9, side*n*2.2, 2.24, side*n*1.0, 1.9, side*0.1, 2.5, side*n*0.9, 1.5)
		p.line(flat(0.1), 0.028, side*n*1.1, 0.98, side*n*0.9, 1.5, side*0.1, 2.5, side*n*1.0, 1.9, side*n*2.2, 2.24, side*n*2.9, 1.9, side*n*1.8, 1.26)
		p.poly(flat(1.5-side*0.3), side*b*0.5, 1.48, side*b*0.96, 1.74, side*b*0.97, 1.9, side*b*0.5, 1.64)
	}
	p.line(flat(0.1), 0.03, 0.1, 2.5, 0.3, 3.0, 0.32, 4)
	for i := range 3 {
		for _, x := range []float64{-0.2, 0.56} {
			p.oval(flat(0.1), x, 2.62+float64(i)*0.42, 0.085, 0.085)
			p.oval(flat(1.4), x-0.01, 2.61+float64(i)*0.42, 0.05, 0.05)
		}
	}
}

// pullover is knitted: with a roll, with bands, or with a point over a shirt.
func (f *sitter) pullover() {
	switch f.place {
	case 1:
		f.bands()
		f.rib()
	case 2:
		f.pointed()
	default:
		f.jumper()
	}
}

// rib is a round knitted collar.
func (f *sitter) rib() {
	p, n := f.body, f.neck
	p.blob(flat(0), -n*1.28, 1.14, 0, 1.5, n*1.28, 1.14, n*1.5, 1.46, 0, 1.86, -n*1.5, 1.46)
	o := p.all(smooth(points(-n*1.22, 1.18, 0, 1.52, n*1.22, 1.18, n*1.44, 1.46, 0, 1.82, -n*1.44, 1.46), true, p.k))
	f.fill(f.cloth(), o)
	f.clip(o, func() {
		for i := range 17 {
			x := (float64(i) - 8) / 8 * n * 1.4
			p.line(flat(0.5), 0.03, x*0.95, 1.1, x, 1.9)
		}
	})
	for _, side := range []float64{-1, 1} {
		p.poly(flat(2.9-0.3*side), side*n*0.7, 1.02, side*n*1.15, 1.2, side*n*0.9, 1.66, side*0.04, 1.5)
		p.line(flat(0.4), 0.018, side*n*1.15, 1.2, side*n*0.9, 1.66, side*0.04, 1.5)
	}
}

// pointed has a V at the neck, with cables, over a shirt.
func (f *sitter) pointed() {
	p, n, b := f.body, f.neck, f.broad
	f.clip(p.all(f.shoulders()), func() {
		for _, x := range []float64{-0.72, -0.36, 0.36, 0.72} {
			for row := range 8 {
				y := 1.6 + float64(row)*0.3
				p.curve(flat(0.9), 0.02, 0.045, 0.02, x*b-0.09, y, x*b+0.09, y+0.1, x*b+0.09, y+0.2, x*b-0.09, y+0.3)
				p.curve(flat(0.9), 0.02, 0.045, 0.02, x*b+0.09, y, x*b, y+0.07)
			}
			p.line(flat(1.2), 0.02, x*b-0.17, 1.4, x*b-0.17, 4)
			p.line(flat(1.2), 0.02, x*b+0.17, 1.4, x*b+0.17, 4)
		}
		f.away()
	})
	p.poly(flat(0.1), -n*1.5, 1.3, 0, 2.72, n*1.5, 1.3)
	p.poly(f.cloth(), -n*1.46, 1.26, 0, 2.66, n*1.46, 1.26)
	p.poly(glow(1.5), -n*1.3, 1.24, 0, 2.5, n*1.3, 1.24)
	p.poly(flat(3), -n*1.16, 1.2, 0, 2.36, n*1.16, 1.2)
	p.poly(flat(1.9).carve(5), 0.03, 1.7, 0, 2.36, n*1.16, 1.2)
	if !f.woman {
		p.poly(flat(0.3), -0.1, 1.66, 0.1, 1.66, 0.14, 2.1, 0, 2.34, -0.14, 2.1)
	}
	f.collar(-1, false)
	f.collar(1, false)
}

// overalls are a bib and braces over a shirt with rolled sleeves.
func (f *sitter) overalls() {
	p, n, b := f.body, f.neck, f.broad
	if f.place == 1 { // a checked shirt
		f.clip(p.all(f.shoulders()), func() {
			for i := range 13 {
				x := (float64(i) - 6) * b * 0.19
				p.line(glow(1.6), 0.05, x, 1.2, x*1.04, 4)
				p.line(glow(1.6), 0.05, -b*1.3, 1.5+float64(i)*0.21, b*1.3, 1.5+float64(i)*0.21)
			}
			f.away()
		})
	}
	p.poly(flat(2).in(skin), -n*0.8, 1.2, 0, 1.95, n*0.8, 1.2)
	p.poly(flat(0.9).in(skin), 0, 1.4, 0, 1.95, n*0.8, 1.2)
	for _, side := range []float64{-1, 1} {
		p.poly(flat(2.6-side*0.4), side*n*0.82, 1.1, side*n*1.5, 1.3, side*n*1.55, 1.66, side*n*0.7, 2.0, 0, 1.9)
		p.line(flat(0.2), 0.022, side*n*1.55, 1.66, side*n*0.7, 2.0, 0, 1.9)
		x := b * 0.5 * side
		p.poly(flat(0.5-side*0.2), x-0.13, 1.46, x+0.13, 1.5, x*0.92+0.14, 2.45, x*0.92-0.14, 2.45)
	}
	if f.setting("steamer", "mill") || f.place == 2 {
		p.blob(glow(2), -n*1.2, 1.14, 0, 1.42, n*1.2, 1.14, n*1.35, 1.45, 0, 1.8, -n*1.35, 1.45)
		p.curve(glow(0.9), 0.02, 0.06, 0.02, -n*1.1, 1.28, 0, 1.6, n*1.1, 1.28)
		p.poly(glow(1.7), -0.12, 1.66, 0.1, 1.66, 0.22, 2.1, -0.02, 2.16)
	}
	p.poly(flat(0.5).carve(8), -b*0.6, 2.34, b*0.6, 2.34, b*0.78, 3.0, b*0.84, 4, -b*0.84, 4, -b*0.78, 3.0)
	p.poly(flat(0), b*0.14, 2.34, b*0.6, 2.34, b*0.78, 3.0, b*0.84, 4, b*0.2, 4)
	p.line(flat(1.9), 0.02, -b*0.55, 2.41, b*0.55, 2.41)
	for _, side := range []float64{-1, 1} {
		p.oval(flat(0), side*b*0.46, 2.45, 0.12, 0.12)
		p.oval(glow(2.3), side*b*0.46-0.01, 2.44, 0.09, 0.09)
	}
	p.line(flat(1.8), 0.022, -0.4, 2.66, 0.36, 2.66, 0.36, 3.16, -0.4, 3.16, -0.4, 2.66)
	p.line(flat(1.8), 0.018, -0.4, 2.76, 0.36, 2.76)
	p.poly(glow(2.4), -0.2, 2.5, -0.12, 2.5, -0.12, 2.74, -0.2, 2.74)
	p.poly(flat(2.7), -0.05, 2.46, 0.04, 2.46, 0.04, 2.74, -0.05, 2.74)
}
