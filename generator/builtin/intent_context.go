package builtin

import (
	"cmp"
	"slices"
	"strings"

	"casebook/generator/mystery"
)

const speakerSuspect = "suspect"

// maxBack is how many messages back a follow-up looks for what it follows.
const maxBack = 8

// talk is one conversation with one suspect, as far as the witness needs it.
type talk struct {
	q     *mystery.Question
	lines []mystery.Line
	told  []string    // everything the suspect has said, in lower case
	count map[int]int // how often each line was said, by index
	last  int         // index of the line said last; -1: none
	shown string      // id of the evidence confronted with since the suspect last spoke of themselves
	civil int         // how many answers ago the suspect was last accused or insulted; all of them if never
}

// newTalk finds in the history which lines were said: those that an utterance
// is or ends in, with or without their opening.
func (w *Witness) newTalk(q *mystery.Question, known *knowledge) *talk {
	t := &talk{q: q, lines: known.lines, count: map[int]int{}, last: -1}
	for _, u := range q.History {
		if u.Speaker != speakerSuspect {
			continue
		}
		text := strings.ToLower(u.Text)
		t.told = append(t.told, text)
		t.civil++
		text = w.withoutRest(text)
		said := []string{text}
		if first, ok := w.firstHalf(text); ok {
			said = []string{first, text}
		}
		for _, text := range said {
			if t.last = endOf(text, known.texts); t.last < 0 {
				t.last = endOf(text, known.bare())
			}
			if t.last >= 0 {
				t.count[t.last]++
				t.noteShown(t.lines[t.last])
				t.noteRude(t.lines[t.last])
			}
		}
	}
	return t
}

// Courtesy mends a suspect's manners: every so many civil questions in a row take off
// as much suspicion as there is between two tones. Only how the suspect speaks
// depends on it; the level that the player sees is the game's.
const (
	civilQuestions = 4
	betweenTones   = 25
)

// tone returns how the suspect speaks now.
func (t *talk) tone() mystery.Tone {
	return mystery.ToneAt(max(0, t.q.Suspicion-t.civil/civilQuestions*betweenTones))
}

// noteRude begins to count anew if what was said answers an accusation or an insult.
func (t *talk) noteRude(said mystery.Line) {
	if said.Topic == mystery.TopicAccuse || said.Topic == mystery.TopicAbuse {
		t.civil = 0
	}
}

// lastIntent returns what the line said last answers.
func (t *talk) lastIntent(weight int) intent {
	l := t.lines[t.last]
	return intent{l.Topic, l.About, weight, l.On}
}

// noteShown keeps the evidence that the suspect was confronted with, until a line
// about themselves was said.
func (t *talk) noteShown(said mystery.Line) {
	switch {
	case said.Topic == mystery.TopicConfront:
		t.shown = said.About
	case isOfOneself(said.Topic):
		t.shown = ""
	}
}

// isOfOneself reports whether lines on the topic tell where the speaker was.
func isOfOneself(topic mystery.Topic) bool {
	return topic == mystery.TopicAlibi || topic == mystery.TopicPlace
}

// endOf returns the index of the longest of the ends that text has; -1: none.
func endOf(text string, ends []string) int {
	best := -1
	for i, end := range ends {
		if strings.HasSuffix(text, end) && (best < 0 || len(end) > len(ends[best])) {
			best = i
		}
	}
	return best
}

// readings returns what the question is about in the conversation, the surest
// first: at least one intent.
func (r *reader) readings(names *caseNames, t *talk, message string) reading {
	var asked []string
	for _, u := range t.q.History {
		if u.Speaker != speakerSuspect {
			asked = append(asked, u.Text)
		}
	}
	var before reading // of the question before
	if last := len(asked) - 1; last >= 0 {
		before = r.read(names, asked[last], named{})
	}
	read := r.readFocus(names, message, t.spokenOf(before.named))
	if in, ok := t.carriedOn(read.details, before.details); ok {
		read.intents, read.also = []intent{in}, nil
	}
	if hour := t.shiftedBy(names, read.details); hour != "" {
		read.intents, read.also = []intent{{topic: mystery.TopicAlibi, on: hour, weight: narrowed}}, nil
	}
	if len(read.intents) > 0 && isFollowUp(read.intents[0].topic) {
		if in, ok := r.followed(names, t, asked, read.intents[0]); ok {
			read.intents[0] = in.asked(read, names.evening)
		}
	}
	read.intents = slices.DeleteFunc(read.intents, func(in intent) bool { return isFollowUp(in.topic) })
	read.intents = append(read.intents, intent{topic: mystery.TopicUnclear})
	return read
}

