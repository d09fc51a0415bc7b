package mystery

import (
	"math/bits"
	"slices"
	"strings"
)

// waysToCulprit is how many clues that share no evidence must lead to the culprit.
const waysToCulprit = 3

// checkRobust demands that the culprit is found even if any one piece of
// evidence never is, with all that only comes out by showing it: no conclusion
// about anybody hangs on one thing. Time, place and weapon may then stay open.
func checkRobust(c *Case, breach report) {
	all := c.EvidenceIDs()
	for _, id := range all {
		if left := c.culprits(c.knowing(but(all, id)...)); len(left) != 1 {
			breach("without %s there are %d possible culprits", id, len(left))
		}
	}
}

// checkNotTrivial demands that the evidence does not tell the culprit to
// somebody who only hears what each of the three says of their own evening: the
// suspects must be asked about each other. It holds all the more with any piece
// missing.
func checkNotTrivial(c *Case, breach report) {
	if len(c.culprits(c.unpressed())) < 2 {
		breach("the evidence and what the suspects say of themselves tell the culprit")
	}
}

// checkThreeClues demands, given what the suspects say, three ways of making the
// circle smaller that share no evidence with each other.
func checkThreeClues(c *Case, breach report) {
	evidence := c.EvidenceIDs()
	var narrowing []uint // sets of evidence that clear anybody
	for set := range uint(1) << len(evidence) {
		var found []string
		for i, id := range evidence {
			if set&(1<<i) != 0 {
				found = append(found, id)
			}
		}
		within := slices.ContainsFunc(narrowing, func(less uint) bool { return set&less == less })
		if !within && len(c.culprits(c.knowing(found...))) < len(c.Suspects) {
			narrowing = append(narrowing, set)
		}
	}
	if n := apart(narrowing); n < waysToCulprit {
		breach("%d clues in place of %d lead to the culprit without sharing evidence", n, waysToCulprit)
	}
}

// apart returns how many of the sets can be chosen that have nothing in common.
// An empty set among them counts for nothing.
func apart(sets []uint) int {
	sets = slices.DeleteFunc(slices.Clone(sets), func(set uint) bool { return set == 0 })
	slices.SortStableFunc(sets, func(a, b uint) int { return bits.OnesCount(a) - bits.OnesCount(b) })
	var most func(from int, taken uint) int
	most = func(from int, taken uint) int {
		best := 0
		for i := from; i < len(sets); i++ {
			if sets[i]&taken == 0 {
				best = max(best, 1+most(i+1, taken|sets[i]))
			}
		}
		return best
	}
	return most(0, 0)
}

// checkHeard demands that everything a player is taken to know can be come by:
// each fact of a suspect is in a line of theirs, and each piece of evidence
// proves something.
func checkHeard(c *Case, breach report) {
	told := c.tellings()
	for _, f := range c.World.FactsFrom(c.SuspectIDs()...) {
		if _, ok := told[f.ID]; !ok {
			breach("no line of %s states fact %s: %s", SlotOf(f.Source), f.ID, f.Text)
		}
	}
	for _, id := range c.EvidenceIDs() {
		if len(c.World.FactsFrom(id)) == 0 {
			breach("%s proves nothing", id)
		}
	}
}

// checkCertificate demands that the solver's findings stand with the case, and
// that the case is as hard as it says.
func checkCertificate(c *Case, breach report) {
	want := Certify(c)
	if !want.equal(c.Certificate) {
		breach("it says %+v, the solver says %+v", c.Certificate, want)
	}
	if c.Difficulty != want.Difficulty {
		breach("the case is called %s and is %s", c.Difficulty, want.Difficulty)
	}
}

// equal reports whether two certificates say the same.
func (a Certificate) equal(b Certificate) bool {
	same := func(x, y Deduction) bool {
		return x.Conclusion == y.Conclusion && x.Suspect == y.Suspect && slices.Equal(x.Facts, y.Facts)
	}
	return slices.Equal(a.Answers, b.Answers) && slices.EqualFunc(a.Proof, b.Proof, same) &&
		a.Steps == b.Steps && a.Herring == b.Herring && a.Difficulty == b.Difficulty
}

// checkReasoning demands that the explanation follows the proof: a step with
// words for each deduction, and exactly the clues that the deduction rests on.
func checkReasoning(c *Case, breach report) {
	steps, proof := c.Solution.Reasoning, c.Certificate.Proof
	if len(steps) < 3 || len(proof) > 0 && len(steps) != len(proof) {
		breach("%d steps for %d deductions", len(steps), len(proof))
	}
	for i, step := range steps {
		if strings.TrimSpace(step.Text) == "" || len(step.Clues) == 0 {
			breach("step %d has no text or no clues", i+1)
		}
		if i < len(proof) && !slices.Equal(step.Clues, c.World.Clues(proof[i])) {
			breach("step %d names %v, its deduction rests on %v", i+1, step.Clues, c.World.Clues(proof[i]))
		}
	}
}

// Clues returns the evidence and the suspects whose word it is that a deduction
// rests on.
func (w *World) Clues(d Deduction) []string {
	var clues []string
	for _, f := range w.FactsByID(d.Facts...) {
		if f.Source != Police && !slices.Contains(clues, f.Source) {
			clues = append(clues, f.Source)
		}
	}
	return clues
}
