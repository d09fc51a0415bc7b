package cases

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// maxText is how long one text may be, in characters.
const maxText = 4000

// Text is one text of a case. Its name says where it stands.
type Text struct {
	Name string `json:"name" example:"loc-1 description"`
	Text string `json:"text"`
}

// Breach is one way in which a case breaks a law of the referee.
type Breach struct {
	Law    string `json:"law" example:"licensed"`
	Reason string `json:"reason" example:"ev-2 names suspect-1, of whom or which it states nothing"`
	Known  bool   `json:"known" doc:"The case has it already, without the edit" example:"false"`
	Grave  bool   `json:"grave" doc:"The case might not be solvable, or tell what it must not: force does not help" example:"true"`
}

// Judgement is what the referee says of an edit.
type Judgement struct {
	OK       bool     `json:"ok" doc:"The edit breaks no law that the case does not break without it" example:"true"`
	Breaches []Breach `json:"breaches"`
}

// refusal is why an edit with that judgement is not saved, nil for none.
func (j Judgement) refusal(force bool) error {
	for _, b := range j.Breaches {
		if !b.Known && (b.Grave || !force) {
			hint := "Nothing was saved."
			if !b.Grave {
				hint = "Nothing was saved. Lengths may be passed over with force."
			}
			return fault.New(fault.Invalid, "The referee refuses: %s. %s", b.Reason, hint).WithCode("Refused by the referee").With("breaches", j.Breaches)
		}
	}
	return nil
}

// JudgeTexts returns what the referee would say of a case with these texts, by their
// names, in the place of its own. Nothing is saved.
func (s *Service) JudgeTexts(_ context.Context, ref string, texts map[string]string) (Judgement, error) {
	var record caseRecord
	err := s.db.View(func(tx *store.Tx) (err error) {
		record, err = s.known(tx, ref)
		return err
	})
	if err != nil {
		return Judgement{}, err
	}
	return s.judge(&record, texts)
}

// known returns the case that ref names, whatever its day, if it is not deleted.
func (s *Service) known(tx *store.Tx, ref string) (record caseRecord, err error) {
	id, ok := ParseID(ref)
	if !ok {
		return record, unknownCase(ref)
	}
	record, err = living(tx, id)
	if errors.Is(err, store.ErrNotFound) {
		return record, unknownCase(ref)
	}
	return record, err
}

// judge writes the texts into the record's case and returns what the referee says of it.
func (s *Service) judge(record *caseRecord, texts map[string]string) (Judgement, error) {
	c := &record.Case
	before, sealed := mystery.Review(c), mystery.Commitment(c)
	if err := write(c, texts); err != nil {
		return Judgement{}, err
	}
	verdict := Judgement{OK: true, Breaches: []Breach{}}
	after := mystery.Review(c)
	if mystery.Commitment(c) != sealed && (record.Early || s.begun(c.ID)) {
		after = append(after, mystery.Violation{Law: "commitment", Reason: "the answers were sealed when the case opened, and players can check the seal"})
	}
	for _, v := range after {
		known := slices.Contains(before, v)
		verdict.OK = verdict.OK && known
		verdict.Breaches = append(verdict.Breaches, Breach{v.Law, v.Reason, known, v.Grave()})
	}
	return verdict, nil
}

// write puts texts into a case.
func write(c *mystery.Case, texts map[string]string) error {
	passages := map[string]*string{}
	for _, p := range c.Passages() {
		passages[p.Name] = p.Text
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		text := passages[name]
		switch {
		case text == nil:
			return fault.New(fault.Invalid, "The case has no text %q.", name)
		case utf8.RuneCountInString(texts[name]) > maxText:
			return fault.New(fault.Invalid, "The text %q is too long: at most %d characters are kept.", name, maxText)
		}
		*text = texts[name]
	}
	return nil
}

// revisionOf names a state of a case's texts.
func revisionOf(record *caseRecord) string {
	return strconv.Itoa(record.Edition) + "." + strconv.Itoa(record.Revision)
}

// checkRevision refuses a change to another state of the texts than that which was read.
func checkRevision(record *caseRecord, read string) error {
	if read != "" && read != revisionOf(record) {
		return fault.New(fault.Conflict, "The case was changed elsewhere meanwhile. Read it again, and make your change to that: nothing of it was saved.")
	}
	return nil
}

// TextEdit is an edit of a case.
type TextEdit struct {
	Revision string            `json:"revision" minLength:"1" doc:"The revision that was read" example:"1.0"`
	Texts    map[string]string `json:"texts" doc:"New texts by their names; all others stay"`
	Force    bool              `json:"force,omitempty" doc:"Save also what the referee finds too long or too short" example:"false"`
}

// Edited is the answer to an edit.
type Edited struct {
	Revision string    `json:"revision" example:"1.1"`
	Verdict  Judgement `json:"verdict"`
}

// EditTexts saves texts of a case. What happened in the case, and so what players did in
// it, stays as it is. An edit that breaks a law is a fault of kind Invalid, one to texts
// that were changed meanwhile of kind Conflict.
func (s *Service) EditTexts(_ context.Context, ref string, edit TextEdit) (done Edited, err error) {
	id := ""
	err = s.change(func(tx *store.Tx) error {
		record, err := s.known(tx, ref)
		if err != nil {
			return err
		}
		if err := checkRevision(&record, edit.Revision); err != nil {
			return err
		}
		if done.Verdict, err = s.judge(&record, edit.Texts); err != nil {
			return err
		}
		if err := done.Verdict.refusal(edit.Force); err != nil {
			return err
		}
		id = record.Case.ID
		record.Revision++
		done.Revision = revisionOf(&record)
		return s.keep(tx, &record)
	})
	if err != nil {
		return Edited{}, fmt.Errorf("edit %s: %w", ref, err)
	}
	s.refile(id)
	return done, nil
}

// keep saves a case whose texts were changed.
func (s *Service) keep(tx *store.Tx, record *caseRecord) error {
	id := record.Case.ID
	tx.OnCommit(func() { s.hub.tell(id) })
	return errors.Join(caseRecords().Put(tx, id, *record), s.enlist(tx, record))
}

// Publish lets players see a case before its day. One that they see already is left as it
// is.
func (s *Service) Publish(_ context.Context, ref string) (Done, error) {
	done := Done{Success: true, Message: "Players can see the case now"}
	err := s.change(func(tx *store.Tx) error {
		record, err := s.known(tx, ref)
		if err != nil {
			return err
		}
		done.CaseID = record.Case.ID
		if record.Early || s.begun(record.Case.ID) {
			done.Message = "Players could see the case already"
			return s.hurryIn(tx, done.CaseID)
		}
		record.Early = true
		return errors.Join(s.keep(tx, &record), s.hurryIn(tx, done.CaseID))
	})
	if err != nil {
		return Done{}, fmt.Errorf("publish %s: %w", ref, err)
	}
	s.refile(done.CaseID)
	return done, nil
}
