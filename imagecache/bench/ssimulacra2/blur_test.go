package ssimulacra2

import (
	"math"
	"testing"
)

// The response to a point is derived anew, by equations 37 to 57 of the paper: the mean
// is kept, the variance is that of sigma, and so is the response at three frequencies.
func response() (want [radius + 1]float64) {
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
	for i := range omega { // Cramer's rule
		part := rows
		for row := range part {
			part[row][i] = right[row]
		}
		for x := range want {
			want[x] += determinant(part) / determinant(rows) * math.Cos(omega[i]*float64(x))
		}
	}
	return want
}

func determinant(m [3][3]float64) float64 {
	return m[0][0]*(m[1][1]*m[2][2]-m[1][2]*m[2][1]) - m[0][1]*(m[1][0]*m[2][2]-m[1][2]*m[2][0]) + m[0][2]*(m[1][0]*m[2][1]-m[1][1]*m[2][0])
}

// Wherever a point lies, near an edge or far from it, and whatever the size, it becomes
// the response in both directions.
func TestBlurOfAPoint(t *testing.T) {
	kernel, filter := response(), newBlur()
	at := func(d int) float64 {
		if d = max(d, -d); d <= radius {
			return kernel[d]
		}
		return 0
	}
	for _, size := range [][2]int{{8, 8}, {9, 21}, {40, 33}, {47, 12}} {
		for _, point := range [][2]int{{0, 0}, {size[0] - 1, 2}, {size[0] / 2, size[1] / 2}, {3, size[1] - 1}} {
			in, scratch, out := newPlane(size[0], size[1]), newPlane(size[0], size[1]), newPlane(size[0], size[1])
			in.row(point[1])[point[0]] = 1
			filter.plane(in, scratch, out)
			for i, got := range out.pix {
				x, y := i%size[0], i/size[0]
				if want := at(x-point[0]) * at(y-point[1]); math.Abs(float64(got)-want) > 1e-6 {
					t.Fatalf("size %v, point %v: got %v at %d,%d, want %v", size, point, got, x, y, want)
				}
			}
		}
	}
}
