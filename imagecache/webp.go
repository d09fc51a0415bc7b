package imagecache

import (
	"bytes"
	"image"
	"io"

	"github.com/bep/imagemeta"
	"golang.org/x/image/riff"
	"golang.org/x/image/webp"
)

// decodeWebP decodes a WebP in its true colours. Lossy ones keep luma in 16 to 235
// and chroma in 16 to 240, but golang.org/x/image 0.47 gives them out as if they
// filled 0 to 255, as a JPEG's do: white would be grey.
func decodeWebP(r io.Reader) (image.Image, error) {
	img, err := webp.Decode(r)
	if err != nil {
		return nil, err
	}
	switch img := img.(type) {
	case *image.YCbCr:
		widen(img)
	case *image.NYCbCrA:
		widen(&img.YCbCr)
	}
	return img, nil
}

// widen spreads studio range to full range, in place.
func widen(img *image.YCbCr) {
	var luma, chroma [256]uint8
	for i := range 256 {
		luma[i] = clamp((float64(i) - 16) * 255 / 219)
		chroma[i] = clamp((float64(i)-128)*255/224 + 128)
	}
	for i, v := range img.Y {
		img.Y[i] = luma[v]
	}
	for i, v := range img.Cb {
		img.Cb[i] = chroma[v]
	}
	for i, v := range img.Cr {
		img.Cr[i] = chroma[v]
	}
}

func clamp(v float64) uint8 { return uint8(min(max(v+0.5, 0), 255)) }

// webpEXIF returns the EXIF chunk of a WebP, which is a TIFF. imagemeta 1.0.1 loses
// its way after a chunk of odd length.
func webpEXIF(data []byte) ([]byte, imagemeta.ImageFormat) {
	return bytes.TrimPrefix(webpChunk(data, "EXIF"), []byte("Exif\x00\x00")), imagemeta.TIFF
}

// webpProfile returns the profile of a WebP, nil if there is none.
func webpProfile(data []byte) []byte { return webpChunk(data, "ICCP") }

// webpChunk returns the content of the first chunk of that name, or as much as is
// there of it; nil if there is none.
func webpChunk(data []byte, name string) []byte {
	_, chunks, err := riff.NewReader(bytes.NewReader(data))
	for err == nil {
		var id riff.FourCC
		var chunk io.Reader
		if id, _, chunk, err = chunks.Next(); err == nil && string(id[:]) == name {
			content, _ := io.ReadAll(chunk) // a part is better than nothing
			return content
		}
	}
	return nil
}
