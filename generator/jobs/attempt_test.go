package jobs

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"casebook/generator/fault"
	"casebook/store"
)

// TestCancelWaitsForTheHandler cancels a handler that takes its time to stop: the
// job is not finished, and cannot be run beside itself, before it has.
func TestCancelWaitsForTheHandler(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		busy := 0
		b.Handle("k", func(ctx context.Context, _ *Run) error {
			if busy++; busy > 1 {
				t.Error("the job runs beside itself")
			}
			defer func() { busy-- }()
			<-ctx.Done()
			time.Sleep(time.Minute)
			return ctx.Err()
		}, HandlerOptions{Concurrency: 2})
		defer b.start()()
		b.add(Spec{Kind: "k", Name: "a"})
		synctest.Wait()
		b.update(func(tx *store.Tx) error { return b.Cancel(tx, "k a") })
		if job := b.job("k a"); job.State != Running || !job.Cancelling {
			t.Errorf("while the handler stops: got %s, cancelling %t, want running, true", job.State, job.Cancelling)
		}
		var conflict *fault.Error
		err := b.db.Update(func(tx *store.Tx) error { return b.Retry(tx, "k a") })
		if !errors.As(err, &conflict) || conflict.Kind != fault.Conflict {
			t.Errorf("retry while the handler stops: got %v, want a conflict", err)
		}
		if job := b.wait("k a"); job.State != Cancelled || job.Cancelling || job.Attempts != 1 {
			t.Errorf("got %+v, want cancelled after one attempt", job)
		}
		err = b.db.Update(func(tx *store.Tx) error { return b.Cancel(tx, "k a") })
		if !errors.As(err, &conflict) || conflict.Kind != fault.Conflict {
			t.Errorf("cancel what is cancelled: got %v, want a conflict", err)
		}
	})
}

// TestCancelSurvivesACrash finds a job running that had been told to stop.
func TestCancelSurvivesACrash(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.Handle("k", func(context.Context, *Run) error {
			t.Error("a cancelled job runs")
			return nil
		}, HandlerOptions{})
		b.add(Spec{Kind: "k", Name: "a"})
		b.update(func(tx *store.Tx) error {
			before := b.job("k a")
			after := before
			after.State, after.Attempts = Running, 1
			return errors.Join(put(tx, &before, &after), b.Cancel(tx, "k a"))
		})
		defer b.start()()
		if job := b.wait("k a"); job.State != Cancelled || job.Cancelling {
			t.Errorf("got %+v, want cancelled", job)
		}
	})
}

// TestInterruptedTooOften: a job whose last attempt was interrupted can be added
// again before the queue runs, as at the start of the program.
func TestInterruptedTooOften(t *testing.T) {
	b := newBench(t)
	spec := Spec{Kind: "k", Name: "a", Again: true}
	b.add(spec)
	b.update(func(tx *store.Tx) error {
		before := b.job("k a")
		after := before
		after.State, after.Attempts = Running, after.Max
		return put(tx, &before, &after)
	})
	if err := b.Recover(); err != nil {
		t.Fatal(err)
	}
	if job := b.job("k a"); job.State != Failed {
		t.Errorf("interrupted in its last attempt: got %s, want failed", job.State)
	}
	b.add(spec)
	if job := b.job("k a"); job.State != Queued || job.Attempts != 0 {
		t.Errorf("added again: got %s after %d attempts, want queued after none", job.State, job.Attempts)
	}
}

// TestCancelRace cancels between the start of an attempt in the store and the
// moment in which it can be interrupted.
func TestCancelRace(t *testing.T) {
	b := newBench(t)
	b.Handle("k", func(context.Context, *Run) error {
		t.Error("a cancelled job runs")
		return nil
	}, HandlerOptions{})
	b.add(Spec{Kind: "k", Name: "a"})
	b.update(func(tx *store.Tx) error {
		before := b.job("k a")
		after := before
		after.State, after.Attempts = Running, 1
		return errors.Join(put(tx, &before, &after), b.Cancel(tx, "k a"))
	})
	b.attempt(t.Context(), b.kinds["k"], b.job("k a"))
	if job := b.job("k a"); job.State != Cancelled {
		t.Errorf("got %s, want cancelled", job.State)
	}
}

