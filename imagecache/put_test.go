package imagecache

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func openCache(t testing.TB, o Options) (c *Cache, dir string) {
	t.Helper()
	dir = t.TempDir()
	c, err := Open(filepath.Join(dir, "images"), filepath.Join(dir, "tmp"), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c, dir
}

func testKey() Key { return Key{"case-2026-11-21", "suspect", "suspect-1"} }

func mustPut(t testing.TB, c *Cache, key Key, data []byte) Picture {
	t.Helper()
	p, err := c.Put(t.Context(), key, data)
	if err != nil {
		t.Fatalf("put %s: %v", key, err)
	}
	return p
}

func load(t testing.TB, c *Cache, name string) ([]byte, image.Image) {
	t.Helper()
	f, err := c.Open(name)
	if err != nil {
		t.Fatalf("open %s: %v", name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("decode %s: %v", name, err)
	}
	return data, img
}

// files lists all that is below dir, folders with a slash at the end.
func files(t testing.TB, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || p == dir {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if d.IsDir() {
			rel += "/"
		}
		all = append(all, filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

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
			p, err := c.Put(t.Context(), testKey(), test.data)
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

func TestPutVariants(t *testing.T) {
	tests := []struct {
		name     string
		size     image.Point
		want     image.Point
		variants []image.Point
	}{
		{"large", image.Pt(1800, 450), image.Pt(1600, 400), []image.Point{{320, 80}, {640, 160}, {1024, 256}}},
		{"square", image.Pt(640, 640), image.Pt(640, 640), []image.Point{{320, 320}}},
		{"high", image.Pt(450, 2000), image.Pt(360, 1600), []image.Point{{320, 1422}}},
		{"small", image.Pt(320, 200), image.Pt(320, 200), nil},
		{"a line", image.Pt(3000, 1), image.Pt(1600, 1), []image.Point{{320, 1}, {640, 1}, {1024, 1}}},
	}
	c, dir := openCache(t, Options{})
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := mustPut(t, c, testKey(), asJPEG(quarters(test.size.X, test.size.Y)))
			data, img := load(t, c, p.Path)
			if got := image.Pt(p.Width, p.Height); got != test.want || img.Bounds().Size() != test.want {
				t.Errorf("size: got %v and in the file %v, want %v", got, img.Bounds().Size(), test.want)
			}
			sum := sha256.Sum256(data)
			if got, want := p.Hash, hex.EncodeToString(sum[:]); got != want {
				t.Errorf("hash: got %s, want %s", got, want)
			}
			if p.Bytes != len(data) {
				t.Errorf("bytes: got %d, want %d", p.Bytes, len(data))
			}
			var sizes []image.Point
			for _, v := range p.Variants {
				sizes = append(sizes, image.Pt(v.Width, v.Height))
				data, img := load(t, c, v.Path)
				if got := img.Bounds().Size(); got != image.Pt(v.Width, v.Height) || v.Bytes != len(data) || v.Format != "jpeg" {
					t.Errorf("variant: got %+v, want what its file is: %v, %d bytes", v, got, len(data))
				}
			}
			if diff := cmp.Diff(test.variants, sizes); diff != "" {
				t.Errorf("variants (-want +got):\n%s", diff)
			}
		})
	}
	wantNamesTrue(t, filepath.Join(dir, "images"))
	if left := files(t, filepath.Join(dir, "tmp")); len(left) > 0 {
		t.Errorf("left in tmp: got %v, want nothing", left)
	}
}

// wantNamesTrue checks each file's bytes against the hash in its name.
func wantNamesTrue(t *testing.T, dir string) (count int) {
	t.Helper()
	for _, name := range files(t, dir) {
		if strings.HasSuffix(name, "/") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		parts := strings.Split(filepath.Base(name), ".")
		if len(parts) < 3 || parts[1] != hex.EncodeToString(sum[:])[:16] {
			t.Errorf("name of %s: got other bytes, SHA-256 %x, want those of its name", name, sum)
		}
		count++
	}
	return count
}

func TestPutPlaceholder(t *testing.T) {
	c, _ := openCache(t, Options{})
	grey := image.NewNRGBA(image.Rect(0, 0, 700, 500))
	draw.Draw(grey, grey.Rect, image.NewUniform(color.NRGBA{0x40, 0x80, 0xc0, 255}), image.Point{}, draw.Src)
	p := mustPut(t, c, testKey(), asPNG(grey))
	if p.Color != "#4080c0" {
		t.Errorf("mean colour: got %s, want #4080c0", p.Color)
	}
	if len(p.BlurHash) != 1+1+4+2*(4*3-1) {
		t.Errorf("blurhash: got %q, want one of 4 by 3 components", p.BlurHash)
	}
	if p = mustPut(t, c, testKey(), asPNG(quarters(400, 400))); p.Color != "#7d7846" {
		t.Errorf("mean colour of four quarters: got %s, want #7d7846", p.Color)
	}
}

func TestPutTwiceIsOneFile(t *testing.T) {
	c, dir := openCache(t, Options{})
	data := asJPEG(quarters(700, 500))
	first := mustPut(t, c, testKey(), data)
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	name := filepath.Join(dir, "images", filepath.FromSlash(first.Path))
	if err := os.Chtimes(name, old, old); err != nil {
		t.Fatal(err)
	}
	second := mustPut(t, c, testKey(), data)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("second put (-first +second):\n%s", diff)
	}
	if info, err := os.Stat(name); err != nil || !info.ModTime().Equal(old) {
		t.Errorf("file written again: got %v, %v, want it as it was, %v", info, err, old)
	}

	other := mustPut(t, c, testKey(), asJPEG(noise(100, 100, 1)))
	if other.Path == first.Path {
		t.Errorf("path of another picture: got %s again, want another", other.Path)
	}
	load(t, c, first.Path)
}

func TestPutMendsDamage(t *testing.T) {
	c, dir := openCache(t, Options{})
	data := asJPEG(quarters(50, 50))
	p := mustPut(t, c, testKey(), data)
	name := filepath.Join(dir, "images", filepath.FromSlash(p.Path))
	for _, damage := range []string{"", "short", strings.Repeat("x", p.Bytes)} {
		if err := os.WriteFile(name, []byte(damage), 0o600); err != nil {
			t.Fatal(err)
		}
		mustPut(t, c, testKey(), data)
		load(t, c, p.Path)
	}
}

func TestPutConcurrently(t *testing.T) {
	c, dir := openCache(t, Options{Concurrency: 3})
	data := [][]byte{asJPEG(noise(350, 200, 1)), asJPEG(noise(350, 200, 2))}
	keys := []Key{testKey(), {"case-2026-11-21", "location", "loc-1"}, {"case-2026-11-22", "location", "loc-1"}}
	got := make([]Picture, 30)
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			p, err := c.Put(t.Context(), keys[i%len(keys)], data[i%len(data)])
			if err != nil {
				t.Error(err)
				return
			}
			got[i] = p
			f, err := c.Open(p.Path)
			if err != nil {
				t.Error(err)
				return
			}
			_ = f.Close()
		})
	}
	wg.Wait()
	for i := range got {
		if diff := cmp.Diff(got[i%6], got[i]); diff != "" {
			t.Errorf("put %d of one key and picture (-first +this):\n%s", i, diff)
		}
	}
	if count := wantNamesTrue(t, filepath.Join(dir, "images")); count != 12 {
		t.Errorf("files: got %d, want 12", count)
	}
}

