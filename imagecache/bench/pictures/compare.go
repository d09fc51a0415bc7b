//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// match is one picture by one encoder at a given SSIMULACRA2.
type match struct {
	outOfReach bool
	quality    int     // the nearest setting
	bytes      float64 // as if settings were not whole
	cpu        float64 // ms, median
}

// comparison is of encoders on pictures; each encoder's matches are in their order.
type comparison struct {
	pictures []picture
	encoders []encoder
	known    []map[int]point // by picture and encoder: what was made of it with each setting
	target   float64
	matches  [][]match
}

// compareEncoders prints a table for each target, and returns the settings of the first
// encoder for the first target.
func compareEncoders(ctx context.Context, p plan, pictures []picture, encoders []encoder, out io.Writer) (settings []float64, err error) {
	c := comparison{pictures: pictures, encoders: encoders}
	for range len(pictures) * len(encoders) {
		c.known = append(c.known, map[int]point{})
	}
	for t, target := range p.targets {
		c.target, c.matches = target, make([][]match, len(encoders))
		for i := range pictures {
			if err := c.match(ctx, i); err != nil {
				return nil, err
			}
			if err := c.time(ctx, i, p.rounds); err != nil {
				return nil, err
			}
		}
		c.print(out)
		for _, m := range c.matches[0] {
			if t == 0 {
				settings = append(settings, float64(m.quality))
			}
		}
	}
	return settings, nil
}

// match finds the settings of all encoders for picture i, from where the one before was.
func (c *comparison) match(ctx context.Context, i int) error {
	for e, enc := range c.encoders {
		guess := 80
		if i > 0 {
			guess = c.matches[e][i-1].quality
		}
		known := c.known[i*len(c.encoders)+e]
		below, above, err := reach(c.target, guess, func(quality int) (point, error) {
			if p, ok := known[quality]; ok {
				return p, nil
			}
			data, _, err := enc.encode(ctx, c.pictures[i], quality)
			if err != nil {
				return point{}, err
			}
			v, err := score(c.pictures[i], data)
			known[quality] = point{quality, v, len(data)}
			return known[quality], err
		})
		m := match{quality: above.quality, bytes: between(c.target, below, above)}
		if c.target-below.score < above.score-c.target {
			m.quality = below.quality
		}
		if errors.Is(err, errOutOfReach) {
			m, err = match{outOfReach: true, quality: 100}, nil
		}
		if err != nil {
			return fmt.Errorf("%s of %s: %w", enc.name, c.pictures[i].name, err)
		}
		c.matches[e] = append(c.matches[e], m)
	}
	return nil
}

// time fills in the processor time of picture i, in rounds of alternating order.
func (c *comparison) time(ctx context.Context, i, rounds int) error {
	times := make([][]float64, len(c.encoders))
	for round := range rounds {
		for k := range c.encoders {
			e := k
			if round%2 == 1 {
				e = len(c.encoders) - 1 - k
			}
			_, cpu, err := c.encoders[e].encode(ctx, c.pictures[i], c.matches[e][i].quality)
			if err != nil {
				return err
			}
			times[e] = append(times[e], float64(cpu)/float64(time.Millisecond))
		}
	}
	for e := range c.encoders {
		c.matches[e][i].cpu = median(times[e])
	}
	return nil
}

// print prints one table, of the pictures that all encoders brought to the target.
// Ratios are to the first encoder.
func (c *comparison) print(out io.Writer) {
	fmt.Fprintf(out, "\nSSIMULACRA2 %g; ratios to %s are geometric means over pictures\n", c.target, c.encoders[0].name)
	var groups [3][]int // wallpapers, paintings, all
	for i, pic := range c.pictures {
		e := slices.IndexFunc(c.matches, func(of []match) bool { return of[i].outOfReach })
		switch {
		case e >= 0:
			fmt.Fprintf(out, "left out: %s, where no setting of %s comes so far\n", pic.name, c.encoders[e].name)
			continue
		case pic.painted:
			groups[1] = append(groups[1], i)
		default:
			groups[0] = append(groups[0], i)
		}
		groups[2] = append(groups[2], i)
	}
	fmt.Fprintf(out, "%-15s %-15s %9s %11s %7s %9s %7s\n", "pictures", "encoder", "setting", "KB each", "ratio", "CPU ms", "ratio")
	for g, name := range []string{"wallpapers", "paintings", "all"} {
		if len(groups[g]) > 0 {
			c.printGroup(out, fmt.Sprintf("%d %s", len(groups[g]), name), groups[g])
		}
	}
}

func (c *comparison) printGroup(out io.Writer, name string, group []int) {
	of := func(e int, value func(match) float64) (values []float64) {
		for _, i := range group {
			values = append(values, value(c.matches[e][i]))
		}
		return values
	}
	setting := func(m match) float64 { return float64(m.quality) }
	size := func(m match) float64 { return m.bytes }
	cpu := func(m match) float64 { return m.cpu }
	for e, enc := range c.encoders {
		fmt.Fprintf(out, "%-15s %-15s %9.0f %11.1f %7.3f %9.1f %7.3f\n", name, enc.name, median(of(e, setting)),
			mean(of(e, size))/1000, ratio(of(e, size), of(0, size)), mean(of(e, cpu)), ratio(of(e, cpu), of(0, cpu)))
	}
}
