package play

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"casebook/generator/builtin"
	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
	"casebook/store/storetest"
)

// shelf is the Cases of these tests: whole cases from the built-in writer.
type shelf map[string]*mystery.Case

func (s shelf) Case(_ *store.Tx, ref string) (*mystery.Case, error) {
	if c := s[strings.TrimPrefix(ref, "case-")]; c != nil {
		return c, nil
	}
	return nil, fault.New(fault.NotFound, "Case with ID %s not found", ref)
}

func (s shelf) PictureURL(_ *store.Tx, caseID, slot string) string {
	return "/images/" + caseID + "/" + slot + ".jpg"
}

// script is a Witness and a Judge that say what the test wants.
type script struct {
	reply   mystery.Reply
	verdict mystery.Verdict
	err     error
	asked   []mystery.Question
}

func (s *script) Answer(_ context.Context, q mystery.Question) (mystery.Reply, error) {
	s.asked = append(s.asked, q)
	return s.reply, s.err
}

func (s *script) Judge(context.Context, *mystery.Case, mystery.Answers) (mystery.Verdict, error) {
	return s.verdict, s.err
}

const day = "2026-11-21"

// table is a game with one case.
type table struct {
	*Service
	c      *mystery.Case
	script *script
}

var theCase = sync.OnceValues(func() (*mystery.Case, error) {
	return builtin.NewWriter().Write(context.Background(), mystery.Brief{ID: "case-" + day, Date: day, Language: "en", Seed: 7})
})

func newTable(t testing.TB) *table {
	t.Helper()
	c, err := theCase()
	if err != nil {
		t.Fatal(err)
	}
	db := storetest.Open(t)
	says := &script{reply: mystery.Reply{Text: "No.", Topic: mystery.TopicUnclear}}
	return &table{New(db, shelf{day: c}, says, says, Options{Secret: []byte("secret")}), c, says}
}

// kindOf is the kind of a fault, 0 for any other error or none.
func kindOf(err error) fault.Kind {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Kind
	}
	return 0
}

func (b *table) points(t testing.TB, user string) PointsSummary {
	t.Helper()
	points, err := b.Points(t.Context(), b.c.ID, user)
	if err != nil {
		t.Fatal(err)
	}
	return points.ActionPoints
}

func (b *table) search(user, place string, effort Effort) (SearchResult, error) {
	return b.Search(context.Background(), SearchRequest{CaseID: b.c.ID, UserID: user, LocationID: place, SearchType: effort})
}

func (b *table) ask(suspect int, user string, reply mystery.Reply) (Answer, error) {
	b.script.reply = reply
	return b.Ask(context.Background(), b.c.Suspects[suspect].ID, AskRequest{UserID: user, CaseID: day, Message: "?"})
}

func TestSearchCostsAndFinds(t *testing.T) {
	b := newTable(t)
	for _, evidence := range b.c.Evidence {
		for _, effort := range []Effort{Quick, Thorough, Exhaustive} {
			user := string(effort) + evidence.ID
			result, err := b.search(user, evidence.PlaceID, effort)
			if err != nil {
				t.Fatal(err)
			}
			found := slices.ContainsFunc(result.EvidenceFound, func(i Item) bool { return i.ID == evidence.ID })
			want := effort == Exhaustive || effort == Thorough && evidence.Hidden != mystery.Deep || evidence.Hidden == mystery.Obvious
			if found != want {
				t.Errorf("%s search for %s evidence: found is %v, want %v", effort, evidence.Hidden, found, want)
			}
			cost := map[Effort]int{Quick: 1, Thorough: 2, Exhaustive: 3}[effort]
			if result.ActionCost != cost || result.PlayerState != (Purse{5 - cost, 5, cost}) {
				t.Errorf("%s search: cost %d, %+v, want %d of 5", effort, result.ActionCost, result.PlayerState, cost)
			}
			if (result.EvidenceMissed != nil) != (effort == Exhaustive) {
				t.Errorf("%s search: evidenceMissed is %v", effort, result.EvidenceMissed)
			}
		}
	}
}

