package builtin

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"casebook/generator/mystery"
)

// yearDays is how many consecutive days the tests write.
const yearDays = 60

// year writes cases of consecutive days, each knowing those before it.
func year(seed uint64, days int) ([]*mystery.Case, error) {
	w := NewWriter()
	first := time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)
	cases := make([]*mystery.Case, 0, days)
	var past []mystery.Past
	for i := range days {
		date := first.AddDate(0, 0, i).Format(time.DateOnly)
		c, err := w.Write(context.Background(), mystery.Brief{ID: "case-" + date, Date: date, Language: "en", Seed: seed + uint64(i), Past: past})
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
		past = slices.Insert(past, 0, c.Past())
	}
	return cases, nil
}

func TestYear(t *testing.T) {
	years := [2][]*mystery.Case{}
	var group errgroup.Group
	for i := range years {
		group.Go(func() (err error) {
			years[i], err = year(uint64(1+i)<<32, yearDays)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	cases := slices.Concat(years[:]...)
	t.Run("laws", func(t *testing.T) {
		for _, c := range cases {
			for _, v := range mystery.Review(c) {
				t.Errorf("%s: %v", c.ID, v)
			}
		}
	})
	t.Run("reasoning", func(t *testing.T) { eachCase(t, cases, checkSolvable) })
	t.Run("prose", func(t *testing.T) { eachCase(t, years[0], checkProse) })
	t.Run("sentences", func(t *testing.T) { eachCase(t, years[1], checkNoRepeats) })
	t.Run("seats", func(t *testing.T) { checkSeats(t, cases) })
	t.Run("guessers", func(t *testing.T) { checkGuessers(t, cases) })
	for i, cases := range years {
		t.Run(fmt.Sprintf("variety of year %d", i+1), func(t *testing.T) { checkVariety(t, cases) })
	}
}

func eachCase(t *testing.T, cases []*mystery.Case, check func(*testing.T, *mystery.Case)) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.Date, func(t *testing.T) { check(t, c) })
	}
}

// checkSolvable demands more than the referee: everybody is possible after the
// talk alone, nobody is told by the talk and one card, or by the cards without
// the talk.
func checkSolvable(t *testing.T, c *mystery.Case) {
	t.Helper()
	if cost := mystery.CheapestSearch(c); cost <= mystery.StartPoints {
		t.Errorf("everything can be found for %d points, which a player has from the start", cost)
	}
	possible := func(sources ...string) int {
		known := c.World.FactsFrom(append(sources, mystery.Police)...)
		return len(mystery.Culprits(mystery.Solve(&c.World, c.SuspectIDs(), c.PlaceIDs(), known)))
	}
	if got := possible(c.SuspectIDs()...); got != mystery.SuspectCount {
		t.Errorf("after the talk %d are possible, want all", got)
	}
	if got := possible(c.EvidenceIDs()...); got < 2 {
		t.Errorf("after the cards %d are possible, want at least 2", got)
	}
	for _, id := range c.EvidenceIDs() {
		if got := possible(append(c.SuspectIDs(), id)...); got < 2 {
			t.Errorf("after the talk and %s %d are possible, want at least 2", id, got)
		}
	}
}

// texts returns what a player reads of a case, by where it stands.
func texts(c *mystery.Case) map[string]string {
	all := map[string]string{
		"victim": c.Victim.Background, "relation": c.Victim.Relationship, "weapon": c.Weapon.Description,
		"scene": c.Scene.Description, "atmosphere": c.Scene.Atmosphere, "explanation": c.Solution.Explanation,
		"slide 1": strings.Join([]string{c.Intro.Discovery.TimeLocation, c.Intro.Discovery.VictimStatement, c.Intro.Discovery.Constraint}, " "),
		"slide 3": strings.Join([]string{c.Intro.Challenge.StatementLine1, c.Intro.Challenge.StatementLine2, c.Intro.Challenge.StatementLine3}, " "),
	}
	for _, s := range c.Suspects {
		all[s.ID] = s.Background
	}
	for _, p := range c.Places {
		all[p.ID] = p.Description
	}
	for _, e := range c.Evidence {
		all[e.ID] = e.Description + " " + e.Hint + " " + e.Suggestion
	}
	for i, s := range c.Solution.Reasoning {
		all[fmt.Sprintf("step %d", i)] = s.Text
	}
	for _, testimony := range c.Testimony {
		for i, l := range testimony.Lines {
			all[fmt.Sprintf("%s line %d, %s %s", testimony.SuspectID, i, l.Topic, l.About)] = l.Text
		}
	}
	return all
}

