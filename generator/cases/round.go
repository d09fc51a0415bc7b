package cases

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// endRound notes how a round ended: completed, partial (a later run heals it) or
// failed (likewise). It returns the outcome as the queue wants it.
func (s *Service) endRound(r round) error {
	state, stored := DrawCompleted, 0 // of a case that is gone or made anew: nothing left to do
	err := s.change(func(tx *store.Tx) error {
		current, err := living(tx, r.id)
		if errors.Is(err, store.ErrNotFound) || err == nil && current.Edition != r.edition {
			return nil
		}
		if err != nil {
			return err
		}
		state, stored, err = s.conclude(tx, r)
		return err
	})
	if err != nil {
		return fmt.Errorf("end drawing %s: %w", r.id, err)
	}
	s.o.Log.Info("case drawn", "case", r.id, "stored", stored, "of", r.total, "took", s.o.Now().Sub(r.started).Round(time.Millisecond).String())
	if err := s.file(r.id); err != nil {
		return err
	}
	switch state {
	case DrawCompleted:
		return nil
	case DrawPartial:
		return fmt.Errorf("%d of %d pictures are stored: %w", stored, r.total, jobs.ErrPartial)
	default:
		return jobs.Permanent(fmt.Errorf("no picture of %s could be drawn", r.id))
	}
}

// conclude records the outcome of a round and adds the healing run if one is
// needed.
func (s *Service) conclude(tx *store.Tx, r round) (state DrawState, stored int, err error) {
	bySlot, err := picturesOf(tx, r.id)
	if err != nil {
		return "", 0, err
	}
	status, err := statuses().Get(tx, r.id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return "", 0, err
	}
	state, stored = outcome(bySlot)
	now := s.o.Now().UTC()
	tx.OnCommit(func() { s.hub.tell(r.id) })
	if r.again && allThere(bySlot) {
		return state, stored, errors.Join(s.measure(tx, r, stored, now), s.advance(tx, r), s.news(tx, r.id, state, nil))
	}
	status.State, status.EndedAt = state, &now
	status.Rounds++
	if anyOf(bySlot, (*imageRecord).missing) {
		if err := s.addHeal(tx, r.id, status.Rounds, healAt(now, status.Rounds, bySlot)); err != nil {
			return "", 0, err
		}
	}
	return state, stored, errors.Join(s.measure(tx, r, stored, now), s.advance(tx, r), statuses().Put(tx, r.id, status), s.news(tx, r.id, state, nil))
}

// outcome is the state of a case whose round has ended.
func outcome(bySlot map[string]imageRecord) (state DrawState, stored int) {
	for _, rec := range bySlot {
		if rec.State == Stored {
			stored++
		}
	}
	switch stored {
	case mystery.PictureCount:
		return DrawCompleted, stored
	case 0:
		return DrawFailed, stored
	default:
		return DrawPartial, stored
	}
}

// soonest is how long after a round another may begin.
const soonest = time.Minute

// healAt says when to try again: later with every round; several times before a temporary
// URL expires, and once as it does, so that players are not sent to what is gone.
func healAt(now time.Time, rounds int, bySlot map[string]imageRecord) time.Time {
	at := now.Add(min(firstHeal<<min(rounds-1, 10), lastHeal))
	for _, rec := range bySlot {
		if rec.State != Temporary || rec.Expires == nil || !rec.Expires.After(now) {
			continue
		}
		next := now.Add(max(rec.Expires.Sub(now)/2, soonest))
		if next.After(*rec.Expires) {
			next = *rec.Expires
		}
		if next.Before(at) {
			at = next
		}
	}
	return at
}

// addHeal adds the healing run that follows a round. Its name carries the round,
// since the run that is ending still holds its own.
func (s *Service) addHeal(tx *store.Tx, id string, rounds int, at time.Time) error {
	_, err := s.o.Queue.Add(tx, jobs.Spec{
		Kind: healKind, Name: healName(id, rounds), Arg: id, At: at, Max: drawAttempts, Again: true, Priority: s.urgency(id),
	})
	return err
}

func healName(id string, rounds int) string { return id + " after-" + strconv.Itoa(rounds) }

// measure keeps one line of metrics for the dashboard.
func (s *Service) measure(tx *store.Tx, r round, stored int, now time.Time) error {
	return metrics().Put(tx, store.SortableTime(now)+" "+r.id, metricRecord{
		At: now, CaseID: r.id, Total: r.total, Stored: stored, Failed: r.total - stored, Seconds: now.Sub(r.started).Seconds(),
	})
}
