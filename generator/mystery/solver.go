package mystery

import (
	"math"
	"slices"
)

// Hypothesis is one answer that the known facts allow. Weapon and Motive are
// empty when nothing is known about them.
type Hypothesis struct {
	Culprit string `json:"culprit"`
	Slot    int    `json:"slot"`
	Place   string `json:"place"`
	Weapon  string `json:"weapon"`
	Motive  string `json:"motive"`
}

// maxVisits bounds how many "at some time in a range" facts the solver weighs at
// once: their combinations grow exponentially. It disregards the rest, so it may
// keep a hypothesis too many, but never loses the truth.
const maxVisits = 12

// Solve returns every hypothesis that the known facts allow, ordered by culprit,
// slot, place, weapon and motive. Of the world it reads the slots and the floor
// plan, never the truth.
//
// The rules: facts of the police and of evidence are true, and so is what a
// suspect states, unless that suspect is the culprit and speaks of themselves.
// Everybody is in one place in each slot and moves through doors, at most one a
// slot. The culprit was where the deed was done when it was done, and nobody
// else of the suspects was there.
func Solve(w *World, suspects, places []string, known []Fact) []Hypothesis {
	return newSolver(w, suspects, places).solve(refs(known), everything)
}

// PossibleCulprits returns the culprits among the hypotheses of Solve, in the
// order of suspects. It looks no further than to the first against each.
func PossibleCulprits(w *World, suspects, places []string, known []Fact) []string {
	s, facts := newSolver(w, suspects, places), refs(known)
	var ids []string
	for _, id := range suspects {
		if s.mayBe(id, facts) {
			ids = append(ids, id)
		}
	}
	return ids
}

type solver struct {
	slots    int
	suspects []string
	places   []string
	moves    moves
	room     []placeSet // of scratch
}

func newSolver(w *World, suspects, places []string) *solver {
	return &solver{slots: len(w.Slots), suspects: suspects, places: places, moves: newMoves(w.Doors, places)}
}

// everything is the limit of who wants every hypothesis.
const everything = math.MaxInt

// solve is Solve, but stops looking when it has as many hypotheses as limit.
func (s *solver) solve(known []*Fact, limit int) []Hypothesis {
	var found []Hypothesis
	for _, culprit := range s.suspects {
		found = append(found, s.against(culprit, known, limit-len(found))...)
	}
	return found
}

// mayBe reports whether the known facts allow that culprit did it.
func (s *solver) mayBe(culprit string, known []*Fact) bool {
	return len(s.against(culprit, known, 1)) > 0
}

// refs returns the facts by reference.
func refs(facts []Fact) []*Fact {
	list := make([]*Fact, len(facts))
	for i := range facts {
		list[i] = &facts[i]
	}
	return list
}

// factsThat returns the facts of which something is so.
func factsThat(facts []*Fact, is func(*Fact) bool) []*Fact {
	list := make([]*Fact, 0, len(facts))
	for _, f := range facts {
		if is(f) {
			list = append(list, f)
		}
	}
	return list
}

// against returns the hypotheses in which culprit did it, as many as limit at
// most.
func (s *solver) against(culprit string, known []*Fact, limit int) []Hypothesis {
	facts := factsThat(known, func(f *Fact) bool { return !f.MayBeLie(culprit) })
	if limit <= 0 || contradictoryTraits(facts, culprit) {
		return nil
	}
	motives := possibleMotives(facts, culprit)
	weapons := possibleWeapons(facts, culprit)
	deeds := s.deeds(facts)
	if len(motives) == 0 || len(weapons) == 0 || len(deeds) == 0 {
		return nil
	}
	plan := s.newPlan(facts, culprit)
	var found []Hypothesis
	for _, deed := range deeds {
		for _, weapon := range weapons {
			if !plan.possible(culprit, deed.slot, deed.place, s.fetching(facts, weapon, deed.slot)) {
				continue
			}
			for _, motive := range motives {
				found = append(found, Hypothesis{culprit, deed.slot, s.places[deed.place], weapon, motive})
			}
			if len(found) >= limit {
				return found[:limit]
			}
		}
	}
	return found
}

