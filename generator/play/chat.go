package play

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// What a question adds to suspicion, whoever is guilty.
const (
	suspicionAsked   = 1
	suspicionAccused = 12
	suspicionMost    = 100
)

// keptMessages is how much is kept of a conversation, and told to the witness, who
// does not say the same twice.
const keptMessages = 1000

// Speakers in a conversation.
const (
	speakerUser    = "user"
	speakerSuspect = "suspect"
)

// AskRequest asks a suspect something.
type AskRequest struct {
	UserID         string `json:"userId" minLength:"1" maxLength:"128" pattern:"^[A-Za-z0-9_.:-]+$" example:"p-5f0c2a"`
	CaseID         string `json:"caseId,omitempty" maxLength:"64" example:"case-2026-11-21"`
	Message        string `json:"message" minLength:"1" maxLength:"1000" example:"Where were you at nine?"`
	ConversationID any    `json:"conversationId,omitempty" doc:"Ignored, whatever it is" example:"\"case-2026-11-21:case-2026-11-21-suspect-1:p-5f0c2a\""`
}

// Answer is what the suspect says.
type Answer struct {
	Success        bool      `json:"success"`
	AIResponse     string    `json:"aiResponse"`
	ConversationID string    `json:"conversationId" doc:"<caseId>:<suspectId>:<userId>"`
	PlayerState    Purse     `json:"playerState"`
	EmotionalState Emotional `json:"emotionalState"`
	APAcquisition  *APGain   `json:"apAcquisition,omitempty" doc:"Only when points were earned"`
	APWithheld     *APCapped `json:"apWithheld,omitempty" doc:"Only when the cap kept points out"`
	Topic          string    `json:"topic,omitempty" doc:"What the question was taken to be about"`
	Timestamp      int64     `json:"timestamp" doc:"Of this answer in the conversation. Milliseconds since 1970"`
}

// Emotional is how a suspect feels towards the player.
type Emotional struct {
	SuspicionLevel int          `json:"suspicionLevel" minimum:"0" maximum:"100"`
	Tone           mystery.Tone `json:"tone" enum:"cooperative,nervous,defensive,aggressive"`
}

// APGain says what an answer earned.
type APGain struct {
	Amount    int         `json:"amount"`
	Reason    string      `json:"reason"`
	Breakdown APBreakdown `json:"breakdown"`
	NewTotal  int         `json:"newTotal"`
}

// APCapped says what an answer would have earned, had the player not held the most
// points there can be. It can be earned later.
type APCapped struct {
	Amount  int    `json:"amount" doc:"How many points were kept out" example:"1"`
	Maximum int    `json:"maximum" doc:"The most points that can be held at once" example:"12"`
	Message string `json:"message" doc:"The same in a sentence, and what to do" example:"You can hold no more than 12 points, so 1 point was kept back. Spend some on a search and ask again: nothing is lost."`
}

// APBreakdown splits a gain into that for the topic and that for who or what was
// brought up.
type APBreakdown struct {
	TopicAP int `json:"topicAP"`
	BonusAP int `json:"bonusAP"`
}

// Conversation is what a player and a suspect said, oldest first.
type Conversation struct {
	Messages []Message `json:"messages"`
}

// Message is one turn of a conversation.
type Message struct {
	Role      string `json:"role" enum:"user,suspect"`
	Content   string `json:"content"`
	Timestamp int64  `json:"timestamp" doc:"Milliseconds since 1970"`
}

func conversations() store.Collection[Conversation] {
	return store.Collection[Conversation]{Name: "conversations", Version: 1}
}

func conversationKey(caseID, suspectID, userID string) string {
	return store.Key(caseID, suspectID, userID)
}

// Ask puts a question to a suspect.
func (s *Service) Ask(ctx context.Context, suspectID string, r AskRequest) (Answer, error) {
	if err := checkQuestion(r); err != nil {
		return Answer{}, err
	}
	q, err := s.question(suspectID, r)
	if err != nil {
		return Answer{}, err
	}
	return s.put(ctx, q, r)
}

// Aloud checks a question, and returns what puts it as Ask does and has the answer
// heard as it comes: it calls hear with one part after the other, together the answer's
// text. What is told, and earns, is heard when it is recorded.
func (s *Service) Aloud(suspectID string, r AskRequest) (func(ctx context.Context, hear func(text string)) (Answer, error), error) {
	if err := checkQuestion(r); err != nil {
		return nil, err
	}
	q, err := s.question(suspectID, r)
	return func(ctx context.Context, hear func(string)) (Answer, error) {
		heard := 0
		q.Hear = func(text string) {
			heard += len(text)
			hear(text)
		}
		answer, err := s.put(ctx, q, r)
		if err == nil && heard < len(answer.AIResponse) {
			hear(answer.AIResponse[heard:])
		}
		return answer, err
	}, err
}

