package ledger

import (
	"fmt"

	"casebook/generator/model"
	"casebook/store"
)

// Share is a ledger for a role that may spend only a part of the day's budget: one
// that players use as much as they like must not take what the next case needs.
type Share struct {
	*Ledger

	Role string
	Part float64 // 0 to 1
}

var _ model.Ledger = Share{}

// Room implements model.Ledger.
func (s Share) Room() error {
	if err := s.Ledger.Room(); err != nil {
		return err
	}
	spent := int64(0)
	for line, err := range s.lines(store.Range{Prefix: store.Key(s.today(), "")}) {
		if err != nil {
			return err
		}
		if line.Role == s.Role {
			spent += line.Nanos
		}
	}
	if float64(spent)*nano < s.o.Budget*s.Part {
		return nil
	}
	return &model.Error{Kind: model.Spent, Reason: fmt.Sprintf("the share of the %s in the budget of the day is spent", s.Role)}
}
