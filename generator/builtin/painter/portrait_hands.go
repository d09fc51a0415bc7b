package painter

import "math"

// gesture chooses what a sitter does with the hands; nil is nothing. All are
// quiet, and none follows from what anybody has done.
func (f *sitter) gesture() func() {
	choices := []func(){nil, nil, nil, nil, f.foldedArms, f.foldedArms, f.clasped, f.clasped, f.handOnChest, f.handOnChest}
	if f.who.Beard == "" && f.who.Hat != "headscarf" {
		choices = append(choices, f.handAtChin, f.handAtChin)
	}
	if f.who.Dress != "uniform" {
		choices = append(choices, f.withCat)
		if f.woman && f.who.Dress != "workwear" {
			choices = append(choices, f.withFan)
		}
	}
	return choices[f.r.IntN(len(choices))]
}

// hand lies easy about a pen's origin, the knuckles there, its fingers up, the
// wrist half a head below.
func (f *sitter) hand(q pen) {
	for _, layer := range []struct {
		with paint
		grow float64
	}{{flat(0), 0.035}, {flat(2.25).in(skin), 0}} {
		g := layer.grow
		q.blob(layer.with, -0.3-g, 0, 0, -0.1-g, 0.3+g, 0, 0.33+g, 0.25, 0.22+g, 0.6+g, -0.22-g, 0.6+g, -0.33-g, 0.25)
		q.blob(layer.with, -0.22, 0.42, -0.36-g, 0.2, -0.54-g, -0.02, -0.5, -0.16-g, -0.4+g, -0.1, -0.2+g, 0.16)
	}
	q.blob(flat(1.2).in(skin).carve(5), 0.12, 0.56, 0.16, 0.2, 0.3, 0, 0.32, 0.25, 0.21, 0.58)
	for i, l := range []float64{0.4, 0.52, 0.5, 0.36} {
		x := -0.235 + float64(i)*0.155
		bend := x + 0.05*float64(i)
		q.blob(flat(0).in(skin), x-0.092, 0.1, x-0.09, -l*0.55, bend, -l-0.03, x+0.1, -l*0.55, x+0.092, 0.1)
		q.blob(flat(2.85-0.3*float64(i)).in(skin), x-0.066, 0.08, x-0.066, -l*0.55, bend, -l, x+0.07, -l*0.55, x+0.066, 0.08)
		q.curve(flat(0.7).in(skin), 0.01, 0.022, 0.01, x-0.05, -l*0.36, x, -l*0.4, x+0.05, -l*0.36)
	}
}

// reach draws a sleeve through points and the hand at its end.
func (f *sitter) reach(size, turn float64, xy ...float64) {
	f.sleeve(xy...)
	n := len(xy)
	x, y := xy[n-2], xy[n-1]
	dx, dy := x-xy[n-4], y-xy[n-3]
	l := math.Max(math.Hypot(dx, dy), 0.01)
	q := f.body.to(x+dx/l*0.46*size, y+dy/l*0.46*size, size, math.Atan2(dx, -dy)+turn)
	q.flip = dx < 0
	f.hand(q)
}

// bare is true when the dress has no sleeves.
func (f *sitter) bare() bool { return f.who.Dress == "dress" && f.setting("filmset", "steamer") }

// forearm is in the cloth of the dress, or in skin.
func (f *sitter) forearm(xy ...float64) {
	p, cloth := f.body, f.cloth()
	if f.bare() {
		cloth = flat(2).in(skin)
	}
	p.curve(flat(0), 0.66, 0.6, 0.5, xy...)
	p.curve(cloth, 0.6, 0.54, 0.44, xy...)
	p.curve(paint{op: shade, tone: 0.5}, 0.1, 0.2, 0.16, shifted(xy, 0.05, 0.16)...)
}

// sleeve is a forearm that ends in a cuff at the hand.
func (f *sitter) sleeve(xy ...float64) {
	f.forearm(xy...)
	if f.bare() {
		return
	}
	p, n := f.body, len(xy)
	x, y := xy[n-2], xy[n-1]
	dx, dy := x-xy[n-4], y-xy[n-3]
	l := math.Max(math.Hypot(dx, dy), 0.01)
	cuff := flat(2.9)
	if f.who.Dress == "uniform" {
		cuff = glow(2)
	}
	p.line(flat(0), 0.5, x-dx/l*0.12, y-dy/l*0.12, x-dx/l*0.02, y-dy/l*0.02)
	p.line(cuff, 0.43, x-dx/l*0.12, y-dy/l*0.12, x-dx/l*0.03, y-dy/l*0.03)
}

func shifted(xy []float64, dx, dy float64) []float64 {
	out := make([]float64, len(xy))
	for i, v := range xy {
		out[i] = v + dx
		if i%2 == 1 {
			out[i] = v + dy
		}
	}
	return out
}

func (f *sitter) foldedArms() {
	b := f.broad
	f.forearm(-b*1.02, 2.1, -b*0.98, 2.72, -0.1, 2.74, b*0.5, 2.5)
	f.reach(0.85, 0.2, b*1.02, 2.1, b*0.98, 2.76, 0.15, 2.9, -b*0.28, 2.68)
}

func (f *sitter) clasped() {
	b := f.broad
	f.reach(0.85, 0.25, b*1.04, 2.2, b*0.94, 2.86, 0.5, 2.78)
	f.reach(0.85, -0.25, -b*1.04, 2.2, -b*0.94, 2.9, -0.46, 2.86)
}

