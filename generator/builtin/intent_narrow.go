package builtin

import (
	"cmp"
	"slices"

	"casebook/generator/mystery"
)

// evening is when the slots of the case are, and where the one who is asked says
// they were.
type evening struct {
	begin, end []int // of the slots, in minutes of the clock's face
	place      []string
}

// eveningOf reads the labels of the slots. Labels that name no two times count for
// nothing.
func eveningOf(c *mystery.Case, suspect string) evening {
	var e evening
	for slot, label := range c.World.Slots {
		begin, end := -1, -1
		if times := clocks(lexemes(label), true); len(times) == 2 {
			begin, end = times[0].minute%halfDay, times[1].minute%halfDay
		}
		e.begin, e.end, e.place = append(e.begin, begin), append(e.end, end), append(e.place, "")
		for _, f := range c.World.Facts {
			if f.Kind == mystery.FactAt && f.Source == suspect && f.Suspect == suspect && f.From <= slot && slot <= f.To {
				e.place[slot] = f.Place
			}
		}
	}
	return e
}

// hourOf returns the slot that a time falls into, as lines name it; nothing if it
// falls into none.
func (n *caseNames) hourOf(c clock) string {
	e := n.evening
	for slot := range e.begin {
		if e.begin[slot] < 0 {
			continue
		}
		length := (e.end[slot] - e.begin[slot] + halfDay) % halfDay
		if into := (c.minute%halfDay - e.begin[slot] + halfDay) % halfDay; into < length {
			return mystery.HourID(slot)
		}
	}
	return ""
}

// next returns the hour that a follow-up asks for after a question for one: the one
// that it names, the one before or the one after. It is the same hour if the evening
// has no such other, or none is asked for.
func (e evening) next(hour string, read reading) string {
	step := 0
	switch {
	case read.details.hour != "":
		return read.details.hour
	case read.details.says("earlier"):
		step = -1
	case read.intents[0].topic == readThen:
		step = 1
	}
	for slot := range e.place {
		if next := slot + step; mystery.HourID(slot) == hour && next >= 0 && next < len(e.place) {
			return mystery.HourID(next)
		}
	}
	return hour
}

// shifted returns the hour so many minutes after another; nothing if it is not in the
// evening.
func (n *caseNames) shifted(hour string, minutes int) string {
	for slot, begin := range n.evening.begin {
		if mystery.HourID(slot) == hour && begin >= 0 {
			return n.hourOf(clock{minute: begin + minutes + halfDay})
		}
	}
	return ""
}

// shift returns by how many minutes a message goes on from an hour ("half an hour
// later"), or back before it; 0: it does not.
func (d details) shift() int {
	minutes := 0
	for i, l := range d.list {
		switch l.text {
		case "hour", "hours":
			minutes = d.amountAt(i, 60)
		case "minute", "minutes":
			minutes = d.amountAt(i, 1)
		}
	}
	switch {
	case d.says("earlier"):
		return -minutes
	case d.says("later"):
		return minutes
	default:
		return 0
	}
}

// amountAt returns how many minutes a message says with the word at i, which stands for
// so many of them: "half an hour".
func (d details) amountAt(i, unit int) int {
	switch number, _ := numberAt(d.list, i-1); {
	case number > 0:
		return number * unit
	case wordAt(d.list, i-2) == "half" || wordAt(d.list, i-1) == "half":
		return unit / 2
	case wordAt(d.list, i-3) == "quarter":
		return unit / 4
	default:
		return unit
	}
}

// placeAt returns where the one who is asked says they were at the hour.
func (e evening) placeAt(hour string) string {
	for slot, place := range e.place {
		if mystery.HourID(slot) == hour {
			return place
		}
	}
	return ""
}

// narrow finds out what of its topic a message is about: an hour, a place, a habit.
func (read *reading) narrow(names *caseNames, list []lexeme, items []item) {
	d := names.detailsOf(list, items)
	read.details = d
	if in, ok := d.habit(read.intents); ok {
		read.accusing = read.accusing && len(read.intents) > 0 && read.intents[0].isSureManner()
		read.intents = slices.Insert(read.intents, 0, in[0])
		read.also = in[1:]
		return
	}
	if in, ok := d.ofPerson(read.intents); ok {
		read.intents = slices.Insert(read.intents, 0, in)
	}
	if len(read.intents) == 0 {
		return
	}
	first := &read.intents[0]
	if first.on == mystery.OnCompany {
		first.about = d.place
		if d.place == "" {
			first.about = names.evening.placeAt(d.hour)
		}
	}
	if first.topic == mystery.TopicAlibi && first.on == "" {
		first.on = d.hour
	}
	read.also = d.others(*first)
}

