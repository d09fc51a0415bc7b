package builtin

import (
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// parts cuts a message into the questions that it asks: at the ends of sentences,
// and before an interrogative that follows a comma or an "and". What is no question
// is left out.
func (r *reader) parts(message string) []string {
	var parts []string
	for _, sentence := range strings.FieldsFunc(message, func(c rune) bool { return strings.ContainsRune(".?!;\n", c) }) {
		words := strings.Fields(sentence)
		start := 0
		for i := 1; i < len(words); i++ {
			joint := strings.HasSuffix(words[i-1], ",") || slices.Contains([]string{"and", "&", "or"}, strings.ToLower(words[i-1]))
			if joint && i-start >= minPart && len(words)-i >= minPart && r.asks(words[i:]) {
				parts = append(parts, strings.Join(words[start:i], " "))
				start = i
			}
		}
		parts = append(parts, strings.Join(words[start:], " "))
	}
	parts = slices.DeleteFunc(parts, func(part string) bool { return !r.asks(strings.Fields(part)) || r.saysNothing(part) })
	if plain := slices.DeleteFunc(slices.Clone(parts), r.isSubordinate); len(plain) > 0 {
		return plain
	}
	return parts
}

// saysNothing reports whether a part only leads up to a question ("so tell me").
func (r *reader) saysNothing(part string) bool {
	words := r.written(strings.Fields(part))
	return len(words) > 1 && !slices.ContainsFunc(words, func(w string) bool {
		return !slices.ContainsFunc([]string{"leads", "idle", "auxiliaries", "pronouns"}, func(list string) bool { return slices.Contains(r.words[list], w) })
	})
}

// isSubordinate reports whether a part only says when or where what it leads up to was
// ("when you were walking about").
func (r *reader) isSubordinate(part string) bool {
	words := r.written(strings.Fields(part))
	words = words[min(len(words), max(0, slices.IndexFunc(words, func(w string) bool { return !slices.Contains(r.words["leads"], w) }))):]
	return len(words) > 1 && slices.Contains(r.words["subordinate"], words[0]) && !slices.Contains(r.words["auxiliaries"], words[1])
}

// minPart is how many words a question has that stands beside another.
const minPart = 2

// asks reports whether a sentence begins as questions do.
func (r *reader) asks(sentence []string) bool {
	list := lexemes(strings.Join(sentence, " "))
	for i, l := range list {
		switch {
		case slices.Contains(r.words["before asking"], l.text):
			return slices.Contains(r.words["embedding"], wordAt(list, i+1))
		case l.isStop(), slices.Contains(r.words["leads"], l.text):
		default:
			full := r.aliases[l.text]
			return slices.Contains(r.words["interrogatives"], l.text) || len(full) > 0 && slices.Contains(r.words["interrogatives"], full[0])
		}
	}
	return false
}

// asked returns everything that a message asks, which is more than one thing only
// if it asks several questions about the case.
func (r *reader) asked(names *caseNames, t *talk, read reading) []intent {
	list := append([]intent{read.intents[0]}, read.also...)
	parts := r.parts(t.q.Message)
	if len(parts) < 2 {
		return list
	}
	var several []intent
	for _, part := range parts {
		each := r.readings(names, t, part)
		for _, in := range append(each.intents[:1], each.also...) {
			if in.topic == mystery.TopicAlibi && in.on == "" && !read.details.says("range") {
				in.on = read.details.hour
			}
			if !slices.ContainsFunc(several, in.same) && in.weight >= firm && in.isInquiry() {
				several = append(several, in)
			}
		}
	}
	if len(several) < 2 {
		return list
	}
	return several
}

// same reports whether the two are about one thing.
func (in intent) same(other intent) bool {
	return in.topic == other.topic && in.about == other.about && in.on == other.on
}

// firm is how surely one of several questions must be understood.
const firm = 5

// isInquiry reports whether the intent is about the case.
func (in intent) isInquiry() bool {
	switch in.topic {
	case mystery.TopicChat:
		return in.on == mystery.OnVisit
	case mystery.TopicPlace, mystery.TopicPerson, mystery.TopicConfront, mystery.TopicTrait, mystery.TopicUnknown:
		return true
	default:
		return slices.Contains(mystery.EarningTopics(), in.topic)
	}
}

// maxAsked is how many questions one reply answers.
const maxAsked = 2

// answerAll answers several questions at once, the first two of them.
func (w *Witness) answerAll(t *talk, list []intent) mystery.Reply {
	reply := w.speak(t, []intent{list[0], {topic: mystery.TopicUnclear}})
	texts := []string{reply.Text}
	for _, in := range list[1:min(len(list), maxAsked)] {
		t.noteSaid(reply)
		t.shown = "" // what was shown is spoken of once
		more := w.speak(t, []intent{in, {topic: mystery.TopicUnclear}})
		text, _ := w.join(t.ownFirst(w.joints(more.Topic))[0], w.bare(t, more), t.q.Case)
		texts = append(texts, text)
		reply.Also = append(reply.Also, more.Topic)
		for _, id := range more.Mentions {
			if !slices.Contains(reply.Mentions, id) {
				reply.Mentions = append(reply.Mentions, id)
			}
		}
	}
	if rest := w.prefixes["rest"]; len(list) > maxAsked {
		texts = append(texts, t.ownFirst(rest)[0])
	}
	reply.Text = strings.Join(texts, " ")
	return reply
}

// noteSaid counts what was said in the same breath.
func (t *talk) noteSaid(reply mystery.Reply) {
	for i, l := range t.lines {
		if strings.HasSuffix(reply.Text, l.Text) {
			t.count[i]++
		}
	}
}

// bare returns a reply without the opening of its line, if it is nothing but that.
func (w *Witness) bare(t *talk, reply mystery.Reply) string {
	for _, l := range t.lines {
		if l.Text == reply.Text {
			return w.withoutOpening(t.q, l)
		}
	}
	return reply.Text
}

// firstHalf returns what was said before the second of two answers in one reply, in
// lower case, and whether there are two.
func (w *Witness) firstHalf(text string) (string, bool) {
	for _, joint := range w.between {
		if at := strings.Index(text, joint); at > 0 {
			return text[:at], true
		}
	}
	return "", false
}

// both names the lists of what stands between two answers.
const both = "both"

// joints returns what leads over to an answer on the topic from another answer.
func (w *Witness) joints(topic mystery.Topic) []string {
	if own := w.prefixes[both+" "+string(topic)]; len(own) > 0 {
		return own
	}
	return w.prefixes[both]
}

// withoutRest returns a reply without the words that put off a third question.
func (w *Witness) withoutRest(text string) string {
	for _, rest := range w.prefixes["rest"] {
		text = strings.TrimSuffix(text, " "+strings.ToLower(rest))
	}
	return text
}
