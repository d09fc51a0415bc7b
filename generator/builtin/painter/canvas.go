package painter

import (
	"math"

	"github.com/golang/freetype/raster"
	"golang.org/x/image/math/fixed"
)

// ink names a set of four inks, one for each tone.
type ink uint8

const (
	key    ink = iota // the case's inks
	accent            // the case's one strong colour
	skin              // of a portrait
	hair              // of a portrait
)

// op is how a fill meets what is there.
type op uint8

const (
	over    op = iota // replaces
	shade             // tone is multiplied by the fill's
	lighten           // the fill's tone is added
)

// How lines are carved. Other numbers are a slant in steps of 11.25°, 0 being level.
const (
	ringed  uint8 = 16 // circles about the focus
	rayed   uint8 = 17 // rays from the focus
	crossed uint8 = 18 // two slants
)

// paint says what a fill puts down.
type paint struct {
	tone  float64
	blend func(x, y float64) float64 // tone at a pixel, in place of tone
	ink   ink
	hatch uint8
	op    op
}

func flat(tone float64) paint { return paint{tone: tone, hatch: 2} }

func glow(tone float64) paint { return paint{tone: tone, ink: accent, hatch: 2} }

func (p paint) carve(hatch uint8) paint {
	p.hatch = hatch
	return p
}

func (p paint) in(i ink) paint {
	p.ink = i
	return p
}

// canvas is the block that is cut: a tone for every pixel, the share of each
// ink but the key, and the way lines run.
type canvas struct {
	w, h    int // as scenes count
	zoom    float64
	cols    int // in pixels
	rows    int
	tone    []uint8
	hatch   []uint8
	share   [3][]uint8 // accent, skin, hair
	mask    []uint8    // nil: everything may be painted
	focus   pt         // of rings and rays
	mirror  bool       // shapes are flipped left to right
	crop    crop       // the part of the scene that is shown
	rough   float64    // how far a hand strays, in pixels
	noise   *noise
	ras     *raster.Rasterizer
	veil    func(x, y float64) float64 // by what tones are multiplied before they are laid; nil leaves them
	stopped func() error
}

// crop is the part of a scene that fills the canvas: its corner, and how many
// times larger it is shown.
type crop struct{ x, y, by float64 }

// newCanvas returns an uncut block of w by h, with zoom pixels to the unit.
func newCanvas(w, h int, zoom float64, seed uint64, stopped func() error) *canvas {
	cols, rows := int(float64(w)*zoom), int(float64(h)*zoom)
	c := &canvas{
		w: w, h: h, zoom: zoom, cols: cols, rows: rows, rough: 1.1, noise: newNoise(seed), stopped: stopped,
		tone: make([]uint8, cols*rows), hatch: make([]uint8, cols*rows),
		ras: raster.NewRasterizer(cols, rows), focus: pt{float64(w) / 2, float64(h) / 2}, crop: crop{by: 1},
	}
	for i := range c.share {
		c.share[i] = make([]uint8, cols*rows)
	}
	c.ras.UseNonZeroWinding = true
	return c
}

// fill puts paint on the inside of the outlines, which overlap as one.
func (c *canvas) fill(p paint, outlines ...[]pt) {
	if c.stopped() != nil {
		return
	}
	c.trace(outlines)
	c.ras.Rasterize(&roller{canvas: c, paint: p})
	c.ras.Clear()
}

// clip keeps the fills that draw makes inside an outline.
func (c *canvas) clip(outline []pt, draw func()) { c.within([][]pt{outline}, draw) }

// within keeps the fills that draw makes inside outlines, those that run the
// other way round being holes.
func (c *canvas) within(outlines [][]pt, draw func()) {
	if c.stopped() != nil {
		return
	}
	before := c.mask
	m := &masker{w: c.cols, mask: make([]uint8, c.cols*c.rows), within: before}
	c.trace(outlines)
	c.ras.Rasterize(m)
	c.ras.Clear()
	c.mask = m.mask
	draw()
	c.mask = before
}

func (c *canvas) trace(outlines [][]pt) {
	for _, o := range outlines {
		o = c.cropped(c.strayed(o))
		for i, q := range o {
			if i == 0 {
				c.ras.Start(c.fixed(q))
			} else {
				c.ras.Add1(c.fixed(q))
			}
		}
		if len(o) > 0 {
			c.ras.Add1(c.fixed(o[0]))
		}
	}
}

// across is a pixel's x as the scene counts it.
func (c *canvas) across(x int) float64 {
	if c.mirror {
		x = c.cols - 1 - x
	}
	return float64(x)/(c.zoom*c.crop.by) + c.crop.x
}

// down is a pixel's y as the scene counts it.
func (c *canvas) down(y int) float64 { return float64(y)/(c.zoom*c.crop.by) + c.crop.y }

// fixed is a point in 64ths of a pixel.
func (c *canvas) fixed(q pt) fixed.Point26_6 {
	q = pt{float64((q.x - c.crop.x) * c.crop.by), float64((q.y - c.crop.y) * c.crop.by)}
	if c.mirror {
		q.x = float64(c.w) - q.x
	}
	return fixed.Point26_6{X: fixed.Int26_6(math.Round(q.x * c.zoom * 64)), Y: fixed.Int26_6(math.Round(q.y * c.zoom * 64))}
}

