package play

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"casebook/generator/fault"
	"casebook/store"
)

// played says that a person has begun a case; all else is in the other collections.
type played struct{}

// persons lists the cases of each person, by user and case.
func persons() store.Collection[played] {
	return store.Collection[played]{Name: "persons", Version: 1}
}

// Profile is what a person has done in all cases.
type Profile struct {
	DisplayName   string   `json:"displayName" doc:"As others see it on leaderboards"`
	Played        int      `json:"played" doc:"Cases with an accusation"`
	Solved        int      `json:"solved" doc:"Cases with all six answers right"`
	AverageScore  int      `json:"averageScore"`
	CurrentStreak int      `json:"currentStreak" doc:"Days in a row, up to today or yesterday, whose case was closed on its own day"`
	LongestStreak int      `json:"longestStreak"`
	Cases         []Record `json:"cases" doc:"Newest first"`
}

// Record is one case that a person has begun.
type Record struct {
	CaseID      string `json:"caseId"`
	Date        string `json:"date"`
	Title       string `json:"title"`
	Submitted   bool   `json:"submitted"`
	Score       int    `json:"score"`
	IsCorrect   bool   `json:"isCorrect"`
	SubmittedAt int64  `json:"submittedAt" doc:"Milliseconds since 1970; 0 before"`
	Hints       int    `json:"hints" doc:"How many were asked for"`
	onDay       bool
}

// Profile returns what a person has done; nothing for somebody unknown.
func (s *Service) Profile(_ context.Context, userID string) (profile Profile, err error) {
	if err := checkUser(userID); err != nil {
		return profile, err
	}
	profile = Profile{DisplayName: displayName(s.alias(userID)), Cases: []Record{}}
	err = s.db.View(func(tx *store.Tx) error {
		for _, id := range casesOf(tx, userID) {
			record, err := s.record(tx, id, userID)
			if _, gone := errors.AsType[*fault.Error](err); gone {
				continue // deleted, and perhaps restored one day
			}
			if err != nil {
				return err
			}
			profile.Cases = append(profile.Cases, record)
		}
		return nil
	})
	slices.SortFunc(profile.Cases, func(a, b Record) int { return strings.Compare(b.CaseID, a.CaseID) })
	profile.sum(s.today())
	return profile, err
}

// casesOf lists the ids of the cases that a person has begun.
func casesOf(tx *store.Tx, userID string) (ids []string) {
	prefix := store.Key(userID, "")
	for key := range persons().Keys(tx, store.Range{Prefix: prefix}) {
		ids = append(ids, strings.TrimPrefix(key, prefix))
	}
	return ids
}

func (s *Service) record(tx *store.Tx, caseID, userID string) (Record, error) {
	c, err := s.cases.Case(tx, caseID)
	if err != nil {
		return Record{}, err
	}
	p, err := s.player(tx, caseID, userID)
	if err != nil {
		return Record{}, err
	}
	record := Record{CaseID: c.ID, Date: c.Date, Title: c.Title, Hints: len(p.Hints)}
	kept, err := submissions().Get(tx, store.Key(caseID, userID))
	if errors.Is(err, store.ErrNotFound) {
		return record, nil
	}
	if err != nil {
		return record, fmt.Errorf("read submission: %w", err)
	}
	record.Submitted, record.Score, record.IsCorrect = true, kept.Breakdown.TotalScore, kept.Breakdown.IsFullyCorrect
	record.SubmittedAt, record.onDay = kept.SubmittedAt, kept.OnDay
	return record, nil
}

// sum fills in what follows from the cases.
func (p *Profile) sum(today string) {
	total, days := 0, map[string]bool{}
	for _, r := range p.Cases {
		if !r.Submitted {
			continue
		}
		p.Played++
		total += r.Score
		if r.IsCorrect {
			p.Solved++
		}
		if r.onDay {
			days[r.Date] = true
		}
	}
	if p.Played > 0 {
		p.AverageScore = int(math.Round(float64(total) / float64(p.Played)))
	}
	for day := range days {
		if !days[dayBefore(day)] {
			p.LongestStreak = max(p.LongestStreak, streakFrom(days, day, 1))
		}
	}
	if !days[today] {
		today = dayBefore(today)
	}
	p.CurrentStreak = streakFrom(days, today, -1)
}

