//go:build linux

package main

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Whatever the curve and the guess, the two settings found are neighbours around the
// target, and tries are few.
func TestReach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-50, 40).Draw(t, "low")
		bend := rapid.Float64Range(0.3, 3).Draw(t, "bend")
		target := rapid.Float64Range(low+1, 89).Draw(t, "target")
		guess := rapid.IntRange(1, 100).Draw(t, "guess")
		tries := 0
		try := func(quality int) (point, error) {
			tries++
			return point{quality, low + (90-low)*math.Pow(float64(quality-1)/99, bend), 1000 * quality}, nil
		}
		below, above, err := reach(target, guess, try)
		if err != nil {
			t.Fatal(err)
		}
		if above.quality-below.quality != 1 || below.score >= target || above.score < target {
			t.Errorf("got %v and %v around %v", below, above, target)
		}
		if size := between(target, below, above); size < float64(below.bytes) || size > float64(above.bytes) {
			t.Errorf("got a size of %v between %v and %v", size, below, above)
		}
		if tries > 40 {
			t.Errorf("got %d tries", tries)
		}
	})
}

func TestReachFails(t *testing.T) {
	constant := func(score float64) func(int) (point, error) {
		return func(quality int) (point, error) { return point{quality, score, 1}, nil }
	}
	for _, score := range []float64{79, 81} {
		if _, _, err := reach(80, 50, constant(score)); !errors.Is(err, errOutOfReach) {
			t.Errorf("got %v where all scores are %v, want %v", err, score, errOutOfReach)
		}
	}
	broken := errors.New("broken")
	if _, _, err := reach(80, 50, func(int) (point, error) { return point{}, broken }); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func TestStatistics(t *testing.T) {
	for _, test := range []struct {
		name      string
		got, want float64
	}{
		{"median of one", median([]float64{7}), 7},
		{"median of three", median([]float64{9, 1, 5}), 5},
		{"median of four", median([]float64{1, 9, 3, 5}), 4},
		{"mean", mean([]float64{1, 2, 6}), 3},
		{"ratio", ratio([]float64{2, 1}, []float64{1, 8}), 0.5},
		{"between", between(80, point{79, 79, 100}, point{80, 81, 400}), 200},
		{"peak", peak("VmPeak:\t 999 kB\nVmHWM:\t  250000 kB\nVmRSS:\t 1 kB\n"), 256},
		{"no peak", peak("VmPeak:\t 999 kB\n"), 0},
	} {
		if math.Abs(test.got-test.want) > 1e-9 {
			t.Errorf("%s: got %v, want %v", test.name, test.got, test.want)
		}
	}
}
