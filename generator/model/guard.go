package model

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/time/rate"

	"casebook/generator/traces"
)

// Ledger keeps account of calls.
type Ledger interface {
	// Room returns an *Error of kind Spent when nothing more may be spent today.
	Room() error
	// Add records a call. It cannot be undone by a failure of the record.
	Add(e Entry)
}

// Entry is one call in the ledger.
type Entry struct {
	Role   string
	CaseID string
	Used   Usage
	Failed Kind // empty: the call was good
	Took   time.Duration
}

// Guards are what is put around a port.
type Guards struct {
	Role     string
	Ledger   Ledger
	Lane     *Lane         // shared by all calls to one provider
	Timeout  time.Duration // of one attempt
	Attempts uint
	Patience time.Duration // the longest hint that is waited for
}

// Guard returns call with everything around it, from the inside out: its time, its part
// in a trace, its place among the calls to the provider, its record, its attempts.
func Guard[Q Request, A Answer](g Guards, call Call[Q, A]) Call[Q, A] {
	return retried(g, recorded(g, inLane(g.Lane, traced(g.Role, timed(g.Timeout, call)))))
}

// timed ends a call after the time d.
func timed[Q Request, A Answer](d time.Duration, call Call[Q, A]) Call[Q, A] {
	return func(ctx context.Context, q Q) (A, error) {
		limited, cancel := context.WithTimeout(ctx, d)
		defer cancel()
		a, err := call(limited, q)
		if err != nil && limited.Err() != nil && ctx.Err() == nil {
			err = &Error{Kind: Unreachable, Reason: fmt.Sprintf("no whole answer within %s", d), Used: a.Use()}
		}
		return a, err
	}
}

// traced tells of a call in the trace of what it is made for, by the names that
// OpenTelemetry has for what models do; nothing that is asked or answered.
func traced[Q Request, A Answer](role string, call Call[Q, A]) Call[Q, A] {
	return func(ctx context.Context, q Q) (A, error) {
		ctx, span := traces.Call(ctx, "model "+role)
		defer span.End()
		a, err := call(ctx, q)
		used := a.Use()
		if failed, known := errors.AsType[*Error](err); known {
			used = failed.Used
			span.Fail(string(failed.Kind))
		} else if err != nil {
			span.Fail("interrupted")
		}
		span.Text(traces.Case, q.CaseOf())
		span.Text("gen_ai.response.model", used.Model)
		span.Number("gen_ai.usage.input_tokens", used.In)
		span.Number("gen_ai.usage.output_tokens", used.Out)
		span.Number("casebook.pictures", used.Pictures)
		return a, err
	}
}

// Lane bounds how many calls to one provider are under way at a time, and how soon
// one may begin after another.
type Lane struct {
	places chan struct{}
	starts *rate.Limiter
}

// NewLane returns a lane for that many calls at once, whose beginnings are at least
// spacing apart.
func NewLane(places int, spacing time.Duration) *Lane {
	return &Lane{places: make(chan struct{}, places), starts: rate.NewLimiter(rate.Every(spacing), 1)}
}

// Beside returns a lane with that many places of its own, whose calls begin apart from
// those of l too.
func (l *Lane) Beside(places int) *Lane {
	return &Lane{places: make(chan struct{}, places), starts: l.starts}
}

// inLane makes a call wait for its place.
func inLane[Q Request, A Answer](l *Lane, call Call[Q, A]) Call[Q, A] {
	return func(ctx context.Context, q Q) (a A, err error) {
		select {
		case l.places <- struct{}{}:
		case <-ctx.Done():
			return a, ctx.Err()
		}
		defer func() { <-l.places }()
		if err := l.starts.Wait(ctx); err != nil {
			if ctx.Err() == nil { // its deadline would come first
				err = &Error{Kind: Busy, Reason: "too many calls are waiting"}
			}
			return a, err
		}
		return call(ctx, q)
	}
}

// recorded enters a call into the ledger, and makes none when the budget is spent.
func recorded[Q Request, A Answer](g Guards, call Call[Q, A]) Call[Q, A] {
	return func(ctx context.Context, q Q) (a A, err error) {
		if err := g.Ledger.Room(); err != nil {
			return a, err
		}
		began := time.Now()
		a, err = call(ctx, q)
		entry := Entry{Role: g.Role, CaseID: q.CaseOf(), Used: a.Use(), Took: time.Since(began)}
		failed, known := errors.AsType[*Error](err)
		switch {
		case err == nil:
		case known:
			entry.Failed, entry.Used = failed.Kind, failed.Used
		case entry.Used.In+entry.Used.Out > 0: // ctx has ended within an answer
			entry.Failed = Unreachable
		default: // ctx has ended before there was one
			return a, err
		}
		g.Ledger.Add(entry)
		return a, err
	}
}

const (
	firstWait = 2 * time.Second // then doubled
	jitter    = 0.2
)

// retried makes further attempts where they can help.
func retried[Q Request, A Answer](g Guards, call Call[Q, A]) Call[Q, A] {
	return func(ctx context.Context, q Q) (A, error) {
		waits := backoff.NewExponentialBackOff()
		waits.InitialInterval, waits.Multiplier, waits.RandomizationFactor = firstWait, 2, jitter
		a, err := backoff.Retry(ctx, func() (A, error) {
			a, err := call(ctx, q)
			return a, again(err, g.Patience)
		}, backoff.WithBackOff(waits), backoff.WithMaxTries(g.Attempts), backoff.WithMaxElapsedTime(0))
		if failed, ok := errors.AsType[*Error](err); ok {
			return a, failed
		}
		return a, err
	}
}

// again is err as package backoff wants it: permanent, or with the time to wait.
func again(err error, patience time.Duration) error {
	failed, ok := errors.AsType[*Error](err)
	if !ok {
		return backoff.Permanent(err) // nil stays nil
	}
	switch failed.Kind {
	case Busy:
		if failed.Hint > patience {
			return backoff.Permanent(err)
		}
		if failed.Hint > 0 {
			spread := time.Duration(rand.Float64() * jitter * float64(failed.Hint))
			return errors.Join(err, &backoff.RetryAfterError{Duration: failed.Hint + spread})
		}
		return err
	case Broken, Unreachable:
		return err
	case Quota, Refused, Misconfigured, Spent:
	}
	return backoff.Permanent(err)
}
