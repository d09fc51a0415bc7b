package painter

import "math"

func museumPlaces() map[string]scene {
	return map[string]scene{
		"gallery": pictureGallery, "workshop": workshop, "archive": archive, "roof-terrace": roofTerrace,
		"loading-bay": loadingBay, "directors-office": directorsOffice, "egyptian-hall": egyptianHall,
	}
}

func pictureGallery(s *stage) {
	s.build(room{w: 7, d: 9, h: 4.2, wall: 1.9, floor: 1.2, ceiling: 2.6})
	s.boards(1.3, 0.32)
	c := s.ceiling()
	c.rect(flat(0.3), -1.6, 1, 3.2, 7.6)
	for i := range 6 {
		for k := range 3 {
			o := c.all(points(-1.5+float64(k)*1.03, 1.1+float64(i)*1.25, -0.55+float64(k)*1.03, 1.1+float64(i)*1.25, -0.55+float64(k)*1.03, 2.25+float64(i)*1.25, -1.5+float64(k)*1.03, 2.25+float64(i)*1.25))
			s.fill(flat(math.Max(s.skyLow, 0.8)), o)
		}
	}
	b := s.back()
	b.fill(flat(0), b.all(archway(2.6, 0, 1.8, 2.9)))
	b.fill(flat(1.4), b.all(archway(2.75, 0, 1.5, 2.7)))
	s.bust(s.stand(0, 0, 8.8), 0.9)
	s.painting(b, 0.5, 1.4, 1.5, 1.3)
	s.painting(b, 5.0, 1.4, 1.5, 1.3)
	for _, p := range []pen{s.left(), s.right()} {
		for z := 2.0; z < 8.5; z += 2.2 {
			s.painting(p, z, 1.3+s.span(0, 0.3), s.span(1.1, 1.6), s.span(1.1, 1.6))
		}
		p.rect(flat(0.4), 0.8, 0, 8.2, 0.2)
		p.rect(flat(2.8), 0.8, 3.6, 8.2, 0.1)
	}
	s.statue(s.span(1.3, 1.8), 5.6)
	s.bench(s.span(-0.9, -0.4), 4.6)
	s.ropePosts(-2.4, 4.4)
	q, _ := s.cam.at(vec{0, 2, 6})
	s.beam(0.5, pt{q.x, 60}, pt{q.x, 760}, q.x-150, 40, q.x+150, 40, q.x+360, 800, q.x-360, 800)
	s.lit(q, 900, 640)
	s.corners(0.6)
}

// statue is a torso on a pedestal.
func (s *stage) statue(x, z float64) {
	s.cast(x, z, 0.6, 0.5)
	s.block(vec{x, 0, z}, 0.7, 0.9, 0.7, 0, 1.8)
	s.block(vec{x, 0.9, z}, 0.82, 0.08, 0.82, 0, 2.2)
	p := s.stand(x, 0.98, z)
	body := points(-0.2, 0, 0.22, 0, 0.24, 0.3, 0.17, 0.55, 0.26, 0.85, 0.34, 0.98, 0.2, 1.08, 0.07, 1.12, 0.1, 1.3, 0, 1.42, -0.1, 1.3, -0.07, 1.12, -0.24, 1.08, -0.38, 0.95, -0.44, 0.62, -0.32, 0.6, -0.28, 0.8, -0.17, 0.55, -0.22, 0.3)
	o := p.all(smooth(body, true, p.k))
	s.fill(flat(2.9), o)
	s.clip(o, func() {
		p.blob(flat(1.5).carve(5), 0.02, 0, 0.05, 0.4, 0.0, 0.7, 0.1, 1.0, 0.03, 1.2, 0.06, 1.5, 0.6, 1.4, 0.6, 0)
		p.blob(flat(0.5), 0.13, 0, 0.14, 0.4, 0.1, 0.6, 0.2, 0.95, 0.6, 1.0, 0.6, 0)
		p.curve(flat(1), 0.01, 0.03, 0.01, -0.2, 0.86, -0.08, 0.76, 0.04, 0.84)
		p.curve(flat(1), 0.01, 0.02, 0.01, -0.02, 0.72, -0.03, 0.5, 0, 0.3)
	})
}

