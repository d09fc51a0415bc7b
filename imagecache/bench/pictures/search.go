//go:build linux

package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// point is a file that an encoder made: its quality setting, SSIMULACRA2 and size.
type point struct {
	quality int
	score   float64
	bytes   int
}

var errOutOfReach = errors.New("no setting has that SSIMULACRA2")

// reach finds two neighbouring settings whose scores have target between them, with as
// few tries as it can from guess. Scores must rise with the setting, 1 to 100.
func reach(target float64, guess int, try func(quality int) (point, error)) (below, above point, err error) {
	below, above = point{quality: 0, score: math.Inf(-1)}, point{quality: 101, score: math.Inf(1)}
	for next := guess; above.quality-below.quality > 1; {
		p, err := try(min(max(next, below.quality+1), above.quality-1))
		if err != nil {
			return below, above, err
		}
		if p.score < target {
			below = p
		} else {
			above = p
		}
		switch {
		case above.quality > 100:
			next = below.quality + max(1, int(1.5*(target-below.score)))
		case below.quality < 1:
			next = above.quality - max(1, int(1.5*(above.score-target)))
		default:
			part := (target - below.score) / (above.score - below.score)
			next = below.quality + int(math.Round(part*float64(above.quality-below.quality)))
		}
	}
	if below.quality < 1 || above.quality > 100 {
		return below, above, errOutOfReach
	}
	return below, above, nil
}

// between is the size that a file of exactly target would have, on a curve from below
// to above.
func between(target float64, below, above point) float64 {
	part := (target - below.score) / (above.score - below.score)
	return math.Exp(math.Log(float64(below.bytes))*(1-part) + math.Log(float64(above.bytes))*part)
}

// median of values, of which there is at least one.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// ratio is the geometric mean of a[i] / b[i].
func ratio(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += math.Log(a[i] / b[i])
	}
	return math.Exp(sum / float64(len(a)))
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// peak is the most memory that a process had, in MB, by its /proc/self/status; 0 if that
// does not say. getrusage would tell that of the process that started it.
func peak(status string) float64 {
	_, rest, _ := strings.Cut(status, "VmHWM:")
	var kib float64
	if _, err := fmt.Sscanf(rest, "%f kB", &kib); err != nil {
		return 0
	}
	return kib * 1024 / 1e6
}
