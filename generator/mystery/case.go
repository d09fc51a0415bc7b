// Package mystery says what a case is and which laws it obeys: the types, the
// solver that enumerates every world consistent with what a player can find,
// and the referee that accepts or rejects a case whoever wrote it.
package mystery

import "time"

// The shape of every case.
const (
	SuspectCount  = 3
	PlaceCount    = 5
	EvidenceCount = 5
	PictureCount  = SuspectCount + PlaceCount + EvidenceCount + 1
)

// Case is one whole mystery, truth included. It is what the store keeps; what a
// player may see of it is made by package cases.
type Case struct {
	ID          string      `json:"id"`   // case-YYYY-MM-DD[-suffix]
	Date        string      `json:"date"` // YYYY-MM-DD
	Language    string      `json:"language"`
	Title       string      `json:"title"`
	Difficulty  Difficulty  `json:"difficulty"`
	Victim      Victim      `json:"victim"`
	Weapon      Weapon      `json:"weapon"`
	Scene       Scene       `json:"scene"`
	Suspects    []Suspect   `json:"suspects"` // SuspectCount
	Places      []Place     `json:"places"`   // PlaceCount
	Evidence    []Evidence  `json:"evidence"` // EvidenceCount
	Intro       Intro       `json:"intro"`
	Options     Options     `json:"options"`
	World       World       `json:"world"`
	Testimony   []Testimony `json:"testimony"` // one per suspect
	Solution    Solution    `json:"solution"`
	Certificate Certificate `json:"certificate"`
	Pictures    []Picture   `json:"pictures"`        // PictureCount
	Texts       []byte      `json:"texts,omitempty"` // marks of the writer's texts that it was made of, for the writer alone
	Salt        string      `json:"salt"`            // hex, 32 bytes; secret until the solution is shown
	Author      string      `json:"author"`          // "builtin" or a model's name
	WrittenAt   time.Time   `json:"writtenAt"`
}

// Brief is what a writer is told.
type Brief struct {
	ID         string     // the case's id
	Date       string     // YYYY-MM-DD, the day it is for
	Language   string     // "en"
	Seed       uint64     // from the installation's secret, the id and the edition
	Difficulty Difficulty // wanted; empty: the writer's choice
	Past       []Past     // what not to repeat, newest first
}

// Past is what a later case must not repeat of an earlier one.
type Past struct {
	Date, Title, Setting, Victim, Weapon, Scene, Motive, Plot string
	Suspects                                                  []string // names
	Texts                                                     []byte   // marks of texts, as the case has them
}

// Difficulty is how hard a case is to solve.
type Difficulty string

// The difficulties.
const (
	Easy   Difficulty = "easy"
	Medium Difficulty = "medium"
	Hard   Difficulty = "hard"
)

// Victim is the person who was killed.
type Victim struct {
	Name         string `json:"name"`
	Background   string `json:"background"`
	Relationship string `json:"relationship"` // to the suspects, in a sentence
}

// Weapon is the weapon as the police first describe it.
type Weapon struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

