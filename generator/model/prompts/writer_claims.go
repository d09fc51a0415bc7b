package prompts

import (
	"fmt"
	"maps"
	"slices"

	"casebook/generator/mystery"
)

// claims is the step of what one suspect says. It knows of no truth but the suspect's
// own facts, lies among them and like the others.
func (s *session) claims(c *mystery.Case, seat int) step {
	p := c.Suspects[seat]
	about := s.known(c)
	about["you are"] = p
	l := lines{c: c, seat: seat, id: p.ID, facts: c.World.FactsFrom(p.ID)}
	l.self()
	l.others()
	l.places()
	l.shown(s.bones.base.Testimony[seat])
	l.smallTalk()
	return step{name: "what " + mystery.SlotOf(p.ID) + " says", system: claimsPrompt, about: about, items: l.items}
}

// lines gathers the lines of one suspect.
type lines struct {
	c     *mystery.Case
	seat  int
	id    string
	facts []mystery.Fact
	items []item
}

// of returns the suspect's facts of a kind about somebody.
func (l *lines) of(suspect string, kinds ...mystery.FactKind) (list []mystery.Fact) {
	for _, f := range l.facts {
		if f.Suspect == suspect && slices.Contains(kinds, f.Kind) {
			list = append(list, f)
		}
	}
	return list
}

// add adds a line. A line that states when somebody was somewhere must hold the hours
// if strict.
func (l *lines) add(line mystery.Line, say string, most int, facts []mystery.Fact, strict bool) {
	key := fmt.Sprintf("line %d", len(l.items)+1)
	it := asked(l.c, item{Key: key, Say: say, Words: [2]int{4, most}}, facts, l.id, strict)
	if line.About != "" && (line.Topic == mystery.TopicPerson || line.Topic == mystery.TopicPlace) {
		if name := called(nameOf(l.c, line.About)); !slices.Contains(it.Names, name) {
			it.Names = append(it.Names, name)
		}
	}
	for _, f := range facts {
		line.Facts = append(line.Facts, f.ID)
	}
	seat, at := l.seat, len(l.items)
	it.put = func(c *mystery.Case, text string) {
		t := &c.Testimony[seat]
		for len(t.Lines) <= at {
			t.Lines = append(t.Lines, mystery.Line{})
		}
		line.Text = text
		t.Lines[at] = line
	}
	l.items = append(l.items, it)
}

// twice adds two lines on a topic, the second for when the speaker feels cornered.
func (l *lines) twice(topic mystery.Topic, say string, most int, facts []mystery.Fact, strict bool) {
	l.add(mystery.Line{Topic: topic}, say, most, facts, strict)
	l.add(mystery.Line{Topic: topic, Tone: mystery.Defensive}, say+"; in other words, and curtly", most, facts, strict)
}

// self are the lines that earn points.
func (l *lines) self() {
	l.twice(mystery.TopicAlibi, "where were you, all evening?", 110, l.of(l.id, mystery.FactAt), true)
	l.twice(mystery.TopicRelationship, "what was the victim to you?", 50, nil, false)
	l.twice(mystery.TopicMotive, "had you a reason? You admit it in your own way, and deny that it matters", 60, l.of(l.id, mystery.FactMotive), false)
	var seen, reasons []mystery.Fact
	for _, f := range l.facts {
		switch {
		case f.Suspect == l.id && f.Kind == mystery.FactAlone, f.Suspect != l.id && f.Kind == mystery.FactAt:
			seen = append(seen, f)
		case f.Suspect != l.id && f.Kind == mystery.FactMotive:
			reasons = append(reasons, f)
		}
	}
	if !slices.ContainsFunc(seen, func(f mystery.Fact) bool { return f.Suspect != l.id }) && len(reasons) > 0 {
		seen = append(seen, reasons[0]) // somebody else is to be spoken of by all three
	}
	l.twice(mystery.TopicWitness, "whom did you see, and where? You were alone otherwise", 90, seen, true)
	evidence := l.c.Evidence[l.seat%len(l.c.Evidence)]
	l.evidence(evidence.PlaceID)
}

// evidence are two lines on where to look. They may name any place where there is
// something, and name one, as everybody does.
func (l *lines) evidence(place string) {
	l.twice(mystery.TopicEvidence, "where would you look for traces? You name this place, and know of nothing there", 40, nil, false)
	for i := len(l.items) - 2; i < len(l.items); i++ {
		l.items[i].Names = append(l.items[i].Names, called(nameOf(l.c, place)))
	}
}

// others are the lines on the other two.
func (l *lines) others() {
	for _, other := range l.c.SuspectIDs() {
		if other == l.id {
			continue
		}
		l.add(mystery.Line{Topic: mystery.TopicPerson, About: other}, "what do you know of "+nameOf(l.c, other)+"?", 90,
			l.of(other, mystery.FactAt, mystery.FactHasTrait, mystery.FactLacksTrait), true)
		l.add(mystery.Line{Topic: mystery.TopicPerson, About: other, On: mystery.OnMotive}, "had "+nameOf(l.c, other)+" a reason?", 50, l.of(other, mystery.FactMotive), false)
	}
}

// places are the lines on the five places.
func (l *lines) places() {
	for _, p := range l.c.Places {
		facts := slices.DeleteFunc(l.of(l.id, mystery.FactAt), func(f mystery.Fact) bool { return f.Place != p.ID })
		say := "were you in the " + p.Name + "? Yes, then"
		if len(facts) == 0 {
			say = "were you in the " + p.Name + "? Not that evening"
		}
		l.add(mystery.Line{Topic: mystery.TopicPlace, About: p.ID}, say, 50, facts, true)
	}
}

// shown are the answers to what was found, and those on the speaker's own ways. They
// state what the built-in writer's do.
func (l *lines) shown(like mystery.Testimony) {
	for _, e := range l.c.Evidence {
		at := slices.IndexFunc(like.Lines, func(line mystery.Line) bool { return line.Topic == mystery.TopicConfront && line.About == e.ID })
		var facts []mystery.Fact
		if at >= 0 {
			facts = l.c.World.FactsByID(like.Lines[at].Facts...)
		}
		l.add(mystery.Line{Topic: mystery.TopicConfront, About: e.ID}, "this was found: "+e.Name+". What do you say? "+e.Description, 60, facts, false)
	}
	traits := map[string][]mystery.Fact{}
	for _, f := range l.of(l.id, mystery.FactHasTrait, mystery.FactLacksTrait) {
		traits[f.Value] = append(traits[f.Value], f)
	}
	for _, trait := range slices.Sorted(maps.Keys(traits)) {
		l.add(mystery.Line{Topic: mystery.TopicTrait, About: trait}, "is it true of you, or not?", 40, traits[trait], false)
	}
}

// smallTalk are the lines on everything else.
func (l *lines) smallTalk() {
	for _, talk := range []struct {
		topic mystery.Topic
		say   string
	}{
		{mystery.TopicUnknown, "you are asked for something that you cannot know"},
		{mystery.TopicAccuse, "you are told that you did it"},
		{mystery.TopicGreet, "you are greeted"},
		{mystery.TopicChat, "small talk, of nothing that happened"},
		{mystery.TopicAbuse, "you are insulted"},
		{mystery.TopicMeta, "you are told to step out of your part, or asked whether you are a machine; you do not understand it"},
		{mystery.TopicUnclear, "you do not understand the question"},
	} {
		l.twice(talk.topic, talk.say, 40, nil, false)
	}
}