// strayed lets an outline wander as a hand does. Points that two shapes share
// stray alike.
func (c *canvas) strayed(o []pt) []pt {
	if c.rough == 0 {
		return o
	}
	out := make([]pt, 0, len(o)*2)
	for i, a := range o {
		a, b := grid(a), grid(o[(i+1)%len(o)])
		n := min(1+int(math.Hypot(b.x-a.x, b.y-a.y)/22), 120)
		for k := range n {
			q := mix(a, b, float64(k)/float64(n))
			out = append(out, pt{q.x + c.stray(q.x, q.y), q.y + c.stray(q.y+91, q.x+57)})
		}
	}
	return out
}

// grid puts a point on 64ths, so that the last bits of a sum, in which machines
// differ, decide nothing.
func grid(q pt) pt {
	return pt{math.Round(q.x*64) / 64, math.Round(q.y*64) / 64}
}

func (c *canvas) stray(x, y float64) float64 {
	x, y = math.Max(-1e6, math.Min(x, 1e6)), math.Max(-1e6, math.Min(y, 1e6))
	return float64(c.noise.at(int(math.Floor(x*0.6)), int(math.Floor(y*0.6)))) / 90 * c.rough
}

// cropped cuts an outline down to a little more than the canvas.
func (c *canvas) cropped(o []pt) []pt {
	const rim = 40
	w, h := float64(c.w)+rim, float64(c.h)+rim
	inside := true
	for _, q := range o {
		inside = inside && q.x > -rim && q.x < w && q.y > -rim && q.y < h
	}
	if inside {
		return o
	}
	o = cut(o, func(q pt) float64 { return q.x + rim })
	o = cut(o, func(q pt) float64 { return w - q.x })
	o = cut(o, func(q pt) float64 { return q.y + rim })
	return cut(o, func(q pt) float64 { return h - q.y })
}

// roller lays paint on the spans of a shape.
type roller struct {
	*canvas
	paint paint
}

// Paint implements raster.Painter.
func (r *roller) Paint(spans []raster.Span, _ bool) {
	flat := tone8(r.paint.tone)
	for _, s := range spans {
		if s.Y < 0 || s.Y >= r.rows {
			continue
		}
		for x := max(s.X0, 0); x < min(s.X1, r.cols); x++ {
			i, cover := s.Y*r.cols+x, int(s.Alpha>>8)
			if r.mask != nil {
				cover = cover * int(r.mask[i]) / 255
			}
			if cover == 0 {
				continue
			}
			switch {
			case r.paint.op != over:
				r.temper(x, s.Y, i, cover)
				continue
			case r.paint.blend != nil:
				r.lay(i, cover, r.veiled(x, s.Y, tone8(r.paint.blend(r.across(x), r.down(s.Y)))))
			default:
				r.lay(i, cover, r.veiled(x, s.Y, flat))
			}
			r.ink(i, cover)
		}
	}
}

// veiled is a tone in the light that there is at a pixel.
func (r *roller) veiled(x, y, tone int) int {
	if r.veil == nil {
		return tone
	}
	return int(float64(float64(tone)*clamp01(r.veil(r.across(x), r.down(y)))) + half)
}

func (r *roller) lay(i, cover, tone int) {
	was := int(r.tone[i])
	r.tone[i] = uint8(was + (tone-was)*cover/255)
}

// temper changes the tone that is there.
func (r *roller) temper(x, y, i, cover int) {
	t := r.paint.tone
	if r.paint.blend != nil {
		t = r.paint.blend(r.across(x), r.down(y))
	}
	was := int(r.tone[i])
	if r.paint.op == lighten {
		r.tone[i] = uint8(max(0, min(255, was+int(math.Round(t*85))*cover/255)))
		return
	}
	to := int(float64(float64(was)*clamp01(t)) + half)
	r.tone[i] = uint8(was + (to-was)*cover/255)
}

func (r *roller) ink(i, cover int) {
	for k := range r.share {
		share, to := r.share[k], 0
		if r.paint.ink == ink(k+1) {
			to = 255
		}
		if was := int(share[i]); was != to {
			share[i] = uint8(was + (to-was)*cover/255)
		}
	}
	if cover > 127 {
		r.hatch[i] = r.paint.hatch
	}
}

// half rounds to the nearest whole number. The grain over a half decides tones that
// lie just between two, which machines that fuse products and sums may miss by a hair.
const half = 0.5 + 1e-9

func tone8(t float64) int {
	return max(0, min(255, int(float64(t*85)+half)))
}

// masker keeps the coverage of a shape.
type masker struct {
	w      int
	mask   []uint8
	within []uint8
}

// Paint implements raster.Painter.
func (m *masker) Paint(spans []raster.Span, _ bool) {
	for _, s := range spans {
		for x := max(s.X0, 0); x < min(s.X1, m.w); x++ {
			i := s.Y*m.w + x
			if s.Y < 0 || i >= len(m.mask) {
				continue
			}
			m.mask[i] = uint8(s.Alpha >> 8)
			if m.within != nil {
				m.mask[i] = uint8(int(m.mask[i]) * int(m.within[i]) / 255)
			}
		}
	}
}
