package painter

import "math"

func tornLetter(s *stage) {
	p := s.tabletop()
	o := points(-2.7, -3.6, 2.6, -3.75)
	edge := []pt{{2.75, 0.4}}
	for x := 2.5; x > -2.9; x -= s.span(0.18, 0.4) {
		edge = append(edge, pt{x, 0.9 + 0.55*math.Sin(x*1.3) + s.span(-0.22, 0.22)})
	}
	burnt := s.detail("state") == "burnt"
	o = append(append(o, edge...), pt{-2.85, 0.8})
	p.paper(o)
	p.writing(s, -2.2, 2.2, -2.9, 0.35, 0.5)
	rim := flat(3)
	if burnt {
		rim = flat(0)
	}
	for i := range len(edge) - 1 {
		a, b := edge[i], edge[i+1]
		p.line(rim, s.span(0.06, 0.13), a.x, a.y, b.x, b.y)
		if burnt {
			p.blob(flat(0.4), a.x, a.y-0.5, a.x+0.3, a.y-0.15, a.x, a.y+0.1, a.x-0.3, a.y-0.1)
		}
	}
	scrap := points(-1.9, 2.5, -0.9, 2.1, 0.1, 2.5, 0.3, 3.3, -0.7, 3.8, -1.7, 3.4)
	if burnt {
		for range 14 {
			p.to(s.span(-2.6, 2.6), s.span(1.9, 4), s.span(0.15, 0.5), s.span(0, 3)).blob(flat(s.span(0, 0.7)), -0.5, 0, 0, -0.4, 0.6, -0.1, 0.3, 0.4)
		}
		return
	}
	q := p.to(0.6, 0.1, 1, 0.25)
	q.paper(scrap)
	q.inside(scrap, func() { q.writing(s, -1.6, 0.1, 2.6, 3.5, 0.42) })
}

func photograph(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.25, 0.25))
	frame := box(0, 0, 5.2, 6.6)
	p.paper(frame)
	view := box(0, -0.35, 4.5, 5.2)
	p.fill(paint{blend: fade(300, 200, 2.3, 700, 850, 0.9), hatch: 12}, p.all(view))
	p.inside(view, func() {
		p.poly(flat(1), -2.3, 0.9, 2.3, 0.6, 2.3, 2.3, -2.3, 2.3)
		p.rect(flat(1.5), -2, -2.2, 1.1, 2.9)
		for i, x := range []float64{-0.95, 0.85} {
			if i == 1 && s.says("cut photograph") { // somebody took scissors to him
				hole := points(x-0.95, 2.5, x-0.8, 0.5, x-0.5, -0.2, x-0.5, -1.0, x, -1.4, x+0.5, -1.0, x+0.5, -0.2, x+0.8, 0.5, x+0.95, 2.5)
				p.fill(flat(3), p.all(ribbon(append(hole, hole[0]), 0.2, 0.2, 0.2)))
				p.fill(glow(1.2), p.all(hole))
				p.inside(hole, func() {
					p.poly(paint{op: shade, tone: 0.4}, x-1, 2.5, x-0.8, 0.5, x-0.5, -1.2, x+0.5, -1.2, x-0.2, -0.9, x-0.2, 2.5)
				})
				continue
			}
			dress := []paint{flat(0.1), flat(0.6)}[i]
			p.blob(dress, x-0.85, 2.4, x-0.7, 0.5, x-0.25, 0.05, x+0.25, 0.05, x+0.7, 0.5, x+0.85, 2.4)
			p.oval(flat(2.6), x, -0.5, 0.42, 0.55)
			p.blob(flat(1.9), x+0.08, -1, x+0.36, -0.9, x+0.42, -0.4, x+0.2, 0.05, x+0.12, -0.4)
			if i == 0 { // she has her hair bobbed and a collar, he a moustache and a tie
				p.blob(flat(0), x-0.56, -0.1, x-0.5, -0.95, x, -1.2, x+0.5, -0.95, x+0.56, -0.1, x+0.38, -0.2, x+0.3, -0.75, x-0.25, -0.8, x-0.36, -0.2)
				p.poly(flat(2.6), x-0.4, 0.16, x, 0.7, x+0.4, 0.16, x, 0.3)
			} else {
				p.blob(flat(0), x-0.47, -0.5, x-0.42, -1, x, -1.14, x+0.42, -1, x+0.47, -0.5, x+0.36, -0.8, x-0.3, -0.84)
				p.poly(flat(2.7), x-0.26, 0.06, x, 1.1, x+0.26, 0.06)
				p.poly(flat(0), x-0.06, 0.16, x+0.06, 0.16, x+0.09, 0.9, x, 1.05, x-0.09, 0.9)
				p.line(flat(0), 0.09, x-0.2, -0.24, x, -0.28, x+0.2, -0.24)
			}
			p.line(flat(0.3), 0.05, x-0.24, -0.6, x-0.08, -0.62)
			p.line(flat(0.3), 0.05, x+0.08, -0.62, x+0.24, -0.6)
			p.oval(flat(0.2), x-0.15, -0.45, 0.05, 0.05)
			p.oval(flat(0.2), x+0.15, -0.45, 0.05, 0.05)
			p.line(flat(0.4), 0.05, x-0.12, -0.18, x+0.12, -0.18)
		}
	})
	p.writing(s, -1.2, 1.5, 2.8, 3, 0.5)
	p.poly(flat(2), 2.6, 3.3, 1.7, 3.3, 2.6, 2.3)
	p.line(flat(0.4), 0.04, 1.7, 3.3, 2.6, 2.3)
}

