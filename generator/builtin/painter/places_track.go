package painter

import "math"

// footplate is the cab of a steam locomotive: the boiler's end with its fire,
// gauges and levers, a look-out on either side.
func footplate(s *stage) {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{0, 1.6, 0}, 0, 900, pt{800, 400})
	s.everywhere(flat(0.35).carve(8))
	p := s.sheet().to(800+s.span(-170, 170), s.span(430, 490), s.span(0.86, 1.1), 0)
	for _, side := range []float64{-1, 1} {
		x, low := side*560-130, s.span(0, 130)
		p.rect(flat(0), x-24, -300, 308, low+324)
		s.outlook(p.all(points(x, -276, x+260, -276, x+260, low, x, low)), s.pick("peaks", "", "town"))
		p.rect(flat(1.5), x-14, low, 288, 18)
		p.rect(flat(0), x+124, -276, 14, 276+low)
	}
	p.fill(flat(0), p.all(archDown(-360, 470, 720, 830)))
	shell := archDown(-338, 470, 676, 808)
	s.fill(paint{hatch: 8, blend: fade(p.o.x-340, 0, 1.9, p.o.x+340, 0, 0.1)}, p.all(shell))
	for i := range 17 {
		sn, cs := math.Sincos(math.Pi * float64(i) / 16)
		p.oval(flat(0), -cs*316, -8-sn*316, 9, 9)
		p.oval(flat(2.2), -cs*316-2, -11-sn*316, 4, 4)
	}
	s.fireDoor(p)
	up := p
	up.up = true
	for _, g := range [][][3]float64{
		{{-170, 190, 66}, {0, 246, 80}, {170, 190, 66}}, {{-110, 226, 84}, {110, 226, 84}}, {{0, 230, 104}, {-210, 150, 52}, {210, 150, 52}},
	}[s.r.IntN(3)] {
		s.gauge(up, g[0], g[1], g[2])
	}
	s.plumbing(p)
	s.valve(up, -240, 30, 62)
	s.valve(up, 246, 46, 52)
	p.line(flat(0), 26, -40, 120, -250, -120)
	p.line(glow(2), 14, -36, 116, -246, -116)
	p.oval(flat(2.6), -252, -122, 22, 22)
	s.lit(p.at(0, 230), 780, 640)
	s.bloom(p.at(0, 250), 380, 0.9)
	p.poly(flat(0.1), -1000, 450, 1000, 450, 1000, 520, -1000, 520)
	if s.odds(50) { // the tender's coal on the other side
		p.flip = true
	}
	s.coalAndShovel(p)
	s.corners(0.55)
}

// archDown is an archway in a frame whose y grows downwards.
func archDown(x, low, w, h float64) []pt {
	o := archway(x, 0, w, h)
	for i := range o {
		o[i].y = low - o[i].y
	}
	return o
}

func (s *stage) fireDoor(p pen) {
	p.oval(flat(0), 0, 250, 176, 142)
	p.oval(flat(1.3), -4, 246, 166, 132)
	p.oval(flat(0), 0, 250, 136, 104)
	p.oval(glow(2), 0, 250, 126, 96)
	if s.odds(35) { // one leaf of the door is shut
		defer p.fireLeaf(math.Copysign(1, s.span(-1, 1)))
	}
	p.inside(p.round(0, 250, 126, 96), func() {
		p.blob(glow(2.8), -130, 360, -90, 260, -60, 300, -36, 210, -4, 280, 30, 190, 54, 284, 84, 236, 130, 360)
		p.blob(flat(3), -70, 360, -46, 300, -14, 320, 10, 262, 34, 316, 66, 300, 84, 360)
	})
	p.poly(flat(0.3), 126, 170, 262, 140, 262, 352, 126, 330)
	p.poly(flat(1.5), 126, 170, 146, 166, 146, 334, 126, 330)
	p.rect(flat(0), 236, 226, 60, 14)
}

// fireLeaf covers half of the fire.
func (p pen) fireLeaf(side float64) {
	p.blob(flat(0), 0, 140, side*136, 160, side*140, 340, 0, 360)
	p.blob(flat(1.2), side*8, 152, side*124, 170, side*128, 330, side*8, 348)
	for _, y := range []float64{180, 320} {
		p.oval(flat(0), side*60, y, 12, 12)
	}
	p.rect(flat(0), side*22-10, 216, 20, 66)
}

func (s *stage) plumbing(p pen) {
	for i, xy := range [][]float64{
		{-338, -60, -220, -60, -220, 120, -300, 200, -300, 470},
		{338, -30, 232, -30, 232, 120, 310, 210, 310, 470},
		{-120, -120, -120, 20, -60, 60, -60, 110},
		{110, -120, 110, 40, 60, 70, 60, 110},
	} {
		width := 24 - float64(i)*3
		p.line(flat(0), width+8, xy...)
		p.line(glow(1.8), width, xy...)
		for k := range xy {
			if k%2 == 0 {
				xy[k] -= width * 0.22
			}
		}
		p.line(glow(2.9), width*0.22, xy...)
	}
	p.rect(flat(0), -26, -70, 52, 176)
	p.rect(flat(2.9), -14, -58, 28, 152)
	p.rect(flat(0.9), -14, 10, 28, 84)
}

