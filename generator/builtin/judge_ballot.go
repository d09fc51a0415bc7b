package builtin

import (
	"math"
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// choice is one answer that a question may be given, in all its wordings.
type choice struct {
	text     string
	wordings [][]string // keys of each wording, articles left out; the first is the option's own
	weights  []float64  // of the words of the first wording; 0 for words that say nothing
	neutral  bool       // no answer, but something that looks like one
}

// ballot is one question with its choices, of which the first is right.
type ballot struct {
	*Judge
	choices []choice
	enough  float64  // part of a choice's weight that names it
	terms   []string // the words of all wordings
	speller *speller
}

// ballotOf returns the choices of a question.
func (j *Judge) ballotOf(c *mystery.Case, question string) *ballot {
	return j.ballots.Get(ballotKey{c, question}, func() *ballot {
		right, options := c.Solution.Answers, c.Options
		switch question {
		case askWho:
			return j.newBallot(c, question, right.Who, options.Who)
		case askWhat:
			return j.newBallot(c, question, right.What, options.What)
		case askWhere:
			return j.newBallot(c, question, right.Where, options.Where)
		case askWhen:
			return j.newBallot(c, question, right.When, options.When)
		case askWhy:
			return j.newBallot(c, question, right.Why, options.Why)
		default:
			return j.newBallot(c, question, right.How, options.How)
		}
	})
}

// newBallot gathers the choices of a question.
func (j *Judge) newBallot(c *mystery.Case, question, right string, options []string) *ballot {
	b := &ballot{Judge: j}
	b.add(right)
	for _, alias := range c.Solution.Aliases[question] {
		b.also(0, alias)
	}
	for _, text := range options {
		if fold(text) != "" && fold(text) != fold(right) {
			b.add(text)
		}
	}
	switch question {
	case askWho:
		b.addNames(c)
	case askWhere:
		for _, p := range c.Places {
			b.also(b.indexOf(p.Name), p.ID)
		}
	case askWhat:
		b.also(0, c.World.Truth.Weapon)
	}
	names := question == askWhat || question == askWhere
	b.rate(names)
	b.enough = coverSentence
	if names {
		b.enough = coverName
	}
	b.speller = newSpeller(nil, b.terms)
	return b
}

// add adds a choice and returns its index.
func (b *ballot) add(text string) int {
	b.choices = append(b.choices, choice{text: text, wordings: [][]string{wording(text)}})
	b.terms = append(b.terms, wordsOf(text)...)
	return len(b.choices) - 1
}

// also adds another wording to choice i, if there is such a choice.
func (b *ballot) also(i int, text string) {
	if w := wording(text); i >= 0 && len(w) > 0 {
		b.choices[i].wordings = append(b.choices[i].wordings, w)
		b.terms = append(b.terms, wordsOf(text)...)
	}
}

// indexOf returns the index of the choice with that wording of its own; -1: none.
func (b *ballot) indexOf(text string) int {
	return slices.IndexFunc(b.choices, func(ch choice) bool { return slices.Equal(ch.wordings[0], wording(text)) })
}

// wording returns the keys of a choice's words without articles.
func wording(text string) []string { return slices.DeleteFunc(keys(text), isArticleKey) }

// rate gives each word of the choices' own wordings its weight: the rarer among
// the choices, the heavier. In names of things the main word counts threefold if
// it is one choice's alone.
func (b *ballot) rate(names bool) {
	in := map[string]int{}
	for _, ch := range b.choices {
		for _, key := range slices.Compact(slices.Sorted(slices.Values(ch.wordings[0]))) {
			in[key]++
		}
	}
	total := float64(len(b.choices) + 1)
	for i, ch := range b.choices {
		main := b.mainWord(ch.wordings[0])
		for at, key := range ch.wordings[0] {
			weight := math.Log(total / float64(in[key]))
			switch {
			case b.silent[key]:
				weight = 0
			case names && at == main && in[key] == 1:
				weight *= 3
			}
			b.choices[i].weights = append(b.choices[i].weights, weight)
		}
	}
}

// mainWord returns the index of the main word of a thing's name: the last one
// before the name goes into detail, measures passed over.
func (b *ballot) mainWord(words []string) int {
	start := 0
	for i, w := range words {
		if w == "of" && i > start && slices.Contains(b.words["measures"], words[i-1]) {
			start = i + 1
			continue
		}
		if i > start && slices.Contains(b.words["joints"], w) {
			return i - 1
		}
	}
	return len(words) - 1
}

// mended returns the lexemes of an answer with their slips corrected. Commas end
// clauses as stops do, the ends of lines do not.
func (b *ballot) mended(answer string) []lexeme {
	list := lexemes(strings.NewReplacer(",", " . ", "\n", " ").Replace(answer))
	for i, l := range list {
		if !l.isStop() && !b.ordinary.knows(l.text) {
			word := b.speller.correct(l.text)
			list[i].text, list[i].key = word, stem(word)
		}
	}
	return list
}

// heard is one word of an answer and the clause it stands in.
type heard struct {
	key    string
	text   string
	clause int
}

// heardIn returns the words of an answer; without articles, unless it is nothing
// but them.
func heardIn(list []lexeme) []heard {
	var words []heard
	clause := 0
	for _, l := range list {
		switch {
		case l.isStop():
			clause++
		case !isArticleKey(l.key):
			words = append(words, heard{l.key, l.text, clause})
		}
	}
	return words
}

// exact returns the index of the only choice that the whole answer is a wording
// of, in any order and spacing of its words; -1: none.
func (b *ballot) exact(text []heard) int {
	var got []string
	for _, h := range text {
		got = append(got, h.key)
	}
	joined := func(words []string) string { return strings.Join(words, "") }
	ordered := func(words []string) string { return strings.Join(slices.Sorted(slices.Values(words)), " ") }
	for _, form := range []func([]string) string{joined, ordered} {
		found := -1
		for i, ch := range b.choices {
			if !slices.ContainsFunc(ch.wordings, func(w []string) bool { return form(w) == form(got) }) {
				continue
			}
			if found >= 0 {
				return -1
			}
			found = i
		}
		if found >= 0 {
			return found
		}
	}
	return -1
}

// phrase is one wording of a choice.
type phrase struct {
	choice int
	words  []string
}

// phrases returns the wordings of all choices, the longest first. A single word
// such as "will" is none: it says something only where it is the whole answer.
func (b *ballot) phrases() []phrase {
	var list []phrase
	for i, ch := range b.choices {
		for _, w := range ch.wordings {
			if len(w) > 1 || len(w) == 1 && !b.silent[w[0]] {
				list = append(list, phrase{i, w})
			}
		}
	}
	slices.SortStableFunc(list, func(x, y phrase) int { return len(y.words) - len(x.words) })
	return list
}

// named returns the choices that a wording in the text names, the longest
// wordings first, and what is left of the text without them. What stands after a
// negation is not named.
func (b *ballot) named(text []heard) (names []int, rest []heard) {
	rest = slices.Clone(text)
	for _, p := range b.phrases() {
		for at := 0; at+len(p.words) <= len(rest); at++ {
			if !standsAt(rest[at:], p.words) {
				continue
			}
			if !b.negated(rest, at) && !slices.Contains(names, p.choice) {
				names = append(names, p.choice)
			}
			for i := range p.words {
				rest[at+i] = heard{clause: rest[at+i].clause}
			}
		}
	}
	return names, rest
}

func standsAt(text []heard, words []string) bool {
	for i, w := range words {
		if text[i].key != w {
			return false
		}
	}
	return true
}

// negated reports whether a negation stands up to three words before in the same
// clause, with no "but" between.
func (b *ballot) negated(text []heard, at int) bool {
	for i := at - 1; i >= max(0, at-3) && text[i].clause == text[at].clause && text[i].text != "but"; i-- {
		if slices.Contains(b.words["negators"], text[i].text) {
			return true
		}
	}
	return false
}
