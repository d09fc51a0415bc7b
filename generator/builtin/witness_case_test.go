package builtin

import (
	"fmt"
	"testing"

	godiff "github.com/google/go-cmp/cmp"

	"casebook/generator/mystery"
)

// handmade returns a small case written by hand, for what must not depend on the
// writer. Its suspects are Clara Voss, Henry Okafor and Marguerite d'Albret.
func handmade() *mystery.Case {
	const id = "case-2026-11-21"
	c := &mystery.Case{
		ID: id, Date: "2026-11-21", Language: "en", Title: "The Harcourt Affair",
		Victim: mystery.Victim{Name: "Edmund Harcourt"},
		Weapon: mystery.Weapon{Name: "A heavy blunt instrument"},
		Scene:  mystery.Scene{PlaceID: "loc-1", Name: "Library"},
		Suspects: []mystery.Suspect{
			{ID: id + "-suspect-1", Name: "Clara Voss", Pronoun: "she", Archetype: "The Retired Surgeon"},
			{ID: id + "-suspect-2", Name: "Henry Okafor", Pronoun: "he", Archetype: "The Business Partner"},
			{ID: id + "-suspect-3", Name: "Marguerite d'Albret", Pronoun: "she", Archetype: "The Opera Singer"},
		},
		Places: []mystery.Place{
			{ID: "loc-1", Name: "Library"},
			{ID: "loc-2", Name: "The Conservatory"},
			{ID: "loc-3", Name: "Wine Cellar"},
			{ID: "loc-4", Name: "Billiard Room"},
			{ID: "loc-5", Name: "Boathouse"},
		},
		Evidence: []mystery.Evidence{
			{ID: "ev-1", Name: "A broken pocket watch"},
			{ID: "ev-2", Name: "A torn letter"},
			{ID: "ev-3", Name: "An engraved cuff-button"},
			{ID: "ev-4", Name: "The cellar ledger"},
			{ID: "ev-5", Name: "A glass with sediment"},
		},
		Options: mystery.Options{
			Who:   []string{"Clara Voss", "Henry Okafor", "Marguerite d'Albret"},
			What:  []string{"A brass candlestick", "An iron storm lantern", "A sash cord", "An ivory paper-knife", "Arsenic"},
			Where: []string{"Library", "The Conservatory", "Wine Cellar", "Billiard Room", "Boathouse"},
			When: []string{
				"between nine and half past nine", "between half past nine and ten", "between ten and half past ten",
				"between half past ten and eleven",
			},
			Why: []string{
				"To inherit the estate before the will was changed", "To stop Edmund from exposing the forged paintings",
				"Out of jealousy over Edmund's engagement", "To escape a debt at cards that was called in",
			},
			How: []string{
				"In a sudden struggle, with nothing prepared and nothing staged",
				"With the clock put on afterwards, so that the deed seemed later than it was",
				"With poison left in the decanter, to be drunk long after",
				"With the body dragged to another room, so that the place seemed a different one",
			},
		},
		World: mystery.World{
			Plot: "doctored-clock",
			Slots: []string{
				"between nine and half past nine", "between half past nine and ten", "between ten and half past ten",
				"between half past ten and eleven",
			},
			Truth: mystery.Truth{Culprit: id + "-suspect-1", Place: "loc-3", Slot: 1, Weapon: "candlestick", Motive: "forgery"},
			Facts: []mystery.Fact{
				{ID: "f-1", Kind: mystery.FactWhen, Source: "ev-1", From: 1, To: 1, Text: "The watch broke at twenty to ten."},
				{ID: "f-2", Kind: mystery.FactMotive, Source: "ev-2", Suspect: id + "-suspect-1", Value: "forgery", Text: "Edmund knew of the forgeries."},
				{ID: "f-3", Kind: mystery.FactKilledIn, Source: "ev-4", Place: "loc-3", Text: "The ledger was bled on in the cellar."},
				{ID: "f-4", Kind: mystery.FactManner, Source: "ev-1", Value: "doctored-clock", Text: "The clock was put on."},
				{ID: "f-5", Kind: mystery.FactWeapon, Source: "ev-5", Value: "candlestick", Text: "It was the candlestick."},
			},
		},
		Solution: mystery.Solution{
			Culprit: id + "-suspect-1",
			Answers: mystery.Answers{
				Who: "Clara Voss", What: "A brass candlestick", Where: "Wine Cellar", When: "between half past nine and ten",
				Why: "To stop Edmund from exposing the forged paintings",
				How: "With the clock put on afterwards, so that the deed seemed later than it was",
			},
			Aliases:   map[string][]string{"what": {"candle holder"}, "why": {"the forgeries", "he found out the pictures were fakes"}},
			Reasoning: []mystery.Step{{Text: "The watch.", Clues: []string{"ev-1", id + "-suspect-2"}}, {Text: "So.", Clues: []string{"ev-2", "ev-3"}}},
		},
	}
	for _, s := range c.Suspects {
		c.Testimony = append(c.Testimony, handmadeTestimony(c, s))
	}
	return c
}

