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

func put(ctx context.Context, c *Cache, key Key, data []byte) (Picture, error) {
	return c.Put(ctx, key, bytes.NewReader(data), Origin{})
}

func mustPut(t testing.TB, c *Cache, key Key, data []byte) Picture {
	t.Helper()
	p, err := put(t.Context(), c, key, data)
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

func TestPutVariants(t *testing.T) {
	tests := []struct {
		name     string
		size     image.Point
		want     image.Point
		variants []image.Point
	}{
		{"large", image.Pt(1800, 180), image.Pt(1600, 160), []image.Point{{320, 32}, {640, 64}, {1024, 102}}},
		{"square", image.Pt(400, 400), image.Pt(400, 400), []image.Point{{320, 320}}},
		{"high", image.Pt(400, 1700), image.Pt(376, 1600), []image.Point{{320, 1362}}},
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
	grey := image.NewNRGBA(image.Rect(0, 0, 400, 100))
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
	data := asJPEG(quarters(650, 100))
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
	data := [][]byte{asJPEG(noise(330, 60, 1)), asJPEG(noise(330, 60, 2))}
	keys := []Key{testKey(), {"case-2026-11-21", "location", "loc-1"}, {"case-2026-11-22", "location", "loc-1"}}
	got := make([]Picture, 18)
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			p, err := put(t.Context(), c, keys[i%len(keys)], data[i%len(data)])
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
			if _, err := put(t.Context(), c, testKey(), asJPEG(noise(330, 200, uint64(i)))); err != nil {
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
	if _, err := put(ctx, c, testKey(), data); !errors.Is(err, context.DeadlineExceeded) {
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
	if _, err := put(ctx, c, testKey(), data); !errors.Is(err, context.Canceled) {
		t.Errorf("put: got %v, want context.Canceled", err)
	}
	f, size, err := check(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.read(ctx, data); !errors.Is(err, context.Canceled) {
		t.Errorf("decode: got %v, want context.Canceled", err)
	}
	if _, _, err := renderAll(ctx, testKey(), normalise(quarters(700, 500), size, nil, 1), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("render: got %v, want context.Canceled", err)
	}
	if left := files(t, filepath.Join(dir, "images")); len(left) > 0 {
		t.Errorf("left behind: got %v, want nothing", left)
	}
}

func TestPutRefusesKeys(t *testing.T) {
	c, dir := openCache(t, Options{})
	for _, key := range []Key{
		{},
		{"..", "suspect", "x"},
		{"case-2026-11-21", "suspects", "x"},
		{"case-2026-11-21", "suspect", "../x"},
		{".tmp", "suspect", "x"},
		{"case-2026-11-21", "suspect", strings.Repeat("x", 65)},
		{"case-2026-11-21", "suspect", "x."},
	} {
		_, err := put(t.Context(), c, key, asPNG(quarters(8, 8)))
		wantInput(t, err, BadName)
	}
	if left := files(t, filepath.Join(dir, "images")); len(left) > 0 {
		t.Errorf("left behind: got %v, want nothing", left)
	}
}