// TestUnknownJobs asks for what is not there.
func TestUnknownJobs(t *testing.T) {
	b := newBench(t)
	for name, do := range map[string]func(*store.Tx) error{
		"job":    func(tx *store.Tx) error { _, err := b.Job(tx, "k a"); return err },
		"cancel": func(tx *store.Tx) error { return b.Cancel(tx, "k a") },
		"retry":  func(tx *store.Tx) error { return b.Retry(tx, "k a") },
	} {
		var unknown *fault.Error
		err := b.db.Update(do)
		if !errors.Is(err, ErrUnknown) || !errors.As(err, &unknown) || unknown.Kind != fault.NotFound {
			t.Errorf("%s: got %v, want ErrUnknown as a fault of kind NotFound", name, err)
		}
	}
}

// TestTimeoutSaysSo reads the error of an attempt that took too long.
func TestTimeoutSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.Handle("k", func(ctx context.Context, _ *Run) error {
			<-ctx.Done()
			return fmt.Errorf("draw: %w: %s", ctx.Err(), strings.Repeat("é", longestError))
		}, HandlerOptions{Timeout: time.Minute})
		defer b.start()()
		b.add(Spec{Kind: "k", Name: "a", Max: 1})
		got := b.wait("k a").Error
		if want := "not finished in time (1m0s): draw: context deadline exceeded"; !strings.HasPrefix(got, want) || len(got) > longestError {
			t.Errorf("got %q, want %q and not too much more", got, want)
		}
	})
}

// TestStoreFault takes the database away in the middle of an attempt: the queue
// goes on, and the next start counts the attempt as interrupted.
func TestStoreFault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "casebook.db")
		attempts := []int{}
		release := make(chan struct{})
		for round := range 2 {
			db, err := store.Open(path, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			b := &bench{New(db, Options{}), t, db}
			b.Handle("k", func(_ context.Context, run *Run) error {
				attempts = append(attempts, run.Job.Attempts)
				<-release
				return nil
			}, HandlerOptions{})
			stop := b.start()
			b.add(Spec{Kind: "k", Name: "a"})
			synctest.Wait()
			if round == 0 {
				if err := db.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if round == 0 {
				close(release)
				time.Sleep(time.Hour)
				stop()
				continue
			}
			if job := b.wait("k a"); job.State != Done {
				t.Errorf("got %s, want done", job.State)
			}
			stop()
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(attempts, []int{1, 2}) {
			t.Errorf("attempts: got %v, want 1 and 2", attempts)
		}
	})
}

func TestRunOnlyOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		for range 2 { // one after the other is fine
			stop := b.start()
			synctest.Wait()
			if err := b.Run(t.Context()); err == nil {
				t.Error("run twice at once: got no error")
			}
			stop()
		}
	})
}

// TestPriorities has jobs of many priorities, some of them not due.
func TestPriorities(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		var order []string
		b.Handle("k", func(_ context.Context, run *Run) error {
			order = append(order, strings.TrimPrefix(run.Job.ID, "k "))
			return nil
		}, HandlerOptions{})
		b.Handle("kk", func(context.Context, *Run) error { return nil }, HandlerOptions{})
		for name, s := range map[string]Spec{
			"a": {Priority: -3}, "b": {Priority: 0}, "c": {Priority: 12}, "d": {Priority: 100},
			"e": {Priority: 0, At: time.Now().Add(time.Hour)}, "f": {Priority: -3, At: time.Now().Add(90 * time.Minute)},
			"g": {Priority: 100, At: time.Now().Add(time.Minute)},
		} {
			s.Kind, s.Name = "k", name
			b.add(s)
		}
		b.add(Spec{Kind: "kk", Name: "of a kind whose name begins alike"})
		defer b.start()()
		b.wait("k f")
		b.wait("kk of a kind whose name begins alike")
		if want := []string{"a", "b", "c", "d", "g", "e", "f"}; !slices.Equal(order, want) {
			t.Errorf("order: got %v, want %v", order, want)
		}
	})
}

// TestClockIsSet moves the wall clock while the queue sleeps.
func TestClockIsSet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		var ahead time.Duration
		b.o.Now = func() time.Time { return time.Now().Add(ahead) }
		b.Handle("k", func(context.Context, *Run) error { return nil }, HandlerOptions{})
		defer b.start()()
		b.add(Spec{Kind: "k", Name: "a", At: b.o.Now().Add(8 * time.Hour)})
		synctest.Wait()
		ahead = 8 * time.Hour
		started := time.Now()
		b.wait("k a")
		if took := time.Since(started); took > longestSleep {
			t.Errorf("got %s after the clock was set, want at most %s", took, longestSleep)
		}
	})
}

