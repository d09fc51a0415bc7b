package ssimulacra2

import (
	"math"
	"testing"
)

// The kernel is derived anew, by equations 37 to 57 of the paper: the mean is kept,
// the variance is that of sigma, and so is the response at the three frequencies.
func TestBlurKernel(t *testing.T) {
	const sigma = 1.5
	n := math.Round(3.2795*sigma + 0.2546)
	var omega, p, r, rho [3]float64
	for i, sign := range [3]float64{1, -1, 1} {
		omega[i] = float64(2*i+1) * math.Pi / (2 * n)
		p[i] = sign / math.Tan(omega[i]/2)
		r[i] = sign * p[i] * p[i] / math.Sin(omega[i])
		rho[i] = math.Exp(-sigma*sigma*omega[i]*omega[i]/2) / n
	}
	cross := func(i, j int) float64 { return p[i]*r[j] - r[i]*p[j] }
	third := [3]float64{cross(1, 2) / cross(0, 1), cross(2, 0) / cross(0, 1), 1}
	rows := [3][3]float64{p, r, third}
	right := [3]float64{1, n*n - sigma*sigma, third[0]*rho[0] + third[1]*rho[1] + rho[2]}
	var want [radius + 1]float64
	for i := range omega { // Cramer's rule
		part := rows
		for row := range part {
			part[row][i] = right[row]
		}
		for x := range want {
			want[x] += determinant(part) / determinant(rows) * math.Cos(omega[i]*float64(x))
		}
	}
	sum := 0.0
	for x, got := range blurKernel() {
		if math.Abs(float64(got)-want[x]) > 1e-7 {
			t.Errorf("got %v at %d, want %v", got, x, want[x])
		}
		sum += float64(got) * float64(min(x, 1)+1)
	}
	if math.Abs(sum-1) > 1e-6 {
		t.Errorf("got a sum of %v, want 1", sum)
	}
}

func determinant(m [3][3]float64) float64 {
	return m[0][0]*(m[1][1]*m[2][2]-m[1][2]*m[2][1]) - m[0][1]*(m[1][0]*m[2][2]-m[1][2]*m[2][0]) + m[0][2]*(m[1][0]*m[2][1]-m[1][1]*m[2][0])
}

// A point becomes the kernel in both directions, and beyond the edge there is nothing.
func TestBlurOfAPoint(t *testing.T) {
	p := newPlanes(16, 16)[0]
	p.pix[2*16+5] = 1
	kernel := blurKernel()
	at := func(d int) float32 {
		if d = max(d, -d); d <= radius {
			return kernel[d]
		}
		return 0
	}
	r := newBlurred(16)
	for y := range 16 {
		r.blur(p, p, y)
		for x := range 16 {
			want := at(y-2) * at(x-5)
			if d := math.Abs(float64(r.a[x] - want)); d > 1e-7 {
				t.Errorf("got %v at %d,%d, want %v", r.a[x], x, y, want)
			}
			if r.product[x] != r.a[x] || r.squares[x] != 2*r.a[x] { // 1 is its own square
				t.Errorf("got products %v and %v at %d,%d, want %v and %v", r.product[x], r.squares[x], x, y, r.a[x], 2*r.a[x])
			}
		}
	}
}

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
