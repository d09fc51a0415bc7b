package mystery

import (
	"slices"
	"strconv"
	"strings"
)

// mended brings certificate, difficulty, steps and lines into line with facts
// that were changed.
func mended(c *Case) {
	c.Certificate = Certify(c)
	c.Difficulty = c.Certificate.Difficulty
	if len(c.Certificate.Proof) > 0 {
		c.Solution.Reasoning = nil
	}
	for _, d := range c.Certificate.Proof {
		c.Solution.Reasoning = append(c.Solution.Reasoning, Step{"So it is.", c.World.Clues(d)})
	}
	for _, t := range c.Testimony {
		for i := range t.Lines {
			t.Lines[i].Facts = slices.DeleteFunc(t.Lines[i].Facts, func(id string) bool { return len(c.World.FactsByID(id)) == 0 })
		}
	}
}

// fault is a case that breaks a law, made from the sample.
type fault struct {
	law   string
	spoil func(c *Case)
}

// drop takes facts away.
func drop(c *Case, is func(Fact) bool) { c.World.Facts = slices.DeleteFunc(c.World.Facts, is) }

// add adds facts with ids of their own, and lets those whose word they are say
// them.
func add(c *Case, facts ...Fact) {
	for i, f := range facts {
		f.ID, f.Text = "x-"+strconv.Itoa(i), "It is so."
		c.World.Facts = append(c.World.Facts, f)
		for _, t := range c.Testimony {
			if t.SuspectID == f.Source {
				t.Lines[0].Facts = append(t.Lines[0].Facts, f.ID)
			}
		}
	}
}

// factOf returns the first fact of a kind from a source.
func factOf(c *Case, kind FactKind, source string) *Fact {
	i := slices.IndexFunc(c.World.Facts, func(f Fact) bool { return f.Kind == kind && f.Source == source })
	return &c.World.Facts[i]
}

// hush takes what was found and what is said of it out of the prose, so that facts
// can be changed under it.
func hush(c *Case) {
	for i := range c.Evidence {
		e := &c.Evidence[i]
		e.Description, e.Hint, e.Suggestion = strings.Repeat("a thing ", 20)+"found.", "It lies about here.", "Look at it well."
	}
	for _, t := range c.Testimony {
		for i := range t.Lines {
			if l := &t.Lines[i]; l.Topic == TopicConfront {
				l.Text, l.Mentions = strings.Repeat("No, ", i)+"no.", nil
			}
		}
	}
}

// mute takes all that is said of the case out of the prose, for facts of what
// people say to be changed under it.
func mute(c *Case) {
	for _, t := range c.Testimony {
		for i := range t.Lines {
			if l := &t.Lines[i]; !slices.Contains(smallTalk(), l.Topic) {
				l.Text, l.Mentions = strings.Repeat("No, ", i)+"no.", nil
			}
		}
	}
	for i := range c.Intro.Suspects.Cards {
		c.Intro.Suspects.Cards[i].Claim = "I say " + strings.Repeat("no, ", 10) + "no."
	}
}

