package ssimulacra2

import (
	"math"
	"testing"
)

// The ranges of sRGB are written in the published source.
func TestRangeOfXYB(t *testing.T) {
	low := [3]float64{2, 2, 2}
	high := [3]float64{-2, -2, -2}
	light := lightOfBytes()
	for i := range 16 * 16 * 16 {
		in := newPlanes(1, 1)
		for c := range in {
			in[c].pix[0] = light[i>>(4*c)&15*17]
		}
		for c, p := range toXYB(in) {
			low[c], high[c] = min(low[c], float64(p.pix[0])), max(high[c], float64(p.pix[0]))
		}
	}
	for c, want := range [3][2]float64{{0.204594, 0.813402}, {0.010000, 0.855308}, {0.272295, 0.938012}} {
		if math.Abs(low[c]-want[0]) > 2e-5 || math.Abs(high[c]-want[1]) > 2e-5 {
			t.Errorf("got %.6f to %.6f for component %d, want %v", low[c], high[c], c, want)
		}
	}
}

func TestHalveOddSizes(t *testing.T) {
	in := newPlanes(3, 3)
	for c := range in {
		copy(in[c].pix, []float32{0, 4, 8, 4, 8, 12, 2, 6, 10})
	}
	out := halve(in)
	for i, want := range []float32{4, 10, 4, 10} {
		if got := out[1].pix[i]; got != want {
			t.Errorf("got %v at %d, want %v", got, i, want)
		}
	}
}
