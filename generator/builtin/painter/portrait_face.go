package painter

import "math"

// outline is the face from the crown to the chin.
func (f *sitter) outline() []pt {
	w, j, t := f.wide, f.wide*f.jaw, f.turn*0.1
	sag := 0.0
	if f.who.Age == "old" {
		sag = 0.04
	}
	chin := 0.2 + (f.wide-0.68)*0.5
	if !f.woman {
		chin += 0.07
	}
	return smooth(points(t*0.5, -1.0, -w*0.62, -0.86, -w*0.98, -0.42, -w+t*0.2, 0.02, -w*0.95+t*0.5, 0.34, -j*0.86+t, 0.66+sag, -chin+t*1.8, 0.95,
		t*2, 1.0, chin+t*1.8, 0.95, j*0.86+t, 0.66+sag, w*0.95+t*0.5, 0.34, w+t*0.2, 0.02, w*0.98, -0.42, w*0.62, -0.86), true, f.head.k)
}

// skull is the face in light and shadow, without its features.
func (f *sitter) skull() {
	o := f.head.all(f.outline())
	h := f.head
	f.fill(flat(2).in(skin), o)
	f.clip(o, func() {
		h.blob(flat(2.85).in(skin).carve(5), -f.wide*0.8, -0.7, -f.wide*0.2, -0.78, f.x(-0.02), -0.45, f.x(-0.12), -0.28, -f.wide*0.72, -0.3)
		if f.who.Age == "young" { // a round cheek, lit and shaded without a bone in it
			at := h.at(f.x(-0.42), 0.34)
			h.oval(paint{op: lighten, blend: halo(at.x, at.y, 0.28*h.k, 0.22*h.k, 0.8, 0)}, f.x(-0.42), 0.34, 0.28, 0.22)
			h.blob(flat(1.5).in(skin).carve(5), f.x(0.3), -1.1, f.x(0.4), -0.5, f.x(0.46), 0, f.x(0.46), 0.3, f.x(0.36), 0.6, f.x(0.2), 0.84, f.x(0.06), 1.06, 1.3, 1.2, 1.3, -1.1)
			h.blob(flat(1.0).in(skin), f.x(0.5), -1.1, f.x(0.6), -0.4, f.x(0.64), 0.2, f.x(0.5), 0.6, f.x(0.24), 1.06, 1.4, 1.2, 1.4, -1.1)
		} else {
			h.curve(flat(2.6).in(skin).carve(5), 0.01, 0.1, 0.01, -f.wide*0.8, 0.24, -f.wide*0.6, 0.31, f.x(-0.26), 0.28)
			h.blob(flat(1.5).in(skin).carve(5), f.x(0.2), -1.1, f.x(0.3), -0.55, f.x(0.2), -0.2, f.x(0.4), 0.02, f.x(0.36), 0.26, f.x(0.22), 0.5, f.x(0.2), 0.74, f.x(0.06), 1.06, 1.3, 1.2, 1.3, -1.1)
			h.blob(flat(1.0).in(skin), f.x(0.36), -1.1, f.x(0.46), -0.5, f.x(0.34), -0.18, f.x(0.56), 0.02, f.x(0.54), 0.22, f.x(0.38), 0.48, f.x(0.34), 0.7, f.x(0.2), 1.06, 1.4, 1.2, 1.4, -1.1)
		}
		if !f.woman && f.who.Age != "young" { // where he shaves
			j := f.wide * f.jaw
			h.blob(flat(1.55).in(skin).carve(9), -f.wide*0.97, 0.3, -j*0.62, 0.5, f.x(-0.3), 0.72, f.x(0), 0.75, f.x(0.3), 0.72, f.x(0.34), 1.2, -j*0.6, 1.2, -f.wide*1.1, 0.7)
		}
		if f.who.Build == "heavy" {
			h.curve(flat(0.7).in(skin), 0.01, 0.05, 0.01, f.x(-0.42), 0.84, f.x(-0.2), 0.93, f.x(0.05), 0.95, f.x(0.3), 0.9)
		}
		h.blob(flat(0.35).in(skin).carve(5), f.wide*0.86, -0.6, f.wide*0.8, 0.1, f.wide*f.jaw*0.74, 0.6, f.x(0.3), 0.99, 1.4, 1.2, 1.4, -1)
	})
}

