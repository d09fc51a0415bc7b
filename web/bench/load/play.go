package main

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// plan is who plays, and how fast.
type plan struct {
	players  int
	interval time.Duration // in which each player asks once; 0: as soon as answered
	tabs     int           // in which each player does everything at the same time
}

// game is one case that many play at once.
type game struct {
	url    string
	client *http.Client
	theCase
	begin    time.Time
	interval time.Duration

	mu    sync.Mutex
	took  []time.Duration
	wrong []error
	finds map[string]string // what a search found, by place and effort: the same for everybody
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

// play has everybody play today's case of the server at url, and then compares what
// they were told with what the server says at the end.
func play(ctx context.Context, p plan, url string) (*report, error) {
	g := &game{url: url, interval: p.interval, finds: map[string]string{}}
	connections := p.players * p.tabs
	g.client = &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: connections, MaxIdleConns: connections}}
	defer g.client.CloseIdleConnections()
	if err := g.ask(ctx, http.MethodGet, "/api/case/today", nil, &g.theCase); err != nil {
		return nil, fmt.Errorf("read the case: %w", err)
	}
	players := make([]*player, p.players)
	g.begin = time.Now()
	var all sync.WaitGroup
	for i := range players {
		players[i] = newPlayer(g, fmt.Sprintf("load-%d-%d", g.begin.UnixNano(), i), i)
		for tab := range p.tabs {
			luck := rand.New(rand.NewPCG(uint64(i), uint64(tab)))
			all.Go(func() { players[i].play(ctx, luck) })
		}
	}
	all.Wait()
	r := &report{plan: p, took: g.took, lasted: time.Since(g.begin)}
	slices.Sort(r.took)
	g.check(ctx, players)
	r.errors = g.wrong
	return r, ctx.Err()
}

// steps is how many requests a game has: state, three searches, six questions,
// accusation, leaderboard.
const steps = 12

// play is one whole game in one tab. The moments of the requests are drawn before.
func (p *player) play(ctx context.Context, luck *rand.Rand) {
	var due [steps]time.Time
	for step := range due {
		due[step] = p.g.begin.Add(time.Duration((float64(step) + luck.Float64()) * float64(p.g.interval)))
	}
	for step, at := range due {
		if p.g.interval == 0 {
			at = time.Now()
		}
		timer := time.NewTimer(time.Until(at))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return
		}
		err := p.step(ctx, step)
		p.g.note(time.Since(at), err)
	}
}

// note keeps how long an answer took, from when it was due, and what was wrong with it.
func (g *game) note(took time.Duration, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.took = append(g.took, took)
	if err != nil {
		g.wrong = append(g.wrong, err)
	}
}

// report is what a run gave.
type report struct {
	plan
	took   []time.Duration // sorted
	lasted time.Duration
	errors []error
}

// quantile is the time within which a share of the answers came.
func (r *report) quantile(share float64) time.Duration {
	return r.took[min(len(r.took)-1, int(share*float64(len(r.took))))].Round(10 * time.Microsecond)
}

// String is the report in two lines.
func (r *report) String() string {
	pace := "each as soon as answered"
	if r.interval > 0 {
		pace = "each once in " + r.interval.String()
	}
	return fmt.Sprintf("%d players at once, %s: %d requests in %s, %.0f a minute, %d errors\np50 %s  p95 %s  p99 %s  longest %s\n",
		r.players, pace, len(r.took), r.lasted.Round(time.Millisecond), float64(len(r.took))/r.lasted.Minutes(), len(r.errors),
		r.quantile(0.5), r.quantile(0.95), r.quantile(0.99), r.took[len(r.took)-1].Round(10*time.Microsecond))
}

// sameFinds notes what a search found that nobody had searched before it, and returns
// an error when it found something else for another player.
func (g *game) sameFinds(place, effort string, found []string) error {
	slices.SortFunc(found, cmp.Compare[string])
	got, key := strings.Join(found, " "), place+" "+effort
	g.mu.Lock()
	defer g.mu.Unlock()
	if want, known := g.finds[key]; known && got != want {
		return fmt.Errorf("a %s search of %s found %q, and %q for another player", effort, place, got, want)
	}
	g.finds[key] = got
	return nil
}
