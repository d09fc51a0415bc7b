package roles

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/cases"
	"casebook/generator/gallery"
	"casebook/generator/jobs"
	"casebook/generator/model/fake"
	"casebook/generator/mystery"
	"casebook/generator/settings"
	"casebook/imagecache"
)

// clock notes when pictures were asked for, and how long each took.
type clock struct {
	mu    sync.Mutex
	rng   *rand.Rand
	asked []time.Time
	took  []time.Duration // of pictures, in the order of asking
}

// looking is how long a look at a picture takes.
const looking = 2 * time.Second

// latency is of 15 to 40 s for a picture; most come early, a few take long.
func (c *clock) latency(what string) time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	if what != fake.ForPicture {
		return looking
	}
	share := c.rng.Float64()
	took := 15*time.Second + time.Duration(share*share*share*float64(25*time.Second))
	c.asked, c.took = append(c.asked, time.Now()), append(c.took, took)
	return took
}

// perHundred lets so many in a hundred requests for a picture fail, each with another
// of the faults that a provider has in passing.
func (c *clock) perHundred(share int) func(string, int) fake.Fault {
	faults := []fake.Fault{fake.Busy, fake.BusyHint, fake.Internal, fake.Unavailable, fake.Cut, fake.TextForPicture, fake.NoPicture, fake.EmptyAnswer}
	return func(what string, _ int) fake.Fault {
		c.mu.Lock()
		defer c.mu.Unlock()
		if what != fake.ForPicture || c.rng.IntN(100) >= share {
			return fake.None
		}
		return faults[c.rng.IntN(len(faults))]
	}
}

// delivered runs a test with the house's own queue, cases and picture cache over a
// Gemini that takes 15 to 40 s for a picture and fails so often in a hundred, within a
// budget.
func delivered(t *testing.T, faults, ahead int, budget float64, test func(t *testing.T, h *house, s *cases.Service, c *clock)) {
	t.Helper()
	c := &clock{rng: rand.New(rand.NewPCG(uint64(faults), 7))}
	var atOnce int
	change := func(s *settings.Models, o *fake.Options) {
		s.Budget, atOnce = budget, Window(s)
		o.Latency, o.Fault, o.Side = c.latency, c.perHundred(faults), 96
	}
	inHouse(t, change, func(t *testing.T, h *house) {
		folder := t.TempDir()
		images, err := imagecache.Open(filepath.Join(folder, "images"), filepath.Join(folder, "tmp"), imagecache.Options{})
		if err != nil {
			t.Fatal(err)
		}
		queue := jobs.New(h.db, jobs.Options{})
		s := cases.New(h.db, cases.Options{
			Writer: builtin.NewWriter(), Artist: h.Artist, Pictures: gallery.Pictures{Cache: images}, Queue: queue, Secret: []byte("secret"),
			Ahead: ahead, Window: atOnce, PictureTimeout: PictureTime, Folder: filepath.Join(folder, "cases"),
		})
		ctx, stop := context.WithCancel(context.Background())
		done := make(chan error, 1)
		go func() { done <- queue.Run(ctx) }()
		defer func() {
			stop()
			if err := errors.Join(<-done, images.Close()); err != nil {
				t.Error(err)
			}
		}()
		test(t, h, s, c)
	})
}

// window is how long pictures take at most five at a time, each with a look at it, a
// free place being taken at once; steps is how long they take in batches of five that
// wait for each other, with a second between, begun as far apart as the provider wants.
func window(took []time.Duration, spacing time.Duration) (slides, steps time.Duration) {
	places := make([]time.Duration, 5)
	for i, d := range took {
		d += looking
		next := slices.Index(places, slices.Min(places))
		places[next] += d
		slides = max(slides, places[next])
		if i%5 == 0 {
			var batch time.Duration
			for k, other := range took[i:min(i+5, len(took))] {
				batch = max(batch, time.Duration(k)*spacing+other+looking)
			}
			steps += batch + time.Second
		}
	}
	return slides, steps - time.Second
}

