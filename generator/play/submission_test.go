package play

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

// marks is a verdict with the same score for all six.
func marks(score int) mystery.Verdict {
	m := mystery.Mark{Score: score, Feedback: "So."}
	return mystery.Verdict{Who: m, What: m, Where: m, When: m, Why: m, How: m}
}

func (b *table) accuse(user string, v mystery.Verdict) (Result, error) {
	b.script.verdict = v
	return b.Submit(context.Background(), Submission{CaseID: b.c.ID, UserID: user, Answers: mystery.Answers{Who: "somebody"}})
}

func TestScores(t *testing.T) {
	b := newTable(t)
	uneven := marks(100)
	uneven.How.Score = 79
	odd := marks(0)
	odd.Who.Score = 100
	for i, test := range []struct {
		verdict mystery.Verdict
		total   int
		correct bool
	}{{marks(100), 100, true}, {marks(80), 80, true}, {marks(79), 79, false}, {uneven, 97, false}, {odd, 17, false}} {
		result, err := b.accuse(fmt.Sprint("u", i), test.verdict)
		if err != nil {
			t.Fatal(err)
		}
		if result.Score != test.total || result.TotalScore != test.total || result.Breakdown.TotalScore != test.total ||
			result.IsCorrect != test.correct || result.Breakdown.IsFullyCorrect != test.correct {
			t.Errorf("verdict %d: got %+v, want %d, %v", i, result, test.total, test.correct)
		}
		if result.Solution != b.c.Solution.Answers || result.Explanation == "" {
			t.Errorf("verdict %d: the solution is not told", i)
		}
	}
}

func TestAccusingTwiceCountsOnce(t *testing.T) {
	b := newTable(t)
	first, err := b.accuse("u", marks(20))
	if err != nil {
		t.Fatal(err)
	}
	second, err := b.accuse("u", marks(100))
	if err != nil || second.Score != 20 || second.SubmittedAt != first.SubmittedAt || second.TotalParticipants != 1 {
		t.Errorf("again: got %+v, %v, want the first result", second, err)
	}
	if _, err := b.Initialize(t.Context(), day, "u"); kindOf(err) != fault.Conflict {
		t.Errorf("starting again: got %v, want a conflict", err)
	}
	told, err := b.Solution(t.Context(), day, "u")
	if err != nil || told.Solution != b.c.Solution.Answers || told.Salt != b.c.Salt || len(told.Reasoning) == 0 {
		t.Errorf("solution: got %+v, %v", told, err)
	}
}

func TestInitializeStartsAgain(t *testing.T) {
	b := newTable(t)
	if _, err := b.search("u", b.c.Places[0].ID, Exhaustive); err != nil {
		t.Fatal(err)
	}
	if _, err := b.ask(0, "u", mystery.Reply{Text: "a", Topic: mystery.TopicAlibi}); err != nil {
		t.Fatal(err)
	}
	state, err := b.Initialize(t.Context(), day, "u")
	if err != nil || state.ActionPointsRemaining != 5 || len(state.SearchHistory) != 0 || state.ActionPointsUsed != 0 {
		t.Errorf("got %+v, %v, want a fresh state", state, err)
	}
	if said, err := b.Conversation(t.Context(), b.c.Suspects[0].ID, "u"); err != nil || len(said.Messages) != 0 {
		t.Errorf("conversation: got %+v, %v, want none", said, err)
	}
}

// TestRelevanceIsToldAfterwards holds that nothing but the true relevance changes
// with the accusation, and that it is hidden before.
func TestRelevanceIsToldAfterwards(t *testing.T) {
	b := newTable(t)
	place := b.c.Evidence[0].PlaceID
	if _, err := b.search("u", place, Exhaustive); err != nil {
		t.Fatal(err)
	}
	before, err := b.State(t.Context(), day, "u")
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range before.DiscoveredEvidence {
		if found.Relevance != mystery.Important {
			t.Errorf("%s before: got %s, want important", found.ID, found.Relevance)
		}
	}
	if s := before.Stats; s.CriticalEvidenceFound != 0 || s.MinorEvidenceFound != 0 || s.ImportantEvidenceFound != len(before.DiscoveredEvidence) {
		t.Errorf("counts before: got %+v, want all important", s)
	}
	if _, err := b.accuse("u", marks(0)); err != nil {
		t.Fatal(err)
	}
	after, err := b.State(t.Context(), day, "u")
	if err != nil || !after.Submitted {
		t.Fatalf("got %+v, %v", after, err)
	}
	for _, found := range after.DiscoveredEvidence {
		i := slices.IndexFunc(b.c.Evidence, func(e mystery.Evidence) bool { return e.ID == found.ID })
		if found.Relevance != b.c.Evidence[i].Relevance {
			t.Errorf("%s after: got %s, want %s", found.ID, found.Relevance, b.c.Evidence[i].Relevance)
		}
	}
	if s := after.Stats; s.CriticalEvidenceFound+s.ImportantEvidenceFound+s.MinorEvidenceFound != len(after.DiscoveredEvidence) {
		t.Errorf("counts after: got %+v, want them to add up", s)
	}
}

