package watch

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/cases"
	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// strike draws nothing.
type strike struct{}

func (strike) Draw(context.Context, string, mystery.Picture) (cases.Drawing, error) {
	return cases.Drawing{}, jobs.Permanent(errors.New("on strike"))
}

// counted is a writer that keeps for which seeds it wrote.
type counted struct {
	cases.Writer
	briefs []string
}

func (c *counted) Write(ctx context.Context, brief mystery.Brief) (*mystery.Case, error) {
	c.briefs = append(c.briefs, brief.Date)
	return c.Writer.Write(ctx, brief)
}

// TestClockJumps sets the clock while the house is at work, by a day and more either way:
// every day that comes has its case within two minutes, and none is written twice.
func TestClockJumps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, err := store.Open(filepath.Join(t.TempDir(), "casebook.db"), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var offset atomic.Int64
		offset.Store(int64(time.Until(time.Date(2026, 11, 21, 13, 0, 0, 0, time.UTC))))
		now := func() time.Time { return time.Now().Add(time.Duration(offset.Load())) }
		queue := jobs.New(db, jobs.Options{Now: now})
		writer := &counted{Writer: builtin.NewWriter()}
		house := cases.New(db, cases.Options{Writer: writer, Artist: strike{}, Queue: queue, Secret: []byte("secret"), Now: now, Ahead: 1})
		ctx, stop := context.WithCancel(context.Background())
		ended := make(chan error, 2)
		go func() { ended <- queue.Run(ctx) }()
		go func() {
			ended <- Days(ctx, time.UTC, now, func(ctx context.Context) {
				if err := house.Ensure(ctx); err != nil {
					t.Error(err)
				}
			})
		}()
		if err := house.Ensure(ctx); err != nil {
			t.Fatal(err)
		}
		for _, jump := range []time.Duration{0, 24 * time.Hour, -24 * time.Hour, 0, 72 * time.Hour, -48 * time.Hour, -96 * time.Hour} {
			offset.Add(int64(jump))
			time.Sleep(2*time.Minute + time.Second)
			synctest.Wait()
			if !house.HasToday() {
				t.Errorf("after a jump of %s there is no case of %s", jump, now().Format(time.DateOnly))
			}
		}
		stop()
		if err := errors.Join(<-ended, <-ended, db.Close()); err != nil {
			t.Error(err)
		}
		slices.Sort(writer.briefs)
		want := "2026-11-18 2026-11-19 2026-11-21 2026-11-22 2026-11-23 2026-11-24 2026-11-25"
		if got := strings.Join(writer.briefs, " "); got != want {
			t.Errorf("written for %s, want %s", got, want)
		}
	})
}