// details are the things of the case that a message names.
type details struct {
	words  map[string][]string // witness_words.txt
	known  []habit
	items  []item
	list   []lexeme
	person string
	place  string
	hour   string
	habits []string
	clue   bool
	you    bool
	span   bool // the hours that it names bound a longer stretch
}

func (n *caseNames) detailsOf(list []lexeme, items []item) details {
	d := details{words: n.words, known: n.habits, items: items, list: list, habits: n.habitsIn(list)}
	for i, it := range items {
		switch it.tag { //nolint:exhaustive // no other kind of thing narrows a question
		case tagPerson:
			d.person = cmp.Or(d.person, it.id)
		case tagPlace:
			d.place = cmp.Or(d.place, it.id)
		case tagTime:
			d.hour = cmp.Or(d.hour, it.id)
		case tagClue:
			d.clue = true
		case tagNone:
			mere := i+1 < len(items) && d.has("hedges", items[i+1].text) // "to your knowledge"
			d.you = d.you || !mere && slices.Contains([]string{"you", "your", "yours", "yourself"}, it.text)
		}
	}
	d.within(n, clocks(list, true))
	return d
}

// within finds out whether the times of a message bound a stretch of the evening: one
// that is longer than a slot is no hour.
func (d *details) within(n *caseNames, times []clock) {
	switch {
	case len(times) > 1 && d.says("range"):
		first, last := times[0], times[len(times)-1]
		last.minute--
		d.hour = cmp.Or(n.hourOf(first), d.hour)
		d.span = n.hourOf(last) != d.hour
	case len(times) == 1:
		d.span = d.has("spanning", wordAt(d.list, times[0].at-1)) || d.has("spanning", wordAt(d.list, times[0].at+times[0].length))
	}
	if d.span {
		d.hour = ""
	}
}

// others returns what is asked besides the first intent in the same words: the same
// of other people, places or hours.
func (d details) others(first intent) []intent {
	var more []intent
	for _, it := range d.items {
		in := first
		switch kind := (asking{first.topic, it.tag}); {
		case it.id == "":
		case kind == asking{mystery.TopicPerson, tagPerson}, kind == asking{mystery.TopicPlace, tagPlace}:
			in.about = it.id
		case kind == asking{mystery.TopicAlibi, tagTime} && !d.says("range") && !d.span:
			in.on = it.id
		}
		if in != first && !slices.Contains(more, in) {
			more = append(more, in)
		}
	}
	return more
}

// asking is a topic, and a kind of thing that a question on it names.
type asking struct {
	topic mystery.Topic
	tag   tag
}

// narrowed is how surely a message is about what narrows it.
const narrowed = 12

// ofPerson returns what a message asks of another suspect, if it names one together
// with a place, an hour or a reason.
func (d details) ofPerson(intents []intent) (intent, bool) {
	in := intent{topic: mystery.TopicPerson, about: d.person, weight: narrowed}
	if d.person == "" || len(intents) == 0 || !d.mayBeOfPerson(intents[0].topic) {
		return in, false
	}
	switch {
	case d.place != "" && d.quotes():
		return intent{topic: mystery.TopicPlace, about: d.place, weight: narrowed}, true
	case d.place != "":
		in.on = d.place
	case d.hour != "":
		in.on = d.hour
	case d.says("reasons"), slices.ContainsFunc(intents, intent.asksReason):
		in.on = mystery.OnMotive
	case d.span, d.says("seeing"):
		in.on = mystery.OnSeen
	}
	return in, in.on != ""
}

// quotes reports whether a message repeats what somebody else says of the one who is
// asked.
func (d details) quotes() bool {
	quoting := false
	for i, l := range d.list {
		before := wordAt(d.list, i-1)
		switch {
		case l.isStop():
			quoting = false
		case quoting && l.text == "you" && !d.has("auxiliaries", before):
			return true
		default:
			quoting = quoting || d.has("quoting", l.text) && before != "you" && before != "would"
		}
	}
	return false
}

// asksReason reports whether the intent asks surely enough for somebody's reason.
func (in intent) asksReason() bool {
	const enough = 6
	return in.topic == mystery.TopicMotive && in.weight >= enough
}

// mayBeOfPerson reports whether a question that seems to be on the topic and names
// somebody may be one about them.
func (d details) mayBeOfPerson(topic mystery.Topic) bool {
	switch topic {
	case mystery.TopicPerson, mystery.TopicPlace, mystery.TopicAlibi, mystery.TopicWitness, readAnyone:
		return true
	default:
		return topic == mystery.TopicMotive && !d.you
	}
}

// isBare reports whether a message names something and says little else.
func (d details) isBare() bool {
	named, more := 0, 0
	for _, it := range d.items {
		switch {
		case it.id != "":
			named++
		case !it.isStop() && !d.has("slight", it.text):
			more++
		}
	}
	return named == 1 && more == 0 && len(d.habits) == 0 && !d.clue
}
