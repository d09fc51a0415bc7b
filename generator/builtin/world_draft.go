package builtin

import (
	"math/rand/v2"
	"slices"
	"time"

	"casebook/generator/mystery"
)

// draft is one case in the making: everything that is decided before the words.
type draft struct {
	*repertoire
	lot
	rng   *rand.Rand
	brief mystery.Brief

	house  string
	closed closure
	rooms  [roomCount]*room
	start  int // minutes since midnight
	step   int // minutes a slot

	class   *class
	weapon  *weapon
	decoys  []*weapon            // other weapons that the police allow for
	lacks   [roleCount][2]*trait // what one suspect lacks and the others have
	public  [roleCount]*trait    // what everybody can see that they have
	motives [roleCount]*motive
	why     []*motive // decoys
	extra   extra     // the fifth card

	*skeleton
	people  [roleCount]person
	seat    [roleCount]int  // role → position in the case
	swapped [roleCount]bool // which of the others tells which of the traits that they lack
	victim  person
	vita    victim
	chief   chief
	staff   staff             // who finds the body
	crew    [staffCount]staff // and the others, the finder first

	cards [mystery.EvidenceCount]placed // in the order of the case
	facts []mystery.Fact
	doing [roleCount][]string // what they say they did in each stay they claim
	used  pools
	memory
	views [roomCount]string // how the rooms are described
	said  saidBefore
	asked int // the slot that everybody is asked about first
	base  vars
	exact int   // the minute of the deed that a clock shows
	err   error // the first text that could not be filled
}

// The decoys each list of choices gets.
const (
	weaponDecoys = 3
	motiveDecoys = 2
	mannerDecoys = 3
)

// lot is what is drawn once for a case and kept however many drafts are thrown
// away: what is hard to fit in must not be the rarer for it, or its rarity would
// tell.
type lot struct {
	setting    *setting
	difficulty mystery.Difficulty
	plot       *plot
	how        scheme
	extraRole  string          // of the fifth card
	subject    int             // whom the fifth card names, if it names anybody
	suspicious int             // who is publicly known to have what some evidence shows
	turned     [roleCount]bool // of which pairs the second one saw the first
	ago        map[uint32]int  // how long texts have rested, as remember gives it
}

// draw draws the lot of a case.
func (w *Writer) draw(rng *rand.Rand, brief mystery.Brief) lot {
	l := lot{
		setting:    w.repertoire.chooseSetting(rng, brief.Past),
		difficulty: brief.Difficulty, extraRole: roleLost, subject: rng.IntN(roleCount), suspicious: rng.IntN(roleCount), ago: remember(brief.Past),
	}
	if l.difficulty == "" {
		l.difficulty = difficultyOf(brief.Date)
	}
	l.how = schemeOf(rng, l.difficulty)
	l.turned = [...]bool{l.how == byMark, rng.IntN(2) == 0, rng.IntN(2) == 0}
	l.plot = w.repertoire.choosePlot(rng, l.how, brief.Past)
	if l.how == byAlibi {
		l.extraRole = pick(rng, []string{roleClear, roleProof, roleBeen, roleStray, roleStray})
		if l.plot.Bounded { // the others would make it too hard
			l.extraRole = roleClear
		}
	}
	return l
}

// visitor returns who says that they were where the body was found: whom the fifth
// card puts there, if it does.
func (l lot) visitor() int {
	if l.extraRole == roleBeen && !l.plot.Moved && !l.plot.Slow {
		return l.subject
	}
	return -1
}

// schemeOf draws how the innocents are cleared: the further round, the harder.
func schemeOf(rng *rand.Rand, difficulty mystery.Difficulty) scheme {
	switch difficulty {
	case mystery.Easy:
		return byAlibi
	case mystery.Hard:
		return byLie
	case mystery.Medium:
		return byMark
	default:
		return pick(rng, []scheme{byAlibi, byMark, byLie})
	}
}

// newDraft decides on everything but the words. It reports false if chance made
// something that does not fit together.
func (w *Writer) newDraft(rng *rand.Rand, brief mystery.Brief, l lot) (*draft, bool) {
	d := &draft{repertoire: w.repertoire, lot: l, rng: rng, brief: brief, used: pools{}, said: saidBefore{}, memory: memory{ago: l.ago, here: map[uint32]bool{}}}
	d.chooseHouse()
	d.repertoire = w.parts[d.setting.ID]
	doors, ok := d.chooseRooms()
	if !ok {
		return nil, false
	}
	d.skeleton, ok = grow(rng, doors, l)
	if !ok {
		return nil, false
	}
	if !d.chooseWeapon() || !d.chooseExtra() {
		return nil, false
	}
	d.chooseTraits()
	copy(d.seat[:], rng.Perm(roleCount))
	d.castAll()
	if !d.chooseMotives() {
		return nil, false
	}
	d.exact = d.minuteIn(d.slot)
	d.base = d.baseVars()
	d.describe()
	d.drawDoing()
	d.asked = d.chooseAsked()
	if !d.dealCards() {
		return nil, false
	}
	return d, !d.repeats() && d.conclude()
}

