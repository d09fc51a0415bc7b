package ssimulacra2

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"
)

// gray is a picture of w by w pixels whose channels are all level(x, y).
func gray(w int, level func(x, y int) int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, w))
	for y := range w {
		for x := range w {
			v := uint8(level(x, y))
			img.SetRGBA(x, y, color.RGBA{v, v, v, 255})
		}
	}
	return img
}

func flat(w, level int) *image.RGBA { return gray(w, func(int, int) int { return level }) }

func slope(w int) *image.RGBA { return gray(w, func(x, _ int) int { return x * 255 / (w - 1) }) }

// static is noise by the generator that the published values used.
func static(w int, seed uint64) *image.RGBA {
	img := flat(w, 255)
	for i := range img.Pix {
		if i%4 < 3 {
			seed = seed*6364136223846793005 + 1442695040888963407
			img.Pix[i] = uint8(seed >> 33)
		}
	}
	return img
}

// scene has soft light, edges, texture and colour, and is w by h pixels.
func scene(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(1, 2))
	for y := range h {
		for x := range w {
			c := [3]float64{110 + 60*math.Sin(float64(x)/37), 120 + 60*math.Cos(float64(y)/29), 90 + 50*math.Sin(float64(x+y)/53)}
			if (x/40+y/56)%3 == 0 {
				c = [3]float64{c[1] / 2, c[2], 200}
			}
			grain := r.Float64()*16 - 8
			img.SetRGBA(x, y, color.RGBA{uint8(c[0] + grain), uint8(c[1] + grain), uint8(c[2] + grain), 255})
		}
	}
	return img
}

// coarse is img with fewer levels of each colour.
func coarse(img *image.RGBA, step int) *image.RGBA {
	out := image.NewRGBA(img.Rect)
	for i, v := range img.Pix {
		out.Pix[i] = v/uint8(step)*uint8(step) + uint8(step/2)
		if i%4 == 3 {
			out.Pix[i] = 255
		}
	}
	return out
}

func compressed(t testing.TB, img image.Image, quality int) image.Image {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	out, err := jpeg.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func mustScore(t testing.TB, a, b image.Image) float64 {
	t.Helper()
	v, err := Score(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Values that github.com/imazen/ssimulacra2 has recorded (src/reference_data.rs,
// 2026-01-04) of the C++ program, with the start of the hash of the pixels.
func TestPublishedValues(t *testing.T) {
	for name, test := range map[string]struct {
		a, b         *image.RGBA
		hashA, hashB string
		want, within float64
	}{
		"slope to flat":  {slope(64), flat(64, 128), "bfcfaa06", "2203a98f", -64.56872148, 0.02},
		"static to flat": {static(64, 42), flat(64, 128), "7f6be7f4", "2203a98f", -47.33572558, 0.02},
		"same":           {static(256, 999), static(256, 999), "965e88bc", "965e88bc", 100, 0},
		// In flat pictures the rounding of the recursive filter is a part of the score.
		"flat 32, by 50":  {flat(32, 128), flat(32, 178), "753412db", "1cfe5636", 85.01409588, 0.5},
		"flat 64, by 10":  {flat(64, 128), flat(64, 138), "2203a98f", "e802fe3a", 80.24289393, 0.5},
		"flat 64, by 50":  {flat(64, 128), flat(64, 178), "2203a98f", "e6728600", -8.75942256, 0.5},
		"flat 128, by 20": {flat(128, 128), flat(128, 148), "2af5ead0", "22a45cbe", 54.27883917, 0.5},
		"flat 256, by 20": {flat(256, 128), flat(256, 148), "83ab5386", "2aebb564", 59.77892918, 0.5},
		"flat 256, by 50": {flat(256, 128), flat(256, 178), "83ab5386", "ebf9afb2", -0.39085784, 0.5},
	} {
		t.Run(name, func(t *testing.T) {
			if got := hash(test.a) + hash(test.b); got != test.hashA+test.hashB {
				t.Fatalf("got pixels %s, want %s%s", got, test.hashA, test.hashB)
			}
			if got := mustScore(t, test.a, test.b); math.Abs(got-test.want) > test.within {
				t.Errorf("got %.4f, want %.4f within %.2f", got, test.want, test.within)
			}
		})
	}
}

// Values of Debian's own ssimulacra2 (libjxl-devtools 0.11.2 of trixie) for the same
// pixels as PNG, and for the same JPEG files.
func TestRealValues(t *testing.T) {
	img := scene(300, 217)
	for name, test := range map[string]struct {
		img  image.Image
		want float64
	}{
		"JPEG of quality 20": {compressed(t, img, 20), 34.61446832},
		"JPEG of quality 60": {compressed(t, img, 60), 63.82148143},
		"JPEG of quality 90": {compressed(t, img, 90), 76.90743360},
		"JPEG of quality 98": {compressed(t, img, 98), 82.70673048},
		"64 levels":          {coarse(img, 4), 93.85721971},
		"32 levels":          {coarse(img, 8), 87.96503528},
		"16 levels":          {coarse(img, 16), 74.96726044},
		"8 levels":           {coarse(img, 32), 17.12589045},
		"4 levels":           {coarse(img, 64), -60.10957505},
	} {
		if got := mustScore(t, img, test.img); math.Abs(got-test.want) > 0.1 {
			t.Errorf("%s: got %.4f, want %.4f", name, got, test.want)
		}
	}
}

func hash(img *image.RGBA) string {
	var rgb []byte
	for i := 0; i < len(img.Pix); i += 4 {
		rgb = append(rgb, img.Pix[i:i+3]...)
	}
	sum := sha256.Sum256(rgb)
	return hex.EncodeToString(sum[:4])
}

func TestScoreFallsWithQuality(t *testing.T) {
	img := scene(300, 217)
	last := 100.0
	for _, quality := range []int{98, 90, 80, 65, 50, 35, 20, 10, 5} {
		got := mustScore(t, img, compressed(t, img, quality))
		if got >= last {
			t.Errorf("got %.2f at quality %d, want less than %.2f", got, quality, last)
		}
		last = got
	}
	if last > 35 {
		t.Errorf("got %.2f at quality 5, want a bad score", last)
	}
}

func TestLayoutsAreOne(t *testing.T) {
	img := scene(65, 40)
	other := compressed(t, img, 60)
	want := mustScore(t, img, other)

	nrgba := image.NewNRGBA(image.Rect(7, 9, 72, 49))
	draw.Draw(nrgba, nrgba.Rect, img, image.Point{}, draw.Src)
	if got := mustScore(t, nrgba, other); got != want {
		t.Errorf("got %v for NRGBA with an offset, want %v", got, want)
	}
	runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(runtime.NumCPU())
	if got := mustScore(t, img, other); got != want {
		t.Errorf("got %v on one processor, want %v", got, want)
	}
}

func TestRefused(t *testing.T) {
	clear8 := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for name, pair := range map[string][2]image.Image{
		"sizes":     {flat(16, 1), flat(17, 1)},
		"small":     {flat(7, 1), flat(7, 1)},
		"clear":     {flat(8, 1), clear8},
		"clear too": {clear8, flat(8, 1)},
	} {
		if got, err := Score(pair[0], pair[1]); err == nil {
			t.Errorf("%s: got %v and no error", name, got)
		}
	}
}

func BenchmarkScore(b *testing.B) {
	img := scene(1024, 1024)
	other := compressed(b, img, 80)
	b.ReportAllocs()
	for b.Loop() {
		mustScore(b, img, other)
	}
}
