// Command load plays whole games of many players on one case at once against the
// built binary, over loopback, and reports how long answers took. Every answer is
// checked against what the player knows: points, finds, ranks.
//
// The load is open. A thousand are at play at any moment; who has finished makes room
// for another. Between two requests a player thinks for a time that is exponentially
// distributed, as if nobody had heard of the others. All these times are drawn before
// the answers are known, and a request's latency counts from the moment when it was
// due, whether or not it could be sent then: what the server keeps waiting is in the
// figures, what the generator is late with too. The rate is that of the answers within
// the time of the run.
//
// Without a time to think every player plays one game and asks as soon as answered, all
// at once, which measures how long the queue is.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"time"
)

// garbage is the generator's own GOGC: it shares the machine with what it measures.
const garbage = 400

func main() {
	var p plan
	binary := flag.String("binary", "./casebook", "the built binary")
	flag.IntVar(&p.players, "players", 1000, "players at once")
	flag.DurationVar(&p.think, "think", 1050*time.Millisecond, "how long players think on average between two requests; 0: not at all")
	flag.DurationVar(&p.lasting, "lasting", 30*time.Second, "how long new games begin, where players think")
	flag.IntVar(&p.tabs, "tabs", 1, "tabs in which each player does everything at the same time")
	flag.Parse()
	debug.SetGCPercent(garbage)
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
	p.server = server.cmd.Process.Pid
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
