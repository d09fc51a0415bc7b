package cases

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/generator/traces"
	"casebook/store"
)

// Kinds of job this package adds.
const (
	writeKind = "cases.write"
	drawKind  = "cases.draw"
	batchKind = "cases.batch"      // awaits pictures that are drawn as a batch
	dropKind  = "cases.batch.drop" // gives up at the provider what is awaited no more
	healKind  = "cases.heal"       // draws what an earlier round could not
	purgeKind = "cases.purge"
	scrubKind = "cases.scrub"
	fileKind  = "cases.file" // writes a case's file that could not be written at once
)

const (
	writeTimeout  = 10 * time.Minute
	writeAttempts = 3   // cases a writer may offer before the fallback writes
	pastLimit     = 365 // cases a writer is told not to repeat
	drawAttempts  = 25  // runs of one drawing job, crashes included
)

// writeArg is the argument of a write job. Edition is the one to make: when the
// case has it already, there is nothing to do. Soon: somebody waits for its pictures.
type writeArg struct {
	ID      string `json:"id"`
	Edition int    `json:"edition"`
	Soon    bool   `json:"soon,omitempty"`
}

// runWrite writes one case and, in one transaction, saves it, lists its pictures
// and adds the job that draws them.
func (s *Service) runWrite(ctx context.Context, run *jobs.Run) error {
	var arg writeArg
	if err := run.Arg(&arg); err != nil {
		return jobs.Permanent(err)
	}
	traces.Current(ctx).Text(traces.Case, arg.ID)
	done, brief, err := s.brief(arg)
	if err != nil || done {
		return err
	}
	c, err := s.write(ctx, brief)
	if err != nil {
		return fmt.Errorf("write %s: %w", arg.ID, err)
	}
	err = s.change(func(tx *store.Tx) error {
		record, err := caseRecords().Get(tx, arg.ID)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if done = record.Edition >= arg.Edition; done {
			return nil // another was restored meanwhile
		}
		return s.publish(tx, c, arg, traces.Origin(ctx))
	})
	if err != nil {
		return fmt.Errorf("save %s: %w", arg.ID, err)
	}
	if done {
		s.o.Log.Info("case not kept: there is another by now", "case", c.ID, "title", c.Title)
		return nil
	}
	s.o.Log.Info("case written", "case", c.ID, "title", c.Title, "author", c.Author, "difficulty", c.Difficulty)
	s.refile(c.ID)
	return nil
}

// brief prepares what the writer is told; done means that the edition exists.
func (s *Service) brief(arg writeArg) (done bool, brief mystery.Brief, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		record, err := caseRecords().Get(tx, arg.ID)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if done = record.Edition >= arg.Edition; done {
			return nil
		}
		brief = mystery.Brief{ID: arg.ID, Date: dateOf(arg.ID), Language: s.o.Language}
		brief.Seed = s.seed(arg.ID, arg.Edition)
		brief.Past, err = past(tx, arg.ID, pastLimit)
		return err
	})
	return done, brief, err
}

// seed derives the seed of one edition of a case: nobody without the secret can
// compute a case in advance.
func (s *Service) seed(id string, edition int) uint64 {
	mac := hmac.New(sha256.New, s.o.Secret)
	fmt.Fprintf(mac, "case %s edition %d", id, edition)
	return binary.BigEndian.Uint64(mac.Sum(nil))
}

// write asks the writer, then the fallback, until the referee is content.
func (s *Service) write(ctx context.Context, brief mystery.Brief) (*mystery.Case, error) {
	var last error
	for _, writer := range []Writer{s.o.Writer, s.o.FallbackWriter} {
		for attempt := range writeAttempts {
			if writer == nil || ctx.Err() != nil {
				break
			}
			offer := brief
			offer.Seed += uint64(attempt)
			c, err := writeStep(ctx, writer, offer)
			if err != nil {
				last = err
				s.o.Log.Warn("writer failed", "case", brief.ID, "attempt", attempt+1, "err", err)
				continue
			}
			violations := refereeStep(ctx, c)
			if len(violations) == 0 {
				return c, nil
			}
			last = rejection(violations)
			s.o.Log.Warn("case rejected", "case", brief.ID, "attempt", attempt+1, "err", last)
		}
	}
	return nil, errors.Join(ctx.Err(), last)
}

