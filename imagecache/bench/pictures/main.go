//go:build linux

// Command pictures compares what this project makes of pictures with what sharp and
// mozjpeg make of them, in one run: bytes and processor time at equal SSIMULACRA2,
// then wall time and memory of the whole way of fourteen pictures, from PNG bytes to
// files of the picture and two thumbnails. Pictures are Debian's wallpapers and our
// painter's. What is missing is downloaded into a scratch folder; nothing is
// installed. Linux only.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
)

// plan is what to measure, and how often.
type plan struct {
	scratch string
	count   int       // pictures of each group
	rounds  int       // of each timing
	targets []float64 // SSIMULACRA2; the first decides the quality for the whole way
	setting int       // of sharp for the whole way alone; 0: all is compared
	whole   string    // the folder of a cache to fill: this process is measured by another
}

func main() {
	var p plan
	var targets string
	flag.StringVar(&p.scratch, "scratch", "/tmp/casebook-bench-pictures", "where pictures and tools are kept from run to run")
	flag.IntVar(&p.count, "pictures", 12, "how many photographs and illustrations, and how many paintings")
	flag.IntVar(&p.rounds, "rounds", 5, "rounds of each timing")
	flag.StringVar(&targets, "targets", "80,70,85", "values of SSIMULACRA2 to compare at")
	flag.IntVar(&p.setting, "setting", 0, "compare only the whole way, with this quality setting of sharp")
	flag.StringVar(&p.whole, "whole", "", "put the files given into a cache in this folder, and say how long it took")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := p.parse(targets)
	if err == nil && p.whole != "" {
		err = fill(ctx, p.whole, flag.Args(), os.Stdout)
	} else if err == nil {
		err = run(ctx, p, os.Stdout)
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func (p *plan) parse(targets string) error {
	for word := range strings.SplitSeq(targets, ",") {
		v, err := strconv.ParseFloat(word, 64)
		if err != nil || v >= 100 {
			return fmt.Errorf("%q is no SSIMULACRA2 to reach", word)
		}
		p.targets = append(p.targets, v)
	}
	if p.rounds < 1 || p.count < 1 {
		return errors.New("at least one round and one picture are needed")
	}
	return nil
}

// run measures everything and prints tables to out.
func run(ctx context.Context, p plan, out io.Writer) (err error) {
	if err := os.MkdirAll(p.scratch, 0o700); err != nil {
		return err
	}
	pictures, missing, err := collect(ctx, p)
	if err != nil {
		return err
	}
	encoders := []encoder{ourEncoder(), standardEncoder()}
	sharp, err := startSharp(ctx, p.scratch)
	if err != nil {
		missing = append(missing, err.Error())
	} else {
		defer func() { err = errors.Join(err, sharp.stop()) }()
		encoders = append([]encoder{sharp.encoder()}, encoders...)
	}
	for _, m := range missing {
		fmt.Fprintln(out, "could not be had:", m)
	}
	settings := []float64{float64(p.setting)}
	if p.setting == 0 {
		settings, err = compareEncoders(ctx, p, pictures, encoders, out)
	}
	if err != nil || sharp == nil {
		return err
	}
	return compareWhole(ctx, p, pictures, sharp, settings, out)
}
