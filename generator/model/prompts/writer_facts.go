package prompts

import (
	"fmt"
	"strings"

	"casebook/generator/mystery"
)

// hours are the bounds of the slots in words: one more than there are slots.
type hours []string

// hoursOf returns the bounds of the slots of an English evening: in words in English,
// and in digits for other languages.
func hoursOf(w *mystery.World, english bool) hours {
	bounds, ok := w.SlotHours()
	if !ok {
		return digitsOf(w)
	}
	list := make(hours, 0, len(bounds))
	if english {
		for i, label := range w.Slots {
			from, to, _ := strings.Cut(strings.TrimPrefix(label, "between "), " and ")
			if list = append(list, from); i == len(w.Slots)-1 {
				list = append(list, to)
			}
		}
		return list
	}
	for _, minute := range bounds {
		list = append(list, fmt.Sprintf("%d:%02d", minute/60%24, minute%60))
	}
	return list
}

// dash joins the two hours of a slot's label in digits.
const dash = "–"

// digitsOf returns the bounds of slots whose labels are in digits.
func digitsOf(w *mystery.World) hours {
	list := make(hours, 0, len(w.Slots)+1)
	for i, label := range w.Slots {
		from, to, _ := strings.Cut(label, dash)
		if list = append(list, from); i == len(w.Slots)-1 {
			list = append(list, to)
		}
	}
	return list
}

// slot is the label of a slot.
func (h hours) slot(i int, english bool) string {
	if english {
		return "between " + h[i] + " and " + h[i+1]
	}
	return h[i] + dash + h[i+1]
}

// of returns the hours that a fact is about: those that a text must hold which states
// it.
func (h hours) of(f mystery.Fact) []string {
	if f.From < 0 || f.To < f.From && f.Kind != mystery.FactDead && f.Kind != mystery.FactKept || f.To >= len(h)-1 || f.From >= len(h)-1 {
		return nil
	}
	switch f.Kind {
	case mystery.FactAt, mystery.FactNotAt, mystery.FactBeen, mystery.FactTrace, mystery.FactLocked, mystery.FactWhen, mystery.FactCulpritAt:
		return []string{h[f.From], h[f.To+1]}
	case mystery.FactAlive:
		return []string{h[f.To+1]}
	case mystery.FactDead, mystery.FactKept:
		return []string{h[f.From]}
	default:
		return nil
	}
}

// sentences are what facts of each kind say, in English: S is the suspect, P the place,
// V the value, and F and T are the hours.
func sentences() map[mystery.FactKind]string {
	return map[mystery.FactKind]string{
		mystery.FactAt:           "{S} was in the {P} from {F} to {T}.",
		mystery.FactNotAt:        "{S} was not in the {P} at any time from {F} to {T}.",
		mystery.FactBeen:         "{S} was in the {P} at some time from {F} to {T}.",
		mystery.FactTrace:        "Somebody who {V} was in the {P} at some time from {F} to {T}.",
		mystery.FactAlone:        "Nobody but {S} was in the {P} from {F} to {T}.",
		mystery.FactLocked:       "Nobody was in the {P} from {F} to {T}.",
		mystery.FactFound:        "The victim was found in the {P}.",
		mystery.FactAlive:        "The victim was alive until {T}.",
		mystery.FactDead:         "It was done before {F}.",
		mystery.FactWhen:         "It was done between {F} and {T}.",
		mystery.FactKilledIn:     "It was done in the {P}.",
		mystery.FactNotKilledIn:  "It was not done in the {P}.",
		mystery.FactManner:       "How it was done: {V}.",
		mystery.FactCulpritAt:    "Whoever did it was in the {P} at some time from {F} to {T}.",
		mystery.FactCulpritTrait: "Whoever did it {V}.",
		mystery.FactHasTrait:     "{S} {V}.",
		mystery.FactLacksTrait:   "{S} {V}.",
		mystery.FactCandidate:    "It may have been done with this: {V}.",
		mystery.FactWeapon:       "It was done with this: {V}.",
		mystery.FactNotWeapon:    "It was not done with this: {V}.",
		mystery.FactKept:         "Until {F} this lay in its place in the {P}: {V}.",
		mystery.FactMeans:        "{S} could lay hands on this: {V}.",
		mystery.FactNoMeans:      "{S} could not have used this: {V}.",
		mystery.FactMotive:       "{S} may have had this reason: {V}.",
		mystery.FactNoMotive:     "{S} did not have this reason: {V}.",
	}
}

// inWords returns a fact in an English sentence, with the names of the case and the
// words for the fact's value.
func inWords(c *mystery.Case, h hours, f mystery.Fact, value string) string {
	to := min(max(f.To+1, 1), len(h)-1)
	return strings.NewReplacer("{S}", nameOf(c, f.Suspect), "{P}", nameOf(c, f.Place), "{V}", value, "{F}", h[min(max(f.From, 0), len(h)-1)], "{T}", h[to]).
		Replace(sentences()[f.Kind])
}

// nameOf is the name of a suspect or a place.
func nameOf(c *mystery.Case, id string) string {
	for _, s := range c.Suspects {
		if s.ID == id {
			return s.Name
		}
	}
	for _, p := range c.Places {
		if p.ID == id {
			return p.Name
		}
	}
	return id
}
