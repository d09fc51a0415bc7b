package play

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// Bounds of a notebook.
const (
	maxNotes   = 20_000 // characters
	maxEntry   = 500    // characters of one entry, or of one reference
	maxEntries = 100    // of the timeline, and of pins
)

// Notebook is what a player has noted in a case. Nothing in it is judged.
type Notebook struct {
	CaseID    string           `json:"caseId" readOnly:"true"`
	Notes     string           `json:"notes" maxLength:"20000" doc:"The player's own words"`
	Grid      map[string]Marks `json:"grid" doc:"By suspect id: who had means, motive and opportunity"`
	Timeline  []Moment         `json:"timeline" maxItems:"100"`
	Pins      []Pin            `json:"pins" maxItems:"100" doc:"Two things that do not go together"`
	Revision  int              `json:"revision" doc:"Grows with each change. Send the one that was read: with another, 409"`
	UpdatedAt int64            `json:"updatedAt" readOnly:"true" doc:"Milliseconds since 1970; 0 when nothing was ever noted"`
}

// Marks are a suspect's row of the grid. Empty means undecided.
type Marks struct {
	Means       string `json:"means" enum:",yes,no,maybe"`
	Motive      string `json:"motive" enum:",yes,no,maybe"`
	Opportunity string `json:"opportunity" enum:",yes,no,maybe"`
}

// Moment is an entry of the player's timeline.
type Moment struct {
	At         string `json:"at" maxLength:"500" doc:"When, in the player's words" example:"half past nine"`
	SuspectID  string `json:"suspectId,omitempty" maxLength:"500"`
	LocationID string `json:"locationId,omitempty" maxLength:"500"`
	Text       string `json:"text" maxLength:"500"`
}

// Pin holds two things side by side. A and B are references as the client makes
// them, such as an evidence id or a suspect id with the time of a message.
type Pin struct {
	A    string `json:"a" maxLength:"500"`
	B    string `json:"b" maxLength:"500"`
	Text string `json:"text" maxLength:"500"`
}

func notebooks() store.Collection[Notebook] {
	return store.Collection[Notebook]{Name: "notebooks", Version: 1}
}

// Notebook returns a player's notebook in a case, an empty one when nothing was
// ever noted.
func (s *Service) Notebook(_ context.Context, caseID, userID string) (book Notebook, err error) {
	if err := checkUser(userID); err != nil {
		return book, err
	}
	err = s.db.View(func(tx *store.Tx) error {
		c, err := s.cases.Case(tx, caseID)
		if err != nil {
			return err
		}
		book, err = notebook(tx, c.ID, userID)
		return err
	})
	return book, err
}

func notebook(tx *store.Tx, caseID, userID string) (Notebook, error) {
	book, err := notebooks().Get(tx, store.Key(caseID, userID))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return book, fmt.Errorf("read notebook: %w", err)
	}
	book.CaseID, book.Timeline, book.Pins = caseID, orNone(book.Timeline), orNone(book.Pins)
	if book.Grid == nil {
		book.Grid = map[string]Marks{}
	}
	return book, nil
}

// Note replaces a player's notebook in a case and returns it as it is kept. It is a
// fault of kind Conflict when the revision is not that of the notebook that would
// be lost.
func (s *Service) Note(_ context.Context, caseID, userID string, book Notebook) (kept Notebook, err error) {
	if err := checkUser(userID); err != nil {
		return kept, err
	}
	err = s.db.Batch(func(tx *store.Tx) error {
		c, err := s.cases.Case(tx, caseID)
		if err != nil {
			return err
		}
		if err := checkNotebook(c, book); err != nil {
			return err
		}
		before, err := notebook(tx, c.ID, userID)
		if err != nil {
			return err
		}
		if before.Revision != book.Revision {
			return fault.New(fault.Conflict, "The notebook was changed elsewhere meanwhile. Read it again, and make the change to that.")
		}
		p, err := s.player(tx, c.ID, userID)
		if err != nil {
			return err
		}
		if err := s.keep(tx, c.ID, &p); err != nil {
			return err
		}
		next := book
		next.Revision, next.UpdatedAt = book.Revision+1, s.millis()
		if err := notebooks().Put(tx, store.Key(c.ID, userID), next); err != nil {
			return err
		}
		kept, err = notebook(tx, c.ID, userID)
		return err
	})
	return kept, err
}

// checkNotebook refuses what is too long, and rows of strangers.
func checkNotebook(c *mystery.Case, book Notebook) error {
	if utf8.RuneCountInString(book.Notes) > maxNotes {
		return fault.New(fault.Invalid, "notes are too long. Keep them to %d characters.", maxNotes)
	}
	if len(book.Timeline) > maxEntries || len(book.Pins) > maxEntries {
		return fault.New(fault.Invalid, "timeline and pins hold at most %d entries each.", maxEntries)
	}
	known := c.SuspectIDs()
	for id := range book.Grid {
		if !slices.Contains(known, id) {
			return fault.New(fault.Invalid, "grid names %q, who is no suspect of this case.", id)
		}
	}
	for _, text := range book.texts() {
		if utf8.RuneCountInString(text) > maxEntry {
			return fault.New(fault.Invalid, "An entry of timeline or pins is too long. Keep each part to %d characters.", maxEntry)
		}
	}
	return nil
}

// texts returns every text of timeline and pins.
func (b Notebook) texts() (all []string) {
	for _, m := range b.Timeline {
		all = append(all, m.At, m.SuspectID, m.LocationID, m.Text)
	}
	for _, p := range b.Pins {
		all = append(all, p.A, p.B, p.Text)
	}
	return all
}