// faultsOfShape break the laws of shape and text.
func faultsOfShape() []fault {
	return []fault{
		{"counts", func(c *Case) { c.Testimony = append(c.Testimony, c.Testimony[2]) }},
		{"counts", func(c *Case) { c.Places = c.Places[:4] }},
		{"counts", func(c *Case) { c.World.Slots = c.World.Slots[:3] }},
		{"ids", func(c *Case) { c.World.Facts[3].ID = c.World.Facts[2].ID }},
		{"ids", func(c *Case) { c.ID = "case-2026-11-25/../x" }},
		{"ids", func(c *Case) { c.Suspects[1].ID = "case-2026-11-24-suspect-2" }},
		{"ids", func(c *Case) { c.Places[0].ID, c.Evidence[0].ID = "loc-7", "ev-7" }},
		{"references", func(c *Case) { c.World.Doors["loc-1"] = append(c.World.Doors["loc-1"], "attic") }},
		{"references", func(c *Case) { c.Evidence[2].PlaceID = "loc-9" }},
		{"references", func(c *Case) { c.Intro.Suspects.Cards[0].Name = "Somebody Else" }},
		{"references", func(c *Case) { c.Testimony[0].SuspectID = "nobody" }},
		{"dates", func(c *Case) { c.Date = "2026-13-01" }},
		{"dates", func(c *Case) { c.Language, c.Difficulty = "", "gruesome" }},
		{"salt", func(c *Case) { c.Salt = "pepper" }},
		{"pictures", func(c *Case) { c.Pictures = c.Pictures[1:] }},
		{"pictures", func(c *Case) { c.Pictures[3].Person = nil }},
		{"pictures", func(c *Case) { c.Pictures[4].Alt, c.Pictures[5].Palette, c.Pictures[6].Kind = "", "beige", Object }},
		{"names", func(c *Case) { c.Suspects[2].Pronoun = "" }},
		{"names", func(c *Case) { c.Suspects[0].Name = "Bo" }},
		{"names", func(c *Case) { c.Suspects[0].Name = strings.ToUpper(c.Victim.Name) }},
		{"names", func(c *Case) { c.Evidence[1].Name = c.Places[1].Name }},
		{"words", func(c *Case) { c.Title = "The Title That Was Longer Than Any Title Has To Be" }},
		{"words", func(c *Case) { c.Places[2].Description = "Dark." }},
		{"words", func(c *Case) { c.Solution.Explanation += strings.Repeat(" and then", 150) }},
		{"marks", func(c *Case) { c.Title = "Murder.." }},
		{"marks", func(c *Case) { c.Evidence[0].Hint = "It lies {spot}, in plain sight." }},
		{"marks", func(c *Case) { c.Testimony[1].Lines[0].Text = "I  was elsewhere ." }},
		{"marks", func(c *Case) { c.Pictures[2].Alt = "" }},
		{"marks", func(c *Case) { c.Title = "Murder " }},
		{"marks", func(c *Case) { c.Title = "Murder \xff!" }},
		{"slides", func(c *Case) { c.Intro.Challenge.CTA = " " }},
		{"slides", func(c *Case) { c.Intro.Discovery.Constraint = "Nobody left." }},
		{"slides", func(c *Case) { c.Intro.Suspects.Cards[0].Claim = "Bianca was in the van, she says." }},
	}
}

