package imagecache

import (
	"bytes"
	"image"

	"github.com/bep/imagemeta"
	"github.com/disintegration/imaging"
)

// orientation returns the EXIF orientation of data, 1 to 8; 1 if it says none.
// Metadata that cannot be read is no reason to refuse a picture.
func (f format) orientation(data []byte) int {
	upright := 1
	if f.exif == nil {
		return upright
	}
	block, kind := f.exif(data)
	_, err := imagemeta.Decode(imagemeta.Options{
		R:           bytes.NewReader(block),
		ImageFormat: kind,
		Sources:     imagemeta.EXIF,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool {
			return tag.Tag == "Orientation" && tag.Namespace == "IFD0"
		},
		HandleTag: func(tag imagemeta.TagInfo) error {
			if v, ok := tag.Value.(uint16); ok && 1 <= v && v <= 8 {
				upright = int(v)
			}
			return imagemeta.ErrStopWalking
		},
	})
	if err != nil {
		return 1
	}
	return upright
}

// inFile leaves finding the metadata to imagemeta.
func inFile(kind imagemeta.ImageFormat) func([]byte) ([]byte, imagemeta.ImageFormat) {
	return func(data []byte) ([]byte, imagemeta.ImageFormat) { return data, kind }
}

// turn undoes an EXIF orientation.
func turn(img *image.NRGBA, orientation int) *image.NRGBA {
	switch orientation {
	case 2:
		return imaging.FlipH(img)
	case 3:
		return imaging.Rotate180(img)
	case 4:
		return imaging.FlipV(img)
	case 5:
		return imaging.Transpose(img)
	case 6:
		return imaging.Rotate270(img)
	case 7:
		return imaging.Transverse(img)
	case 8:
		return imaging.Rotate90(img)
	default:
		return img
	}
}
