package painter

// dress cuts the clothes over the shoulders, by the fashion of the setting.
func (f *sitter) dress() {
	table := map[string]func(){
		"suit": f.suit, "uniform": f.uniform, "dress": f.frock, "coat": f.overcoat, "workwear": f.overalls,
		"shawl": f.shawl, "high-collar": f.highCollar, "apron": f.apron,
		"galabeya": f.robe, "djellaba": f.hoodedRobe, "sari": f.sari, "poncho": f.poncho,
	}
	if draw, ok := table[f.worn()]; ok {
		draw()
		return
	}
	f.pullover()
}

// worn is what a word for dress means where and when the case is set.
func (f *sitter) worn() string {
	switch {
	case f.setting("mill") && f.who.Dress == "workwear" && f.woman:
		return "shawl"
	case f.setting("mill") && f.who.Dress == "dress":
		return "high-collar"
	case f.setting("hotel", "manor") && f.who.Dress == "workwear" && f.woman:
		return "apron"
	}
	return f.who.Dress
}

// fold is a crease that catches light.
func (f *sitter) fold(tone float64, xy ...float64) {
	f.body.curve(flat(tone), 0.01, 0.045, 0.01, xy...)
}

func (f *sitter) uniform() {
	p, n := f.body, f.neck
	p.blob(flat(0.3), -n*1.2, 1.05, 0, 1.5, n*1.2, 1.05, n*1.35, 1.5, 0, 1.78, -n*1.35, 1.5)
	p.curve(glow(2.2), 0.03, 0.05, 0.03, -n*1.22, 1.1, -n*0.4, 1.46, 0, 1.54, n*0.4, 1.46, n*1.22, 1.1)
	p.line(flat(0), 0.03, 0, 1.6, 0.02, 3.6)
	p.line(flat(2), 0.014, -0.05, 1.7, -0.03, 3.6)
	for i := range 4 {
		y := 1.95 + float64(i)*0.42
		for _, x := range []float64{-0.26, 0.26} {
			p.oval(flat(0), x+0.02, y+0.02, 0.085, 0.085)
			p.oval(glow(2.2), x, y, 0.075, 0.075)
			p.oval(glow(3), x-0.025, y-0.025, 0.025, 0.025)
		}
	}
	b := f.broad
	for _, side := range []float64{-1, 1} {
		p.poly(glow(1.9-side*0.5), side*b*0.5, 1.5, side*b*0.96, 1.72, side*b*0.99, 1.92, side*b*0.5, 1.68)
		p.line(flat(0), 0.02, side*b*0.5, 1.68, side*b*0.99, 1.92)
	}
	p.poly(flat(0.25), -b*0.78, 2.4, -b*0.36, 2.4, -b*0.36, 2.56, -b*0.57, 2.64, -b*0.78, 2.56)
	p.line(flat(1.9), 0.018, -b*0.78, 2.58, -b*0.57, 2.66, -b*0.36, 2.58)
	f.fold(1.7, -b*1.0, 2.0, -b*0.86, 2.5, -b*0.92, 3.2)
}

func (f *sitter) gown() {
	p, n, b := f.body, f.neck, f.broad
	neckline := points(-n*1.9, 1.42, -n*1.4, 1.9, 0, 2.2, n*1.4, 1.9, n*1.9, 1.42, n*0.9, 1.2, -n*0.9, 1.2)
	o := p.all(smooth(neckline, true, p.k))
	f.fill(flat(2).in(skin), o)
	f.clip(o, func() {
		p.blob(flat(1).in(skin).carve(5), n*0.1, 1.3, n*0.4, 1.7, n*0.2, 2.3, n*2, 2.3, n*2.2, 1.3, n*0.8, 1.1)
		p.blob(flat(0.7).in(skin), -n*0.8, 1.0, 0, 1.36, n*0.8, 1.5, n*1.2, 1.0)
		p.curve(flat(0.9).in(skin), 0.01, 0.04, 0.01, -0.06, 1.62, -n*0.8, 1.52, -n*1.7, 1.56)
	})
	for i := range 15 {
		u := (float64(i) - 7) / 7
		x, y := u*n*1.35, 1.72-u*u*0.38
		p.oval(flat(0.3), x+0.015, y+0.02, 0.062, 0.062)
		p.oval(flat(3), x, y, 0.052, 0.052)
	}
	p.curve(glow(0.8), 0.04, 0.05, 0.04, -n*1.9, 1.42, -n*1.4, 1.92, 0, 2.22, n*1.4, 1.92, n*1.9, 1.42)
	for i := range 6 {
		x := (float64(i) - 2.5) * b * 0.3
		p.curve(glow(1.1), 0.01, 0.045, 0.01, x*0.5, 2.35, x*0.8, 2.9, x, 3.5)
		p.curve(glow(2.8), 0.01, 0.03, 0.01, x*0.5-0.08, 2.4, x*0.8-0.1, 2.9, x-0.1, 3.5)
	}
}

