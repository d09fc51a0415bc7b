package mystery

import (
	"slices"
	"strings"
)

// question is one of the six with its choices, its right answer and the fewest
// choices it may offer.
type question struct {
	name    string
	options []string
	answer  string
	least   int
}

// questions returns the six questions in the order who, what, where, when, why,
// how.
func (c *Case) questions() []question {
	o, a := c.Options, c.Solution.Answers
	return []question{
		{"who", o.Who, a.Who, SuspectCount},
		{"what", o.What, a.What, 4},
		{"where", o.Where, a.Where, 4},
		{"when", o.When, a.When, 4},
		{"why", o.Why, a.Why, 4},
		{"how", o.How, a.How, 4},
	}
}

func checkOptions(c *Case, breach report) {
	for _, q := range c.questions() {
		if len(q.options) < q.least {
			breach("%s has %d choices in place of at least %d", q.name, len(q.options), q.least)
		}
		seen := map[string]bool{}
		for _, o := range q.options {
			key := strings.ToLower(o)
			if seen[key] {
				breach("%s offers %q twice", q.name, o)
			}
			seen[key] = true
		}
	}
	for _, s := range c.Suspects {
		if !slices.Contains(c.Options.Who, s.Name) {
			breach("who does not offer %q", s.Name)
		}
	}
}

func checkAnswers(c *Case, breach report) {
	for _, q := range c.questions() {
		if !slices.Contains(q.options, q.answer) {
			breach("the answer to %s, %q, is not among the choices", q.name, q.answer)
		}
	}
	if c.Solution.Culprit != c.World.Truth.Culprit {
		breach("the solution's culprit is not the world's")
	}
	answers, truth := c.Solution.Answers, c.World.Truth
	agree := func(question, answer, want string) {
		if want != "" && !strings.EqualFold(answer, want) {
			breach("the answer to %s is %q, but in the world it is %q", question, answer, want)
		}
	}
	for _, s := range c.Suspects {
		if s.ID == truth.Culprit {
			agree("who", answers.Who, s.Name)
		}
	}
	for _, p := range c.Places {
		if p.ID == truth.Place {
			agree("where", answers.Where, p.Name)
		}
	}
	if truth.Slot >= 0 && truth.Slot < len(c.World.Slots) {
		agree("when", answers.When, c.World.Slots[truth.Slot])
	}
}

// checkAliases rejects other wordings that belong to no question or are one of
// its wrong choices.
func checkAliases(c *Case, breach report) {
	byName := map[string]question{}
	for _, q := range c.questions() {
		byName[q.name] = q
	}
	for name, aliases := range c.Solution.Aliases {
		q, ok := byName[name]
		if !ok {
			breach("%q is no question", name)
		}
		for _, alias := range aliases {
			wrong := slices.ContainsFunc(q.options, func(o string) bool { return strings.EqualFold(o, alias) && o != q.answer })
			if wrong || strings.TrimSpace(alias) == "" {
				breach("%q is no other wording of the answer to %s", alias, name)
			}
		}
	}
}
