package cases

import (
	"fmt"
	"time"

	"casebook/store"
)

// Making is how the making of cases goes.
type Making struct {
	Cases    int           `json:"cases" doc:"How many there are, those of days to come included" example:"12"`
	Missing  []string      `json:"missing" doc:"Days from today on that should have a case and have none" example:"[]"`
	Pictures map[State]int `json:"pictures" doc:"Of the cases of the last week and of days to come, by state"`
	Drawn    int           `json:"drawn" doc:"Pictures of the cases of which a round of drawing ended in the last 24 hours" example:"14"`
	Stored   int           `json:"stored" doc:"How many of these were stored when the newest round of their case ended" example:"14"`
	Rounds   int           `json:"rounds" doc:"How many rounds ended in that time" example:"1"`
	Seconds  float64       `json:"seconds" doc:"That the rounds took together" example:"31.5"`
}

// SuccessRate is how many of 100 pictures were stored, 100 when none was to be drawn.
func (m *Making) SuccessRate() float64 {
	if m.Drawn == 0 {
		return 100
	}
	return 100 * float64(m.Stored) / float64(m.Drawn)
}

// makingDays are the days before today whose pictures Making counts.
const makingDays = 7

// Count returns how many cases there are. It reads the list of all of them.
func (s *Service) Count() (n int, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		n = summaries().Count(tx, idPrefix)
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("count the cases: %w", err)
	}
	return n, nil
}

// Making returns how the making of cases goes now, but for how many there are.
func (s *Service) Making() (Making, error) {
	m := Making{Missing: []string{}, Pictures: map[State]int{}}
	today := s.today()
	err := s.db.View(func(tx *store.Tx) error {
		for n := range s.o.Ahead { // the last is made at the time of the schedule
			if day := dayAfter(today, n); !summaries().Has(tx, idOf(day)) {
				m.Missing = append(m.Missing, day)
			}
		}
		for key := range summaries().Keys(tx, store.Range{Prefix: idPrefix, Reverse: true}) {
			if dateOf(key) < dayAfter(today, -makingDays) {
				break
			}
			if err := m.countPictures(tx, key); err != nil {
				return err
			}
		}
		return s.countRounds(tx, &m, s.o.Now())
	})
	if err != nil {
		return m, fmt.Errorf("see how cases are made: %w", err)
	}
	return m, nil
}

// countPictures adds the pictures of a case.
func (m *Making) countPictures(tx *store.Tx, caseID string) error {
	bySlot, err := picturesOf(tx, caseID)
	for _, rec := range bySlot {
		m.Pictures[rec.State]++
	}
	return err
}

// countRounds adds the rounds of drawing of the last 24 hours.
func (s *Service) countRounds(tx *store.Tx, m *Making, now time.Time) error {
	rounds, err := s.Rounds(tx, now.Add(-24*time.Hour))
	seen := map[string]bool{}
	for _, r := range rounds {
		m.Rounds, m.Seconds = m.Rounds+1, m.Seconds+r.Seconds
		if !seen[r.CaseID] {
			seen[r.CaseID] = true
			m.Drawn, m.Stored = m.Drawn+r.Drawn, m.Stored+r.Stored
		}
	}
	return err
}

// HasToday reports whether there is a case for today.
func (s *Service) HasToday() bool {
	found := false
	err := s.db.View(func(tx *store.Tx) error {
		found = summaries().Has(tx, s.TodayID())
		return nil
	})
	return err == nil && found
}

// ScrubKind is the kind of the jobs that check all pictures every week.
const ScrubKind = scrubKind
