package mystery

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sample reads a case that obeys every law. Suspect 2 did it in loc-3, slot 6.
// Suspect 1 lacks what was lost in ev-1, suspect 3 what was lost in ev-2 and what
// the weapon, ev-5, shows; ev-3 tells the place, ev-4 the time.
func sample(t testing.TB) *Case {
	t.Helper()
	data, err := os.ReadFile("testdata/case.json")
	if err != nil {
		t.Fatal(err)
	}
	var c Case
	if err := json.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	return &c
}

// implied are the laws that cannot be broken alone as long as the rules of points
// are what they are: who obeys testimony and hiding has points enough.
func implied() []string { return []string{"points"} }

func TestReview(t *testing.T) {
	if found := Review(sample(t)); len(found) > 0 {
		t.Fatalf("the sample breaks laws: %v", found)
	}
	covered, alone := map[string]bool{}, map[string]bool{}
	for _, tt := range slices.Concat(faultsOfShape(), faultsOfWorld(), faultsOfReason(), faultsOfPlay()) {
		covered[tt.law] = true
		c := sample(t)
		tt.spoil(c)
		found := Review(c)
		if !slices.ContainsFunc(found, func(v Violation) bool { return v.Law == tt.law && v.Reason != "" }) {
			t.Errorf("a case that breaks %q: got %v", tt.law, found)
		}
		if !slices.ContainsFunc(found, func(v Violation) bool { return v.Law != tt.law }) {
			alone[tt.law] = true
		}
	}
	for _, l := range laws() {
		if !covered[l.name] {
			t.Errorf("no case breaks the law %q", l.name)
		}
		if !alone[l.name] && !slices.Contains(implied(), l.name) {
			t.Errorf("no case breaks the law %q alone", l.name)
		}
	}
}

func TestReviewBearsAnything(t *testing.T) {
	found := Review(&Case{})
	if len(found) < 10 {
		t.Errorf("an empty case breaks %d laws, want many", len(found))
	}
	if got, want := found[0].String(), "counts: 0 suspects in place of 3"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPoints(t *testing.T) {
	c := sample(t)
	for i, place := range []string{"loc-1", "loc-1", "loc-2", "loc-2", "loc-3"} {
		c.Evidence[i].PlaceID = place
	}
	for i, h := range []Hiding{Obvious, Deep, Mid, Obvious, Obvious} {
		c.Evidence[i].Hidden = h
	}
	if got, want := CheapestSearch(c), 3+2+1; got != want {
		t.Errorf("the cheapest search costs %d, want %d", got, want)
	}
	if got, want := Earnings(c), 5+3*5+3*2; got != want {
		t.Errorf("a player can have %d points, want %d", got, want)
	}
	if got, want := Hiding("?").Cost(), 3; got != want {
		t.Errorf("something hidden in an unknown way costs %d, want %d", got, want)
	}
}

func TestCommitment(t *testing.T) {
	c := &Case{Salt: "00ff"}
	c.Solution.Answers = Answers{Who: "A", What: "B", Where: "C", When: "D", Why: "E", How: "Ü"}
	sum := sha256.Sum256([]byte("00ff\nA\nB\nC\nD\nE\nÜ"))
	if got, want := Commitment(c), hex.EncodeToString(sum[:]); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPast(t *testing.T) {
	c := sample(t)
	want := Past{
		Date: c.Date, Title: c.Title, Setting: "lighthouse", Victim: "Indira Iyengar", Weapon: "picture-wire", Scene: "Lamp Room",
		Motive: "smuggling", Plot: "quarrel", Suspects: []string{"Waltraud Steinbach", "Hamish Abercrombie", "Edmund Wetherby"},
	}
	if diff := cmp.Diff(want, c.Past()); diff != "" {
		t.Errorf("past (-want +got):\n%s", diff)
	}
}

func TestMentionsIn(t *testing.T) {
	c := &Case{
		Victim: Victim{Name: "Rose Vane"},
		Suspects: []Suspect{
			{ID: "s-1", Name: "Ann Marsh"}, {ID: "s-2", Name: "Élodie Vane"}, {ID: "s-3", Name: "Ann Ó Brien"},
		},
		Places: []Place{{ID: "loc-1", Name: "Kitchen"}, {ID: "loc-2", Name: "The Hotel Kitchen"}},
	}
	for text, want := range map[string][]string{
		"Miss Marsh was in the kitchen.":                  {"s-1", "loc-1"},
		"The marsh is wet, and Marshall in the kitchens.": nil,
		"Ask Ann.":                                         nil,
		"Ask Ann Ó Brien, or Brien.":                       {"s-3"},
		"Poor Vane! Élodie wept.":                          {"s-2"},
		"I stood in the hotel kitchen.":                    {"loc-2"},
		"The hotel kitchen, not the Kitchen: Marsh knows.": {"s-1", "loc-2", "loc-1"},
	} {
		if diff := cmp.Diff(want, c.MentionsIn(text, "s-0")); diff != "" {
			t.Errorf("%q mentions (-want +got):\n%s", text, diff)
		}
	}
	if got := c.MentionsIn("I am Marsh.", "s-1"); got != nil {
		t.Errorf("a speaker mentions themselves: %v", got)
	}
}

func TestSlots(t *testing.T) {
	kinds := map[PictureKind]int{}
	for _, slot := range Slots() {
		kind, ok := KindOf(slot)
		if !ok {
			t.Errorf("%s is no slot", slot)
		}
		kinds[kind]++
	}
	want := map[PictureKind]int{Cinematic: 1, Portrait: SuspectCount, Location: PlaceCount, Object: EvidenceCount}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("slots by kind (-want +got):\n%s", diff)
	}
	if _, ok := KindOf("victim"); ok {
		t.Error("victim is a slot")
	}
	if got, want := SlotOf("case-2026-11-25-suspect-2"), "suspect-2"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := SlotOf("ev-3"), "ev-3"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestToneAt(t *testing.T) {
	for level, want := range map[int]Tone{0: Cooperative, 24: Cooperative, 25: Nervous, 49: Nervous, 50: Defensive, 74: Defensive, 75: Aggressive, 100: Aggressive} {
		if got := ToneAt(level); got != want {
			t.Errorf("at %d got %q, want %q", level, got, want)
		}
	}
}
