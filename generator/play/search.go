package play

import (
	"context"
	"errors"
	"slices"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// Effort is how thoroughly a place is searched.
type Effort string

// The efforts.
const (
	Quick      Effort = "quick"
	Thorough   Effort = "thorough"
	Exhaustive Effort = "exhaustive"
)

// cost returns the price in points, 0 for what is no effort.
func (e Effort) cost() int { return slices.Index([]Effort{Quick, Thorough, Exhaustive}, e) + 1 }

// finds reports whether the effort suffices for what is hidden so.
func (e Effort) finds(h mystery.Hiding) bool { return e.cost() >= h.Cost() }

// SearchRequest asks for a search of a place.
type SearchRequest struct {
	CaseID     string `json:"caseId" minLength:"1" maxLength:"64" example:"case-2026-11-21"`
	UserID     string `json:"userId" minLength:"1" maxLength:"128" pattern:"^[A-Za-z0-9_.:-]+$" example:"p-5f0c2a"`
	LocationID string `json:"locationId" minLength:"1" maxLength:"64" example:"loc-1"`
	SearchType Effort `json:"searchType" enum:"quick,thorough,exhaustive"`
}

// SearchResult is what a search gave.
type SearchResult struct {
	Success            bool        `json:"success"`
	Location           Searched    `json:"location"`
	SearchType         Effort      `json:"searchType" enum:"quick,thorough,exhaustive"`
	EvidenceFound      []Item      `json:"evidenceFound" doc:"What had not been found before"`
	EvidenceMissed     *int        `json:"evidenceMissed,omitempty" doc:"After an exhaustive search: how many pieces are still hidden here, which is none" example:"0"`
	TotalSearched      int         `json:"totalSearched" doc:"Places searched at least once"`
	RemainingLocations int         `json:"remainingLocations" doc:"Places never searched"`
	AlreadySearched    bool        `json:"alreadySearched" doc:"This place had been searched before"`
	ActionCost         int         `json:"actionCost"`
	CompletionRate     int         `json:"completionRate" minimum:"0" maximum:"100" doc:"Evidence found, in percent"`
	Timestamp          int64       `json:"timestamp" doc:"Milliseconds since 1970"`
	PlayerState        Purse       `json:"playerState"`
	PlayerStats        PlayerStats `json:"playerStats"`
}

// Searched is the place that was searched.
type Searched struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	ImageURL string `json:"imageUrl,omitempty"`
}

// PlayerStats is SearchStats in the shape of this answer.
type PlayerStats struct {
	TotalSearches            int             `json:"totalSearches"`
	SearchBreakdown          SearchBreakdown `json:"searchBreakdown"`
	EvidenceFound            EvidenceCounts  `json:"evidenceFound"`
	Efficiency               float64         `json:"efficiency"`
	AverageEvidencePerSearch float64         `json:"averageEvidencePerSearch"`
}

// SearchBreakdown counts searches by effort.
type SearchBreakdown struct {
	Quick      int `json:"quick"`
	Thorough   int `json:"thorough"`
	Exhaustive int `json:"exhaustive"`
}

// EvidenceCounts counts finds by relevance.
type EvidenceCounts struct {
	Total     int `json:"total"`
	Critical  int `json:"critical"`
	Important int `json:"important"`
	Minor     int `json:"minor"`
}

