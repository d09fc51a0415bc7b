package imagecache

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzPut wants of any bytes either a picture as promised or an InputError.
func FuzzPut(f *testing.F) {
	q := quarters(24, 16)
	for _, seed := range [][]byte{
		asPNG(q), asJPEG(q), asGIF(24, 16, q, q), interlacedPNG(q, 8), asPNG(sixteenBit(q)), jpegTurned(asJPEG(q), 6), pngTurned(asPNG(q), 5),
		cmykJPEG(color.CMYK{10, 200, 30, 4}), plainWebP(20, 30, color.NRGBA{1, 2, 3, 4}), lyingWebP(),
		testdata(f, "lossy.webp"), testdata(f, "lossless.webp"), testdata(f, "alpha.webp"), testdata(f, "animated.webp"), testdata(f, "turned.webp"),
		rawPNG(50_000, 50_000, make([]byte, 1000)), nil,
		withProfile(asPNG(q), testdata(f, "swapped.icc")), profilePart(asJPEG(q), testdata(f, "swapped.icc"), 1, 1),
		animatedWebP(image.Pt(60, 40), image.Rect(2, 4, 50, 36), testdata(f, "alpha.webp")[30:]),
	} {
		f.Add(seed)
	}
	c, dir := openCache(f, Options{})
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, size, err := check(data); err == nil && size.X*size.Y > 1_000_000 {
			t.Skip("within bounds, but slow to decode over and over")
		}
		p, err := put(t.Context(), c, testKey(), data)
		if _, ok := errors.AsType[*InputError](err); err != nil && !ok {
			t.Fatalf("got %v, want an InputError", err)
		}
		if err != nil {
			return
		}
		kept, err := c.images.ReadFile(p.Path)
		if err != nil {
			t.Fatal(err)
		}
		config, err := jpeg.DecodeConfig(bytes.NewReader(kept))
		if err != nil || config.Width != p.Width || config.Height != p.Height || max(p.Width, p.Height) > maxFit {
			t.Errorf("kept: got %+v, %v, want %d × %d", config, err, p.Width, p.Height)
		}
		if again := mustPut(t, c, testKey(), data); again.Hash != p.Hash {
			t.Errorf("put again: got %s, want %s", again.Hash, p.Hash)
		}
		if err := c.Remove(testKey().Case); err != nil {
			t.Fatal(err)
		}
		if left := files(t, filepath.Join(dir, "tmp")); len(left) > 0 {
			t.Errorf("left in tmp: got %v, want nothing", left)
		}
	})
}

// FuzzProfile wants of any bytes a profile no larger than they or the bound, or none.
func FuzzProfile(f *testing.F) {
	q, swapped := quarters(24, 16), testdata(f, "swapped.icc")
	f.Add(withProfile(asPNG(q), swapped))
	f.Add(profilePart(profilePart(asJPEG(q), swapped[200:], 2, 2), swapped[:200], 1, 2))
	f.Add(testdata(f, "turned.webp"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, find := range []func([]byte) []byte{pngProfile, jpegProfile, webpProfile} {
			profile := find(data)
			if len(profile) > max(maxProfile, len(data)) {
				t.Errorf("profile: got %d bytes out of %d", len(profile), len(data))
			}
			toSRGB(noise(2, 2, 1), profile)
		}
	})
}

// FuzzOpen wants of any path either the one file that is there, or ErrNotFound.
func FuzzOpen(f *testing.F) {
	c, _ := openCache(f, Options{})
	kept := mustPut(f, c, testKey(), asPNG(quarters(400, 300)))
	for _, seed := range []string{kept.Path, kept.Variants[0].Path, "../casebook.db", "case-2026-11-21", "case-2026-11-21/suspect/a.png", "..", "", "/", "a/suspect/b.0123456789abcdef.jpg"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if key, err := ParseFilename(name); err == nil {
			if joined := key.String(); !fs.ValidPath(joined) || strings.Count(joined, "/") != 2 || !strings.HasPrefix(name, joined+".") {
				t.Errorf("parse %q: got %+v, want three plain names", name, key)
			}
		}
		parsed, ok := parseFileName(name)
		if ok && parsed.String() != name {
			t.Errorf("parse %q: got %q, want the same", name, parsed)
		}
		file, err := c.Open(name)
		if err == nil {
			defer file.Close()
		}
		if known := name == kept.Path || name == kept.Variants[0].Path; known != (err == nil) || (err != nil && !errors.Is(err, ErrNotFound)) {
			t.Errorf("open %q: got %v", name, err)
		}
	})
}
