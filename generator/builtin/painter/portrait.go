package painter

import (
	"fmt"
	"hash/fnv"
	"math"
	"strconv"
	"strings"

	"casebook/generator/mystery"
)

// sitter is a portrait being cut. Lengths are in half heads: the crown is at
// -1, the chin at 1, and y grows downwards. The light falls from the left.
type sitter struct {
	*stage
	who   mystery.Person
	head  pen
	body  pen
	turn  float64 // -1 to 1: which way the face looks
	wide  float64 // half the width of the face
	jaw   float64 // width of the jaw as a share of wide
	broad float64 // half the width of the shoulders
	neck  float64 // half the width of the neck
	woman bool
	cut   tailoring
	place int  // 0 to 2: which of the three of a case
	pose  pose // of the arms
}

// portrait cuts a person from the chest up.
func portrait(s *stage) { newSitter(s).draw() }

// newSitter seats a person, not yet drawn.
func newSitter(s *stage) *sitter {
	f := &sitter{stage: s}
	if s.pic.Person != nil {
		f.who = *s.pic.Person
	}
	s.mirror = s.odds(50)
	f.place = third(s.pic)
	f.measure()
	return f
}

func (f *sitter) draw() {
	f.backdrop()
	f.hairBehind()
	f.torso()
	f.throat()
	f.dress()
	if f.pose.draw != nil {
		f.pose.draw()
	}
	f.ears()
	f.skull()
	f.features()
	f.beard()
	f.hairFront()
	f.glasses()
	f.hat()
	f.pipe()
	if f.pose.over != nil {
		f.pose.over()
	}
}

// third tells the three portraits of a case apart: each has a number from 0 to
// 2 that no other has, whatever their seeds.
func third(pic mystery.Picture) int {
	h := fnv.New32a()
	fmt.Fprintf(h, "%s|%s|%s|%s", pic.Setting, pic.Palette, pic.Weather, pic.Mood)
	n, _ := strconv.Atoi(strings.TrimPrefix(pic.Slot, "suspect-"))
	return (n + int(h.Sum32()%3)) % 3
}

// measure sets proportions and pose.
func (f *sitter) measure() {
	f.proportions()
	f.cut = f.tailoring()
	f.turn = f.span(0.05, 0.66)
	if f.odds(45) {
		f.turn = -f.turn
	}
	k := f.span(206, 292)
	x, y := 512+f.turn*-90+f.span(-80, 80), lerp(470, 590, (k-206)/86)+f.span(-30, 30)
	if f.pose = f.gesture(); f.pose.draw != nil || f.pose.over != nil { // further off, so that it shows
		k, y = f.span(196, 222), f.span(420, 470)
		x = 512 + f.turn*-40 + f.span(-40, 40)
	}
	if f.who.Hat != "" { // its crown and brim lie within the frame
		k = min(k, 258)
		reach := k*f.wide*1.62 + 40
		x, y = max(reach, min(x, 1024-reach)), max(y, 1.75*k+40)
	}
	f.body = pen{canvas: f.canvas, o: pt{x - f.turn*26, y}, k: k, turn: f.span(-0.05, 0.05)}
	f.head = pen{canvas: f.canvas, o: pt{x, y}, k: k, turn: f.span(-0.11, 0.11)}
}

// proportions are those of sex, build and age.
func (f *sitter) proportions() {
	f.woman = f.who.Sex == "woman"
	f.wide, f.jaw, f.broad, f.neck = 0.74, 0.82, 1.62, 0.4
	switch f.who.Build {
	case "slight":
		f.wide, f.jaw, f.broad, f.neck = 0.65, 0.74, 1.26, 0.29
	case "heavy":
		f.wide, f.jaw, f.broad, f.neck = 0.94, 1.02, 2.2, 0.64
	}
	if f.who.Age == "young" {
		f.jaw *= 0.94
	}
	switch {
	case f.woman && f.who.Build == "heavy":
		f.jaw, f.broad, f.neck = f.jaw*0.94, f.broad*0.95, f.neck*0.88
	case f.woman:
		f.jaw, f.broad, f.neck, f.wide = f.jaw*0.9, f.broad*0.9, f.neck*0.82, f.wide*0.97
	default:
		f.jaw = min(f.jaw*1.06, 1.04)
	}
	f.wide *= []float64{1, 1.05, 0.95}[f.place] // the three of a case have other faces
	f.jaw *= []float64{1, 0.93, 1.05}[f.place]
	if f.setting("auction") && f.who.Dress == "suit" {
		f.broad *= 1.06
	}
}

// x is where a point of the face lies across when the head is turned.
func (f *sitter) x(x float64) float64 {
	if x*f.turn > 0 {
		x *= 1 - 0.5*math.Abs(f.turn)
	}
	return x + f.turn*0.3
}

