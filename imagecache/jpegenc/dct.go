package jpegenc

// The order of coefficients in a block: zigzag[i] is the row-major position of
// the i-th coefficient.
const zigzag = "\x00\x01\x08\x10\x09\x02\x03\x0a\x11\x18\x20\x19\x12\x0b\x04\x05" +
	"\x0c\x13\x1a\x21\x28\x30\x29\x22\x1b\x14\x0d\x06\x07\x0e\x15\x1c" +
	"\x23\x2a\x31\x38\x39\x32\x2b\x24\x1d\x16\x0f\x17\x1e\x25\x2c\x33" +
	"\x3a\x3b\x34\x2d\x26\x1f\x27\x2e\x35\x3c\x3d\x36\x2f\x37\x3e\x3f"

// A lanes value carries two signed 32-bit numbers, lo + hi<<32. Sums and
// products with constants are exact on both at once, as long as the final
// values fit: that is what makes a linear transform in pure Go fast. Taking hi
// by a shift is one too low when lo is negative, far below the rounding here.
type lanes = int64

const (
	dctBits  = 13 // fraction bits of the constants
	passBits = 3  // fraction bits kept between the passes
	// rawScale is the factor by which forward's output exceeds the
	// orthonormal transform that JPEG quantises.
	rawScale = 8
)

// forward transforms the 8×8 samples at src, rows apart by stride, and stores
// rawScale times the coefficients in zigzag order. Samples are within ±256.
// The transform is that of Loeffler, Ligtenberg and Moschytz (1989).
func forward(src []int16, stride int, dst *[64]int16) {
	var ws [32]lanes
	for r := range 8 {
		row := src[r*stride:][:8]
		ws[r*4] = lanes(row[0]) + lanes(row[1])<<32
		ws[r*4+1] = lanes(row[2]) + lanes(row[3])<<32
		ws[r*4+2] = lanes(row[4]) + lanes(row[5])<<32
		ws[r*4+3] = lanes(row[6]) + lanes(row[7])<<32
	}
	pass(&ws)
	const half, down = 1 << (dctBits - passBits - 1) * (1 + 1<<32), dctBits - passBits
	var t [32]lanes
	for m := range 4 {
		for p := range 4 {
			a, b := ws[8*m+p]+half, ws[8*m+4+p]+half
			t[8*p+m] = lanes(int32(a)>>down) + lanes(int32(b)>>down)<<32
			t[8*p+4+m] = a>>(32+down) + b>>(32+down)<<32
		}
	}
	pass(&t)
	// order[4u+m] are the zigzag positions of rows 2m and 2m+1 of column u.
	const order = "\x00\x02\x03\x09\x0a\x14\x15\x23\x01\x04\x08\x0b\x13\x16\x22\x24" +
		"\x05\x07\x0c\x12\x17\x21\x25\x30\x06\x0d\x11\x18\x20\x26\x2f\x31" +
		"\x0e\x10\x19\x1f\x27\x2e\x32\x39\x0f\x1a\x1e\x28\x2d\x33\x38\x3a" +
		"\x1b\x1d\x29\x2c\x34\x37\x3b\x3e\x1c\x2a\x2b\x35\x36\x3c\x3d\x3f"
	const last, halfLast = dctBits + passBits, 1 << (dctBits + passBits - 1) * (1 + 1<<32)
	for i, v := range &t {
		v += halfLast
		dst[order[2*i]&63] = int16(int32(v) >> last)
		dst[order[2*i+1]&63] = int16(v >> (32 + last))
	}
}

// pass transforms the eight rows of ws down its four columns of two lanes each,
// scaled by √8 · 2^dctBits.
func pass(ws *[32]lanes) {
	const (
		c0298 = 2446  // 0.298631336
		c0390 = 3196  // 0.390180644
		c0541 = 4433  // 0.541196100
		c0765 = 6270  // 0.765366865
		c0899 = 7373  // 0.899976223
		c1175 = 9633  // 1.175875602
		c1501 = 12299 // 1.501321110
		c1847 = 15137 // 1.847759065
		c1961 = 16069 // 1.961570560
		c2053 = 16819 // 2.053119869
		c2562 = 20995 // 2.562915447
		c3072 = 25172 // 3.072711026
	)
	for p := range 4 {
		w := ws[p : p+29]
		a0, a7 := w[0]+w[28], w[0]-w[28]
		a1, a6 := w[4]+w[24], w[4]-w[24]
		a2, a5 := w[8]+w[20], w[8]-w[20]
		a3, a4 := w[12]+w[16], w[12]-w[16]

		b0, b3 := a0+a3, a0-a3
		b1, b2 := a1+a2, a1-a2
		w[0], w[16] = (b0+b1)<<dctBits, (b0-b1)<<dctBits
		e := (b2 + b3) * c0541
		w[8], w[24] = e+b3*c0765, e-b2*c1847

		z5 := (a4 + a5 + a6 + a7) * c1175
		z1, z2 := (a4+a7)*-c0899, (a5+a6)*-c2562
		z3, z4 := z5-(a4+a6)*c1961, z5-(a5+a7)*c0390
		w[28] = a4*c0298 + z1 + z3
		w[20] = a5*c2053 + z2 + z4
		w[12] = a6*c3072 + z2 + z3
		w[4] = a7*c1501 + z1 + z4
	}
}