func trainTicket(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.35, 0.1))
	o := box(0, 0, 6.8, 3.6)
	p.paper(o)
	p.rect(glow(2.2), -3.4, -1.8, 6.8, 0.75)
	p.typed(s, -2.9, 2.4, -1.6, 0.32, flat(3))
	p.typed(s, -2.9, 0.4, -0.6, 0.4, flat(0))
	p.line(flat(0), 0.08, -1.3, 0.35, -0.5, 0.35)
	p.line(flat(0), 0.08, -0.8, 0.1, -0.45, 0.35, -0.8, 0.6)
	p.typed(s, -2.9, -1.5, 0.15, 0.4, flat(0))
	p.typed(s, -0.2, 0.8, 0.15, 0.4, flat(0))
	p.typed(s, -2.9, 0.7, 1.15, 0.2, flat(0.8))
	for y := -0.95; y < 1.7; y += 0.24 { // where the stub is torn off
		p.oval(flat(0.6), 1.1, y, 0.045, 0.07)
	}
	for y := -1.7; y < 1.8; y += 0.24 {
		p.oval(flat(0.6), -3.4, y, 0.08, 0.08)
	}
	p.oval(flat(0.2), 2.95, -0.7, 0.2, 0.2)
	p.engine(s)
}

// engine is the little locomotive on a ticket.
func (p pen) engine(*stage) {
	q := p.to(2.65, 0.7, 1.15, 0)
	q.rect(flat(0.8), -0.9, -0.35, 1.2, 0.4)
	q.rect(flat(0.8), -1.2, -0.6, 0.5, 0.65)
	q.rect(flat(0.8), 0.05, -0.65, 0.14, 0.35)
	for _, x := range []float64{-1, -0.5, 0, 0.25} {
		q.oval(flat(0.8), x, 0.15, 0.15, 0.15)
	}
}

func receipt(s *stage) {
	switch {
	case s.says("note", "list"):
		s.noteSheet()
		return
	case s.says("order", "certificate", "lading", "chit"):
		s.form()
		return
	}
	p := s.tabletop().to(0, 0, 1, s.span(-0.2, 0.2))
	o := points(-1.7, -4)
	for i := range 17 {
		o = append(o, pt{-1.7 + float64(i)*3.4/16, -4 + 0.12*float64(i%2)})
	}
	for i := range 17 {
		o = append(o, pt{1.7 - float64(i)*3.4/16, 4 - 0.12*float64(i%2)})
	}
	p.paper(o)
	p.typed(s, -1, 1, -3.5, 0.3, flat(0))
	p.typed(s, -1.2, 1.2, -3, 0.14, flat(0.6))
	for y := -2.3; y < 1.5; y += 0.46 {
		p.typed(s, -1.4, 0.3, y, 0.17, flat(0.3))
		p.rect(flat(0.3), 0.8, y, s.span(0.3, 0.6), 0.17)
	}
	p.line(flat(0), 0.05, -1.4, 1.65, 1.4, 1.65)
	p.rect(flat(0), -1.4, 1.9, 0.9, 0.3)
	p.rect(flat(0), 0.5, 1.9, 0.9, 0.3)
	p.to(0.4, 3, 1, -0.3).stamp()
}

