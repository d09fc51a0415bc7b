package imagecache

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"io"
	"path/filepath"
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
	grey := color.NRGBA{90, 90, 90, 255}
	greyPicture := image.NewGray(q.Rect)
	draw.Draw(greyPicture, greyPicture.Rect, image.NewUniform(grey), image.Point{}, draw.Src)
	var greyAlpha []byte // transparent at the lower left
	for y := range 32 {
		greyAlpha = append(greyAlpha, 0)
		for x := range 32 {
			greyAlpha = append(greyAlpha, 90, uint8(min(1, (31-y)/16+x/16)*255))
		}
	}
	palette := image.NewPaletted(q.Rect, color.Palette{asIs[0], asIs[1], asIs[2], color.Transparent})
	draw.Draw(palette, palette.Rect, onWhite, image.Point{}, draw.Src)
	zeroSide := rawPNG(0, 10, nil)
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
		{"WebP, animated: the first frame", testdata(t, "animated.webp"), 0, image.Pt(48, 32), [4]color.NRGBA{{204, 0, 0, 255}, {0, 204, 0, 255}, {0, 0, 204, 255}, {255, 255, 0, 255}}},
		{"WebP, animated, first frame a part of the canvas", animatedWebP(image.Pt(48, 32), image.Rect(24, 16, 48, 32), plainWebP(24, 16, asIs[1])[12:]), 0, image.Pt(48, 32), [4]color.NRGBA{white, white, white, asIs[1]}},
		{"WebP, animated, lossy and transparent", animatedWebP(image.Pt(60, 40), image.Rect(0, 0, 48, 32), testdata(t, "alpha.webp")[30:]), 0, image.Pt(60, 40), [4]color.NRGBA{asIs[0], asIs[1], asIs[2], white}},
		{"WebP, animated, lossy", animatedWebP(image.Pt(48, 32), image.Rect(0, 0, 48, 32), testdata(t, "lossy.webp")[12:]), 0, image.Pt(48, 32), asIs},
		{"PNG with EXIF", pngTurned(pngData, 6), 0, image.Pt(32, 48), turned},
		{"PNG, transparent", asPNG(onWhite), 0, image.Pt(48, 32), seeThrough},
		{"PNG, 16 bits", asPNG(sixteenBit(q)), 0, image.Pt(48, 32), asIs},
		{"PNG, 16 bits, interlaced", interlacedPNG(q, 16), 0, image.Pt(48, 32), asIs},
		{"PNG, grey and alpha", rawPNGOf(32, 32, [5]byte{8, 4}, greyAlpha), 0, image.Pt(32, 32), [4]color.NRGBA{grey, grey, white, grey}},
		{"PNG, palette with a transparent colour", asPNG(palette), 0, image.Pt(48, 32), seeThrough},
		{"PNG, animated: the default picture", apng(pngData), 0, image.Pt(48, 32), asIs},
		{"PNG, text that unpacks to 64 MiB", withChunks(pngData, pngChunk("zTXt", append([]byte("a\x00\x00"), deflated(64<<20)...))), 0, image.Pt(48, 32), asIs},
		{"PNG, profile that unpacks to 64 MiB", withChunks(pngData, pngChunk("iCCP", append([]byte("a\x00\x00"), deflated(64<<20)...))), 0, image.Pt(48, 32), asIs},
		{"PNG, interlaced", interlacedPNG(q, 8), 0, image.Pt(48, 32), asIs},
		{"JPEG, CMYK", cmykJPEG(color.CMYK{0, 255, 255, 0}), 0, image.Pt(16, 16), plain(color.NRGBA{255, 0, 0, 255})},
		{"JPEG, YCCK", fourJPEG(2, [4]uint8{179, 171, 0, 255}), 0, image.Pt(16, 16), plain(color.NRGBA{255, 0, 0, 255})},
		{"JPEG, grey", asJPEG(greyPicture), 0, image.Pt(48, 32), plain(grey)},
		{"JPEG, progressive", progressive(q), 0, image.Pt(48, 32), asIs},
		{"JPEG, huge EXIF", hugeEXIF(jpg), 0, image.Pt(32, 48), turned},
		{"JPEG, damaged EXIF", withAPP1(jpg, []byte("Exif\x00\x00MM\x00*\xff\xff\xff\xff")), 0, image.Pt(48, 32), asIs},
		{"one pixel", asPNG(quarters(1, 1)), 0, image.Pt(1, 1), plain(asIs[0])},

		{"JPEG and ZIP in one", append(bytes.Clone(jpg), "PK\x03\x04<script>alert(1)</script>"...), 0, image.Pt(48, 32), asIs},
		{"JPEG and page in one, as a comment", withSegment(jpg, 0xfe, []byte("--><script>alert(1)</script>")), 0, image.Pt(48, 32), asIs},
		{"PNG and ZIP in one", append(bytes.Clone(pngData), "PK\x03\x04<script>"...), 0, image.Pt(48, 32), asIs},
		{"GIF and script in one", append(asGIF(48, 32, q), "/*<script>*/"...), 0, image.Pt(48, 32), asIs},
		{"PNG and page in one", bytes.Replace(pngData, pngChunk("IEND", nil), append(pngChunk("tEXt", []byte("a\x00<script>")), pngChunk("IEND", nil)...), 1), 0, image.Pt(48, 32), asIs},
		{"page that begins like a GIF", []byte("GIF89a/*<script>*/=1;" + strings.Repeat(" ", 100)), TooManyPixels, image.Point{}, [4]color.NRGBA{}},
		{"PDF that holds a JPEG", append([]byte("%PDF-1.4\n"), jpg...), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"SVG", []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"page", []byte("<!DOCTYPE html><html><script>alert(1)</script></html>"), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"PDF", []byte("%PDF-1.7\n1 0 obj\n"), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"AVIF", []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif"), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"JPEG XL", []byte("\xff\x0a\x00\x00\x00\x00\x00\x00\x00\x00"), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"ZIP", []byte("PK\x03\x04\x14\x00\x00\x00\x00\x00"), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"BMP", []byte("BM\x00\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00"), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"TIFF", exif(1), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"text", []byte("not a picture"), Unsupported, image.Point{}, [4]color.NRGBA{}},
		{"nothing", nil, Broken, image.Point{}, [4]color.NRGBA{}},

		{"JPEG, only its start", jpg[:4], Broken, image.Point{}, [4]color.NRGBA{}},
		{"PNG, wrong checksum", bytes.Replace(pngData, []byte("IDAT"), []byte("IDAU"), 1), Broken, image.Point{}, [4]color.NRGBA{}},
		{"PNG without width", zeroSide, Broken, image.Point{}, [4]color.NRGBA{}},
		{"GIF without size", asGIF(48, 32, q)[:6], Broken, image.Point{}, [4]color.NRGBA{}},

		{"PNG bomb, 2500 megapixels", rawPNG(50_000, 50_000, make([]byte, 1<<20)), TooManyPixels, image.Point{}, [4]color.NRGBA{}},
		{"JPEG bomb, 2500 megapixels", hugeJPEG(50_000, 50_000), TooManyPixels, image.Point{}, [4]color.NRGBA{}},
		{"JPEG without height", hugeJPEG(48, 0), Broken, image.Point{}, [4]color.NRGBA{}},
		{"GIF bomb, 2500 megapixels", append([]byte("GIF89a\x50\xc3\x50\xc3"), make([]byte, 20)...), TooManyPixels, image.Point{}, [4]color.NRGBA{}},
		{"GIF whose screen has no size", append([]byte("GIF89a\x00\x00\x00\x00"), make([]byte, 20)...), Broken, image.Point{}, [4]color.NRGBA{}},
		{"WebP bomb, 2500 megapixels", animatedWebP(image.Pt(50_000, 50_000), image.Rect(0, 0, 1, 1), plainWebP(1, 1, white)[12:]), Broken, image.Point{}, [4]color.NRGBA{}},
		{"WebP bomb, 2000 megapixels", animatedWebP(image.Pt(40_000, 50_000), image.Rect(0, 0, 1, 1), plainWebP(1, 1, white)[12:]), TooManyPixels, image.Point{}, [4]color.NRGBA{}},
		{"WebP, animated, frame outside the canvas", animatedWebP(image.Pt(48, 32), image.Rect(2, 0, 50, 32), plainWebP(48, 32, white)[12:]), Broken, image.Point{}, [4]color.NRGBA{}},
		{"WebP, animated, frame that lies", animatedWebP(image.Pt(48, 32), image.Rect(0, 0, 48, 32), plainWebP(16384, 16384, white)[12:]), Broken, image.Point{}, [4]color.NRGBA{}},
		{"WebP, animated, no frame", animatedWebP(image.Pt(48, 32), image.Rect(0, 0, 48, 32))[:30], Broken, image.Point{}, [4]color.NRGBA{}},
		{"WebP, animated, empty frame", animatedWebP(image.Pt(48, 32), image.Rect(0, 0, 48, 32)), Broken, image.Point{}, [4]color.NRGBA{}},
		{"PNG, too wide", rawPNG(30_001, 1, nil), TooManyPixels, image.Point{}, [4]color.NRGBA{}},
		{"PNG, widest there is", rawPNG(1<<31-1, 1<<31-1, nil), Broken, image.Point{}, [4]color.NRGBA{}},
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
			for _, trace := range []string{"script", "Exif", "PK\x03\x04"} {
				if bytes.Contains(data, []byte(trace)) {
					t.Errorf("got %q of the original in the file, want nothing of what is not pixels", trace)
				}
			}
		})
	}
}

// TestPutCutOff cuts each format at many places. Only of a GIF, whose first frame is
// taken, may the end be missing.
func TestPutCutOff(t *testing.T) {
	c, dir := openCache(t, Options{})
	q := quarters(48, 32)
	for name, data := range map[string][]byte{
		"PNG": asPNG(q), "PNG, interlaced": interlacedPNG(q, 16), "JPEG": asJPEG(q), "JPEG, progressive": progressive(q), "GIF": asGIF(48, 32, q),
		"WebP": testdata(t, "lossy.webp"), "WebP, lossless": testdata(t, "lossless.webp"), "WebP, transparent": testdata(t, "alpha.webp"),
		"WebP, animated": testdata(t, "animated.webp")[:128],
	} {
		for part := range 16 {
			_, err := put(t.Context(), c, testKey(), data[:len(data)*part/16])
			if input, ok := errors.AsType[*InputError](err); !ok || input.Kind != Broken && (input.Kind != Unsupported || part > 2) {
				t.Errorf("%s, %d of %d bytes: got %v, want it refused as broken", name, len(data)*part/16, len(data), err)
			}
		}
	}
	if left := files(t, filepath.Join(dir, "images")); len(left) > 0 {
		t.Errorf("left behind: got %v, want nothing", left)
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
