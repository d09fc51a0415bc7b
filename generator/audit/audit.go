// Package audit keeps who did what, when, to what and from where: what operators do, and
// what the program does by itself that they would want to know.
package audit

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"casebook/store"
)

// Those who do something without being an operator.
const (
	Nobody      = "nobody"       // has not signed in, and has no token that is valid
	ThisMachine = "this machine" // commands, which know the token of the run
	Itself      = "Casebook"
)

// Outcome says how something ended.
type Outcome string

// The outcomes. Those of jobs are called as the states of those.
const (
	Done    Outcome = "done"
	Partial Outcome = "partial"
	Refused Outcome = "refused" // the request was wrong, or not allowed
	Failed  Outcome = "failed"
)

// Entry is one entry. It never holds a body or a secret.
type Entry struct {
	ID      int64     `json:"id"` // counts up; set by Add
	At      time.Time `json:"at"` // set by Add
	Who     string    `json:"who"`
	From    string    `json:"from,omitempty"` // the address of the client
	What    string    `json:"what"`           // the id of the operation, or of what happened
	Text    string    `json:"text"`           // the same in words
	About   string    `json:"about,omitempty"`
	Outcome Outcome   `json:"outcome"`
	Status  int       `json:"status,omitempty"` // of the answer
	Detail  string    `json:"detail,omitempty"` // why it did not end well
	Missed  int       `json:"missed,omitempty"` // how many like it before it were not kept
	Own     bool      `json:"-"`                // whoever has an account can do it as often as they like
}

// What is kept.
const (
	keepFor    = 400 * 24 * time.Hour
	keepAtMost = 100_000
	sweepEvery = 1000 // entries
	longest    = 300  // bytes of About and of Detail
)

func events() store.Collection[Entry] { return store.Collection[Entry]{Name: "events", Version: 1} }

// Log is the log over one database. Its methods are safe for concurrent use.
type Log struct {
	db      *store.DB
	now     func() time.Time
	mu      sync.Mutex
	tallies map[string]*tally
}

// New returns the Log over db.
func New(db *store.DB, now func() time.Time) *Log {
	return &Log{db: db, now: now, tallies: map[string]*tally{}}
}

// Add adds an entry in a transaction of its own. Where nothing can be written, none is kept.
func (l *Log) Add(e Entry) error {
	if l.db.ReadOnly() {
		return nil
	}
	for _, e := range l.admit(e) {
		if err := l.db.Batch(func(tx *store.Tx) error { return l.AddIn(tx, e) }); err != nil {
			return fmt.Errorf("keep in the audit log: %w", err)
		}
	}
	return nil
}

// AddIn adds an entry in the caller's transaction, whoever it is from.
func (l *Log) AddIn(tx *store.Tx, e Entry) error {
	e.ID, e.At = 1, l.now().UTC()
	for key := range events().Keys(tx, store.Range{Reverse: true}) {
		last, err := strconv.ParseInt(key, 10, 64)
		if err != nil {
			return fmt.Errorf("audit log: the key %q: %w", key, err)
		}
		e.ID = last + 1
		break
	}
	e.About, e.Detail = short(e.About), short(e.Detail)
	if err := events().Put(tx, store.Sortable(e.ID), e); err != nil || e.ID%sweepEvery != 0 {
		return err
	}
	return l.sweep(tx)
}

func short(s string) string { return strings.ToValidUTF8(s[:min(len(s), longest)], "") }

// Page returns at most limit entries, newest first: those before the entry of that id (0:
// from the newest on), and only those of who, unless that is empty. next is the id before
// which there may be more, 0 if there is none.
func (l *Log) Page(before int64, limit int, who string) (list []Entry, next int64, err error) {
	list = []Entry{}
	r := store.Range{Reverse: true}
	if before > 0 {
		r.After = store.Sortable(before)
	}
	err = l.db.View(func(tx *store.Tx) error {
		for item, err := range events().All(tx, r) {
			switch {
			case err != nil:
				return err
			case who != "" && item.Value.Who != who:
			case len(list) == limit:
				next = list[limit-1].ID
				return nil
			default:
				list = append(list, item.Value)
			}
		}
		return nil
	})
	return list, next, err
}

// Last returns the newest entry of something that happened, an empty one if there is none.
func (l *Log) Last(what string) (last Entry, err error) {
	err = l.db.View(func(tx *store.Tx) error {
		for item, err := range events().All(tx, store.Range{Reverse: true}) {
			if err != nil {
				return err
			}
			if item.Value.What == what {
				last = item.Value
				return nil
			}
		}
		return nil
	})
	return last, err
}

// Sweep drops what is older than 400 days, and the oldest of more than 100,000.
// It is done by itself each 1000 entries, so that nobody makes the log grow without end.
func (l *Log) Sweep() error { return l.db.Update(l.sweep) }

func (l *Log) sweep(tx *store.Tx) error {
	oldest := l.now().Add(-keepFor)
	tooMany := events().Count(tx, "") - keepAtMost
	for item, err := range events().All(tx, store.Range{}) {
		if err != nil {
			return err
		}
		if tooMany <= 0 && !item.Value.At.Before(oldest) {
			return nil
		}
		tooMany--
		if err := events().Delete(tx, item.Key); err != nil {
			return err
		}
	}
	return nil
}
