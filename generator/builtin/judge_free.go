package builtin

import (
	"math"
	"slices"
)

// Parts of a choice's weight that an answer must hold to name it, if it is the
// name of a thing and if it is a sentence.
const (
	coverName     = 0.5
	coverSentence = 0.6
)

// By how much more of the truth than of any other choice an answer must hold to
// be taken for it, for most of it, for a part, and to be heard at all.
const (
	leadWhole  = 0.5
	leadMost   = 0.35
	leadPart   = 0.2
	leadLittle = 0.1
)

// Scores of an answer that holds most, a good part and a little of the truth, and
// of one that is true but fits some other choices as well.
const (
	mostScore   = 85
	partScore   = 70
	littleScore = 55
	leastScore  = 50
)

// free judges an answer that may be put in any words.
func (b *ballot) free(text []heard) finding {
	if i := b.exact(text); i >= 0 {
		return b.chosen(i)
	}
	names, covers := b.choicesIn(text)
	switch {
	case len(names) == 1 && b.hedged(names[0], text):
		return several(names)
	case len(names) == 1:
		return b.chosen(names[0])
	case len(names) > 1:
		return several(names)
	default:
		return b.partial(covers, b.hedges(text))
	}
}

// choicesIn returns the choices that a text names, and which part it holds of each
// of the others.
func (b *ballot) choicesIn(text []heard) (names []int, covers []float64) {
	names, rest := b.named(text)
	covers = make([]float64, len(b.choices))
	for i, ch := range b.choices {
		if slices.Contains(names, i) {
			continue
		}
		if covers[i] = b.cover(ch, rest); covers[i] >= b.enough || b.paraphrased(ch, rest) {
			names = append(names, i)
		}
	}
	return names, covers
}

// paraphrased reports whether the text holds every telling word of one of the
// choice's other wordings, or a word that means the same, in any order.
func (b *ballot) paraphrased(ch choice, text []heard) bool {
	return slices.ContainsFunc(ch.wordings[1:], func(words []string) bool {
		telling := slices.DeleteFunc(slices.Clone(words), func(key string) bool { return b.silent[key] })
		missing := slices.ContainsFunc(telling, func(want string) bool { return !b.holds(text, want) })
		return len(telling) > 1 && !missing
	})
}

// holds reports whether the word, or one that means the same, stands in the text
// and is not negated.
func (b *ballot) holds(text []heard, want string) bool {
	for at, h := range text {
		same := h.key == want || slices.ContainsFunc(b.same[h.key], func(g int) bool { return slices.Contains(b.same[want], g) })
		if h.key != "" && same && !b.negated(text, at) {
			return true
		}
	}
	return false
}

// hedges reports whether the text has an "or" or the like.
func (b *ballot) hedges(text []heard) bool {
	return slices.ContainsFunc(text, func(h heard) bool { return slices.Contains(b.words["hedges"], h.text) })
}

// hedged reports whether the text, which names the choice, offers another beside
// it: it has an "or" and a telling word that is some other choice's alone.
func (b *ballot) hedged(named int, text []heard) bool {
	if !b.hedges(text) {
		return false
	}
	_, rest := b.named(text)
	for at, h := range rest {
		if h.key == "" || b.silent[h.key] || b.negated(rest, at) || slices.Contains(b.words["measures"], h.key) {
			continue
		}
		in := []int{}
		for i, ch := range b.choices {
			if slices.Contains(ch.wordings[0], h.key) {
				in = append(in, i)
			}
		}
		if len(in) == 1 && in[0] != named {
			return true
		}
	}
	return false
}

// chosen returns what it amounts to that choice i was named. A wrong one has as
// much of the score for wrong answers as it shares with the truth.
func (b *ballot) chosen(i int) finding {
	if i == 0 {
		return finding{gradeRight, fullScore}
	}
	var words []heard
	for _, key := range b.choices[i].wordings[0] {
		words = append(words, heard{key: key, text: key})
	}
	return finding{gradeWrong, int(math.Round(mostWrong * b.cover(b.choices[0], words)))}
}

// several returns what it amounts to that more than one choice was named.
func several(names []int) finding {
	if slices.Contains(names, 0) {
		return finding{gradeSeveral, severalScore}
	}
	return finding{gradeSeveral, 0}
}

// partial returns what an answer amounts to that names no choice outright and
// covers some in parts. One that offers a choice is not partly right for what it
// has in common with several.
func (b *ballot) partial(covers []float64, hedges bool) finding {
	rival := rivalIn(covers)
	most := 0.0
	if rival > 0 {
		most = covers[rival]
	}
	lead := covers[0] - most
	for _, step := range []struct {
		lead float64
		finding
	}{
		{leadWhole, finding{gradeRight, fullScore}},
		{leadMost, finding{gradeRight, mostScore}},
		{leadPart, finding{gradePart, partScore}},
		{leadLittle, finding{gradePart, littleScore}},
	} {
		if lead >= step.lead {
			return step.finding
		}
	}
	switch {
	case lead <= -leadLittle:
		return b.chosen(rival)
	case covers[0] >= leadPart && slices.Min(covers) <= covers[0]-leadLittle && !hedges:
		return finding{gradePart, leastScore}
	case covers[0] >= leadLittle:
		return finding{gradeUnknown, severalScore}
	default:
		return finding{grade: gradeUnknown}
	}
}

// rivalIn returns the wrong choice that an answer covers most of; 0: there is none.
func rivalIn(covers []float64) int {
	rival := 0
	for i := range covers {
		if i > 0 && (rival == 0 || covers[i] > covers[rival]) {
			rival = i
		}
	}
	return rival
}

// cover returns which part of a choice's weight the text holds, from 0 to 1.
func (b *ballot) cover(ch choice, text []heard) float64 {
	total, held := 0.0, 0.0
	for i, key := range ch.wordings[0] {
		total += ch.weights[i]
		best := 0.0
		for at, h := range text {
			if ch.weights[i] > 0 && h.key != "" && !b.negated(text, at) {
				best = max(best, b.likeness(h.key, key))
			}
		}
		held += best * ch.weights[i]
	}
	if total == 0 {
		return 0
	}
	return held / total
}

// likeness returns how far the word got serves for the word want of a choice: 1
// for the same or one that means the same, half for a wider one. A word that is
// itself a word of some choice serves for that only.
func (b *ballot) likeness(got, want string) float64 {
	if got == want {
		return 1
	}
	for _, ch := range b.choices {
		if slices.Contains(ch.wordings[0], got) {
			return 0
		}
	}
	for _, group := range b.same[got] {
		if slices.Contains(b.same[want], group) {
			return 1
		}
	}
	if b.isKind(got, want) && b.oneOf(got) {
		return 0.5
	}
	return 0
}

// isKind reports whether the word got is a wider one for the word want.
func (b *ballot) isKind(got, want string) bool {
	return slices.ContainsFunc(b.kinds[got], func(narrow string) bool {
		return narrow == want || slices.ContainsFunc(b.same[narrow], func(g int) bool { return slices.Contains(b.same[want], g) })
	})
}

// oneOf reports whether only one of the choices is of the kind.
func (b *ballot) oneOf(kind string) bool {
	n := 0
	for _, ch := range b.choices {
		if slices.ContainsFunc(ch.wordings[0], func(want string) bool { return b.isKind(kind, want) }) {
			n++
		}
	}
	return n == 1
}