// stamp is the mark of a rubber stamp.
func (p pen) stamp() {
	p.ring(glow(1.8), 0, 0, 0.75, 0.62)
	p.ring(glow(1.8), 0, 0, 0.5, 0.44)
	p.rect(glow(1.8), -0.95, -0.16, 1.9, 0.32)
}

func telegram(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.15, 0.15))
	p.paper(box(0, 0, 7.4, 5))
	p.rect(flat(0.3), -3.3, -2.15, 6.6, 0.75)
	p.typed(s, -1.7, 1.7, -1.98, 0.42, flat(3))
	p.typed(s, -3.3, 0.6, -1.1, 0.16, flat(0.8))
	p.line(flat(0.4), 0.03, -3.3, -0.75, 3.3, -0.75)
	for i, y := range []float64{-0.35, 0.4, 1.15} {
		strip := box(-0.05, y+0.15, 6.5, 0.52)
		p.fill(flat(2.6), p.all(strip))
		p.typed(s, -3.05, []float64{3, 3, 1.4}[i], y+0.02, 0.27, flat(0))
		p.line(flat(1.2), 0.02, -3.3, y+0.42, 3.2, y+0.42)
	}
	p.to(2.4, 1.85, 0.8, 0.2).stamp()
}

func testament(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.12, 0.12))
	p.to(0.18, 0.14, 1, 0.05).paper(box(0, 0, 5.6, 7.4))
	p.paper(box(0, 0, 5.6, 7.4))
	for _, x := range []float64{-2.55, 2.55} {
		p.line(flat(0.5), 0.03, x, -3.5, x, 3.5)
	}
	p.blob(flat(0), -2, -3, -1.7, -3.2, -1.4, -2.9, -1.6, -2.4, -1.95, -2.5)
	p.typed(s, -1.2, 1.9, -3.05, 0.42, flat(0))
	p.writing(s, -2.1, 2.1, -2, 1.6, 0.42)
	p.curve(flat(0), 0.05, 0.1, 0.03, -1.9, 2.4, -1.5, 2, -1.2, 2.6, -0.8, 2.1, -0.4, 2.5, 0.3, 2.3)
	p.line(flat(0.5), 0.03, -2.1, 2.75, 0.4, 2.75)
	p.poly(glow(1.4), 1, 2.6, 1.35, 3.6, 1.5, 3.3, 1.8, 3.5, 1.7, 2.5)
	p.seal(s, 1.4, 2.3)
}

// seal is sealing wax with a mark pressed into it.
func (p pen) seal(s *stage, x, y float64) {
	var o []pt
	for i := range 14 {
		q := tip(float64(i)*math.Pi/7, s.span(0.72, 0.9))
		o = append(o, pt{x + q.x, y + q.y})
	}
	o = smooth(o, true, p.k)
	p.shadow(0.1, o)
	p.fill(glow(2), p.all(o))
	p.ring(glow(1), x, y, 0.58, 0.5)
	p.arc(glow(2.8), 0.05, x, y, 0.66, 0.66, 3.3, 4.6)
	p.poly(glow(1), x, y-0.35, x+0.3, y+0.25, x-0.3, y+0.25)
}

func newspaper(s *stage) {
	switch {
	case s.says("cutting", "racing", "report"):
		s.cutting()
		return
	case s.says("twist"):
		s.twist()
		return
	}
	p := s.tabletop().to(0, 0, 1, s.span(-0.2, 0.2))
	p.to(0.12, 0.16, 1, 0.03).paper(box(0, 0, 6.2, 7.6))
	p.paper(box(0, 0, 6.2, 7.6))
	p.typed(s, -2.6, 2.6, -3.5, 0.62, flat(0))
	p.line(flat(0), 0.05, -2.8, -2.65, 2.8, -2.65)
	p.line(flat(0), 0.03, -2.8, -2.55, 2.8, -2.55)
	p.typed(s, -2.7, 2.7, -2.3, 0.42, flat(0.2))
	p.typed(s, -2.7, 0.9, -1.7, 0.42, flat(0.2))
	if s.says("crossword") {
		p.crossword(s)
		return
	}
	for i := range 3 {
		x := -2.75 + float64(i)*1.9
		from := -1.0
		if i == 1 {
			p.rect(flat(1.2), x, -1, 1.7, 1.9)
			p.oval(flat(2.5), x+0.85, -0.2, 0.4, 0.5)
			p.blob(flat(0.2), x+0.2, 0.9, x+0.4, 0.45, x+0.85, 0.3, x+1.3, 0.45, x+1.5, 0.9)
			from = 1.1
		}
		for y := from; y < 3.4; y += 0.2 {
			p.typed(s, x, x+1.7, y, 0.09, flat(0.9))
		}
	}
	if s.odds(60) {
		p.ring(glow(2), 1.9, 0.4, 0.95, 0.87)
	}
}

