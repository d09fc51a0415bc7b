package painter

import "math"

func steamerPlaces() map[string]scene {
	return map[string]scene{
		"saloon": saloon, "engine-room": engineRoom, "wheelhouse": wheelhouse, "foredeck": foredeck,
		"galley": galley, "cabin": cabin, "paddle-box": paddleBox,
	}
}

// palm is a date palm, h high.
func (s *stage) palm(p pen, h, tone float64) {
	lean := s.span(-0.14, 0.14) * h
	p.curve(flat(tone), h*0.06, h*0.04, h*0.032, 0, 0, lean*0.3, h*0.5, lean, h)
	for i := range 10 {
		a := lerp(-2.1, 2.1, float64(i)/9) + s.span(-0.1, 0.1)
		l := h * s.span(0.34, 0.46)
		sn, cs := math.Sincos(a)
		p.curve(flat(tone), h*0.012, h*0.06, h*0.004, lean, h, lean+sn*l*0.5, h+cs*l*0.4+l*0.14, lean+sn*l, h+cs*l*0.35-math.Abs(sn)*l*0.22)
	}
}

// nile is the river between its banks, inside x0 and x1, with a sail on it.
func (s *stage) nile(x0, x1, horizon, low float64) {
	p := s.sheet()
	w, h := x1-x0, low-horizon
	p.rect(paint{blend: fade(0, horizon, s.skyLow*0.75, 0, low, s.skyLow*0.3), hatch: 0}, x0-4, horizon, w+8, h+8)
	p.blob(flat(s.skyLow*0.5), x0-20, horizon+4, x0, horizon-h*0.2-8, x0+w*0.3, horizon-h*0.32-14, x0+w*0.62, horizon-h*0.1-6, x1+20, horizon-h*0.24-10, x1+20, horizon+4)
	p.rect(flat(0.15), x0-4, horizon-2, w+8, 5+h*0.05)
	for range 3 + int(w/90) {
		s.palm(s.ground(s.span(x0, x1), horizon+3, 1), s.span(0.6, 1)*math.Min(120, 26+h*0.5), 0.1)
	}
	s.felucca(s.ground(lerp(x0, x1, s.span(0.2, 0.8)), horizon+h*0.3+6, math.Min(1, 0.16+h/420)))
	for range 6 + int(w/70) {
		x, y := s.span(x0, x1), s.span(horizon+8, low)
		p.curve(flat(s.skyLow), 0.5, 3, 0.5, x-22, y, x, y-2, x+22, y)
	}
}

// felucca is a boat with one slanting sail, 150 high.
func (s *stage) felucca(p pen) {
	p.flip = s.odds(50)
	p.line(flat(0), 4, -10, 6, -6, 96)
	p.line(flat(0), 3, -52, 40, 40, 158)
	p.blob(flat(3), -50, 40, 38, 154, 52, 80, 60, 22, 0, 18)
	p.poly(flat(1.5), 38, 150, 52, 80, 60, 22, 34, 20, 36, 90)
	p.blob(flat(0), -70, 20, -40, 8, 30, 6, 76, 26, 50, -2, -44, -2)
}

// saloon is the ship's drawing room, a row of windows over the river.
func saloon(s *stage) {
	s.build(room{w: 6.2, d: 7.6, h: 2.9, wall: 2.0, floor: 1.1, ceiling: 2.4})
	s.boards(1.2, 0.2)
	s.beams(1.6, 4)
	for _, p := range []pen{s.left(), s.right()} {
		s.panels(p, 0.8, 7.6, 0.85, 1.4)
		for z := 2.6; z < 7; z += 1.35 {
			s.deckWindow(p, z, 1.05, 1.15)
		}
	}
	b := s.back()
	s.panels(b, 0, 6.2, 0.9, 1.4)
	s.door(b, 2.65, 0.9, 2.1, 1.1)
	s.portraitOnWall(b, 0.9, 1.2, 0.8, 1.0)
	s.wallMap(b, 4.3, 1.2, 1.2, 0.9)
	s.rug(0, 4.9, 2.6, 3.4)
	s.fan(0, 2.45, 5.2)
	s.upright(-2.4, 6.4)
	s.plant(2.6, 6.6, 1.7)
	for _, q := range [][3]float64{{-1.7, 5.0, 0.5}, {1.8, 5.2, -0.6}, {s.span(1.2, 1.6), 4.0, -0.5}} {
		s.wicker(q[0], q[1])
	}
	s.cafeRound(s.span(-1.0, -0.6), 4.1)
	s.wicker(s.span(-2.1, -1.8), 3.9)
	lamp := s.oilLamp(vec{0.3, 0, 5.6}, 0.01)
	s.lit(pt{lamp.x, 430}, 900, 620)
	s.corners(0.6)
}

