package jpegenc

import "image"

// wantsFullColour says whether halving the resolution of colour would harm m:
// where colours change sharply from pixel to pixel over enough of the picture,
// as in prints and screen shots, full resolution takes fewer bytes for the same
// quality. It samples an eighth of the rows.
func wantsFullColour(m image.Image) bool {
	if ycc, ok := m.(*image.YCbCr); ok && ycc.SubsampleRatio != image.YCbCrSubsampleRatio444 {
		return false
	}
	size := m.Bounds().Size()
	s := newStrip((size.X+15)&^15, 2, true, false)
	fill := filler(m, s)
	cb, cr := s.planes[1], s.planes[2]
	sum, squares := int64(0), int64(0)
	for top := 0; top+1 < size.Y; top += 16 {
		fill(top)
		for x := 0; x+1 < size.X; x += 2 {
			v := spread(cb, x) + spread(cr, x)
			sum += v * v
			squares++
		}
	}
	const limit = 50 // root mean square of the variance within a square
	return sum > 256*limit*limit*squares
}

// spread returns 16 times the variance of the four samples at x of the first two rows.
func spread(p samples, x int) int64 {
	top, low := p.at(x, 0)[:2], p.at(x, 1)[:2]
	a, b, c, d := int64(top[0]), int64(top[1]), int64(low[0]), int64(low[1])
	sum := a + b + c + d
	return 4*(a*a+b*b+c*c+d*d) - sum*sum
}
