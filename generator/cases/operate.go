package cases

import (
	"context"
	"errors"
	"fmt"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// Regenerate makes an existing case anew.
func (s *Service) Regenerate(ctx context.Context, ref string) (Done, error) {
	id, err := s.existing(ref)
	if err != nil {
		return Done{}, err
	}
	if _, err := s.Begin(ctx, dateOf(id), true); err != nil {
		return Done{}, err
	}
	return Done{Success: true, Message: "The case has been written anew; its pictures are being drawn", CaseID: id}, nil
}

// existing returns the id of a case that is there, whatever its day.
func (s *Service) existing(ref string) (id string, err error) {
	id, ok := ParseID(ref)
	if !ok {
		return "", unknownCase(ref)
	}
	err = s.db.View(func(tx *store.Tx) error {
		if _, err := living(tx, id); errors.Is(err, store.ErrNotFound) {
			return unknownCase(ref)
		} else if err != nil {
			return fmt.Errorf("read %s: %w", id, err)
		}
		return nil
	})
	return id, err
}

// Upload keeps a picture given from outside. If name is a slot of the case, the
// picture takes that place once it is whole; the file before it stays.
func (s *Service) Upload(ctx context.Context, name PictureName, data []byte) (Uploaded, error) {
	name, err := s.uploadable(name)
	if err != nil {
		return Uploaded{}, err
	}
	id := name.CaseID
	kept, err := s.o.Pictures.Put(ctx, name, data, ByUpload)
	if err != nil {
		return Uploaded{}, err
	}
	rec := imageRecord{Slot: name.Name, Kind: name.Kind, State: Stored, Kept: kept, By: ByUpload, UpdatedAt: s.o.Now().UTC()}
	err = s.change(func(tx *store.Tx) error {
		if _, err := living(tx, id); err != nil {
			return unknownCase(id)
		}
		tx.OnCommit(func() { s.hub.tell(id) })
		if err := images().Put(tx, imageKey(id, name.Kind, name.Name), rec); err != nil {
			return err
		}
		if _, isSlot := mystery.KindOf(name.Name); !isSlot {
			return nil
		}
		return s.replaced(tx, id, &rec)
	})
	if err != nil {
		return Uploaded{}, fmt.Errorf("record %s: %w", name.Name, err)
	}
	s.refile(id)
	return Uploaded{Success: true, URL: s.url(rec), Size: kept.Bytes, UploadedAt: rec.UpdatedAt}, nil
}

// replaced tells of a picture that was given from outside. If it was the last that was
// missing, the case is complete, and nothing is left to heal.
func (s *Service) replaced(tx *store.Tx, id string, rec *imageRecord) error {
	bySlot, err := picturesOf(tx, id)
	if err != nil {
		return err
	}
	state, err := drawState(tx, id, bySlot)
	if err != nil {
		return err
	}
	after, _ := outcome(bySlot)
	if !state.Ended() || state == after {
		return s.news(tx, id, state, rec)
	}
	status, err := statuses().Get(tx, id)
	if err != nil {
		return err
	}
	now := s.o.Now().UTC()
	status.State, status.EndedAt = after, &now
	if err := errors.Join(statuses().Put(tx, id, status), s.news(tx, id, after, rec)); err != nil || after != DrawCompleted {
		return err
	}
	return errors.Join(s.stop(tx, jobID(healKind, healName(id, status.Rounds))), s.news(tx, id, after, nil))
}

// UploadFrom is Upload of what a URL holds. Nothing is fetched for a name that Upload
// would refuse.
func (s *Service) UploadFrom(ctx context.Context, name PictureName, url string) (Uploaded, error) {
	if _, err := s.uploadable(name); err != nil {
		return Uploaded{}, err
	}
	data, err := s.o.Pictures.Fetch(ctx, url)
	if err != nil {
		return Uploaded{}, fmt.Errorf("fetch: %w", err)
	}
	return s.Upload(ctx, name, data)
}

// uploadable returns name with the id of its case, or a fault if there is no such
// case or the name is a slot's of another kind.
func (s *Service) uploadable(name PictureName) (PictureName, error) {
	id, err := s.existing(name.CaseID)
	if err != nil {
		return name, err
	}
	if kind, isSlot := mystery.KindOf(name.Name); isSlot && kind != name.Kind {
		return name, fault.New(fault.Invalid, "%s is a picture of type %s, not %s.", name.Name, kind, name.Kind)
	}
	name.CaseID = id
	return name, nil
}
