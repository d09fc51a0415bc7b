package painter

import "math"

func gavel(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.12, 0.12))
	block := p.to(1.1, 2.0, 1, 0)
	block.shadow(0.5, block.round(0, 0.3, 2.1, 1.0))
	block.oval(flat(0), 0, 0.42, 2.14, 1.02)
	block.oval(flat(0.7).carve(1), 0, 0.36, 2.05, 0.94)
	block.oval(flat(0), 0, 0, 2.1, 0.98)
	block.oval(wood(350, 550, 800, 850), 0, 0, 2.0, 0.9)
	block.ring2(flat(0.5), 0, 0, 1.3, 0.56, 0.05)
	q := p.to(-0.5, -0.4, 1, -0.5)
	haft := smooth(points(-4.1, -0.2, -3.5, -0.36, -2, -0.26, 0.3, -0.22, 0.3, 0.22, -2, 0.26, -3.5, 0.36, -4.1, 0.2), true, q.k)
	q.shadow(0.55, haft)
	q.fill(flat(0), q.all(ribbon(append(haft, haft[0]), 0.1, 0.1, 0.1)))
	q.fill(wood(200, 350, 450, 700), q.all(haft))
	head := smooth(points(-0.7, -2.2, 0.0, -2.35, 1.3, -2.35, 2.0, -2.2, 1.95, -1.5, 1.7, -1.3, 1.7, 1.3, 1.95, 1.5, 2.0, 2.2, 1.3, 2.35, 0.0, 2.35, -0.7, 2.2, -0.65, 1.5, -0.4, 1.3, -0.4, -1.3, -0.65, -1.5), true, q.k)
	q.shadow(0.6, head)
	q.fill(flat(0), q.all(ribbon(append(head, head[0]), 0.12, 0.12, 0.12)))
	a, b := q.at(-0.6, 0), q.at(2, 0)
	q.fill(paint{blend: fade(a.x, a.y, 2.5, b.x, b.y, 0.5), hatch: 6}, q.all(head))
	q.inside(head, func() {
		q.rect(flat(0), -1, -0.62, 3.2, 1.24)
		q.rect(glow(2.2), -1, -0.52, 3.2, 1.04)
		q.poly(glow(1.1), 0.9, -0.52, 2.2, -0.52, 2.2, 0.52, 0.9, 0.52)
		for _, y := range []float64{-1.55, 1.5} {
			q.rect(flat(0.1), -1, y, 3.2, 0.09)
		}
		q.line(flat(3), 0.12, -0.2, -2.1, -0.2, -0.8)
	})
}

func filmReel(s *stage) {
	p := s.tabletop().to(0, -0.2, 1, s.span(-0.3, 0.3))
	p.shadow(0.45, p.round(0, 0, 3.1, 3.1))
	p.oval(flat(0), 0, 0, 3.15, 3.15)
	p.oval(paint{blend: fade(250, 250, 3, 800, 800, 1.2), hatch: ringed}, 0, 0, 3.05, 3.05)
	p.ring(flat(0.9), 0, 0, 2.92, 2.86)
	for i := range 5 {
		q := tip(float64(i)*2*math.Pi/5, 1.72)
		p.oval(flat(0), q.x, q.y, 0.84, 0.84)
		p.oval(glow(1.2), q.x, q.y, 0.76, 0.76)
		for k := range 4 { // film seen through the holes
			p.arc(glow(2.2), 0.05, 0, 0, 1.2+float64(k)*0.3, 1.2+float64(k)*0.3, float64(i)*2*math.Pi/5-math.Pi/2-0.3, float64(i)*2*math.Pi/5-math.Pi/2+0.3)
		}
	}
	p.oval(flat(0), 0, 0, 0.62, 0.62)
	p.oval(flat(2.7), 0, 0, 0.54, 0.54)
	p.oval(flat(0), 0, 0, 0.2, 0.2)
	p.arc(flat(3), 0.12, 0, 0, 2.7, 2.7, 3.4, 4.6)
	s.filmStrip(p)
}

