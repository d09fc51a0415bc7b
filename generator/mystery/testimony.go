package mystery

import (
	"slices"
	"strconv"
)

// Testimony is everything one suspect will say, written and refereed with the
// case: the witness only chooses among it. It holds what the suspect knows and
// the lies they will tell, never that they are the culprit.
type Testimony struct {
	SuspectID string `json:"suspectId"`
	Lines     []Line `json:"lines"`
}

// Line is one thing a suspect may say.
type Line struct {
	Topic    Topic    `json:"topic"`
	About    string   `json:"about,omitempty"` // id of the suspect, place, evidence or trait the line is about
	On       string   `json:"on,omitempty"`    // what of it the line answers; empty: the whole
	Tone     Tone     `json:"tone,omitempty"`  // empty: fits every tone
	Text     string   `json:"text"`
	Mentions []string `json:"mentions,omitempty"` // ids of other suspects and of places that Text brings up
	Facts    []string `json:"facts,omitempty"`    // ids of the World's facts that Text states
}

// Topic is what a question or a line is about.
type Topic string

// The topics. The first five earn a point each, once per suspect and player;
// every suspect has a line for each of them, whoever is guilty.
const (
	TopicAlibi        Topic = "alibi"
	TopicRelationship Topic = "relationship"
	TopicMotive       Topic = "motive"
	TopicWitness      Topic = "witness" // what they saw or heard
	TopicEvidence     Topic = "evidence"

	TopicPerson   Topic = "person"   // Line.About is another suspect
	TopicPlace    Topic = "place"    // Line.About is a place
	TopicConfront Topic = "confront" // Line.About is a piece of evidence the player has found
	TopicTrait    Topic = "trait"    // a habit or the like of the speaker's: Line.About is a trait
	TopicUnknown  Topic = "unknown"  // what the speaker cannot know
	TopicAccuse   Topic = "accuse"   // "you did it"
	TopicGreet    Topic = "greet"
	TopicChat     Topic = "chat"    // small talk
	TopicAbuse    Topic = "abuse"   // insults
	TopicMeta     Topic = "meta"    // attempts to make them break character
	TopicUnclear  Topic = "unclear" // anything else
)

// EarningTopics are the topics whose first question earns a point.
func EarningTopics() []Topic {
	return []Topic{TopicAlibi, TopicRelationship, TopicMotive, TopicWitness, TopicEvidence}
}

// HourID names a slot of the evening as what a line is on.
func HourID(slot int) string { return "hour-" + strconv.Itoa(slot) }

// What a line may be on, besides an hour and the ids of a place and a trait. A
// witness that finds no line on what was asked takes one on the whole.
const (
	OnCompany   = "company"   // alibi: who was with the speaker; About is a place or nothing
	OnSeen      = "seen"      // person: where the speaker saw them
	OnMotive    = "motive"    // person: their reason
	OnElsewhere = "elsewhere" // person: not seen at the place that was asked about
	OnOtherwhen = "otherwhen" // person: not seen at the hour that was asked about
	OnHabit     = "habit"     // person: a trait that the speaker knows nothing of
	OnWho       = "who"       // trait: who has it; unknown: who did it
	OnWhy       = "why"       // trait: why the speaker has it
	OnBody      = "body"      // unknown: how the body was found
	OnThing     = "thing"     // unknown: where things are kept, or missing
	OnPolice    = "police"    // unknown: what doctors and the police find out
	OnLeave     = "leave"     // chat: the player takes their leave
	OnVisit     = "visit"     // chat: what brought the speaker here
	OnLast      = "last"      // witness: when the speaker last saw the victim
	OnViews     = "views"     // place: what one sees from it, and from where one sees into it
	OnVictim    = "victim"    // unknown: what the victim took, ate or was ill with
)

// Tone is how a suspect behaves towards one player.
type Tone string

// The tones, from calm to cornered.
const (
	Cooperative Tone = "cooperative"
	Nervous     Tone = "nervous"
	Defensive   Tone = "defensive"
	Aggressive  Tone = "aggressive"
)

// ToneAt returns the tone that belongs to a suspicion level of 0 to 100.
func ToneAt(suspicion int) Tone {
	switch {
	case suspicion < 25:
		return Cooperative
	case suspicion < 50:
		return Nervous
	case suspicion < 75:
		return Defensive
	default:
		return Aggressive
	}
}

// AsKnownTo returns what a witness who answers for the suspect is handed of a
// case: the names and texts that every player has from the start, what the
// suspect will say, and the facts that the suspect states, lies among them and
// like the others. Of the evidence, and of the
// answers to it, it has only what was found. There is
// nothing in it that tells who did it, and the culprit's differs in kind from
// nobody's.
func (c *Case) AsKnownTo(suspect string, found []string) *Case {
	known := &Case{
		ID: c.ID, Date: c.Date, Language: c.Language, Title: c.Title, Victim: c.Victim, Weapon: c.Weapon, Scene: c.Scene,
		Suspects: c.Suspects, Places: c.Places, Intro: c.Intro, WrittenAt: c.WrittenAt,
		World: World{Setting: c.World.Setting, Slots: c.World.Slots, Doors: c.World.Doors, Facts: c.World.FactsFrom(Police, suspect)},
	}
	for _, e := range c.Evidence {
		if slices.Contains(found, e.ID) {
			e.Relevance = ""
			known.Evidence = append(known.Evidence, e)
		}
	}
	for _, t := range c.Testimony {
		if t.SuspectID == suspect {
			t.Lines = slices.DeleteFunc(slices.Clone(t.Lines), func(l Line) bool {
				return l.Topic == TopicConfront && !slices.Contains(found, l.About)
			})
			known.Testimony = []Testimony{t}
		}
	}
	return known
}

// Question is what a witness is asked.
type Question struct {
	Case      *Case // as the suspect knows it
	SuspectID string
	Message   string      // as the player typed it, at most 1,000 characters
	History   []Utterance // earlier turns with this suspect, oldest first
	Found     []string    // ids of the evidence the player has found
	Suspicion int         // 0..100, before this question

	// Hear, if set, is called with each part of the reply's text that is settled
	// before the whole is: the text begins with them.
	Hear func(text string)
}

// Utterance is one turn of a conversation.
type Utterance struct {
	Speaker string `json:"speaker"` // "user" or "suspect"
	Text    string `json:"text"`
}

// Reply is a witness's answer.
type Reply struct {
	Text     string
	Topic    Topic
	About    string
	On       string
	Also     []Topic  // other topics that Text answers, of a message that asks several things
	Mentions []string // ids of other suspects and of places that Text brings up
	Accusing bool     // the question was an accusation: suspicion rises more
}
