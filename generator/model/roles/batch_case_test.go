package roles

import (
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"testing"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/cases"
	"casebook/generator/gallery"
	"casebook/generator/jobs"
	"casebook/generator/model/fake"
	"casebook/generator/mystery"
	"casebook/imagecache"
	"casebook/store"
	"casebook/web/webtest"
)

// The days of the tests: it is midnight when they begin.
const (
	today    = "case-2000-01-01"
	tomorrow = "case-2000-01-02"
)

// newsroom is a house that makes its cases by itself, pictures as batches.
type newsroom struct {
	*house
	*cases.Service
	images *imagecache.Cache
	folder string
	queue  *jobs.Queue
	single bool // new cases are drawn picture by picture
	stop   func()
}

// published runs a test in such a house, a while after it has begun to make the cases
// of today and tomorrow.
func published(t *testing.T, fault func(what string, n int) fake.Fault, test func(t *testing.T, n *newsroom)) {
	t.Helper()
	inBatches(t, fault, func(t *testing.T, h *house) {
		n := &newsroom{house: h, folder: t.TempDir()}
		var err error
		if n.images, err = imagecache.Open(filepath.Join(n.folder, "images"), filepath.Join(n.folder, "tmp"), imagecache.Options{}); err != nil {
			t.Fatal(err)
		}
		n.start(t)
		defer func() {
			n.stop()
			if err := n.images.Close(); err != nil {
				t.Error(err)
			}
		}()
		time.Sleep(time.Hour)
		test(t, n)
	})
}

// start starts the house, after a stop too.
func (n *newsroom) start(t *testing.T) {
	t.Helper()
	n.queue = jobs.New(n.db, jobs.Options{})
	n.Service = cases.New(n.db, cases.Options{
		Writer: builtin.NewWriter(), Artist: n.Artist, Batcher: n.Batcher, Batching: !n.single, Pictures: gallery.Pictures{Cache: n.images}, Queue: n.queue, Secret: []byte("secret"),
		Ahead: 1, PictureTimeout: PictureTime, Folder: filepath.Join(n.folder, "cases"),
	})
	if err := errors.Join(n.queue.Recover(), n.Ensure(t.Context())); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- n.queue.Run(ctx) }()
	n.stop = func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// stand fails the test unless a case's pictures stand so.