// streakFrom counts the days in a row from day on, towards the future or the past.
func streakFrom(days map[string]bool, day string, step int) (n int) {
	for ; days[day]; day = dayAfter(day, step) {
		n++
	}
	return n
}

func dayBefore(day string) string { return dayAfter(day, -1) }

func dayAfter(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// Export is everything that is kept of a person.
type Export struct {
	UserID     string         `json:"userId"`
	ExportedAt int64          `json:"exportedAt" doc:"Milliseconds since 1970"`
	Profile    Profile        `json:"profile"`
	Cases      []ExportedCase `json:"cases"`
}

// ExportedCase is everything that is kept of a person in one case.
type ExportedCase struct {
	State         State                   `json:"state"`
	Conversations map[string]Conversation `json:"conversations" doc:"By suspect id"`
	Notebook      Notebook                `json:"notebook"`
	Hints         Hints                   `json:"hints"`
	Result        *Result                 `json:"result,omitempty"`
}

// Export returns everything that is kept of a person.
func (s *Service) Export(ctx context.Context, userID string) (Export, error) {
	profile, err := s.Profile(ctx, userID)
	if err != nil {
		return Export{}, err
	}
	out := Export{UserID: userID, ExportedAt: s.millis(), Profile: profile, Cases: []ExportedCase{}}
	err = s.db.View(func(tx *store.Tx) error {
		for _, r := range profile.Cases {
			one, err := s.exported(tx, r.CaseID, userID)
			if err != nil {
				return err
			}
			out.Cases = append(out.Cases, one)
		}
		return nil
	})
	return out, err
}

func (s *Service) exported(tx *store.Tx, caseID, userID string) (one ExportedCase, err error) {
	c, err := s.cases.Case(tx, caseID)
	if err != nil {
		return one, err
	}
	p, err := s.player(tx, caseID, userID)
	if err != nil {
		return one, err
	}
	one.State, one.Hints, one.Conversations = s.state(tx, c, p), hintsOf(p), map[string]Conversation{}
	for _, id := range c.SuspectIDs() {
		if one.Conversations[id], err = conversation(tx, caseID, id, userID); err != nil {
			return one, err
		}
	}
	if one.Notebook, err = notebook(tx, caseID, userID); err != nil {
		return one, err
	}
	one.Result, err = s.stored(tx, c, userID)
	return one, err
}

// Erase removes everything that is kept of a person, their rank in every case
// included. Erasing somebody unknown is fine.
func (s *Service) Erase(_ context.Context, userID string) error {
	if err := checkUser(userID); err != nil {
		return err
	}
	return s.db.Batch(func(tx *store.Tx) error {
		for _, caseID := range casesOf(tx, userID) {
			if err := s.eraseFrom(tx, caseID, userID); err != nil {
				return fmt.Errorf("erase a player from %s: %w", caseID, err)
			}
		}
		return eraseMarks(tx, userID)
	})
}

func (s *Service) eraseFrom(tx *store.Tx, caseID, userID string) error {
	key := store.Key(caseID, userID)
	kept, err := submissions().Get(tx, key)
	if err == nil {
		err = s.strike(tx, caseID, kept)
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	p, err := s.player(tx, caseID, userID)
	if err != nil {
		return err // it says whose conversations there are
	}
	for suspectID := range p.Talks {
		if err := conversations().Delete(tx, conversationKey(caseID, suspectID, userID)); err != nil {
			return err
		}
	}
	return errors.Join(
		players().Delete(tx, key), notebooks().Delete(tx, key), submissions().Delete(tx, key), persons().Delete(tx, store.Key(userID, caseID)),
	)
}