// ears show on the side that the face turns from, or both when it hardly turns.
func (f *sitter) ears() {
	h := f.head
	ear := func(side, tone float64) {
		x := side*f.wide*0.99 - f.turn*0.06
		h.blob(flat(tone).in(skin), x-0.06*side, -0.16, x+0.1*side, -0.2, x+0.16*side, -0.02, x+0.1*side, 0.22, x, 0.32, x-0.06*side, 0.2)
		h.curve(flat(tone-1).in(skin), 0.015, 0.04, 0.015, x+0.03*side, -0.1, x+0.09*side, -0.02, x+0.03*side, 0.14)
	}
	for i, shown := range []bool{f.turn > -0.35, f.turn < 0.35} {
		if !shown {
			continue
		}
		side := float64(i)*2 - 1
		ear(side, 1.45-side*0.55)
		if f.woman && f.who.Dress != "workwear" && f.who.Dress != "apron" { // a pearl or a drop
			x := side*f.wide*1.07 - f.turn*0.06
			h.oval(flat(0), x, 0.41, 0.078, 0.098)
			h.oval(glow(2.4), x-0.01, 0.4, 0.056, 0.076)
		}
	}
}

// mien is what an expression does to a face.
type mien struct {
	inner, outer float64 // rise of the brows at the nose and the temple
	lid          float64 // how far the upper lid comes down, 0 to 1
	corner       float64 // rise of the mouth's corners
	lopsided     float64 // more on one side
	furrow       bool
	open         bool
	tired        bool // shadows below the eyes
}

func (f *sitter) mien() mien {
	switch f.who.Expression {
	case "tired":
		return mien{inner: 0.02, outer: 0.03, lid: 0.98, corner: -0.012, tired: true}
	case "amused":
		return mien{inner: 0.03, outer: 0.06, lid: 0.4, corner: 0.05, lopsided: 0.03}
	case "stern":
		return mien{inner: -0.075, outer: 0.03, lid: 0.34, corner: -0.03, furrow: true}
	case "worried":
		return mien{inner: 0.11, outer: -0.045, lid: 0.08, corner: -0.06, open: true}
	}
	return mien{lid: 0.26, corner: 0.006}
}

// features are brows, eyes, nose, mouth and the lines of age.
func (f *sitter) features() {
	m := f.mien()
	f.nose()
	for _, side := range []float64{-1, 1} {
		f.eye(side, m)
		f.brow(side, m)
	}
	f.mouth(m)
	f.lines(m)
}

func (f *sitter) eye(side float64, m mien) {
	h := f.head
	x := func(d float64) float64 { return f.x(side * (0.31 + d)) }
	const y = -0.06
	top := 0.085 * (1 - m.lid*0.75)
	socket, low := flat(1.25), 0.06
	if side > 0 {
		socket = flat(0.6)
	}
	switch f.who.Age {
	case "young": // the lid alone is shaded, and nothing below the eye
		top += 0.02
		socket.tone, low = 1.75-0.35*side, -0.01
	case "old":
		top, low = top-0.012, 0.1
	}
	h.blob(socket.in(skin).carve(4), x(-0.19), y-0.02, x(-0.08), y-0.14, x(0.12), y-0.15, x(0.2), y, x(0.1), y+low, x(-0.1), y+low-0.01)
	white := flat(2.9)
	if side > 0 {
		white = flat(2.3)
	}
	almond := smooth(points(x(-0.155), y+0.02, x(-0.05), y-top, x(0.07), y-top, x(0.16), y-0.005, x(0.06), y+0.062, x(-0.06), y+0.064), true, h.k)
	f.fill(white.carve(4), h.all(almond))
	f.clip(h.all(almond), func() {
		look := f.turn * 0.045 * side
		iris := 0.073
		if f.who.Age == "young" {
			iris = 0.086
		}
		h.oval(flat(0), x(look), y-0.018, iris, iris*1.07)
		h.oval(flat(3), x(look)-0.024, y-0.045, 0.02, 0.02)
	})
	h.curve(flat(0), 0.02, 0.052, 0.022, x(-0.165), y+0.03, x(-0.06), y-top-0.004, x(0.07), y-top-0.004, x(0.19), y+0.005)
	if f.who.Age != "young" {
		h.curve(flat(0.4).in(skin), 0.006, 0.016, 0.008, x(-0.12), y+0.055, x(0), y+0.075, x(0.13), y+0.045)
	}
	if m.tired { // a heavy lid
		h.blob(flat(1.75).in(skin), x(-0.16), y, x(-0.06), y-0.1, x(0.07), y-0.105, x(0.18), y-0.01, x(0.07), y-top, x(-0.05), y-top)
		h.curve(flat(0.1), 0.02, 0.05, 0.022, x(-0.165), y+0.02, x(-0.06), y-top+0.004, x(0.07), y-top+0.004, x(0.19), y+0.005)
		h.curve(flat(0.3).in(skin), 0.006, 0.024, 0.006, x(-0.15), y-0.06, x(0.02), y-0.13, x(0.17), y-0.06)
	} else {
		h.curve(flat(0.4).in(skin), 0.006, 0.02, 0.006, x(-0.13), y-top-0.05, x(0.02), y-top-0.075, x(0.17), y-top-0.03)
	}
	if f.woman {
		for i := range 3 {
			d := float64(i) * 0.055
			h.line(flat(0), 0.022, x(0.08+d), y-top*0.9+d*0.45, x(0.12+d*1.15), y-top-0.055+d*0.5)
		}
	}
	f.belowEye(x, y, m)
}

