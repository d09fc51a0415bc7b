package builtin

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casebook/generator/mystery"
)

// TestThousand holds a thousand cases, written day after day, to what the issue
// asks of them.
func TestThousand(t *testing.T) {
	series := thousand(t)
	cases := slices.Concat(series...)
	t.Run("solvable", func(t *testing.T) { eachCase(t, cases, checkSolvable) })
	t.Run("prose", func(t *testing.T) { eachCase(t, series[0], checkProse) })
	t.Run("sentences", func(t *testing.T) { eachCase(t, series[0], checkNoRepeats) })
	t.Run("difficulty", func(t *testing.T) { checkDifficulty(t, cases) })
	for i, year := range series {
		t.Run(fmt.Sprintf("variety %d", i+1), func(t *testing.T) { checkVariety(t, year) })
	}
}

func eachCase(t *testing.T, cases []*mystery.Case, check func(*testing.T, *mystery.Case)) {
	t.Helper()
	for _, c := range cases {
		check(t, c)
		if t.Failed() {
			t.Fatalf("so it is in %s by seed of its day", c.ID)
		}
	}
}

// checkSolvable demands in other words what the referee has: one answer to
// everything; all three possible after the intro, after all the talk, and after
// all the evidence; with any one piece of evidence missing still one culprit, but
// at least two for who only searches and hears everybody on themselves.
func checkSolvable(t *testing.T, c *mystery.Case) {
	t.Helper()
	suspects, evidence := c.SuspectIDs(), c.EvidenceIDs()
	possible := func(facts []mystery.Fact) int {
		return len(mystery.PossibleCulprits(&c.World, suspects, c.PlaceIDs(), facts))
	}
	want := func(what string, got, low, high int) {
		t.Helper()
		if got < low || got > high {
			t.Errorf("%s: %s leaves %d possible, want %d to %d", c.ID, what, got, low, high)
		}
	}
	if left := mystery.Solve(&c.World, suspects, c.PlaceIDs(), c.World.Facts); len(left) != 1 || left[0].Culprit != c.Solution.Culprit {
		t.Errorf("%s: everything together leaves %v", c.ID, left)
	}
	if cost := mystery.CheapestSearch(c); cost <= mystery.StartPoints {
		t.Errorf("%s: everything can be found for %d points, which a player has from the start", c.ID, cost)
	}
	want("the intro", possible(c.World.PoliceFacts()), 3, 3)
	want("all the talk", possible(c.World.FactsFrom(append(suspects, mystery.Police)...)), 3, 3)
	want("all the evidence", possible(c.World.FactsFrom(append(evidence, mystery.Police)...)), 3, 3)
	for i, missing := range evidence {
		found := append(slices.Delete(slices.Clone(evidence), i, i+1), mystery.Police)
		heard := map[string]bool{}
		own := map[string]bool{}
		for _, said := range c.Testimony {
			for _, l := range said.Lines {
				for _, id := range l.Facts {
					heard[id] = heard[id] || l.Topic != mystery.TopicConfront || l.About != missing
					own[id] = own[id] || l.Topic != mystery.TopicConfront
				}
			}
		}
		known := c.World.FactsFrom(append(found, suspects...)...)
		all := slices.DeleteFunc(slices.Clone(known), func(f mystery.Fact) bool { return slices.Contains(suspects, f.Source) && !heard[f.ID] })
		alone := slices.DeleteFunc(slices.Clone(known), func(f mystery.Fact) bool {
			return slices.Contains(suspects, f.Source) && (f.Suspect != f.Source || !own[f.ID])
		})
		want("everything without "+missing, possible(all), 1, 1)
		want("what is found without "+missing+", and everybody of themselves,", possible(alone), 2, 3)
	}
}

// checkDifficulty demands that every weekday is as hard as it should be, that
// hard cases have longer proofs than easy ones, and that no proof is spun out.
func checkDifficulty(t *testing.T, cases []*mystery.Case) {
	sum, count := map[mystery.Difficulty]int{}, map[mystery.Difficulty]int{}
	for _, c := range cases {
		if want := difficultyOf(c.Date); c.Difficulty != want || c.Certificate.Difficulty != want {
			t.Errorf("%s is %s, by its certificate %s, want %s", c.ID, c.Difficulty, c.Certificate.Difficulty, want)
		}
		sum[c.Difficulty] += c.Certificate.Steps
		count[c.Difficulty]++
	}
	mean := func(d mystery.Difficulty) float64 { return float64(sum[d]) / float64(count[d]) }
	t.Logf("facts in a proof: easy %.1f, medium %.1f, hard %.1f", mean(mystery.Easy), mean(mystery.Medium), mean(mystery.Hard))
	if mean(mystery.Easy) >= mean(mystery.Medium) || mean(mystery.Medium) >= mean(mystery.Hard) {
		t.Error("harder cases have no longer proofs")
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
		"a lower sentence": regexp.MustCompile(`[^.A-Z][.!?] [a-z]`),
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

// checkVariety demands that the days differ: over the year no victim, weapon,
// scene and motive together come back, within thirty days no title, no weapon in
// the same scene and no suspect, and plots not more often than by chance.
func checkVariety(t *testing.T, cases []*mystery.Case) {
	const apart = 30
	combined, plots := map[string]string{}, map[string]bool{}
	pairs, same := 0, 0
	for i, c := range cases {
		p := c.Past()
		plots[p.Plot] = true
		key := strings.Join([]string{p.Victim, p.Weapon, p.Scene, p.Motive}, "/")
		if other, ok := combined[key]; ok {
			t.Errorf("%s and %s are both %s", other, c.ID, key)
		}
		combined[key] = c.ID
		for _, earlier := range cases[max(0, i-apart):i] {
			e := earlier.Past()
			pairs++
			if e.Plot == p.Plot {
				same++
			}
			again := slices.ContainsFunc(p.Suspects, func(name string) bool { return slices.Contains(e.Suspects, name) })
			if e.Title == p.Title || e.Weapon == p.Weapon && e.Scene == p.Scene || again {
				t.Errorf("%s repeats %s: %+v and %+v", c.ID, earlier.ID, p, e)
			}
		}
		if i > 0 && (cases[i-1].World.Plot == p.Plot || cases[i-1].World.Setting == p.Setting) {
			t.Errorf("%s repeats the plot or the setting of the day before", c.ID)
		}
	}
	if share, chance := float64(same)/float64(pairs), 1/float64(len(plots)); share > chance {
		t.Errorf("of two cases within %d days %.1f%% have the same plot, by chance it would be %.1f%%", apart, 100*share, 100*chance)
	}
}
