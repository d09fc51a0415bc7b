package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"casebook/store"
)

// The waits before second and third attempts.
const (
	firstWait = 2 * time.Second // then doubled
	longest   = 10 * time.Minute
	jitter    = 0.2
)

// Handler does the work of one job. It returns when ctx ends, and is safe to be
// run again after any interruption.
type Handler func(ctx context.Context, run *Run) error

// HandlerOptions say how jobs of a kind are run.
type HandlerOptions struct {
	Concurrency int           // of them at once; default 1
	Timeout     time.Duration // of one attempt; zero: none
}

// Options are what a Queue needs. The zero value is good.
type Options struct {
	Now func() time.Time
	Log *slog.Logger
}

// Queue is the queue over one database. Register every kind with Handle, then
// Run it once.
type Queue struct {
	db    *store.DB
	o     Options
	kinds map[string]*kind
	wake  chan struct{}

	mu       sync.Mutex
	running  map[string]context.CancelFunc
	watchers map[chan struct{}]bool
}

// kind is how jobs of one kind are run.
type kind struct {
	handle Handler
	o      HandlerOptions
	busy   int
}

// New returns a Queue over db.
func New(db *store.DB, o Options) *Queue {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Queue{
		db: db, o: o, kinds: map[string]*kind{}, wake: make(chan struct{}, 1),
		running: map[string]context.CancelFunc{}, watchers: map[chan struct{}]bool{},
	}
}

// Handle registers what runs jobs of a kind. Call it before Run.
func (q *Queue) Handle(name string, h Handler, o HandlerOptions) {
	if o.Concurrency == 0 {
		o.Concurrency = 1
	}
	q.kinds[name] = &kind{handle: h, o: o}
}

// Run runs jobs until ctx ends, then stops the handlers, waits for them, and
// queues their jobs again with the attempt given back. Jobs of a kind without a
// handler wait.
func (q *Queue) Run(ctx context.Context) error {
	if err := q.recover(); err != nil {
		return fmt.Errorf("queue interrupted jobs again: %w", err)
	}
	var handlers sync.WaitGroup
	defer handlers.Wait()
	for {
		next, err := q.startDue(ctx, &handlers)
		if err != nil {
			return fmt.Errorf("start jobs: %w", err)
		}
		if err := q.sleep(ctx, next); err != nil {
			return nil //nolint:nilerr // the end of ctx is how Run is meant to end
		}
	}
}

// sleep waits for a change, or until next if that is not zero.
func (q *Queue) sleep(ctx context.Context, next time.Time) error {
	var timer <-chan time.Time
	if !next.IsZero() {
		t := time.NewTimer(next.Sub(q.o.Now()))
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-q.wake:
	case <-timer:
	case <-ctx.Done():
	}
	return ctx.Err()
}

// recover queues the jobs that were running when the process ended. Their
// attempts count: one that has used up all has failed.
func (q *Queue) recover() error {
	return q.db.Update(func(tx *store.Tx) error {
		interrupted, err := q.List(tx, func(j Job) bool { return j.State == Running })
		if err != nil {
			return err
		}
		for _, before := range interrupted {
			after := before
			after.State, after.DueAt, after.Error = Queued, q.o.Now().UTC(), "the program ended in the middle of it"
			if after.Attempts >= after.Max {
				after.State, after.FinishedAt = Failed, after.DueAt
			}
			if err := put(tx, &before, &after); err != nil {
				return err
			}
		}
		return nil
	})
}

