package jpegenc

import (
	"image"
	"image/color"
)

// A component is one plane of a frame as blocks of 64 coefficients. Blocks pad
// the plane to whole MCUs; scans of one component alone cover only wide×high.
type component struct {
	h, v       int // sampling factors
	wide, high int // blocks that hold samples of the picture
	padW, padH int // blocks stored

	step    [64]uint16
	coef    []int16  // padW·padH·64, zigzag; raw until quantised
	nonzero []uint64 // by block, the bits of its nonzero AC coefficients
}

// block returns the coefficients of block i.
func (c *component) block(i int) *[64]int16 { return (*[64]int16)(c.coef[i*64:]) }

// A frame is a picture on its way from samples to a file.
type frame struct {
	width, height int
	maxH, maxV    int
	comps         []component
	activity      []uint16 // by 4×4 luma samples, the logarithm of their variance
}

// newFrame lays out the components that m needs.
func newFrame(m image.Image, s Subsampling) *frame {
	size := m.Bounds().Size()
	f := &frame{width: size.X, height: size.Y, maxH: 1, maxV: 1}
	if isGray(m) {
		f.comps = make([]component, 1)
	} else {
		f.comps = make([]component, 3)
		if s == S420 || s == Auto && !wantsFullColour(m) {
			f.maxH, f.maxV = 2, 2
		}
	}
	mcuW, mcuH := ceilDiv(size.X, 8*f.maxH), ceilDiv(size.Y, 8*f.maxV)
	for i := range f.comps {
		c := &f.comps[i]
		c.h, c.v = 1, 1
		if i == 0 {
			c.h, c.v = f.maxH, f.maxV
		}
		c.wide = ceilDiv(ceilDiv(size.X*c.h, f.maxH), 8)
		c.high = ceilDiv(ceilDiv(size.Y*c.v, f.maxV), 8)
		c.padW, c.padH = mcuW*c.h, mcuH*c.v
		c.coef = make([]int16, c.padW*c.padH*64)
		c.nonzero = make([]uint64, c.padW*c.padH)
	}
	f.activity = make([]uint16, f.comps[0].padW*f.comps[0].padH*4)
	return f
}

func ceilDiv(a, b int) int { return (a + b - 1) / b }

func isGray(m image.Image) bool {
	switch m.ColorModel() {
	case color.GrayModel, color.Gray16Model:
		return true
	}
	return false
}

// transform fills the raw coefficients of all components from m.
func (f *frame) transform(m image.Image) {
	stride := f.comps[0].padW * 8
	s := newStrip(stride, f.maxV*8, len(f.comps) == 3, f.maxH == 2)
	fill := filler(m, s)
	for top := 0; top < f.comps[0].padH*8; top += f.maxV * 8 {
		fill(top)
		s.pad(f.width)
		f.measure(s.planes[0], s.rows, top)
		for i := range f.comps {
			c := &f.comps[i]
			plane := s.planes[i]
			for y := range c.v {
				b := (top/(f.maxV*8)*c.v + y) * c.padW
				for x := range c.padW {
					forward(plane.at(x*8, y*8), plane.stride, c.block(b+x))
				}
			}
		}
	}
}
