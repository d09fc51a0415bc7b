package cases

import (
	"fmt"
	"time"

	"casebook/store"
)

// Round is one finished round of drawing.
type Round struct {
	At            time.Time // when it ended
	CaseID        string
	Drawn, Stored int // pictures of the case, and how many of them are stored since
	Seconds       float64
}

// Rounds returns the rounds of drawing since then that are still known, newest first.
func (s *Service) Rounds(tx *store.Tx, since time.Time) (list []Round, err error) {
	for item, err := range metrics().All(tx, store.Range{Reverse: true}) {
		if err != nil {
			return nil, fmt.Errorf("read rounds of drawing: %w", err)
		}
		r := item.Value
		if r.At.Before(since) {
			break
		}
		list = append(list, Round{At: r.At, CaseID: r.CaseID, Drawn: r.Total, Stored: r.Stored, Seconds: r.Seconds})
	}
	return list, nil
}