// deckWindow looks on the river, shutters at its sides.
func (s *stage) deckWindow(p pen, x, w, h float64) {
	const y = 1.0
	p.rect(flat(0), x-0.07, y-0.07, w+0.14, h+0.14)
	p.rect(flat(2.6), x-0.04, y-0.04, w+0.08, h+0.08)
	s.outlook(p.all(points(x, y, x+w, y, x+w, y+h, x, y+h)), "nile")
	for _, u := range []float64{0, 0.82} { // louvres folded back
		p.rect(flat(0.3), x+w*u, y, w*0.18, h)
		for i := range 9 {
			p.rect(glow(2), x+w*u+0.02, y+0.04+float64(i)*h/9.2, w*0.14, h/14)
		}
	}
}

// fan turns under the ceiling.
func (s *stage) fan(x, y, z float64) {
	p := s.stand(x, y, z)
	p.rect(flat(0), -0.03, 0, 0.06, s.room.h-y)
	a := s.span(0, 1.5)
	for i := range 4 {
		sn, cs := math.Sincos(a + float64(i)*math.Pi/2)
		p.poly(flat(0.1), 0.06*cs, 0.02*sn, 0.9*cs-0.12*sn, 0.2*sn+0.04, 0.9*cs+0.12*sn, 0.2*sn-0.03)
	}
	p.oval(glow(2), 0, 0, 0.12, 0.09)
}

// upright is a piano against the wall.
func (s *stage) upright(x, z float64) {
	s.cast(x, z, 0.8, 0.5)
	p := s.block(vec{x, 0, z}, 1.4, 1.15, 0.5, 0, 0.6)
	p.rect(flat(1.4), 0.1, 0.75, 1.2, 0.32)
	p.rect(flat(0), 0.02, 0.58, 1.36, 0.16)
	p.rect(flat(3), 0.05, 0.6, 1.3, 0.08)
	for i := range 16 {
		p.rect(flat(0), 0.09+float64(i)*0.08, 0.63, 0.03, 0.05)
	}
	p.rect(flat(3), 0.5, 0.78, 0.36, 0.26)
	p.rect(flat(0.2), 0.1, 0.05, 1.2, 0.46)
	s.tableLamp(vec{x + 0.5, 1.15, z}, 0.36)
}

// wicker is a basket chair with a cushion.
func (s *stage) wicker(x, z float64) {
	s.cast(x, z, 0.5, 0.4)
	p := s.stand(x, 0, z)
	o := p.all(smooth(points(-0.44, 0.02, -0.5, 0.6, -0.4, 1.05, 0, 1.2, 0.4, 1.05, 0.5, 0.6, 0.44, 0.02), true, p.k))
	s.fill(flat(0.2), o)
	s.clip(o, func() {
		for i := range 15 {
			d := -0.7 + float64(i)*0.1
			p.line(flat(2.4), 0.03, d-0.3, 0, d+0.3, 1.25)
			p.line(flat(2.4), 0.03, d+0.3, 0, d-0.3, 1.25)
		}
	})
	p.curve(flat(2.8), 0.05, 0.08, 0.05, -0.48, 0.62, -0.38, 1.02, 0, 1.16, 0.38, 1.02, 0.48, 0.62)
	q := s.stand(x, 0, z-0.25)
	q.poly(glow(1.9), -0.36, 0.4, 0.36, 0.4, 0.32, 0.54, -0.32, 0.54)
	q.rect(flat(0.2), -0.38, 0.06, 0.76, 0.34)
	for i := range 7 {
		q.line(flat(2.2), 0.025, -0.34+float64(i)*0.11, 0.08, -0.34+float64(i)*0.11, 0.38)
	}
	for _, d := range []float64{-0.46, 0.46} {
		q.curve(flat(2.8), 0.07, 0.09, 0.05, d, 0.06, d, 0.55, d*0.95, 0.68)
	}
}