// TestDeliveryWithoutFaults: a case is whole in little more than its window needs,
// and sooner than in lock-step.
func TestDeliveryWithoutFaults(t *testing.T) {
	delivered(t, 0, 0, 100, func(t *testing.T, _ *house, s *cases.Service, c *clock) {
		var all, ideal, lockstep time.Duration
		for day := range 12 {
			c.took = nil
			began := time.Now()
			var last cases.Progress
			if err := s.Make(t.Context(), fmt.Sprintf("2000-02-%02d", day+1), false, func(now cases.Progress) { last = now }); err != nil || last.Stored != mystery.PictureCount {
				t.Fatalf("got %+v, %v", last, err)
			}
			all += time.Since(began)
			slides, steps := window(c.took, time.Second)
			ideal, lockstep = ideal+slides, lockstep+steps
		}
		t.Logf("12 cases: %.1f s each, %.2f of the ideal of the window, %.2f times as fast as lock-step", all.Seconds()/12, all.Seconds()/ideal.Seconds(), lockstep.Seconds()/all.Seconds())
		if all.Seconds() > 1.15*ideal.Seconds() || lockstep.Seconds() < 1.3*all.Seconds() {
			t.Errorf("got %s for 12 cases, want at most 1.15 × %s and %s / 1.3", all, ideal, lockstep)
		}
	})
}

// TestDeliveryWithFaults: what fails in passing is tried again within the round or
// healed after it, and the case can be played meanwhile.
func TestDeliveryWithFaults(t *testing.T) {
	for _, test := range []struct{ faults, atOnce, healed int }{{10, mystery.PictureCount, mystery.PictureCount}, {50, 8, mystery.PictureCount - 1}} {
		t.Run(fmt.Sprintf("%d in a hundred", test.faults), func(t *testing.T) {
			delivered(t, test.faults, 0, 100, func(t *testing.T, _ *house, s *cases.Service, c *clock) {
				var last cases.Progress
				err := s.Make(t.Context(), "2000-01-01", false, func(now cases.Progress) { last = now })
				view, shown := s.View(t.Context(), "2000-01-01", "")
				if last.Stored < test.atOnce || shown != nil || len(view.Locations) != 5 {
					t.Fatalf("got %+v, %v; shown: %v, want %d of 14 in a case that can be played", last, err, shown, test.atOnce)
				}
				t.Logf("%d of 14 after the first round, %d requests", last.Stored, len(c.asked))
				time.Sleep(time.Hour) // healing begins after five minutes
				view, shown = s.View(t.Context(), "2000-01-01", "")
				stored := 0
				for _, picture := range view.Images {
					if picture.State == cases.Stored {
						stored++
					}
				}
				t.Logf("%d of 14 after an hour, %d requests", stored, len(c.asked))
				if stored < test.healed || shown != nil {
					t.Errorf("got %d of 14 after an hour, %v, want %d", stored, shown, test.healed)
				}
			})
		})
	}
}

// TestTenCasesAtOnce: all are whole, and the provider's rate is kept over them all.
func TestTenCasesAtOnce(t *testing.T) {
	delivered(t, 0, 9, 100, func(t *testing.T, _ *house, s *cases.Service, c *clock) {
		if err := s.Ensure(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(9 * 24 * time.Hour) // until each can be read
		for day := range 10 {
			view, err := s.View(t.Context(), fmt.Sprintf("2000-01-%02d", day+1), "")
			if err != nil || view.ImageStatus != cases.DrawCompleted {
				t.Errorf("day %d: got %s, %v", day+1, view.ImageStatus, err)
			}
		}
		for i := 1; i < len(c.asked); i++ {
			if gap := c.asked[i].Sub(c.asked[i-1]); gap < time.Second-time.Microsecond { // rate.Limiter rounds
				t.Errorf("request %d came %s after the last, want a second", i, gap)
			}
		}
		if len(c.asked) != 10*mystery.PictureCount {
			t.Errorf("got %d requests, want one for each picture", len(c.asked))
		}
	})
}
