package mystery

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// house is a small world: three places in a row, a to c, and four slots.
func house() *World {
	return &World{Slots: []string{"s0", "s1", "s2", "s3"}, Doors: map[string][]string{"a": {"b"}, "b": {"c"}}}
}

func people() []string { return []string{"ann", "ben", "cat"} }
func places() []string { return []string{"a", "b", "c"} }

func at(source, who, place string, from, to int) Fact {
	return Fact{Kind: FactAt, Source: source, Suspect: who, Place: place, From: from, To: to}
}

func TestSolve(t *testing.T) {
	police := func(f Fact) Fact {
		f.Source = Police
		return f
	}
	deed := []Fact{police(Fact{Kind: FactWhen, From: 1, To: 1}), police(Fact{Kind: FactKilledIn, Place: "a"})}
	for _, tt := range []struct {
		name  string
		known []Fact
		want  []string
	}{
		{"nothing is known of anybody", nil, people()},
		{"the police saw one elsewhere", []Fact{police(at("", "ann", "b", 1, 1))}, []string{"ben", "cat"}},
		{"one's own word clears nobody", []Fact{at("ann", "ann", "b", 1, 1)}, people()},
		{"another's word clears", []Fact{at("cat", "ann", "b", 1, 1)}, []string{"ben", "cat"}},
		{"even a culprit's word about another", []Fact{at("cat", "ann", "b", 1, 1), at("cat", "ben", "c", 1, 1)}, []string{"cat"}},
		{"an innocent is where the deed was", []Fact{police(at("", "ann", "a", 1, 1))}, []string{"ann"}},
		{"too far to have come", []Fact{police(at("", "ann", "c", 2, 2))}, []string{"ben", "cat"}},
		{"near enough to have come", []Fact{police(at("", "ann", "c", 3, 3))}, people()},
		{"not there", []Fact{police(Fact{Kind: FactNotAt, Suspect: "ben", Place: "a", From: 0, To: 3})}, []string{"ann", "cat"}},
		{"was there once, in time", []Fact{police(Fact{Kind: FactBeen, Suspect: "ben", Place: "c", From: 0, To: 3})}, people()},
		{"was there once, out of reach", []Fact{police(Fact{Kind: FactBeen, Suspect: "ben", Place: "c", From: 0, To: 2})}, []string{"ann", "cat"}},
		{"locked", []Fact{police(Fact{Kind: FactLocked, Place: "a", From: 1, To: 1})}, nil},
		{"lacks what the culprit has", []Fact{
			police(Fact{Kind: FactCulpritTrait, Value: "left"}), police(Fact{Kind: FactLacksTrait, Suspect: "cat", Value: "left"}),
		}, []string{"ann", "ben"}},
		{"has and lacks", []Fact{
			police(Fact{Kind: FactHasTrait, Suspect: "cat", Value: "left"}), at("cat", "ann", "b", 1, 1),
			police(Fact{Kind: FactLacksTrait, Suspect: "cat", Value: "left"}),
		}, nil},
		{"a caught lie", []Fact{police(at("", "ben", "b", 0, 0)), at("ben", "ben", "a", 0, 0)}, []string{"ben"}},
		{"a trace that one of two left, who both deny it", []Fact{
			police(Fact{Kind: FactTrace, Place: "b", From: 0, To: 0, Value: "left"}), police(Fact{Kind: FactLacksTrait, Suspect: "ann", Value: "left"}),
			at("ben", "ben", "a", 0, 0), at("cat", "cat", "c", 0, 1),
		}, []string{"ben", "cat"}},
		{"the culprit came by", []Fact{police(Fact{Kind: FactCulpritAt, Place: "c", From: 3, To: 3}), police(at("", "ann", "b", 3, 3))}, []string{"ben", "cat"}},
		{"the weapon lay too far off", []Fact{
			police(Fact{Kind: FactWeapon, Value: "poker"}), police(Fact{Kind: FactKept, Value: "poker", Place: "b"}),
			police(at("", "ann", "a", 0, 0)), police(at("", "ben", "b", 0, 0)), police(at("", "cat", "c", 0, 0)),
		}, []string{"ben"}},
		{"no means", []Fact{police(Fact{Kind: FactCandidate, Value: "poker"}), police(Fact{Kind: FactNoMeans, Suspect: "ben", Value: "poker"})}, []string{"ann", "cat"}},
		{"another weapon", []Fact{police(Fact{Kind: FactWeapon, Value: "poker"}), police(Fact{Kind: FactNotWeapon, Value: "poker"})}, nil},
		{"one weapon, told twice", []Fact{police(Fact{Kind: FactWeapon, Value: "poker"}), police(Fact{Kind: FactWeapon, Value: "poker"})}, people()},
		{"two weapons", []Fact{police(Fact{Kind: FactWeapon, Value: "poker"}), police(Fact{Kind: FactWeapon, Value: "rope"})}, nil},
		{"a motive dispelled", []Fact{
			police(Fact{Kind: FactMotive, Suspect: "ann", Value: "debt"}), police(Fact{Kind: FactNoMotive, Suspect: "ann", Value: "debt"}),
		}, []string{"ben", "cat"}},
		{"alive afterwards", []Fact{police(Fact{Kind: FactAlive, To: 1})}, nil},
		{"dead before", []Fact{police(Fact{Kind: FactDead, From: 1})}, nil},
		{"elsewhere", []Fact{police(Fact{Kind: FactNotKilledIn, Place: "a"})}, nil},
		{"in a place that is none", []Fact{police(at("", "ann", "attic", 1, 1))}, nil},
		{"what binds nobody", []Fact{
			police(Fact{Kind: FactFound, Place: "c"}), police(Fact{Kind: FactManner, Value: "x"}), police(Fact{Kind: FactMeans, Suspect: "ann", Value: "y"}),
		}, people()},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := PossibleCulprits(house(), people(), places(), append(slices.Clone(deed), tt.known...))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("possible culprits (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSolveListsEverything(t *testing.T) {
	w := house()
	if got, want := len(Solve(w, people(), places(), nil)), 3*4*3; got != want {
		t.Errorf("with nothing known: got %d hypotheses, want %d", got, want)
	}
	known := []Fact{
		{Kind: FactCandidate, Source: Police, Value: "rope"},
		{Kind: FactCandidate, Source: Police, Value: "poker"},
		{Kind: FactMotive, Source: Police, Suspect: "ann", Value: "debt"},
		{Kind: FactMotive, Source: "ben", Suspect: "ann", Value: "hatred"},
		{Kind: FactMotive, Source: "ben", Suspect: "ben", Value: "fear"},
		{Kind: FactWhen, Source: Police, From: 2, To: 2},
		{Kind: FactKilledIn, Source: Police, Place: "b"},
	}
	want := []Hypothesis{
		{"ann", 2, "b", "poker", "debt"},
		{"ann", 2, "b", "poker", "hatred"},
		{"ann", 2, "b", "rope", "debt"},
		{"ann", 2, "b", "rope", "hatred"},
		{"ben", 2, "b", "poker", ""},
		{"ben", 2, "b", "rope", ""},
		{"cat", 2, "b", "poker", ""},
		{"cat", 2, "b", "rope", ""},
	}
	if diff := cmp.Diff(want, Solve(w, people(), places(), known)); diff != "" {
		t.Errorf("hypotheses (-want +got):\n%s", diff)
	}
}

// drawWorld draws a world with its truth.
func drawWorld(t *rapid.T) *World {
	w := &World{Plot: "plot", Doors: map[string][]string{}, Truth: Truth{Paths: map[string][]string{}}}
	for i := range rapid.IntRange(4, 7).Draw(t, "slots") {
		w.Slots = append(w.Slots, string(rune('0'+i)))
	}
	rooms := places()
	for i := range rooms {
		for j := range i {
			if rapid.Bool().Draw(t, "door") {
				w.Doors[rooms[i]] = append(w.Doors[rooms[i]], rooms[j])
			}
		}
	}
	m := newMoves(w.Doors, rooms)
	for _, id := range people() {
		here := rapid.IntRange(0, len(rooms)-1).Draw(t, "start")
		path := []string{rooms[here]}
		for range w.Slots[1:] {
			var next []int
			for to := range rooms {
				if m[here]&(1<<to) != 0 {
					next = append(next, to)
				}
			}
			here = rapid.SampledFrom(next).Draw(t, "step")
			path = append(path, rooms[here])
		}
		w.Truth.Paths[id] = path
	}
	w.Truth.Culprit = rapid.SampledFrom(people()).Draw(t, "culprit")
	w.Truth.Slot = rapid.IntRange(0, len(w.Slots)-1).Draw(t, "slot")
	w.Truth.Place = w.at(w.Truth.Culprit, w.Truth.Slot)
	w.Truth.Weapon, w.Truth.Motive = "w1", "m1"
	return w
}

// drawFact draws any fact, true or not.
func drawFact(t *rapid.T, slots int) Fact {
	from := rapid.IntRange(0, slots-1).Draw(t, "from")
	return Fact{
		Kind:    rapid.SampledFrom(FactKinds()).Draw(t, "kind"),
		Source:  rapid.SampledFrom(append(people(), Police, "ev-1")).Draw(t, "source"),
		Suspect: rapid.SampledFrom(people()).Draw(t, "suspect"),
		Place:   rapid.SampledFrom(places()).Draw(t, "place"),
		From:    from, To: rapid.IntRange(from, slots-1).Draw(t, "to"),
		Value: rapid.SampledFrom([]string{"w1", "w2", "m1", "m2"}).Draw(t, "value"),
	}
}

// knowable reports whether f may be told in the world: it is true, or a lie of
// the culprit's about themselves, and it goes with what was told before.
func knowable(w *World, f Fact) bool {
	t := w.Truth
	if f.Kind == FactLacksTrait {
		if f.Source == f.Suspect && f.Suspect == t.Culprit {
			return true
		}
		for _, g := range w.Facts {
			traced := g.Kind == FactTrace || g.Kind == FactCulpritTrait || g.Kind == FactHasTrait
			if traced && g.Value == f.Value {
				return false
			}
		}
	}
	if f.Kind == FactMotive && f.Suspect == t.Culprit && f.Value != t.Motive {
		return false
	}
	if (f.Kind == FactCandidate || f.Kind == FactKept) && f.Value != t.Weapon {
		return slices.ContainsFunc(w.Facts, func(g Fact) bool { return g.Kind == FactCandidate && g.Value == t.Weapon && !g.MayBeLie(t.Culprit) })
	}
	return f.MayBeLie(t.Culprit) || w.Holds(f)
}

func TestTruthIsNeverLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		if crowded(w) {
			t.Skip("somebody saw it")
		}
		for range rapid.IntRange(0, 30).Draw(t, "facts") {
			if f := drawFact(t, len(w.Slots)); knowable(w, f) {
				w.Facts = append(w.Facts, f)
			}
		}
		left := Solve(w, people(), places(), w.Facts)
		found := slices.ContainsFunc(left, func(h Hypothesis) bool {
			return h.Culprit == w.Truth.Culprit && h.Slot == w.Truth.Slot && h.Place == w.Truth.Place &&
				(h.Weapon == w.Truth.Weapon || h.Weapon == "") && (h.Motive == w.Truth.Motive || h.Motive == "")
		})
		if !found {
			t.Fatalf("the truth %+v is not among %+v\nfacts: %+v", w.Truth, left, w.Facts)
		}
	})
}