func TestNothingIsFoundTwice(t *testing.T) {
	b := newTable(t)
	place := b.c.Evidence[0].PlaceID
	first, err := b.search("u", place, Exhaustive)
	if err != nil || first.AlreadySearched || len(first.EvidenceFound) == 0 {
		t.Fatalf("first: got %+v, %v", first, err)
	}
	second, err := b.search("u", place, Quick)
	if err != nil || !second.AlreadySearched || len(second.EvidenceFound) != 0 || second.PlayerState.SpentAP != 4 {
		t.Errorf("again: got %+v, %v, want nothing new at its price", second, err)
	}
	if second.TotalSearched != 1 || second.RemainingLocations != 4 || second.PlayerStats.SearchBreakdown != (SearchBreakdown{1, 0, 1}) {
		t.Errorf("counts: got %+v", second)
	}
}

func TestTooFewPointsAndTheEmergency(t *testing.T) {
	b := newTable(t)
	place := b.c.Places[0].ID
	for _, effort := range []Effort{Exhaustive, Quick} {
		if _, err := b.search("u", place, effort); err != nil {
			t.Fatal(err)
		}
	}
	refused := func(have, need int) {
		t.Helper()
		effort := []Effort{Quick, Thorough, Exhaustive}[need-1]
		_, err := b.search("u", place, effort)
		f, ok := errors.AsType[*fault.Error](err)
		if !ok || f.Kind != fault.Invalid || f.Code != "AP_INSUFFICIENT" || f.Extra["currentAP"] != have || f.Extra["requiredAP"] != need {
			t.Fatalf("a %s search with %d points: got %v", effort, have, err)
		}
		if got := b.points(t, "u"); got.Current != have {
			t.Errorf("after a refusal: got %d points, want %d", got.Current, have)
		}
	}
	refused(1, 2) // one point left: no emergency
	if _, err := b.search("u", place, Quick); err != nil {
		t.Fatal(err)
	}
	if got := b.points(t, "u"); got.Current != 0 || got.EmergencyAPUsed {
		t.Fatalf("got %+v, want nothing left and no emergency yet", got)
	}
	refused(2, 3) // the emergency points have come, and do not suffice
	if _, err := b.search("u", place, Thorough); err != nil {
		t.Fatal(err)
	}
	refused(0, 1) // once per case
	if got := b.points(t, "u"); !got.EmergencyAPUsed || got.Total != 7 || got.Spent != 7 {
		t.Errorf("got %+v, want 7 had and spent", got)
	}
}

