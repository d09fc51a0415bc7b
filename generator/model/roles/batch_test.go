package roles

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/model/fake"
	"casebook/generator/model/modeltest"
	"casebook/generator/model/openai"
	"casebook/generator/mystery"
	"casebook/generator/settings"
)

// inBatches runs a test in a house whose Gemini takes three hours for a batch, and has
// these faults.
func inBatches(t *testing.T, fault func(what string, n int) fake.Fault, test func(t *testing.T, h *house)) {
	t.Helper()
	inHouse(t, func(s *settings.Models, o *fake.Options) {
		s.ArtistBatch, s.Budget = true, 100
		o.Batch, o.Fault = 3*time.Hour, fault
	}, test)
}

// slots are as many pictures as a case has.
func slots() (list []mystery.Picture) {
	for i := range mystery.PictureCount {
		p := portrait(uint64(i))
		p.Slot, p.Prompt = fmt.Sprintf("slot-%d", i), fmt.Sprintf("A man with a beard, for the %d. time.", i)
		list = append(list, p)
	}
	return list
}

// lead is how long before the end of the day batches must have come.
const lead = 6 * time.Hour

// ahead has the pictures of a case drawn as a batch within 18 hours, then draws what is
// missing, and returns when the batch had ended.
func (h *house) ahead(t *testing.T, ctx context.Context, wanted func(int) (bool, error)) (took time.Duration, err error) {
	t.Helper()
	began := time.Now()
	if wanted == nil {
		wanted = func(int) (bool, error) { return true, nil }
	}
	if err := h.Batcher.DrawAhead(ctx, "case-1", slots(), began.Add(24*time.Hour-lead), wanted); err != nil {
		return 0, err
	}
	took = time.Since(began)
	for _, p := range slots() {
		drawing, err := h.Artist.Draw(ctx, "case-1", p)
		if err != nil || !strings.HasSuffix(size(drawing.Data), "×64") || drawing.By == "" {
			t.Errorf("%s: got %s by %q, %v", p.Slot, size(drawing.Data), drawing.By, err)
			continue
		}
		if err := drawing.Forget(); err != nil {
			t.Error(err)
		}
	}
	return took, nil
}

// TestBatchCostsHalf: fourteen pictures come as batches, are looked at like others, and
// cost half.
func TestBatchCostsHalf(t *testing.T) {
	inBatches(t, nil, func(t *testing.T, h *house) {
		took, err := h.ahead(t, t.Context(), nil)
		if err != nil || took < 3*time.Hour || took > 3*time.Hour+10*time.Minute {
			t.Errorf("got %v after %s, want an end soon after three hours", err, took)
		}
		if batches, items, singles, looks := h.provider.Batches(), h.provider.Asked(fake.ForItem), h.provider.Asked(fake.ForPicture), h.provider.Asked(fake.ForView); batches != 3 || items != 14 || singles != 0 || looks != 14 {
			t.Errorf("got %d batches of %d pictures, %d by themselves, %d looks, want 3 of 14, none and 14", batches, items, singles, looks)
		}
		if polls := h.provider.Asked(fake.ForPoll); polls > 3*40 {
			t.Errorf("got %d questions about batches in three hours", polls)
		}
		h.cost(t, 14*0.0336/2)
		h.keyless(t)
	})
}

// cost is what the artist must have cost.
func (h *house) cost(t *testing.T, dollars float64) {
	t.Helper()
	report, err := h.Ledger.Report(5)
	if err != nil || math.Abs(report.ByRole[artistRole]-dollars) > 1e-4 {
		t.Errorf("the artist cost %.4f, %v, want %.4f", report.ByRole[artistRole], err, dollars)
	}
}

// of is a fault of what is asked for, each time or only the first so many times.
func of(what string, fault fake.Fault, most int) func(string, int) fake.Fault {
	return func(asked string, n int) fake.Fault {
		if asked == what && n <= most {
			return fault
		}
		return fake.None
	}
}

