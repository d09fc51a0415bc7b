package imagecache

import (
	"image"
	"math"
	"slices"
)

const (
	hashGrid = 32 // cells a side of what is hashed
	hashSide = 8  // lowest frequencies on each axis, one bit for each pair
)

// perceptualHash returns 64 bits of which few differ between pictures that look alike:
// whether each of the lowest 8 by 8 frequencies of a cosine transform of the lightness
// is above their median (Zauner, Implementation and Benchmarking of Perceptual Image
// Hash Functions, 2010, 3.2.1). All sums are of integers: the same on any machine.
func perceptualHash(img *image.NRGBA) (hash uint64) {
	frequencies := transform(lightness(img))
	sorted := frequencies
	slices.Sort(sorted[:])
	middle := sorted[len(sorted)/2-1]
	for i, f := range frequencies {
		if f > middle {
			hash |= 1 << i
		}
	}
	return hash
}

// lightness is the mean of each cell of a grid over img.
func lightness(img *image.NRGBA) (grid [hashGrid][hashGrid]int64) {
	size := img.Rect.Size()
	for j := range hashGrid {
		for i := range hashGrid {
			x0, y0 := i*size.X/hashGrid, j*size.Y/hashGrid
			x1, y1 := max(x0+1, (i+1)*size.X/hashGrid), max(y0+1, (j+1)*size.Y/hashGrid)
			var sum int64
			for y := y0; y < y1; y++ {
				row := img.Pix[y*img.Stride+4*x0 : y*img.Stride+4*x1]
				for ; len(row) >= 4; row = row[4:] {
					sum += 299*int64(row[0]) + 587*int64(row[1]) + 114*int64(row[2])
				}
			}
			grid[j][i] = sum / int64((x1-x0)*(y1-y0))
		}
	}
	return grid
}

// transform returns the lowest frequencies of a grid, those of a row after another.
func transform(grid [hashGrid][hashGrid]int64) (low [hashSide * hashSide]int64) {
	var cosine [hashSide][hashGrid]int64
	for u := range cosine {
		for x := range cosine[u] {
			cosine[u][x] = int64(math.Round(1024 * math.Cos(float64((2*x+1)*u)*math.Pi/(2*hashGrid))))
		}
	}
	for v := range hashSide {
		var column [hashGrid]int64 // the rows joined by the frequency v
		for y := range grid {
			for x, value := range grid[y] {
				column[x] += cosine[v][y] * value
			}
		}
		for u := range hashSide {
			for x, value := range column {
				low[v*hashSide+u] += cosine[u][x] * value
			}
		}
	}
	return low
}
