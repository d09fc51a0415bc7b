package cases

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// Redraw is a request to draw one picture again.
type Redraw struct {
	Revision string `json:"revision" minLength:"1" doc:"The revision of the case that was read" example:"1.0"`
	Prompt   string `json:"prompt,omitempty" maxLength:"4000" doc:"In the place of its prompt; left out: as it is"`
}

// Redrawing is the answer to a Redraw.
type Redrawing struct {
	Revision string `json:"revision" example:"1.1"`
	Job      string `json:"job" doc:"The job that draws it" example:"cases.draw case-2026-11-21 ev-2 1.1"`
}

// Redraw has one picture of a case drawn again, or one that could not be drawn tried at
// once, as its prompt says now. Until it is there, and if it cannot be drawn, players see
// the old one; the old one's address holds anyway.
func (s *Service) Redraw(_ context.Context, ref, slot string, r Redraw) (done Redrawing, err error) {
	id := ""
	err = s.change(func(tx *store.Tx) error {
		record, err := s.known(tx, ref)
		if err != nil {
			return err
		}
		id = record.Case.ID
		if err := checkRevision(&record, r.Revision); err != nil {
			return err
		}
		if r.Prompt != "" {
			verdict, err := s.judge(&record, map[string]string{slot + " prompt": r.Prompt})
			if err == nil {
				err = verdict.refusal(false)
			}
			if err != nil {
				return err
			}
		}
		if err := s.again(tx, &record, slot); err != nil {
			return err
		}
		record.Revision++
		done.Revision = revisionOf(&record)
		name := id + " " + slot + " " + done.Revision
		done.Job = jobID(drawKind, name)
		_, err = s.o.Queue.Add(tx, jobs.Spec{Kind: drawKind, Name: name, Arg: id, Max: drawAttempts, Priority: s.urgency(id)})
		return errors.Join(err, s.keep(tx, &record))
	})
	if err != nil {
		return Redrawing{}, fmt.Errorf("redraw %s of %s: %w", slot, ref, err)
	}
	s.refile(id)
	return done, nil
}

// again marks a picture as one to be drawn again. Its seed is another, so that it will not
// be the same, and so that what is being drawn of it as it was before is not kept.
func (s *Service) again(tx *store.Tx, record *caseRecord, slot string) error {
	for i := range record.Case.Pictures {
		p := &record.Case.Pictures[i]
		if p.Slot != slot {
			continue
		}
		key := imageKey(record.Case.ID, p.Kind, slot)
		rec, err := images().Get(tx, key)
		if err != nil {
			return err
		}
		if err := s.refuseAgain(tx, record, &rec); err != nil {
			return err
		}
		p.Seed++
		rec.Redraw, rec.Failure, rec.UpdatedAt = rec.State == Stored, nil, s.o.Now().UTC()
		if rec.State == Failed {
			rec.State, rec.By = Pending, ""
		}
		return images().Put(tx, key, rec)
	}
	return fault.New(fault.NotFound, "There is no picture %s", slot)
}

// refuseAgain says why a picture cannot be drawn again just now, if it cannot.
func (s *Service) refuseAgain(tx *store.Tx, record *caseRecord, rec *imageRecord) error {
	if rec.State == Generating || rec.Redraw {
		return fault.New(fault.Conflict, "The picture %s is being drawn. Wait until it is there, or cancel the job that draws it.", rec.Slot)
	}
	awaited, err := s.awaited(tx, record.Case.ID, record.Edition)
	if err == nil && awaited && rec.State != Stored {
		return fault.New(fault.Conflict, "The picture %s is awaited from a batch. Wait until it is there, or cancel the job that awaits it.", rec.Slot)
	}
	return err
}