// repeats reports whether the draft has the victim, weapon, scene and motive of a
// past case, or the weapon and scene, or a suspect, of a recent one.
func (d *draft) repeats() bool {
	scene, weapon := d.rooms[d.place].Name, d.weapon.ID
	for i, p := range d.brief.Past {
		same := p.Weapon == weapon && p.Scene == scene
		if same && (i < scenesApart || p.Victim == d.victim.name() && p.Motive == d.motives[guilty].ID) {
			return true
		}
		known := slices.ContainsFunc(d.people[:], func(who person) bool { return slices.Contains(p.Suspects, who.name()) })
		if known && i < scenesApart {
			return true
		}
	}
	return false
}

// difficultyOf makes Monday the easiest day and Sunday the hardest.
func difficultyOf(date string) mystery.Difficulty {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return mystery.Medium
	}
	switch day.Weekday() {
	case time.Monday, time.Tuesday:
		return mystery.Easy
	case time.Saturday, time.Sunday:
		return mystery.Hard
	case time.Wednesday, time.Thursday, time.Friday:
		return mystery.Medium
	default:
		return mystery.Medium
	}
}

// Past cases within so many of the newest are kept clear of.
const (
	settingsApart = 8
	weaponsApart  = 8
	motivesApart  = 3
	namesApart    = 60
	partsApart    = 30 // for first and last names by themselves, as far as they suffice
	scenesApart   = 30 // for the same weapon
)

// recentOf returns what the newest n past cases say.
func recentOf(past []mystery.Past, n int, of func(mystery.Past) []string) []string {
	var list []string
	for _, p := range past[:min(n, len(past))] {
		list = append(list, of(p)...)
	}
	return list
}

// recent returns what the newest n past cases of the brief say.
func (d *draft) recent(n int, of func(mystery.Past) []string) []string {
	return recentOf(d.brief.Past, n, of)
}

// fresh returns the members of the list that are not among the recent, or the
// whole list if all are.
func fresh[T any](list []T, recent []string, name func(T) string) []T {
	left := make([]T, 0, len(list))
	for _, x := range list {
		if !slices.Contains(recent, name(x)) {
			left = append(left, x)
		}
	}
	if len(left) == 0 {
		return list
	}
	return left
}

// chooseSetting draws where it happens, before anything else, as choosePlot does.
func (r *repertoire) chooseSetting(rng *rand.Rand, past []mystery.Past) *setting {
	recent := recentOf(past, settingsApart, func(p mystery.Past) []string { return []string{p.Setting} })
	return pick(rng, fresh(r.settings, recent, func(s *setting) string { return s.ID }))
}

// chooseHouse draws what the house, its people and its evening are.
func (d *draft) chooseHouse() {
	d.house = d.choice(d.setting.Houses)
	d.closed = choose(d, d.setting.Closed, func(c closure) string { return c.Text })
	d.start = pick(d.rng, d.setting.Starts)
	d.step = pick(d.rng, d.setting.Steps)
	d.vita = choose(d, d.setting.Victims, func(v victim) string { return v.Text })
	d.chief = choose(d, d.setting.Chiefs, func(c chief) string { return c.Name })
	copy(d.crew[:], rested(d, d.setting.Staff, func(s staff) string { return s.Name }))
	d.staff = d.crew[0]
	d.note(d.staff.Name)
}

// chooseRooms draws five rooms that hang together without being all one, and
// returns the doors between them.
func (d *draft) chooseRooms() (doors [roomCount][roomCount]bool, ok bool) {
	copy(d.rooms[:], shuffled(d.rng, d.setting.Rooms))
	count := 0
	for i, a := range d.rooms {
		doors[i][i] = true
		for j, b := range d.rooms[:i] {
			open := slices.ContainsFunc(d.setting.Doors, func(door [2]string) bool {
				return door == [2]string{a.ID, b.ID} || door == [2]string{b.ID, a.ID}
			})
			doors[i][j], doors[j][i] = open, open
			if open {
				count++
			}
		}
	}
	return doors, connected(doors) && count < roomCount*(roomCount-1)/2
}

// choosePlot draws how it was done, before anything else: a plot that is hard to
// fit in must not be the rarer for it. While a body is carried through two rooms,
// there is no third and fourth from which two innocents could see each other.
func (r *repertoire) choosePlot(rng *rand.Rand, how scheme, past []mystery.Past) *plot {
	plots := slices.DeleteFunc(slices.Clone(r.plots), func(p *plot) bool { return p.Moved && how == byAlibi })
	recent := recentOf(past, len(plots)/2, func(p mystery.Past) []string { return []string{p.Plot} })
	return pick(rng, fresh(plots, recent, func(p *plot) string { return p.ID }))
}

