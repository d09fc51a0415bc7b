package builtin

import (
	"cmp"
	"slices"

	"casebook/generator/mystery"
)

// manner is how a line that is not told in every tone is said: the end of its
// pool's name, and the tone.
type manner struct {
	pool string
	tone mystery.Tone
}

// manners are the three ways of saying a thing: one for whoever is calm or nervous,
// one for the defensive and one for the aggressive.
func manners() []manner {
	return []manner{{"", ""}, {"_hard", mystery.Defensive}, {"_sharp", mystery.Aggressive}}
}

// each adds a line in each of the manners.
func (s *speaker) each(l mystery.Line, section, name string, more ...vars) {
	for _, m := range manners() {
		l.Tone, l.Text = m.tone, s.line(section, name+m.pool, more...)
		s.lines = append(s.lines, l)
	}
}

// few adds several lines that fit every tone.
func (s *speaker) few(n int, l mystery.Line, section, name string, more ...vars) {
	for range n {
		l.Text = s.line(section, name, more...)
		s.lines = append(s.lines, l)
	}
}

// hours tells of each slot where the suspect was.
func (s *speaker) hours() {
	for slot := range slotCount {
		v := s.claimVars(s.role, s.stayAt(s.role, slot)).with(s.slotVars(slot))
		l := mystery.Line{Topic: mystery.TopicAlibi, On: mystery.HourID(slot), Facts: s.claimAt(slot)}
		s.each(l, "hour", "at", v)
	}
}

// company tells who was with the suspect: in each room, and all evening.
func (s *speaker) company() {
	var with []string
	var facts []string
	l := mystery.Line{Topic: mystery.TopicAlibi, On: mystery.OnCompany}
	for room := range roomCount {
		label, _, been := s.stayedIn(room)
		if !been {
			continue
		}
		l.About, l.Facts = roomID(room), s.claimsIn(room)
		v := s.roomVars(room, "").with(vars{"label": label})
		met := slices.DeleteFunc(s.seen(), func(x sight) bool { return !x.same || x.room != room })
		if len(met) == 0 {
			s.few(1, l, "company", "alone", v)
			continue
		}
		var told []string
		for _, x := range met {
			told = append(told, s.sighting(x))
			l.Facts = append(l.Facts, s.own(mystery.FactAt, x.of)...)
			with = append(with, s.text("{b.mr} {in.b} {label}", s.people[x.of].vars("b"), s.roomVars(x.room, ".b"), s.slotVars(x.slot)))
		}
		facts = append(facts, l.Facts...)
		l.Text = joined(append(told, s.line("company", "else", v)))
		s.lines = append(s.lines, l)
	}
	l.About, l.Facts, l.Text = "", facts, s.line("company", "never")
	if len(with) > 0 {
		l.Text = joined([]string{s.line("company", "some", vars{"who": listed(with)}), s.line("company", "rest")})
	}
	s.lines = append(s.lines, l)
}

// elsewhere answers who asks for another where and when the suspect did not see
// them, and where and when they did. Who saw them once says so in more ways than
// who saw them twice, so that there is as much to be heard from everybody; and who saw
// them twice in one room says from which other.
func (s *speaker) elsewhere() {
	for position := range roleCount {
		saw := s.sightsOf(s.at(position))
		if len(saw) == 0 {
			continue
		}
		x, y := saw[0], saw[len(saw)-1]
		l := mystery.Line{Topic: mystery.TopicPerson, About: s.suspectID(x.of), Facts: s.own(mystery.FactAt, x.of)}
		b := s.people[x.of].vars("b")
		for _, x := range []sight{x, y} {
			for _, on := range []string{roomID(x.room), mystery.HourID(x.slot)} {
				l.On, l.Text = on, s.line("person", "there", b, s.roomVars(x.room, ".b"), s.slotVars(x.slot))
				s.lines = append(s.lines, l)
			}
		}
		v := b.with(s.roomVars(x.room, ".b"), s.slotVars(x.slot), s.roomVars(y.room, ".q"), vars{"label.u": s.label(span{y.slot, y.slot})},
			s.roomVars(s.claims[s.role][x.slot], ".own"))
		name := ""
		switch {
		case s.across(x):
			name, l.Facts = "twice_there", s.sawFacts(x.of)
		case len(saw) > 1:
			name = "twice"
		}
		for _, on := range []string{mystery.OnElsewhere, mystery.OnOtherwhen} {
			l.On = on
			s.each(l, "person", cmp.Or(name, on), v)
		}
	}
}

