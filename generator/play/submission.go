package play

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// Submission is an accusation.
type Submission struct {
	UserID  string          `json:"userId" minLength:"1" maxLength:"128" pattern:"^[A-Za-z0-9_.:-]+$" example:"p-5f0c2a"`
	CaseID  string          `json:"caseId" minLength:"1" maxLength:"64" example:"case-2026-11-21"`
	Answers mystery.Answers `json:"answers" doc:"Free text, or choices of answerOptions; who may be an id"`
}

// Result is what an accusation was worth.
type Result struct {
	UserID            string          `json:"userId"`
	CaseID            string          `json:"caseId"`
	Score             int             `json:"score" minimum:"0" maximum:"100"`
	TotalScore        int             `json:"totalScore" doc:"Equals score"`
	IsCorrect         bool            `json:"isCorrect" doc:"All six answers are right"`
	Breakdown         Breakdown       `json:"breakdown"`
	SubmittedAt       int64           `json:"submittedAt" doc:"Milliseconds since 1970"`
	Rank              int             `json:"rank"`
	TotalParticipants int             `json:"totalParticipants"`
	Solution          mystery.Answers `json:"solution"`
	Explanation       string          `json:"explanation"`
	Answers           mystery.Answers `json:"answers" doc:"What the player said"`
	HintPenalty       int             `json:"hintPenalty" doc:"What hints took from the score: score is the mean of the six, less this"`
}

// Breakdown is the verdict answer by answer.
type Breakdown struct {
	Who            Mark `json:"who"`
	What           Mark `json:"what"`
	Where          Mark `json:"where"`
	When           Mark `json:"when"`
	Why            Mark `json:"why"`
	How            Mark `json:"how"`
	TotalScore     int  `json:"totalScore"`
	IsFullyCorrect bool `json:"isFullyCorrect"`
}

// Mark is the verdict on one answer.
type Mark struct {
	Score     int    `json:"score" minimum:"0" maximum:"100"`
	IsCorrect bool   `json:"isCorrect" doc:"80 or more"`
	Feedback  string `json:"feedback"`
}

// submission is an accusation as it is kept.
type submission struct {
	UserID      string          `json:"userId"`
	Answers     mystery.Answers `json:"answers"`
	Breakdown   Breakdown       `json:"breakdown"`
	SubmittedAt int64           `json:"submittedAt"`
	Penalty     int             `json:"penalty,omitempty"` // taken off Breakdown.TotalScore for hints
	OnDay       bool            `json:"onDay,omitempty"`   // made on the case's own day
}

func submissions() store.Collection[submission] {
	return store.Collection[submission]{Name: "submissions", Version: 1}
}

// Submit judges an accusation, once per player and case: a repeat returns the
// stored result, whatever it says.
func (s *Service) Submit(ctx context.Context, r Submission) (Result, error) {
	if err := checkUser(r.UserID); err != nil {
		return Result{}, err
	}
	if err := checkAnswers(r.Answers); err != nil {
		return Result{}, err
	}
	var c *mystery.Case
	var stored *Result
	err := s.db.View(func(tx *store.Tx) (err error) {
		if c, err = s.cases.Case(tx, r.CaseID); err != nil {
			return err
		}
		stored, err = s.stored(tx, c, r.UserID)
		return err
	})
	if err != nil {
		return Result{}, err
	}
	if stored != nil {
		return *stored, nil
	}
	verdict, err := s.judge.Judge(ctx, c, r.Answers)
	if err != nil {
		return Result{}, fmt.Errorf("judge: %w", err)
	}
	var result Result
	err = s.db.Batch(func(tx *store.Tx) error {
		result, err = s.accept(tx, c, r, breakdown(verdict))
		return err
	})
	return result, err
}

// checkAnswers refuses answers that are no answers at all, or endless.
func checkAnswers(a mystery.Answers) error {
	if strings.TrimSpace(a.Who) == "" {
		return fault.New(fault.Invalid, "answers.who is missing. Name one of the suspects.")
	}
	for name, text := range map[string]string{"who": a.Who, "what": a.What, "where": a.Where, "when": a.When, "why": a.Why, "how": a.How} {
		if utf8.RuneCountInString(text) > maxAnswer {
			return fault.New(fault.Invalid, "answers.%s is too long. Answer in at most %d characters.", name, maxAnswer)
		}
	}
	return nil
}

