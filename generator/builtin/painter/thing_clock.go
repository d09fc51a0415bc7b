package painter

import (
	"math"
	"strconv"
	"strings"
)

// dial is the face of a clock with its hands at a time.
type dial struct{ hour, minute float64 } // angles clockwise from twelve, in radians

// dialAt reads a time such as "9:40". What is no time stands at ten past ten.
func dialAt(text string) dial {
	h, m, _ := strings.Cut(text, ":")
	hour, errHour := strconv.Atoi(h)
	minute, errMinute := strconv.Atoi(m)
	if errHour != nil || errMinute != nil {
		hour, minute = 10, 10
	}
	return dial{
		hour:   (float64(hour%12) + float64(minute)/60) * math.Pi / 6,
		minute: float64(minute) * math.Pi / 30,
	}
}

// tip is the end of a hand of that length.
func tip(angle, length float64) pt {
	s, c := math.Sincos(angle)
	return pt{s * length, -c * length}
}

// face draws the dial of a clock of that radius about the pen's origin.
func (p pen) face(d dial, r float64, roman bool) {
	p.oval(flat(3), 0, 0, r, r)
	p.ring(flat(0.1), 0, 0, r*0.97, r*0.93)
	for i := range 60 {
		a, from, width := float64(i)*math.Pi/30, 0.88, 0.015
		if i%5 == 0 {
			from, width = 0.83, 0.035
		}
		q, e := tip(a, r*from), tip(a, r*0.92)
		p.line(flat(0), r*width, q.x, q.y, e.x, e.y)
	}
	for i := range 12 {
		q := tip(float64(i)*math.Pi/6, r*0.68)
		n := p.to(q.x, q.y, r, float64(i)*math.Pi/6)
		if roman {
			n.numeral((i + 11) % 12)
		} else {
			n.turn = p.turn
			n.rect(flat(0), -0.035, -0.06, 0.07, 0.12)
		}
	}
	p.hand(d.hour, r*0.5, r*0.075)
	p.hand(d.minute, r*0.8, r*0.05)
	p.oval(flat(0), 0, 0, r*0.06, r*0.06)
	p.oval(glow(2), 0, 0, r*0.025, r*0.025)
}

// hand draws a hand of a clock.
func (p pen) hand(angle, length, width float64) {
	back, end := tip(angle, -length*0.18), tip(angle, length)
	side, waist := tip(angle+math.Pi/2, width), tip(angle, length*0.62)
	p.poly(flat(0), back.x, back.y, side.x*0.6, side.y*0.6, waist.x+side.x, waist.y+side.y, end.x, end.y, waist.x-side.x, waist.y-side.y, -side.x*0.6, -side.y*0.6)
}

// numeral draws a Roman numeral, from 0 for I to 11 for XII.
func (p pen) numeral(n int) {
	text := []string{"I", "II", "III", "IIII", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}[n]
	width := 0.0
	for _, c := range text {
		width += map[rune]float64{'I': 0.055, 'V': 0.11, 'X': 0.12}[c]
	}
	x := -width / 2
	for _, c := range text {
		switch c {
		case 'I':
			p.line(flat(0), 0.024, x+0.027, -0.085, x+0.027, 0.085)
			x += 0.055
		case 'V':
			p.line(flat(0), 0.026, x+0.01, -0.085, x+0.055, 0.085)
			p.line(flat(0), 0.013, x+0.1, -0.085, x+0.055, 0.085)
			x += 0.11
		default:
			p.line(flat(0), 0.026, x+0.01, -0.085, x+0.11, 0.085)
			p.line(flat(0), 0.013, x+0.11, -0.085, x+0.01, 0.085)
			x += 0.12
		}
	}
}

func pocketWatch(s *stage) {
	p := s.tabletop().to(0, 0.55, 1, s.span(-0.25, 0.25))
	if s.odds(40) { // a hunter, its lid open
		lid := p.to(-2.9, -2.5, 0.8, -0.5)
		p.shadow(0.3, p.round(-2.6, -2.2, 2.3, 2.3))
		lid.oval(flat(0), 0, 0, 3.05, 2.3)
		lid.oval(paint{blend: fade(40, 40, 2.9, 500, 500, 0.8), ink: accent, hatch: ringed}, 0, 0, 2.92, 2.18)
		lid.arc(flat(0.6), 0.07, 0, 0, 2.4, 1.7, 0, 6.3)
	}
	p.shadow(0.4, p.round(0, 0, 3.05, 3.05))
	p.chain(s)
	p.ring(flat(0), 0, -3.65, 0.64, 0.28)
	p.ring(paint{blend: fade(250, 250, 2.9, 800, 850, 0.3), hatch: ringed}, 0, -3.65, 0.55, 0.36)
	p.rect(flat(1.2), -0.32, -3.4, 0.64, 0.5)
	for i := range 4 {
		p.rect(flat(0.2), -0.28+float64(i)*0.16, -3.38, 0.05, 0.42)
	}
	p.oval(flat(0), 0, 0, 3.12, 3.12)
	p.oval(paint{blend: fade(280, 300, 2.9, 780, 850, 0.6), ink: []ink{key, accent}[s.r.IntN(2)], hatch: 2}, 0, 0, 3.05, 3.05)
	p.ring(flat(0.3), 0, 0, 2.78, 2.7)
	p.to(0, 0, 1, -p.turn*0.4).face(dialAt(s.detail("time")), 2.62, true)
	if s.detail("state") == "broken" {
		p.cracks(s, 0.7, -0.6, 2.5)
	}
	p.arc(flat(3), 0.09, 0, 0, 2.9, 2.9, -2.7, -1.9)
}

