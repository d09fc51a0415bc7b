package prompts

import (
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// clothe returns the case of the bones in the names of a world: the whole truth, every
// fact, and who may say what, without a text yet.
func (b *bones) clothe(w *world, brief mystery.Brief) *mystery.Case {
	base, english := b.base, brief.Language == english
	c := &mystery.Case{
		ID: base.ID, Date: base.Date, Language: brief.Language, Difficulty: base.Difficulty, Salt: base.Salt, Title: w.Title,
		Victim: mystery.Victim{Name: w.Victim}, Scene: mystery.Scene{PlaceID: base.Scene.PlaceID},
	}
	for i, s := range base.Suspects {
		p := w.People[i]
		c.Suspects = append(c.Suspects, mystery.Suspect{ID: s.ID, Name: p.Name, Pronoun: s.Pronoun, Archetype: p.Role, Personality: p.Character})
	}
	for i, p := range base.Places {
		c.Places = append(c.Places, mystery.Place{ID: p.ID, Name: w.Places[i].Name, Emoji: w.Places[i].Emoji})
	}
	c.Scene.Name = nameOf(c, c.Scene.PlaceID)
	for _, e := range base.Evidence {
		c.Evidence = append(c.Evidence, mystery.Evidence{ID: e.ID, Type: e.Type, Relevance: e.Relevance, Hidden: e.Hidden, PlaceID: e.PlaceID})
	}
	h := hoursOf(&base.World, english)
	b.fillWorld(c, w, h, english)
	b.answer(c, w, english)
	c.Certificate = mystery.Certify(c)
	c.Difficulty = c.Certificate.Difficulty
	for _, d := range c.Certificate.Proof {
		c.Solution.Reasoning = append(c.Solution.Reasoning, mystery.Step{Clues: c.World.Clues(d)})
	}
	for _, s := range c.Suspects {
		c.Intro.Suspects.Cards = append(c.Intro.Suspects.Cards, mystery.Card{SuspectID: s.ID, Name: s.Name, Role: s.Archetype})
	}
	for _, p := range base.Pictures {
		p.Setting, p.Details, p.Alt, p.Prompt = slug(w.Setting, "house"), nil, "", ""
		c.Pictures = append(c.Pictures, p)
	}
	return c
}

// plotSep stands between how it was done, by the built-in writer's name for it, and
// what the model made of it.
const plotSep = ": "

// fillWorld puts the names of the world into the bones' own.
func (b *bones) fillWorld(c *mystery.Case, w *world, h hours, english bool) {
	base := &b.base.World
	c.World = mystery.World{
		Setting: w.Setting, Plot: base.Plot + plotSep + w.Plot, Doors: base.Doors, Views: base.Views, Truth: base.Truth,
	}
	for i := range base.Slots {
		c.World.Slots = append(c.World.Slots, h.slot(i, english))
	}
	c.World.Truth.Weapon, _ = b.named(w, mystery.FactWeapon, base.Truth.Weapon)
	c.World.Truth.Motive, _ = b.named(w, mystery.FactMotive, base.Truth.Motive)
	for _, f := range base.Facts {
		value, said := b.named(w, f.Kind, f.Value)
		if f.Value = value; f.Kind == mystery.FactManner {
			f.Value, said = c.World.Plot, w.Manners[max(slices.Index(b.base.Options.How, b.base.Solution.Answers.How), 0)].Words
		}
		f.Text = inWords(c, h, f, said)
		c.World.Facts = append(c.World.Facts, f)
	}
}

// named returns the world's key for the value of a fact, and its words.
func (b *bones) named(w *world, kind mystery.FactKind, value string) (key, said string) {
	of := func(values []string, things []thing) (string, thing) {
		if i := slices.Index(values, value); i >= 0 {
			return things[i].Key, things[i]
		}
		return value, thing{}
	}
	var t thing
	switch kind {
	case mystery.FactTrace, mystery.FactCulpritTrait, mystery.FactHasTrait:
		key, t = of(b.traits, w.Traits)
		return key, t.Has
	case mystery.FactLacksTrait:
		key, t = of(b.traits, w.Traits)
		return key, t.Lacks
	case mystery.FactMotive, mystery.FactNoMotive:
		key, t = of(b.motives, w.Motives)
		return key, t.Reason
	default:
		key, t = of(b.weapons, w.Weapons)
		return key, t.Name
	}
}

// answer makes the choices and the answers. Choices stand in an order that has nothing
// to do with which is right.
func (b *bones) answer(c *mystery.Case, w *world, english bool) {
	o, truth, base := &c.Options, c.World.Truth, b.base
	for _, s := range c.Suspects {
		o.Who = append(o.Who, s.Name)
	}
	for _, p := range c.Places {
		o.Where = append(o.Where, p.Name)
	}
	for i, slot := range base.World.Slots {
		if slices.ContainsFunc(base.Options.When, func(when string) bool { return strings.EqualFold(when, slot) }) {
			o.When = append(o.When, first(c.World.Slots[i]))
		}
	}
	article := ""
	if english {
		article = "The "
	}
	var weapon, motive, manner string
	o.What, weapon = choices(w.Weapons, article, func(i int) bool { return w.Weapons[i].Key == truth.Weapon })
	o.Why, motive = choices(w.Motives, "", func(i int) bool { return w.Motives[i].Key == truth.Motive })
	o.How, manner = choices(w.Manners, "", func(i int) bool { return base.Options.How[i] == base.Solution.Answers.How })
	for _, list := range [][]string{o.Who, o.What, o.Where, o.Why, o.How} {
		slices.Sort(list)
	}
	c.Solution.Culprit, c.Solution.Aliases = truth.Culprit, map[string][]string{"what": {strings.TrimPrefix(weapon, article)}}
	c.Solution.Answers = mystery.Answers{
		Who: nameOf(c, truth.Culprit), What: weapon, Where: nameOf(c, truth.Place), When: first(c.World.Slots[truth.Slot]), Why: motive, How: manner,
	}
	c.Weapon.Name = base.Weapon.Name
}

// choices are the words for things, each after the article, and those of the right one.
func choices(things []thing, article string, right func(i int) bool) (list []string, answer string) {
	for i, t := range things {
		if list = append(list, article+t.said()); right(i) {
			answer = article + t.said()
		}
	}
	return list, answer
}

// first returns a text with its first letter large, as the built-in writer's hours
// have it.
func first(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
