package painter

import "math"

// pen draws on a canvas in units of its own: an origin, a scale, a turn. With
// up, y grows upwards, as for things that stand on a floor.
type pen struct {
	*canvas
	o    pt
	k    float64
	turn float64
	up   bool
	flip bool
	warp func(x, y float64) vec // onto a face of the room, seen by view
	view *camera
}

func (p pen) at(x, y float64) pt {
	if p.up {
		y = -y
	}
	if p.flip {
		x = -x
	}
	if p.turn != 0 {
		s, c := math.Sincos(p.turn)
		x, y = float64(x*c)-float64(y*s), float64(x*s)+float64(y*c)
	}
	return pt{p.o.x + float64(x*p.k), p.o.y + float64(y*p.k)}
}

func (p pen) all(o []pt) []pt {
	if p.warp != nil {
		seen := make([]vec, len(o))
		for i, q := range o {
			seen[i] = p.warp(q.x, q.y)
		}
		return p.view.project(seen)
	}
	out := make([]pt, len(o))
	for i, q := range o {
		out[i] = p.at(q.x, q.y)
	}
	return out
}

// to is a pen whose origin is at a point of this one, scaled and turned.
func (p pen) to(x, y, k, turn float64) pen {
	q := p
	q.o, q.k, q.turn = p.at(x, y), p.k*k, p.turn+turn
	return q
}

// poly fills a polygon.
func (p pen) poly(with paint, xy ...float64) { p.fill(with, p.all(points(xy...))) }

// blob fills the closed curve through the points.
func (p pen) blob(with paint, xy ...float64) {
	p.fill(with, p.all(smooth(points(xy...), true, p.k)))
}

func (p pen) rect(with paint, x, y, w, h float64) {
	p.poly(with, x, y, x+w, y, x+w, y+h, x, y+h)
}

func (p pen) oval(with paint, x, y, rx, ry float64) {
	p.fill(with, p.all(p.round(x, y, rx, ry)))
}

func (p pen) round(x, y, rx, ry float64) []pt {
	n := max(12, min(96, int(math.Sqrt(math.Max(rx, ry)*p.k)*5)))
	out := make([]pt, n)
	for i := range out {
		s, c := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		out[i] = pt{x + rx*c, y + ry*s}
	}
	return out
}

// ring fills the band between two circles.
func (p pen) ring(with paint, x, y, outer, inner float64) {
	p.fill(with, p.all(p.round(x, y, outer, outer)), p.all(reverse(p.round(x, y, inner, inner))))
}

// line strokes straight pieces with one width and round ends.
func (p pen) line(with paint, width float64, xy ...float64) {
	q := points(xy...)
	outlines := make([][]pt, 0, len(q)*2)
	for i := range q {
		if i > 0 {
			outlines = append(outlines, ribbon(q[i-1:i+1], width, width, width))
		}
		if width*p.k > 2.5 {
			outlines = append(outlines, p.round(q[i].x, q[i].y, width/2, width/2))
		}
	}
	for i, o := range outlines {
		orient(o)
		outlines[i] = p.all(o)
	}
	p.fill(with, outlines...)
}

// curve strokes a smooth line that swells from one width to another and ends
// in a third.
func (p pen) curve(with paint, from, middle, to float64, xy ...float64) {
	p.fill(with, p.all(ribbon(smooth(points(xy...), false, p.k), from, middle, to)))
}

// arc strokes part of an ellipse.
func (p pen) arc(with paint, width, x, y, rx, ry, from, to float64) {
	n := max(8, min(64, int(math.Abs(to-from)*math.Sqrt(math.Max(rx, ry)*p.k)*1.4)))
	o := make([]pt, n+1)
	for i := range o {
		s, c := math.Sincos(from + (to-from)*float64(i)/float64(n))
		o[i] = pt{x + rx*c, y + ry*s}
	}
	p.fill(with, p.all(ribbon(o, width, width, width)))
}

// inside keeps what draw fills within an outline.
func (p pen) inside(o []pt, draw func()) { p.clip(p.all(o), draw) }

func reverse(o []pt) []pt {
	for i, j := 0, len(o)-1; i < j; i, j = i+1, j-1 {
		o[i], o[j] = o[j], o[i]
	}
	return o
}

// orient makes an outline run one way round, so that outlines filled together
// add up.
func orient(o []pt) {
	area := 0.0
	for i, a := range o {
		b := o[(i+1)%len(o)]
		area += a.x*b.y - b.x*a.y
	}
	if area < 0 {
		reverse(o)
	}
}
