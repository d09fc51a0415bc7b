package painter

import "math"

// foredeck lies open under an awning, the river ahead.
func foredeck(s *stage) {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{s.span(-0.5, 0.5), s.span(1.55, 1.9), 0}, s.span(-0.08, 0.08), 860, pt{800, 440})
	s.room = room{w: 9, d: 8, h: 3.6}
	s.everywhere(flat(0.3))
	s.heavens(440, pt{s.span(350, 1250), s.span(140, 230)})
	s.nile(-20, 1620, 440, 700)
	s.solid(flat(1.6).carve(0), vec{-4.4, 0, 0.3}, vec{4.4, 0, 0.3}, vec{2.6, 0, 7.5}, vec{0, 0, 9}, vec{-2.6, 0, 7.5})
	f := s.floor()
	for i := -8; i <= 8; i++ {
		x := float64(i) * 0.5
		f.poly(flat(0.8), x-0.015, 0.5, x+0.015, 0.5, x*0.62+0.01, 7.6, x*0.62-0.01, 7.6)
	}
	for _, side := range []float64{-1, 1} {
		a, b, c := vec{side * 4.2, 0, 1.5}, vec{side * 2.6, 0, 7.4}, vec{0, 0, 8.9}
		for _, y := range []float64{0.5, 1.0} {
			up := vec{0, y, 0}
			s.bar(flat(0), 0.07, a.plus(up, 1), b.plus(up, 1))
			s.bar(flat(0), 0.07, b.plus(up, 1), c.plus(up, 1))
			s.bar(flat(2.7), 0.03, a.plus(up, 1), b.plus(up, 1))
			s.bar(flat(2.7), 0.03, b.plus(up, 1), c.plus(up, 1))
		}
		for i := range 7 {
			t := float64(i) / 6
			q := vec{lerp(a.x, b.x, t), 0, lerp(a.z, b.z, t)}
			s.bar(flat(0.1), 0.06, q, q.plus(vec{0, 1, 0}, 1))
		}
	}
	s.bar(flat(0), 0.1, vec{0, 0, 8.8}, vec{0, 2.9, 8.8})
	flag := s.stand(0, 2.9, 8.8)
	flag.poly(glow(2), 0, 0, 0.5, -0.06, 1.0, 0.04, 0.84, -0.24, 1.0, -0.5, 0.5, -0.56, 0, -0.48)
	s.windlass(s.span(-0.4, 0.4), 6.6)
	if s.odds(60) {
		s.awning()
	} else {
		s.lanternString()
	}
	n := 2 + s.r.IntN(4)
	for i := range n {
		x := lerp(-2.4, 2.4, (float64(i)+s.span(0.2, 0.8))/float64(n))
		s.deckChair(x, s.span(3.4, 5.4), x > 0 != s.odds(25))
	}
	s.coil(s.stand(s.span(-1.2, 1.2), 0, s.span(3.2, 4)), s.span(0.3, 0.45))
	if s.odds(50) {
		s.cafeRound(s.span(-0.8, 0.8), 3.9)
	}
	if s.odds(50) {
		s.crate(s.span(-2.6, -1.8), 0, 3.4, 0.8, 0.2, 1.4)
	}
	s.weather(points(0, 0, 1600, 0, 1600, 900, 0, 900))
	s.corners(0.68)
}

// windlass is the winch of the anchor with its chain.
func (s *stage) windlass(x, z float64) {
	s.cast(x, z, 0.9, 0.4)
	for _, d := range []float64{-0.7, 0.55} {
		s.block(vec{x + d, 0, z}, 0.18, 0.8, 0.4, 0, 1.0)
	}
	p := s.stand(x, 0.55, z-0.1)
	p.rect(flat(0), -0.95, -0.22, 1.9, 0.44)
	p.rect(glow(1.7), -0.58, -0.19, 1.06, 0.38)
	p.rect(glow(2.8), -0.58, 0.06, 1.06, 0.07)
	for i := range 5 {
		p.rect(flat(0), -0.44+float64(i)*0.2, -0.2, 0.04, 0.4)
	}
	for i := range 7 {
		p.ring(flat(0), 0.02, -0.2+0.06*float64(i)-0.3, 0.07, 0.04)
	}
}