// breakdown turns marks into the wire's form, with total and outcome.
func breakdown(v mystery.Verdict) Breakdown {
	mark := func(m mystery.Mark) Mark { return Mark{m.Score, m.Score >= mystery.PassMark, m.Feedback} }
	b := Breakdown{Who: mark(v.Who), What: mark(v.What), Where: mark(v.Where), When: mark(v.When), Why: mark(v.Why), How: mark(v.How)}
	b.IsFullyCorrect = true
	total := 0
	for _, m := range []Mark{b.Who, b.What, b.Where, b.When, b.Why, b.How} {
		total += m.Score
		b.IsFullyCorrect = b.IsFullyCorrect && m.IsCorrect
	}
	b.TotalScore = int(math.Round(float64(total) / 6))
	return b
}

// accept keeps a verdict on the case, unless another of the same player was first.
func (s *Service) accept(tx *store.Tx, judged *mystery.Case, r Submission, b Breakdown) (Result, error) {
	c, err := s.same(tx, judged)
	if err != nil {
		return Result{}, err
	}
	before, err := s.stored(tx, c, r.UserID)
	if err != nil {
		return Result{}, err
	}
	if before != nil {
		return *before, nil
	}
	p, err := s.player(tx, c.ID, r.UserID)
	if err != nil {
		return Result{}, err
	}
	kept := submission{UserID: r.UserID, Answers: r.Answers, Breakdown: b, SubmittedAt: s.millis(), OnDay: c.Date == s.today()}
	kept.Penalty = min(p.penalty(), b.TotalScore)
	kept.Breakdown.TotalScore -= kept.Penalty
	if err := submissions().Put(tx, store.Key(c.ID, r.UserID), kept); err != nil {
		return Result{}, err
	}
	if err := s.enrol(tx, c.ID, kept); err != nil {
		return Result{}, err
	}
	p.Submitted = true
	if err := s.keep(tx, c.ID, &p); err != nil {
		return Result{}, err
	}
	return s.result(tx, c, kept)
}

// stored returns the result of an earlier accusation; nil when there is none.
func (s *Service) stored(tx *store.Tx, c *mystery.Case, userID string) (*Result, error) {
	kept, err := submissions().Get(tx, store.Key(c.ID, userID))
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil //nolint:nilnil // none is an answer here, not a mistake
	}
	if err != nil {
		return nil, fmt.Errorf("read submission: %w", err)
	}
	result, err := s.result(tx, c, kept)
	return &result, err
}

// result renders an accusation with its present rank.
func (s *Service) result(tx *store.Tx, c *mystery.Case, kept submission) (Result, error) {
	rank, of, err := rankOf(tx, c.ID, kept)
	return Result{
		UserID: kept.UserID, CaseID: c.ID, Score: kept.Breakdown.TotalScore, TotalScore: kept.Breakdown.TotalScore,
		IsCorrect: kept.Breakdown.IsFullyCorrect, Breakdown: kept.Breakdown, SubmittedAt: kept.SubmittedAt,
		Rank: rank, TotalParticipants: of, Solution: c.Solution.Answers, Explanation: c.Solution.Explanation,
		Answers: kept.Answers, HintPenalty: kept.Penalty,
	}, err
}

// Solution is what is told after the accusation.
type Solution struct {
	CaseID      string          `json:"caseId"`
	Solution    mystery.Answers `json:"solution"`
	Explanation string          `json:"explanation"`
	Reasoning   []mystery.Step  `json:"reasoning"`
	Salt        string          `json:"salt" doc:"Hex; SHA-256(salt, canonical solution) is the case's commitment"`
}

// Solution returns the solution of a case, or a fault of kind Forbidden until
// this player has submitted.
func (s *Service) Solution(_ context.Context, caseID, userID string) (told Solution, err error) {
	if err := checkUser(userID); err != nil {
		return Solution{}, err
	}
	err = s.db.View(func(tx *store.Tx) error {
		c, err := s.cases.Case(tx, caseID)
		if err != nil {
			return err
		}
		if !submissions().Has(tx, store.Key(c.ID, userID)) {
			return fault.New(fault.Forbidden, "The solution is told once you have accused somebody.")
		}
		told = Solution{c.ID, c.Solution.Answers, c.Solution.Explanation, orNone(c.Solution.Reasoning), c.Salt}
		return nil
	})
	return told, err
}