// filmStrip runs off the reel over the table, frame by frame.
func (s *stage) filmStrip(p pen) {
	line := smooth(points(2.2, 2.1, 1.2, 3.2, -0.4, 3.5, -2.0, 3.3, -3.4, 3.75, -4.6, 3.5), false, p.k)
	q := p
	q.o = pt{p.o.x + 16, p.o.y + 16}
	q.fill(paint{op: shade, tone: 0.5}, q.all(ribbon(line, 1.0, 1.0, 1.0)))
	p.fill(flat(0.1), p.all(ribbon(line, 1.0, 1.0, 1.0)))
	for i := 4; i < len(line)-4; i += 4 {
		a, b := line[i-1], line[i+1]
		t := p.to(line[i].x, line[i].y, 1, math.Atan2(b.y-a.y, b.x-a.x))
		t.rect(flat(2.6), -0.2, -0.26, 0.36, 0.52)
		t.oval(flat(0.6), -0.02, 0.0, 0.1, 0.13)
		t.rect(flat(0.6), -0.14, 0.12, 0.24, 0.14)
		for _, y := range []float64{-0.42, 0.34} {
			t.rect(flat(2.8), -0.15, y, 0.1, 0.09)
			t.rect(flat(2.8), 0.06, y, 0.1, 0.09)
		}
	}
}

func weavingShuttle(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.5, 0.3))
	body := smooth(points(-4.6, 0, -3.4, -0.75, -1.6, -1.05, 1.6, -1.05, 3.4, -0.75, 4.6, 0, 3.4, 0.75, 1.6, 1.05, -1.6, 1.05, -3.4, 0.75), true, p.k)
	p.shadow(0.45, body)
	p.fill(flat(0), p.all(ribbon(append(body, body[0]), 0.12, 0.12, 0.12)))
	p.fill(wood(250, 420, 760, 680), p.all(body))
	p.inside(body, func() {
		for i := range 5 {
			y := -0.8 + float64(i)*0.36
			p.curve(flat(0.6), 0.01, 0.045, 0.01, -4, y*0.3, -1, y, 2, y*1.05, 4, y*0.3)
		}
		p.poly(flat(0.2), -5, -0.5, -3.7, -0.5, -3.5, 0, -3.7, 0.5, -5, 0.5)
		p.poly(flat(0.2), 5, -0.5, 3.7, -0.5, 3.5, 0, 3.7, 0.5, 5, 0.5)
		p.line(flat(2.9), 0.08, -4.4, -0.1, -3.8, -0.3)
		p.line(flat(2.9), 0.08, 3.8, -0.3, 4.4, -0.1)
	})
	well := box(0.1, 0, 4.6, 1.1)
	p.fill(flat(0), p.all(well))
	p.line(flat(2.6), 0.14, -2.1, 0, 2.3, 0)
	cop := points(-1.9, -0.2, -1.3, -0.46, 1.2, -0.42, 2.0, -0.1, 2.0, 0.1, 1.2, 0.42, -1.3, 0.46, -1.9, 0.2)
	p.fill(glow(2), p.all(cop))
	p.inside(cop, func() {
		for i := range 22 {
			u := -2.0 + float64(i)*0.19
			p.line(glow(0.9), 0.04, u, -0.5, u+0.2, 0.5)
		}
		p.rect(glow(2.9), -1.8, -0.3, 3.6, 0.1)
	})
	p.oval(flat(0), 2.75, 0.55, 0.14, 0.14)
	p.curve(glow(2.2), 0.05, 0.06, 0.03, 2.0, 0, 2.5, 0.3, 2.75, 0.6, 2.9, 1.6, 2.2, 2.4, 2.9, 3.1, 4.1, 2.9)
}

