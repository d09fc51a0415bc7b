package cases

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// Work is how the drawing of one picture of a case goes, as the operator may know it.
type Work struct {
	Slot      string              `json:"slot" doc:"Which picture" example:"suspect-1"`
	Kind      mystery.PictureKind `json:"kind" doc:"What is on it" example:"suspect"`
	State     State               `json:"state" doc:"Where it stands" example:"stored"`
	By        string              `json:"by,omitempty" doc:"Who drew what is shown" example:"builtin"`
	URL       string              `json:"url,omitempty" doc:"Of what is shown" example:"/images/case-2026-11-21/suspect/suspect-1.5a4e.jpg"`
	Attempts  int                 `json:"attempts" doc:"To draw it in the newest round, the present one included" example:"1"`
	Error     string              `json:"error,omitempty" doc:"Why it is not stored, or why the attempt before the present one failed" example:"the provider did not answer in time"`
	BeganAt   *time.Time          `json:"beganAt,omitempty" doc:"When the newest round began with it" example:"2026-11-21T23:00:04Z"`
	UpdatedAt time.Time           `json:"updatedAt" doc:"When it last changed" example:"2026-11-21T23:00:09Z"`
}

// CaseOf returns the id of the case that a job writes or draws, "" for other jobs.
func CaseOf(j jobs.Job) string {
	if !slices.Contains([]string{writeKind, drawKind, batchKind, healKind}, j.Kind) {
		return ""
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(j.ID, j.Kind+" "), " ")
	return name
}

// Works returns how the drawing of each picture of a case goes, in the order in which they
// are drawn; none of a case that is not there.
func (s *Service) Works(tx *store.Tx, caseID string) ([]Work, error) {
	list := []Work{}
	record, err := living(tx, caseID)
	if errors.Is(err, store.ErrNotFound) {
		return list, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", caseID, err)
	}
	bySlot, err := picturesOf(tx, caseID)
	if err != nil {
		return nil, err
	}
	for _, p := range record.Case.Pictures {
		rec := bySlot[p.Slot]
		work := Work{
			Slot: p.Slot, Kind: p.Kind, State: rec.State, By: rec.By, URL: s.url(rec), Attempts: rec.Attempts, Error: rec.Problem, BeganAt: rec.BeganAt, UpdatedAt: rec.UpdatedAt,
		}
		if work.Error == "" && rec.Failure != nil {
			work.Error, work.Attempts = rec.Failure.Message, max(rec.Attempts, rec.Failure.Attempts)
		}
		list = append(list, work)
	}
	return list, nil
}

// CancelJob ends a job for good as jobs.Queue does. A case that was being drawn says at
// once that no more is to be expected.
func (s *Service) CancelJob(id string) error {
	caseID := ""
	err := s.change(func(tx *store.Tx) error {
		job, err := s.o.Queue.Job(tx, id)
		if err != nil {
			return err
		}
		if err := s.o.Queue.Cancel(tx, id); err != nil || job.Kind != drawKind && job.Kind != batchKind {
			return err
		}
		if job.Kind == batchKind {
			if err := s.addDrop(tx, job); err != nil {
				return err
			}
		}
		caseID = CaseOf(job)
		return s.giveUp(tx, caseID)
	})
	if err != nil {
		return fmt.Errorf("cancel %s: %w", id, err)
	}
	if caseID != "" {
		s.refile(caseID)
	}
	return nil
}

// RetryJob queues a job anew as jobs.Queue does. One that was asked to draw a picture again
// asks for that anew; it is a fault of kind Conflict or NotFound if the picture is being
// drawn, or the case is another by now or not there.
func (s *Service) RetryJob(id string) error {
	caseID := ""
	err := s.change(func(tx *store.Tx) error {
		job, err := s.o.Queue.Job(tx, id)
		if err != nil {
			return err
		}
		if edition, slot := redrawnBy(job); slot != "" && job.State.Finished() && job.State != jobs.Done {
			caseID = CaseOf(job)
			err = s.askAnew(tx, job, edition, slot)
		}
		return errors.Join(err, s.o.Queue.Retry(tx, id))
	})
	if err != nil {
		return fmt.Errorf("try %s again: %w", id, err)
	}
	if caseID != "" {
		s.refile(caseID)
	}
	return nil
}

