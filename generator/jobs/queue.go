package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"casebook/generator/traces"
	"casebook/store"
)

// Handler does the work of one job. It returns when ctx ends, and is safe to be
// run again after any interruption.
type Handler func(ctx context.Context, run *Run) error

// HandlerOptions say how jobs of a kind are run.
type HandlerOptions struct {
	Concurrency int           // of them at once; default 1
	Timeout     time.Duration // of one attempt; zero: none
	Silence     time.Duration // without progress, after which an attempt is interrupted; zero: any
}

// Options are what a Queue needs. The zero value is good.
type Options struct {
	Now      func() time.Time
	Log      *slog.Logger
	Traces   *traces.Tracer                  // nil: attempts are not traced
	Finished func(tx *store.Tx, j Job) error // called as a job that ran is recorded as finished; may be nil
}

// Queue is the queue over one database. Register every kind with Handle, then
// Run it once.
type Queue struct {
	db    *store.DB
	o     Options
	kinds map[string]*kind
	wake  chan struct{}

	mu       sync.Mutex
	active   bool                // Run is running
	running  map[string]*handler // by id
	watchers map[chan struct{}]bool
}

// handler is what handles a job at present.
type handler struct {
	cancel context.CancelCauseFunc
	alive  time.Time // of its last sign of life, by a clock that nobody sets
}

// kind is how jobs of one kind are run.
type kind struct {
	handle Handler
	o      HandlerOptions
	busy   int // guarded by the queue's mu
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
		running: map[string]*handler{}, watchers: map[chan struct{}]bool{},
	}
}

// Handle registers what runs jobs of a kind. Call it before Run.
func (q *Queue) Handle(name string, h Handler, o HandlerOptions) {
	if o.Concurrency == 0 {
		o.Concurrency = 1
	}
	q.kinds[name] = &kind{handle: h, o: o}
}

// Waits of the queue itself.
const (
	longestSleep = time.Minute     // the wall clock may be set, or the machine sleep, behind a timer's back
	faultWait    = 5 * time.Second // before the store is tried again, say when the disk was full
)

// Run runs jobs until ctx ends, then stops the handlers, waits for them, and
// queues their jobs again with the attempt given back. Jobs of a kind without a
// handler wait. A fault of the store is logged, and what it prevented is tried
// again.
func (q *Queue) Run(ctx context.Context) error {
	if !q.enter() {
		return errors.New("run jobs: the queue is running already")
	}
	defer q.leave()
	if err := q.Recover(); err != nil {
		return err
	}
	var handlers sync.WaitGroup
	defer handlers.Wait()
	for ctx.Err() == nil {
		next, err := q.startDue(ctx, &handlers)
		look, failed := q.wakeStuck()
		if next, err = earlier(next, look), errors.Join(err, failed); err != nil {
			q.o.Log.Error("jobs cannot start", "err", err, "again", faultWait)
			next = q.o.Now().Add(faultWait)
		}
		q.sleep(ctx, next)
	}
	return nil
}

func (q *Queue) enter() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	entered := !q.active
	q.active = true
	return entered
}

func (q *Queue) leave() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.active = false
}

// sleep waits for a change, or until next if that is not zero.
func (q *Queue) sleep(ctx context.Context, next time.Time) {
	var timer <-chan time.Time
	if !next.IsZero() {
		t := time.NewTimer(min(next.Sub(q.o.Now()), longestSleep))
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-q.wake:
	case <-timer:
	case <-ctx.Done():
	}
}

// Recover queues the jobs that were running when the process ended. Their
// attempts count: one that has used up all has failed. Run begins with it; who
// adds jobs before Run calls it first, since a job that seems to run is not added.
func (q *Queue) Recover() error {
	err := q.db.Update(func(tx *store.Tx) error {
		interrupted, err := q.List(tx, func(j Job) bool { return j.State == Running })
		if err != nil {
			return err
		}
		tx.OnCommit(q.tell)
		for _, before := range interrupted {
			after := before
			after.State = Queued
			after.Error = fmt.Sprintf("the program ended in the middle of attempt %d of %d", before.Attempts, before.Max)
			switch {
			case before.Cancelling:
				after.State = Cancelled
			case before.Attempts >= before.Max:
				after.State = Failed
			}
			if after.State.Finished() {
				after.FinishedAt, after.Cancelling = q.o.Now().UTC(), false
			}
			if err := q.save(tx, &before, &after); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("queue interrupted jobs again: %w", err)
	}
	return nil
}

// save is put of a job that ran, and says so if it has finished.
func (q *Queue) save(tx *store.Tx, before, after *Job) error {
	if err := put(tx, before, after); err != nil || !after.State.Finished() || q.o.Finished == nil {
		return err
	}
	return q.o.Finished(tx, *after)
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
		k := q.kinds[job.Kind]
		q.occupy(k, 1)
		handlers.Go(func() {
			q.attempt(ctx, k, job)
			q.occupy(k, -1)
			q.changed()
		})
	}
	q.tell()
	return next, nil
}

// occupy takes n places of a kind, or gives them back.
func (q *Queue) occupy(k *kind, n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	k.busy += n
}

// free returns how many more jobs of the kind may run.
func (q *Queue) free(k *kind) int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return k.o.Concurrency - k.busy
}

// choose returns the jobs that are due and have a free place, and when the next
// one is due.
func (q *Queue) choose(tx *store.Tx) (chosen []Job, next time.Time, err error) {
	now := q.o.Now()
	for name, k := range q.kinds {
		entries, at, err := dueOf(tx, name, q.free(k), now)
		if err != nil {
			return nil, next, err
		}
		for _, entry := range entries {
			job, err := q.Job(tx, entry.ID)
			if err != nil {
				return nil, next, err
			}
			chosen = append(chosen, job)
		}
		next = earlier(next, at)
	}
	return chosen, next, nil
}

// dueOf returns up to limit jobs of a kind that are due, by priority, then time;
// and if there are fewer, when the next one is due.
func dueOf(tx *store.Tx, kind string, limit int, now time.Time) (entries []dueEntry, next time.Time, err error) {
	after := ""
	for len(entries) < limit {
		item, found, err := firstDue(tx, kind, after)
		if err != nil || !found {
			return entries, next, err
		}
		after = item.Key
		if item.Value.DueAt.After(now) { // so is all that follows of its priority
			next = earlier(next, item.Value.DueAt)
			after = duePrefix(kind, item.Value.Priority) + "\xff"
			continue
		}
		entries = append(entries, item.Value)
	}
	return entries, next, nil
}

// firstDue returns the first entry of a kind in the index beyond the key after.
func firstDue(tx *store.Tx, kind, after string) (item store.Item[dueEntry], found bool, err error) {
	for item, err := range due().All(tx, store.Range{Prefix: store.Key(kind, ""), After: after}) {
		return item, true, err
	}
	return item, false, nil
}

// earlier returns the earlier of two times, of which zero means none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