func sextant(s *stage) {
	p := s.tabletop().to(0, -1.4, 1, s.span(-0.15, 0.15))
	brass := paint{ink: accent, blend: fade(250, 200, 2.7, 780, 850, 1.3), hatch: ringed}
	arcAt := func(r float64) []pt {
		var o []pt
		for i := range 25 {
			a := math.Pi/2 - 0.62 + 1.24*float64(i)/24
			o = append(o, pt{r * math.Cos(a), r * math.Sin(a)})
		}
		return o
	}
	for _, layer := range []struct {
		with paint
		grow float64
		at   pen
	}{{paint{op: shade, tone: 0.45}, 0.3, pen{canvas: p.canvas, o: pt{p.o.x + 34, p.o.y + 30}, k: p.k, turn: p.turn}}, {flat(0), 0.26, p}, {brass, 0, p}} {
		q, g := layer.at, layer.grow
		q.fill(layer.with, q.all(ribbon(arcAt(5.1), 0.62+g, 0.62+g, 0.62+g)))
		q.line(layer.with, 0.3+g, -2.9, 4.0, 0, -0.4, 2.9, 4.0)
		q.curve(layer.with, 0.16+g, 0.2+g, 0.16+g, -1.75, 2.6, 0, 3.1, 1.75, 2.6)
		q.ring(layer.with, 0, 1.9, 0.75+g/2, 0.5)
	}
	p.fill(flat(2.9), p.all(ribbon(arcAt(5.22), 0.2, 0.2, 0.2)))
	for i := range 41 {
		a := math.Pi/2 - 0.6 + 1.2*float64(i)/40
		in := 5.16
		if i%5 == 0 {
			in = 5.08
		}
		c, sn := math.Cos(a), math.Sin(a)
		p.line(flat(0), 0.035, c*in, sn*in, c*5.3, sn*5.3)
	}
	arm := p.to(0, -0.4, 1, s.span(-0.35, 0.35)) // the index arm
	arm.line(flat(0), 0.46, 0, 0, 0, 5.7)
	arm.line(flat(2.7), 0.28, 0, 0, 0, 5.7)
	arm.rect(flat(0), -0.5, 5.1, 1.0, 0.66)
	arm.rect(glow(2.2), -0.42, 5.18, 0.84, 0.5)
	p.oval(flat(0), 0, -0.4, 0.42, 0.42)
	p.oval(flat(2.8), -0.03, -0.43, 0.3, 0.3)
	p.rect(flat(0), -0.62, -1.5, 1.24, 0.9) // the mirror
	p.rect(flat(3), -0.5, -1.4, 1.0, 0.68)
	tube := p.to(1.5, 1.15, 1, 0.1) // the telescope
	tube.rect(flat(0), -0.2, -0.5, 2.9, 1.0)
	a, b := tube.at(0, -0.4), tube.at(0, 0.4)
	tube.fill(paint{blend: fade(0, a.y, 2.9, 0, b.y, 0.5), hatch: 1}, tube.all(points(-0.1, -0.4, 2.6, -0.4, 2.6, 0.4, -0.1, 0.4)))
	tube.rect(flat(0), 2.5, -0.62, 0.42, 1.24)
	p.rect(flat(0), -2.4, 0.6, 0.9, 1.0)
	p.rect(glow(1.2), -2.3, 0.7, 0.7, 0.8)
}