// awning is striped canvas overhead.
func (s *stage) awning() {
	for i := range 14 {
		x := -4.9 + float64(i)*0.7
		with := flat(2.6)
		if i%2 == 0 {
			with = glow(1.9)
		}
		s.solid(with, vec{x, 2.9, 0.4}, vec{x + 0.7, 2.9, 0.4}, vec{(x + 0.7) * 0.75, 2.7, 6}, vec{x * 0.75, 2.7, 6})
		s.solid(with, vec{x * 0.75, 2.7, 6}, vec{(x + 0.7) * 0.75, 2.7, 6}, vec{(x + 0.7) * 0.75, 2.5, 6}, vec{(x + 0.35) * 0.75, 2.42, 6}, vec{x * 0.75, 2.5, 6})
	}
	for _, x := range []float64{-3.4, 3.4} {
		s.bar(flat(0), 0.08, vec{x, 0, 6}, vec{x, 2.7, 6})
	}
}

// lanternString hangs lights in place of an awning.
func (s *stage) lanternString() {
	for _, side := range []float64{-1, 1} {
		a, b := vec{side * 3.6, 2.9, 2.2}, vec{0, 3.1, 8.8}
		for i := range 9 {
			t := float64(i) / 8
			p := s.stand(lerp(a.x, b.x, t), lerp(a.y, b.y, t)-0.5*math.Sin(math.Pi*t), lerp(a.z, b.z, t))
			if s.night {
				s.bloom(p.at(0, 0), p.k*0.5, 0.5)
			}
			p.line(flat(0), 0.02, 0, 0.3, 0, 0.16)
			p.oval(flat(0), 0, 0, 0.17, 0.19)
			p.oval(glow(2.6), 0, 0, 0.14, 0.16)
		}
		s.bar(flat(0), 0.08, vec{a.x, 0, a.z}, a)
	}
}

// deckChair is canvas slung in a frame, seen from the side.
func (s *stage) deckChair(x, z float64, left bool) {
	s.cast(x, z, 0.7, 0.3)
	p := s.stand(x, 0, z)
	p.flip = left
	p.line(flat(0), 0.07, -0.7, 0, 0.45, 0.62)
	p.line(flat(0), 0.07, 0.6, 0, -0.6, 1.15)
	p.line(flat(0), 0.05, 0.1, 0.44, -0.55, 0.5)
	p.curve(flat(0), 0.16, 0.2, 0.16, -0.58, 1.1, -0.36, 0.55, -0.05, 0.3, 0.45, 0.6)
	p.curve(glow(2), 0.1, 0.14, 0.1, -0.57, 1.09, -0.36, 0.55, -0.05, 0.3, 0.44, 0.6)
	p.curve(flat(2.9), 0.02, 0.05, 0.02, -0.57, 1.09, -0.36, 0.55, -0.05, 0.3, 0.44, 0.6)
}

// galley is the ship's narrow kitchen.
func galley(s *stage) {
	s.build(room{w: 3.8, d: 5.2, h: 2.5, wall: 1.8, floor: 1.1, ceiling: 1.8})
	s.tiles(1.7, 1.0, 0.4)
	for i := range 16 {
		s.back().rect(flat(1.2), float64(i)*0.25, 0, 0.015, 2.5)
	}
	b := s.back()
	s.porthole(b, 1.9, 0.36)
	s.shelf(b, 0.2, 1.3, 1.1, s.jar)
	s.shelf(b, 2.5, 1.3, 1.1, s.plate)
	s.porthole(s.left(), 3.4, 0.3)
	s.porthole(s.left(), 4.5, 0.3)
	s.range4(s.right())
	p := s.block(vec{-1.35, 0, 4.0}, 0.9, 0.85, 2.2, 0, 1.6)
	p.rect(flat(0.6), 0.08, 0.08, 0.74, 0.68)
	s.loaf(vec{-1.4, 0.86, 4.3})
	s.bowl(vec{-1.25, 0.86, 3.7})
	s.bar(flat(0), 0.05, vec{-0.9, 2.15, 3.2}, vec{1.3, 2.15, 4.8})
	for i := range 6 { // pans that swing with the ship
		t := float64(i) / 5
		q := s.stand(lerp(-0.8, 1.2, t), 2.15, lerp(3.3, 4.7, t))
		s.pan(q.to(0, 0, 1, s.span(-0.25, 0.25)), 0.1+0.02*float64(i%3))
	}
	for i := range 3 { // of flour
		s.sack(s.stand(s.span(-0.1, 0.1)+0.42*float64(i)-0.2, 0, 4.7-0.25*float64(i%2)))
	}
	fire, _ := s.cam.at(vec{1.3, 1.0, 3.8})
	lamp := s.hanging(s.span(-1.3, -0.9), 1.95, 3.9, 0.24)
	s.lit(pt{(lamp.x + fire.x) / 2, lamp.y + 120}, 800, 560)
	s.corners(0.56)
}

