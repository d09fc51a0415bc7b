package imagecache

import (
	"fmt"
	"image"
	"image/draw"
	"io"

	"github.com/bbrks/go-blurhash"
	"github.com/disintegration/imaging"

	"casebook/imagecache/jpegenc"
	"casebook/imagecache/resize"
)

const (
	maxFit  = 1600 // pixels, the longer side of a kept picture
	quality = 84   // of JPEG: an SSIMULACRA2 of 80; about 79 for our painter's prints, 83 for photographs
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
	if img.Bounds() != whole { // a GIF's frame may be a part of it
		canvas := image.NewRGBA(whole)
		draw.Draw(canvas, img.Bounds(), img, img.Bounds().Min, draw.Src)
		img = canvas
	}
	var small *image.NRGBA
	if longer := max(size.X, size.Y); longer > maxFit {
		small = resize.Lanczos(img, scaled(size.X, maxFit, longer), scaled(size.Y, maxFit, longer))
	} else {
		small = flatten(img)
	}
	toSRGB(small, profile)
	return turn(small, orientation)
}

// flatten lays img, whose bounds begin at 0, on white. It may be img.
func flatten(img image.Image) *image.NRGBA {
	flat, ok := img.(*image.RGBA)
	if !ok || !flat.Opaque() {
		flat = image.NewRGBA(img.Bounds())
		draw.Draw(flat, flat.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(flat, flat.Rect, img, image.Point{}, draw.Over)
	}
	return &image.NRGBA{Pix: flat.Pix, Stride: flat.Stride, Rect: flat.Rect} // the same where nothing is transparent
}

// shrink resizes img, a smaller form of a picture of the size whole, to width.
func shrink(img *image.NRGBA, whole image.Point, width int) *image.NRGBA {
	return resize.Lanczos(img, width, scaled(whole.Y, width, whole.X))
}

// scaled is length times part of whole, rounded, but not nothing.
func scaled(length, part, whole int) int { return max(1, (length*part+whole/2)/whole) }

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