// engineRoom is the paddle engine: cylinder, rod and crank, fire beyond.
func engineRoom(s *stage) {
	s.build(room{w: 6.8, d: 6, h: 3.3, wall: 1.0, floor: 0.7, ceiling: 0.5})
	s.grating()
	for i := range 11 {
		s.back().rect(flat(0.5), float64(i)*0.66, 0, 0.04, 3.3)
	}
	for i := range 3 {
		s.pipe(0.13, 1.1, vec{-3.3, 2.4 + float64(i)*0.28, 5.7}, vec{3.3, 2.4 + float64(i)*0.28, 5.7})
	}
	s.boilerTank(-2.5, 5.2)
	s.telegraphOn(s.stand(2.6, 0, 4.7))
	x := s.span(-0.3, 0.3)
	fire := s.furnace(x-0.9, 5.3)
	s.lit(fire, 820, 600)
	s.bloom(fire, 240, 0.7)
	s.crank(x+0.6, 4.2, s.span(0, 6.28))
	s.valve(s.stand(x-1.6, 1.2, 3.9), 0, 0, 0.24)
	s.gauge(s.stand(2.2, 2.2, 5.4), 0, 0, 0.24)
	s.gauge(s.stand(1.5, 2.2, 5.4), 0, 0, 0.24)
	s.coalAndOil(-1.9, 3.6)
	s.corners(0.5)
}

// grating is a floor of iron bars.
func (s *stage) grating() {
	f, w := s.floor(), s.room.w/2
	f.rect(flat(0.4), -w, 0.2, 2*w, s.room.d-0.2)
	for x := -w; x < w; x += 0.3 {
		f.rect(flat(1.5), x, 0.2, 0.06, s.room.d-0.2)
	}
	for z := 1.0; z < s.room.d; z += 0.3 {
		f.rect(flat(1.7), -w, z, 2*w, 0.05)
	}
}

// crank is a great crank on its shaft with rod and cylinder, at an angle.
func (s *stage) crank(x, z, a float64) {
	s.cast(x, z, 1.8, 0.5)
	for _, u := range []float64{-1.5, 1.2} {
		s.block(vec{x + u, 0, z + 0.3}, 0.7, 0.9, 0.7, 0, 0.8)
	}
	p := s.stand(x, 1.15, z)
	p.oval(flat(0), 1.2, 0, 0.86, 0.86)
	p.ring(glow(1.8), 1.2, 0, 0.82, 0.66)
	for i := range 6 {
		q := tip(a+float64(i)*math.Pi/3, 0.68)
		p.line(flat(2.0), 0.09, 1.2, 0, 1.2+q.x, q.y)
	}
	pin := tip(a, 0.42)
	cx, cy := 1.2+pin.x, pin.y
	p.rect(flat(0), -2.1, -0.42, 1.1, 0.84)
	b, c := p.at(0, 0.4), p.at(0, -0.4)
	s.fill(paint{hatch: 0, blend: fade(0, b.y, 2.7, 0, c.y, 0.3)}, p.all(points(-2.05, -0.38, -1.05, -0.38, -1.05, 0.38, -2.05, 0.38)))
	for i := range 6 {
		p.oval(flat(0), -1.1, -0.32+float64(i)*0.13, 0.035, 0.035)
		p.oval(flat(0), -2.0, -0.32+float64(i)*0.13, 0.035, 0.035)
	}
	p.line(flat(0), 0.2, -1.0, 0, -0.3, 0)
	p.line(flat(2.8), 0.1, -1.0, 0.02, -0.3, 0.02)
	p.rect(flat(0), -0.45, -0.2, 0.34, 0.4)
	p.line(flat(0), 0.27, -0.3, 0, cx, cy)
	p.line(flat(2.4), 0.17, -0.3, 0, cx, cy)
	p.line(flat(3), 0.04, -0.3, 0.05, cx, cy+0.05)
	p.oval(flat(0), cx, cy, 0.22, 0.22)
	p.oval(glow(2.4), cx, cy, 0.15, 0.15)
	p.oval(flat(0), 1.2, 0, 0.17, 0.17)
	p.oval(glow(2.6), 1.2, 0, 0.1, 0.1)
}

// telegraphOn is the brass dial that brings orders from the bridge.
func (s *stage) telegraphOn(p pen) {
	p.poly(flat(0), -0.26, 0, 0.26, 0, 0.1, 0.2, -0.1, 0.2)
	p.poly(glow(1.9), -0.12, 0.14, 0.12, 0.14, 0.09, 1.0, -0.09, 1.0)
	p.poly(glow(0.9), 0.02, 0.14, 0.12, 0.14, 0.09, 1.0, 0.02, 1.0)
	p.oval(flat(0), 0, 1.3, 0.4, 0.4)
	p.oval(glow(2.2), 0, 1.3, 0.36, 0.36)
	p.oval(flat(3), 0, 1.3, 0.28, 0.28)
	for i := range 7 {
		q, e := tip(-1.9+float64(i)*0.63, 0.1), tip(-1.9+float64(i)*0.63, 0.28)
		p.line(flat(0), 0.02, q.x, 1.3-q.y, e.x, 1.3-e.y)
	}
	h := tip(s.span(-1.6, 1.6), 0.5)
	p.line(flat(0), 0.07, 0, 1.3, h.x, 1.3-h.y)
	p.oval(flat(0), h.x, 1.3-h.y, 0.08, 0.08)
	p.oval(flat(0), 0, 1.3, 0.07, 0.07)
}

