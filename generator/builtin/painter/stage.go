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
	style   style
	stood   []piece                    // what has been set on the floor so far
	shown   [2]pt                      // corners of the landmark, where the picture has them
	corner  func()                     // what stands in a far corner, until the first thing before it is set
	gloom   func(x, y float64) float64 // what lit leaves of a tone at a place
}

func (s *stage) detail(name string) string { return s.pic.Details[name] }

// cropTo shows a part of the scene by chance, at most so many times larger.
func (s *stage) cropTo(most float64) {
	by := s.span(1, most)
	spare := 1 - 1/by
	s.crop = crop{x: s.span(0, spare) * float64(s.w), y: s.span(0.3*spare, spare) * float64(s.h), by: by}
}

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

// lit leaves the light of a lamp at a point and darkens what is far from it: in
// a pool, as a low light, from a door at one side, or evenly.
func (s *stage) lit(at pt, rx, ry float64) {
	s.shafts()
	w, h := float64(s.w), float64(s.h)
	far := s.ambient
	if !s.night {
		far = lerp(s.ambient, 1, 0.2)
	}
	switch kind := s.r.IntN(6); {
	case kind < 2:
	case kind == 2 && s.night:
		rx, ry, far = rx*0.72, ry*0.78, far*0.7
	case kind == 3 && s.indoors: // from a door that we do not see
		x := s.span(0.05, 0.3) * w
		if s.odds(50) {
			x = w - x
		}
		s.beam(0.6, pt{x, h}, pt{w - x, h * 0.3}, x-90, h+20, x+90, h+20, lerp(x, w-x, 0.8)+330, h*0.45, lerp(x, w-x, 0.8)-60, h*0.4)
		rx, ry, at = rx*0.9, ry*0.9, pt{lerp(at.x, w-x, 0.25), at.y}
	case kind == 4 && s.night && s.glazed: // the moon on the floor
		s.moonlit()
		rx, ry = rx*0.8, ry*0.8
	default:
		far = lerp(far, 1, 0.45)
	}
	s.gloom = func(x, y float64) float64 {
		dx, dy := (x-at.x)/rx, (y-at.y)/ry
		u := clamp01(math.Sqrt(float64(dx*dx)+float64(dy*dy)) - 0.25)
		return 1 - float64((1-far)*u)
	}
	s.everywhere(paint{op: shade, blend: s.gloom})
}

// moonlit lays the light of a window's panes over the floor.
func (s *stage) moonlit() {
	w, h := float64(s.w), float64(s.h)
	x, lean, y := s.span(0.2, 0.6)*w, s.span(-0.5, 0.5), s.span(0.66, 0.74)*h
	for row := range 2 {
		for i := range 3 {
			a, b := x+float64(i)*118+lean*float64(row)*110, y+float64(row)*112
			s.fill(paint{op: lighten, tone: 0.5}, points(a, b, a+100, b, a+100+lean*100, b+96, a+lean*100, b+96))
		}
	}
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

// genteel is true where curtains hang and flowers would stand about.
func (s *stage) genteel() bool {
	switch s.pic.Subject {
	case "boiler-room", "engine-room", "galley", "ski-room", "kitchen", "wine-cellar", "boathouse", "paddle-box", "loading-bay", "workshop", "packing-room", "loading-yard", "strong-room", "mud-baths", "wheelhouse", "fly-loft", "orchestra-pit":
		return false
	}
	switch s.pic.Setting {
	case "manor", "hotel", "museum", "chess", "steamer", "auction", "theatre", "train":
		return s.pic.Subject != "luggage-van" && s.pic.Subject != "guards-van" && s.pic.Subject != "locomotive-footplate"
	}
	return s.pic.Subject == "screening-bar"
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
	s.company()
	s.crop = crop{by: 1}
	s.frame()
	w, h := float64(s.w), float64(s.h)
	s.everywhere(paint{op: shade, blend: func(x, y float64) float64 {
		dx, dy := (x-w/2)/(w*0.72), (y-h/2)/(h*0.78)
		return 1 - float64((1-to)*clamp01((math.Sqrt(float64(dx*dx)+float64(dy*dy))-0.55)*2))
	}})
}
