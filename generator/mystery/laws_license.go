package mystery

import (
	"slices"
	"strconv"
	"strings"
)

// license is what a text may speak of: the facts it states, and people and places
// that everybody knows it is about.
type license struct {
	facts []Fact
	about []string // suspect and place ids
	hours bool     // hours that no fact bears out may be named: the text shows how time was falsified
}

// checkLicensed demands that what evidence and suspects say of the case in prose is
// what their facts say: every suspect, place, weapon and hour of the evening that a text names
// is in a fact which the text states, or is plain to everybody.
func checkLicensed(c *Case, breach report) {
	r := reader{Case: c, breach: breach, names: c.Naming()}
	r.clock, r.timed = newClock(c.World.Slots)
	for _, e := range c.Evidence {
		r.read(e.ID, strings.Join([]string{e.Name, e.Description, e.Hint, e.Suggestion}, " "), "", c.evidenceLicense(e.ID))
	}
	for _, t := range c.Testimony {
		for i, l := range t.Lines {
			if !slices.Contains(smallTalk(), l.Topic) {
				r.read(SlotOf(t.SuspectID)+" line "+strconv.Itoa(i+1), l.Text, t.SuspectID, c.lineLicense(l))
			}
		}
	}
	for _, card := range c.Intro.Suspects.Cards {
		own := c.World.factsOf(func(f Fact) bool { return f.Source == card.SuspectID && f.Suspect == card.SuspectID })
		r.read(SlotOf(card.SuspectID)+"'s claim", card.Claim, card.SuspectID, license{facts: own})
	}
}

// reader reads texts and reports what they may not say.
type reader struct {
	*Case
	breach report
	names  *Naming
	clock  clock
	timed  bool // the clock can be trusted
}

func (r *reader) read(where, text, speaker string, l license) {
	for _, id := range r.names.In(text, speaker) {
		if !l.names(id) {
			r.breach("%s names %s, of whom or which it states nothing: %s", where, SlotOf(id), text)
		}
	}
	for _, name := range r.weaponsIn(text) {
		if !l.weapon(r.Case, name) {
			r.breach("%s names the %s, of which it states nothing: %s", where, name, text)
		}
	}
	for _, at := range timesIn(text) {
		if r.timed && !l.hours && !r.clock.licensed(at, l.facts) {
			r.breach("%s names an hour, %d minutes past twelve, that no fact it states bears out: %s", where, at, text)
		}
	}
}

// smallTalk are the topics on which nobody speaks of the case.
func smallTalk() []Topic {
	return []Topic{TopicGreet, TopicChat, TopicAbuse, TopicMeta, TopicUnclear}
}

// evidenceLicense returns what the prose of a piece of evidence may speak of: its
// facts, where it lies, and where the body was found.
func (c *Case) evidenceLicense(id string) license {
	l := license{facts: c.World.FactsFrom(id), about: []string{c.Scene.PlaceID}}
	for _, e := range c.Evidence {
		if e.ID == id {
			l.about = append(l.about, e.PlaceID)
		}
	}
	l.hours = slices.ContainsFunc(l.facts, func(f Fact) bool { return f.Kind == FactManner })
	return l
}

// lineLicense returns what a line may speak of: its facts, what it is about, and
// what the evidence shows that it answers. Who is asked for evidence may name the
// places where there is some, and who is asked for views what they are of.
func (c *Case) lineLicense(l Line) license {
	may := license{facts: c.World.FactsByID(l.Facts...), about: []string{l.About, l.On, c.Scene.PlaceID}}
	if l.Topic == TopicConfront {
		shown := c.evidenceLicense(l.About)
		may.facts = append(may.facts, shown.facts...)
		may.about = append(may.about, shown.about...)
	}
	if l.On == OnViews {
		may.about = append(may.about, c.World.inView(l.About)...)
	}
	if l.Topic == TopicEvidence {
		for _, e := range c.Evidence {
			may.about = append(may.about, e.PlaceID)
		}
	}
	return may
}

// inView returns the places that one sees from a place, and those from which it is
// seen.
func (w *World) inView(place string) []string {
	list := slices.Clone(w.Views[place])
	for from, open := range w.Views {
		if slices.Contains(open, place) {
			list = append(list, from)
		}
	}
	return list
}

// names reports whether a suspect or a place may be named.
func (l license) names(id string) bool {
	return slices.Contains(l.about, id) || slices.ContainsFunc(l.facts, func(f Fact) bool { return f.Suspect == id || f.Place == id })
}

// weapon reports whether a weapon may be named: the one, or one of the others.
func (l license) weapon(c *Case, name string) bool {
	was := strings.EqualFold(name, weaponName(c.Solution.Answers.What))
	return slices.ContainsFunc(l.facts, func(f Fact) bool {
		weapon := []FactKind{FactWeapon, FactNotWeapon, FactKept, FactCandidate, FactMeans, FactNoMeans}
		return slices.Contains(weapon, f.Kind) && (f.Value == c.World.Truth.Weapon) == was
	})
}

// weaponsIn returns the names of weapons that stand in a text.
func (c *Case) weaponsIn(text string) []string {
	var found []string
	text = strings.ToLower(text)
	for _, option := range c.Options.What {
		if name := weaponName(option); hasWord(text, strings.ToLower(name)) {
			found = append(found, name)
		}
	}
	return found
}

// weaponName returns a choice without its article.
func weaponName(option string) string { return strings.TrimPrefix(option, "The ") }

// clock knows when each slot begins and ends.
type clock struct{ from, to []int }

// newClock reads the labels of the slots. It reports false if one does not name
// two hours.
func newClock(slots []string) (clock, bool) {
	var c clock
	for _, label := range slots {
		rest, found := strings.CutPrefix(label, "between ")
		from, to, two := strings.Cut(rest, " and ")
		times := append(timesIn("at "+from), timesIn("at "+to)...)
		if !found || !two || len(times) != 2 {
			return c, false
		}
		c.from, c.to = append(c.from, times[0]), append(c.to, times[1])
	}
	return c, true
}

// licensed reports whether a time lies within the range of one of the facts, ends
// included. A fact that bounds the deed has its bound alone.
func (c clock) licensed(at int, facts []Fact) bool {
	return slices.ContainsFunc(facts, func(f Fact) bool {
		switch last := len(c.from) - 1; {
		case f.Kind == FactAlive:
			return at == c.to[min(max(f.To, 0), last)]
		case f.Kind == FactDead, f.Kind == FactKept:
			return at == c.from[min(max(f.From, 0), last)]
		case !f.dated() || f.From < 0 || f.To > last || f.From > f.To:
			return false
		default:
			start := c.from[f.From]
			return (at-start+halfDay)%halfDay <= (c.to[f.To]-start+halfDay)%halfDay
		}
	})
}

// dated reports whether the fact is about certain slots.
func (f Fact) dated() bool {
	switch f.Kind {
	case FactAt, FactNotAt, FactBeen, FactTrace, FactAlone, FactLocked, FactWhen, FactCulpritAt:
		return true
	default:
		return false
	}
}