// put puts a question to the witness, and records what was said.
func (s *Service) put(ctx context.Context, q mystery.Question, r AskRequest) (answer Answer, err error) {
	reply, err := s.witness.Answer(ctx, q)
	if err != nil {
		return Answer{}, fmt.Errorf("witness: %w", err)
	}
	err = s.db.Batch(func(tx *store.Tx) error {
		if _, err := s.same(tx, q.Case); err != nil {
			return err
		}
		answer, err = s.heard(tx, q, r, reply)
		return err
	})
	return answer, err
}

// checkQuestion refuses what cannot be asked.
func checkQuestion(r AskRequest) error {
	if err := checkUser(r.UserID); err != nil {
		return err
	}
	if strings.TrimSpace(r.Message) == "" {
		return fault.New(fault.Invalid, "message is empty. Ask something.")
	}
	if utf8.RuneCountInString(r.Message) > maxMessage {
		return fault.New(fault.Invalid, "message is too long. Ask in at most %d characters.", maxMessage)
	}
	return nil
}

// question reads what the witness is told.
func (s *Service) question(suspectID string, r AskRequest) (q mystery.Question, err error) {
	q = mystery.Question{SuspectID: suspectID, Message: r.Message}
	err = s.db.View(func(tx *store.Tx) error {
		if q.Case, err = s.caseOfSuspect(tx, suspectID); err != nil {
			return err
		}
		if r.CaseID != "" {
			c, err := s.cases.Case(tx, r.CaseID)
			if err != nil {
				return err
			}
			if c.ID != q.Case.ID {
				return fault.New(fault.Invalid, "Suspect %s is not part of case %s.", suspectID, c.ID)
			}
		}
		p, err := s.player(tx, q.Case.ID, r.UserID)
		if err != nil {
			return err
		}
		said, err := conversation(tx, q.Case.ID, suspectID, r.UserID)
		if err != nil {
			return err
		}
		q.Suspicion = p.Talks[suspectID].Suspicion
		for _, f := range p.Found {
			q.Found = append(q.Found, f.ID)
		}
		for _, m := range said.Messages {
			q.History = append(q.History, mystery.Utterance{Speaker: m.Role, Text: m.Content})
		}
		q.Case = s.asKnownTo(q.Case, suspectID, q.Found)
		return nil
	})
	return q, err
}

// knownKey names a case as a suspect knows it who may be shown some of the evidence.
type knownKey struct {
	caseID  string
	written int64 // when, nanoseconds since 1970
	suspect string
	found   string // ids, sorted
}

// asKnownTo is Case.AsKnownTo, and the same case for the same evidence in any order.
func (s *Service) asKnownTo(c *mystery.Case, suspect string, found []string) *mystery.Case {
	key := knownKey{c.ID, c.WrittenAt.UnixNano(), suspect, strings.Join(slices.Sorted(slices.Values(found)), " ")}
	return s.known.Get(key, func() *mystery.Case { return c.AsKnownTo(suspect, found) })
}

// caseOfSuspect returns the case that a suspect's id carries.
func (s *Service) caseOfSuspect(tx *store.Tx, suspectID string) (*mystery.Case, error) {
	unknown := fault.New(fault.NotFound, "Suspect with ID %s not found", suspectID).WithCode("Suspect not found")
	caseID, ok := strings.CutSuffix(suspectID, "-"+mystery.SlotOf(suspectID))
	if !ok {
		return nil, unknown
	}
	c, err := s.cases.Case(tx, caseID)
	if _, isFault := errors.AsType[*fault.Error](err); isFault {
		return nil, unknown
	}
	if err != nil {
		return nil, err
	}
	if !slices.Contains(c.SuspectIDs(), suspectID) {
		return nil, unknown
	}
	return c, nil
}

func conversation(tx *store.Tx, caseID, suspectID, userID string) (Conversation, error) {
	said, err := conversations().Get(tx, conversationKey(caseID, suspectID, userID))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return said, fmt.Errorf("read conversation: %w", err)
	}
	said.Messages = orNone(said.Messages)
	return said, nil
}

