package cases

import (
	"time"

	"casebook/generator/mystery"
)

// View is what a player may see of a case: everything except what has to be
// found out.
type View struct {
	ID              string             `json:"id" doc:"case-YYYY-MM-DD, with a suffix for an extra case of that day" example:"case-2026-11-21"`
	Date            string             `json:"date" doc:"The day of the case, YYYY-MM-DD" example:"2026-11-21"`
	Language        string             `json:"language" example:"en"`
	Title           string             `json:"title"`
	Victim          mystery.Victim     `json:"victim"`
	Weapon          mystery.Weapon     `json:"weapon" doc:"As the police first describe it"`
	Location        Scene              `json:"location" doc:"The scene of the crime"`
	Suspects        []Suspect          `json:"suspects" minItems:"3" maxItems:"3"`
	ImageURL        string             `json:"imageUrl,omitempty" doc:"The establishing picture"`
	IntroSlides     IntroSlides        `json:"introSlides"`
	CinematicImages Cinematics         `json:"cinematicImages"`
	Locations       []Location         `json:"locations" minItems:"5" maxItems:"5"`
	Evidence        []EvidenceStub     `json:"evidence" minItems:"5" maxItems:"5" doc:"Only the count is public"`
	ActionPoints    ActionPoints       `json:"actionPoints"`
	AnswerOptions   mystery.Options    `json:"answerOptions"`
	Images          map[string]Image   `json:"images" doc:"The 14 pictures by slot: suspect-1 to suspect-3, loc-1 to loc-5, ev-1 to ev-5, establishing"`
	ImageStatus     DrawState          `json:"imageStatus" enum:"pending,generating,completed,partial,failed"`
	GeneratedAt     int64              `json:"generatedAt" doc:"Milliseconds since 1970"`
	Difficulty      mystery.Difficulty `json:"difficulty" enum:"easy,medium,hard"`
	NextCaseAt      time.Time          `json:"nextCaseAt" doc:"When the next daily case opens"`
	Commitment      string             `json:"commitment" doc:"Hex SHA-256 of salt and canonical solution, fixed when the case opens"`
	Provenance      Provenance         `json:"provenance"`
}

// Scene is the scene of the crime.
type Scene struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Atmosphere  string `json:"atmosphere"`
}

// Suspect is the public side of a suspect.
type Suspect struct {
	ID              string    `json:"id" example:"case-2026-11-21-suspect-1"`
	CaseID          string    `json:"caseId"`
	Name            string    `json:"name" minLength:"5"`
	Archetype       string    `json:"archetype"`
	Background      string    `json:"background"`
	Personality     string    `json:"personality"`
	EmotionalState  Emotional `json:"emotionalState" doc:"Where every player begins"`
	HasProfileImage bool      `json:"hasProfileImage"`
	ProfileImageURL string    `json:"profileImageUrl,omitempty"`
}

// Emotional is how a suspect feels towards a player.
type Emotional struct {
	SuspicionLevel int          `json:"suspicionLevel" minimum:"0" maximum:"100"`
	Tone           mystery.Tone `json:"tone" enum:"cooperative,nervous,defensive,aggressive"`
}

// IntroSlides are the three opening slides.
type IntroSlides struct {
	Discovery mystery.Discovery `json:"discovery"`
	Suspects  Lineup            `json:"suspects"`
	Challenge mystery.Challenge `json:"challenge"`
}

// Lineup is the second slide.
type Lineup struct {
	SuspectCards        []SuspectCard `json:"suspectCards"`
	ConstraintStatement string        `json:"constraintStatement"`
	TensionLine         string        `json:"tensionLine"`
}

// SuspectCard presents one suspect on the second slide.
type SuspectCard struct {
	mystery.Card
	HasProfileImage bool `json:"hasProfileImage"`
}

// Cinematics are the pictures behind the three slides.
type Cinematics struct {
	Discovery string `json:"discovery,omitempty"`
	Suspects  string `json:"suspects,omitempty"`
	Challenge string `json:"challenge,omitempty"`
}

// Location is a place a player can search.
type Location struct {
	ID          string   `json:"id" example:"loc-1"`
	Name        string   `json:"name"`
	Description string   `json:"description"`
	Emoji       string   `json:"emoji"`
	ImageURL    string   `json:"imageUrl,omitempty"`
	Image       *Image   `json:"image,omitempty"`
	Doors       []string `json:"doors" doc:"Ids of the places next to this one, as its description tells" example:"[\"loc-2\"]"`
}

// EvidenceStub stands for a piece of evidence not found yet.
type EvidenceStub struct {
	ID string `json:"id" example:"ev-1"`
}

// ActionPoints are the rules of points.
type ActionPoints struct {
	Initial int   `json:"initial"`
	Maximum int   `json:"maximum"`
	Costs   Costs `json:"costs"`
}

// Costs are the prices of a search in points.
type Costs struct {
	Quick      int `json:"quick"`
	Thorough   int `json:"thorough"`
	Exhaustive int `json:"exhaustive"`
}

// Provenance says who made a case: "builtin" or a model's name.
type Provenance struct {
	Text     string `json:"text" example:"builtin"`
	Pictures string `json:"pictures" example:"builtin"`
}

