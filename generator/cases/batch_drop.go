package cases

import (
	"context"
	"errors"
	"fmt"
	"time"

	"casebook/generator/jobs"
	"casebook/store"
)

const (
	// dropTime bounds giving batches up with what follows: until a provider has handed
	// over what it had done by then, which is paid for.
	dropTime     = 30 * time.Minute
	dropAttempts = 20
	// dropAfter is how soon after an attempt is interrupted that awaits a batch.
	dropAfter = time.Second
)

// dropArg is what a job that gives batches up is about.
type dropArg struct {
	CaseID string `json:"caseId"`
}

// addDrop adds the job that gives up at the provider what a batch job awaits that is
// cancelled: whether or not that is running, and lives to see its end.
func (s *Service) addDrop(tx *store.Tx, of jobs.Job) error {
	spec := jobs.Spec{Kind: dropKind, Name: of.ID[len(of.Kind)+1:], Arg: dropArg{CaseOf(of)}, Max: dropAttempts, Again: true}
	if of.State == jobs.Running {
		spec.At = s.o.Now().Add(dropAfter)
	}
	_, err := s.o.Queue.Add(tx, spec)
	return err
}

var (
	errAwaited      = errors.New("it is awaited again")
	errStillRunning = errors.New("what awaits it has not stopped yet")
)

// runDrop has what is under way of a case at the provider cancelled, and records what it
// cost; unless it is awaited again.
func (s *Service) runDrop(ctx context.Context, run *jobs.Run) error {
	var arg dropArg
	if err := run.Arg(&arg); err != nil {
		return jobs.Permanent(err)
	}
	if s.o.Batcher == nil {
		return nil
	}
	err := s.o.Batcher.DrawAhead(ctx, arg.CaseID, nil, s.o.Now(), func(int) (bool, error) { return false, s.mayDrop(arg.CaseID) })
	if err != nil && !errors.Is(err, errAwaited) {
		return fmt.Errorf("give up what is drawn ahead of %s: %w", arg.CaseID, err)
	}
	return nil
}

// mayDrop returns why the batches of a case are not to be given up, if they are not.
func (s *Service) mayDrop(id string) error {
	return s.db.View(func(tx *store.Tx) error {
		record, err := living(tx, id)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", id, err)
		}
		job, err := s.o.Queue.Job(tx, jobID(batchKind, drawName(id, record.Edition)))
		switch {
		case errors.Is(err, jobs.ErrUnknown) || err == nil && job.State.Finished():
			return nil
		case err != nil:
			return err
		case job.Cancelling:
			return errStillRunning
		default:
			return errAwaited
		}
	})
}