func TestBadInputIsRefusedAndChangesNothing(t *testing.T) {
	b := newTable(t)
	suspect, ctx := b.c.Suspects[0].ID, t.Context()
	ask := func(suspectID string, r AskRequest) error {
		_, err := b.Ask(ctx, suspectID, r)
		return err
	}
	submit := func(r Submission) error {
		_, err := b.Submit(ctx, r)
		return err
	}
	search := func(r SearchRequest) error {
		_, err := b.Search(ctx, r)
		return err
	}
	_, stateErr := b.State(ctx, "case-2000-01-01", "u")
	_, userErr := b.State(ctx, day, "a b")
	_, longErr := b.State(ctx, day, strings.Repeat("u", maxUserID+1))
	_, solutionErr := b.Solution(ctx, day, "u")
	for name, test := range map[string]struct {
		err  error
		want fault.Kind
	}{
		"state of no case":      {stateErr, fault.NotFound},
		"state of an odd user":  {userErr, fault.Invalid},
		"state of a long user":  {longErr, fault.Invalid},
		"solution too early":    {solutionErr, fault.Forbidden},
		"question of nobody":    {ask(suspect, AskRequest{Message: "?"}), fault.Invalid},
		"empty question":        {ask(suspect, AskRequest{UserID: "u", Message: " \n"}), fault.Invalid},
		"long question":         {ask(suspect, AskRequest{UserID: "u", Message: strings.Repeat("é", maxMessage+1)}), fault.Invalid},
		"question to nobody":    {ask(b.c.ID+"-suspect-4", AskRequest{UserID: "u", Message: "?"}), fault.NotFound},
		"question to a place":   {ask("loc-1", AskRequest{UserID: "u", Message: "?"}), fault.NotFound},
		"question, other case":  {ask(suspect, AskRequest{UserID: "u", Message: "?", CaseID: "case-2000-01-01"}), fault.NotFound},
		"search by nobody":      {search(SearchRequest{CaseID: day, LocationID: "loc-1", SearchType: Quick}), fault.Invalid},
		"search of no place":    {search(SearchRequest{CaseID: day, UserID: "u", LocationID: "loc-6", SearchType: Quick}), fault.NotFound},
		"search of no case":     {search(SearchRequest{CaseID: "x", UserID: "u", LocationID: "loc-1", SearchType: Quick}), fault.NotFound},
		"search of no kind":     {search(SearchRequest{CaseID: day, UserID: "u", LocationID: "loc-1", SearchType: "deep"}), fault.Invalid},
		"accusation of nobody":  {submit(Submission{CaseID: day, UserID: "u"}), fault.Invalid},
		"endless accusation":    {submit(Submission{CaseID: day, UserID: "u", Answers: mystery.Answers{Who: "x", How: strings.Repeat("x", maxAnswer+1)}}), fault.Invalid},
		"accusation in no case": {submit(Submission{CaseID: "x", UserID: "u", Answers: mystery.Answers{Who: "x"}}), fault.NotFound},
	} {
		if kindOf(test.err) != test.want {
			t.Errorf("%s: got %v, want kind %d", name, test.err, test.want)
		}
	}
	if err := ask(suspect, AskRequest{UserID: "u", Message: strings.Repeat("é", maxMessage)}); err != nil {
		t.Errorf("a question of %d characters: got %v", maxMessage, err)
	}
	if _, err := b.State(ctx, day, strings.Repeat("u", maxUserID)); err != nil {
		t.Errorf("a user of %d characters: got %v", maxUserID, err)
	}
	if got := b.points(t, "u"); got.Current != 5 || got.SpendingCount != 0 {
		t.Errorf("points: got %+v, want nothing charged", got)
	}
}

func TestFailureOfAPortChangesNothing(t *testing.T) {
	b := newTable(t)
	b.script.err = errors.New("out of order")
	if _, err := b.ask(0, "u", mystery.Reply{}); !errors.Is(err, b.script.err) {
		t.Errorf("ask: got %v", err)
	}
	if _, err := b.Submit(t.Context(), Submission{CaseID: day, UserID: "u", Answers: mystery.Answers{Who: "x"}}); !errors.Is(err, b.script.err) {
		t.Errorf("submit: got %v", err)
	}
	b.script.err = nil
	state, err := b.State(t.Context(), day, "u")
	if err != nil || state.Submitted {
		t.Errorf("got %+v, %v, want no submission", state, err)
	}
	if said, err := b.Conversation(t.Context(), b.c.Suspects[0].ID, "u"); err != nil || len(said.Messages) != 0 {
		t.Errorf("got %+v, %v, want nothing said", said, err)
	}
}

func TestForgetDropsOneCase(t *testing.T) {
	b := newTable(t)
	if _, err := b.ask(0, "u", mystery.Reply{Text: "a", Topic: mystery.TopicAlibi}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Submit(t.Context(), Submission{CaseID: day, UserID: "u", Answers: mystery.Answers{Who: "x"}}); err != nil {
		t.Fatal(err)
	}
	if err := b.db.Update(func(tx *store.Tx) error {
		return errors.Join(players().Put(tx, store.Key("case-2026-11-2", "v"), newPlayer("v")), b.Forget(tx, b.c.ID))
	}); err != nil {
		t.Fatal(err)
	}
	stats, err := b.Stats(t.Context(), day)
	if err != nil || stats != (Stats{}) {
		t.Errorf("stats: got %+v, %v, want zeros", stats, err)
	}
	if err := b.db.View(func(tx *store.Tx) error {
		for name, n := range map[string]int{
			"players": players().Count(tx, ""), "conversations": conversations().Count(tx, "") + 1,
			"submissions": submissions().Count(tx, "") + 1, "rankings": rankings().Count(tx, "") + 1,
		} {
			if n != 1 {
				return fmt.Errorf("%s: got %d left", name, n-1)
			}
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}
