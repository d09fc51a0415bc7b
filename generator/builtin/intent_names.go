package builtin

import (
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// form is one way to name a thing of the case.
type form struct {
	keys   []string
	tag    tag
	id     string
	weight int  // how surely the thing is what a question with this form is about
	common bool // it is an ordinary word as well
	proper bool // it is part of a person's name
}

// caseNames are all the ways to name the people, places and found things of a
// case that one suspect may be asked about.
type caseNames struct {
	*reader
	forms   map[string][]form // by first key
	targets []string          // every word of every form
	own     *speller          // corrects to them
	persons map[string]string // pronoun by id of the other suspects
	habits  []habit
	evening evening
}

// How surely a question is about what it names, whatever else it says.
const (
	clueWeight    = 10
	personWeight  = 6
	pronounWeight = 5 // a suspect by "he" or "she"
	placeWeight   = 4
	thereWeight   = 8 // a place by "there"
	itWeight      = 9 // evidence by "it"
)

// newCaseNames gathers the names of the question's case. Evidence that the
// player has not found is not among them.
func (r *reader) newCaseNames(q *mystery.Question) *caseNames {
	n := &caseNames{reader: r, forms: map[string][]form{}, persons: map[string]string{}}
	for _, e := range q.Case.Evidence {
		if slices.Contains(q.Found, e.ID) {
			n.addThing(e.Name, tagClue, e.ID)
		}
	}
	for i, s := range q.Case.Suspects {
		n.addSuspect(q, i)
		if s.ID != q.SuspectID {
			n.persons[s.ID] = strings.ToLower(strings.Split(s.Pronoun, "/")[0])
		}
	}
	n.addPlaces(q.Case)
	n.addVictim(q.Case)
	n.addThing(q.Case.Weapon.Name, tagWeapon, "")
	n.addHabits(q.Case)
	n.evening = eveningOf(q.Case, q.SuspectID)
	for _, e := range q.Case.Evidence {
		if slices.Contains(q.Found, e.ID) {
			n.addBynames(e.Name, e.ID)
		}
	}
	n.addCandidates(q.Case)
	n.learn()
	return n
}

// learn makes the speller that corrects to the targets.
func (n *caseNames) learn() {
	n.own = newSpeller(nil, n.targets)
	n.own.slack = 1
}

// add files a form, unless the same words name something already.
func (n *caseNames) add(f form, words ...string) {
	for _, w := range words {
		f.keys = append(f.keys, stem(w))
	}
	if len(f.keys) == 0 {
		return
	}
	for _, other := range n.forms[f.keys[0]] {
		if slices.Equal(other.keys, f.keys) {
			return
		}
	}
	n.targets = append(n.targets, words...)
	f.common = f.common || len(words) == 1 && n.speller.known[words[0]]
	n.forms[f.keys[0]] = append(n.forms[f.keys[0]], f)
	if len(words) == 2 {
		n.add(form{tag: f.tag, id: f.id, weight: f.weight}, strings.Join(words, ""))
	}
}

// addThing adds a piece of evidence or the weapon: by its whole name, by the
// main word with or without the words before it, and by any word for a thing
// that is not in the details.
func (n *caseNames) addThing(name string, t tag, id string) {
	words := n.bare(name)
	main, _, _ := strings.Cut(name, ",")
	head := n.head(n.bare(main))
	add := func(words ...string) { n.add(form{tag: t, id: id, weight: clueWeight}, words...) }
	last := len(head) - 1
	for i, w := range head {
		add(words[i:]...)
		add(head[i:]...)
		if i < last-1 {
			add(w, head[last])
		}
		if n.rules.objects[w] {
			add(w)
		}
	}
}

// addCandidates adds what the police say that it may have been done with: by the
// words of its id, and what has been found stays that.
func (n *caseNames) addCandidates(c *mystery.Case) {
	for _, f := range c.World.Facts {
		if f.Kind == mystery.FactCandidate {
			n.add(form{tag: tagWeapon}, strings.Split(f.Value, "-")...)
		}
	}
}

// addBynames adds what a piece of evidence is called besides its name: by what it is
// a length or an end of, by other words for the thing, and by the words of its name
// that are no everyday ones ("chloral"). What names something else already stays with
// that.
func (n *caseNames) addBynames(name, id string) {
	f := form{tag: tagClue, id: id, weight: clueWeight}
	words := n.bare(name)
	if of := slices.Index(words, "of"); of > 0 && of+1 < len(words) {
		n.add(f, n.head(n.bare(strings.Join(words[of+1:], " ")))...)
	}
	for i, w := range words {
		if len(w) >= 4 && (!n.speller.known[w] || i == len(words)-1) {
			n.add(f, w)
		}
		for _, other := range n.things[w] {
			n.add(f, other)
		}
	}
}

// addSuspect adds suspect i: by name, by parts of the name that are nobody
// else's, and by role.
func (n *caseNames) addSuspect(q *mystery.Question, i int) {
	s := q.Case.Suspects[i]
	f := form{tag: tagPerson, id: s.ID, weight: personWeight, proper: true}
	if s.ID == q.SuspectID {
		f.tag, f.weight = tagSelf, 0
	}
	words := wordsOf(s.Name)
	n.add(f, words...)
	others := wordsOf(q.Case.Victim.Name)
	var roles []string
	for j, o := range q.Case.Suspects {
		if j != i {
			others = append(others, wordsOf(o.Name)...)
			roles = append(roles, n.roles(q.Case, j)...)
		}
	}
	titles := n.words["titles"]
	for _, w := range words {
		if len(w) >= 3 && !slices.Contains(others, w) && !slices.Contains(titles, w) {
			n.add(f, w)
		}
	}
	f.proper = false
	for _, role := range n.roles(q.Case, i) {
		if !slices.Contains(roles, role) && !slices.Contains(others, role) {
			n.addRole(f, role)
		}
	}
}

// addRole adds somebody by a role: "chess master", and so "chess lady".
func (n *caseNames) addRole(f form, role string) {
	words := strings.Fields(role)
	n.add(f, words...)
	if len(words) > 1 {
		n.addFolk(f, words[0])
	}
	for _, word := range words {
		for _, other := range n.callings[word] {
			n.add(f, other)
			n.addFolk(f, other)
		}
	}
}

// addFolk adds somebody by a word for what they do and one for people: "chess lady".
func (n *caseNames) addFolk(f form, word string) {
	for _, folk := range n.words["folk"] {
		n.add(f, word, folk)
	}
}

// roles returns what suspect i may be called by: the archetype and the role on
// the card, whole and by main word.
func (n *caseNames) roles(c *mystery.Case, i int) []string {
	names := []string{c.Suspects[i].Archetype}
	if cards := c.Intro.Suspects.Cards; i < len(cards) {
		names = append(names, cards[i].Role)
	}
	var roles []string
	for _, name := range names {
		words := n.bare(name)
		if len(words) == 0 || len(words) > 4 {
			continue
		}
		head := n.head(words)
		roles = append(roles, strings.Join(words, " "), head[len(head)-1])
	}
	return roles
}

// addPlaces adds the places: by their names, and by their main words where only
// one has it.
func (n *caseNames) addPlaces(c *mystery.Case) {
	count := map[string]int{}
	for _, p := range c.Places {
		for _, w := range slices.Compact(slices.Sorted(slices.Values(n.bare(p.Name)))) {
			count[w]++
		}
	}
	generic := n.words["generic"]
	for _, p := range c.Places {
		f := form{tag: tagPlace, id: p.ID, weight: placeWeight}
		words := n.bare(p.Name)
		if len(words) == 0 {
			continue
		}
		n.add(f, words...)
		head := n.head(words)
		if w := head[len(head)-1]; count[w] == 1 && !slices.Contains(generic, w) {
			n.add(f, w)
		}
	}
	for _, name := range n.lists["scene"] {
		n.add(form{tag: tagPlace, id: c.Scene.PlaceID, weight: placeWeight}, strings.Fields(name)...)
	}
}

// addVictim adds the dead: by name, by parts of it, and as people speak of them.
func (n *caseNames) addVictim(c *mystery.Case) {
	f := form{tag: tagVictim}
	var others []string
	for _, s := range c.Suspects {
		others = append(others, wordsOf(s.Name)...)
	}
	words := wordsOf(c.Victim.Name)
	n.add(f, words...)
	titles := n.words["titles"]
	for _, w := range words {
		if len(w) >= 3 && !slices.Contains(others, w) && !slices.Contains(titles, w) {
			f.proper = true
			n.add(f, w)
		}
	}
	for _, name := range n.lists["victim"] {
		n.add(form{tag: tagVictim}, strings.Fields(name)...)
	}
}

// bare returns the words of a name without a leading article.
func (n *caseNames) bare(name string) []string {
	words := wordsOf(name)
	for len(words) > 1 && slices.Contains([]string{"the", "a", "an", "some"}, words[0]) {
		words = words[1:]
	}
	return words
}

// head returns the words of a name before it goes into detail: "telegram" of
// "telegram from vienna". It ends in the main word.
func (n *caseNames) head(words []string) []string {
	joints := n.words["joints"]
	for i, w := range words {
		if i > 0 && slices.Contains(joints, w) {
			return words[:i]
		}
	}
	return words
}

// wordsOf returns the words of a name, folded.
func wordsOf(name string) []string { return strings.Fields(fold(name)) }
