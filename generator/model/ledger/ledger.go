// Package ledger keeps account of what models cost: by day, case, role and model,
// within a budget for the day.
//
// Collections it owns: costs, costs_held.
package ledger

import (
	"cmp"
	"fmt"
	"log/slog"
	"math"
	"sync"
	"time"

	"casebook/generator/model"
	"casebook/store"
)

// Price is what a model costs, in dollars.
type Price struct {
	In, Out float64 // for a million tokens
	Picture float64
}

// Options are what a Ledger needs.
type Options struct {
	Prices   map[string]Price // by model
	Budget   float64          // dollars a day
	Now      func() time.Time
	Location *time.Location // where days begin
	Log      *slog.Logger
}

// Ledger keeps account in the store. It is safe for concurrent use.
type Ledger struct {
	db      *store.DB
	o       Options
	holding sync.Mutex // while it is found out whether there is room
	mu      sync.Mutex
	said    map[string]string // whose spent budget was logged, and of which day
}

var _ model.Ledger = (*Ledger)(nil)

// New returns a ledger over db.
func New(db *store.DB, o Options) *Ledger { return &Ledger{db: db, o: o, said: map[string]string{}} }

// nano is the unit of the records: a billionth of a dollar.
const nano = 1e-9

// Line is what one model did in one role for one case on one day.
type Line struct {
	Day      string  `json:"day" format:"date"`
	CaseID   string  `json:"caseId" doc:"Empty: for no case in particular"`
	Role     string  `json:"role" doc:"writer, artist, viewer, witness, judge or embedder"`
	Model    string  `json:"model"`
	Calls    int     `json:"calls"`
	Failed   int     `json:"failed" doc:"How many of the calls gave nothing of use"`
	In       int     `json:"in" doc:"Tokens"`
	Out      int     `json:"out" doc:"Tokens"`
	Pictures int     `json:"pictures"`
	Seconds  float64 `json:"seconds" doc:"That the calls took together"`
	Nanos    int64   `json:"nanos" doc:"Billionths of a dollar"`
}

func costs() store.Collection[Line] { return store.Collection[Line]{Name: "costs", Version: 1} }

// mostNanos is what one answer can count as, a million dollars: the numbers are a
// provider's, and a sum of them must not overflow.
const mostNanos = 1e15

// price returns what is to be paid for the usage, in billionths of a dollar, 0 to
// mostNanos. What has no price counts as nothing.
func (l *Ledger) price(u model.Usage) int64 {
	p := l.o.Prices[u.Model]
	dollars := p.In/1e6*float64(u.In) + p.Out/1e6*float64(u.Out) + p.Picture*float64(u.Pictures)
	if u.Batch {
		dollars *= batchShare
	}
	return int64(math.Round(min(max(dollars/nano, 0), mostNanos)))
}

func (l *Ledger) today() string { return l.o.Now().In(l.o.Location).Format(time.DateOnly) }

// Add implements model.Ledger. What cannot be recorded is logged.
func (l *Ledger) Add(e model.Entry) {
	if err := l.db.Update(func(tx *store.Tx) error { return l.add(tx, e) }); err != nil {
		l.o.Log.Error("cost not recorded", "role", e.Role, "model", e.Used.Model, "err", err)
	}
}

func (l *Ledger) add(tx *store.Tx, e model.Entry) error {
	line := Line{Day: l.today(), CaseID: e.CaseID, Role: e.Role, Model: e.Used.Model}
	key := store.Key(line.Day, cmp.Or(e.CaseID, "-"), e.Role, cmp.Or(e.Used.Model, "-"))
	if costs().Has(tx, key) {
		var err error
		if line, err = costs().Get(tx, key); err != nil {
			return err
		}
	}
	line.Calls++
	if e.Failed != "" {
		line.Failed++
	}
	line.In, line.Out, line.Pictures = line.In+e.Used.In, line.Out+e.Used.Out, line.Pictures+e.Used.Pictures
	line.Seconds += e.Took.Seconds()
	line.Nanos += l.price(e.Used)
	return costs().Put(tx, key, line)
}

// Room implements model.Ledger. Calls that are under way are not counted yet, batches
// are.
func (l *Ledger) Room() error {
	today := l.today()
	spent, err := l.committed(nil, "")
	if err != nil || float64(spent)*nano < l.o.Budget {
		return err
	}
	l.say(today, "all", "the day's budget for models is spent; the built-in roles take over until tomorrow", spent)
	return &model.Error{Kind: model.Spent, Reason: fmt.Sprintf("the budget of $%g for %s is spent", l.o.Budget, today)}
}

// say logs once a day that somebody's budget is spent.
func (l *Ledger) say(today, whose, words string, spent int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.said[whose] != today {
		l.said[whose] = today
		l.o.Log.Warn(words, "budget", l.o.Budget, "spent", float64(spent)*nano)
	}
}