// habits answers questions about traits: whether the suspect has them, why, who
// else, and what they know of the others.
func (s *speaker) habits() {
	me := s.suspectID(s.role)
	for lacker, pair := range s.lacks {
		for _, t := range pair {
			name, v := "has", vars{"own": t.Own, "not": t.Not}
			if lacker == s.role {
				name = "lacks"
			}
			l := mystery.Line{Topic: mystery.TopicTrait, About: t.ID, Facts: s.factIDs(me, func(f mystery.Fact) bool {
				return f.Suspect == me && f.Value == t.ID
			})}
			s.each(l, "habit", name, v)
			l.On = mystery.OnWhy
			s.few(1, l, "habit", "why_"+name, v)
			s.whoHas(l, t, name, v)
		}
	}
	for of := range roleCount {
		if of == s.role {
			continue
		}
		b, t := s.people[of].vars("b"), s.lackTold(s.role, of)
		l := mystery.Line{Topic: mystery.TopicPerson, About: s.suspectID(of), On: t.ID, Facts: s.own(mystery.FactLacksTrait, of)}
		s.each(l, "habit", "other", b, vars{"lacks": t.Lacks})
		s.each(mystery.Line{Topic: mystery.TopicPerson, About: s.suspectID(of), On: mystery.OnHabit}, "habit", "unseen", b)
	}
}

// whoHas answers who has a trait: the suspect or not, and whoever they know to lack
// it not.
func (s *speaker) whoHas(l mystery.Line, t *trait, name string, v vars) {
	text := []string{s.line("habit", "who_"+name, v)}
	for of := range roleCount {
		if of != s.role && s.lackTold(s.role, of) == t {
			text = append(text, s.line("habit", "who_not", s.people[of].vars("b"), vars{"lacks": t.Lacks}))
			l.Facts = append(slices.Clone(l.Facts), s.own(mystery.FactLacksTrait, of)...)
		}
	}
	l.On, l.Text = mystery.OnWho, joined(text)
	s.lines = append(s.lines, l)
}

// unknowns is what the suspect says to questions that are beyond them.
func (s *speaker) unknowns() {
	for _, q := range []struct {
		on   string
		calm int
	}{{"", 3}, {mystery.OnBody, 2}, {mystery.OnThing, 2}, {mystery.OnPolice, 2}, {mystery.OnWho, 2}} {
		name := q.on
		if name == "" {
			name = "any"
		}
		l := mystery.Line{Topic: mystery.TopicUnknown, On: q.on}
		s.few(q.calm-1, l, "unknown", name)
		s.each(l, "unknown", name)
	}
	s.each(mystery.Line{Topic: mystery.TopicUnknown, On: mystery.OnVictim}, "unknown", "victim")
	s.each(mystery.Line{Topic: mystery.TopicWitness, On: mystery.OnLast}, "witness", "last")
	s.few(2, mystery.Line{Topic: mystery.TopicChat, On: mystery.OnVisit}, "chat", "visit")
	s.few(2, mystery.Line{Topic: mystery.TopicChat, On: mystery.OnLeave}, "chat", "leave")
}

// views tells of each room into which others one sees from it, and from which into it.
func (s *speaker) views() {
	for room := range roomCount {
		var open, seen []string
		for other := range roomCount {
			if s.sees[room].has(other) {
				open = append(open, definite(s.rooms[other].lower()))
			}
			if s.sees[other].has(room) {
				seen = append(seen, definite(s.rooms[other].lower()))
			}
		}
		text := joined([]string{s.look("from", room, open), s.look("into", room, seen)})
		s.lines = append(s.lines, mystery.Line{Topic: mystery.TopicPlace, About: roomID(room), On: mystery.OnViews, Text: text})
	}
}

// look says what one sees from a room, or from where into it.
func (s *speaker) look(name string, room int, others []string) string {
	if len(others) == 0 {
		return s.line("views", name+"_none", s.roomVars(room, ""))
	}
	return s.line("views", name, s.roomVars(room, ""), vars{"open": listed(others)})
}
