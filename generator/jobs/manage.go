package jobs

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"casebook/generator/fault"
	"casebook/store"
)

// defaultMax is how many attempts a job has unless its Spec says otherwise.
const defaultMax = 3

// Add adds a job in the caller's transaction; it may start once that is
// committed. A job of that id that is queued or running, or finished without
// Again, is left as it is: added is false.
func (q *Queue) Add(tx *store.Tx, s Spec) (added bool, err error) {
	job, err := s.job(q.o.Now().UTC())
	if err != nil {
		return false, err
	}
	before, err := records().Get(tx, job.ID)
	if err == nil && (!before.State.Finished() || !s.Again) {
		return false, nil
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return false, fmt.Errorf("add job %s: %w", job.ID, err)
	}
	if err := put(tx, nil, &job); err != nil {
		return false, fmt.Errorf("add job %s: %w", job.ID, err)
	}
	tx.OnCommit(q.changed)
	return true, nil
}

// job makes the job that s describes.
func (s *Spec) job(now time.Time) (Job, error) {
	id := s.Kind + " " + s.Name
	if s.Kind == "" || s.Name == "" || strings.ContainsAny(s.Kind, " /") {
		return Job{}, fmt.Errorf("add job %q: a job needs a kind without spaces and slashes, and a name", id)
	}
	arg, err := json.Marshal(s.Arg)
	if err != nil {
		return Job{}, fmt.Errorf("add job %s: %w", id, err)
	}
	job := Job{
		ID: id, Kind: s.Kind, Arg: arg, State: Queued, Priority: s.Priority, Max: s.Max, CreatedAt: now, DueAt: s.At.UTC(), Trace: s.Trace,
	}
	if job.Max == 0 {
		job.Max = defaultMax
	}
	if s.At.IsZero() {
		job.DueAt = now
	}
	return job, nil
}

// Job returns the job of that id, or a fault of kind NotFound around ErrUnknown.
func (q *Queue) Job(tx *store.Tx, id string) (Job, error) {
	job, err := records().Get(tx, id)
	if errors.Is(err, store.ErrNotFound) {
		return Job{}, fault.New(fault.NotFound, "There is no job %q.", id).Because(ErrUnknown)
	}
	if err != nil {
		return Job{}, fmt.Errorf("read job %s: %w", id, err)
	}
	return job, nil
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

// Page returns up to limit of the jobs for which keep is true, newest first, beginning
// after the one of the id after ("" for the newest); how many there are in all; and
// whether some follow.
func (q *Queue) Page(tx *store.Tx, keep func(Job) bool, after string, limit int) (list []Job, total int, more bool, err error) {
	list, err = q.List(tx, keep)
	if err != nil {
		return nil, 0, false, err
	}
	newest := func(a, b Job) int { return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(a.ID, b.ID)) }
	slices.SortFunc(list, newest)
	total = len(list)
	if after != "" {
		last, err := q.Job(tx, after)
		if err != nil {
			return nil, 0, false, err
		}
		list = slices.DeleteFunc(list, func(j Job) bool { return newest(last, j) >= 0 })
	}
	return list[:min(limit, len(list))], total, len(list) > limit, nil
}

// errCancelled is why an attempt is interrupted of a job that is cancelled.
var errCancelled = fmt.Errorf("the job is cancelled: %w", context.Canceled)

// WasCancelled reports whether the attempt that was given ctx is interrupted because its job
// is cancelled, and not because the program stops.
func WasCancelled(ctx context.Context) bool { return errors.Is(context.Cause(ctx), errCancelled) }

// Cancel ends a job for good: a queued one at once; a running one is told to
// stop, and is cancelled when its handler returns with an error. One that has
// finished is a fault of kind Conflict.
func (q *Queue) Cancel(tx *store.Tx, id string) error {
	job, err := q.Job(tx, id)
	if err != nil {
		return err
	}
	if job.State.Finished() {
		return fault.New(fault.Conflict, "The job %q has finished: it is %s.", id, job.State)
	}
	before := job
	if job.State == Queued {
		job.State, job.FinishedAt = Cancelled, q.o.Now().UTC()
	} else {
		job.Cancelling = true
	}
	tx.OnCommit(func() {
		q.interrupt(id, errCancelled)
		q.changed()
	})
	return put(tx, &before, &job)
}

// Retry queues a job that is failed, partial or cancelled anew, with all its
// attempts. In any other state it is a fault of kind Conflict.
func (q *Queue) Retry(tx *store.Tx, id string) error {
	job, err := q.Job(tx, id)
	if err != nil {
		return err
	}
	if !job.State.Finished() || job.State == Done {
		return fault.New(fault.Conflict, "The job %q is %s: there is nothing to try again.", id, job.State)
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
		old, err := q.List(tx, func(j Job) bool { return j.State.Finished() && j.FinishedAt.Before(oldest) })
		if err != nil {
			return err
		}
		for _, job := range old {
			if err := records().Delete(tx, job.ID); err != nil {
				return err
			}
		}
		tx.OnCommit(q.tell)
		return nil
	})
	if err != nil {
		return fmt.Errorf("sweep jobs: %w", err)
	}
	return nil
}