// bust is a head on a pedestal.
func (s *stage) bust(p pen, h float64) {
	p.rect(flat(0.2), -0.3, 0, 0.6, h+0.04)
	p.rect(flat(2.3), -0.26, 0, 0.52, h)
	p.rect(flat(0.9), 0.06, 0, 0.2, h)
	q := p.to(0, h, 1, 0)
	q.poly(flat(1.4), -0.12, 0, 0.12, 0, 0.08, 0.1, -0.08, 0.1)
	q.blob(flat(2.9), -0.28, 0.1, 0.28, 0.1, 0.22, 0.32, 0.08, 0.38, 0.1, 0.46, 0.15, 0.62, 0, 0.82, -0.15, 0.62, -0.1, 0.46, -0.08, 0.38, -0.22, 0.32)
	q.blob(flat(1.0), 0.04, 0.1, 0.28, 0.1, 0.22, 0.32, 0.08, 0.38, 0.1, 0.46, 0.15, 0.62, 0.06, 0.78, 0.03, 0.5)
}

func (s *stage) bench(x, z float64) {
	s.cast(x, z, 1.0, 0.4)
	for _, d := range []float64{-0.7, 0.7} {
		s.block(vec{x + d, 0, z}, 0.12, 0.4, 0.4, 0, 0.5)
	}
	foot := []pt{{x - 0.95, z - 0.28}, {x + 0.95, z - 0.28}, {x + 0.95, z + 0.28}, {x - 0.95, z + 0.28}}
	s.prism(foot, 0.38, 0.5, 1.6, accent)
}

// ropePosts keep the public off.
func (s *stage) ropePosts(x, z float64) {
	var at []float64
	for i := range 3 {
		p := s.stand(x, 0, z+float64(i)*1.3)
		p.oval(flat(0), 0, 0, 0.17, 0.05)
		p.rect(glow(2), -0.03, 0, 0.06, 0.9)
		p.oval(glow(2.6), 0, 0.94, 0.07, 0.07)
		q := p.at(0, 0.85)
		at = append(at, q.x, q.y)
	}
	sheet := s.sheet()
	for i := 0; i+3 < len(at); i += 2 {
		sheet.curve(glow(1.3), 8, 11, 7, at[i], at[i+1], (at[i]+at[i+2])/2, (at[i+1]+at[i+3])/2+34, at[i+2], at[i+3])
	}
}

func workshop(s *stage) {
	s.build(room{w: 5.6, d: 5, h: 3, wall: 1.6, floor: 0.9, ceiling: 1.5})
	s.boards(1.1, 0.26)
	b := s.back()
	s.toolWall(b, 0.5, 1.2)
	s.window(b, 3.7, 1.2, 1.4, 1.3, "town")
	s.shelf(s.left(), 2.2, 1.6, 2.4, s.jar)
	s.shelf(s.left(), 2.2, 2.1, 2.4, s.can)
	s.legged(-0.7, 4.3, 2.8, 0.8, 0.88, 1.5)
	s.vice(s.stand(0.45, 0.89, 4.1))
	s.brushes(s.stand(-0.2, 0.89, 4.3))
	s.brokenVase(s.stand(-0.8, 0.89, 4.2))
	s.easel(s.span(1.4, 1.7), 3.9)
	s.stool(-0.5, 3.3)
	s.bust(s.stand(-2.2, 0, 4.0), 0.6)
	s.crate(2.3, 0, 4.6, 0.6, -0.2, 1.4)
	lamp := s.hanging(-0.7, 1.95, 4.1, 0.4)
	s.lit(pt{lamp.x, lamp.y + 140}, 860, 580)
	s.corners(0.58)
}

// toolWall is hung with saws, hammers and chisels.
func (s *stage) toolWall(p pen, x, y float64) {
	p.rect(flat(0.7), x, y, 2.7, 1.3)
	p.rect(flat(1.2), x+0.05, y+0.05, 2.6, 1.2)
	p.poly(flat(2.8), x+0.2, y+0.9, x+0.95, y+0.75, x+0.95, y+0.9, x+0.25, y+1.12)
	p.blob(glow(1.8), x+0.92, y+0.7, x+1.15, y+0.68, x+1.18, y+0.95, x+0.95, y+0.98)
	for i := range 3 {
		cx := x + 1.42 + float64(i)*0.3
		p.line(flat(2.6), 0.05, cx, y+0.4, cx, y+1.02)
		p.rect(flat(0), cx-0.13, y+0.98, 0.26, 0.12)
	}
	for i := range 5 {
		cx := x + 0.24 + float64(i)*0.19
		p.rect(glow(2), cx-0.03, y+0.36, 0.06, 0.22)
		p.rect(flat(2.8), cx-0.02, y+0.12, 0.04, 0.24)
	}
	p.ring(flat(0), x+2.4, y+0.85, 0.17, 0.1)
	p.line(flat(0), 0.08, x+2.4, y+0.72, x+2.4, y+0.25)
	p.line(flat(2.8), 0.03, x+1.35, y+0.22, x+2.2, y+0.22)
}