// range4 is an iron cooking range along a wall, its doors glowing.
func (s *stage) range4(p pen) {
	p.rect(flat(0), 2.6, 0, 2.4, 0.95)
	for i := range 3 {
		u := 2.7 + float64(i)*0.78
		p.rect(flat(1.2), u, 0.12, 0.66, 0.62)
		p.rect(flat(0.2), u+0.05, 0.17, 0.56, 0.52)
		p.rect(glow(2.4), u+0.14, 0.2, 0.38, 0.12)
		p.rect(flat(2.6), u+0.1, 0.5, 0.46, 0.05)
	}
	p.rect(flat(1.8), 2.55, 0.92, 2.5, 0.08)
	for i := range 3 {
		s.pot(vec{s.room.w/2 - 0.35, 1.0, 3.0 + float64(i)*0.75}, 0.2)
	}
}

// pan hangs by its handle.
func (s *stage) pan(p pen, r float64) {
	p.line(flat(0), 0.04, 0, 0, 0, -0.3)
	p.oval(flat(0), 0, -0.3-r, r*1.16, r*1.16)
	p.oval(glow(2.1), 0, -0.3-r, r, r)
	p.arc(glow(3), r*0.2, 0, -0.3-r, r*0.7, r*0.7, 1.8, 3.2)
}

// sack is of flour, tied at the neck.
func (s *stage) sack(p pen) {
	p.blob(flat(0), -0.32, 0, 0.32, 0, 0.38, 0.24, 0.3, 0.56, 0.1, 0.68, -0.1, 0.68, -0.3, 0.56, -0.38, 0.24)
	p.blob(flat(2.3).carve(8), -0.28, 0.03, 0.28, 0.03, 0.33, 0.24, 0.26, 0.53, 0.08, 0.64, -0.08, 0.64, -0.26, 0.53, -0.33, 0.24)
	p.blob(flat(1.3).carve(8), 0.08, 0.03, 0.28, 0.03, 0.33, 0.24, 0.26, 0.53, 0.1, 0.6, 0.16, 0.3)
	p.poly(flat(0), -0.1, 0.64, -0.2, 0.86, -0.06, 0.78, 0, 0.88, 0.08, 0.78, 0.2, 0.86, 0.1, 0.64)
	p.poly(flat(2.5), -0.07, 0.68, -0.14, 0.8, -0.05, 0.74, 0, 0.83, 0.06, 0.74, 0.14, 0.8, 0.07, 0.68)
	p.line(glow(1.8), 0.04, -0.1, 0.66, 0.1, 0.66)
	p.rect(glow(1.6), -0.18, 0.22, 0.3, 0.05)
	p.rect(glow(1.6), -0.14, 0.32, 0.22, 0.05)
}

// cabin has a berth under a net, a shuttered window, a trunk.
func cabin(s *stage) {
	s.build(room{w: 3.9, d: 4.6, h: 2.5, wall: 2.0, floor: 1.1, ceiling: 2.3})
	s.boards(1.2, 0.18)
	for _, p := range []pen{s.back(), s.left(), s.right()} {
		for u := 0.0; u < 4.6; u += 0.3 {
			p.rect(flat(1.5), u, 0, 0.015, 2.5)
		}
	}
	b := s.back()
	s.deckWindow(b, 1.35, 1.3, 1.15)
	s.washstand(-1.4, 4.2)
	s.hooks(s.left(), 3.0)
	s.fan(0.1, 2.15, 3.8)
	s.chair(-0.5, 4.0, 0.3, 1.2)
	lamp := s.oilLamp(vec{-1.3, 0.82, 4.0}, 0.36)
	s.lit(pt{lerp(lamp.x, 800, 0.5), 430}, 820, 560)
	s.netBed(1.15, 3.6)
	s.trunk(s.span(-0.9, -0.5), 3.2, 0.9, 0.5, 0.5, s.span(-0.2, 0.2), accent)
	s.corners(0.58)
}

