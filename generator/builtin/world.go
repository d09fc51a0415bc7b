package builtin

import (
	"math/rand/v2"
	"slices"
)

// The evening has slotCount slots; the police allow for the deed those from
// windowFrom to windowTo. There are roomCount rooms.
const (
	slotCount  = 8
	windowFrom = 1
	windowTo   = 6
	roomCount  = 5
)

// The roles of the three suspects. Which seat each takes is drawn by lot.
const (
	guilty  = iota // did it
	framed         // lacks what the first lost thing shows
	witness        // lacks what the weapon shows
	roleCount
)

// scheme is how the two innocents are cleared. In all of them the weapon clears
// the witness, and the first lost thing the framed one.
type scheme int

const (
	// byAlibi: when it was done the innocents saw each other elsewhere.
	byAlibi scheme = iota
	// byMark: then the witness saw the framed one; a second lost thing clears the
	// witness.
	byMark
	// byLie: then the framed one saw the witness; a second lost thing clears the
	// framed one.
	byLie
)

// lacker returns who lacks what the second lost thing shows.
func (s scheme) lacker() int {
	if s == byLie {
		return framed
	}
	return witness
}

// loss is that the guilty one lost something in a room.
type loss struct{ room, slot int }

// skeleton is what truly happened, and what is said of it, in numbers: rooms
// from 0 to 4, slots from 0 to 5, people by role.
type skeleton struct {
	doors    [roomCount][roomCount]bool
	exits    [roomCount][]int // the rooms behind the doors of each
	slot     int              // of the deed
	place    int              // of the deed
	scene    int              // where the body was found
	home     int              // where the weapon was kept
	homeFrom int              // it was seen there when this slot began
	scheme   scheme
	turned   [roleCount]bool // of which pairs the second one saw the first
	visitor  int             // who says they were where the body was found; -1: nobody
	losses   []loss          // the first, and but for byAlibi the second
	lie      span            // the slots the guilty one lies about
	pretext  int             // where the guilty one pretends to have been meanwhile
	paths    [roleCount][slotCount]int
	claims   [roleCount][slotCount]int
	sights   []sight
	sees     [roomCount]roomSet // the rooms that one sees into from each
}

// span is a range of slots, both ends included.
type span struct{ from, to int }

func (s span) covers(slot int) bool { return s.from <= slot && slot <= s.to }

// sight is that one saw another in a room.
type sight struct {
	by, of, slot, room int
	same               bool // the one who saw was in that room too
}

// roomSet is a set of rooms.
type roomSet uint8

const allRooms roomSet = 1<<roomCount - 1

func only(room int) roomSet { return 1 << room }

func (r roomSet) has(room int) bool { return r&only(room) != 0 }

// The search for one skeleton is bounded: so many ways of the guilty one, and
// with each that works so many of the innocents.
const (
	deedTries     = 2000
	innocentTries = 12
)

// grow finds a skeleton for the floor plan that obeys the rules of the plot.
func grow(rng *rand.Rand, doors [roomCount][roomCount]bool, l lot) (*skeleton, bool) {
	p, s := l.plot, &skeleton{doors: doors, exits: exitsOf(doors), scheme: l.how, turned: l.turned, visitor: l.visitor()}
	for range deedTries {
		if !s.deed(rng, p) || s.guiltyWithBody(p) || !s.leavesRoom() {
			continue
		}
		pretexts := s.pretexts(p)
		if len(pretexts) == 0 {
			continue
		}
		for range innocentTries {
			s.pretend(pick(rng, pretexts))
			if s.meet(rng, p) {
				return s, true
			}
		}
	}
	return nil, false
}

