package prompts

import (
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// known is what every player knows of the case, for the model.
func (s *session) known(c *mystery.Case) map[string]any {
	type person struct {
		Name      string `json:"name"`
		Pronoun   string `json:"pronoun"`
		Role      string `json:"role"`
		Character string `json:"character"`
	}
	var people []person
	for _, p := range c.Suspects {
		people = append(people, person{p.Name, p.Pronoun, p.Archetype, p.Personality})
	}
	var places []string
	for _, p := range c.Places {
		places = append(places, p.Name)
	}
	_, story, _ := strings.Cut(c.World.Plot, plotSep)
	return map[string]any{
		"language": c.Language, "title": c.Title, "setting": c.World.Setting, "story": story, "victim": c.Victim.Name, "cause of death": c.Weapon.Name,
		"found in": c.Scene.Name, "suspects": people, "rooms": places, "weather": c.Pictures[0].Weather,
	}
}

// asked gathers what a text must make clear: facts in words, their places, people and
// hours. Of facts that date, the hours are only asked for if strict.
func asked(c *mystery.Case, it item, facts []mystery.Fact, speaker string, strict bool) item {
	h := hoursOf(&c.World, c.Language == english)
	name := func(id string) {
		if id != "" && id != speaker {
			if n := called(nameOf(c, id)); !slices.Contains(it.Names, n) {
				it.Names = append(it.Names, n)
			}
		}
	}
	for _, f := range facts {
		if it.Facts = append(it.Facts, f.Text); f.Kind == mystery.FactAlone {
			continue // a text may say it of all at once
		}
		name(f.Suspect)
		name(f.Place)
		for _, hour := range h.of(f) {
			if strict && !slices.Contains(it.Hours, hour) {
				it.Hours = append(it.Hours, hour)
			}
		}
	}
	return it
}

// called is a name as texts have it: without an article.
func called(name string) string { return strings.TrimPrefix(name, "The ") }

// clues is the step of what is found. In a world of the model's the evidence gets names,
// too, and the hours are those of the slots; that of the built-in writer has its own.
func (s *session) clues(c *mystery.Case, names bool) step {
	st := step{name: "the clues", system: cluesPrompt, about: s.known(c)}
	for i, e := range c.Evidence {
		add := func(it item, put func(e *mystery.Evidence, text string)) {
			it.put = func(c *mystery.Case, text string) { put(&c.Evidence[i], text) }
			st.items = append(st.items, it)
		}
		facts := c.World.FactsFrom(e.ID)
		like := s.bones.base.Evidence[i]
		if names {
			add(item{Key: e.ID + " name", Say: "the name of a thing of the kind " + string(e.Type) + " that proves the facts, with an article where the language has one", Words: [2]int{1, 7}, Like: like.Name},
				func(e *mystery.Evidence, text string) { e.Name = strings.TrimSuffix(text, ".") })
		}
		it := item{Key: e.ID + " description", Say: "what " + begun(e.Name) + " found in the " + nameOf(c, e.PlaceID) + " is like, and what it shows", Words: [2]int{42, 85}, Like: like.Description}
		add(asked(c, it, facts, "", names), func(e *mystery.Evidence, text string) { e.Description = text })
		add(item{Key: e.ID + " hint", Say: "how it is found, hidden as it is: " + string(e.Hidden) + "; to the player, as you", Words: [2]int{6, 40}, Like: like.Hint},
			func(e *mystery.Evidence, text string) { e.Hint = text })
		add(item{Key: e.ID + " suggestion", Say: "what to think about next; it concludes nothing", Words: [2]int{6, 40}, Like: like.Suggestion},
			func(e *mystery.Evidence, text string) { e.Suggestion = text })
	}
	return st
}

// begun is a name as what is said of it goes on, or "the thing" where there is none yet.
func begun(name string) string {
	if name == "" {
		return "the thing"
	}
	return name + ","
}
