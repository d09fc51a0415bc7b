package mystery

import (
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"":                      0,
		"The lamp went out.":    4,
		"Die Lampe\n\nerlosch.": 3,
		"灯が消えた":                 3, // two letters a word
		"灯":                     1,
		"老李 在 map room":         4,
		"ไฟดับแล้ว":             5,
		"Лампа погасла в десять.": 4,
	} {
		if got := Words(text); got != want {
			t.Errorf("%q: got %d words, want %d", text, got, want)
		}
	}
}

// TestNamesInAnyScript: where there are no spaces, a name is found between letters.
func TestNamesInAnyScript(t *testing.T) {
	c := &Case{
		Suspects: []Suspect{{ID: "case-1-suspect-1", Name: "欧阳明远先生"}, {ID: "case-1-suspect-2", Name: "Ольга Левина"}},
		Places:   []Place{{ID: "loc-1", Name: "地图室"}, {ID: "loc-2", Name: "Küche"}},
	}
	for text, want := range map[string][]string{
		"我在地图室看见欧阳明远先生。":         {"case-1-suspect-1", "loc-1"},
		"В Küche была Левина.":   {"case-1-suspect-2", "loc-2"},
		"Küchentisch, Левинатор": nil,
	} {
		if got := c.MentionsIn(text, ""); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestFirstPersonOfOtherLanguages: only English words for it are known.
func TestFirstPersonOfOtherLanguages(t *testing.T) {
	c := sample(t)
	c.Intro.Suspects.Cards[0].Claim = "Ich war den ganzen Abend allein im Keller und habe gelesen."
	unlike := func() bool {
		return slices.ContainsFunc(Review(c), func(v Violation) bool { return v.Law == "slides" })
	}
	if !unlike() {
		t.Error("a claim in an English case may lack the first person")
	}
	if c.Language = "de"; unlike() {
		t.Error("a claim in a German case is held to English")
	}
}

func TestSlotHours(t *testing.T) {
	for _, test := range []struct {
		slots []string
		want  []int
		ok    bool
	}{
		{[]string{"between ten and half past eleven", "between half past eleven and midnight", "between midnight and a quarter to one"}, []int{1320, 1410, 1440, 1485}, true},
		{[]string{"between six and half past six"}, []int{1080, 1110}, true},
		{[]string{"18:00–18:30"}, nil, false},
		{nil, nil, false},
	} {
		got, ok := (&World{Slots: test.slots}).SlotHours()
		if ok != test.ok || !slices.Equal(got, test.want) {
			t.Errorf("%q: got %v, %t, want %v", test.slots, got, ok, test.want)
		}
	}
}
