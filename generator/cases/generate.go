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

// Progress is how making a case goes.
type Progress struct {
	CaseID string    `json:"caseId" example:"case-2026-11-21"`
	Title  string    `json:"title,omitempty" example:"A Fortnight's Week-End"`
	State  DrawState `json:"state" example:"generating"` // empty while the case is being written
	Stored int       `json:"stored" example:"4"`
	Failed int       `json:"failed" example:"0"` // tried, and not stored
	Total  int       `json:"total" example:"14"`
}

// Generate makes today's case if there is none, and returns when it can be
// read; its pictures may still be on their way. Many calls at a time make one
// case. It never replaces one. Failure is a fault of kind Unavailable.
func (s *Service) Generate(ctx context.Context) (Generated, error) {
	return s.Begin(ctx, s.today(), false)
}

// Begin makes the daily case of a date ("" is today) and returns when it can be read. A case
// that is there already is kept, unless again: then it is made anew, with new
// pictures; the files of the old ones stay until the case is deleted.
func (s *Service) Begin(ctx context.Context, date string, again bool) (Generated, error) {
	date = cmp.Or(date, s.today())
	if err := s.checkDate(date); err != nil {
		return Generated{}, err
	}
	id := idOf(date)
	added, err := s.addWrite(id, again)
	if err != nil {
		return Generated{}, fmt.Errorf("begin %s: %w", id, err)
	}
	if added {
		job, err := s.o.Queue.Wait(ctx, jobID(writeKind, id))
		if err != nil {
			return Generated{}, fault.New(fault.Unavailable, "The case for %s is still being written. Ask again in a moment.", date).Because(err)
		}
		if job.State != jobs.Done {
			return Generated{}, fault.New(fault.Unavailable, "The case for %s could not be written. The server's log says why.", date).
				Because(errors.New(job.Error))
		}
	}
	if err := s.hurry(id); err != nil {
		return Generated{}, fmt.Errorf("begin %s: %w", id, err)
	}
	return s.generated(id, added)
}

// Make is Begin and Follow in one, for an operator who waits: it reports
// progress and returns when the case is written and drawn. date "" is today.
func (s *Service) Make(ctx context.Context, date string, again bool, report func(Progress)) error {
	date = cmp.Or(date, s.today())
	report(Progress{CaseID: idOf(date), Total: mystery.PictureCount})
	made, err := s.Begin(ctx, date, again)
	if err != nil {
		return err
	}
	end, err := s.Follow(ctx, made.CaseID, report)
	if err != nil {
		return err
	}
	return end.Err()
}

// Err is what to tell who waited when drawing has ended without every picture.
func (p Progress) Err() error {
	if p.State == DrawCompleted {
		return nil
	}
	return fmt.Errorf("%s can be played, but only %d of its %d pictures are stored; a running server tries the others again", p.CaseID, p.Stored, p.Total)
}

// addWrite adds the job that writes a case. It is false when the case is there
// and need not be made anew.
func (s *Service) addWrite(id string, again bool) (added bool, err error) {
	err = s.change(func(tx *store.Tx) error {
		record, err := caseRecords().Get(tx, id)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if err == nil && record.DeletedAt == nil && !again {
			return nil
		}
		added = true
		return s.queueWrite(tx, writeArg{ID: id, Edition: record.Edition + 1, Soon: true})
	})
	return added, err
}

func (s *Service) queueWrite(tx *store.Tx, arg writeArg) error {
	_, err := s.o.Queue.Add(tx, jobs.Spec{Kind: writeKind, Name: arg.ID, Arg: arg, Again: true, Priority: s.urgency(arg.ID)})
	return err
}

func jobID(kind, name string) string { return kind + " " + name }

func (s *Service) generated(id string, made bool) (answer Generated, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		record, err := living(tx, id)
		if err != nil {
			return fmt.Errorf("read %s: %w", id, err)
		}
		c := &record.Case
		answer = Generated{Success: true, Message: "The case was already there", CaseID: id, Date: c.Date, EvidenceCount: len(c.Evidence)}
		if made {
			answer.Message = "The case is ready to play; its pictures are being drawn"
		}
		for _, place := range c.Places {
			answer.Locations = append(answer.Locations, PlaceOfCase{place.ID, place.Name, place.Description, place.Emoji})
		}
		return nil
	})
	return answer, err
}

