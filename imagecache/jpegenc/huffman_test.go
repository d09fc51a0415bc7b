package jpegenc

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"
)

func TestCodeTable(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for n := range 200 {
		var h histogram
		total, entropy := 0.0, 0.0
		for range 1 + n {
			s := r.IntN(256)
			h[s] += uint32(math.Exp2(r.Float64() * float64(n%24)))
		}
		for _, f := range h {
			total += float64(f)
		}
		for _, f := range h {
			if f > 0 {
				entropy -= float64(f) * math.Log2(float64(f)/total)
			}
		}
		c := newCodeTable(&h)
		kraft, last := 0.0, uint8(0)
		for i, s := range c.order {
			l := c.length[s]
			kraft += math.Exp2(-float64(l))
			if l < last || l > maxCode || h[s] == 0 {
				t.Fatalf("table %d: symbol %d of %d has length %d after %d", n, i, len(c.order), l, last)
			}
			if uint(c.code[s]) == 1<<l-1 {
				t.Fatalf("table %d: the code of symbol %d is all ones", n, s)
			}
			last = l
		}
		if kraft >= 1 {
			t.Fatalf("table %d: got a Kraft sum of %f, want room for the reserved code", n, kraft)
		}
		if got := float64(c.bits(&h)); got < entropy || got > entropy+total*1.01+64 {
			t.Errorf("table %d: got %.0f bits, want about %.0f", n, got, entropy)
		}
	}
}

// Frequencies like Fibonacci's numbers would want codes of 25 bits.
func TestLongCodes(t *testing.T) {
	var h histogram
	a, b := uint32(1), uint32(1)
	for s := range 26 {
		h[s] = a
		a, b = b, a+b
	}
	c := newCodeTable(&h)
	if len(c.order) != 26 || c.length[c.order[25]] != maxCode {
		t.Errorf("got %d symbols, the last of %d bits; want 26 and %d", len(c.order), c.length[c.order[25]], maxCode)
	}
	kraft := 0.0
	for _, s := range c.order {
		kraft += math.Exp2(-float64(c.length[s]))
	}
	if kraft >= 1 {
		t.Errorf("got a Kraft sum of %f, want less than 1", kraft)
	}
}

func TestBitWriter(t *testing.T) {
	var w bitWriter
	for _, p := range [][2]uint32{{0xff, 8}, {0, 1}, {0x7f, 7}, {0x7fffffff, 31}, {1, 1}, {5, 3}} {
		w.put(p[0], uint(p[1]))
	}
	w.flush()
	// 11111111 0 1111111 followed by 31+1 ones, 101 and a padding of ones.
	want := []byte{0xff, 0, 0x7f, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xbf}
	if !bytes.Equal(w.buf, want) {
		t.Errorf("got % x, want % x", w.buf, want)
	}
}
