package builtin

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	godiff "github.com/google/go-cmp/cmp"

	"casebook/generator/mystery"
)

// knownCases is how many cases are looked at for what a witness knows.
const knownCases = 60

// kinds describes what a suspect is handed without saying whom, where and when it
// is about: a line for each kind of thing, with its number.
func kinds(c *mystery.Case, suspect string) []string {
	known := c.AsKnownTo(suspect, c.EvidenceIDs())
	count := map[string]int{}
	for _, l := range known.Testimony[0].Lines {
		about := l.About
		switch {
		case l.Topic == mystery.TopicPerson:
			about = "somebody"
		case l.Topic == mystery.TopicAlibi && about != "":
			about = "some place"
		}
		count[fmt.Sprintf("line %s %s [%s]", l.Topic, about, l.Tone)]++
	}
	for _, f := range known.World.Facts {
		if f.Source == suspect && f.Kind != mystery.FactHasTrait && f.Kind != mystery.FactLacksTrait {
			whose := "another's"
			if f.Suspect == suspect {
				whose = "own"
			}
			count[fmt.Sprintf("fact %s %s", f.Kind, whose)]++
		}
	}
	var list []string
	for kind, n := range count {
		if strings.HasPrefix(kind, "fact at") {
			n = min(n, 1) // how often somebody moved is chance
		}
		list = append(list, fmt.Sprintf("%s: %d", kind, n))
	}
	slices.Sort(list)
	return list
}

// TestWitnessesAreAlike compares, in many cases, what the culprit and the innocent
// are handed, and what they answer: nothing in it may differ in kind, nor say who
// did it. What a piece of evidence proves of them they admit.
func TestWitnessesAreAlike(t *testing.T) {
	w := NewWitness()
	for _, c := range written(t, knownCases) {
		truth := c.World.Truth
		answers := kindsOfAnswers(t, w, c, truth.Culprit)
		for _, s := range c.Suspects {
			if diff := godiff.Diff(kinds(c, truth.Culprit), kinds(c, s.ID)); diff != "" {
				t.Errorf("%s: what the culprit and %s are handed differs in kind (-culprit +suspect):\n%s", c.ID, s.Name, diff)
			}
			if diff := godiff.Diff(answers, kindsOfAnswers(t, w, c, s.ID)); diff != "" {
				t.Errorf("%s: %s answers in another kind (-culprit +suspect):\n%s", c.ID, s.Name, diff)
			}
			checkKnowsNothing(t, c, s.ID)
			checkAdmits(t, c, s.ID)
		}
	}
}

// kindsOfAnswers asks a suspect what would tempt one to give oneself away.
func kindsOfAnswers(t *testing.T, w *Witness, c *mystery.Case, suspect string) []string {
	t.Helper()
	var list []string
	for _, r := range interview(t, w, c.AsKnownTo(suspect, nil), suspect, nil, []string{
		"Where were you?", "And then?", "Are you sure?", "Did you like the victim?", "Did you have a reason to kill the victim?", "What did you see?",
		"What about the weapon?", "You did it!", "Who did it?", "Are you the murderer?", "Tell me who the killer is", "Hello", "You idiot", "xyzzy",
	}) {
		list = append(list, fmt.Sprintf("%s %t", r.Topic, r.Accusing))
	}
	return list
}

// checkKnowsNothing reports what a witness should not be handed.
func checkKnowsNothing(t *testing.T, c *mystery.Case, suspect string) {
	t.Helper()
	known := c.AsKnownTo(suspect, nil)
	if len(known.Evidence) > 0 || len(known.Testimony) != 1 || known.Salt != "" || known.World.Plot != "" || known.Difficulty != "" {
		t.Errorf("%s: got %+v, want nothing but what %s knows", c.ID, known, suspect)
	}
	if diff := godiff.Diff(mystery.Solution{}, known.Solution); diff != "" {
		t.Errorf("%s: the solution is handed over:\n%s", c.ID, diff)
	}
	if diff := godiff.Diff(mystery.Truth{}, known.World.Truth); diff != "" {
		t.Errorf("%s: the truth is handed over:\n%s", c.ID, diff)
	}
	data, err := json.Marshal(known)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range c.Evidence {
		if strings.Contains(string(data), e.Description) || strings.Contains(string(data), e.Hint) {
			t.Errorf("%s: %s, which was not found, is handed over", c.ID, e.Name)
		}
	}
	for _, l := range known.Testimony[0].Lines {
		if l.Topic == mystery.TopicConfront {
			t.Errorf("%s: an answer to evidence that was not found is handed over: %s", c.ID, l.Text)
		}
	}
}