// coalAndOil is a heap of coal with a shovel and an oil can by it.
func (s *stage) coalAndOil(x, z float64) {
	s.coal(x, z)
	s.shovel(s.stand(x+0.7, 0, z-0.1))
	p := s.stand(x+1.4, 0, z)
	p.poly(glow(1.9), -0.13, 0, 0.13, 0, 0.05, 0.26, -0.05, 0.26)
	p.curve(flat(0), 0.03, 0.03, 0.02, 0, 0.26, 0.06, 0.36, 0.26, 0.42)
}

// wheelhouse is glass all round, the wheel and the telegraph before the river.
func wheelhouse(s *stage) {
	s.build(room{w: 5.2, d: 4.6, h: 2.7, wall: 1.3, floor: 0.8, ceiling: 1.5})
	s.boards(1.1, 0.18)
	b := s.back()
	b.rect(flat(0.2), 0.1, 0.85, 5.0, 1.6)
	s.outlook(b.all(points(0.2, 0.95, 5.0, 0.95, 5.0, 2.35, 0.2, 2.35)), "nile")
	for _, x := range []float64{1.3, 2.55, 3.8} {
		b.rect(flat(0.2), x, 0.9, 0.1, 1.5)
	}
	s.panels(b, 0, 5.2, 0.85, 1.3)
	s.deckWindow(s.left(), 2.4, 1.7, 1.3)
	s.deckWindow(s.right(), 2.4, 1.7, 1.3)
	s.block(vec{-1.9, 0, 4.1}, 1.0, 0.9, 0.6, 0, 1.3)
	f := s.face(vec{-2.3, 0.91, 3.9}, vec{1, 0, 0}, vec{0, 0, 1})
	f.poly(flat(3), 0, 0, 0.8, 0.02, 0.76, 0.4, 0.03, 0.38)
	f.curve(flat(0.3), 0.02, 0.03, 0.02, 0.1, 0.1, 0.3, 0.25, 0.6, 0.2, 0.7, 0.34)
	s.telegraphOn(s.stand(s.span(1.4, 1.7), 0, 3.9))
	s.speakingTube(s.stand(-1.15, 0, 4.0))
	s.lit(pt{800, 420}, 860, 600)
	s.shipsWheel(s.span(-0.3, 0.2), 3.7)
	s.lanternHung(s.stand(s.span(0.6, 1.0), 1.95, 4.0))
	s.corners(0.6)
}

// shipsWheel stands on its post, spokes at a chance angle.
func (s *stage) shipsWheel(x, z float64) {
	s.cast(x, z, 0.6, 0.3)
	s.block(vec{x, 0, z + 0.2}, 0.4, 0.95, 0.3, 0, 0.7)
	p := s.stand(x, 1.05, z)
	a := s.span(0, 0.8)
	for i := range 8 {
		q := tip(a+float64(i)*math.Pi/4, 0.84)
		p.line(flat(0), 0.09, 0, 0, q.x, q.y)
		p.line(glow(2), 0.045, 0, 0, q.x, q.y)
		e := tip(a+float64(i)*math.Pi/4, 0.74)
		p.line(flat(0), 0.12, e.x, e.y, q.x, q.y)
	}
	p.ring(flat(0), 0, 0, 0.64, 0.47)
	p.ring(glow(1.9), 0, 0, 0.61, 0.5)
	p.arc(glow(2.9), 0.03, 0, 0, 0.56, 0.56, 1.8, 3.2)
	p.oval(flat(0), 0, 0, 0.17, 0.17)
	p.oval(glow(2.6), 0, 0, 0.11, 0.11)
}

func (s *stage) speakingTube(p pen) {
	p.line(flat(0), 0.11, 0, 0, 0, 1.2)
	p.line(glow(2.2), 0.05, -0.01, 0, -0.01, 1.2)
	p.poly(flat(0), -0.06, 1.18, 0.06, 1.18, 0.17, 1.4, -0.17, 1.4)
	p.oval(glow(2.4), 0, 1.4, 0.14, 0.05)
	p.oval(flat(0), 0, 1.4, 0.09, 0.03)
}

// lanternHung is a storm lantern on a hook.
func (s *stage) lanternHung(p pen) {
	p.line(flat(0), 0.02, 0, 0.4, 0, 0.8)
	s.lantern(p, 0.42)
	if s.night {
		s.bloom(p.at(0, 0.18), 170, 0.8)
	}
}
