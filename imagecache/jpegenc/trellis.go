package jpegenc

import "math/bits"

// Costs are in 1/256 of a bit. Levels, the quotients of coefficients and steps,
// are in 1/128 of a step while they are decided upon.
const (
	bitCost   = 256
	levelBits = 7
	level     = 1 << levelBits
)

// rates are the costs of the AC symbols of a component, with the bits behind
// them, in the form of one scan over all AC coefficients.
type rates struct {
	symbol [256]int32 // run<<4 | size
	end    int32      // ending a block that is not empty
}

// guess are rates to begin with, before any statistics.
func guess() *rates {
	r := &rates{end: 3 * bitCost}
	for i := range r.symbol {
		run, n := int32(i>>4), int32(i&15)
		r.symbol[i] = bitCost*(2*n) + bitCost*run*7/16 + bitCost/2
	}
	r.symbol[0xf0] = 10 * bitCost
	return r
}

// learn replaces the rates by those that the counted symbols have at their entropy.
func (r *rates) learn(h *histogram, nonempty int) {
	total, ends, endCost := uint32(0), 0, 0
	for _, n := range h {
		total += n
	}
	if total == 0 {
		return
	}
	all := log2(total + 256)
	for i, n := range h {
		c := all - log2(n+1)
		size := int32(i & 15)
		if size == 0 && i != 0xf0 {
			ends += int(n)
			endCost += int(n) * int(c+int32(i>>4)*bitCost)
			continue
		}
		r.symbol[i] = c + size*bitCost
	}
	if nonempty > 0 {
		r.end = int32(endCost / nonempty)
	}
}

// log2 is the binary logarithm of v > 0 in 1/256, in whole numbers so that all
// machines agree.
func log2(v uint32) int32 {
	n := bits.Len32(v) - 1
	m := uint64(v) << (31 - n) // within 2^31 and 2^32
	out := int32(n)
	for range 8 {
		m = m * m >> 31
		out <<= 1
		if m >= 1<<32 {
			m >>= 1
			out |= 1
		}
	}
	return out
}

// A trellis decides the levels of the AC coefficients of one component such
// that rate + lambda · distortion is least, where distortion is the squared
// error in steps: the tables already weigh the frequencies.
type trellis struct {
	recip [64]int64 // by coefficient, what turns a raw value into a level
	rates rates
}

const recipBits = 20

func newTrellis(step *[64]uint16) *trellis {
	t := &trellis{rates: *guess()}
	for k, q := range step {
		t.recip[k] = (level<<recipBits + int64(rawScale*q)/2) / int64(rawScale*q)
	}
	return t
}

// candidate is a coefficient that may stay nonzero.
type candidate struct {
	pos    int
	value  int32 // the level in whole steps
	alt    int32 // a level of smaller size that may be cheaper, or 0
	must   bool  // too large to become zero
	err    int64 // squared error of value
	altErr int64
	before int64 // squared error of turning to zero all before
	upto   int64 // the same, with this one

	cost  int64
	from  int
	taken int32
}

// block decides the levels of b, given lambda in costs per squared step,
// and returns the set of nonzero ones.
func (t *trellis) block(b *[64]int16, lambda int64) uint64 {
	var list [64]candidate
	n := 0
	zero := int64(0)
	for k := 1; k < 64; k++ {
		v := int64(b[k])
		v = max(v, -v)
		x := v * t.recip[k] >> recipBits
		before := zero
		zero += x * x
		if x < level*9/16 {
			continue
		}
		c := &list[n&63]
		c.pos, c.before, c.upto = k, before, zero
		c.value = int32(x+level/2) >> levelBits
		e := x - int64(c.value)<<levelBits
		c.err, c.alt, c.must = e*e, 0, x >= level*5/2
		if c.value&(c.value-1) == 0 && c.value > 1 {
			c.alt = c.value - 1
			c.altErr = (e + level) * (e + level)
		}
		n++
	}
	if n == 0 {
		clear(b[1:])
		return 0
	}
	best, bestCost := -1, zero*lambda>>(2*levelBits)
	for i := range list[:n] {
		c := &list[i]
		t.reach(list[:i+1], lambda)
		tail := c.cost + (zero-c.upto)*lambda>>(2*levelBits)
		if c.pos < 63 {
			tail += int64(t.rates.end)
		}
		if c.must || tail < bestCost {
			best, bestCost = i, tail
		}
	}
	return assign(b, list[:n], best)
}

// reach finds the cheapest way to the last candidate of list from any before it.
func (t *trellis) reach(list []candidate, lambda int64) {
	i := len(list) - 1
	c := &list[i]
	n0 := size(c.value)
	n1 := size(c.alt)
	d0 := c.err * lambda >> (2 * levelBits)
	d1 := c.altErr * lambda >> (2 * levelBits)
	c.cost = 1 << 62
	for j := i - 1; j >= -1; j-- {
		base, run, skipped := int64(0), c.pos-1, c.before
		if j >= 0 {
			p := &list[j]
			base, run, skipped = p.cost, c.pos-p.pos-1, c.before-p.upto
		}
		base += skipped * lambda >> (2 * levelBits)
		base += int64(run>>4) * int64(t.rates.symbol[0xf0])
		run &= 15
		if cost := base + d0 + int64(t.rates.symbol[run<<4|int(n0&15)]); cost < c.cost {
			c.cost, c.from, c.taken = cost, j, c.value
		}
		if c.alt > 0 {
			if cost := base + d1 + int64(t.rates.symbol[run<<4|int(n1&15)]); cost < c.cost {
				c.cost, c.from, c.taken = cost, j, c.alt
			}
		}
		if j >= 0 && list[j].must {
			break
		}
	}
}

// assign stores the levels on the way to the candidate last.
func assign(b *[64]int16, list []candidate, last int) uint64 {
	var out [64]int16
	set := uint64(0)
	for i := last; i >= 0; i = list[i].from {
		c := &list[i]
		v := int16(c.taken)
		if b[c.pos&63] < 0 {
			v = -v
		}
		out[c.pos&63] = v
		set |= 1 << c.pos
	}
	out[0] = b[0]
	*b = out
	return set
}
