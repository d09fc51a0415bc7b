package builtin

import (
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// proofSteps is how many deductions a proof must have to be put into words: when,
// where, what, two who did not, and why.
const proofSteps = 6

// reasoning puts the proof of the case's certificate into words.
func (d *draft) reasoning(c *mystery.Case) []mystery.Step {
	var steps []mystery.Step
	for _, deduction := range c.Certificate.Proof {
		steps = append(steps, mystery.Step{Text: d.deduced(c, deduction), Clues: c.World.Clues(deduction)})
	}
	return steps
}

// deduced returns the words for one deduction.
func (d *draft) deduced(c *mystery.Case, deduction mystery.Deduction) string {
	facts := c.World.FactsByID(deduction.Facts...)
	of := func(kind mystery.FactKind) (mystery.Fact, bool) {
		i := slices.IndexFunc(facts, func(f mystery.Fact) bool { return f.Kind == kind })
		return facts[max(i, 0)], i >= 0
	}
	suspect := d.roleOf(deduction.Suspect)
	v := d.chainVars()
	switch deduction.Conclusion {
	case mystery.ConcludeWhen:
		if len(facts) > 1 {
			return d.line("chain", "bounds", v)
		}
		return d.line("chain", "when", v)
	case mystery.ConcludeWhere:
		if d.plot.Bounded {
			return d.line("chain", "where_too", v)
		}
		return d.line("chain", "where", v)
	case mystery.ConcludeWhat:
		return d.line("chain", "what", v)
	case mystery.ConcludeWhy:
		teller := d.people[d.roleOf(facts[0].Source)]
		return d.line("chain", "why", v, d.people[suspect].vars("a"), teller.vars("b"))
	case mystery.ConcludeNot:
	}
	v = v.with(d.people[suspect].vars("a"))
	if trace, ok := of(mystery.FactTrace); ok {
		return d.traced(trace, facts, suspect)
	}
	if lack, ok := of(mystery.FactLacksTrait); ok {
		shown, _ := d.shown(roleWeapon)
		return d.line("chain", "trait", v, d.people[d.roleOf(lack.Source)].vars("b"), vars{"lacks": shown.Lacks, "shows": shown.Shows})
	}
	if seen, ok := of(mystery.FactAt); ok && len(facts) == 1 {
		return d.line("chain", "seen", v, d.people[d.roleOf(seen.Source)].vars("b"), d.roomVars(d.paths[suspect][d.slot], ".a"))
	}
	return d.plainly(facts, v)
}

// traced returns the words for clearing somebody who cannot have left a trace,
// when both others deny having been there.
func (d *draft) traced(trace mystery.Fact, facts []mystery.Fact, suspect int) string {
	role := roleTrace
	if trace.Source == d.evidenceID(roleLost) {
		role = roleLost
	}
	l, v := d.lossOf(role), d.chainVars()
	shown, _ := d.shown(role)
	others := []int{(suspect + 1) % roleCount, (suspect + 2) % roleCount}
	for _, f := range facts {
		if f.Kind == mystery.FactLacksTrait {
			v = v.with(d.people[d.roleOf(f.Source)].vars("d"))
		}
	}
	return d.line("chain", "trace", v,
		d.people[suspect].vars("a"), d.people[others[0]].vars("b"), d.people[others[1]].vars("c"),
		d.roomVars(d.claims[others[0]][l.slot], ".b"), d.roomVars(d.claims[others[1]][l.slot], ".q"),
		d.roomVars(l.room, ".trace"), vars{"label.u": d.label(span{l.slot, l.slot}), "left": shown.Spot.Left, "lacks": shown.Lacks})
}

// plainly says one fact after the other.
func (d *draft) plainly(facts []mystery.Fact, v vars) string {
	var all []string
	for _, f := range facts {
		all = append(all, f.Text)
	}
	return strings.Join(append(all, d.line("chain", "so", v)), " ")
}

// chainVars returns the words that every step may use.
func (d *draft) chainVars() vars {
	return d.slotVars(d.slot).with(vars{
		"option": lowered(d.motives[guilty].Option), "meaning.time": d.meaning(roleTime), "meaning.place": d.meaning(rolePlace),
	})
}

// roleOf returns the role of the suspect with the id, or -1.
func (d *draft) roleOf(id string) int {
	for role := range roleCount {
		if d.suspectID(role) == id {
			return role
		}
	}
	return -1
}
