package jpegenc

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"testing"
)

// The fast paths and the slow one give the same file for the same pixels.
func TestSamePixelsSameFile(t *testing.T) {
	m := scene(61, 43)
	rgba := image.NewRGBA(m.Rect)
	draw.Draw(rgba, m.Rect, m, image.Point{}, draw.Src)
	wide := image.NewNRGBA64(m.Rect)
	draw.Draw(wide, m.Rect, m, image.Point{}, draw.Src)
	large := scene(100, 100)
	draw.Draw(large, image.Rect(13, 7, 74, 50), m, image.Point{}, draw.Src)
	for _, sub := range []Subsampling{Auto, S444, S420} {
		want := encode(t, m, &Options{Subsampling: sub})
		for name, other := range map[string]image.Image{
			"RGBA": rgba, "NRGBA64": wide, "part": large.SubImage(image.Rect(13, 7, 74, 50)),
		} {
			if got := encode(t, other, &Options{Subsampling: sub}); !bytes.Equal(got, want) {
				t.Errorf("%s, subsampling %d: got %d bytes that differ from the %d of NRGBA", name, sub, len(got), len(want))
			}
		}
	}
}

func TestTransparentIsOnBlack(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 16, 16))
	draw.Draw(m, m.Rect, image.NewUniform(color.NRGBA{255, 255, 255, 128}), image.Point{}, draw.Src)
	got := color.GrayModel.Convert(decode(t, encode(t, m, &Options{Quality: 100})).At(5, 5))
	if want := (color.Gray{128}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestGray(t *testing.T) {
	m := image.NewGray(image.Rect(3, 5, 43, 35))
	deep := image.NewGray16(m.Rect)
	for y := 5; y < 35; y++ {
		for x := 3; x < 43; x++ {
			m.SetGray(x, y, color.Gray{uint8(x * y / 6)})
			deep.Set(x, y, m.At(x, y))
		}
	}
	want := encode(t, m, &Options{Quality: 95})
	got, ok := decode(t, want).(*image.Gray)
	if !ok {
		t.Fatal("a gray picture is not gray any more")
	}
	if d := distance(m, got); d > 3 {
		t.Errorf("got distance %.2f, want at most 3", d)
	}
	if b := encode(t, deep, &Options{Quality: 95}); !bytes.Equal(b, want) {
		t.Errorf("got %d bytes of Gray16 that differ from the %d of Gray", len(b), len(want))
	}
}

// A decoded JPEG of any resolution of chroma is encoded near to what it is,
// also from an odd corner.
func TestYCbCr(t *testing.T) {
	m := scene(50, 37)
	for _, ratio := range []image.YCbCrSubsampleRatio{
		image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
		image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410,
	} {
		ycc := image.NewYCbCr(m.Rect, ratio)
		for y := range m.Rect.Dy() {
			for x := range m.Rect.Dx() {
				c := m.NRGBAAt(x, y)
				ycc.Y[ycc.YOffset(x, y)], ycc.Cb[ycc.COffset(x, y)], ycc.Cr[ycc.COffset(x, y)] = color.RGBToYCbCr(c.R, c.G, c.B)
			}
		}
		for _, r := range []image.Rectangle{ycc.Rect, image.Rect(1, 3, 40, 30)} {
			part := ycc.SubImage(r)
			for _, sub := range []Subsampling{S444, S420} {
				got := decode(t, encode(t, part, &Options{Quality: 95, Subsampling: sub}))
				limit := 4.0
				if sub == S420 && ratio != image.YCbCrSubsampleRatio420 || r != ycc.Rect {
					limit = 16 // colour is moved to other squares of four
				}
				if d := distance(part, got); d > limit {
					t.Errorf("%v of %v, subsampling %d: got distance %.1f, want at most %.0f", r, ratio, sub, d, limit)
				}
			}
		}
	}
}

// What the standard decoder gives goes back in without an error.
func TestAgain(t *testing.T) {
	first := decode(t, encode(t, scene(90, 70), &Options{Quality: 90, Subsampling: S420}))
	if _, ok := first.(*image.YCbCr); !ok {
		t.Fatalf("got %T", first)
	}
	again := decode(t, encode(t, first, &Options{Quality: 95, Subsampling: S420}))
	if d := distance(first, again); d > 2.5 {
		t.Errorf("got distance %.2f, want at most 2.5", d)
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, again, nil); err != nil {
		t.Error(err)
	}
}
