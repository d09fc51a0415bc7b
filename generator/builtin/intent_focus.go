package builtin

import (
	"cmp"
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// minFocus is how many words a question must have to stand for a whole message.
const minFocus = 2

// focus returns the part of a message that asks, and what leads up to it: the question
// among several sentences ("He says he was in the library. Did you see him?"), or what
// follows a comma or a word of telling in one ("I know it is late, but I must ask
// whether you quarrelled."). It reports false if the message asks nothing or more than
// one thing, or is nothing but its question.
func (r *reader) focus(message string) (question, before string, ok bool) {
	parts := r.parts(message)
	if len(parts) > 1 {
		return "", "", false
	}
	whole := strings.Join(strings.Fields(message), " ")
	question = strings.Join(append(parts, whole)[:1], "")
	words := strings.Fields(question)
	words = words[r.embedded(words):]
	question = strings.Join(words, " ")
	at := strings.LastIndex(whole, question)
	return question, whole[:max(at, 0)], at > 0 && len(words) >= minFocus
}

// embedded returns where in a sentence the question begins that it is put in words of
// asking ("I should like to know where you were"); 0: it holds none.
func (r *reader) embedded(sentence []string) int {
	for i := len(sentence) - minFocus; i >= minLead; i-- {
		word, before := fold(sentence[i]), fold(sentence[i-1])
		if before == "me" || before == "you" {
			before = fold(sentence[i-2])
		}
		mere := before == "know" && fold(sentence[i-2]) == "you" // "you know how it is"
		if slices.Contains(r.words["embedding"], word) && slices.Contains(r.words["asking"], before) && !mere {
			return i
		}
	}
	return 0
}

// minLead is how many words must stand before a question that is put in words of asking.
const minLead = 4

// readFocus understands a message by the part of it that asks, if that says enough and
// the whole is no insult, accusation or trick.
func (r *reader) readFocus(names *caseNames, message string, before named) reading {
	whole := r.read(names, message, before)
	question, lead, ok := r.focus(message)
	if !ok || len(whole.intents) > 0 && whole.intents[0].isSureManner() {
		return whole
	}
	led := r.read(names, lead, before)
	said := led.named
	said.person, said.place, said.clue = cmp.Or(said.person, before.person), cmp.Or(said.place, before.place), cmp.Or(said.clue, before.clue)
	read := r.read(names, question, said)
	if !read.standsFor(led.details) {
		return whole
	}
	read.intents[0].on = read.completed(led.details)
	read.accusing = read.accusing || whole.accusing
	return read
}

// isSureManner reports whether a rule, and no guess, makes of the message an insult, an
// accusation or a trick.
func (in intent) isSureManner() bool { return in.isManner() && in.weight > guessWeight }

// standsFor reports whether the reading of a question is that of the whole message,
// whose beginning names what lead does: it must be plain, and name something itself if
// the beginning does.
func (read reading) standsFor(lead details) bool {
	d := read.details
	if len(read.intents) == 0 || read.intents[0].weight < firm || isFollowUp(read.intents[0].topic) {
		return false
	}
	named := d.person != "" || d.place != "" || len(d.habits) > 0
	leadNames := lead.clue || lead.person != "" || len(lead.habits) > 0
	return (named || !leadNames) && lead.first() != "if" && slices.ContainsFunc(d.items, d.isTelling)
}

// isTelling reports whether an item of a question says something by itself.
func (d details) isTelling(it item) bool {
	return !it.isStop() && it.tag == tagNone && !slices.ContainsFunc([]string{"embedding", "leads", "auxiliaries", "pronouns", "idle"}, func(list string) bool {
		return d.has(list, it.text)
	})
}

// completed returns what of its topic a question is on, with the place or hour that was
// named before it.
func (read reading) completed(lead details) string {
	first, d := read.intents[0], read.details
	switch {
	case first.topic == mystery.TopicPerson && (first.on == "" || first.on == mystery.OnSeen) && d.says("seeing"):
		return cmp.Or(lead.place, lead.hour, first.on)
	case first.topic == mystery.TopicAlibi && first.on == "" && !d.says("earlier") && !d.says("later"):
		return lead.hour
	default:
		return first.on
	}
}

// untagged returns a message without the tag questions that its statements end in
// ("You were there, weren't you?").
func (r *reader) untagged(message string) string {
	var b strings.Builder
	for len(message) > 0 {
		end := strings.IndexAny(message, ".?!;\n") + 1
		if end == 0 {
			end = len(message)
		}
		sentence := message[:end]
		body := strings.TrimRight(sentence, ".?!;\n ")
		words := strings.Fields(body)
		if n := r.tagLength(words); n > 0 && n+minLead-1 <= len(words) && !r.asks(words) {
			sentence = strings.TrimRight(strings.Join(words[:len(words)-n], " "), ",") + sentence[len(body):]
			if b.Len() > 0 {
				sentence = " " + sentence
			}
		}
		b.WriteString(sentence)
		message = message[end:]
	}
	return b.String()
}

// tagLength returns how many words the tag question takes that a sentence ends in; 0:
// it ends in none.
func (r *reader) tagLength(words []string) int {
	const longest = 3
	for n := 1; n <= longest && n < len(words); n++ {
		start := len(words) - n
		if r.isTag(r.written(words[:start]), r.written(words[start:]), strings.HasSuffix(words[start-1], ",")) {
			return n
		}
	}
	return 0
}

// isTag reports whether the last words of a sentence are a tag question, where comma
// tells whether one stands before them.
func (r *reader) isTag(before, tag []string, comma bool) bool {
	if len(tag) == 1 {
		return comma && slices.Contains(r.words["tags"], tag[0])
	}
	bare := slices.DeleteFunc(slices.Clone(tag), func(w string) bool { return w == "not" })
	if len(bare) != 2 || !slices.Contains(r.words["auxiliaries"], bare[0]) || !slices.Contains(r.words["pronouns"], bare[1]) {
		return false
	}
	denied := slices.Contains(before, "not") && bare[1] != "it" && !slices.Contains(r.words["interrogatives"], before[len(before)-1])
	return comma || len(tag) > len(bare) || denied
}

// written returns words in the form in which they are compared, with abbreviations
// written out.
func (r *reader) written(words []string) []string {
	var list []string
	for _, l := range lexemes(strings.Join(words, " ")) {
		if full, short := r.aliases[l.text]; short {
			list = append(list, full...)
		} else if !l.isStop() {
			list = append(list, l.text)
		}
	}
	return list
}

// withoutOpinion returns a message without the words that ask only for what one thinks,
// where what it asks follows: "what do you think she was hit with".
func (r *reader) withoutOpinion(list []lexeme) []lexeme {
	for i := range list {
		after := wordAt(list, i+4)
		asks := slices.Contains([]string{"what", "where", "when", "how"}, list[i].text) && wordAt(list, i+1) == "do" && wordAt(list, i+2) == "you"
		if asks && slices.Contains(r.words["opinions"], wordAt(list, i+3)) && after != "" && !slices.Contains([]string{"of", "about", "to", "so", "that"}, after) {
			return slices.Concat(list[:i+1], list[i+4:])
		}
	}
	return list
}
