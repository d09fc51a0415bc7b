// Package icc brings pictures from the colours of an ICC profile to sRGB.
//
// It reads what cameras, telephones and editors embed: profiles of RGB made of three
// tone curves and a matrix (Display P3, Adobe RGB, ProPhoto and their like), and of
// grey made of one curve, of versions 2 and 4 (ICC.1:2022, annex F). Profiles that
// need look-up tables, and those of CMYK, are ErrUnsupported. The conversion is
// relative colorimetric: white stays white, and what sRGB cannot show is clipped.
package icc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
)

// Errors of New.
var (
	ErrUnsupported = errors.New("icc: not a profile of curves and a matrix")
	ErrInvalid     = errors.New("icc: invalid profile")
)

// Transform converts the pixels of one profile. It is safe for concurrent use.
type Transform struct {
	same   bool           // the profile is that of sRGB, or as good as
	gray   bool           // there is one channel: the matrix is not used
	linear [3][256]uint16 // the tone curves
	matrix [3][3]int64    // from linear to linear light, in units of 1/unit
	encode [1 << 16]uint8 // sRGB's tone curve, backwards
}

// Numbers of the matrix have 16 binary places.
const (
	fraction = 16
	unit     = 1 << fraction
)

// New reads a profile. Any bytes are fine; what cannot be used is an error.
func New(profile []byte) (*Transform, error) {
	tags, space, err := readTags(profile)
	if err != nil {
		return nil, err
	}
	t := &Transform{gray: space == "GRAY"}
	t.encode = encodeTable()
	if t.gray {
		if t.linear[0], err = tags.curve("kTRC"); err != nil {
			return nil, err
		}
		t.same = t.isSame()
		return t, nil
	}
	var toXYZ [3][3]float64
	for i, colour := range [3]string{"r", "g", "b"} {
		if t.linear[i], err = tags.curve(colour + "TRC"); err != nil {
			return nil, err
		}
		column, err := tags.xyz(colour + "XYZ")
		if err != nil {
			return nil, err
		}
		for row := range toXYZ {
			toXYZ[row][i] = column[row]
		}
	}
	t.matrix = compose(toXYZ)
	t.same = t.isSame()
	return t, nil
}

// Apply converts img in place. It leaves alone what is sRGB already, and a picture
// in colour if the profile is one of grey.
func (t *Transform) Apply(img *image.NRGBA) {
	if t.same || t.gray && !isGray(img) {
		return
	}
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*img.Rect.Dx()]
		for ; len(row) >= 4; row = row[4:] {
			t.convert((*[3]uint8)(row))
		}
	}
}

// convert converts one pixel.
func (t *Transform) convert(p *[3]uint8) {
	if t.gray {
		v := t.encode[t.linear[0][p[0]]]
		p[0], p[1], p[2] = v, v, v
		return
	}
	r, g, b := int64(t.linear[0][p[0]]), int64(t.linear[1][p[1]]), int64(t.linear[2][p[2]])
	for i := range p {
		m := &t.matrix[i]
		v := (m[0]*r + m[1]*g + m[2]*b + unit/2) >> fraction
		p[i] = t.encode[uint16(min(max(v, 0), 1<<16-1))]
	}
}

// isSame reports whether no colour of a grid moves by more than one step.
func (t *Transform) isSame() bool {
	const step = 15 // divides 255
	for i := range 18 * 18 * 18 {
		was := [3]uint8{uint8(i % 18 * step), uint8(i / 18 % 18 * step), uint8(i / 18 / 18 * step)}
		if t.gray && (was[0] != was[1] || was[1] != was[2]) {
			continue
		}
		is := was
		t.convert(&is)
		for c := range is {
			if d := int(is[c]) - int(was[c]); d < -1 || d > 1 {
				return false
			}
		}
	}
	return true
}

func isGray(img *image.NRGBA) bool {
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:4*img.Rect.Dx()]
		for ; len(row) >= 4; row = row[4:] {
			if row[0] != row[1] || row[1] != row[2] {
				return false
			}
		}
	}
	return true
}

// tags are the tagged elements of a profile by signature.
type tags map[string][]byte

// The layout of a profile, ICC.1:2022, 7.2 and 7.3.
const (
	spaceAt     = 16
	connectAt   = 20
	signatureAt = 36
	tableAt     = 128
	tagSize     = 12
)

// readTags reads the header and the table of tags. Elements that do not lie within
// the profile are left out.
func readTags(profile []byte) (tags, string, error) {
	if len(profile) < tableAt+4 || string(profile[signatureAt:][:4]) != "acsp" {
		return nil, "", fmt.Errorf("%w: no header", ErrInvalid)
	}
	space, connection := string(profile[spaceAt:][:4]), string(profile[connectAt:][:4])
	if space != "RGB " && space != "GRAY" || connection != "XYZ " {
		return nil, "", fmt.Errorf("%w: from %q to %q", ErrUnsupported, space, connection)
	}
	all := tags{}
	table := profile[tableAt+4:]
	for range binary.BigEndian.Uint32(profile[tableAt:]) {
		if len(table) < tagSize {
			break
		}
		from, size := int64(binary.BigEndian.Uint32(table[4:])), int64(binary.BigEndian.Uint32(table[8:]))
		if from+size <= int64(len(profile)) {
			all[string(table[:4])] = profile[from : from+size]
		}
		table = table[tagSize:]
	}
	return all, space, nil
}

// xyz reads an element of type XYZ, ICC.1:2022, 10.31.
func (t tags) xyz(name string) (v [3]float64, err error) {
	data, ok := t[name]
	if !ok {
		return v, fmt.Errorf("%w: no %s", ErrUnsupported, name)
	}
	if len(data) < 20 || string(data[:4]) != "XYZ " {
		return v, fmt.Errorf("%w: %s", ErrInvalid, name)
	}
	for i := range v {
		v[i] = fixed(data[8+4*i:])
	}
	return v, nil
}

// fixed reads a number of type s15Fixed16.
func fixed(data []byte) float64 {
	return float64(int32(binary.BigEndian.Uint32(data))) / (1 << 16) //nolint:gosec // two's complement
}