// TestBatchFaults: whatever goes wrong with batches, every picture is there in time, and
// none is paid for twice.
func TestBatchFaults(t *testing.T) {
	const always, inTime = 1 << 20, 24*time.Hour - lead + 15*time.Minute
	unreadable := func(what string, n int) fake.Fault { // what comes of the first of three
		if what == fake.ForPoll && n%3 == 1 && n < 9 {
			return fake.Oversized
		}
		return fake.None
	}
	unseen := func(what string, n int) fake.Fault { // the provider took it, and says so after half an hour
		if what == fake.ForSearch && n <= 3*6 {
			return fake.Unavailable
		}
		return of(fake.ForBatch, fake.BatchLost, always)(what, n)
	}
	nowAndThen := func(what string, n int) fake.Fault { // each of three is denied, and there the next time
		if what == fake.ForPoll && (n-1)%6 < 3 && n <= 30 {
			return fake.Retired
		}
		return fake.None
	}
	for _, test := range []struct {
		name    string
		fault   func(string, int) fake.Fault
		created int // batches that the provider took
		items   int // pictures of batches
		singles int
		most    time.Duration
	}{
		{"refused", of(fake.ForBatch, fake.BlockedPrompt, always), 0, 0, 14, time.Minute},
		{"model without batches", of(fake.ForBatch, fake.Retired, always), 0, 0, 14, time.Minute},
		{"quota", of(fake.ForBatch, fake.DailyQuota, always), 0, 0, 14, time.Minute},
		{"one of three refused", of(fake.ForBatch, fake.BlockedPrompt, 1), 2, 9, 5, 4 * time.Hour},
		{"busy at first", of(fake.ForBatch, fake.Busy, 3), 3, 14, 0, 4 * time.Hour},
		{"busy always", of(fake.ForBatch, fake.Busy, always), 0, 0, 14, time.Hour},
		{"hanging at first", of(fake.ForBatch, fake.Hang, 2), 3, 14, 0, 4 * time.Hour},
		{"answer lost", of(fake.ForBatch, fake.BatchLost, always), 3, 14, 0, 4 * time.Hour},
		{"answer lost, then half an hour of silence", unseen, 3, 14, 0, 4 * time.Hour},
		{"failed", of(fake.ForBatch, fake.BatchFailed, always), 3, 0, 14, 4 * time.Hour},
		{"expired", of(fake.ForBatch, fake.BatchExpired, always), 3, 0, 14, inTime},
		{"endless", of(fake.ForBatch, fake.BatchEndless, always), 3, 0, 14, inTime},
		{"tardy", of(fake.ForBatch, fake.BatchTardy, always), 3, 0, 14, inTime},
		{"one endless", of(fake.ForBatch, fake.BatchEndless, 1), 3, 9, 5, inTime},
		{"four items failed", of(fake.ForItem, fake.Internal, 4), 3, 14, 4, 4 * time.Hour},
		{"four items refused", of(fake.ForItem, fake.WithheldAnswer, 4), 3, 14, 4, 4 * time.Hour},
		{"four items no pictures", of(fake.ForItem, fake.NoPicture, 4), 3, 14, 4, 4 * time.Hour},
		{"unreachable for an hour", of(fake.ForPoll, fake.Unavailable, 60), 3, 14, 0, 8 * time.Hour},
		{"unreachable always", of(fake.ForPoll, fake.Unavailable, always), 3, 0, 14, inTime},
		{"denied twice", of(fake.ForPoll, fake.Retired, 6), 3, 14, 0, 4 * time.Hour},
		{"denied now and then", nowAndThen, 3, 14, 0, 4 * time.Hour},
		{"forgotten", of(fake.ForPoll, fake.Retired, always), 3, 0, 14, time.Hour},
		{"one answer unreadable", unreadable, 3, 9, 5, 4 * time.Hour},
	} {
		t.Run(test.name, func(t *testing.T) {
			inBatches(t, test.fault, func(t *testing.T, h *house) {
				took, err := h.ahead(t, t.Context(), nil)
				if err != nil || took > test.most {
					t.Errorf("got %v after %s, want an end within %s", err, took, test.most)
				}
				if created, items, singles := h.provider.Batches(), h.provider.Asked(fake.ForItem), h.provider.Asked(fake.ForPicture); created != test.created || items != test.items || singles != test.singles {
					t.Errorf("got %d batches of %d pictures, %d by themselves, want %d, %d and %d", created, items, singles, test.created, test.items, test.singles)
				}
				if err := h.Ledger.Room(); err != nil {
					t.Errorf("something is still held of the budget: %v", err)
				}
				h.keyless(t)
			})
		})
	}
}

