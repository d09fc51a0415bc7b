package painter

import "math"

// spiralStair looks up a winding stair: steps that climb round a pillar.
func spiralStair(s *stage) {
	s.mirror = s.odds(50)
	s.everywhere(paint{hatch: 8, blend: fade(0, 0, 1.9, 1600, 0, 0.5)})
	p := s.sheet()
	for y := 20.0; y < 900; y += 76 {
		for x := -40.0; x < 1600; x += 150 {
			if s.odds(45) {
				p.rect(flat(s.span(0.7, 1.7)), x+math.Mod(y, 152), y, 140, 66)
			}
		}
	}
	const cx = 780.0
	s.towerWindow(250, 150)
	steps := 30
	place := func(i float64) (a, y float64) { return i*0.36 + 0.6, 985 - i*36 }
	for pass := range 2 { // those behind the pillar first
		for i := range steps {
			a, y := place(float64(i))
			b, _ := place(float64(i + 1))
			if front := math.Sin(a+0.18) > 0; front == (pass == 0) {
				continue
			}
			s.treadAt(cx, y, a, b)
		}
		if pass == 0 {
			s.fill(paint{hatch: 8, blend: fade(cx-70, 0, 2.5, cx+70, 0, 0.1)}, points(cx-66, -20, cx+66, -20, cx+66, 920, cx-66, 920))
			p.rect(flat(0), cx+62, -20, 8, 940)
		}
	}
	s.handrail(cx, place, steps)
	s.lit(pt{330, 300}, 950, 640)
	if s.night {
		q := s.ground(1290, 640, 230)
		s.lantern(q, 1)
		s.bloom(q.at(0, 0.45), 260, 1)
		s.lantern(q, 1)
	} else {
		s.beam(0.8, pt{330, 250}, pt{1000, 800}, 200, 190, 460, 190, 1180, 860, 640, 900)
	}
	s.corners(0.5)
}

// treadAt is one wedge of a step, seen from above or below as it climbs.
func (s *stage) treadAt(cx, y, a, b float64) {
	const wide, tall, in = 520.0, 150.0, 66.0
	at := func(r, a, dy float64) pt { return pt{cx + r*math.Cos(a), y + r*math.Sin(a)*tall/wide + dy} }
	thick := 30.0
	light := 1.6 - math.Cos(a)*0.9
	top := []pt{at(in, a, 0), at(wide, a, 0), at(wide, (a+b)/2, 0), at(wide, b, 0), at(in, b, 0)}
	rim := []pt{at(wide, a, 0), at(wide, (a+b)/2, 0), at(wide, b, 0), at(wide, b, thick), at(wide, (a+b)/2, thick), at(wide, a, thick)}
	face := []pt{at(in, a, 0), at(wide, a, 0), at(wide, a, thick+12), at(in, a, thick+12)}
	if y < 360 { // from below
		for i := range top {
			top[i].y += thick
		}
		s.fill(flat(light-1.1), top)
	} else {
		s.fill(flat(light+0.9), top)
	}
	s.fill(flat(light-0.6), face)
	s.fill(flat(light), rim)
	s.fill(flat(0), ribbon([]pt{top[0], top[1]}, 4, 4, 4))
	s.fill(flat(0), ribbon(rim[3:6], 4, 4, 4))
}

func (s *stage) handrail(cx float64, place func(float64) (float64, float64), steps int) {
	p := s.sheet()
	var run []float64
	flush := func() {
		if len(run) >= 6 {
			p.curve(flat(0), 12, 13, 12, run...)
			p.curve(glow(2.1), 5, 6, 5, run...)
		}
		run = nil
	}
	for i := range steps * 3 {
		a, y := place(float64(i) / 3)
		if math.Sin(a) < -0.1 {
			flush()
			continue
		}
		x, at := cx+505*math.Cos(a), y+505*math.Sin(a)*0.29
		if i%3 == 1 {
			p.rect(flat(0), x-3, at-112, 6, 116)
		}
		run = append(run, x, at-112)
	}
	flush()
}

// towerWindow is a slit in a thick wall.
func (s *stage) towerWindow(x, y float64) {
	p := s.ground(x, y+240, 1)
	s.cam = newCamera(vec{0, 1.6, 0}, 0, 900, pt{800, y + 170})
	p.fill(flat(2.6), p.all(archway(-20, -20, 200, 320)))
	p.fill(flat(0.3), p.all(archway(14, -6, 150, 280)))
	s.outlook(p.all(archway(24, 0, 130, 262)), "sea")
	p.rect(flat(0.2), 84, 0, 9, 262)
	p.rect(flat(0.2), 24, 120, 130, 9)
}

