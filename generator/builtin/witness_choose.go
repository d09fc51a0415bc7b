package builtin

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"casebook/generator/mystery"
)

// covers reports whether the line is one on the intent. One about anybody is
// covered by a line on any suspect.
func (in intent) covers(l mystery.Line) bool {
	whole := l.On == "" || l.On == mystery.OnSeen || l.On == mystery.OnMotive
	if in.topic == readAnyone {
		return l.Topic == mystery.TopicPerson && whole && (in.on == "" || l.On == in.on)
	}
	return l.Topic == in.topic && l.About == in.about && (l.On == in.on || in.on == "" && whole)
}

// on returns the indices of the lines on the intent, or failing them of those that
// answer it most nearly.
func (t *talk) on(in intent) []int {
	for _, wider := range in.widened() {
		var list []int
		for i, l := range t.lines {
			if wider.covers(l) {
				list = append(list, i)
			}
		}
		if len(list) > 0 {
			return list
		}
	}
	return nil
}

// widened returns the intent and those that a line may be on when there is none on
// it: that a person was not seen there or then, that nothing is known of their
// habits, and at last the whole topic.
func (in intent) widened() []intent {
	on := []string{in.on}
	if in.topic == mystery.TopicPerson && in.on != "" && in.on != mystery.OnSeen && in.on != mystery.OnMotive {
		switch {
		case strings.HasPrefix(in.on, "loc-"):
			on = append(on, mystery.OnElsewhere)
		case strings.HasPrefix(in.on, "hour-"):
			on = append(on, mystery.OnOtherwhen)
		default:
			on = append(on, mystery.OnHabit)
		}
	}
	list := make([]intent, 0, len(on)+1)
	for _, in.on = range append(on, "") {
		list = append(list, in)
	}
	if in.on = ""; in.about != "" && in.topic == mystery.TopicAlibi {
		in.about = ""
		company := in
		company.on = mystery.OnCompany
		list = slices.Insert(list, len(list)-1, company)
		list = append(list, in)
	}
	return list
}

// worstFit is the highest misfit of a line that goes with the tone, and strained
// that of one that can be said in it if need be: one that is a step harsher.
const (
	worstFit = 2
	strained = 3
)

// misfit returns how badly a line's tone goes with the suspect's: 0 is the very
// tone, up to worstFit it will do, above that the harsher tones come before the
// milder ones.
func misfit(line, now mystery.Tone) int {
	tones := []mystery.Tone{mystery.Cooperative, mystery.Nervous, mystery.Defensive, mystery.Aggressive}
	harsher := slices.Index(tones, line) - slices.Index(tones, now)
	switch {
	case harsher == 0:
		return 0
	case line == "":
		return worstFit
	case harsher > 0:
		return worstFit + 2*harsher - 1
	default:
		return worstFit - 2*harsher
	}
}

// fresh returns the best line on the intent that was not said yet, and whether
// there is one. Lines that go with the suspect's tone come first, of these the
// ones that tell most of what was not told, then those in the very tone, then
// in the order of the testimony.
func (t *talk) fresh(in intent) (mystery.Line, bool) {
	told, tone := t.facts(), t.tone()
	all := t.on(in)
	left := slices.DeleteFunc(slices.Clone(all), func(i int) bool { return misfit(t.lines[i].Tone, tone) > strained })
	if len(left) == 0 {
		left = all
	}
	left = slices.DeleteFunc(left, func(i int) bool { return t.count[i] > 0 })
	if len(left) == 0 {
		return mystery.Line{}, false
	}
	news := func(i int) int {
		return len(slices.DeleteFunc(slices.Clone(t.lines[i].Facts), func(id string) bool { return told[id] }))
	}
	fit := func(i int) int { return misfit(t.lines[i].Tone, tone) }
	slices.SortStableFunc(left, func(a, b int) int {
		return cmp.Or(
			cmp.Compare(max(fit(a), worstFit), max(fit(b), worstFit)),
			cmp.Compare(news(b), news(a)),
			cmp.Compare(fit(a), fit(b)),
		)
	})
	return t.lines[left[0]], true
}

// facts returns the ids of the facts that the suspect has told.
func (t *talk) facts() map[string]bool {
	told := map[string]bool{}
	for i := range t.count {
		for _, id := range t.lines[i].Facts {
			told[id] = true
		}
	}
	return told
}

// again says one of the lines once more, with words before it that make the
// whole unlike anything said so far. Lines said least often come first. When
// there are no such words left, the suspect says that there is no more to say.
func (w *Witness) again(t *talk, lines []int) mystery.Reply {
	tone := t.tone()
	slices.SortStableFunc(lines, func(a, b int) int {
		fitA, fitB := misfit(t.lines[a].Tone, tone), misfit(t.lines[b].Tone, tone)
		return cmp.Or(cmp.Compare(max(fitA, strained), max(fitB, strained)), cmp.Compare(t.count[a], t.count[b]), cmp.Compare(fitA, fitB))
	})
	said := map[string]int{}
	for n, text := range t.told {
		said[text] = n + 1
	}
	for _, i := range lines {
		text := w.withoutOpening(t.q, t.lines[i])
		if after := w.afterShown(t, t.lines[i], text); after != text && said[strings.ToLower(after)] == 0 {
			return replyWith(t.lines[i], after)
		}
		if said[strings.ToLower(text)] == 0 {
			return replyWith(t.lines[i], text) // the line was said with its opening, which is not wanted twice
		}
		prefixes := t.ownFirst(w.prefixesFor(t.lines[i], tone))
		for _, prefix := range prefixes {
			text, ok := w.join(prefix, text, t.q.Case)
			if ok && said[strings.ToLower(text)] == 0 {
				return replyWith(t.lines[i], text)
			}
		}
	}
	spent := slices.Concat(w.prefixes["spent "+string(tone)], w.prefixes["spent"])
	oldest := slices.MinFunc(spent, func(a, b string) int { return cmp.Compare(said[strings.ToLower(a)], said[strings.ToLower(b)]) })
	l := t.lines[lines[0]]
	return mystery.Reply{Text: oldest, Topic: l.Topic, About: l.About, On: l.On}
}

