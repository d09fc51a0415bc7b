package audit

import (
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"casebook/store"
	"casebook/store/storetest"
)

// texts are those of a page.
func texts(t *testing.T, l *Log, before int64, limit int, who string) (list []string, next int64) {
	t.Helper()
	events, next, err := l.Page(before, limit, who)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		list = append(list, e.Text)
	}
	return list, next
}

func TestPages(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	l := New(storetest.Open(t), func() time.Time { return now })
	for i := range 12 {
		now = now.Add(-time.Hour) // a clock that is set back changes no order
		if err := l.Add(Entry{Who: []string{"Ada", Itself}[i%2], Text: strconv.Itoa(i), Outcome: Done}); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		before int64
		limit  int
		who    string
		want   string
		next   int64
	}{
		{0, 3, "", "11 10 9", 10},
		{10, 3, "", "8 7 6", 7},
		{3, 3, "", "1 0", 0},
		{0, 12, "", "11 10 9 8 7 6 5 4 3 2 1 0", 0},
		{0, 4, "Ada", "10 8 6 4", 5},
		{5, 4, "Ada", "2 0", 0},
		{0, 5, "Eve", "", 0},
	} {
		list, next := texts(t, l, test.before, test.limit, test.who)
		if got := strings.Join(list, " "); got != test.want || next != test.next {
			t.Errorf("%+v: got %q, next %d", test, got, next)
		}
	}
	if err := l.Add(Entry{Who: "Ada", Text: "long", About: strings.Repeat("ä", longest)}); err != nil {
		t.Fatal(err)
	}
	if events, _, err := l.Page(0, 1, ""); err != nil || events[0].About != strings.Repeat("ä", longest/2) || events[0].ID != 13 || !events[0].At.Equal(now) {
		t.Errorf("got %+v, %v", events, err)
	}
}

// TestStrangers has somebody without an account fill the log.
func TestStrangers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := New(storetest.Open(t), time.Now)
		for range 500 {
			if err := l.Add(Entry{Who: Nobody, Text: "sign-in"}); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(strangersEvery)
		for _, who := range []string{Nobody, Nobody, "Ada"} {
			if err := l.Add(Entry{Who: who, Text: who}); err != nil {
				t.Fatal(err)
			}
		}
		events, _, err := l.Page(0, 1000, "")
		if err != nil || len(events) != strangersBurst+2 {
			t.Fatalf("got %d entries, %v, want %d", len(events), err, strangersBurst+2)
		}
		if events[0].Text != "Ada" || events[1].Missed != 500-strangersBurst {
			t.Errorf("got %+v", events[:2])
		}
	})
}

func TestSweep(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	db := storetest.Open(t)
	l := New(db, func() time.Time { return now })
	add := func(n int) {
		t.Helper()
		err := db.Update(func(tx *store.Tx) error {
			for range n {
				if err := l.AddIn(tx, Entry{Who: Itself, Text: now.Format(time.DateOnly)}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	count := func() map[string]int {
		t.Helper()
		if err := l.Sweep(); err != nil {
			t.Fatal(err)
		}
		n := map[string]int{}
		list, _ := texts(t, l, 0, 2*keepAtMost, "")
		for _, text := range list {
			n[text]++
		}
		return n
	}
	add(2)
	now = now.AddDate(1, 0, 0)
	add(3)
	if diff := cmp.Diff(map[string]int{"2026-11-21": 2, "2027-11-21": 3}, count()); diff != "" {
		t.Errorf("after a year: %s", diff)
	}
	now = now.AddDate(0, 2, 0)
	if diff := cmp.Diff(map[string]int{"2027-11-21": 3}, count()); diff != "" {
		t.Errorf("after fourteen months: %s", diff)
	}
	add(keepAtMost - 1)
	if diff := cmp.Diff(map[string]int{"2027-11-21": 1, "2028-01-21": keepAtMost - 1}, count()); diff != "" {
		t.Errorf("too many: %s", diff)
	}
	now = now.AddDate(2, 0, 0)
	if got := count(); len(got) != 0 {
		t.Errorf("after years: got %v, want none", got)
	}
	add(1) // begins to count anew, and is found all the same
	if list, _ := texts(t, l, 0, 10, ""); len(list) != 1 {
		t.Errorf("got %q", list)
	}
}

// TestLogIsBounded: whoever adds entries without end makes it no larger.
func TestLogIsBounded(t *testing.T) {
	db := storetest.Open(t)
	l := New(db, time.Now)
	err := db.Update(func(tx *store.Tx) error {
		for range keepAtMost + sweepEvery {
			if err := l.AddIn(tx, Entry{Who: "Vi"}); err != nil {
				return err
			}
		}
		if got := events().Count(tx, ""); got != keepAtMost {
			t.Errorf("got %d entries, want %d", got, keepAtMost)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