// checkProse looks for the faults that a generator makes.
func checkProse(t *testing.T, c *mystery.Case) {
	t.Helper()
	faults := map[string]*regexp.Regexp{
		"an article":       regexp.MustCompile(`(?i)\b(a [aeio]\w+|a un[^i]\w+|an [bcdfgjklmnpqrstvwxyz]\w*)\b`),
		"a doubled word":   regexp.MustCompile(`(?i)\b(the the|a a|in in|at at|to to|of of|was was|and and|is is|his his|he he)\b`),
		"a bare pronoun":   regexp.MustCompile(`(^|[.!?] )(Him|Her) (was|is|had|did)\b`),
		"a lower sentence": regexp.MustCompile(`[^.][.!?] [a-z]`),
		"a plural":         regexp.MustCompile(`\b(lie|lead) the \w+( \w+)?\.$`),
		"an empty word":    regexp.MustCompile(`\(\)|""|''| '(s\b|[^\pL])|' \.`),
	}
	a := regexp.MustCompile(`(?i)\ba (one|once|unit|use|uni|eu)`)
	for where, text := range texts(c) {
		for fault, pattern := range faults {
			if found := pattern.FindString(text); found != "" && !a.MatchString(found) {
				t.Errorf("%s: %s: %q in %q", where, fault, found, text)
			}
		}
	}
}

// checkNoRepeats demands that no sentence of some length stands twice in a case.
func checkNoRepeats(t *testing.T, c *mystery.Case) {
	t.Helper()
	seen := map[string]string{}
	end := regexp.MustCompile(`[.!?]"? `)
	all := texts(c)
	for _, where := range slices.Sorted(maps.Keys(all)) {
		for _, sentence := range end.Split(all[where]+" ", -1) {
			sentence = strings.TrimSpace(strings.ToLower(sentence))
			if wordCount(sentence) < 4 {
				continue
			}
			if other, ok := seen[sentence]; ok && other != where {
				t.Errorf("%q stands in %s and in %s", sentence, other, where)
			}
			seen[sentence] = where
		}
	}
}

// position returns the seat of the culprit.
func position(c *mystery.Case) int { return slices.Index(c.SuspectIDs(), c.Solution.Culprit) }

// noise is three standard deviations of a share of one third in n cases.
func noise(n int) float64 { return 3 * math.Sqrt(2.0/9/float64(n)) }

func checkSeats(t *testing.T, cases []*mystery.Case) {
	count := [mystery.SuspectCount]int{}
	for _, c := range cases {
		count[position(c)]++
	}
	for seat, n := range count {
		if share := float64(n) / float64(len(cases)); math.Abs(share-1.0/3) > noise(len(cases)) {
			t.Errorf("the culprit sits in seat %d in %.0f%% of the cases", seat, 100*share)
		}
	}
}

// guessers score each suspect by something that ought not to tell; a guesser
// accuses the highest and another the lowest.
func guessers() map[string]func(c *mystery.Case, seat int) int {
	hours := regexp.MustCompile(`(?i)between (.*?) and (a? ?\w+(?: \w+)?(?: \w+)?)`)
	return map[string]func(c *mystery.Case, seat int) int{
		"order":       func(_ *mystery.Case, seat int) int { return seat },
		"option":      func(c *mystery.Case, seat int) int { return slices.Index(c.Options.Who, c.Suspects[seat].Name) },
		"background":  func(c *mystery.Case, seat int) int { return len(c.Suspects[seat].Background) },
		"personality": func(c *mystery.Case, seat int) int { return len(c.Suspects[seat].Personality) },
		"name":        func(c *mystery.Case, seat int) int { return len(c.Suspects[seat].Name) },
		"alphabet":    func(c *mystery.Case, seat int) int { return int(c.Suspects[seat].Name[0]) },
		"claim":       func(c *mystery.Case, seat int) int { return len(c.Intro.Suspects.Cards[seat].Claim) },
		"claim words": func(c *mystery.Case, seat int) int { return wordCount(c.Intro.Suspects.Cards[seat].Claim) },
		"claim hours": func(c *mystery.Case, seat int) int {
			m := hours.FindStringSubmatch(c.Intro.Suspects.Cards[seat].Claim)
			if m == nil {
				return -1
			}
			return claimLength(c, seat)
		},
		"scene": func(c *mystery.Case, seat int) int {
			return strings.Count(strings.ToLower(c.Intro.Suspects.Cards[seat].Claim), strings.ToLower(c.Scene.Name))
		},
		"named in evidence": func(c *mystery.Case, seat int) int {
			n := 0
			for _, e := range c.Evidence {
				n += strings.Count(e.Description, c.Suspects[seat].Name)
			}
			return n
		},
		"talk": func(c *mystery.Case, seat int) int {
			n := 0
			for _, l := range c.Testimony[seat].Lines {
				n += len(l.Text)
			}
			return n
		},
		"lines":    func(c *mystery.Case, seat int) int { return len(c.Testimony[seat].Lines) },
		"mentions": func(c *mystery.Case, seat int) int { return mentionsOf(c, c.Suspects[seat].ID) },
		"own mentions": func(c *mystery.Case, seat int) int {
			n := 0
			for _, l := range c.Testimony[seat].Lines {
				n += len(l.Mentions)
			}
			return n
		},
		"woman":   func(c *mystery.Case, seat int) int { return len(c.Suspects[seat].Pronoun) },
		"age":     func(c *mystery.Case, seat int) int { return len(c.Pictures[seat+1].Person.Age) },
		"glasses": func(c *mystery.Case, seat int) int { return len(c.Pictures[seat+1].Person.Glasses) },
	}
}

