package model

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// book is a ledger that remembers.
type book struct {
	mu      sync.Mutex
	entries []Entry
	full    bool
}

func (b *book) Room() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.full {
		return &Error{Kind: Spent, Reason: "spent"}
	}
	return nil
}

func (b *book) Add(e Entry) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.entries = append(b.entries, e)
}

// script is a port that fails as told, and then answers.
type script struct {
	fail   []error
	takes  time.Duration
	begun  Usage // of an answer that is not whole when its time is over
	starts []time.Duration
	began  time.Time
	busy   int
	most   int
	mu     sync.Mutex
}

func (s *script) call(ctx context.Context, _ TextRequest) (TextAnswer, error) {
	s.mu.Lock()
	s.starts = append(s.starts, time.Since(s.began))
	n := len(s.starts)
	s.busy++
	s.most = max(s.most, s.busy)
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.busy--
		s.mu.Unlock()
	}()
	select {
	case <-time.After(s.takes):
	case <-ctx.Done():
		return TextAnswer{Usage: s.begun}, ctx.Err()
	}
	if n <= len(s.fail) {
		return TextAnswer{}, s.fail[n-1]
	}
	return TextAnswer{Usage: Usage{Model: "m", In: 3, Out: 4}, Text: "fine"}, nil
}

func guarded(b *book, s *script) TextCall {
	s.began = time.Now()
	return Guard(Guards{
		Role: "witness", Ledger: b, Lane: NewLane(2, time.Second), Timeout: 10 * time.Second, Attempts: 3, Patience: time.Minute,
	}, s.call)
}

// TestAttempts: which errors are tried again, when, and what the ledger has of it.
func TestAttempts(t *testing.T) {
	fail := func(kind Kind, hint time.Duration) error {
		return &Error{Kind: kind, Hint: hint, Used: Usage{Model: "m", In: 1}}
	}
	for name, test := range map[string]struct {
		fail  []error
		tries int
		waits [][2]time.Duration // between attempts, least and most
		kind  Kind               // of the error in the end
	}{
		"good":                {nil, 1, nil, ""},
		"busy, then good":     {[]error{fail(Busy, 0)}, 2, [][2]time.Duration{{1600 * time.Millisecond, 2400 * time.Millisecond}}, ""},
		"broken twice":        {[]error{fail(Broken, 0), fail(Broken, 0)}, 3, [][2]time.Duration{{1600 * time.Millisecond, 2400 * time.Millisecond}, {3200 * time.Millisecond, 4800 * time.Millisecond}}, ""},
		"unreachable thrice":  {[]error{fail(Unreachable, 0), fail(Unreachable, 0), fail(Unreachable, 0)}, 3, nil, Unreachable},
		"busy with hint":      {[]error{fail(Busy, 34*time.Second)}, 2, [][2]time.Duration{{34 * time.Second, 41 * time.Second}}, ""},
		"busy for too long":   {[]error{fail(Busy, 2*time.Minute)}, 1, nil, Busy},
		"quota of the day":    {[]error{fail(Quota, 0)}, 1, nil, Quota},
		"refused":             {[]error{fail(Refused, 0)}, 1, nil, Refused},
		"misconfigured":       {[]error{fail(Misconfigured, 0)}, 1, nil, Misconfigured},
		"busy with hint ever": {[]error{fail(Busy, time.Second), fail(Busy, time.Second), fail(Busy, time.Second)}, 3, nil, Busy},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b, s := &book{}, &script{fail: test.fail}
				answer, err := guarded(b, s)(t.Context(), TextRequest{About: About{"case-1"}})
				failed, _ := errors.AsType[*Error](err)
				if got := len(s.starts); got != test.tries {
					t.Fatalf("got %d attempts, want %d", got, test.tries)
				}
				if test.kind == "" && (err != nil || answer.Text != "fine") || test.kind != "" && (failed == nil || failed.Kind != test.kind) {
					t.Errorf("got %q, %v, want kind %q", answer.Text, err, test.kind)
				}
				for i, w := range test.waits {
					if got := s.starts[i+1] - s.starts[i]; got < w[0] || got > w[1] {
						t.Errorf("wait %d: got %s, want %s to %s", i+1, got, w[0], w[1])
					}
				}
				if len(b.entries) != test.tries || b.entries[0].CaseID != "case-1" || b.entries[0].Role != "witness" {
					t.Errorf("got entries %+v, want one for each attempt", b.entries)
				}
				if last := b.entries[len(b.entries)-1]; last.Failed != test.kind || last.Used.In == 0 {
					t.Errorf("got %+v, want what was used, and %q", last, test.kind)
				}
			})
		})
	}
}

// TestTimeEndsTheCall: the time is of each attempt, and ends it.
func TestTimeEndsTheCall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, s := &book{}, &script{takes: time.Hour}
		began := time.Now()
		_, err := guarded(b, s)(t.Context(), TextRequest{})
		failed, ok := errors.AsType[*Error](err)
		if !ok || failed.Kind != Unreachable || len(s.starts) != 3 {
			t.Errorf("got %v after %d attempts, want three that are unreachable", err, len(s.starts))
		}
		if took := time.Since(began); took < 30*time.Second || took > 40*time.Second {
			t.Errorf("it took %s, want three times 10 s and the waits", took)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := guarded(b, s)(ctx, TextRequest{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the caller's own end", err)
		}
		if len(b.entries) != 3 {
			t.Errorf("got entries %+v, want none for a call of which nothing is known", b.entries)
		}
		if s.busy != 0 {
			t.Errorf("%d calls are still under way", s.busy)
		}
	})
}

// TestBilledWhenCut: what is known of the cost of an answer that did not become whole is on
// record, whoever ended it.
func TestBilledWhenCut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, end := range []time.Duration{time.Second, time.Minute} { // the caller's, and the guard's
			b, s := &book{}, &script{takes: 2 * end, begun: Usage{Model: "m", In: 3, Out: 1}}
			ctx, cancel := context.WithTimeout(t.Context(), end)
			if _, err := guarded(b, s)(ctx, TextRequest{}); err == nil || len(b.entries) == 0 {
				t.Fatalf("got %v and %d entries, want an error and one for each attempt", err, len(b.entries))
			}
			for _, e := range b.entries {
				if e.Used != s.begun || e.Failed != Unreachable {
					t.Errorf("got %+v, want what was begun", e)
				}
			}
			cancel()
		}
	})
}

// TestLane: at most two at once, a second apart.
func TestLane(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, s := &book{}, &script{takes: 5 * time.Second}
		call := guarded(b, s)
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				if _, err := call(t.Context(), TextRequest{}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		slices.Sort(s.starts)
		for i := range s.starts[1:] {
			if gap := s.starts[i+1] - s.starts[i]; gap < time.Second {
				t.Errorf("calls begin %s apart, want at least 1 s", gap)
			}
		}
		if s.most != 2 || s.starts[5] != 11*time.Second {
			t.Errorf("got %d at once, the last after %s, want 2 and 11 s", s.most, s.starts[5])
		}
	})
}

// TestSpent: nothing is asked when the budget is spent.
func TestSpent(t *testing.T) {
	b, s := &book{full: true}, &script{}
	_, err := guarded(b, s)(t.Context(), TextRequest{})
	if failed, ok := errors.AsType[*Error](err); !ok || failed.Kind != Spent || len(s.starts) != 0 {
		t.Errorf("got %v after %d calls, want none", err, len(s.starts))
	}
}
