package builtin

import (
	"math/rand/v2"
	"slices"
)

// ways counts the ways through the evening that are in one of the free rooms in
// each slot and consist of a number of stays: by slot, by the stays that begin
// after that slot, and by room.
type ways struct {
	s     *skeleton
	stays int
	count [slotCount][maxStays][roomCount]int
}

// newWays counts the ways of so many stays.
func (s *skeleton) newWays(free [slotCount]roomSet, stays int) ways {
	w := ways{s: s, stays: stays}
	for room := range roomCount {
		if free[slotCount-1].has(room) {
			w.count[slotCount-1][0][room] = 1
		}
	}
	for slot := slotCount - 2; slot >= 0; slot-- {
		after := &w.count[slot+1]
		for room := range roomCount {
			if !free[slot].has(room) {
				continue
			}
			w.count[slot][0][room] = after[0][room]
			for more := 1; more < stays; more++ {
				sum := after[more][room]
				for _, to := range s.exits[room] {
					sum += after[more-1][to]
				}
				w.count[slot][more][room] = sum
			}
		}
	}
	return w
}

// draw draws one of the ways, each being as likely. It reports false if there is
// none.
func (w *ways) draw(rng *rand.Rand) (path [slotCount]int, ok bool) {
	more := w.stays - 1
	if path[0], ok = pickWeighted(rng, &w.count[0][more]); !ok {
		return path, false
	}
	for slot := 1; slot < slotCount; slot++ {
		from := path[slot-1]
		var weight [roomCount]int
		if more > 0 {
			for _, to := range w.s.exits[from] {
				weight[to] = w.count[slot][more-1][to]
			}
		}
		weight[from] = w.count[slot][more][from]
		if path[slot], _ = pickWeighted(rng, &weight); path[slot] != from {
			more--
		}
	}
	return path, true
}

// pickWeighted draws a room with a likelihood in proportion to its weight. It
// reports false if none has any.
func pickWeighted(rng *rand.Rand, weight *[roomCount]int) (int, bool) {
	sum := 0
	for _, n := range weight {
		sum += n
	}
	if sum == 0 {
		return 0, false
	}
	left := rng.IntN(sum)
	for room, n := range weight {
		if left -= n; left < 0 {
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
