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

// count is how many pictures of a kind there are, can be shown, and failed.
type count struct {
	total, shown, failed int
	begun                bool
	last                 time.Time
}

func (d drawing) count(kind mystery.PictureKind) (n count) {
	for _, rec := range d.bySlot {
		if rec.Kind != kind {
			continue
		}
		n.total++
		switch rec.State {
		case Stored, Temporary:
			n.shown++
		case Failed, Placeholder:
			n.failed++
		case Generating:
			n.begun = true
		case Pending:
		}
		if rec.UpdatedAt.After(n.last) {
			n.last = rec.UpdatedAt
		}
	}
	n.begun = n.begun || n.shown+n.failed > 0
	return n
}

// ended reports whether nothing more is to be expected soon.
func (d drawing) ended() bool {
	return d.status.State != DrawPending && d.status.State != DrawGenerating
}

// KindStatus returns how the pictures of one kind stand. For an unknown case it
// is pending with zeros.
func (s *Service) KindStatus(_ context.Context, ref string, kind mystery.PictureKind) (KindStatus, error) {
	answer := KindStatus{Status: DrawPending, Images: map[string]string{}, LastUpdated: s.o.Now().UTC()}
	d, err := s.drawing(ref)
	if err != nil || !d.known {
		return answer, err
	}
	n := d.count(kind)
	answer.TotalCount, answer.CompletedCount, answer.LastUpdated = n.total, n.shown, n.last
	for slot, rec := range d.bySlot {
		if url := s.url(rec); rec.Kind == kind && url != "" {
			answer.Images[slot] = url
		}
	}
	switch {
	case n.shown == n.total:
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
	shown, left := 0, 0
	answer.Complete = true
	for _, p := range []KindProgress{answer.Suspect, answer.Location, answer.Evidence, answer.Cinematic} {
		shown += p.Completed
		left += p.Total - p.Completed - p.Failed
		answer.Complete = answer.Complete && (p.Status == "complete" || p.Status == "failed")
	}
	answer.LastUpdated = d.lastUpdated()
	answer.ElapsedTime, answer.EstimatedTimeRemaining = s.times(d, shown, left)
	switch {
	case !answer.Complete:
		answer.Status = "generating"
	case shown == mystery.PictureCount:
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
func (s *Service) times(d drawing, shown, left int) (elapsed *int64, remaining int) {
	each := perPicture
	if d.status.StartedAt != nil {
		end := s.o.Now()
		if d.status.EndedAt != nil {
			end = *d.status.EndedAt
		}
		took := end.Sub(*d.status.StartedAt)
		elapsed = new(took.Milliseconds())
		if shown > 0 {
			each = took / time.Duration(shown)
		}
	}
	if d.ended() {
		left = 0
	}
	return elapsed, int((each*time.Duration(left) + time.Second - 1) / time.Second)
}

func (s *Service) progress(d drawing, kind mystery.PictureKind) KindProgress {
	n := d.count(kind)
	p := KindProgress{Status: "pending", Total: n.total, Completed: n.shown, Failed: n.failed}
	if n.begun {
		p.StartedAt = d.status.StartedAt
	}
	switch {
	case n.total == 0:
	case n.shown == n.total:
		p.Status, p.CompletedAt = "complete", &n.last
	case d.ended():
		p.Status, p.Failed = "failed", n.total-n.shown
	case n.begun:
		p.Status = "in_progress"
	}
	return p
}
