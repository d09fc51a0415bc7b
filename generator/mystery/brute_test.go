package mystery

import (
	"cmp"
	"maps"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestSolveAsByHand compares the solver with one that walks everybody through
// every evening there could have been and asks of each whether the facts hold.
func TestSolveAsByHand(t *testing.T) {
	answers := 0
	rapid.Check(t, func(t *rapid.T) {
		w, suspects, rooms := drawHouse(t)
		for range rapid.IntRange(0, 7).Draw(t, "facts") {
			w.Facts = append(w.Facts, drawSmallFact(t, len(w.Slots), suspects, rooms))
		}
		w.Facts = append(w.Facts, Fact{Kind: FactWeapon, Source: Police, Value: "w1"})
		want := byHand(w, suspects, rooms)
		answers += len(want)
		if diff := gocmp.Diff(want, Solve(w, suspects, rooms, w.Facts)); diff != "" {
			t.Fatalf("of %+v by hand and by the solver (-hand +solver):\n%s", w.Facts, diff)
		}
	})
	if answers == 0 {
		t.Error("no facts left any answer")
	}
}

// drawHouse draws a world of three slots small enough to walk through: three
// suspects in two rooms, or two in three.
func drawHouse(t *rapid.T) (w *World, suspects, rooms []string) {
	suspects, rooms = people(), places()[:2]
	if rapid.Bool().Draw(t, "three rooms") {
		suspects, rooms = people()[:2], places()
	}
	w = &World{Slots: []string{"0", "1", "2"}, Doors: map[string][]string{}}
	for i := range rooms {
		for j := range i {
			if rapid.Bool().Draw(t, "door") {
				w.Doors[rooms[i]] = append(w.Doors[rooms[i]], rooms[j])
			}
		}
	}
	return w, suspects, rooms
}

// drawSmallFact draws a fact of whereabouts, of the deed or of traits.
func drawSmallFact(t *rapid.T, slots int, suspects, rooms []string) Fact {
	from := rapid.IntRange(0, slots-1).Draw(t, "from")
	f := Fact{
		Kind: rapid.SampledFrom([]FactKind{
			FactAt, FactNotAt, FactBeen, FactTrace, FactAlone, FactLocked, FactFound, FactAlive, FactDead, FactWhen, FactKilledIn, FactNotKilledIn,
			FactCulpritAt, FactCulpritTrait, FactHasTrait, FactLacksTrait, FactKept,
		}).Draw(t, "kind"),
		Source:  rapid.SampledFrom(append(slices.Clone(suspects), Police, "ev-1")).Draw(t, "source"),
		Suspect: rapid.SampledFrom(suspects).Draw(t, "suspect"), Place: rapid.SampledFrom(rooms).Draw(t, "place"),
		From: from, To: rapid.IntRange(from, slots-1).Draw(t, "to"),
		Value: rapid.SampledFrom([]string{"left", "tall"}).Draw(t, "trait"),
	}
	if f.Kind == FactKept {
		f.Value = "w1"
	}
	return f
}

// byHand returns the hypotheses for which there is an evening on which all
// believed facts hold.
func byHand(w *World, suspects, rooms []string) []Hypothesis {
	found := map[Hypothesis]bool{}
	ways := waysThrough(w, rooms)
	for _, culprit := range suspects {
		believed := slices.DeleteFunc(slices.Clone(w.Facts), func(f Fact) bool { return f.Source == culprit && f.Suspect == culprit })
		evening := World{Slots: w.Slots, Facts: believed, Truth: Truth{Culprit: culprit, Weapon: "w1", Paths: map[string][]string{}}}
		var walk func(left []string)
		walk = func(left []string) {
			if len(left) > 0 {
				for _, way := range ways {
					evening.Truth.Paths[left[0]] = way
					walk(left[1:])
				}
				return
			}
			for slot := range w.Slots {
				evening.Truth.Slot, evening.Truth.Place = slot, evening.at(culprit, slot)
				if alone(&evening, suspects) && !slices.ContainsFunc(believed, func(f Fact) bool { return !evening.Holds(f) || murderIn(&evening, f) }) {
					found[Hypothesis{Culprit: culprit, Slot: slot, Place: evening.Truth.Place, Weapon: "w1"}] = true
				}
			}
		}
		walk(suspects)
	}
	return slices.SortedFunc(maps.Keys(found), func(a, b Hypothesis) int {
		return cmp.Or(cmp.Compare(a.Culprit, b.Culprit), cmp.Compare(a.Slot, b.Slot), cmp.Compare(a.Place, b.Place))
	})
}

// murderIn reports whether the deed was done in a place while it was locked.
func murderIn(w *World, f Fact) bool {
	return f.Kind == FactLocked && f.Place == w.Truth.Place && f.From <= w.Truth.Slot && w.Truth.Slot <= f.To
}

// alone reports whether none but the culprit was at the deed.
func alone(w *World, suspects []string) bool {
	return !slices.ContainsFunc(suspects, func(id string) bool {
		return id != w.Truth.Culprit && w.at(id, w.Truth.Slot) == w.Truth.Place
	})
}

// waysThrough lists every way through the evening that goes through doors.
func waysThrough(w *World, rooms []string) [][]string {
	ways := [][]string{{}}
	for range w.Slots {
		var longer [][]string
		for _, way := range ways {
			for _, room := range rooms {
				last := len(way) - 1
				if last < 0 || way[last] == room || slices.Contains(w.Doors[room], way[last]) || slices.Contains(w.Doors[way[max(last, 0)]], room) {
					longer = append(longer, append(slices.Clone(way), room))
				}
			}
		}
		ways = longer
	}
	return ways
}
