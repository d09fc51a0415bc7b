package prompts

import (
	"fmt"
	"strings"

	"casebook/generator/mystery"
)

// solution is the step of the closing scene, the only one that is told the truth.
func (s *session) solution(c *mystery.Case) step {
	st := step{name: "the solution", system: solutionPrompt, about: s.known(c)}
	a, w := c.Solution.Answers, &c.World
	way := make([]string, 0, len(w.Slots))
	for slot, place := range w.Truth.Paths[w.Truth.Culprit] {
		way = append(way, w.Slots[slot]+": "+nameOf(c, place))
	}
	st.about["truth"] = map[string]any{"who": a.Who, "what": a.What, "where": a.Where, "when": a.When, "why": a.Why, "how": a.How, "the culprit's true way": way}
	st.items = append(st.items, item{
		Key: "explanation", Say: "the investigator tells everybody who did it, how it is known, and how and why it was done", Words: [2]int{210, 330},
		Names: []string{called(a.Who), called(a.Where)}, put: func(c *mystery.Case, text string) { c.Solution.Explanation = text },
	})
	for i, d := range c.Certificate.Proof {
		it := asked(c, item{
			Key: fmt.Sprintf("step %d", i+1), Say: "how one concludes from the facts " + concluded(c, d), Words: [2]int{8, 90},
			put: func(c *mystery.Case, text string) { c.Solution.Reasoning[i].Text = text },
		}, w.FactsByID(d.Facts...), "", false)
		it.Names = nil // how many of them are needed depends on the sentence
		st.items = append(st.items, it)
	}
	return st
}

// concluded is a conclusion in words.
func concluded(c *mystery.Case, d mystery.Deduction) string {
	a := c.Solution.Answers
	switch d.Conclusion {
	case mystery.ConcludeWhen:
		return "when it was done: " + a.When
	case mystery.ConcludeWhere:
		return "where it was done: " + a.Where
	case mystery.ConcludeWhat:
		return "what it was done with: " + a.What
	case mystery.ConcludeNot:
		return "that it was not " + nameOf(c, d.Suspect) + "; who lies of themselves is the one that is sought"
	case mystery.ConcludeWhy:
		return "that " + nameOf(c, d.Suspect) + " did it, and why: " + a.Why
	default:
		return string(d.Conclusion)
	}
}

// scenes is the step of the pictures.
func (s *session) scenes(c *mystery.Case) step {
	st := step{name: "the pictures", system: scenesPrompt, about: s.known(c)}
	for i, p := range c.Pictures {
		say := pictured(c, p)
		st.items = append(st.items, item{Key: p.Slot + ".alt", Say: say, Words: [2]int{4, 40}, put: func(c *mystery.Case, text string) { c.Pictures[i].Alt = text }},
			item{Key: p.Slot + ".prompt", Say: say, Words: [2]int{12, 90}, put: func(c *mystery.Case, text string) { c.Pictures[i].Prompt = text }})
		if s.own && p.Kind != mystery.Portrait {
			st.items = append(st.items, item{Key: p.Slot + ".subject", Say: say, Words: [2]int{1, 2}, put: func(c *mystery.Case, text string) {
				c.Pictures[i].Subject = slug(text, p.Slot)
			}})
		}
	}
	return st
}

// pictured is what a picture is of.
func pictured(c *mystery.Case, p mystery.Picture) string {
	for _, x := range c.Suspects {
		if mystery.SlotOf(x.ID) == p.Slot {
			return "portrait, head and shoulders, of " + x.Name + ", " + x.Archetype + ": " + describe(p.Person)
		}
	}
	for _, x := range c.Places {
		if x.ID == p.Slot {
			return "the " + x.Name + ", empty: " + x.Description
		}
	}
	for _, x := range c.Evidence {
		if x.ID == p.Slot {
			return x.Name + ", seen close: " + x.Description
		}
	}
	return strings.TrimSpace("the house from outside, " + p.Hour + ", " + p.Weather + ". " + c.World.Setting)
}
