package cases

import (
	"context"
	"errors"
	"time"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// perPicture is the first guess of how long a picture takes.
const perPicture = 2 * time.Second

// drawing is how the pictures of a visible case stand.
type drawing struct {
	caseID string
	known  bool
	status statusRecord
	bySlot map[string]imageRecord
}

// drawState is how the pictures of a case stand together: as recorded, or, when
// that has been swept, as follows from the pictures.
func drawState(tx *store.Tx, caseID string, bySlot map[string]imageRecord) (DrawState, error) {
	status, err := statuses().Get(tx, caseID)
	if errors.Is(err, store.ErrNotFound) {
		state, _ := outcome(bySlot)
		return state, nil
	}
	return status.State, err
}

// drawing reads how the pictures of ref stand. An unknown case is not an error.
func (s *Service) drawing(ref string) (d drawing, err error) {
	d.caseID = ref
	err = s.db.View(func(tx *store.Tx) error {
		c, err := s.visible(tx, ref)
		if _, ok := errors.AsType[*fault.Error](err); ok {
			return nil
		}
		if err != nil {
			return err
		}
		d.caseID, d.known = c.ID, true
		if d.bySlot, err = picturesOf(tx, c.ID); err != nil {
			return err
		}
		if d.status, err = statuses().Get(tx, c.ID); err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		d.status.State, err = drawState(tx, c.ID, d.bySlot)
		return err
	})
	return d, err
}

// count is how many pictures of a kind there are, are stored, and failed: all that are told
// of the pictures of a case, by whatever way, are these numbers.
type count struct {
	total, stored, failed int
	begun                 bool
	last                  time.Time
}

// countOf counts the pictures of a kind ("": of all) while drawing stands like that. What
// is shown in place of a picture, or at an address that does not last, counts as failed
// until the picture is stored; when drawing has ended, so does all that is not stored.
func countOf(bySlot map[string]imageRecord, kind mystery.PictureKind, state DrawState) (n count) {
	for _, rec := range bySlot {
		if kind != "" && rec.Kind != kind {
			continue
		}
		n.total++
		switch {
		case rec.State == Stored:
			n.stored++
		case rec.State.Failed() || state.Ended():
			n.failed++
		}
		n.begun = n.begun || rec.State != Pending
		if rec.UpdatedAt.After(n.last) {
			n.last = rec.UpdatedAt
		}
	}
	return n
}

func (d drawing) count(kind mystery.PictureKind) count {
	return countOf(d.bySlot, kind, d.status.State)
}

// ended reports whether nothing more is to be expected soon.
func (d drawing) ended() bool { return d.status.State.Ended() }

// KindStatus returns how the pictures of one kind stand. For an unknown case it
// is pending with zeros.
func (s *Service) KindStatus(_ context.Context, ref string, kind mystery.PictureKind) (KindStatus, error) {
	answer := KindStatus{Status: DrawPending, Images: map[string]string{}, LastUpdated: s.o.Now().UTC()}
	d, err := s.drawing(ref)
	if err != nil || !d.known {
		return answer, err
	}
	n := d.count(kind)
	answer.TotalCount, answer.CompletedCount, answer.LastUpdated = n.total, n.stored, n.last
	for slot, rec := range d.bySlot {
		if url := s.url(rec); rec.Kind == kind && url != "" {
			answer.Images[slot] = url
		}
	}
	switch {
	case n.stored == n.total:
		answer.Status = DrawCompleted
	case d.ended() && len(answer.Images) > 0:
		answer.Status = DrawPartial
	case d.ended():
		answer.Status = DrawFailed
	case n.begun:
		answer.Status = DrawGenerating
	}
	return answer, nil
}

// Status returns how all pictures of a case stand. For an unknown case it is
// "unknown" with zeros.
func (s *Service) Status(_ context.Context, ref string) (ImageStatus, error) {
	d, err := s.drawing(ref)
	if err != nil {
		return ImageStatus{}, err
	}
	answer := ImageStatus{
		CaseID: d.caseID, Status: "unknown", LastUpdated: s.o.Now().UTC(),
		Suspect: s.progress(d, mystery.Portrait), Location: s.progress(d, mystery.Location),
		Evidence: s.progress(d, mystery.Object), Cinematic: s.progress(d, mystery.Cinematic),
	}
	if !d.known {
		return answer, nil
	}
	stored, left := 0, 0
	answer.Complete = true
	for _, p := range []KindProgress{answer.Suspect, answer.Location, answer.Evidence, answer.Cinematic} {
		stored += p.Completed
		left += p.Total - p.Completed - p.Failed
		answer.Complete = answer.Complete && (p.Status == "complete" || p.Status == "failed")
	}
	answer.LastUpdated = d.lastUpdated()
	answer.ElapsedTime, answer.EstimatedTimeRemaining = s.times(d, stored, left)
	switch {
	case !answer.Complete:
		answer.Status = "generating"
	case stored == mystery.PictureCount:
		answer.Status = "ready"
	default:
		answer.Status = "partial"
	}
	return answer, nil
}

func (d drawing) lastUpdated() (last time.Time) {
	for _, rec := range d.bySlot {
		if rec.UpdatedAt.After(last) {
			last = rec.UpdatedAt
		}
	}
	return last
}

// times returns how long drawing has taken so far (nil before it began), in
// milliseconds, and how long it will take, in seconds.
func (s *Service) times(d drawing, stored, left int) (elapsed *int64, remaining int) {
	each := perPicture
	if d.status.StartedAt != nil {
		end := s.o.Now()
		if d.status.EndedAt != nil {
			end = *d.status.EndedAt
		}
		took := end.Sub(*d.status.StartedAt)
		elapsed = new(took.Milliseconds())
		if stored > 0 {
			each = took / time.Duration(stored)
		}
	}
	if d.ended() {
		left = 0
	}
	return elapsed, int((each*time.Duration(left) + time.Second - 1) / time.Second)
}

func (s *Service) progress(d drawing, kind mystery.PictureKind) KindProgress {
	n := d.count(kind)
	p := KindProgress{Status: "pending", Total: n.total, Completed: n.stored, Failed: n.failed}
	if n.begun {
		p.StartedAt = d.status.StartedAt
	}
	switch {
	case n.total == 0:
	case n.stored == n.total:
		p.Status, p.CompletedAt = "complete", &n.last
	case d.ended():
		p.Status = "failed"
	case n.begun:
		p.Status = "in_progress"
	}
	return p
}
