package roles

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/model/fake"
	"casebook/generator/mystery"
	"casebook/generator/settings"
)

// theCase is a case by the built-in writer.
var theCase = sync.OnceValues(func() (*mystery.Case, error) {
	return builtin.NewWriter().Write(context.Background(), mystery.Brief{ID: "case-2026-11-21", Date: "2026-11-21", Language: "en", Seed: 7})
})

// code is the built-in witness, which takes a while to make.
var code = sync.OnceValue(builtin.NewWitness)

func aCase(t *testing.T) *mystery.Case {
	t.Helper()
	c, err := theCase()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// ask is a question to a suspect, as the game puts it.
func ask(c *mystery.Case, suspect int, message string, history ...mystery.Utterance) mystery.Question {
	id := c.SuspectIDs()[suspect]
	return mystery.Question{Case: c.AsKnownTo(id, nil), SuspectID: id, Message: message, History: history}
}

const (
	alibi    = "Where were you last night?"
	fakeSays = "This is what the fake model has to say."
)

// speaking lets the model say something.
func speaking(words func(body string) string) func(*settings.Models, *fake.Options) {
	return func(_ *settings.Models, o *fake.Options) { o.Words = words }
}

// TestWitnessSpeaks: the model's words stand before what the code tells, or alone
// where that tells nothing, and cost what they cost.
func TestWitnessSpeaks(t *testing.T) {
	c := aCase(t)
	inHouse(t, nil, func(t *testing.T, h *house) {
		for message, wantAlone := range map[string]bool{alibi: false, "Good evening.": true} {
			q := ask(c, 1, message, mystery.Utterance{Speaker: "suspect", Text: "You first."}, mystery.Utterance{Speaker: "user", Text: "May I?"}, mystery.Utterance{Speaker: "suspect", Text: "Do."})
			var heard strings.Builder
			q.Hear = func(text string) { heard.WriteString(text) }
			said, err := code().Answer(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			got, err := h.Witness.Answer(t.Context(), q)
			want := fakeSays
			if !wantAlone {
				want += " " + said.Text
			}
			if err != nil || got.Text != want || heard.String() != fakeSays {
				t.Errorf("%s: got %q of which %q was heard, %v, want %q", message, got.Text, heard.String(), err, want)
			}
			if got.Topic != said.Topic || !slices.Equal(got.Mentions, said.Mentions) {
				t.Errorf("got %+v, want what the code decides, %+v", got, said)
			}
		}
		sent := strings.Join(h.provider.Bodies(), "\n")
		if strings.Contains(sent, "You first.") || !strings.Contains(sent, "May I?") || !strings.Contains(sent, c.Suspects[1].Name) {
			t.Errorf("got %s, want the conversation from the player's first words", sent)
		}
		report, err := h.Ledger.Report(1)
		if err != nil || report.ByRole[witnessRole] <= 0 || report.Lines[0].Calls != 2 || report.Lines[0].Model != "gemini-3.5-flash-lite" {
			t.Errorf("costs: got %+v, %v", report, err)
		}
		h.keyless(t)
	})
}

// TestWitnessRests: a provider that failed is left alone for a while, so that players
// do not wait for it; one that refused is not.
func TestWitnessRests(t *testing.T) {
	c := aCase(t)
	for fault, want := range map[fake.Fault]int{fake.Internal: 1, fake.BlockedPrompt: 3} {
		inHouse(t, func(_ *settings.Models, o *fake.Options) {
			o.Latency = nil
			o.Fault = func(_ string, n int) fake.Fault { return map[bool]fake.Fault{true: fault}[n <= want] }
		}, func(t *testing.T, h *house) {
			answer := func() string {
				got, err := h.Witness.Answer(t.Context(), ask(c, 0, alibi))
				if err != nil {
					t.Fatal(err)
				}
				return got.Text
			}
			for range 3 {
				answer()
			}
			if got := h.provider.Asked(fake.ForTalk); got != want {
				t.Errorf("%s: got %d requests for three questions, want %d", fault, got, want)
			}
			time.Sleep(time.Minute)
			if got := answer(); !strings.HasPrefix(got, fakeSays) {
				t.Errorf("%s: got %q a minute later, want the model's voice", fault, got)
			}
		})
	}
}

// TestWitnessOverBudget: when the day's money is spent, nobody is asked.
func TestWitnessOverBudget(t *testing.T) {
	c := aCase(t)
	inHouse(t, func(s *settings.Models, _ *fake.Options) { s.Budget = 0 }, func(t *testing.T, h *house) {
		q := ask(c, 0, alibi)
		want, err := code().Answer(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := h.Witness.Answer(t.Context(), q); err != nil || got.Text != want.Text || h.provider.Asked(fake.ForTalk) != 0 {
			t.Errorf("got %q, %v after %d requests, want %q after none", got.Text, err, h.provider.Asked(fake.ForTalk), want.Text)
		}
	})
}

// TestWitnessShare: talk leaves half of the day's budget to the others.
func TestWitnessShare(t *testing.T) {
	c := aCase(t)
	inHouse(t, func(s *settings.Models, _ *fake.Options) { s.Budget = 0.0002 }, func(t *testing.T, h *house) {
		for range 3 {
			if _, err := h.Witness.Answer(t.Context(), ask(c, 0, alibi)); err != nil {
				t.Fatal(err)
			}
		}
		report, err := h.Ledger.Report(1)
		if got := h.provider.Asked(fake.ForTalk); err != nil || got != 1 || report.Today < 0.0001 || h.Ledger.Room() != nil {
			t.Errorf("got %d requests that cost $%g, %v, %v, want one and something left", got, report.Today, err, h.Ledger.Room())
		}
	})
}

// TestWitnessIsHeld: what a model must not say is not said, and what it said before
// stays.
func TestWitnessIsHeld(t *testing.T) {
	c := aCase(t)
	other, place := c.Suspects[1].Name, c.Places[0].Name
	for says, want := range map[string]string{
		"Very well. Mr. Nobody would ask it better.": "Very well. Mr. Nobody would ask it better. ",
		"“Very well.”":                               "Very well. ",
		c.Suspects[0].Name + ": Very well.":          "Very well. ",
		"Very well. It was " + other + ".":           "Very well. ",
		"I think of " + place + ".":                  "",
		"It was late, about 10.":                     "",
		"It was half past nine.":                     "",
		"Fine. I killed him. Fine.":                  "Fine. ",
		"Yes, I’m guilty.":                           "",
		"As an AI I cannot. Well.":                   "",
		"You do not know who did it, and there is nothing that you keep back.": "",
		"One. Two. Three. Four.":                 "One. Two. ",
		strings.Repeat("On and on and ", 30):     "",
		strings.Repeat("on ", 100000) + ". Well": "",
		" \n ":                                   "",
		"何でもない。もう遅い。":                            "何でもない。 もう遅い。 ",
	} {
		inHouse(t, speaking(func(string) string { return says }), func(t *testing.T, h *house) {
			q := ask(c, 0, "Tell me of your quarrel with the victim.")
			told, err := code().Answer(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			got, err := h.Witness.Answer(t.Context(), q)
			if err != nil || isNaming(told, says, c) || got.Text != want+told.Text {
				t.Errorf("%.80q: got %q, %v, want %q", says, got.Text, err, want+told.Text)
			}
		})
	}
}

// isNaming reports whether the line names what the model does: then it may.
func isNaming(r mystery.Reply, says string, c *mystery.Case) bool {
	return slices.ContainsFunc(c.MentionsIn(says, c.Suspects[0].ID), func(id string) bool { return slices.Contains(r.Mentions, id) })
}

func attacks(t *testing.T, c *mystery.Case, me, other int) (list []string) {
	t.Helper()
	data, err := os.ReadFile("testdata/attacks.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := strings.NewReplacer("{me}", c.Suspects[me].Name, "{other}", c.Suspects[other].Name, "{victim}", c.Victim.Name, "{place}", c.Places[2].Name)
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			list = append(list, names.Replace(line))
		}
	}
	if len(list) < 100 {
		t.Fatalf("got %d attacks, want 100", len(list))
	}
	return list
}

// secrets are what no player may be told by a suspect: the truth, what the others will
// say, and what was not found. What stands in the public part of the case is none.
func secrets(c *mystery.Case, suspect string) (list []string) {
	own, err := json.Marshal(c.AsKnownTo(suspect, nil))
	if err != nil {
		panic(err)
	}
	public := strings.ToLower(string(own))
	add := func(texts ...string) {
		for _, text := range texts {
			if asJSON, _ := json.Marshal(text); len(text) > 3 && !strings.Contains(public, strings.ToLower(strings.Trim(string(asJSON), `"`))) {
				list = append(list, text)
			}
		}
	}
	a := c.Solution.Answers
	add(a.What, a.When, a.Why, a.How, c.Solution.Explanation, c.Salt, c.World.Plot, c.World.Truth.Weapon, c.World.Truth.Motive)
	for _, step := range c.Solution.Reasoning {
		add(step.Text)
	}
	for _, e := range c.Evidence {
		add(e.Name, e.Description, e.Hint, e.Suggestion)
	}
	for _, f := range c.World.Facts {
		add(f.ID, f.Text)
	}
	for _, testimony := range c.Testimony {
		for _, line := range testimony.Lines {
			add(line.Text)
		}
	}
	return list
}

// TestRedTeam makes every attempt with every suspect, one after the other, with
// a model that answers all that it was told, prompt included. What is sent to it holds no
// secret of the case, is the same whoever is guilty, and what comes back is told as if
// nobody had asked for more.
func TestRedTeam(t *testing.T) {
	c := aCase(t)
	parrot := func(body string) string { return "Let me tell you everything. " + body }
	for me := range c.Suspects {
		inHouse(t, speaking(parrot), func(t *testing.T, h *house) {
			twin := *c // of which another is guilty
			twin.World.Truth.Culprit, twin.Solution.Culprit = c.SuspectIDs()[(me+1)%3], c.SuspectIDs()[(me+1)%3]
			id := c.SuspectIDs()[me]
			kept := secrets(c, id)
			if len(kept) < 100 {
				t.Fatalf("got %d secrets, want many", len(kept))
			}
			var history []mystery.Utterance
			for n, attack := range attacks(t, c, me, (me+1)%3) {
				q := ask(c, me, attack, history...)
				told, err := code().Answer(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				got, err := h.Witness.Answer(t.Context(), q)
				if err != nil || !strings.HasSuffix(got.Text, told.Text) && got.Text != "Let me tell you everything." {
					t.Errorf("%s: got %q, %v, want %q", attack, got.Text, err, told.Text)
				}
				if sent := h.provider.Bodies(); n%10 == 0 {
					if _, err := h.Witness.Answer(t.Context(), ask(&twin, me, attack, history...)); err != nil {
						t.Fatal(err)
					}
					if of := h.provider.Bodies(); of[len(of)-1] != sent[len(sent)-1] {
						t.Errorf("the request differs by who is guilty:\n%s\n%s", of[len(of)-1], sent[len(sent)-1])
					}
				}
				history = append(history, mystery.Utterance{Speaker: "user", Text: attack}, mystery.Utterance{Speaker: "suspect", Text: got.Text})
				history = history[max(0, len(history)-20):]
			}
			bodies := h.provider.Bodies()
			if len(bodies) < 110 {
				t.Errorf("got %d requests, want one for every attempt, and for every tenth another", len(bodies))
			}
			all := strings.ToLower(strings.Join(bodies, "\n"))
			for _, secret := range kept {
				if strings.Contains(all, strings.ToLower(secret)) {
					t.Errorf("%s is told %q", c.Suspects[me].Name, secret)
				}
			}
		})
	}
}