func (s *stage) vice(p pen) {
	p.rect(flat(0.1), -0.2, 0, 0.4, 0.1)
	p.rect(flat(0.3), -0.18, 0.1, 0.12, 0.2)
	p.rect(flat(0.3), 0.08, 0.1, 0.12, 0.2)
	p.rect(flat(2.2), -0.16, 0.12, 0.03, 0.16)
	p.line(flat(1.8), 0.04, 0.2, 0.16, 0.38, 0.16)
	p.line(flat(0), 0.03, 0.37, 0.05, 0.37, 0.28)
}

func (s *stage) brokenVase(p pen) {
	p.blob(glow(1.8), -0.14, 0, 0.14, 0, 0.22, 0.26, 0.12, 0.4, -0.18, 0.3, -0.22, 0.2)
	p.poly(flat(0.2), -0.2, 0.3, -0.08, 0.4, 0, 0.3, 0.08, 0.43, 0.15, 0.36, 0.06, 0.3)
	p.line(flat(2.9), 0.02, -0.18, 0.18, -0.06, 0.22, 0.04, 0.16, 0.18, 0.2)
	p.poly(glow(2.2), 0.3, 0, 0.44, 0, 0.4, 0.14)
	p.poly(glow(1.2), -0.4, 0, -0.3, 0, -0.33, 0.1)
}

// easel holds a picture at work.
func (s *stage) easel(x, z float64) {
	s.cast(x, z, 0.6, 0.3)
	p := s.stand(x, 0, z)
	p.line(flat(0), 0.07, 0.1, 0, 0.02, 2.1)
	p.line(flat(0), 0.07, -0.5, 0, 0, 2.1)
	p.line(flat(0), 0.07, 0.5, 0, 0.06, 2.1)
	p.rect(flat(0), -0.58, 0.66, 1.16, 0.08)
	s.painting(p.to(-0.42, 0.86, 1, 0), 0, 0, 0.84, 0.95)
}

// archive is an aisle between tall shelves of boxes.
func archive(s *stage) {
	s.build(room{w: 4.2, d: 10, h: 3.4, wall: 0.9, floor: 0.8, ceiling: 0.6})
	s.tiles(1.1, 0.8, 0.8)
	for _, p := range []pen{s.left(), s.right()} {
		p.rect(flat(0.1), 0.8, 0, 9.2, 3.0)
		for row := range 6 {
			y := 0.08 + float64(row)*0.5
			for z := 0.9; z < 9.7; {
				w := s.span(0.2, 0.42)
				with := flat(s.span(0.9, 2.7))
				if s.odds(12) {
					with = glow(1.9)
				}
				p.rect(with, z, y, w, s.span(0.3, 0.4))
				p.rect(flat(2.9), z+w*0.25, y+0.18, w*0.5, 0.09)
				z += w + 0.03
			}
			p.rect(flat(1.5), 0.8, y-0.06, 9.2, 0.06)
		}
		for z := 1.6; z < 10; z += 1.6 {
			p.rect(flat(1.6), z, 0, 0.08, 3.05)
		}
	}
	s.window(s.back(), 1.5, 1.4, 1.2, 1.3, "town")
	for i := 3; i >= 1; i-- {
		s.hanging(0, 2.5, float64(i)*2.6, 0.4)
	}
	q, _ := s.cam.at(vec{0, 1.3, 5.4})
	s.ladder(vec{s.span(0.7, 0.9), 0, 5.6}, vec{1.7, 2.9, 5.9}, 0.45)
	s.lit(q, 760, 620)
	s.legged(-0.4, 3.9, 0.9, 0.6, 0.8, 1.4)
	s.openBook(vec{-0.4, 0.81, 3.8}, 0.5)
	s.crate(-0.75, 0, 3.0, 0.4, 0.3, 1.6)
	s.corners(0.52)
}

