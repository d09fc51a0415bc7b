package builtin

import (
	"slices"

	"casebook/generator/mystery"
)

// The roles of the five pieces of evidence. The first four are in every case,
// the fifth is one of the others.
const (
	roleWeapon = "weapon" // names the weapon, where it was kept, and a trait of the culprit
	roleTime   = "time"
	rolePlace  = "place"
	roleTrace  = "trace" // somebody with a trait was where they deny having been
	roleClear  = "clear" // puts somebody where they say they were
	roleProof  = "proof" // proves somebody's motive
	roleBeen   = "been"  // puts somebody at the place of the deed, but not when
	roleLost   = "lost"  // like trace, elsewhere and with another trait
	roleStray  = "stray" // like trace, but whoever lost it says that they were there
)

// dropped reports whether a card in the role is something that was lost.
func dropped(role string) bool { return is(role, roleTrace, roleLost, roleStray) }

// placed is a piece of evidence with its role and where it lies.
type placed struct {
	role   string
	card   *card // nil for weapon, trace and frame, which have words of their own
	room   int
	hidden mystery.Hiding
	spot   string // where in the room, if it was put there
}

// dealTries bounds the search for rooms to put the evidence in.
const dealTries = 40

// dealCards draws the five cards, where each lies and how well it is hidden. To
// find them all costs more than a player has at first: talk has to earn it.
func (d *draft) dealCards() bool {
	if _, seen := d.keeper(); !seen || !d.suitable() {
		return false
	}
	for n := range dealTries {
		hand := []placed{
			{role: roleWeapon},
			{role: roleTime, card: d.drawCard(n, roleTime, d.plot.Time)},
			{role: rolePlace, card: d.drawCard(n, rolePlace, d.plot.Place)},
			{role: roleTrace},
			{role: d.extra.role},
		}
		if d.extra.role == roleClear || d.extra.role == roleBeen {
			hand[4].card = d.drawCard(n, d.extra.role, []string{d.extra.role})
		}
		hidings := d.hidings()
		count := [roomCount]int{}
		names, objects := map[string]bool{}, map[string]bool{}
		for i := range hand {
			hand[i].room, hand[i].hidden = d.lies(hand[i]), hidings[i]
			count[hand[i].room]++
			names[d.nameOf(hand[i])] = true
			objects[d.objectOf(hand[i])] = true
		}
		if d.hide(hand) && slices.Max(count[:]) <= d.crowd() && searchCost(hand) > mystery.StartPoints && len(names) == len(hand) && len(objects) == len(hand) {
			copy(d.cards[:], shuffled(d.rng, hand))
			return true
		}
	}
	return false
}

// crowd returns how many cards may lie in one room: two, and one more if the fifth
// tells of somebody in the room that others tell of already.
func (d *draft) crowd() int {
	if d.extra.role == roleBeen {
		return 3
	}
	return 2
}

// searchCost returns the points that the cheapest search for everything costs.
func searchCost(hand []placed) int {
	var cost [roomCount]int
	total := 0
	for _, p := range hand {
		more := max(p.hidden.Cost()-cost[p.room], 0)
		cost[p.room] += more
		total += more
	}
	return total
}

// drawCard draws a card of the role with one of the tags, for the nth try to make
// all fit. There must be one.
func (d *draft) drawCard(n int, role string, tags []string) *card {
	return attempt(d, n, d.cardsFor(role, tags), func(c *card) string { return c.Text[0] })
}

// cardsFor returns the cards of the role with one of the tags that fit.
func (d *draft) cardsFor(role string, tags []string) []*card {
	var list []*card
	for _, c := range d.repertoire.cards {
		if c.Role == role && slices.Contains(tags, c.Tag) && d.fits(c) {
			list = append(list, c)
		}
	}
	return list
}

// suitable reports whether the plot goes with the room and there are cards for it.
func (d *draft) suitable() bool {
	return (!d.plot.Indoors || !d.rooms[d.place].OpenAir) &&
		len(d.cardsFor(roleTime, d.plot.Time)) > 0 && len(d.cardsFor(rolePlace, d.plot.Place)) > 0
}