func (n *newsroom) stand(t *testing.T, id string, state cases.DrawState, stored int) {
	t.Helper()
	list, err := n.List(t.Context(), "", "", 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list.Cases {
		if c.CaseID == id {
			if c.State != state || c.Stored != stored {
				t.Errorf("%s: %s is %s, %d stored, want %s, %d", time.Now().Format(time.TimeOnly), id, c.State, c.Stored, state, stored)
			}
			return
		}
	}
	t.Errorf("there is no %s", id)
}

// waits fails the test unless the job that awaits tomorrow's batch is in that state, and
// not stuck.
func (n *newsroom) waits(t *testing.T, state jobs.State) {
	t.Helper()
	err := n.db.View(func(tx *store.Tx) error {
		job, err := n.queue.Job(tx, "cases.batch "+tomorrow)
		if err == nil && (job.State != state || n.queue.Stuck(job, time.Now()) || job.Total != mystery.PictureCount) {
			t.Errorf("got %+v, want it %s", job, state)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// paid fails the test unless so many pictures were asked for in batches and singly.
func (n *newsroom) paid(t *testing.T, items, singles int) {
	t.Helper()
	if got, alone := n.provider.Asked(fake.ForItem), n.provider.Asked(fake.ForPicture); got != items || alone != singles {
		t.Errorf("got %d pictures in batches and %d by themselves, want %d and %d", got, alone, items, singles)
	}
}

// TestCancelledWhileDown: a batch that is cancelled while nothing awaits it is cancelled at
// the provider in the next life.
func TestCancelledWhileDown(t *testing.T) {
	published(t, nil, func(t *testing.T, n *newsroom) {
		n.waits(t, jobs.Running)
		n.stop()
		if err := n.CancelJob("cases.batch " + tomorrow); err != nil {
			t.Fatal(err)
		}
		n.start(t)
		time.Sleep(4 * time.Hour)
		if got := n.provider.Asked(fake.ForCancel); got != 3 {
			t.Errorf("got %d batches cancelled, want all three", got)
		}
		n.waits(t, jobs.Cancelled)
		n.paid(t, 0, 14)
		n.stand(t, tomorrow, cases.DrawFailed, 0)
	})
}

// TestCaseInBatches: today's case is drawn at once, tomorrow's at half the price, across
// a restart; until then its pictures are pending.
func TestCaseInBatches(t *testing.T) {
	published(t, nil, func(t *testing.T, n *newsroom) {
		n.stand(t, today, cases.DrawCompleted, 14)
		n.stand(t, tomorrow, cases.DrawPending, 0)
		n.waits(t, jobs.Running)
		n.stop()
		n.single = true // what is under way is awaited all the same
		n.start(t)
		time.Sleep(30 * time.Minute)
		n.stand(t, tomorrow, cases.DrawPending, 0)
		n.waits(t, jobs.Running)
		time.Sleep(2 * time.Hour)
		n.stand(t, tomorrow, cases.DrawCompleted, 14)
		n.waits(t, jobs.Done)
		n.paid(t, 14, 14)
		report, err := n.Ledger.Report(2)
		if err != nil {
			t.Fatal(err)
		}
		costs := map[string]float64{}
		for _, line := range report.Lines {
			if line.Role == artistRole {
				costs[line.CaseID] += float64(line.Nanos) / 1e9
			}
		}
		if math.Abs(costs[today]-14*0.0336) > 1e-4 || math.Abs(costs[tomorrow]-costs[today]/2) > 1e-4 {
			t.Errorf("got %v, want tomorrow's pictures at half the price of today's", costs)
		}
		if err := n.Ensure(t.Context()); err != nil {
			t.Error(err)
		}
		time.Sleep(time.Hour)
		n.paid(t, 14, 14)
	})
}

// TestCaseTakenIn: a database that is brought back, to which the case files are added,
// still awaits its batch.
func TestCaseTakenIn(t *testing.T) {
	published(t, nil, func(t *testing.T, n *newsroom) {
		n.stop()
		if _, err := n.TakeIn(t.Context()); err != nil {
			t.Error(err)
		}
		n.start(t)
		time.Sleep(3 * time.Hour)
		n.stand(t, tomorrow, cases.DrawCompleted, 14)
		n.paid(t, 14, 14)
	})
}

// TestCaseInTime: a batch that does not end is given up six hours before the day, and
// the case is whole long before it begins.
func TestCaseInTime(t *testing.T) {
	published(t, of(fake.ForBatch, fake.BatchEndless, 9), func(t *testing.T, n *newsroom) {
		time.Sleep(16*time.Hour + 55*time.Minute)
		n.stand(t, tomorrow, cases.DrawPending, 0)
		time.Sleep(35 * time.Minute)
		n.stand(t, tomorrow, cases.DrawCompleted, 14)
		n.paid(t, 0, 28)
		if cancelled := n.provider.Asked(fake.ForCancel); cancelled != 3 {
			t.Errorf("got %d batches cancelled, want 3", cancelled)
		}
	})
}

// TestCaseAfterDowntime: who starts again on the day itself has the case drawn at once.
func TestCaseAfterDowntime(t *testing.T) {
	published(t, of(fake.ForBatch, fake.BatchEndless, 9), func(t *testing.T, n *newsroom) {
		n.stop()
		time.Sleep(30 * time.Hour)
		n.start(t)
		time.Sleep(10 * time.Minute)
		n.stand(t, tomorrow, cases.DrawCompleted, 14)
	})
}

// TestCaseHurried: who asks for a case that awaits a batch gets it drawn at once, and
// the batch is given up; a case that somebody waits for is never sent as one.
func TestCaseHurried(t *testing.T) {
	published(t, nil, func(t *testing.T, n *newsroom) {
		if err := n.Make(t.Context(), "2000-01-02", false, func(cases.Progress) {}); err != nil {
			t.Error(err)
		}
		n.stand(t, tomorrow, cases.DrawCompleted, 14)
		time.Sleep(10 * time.Minute)
		if err := n.Make(t.Context(), "2000-01-05", false, func(cases.Progress) {}); err != nil {
			t.Error(err)
		}
		if n.provider.Batches() != 3 || n.provider.Asked(fake.ForCancel) != 3 {
			t.Errorf("got %d batches, %d cancelled, want 3 and all", n.provider.Batches(), n.provider.Asked(fake.ForCancel))
		}
		n.paid(t, 0, 42)
	})
}

// TestCaseGone: the batch of a case that is deleted, or made anew, is given up.
func TestCaseGone(t *testing.T) {
	gone := func(change func(*newsroom) (cases.Done, error)) func(*testing.T, *newsroom) {
		return func(t *testing.T, n *newsroom) {
			if _, err := change(n); err != nil {
				t.Fatal(err)
			}
			time.Sleep(20 * time.Minute)
			if cancelled := n.provider.Asked(fake.ForCancel); cancelled != 3 || n.provider.Asked(fake.ForItem) != 0 {
				t.Errorf("got %d batches cancelled, want 3", cancelled)
			}
			n.waits(t, jobs.Done)
		}
	}
	published(t, nil, gone(func(n *newsroom) (cases.Done, error) { return n.Delete(t.Context(), tomorrow) }))
	published(t, nil, func(t *testing.T, n *newsroom) {
		gone(func(n *newsroom) (cases.Done, error) { return n.Regenerate(t.Context(), tomorrow) })(t, n)
		n.stand(t, tomorrow, cases.DrawCompleted, 14)
	})
}

// TestBatchKilled: the binary, killed while a batch is under way, asks for it again when
// it starts, and tomorrow's case is whole without another.
func TestBatchKilled(t *testing.T) {
	p, args := online(t, nil)
	data := t.TempDir()
	args = append(args, "--artist-batch", "--clock", "2026-11-22T00:10:00Z")
	s := webtest.Start(t, data, args...)
	webtest.Within(t, webtest.Drawing, "three batches are sent, and today's case is drawn", func() error {
		if n, singles := p.Batches(), p.Asked(fake.ForPicture); n < 3 || singles < mystery.PictureCount {
			return fmt.Errorf("got %d batches, %d pictures", n, singles)
		}
		return nil
	})
	whole(t, s, "2026-11-22")
	s.Kill(t)
	s = webtest.Start(t, data, args...)
	webtest.Within(t, webtest.Drawing, "tomorrow's pictures are there", func() error {
		found, err := filepath.Glob(filepath.Join(data, "images", "case-2026-11-23", "*", "*.jpg"))
		if err == nil && len(found) < mystery.PictureCount {
			err = fmt.Errorf("got %d files", len(found))
		}
		return err
	})
	s.Interrupt(t)
	if p.Batches() != 3 || p.Asked(fake.ForItem) != mystery.PictureCount || p.Asked(fake.ForPicture) != mystery.PictureCount {
		t.Errorf("got %d batches of %d pictures and %d by themselves, want 3 of 14, and 14 of today", p.Batches(), p.Asked(fake.ForItem), p.Asked(fake.ForPicture))
	}
	if found := leftovers(t, data); len(found) > 0 {
		t.Errorf("the key is in %q", found)
	}
}
