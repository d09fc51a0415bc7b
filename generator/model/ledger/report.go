package ledger

import (
	"fmt"
	"time"

	"casebook/store"
)

// Report is what models cost in the newest days.
type Report struct {
	Budget  float64            `json:"budget" doc:"Dollars a day"`
	Today   float64            `json:"today" doc:"Dollars spent so far today"`
	Dollars float64            `json:"dollars" doc:"Spent in all these days"`
	ByDay   map[string]float64 `json:"byDay"`
	ByCase  map[string]float64 `json:"byCase"`
	ByRole  map[string]float64 `json:"byRole"`
	Lines   []Line             `json:"lines" doc:"Newest day first"`
}

// Report returns what models cost today and in the days before, as many in all as
// days says.
func (l *Ledger) Report(days int) (Report, error) {
	r := Report{
		Budget: l.o.Budget, ByDay: map[string]float64{}, ByCase: map[string]float64{}, ByRole: map[string]float64{}, Lines: []Line{},
	}
	first := l.o.Now().In(l.o.Location).AddDate(0, 0, 1-days).Format(time.DateOnly)
	err := l.db.View(func(tx *store.Tx) error {
		for item, err := range costs().All(tx, store.Range{Reverse: true}) {
			if err != nil {
				return fmt.Errorf("read costs: %w", err)
			}
			line := item.Value
			if line.Day < first {
				break
			}
			dollars := float64(line.Nanos) * nano
			r.Dollars += dollars
			r.ByDay[line.Day] += dollars
			r.ByCase[line.CaseID] += dollars
			r.ByRole[line.Role] += dollars
			r.Lines = append(r.Lines, line)
		}
		return nil
	})
	r.Today = r.ByDay[l.today()]
	return r, err
}
