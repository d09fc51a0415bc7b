package ssimulacra2

import "math"

const radius = 5 // of the blur, pixels; a pixel at this distance counts no more

// blur is a Gaussian of sigma 1.5 with nothing beyond the edges, as three recursive
// filters whose responses are cosines (Charalampidis, "Recursive Implementation of the
// Gaussian Filter Using Truncated Cosine Functions", 2016). A sum of products would
// give the same but for rounding, and be faster. But these filters gather what rounding
// to 24 bits leaves, which costs flat pictures up to two points: so every operation,
// its order and its rounding are those of libjxl on a processor with fused
// multiplication and addition.
type blur [3]section

// section is one recursive filter: y[n] = in[0]·(x[n-6] + x[n+4]) + prev[0]·y[n-1] - y[n-2].
// The further numbers give three more outputs from the same two before.
type section struct {
	in, prev, prev2 [4]float64
}

func newBlur() (b blur) {
	for i, beta := range [...]float64{0.17893914164149133, 0.0727261447361902, 0.012955819110517089} {
		omega := float64(2*i+1) * math.Pi / (2 * radius)
		in := -beta * math.Cos(omega*(radius+1))
		d := 2 * math.Cos(omega)
		b[i] = section{
			in:    [4]float64{in, d * in, (d*d - 1) * in, (d*d*d - 2*d) * in},
			prev:  [4]float64{d, d*d - 1, d*d*d - 2*d, d*d*d*d - 3*d*d + 1},
			prev2: [4]float64{-1, -d, 1 - d*d, 2*d - d*d*d},
		}
		for j := range 4 {
			b[i].in[j] = single(b[i].in[j])
			b[i].prev[j] = single(b[i].prev[j])
			b[i].prev2[j] = single(b[i].prev2[j])
		}
	}
	return b
}

// single rounds v as a calculation in float32 does.
func single(v float64) float64 { return float64(float32(v)) }

// plane writes the blurred in to out, by way of scratch; all are of one size.
func (b *blur) plane(in, scratch, out plane) {
	parallel(in.height, 32, func(y int) { b.alongRow(in.row(y), scratch.row(y)) })
	const strip = 32
	parallel((in.width+strip-1)/strip, 1, func(i int) {
		b.downColumns(scratch, out, i*strip, min((i+1)*strip, in.width))
	})
}

// alongRow filters one by one near the edges, and by four between.
func (b *blur) alongRow(in, out []float32) {
	var state [3][2]float64 // the output before, and that before it, of each section
	n := -radius + 1
	for ; n < min(8, len(in)); n++ {
		b.step(in, out, n, &state)
	}
	for ; n < len(in)-radius-2; n += 4 {
		b.fourSteps(in[n-radius-1:], in[n+radius-1:], out[n:], &state)
	}
	for ; n < len(in); n++ {
		b.step(in, out, n, &state)
	}
}

func (b *blur) step(in, out []float32, n int, state *[3][2]float64) {
	var left, right float32
	if i := n - radius - 1; i >= 0 {
		left = in[i]
	}
	if i := n + radius - 1; i < len(in) {
		right = in[i]
	}
	x := float64(left + right)
	var y [3]float64
	for i := range b {
		s, before := &b[i], &state[i]
		y[i] = single(s.in[0] * x)
		y[i] = single(y[i] - before[1])
		y[i] = single(s.prev[0]*before[0] + y[i])
		before[1], before[0] = before[0], y[i]
	}
	if n >= 0 {
		out[n] = add(y)
	}
}

func (b *blur) fourSteps(left, right, out []float32, state *[3][2]float64) {
	left, right, out = left[:4], right[:4], out[:4]
	x0, x1 := float64(left[0]+right[0]), float64(left[1]+right[1])
	x2, x3 := float64(left[2]+right[2]), float64(left[3]+right[3])
	var y0, y1, y2, y3 [3]float64
	for i := range b {
		s, p, q := &b[i], state[i][0], state[i][1]
		y0[i] = single(s.prev[0]*p + single(single(s.in[0]*x0)-q))
		v := single(s.in[0]*x1 + single(s.in[1]*x0))
		y1[i] = single(s.prev[1]*p + single(s.prev2[1]*q+v))
		v = single(s.in[0]*x2 + single(s.in[1]*x1+single(s.in[2]*x0)))
		y2[i] = single(s.prev[2]*p + single(s.prev2[2]*q+v))
		v = single(s.in[0]*x3 + single(s.in[1]*x2+single(s.in[2]*x1+single(s.in[3]*x0))))
		y3[i] = single(s.prev[3]*p + single(s.prev2[3]*q+v))
		state[i] = [2]float64{y3[i], y2[i]}
	}
	out[0], out[1], out[2], out[3] = add(y0), add(y1), add(y2), add(y3)
}

// downColumns filters the columns from x0 to x1.
func (b *blur) downColumns(in, out plane, x0, x1 int) {
	var (
		zeros  = make([]float32, x1-x0)
		unseen = make([]float32, x1-x0)
		state  = make([][3][2]float64, x1-x0)
		rowOf  = func(y int) []float32 {
			if y < 0 || y >= in.height {
				return zeros
			}
			return in.row(y)[x0:x1]
		}
	)
	for n := -radius + 1; n < in.height; n++ {
		to := unseen // before the first row
		if n >= 0 {
			to = out.row(n)[x0:x1]
		}
		b.downOne(rowOf(n-radius-1), rowOf(n+radius-1), to, state)
	}
}

func (b *blur) downOne(above, below, out []float32, state [][3][2]float64) {
	var (
		in0, in1, in2       = b[0].in[0], b[1].in[0], b[2].in[0]
		prev0, prev1, prev2 = b[0].prev[0], b[1].prev[0], b[2].prev[0]
	)
	above, below, out = above[:len(state)], below[:len(state)], out[:len(state)]
	for x := range state {
		sum, s := float64(above[x]+below[x]), &state[x]
		y0 := single(in0*sum + single(prev0*s[0][0]-s[0][1]))
		y1 := single(in1*sum + single(prev1*s[1][0]-s[1][1]))
		y2 := single(in2*sum + single(prev2*s[2][0]-s[2][1]))
		*s = [3][2]float64{{y0, s[0][0]}, {y1, s[1][0]}, {y2, s[2][0]}}
		out[x] = add([3]float64{y0, y1, y2})
	}
}

func add(y [3]float64) float32 { return float32(y[0]) + float32(single(y[1]+y[2])) }
