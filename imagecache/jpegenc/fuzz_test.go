package jpegenc

import (
	"bytes"
	"image"
	"image/jpeg"
	"testing"
)

// FuzzEncode makes a picture of any kind from the bytes: what comes out is a
// valid JPEG of the same size, or the options were refused.
func FuzzEncode(f *testing.F) {
	f.Add([]byte("\x00\xff\x80"), uint8(17), uint8(33), 80, uint8(0), uint8(0))
	f.Add([]byte("0123456789"), uint8(1), uint8(1), 100, uint8(1), uint8(1))
	f.Add([]byte{255, 0}, uint8(64), uint8(40), 1, uint8(2), uint8(2))
	f.Add([]byte{7, 77, 177, 200}, uint8(40), uint8(9), 95, uint8(1), uint8(3))
	f.Add([]byte{7, 77, 177, 200}, uint8(40), uint8(9), 0, uint8(0), uint8(9))
	f.Fuzz(func(t *testing.T, data []byte, w, h uint8, quality int, sub, kind uint8) {
		if len(data) == 0 {
			data = []byte{0}
		}
		m := picture(image.Rect(0, 0, int(w), int(h)), kind, data)
		if kind&32 != 0 { // a part from an odd corner
			if s, ok := m.(interface {
				SubImage(r image.Rectangle) image.Image
			}); ok {
				m = s.SubImage(image.Rect(1, 1, 200, 200))
			}
		}
		var buf bytes.Buffer
		err := Encode(&buf, m, &Options{Quality: quality, Subsampling: Subsampling(sub)})
		bad := quality < 0 || quality > 100 || sub > 2 || m.Bounds().Empty()
		if bad != (err != nil) {
			t.Fatalf("got error %v, want one: %t", err, bad)
		}
		if bad {
			return
		}
		got, err := jpeg.Decode(&buf)
		if err != nil {
			t.Fatal(err)
		}
		if got.Bounds().Size() != m.Bounds().Size() {
			t.Fatalf("got size %v, want %v", got.Bounds().Size(), m.Bounds().Size())
		}
	})
}

// picture makes a picture of some type whose bytes repeat data.
func picture(r image.Rectangle, kind uint8, data []byte) image.Image {
	fill := func(pix ...[]byte) {
		for i, p := range pix {
			for j := range p {
				p[j] = data[(i*7+j)%len(data)]
			}
		}
	}
	switch kind & 7 {
	case 0:
		m := image.NewRGBA(r)
		fill(m.Pix)
		return m
	case 1:
		m := image.NewGray(r)
		fill(m.Pix)
		return m
	case 2:
		m := image.NewYCbCr(r, image.YCbCrSubsampleRatio(kind>>3&3))
		fill(m.Y, m.Cb, m.Cr)
		return m
	case 3:
		m := image.NewCMYK(r)
		fill(m.Pix)
		return m
	case 4:
		m := image.NewGray16(r)
		fill(m.Pix)
		return m
	}
	m := image.NewNRGBA(r)
	fill(m.Pix)
	if kind&8 != 0 {
		for i := 3; i < len(m.Pix); i += 4 {
			m.Pix[i] = 255
		}
	}
	return m
}
