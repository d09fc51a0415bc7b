package painter

import (
	"math"
	"strings"

	"casebook/generator/mystery"
)

// says is true when the picture's description names one of the words, so that a
// thing is drawn as the one that is told of.
func (s *stage) says(words ...string) bool { return told(s.pic, words...) }

func told(pic mystery.Picture, words ...string) bool {
	alt := strings.ToLower(pic.Alt)
	for _, word := range words {
		if strings.Contains(alt, word) {
			return true
		}
	}
	return false
}

// groundTone is the tone of a table on which the thing stands out: dark below
// paper and pale cloth, pale below what is dark.
func (s *stage) groundTone() float64 {
	switch s.pic.Subject {
	case "torn-letter", "receipt", "telegram", "diary", "will", "newspaper", "map", "cheque", "photograph", "train-ticket", "ledger", "spectacles", "magnifying-glass", "paperweight":
		return s.span(0.75, 1.6)
	case "pistol", "hatpin", "razor", "film-reel", "wire-coil", "rope", "walking-stick", "hammer", "wrench", "knife":
		return s.span(1.9, 2.35)
	case "glove", "handkerchief", "scarf", "umbrella":
		switch s.detail("colour") {
		case "black", "dark", "navy", "brown", "blue", "green", "purple", "red":
			return s.span(1.9, 2.3)
		}
		return s.span(0.6, 0.95)
	}
	return s.span(0.9, 2.2)
}

// tabletop lays the table, one of several, under one of several lights, and
// returns a pen over it.
func (s *stage) tabletop() pen {
	w, h := float64(s.w), float64(s.h)
	s.mirror = s.detail("time") == "" && s.odds(50)
	tone := s.groundTone()
	s.everywhere(paint{blend: fade(0, 0, tone+0.4, w, h, tone-0.45), hatch: uint8(1 + s.r.IntN(3))})
	line := max(tone-0.95, 0.1)
	if tone < 0.9 {
		line = tone + 0.75
	}
	[]func(tone, line float64){s.planks, s.checked, s.slabs, s.blotter, s.marbled, s.baize, s.parquet, s.salver, s.drawerOf}[s.r.IntN(9)](tone, line)
	s.beside()
	lamp := pt{w * s.span(0.12, 0.5), h * s.span(0.1, 0.4)}
	if s.odds(35) {
		s.panes()
	}
	s.bloom(lamp, w*s.span(0.55, 0.85), 0.75)
	s.corners(s.span(0.4, 0.6))
	k := s.span(79, 101)
	free := (101-k)*3.4 + 16
	return pen{canvas: s.canvas, o: pt{w/2 + s.span(-free, free), h/2 + s.span(-free, free)*0.9}, k: k, turn: s.lie()}
}

// lie is how a thing lies: any way round when it has no top, a little askew when
// it has one, and nearly straight when it is written on or stands.
func (s *stage) lie() float64 {
	switch s.pic.Subject {
	case "key", "knife", "pistol", "hammer", "wrench", "scissors", "razor", "syringe", "rope", "wire-coil", "button", "cufflink", "ring",
		"hatpin", "walking-stick", "magnifying-glass", "weaving-shuttle", "gavel", "film-reel", "matchbox", "glove", "handkerchief", "scarf":
		return s.span(-0.8, 0.8) + math.Pi*float64(s.r.IntN(2))
	case "torn-letter", "receipt", "telegram", "diary", "will", "newspaper", "map", "cheque", "photograph", "train-ticket", "ledger":
		return s.span(-0.42, 0.42)
	}
	return s.span(-0.22, 0.22)
}

