package play

import (
	"context"
	"errors"
	"fmt"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// player is what is kept of one player in one case.
type player struct {
	UserID    string          `json:"userId"`
	Points    purse           `json:"points"`
	Found     []find          `json:"found"`
	Searches  []pastSearch    `json:"searches"`
	Talks     map[string]talk `json:"talks"` // by suspect id
	Hints     []Hint          `json:"hints,omitempty"`
	Submitted bool            `json:"submitted"`
	UpdatedAt int64           `json:"updatedAt"` // milliseconds
}

// find is a piece of evidence that was found.
type find struct {
	ID     string `json:"id"`
	At     int64  `json:"at"`
	Method Effort `json:"method"`
	Place  string `json:"place"`
}

// pastSearch is one search.
type pastSearch struct {
	Place  string   `json:"place"`
	Effort Effort   `json:"effort"`
	At     int64    `json:"at"`
	Found  []string `json:"found"`
}

// talk is how things stand between a player and a suspect.
type talk struct {
	Suspicion int             `json:"suspicion"` // 0..100
	Topics    []mystery.Topic `json:"topics"`    // that earned their point
	Bonuses   []string        `json:"bonuses"`   // "person", "place": that earned their point
}

func players() store.Collection[player] {
	return store.Collection[player]{Name: "players", Version: 1}
}

// State is a player's state in a case as clients see it.
type State struct {
	CaseID                string         `json:"caseId"`
	UserID                string         `json:"userId"`
	DiscoveredEvidence    []Discovered   `json:"discoveredEvidence"`
	SearchHistory         []SearchRecord `json:"searchHistory"`
	Stats                 SearchStats    `json:"stats"`
	LastUpdated           int64          `json:"lastUpdated" doc:"Milliseconds since 1970"`
	ActionPoints          ActionPoints   `json:"actionPoints"`
	ActionPointsRemaining int            `json:"actionPointsRemaining"`
	ActionPointsUsed      int            `json:"actionPointsUsed"`
	Submitted             bool           `json:"submitted"`
	Suspects              []Mood         `json:"suspects" doc:"How each suspect feels towards the player"`
}

// Mood is how one suspect feels towards the player, and what was talked about.
type Mood struct {
	SuspectID      string          `json:"suspectId"`
	EmotionalState Emotional       `json:"emotionalState"`
	Topics         []mystery.Topic `json:"topics" doc:"That earned their point"`
}

// Item is a piece of evidence that the player has found.
type Item struct {
	ID                  string               `json:"id" example:"ev-1"`
	Type                mystery.EvidenceType `json:"type" enum:"physical,testimony,financial,communication,alibi,forensic,documentary"`
	Name                string               `json:"name"`
	Description         string               `json:"description"`
	DiscoveryHint       string               `json:"discoveryHint"`
	InterpretationHint  string               `json:"interpretationHint" doc:"Helps to look, never concludes"`
	Relevance           mystery.Relevance    `json:"relevance" enum:"critical,important,minor" doc:"important for all before the player has submitted"`
	DiscoveryDifficulty mystery.Hiding       `json:"discoveryDifficulty" enum:"obvious,medium,hidden"`
	FoundAtLocationID   string               `json:"foundAtLocationId"`
	ImageURL            string               `json:"imageUrl,omitempty"`
	ImageAlt            string               `json:"imageAlt,omitempty"`
}

// Discovered is an Item with how it was found.
type Discovered struct {
	Item
	EvidenceID      string `json:"evidenceId"`
	DiscoveredAt    int64  `json:"discoveredAt" doc:"Milliseconds since 1970"`
	DiscoveryMethod Effort `json:"discoveryMethod" enum:"quick,thorough,exhaustive"`
	LocationID      string `json:"locationId"`
}

// SearchRecord is one search of the past.
type SearchRecord struct {
	LocationID    string   `json:"locationId"`
	SearchType    Effort   `json:"searchType" enum:"quick,thorough,exhaustive"`
	Timestamp     int64    `json:"timestamp" doc:"Milliseconds since 1970"`
	EvidenceFound []string `json:"evidenceFound" doc:"Ids"`
}

// SearchStats counts searches and finds. Efficiency is finds per search.
type SearchStats struct {
	TotalSearches          int     `json:"totalSearches"`
	QuickSearches          int     `json:"quickSearches"`
	ThoroughSearches       int     `json:"thoroughSearches"`
	ExhaustiveSearches     int     `json:"exhaustiveSearches"`
	TotalEvidenceFound     int     `json:"totalEvidenceFound"`
	CriticalEvidenceFound  int     `json:"criticalEvidenceFound"`
	ImportantEvidenceFound int     `json:"importantEvidenceFound"`
	MinorEvidenceFound     int     `json:"minorEvidenceFound"`
	Efficiency             float64 `json:"efficiency"`
}

// State returns the player's state in a case and makes it when it is missing.
func (s *Service) State(_ context.Context, caseID, userID string) (state State, err error) {
	if err := checkUser(userID); err != nil {
		return State{}, err
	}
	var made bool
	view := func(tx *store.Tx) error {
		c, err := s.cases.Case(tx, caseID)
		if err != nil {
			return err
		}
		p, err := s.player(tx, c.ID, userID)
		made = p.UpdatedAt == 0
		state = s.state(tx, c, p)
		return err
	}
	if err := s.db.View(view); err != nil || !made {
		return state, err
	}
	err = s.db.Batch(func(tx *store.Tx) error {
		c, err := s.cases.Case(tx, caseID)
		if err != nil {
			return err
		}
		p, err := s.player(tx, c.ID, userID)
		if err != nil {
			return err
		}
		if p.UpdatedAt == 0 {
			err = s.keep(tx, c.ID, &p)
		}
		state = s.state(tx, c, p)
		return err
	})
	return state, err
}

// Initialize starts the player's state in a case again; hints that were heard stay. After a submission it is
// a fault of kind Conflict.
func (s *Service) Initialize(_ context.Context, caseID, userID string) (state State, err error) {
	if err := checkUser(userID); err != nil {
		return State{}, err
	}
	err = s.db.Batch(func(tx *store.Tx) error {
		c, err := s.cases.Case(tx, caseID)
		if err != nil {
			return err
		}
		before, err := s.player(tx, c.ID, userID)
		if err != nil {
			return err
		}
		if before.Submitted {
			return fault.New(fault.Conflict, "You have accused somebody in this case already, so it cannot be started again.")
		}
		for _, suspect := range c.Suspects {
			if err := conversations().Delete(tx, conversationKey(c.ID, suspect.ID, userID)); err != nil {
				return err
			}
		}
		p := newPlayer(userID)
		p.Hints = before.Hints // what was heard is heard, and paid for
		state = s.state(tx, c, p)
		return s.keep(tx, c.ID, &p)
	})
	return state, err
}

func newPlayer(userID string) player {
	return player{UserID: userID, Points: purse{Current: mystery.StartPoints}, Talks: map[string]talk{}}
}

// player reads a player's record; a new one, with UpdatedAt 0, when there is none.
func (s *Service) player(tx *store.Tx, caseID, userID string) (player, error) {
	p, err := players().Get(tx, store.Key(caseID, userID))
	if errors.Is(err, store.ErrNotFound) {
		return newPlayer(userID), nil
	}
	if err != nil {
		return p, fmt.Errorf("read player: %w", err)
	}
	if p.Talks == nil {
		p.Talks = map[string]talk{}
	}
	return p, nil
}

// keep saves a player's record, and notes a new one under the person's name.
func (s *Service) keep(tx *store.Tx, caseID string, p *player) error {
	if p.UpdatedAt == 0 {
		if err := persons().Put(tx, store.Key(p.UserID, caseID), played{}); err != nil {
			return fmt.Errorf("keep player: %w", err)
		}
	}
	if err := s.mark(tx, p.UserID); err != nil {
		return fmt.Errorf("keep player: %w", err)
	}
	p.UpdatedAt = s.millis()
	if err := players().Put(tx, store.Key(caseID, p.UserID), *p); err != nil {
		return fmt.Errorf("keep player: %w", err)
	}
	return nil
}

// state renders a player's record.
func (s *Service) state(tx *store.Tx, c *mystery.Case, p player) State {
	state := State{
		CaseID: c.ID, UserID: p.UserID, DiscoveredEvidence: []Discovered{}, SearchHistory: []SearchRecord{},
		Stats: statsOf(c, p), LastUpdated: max(p.UpdatedAt, c.WrittenAt.UnixMilli()), ActionPoints: pointsOf(p),
		ActionPointsRemaining: p.Points.Current, ActionPointsUsed: p.Points.Spent, Submitted: p.Submitted,
	}
	for _, f := range p.Found {
		state.DiscoveredEvidence = append(state.DiscoveredEvidence, Discovered{
			Item: s.item(tx, c, f.ID, p.Submitted), EvidenceID: f.ID, DiscoveredAt: f.At, DiscoveryMethod: f.Method, LocationID: f.Place,
		})
	}
	for _, search := range p.Searches {
		state.SearchHistory = append(state.SearchHistory, SearchRecord{
			LocationID: search.Place, SearchType: search.Effort, Timestamp: search.At, EvidenceFound: orNone(search.Found),
		})
	}
	for _, id := range c.SuspectIDs() {
		talk := p.Talks[id]
		state.Suspects = append(state.Suspects, Mood{id, Emotional{talk.Suspicion, mystery.ToneAt(talk.Suspicion)}, orNone(talk.Topics)})
	}
	return state
}

// item renders a piece of evidence. What it is worth is told only after the
// accusation.
func (s *Service) item(tx *store.Tx, c *mystery.Case, id string, submitted bool) Item {
	for _, e := range c.Evidence {
		if e.ID != id {
			continue
		}
		item := Item{
			ID: e.ID, Type: e.Type, Name: e.Name, Description: e.Description, DiscoveryHint: e.Hint, InterpretationHint: e.Suggestion,
			Relevance: mystery.Important, DiscoveryDifficulty: e.Hidden, FoundAtLocationID: e.PlaceID,
			ImageURL: s.cases.PictureURL(tx, c.ID, mystery.SlotOf(e.ID)), ImageAlt: altOf(c, mystery.SlotOf(e.ID)),
		}
		if submitted {
			item.Relevance = e.Relevance
		}
		return item
	}
	return Item{ID: id}
}

func altOf(c *mystery.Case, slot string) string {
	for _, picture := range c.Pictures {
		if picture.Slot == slot {
			return picture.Alt
		}
	}
	return ""
}

func statsOf(c *mystery.Case, p player) SearchStats {
	stats := SearchStats{TotalSearches: len(p.Searches), TotalEvidenceFound: len(p.Found)}
	for _, search := range p.Searches {
		switch search.Effort {
		case Quick:
			stats.QuickSearches++
		case Thorough:
			stats.ThoroughSearches++
		case Exhaustive:
			stats.ExhaustiveSearches++
		}
	}
	stats.CriticalEvidenceFound, stats.ImportantEvidenceFound, stats.MinorEvidenceFound = countRelevance(c, p)
	if stats.TotalSearches > 0 {
		stats.Efficiency = float64(stats.TotalEvidenceFound) / float64(stats.TotalSearches)
	}
	return stats
}

// countRelevance counts finds by relevance; before the accusation all are
// important.
func countRelevance(c *mystery.Case, p player) (critical, important, minor int) {
	if !p.Submitted {
		return 0, len(p.Found), 0
	}
	for _, f := range p.Found {
		for _, e := range c.Evidence {
			switch {
			case e.ID != f.ID:
			case e.Relevance == mystery.Critical:
				critical++
			case e.Relevance == mystery.Minor:
				minor++
			default:
				important++
			}
		}
	}
	return critical, important, minor
}

// orNone makes lists that are never null on the wire.
func orNone[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
