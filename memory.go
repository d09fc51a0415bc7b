package main

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// What a pause in the work is worth.
const (
	giveBackEvery = 20 * time.Second
	worthIt       = 4 << 20 // bytes
)

// giveBack returns memory to the system that work has left behind, until ctx ends: Go
// keeps twice what it needs, and for minutes, which a small machine has better use for.
// Where little is left behind, it does nothing.
func giveBack(ctx context.Context) error {
	ticker := time.NewTicker(giveBackEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		if leftBehind() > worthIt {
			debug.FreeOSMemory()
		}
	}
}

// leftBehind is how many bytes are free and not returned, or were taken since the last
// collection.
func leftBehind() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}, {Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64() + sample[1].Value.Uint64() - sample[2].Value.Uint64()) //nolint:gosec // far below the bound
}