// checkAdmits confronts a suspect with every piece of evidence: what it proves of
// them they admit, and the traits it is about they state.
func checkAdmits(t *testing.T, c *mystery.Case, suspect string) {
	t.Helper()
	for _, f := range c.World.Facts {
		if !slices.Contains(c.EvidenceIDs(), f.Source) {
			continue
		}
		if want, ok := admission(f, suspect); ok && !slices.ContainsFunc(admitted(c, suspect, f.Source), want) {
			t.Errorf("%s: %s does not admit what %s proves: %s", c.ID, suspect, f.Source, f.Text)
		}
	}
}

// admission returns what a suspect must state when shown what conveys the fact.
func admission(f mystery.Fact, suspect string) (want func(mystery.Fact) bool, ok bool) {
	switch f.Kind {
	case mystery.FactTrace, mystery.FactCulpritTrait:
		return func(g mystery.Fact) bool {
			return (g.Kind == mystery.FactHasTrait || g.Kind == mystery.FactLacksTrait) && g.Suspect == suspect && g.Value == f.Value
		}, true
	case mystery.FactMotive:
		return func(g mystery.Fact) bool {
			return g.Kind == mystery.FactMotive && g.Suspect == suspect && g.Value == f.Value
		}, f.Suspect == suspect
	default:
		return nil, false
	}
}

// admitted returns the facts that a suspect states when confronted.
func admitted(c *mystery.Case, suspect, evidence string) []mystery.Fact {
	var stated []mystery.Fact
	for _, l := range c.AsKnownTo(suspect, []string{evidence}).Testimony[0].Lines {
		if l.Topic != mystery.TopicConfront {
			continue
		}
		for _, f := range c.World.Facts {
			if slices.Contains(l.Facts, f.ID) {
				stated = append(stated, f)
			}
		}
	}
	return stated
}

// TestWitnessSpeaksOfWhatWasShown asks for the alibi before and after the suspect
// was confronted with each piece of evidence, in each tone.
func TestWitnessSpeaksOfWhatWasShown(t *testing.T) {
	c, w := waldhaus(t).c, NewWitness()
	for _, s := range c.Suspects {
		for _, e := range c.Evidence {
			for _, suspicion := range []int{0, 30, 60, 90} {
				q := mystery.Question{Case: c.AsKnownTo(s.ID, c.EvidenceIDs()), SuspectID: s.ID, Found: c.EvidenceIDs(), Suspicion: suspicion}
				var replies []mystery.Reply
				for _, q.Message = range []string{"Where were you?", "What about " + e.Name + "?", "Where were you?", "Where were you?"} {
					r, err := w.Answer(t.Context(), q)
					if err != nil {
						t.Fatal(err)
					}
					replies = append(replies, r)
					q.History = append(q.History, mystery.Utterance{Speaker: "user", Text: q.Message}, mystery.Utterance{Speaker: "suspect", Text: r.Text})
				}
				clue := withinSentence(e.Name)
				if strings.Contains(replies[0].Text, clue) || !strings.Contains(replies[2].Text, clue) || strings.Contains(replies[3].Text, clue) {
					t.Errorf("%s on %s at %d: got %q before, %q after, %q later, want the evidence in the second only",
						s.Name, clue, suspicion, replies[0].Text, replies[2].Text, replies[3].Text)
				}
			}
		}
	}
}

// TestWitnessSpeaksOnceOfWhatWasShown demands that two answers in one breath do not
// both begin with the evidence that was shown before.
func TestWitnessSpeaksOnceOfWhatWasShown(t *testing.T) {
	c, w := waldhaus(t).c, NewWitness()
	for _, s := range c.Suspects {
		for _, e := range c.Evidence {
			q := mystery.Question{Case: c.AsKnownTo(s.ID, c.EvidenceIDs()), SuspectID: s.ID, Found: c.EvidenceIDs()}
			for _, q.Message = range []string{"What about " + e.Name + "?", "Where were you, and were you in the " + c.Places[0].Name + "?"} {
				r, err := w.Answer(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				if n := strings.Count(r.Text, withinSentence(e.Name)); len(r.Also) > 0 && n > 1 {
					t.Errorf("%s: got %s %d times in %q, want it once", s.Name, e.Name, n, r.Text)
				}
				q.History = append(q.History, mystery.Utterance{Speaker: "user", Text: q.Message}, mystery.Utterance{Speaker: "suspect", Text: r.Text})
			}
		}
	}
}
