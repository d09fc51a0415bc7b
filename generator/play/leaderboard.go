package play

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"

	"casebook/store"
)

// Ranking: for each case, a list of accusations whose keys sort as ranks do
// (score downwards, then time, then player), and in the same collection a tally
// of how many there are of each score, so that a rank is found by counting only
// among equal scores.

// standing is an entry of the list, or, under tallyKey, the tally.
type standing struct {
	UserID      string      `json:"userId,omitempty"`
	Score       int         `json:"score,omitempty"`
	IsCorrect   bool        `json:"isCorrect,omitempty"`
	SubmittedAt int64       `json:"submittedAt,omitempty"`
	Tally       map[int]int `json:"tally,omitempty"` // submissions by score
	Correct     int         `json:"correct,omitempty"`
}

func rankings() store.Collection[standing] {
	return store.Collection[standing]{Name: "rankings", Version: 1}
}

func tallyKey(caseID string) string { return store.Key(caseID, "tally") }

// listPrefix begins the keys of the list; scorePrefix those of one score.
func listPrefix(caseID string) string { return store.Key(caseID, "rank", "") }

func scorePrefix(caseID string, score int) string {
	return listPrefix(caseID) + store.Key(store.Sortable(int64(100-score)), "")
}

func standingKey(caseID string, kept submission) string {
	return scorePrefix(caseID, kept.Breakdown.TotalScore) + store.Key(store.Sortable(kept.SubmittedAt), kept.UserID)
}

// enrol adds an accusation to list and tally.
func (s *Service) enrol(tx *store.Tx, caseID string, kept submission) error {
	entry := standing{
		UserID: kept.UserID, Score: kept.Breakdown.TotalScore, IsCorrect: kept.Breakdown.IsFullyCorrect, SubmittedAt: kept.SubmittedAt,
	}
	tally, err := tallyOf(tx, caseID)
	if err != nil {
		return err
	}
	tally.Tally[entry.Score]++
	if entry.IsCorrect {
		tally.Correct++
	}
	return errors.Join(rankings().Put(tx, standingKey(caseID, kept), entry), rankings().Put(tx, tallyKey(caseID), tally))
}

// strike takes an accusation off list and tally.
func (s *Service) strike(tx *store.Tx, caseID string, kept submission) error {
	tally, err := tallyOf(tx, caseID)
	if err != nil {
		return err
	}
	score := kept.Breakdown.TotalScore
	if tally.Tally[score]--; tally.Tally[score] <= 0 {
		delete(tally.Tally, score)
	}
	if kept.Breakdown.IsFullyCorrect {
		tally.Correct--
	}
	return errors.Join(rankings().Delete(tx, standingKey(caseID, kept)), rankings().Put(tx, tallyKey(caseID), tally))
}

func tallyOf(tx *store.Tx, caseID string) (standing, error) {
	tally, err := rankings().Get(tx, tallyKey(caseID))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return tally, fmt.Errorf("read tally: %w", err)
	}
	if tally.Tally == nil {
		tally.Tally = map[int]int{}
	}
	return tally, nil
}

// rankOf returns the rank of an accusation, from 1, and how many there are.
func rankOf(tx *store.Tx, caseID string, kept submission) (rank, of int, err error) {
	tally, err := tallyOf(tx, caseID)
	if err != nil {
		return 0, 0, err
	}
	rank = 1
	for score, n := range tally.Tally {
		of += n
		if score > kept.Breakdown.TotalScore {
			rank += n
		}
	}
	own := standingKey(caseID, kept)
	for key := range rankings().Keys(tx, store.Range{Prefix: scorePrefix(caseID, kept.Breakdown.TotalScore)}) {
		if key >= own {
			break
		}
		rank++
	}
	return rank, of, nil
}

// Leaderboard lists the best of a case.
type Leaderboard struct {
	Leaderboard []Row `json:"leaderboard"`
}

