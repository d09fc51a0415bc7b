package store

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestCollectionIsASortedMap compares a collection with a sorted map.
func TestCollectionIsASortedMap(t *testing.T) {
	db := open(t)
	records := Collection[int]{Name: "jobs", Version: 1}
	key := rapid.StringOfN(rapid.RuneFrom([]rune("ab/~\u00ff")), 1, 4, -1)
	rapid.Check(t, func(rt *rapid.T) {
		want := map[string]int{}
		err := db.Update(func(tx *Tx) error {
			for item, err := range records.All(tx, Range{}) {
				if err := errors.Join(err, records.Delete(tx, item.Key)); err != nil {
					return err
				}
			}
			for range rapid.IntRange(0, 20).Draw(rt, "operations") {
				k, v := key.Draw(rt, "key"), rapid.Int().Draw(rt, "value")
				if rapid.Bool().Draw(rt, "delete") {
					delete(want, k)
					if err := records.Delete(tx, k); err != nil {
						return err
					}
					continue
				}
				want[k] = v
				if err := records.Put(tx, k, v); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			rt.Fatal(err)
		}
		r := Range{Reverse: rapid.Bool().Draw(rt, "reverse")}
		if rapid.Bool().Draw(rt, "prefixed") {
			r.Prefix = key.Draw(rt, "prefix")
		}
		if rapid.Bool().Draw(rt, "beginning") {
			r.After = key.Draw(rt, "after")
		}
		compare(rt, db, records, r, want)
	})
}

func compare(rt *rapid.T, db *DB, records Collection[int], r Range, want map[string]int) {
	var wantKeys, gotKeys []string
	withPrefix := 0
	for k := range want {
		if !strings.HasPrefix(k, r.Prefix) {
			continue
		}
		withPrefix++
		if r.After == "" || !r.Reverse && k > r.After || r.Reverse && k < r.After {
			wantKeys = append(wantKeys, k)
		}
	}
	slices.Sort(wantKeys)
	if r.Reverse {
		slices.Reverse(wantKeys)
	}
	err := db.View(func(tx *Tx) error {
		if got := records.Count(tx, r.Prefix); got != withPrefix {
			return fmt.Errorf("count of %q: got %d, want %d", r.Prefix, got, withPrefix)
		}
		for item, err := range records.All(tx, r) {
			if err != nil {
				return err
			}
			if item.Value != want[item.Key] {
				return fmt.Errorf("%q: got %d, want %d", item.Key, item.Value, want[item.Key])
			}
			gotKeys = append(gotKeys, item.Key)
		}
		if got := slices.Collect(records.Keys(tx, r)); !slices.Equal(got, wantKeys) {
			return fmt.Errorf("keys of %+v: got %q, want %q", r, got, wantKeys)
		}
		for k, v := range want {
			if got, err := records.Get(tx, k); err != nil || got != v || !records.Has(tx, k) {
				return fmt.Errorf("get %q: got %d, %w, want %d", k, got, err, v)
			}
		}
		return nil
	})
	if err != nil {
		rt.Fatal(err)
	}
	if !slices.Equal(gotKeys, wantKeys) {
		rt.Fatalf("range %+v: got %q, want %q", r, gotKeys, wantKeys)
	}
}

// TestChangeWhileIterating deletes and adds within the loop, over many pages.
func TestChangeWhileIterating(t *testing.T) {
	db := open(t)
	records := Collection[string]{Name: "players", Version: 1}
	for _, reverse := range []bool{false, true} {
		err := db.Update(func(tx *Tx) error {
			for n := range 1000 {
				if err := records.Put(tx, Sortable(int64(n)), strings.Repeat("x", 500)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		err = db.Update(func(tx *Tx) error {
			for item, err := range records.All(tx, Range{Reverse: reverse}) {
				if err != nil {
					return err
				}
				seen++
				if err := errors.Join(records.Delete(tx, item.Key), numbers().Put(tx, item.Key, seen)); err != nil {
					return err
				}
			}
			if left := records.Count(tx, ""); left != 0 {
				return fmt.Errorf("left: got %d, want 0", left)
			}
			return nil
		})
		if err != nil || seen != 1000 {
			t.Errorf("reverse %t: got %d, %v, want 1000", reverse, seen, err)
		}
	}
}

// TestEmptiedPages reads in a transaction that has deleted much, where bbolt's
// cursor has faults of its own.
func TestEmptiedPages(t *testing.T) {
	db := open(t)
	records := Collection[string]{Name: "players", Version: 1}
	const count = 200
	err := db.Update(func(tx *Tx) error {
		for n := range count {
			if err := records.Put(tx, Sortable(int64(n)), strings.Repeat("x", 500)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	undo := errors.New("undo")
	rapid.Check(t, func(rt *rapid.T) {
		gone := map[int]bool{}
		reverse := rapid.Bool().Draw(rt, "reverse")
		start := rapid.IntRange(-1, count).Draw(rt, "start")
		r := Range{Reverse: reverse}
		if start >= 0 {
			r.After = Sortable(int64(start))
		}
		var got, want []string
		err := db.Update(func(tx *Tx) error {
			for range rapid.IntRange(0, 4).Draw(rt, "ranges") {
				from := rapid.IntRange(0, count).Draw(rt, "from")
				to := rapid.IntRange(from, count).Draw(rt, "to")
				for n := from; n < to; n++ {
					gone[n] = true
					if err := records.Delete(tx, Sortable(int64(n))); err != nil {
						return err
					}
				}
			}
			for item, err := range records.All(tx, r) {
				if err != nil {
					return err
				}
				got = append(got, item.Key)
			}
			return undo
		})
		if !errors.Is(err, undo) {
			rt.Fatal(err)
		}
		for n := range count {
			if !gone[n] && (start < 0 || !reverse && n > start || reverse && n < start) {
				want = append(want, Sortable(int64(n)))
			}
		}
		if reverse {
			slices.Reverse(want)
		}
		if !slices.Equal(got, want) {
			rt.Fatalf("got %q, want %q", got, want)
		}
	})
}

func TestSortable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		if got, want := strings.Compare(Sortable(a), Sortable(b)), cmp.Compare(a, b); got != want {
			t.Fatalf("%q and %q compare as %d, want %d", Sortable(a), Sortable(b), got, want)
		}
		day := time.Date(2026, 11, 21, 0, 0, 0, 0, time.FixedZone("", 3600))
		before, after := day.Add(time.Duration(a)), day.Add(time.Duration(b))
		if got, want := strings.Compare(SortableTime(before), SortableTime(after)), before.Compare(after); got != want {
			t.Fatalf("%q and %q compare as %d, want %d", SortableTime(before), SortableTime(after), got, want)
		}
	})
}

func TestRecordErrors(t *testing.T) {
	db := open(t)
	type shape struct{ A int }
	type newShape struct{ A []int }
	old, current := Collection[shape]{Name: "users", Version: 1}, Collection[newShape]{Name: "users", Version: 2}
	unknown := Collection[int]{Name: "unknown", Version: 1}
	err := db.Update(func(tx *Tx) error {
		err := current.Put(tx, "new", newShape{[]int{1}})
		return errors.Join(err, Collection[int]{Name: "users"}.Put(tx, "unversioned", 1))
	})
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *Tx) error {
		_, newer := old.Get(tx, "new")
		_, missing := old.Get(tx, "missing")
		_, unversioned := old.Get(tx, "unversioned")
		_, getUnknown := unknown.Get(tx, "key")
		var first error
		steps := 0
		for key := range unknown.Keys(tx, Range{}) {
			t.Errorf("keys of an unknown collection: got %q", key)
		}
		for _, err := range old.All(tx, Range{}) {
			first = err
			steps++
		}
		if steps != 1 {
			t.Errorf("all went on after an error: got %d steps, want 1", steps)
		}
		var allUnknown error
		for _, err := range unknown.All(tx, Range{}) {
			allUnknown = err
		}
		for _, test := range []struct {
			name      string
			got, want error
		}{
			{"newer record", newer, ErrNewerRecord},
			{"newer record in a range", first, ErrNewerRecord},
			{"missing record", missing, ErrNotFound},
			{"get of an unknown collection", getUnknown, ErrNoCollection},
			{"put to an unknown collection", unknown.Put(tx, "key", 1), ErrNoCollection},
			{"delete from an unknown collection", unknown.Delete(tx, "key"), ErrNoCollection},
			{"range of an unknown collection", allUnknown, ErrNoCollection},
		} {
			if !errors.Is(test.got, test.want) {
				t.Errorf("%s: got %v, want %v", test.name, test.got, test.want)
			}
		}
		if unversioned == nil {
			t.Error("a record without a version: got no error")
		}
		if unknown.Has(tx, "key") || unknown.Count(tx, "") != 0 || old.Has(tx, "missing") {
			t.Error("there is something where nothing is")
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	err = db.Update(func(tx *Tx) error {
		if err := (Collection[func()]{Name: "users", Version: 1}).Put(tx, "key", func() {}); err == nil {
			t.Error("put of what has no JSON: got no error")
		}
		return numbers().Put(tx, "", 1)
	})
	if err == nil {
		t.Error("put under an empty key: got no error")
	}
}