// TestBatchIsCancelled: what is not there in time is cancelled at the provider.
func TestBatchIsCancelled(t *testing.T) {
	inBatches(t, of(fake.ForBatch, fake.BatchEndless, 3), func(t *testing.T, h *house) {
		if took, err := h.ahead(t, t.Context(), nil); err != nil || took < 24*time.Hour-lead || h.provider.Asked(fake.ForCancel) != 3 {
			t.Errorf("got %v after %s, %d cancelled, want three cancelled at 18:00", err, took, h.provider.Asked(fake.ForCancel))
		}
		h.cost(t, 14*0.0336)
	})
}

// TestBatchIsLookedAt: a picture of a batch that the viewer does not like is drawn again
// by itself.
func TestBatchIsLookedAt(t *testing.T) {
	once := func(what string, n int) fake.Fault {
		if what == fake.ForView && n <= 2 {
			return fake.SeesNothingRight
		}
		return fake.None
	}
	inBatches(t, once, func(t *testing.T, h *house) {
		if _, err := h.ahead(t, t.Context(), nil); err != nil || h.provider.Asked(fake.ForItem) != 14 || h.provider.Asked(fake.ForPicture) != 2 {
			t.Errorf("got %v, %d pictures in batches, %d by themselves, want 14 and 2 redrawn", err, h.provider.Asked(fake.ForItem), h.provider.Asked(fake.ForPicture))
		}
		h.cost(t, 14*0.0336/2+2*0.0336)
	})
}

// TestBatchIsResumed: wherever it is interrupted, nothing is sent or paid for twice.
func TestBatchIsResumed(t *testing.T) {
	stop := errors.New("stopped")
	for _, at := range []time.Duration{time.Millisecond, 2 * time.Second, 10 * time.Minute} {
		t.Run(at.String(), func(t *testing.T) {
			inBatches(t, nil, func(t *testing.T, h *house) {
				ctx, cancel := context.WithTimeoutCause(t.Context(), at, stop)
				defer cancel()
				if _, err := h.ahead(t, ctx, nil); !errors.Is(err, context.DeadlineExceeded) {
					t.Fatalf("got %v, want the end of the context", err)
				}
				h.wholeInBatches(t)
			})
		})
	}
}

// wholeInBatches has a case drawn that was interrupted.
func (h *house) wholeInBatches(t *testing.T) {
	t.Helper()
	if _, err := h.ahead(t, t.Context(), nil); err != nil {
		t.Error(err)
	}
	if batches, items, singles := h.provider.Batches(), h.provider.Asked(fake.ForItem), h.provider.Asked(fake.ForPicture); batches != 3 || items != 14 || singles != 0 {
		t.Errorf("got %d batches of %d pictures and %d by themselves, want 3 of 14 and none", batches, items, singles)
	}
	h.cost(t, 14*0.0336/2)
}

// TestBatchNotWanted: when nobody wants it any more, it is cancelled within minutes, and
// so is what is left of an edition that is gone.
func TestBatchNotWanted(t *testing.T) {
	inBatches(t, nil, func(t *testing.T, h *house) {
		began := time.Now()
		took, err := h.ahead(t, t.Context(), func(int) (bool, error) { return time.Since(began) < time.Hour, nil })
		if err != nil || took > time.Hour+20*time.Minute || h.provider.Asked(fake.ForCancel) != 3 || h.provider.Asked(fake.ForItem) != 0 {
			t.Errorf("got %v after %s, %d cancelled", err, took, h.provider.Asked(fake.ForCancel))
		}
	})
	inBatches(t, nil, func(t *testing.T, h *house) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if _, err := h.ahead(t, ctx, nil); err == nil {
			t.Fatal("it was not interrupted")
		}
		err := h.Batcher.DrawAhead(t.Context(), "case-1", nil, time.Now(), func(int) (bool, error) { return false, nil })
		if err != nil || h.provider.Asked(fake.ForCancel) != 3 {
			t.Errorf("got %v, %d cancelled, want all three", err, h.provider.Asked(fake.ForCancel))
		}
	})
}

// TestBatchOfAnEarlierEdition: what was done of it before it could be cancelled is paid
// for, also where it is not known that it was sent.
func TestBatchOfAnEarlierEdition(t *testing.T) {
	for _, fault := range []fake.Fault{fake.None, fake.BatchLost} {
		t.Run(string(fault), func(t *testing.T) {
			inBatches(t, of(fake.ForBatch, fault, 3), func(t *testing.T, h *house) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				if _, err := h.ahead(t, ctx, nil); err == nil {
					t.Fatal("it was not interrupted")
				}
				time.Sleep(4 * time.Hour)
				if err := h.Batcher.DrawAhead(t.Context(), "case-1", nil, time.Now(), func(int) (bool, error) { return false, nil }); err != nil {
					t.Error(err)
				}
				h.cost(t, 14*0.0336/2)
			})
		})
	}
}

