package builtin

import (
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// answers returns the six right answers.
func (d *draft) answers() mystery.Answers {
	return mystery.Answers{
		Who: d.people[guilty].name(), What: capital(definite(d.weapon.Name)), Where: d.rooms[d.place].Name,
		When: capital(d.label(span{d.slot, d.slot})), Why: d.motives[guilty].Option, How: d.plot.How,
	}
}

// renderOptions returns the choices for the accusation, each list in an order of
// its own.
func (d *draft) renderOptions() mystery.Options {
	var o mystery.Options
	for _, p := range d.people {
		o.Who = append(o.Who, p.name())
	}
	for _, w := range append([]*weapon{d.weapon}, d.decoys...) {
		o.What = append(o.What, capital(definite(w.Name)))
	}
	for _, r := range d.rooms {
		o.Where = append(o.Where, r.Name)
	}
	for slot := windowFrom; slot <= windowTo; slot++ {
		o.When = append(o.When, capital(d.label(span{slot, slot})))
	}
	for _, m := range append(d.motives[:], d.why...) {
		o.Why = append(o.Why, m.Option)
	}
	o.How = append(o.How, d.plot.How)
	for _, fits := range []bool{true, false} { // what the wound does not rule out comes first
		for _, p := range shuffled(d.rng, d.plots) {
			if p != d.plot && slices.Contains(p.Classes, d.class.ID) == fits && len(o.How) <= mannerDecoys {
				o.How = append(o.How, p.How)
			}
		}
	}
	for _, list := range []*[]string{&o.Who, &o.What, &o.Where, &o.When, &o.Why, &o.How} {
		*list = shuffled(d.rng, *list)
	}
	return o
}

// aliases returns other wordings of the right answers.
func (d *draft) aliases() map[string][]string {
	room := d.rooms[d.place]
	from, to := d.boundary(d.slot), d.boundary(d.slot+1)
	return map[string][]string{
		"what":  append([]string{d.weapon.Name, d.weapon.A}, d.weapon.Aliases...),
		"where": {definite(room.lower()), d.in(d.place)},
		"when": {
			d.fromTo(span{d.slot, d.slot}), clockDigits(from) + "-" + clockDigits(to), d.fixed("spans", "clocks", vars{"t1": clockDigits(from), "t2": clockDigits(to)}),
			timeWords(d.exact), clockDigits(d.exact),
		},
		"why": d.motives[guilty].Aliases,
		"how": d.plot.Aliases,
	}
}

// renderSolution tells the truth, as a closing scene and as a chain of steps.
func (d *draft) renderSolution(c *mystery.Case) mystery.Solution {
	return mystery.Solution{
		Culprit: d.suspectID(guilty), Answers: d.answers(), Aliases: d.aliases(),
		Explanation: d.explanation(c), Reasoning: d.reasoning(c),
	}
}

// solutionVars returns the words for the closing scene: a is the framed one, b the
// witness, c the guilty one.
func (d *draft) solutionVars() vars {
	shown, _ := d.shown(roleWeapon)
	lost, _ := d.shown(roleTrace)
	first := d.losses[0]
	v := vars{
		"the": definite(d.weapon.Name), "shows": shown.Shows, "lacks": shown.Lacks, "left": lost.Spot.Left, "lacks.lost": lost.Lacks,
		"label.u": d.label(span{first.slot, first.slot}),
	}
	return v.with(
		d.people[framed].vars("a"), d.people[witness].vars("b"), d.people[guilty].vars("c"), d.slotVars(d.slot),
		d.roomVars(d.hall(), ".hall"), d.roomVars(first.room, ".trace"), d.roomVars(d.claims[guilty][first.slot], ".claim"), d.roomVars(d.home, ".home"),
		d.roomVars(d.paths[framed][d.slot], ".a"), d.roomVars(d.paths[guilty][max(d.lie.from-1, 0)], ".q"), vars{"time.home": timeWords(d.boundary(d.homeFrom))},
	)
}

// hall draws a room to assemble in: not where the body lay, and one with room for
// four if there is any.
func (d *draft) hall() int {
	var all, large []int
	for i, r := range d.rooms {
		if i == d.scene || i == d.place {
			continue
		}
		all = append(all, i)
		if slices.Contains(d.setting.Halls, r.ID) {
			large = append(large, i)
		}
	}
	if len(large) > 0 {
		all = large
	}
	return pick(d.rng, all)
}

// meaning returns what the card in a role proves, as a clause.
func (d *draft) meaning(role string) string {
	p := d.cards[d.position(role)]
	return lowered(strings.TrimSuffix(d.text(p.card.Meaning, d.cardVars(p)), "."))
}

// The closing scene's length, in words.
const (
	minScene = 200
	maxScene = 350
)

// explanation tells the closing scene, in a version of the right length.
func (d *draft) explanation(c *mystery.Case) string {
	v, text, start := d.solutionVars(), "", len(d.memory.used)
	for n := range slideTries {
		d.memory.used = d.memory.used[:start]
		text = d.closingScene(c, v, n)
		if n := wordCount(text); minScene <= n && n <= maxScene {
			break
		}
	}
	return text
}

// closingScene tells the truth in the order of the proof, and clears each of the
// innocents by what clears them there. It is the nth try.
func (d *draft) closingScene(c *mystery.Case, v vars, n int) string {
	tell := func(name string, more ...vars) string {
		return d.text(d.try(n, d.intro.Closing[name]), append([]vars{v}, more...)...)
	}
	var cleared []string
	for _, deduction := range c.Certificate.Proof {
		if deduction.Conclusion != mystery.ConcludeNot {
			continue
		}
		cleared = append(cleared, d.clearing(c, deduction, v, n))
		if len(cleared) == 1 {
			cleared = append(cleared, tell("relief", d.people[d.roleOf(deduction.Suspect)].vars("b")))
		}
	}
	motive := tell("why") + " " + d.text(d.try(n, d.motives[guilty].Closing), v, d.people[guilty].vars("a"))
	scene := strings.Join([]string{
		tell("scene") + " \"" + d.text(d.try(n, d.plot.Closing), v) + "\"",
		strings.Join(cleared, " "),
		spoken(tell("lie"), tell("way", vars{"way": d.way()})) + " " + tell("hush"),
		"\"" + motive + "\"",
		tell("end"),
	}, "\n\n")
	return strings.ReplaceAll(scene, "\" \"", "\"\n\n\"") // where another speaks
}

// spoken joins two texts of which the same person says what is said: what is said
// last in one and first in the other is one speech.
func spoken(one, other string) string {
	if head, ok := strings.CutSuffix(one, "\""); ok && strings.HasPrefix(other, "\"") {
		return head + " " + other[1:]
	}
	return one + " " + other
}

// way says how the guilty one truly went while they say otherwise: into which rooms,
// and when.
func (d *draft) way() string {
	var steps []string
	for _, s := range staysOf(d.paths[guilty]) {
		if s.from > 0 && s.from >= d.lie.from && s.from <= d.lie.to+1 {
			steps = append(steps, d.phrase(d.intro.Closing["step"][0], d.roomVars(s.room, ".b"), d.spanVars(s.span)))
		}
	}
	return listed(steps)
}

// clearing says in the closing scene why one of the innocents is one.
func (d *draft) clearing(c *mystery.Case, deduction mystery.Deduction, v vars, n int) string {
	suspect := d.roleOf(deduction.Suspect)
	who := d.people[suspect]
	pool := d.intro.Closing["trait"]
	for _, f := range c.World.FactsByID(deduction.Facts...) {
		switch f.Kind {
		case mystery.FactTrace:
			role := roleTrace
			if f.Source == d.evidenceID(roleLost) {
				role = roleLost
			}
			shown, _ := d.shown(role)
			l := d.lossOf(role)
			v = v.with(d.roomVars(l.room, ".trace"), vars{"left": shown.Spot.Left, "lacks.lost": shown.Lacks, "label.u": d.label(span{l.slot, l.slot})})
			return d.text(d.try(n, d.talk["chain"]["closing_lacks"]), v, who.vars("a"))
		case mystery.FactAt:
			v = v.with(d.people[max(d.roleOf(f.Source), 0)].vars("b"), d.roomVars(d.paths[suspect][d.slot], ".a"))
			pool = d.talk["chain"]["closing_seen"]
		default: // the trait
		}
	}
	if len(deduction.Facts) > 1 {
		return d.text(d.try(n, d.intro.Closing["trait"]), v, who.vars("b"))
	}
	return d.text(d.try(n, pool), v, who.vars("a"))
}
