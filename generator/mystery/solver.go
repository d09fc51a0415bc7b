package mystery

import "slices"

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
	s := &solver{slots: len(w.Slots), suspects: suspects, places: places, moves: newMoves(w.Doors, places)}
	return s.solve(known)
}

// solve is Solve.
func (s *solver) solve(known []Fact) []Hypothesis {
	var found []Hypothesis
	for _, culprit := range s.suspects {
		found = append(found, s.against(culprit, believedOf(known, culprit))...)
	}
	return found
}

// believedOf returns the facts that are true if culprit did it.
func believedOf(known []Fact, culprit string) []Fact {
	believed := make([]Fact, 0, len(known))
	for _, f := range known {
		if !f.MayBeLie(culprit) {
			believed = append(believed, f)
		}
	}
	return believed
}

// Culprits returns the different culprits among the hypotheses, in their order.
func Culprits(hs []Hypothesis) []string {
	var ids []string
	for _, h := range hs {
		if !slices.Contains(ids, h.Culprit) {
			ids = append(ids, h.Culprit)
		}
	}
	return ids
}

type solver struct {
	slots    int
	suspects []string
	places   []string
	moves    moves
}

// against returns the hypotheses in which culprit did it and believed is true.
func (s *solver) against(culprit string, believed []Fact) []Hypothesis {
	if contradictoryTraits(believed, culprit) {
		return nil
	}
	motives := possibleMotives(believed, culprit)
	weapons := possibleWeapons(believed, culprit)
	if len(motives) == 0 || len(weapons) == 0 {
		return nil
	}
	plan := s.newPlan(believed, culprit)
	var found []Hypothesis
	for slot := range s.slots {
		for p, place := range s.places {
			if !deedPossible(believed, slot, place) {
				continue
			}
			for _, weapon := range weapons {
				if plan.possible(culprit, slot, p, fetching(believed, weapon, slot)) {
					found = append(found, withMotives(Hypothesis{culprit, slot, place, weapon, ""}, motives)...)
				}
			}
		}
	}
	return found
}

// withMotives returns the hypothesis once with each of the motives.
func withMotives(h Hypothesis, motives []string) []Hypothesis {
	list := make([]Hypothesis, 0, len(motives))
	for _, h.Motive = range motives {
		list = append(list, h)
	}
	return list
}

// contradictoryTraits reports whether somebody both has and lacks a trait, or
// the culprit lacks one that the culprit must have.
func contradictoryTraits(facts []Fact, culprit string) bool {
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
func possibleMotives(facts []Fact, culprit string) []string {
	known, standing := 0, []string{}
	for _, f := range facts {
		if f.Suspect != culprit || f.Kind != FactMotive {
			continue
		}
		known++
		dispelled := slices.ContainsFunc(facts, func(g Fact) bool {
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
func possibleWeapons(facts []Fact, culprit string) []string {
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

// deedPossible reports whether the deed may have been done then and there.
func deedPossible(facts []Fact, slot int, place string) bool {
	for _, f := range facts {
		ok := true
		switch f.Kind {
		case FactAlive:
			ok = slot > f.To
		case FactDead:
			ok = slot < f.From
		case FactWhen:
			ok = f.covers(slot)
		case FactKilledIn:
			ok = place == f.Place
		case FactNotKilledIn:
			ok = place != f.Place
		case FactLocked:
			ok = place != f.Place || !f.covers(slot)
		default: // says nothing of the deed
		}
		if !ok {
			return false
		}
	}
	return true
}

// fetching returns the visits the culprit must have made to have the weapon.
func fetching(facts []Fact, weapon string, slot int) []Fact {
	var visits []Fact
	for _, f := range facts {
		if f.Kind == FactKept && f.Value == weapon {
			visits = append(visits, Fact{Kind: FactBeen, Place: f.Place, From: f.From, To: slot})
		}
	}
	return visits
}