func teacup(s *stage) {
	p := s.sideboard()
	p.cast(2.4, 2.6)
	p.oval(flat(0), 0, 0.05, 3.45, 0.72)
	p.oval(paint{blend: fade(250, 0, 3, 800, 0, 1.7), hatch: 1}, 0, 0, 3.35, 0.64)
	p.ring2(glow(1.9), 0, 0, 2.95, 0.52, 0.08)
	p.oval(flat(1.5), 0, 0.04, 1.5, 0.26)
	p.curve(flat(0), 0.62, 0.56, 0.4, 1.9, -2.7, 3.2, -3.0, 3.5, -2.1, 2.7, -1.2, 1.5, -1.0)
	p.curve(flat(2.7), 0.38, 0.34, 0.2, 1.9, -2.7, 3.15, -2.95, 3.4, -2.1, 2.65, -1.25, 1.5, -1.05)
	cup := smooth(points(-2.3, -3.3, -2.2, -2.2, -1.7, -1.0, -0.9, -0.25, 0.9, -0.25, 1.7, -1.0, 2.2, -2.2, 2.3, -3.3), false, p.k)
	p.fill(flat(0), p.all(ribbon(cup, 0.14, 0.14, 0.14)))
	a, b := p.at(-2.3, 0), p.at(2.3, 0)
	p.fill(paint{blend: fade(a.x, 0, 3, b.x, 0, 1), hatch: 8}, p.all(cup))
	p.inside(cup, func() {
		p.curve(glow(1.9), 0.1, 0.14, 0.1, -2.3, -2.9, 0, -2.4, 2.3, -2.9)
		for i := range 5 { // a wreath of leaves
			u := -1.5 + float64(i)*0.75
			q := p.to(u, -1.75+0.1*math.Abs(u), 1, 0.5*u)
			q.blob(glow(1.8), -0.3, 0, 0, -0.2, 0.3, 0, 0, 0.2)
			q.oval(flat(2.9), 0, 0, 0.07, 0.07)
		}
	})
	p.oval(flat(0), 0, -3.3, 2.36, 0.56)
	p.oval(flat(2.9), 0, -3.3, 2.26, 0.5)
	p.oval(flat(0.8), 0, -3.24, 2.02, 0.38)
	p.curve(flat(2.2), 0.03, 0.08, 0.03, -1.4, -3.3, -0.6, -3.44, 0.4, -3.42)
	if s.detail("detail") == "cracked" {
		p.to(-0.6, -2.2, 1, 0).cracks(s, 0.2, -0.4, 1.3)
	}
	if s.detail("detail") == "lipstick" {
		p.to(-0.9, -3.1, 0.9, 0.1).lips()
	}
	for i := range 3 { // steam
		x := -0.8 + float64(i)*0.8
		p.curve(paint{op: lighten, tone: 1}, 0.02, 0.2, 0.02, x, -3.9, x+0.3, -4.6, x-0.2, -5.2, x+0.2, -6.1)
	}
	p.line(flat(0), 0.16, -3.0, 0.2, -1.4, 0.5)
	p.line(flat(2.9), 0.07, -3.0, 0.18, -1.4, 0.48)
	p.oval(flat(0), -3.2, 0.16, 0.42, 0.18)
	p.oval(flat(2.9), -3.2, 0.14, 0.34, 0.13)
}

func bottle(s *stage) {
	p := s.sideboard()
	if s.says("champagne") {
		s.champagne(p)
		return
	}
	p.cast(1.3, 3)
	body := smooth(points(-1.35, 0.0, -1.4, -1, -1.4, -3.4, -1.2, -4.2, -0.55, -4.9, -0.45, -6.2, 0.45, -6.2, 0.55, -4.9, 1.2, -4.2, 1.4, -3.4, 1.4, -1, 1.35, 0.0, 0, 0.12), true, p.k)
	p.fill(flat(0), p.all(ribbon(append(body, body[0]), 0.12, 0.12, 0.12)))
	a, b := p.at(-1.4, 0), p.at(1.4, 0)
	p.fill(paint{blend: fade(a.x, 0, 1.5, b.x, 0, 0.1), hatch: 8}, p.all(body))
	p.inside(body, func() {
		p.curve(flat(2.9), 0.05, 0.2, 0.05, -1.1, -0.4, -1.12, -2, -1.08, -3.4, -0.8, -4.2)
		p.curve(flat(2.4), 0.03, 0.09, 0.03, -0.28, -5.0, -0.26, -5.6, -0.26, -6.1)
		p.curve(flat(1.4), 0.03, 0.1, 0.03, 1.15, -0.4, 1.18, -2, 1.1, -3.6)
	})
	p.rect(flat(0), -0.6, -6.35, 1.2, 0.42)
	p.rect(glow(1.8), -0.54, -6.3, 1.08, 0.32)
	p.rect(paint{blend: fade(480, 0, 2.6, 560, 0, 1), hatch: 6}, -0.34, -6.9, 0.68, 0.62)
	label := points(-1.4, -3.0, 0, -2.9, 1.4, -3.0, 1.4, -1.0, 0, -0.9, -1.4, -1.0)
	p.fill(flat(2.9), p.all(label))
	p.line(glow(1.7), 0.09, -1.3, -2.8, 1.3, -2.8)
	p.line(glow(1.7), 0.09, -1.3, -1.15, 1.3, -1.15)
	p.typed(s, -1.0, 1.0, -2.5, 0.3, flat(0))
	p.typed(s, -0.8, 0.8, -2.0, 0.16, flat(0.4))
	p.oval(glow(1.9), 0, -1.5, 0.3, 0.24)
	p.oval(flat(2.9), 0, -1.5, 0.14, 0.11)
	p.poly(paint{op: shade, tone: 0.6}, 0.6, -3.05, 1.4, -3.05, 1.4, -0.9, 0.6, -0.9)
	if s.detail("detail") == "cracked" || s.detail("state") == "broken" {
		p.to(0.2, -3.9, 1, 0).cracks(s, 0.1, 0, 1.2)
	}
}

