// Command bench measures how fast the built binary serves pictures and JSON
// beside nginx serving the same bytes, as its operators would set it up by hand:
// sendfile, a cache of open files, two workers. wrk asks both over loopback in
// alternating rounds, and the medians are printed as ratios. Linux only.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"
)

// plan is what to measure, and how long.
type plan struct {
	binary      string
	tools       string // the folder that missing tools are unpacked into
	only        string // the scenario wanted; empty: all
	rounds      int
	length      time.Duration // of one round of one server
	connections int
}

func main() {
	var p plan
	flag.StringVar(&p.binary, "binary", "./casebook", "the built binary")
	flag.StringVar(&p.tools, "tools", "/tmp/casebook-bench-tools", "where nginx and wrk are unpacked if they are not installed")
	flag.StringVar(&p.only, "only", "", "the one scenario to run, such as 12K")
	flag.IntVar(&p.rounds, "rounds", 7, "rounds of each server")
	flag.DurationVar(&p.length, "length", 2*time.Second, "how long a round of one server takes")
	flag.IntVar(&p.connections, "connections", 64, "connections at once")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, p, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run measures everything and prints the table to out.
func run(ctx context.Context, p plan, out io.Writer) (err error) {
	tools, err := findTools(ctx, p.tools)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "casebook-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	ours, err := startCasebook(ctx, p.binary, folder)
	if err != nil {
		return err
	}
	defer ours.stop()
	scenarios, err := prepare(ctx, ours, folder)
	if err != nil {
		return err
	}
	theirs, err := startNginx(ctx, tools, folder)
	if err != nil {
		return err
	}
	defer theirs.stop()
	fmt.Fprintf(out, "%d connections, %d rounds of %s each, medians; ratios are ours to nginx's\n", p.connections, p.rounds, p.length)
	fmt.Fprintf(out, "%-14s %21s %7s %15s %7s %21s %21s %6s\n", "", "requests/s", "ratio", "CPU µs/request", "ratio", "p50 ms", "p99 ms", "ratio")
	for _, s := range scenarios {
		if p.only != "" && p.only != s.name {
			continue
		}
		if err := s.check(ctx, ours, theirs); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		line, err := tools.compare(ctx, p, s, ours, theirs)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		fmt.Fprintln(out, line)
	}
	return nil
}
