package builtin

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"casebook/generator/mystery"
	"casebook/web/webtest"
)

// chains are how many consecutive days each of the series of the corpus has: two
// years and the rest of a thousand.
func chains() []int {
	if webtest.RaceDetector() || testing.Short() {
		return []int{40, 40, 20}
	}
	return []int{365, 365, 270}
}

// thousand returns the series of cases that the statistics are made of. They are
// written once, side by side.
func thousand(t *testing.T) [][]*mystery.Case {
	t.Helper()
	series, err := writeThousand()
	if err != nil {
		t.Fatal(err)
	}
	return series
}

// corpusSeed is the first number anybody would take. It was not chosen for what
// it gives.
const corpusSeed = 1

var writeThousand = sync.OnceValues(func() ([][]*mystery.Case, error) { return writeCorpus(corpusSeed) })

// writeCorpus writes the series side by side, each from a seed of its own.
func writeCorpus(seed int) ([][]*mystery.Case, error) {
	lengths := chains()
	series := make([][]*mystery.Case, len(lengths))
	var group errgroup.Group
	for i, days := range lengths {
		group.Go(func() (err error) {
			series[i], err = year(uint64(seed+i)<<32, days)
			return err
		})
	}
	return series, group.Wait()
}

// year writes cases of consecutive days as the nightly job does, each knowing
// those before it.
func year(seed uint64, days int) ([]*mystery.Case, error) {
	w := NewWriter()
	first := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	cases := make([]*mystery.Case, 0, days)
	var past []mystery.Past
	for i := range days {
		date := first.AddDate(0, 0, i).Format(time.DateOnly)
		c, err := w.Write(context.Background(), mystery.Brief{ID: "case-" + date, Date: date, Language: "en", Seed: seed + uint64(i), Past: past})
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
		past = slices.Insert(past, 0, c.Past())
	}
	return cases, nil
}