// chain lies beside a watch.
func (p pen) chain(s *stage) {
	x, y, a := 0.0, -4.05, s.span(-0.9, 0.2)
	for i := range 26 {
		link := p.to(x, y, 1, a)
		if i%2 == 0 {
			link.ring(flat(0.3), 0.1, 0, 0.15, 0.07)
		} else {
			link.line(flat(0.3), 0.09, 0, 0, 0.2, 0)
		}
		dy, dx := math.Sincos(a)
		x, y, a = x+dx*0.2, y+dy*0.2, a+s.span(0.03, 0.16)
	}
}

// cracks runs cracks over glass from a point, at most as far as reach from the
// origin.
func (p pen) cracks(s *stage, x, y, reach float64) {
	for i := range 9 {
		a := float64(i)*0.7 + s.span(-0.2, 0.2)
		line := []float64{x, y}
		cx, cy := x, y
		for range 5 {
			dy, dx := math.Sincos(a)
			step := s.span(0.25, 0.6)
			cx, cy, a = cx+dx*step, cy+dy*step, a+s.span(-0.5, 0.5)
			if math.Hypot(cx, cy) > reach {
				break
			}
			line = append(line, cx, cy)
		}
		if len(line) >= 4 {
			p.line(flat(0), 0.035, line...)
		}
	}
	p.oval(flat(0), x, y, 0.08, 0.08)
}

func ring(s *stage) {
	switch {
	case s.says("signet"):
		s.signet()
		return
	case s.says("chip", "garnet"):
		s.chipped()
		return
	case s.says("bird"):
		s.legRing()
		return
	}
	s.tabletop().to(0, 0.6, 1, s.span(-0.4, 0.4)).jewel(false)
}

func button(s *stage) {
	p := s.tabletop()
	p.shadow(0.35, p.round(0, 0, 2.4, 2.4))
	p.oval(paint{blend: fade(320, 320, 2.6, 780, 800, 0.5), ink: accent, hatch: ringed}, 0, 0, 2.4, 2.4)
	p.oval(paint{blend: fade(320, 320, 0.8, 780, 800, 2.3), ink: accent, hatch: ringed}, 0, 0, 1.85, 1.85)
	p.oval(glow(1.8), 0, 0, 1.7, 1.7)
	for _, q := range points(-0.5, -0.5, 0.5, -0.5, 0.5, 0.5, -0.5, 0.5) {
		p.oval(flat(0), q.x, q.y, 0.26, 0.26)
	}
	p.line(flat(2.6), 0.13, -0.5, -0.5, 0.5, 0.5)
	p.curve(flat(2.6), 0.12, 0.1, 0.05, 0.5, -0.5, 0.1, 0, -0.6, 0.9, -1.5, 1.2, -2.3, 2.5)
	p.curve(flat(2.6), 0.08, 0.07, 0.03, -0.5, 0.5, -1.2, 1.9, -1, 2.8, -1.6, 3.4)
	p.arc(flat(3), 0.09, 0, 0, 2.15, 2.15, 3.3, 4.5)
}

// cufflink is one of a pair face up, the other on its side so that its bar shows.
func cufflink(s *stage) {
	p := s.tabletop()
	side := p.to(1.7, 1.7, 1, 0.5)
	side.shadow(0.22, box(0, 0.6, 0.6, 2))
	side.shadow(0.22, box(0, -0.5, 2.5, 0.6))
	side.shadow(0.22, box(0, 1.6, 2, 0.5))
	side.rect(paint{blend: fade(600, 560, 2.6, 800, 800, 0.5), hatch: 3}, -0.16, -0.3, 0.32, 1.9)
	side.line(flat(0), 0.62, -0.8, 1.6, 0.8, 1.6)
	side.line(flat(2.2), 0.46, -0.8, 1.56, 0.8, 1.56)
	side.line(flat(3), 0.1, -0.8, 1.45, 0.7, 1.45)
	side.poly(flat(0), -1.3, -0.75, 1.3, -0.75, 1.1, -0.2, -1.1, -0.2)
	side.poly(glow(2), -1.2, -0.68, 1.2, -0.68, 1.02, -0.28, -1.02, -0.28)
	front := p.to(-1.2, -1.1, 1, s.span(-0.3, 0.3))
	p.shadow(0.35, p.round(-1.2, -1.1, 2.1, 2.1))
	front.oval(flat(0), 0, 0, 2.12, 2.12)
	front.oval(paint{blend: fade(250, 220, 3, 620, 620, 0.6), hatch: ringed}, 0, 0, 2.05, 2.05)
	front.oval(flat(0.1), 0, 0, 1.7, 1.7)
	front.oval(glow(2), 0, 0, 1.6, 1.6)
	front.inside(front.round(0, 0, 1.6, 1.6), func() {
		front.blob(glow(0.9), 0.5, -1.8, 0.9, 0, 0.3, 1.8, 2, 1.8, 2, -1.8)
	})
	front.ring(flat(2.9), 0, -0.85, 0.3, 0.17)
	front.line(flat(2.9), 0.2, 0, -0.55, 0, 0.9)
	front.line(flat(2.9), 0.17, -0.5, -0.25, 0.5, -0.25)
	front.arc(flat(2.9), 0.2, 0, 0.2, 0.85, 0.78, 0.25, math.Pi-0.25)
	front.arc(flat(3), 0.1, 0, 0, 1.88, 1.88, 3.3, 4.6)
}
