package painter

import "slices"

// setting is true when the case is set in one of the named settings.
func (f *sitter) setting(names ...string) bool { return slices.Contains(names, f.pic.Setting) }

// tailoring is the cut of a suit, by the year and by taste.
type tailoring struct {
	ground    paint
	lapel     float64 // width, 1 in the thirties
	tie       float64 // half width at the knot
	stripes   bool
	check     bool
	waistcoat bool
	bow       bool
	wing      bool // a stiff collar with its corners turned down
}

func (f *sitter) tailoring() tailoring {
	t := tailoring{ground: flat(0.5).carve(6), lapel: 1, tie: 0.13, stripes: f.place == 0 && f.odds(50)}
	switch f.place {
	case 1:
		t.ground, t.check, t.waistcoat = flat(1.4).carve(6), true, true
	case 2:
		t.ground, t.bow = flat(2.4).carve(6), f.odds(65)
	}
	switch f.pic.Setting {
	case "mill":
		t.lapel, t.waistcoat, t.wing = 0.75, true, true
	case "filmset":
		t.lapel, t.tie, t.waistcoat = 0.66, 0.08, false
	case "chess":
		t.lapel, t.tie, t.waistcoat, t.bow = 1.32, 0.22, false, false
	case "auction":
		t.lapel = 1.1
	}
	return t
}

func (f *sitter) suit() {
	p, n, t := f.body, f.neck, f.cut
	p.poly(flat(3), -n*0.95, 1.18, 0, 1.7, n*0.95, 1.18, n*1.5, 1.5, 0.12, 3.0, -0.12, 3.0, -n*1.5, 1.5)
	p.poly(flat(1.9).carve(5), 0.02, 1.72, n*0.95, 1.2, n*1.5, 1.5, 0.3, 2.8)
	if t.waistcoat {
		f.waistcoat()
	}
	switch {
	case f.woman:
		[]func(){f.blouse, f.brooch, f.jabot}[f.place]()
	case !t.bow:
		f.longTie(t.tie)
	}
	for _, side := range []float64{-1, 1} {
		tone := min(t.ground.tone+0.4, 2.6) - side*0.5
		f.collar(side, t.wing && !f.woman)
		reach := n * (1.1 + 1.1*t.lapel)
		p.poly(flat(tone), side*n*1.1, 1.24, side*n*1.66, 1.5, side*reach, 2.1, side*(reach-n*0.6), 2.14, side*(reach-n*0.48), 2.32, side*0.16, 3.3, side*0.1, 2.9)
		edge := tone + 0.9
		if tone > 1.7 {
			edge = 0.2
			p.line(flat(edge), 0.022, side*n*1.1, 1.24, side*0.1, 2.9, side*0.16, 3.3, side*(reach-n*0.48), 2.32)
		}
		p.line(flat(edge), 0.022, side*reach, 2.1, side*(reach-n*0.6), 2.14, side*(reach-n*0.48), 2.32)
		p.line(flat(0), 0.02, side*n*1.66, 1.5, side*reach, 2.1)
	}
	if t.bow && !f.woman {
		f.bowTie()
	}
	p.poly(flat(2.9), -f.broad*0.7, 2.44, -f.broad*0.45, 2.36, -f.broad*0.42, 2.56)
	f.fold(1.6, -f.broad*0.98, 1.95, -f.broad*0.84, 2.5, -f.broad*0.9, 3.2)
}

// collar is one side of a shirt's.
func (f *sitter) collar(side float64, wing bool) {
	p, n := f.body, f.neck
	tone := 3 - 0.4*(side+1)
	if wing {
		p.poly(flat(tone), side*n*0.95, 0.98, side*n*1.1, 1.3, side*0.04, 1.66, side*0.04, 1.44)
		p.poly(flat(2.2), side*0.05, 1.46, side*0.26, 1.52, side*0.12, 1.66)
		p.line(flat(0.5), 0.016, side*n*0.95, 0.98, side*0.04, 1.44)
		return
	}
	p.poly(flat(tone), side*n*0.75, 1.16, side*n*1.12, 1.2, side*n*1.2, 1.5, side*n*0.86, 1.86, side*0.02, 1.7)
	p.line(flat(0.6), 0.018, side*n*0.86, 1.86, side*0.02, 1.7)
}