// claimLength returns how many slots the claim on a suspect's card spans.
func claimLength(c *mystery.Case, seat int) int {
	claim := c.Intro.Suspects.Cards[seat].Claim
	for _, f := range c.World.FactsFrom(c.Suspects[seat].ID) {
		if f.Kind == mystery.FactAt && f.Suspect == c.Suspects[seat].ID {
			_, label, _ := strings.Cut(f.Text, " between ")
			if strings.Contains(claim, "etween "+strings.TrimSuffix(label, ".")) {
				return f.To - f.From
			}
		}
	}
	return 0
}

// mentionsOf counts how often the others bring a suspect up.
func mentionsOf(c *mystery.Case, id string) int {
	n := 0
	for _, testimony := range c.Testimony {
		for _, l := range testimony.Lines {
			if slices.Contains(l.Mentions, id) {
				n++
			}
		}
	}
	return n
}

// accuse returns the seat with the highest score times sign; of several, the one
// that the case's number picks.
func accuse(c *mystery.Case, number, sign int, score func(*mystery.Case, int) int) int {
	best := []int{}
	top := math.MinInt
	for seat := range c.Suspects {
		switch s := sign * score(c, seat); cmp.Compare(s, top) {
		case 1:
			top, best = s, []int{seat}
		case 0:
			best = append(best, seat)
		}
	}
	return best[number%len(best)]
}

func checkGuessers(t *testing.T, cases []*mystery.Case) {
	for name, score := range guessers() {
		for _, sign := range []int{1, -1} {
			right := 0
			for i, c := range cases {
				if accuse(c, i, sign, score) == position(c) {
					right++
				}
			}
			share := float64(right) / float64(len(cases))
			if math.Abs(share-1.0/3) > noise(len(cases)) {
				t.Errorf("guessing by %s (%+d) is right in %.0f%% of the cases, want 33 ± %.0f", name, sign, 100*share, 100*noise(len(cases)))
			}
		}
	}
}

// checkVariety demands that the days differ.
func checkVariety(t *testing.T, cases []*mystery.Case) {
	titles, combined := map[string]string{}, map[string]string{}
	for i, c := range cases {
		p := c.Past()
		if other, ok := titles[c.Title]; ok {
			t.Errorf("%s and %s are both called %q", other, c.ID, c.Title)
		}
		titles[c.Title] = c.ID
		key := strings.Join([]string{p.Weapon, p.Scene, p.Motive, p.Victim}, "/")
		if other, ok := combined[key]; ok {
			t.Errorf("%s and %s are both %s", other, c.ID, key)
		}
		combined[key] = c.ID
		for _, earlier := range cases[max(0, i-30):i] {
			for _, s := range c.Suspects {
				if slices.ContainsFunc(earlier.Suspects, func(o mystery.Suspect) bool { return o.Name == s.Name }) {
					t.Errorf("%s is suspected in %s and again in %s", s.Name, earlier.ID, c.ID)
				}
			}
		}
		if i > 0 && cases[i-1].World.Plot == c.World.Plot {
			t.Errorf("%s repeats the plot of the day before", c.ID)
		}
		if i > 0 && cases[i-1].World.Setting == c.World.Setting {
			t.Errorf("%s repeats the setting of the day before", c.ID)
		}
	}
}
