package builtin

import (
	"cmp"
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// intent is one thing that a question may be about.
type intent struct {
	topic  mystery.Topic
	about  string // id of a suspect, a place, a piece of evidence or a trait
	weight int    // how surely
	on     string // what of it, as mystery.Line has it; empty: the whole
}

// loneName is what a suspect's name weighs more where the one who is asked is
// not spoken of.
const loneName = 4

// reading is what a message is understood to be about, the surest first, and
// whether it accuses the one who is asked. It has no intents if it is not
// understood. also is what it asks besides in the same words ("the kitchen or the
// cellar?").
type reading struct {
	intents  []intent
	accusing bool
	named    named // what it speaks of last
	also     []intent
	details  details
}

// reader understands what players type. It is made once and never changes.
type reader struct {
	rules    *rules
	lists    map[string][]string // witness_words.txt, by line
	words    map[string][]string // the same, by word
	aliases  map[string][]string
	things   map[string][]string // other words for a thing
	callings map[string][]string // other words for what somebody does
	traits   map[string][]string // ways to name a trait, by its id
	speller  *speller
	guesser  *guesser
}

func newReader() *reader {
	r := &reader{
		rules: newRules(), lists: sections("witness_words.txt"),
		words: map[string][]string{}, aliases: map[string][]string{}, things: map[string][]string{}, callings: map[string][]string{}, traits: map[string][]string{},
	}
	for name, lines := range r.lists {
		r.words[name] = allWords(lines)
	}
	for _, line := range r.lists["aliases"] {
		words := wordsOf(line)
		r.aliases[words[0]] = words[1:]
	}
	for _, line := range r.lists["things"] {
		words := wordsOf(line)
		r.things[words[0]] = words[1:]
	}
	for _, line := range r.lists["callings"] {
		words := wordsOf(line)
		r.callings[words[0]] = words[1:]
	}
	for _, line := range r.lists["traits"] {
		id, names, _ := strings.Cut(line, " = ")
		for name := range strings.SplitSeq(names, ", ") {
			r.traits[id] = append(r.traits[id], name)
			r.words["common"] = append(r.words["common"], wordsOf(name)...)
		}
	}
	r.guesser = newGuesser(sections("witness_examples.txt"))
	r.speller = newSpeller(slices.Concat(r.words["common"], r.words["honorifics"]), slices.Concat(r.rules.words, r.words["hours"]))
	return r
}

// read understands one message. before is what was spoken of before it.
func (r *reader) read(names *caseNames, message string, before named) reading {
	list, foreign := r.mended(names, message)
	if foreign {
		return reading{}
	}
	items := names.tagged(r.withoutOpinion(list))
	names.resolve(items, before)
	var read reading
	weigh := func(topic mystery.Topic, about string, weight int, on string) {
		i := slices.IndexFunc(read.intents, intent{topic: topic, about: about, on: on}.same)
		if i < 0 {
			read.intents = append(read.intents, intent{topic, about, weight, on})
		} else {
			read.intents[i].weight = max(read.intents[i].weight, weight)
		}
	}
	for i, it := range items {
		read.named.note(it)
		switch it.tag { //nolint:exhaustive // the others are weighed by the rules alone
		case tagPerson:
			weigh(mystery.TopicPerson, it.id, it.weight+lone(items, i), "")
		case tagPlace:
			weigh(mystery.TopicPlace, it.id, it.weight, "")
		case tagClue:
			weigh(mystery.TopicConfront, it.id, it.weight, "")
		}
		for _, p := range r.rules.at(it) {
			if n, ok := p.match(items, i); ok && (it.tag != tagClue || !(intent{topic: p.topic}).isManner()) {
				weigh(p.topic, n.about(p.topic), p.weight, p.on)
			}
		}
	}
	slices.SortStableFunc(read.intents, func(a, b intent) int { return cmp.Compare(b.weight, a.weight) })
	if topic, ok := r.guessed(items, read.intents); ok {
		read.intents = slices.DeleteFunc(read.intents, func(in intent) bool { return in.topic == topic })
		read.intents = slices.Insert(read.intents, 0, intent{topic: topic, weight: guessWeight})
	}
	read.settle()
	read.preferClue()
	read.narrow(names, list, items)
	return read
}

// about returns the id that an intent of the topic is about.
func (n named) about(topic mystery.Topic) string {
	switch topic {
	case mystery.TopicPerson:
		return n.person
	case mystery.TopicPlace:
		return n.place
	default:
		return ""
	}
}

// lone returns what the name at item i weighs more because its sentence does not
// speak of the one who is asked.
func lone(items []item, i int) int {
	start, end := i, i
	for start > 0 && !items[start-1].isStop() {
		start--
	}
	for !ends(items, end) {
		end++
	}
	if slices.ContainsFunc(items[start:end], func(it item) bool { return slices.Contains([]string{"you", "your", "yourself"}, it.text) }) {
		return 0
	}
	return loneName
}

// settle tells accusations from their denials: a message accuses if that is
// what it is about, or if it does so while it holds something up.
func (read *reading) settle() {
	for i := range read.intents {
		if read.intents[i].topic == readInnocent {
			read.intents[i].topic = mystery.TopicChat
		}
	}
	for i, in := range read.intents {
		if in.topic == mystery.TopicAccuse && (i == 0 || read.intents[0].topic == mystery.TopicConfront) {
			read.accusing = in.weight >= accuseWeight
		}
	}
}

// preferClue puts a piece of evidence that is named before a question for evidence at
// large.
func (read *reading) preferClue() {
	if len(read.intents) == 0 || read.intents[0].topic != mystery.TopicEvidence {
		return
	}
	at := slices.IndexFunc(read.intents, func(in intent) bool { return in.topic == mystery.TopicConfront && in.weight >= itWeight })
	if at > 0 && read.intents[0].weight <= clueWeight {
		read.intents[0], read.intents[at] = read.intents[at], read.intents[0]
	}
}

// guessWeight is what a guess weighs. Over a faint intent a likely guess wins,
// over others a sure one.
const (
	guessWeight = 7
	faint       = 2
	likely      = 1 // margins
	sure        = 3
)

// guessed returns what the question is about if that can be told better from
// examples than from the rules, which found the intents.
func (r *reader) guessed(items []item, intents []intent) (topic mystery.Topic, ok bool) {
	weight := 0
	if len(intents) > 0 {
		if weight = intents[0].weight; !intents[0].isVague() {
			return "", false
		}
	}
	topic, margin := r.guesser.guess(items)
	return topic, margin > sure || margin > likely && weight <= faint
}

// isVague reports whether a guess may know better than the rules.
func (in intent) isVague() bool {
	switch in.topic {
	case mystery.TopicPerson, mystery.TopicPlace, mystery.TopicConfront, mystery.TopicAccuse, readMore, readThen:
		return false
	case mystery.TopicAbuse:
		return in.weight < abuseWeight
	default:
		return in.weight < guessWeight
	}
}

// abuseWeight is the weight from which a message insults, whatever a guess says.
const abuseWeight = 6

// accuseWeight is the weight from which a message accuses.
const accuseWeight = 7

// mended returns a message's words with abbreviations written out and slips
// corrected: to names of the case first, then to the words of the rules. It
// reports whether so few words are known that the message is in no English.
func (r *reader) mended(names *caseNames, message string) (list []lexeme, foreign bool) {
	own := names.own
	words, known, slips := 0, 0, 0
	for _, l := range lexemes(message) {
		if l.isStop() {
			list = append(list, l)
			continue
		}
		words++
		full, short := r.aliases[l.text]
		switch {
		case short:
			known++
			for _, w := range full {
				list = append(list, lexeme{text: w, key: stem(w), capital: l.capital})
			}
		case own.knows(l.text) || r.speller.knows(l.text):
			known++
			list = append(list, l)
		default:
			word := r.corrected(own, l.text)
			if word != l.text && len(word) >= sureLength {
				slips++
			}
			list = append(list, lexeme{text: word, key: stem(word), capital: l.capital})
		}
	}
	return list, words > 3 && 3*known < words && 2*known+slips < words
}

// sureLength is how long a word must be for its correction to show that the
// message is in English.
const sureLength = 4

// corrected returns the word that was probably meant by an unknown one: with
// letters that are drawn out ("heyyy") once, else a name of the case, else a
// word of the rules.
func (r *reader) corrected(own *speller, word string) string {
	if short := undrawn(word); short != word && (own.knows(short) || r.speller.knows(short)) {
		return short
	}
	name, far := own.nearest(word)
	if common, farther := r.speller.nearest(word); name == word || common != word && farther < far {
		return common
	}
	return name
}

// undrawn returns a word with every run of one letter at its end, and every run
// of three or more elsewhere, made one.
func undrawn(word string) string {
	var b strings.Builder
	for i := 0; i < len(word); {
		end := i
		for end < len(word) && word[end] == word[i] {
			end++
		}
		if end-i >= 3 || end == len(word) {
			b.WriteByte(word[i])
		} else {
			b.WriteString(word[i:end])
		}
		i = end
	}
	return b.String()
}