// checks are a tweed's.
func (f *sitter) checks() {
	b := f.broad
	for i := range 13 {
		x := (float64(i) - 6) * b * 0.19
		f.body.line(flat(0.5), 0.022, x*0.95, 1.2, x*1.05, 4)
		f.body.line(flat(0.5), 0.022, -b*1.3, 1.4+float64(i)*0.22, b*1.3, 1.4+float64(i)*0.22)
	}
}

func (f *sitter) pinstripes() {
	for i := range 29 {
		x := (float64(i) - 14) * f.broad * 0.08
		f.body.line(flat(f.cut.ground.tone+1.2), 0.016, x*0.92, 1.3, x*1.06, 3.8)
	}
}

// waistcoat shows between the lapels, with a chain across it.
func (f *sitter) waistcoat() {
	p, n := f.body, f.neck
	for _, side := range []float64{-1, 1} {
		p.poly(flat(0.9-side*0.4), side*n*1.2, 1.5, 0, 2.45, 0, 3.6, side*n*1.8, 3.6, side*n*1.8, 1.8)
		p.line(flat(1.9), 0.02, side*n*1.2, 1.5, 0, 2.45)
	}
	for i := range 3 {
		p.oval(glow(2.4), 0.02, 2.6+float64(i)*0.24, 0.05, 0.05)
	}
	p.curve(glow(2.6), 0.025, 0.03, 0.025, 0.04, 2.72, 0.24, 2.86, 0.46, 2.7)
}

func (f *sitter) blouse() {
	p := f.body
	p.blob(glow(2), -0.1, 1.66, 0.1, 1.62, 0.3, 1.9, 0.1, 2.2, -0.2, 2.1, -0.3, 1.85)
	p.curve(glow(1), 0.01, 0.05, 0.01, -0.05, 1.7, 0.05, 1.9, -0.05, 2.15)
}

// brooch closes an open collar, with beads above it.
func (f *sitter) brooch() {
	p, n := f.body, f.neck
	p.poly(flat(2).in(skin), -n*0.7, 1.2, 0, 2.1, n*0.7, 1.2)
	p.poly(flat(1).in(skin), 0.04, 1.4, 0, 2.1, n*0.7, 1.2)
	for i := range 9 {
		u := (float64(i) - 4) / 4
		p.oval(glow(2), u*n*0.66, 1.74-u*u*0.4, 0.06, 0.06)
	}
	p.oval(flat(0), 0, 2.2, 0.13, 0.11)
	p.oval(glow(2.4), 0, 2.2, 0.1, 0.08)
}

// jabot is a fall of frills.
func (f *sitter) jabot() {
	p := f.body
	for i := range 5 {
		y, w := 2.66-float64(i)*0.24, 0.34-0.03*float64(i)
		p.blob(flat(0.4), -w-0.02, y, -w*0.5, y+0.22, 0, y+0.12, w*0.5, y+0.22, w+0.02, y, 0, y-0.2)
		p.blob(glow(2.9-0.35*float64(i%2)), -w, y, -w*0.5, y+0.18, 0, y+0.08, w*0.5, y+0.18, w, y, 0, y-0.2)
	}
}

func (f *sitter) longTie(w float64) {
	p := f.body
	p.poly(glow(1.9), -w*0.8, 1.66, w*0.8, 1.66, w, 1.84, w*1.6, 2.9, 0, 3.2, -w*1.6, 2.9, -w, 1.84)
	p.poly(glow(1.0), w*0.15, 1.66, w*0.8, 1.66, w, 1.84, w*1.6, 2.9, w*0.3, 3.0)
	p.line(glow(0.4), 0.02, -w, 1.86, w, 1.86)
	if f.odds(40) {
		for i := range 5 {
			y := 2.0 + float64(i)*0.2
			p.line(glow(2.9), 0.035, -w*1.2, y+0.1, w*1.2, y)
		}
	}
}

func (f *sitter) bowTie() {
	p := f.body
	for _, side := range []float64{-1, 1} {
		p.blob(flat(0), side*0.03, 1.68, side*0.3, 1.52, side*0.36, 1.7, side*0.3, 1.9, side*0.03, 1.78)
		p.blob(glow(1.9-side*0.4), side*0.05, 1.7, side*0.28, 1.56, side*0.33, 1.7, side*0.28, 1.86, side*0.05, 1.77)
	}
	p.oval(flat(0), 0, 1.72, 0.09, 0.1)
	p.oval(glow(2.3), 0, 1.72, 0.065, 0.075)
}