// askAnew asks again for what a finished job was to draw again, unless that is still asked
// for and nobody else is at it, or has been drawn and only others are missing.
func (s *Service) askAnew(tx *store.Tx, job jobs.Job, edition, slot string) error {
	caseID := CaseOf(job)
	record, err := s.known(tx, caseID)
	if err != nil {
		return err
	}
	if strconv.Itoa(record.Edition) != edition {
		return fault.New(fault.Conflict, "The case %s is another one than when this job was asked for. Redraw the picture on its own page.", caseID)
	}
	bySlot, err := picturesOf(tx, caseID)
	asked, askedErr := s.askedFor(tx, caseID)
	drawing, drawingErr := s.underWay(tx, jobID(drawKind, drawName(caseID, record.Edition)))
	if err := errors.Join(err, askedErr, drawingErr); err != nil {
		return err
	}
	rec := bySlot[slot]
	left := (rec.Redraw || rec.State == Generating) && !asked[slot] && !drawing
	drawn := job.State == jobs.Partial && rec.State == Stored && rec.Failure == nil
	if left || drawn {
		return nil
	}
	record.Revision++
	return errors.Join(s.again(tx, &record, slot), s.keep(tx, &record))
}

// redrawnBy returns which picture, and of which edition of its case, a job was asked to draw
// again, "" for other jobs.
func redrawnBy(job jobs.Job) (edition, slot string) {
	parts := strings.Fields(strings.TrimPrefix(job.ID, drawKind+" "))
	if job.Kind != drawKind || len(parts) != 3 {
		return "", ""
	}
	edition, _, _ = strings.Cut(parts[2], ".")
	return edition, parts[1]
}

// giveUp notes that nobody draws what is missing of a case, nor again what no other job is
// to draw.
func (s *Service) giveUp(tx *store.Tx, caseID string) error {
	bySlot, err := picturesOf(tx, caseID)
	asked, askedErr := s.askedFor(tx, caseID)
	if err := errors.Join(err, askedErr); err != nil {
		return err
	}
	now := s.o.Now().UTC()
	for slot, rec := range bySlot {
		unasked := rec.Redraw && !asked[slot]
		if rec.State != Generating && !unasked {
			continue
		}
		if rec.State == Generating {
			rec.State = Pending
		}
		rec.Redraw, rec.UpdatedAt = rec.Redraw && !unasked, now
		bySlot[slot] = rec
		if err := images().Put(tx, imageKey(caseID, rec.Kind, rec.Slot), rec); err != nil {
			return err
		}
	}
	tx.OnCommit(func() { s.hub.tell(caseID) })
	status, err := statuses().Get(tx, caseID)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	state, _ := outcome(bySlot)
	if err != nil || status.State == state {
		return err
	}
	status.State, status.EndedAt = state, &now
	return errors.Join(statuses().Put(tx, caseID, status), s.news(tx, caseID, state, nil))
}

// askedFor returns the slots that a job waits or runs for which was asked to draw them again.
func (s *Service) askedFor(tx *store.Tx, caseID string) (map[string]bool, error) {
	asked, prefix := map[string]bool{}, jobID(drawKind, caseID)+" "
	list, err := s.o.Queue.List(tx, func(j jobs.Job) bool {
		return !j.State.Finished() && !j.Cancelling && strings.HasPrefix(j.ID, prefix)
	})
	for _, job := range list {
		slot, _, _ := strings.Cut(strings.TrimPrefix(job.ID, prefix), " ")
		asked[slot] = true
	}
	return asked, err
}

// cancelled reports whether somebody has cancelled a job.
func (s *Service) cancelled(tx *store.Tx, id string) (bool, error) {
	job, err := s.o.Queue.Job(tx, id)
	if errors.Is(err, jobs.ErrUnknown) {
		return false, nil
	}
	return job.State == jobs.Cancelled, err
}

// underWay reports whether a job is there and not finished.
func (s *Service) underWay(tx *store.Tx, id string) (bool, error) {
	job, err := s.o.Queue.Job(tx, id)
	if errors.Is(err, jobs.ErrUnknown) {
		return false, nil
	}
	return err == nil && !job.State.Finished(), err
}
