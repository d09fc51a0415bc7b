package painter

import "math"

func lighthousePlaces() map[string]scene {
	return map[string]scene{
		"lamp-room": lampRoom, "keepers-kitchen": keepersKitchen, "fog-signal-house": fogSignalHouse,
		"oil-store": oilStore, "spiral-stair": spiralStair, "radio-room": radioRoom,
	}
}

func lampRoom(s *stage) {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{0, 1.6, 0}, 0, 900, pt{800, 430})
	horizon, moon := s.span(480, 620), s.span(160, 700)
	s.everywhere(flat(0.3))
	s.heavens(horizon, pt{moon, s.span(130, 260)})
	s.sea(horizon, 900, moon)
	s.weather(points(0, 0, 1600, 0, 1600, 900, 0, 900))
	p, shift := s.sheet(), s.span(-130, 130)
	panes := [][]float64{{-40, 190, 490, 1110, 1410, 1640}, {-90, 60, 330, 640, 980, 1290, 1560, 1690}, {-60, 380, 800, 1220, 1660}}[s.r.IntN(3)]
	for i, x := range panes { // of the lantern, wider near the middle
		x += shift
		p.poly(flat(0), x-16, 0, x+16, 0, 800+(x-800)*1.05+16, 760, 800+(x-800)*1.05-16, 760)
		if !s.night && i > 0 && s.odds(30) { // linen keeps the sun off the glass
			from := panes[i-1] + shift + 16
			p.poly(flat(2.7), from, 60, x-16, 60, x-16, s.span(240, 560), from, s.span(240, 560))
			p.line(flat(1.7), 4, (from+x)/2, 60, (from+x)/2+8, 240)
		}
	}
	for _, y := range []float64{70, s.span(330, 430)} {
		bow := (y - 430) * 0.16
		p.curve(flat(0), 22, 16, 22, -30, y+bow, 800, y, 1630, y+bow)
	}
	p.curve(flat(0), 14, 10, 14, -30, 655, 800, 628, 1630, 655) // the gallery's rail
	for x := 20.0; x < 1600; x += s.span(60, 90) {
		p.rect(flat(0), x, 640, 6, 110)
	}
	p.blob(flat(0.5), -60, 900, -60, 770, 800, 716, 1660, 770, 1660, 900)
	p.curve(flat(1.8), 6, 12, 6, -30, 762, 800, 718, 1630, 762)
	s.roofRibs()
	at := 800 + s.span(-230, 230)
	s.lens(p.to(at, s.span(400, 440), s.span(0.82, 1.1), 0))
	s.keepersThings(at)
	s.corners(0.7)
}

// keepersThings stand about the lamp: a spyglass on its legs, a stool with a can,
// a bucket with a cloth.
func (s *stage) keepersThings(lamp float64) {
	for _, x := range []float64{lamp - s.span(430, 560), lamp + s.span(430, 560)} {
		p := s.ground(x, s.span(850, 890), s.span(0.9, 1.15))
		switch s.r.IntN(4) {
		case 0:
			for _, d := range []float64{-110, 0, 110} {
				p.line(flat(0), 15, 0, 260, d, 0)
			}
			q := p.to(0, 290, 1, s.span(-0.3, 0.2))
			q.rect(flat(0), -170, -30, 350, 60)
			q.rect(glow(2), -162, -22, 200, 44)
			q.rect(glow(2.8), 60, -22, 110, 16)
		case 1:
			p.rect(flat(0), -90, 180, 180, 26)
			p.line(flat(0), 18, -70, 180, -96, 0)
			p.line(flat(0), 18, 70, 180, 96, 0)
			p.poly(flat(0), -60, 206, 60, 206, 40, 300, -40, 300)
			p.poly(glow(1.9), -50, 212, 10, 212, 4, 294, -34, 294)
			p.line(flat(0), 12, 40, 270, 120, 330)
		case 2:
			p.poly(flat(0), -70, 0, 70, 0, 96, 150, -96, 150)
			p.poly(flat(1.7), -58, 10, -10, 10, -16, 142, -82, 142)
			p.blob(flat(2.7), -100, 150, -40, 180, 40, 166, 96, 150, 110, 70, 60, 96, 20, 130)
			p.arc(flat(0), 8, 0, 150, 92, 110, 0, math.Pi)
		}
	}
}

