package audit

import (
	"slices"
	"strconv"
	"strings"
	"testing"
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

// TestFloods: whoever comes without end leaves so many entries, and then one now and then
// that says how many there were; nobody else's is lost.
func TestFloods(t *testing.T) {
	for name, test := range map[string]struct {
		flood Entry
		every time.Duration
		other Entry // that is not counted with it
	}{
		"nobody":                           {Entry{Who: Nobody, What: "sign-in", Outcome: Refused}, refusedEvery, Entry{Who: "Vi", What: "sign-in", Outcome: Refused}},
		"a viewer is refused":              {Entry{Who: "Vi", What: "restart", Outcome: Refused}, refusedEvery, Entry{Who: "Bo", What: "restart", Outcome: Refused}},
		"what a viewer may":                {Entry{Who: "Vi", What: "end-other-sessions", Outcome: Done, Own: true}, ownEvery, Entry{Who: "Vi", What: "add-passkey", Outcome: Done, Own: true}},
		"what fails for a viewer":          {Entry{Who: "Vi", What: "add-passkey", Outcome: Failed, Own: true}, refusedEvery, Entry{Who: "Vi", What: "add-passkey", Outcome: Done, Own: true}},
		"refused, and done by an operator": {Entry{Who: "Ada", What: "restart", Outcome: Refused}, refusedEvery, Entry{Who: "Ada", What: "restart", Outcome: Done}},
	} {
		t.Run(name, func(t *testing.T) {
			now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
			l := New(storetest.Open(t), func() time.Time { return now })
			add := func(n int, e Entry) {
				t.Helper()
				for range n {
					if err := l.Add(e); err != nil {
						t.Fatal(err)
					}
				}
			}
			missed := func() (list []int) {
				t.Helper()
				entries, _, err := l.Page(0, 1000, "")
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range entries {
					list = append(list, e.Missed)
				}
				return list
			}
			add(burst, test.flood)
			if got := missed(); !slices.Equal(got, make([]int, burst)) {
				t.Fatalf("got %v, want all of the first %d", got, burst)
			}
			now = now.Add(-time.Nanosecond) // not even by a clock that is put back
			add(1, test.flood)
			now = now.Add(test.every)
			add(100, test.flood)
			if got := missed(); len(got) != burst {
				t.Errorf("before its time: got %d entries, want %d", len(got), burst)
			}
			now = now.Add(time.Nanosecond)
			add(50, test.flood)
			if got := missed(); len(got) != burst+1 || got[0] != 101 {
				t.Errorf("after it: got %v, want one more, for 101", got)
			}
			now = now.Add(test.every) // the last 49 are told of by whatever comes next
			add(1, test.other)
			if got := missed(); len(got) != burst+3 || got[0] != 0 || got[1] != 48 {
				t.Errorf("then another: got %v, want it, and one for 48", got)
			}
			add(burst-1, test.other)
			if got := missed(); len(got) != 2*burst+2 {
				t.Errorf("others: got %d entries, want all of them", len(got))
			}
		})
	}
}

// TestTalliesAreForgotten: those who have not come for long take no room, and there is an
// end to it.
func TestTalliesAreForgotten(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	l := New(storetest.Open(t), func() time.Time { return now })
	for i := range talliesKept + 10 {
		if got := l.admit(Entry{Who: strconv.Itoa(i), Outcome: Refused}); len(got) != 1 {
			t.Fatalf("number %d: got %d entries, want one", i, len(got))
		}
	}
	if got := len(l.tallies); got != talliesKept {
		t.Errorf("got %d tallies, want %d", got, talliesKept)
	}
	now = now.Add(time.Hour)
	if l.admit(Entry{Who: "Ada", Outcome: Done}); len(l.tallies) != 0 {
		t.Errorf("an hour later: got %d, want none", len(l.tallies))
	}
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
