package ssimulacra2

import (
	"image"
	"image/draw"
	"math"
)

const components = 3

// plane is one component of a picture, row by row.
type plane struct {
	width, height int
	pix           []float32
}

func newPlane(width, height int) plane { return plane{width, height, make([]float32, width*height)} }

func newPlanes(width, height int) [components]plane {
	return [components]plane{newPlane(width, height), newPlane(width, height), newPlane(width, height)}
}

func (p plane) row(y int) []float32 { return p.pix[y*p.width:][:p.width] }

// linear is img as red, green and blue in proportion to light, 0 to 1.
func linear(img image.Image) ([components]plane, error) {
	if o, ok := img.(interface{ Opaque() bool }); !ok || !o.Opaque() {
		return [components]plane{}, errTransparent
	}
	size := img.Bounds().Size()
	rgb := image.NewRGBA(image.Rectangle{Max: size})
	if ycc, ok := img.(*image.YCbCr); ok && smoothChroma(ycc) {
		drawSmooth(rgb, ycc)
	} else {
		draw.Draw(rgb, rgb.Rect, img, img.Bounds().Min, draw.Src)
	}
	light := lightOfBytes()
	out := newPlanes(size.X, size.Y)
	for i := range out[0].pix {
		for c := range out {
			out[c].pix[i] = light[rgb.Pix[4*i+c]]
		}
	}
	return out, nil
}

// lightOfBytes undoes the transfer function of sRGB (IEC 61966-2-1).
func lightOfBytes() (table [256]float32) {
	for i := range table {
		v := float64(i) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		table[i] = float32(v)
	}
	return table
}

// halve averages each two by two pixels; beyond an odd edge the last is repeated.
func halve(in [components]plane) [components]plane {
	out := newPlanes((in[0].width+1)/2, (in[0].height+1)/2)
	for c := range out {
		parallel(out[c].height, 32, func(y int) {
			above, below := in[c].row(2*y), in[c].row(min(2*y+1, in[c].height-1))
			row, last := out[c].row(y), len(above)-1
			for x := range row {
				x0, x1 := 2*x, min(2*x+1, last)
				row[x] = (above[x0] + above[x1] + below[x0] + below[x1]) / 4
			}
		})
	}
	return out
}

// toXYB converts light into JPEG XL's XYB, shifted and stretched so that every
// component lies between 0 and 1.
func toXYB(in [components]plane) [components]plane {
	const bias = 0.0037930732552754493
	var (
		dark  = math.Cbrt(bias)
		sense = func(r, g, b, ofR, ofG, ofB float64) float64 {
			return math.Cbrt(max(0, ofR*r+ofG*g+ofB*b+bias)) - dark
		}
		out = newPlanes(in[0].width, in[0].height)
	)
	parallel(in[0].height, 32, func(y int) {
		red, green, blue := in[0].row(y), in[1].row(y), in[2].row(y)
		outX, outY, outB := out[0].row(y), out[1].row(y), out[2].row(y)
		for i := range red {
			r, g, b := float64(red[i]), float64(green[i]), float64(blue[i])
			long := sense(r, g, b, 0.3, 0.622, 0.078)
			medium := sense(r, g, b, 0.23, 0.692, 0.078)
			short := sense(r, g, b, 0.24342268924547819, 0.20476744424496821, 0.55180986650955360)
			luma := (long + medium) / 2
			outX[i] = float32((long-medium)/2*14 + 0.42)
			outY[i] = float32(luma + 0.01)
			outB[i] = float32(short - luma + 0.55)
		}
	})
	return out
}
