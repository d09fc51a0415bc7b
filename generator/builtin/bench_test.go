package builtin

import (
	"context"
	"testing"
	"time"

	"casebook/generator/mystery"
)

// BenchmarkWrite writes one case a turn, each of another day.
func BenchmarkWrite(b *testing.B) {
	w := NewWriter()
	first := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	n := 0
	for b.Loop() {
		date := first.AddDate(0, 0, n%365).Format(time.DateOnly)
		if _, err := w.Write(context.Background(), mystery.Brief{ID: "case-" + date, Date: date, Language: "en", Seed: uint64(n)}); err != nil {
			b.Fatal(err)
		}
		n++
	}
}

// BenchmarkSkeletons finds 365 skeletons a turn, one for each day of a year, with
// everything decided but the words.
func BenchmarkSkeletons(b *testing.B) {
	w := NewWriter()
	first := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	for b.Loop() {
		for day := range 365 {
			date := first.AddDate(0, 0, day).Format(time.DateOnly)
			brief := mystery.Brief{ID: "case-" + date, Date: date, Seed: uint64(day)}
			rng := rngOf(brief)
			lot := w.draw(rng, brief)
			for try := 0; ; try++ {
				if _, ok := w.newDraft(rng, brief, lot); ok {
					break
				}
				if try > writeTries {
					b.Fatalf("no skeleton for %s, %s", date, lot.plot.ID)
				}
			}
		}
	}
}
