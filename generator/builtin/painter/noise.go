package painter

import "math/rand/v2"

const tile = 256

// noise holds two tiles of chance that repeat over the picture: smooth swells,
// and grain that differs from point to point.
type noise struct {
	soft  [tile * tile]int16 // -128 to 127
	grain [tile * tile]uint8
}

func newNoise(seed uint64) *noise {
	r := rand.New(rand.NewPCG(seed, 7))
	n := new(noise)
	for i := 0; i < len(n.grain); i += 8 {
		v := r.Uint64()
		for k := range 8 {
			n.grain[i+k] = uint8(v >> (8 * k))
		}
	}
	n.swell(16, 3, r.Uint64())
	n.swell(8, 1, r.Uint64())
	return n
}

// swell adds smooth hills, one to a cell, with the given share of four.
func (n *noise) swell(cell, share int, seed uint64) {
	cells := tile / cell
	r := rand.New(rand.NewPCG(seed, 11))
	knots := make([]int, cells*cells)
	for i := range knots {
		knots[i] = r.IntN(256) - 128
	}
	ease := make([]int, cell)
	for i := range ease {
		t := i * 256 / cell
		ease[i] = t * t * (768 - 2*t) >> 16
	}
	for y := range tile {
		ya, yb, ey := y/cell, (y/cell+1)%cells, ease[y%cell]
		for x := range tile {
			xa, xb, ex := x/cell, (x/cell+1)%cells, ease[x%cell]
			top := knots[ya*cells+xa]*(256-ex) + knots[ya*cells+xb]*ex
			low := knots[yb*cells+xa]*(256-ex) + knots[yb*cells+xb]*ex
			n.soft[y*tile+x] += int16((top*(256-ey) + low*ey) >> 16 * share / 4)
		}
	}
}

func (n *noise) at(x, y int) int {
	return int(n.soft[(y&(tile-1))*tile+x&(tile-1)])
}

func (n *noise) dust(x, y int) int {
	return int(n.grain[(y&(tile-1))*tile+x&(tile-1)])
}
