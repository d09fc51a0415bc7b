package builtin

import "math/rand/v2"

// watch draws what everybody saw of each of the others, once each, always within
// the window and outside the lie. That of the innocents which clears one of them,
// when it was done, is one of three like it, one for each pair, in slots of their
// own: who does not know when it was done cannot tell them apart.
func (s *skeleton) watch(rng *rand.Rand) bool {
	for _, t := range triples(shuffled(rng, s.free()), s.scheme != byAlibi) {
		if s.observe(rng, [...]int{s.slot, t[0], t[1]}, t[2]) {
			return true
		}
	}
	return false
}

// free returns the slots of the window of which the guilty one tells the truth.
func (s *skeleton) free() []int {
	var free []int
	for slot := windowFrom; slot <= windowTo; slot++ {
		if slot != s.slot && !s.lie.covers(slot) {
			free = append(free, slot)
		}
	}
	return free
}

// leavesRoom reports whether there are slots enough for everybody to see everybody.
func (s *skeleton) leavesRoom() bool {
	return len(s.free()) >= roleCount || s.scheme == byAlibi && len(s.free()) == roleCount-1
}

// triples returns all ways to choose two different slots of the list and a third,
// which may have to differ from both.
func triples(list []int, differ bool) [][3]int {
	var all [][3]int
	for _, a := range list {
		for _, b := range list {
			for _, c := range list {
				if a != b && (!differ || a != c && b != c) {
					all = append(all, [3]int{a, b, c})
				}
			}
		}
	}
	return all
}

// observe draws what everybody saw: one of each pair in the pair's private slot,
// the other in the same or, but for byAlibi, in one that all have in common.
func (s *skeleton) observe(rng *rand.Rand, private [roleCount]int, common int) bool {
	s.sights = s.sights[:0]
	for i, pair := range [...][2]int{{framed, witness}, {guilty, framed}, {guilty, witness}} {
		if i > 0 && rng.IntN(2) == 0 || i == 0 && s.scheme == byMark {
			pair[0], pair[1] = pair[1], pair[0]
		}
		back := common
		if s.scheme == byAlibi {
			back = private[i]
		}
		one, ok := s.sightOf(pair[0], pair[1], private[i], false)
		other, too := s.sightOf(pair[1], pair[0], back, s.scheme != byAlibi)
		if !ok || !too {
			return false
		}
		s.sights = append(s.sights, one, other)
	}
	return s.seenApart()
}

// sightOf returns what one saw of the other in a slot, and whether they could: from
// next door or, if together may be, in the same room.
func (s *skeleton) sightOf(by, of, slot int, together bool) (sight, bool) {
	here, there := s.paths[by][slot], s.paths[of][slot]
	if here == there {
		return sight{by, of, slot, there, true}, together
	}
	return sight{by, of, slot, there, false}, s.doors[here][there]
}

// seenApart reports whether nobody saw both others in the same room.
func (s *skeleton) seenApart() bool {
	for i, x := range s.sights {
		for _, y := range s.sights[:i] {
			if x.by == y.by && x.room == y.room {
				return false
			}
		}
	}
	return true
}
