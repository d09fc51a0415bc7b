package play

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/store"
)

func TestNotebook(t *testing.T) {
	g := newTable(t)
	empty, err := g.Notebook(t.Context(), day, "ada")
	if err != nil || empty.Revision != 0 || empty.Timeline == nil || empty.Pins == nil || empty.Grid == nil {
		t.Fatalf("got %+v, %v", empty, err)
	}
	suspect := g.c.Suspects[0].ID
	book := Notebook{
		Notes: "The clock!", Grid: map[string]Marks{suspect: {Motive: "yes"}},
		Timeline: []Moment{{At: "nine", SuspectID: suspect, LocationID: "loc-1", Text: "seen"}}, Pins: []Pin{{"ev-1", suspect, "how so?"}},
	}
	kept, err := g.Note(t.Context(), day, "ada", book)
	if err != nil || kept.Revision != 1 || kept.UpdatedAt == 0 {
		t.Fatalf("got %+v, %v", kept, err)
	}
	read, err := g.Notebook(t.Context(), day, "ada")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(kept, read); diff != "" {
		t.Error(diff)
	}
	if _, err := g.Note(t.Context(), day, "ada", book); kindOf(err) != fault.Conflict {
		t.Errorf("a second tab: got %v, want a conflict", err)
	}
	long := strings.Repeat("ä", maxEntry)
	for name, wrong := range map[string]Notebook{
		"notes": {Notes: strings.Repeat("n", maxNotes+1)}, "stranger": {Grid: map[string]Marks{"case-2026-11-20-suspect-1": {}}},
		"pins": {Pins: make([]Pin, maxEntries+1)}, "timeline": {Timeline: make([]Moment, maxEntries+1)}, "entry": {Pins: []Pin{{Text: long + "x"}}},
	} {
		wrong.Revision = 1
		if _, err := g.Note(t.Context(), day, "ada", wrong); kindOf(err) != fault.Invalid {
			t.Errorf("%s: got %v, want invalid", name, err)
		}
	}
	most := Notebook{Notes: strings.Repeat("ä", maxNotes), Pins: make([]Pin, maxEntries), Timeline: []Moment{{Text: long}}, Revision: 1}
	if _, err := g.Note(t.Context(), day, "ada", most); err != nil {
		t.Errorf("at the bounds: got %v", err)
	}
}

func TestHintsCostWhatTheySay(t *testing.T) {
	g := newTable(t)
	g.script.verdict = verdictOf(90)
	before, err := g.Hints(t.Context(), day, "ada")
	if err != nil || before.NextCost != 3 || before.Left != 3 || before.Penalty != 0 {
		t.Fatalf("got %+v, %v", before, err)
	}
	said := map[string]bool{}
	for i, cost := range hintCosts() {
		hints, err := g.Hint(t.Context(), HintRequest{UserID: "ada", CaseID: day})
		if err != nil || len(hints.Hints) != i+1 || hints.Hints[i].Cost != cost {
			t.Fatalf("hint %d: got %+v, %v", i, hints, err)
		}
		said[hints.Hints[i].Text] = true
	}
	if len(said) != 3 {
		t.Errorf("got %v, want three different hints", said)
	}
	if _, err := g.Initialize(t.Context(), day, "ada"); err != nil {
		t.Fatal(err)
	}
	if again, err := g.Hints(t.Context(), day, "ada"); err != nil || again.Penalty != 18 || len(again.Hints) != 3 || again.Left != 0 {
		t.Errorf("after beginning anew: got %+v, %v, want the three that were heard", again, err)
	}
	if _, err := g.Hint(t.Context(), HintRequest{UserID: "ada", CaseID: day}); kindOf(err) != fault.Conflict {
		t.Errorf("a fourth hint: got %v, want a conflict", err)
	}
	result, err := g.Submit(t.Context(), Submission{UserID: "ada", CaseID: day, Answers: mystery.Answers{Who: "somebody"}})
	if err != nil || result.TotalScore != 90-18 || result.HintPenalty != 18 || result.Breakdown.TotalScore != 72 || result.Answers.Who != "somebody" {
		t.Errorf("got %+v, %v, want 72", result, err)
	}
	if _, err := g.Hint(t.Context(), HintRequest{UserID: "ada", CaseID: day}); kindOf(err) != fault.Conflict {
		t.Errorf("after the accusation: got %v, want a conflict", err)
	}
}

// TestFirstHintKeepsSecrets demands that a vague hint names nothing that was not found,
// nor what a clue means.
func TestFirstHintKeepsSecrets(t *testing.T) {
	g := newTable(t)
	words, err := readHintWords(g.c.Language)
	if err != nil {
		t.Fatal(err)
	}
	for level := range 2 {
		text := words.hint(g.c, newPlayer("ada"), level)
		for _, e := range g.c.Evidence {
			if strings.Contains(text, e.Name) {
				t.Errorf("hint %d tells of %s: %s", level, e.Name, text)
			}
		}
	}
}

func verdictOf(score int) mystery.Verdict {
	m := mystery.Mark{Score: score, Feedback: "So."}
	return mystery.Verdict{Who: m, What: m, Where: m, When: m, Why: m, How: m}
}

