package jpegenc

import (
	"image"
	"image/color"
)

// samples is a plane of signed samples around zero.
type samples struct {
	pix    []int16
	stride int
}

func (s samples) at(x, y int) []int16 { return s.pix[y*s.stride+x:] }
func (s samples) row(y int) []int16   { return s.pix[y*s.stride:][:s.stride] }

// A strip holds the samples of one row of MCUs: luma of every pixel, and
// chroma of every pixel or of every square of four.
type strip struct {
	planes []samples
	rows   int
	halved bool
}

func newStrip(width, rows int, colour, halved bool) *strip {
	s := &strip{rows: rows, halved: halved, planes: []samples{{make([]int16, width*rows), width}}}
	if colour {
		shift := 0
		if halved {
			shift = 1
		}
		for range 2 {
			s.planes = append(s.planes, samples{make([]int16, width>>shift*(rows>>shift)), width >> shift})
		}
	}
	return s
}

// pad repeats the last sample of each row to the right; width counts the
// picture's pixels.
func (s *strip) pad(width int) {
	for i, p := range s.planes {
		w := width
		if i > 0 && s.halved {
			w = (width + 1) / 2
		}
		for y := range len(p.pix) / p.stride {
			row := p.row(y)
			for x := w; x < len(row); x++ {
				row[x] = row[w-1]
			}
		}
	}
}

// filler returns the function that fills s from the rows of m that begin at
// top, counted from the upper bound. Rows below the picture repeat its last.
func filler(m image.Image, s *strip) func(top int) {
	b := m.Bounds()
	clamp := func(y int) int { return b.Min.Y + min(y, b.Dy()-1) }
	if len(s.planes) == 1 {
		return func(top int) {
			for y := range s.rows {
				grayRow(m, clamp(top+y), s.planes[0].row(y))
			}
		}
	}
	if ycc, ok := m.(*image.YCbCr); ok {
		return yccFiller(ycc, s, clamp)
	}
	rgba := rgbaRows(m)
	luma, cb, cr := s.planes[0], s.planes[1], s.planes[2]
	if !s.halved {
		return func(top int) {
			for y := range s.rows {
				convertRow(rgba(clamp(top+y), 0), luma.row(y), cb.row(y), cr.row(y))
			}
		}
	}
	return func(top int) {
		for y := 0; y < s.rows; y += 2 {
			convertRows(rgba(clamp(top+y), 0), rgba(clamp(top+y+1), 1), luma.row(y), luma.row(y+1), cb.row(y/2), cr.row(y/2))
		}
	}
}

// grayRow stores the luma of row y of m.
func grayRow(m image.Image, y int, dst []int16) {
	b := m.Bounds()
	if g, ok := m.(*image.Gray); ok {
		for x, v := range g.Pix[g.PixOffset(b.Min.X, y):][:b.Dx()] {
			dst[x] = int16(v) - 128
		}
		return
	}
	for x := range b.Dx() {
		g, _ := color.GrayModel.Convert(m.At(b.Min.X+x, y)).(color.Gray)
		dst[x] = int16(g.Y) - 128
	}
}

// rgbaRows returns the function that gives row y of m as four bytes a pixel,
// premultiplied. The slice stays valid until the next call with the same slot, 0 or 1.
func rgbaRows(m image.Image) func(y, slot int) []byte {
	b := m.Bounds()
	n := b.Dx() * 4
	switch m := m.(type) {
	case *image.RGBA:
		return func(y, _ int) []byte { return m.Pix[m.PixOffset(b.Min.X, y):][:n] }
	case *image.NRGBA:
		if m.Opaque() {
			return func(y, _ int) []byte { return m.Pix[m.PixOffset(b.Min.X, y):][:n] }
		}
	}
	rows := [2][]byte{make([]byte, n), make([]byte, n)}
	return func(y, slot int) []byte {
		row := rows[slot]
		for x := range b.Dx() {
			r, g, b, _ := m.At(b.Min.X+x, y).RGBA()
			p := row[x*4:][:4]
			p[0], p[1], p[2] = byte(r>>8), byte(g>>8), byte(b>>8)
		}
		return row
	}
}

// The colour transform of JFIF, in fractions of 2^16: lumaR, lumaG, lumaB sum
// to one; chroma carries Cb in its low lane and Cr in its high one.
const (
	lumaR, lumaG, lumaB = 19595, 38470, 7471

	chromaR = lanes(-11059 + 32768<<32)
	chromaG = lanes(-21709 - 27439<<32)
	chromaB = lanes(32768 - 5329<<32)
)

