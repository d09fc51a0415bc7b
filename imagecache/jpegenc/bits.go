package jpegenc

import "math/bits"

// A bitWriter appends entropy-coded bits to buf, most significant first, with a
// zero byte after every 0xff as a scan demands.
type bitWriter struct {
	buf  []byte
	acc  uint64 // the pending bits, in the low part
	used uint   // how many bits are pending, below 32 between calls
}

// put appends the low n bits of v; n is at most 32 and the other bits of v are zero.
func (b *bitWriter) put(v uint32, n uint) {
	b.acc = b.acc<<(n&63) | uint64(v)
	b.used += n
	if b.used >= 32 {
		b.used -= 32
		b.word(uint32(b.acc >> (b.used & 63)))
	}
}

// word appends four bytes, stuffed.
func (b *bitWriter) word(v uint32) {
	if (v & ^(v + 0x01010101) & 0x80808080) == 0 { // no byte is 0xff
		b.buf = append(b.buf, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
		return
	}
	for shift := 24; shift >= 0; shift -= 8 {
		c := byte(v >> shift)
		b.buf = append(b.buf, c)
		if c == 0xff {
			b.buf = append(b.buf, 0)
		}
	}
}

// flush pads the last byte with ones and appends what is pending.
func (b *bitWriter) flush() {
	if pad := -b.used & 7; pad > 0 {
		b.acc = b.acc<<pad | (1<<pad - 1)
		b.used += pad
	}
	for ; b.used > 0; b.used -= 8 {
		c := byte(b.acc >> (b.used - 8))
		b.buf = append(b.buf, c)
		if c == 0xff {
			b.buf = append(b.buf, 0)
		}
	}
	b.acc = 0
}

// size is the number of bits of the magnitude v.
func size(v int32) uint { return uint(bits.Len32(uint32(v))) }
