package ssimulacra2

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

const maps = 3 // similarity, added edges, lost detail

// compare returns the norms of the error maps of two pictures at one scale.
func compare(a, b [components]plane) (norms [components]scaleNorms) {
	var (
		filter                       = newBlur()
		width, height                = a[0].width, a[0].height
		products, scratch            = newPlane(width, height), newPlane(width, height)
		meanA, meanB, squaresA       = newPlane(width, height), newPlane(width, height), newPlane(width, height)
		squaresB, productsAB, pixels = newPlane(width, height), newPlane(width, height), float64(width * height)
	)
	for c := range norms {
		filter.plane(a[c], scratch, meanA)
		filter.plane(b[c], scratch, meanB)
		multiply(a[c], a[c], products)
		filter.plane(products, scratch, squaresA)
		multiply(b[c], b[c], products)
		filter.plane(products, scratch, squaresB)
		multiply(a[c], b[c], products)
		filter.plane(products, scratch, productsAB)

		rows := make([]scaleNorms, height) // sums of the errors and of their fourth powers
		parallel(height, 32, func(y int) {
			rows[y] = errorsOf(a[c].row(y), b[c].row(y), meanA.row(y), meanB.row(y), squaresA.row(y), squaresB.row(y), productsAB.row(y))
		})
		for _, row := range rows {
			for m := range maps {
				norms[c][0][m] += row[0][m] / pixels
				norms[c][1][m] += row[1][m] / pixels
			}
		}
		for m := range maps {
			norms[c][1][m] = math.Sqrt(math.Sqrt(norms[c][1][m]))
		}
	}
	return norms
}

func multiply(a, b, out plane) {
	for i, v := range a.pix {
		out.pix[i] = v * b.pix[i]
	}
}

// errorsOf sums up the three errors, and their fourth powers, of a row of a and b, of
// which the blurred pictures and products are given.
func errorsOf(a, b, meanA, meanB, squaresA, squaresB, products []float32) (sums scaleNorms) {
	const c2 float32 = 0.0009 // keeps flat places from dividing by nothing
	for x := range a {
		ma, mb := meanA[x], meanB[x]
		light := 1 - float32((ma-mb)*(ma-mb))
		covariance := products[x] - float32(ma*mb)
		variances := float32(squaresA[x]-float32(ma*ma)) + float32(squaresB[x]-float32(mb*mb))
		similarity := light * float32(2*covariance+c2) / float32(variances+c2)

		edgeA, edgeB := math.Abs(float64(a[x]-ma)), math.Abs(float64(b[x]-mb))
		change := (1+edgeB)/(1+edgeA) - 1
		for m, v := range [maps]float64{1 - float64(similarity), change, -change} {
			v = max(v, 0)
			sums[0][m] += v
			sums[1][m] += v * v * v * v
		}
	}
	return sums
}

// parallel calls do for 0 to n-1, on all processors, in bands, and returns when all
// calls have.
func parallel(n, band int, do func(i int)) {
	var (
		next atomic.Int64
		wg   sync.WaitGroup
	)
	for range min(runtime.GOMAXPROCS(0), (n+band-1)/band) {
		wg.Go(func() {
			for {
				end := int(next.Add(int64(band)))
				if end-band >= n {
					return
				}
				for i := end - band; i < min(end, n); i++ {
					do(i)
				}
			}
		})
	}
	wg.Wait()
}
