package jpegenc

// stepTables returns the quantisation steps at quality 50 of luma, Cb and Cr, in
// 1/16, by the diagonal of the coefficient: its horizontal frequency plus its
// vertical one. They were found by descent, for the fewest bytes at a
// SSIMULACRA2 of 80 over photographs and prints. Steps grow more slowly with
// frequency than those of T.81, Annex K, and chroma, above all its mean, is
// kept far more exactly; at full resolution its high frequencies matter less.
func stepTables(full bool) [3][15]int32 {
	luma := [15]int32{123, 230, 355, 415, 468, 515, 558, 598, 636, 672, 706, 739, 770, 801, 830}
	if full {
		return [3][15]int32{
			luma,
			{224, 985, 1280, 1510, 1706, 1880, 2038, 2185, 2322, 2450, 2573, 2690, 2801, 2909, 3013},
			{333, 686, 1082, 1544, 2055, 2606, 3192, 3808, 4451, 5119, 5810, 6521, 7252, 8002, 8769},
		}
	}
	return [3][15]int32{
		luma,
		{143, 321, 430, 523, 606, 683, 755, 824, 890, 953, 1014, 1073, 1131, 1187, 1241},
		{172, 251, 334, 410, 482, 551, 618, 683, 746, 808, 869, 928, 987, 1045, 1102},
	}
}

// setTables sets the quantisation steps of all components. The scale falls with
// quality as the Independent JPEG Group's does.
func (f *frame) setTables(quality int) {
	scale := 5000 / quality
	if quality >= 50 {
		scale = 200 - 2*quality
	}
	f.setScale(int32(scale) * 10)
}

// setScale sets the steps to those of quality 50, times scale in 1/1000.
func (f *frame) setScale(scale int32) {
	tables := stepTables(f.maxH == 1)
	for i := range f.comps {
		c := &f.comps[i]
		for k := range c.step {
			at := zigzag[k]
			step := (tables[i][at>>3+at&7]*scale + 8000) / 16000
			c.step[k] = uint16(min(max(step, 1), 255))
		}
	}
}

// quantise replaces the raw coefficients by levels.
func (f *frame) quantise() {
	for i := range f.comps {
		c := &f.comps[i]
		t := newTrellis(&c.step, 8)
		if i == 0 {
			t = newTrellis(&c.step, 2, 9)
		}
		f.train(t, i)
		lambda := make([]int32, c.padW)
		for y := range c.padH {
			f.lambdas(i, y, lambda)
			for x, l := range lambda {
				b := y*c.padW + x
				c.nonzero[b] = t.block(c.block(b), int64(l))
				c.coef[b*64] = roundDC(c.coef[b*64], c.step[0])
			}
		}
	}
}

// roundDC returns the level of a raw DC coefficient.
func roundDC(raw int16, step uint16) int16 {
	d := int32(step) * rawScale
	v := int32(raw)
	if v < 0 {
		return int16(-((d/2 - v) / d))
	}
	return int16((v + d/2) / d)
}

// train has t learn its rates from some rows of the blocks of component i.
func (f *frame) train(t *trellis, i int) {
	c := &f.comps[i]
	const enough = 2048 // blocks
	count := min(c.high, ceilDiv(enough, c.wide))
	sample := component{wide: c.wide, high: count, padW: c.wide}
	sample.coef = make([]int16, count*c.wide*64)
	sample.nonzero = make([]uint64, count*c.wide)
	lambda := make([]int32, c.wide)
	var s scanCoder
	for range 2 {
		for row := range count {
			y := (2*row + 1) * c.high / (2 * count)
			copy(sample.coef[row*c.wide*64:][:c.wide*64], c.coef[y*c.padW*64:])
			f.lambdas(i, y, lambda)
			for x, l := range lambda {
				b := row*c.wide + x
				sample.nonzero[b] = t.block(sample.block(b), int64(l))
			}
		}
		for i := range t.bands {
			d := &t.bands[i]
			s.reset()
			s.acFirst(&sample, d.first, d.last, 0, 1)
			d.rates.learn(&s.counts[0], sample.filled(d.first, d.last))
		}
	}
}

// filled counts the blocks with a nonzero coefficient from first to last.
func (c *component) filled(first, last int) int {
	n := 0
	for _, set := range c.nonzero {
		if set&bandBits(first, last) != 0 {
			n++
		}
	}
	return n
}