// belowEye is what years and want of sleep leave there: nothing on the young,
// one line in the middle of life, a bag on the old.
func (f *sitter) belowEye(x func(float64) float64, y float64, m mien) {
	h := f.head
	switch {
	case f.who.Age == "old":
		h.blob(flat(1.0).in(skin).carve(3), x(-0.15), y+0.09, x(0), y+0.12, x(0.16), y+0.08, x(0.14), y+0.19, x(0), y+0.25, x(-0.13), y+0.19)
		h.curve(flat(0.3).in(skin), 0.008, 0.03, 0.006, x(-0.16), y+0.14, x(0.0), y+0.25, x(0.17), y+0.13)
	case m.tired && f.who.Age != "young":
		h.blob(flat(0.9).in(skin).carve(3), x(-0.15), y+0.09, x(0), y+0.11, x(0.15), y+0.08, x(0.12), y+0.14, x(0), y+0.17, x(-0.12), y+0.14)
	case f.who.Age == "middle":
		h.curve(flat(0.8).in(skin), 0.006, 0.022, 0.006, x(-0.13), y+0.1, x(0.0), y+0.14, x(0.13), y+0.1)
	}
}

func (f *sitter) brow(side float64, m mien) {
	x := func(d float64) float64 { return f.x(side * (0.31 + d)) }
	const y = -0.27
	thick := 0.092
	if f.woman {
		thick = 0.046
	}
	thick *= []float64{1, 0.8, 1.25}[f.place]
	if f.who.Age == "old" && !f.woman {
		thick = 0.12
	}
	raise := 0.0
	if m.lopsided > 0 && side < 0 {
		raise = 0.045
	}
	tone := 0.25
	if f.who.Hair == "white" || f.who.Hair == "grey" {
		tone = 0.9
	}
	f.head.curve(flat(tone).in(hair), thick*0.75, thick, 0.014, x(-0.19), y+0.02-m.inner-raise*0.5, x(-0.02), y-0.035-(m.inner+m.outer)*0.5-raise, x(0.13), y-0.025-m.outer-raise, x(0.235), y+0.045-m.outer)
}

func (f *sitter) nose() {
	h := f.head
	big := 1.0
	if f.woman {
		big = 0.84
	}
	if f.who.Age == "old" {
		big *= 1.12
	}
	big *= []float64{1, 1.16, 0.88}[f.place]
	tip := f.x(0) + f.turn*0.13
	wing := 0.135 * big
	h.blob(flat(2.95).in(skin), f.x(-0.035), -0.18, f.x(0.02), -0.18, tip+0.005, 0.26, tip-0.05, 0.3, tip-0.07, 0.22)
	h.poly(flat(0.85).in(skin), f.x(0.07), -0.2, f.x(0.11), -0.08, tip+0.06, 0.18, tip+wing+0.01, 0.3, tip+wing*0.7, 0.385, tip+0.01, 0.395, tip+0.02, 0.29, f.x(0.035), -0.02)
	h.blob(flat(0.25).in(skin), tip-wing*0.75, 0.362, tip-wing*0.3, 0.335, tip-0.02, 0.375, tip-wing*0.35, 0.392)
	h.blob(flat(0).in(skin), tip+wing*0.2, 0.375, tip+wing*0.5, 0.34, tip+wing*0.85, 0.365, tip+wing*0.5, 0.395)
	h.curve(flat(0.5).in(skin), 0.006, 0.024, 0.01, tip-wing*0.85, 0.26, tip-wing*1.12, 0.33, tip-wing*0.8, 0.385)
}