// heard notes question and reply, and what they earned, as things stand now.
func (s *Service) heard(tx *store.Tx, q mystery.Question, r AskRequest, reply mystery.Reply) (Answer, error) {
	now, caseID := s.millis(), q.Case.ID
	p, err := s.player(tx, caseID, r.UserID)
	if err != nil {
		return Answer{}, err
	}
	said, err := conversation(tx, caseID, q.SuspectID, r.UserID)
	if err != nil {
		return Answer{}, err
	}
	said.Messages = append(said.Messages, Message{speakerUser, r.Message, now}, Message{speakerSuspect, reply.Text, now})
	said.Messages = said.Messages[max(0, len(said.Messages)-keptMessages):]
	if err := conversations().Put(tx, conversationKey(caseID, q.SuspectID, r.UserID), said); err != nil {
		return Answer{}, err
	}
	topic, bonus, capped := p.hear(q.Case, q.SuspectID, reply, now)
	if err := s.keep(tx, caseID, &p); err != nil {
		return Answer{}, err
	}
	level := p.Talks[q.SuspectID].Suspicion
	answer := Answer{
		Success: true, AIResponse: reply.Text, ConversationID: caseID + ":" + q.SuspectID + ":" + r.UserID, PlayerState: purseOf(p),
		EmotionalState: Emotional{level, mystery.ToneAt(level)}, Topic: string(reply.Topic), Timestamp: now,
	}
	if topic+bonus > 0 {
		answer.APAcquisition = &APGain{
			Amount: topic + bonus, Reason: gainReason(topic, bonus), Breakdown: APBreakdown{topic, bonus}, NewTotal: p.Points.Current,
		}
	}
	if capped > 0 {
		answer.APWithheld = &APCapped{
			Amount: capped, Maximum: mystery.MaxPoints,
			Message: fmt.Sprintf("You can hold no more than %d points, so %s kept back. Spend some on a search and ask again: nothing is lost.", mystery.MaxPoints, wereKept(capped)),
		}
	}
	return answer, nil
}

func wereKept(points int) string {
	if points == 1 {
		return "1 point was"
	}
	return fmt.Sprintf("%d points were", points)
}

func gainReason(topic, bonus int) string {
	switch {
	case bonus == 0:
		return "A new topic"
	case topic == 0:
		return "Somebody or some place brought up for the first time"
	default:
		return "A new topic, and somebody or some place brought up for the first time"
	}
}

// hear raises suspicion and earns what the reply is worth: a point for a topic,
// once per suspect, and one for each kind brought up, once per suspect. What the cap
// keeps out is returned as capped and can be earned later.
func (p *player) hear(c *mystery.Case, suspectID string, reply mystery.Reply, now int64) (topic, bonus, capped int) {
	t := p.Talks[suspectID]
	t.Suspicion += suspicionAsked
	if reply.Accusing {
		t.Suspicion += suspicionAccused - suspicionAsked
	}
	t.Suspicion = min(t.Suspicion, suspicionMost)
	for _, answered := range append([]mystery.Topic{reply.Topic}, reply.Also...) {
		if !slices.Contains(mystery.EarningTopics(), answered) || slices.Contains(t.Topics, answered) {
			continue
		}
		gained := p.Points.earn(mystery.PointsPerTopic, Acquisition{Reason: reasonTopic, SuspectID: suspectID, Topic: string(answered), Timestamp: now})
		if gained > 0 {
			t.Topics = append(t.Topics, answered)
		}
		topic += gained
		capped += mystery.PointsPerTopic - gained
	}
	for _, kind := range kindsIn(c, suspectID, reply.Mentions) {
		if slices.Contains(t.Bonuses, kind) {
			continue
		}
		gained := p.Points.earn(mystery.PointsPerKind, Acquisition{Reason: reasonBonus, SuspectID: suspectID, Topic: kind, Timestamp: now})
		if gained > 0 {
			t.Bonuses = append(t.Bonuses, kind)
		}
		bonus += gained
		capped += mystery.PointsPerKind - gained
	}
	p.Talks[suspectID] = t
	return topic, bonus, capped
}

// kindsIn returns which kinds (another suspect, a place) are among the ids.
func kindsIn(c *mystery.Case, suspectID string, ids []string) (kinds []string) {
	suspects, places := c.SuspectIDs(), c.PlaceIDs()
	if slices.ContainsFunc(ids, func(id string) bool { return id != suspectID && slices.Contains(suspects, id) }) {
		kinds = append(kinds, "person")
	}
	if slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(places, id) }) {
		kinds = append(kinds, "place")
	}
	return kinds
}

// Conversation returns what the player and the suspect said; nothing when they
// never spoke.
func (s *Service) Conversation(_ context.Context, suspectID, userID string) (said Conversation, err error) {
	if err := checkUser(userID); err != nil {
		return Conversation{}, err
	}
	err = s.db.View(func(tx *store.Tx) error {
		c, err := s.caseOfSuspect(tx, suspectID)
		if err != nil {
			return err
		}
		said, err = conversation(tx, c.ID, suspectID, userID)
		return err
	})
	return said, err
}
