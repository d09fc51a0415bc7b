package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"

	"casebook/store"
)

// The waits before second and third attempts.
const (
	firstWait   = 2 * time.Second // then doubled
	longestWait = 10 * time.Minute
	jitter      = 0.2
)

// longestError is how many bytes of an error's text are kept.
const longestError = 2000

// errTimeout is why an attempt was ended that took too long.
var errTimeout = errors.New("not finished in time")

// attempt runs a job once and records how that ended.
func (q *Queue) attempt(ctx context.Context, k *kind, job Job) {
	running, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	q.register(job.ID, cancel)
	run := &Run{Job: job, q: q}
	traced, span := q.o.Traces.Job(context.WithValue(running, runKey{}, run), job.Kind, job.Trace)
	outcome := q.call(traced, k, run)
	q.register(job.ID, nil)
	span.Number("casebook.attempt", job.Attempts)
	if outcome != nil {
		span.Fail(failure(outcome, context.Cause(running)))
	}
	span.End()
	for {
		err := q.record(job.ID, outcome, ctx.Err() != nil)
		if err == nil {
			return
		}
		q.o.Log.Error("job not recorded", "job", job.ID, "err", err, "again", faultWait)
		select {
		case <-time.After(faultWait):
		case <-ctx.Done():
			return // the next start finds it interrupted
		}
	}
}

// failure is a word for how an attempt ended that was not good; cause is why it was ended,
// nil if it was not.
func failure(outcome, cause error) string {
	_, hopeless := errors.AsType[permanent](outcome)
	switch {
	case errors.Is(outcome, ErrPartial):
		return "partial"
	case errors.Is(outcome, errTimeout):
		return "timeout"
	case errors.Is(cause, errStuck):
		return "stuck"
	case cause != nil:
		return "interrupted"
	case hopeless:
		return "permanent"
	default:
		return "worth another attempt"
	}
}

// call runs a handler in its time; a panic is an error.
func (q *Queue) call(ctx context.Context, k *kind, run *Run) (err error) {
	if k.o.Timeout > 0 {
		var stop context.CancelFunc
		ctx, stop = context.WithTimeoutCause(ctx, k.o.Timeout, errTimeout)
		defer stop()
	}
	defer func() {
		if p := recover(); p != nil {
			q.o.Log.Error("job panicked", "job", run.Job.ID, "panic", p, "stack", string(debug.Stack()))
			err = Permanent(fmt.Errorf("panic: %v", p))
		}
	}()
	// A Cancel from before the attempt could be interrupted has left its mark.
	err = q.db.View(func(tx *store.Tx) error {
		job, err := q.Job(tx, run.Job.ID)
		if err == nil && job.Cancelling {
			err = context.Canceled
		}
		return err
	})
	if err != nil {
		return err
	}
	err = k.handle(ctx, run)
	if err != nil && errors.Is(context.Cause(ctx), errTimeout) {
		err = fmt.Errorf("%w (%s): %w", errTimeout, k.o.Timeout, err)
	}
	if err != nil && errors.Is(context.Cause(ctx), errStuck) {
		err = fmt.Errorf("%w for %s: %w", errStuck, k.o.Silence, err)
	}
	return err
}

// register says what interrupts a running job; nil: nothing any more.
func (q *Queue) register(id string, cancel context.CancelCauseFunc) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if cancel == nil {
		delete(q.running, id)
		return
	}
	q.running[id] = &handler{cancel: cancel, alive: time.Now()}
}

// lives notes a sign of life of a running job.
func (q *Queue) lives(id string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if h := q.running[id]; h != nil {
		h.alive = time.Now()
	}
}

// interrupt stops the handler of a running job.
func (q *Queue) interrupt(id string, why error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if h := q.running[id]; h != nil {
		h.cancel(why)
	}
}

// record saves how an attempt ended.
func (q *Queue) record(id string, outcome error, stopping bool) error {
	return q.db.Update(func(tx *store.Tx) error {
		before, err := q.Job(tx, id)
		if err != nil {
			return err
		}
		after := before
		q.conclude(&after, outcome, stopping)
		if outcome != nil && (after.State == Failed || after.State == Queued && !stopping) {
			tx.OnCommit(func() {
				q.o.Log.Warn("job attempt failed", "job", id, "attempt", before.Attempts, "state", after.State, "err", outcome)
			})
		}
		return q.save(tx, &before, &after)
	})
}

// conclude sets the job's state after an attempt with that outcome.
func (q *Queue) conclude(job *Job, outcome error, stopping bool) {
	now := q.o.Now().UTC()
	job.Error = describe(outcome)
	_, hopeless := errors.AsType[permanent](outcome)
	switch {
	case outcome == nil:
		job.State = Done
	case job.Cancelling:
		job.State = Cancelled
	case stopping: // whatever it said: it was interrupted, and may run again
		job.State, job.Error = Queued, ""
		job.Attempts--
	case errors.Is(outcome, ErrPartial):
		job.State = Partial
	case hopeless || job.Attempts >= job.Max:
		job.State = Failed
	default:
		job.State, job.DueAt = Queued, now.Add(wait(outcome, job.Attempts))
	}
	job.Cancelling = false
	if job.State.Finished() {
		job.FinishedAt = now
	}
}

// describe is an error's text, not too long.
func describe(err error) string {
	if err == nil {
		return ""
	}
	text := err.Error()
	return strings.ToValidUTF8(text[:min(len(text), longestError)], "")
}

// wait is how long to wait before another attempt: 2 s, 4 s and so on, with
// jitter, or as long as the error says.
func wait(outcome error, attempts int) time.Duration {
	if hint, ok := errors.AsType[later](outcome); ok {
		return hint.wait
	}
	waits := backoff.NewExponentialBackOff()
	waits.InitialInterval, waits.Multiplier, waits.RandomizationFactor, waits.MaxInterval = firstWait, 2, jitter, longestWait
	for range attempts - 1 {
		waits.NextBackOff()
	}
	return waits.NextBackOff()
}

// Run is one attempt at a job.
type Run struct {
	Job Job
	q   *Queue
}

// Arg decodes the job's argument into v, a pointer.
func (r *Run) Arg(v any) error {
	if err := json.Unmarshal(r.Job.Arg, v); err != nil {
		return fmt.Errorf("argument of %s: %w", r.Job.ID, err)
	}
	return nil
}

// Progress records that done of total items are done. A handler that works for
// long calls it now and then: a job without progress is stuck.
func (r *Run) Progress(done, total int) error {
	return r.q.db.Update(func(tx *store.Tx) error { return r.ProgressIn(tx, done, total) })
}

// ProgressIn is Progress within a transaction of the handler's, so that whoever reads
// sees what it did and that it is done at the same time.
func (r *Run) ProgressIn(tx *store.Tx, done, total int) error {
	return r.progress(tx, func(job *Job) { job.Done, job.Total = done, total })
}

// progress notes that the job goes on.
func (r *Run) progress(tx *store.Tx, change func(*Job)) error {
	job, err := r.q.Job(tx, r.Job.ID)
	if err == nil {
		change(&job)
		job.ProgressAt = r.q.o.Now().UTC()
		tx.OnCommit(func() {
			r.q.lives(job.ID)
			r.q.tell()
		})
		err = records().Put(tx, job.ID, job)
	}
	if err != nil {
		return fmt.Errorf("record progress: %w", err)
	}
	return nil
}
