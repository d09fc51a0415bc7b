package mystery

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
	About    string   `json:"about,omitempty"` // id of the suspect, place or evidence the line is about
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

// Question is what a witness is asked.
type Question struct {
	Case      *Case
	SuspectID string
	Message   string      // as the player typed it, at most 1,000 characters
	History   []Utterance // earlier turns with this suspect, oldest first
	Found     []string    // ids of the evidence the player has found
	Suspicion int         // 0..100, before this question
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
	Mentions []string // ids of other suspects and of places that Text brings up
	Accusing bool     // the question was an accusation: suspicion rises more
}