// crossword fills the lower part of a page: a grid half done in pencil, times
// beside it, and a line where the pencil ran off.
func (p pen) crossword(s *stage) {
	const n, cell = 11, 0.4
	p.rect(flat(0), -2.75, -1.05, n*cell+0.1, n*cell+0.1)
	for row := range n {
		for col := range n {
			x, y := -2.7+float64(col)*cell, -1.0+float64(row)*cell
			mirrored := (n*n - 1) - (row*n + col)
			if k := min(row*n+col, mirrored); k*7%11 == 3 || k%24 == 12 || row%2 == 1 && col%2 == 1 {
				continue // black, the same when the page is turned
			}
			p.rect(flat(2.9), x+0.03, y+0.03, cell-0.06, cell-0.06)
			if row < 6 {
				p.line(flat(0.5), 0.06, x+s.span(0.1, 0.16), y+0.3, x+0.2, y+s.span(0.08, 0.2), x+s.span(0.24, 0.3), y+0.3)
			}
		}
	}
	for y := -0.9; y < 3.4; y += 0.3 {
		p.typed(s, 1.95, 2.8, y, 0.12, flat(0.8))
	}
	p.curve(glow(1.8), 0.07, 0.12, 0.03, -1.4, 1.7, -0.2, 2.0, 1.2, 1.5, 3.3, 2.7)
}

func chart(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.15, 0.15))
	p.paper(box(0, 0, 8, 6.4))
	p.inside(box(0, 0, 7.6, 6), func() {
		p.blob(flat(2), -4.2, -3.4, -1, -3.2, -1.6, -1.4, -0.4, -0.2, -1.4, 1.2, -0.6, 3.4, -4.2, 3.4)
		for _, r := range []float64{1, 0.75, 0.5} {
			p.to(-2.5, -1.2, r, 0.3).curve(flat(1.1), 0.05, 0.05, 0.05, -1.2, 0, 0, -0.9, 1.1, 0.1, 0.1, 0.9, -1.2, 0)
		}
		p.curve(flat(0.4), 0.07, 0.1, 0.07, 4, -2.2, 2.3, -1.5, 1.4, 0.3, 2, 1.8, 1.2, 3.2)
		for range 16 {
			x, y := s.span(0.2, 3.6), s.span(-2.8, 2.8)
			p.poly(flat(0.9), x, y-0.2, x+0.14, y+0.1, x-0.14, y+0.1)
		}
	})
	for i := range 9 {
		t := float64(i) / 8
		p.oval(glow(2), lerp(-2.2, 2.4, t), lerp(1.8, -1.2, t)+0.5*math.Sin(t*6), 0.09, 0.09)
	}
	p.line(glow(2), 0.14, 2.2, -1.75, 2.75, -1.2)
	p.line(glow(2), 0.14, 2.75, -1.75, 2.2, -1.2)
	p.compass()
	for _, x := range []float64{-1.33, 1.33} {
		p.line(flat(2.2), 0.05, x, -3.2, x, 3.2)
	}
	p.line(flat(2.2), 0.05, -4, 0, 4, 0)
}

// compass is the rose of a map.
func (p pen) compass() {
	q := p.to(3, 2.1, 0.75, 0)
	for i := range 4 {
		r := q.to(0, 0, 1, float64(i)*math.Pi/2)
		r.poly(flat(0.1), 0, -1, 0.18, -0.18, 0, 0)
		r.poly(flat(1.2), 0, -1, -0.18, -0.18, 0, 0)
	}
}