func trophy(s *stage) {
	p := s.sideboard()
	p.cast(1.4, 3)
	p.poly(flat(0), -1.5, 0.15, 1.5, 0.15, 1.35, -0.95, -1.35, -0.95)
	p.poly(flat(1.1), -1.38, 0.06, 0.4, 0.06, 0.35, -0.86, -1.24, -0.86)
	p.rect(glow(2.3), -0.7, -0.66, 1.4, 0.46)
	p.typed(s, -0.55, 0.55, -0.5, 0.14, flat(0))
	for _, side := range []float64{-1, 1} {
		p.curve(flat(0), 0.3, 0.36, 0.24, side*1.5, -5.7, side*2.9, -5.9, side*2.9, -4.4, side*1.3, -3.5)
		p.curve(metal(p.o.y-600, p.o.y-330), 0.16, 0.22, 0.12, side*1.5, -5.7, side*2.86, -5.86, side*2.86, -4.4, side*1.3, -3.5)
	}
	cup := smooth(points(-1.9, -6.4, -1.85, -5, -1.4, -3.6, -0.5, -2.7, -0.3, -2.1, -0.42, -1.8, -0.9, -1.2, -0.95, -0.95, 0.95, -0.95, 0.9, -1.2, 0.42, -1.8, 0.3, -2.1, 0.5, -2.7, 1.4, -3.6, 1.85, -5, 1.9, -6.4), false, p.k)
	p.fill(flat(0), p.all(ribbon(cup, 0.14, 0.14, 0.14)))
	a, b := p.at(-1.9, 0), p.at(1.9, 0)
	p.fill(paint{ink: accent, hatch: 8, blend: func(x, _ float64) float64 {
		u := clamp01((x - a.x) / (b.x - a.x))
		return 1.9 + 1.1*math.Cos(float64(u*7)+0.6)*(1-float64(0.45*u))
	}}, p.all(cup))
	p.inside(cup, func() {
		p.curve(flat(0.2), 0.06, 0.09, 0.06, -2, -5.2, 0, -4.8, 2, -5.2)
		p.curve(flat(0.2), 0.05, 0.07, 0.05, -0.6, -2.5, 0, -2.3, 0.6, -2.5)
		for i := range 9 {
			u := -1.2 + float64(i)*0.3
			p.curve(flat(0.2), 0.02, 0.06, 0.02, u, -4.7+0.05*u*u, u*0.9, -4.2, u*0.5, -3.3)
		}
	})
	p.oval(flat(0), 0, -6.4, 1.98, 0.4)
	p.oval(glow(2.8), 0, -6.4, 1.86, 0.33)
	p.oval(flat(0.2), 0, -6.34, 1.6, 0.22)
	p.curve(flat(3), 0.05, 0.2, 0.05, -1.5, -6.0, -1.45, -5.0, -1.1, -3.9)
}

