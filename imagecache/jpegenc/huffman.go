package jpegenc

import (
	"cmp"
	"slices"
)

const maxCode = 16 // the longest code JPEG allows, in bits

// A histogram counts the symbols of one Huffman table.
type histogram [256]uint32

// A codeTable is a Huffman table: by symbol its code and length, and the form
// in which a DHT segment carries it.
type codeTable struct {
	code   [256]uint16
	length [256]uint8
	counts [maxCode + 1]int // symbols by code length
	order  []byte           // symbols by ascending code
}

// newCodeTable builds the optimal table for h with codes of at most 16 bits,
// none of them all ones (ITU-T T.81, Annex K.2). A histogram without symbols
// gives a table of one symbol, since some decoders refuse an empty one.
func newCodeTable(h *histogram) *codeTable {
	t := &codeTable{}
	type leaf struct {
		symbol int
		freq   uint32
	}
	leaves := make([]leaf, 0, 257)
	for s, f := range h {
		if f > 0 {
			leaves = append(leaves, leaf{s, f})
		}
	}
	if len(leaves) == 0 {
		leaves = append(leaves, leaf{0, 1})
	}
	slices.SortStableFunc(leaves, func(a, b leaf) int { return cmp.Compare(b.freq, a.freq) })
	freq := make([]uint32, 0, len(leaves)+1)
	for _, l := range leaves {
		freq = append(freq, l.freq)
	}
	freq = append(freq, 0) // reserves the code of all ones
	t.counts = codeLengths(freq)

	n, code := 0, 0
	for bits := 1; bits <= maxCode; bits++ {
		for range t.counts[bits] {
			if n == len(leaves) { // the reserved code
				t.counts[bits]--
				break
			}
			s := leaves[n].symbol
			t.code[s], t.length[s] = uint16(code), uint8(bits)
			t.order = append(t.order, byte(s))
			n++
			code++
		}
		code <<= 1
	}
	return t
}

// codeLengths returns how many codes of each length an optimal prefix code for
// the frequencies, given in descending order, has. Lengths beyond 16 are
// brought back as in T.81, figure K.3.
func codeLengths(freq []uint32) [maxCode + 1]int {
	n := len(freq)
	weight := make([]uint64, 2*n-1) // leaves in ascending order, then inner nodes
	parent := make([]int, 2*n-1)
	for i, f := range freq {
		weight[n-1-i] = uint64(f)
	}
	leaf, inner := 0, n
	take := func(end int) int {
		if leaf < n && (inner >= end || weight[leaf] <= weight[inner]) {
			leaf++
			return leaf - 1
		}
		inner++
		return inner - 1
	}
	for node := n; node < 2*n-1; node++ {
		a, b := take(node), take(node)
		weight[node] = weight[a] + weight[b]
		parent[a], parent[b] = node, node
	}
	depth := make([]int, 2*n-1)
	long := make([]int, n+maxCode+1)
	for node := 2*n - 3; node >= 0; node-- {
		depth[node] = depth[parent[node]] + 1
		if node < n {
			long[depth[node]]++
		}
	}
	for l := len(long) - 1; l > maxCode; l-- {
		for long[l] > 0 {
			j := l - 2
			for long[j] == 0 {
				j--
			}
			long[l] -= 2
			long[l-1]++
			long[j+1] += 2
			long[j]--
		}
	}
	var counts [maxCode + 1]int
	copy(counts[:], long)
	return counts
}

// bits is the length in bits of all symbols of h in the table's code.
func (t *codeTable) bits(h *histogram) int {
	n := 0
	for s, f := range h {
		n += int(f) * int(t.length[s])
	}
	return n
}

// dht appends the table's part of a DHT segment; class is 0 for DC and 1 for
// AC, slot the table's number.
func (t *codeTable) dht(buf []byte, class, slot int) []byte {
	buf = append(buf, byte(class<<4|slot))
	for _, c := range t.counts[1:] {
		buf = append(buf, byte(c))
	}
	return append(buf, t.order...)
}
