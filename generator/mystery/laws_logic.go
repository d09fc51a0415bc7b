package mystery

import "slices"

// solve returns what the known facts allow in the case.
func (c *Case) solve(known []Fact) []Hypothesis {
	return Solve(&c.World, c.SuspectIDs(), c.PlaceIDs(), known)
}

// culprits returns who may have done it, as far as the known facts go.
func (c *Case) culprits(known []Fact) []string {
	return PossibleCulprits(&c.World, c.SuspectIDs(), c.PlaceIDs(), known)
}

// truth returns the true hypothesis.
func (c *Case) truth() Hypothesis {
	t := c.World.Truth
	return Hypothesis{Culprit: t.Culprit, Slot: t.Slot, Place: t.Place, Weapon: t.Weapon, Motive: t.Motive}
}

// checkOneAnswer demands that all that can be found and heard leaves exactly the
// truth.
func checkOneAnswer(c *Case, breach report) {
	left := c.solve(c.World.Facts)
	if !slices.Contains(left, c.truth()) {
		breach("all facts together exclude the truth")
	}
	for _, h := range left {
		if h != c.truth() {
			breach("all facts together allow %s in %s, slot %d, with %q for %q", SlotOf(h.Culprit), h.Place, h.Slot, h.Weapon, h.Motive)
		}
	}
}

// checkOpenStart demands that everybody may have done it at the start, after all
// the talk without any evidence, and with all the evidence without any talk.
func checkOpenStart(c *Case, breach report) {
	for _, known := range []struct {
		what  string
		facts []Fact
	}{
		{"what the police say", c.World.PoliceFacts()},
		{"what the suspects say", c.knowing()},
		{"the evidence without what the suspects say", c.World.FactsFrom(append(c.EvidenceIDs(), Police)...)},
	} {
		if n := len(c.culprits(known.facts)); n != len(c.Suspects) {
			breach("%s allows %d culprits in place of %d", known.what, n, len(c.Suspects))
		}
	}
}

// checkNoSingleClue demands that no piece of evidence tells the culprit, even to
// somebody who has asked everybody about everything.
func checkNoSingleClue(c *Case, breach report) {
	for _, e := range c.Evidence {
		if len(c.culprits(c.knowing(e.ID))) < 2 {
			breach("%s alone tells the culprit", e.ID)
		}
	}
}

// checkMotives demands a reason for everybody that a player can learn of.
func checkMotives(c *Case, breach report) {
	for _, id := range c.SuspectIDs() {
		known := slices.ContainsFunc(c.World.Facts, func(f Fact) bool {
			return f.Kind == FactMotive && f.Suspect == id && !f.MayBeLie(c.World.Truth.Culprit)
		})
		if !known {
			breach("%s has no motive that can be learned", SlotOf(id))
		}
	}
}

// checkMeans demands that at least two could have had the weapon.
func checkMeans(c *Case, breach report) {
	able := 0
	for _, id := range c.SuspectIDs() {
		if c.World.couldHave(id, c.World.Truth.Weapon) {
			able++
		}
	}
	if able < 2 {
		breach("the weapon was open to %d in place of at least 2", able)
	}
}

// couldHave reports whether a suspect truly could lay hands on the weapon before
// the deed was over.
func (w *World) couldHave(suspect, weapon string) bool {
	for _, f := range w.Facts {
		if f.Value != weapon {
			continue
		}
		if f.Kind == FactNoMeans && f.Suspect == suspect {
			return false
		}
		if f.Kind == FactKept && !w.visited(suspect, f.Place, f.From, w.Truth.Slot) {
			return false
		}
	}
	return true
}

// checkRedHerring demands an innocent against whom at least two clues speak, one
// of them a piece of evidence, and whom something else clears.
func checkRedHerring(c *Case, breach report) {
	left := c.culprits(c.World.Facts)
	for _, id := range c.SuspectIDs() {
		evidence, people := c.against(id)
		if id != c.World.Truth.Culprit && len(evidence) >= 1 && len(evidence)+len(people) >= 2 && !slices.Contains(left, id) && c.clearedBy(id) {
			return
		}
	}
	breach("no innocent has two things against them and is cleared by a third")
}

// clearedBy reports whether what does not speak against a suspect helps to clear
// them.
func (c *Case) clearedBy(suspect string) bool {
	against := c.World.factsOf(func(f Fact) bool { return f.Source == Police || c.World.speaksAgainst(f, suspect) })
	return slices.Contains(c.culprits(against), suspect)
}

// speaksAgainst reports whether a fact makes the suspect look guilty.
func (w *World) speaksAgainst(f Fact, suspect string) bool {
	switch f.Kind {
	case FactMotive, FactMeans:
		return f.Suspect == suspect
	case FactAt, FactBeen:
		return f.Suspect == suspect && f.Place == w.Truth.Place
	case FactTrace, FactCulpritTrait:
		return slices.ContainsFunc(w.Facts, func(g Fact) bool {
			return g.Kind == FactHasTrait && g.Suspect == suspect && g.Value == f.Value
		})
	default:
		return false
	}
}

// checkManner demands that some evidence shows how it was done.
func checkManner(c *Case, breach report) {
	shown := slices.ContainsFunc(c.World.Facts, func(f Fact) bool {
		return f.Kind == FactManner && f.Value == c.World.Plot && slices.Contains(c.EvidenceIDs(), f.Source)
	})
	if !shown {
		breach("no evidence shows how it was done")
	}
}