func chessPiece(s *stage) {
	p := s.sideboard()
	s.boardEdge(p)
	p.cast(1.5, 3.2)
	which := s.detail("detail")
	switch which {
	case "king", "queen", "rook", "knight", "pawn":
	default:
		which = s.pick("king", "queen", "knight", "rook")
	}
	q := pen{canvas: s.canvas, o: p.o, k: 2.35, up: true}
	lit, dark, line := flat(2.9), flat(1.2), flat(0.1)
	if s.detail("colour") == "black" || s.detail("colour") == "" && s.odds(50) {
		lit, dark, line = flat(0.9), flat(0), flat(2.4)
	}
	q.chessman(which, lit, dark, line)
	q.curve(flat(3), 1, 6, 1, -40, 34, -20, 70, -14, 132)
	q.rect(glow(1.9), -58, 4, 116, 8)
}

// boardEdge is a chessboard on the table, seen from the side.
func (s *stage) boardEdge(p pen) {
	y := -0.75
	p.poly(flat(0), -6, 0.9, 6, 0.9, 4.6, y, -4.6, y)
	for row := range 3 {
		y0, y1 := y+float64(row)*0.5, y+float64(row+1)*0.5
		for i := range 8 {
			at := func(k int, v float64) float64 { return (float64(k) - 4) * lerp(1.12, 1.46, (v-y)/1.6) }
			with := flat(2.7)
			if (i+row)%2 == 0 {
				with = flat(0.5)
			}
			p.poly(with, at(i, y0), y0, at(i+1, y0), y0, at(i+1, y1), y1, at(i, y1), y1)
		}
	}
	p.poly(glow(1.3), -6.1, 0.78, 6.1, 0.78, 6.1, 1.2, -6.1, 1.2)
}

func paperweight(s *stage) {
	p := s.tabletop()
	sheet := p.to(0.2, 0.9, 1, s.span(-0.2, 0.2))
	sheet.paper(box(0, 0.2, 6.4, 5.2))
	sheet.writing(s, -2.7, 2.7, -1.9, 2.4, 0.5)
	q := p.to(0, -0.4, 1, 0)
	q.shadow(0.6, q.round(0, 0.3, 2.5, 2.3))
	q.oval(flat(0), 0, 0, 2.6, 2.45)
	a := q.at(-0.8, -0.9)
	q.oval(paint{blend: halo(a.x, a.y, 380, 380, 2.9, 0.6), hatch: ringed}, 0, 0, 2.5, 2.35)
	q.inside(q.round(0, 0, 2.4, 2.25), func() {
		for i := range 9 { // a flower of glass within
			t := q.to(0, 0.3, 1, float64(i)*2*math.Pi/9)
			t.blob(glow(1.5+0.7*float64(i%2)), 0, 0, 0.42, -0.9, 0, -1.55, -0.42, -0.9)
			t.line(flat(2.9), 0.05, 0, -0.3, 0, -1.2)
		}
		q.oval(flat(2.9), 0, 0.3, 0.4, 0.38)
		for i := range 7 {
			d := tip(float64(i)*2*math.Pi/7, 0.22)
			q.oval(flat(0.2), d.x, 0.3+d.y, 0.06, 0.06)
		}
		for range 8 {
			q.oval(flat(2.9), s.span(-1.6, 1.6), s.span(-0.6, 1.8), 0.07, 0.07)
		}
		q.blob(paint{op: shade, tone: 0.5}, 0.5, 2.4, 1.8, 1.6, 2.5, 0, 2.6, 2.4)
	})
	q.blob(flat(3), -1.7, -0.6, -1.3, -1.4, -0.6, -1.85, -0.9, -1.3, -1.35, -0.6)
	q.oval(flat(3), -1.75, -0.1, 0.14, 0.22)
	q.arc(flat(2.6), 0.12, 0, 0, 2.15, 2.0, 0.5, 1.4)
}

