package jpegenc

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// costOf is what the levels cost by the trellis's own measure: the rates of one
// band and lambda times the weighed squared error.
func (t *trellis) costOf(d *band, raw, levels *[64]int16, lambda int64) int64 {
	rate, zero, run, last := int64(0), int64(0), 0, 0
	for k := d.first; k <= d.last; k++ {
		v := int64(levels[k])
		e := max(int64(raw[k]), -int64(raw[k]))*t.recip[k]>>recipBits - max(v, -v)<<levelBits
		zero += e * e * t.weight[k] >> 8
		if v == 0 {
			run++
			continue
		}
		rate += int64(run>>4)*int64(d.rates.symbol[0xf0]) + int64(d.rates.symbol[run&15<<4|int(size(int32(max(v, -v))))])
		run, last = 0, k
	}
	if last != 0 && last != d.last {
		rate += int64(d.rates.end)
	}
	return rate + zero*lambda>>(2*levelBits)
}

// The trellis is no worse than any choice for each coefficient of its nearest
// level, the one below, and zero.
func TestTrellisIsBest(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var step [64]uint16
	for k := range step {
		step[k] = uint16(8 + k)
	}
	for n := range 300 {
		tr := newTrellis(&step)
		lambda := int64(bitCost * (4 + n%40))
		var raw [64]int16
		var places []int
		for range 6 {
			k := 1 + r.IntN(63)
			raw[k] = int16(r.NormFloat64() * float64(step[k]) * rawScale * 1.5)
			places = append(places, k)
		}
		slices.Sort(places)
		places = slices.Compact(places)

		got := raw
		set := tr.block(&got, lambda)
		for k := 1; k < 64; k++ {
			if (got[k] != 0) != (set>>k&1 == 1) {
				t.Fatalf("block %d: coefficient %d is %d, the set says otherwise", n, k, got[k])
			}
		}
		least := int64(1 << 62)
		var try func(levels [64]int16, rest []int)
		try = func(levels [64]int16, rest []int) {
			if len(rest) == 0 {
				least = min(least, tr.costOf(&tr.bands[0], &raw, &levels, lambda))
				return
			}
			k := rest[0]
			x := int64(max(raw[k], -raw[k])) * tr.recip[k] >> recipBits
			try(levels, rest[1:])
			for _, v := range []int16{int16(x >> levelBits), int16((x + level/2) >> levelBits)} {
				levels[k] = v
				if raw[k] < 0 {
					levels[k] = -v
				}
				try(levels, rest[1:])
			}
		}
		try([64]int16{}, places)
		// Rounding up early and each term's own rounding may cost a little.
		if have := tr.costOf(&tr.bands[0], &raw, &got, lambda); have > least+lambda/8+int64(len(places)) {
			t.Errorf("block %d: got cost %d, the best is %d", n, have, least)
		}
	}
}

// Learned rates are the entropy of what was counted.
func TestLearn(t *testing.T) {
	r := guess()
	var h histogram
	h[0x01], h[0x11], h[0x00] = 1<<20, 1<<19, 1<<19
	r.learn(&h, 1<<19)
	for s, want := range map[int]int32{0x01: 2 * bitCost, 0x11: 3 * bitCost} {
		if got := r.symbol[s]; got < want-4 || got > want+4 {
			t.Errorf("symbol %#x: got %d, want about %d", s, got, want)
		}
	}
	if got, want := r.end, int32(2*bitCost); got < want-4 || got > want+4 {
		t.Errorf("end: got %d, want about %d", got, want)
	}
	before := *r
	if r.learn(&histogram{}, 0); *r != before {
		t.Error("rates changed without a count")
	}
}
