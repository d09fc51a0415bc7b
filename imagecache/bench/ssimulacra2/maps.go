package ssimulacra2

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"
)

const (
	maps   = 3 // similarity, added edges, lost detail
	radius = 4 // of the blur, pixels
)

// blurKernel returns one half of the blur of sigma 1.5, its middle first: the sum of
// three cosines that is the impulse response of the recursive filter in libjxl
// (Charalampidis, "Recursive Implementation of the Gaussian Filter Using Truncated
// Cosine Functions", 2016). Its whole is 1. Beyond the edges of a picture is 0.
func blurKernel() [radius + 1]float32 {
	return [...]float32{0.2646211054881986, 0.21292859201042227, 0.10933537277746035, 0.03601111465836439, 0.009414367809653733}
}

// compare returns the norms of the error maps of two pictures at one scale.
func compare(a, b [components]plane) (norms [components]scaleNorms) {
	for c := range norms {
		rows := make([]scaleNorms, a[c].height) // sums of the errors and of their fourth powers
		scratch := sync.Pool{New: func() any { return newBlurred(a[c].width) }}
		parallel(len(rows), func(y int) {
			blurred := scratch.Get().(*blurred) //nolint:forcetypeassert // it holds nothing else
			blurred.blur(a[c], b[c], y)
			rows[y] = blurred.errors(a[c].row(y), b[c].row(y))
			scratch.Put(blurred)
		})
		for _, row := range rows {
			for m := range maps {
				norms[c][0][m] += row[0][m]
				norms[c][1][m] += row[1][m]
			}
		}
		pixels := float64(a[c].width * a[c].height)
		for m := range maps {
			norms[c][0][m] /= pixels
			norms[c][1][m] = math.Sqrt(math.Sqrt(norms[c][1][m] / pixels))
		}
	}
	return norms
}

// blurred is one row of two blurred pictures a and b, and of their products.
type blurred struct {
	kernel                      [radius + 1]float32
	a, b, squares, product      []float32 // squares: a² + b²
	va, vb, vSquares, vProducts []float32 // the same blurred only down the columns, between zeros
}

func newBlurred(width int) *blurred {
	r := &blurred{kernel: blurKernel()}
	for _, p := range []*[]float32{&r.a, &r.b, &r.squares, &r.product} {
		*p = make([]float32, width)
	}
	for _, p := range []*[]float32{&r.va, &r.vb, &r.vSquares, &r.vProducts} {
		*p = make([]float32, width+2*radius)
	}
	return r
}

func (r *blurred) blur(a, b plane, y int) {
	clear(r.va)
	clear(r.vb)
	clear(r.vSquares)
	clear(r.vProducts)
	for dy := -radius; dy <= radius; dy++ {
		if y+dy >= 0 && y+dy < a.height {
			r.addRow(r.kernel[max(dy, -dy)], a.row(y+dy), b.row(y+dy))
		}
	}
	alongRow(r.a, r.va, r.kernel)
	alongRow(r.b, r.vb, r.kernel)
	alongRow(r.squares, r.vSquares, r.kernel)
	alongRow(r.product, r.vProducts, r.kernel)
}

func (r *blurred) addRow(weight float32, a, b []float32) {
	n := len(a)
	b = b[:n]
	va, vb, squares, products := r.va[radius:][:n], r.vb[radius:][:n], r.vSquares[radius:][:n], r.vProducts[radius:][:n]
	for x, p := range a {
		q := b[x]
		wp, wq := weight*p, weight*q
		va[x] += wp
		vb[x] += wq
		squares[x] += wp*p + wq*q
		products[x] += wp * q
	}
}

// alongRow blurs from, which is longer than to by the radius on either side.
func alongRow(to, from []float32, k [radius + 1]float32) {
	for x := range to {
		w := from[x:][: 2*radius+1 : 2*radius+1]
		to[x] = k[0]*w[4] + k[1]*(w[3]+w[5]) + k[2]*(w[2]+w[6]) + k[3]*(w[1]+w[7]) + k[4]*(w[0]+w[8])
	}
}

// errors sums up the three errors, and their fourth powers, of a row.
func (r *blurred) errors(a, b []float32) (sums scaleNorms) {
	const c2 = 0.0009 // keeps flat places from dividing by nothing
	for x := range a {
		meanA, meanB := float64(r.a[x]), float64(r.b[x])
		product, difference := meanA*meanB, meanA-meanB
		covariance := float64(r.product[x]) - product
		variances := float64(r.squares[x]) - meanA*meanA - meanB*meanB
		similarity := (1 - difference*difference) * (2*covariance + c2) / (variances + c2)

		edgeA, edgeB := math.Abs(float64(a[x])-meanA), math.Abs(float64(b[x])-meanB)
		change := (1+edgeB)/(1+edgeA) - 1
		for m, v := range [maps]float64{1 - similarity, change, -change} {
			v = max(v, 0)
			sums[0][m] += v
			sums[1][m] += v * v * v * v
		}
	}
	return sums
}

// parallel calls do for 0 to n-1, on all processors, in bands, and returns when all
// calls have.
func parallel(n int, do func(i int)) {
	const band = 32
	var (
		next atomic.Int64
		wg   sync.WaitGroup
	)
	for range min(runtime.GOMAXPROCS(0), (n+band-1)/band) {
		wg.Go(func() {
			for {
				end := int(next.Add(band))
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