// washstand has a bowl and a jug, a mirror over it.
func (s *stage) washstand(x, z float64) {
	s.legged(x, z, 0.8, 0.5, 0.8, 1.3)
	p := s.stand(x, 0.81, z)
	p.rect(flat(0), -0.3, 0.36, 0.6, 0.66)
	p.rect(flat(2.7), -0.26, 0.4, 0.52, 0.58)
	p.poly(flat(3), -0.2, 0.4, -0.05, 0.4, 0.2, 0.98, 0.05, 0.98)
	p.blob(flat(0), -0.26, 0.16, 0.2, 0.16, 0.12, 0.02, -0.18, 0.02)
	p.blob(flat(2.9), -0.23, 0.14, 0.17, 0.14, 0.1, 0.04, -0.16, 0.04)
	p.blob(flat(0), 0.16, 0, 0.34, 0, 0.37, 0.16, 0.29, 0.28, 0.33, 0.36, 0.2, 0.36, 0.21, 0.28, 0.13, 0.14)
	p.blob(glow(2.2), 0.19, 0.02, 0.31, 0.02, 0.34, 0.15, 0.26, 0.28, 0.24, 0.28, 0.16, 0.14)
}

// hooks hold a sun hat and a linen coat.
func (s *stage) hooks(p pen, x float64) {
	p.rect(flat(0.2), x, 1.9, 1.2, 0.07)
	p.oval(flat(0), x+0.25, 1.68, 0.34, 0.14)
	p.oval(flat(2.9), x+0.25, 1.68, 0.31, 0.115)
	p.blob(flat(2.7), x+0.08, 1.7, x+0.12, 1.92, x+0.38, 1.92, x+0.42, 1.7)
	p.rect(glow(1.9), x+0.09, 1.7, 0.32, 0.06)
	p.blob(flat(2.4), x+0.85, 1.9, x+0.62, 1.65, x+0.58, 0.9, x+1.14, 0.9, x+1.1, 1.65)
	p.line(flat(0.5), 0.02, x+0.86, 1.85, x+0.86, 0.95)
}

// netBed is a berth with a mosquito net drawn back.
func (s *stage) netBed(x, z float64) {
	s.cast(x, z, 0.8, 1.2)
	p := s.block(vec{x, 0, z}, 1.2, 0.5, 2.0, 0, 1.3)
	p.rect(flat(0.2), 0.08, 0.1, 1.04, 0.3)
	s.block(vec{x, 0.5, z}, 1.16, 0.16, 1.96, 0, 2.5)
	s.block(vec{x, 0.66, z - 0.1}, 1.12, 0.06, 1.3, 0, 1.8)
	f := s.face(vec{x - 0.56, 0.725, z - 0.75}, vec{1, 0, 0}, vec{0, 0, 1})
	for i := range 4 {
		f.rect(glow(1.9), 0, 0.1+float64(i)*0.32, 1.12, 0.14)
	}
	q := s.stand(x, 0.66, z+0.75)
	q.blob(flat(0), -0.38, 0.02, 0.38, 0.02, 0.4, 0.24, 0, 0.3, -0.4, 0.24)
	q.blob(flat(3), -0.34, 0.04, 0.34, 0.04, 0.36, 0.2, 0, 0.26, -0.36, 0.2)
	n := s.stand(x, 0, z)
	n.oval(flat(0), 0, 2.34, 0.3, 0.08)
	for i := range 9 { // folds of the net
		u := -0.28 + float64(i)*0.07
		to := -0.95 + float64(i)*0.06
		if i > 4 {
			to = 0.55 + float64(i-5)*0.1
		}
		n.curve(paint{op: lighten, tone: 0.8}, 0.03, 0.1, 0.12, u, 2.32, u*0.8+to*0.2, 1.6, to, 0.4)
		n.curve(flat(2.9), 0.01, 0.016, 0.012, u, 2.32, u*0.8+to*0.2, 1.6, to, 0.4)
	}
}