func TestRankingIsByScoreThenTime(t *testing.T) {
	b := newTable(t)
	for i, score := range []int{50, 90, 50, 90, 10} {
		result, err := b.accuse(fmt.Sprint("user-", i), marks(score))
		if err != nil {
			t.Fatal(err)
		}
		if want := []int{1, 1, 3, 2, 5}[i]; result.Rank != want || result.TotalParticipants != i+1 {
			t.Errorf("user-%d: got rank %d of %d, want %d of %d", i, result.Rank, result.TotalParticipants, want, i+1)
		}
	}
	board, err := b.Leaderboard(t.Context(), day, 4, "user-2")
	if err != nil || len(board.Leaderboard) != 4 {
		t.Fatalf("got %+v, %v, want 4 rows", board, err)
	}
	for i, row := range board.Leaderboard {
		if row.Rank != i+1 || row.Score != []int{90, 90, 50, 50}[i] || row.DisplayName == "" {
			t.Errorf("row %d: got %+v", i, row)
		}
		if row.You != (i == 3) || (row.UserID == "user-2") != row.You || !row.You && !strings.HasPrefix(row.UserID, "player-") {
			t.Errorf("row %d: got %+v, want only the caller's own id", i, row)
		}
	}
	stats, err := b.Stats(t.Context(), day)
	if want := (Stats{5, 2, 58, 90, 10}); err != nil || stats != want {
		t.Errorf("stats: got %+v, %v, want %+v", stats, err, want)
	}
	text, err := json.Marshal(board)
	if err != nil || strings.Contains(string(text), "user-0") {
		t.Errorf("the leaderboard tells another player's id: %s, %v", text, err)
	}
}

// TestManyAtOnce has many players play at once, each with many requests at once.
func TestManyAtOnce(t *testing.T) {
	b := newTable(t)
	const playersAtOnce, requests = 40, 8
	var all sync.WaitGroup
	for i := range playersAtOnce {
		user := fmt.Sprint("user-", i)
		for range requests {
			all.Go(func() { _, _ = b.search(user, b.c.Places[i%5].ID, Quick) })
		}
		all.Go(func() {
			if _, err := b.Submit(context.Background(), Submission{CaseID: day, UserID: user, Answers: mystery.Answers{Who: "x"}}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	ranks := map[int]bool{}
	for i := range playersAtOnce {
		user := fmt.Sprint("user-", i)
		if got := b.points(t, user); got.Spent != 7 || got.Current != 0 || got.SpendingCount != 7 {
			t.Errorf("%s: got %+v, want 5 and 2 points spent once each", user, got)
		}
		result, err := b.accuse(user, marks(0))
		if err != nil {
			t.Fatal(err)
		}
		ranks[result.Rank] = true
	}
	if len(ranks) != playersAtOnce || !ranks[1] || !ranks[playersAtOnce] {
		t.Errorf("got %d different ranks, want 1 to %d", len(ranks), playersAtOnce)
	}
}

// TestAnyGameKeepsTheRules plays random games.
func TestAnyGameKeepsTheRules(t *testing.T) {
	b := newTable(t)
	game := 0
	rapid.Check(t, func(rt *rapid.T) {
		game++
		user := fmt.Sprint("user-", game)
		for range rapid.IntRange(1, 40).Draw(rt, "moves") {
			if rapid.Bool().Draw(rt, "search") {
				place := b.c.Places[rapid.IntRange(0, 4).Draw(rt, "place")].ID
				_, _ = b.search(user, place, rapid.SampledFrom([]Effort{Quick, Thorough, Exhaustive}).Draw(rt, "effort"))
			} else if _, err := b.ask(rapid.IntRange(0, 2).Draw(rt, "suspect"), user, mystery.Reply{
				Text: "a", Topic: rapid.SampledFrom(append(mystery.EarningTopics(), mystery.TopicChat)).Draw(rt, "topic"),
				Mentions: rapid.SliceOf(rapid.SampledFrom(append(b.c.SuspectIDs(), b.c.PlaceIDs()...))).Draw(rt, "mentions"),
			}); err != nil {
				rt.Fatal(err)
			}
			state, err := b.State(t.Context(), day, user)
			if err != nil {
				rt.Fatal(err)
			}
			checkState(rt, b, state)
		}
	})
}

func checkState(rt *rapid.T, b *table, state State) {
	p := state.ActionPoints
	earned, spent := p.Initial, 0
	for _, gain := range p.AcquisitionHistory {
		earned += gain.Amount
	}
	for _, payment := range p.SpendingHistory {
		spent += payment.Amount
	}
	if p.Current < 0 || p.Current > mystery.MaxPoints || p.Total != earned || p.Spent != spent || p.Current != earned-spent {
		rt.Fatalf("points do not add up: %+v", p)
	}
	best := map[string]int{}
	for _, search := range state.SearchHistory {
		best[search.LocationID] = max(best[search.LocationID], search.SearchType.cost())
	}
	var want, got []string
	for _, e := range b.c.Evidence {
		if best[e.PlaceID] >= e.Hidden.Cost() {
			want = append(want, e.ID)
		}
	}
	for _, found := range state.DiscoveredEvidence {
		got = append(got, found.ID)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		rt.Fatalf("found %v, want %v", got, want)
	}
	if seen := map[string]bool{}; len(p.AcquiredTopics) > 15 || slices.ContainsFunc(p.AcquiredTopics, func(t string) bool {
		twice := seen[t]
		seen[t] = true
		return twice
	}) {
		rt.Fatalf("a topic earned twice: %v", p.AcquiredTopics)
	}
}

// BenchmarkRank is the price of an accusation among 10,000 with the same score.
func BenchmarkRank(b *testing.B) {
	game := newTable(b)
	for i := range 10_000 {
		if err := game.db.Update(func(tx *store.Tx) error {
			return game.enrol(tx, game.c.ID, submission{UserID: fmt.Sprint("user-", i), SubmittedAt: int64(i)})
		}); err != nil {
			b.Fatal(err)
		}
	}
	last := submission{UserID: "user-9999", SubmittedAt: 9999}
	for b.Loop() {
		err := game.db.View(func(tx *store.Tx) error {
			_, _, err := rankOf(tx, game.c.ID, last)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