// rejection is the referee's verdict as an error.
func rejection(violations []mystery.Violation) error {
	reasons := make([]string, len(violations))
	for i, v := range violations {
		reasons[i] = v.Law + ": " + v.Reason
	}
	return fmt.Errorf("the referee found %s", strings.Join(reasons, "; "))
}

// publish saves a case, playable from now on, and adds the job that draws it, in the same
// trace.
func (s *Service) publish(tx *store.Tx, c *mystery.Case, arg writeArg, trace string) error {
	c.WrittenAt = s.o.Now().UTC()
	before, err := living(tx, c.ID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if err := s.setAside(tx, c.ID); err != nil {
		return err
	}
	if arg.Edition > 1 {
		if err := s.forget(tx, c.ID); err != nil {
			return fmt.Errorf("forget what was played: %w", err)
		}
	}
	if err := s.save(tx, &caseRecord{Case: *c, Edition: arg.Edition, Early: before.Early}); err != nil {
		return err
	}
	if !arg.Soon && s.inBatch(c.ID) {
		return s.addBatch(tx, arg, trace)
	}
	return s.addDraw(tx, c.ID, arg.Edition, trace)
}

// save saves a case of which no picture is drawn yet, in the place of any earlier
// edition.
func (s *Service) save(tx *store.Tx, record *caseRecord) error {
	c := &record.Case
	if err := caseRecords().Put(tx, c.ID, *record); err != nil {
		return err
	}
	if err := s.enlist(tx, record); err != nil {
		return err
	}
	for _, picture := range c.Pictures {
		record := imageRecord{Slot: picture.Slot, Kind: picture.Kind, State: Pending, UpdatedAt: c.WrittenAt}
		if err := images().Put(tx, imageKey(c.ID, picture.Kind, picture.Slot), record); err != nil {
			return err
		}
	}
	if err := statuses().Put(tx, c.ID, statusRecord{State: DrawPending}); err != nil {
		return err
	}
	tx.OnCommit(func() { s.hub.tell(c.ID) })
	return s.stopDrawing(tx, c.ID, record.Edition-1)
}

// summaryOf is what lists and briefs need of a case.
func summaryOf(record *caseRecord) summaryRecord {
	c := &record.Case
	return summaryRecord{ID: c.ID, Title: c.Title, Difficulty: c.Difficulty, Past: c.Past(), Early: record.Early, DeletedAt: record.DeletedAt}
}

// drawName names the job that draws an edition: a new edition has one of its
// own, since that of the one before may still be running.
func drawName(id string, edition int) string {
	if edition == 1 {
		return id
	}
	return id + " edition-" + strconv.Itoa(edition)
}

// stopDrawing cancels the drawing of an edition that is no longer wanted.
func (s *Service) stopDrawing(tx *store.Tx, id string, edition int) error {
	return s.stop(tx, jobID(drawKind, drawName(id, edition)))
}

// stop cancels a job, if it is there and not finished.
func (s *Service) stop(tx *store.Tx, id string) error {
	job, err := s.o.Queue.Job(tx, id)
	if errors.Is(err, jobs.ErrUnknown) || err == nil && job.State.Finished() {
		return nil
	}
	if err != nil {
		return err
	}
	return s.o.Queue.Cancel(tx, job.ID)
}

// addDraw adds the job that draws what is missing of a case, today's first; trace is what
// it is a part of, if anything.
func (s *Service) addDraw(tx *store.Tx, id string, edition int, trace string) error {
	_, err := s.o.Queue.Add(tx, jobs.Spec{
		Kind: drawKind, Name: drawName(id, edition), Arg: id, Max: drawAttempts, Again: true, Priority: s.urgency(id), Trace: trace,
	})
	return err
}

// urgency is the priority of a case's jobs: the days until it opens.
func (s *Service) urgency(id string) int {
	days := s.opensAt(dateOf(id)).Sub(s.opensAt(s.today())).Hours() / 24
	return max(0, int(days+0.5))
}
