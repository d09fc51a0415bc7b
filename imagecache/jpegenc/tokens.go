package jpegenc

import "math/bits"

// A token is one symbol of an entropy-coded scan and the raw bits behind it:
// the bits in the low 16, their number (at most 16) from bit 16, the symbol
// from bit 24. tokenRaw marks bits without a symbol, tokenChroma the symbol of
// the second table of a scan of several components.
type token uint32

const (
	tokenRaw    token = 1 << 22
	tokenChroma token = 1 << 23
)

// A scanCoder turns the coefficients of one scan into tokens and counts their
// symbols, so that the scan's tables can be made before it is written.
type scanCoder struct {
	tokens []token
	counts [2]histogram
	raw    int // bits that no table changes

	run     int    // blocks that end with the pending end-of-band run
	pending []byte // correction bits of the blocks of the run
}

func (s *scanCoder) reset() {
	s.tokens, s.counts, s.raw, s.run, s.pending = s.tokens[:0], [2]histogram{}, 0, 0, s.pending[:0]
}

// symbol adds a symbol and the n bits behind it.
func (s *scanCoder) symbol(symbol int, extra uint32, n uint) {
	s.tokens = append(s.tokens, token(symbol)<<24|token(n)<<16|token(extra))
	s.counts[0][symbol&255]++
	s.raw += int(n)
}

// bit strings without a symbol, one bit a byte.
func (s *scanCoder) rawBits(bit []byte) {
	s.raw += len(bit)
	for len(bit) > 0 {
		n := min(len(bit), 16)
		v := token(0)
		for _, b := range bit[:n] {
			v = v<<1 | token(b)
		}
		s.tokens = append(s.tokens, tokenRaw|token(n)<<16|v)
		bit = bit[n:]
	}
}

// endRun writes the pending end-of-band run and its correction bits.
func (s *scanCoder) endRun() {
	if s.run == 0 {
		return
	}
	n := uint(bits.Len(uint(s.run))) - 1
	s.symbol(int(n)<<4, uint32(s.run)&(1<<n-1), n)
	s.run = 0
	s.rawBits(s.pending)
	s.pending = s.pending[:0]
}

const maxRun = 0x7fff // blocks one end-of-band symbol can end

// ended adds a block to the run of blocks that end here.
func (s *scanCoder) ended() {
	s.run++
	if s.run == maxRun || len(s.pending) > 900 {
		s.endRun()
	}
}

// bandBits are the bits of coefficients from first to last.
func bandBits(first, last int) uint64 {
	return ^uint64(0) << first & (^uint64(0) >> (63 - last))
}

// acFirst codes the band of c from coefficient first to last without its al
// low bits, of every step-th row of blocks.
func (s *scanCoder) acFirst(c *component, first, last, al, step int) {
	band := bandBits(first, last)
	for y := 0; y < c.high; y += step {
		for b := y * c.padW; b < y*c.padW+c.wide; b++ {
			todo := c.nonzero[b] & band
			if al > 0 && todo != 0 {
				todo = above(c.block(b), todo, al)
			}
			if todo == 0 {
				s.ended()
				continue
			}
			s.endRun()
			if s.firstBlock(c.block(b), todo, first, al) < last {
				s.ended()
			}
		}
	}
	s.endRun()
}

// firstBlock codes the coefficients todo, and returns the position of the last.
func (s *scanCoder) firstBlock(coef *[64]int16, todo uint64, first, al int) int {
	prev := first - 1
	for ; todo != 0; todo &= todo - 1 {
		k := bits.TrailingZeros64(todo)
		run := k - prev - 1
		prev = k
		for ; run > 15; run -= 16 {
			s.symbol(0xf0, 0, 0)
		}
		v := int32(coef[k&63])
		sign := v >> 31
		m := (v ^ sign - sign) >> al
		n := size(m)
		s.symbol(run<<4|int(n), uint32(m^sign)&(1<<n-1), n) // a negative is coded as its ones' complement
	}
	return prev
}