// SlotPicture is one picture of a case as the operator sees it.
type SlotPicture struct {
	Slot      string              `json:"slot" example:"ev-2"`
	Kind      mystery.PictureKind `json:"kind" enum:"suspect,location,evidence,cinematic" doc:"What it is of" example:"evidence"`
	Alt       string              `json:"alt" doc:"Its alternative text"`
	Prompt    string              `json:"prompt" doc:"What an image model is told"`
	State     State               `json:"state" enum:"pending,generating,stored,temporary,placeholder,failed"`
	Redrawing bool                `json:"redrawing" doc:"It is stored, and to be drawn again" example:"false"`
	URL       string              `json:"url" doc:"Empty until there is something to show. Until players see the case it is one of the operator's, which needs the scope read"`
	Thumbnail string              `json:"thumbnail" doc:"The smallest there is of it"`
	By        string              `json:"by" doc:"Who drew it: builtin, upload or a model's name" example:"builtin"`
	Error     string              `json:"error,omitempty" doc:"Why it could not be drawn when it was last tried"`
	Attempts  int                 `json:"attempts,omitempty" doc:"Of that try" example:"3"`
	UpdatedAt time.Time           `json:"updatedAt"`
}

func (s *Service) slotPicture(p *mystery.Picture, rec *imageRecord, visible bool) SlotPicture {
	out := SlotPicture{
		Slot: p.Slot, Kind: p.Kind, Alt: p.Alt, Prompt: p.Prompt, State: cmp.Or(rec.State, Pending), Redrawing: rec.Redraw,
		URL: s.url(*rec), By: rec.By, UpdatedAt: rec.UpdatedAt,
	}
	out.Thumbnail = out.URL
	if path := rec.Kept.Path; path != "" {
		at := s.imageURL
		if !visible {
			at = s.hiddenURL
		}
		out.URL, out.Thumbnail = at(path), at(smallest(&rec.Kept))
	}
	if rec.Failure != nil {
		out.Error, out.Attempts = rec.Failure.Message, rec.Failure.Attempts
	}
	return out
}

// hiddenURL is where the operator sees a picture that players may not see yet.
func (s *Service) hiddenURL(path string) string { return s.o.Prefix + "/api/admin/images/" + path }

// smallest returns the path of the narrowest file of a picture.
func smallest(kept *Kept) string {
	path, width := kept.Path, kept.Width
	for _, v := range kept.Variants {
		if v.Width < width {
			path, width = v.Path, v.Width
		}
	}
	return path
}

// Whole is a case with everything that is known of it.
type Whole struct {
	Listed
	Language  string        `json:"language" example:"en"`
	Author    string        `json:"author" doc:"Who wrote it: builtin or a model's name" example:"builtin"`
	WrittenAt time.Time     `json:"writtenAt"`
	Revision  string        `json:"revision" doc:"Differs whenever a text was changed: give it with an edit" example:"1.0"`
	Culprit   string        `json:"culprit" doc:"Their name" example:"Sadie Dunwoody"`
	Texts     []Text        `json:"texts" doc:"Every text, in the order in which players come to read them"`
	Pictures  []SlotPicture `json:"pictures" doc:"The 14 pictures"`
	Case      any           `json:"case" doc:"The case as its file in the data directory has it, solution and world included"`
}

// Whole returns a case with everything that is known of it, whatever its day.
func (s *Service) Whole(_ context.Context, ref string) (whole Whole, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		record, err := s.known(tx, ref)
		if err != nil {
			return err
		}
		c := &record.Case
		if whole.Listed, err = s.listed(tx, c.ID); err != nil {
			return err
		}
		whole.Language, whole.Author, whole.WrittenAt, whole.Revision, whole.Case = c.Language, c.Author, c.WrittenAt, revisionOf(&record), c
		for _, suspect := range c.Suspects {
			if suspect.ID == c.Solution.Culprit {
				whole.Culprit = suspect.Name
			}
		}
		for _, p := range c.Passages() {
			whole.Texts = append(whole.Texts, Text{p.Name, *p.Text})
		}
		whole.Pictures, err = s.slotPictures(tx, c, whole.Visible)
		return err
	})
	return whole, err
}

// slotPictures returns the pictures of a case in their order, where they are for players if
// it is visible, else where they are for the operator.
func (s *Service) slotPictures(tx *store.Tx, c *mystery.Case, visible bool) ([]SlotPicture, error) {
	bySlot, err := picturesOf(tx, c.ID)
	if err != nil {
		return nil, err
	}
	list := make([]SlotPicture, 0, len(c.Pictures))
	for i := range c.Pictures {
		rec := bySlot[c.Pictures[i].Slot]
		list = append(list, s.slotPicture(&c.Pictures[i], &rec, visible))
	}
	return list, nil
}