// planks are boards, level, upright or aslant.
func (s *stage) planks(tone, line float64) {
	p := pen{canvas: s.canvas, o: pt{float64(s.w) / 2, float64(s.h) / 2}, k: 1, turn: []float64{0, math.Pi / 2, 0.5, -0.42}[s.r.IntN(4)]}
	step := s.span(150, 320)
	for y := -800.0 + s.span(0, step); y < 800; y += step {
		p.curve(flat(line), 2, 5, 2, -900, y, -200, y+s.span(-6, 6), 200, y+s.span(-6, 6), 900, y)
		for range 4 {
			x, l := s.span(-700, 600), s.span(90, 320)
			g := y + s.span(0.15, 0.85)*step
			p.curve(flat(lerp(line, tone, 0.4)), 1, 3.4, 1, x, g, x+l/2, g+s.span(-6, 6), x+l, g)
		}
		if s.odds(60) { // a knot
			x, g := s.span(-500, 500), y+step/2
			p.arc(flat(line), 3, x, g, 26, 11, 0, 6.3)
			p.arc(flat(line), 2.4, x, g, 12, 5, 0, 6.3)
		}
	}
}

// checked is a tablecloth.
func (s *stage) checked(tone, line float64) {
	p := pen{canvas: s.canvas, o: pt{float64(s.w) / 2, float64(s.h) / 2}, k: 1, turn: s.span(-0.7, 0.7)}
	step := s.span(92, 150)
	for at := -850.0; at < 850; at += step {
		p.rect(paint{op: shade, tone: 0.84}, at, -900, step*0.5, 1800)
		p.rect(paint{op: shade, tone: 0.84}, -900, at, 1800, step*0.5)
		p.line(flat(lerp(line, tone, 0.5)), 2, at+step*0.25, -900, at+step*0.25, 900)
	}
}

// slabs are tiles or slabs.
func (s *stage) slabs(tone, line float64) {
	p := pen{canvas: s.canvas, o: pt{float64(s.w) / 2, float64(s.h) / 2}, k: 1, turn: []float64{0, math.Pi / 4, 0.2}[s.r.IntN(3)]}
	step := s.span(190, 300)
	for y := -900.0; y < 900; y += step {
		for x := -900.0; x < 900; x += step {
			if s.odds(40) {
				p.rect(flat(tone+s.span(-0.4, 0.3)).carve(uint8(1+s.r.IntN(6))), x, y, step, step)
			}
		}
	}
	for at := -900.0; at < 900; at += step {
		p.line(flat(line), 6, at, -900, at, 900)
		p.line(flat(line), 6, -900, at, 900, at)
	}
}

// blotter is a writing pad with leather corners on a desk.
func (s *stage) blotter(tone, line float64) {
	p := pen{canvas: s.canvas, o: pt{float64(s.w)/2 + s.span(-60, 60), float64(s.h)/2 + s.span(-60, 60)}, k: 1, turn: s.span(-0.12, 0.12)}
	p.rect(flat(line), -426, -386, 868, 788)
	p.rect(glow(clampTone(tone-0.5)).carve(4), -434, -394, 868, 788)
	p.rect(flat(tone).carve(3), -400, -360, 800, 720)
	for _, q := range points(-434, -394, 434, -394, 434, 394, -434, 394) {
		sx, sy := math.Copysign(1, -q.x), math.Copysign(1, -q.y)
		p.poly(flat(line), q.x, q.y, q.x+sx*150, q.y, q.x, q.y+sy*150)
		p.line(glow(2), 4, q.x+sx*128, q.y+sy*6, q.x+sx*6, q.y+sy*128)
	}
}

func clampTone(t float64) float64 { return max(0.5, min(t, 2.5)) }

// marbled is a slab with veins.
func (s *stage) marbled(tone, line float64) {
	p := s.sheet()
	w, h := float64(s.w), float64(s.h)
	for range 7 {
		x, y := s.span(-0.1, 0.9)*w, s.span(-0.1, 0.9)*h
		a := s.span(0.3, 1.1)
		line3 := []float64{x, y}
		for range 6 {
			dy, dx := math.Sincos(a + s.span(-0.6, 0.6))
			x, y = x+dx*s.span(60, 150), y+dy*s.span(60, 150)
			line3 = append(line3, x, y)
		}
		p.curve(flat(lerp(line, tone, s.span(0.2, 0.7))), 1, s.span(4, 10), 1, line3...)
	}
}

