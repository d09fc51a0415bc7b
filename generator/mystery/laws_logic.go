package mystery

import (
	"slices"
	"strings"
)

// solve returns what the known facts allow in the case.
func (c *Case) solve(known []Fact) []Hypothesis {
	return Solve(&c.World, c.SuspectIDs(), c.PlaceIDs(), known)
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

// checkOpenStart demands that at the start everybody may have done it.
func checkOpenStart(c *Case, breach report) {
	if n := len(Culprits(c.solve(c.World.PoliceFacts()))); n != len(c.Suspects) {
		breach("what the police say allows %d culprits in place of %d", n, len(c.Suspects))
	}
}

// checkNoSingleClue demands that neither one piece of evidence, nor everything
// the suspects say, points to one culprit alone.
func checkNoSingleClue(c *Case, breach report) {
	for _, e := range c.Evidence {
		if len(Culprits(c.solve(c.World.FactsFrom(Police, e.ID)))) < 2 {
			breach("%s alone tells the culprit", e.ID)
		}
	}
	if len(Culprits(c.solve(c.World.FactsFrom(append(c.SuspectIDs(), Police)...)))) < 2 {
		breach("the statements alone tell the culprit")
	}
}

// checkReasoning demands an explanation in steps whose clues suffice.
func checkReasoning(c *Case, breach report) {
	if n := len(c.Solution.Reasoning); n < 3 {
		breach("%d steps in place of at least 3", n)
	}
	sources := []string{Police}
	for i, step := range c.Solution.Reasoning {
		if strings.TrimSpace(step.Text) == "" || len(step.Clues) == 0 {
			breach("step %d has no text or no clues", i+1)
		}
		sources = append(sources, step.Clues...)
	}
	if left := c.solve(c.World.FactsFrom(sources...)); len(left) != 1 || left[0] != c.truth() {
		breach("the clues it names allow %d answers in place of the one", len(left))
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

// checkRedHerring demands an innocent against whom at least two things speak, one
// of them a piece of evidence. That they are cleared is the law of one answer.
func checkRedHerring(c *Case, breach report) {
	for _, id := range c.SuspectIDs() {
		if id == c.World.Truth.Culprit {
			continue
		}
		var against, evidence int
		for _, f := range c.World.Facts {
			if f.Source == id || !c.World.speaksAgainst(f, id) {
				continue
			}
			against++
			if slices.Contains(c.EvidenceIDs(), f.Source) {
				evidence++
			}
		}
		if against >= 2 && evidence >= 1 {
			return
		}
	}
	breach("no innocent has two things against them")
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
