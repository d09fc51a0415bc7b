package main

import (
	"encoding/json"
	"net/http"
)

// The efforts of the three searches, which cost all the points at the start, and
// the six questions.
func efforts() []string { return []string{"quick", "quick", "exhaustive"} }

func questions() []string {
	return []string{"Where were you that evening?", "What did you think of the victim?", "Who had a reason to do it?", "What did you see?"}
}

// startPoints is what everybody begins with.
const startPoints = 5

// player is one player, and what they were told.
type player struct {
	g  *game
	id string
	n  int // chooses what differs between players

	// What they were told, noted when all is over.
	spent  int
	earned int
	found  map[string]bool
	result *result
}

// The parts of answers that are checked.
type (
	purse struct {
		Current int `json:"currentAP"`
		Total   int `json:"totalAP"`
		Spent   int `json:"spentAP"`
	}
	state struct {
		UserID string `json:"userId"`
		Points struct {
			Current int `json:"current"`
			Total   int `json:"total"`
			Spent   int `json:"spent"`
			Earned  []struct {
				Amount int    `json:"amount"`
				Reason string `json:"reason"`
			} `json:"acquisitionHistory"`
			Paid []struct {
				Amount int `json:"amount"`
			} `json:"spendingHistory"`
			Topics []string `json:"acquiredTopics"`
		} `json:"actionPoints"`
		Found []struct {
			ID string `json:"id"`
		} `json:"discoveredEvidence"`
		Submitted bool `json:"submitted"`
	}
	found struct {
		Cost   int   `json:"actionCost"`
		Before bool  `json:"alreadySearched"`
		Purse  purse `json:"playerState"`
		Found  []struct {
			ID string `json:"id"`
		} `json:"evidenceFound"`
	}
	answer struct {
		Text  string `json:"aiResponse"`
		Purse purse  `json:"playerState"`
		Gain  *struct {
			Amount int `json:"amount"`
		} `json:"apAcquisition"`
	}
	result struct {
		UserID string `json:"userId"`
		Score  int    `json:"score"`
		At     int64  `json:"submittedAt"`
		Rank   int    `json:"rank"`
		Of     int    `json:"totalParticipants"`
	}
	board struct {
		Rows []struct {
			UserID string `json:"userId"`
			Score  int    `json:"score"`
			At     int64  `json:"submittedAt"`
			Rank   int    `json:"rank"`
			You    bool   `json:"you"`
		} `json:"leaderboard"`
	}
)

// request is what the player asks in a step of the game, from 0. It depends on no
// earlier answer.
func (p *player) request(step int) (method, path string, body []byte) {
	switch {
	case step == 0:
		return http.MethodGet, p.statePath(), nil
	case step <= 3:
		place, effort := p.search(step - 1)
		return p.post("/api/location/search", map[string]any{"locationId": place, "searchType": effort})
	case step <= 9:
		n := step - 4
		suspect := p.g.Suspects[(p.n+n)%len(p.g.Suspects)]
		return p.post("/api/chat/"+suspect.ID, map[string]any{"message": questions()[n%len(questions())]})
	case step == 10:
		return p.accusation()
	default:
		return http.MethodGet, "/api/leaderboard/" + p.g.ID + "?limit=10&userId=" + p.id, nil
	}
}

func (p *player) statePath() string { return "/api/player-state/" + p.g.ID + "/" + p.id }

// search says which place the player searches as the nth, and how.
func (p *player) search(n int) (place, effort string) {
	return p.g.Locations[(p.n+n)%len(p.g.Locations)].ID, efforts()[n]
}

func (p *player) accusation() (method, path string, body []byte) {
	answers := map[string]string{}
	for i, name := range []string{"who", "what", "where", "when", "why", "how"} {
		options := p.g.AnswerOptions[name]
		answers[name] = options[(p.n/(i+1))%len(options)]
	}
	return p.post("/api/submit", map[string]any{"answers": answers})
}

// post is a request of the player with a body.
func (p *player) post(path string, body map[string]any) (method, where string, data []byte) {
	body["caseId"], body["userId"] = p.g.ID, p.id
	data, _ = json.Marshal(body) // strings and maps of them always can
	return http.MethodPost, path, data
}