func bustHead(s *stage) {
	p := s.sideboard()
	p.cast(2, 3)
	p.poly(flat(0), -1.7, 0.15, 1.7, 0.15, 1.6, -0.7, -1.6, -0.7)
	p.poly(flat(1.3), -1.6, 0.06, 0.5, 0.06, 0.4, -0.62, -1.5, -0.62)
	p.rect(glow(2), -0.8, -0.5, 1.6, 0.36)
	p.poly(flat(0), -0.8, -0.7, 0.8, -0.7, 0.6, -1.3, -0.6, -1.3)
	p.poly(flat(2), -0.7, -0.74, 0.3, -0.74, 0.2, -1.26, -0.52, -1.26)
	shape := smooth(points(-2.3, -1.3, -2.4, -2.0, -1.9, -2.7, -0.7, -3.1, -0.65, -3.7, -1.1, -4.2, -1.35, -5.0, -1.2, -6.0, -0.6, -6.75, 0.3, -6.9, 1.0, -6.5, 1.3, -5.8, 1.25, -5.0, 1.55, -4.55, 1.3, -4.35, 1.35, -3.9, 1.1, -3.6, 0.65, -3.55, 0.7, -3.1, 1.8, -2.7, 2.3, -2.0, 2.2, -1.3), true, p.k)
	p.fill(flat(0), p.all(ribbon(append(shape, shape[0]), 0.14, 0.14, 0.14)))
	p.fill(flat(2.85).carve(4), p.all(shape))
	p.inside(shape, func() {
		p.blob(flat(1.5).carve(6), 0.1, -1.2, 0.2, -2.6, -0.2, -3.2, 0.5, -3.7, 0.2, -4.4, -0.2, -5.2, 0.2, -6, 0.3, -7.2, -2, -7.2, -2.8, -4, -0.9, -3.3, -1.2, -1.2)
		p.blob(flat(0.6), -1.6, -7, -0.9, -6.2, -1.0, -5.2, -0.7, -4.2, -0.3, -3.4, -0.4, -2.6, -1.1, -1.2, -3, -1.2, -3, -7)
		p.blob(flat(1.1), -1.5, -4.4, -1.5, -6.4, -0.3, -7.2, 1.1, -6.8, 1.2, -6.1, 0.5, -6.2, -0.1, -5.6, -0.6, -4.7)
		for i := range 13 { // curls
			a := 2.5 + float64(i)*0.2
			x, y := math.Cos(a)*1.15, -5.7+math.Sin(a)*1.05
			p.oval(flat(1.6), x, y, 0.34, 0.32)
			p.arc(flat(0.1), 0.07, x, y, 0.24, 0.22, 0.5, 5.4)
		}
	})
	p.blob(flat(0.3), 0.45, -5.15, 0.75, -5.3, 1.05, -5.15, 0.75, -5.02) // the blind eye
	p.oval(flat(2.4), 0.76, -5.15, 0.13, 0.09)
	p.curve(flat(0.1), 0.05, 0.12, 0.05, 0.3, -5.4, 0.75, -5.6, 1.2, -5.42)
	p.curve(flat(0.2), 0.04, 0.1, 0.04, 1.2, -5.1, 1.45, -4.6, 1.15, -4.45)
	p.curve(flat(0.1), 0.04, 0.09, 0.03, 0.75, -4.05, 1.05, -4.1, 1.3, -4.02)
	p.curve(flat(0.3), 0.04, 0.09, 0.04, -0.35, -5.1, -0.6, -4.9, -0.4, -4.6, -0.25, -4.75) // the ear
	for i := range 4 {
		p.curve(flat(0.5), 0.03, 0.1, 0.03, -1.7+float64(i)*0.9, -1.4, -1.3+float64(i)*0.7, -2.0, -0.8+float64(i)*0.5, -2.6)
	}
	if s.detail("state") == "broken" || s.detail("detail") == "cracked" {
		p.to(0.6, -5.8, 1, 0).cracks(s, 0, 0, 1.2)
	}
}