// contradictoryTraits reports whether somebody both has and lacks a trait, or
// the culprit lacks one that the culprit must have.
func contradictoryTraits(facts []*Fact, culprit string) bool {
	for _, lack := range facts {
		if lack.Kind != FactLacksTrait {
			continue
		}
		for _, f := range facts {
			if f.Value != lack.Value {
				continue
			}
			if f.Kind == FactHasTrait && f.Suspect == lack.Suspect {
				return true
			}
			if f.Kind == FactCulpritTrait && lack.Suspect == culprit {
				return true
			}
		}
	}
	return false
}

// possibleMotives returns the culprit's motives that stand, one empty motive if
// none was ever known, and none if all known ones were dispelled.
func possibleMotives(facts []*Fact, culprit string) []string {
	known, standing := 0, []string{}
	for _, f := range facts {
		if f.Suspect != culprit || f.Kind != FactMotive {
			continue
		}
		known++
		dispelled := slices.ContainsFunc(facts, func(g *Fact) bool {
			return g.Kind == FactNoMotive && g.Suspect == culprit && g.Value == f.Value
		})
		if !dispelled && !slices.Contains(standing, f.Value) {
			standing = append(standing, f.Value)
		}
	}
	if known == 0 {
		return []string{""}
	}
	slices.Sort(standing)
	return standing
}

// possibleWeapons returns the weapons the culprit may have used, one empty
// weapon if nothing is known of any.
func possibleWeapons(facts []*Fact, culprit string) []string {
	var candidates, certain, excluded []string
	for _, f := range facts {
		switch {
		case f.Kind == FactCandidate, f.Kind == FactKept:
			candidates = append(candidates, f.Value)
		case f.Kind == FactWeapon:
			certain = append(certain, f.Value)
		case f.Kind == FactNotWeapon, f.Kind == FactNoMeans && f.Suspect == culprit:
			excluded = append(excluded, f.Value)
		}
	}
	if len(certain) > 0 {
		candidates = slices.Clone(certain)
	}
	if len(candidates) == 0 {
		return []string{""}
	}
	slices.Sort(candidates)
	candidates = slices.Compact(candidates)
	return slices.DeleteFunc(candidates, func(v string) bool {
		contradicted := slices.ContainsFunc(certain, func(w string) bool { return w != v })
		return contradicted || slices.Contains(excluded, v)
	})
}

// deed is when and where the deed may have been done, the place by its index.
type deed struct{ slot, place int }

// deeds returns all that the facts allow, by slot and place.
func (s *solver) deeds(facts []*Fact) []deed {
	bounds := factsThat(facts, (*Fact).boundsDeed)
	var possible []deed
	for slot := range s.slots {
		for i, place := range s.places {
			if !slices.ContainsFunc(bounds, func(f *Fact) bool { return !f.allowsDeed(slot, place) }) {
				possible = append(possible, deed{slot, i})
			}
		}
	}
	return possible
}

// boundsDeed reports whether the fact is of a kind that may tell when or where
// the deed was not done.
func (f *Fact) boundsDeed() bool {
	switch f.Kind {
	case FactAlive, FactDead, FactWhen, FactKilledIn, FactNotKilledIn, FactLocked:
		return true
	default:
		return false
	}
}

// allowsDeed reports whether the deed may have been done then and there.
func (f *Fact) allowsDeed(slot int, place string) bool {
	switch f.Kind {
	case FactAlive:
		return slot > f.To
	case FactDead:
		return slot < f.From
	case FactWhen:
		return f.covers(slot)
	case FactKilledIn:
		return place == f.Place
	case FactNotKilledIn:
		return place != f.Place
	case FactLocked:
		return place != f.Place || !f.covers(slot)
	default:
		return true
	}
}

// fetching returns the visits the culprit must have made to have the weapon.
func (s *solver) fetching(facts []*Fact, weapon string, slot int) []visit {
	var visits []visit
	for _, f := range facts {
		if f.Kind == FactKept && f.Value == weapon {
			visits = append(visits, visit{slices.Index(s.places, f.Place), f.From, slot})
		}
	}
	return visits
}
