package cases

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/store"
)

// purgeAfter is how long a deleted case can be restored, and its files stay: far longer
// than any copy of the data directory takes.
const purgeAfter = 7 * 24 * time.Hour

// purgeArg is the argument of a purge job.
type purgeArg struct {
	ID        string    `json:"id"`
	DeletedAt time.Time `json:"deletedAt"`
}

func purgeName(id string, at time.Time) string { return id + " " + store.SortableTime(at) }

// asideMark stands in the id that a deleted case, or what belongs to it, is kept under.
const asideMark = "~"

// asideOf is the id under which what players did in a case is kept while it is deleted,
// and the case too once there is another one for its day. No reference names it.
func asideOf(id string, deletedAt time.Time) string {
	return id + asideMark + strconv.FormatInt(deletedAt.UnixNano(), 36)
}

// buriedKey is the key of a deleted case in the summaries.
func buriedKey(id string, at time.Time) string { return buriedPrefix + asideOf(id, at) }

const buriedPrefix = "deleted "

// Deleted is a case that can be restored.
type Deleted struct {
	CaseID    string    `json:"caseId" example:"case-2026-11-20"`
	Title     string    `json:"title" example:"Left aboard the Anatolia Express"`
	DeletedAt time.Time `json:"deletedAt"`
	Until     time.Time `json:"until" doc:"When it goes for good"`
	Present   string    `json:"present,omitempty" doc:"The title of the case that is there for its day now: restoring deletes that one, which can be restored too" example:"A Fortnight's Week-End"`
}

// Restored is the answer to bringing a deleted case back.
type Restored struct {
	Success  bool   `json:"success"`
	Message  string `json:"message" doc:"What was done, in a sentence" example:"The case is back, with what players did in it"`
	CaseID   string `json:"caseId" example:"case-2026-11-20"`
	Replaced string `json:"replaced,omitempty" doc:"The title of the case that was there for its day, which is deleted now and can be restored for a week" example:"A Fortnight's Week-End"`
}

