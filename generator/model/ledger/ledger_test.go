package ledger

import (
	"errors"
	"log/slog"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/generator/model"
	"casebook/store/storetest"
)

// clock is a time that tests set.
type clock struct{ now time.Time }

// open returns a ledger with a budget of ten cents, its clock, and its log.
func open(t *testing.T) (*Ledger, *clock, *strings.Builder) {
	t.Helper()
	db := storetest.Open(t)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	c, log := &clock{time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}, &strings.Builder{}
	return New(db, Options{
		Prices: map[string]Price{"painter": {In: 0.5, Picture: 0.0336}, "talker": {In: 0.75, Out: 3.75}}, Budget: 0.1,
		Now: func() time.Time { return c.now }, Location: berlin, Log: slog.New(slog.NewTextHandler(log, nil)),
	}), c, log
}

func picture(caseID string) model.Entry {
	return model.Entry{Role: "artist", CaseID: caseID, Used: model.Usage{Model: "painter", Pictures: 1, In: 200}, Took: time.Second}
}

// TestSums: what was used is priced and summed by day, case and role.
func TestSums(t *testing.T) {
	l, c, _ := open(t)
	var all sync.WaitGroup
	for range 14 {
		all.Go(func() { l.Add(picture("case-1")) })
	}
	all.Wait()
	l.Add(model.Entry{Role: "witness", CaseID: "case-2", Used: model.Usage{Model: "talker", In: 1000, Out: 200}, Failed: model.Broken})
	l.Add(model.Entry{Role: "witness", CaseID: "case-2", Failed: model.Unreachable})
	l.Add(model.Entry{Role: "witness", Used: model.Usage{Model: "free", In: 1e6}})
	c.now = c.now.Add(11*time.Hour + time.Minute) // the next day in Berlin
	l.Add(picture("case-1"))
	report, err := l.Report(30)
	if err != nil {
		t.Fatal(err)
	}
	const each, talk = 0.0336 + 200*0.5e-6, 1000*0.75e-6 + 200*3.75e-6
	for what, sums := range map[string][2]float64{
		"all":        {report.Dollars, 15*each + talk},
		"today":      {report.Today, each},
		"first day":  {report.ByDay["2026-11-21"], 14*each + talk},
		"second day": {report.ByDay["2026-11-22"], each},
		"case 1":     {report.ByCase["case-1"], 15 * each},
		"case 2":     {report.ByCase["case-2"], talk},
		"artist":     {report.ByRole["artist"], 15 * each},
		"witness":    {report.ByRole["witness"], talk},
	} {
		if math.Abs(sums[0]-sums[1]) > 1e-9 {
			t.Errorf("%s: got $%.6f, want $%.6f", what, sums[0], sums[1])
		}
	}
	if len(report.Lines) != 5 || report.Lines[0].Day != "2026-11-22" {
		t.Errorf("got %+v, want five lines, the newest first", report.Lines)
	}
	if report, err := l.Report(1); err != nil || len(report.Lines) != 1 {
		t.Errorf("one day: got %+v, %v", report.Lines, err)
	}
}

// TestBudget: nothing more is spent on a day whose budget is, and that is said once.
func TestBudget(t *testing.T) {
	l, c, log := open(t)
	for n := range 3 {
		if err := l.Room(); err != nil {
			t.Fatalf("picture %d: got %v, want room", n+1, err)
		}
		l.Add(picture("case-1"))
	}
	for range 3 {
		failed, ok := errors.AsType[*model.Error](l.Room())
		if !ok || failed.Kind != model.Spent || !strings.Contains(failed.Reason, "$0.1") {
			t.Fatalf("got %v, want an error of kind spent", failed)
		}
	}
	if n := strings.Count(log.String(), "built-in roles take over"); n != 1 {
		t.Errorf("it was said %d times, want once:\n%s", n, log)
	}
	c.now = c.now.AddDate(0, 0, 1)
	if err := l.Room(); err != nil {
		t.Errorf("the next day: got %v, want room", err)
	}
}

// TestNonsense: whatever a provider says that it has used, nothing is given back, and the
// budget holds.
func TestNonsense(t *testing.T) {
	l, _, _ := open(t)
	for _, tokens := range []int{math.MinInt, -1, math.MaxInt} {
		l.Add(model.Entry{Role: "witness", Used: model.Usage{Model: "talker", In: tokens, Out: tokens}})
		report, err := l.Report(1)
		if err != nil || report.Today < 0 || tokens < 0 && report.Today != 0 {
			t.Errorf("%d tokens: got $%g, %v", tokens, report.Today, err)
		}
	}
	if l.Room() == nil {
		t.Error("there is room after more tokens than can be")
	}
}
