package prompts

import (
	"fmt"
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// prose is the step of the public texts, among them the title of a case that has none
// of the model's yet.
func (s *session) prose(c *mystery.Case) step {
	p := &publicTexts{c: c}
	p.victim()
	p.suspects()
	p.places()
	p.slides()
	return step{name: "the prose", system: prosePrompt, about: s.known(c), items: p.items}
}

// publicTexts gathers the texts that everybody reads.
type publicTexts struct {
	c     *mystery.Case
	items []item
}

func (p *publicTexts) add(it item, put func(c *mystery.Case, text string)) {
	it.put = put
	p.items = append(p.items, it)
}

func (p *publicTexts) victim() {
	c := p.c
	p.add(item{Key: "victim", Say: "who the victim was", Words: [2]int{30, 80}, Names: []string{c.Victim.Name}}, func(c *mystery.Case, text string) { c.Victim.Background = text })
	p.add(item{Key: "relationship", Say: "what the victim was to the three, to each alike", Words: [2]int{10, 45}}, func(c *mystery.Case, text string) { c.Victim.Relationship = text })
	p.add(item{Key: "wound", Say: "what the doctor says of the weapon, which is not found: " + c.Weapon.Name, Words: [2]int{15, 60}}, func(c *mystery.Case, text string) { c.Weapon.Description = text })
	p.add(item{Key: "scene", Say: "how the body was found, without gore", Words: [2]int{20, 80}, Names: []string{called(c.Scene.Name)}}, func(c *mystery.Case, text string) { c.Scene.Description = text })
	p.add(item{Key: "atmosphere", Say: "the mood of the night", Words: [2]int{6, 40}}, func(c *mystery.Case, text string) { c.Scene.Atmosphere = text })
}

func (p *publicTexts) suspects() {
	for i, s := range p.c.Suspects {
		var facts []string
		for _, f := range p.c.World.PoliceFacts() {
			if f.Suspect == s.ID {
				facts = append(facts, f.Text)
			}
		}
		looks := p.c.Pictures[slices.IndexFunc(p.c.Pictures, func(pic mystery.Picture) bool { return pic.Slot == mystery.SlotOf(s.ID) })]
		p.add(item{
			Key: s.ID[len(p.c.ID)+1:] + " background", Say: "who " + s.Name + " is, " + s.Archetype + ": " + describe(looks.Person), Words: [2]int{65, 115}, Facts: facts,
			Names: []string{s.Name},
		}, func(c *mystery.Case, text string) { c.Suspects[i].Background = text })
	}
}

// describe is how somebody looks.
func describe(p *mystery.Person) string {
	if p == nil {
		return ""
	}
	parts := []string{p.Sex, p.Age, p.Build + " build", p.Hair + " hair, " + p.HairStyle}
	for _, more := range []string{p.Beard, p.Hat, p.Dress} {
		if more != "" {
			parts = append(parts, more)
		}
	}
	if p.Glasses != "" {
		parts = append(parts, p.Glasses+" glasses")
	}
	return strings.Join(parts, ", ")
}

func (p *publicTexts) places() {
	named := func(ids []string) (list []string) {
		for _, id := range ids {
			list = append(list, called(nameOf(p.c, id)))
		}
		return list
	}
	for i, place := range p.c.Places {
		doors := named(p.c.World.Doors[place.ID])
		facts := []string{"From here one goes to: " + strings.Join(doors, ", ") + "."}
		if seen := named(p.c.World.Views[place.ID]); len(seen) > 0 {
			facts = append(facts, "From here one sees into: "+strings.Join(seen, ", ")+".")
		} else {
			facts = append(facts, "From here one sees into no other place.")
		}
		p.add(item{Key: place.ID, Say: "what the " + place.Name + " is like, as it was left", Words: [2]int{65, 115}, Facts: facts, Names: doors},
			func(c *mystery.Case, text string) { c.Places[i].Description = text })
	}
}

// askedSlot is the hour that the slides are about: within what the police allow, and
// one at which nobody says that they were where the body was found.
func askedSlot(c *mystery.Case) int {
	from, to := 0, len(c.World.Slots)-1
	for _, f := range c.World.PoliceFacts() {
		if f.Kind == mystery.FactWhen {
			from, to = f.From, f.To
		}
	}
	for slot := from; slot <= to; slot++ {
		there := slices.ContainsFunc(c.World.Facts, func(f mystery.Fact) bool {
			return f.Kind == mystery.FactAt && f.Source == f.Suspect && f.Place == c.Scene.PlaceID && f.From <= slot && slot <= f.To
		})
		if !there {
			return slot
		}
	}
	return from
}

// slides are the three opening slides, each of a length for all its texts together.
func (p *publicTexts) slides() {
	d := func(c *mystery.Case) *mystery.Discovery { return &c.Intro.Discovery }
	p.slide("slide 1 a", "where and when we are; a to c together have 30 to 40 words", 12, func(c *mystery.Case, text string) { d(c).TimeLocation = text })
	p.slide("slide 1 b", "who was found, and where", 12, func(c *mystery.Case, text string) { d(c).VictimStatement = text })
	p.slide("slide 1 c", "why nobody else can have come or gone", 11, func(c *mystery.Case, text string) { d(c).Constraint = text })
	p.cards()
	ch := func(c *mystery.Case) *mystery.Challenge { return &c.Intro.Challenge }
	p.slide("slide 3 a", "a short statement to the player; a to e together have 20 to 30 words", 5, func(c *mystery.Case, text string) { ch(c).StatementLine1 = text })
	p.slide("slide 3 b", "another", 5, func(c *mystery.Case, text string) { ch(c).StatementLine2 = text })
	p.slide("slide 3 c", "another", 5, func(c *mystery.Case, text string) { ch(c).StatementLine3 = text })
	p.slide("slide 3 d", "a question to the player", 7, func(c *mystery.Case, text string) { ch(c).Question = text })
	p.slide("slide 3 e", "a call to begin", 3, func(c *mystery.Case, text string) { ch(c).CTA = text })
}

// slide adds a text of a slide, of so many words or one more or less. Only the length
// of the whole slide is a law.
func (p *publicTexts) slide(key, say string, words int, put func(c *mystery.Case, text string)) {
	p.add(item{Key: key, Say: say, Words: [2]int{words - 1, words + 1}, slack: words - 2}, put)
}

// middle is how many words the second slide has if it is neither long nor short.
const middle = 70

// cards are the second slide: what each says of one hour.
func (p *publicTexts) cards() {
	c, slot := p.c, askedSlot(p.c)
	left := middle
	for _, s := range c.Suspects {
		left -= mystery.Words(s.Name, s.Archetype)
	}
	claim := max(9, min(14, (left-14)/3))
	for i, s := range c.Suspects {
		var facts []mystery.Fact
		for _, f := range c.World.FactsFrom(s.ID) {
			if f.Kind == mystery.FactAt && f.Suspect == s.ID && f.From <= slot && slot <= f.To {
				facts = append(facts, f)
			}
		}
		it := asked(c, item{
			Key: fmt.Sprintf("slide 2 claim %d", i+1), Words: [2]int{claim - 2, claim + 2}, slack: 4,
			Say: fmt.Sprintf("what %s says of the time %s, in the first person; the slide has 60 to 80 words with names and roles", s.Name, c.World.Slots[slot]),
		}, facts, s.ID, false)
		p.add(it, func(c *mystery.Case, text string) { c.Intro.Suspects.Cards[i].Claim = text })
	}
	p.slide("slide 2 a", "what all three have in common", 8, func(c *mystery.Case, text string) { c.Intro.Suspects.ConstraintStatement = text })
	p.slide("slide 2 b", "a line of tension", 6, func(c *mystery.Case, text string) { c.Intro.Suspects.TensionLine = text })
}
