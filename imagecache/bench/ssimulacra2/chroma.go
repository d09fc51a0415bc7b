package ssimulacra2

import (
	"image"
	"image/color"
)

// smoothChroma reports whether drawSmooth can enlarge img's colours: by two in either
// direction, or not at all.
func smoothChroma(img *image.YCbCr) bool {
	switch img.SubsampleRatio {
	case image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio440:
		return img.Rect.Min == image.Point{}
	default:
		return false
	}
}

// drawSmooth draws img onto rgb, of the same size. Between its colours, where there
// are fewer than pixels, are straight lines, as in libjpeg-turbo ("fancy upsampling"); the
// standard library repeats them.
func drawSmooth(rgb *image.RGBA, img *image.YCbCr) {
	size := img.Rect.Size()
	wide, high := 1, 1 // pixels for one colour
	if r := img.SubsampleRatio; r == image.YCbCrSubsampleRatio422 || r == image.YCbCrSubsampleRatio420 {
		wide = 2
	}
	if r := img.SubsampleRatio; r == image.YCbCrSubsampleRatio440 || r == image.YCbCrSubsampleRatio420 {
		high = 2
	}
	width, height := (size.X+wide-1)/wide, (size.Y+high-1)/high
	parallel(size.Y, 32, func(y int) {
		near := y / high
		far := min(max(near+2*(y%2)-1, 0), height-1) // of the row above or below, which is nearer
		if high == 1 {
			far = near
		}
		blend := func(plane []byte, x int) int {
			at := x / wide
			other := min(max(at+2*(x%2)-1, 0), width-1)
			if wide == 1 {
				other = at
			}
			column := func(x int) int { return 3*int(plane[near*img.CStride+x]) + int(plane[far*img.CStride+x]) }
			return (3*column(at) + column(other) + 8 - x%2) >> 4
		}
		for x := range size.X {
			rgb.SetRGBA(x, y, toRGB(img.Y[y*img.YStride+x], blend(img.Cb, x), blend(img.Cr, x)))
		}
	})
}

// toRGB rounds to the nearest, as libjpeg-turbo does; color.YCbCrToRGB makes dark
// colours darker.
func toRGB(luma uint8, cb, cr int) color.RGBA {
	const half = 1 << 15
	y, b, r := int(luma), cb-128, cr-128
	level := func(v int) uint8 { return uint8(min(max(v, 0), 255)) }
	return color.RGBA{
		level(y + (91881*r+half)>>16),
		level(y + (-22554*b-46802*r+half)>>16),
		level(y + (116130*b+half)>>16),
		255,
	}
}