// roofRibs is the iron roof of the lantern from inside.
func (s *stage) roofRibs() {
	p := s.sheet()
	p.blob(flat(0.15), -200, -40, -60, 60, 400, 26, 800, 16, 1200, 26, 1660, 60, 1800, -40)
	for i := -4; i <= 4; i++ {
		p.line(flat(1.1), 7, 800, -120, 800+float64(i)*260, 60)
	}
}

// lens is the great optic: rings of prisms in a brass frame about a flame.
func (s *stage) lens(p pen) {
	if s.night {
		for _, side := range []float64{-1, 1} {
			s.fill(paint{op: lighten, blend: fade(p.o.x, 0, 1.5, p.o.x+side*900, 0, 0.2)},
				points(p.o.x, p.o.y-60, p.o.x, p.o.y+60, p.o.x+side*1000, p.o.y+210, p.o.x+side*1000, p.o.y-210))
		}
	}
	shape := smooth(points(0, -352, -118, -330, -205, -220, -236, -60, -236, 90, -205, 220, -130, 300, 130, 300, 205, 220, 236, 90, 236, -60, 205, -220, 118, -330), true, 1)
	p.fill(flat(0), p.all(ribbon(append(shape, shape[0]), 26, 26, 26)))
	p.fill(flat(1.9), p.all(shape))
	p.inside(shape, func() {
		for i := range 15 {
			y := -330 + float64(i)*44
			if math.Abs(y) < 90 {
				continue
			}
			t := 2.9 - math.Abs(y)/330
			p.poly(flat(t), -300, y, 300, y, 300, y+27, -300, y+27)
			p.poly(flat(t-1.5), 60, y+27, 300, y+27, 300, y+36, 60, y+36)
			p.poly(flat(0.5), -300, y+34, 300, y+34, 300, y+40, -300, y+40)
		}
		for i := 6; i >= 1; i-- {
			r := float64(i) * 21
			p.oval(flat(0.4), 0, 0, r*1.2+6, r+5)
			p.oval(flat(3-0.35*float64(i%2)-0.15*float64(i)), 0, 0, r*1.2, r)
		}
		p.oval(glow(2.9), 0, 0, 34, 30)
		for _, x := range []float64{-160, 160} {
			p.curve(glow(1.5), 16, 18, 16, x*0.5, -350, x*1.1, 0, x*0.7, 310)
		}
		p.poly(paint{op: shade, tone: 0.55}, 120, -400, 300, -400, 300, 400, 150, 400)
	})
	p.rect(glow(1.9), -150, 292, 300, 30)
	p.rect(glow(1.0), 40, 292, 110, 30)
	p.poly(flat(0.2), -96, 322, 96, 322, 140, 520, -140, 520)
	p.poly(flat(1.4), -80, 330, -40, 330, -60, 520, -110, 520)
	p.rect(glow(1.9), -60, -382, 120, 26)
	if s.night {
		s.bloom(p.o, 330, 1.1)
	}
}

func keepersKitchen(s *stage) {
	s.build(room{w: 4.6, d: 4.8, h: 2.8, wall: 2.0, floor: 1.2, ceiling: 1.6})
	s.boards(1.4, 0.24)
	b := s.back()
	for i := range 20 {
		b.rect(flat(1.4), float64(i)*0.24, 0, 0.015, 1.0)
	}
	s.porthole(b, 2.9, 0.5)
	s.shelf(b, 0.3, 2.0, 1.6, s.jar)
	s.shelf(b, 0.3, 1.5, 1.6, s.plate)
	s.shelf(s.right(), 3.0, 1.6, 1.6, s.jar)
	s.ironStove(-1.5, 4.2)
	x := s.span(0.1, 0.5)
	s.chair(x+1.2, 3.7, -0.9, 1.0)
	s.legged(x, 3.5, 1.5, 0.9, 0.76, 1.6)
	s.bowl(vec{x + 0.35, 0.77, 3.4})
	s.mug(vec{x - 0.1, 0.77, 3.3})
	s.chair(x-0.9, 3.3, 1.2, 1.2)
	s.oilskin(s.left(), 3.4)
	lamp := s.oilLamp(vec{x - 0.42, 0.77, 3.5}, 0.5)
	s.lit(lamp, 820, 600)
	s.bloom(lamp, 130, 0.6)
	s.corners(0.6)
}

