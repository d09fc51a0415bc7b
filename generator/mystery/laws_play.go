package mystery

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkHiding demands a mix: something to begin with, and something to look for.
func checkHiding(c *Case, breach report) {
	count := map[Hiding]int{}
	for _, e := range c.Evidence {
		count[e.Hidden]++
		if !slices.Contains([]Hiding{Obvious, Mid, Deep}, e.Hidden) {
			breach("%s is hidden %q", e.ID, e.Hidden)
		}
		if !slices.Contains([]Relevance{Critical, Important, Minor}, e.Relevance) {
			breach("%s has the relevance %q", e.ID, e.Relevance)
		}
		if !slices.Contains(evidenceTypes(), e.Type) {
			breach("%s is of the type %q", e.ID, e.Type)
		}
	}
	if count[Obvious] < 1 || count[Deep] > 2 || count[Obvious] == len(c.Evidence) {
		breach("%d obvious, %d medium and %d hidden", count[Obvious], count[Mid], count[Deep])
	}
}

func evidenceTypes() []EvidenceType {
	return []EvidenceType{Physical, Statement, Financial, Communication, Alibi, Forensic, Documentary}
}

// checkPoints demands that a player who asks everything can find everything.
func checkPoints(c *Case, breach report) {
	if cost, earn := CheapestSearch(c), Earnings(c); cost > earn {
		breach("finding everything costs %d, and %d is all that can be had", cost, earn)
	}
}

// checkTestimony demands that every suspect has something to say to everything,
// in a tone there is, and never the same words twice.
func checkTestimony(c *Case, breach report) {
	for _, t := range c.Testimony {
		who := SlotOf(t.SuspectID)
		for _, n := range c.needs(t.SuspectID) {
			if got := t.count(n.topic, n.about); got < n.least {
				breach("%s has %d lines on %s %s in place of at least %d", who, got, n.topic, SlotOf(n.about), n.least)
			}
		}
		seen := map[string]bool{}
		for _, l := range t.Lines {
			if seen[l.Text] {
				breach("%s says twice: %s", who, l.Text)
			}
			seen[l.Text] = true
			if !slices.Contains([]Tone{"", Cooperative, Nervous, Defensive, Aggressive}, l.Tone) {
				breach("%s has a line in the tone %q", who, l.Tone)
			}
		}
	}
}

// need is how many lines a suspect must have on something.
type need struct {
	topic Topic
	about string
	least int
}

// needs lists what a suspect must have lines on.
func (c *Case) needs(suspect string) []need {
	var list []need
	for _, topic := range append(EarningTopics(), TopicAccuse, TopicGreet, TopicChat, TopicAbuse, TopicMeta, TopicUnclear) {
		list = append(list, need{topic, "", 2})
	}
	for _, id := range c.SuspectIDs() {
		if id != suspect {
			list = append(list, need{TopicPerson, id, 1})
		}
	}
	for _, id := range c.PlaceIDs() {
		list = append(list, need{TopicPlace, id, 1})
	}
	for _, id := range c.EvidenceIDs() {
		list = append(list, need{TopicConfront, id, 1})
	}
	return list
}

// count returns how many lines there are on something.
func (t *Testimony) count(topic Topic, about string) int {
	n := 0
	for _, l := range t.Lines {
		if l.Topic == topic && l.About == about {
			n++
		}
	}
	return n
}

// checkEqualPoints demands that the points to be earned from a suspect tell
// nothing: all have all earning topics, and equally many kinds of mentions.
func checkEqualPoints(c *Case, breach report) {
	for _, t := range c.Testimony {
		if n := len(t.earningTopics()); n != len(EarningTopics()) {
			breach("%s can earn a player %d topics", SlotOf(t.SuspectID), n)
		}
		if n, first := t.mentionKinds(c), c.Testimony[0].mentionKinds(c); n != first {
			breach("%s mentions %d kinds, %s mentions %d", SlotOf(t.SuspectID), n, SlotOf(c.Testimony[0].SuspectID), first)
		}
	}
}

// checkMentions demands that a line's mentions are exactly those of its text.
func checkMentions(c *Case, breach report) {
	names := c.Naming()
	for _, t := range c.Testimony {
		for i, l := range t.Lines {
			want := names.In(l.Text, t.SuspectID)
			got := slices.Sorted(slices.Values(l.Mentions))
			if !slices.Equal(got, slices.Sorted(slices.Values(want))) {
				breach("line %d of %s mentions %v, its list says %v", i+1, SlotOf(t.SuspectID), want, got)
			}
		}
	}
}

// MentionsIn returns what Naming.In does. Who reads many texts asks a Naming.
func (c *Case) MentionsIn(text, speaker string) []string { return c.Naming().In(text, speaker) }

// Naming knows by which names the suspects and places of a case are called.
type Naming struct {
	suspects, places []named // the places by the length of their names, the longest first
}

// named is somebody or something with all its names.
type named struct {
	id    string
	names []string
}

// Naming returns the names in the case.
func (c *Case) Naming() *Naming {
	n := &Naming{}
	for _, s := range c.Suspects {
		n.suspects = append(n.suspects, named{s.ID, c.callNames(s)})
	}
	places := slices.Clone(c.Places)
	slices.SortStableFunc(places, func(a, b Place) int { return len(b.Name) - len(a.Name) })
	for _, p := range places {
		n.places = append(n.places, named{p.ID, []string{strings.TrimPrefix(strings.ToLower(p.Name), "the ")}})
	}
	return n
}

// In returns the ids of the suspects other than the speaker, and of the
// places, that text brings up: a suspect by the whole name or by one part of it
// of at least three letters that is no other suspect's, a place by its name
// without the article. Whole words count, names as they are spelt, places in any
// case.
func (n *Naming) In(text, speaker string) []string {
	var ids []string
	for _, s := range n.suspects {
		if s.id != speaker && slices.ContainsFunc(s.names, func(name string) bool { return hasWord(text, name) }) {
			ids = append(ids, s.id)
		}
	}
	rest := strings.ToLower(text)
	for _, p := range n.places {
		if name := p.names[0]; hasWord(rest, name) {
			ids = append(ids, p.id)
			rest = strings.ReplaceAll(rest, name, "·")
		}
	}
	return ids
}

// callNames returns the names by which a suspect is called.
func (c *Case) callNames(s Suspect) []string {
	names := []string{s.Name}
	for part := range strings.FieldsSeq(s.Name) {
		shared := slices.ContainsFunc(c.Suspects, func(o Suspect) bool { return o.ID != s.ID && hasWord(o.Name, part) })
		if len(part) >= 3 && !shared && !hasWord(c.Victim.Name, part) {
			names = append(names, part)
		}
	}
	return names
}

// hasWord reports whether word stands in text with no letter or hyphen before or
// after it: a stage-door keeper is no stage. Letters of scripts without spaces do
// not count.
func hasWord(text, word string) bool {
	if word == "" {
		return false
	}
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(word)
		if !letterBefore(text, start) && !letterAfter(text, end) {
			return true
		}
		from = end
	}
}

func letterBefore(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return unicode.IsLetter(r) && !unspaced(r) || r == '-'
}

func letterAfter(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsLetter(r) && !unspaced(r) || r == '-'
}