// deed draws when and where it was done, and how the guilty one moved. It reports
// false if chance made something impossible.
func (s *skeleton) deed(rng *rand.Rand, p *plot) bool {
	s.slot = windowFrom + rng.IntN(p.lastSlot()-windowFrom+1)
	s.place = rng.IntN(roomCount)
	s.scene = s.place
	s.paths[guilty] = s.walk(rng, s.slot, s.place)
	path := s.paths[guilty]
	slots := s.lostWhen(rng, p)
	s.lie = span{min(s.slot, slots[0]), max(s.slot, slots[0])}
	s.losses = s.losses[:0]
	for _, slot := range slots {
		if slot < 0 || slot >= slotCount {
			return false
		}
		s.losses = append(s.losses, loss{path[slot], slot})
		s.lie = span{min(s.lie.from, slot), max(s.lie.to, slot)}
	}
	switch {
	case p.Moved:
		s.scene = path[s.slot+1]
		s.lie.to = s.slot + 1
	case p.Slow:
		s.scene = rng.IntN(roomCount)
	}
	return s.distinct(p)
}

// lostWhen draws the slots in which something was lost: next to that of the deed,
// and before it if the body was moved after it.
func (s *skeleton) lostWhen(rng *rand.Rand, p *plot) []int {
	slots := []int{s.slot - 1, s.slot + 1}
	if p.Moved {
		slots[1] = s.slot - 1
	}
	switch {
	case s.scheme == byAlibi && p.Moved:
		return slots[:1]
	case s.scheme == byAlibi:
		return shuffled(rng, slots)[:1]
	default:
		return shuffled(rng, slots)
	}
}

// distinct reports whether things were lost in rooms of their own (though who went
// on to carry a body may have lost two in one, and a poisoner something where
// the body would be found), and the body was found elsewhere only if the plot
// wants it.
func (s *skeleton) distinct(p *plot) bool {
	seen := only(s.place)
	if !p.Slow {
		seen |= only(s.scene)
	}
	if apart := p.Moved || p.Slow; apart != (s.scene != s.place) {
		return false
	}
	for _, l := range s.losses {
		if seen.has(l.room) {
			return false
		}
		if !p.Moved {
			seen |= only(l.room)
		}
	}
	return true
}

// walk draws a way through the evening that is in the room in the slot.
func (s *skeleton) walk(rng *rand.Rand, slot, room int) [slotCount]int {
	var path [slotCount]int
	path[slot] = room
	for i := slot + 1; i < slotCount; i++ {
		path[i] = s.step(rng, path[i-1])
	}
	for i := slot - 1; i >= 0; i-- {
		path[i] = s.step(rng, path[i+1])
	}
	return path
}

// step stays half the time, and otherwise goes through a door.
func (s *skeleton) step(rng *rand.Rand, from int) int {
	if rng.IntN(2) == 0 {
		return from
	}
	return pick(rng, s.exits[from])
}

// exitsOf lists the rooms behind the doors of each room.
func exitsOf(doors [roomCount][roomCount]bool) [roomCount][]int {
	var exits [roomCount][]int
	for from := range doors {
		for to, open := range doors[from] {
			if open && to != from {
				exits[from] = append(exits[from], to)
			}
		}
	}
	return exits
}

// Nobody claims fewer or more stays than these.
const (
	minStays = 2
	maxStays = 4
)

// visits reports whether somebody may tell of that path: they were where the body
// was found if they are the visitor, and not if they are not. Where the victim
// only came to die later, either everybody was or nobody.
func (s *skeleton) visits(role int, path [slotCount]int, p *plot) bool {
	was := slices.Contains(path[:], s.scene)
	if p.Slow {
		return was == slices.Contains(s.claims[guilty][:], s.scene)
	}
	return was == (role == s.visitor)
}

// bodyAt returns the room in which there is a body to be seen in the slot, or -1.
func (s *skeleton) bodyAt(slot int, p *plot) int {
	switch {
	case p.Slow && slot == slotCount-1, p.Moved && slot > s.slot:
		return s.scene
	case p.Slow || slot < s.slot:
		return -1
	default:
		return s.place
	}
}

