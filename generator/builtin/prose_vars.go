package builtin

import (
	"strings"

	"casebook/generator/mystery"
)

// lower returns the room's name as it stands within a sentence.
func (r *room) lower() string {
	if r.Lower != "" {
		return r.Lower
	}
	return strings.ToLower(r.Name)
}

// in says that something is in a room: "on the terrace".
func (d *draft) in(i int) string { return d.rooms[i].Prep + " " + definite(d.rooms[i].lower()) }

// roomVars returns the words for a room: with ".b", {in.b} is "in the library",
// {the.b} "the library", {room.b} "library".
func (d *draft) roomVars(i int, suffix string) vars {
	name := d.rooms[i].lower()
	return vars{"in" + suffix: d.in(i), "the" + suffix: definite(name), "to" + suffix: towards(name), "room" + suffix: name}
}

// spanVars returns the words for a span of slots: {label} is "between nine and
// ten", {t1} "nine", {t2} "ten".
func (d *draft) spanVars(s span) vars {
	return d.ends(s).with(vars{"label": d.label(s)})
}

// slotVars is spanVars for one slot.
func (d *draft) slotVars(slot int) vars { return d.spanVars(span{slot, slot}) }

// baseVars returns the words that every text of the case may use.
func (d *draft) baseVars() vars {
	v := vars{
		"decade": decade(d.setting.Year), "house": d.house, "at": d.setting.Prep,
		"role": d.vita.Role, "weapon": d.weapon.Name,
		"found": timeWords(d.boundary(slotCount)), "place": d.rooms[d.place].lower(), "scene": definite(d.rooms[d.scene].lower()),
	}
	return d.setting.Words.with(v, d.victim.vars("victim"), d.chiefVars(), d.staffVars(), d.roomVars(d.place, ".place"), d.roomVars(d.scene, ".scene"))
}

// chiefVars returns the words for who investigates: {inspector} is "Inspector
// Crane", {chief} "the Inspector".
func (d *draft) chiefVars() vars {
	v := person{look: mystery.Person{Sex: d.chief.Sex}}.vars("chief")
	return v.with(vars{"inspector": d.chief.Name, "chief": d.chief.Short})
}

// staffVars returns the words for who looks after the place: {staff} is "the
// butler", {staff.he} "he".
func (d *draft) staffVars() vars {
	v := person{look: mystery.Person{Sex: d.staff.Sex}}.vars("staff")
	return v.with(vars{"staff": d.staff.Name})
}

// laterBy is how much too late a doctored clock is, in slots.
const laterBy = 2

// cardVars returns the words for a card.
func (d *draft) cardVars(p placed) vars {
	subject, slot := d.extra.subject, d.slot
	if p.role == roleClear {
		slot = d.extra.slot
	}
	q := d.claims[subject][slot]
	v := vars{
		"clock": clockDigits(d.exact), "time": timeWords(d.exact), "clock2": clockDigits(d.exact + laterBy*d.step),
		"time1": timeWords(d.boundary(d.slot)), "time2": timeWords(d.boundary(d.slot + 1)),
		"time.home": timeWords(d.boundary(d.homeFrom)), "monogram": d.people[subject].initials(), "decoy": d.decoys[0].Name,
	}
	if p.role == roleTrace || p.role == roleLost {
		lost := d.lossOf(p.role).slot
		v["time1"], v["time2"] = timeWords(d.boundary(lost)), timeWords(d.boundary(lost+1))
	}
	return v.with(d.people[subject].vars("a"), d.roomVars(d.place, ""), d.roomVars(q, ".q"), d.roomVars(d.home, ".home"), d.slotVars(slot))
}