func (s *stage) coalAndShovel(p pen) {
	for range 90 {
		x := s.span(380, 820)
		y := 470 - (x-380)*0.5*s.span(0.1, 1)
		r := s.span(16, 40)
		t := s.span(0, 0.6)
		p.poly(flat(t), x-r, y, x-r*0.5, y-r*0.8, x+r*0.4, y-r*0.9, x+r, y-r*0.1, x+r*0.5, y+r*0.6, x-r*0.4, y+r*0.6)
		p.poly(flat(t+1.1), x-r*0.5, y-r*0.8, x+r*0.4, y-r*0.9, x, y-r*0.3)
	}
	p.line(flat(0), 26, -640, 40, -500, 330)
	p.line(flat(2.3), 15, -640, 40, -500, 330)
	p.poly(flat(0), -540, 320, -450, 300, -380, 450, -500, 480)
	p.poly(flat(1.7), -528, 330, -484, 320, -430, 440, -490, 462)
}

func observationCar(s *stage) {
	s.mirror = s.odds(50)
	s.build(room{w: 3.6, d: 6, h: 2.5, wall: 1.1, floor: 0.8, ceiling: 1.6})
	b := s.back()
	horizon := s.cam.centre.y
	o := b.all(points(0.15, 0.75, 3.45, 0.75, 3.45, 2.2, 0.15, 2.2))
	s.outlook(o, "peaks")
	s.clip(o, func() { s.track(b.seenAt(1.8, 0.75), horizon) })
	for _, x := range []float64{0.08, 0.95, 1.75, 2.55, 3.42} {
		b.rect(flat(0), x, 0.7, 0.1, 1.55)
		b.rect(glow(1.8), x+0.025, 0.7, 0.05, 1.55)
	}
	b.rect(flat(0), 0, 2.15, 3.6, 0.12)
	b.rect(flat(0.7), 0, 0, 3.6, 0.75)
	b.rect(glow(2), 0, 0.72, 3.6, 0.05)
	s.floor().rect(glow(1.1), -1.0, 0.3, 2, 5.7)
	for z := 5.2; z > 1; z -= 1.5 {
		s.pane(s.left(), z-1.1, 0.85, 1.2, 1.15)
		s.pane(s.right(), z-1.1, 0.85, 1.2, 1.15)
	}
	for _, z := range []float64{4.9, 3.5} {
		s.armchair(-1.15, z, -0.9)
		s.armchair(1.15, z, 0.9)
	}
	s.legged(s.span(-0.2, 0.2), 5.2, 0.6, 0.5, 0.6, 1.6)
	s.goblet(s.stand(0.1, 0.6, 5.2), 0.22)
	q, _ := s.cam.at(vec{0, 1.3, 5})
	s.lit(q, 860, 560)
	for _, z := range []float64{4.6, 2.8} {
		lamp := s.stand(0, 2.36, z)
		lamp.oval(glow(2.8), 0, 0, 0.2, 0.08)
	}
	s.corners(0.58)
}

// seenAt is where a point of a face appears.
func (p pen) seenAt(x, y float64) pt {
	q, _ := p.view.at(p.warp(x, y))
	return q
}

// track runs back to the horizon.
func (s *stage) track(foot pt, horizon float64) {
	p := s.sheet()
	end := pt{foot.x + s.span(-60, 60), horizon + 4}
	s.fill(flat(1.6).carve(0), []pt{{end.x - 6, end.y}, {end.x + 6, end.y}, {foot.x + 260, foot.y + 20}, {foot.x - 260, foot.y + 20}})
	for i := 1; i < 12; i++ {
		t := float64(i*i) / 121
		q := mix(end, foot, t)
		p.rect(flat(0.2), q.x-190*t-4, q.y, 380*t+8, 2+9*t)
	}
	for _, side := range []float64{-1, 1} {
		s.fill(flat(0), ribbon([]pt{end, mix(end, pt{foot.x + side*120, foot.y + 10}, 0.5), {foot.x + side*120, foot.y + 10}}, 2, 7, 14))
		s.fill(flat(3), ribbon([]pt{end, mix(end, pt{foot.x + side*118, foot.y + 10}, 0.5), {foot.x + side*118, foot.y + 10}}, 1, 3, 5))
	}
}

