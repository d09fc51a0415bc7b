package ssimulacra2

import (
	"bytes"
	"image"
	"image/jpeg"
	"os/exec"
	"testing"

	"casebook/web/webtest"
)

// libjpeg-turbo's program and drawSmooth show a JPEG alike, but for the rounding of the
// transform. Odd sizes have edges of their own.
func TestChromaAsInLibjpeg(t *testing.T) {
	djpeg := webtest.Need(t, "djpeg")
	var file bytes.Buffer
	if err := jpeg.Encode(&file, scene(61, 35), &jpeg.Options{Quality: 75}); err != nil {
		t.Fatal(err)
	}
	data := file.Bytes()
	img, err := jpeg.Decode(&file)
	if err != nil {
		t.Fatal(err)
	}
	ycc, ok := img.(*image.YCbCr)
	if !ok || !smoothChroma(ycc) || ycc.SubsampleRatio != image.YCbCrSubsampleRatio420 {
		t.Fatalf("got %T, want a picture with fewer colours than pixels", img)
	}
	got := image.NewRGBA(img.Bounds())
	drawSmooth(got, ycc)

	cmd := exec.CommandContext(t.Context(), djpeg, "-ppm")
	cmd.Stdin = bytes.NewReader(data)
	ppm, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := ppm[len("P6\n61 35\n255\n"):]
	for i, v := range want {
		pixel := i / 3
		if d := int(v) - int(got.Pix[4*pixel+i%3]); d < -4 || d > 4 {
			t.Errorf("got %d in channel %d of pixel %d,%d, want about %d", int(v)-d, i%3, pixel%61, pixel/61, v)
		}
	}
}

// Colours that change once for two pixels are drawn on a line between.
func TestChromaBetween(t *testing.T) {
	for _, test := range []struct {
		ratio image.YCbCrSubsampleRatio
		want  [4]uint8 // of the first row
	}{
		{image.YCbCrSubsampleRatio444, [4]uint8{100, 200, 0, 0}},
		{image.YCbCrSubsampleRatio422, [4]uint8{100, 125, 175, 200}},
		{image.YCbCrSubsampleRatio420, [4]uint8{100, 125, 175, 200}},
		{image.YCbCrSubsampleRatio440, [4]uint8{100, 200, 0, 0}},
	} {
		img := image.NewYCbCr(image.Rect(0, 0, 4, 4), test.ratio)
		for i := range img.Y {
			img.Y[i] = 100
		}
		for y := 0; y < len(img.Cb); y += img.CStride {
			copy(img.Cb[y:], []byte{100, 200})
		}
		for i := range img.Cr {
			img.Cr[i] = 128
		}
		rgb := image.NewRGBA(img.Rect)
		drawSmooth(rgb, img)
		for x, want := range test.want {
			blue := int(rgb.Pix[4*x+2])
			if expect := min(max(100+int(1.772*float64(int(want)-128)), 0), 255); blue < expect-1 || blue > expect+1 {
				t.Errorf("%v: got blue %d at %d, want %d", test.ratio, blue, x, expect)
			}
		}
	}
}
