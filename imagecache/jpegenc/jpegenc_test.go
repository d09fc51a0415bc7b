package jpegenc

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os/exec"
	"testing"

	"casebook/web/webtest"
)

// paint makes a picture of w×h from a colour for each pixel.
func paint(w, h int, at func(x, y int) color.NRGBA) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, at(x, y))
		}
	}
	return m
}

// scene is a smooth picture with edges, as a photograph has.
func scene(w, h int) *image.NRGBA {
	return paint(w, h, func(x, y int) color.NRGBA {
		if (x-w/2)*(x-w/2)+(y-h/2)*(y-h/2) < w*h/16 {
			return color.NRGBA{200, 80, 40, 255}
		}
		return color.NRGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8(128 + 60*math.Sin(float64(x+y)/9)), 255}
	})
}

func extremes(w, h int) map[string]image.Image {
	r := rand.New(rand.NewPCG(1, 2))
	return map[string]image.Image{
		"scene": scene(w, h),
		"noise": paint(w, h, func(int, int) color.NRGBA {
			v := r.Uint32()
			return color.NRGBA{byte(v), byte(v >> 8), byte(v >> 16), 255}
		}),
		"checkers": paint(w, h, func(x, y int) color.NRGBA {
			v := uint8((x + y) % 2 * 255)
			return color.NRGBA{v, v, v, 255}
		}),
		"stripes": paint(w, h, func(x, _ int) color.NRGBA {
			return [3]color.NRGBA{{255, 0, 0, 255}, {0, 0, 255, 255}, {0, 255, 0, 255}}[x%3]
		}),
		"black": paint(w, h, func(int, int) color.NRGBA { return color.NRGBA{A: 255} }),
		"white": paint(w, h, func(int, int) color.NRGBA { return color.NRGBA{255, 255, 255, 255} }),
	}
}

func encode(t testing.TB, m image.Image, o *Options) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := Encode(&buf, m, o); err != nil {
		t.Fatalf("encode: %v", err)
	}
	return buf.Bytes()
}

func decode(t testing.TB, b []byte) image.Image {
	t.Helper()
	m, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("decode: %v", err)
	}
	return m
}

// distance is the root of the mean squared difference of two pictures in sRGB.
func distance(a, b image.Image) float64 {
	r, s, sum := a.Bounds(), b.Bounds(), 0.0
	for y := range r.Dy() {
		for x := range r.Dx() {
			r0, g0, b0, _ := a.At(r.Min.X+x, r.Min.Y+y).RGBA()
			r1, g1, b1, _ := b.At(s.Min.X+x, s.Min.Y+y).RGBA()
			for _, d := range [3]float64{float64(r0) - float64(r1), float64(g0) - float64(g1), float64(b0) - float64(b1)} {
				sum += d * d / 257 / 257
			}
		}
	}
	return math.Sqrt(sum / float64(3*r.Dx()*r.Dy()))
}

func TestSizesAndContents(t *testing.T) {
	sizes := []image.Point{{1, 1}, {1, 17}, {2, 3}, {7, 8}, {8, 8}, {9, 16}, {16, 16}, {17, 33}, {33, 17}, {64, 48}, {100, 1}}
	for _, size := range sizes {
		for name, m := range extremes(size.X, size.Y) {
			for _, sub := range []Subsampling{Auto, S444, S420} {
				for _, q := range []int{1, 10, 50, 80, 95, 100} {
					got := decode(t, encode(t, m, &Options{Quality: q, Subsampling: sub}))
					if got.Bounds().Size() != size {
						t.Fatalf("%s %v: got size %v", name, size, got.Bounds().Size())
					}
					if d := distance(m, got); q == 100 && sub == S444 && d > 1.5 {
						t.Errorf("%s %v: got distance %.2f at quality 100, want at most 1.5", name, size, d)
					}
				}
			}
		}
	}
}

func TestDistanceFallsWithQuality(t *testing.T) {
	m := scene(160, 120)
	last, bytes := math.Inf(1), 0
	for _, q := range []int{5, 20, 40, 60, 80, 90, 97} {
		b := encode(t, m, &Options{Quality: q, Subsampling: S444})
		d := distance(m, decode(t, b))
		if d >= last || len(b) <= bytes {
			t.Errorf("quality %d: got distance %.2f in %d bytes after %.2f in %d, want a smaller one in more", q, d, len(b), last, bytes)
		}
		last, bytes = d, len(b)
	}
}

// TestTurbo has libjpeg-turbo decode without a warning.
func TestTurbo(t *testing.T) {
	djpeg := webtest.Need(t, "djpeg")
	for _, size := range []image.Point{{1, 1}, {17, 33}, {200, 120}} {
		for name, m := range extremes(size.X, size.Y) {
			for _, sub := range []Subsampling{S444, S420} {
				for _, q := range []int{1, 30, 80, 100} {
					cmd := exec.CommandContext(t.Context(), djpeg, "-strict", "-outfile", t.TempDir()+"/out.ppm")
					cmd.Stdin = bytes.NewReader(encode(t, m, &Options{Quality: q, Subsampling: sub}))
					if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
						t.Errorf("%s %v %v q%d: got %v %s, want silence", name, size, sub, q, err, out)
					}
				}
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	small := scene(4, 4)
	for _, tt := range []struct {
		m    image.Image
		o    Options
		want string
	}{
		{small, Options{Quality: 101}, "jpegenc: quality 101 is not within 1 and 100"},
		{small, Options{Quality: -1}, "jpegenc: quality -1 is not within 1 and 100"},
		{small, Options{Subsampling: 9}, "jpegenc: unknown subsampling 9"},
		{small, Options{XMP: make([]byte, 65503)}, "jpegenc: an XMP packet of 65503 bytes exceeds the 65502 that a segment holds"},
		{image.NewGray(image.Rectangle{}), Options{}, "jpegenc: the picture is empty"},
		{image.NewUniform(color.White), Options{}, "jpegenc: a picture of 2000000000×2000000000 exceeds 65535 pixels on a side"},
	} {
		err := Encode(new(bytes.Buffer), tt.m, &tt.o)
		if got := fmt.Sprint(err); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestXMP(t *testing.T) {
	packet := bytes.Repeat([]byte("x"), MaxXMP)
	b := encode(t, scene(4, 4), &Options{XMP: packet})
	if !bytes.Contains(b, append([]byte("\xff\xe1\xff\xfdhttp://ns.adobe.com/xap/1.0/\x00"), packet...)) {
		t.Error("the packet is not in the file")
	}
	decode(t, b)
}
