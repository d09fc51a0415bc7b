package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/jonboulle/clockwork"
)

// Daily is a time of day.
type Daily struct {
	Hour, Minute int
	Location     *time.Location   // default UTC
	Now          func() time.Time // default time.Now
}

// Next returns when the time comes next.
func (d Daily) Next() time.Time {
	if d.Location == nil {
		d.Location = time.UTC
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	now := d.Now().In(d.Location)
	next := time.Date(now.Year(), now.Month(), now.Day(), d.Hour, d.Minute, 0, 0, d.Location)
	if !next.After(now) {
		next = time.Date(now.Year(), now.Month(), now.Day()+1, d.Hour, d.Minute, 0, 0, d.Location)
	}
	return next
}

// RunDaily calls add at that time every day until ctx ends. add only adds jobs:
// what takes time is theirs. Its errors are its own to log. On a day on which
// the clock skips the time, add is called when the clock goes on; on one that
// has the time twice, once.
func RunDaily(ctx context.Context, d Daily, add func(context.Context)) error {
	if d.Location == nil {
		d.Location = time.UTC
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	scheduler, err := gocron.NewScheduler(gocron.WithLocation(d.Location), gocron.WithClock(clock{clockwork.NewRealClock(), d.Now}))
	if err != nil {
		return fmt.Errorf("schedule: %w", err)
	}
	at := gocron.NewAtTimes(gocron.NewAtTime(uint(d.Hour), uint(d.Minute), 0))
	if _, err := scheduler.NewJob(gocron.DailyJob(1, at), gocron.NewTask(func() { add(ctx) })); err != nil {
		return fmt.Errorf("schedule: %w", err)
	}
	scheduler.Start()
	<-ctx.Done()
	if err := scheduler.Shutdown(); err != nil {
		return fmt.Errorf("end the schedule: %w", err)
	}
	return nil
}

// clock is the real clock with its hands set by now.
type clock struct {
	clockwork.Clock
	now func() time.Time
}

func (c clock) Now() time.Time                  { return c.now() }
func (c clock) Since(t time.Time) time.Duration { return c.now().Sub(t) }
func (c clock) Until(t time.Time) time.Duration { return t.Sub(c.now()) }
