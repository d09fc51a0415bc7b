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
	return d.setting.Words.with(v, d.victim.vars("victim"), d.chiefVars(), d.staff.vars(), d.roomVars(d.place, ".place"), d.roomVars(d.scene, ".scene"))
}

// chiefVars returns the words for who investigates: {inspector} is "Inspector
// Crane", {chief} "the Inspector".
func (d *draft) chiefVars() vars {
	v := person{look: mystery.Person{Sex: d.chief.Sex}}.vars("chief")
	return v.with(vars{"inspector": d.chief.Name, "chief": d.chief.Short})
}

// vars returns the words for who looks after the place: {staff} is "the butler",
// {staff.he} "he".
func (s staff) vars() vars {
	v := person{look: mystery.Person{Sex: s.Sex}}.vars("staff")
	return v.with(vars{"staff": s.Name})
}

// falseHour returns the minute that a doctored clock shows: two slots too late, but
// within what the doctor allows.
func (d *draft) falseHour() int { return d.exact + min(2, windowTo-d.slot)*d.step }

// teller returns who of the staff a card's words are about. Nobody is in two places
// at once: one tells of what happened about the deed, one of what was lost, one of
// whom the fifth card clears, and of the weapon one who is free.
func (d *draft) teller(role string) staff {
	switch role {
	case roleTrace, roleLost:
		return d.crew[1]
	case roleClear, roleStray:
		return d.crew[2]
	case roleWeapon:
		keeper, _ := d.keeper()
		return keeper
	default:
		return d.staff
	}
}

// keeper returns who of the staff was where the weapon is kept when it was seen
// there, and whether anybody can have been.
func (d *draft) keeper() (staff, bool) {
	at := func(slot int, room int) bool {
		return room != d.home && (d.homeFrom == slot || d.homeFrom == slot+1)
	}
	busy := [staffCount]bool{at(d.slot, d.place)}
	for _, l := range d.losses {
		busy[1] = busy[1] || at(l.slot, l.room)
	}
	if is(d.extra.role, roleClear, roleStray) {
		busy[2] = at(d.extra.slot, d.claims[d.extra.subject][d.extra.slot])
	}
	for i := range staffCount {
		if free := staffCount - 1 - i; !busy[free] {
			return d.crew[free], true
		}
	}
	return staff{}, false
}

// cardVars returns the words for a card.
func (d *draft) cardVars(p placed) vars {
	subject, slot := d.extra.subject, d.slot
	if p.role == roleClear {
		slot = d.extra.slot
	}
	q := d.claims[subject][slot]
	v := vars{
		"clock": clockDigits(d.exact), "time": timeWords(d.exact), "clock2": clockDigits(d.falseHour()),
		"time1": timeWords(d.boundary(d.slot)), "time2": timeWords(d.boundary(d.slot + 1)),
		"time.home": timeWords(d.boundary(d.homeFrom)), "monogram": d.people[subject].initials(), "decoy": d.decoys[0].Name,
	}
	if dropped(p.role) {
		lost := d.lossOf(p.role).slot
		v["time1"], v["time2"] = timeWords(d.boundary(lost)), timeWords(d.boundary(lost+1))
	}
	return v.with(d.teller(p.role).vars(), d.people[subject].vars("a"), d.roomVars(d.place, ""), d.roomVars(q, ".q"), d.roomVars(d.home, ".home"), d.slotVars(slot))
}
