package painter

import "math"

// room is the shell that a place stands in.
type room struct {
	w, d, h float64 // metres
	wall    float64 // tone
	floor   float64
	ceiling float64
	fixed   bool // what stands in it stands in rows or hangs together
	tied    bool // what stands in it belongs to what is on its walls
	swapped bool // left is right, for what is on the walls
	turned  bool // so is the far wall
}

// build sets the camera and puts up floor, ceiling and walls. The view and the
// side are drawn by chance, so no two rooms are seen alike.
func (s *stage) build(r room) {
	s.mirror = s.odds(50)
	r.wall, r.floor, r.ceiling = s.shifted(r.wall, 0.55), s.shifted(r.floor, 0.4), s.shifted(r.ceiling, 0.5)
	if !r.fixed && !r.tied {
		r.swapped, r.turned = s.odds(50), s.odds(50)
	}
	s.room, s.indoors = r, true
	s.look()
	w, d, h := r.w/2, r.d, r.h
	s.everywhere(flat(r.wall))
	s.solid(flat(r.ceiling).carve(0), vec{-w, h, 0}, vec{w, h, 0}, vec{w, h, d}, vec{-w, h, d})
	s.solid(flat(r.floor).carve(0), vec{-w, 0, 0}, vec{w, 0, 0}, vec{w, 0, d}, vec{-w, 0, d})
	s.solid(flat(r.wall-0.45).carve(8), vec{w, 0, 0}, vec{w, 0, d}, vec{w, h, d}, vec{w, h, 0})
	s.solid(flat(r.wall+0.15).carve(8), vec{-w, 0, 0}, vec{-w, 0, d}, vec{-w, h, d}, vec{-w, h, 0})
	s.solid(flat(r.wall).carve(8), vec{-w, 0, d}, vec{w, 0, d}, vec{w, h, d}, vec{-w, h, d})
	s.finish()
	s.fillCorner()
}

// shifted is a tone moved by chance, within the range in which a wall is a wall.
func (s *stage) shifted(tone, by float64) float64 {
	return max(0.35, min(2.6, tone+s.span(-by, by)))
}

// finish is what covers the walls below whatever hangs on them.
func (s *stage) finish() {
	r := s.room
	kind := s.r.IntN(5)
	for i, p := range []pen{s.back(), s.side(false), s.side(true)} {
		to := r.d
		if i == 0 {
			to = r.w
		}
		tone := r.wall + []float64{0, 0.15, -0.45}[i]
		switch kind {
		case 0:
			s.wallpaper(p, to, 0, tone-0.35)
		case 1: // a painted dado with a rail
			p.rect(flat(tone-0.6).carve(8), 0, 0, to, 1.05)
			p.rect(flat(tone+0.6), 0, 1.05, to, 0.06)
		case 2: // boarded
			for x := 0.0; x < to; x += 0.42 {
				p.rect(flat(tone-0.7), x, 0, 0.025, r.h)
			}
		case 3: // dark above a rail
			p.rect(flat(tone-0.55).carve(8), 0, r.h*0.72, to, r.h*0.28)
			p.rect(flat(tone+0.5), 0, r.h*0.72, to, 0.05)
		}
	}
}

// look chooses where the eye is: at a standing height, sometimes low, sometimes
// from a step up; near one side or the other; close or far.
func (s *stage) look() {
	r := s.room
	high, level, back := s.span(1.4, 1.75), s.span(0.43, 0.52), s.span(-0.5, 0.5)
	switch s.r.IntN(6) {
	case 0: // seated
		high, level = s.span(0.95, 1.2), s.span(0.52, 0.6)
	case 1, 2: // from a step or a gallery
		high, level, back = s.span(2.0, 2.6), s.span(0.27, 0.38), s.span(-0.7, 0)
	}
	eye := vec{s.span(-0.38, 0.38) * r.w, math.Min(high, r.h*0.82), back}
	turn := -eye.x/r.d*s.span(0.5, 1.15) + s.span(-0.07, 0.07)
	s.cam = newCamera(eye, turn, s.span(760, 1060)-140*min(back, 0), pt{float64(s.w) * s.span(0.44, 0.56), float64(s.h) * level})
	s.cam.wide, s.cam.deep = s.span(0.86, 1.2), s.span(0.84, 1.16)
	if !r.fixed {
		s.cam.plan = s.layout()
	}
}

// layout moves what stands in a room, all together: a turn and a shift that are
// greatest in the middle and nothing at the walls.
func (s *stage) layout() func(vec) vec {
	r, turn := s.room, s.span(-0.34, 0.34)
	dx, dz := s.span(-0.1, 0.1)*r.w, s.span(-0.35, 0.45)
	mid := r.d * 0.62
	return func(v vec) vec {
		u, w := 2*v.x/r.w, v.z/r.d
		much := math.Max(0, 1-float64(u*u)) * math.Max(0, 1-float64(w*w*w*w))
		sn, cs := math.Sincos(turn * much)
		x, z := v.x, v.z-mid
		return vec{
			float64(x*cs) - float64(z*sn) + float64(dx*much), v.y,
			mid + float64(x*sn) + float64(z*cs) + float64(dz*much),
		}
	}
}