// baize is plain but for a tooled border along one side.
func (s *stage) baize(_, line float64) {
	w, h := float64(s.w), float64(s.h)
	p := pen{canvas: s.canvas, o: pt{w / 2, h / 2}, k: 1, turn: s.span(-0.2, 0.2) + []float64{0, math.Pi / 2, math.Pi}[s.r.IntN(3)]}
	p.rect(flat(line).carve(7), -900, 400, 1800, 500)
	p.line(glow(2), 7, -900, 384, 900, 384)
	p.line(glow(2), 3, -900, 366, 900, 366)
	for x := -840.0; x < 840; x += 62 {
		p.poly(glow(1.6), x, 350, x+9, 338, x+18, 350, x+9, 362)
	}
}

// parquet is laid in a herringbone.
func (s *stage) parquet(tone, line float64) {
	p := pen{canvas: s.canvas, o: pt{float64(s.w) / 2, float64(s.h) / 2}, k: s.span(62, 90), turn: s.span(0, 1.6)}
	for row := -8.0; row < 8; row++ {
		for col := -8.0; col < 8; col++ {
			q := p.to(col*2+row, row*2-col, 1, 0)
			for i, o := range [][]pt{points(0, 0, 1, 0, 1, 3, 0, 3), points(1, 0, 4, 0, 4, 1, 1, 1)} {
				q.fill(flat(tone+s.span(-0.22, 0.14)-0.2*float64(i)).carve(uint8(8*(1-i))), q.all(o))
				q.line(flat(line), 0.05, o[0].x, o[0].y, o[1].x, o[1].y, o[2].x, o[2].y, o[3].x, o[3].y, o[0].x, o[0].y)
			}
		}
	}
}

// salver is a round tray on the table.
func (s *stage) salver(tone, line float64) {
	p := pen{canvas: s.canvas, o: pt{float64(s.w)/2 + s.span(-80, 80), float64(s.h)/2 + s.span(-80, 80)}, k: s.span(430, 500)}
	p.shadow(0.05, p.round(0, 0, 1, 1))
	p.oval(flat(line), 0, 0, 1.01, 1.01)
	p.oval(glow(clampTone(tone+0.2)).carve(4), 0, 0, 1, 1)
	p.ring(flat(line), 0, 0, 0.93, 0.915)
	for i := range 36 {
		q := tip(float64(i)*math.Pi/18, 0.955)
		p.oval(flat(line), q.x, q.y, 0.018, 0.018)
	}
	p.oval(flat(tone).carve(3), 0, 0, 0.88, 0.88)
	p.ring(flat(line), 0, 0, 0.885, 0.87)
	p.arc(flat(min(tone+0.9, 3)), 0.02, 0, 0, 0.82, 0.82, 3.4, 4.5)
}

// drawerOf is the inside of a drawer, its front and one side in sight.
func (s *stage) drawerOf(tone, line float64) {
	w, h := float64(s.w), float64(s.h)
	p := s.sheet()
	a, b := s.span(70, 150), s.span(80, 170)
	lined := s.odds(60)
	if lined { // with paper
		for y := 0.0; y < h; y += 74 {
			for x := 37 * math.Mod(y/74, 2); x < w; x += 74 {
				p.oval(paint{op: shade, tone: 0.8}, x, y, 8, 8)
			}
		}
	}
	p.poly(flat(line).carve(7), -20, -20, a, -20, a+26, h-b, -20, h+20)
	p.poly(flat(tone-0.2).carve(8), -20, -20, a-22, -20, a-2, h-b+6, -20, h+20)
	p.poly(flat(line).carve(1), -20, h+20, a+26, h-b, w+20, h-b, w+20, h+20)
	p.poly(glow(clampTone(tone-0.3)).carve(1), -20, h+20, a+20, h-b+18, w+20, h-b+18, w+20, h+20)
	s.fill(paint{op: shade, tone: 0.6}, points(a+26, -20, a+84, -20, a+100, h-b, a+26, h-b))
}

