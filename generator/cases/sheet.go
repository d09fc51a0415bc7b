package cases

import (
	"cmp"
	"context"

	"casebook/generator/mystery"
)

// Sample writes the case that a house without a past and a secret would write
// for a date ("" is today), as the referee accepts it, and keeps nothing. Of the
// options it needs Writer alone; no case of a house with a secret is like it.
func Sample(ctx context.Context, o Options, date string) (*mystery.Case, error) {
	s := &Service{o: withDefaults(o)}
	date = cmp.Or(date, s.today())
	if err := s.checkDate(date); err != nil {
		return nil, err
	}
	return s.write(ctx, mystery.Brief{ID: idOf(date), Date: date, Language: s.o.Language, Seed: s.seed(idOf(date), 1)})
}

// Sheet is a whole case on paper: all that a player can come to know of it, and
// the truth only if it was asked for.
type Sheet struct {
	ID         string             `json:"id"`
	Date       string             `json:"date"`
	Language   string             `json:"language"`
	Title      string             `json:"title"`
	Difficulty mystery.Difficulty `json:"difficulty"`
	Intro      mystery.Intro      `json:"intro"`
	Victim     mystery.Victim     `json:"victim"`
	Weapon     mystery.Weapon     `json:"weapon"`
	Scene      Scene              `json:"scene"`
	Suspects   []SheetSuspect     `json:"suspects"`
	Places     []SheetPlace       `json:"places"`
	Options    mystery.Options    `json:"options"`
	Commitment string             `json:"commitment"`
	Truth      *mystery.Case      `json:"truth,omitempty"` // the case as it is stored
}

// SheetSuspect is a suspect with everything they say.
type SheetSuspect struct {
	mystery.Suspect
	Says []Saying `json:"says"`
}

// Saying is what a suspect says to one kind of question. It needs Evidence to
// have been found if it is named.
type Saying struct {
	Topic    mystery.Topic `json:"topic"`
	About    string        `json:"about,omitempty"` // the name of a suspect, a place or a piece of evidence
	Evidence string        `json:"evidence,omitempty"`
	Lines    []SheetLine   `json:"lines"`
}

// SheetLine is one thing to say; without a tone it fits every one.
type SheetLine struct {
	Tone mystery.Tone `json:"tone,omitempty"`
	Text string       `json:"text"`
}

// SheetPlace is a place with what searching it finds.
type SheetPlace struct {
	mystery.Place
	Finds []SheetFind `json:"finds"`
}

// SheetFind is a piece of evidence as it is found.
type SheetFind struct {
	ID          string               `json:"id"`
	Type        mystery.EvidenceType `json:"type"`
	Name        string               `json:"name"`
	Description string               `json:"description"`
	Hint        string               `json:"hint"`
	Suggestion  string               `json:"suggestion"`
	Hidden      mystery.Hiding       `json:"hidden"`
	Cost        int                  `json:"cost"` // of the cheapest search that finds it
}

// NewSheet returns the case on paper, with the truth if that is wanted.
func NewSheet(c *mystery.Case, truth bool) *Sheet {
	s := &Sheet{
		ID: c.ID, Date: c.Date, Language: c.Language, Title: c.Title, Difficulty: c.Difficulty, Intro: c.Intro,
		Victim: c.Victim, Weapon: c.Weapon, Scene: Scene{c.Scene.Name, c.Scene.Description, c.Scene.Atmosphere},
		Options: c.Options, Commitment: mystery.Commitment(c),
	}
	for _, suspect := range c.Suspects {
		s.Suspects = append(s.Suspects, SheetSuspect{suspect, sayings(c, suspect.ID)})
	}
	for _, place := range c.Places {
		p := SheetPlace{Place: place, Finds: []SheetFind{}}
		for _, e := range c.Evidence {
			if e.PlaceID == place.ID {
				p.Finds = append(p.Finds, SheetFind{e.ID, e.Type, e.Name, e.Description, e.Hint, e.Suggestion, e.Hidden, e.Hidden.Cost()})
			}
		}
		s.Places = append(s.Places, p)
	}
	if truth {
		s.Truth = c
	}
	return s
}

// sayings gathers a suspect's lines by what they answer, in the order of the
// testimony.
func sayings(c *mystery.Case, suspect string) []Saying {
	names := namesByID(c)
	var list []Saying
	index := map[[2]string]int{}
	for _, t := range c.Testimony {
		if t.SuspectID != suspect {
			continue
		}
		for _, l := range t.Lines {
			key := [2]string{string(l.Topic), l.About}
			if _, ok := index[key]; !ok {
				index[key] = len(list)
				s := Saying{Topic: l.Topic, About: names[l.About]}
				if l.Topic == mystery.TopicConfront {
					s.Evidence = l.About
				}
				list = append(list, s)
			}
			list[index[key]].Lines = append(list[index[key]].Lines, SheetLine{l.Tone, l.Text})
		}
	}
	return list
}

// namesByID returns what the case's suspects, places and evidence are called.
func namesByID(c *mystery.Case) map[string]string {
	names := map[string]string{}
	for _, s := range c.Suspects {
		names[s.ID] = s.Name
	}
	for _, p := range c.Places {
		names[p.ID] = p.Name
	}
	for _, e := range c.Evidence {
		names[e.ID] = e.Name
	}
	return names
}
