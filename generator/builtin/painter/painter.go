// Package painter draws the pictures of a case with no network: prints in the
// manner of a linocut, a few flat inks on paper with carved hatching, strong
// light and shadow.
//
// A picture is cut before it is printed. Scenes fill shapes on a canvas with
// tones from 0 (dark ink) to 3 (bare paper); the press then turns whole tones
// into flat inks and the tones between them into carved lines. Everything is a
// function of the picture's description and seed.
package painter

import (
	"context"
	"fmt"
	"hash/fnv"
	"image"
	"math/rand/v2"

	"casebook/generator/mystery"
)

// Painter draws pictures. It is safe for many goroutines at once.
type Painter struct {
	places  map[string]scene
	things  map[string]scene
	forms   map[string][]form
	outside map[string]scene
}

// scene cuts one subject.
type scene func(*stage)

// New returns a painter with its whole repertoire.
func New() *Painter {
	return &Painter{places: places(), things: things(), forms: forms(), outside: outside()}
}

// Draw returns the picture: portraits are 1024×1280, places and the establishing
// picture 1600×900, evidence 1024×1024. A subject that it does not know gets a
// scene that fits its kind; the only error is that of an ended context.
func (p *Painter) Draw(ctx context.Context, pic mystery.Picture) (image.Image, error) {
	return p.draw(ctx, pic, 1)
}

// draw is Draw at a size other than the full one, 1.
func (p *Painter) draw(ctx context.Context, pic mystery.Picture, zoom float64) (image.Image, error) {
	s := newStage(ctx, pic, zoom)
	p.scene(pic)(s)
	img := s.print(palette(pic))
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("paint %s: %w", pic.Slot, err)
	}
	return img, nil
}

// newStage returns a stage under the picture's light with nothing on it.
func newStage(ctx context.Context, pic mystery.Picture, zoom float64) *stage {
	w, h := size(pic.Kind)
	r := rand.New(rand.NewPCG(pic.Seed, fingerprint(pic)))
	s := &stage{canvas: newCanvas(w, h, zoom, r.Uint64(), ctx.Err), r: r, pic: pic}
	s.setHour()
	switch pic.Kind {
	case mystery.Location:
		s.cropTo(1.2)
		s.style = s.fashion()
	case mystery.Cinematic:
		s.cropTo(1.26)
	case mystery.Portrait, mystery.Object:
	}
	return s
}

// scene finds what to cut for a picture.
func (p *Painter) scene(pic mystery.Picture) scene {
	find := func(table map[string]scene, fallback scene) scene {
		for _, name := range []string{pic.Subject, pic.Setting} {
			if f, ok := table[name]; ok {
				return f
			}
		}
		return fallback
	}
	switch pic.Kind {
	case mystery.Portrait:
		return portrait
	case mystery.Object:
		for _, f := range p.forms[pic.Subject] {
			if told(pic, f.words...) {
				return f.cut
			}
		}
		return find(p.things, parcel)
	case mystery.Cinematic:
		return find(p.outside, lonelyHouse)
	case mystery.Location:
	}
	return find(p.places, bareRoom)
}

func size(kind mystery.PictureKind) (w, h int) {
	switch kind {
	case mystery.Portrait:
		return 1024, 1280
	case mystery.Object:
		return 1024, 1024
	case mystery.Location, mystery.Cinematic:
	}
	return 1600, 900
}

// fingerprint keeps two pictures apart that were given the same seed.
func fingerprint(pic mystery.Picture) uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s|%s|%s|%s", pic.Slot, pic.Kind, pic.Subject, pic.Setting)
	return h.Sum64()
}
