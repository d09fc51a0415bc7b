package imagecache

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"slices"

	"casebook/imagecache/icc"
)

// maxProfile is the most that a colour profile may have, in bytes. Those of curves
// and a matrix have a few thousand.
const maxProfile = 1 << 20

// toSRGB brings img from the colours of profile to sRGB, in place. A profile that
// cannot be used is no reason to refuse a picture: it is taken to be sRGB.
func toSRGB(img *image.NRGBA, profile []byte) {
	if transform, err := icc.New(profile); err == nil {
		transform.Apply(img)
	}
}

// colours returns the colour profile in data, nil if there is none.
func (f format) colours(data []byte) []byte {
	if f.profile == nil {
		return nil
	}
	return f.profile(data)
}

// pngProfile returns the profile in the iCCP chunk of a PNG, nil if there is none.
// cHRM and gAMA are not looked at: what writes them means sRGB.
func pngProfile(data []byte) []byte {
	const around = 12 // length, type and checksum of a chunk
	for rest := data[min(len(data), 8):]; len(rest) >= around; {
		n := int64(binary.BigEndian.Uint32(rest))
		if n > int64(len(rest)-around) {
			return nil
		}
		content := rest[8 : 8+n]
		switch string(rest[4:8]) {
		case "iCCP":
			_, packed, _ := bytes.Cut(content, []byte{0}) // after the name
			return inflate(packed[min(len(packed), 1):])  // and the method
		case "IDAT":
			return nil
		}
		rest = rest[around+n:]
	}
	return nil
}

// inflate returns nil for what is broken or larger than maxProfile.
func inflate(packed []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	data, err := io.ReadAll(io.LimitReader(r, maxProfile+1))
	if err != nil || len(data) > maxProfile {
		return nil
	}
	return data
}

// jpegProfile returns the profile in the APP2 segments of a JPEG, joined in their
// order, nil if there is none or not all of it (ICC.1:2022, annex B.4).
func jpegProfile(data []byte) []byte {
	const name = "ICC_PROFILE\x00"
	var parts [][]byte
	for content := range jpegSegments(data, 0xe2) {
		if len(content) < len(name)+2 || string(content[:len(name)]) != name {
			continue
		}
		number, of := int(content[len(name)]), int(content[len(name)+1])
		if parts == nil {
			parts = make([][]byte, of)
		}
		if number < 1 || number > len(parts) || of != len(parts) {
			return nil
		}
		parts[number-1] = content[len(name)+2:]
	}
	if slices.ContainsFunc(parts, func(part []byte) bool { return part == nil }) {
		return nil
	}
	return slices.Concat(parts...)
}

// jpegSegments yields the contents of the segments of one marker that stand before
// the first scan.
func jpegSegments(data []byte, marker byte) func(yield func([]byte) bool) {
	const scan, end = 0xda, 0xd9
	return func(yield func([]byte) bool) {
		for rest := data[min(len(data), 2):]; len(rest) >= 4 && rest[0] == 0xff; {
			if rest[1] == 0xff { // filling
				rest = rest[1:]
				continue
			}
			n := int(binary.BigEndian.Uint16(rest[2:]))
			if rest[1] == scan || rest[1] == end || n < 2 || n > len(rest)-2 {
				return
			}
			if rest[1] == marker && !yield(rest[4:2+n]) {
				return
			}
			rest = rest[2+n:]
		}
	}
}