// Search searches a place. Who has too few points gets a fault with code
// AP_INSUFFICIENT; a search that is refused charges nothing.
func (s *Service) Search(_ context.Context, r SearchRequest) (result SearchResult, err error) {
	if err := checkUser(r.UserID); err != nil {
		return SearchResult{}, err
	}
	if r.SearchType.cost() == 0 {
		return SearchResult{}, fault.New(fault.Invalid, "searchType %q is not one of quick, thorough and exhaustive.", r.SearchType)
	}
	var refused error // the emergency points that a refused search brought are kept
	err = s.db.Batch(func(tx *store.Tx) error {
		refused = nil
		c, err := s.cases.Case(tx, r.CaseID)
		if err != nil {
			return err
		}
		place := slices.IndexFunc(c.Places, func(p mystery.Place) bool { return p.ID == r.LocationID })
		if place < 0 {
			return fault.New(fault.NotFound, "Location %s is not part of case %s", r.LocationID, c.ID).WithCode("Location not found")
		}
		p, err := s.player(tx, c.ID, r.UserID)
		if err != nil {
			return err
		}
		var found []string
		found, refused = p.search(c, r.LocationID, r.SearchType, s.millis())
		if err := s.keep(tx, c.ID, &p); err != nil || refused != nil {
			return err
		}
		result = s.searchResult(tx, c, p, c.Places[place], found)
		return nil
	})
	return result, errors.Join(refused, err)
}

// search spends the points and notes what was found, or refuses.
func (p *player) search(c *mystery.Case, placeID string, effort Effort, now int64) (found []string, err error) {
	cost := effort.cost()
	if p.Points.Current == 0 && !p.Points.Emergency {
		p.Points.Emergency = true
		p.Points.earn(emergencyPoints, Acquisition{Reason: reasonEmergency, Timestamp: now})
	}
	if p.Points.Current < cost {
		have := p.Points.Current
		return nil, fault.New(fault.Invalid, "This search costs %d points and you have %d. Ask the suspects about something new to earn more.", cost, have).
			WithCode("AP_INSUFFICIENT").With("currentAP", have).With("requiredAP", cost)
	}
	p.Points.pay(Spending{Amount: cost, Action: effort, LocationID: placeID, Timestamp: now})
	for _, e := range c.Evidence {
		if e.PlaceID == placeID && effort.finds(e.Hidden) && !p.has(e.ID) {
			found = append(found, e.ID)
			p.Found = append(p.Found, find{ID: e.ID, At: now, Method: effort, Place: placeID})
		}
	}
	p.Searches = append(p.Searches, pastSearch{Place: placeID, Effort: effort, At: now, Found: found})
	return found, nil
}

// has reports whether a piece of evidence was found.
func (p *player) has(id string) bool {
	return slices.ContainsFunc(p.Found, func(f find) bool { return f.ID == id })
}

func (s *Service) searchResult(tx *store.Tx, c *mystery.Case, p player, place mystery.Place, found []string) SearchResult {
	last := p.Searches[len(p.Searches)-1]
	searched := map[string]int{}
	for _, search := range p.Searches {
		searched[search.Place]++
	}
	stats := statsOf(c, p)
	result := SearchResult{
		Success: true, SearchType: last.Effort, EvidenceFound: []Item{}, TotalSearched: len(searched),
		Location:           Searched{place.ID, place.Name, s.cases.PictureURL(tx, c.ID, mystery.SlotOf(place.ID))},
		RemainingLocations: len(c.Places) - len(searched), AlreadySearched: searched[place.ID] > 1, ActionCost: last.Effort.cost(),
		CompletionRate: 100 * len(p.Found) / len(c.Evidence), Timestamp: last.At, PlayerState: purseOf(p),
		PlayerStats: PlayerStats{
			TotalSearches:   stats.TotalSearches,
			SearchBreakdown: SearchBreakdown{stats.QuickSearches, stats.ThoroughSearches, stats.ExhaustiveSearches},
			EvidenceFound:   EvidenceCounts{stats.TotalEvidenceFound, stats.CriticalEvidenceFound, stats.ImportantEvidenceFound, stats.MinorEvidenceFound},
			Efficiency:      stats.Efficiency, AverageEvidencePerSearch: stats.Efficiency,
		},
	}
	for _, id := range found {
		result.EvidenceFound = append(result.EvidenceFound, s.item(tx, c, id, p.Submitted))
	}
	if last.Effort == Exhaustive {
		result.EvidenceMissed = new(0)
	}
	return result
}
