package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// check looks into all answers in the order in which they came, and then compares what
// every player was told with what the server says when all is over: not a point more or
// less, not a find more or less, and one ranking.
func (g *game) check(ctx context.Context, w *wire) {
	for _, r := range g.asked {
		if err := r.check(); err != nil {
			g.wrong = append(g.wrong, fmt.Errorf("player %d, request %d: %w", r.p.n, r.step+1, err))
		}
	}
	var results []result
	for _, p := range g.players {
		if err := p.checkState(ctx, w); err != nil {
			g.wrong = append(g.wrong, fmt.Errorf("player %d in the end: %w", p.n, err))
		}
		if p.result == nil {
			continue // said where it happened
		}
		method, path, body := p.accusation()
		got, err := w.ask(ctx, method, path, body)
		if err == nil {
			err = p.checkResult(got)
		}
		if err != nil {
			g.wrong = append(g.wrong, fmt.Errorf("player %d accuses again: %w", p.n, err))
		}
		results = append(results, *p.result)
	}
	if err := errors.Join(checkRanks(results), g.checkBoard(ctx, w, results)); err != nil {
		g.wrong = append(g.wrong, err)
	}
}

// check looks into one answer and notes what it told the player.
func (r *request) check() error {
	switch {
	case r.err != nil:
		return r.err
	case r.step == 0:
		var now state
		err := r.got.into(&now)
		if err == nil && now.UserID != r.p.id {
			err = fmt.Errorf("got the state of %q, want that of %q", now.UserID, r.p.id)
		}
		return err
	case r.step <= 3:
		return r.p.checkSearch(r.step-1, r.got)
	case r.step <= 9:
		return r.p.checkAnswer(r.got)
	case r.step == 10:
		return r.p.checkResult(r.got)
	default:
		var rows board
		return errors.Join(r.got.into(&rows), rows.check())
	}
}

func (p *player) checkSearch(n int, a answered) error {
	var got found
	err := a.into(&got)
	if refused, ok := errors.AsType[*refusal](err); ok && refused.Code == "AP_INSUFFICIENT" && refused.Required > 0 && p.g.tabs > 1 {
		return nil // the other tab has spent the same points
	}
	if err != nil {
		return err
	}
	p.spent += got.Cost
	ids := []string{}
	for _, item := range got.Found {
		if p.found[item.ID] {
			return fmt.Errorf("%s is found twice", item.ID)
		}
		p.found[item.ID] = true
		ids = append(ids, item.ID)
	}
	if err := got.Purse.check(); err != nil || got.Before {
		return err
	}
	place, effort := p.search(n)
	return p.g.sameFinds(place, effort, ids)
}

// check returns an error when the points do not add up.
func (p purse) check() error {
	if p.Current < 0 || p.Current+p.Spent != p.Total {
		return fmt.Errorf("the points do not add up: %+v", p)
	}
	return nil
}

func (p *player) checkAnswer(a answered) error {
	var got answer
	if err := a.into(&got); err != nil {
		return err
	}
	if got.Text == "" {
		return errors.New("the suspect says nothing")
	}
	if got.Gain != nil {
		p.earned += got.Gain.Amount
	}
	return got.Purse.check()
}

func (p *player) checkResult(a answered) error {
	var got result
	if err := a.into(&got); err != nil {
		return err
	}
	switch {
	case got.Rank < 1 || got.Rank > got.Of:
		return fmt.Errorf("rank %d of %d", got.Rank, got.Of)
	case p.result != nil && (p.result.Score != got.Score || p.result.At != got.At):
		return fmt.Errorf("two results: %+v and %+v", *p.result, got)
	}
	p.result = &got
	return nil
}

func (p *player) checkState(ctx context.Context, w *wire) error {
	var now state
	if err := w.get(ctx, p.statePath(), &now); err != nil {
		return err
	}
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
func (g *game) checkBoard(ctx context.Context, w *wire, results []result) error {
	var rows board
	var stats struct {
		Total int `json:"totalSubmissions"`
		High  int `json:"highestScore"`
		Low   int `json:"lowestScore"`
	}
	if err := errors.Join(
		w.get(ctx, "/api/leaderboard/"+g.ID+"?limit=100", &rows),
		w.get(ctx, "/api/stats/"+g.ID, &stats),
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
