package imagecache

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func near(a, b color.Color) bool {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	for _, d := range [3]int{int(r1) - int(r2), int(g1) - int(g2), int(b1) - int(b2)} {
		if max(d, -d) > 16<<8 {
			return false
		}
	}
	return true
}

// wantQuarters checks the colours in the middle of each quarter of img.
func wantQuarters(t *testing.T, img image.Image, want [4]color.NRGBA) {
	t.Helper()
	size := img.Bounds().Size()
	for i, c := range want {
		x, y := size.X*(1+i%2*2)/4, size.Y*(1+i/2*2)/4
		if got := img.At(x, y); !near(got, c) {
			t.Errorf("colour of quarter %d: got %v, want %v", i, color.NRGBAModel.Convert(got), c)
		}
	}
}

func TestPutCorpus(t *testing.T) {
	q := quarters(48, 32)
	asIs := quarterColours()
	turned := [4]color.NRGBA{asIs[2], asIs[0], asIs[3], asIs[1]} // by 90 degrees clockwise
	white := color.NRGBA{255, 255, 255, 255}
	plain := func(c color.NRGBA) [4]color.NRGBA { return [4]color.NRGBA{c, c, c, c} }
	onWhite := quarters(48, 32)
	for y := 16; y < 32; y++ {
		for x := 24; x < 48; x++ {
			onWhite.Pix[onWhite.PixOffset(x, y)+3] = 0
		}
	}
	seeThrough := [4]color.NRGBA{asIs[0], asIs[1], asIs[2], white}
	part := image.NewNRGBA(image.Rect(24, 0, 48, 32))
	draw.Draw(part, part.Rect, q, part.Rect.Min, draw.Src)

	jpg, pngData := asJPEG(q), asPNG(q)
	zeroSide := rawPNG(0, 10, 0, nil)
	tests := []struct {
		name   string
		data   []byte
		want   Kind // 0: accepted
		size   image.Point
		colour [4]color.NRGBA
	}{
		{"PNG", pngData, 0, image.Pt(48, 32), asIs},
		{"JPEG", jpg, 0, image.Pt(48, 32), asIs},
		{"GIF", asGIF(48, 32, q), 0, image.Pt(48, 32), asIs},
		{"GIF, animated: the first frame", asGIF(48, 32, q, image.NewNRGBA(q.Rect)), 0, image.Pt(48, 32), asIs},
		{"GIF, first frame a part of the screen", asGIF(48, 32, part), 0, image.Pt(48, 32), [4]color.NRGBA{white, asIs[1], white, asIs[3]}},
		{"WebP", testdata(t, "lossy.webp"), 0, image.Pt(48, 32), asIs},
		{"WebP, lossless", testdata(t, "lossless.webp"), 0, image.Pt(48, 32), asIs},
		{"WebP, transparent", testdata(t, "alpha.webp"), 0, image.Pt(48, 32), seeThrough},
		{"WebP, lossless, half transparent", plainWebP(10, 10, color.NRGBA{0, 0, 0, 128}), 0, image.Pt(10, 10), plain(color.NRGBA{127, 127, 127, 255})},
		{"WebP with profile and EXIF", testdata(t, "turned.webp"), 0, image.Pt(32, 48), turned},
		{"WebP, animated", testdata(t, "animated.webp"), Broken, image.Point{}, [4]color.NRGBA{}},
		{"PNG with EXIF", pngTurned(pngData, 6), 0, image.Pt(32, 48), turned},
		{"PNG, transparent", asPNG(onWhite), 0, image.Pt(48, 32), seeThrough},
		{"PNG, 16 bits", asPNG(sixteenBit(q)), 0, image.Pt(48, 32), asIs},
		{"PNG, interlaced", interlacedPNG(q), 0, image.Pt(48, 32), asIs},
		{"JPEG, CMYK", cmykJPEG(color.CMYK{0, 255, 255, 0}), 0, image.Pt(16, 16), plain(color.NRGBA{255, 0, 0, 255})},
		{"JPEG, huge EXIF", hugeEXIF(jpg), 0, image.Pt(32, 48), turned},
		{"JPEG, damaged EXIF", withAPP1(jpg, []byte("Exif\x00\x00MM\x00*\xff\xff\xff\xff")), 0, image.Pt(48, 32), asIs},
		{"one pixel", asPNG(quarters(1, 1)), 0, image.Pt(1, 1), plain(asIs[0])},

		{"JPEG and ZIP in one", append(bytes.Clone(jpg), "PK\x03\x04<script>alert(1)</script>"...), 0, image.Pt(48, 32), asIs},
		{"GIF and script in one", append(asGIF(48, 32, q), "/*<script>*/"...), 0, image.Pt(48, 32), asIs},
		{"PNG and page in one", bytes.Replace(pngData, pngChunk("IEND", nil), append(pngChunk("tEXt", []byte("a\x00<script>")), pngChunk("IEND", nil)...), 1), 0, image.Pt(48, 32), asIs},
		{"page that begins like a GIF", []byte("GIF89a/*<script>*/=1;" + strings.Repeat(" ", 100)), TooManyPixels, image.Point{}, [4]color.NRGBA{}},
		{"PDF that holds a JPEG", append([]byte("%PDF-1.4\n"), jpg...), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"SVG", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"BMP", []byte("BM\x00\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00"), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"TIFF", exif(1), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"text", []byte("not a picture"), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"nothing", nil, Broken, image.Point{}, [4]color.NRGBA{}},

		{"JPEG, cut", jpg[:len(jpg)/2], Broken, image.Point{}, [4]color.NRGBA{}},
		{"JPEG, only its start", jpg[:4], Broken, image.Point{}, [4]color.NRGBA{}},
		{"PNG, cut", pngData[:len(pngData)-20], Broken, image.Point{}, [4]color.NRGBA{}},
		{"GIF, cut", asGIF(48, 32, q)[:100], Broken, image.Point{}, [4]color.NRGBA{}},
		{"WebP, cut", testdata(t, "lossy.webp")[:60], Broken, image.Point{}, [4]color.NRGBA{}},
		{"PNG, wrong checksum", bytes.Replace(pngData, []byte("IDAT"), []byte("IDAU"), 1), Broken, image.Point{}, [4]color.NRGBA{}},
		{"PNG without width", zeroSide, Broken, image.Point{}, [4]color.NRGBA{}},
		{"GIF without size", asGIF(48, 32, q)[:6], Broken, image.Point{}, [4]color.NRGBA{}},

		{"PNG bomb, 2500 megapixels", rawPNG(50_000, 50_000, 0, make([]byte, 1<<20)), TooManyPixels, image.Point{}, [4]color.NRGBA{}},
		{"PNG, too wide", rawPNG(30_001, 1, 0, nil), TooManyPixels, image.Point{}, [4]color.NRGBA{}},
		{"PNG, widest there is", rawPNG(1<<31-1, 1<<31-1, 0, nil), Broken, image.Point{}, [4]color.NRGBA{}},
		{"WebP bomb, 268 megapixels in 38 bytes", plainWebP(16384, 16384, white), TooManyPixels, image.Point{}, [4]color.NRGBA{}},
		{"WebP that lies", lyingWebP(), Broken, image.Point{}, [4]color.NRGBA{}},
		{"GIF bomb", append([]byte("GIF89a\xff\xff\xff\xff"), make([]byte, 20)...), TooManyPixels, image.Point{}, [4]color.NRGBA{}},
		{"too many bytes", append(bytes.Clone(jpg), make([]byte, MaxBytes)...), TooLarge, image.Point{}, [4]color.NRGBA{}},
	}
	c, dir := openCache(t, Options{})
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := files(t, dir)
			p, err := put(t.Context(), c, testKey(), test.data)
			if test.want != 0 {
				wantInput(t, err, test.want)
				if diff := cmp.Diff(before, files(t, dir)); diff != "" {
					t.Errorf("files left behind:\n%s", diff)
				}
				return
			}
			if err != nil {
				t.Fatalf("got error %v, want none", err)
			}
			if got := image.Pt(p.Width, p.Height); got != test.size {
				t.Errorf("size: got %v, want %v", got, test.size)
			}
			data, img := load(t, c, p.Path)
			wantQuarters(t, img, test.colour)
			if bytes.Contains(data, []byte("script")) || bytes.Contains(data, []byte("Exif")) {
				t.Errorf("got something of the original's metadata in the file, want none")
			}
		})
	}
}