// spokenOf returns what "she", "there" and "it" may stand for: what the last line
// was about, and the suspect whom the question before named.
func (t *talk) spokenOf(before named) named {
	var n named
	if t.last >= 0 {
		about := t.lines[t.last].About
		switch t.lines[t.last].Topic {
		case mystery.TopicPerson:
			n.person = about
		case mystery.TopicPlace:
			n.place = about
		case mystery.TopicConfront:
			n.clue = about
		case mystery.TopicUnknown:
			if t.lines[t.last].On == mystery.OnBody {
				n.place = t.q.Case.Scene.PlaceID
			}
		default:
		}
	}
	if before.person != "" {
		n.person, n.place = before.person, cmp.Or(n.place, before.place)
	}
	return n
}

func isFollowUp(topic mystery.Topic) bool { return topic == readMore || topic == readThen }

// followed returns what a follow-up is about: what was said last, else what was
// asked last; "and then?" that follows nothing is about the evening.
func (r *reader) followed(names *caseNames, t *talk, asked []string, in intent) (intent, bool) {
	if t.last >= 0 && leadsOn(t.lines[t.last].Topic) {
		return t.lastIntent(in.weight), true
	}
	for back := range min(len(asked), maxBack) {
		before := r.read(names, asked[len(asked)-1-back], named{})
		if len(before.intents) > 0 && leadsOn(before.intents[0].topic) && !isFollowUp(before.intents[0].topic) {
			return before.intents[0], true
		}
	}
	return intent{topic: mystery.TopicAlibi, weight: in.weight}, in.topic == readThen
}

// leadsOn reports whether one can ask for more of the topic.
func leadsOn(topic mystery.Topic) bool {
	switch topic {
	case mystery.TopicGreet, mystery.TopicMeta, mystery.TopicUnclear:
		return false
	default:
		return true
	}
}

// asked returns what a follow-up asks of what it follows: the hour that it names, or
// the next one if it asks what came then; of a habit the reason, or who else has it.
func (in intent) asked(read reading, e evening) intent {
	d := read.details
	switch in.topic {
	case mystery.TopicAlibi:
		in.on = e.next(in.on, read)
	case mystery.TopicTrait:
		if d.first() == "why" {
			in.on = mystery.OnWhy
		} else if d.says("who") {
			in.on = mystery.OnWho
		}
	case mystery.TopicPerson:
		if d.hour != "" {
			in.on = d.hour
		} else if d.says("who") && d.isHabit(in.on) {
			in.topic, in.about, in.on = mystery.TopicTrait, in.on, mystery.OnWho
		}
	default:
	}
	return in
}

// carriedOn returns what a message of a name and little more asks: the same of
// another person, place, hour or habit as the last answer was about. It reports
// false if it names nothing or says more.
func (t *talk) carriedOn(d, before details) (intent, bool) {
	if t.last < 0 || !d.isBare() {
		return intent{}, false
	}
	in := t.lastIntent(narrowed)
	switch {
	case in.topic == mystery.TopicPerson:
		return in.ofAnother(d, before)
	case d.person != "":
		return in.ofSomebody(d.person)
	case in.on == mystery.OnCompany && d.place != "":
		in.about = d.place
	case in.topic == mystery.TopicAlibi && d.hour != "":
		in.about, in.on = "", d.hour
	default:
		return in, false
	}
	return in, true
}

// ofSomebody returns what is asked of the speaker once more, of another: a habit, or a
// reason.
func (in intent) ofSomebody(person string) (intent, bool) {
	of := intent{topic: mystery.TopicPerson, about: person, weight: in.weight, on: mystery.OnMotive}
	if in.topic == mystery.TopicTrait {
		of.on = in.about
	}
	return of, in.topic == mystery.TopicTrait || in.topic == mystery.TopicMotive
}

// shiftedBy returns the hour that a message asks for by how much later or earlier it
// is than the one that was last spoken of; nothing if it does not.
func (t *talk) shiftedBy(names *caseNames, d details) string {
	minutes := d.shift()
	if t.last < 0 || minutes == 0 || d.person != "" || d.hour != "" || t.lines[t.last].Topic != mystery.TopicAlibi {
		return ""
	}
	return names.shifted(t.lines[t.last].On, minutes)
}

// ofAnother returns what is asked of a person once more, of another person, place or
// hour.
func (in intent) ofAnother(d, before details) (intent, bool) {
	switch in.on {
	case mystery.OnElsewhere:
		in.on = before.place
	case mystery.OnOtherwhen:
		in.on = before.hour
	}
	ofPlace, ofHour := strings.HasPrefix(in.on, "loc-"), strings.HasPrefix(in.on, "hour-")
	switch {
	case d.person != "":
		in.about = d.person
		return in, in.on != ""
	case d.place != "":
		in.on = d.place
		return in, ofPlace
	default:
		in.on = d.hour
		return in, ofHour && d.hour != ""
	}
}
