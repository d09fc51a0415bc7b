package builtin

import (
	"slices"

	"casebook/generator/mystery"
)

// roomsAfter returns where the guilty one was from the deed on, slot by slot, but
// for where the body was found: whoever found it saw no weapon.
func (d *draft) roomsAfter() []int {
	return slices.DeleteFunc(slices.Clone(d.paths[guilty][d.slot:]), func(room int) bool { return room == d.scene })
}

// hide draws a spot for every card that somebody has hidden. It reports false if
// there is none left that could hold it.
func (d *draft) hide(hand []placed) bool {
	var taken []string
	for i := range hand {
		p := &hand[i]
		if !d.putAway(*p) {
			continue
		}
		free := slices.DeleteFunc(d.spotsFor(*p), func(spot string) bool { return slices.Contains(taken, spot) })
		if len(free) == 0 {
			return false
		}
		p.spot = rested(d, free, itself)[0]
		taken = append(taken, p.spot)
	}
	return true
}

// putAway reports whether a card was put somewhere in its room, and neither fell
// there nor stands in the open.
func (d *draft) putAway(p placed) bool {
	if p.hidden == mystery.Obvious || dropped(p.role) {
		return false
	}
	return p.card == nil || p.card.Hint == "" && !p.card.Fallen
}

// spotsFor returns the spots of a card's room that could hold it.
func (d *draft) spotsFor(p placed) []string {
	r, object := d.rooms[p.room], d.objectOf(p)
	if is(object, "umbrella", "walking-stick") {
		return nil
	}
	list := slices.Clone(r.Spots)
	if !is(object, "diary", "ledger", "handkerchief", "scarf", "rope", "film-reel", "matchbox") && !flat(object) {
		list = append(list, r.Soaks...)
	}
	if p.role == roleWeapon && d.class.ID == "blunt" || is(object, "wall-clock", "lantern", "scissors", "ledger") {
		return list
	}
	list = append(list, r.Nooks...)
	if flat(object) {
		list = append(list, r.Slits...)
	}
	return list
}

// flat reports whether something would go between the pages of a book.
func flat(object string) bool {
	return is(object, "torn-letter", "receipt", "telegram", "map", "newspaper", "photograph", "cheque", "will", "train-ticket")
}

func is(word string, list ...string) bool { return slices.Contains(list, word) }
