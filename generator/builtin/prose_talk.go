package builtin

import (
	"slices"
	"strings"

	"casebook/generator/mystery"
)

// speaker writes what one suspect says.
type speaker struct {
	*draft
	role  int
	lines []mystery.Line
}

// testify writes everything that the suspect in a role will say. It is the same
// work for all of them: nothing in it depends on who is guilty, but the claims.
func (d *draft) testify(role int) mystery.Testimony {
	s := &speaker{draft: d, role: role}
	s.alibi()
	s.motive()
	s.witness()
	s.evidence()
	s.persons()
	s.places()
	s.confronted()
	s.hours()
	s.company()
	s.elsewhere()
	s.habits()
	s.views()
	s.unknowns()
	s.small()
	return mystery.Testimony{SuspectID: d.suspectID(role), Lines: s.lines}
}

// line draws a line in the suspect's manner of speaking and, when that has
// nothing more to say, in the common one.
func (s *speaker) line(section, name string, more ...vars) string {
	key := s.people[s.role].archetype.Voice + "." + section + "." + name
	if text, ok := s.unsaid(key, s.voiced(section, name), more...); ok {
		return text
	}
	return s.shortened(s.draft.line(section, name, more...))
}

// shortened returns a common text as the suspect would say it: "do not" as "don't" if
// that is their manner of speaking. What ends a sentence stays long.
func (s *speaker) shortened(text string) string {
	register := s.talk["register"]
	if !slices.Contains(register["voices"], s.people[s.role].archetype.Voice) {
		return text
	}
	for _, pair := range register["short"] {
		long, short, _ := strings.Cut(pair, " = ")
		lead, _, _ := strings.Cut(long, strings.TrimLeft(long, " "))
		text = strings.ReplaceAll(text, long+" ", lead+short+" ")
	}
	return text
}

// voiced returns a pool of the suspect's manner of speaking.
func (s *speaker) voiced(section, name string) []string {
	return s.voices[s.people[s.role].archetype.Voice][section][name]
}

// add notes a line.
func (s *speaker) add(topic mystery.Topic, about string, tone mystery.Tone, text string, facts ...string) {
	s.lines = append(s.lines, mystery.Line{Topic: topic, About: about, Tone: tone, Text: text, Facts: facts})
}

// own returns the ids of the facts the suspect states of a kind, about a person.
func (s *speaker) own(kind mystery.FactKind, about int) []string {
	return s.factIDs(s.suspectID(s.role), func(f mystery.Fact) bool {
		return f.Kind == kind && f.Suspect == s.suspectID(about)
	})
}

// tones are the tones from calm to cornered.
func tones() []mystery.Tone {
	return []mystery.Tone{mystery.Cooperative, mystery.Nervous, mystery.Defensive, mystery.Aggressive}
}

// alibi tells the evening in order, four times over.
func (s *speaker) alibi() {
	for _, tone := range tones() {
		text := []string{s.line("alibi", "open_"+string(tone))}
		stays := staysOf(s.claims[s.role])
		been := map[int]bool{}
		for i, stay := range stays {
			name := "middle"
			switch {
			case i == 0:
				name = "first"
			case been[stay.room] && i == len(stays)-1:
				name = "lastback"
			case been[stay.room]:
				name = "back"
			case i == len(stays)-1:
				name = "last"
			}
			been[stay.room] = true
			text = append(text, s.line("alibi", name, s.claimVars(s.role, i)))
		}
		if tone != mystery.Aggressive {
			text = append(text, s.line("alibi", "close"))
		}
		s.add(mystery.TopicAlibi, "", tone, joined(text), s.own(mystery.FactAt, s.role)...)
	}
}

// joined joins sentences.
func joined(sentences []string) string {
	for i, t := range sentences {
		sentences[i] = strings.TrimSpace(t)
	}
	return strings.Join(sentences, " ")
}

// reasonOf returns what somebody says of their motive.
func (d *draft) reasonOf(role int) reason {
	if d.people[role].archetype.Plain {
		return d.homely[d.motives[role].ID]
	}
	return d.motives[role].reason
}

// retort is what somebody who is cornered says of their motive and of their dealings
// with the victim.
type retort struct {
	Own      string `toml:"own"`
	Relation string `toml:"relation"`
}

// retortOf returns what somebody says of their motive when cornered.
func (d *draft) retortOf(role int) retort {
	if d.people[role].archetype.Plain {
		return d.sharp["plain"][d.motives[role].ID]
	}
	return d.sharp["any"][d.motives[role].ID]
}

// motive tells how the suspect knew the victim, and what there was between them.
func (s *speaker) motive() {
	r, sharp := s.reasonOf(s.role), s.retortOf(s.role)
	relation, own := append(slices.Clone(r.Relation), sharp.Relation), append(slices.Clone(r.Own), sharp.Own)
	for i, tone := range tones() {
		s.add(mystery.TopicRelationship, "", tone, s.text(relation[i]))
		s.add(mystery.TopicMotive, "", tone, s.text(own[i]), s.own(mystery.FactMotive, s.role)...)
	}
}

// seen returns the suspect's sightings of the others, in the order of the case.
func (s *speaker) seen() []sight {
	var list []sight
	for position := range roleCount {
		for _, x := range s.sights {
			if x.by == s.role && x.of == s.at(position) {
				list = append(list, x)
			}
		}
	}
	return list
}

