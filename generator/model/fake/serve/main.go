// Command serve runs the fake Gemini API, for `make demo-gemini`.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"casebook/generator/model/fake"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:9473", "address to listen on")
	key := flag.String("key", "demo-key", "the key that is let in")
	speed := flag.Float64("speed", 20, "how much faster than the real one")
	faults := flag.Float64("faults", 0.1, "share of the requests that something goes wrong with")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := serve(ctx, *addr, fake.New(fake.Options{
		Key: *key, Side: 1024, Latency: fake.Latencies(15*time.Second, 40*time.Second, *speed), Fault: now(*faults),
		Models: []string{"gemini-nano-banana-2.1", "gemini-3.1-flash-lite-image", "gemini-3-pro-image", "gemini-3.8-flash", "gemini-3.5-flash-lite", "gemini-embedding-2"},
	}))
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

// now lets a share of all requests go wrong, in the ways that pass.
func now(share float64) func(string, int) fake.Fault {
	passing := []fake.Fault{fake.Busy, fake.Internal, fake.Unavailable, fake.Cut, fake.TextForPicture, fake.WithheldAnswer, fake.FencedJSON, fake.CutJSON}
	return func(string, int) fake.Fault {
		if rand.Float64() >= share {
			return fake.None
		}
		return passing[rand.IntN(len(passing))]
	}
}

// serve answers until ctx ends.
func serve(ctx context.Context, addr string, p *fake.Provider) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	server := &http.Server{Handler: p.Gemini(), ReadHeaderTimeout: 10 * time.Second}
	defer context.AfterFunc(ctx, func() { _ = server.Close() })() // requests under way are of no worth
	fmt.Fprintf(os.Stdout, "A fake Gemini API listens on http://%s/\n", listener.Addr())
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