// back is a pen on the far wall, in metres from its lower left corner, or from
// the right one on a day when what is on it changes sides.
func (s *stage) back() pen {
	if s.room.turned {
		return s.face(vec{s.room.w / 2, 0, s.room.d}, vec{-1, 0, 0}, vec{0, 1, 0})
	}
	return s.face(vec{-s.room.w / 2, 0, s.room.d}, vec{1, 0, 0}, vec{0, 1, 0})
}

// left is a pen on the left wall: x is the distance from us. On a day when the
// walls change sides it is on the right one.
func (s *stage) left() pen { return s.side(s.room.swapped) }

func (s *stage) right() pen { return s.side(!s.room.swapped) }

func (s *stage) side(right bool) pen {
	x := -s.room.w / 2
	if right {
		x = -x
	}
	return s.face(vec{x, 0, 0.8}, vec{0, 0, 1}, vec{0, 1, 0}).shift(-0.8)
}

// floor is a pen on the floor: x from the middle, y is the distance from us.
func (s *stage) floor() pen {
	return s.still(s.face(vec{0, 0, 1}, vec{1, 0, 0}, vec{0, 0, 1}).lower(1))
}

func (s *stage) ceiling() pen {
	return s.still(s.face(vec{0, s.room.h, 1}, vec{1, 0, 0}, vec{0, 0, 1}).lower(1))
}

// still is a pen on what does not move with the furniture.
func (s *stage) still(p pen) pen {
	p.view = p.view.bare()
	return p
}

func (p pen) shift(x0 float64) pen {
	warp := p.warp
	p.warp = func(x, y float64) vec { return warp(x+x0, y) }
	return p
}

func (p pen) lower(y0 float64) pen {
	warp := p.warp
	p.warp = func(x, y float64) vec { return warp(x, y-y0) }
	return p
}

// boards lays planks along the floor.
func (s *stage) boards(tone, width float64) {
	f, w := s.floor(), s.room.w/2
	width *= s.span(0.8, 1.7)
	if s.odds(35) {
		s.crosswise(tone, width)
		return
	}
	for x := -w; x < w; x += width {
		f.rect(flat(tone+s.span(-0.22, 0.22)).carve(uint8(7+s.r.IntN(3))), x, 0, width, s.room.d)
		f.rect(flat(tone-0.9), x-0.012, 0, 0.024, s.room.d)
		at := s.span(1, s.room.d)
		f.rect(flat(tone-0.9), x, at, width, 0.03)
	}
}

// crosswise lays the planks from wall to wall.
func (s *stage) crosswise(tone, width float64) {
	f, w := s.floor(), s.room.w/2
	for z := 0.0; z < s.room.d; z += width {
		f.rect(flat(tone+s.span(-0.22, 0.22)).carve(uint8(s.r.IntN(3))), -w, z, 2*w, min(width, s.room.d-z))
		f.rect(flat(tone-0.9), -w, z, 2*w, 0.02)
		f.rect(flat(tone-0.9), s.span(-w, w), z, 0.025, min(width, s.room.d-z))
	}
}

// tiles lays a chequered floor.
func (s *stage) tiles(a, b, size float64) {
	f, w := s.floor(), s.room.w/2
	size *= s.span(0.75, 1.5)
	if s.odds(50) {
		a, b = b, a
	}
	f.rect(flat(a), -w, 0.2, 2*w, s.room.d-0.2)
	for i := range int(s.room.d/size) + 1 {
		for k := range int(2*w/size) + 1 {
			if (i+k)%2 == 0 {
				x, z := -w+float64(k)*size, float64(i)*size
				f.rect(flat(b), x, z, math.Min(size, w-x), math.Min(size, s.room.d-z))
			}
		}
	}
}

// bricks courses a wall of the given length.
func (s *stage) bricks(p pen, from, to, tone, size float64) {
	row := 0
	for y := 0.0; y < s.room.h; y += size * 0.5 {
		for x := from - size*0.5*float64(row%2); x < to; x += size {
			if s.odds(62) {
				x0, x1 := math.Max(x, from)+0.02, math.Min(x+size, to)-0.02
				p.rect(flat(tone+s.span(-0.35, 0.3)), x0, y+0.02, x1-x0, size*0.5-0.04)
			}
		}
		row++
	}
}

// panels lines a wall with wood up to a height.
func (s *stage) panels(p pen, from, to, height, tone float64) {
	n := max(1, int((to-from)/0.8))
	step := (to - from) / float64(n)
	p.rect(flat(tone), from, 0, to-from, height)
	for i := range n {
		x := from + float64(i)*step
		p.rect(flat(tone-0.6), x+step*0.14, height*0.16, step*0.74, height*0.68)
		p.rect(flat(tone+0.25), x+step*0.18, height*0.18, step*0.68, height*0.62)
	}
	p.rect(flat(tone+0.7), from, height-0.05, to-from, 0.07)
	p.rect(flat(tone-0.8), from, 0, to-from, 0.12)
}

// wallpaper stripes a wall.
func (s *stage) wallpaper(p pen, to, low, tone float64) {
	for x := 0.0; x < to; x += 0.34 {
		p.rect(flat(tone).carve(8), x, low, math.Min(0.17, to-x), s.room.h-low)
	}
}

// beams carries the ceiling.
func (s *stage) beams(tone float64, n int) {
	w := s.room.w / 2
	for i := n; i > 0; i-- {
		z := s.room.d * float64(i) / float64(n+1)
		s.block(vec{0, s.room.h - 0.22, z}, 2*w, 0.22, 0.2, 0, tone)
	}
}