func (f *sitter) handOnChest() {
	b, n := f.broad, f.neck
	f.reach(0.85, 0.1, -b*1.04, 2.2, -b*0.96, 2.95, -n*1.6-0.26, 2.62)
}

func (f *sitter) handAtChin() {
	t := f.turn * 0.2
	f.reach(0.8, 0, f.broad*0.95, 2.9, 0.72, 2.5, t+0.5, 1.62)
}

// withFan holds an open fan before the shoulder.
func (f *sitter) withFan() {
	b := f.broad
	f.sleeve(b*1.04, 2.2, b*0.94, 2.95, 0.75, 2.7)
	q := f.body.to(0.62, 2.66, 1, 0.12)
	for i := range 11 {
		a, c := -1.2+float64(i)*0.22, -1.2+float64(i+1)*0.22
		p0, p1, m := tip(a, 1.15), tip(c, 1.15), tip((a+c)/2, 1.2)
		q.poly(flat(0), 0, 0, p0.x*1.03, p0.y*1.03, m.x*1.03, m.y*1.03, p1.x*1.03, p1.y*1.03)
		q.poly(glow(1.3+float64(i%2)), 0, 0, p0.x, p0.y, m.x, m.y, p1.x, p1.y)
		d := tip((a+c)/2, 0.86)
		q.oval(flat(2.9), d.x, d.y, 0.06, 0.06)
	}
	f.hand(f.body.to(0.62, 2.62, 0.8, -0.5))
}

// withCat carries a cat, which looks at us.
func (f *sitter) withCat() {
	p := f.body.to(0.34, 2.62, 1.1, 0)
	coat, dark := flat(0.35), flat(2.0)
	if f.odds(50) {
		coat, dark = flat(2.7), flat(1.2)
	}
	p.blob(flat(0), -1.2, 1.2, -1.1, 0.2, -0.5, -0.1, 0.3, -0.1, 0.9, 0.3, 1.0, 1.2)
	p.blob(coat, -1.12, 1.2, -1.0, 0.25, -0.5, -0.02, 0.3, -0.02, 0.82, 0.35, 0.92, 1.2)
	q := p.to(0.2, -0.25, 1, 0.08)
	q.poly(flat(0), -0.44, -0.1, -0.46, -0.66, -0.1, -0.42, 0.14, -0.42, 0.5, -0.64, 0.46, -0.08)
	q.poly(coat, -0.38, -0.16, -0.4, -0.54, -0.1, -0.36, 0.12, -0.36, 0.44, -0.52, 0.4, -0.12)
	q.blob(flat(0), -0.48, 0, -0.36, -0.34, 0, -0.42, 0.38, -0.34, 0.5, 0, 0.3, 0.34, 0, 0.42, -0.3, 0.34)
	q.blob(coat, -0.43, 0, -0.32, -0.3, 0, -0.37, 0.33, -0.3, 0.44, 0, 0.26, 0.3, 0, 0.37, -0.26, 0.3)
	for _, side := range []float64{-1, 1} {
		q.blob(flat(0), side*0.2-0.13, -0.03, side*0.2, -0.15, side*0.2+0.13, -0.03, side*0.2, 0.06)
		q.blob(glow(2.7), side*0.2-0.1, -0.03, side*0.2, -0.12, side*0.2+0.1, -0.03, side*0.2, 0.04)
		q.oval(flat(0), side*0.2, -0.04, 0.026, 0.07)
		for i := range 3 {
			q.line(dark, 0.014, side*0.12, 0.16+float64(i)*0.03, side*0.6, 0.08+float64(i)*0.1)
		}
	}
	q.poly(glow(1.6), -0.06, 0.1, 0.06, 0.1, 0, 0.16)
	q.curve(dark, 0.016, 0.02, 0.016, -0.12, 0.22, -0.03, 0.25, 0, 0.17, 0.03, 0.25, 0.12, 0.22)
	for i := range 5 {
		p.curve(dark, 0.01, 0.05, 0.01, -0.9+float64(i)*0.34, 0.3, -0.86+float64(i)*0.34, 0.5, -0.92+float64(i)*0.36, 0.75)
	}
	f.reach(0.85, 0.1, -f.broad*1.04, 2.2, -f.broad*0.9, 2.98, -0.4, 2.98)
}

// pipe is in the mouth of some who are not young.
func (f *sitter) pipe() {
	if f.woman || f.who.Age == "young" || f.who.Dress == "uniform" || !f.odds(16) {
		return
	}
	h := f.head
	x := f.x(0.1) + f.turn*0.07
	h.curve(flat(0), 0.06, 0.07, 0.1, x, 0.6, x+0.22, 0.68, x+0.36, 0.86)
	h.blob(flat(0), x+0.22, 0.7, x+0.54, 0.66, x+0.52, 0.94, x+0.38, 1.0, x+0.25, 0.92)
	h.blob(glow(1.4), x+0.27, 0.74, x+0.38, 0.73, x+0.36, 0.92, x+0.29, 0.88)
	h.curve(paint{op: lighten, tone: 0.8}, 0.02, 0.12, 0.02, x+0.38, 0.66, x+0.6, 0.3, x+0.5, -0.1, x+0.8, -0.5, x+0.7, -0.9)
}
