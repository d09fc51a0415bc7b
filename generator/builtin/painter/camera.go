package painter

import "math"

// vec is a place in a room, in metres: x to the right, y up, z away from us.
type vec struct{ x, y, z float64 }

func (a vec) plus(b vec, times float64) vec {
	return vec{a.x + float64(b.x*times), a.y + float64(b.y*times), a.z + float64(b.z*times)}
}

// camera stands at the eye and looks along z, turned a little. Upright things
// stay upright.
type camera struct {
	eye      vec
	sin, cos float64
	f        float64 // pixels for a metre at one metre
	centre   pt
	plan     func(vec) vec // moves what stands about in a room; nil leaves it
	wide     float64       // by how much a room is stretched, walls and all
	deep     float64
}

const nearest = 0.15

func newCamera(eye vec, turn, f float64, centre pt) *camera {
	c := &camera{eye: eye, f: f, centre: centre, wide: 1, deep: 1}
	c.sin, c.cos = math.Sincos(turn)
	return c
}

// planned is where a place has been moved to.
func (c *camera) planned(v vec) vec {
	if c.plan == nil {
		return v
	}
	return c.plan(v)
}

// bare is the camera of the room itself, in which nothing moves.
func (c *camera) bare() *camera {
	b := *c
	b.plan = nil
	return &b
}

// seen turns a place to the camera's own axes.
func (c *camera) seen(v vec) vec {
	v = c.planned(v)
	x, y, z := float64((v.x-c.eye.x)*c.wide), v.y-c.eye.y, float64((v.z-c.eye.z)*c.deep)
	return vec{float64(x*c.cos) - float64(z*c.sin), y, float64(x*c.sin) + float64(z*c.cos)}
}

// project draws a polygon of the room on the picture, less what is behind us.
func (c *camera) project(o []vec) []pt {
	out := make([]pt, 0, len(o)+2)
	for i, v := range o {
		a, b := c.seen(v), c.seen(o[(i+1)%len(o)])
		if a.z >= nearest {
			out = append(out, c.drop(a))
		}
		if (a.z >= nearest) != (b.z >= nearest) {
			out = append(out, c.drop(a.plus(vec{b.x - a.x, b.y - a.y, b.z - a.z}, (nearest-a.z)/(b.z-a.z))))
		}
	}
	return out
}

func (c *camera) drop(v vec) pt {
	return pt{c.centre.x + float64(v.x/v.z*c.f), c.centre.y - float64(v.y/v.z*c.f)}
}

// at is where a place appears, and how many pixels a metre has there.
func (c *camera) at(v vec) (pt, float64) {
	q := c.seen(v)
	q.z = math.Max(q.z, nearest)
	return c.drop(q), c.f / q.z
}

// facing is true when a side that looks along the normal is seen from the eye.
func (c *camera) facing(at, normal vec) bool {
	return (c.eye.x-at.x)*normal.x+(c.eye.y-at.y)*normal.y+(c.eye.z-at.z)*normal.z > 0
}

// face is a pen on a flat piece of the room: a corner and two directions.
func (s *stage) face(corner, u, v vec) pen {
	_, k := s.cam.at(corner)
	return pen{canvas: s.canvas, k: math.Min(k, 600), view: s.cam, warp: func(x, y float64) vec {
		return corner.plus(u, x).plus(v, y)
	}}
}

// stand is a pen for something flat and upright that faces us, in metres from
// its foot.
func (s *stage) stand(x, y, z float64) pen {
	q, k := s.cam.at(vec{x, y, z})
	return s.ground(q.x, q.y, k)
}

// block is an upright box turned on its middle; the place is the middle of its
// foot. It returns a pen on the front, in metres from the lower left corner.
func (s *stage) block(at vec, w, h, d, turn, tone float64) pen {
	sn, cs := math.Sincos(turn)
	corner := func(x, z float64) pt { return pt{at.x + x*cs - z*sn, at.z + x*sn + z*cs} }
	foot := []pt{corner(-w/2, -d/2), corner(w/2, -d/2), corner(w/2, d/2), corner(-w/2, d/2)}
	s.prism(foot, at.y, at.y+h, tone, key)
	return s.face(vec{foot[0].x, at.y, foot[0].y}, vec{cs, 0, sn}, vec{0, 1, 0})
}

// drum is an upright cylinder.
func (s *stage) drum(at vec, r, h, tone float64) {
	foot := make([]pt, 22)
	for i := range foot {
		sn, cs := math.Sincos(2 * math.Pi * float64(i) / float64(len(foot)))
		foot[i] = pt{at.x + r*cs, at.z + r*sn}
	}
	s.prism(foot, at.y, at.y+h, tone, key)
}

// prism raises a foot of x and z, listed counter-clockwise as seen from above
// with z away from us, and lights it from the left.
func (s *stage) prism(foot []pt, low, high, tone float64, with ink) {
	moved := make([]pt, len(foot))
	for i, q := range foot {
		v := s.cam.planned(vec{q.x, low, q.y})
		moved[i] = pt{v.x, v.z}
	}
	before := s.cam
	s.cam = s.cam.bare()
	s.sides(moved, low, high, tone, with)
	s.cam = before
}

// sides are those of a prism that face us, and its lid or its bottom.
func (s *stage) sides(foot []pt, low, high, tone float64, with ink) {
	for i, a := range foot {
		b := foot[(i+1)%len(foot)]
		l := math.Max(math.Hypot(b.x-a.x, b.y-a.y), 1e-9)
		n := vec{(b.y - a.y) / l, 0, -(b.x - a.x) / l}
		if !s.cam.facing(vec{a.x, 0, a.y}, n) {
			continue
		}
		t := tone + 0.75*(-n.x*0.85-n.z*0.3)
		side := []vec{{a.x, low, a.y}, {b.x, low, b.y}, {b.x, high, b.y}, {a.x, high, a.y}}
		s.solid(paint{tone: t, ink: with, hatch: 7}, side...)
		if len(foot) < 8 {
			s.edge(side)
		}
	}
	if s.cam.eye.y > high {
		s.lid(paint{tone: tone + 0.7, ink: with, hatch: 1}, foot, high)
	} else if s.cam.eye.y < low {
		s.lid(paint{tone: tone - 0.8, ink: with, hatch: 1}, foot, low)
	}
}

// edge cuts a line round a side, so that it stands out from what is behind.
func (s *stage) edge(side []vec) {
	o := s.cam.project(side)
	for i, a := range o {
		s.fill(flat(0), ribbon([]pt{a, o[(i+1)%len(o)]}, 2.6, 2.6, 2.6))
	}
}

func (s *stage) lid(p paint, foot []pt, y float64) {
	v := make([]vec, len(foot))
	for i, q := range foot {
		v[i] = vec{q.x, y, q.y}
	}
	s.solid(p, v...)
}

// solid fills a flat polygon of the room.
func (s *stage) solid(p paint, v ...vec) { s.fill(p, s.cam.project(v)) }

// cast lays the shadow of something on the floor, away from the light.
func (s *stage) cast(x, z, rx, rz float64) {
	s.setDown(x, z, max(rx, rz))
	f := s.face(vec{x + rx*0.45, 0, z}, vec{1, 0, 0}, vec{0, 0, 1})
	f.oval(paint{op: shade, tone: 0.45}, 0, 0, rx*1.25, rz*1.1)
}