// sighting says what the suspect saw of another, differently each time. What they saw
// from elsewhere in a room that they name anyway, they saw from a room that is worth
// naming too: so whoever sees people in fewer rooms names no fewer of them.
func (s *speaker) sighting(x sight) string {
	name := "near"
	switch {
	case x.same:
		name = "same"
	case s.across(x):
		name = "across"
	}
	key := "witness." + name + s.suspectID(x.by)
	words := s.people[x.of].vars("b").with(s.roomVars(x.room, ".b"), s.roomVars(s.claims[x.by][x.slot], ".own"), s.slotVars(x.slot))
	if text, ok := s.unsaid(key+"voice", s.voiced("witness", name), words); ok {
		return text
	}
	return s.novel(key, s.talk["witness"][name], words)
}

// across reports whether the suspect saw somebody from elsewhere in a room in which
// they were together with them at another time.
func (s *speaker) across(x sight) bool {
	return !x.same && slices.ContainsFunc(s.sightsOf(x.of), func(y sight) bool { return y.same && y.room == x.room })
}

// sawFacts returns the ids of the facts that the suspect's sightings of another
// state, as sighting words them.
func (s *speaker) sawFacts(of int) []string {
	facts := s.own(mystery.FactAt, of)
	for _, x := range s.sightsOf(of) {
		if s.across(x) {
			facts = append(facts, s.claimAt(x.slot)...)
		}
	}
	return facts
}

// witness tells whom the suspect saw.
func (s *speaker) witness() {
	for _, tone := range tones() {
		open := map[mystery.Tone]string{mystery.Defensive: "open_hard", mystery.Aggressive: "open_sharp"}[tone]
		if open == "" {
			open = "open"
		}
		text := []string{s.line("witness", open)}
		var facts []string
		for _, x := range s.seen() {
			text = append(text, s.sighting(x))
			facts = append(facts, s.sawFacts(x.of)...)
		}
		if open == "open" {
			text = append(text, s.line("witness", "alone"), s.line("witness", "none"))
			facts = append(facts, s.own(mystery.FactAlone, s.role)...)
		}
		s.add(mystery.TopicWitness, "", tone, joined(text), facts...)
	}
}

// evidence tells where the suspect would look: somewhere that something lies.
func (s *speaker) evidence() {
	for i, tone := range tones() {
		name := map[mystery.Tone]string{mystery.Defensive: "hard", mystery.Aggressive: "sharp"}[tone]
		if name == "" {
			name = "calm"
		}
		card := s.cards[(i+2*s.seat[s.role])%len(s.cards)]
		s.add(mystery.TopicEvidence, "", tone, s.line("evidence", name, s.roomVars(card.room, "")))
	}
}

// persons tells what the suspect saw and knows of each of the others.
func (s *speaker) persons() {
	for position := range roleCount {
		of := s.at(position)
		if of == s.role {
			continue
		}
		about, b := s.suspectID(of), s.people[of].vars("b")
		saw := s.sawFacts(of)
		lacks := s.line("person", "lacks", b, vars{"lacks": s.lackTold(s.role, of).Lacks})
		l := mystery.Line{Topic: mystery.TopicPerson, About: about, On: mystery.OnSeen}
		l.Text, l.Facts = joined(append(s.sightings(of), lacks)), slices.Concat(saw, s.own(mystery.FactLacksTrait, of))
		s.lines = append(s.lines, l)
		others := s.text(s.draw("others."+s.motives[of].ID, s.motives[of].Others), s.people[of].vars("a"))
		l.On, l.Text, l.Facts = mystery.OnMotive, joined([]string{others, s.line("person", "opinion", b)}), s.own(mystery.FactMotive, of)
		s.lines = append(s.lines, l)
		s.add(mystery.TopicPerson, about, mystery.Defensive, joined(s.sightings(of)), saw...)
		s.add(mystery.TopicPerson, about, mystery.Aggressive, joined(append([]string{s.line("person", "sharp", b)}, s.sightings(of)...)), saw...)
	}
}

// sightings says what the suspect saw of one of the others.
func (s *speaker) sightings(of int) []string {
	var list []string
	for _, x := range s.sightsOf(of) {
		list = append(list, s.sighting(x))
	}
	return list
}

// sightsOf returns the suspect's sightings of one of the others.
func (s *speaker) sightsOf(of int) []sight {
	return slices.DeleteFunc(s.seen(), func(x sight) bool { return x.of != of })
}

// places tells of each room whether the suspect was there.
func (s *speaker) places() {
	for room := range roomCount {
		v, facts := s.roomVars(room, ""), []string(nil)
		name := "not"
		if label, doing, ok := s.stayedIn(room); ok {
			name = "was"
			v = v.with(vars{"label": label, "doing": doing})
			facts = s.claimsIn(room)
		}
		s.each(mystery.Line{Topic: mystery.TopicPlace, About: roomID(room), Facts: facts}, "place", name, v)
	}
}

// stayedIn says when the suspect claims to have been in a room and what they did
// there first.
func (s *speaker) stayedIn(room int) (label, doing string, ok bool) {
	var labels []string
	for i, stay := range staysOf(s.claims[s.role]) {
		if stay.room != room {
			continue
		}
		labels = append(labels, s.label(stay.span))
		if !ok {
			doing, ok = s.doing[s.role][i], true
		}
	}
	return strings.Join(labels, s.fixed("spans", "again", nil)), doing, ok
}
