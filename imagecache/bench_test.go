package imagecache

import (
	"image"
	"image/color"
	"io"
	"math"
	"strconv"
	"testing"
)

// scene is smooth with some texture, as drawn pictures are.
func scene(w, h int) *image.NRGBA {
	img := noise(w, h, 7)
	for y := range h {
		for x := range w {
			wave := 100 + 80*math.Sin(float64(x)/97)*math.Cos(float64(y)/61)
			i := img.PixOffset(x, y)
			for c := range 3 {
				img.Pix[i+c] = uint8(wave + float64(20*c) + float64(img.Pix[i+c]>>4))
			}
		}
	}
	return img
}

func BenchmarkPut(b *testing.B) {
	whole := scene(1024, 1024)
	for _, bench := range []struct {
		name string
		data []byte
	}{
		{"png-1024", asPNG(whole)},
		{"jpeg-1024", asJPEG(whole)},
		{"webp-1024", plainWebP(1024, 1024, color.NRGBA{9, 99, 199, 255})},
		{"jpeg-6000x4000", asJPEG(scene(6000, 4000))},
	} {
		b.Run(bench.name, func(b *testing.B) {
			c, _ := openCache(b, Options{})
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				key := testKey()
				key.Name += strconv.Itoa(i)
				mustPut(b, c, key, bench.data)
			}
		})
	}
	b.Run("again", func(b *testing.B) {
		c, _ := openCache(b, Options{})
		data := asPNG(whole)
		mustPut(b, c, testKey(), data)
		for b.Loop() {
			mustPut(b, c, testKey(), data)
		}
	})
}

func BenchmarkRender(b *testing.B) {
	img := scene(1024, 1024)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := renderAll(b.Context(), testKey(), img, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	c, _ := openCache(b, Options{})
	p := mustPut(b, c, testKey(), asJPEG(scene(640, 480)))
	b.ReportAllocs()
	for b.Loop() {
		f, err := c.Open(p.Path)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.CopyN(io.Discard, f, 512); err != nil {
			b.Fatal(err)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseFileName(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := parseFileName("case-2026-11-21/suspect/suspect-1.0123456789abcdef.w640.jpg"); !ok {
			b.Fatal("refused")
		}
	}
}

func BenchmarkScrub(b *testing.B) {
	c, _ := openCache(b, Options{ScrubRate: -1})
	p := mustPut(b, c, testKey(), asJPEG(noise(1600, 1200, 1)))
	for b.Loop() {
		report, err := c.Scrub(b.Context(), paths(p), silent)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(report.Bytes)
	}
}
