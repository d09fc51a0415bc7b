package resize_test

import (
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/draw"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/disintegration/imaging"
	"pgregory.net/rapid"

	"casebook/generator/builtin/painter"
	"casebook/generator/mystery"
	"casebook/imagecache/bench/ssimulacra2"
	"casebook/imagecache/resize"
)

// noise is as far from smooth as a picture can be.
func noise(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(1, 1))
	for i := range img.Pix {
		img.Pix[i] = uint8(r.Uint32()>>31)*255 | uint8(i%4/3*255)
	}
	return img
}

func painting(t testing.TB) image.Image {
	t.Helper()
	img, err := painter.New().Draw(t.Context(), mystery.Picture{
		Kind: mystery.Object, Subject: "pocket-watch", Setting: "manor", Hour: "night", Weather: "rain", Palette: "ochre",
	})
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// A filter in floating point that is applied in two steps, as ours is, differs by the
// rounding alone.
func TestAsInFloatingPoint(t *testing.T) {
	for _, from := range []image.Point{{300, 200}, {5, 90}, {1, 1}, {64, 64}} {
		img := noise(from.X, from.Y)
		for _, to := range []image.Point{{100, 66}, {299, 199}, {33, 150}, {1, 1}, {600, 500}, {187, 125}} {
			got, want := resize.Lanczos(img, to.X, to.Y), imaging.Resize(img, to.X, to.Y, imaging.Lanczos)
			far := 0
			for i := range want.Pix {
				far = max(far, int(got.Pix[i])-int(want.Pix[i]), int(want.Pix[i])-int(got.Pix[i]))
			}
			if far > 3 {
				t.Errorf("%v to %v: got pixels that differ by %d", from, to, far)
			}
		}
	}
}

// To the eye there is no difference, nor one that matters if a size is made of the next
// larger one: imaging's own has 95 to 97 then.
func TestAsGoodAsInFloatingPoint(t *testing.T) {
	img := painting(t)
	direct := resize.Lanczos(img, 320, 320)
	for name, test := range map[string]struct {
		got   image.Image
		least float64
	}{
		"direct":  {direct, 96},
		"chained": {resize.Lanczos(resize.Lanczos(img, 640, 640), 320, 320), 95},
	} {
		got, err := ssimulacra2.Score(imaging.Resize(img, 320, 320, imaging.Lanczos), test.got)
		if err != nil {
			t.Fatal(err)
		}
		if got < test.least {
			t.Errorf("%s: got an SSIMULACRA2 of %.2f, want %.0f", name, got, test.least)
		}
	}
}

// No sum leaves its place in a word, whatever the sizes: the colours would mix.
func TestExtremes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, to := rapid.IntRange(1, 60).Draw(t, "from"), rapid.IntRange(1, 200).Draw(t, "to")
		bits := rapid.SliceOfN(rapid.Bool(), from, from).Draw(t, "bits")
		img := image.NewRGBA(image.Rect(3, 4, 3+from, 5))
		for x, bit := range bits {
			c := color.RGBA{255, 0, 255, 255}
			if bit {
				c = color.RGBA{0, 255, 0, 255}
			}
			img.SetRGBA(3+x, 4, c)
		}
		out := resize.Lanczos(img, to, 1)
		for x := range to {
			c := out.NRGBAAt(x, 0)
			if c.R != c.B || c.A != 255 || math.Abs(float64(c.R)+float64(c.G)-255) > 1 {
				t.Errorf("got %v at %d, want green to be what red and blue lack", c, x)
			}
		}
	})
}

func TestOneColourStays(t *testing.T) {
	want := color.NRGBA{200, 3, 99, 255}
	for _, img := range []image.Image{filled(image.NewNRGBA(image.Rect(0, 0, 41, 30)), want), filled(image.NewPaletted(image.Rect(-5, 2, 36, 32), color.Palette{want}), want)} {
		for _, to := range []image.Point{{1, 1}, {40, 29}, {41, 30}, {13, 100}} {
			out := resize.Lanczos(img, to.X, to.Y)
			if size := out.Rect; size != (image.Rectangle{Max: to}) {
				t.Errorf("got bounds %v, want %v", size, to)
			}
			for i := 0; i < len(out.Pix); i += 4 {
				if got := (color.NRGBA{out.Pix[i], out.Pix[i+1], out.Pix[i+2], out.Pix[i+3]}); got != want {
					t.Fatalf("%T to %v: got %v, want %v", img, to, got, want)
				}
			}
		}
	}
}

func filled(img draw.Image, c color.Color) draw.Image {
	draw.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
	return img
}

// What is transparent is white, and that comes first.
func TestOnWhite(t *testing.T) {
	img := noise(50, 50)
	for i := 3; i < len(img.Pix); i += 4 {
		img.Pix[i] = uint8(i)
	}
	white := image.NewRGBA(img.Rect)
	draw.Draw(white, white.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(white, white.Rect, img, image.Point{}, draw.Over)
	got, want := resize.Lanczos(img, 20, 30), resize.Lanczos(white, 20, 30)
	if string(got.Pix) != string(want.Pix) {
		t.Error("got other pixels than those of the picture on white")
	}
}

// The hashes were made on amd64 and are the same on every machine.
func TestSameEverywhere(t *testing.T) {
	img := noise(211, 157)
	for to, want := range map[image.Point]string{
		{100, 80}:  "7def2bf017e1f051",
		{211, 20}:  "0a0bf59bf3d16d7a",
		{300, 200}: "19358391fa0c2dbd",
	} {
		sum := sha256.Sum256(resize.Lanczos(img, to.X, to.Y).Pix)
		if got := hex.EncodeToString(sum[:8]); got != want {
			t.Errorf("%v: got %s, want %s", to, got, want)
		}
	}
}

func BenchmarkLanczos(b *testing.B) {
	img := noise(1024, 1024)
	b.ReportAllocs()
	for b.Loop() {
		resize.Lanczos(img, 640, 640)
	}
}