// faultsOfWorld break the laws of the accusation and of the world.
func faultsOfWorld() []fault {
	const one, two, three = "case-2026-11-25-suspect-1", "case-2026-11-25-suspect-2", "case-2026-11-25-suspect-3"
	return []fault{
		{"options", func(c *Case) {
			c.Options.When = append([]string{c.Solution.Answers.When}, slices.DeleteFunc(c.Options.When, func(o string) bool { return o == c.Solution.Answers.When })[:2]...)
		}},
		{"options", func(c *Case) { c.Options.Why[0] = strings.ToUpper(c.Options.Why[1]) }},
		{"options", func(c *Case) { c.Options.Who[0] = "A Stranger" }},
		{"answers", func(c *Case) { c.Solution.Answers.Why = "For love of the sea" }},
		{"answers", func(c *Case) { c.Solution.Answers.Who = c.Suspects[0].Name }},
		{"answers", func(c *Case) { c.Solution.Culprit = c.Suspects[0].ID }},
		{"answers", func(c *Case) { c.Solution.Answers.Where = c.Places[0].Name }},
		{"answers", func(c *Case) { c.Solution.Answers.When = c.Options.When[0] + "!" }},
		{"aliases", func(c *Case) { c.Solution.Aliases["whence"] = []string{"from afar"} }},
		{"aliases", func(c *Case) { c.Solution.Aliases["who"] = []string{strings.ToLower(c.Suspects[0].Name)} }},
		{"facts", func(c *Case) { c.World.Facts[1].Text = "" }},
		{"facts", func(c *Case) { c.World.Facts[0].Kind = "hunch" }},
		{"facts", func(c *Case) { c.World.Facts[0].Source = "a little bird" }},
		{"facts", func(c *Case) { c.World.Facts[20].Suspect, c.World.Facts[20].Place = "x", "y" }},
		{"facts", func(c *Case) { c.World.Facts[1].To = 9 }},
		{"paths", func(c *Case) {
			id := c.Suspects[2].ID
			c.World.Truth.Paths[id] = append(c.World.Truth.Paths[id], "loc-1")
		}},
		{"paths", func(c *Case) { c.World.Truth.Paths[c.Suspects[2].ID][0] = "attic" }},
		{"paths", func(c *Case) { c.World.Truth.Paths[c.Suspects[2].ID][6] = c.World.Truth.Place }},
		{"paths", func(c *Case) { c.World.Doors = nil }},
		{"truth", func(c *Case) { add(c, Fact{Kind: FactManner, Source: "ev-1", Value: "witchcraft"}); mended(c) }},
		{"truth", func(c *Case) { factOf(c, FactWhen, "ev-4").From = 2; factOf(c, FactWhen, "ev-4").To = 2 }},
		{"truth", func(c *Case) { c.World.Truth.Slot = 9 }},
		{"honesty", func(c *Case) { c.Testimony[0].Lines[0].Facts = append(c.Testimony[0].Lines[0].Facts, "f-18") }},
		{"honesty", func(c *Case) { factOf(c, FactAt, c.Suspects[0].ID).Place = "loc-4" }},
		{"heard", func(c *Case) {
			for i := range c.Testimony[0].Lines {
				l := &c.Testimony[0].Lines[i]
				l.Facts = slices.DeleteFunc(l.Facts, func(id string) bool { return id == "f-52" })
			}
		}},
		{"heard", func(c *Case) { drop(c, func(f Fact) bool { return f.Source == "ev-2" }) }},
		{"company", func(c *Case) {
			drop(c, func(f Fact) bool { return f.Kind == FactAt && f.Source == one && f.Suspect == two })
			mended(c)
			mute(c)
		}},
		{"views", func(c *Case) { c.World.Views["loc-4"] = []string{"loc-2"} }},
		{"views", func(c *Case) { c.World.Views["loc-5"] = append(c.World.Views["loc-5"], "loc-2") }},
		{"views", func(c *Case) { c.World.Views["loc-4"] = []string{"loc-1"} }},
		{"views", func(c *Case) { c.World.Views["loc-2"] = nil }},
		{"passage", func(c *Case) {
			c.World.Truth.Paths[three][5], c.World.Views["loc-3"] = "loc-3", nil
			factOf(c, FactAlone, three).To = 3
			for i := range c.World.Facts {
				f := &c.World.Facts[i]
				if f.Source == three && f.Suspect == three && f.Place == "loc-5" {
					f.To = 4
				}
			}
			drop(c, func(f Fact) bool { return f.Kind == FactAlone && f.Source == three && f.From == 5 })
			add(c, Fact{Kind: FactAt, Source: three, Suspect: three, Place: "loc-3", From: 5, To: 5})
			mended(c)
			mute(c)
		}},
		{"alarm", func(c *Case) {
			c.World.Truth.Paths[three][7] = "loc-3"
			for i := range c.World.Facts {
				if f := &c.World.Facts[i]; f.Source == three && f.Suspect == three && f.To == 7 {
					f.To = 6
				}
			}
			add(c, Fact{Kind: FactAt, Source: three, Suspect: three, Place: "loc-3", From: 7, To: 7})
			mended(c)
			mute(c)
		}},
		{"licensed", func(c *Case) { c.Evidence[0].Hint += " It was a quarter to three." }},
		{"licensed", func(c *Case) { c.Evidence[1].Suggestion = "Steinbach could tell you more about it." }},
		{"licensed", func(c *Case) { c.Evidence[2].Hint = "It came here from the oil store, on a sole." }},
		{"licensed", func(c *Case) { c.Evidence[3].Hint = "It lies under the white silk scarf." }},
		{"licensed", func(c *Case) { c.Intro.Suspects.Cards[0].Claim += " At 11:55, that is." }},
		{"licensed", func(c *Case) {
			i := slices.IndexFunc(c.Testimony[0].Lines, func(l Line) bool { return l.Topic == TopicConfront })
			c.Testimony[0].Lines[i].Text, c.Testimony[0].Lines[i].Mentions = "At a quarter to four, I was nowhere near it.", nil
		}},
	}
}

