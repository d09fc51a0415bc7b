package painter

import "math"

// things are the pieces of evidence, each drawn alone in close-up on a table
// under a lamp. Units are 100 pixels about the middle of the picture, y growing
// downwards; the light falls from the upper left.
func things() map[string]scene {
	return map[string]scene{
		"pocket-watch": pocketWatch, "wall-clock": wallClock, "ring": ring, "button": button, "cufflink": cufflink,
		"torn-letter": tornLetter, "ledger": ledger, "photograph": photograph, "train-ticket": trainTicket, "receipt": receipt,
		"telegram": telegram, "diary": diary, "will": testament, "newspaper": newspaper, "map": chart, "cheque": cheque,
		"key": doorKey, "knife": knife, "pistol": pistol, "rope": rope, "lantern": lantern, "candle": candle, "matchbox": matchbox,
		"glove": glove, "handkerchief": handkerchief, "umbrella": umbrella, "spectacles": spectacles, "footprint": footprint,
		"wine-glass": wineGlass, "medicine-bottle": medicineBottle,
		"gavel": gavel, "film-reel": filmReel, "weaving-shuttle": weavingShuttle, "sextant": sextant, "scissors": scissors,
		"syringe": syringe, "teacup": teacup, "hammer": hammer, "wrench": wrench, "bottle": bottle, "scarf": scarf,
		"trophy": trophy, "chess-piece": chessPiece, "paperweight": paperweight, "hatpin": hatpin, "wire-coil": wireCoil,
		"razor": razor, "walking-stick": walkingStick, "bust": bustHead, "magnifying-glass": magnifyingGlass,
	}
}

// shadow is a soft shadow under an outline, thrown to the lower right.
func (p pen) shadow(by float64, o []pt) {
	for i, far := range []float64{1, 0.55} {
		moved := make([]pt, len(o))
		for k, q := range p.all(o) {
			moved[k] = pt{q.x + by*p.k*far, q.y + by*p.k*far*0.9}
		}
		p.fill(paint{op: shade, tone: 0.62 - 0.3*float64(i)}, moved)
	}
}

// shadowRing is the shadow of a ring.
func (p pen) shadowRing(by, x, y, outer, inner float64) {
	q := p
	q.o = pt{p.o.x + by*p.k, p.o.y + by*p.k*0.9}
	q.ring(paint{op: shade, tone: 0.35}, x, y, outer, inner)
}

// box is the outline of a rectangle about a point.
func box(x, y, w, h float64) []pt {
	return points(x-w/2, y-h/2, x+w/2, y-h/2, x+w/2, y+h/2, x-w/2, y+h/2)
}

// paper lays a sheet with that outline. Whatever is written on it comes
// after.
func (p pen) paper(o []pt) {
	p.shadow(0.16, o)
	p.fill(paint{blend: fade(0, 0, 3, float64(p.w), float64(p.h), 2.55), hatch: 4}, p.all(o))
}

// writing is lines of handwriting between two heights.
func (p pen) writing(s *stage, left, right, from, to, step float64) {
	for y := from; y < to; y += step {
		end := right
		if s.odds(22) {
			end = lerp(left, right, s.span(0.35, 0.8))
		}
		for x := left; x < end-0.12; {
			word := math.Min(s.span(0.22, 0.85), end-x)
			var line []float64
			for t := 0.0; t <= word; t += 0.09 {
				line = append(line, x+t, y+s.span(-0.055, 0.055))
			}
			if len(line) >= 6 {
				p.curve(flat(0.1), 0.03, 0.05, 0.025, line...)
			}
			x += word + 0.14
		}
	}
}

// typed is a line of type: bars with gaps.
func (p pen) typed(s *stage, left, right, y, height float64, ink paint) {
	for x := left; x < right-0.05; {
		word := math.Min(s.span(0.12, 0.5), right-x)
		p.rect(ink, x, y, word, height)
		x += word + height*0.9
	}
}

// parcel stands for whatever the painter has not learnt: something wrapped in
// paper and tied with string.
func parcel(s *stage) {
	p := s.tabletop()
	o := points(-2.9, -2.1, 2.7, -2.4, 3, 2.1, -2.6, 2.4)
	p.shadow(0.5, o)
	p.fill(paint{blend: fade(200, 200, 2.5, 850, 850, 1.4), hatch: 3}, p.all(o))
	p.poly(flat(1.2), 2.7, -2.4, 3, 2.1, 2.3, 1.5, 2.1, -1.8)
	p.curve(flat(0.2), 0.1, 0.12, 0.1, -2.8, 0.1, 0, 0.2, 2.85, -0.1)
	p.curve(flat(0.2), 0.1, 0.12, 0.1, 0.1, -2.25, 0, 0, 0.15, 2.25)
	for _, side := range []float64{-1, 1} {
		p.curve(flat(0.15), 0.07, 0.12, 0.07, 0, 0.1, side*0.9, -0.7, side*1.2, 0.1, 0, 0.12)
	}
	p.rect(glow(2), 1.1, 0.9, 1.2, 0.8)
}
