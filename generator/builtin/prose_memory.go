package builtin

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"

	"casebook/generator/mystery"
)

// memorySpan is how many past cases a text should not come back in.
const memorySpan = 30

// memory knows how long texts of the repertoire have rested, and notes those that
// the case in the making uses.
type memory struct {
	ago    map[uint32]int // as remember gives it; only read
	here   map[uint32]bool
	used   []uint32
	buffer []byte // that number reads from
}

// remember returns for the mark of every text that the newest past cases were made
// of how many cases ago that was, from 1.
func remember(past []mystery.Past) map[uint32]int {
	ago := map[uint32]int{}
	for i, p := range past[:min(memorySpan, len(past))] {
		for marks := p.Texts; len(marks) >= 4; marks = marks[4:] {
			mark := binary.BigEndian.Uint32(marks)
			if _, later := ago[mark]; !later {
				ago[mark] = i + 1
			}
		}
	}
	return ago
}

// number returns the number that a text is remembered by.
func (m *memory) number(text string) uint32 {
	m.buffer = append(m.buffer[:0], text...)
	return crc32.ChecksumIEEE(m.buffer)
}

// note notes that a text is used.
func (m *memory) note(text string) {
	x := m.number(text)
	m.used = append(m.used, x)
	m.here[x] = true
}

// rest returns how many cases ago a text was used: 0 is in this one.
func (m *memory) rest(text string) int {
	x := m.number(text)
	if m.here[x] {
		return 0
	}
	if ago, ok := m.ago[x]; ok {
		return ago
	}
	return memorySpan + 1
}

// marks returns what was noted, as a later case's past holds it.
func (m *memory) marks() []byte {
	var list []byte
	for _, x := range slices.Compact(slices.Sorted(slices.Values(m.used))) {
		list = binary.BigEndian.AppendUint32(list, x)
	}
	return list
}

// rested returns the list by how long its members have rested, the longest first,
// those of one age in a random order.
func rested[T any](d *draft, list []T, text func(T) string) []T {
	type aged struct {
		x    T
		rest int
	}
	all := make([]aged, len(list))
	for i, x := range shuffled(d.rng, list) {
		all[i] = aged{x, d.rest(text(x))}
	}
	slices.SortStableFunc(all, func(a, b aged) int { return b.rest - a.rest })
	out := make([]T, len(list))
	for i, a := range all {
		out[i] = a.x
	}
	return out
}

// rotated is rested, but that those who have rested longer are in a random order
// among themselves, and so are the others: nothing follows from who comes first.
func rotated[T any](d *draft, list []T, text func(T) string) []T {
	out := rested(d, list, text)
	half := len(out) / 2
	return append(shuffled(d.rng, out[:half]), shuffled(d.rng, out[half:])...)
}

// choose draws a member of the list that has rested longest, and notes it. The
// list must not be empty.
func choose[T any](d *draft, list []T, text func(T) string) T {
	x := rested(d, list, text)[0]
	d.note(text(x))
	return x
}

// attempt draws from the list for the nth try to make things fit: what has rested
// longest, and one of more and more of them the longer nothing fits.
func attempt[T any](d *draft, n int, list []T, text func(T) string) T {
	return pick(d.rng, rested(d, list, text)[:min(1+n/3, len(list))])
}

// choice draws a text that has rested longest, and notes it.
func (d *draft) choice(list []string) string { return choose(d, list, itself) }

func itself(text string) string { return text }

// The names by which the memory knows what is more than a text.
func traitKey(t *trait) string         { return "trait " + t.ID }
func motiveKey(m *motive) string       { return "motive " + m.ID }
func archetypeKey(a *archetype) string { return "archetype " + a.ID }

// wordings are texts for the same thing. One alone may stand without brackets.
type wordings []string

// UnmarshalTOML reads a string or a list of them.
func (w *wordings) UnmarshalTOML(value any) error {
	switch x := value.(type) {
	case string:
		*w = wordings{x}
	case []any:
		for _, one := range x {
			text, ok := one.(string)
			if !ok {
				return fmt.Errorf("%v is no text", one)
			}
			*w = append(*w, text)
		}
	default:
		return fmt.Errorf("%v is no text", value)
	}
	return nil
}
