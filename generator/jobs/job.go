// Package jobs is a durable queue: jobs are added in the caller's transaction,
// survive the end of the process in any form, and are run by handlers that are
// safe to run twice. Nothing polls: a commit or a timer wakes it.
//
// One process holds the database, so what is marked as running when Run begins
// was interrupted: it runs again, and the interrupted attempt counts. A handler
// that is stopped because Run's context ends gives its attempt back.
package jobs

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"casebook/store"
)

// State is where a job stands.
type State string

// The states of a job.
const (
	Queued    State = "queued"
	Running   State = "running"
	Done      State = "done"
	Partial   State = "partial" // as much as could be done is done
	Failed    State = "failed"
	Cancelled State = "cancelled"
)

// Finished reports whether a job in this state runs no more by itself.
func (s State) Finished() bool { return s != Queued && s != Running }

// Job is one job as it is kept.
type Job struct {
	ID         string          `json:"id"` // kind, space, name
	Kind       string          `json:"kind"`
	Arg        json.RawMessage `json:"arg,omitempty"`
	State      State           `json:"state"`
	Priority   int             `json:"priority"` // lower goes first among those that are due
	Attempts   int             `json:"attempts"` // begun, the present one included
	Max        int             `json:"max"`
	Done       int             `json:"done"` // items done of Total, as the handler reports
	Total      int             `json:"total"`
	Error      string          `json:"error,omitempty"` // of the last attempt
	CreatedAt  time.Time       `json:"createdAt"`
	DueAt      time.Time       `json:"dueAt"`
	StartedAt  time.Time       `json:"startedAt,omitzero"`
	ProgressAt time.Time       `json:"progressAt,omitzero"`
	FinishedAt time.Time       `json:"finishedAt,omitzero"`
}

// Spec is a job to be added. Its id, Kind and Name, is the caller's, so that
// adding the same work twice is not doing it twice.
type Spec struct {
	Kind, Name string
	Arg        any       // kept as JSON
	At         time.Time // not before; zero: now
	Max        int       // attempts; default 3
	Priority   int       // lower goes first
	Again      bool      // a finished job of that id is replaced
}

// Errors by which a handler says how its attempt ended. Any other error is worth
// another attempt.
var (
	// ErrPartial, wrapped: as much as could be done is done.
	ErrPartial = errors.New("partly done")
	// ErrUnknown: there is no such job.
	ErrUnknown = errors.New("no such job")
)

// permanent is an error that another attempt would not mend.
type permanent struct{ error }

func (p permanent) Unwrap() error { return p.error }

// Permanent marks err as not worth another attempt.
func Permanent(err error) error { return permanent{err} }

// later is an error with the time to wait before another attempt.
type later struct {
	error
	wait time.Duration
}

func (l later) Unwrap() error { return l.error }

// RetryAfter marks err as worth another attempt after d, not sooner.
func RetryAfter(err error, d time.Duration) error { return later{err, d} }

func records() store.Collection[Job] { return store.Collection[Job]{Name: "jobs", Version: 1} }

// due is the index of queued jobs in the order in which they are to run. Its
// values are ids.
func due() store.Collection[string] { return store.Collection[string]{Name: "jobs_due", Version: 1} }

// dueKey sorts a queued job by priority, then by time. Jobs that are not due yet
// are passed over, so it may stand before ones that are.
func (j *Job) dueKey() string {
	return store.Key(store.Sortable(int64(max(0, j.Priority))), store.SortableTime(j.DueAt), j.ID)
}

// put saves a job and keeps the index true.
func put(tx *store.Tx, before, after *Job) error {
	if before != nil && before.State == Queued {
		if err := due().Delete(tx, before.dueKey()); err != nil {
			return err
		}
	}
	if after.State == Queued {
		if err := due().Put(tx, after.dueKey(), after.ID); err != nil {
			return err
		}
	}
	return records().Put(tx, after.ID, *after)
}

// Add adds a job in the caller's transaction; it may start once that is
// committed. A job of that id that is queued or running, or finished without
// Again, is left as it is: added is false.
func (q *Queue) Add(tx *store.Tx, s Spec) (added bool, err error) {
	id := s.Kind + " " + s.Name
	if s.Kind == "" || s.Name == "" || strings.Contains(s.Kind, " ") {
		return false, fmt.Errorf("add job %q: a job needs a kind without spaces and a name", id)
	}
	arg, err := json.Marshal(s.Arg)
	if err != nil {
		return false, fmt.Errorf("add job %s: %w", id, err)
	}
	before, err := records().Get(tx, id)
	if err == nil && (!before.State.Finished() || !s.Again) {
		return false, nil
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return false, fmt.Errorf("add job %s: %w", id, err)
	}
	now := q.o.Now().UTC()
	job := Job{
		ID: id, Kind: s.Kind, Arg: arg, State: Queued, Priority: s.Priority, Max: s.Max, CreatedAt: now, DueAt: s.At.UTC(),
	}
	if job.Max == 0 {
		job.Max = 3
	}
	if s.At.IsZero() {
		job.DueAt = now
	}
	tx.OnCommit(q.changed)
	return true, put(tx, nil, &job)
}

// Job returns the job of that id, or ErrUnknown.
func (q *Queue) Job(tx *store.Tx, id string) (Job, error) {
	job, err := records().Get(tx, id)
	if errors.Is(err, store.ErrNotFound) {
		return Job{}, fmt.Errorf("%s: %w", id, ErrUnknown)
	}
	return job, err
}

// List returns the jobs for which keep is true, in order of their ids.
func (q *Queue) List(tx *store.Tx, keep func(Job) bool) ([]Job, error) {
	list := []Job{}
	for item, err := range records().All(tx, store.Range{}) {
		if err != nil {
			return nil, fmt.Errorf("list jobs: %w", err)
		}
		if keep(item.Value) {
			list = append(list, item.Value)
		}
	}
	return list, nil
}

// StuckAfter is how long a running job may go without progress.
const StuckAfter = 10 * time.Minute

// Stuck reports whether the job is running without progress for too long.
func (j Job) Stuck(now time.Time) bool {
	return j.State == Running && now.Sub(j.ProgressAt) > StuckAfter
}

// Cancel ends a job that is not finished; a running one is stopped.
func (q *Queue) Cancel(tx *store.Tx, id string) error {
	job, err := q.Job(tx, id)
	if err != nil || job.State.Finished() {
		return err
	}
	before := job
	job.State, job.FinishedAt = Cancelled, q.o.Now().UTC()
	tx.OnCommit(func() {
		q.interrupt(id)
		q.changed()
	})
	return put(tx, &before, &job)
}

// Retry queues a finished job anew, with all its attempts.
func (q *Queue) Retry(tx *store.Tx, id string) error {
	job, err := q.Job(tx, id)
	if err != nil || !job.State.Finished() {
		return err
	}
	before := job
	job.State, job.Attempts, job.Error = Queued, 0, ""
	job.DueAt, job.FinishedAt = q.o.Now().UTC(), time.Time{}
	tx.OnCommit(q.changed)
	return put(tx, &before, &job)
}

// Sweep drops jobs that finished longer ago than keep.
func (q *Queue) Sweep(keep time.Duration) error {
	oldest := q.o.Now().Add(-keep)
	err := q.db.Update(func(tx *store.Tx) error {
		for item, err := range records().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			if !item.Value.State.Finished() || !item.Value.FinishedAt.Before(oldest) {
				continue
			}
			if err := records().Delete(tx, item.Key); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("sweep jobs: %w", err)
	}
	return nil
}
