package builtin

import (
	"fmt"
	"slices"
	"strconv"

	"casebook/generator/mystery"
)

// The ids of a case's parts.
func (d *draft) suspectID(role int) string {
	return fmt.Sprintf("%s-suspect-%d", d.brief.ID, d.seat[role]+1)
}

func roomID(room int) string { return "loc-" + strconv.Itoa(room+1) }

func (d *draft) evidenceID(role string) string { return "ev-" + strconv.Itoa(d.position(role)+1) }

// stay is a stretch of the evening in one room.
type stay struct {
	room int
	span
}

// staysOf cuts a way through the evening into stays.
func staysOf(path [slotCount]int) []stay {
	var list []stay
	for slot, room := range path {
		if last := len(list) - 1; last >= 0 && list[last].room == room {
			list[last].to = slot
			continue
		}
		list = append(list, stay{room, span{slot, slot}})
	}
	return list
}

// fact adds a fact, with its number and its sentence.
func (d *draft) fact(f mystery.Fact, text string) {
	f.ID = "f-" + strconv.Itoa(len(d.facts)+1)
	f.Text = text
	d.facts = append(d.facts, f)
}

// stateFacts sets down what the police, the evidence and the suspects convey.
func (d *draft) stateFacts() {
	d.policeFacts()
	d.evidenceFacts()
	for role := range roleCount {
		d.statedFacts(role)
	}
}

// policeFacts are known from the start: when it can have been, with what, where
// the body lay, and what everybody can see of the suspects.
func (d *draft) policeFacts() {
	say := func(f mystery.Fact, phrase string, v vars) {
		f.Source = mystery.Police
		d.fact(f, d.fixed("facts", phrase, v))
	}
	window := span{windowFrom, windowTo}
	say(mystery.Fact{Kind: mystery.FactFound, Place: roomID(d.scene)}, "found", vars{"victim": d.victim.name(), "in": d.in(d.scene)})
	say(mystery.Fact{Kind: mystery.FactWhen, From: windowFrom, To: windowTo}, "when", vars{"label": d.label(window)})
	for _, w := range append([]*weapon{d.weapon}, d.decoys...) {
		say(mystery.Fact{Kind: mystery.FactCandidate, Value: w.ID}, "candidate", vars{"weapon": w.Name})
	}
	for role, p := range d.people {
		t := d.public[role]
		say(mystery.Fact{Kind: mystery.FactHasTrait, Suspect: d.suspectID(role), Value: t.ID}, "has", vars{"name": p.name(), "has": t.Has})
	}
}

// evidenceFacts are what the five cards prove.
func (d *draft) evidenceFacts() {
	for _, p := range d.cards {
		source := d.evidenceID(p.role)
		text := ""
		if p.card != nil {
			text = d.text(p.card.Meaning+".", d.cardVars(p))
		}
		for _, f := range d.proves(p.role) {
			if text == "" || f.Kind == mystery.FactManner {
				f.Text = d.plain(p.role, f)
			} else {
				f.Text = text
			}
			f.Source = source
			d.fact(f, f.Text)
		}
	}
}

// proves returns what the card in a role proves.
func (d *draft) proves(role string) []mystery.Fact {
	var facts []mystery.Fact
	subject := d.suspectID(d.extra.subject)
	shown, _ := d.shown(role)
	switch role {
	case roleWeapon:
		facts = []mystery.Fact{
			{Kind: mystery.FactWeapon, Value: d.weapon.ID},
			{Kind: mystery.FactKept, Value: d.weapon.ID, Place: roomID(d.home), From: d.homeFrom},
			{Kind: mystery.FactCulpritTrait, Value: shown.ID},
		}
	case roleTime, rolePlace:
		for _, what := range d.cards[d.position(role)].card.says() {
			facts = append(facts, d.saying(what))
		}
	case roleTrace, roleLost, roleStray:
		l := d.lossOf(role)
		facts = []mystery.Fact{{Kind: mystery.FactTrace, Place: roomID(l.room), From: l.slot, To: l.slot, Value: shown.ID}}
	case roleClear:
		facts = []mystery.Fact{{Kind: mystery.FactAt, Suspect: subject, Place: roomID(d.claims[d.extra.subject][d.extra.slot]), From: d.extra.slot, To: d.extra.slot}}
	case roleProof:
		facts = []mystery.Fact{{Kind: mystery.FactMotive, Suspect: subject, Value: d.motives[d.extra.subject].ID}}
	case roleBeen:
		facts = []mystery.Fact{{Kind: mystery.FactBeen, Suspect: subject, Place: roomID(d.place), To: slotCount - 1}}
	}
	if role == d.plot.Manner {
		facts = append(facts, mystery.Fact{Kind: mystery.FactManner, Value: d.plot.ID})
	}
	return facts
}

