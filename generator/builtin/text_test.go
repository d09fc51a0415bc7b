package builtin

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "",
		"  Where\tWERE you?! ":              "where were you",
		"Élodie d’Albret's coat":            "elodie dalbret coat",
		"didn't, can't, won't, shan't":      "did not can not will not shall not",
		"What's that? Let's go, you'll see": "what is that let us go you will see",
		"Where'd he go? I'd go":             "where did he go i would go",
		"the Keepers' Kitchen":              "the keepers kitchen",
		"cuff-button, 9.30 p.m.":            "cuff button 9:30 p m",
		"Straße Ærø ŁÓDŹ ﬁne Ｘ１":            "strasse aero lodz fine x1",
		"\xff'’'":                           "",
	} {
		if got := fold(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestStem(t *testing.T) {
	for _, group := range [][]string{
		{"kill", "kills", "killed", "killing"},
		{"stab", "stabbed", "stabbing"},
		{"argue", "argued", "arguing", "argues"},
		{"hate", "hated", "hates"},
		{"carry", "carried", "carries"},
		{"watch", "watches", "watched"},
		{"quarrel", "quarrelled"},
		{"strangle", "strangled", "strangling"},
		{"notice", "noticed", "noticing"},
	} {
		for _, word := range group[1:] {
			if stem(word) != stem(group[0]) {
				t.Errorf("%s and %s: got %q and %q, want the same", group[0], word, stem(group[0]), stem(word))
			}
		}
	}
	for _, pair := range [][2]string{{"hat", "hate"}, {"even", "evening"}, {"was", "wa"}, {"glass", "glas"}, {"house", "horse"}} {
		if stem(pair[0]) == stem(pair[1]) {
			t.Errorf("%s and %s: got %q for both", pair[0], pair[1], stem(pair[0]))
		}
	}
}

func TestClocks(t *testing.T) {
	for text, want := range map[string][]int{
		"half past nine": {570}, "9:30": {570}, "9.30 pm": {1290}, "21:30": {1290}, "2130": {1290}, "930pm": {1290}, "21h30": {1290}, "half nine": {570},
		"nine thirty": {570}, "nine thirty-five": {575}, "quarter to ten": {585}, "a quarter past ten": {615}, "ten to nine": {530},
		"twenty minutes past nine": {560}, "twenty-five to eleven": {635}, "nine o'clock": {540}, "9pm": {1260}, "9 in the evening": {1260},
		"midnight": {0}, "noon": {720}, "five past midnight": {5}, "ten p.m.": {1320}, "12:00": {0}, "12 pm": {720},
		"between nine and half past nine": {540, 570}, "from ten to eleven": {600, 660}, "between ten to eleven and ten past eleven": {650, 670},
		"from ten to eleven until ten past eleven": {650, 670}, "between half past ten and ten to eleven": {630, 650}, "three to twelve minutes to three": {180, 168}, "9:00-9:30": {540, 570},
		"give me 100 points": nil, "99:99": nil, "25:00": nil, "nobody": nil, "": nil,
	} {
		var got []int
		for _, c := range clocks(lexemes(text), true) {
			got = append(got, c.minute)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	for _, text := range []string{"one of you", "no one", "you two", "number nine"} {
		if got := clocks(lexemes(text), false); len(got) > 0 {
			t.Errorf("%q in a question: got %v, want no time", text, got)
		}
	}
}

func TestSpeller(t *testing.T) {
	s := newSpeller([]string{"there", "mother", "bold"}, []string{"where", "other", "weapon", "library", "you", "relationship", "told", "10:00"})
	for word, want := range map[string]string{
		"wheer": "where", "weapn": "weapon", "libary": "library", "relashionship": "relationship", "yuo": "you",
		"there": "there", "mother": "mother", "bold": "bold", "was": "was", "weapons": "weapons", "xyzzy": "xyzzy", "é": "é", "10:07": "10:07",
	} {
		if got := s.correct(word); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

func TestSlips(t *testing.T) {
	letters := rapid.StringMatching(`[a-e]{0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := letters.Draw(t, "a"), letters.Draw(t, "b")
		d := slips(a, b)
		switch {
		case d != slips(b, a):
			t.Fatalf("%q, %q: got %d and, the other way, %d", a, b, d, slips(b, a))
		case (d == 0) != (a == b):
			t.Fatalf("%q, %q: got %d", a, b, d)
		case d > max(len(a), len(b)) || d < abs(len(a)-len(b)):
			t.Fatalf("%q, %q: got %d, which cannot be", a, b, d)
		case apart(letterSet(a), letterSet(b)) > 2*d:
			t.Fatalf("%q, %q: got %d, but %d letters differ", a, b, d, apart(letterSet(a), letterSet(b)))
		}
	})
}

// TestBaseForm finds every form of the list, which halving it can only where it is sorted.
func TestBaseForm(t *testing.T) {
	lines := strings.Fields(irregularVerbs)
	if !slices.IsSorted(lines) {
		t.Error("the list of irregular verbs is not sorted")
	}
	for _, line := range lines {
		if form, verb, _ := strings.Cut(line, "="); baseForm(form) != verb {
			t.Errorf("%s: got %q, want %q", form, baseForm(form), verb)
		}
	}
	for _, word := range []string{"", "a", "gotte", "gottens", "left", "zither"} {
		if got := baseForm(word); got != word {
			t.Errorf("%q: got %q, want the word itself", word, got)
		}
	}
}