// roofTerrace is among the chimneys, the dome behind, the town below.
func roofTerrace(s *stage) {
	s.mirror = s.odds(50)
	s.cam = newCamera(vec{0, 1.6, 0}, 0, 900, pt{800, 470})
	s.room = room{w: 14, d: 7, h: 4}
	s.heavens(560, pt{s.span(980, 1350), s.span(90, 190)})
	s.roofs(-20, 1620, 560, 640, 150)
	s.roofs(-20, 1620, 620, 700, 110)
	p := s.sheet()
	s.dome(p.to(s.span(360, 470), 640, 1, 0))
	s.weather(points(0, 0, 1600, 0, 1600, 640, 0, 640))
	s.solid(flat(1.5).carve(0), vec{-8, 0, 0.3}, vec{8, 0, 0.3}, vec{8, 0, 6.5}, vec{-8, 0, 6.5})
	s.tiles(1.9, 1.2, 1.1)
	wall := s.face(vec{-8, 0, 6.5}, vec{1, 0, 0}, vec{0, 1, 0})
	wall.rect(flat(1.2), 0, 0, 16, 0.8)
	wall.rect(flat(2.6), 0, 0.8, 16, 0.14)
	wall.rect(flat(0.2), 0, 0.72, 16, 0.08)
	for x := 0.3; x < 16; x += 1.1 {
		wall.rect(flat(0.6), x, 0.14, 0.7, 0.46)
	}
	s.urn(s.stand(s.span(-3.4, -1.8), 0.94, 6.4))
	s.urn(s.stand(s.span(1.2, 4.2), 0.94, 6.4))
	s.strew(points(-2.7, 5.7, 2.6, 5.6), s.chimney)
	s.strew(points(-2.4, 4.6, -0.4, 4.7, 1.2, 4.3, 2.9, 4.8), s.telescope, s.cafeTable, []func(x, z float64){s.palmPot, s.parkBench, s.bustStand, s.spareChair}[s.r.IntN(4)])
	s.corners(0.7)
}

// dome stands over the museum's middle.
func (s *stage) dome(p pen) {
	p.rect(flat(0.2), -270, -120, 540, 130)
	for i := range 9 {
		x := -240 + float64(i)*60
		p.rect(flat(2.3-float64(i)*0.15), x-12, -110, 24, 120)
	}
	p.rect(flat(2.4), -290, -136, 580, 22)
	o := p.all(smooth(points(-256, -136, -240, -250, -150, -360, 0, -410, 150, -360, 240, -250, 256, -136), true, 1))
	s.fill(paint{ink: accent, hatch: 6, blend: fade(p.o.x-256, 0, 2.5, p.o.x+256, 0, 0.3)}, o)
	for _, d := range []float64{-0.8, -0.45, 0, 0.45, 0.8} {
		p.curve(flat(0.1), 3, 7, 4, d*250, -140, d*210, -290, d*40, -404)
	}
	p.rect(flat(2.2), -34, -470, 68, 66)
	p.rect(flat(0), 6, -470, 28, 66)
	p.blob(glow(1.6), -40, -468, 0, -520, 40, -468)
	p.line(flat(0), 6, 0, -500, 0, -560)
}

func (s *stage) urn(p pen) {
	p.rect(flat(2), -0.2, 0, 0.4, 0.1)
	p.blob(flat(2.6), -0.1, 0.1, 0.1, 0.1, 0.3, 0.4, 0.22, 0.6, -0.22, 0.6, -0.3, 0.4)
	p.blob(flat(1), 0.03, 0.1, 0.1, 0.1, 0.3, 0.4, 0.22, 0.6, 0.06, 0.6)
	p.rect(flat(0.2), -0.3, 0.58, 0.6, 0.07)
}

func (s *stage) chimney(x, z float64) {
	p := s.block(vec{x, 0, z}, 1.0, 2.1, 0.8, 0, 1.2)
	for row := range 10 {
		for i := range 4 {
			if s.odds(70) {
				p.rect(flat(s.span(0.6, 1.5)), 0.02+float64(i)*0.25-0.06*float64(row%2)+0.06, 0.03+float64(row)*0.2, 0.19, 0.16)
			}
		}
	}
	s.block(vec{x, 2.1, z}, 1.15, 0.14, 0.95, 0, 1.6)
	for _, d := range []float64{-0.28, 0.28} {
		s.drum(vec{x + d, 2.24, z}, 0.15, 0.45, 1.4)
	}
}

// telescope stands on three legs.
func (s *stage) telescope(x, z float64) {
	s.cast(x, z, 0.4, 0.3)
	p := s.stand(x, 0, z)
	for _, d := range []float64{-0.4, 0.05, 0.45} {
		p.line(flat(0), 0.05, 0, 1.1, d, 0)
		p.line(flat(1.9), 0.02, -0.01, 1.1, d-0.01, 0)
	}
	p.line(flat(0), 0.24, -0.45, 0.95, 0.55, 1.6)
	p.line(glow(2), 0.17, -0.43, 0.97, 0.53, 1.58)
	p.line(glow(2.9), 0.04, -0.42, 1.03, 0.5, 1.63)
	p.line(flat(0), 0.28, 0.42, 1.5, 0.52, 1.57)
	p.oval(flat(0), 0, 1.15, 0.09, 0.09)
}