func (f *sitter) mouth(m mien) {
	h := f.head
	half := 0.235
	if f.woman {
		half = 0.215
	}
	if f.who.Expression == "amused" {
		half += 0.04
	}
	c := f.x(0) + f.turn*0.07
	l, r := c+(f.x(-half)-f.x(0)), c+(f.x(half)-f.x(0))
	const y = 0.585
	ly, ry := y-m.corner-m.lopsided, y-m.corner
	upper, lower := flat(0.8).in(skin), flat(1.5).in(skin)
	if f.woman {
		upper, lower = flat(0.35).in(skin), flat(0.95).in(skin)
		if red(f.pic.Palette) {
			upper, lower = glow(1.2), glow(1.85)
		}
	}
	full := 0.1
	switch {
	case f.who.Age == "old":
		full = 0.066
	case f.woman && f.who.Age == "young":
		full = 0.118
	}
	dip := y + m.corner*0.3
	h.blob(lower, l+0.05, ly+0.012, c, dip+0.01, r-0.05, ry+0.012, c+half*0.45, dip+full*0.82, c, dip+full, c-half*0.45, dip+full*0.82)
	h.blob(upper, l, ly, c-half*0.5, y-0.05, c-0.05, y-0.062, c, y-0.045, c+0.05, y-0.062, c+half*0.5, y-0.05, r, ry, c+half*0.4, dip+0.016, c, dip+0.02, c-half*0.4, dip+0.016)
	if m.open {
		h.blob(flat(0), l+0.06, ly, c, y-0.012, r-0.06, ry, c, y+0.045)
	}
	h.curve(flat(0).in(skin), 0.016, 0.026, 0.016, l-0.01, ly-0.006, c-half*0.4, dip+0.004, c, dip+0.012, c+half*0.4, dip+0.004, r+0.01, ry-0.006)
	h.curve(flat(0.9).in(skin), 0.01, 0.05, 0.01, c-0.11, y+0.17, c, y+0.19, c+0.12, y+0.165)
}

// line cuts a wrinkle along points of the face.
func (f *sitter) line(width float64, xy ...float64) {
	for i := 0; i < len(xy); i += 2 {
		xy[i] = f.x(xy[i])
	}
	f.head.curve(flat(0.55).in(skin), width*0.3, width, width*0.2, xy...)
}

// oldLines are crow's feet, hollow cheeks and jowls.
func (f *sitter) oldLines() {
	for _, side := range []float64{-1, 1} {
		f.line(0.022, side*0.52, -0.08, side*0.6, -0.12, side*0.66, -0.11)
		f.line(0.022, side*0.52, -0.02, side*0.61, 0, side*0.66, 0.03)
		f.line(0.034, side*0.36, 0.62, side*0.39, 0.74, side*0.34, 0.86)
		f.line(0.02, side*0.62, 0.5, side*0.6, 0.66, side*0.5, 0.78)
		f.line(0.022, side*0.44, 0.24, side*0.5, 0.36, side*0.48, 0.5)
	}
}

// crease is how wide the lines are cut that run from the nose to the mouth.
func (f *sitter) crease() float64 {
	switch {
	case f.who.Age == "old":
		return 0.04
	case f.who.Age != "young":
		return 0.026
	case f.who.Expression == "amused":
		return 0.014
	}
	return 0
}