// Row is one player on the leaderboard.
type Row struct {
	UserID      string `json:"userId" doc:"A public alias; the caller's own row has their id"`
	DisplayName string `json:"displayName"`
	Score       int    `json:"score"`
	IsCorrect   bool   `json:"isCorrect"`
	SubmittedAt int64  `json:"submittedAt" doc:"Milliseconds since 1970"`
	Rank        int    `json:"rank"`
	You         bool   `json:"you,omitempty"`
}

// Leaderboard returns the best of a case in the order of their ranks, at most
// limit; userID, which may be empty, marks its own row.
func (s *Service) Leaderboard(_ context.Context, caseID string, limit int, userID string) (board Leaderboard, err error) {
	if userID != "" {
		if err := checkUser(userID); err != nil {
			return board, err
		}
	}
	board.Leaderboard = []Row{}
	err = s.db.View(func(tx *store.Tx) error {
		c, err := s.cases.Case(tx, caseID)
		if err != nil {
			return err
		}
		for item, err := range rankings().All(tx, store.Range{Prefix: listPrefix(c.ID)}) {
			if err != nil {
				return fmt.Errorf("read leaderboard: %w", err)
			}
			if len(board.Leaderboard) >= limit {
				break
			}
			board.Leaderboard = append(board.Leaderboard, s.row(item.Value, len(board.Leaderboard)+1, userID))
		}
		return nil
	})
	return board, err
}

func (s *Service) row(entry standing, rank int, userID string) Row {
	alias := s.alias(entry.UserID)
	row := Row{
		UserID: alias, DisplayName: displayName(alias), Score: entry.Score, IsCorrect: entry.IsCorrect, SubmittedAt: entry.SubmittedAt, Rank: rank,
	}
	if userID == entry.UserID {
		row.UserID, row.You = entry.UserID, true
	}
	return row
}

// displayName is a name for people, derived from the alias.
func displayName(alias string) string {
	ranks := []string{"Inspector", "Sergeant", "Detective", "Constable", "Superintendent", "Private Eye", "Magistrate", "Coroner"}
	names := []string{
		"Ash", "Birch", "Bramble", "Cedar", "Clover", "Elder", "Fern", "Hawthorn", "Hazel", "Heather", "Holly", "Ivy", "Juniper", "Larch", "Laurel", "Linden",
		"Maple", "Moss", "Myrtle", "Nettle", "Oak", "Pine", "Poppy", "Reed", "Rowan", "Rue", "Sage", "Sorrel", "Thistle", "Willow", "Yarrow", "Yew",
	}
	n, err := strconv.ParseUint(alias[len(alias)-8:], 16, 32)
	if err != nil {
		return "Detective"
	}
	return ranks[n%8] + " " + names[n/8%32] + " " + strconv.FormatUint(n/256%90+10, 10)
}

// Stats sums up the accusations of a case.
type Stats struct {
	TotalSubmissions   int `json:"totalSubmissions"`
	CorrectSubmissions int `json:"correctSubmissions"`
	AverageScore       int `json:"averageScore"`
	HighestScore       int `json:"highestScore"`
	LowestScore        int `json:"lowestScore"`
}

// Stats returns how a case was solved in all; zeros when nobody has tried.
func (s *Service) Stats(_ context.Context, caseID string) (stats Stats, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		c, err := s.cases.Case(tx, caseID)
		if err != nil {
			return err
		}
		tally, err := tallyOf(tx, c.ID)
		if err != nil {
			return err
		}
		sum := 0
		stats.LowestScore, stats.CorrectSubmissions = 100, tally.Correct
		for score, n := range tally.Tally {
			stats.TotalSubmissions += n
			sum += n * score
			stats.HighestScore, stats.LowestScore = max(stats.HighestScore, score), min(stats.LowestScore, score)
		}
		if stats.TotalSubmissions == 0 {
			stats.LowestScore = 0
			return nil
		}
		stats.AverageScore = int(math.Round(float64(sum) / float64(stats.TotalSubmissions)))
		return nil
	})
	return stats, err
}

// Players counts those who have begun a case.
func (s *Service) Players(_ context.Context, caseID string) (n int, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		n = players().Count(tx, store.Key(caseID, ""))
		return nil
	})
	return n, err
}
