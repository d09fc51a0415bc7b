package painter

// glass is the paint of clear glass.
func glass(from, to float64) paint {
	return paint{blend: fade(from, 0, 2.7, to, 0, 1.5), hatch: 8}
}

// sideboard lays a table seen from the side, with a wall behind it, and returns a pen
// whose origin is on the table's middle.
func (s *stage) sideboard() pen {
	w, h := float64(s.w), float64(s.h)
	s.mirror = s.odds(50)
	lamp := pt{w * s.span(0.2, 0.5), h * s.span(0.2, 0.4)}
	edge := h * s.span(0.64, 0.79)
	s.focus = lamp
	s.everywhere(paint{blend: halo(lamp.x, lamp.y, w*0.9, h*0.9, s.span(1.5, 1.9), 0.15), hatch: ringed})
	[]func(float64){func(float64) {}, s.striped, s.sash, s.hangings, s.wainscot, s.shelfBehind, s.framed}[s.r.IntN(7)](edge)
	top := s.span(1.5, 2.3)
	s.fill(paint{blend: fade(0, edge, top, w, h, top-1.3), hatch: 1}, points(-20, edge, w+20, edge, w+20, h+20, -20, h+20))
	s.sheet().line(flat(0.3), 5, -20, edge, w+20, edge)
	if s.odds(45) { // a runner with a fringe
		x, wide := s.span(0.1, 0.3)*w, s.span(0.5, 0.66)*w
		s.fill(paint{blend: fade(0, edge, 2.7, w, h, 1.6), hatch: 3}, points(x+60, edge+4, x+wide-20, edge+4, x+wide+70, h+20, x-50, h+20))
		s.sheet().line(glow(1.8), 9, x+64, edge+4, x-22, h+20)
		s.sheet().line(glow(1.8), 9, x+wide-24, edge+4, x+wide+42, h+20)
	}
	for range 5 {
		y := s.span(edge+20, h)
		s.sheet().line(paint{op: shade, tone: 0.6}, 3, s.span(0, w*0.5), y, s.span(w*0.5, w), y+s.span(-3, 3))
	}
	k := min(s.span(78, 100), (edge+70)/7.2)
	free := (100-k)*5 + 50
	return pen{canvas: s.canvas, o: pt{w/2 + s.span(-free, free), edge + s.span(60, 130)}, k: k}
}

// shelfBehind holds books out of the light.
func (s *stage) shelfBehind(to float64) {
	p, w := s.sheet(), float64(s.w)
	top := s.span(0.3, 0.55) * to
	for _, y := range []float64{top, to - 6} {
		for x := s.span(-60, 0); x < w; {
			thick, tall := s.span(24, 60), s.span(0.55, 0.9)*top
			if s.odds(85) {
				p.rect(paint{op: shade, tone: s.span(0.25, 0.75)}, x, y-tall, thick-5, tall)
				p.rect(glow(1.2), x+4, y-tall*0.8, thick-13, 9)
			}
			x += thick
		}
		p.rect(flat(0.2), -20, y-4, w+40, 16)
	}
}

// framed is a wall with the lower part of a picture in its frame.
func (s *stage) framed(to float64) {
	p, w := s.sheet(), float64(s.w)
	x, wide, low := s.span(0.05, 0.5)*w, s.span(0.34, 0.5)*w, s.span(0.4, 0.66)*to
	p.rect(flat(0.1), x-8, -40, wide+16, low+48)
	p.rect(glow(1.5), x, -40, wide, low+40)
	p.rect(flat(0.2), x+34, -40, wide-68, low+6)
	s.fill(paint{blend: fade(0, 0, 1.7, 0, low, 0.5), hatch: 5}, points(x+42, -40, x+wide-42, -40, x+wide-42, low-42, x+42, low-42))
	s.fill(flat(0.3), smooth(points(x+42, low-42, x+42, low*0.62, x+wide*0.4, low*0.44, x+wide*0.62, low*0.66, x+wide-42, low*0.5, x+wide-42, low-42), true, 1))
}

// striped is a papered wall down to a height.
func (s *stage) striped(to float64) {
	step := s.span(70, 150)
	for x := s.span(-step, 0); x < float64(s.w); x += step {
		s.sheet().rect(paint{op: shade, tone: 0.6}, x, -20, step*0.45, to+20)
	}
}

