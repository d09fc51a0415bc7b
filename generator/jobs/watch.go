package jobs

import (
	"context"

	"casebook/store"
)

// Watch returns a channel that receives after changes of any job, and a function
// that ends it. Several changes may arrive as one.
func (q *Queue) Watch() (changes <-chan struct{}, stop func()) {
	c := make(chan struct{}, 1)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.watchers[c] = true
	return c, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		delete(q.watchers, c)
	}
}

// Wait returns the job of that id once it is finished, or an error when ctx ends.
func (q *Queue) Wait(ctx context.Context, id string) (Job, error) {
	changes, stop := q.Watch()
	defer stop()
	for {
		var job Job
		err := q.db.View(func(tx *store.Tx) (err error) {
			job, err = q.Job(tx, id)
			return err
		})
		if err != nil || job.State.Finished() {
			return job, err
		}
		select {
		case <-changes:
		case <-ctx.Done():
			return job, ctx.Err()
		}
	}
}

// changed wakes the queue and tells watchers.
func (q *Queue) changed() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
	q.tell()
}

// tell tells watchers that some job has changed.
func (q *Queue) tell() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for c := range q.watchers {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}
