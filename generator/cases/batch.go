package cases

import (
	"context"
	"errors"
	"fmt"
	"time"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/generator/traces"
	"casebook/store"
)

const (
	// batchLead is how long before its day begins what did not come of a case's
	// pictures in a batch is drawn one by one.
	batchLead = 6 * time.Hour
	// batchLeast is the least time that a batch is given: for less none is sent.
	batchLeast    = 2 * time.Hour
	batchesAtOnce = maxAhead // they do nothing but wait
	batchAttempts = 100      // runs of one such job, crashes included
)

// batchUntil is when a case's pictures must have come by batch.
func (s *Service) batchUntil(id string) time.Time { return s.opensAt(dateOf(id)).Add(-batchLead) }

// inBatch reports whether a case that is written now is drawn as a batch.
func (s *Service) inBatch(id string) bool {
	return s.o.Batching && s.o.Batcher != nil && s.o.Now().Add(batchLeast).Before(s.batchUntil(id))
}

// addBatch adds the job that awaits the pictures of an edition from a batch, and then
// has the others drawn.
func (s *Service) addBatch(tx *store.Tx, arg writeArg, trace string) error {
	_, err := s.o.Queue.Add(tx, jobs.Spec{
		Kind: batchKind, Name: drawName(arg.ID, arg.Edition), Arg: arg, Max: batchAttempts, Again: true, Priority: s.urgency(arg.ID), Trace: trace,
	})
	return err
}

// runBatch has the pictures of a case drawn as a batch. Until it returns they are
// pending; what it got, and what is missing, is then a matter of the drawing job.
func (s *Service) runBatch(ctx context.Context, run *jobs.Run) error {
	var arg writeArg
	if err := run.Arg(&arg); err != nil {
		return jobs.Permanent(err)
	}
	traces.Current(ctx).Text(traces.Case, arg.ID)
	pictures, err := s.unsent(arg)
	if err != nil {
		return err
	}
	if s.o.Batcher != nil { // it may be gone since the job was added
		err = s.o.Batcher.DrawAhead(ctx, arg.ID, pictures, s.batchUntil(arg.ID), func(received int) (bool, error) {
			left, err := s.unsent(arg)
			return len(left) > 0, errors.Join(err, run.Progress(received, mystery.PictureCount))
		})
	}
	if err != nil {
		return fmt.Errorf("draw %s ahead: %w", arg.ID, err)
	}
	return s.change(func(tx *store.Tx) error {
		left, err := s.toBatch(tx, arg)
		if err != nil || len(left) == 0 {
			return err
		}
		return s.addDraw(tx, arg.ID, arg.Edition, traces.Origin(ctx))
	})
}

// toBatch returns the pictures of an edition that are to be drawn as a batch: none when
// it is gone, or is being drawn one by one.
func (s *Service) toBatch(tx *store.Tx, arg writeArg) ([]mystery.Picture, error) {
	record, err := living(tx, arg.ID)
	if errors.Is(err, store.ErrNotFound) || err == nil && record.Edition != arg.Edition {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", arg.ID, err)
	}
	_, err = s.o.Queue.Job(tx, jobID(drawKind, drawName(arg.ID, arg.Edition)))
	if errors.Is(err, jobs.ErrUnknown) {
		return record.Case.Pictures, nil
	}
	return nil, err
}

// unsent is toBatch at this moment.
func (s *Service) unsent(arg writeArg) (list []mystery.Picture, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		list, err = s.toBatch(tx, arg)
		return err
	})
	return list, err
}

// awaited reports whether an edition's pictures are being drawn as a batch.
func (s *Service) awaited(tx *store.Tx, id string, edition int) (bool, error) {
	return s.underWay(tx, jobID(batchKind, drawName(id, edition)))
}

// hurry has the pictures of a case drawn one by one, if that has not begun: somebody
// waits for them. A batch that they are awaited from then ends.
func (s *Service) hurry(id string) error {
	if s.o.Batcher == nil {
		return nil
	}
	return s.change(func(tx *store.Tx) error { return s.hurryIn(tx, id) })
}

// hurryIn is hurry in the caller's transaction.
func (s *Service) hurryIn(tx *store.Tx, id string) error {
	if s.o.Batcher == nil {
		return nil
	}
	record, err := living(tx, id)
	if err != nil {
		return err
	}
	status, err := statuses().Get(tx, id)
	if errors.Is(err, store.ErrNotFound) || err == nil && status.State != DrawPending {
		return nil
	}
	if err != nil {
		return err
	}
	return s.addDraw(tx, id, record.Edition, "")
}
