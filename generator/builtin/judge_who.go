package builtin

import (
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// addNames adds to the choices of "who" what suspects are called: their ids,
// the parts of their names and their roles, as far as these are nobody else's.
// The victim's name is no answer.
func (b *ballot) addNames(c *mystery.Case) {
	calls := map[string]int{}
	own := make([][]string, len(c.Suspects))
	for i, s := range c.Suspects {
		own[i] = b.calls(c, i)
		for _, call := range own[i] {
			calls[call]++
		}
		own[i] = append(own[i], fold(s.ID), fold(mystery.SlotOf(s.ID)))
	}
	for i, s := range c.Suspects {
		at := b.indexOf(s.Name)
		if at < 0 {
			at = b.add(s.Name)
		}
		for _, call := range own[i] {
			if calls[call] <= 1 {
				b.also(at, call)
			}
		}
	}
	if fold(c.Victim.Name) != "" {
		b.choices[b.add(c.Victim.Name)].neutral = true
	}
}

// calls returns the single names of suspect i and what the role is called.
func (b *ballot) calls(c *mystery.Case, i int) []string {
	var calls []string
	for _, part := range wordsOf(c.Suspects[i].Name) {
		if len(part) > 2 && !b.silent[stem(part)] && part != "will" {
			calls = append(calls, part)
		}
	}
	roles := []string{c.Suspects[i].Archetype}
	if cards := c.Intro.Suspects.Cards; i < len(cards) {
		roles = append(roles, cards[i].Role)
	}
	for _, role := range roles {
		if words := wording(role); len(words) > 0 {
			calls = append(calls, strings.Join(words, " "), words[b.mainWord(words)])
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(calls)))
}

// who judges whom an answer accuses: exactly one suspect, or nobody. The right
// one for a wrong reason is partly right.
func (b *ballot) who(c *mystery.Case, text []heard) finding {
	names := []int{b.exact(text)}
	if names[0] < 0 {
		names, _ = b.named(text)
	}
	names = slices.DeleteFunc(names, func(i int) bool { return b.choices[i].neutral })
	switch {
	case len(names) == 0:
		return finding{grade: gradeUnknown}
	case len(names) > 1:
		return several(names)
	case names[0] == 0 && b.misjudged(c, text):
		return finding{gradePart, partScore}
	case names[0] == 0:
		return finding{gradeRight, fullScore}
	default:
		return finding{grade: gradeWrong}
	}
}

// misjudged reports whether an answer gives one of the wrong reasons that the
// case has to choose from.
func (b *ballot) misjudged(c *mystery.Case, text []heard) bool {
	reasons := b.ballotOf(c, askWhy)
	names, covers := reasons.choicesIn(text)
	if slices.Contains(names, 0) {
		return false
	}
	return len(names) > 0 || slices.Max(covers) >= covers[0]+leadPart
}
