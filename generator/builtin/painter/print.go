package painter

import (
	"image"
	"math"
)

// press holds what printing a row needs.
type press struct {
	*canvas
	inks   inks
	cos    [16]int
	sin    [16]int
	margin int
	slipX  int // by how much the colour plates slipped
	slipY  int
}

// pitch is the distance of carved lines in 1/256 pixels.
const pitch = 9 * 256

// print inks the block and presses it on paper. It gives up early when the work
// was stopped.
func (c *canvas) print(with inks) *image.RGBA {
	p := &press{canvas: c, inks: with, margin: max(c.cols, c.rows) / 56}
	for i := range p.cos {
		s, co := math.Sincos(float64(i) * math.Pi / 16)
		p.cos[i], p.sin[i] = int(math.Round(co*256)), int(math.Round(s*256))
	}
	p.slipX, p.slipY = 1+c.noise.dust(3, 5)%2, c.noise.dust(9, 4)%3-1
	img := image.NewRGBA(image.Rect(0, 0, c.cols, c.rows))
	for y := range c.rows {
		if y%64 == 0 && c.stopped() != nil {
			return img
		}
		row := img.Pix[y*img.Stride : y*img.Stride+c.cols*4]
		for x := range c.cols {
			col := p.pixel(x, y)
			row[x*4], row[x*4+1], row[x*4+2], row[x*4+3] = uint8(col[0]), uint8(col[1]), uint8(col[2]), 255
		}
	}
	return img
}

func (p *press) pixel(x, y int) rgb {
	paper := p.inks[key][3]
	soft, dust := p.noise.at(x, y), p.noise.dust(x, y)
	edge := min(x, y, p.cols-1-x, p.rows-1-y)*256 - p.margin*256 + p.noise.at(x*2, y*2)*3
	var col rgb
	switch {
	case edge <= 0:
		col = paper
	case edge < 256:
		col = paper.mix(p.inked(x, y, soft, dust), edge)
	default:
		col = p.inked(x, y, soft, dust)
	}
	grain := (dust&15-8)/3 + p.noise.at(x*3, y*5)>>5
	for i := range col {
		col[i] = max(0, min(255, col[i]+grain))
	}
	return col
}

// inked is the colour of a pixel before the paper's grain.
func (p *press) inked(x, y, soft, dust int) rgb {
	i := y*p.cols + x
	t := int(p.tone[i]) * 3
	step, part := min(t/255, 2), t-min(t/255, 2)*255
	cover := p.carved(x, y, int(p.hatch[i]), part, soft)
	if dust > 251 && soft < -20 { // ink that did not take
		cover = max(cover, 110)
	}
	col := p.inks[key][step].mix(p.inks[key][step+1], cover)
	j := i
	if x >= p.slipX && y >= p.slipY && y-p.slipY < p.rows {
		j = (y-p.slipY)*p.cols + x - p.slipX
	}
	for k, share := range p.share {
		s := int(share[j])
		if k > 0 {
			s = int(share[i])
		}
		if s > 0 {
			own := p.inks[k+1][step].mix(p.inks[k+1][step+1], cover)
			col = col.mix(own, s*256/255)
		}
	}
	return col
}

// carved says how much of the lighter ink shows where a tone lies part of the
// way (0 to 255) between two inks: nothing or all near the ends, lines between.
func (p *press) carved(x, y, hatch, part, soft int) int {
	const dead = 56
	f := (part - dead) * 255 / (255 - 2*dead)
	if f <= 0 {
		return 0
	}
	if f >= 255 {
		return 256
	}
	f = max(6, min(249, f+soft/5))
	v := p.wave(x, y, hatch, soft)
	if hatch == int(crossed) {
		v = (v + p.wave(x, y, 12, soft)) / 2
	}
	return max(0, min(256, (f-v)*4+128))
}

// wave is the height (0 to 255) of the saw that the lines are cut from.
func (p *press) wave(x, y, hatch, soft int) int {
	var across int
	switch uint8(hatch) {
	case ringed, rayed:
		dx, dy := p.across(x)-p.focus.x, float64(y)/p.zoom-p.focus.y
		if uint8(hatch) == ringed {
			across = int(math.Round(math.Sqrt(float64(dx*dx)+float64(dy*dy)) * p.zoom * 256))
		} else {
			across = int(math.Round(math.Atan2(dy, dx) * 34 * pitch / math.Pi))
		}
	case crossed:
		across = -x*p.sin[4] + y*p.cos[4]
	default:
		across = -x*p.sin[hatch&15] + y*p.cos[hatch&15]
	}
	sway := soft * 5
	if uint8(hatch) == rayed {
		sway = soft * 2
	}
	phase := ((across+sway)%pitch + pitch) % pitch
	v := phase * 510 / pitch
	if v > 255 {
		v = 510 - v
	}
	return v
}
