package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// check compares what every player was told with what the server says when all is
// over: not a point more or less, not a find more or less, and one ranking.
func (g *game) check(ctx context.Context, players []*player) {
	var results []result
	for _, p := range players {
		if err := p.checkState(ctx); err != nil {
			g.wrong = append(g.wrong, fmt.Errorf("player %d in the end: %w", p.n, err))
		}
		if p.result == nil {
			continue // said where it happened
		}
		first := *p.result
		if err := p.accuse(ctx); err != nil {
			g.wrong = append(g.wrong, fmt.Errorf("player %d accuses again: %w", p.n, err))
		}
		if p.result.Rank < 1 || first.Score != p.result.Score {
			g.wrong = append(g.wrong, fmt.Errorf("player %d: first %+v, then %+v", p.n, first, *p.result))
		}
		results = append(results, *p.result)
	}
	if err := errors.Join(checkRanks(results), g.checkBoard(ctx, results)); err != nil {
		g.wrong = append(g.wrong, err)
	}
}

func (p *player) checkState(ctx context.Context) error {
	now, err := p.state(ctx)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	earned, given, paid := now.sums()
	switch topics := slices.Compact(slices.Sorted(slices.Values(now.Points.Topics))); {
	case earned != p.earned:
		return fmt.Errorf("%d points were earned, and %d told", earned, p.earned)
	case paid != p.spent || now.Points.Spent != p.spent:
		return fmt.Errorf("%d points were spent (%d paid), and %d told", now.Points.Spent, paid, p.spent)
	case now.Points.Total != startPoints+earned+given || now.Points.Current != now.Points.Total-now.Points.Spent:
		return fmt.Errorf("the points do not add up: %+v", now.Points)
	case len(now.Found) != len(p.found):
		return fmt.Errorf("%d pieces of evidence were found, and %d told", len(now.Found), len(p.found))
	case len(topics) != len(now.Points.Topics):
		return fmt.Errorf("a topic earned twice: %v", now.Points.Topics)
	case !now.Submitted:
		return errors.New("the accusation is lost")
	}
	return nil
}

// sums adds up the histories of points: earned by asking, given in an emergency, paid.
func (s state) sums() (earned, given, paid int) {
	for _, gain := range s.Points.Earned {
		if gain.Reason == "emergency" {
			given += gain.Amount
		} else {
			earned += gain.Amount
		}
	}
	for _, payment := range s.Points.Paid {
		paid += payment.Amount
	}
	return earned, given, paid
}

// checkRanks returns an error unless the ranks are 1 to n, by score and then by time.
func checkRanks(results []result) error {
	slices.SortFunc(results, func(a, b result) int { return a.Rank - b.Rank })
	var above result
	for i, r := range results {
		switch {
		case r.Rank != i+1 || r.Of != len(results):
			return fmt.Errorf("rank %d of %d stands at place %d of %d", r.Rank, r.Of, i+1, len(results))
		case i > 0 && (r.Score > above.Score || r.Score == above.Score && r.At < above.At):
			return fmt.Errorf("ranks %d and %d: %+v is before %+v", i, i+1, above, r)
		}
		above = r
	}
	return nil
}

// checkBoard compares leaderboard and statistics with the results, which are sorted by
// rank.
func (g *game) checkBoard(ctx context.Context, results []result) error {
	var rows board
	var stats struct {
		Total int `json:"totalSubmissions"`
		High  int `json:"highestScore"`
		Low   int `json:"lowestScore"`
	}
	if err := errors.Join(
		g.ask(ctx, http.MethodGet, "/api/leaderboard/"+g.ID+"?limit=100", nil, &rows),
		g.ask(ctx, http.MethodGet, "/api/stats/"+g.ID, nil, &stats),
	); err != nil {
		return err
	}
	if len(rows.Rows) != min(100, len(results)) || stats.Total != len(results) {
		return fmt.Errorf("the leaderboard has %d rows and the statistics %d accusations, want %d", len(rows.Rows), stats.Total, len(results))
	}
	for i, row := range rows.Rows {
		if want := results[i]; row.Rank != want.Rank || row.Score != want.Score || row.At != want.At || row.UserID == want.UserID {
			return fmt.Errorf("row %d of the leaderboard is %+v, want %+v under an alias", i+1, row, want)
		}
	}
	if n := len(results); n > 0 && (stats.High != results[0].Score || stats.Low != results[n-1].Score) {
		return fmt.Errorf("the statistics say %+v, want %d and %d", stats, results[0].Score, results[n-1].Score)
	}
	return rows.check()
}

// check returns an error unless the rows are in the order of their ranks.
func (b board) check() error {
	for i, row := range b.Rows {
		if row.Rank != i+1 || i > 0 && row.Score > b.Rows[i-1].Score {
			return fmt.Errorf("row %d of the leaderboard is %+v", i+1, row)
		}
	}
	return nil
}
