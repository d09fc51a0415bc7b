package cases

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/generator/traces"
	"casebook/store"
)

const (
	pictureAttempts = 3
	firstWait       = 2 * time.Second // then doubled
	firstHeal       = 5 * time.Minute // then doubled, up to lastHeal
	lastHeal        = 6 * time.Hour
)

// round is one pass over the pictures of a case that are not stored yet.
type round struct {
	id      string
	edition int
	missing []mystery.Picture
	total   int
	again   bool // nothing is missing: what is drawn is drawn again
	started time.Time
	run     *jobs.Run
}

// runDraw draws what is missing of a case, at most Window pictures at once: a
// free place is taken at once. It may run any number of times; what is stored
// stays. When something is missing in the end it adds a later run, the healing.
func (s *Service) runDraw(ctx context.Context, run *jobs.Run) error {
	var id string
	if err := run.Arg(&id); err != nil {
		return jobs.Permanent(err)
	}
	traces.Current(ctx).Text(traces.Case, id)
	r, err := s.beginRound(id, run)
	if errors.Is(err, store.ErrNotFound) {
		return nil // deleted meanwhile
	}
	if err != nil {
		return fmt.Errorf("begin drawing %s: %w", id, err)
	}
	var group errgroup.Group
	group.SetLimit(s.o.Window)
	starts := rate.NewLimiter(rate.Every(s.o.Spacing), 1)
	for _, picture := range r.missing {
		if starts.Wait(ctx) != nil {
			break
		}
		group.Go(func() error {
			if ctx.Err() != nil { // while it waited for its place
				return ctx.Err()
			}
			return s.pictureStep(ctx, r, picture)
		})
	}
	err = group.Wait()
	if jobs.WasCancelled(ctx) {
		return errors.Join(ctx.Err(), s.change(func(tx *store.Tx) error { return s.giveUp(tx, id) }), s.file(id))
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		s.o.Log.Warn("drawing", "case", id, "err", err)
	}
	return s.endRound(r)
}

// beginRound notes that drawing has begun and lists what is missing.
func (s *Service) beginRound(id string, run *jobs.Run) (r round, err error) {
	r = round{id: id, total: mystery.PictureCount, started: s.o.Now(), run: run}
	err = s.change(func(tx *store.Tx) error {
		record, err := living(tx, id)
		if err != nil {
			return err
		}
		r.edition = record.Edition
		bySlot, err := picturesOf(tx, id)
		if err != nil {
			return err
		}
		for _, picture := range record.Case.Pictures {
			if rec := bySlot[picture.Slot]; rec.wanted() {
				r.missing = append(r.missing, picture)
			}
		}
		tx.OnCommit(func() { s.hub.tell(id) })
		return errors.Join(s.tellBegun(tx, &r, bySlot), run.ProgressIn(tx, r.total-len(r.missing), r.total))
	})
	return r, err
}

// tellBegun lets the status of a case say that it is being drawn, unless all of it has been,
// and pictures are but drawn again: then nothing that is told of it goes back.
func (s *Service) tellBegun(tx *store.Tx, r *round, bySlot map[string]imageRecord) error {
	status, err := statuses().Get(tx, r.id)
	unknown := errors.Is(err, store.ErrNotFound)
	if err != nil && !unknown {
		return err
	}
	if r.again = allThere(bySlot) && (unknown || status.State.Ended()); r.again {
		return nil
	}
	status.State, status.EndedAt = DrawGenerating, nil
	if status.StartedAt == nil {
		status.StartedAt = &r.started
	}
	return statuses().Put(tx, r.id, status)
}

