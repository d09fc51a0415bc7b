package imagecache

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"casebook/imagecache/jpegenc"
)

// The colours of the quarters of every test picture: top left, top right, bottom
// left, bottom right.
func quarterColours() [4]color.NRGBA {
	return [4]color.NRGBA{{220, 20, 20, 255}, {20, 200, 20, 255}, {20, 20, 220, 255}, {240, 240, 20, 255}}
}

// quarters is a picture of four colours.
func quarters(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, quarterColours()[x*2/w+y*2/h*2])
		}
	}
	return img
}

// noise is a picture that no encoder makes small.
func noise(w, h int, seed uint64) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	r := rand.New(rand.NewPCG(seed, 1))
	for i := range img.Pix {
		img.Pix[i] = uint8(r.Uint32()) | uint8(i%4/3*255)
	}
	return img
}

func asPNG(img image.Image) []byte {
	var b bytes.Buffer
	must(png.Encode(&b, img))
	return b.Bytes()
}

func asJPEG(img image.Image) []byte {
	var b bytes.Buffer
	must(jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}))
	return b.Bytes()
}

// asGIF has one frame for each picture, within a screen of w by h.
func asGIF(w, h int, frames ...image.Image) []byte {
	var b bytes.Buffer
	g := gif.GIF{Config: image.Config{Width: w, Height: h}}
	c := quarterColours()
	colours := color.Palette{c[0], c[1], c[2], c[3], color.Black, color.Transparent}
	for _, frame := range frames {
		p := image.NewPaletted(frame.Bounds(), colours)
		draw.Draw(p, p.Rect, frame, p.Rect.Min, draw.Src)
		g.Image, g.Delay = append(g.Image, p), append(g.Delay, 10)
	}
	must(gif.EncodeAll(&b, &g))
	return b.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func testdata(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// pngChunk is a chunk with its length and checksum.
func pngChunk(kind string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// rawPNG is an 8-bit RGB PNG that says it is w by h, whatever its rows are.
func rawPNG(w, h uint32, rows []byte) []byte {
	return rawPNGOf(w, h, [5]byte{8, 2}, rows)
}

// rawPNGOf has the last five bytes of the header as they are given: the depth, the
// type of colour, compression, filter and interlacing.
func rawPNGOf(w, h uint32, kind [5]byte, rows []byte) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	var z bytes.Buffer
	zw := zlib.NewWriter(&z)
	_, err := zw.Write(rows)
	must(err)
	must(zw.Close())
	b := []byte("\x89PNG\r\n\x1a\n")
	b = append(b, pngChunk("IHDR", append(head, kind[:]...))...)
	b = append(b, pngChunk("IDAT", z.Bytes())...)
	return append(b, pngChunk("IEND", nil)...)
}

// interlacedPNG is img in Adam7's seven passes, with 8 or 16 bits a channel.
func interlacedPNG(img *image.NRGBA, depth byte) []byte {
	var rows []byte
	for _, pass := range [7][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}} {
		for y := pass[1]; y < img.Rect.Dy(); y += pass[3] {
			rows = append(rows, 0)
			for x := pass[0]; x < img.Rect.Dx(); x += pass[2] {
				c := img.NRGBAAt(x, y)
				for _, v := range [3]uint8{c.R, c.G, c.B} {
					rows = append(rows, bytes.Repeat([]byte{v}, int(depth/8))...)
				}
			}
		}
	}
	return rawPNGOf(uint32(img.Rect.Dx()), uint32(img.Rect.Dy()), [5]byte{depth, 2, 0, 0, 1}, rows)
}

// sixteenBit is img with 16 bits a channel.
func sixteenBit(img image.Image) image.Image {
	deep := image.NewNRGBA64(img.Bounds())
	draw.Draw(deep, deep.Rect, img, image.Point{}, draw.Src)
	return deep
}

// exif is a TIFF block of one tag, the orientation.
func exif(orientation uint16) []byte {
	b := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	b = binary.BigEndian.AppendUint16(b, orientation)
	return append(b, 0, 0, 0, 0, 0, 0)
}

// withAPP1 puts an APP1 segment into a JPEG, right after its start.
func withAPP1(data []byte, content []byte) []byte { return withSegment(data, 0xe1, content) }

func withSegment(data []byte, marker byte, content []byte) []byte {
	b := append(bytes.Clone(data[:2]), 0xff, marker)
	b = binary.BigEndian.AppendUint16(b, uint16(len(content)+2))
	return slices.Concat(b, content, data[2:])
}

func jpegTurned(data []byte, orientation uint16) []byte {
	return withAPP1(data, append([]byte("Exif\x00\x00"), exif(orientation)...))
}

func pngTurned(data []byte, orientation uint16) []byte {
	return withChunks(data, pngChunk("eXIf", exif(orientation)))
}

// withChunks puts chunks before the first IDAT of a PNG.
func withChunks(data []byte, chunks ...[]byte) []byte {
	at := bytes.Index(data, []byte("IDAT")) - 4
	return slices.Concat(data[:at], slices.Concat(chunks...), data[at:])
}

// cmykJPEG is a JPEG in four inverted channels, as Adobe writes them.
func cmykJPEG(c color.CMYK) []byte {
	return fourJPEG(0, [4]uint8{255 - c.C, 255 - c.M, 255 - c.Y, 255 - c.K})
}

// fourJPEG is a baseline JPEG of 16 by 16 pixels in one colour of four channels,
// which Adobe's marker explains: 0 for CMYK, 2 for YCCK.
func fourJPEG(transform byte, samples [4]uint8) []byte {
	b := []byte{0xff, 0xd8, 0xff, 0xee, 0, 14}
	b = append(b, "Adobe\x00\x64\x00\x00\x00\x00"...)
	b = append(b, transform)
	b = append(b, 0xff, 0xdb, 0, 67, 0) // quantisation by 1
	b = append(b, bytes.Repeat([]byte{1}, 64)...)
	b = append(b, 0xff, 0xc0, 0, 20, 8, 0, 16, 0, 16, 4)
	for i := range byte(4) {
		b = append(b, i+1, 0x11, 0)
	}
	b = append(b, 0xff, 0xc4, 0, 31, 0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) // 12 codes of 4 bits
	b = append(b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	b = append(b, 0xff, 0xc4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) // "0" ends a block
	b = append(b, 0xff, 0xda, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0)

	w := bitWriter{}
	for block := range 4 {
		for _, sample := range samples {
			level := (int(sample) - 128) * 8
			if block > 0 {
				level = 0 // the difference to the block before
			}
			size := 0
			for 1<<size <= max(level, -level) {
				size++
			}
			if level < 0 {
				level += 1<<size - 1
			}
			w.high(size, 4)
			w.high(level, size)
			w.high(0, 1)
		}
	}
	w.high(0x7f, 7)
	b = append(b, bytes.ReplaceAll(w.bytes[:w.n/8], []byte{0xff}, []byte{0xff, 0})...)
	return append(b, 0xff, 0xd9)
}

type bitWriter struct {
	bytes []byte
	n     int
}

func (w *bitWriter) bit(set bool, at int) {
	if w.n%8 == 0 {
		w.bytes = append(w.bytes, 0)
	}
	if set {
		w.bytes[w.n/8] |= 1 << at
	}
	w.n++
}

// high writes the first bit highest, as JPEG does; low the other way, as WebP does.
func (w *bitWriter) high(v, bits int) {
	for i := bits - 1; i >= 0; i-- {
		w.bit(v>>i&1 == 1, 7-w.n%8)
	}
}

func (w *bitWriter) low(v, bits int) {
	for i := range bits {
		w.bit(v>>i&1 == 1, w.n%8)
	}
}

// plainWebP is a lossless WebP in one colour: 38 bytes for any size.
func plainWebP(w, h int, c color.NRGBA) []byte {
	bits := bitWriter{}
	bits.low(0x2f, 8)
	bits.low(w-1, 14)
	bits.low(h-1, 14)
	bits.low(1, 1) // has alpha
	bits.low(0, 3+1+1+1)
	for _, symbol := range [5]uint8{c.G, c.R, c.B, c.A, 0} {
		bits.low(0b101, 3) // a code of one symbol of 8 bits
		bits.low(int(symbol), 8)
	}
	return riffFile(riffChunk("VP8L", bits.bytes))
}

func riffChunk(id string, data []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte(id), uint32(len(data)))
	return append(append(b, data...), make([]byte, len(data)%2)...)
}

func riffFile(chunks ...[]byte) []byte {
	return riffChunk("RIFF", append([]byte("WEBP"), bytes.Join(chunks, nil)...))
}

// lyingWebP says it is one pixel and holds 268 million.
func lyingWebP() []byte {
	return riffFile(riffChunk("VP8X", make([]byte, 10)), plainWebP(16384, 16384, color.NRGBA{A: 255})[12:])
}

// animatedWebP is one frame, of chunks, at a place of a canvas.
func animatedWebP(canvas image.Point, frame image.Rectangle, chunks ...[]byte) []byte {
	head := append([]byte{0x12, 0, 0, 0}, threeBytes(canvas.X-1, canvas.Y-1)...)
	place := threeBytes(frame.Min.X/2, frame.Min.Y/2, frame.Dx()-1, frame.Dy()-1, 100, 0)
	return riffFile(riffChunk("VP8X", head), riffChunk("ANIM", make([]byte, 6)),
		riffChunk("ANMF", append(place[:16], slices.Concat(chunks...)...)))
}

func threeBytes(values ...int) (b []byte) {
	for _, v := range values {
		b = append(b, byte(v), byte(v>>8), byte(v>>16))
	}
	return b
}

// hugeJPEG says that it is w by h.
func hugeJPEG(w, h uint16) []byte {
	data := asJPEG(quarters(8, 8))
	at := bytes.Index(data, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(data[at+5:], h)
	binary.BigEndian.PutUint16(data[at+7:], w)
	return data
}

// deflated packs so many zeros.
func deflated(zeros int) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, err := w.Write(make([]byte, zeros))
	must(err)
	must(w.Close())
	return b.Bytes()
}

// apng adds a second frame, all zeros, to a PNG of 48 by 32 pixels.
func apng(data []byte) []byte {
	control := func(number byte) []byte {
		return pngChunk("fcTL", []byte{0, 0, 0, number, 0, 0, 0, 48, 0, 0, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0})
	}
	animated := withChunks(data, pngChunk("acTL", []byte{0, 0, 0, 2, 0, 0, 0, 0}), control(0))
	second := pngChunk("fdAT", append([]byte{0, 0, 0, 2}, deflated((48*4+1)*32)...))
	end := pngChunk("IEND", nil)
	return slices.Concat(bytes.TrimSuffix(animated, end), control(1), second, end)
}

func progressive(img image.Image) []byte {
	var b bytes.Buffer
	must(jpegenc.Encode(&b, img, &jpegenc.Options{Quality: 95}))
	return b.Bytes()
}

// hugeEXIF is a JPEG with a full segment of metadata: the orientation, 5000 other
// tags, and filling.
func hugeEXIF(data []byte) []byte {
	const tags = 5000
	b := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08")
	b = binary.BigEndian.AppendUint16(b, tags+1)
	b = append(b, exif(6)[10:22]...)
	for range tags {
		b = append(b, 0x01, 0x3b, 0, 2, 0, 0, 0, 4, 'w', 'h', 'o', 0)
	}
	return withAPP1(data, append(b, bytes.Repeat([]byte("x"), 65533-len(b))...))
}
