package jobs

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/store"
)

// TestPage: pages of any size give every job once, newest first, also where several were
// added at the same moment.
func TestPage(t *testing.T) {
	b := newBench(t)
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	b.o.Now = func() time.Time { return at }
	var want []string
	for n := range 12 {
		if n%3 == 0 {
			at = at.Add(time.Second)
		}
		b.add(Spec{Kind: []string{"odd", "even"}[n%2], Name: fmt.Sprintf("%02d", (n*7)%12)})
	}
	all := func(Job) bool { return true }
	page := func(keep func(Job) bool, after string, limit int) (list []Job, total int, more bool) {
		b.update(func(tx *store.Tx) (err error) {
			list, total, more, err = b.Page(tx, keep, after, limit)
			return err
		})
		return list, total, more
	}
	list, _, _ := page(all, "", 100)
	for i, job := range list {
		want = append(want, job.ID)
		if i > 0 && job.CreatedAt.After(list[i-1].CreatedAt) {
			t.Errorf("%s comes after an older one", job.ID)
		}
	}
	for limit := 1; limit <= 13; limit++ {
		var got []string
		for after, more := "", true; more; after = got[len(got)-1] {
			var list []Job
			var total int
			if list, total, more = page(all, after, limit); total != 12 {
				t.Fatalf("got %d in all, want 12", total)
			}
			for _, job := range list {
				got = append(got, job.ID)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("pages of %d: got %v, want %v", limit, got, want)
		}
	}
	if list, total, more := page(func(j Job) bool { return strings.HasPrefix(j.ID, "odd ") }, want[5], 2); len(list) != 2 || total != 6 || !more {
		t.Errorf("of one kind: got %d of %d, more %t, want two of six and more", len(list), total, more)
	}
	if err := b.db.View(func(tx *store.Tx) error {
		_, _, _, err := b.Page(tx, all, "odd 99", 5)
		return err
	}); !errors.Is(err, ErrUnknown) {
		t.Errorf("after an unknown one: got %v, want ErrUnknown", err)
	}
}
