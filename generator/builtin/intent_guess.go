package builtin

import (
	"math"
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// guesser guesses what a question is about from examples, where no rule is sure.
// It is a naive Bayes classifier over single words and pairs of neighbours.
type guesser struct {
	topics []mystery.Topic
	prior  []float64            // by topic, logarithms
	seen   map[string][]float64 // by feature and topic, logarithms
}

// newGuesser learns from witness_examples.txt: by topic questions, in which
// words in capitals stand for things of the case.
func newGuesser(lists map[string][]string) *guesser {
	g := &guesser{seen: map[string][]float64{}}
	for topic := range lists {
		g.topics = append(g.topics, mystery.Topic(topic))
	}
	slices.Sort(g.topics)
	counts, totals := map[string][]float64{}, make([]float64, len(g.topics))
	for k, topic := range g.topics {
		for _, line := range lists[string(topic)] {
			for _, f := range features(exampleItems(line)) {
				if counts[f] == nil {
					counts[f] = make([]float64, len(g.topics))
				}
				counts[f][k]++
				totals[k]++
			}
		}
		g.prior = append(g.prior, 0.5*math.Log(float64(len(lists[string(topic)]))))
	}
	const smooth = 0.3
	for f, by := range counts {
		for k := range by {
			by[k] = math.Log((by[k] + smooth) / (totals[k] + smooth*float64(len(counts))))
		}
		g.seen[f] = by
	}
	return g
}

// exampleItems reads an example.
func exampleItems(line string) []item {
	var items []item
	for word := range strings.FieldsSeq(line) {
		it := item{lexeme: lexeme{text: strings.ToLower(word), key: stem(strings.ToLower(word))}}
		if word == strings.ToUpper(word) && word != strings.ToLower(word) {
			it.tag = tag(word)
		}
		items = append(items, it)
	}
	return items
}

// features returns what the guesser looks at.
func features(items []item) []string {
	var list []string
	before := "^"
	for _, it := range items {
		name := it.key
		switch {
		case it.isStop():
			before = "^"
			continue
		case it.tag != tagNone:
			name = string(it.tag)
		}
		list = append(list, name, before+" "+name)
		before = name
	}
	return append(list, before+" $")
}

// guess returns the likeliest topic and how much likelier it is than the next,
// as a logarithm: 0 if no example has a word of the question.
func (g *guesser) guess(items []item) (topic mystery.Topic, margin float64) {
	scores := slices.Clone(g.prior)
	known := false
	for _, f := range features(items) {
		for k, score := range g.seen[f] {
			scores[k] += score
			known = known || f != "^ $"
		}
	}
	if !known {
		return mystery.TopicUnclear, 0
	}
	best := slices.Index(scores, slices.Max(scores))
	slices.Sort(scores)
	last := len(scores) - 1
	return g.topics[best], scores[last] - scores[last-1]
}