// porthole is a round window with a brass rim over the sea.
func (s *stage) porthole(p pen, x, r float64) {
	const y = 1.6
	p.oval(flat(0), x, y, r*1.3, r*1.3)
	p.oval(glow(1.9), x, y, r*1.24, r*1.24)
	p.oval(flat(0.1), x, y, r*1.04, r*1.04)
	s.outlook(p.all(p.round(x, y, r, r)), "sea")
	for i := range 8 {
		sn, cs := math.Sincos(math.Pi * (float64(i) + 0.5) / 4)
		p.oval(flat(0.2), x+cs*r*1.14, y+sn*r*1.14, r*0.05, r*0.05)
	}
	p.rect(flat(0.2), x-0.02, y-r, 0.04, 2*r)
	p.rect(flat(0.2), x-r, y-0.02, 2*r, 0.04)
}

// ironStove is a round stove with its pipe.
func (s *stage) ironStove(x, z float64) {
	s.cast(x, z, 0.5, 0.4)
	p := s.stand(x, 0, z)
	p.rect(flat(0), -0.09, 1.0, 0.18, 2.4)
	p.rect(flat(1.3), -0.06, 1.0, 0.04, 2.4)
	p.line(flat(0), 0.07, -0.3, 0, -0.26, 0.25)
	p.line(flat(0), 0.07, 0.3, 0, 0.26, 0.25)
	p.blob(flat(0.3), -0.36, 0.2, 0.36, 0.2, 0.42, 0.55, 0.34, 0.95, -0.34, 0.95, -0.42, 0.55)
	p.curve(flat(1.6), 0.02, 0.06, 0.02, -0.3, 0.3, -0.35, 0.55, -0.28, 0.85)
	p.rect(flat(0), -0.44, 0.93, 0.88, 0.08)
	p.rect(flat(1.2), -0.17, 0.4, 0.34, 0.3)
	p.rect(glow(2.4), -0.13, 0.44, 0.26, 0.22)
	for i := range 3 {
		p.rect(flat(0), -0.08+float64(i)*0.07, 0.44, 0.025, 0.22)
	}
	k := s.stand(x, 1.0, z)
	k.blob(flat(0.9), -0.2, 0, 0.2, 0, 0.2, 0.16, 0.08, 0.26, -0.08, 0.26, -0.2, 0.16)
	k.curve(flat(0.9), 0.07, 0.05, 0.04, 0.15, 0.1, 0.28, 0.16, 0.32, 0.26)
	k.arc(flat(0), 0.03, 0, 0.22, 0.17, 0.2, 0, math.Pi)
	k.curve(flat(2.3), 0.01, 0.04, 0.01, -0.15, 0.04, -0.15, 0.14, -0.07, 0.22)
}

func (s *stage) mug(at vec) {
	p := s.stand(at.x, at.y, at.z)
	p.arc(flat(0.2), 0.025, 0.08, 0.08, 0.06, 0.06, -1.4, 1.4)
	p.rect(flat(2.9), -0.08, 0, 0.16, 0.16)
	p.rect(flat(1.7), 0.02, 0, 0.06, 0.16)
}

// oilskin hangs on a peg.
func (s *stage) oilskin(p pen, x float64) {
	p.rect(flat(0.3), x-0.4, 1.85, 1.2, 0.07)
	p.blob(glow(2), x, 1.86, x-0.26, 1.6, x-0.34, 0.8, x-0.3, 0.6, x+0.36, 0.6, x+0.38, 0.8, x+0.3, 1.6, x+0.08, 1.86)
	p.blob(glow(1.1), x+0.1, 1.8, x+0.3, 1.6, x+0.38, 0.8, x+0.34, 0.6, x+0.08, 0.6)
	p.line(flat(0), 0.02, x+0.04, 1.8, x+0.04, 0.62)
	p.blob(glow(1.7), x+0.45, 1.75, x+0.6, 1.95, x+0.78, 1.76, x+0.9, 1.66, x+0.34, 1.66)
}