// crowded reports whether somebody else was at the deed.
func crowded(w *World) bool {
	return slices.ContainsFunc(people(), func(id string) bool {
		return id != w.Truth.Culprit && w.at(id, w.Truth.Slot) == w.Truth.Place
	})
}

func TestMoreFactsLeaveFewer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		var known []Fact
		left := Solve(w, people(), places(), nil)
		for range rapid.IntRange(1, 12).Draw(t, "facts") {
			f := drawFact(t, len(w.Slots))
			if f.Kind == FactCandidate || f.Kind == FactKept || f.Kind == FactMotive || f.Kind == FactWeapon {
				continue // these open questions as well as answer them
			}
			known = append(known, f)
			now := Solve(w, people(), places(), known)
			for _, h := range now {
				if !slices.Contains(left, h) {
					t.Fatalf("%+v became possible by %+v", h, f)
				}
			}
			left = now
		}
	})
}

func FuzzSolve(f *testing.F) {
	f.Add("at", "ann", "ann", "a", 0, 1, "x")
	f.Add("trace", "police", "", "zz", -5, 99, "")
	f.Fuzz(func(t *testing.T, kind, source, suspect, place string, from, to int, value string) {
		fact := Fact{Kind: FactKind(kind), Source: source, Suspect: suspect, Place: place, From: from, To: to, Value: value}
		facts := slices.Repeat([]Fact{fact}, 40)
		for _, h := range Solve(house(), people(), places(), facts) {
			if !slices.Contains(people(), h.Culprit) || !slices.Contains(places(), h.Place) {
				t.Fatalf("impossible hypothesis %+v", h)
			}
		}
	})
}