// TestWatch gets one note for many changes, and none after its end.
func TestWatch(t *testing.T) {
	b := newBench(t)
	changes, stop := b.Watch()
	noted := func() bool {
		select {
		case <-changes:
			return true
		default:
			return false
		}
	}
	b.add(Spec{Kind: "k", Name: "a"})
	b.add(Spec{Kind: "k", Name: "b"})
	if !noted() || noted() {
		t.Error("two changes: want one note")
	}
	b.add(Spec{Kind: "k", Name: "b"}) // changes nothing
	if noted() {
		t.Error("no change: got a note")
	}
	stop()
	b.add(Spec{Kind: "k", Name: "c"})
	if noted() {
		t.Error("after the end: got a note")
	}
}

// TestShow: what is shown of a job is all but its argument and its place in the order.
func TestShow(t *testing.T) {
	at := func(n int) time.Time { return time.Date(2026, 11, 21, n, 0, 0, 0, time.UTC) }
	got := newBench(t).ShowAll([]Job{{
		ID: "k a", Kind: "k", Arg: []byte(`"secret"`), State: Running, Priority: 1, Attempts: 2, Max: 3, Done: 4, Total: 5, Error: "no answer",
		Cancelling: true, CreatedAt: at(1), DueAt: at(2), StartedAt: at(3), ProgressAt: at(4), FinishedAt: at(5),
	}})
	want := []Shown{{
		ID: "k a", Kind: "k", State: Running, Stuck: true, Cancelling: true, Attempts: 2, Max: 3, Done: 4, Total: 5, Error: "no answer",
		CreatedAt: at(1), DueAt: at(2), StartedAt: at(3), ProgressAt: at(4), FinishedAt: at(5),
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestAnyHistory does anything in any order, with handlers that end in any way,
// and checks what must hold at every moment.
func TestAnyHistory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		outcomes := []error{nil, ErrPartial, errors.New("no"), Permanent(errors.New("never")), RetryAfter(errors.New("later"), time.Minute)}
		var turns atomic.Int64
		b.Handle("k", func(ctx context.Context, run *Run) error {
			turn := int(turns.Add(1))
			select {
			case <-time.After(time.Duration(turn%7) * time.Second):
				return errors.Join(run.Progress(1, 2), outcomes[turn%len(outcomes)])
			case <-ctx.Done():
				return ctx.Err()
			}
		}, HandlerOptions{Concurrency: 2, Timeout: 5 * time.Second})
		names := rapid.SampledFrom([]string{"a", "b", "c", "d"})
		inBubble := struct{ *testing.T }{t} // hides Deadline, which has no meaning here
		rapid.Check(inBubble, func(rt *rapid.T) {
			stop := b.start()
			for range rapid.IntRange(1, 12).Draw(rt, "steps") {
				name := names.Draw(rt, "name")
				err := b.db.Update(func(tx *store.Tx) (err error) {
					switch rapid.IntRange(0, 4).Draw(rt, "what") {
					case 0, 1:
						_, err = b.Add(tx, Spec{
							Kind: "k", Name: name, Again: true, Priority: rapid.IntRange(-1, 1).Draw(rt, "priority"),
							At: time.Now().Add(time.Duration(rapid.IntRange(-9, 9).Draw(rt, "at")) * time.Second),
						})
					case 2:
						err = b.Cancel(tx, "k "+name)
					case 3:
						err = b.Retry(tx, "k "+name)
					}
					return err
				})
				var known *fault.Error
				if err != nil && !errors.As(err, &known) {
					rt.Fatal(err)
				}
				time.Sleep(time.Duration(rapid.IntRange(0, 3000).Draw(rt, "wait")) * time.Millisecond)
				synctest.Wait()
				b.check(rt)
			}
			stop()
			b.check(rt)
		})
	})
}

// check compares the index with the jobs, and each job with itself.
func (b *bench) check(rt *rapid.T) {
	rt.Helper()
	got, want := map[string]string{}, map[string]string{}
	err := b.db.View(func(tx *store.Tx) error {
		for item, err := range due().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			got[item.Key] = item.Value.ID
		}
		all, err := b.List(tx, func(Job) bool { return true })
		running := 0
		for _, job := range all {
			switch job.State {
			case Queued:
				want[job.dueKey()] = job.ID
			case Running:
				running++
			case Done, Partial, Failed, Cancelled:
			}
			if job.Attempts < 0 || job.Attempts > job.Max || job.State.Finished() == job.FinishedAt.IsZero() || job.Cancelling && job.State != Running {
				rt.Errorf("in itself wrong: %+v", job)
			}
		}
		if running > 2 {
			rt.Errorf("running: got %d, want at most 2", running)
		}
		return err
	})
	if err != nil {
		rt.Fatal(err)
	}
	if !maps.Equal(got, want) {
		rt.Errorf("index: got %v, want %v", got, want)
	}
}
