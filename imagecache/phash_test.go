package imagecache

import (
	"bytes"
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

func TestPutPerceptualHash(t *testing.T) {
	const near, far = 6, 14 // bits of 64
	c, _ := openCache(t, Options{})
	hash := func(data []byte) uint64 {
		t.Helper()
		p := mustPut(t, c, testKey(), data)
		h, err := strconv.ParseUint(p.PHash, 16, 64)
		if err != nil || len(p.PHash) != 16 {
			t.Fatalf("hash: got %q, want 16 hexadecimal digits", p.PHash)
		}
		return h
	}
	all := map[string]uint64{"quarters": hash(asPNG(quarters(330, 220)))}
	for seed := range uint64(8) {
		original := painting(330, 220, seed)
		of := hash(asPNG(original))
		var rough bytes.Buffer
		must(jpeg.Encode(&rough, original, &jpeg.Options{Quality: 30}))
		for name, data := range map[string][]byte{
			"smaller":        asPNG(imaging.Resize(original, 90, 0, imaging.Lanczos)),
			"larger":         asPNG(imaging.Resize(original, 700, 0, imaging.Linear)),
			"squeezed":       asPNG(imaging.Resize(original, 200, 200, imaging.Lanczos)),
			"encoded anew":   rough.Bytes(),
			"lighter":        asPNG(imaging.AdjustBrightness(original, 8)),
			"darker":         asPNG(imaging.AdjustBrightness(original, -8)),
			"more contrast":  asPNG(imaging.AdjustContrast(original, 15)),
			"less colourful": asPNG(imaging.AdjustSaturation(original, -30)),
		} {
			if got := bits.OnesCount64(of ^ hash(data)); got > near {
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
