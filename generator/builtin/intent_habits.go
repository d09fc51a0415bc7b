package builtin

import (
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// habit is a trait with the ways to name it.
type habit struct {
	id    string
	forms [][]string // keys
}

// addHabits gathers the traits that the police and the one who is asked speak of.
func (n *caseNames) addHabits(c *mystery.Case) {
	for _, f := range c.World.Facts {
		if f.Kind != mystery.FactHasTrait && f.Kind != mystery.FactLacksTrait {
			continue
		}
		if slices.ContainsFunc(n.habits, func(h habit) bool { return h.id == f.Value }) {
			continue
		}
		h := habit{id: f.Value, forms: [][]string{keys(strings.ReplaceAll(f.Value, "-", " "))}}
		for _, name := range n.traits[f.Value] {
			h.forms = append(h.forms, keys(name))
			n.targets = append(n.targets, wordsOf(name)...)
		}
		n.habits = append(n.habits, h)
	}
}

// habitsIn returns the ids of the traits that a message names, in the order of the
// words.
func (n *caseNames) habitsIn(list []lexeme) []string {
	var found []string
	for i := range list {
		for _, h := range n.habits {
			named := slices.ContainsFunc(h.forms, func(form []string) bool { return len(form) > 0 && standsIn(list[i:], form) })
			if named && !slices.Contains(found, h.id) {
				found = append(found, h.id)
			}
		}
	}
	return found
}

func standsIn(list []lexeme, form []string) bool {
	if len(list) < len(form) {
		return false
	}
	for i, key := range form {
		if list[i].key != key {
			return false
		}
	}
	return true
}

// habit returns what a message asks of habits, one intent for each of them: whether
// somebody has it, who, or why. What it says of a piece of evidence is no such
// question, unless it asks plainly what somebody does; and nor is an insult, unless a
// faint one ("do you smell of lavender?").
func (d details) habit(intents []intent) ([]intent, bool) {
	const faint = guessWeight
	if len(d.habits) == 0 || d.clue && !d.asksForHabit() || d.speaksOfVictim() {
		return nil, false
	}
	if len(intents) > 0 && intents[0].isManner() && intents[0].weight > faint {
		return nil, false
	}
	list := make([]intent, 0, len(d.habits))
	for _, id := range d.habits {
		list = append(list, d.askedOf(id))
	}
	return list, true
}

// askedOf returns what a message asks of a habit.
func (d details) askedOf(id string) intent {
	in := intent{topic: mystery.TopicTrait, about: id, weight: narrowed}
	switch first := d.first(); {
	case d.person != "" && !d.you:
		in.topic, in.about, in.on = mystery.TopicPerson, d.person, id
	case d.has("who", first), d.says("anyone") && !d.you:
		in.on = mystery.OnWho
	case first == "why":
		in.on = mystery.OnWhy
	}
	return in
}

// isManner reports whether the intent is an insult, an accusation or an attempt to
// break the suspect's character.
func (in intent) isManner() bool {
	return in.topic == mystery.TopicMeta || in.topic == mystery.TopicAccuse || in.topic == mystery.TopicAbuse
}

// has reports whether the word is in a list of witness_words.txt.
func (d details) has(list, word string) bool { return slices.Contains(d.words[list], word) }

// says reports whether a message has a word of the list.
func (d details) says(list string) bool {
	return slices.ContainsFunc(d.list, func(l lexeme) bool { return d.has(list, l.text) })
}

// first returns the first telling word of a message.
func (d details) first() string {
	for _, l := range d.list {
		if !l.isStop() && !d.has("leads", l.text) {
			return l.text
		}
	}
	return ""
}

// asksForHabit reports whether a message asks what somebody is wont to do: "do you
// fold …", "who folds …", "which of you".
func (d details) asksForHabit() bool {
	for i, l := range d.list {
		next := wordAt(d.list, i+1)
		switch l.text {
		case "do", "does", "can":
			if d.asksOfDoing(i) {
				return true
			}
		case "who":
			if strings.HasSuffix(next, "s") && !d.has("being", next) {
				return true
			}
		case "which":
			if next == "of" || next == "one" {
				return true
			}
		}
	}
	return false
}

// asksOfDoing reports whether the word at i begins a question for what somebody does,
// and none put in words of asking ("whether you can tell me").
func (d details) asksOfDoing(i int) bool {
	verb := wordAt(d.list, i+2)
	return verb != "" && !d.has("statives", verb) && !d.has("asking", wordAt(d.list, i+1))
}

// speaksOfVictim reports whether a message asks what the dead did.
func (d details) speaksOfVictim() bool {
	return !d.you && d.person == "" && slices.ContainsFunc(d.items, func(it item) bool { return it.tag == tagVictim })
}

// isHabit reports whether the id is that of a trait.
func (d details) isHabit(id string) bool {
	return slices.ContainsFunc(d.known, func(h habit) bool { return h.id == id })
}
