package model

import (
	"math"
	"testing"
)

func TestLikeness(t *testing.T) {
	for _, test := range []struct {
		name string
		a, b []float32
		want float64
	}{
		{"the same, of another length", []float32{3, 4}, []float32{6, 8}, 1},
		{"nothing in common", []float32{3, 0}, []float32{0, 8}, 0},
		{"opposite", []float32{1, 0}, []float32{-2, 0}, -1},
		{"in between", []float32{1, 0}, []float32{1, 1}, math.Sqrt2 / 2},
		{"no direction", []float32{0, 0}, []float32{1, 1}, 0},
		{"of another model", []float32{1}, []float32{1, 1}, 0},
	} {
		if got := Likeness(Unit(test.a), Unit(test.b)); math.Abs(got-test.want) > 1e-6 {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
}
