package builtin

import (
	"math/bits"
	"math/rand/v2"
	"slices"
)

// dates are the slots in which the two of a pair met, by the pair: the two
// innocents, the guilty and the framed one, the guilty one and the witness. Each
// pair has a private slot, that of the innocents being the slot of the deed: who
// does not know when it was done cannot tell which matters. In it each saw the
// other from next door; or only one did, and they were in company in another.
type dates struct {
	private, company [roleCount]int // company: -1 if never
}

// pairs are who saw whom in the private slots, but for the order.
func pairs() [roleCount][2]int {
	return [roleCount][2]int{{framed, witness}, {guilty, framed}, {guilty, witness}}
}

// free returns the slots from one to another of which the guilty one tells the
// truth.
func (s *skeleton) free(from, to int) []int {
	free := make([]int, 0, slotCount)
	for slot := from; slot <= to; slot++ {
		if slot != s.slot && !s.lie.covers(slot) {
			free = append(free, slot)
		}
	}
	return free
}

// leavesRoom reports whether there are slots enough within the window for
// everybody to see everybody.
func (s *skeleton) leavesRoom() bool {
	return len(s.free(windowFrom, windowTo)) >= roleCount-1
}

// appoint draws the dates. It reports false if there are not slots enough.
func (s *skeleton) appoint(rng *rand.Rand) (d dates, ok bool) {
	inside := shuffled(rng, s.free(windowFrom, windowTo))
	d.private = [...]int{s.slot, inside[0], inside[1]}
	d.company = [...]int{-1, -1, -1}
	if s.scheme == byAlibi {
		return d, true
	}
	rest := slices.DeleteFunc(s.free(0, slotCount-1), func(slot int) bool { return slices.Contains(d.private[:], slot) })
	return d, copy(d.company[:], shuffled(rng, rest)) == len(d.company)
}

// wayTries bounds how many ways of one innocent are tried for each of the other's.
const wayTries = 4

// meet draws the ways of the innocents, so that everybody saw each of the others
// once, from next door or in company, and that nobody was in company otherwise.
func (s *skeleton) meet(rng *rand.Rand, p *plot) bool {
	d, ok := s.appoint(rng)
	if !ok {
		return false
	}
	free := s.secluded(framed, p)
	s.bind(&free, guilty, d, 1)
	told := stays(s.claims[guilty])
	first := s.newWays(free, told)
	for range wayTries {
		if !s.walks(rng, p, framed, &first) {
			continue
		}
		free = s.secluded(witness, p)
		s.bind(&free, framed, d, 0)
		s.bind(&free, guilty, d, 2)
		second := s.newWays(free, told)
		for range wayTries {
			if !s.walks(rng, p, witness, &second) {
				continue
			}
			s.observe(d)
			if s.tellsLeast() && rng.IntN(2) == 0 {
				continue // or of what is kept in the end, too much would be so
			}
			if s.seenApart() && s.open(rng, p) && s.keep(rng) {
				return true
			}
		}
	}
	return false
}

// walks draws the way of an innocent. Everybody must have equally much to tell:
// as many stays in as many rooms.
func (s *skeleton) walks(rng *rand.Rand, p *plot, role int, ways *ways) bool {
	path, ok := ways.draw(rng)
	s.paths[role], s.claims[role] = path, path
	return ok && rooms(path) == rooms(s.claims[guilty]) && s.visits(role, path, p) && !s.crosses(path)
}

// bind keeps somebody out of the company of the other of a pair, but lets them
// meet when they are to.
func (s *skeleton) bind(allowed *[slotCount]roomSet, other int, d dates, pair int) {
	for slot, room := range s.paths[other] {
		switch slot {
		case d.company[pair]:
			allowed[slot] &= only(room)
		case d.private[pair]:
			allowed[slot] &= s.near(room)
		default:
			allowed[slot] &^= only(room)
		}
	}
}

// observe sets down who saw whom.
func (s *skeleton) observe(d dates) {
	s.sights = s.sights[:0]
	saw := func(by, of, slot int) {
		s.sights = append(s.sights, sight{by, of, slot, s.paths[of][slot], s.paths[of][slot] == s.paths[by][slot]})
	}
	for i, pair := range pairs() {
		one, other := pair[0], pair[1]
		if s.turned[i] {
			one, other = other, one
		}
		saw(one, other, d.private[i])
		if s.scheme == byAlibi {
			saw(other, one, d.private[i])
			continue
		}
		saw(one, other, d.company[i])
		saw(other, one, d.company[i])
	}
}

// seenApart reports whether nobody saw both others in one room. Where everybody saw
// each of the others once, the guilty one would more often have: the innocents'
// ways are drawn around theirs, and who names fewer rooms would give themselves away.
func (s *skeleton) seenApart() bool {
	if s.scheme != byAlibi {
		return true
	}
	for i, x := range s.sights {
		for _, y := range s.sights[:i] {
			if x.by == y.by && x.room == y.room {
				return false
			}
		}
	}
	return true
}

// tellsLeast reports whether the guilty one saw somebody in fewer rooms than
// either of the innocents did.
func (s *skeleton) tellsLeast() bool {
	var seen [roleCount]roomSet
	for _, x := range s.sights {
		seen[x.by] |= only(x.room)
	}
	n := func(role int) int { return bits.OnesCount8(uint8(seen[role])) }
	return n(guilty) < min(n(framed), n(witness))
}

// open draws from which rooms one sees into which: where somebody saw somebody,
// never where an innocent would have seen a lie or the body, and otherwise only
// where nobody had anybody to see. It reports false if somebody would have seen
// what they must not.
func (s *skeleton) open(rng *rand.Rand, p *plot) bool {
	hidden, idle := s.hidden(p), s.unused()
	s.sees = [roomCount]roomSet{}
	for _, x := range s.sights {
		if !x.same {
			s.sees[s.paths[x.by][x.slot]] |= only(x.room)
		}
	}
	for room := range s.sees {
		if s.sees[room]&hidden[room] != 0 {
			return false
		}
		for _, to := range s.exits[room] {
			if rng.IntN(2) == 0 {
				s.sees[room] |= only(to) & idle[room] &^ hidden[room]
			}
		}
	}
	return true
}

// hidden returns by room what must not be seen from there: where the guilty one
// was in secret or pretends to have been, while an innocent was there, and the
// body.
func (s *skeleton) hidden(p *plot) (hidden [roomCount]roomSet) {
	for _, role := range []int{framed, witness} {
		for slot, room := range s.paths[role] {
			if s.lie.covers(slot) {
				hidden[room] |= only(s.paths[guilty][slot]) | only(s.pretext)
			}
		}
	}
	for _, claim := range s.claims {
		for slot, room := range claim {
			if body := s.bodyAt(slot, p); body >= 0 {
				hidden[room] |= only(body)
			}
		}
	}
	return hidden
}

// unused returns by room the rooms in which there was never anybody to be seen
// while somebody was in the former, as everybody tells it.
func (s *skeleton) unused() (idle [roomCount]roomSet) {
	for room := range idle {
		idle[room] = allRooms
	}
	for _, one := range s.claims {
		for _, other := range s.claims {
			for slot, room := range one {
				idle[room] &^= only(other[slot])
			}
		}
	}
	return idle
}

// outlook says into which rooms one sees from one.
func (d *draft) outlook(room int) string {
	var open []string
	for _, to := range d.exits[room] {
		if d.sees[room].has(to) {
			open = append(open, definite(d.rooms[to].lower()))
		}
	}
	if len(open) == 0 {
		return d.line("views", "none")
	}
	return d.line("views", "some", vars{"open": listed(open)})
}
