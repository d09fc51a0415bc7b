package main

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// plan is who plays, and how fast.
type plan struct {
	players int
	think   time.Duration // between two requests, on average; 0: each plays once, as fast as answered
	lasting time.Duration // how long games begin
	tabs    int           // in which each player does everything at the same time
	server  int           // the process whose CPU time is counted; 0: none
}

// game is one case that many play at once.
type game struct {
	plan
	url *url.URL
	theCase
	begin time.Time

	mu      sync.Mutex
	players []*player // in the order in which they came
	asked   []request
	wrong   []error
	finds   map[string]string // what a search found, by place and effort: the same for everybody
}

// theCase is what the players read of the case.
type theCase struct {
	ID            string              `json:"id"`
	Suspects      []named             `json:"suspects"`
	Locations     []named             `json:"locations"`
	AnswerOptions map[string][]string `json:"answerOptions"`
}

type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// request is one that was answered.
type request struct {
	p    *player
	step int
	due  time.Time
	late time.Duration // how long after it was due it was sent
	took time.Duration // from when it was due to the last byte of the answer
	got  answered
	err  error
}

// play has everybody play today's case of the server at address, and then compares what
// they were told with what the server says at the end. Answers are looked into only
// then, so that it takes no time from the server.
func play(ctx context.Context, p plan, address string) (*report, error) {
	server, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	g := &game{plan: p, url: server, finds: map[string]string{}}
	w := &wire{server: server}
	defer w.close()
	if err := w.get(ctx, "/api/case/today", &g.theCase); err != nil {
		return nil, fmt.Errorf("read the case: %w", err)
	}
	before := cpuTimes(p.server)
	g.begin = time.Now()
	var all sync.WaitGroup
	for range p.players {
		all.Go(func() { g.sit(ctx) })
	}
	all.Wait()
	r := &report{plan: p, lasted: time.Since(g.begin), cpu: cpuTimes(p.server).since(before)}
	r.count(g.begin, g.asked)
	g.check(ctx, w)
	r.errors = g.wrong
	return r, ctx.Err()
}

// steps is how many requests a game has: state, three searches, six questions,
// accusation, leaderboard.
const steps = 12

// sit has one player after the other play a whole game, each tab over a connection of
// its own.
func (g *game) sit(ctx context.Context) {
	wires := make([]*wire, g.tabs)
	for tab := range wires {
		wires[tab] = &wire{server: g.url}
		defer wires[tab].close()
	}
	for at := g.begin; ctx.Err() == nil; {
		p := g.newPlayer()
		var due [steps]time.Time
		for step := range due {
			at = at.Add(time.Duration(rand.ExpFloat64() * float64(g.think)))
			due[step] = at
		}
		var tabs sync.WaitGroup
		for _, w := range wires {
			tabs.Go(func() { p.play(ctx, w, due) })
		}
		tabs.Wait()
		if at.Sub(g.begin) >= g.lasting || g.think == 0 {
			return
		}
	}
}

// newPlayer returns somebody who has not played yet.
func (g *game) newPlayer() *player {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := len(g.players)
	p := &player{g: g, n: n, id: fmt.Sprintf("load-%d-%d", g.begin.UnixNano(), n), found: map[string]bool{}}
	g.players = append(g.players, p)
	return p
}

// play is one whole game in one tab, with requests at the times when they are due, or as
// soon after as the one before is answered.
func (p *player) play(ctx context.Context, w *wire, due [steps]time.Time) {
	for step, at := range due {
		if p.g.think == 0 {
			at = time.Now()
		}
		if !until(ctx, at) {
			return
		}
		r := request{p: p, step: step, due: at, late: time.Since(at)}
		method, path, body := p.request(step)
		r.got, r.err = w.ask(ctx, method, path, body)
		r.took = time.Since(at)
		p.g.note(r)
	}
}

// until waits for a moment, and reports false when it need not come any more.
func until(ctx context.Context, at time.Time) bool {
	wait := time.Until(at)
	if wait <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (g *game) note(r request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asked = append(g.asked, r)
}

// sameFinds notes what a search found that nobody had searched before it, and returns
// an error when it found something else for another player.
func (g *game) sameFinds(place, effort string, found []string) error {
	slices.SortFunc(found, cmp.Compare[string])
	got, key := strings.Join(found, " "), place+" "+effort
	if want, known := g.finds[key]; known && got != want {
		return fmt.Errorf("a %s search of %s found %q, and %q for another player", effort, place, got, want)
	}
	g.finds[key] = got
	return nil
}
