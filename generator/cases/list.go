package cases

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// Listed is a case in the operator's list.
type Listed struct {
	Progress
	Date       string             `json:"date" doc:"The day of the case, YYYY-MM-DD" example:"2026-11-21"`
	Difficulty mystery.Difficulty `json:"difficulty" enum:"easy,medium,hard"`
	Victim     string             `json:"victim" doc:"Their name" example:"Urmila Ramanathan"`
	Suspects   []string           `json:"suspects" doc:"Their names"`
	Visible    bool               `json:"visible" doc:"Players can see it" example:"true"`
	Early      bool               `json:"early" doc:"It was published before its day" example:"false"`
}

// CasePage is a page of the operator's list.
type CasePage struct {
	Cases []Listed `json:"cases"`
	Next  string   `json:"next" doc:"Give it as before for the next page; empty at the end" example:"case-2026-11-01"`
}

// List lists the cases, those of days to come included, newest first, beginning below
// the id before ("" for the newest): those that have every word of query in their title,
// their id or the name of the victim or a suspect.
func (s *Service) List(ctx context.Context, query, before string, limit int) (CasePage, error) {
	page := CasePage{Cases: []Listed{}}
	after, ok := ParseID(before)
	if !ok && before != "" {
		return page, fault.New(fault.Invalid, "%q is not a case id. Give the next of the page before, or nothing.", before)
	}
	words, age := strings.Fields(strings.ToLower(query)), s.finder.now()
	err := s.db.View(func(tx *store.Tx) error {
		for id := range summaries().Keys(tx, store.Range{Prefix: idPrefix, After: after, Reverse: true}) {
			if found, err := s.finder.has(tx, age, id, words); err != nil || ctx.Err() != nil {
				return errors.Join(err, ctx.Err())
			} else if !found {
				continue
			}
			if len(page.Cases) == limit {
				page.Next = page.Cases[limit-1].CaseID
				return nil
			}
			one, err := s.listed(tx, id)
			if err != nil {
				return err
			}
			page.Cases = append(page.Cases, one)
		}
		return nil
	})
	if err != nil {
		return page, fmt.Errorf("list cases: %w", err)
	}
	return page, nil
}

// listed reads what the list shows of a case.
func (s *Service) listed(tx *store.Tx, id string) (one Listed, err error) {
	summary, err := summaries().Get(tx, id)
	if err != nil {
		return one, err
	}
	one = Listed{
		Date: dateOf(id), Difficulty: summary.Difficulty, Victim: summary.Past.Victim, Suspects: append([]string{}, summary.Past.Suspects...),
		Visible: summary.Early || s.begun(id), Early: summary.Early && !s.begun(id),
	}
	one.Progress, err = progressIn(tx, id)
	one.Title = summary.Title
	return one, err
}
