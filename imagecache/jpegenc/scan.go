package jpegenc

// A scan is one pass over a component's coefficients from first to last: those
// bits from al up if high is zero, else bit al alone.
type scan struct {
	comp, first, last, high, al int
}

// file appends the whole file.
func (f *frame) file(xmp []byte) []byte {
	w := bitWriter{buf: f.header(make([]byte, 0, f.width*f.height/6+len(xmp)+1024), xmp)}
	var s scanCoder
	if f.maxH == 1 {
		f.writeDC(&w, &s, 0, len(f.comps)-1)
	} else { // luma alone, where each block's left neighbour foretells it
		f.writeDC(&w, &s, 0, 0)
		f.writeDC(&w, &s, 1, 2)
	}
	for _, sc := range f.script(&s) {
		s.code(f, sc, 1)
		table := newCodeTable(&s.counts[0])
		w.buf = segment(w.buf, mDHT, table.dht(nil, 1, 0)...)
		w.buf = segment(w.buf, mSOS, 1, byte(sc.comp+1), 0, byte(sc.first), byte(sc.last), byte(sc.high<<4|sc.al))
		s.write(&w, [2]*codeTable{table})
		w.flush()
	}
	return append(w.buf, 0xff, mEOI)
}

// writeDC writes the scan of the DC coefficients of the components from first to last.
func (f *frame) writeDC(w *bitWriter, s *scanCoder, first, last int) {
	s.dc(f, first, last)
	var tables [2]*codeTable
	var dht []byte
	sos := []byte{byte(last - first + 1)}
	for i := first; i <= last; i++ {
		slot := min(i, 1)
		if tables[slot] == nil {
			tables[slot] = newCodeTable(&s.counts[slot])
			dht = tables[slot].dht(dht, 0, slot)
		}
		sos = append(sos, byte(i+1), byte(slot<<4))
	}
	w.buf = segment(w.buf, mDHT, dht...)
	w.buf = segment(w.buf, mSOS, append(sos, 0, 0, 0)...)
	s.write(w, tables)
	w.flush()
}

// code codes sc, of every step-th row of blocks.
func (s *scanCoder) code(f *frame, sc scan, step int) {
	s.reset()
	c := &f.comps[sc.comp]
	if sc.high == 0 {
		s.acFirst(c, sc.first, sc.last, sc.al, step)
	} else {
		s.acRefine(c, sc.first, sc.last, sc.al, step)
	}
}

// script chooses the scans of all AC coefficients: for each component, of a few
// ways to divide them by frequency and by bits, that which takes the fewest
// bits, counted over a quarter of a large picture.
func (f *frame) script(s *scanCoder) []scan {
	var out []scan
	for i := range f.comps {
		var best []scan
		least, step := 0, 1
		if c := &f.comps[i]; c.wide*c.high > 4096 {
			step = 4
		}
		for _, way := range divisions(i) {
			n := 0
			for _, sc := range way {
				s.code(f, sc, step)
				table := newCodeTable(&s.counts[0])
				n += (table.bits(&s.counts[0])+s.raw)*step + 8*(31+len(table.order))
			}
			if best == nil || n < least {
				best, least = way, n
			}
		}
		out = append(out, best...)
	}
	return out
}

// divisions lists the ways to code component i. The fine bits of luma may come
// in scans of their own.
func divisions(i int) [][]scan {
	if i > 0 {
		return [][]scan{
			{{i, 1, 63, 0, 0}},
			{{i, 1, 2, 0, 0}, {i, 3, 63, 0, 0}},
			{{i, 1, 8, 0, 0}, {i, 9, 63, 0, 0}},
		}
	}
	return [][]scan{
		{{i, 1, 63, 0, 0}},
		{{i, 1, 2, 0, 0}, {i, 3, 63, 0, 0}},
		{{i, 1, 2, 0, 0}, {i, 3, 9, 0, 0}, {i, 10, 63, 0, 0}},
		{{i, 1, 12, 0, 0}, {i, 13, 63, 0, 0}},
		{{i, 1, 8, 0, 1}, {i, 9, 63, 0, 1}, {i, 1, 63, 1, 0}},
		{{i, 1, 8, 0, 2}, {i, 9, 63, 0, 2}, {i, 1, 63, 2, 1}, {i, 1, 63, 1, 0}},
		{{i, 1, 2, 0, 1}, {i, 3, 9, 0, 1}, {i, 10, 63, 0, 1}, {i, 1, 63, 1, 0}},
	}
}