func TestProfileAndStreak(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)))
		g := newTable(t)
		g.script.verdict = verdictOf(100)
		if _, err := g.State(t.Context(), day, "ada"); err != nil {
			t.Fatal(err)
		}
		begun, err := g.Profile(t.Context(), "ada")
		if err != nil || begun.Played != 0 || len(begun.Cases) != 1 || begun.Cases[0].Submitted {
			t.Fatalf("begun: got %+v, %v", begun, err)
		}
		if _, err := g.Submit(t.Context(), Submission{UserID: "ada", CaseID: day, Answers: mystery.Answers{Who: "x"}}); err != nil {
			t.Fatal(err)
		}
		for wait, want := range map[time.Duration]int{0: 1, 24 * time.Hour: 1} {
			time.Sleep(wait)
			got, err := g.Profile(t.Context(), "ada")
			if err != nil || got.CurrentStreak != want || got.LongestStreak != 1 || got.Solved != 1 || got.AverageScore != 100 {
				t.Errorf("after %s: got %+v, %v", wait, got, err)
			}
		}
		time.Sleep(24 * time.Hour)
		if got, err := g.Profile(t.Context(), "ada"); err != nil || got.CurrentStreak != 0 || got.LongestStreak != 1 {
			t.Errorf("two days later: got %+v, %v", got, err)
		}
	})
}

func TestStreaks(t *testing.T) {
	on := func(day string) Record { return Record{Date: day, Submitted: true, onDay: true} }
	p := Profile{Cases: []Record{on("2026-03-02"), on("2026-03-01"), on("2026-02-28"), on("2026-02-26"), {Date: "2026-02-27", Submitted: true}}}
	p.sum("2026-03-03")
	if p.CurrentStreak != 3 || p.LongestStreak != 3 {
		t.Errorf("got %d, %d, want 3, 3", p.CurrentStreak, p.LongestStreak)
	}
}

func TestTransfer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newTable(t)
		code, err := g.Transfer(t.Context(), "ada")
		if err != nil {
			t.Fatal(err)
		}
		if who, err := g.Claim(t.Context(), strings.ToLower(strings.ReplaceAll(code.Code, "-", " "))); err != nil || who.UserID != "ada" {
			t.Errorf("got %+v, %v, want ada", who, err)
		}
		if _, err := g.Claim(t.Context(), code.Code); kindOf(err) != fault.NotFound {
			t.Errorf("again: got %v, want not found", err)
		}
		old, err := g.Transfer(t.Context(), "ada")
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(transferLife + time.Second)
		if _, err := g.Claim(t.Context(), old.Code); kindOf(err) != fault.NotFound {
			t.Errorf("too late: got %v, want not found", err)
		}
		if _, err := g.Transfer(t.Context(), "bob"); err != nil {
			t.Fatal(err)
		}
		err = g.db.View(func(tx *store.Tx) error {
			if n := transfers().Count(tx, ""); n != 1 {
				t.Errorf("%d codes are kept, want 1", n)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// TestEraseLeavesNothing greps the whole database for somebody who has gone.
func TestEraseLeavesNothing(t *testing.T) {
	g := newTable(t)
	g.script.verdict = verdictOf(80)
	for _, user := range []string{"ada-secret", "bob"} {
		g.script.reply = mystery.Reply{Text: "No.", Topic: mystery.TopicUnclear}
		_, e1 := g.Ask(t.Context(), g.c.Suspects[0].ID, AskRequest{UserID: user, Message: "Well?"})
		_, e2 := g.Note(t.Context(), day, user, Notebook{Notes: "mine"})
		_, e3 := g.Hint(t.Context(), HintRequest{UserID: user, CaseID: day})
		_, e4 := g.Submit(t.Context(), Submission{UserID: user, CaseID: day, Answers: mystery.Answers{Who: "x"}})
		if err := errors.Join(e1, e2, e3, e4); err != nil {
			t.Fatal(err)
		}
	}
	everything, err := g.Export(t.Context(), "ada-secret")
	if err != nil || len(everything.Cases) != 1 || everything.Cases[0].Notebook.Notes != "mine" || everything.Cases[0].Result == nil ||
		len(everything.Cases[0].Conversations[g.c.Suspects[0].ID].Messages) != 2 || len(everything.Cases[0].Hints.Hints) != 1 {
		t.Errorf("export: got %+v, %v", everything, err)
	}
	if err := g.Erase(t.Context(), "ada-secret"); err != nil {
		t.Fatal(err)
	}
	if err := g.Erase(t.Context(), "ada-secret"); err != nil {
		t.Errorf("again: got %v", err)
	}
	err = g.db.View(func(tx *store.Tx) error {
		for _, name := range []string{"players", "conversations", "notebooks", "submissions", "rankings", "persons", "transfers"} {
			for key := range (store.Collection[any]{Name: name, Version: 1}).Keys(tx, store.Range{}) {
				if strings.Contains(key, "ada") {
					t.Errorf("%s still has %s", name, key)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	stats, err := g.Stats(t.Context(), day)
	if err != nil || stats.TotalSubmissions != 1 {
		t.Errorf("stats: got %+v, %v, want 1 submission", stats, err)
	}
}