// oilLamp has a glass chimney; its light is returned.
func (s *stage) oilLamp(at vec, h float64) pt {
	p := s.stand(at.x, at.y, at.z)
	p.blob(glow(1.6), -h*0.2, 0, h*0.2, 0, h*0.24, h*0.16, h*0.08, h*0.3, -h*0.08, h*0.3, -h*0.24, h*0.16)
	p.blob(glow(0.7), h*0.05, 0, h*0.2, 0, h*0.24, h*0.16, h*0.08, h*0.3)
	p.rect(flat(0), -h*0.11, h*0.29, h*0.22, h*0.06)
	p.blob(flat(2.9), -h*0.09, h*0.35, h*0.09, h*0.35, h*0.16, h*0.52, h*0.08, h*0.76, h*0.07, h*1.05, -h*0.07, h*1.05, -h*0.08, h*0.76, -h*0.16, h*0.52)
	p.blob(glow(2.4), -h*0.06, h*0.42, 0, h*0.36, h*0.06, h*0.42, 0, h*0.68)
	p.curve(flat(0.4), h*0.02, h*0.02, h*0.02, h*0.09, h*0.36, h*0.16, h*0.52, h*0.08, h*0.76, h*0.07, h*1.05)
	q := p.at(0, h*0.5)
	s.bloom(q, p.k*h*2, 0.9)
	return q
}

func fogSignalHouse(s *stage) {
	s.build(room{w: 6.4, d: 6, h: 3.6, wall: 1.7, floor: 0.9, ceiling: 0.9})
	s.tiles(1.2, 0.8, 0.8)
	s.bricks(s.back(), 0, 6.4, 1.5, 0.5)
	b := s.back()
	o := b.all(points(2.2, 1.0, 4.2, 1.0, 4.2, 3.1, 2.2, 3.1))
	b.rect(flat(0), 2.1, 0.9, 2.2, 2.3)
	s.outlook(o, "sea")
	s.boilerTank(-2.2, 4.4)
	s.boilerTank(2.3, 4.7)
	s.pipe(0.14, 1.2, vec{-2.2, 2.0, 4.4}, vec{-2.2, 2.6, 4.4}, vec{-1.3, 2.6, 4.6}, vec{-1.3, 0.5, 4.6}, vec{-0.2, 0.5, 4.8})
	s.pipe(0.14, 1.2, vec{2.3, 2.0, 4.7}, vec{2.3, 2.9, 4.7}, vec{1.4, 2.9, 4.7}, vec{1.4, 0.4, 4.7}, vec{0.2, 0.4, 4.8})
	s.gauge(s.stand(-2.2, 1.25, 3.75), 0, 0, 0.2)
	s.gauge(s.stand(2.3, 1.25, 4.05), 0, 0, 0.2)
	s.valve(s.stand(2.3, 1.8, 4.0), 0, 0, 0.18)
	lamp := s.hanging(s.span(-1.7, -1.4), 2.6, 4.2, 0.36)
	s.trumpet(s.span(0.1, 0.4), 4.9)
	s.flywheel(s.span(-1.7, -1.2), 3.6)
	s.lit(pt{lamp.x, lamp.y + 160}, 900, 600)
	s.corners(0.55)
}

// trumpet is the horn that points out to sea, its mouth away from us.
func (s *stage) trumpet(x, z float64) {
	p := s.stand(x, 1.9, z)
	p.poly(flat(0), -0.18, -0.9, 0.18, -0.9, 0.26, -1.95, -0.26, -1.95)
	p.oval(flat(0), 0, 0.05, 1.02, 0.92)
	p.oval(glow(1.9), 0, 0.05, 0.96, 0.86)
	p.oval(glow(1.1), 0.08, 0, 0.8, 0.72)
	p.oval(flat(0.2), 0.1, -0.02, 0.62, 0.56)
	for i := range 4 {
		r := 0.52 - float64(i)*0.13
		p.oval(flat(0.2+0.35*float64(i)), 0.1, -0.04-float64(i)*0.03, r, r*0.9)
	}
	p.arc(flat(3), 0.07, 0, 0.05, 0.86, 0.77, 2.2, 3.6)
	p.poly(glow(1.5), -0.2, -0.62, 0.3, -0.62, 0.22, -1.3, -0.12, -1.3)
}