// TestPutNoPartialFile reads every file as soon as it can be seen.
func TestPutNoPartialFile(t *testing.T) {
	c, dir := openCache(t, Options{})
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(done)
		for i := range 5 {
			if _, err := c.Put(t.Context(), testKey(), asJPEG(noise(330, 200, uint64(i)))); err != nil {
				t.Error(err)
			}
		}
	})
	for open := true; open; {
		select {
		case <-done:
			open = false
		default:
		}
		wantNamesTrue(t, filepath.Join(dir, "images"))
	}
	wg.Wait()
}

func TestPutBoundsMemory(t *testing.T) {
	c, _ := openCache(t, Options{Concurrency: 2})
	data := asPNG(quarters(50, 50))
	if err := c.pixels.Acquire(t.Context(), MaxPixels/2); err != nil { // as one other Put does
		t.Fatal(err)
	}
	mustPut(t, c, testKey(), data)
	if err := c.pixels.Acquire(t.Context(), MaxPixels/2); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := c.Put(ctx, testKey(), data); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("put while two are at work: got %v, want to wait for them", err)
	}
	c.pixels.Release(MaxPixels)
	mustPut(t, c, testKey(), data)
}

func TestPutCancelled(t *testing.T) {
	c, dir := openCache(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	data := asPNG(quarters(700, 500))
	if _, err := c.Put(ctx, testKey(), data); !errors.Is(err, context.Canceled) {
		t.Errorf("put: got %v, want context.Canceled", err)
	}
	f, size, err := check(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.read(ctx, data); !errors.Is(err, context.Canceled) {
		t.Errorf("decode: got %v, want context.Canceled", err)
	}
	if _, _, err := renderAll(ctx, testKey(), normalise(quarters(700, 500), size, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("render: got %v, want context.Canceled", err)
	}
	if left := files(t, filepath.Join(dir, "images")); len(left) > 0 {
		t.Errorf("left behind: got %v, want nothing", left)
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

func TestPutRefusesKeys(t *testing.T) {
	c, dir := openCache(t, Options{})
	for _, key := range []Key{
		{}, {"..", "suspect", "x"}, {"case-2026-11-21", "suspects", "x"}, {"case-2026-11-21", "suspect", "../x"},
		{".tmp", "suspect", "x"}, {"case-2026-11-21", "suspect", strings.Repeat("x", 65)}, {"case-2026-11-21", "suspect", "x."},
	} {
		_, err := c.Put(t.Context(), key, asPNG(quarters(8, 8)))
		wantInput(t, err, BadName)
	}
	if left := files(t, filepath.Join(dir, "images")); len(left) > 0 {
		t.Errorf("left behind: got %v, want nothing", left)
	}
}
