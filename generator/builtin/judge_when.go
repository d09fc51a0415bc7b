package builtin

import "slices"

// stretch is a time that a choice names: from one clock to another, which may be
// the same.
type stretch struct{ from, to clock }

// stretches returns the times of the choices; false if a choice names none or
// more than two clocks, so that words alone decide.
func (b *ballot) stretches() ([]stretch, bool) {
	var list []stretch
	for _, ch := range b.choices {
		times := clocks(lexemes(ch.text), true)
		if len(times) == 0 || len(times) > 2 {
			return nil, false
		}
		list = append(list, stretch{times[0], times[len(times)-1]})
	}
	return list, true
}

// holds reports whether the time lies in the stretch, its ends included.
func (s stretch) holds(c clock) bool { return s.from.until(c) <= s.from.until(s.to) }

// until returns the minutes from one clock to the next time another is reached.
func (c clock) until(other clock) int {
	circle := halfDay
	if c.exact && other.exact {
		circle = wholeDay
	}
	return ((other.minute-c.minute)%circle + circle) % circle
}

// when judges the time an answer names: it must lie in the stretch of one choice
// only.
func (b *ballot) when(list []lexeme) finding {
	text := heardIn(list)
	stretches, ok := b.stretches()
	times := clocks(list, true)
	switch i := b.exact(text); {
	case i >= 0 && ok:
		return at(stretches, i)
	case !ok || len(times) == 0:
		return b.free(text)
	}
	held := holding(stretches, times)
	switch {
	case len(held) == 0:
		return outside(stretches, times)
	case len(held) == 1 || held[0] != 0:
		return at(stretches, held[0])
	default:
		return finding{gradePart, littleScore} // the end of one stretch and the beginning of the next
	}
}

// holding returns the indices of the stretches that all the times lie in.
func holding(stretches []stretch, times []clock) []int {
	var held []int
	for i, s := range stretches {
		if !slices.ContainsFunc(times, func(c clock) bool { return !s.holds(c) }) {
			held = append(held, i)
		}
	}
	return held
}

// at returns what it amounts to that the stretch i was named: a wrong one has
// more of the score for wrong answers the nearer it is to the truth.
func at(stretches []stretch, i int) finding {
	if i == 0 {
		return finding{gradeRight, fullScore}
	}
	step := halfDay
	for _, s := range stretches {
		if d := stretches[0].from.apart(s.from); d > 0 {
			step = min(step, d)
		}
	}
	switch steps := (stretches[0].from.apart(stretches[i].from) + step/2) / step; steps {
	case 0, 1:
		return finding{gradeWrong, mostWrong}
	case 2:
		return finding{gradeWrong, mostWrong / 2}
	default:
		return finding{grade: gradeWrong}
	}
}

// outside returns what times amount to that lie in no stretch together: several
// answers if they differ, else a part of the truth if that is a moment and they
// are close to it.
func outside(stretches []stretch, times []clock) finding {
	const close = 15 // minutes
	truth := stretches[0]
	if slices.ContainsFunc(times, func(c clock) bool { return !c.same(times[0]) }) {
		if slices.ContainsFunc(times, truth.holds) {
			return finding{gradeSeveral, severalScore}
		}
		return finding{grade: gradeSeveral}
	}
	near := truth.from.apart(times[0])
	for _, s := range stretches[1:] {
		if s.from.apart(times[0]) <= near {
			return finding{grade: gradeWrong}
		}
	}
	if near <= close && truth.from.same(truth.to) {
		return finding{gradePart, partScore}
	}
	return finding{grade: gradeWrong}
}
