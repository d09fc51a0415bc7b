package cases

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/generator/mystery"
	"casebook/store"
)

// works reads how the pictures of a case go.
func (p *press) works(id string) (bySlot map[string]Work) {
	p.t.Helper()
	bySlot = map[string]Work{}
	err := p.db.View(func(tx *store.Tx) error {
		list, err := p.Works(tx, id)
		for _, work := range list {
			bySlot[work.Slot] = work
		}
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return bySlot
}

func (p *press) job(id string) (job jobs.Job) {
	p.t.Helper()
	err := p.db.View(func(tx *store.Tx) (err error) {
		job, err = p.queue.Job(tx, id)
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return job
}

// TestWorks: what the operator sees of each picture while it is drawn and after.
func TestWorks(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		p.art.fail = func(slot string, attempt int) error {
			if slot == "ev-1" && attempt == 1 || slot == "ev-2" && attempt <= pictureAttempts {
				return errors.New("the brush broke")
			}
			return nil
		}
		if _, err := p.Begin(t.Context(), theDay, false); err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		if _, err := p.Follow(t.Context(), "case-"+theDay, func(Progress) {
			if work := p.works("case-" + theDay)["ev-1"]; work.State == Generating {
				seen[work.Error] = true
				if want := 1 + len(work.Error)/len("the brush broke"); work.Attempts != want || work.BeganAt == nil {
					t.Errorf("while it is drawn: got %+v, want attempt %d", work, want)
				}
			}
		}); err != nil {
			t.Fatal(err)
		}
		if !seen[""] || !seen["the brush broke"] {
			t.Errorf("while it was drawn ev-1 said %v, want nothing, then why the first attempt failed", seen)
		}
		works := p.works("case-" + theDay)
		if len(works) != mystery.PictureCount {
			t.Errorf("got %d pictures, want all", len(works))
		}
		for slot, want := range map[string]Work{
			"ev-1": {State: Stored, Attempts: 2}, "ev-2": {State: Failed, Attempts: 3, Error: "the brush broke"}, "ev-3": {State: Stored, Attempts: 1},
		} {
			if got := works[slot]; got.State != want.State || got.Attempts != want.Attempts || got.Error != want.Error || got.BeganAt == nil || got.UpdatedAt.Before(*got.BeganAt) {
				t.Errorf("%s: got %+v, want %+v", slot, got, want)
			}
		}
		if got := p.works("case-2000-01-01"); len(got) != 0 {
			t.Errorf("of a case that is not there: got %v", got)
		}
	})
}

// TestCancelADrawing: a drawing that is cancelled stops, says so to those who wait, is not
// taken up by a start or a night, and goes on when it is tried again.
func TestCancelADrawing(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		id := "case-" + theDay
		job := jobID(drawKind, id)
		if _, err := p.Begin(t.Context(), theDay, false); err != nil {
			t.Fatal(err)
		}
		time.Sleep(1500 * time.Millisecond) // five are stored, five are being drawn
		if err := p.CancelJob(job); err != nil {
			t.Fatal(err)
		}
		end, err := p.Follow(t.Context(), id, func(Progress) {})
		if err != nil || end.State != DrawPartial || end.Stored != 5 {
			t.Fatalf("got %+v, %v, want it to have ended with five", end, err)
		}
		if _, err := p.queue.Wait(t.Context(), job); err != nil {
			t.Fatal(err)
		}
		if CaseOf(p.job(job)) != id || CaseOf(jobs.Job{ID: "notify.webhook " + id, Kind: "notify.webhook"}) != "" {
			t.Error("it is not said which case the job draws")
		}
		if err := p.CancelJob(job); kindOf(err) != fault.Conflict {
			t.Errorf("cancel it again: got %v, want a conflict", err)
		}
		if err := errors.Join(p.queue.Recover(), p.Ensure(t.Context())); err != nil { // as a start does
			t.Fatal(err)
		}
		synctest.Wait()
		if got := p.job(job); got.State != jobs.Cancelled {
			t.Errorf("after a start: got %s, want it cancelled", got.State)
		}
		for slot, work := range p.works(id) {
			if work.State == Generating {
				t.Errorf("%s is being drawn by nobody", slot)
			}
		}
		if err := p.RetryJob(job); err != nil {
			t.Fatal(err)
		}
		if _, err := p.queue.Wait(t.Context(), job); err != nil {
			t.Fatal(err)
		}
		if end, err := p.Follow(t.Context(), id, func(Progress) {}); err != nil || end.Stored != mystery.PictureCount {
			t.Errorf("tried again: got %+v, %v, want all", end, err)
		}
	})
}

