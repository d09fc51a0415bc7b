package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func open(t testing.TB) *DB {
	t.Helper()
	db, err := Open(filepath.Join(t.TempDir(), "casebook.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

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
		for k, v := range want {
			if got, err := records.Get(tx, k); err != nil || got != v || !records.Has(tx, k) {
				return fmt.Errorf("get %q: got %d, %v, want %d", k, got, err, v)
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