// faultsOfReason break the laws of reasoning.
func faultsOfReason() []fault {
	const one, two, three = "case-2026-11-25-suspect-1", "case-2026-11-25-suspect-2", "case-2026-11-25-suspect-3"
	return []fault{
		{"one-answer", func(c *Case) {
			add(c, Fact{Kind: FactMotive, Source: "ev-1", Suspect: two, Value: "boredom"})
			mended(c)
		}},
		{"one-answer", func(c *Case) { drop(c, func(f Fact) bool { return f.Kind == FactWeapon }) }},
		{"one-answer", func(c *Case) { c.World.Truth.Motive = "boredom" }},
		{"open-start", func(c *Case) {
			add(c, Fact{Kind: FactLacksTrait, Source: Police, Suspect: three, Value: "nailed-boots"})
			mended(c)
		}},
		{"no-single-clue", func(c *Case) { add(c, Fact{Kind: FactCulpritTrait, Source: "ev-1", Value: "nailed-boots"}); mended(c) }},
		{"robust", func(c *Case) { drop(c, func(f Fact) bool { return f.Kind == FactCulpritTrait }); mended(c) }},
		{"three-clues", func(c *Case) {
			hush(c)
			drop(c, func(f Fact) bool { return strings.HasPrefix(f.Source, "ev-") })
			for _, source := range []string{"ev-1", "ev-2"} {
				add(c, Fact{Kind: FactWhen, Source: source, From: 6, To: 6}, Fact{Kind: FactCulpritTrait, Source: source, Value: "rum"})
				for i := range c.World.Facts {
					c.World.Facts[i].ID = strings.Replace(c.World.Facts[i].ID, "x-", source+"-", 1)
				}
			}
			add(c, Fact{Kind: FactKilledIn, Source: "ev-3", Place: "loc-3"}, Fact{Kind: FactKilledIn, Source: "ev-4", Place: "loc-3"},
				Fact{Kind: FactManner, Source: "ev-4", Value: "quarrel"}, Fact{Kind: FactWeapon, Source: "ev-5", Value: "picture-wire"},
				Fact{Kind: FactAt, Source: two, Suspect: three, Place: "loc-2", From: 6, To: 6})
			mended(c)
		}},
		{"not-trivial", func(c *Case) {
			add(c, Fact{Kind: FactLacksTrait, Source: "ev-3", Suspect: one, Value: "rum"},
				Fact{Kind: FactLacksTrait, Source: "ev-4", Suspect: three, Value: "chewed-matches"})
			mended(c)
		}},
		{"certificate", func(c *Case) { c.Certificate.Steps++ }},
		{"certificate", func(c *Case) { c.Difficulty = Easy }},
		{"reasoning", func(c *Case) { c.Solution.Reasoning[0].Clues = []string{"ev-1"} }},
		{"reasoning", func(c *Case) { c.Solution.Reasoning = c.Solution.Reasoning[:2] }},
		{"reasoning", func(c *Case) { c.Solution.Reasoning[0].Clues = nil }},
		{"motives", func(c *Case) {
			drop(c, func(f Fact) bool { return f.Kind == FactMotive && f.Suspect == one })
			mended(c)
		}},
		{"means", func(c *Case) {
			kept := factOf(c, FactKept, "ev-5")
			kept.Place, kept.From = "loc-3", 6
			factOf(c, FactCulpritTrait, "ev-5").Source = "ev-4"
			mended(c)
			hush(c)
		}},
		{"red-herring", func(c *Case) {
			drop(c, func(f Fact) bool { return f.Kind == FactHasTrait && f.Suspect != two })
			mended(c)
		}},
		{"manner", func(c *Case) { drop(c, func(f Fact) bool { return f.Kind == FactManner }) }},
	}
}

// faultsOfPlay break the laws of the game.
func faultsOfPlay() []fault {
	return []fault{
		{"hiding", func(c *Case) {
			for i := range c.Evidence {
				c.Evidence[i].Hidden = Obvious
			}
		}},
		{"hiding", func(c *Case) {
			c.Evidence[0].Hidden, c.Evidence[1].Type, c.Evidence[2].Relevance = "buried", "rumour", "huge"
		}},
		{"points", func(c *Case) {
			for i := range c.Evidence {
				c.Evidence[i].Hidden, c.Evidence[i].PlaceID = Deep, c.Places[i].ID
			}
			for i := range c.Testimony {
				c.Testimony[i].Lines = nil
			}
		}},
		{"testimony", func(c *Case) { c.Testimony[2].Lines[1].Tone = "sarcastic" }},
		{"testimony", func(c *Case) { c.Testimony[2].Lines = c.Testimony[2].Lines[3:] }},
		{"testimony", func(c *Case) { c.Testimony[2].Lines[1].Text = c.Testimony[2].Lines[0].Text }},
		{"equal-points", func(c *Case) {
			for i := range c.Testimony[1].Lines {
				if l := &c.Testimony[1].Lines[i]; l.Topic == TopicWitness {
					l.Text, l.Mentions = strings.Repeat("Nobody, ", i)+"nobody.", nil
				}
			}
		}},
		{"equal-points", func(c *Case) {
			c.Testimony[1].Lines = slices.DeleteFunc(c.Testimony[1].Lines, func(l Line) bool { return l.Topic == TopicMotive })
		}},
		{"mentions", func(c *Case) {
			lines := c.Testimony[0].Lines
			i := slices.IndexFunc(lines, func(l Line) bool { return l.Topic == TopicChat })
			lines[i].Mentions = []string{"loc-1"}
		}},
	}
}
