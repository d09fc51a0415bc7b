// Package jpegenc encodes pictures as small progressive JPEGs, in Go alone.
//
// At the same SSIMULACRA2 its files are smaller than mozjpeg's, at less of the
// processor's time. A picture goes through these steps, each a file:
//
//   - source, content: rows of any image.Image become luma and chroma samples in
//     whole numbers, one row of MCUs at a time. Chroma is halved unless the
//     picture has sharp edges of colour throughout, as prints have.
//   - dct: the transform of Loeffler, Ligtenberg and Moschytz (1989), on two
//     columns at once in the halves of a 64-bit integer.
//   - mask: how much there is around each block to hide an error, after SSIM,
//     which divides errors by the local variance (Wang and others, 2004).
//   - quant: the steps of quantisation, found by descent against SSIMULACRA2
//     (Sneyers, 2022).
//   - trellis: for each block, the levels with the least sum of rate and masked
//     distortion (Crouse and Ramchandran, 1997; known from mozjpeg), by dynamic
//     programming over the coefficients that may stay nonzero. Rates are the
//     entropies of a sample of blocks.
//   - scan, tokens: of a few progressive scripts, that which takes the fewest
//     bits by exact count, component by component. A scan is kept as tokens
//     while its symbols are counted.
//   - huffman, bits, markers: an optimal table for each scan (ITU-T T.81,
//     Annex K), and the bytes.
//
// All arithmetic is in whole numbers, so files are the same on every machine.
// Memory is three to six bytes a pixel beside the picture: the coefficients,
// which are quantised in place.
package jpegenc