func luma(r, g, b int32) int16 {
	return int16((lumaR*r+lumaG*g+lumaB*b+1<<15)>>16 - 128)
}

// convertRow stores the samples of one row of pixels.
func convertRow(rgba []byte, y, cb, cr []int16) {
	const half = 1 << 15 * (1 + 1<<32)
	n := len(rgba) / 4
	y, cb, cr = y[:n], cb[:n], cr[:n]
	for x := range y {
		p := rgba[x*4:][:4]
		y[x] = luma(int32(p[0]), int32(p[1]), int32(p[2]))
		v := chromaR*lanes(p[0]) + chromaG*lanes(p[1]) + chromaB*lanes(p[2]) + half
		cb[x], cr[x] = int16(int32(v)>>16), int16(v>>48)
	}
}

// convertRows stores the samples of two rows of pixels, chroma as the mean of
// each square of four.
func convertRows(top, low []byte, y0, y1, cb, cr []int16) {
	const half = 1 << 17 * (1 + 1<<32)
	n := len(top) / 8
	low = low[:len(top)]
	if len(top)%8 != 0 { // an odd pixel counts twice
		p, q := top[n*8:][:4], low[n*8:][:4]
		y0[2*n], y1[2*n] = luma(int32(p[0]), int32(p[1]), int32(p[2])), luma(int32(q[0]), int32(q[1]), int32(q[2]))
		v := 2*(chromaR*(lanes(p[0])+lanes(q[0]))+chromaG*(lanes(p[1])+lanes(q[1]))+chromaB*(lanes(p[2])+lanes(q[2]))) + half
		cb[n], cr[n] = int16(int32(v)>>18), int16(v>>50)
	}
	y0, y1, cb, cr = y0[:2*n], y1[:2*n], cb[:n], cr[:n]
	for x := range cb {
		p, q := top[x*8:][:8], low[x*8:][:8]
		r0, g0, b0 := int32(p[0]), int32(p[1]), int32(p[2])
		r1, g1, b1 := int32(p[4]), int32(p[5]), int32(p[6])
		r2, g2, b2 := int32(q[0]), int32(q[1]), int32(q[2])
		r3, g3, b3 := int32(q[4]), int32(q[5]), int32(q[6])
		d, e := y0[2*x:][:2], y1[2*x:][:2]
		d[0], d[1] = luma(r0, g0, b0), luma(r1, g1, b1)
		e[0], e[1] = luma(r2, g2, b2), luma(r3, g3, b3)
		v := chromaR*lanes(r0+r1+r2+r3) + chromaG*lanes(g0+g1+g2+g3) + chromaB*lanes(b0+b1+b2+b3) + half
		cb[x], cr[x] = int16(int32(v)>>18), int16(v>>50)
	}
}

// yccFiller fills from a picture that is in YCbCr already: samples are taken
// as they are where the resolutions agree, and averaged where chroma is halved.
func yccFiller(m *image.YCbCr, s *strip, clamp func(int) int) func(top int) {
	b := m.Rect
	n := b.Dx()
	at := func(src []byte, x, y int) int {
		return int(src[m.COffset(b.Min.X+min(x, n-1), clamp(y))]) - 128
	}
	fill := func(dst []int16, src []byte, y int) {
		for x := range n {
			dst[x] = int16(at(src, x, y))
		}
	}
	shift := 0
	if s.halved {
		shift = 1
		fill = func(dst []int16, src []byte, y int) {
			for x := 0; x < n; x += 2 {
				sum := at(src, x, 2*y) + at(src, x+1, 2*y) + at(src, x, 2*y+1) + at(src, x+1, 2*y+1)
				dst[x/2] = int16((sum + 2) >> 2)
			}
		}
	}
	return func(top int) {
		for y := range s.rows {
			dst := s.planes[0].row(y)
			for x, v := range m.Y[m.YOffset(b.Min.X, clamp(top+y)):][:n] {
				dst[x] = int16(v) - 128
			}
		}
		for y := range s.rows >> shift {
			fill(s.planes[1].row(y), m.Cb, top>>shift+y)
			fill(s.planes[2].row(y), m.Cr, top>>shift+y)
		}
	}
}
