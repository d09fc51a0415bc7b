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

// Today returns today's case. Without one the fault's message says that it has
// "not been generated yet", the words at which clients ask for Generate.
func (s *Service) Today(ctx context.Context, language string) (View, error) {
	view, err := s.View(ctx, idOf(s.today()), language)
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.NotFound {
		return View{}, fault.New(fault.NotFound, "Today's case has not been generated yet").WithCode("No case found")
	}
	return view, err
}

// View returns the case that ref (an id or a bare date) names. A case that is
// unknown, deleted or of a future day is a fault of kind NotFound; a language
// that the case is not written in is Invalid.
func (s *Service) View(_ context.Context, ref, language string) (view View, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		c, err := s.visible(tx, ref)
		if err != nil {
			return err
		}
		if language != "" && !strings.EqualFold(language, c.Language) {
			return fault.New(fault.Invalid, "This case is written in %q. Ask for that language, or for none.", c.Language)
		}
		bySlot, err := picturesOf(tx, c.ID)
		if err != nil {
			return err
		}
		state, err := drawState(tx, c.ID, bySlot)
		if err != nil {
			return err
		}
		view = s.view(c, bySlot, state)
		return nil
	})
	return view, err
}

// Suspects returns the suspects of a case; none when it is unknown.
func (s *Service) Suspects(ctx context.Context, ref string) (Suspects, error) {
	view, err := s.View(ctx, ref, "")
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.NotFound {
		return Suspects{Suspects: []Suspect{}}, nil
	}
	return Suspects{Suspects: view.Suspects}, err
}

// SuspectImage returns the URL of a suspect's portrait, or a fault of kind
// NotFound while there is none.
func (s *Service) SuspectImage(_ context.Context, suspectID string) (SuspectImage, error) {
	missing := fault.New(fault.NotFound, "There is no picture of suspect %s", suspectID).WithCode("Suspect image not found")
	slot := mystery.SlotOf(suspectID)
	kind, _ := mystery.KindOf(slot)
	caseID, ok := strings.CutSuffix(suspectID, "-"+slot)
	if !ok || kind != mystery.Portrait {
		return SuspectImage{}, missing
	}
	answer := SuspectImage{SuspectID: suspectID}
	err := s.db.View(func(tx *store.Tx) error {
		if _, err := s.visible(tx, caseID); err != nil {
			return missing
		}
		if answer.ProfileImageURL = s.PictureURL(tx, caseID, slot); answer.ProfileImageURL == "" {
			return missing
		}
		return nil
	})
	return answer, err
}

// PictureURL returns the URL of the picture in a slot, or "" while there is none.
func (s *Service) PictureURL(tx *store.Tx, caseID, slot string) string {
	kind, ok := mystery.KindOf(slot)
	if !ok {
		return ""
	}
	record, err := images().Get(tx, imageKey(caseID, kind, slot))
	if err != nil {
		return ""
	}
	return s.url(record)
}

// Current returns the URL of the present picture of that name, for links that
// do not carry its hash, or a fault of kind NotFound.
func (s *Service) Current(_ context.Context, name PictureName) (url string, err error) {
	missing := fault.New(fault.NotFound, "There is no picture %s/%s/%s", name.CaseID, name.Kind, name.Name)
	err = s.db.View(func(tx *store.Tx) error {
		if _, err := s.visible(tx, name.CaseID); err != nil {
			return err
		}
		record, err := images().Get(tx, imageKey(name.CaseID, name.Kind, name.Name))
		if err != nil {
			return missing
		}
		if url = s.url(record); url == "" {
			return missing
		}
		return nil
	})
	return url, err
}

// Archive lists the cases that players may see, newest first, beginning below
// the id before ("" for the newest). limit is from 1 to 100.
func (s *Service) Archive(_ context.Context, before string, limit int) (Archive, error) {
	page := Archive{Cases: []Summary{}}
	after := ""
	if before != "" {
		id, ok := ParseID(before)
		if !ok {
			return page, fault.New(fault.Invalid, "%q is not a case id. Give the next of the page before, or nothing.", before)
		}
		after = id
	}
	err := s.db.View(func(tx *store.Tx) error {
		for item, err := range summaries().All(tx, store.Range{Prefix: idPrefix, After: after, Reverse: true}) {
			if err != nil {
				return fmt.Errorf("list cases: %w", err)
			}
			if !item.Value.Early && !s.begun(item.Key) {
				continue
			}
			if len(page.Cases) == limit {
				page.Next = page.Cases[limit-1].ID
				return nil
			}
			page.Cases = append(page.Cases, s.summary(tx, item.Value))
		}
		return nil
	})
	return page, err
}

func (s *Service) summary(tx *store.Tx, record summaryRecord) Summary {
	date := dateOf(record.ID)
	summary := Summary{ID: record.ID, Date: date, Title: record.Title, OpenedAt: s.opensAt(date), Difficulty: record.Difficulty}
	picture, err := images().Get(tx, imageKey(record.ID, mystery.Cinematic, "establishing"))
	if err != nil {
		return summary
	}
	summary.ImageURL = s.url(picture)
	summary.Thumbnail = summary.ImageURL
	if variants := picture.Kept.Variants; len(variants) > 0 {
		summary.Thumbnail = s.imageURL(variants[0].Path)
	}
	return summary
}
