package imagecache

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"io"
	"slices"
)

// Picture is a picture as it is kept. Paths are relative to the directory of
// pictures, with slashes; a URL is made by putting "/images/" before them.
type Picture struct {
	Path     string
	Width    int
	Height   int
	Bytes    int
	Hash     string    // SHA-256 of the file, 64 hexadecimal digits
	BlurHash string    // https://blurha.sh, 4 by 3 components
	Color    string    // the mean colour, "#rrggbb"
	PHash    string    // 64 bits as 16 hexadecimal digits, few of which differ between pictures that look alike
	Variants []Variant // smallest first; none for a picture of at most 320 pixels' width
}

// Variant is a smaller version of a picture.
type Variant struct {
	Path   string
	Width  int
	Height int
	Bytes  int
	Format string // "jpeg"
}

// Put keeps the picture that is read from r, whatever its name said it was, under
// key; of r no more than MaxBytes and one byte is read. Once Put returns, the
// picture and its variants are on disk to stay. The same picture of the same origin
// twice is one set of files; another one under the same key is another set, and the
// former stays. An *InputError says what is wrong with the picture or key; after any
// error nothing is left behind. When ctx ends before the files are written, Put
// gives up.
func (c *Cache) Put(ctx context.Context, key Key, r io.Reader, o Origin) (Picture, error) {
	if err := key.check(); err != nil {
		return Picture{}, err
	}
	data, err := readBounded(r)
	if err != nil {
		return Picture{}, err
	}
	f, size, err := check(data)
	if err != nil {
		return Picture{}, err
	}
	picture, files, err := c.render(ctx, key, f, size, data, o)
	if err != nil {
		return Picture{}, err
	}
	if err := c.write(key, files); err != nil {
		return Picture{}, fmt.Errorf("keep picture %s: %w", key, err)
	}
	return picture, nil
}

// readBounded reads all of r, which is TooLarge beyond MaxBytes.
func readBounded(r io.Reader) ([]byte, error) {
	var data bytes.Buffer
	if known, ok := r.(interface{ Len() int }); ok {
		data.Grow(min(known.Len(), MaxBytes) + bytes.MinRead)
	}
	if _, err := data.ReadFrom(io.LimitReader(r, MaxBytes+1)); err != nil {
		return nil, fmt.Errorf("read picture: %w", err)
	}
	if data.Len() > MaxBytes {
		return nil, tooLarge()
	}
	return data.Bytes(), nil
}

// render makes the files of a picture, its own last.
func (c *Cache) render(ctx context.Context, key Key, f format, size image.Point, data []byte, o Origin) (p Picture, files []file, err error) {
	err = c.normalised(ctx, f, size, data, func(img *image.NRGBA) error {
		p, files, err = renderAll(ctx, key, img, o.packet())
		return err
	})
	return p, files, err
}

// normalised has use work on a picture that has passed check, while it holds the right to the
// memory of size.
func (c *Cache) normalised(ctx context.Context, f format, size image.Point, data []byte, use func(*image.NRGBA) error) error {
	weight := max(c.share, int64(size.X)*int64(size.Y))
	if err := c.pixels.Acquire(ctx, weight); err != nil {
		return fmt.Errorf("wait to decode: %w", err)
	}
	defer c.pixels.Release(weight)
	decoded, err := f.read(ctx, data)
	if err != nil {
		return err
	}
	return use(normalise(decoded, size, f.colours(data), f.orientation(data)))
}

// renderAll encodes img and its variants, each made from the next larger and each with
// the XMP packet.
func renderAll(ctx context.Context, key Key, img *image.NRGBA, xmp []byte) (p Picture, files []file, err error) {
	whole := img.Bounds().Size()
	main, err := newFile(key, img, 0, xmp)
	if err != nil {
		return p, nil, err
	}
	p = Picture{Path: main.name.String(), Width: whole.X, Height: whole.Y, Bytes: len(main.data), Hash: main.sum}
	for _, width := range variantWidths() {
		if err := ctx.Err(); err != nil {
			return p, nil, fmt.Errorf("render picture: %w", err)
		}
		if width >= whole.X {
			continue
		}
		img = shrink(img, whole, width)
		f, err := newFile(key, img, width, xmp)
		if err != nil {
			return p, nil, err
		}
		files = append(files, f)
		p.Variants = append(p.Variants, Variant{
			Path: f.name.String(), Width: width, Height: img.Bounds().Dy(), Bytes: len(f.data), Format: "jpeg",
		})
	}
	slices.Reverse(p.Variants)
	p.BlurHash, p.Color, err = placeholder(img)
	p.PHash = fmt.Sprintf("%016x", perceptualHash(img))
	return p, append(files, main), err
}

// file is a file to be kept.
type file struct {
	name fileName
	sum  string // SHA-256 in hexadecimal
	data []byte
}

func newFile(key Key, img *image.NRGBA, variant int, xmp []byte) (file, error) {
	var data bytes.Buffer
	if err := encode(&data, img, xmp); err != nil {
		return file{}, fmt.Errorf("encode picture: %w", err)
	}
	hash := sha256.Sum256(data.Bytes())
	sum := hex.EncodeToString(hash[:])
	return file{fileName{key, sum[:hashDigits], variant}, sum, data.Bytes()}, nil
}
