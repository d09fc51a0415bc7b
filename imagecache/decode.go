package imagecache

import (
	"bytes"
	"context"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"time"

	"github.com/bep/imagemeta"
	"github.com/gabriel-vasile/mimetype"
	"golang.org/x/image/webp"
)

// What a picture may be at most before it is decoded.
const (
	MaxBytes  = 25 << 20
	MaxPixels = 40_000_000
	MaxSide   = 30_000 // pixels

	maxDecodeTime = 60 * time.Second // against files made to be slow
)

// format is how one type of file is read.
type format struct {
	name    string
	config  func(io.Reader) (image.Config, error)
	decode  func(io.Reader) (image.Image, error)
	exif    func([]byte) ([]byte, imagemeta.ImageFormat) // where its metadata is; nil if it has none
	profile func([]byte) []byte                          // its colour profile; nil if it has none
}

// sniff tells the format from the content alone.
func sniff(data []byte) (format, error) {
	detected := mimetype.Detect(data)
	for m := detected; m != nil; m = m.Parent() {
		switch m.String() {
		case "image/png":
			return format{"PNG", png.DecodeConfig, png.Decode, inFile(imagemeta.PNG), pngProfile}, nil
		case "image/jpeg":
			return format{"JPEG", jpeg.DecodeConfig, jpeg.Decode, inFile(imagemeta.JPEG), jpegProfile}, nil
		case "image/webp":
			decode := decodeWebP
			if isAnimated(data) {
				decode = decodeFirstFrame
			}
			return format{"WebP", webp.DecodeConfig, decode, webpEXIF, webpProfile}, nil
		case "image/gif":
			return format{"GIF", gif.DecodeConfig, gif.Decode, nil, nil}, nil
		}
	}
	return format{}, refuse(Unsupported, nil, "A picture is a PNG, JPEG, WebP or GIF; this is %s. Save it as one of those.", detected)
}

// check holds data against the bounds, before anything is decoded, and returns
// its format and size in pixels.
func check(data []byte) (format, image.Point, error) {
	if len(data) == 0 {
		return format{}, image.Point{}, refuse(Broken, nil, "The picture is empty.")
	}
	f, err := sniff(data)
	if err != nil {
		return f, image.Point{}, err
	}
	config, err := f.config(bytes.NewReader(data))
	size := image.Pt(config.Width, config.Height)
	switch {
	case err != nil:
		return f, size, broken(f, err)
	case size.X <= 0 || size.Y <= 0:
		return f, size, refuse(Broken, nil, "The picture has no size.")
	case size.X > MaxSide || size.Y > MaxSide || size.X*size.Y > MaxPixels:
		return f, size, refuse(TooManyPixels, nil, "The picture is %d × %d pixels; at most %d million in all and %d a side are accepted. Make it smaller.",
			size.X, size.Y, MaxPixels/1_000_000, MaxSide)
	}
	return f, size, nil
}

func tooLarge() *InputError {
	return refuse(TooLarge, nil, "The picture is larger than %d MiB. Save it smaller.", MaxBytes>>20)
}

func broken(f format, cause error) *InputError {
	return refuse(Broken, cause, "The %s picture is damaged, or of a variety that cannot be read. Save it anew.", f.name)
}

// read decodes data that has passed check. It ends early when ctx does.
func (f format) read(ctx context.Context, data []byte) (image.Image, error) {
	limited, cancel := context.WithTimeout(ctx, maxDecodeTime)
	defer cancel()
	img, err := f.decode(contextReader{limited.Err, bytes.NewReader(data)})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if limited.Err() != nil {
		return nil, refuse(Broken, limited.Err(), "The %s picture takes too long to decode.", f.name)
	}
	if err != nil {
		return nil, broken(f, err)
	}
	return img, nil
}

// contextReader fails once its context has ended.
type contextReader struct {
	ended func() error
	io.Reader
}

func (r contextReader) Read(p []byte) (int, error) {
	if err := r.ended(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
