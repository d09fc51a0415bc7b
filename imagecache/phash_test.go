package imagecache

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"math"
	"math/bits"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/disintegration/imaging"
)

// painting is a picture of some soft spots.
func painting(w, h int, seed uint64) *image.NRGBA {
	r := rand.New(rand.NewPCG(seed, 3))
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	var spots [9][6]float64 // place, size, colour
	for i := range spots {
		for j := range spots[i] {
			spots[i][j] = r.Float64()
		}
	}
	for y := range h {
		for x := range w {
			colour := [3]float64{90, 90, 90}
			for _, s := range spots {
				dx, dy := float64(x)/float64(w)-s[0], float64(y)/float64(h)-s[1]
				weight := math.Exp(-(dx*dx + dy*dy) / (0.005 + 0.03*s[2]))
				for c := range colour {
					colour[c] += weight * (s[3+c]*360 - 180)
				}
			}
			i := img.PixOffset(x, y)
			for c, v := range colour {
				img.Pix[i+c] = uint8(min(max(v, 0), 255))
			}
			img.Pix[i+3] = 255
		}
	}
	return img
}

func TestPerceptualHash(t *testing.T) {
	const near, far = 8, 14 // bits of 64
	all := map[string]uint64{"quarters": perceptualHash(quarters(330, 220))}
	for seed := range uint64(12) {
		original := painting(330, 220, seed)
		of := perceptualHash(original)
		var rough bytes.Buffer
		must(jpeg.Encode(&rough, original, &jpeg.Options{Quality: 30}))
		decoded, err := jpeg.Decode(&rough)
		must(err)
		for name, img := range map[string]*image.NRGBA{
			"smaller":        imaging.Resize(original, 90, 0, imaging.Lanczos),
			"larger":         imaging.Resize(original, 700, 0, imaging.Linear),
			"squeezed":       imaging.Resize(original, 200, 200, imaging.Lanczos),
			"encoded anew":   imaging.Clone(decoded),
			"lighter":        imaging.AdjustBrightness(original, 8),
			"darker":         imaging.AdjustBrightness(original, -8),
			"more contrast":  imaging.AdjustContrast(original, 15),
			"less colourful": imaging.AdjustSaturation(original, -30),
		} {
			if got := bits.OnesCount64(of ^ perceptualHash(img)); got > near {
				t.Errorf("painting %d, %s: got a distance of %d, want at most %d", seed, name, got, near)
			}
		}
		for name, other := range all {
			if got := bits.OnesCount64(of ^ other); got < far {
				t.Errorf("painting %d and %s: got a distance of %d, want at least %d", seed, name, got, far)
			}
		}
		all["painting "+strconv.FormatUint(seed, 10)] = of
	}
}

// TestPutHashes wants the hash of a large picture near that of a small one.
func TestPutHashes(t *testing.T) {
	c, _ := openCache(t, Options{})
	original := painting(1100, 700, 1)
	large, small := mustPut(t, c, testKey(), asPNG(original)), mustPut(t, c, testKey(), asJPEG(imaging.Resize(original, 300, 0, imaging.Lanczos)))
	a, err := strconv.ParseUint(large.PHash, 16, 64)
	b, err2 := strconv.ParseUint(small.PHash, 16, 64)
	if errors.Join(err, err2) != nil || len(large.PHash) != 16 || bits.OnesCount64(a^b) > 4 {
		t.Errorf("got %q and %q, want 16 hexadecimal digits each and few bits between them", large.PHash, small.PHash)
	}
}

func TestPerceptualHashOfAnySize(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {1, 300}, {300, 1}, {31, 33}, {5, 2}} {
		img := noise(size.X, size.Y, 1)
		if a, b := perceptualHash(img), perceptualHash(imaging.Clone(img)); a != b {
			t.Errorf("%v: got %x and %x, want the same", size, a, b)
		}
	}
	if got := perceptualHash(noise(200, 100, 1)); got != 0x9845e531bb1f8715 {
		t.Errorf("hash: got %016x, want 9845e531bb1f8715", got)
	}
}
