package jpegenc

import (
	"math"
	"math/rand/v2"
	"testing"
)

// slowDCT is the transform by its definition, T.81 A.3.3, times rawScale, zigzag.
func slowDCT(s *[64]int16) (out [64]float64) {
	for k := range 64 {
		u, v := float64(zigzag[k]%8), float64(zigzag[k]/8)
		sum := 0.0
		for i, p := range s {
			x, y := float64(i%8), float64(i/8)
			sum += float64(p) * math.Cos((2*x+1)*u*math.Pi/16) * math.Cos((2*y+1)*v*math.Pi/16)
		}
		if u == 0 {
			sum /= math.Sqrt2
		}
		if v == 0 {
			sum /= math.Sqrt2
		}
		out[k] = sum / 4 * rawScale
	}
	return out
}

func TestForward(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 200 {
		var s, got [64]int16
		for i := range s {
			switch n % 4 {
			case 0:
				s[i] = int16(r.IntN(256)) - 128
			case 1:
				s[i] = int16(r.IntN(2))*255 - 128
			case 2:
				s[i] = int16(i*3-96) + int16(r.IntN(5))
			default:
				s[i] = int16(n) - 128
			}
		}
		forward(s[:], 8, &got)
		for k, want := range slowDCT(&s) {
			if math.Abs(float64(got[k])-want) > 1.1 {
				t.Fatalf("block %d coefficient %d: got %d, want %.2f", n, k, got[k], want)
			}
		}
	}
}

func TestZigzag(t *testing.T) {
	var seen [64]bool
	for k := range 64 {
		seen[zigzag[k]] = true
		if k > 0 && k < 63 {
			u, v := zigzag[k]%8, zigzag[k]/8
			if before := zigzag[k-1]%8 + zigzag[k-1]/8; u+v != before && u+v != before+1 {
				t.Errorf("coefficient %d at %d,%d leaves its diagonal", k, u, v)
			}
		}
	}
	for i, s := range seen {
		if !s {
			t.Errorf("position %d is missing", i)
		}
	}
}

func TestLogarithms(t *testing.T) {
	for _, v := range []uint32{1, 2, 3, 5, 1000, 1023, 1024, 65537, 1 << 31, math.MaxUint32} {
		if got, want := float64(log2(v))/256, math.Log2(float64(v)); math.Abs(got-want) > 0.02 {
			t.Errorf("log2(%d): got %.3f, want %.3f", v, got, want)
		}
	}
	for x := int32(-6 * 256); x < 8*256; x += 37 {
		if got, want := float64(exp2(x)), 256*math.Exp2(float64(x)/256); math.Abs(got-want) > want/100+1 {
			t.Errorf("exp2(%d): got %.0f, want %.1f", x, got, want)
		}
	}
}
