package ledger

import (
	"fmt"
	"strings"

	"casebook/generator/model"
)

// Share is a ledger for roles that together may spend only a part of the day's budget,
// so that they leave something to the others.
type Share struct {
	*Ledger

	Roles []string
	Part  float64 // 0 to 1
}

var _ model.Ledger = Share{}

// Room implements model.Ledger.
func (s Share) Room() error {
	if err := s.Ledger.Room(); err != nil {
		return err
	}
	today := s.today()
	spent, err := s.committed(s.Roles, "")
	if err != nil {
		return err
	}
	if float64(spent)*nano < s.o.Budget*s.Part {
		return nil
	}
	who := strings.Join(s.Roles, ", ")
	s.say(today, who, "what may be spent of the day's budget is spent by "+who+"; the built-in roles take over until tomorrow", spent)
	return &model.Error{Kind: model.Spent, Reason: fmt.Sprintf("the share of %s in the budget of %s is spent", who, today)}
}
