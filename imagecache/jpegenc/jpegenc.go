package jpegenc

import (
	"errors"
	"fmt"
	"image"
	"io"
)

// DefaultQuality is the quality of options that name none.
const DefaultQuality = 80

// MaxXMP is the longest XMP packet that one segment holds, in bytes, as the
// XMP specification has it (part 3, 1.1.3).
const MaxXMP = 65502

const maxSide = 65535 // pixels a frame header can say

// Subsampling says at which resolution colour is kept.
type Subsampling int

// The subsamplings.
const (
	// Auto keeps colour at full resolution where the picture needs it.
	Auto Subsampling = iota
	// S444 keeps colour at full resolution.
	S444
	// S420 halves the resolution of colour on both axes.
	S420
)

// Options of Encode. The zero value is good for photographs on the web.
type Options struct {
	// Quality is from 1, smallest, to 100, nearest; zero is DefaultQuality.
	Quality int
	// Subsampling of colour; gray pictures have none.
	Subsampling Subsampling
	// XMP is a packet of at most MaxXMP bytes to embed; empty for none.
	XMP []byte
}

// Encode writes m to w as a progressive JPEG with one write. It is
// deterministic: the same pixels and options give the same bytes on every
// machine. Transparent pixels are composed on black. A picture of type
// image.Gray, image.Gray16 or whose colour model is one of theirs becomes a
// JPEG of one component; all others have three. A nil o is the zero Options.
// The error is of the options, of bounds that are empty or exceed 65,535
// pixels on a side, or of w.
func Encode(w io.Writer, m image.Image, o *Options) error {
	if o == nil {
		o = &Options{}
	}
	quality := o.Quality
	if quality == 0 {
		quality = DefaultQuality
	}
	if err := check(m.Bounds().Size(), quality, o); err != nil {
		return err
	}
	f := newFrame(m, o.Subsampling)
	f.setTables(quality)
	f.transform(m)
	f.quantise()
	if _, err := w.Write(f.file(o.XMP)); err != nil {
		return fmt.Errorf("jpegenc: write: %w", err)
	}
	return nil
}

// check says what a JPEG cannot hold.
func check(size image.Point, quality int, o *Options) error {
	switch {
	case quality < 1 || quality > 100:
		return fmt.Errorf("jpegenc: quality %d is not within 1 and 100", quality)
	case o.Subsampling < Auto || o.Subsampling > S420:
		return fmt.Errorf("jpegenc: unknown subsampling %d", o.Subsampling)
	case len(o.XMP) > MaxXMP:
		return fmt.Errorf("jpegenc: an XMP packet of %d bytes exceeds the %d that a segment holds", len(o.XMP), MaxXMP)
	case size.X <= 0 || size.Y <= 0:
		return errors.New("jpegenc: the picture is empty")
	case size.X > maxSide || size.Y > maxSide:
		return fmt.Errorf("jpegenc: a picture of %d×%d exceeds %d pixels on a side", size.X, size.Y, maxSide)
	}
	return nil
}
