package jobs

import (
	"context"
	"errors"
	"time"

	"casebook/store"
)

// StuckAfter is how long a running job may go without progress before it is shown as
// stuck, unless its kind may be silent for longer.
const StuckAfter = 10 * time.Minute

// Stuck reports whether a job is running without progress for too long.
func (q *Queue) Stuck(j Job, now time.Time) bool {
	most := StuckAfter
	if k := q.kinds[j.Kind]; k != nil {
		most = max(most, k.o.Silence)
	}
	return j.State == Running && now.Sub(j.ProgressAt) > most
}

// errStuck is why an attempt was interrupted that went nowhere.
var errStuck = errors.New("stuck: no progress")

// runKey is the context key of an attempt.
type runKey struct{}

// Alive notes that the job whose handler was given ctx, or a context made from it, goes
// on, although none of its items is done yet. Elsewhere it does nothing.
func Alive(ctx context.Context) {
	run, ok := ctx.Value(runKey{}).(*Run)
	if !ok {
		return
	}
	if err := run.q.db.Update(func(tx *store.Tx) error { return run.progress(tx, func(*Job) {}) }); err != nil {
		run.q.o.Log.Error("sign of life not recorded", "job", run.Job.ID, "err", err)
	}
}

// wakeStuck interrupts attempts that have been silent for longer than their kind may be,
// so that their jobs are taken up again like others that failed. It returns when to look
// again (zero: nothing is running). A handler that does not heed its context stays
// marked as running, and Stuck.
func (q *Queue) wakeStuck() (again time.Time, err error) {
	running, busy := q.underWay()
	if !busy {
		return again, nil
	}
	err = q.db.View(func(tx *store.Tx) error {
		for id, silent := range running {
			job, err := q.Job(tx, id)
			if err != nil {
				return err
			}
			if most := q.kinds[job.Kind].o.Silence; most > 0 && job.State == Running && silent > most {
				q.o.Log.Warn("job stuck, and interrupted", "job", id, "attempt", job.Attempts, "done", job.Done, "of", job.Total, "silent since", job.ProgressAt)
				q.interrupt(id, errStuck)
				q.register(id, nil)
			}
		}
		return nil
	})
	return q.o.Now().Add(longestSleep), err
}

// underWay returns for how long the jobs that can be interrupted have been silent, by id,
// and whether there are any that run or are about to.
func (q *Queue) underWay() (silent map[string]time.Duration, busy bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, k := range q.kinds {
		busy = busy || k.busy > 0
	}
	silent = map[string]time.Duration{}
	for id, h := range q.running {
		silent[id] = time.Since(h.alive)
	}
	return silent, busy
}