// TestCancelARedraw: what is cancelled is not drawn again, by no later job either, and can be
// asked for anew; what others were asked for is.
func TestCancelARedraw(t *testing.T) {
	run(t, nil, func(t *testing.T, p *press) {
		id := "case-" + theDay
		p.made(theDay)
		time.Sleep(2 * time.Hour)
		if err := p.Sweep(t.Context()); err != nil { // the status
			t.Fatal(err)
		}
		redraw := func(slot string) string {
			t.Helper()
			whole, err := p.Whole(t.Context(), theDay)
			if err != nil {
				t.Fatal(err)
			}
			done, err := p.Redraw(t.Context(), theDay, slot, Redraw{Revision: whole.Revision})
			if err != nil {
				t.Error(err)
			}
			synctest.Wait()
			return done.Job
		}
		first := redraw("ev-1") // is being drawn
		redraw("ev-2")          // waits
		second := redraw("ev-3")
		for _, job := range []string{second, first} {
			if err := p.CancelJob(job); err != nil {
				t.Fatal(err)
			}
		}
		if now := p.pictures(id); now["ev-1"].Redraw || !now["ev-2"].Redraw || now["ev-3"].Redraw {
			t.Errorf("got %+v, want but ev-2 to be drawn again", now)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		for slot, want := range map[string]int{"ev-1": 2, "ev-2": 2, "ev-3": 1} {
			if got := p.art.times(slot); got != want {
				t.Errorf("%s: begun %d times, want %d", slot, got, want)
			}
		}
		redraw("ev-1")
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := p.art.times("ev-1"); got != 3 || p.pictures(id)["ev-1"].Redraw {
			t.Errorf("asked for anew: begun %d times, want 3", got)
		}
		before := p.pictures(id)["ev-3"].Kept.Path
		if err := p.RetryJob(second); err != nil {
			t.Fatal(err)
		}
		if err := p.RetryJob(first); err != nil { // two at once
			t.Fatal(err)
		}
		if err := p.RetryJob(first); kindOf(err) != fault.Conflict {
			t.Errorf("tried again as it waits: got %v, want a conflict", err)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if now := p.pictures(id)["ev-3"]; p.art.times("ev-3") != 2 || now.Kept.Path == before || now.Redraw || p.art.times("ev-1") != 4 {
			t.Errorf("tried again: ev-3 begun %d times, %+v, want another than %s; ev-1 %d times", p.art.times("ev-3"), now, before, p.art.times("ev-1"))
		}
		left := redraw("ev-3")
		err := p.CancelJob(left)
		synctest.Wait()
		err = errors.Join(err, p.db.Update(func(tx *store.Tx) error { // as a job that fails leaves it
			rec := p.pictures(id)["ev-3"]
			rec.Redraw = true
			return images().Put(tx, imageKey(id, rec.Kind, rec.Slot), rec)
		}), p.RetryJob(left))
		time.Sleep(time.Minute)
		synctest.Wait()
		if now := p.pictures(id)["ev-3"]; err != nil || p.art.times("ev-3") != 4 || now.Redraw {
			t.Errorf("what was left to be drawn: got %v, ev-3 begun %d times, %+v", err, p.art.times("ev-3"), now)
		}
		if _, found, err := p.Audit(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("audit: got %+v, %v", found, err)
		}
		old := redraw("ev-2")
		_, err = p.Begin(t.Context(), theDay, true)
		if err := errors.Join(err, p.CancelJob(old)); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if err := p.RetryJob(old); kindOf(err) != fault.Conflict || !strings.Contains(err.Error(), "another one") {
			t.Errorf("tried again when the case was made anew: got %v, want a conflict", err)
		}
	})
}

// TestCancelWhatWaits: jobs that have not begun are cancelled at once, and no start adds
// them again; whoever asks for the case does.
func TestCancelWhatWaits(t *testing.T) {
	run(t, func(o *Options) { o.Ahead = 0 }, func(t *testing.T, p *press) {
		id := "case-" + theDay
		if err := p.db.Update(func(tx *store.Tx) error {
			if err := p.queueWrite(tx, writeArg{ID: id, Edition: 1}); err != nil {
				return err
			}
			return p.queue.Cancel(tx, jobID(writeKind, id))
		}); err != nil {
			t.Fatal(err)
		}
		if err := p.Ensure(t.Context()); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if got := p.job(jobID(writeKind, id)); got.State != jobs.Cancelled || p.HasToday() {
			t.Errorf("after a start: got %s, want it cancelled, and no case", got.State)
		}
		if got := p.made(theDay); got.State != DrawCompleted {
			t.Errorf("asked for: got %+v, want the case", got)
		}
		if err := p.CancelJob("cases.draw case-2000-01-01"); kindOf(err) != fault.NotFound {
			t.Errorf("a job that is not there: got %v, want it not found", err)
		}
	})
}

// patient is a Batcher that waits until it is told to end, or is out of reach at first, and
// notes what is given up.
type patient struct {
	lost    bool
	givenUp []string
	stuck   func() error // before it ends
}

func (b *patient) DrawAhead(ctx context.Context, caseID string, pictures []mystery.Picture, _ time.Time, wanted func(int) (bool, error)) error {
	if len(pictures) == 0 {
		if _, err := wanted(0); err != nil {
			return err
		}
		b.givenUp = append(b.givenUp, caseID)
		return ctx.Err()
	}
	if b.lost {
		return errors.New("out of reach")
	}
	<-ctx.Done()
	if b.stuck != nil {
		return errors.Join(b.stuck(), ctx.Err())
	}
	return ctx.Err()
}

// TestCancelABatchThatWaits: the provider hears of it, too, when nothing runs that awaits it:
// after a fault, and in the life after one in which it was cancelled and that ended before.
func TestCancelABatchThatWaits(t *testing.T) {
	id := "case-2026-11-22"
	job := jobID(batchKind, id)
	cancel := func(t *testing.T, p *press, state jobs.State) {
		t.Helper()
		if got := p.job(job); got.State != state {
			t.Fatalf("got %s, want it %s", got.State, state)
		}
		if err := p.CancelJob(job); err != nil {
			t.Fatal(err)
		}
	}
	over := func(t *testing.T, p *press, b *patient, times int) {
		t.Helper()
		time.Sleep(time.Hour)
		if got := p.job(job); got.State != jobs.Cancelled || len(b.givenUp) != times {
			t.Errorf("got %s, given up at the provider %v, want it cancelled, and %d", got.State, b.givenUp, times)
		}
	}
	t.Run("queued", func(t *testing.T) {
		b := &patient{lost: true}
		run(t, func(o *Options) { o.Batcher, o.Batching = b, true }, func(t *testing.T, p *press) {
			if err := p.Ensure(t.Context()); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			cancel(t, p, jobs.Queued)
			over(t, p, b, 1)
		})
	})
	t.Run("slow to stop", func(t *testing.T) {
		b := &patient{stuck: func() error { time.Sleep(time.Minute); return nil }}
		run(t, func(o *Options) { o.Batcher, o.Batching = b, true }, func(t *testing.T, p *press) {
			if err := p.Ensure(t.Context()); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			cancel(t, p, jobs.Running)
			over(t, p, b, 1)
		})
	})
	t.Run("tried again at once", func(t *testing.T) {
		b := &patient{}
		run(t, func(o *Options) { o.Batcher, o.Batching = b, true }, func(t *testing.T, p *press) {
			if err := p.Ensure(t.Context()); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			cancel(t, p, jobs.Running)
			synctest.Wait()
			if err := p.RetryJob(job); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Hour)
			if got := p.job(job); got.State != jobs.Running || len(b.givenUp) != 0 {
				t.Errorf("got %s, given up at the provider %v, want it awaited, and none", got.State, b.givenUp)
			}
		})
	})
}

// TestCancelABatch: the provider hears of it, and the case is not drawn otherwise.
func TestCancelABatch(t *testing.T) {
	batcher := &patient{}
	run(t, func(o *Options) { o.Batcher, o.Batching = batcher, true }, func(t *testing.T, p *press) {
		if err := p.Ensure(t.Context()); err != nil {
			t.Fatal(err)
		}
		id := "case-2026-11-22"
		synctest.Wait()
		if err := p.CancelJob(jobID(batchKind, id)); err != nil {
			t.Fatal(err)
		}
		if job, err := p.queue.Wait(t.Context(), jobID(batchKind, id)); err != nil || job.State != jobs.Cancelled {
			t.Fatalf("got %s, %v, want it cancelled", job.State, err)
		}
		if err := p.Ensure(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		if end, err := p.Follow(t.Context(), id, func(Progress) {}); err != nil || end.State != DrawFailed || len(batcher.givenUp) != 1 || batcher.givenUp[0] != id {
			t.Errorf("got %+v, %v, given up at the provider %v, want the drawing to have failed, and one", end, err, batcher.givenUp)
		}
	})
}
