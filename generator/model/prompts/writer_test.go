package prompts

import (
	"slices"
	"testing"

	"casebook/generator/mystery"
)

// TestTidied: what models write is made fit for the referee's law of marks.
func TestTidied(t *testing.T) {
	for text, want := range map[string]string{
		" Two  words\nand\ta line.\n\n\n\nA paragraph. ": "Two words and a line.\n\nA paragraph.",
		"Qui\u00a0? Lui\u202f!":                          "Qui\u00a0? Lui\u00a0!",
		"":                                               "",
	} {
		if got := tidied(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for key, want := range map[string]string{
		"Green Gloves": "green-gloves", "green-gloves": "green-gloves", "a b c d e": "a-b-c-d", "grüne Handschuhe": "gr-ne-handschuhe", "緑の手袋": "trait-1", "": "trait-1",
	} {
		if got := slug(key, "trait-1"); got != want {
			t.Errorf("%q: got %q, want %q", key, got, want)
		}
	}
}

// TestHours: a text that states a fact must hold the bounds of its slots, in the words
// of the language.
func TestHours(t *testing.T) {
	w := &mystery.World{Slots: []string{"between ten and half past ten", "between half past ten and midnight", "between midnight and one"}}
	english, digits := hoursOf(w, true), hoursOf(w, false)
	german := &mystery.World{Slots: []string{digits.slot(0, false), digits.slot(1, false), digits.slot(2, false)}}
	if again := hoursOf(german, false); !slices.Equal(again, digits) || german.Slots[1] != "22:30–0:00" {
		t.Errorf("got %q, and %q of its labels", again, german.Slots)
	}
	for _, test := range []struct {
		fact mystery.Fact
		want []string
	}{
		{mystery.Fact{Kind: mystery.FactAt, From: 0, To: 1}, []string{"ten", "midnight"}},
		{mystery.Fact{Kind: mystery.FactTrace, From: 2, To: 2}, []string{"midnight", "one"}},
		{mystery.Fact{Kind: mystery.FactAlive, To: 0}, []string{"half past ten"}},
		{mystery.Fact{Kind: mystery.FactKept, From: 1}, []string{"half past ten"}},
		{mystery.Fact{Kind: mystery.FactMotive}, nil},
		{mystery.Fact{Kind: mystery.FactAt, From: 0, To: 7}, nil},
		{mystery.Fact{Kind: mystery.FactAt, From: -1}, nil},
	} {
		if got := english.of(test.fact); !slices.Equal(got, test.want) {
			t.Errorf("%+v: got %q, want %q", test.fact, got, test.want)
		}
	}
}

// TestEveryFactHasASentence: none of them is left without words.
func TestEveryFactHasASentence(t *testing.T) {
	for _, kind := range mystery.FactKinds() {
		if sentences()[kind] == "" {
			t.Errorf("there is no sentence for %s", kind)
		}
	}
}

// TestItemFaults: what code holds a text to.
func TestItemFaults(t *testing.T) {
	it := item{Key: "line 1", Words: [2]int{4, 8}, Names: []string{"Map Room"}, Hours: []string{"half past eight"}}
	for text, want := range map[string][]string{
		"I was in the map room at half past eight.": {"line 1 has 10 words in place of 4 to 8"},
		"In the Map Room, until Half Past Eight.":   nil,
		"Somewhere else altogether, at eight.":      {`line 1 lacks "Map Room"`, `line 1 lacks "half past eight"`},
		"":                                          {"line 1 is missing"},
	} {
		if got := it.faults(text); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	it.slack = 2
	if got := it.faults("I was in the map room at half past eight."); got != nil {
		t.Errorf("got %q, want none within the slack", got)
	}
}