// lines are those of age and of the expression.
func (f *sitter) lines(m mien) {
	if wide := f.crease(); wide > 0 {
		for _, side := range []float64{-1, 1} {
			f.line(wide, side*0.17, 0.34, side*0.29, 0.46, side*0.33, 0.6)
		}
	}
	if f.who.Age == "old" {
		f.oldLines()
	}
	rows := 0
	switch {
	case f.who.Age == "young" && f.who.Expression == "worried":
		rows = 1
	case f.who.Age == "old" || f.who.Expression == "worried":
		rows = 3
	case f.who.Age == "middle":
		rows = 1
	}
	for i := range rows {
		y := -0.48 - float64(i)*0.085
		f.line(0.02, -0.32, y, -0.1, y-0.03, 0.12, y-0.01, 0.34, y-0.02)
	}
	if m.furrow {
		f.line(0.032, -0.06, -0.26, -0.05, -0.34, -0.07, -0.42)
		f.line(0.032, 0.06, -0.26, 0.045, -0.34, 0.06, -0.42)
	}
}

// beard grows on the lip or all over the jaw.
func (f *sitter) beard() {
	h := f.head
	c := f.x(0) + f.turn*0.07
	tash := func() {
		h.blob(flat(0.8).in(hair).carve(4), c, 0.43, c-0.12, 0.42, c-0.28, 0.53, c-0.33, 0.63, c-0.2, 0.585, c, 0.545, c+0.2, 0.585, c+0.33, 0.63, c+0.28, 0.53, c+0.12, 0.42)
		for i := range 6 {
			d := (float64(i) - 2.5) * 0.09
			h.curve(flat(2).in(hair), 0.004, 0.018, 0.004, c+d*0.6, 0.45, c+d*1.1, 0.5, c+d*1.6, 0.57)
		}
	}
	switch f.who.Beard {
	case "moustache":
		tash()
	case "full":
		w, t := f.wide, f.turn*0.1
		lower := smooth(points(-w*1.0, 0.0, -w*0.86, 0.3, f.x(-0.36), 0.5, f.x(-0.26), 0.72, c, 0.76, f.x(0.26), 0.72, f.x(0.36), 0.5, w*0.86, 0.3, w*1.0, 0.0,
			w*1.03, 0.4, w*0.86+t, 0.85, 0.26+t*2, 1.26, t*2, 1.32, -0.26+t*2, 1.26, -w*0.86+t, 0.85, -w*1.03, 0.4), true, h.k)
		f.fill(flat(1.1).in(hair).carve(7), h.all(lower))
		f.clip(h.all(lower), func() {
			h.blob(flat(0.15).in(hair), f.x(0.26), 0.4, f.x(0.2), 0.8, t*2+0.06, 1.4, 1.3, 1.4, 1.3, -0.1)
			for i := range 26 {
				x := lerp(-w, w*0.8, f.span(0, 1))
				y := f.span(0.25, 1.0)
				h.curve(flat(2.1-x).in(hair), 0.004, 0.022, 0.004, x, y, x*0.92+0.02, y+0.1, x*0.8, y+0.22+0.001*float64(i))
			}
		})
		tash()
	}
}

// glasses sit on the nose.
func (f *sitter) glasses() {
	if f.who.Glasses == "" {
		return
	}
	h := f.head
	left, right := f.x(-0.33), f.x(0.33)
	for _, x := range []float64{left, right} {
		rx := 0.245
		if (x-f.x(0))*f.turn > 0 {
			rx *= 1 - 0.3*math.Abs(f.turn)
		}
		lens := h.round(x, -0.03, rx, 0.235)
		if f.who.Glasses == "square" {
			lens = points(x-rx, -0.2, x+rx, -0.21, x+rx*0.96, 0.12, x+rx*0.6, 0.17, x-rx*0.6, 0.17, x-rx*0.96, 0.12)
		}
		f.clip(h.all(lens), func() {
			h.poly(paint{op: lighten, tone: 0.9}, x-rx, 0.02, x+rx*0.1, -0.3, x+rx*0.42, -0.3, x-rx, 0.2)
		})
		h.fill(flat(0), h.all(ribbon(append(lens, lens[0], lens[1]), 0.042, 0.042, 0.042)))
	}
	h.curve(flat(0), 0.04, 0.034, 0.04, f.x(-0.09), -0.06, f.x(0), -0.1, f.x(0.09), -0.06)
	if f.turn > -0.4 {
		h.line(flat(0), 0.035, left-0.24, -0.08, -f.wide-f.turn*0.06, -0.1)
	}
	if f.turn < 0.4 {
		h.line(flat(0), 0.035, right+0.24*(1-0.3*math.Max(f.turn, 0)), -0.08, f.wide-f.turn*0.06, -0.1)
	}
}