// guiltyWithBody reports whether the guilty one would have to admit having been
// in the room with the body.
func (s *skeleton) guiltyWithBody(p *plot) bool {
	for slot, room := range s.paths[guilty] {
		admitted := slot > s.slot && !s.lie.covers(slot)
		if p.Slow {
			admitted = slot == slotCount-1
		}
		if admitted && room == s.scene {
			return true
		}
	}
	return false
}

// keep draws where the weapon was kept, and until when: both the guilty one and an
// innocent came past in time to take it. It reports false if there is no such
// place.
func (s *skeleton) keep(rng *rand.Rand) bool {
	for _, from := range shuffled(rng, []int{0, 1, 2, 3, 4, 5, 6}[:s.slot+1]) {
		for _, room := range shuffled(rng, s.paths[guilty][from:s.slot+1]) {
			for _, role := range []int{framed, witness} {
				if slices.Contains(s.paths[role][from:s.slot+1], room) {
					s.homeFrom, s.home = from, room
					return true
				}
			}
		}
	}
	return false
}

// stays counts the stays in one room that a path consists of.
func stays(path [slotCount]int) int {
	n := 1
	for i := 1; i < slotCount; i++ {
		if path[i] != path[i-1] {
			n++
		}
	}
	return n
}

// pretexts returns the rooms where the guilty one might pretend to have been:
// those they could have walked to, without blood in them.
func (s *skeleton) pretexts(p *plot) []int {
	var list []int
	for room := range roomCount {
		lost := slices.ContainsFunc(s.losses, func(l loss) bool { return l.room == room })
		if room == s.place || lost || room == s.scene && !p.Slow {
			continue
		}
		s.pretend(room)
		claim := s.claims[guilty]
		if n := stays(claim); s.walkable(claim) && minStays <= n && n <= maxStays && s.visits(guilty, claim, p) {
			list = append(list, room)
		}
	}
	return list
}

// pretend puts a lie into what the guilty one claims.
func (s *skeleton) pretend(room int) {
	s.pretext = room
	s.claims[guilty] = s.paths[guilty]
	for slot := s.lie.from; slot <= s.lie.to; slot++ {
		s.claims[guilty][slot] = room
	}
}

// rooms counts the different rooms of a path.
func rooms(path [slotCount]int) int {
	var seen [roomCount]bool
	n := 0
	for _, room := range path {
		if !seen[room] {
			seen[room] = true
			n++
		}
	}
	return n
}

// walkable reports whether a path goes through doors.
func (s *skeleton) walkable(path [slotCount]int) bool {
	for i := 1; i < slotCount; i++ {
		if path[i] != path[i-1] && !s.doors[path[i]][path[i-1]] {
			return false
		}
	}
	return true
}

// emptyBut reports whether nobody but role was in the room.
func (s *skeleton) emptyBut(role, room int, during span) bool {
	for other, path := range s.paths {
		for slot := during.from; slot <= during.to; slot++ {
			if other != role && path[slot] == room {
				return false
			}
		}
	}
	return true
}

// visit returns the slot of a visit to the place of the deed, before it, that
// somebody admits, and whether there is one.
func (s *skeleton) visit(role int) (int, bool) {
	slot := slices.Index(s.claims[role][:s.slot], s.place)
	return slot, slot >= 0
}

// extra is what the fifth card is about. It may be about anybody, so that being
// named in the evidence tells nothing.
type extra struct {
	role    string // roleClear, roleProof, roleBeen, roleStray or roleLost
	subject int    // of roleLost: who lacks what it shows; of roleStray: who lost it
	lacker  int    // of roleStray: who lacks what it shows
	slot    int    // the card's for roleClear and roleStray, the visit's for roleBeen
}

// alibi draws when a card puts somebody where they say they were: never when it
// was done, and not within the lie.
func (s *skeleton) alibi(rng *rand.Rand, subject int) extra {
	e := extra{role: roleClear, subject: subject, slot: s.slot}
	for e.slot == s.slot || subject == guilty && s.lie.covers(e.slot) {
		e.slot = rng.IntN(slotCount)
	}
	return e
}
