package store

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWatchersHearOfCommits: all that was committed is heard of, however late, and nothing else.
func TestWatchersHearOfCommits(t *testing.T) {
	db := open(t)
	jobs, cases := Collection[int]{Name: "jobs", Version: 1}, Collection[int]{Name: "cases", Version: 1}
	w, gone := db.Watch(), db.Watch()
	gone.Stop()
	refused := errors.New("refused")
	for _, step := range []struct {
		fn   func(*Tx) error
		want error
	}{
		{func(tx *Tx) error { return jobs.Put(tx, "a", 1) }, nil},
		{func(tx *Tx) error { return errors.Join(cases.Delete(tx, "b"), jobs.Put(tx, "b", 2)) }, nil},
		{func(tx *Tx) error {
			return errors.Join(Collection[int]{Name: "images", Version: 1}.Put(tx, "c", 3), refused)
		}, refused},
	} {
		if err := db.Update(step.fn); !errors.Is(err, step.want) {
			t.Fatalf("update: got %v, want %v", err, step.want)
		}
	}
	<-w.C
	got := w.Take()
	slices.Sort(got)
	if diff := cmp.Diff([]string{"cases", "jobs"}, got); diff != "" {
		t.Errorf("changed (-want +got):\n%s", diff)
	}
	if err := db.Update(func(*Tx) error { return nil }); err != nil {
		t.Fatal(err)
	}
	select {
	case <-w.C:
		t.Error("a transaction that changed nothing was heard of")
	default:
	}
	if got := append(w.Take(), gone.Take()...); len(got) > 0 {
		t.Errorf("changed since: got %q, want nothing", got)
	}
}
