package jpegenc

// The markers of the segments, ITU-T T.81, table B.1.
const (
	mSOI  = 0xd8
	mEOI  = 0xd9
	mSOF2 = 0xc2
	mDHT  = 0xc4
	mSOS  = 0xda
	mDQT  = 0xdb
	mAPP0 = 0xe0
	mAPP1 = 0xe1
)

const xmpName = "http://ns.adobe.com/xap/1.0/\x00"

// segment appends a marker segment with its length.
func segment(buf []byte, marker byte, body ...byte) []byte {
	n := len(body) + 2
	buf = append(buf, 0xff, marker, byte(n>>8), byte(n))
	return append(buf, body...)
}

// header appends everything before the first scan.
func (f *frame) header(buf, xmp []byte) []byte {
	buf = append(buf, 0xff, mSOI)
	buf = segment(buf, mAPP0, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0)
	if len(xmp) > 0 {
		buf = segment(buf, mAPP1, append([]byte(xmpName), xmp...)...)
	}
	var tables []byte
	for slot := range min(len(f.comps), 3) {
		tables = append(tables, byte(slot))
		for _, q := range f.comps[slot].step {
			tables = append(tables, byte(q))
		}
	}
	buf = segment(buf, mDQT, tables...)
	sof := []byte{8, byte(f.height >> 8), byte(f.height), byte(f.width >> 8), byte(f.width), byte(len(f.comps))}
	for i, c := range f.comps {
		sof = append(sof, byte(i+1), byte(c.h<<4|c.v), byte(i))
	}
	return segment(buf, mSOF2, sof...)
}
