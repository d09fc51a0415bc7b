package icc

import "math"

// compose joins a matrix to the connection space with sRGB's from there. Rows that
// take white to white but for rounding do so exactly then, so that grey stays grey.
func compose(toXYZ [3][3]float64) (m [3][3]int64) {
	for i, row := range fromXYZ() {
		var joined [3]float64
		for j := range joined {
			for k := range row {
				joined[j] += float64(row[k] * toXYZ[k][j])
			}
		}
		for j := range joined {
			m[i][j] = int64(math.Round(joined[j] * unit))
		}
		if rest := unit - m[i][0] - m[i][1] - m[i][2]; -unit/256 < rest && rest < unit/256 {
			m[i][i] += rest
		}
	}
	return m
}

// fromXYZ is the matrix from XYZ relative to D50, the white of the connection space,
// to linear sRGB: the inverse of the primaries of IEC 61966-2-1, adapted from D65 by
// Bradford's transform (ICC.1:2022, annex E).
func fromXYZ() [3][3]float64 {
	return [3][3]float64{
		{3.1341864, -1.6172090, -0.4906941},
		{-0.9787485, 1.9161301, 0.0334334},
		{0.0719639, -0.2289939, 1.4057537},
	}
}

// encodeTable is the way back from linear light to steps of sRGB, each entry the
// nearest step.
func encodeTable() (table [1 << 16]uint8) {
	from := 0
	for v := range 256 {
		to := len(table)
		if v < 255 {
			to = int(math.Ceil(decode((float64(v)+0.5)/255) * (1<<16 - 1)))
		}
		for ; from < to; from++ {
			table[from] = uint8(v)
		}
	}
	return table
}

// decode is the tone curve of sRGB, IEC 61966-2-1.
func decode(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
