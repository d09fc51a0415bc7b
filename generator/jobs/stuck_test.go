package jobs

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestStuck: an attempt that goes nowhere is interrupted, said, and made again; one that
// gives signs of life, or whose kind may be silent, is left alone however long it takes.
func TestStuck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		var log bytes.Buffer
		b.o.Log = slog.New(slog.NewTextHandler(&log, nil))
		var wrong atomic.Bool // the clock, by most of a day
		wrong.Store(true)
		b.Handle("hangs", func(ctx context.Context, run *Run) error {
			if run.Job.Attempts > 1 {
				return nil
			}
			if err := run.Progress(3, 14); err != nil {
				return err
			}
			<-ctx.Done()
			return ctx.Err()
		}, HandlerOptions{Silence: StuckAfter})
		b.o.Now = func() time.Time {
			if wrong.Load() {
				return time.Now().Add(-20 * time.Hour)
			}
			return time.Now()
		}
		b.Handle("beats", func(ctx context.Context, _ *Run) error {
			for range 20 {
				time.Sleep(9 * time.Minute)
				Alive(ctx)
			}
			return ctx.Err()
		}, HandlerOptions{Silence: StuckAfter})
		b.Handle("quiet", func(ctx context.Context, _ *Run) error {
			time.Sleep(3 * time.Hour)
			return ctx.Err()
		}, HandlerOptions{})
		defer b.start()()
		time.AfterFunc(5*time.Minute, func() { wrong.Store(false) }) // it is put right
		for _, kind := range []string{"hangs", "beats", "quiet"} {
			b.add(Spec{Kind: kind, Name: "a"})
		}
		time.Sleep(StuckAfter + longestSleep + time.Second)
		job := b.job("hangs a")
		if want := "stuck: no progress for 10m0s"; job.State != Queued && job.State != Done || job.Attempts > 2 || job.State == Queued && !strings.HasPrefix(job.Error, want) {
			t.Errorf("after a minute more than it may be silent: got %+v, want it queued again because of %q", job, want)
		}
		if job := b.wait("hangs a"); job.State != Done || job.Attempts != 2 {
			t.Errorf("got %s after %d attempts, want done after 2", job.State, job.Attempts)
		}
		time.Sleep(3 * time.Hour)
		for _, id := range []string{"beats a", "quiet a"} {
			if job := b.wait(id); job.State != Done || job.Attempts != 1 {
				t.Errorf("%s: got %s after %d attempts, want done in one", id, job.State, job.Attempts)
			}
		}
		if said := log.String(); strings.Count(said, "job stuck, and interrupted") != 1 || !strings.Contains(said, `job="hangs a" attempt=1 done=3 of=14`) {
			t.Errorf("the log says\n%s\nwant once which job is stuck, and where", said)
		}
	})
}

// TestStuckForGood: a handler that does not heed its context is said once, and stays
// marked as what it is.
func TestStuckForGood(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		var log bytes.Buffer
		b.o.Log = slog.New(slog.NewTextHandler(&log, nil))
		release := make(chan struct{})
		b.Handle("deaf", func(context.Context, *Run) error {
			<-release
			return nil
		}, HandlerOptions{Silence: 20 * time.Minute})
		defer b.start()()
		b.add(Spec{Kind: "deaf", Name: "a"})
		time.Sleep(15 * time.Minute)
		if b.Stuck(b.job("deaf a"), time.Now()) {
			t.Error("it is stuck after 15 minutes, want it to be silent for 20")
		}
		time.Sleep(time.Hour)
		if job := b.job("deaf a"); job.State != Running || job.Attempts != 1 || !b.Stuck(job, time.Now()) || strings.Count(log.String(), "stuck") != 1 {
			t.Errorf("got %+v and\n%s\nwant it running in its first attempt, stuck, and said once", job, &log)
		}
		close(release)
		if job := b.wait("deaf a"); job.State != Done {
			t.Errorf("got %s, want done, as its handler said in the end", job.State)
		}
	})
}