// chooseWeapon draws the weapon, its class, and others that might have been it. It
// reports false if there are too few of these.
func (d *draft) chooseWeapon() bool {
	classID := pick(d.rng, d.plot.Classes)
	for _, c := range d.classes {
		if c.ID == classID {
			d.class = c
		}
	}
	var list []*weapon
	for _, w := range shuffled(d.rng, d.weapons) {
		if w.Class == classID {
			list = append(list, w)
		}
	}
	recent := d.recent(weaponsApart, func(p mystery.Past) []string { return []string{p.Weapon} })
	d.weapon = fresh(list, recent, func(w *weapon) string { return w.ID })[0]
	list = slices.DeleteFunc(list, func(w *weapon) bool { return w.alike(d.weapon) })
	d.decoys = list[:min(weaponDecoys, len(list))]
	return len(d.decoys) == weaponDecoys
}

// chooseTraits draws two traits that each suspect lacks, and for each suspect one
// that everybody can see. One of the three, whoever it is, is seen to have what
// some evidence shows.
func (d *draft) chooseTraits() {
	traits := rotated(d, d.traits, traitKey)
	for role := range roleCount {
		d.lacks[role] = [2]*trait{traits[2*role], traits[2*role+1]}
		d.note(traitKey(traits[2*role]))
		d.note(traitKey(traits[2*role+1]))
	}
	var shown []*trait
	for _, card := range []string{roleWeapon, roleTrace, roleLost, roleStray} {
		if card == roleWeapon || card == roleTrace || card == d.extra.role {
			t, _ := d.shown(card)
			shown = append(shown, t)
		}
	}
	for role := range roleCount {
		d.swapped[role] = d.rng.IntN(2) == 0
		var list []*trait
		for other, pair := range d.lacks {
			for _, t := range pair {
				if other != role && slices.Contains(shown, t) == (role == d.suspicious) && !slices.Contains(d.public[:], t) {
					list = append(list, t)
				}
			}
		}
		d.public[role] = pick(d.rng, list)
	}
}

// chooseExtra draws what the fifth card does. Whom it names has nothing to do
// with who did it. It reports false if there is nothing for it to do.
func (d *draft) chooseExtra() bool {
	d.extra = extra{role: d.extraRole, subject: d.subject}
	switch d.extraRole {
	case roleClear:
		d.extra = d.alibi(d.rng, d.subject)
	case roleLost:
		d.extra.subject = d.how.lacker()
	case roleBeen:
		slot, been := d.visit(d.subject)
		d.extra.slot = slot
		return been
	case roleStray:
		d.extra = d.alibi(d.rng, d.subject)
		d.extra.role, d.extra.lacker = roleStray, (d.subject+1+d.rng.IntN(roleCount-1))%roleCount
		room := d.claims[d.subject][d.extra.slot]
		return room != d.place && room != d.scene
	}
	return true
}

// chooseAsked draws the hour that the slides are about, one at which nobody says
// they were where the body was found.
func (d *draft) chooseAsked() int {
	slots := []int{}
	for slot := windowFrom; slot <= windowTo; slot++ {
		if !slices.ContainsFunc(d.claims[:], func(claim [slotCount]int) bool { return claim[slot] == d.scene }) {
			slots = append(slots, slot)
		}
	}
	if len(slots) == 0 {
		return d.slot
	}
	return pick(d.rng, slots)
}

// chooseMotives gives everybody a reason that fits them, and keeps two more as
// decoys. It reports false if somebody has none.
func (d *draft) chooseMotives() bool {
	recent := d.recent(motivesApart, func(p mystery.Past) []string { return []string{p.Motive} })
	taken := map[string]bool{}
	list := rotated(d, d.repertoire.motives, motiveKey)
	for _, role := range d.rng.Perm(roleCount) { // who comes first has more to choose from
		for _, m := range list {
			stale := role == guilty && slices.Contains(recent, m.ID)
			if !taken[m.ID] && !stale && d.becomes(role, m) {
				d.motives[role] = m
				taken[m.ID] = true
				d.note(motiveKey(m))
				break
			}
		}
		if d.motives[role] == nil {
			return false
		}
	}
	for _, m := range shuffled(d.rng, d.repertoire.motives) {
		if !taken[m.ID] && len(d.why) < motiveDecoys {
			d.why = append(d.why, m)
		}
	}
	return true
}

// at returns the role that sits in a position of the case.
func (d *draft) at(position int) int { return slices.Index(d.seat[:], position) }