// panes is the light of a window that we do not see.
func (s *stage) panes() {
	w := float64(s.w)
	x, y, lean, size := s.span(0.1, 0.45)*w, s.span(0.02, 0.3)*w, s.span(0.2, 0.5), s.span(170, 250)
	for row := range 2 {
		for i := range 2 + s.r.IntN(2) {
			a, b := x+float64(i)*(size+26)+float64(row)*lean*size, y+float64(row)*(size+26)
			s.fill(paint{op: lighten, tone: 0.42}, points(a, b, a+size, b, a+size+lean*size, b+size, a+lean*size, b+size))
		}
	}
}

// beside lays a small thing of everyday, cut by the frame, near a corner.
func (s *stage) beside() {
	w, h := float64(s.w), float64(s.h)
	for _, corner := range points(0.06, 0.08, 0.94, 0.07, 0.93, 0.93, 0.07, 0.94) {
		if !s.odds(30) {
			continue
		}
		p := pen{canvas: s.canvas, o: pt{corner.x * w, corner.y * h}, k: s.span(88, 112), turn: s.span(0, 6.28)}
		[]func(pen){s.coins, s.pencil, s.envelope, s.saucer, s.twine, s.sprig}[s.r.IntN(6)](p)
	}
}

func (s *stage) coins(p pen) {
	for i := range 2 + s.r.IntN(2) {
		x, y, r := float64(i)*0.42, s.span(-0.4, 0.4), s.span(0.32, 0.46)
		p.shadow(0.08, p.round(x, y, r, r))
		p.oval(flat(0), x, y, r, r)
		p.oval(flat(2.3-0.4*float64(i)).carve(ringed), x, y, r*0.92, r*0.92)
		p.ring(flat(0.7), x, y, r*0.78, r*0.72)
		p.arc(flat(2.9), 0.05, x, y, r*0.85, r*0.85, 3.3, 4.6)
	}
}

func (s *stage) pencil(p pen) {
	p.shadow(0.1, box(0, 0, 3.4, 0.26))
	p.rect(flat(0), -1.74, -0.16, 3.2, 0.32)
	p.rect(glow(2), -1.7, -0.13, 3.1, 0.13)
	p.rect(glow(1.1), -1.7, 0, 3.1, 0.13)
	p.poly(flat(2.7), 1.4, -0.14, 1.95, 0, 1.4, 0.14)
	p.poly(flat(0), 1.8, -0.05, 2.0, 0, 1.8, 0.05)
}

func (s *stage) envelope(p pen) {
	p.paper(box(0, 0, 3.2, 2.1))
	p.line(flat(1.2), 0.03, -1.6, -1.05, 0, 0.2, 1.6, -1.05)
	p.rect(glow(1.8), 0.95, 0.3, 0.45, 0.55)
}

func (s *stage) saucer(p pen) {
	p.shadow(0.12, p.round(0, 0, 1.5, 1.5))
	p.oval(flat(0.1), 0, 0, 1.52, 1.52)
	p.oval(flat(2.7).carve(ringed), 0, 0, 1.46, 1.46)
	p.ring(glow(1.9), 0, 0, 1.3, 1.2)
	p.ring(flat(1.4), 0, 0, 0.72, 0.66)
}

func (s *stage) twine(p pen) {
	p.curve(flat(0.2), 0.06, 0.09, 0.06, -2, 0.3, -1, -0.6, 0, 0.5, 0.9, -0.5, 0.4, -1.0, -0.3, 0, 1.4, 0.9, 2.2, 0.2)
	p.curve(flat(2.4), 0.03, 0.05, 0.03, -2, 0.3, -1, -0.6, 0, 0.5, 0.9, -0.5, 0.4, -1.0, -0.3, 0, 1.4, 0.9, 2.2, 0.2)
}

func (s *stage) sprig(p pen) {
	p.curve(flat(0.3), 0.03, 0.06, 0.03, -1.6, 0, 0, 0.15, 1.6, -0.1)
	for i := range 6 {
		x := -1.2 + float64(i)*0.46
		side := float64(i%2)*2 - 1
		p.blob(flat(0.2), x, 0.05, x+0.16, side*0.4, x+0.62, side*0.66, x+0.44, side*0.16)
		p.curve(flat(1.8), 0.01, 0.03, 0.01, x+0.06, side*0.08, x+0.3, side*0.3, x+0.54, side*0.56)
	}
}