// Deleted lists the cases that can be restored, those of the newest days first.
func (s *Service) Deleted(context.Context) ([]Deleted, error) {
	list := []Deleted{}
	err := s.db.View(func(tx *store.Tx) error {
		for item, err := range summaries().All(tx, store.Range{Prefix: buriedPrefix, Reverse: true}) {
			if err != nil {
				return err
			}
			at := item.Value.DeletedAt
			if at == nil {
				continue
			}
			present, err := summaries().Get(tx, item.Value.ID)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
			list = append(list, Deleted{item.Value.ID, item.Value.Title, *at, at.Add(purgeAfter), present.Title})
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list deleted cases: %w", err)
	}
	return list, nil
}

// Delete takes a case away from players at once. For a week it can be restored, with all
// they did in it; then its files and records go.
func (s *Service) Delete(_ context.Context, ref string) (Done, error) {
	id, ok := ParseID(ref)
	if !ok {
		return Done{}, unknownCase(ref)
	}
	err := s.change(func(tx *store.Tx) error {
		record, err := living(tx, id)
		if errors.Is(err, store.ErrNotFound) {
			return unknownCase(ref)
		}
		if err != nil {
			return err
		}
		_, err = s.remove(tx, record)
		return err
	})
	if err != nil {
		return Done{}, fmt.Errorf("delete %s: %w", id, err)
	}
	s.refile(id)
	return Done{Success: true, Message: "The case is deleted. For a week it can be restored", CaseID: id}, nil
}

// remove deletes a case, at a moment at which no other of its day was, and returns it so.
func (s *Service) remove(tx *store.Tx, record caseRecord) (caseRecord, error) {
	at := s.o.Now().UTC()
	for summaries().Has(tx, buriedKey(record.Case.ID, at)) {
		at = at.Add(1)
	}
	record.DeletedAt = &at
	return record, s.bury(tx, record)
}

// bury saves a case that has just been deleted.
func (s *Service) bury(tx *store.Tx, record caseRecord) error {
	id, at := record.Case.ID, *record.DeletedAt
	if err := errors.Join(
		caseRecords().Put(tx, id, record), summaries().Delete(tx, id), summaries().Put(tx, buriedKey(id, at), summaryOf(&record)), statuses().Delete(tx, id),
		s.stopDrawing(tx, id, record.Edition), s.move(tx, id, asideOf(id, at)),
	); err != nil {
		return err
	}
	_, err := s.o.Queue.Add(tx, jobs.Spec{Kind: purgeKind, Name: purgeName(id, at), Arg: purgeArg{id, at}, At: at.Add(purgeAfter)})
	tx.OnCommit(func() { s.hub.tell(id) })
	return err
}

// setAside makes room for another case in the place of a deleted one, if there is one.
func (s *Service) setAside(tx *store.Tx, id string) error {
	record, err := caseRecords().Get(tx, id)
	if errors.Is(err, store.ErrNotFound) || err == nil && record.DeletedAt == nil {
		return nil
	}
	if err != nil {
		return err
	}
	aside := asideOf(id, *record.DeletedAt)
	return errors.Join(caseRecords().Put(tx, aside, record), caseRecords().Delete(tx, id), movePictures(tx, id, aside))
}

func movePictures(tx *store.Tx, from, to string) error {
	for item, err := range images().All(tx, store.Range{Prefix: imagePrefix(from)}) {
		if err == nil {
			err = images().Put(tx, imagePrefix(to)+strings.TrimPrefix(item.Key, imagePrefix(from)), item.Value)
		}
		if err == nil {
			err = images().Delete(tx, item.Key)
		}
		if err != nil {
			return fmt.Errorf("move the pictures of %s: %w", from, err)
		}
	}
	return nil
}

// Restore brings back the case that was deleted at that moment, or last if it is zero, as
// it was then, with what players did in it. Another that is there for that day is deleted
// by it, in the same transaction, and can be restored as well.
func (s *Service) Restore(_ context.Context, ref string, at time.Time) (Restored, error) {
	id, ok := ParseID(ref)
	if !ok {
		return Restored{}, unknownCase(ref)
	}
	done := Restored{Success: true, CaseID: id}
	err := s.change(func(tx *store.Tx) error {
		found, err := lastDeleted(tx, id, at)
		if err != nil {
			return err
		}
		done.Replaced, err = s.restore(tx, id, found)
		return err
	})
	if err != nil {
		return Restored{}, fmt.Errorf("restore %s: %w", id, err)
	}
	s.refile(id)
	done.Message = "The case is back, with what players did in it"
	if done.Replaced != "" {
		done.Message += fmt.Sprintf(". The other one of that day, “%s”, is deleted; for a week it can be restored", done.Replaced)
	}
	return done, nil
}

// lastDeleted returns when the case that was deleted at that moment, or last if it is zero,
// was deleted.
func lastDeleted(tx *store.Tx, id string, at time.Time) (found time.Time, err error) {
	for item, err := range summaries().All(tx, store.Range{Prefix: buriedPrefix + id + asideMark}) {
		if err != nil {
			return found, err
		}
		if was := item.Value.DeletedAt; was != nil && (at.IsZero() || at.Equal(*was)) {
			found = *was // later ones have greater keys
		}
	}
	if found.IsZero() {
		err = fault.New(fault.NotFound, "There is no such deleted case %s. A week after they were deleted, cases go for good.", id)
	}
	return found, err
}

// restore returns the title of the case that it deletes, if there is one.
func (s *Service) restore(tx *store.Tx, id string, at time.Time) (replaced string, err error) {
	aside := asideOf(id, at)
	there, err := caseRecords().Get(tx, id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return "", err
	}
	if err == nil && there.DeletedAt == nil {
		replaced = there.Case.Title
		if there, err = s.remove(tx, there); err != nil {
			return "", err
		}
	}
	record, err := s.exhume(tx, id, there, at)
	if err != nil {
		return "", err
	}
	record.DeletedAt = nil
	tx.OnCommit(func() { s.hub.tell(id) })
	return replaced, errors.Join(
		caseRecords().Put(tx, id, record), s.enlist(tx, &record), summaries().Delete(tx, buriedKey(id, at)),
		s.move(tx, aside, id), s.stop(tx, jobID(purgeKind, purgeName(id, at))), s.drawRest(tx, &record),
	)
}

// exhume returns the record of the case that was deleted at that moment, of an edition that
// nothing else is or will be of. If it is not the one that is there, it changes places with
// that.
func (s *Service) exhume(tx *store.Tx, id string, there caseRecord, at time.Time) (caseRecord, error) {
	if there.DeletedAt != nil && there.DeletedAt.Equal(at) {
		job, err := s.o.Queue.Job(tx, jobID(writeKind, id))
		if errors.Is(err, jobs.ErrUnknown) {
			return there, nil
		}
		if job.State != jobs.Done {
			there.Edition++ // what is written for that day comes too late, also if that is tried again some day
		}
		return there, err
	}
	aside := asideOf(id, at)
	record, err := caseRecords().Get(tx, aside)
	if err != nil {
		return record, err
	}
	record.Edition = there.Edition + 1
	return record, errors.Join(s.setAside(tx, id), caseRecords().Delete(tx, aside), movePictures(tx, aside, id))
}

// runPurge removes the files and records of a case that is still deleted. The files of one
// in whose place there is another stay: they lie among that one's.
func (s *Service) runPurge(_ context.Context, run *jobs.Run) error {
	var arg purgeArg
	if err := run.Arg(&arg); err != nil {
		return jobs.Permanent(err)
	}
	alone := false
	err := s.change(func(tx *store.Tx) error {
		record, err := caseRecords().Get(tx, arg.ID)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		mine := err == nil && record.DeletedAt != nil && record.DeletedAt.Equal(arg.DeletedAt)
		alone = mine || err != nil // or an earlier run got this far
		if mine {
			if err := dropCase(tx, arg.ID); err != nil {
				return err
			}
		}
		aside := asideOf(arg.ID, arg.DeletedAt)
		return errors.Join(dropCase(tx, aside), s.forget(tx, aside), summaries().Delete(tx, buriedKey(arg.ID, arg.DeletedAt)))
	})
	if err != nil || !alone {
		return err
	}
	return errors.Join(s.o.Pictures.Remove(arg.ID), s.unfile(arg.ID))
}

// dropCase removes the records of a case and its pictures.
func dropCase(tx *store.Tx, id string) error {
	for item, err := range images().All(tx, store.Range{Prefix: imagePrefix(id)}) {
		if err == nil {
			err = images().Delete(tx, item.Key)
		}
		if err != nil {
			return err
		}
	}
	return caseRecords().Delete(tx, id)
}

// isAside reports whether an id is one that deleted cases are kept under.
func isAside(id string) bool { return strings.Contains(id, asideMark) }

// asideFrom returns the id of the case that an id under which it is kept was made from.
func asideFrom(id string) string {
	id, _, _ = strings.Cut(strings.TrimPrefix(id, buriedPrefix), asideMark)
	return id
}