// ownFirst returns a list of phrases with those first that fall to this suspect, so
// that the three do not speak alike; among them, every time others.
func (t *talk) ownFirst(list []string) []string {
	seat := max(slices.IndexFunc(t.q.Case.Suspects, func(s mystery.Suspect) bool { return s.ID == t.q.SuspectID }), 0)
	var own, others []string
	for i, phrase := range list {
		if i%mystery.SuspectCount == seat%mystery.SuspectCount {
			own = append(own, phrase)
		} else {
			others = append(others, phrase)
		}
	}
	return slices.Concat(turned(own, len(t.told)), turned(others, len(t.told)))
}

// turned returns the list beginning with its nth member, and after the last with the
// first.
func turned(list []string, n int) []string {
	if len(list) == 0 {
		return nil
	}
	n %= len(list)
	return slices.Concat(list[n:], list[:n])
}

// afterShown returns the text of a line, and before it a word on the evidence that
// the suspect was confronted with just before, if the line is about themselves.
func (w *Witness) afterShown(t *talk, l mystery.Line, text string) string {
	at := slices.IndexFunc(t.q.Case.Evidence, func(e mystery.Evidence) bool { return e.ID == t.shown })
	list := w.prefixes["after "+string(t.tone())]
	if at < 0 || len(list) == 0 || !isOfOneself(l.Topic) {
		return text
	}
	clue := withinSentence(t.q.Case.Evidence[at].Name)
	if len(t.q.Case.MentionsIn(clue, t.q.SuspectID)) > 0 {
		return text // what is brought up earns points, and only lines may
	}
	joined, _ := w.join(strings.ReplaceAll(t.ownFirst(list)[0], "{clue}", clue), w.withoutOpening(t.q, l), t.q.Case)
	return joined
}

// withoutOpening returns a line's text without the sentences that it may begin
// with as an answer to a first question ("Gladly. ", "Must we? Very well. ", "I
// have told the constable already. "): short ones and such as speak of telling,
// if they name nobody and no place, if enough follows, and if what follows does
// not lean on them.
func (w *Witness) withoutOpening(q *mystery.Question, l mystery.Line) string {
	const short, enough = 6, 8
	if isManner(l.Topic) {
		return l.Text
	}
	text, rest := l.Text, l.Text
	for {
		end := strings.IndexAny(rest, ".?!")
		if end < 0 {
			return text
		}
		opening := rest[:end]
		rest = strings.TrimLeft(rest[end+1:], ".?! ")
		said, follows := wordsOf(opening), wordsOf(rest)
		tells := slices.ContainsFunc(said, func(word string) bool { return slices.Contains(w.telling, word) })
		if len(follows) < enough || len(said) > short && !tells || len(q.Case.MentionsIn(opening, q.SuspectID)) > 0 {
			return text
		}
		if !slices.Contains(w.leaning, follows[0]) {
			text = rest
		}
	}
}

// isManner reports whether lines on the topic tell nothing but the suspect's
// manners.
func isManner(topic mystery.Topic) bool {
	switch topic {
	case mystery.TopicGreet, mystery.TopicChat, mystery.TopicAbuse, mystery.TopicMeta, mystery.TopicUnclear, mystery.TopicAccuse:
		return true
	default:
		return false
	}
}

// prefixesFor returns the words with which the line may be said again, those of
// the suspect's tone and those of every tone in turn.
func (w *Witness) prefixesFor(l mystery.Line, tone mystery.Tone) []string {
	kind := "told"
	if isManner(l.Topic) {
		kind = "again"
	}
	toned, common := w.prefixes[kind+" "+string(tone)], w.prefixes[kind]
	var list []string
	for i := range max(len(toned), len(common)) {
		if i < len(common) {
			list = append(list, common[i])
		}
		if i < len(toned) {
			list = append(list, toned[i])
		}
	}
	return list
}

// join puts a prefix before a line, and reports whether they go together. A
// prefix that flows on ("As I told you, …") takes away the line's capital; it
// does not go with a line whose first word may not lose it, unless it ends in a
// colon.
func (w *Witness) join(prefix, line string, c *mystery.Case) (string, bool) {
	flowing, flows := strings.CutSuffix(prefix, "…")
	if !flows {
		return prefix + " " + line, true
	}
	first := ""
	if words := wordsOf(line); len(words) > 0 {
		first = words[0]
	}
	named := slices.ContainsFunc(c.Suspects, func(s mystery.Suspect) bool { return slices.Contains(wordsOf(s.Name), first) })
	r, size := utf8.DecodeRuneInString(line)
	switch {
	case named || isOwnI(line):
		return flowing + line, true
	case slices.Contains(w.reader().words["starters"], first) && r < utf8.RuneSelf:
		return flowing + strings.ToLower(line[:size]) + line[size:], true
	default:
		return flowing + line, strings.HasSuffix(flowing, ": ")
	}
}
