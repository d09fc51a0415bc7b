package builtin

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casebook/generator/mystery"
)

// Readings that are no topics of a line: the witness turns them into one.
const (
	readInnocent mystery.Topic = "innocent" // the question clears the suspect
	readAnyone   mystery.Topic = "anyone"   // the other suspects at large
	readMore     mystery.Topic = "more"     // more of the last answer
	readThen     mystery.Topic = "then"     // how it went on
)

// tag is what kind of thing of the case a word names, if any.
type tag string

const (
	tagNone   tag = ""
	tagPerson tag = "PERSON"
	tagPlace  tag = "PLACE"
	tagClue   tag = "CLUE"
	tagVictim tag = "VICTIM"
	tagWeapon tag = "WEAPON"
	tagTime   tag = "TIME"
	tagSelf   tag = "SELF"
	tagTrait  tag = "TRAIT"
)

// item is one word, or the name of a thing of the case, in a message.
type item struct {
	lexeme
	tag    tag
	id     string // of what it names
	weight int    // how surely the question is about that
}

// element is one place in a pattern.
type element struct {
	keys     map[string]bool
	tags     map[tag]bool
	optional bool
	gap      bool // up to maxGap items of any kind
}

const maxGap = 4

// fits reports whether the item can stand in the element's place.
func (e element) fits(it item) bool { return e.keys[it.key] || it.tag != tagNone && e.tags[it.tag] }

// pattern is a row of words that tells what a question is about.
type pattern struct {
	topic    mystery.Topic
	on       string // what of the topic
	weight   int
	elements []element
	atBegin  bool
	atEnd    bool
}

// rules are all patterns, by the word or tag they begin with.
type rules struct {
	byKey   map[string][]*pattern
	byTag   map[tag][]*pattern
	words   []string        // every word of every pattern
	objects map[string]bool // the set "object"
}

// newRules reads the embedded rules. It panics on a line it cannot read.
func newRules() *rules {
	lists := sections("witness_rules.txt")
	sets := map[string][]string{}
	for _, line := range lists["sets"] {
		name, words, _ := strings.Cut(line, "=")
		sets[strings.TrimSpace(name)] = strings.Fields(words)
	}
	r := &rules{byKey: map[string][]*pattern{}, byTag: map[tag][]*pattern{}, objects: map[string]bool{}}
	for _, w := range sets["object"] {
		r.objects[w] = true
	}
	for topic, lines := range lists {
		if topic == "sets" {
			continue
		}
		for _, line := range lines {
			p, err := r.parse(line, sets)
			if err != nil {
				panic(fmt.Sprintf("witness rule %q: %v", line, err))
			}
			name, on, _ := strings.Cut(topic, "/")
			p.topic, p.on = mystery.Topic(name), on
			r.index(p)
		}
	}
	return r
}

// parse reads one line of the rules.
func (r *rules) parse(line string, sets map[string][]string) (*pattern, error) {
	fields := strings.Fields(line)
	weight, err := strconv.Atoi(fields[0])
	if err != nil {
		return nil, fmt.Errorf("read weight: %w", err)
	}
	p := &pattern{weight: weight}
	for _, field := range fields[1:] {
		switch field {
		case "^":
			p.atBegin = true
		case "$":
			p.atEnd = true
		case "..":
			p.elements = append(p.elements, element{gap: true})
		default:
			e, err := r.element(field, sets)
			if err != nil {
				return nil, err
			}
			p.elements = append(p.elements, e)
		}
	}
	for _, e := range p.elements {
		if !e.optional && !e.gap {
			return p, nil
		}
	}
	return nil, errors.New("it would match anything")
}

// element reads one place of a pattern.
func (r *rules) element(field string, sets map[string][]string) (element, error) {
	field, optional := strings.CutPrefix(field, "?")
	e := element{keys: map[string]bool{}, tags: map[tag]bool{}, optional: optional}
	for choice := range strings.SplitSeq(field, "|") {
		switch name, isSet := strings.CutPrefix(choice, "<"); {
		case isSet:
			words, ok := sets[strings.TrimSuffix(name, ">")]
			if !ok {
				return e, fmt.Errorf("there is no set %q", choice)
			}
			for _, w := range words {
				r.add(e, w)
			}
		case choice == strings.ToUpper(choice) && choice != strings.ToLower(choice):
			e.tags[tag(choice)] = true
		default:
			r.add(e, choice)
		}
	}
	return e, nil
}

func (r *rules) add(e element, word string) {
	e.keys[stem(word)] = true
	r.words = append(r.words, word)
}

// index files the pattern under everything it can begin with.
func (r *rules) index(p *pattern) {
	for _, e := range p.elements {
		for key := range e.keys {
			r.byKey[key] = append(r.byKey[key], p)
		}
		for t := range e.tags {
			r.byTag[t] = append(r.byTag[t], p)
		}
		if !e.optional {
			return
		}
	}
}

// at returns the patterns that can begin with the item.
func (r *rules) at(it item) []*pattern {
	if it.tag == tagNone {
		return r.byKey[it.key]
	}
	return slices.Concat(r.byTag[it.tag], r.byKey[it.key])
}

// named is what a match of a pattern names.
type named struct{ person, place, clue string }

// match reports whether the pattern stands at item i, and what it names.
func (p *pattern) match(items []item, i int) (named, bool) {
	var n named
	if p.atBegin && i > 0 && !items[i-1].isStop() {
		return n, false
	}
	ok := p.matchFrom(items, i, 0, &n)
	return n, ok
}

func (p *pattern) matchFrom(items []item, i, at int, n *named) bool {
	if at == len(p.elements) {
		return !p.atEnd || ends(items, i)
	}
	e := p.elements[at]
	if e.gap {
		return p.matchAfterGap(items, i, at+1, n)
	}
	if !ends(items, i) && e.fits(items[i]) && p.matchFrom(items, i+1, at+1, n) {
		n.note(items[i])
		return true
	}
	return e.optional && p.matchFrom(items, i, at+1, n)
}

func (p *pattern) matchAfterGap(items []item, i, at int, n *named) bool {
	for skip := range maxGap + 1 {
		if p.matchFrom(items, i+skip, at, n) {
			return true
		}
		if ends(items, i+skip) {
			return false
		}
	}
	return false
}

// ends reports whether the sentence ends before item i.
func ends(items []item, i int) bool { return i >= len(items) || items[i].isStop() }

// note keeps the id of what an item names.
func (n *named) note(it item) {
	switch it.tag { //nolint:exhaustive // no other kind of thing has an id
	case tagPerson:
		n.person = it.id
	case tagPlace:
		n.place = it.id
	case tagClue:
		n.clue = it.id
	}
}
