package resize

import "math"

const lobes = 3

// filter is how one line of pixels becomes one of another length.
type filter struct {
	first   []int    // the first pixel that each new one sees
	counts  []int    // and how many
	most    int      // the most of them
	weights []uint64 // one after another, most for each; negative ones in two's complement
}

func (f *filter) of(i int) (first int, weights []uint64) {
	return f.first[i], f.weights[i*f.most:][:f.counts[i]]
}

// weights returns the filter from so many pixels to so many. The weights of a new pixel
// are one in all.
func weights(from, to int) *filter {
	step := float64(from) / float64(to)
	wide := max(step, 1) // of a lobe
	far := float64(lobes * wide)
	reach := int(math.Ceil(far))
	f := &filter{first: make([]int, to), counts: make([]int, to), most: min(2*reach+1, from)}
	f.weights = make([]uint64, to*f.most)
	exact := make([]float64, 2*reach+1)
	for i := range to {
		centre := float64((float64(i)+0.5)*step) - 0.5
		begin := max(int(math.Ceil(centre-far)), 0)
		end := min(int(math.Floor(centre+far)), from-1) + 1
		sum := 0.0
		for u := begin; u < end; u++ {
			exact[u-begin] = lanczos((float64(u) - centre) / wide)
			sum += exact[u-begin]
		}
		f.first[i], f.counts[i] = begin, end-begin
		_, rounded := f.of(i)
		// The error of rounding goes on to the next, so that it adds up to nothing.
		carried, whole := 0.0, 0.0
		for k := range rounded {
			whole += float64(exact[k] / sum * one)
			next := math.Floor(whole + 0.5)
			rounded[k] = uint64(int64(next - carried)) //nolint:gosec // two's complement is meant
			carried = next
		}
	}
	return f
}

// lanczos is sinc(x)·sinc(x/3) within three of 0, and nothing beyond.
func lanczos(x float64) float64 {
	if x == 0 {
		return 1
	}
	if math.Abs(x) >= lobes {
		return 0
	}
	return float64(lobes*sinPi(x)) * sinPi(x/lobes) / float64(math.Pi*math.Pi*float64(x*x))
}

// sinPi is the sine of πx for x from -3 to 3, by its series. Each product is rounded
// before it is added (that is what the conversions are for), so that all machines find
// the same.
func sinPi(x float64) float64 {
	x -= 2 * math.Round(x/2) // to -1 … 1
	if math.Abs(x) > 0.5 {
		x = math.Copysign(1, x) - x
	}
	x *= math.Pi
	term, sum, square := x, x, float64(x*x)
	for n := 2.0; n < 20; n += 2 {
		term = -term * square / float64(n*float64(n+1))
		sum += float64(term)
	}
	return sum
}
