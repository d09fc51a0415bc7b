// Package jpegenc encodes pictures as small progressive JPEGs, in Go alone.
//
// A frame's samples become raw coefficients (source, dct), a trellis decides
// their levels by rate and distortion (trellis, quant), and each scan becomes
// tokens whose counts make its own Huffman table (tokens, huffman, scan).
package jpegenc
