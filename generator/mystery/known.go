package mystery

import "slices"

// telling is how a suspect's fact comes out.
type telling struct {
	freely bool     // by asking
	shown  []string // by showing any of this evidence
}

// tellings returns how each fact that some line states comes out, by fact id.
func (c *Case) tellings() map[string]telling {
	told := map[string]telling{}
	for _, t := range c.Testimony {
		for _, l := range t.Lines {
			for _, id := range l.Facts {
				how := told[id]
				if l.Topic == TopicConfront {
					how.shown = append(how.shown, l.About)
				} else {
					how.freely = true
				}
				told[id] = how
			}
		}
	}
	return told
}

// knowing returns what somebody knows who has found that evidence and has asked
// and shown all of it to everybody.
func (c *Case) knowing(evidence ...string) []Fact {
	told, suspects := c.tellings(), c.SuspectIDs()
	return c.World.factsOf(func(f Fact) bool {
		if !slices.Contains(suspects, f.Source) {
			return f.Source == Police || slices.Contains(evidence, f.Source)
		}
		how := told[f.ID]
		return how.freely || slices.ContainsFunc(how.shown, func(id string) bool { return slices.Contains(evidence, id) })
	})
}

// unpressed returns what the police and all evidence say, and what the suspects
// say of themselves before anything is shown to them.
func (c *Case) unpressed() []Fact {
	told, suspects := c.tellings(), c.SuspectIDs()
	return c.World.factsOf(func(f Fact) bool {
		return !slices.Contains(suspects, f.Source) || f.Suspect == f.Source && told[f.ID].freely
	})
}

// but returns the list without one.
func but(list []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == one })
}
