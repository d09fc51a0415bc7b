package jpegenc

import "image"

func wantsFullColour(image.Image) bool { return false }

// setTables sets the quantisation steps of all components.
func (f *frame) setTables(quality int) {
	scale := 5000 / quality
	if quality >= 50 {
		scale = 200 - 2*quality
	}
	f.setScale(float64(scale) / 40)
}

// setScale sets the tables at a multiple of those at 80.
func (f *frame) setScale(scale float64) {
	for i := range f.comps {
		c := &f.comps[i]
		for k := range 64 {
			q := int(float64(float64(robidoux()[zigzag[k]])*scale*0.4) + 0.5)
			c.step[k] = uint16(min(max(q, 1), 255))
		}
	}
}

// robidoux is the table by N. Robidoux.
func robidoux() [64]int {
	return [64]int{
		16, 16, 16, 18, 25, 37, 56, 85,
		16, 17, 20, 27, 34, 40, 53, 75,
		16, 20, 24, 31, 43, 62, 91, 135,
		18, 27, 31, 40, 53, 74, 106, 156,
		25, 34, 43, 53, 69, 94, 131, 189,
		37, 40, 62, 74, 94, 124, 169, 238,
		56, 53, 91, 106, 131, 169, 226, 311,
		85, 75, 135, 156, 189, 238, 311, 418,
	}
}

// quantise replaces the raw coefficients by levels.
func (f *frame) quantise() {
	for i := range f.comps {
		c := &f.comps[i]
		t := newTrellis(&c.step)
		lambda := int64(8 * bitCost)
		t.train(c, lambda)
		for b := range c.nonzero {
			c.nonzero[b] = t.block(c.block(b), lambda)
		}
		for b := range c.nonzero {
			d, v := int(c.step[0])*rawScale, int(c.coef[b*64])
			q := (max(v, -v) + d/2) / d
			if v < 0 {
				q = -q
			}
			c.coef[b*64] = int16(q)
		}
	}
}

// train learns the rates from a part of the blocks of c.
func (t *trellis) train(c *component, lambda int64) {
	n := len(c.nonzero)
	stride := max(1, min(8, n/512))
	count := (n + stride - 1) / stride
	sample := component{wide: count, high: 1, padW: count, coef: make([]int16, count*64), nonzero: make([]uint64, count)}
	for range 2 {
		for b := range count {
			copy(sample.coef[b*64:][:64], c.coef[b*stride*64:])
			sample.nonzero[b] = t.block(sample.block(b), lambda)
		}
		var s scanCoder
		s.acFirst(&sample, 1, 63, 0, 1)
		nonempty := 0
		for _, m := range sample.nonzero {
			if m != 0 {
				nonempty++
			}
		}
		t.rates.learn(&s.counts[0], nonempty)
	}
}
