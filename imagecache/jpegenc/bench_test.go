package jpegenc

import (
	"bytes"
	"image/jpeg"
	"io"
	"testing"
)

func BenchmarkEncode(b *testing.B) {
	m := scene(1024, 1024)
	for _, sub := range []struct {
		name string
		s    Subsampling
	}{{"420", S420}, {"444", S444}} {
		b.Run(sub.name, func(b *testing.B) {
			b.ReportAllocs()
			size := len(encode(b, m, &Options{Subsampling: sub.s}))
			for b.Loop() {
				if err := Encode(io.Discard, m, &Options{Subsampling: sub.s}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
	b.Run("image/jpeg", func(b *testing.B) {
		b.ReportAllocs()
		var buf bytes.Buffer
		for b.Loop() {
			buf.Reset()
			if err := jpeg.Encode(&buf, m, &jpeg.Options{Quality: DefaultQuality}); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(buf.Len()), "bytes")
	})
}

// Memory is of the frame, not of its blocks.
func TestAllocations(t *testing.T) {
	count := func(side int) float64 {
		m := scene(side, side)
		return testing.AllocsPerRun(3, func() { encode(t, m, nil) })
	}
	if small, large := count(64), count(512); large > small+150 {
		t.Errorf("got %.0f allocations for 64 times the blocks of %.0f", large, small)
	}
}
