// Command load plays a whole game of many players on one case at once against the
// built binary, over loopback, and reports how long answers took. Every answer is
// checked against what the player knows: points, finds, ranks.
//
// The load is open: request k of player i is due at a time that is drawn, within
// its own interval, before the run begins, whether or not the server keeps up,
// and its latency counts from then. Without an interval every player asks as soon
// as answered, all at once, which measures how long the queue is.
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

func main() {
	var p plan
	binary := flag.String("binary", "./casebook", "the built binary")
	flag.IntVar(&p.players, "players", 1000, "players at once")
	flag.DurationVar(&p.interval, "interval", time.Second, "the time in which each player asks once; 0: as soon as answered")
	flag.IntVar(&p.tabs, "tabs", 1, "tabs in which each player does everything at the same time")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, p, *binary, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// run starts the binary over a new folder, plays, and prints the report to out.
func run(ctx context.Context, p plan, binary string, out io.Writer) (err error) {
	folder, err := os.MkdirTemp("", "casebook-load-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	server, err := start(ctx, binary, folder)
	if err != nil {
		return err
	}
	defer server.stop()
	r, err := play(ctx, p, server.url)
	if err != nil {
		return err
	}
	fmt.Fprint(out, r)
	if len(r.errors) > 0 {
		return fmt.Errorf("%d errors, the first: %w", len(r.errors), r.errors[0])
	}
	return nil
}