// sash is a window by night with its bars.
func (s *stage) sash(to float64) {
	p, w := s.sheet(), float64(s.w)
	x := s.span(0.45, 0.6) * w
	p.rect(flat(2.1).carve(3), x-24, 40, w-x-20, to-150)
	s.sky(points(x, 64, w-70, 64, w-70, to-140, x, to-140), to, nil)
	p.rect(flat(2.1).carve(3), (x+w-70)/2-9, 64, 18, to-200)
	p.rect(flat(2.1).carve(3), x, 64+(to-200)*0.45, w-70-x, 16)
	p.rect(flat(0.4), x-50, to-116, w-x+30, 26)
}

// hangings are a curtain's folds.
func (s *stage) hangings(to float64) {
	p, w := s.sheet(), float64(s.w)
	s.fill(paint{blend: halo(s.focus.x, s.focus.y, w*0.8, w*0.8, 1.0, 0.1), hatch: 8}, points(-20, -20, w+20, -20, w+20, to, -20, to))
	for x := -40.0; x < w; x += s.span(70, 130) {
		p.blob(flat(s.span(0.2, 0.5)).carve(8), x, -40, x+40, -40, x+s.span(20, 50), to*0.5, x+s.span(20, 44), to, x-10, to, x+6, to*0.5)
		p.curve(glow(1.2), 2, 6, 2, x, -20, x+10, to*0.5, x-8, to)
	}
}

// wainscot is panelling.
func (s *stage) wainscot(to float64) {
	p, w := s.sheet(), float64(s.w)
	step := s.span(200, 300)
	for x := s.span(-150, -40); x < w; x += step {
		for _, y := range []float64{60, to * 0.52} {
			p.line(paint{op: shade, tone: 0.4}, 7, x+26, y, x+step-26, y, x+step-26, y+to*0.36, x+26, y+to*0.36, x+26, y)
			p.line(paint{op: lighten, tone: 0.5}, 4, x+34, y+to*0.36+8, x+step-18, y+to*0.36+8, x+step-18, y+8)
		}
	}
}

// cast is the shadow of a thing of that half width on the sideboard.
func (p pen) cast(half, length float64) {
	p.poly(paint{op: shade, tone: 0.45}, -half, -0.1, half, -0.15, half+length, 0.75, length*0.6, 0.95)
}

func wineGlass(s *stage) {
	p := s.sideboard()
	if s.says("tumbler") || !s.says("glass") && s.odds(30) {
		s.tumbler(p)
		return
	}
	p.cast(1.2, 3.2)
	p.oval(glass(400, 640), 0, 0, 1.55, 0.32)
	p.arc(flat(0.4), 0.05, 0, 0, 1.55, 0.32, 0, 6.3)
	p.poly(glass(480, 560), -0.13, -2.6, 0.13, -2.6, 0.2, -0.35, 0.5, -0.1, -0.5, -0.1, -0.2, -0.35)
	bowl := smooth(points(-1.25, -6.4, -1.6, -5, -1.35, -3.6, -0.5, -2.7, 0.5, -2.7, 1.35, -3.6, 1.6, -5, 1.25, -6.4), false, p.k)
	p.fill(glass(350, 680), p.all(bowl))
	p.inside(bowl, func() {
		p.rect(paint{blend: fade(380, 0, 2.2, 660, 0, 0.9), ink: accent, hatch: 8}, -2, -4.4, 4, 2.2)
		p.oval(glow(2.6), 0, -4.4, 1.55, 0.25)
		if s.detail("detail") == "sediment" {
			for range 60 {
				p.oval(flat(0), s.span(-1.1, 1.1), s.span(-3.5, -2.75), 0.05, 0.04)
			}
		}
	})
	p.arc(flat(0.2), 0.05, 0, -6.4, 1.25, 0.24, 0, 6.3)
	p.fill(flat(0.2), p.all(ribbon(bowl, 0.05, 0.07, 0.05)))
	p.curve(flat(3), 0.04, 0.16, 0.04, -1.15, -6, -1.35, -5, -1.2, -3.9)
	switch s.detail("detail") {
	case "lipstick":
		p.to(0.55, -6.2, 1, 0.1).lips()
	case "cracked":
		p.to(0, -4.9, 1, 0).cracks(s, 0.6, -0.7, 1.5)
	}
}

// lips is the mark of a painted mouth.
func (p pen) lips() {
	p.blob(glow(1.7), -0.5, 0, -0.2, -0.2, 0, -0.12, 0.2, -0.2, 0.5, 0, 0.2, 0.06, -0.2, 0.06)
	p.blob(glow(1.4), -0.45, 0.1, 0, 0.14, 0.45, 0.1, 0.2, 0.32, -0.2, 0.32)
}

