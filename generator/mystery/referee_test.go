package mystery

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sample reads a case that obeys every law: suspect-1 did it in loc-3, slot 1.
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

// broken are cases that break one law each, made from the sample.
func broken() []struct {
	law   string
	spoil func(c *Case)
} {
	fact := func(c *Case, kind FactKind, source string) *Fact {
		i := slices.IndexFunc(c.World.Facts, func(f Fact) bool { return f.Kind == kind && f.Source == source })
		return &c.World.Facts[i]
	}
	drop := func(c *Case, is func(Fact) bool) { c.World.Facts = slices.DeleteFunc(c.World.Facts, is) }
	return []struct {
		law   string
		spoil func(c *Case)
	}{
		{"counts", func(c *Case) { c.Places = c.Places[:4] }},
		{"counts", func(c *Case) { c.World.Slots = c.World.Slots[:3] }},
		{"ids", func(c *Case) { c.ID = "case-2026-11-25/../x" }},
		{"ids", func(c *Case) { c.Suspects[1].ID = "case-2026-11-24-suspect-2" }},
		{"ids", func(c *Case) { c.Places[0].ID, c.Evidence[0].ID = "loc-7", "ev-7" }},
		{"ids", func(c *Case) { c.World.Facts[3].ID = c.World.Facts[2].ID }},
		{"references", func(c *Case) { c.Evidence[2].PlaceID = "loc-9" }},
		{"references", func(c *Case) { c.Intro.Suspects.Cards[0].Name = "Somebody Else" }},
		{"references", func(c *Case) { c.Testimony[0].SuspectID = "nobody" }},
		{"dates", func(c *Case) { c.Date = "2026-13-01" }},
		{"dates", func(c *Case) { c.Language, c.Difficulty = "", "gruesome" }},
		{"salt", func(c *Case) { c.Salt = "pepper" }},
		{"pictures", func(c *Case) { c.Pictures = c.Pictures[1:] }},
		{"pictures", func(c *Case) { c.Pictures[3].Person = nil }},
		{"pictures", func(c *Case) { c.Pictures[4].Alt, c.Pictures[5].Palette, c.Pictures[6].Kind = "", "beige", Object }},
		{"names", func(c *Case) { c.Suspects[0].Name = "Bo" }},
		{"names", func(c *Case) { c.Suspects[0].Name = strings.ToUpper(c.Victim.Name) }},
		{"names", func(c *Case) { c.Suspects[2].Pronoun = "" }},
		{"names", func(c *Case) { c.Evidence[1].Name = c.Places[1].Name }},
		{"words", func(c *Case) { c.Places[2].Description = "Dark." }},
		{"words", func(c *Case) { c.Solution.Explanation += strings.Repeat(" and then", 150) }},
		{"marks", func(c *Case) { c.Evidence[0].Hint = "It lies {spot}, in plain sight." }},
		{"marks", func(c *Case) { c.Testimony[1].Lines[0].Text = "I  was elsewhere ." }},
		{"marks", func(c *Case) { c.Pictures[2].Alt = "" }},
		{"marks", func(c *Case) { c.Title = "Murder.." }},
		{"marks", func(c *Case) { c.Title = "Murder " }},
		{"marks", func(c *Case) { c.Title = "Murder \xff!" }},
		{"slides", func(c *Case) { c.Intro.Discovery.Constraint = "Nobody left." }},
		{"slides", func(c *Case) { c.Intro.Suspects.Cards[0].Claim = "Bianca was in the van, she says." }},
		{"slides", func(c *Case) { c.Intro.Challenge.CTA = " " }},
		{"options", func(c *Case) { c.Options.When = c.Options.When[:3] }},
		{"options", func(c *Case) { c.Options.Why[0] = strings.ToUpper(c.Options.Why[1]) }},
		{"options", func(c *Case) { c.Options.Who[0] = "A Stranger" }},
		{"answers", func(c *Case) { c.Solution.Answers.Why = "For love of the sea" }},
		{"answers", func(c *Case) { c.Solution.Answers.Who = c.Suspects[1].Name }},
		{"answers", func(c *Case) { c.Solution.Culprit = c.Suspects[1].ID }},
		{"answers", func(c *Case) { c.Solution.Answers.Where = c.Places[0].Name }},
		{"answers", func(c *Case) { c.Solution.Answers.When = c.Options.When[0] + "!" }},
		{"aliases", func(c *Case) { c.Solution.Aliases["whence"] = []string{"from afar"} }},
		{"aliases", func(c *Case) { c.Solution.Aliases["who"] = []string{strings.ToLower(c.Suspects[1].Name)} }},
		{"facts", func(c *Case) { c.World.Facts[0].Kind = "hunch" }},
		{"facts", func(c *Case) { c.World.Facts[0].Source = "a little bird" }},
		{"facts", func(c *Case) { c.World.Facts[20].Suspect, c.World.Facts[20].Place = "x", "y" }},
		{"facts", func(c *Case) { c.World.Facts[1].To, c.World.Facts[1].Text = 6, "" }},
		{"paths", func(c *Case) { c.World.Truth.Paths[c.Suspects[2].ID] = []string{"loc-1"} }},
		{"paths", func(c *Case) { c.World.Truth.Paths[c.Suspects[2].ID][0] = "attic" }},
		{"paths", func(c *Case) { c.World.Truth.Paths[c.Suspects[2].ID][1] = c.World.Truth.Place }},
		{"paths", func(c *Case) { c.World.Doors = nil }},
		{"truth", func(c *Case) { fact(c, FactWhen, "ev-4").From = 2; fact(c, FactWhen, "ev-4").To = 2 }},
		{"truth", func(c *Case) { c.World.Truth.Slot = 9 }},
		{"honesty", func(c *Case) { fact(c, FactAt, c.Suspects[1].ID).Place = "loc-1" }},
		{"honesty", func(c *Case) { c.Testimony[0].Lines[0].Facts = []string{"f-50"} }},
		{"one-answer", func(c *Case) { drop(c, func(f Fact) bool { return f.Kind == FactCulpritTrait }) }},
		{"one-answer", func(c *Case) { drop(c, func(f Fact) bool { return f.Source == "ev-4" }) }},
		{"one-answer", func(c *Case) { c.World.Truth.Motive = "boredom" }},
		{"open-start", func(c *Case) { fact(c, FactCulpritTrait, "ev-5").Source = Police }},
		{"no-single-clue", func(c *Case) {
			fact(c, FactCulpritTrait, "ev-5").Source = "ev-1"
			c.World.Facts = append(c.World.Facts, Fact{ID: "x", Kind: FactCulpritTrait, Source: "ev-1", Value: "lavender", Text: "It smells."})
		}},
		{"no-single-clue", func(c *Case) {
			for i := range c.World.Facts {
				if strings.HasPrefix(c.World.Facts[i].Source, "ev-") {
					c.World.Facts[i].Source, c.World.Facts[i].Suspect = c.Suspects[1].ID, ""
				}
			}
		}},
		{"reasoning", func(c *Case) { c.Solution.Reasoning = c.Solution.Reasoning[:2] }},
		{"reasoning", func(c *Case) { c.Solution.Reasoning[0].Clues = nil }},
		{"motives", func(c *Case) {
			drop(c, func(f Fact) bool { return f.Kind == FactMotive && f.Source != c.Suspects[0].ID })
		}},
		{"means", func(c *Case) {
			c.World.Facts = append(c.World.Facts,
				Fact{ID: "x", Kind: FactNoMeans, Source: Police, Suspect: c.Suspects[1].ID, Value: "signal-line", Text: "Too short."},
				Fact{ID: "y", Kind: FactNoMeans, Source: Police, Suspect: c.Suspects[2].ID, Value: "signal-line", Text: "Too weak."})
		}},
		{"red-herring", func(c *Case) {
			drop(c, func(f Fact) bool {
				return f.Source == "ev-2" || f.Kind == FactHasTrait && f.Suspect != c.Suspects[0].ID
			})
		}},
		{"manner", func(c *Case) { drop(c, func(f Fact) bool { return f.Kind == FactManner }) }},
		{"hiding", func(c *Case) {
			for i := range c.Evidence {
				c.Evidence[i].Hidden = Obvious
			}
		}},
		{"hiding", func(c *Case) {
			c.Evidence[0].Hidden, c.Evidence[1].Type, c.Evidence[2].Relevance = "buried", "rumour", "huge"
		}},
		{"points", func(c *Case) {
			for i := range c.Evidence {
				c.Evidence[i].Hidden, c.Evidence[i].PlaceID = Deep, c.Places[i].ID
			}
			for i := range c.Testimony {
				c.Testimony[i].Lines = nil
			}
		}},
		{"testimony", func(c *Case) { c.Testimony[2].Lines = c.Testimony[2].Lines[3:] }},
		{"testimony", func(c *Case) { c.Testimony[2].Lines[1].Tone = "sarcastic" }},
		{"testimony", func(c *Case) { c.Testimony[2].Lines[1].Text = c.Testimony[2].Lines[0].Text }},
		{"equal-points", func(c *Case) {
			c.Testimony[1].Lines = slices.DeleteFunc(c.Testimony[1].Lines, func(l Line) bool { return l.Topic == TopicMotive })
		}},
		{"equal-points", func(c *Case) {
			for i := range c.Testimony[1].Lines {
				c.Testimony[1].Lines[i].Mentions = nil
			}
		}},
		{"mentions", func(c *Case) { c.Testimony[0].Lines[0].Mentions = []string{c.Suspects[1].ID} }},
	}
}

func TestReview(t *testing.T) {
	if found := Review(sample(t)); len(found) > 0 {
		t.Fatalf("the sample breaks laws: %v", found)
	}
	covered := map[string]bool{}
	for _, tt := range broken() {
		covered[tt.law] = true
		c := sample(t)
		tt.spoil(c)
		found := Review(c)
		if !slices.ContainsFunc(found, func(v Violation) bool { return v.Law == tt.law && v.Reason != "" }) {
			t.Errorf("a case that breaks %q: got %v", tt.law, found)
		}
	}
	for _, l := range laws() {
		if !covered[l.name] {
			t.Errorf("no case breaks the law %q", l.name)
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
		Date: c.Date, Title: c.Title, Setting: "train", Victim: "Azar Daneshvar", Weapon: "signal-line", Scene: "Observation Car",
		Motive: "debt", Plot: "staged-burglary", Suspects: []string{"Bianca Moretti", "Ingrid Lagerlund", "Leonor Saldanha"},
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
