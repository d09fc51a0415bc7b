package conformance

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func points() []sentence {
	return []sentence{
		{"obvious is found by any search of its place, medium by thorough or exhaustive, hidden by exhaustive", checkEfforts},
		{"nothing is found twice; a place may be searched again at its price", func(t *testing.T, s *site) {
			place := anyEvidence(t, s)
			search(t, s, "twice", place, "exhaustive")
			again := search(t, s, "twice", place, "quick")
			wantGood(t, again, searchShape+"\nalreadySearched true")
			if len(again.list("evidenceFound")) != 0 || again.number("actionCost") != 1 || again.number("playerState.currentAP") != 1 || again.number("totalSearched") != 1 {
				t.Errorf("got %s, want nothing new, at its price", again)
			}
		}},
		{"every suspect earns equally many points, once per topic and kind", checkEarnings},
		{"cap 12; what it keeps out is said, and can be earned later", checkCap},
		{"emergency: a player at exactly 0 who tries to search gets 2 points, once per case", func(t *testing.T, s *site) {
			search(t, s, "broke", "loc-1", "exhaustive")
			search(t, s, "broke", "loc-2", "thorough")
			first := search(t, s, "broke", "loc-3", "thorough")
			wantGood(t, first, searchShape)
			if first.number("playerState.currentAP") != 0 || first.number("playerState.totalAP") != 7 {
				t.Errorf("got %s, want 2 points given and spent", first)
			}
			second := search(t, s, "broke", "loc-4", "quick")
			wantError(t, second, 400, "")
			if second.text("error") != "AP_INSUFFICIENT" || second.number("currentAP") != 0 || second.number("requiredAP") != 1 {
				t.Errorf("got %s, want AP_INSUFFICIENT", second)
			}
			if now := state(t, s, "broke"); now.at("actionPoints.emergencyAPUsed") != true {
				t.Errorf("got %v, want the emergency noted", now.at("actionPoints"))
			}
		}},
		{"a player who asks everything can always find everything", checkEverything},
		{"suspicion starts at 0; each question adds a little, an accusing one more; 0-24, 25-49, 50-74, 75-100", checkSuspicion},
	}
}

// questions ask about alibi, relationship, motive, witness and evidence.
func questions() []string {
	return []string{
		"Where were you that evening?", "How well did you know the victim?", "Why would you want the victim dead?", "What did you see or hear that night?",
		"What do you know about the weapon?", "Where was everybody else?", "Who had a reason to do it?",
	}
}

func checkEfforts(t *testing.T, s *site) {
	efforts := []string{"quick", "thorough", "exhaustive"}
	least := map[string]int{"obvious": 0, "medium": 1, "hidden": 2}
	all := map[string]bool{}
	for n := range 5 {
		place := fmt.Sprint("loc-", n+1)
		byEffort := make([][]string, 3)
		for twin := range 2 { // the same search finds the same for everybody
			for i, effort := range efforts {
				a := search(t, s, fmt.Sprint("effort-", n, effort, twin), place, effort)
				var ids []string
				for j, item := range a.list("evidenceFound") {
					id := fmt.Sprint(part(item, "id"))
					ids = append(ids, id)
					all[id] = true
					if hidden := a.text(fmt.Sprintf("evidenceFound.%d.discoveryDifficulty", j)); least[hidden] > i {
						t.Errorf("a %s search found %s, which is %s", effort, id, hidden)
					}
					if at := part(item, "foundAtLocationId"); at != place {
						t.Errorf("%s was found in %s and says %v", id, place, at)
					}
				}
				if twin == 1 && !slices.Equal(ids, byEffort[i]) {
					t.Errorf("a %s search of %s: got %v and %v, want the same for everybody", effort, place, byEffort[i], ids)
				}
				byEffort[i] = ids
			}
		}
		most := search(t, s, fmt.Sprint("effort-most-", n), place, "exhaustive")
		for j, item := range most.list("evidenceFound") {
			id, hidden := fmt.Sprint(part(item, "id")), most.text(fmt.Sprintf("evidenceFound.%d.discoveryDifficulty", j))
			for i := range efforts {
				if got, want := slices.Contains(byEffort[i], id), i >= least[hidden]; got != want {
					t.Errorf("%s is %s: found by a %s search is %v, want %v", id, hidden, efforts[i], got, want)
				}
			}
		}
	}
	if len(all) != 5 {
		t.Errorf("got %v, want all five to be found somewhere", all)
	}
}

