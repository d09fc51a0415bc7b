package cases

import (
	"context"
	"errors"
	"fmt"

	"casebook/store"
)

// DayAhead is a day that has a case, or should have one.
type DayAhead struct {
	Date string  `json:"date" doc:"YYYY-MM-DD" example:"2026-11-22"`
	Case *Listed `json:"case,omitempty" doc:"Left out while there is none"`
}

// Days returns today and the days that are kept ready after it, and the pictures of
// today's case.
func (s *Service) Days(context.Context) (days []DayAhead, pictures []SlotPicture, err error) {
	today := s.today()
	pictures = []SlotPicture{}
	err = s.db.View(func(tx *store.Tx) error {
		for n := range s.o.Ahead + 1 {
			day := DayAhead{Date: dayAfter(today, n)}
			one, err := s.listed(tx, idOf(day.Date))
			if err == nil {
				day.Case = &one
			}
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
			days = append(days, day)
		}
		c, err := s.read.Get(tx, idOf(today))
		if days[0].Case == nil || errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err == nil {
			pictures, err = s.slotPictures(tx, &c.Case, true)
		}
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("look at today: %w", err)
	}
	return days, pictures, nil
}