// hidings returns how well the five cards are hidden, in a random order; but the
// first, which is the weapon, does not lie in the open if it shows who hid it.
func (d *draft) hidings() []mystery.Hiding {
	mix := map[mystery.Difficulty][]mystery.Hiding{
		mystery.Easy:   {mystery.Obvious, mystery.Obvious, mystery.Obvious, mystery.Mid, mystery.Mid},
		mystery.Medium: {mystery.Obvious, mystery.Obvious, mystery.Mid, mystery.Mid, mystery.Deep},
		mystery.Hard:   {mystery.Obvious, mystery.Mid, mystery.Mid, mystery.Deep, mystery.Deep},
	}[d.difficulty]
	if d.extra.role == roleBeen { // three cards in one room would cost too little
		mix[2] = mystery.Mid
	}
	mix = shuffled(d.rng, mix)
	if shown, _ := d.shown(roleWeapon); mix[0] == mystery.Obvious && shown.Hid {
		other := slices.IndexFunc(mix, func(h mystery.Hiding) bool { return h != mystery.Obvious })
		mix[0], mix[other] = mix[other], mix[0]
	}
	return mix
}

// fits reports whether a card suits the setting, the room and the wound.
func (d *draft) fits(c *card) bool {
	return (!c.Wall || !d.rooms[d.place].OpenAir) && (!c.Blood || d.class.Bleeds) &&
		(len(c.Settings) == 0 || slices.Contains(c.Settings, d.setting.ID))
}

// lies draws the room a card lies in: what was lost lies where it was lost, the
// weapon where the guilty one went afterwards but not by the body, papers anywhere.
func (d *draft) lies(p placed) int {
	switch p.role {
	case roleWeapon:
		return pick(d.rng, d.roomsAfter())
	case roleTrace, roleLost, roleStray:
		return d.lossOf(p.role).room
	case roleProof, roleClear:
		return d.rng.IntN(roomCount)
	}
	switch p.card.At {
	case "any":
		return d.rng.IntN(roomCount)
	case "scene":
		return d.scene
	default:
		return d.place
	}
}

// nameOf returns what a card is called before its place-holders are filled.
func (d *draft) nameOf(p placed) string {
	switch p.role {
	case roleWeapon:
		return d.weapon.A
	case roleTrace, roleLost, roleStray:
		return d.lost(p.role).Name
	case roleProof:
		return d.motives[d.extra.subject].Proof.Name
	default:
		return p.card.Name
	}
}

// objectOf returns what a card looks like.
func (d *draft) objectOf(p placed) string {
	switch p.role {
	case roleWeapon:
		return d.weapon.Object
	case roleTrace, roleLost, roleStray:
		return d.lost(p.role).Object
	case roleProof:
		return d.motives[d.extra.subject].Proof.Object
	default:
		return p.card.Object
	}
}

// shown returns the trait that the card in a role shows, and who lacks it.
func (d *draft) shown(role string) (t *trait, lacker int) {
	switch role {
	case roleTrace:
		return d.lacks[framed][0], framed
	case roleLost:
		return d.lacks[d.extra.subject][1], d.extra.subject
	case roleStray:
		return d.lacks[d.extra.lacker][1], d.extra.lacker
	default:
		return d.lacks[witness][0], witness
	}
}

// mark returns the mark on the weapon.
func (d *draft) mark() string {
	t, _ := d.shown(roleWeapon)
	return d.choice(t.Mark)
}

// lost returns what was lost, by the card's role.
func (d *draft) lost(role string) *spot {
	t, _ := d.shown(role)
	return &t.Spot
}

// lossOf returns where and when it was lost.
func (d *draft) lossOf(role string) loss {
	switch role {
	case roleLost:
		return d.losses[1]
	case roleStray:
		return loss{d.claims[d.extra.subject][d.extra.slot], d.extra.slot}
	default:
		return d.losses[0]
	}
}

// position returns the index in the case of the card with the role.
func (d *draft) position(role string) int {
	return slices.IndexFunc(d.cards[:], func(p placed) bool { return p.role == role })
}