// boilerTank is an upright pressure vessel with rivets.
func (s *stage) boilerTank(x, z float64) {
	s.cast(x, z, 0.8, 0.7)
	p := s.stand(x, 0, z-0.55)
	o := p.all(smooth(points(-0.6, 0.1, -0.62, 1.0, -0.6, 1.75, -0.3, 2.05, 0.3, 2.05, 0.6, 1.75, 0.62, 1.0, 0.6, 0.1), true, p.k))
	a, c := p.at(-0.62, 0), p.at(0.62, 0)
	s.fill(flat(0), p.all(ribbon(append(points(-0.6, 0.1), points(0.6, 0.1)...), 0.1, 0.1, 0.1)))
	s.fill(paint{hatch: 8, blend: fade(a.x, 0, 2.4, c.x, 0, 0)}, o)
	s.clip(o, func() {
		for _, y := range []float64{0.45, 1.0, 1.6} {
			p.rect(flat(0.2), -0.7, y, 1.4, 0.035)
			for i := range 13 {
				p.oval(flat(0.1), -0.58+float64(i)*0.097, y+0.08, 0.018, 0.018)
			}
		}
	})
}

// gauge is a dial with a needle.
func (s *stage) gauge(p pen, x, y, r float64) {
	p.oval(flat(0), x, y, r*1.2, r*1.2)
	p.oval(glow(1.9), x, y, r*1.12, r*1.12)
	p.oval(flat(3), x, y, r*0.92, r*0.92)
	for i := range 9 {
		sn, cs := math.Sincos(math.Pi * (-0.25 + 1.5*float64(i)/8))
		p.line(flat(0), r*0.07, x+cs*r*0.7, y+sn*r*0.7, x+cs*r*0.84, y+sn*r*0.84)
	}
	a := s.span(0.2, 2.8)
	p.curve(flat(0), r*0.14, r*0.1, r*0.02, x-math.Cos(a)*r*0.2, y-math.Sin(a)*r*0.2, x, y, x+math.Cos(a)*r*0.7, y+math.Sin(a)*r*0.7)
	p.oval(flat(0), x, y, r*0.1, r*0.1)
}

// valve is a hand wheel.
func (s *stage) valve(p pen, x, y, r float64) {
	for _, w := range []struct {
		with paint
		r    float64
	}{{flat(0), 0.3}, {glow(1.9), 0.18}} {
		p.arc(w.with, r*w.r, x, y, r, r, 0, 2*math.Pi)
		for i := range 5 {
			sn, cs := math.Sincos(2 * math.Pi * float64(i) / 5)
			p.line(w.with, r*w.r*0.7, x, y, x+cs*r, y+sn*r)
		}
	}
	p.oval(flat(0), x, y, r*0.2, r*0.2)
}

func (s *stage) flywheel(x, z float64) {
	s.cast(x, z, 0.7, 0.3)
	s.block(vec{x + 0.2, 0, z + 0.2}, 1.5, 0.42, 0.6, 0, 1.0)
	p := s.stand(x, 0.75, z)
	for i := range 6 {
		sn, cs := math.Sincos(math.Pi/3*float64(i) + 0.3)
		p.line(flat(0.1), 0.08, 0, 0, cs*0.6, sn*0.6)
	}
	p.arc(flat(0), 0.17, 0, 0, 0.64, 0.64, 0, 2*math.Pi)
	p.arc(glow(1.7), 0.1, 0, 0, 0.64, 0.64, 0, 2*math.Pi)
	p.oval(flat(0), 0, 0, 0.14, 0.14)
	p.oval(flat(2.4), -0.02, 0.02, 0.07, 0.07)
}

func oilStore(s *stage) {
	s.build(room{w: 4.8, d: 5.4, h: 2.9, wall: 1.3, floor: 1.0, ceiling: 0.6})
	s.bricks(s.back(), 0, 4.8, 1.5, 0.46)
	s.bricks(s.left(), 0.6, 5.4, 1.5, 0.5)
	s.bricks(s.right(), 0.6, 5.4, 0.8, 0.5)
	s.tiles(1.1, 0.8, 0.7)
	b := s.back()
	s.shelf(b, 0.4, 1.5, 2.2, s.can)
	s.shelf(b, 0.4, 2.1, 2.2, s.can)
	s.window(b, 3.3, 1.4, 0.8, 0.9, "sea")
	for i := range 3 {
		s.steelDrum(-1.7, 0, 4.7-float64(i)*0.85)
	}
	s.steelDrum(1.7, 0, 4.6)
	s.steelDrum(1.8, 0.92, 4.6)
	s.steelDrum(1.75, 0, 3.7)
	s.barrel(0.4, 0, 4.7, 0.33, 0.85, 1.4)
	s.jerrycan(s.stand(-0.6, 0, 3.6))
	s.beams(0.5, 2)
	q := s.stand(0.4, 0.86, 4.5)
	s.lantern(q, 0.5)
	lamp := q.at(0, 0.25)
	s.lit(lamp, 760, 560)
	s.bloom(lamp, 190, 0.9)
	s.corners(0.5)
}

