package watch

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/google/go-cmp/cmp"

	"casebook/generator/builtin"
	"casebook/generator/cases"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/generator/model"
	"casebook/generator/model/ledger"
	"casebook/generator/mystery"
	"casebook/generator/notify"
	"casebook/generator/play"
	"casebook/store"
	"casebook/store/storetest"
)

// idle is an artist that draws nothing.
type idle struct{}

func (idle) Draw(context.Context, string, mystery.Picture) (cases.Drawing, error) {
	return cases.Drawing{}, backoff.Permanent(errors.New("no brush"))
}

// past is a watch over a house whose clock is set by hand, in Berlin.
type past struct {
	*Watch
	t     *testing.T
	clock atomic.Pointer[time.Time]
	data  string // the directory that is measured
	costs *ledger.Ledger
	cases *cases.Service
}

func (p *past) now() time.Time { return *p.clock.Load() }

func newPast(t *testing.T) *past {
	t.Helper()
	p := &past{t: t}
	p.clock.Store(new(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)))
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := p.now
	db := storetest.Open(t)
	queue := jobs.New(db, jobs.Options{Now: now})
	p.costs = ledger.New(db, ledger.Options{Prices: map[string]ledger.Price{"painter": {Picture: 0.25}}, Now: now, Location: berlin, Log: slog.New(slog.DiscardHandler)})
	hooks, err := notify.New(db, notify.Options{Secret: "c2VjcmV0", Queue: queue, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	p.cases = cases.New(db, cases.Options{Writer: builtin.NewWriter(), Artist: idle{}, Queue: queue, Secret: []byte("secret"), Now: now, Location: berlin})
	games := play.New(db, p.cases, builtin.NewWitness(), builtin.NewJudge(), play.Options{Now: now, Location: berlin, Secret: []byte("secret")})
	p.data = t.TempDir()
	keeper := keeping.New(keeping.Options{DB: db, Queue: queue, Data: p.data, Now: now, Zone: berlin, Log: slog.New(slog.DiscardHandler)})
	p.Watch = New(Options{DB: db, Keeper: keeper, Cases: p.cases, Queue: queue, Costs: p.costs, Webhooks: hooks, Play: games, Herald: &notify.Herald{}, Now: now, Zone: berlin})
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- queue.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return p
}

// spend records that a picture was paid for, and that these people played.
func (p *past) spend(players ...string) {
	p.t.Helper()
	p.costs.Add(model.Entry{Role: "artist", Used: model.Usage{Model: "painter", Pictures: 1}})
	for _, user := range players {
		if _, err := p.o.Play.Initialize(p.t.Context(), "case-2026-11-21", user); err != nil {
			p.t.Fatal(err)
		}
	}
}

func (p *past) history(n int) []Day {
	p.t.Helper()
	list, err := p.History(n)
	if err != nil {
		p.t.Fatal(err)
	}
	return list
}

// TestHistory: a day is as its summary has it once it is over, today as it is; and what a
// summary is made of may be forgotten.
func TestHistory(t *testing.T) {
	p := newPast(t)
	if got := p.history(30); len(got) != 1 || got[0] != (Day{Day: "2026-11-21"}) {
		t.Fatalf("before anything happened: got %+v, want an empty today", got)
	}
	end, err := p.cases.Begin(t.Context(), "", false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.cases.Follow(t.Context(), end.CaseID, func(cases.Progress) {}); err != nil {
		t.Fatal(err)
	}
	p.spend("ada-12345678", "bob-12345678")
	p.clock.Store(new(p.now().Add(11*time.Hour + 30*time.Minute))) // half past midnight in Berlin
	p.spend("ada-12345678")
	zero := 0.0
	first := Day{Day: "2026-11-21", Drawn: 14, Failed: 14, SuccessRate: &zero, Rounds: 1, Dollars: 0.25, Players: 2}
	second := Day{Day: "2026-11-22", Dollars: 0.25, Players: 1}
	compare := func(what string, want ...Day) {
		t.Helper()
		got := p.history(30)
		for i := range got {
			got[i].Seconds, got[i].AverageSeconds = 0, nil // by a clock that stands still
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}
	compare("before it was summed up", second)
	writes := p.o.DB.TxID()
	for range 3 {
		if err := p.Remember(); err != nil {
			t.Fatal(err)
		}
	}
	if got := p.o.DB.TxID(); got != writes+1 {
		t.Errorf("summed up three times: got %d transactions, want one", got-writes)
	}
	compare("summed up", first, second)
	p.clock.Store(new(p.now().AddDate(0, 0, 8)))
	if err := errors.Join(p.Remember(), p.cases.Sweep(t.Context())); err != nil {
		t.Fatal(err)
	}
	var want []Day
	for _, day := range []string{"2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"} {
		want = append(want, Day{Day: day})
	}
	compare("after a week", append([]Day{first, {Day: "2026-11-22"}}, want...)...)
}

// TestHistoryIsBounded: what was kept is gone after 400 days; a clock that was put forward
// and back leaves no half day behind; and erased players count no more.
func TestHistoryIsBounded(t *testing.T) {
	p := newPast(t)
	if _, err := p.cases.Begin(t.Context(), "", false); err != nil {
		t.Fatal(err)
	}
	p.spend("ada-12345678")
	noon := p.now()
	p.clock.Store(new(noon.AddDate(0, 0, 1)))
	if err := p.Remember(); err != nil {
		t.Fatal(err)
	}
	p.clock.Store(new(noon.Add(time.Hour)))
	p.spend("bob-12345678")
	if err := p.Remember(); err != nil {
		t.Fatal(err)
	}
	p.clock.Store(new(noon.AddDate(0, 0, 1)))
	if err := p.Remember(); err != nil {
		t.Fatal(err)
	}
	if got := p.history(7)[0]; got.Dollars != 0.5 || got.Players != 2 {
		t.Errorf("after the clock was put back: got %+v, want 50 cents and both", got)
	}
	p.spend("ada-12345678", "bob-12345678")
	if err := p.o.Play.Erase(t.Context(), "bob-12345678"); err != nil {
		t.Fatal(err)
	}
	if got := p.history(1)[0]; got.Players != 1 {
		t.Errorf("after one was erased: got %d players, want 1", got.Players)
	}
	p.clock.Store(new(noon.AddDate(0, 0, keepDays+1)))
	if err := p.Remember(); err != nil {
		t.Fatal(err)
	}
	left := 0
	if err := p.o.DB.View(func(tx *store.Tx) error {
		left = days().Count(tx, "")
		return nil
	}); err != nil || left != 0 {
		t.Errorf("after 400 days: got %d summaries, %v, want none", left, err)
	}
}
