package builtin

import (
	"math/rand/v2"
	"slices"
)

// ways counts the ways through the evening that are in one of the free rooms in
// each slot and consist of a number of stays: by slot, by room, and by the stays
// that begin after that slot.
type ways struct {
	s     *skeleton
	count [slotCount][roomCount][maxStays]int
	free  [slotCount]roomSet
}

// newWays counts.
func (s *skeleton) newWays(free [slotCount]roomSet) *ways {
	w := &ways{s: s, free: free}
	for slot := slotCount - 1; slot >= 0; slot-- {
		for room := range roomCount {
			if !free[slot].has(room) {
				continue
			}
			if slot == slotCount-1 {
				w.count[slot][room][0] = 1
				continue
			}
			w.count[slot][room] = w.count[slot+1][room]
			for _, to := range s.exits[room] {
				for more := 1; more < maxStays; more++ {
					w.count[slot][room][more] += w.count[slot+1][to][more-1]
				}
			}
		}
	}
	return w
}

// draw draws one of the ways of so many stays, each being as likely. It reports
// false if there is none.
func (w *ways) draw(rng *rand.Rand, stays int) (path [slotCount]int, ok bool) {
	more := stays - 1
	room, ok := pickWeighted(rng, func(room int) int { return w.count[0][room][more] })
	if !ok {
		return path, false
	}
	path[0] = room
	for slot := 1; slot < slotCount; slot++ {
		from := path[slot-1]
		path[slot], _ = pickWeighted(rng, func(room int) int {
			switch {
			case room == from:
				return w.count[slot][room][more]
			case more > 0 && w.s.doors[from][room]:
				return w.count[slot][room][more-1]
			default:
				return 0
			}
		})
		if path[slot] != from {
			more--
		}
	}
	return path, true
}

// pickWeighted draws a room with a likelihood in proportion to its weight. It
// reports false if none has any.
func pickWeighted(rng *rand.Rand, weight func(room int) int) (int, bool) {
	sum := 0
	for room := range roomCount {
		sum += weight(room)
	}
	if sum == 0 {
		return 0, false
	}
	left := rng.IntN(sum)
	for room := range roomCount {
		if left -= weight(room); left < 0 {
			return room, true
		}
	}
	return 0, false
}

// secluded returns where an innocent may be in each slot without meeting the
// guilty one or the body, or being able to say that a lie is one: not where the
// guilty one was in secret, nor where they pretend to have been; and not where
// the body was found, but for the visitor.
func (s *skeleton) secluded(role int, p *plot) (free [slotCount]roomSet) {
	for slot := range slotCount {
		free[slot] = allRooms
		if role != s.visitor && !p.Slow {
			free[slot] &^= only(s.scene)
		}
		if body := s.bodyAt(slot, p); body >= 0 {
			free[slot] &^= only(body)
		}
		if s.lie.covers(slot) {
			free[slot] &^= only(s.paths[guilty][slot]) | only(s.pretext)
		}
	}
	return free
}

// crosses reports whether somebody on that path would have met the guilty one in
// a doorway, each going where the other came from, when that was a secret.
func (s *skeleton) crosses(path [slotCount]int) bool {
	for slot := 1; slot < slotCount; slot++ {
		secret := s.lie.covers(slot) || s.lie.covers(slot-1)
		if secret && path[slot] != path[slot-1] && path[slot] == s.paths[guilty][slot-1] && path[slot-1] == s.paths[guilty][slot] {
			return true
		}
	}
	return false
}

// near returns the rooms next door to one.
func (s *skeleton) near(room int) roomSet {
	var set roomSet
	for _, to := range s.exits[room] {
		set |= only(to)
	}
	return set
}

// connected reports whether all rooms can be reached from the first.
func connected(doors [roomCount][roomCount]bool) bool {
	seen := [roomCount]bool{true}
	todo := []int{0}
	for len(todo) > 0 {
		from := todo[0]
		todo = todo[1:]
		for to, open := range doors[from] {
			if open && !seen[to] {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	return !slices.Contains(seen[:], false)
}