// paddleBox is within the casing of the wheel: floats, spray, a plank to stand on.
func paddleBox(s *stage) {
	s.build(room{w: 6.4, d: 5.6, h: 3.8, wall: 0.8, floor: 0.5, ceiling: 0.4})
	b := s.back()
	for i := range 15 {
		b.rect(flat(0.5+0.5*float64(i%2)), float64(i)*0.45, 0, 0.42, 3.8)
	}
	opening := archway(0.9, 0, 4.6, 2.7)
	b.fill(flat(0), b.all(archway(0.75, 0, 4.9, 2.9)))
	s.outlook(b.all(opening), "nile")
	s.floor().rect(flat(0.9), -3.2, 0.2, 6.4, 5.4)
	f := s.floor()
	for range 26 {
		x, z := s.span(-3, 3), s.span(2.8, 5.5)
		f.curve(flat(s.span(1.6, 2.8)), 0.01, 0.05, 0.01, x, z, x+0.2, z+0.05, x+s.span(0.3, 0.6), z)
	}
	s.lit(pt{800, 470}, 860, 560)
	s.paddleWheel(s.span(-0.3, 0.3), 4.8, s.span(0, 0.5))
	for range 60 { // spray
		p := s.stand(s.span(-2.4, 2.4), s.span(0, 0.9), 4.2)
		r := s.span(0.015, 0.05)
		p.oval(flat(3), 0, 0, r, r)
	}
	side := s.pickTone(-1, 1)
	s.block(vec{side * 1.9, 0, 3.9}, 1.9, 0.3, 1.4, 0, 1.6)
	s.barrel(side*2.3, 0.3, 4.1, 0.3, 0.75, 1.5)
	s.coil(s.stand(side*1.4, 0.3, 3.8), 0.28)
	s.bar(flat(0), 0.07, vec{side * 0.95, 1.2, 3.3}, vec{side * 2.9, 1.2, 3.3})
	s.bar(glow(2), 0.035, vec{side * 0.95, 1.2, 3.3}, vec{side * 2.9, 1.2, 3.3})
	s.lanternHung(s.stand(-side*1.5, 2.5, 3.9))
	s.corners(0.52)
}

// paddleWheel is a wheel of broad floats between two rims, the far one set back.
func (s *stage) paddleWheel(x, z, a float64) {
	near, far := s.stand(x-0.35, 1.2, z-0.3), s.stand(x+0.75, 1.35, z+0.5)
	spokes := func(p pen, tone float64) {
		for i := range 10 {
			q := tip(a+float64(i)*math.Pi/5, 1.75)
			p.line(flat(0), 0.12, 0, 0, q.x, q.y)
			p.line(flat(tone), 0.06, 0, 0, q.x, q.y)
		}
		p.ring2(flat(0), 0, 0, 1.75, 1.75, 0.16)
		p.ring2(flat(tone), 0, 0, 1.75, 1.75, 0.08)
		p.ring2(flat(0), 0, 0, 1.0, 1.0, 0.12)
		p.ring2(flat(tone), 0, 0, 1.0, 1.0, 0.05)
	}
	spokes(far, 1.2)
	for i := range 10 { // each float is a board from rim to rim
		in, out := tip(a+float64(i)*math.Pi/5, 1.45), tip(a+float64(i)*math.Pi/5, 2.15)
		o := append(near.all([]pt{in, out}), far.all([]pt{out, in})...)
		mid := mix(mix(o[0], o[2], 0.5), mix(o[1], o[3], 0.5), 0.5)
		orient(o)
		s.fill(flat(0), o)
		small := make([]pt, 4)
		for k, q := range o {
			small[k] = mix(q, mid, 0.08)
		}
		s.fill(glow(1.5+0.6*math.Cos(a+float64(i)*math.Pi/5)).carve(7), small)
	}
	spokes(near, 2.4)
	near.oval(flat(0), 0, 0, 0.36, 0.36)
	near.oval(glow(2), 0, 0, 0.28, 0.28)
	near.oval(flat(0), 0, 0, 0.11, 0.11)
}
