package model

import "math"

// EmbedCall turns texts into vectors that are near each other where the texts mean
// much the same.
type EmbedCall = Call[EmbedRequest, EmbedAnswer]

// EmbedRequest asks for the vectors of texts, 100 at most.
type EmbedRequest struct {
	About
	Model string
	Texts []string
}

// EmbedAnswer has a vector of length 1 for each text, in their order.
type EmbedAnswer struct {
	Usage
	Vectors [][]float32
}

// Unit returns v at length 1; one without a length stays as it is.
func Unit(v []float32) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 {
		return v
	}
	unit := make([]float32, len(v))
	for i, x := range v {
		unit[i] = float32(float64(x) / math.Sqrt(sum))
	}
	return unit
}

// Likeness is how near two vectors of length 1 are: 1 for the same direction, 0 for
// nothing in common, and 0 for vectors that cannot be compared.
func Likeness(a, b []float32) float64 {
	if len(a) != len(b) {
		return 0
	}
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}
