package builtin

import (
	"math/rand/v2"
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// person is somebody with a name and a face.
type person struct {
	first, last string
	title       string // Mr, Miss, Mrs, Dr
	look        mystery.Person
	years       string     // the age in words
	looks       string     // what the portrait shows: "a slight woman of about thirty with red hair and a beret"
	dress       string     // and in what: "a coat"
	archetype   *archetype // nil for the victim
}

func (p person) name() string { return p.first + " " + p.last }

// initials returns the monogram: "H.T.".
func (p person) initials() string { return initial(p.first) + "." + initial(p.last) + "." }

func initial(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

func (p person) woman() bool { return p.look.Sex == woman }

// The words that the painter knows for a sex.
const (
	woman = "woman"
	man   = "man"
)

// vars returns the words for a person under a prefix: with "a", the whole name is
// {a}, the polite one {a.mr}, and the pronoun {a.he}.
func (p person) vars(prefix string) vars {
	v := vars{prefix: p.name(), prefix + ".mr": p.title + " " + p.last}
	for end, word := range p.pronouns() {
		v[prefix+end] = word
	}
	return v
}

// ownVars returns the words for a person in their own text: {name}, {he} and so
// on.
func (p person) ownVars() vars {
	own := vars{"name": p.name()}
	for key, word := range p.vars("") {
		if short, ok := strings.CutPrefix(key, "."); ok {
			own[short] = word
		}
	}
	return own
}

// castAll draws the victim and the suspects, all with names that differ at a
// glance.
func (d *draft) castAll() {
	var people []person
	used := d.recent(namesApart, func(p mystery.Past) []string { return append(slices.Clone(p.Suspects), p.Victim) })
	for _, name := range used[:min(len(used), partsApart*(roleCount+1))] {
		used = append(used, strings.Fields(name)...)
	}
	company := d.company()
	for _, role := range d.rng.Perm(roleCount) {
		a := company[role]
		p := d.newPerson(a.casting, people, used)
		p.archetype = a
		d.note(archetypeKey(a))
		people = append(people, p)
		d.people[role] = p
	}
	d.victim = d.newPerson(d.vita.casting, people, used)
}

// becomes reports whether somebody may have had a motive, and has words for it.
func (d *draft) becomes(role int, m *motive) bool {
	p := d.people[role]
	return m.suitsPerson(p, d.victim) && (!p.archetype.Plain || len(d.homely[m.ID].Confess) > 0)
}

// locals is how many of the suspects belong to the setting, where it has people
// of its own to choose from.
const locals = 2

// company draws who the suspects are, in a random order.
func (d *draft) company() []*archetype {
	all := rotated(d, d.archetypes, archetypeKey)
	own := slices.DeleteFunc(slices.Clone(all), func(a *archetype) bool { return len(a.Settings) == 0 })
	if len(own) <= 2*locals {
		return all[:roleCount]
	}
	three := slices.Clone(own[:locals])
	for _, a := range all {
		if len(three) < roleCount && !slices.Contains(three, a) {
			three = append(three, a)
		}
	}
	return shuffled(d.rng, three)
}

// castTries bounds the search for a name nobody else has, and freshTries that for
// one of which neither part was in a recent case.
const (
	castTries  = 200
	freshTries = 150
)

// newPerson draws somebody fit for the part, whose names begin otherwise than
// those of the others, and who was in no recent case.
func (d *draft) newPerson(part casting, others []person, used []string) person {
	p := person{look: mystery.Person{
		Sex: drawn(d.rng, part.Sexes, woman, man),
		Age: drawn(d.rng, part.Ages, "middle", "old"),
	}}
	p.years = pick(d.rng, d.talk["looks"][p.look.Age])
	cultures := slices.DeleteFunc(shuffled(d.rng, d.cultures), func(c *culture) bool {
		return len(part.Cultures) > 0 && !slices.Contains(part.Cultures, c.ID)
	})
	for try := range castTries {
		c := cultures[try%len(cultures)]
		d.name(&p, c, part.Honorific)
		d.face(&p, c)
		d.clothe(&p, c, part)
		clash := slices.ContainsFunc(others, func(o person) bool {
			return initial(o.last) == initial(p.last) || initial(o.first) == initial(p.first)
		})
		stale := slices.ContainsFunc(strings.Fields(p.name()), func(part string) bool { return slices.Contains(used, part) })
		if !clash && (!stale || try >= freshTries) && !slices.Contains(used, p.name()) {
			break
		}
	}
	return p
}

// drawn returns one of the list or, if it is empty, one of the others.
func drawn(rng *rand.Rand, list []string, others ...string) string {
	if len(list) == 0 {
		list = others
	}
	return pick(rng, list)
}

// name draws a name from a culture, and the form of address.
func (d *draft) name(p *person, c *culture, honorific string) {
	p.first, p.title = pick(d.rng, c.Men), drawn(d.rng, c.Sirs, d.sirs...)
	if p.woman() {
		p.first, p.title = pick(d.rng, c.Women), drawn(d.rng, c.Madams, d.madams...)
	}
	p.last = pick(d.rng, c.Last)
	if p.woman() && len(c.LastWomen) > 0 {
		p.last = c.LastWomen[slices.Index(c.Last, p.last)]
	}
	if honorific != "" {
		p.title = honorific
	}
}

// face draws what a portrait shows, within the words that the painter knows.
func (d *draft) face(p *person, c *culture) {
	l := &p.look
	l.Skin, l.Hair = pick(d.rng, c.Skin), pick(d.rng, c.Hair)
	if l.Age == "old" {
		l.Hair = pick(d.rng, []string{"grey", "white"})
	}
	l.HairStyle, l.Beard = pick(d.rng, []string{"short", "short", "curly"}), ""
	if l.Sex == woman {
		l.HairStyle = pick(d.rng, []string{"long", "bun", "curly", "bob"})
	} else {
		if l.Age != "young" && d.rng.IntN(5) == 0 {
			l.HairStyle = "bald"
		}
		l.Beard = pick(d.rng, []string{"", "", "full", "moustache"})
	}
	l.Glasses = pick(d.rng, []string{"", "", "", "round", "square"})
	l.Build = pick(d.rng, []string{"slight", "medium", "heavy"})
	l.Expression = pick(d.rng, []string{"calm", "tired", "amused", "stern", "worried"})
}

// clothe draws what somebody wears, where and when the case is set. Nobody is
// bald under a hat.
func (d *draft) clothe(p *person, c *culture, part casting) {
	l := &p.look
	if l.Dress = drawn(d.rng, part.Dress, "suit", "coat"); l.Dress == "dress" && l.Sex == man {
		l.Dress = "suit"
	}
	usual := func(list []*outfit) *outfit {
		for _, o := range list {
			if o.isFor(p, c) {
				return o
			}
		}
		return &outfit{}
	}
	l.Dress = drawn(d.rng, usual(d.repertoire.clothes).Dress, l.Dress)
	hats := part.Hats
	if len(hats) == 0 {
		hats = usual(d.hats).Hats
	}
	if l.Hat = drawn(d.rng, hats, ""); l.Hat != "" && l.HairStyle == "bald" {
		l.HairStyle = "short"
	}
}

// describe puts into words what the portraits show, and chooses how the rooms are
// described.
func (d *draft) describe() {
	for i, r := range d.rooms {
		d.views[i] = d.choice(r.Text)
	}
	for role := range d.people {
		p := &d.people[role]
		l := p.look
		var features []string
		for _, f := range [][2]string{{"hair", l.HairStyle}, {"beard", l.Beard}, {"glasses", l.Glasses}, {"hat", l.Hat}} {
			if text := d.feature(f[0], f[1]); text != "" {
				features = append(features, d.phrase(text, vars{"hair": l.Hair, "glasses": l.Glasses}))
			}
		}
		figure := strings.TrimSpace(d.feature("build", l.Build) + " " + l.Sex)
		p.looks = article(figure) + " " + d.phrase(p.years, p.ownVars()) + " " + d.feature("with", "") + " " + listed(features)
		p.dress = d.feature("dress", l.Dress+" "+l.Sex)
		if p.dress == "" {
			p.dress = d.feature("dress", l.Dress)
		}
	}
}

// feature draws the words for a feature of a portrait; none for one that is not
// worth a word.
func (d *draft) feature(kind, value string) string {
	name := strings.TrimSpace(kind + " " + value)
	if len(d.talk["features"][name]) == 0 {
		return ""
	}
	return d.draw(name, d.talk["features"][name])
}
