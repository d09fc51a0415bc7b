package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
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

	mu     sync.Mutex
	spent  int
	earned int
	found  map[string]bool
	result *result
}

func newPlayer(g *game, id string, n int) *player {
	return &player{g: g, id: id, n: n, found: map[string]bool{}}
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

// step is one request of a game, from 0, and the check of its answer.
func (p *player) step(ctx context.Context, step int) error {
	var err error
	switch {
	case step == 0:
		_, err = p.state(ctx)
	case step <= 3:
		err = p.search(ctx, step-1)
	case step <= 9:
		err = p.question(ctx, step-4)
	case step == 10:
		err = p.accuse(ctx)
	default:
		var rows board
		if err = p.g.ask(ctx, http.MethodGet, "/api/leaderboard/"+p.g.ID+"?limit=10&userId="+p.id, nil, &rows); err == nil {
			err = rows.check()
		}
	}
	if err != nil {
		return fmt.Errorf("player %d, request %d: %w", p.n, step+1, err)
	}
	return nil
}

func (p *player) state(ctx context.Context) (now state, err error) {
	err = p.g.ask(ctx, http.MethodGet, "/api/player-state/"+p.g.ID+"/"+p.id, nil, &now)
	if err == nil && now.UserID != p.id {
		err = fmt.Errorf("got the state of %q, want that of %q", now.UserID, p.id)
	}
	return now, err
}

func (p *player) search(ctx context.Context, n int) error {
	place, effort := p.g.Locations[(p.n+n)%len(p.g.Locations)].ID, efforts()[n]
	var got found
	body := map[string]any{"caseId": p.g.ID, "userId": p.id, "locationId": place, "searchType": effort}
	err := p.g.ask(ctx, http.MethodPost, "/api/location/search", body, &got)
	if refused, ok := errors.AsType[*refusal](err); ok && refused.Code == "AP_INSUFFICIENT" && p.poor(refused.Required) {
		return nil
	}
	if err != nil {
		return err
	}
	ids := []string{}
	for _, item := range got.Found {
		ids = append(ids, item.ID)
	}
	if err := p.noteSearch(got, ids); err != nil || got.Before {
		return err
	}
	return p.g.sameFinds(place, effort, ids)
}

// poor reports whether the player cannot have had so many points: several tabs spend
// the same ones.
func (p *player) poor(required int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return required > 0 && p.spent > 0
}

func (p *player) noteSearch(got found, ids []string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.spent += got.Cost
	for _, id := range ids {
		if p.found[id] {
			return fmt.Errorf("%s is found twice", id)
		}
		p.found[id] = true
	}
	return got.Purse.check()
}

// check returns an error when the points do not add up.
func (p purse) check() error {
	if p.Current < 0 || p.Current+p.Spent != p.Total {
		return fmt.Errorf("the points do not add up: %+v", p)
	}
	return nil
}

func (p *player) question(ctx context.Context, n int) error {
	text := questions()[n%len(questions())]
	suspect := p.g.Suspects[(p.n+n)%len(p.g.Suspects)]
	var got answer
	body := map[string]any{"caseId": p.g.ID, "userId": p.id, "message": text}
	if err := p.g.ask(ctx, http.MethodPost, "/api/chat/"+suspect.ID, body, &got); err != nil {
		return err
	}
	if got.Text == "" {
		return errors.New("the suspect says nothing")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if got.Gain != nil {
		p.earned += got.Gain.Amount
	}
	return got.Purse.check()
}

func (p *player) accuse(ctx context.Context) error {
	answers := map[string]string{}
	for i, name := range []string{"who", "what", "where", "when", "why", "how"} {
		options := p.g.AnswerOptions[name]
		answers[name] = options[(p.n/(i+1))%len(options)]
	}
	var got result
	body := map[string]any{"caseId": p.g.ID, "userId": p.id, "answers": answers}
	if err := p.g.ask(ctx, http.MethodPost, "/api/submit", body, &got); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case got.Rank < 1 || got.Rank > got.Of:
		return fmt.Errorf("rank %d of %d", got.Rank, got.Of)
	case p.result != nil && (p.result.Score != got.Score || p.result.At != got.At):
		return fmt.Errorf("two results: %+v and %+v", *p.result, got)
	}
	p.result = &got
	return nil
}

// refusal is an error of the API.
type refusal struct {
	Status   int    `json:"status"`
	Code     string `json:"error"`
	Message  string `json:"message"`
	Required int    `json:"requiredAP"`
}

// Error implements error.
func (r *refusal) Error() string { return fmt.Sprintf("%d %s: %s", r.Status, r.Code, r.Message) }

// ask sends a request and decodes the answer, which must be good; else the error is a
// *refusal.
func (g *game) ask(ctx context.Context, method, path string, body, into any) error {
	var reader io.Reader = http.NoBody
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return err
		}
		reader = bytes.NewReader(data)
	}
	request, err := http.NewRequestWithContext(ctx, method, g.url+path, reader)
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := g.client.Do(request)
	if err != nil {
		return err
	}
	data, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return err
	}
	if response.StatusCode == http.StatusOK {
		return json.Unmarshal(data, into)
	}
	refused := &refusal{}
	if err := json.Unmarshal(data, refused); err != nil {
		return fmt.Errorf("status %d: %.200s", response.StatusCode, data)
	}
	return refused
}
