package jpegenc

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
	total, endCost := uint32(0), 0
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
			endCost += int(n) * int(c+int32(i>>4)*bitCost)
			continue
		}
		r.symbol[i] = c + size*bitCost
	}
	if nonempty > 0 {
		r.end = int32(endCost / nonempty)
	}
}

// A band is a run of coefficients with rates of its own.
type band struct {
	first, last int
	rates       rates
}

// A trellis decides the levels of the AC coefficients of one component such
// that rate + lambda · distortion is least. Distortion is the squared error in
// steps, so that the tables weigh the frequencies, and weight besides.
type trellis struct {
	recip  [64]int64 // by coefficient, what turns a raw value into a level
	weight [64]int64 // by coefficient, of its squared error, in 1/256
	bands  []band
	list   [64]candidate // of the band at work
}

const (
	recipBits = 20
	// roundUp is added to a level to round it; more than a half keeps the
	// energy of textures, which costs little and is seen when it is gone.
	roundUp = 70
	// mustCost is the cost of a squared error that no saving of bits outweighs.
	mustCost = 40 * bitCost
)

// newTrellis returns a trellis with one band after each split and before the first.
func newTrellis(step *[64]uint16, splits ...int) *trellis {
	t := &trellis{}
	first := 1
	for _, last := range append(splits, 63) {
		t.bands = append(t.bands, band{first, last, *guess()})
		first = last + 1
	}
	weights := [15]int64{160, 160, 197, 222, 242, 259, 274, 287, 298, 309, 319, 328, 337, 345, 353}
	for k, q := range step {
		t.weight[k] = weights[zigzag[k]>>3+zigzag[k]&7]
		t.recip[k] = (level<<recipBits + rawScale/2*int64(q)) / (rawScale * int64(q))
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

// block decides the levels of b, given lambda in costs per squared step, and
// returns the set of nonzero ones.
func (t *trellis) block(b *[64]int16, lambda int64) uint64 {
	out := [64]int16{b[0]}
	set := uint64(0)
	for i := range t.bands {
		d := &t.bands[i]
		list, zero := t.candidates(b, d.first, d.last, lambda)
		if len(list) == 0 {
			continue
		}
		for j := d.search(list, zero, lambda); j >= 0; j = list[j].from {
			c := &list[j]
			v, k := int16(c.taken), c.pos&63
			if b[k] < 0 {
				v = -v
			}
			out[k] = v
			set |= 1 << k
		}
	}
	*b = out
	return set
}

// candidates lists the coefficients from first to last that may stay nonzero,
// and returns the squared error of turning all to zero.
func (t *trellis) candidates(b *[64]int16, first, last int, lambda int64) (list []candidate, zero int64) {
	n := 0
	for k := first; k <= last; k++ {
		v := int64(b[k&63])
		x := max(v, -v) * t.recip[k&63] >> recipBits
		w := t.weight[k&63]
		before := zero
		zero += x * x * w >> 8
		if x < level-roundUp {
			continue
		}
		c := &t.list[n&63]
		c.pos, c.before, c.upto = k, before, zero
		c.value = int32(x+roundUp) >> levelBits
		e := x - int64(c.value)<<levelBits
		c.err, c.alt = e*e*w>>8, 0
		c.must = (zero-before)*lambda>>(2*levelBits) >= mustCost
		if c.value > 1 && c.value&(c.value-1) == 0 {
			c.alt = c.value - 1
			c.altErr = (e + level) * (e + level) * w >> 8
		}
		n++
	}
	return t.list[:n], zero
}

// search finds the last candidate of the cheapest way through list, or -1 for
// the empty way. zero is the squared error of that.
func (d *band) search(list []candidate, zero, lambda int64) int {
	best, bestCost := -1, zero*lambda>>(2*levelBits)
	for i := range list {
		c := &list[i]
		d.reach(list[:i+1], lambda)
		cost := c.cost + (zero-c.upto)*lambda>>(2*levelBits)
		if c.pos < d.last {
			cost += int64(d.rates.end)
		}
		if c.must || cost < bestCost {
			best, bestCost = i, cost
		}
	}
	return best
}

// reach finds the cheapest way to the last candidate of list from any before it.
func (d *band) reach(list []candidate, lambda int64) {
	i := len(list) - 1
	c := &list[i]
	n0 := size(c.value)
	n1 := size(c.alt)
	d0 := c.err * lambda >> (2 * levelBits)
	d1 := c.altErr * lambda >> (2 * levelBits)
	c.cost = 1 << 62
	for j := i - 1; j >= -1; j-- {
		base, run, skipped := int64(0), c.pos-d.first, c.before
		if j >= 0 {
			p := &list[j]
			base, run, skipped = p.cost, c.pos-p.pos-1, c.before-p.upto
		}
		base += skipped * lambda >> (2 * levelBits)
		base += int64(run>>4) * int64(d.rates.symbol[0xf0])
		run &= 15
		if cost := base + d0 + int64(d.rates.symbol[run<<4|int(n0&15)]); cost < c.cost {
			c.cost, c.from, c.taken = cost, j, c.value
		}
		if c.alt > 0 {
			if cost := base + d1 + int64(d.rates.symbol[run<<4|int(n1&15)]); cost < c.cost {
				c.cost, c.from, c.taken = cost, j, c.alt
			}
		}
		if j >= 0 && list[j].must {
			break
		}
	}
}