// TestBatchOfOpenAIFits: all that comes of a batch is no more than so many pixels.
func TestBatchOfOpenAIFits(t *testing.T) {
	t.Setenv("CASEBOOK_OPENAI_API_KEY", modeltest.Key)
	for size, want := range map[string]int{"256": 14, "1024": 14, "1536": 6, "2048": 3} {
		s := started(t, "--artist", "openai", "--openai-image-size", size)
		if got := openAIBatches(s, openai.New(openai.Options{Key: modeltest.Key})).portion; got != want {
			t.Errorf("%s pixels: got %d pictures to a batch, want %d", size, got, want)
		}
	}
}

// TestBatchKeepsTheBudget: a batch for which the budget has no room waits, and what is
// under way counts.
func TestBatchKeepsTheBudget(t *testing.T) {
	inHouse(t, func(s *settings.Models, o *fake.Options) {
		s.ArtistBatch, s.Budget, o.Batch = true, 0.2, 3*time.Hour
	}, func(t *testing.T, h *house) {
		var group []int
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Hour)
		defer cancel()
		_, err := h.ahead(t, ctx, func(received int) (bool, error) {
			group = append(group, received)
			return true, nil
		})
		if !errors.Is(err, context.DeadlineExceeded) || h.provider.Batches() != 2 || slices.Max(group) != 0 {
			t.Errorf("got %v, %d batches, want two of five pictures, and no room for a third", err, h.provider.Batches())
		}
		synctest.Wait()
	})
}

// TestBatchOfOpenAI: OpenAI takes all pictures of a case in one batch; what it did of
// one that expired or was cancelled counts; a server at home has none, which is said
// once.
func TestBatchOfOpenAI(t *testing.T) {
	t.Setenv("CASEBOOK_OPENAI_API_KEY", modeltest.Key)
	args := []string{"--artist", "openai", "--artist-batch", "--openai-text-model", "", "--budget", "100", "--openai-base-url"}
	options := fake.Options{Key: modeltest.Key, Models: []string{"gpt-image-2.5-flare"}, Batch: 3 * time.Hour}
	itself := append(slices.Clone(args), "http://api.openai.com/v1/") // the fake's network takes every name
	for _, test := range []struct {
		fault          fake.Fault
		items, singles int
	}{{fake.None, 14, 0}, {fake.BatchLost, 14, 0}, {fake.BatchFailed, 0, 14}, {fake.BatchEndless, 0, 14}, {fake.BatchTardy, 7, 7}} {
		t.Run(string(test.fault), func(t *testing.T) {
			o := options
			o.Fault = of(fake.ForBatch, test.fault, 1)
			inHouseOf(t, started(t, itself...), o, (*fake.Provider).OpenAI, func(t *testing.T, h *house) {
				if _, err := h.ahead(t, t.Context(), nil); err != nil {
					t.Error(err)
				}
				if batches, items, singles := h.provider.Batches(), h.provider.Asked(fake.ForItem), h.provider.Asked(fake.ForPicture); batches != 1 || items != test.items || singles != test.singles {
					t.Errorf("got %d batches of %d pictures, %d by themselves, want 1 of %d and %d", batches, items, singles, test.items, test.singles)
				}
				report, err := h.Ledger.Report(2)
				if each := report.ByRole[artistRole] / (float64(test.items)/2 + float64(test.singles)); err != nil || each < 0.032 || each > 0.035 { // 1,056 tokens of the picture, and those of its prompt
					t.Errorf("got $%.4f for a picture that is asked for by itself, %v", each, err)
				}
				h.keyless(t)
			})
		})
	}
	inHouseOf(t, started(t, append(args, modeltest.Address+"v1/")...), options, (*fake.Provider).Compatible, func(t *testing.T, h *house) {
		if h.Batcher != nil || strings.Count(h.log.String(), "has no batches") != 1 {
			t.Errorf("got a batcher %v and\n%s\nwant none, and one line that says so", h.Batcher, h.log)
		}
	})
}