func (s *stage) can(p pen, x, y, size float64) {
	t := s.span(0.7, 2)
	p.rect(flat(t), x-size*0.4, y, size*0.8, size)
	p.rect(flat(t-0.8), x+size*0.15, y, size*0.25, size)
	p.poly(flat(t+0.3), x-size*0.4, y+size, x+size*0.4, y+size, x+size*0.1, y+size*1.25, x-size*0.1, y+size*1.25)
	p.rect(flat(0), x-size*0.08, y+size*1.25, size*0.16, size*0.2)
}

// steelDrum is an oil drum with ribs.
func (s *stage) steelDrum(x, y, z float64) {
	if y == 0 {
		s.cast(x, z, 0.4, 0.4)
	}
	p := s.stand(x, y, z)
	a, b := p.at(-0.35, 0), p.at(0.35, 0)
	body := paint{hatch: 8, ink: accent, blend: fade(a.x, 0, 2.4, b.x, 0, 0.4)}
	p.rect(body, -0.34, 0.02, 0.68, 0.88)
	p.oval(body, 0, 0.03, 0.34, 0.07)
	for _, h := range []float64{0.04, 0.32, 0.6, 0.88} {
		p.curve(flat(0.1), 0.03, 0.04, 0.03, -0.36, h+0.01, 0, h-0.05, 0.36, h+0.01)
	}
	p.oval(flat(0), 0, 0.91, 0.36, 0.09)
	p.oval(flat(1.7), 0, 0.92, 0.32, 0.07)
	p.oval(flat(0), 0.14, 0.92, 0.06, 0.02)
}

func (s *stage) jerrycan(p pen) {
	p.poly(flat(0.5), -0.22, 0, 0.22, 0, 0.22, 0.5, 0.1, 0.58, -0.22, 0.58)
	p.poly(flat(1.8), -0.22, 0, -0.1, 0, -0.1, 0.58, -0.22, 0.58)
	p.line(flat(2.3), 0.02, -0.08, 0.1, 0.16, 0.46)
	p.line(flat(2.3), 0.02, -0.08, 0.46, 0.16, 0.1)
	p.line(flat(0), 0.05, -0.16, 0.58, -0.16, 0.68, 0.02, 0.68, 0.02, 0.58)
	p.line(flat(0), 0.07, 0.14, 0.54, 0.28, 0.68)
}

// lantern is a storm lantern standing on something.
func (s *stage) lantern(p pen, h float64) {
	p.arc(flat(0), h*0.03, 0, h*0.86, h*0.26, h*0.3, 0.1, math.Pi-0.1)
	p.blob(flat(0.2), -h*0.26, 0, h*0.26, 0, h*0.26, h*0.16, h*0.16, h*0.24, -h*0.16, h*0.24, -h*0.26, h*0.16)
	p.blob(flat(3), -h*0.15, h*0.24, h*0.15, h*0.24, h*0.21, h*0.45, h*0.13, h*0.68, -h*0.13, h*0.68, -h*0.21, h*0.45)
	p.blob(glow(2.3), -h*0.06, h*0.33, 0, h*0.27, h*0.06, h*0.33, 0, h*0.56)
	p.poly(flat(0.2), -h*0.17, h*0.68, h*0.17, h*0.68, h*0.11, h*0.82, h*0.08, h*0.92, -h*0.08, h*0.92, -h*0.11, h*0.82)
	p.curve(flat(0), h*0.03, h*0.035, h*0.03, -h*0.24, h*0.14, -h*0.28, h*0.5, -h*0.15, h*0.78)
	p.curve(flat(0), h*0.03, h*0.035, h*0.03, h*0.24, h*0.14, h*0.28, h*0.5, h*0.15, h*0.78)
	p.line(flat(0), h*0.02, -h*0.2, h*0.46, h*0.2, h*0.46)
}