func compartment(s *stage) {
	s.build(room{w: 2.6, d: 3.6, h: 2.5, wall: 1.2, floor: 0.7, ceiling: 1.5})
	b := s.back()
	s.panels(b, 0, 2.6, 0.8, 0.9)
	s.pane(b, 0.65, 0.95, 1.3, 1.05)
	s.curtains(b, 0.65, 0.7, 1.3, 1.45)
	for _, side := range []float64{-1, 1} {
		s.berth(side)
	}
	s.legged(0, 3.2, 0.62, 0.5, 0.72, 1.5)
	s.goblet(s.stand(0.16, 0.73, 3.1), 0.18)
	lamp := s.tableLamp(vec{-0.12, 0.73, 3.2}, 0.34)
	s.lit(lamp, 880, 640)
	s.tableLamp(vec{-0.12, 0.73, 3.2}, 0.34)
	s.corners(0.6)
}

// berth is a bench with buttons, a rack over it with a case.
func (s *stage) berth(side float64) {
	wall := s.left()
	if side > 0 {
		wall = s.right()
	}
	wall.rect(glow(1.5-side*0.3), 0.9, 0.5, 2.7, 0.85)
	for i := range 7 {
		for k := range 2 {
			wall.oval(flat(0), 1.1+float64(i)*0.38, 0.78+float64(k)*0.34, 0.03, 0.03)
		}
		wall.rect(flat(0.4), 1.28+float64(i)*0.38, 0.5, 0.015, 0.85)
	}
	wall.rect(flat(2.8), 2.2, 1.12, 0.5, 0.22)
	foot := []pt{{side*0.95 - 0.36, 1}, {side*0.95 + 0.36, 1}, {side*0.95 + 0.36, 3.55}, {side*0.95 - 0.36, 3.55}}
	s.prism(foot, 0, 0.28, 0.5, key)
	s.prism(foot, 0.28, 0.5, 1.7, accent)
	s.suitcase(vec{side * 1.0, 1.82, 3.2}, 0.6)
	s.block(vec{side * 1.02, 1.75, 2.4}, 0.5, 0.05, 2.2, 0, 1.9)
	s.solid(flat(2.9), vec{side * 0.75, 0.52, 2.5}, vec{side * 1.2, 0.52, 2.5}, vec{side * 1.2, 0.52, 3.0}, vec{side * 0.75, 0.52, 3.0})
}

func guardsVan(s *stage) {
	s.carriage(3.2, 5.4, 1.2, 0.7)
	s.boards(0.9, 0.22)
	b := s.back()
	for i := range 20 {
		b.rect(flat(0.5), float64(i)*0.16, 0, 0.016, 2.2)
	}
	s.door(b, 1.15, 0.85, 2.0, 0.9)
	s.outlook(b.all(points(1.3, 1.05, 1.85, 1.05, 1.85, 1.8, 1.3, 1.8)), "")
	s.pane(b, 0.25, 1.15, 0.6, 0.6)
	s.pane(b, 2.35, 1.15, 0.6, 0.6)
	s.ironStove(-1.15, 4.6)
	s.brakeWheel(0.35, 4.4)
	s.trunk(1.15, 4.6, 0.75, 0.5, 0.6, 0.1, key)
	s.block(vec{1.2, 0, 3.2}, 0.6, 0.8, 1.0, 0, 1.2)
	s.openBook(vec{1.2, 0.81, 3.1}, 0.36)
	s.flags(s.left(), 2.6)
	q := s.stand(1.15, 0.5, 4.5)
	s.lantern(q, 0.42)
	s.lit(q.at(0, 0.2), 820, 580)
	s.bloom(q.at(0, 0.2), 170, 0.9)
	s.corners(0.55)
}

// brakeWheel is the guard's hand brake on its pillar.
func (s *stage) brakeWheel(x, z float64) {
	s.cast(x, z, 0.3, 0.25)
	p := s.stand(x, 0, z)
	p.rect(flat(0), -0.06, 0, 0.12, 1.1)
	p.rect(flat(1.6), -0.04, 0, 0.03, 1.1)
	s.valve(p, 0, 1.12, 0.34)
}

// flags of a guard, furled on the wall.
func (s *stage) flags(p pen, x float64) {
	p.rect(flat(0), x-0.06, 0.78, 0.95, 0.2)
	p.rect(flat(1.8), x-0.03, 0.81, 0.89, 0.14)
	for i := range 2 {
		at, with := x+0.16+float64(i)*0.46, glow(2)
		if i == 1 {
			with = flat(2.8)
		}
		p.line(flat(0), 0.06, at, 0.9, at+0.04, 2.06)
		p.line(flat(2.4), 0.03, at, 0.9, at+0.04, 2.06)
		p.poly(flat(0), at+0.02, 2.02, at+0.44, 1.92, at+0.4, 1.7, at+0.46, 1.4, at+0.02, 1.46)
		p.poly(with, at+0.05, 1.98, at+0.4, 1.89, at+0.36, 1.7, at+0.41, 1.44, at+0.05, 1.5)
		p.line(paint{op: shade, tone: 0.5}, 0.04, at+0.2, 1.94, at+0.18, 1.7, at+0.22, 1.46)
	}
}