// What a card of the roles time and place may say.
const (
	saysWhen   = "when"       // in which slot it was done
	saysAlive  = "alive"      // not before that slot
	saysDead   = "dead"       // not after that slot
	saysPlace  = "place"      // where it was done
	saysLocked = "locked"     // that nobody could get in there afterwards
	saysNotIt  = "not-weapon" // that the first of the other weapons was not it
)

// says returns what a card says: the time or the place, unless it lists it.
func (c *card) says() []string {
	switch {
	case len(c.Says) > 0:
		return c.Says
	case c.Role == roleTime:
		return []string{saysWhen}
	default:
		return []string{saysPlace}
	}
}

// saying returns the fact.
func (d *draft) saying(what string) mystery.Fact {
	switch what {
	case saysAlive:
		return mystery.Fact{Kind: mystery.FactAlive, To: d.slot - 1}
	case saysDead:
		return mystery.Fact{Kind: mystery.FactDead, From: d.slot + 1}
	case saysPlace:
		return mystery.Fact{Kind: mystery.FactKilledIn, Place: roomID(d.place)}
	case saysLocked:
		return mystery.Fact{Kind: mystery.FactLocked, Place: roomID(d.place), From: d.slot + 1, To: slotCount - 1}
	case saysNotIt:
		return mystery.Fact{Kind: mystery.FactNotWeapon, Value: d.decoys[0].ID}
	default:
		return mystery.Fact{Kind: mystery.FactWhen, From: d.slot, To: d.slot}
	}
}

// plain says what a fact of a card without a meaning of its own means.
func (d *draft) plain(role string, f mystery.Fact) string {
	shown, _ := d.shown(role)
	switch f.Kind {
	case mystery.FactWeapon:
		return d.fixed("facts", "weapon", vars{"weapon": d.weapon.Name})
	case mystery.FactKept:
		return d.fixed("facts", "kept", vars{"weapon": d.weapon.Name, "in": d.in(d.home), "time": timeWords(d.boundary(d.homeFrom))})
	case mystery.FactCulpritTrait:
		return d.fixed("facts", "shows", vars{"weapon": d.weapon.Name, "shows": shown.Shows})
	case mystery.FactTrace:
		l := d.lossOf(role)
		return d.fixed("facts", "trace", vars{"people": shown.People, "in": d.in(l.room), "label": d.label(span{l.slot, l.slot})})
	case mystery.FactMotive:
		return d.hadReason(d.extra.subject)
	case mystery.FactManner:
		return d.plot.How + "."
	default:
		return string(f.Kind)
	}
}

// hadReason says which motive a suspect had.
func (d *draft) hadReason(role int) string {
	return d.fixed("facts", "motive", vars{"name": d.people[role].name(), "motive": d.motives[role].Option})
}

// statedFacts are what one suspect says: where they were, whom they saw, what
// they know of everybody's reasons.
func (d *draft) statedFacts(role int) {
	me := d.suspectID(role)
	say := func(f mystery.Fact, text string) {
		f.Source = me
		d.fact(f, d.fixed("facts", "says", vars{"name": d.people[role].name(), "text": text}))
	}
	was := func(phrase string, who, room int, when span) string {
		return d.fixed("facts", phrase, vars{"name": d.people[who].name(), "in": d.in(room), "label": d.label(when)})
	}
	for _, s := range staysOf(d.claims[role]) {
		say(mystery.Fact{Kind: mystery.FactAt, Suspect: me, Place: roomID(s.room), From: s.from, To: s.to}, was("at", role, s.room, s.span))
	}
	for _, s := range d.alone(role) {
		say(mystery.Fact{Kind: mystery.FactAlone, Suspect: me, Place: roomID(s.room), From: s.from, To: s.to}, was("alone", role, s.room, s.span))
	}
	for _, s := range d.sights {
		if s.by == role {
			say(mystery.Fact{Kind: mystery.FactAt, Suspect: d.suspectID(s.of), Place: roomID(s.room), From: s.slot, To: s.slot},
				was("sight", s.of, s.room, span{s.slot, s.slot}))
		}
	}
	d.knownFacts(role, say)
}