// above keeps of the set the coefficients whose magnitude reaches 2^al.
func above(coef *[64]int16, set uint64, al int) uint64 {
	out := uint64(0)
	for ; set != 0; set &= set - 1 {
		k := bits.TrailingZeros64(set) & 63
		v := int32(coef[k])
		if max(v, -v)>>al != 0 {
			out |= 1 << k
		}
	}
	return out
}

// acRefine codes bit al of the band, all higher bits of which are coded, of
// every step-th row of blocks.
func (s *scanCoder) acRefine(c *component, first, last, al, step int) {
	band := bandBits(first, last)
	for y := 0; y < c.high; y += step {
		for b := y * c.padW; b < y*c.padW+c.wide; b++ {
			todo := c.nonzero[b] & band
			if al > 0 {
				todo = above(c.block(b), todo, al)
			}
			s.refineBlock(c.block(b), todo, first, last, al)
		}
	}
	s.endRun()
}

// refineBlock codes bit al of the coefficients todo, which are not zero at it.
func (s *scanCoder) refineBlock(coef *[64]int16, todo uint64, first, last, al int) {
	old := above(coef, todo, al+1)
	fresh := todo &^ old
	end := 63 - bits.LeadingZeros64(fresh) // the last that turns nonzero, or -1
	prev, zeros := first-1, 0
	var correction [64]byte
	n := 0
	for ; todo != 0; todo &= todo - 1 {
		k := bits.TrailingZeros64(todo)
		zeros += k - prev - 1
		prev = k
		for zeros > 15 && k <= end {
			s.endRun()
			s.symbol(0xf0, 0, 0)
			zeros -= 16
			s.rawBits(correction[:n])
			n = 0
		}
		v := int32(coef[k&63])
		if old>>k&1 != 0 {
			correction[n&63] = byte(max(v, -v)>>al) & 1
			n++
			continue
		}
		s.endRun()
		s.symbol(zeros<<4|1, uint32(1+v>>31), 1)
		s.rawBits(correction[:n])
		n, zeros = 0, 0
	}
	if prev < last || n > 0 {
		s.pending = append(s.pending, correction[:n]...)
		s.ended()
	}
}

// dc codes the DC coefficients of the components from first to last. A scan of
// one covers the blocks of the picture, one of several interleaves whole MCUs.
func (s *scanCoder) dc(f *frame, first, last int) {
	s.reset()
	var before [3]int32
	one := func(i, b int) {
		v := int32(f.comps[i].coef[b*64])
		s.dcDelta(i, v-before[i])
		before[i] = v
	}
	if c := &f.comps[first]; first == last {
		for b := range c.high * c.wide {
			one(first, b/c.wide*c.padW+b%c.wide)
		}
		return
	}
	mcu := &f.comps[last]
	for m := range mcu.padH * mcu.padW {
		for i := first; i <= last; i++ {
			c := &f.comps[i]
			for b := range c.h * c.v {
				one(i, (m/mcu.padW*c.v+b/c.h)*c.padW+m%mcu.padW*c.h+b%c.h)
			}
		}
	}
}

// dcDelta adds the difference of two DC coefficients of component i.
func (s *scanCoder) dcDelta(i int, d int32) {
	n := size(max(d, -d))
	sign := d >> 31
	t := token(n)<<24 | token(n)<<16 | token(d+sign)&(1<<n-1)
	slot := 0
	if i > 0 {
		slot = 1
		t |= tokenChroma
	}
	s.tokens = append(s.tokens, t)
	s.counts[slot][n]++
	s.raw += int(n)
}

// write appends the tokens to w.
func (s *scanCoder) write(w *bitWriter, tables [2]*codeTable) {
	for _, t := range s.tokens {
		n := uint(t>>16) & 31
		if t&tokenRaw != 0 {
			w.put(uint32(t&0xffff), n)
			continue
		}
		table := tables[0]
		if t&tokenChroma != 0 {
			table = tables[1]
		}
		w.put(uint32(table.code[t>>24])<<n|uint32(t&0xffff), uint(table.length[t>>24])+n)
	}
}