// backdrop is one of several grounds, light behind dark hair and the reverse.
func (f *sitter) backdrop() {
	w, h := float64(f.w), float64(f.h)
	ground := f.span(0.9, 1.3)
	if f.who.Hair == "black" || f.who.Hair == "brown" || f.who.Skin == "dark" {
		ground = f.span(1.75, 2.2)
	}
	f.everywhere(paint{hatch: 4, blend: fade(0, 0, ground+0.35, w, h, ground-0.5)})
	[]func(ground float64){
		f.disc, f.sunburst, f.blind, f.weatherWindow, f.stripes, f.ajar, f.bookcase, f.archAndLamp, f.pictureWall, f.draped, f.stairs, f.mapWall,
	}[f.r.IntN(4)*3+f.place](ground)
}

// torso is the mass of the shoulders; dress cuts what covers it.
func (f *sitter) torso() {
	line := f.shoulders()
	o := f.body.all(line)
	f.body.fill(f.edge(), f.body.all(ribbon(append(line, line[0]), 0.04, 0.04, 0.04)))
	f.body.fill(f.cloth(), o)
	f.clip(o, func() {
		f.away()
		if f.who.Dress == "suit" && f.cut.stripes {
			f.pinstripes()
		}
		if f.who.Dress == "suit" && f.cut.check {
			f.checks()
		}
	})
}

// away is the side of the body that the light does not reach.
func (f *sitter) away() {
	b := f.broad
	f.body.blob(paint{op: shade, tone: 0.5}, 0.32, 1.2, b*0.62, 1.5, b*0.56, 2.2, b*0.48, 3.6, b*2, 3.8, b*2, 1.2)
}

// shoulders are the outline of the body with the upper arms, from the neck to
// below the frame; it narrows below an elbow that is bent.
func (f *sitter) shoulders() []pt {
	b, n := f.broad, f.neck
	slope := 0.21
	switch f.who.Build {
	case "heavy":
		slope = 0.13
	case "slight":
		slope = 0.27
	}
	half := func(side float64, bent bool) []pt {
		o := points(side*n*0.8, 1.0, side*n*1.5, 1.34, side*b*0.82, 1.36+slope, side*b*1.02, 1.72+slope, side*b*1.1, 2.6)
		if bent {
			return append(o, points(side*b*1.13, 2.96, side*b*0.98, 3.16, side*b*0.82, 3.3, side*b*0.8, 4.2)...)
		}
		return append(o, points(side*b*1.13, 3.2, side*b*1.14, 4.2)...)
	}
	return smooth(append(half(-1, f.pose.left), reverse(half(1, f.pose.right))...), true, f.body.k)
}

// cloth is the ground of the dress.
func (f *sitter) cloth() paint {
	switch f.who.Dress {
	case "suit":
		return f.cut.ground
	case "uniform":
		if f.setting("steamer") {
			return flat(2.5).carve(6)
		}
		return flat(0.72).carve(6)
	case "dress":
		return []paint{glow(1.9), flat(0.5).carve(6), flat(2.5).carve(6)}[f.place]
	case "poncho":
		return glow(1.9)
	case "galabeya", "djellaba":
		return flat(2.4).carve(8)
	case "sari":
		return flat(1.0).carve(6)
	case "shawl":
		return glow(1.5)
	case "apron":
		return flat(0.9).carve(7)
	case "coat":
		return []paint{flat(1.12).carve(5), flat(0.5).carve(6), flat(2.25).carve(4)}[f.place]
	case "workwear":
		return []paint{flat(1.7).carve(4), flat(2.4).carve(4), flat(2.7).carve(4)}[f.place]
	}
	return []paint{flat(1.45).carve(8), flat(0.8).carve(8), flat(2.3).carve(8)}[f.place]
}

// throat is the neck with the shadow of the chin.
func (f *sitter) throat() {
	n, t := f.neck, f.turn*0.12
	neck := smooth(points(-n+t, 0.4, -n*0.98+t*0.6, 0.95, -n*1.25, 1.3, -n*0.7, 1.55, 0, 1.66, n*0.7, 1.55, n*1.25, 1.3, n*0.98+t*0.6, 0.95, n+t, 0.4), true, f.body.k)
	f.fill(flat(2).in(skin), f.body.all(neck))
	f.clip(f.body.all(neck), func() {
		f.body.blob(flat(1.0).in(skin).carve(5), -n*1.2, 0.7, -n*0.7, 1.0, 0, 1.2, n*0.2, 1.5, n*0.35, 1.8, n*2, 1.8, n*2, 0.4)
		f.body.blob(flat(0.45).in(skin), n*0.15, 0.6, n*0.4, 1.1, n*0.75, 1.5, n*2, 1.6, n*2, 0.4)
		if f.who.Age == "old" {
			f.body.curve(flat(0.6).in(skin), 0.01, 0.035, 0.01, -n*0.5, 1.02, -n*0.25, 1.25, -n*0.3, 1.5)
			f.body.curve(flat(0.6).in(skin), 0.01, 0.03, 0.01, -n*0.75, 1.1, -n*0.6, 1.25, -n*0.6, 1.4)
		}
	})
}
