package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"casebook/store"
	"casebook/store/storetest"
)

// bench is a queue over a fresh database.
type bench struct {
	*Queue
	t  testing.TB
	db *store.DB
}

func newBench(t testing.TB) *bench {
	t.Helper()
	db := storetest.Open(t)
	return &bench{New(db, Options{}), t, db}
}

// start runs the queue and returns what stops it and waits for its end.
func (b *bench) start() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	return func() {
		cancel()
		if err := <-ended; err != nil {
			b.t.Errorf("run: %v", err)
		}
	}
}

func (b *bench) update(fn func(*store.Tx) error) {
	b.t.Helper()
	if err := b.db.Update(fn); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) add(s Spec) (added bool) {
	b.t.Helper()
	b.update(func(tx *store.Tx) (err error) {
		added, err = b.Add(tx, s)
		return err
	})
	return added
}

func (b *bench) job(id string) (job Job) {
	b.t.Helper()
	if err := b.db.View(func(tx *store.Tx) (err error) {
		job, err = b.Job(tx, id)
		return err
	}); err != nil {
		b.t.Fatal(err)
	}
	return job
}

func (b *bench) wait(id string) Job {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Hour)
	defer cancel()
	job, err := b.Wait(ctx, id)
	if err != nil {
		b.t.Fatal(err)
	}
	return job
}

func TestAddTwiceIsDoneOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		runs := 0
		b.Handle("k", func(_ context.Context, run *Run) error {
			var arg string
			runs++
			if err := run.Arg(&arg); err != nil || arg != "argument" {
				return fmt.Errorf("got argument %q, %w", arg, err)
			}
			return run.Progress(2, 3)
		}, HandlerOptions{})
		defer b.start()()
		if !b.add(Spec{Kind: "k", Name: "a", Arg: "argument"}) {
			t.Error("the first add: got false")
		}
		if b.add(Spec{Kind: "k", Name: "a"}) {
			t.Error("the second add: got true")
		}
		job := b.wait("k a")
		if job.State != Done || job.Attempts != 1 || job.Done != 2 || job.Total != 3 || job.FinishedAt.IsZero() {
			t.Errorf("got %+v", job)
		}
		if b.add(Spec{Kind: "k", Name: "a"}) {
			t.Error("adding a finished job: got true")
		}
		if !b.add(Spec{Kind: "k", Name: "a", Arg: "argument", Again: true}) {
			t.Error("adding a finished job again: got false")
		}
		synctest.Wait()
		if b.wait("k a"); runs != 2 {
			t.Errorf("got %d runs, want 2", runs)
		}
	})
}

func TestAddNeedsTheCommit(t *testing.T) {
	b := newBench(t)
	failure := errors.New("no")
	err := b.db.Update(func(tx *store.Tx) error {
		if _, err := b.Add(tx, Spec{Kind: "k", Name: "a"}); err != nil {
			return err
		}
		return failure
	})
	if !errors.Is(err, failure) {
		t.Fatal(err)
	}
	if err := b.db.View(func(tx *store.Tx) error {
		_, err := b.Job(tx, "k a")
		return err
	}); !errors.Is(err, ErrUnknown) {
		t.Errorf("got %v, want ErrUnknown", err)
	}
	for _, s := range []Spec{{Kind: "k"}, {Name: "a"}, {Kind: "k k", Name: "a"}, {Kind: "k", Name: "a", Arg: func() {}}} {
		if err := b.db.Update(func(tx *store.Tx) error {
			_, err := b.Add(tx, s)
			return err
		}); err == nil {
			t.Errorf("add %+v: got no error", s)
		}
	}
}

func TestRetries(t *testing.T) {
	boom := errors.New("boom")
	for _, test := range []struct {
		name     string
		outcomes []error // of the attempts; the last for all that follow
		state    State
		attempts int
		least    time.Duration // the whole takes
		most     time.Duration
	}{
		{"mends itself", []error{boom, boom, nil}, Done, 3, 4800 * time.Millisecond, 7200 * time.Millisecond},
		{"never", []error{boom}, Failed, 3, 4800 * time.Millisecond, 7200 * time.Millisecond},
		{"permanent", []error{Permanent(boom)}, Failed, 1, 0, 0},
		{"partial", []error{fmt.Errorf("some: %w", ErrPartial)}, Partial, 1, 0, 0},
		{"hint", []error{RetryAfter(boom, 34*time.Second), nil}, Done, 2, 34 * time.Second, 34 * time.Second},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(t)
				attempt := 0
				b.Handle("k", func(context.Context, *Run) error {
					attempt++
					return test.outcomes[min(attempt, len(test.outcomes))-1]
				}, HandlerOptions{})
				defer b.start()()
				started := time.Now()
				b.add(Spec{Kind: "k", Name: "a"})
				job := b.wait("k a")
				took := time.Since(started)
				if job.State != test.state || job.Attempts != test.attempts || took < test.least || took > test.most {
					t.Errorf("got %s after %d attempts and %s, want %s after %d and %s to %s",
						job.State, job.Attempts, took, test.state, test.attempts, test.least, test.most)
				}
				if (job.Error == "") != (test.state == Done) {
					t.Errorf("got error %q in state %s", job.Error, job.State)
				}
			})
		})
	}
}

func TestPanicIsAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.Handle("k", func(context.Context, *Run) error { panic("ouch") }, HandlerOptions{})
		defer b.start()()
		b.add(Spec{Kind: "k", Name: "a"})
		if job := b.wait("k a"); job.State != Failed || job.Attempts != 1 {
			t.Errorf("got %s after %d attempts, want failed after 1", job.State, job.Attempts)
		}
	})
}

func TestTimeoutEndsAnAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.Handle("k", func(ctx context.Context, _ *Run) error {
			<-ctx.Done()
			return ctx.Err()
		}, HandlerOptions{Timeout: time.Minute})
		defer b.start()()
		b.add(Spec{Kind: "k", Name: "a", Max: 1})
		started := time.Now()
		if job := b.wait("k a"); job.State != Failed || time.Since(started) != time.Minute {
			t.Errorf("got %s after %s, want failed after a minute", job.State, time.Since(started))
		}
	})
}

func TestOrderAndPlaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		var mu sync.Mutex
		var order []string
		busy, most := 0, 0
		b.Handle("k", func(_ context.Context, run *Run) error {
			mu.Lock()
			busy++
			most = max(most, busy)
			order = append(order, run.Job.ID)
			mu.Unlock()
			time.Sleep(time.Second)
			mu.Lock()
			busy--
			mu.Unlock()
			return nil
		}, HandlerOptions{Concurrency: 2})
		b.add(Spec{Kind: "k", Name: "later", At: time.Now().Add(time.Hour)})
		b.add(Spec{Kind: "k", Name: "third", Priority: 1})
		b.add(Spec{Kind: "k", Name: "first"})
		b.add(Spec{Kind: "unknown", Name: "waits"})
		defer b.start()()
		b.wait("k third")
		b.add(Spec{Kind: "k", Name: "fourth"})
		b.add(Spec{Kind: "k", Name: "fifth"})
		b.add(Spec{Kind: "k", Name: "sixth"})
		started := time.Now()
		b.wait("k later")
		if took := time.Since(started); took < 59*time.Minute {
			t.Errorf("the later one ran after %s", took)
		}
		slices.Sort(order[:2])
		if most != 2 || len(order) != 6 || order[0] != "k first" || order[5] != "k later" {
			t.Errorf("got %v, at most %d at once; want first and third, three more, then later, at most 2", order, most)
		}
		if job := b.job("unknown waits"); job.State != Queued {
			t.Errorf("a job without a handler: got %s, want queued", job.State)
		}
	})
}

func TestStopGivesTheAttemptBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.Handle("k", func(ctx context.Context, _ *Run) error {
			<-ctx.Done()
			return ctx.Err()
		}, HandlerOptions{})
		b.add(Spec{Kind: "k", Name: "a", Max: 1})
		for range 3 {
			stop := b.start()
			synctest.Wait()
			if job := b.job("k a"); job.State != Running || job.Attempts != 1 {
				t.Fatalf("got %s, attempt %d, want running, 1", job.State, job.Attempts)
			}
			stop()
			if job := b.job("k a"); job.State != Queued || job.Attempts != 0 {
				t.Fatalf("after the stop: got %s, attempt %d, want queued, 0", job.State, job.Attempts)
			}
		}
	})
}

func TestCrashCountsTheAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		crash := func(name string, attempts, most int) {
			b.add(Spec{Kind: "k", Name: name, Max: most})
			b.update(func(tx *store.Tx) error {
				before, err := b.Job(tx, "k "+name)
				if err != nil {
					return err
				}
				after := before
				after.State, after.Attempts = Running, attempts
				return put(tx, &before, &after)
			})
		}
		crash("a", 1, 3)
		crash("b", 3, 3)
		b.Handle("k", func(context.Context, *Run) error { return nil }, HandlerOptions{})
		defer b.start()()
		if job := b.wait("k a"); job.State != Done || job.Attempts != 2 {
			t.Errorf("got %s, attempt %d, want done, 2", job.State, job.Attempts)
		}
		if job := b.wait("k b"); job.State != Failed || job.Attempts != 3 || job.Error == "" {
			t.Errorf("got %s, attempt %d, %q, want failed, 3, a reason", job.State, job.Attempts, job.Error)
		}
	})
}

func TestCancelRetrySweep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.Handle("k", func(ctx context.Context, run *Run) error {
			if run.Job.ID == "k quick" {
				return nil
			}
			<-ctx.Done()
			return ctx.Err()
		}, HandlerOptions{Concurrency: 2})
		defer b.start()()
		b.add(Spec{Kind: "k", Name: "running"})
		b.add(Spec{Kind: "k", Name: "waiting", At: time.Now().Add(time.Hour)})
		synctest.Wait()
		for _, id := range []string{"k running", "k waiting"} {
			b.update(func(tx *store.Tx) error { return b.Cancel(tx, id) })
			if job := b.wait(id); job.State != Cancelled {
				t.Errorf("%s: got %s, want cancelled", id, job.State)
			}
		}
		time.Sleep(11 * time.Minute)
		b.update(func(tx *store.Tx) error { return b.Retry(tx, "k running") })
		synctest.Wait()
		job := b.job("k running")
		if job.State != Running || job.Attempts != 1 || b.Stuck(job, time.Now()) || !b.Stuck(job, time.Now().Add(StuckAfter+1)) {
			t.Errorf("after a retry: got %+v, want running, stuck only later", job)
		}
		if err := b.Sweep(10 * time.Minute); err != nil {
			t.Fatal(err)
		}
		var left []Job
		if err := b.db.View(func(tx *store.Tx) (err error) {
			left, err = b.List(tx, func(Job) bool { return true })
			return err
		}); err != nil || len(left) != 1 {
			t.Errorf("after the sweep: got %v, %v, want the running one", left, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := b.Wait(ctx, "k running"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("waiting in vain: got %v, want the deadline", err)
		}
	})
}
