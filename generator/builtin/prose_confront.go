package builtin

import (
	"slices"

	"casebook/generator/mystery"
)

// confronted answers each of the five pieces of evidence, in each of the manners.
func (s *speaker) confronted() {
	for _, p := range s.cards {
		id := s.evidenceID(p.role)
		answer := func(section, stance string, v vars, facts ...string) {
			s.each(mystery.Line{Topic: mystery.TopicConfront, About: id, Facts: facts}, section, stance, v)
		}
		switch p.role {
		case roleWeapon:
			s.onTrait(answer, "confront_weapon", p.role, vars{})
		case roleTrace, roleLost, roleStray:
			slot := s.lossOf(p.role).slot
			v := s.roomVars(s.claims[s.role][slot], ".claim").with(s.slotVars(slot))
			s.onTrait(answer, "confront_trace", p.role, v, s.claimAt(slot)...)
		case roleTime:
			s.onTime(answer, p)
		case rolePlace:
			s.onPlace(answer)
		default:
			s.onExtra(answer, p, id)
		}
	}
}

// answerer adds an answer in each of the manners from a pool.
type answerer func(section, stance string, v vars, facts ...string)

// onTrait answers something that bears a trait, which one suspect lacks: the
// others admit that they have it. What else they say is stated by more.
func (s *speaker) onTrait(answer answerer, section, card string, v vars, more ...string) {
	t, lacker := s.shown(card)
	v = v.with(vars{"own": t.Own, "not": t.Not})
	stance, kind := "lacks", mystery.FactLacksTrait
	if s.role != lacker {
		stance, kind = "has", mystery.FactHasTrait
	}
	if card == roleStray && s.role == s.extra.subject {
		stance = "there"
	}
	me := s.suspectID(s.role)
	facts := s.factIDs(me, func(f mystery.Fact) bool { return f.Kind == kind && f.Suspect == me && f.Value == t.ID })
	answer(section, stance, v, append(facts, more...)...)
}

// onTime answers what tells the time by saying again where the suspect was then;
// but if it only bounds the time, not.
func (s *speaker) onTime(answer answerer, p placed) {
	if !slices.Contains(p.card.says(), saysWhen) {
		answer("confront_bound", "calm", vars{})
		return
	}
	v := s.claimVars(s.role, s.stayAt(s.role, s.slot)).with(s.slotVars(s.slot))
	answer("confront_time", "calm", v, s.claimAt(s.slot)...)
}

// claimAt returns the id of the fact that claims the stay in a slot.
func (s *speaker) claimAt(slot int) []string {
	me := s.suspectID(s.role)
	return s.factIDs(me, func(f mystery.Fact) bool {
		return f.Kind == mystery.FactAt && f.Suspect == me && f.From <= slot && slot <= f.To
	})
}

// claimsIn returns the ids of the facts that claim stays in a room.
func (s *speaker) claimsIn(room int) []string {
	me := s.suspectID(s.role)
	return s.factIDs(me, func(f mystery.Fact) bool {
		return f.Kind == mystery.FactAt && f.Suspect == me && f.Place == roomID(room)
	})
}

// onPlace answers what tells the place by saying whether the suspect was there.
func (s *speaker) onPlace(answer answerer) {
	v := s.roomVars(s.place, "")
	if label, _, ok := s.stayedIn(s.place); ok {
		answer("confront_place", "been", v.with(vars{"label": label}), s.claimsIn(s.place)...)
		return
	}
	answer("confront_place", "not", v)
}

// onExtra answers the fifth card, as the one it is about or as another.
func (s *speaker) onExtra(answer answerer, p placed, id string) {
	section, subject := "confront_"+p.role, s.extra.subject
	if s.role != subject {
		answer(section, "other", s.people[subject].vars("a"))
		return
	}
	switch p.role {
	case roleProof:
		s.add(mystery.TopicConfront, id, "", s.text(s.choice(s.reasonOf(subject).Confess)), s.own(mystery.FactMotive, subject)...)
		s.add(mystery.TopicConfront, id, mystery.Defensive, s.line(section, "self_hard"))
		s.add(mystery.TopicConfront, id, mystery.Aggressive, s.line(section, "self_sharp"))
	case roleBeen:
		answer(section, "self", s.claimVars(subject, s.stayAt(subject, s.extra.slot)), s.claimAt(s.extra.slot)...)
	case roleClear:
		answer(section, "self", s.roomVars(s.claims[subject][s.extra.slot], "").with(s.slotVars(s.extra.slot)), s.claimAt(s.extra.slot)...)
	}
}

// small is what the suspect says to everything else.
func (s *speaker) small() {
	a := s.people[s.role].archetype
	several := func(topic mystery.Topic, tone mystery.Tone, section, name string, n int) {
		for range n {
			s.add(topic, "", tone, s.line(section, name))
		}
	}
	for _, tone := range tones() {
		several(mystery.TopicAccuse, tone, "accuse", string(tone), 3)
	}
	for _, text := range a.Greet {
		s.add(mystery.TopicGreet, "", "", s.novel(text, []string{text}))
	}
	several(mystery.TopicGreet, "", "greet", "any", 2)
	for _, text := range a.Chat {
		s.add(mystery.TopicChat, "", "", s.novel(text, []string{text}))
	}
	several(mystery.TopicChat, "", "chat", "weather", 1)
	several(mystery.TopicChat, "", "chat", "food", 1)
	several(mystery.TopicChat, "", "chat", "self", 1)
	several(mystery.TopicAbuse, "", "abuse", "any", 3)
	several(mystery.TopicMeta, "", "meta", "any", 3)
	several(mystery.TopicUnclear, "", "unclear", "any", 5)
	several(mystery.TopicUnclear, mystery.Defensive, "unclear", "hard", 3)
}