// knownFacts are what one suspect says of everybody's reasons and of traits.
func (d *draft) knownFacts(role int, say func(f mystery.Fact, text string)) {
	me := d.suspectID(role)
	for of, m := range d.motives {
		say(mystery.Fact{Kind: mystery.FactMotive, Suspect: d.suspectID(of), Value: m.ID}, d.hadReason(of))
	}
	for lacker, pair := range d.lacks {
		for _, t := range pair {
			f, text := mystery.Fact{Kind: mystery.FactHasTrait, Suspect: me, Value: t.ID}, t.Own+"."
			if lacker == role {
				f.Kind, text = mystery.FactLacksTrait, t.Not+"."
			}
			say(f, text)
		}
	}
	for of, p := range d.people {
		if of != role {
			t := d.lackTold(role, of)
			say(mystery.Fact{Kind: mystery.FactLacksTrait, Suspect: d.suspectID(of), Value: t.ID}, d.fixed("facts", "lacks", vars{"name": p.name(), "lacks": t.Lacks}))
		}
	}
}

// alone returns the slots, with the rooms, in which a suspect was in no company as
// they tell it. Slot by slot it is as many for everybody.
func (d *draft) alone(role int) []stay {
	var list []stay
	for slot, room := range d.claims[role] {
		company := func(x sight) bool { return x.by == role && x.same && x.slot == slot }
		if !slices.ContainsFunc(d.sights, company) {
			list = append(list, stay{room, span{slot, slot}})
		}
	}
	return list
}

// lackTold returns which of the traits that somebody lacks another tells of: each
// of the two others tells of one.
func (d *draft) lackTold(by, of int) *trait {
	first := (by-of+roleCount)%roleCount == 1
	if first == d.swapped[of] {
		return d.lacks[of][1]
	}
	return d.lacks[of][0]
}

// factIDs returns the ids of the facts from a source that fit.
func (d *draft) factIDs(source string, fits func(mystery.Fact) bool) []string {
	var ids []string
	for _, f := range d.facts {
		if f.Source == source && fits(f) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// conclude sets the facts down and asks the solver whether they make a mystery:
// one that is open at first and in the middle, and closed at the end with any
// card missing, even to somebody who takes no notice of the doors. The referee
// asks more, but only of what is written out.
func (d *draft) conclude() bool {
	d.stateFacts()
	world := d.world()
	open := mystery.World{Slots: world.Slots, Doors: map[string][]string{}}
	for i := range roomCount {
		for j := range i {
			open.Doors[roomID(i)] = append(open.Doors[roomID(i)], roomID(j))
		}
	}
	suspects, places, statements := d.sources()
	culprits := func(w *mystery.World, sources ...string) int {
		return len(mystery.PossibleCulprits(w, suspects, places, world.FactsFrom(append(sources, mystery.Police)...)))
	}
	var evidence []string
	for _, p := range d.cards {
		evidence = append(evidence, d.evidenceID(p.role))
	}
	if culprits(&world, statements...) != roleCount || culprits(&world, evidence...) != roleCount {
		return false
	}
	for i, id := range evidence {
		others := slices.Delete(slices.Clone(evidence), i, i+1)
		if culprits(&world, append(statements, id)...) < 2 || culprits(&open, append(others, statements...)...) != 1 {
			return false
		}
	}
	return len(mystery.Solve(&open, suspects, places, d.facts)) == 1
}

// sources returns the ids of suspects and places, and again of the suspects as
// the sources of statements, with room to grow.
func (d *draft) sources() (suspects, places, statements []string) {
	for position := range roleCount {
		suspects = append(suspects, d.suspectID(d.at(position)))
	}
	for room := range roomCount {
		places = append(places, roomID(room))
	}
	return suspects, places, slices.Clip(suspects)
}

// world returns the world of the case.
func (d *draft) world() mystery.World {
	w := mystery.World{
		Setting: d.setting.ID, Plot: d.plot.ID, Doors: map[string][]string{}, Views: map[string][]string{}, Facts: d.facts,
		Truth: mystery.Truth{
			Culprit: d.suspectID(guilty), Place: roomID(d.place), Slot: d.slot,
			Weapon: d.weapon.ID, Motive: d.motives[guilty].ID, Paths: map[string][]string{},
		},
	}
	for slot := range slotCount {
		w.Slots = append(w.Slots, d.label(span{slot, slot}))
	}
	for room := range roomCount {
		for _, to := range d.exits[room] {
			w.Doors[roomID(room)] = append(w.Doors[roomID(room)], roomID(to))
			if d.sees[room].has(to) {
				w.Views[roomID(room)] = append(w.Views[roomID(room)], roomID(to))
			}
		}
	}
	for role, path := range d.paths {
		for _, room := range path {
			w.Truth.Paths[d.suspectID(role)] = append(w.Truth.Paths[d.suspectID(role)], roomID(room))
		}
	}
	return w
}