// handmadeTestimony gives a suspect two lines in every tone on what earns points,
// and two or one on everything else.
func handmadeTestimony(c *mystery.Case, s mystery.Suspect) mystery.Testimony {
	t := mystery.Testimony{SuspectID: s.ID}
	add := func(topic mystery.Topic, about string, tone mystery.Tone, format string, args ...any) {
		text := fmt.Sprintf(format, args...)
		t.Lines = append(t.Lines, mystery.Line{Topic: topic, About: about, Tone: tone, Text: text, Mentions: c.MentionsIn(text, s.ID)})
	}
	for _, topic := range mystery.EarningTopics() {
		add(topic, "", "", "I was asked about the %s in the Conservatory and said what I knew.", topic)
		add(topic, "", "", "The %s is a long story, and the Boathouse is in it.", topic)
		add(topic, "", mystery.Nervous, "My hands shake when I speak of the %s.", topic)
		add(topic, "", mystery.Defensive, "Why should I speak of the %s?", topic)
		add(topic, "", mystery.Aggressive, "Leave the %s alone, or I shall leave you.", topic)
	}
	for _, o := range c.Suspects {
		if o.ID != s.ID {
			add(mystery.TopicPerson, o.ID, "", "%s is somebody I know from the concerts.", o.Name)
		}
	}
	for _, p := range c.Places {
		add(mystery.TopicPlace, p.ID, "", "Nobody goes there, to the %s, at night.", p.Name)
	}
	for i, e := range c.Evidence {
		add(mystery.TopicConfront, e.ID, "", "So you found it, number %d, and I must own that I have seen it.", i+1)
	}
	for _, topic := range []mystery.Topic{
		mystery.TopicAccuse, mystery.TopicGreet, mystery.TopicChat, mystery.TopicAbuse, mystery.TopicMeta, mystery.TopicUnclear,
	} {
		add(topic, "", "", "This is what one says to %s.", topic)
		add(topic, "", "", "Sir, that is mere %s.", topic)
	}
	return t
}

// TestHandmadeIsWhole keeps the case by hand within the laws that the witness
// and the judge rely on.
func TestHandmadeIsWhole(t *testing.T) {
	rely := map[string]bool{"testimony": true, "mentions": true, "options": true, "aliases": true, "equal-points": true}
	for _, v := range mystery.Review(handmade()) {
		if rely[v.Law] {
			t.Error(v)
		}
	}
}

// TestCaseMadeAnew asks one witness and one judge of a case, then of another by the same id,
// and then of the first again: each time they say what those say who
// know nothing else.
func TestCaseMadeAnew(t *testing.T) {
	w, j := NewWitness(), NewJudge()
	var editions []*mystery.Case
	for seed := range uint64(2) {
		c, err := NewWriter().Write(t.Context(), mystery.Brief{ID: "case-2026-11-21", Date: "2026-11-21", Language: "en", Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		editions = append(editions, c)
	}
	if editions[0].Suspects[0].Name == editions[1].Suspects[0].Name {
		t.Fatal("the two editions have the same people")
	}
	for _, c := range append(editions, editions[0]) {
		suspect, found := c.Suspects[1].ID, c.EvidenceIDs()[:2]
		known := c.AsKnownTo(suspect, found)
		for _, message := range []string{"Where were you at nine?", "What about " + c.Suspects[0].Name + "?", "What is " + c.Evidence[1].Name + "?", "Have you been in the " + c.Places[2].Name + "?"} {
			q := mystery.Question{Case: known, SuspectID: suspect, Message: message, Found: found}
			got, err := w.Answer(t.Context(), q)
			want, again := NewWitness().Answer(t.Context(), q)
			if diff := godiff.Diff(want, got); err != nil || again != nil || diff != "" {
				t.Errorf("%s: %v %v (-want +got):\n%s", message, err, again, diff)
			}
		}
		right, err := j.Judge(t.Context(), c, c.Solution.Answers)
		if err != nil || right.Who.Score != 100 || right.Why.Score != 100 || right.How.Score != 100 {
			t.Errorf("got %+v, %v for the solution, want 100", right, err)
		}
	}
}
