// Package jobs is a durable queue: jobs are added in the caller's transaction,
// survive the end of the process in any form, and are run by handlers that are
// safe to run twice. Nothing polls: a commit or a timer wakes it. Jobs of one kind
// run by priority, then in the order in which they are due.
//
// One process holds the database, so what is marked as running when Run begins
// was interrupted: it runs again, and the interrupted attempt counts. A handler
// that is stopped because Run's context ends gives its attempt back.
package jobs

import (
	"encoding/json"
	"errors"
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
	Error      string          `json:"error,omitempty"`      // of the last attempt
	Cancelling bool            `json:"cancelling,omitempty"` // running, and asked to stop for good
	CreatedAt  time.Time       `json:"createdAt"`
	DueAt      time.Time       `json:"dueAt"`
	StartedAt  time.Time       `json:"startedAt,omitzero"`
	ProgressAt time.Time       `json:"progressAt,omitzero"`
	FinishedAt time.Time       `json:"finishedAt,omitzero"`
	Trace      string          `json:"trace,omitempty"` // that it is a part of, as traces.Origin has it
}

// Spec is a job to be added. Its id, Kind and Name, is the caller's, so that
// adding the same work twice is not doing it twice.
type Spec struct {
	Kind, Name string    // Kind has no spaces and no slashes
	Arg        any       // kept as JSON
	At         time.Time // not before; zero: now
	Max        int       // attempts; default 3
	Priority   int       // lower goes first
	Again      bool      // a finished job of that id is replaced
	Trace      string    // that it is a part of, as traces.Origin has it; empty: of none
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

// dueEntry is a queued job in the index of those.
type dueEntry struct {
	ID       string    `json:"id"`
	Priority int       `json:"priority"`
	DueAt    time.Time `json:"dueAt"`
}

// due is the index of queued jobs: by kind, then priority, then time.
func due() store.Collection[dueEntry] {
	return store.Collection[dueEntry]{Name: "jobs_due", Version: 1}
}

// duePrefix is what the index's keys of one kind and priority begin with.
func duePrefix(kind string, priority int) string {
	return store.Key(kind, store.Sortable(int64(priority)), "")
}

func (j *Job) dueKey() string {
	return duePrefix(j.Kind, j.Priority) + store.Key(store.SortableTime(j.DueAt), j.ID)
}

// put saves a job and keeps the index true.
func put(tx *store.Tx, before, after *Job) error {
	if before != nil && before.State == Queued {
		if err := due().Delete(tx, before.dueKey()); err != nil {
			return err
		}
	}
	if after.State == Queued {
		if err := due().Put(tx, after.dueKey(), dueEntry{after.ID, after.Priority, after.DueAt}); err != nil {
			return err
		}
	}
	return records().Put(tx, after.ID, *after)
}

// Shown is what the operator may see of a job: not its argument, which may hold an
// address with a secret.
type Shown struct {
	ID         string    `json:"id" doc:"The kind, and what it is about" example:"cases.draw case-2026-11-21"`
	Kind       string    `json:"kind" doc:"What it does" example:"cases.draw"`
	State      State     `json:"state" enum:"queued,running,done,partial,failed,cancelled" doc:"How it stands; partial: as much as could be done is done" example:"running"`
	Stuck      bool      `json:"stuck" doc:"It runs, and has made no progress for ten minutes" example:"false"`
	Cancelling bool      `json:"cancelling" doc:"It is cancelled, and has not stopped yet" example:"false"`
	Attempts   int       `json:"attempts" doc:"Begun so far, the present one included" example:"2"`
	Max        int       `json:"max" doc:"How often it is tried at most" example:"25"`
	Done       int       `json:"done" doc:"How many parts are done" example:"4"`
	Total      int       `json:"total" doc:"How many parts there are; 0 when it is not known" example:"14"`
	Error      string    `json:"error,omitempty" doc:"Why the last attempt failed; missing if it did not" example:"the writer's model does not answer"`
	CreatedAt  time.Time `json:"createdAt" doc:"When it was added" example:"2026-11-21T23:00:00Z"`
	DueAt      time.Time `json:"dueAt" doc:"When it may begin" example:"2026-11-21T23:00:00Z"`
	StartedAt  time.Time `json:"startedAt,omitzero" doc:"When its last attempt began" example:"2026-11-21T23:00:01Z"`
	ProgressAt time.Time `json:"progressAt,omitzero" doc:"When it last gave a sign of life" example:"2026-11-21T23:00:31Z"`
	FinishedAt time.Time `json:"finishedAt,omitzero" doc:"When it was finished" example:"2026-11-21T23:01:12Z"`
}

// Show returns what the operator may see of a job.
func (q *Queue) Show(j Job) Shown {
	return Shown{
		ID: j.ID, Kind: j.Kind, State: j.State, Stuck: q.Stuck(j, q.o.Now()), Cancelling: j.Cancelling, Attempts: j.Attempts, Max: j.Max, Done: j.Done, Total: j.Total,
		Error: j.Error, CreatedAt: j.CreatedAt, DueAt: j.DueAt, StartedAt: j.StartedAt, ProgressAt: j.ProgressAt, FinishedAt: j.FinishedAt,
	}
}

// ShowAll is Show of each.
func (q *Queue) ShowAll(list []Job) []Shown {
	shown := make([]Shown, len(list))
	for i, job := range list {
		shown[i] = q.Show(job)
	}
	return shown
}
