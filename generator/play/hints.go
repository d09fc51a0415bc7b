package play

import (
	"context"
	"slices"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// hintCosts are what each hint takes from the score: a vague one, one that names
// what to look at, and a step of the reasoning itself.
func hintCosts() []int { return []int{3, 5, 10} }

// Hints are those a player has asked for in a case, and what the next one costs.
type Hints struct {
	Hints    []Hint `json:"hints" doc:"In the order they were given"`
	NextCost int    `json:"nextCost" doc:"What the next hint takes from the score; 0 when there are no more"`
	Left     int    `json:"left"`
	Penalty  int    `json:"penalty" doc:"What those given take from the score"`
}

// Hint is one hint.
type Hint struct {
	Text string `json:"text"`
	Cost int    `json:"cost"`
	At   int64  `json:"at" doc:"Milliseconds since 1970"`
}

// HintRequest asks for the next hint.
type HintRequest struct {
	UserID string `json:"userId" minLength:"1" maxLength:"128" pattern:"^[A-Za-z0-9_.:-]+$" example:"p-5f0c2a"`
	CaseID string `json:"caseId" minLength:"1" maxLength:"64" example:"case-2026-11-21"`
}

// Hints returns the hints a player has had in a case.
func (s *Service) Hints(_ context.Context, caseID, userID string) (hints Hints, err error) {
	if err := checkUser(userID); err != nil {
		return hints, err
	}
	err = s.db.View(func(tx *store.Tx) error {
		c, err := s.cases.Case(tx, caseID)
		if err != nil {
			return err
		}
		p, err := s.player(tx, c.ID, userID)
		hints = hintsOf(p)
		return err
	})
	return hints, err
}

// Hint gives the next hint, which costs what Hints says. It is a fault of kind
// Conflict after the accusation, and when there are no more.
func (s *Service) Hint(_ context.Context, r HintRequest) (hints Hints, err error) {
	if err := checkUser(r.UserID); err != nil {
		return hints, err
	}
	err = s.db.Batch(func(tx *store.Tx) error {
		c, err := s.cases.Case(tx, r.CaseID)
		if err != nil {
			return err
		}
		p, err := s.player(tx, c.ID, r.UserID)
		if err != nil {
			return err
		}
		given := len(p.Hints)
		if p.Submitted {
			return fault.New(fault.Conflict, "You have accused somebody in this case already: the whole solution is yours to read.")
		}
		if given == len(hintCosts()) {
			return fault.New(fault.Conflict, "There are no more hints in this case.")
		}
		words, err := readHintWords(c.Language)
		if err != nil {
			return err
		}
		p.Hints = append(p.Hints, Hint{Text: words.hint(c, p, given), Cost: hintCosts()[given], At: s.millis()})
		hints = hintsOf(p)
		return s.keep(tx, c.ID, &p)
	})
	return hints, err
}

func hintsOf(p player) Hints {
	hints := Hints{Hints: orNone(p.Hints), Left: len(hintCosts()) - len(p.Hints), Penalty: p.penalty()}
	if hints.Left > 0 {
		hints.NextCost = hintCosts()[len(p.Hints)]
	}
	return hints
}

// penalty is what the hints a player has had take from the score.
func (p *player) penalty() (sum int) {
	for _, h := range p.Hints {
		sum += h.Cost
	}
	return sum
}

// hint words the hint of a level, from 0, for a player who knows what p does.
func (w *hintWords) hint(c *mystery.Case, p player, level int) string {
	step, ok := decisive(c)
	switch {
	case level == 0:
		return w.direction(c, p, step)
	case level == 1:
		return put(w.Compare, "list", w.list(w.clueNames(c, p, step)))
	case !ok:
		return w.Search
	default:
		return step.Text
	}
}

// decisive is the step of the reasoning on which the rest turns: the one with the
// most clues, the later of equals, but for the last, which names the culprit. It
// reports whether there is one.
func decisive(c *mystery.Case) (best mystery.Step, ok bool) {
	steps := c.Solution.Reasoning
	if len(steps) > 1 {
		steps = steps[:len(steps)-1]
	}
	for _, step := range steps {
		if len(step.Clues) >= len(best.Clues) {
			best, ok = step, true
		}
	}
	return best, ok
}

// direction says where to turn: to a place that still hides something of the step,
// to a suspect not asked yet, or to what is known already.
func (w *hintWords) direction(c *mystery.Case, p player, step mystery.Step) string {
	for _, id := range step.Clues {
		if item, place := itemOf(c, id); item != nil && !p.has(id) {
			return put(w.More, "place", place)
		}
	}
	for _, s := range c.Suspects {
		if slices.Contains(step.Clues, s.ID) && len(p.Talks[s.ID].Topics) == 0 {
			return put(w.Unasked, "name", s.Name)
		}
	}
	return w.Enough
}

// clueNames names the clues of a step without telling what has not been found.
func (w *hintWords) clueNames(c *mystery.Case, p player, step mystery.Step) (names []string) {
	for _, id := range step.Clues {
		if item, place := itemOf(c, id); item != nil {
			name := put(w.Hidden, "place", place)
			if p.has(id) {
				name = item.Name
			}
			names = append(names, name)
		}
	}
	for _, s := range c.Suspects {
		if slices.Contains(step.Clues, s.ID) {
			names = append(names, put(w.Says, "name", s.Name))
		}
	}
	return names
}

// itemOf returns a piece of evidence and the name of the place where it is; nil
// when id is not one.
func itemOf(c *mystery.Case, id string) (item *mystery.Evidence, place string) {
	for i := range c.Evidence {
		if c.Evidence[i].ID == id {
			item = &c.Evidence[i]
		}
	}
	for _, p := range c.Places {
		if item != nil && p.ID == item.PlaceID {
			place = p.Name
		}
	}
	return item, place
}
