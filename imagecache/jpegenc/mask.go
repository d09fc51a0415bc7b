package jpegenc

import "math/bits"

// measure stores the activity of the luma of a strip whose first row is top: the
// binary logarithm, in 1/256, of 256 times the variance of 4×4 samples.
func (f *frame) measure(luma samples, rows, top int) {
	const floor = 256 * 4 // what is not told from flat
	wide := f.comps[0].padW * 2
	for y := 0; y < rows; y += 4 {
		out := f.activity[(top+y)/4*wide:][:wide]
		for x := range out {
			sum, square := int32(0), int32(0)
			for r := range 4 {
				p := luma.at(x*4, y+r)[:4]
				a, b, c, d := int32(p[0]), int32(p[1]), int32(p[2]), int32(p[3])
				sum += a + b + c + d
				square += a*a + b*b + c*c + d*d
			}
			out[x] = uint16(log2(uint32(16*square-sum*sum) + floor))
		}
	}
}

// lambdas stores for the blocks of row y of component i how many costs a squared
// error of one step is worth: less the more there is in and around a block of
// luma to mask it.
func (f *frame) lambdas(i, y int, dst []int32) {
	const (
		chroma   = 45 * bitCost
		mean     = 35 * bitCost // of luma with an activity of middle
		middle   = 12 * 256
		strength = 154 // the exponent of masking, in 1/256
	)
	if i > 0 {
		for x := range dst {
			dst[x] = chroma
		}
		return
	}
	c := &f.comps[0]
	wide, high := c.padW*2, c.padH*2
	for x := range dst {
		sum := int32(0)
		for dy := -1; dy < 3; dy++ {
			row := f.activity[min(max(2*y+dy, 0), high-1)*wide:][:wide]
			for dx := -1; dx < 3; dx++ {
				sum += int32(row[min(max(2*x+dx, 0), wide-1)])
			}
		}
		dst[x] = int32(mean * exp2(strength*(middle-sum/16)>>8) >> 8)
	}
}

// log2 is about the binary logarithm of v > 0, in 1/256.
func log2(v uint32) int32 {
	n := bits.Len32(v) - 1
	m := int32(v<<(31-n)>>23) & 255 // the mantissa behind its leading one
	return int32(n)<<8 + m + m*(256-m)*88>>16
}

// exp2 is about 2^x in 1/256, of x in 1/256 and at least -16.
func exp2(x int32) int64 {
	m := int64(x & 255)
	return (1<<16 + m*(168+m*88>>8)) << 16 >> (24 - x>>8)
}
