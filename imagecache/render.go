package imagecache

import (
	"fmt"
	"image"
	"image/draw"
	"io"

	"github.com/buckket/go-blurhash"
	"github.com/disintegration/imaging"

	"casebook/imagecache/jpegenc"
)

const (
	maxFit  = 1600 // pixels, the longer side of a kept picture
	quality = 90   // of JPEG
)

// variantWidths returns the widths of variants, largest first.
func variantWidths() []int { return []int{1024, 640, 320} }

// encode writes img, which is opaque, as JPEG, always the same bytes for the same
// pixels and XMP packet.
func encode(w io.Writer, img *image.NRGBA, xmp []byte) error {
	// Without transparency both layouts are one, and for this one the encoder is fast.
	opaque := &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: img.Rect}
	return jpegenc.Encode(w, opaque, &jpegenc.Options{Quality: quality, XMP: xmp})
}

// normalise makes img, whose colours are those of profile, fit, sRGB, opaque and
// upright. What is large is made small first, so that the rest works on few pixels.
func normalise(img image.Image, size image.Point, profile []byte, orientation int) *image.NRGBA {
	whole := image.Rectangle{Max: size}
	if _, slow := img.(*image.CMYK); slow || img.Bounds() != whole { // a GIF's frame may be a part of it
		canvas := image.NewRGBA(whole)
		draw.Draw(canvas, img.Bounds(), img, img.Bounds().Min, draw.Src)
		img = canvas
	}
	small := imaging.Fit(img, maxFit, maxFit, imaging.Lanczos)
	toSRGB(small, profile)
	return turn(flatten(small), orientation)
}

// flatten lays img on white.
func flatten(img *image.NRGBA) *image.NRGBA {
	if img.Opaque() {
		return img
	}
	flat := image.NewRGBA(img.Rect)
	draw.Draw(flat, flat.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Rect, img, img.Rect.Min, draw.Over)
	return &image.NRGBA{Pix: flat.Pix, Stride: flat.Stride, Rect: flat.Rect} // the same where nothing is transparent
}

// shrink resizes img, a smaller form of a picture of the size whole, to width.
func shrink(img *image.NRGBA, whole image.Point, width int) *image.NRGBA {
	height := max(1, (whole.Y*width+whole.X/2)/whole.X)
	return imaging.Resize(img, width, height, imaging.Lanczos)
}

// placeholder returns what stands for img until it is loaded: its BlurHash of 4 by
// 3 components, and its mean colour as "#rrggbb".
func placeholder(img *image.NRGBA) (hash, colour string, err error) {
	thumb := imaging.Fit(img, 32, 32, imaging.Box)
	hash, err = blurhash.Encode(4, 3, thumb)
	if err != nil {
		return "", "", fmt.Errorf("make placeholder: %w", err)
	}
	var sum [3]int
	for p := thumb.Pix; len(p) >= 4; p = p[4:] {
		for i := range sum {
			sum[i] += int(p[i])
		}
	}
	n := len(thumb.Pix) / 4
	return hash, fmt.Sprintf("#%02x%02x%02x", (sum[0]+n/2)/n, (sum[1]+n/2)/n, (sum[2]+n/2)/n), nil
}
