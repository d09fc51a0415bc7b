package imagecache

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/iotest"
)

// counting counts what is read.
type counting struct {
	io.Reader
	read int
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.read += n
	return n, err
}

// zeros never ends.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// TestPutBoundsBytes has a picture with filling behind its end.
func TestPutBoundsBytes(t *testing.T) {
	c, dir := openCache(t, Options{})
	picture := asJPEG(quarters(48, 32))
	for _, test := range []struct {
		name string
		size int64
		want Kind // 0: accepted
	}{
		{"one byte less than the bound", MaxBytes - 1, 0},
		{"the bound", MaxBytes, 0},
		{"one byte more", MaxBytes + 1, TooLarge},
		{"twice as much", 2 * MaxBytes, TooLarge},
	} {
		t.Run(test.name, func(t *testing.T) {
			in := &counting{Reader: io.LimitReader(io.MultiReader(bytes.NewReader(picture), zeros{}), test.size)}
			_, err := c.Put(t.Context(), testKey(), in, Origin{})
			if test.want != 0 {
				wantInput(t, err, test.want)
			} else if err != nil {
				t.Errorf("got %v, want no error", err)
			}
			if in.read > MaxBytes+1 {
				t.Errorf("read: got %d bytes, want at most %d", in.read, MaxBytes+1)
			}
		})
	}
	broken := errors.New("connection lost")
	other := Key{"case-2026-11-22", "suspect", "suspect-1"}
	if _, err := c.Put(t.Context(), other, io.MultiReader(bytes.NewReader(picture), iotest.ErrReader(broken)), Origin{}); !errors.Is(err, broken) {
		t.Errorf("reader that fails: got %v, want its error", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "images", other.Case)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after a reader that fails: got %v, want nothing left", err)
	}
}

// onePlane is a picture of one colour that is small however large it is.
func onePlane(w, h int) []byte {
	return asPNG(&image.Paletted{Rect: image.Rect(0, 0, w, h), Stride: 0, Pix: make([]byte, w), Palette: color.Palette{color.NRGBA{9, 99, 199, 255}}})
}

func TestPutBoundsPixels(t *testing.T) {
	c, _ := openCache(t, Options{})
	for _, test := range []struct {
		size image.Point
		want image.Point // zero: too many
	}{
		{image.Pt(8000, 5000), image.Pt(1600, 1000)}, // 40 million
		{image.Pt(8000, 5001), image.Point{}},
		{image.Pt(1, MaxSide), image.Pt(1, 1600)},
		{image.Pt(MaxSide, 1), image.Pt(1600, 1)},
		{image.Pt(1, MaxSide+1), image.Point{}},
		{image.Pt(MaxSide+1, 1), image.Point{}},
	} {
		p, err := put(t.Context(), c, testKey(), onePlane(test.size.X, test.size.Y))
		if test.want == (image.Point{}) {
			wantInput(t, err, TooManyPixels)
		} else if got := image.Pt(p.Width, p.Height); err != nil || got != test.want {
			t.Errorf("%v: got %v, %v, want %v", test.size, got, err, test.want)
		}
	}
}

// TestPutConcurrentlyIsOneWrite looks at the files whenever one of many has
// returned: a second write would have put others in their place.
func TestPutConcurrentlyIsOneWrite(t *testing.T) {
	c, dir := openCache(t, Options{Concurrency: 4})
	data := asJPEG(noise(330, 60, 1))
	seen := make([][]os.FileInfo, 12)
	var all sync.WaitGroup
	for i := range seen {
		all.Go(func() {
			p, err := put(t.Context(), c, testKey(), data)
			if err != nil {
				t.Error(err)
				return
			}
			for _, name := range []string{p.Path, p.Variants[0].Path} {
				info, err := os.Stat(filepath.Join(dir, "images", filepath.FromSlash(name)))
				if err != nil {
					t.Error(err)
				}
				seen[i] = append(seen[i], info)
			}
		})
	}
	all.Wait()
	for i, infos := range seen {
		for n, info := range infos {
			if !os.SameFile(info, seen[0][n]) {
				t.Errorf("put %d: got another file than put 0, want one written once", i)
			}
		}
	}
}