// Scene is where the body was found.
type Scene struct {
	PlaceID     string `json:"placeId"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Atmosphere  string `json:"atmosphere"`
}

// Suspect is one of the three. Its order in the case tells nothing.
type Suspect struct {
	ID          string `json:"id"`   // <case id>-suspect-<n>
	Name        string `json:"name"` // unique, at least 5 characters
	Pronoun     string `json:"pronoun"`
	Archetype   string `json:"archetype"` // public role, e.g. "The Retired Surgeon"
	Background  string `json:"background"`
	Personality string `json:"personality"`
}

// Place is one of the five places a player can search.
type Place struct {
	ID          string `json:"id"` // loc-<n>
	Name        string `json:"name"`
	Description string `json:"description"`
	Emoji       string `json:"emoji"`
}

// Evidence is one of the five things a search can find.
type Evidence struct {
	ID          string       `json:"id"` // ev-<n>
	Type        EvidenceType `json:"type"`
	Name        string       `json:"name"`
	Description string       `json:"description"`
	Hint        string       `json:"hint"`       // how it was found: the wire's discoveryHint
	Suggestion  string       `json:"suggestion"` // helps to look, never concludes: the wire's interpretationHint
	Relevance   Relevance    `json:"relevance"`  // shown after submission only
	Hidden      Hiding       `json:"hidden"`
	PlaceID     string       `json:"placeId"`
}

// EvidenceType is the kind of thing a piece of evidence is.
type EvidenceType string

// The types of evidence.
const (
	Physical      EvidenceType = "physical"
	Statement     EvidenceType = "testimony"
	Financial     EvidenceType = "financial"
	Communication EvidenceType = "communication"
	Alibi         EvidenceType = "alibi"
	Forensic      EvidenceType = "forensic"
	Documentary   EvidenceType = "documentary"
)

// Relevance is how much a piece of evidence matters to the solution.
type Relevance string

// The relevances.
const (
	Critical  Relevance = "critical"
	Important Relevance = "important"
	Minor     Relevance = "minor"
)

// Hiding is how hard a piece of evidence is to find.
type Hiding string

// The hidings: Obvious is found by any search of its place, Mid by a thorough
// or an exhaustive one, Deep by an exhaustive one only.
const (
	Obvious Hiding = "obvious"
	Mid     Hiding = "medium"
	Deep    Hiding = "hidden"
)

// Intro is the text of the three opening slides. Words: Discovery 30 to 40,
// Suspects 60 to 80, Challenge 20 to 30.
type Intro struct {
	Discovery Discovery `json:"discovery"`
	Suspects  Lineup    `json:"suspects"`
	Challenge Challenge `json:"challenge"`
}

// Discovery is the first slide.
type Discovery struct {
	TimeLocation    string `json:"timeLocation"`
	VictimStatement string `json:"victimStatement"`
	Constraint      string `json:"constraint"`
}

// Lineup is the second slide.
type Lineup struct {
	Cards               []Card `json:"suspectCards"` // in the order of Case.Suspects
	ConstraintStatement string `json:"constraintStatement"`
	TensionLine         string `json:"tensionLine"`
}

// Card presents one suspect. Claim is in the first person.
type Card struct {
	SuspectID string `json:"suspectId"`
	Name      string `json:"name"`
	Role      string `json:"role"`
	Claim     string `json:"claim"`
}

// Challenge is the third slide.
type Challenge struct {
	StatementLine1 string `json:"statementLine1"`
	StatementLine2 string `json:"statementLine2"`
	StatementLine3 string `json:"statementLine3"`
	Question       string `json:"question"`
	CTA            string `json:"cta"`
}

// Options are the choices for the accusation, the right one among plausible
// wrong ones, shuffled.
type Options struct {
	Who   []string `json:"who"`
	What  []string `json:"what"`
	Where []string `json:"where"`
	When  []string `json:"when"`
	Why   []string `json:"why"`
	How   []string `json:"how"`
}

// Answers are the six answers of an accusation, or of the solution.
type Answers struct {
	Who   string `json:"who"`
	What  string `json:"what"`
	Where string `json:"where"`
	When  string `json:"when"`
	Why   string `json:"why"`
	How   string `json:"how"`
}

// Solution is the truth as it is told after the accusation.
type Solution struct {
	Culprit     string              `json:"culprit"` // suspect id
	Answers     Answers             `json:"answers"` // submitting these scores 100; each stands in Options
	Aliases     map[string][]string `json:"aliases"` // by question ("what", …): other right wordings
	Explanation string              `json:"explanation"`
	Reasoning   []Step              `json:"reasoning"`
}

// Step is one step of the chain from clues to culprit.
type Step struct {
	Text  string   `json:"text"`
	Clues []string `json:"clues"` // evidence ids and suspect ids (a statement of theirs)
}

// Verdict is a judge's opinion of six answers, by question.
type Verdict struct {
	Who   Mark `json:"who"`
	What  Mark `json:"what"`
	Where Mark `json:"where"`
	When  Mark `json:"when"`
	Why   Mark `json:"why"`
	How   Mark `json:"how"`
}

// Mark is the opinion of one answer: Score from 0 to 100, right at PassMark or
// more, and one sentence of feedback.
type Mark struct {
	Score    int    `json:"score"`
	Feedback string `json:"feedback"`
}

// PassMark is the score from which one answer counts as right.
const PassMark = 80