func radioRoom(s *stage) {
	s.build(room{w: 4.8, d: 4.6, h: 2.8, wall: 1.7, floor: 0.9, ceiling: 1.4})
	s.boards(1.0, 0.26)
	b := s.back()
	s.window(s.left(), 2.6, 1.1, 1.1, 1.1, "sea")
	s.wallMap(b, 0.35, 1.35, 1.3, 1.0)
	x := s.span(0.0, 0.3)
	s.shelf(b, 2.1, 2.15, 2.2, s.jar)
	s.legged(x+0.2, 3.9, 3.0, 0.8, 0.76, 1.3)
	s.radioSet(vec{x - 0.3, 0.77, 4.1}, 1.1, 0.7)
	s.radioSet(vec{x + 0.85, 0.77, 4.1}, 0.9, 1.05)
	s.morseKey(vec{x - 0.5, 0.78, 3.65})
	s.headphones(vec{x + 0.5, 0.78, 3.6})
	s.openBook(vec{x + 1.2, 0.775, 3.6}, 0.4)
	lamp := s.tableLamp(vec{x - 1.1, 0.77, 3.9}, 0.5)
	s.lit(lamp, 900, 600)
	s.tableLamp(vec{x - 1.1, 0.77, 3.9}, 0.5)
	s.chair(x+0.1, 3.0, math.Pi+0.3, 0.6)
	s.corners(0.6)
}

// wallMap is a chart pinned to a wall.
func (s *stage) wallMap(p pen, x, y, w, h float64) {
	p.rect(flat(0.2), x-0.03, y-0.03, w+0.06, h+0.06)
	p.rect(flat(2.9), x, y, w, h)
	p.clip(p.all(points(x, y, x+w, y, x+w, y+h, x, y+h)), func() {
		p.blob(flat(1.5).carve(3), x-0.1, y+h*0.5, x+w*0.2, y+h*0.72, x+w*0.34, y+h*0.5, x+w*0.5, y+h*0.62, x+w*0.6, y+h*1.1, x-0.1, y+h*1.1)
		p.blob(flat(1.5).carve(3), x+w*0.7, y-0.1, x+w*0.66, y+h*0.3, x+w*0.85, y+h*0.44, x+w*1.1, y+h*0.3, x+w*1.1, y-0.1)
		for i := 1; i < 5; i++ {
			p.rect(flat(1), x, y+h*float64(i)/5, w, 0.008)
			p.rect(flat(1), x+w*float64(i)/5, y, 0.008, h)
		}
		p.line(glow(1.8), 0.025, x+w*0.3, y+h*0.15, x+w*0.5, y+h*0.35, x+w*0.58, y+h*0.55)
	})
	p.oval(glow(2), x+w*0.58, y+h*0.56, 0.05, 0.05)
}

// radioSet is a wireless with dials and a grille.
func (s *stage) radioSet(at vec, w, h float64) {
	p := s.block(at, w, h, 0.45, 0, 0.5)
	p.rect(flat(1.4), 0.04, 0.04, w-0.08, h-0.08)
	p.rect(glow(2.6), w*0.3, h*0.68, w*0.4, h*0.2)
	p.line(flat(0), 0.012, w*0.52, h*0.69, w*0.52, h*0.86)
	for i := range 7 {
		p.rect(flat(0), w*0.33+float64(i)*w*0.055, h*0.7, 0.008, h*0.05)
	}
	for i, r := range []float64{0.075, 0.11, 0.075} {
		cx := w * (0.2 + 0.3*float64(i))
		p.oval(flat(0), cx, h*0.3, r*1.25, r*1.25)
		p.oval(flat(2.7), cx, h*0.3, r, r)
		p.line(flat(0), 0.02, cx, h*0.3, cx+r*0.5, h*0.3+r*0.7)
	}
	s.gauge(p, w*0.14, h*0.77, 0.08)
	s.gauge(p, w*0.86, h*0.77, 0.08)
	for i := range 4 {
		p.oval(glow(2.2), w*0.3+float64(i)*w*0.13, h*0.54, 0.018, 0.018)
	}
}

func (s *stage) morseKey(at vec) {
	p := s.stand(at.x, at.y, at.z)
	p.rect(flat(0.1), -0.15, 0, 0.3, 0.035)
	p.line(glow(2.2), 0.025, -0.12, 0.09, 0.12, 0.07)
	p.rect(flat(0), -0.02, 0.02, 0.03, 0.07)
	p.oval(flat(0), 0.13, 0.1, 0.045, 0.025)
}

func (s *stage) headphones(at vec) {
	p := s.stand(at.x, at.y, at.z)
	p.arc(flat(0), 0.03, 0, 0.08, 0.15, 0.2, 0, math.Pi)
	p.oval(flat(0), -0.15, 0.07, 0.05, 0.07)
	p.oval(flat(0), 0.15, 0.07, 0.05, 0.07)
	p.oval(flat(1.6), -0.16, 0.08, 0.02, 0.03)
	p.curve(flat(0), 0.012, 0.014, 0.012, 0.15, 0.02, 0.25, -0.02, 0.32, 0.06, 0.4, 0.1)
}
