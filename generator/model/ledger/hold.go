package ledger

import (
	"fmt"
	"slices"
	"time"

	"casebook/generator/model"
	"casebook/store"
)

// batchShare is what part of the usual price providers take for what is asked in a
// batch: Gemini and OpenAI half of it.
const batchShare = 0.5

// hold is a sum that is kept free in the budget, whatever the day.
type hold struct {
	Role  string    `json:"role"`
	Nanos int64     `json:"nanos"`
	Until time.Time `json:"until"`
}

func holds() store.Collection[hold] { return store.Collection[hold]{Name: "costs_held", Version: 1} }

// Hold keeps free what a batch of a role will cost, until it is settled or that time has
// come; what was held under the same key before is not any more. It returns an *Error of
// kind Spent where today's budget, or the share of it, is spent or has no room for that.
func (s Share) Hold(key, role string, used model.Usage, until time.Time) error {
	s.holding.Lock()
	defer s.holding.Unlock()
	nanos := s.price(used)
	for _, bound := range []Share{{Part: 1}, s} {
		committed, err := s.committed(bound.Roles, key)
		if err != nil {
			return err
		}
		if most := s.o.Budget * bound.Part; float64(committed)*nano >= most || float64(committed+nanos)*nano > most {
			return &model.Error{Kind: model.Spent, Reason: fmt.Sprintf("the budget of %s has no room for a batch", s.today())}
		}
	}
	err := s.db.Update(func(tx *store.Tx) error { return holds().Put(tx, key, hold{role, nanos, until}) })
	if err != nil {
		return fmt.Errorf("hold the cost of %s: %w", key, err)
	}
	return nil
}

// Settle records what a batch came to, in the place of what was held for it. It does
// nothing where that was done before.
func (l *Ledger) Settle(key string, entries []model.Entry) error {
	err := l.db.Update(func(tx *store.Tx) error {
		if !holds().Has(tx, key) {
			return nil
		}
		for _, e := range entries {
			if err := l.add(tx, e); err != nil {
				return err
			}
		}
		return holds().Delete(tx, key)
	})
	if err != nil {
		return fmt.Errorf("settle the cost of %s: %w", key, err)
	}
	return nil
}

// committed is what roles, all if none are named, have spent today, and what is held for
// them under other keys than this one, in billionths of a dollar.
func (l *Ledger) committed(roles []string, except string) (nanos int64, err error) {
	counts := func(role string) bool { return len(roles) == 0 || slices.Contains(roles, role) }
	now := l.o.Now()
	err = l.db.View(func(tx *store.Tx) error { // one, so that nothing is settled in between
		for item, err := range costs().All(tx, store.Range{Prefix: store.Key(l.today(), "")}) {
			if err != nil {
				return fmt.Errorf("read costs: %w", err)
			}
			if counts(item.Value.Role) {
				nanos += item.Value.Nanos
			}
		}
		for item, err := range holds().All(tx, store.Range{}) {
			if err != nil {
				return fmt.Errorf("read what is held: %w", err)
			}
			if item.Key != except && counts(item.Value.Role) && item.Value.Until.After(now) {
				nanos += item.Value.Nanos
			}
		}
		return nil
	})
	return nanos, err
}