// Image is one picture of a case as clients see it.
type Image struct {
	URL      string    `json:"url" doc:"Empty until there is something to show"`
	Width    int       `json:"width"`
	Height   int       `json:"height"`
	Bytes    int       `json:"bytes"`
	BlurHash string    `json:"blurHash" doc:"A placeholder of about 30 characters, see blurha.sh"`
	Color    string    `json:"color" doc:"The mean colour, #rrggbb"`
	Variants []Variant `json:"variants" doc:"Smaller versions, narrowest first"`
	Alt      string    `json:"alt" doc:"Alternative text; neutral for evidence"`
	State    State     `json:"state" enum:"pending,generating,stored,temporary,placeholder,failed"`
}

// Variant is a smaller version of a picture.
type Variant struct {
	URL    string `json:"url"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Format string `json:"format" example:"jpeg"`
}

// State is where one picture stands.
type State string

// The states of a picture.
const (
	Pending     State = "pending"
	Generating  State = "generating"
	Stored      State = "stored"
	Temporary   State = "temporary"
	Placeholder State = "placeholder"
	Failed      State = "failed"
)

// Failed reports whether a picture in this state was tried, and is not stored.
func (s State) Failed() bool { return s == Temporary || s == Placeholder || s == Failed }

// DrawState is where the pictures of a case stand together.
type DrawState string

// The states of all pictures together.
const (
	DrawPending    DrawState = "pending"
	DrawGenerating DrawState = "generating"
	DrawCompleted  DrawState = "completed"
	DrawPartial    DrawState = "partial"
	DrawFailed     DrawState = "failed"
)

// Ended reports whether no picture is to be expected soon.
func (s DrawState) Ended() bool { return s != DrawPending && s != DrawGenerating }

// Generated is the answer to a request to generate a case.
type Generated struct {
	Success       bool          `json:"success"`
	Message       string        `json:"message"`
	CaseID        string        `json:"caseId"`
	Date          string        `json:"date"`
	Locations     []PlaceOfCase `json:"locations"`
	EvidenceCount int           `json:"evidenceCount"`
}

// PlaceOfCase names a place in Generated.
type PlaceOfCase struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Emoji       string `json:"emoji"`
}

// KindStatus is where the pictures of one kind stand, for clients that poll.
type KindStatus struct {
	Status         DrawState         `json:"status" enum:"pending,generating,completed,partial,failed" doc:"Poll until completed, partial or failed"`
	TotalCount     int               `json:"totalCount"`
	CompletedCount int               `json:"completedCount"`
	Images         map[string]string `json:"images" doc:"URLs by id"`
	LastUpdated    time.Time         `json:"lastUpdated"`
}

// ImageStatus is where all pictures of a case stand, for clients that poll.
type ImageStatus struct {
	CaseID                 string       `json:"caseId"`
	Status                 string       `json:"status" enum:"unknown,generating,ready,partial"`
	ElapsedTime            *int64       `json:"elapsedTime" nullable:"true" doc:"Milliseconds since drawing began; null before"`
	EstimatedTimeRemaining int          `json:"estimatedTimeRemaining" doc:"Seconds"`
	Evidence               KindProgress `json:"evidence"`
	Location               KindProgress `json:"location"`
	Suspect                KindProgress `json:"suspect"`
	Cinematic              KindProgress `json:"cinematic"`
	Complete               bool         `json:"complete" doc:"True when every kind is complete or failed"`
	LastUpdated            time.Time    `json:"lastUpdated"`
}

// KindProgress counts the pictures of one kind.
type KindProgress struct {
	Status      string     `json:"status" enum:"pending,in_progress,complete,failed"`
	Total       int        `json:"total"`
	Completed   int        `json:"completed"`
	Failed      int        `json:"failed"`
	StartedAt   *time.Time `json:"startedAt,omitempty"`
	CompletedAt *time.Time `json:"completedAt,omitempty"`
}

// SuspectImage names the portrait of a suspect.
type SuspectImage struct {
	SuspectID       string `json:"suspectId"`
	ProfileImageURL string `json:"profileImageUrl"`
}

// Suspects are the suspects of a case; none for an unknown case.
type Suspects struct {
	Suspects []Suspect `json:"suspects"`
}

// Archive is a page of past cases, newest first.
type Archive struct {
	Cases []Summary `json:"cases"`
	Next  string    `json:"next" doc:"Give it as before for the next page; empty at the end"`
}

// Summary is a case in a list.
type Summary struct {
	ID         string             `json:"id"`
	Date       string             `json:"date"`
	Title      string             `json:"title"`
	OpenedAt   time.Time          `json:"openedAt" doc:"When the case opened"`
	ImageURL   string             `json:"imageUrl"`
	Thumbnail  string             `json:"thumbnail"`
	Difficulty mystery.Difficulty `json:"difficulty"`
}

// Done is the answer to an operator's change.
type Done struct {
	Success bool   `json:"success"`
	Message string `json:"message"`
	CaseID  string `json:"caseId"`
}

// Uploaded is the answer to an uploaded picture.
type Uploaded struct {
	Success    bool      `json:"success"`
	URL        string    `json:"url"`
	Size       int       `json:"size" doc:"Bytes"`
	UploadedAt time.Time `json:"uploadedAt"`
}