func medicineBottle(s *stage) {
	if s.says("tube") {
		s.tube()
		return
	}
	p := s.sideboard()
	switch {
	case s.says("jar"):
		s.ointment(p)
		return
	case s.says("phial", "drops", "digitalis", "flask"):
		s.phial(p)
		return
	case s.says("tin", "powder"):
		s.tin(p)
		return
	}
	if s.odds(50) {
		s.ribbed(p)
		return
	}
	p.cast(1.6, 3)
	body := smooth(points(-1.7, -0.1, -1.75, -2, -1.7, -4.2, -1.3, -4.9, -0.65, -5.2, 0.65, -5.2, 1.3, -4.9, 1.7, -4.2, 1.75, -2, 1.7, -0.1, 0, 0.1), true, p.k)
	p.fill(paint{blend: fade(360, 0, 2.2, 680, 0, 0.8), ink: accent, hatch: 8}, p.all(body))
	p.rect(paint{blend: fade(440, 0, 2.4, 590, 0, 1), ink: accent, hatch: 8}, -0.62, -5.9, 1.24, 0.8)
	p.rect(flat(0.6), -0.8, -6.05, 1.6, 0.3)
	p.rect(paint{blend: fade(450, 0, 2, 590, 0, 0.6), hatch: 6}, -0.5, -6.8, 1, 0.8)
	label := box(0, -2.4, 3.1, 2.6)
	p.fill(flat(2.9), p.all(label))
	p.line(flat(0.3), 0.05, -1.45, -3.6, 1.45, -3.6, 1.45, -1.2, -1.45, -1.2, -1.45, -3.6)
	p.to(0, -3, 1, 0).warning(s)
	p.typed(s, -1.1, 1.1, -2.15, 0.26, flat(0))
	p.writing(s, -1.1, 1.1, -1.6, -1.4, 0.5)
	p.curve(flat(3), 0.05, 0.17, 0.05, -1.45, -4.2, -1.52, -2.4, -1.45, -0.6)
}

// warning is what a chemist prints on a label: a skull, or a cross on what cures.
func (p pen) warning(s *stage) {
	if s.says("good medicine", "stomach", "quinine") || s.says("liniment") && !s.says("aconite") {
		p.rect(glow(1.7), -0.17, -0.5, 0.34, 0.96)
		p.rect(glow(1.7), -0.48, -0.19, 0.96, 0.34)
		return
	}
	p.skull()
}

func (p pen) skull() {
	p.line(flat(0), 0.09, -0.5, 0.42, 0.5, 0.1)
	p.line(flat(0), 0.09, 0.5, 0.42, -0.5, 0.1)
	p.blob(flat(0), -0.32, -0.2, 0, -0.5, 0.32, -0.2, 0.18, 0.12, -0.18, 0.12)
	p.oval(flat(2.9), -0.12, -0.15, 0.08, 0.09)
	p.oval(flat(2.9), 0.12, -0.15, 0.08, 0.09)
}

func matchbox(s *stage) {
	if s.says("book of matches") {
		s.matchBook()
		return
	}
	p := s.tabletop().to(0, 0.2, 1, s.span(-0.35, 0.35))
	tray := box(-2.3, 0, 2.4, 2.7)
	p.shadow(0.35, box(0, 0, 5.4, 3))
	p.shadow(0.3, tray)
	p.fill(flat(2.6), p.all(tray))
	p.rect(flat(0.7), -3.3, -1.2, 2.2, 2.4)
	for i := range 5 {
		y := -0.9 + float64(i)*0.45
		p.line(flat(2.8), 0.15, -3.1, y, -1, y)
		p.oval(glow(1.8), -3.1, y, 0.17, 0.14)
	}
	p.rect(flat(0.2), -1.3, -1.5, 4.4, 3)
	p.rect(glow(2), -1.15, -1.35, 4.1, 2.7)
	p.oval(flat(2.9), 0.9, 0, 1.15, 1.05)
	p.blob(flat(0.1), 0.9, -0.8, 1.4, 0.1, 1.1, 0.7, 0.7, 0.7, 0.4, 0.1)
	p.blob(glow(2.4), 0.9, -0.3, 1.1, 0.3, 0.9, 0.6, 0.7, 0.3)
	p.typed(s, -1, 2.8, -1.25, 0.2, flat(2.9))
	p.typed(s, -1, 2.8, 1.08, 0.2, flat(2.9))
	p.line(flat(2.7), 0.15, 0.6, 2.6, 2.9, 2.2)
	p.line(flat(0.1), 0.2, 2.5, 2.27, 3.1, 2.18)
}