// Follow calls report with each change of how drawing a case goes, and returns
// the last when nothing more is to be expected soon, or when ctx ends.
func (s *Service) Follow(ctx context.Context, id string, report func(Progress)) (Progress, error) {
	changes, stop := s.Watch(id)
	defer stop()
	for {
		progress, err := s.progressOf(id)
		if err != nil {
			return progress, err
		}
		report(progress)
		if progress.State.Ended() {
			return progress, nil
		}
		select {
		case <-changes:
		case <-ctx.Done():
			return progress, ctx.Err()
		}
	}
}

// progressOf reads how drawing a case goes, whatever its day.
func (s *Service) progressOf(id string) (progress Progress, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		if _, err := living(tx, id); err != nil {
			return unknownCase(id)
		}
		progress, err = progressIn(tx, id)
		return err
	})
	return progress, err
}

func progressIn(tx *store.Tx, id string) (Progress, error) {
	progress := Progress{CaseID: id, Total: mystery.PictureCount}
	bySlot, err := picturesOf(tx, id)
	if err != nil {
		return progress, err
	}
	progress.State, err = drawState(tx, id, bySlot)
	n := countOf(bySlot, "", progress.State)
	progress.Stored, progress.Failed = n.stored, n.failed
	return progress, err
}

// Ensure adds the jobs that make the cases of today and the next days where they
// are missing, today's first, and those that draw what an earlier run left. It
// invents none for days that have passed, and adds none that was cancelled.
func (s *Service) Ensure(_ context.Context) error {
	today := s.today()
	err := s.change(func(tx *store.Tx) error {
		for n := range s.o.Ahead + 1 {
			id := idOf(dayAfter(today, n))
			record, err := caseRecords().Get(tx, id)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
			cancelled, err := s.cancelled(tx, jobID(writeKind, id))
			if err != nil {
				return err
			}
			if cancelled || record.Edition > 0 && record.DeletedAt == nil {
				continue
			}
			if err := s.queueWrite(tx, writeArg{ID: id, Edition: record.Edition + 1}); err != nil {
				return err
			}
		}
		return s.resume(tx)
	})
	if err != nil {
		return fmt.Errorf("prepare the next days: %w", err)
	}
	return nil
}

// resume adds a drawing job for every case whose last one ended with pictures
// missing and without a healing run to come, and that awaits none from a batch.
func (s *Service) resume(tx *store.Tx) error {
	for item, err := range statuses().All(tx, store.Range{}) {
		if err != nil {
			return err
		}
		if item.Value.State == DrawPending || item.Value.State == DrawGenerating {
			record, err := living(tx, item.Key)
			awaited := false
			if err == nil {
				awaited, err = s.awaited(tx, item.Key, record.Edition)
			}
			if err == nil && !awaited {
				err = s.addDraw(tx, item.Key, record.Edition, "")
			}
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
		}
	}
	return nil
}

// How long records stay that only describe the recent past.
const (
	keepStatus  = time.Hour
	keepMetrics = 7 * 24 * time.Hour
)

// Sweep drops the status of cases that have been complete for an hour and
// metrics older than seven days.
func (s *Service) Sweep(_ context.Context) error {
	now := s.o.Now()
	over := func(v statusRecord) bool {
		return v.State == DrawCompleted && v.EndedAt != nil && now.Sub(*v.EndedAt) > keepStatus
	}
	old := func(v metricRecord) bool { return now.Sub(v.At) > keepMetrics }
	err := s.change(func(tx *store.Tx) error {
		return errors.Join(dropWhere(tx, statuses(), over), dropWhere(tx, metrics(), old))
	})
	if err != nil {
		return fmt.Errorf("sweep: %w", err)
	}
	return nil
}

// dropWhere deletes the records for which gone is true.
func dropWhere[T any](tx *store.Tx, c store.Collection[T], gone func(T) bool) error {
	for item, err := range c.All(tx, store.Range{}) {
		if err != nil {
			return err
		}
		if !gone(item.Value) {
			continue
		}
		if err := c.Delete(tx, item.Key); err != nil {
			return err
		}
	}
	return nil
}
