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

// corners darkens the rim of the picture.
func (s *stage) corners(to float64) {
	w, h := float64(s.w), float64(s.h)
	s.everywhere(paint{op: shade, blend: func(x, y float64) float64 {
		dx, dy := (x-w/2)/(w*0.72), (y-h/2)/(h*0.78)
		return 1 - float64((1-to)*clamp01((math.Sqrt(float64(dx*dx)+float64(dy*dy))-0.55)*2))
	}})
}