func cheque(s *stage) {
	p := s.tabletop().to(0, 0, 1, s.span(-0.2, 0.2))
	o := box(0, 0, 8, 3.7)
	p.paper(o)
	p.inside(o, func() {
		for i := range 40 {
			x := -5 + float64(i)*0.28
			p.curve(flat(2.3), 0.03, 0.03, 0.03, x, -2, x+0.4, -0.7, x, 0.6, x+0.5, 2)
		}
	})
	p.rect(flat(0.3), -3.7, -1.55, 2.3, 0.35)
	p.rect(flat(3), 1.9, -0.35, 1.8, 0.6)
	p.line(flat(0.2), 0.04, 1.9, -0.35, 3.7, -0.35, 3.7, 0.25, 1.9, 0.25, 1.9, -0.35)
	p.writing(s, 2.1, 3.5, 0, 0.1, 1)
	for _, y := range []float64{-0.45, 0.2, 0.85} {
		p.line(flat(0.6), 0.03, -3.7, y+0.15, 1.6, y+0.15)
		p.writing(s, -3.5, 1.4, y, y+0.1, 1)
	}
	p.line(flat(0.6), 0.03, 1, 1.5, 3.7, 1.5)
	p.curve(flat(0), 0.05, 0.11, 0.03, 1.2, 1.35, 1.6, 0.8, 1.9, 1.5, 2.4, 0.9, 2.8, 1.4, 3.5, 1.1)
	p.typed(s, -3.7, -0.4, 1.45, 0.2, flat(0))
}

func ledger(s *stage) {
	p := s.tabletop().to(0, 0.1, 1, s.span(-0.1, 0.1))
	p.spread(3.9, 2.9, glow(1.1))
	for _, left := range []float64{-3.5, 0.3} {
		for i := range 11 {
			y := -2.2 + float64(i)*0.44
			p.line(flat(1.6), 0.02, left, y+0.14, left+3.2, y+0.14)
			p.typed(s, left+0.1, left+1.6, y-0.04, 0.1, flat(0.3))
			p.rect(flat(0.2), left+2.5, y-0.05, s.span(0.3, 0.6), 0.12)
		}
		p.line(glow(2), 0.03, left+1.9, -2.5, left+1.9, 2.5)
		p.line(glow(2), 0.03, left+2.4, -2.5, left+2.4, 2.5)
	}
	row := -2.2 + 0.44*float64(3+s.r.IntN(5))
	p.curve(glow(2), 0.05, 0.08, 0.05, 0.25, row-0.15, 1.9, row-0.26, 3.55, row-0.1, 3.5, row+0.22, 1.8, row+0.26, 0.25, row+0.15, 0.3, row-0.12)
}

// spread is an open book with pages of that size and a cover.
func (p pen) spread(w, h float64, cover paint) {
	board := box(0, 0, 2*w+0.5, 2*h+0.5)
	p.shadow(0.4, board)
	p.fill(cover, p.all(board))
	for i := range 3 {
		d := 0.12 - float64(i)*0.06
		p.rect(flat(2.2-float64(i)*0.2), -w-d, -h+0.05, 2*(w+d), 2*h+d)
	}
	for _, side := range []float64{-1, 1} {
		page := points(0, -h, side*w*0.5, -h-0.12, side*w, -h, side*w, h, side*w*0.5, h-0.1, 0, h+0.05)
		p.fill(paint{blend: fade(p.at(0, 0).x, 0, 2.1, p.at(side*1.2, 0).x, 0, 2.95), hatch: 8}, p.all(page))
	}
	p.line(flat(0.5), 0.06, 0, -h, 0, h)
}

func diary(s *stage) {
	if s.says("leaf", "page") {
		s.leaf()
		return
	}
	p := s.tabletop().to(0, 0.1, 1, s.span(-0.18, 0.18))
	p.spread(3.1, 3.3, flat(0.4))
	p.writing(s, -2.8, -0.35, -2.5, 2.9, 0.46)
	p.typed(s, 0.4, 1.6, -2.85, 0.2, flat(0.4))
	p.writing(s, 0.4, 2.8, -2.3, 0.6, 0.46)
	for i := range 11 { // a page is torn out
		y := -3.2 + float64(i)*0.6
		p.poly(flat(2.6), 0.02, y, 0.2+s.span(0, 0.16), y+0.3, 0.02, y+0.6)
	}
	p.curve(glow(2), 0.16, 0.2, 0.22, 0.9, -3.3, 1, 0, 0.8, 2.5, 1.1, 4.2)
}