func (f *sitter) coat() {
	p, n, b := f.body, f.neck, f.broad
	p.poly(glow(1.5), -0.26, 1.7, 0.24, 1.72, 0.34, 3.4, -0.2, 3.4)
	if f.woman {
		p.blob(glow(1.9), -n*1.3, 1.1, 0, 1.5, n*1.3, 1.1, n*1.5, 1.55, 0.1, 2.0, -n*1.5, 1.55)
		p.curve(glow(0.6), 0.02, 0.05, 0.02, -n*1.2, 1.3, -0.1, 1.68, n*1.2, 1.36)
		p.curve(glow(2.8), 0.02, 0.04, 0.02, -n*1.25, 1.2, -0.2, 1.56, n*0.6, 1.44)
	} else {
		p.poly(flat(0.4), -n*1.2, 1.2, 0, 2.9, n*1.2, 1.2)
		f.shirtAndTie()
	}
	for _, side := range []float64{-1, 1} {
		tone := 1.1 - side*0.7
		p.poly(flat(tone).carve(5), side*n*1.2, 0.92, side*n*1.9, 1.24, side*n*2.7, 1.98, side*n*1.9, 2.1, side*n*2.1, 2.36, side*0.22, 3.6, side*0.16, 2.9, side*n*1.2, 1.7)
		p.line(flat(tone-0.9), 0.03, side*n*2.7, 1.98, side*n*1.9, 2.1, side*n*2.1, 2.36, side*0.22, 3.6)
		p.curve(flat(tone+0.9), 0.01, 0.04, 0.01, side*n*1.24, 0.96, side*n*1.9, 1.26, side*n*2.68, 1.95)
	}
	for i := range 2 {
		y := 2.66 + float64(i)*0.5
		p.oval(flat(0), 0.56, y, 0.085, 0.085)
		p.oval(flat(1.6), 0.545, y-0.015, 0.06, 0.06)
	}
	f.fold(2.2, -b*1.0, 2.0, -b*0.88, 2.5, -b*0.92, 3.3)
}

func (f *sitter) jumper() {
	p, n, b := f.body, f.neck, f.broad
	roll := smooth(points(-n*1.18, 0.96, -n*1.34, 1.4, 0, 1.74, n*1.34, 1.4, n*1.18, 0.96, n*0.8, 1.1, 0, 1.28, -n*0.8, 1.1), true, p.k)
	f.fill(flat(1.9), p.all(roll))
	f.clip(p.all(roll), func() {
		for i := range 17 {
			x := (float64(i) - 8) / 8 * n * 1.3
			p.curve(flat(0.7), 0.02, 0.035, 0.02, x*0.95, 1.0, x, 1.3, x*1.02, 1.7)
		}
		p.blob(paint{op: shade, tone: 0.5}, 0.1, 1.0, 0.24, 1.3, 0.2, 1.8, 1.4, 1.8, 1.4, 0.8)
	})
	shape := p.all(f.shoulders())
	f.clip(shape, func() {
		for row := range 9 {
			y := 1.75 + float64(row)*0.24
			for i := range 24 {
				x := (float64(i) - 11.5) / 12 * b * 1.1
				d := 0.07
				bow := x * x * 0.05
				p.line(flat(1.1+0.9*clampSide(x)), 0.024, x-d, y+bow, x, y+0.09+bow, x+d, y+bow)
			}
		}
		p.curve(flat(0.3), 0.02, 0.05, 0.02, -b*0.8, 1.6, -b*0.72, 2.2, -b*0.8, 3.4)
	})
}

// clampSide is 1 on the lit side of the chest and falls to -1.
func clampSide(x float64) float64 {
	return 1 - 2*clamp01(x+0.5)
}
