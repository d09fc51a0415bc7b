package painter

import (
	"math"
	"math/rand/v2"

	"casebook/generator/mystery"
)

// stage is a picture being made: the canvas, chance, what to show and under
// which light.
type stage struct {
	*canvas
	r       *rand.Rand
	pic     mystery.Picture
	cam     *camera
	room    room
	indoors bool
	glazed  bool    // there is a window
	night   bool    // lamps are lit
	ambient float64 // what light there is without a lamp, 0 to 1
	skyTop  float64 // tones of the sky
	skyLow  float64
}

func (s *stage) detail(name string) string { return s.pic.Details[name] }

// setHour sets the light of the hour and the weather.
func (s *stage) setHour() {
	switch s.pic.Hour {
	case "dawn":
		s.skyTop, s.skyLow, s.ambient = 1.15, 2.9, 0.74
	case "day":
		s.skyTop, s.skyLow, s.ambient = 1.75, 2.9, 0.9
	case "dusk":
		s.skyTop, s.skyLow, s.ambient, s.night = 0.5, 2.3, 0.62, true
	default:
		s.skyTop, s.skyLow, s.ambient, s.night = 0.12, 0.95, 0.5, true
	}
	switch s.pic.Weather {
	case "storm":
		s.skyTop, s.skyLow, s.ambient = s.skyTop*0.5, s.skyLow*0.6, s.ambient*0.88
	case "rain":
		s.skyTop, s.skyLow = s.skyTop*0.75, s.skyLow*0.75
	case "fog":
		s.skyTop, s.skyLow = lerp(s.skyTop, s.skyLow, 0.5), s.skyLow*0.95
	}
}

// span is a number by chance between two.
func (s *stage) span(from, to float64) float64 { return lerp(from, to, s.r.Float64()) }

// odds is true so many times in a hundred.
func (s *stage) odds(percent int) bool { return s.r.IntN(100) < percent }

// pick is one of the words.
func (s *stage) pick(words ...string) string { return words[s.r.IntN(len(words))] }

// sheet is a pen in pixels over the whole canvas.
func (s *stage) sheet() pen { return pen{canvas: s.canvas, k: 1} }

// ground is a pen whose y grows upwards from a point, in units of k pixels.
func (s *stage) ground(x, y, k float64) pen {
	return pen{canvas: s.canvas, o: pt{x, y}, k: k, up: true}
}

// everywhere fills the whole canvas.
func (s *stage) everywhere(p paint) {
	w, h := float64(s.w), float64(s.h)
	s.fill(p, points(-20, -20, w+20, -20, w+20, h+20, -20, h+20))
}

// lit leaves the light of a lamp at a point and darkens what is far from it.
func (s *stage) lit(at pt, rx, ry float64) {
	s.shafts()
	far := s.ambient
	if !s.night {
		far = lerp(s.ambient, 1, 0.2)
	}
	s.everywhere(paint{op: shade, blend: func(x, y float64) float64 {
		dx, dy := (x-at.x)/rx, (y-at.y)/ry
		u := clamp01(math.Sqrt(float64(dx*dx)+float64(dy*dy)) - 0.25)
		return 1 - float64((1-far)*u)
	}})
}

// shafts are of sunlight through windows that we do not see.
func (s *stage) shafts() {
	if !s.indoors || !s.glazed || s.night || s.pic.Weather != "clear" && s.pic.Weather != "snow" || s.odds(30) {
		return
	}
	w, h := float64(s.w), float64(s.h)
	x, lean, wide := s.span(-0.1, 0.5)*w, s.span(0.25, 0.6)*w, s.span(0.05, 0.11)*w
	for i := range 2 + s.r.IntN(2) {
		a := x + float64(i)*wide*1.7
		s.beam(0.55, pt{a, 0}, pt{a + lean, h}, a, -20, a+wide, -20, a+wide*1.5+lean, h+20, a+lean, h+20)
	}
}

// frame puts something near and dark at one side of a room: a door post, the
// back of a chair, leaves.
func (s *stage) frame() {
	if !s.indoors {
		return
	}
	w, h := float64(s.w), float64(s.h)
	p := s.ground(0, h, 1)
	if s.odds(50) {
		p = pen{canvas: s.canvas, o: pt{w, h}, k: 1, up: true, flip: true}
	}
	switch s.r.IntN(8) {
	case 0, 1: // a door that stands open
		x := s.span(70, 140)
		p.rect(flat(0), -20, -20, x+20, h+40)
		p.rect(flat(1.0).carve(8), x, -20, 16, h+40)
		p.rect(flat(0), x+16, -20, 7, h+40)
	case 2: // a chair
		if !genteel(s.pic.Setting) {
			return
		}
		x, y := s.span(60, 150), s.span(150, 230)
		p.rect(flat(0), x, -20, 22, y+30)
		p.rect(flat(0), x+150, -20, 22, y+30)
		for i := range 2 {
			p.blob(flat(0), x-6, y-20-float64(i)*80, x+86, y-8-float64(i)*80, x+178, y-20-float64(i)*80, x+178, y-60-float64(i)*80, x+86, y-48-float64(i)*80, x-6, y-60-float64(i)*80)
		}
		p.curve(flat(1.4), 1, 6, 1, x, y-22, x+86, y-12, x+172, y-22)
	case 3, 4:
		if genteel(s.pic.Setting) {
			s.leaves(p.to(s.span(20, 80), -60, 1, 0), 0, s.span(300, 400), 9, 0)
		}
	}
}

// genteel is true where a palm in a pot would stand about.
func genteel(setting string) bool {
	return setting == "manor" || setting == "hotel" || setting == "museum" || setting == "chess" || setting == "steamer" || setting == "auction"
}

// bloom brightens the air about a lamp.
func (s *stage) bloom(at pt, r, by float64) {
	s.sheet().fillRound(paint{op: lighten, blend: halo(at.x, at.y, r, r, by, 0)}, at, r)
}

func (p pen) fillRound(with paint, at pt, r float64) {
	p.fill(with, p.round(at.x, at.y, r, r))
}

// beam throws light over a polygon, strong at one point and gone at another.
func (s *stage) beam(by float64, from, to pt, xy ...float64) {
	s.fill(paint{op: lighten, blend: fade(from.x, from.y, by, to.x, to.y, 0)}, points(xy...))
}

// corners ends a picture: what stands nearest, and a dark rim.
func (s *stage) corners(to float64) {
	s.frame()
	w, h := float64(s.w), float64(s.h)
	s.everywhere(paint{op: shade, blend: func(x, y float64) float64 {
		dx, dy := (x-w/2)/(w*0.72), (y-h/2)/(h*0.78)
		return 1 - float64((1-to)*clamp01((math.Sqrt(float64(dx*dx)+float64(dy*dy))-0.55)*2))
	}})
}