func checkEarnings(t *testing.T, s *site) {
	var totals []int
	for suspect := range 3 {
		user, gained := fmt.Sprint("earner-", suspect), 0
		for round := range 2 {
			for _, q := range questions() {
				a := ask(t, s, user, suspect+1, q)
				if gain := max(0, a.number("apAcquisition.amount")); gain > 0 {
					gained += gain
					if round > 0 {
						t.Errorf("the same question earned again: %s", a)
					}
				}
			}
		}
		now := state(t, s, user)
		topics := now.list("actionPoints.acquiredTopics")
		if gained != len(now.list("actionPoints.acquisitionHistory")) || now.number("actionPoints.total") != 5+gained || len(topics) > 5 || len(topics) != len(distinct(topics)) {
			t.Errorf("suspect %d: got %v after a gain of %d", suspect+1, now.at("actionPoints"), gained)
		}
		totals = append(totals, gained)
	}
	if totals[0] != totals[1] || totals[1] != totals[2] || totals[0] != 7 {
		t.Errorf("got %v points of the three, want 7 of each: five topics and two kinds", totals)
	}
}

// checkCap asks everybody everything, spends, and asks the last suspect again: the points
// that were kept out are told of, and earned then.
func checkCap(t *testing.T, s *site) {
	askAll := func(suspect int) (earned, keptOut int) {
		for _, words := range questions() {
			a := ask(t, s, "rich", suspect, words)
			wantGood(t, a, chatShape)
			earned += max(0, a.number("apAcquisition.amount"))
			current := a.number("playerState.currentAP")
			if a.at("apWithheld") != nil {
				keptOut += a.number("apWithheld.amount")
				if a.number("apWithheld.amount") < 1 || a.number("apWithheld.maximum") != 12 || current != 12 {
					t.Fatalf("got %s, want points kept out at 12 only", a)
				}
			}
			if current > 12 {
				t.Fatalf("got %s, want at most 12", a)
			}
		}
		return earned, keptOut
	}
	for suspect, want := range []int{7, 0, 0} {
		if earned, keptOut := askAll(suspect + 1); earned != want || (keptOut > 0) != (want == 0) {
			t.Errorf("suspect %d: got %d points and %d kept out, want %d of 7", suspect+1, earned, keptOut, want)
		}
	}
	for n := range 3 {
		search(t, s, "rich", fmt.Sprint("loc-", n+1), "exhaustive")
	}
	if earned, keptOut := askAll(3); earned != 7 || keptOut != 0 {
		t.Errorf("got %d points and %d kept out after 9 were spent, want 7 and none", earned, keptOut)
	}
}

func distinct(list []any) map[any]bool {
	set := map[any]bool{}
	for _, one := range list {
		set[one] = true
	}
	return set
}

// checkEverything asks everything and searches each place as thoroughly as it must be,
// whenever there are points for it.
func checkEverything(t *testing.T, s *site) {
	costs := map[string]int{}
	for n := range 5 {
		place := fmt.Sprint("loc-", n+1)
		for _, item := range search(t, s, "oracle-"+place, place, "exhaustive").list("evidenceFound") {
			costs[place] = max(costs[place], map[string]int{"obvious": 1, "medium": 2, "hidden": 3}[fmt.Sprint(part(item, "discoveryDifficulty"))])
		}
	}
	searchAll := func() {
		for place, cost := range costs {
			a := search(t, s, "thorough-player", place, []string{"", "quick", "thorough", "exhaustive"}[cost])
			if a.Status == 200 {
				delete(costs, place)
			} else if a.text("error") != "AP_INSUFFICIENT" {
				t.Fatal(a)
			}
		}
	}
	for suspect := range 3 {
		searchAll()
		for _, q := range questions() {
			ask(t, s, "thorough-player", suspect+1, q)
		}
	}
	searchAll()
	if now := state(t, s, "thorough-player"); now.number("stats.totalEvidenceFound") != 5 {
		t.Errorf("got %v, want all five found", now.at("stats"))
	}
}

func checkSuspicion(t *testing.T, s *site) {
	level, little, much := 0, 0, 0
	for i := range 30 {
		q, accusing := "What is the weather like?", i%2 == 1
		if accusing {
			q = "You did it! You are the murderer, confess!"
		}
		a := ask(t, s, "inquisitor", 2, q)
		next, tone := a.number("emotionalState.suspicionLevel"), a.text("emotionalState.tone")
		want := []string{"cooperative", "nervous", "defensive", "aggressive"}[min(next/25, 3)]
		if tone != want || next <= level && level < 100 || next > 100 {
			t.Fatalf("after %d: got %d and %s, want more and %s", level, next, tone, want)
		}
		if i == 0 {
			little = next
		}
		if i == 1 {
			much = next - level
		}
		if level = next; level == 100 {
			break
		}
	}
	if level != 100 || much <= little {
		t.Errorf("got a level of %d, %d for a question and %d for an accusation", level, little, much)
	}
	for _, mood := range state(t, s, "inquisitor").list("suspects") {
		if id, _ := part(mood, "suspectId").(string); !strings.HasSuffix(id, "-2") && part(mood, "emotionalState.suspicionLevel") != 0.0 {
			t.Errorf("got %v, want nobody else suspicious", mood)
		}
	}
}
