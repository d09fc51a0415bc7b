package mystery

import "fmt"

// Passage is one text of a case. Its name says where it stands, and is no other's.
type Passage struct {
	Name   string
	Text   *string // within the case
	unread bool    // by players as it stands here: names and answers that they read elsewhere, and what they have no words for
}

// Passages returns every text of the case, in the order in which a player comes to read
// them. To write to one is to edit the case.
func (c *Case) Passages() []Passage {
	var all []Passage
	add := func(name string, text *string) { all = append(all, Passage{Name: name, Text: text}) }
	c.publicPassages(add)
	c.slidePassages(add)
	for i := range c.Testimony {
		t := &c.Testimony[i]
		for j := range t.Lines {
			l := &t.Lines[j]
			add(fmt.Sprintf("%s %s line %d", SlotOf(t.SuspectID), l.Topic, j+1), &l.Text)
		}
	}
	for i := range c.Pictures {
		p := &c.Pictures[i]
		add(p.Slot+" alternative text", &p.Alt)
		add(p.Slot+" prompt", &p.Prompt)
	}
	add("explanation", &c.Solution.Explanation)
	for i := range c.Solution.Reasoning {
		add(fmt.Sprintf("reasoning %d", i+1), &c.Solution.Reasoning[i].Text)
	}
	for _, q := range c.questions() {
		for i := range q.options {
			add(fmt.Sprintf("option %d of %s", i+1, q.name), &q.options[i])
		}
	}
	return append(all, c.unreadPassages()...)
}

// unreadPassages returns the texts that stand elsewhere too, for players, and the emoji.
func (c *Case) unreadPassages() []Passage {
	var all []Passage
	add := func(name string, text *string) { all = append(all, Passage{name, text, true}) }
	for i := range c.Places {
		add(c.Places[i].ID+" emoji", &c.Places[i].Emoji)
	}
	for i := range c.Intro.Suspects.Cards {
		add(fmt.Sprintf("card %d name", i+1), &c.Intro.Suspects.Cards[i].Name)
	}
	a := &c.Solution.Answers
	for _, q := range []struct {
		name string
		text *string
	}{{"who", &a.Who}, {"what", &a.What}, {"where", &a.Where}, {"when", &a.When}, {"why", &a.Why}, {"how", &a.How}} {
		add("answer to "+q.name, q.text)
		for i := range c.Solution.Aliases[q.name] {
			add(fmt.Sprintf("other wording %d of %s", i+1, q.name), &c.Solution.Aliases[q.name][i])
		}
	}
	return all
}

// publicPassages adds the texts of title, victim, weapon, scene, suspects, places and
// evidence.
func (c *Case) publicPassages(add func(name string, text *string)) {
	add("title", &c.Title)
	add("victim name", &c.Victim.Name)
	add("victim background", &c.Victim.Background)
	add("victim relationship", &c.Victim.Relationship)
	add("weapon name", &c.Weapon.Name)
	add("weapon description", &c.Weapon.Description)
	add("scene name", &c.Scene.Name)
	add("scene description", &c.Scene.Description)
	add("scene atmosphere", &c.Scene.Atmosphere)
	for i := range c.Suspects {
		s := &c.Suspects[i]
		slot := SlotOf(s.ID)
		add(slot+" name", &s.Name)
		add(slot+" archetype", &s.Archetype)
		add(slot+" background", &s.Background)
		add(slot+" personality", &s.Personality)
	}
	for i := range c.Places {
		p := &c.Places[i]
		add(p.ID+" name", &p.Name)
		add(p.ID+" description", &p.Description)
	}
	for i := range c.Evidence {
		e := &c.Evidence[i]
		add(e.ID+" name", &e.Name)
		add(e.ID+" description", &e.Description)
		add(e.ID+" hint", &e.Hint)
		add(e.ID+" suggestion", &e.Suggestion)
	}
}

// slidePassages adds the texts of the three slides.
func (c *Case) slidePassages(add func(name string, text *string)) {
	d, l, ch := &c.Intro.Discovery, &c.Intro.Suspects, &c.Intro.Challenge
	add("slide 1 time and place", &d.TimeLocation)
	add("slide 1 victim", &d.VictimStatement)
	add("slide 1 constraint", &d.Constraint)
	add("slide 2 constraint", &l.ConstraintStatement)
	add("slide 2 tension", &l.TensionLine)
	add("slide 3 line 1", &ch.StatementLine1)
	add("slide 3 line 2", &ch.StatementLine2)
	add("slide 3 line 3", &ch.StatementLine3)
	add("slide 3 question", &ch.Question)
	add("slide 3 call", &ch.CTA)
	for i := range l.Cards {
		add(fmt.Sprintf("card %d role", i+1), &l.Cards[i].Role)
		add(fmt.Sprintf("card %d claim", i+1), &l.Cards[i].Claim)
	}
}
