package painter

import "math"

// pt is a point in pixels, x to the right and y down.
type pt struct{ x, y float64 }

func mix(a, b pt, t float64) pt {
	return pt{lerp(a.x, b.x, t), lerp(a.y, b.y, t)}
}

// lerp is between a and b. The product is rounded before it is added, here and
// elsewhere, so that all machines agree.
func lerp(a, b, t float64) float64 { return a + float64((b-a)*t) }

func clamp01(t float64) float64 {
	if t < 0 {
		return 0
	}
	if t > 1 {
		return 1
	}
	return t
}

// points makes points of pairs of numbers.
func points(xy ...float64) []pt {
	out := make([]pt, 0, len(xy)/2)
	for i := 0; i+1 < len(xy); i += 2 {
		out = append(out, pt{xy[i], xy[i+1]})
	}
	return out
}

// smooth draws a curve through points whose unit is k pixels.
func smooth(p []pt, closed bool, k float64) []pt {
	n := len(p)
	if n < 3 {
		return p
	}
	at := func(i int) pt {
		if closed {
			return p[(i+n)%n]
		}
		return p[max(0, min(i, n-1))]
	}
	last := n - 1
	if closed {
		last = n
	}
	var out []pt
	for i := range last {
		a, b, c, d := at(i-1), at(i), at(i+1), at(i+2)
		steps := max(3, min(16, int(math.Hypot(c.x-b.x, c.y-b.y)*k/7)))
		for k := range steps {
			t := float64(k) / float64(steps)
			out = append(out, pt{spline(a.x, b.x, c.x, d.x, t), spline(a.y, b.y, c.y, d.y, t)})
		}
	}
	if !closed {
		out = append(out, p[n-1])
	}
	return out
}

// spline is the Catmull-Rom curve from b to c.
func spline(a, b, c, d, t float64) float64 {
	return b + 0.5*t*(c-a+t*(2*a-5*b+4*c-d+t*(3*(b-c)+d-a)))
}

// ribbon is the outline of a stroke along a line whose width runs from one end
// to the other by way of the middle, as a gouge or a brush leaves it.
func ribbon(line []pt, from, middle, to float64) []pt {
	n := len(line)
	if n < 2 {
		return nil
	}
	left, right := make([]pt, 0, n*2), make([]pt, 0, n)
	for i, q := range line {
		a, b := line[max(0, i-1)], line[min(n-1, i+1)]
		dx, dy := b.x-a.x, b.y-a.y
		l := math.Max(math.Hypot(dx, dy), 1e-6)
		t := float64(i) / float64(n-1)
		w := lerp(from, middle, t*2)
		if t > 0.5 {
			w = lerp(middle, to, t*2-1)
		}
		nx, ny := -dy/l*w/2, dx/l*w/2
		left = append(left, pt{q.x + nx, q.y + ny})
		right = append(right, pt{q.x - nx, q.y - ny})
	}
	for i := n - 1; i >= 0; i-- {
		left = append(left, right[i])
	}
	return left
}

// cut keeps the part of an outline where side is not negative.
func cut(o []pt, side func(pt) float64) []pt {
	var out []pt
	for i, a := range o {
		b := o[(i+1)%len(o)]
		sa, sb := side(a), side(b)
		if sa >= 0 {
			out = append(out, a)
		}
		if (sa >= 0) != (sb >= 0) {
			out = append(out, mix(a, b, sa/(sa-sb)))
		}
	}
	return out
}

// fade runs from one tone to another between two points.
func fade(x0, y0, t0, x1, y1, t1 float64) func(x, y float64) float64 {
	dx, dy := x1-x0, y1-y0
	d := math.Max(float64(dx*dx)+float64(dy*dy), 1e-9)
	return func(x, y float64) float64 {
		u := (float64((x-x0)*dx) + float64((y-y0)*dy)) / d
		return t0 + float64((t1-t0)*clamp01(u))
	}
}

// halo runs from one tone in the middle to another at the rim of an ellipse.
func halo(cx, cy, rx, ry, t0, t1 float64) func(x, y float64) float64 {
	return func(x, y float64) float64 {
		dx, dy := (x-cx)/rx, (y-cy)/ry
		u := math.Sqrt(float64(dx*dx) + float64(dy*dy))
		return t0 + float64((t1-t0)*clamp01(u))
	}
}