// startDue starts what is due and has a free place, and returns when the next
// job is due (zero: none is waiting for its time).
func (q *Queue) startDue(ctx context.Context, handlers *sync.WaitGroup) (next time.Time, err error) {
	var chosen []Job
	choose := func(tx *store.Tx) (err error) {
		chosen, next, err = q.choose(tx)
		return err
	}
	if err := q.db.View(choose); err != nil || len(chosen) == 0 {
		return next, err
	}
	err = q.db.Update(func(tx *store.Tx) error {
		if err := choose(tx); err != nil {
			return err
		}
		for i := range chosen {
			before := chosen[i]
			job := &chosen[i]
			job.State, job.StartedAt = Running, q.o.Now().UTC()
			job.ProgressAt = job.StartedAt
			job.Attempts++
			if err := put(tx, &before, job); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return next, err
	}
	for _, job := range chosen {
		q.start(ctx, job, handlers)
	}
	q.tell()
	return next, nil
}

// choose returns the jobs that are due and have a free place, and when the next
// one is due.
func (q *Queue) choose(tx *store.Tx) (chosen []Job, next time.Time, err error) {
	now := q.o.Now()
	taken := map[string]int{}
	for item, err := range due().All(tx, store.Range{}) {
		if err != nil {
			return nil, next, err
		}
		job, err := records().Get(tx, item.Value)
		if err != nil {
			return nil, next, err
		}
		switch {
		case job.DueAt.After(now):
			if next.IsZero() || job.DueAt.Before(next) {
				next = job.DueAt
			}
		case q.free(job.Kind, taken[job.Kind]):
			taken[job.Kind]++
			chosen = append(chosen, job)
		}
	}
	return chosen, next, nil
}

// free reports whether one more job of the kind may run beside those that do and
// those just taken.
func (q *Queue) free(name string, taken int) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	k := q.kinds[name]
	return k != nil && k.busy+taken < k.o.Concurrency
}

func (q *Queue) start(ctx context.Context, job Job, handlers *sync.WaitGroup) {
	k := q.kinds[job.Kind]
	attempt, cancel := context.WithCancel(ctx)
	if k.o.Timeout > 0 {
		attempt, cancel = context.WithTimeout(ctx, k.o.Timeout)
	}
	q.mu.Lock()
	k.busy++
	q.running[job.ID] = cancel
	q.mu.Unlock()
	handlers.Go(func() {
		err := call(attempt, k.handle, &Run{Job: job, q: q})
		cancel()
		q.mu.Lock()
		k.busy--
		delete(q.running, job.ID)
		q.mu.Unlock()
		if err := q.finish(ctx, job.ID, err); err != nil {
			q.o.Log.Error("job not recorded", "job", job.ID, "err", err)
		}
		q.changed()
	})
}

// call runs a handler; a panic is an error.
func call(ctx context.Context, h Handler, run *Run) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = Permanent(fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		}
	}()
	return h(ctx, run)
}

// interrupt stops the handler of a running job.
func (q *Queue) interrupt(id string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if cancel := q.running[id]; cancel != nil {
		cancel()
	}
}

// finish records how an attempt ended.
func (q *Queue) finish(ctx context.Context, id string, outcome error) error {
	return q.db.Update(func(tx *store.Tx) error {
		job, err := records().Get(tx, id)
		if err != nil || job.State != Running { // cancelled meanwhile
			return err
		}
		before := job
		q.conclude(&job, outcome, ctx.Err() != nil)
		if outcome != nil && job.State != Partial && ctx.Err() == nil {
			q.o.Log.Warn("job attempt failed", "job", id, "attempt", before.Attempts, "state", job.State, "err", outcome)
		}
		return put(tx, &before, &job)
	})
}

// conclude sets the job's state after an attempt with that outcome.
func (q *Queue) conclude(job *Job, outcome error, stopping bool) {
	now := q.o.Now().UTC()
	job.Error = ""
	if outcome != nil {
		job.Error = outcome.Error()
	}
	var p permanent
	switch {
	case outcome == nil:
		job.State = Done
	case errors.Is(outcome, ErrPartial):
		job.State = Partial
	case stopping:
		job.State, job.DueAt, job.Error = Queued, now, ""
		job.Attempts--
	case errors.As(outcome, &p) || job.Attempts >= job.Max:
		job.State = Failed
	default:
		job.State, job.DueAt = Queued, now.Add(wait(outcome, job.Attempts))
	}
	if job.State.Finished() {
		job.FinishedAt = now
	}
}

// wait is how long to wait before another attempt: 2 s, 4 s and so on, with
// jitter, or as long as the error says.
func wait(outcome error, attempts int) time.Duration {
	var l later
	if errors.As(outcome, &l) {
		return l.wait
	}
	waits := backoff.NewExponentialBackOff()
	waits.InitialInterval, waits.Multiplier, waits.RandomizationFactor, waits.MaxInterval = firstWait, 2, jitter, longest
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

// Progress records that done of total items are done.
func (r *Run) Progress(done, total int) error {
	err := r.q.db.Update(func(tx *store.Tx) error {
		job, err := records().Get(tx, r.Job.ID)
		if err != nil || job.State != Running {
			return err
		}
		job.Done, job.Total, job.ProgressAt = done, total, r.q.o.Now().UTC()
		tx.OnCommit(r.q.tell)
		return records().Put(tx, job.ID, job)
	})
	if err != nil {
		return fmt.Errorf("record progress: %w", err)
	}
	return nil
}
