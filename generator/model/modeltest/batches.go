package modeltest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/model"
	"casebook/generator/model/fake"
)

// batchTime is how long a batch takes.
const batchTime = time.Hour

// batched opens the adapter's batches on a provider with these faults, in virtual
// time.
func (s Suite) batched(t *testing.T, fault func(what string, n int) fake.Fault, test func(t *testing.T, b model.Batches, p *fake.Provider)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := fake.New(fake.Options{Key: Key, Models: []string{ImageModel}, Batch: batchTime, Fault: fault})
		test(t, s.Open(t, Serve(t, s.Handler(p))).Batches, p)
	})
}

// pictures are requests for that many pictures.
func pictures(n int) (list []model.ImageRequest) {
	for i := range n {
		list = append(list, model.ImageRequest{Model: ImageModel, Prompt: fmt.Sprintf("Clock %d.", i), Aspect: model.Wide})
	}
	return list
}

// batches: what is sent as a batch comes back as pictures, and what fails is told.
func (s Suite) batches(t *testing.T) {
	t.Run("whole", s.batchWhole)
	t.Run("faults of items", s.batchItems)
	for _, fault := range []fake.Fault{fake.BatchFailed, fake.BatchExpired, fake.BatchEndless, fake.BatchTardy} {
		t.Run(string(fault), func(t *testing.T) { s.batchEnds(t, fault) })
	}
	for _, fault := range fake.Faults() {
		if want(fault, fake.ForBatch) != "" && fault != fake.EmptyAnswer {
			t.Run("fault: "+string(fault), func(t *testing.T) { s.batchFault(t, fault) })
		}
	}
}

func (s Suite) batchWhole(t *testing.T) {
	s.batched(t, nil, func(t *testing.T, b model.Batches, p *fake.Provider) {
		id := found(t, b)
		pass(t, batchTime)
		done, err := b.Get(t.Context(), id)
		if err != nil || !done.Ended || done.Reason != "" || p.Asked(fake.ForItem) != 3 || p.Asked(fake.ForPicture) != 0 {
			t.Errorf("got %+v, %v, %d pictures paid, want a batch of three", done, err, p.Asked(fake.ForItem))
		}
		each(t, done.Items, 3)
		if sent := strings.Count(strings.Join(p.Bodies(), "\n"), "Clock 2."); sent != 4 {
			t.Errorf("a prompt was sent %d times, want 4", sent)
		}
	})
}

// found sends some batches and returns the first, which is under way.
func found(t *testing.T, b model.Batches) (id string) {
	t.Helper()
	for i := range 4 { // more than a page of the list
		if _, err := b.Create(t.Context(), fmt.Sprintf("batch %d", i), pictures(3)); err != nil {
			t.Fatal(err)
		}
	}
	none, err := b.Find(t.Context(), "batch")
	if err != nil || none != "" {
		t.Errorf("find what is not there: got %q, %v", none, err)
	}
	if id, err = b.Find(t.Context(), "batch 0"); err != nil || id == "" {
		t.Fatalf("find: got %q, %v", id, err)
	}
	if early, err := b.Get(t.Context(), id); err != nil || early.Ended || len(early.Items) > 0 {
		t.Errorf("at once: got %+v, %v, want a batch under way", early, err)
	}
	return id
}

// each looks at the answers to that many different requests.
func each(t *testing.T, items []model.BatchItem, n int) {
	t.Helper()
	seen := map[string]bool{}
	for i, item := range items {
		if item.Err != nil || item.Index != i || item.Answer.Pictures != 1 || item.Answer.Model == "" {
			t.Errorf("item %d: got %+v", i, item)
		}
		seen[string(item.Answer.Data)] = true
	}
	if len(seen) != n {
		t.Errorf("got %d different pictures, want %d", len(seen), n)
	}
}

// pass lets time pass.
func pass(t *testing.T, d time.Duration) {
	t.Helper()
	select {
	case <-time.After(d):
	case <-t.Context().Done():
	}
}

// batchItems: what goes wrong with one item does not touch the others.
func (s Suite) batchItems(t *testing.T) {
	faults := []fake.Fault{fake.None, fake.Internal, fake.WithheldAnswer, fake.NoPicture, fake.None}
	inTurn := func(what string, n int) fake.Fault {
		if what == fake.ForItem {
			return faults[n-1]
		}
		return fake.None
	}
	s.batched(t, inTurn, func(t *testing.T, b model.Batches, _ *fake.Provider) {
		id, err := b.Create(t.Context(), "batch", pictures(len(faults)))
		if err != nil {
			t.Fatal(err)
		}
		pass(t, batchTime)
		done, err := b.Get(t.Context(), id)
		if err != nil || !done.Ended || len(done.Items) != len(faults) {
			t.Fatalf("got %+v, %v", done, err)
		}
		for _, item := range done.Items {
			failed, _ := errors.AsType[*model.Error](item.Err)
			if good := faults[item.Index] == fake.None; good != (item.Err == nil) || good != (len(item.Answer.Data) > 0) || !good && failed == nil {
				t.Errorf("%q: got %d bytes, %v", faults[item.Index], len(item.Answer.Data), item.Err)
			}
		}
	})
}

// batchEnds: a batch that ends otherwise than well ends, or can be cancelled.
func (s Suite) batchEnds(t *testing.T, fault fake.Fault) {
	first := func(what string, _ int) fake.Fault {
		if what == fake.ForBatch {
			return fault
		}
		return fake.None
	}
	s.batched(t, first, func(t *testing.T, b model.Batches, _ *fake.Provider) {
		id, err := b.Create(t.Context(), "batch", pictures(2))
		if err != nil {
			t.Fatal(err)
		}
		pass(t, 30*time.Hour)
		stands, err := b.Get(t.Context(), id)
		if ends := fault == fake.BatchFailed || fault == fake.BatchExpired; err != nil || stands.Ended != ends || (stands.Reason != "") != ends {
			t.Errorf("after 30 hours: got %+v, %v", stands, err)
		}
		if err := b.Cancel(t.Context(), id); err != nil && !stands.Ended {
			t.Errorf("cancel: %v", err)
		}
		pass(t, 10*time.Minute)
		if stands, err := b.Get(t.Context(), id); err != nil || !stands.Ended || stands.Reason == "" {
			t.Errorf("cancelled: got %+v, %v", stands, err)
		}
	})
}

// batchCalls are all methods of b.
func batchCalls(b model.Batches) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		fake.ForBatch: func(ctx context.Context) error {
			_, err := b.Create(ctx, "batch", pictures(1))
			return err
		},
		fake.ForPoll: func(ctx context.Context) error {
			_, err := b.Get(ctx, "batches/none")
			return err
		},
		fake.ForCancel: func(ctx context.Context) error { return b.Cancel(ctx, "batches/none") },
		fake.ForSearch: func(ctx context.Context) error {
			_, err := b.Find(ctx, "batch")
			return err
		},
	}
}

// batchFault: every method tells what kind of error it meets, and ends with its
// context.
func (s Suite) batchFault(t *testing.T, fault fake.Fault) {
	s.batched(t, func(string, int) fake.Fault { return fault }, func(t *testing.T, b model.Batches, _ *fake.Provider) {
		for what, call := range batchCalls(b) {
			if fault == fake.Retired && what == fake.ForSearch {
				continue // asks for no model
			}
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			s.judge(t, fault, what, model.Usage{}, "", call(ctx))
			cancel()
		}
	})
}
