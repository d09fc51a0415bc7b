package painter

import "math"

// pose is what the arms do. Both hang when nothing is said.
type pose struct {
	left, right bool   // bent at the elbow; left is the viewer's
	draw        func() // over the clothes
	over        func() // over the face
}

// elbow is where a bent arm turns: within the outline of the shoulders, so that
// upper arm and forearm are one shape.
func (f *sitter) elbow(side float64) (x, y float64) { return side * (f.broad*1.13 - 0.28), 2.96 }

// bare is true where the sleeves end above the elbow.
func (f *sitter) bare() bool {
	switch f.worn() {
	case "dress", "sari", "apron", "workwear":
		return true
	}
	return false
}

// edge draws the contour of an arm so that it parts from its cloth.
func (f *sitter) edge() paint {
	if t := f.cloth().tone; t < 0.9 {
		return flat(t + 1.1)
	}
	return flat(0.1)
}

// upperArm parts a bent arm from the chest and ends a short sleeve.
func (f *sitter) upperArm(side float64) {
	b, p := f.broad, f.body
	x, y := f.elbow(side)
	if f.bare() {
		f.clip(p.all(f.shoulders()), func() {
			o := points(x-side*0.34, 2.5, x+side*0.6, 2.42, x+side*0.6, 3.4, x-side*0.34, 3.1)
			p.fill(flat(2).in(skin), p.all(o))
			f.clip(p.all(o), f.away)
			p.line(f.edge(), 0.03, x-side*0.4, 2.52, x+side*0.6, 2.42)
			p.line(f.cloth(), 0.1, x-side*0.34, 2.46, x+side*0.6, 2.36)
		})
	}
	p.curve(f.edge(), 0.008, 0.035, 0.03, side*b*0.7, 1.98, side*b*0.76, 2.35, x-side*0.27, y-0.2)
}

// forearm runs from the elbow to a wrist.
func (f *sitter) forearm(side, x, y float64) {
	f.upperArm(side)
	ex, ey := f.elbow(side)
	f.limb(points(ex, ey, (ex+x)/2, (ey+y)/2+0.06, x, y))
}

// limb is a forearm along a line, widest at the elbow.
func (f *sitter) limb(line []pt) {
	p := f.body
	l := smooth(line, false, p.k)
	e := l[0]
	with, edge, wide := f.cloth(), f.edge(), 0.56
	if f.bare() {
		with, edge, wide = flat(2).in(skin), flat(0.2).in(skin), 0.46
	}
	p.fill(edge, p.all(ribbon(l[len(l)/8:], wide+0.04, wide, wide*0.76+0.06)))
	shape := [][]pt{ribbon(l, wide, wide*0.92, wide*0.76), p.round(e.x, e.y, wide/2, wide/2)}
	for i, o := range shape {
		orient(o)
		shape[i] = p.all(o)
	}
	p.fill(with, shape...)
	f.within(shape, func() {
		f.weave(l, wide)
		under := make([]pt, len(l))
		for i, q := range l {
			under[i] = pt{q.x + 0.03, q.y + wide*0.36}
		}
		p.fill(paint{op: shade, tone: 0.55}, p.all(ribbon(under, wide*0.3, wide*0.42, wide*0.3)))
		f.away()
	})
	if !f.bare() {
		f.cuff(l)
	}
}

// weave repeats the pattern of the cloth along a sleeve.
func (f *sitter) weave(l []pt, wide float64) {
	p := f.body
	switch f.who.Dress {
	case "jumper", "poncho":
		for i := 2; i < len(l)-1; i += 3 {
			a, b := l[i], l[i+1]
			d := math.Max(math.Hypot(b.x-a.x, b.y-a.y), 1e-6)
			nx, ny := -(b.y-a.y)/d*wide/2, (b.x-a.x)/d*wide/2
			p.line(flat(0.8), 0.022, a.x+nx, a.y+ny, a.x+(b.x-a.x)/d*0.06, a.y+(b.y-a.y)/d*0.06, a.x-nx, a.y-ny)
		}
	case "suit":
		if !f.cut.stripes {
			return
		}
		for i := range 4 {
			d := (float64(i) - 1.5) * wide * 0.24
			o := make([]pt, len(l))
			for k, q := range l {
				o[k] = pt{q.x, q.y + d}
			}
			p.fill(flat(f.cut.ground.tone+1.2), p.all(ribbon(o, 0.016, 0.016, 0.016)))
		}
	}
}

// cuff ends a sleeve as the dress wants it: a shirt's shows under a suit only.
func (f *sitter) cuff(l []pt) {
	p, n := f.body, len(l)
	a, b := l[n-3], l[n-1]
	d := math.Max(math.Hypot(b.x-a.x, b.y-a.y), 1e-6)
	dx, dy := (b.x-a.x)/d, (b.y-a.y)/d
	band := func(with paint, wide, from, to float64) {
		x, y := b.x+dx*from, b.y+dy*from
		x2, y2 := b.x+dx*to, b.y+dy*to
		p.fill(with, p.all(ribbon(points(x, y, x2, y2), wide, wide, wide)))
	}
	switch f.who.Dress {
	case "suit":
		band(f.edge(), 0.45, -0.03, 0.01)
		band(flat(2.9), 0.38, 0, 0.09)
	case "uniform":
		band(glow(2), 0.47, -0.2, -0.13)
		band(glow(2), 0.47, -0.09, -0.02)
	case "jumper":
		band(f.edge(), 0.46, -0.21, -0.18)
		band(f.cloth(), 0.46, -0.18, 0.04)
		for i := range 5 {
			o := (float64(i) - 2) * 0.085
			p.line(flat(0.7), 0.02, b.x-dx*0.17-dy*o, b.y-dy*0.17+dx*o, b.x+dx*0.03-dy*o, b.y+dy*0.03+dx*o)
		}
	default:
		band(f.edge(), 0.5, -0.25, -0.22)
		band(f.cloth(), 0.5, -0.22, 0.03)
		band(f.edge(), 0.5, 0.01, 0.035)
	}
}

// wrist is a pen at the end of an arm that came from another point, scaled.
func (f *sitter) wrist(x0, y0, x, y, size, turn float64) pen {
	q := f.body.to(x, y, size, math.Atan2(x-x0, y0-y)+turn)
	q.flip = x < x0
	return q
}