// wantInput checks that err is an InputError of the kind, in words fit for people.
func wantInput(t *testing.T, err error, want Kind) {
	t.Helper()
	input, ok := errors.AsType[*InputError](err)
	if !ok {
		t.Fatalf("got error %v, want an InputError", err)
	}
	if input.Kind != want {
		t.Errorf("kind of %q: got %d, want %d", err, input.Kind, want)
	}
	if message := input.Message; !strings.HasSuffix(message, ".") || strings.ToUpper(message[:1]) != message[:1] {
		t.Errorf("message: got %q, want a sentence", message)
	}
}

// TestPutOrientation stores an upright picture in each of the eight ways and wants
// it upright again.
func TestPutOrientation(t *testing.T) {
	c, _ := openCache(t, Options{})
	upright := quarters(48, 32)
	// Where the pixel at (x, y) of the upright picture is stored, by the EXIF standard.
	stored := [9]func(x, y int) (int, int){
		1: func(x, y int) (int, int) { return x, y },
		2: func(x, y int) (int, int) { return 47 - x, y },
		3: func(x, y int) (int, int) { return 47 - x, 31 - y },
		4: func(x, y int) (int, int) { return x, 31 - y },
		5: func(x, y int) (int, int) { return y, x },
		6: func(x, y int) (int, int) { return y, 47 - x },
		7: func(x, y int) (int, int) { return 31 - y, 47 - x },
		8: func(x, y int) (int, int) { return 31 - y, x },
	}
	for o := uint16(1); o <= 8; o++ {
		size := image.Rect(0, 0, 48, 32)
		if o >= 5 {
			size = image.Rect(0, 0, 32, 48)
		}
		img := image.NewNRGBA(size)
		for y := range 32 {
			for x := range 48 {
				sx, sy := stored[o](x, y)
				img.Set(sx, sy, upright.At(x, y))
			}
		}
		for _, data := range [][]byte{jpegTurned(asJPEG(img), o), pngTurned(asPNG(img), o)} {
			p := mustPut(t, c, testKey(), data)
			if p.Width != 48 || p.Height != 32 {
				t.Errorf("orientation %d: got %d × %d, want 48 × 32", o, p.Width, p.Height)
			}
			_, got := load(t, c, p.Path)
			wantQuarters(t, got, quarterColours())
		}
	}
}

// TestDecodeTakesItsTime has a decoder that reads for ever, as one does on a file
// made for it.
func TestDecodeTakesItsTime(t *testing.T) {
	slow := format{name: "slow", decode: func(r io.Reader) (image.Image, error) {
		for {
			if _, err := r.Read(nil); err != nil {
				return nil, err
			}
			time.Sleep(time.Second)
		}
	}}
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		_, err := slow.read(t.Context(), []byte("x"))
		wantInput(t, err, Broken)
		if got := time.Since(start); got < maxDecodeTime || got > maxDecodeTime+time.Second {
			t.Errorf("gave up after: got %v, want %v", got, maxDecodeTime)
		}
	})
}