// drawOne draws and keeps one picture, in up to pictureAttempts attempts. The
// error says what went wrong in the last; it is recorded with the picture too.
func (s *Service) drawOne(ctx context.Context, r round, p mystery.Picture) error {
	began := s.o.Now().UTC()
	if wanted, err := s.takeUp(r, p, began); err != nil || !wanted {
		return err
	}
	attempts := 0
	var latest Drawing
	waits := backoff.NewExponentialBackOff()
	waits.InitialInterval, waits.Multiplier, waits.RandomizationFactor = firstWait, 2, 0.2
	kept, err := backoff.Retry(ctx, func() (Kept, error) {
		attempts++
		kept, err := s.attempt(ctx, r.id, p, &latest)
		if _, hopeless := errors.AsType[*backoff.PermanentError](err); err != nil && !hopeless && attempts < pictureAttempts && ctx.Err() == nil {
			err = errors.Join(err, s.record(r, p, func(rec *imageRecord) { rec.Attempts, rec.Problem = attempts+1, err.Error() }))
		}
		return kept, err
	}, backoff.WithBackOff(waits), backoff.WithMaxTries(pictureAttempts))
	if err == nil {
		if err := s.record(r, p, func(rec *imageRecord) {
			*rec = imageRecord{Slot: p.Slot, Kind: p.Kind, State: Stored, Kept: kept, By: latest.By, BeganAt: &began, Attempts: attempts}
		}); err != nil {
			return err
		}
		if latest.By == ByBuiltin { // it could be drawn just the same again
			return latest.forget()
		}
		return errors.Join(s.file(r.id), latest.forget())
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	failed := &failure{At: s.o.Now().UTC(), Message: err.Error(), Attempts: attempts}
	return errors.Join(fmt.Errorf("draw %s: %w", p.Slot, err), s.makeDo(ctx, r, p, latest, failed))
}

// takeUp notes that a picture is begun to be drawn. It is not wanted if somebody has asked
// for another meanwhile.
func (s *Service) takeUp(r round, p mystery.Picture, began time.Time) (wanted bool, err error) {
	err = s.record(r, p, func(rec *imageRecord) {
		wanted = true
		rec.BeganAt, rec.Attempts, rec.Problem = &began, 1, ""
		if rec.Kept.Path == "" && rec.URL == "" {
			rec.State = Generating
		}
	})
	return wanted, err
}

// stay leaves a picture as it is that could not be drawn again. It is false for one that
// was not there before.
func (s *Service) stay(r round, p mystery.Picture, why *failure) (stays bool, err error) {
	err = s.record(r, p, func(rec *imageRecord) {
		if stays = rec.Redraw; stays {
			rec.Redraw, rec.Failure = false, why
		}
	})
	return stays, err
}

// attempt asks the artist once and keeps what it made.
func (s *Service) attempt(ctx context.Context, caseID string, p mystery.Picture, latest *Drawing) (Kept, error) {
	ctx, cancel := context.WithTimeout(ctx, s.o.PictureTimeout)
	defer cancel()
	drawing, err := drawStep(ctx, s.o.Artist, caseID, p)
	if err != nil {
		return Kept{}, err
	}
	*latest = drawing
	if drawing.Data == nil {
		drawing.Data, err = s.o.Pictures.Fetch(ctx, drawing.URL)
		if errors.Is(err, ErrRefused) {
			*latest = Drawing{}
			return Kept{}, backoff.Permanent(fmt.Errorf("fetch: %w", err))
		}
		if err != nil {
			return Kept{}, fmt.Errorf("fetch: %w", err)
		}
	}
	kept, err := s.keepStep(ctx, PictureName{CaseID: caseID, Kind: p.Kind, Name: p.Slot}, &drawing)
	if errors.Is(err, ErrRefused) {
		*latest = Drawing{}
		err = errors.Join(err, drawing.forget())
	}
	return kept, err
}

func (d Drawing) forget() error {
	if d.Forget == nil {
		return nil
	}
	return d.Forget()
}

// makeDo records a failure, with the temporary URL if there is one, else with
// the fallback artist's picture as a placeholder.
func (s *Service) makeDo(ctx context.Context, r round, p mystery.Picture, latest Drawing, why *failure) error {
	if stays, err := s.stay(r, p, why); stays || err != nil {
		return err
	}
	if latest.URL != "" && (latest.Expires.IsZero() || latest.Expires.After(s.o.Now())) {
		return s.record(r, p, func(rec *imageRecord) {
			rec.State, rec.Kept, rec.URL, rec.By, rec.Failure = Temporary, Kept{}, latest.URL, latest.By, why
			if rec.Expires = nil; !latest.Expires.IsZero() {
				rec.Expires = &latest.Expires
			}
		})
	}
	var kept Kept
	var by string
	if s.o.FallbackArtist != nil {
		drawing, err := s.o.FallbackArtist.Draw(ctx, r.id, p)
		if err == nil {
			by = drawing.By
			kept, err = s.o.Pictures.Put(ctx, PictureName{CaseID: r.id, Kind: p.Kind, Name: p.Slot}, drawing.Data, by)
		}
		if err != nil {
			s.o.Log.Warn("placeholder failed", "case", r.id, "picture", p.Slot, "err", err)
		}
	}
	return s.record(r, p, func(rec *imageRecord) {
		rec.State, rec.URL, rec.Expires, rec.Failure = Failed, "", nil, why
		if kept.Path != "" {
			rec.State, rec.Kept, rec.By = Placeholder, kept, by
		}
	})
}

// record changes one picture's record, unless since the round began the case has been
// made anew or deleted, or the picture uploaded or asked for with another seed.
func (s *Service) record(r round, p mystery.Picture, change func(*imageRecord)) error {
	return s.change(func(tx *store.Tx) error {
		if over, err := outdated(tx, r, p); err != nil || over {
			return err
		}
		key := imageKey(r.id, p.Kind, p.Slot)
		rec, err := images().Get(tx, key)
		if err != nil {
			return fmt.Errorf("record %s: %w", p.Slot, err)
		}
		if rec.State == Stored && !rec.Redraw {
			return nil
		}
		failure := rec.Failure
		change(&rec)
		rec.UpdatedAt = s.o.Now().UTC()
		tx.OnCommit(func() { s.hub.tell(r.id) })
		if err := errors.Join(images().Put(tx, key, rec), s.advance(tx, r)); err != nil || rec.Redraw || rec.State != Stored && rec.Failure == failure {
			return err // or drawing has but begun
		}
		return s.tellDrawn(tx, &rec, r.id)
	})
}

// outdated reports whether since a round began its case has been made anew or deleted, or a
// picture asked for with another seed.
func outdated(tx *store.Tx, r round, p mystery.Picture) (bool, error) {
	current, err := living(tx, r.id)
	if errors.Is(err, store.ErrNotFound) {
		return true, nil
	}
	asked := slices.ContainsFunc(current.Case.Pictures, func(now mystery.Picture) bool { return now.Slot == p.Slot && now.Seed != p.Seed })
	return asked || current.Edition != r.edition, err
}

// tellDrawn tells of a picture that was drawn, or could not be.
func (s *Service) tellDrawn(tx *store.Tx, rec *imageRecord, caseID string) error {
	bySlot, err := picturesOf(tx, caseID)
	if err != nil {
		return err
	}
	state, err := drawState(tx, caseID, bySlot)
	return errors.Join(err, s.news(tx, caseID, state, rec))
}

// advance lets the job say what the records say.
func (s *Service) advance(tx *store.Tx, r round) error {
	bySlot, err := picturesOf(tx, r.id)
	if err != nil {
		return err
	}
	return r.run.ProgressIn(tx, countOf(bySlot, "", DrawGenerating).stored, r.total)
}
