package builtin

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"casebook/generator/mystery"
)

// tolerance is by how much a guesser may differ from chance: four points, which
// over a thousand cases is more than two and a half standard deviations, and over
// fewer four and a half of them.
func tolerance(n int, chance float64) float64 {
	if n >= 1000 {
		return 0.04
	}
	return noise(n, chance)
}

// noise is what chance alone does not exceed: four points or, where that is more,
// four and a half standard deviations.
func noise(n int, chance float64) float64 {
	return max(0.04, 4.5*math.Sqrt(chance*(1-chance)/float64(n)))
}

// TestTells demands that nobody who does not reason does better than chance. Of a
// hundred figures over a thousand cases one is off by chance alone in every second
// corpus: before mending the writer, see whether another corpusSeed shows the same.
func TestTells(t *testing.T) {
	cases := slices.Concat(thousand(t)...)
	for i, f := range guessed(cases) {
		if most := tolerance(len(cases), luck); f.far() > most {
			t.Errorf("over %d cases %s, want %.1f ± %.1f", len(cases), f, 100*luck, 100*most)
		} else if i < 10 {
			t.Logf("over %d cases %s", len(cases), f)
		}
	}
	checkOptionOrder(t, cases)
}

// luck is how often somebody is right who knows nothing.
const luck = 1.0 / mystery.SuspectCount

// figure is how often a guesser is right.
type figure struct {
	name  string
	share float64
}

func (f figure) far() float64 { return math.Abs(f.share - luck) }

func (f figure) String() string { return fmt.Sprintf("%s is right in %.1f%%", f.name, 100*f.share) }

// guessed returns how often each guesser is right, the furthest from chance first.
func guessed(cases []*mystery.Case) []figure {
	var figures []figure
	add := func(name string, right float64) {
		figures = append(figures, figure{name, right / float64(len(cases))})
	}
	for name, score := range guessers() {
		for _, sign := range []int{1, -1} {
			right := 0.0
			for _, c := range cases {
				if best := accused(c, sign, score); slices.Contains(best, seatOf(c)) {
					right += 1 / float64(len(best)) // who cannot decide tosses a coin
				}
			}
			add(fmt.Sprintf("guessing by %s (%+d)", name, sign), right)
		}
	}
	for name, words := range classified() {
		add("a classifier by "+name, float64(classify(cases, words)))
	}
	slices.SortFunc(figures, func(a, b figure) int { return cmp.Compare(b.far(), a.far()) })
	return figures
}

// checkOptionOrder demands that the right choice stands in each place of each list
// equally often.
func checkOptionOrder(t *testing.T, cases []*mystery.Case) {
	t.Helper()
	count, lists := map[string]int{}, map[string]int{}
	for _, c := range cases {
		o, a := c.Options, c.Solution.Answers
		for i, list := range [][]string{o.Who, o.What, o.Where, o.When, o.Why, o.How} {
			of := fmt.Sprintf("%s of %d", [...]string{"who", "what", "where", "when", "why", "how"}[i], len(list))
			lists[of]++
			right := slices.Index(list, [...]string{a.Who, a.What, a.Where, a.When, a.Why, a.How}[i])
			count[fmt.Sprintf("%s: %d", of, right+1)]++
		}
	}
	for of, n := range lists {
		var k int
		if _, err := fmt.Sscanf(of[strings.Index(of, "of"):], "of %d", &k); err != nil {
			t.Fatal(err)
		}
		for place := 1; place <= k; place++ {
			chance := 1 / float64(k)
			share := float64(count[fmt.Sprintf("%s: %d", of, place)]) / float64(n)
			if math.Abs(share-chance) > noise(n, chance) {
				t.Errorf("the right answer to %s stands in place %d in %.1f%% of %d lists, want %.1f", of, place, 100*share, n, 100*chance)
			}
		}
	}
}

// seatOf returns the position of the culprit.
func seatOf(c *mystery.Case) int { return slices.Index(c.SuspectIDs(), c.Solution.Culprit) }

// accused returns the seats with the highest score times sign.
func accused(c *mystery.Case, sign int, score func(*mystery.Case, int) int) []int {
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
	return best
}

// guessers score each suspect by something that ought not to tell; a guesser
// accuses the highest and another the lowest. The suspicion that players see
// begins at nought for all, so there is no guesser for it.
func guessers() map[string]func(c *mystery.Case, seat int) int {
	all := map[string]func(c *mystery.Case, seat int) int{
		"order":             func(_ *mystery.Case, seat int) int { return seat },
		"option":            func(c *mystery.Case, seat int) int { return slices.Index(c.Options.Who, c.Suspects[seat].Name) },
		"background":        func(c *mystery.Case, seat int) int { return len(c.Suspects[seat].Background) },
		"personality":       func(c *mystery.Case, seat int) int { return len(c.Suspects[seat].Personality) },
		"archetype length":  func(c *mystery.Case, seat int) int { return len(c.Suspects[seat].Archetype) },
		"name":              func(c *mystery.Case, seat int) int { return len(c.Suspects[seat].Name) },
		"alphabet":          func(c *mystery.Case, seat int) int { return int(c.Suspects[seat].Name[0]) },
		"claim":             func(c *mystery.Case, seat int) int { return len(c.Intro.Suspects.Cards[seat].Claim) },
		"claim words":       func(c *mystery.Case, seat int) int { return wordCount(c.Intro.Suspects.Cards[seat].Claim) },
		"claimed scene":     func(c *mystery.Case, seat int) int { return count(c.Intro.Suspects.Cards[seat].Claim, c.Scene.Name) },
		"named in evidence": func(c *mystery.Case, seat int) int { return namedInEvidence(c, seat) },
		"lines":             func(c *mystery.Case, seat int) int { return len(c.Testimony[seat].Lines) },
		"topics":            func(c *mystery.Case, seat int) int { return len(topics(c, seat)) },
		"points":            pointsFrom,
		"mentions":          func(c *mystery.Case, seat int) int { return mentionsOf(c, c.Suspects[seat].ID) },
		"own mentions": func(c *mystery.Case, seat int) int {
			n := 0
			for _, l := range c.Testimony[seat].Lines {
				n += len(l.Mentions)
			}
			return n
		},
		"rooms claimed": func(c *mystery.Case, seat int) int { return len(claimed(c, seat)) },
		"seen at the scene": func(c *mystery.Case, seat int) int {
			return len(slices.DeleteFunc(claimed(c, seat), func(place string) bool { return place != c.Scene.PlaceID }))
		},
	}
	for _, topic := range append(mystery.EarningTopics(), mystery.TopicPerson, mystery.TopicPlace, mystery.TopicConfront, mystery.TopicAccuse) {
		all["talk on "+string(topic)] = func(c *mystery.Case, seat int) int { return len(saidOn(c, seat, topic)) }
	}
	for feature := range looksOf(&mystery.Person{}) {
		all["portrait "+feature] = func(c *mystery.Case, seat int) int { return score(looksOf(c.Pictures[seat+1].Person)[feature]) }
	}
	return all
}

// looksOf returns what a portrait shows.
func looksOf(p *mystery.Person) map[string]string {
	return map[string]string{
		"sex": p.Sex, "age": p.Age, "skin": p.Skin, "hair": p.Hair, "style": p.HairStyle, "beard": p.Beard,
		"glasses": p.Glasses, "hat": p.Hat, "build": p.Build, "dress": p.Dress, "expression": p.Expression,
	}
}

// score makes a number of a word, the same for the same word.
func score(word string) int {
	n := 0
	for _, r := range word {
		n = 31*n + int(r)
	}
	return n
}

func count(text, word string) int {
	return strings.Count(strings.ToLower(text), strings.ToLower(word))
}

func namedInEvidence(c *mystery.Case, seat int) int {
	n := 0
	for _, e := range c.Evidence {
		n += strings.Count(e.Description, c.Suspects[seat].Name)
	}
	return n
}

// topics returns what a suspect has something to say about.
func topics(c *mystery.Case, seat int) map[string]bool {
	all := map[string]bool{}
	for _, l := range c.Testimony[seat].Lines {
		all[string(l.Topic)+l.About] = true
	}
	return all
}

// pointsFrom returns the points that a suspect's talk earns.
func pointsFrom(c *mystery.Case, seat int) int {
	one := *c
	one.Testimony = c.Testimony[seat : seat+1]
	return mystery.Earnings(&one)
}

// claimed returns the places that a suspect says they were in.
func claimed(c *mystery.Case, seat int) []string {
	var list []string
	for _, f := range c.World.FactsFrom(c.Suspects[seat].ID) {
		if f.Kind == mystery.FactAt && f.Suspect == f.Source && !slices.Contains(list, f.Place) {
			list = append(list, f.Place)
		}
	}
	return list
}

// saidOn returns everything that a suspect says on some topics, or on all.
func saidOn(c *mystery.Case, seat int, on ...mystery.Topic) string {
	var all []string
	for _, l := range c.Testimony[seat].Lines {
		if len(on) == 0 || slices.Contains(on, l.Topic) {
			all = append(all, l.Text)
		}
	}
	return strings.Join(all, " ")
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

// classified returns what classifiers read of a suspect: everything that is
// public before the first search, the same with all the talk, which is free, and
// parts of it.
func classified() map[string]func(c *mystery.Case, seat int) string {
	public := func(c *mystery.Case, seat int) string {
		s := c.Suspects[seat]
		text := []string{s.Name, s.Archetype, s.Background, s.Personality, s.Pronoun, c.Intro.Suspects.Cards[seat].Claim, c.Pictures[seat+1].Alt}
		for feature, word := range looksOf(c.Pictures[seat+1].Person) {
			text = append(text, feature+"-"+word)
		}
		return strings.Join(text, " ")
	}
	return map[string]func(c *mystery.Case, seat int) string{
		"all that is public": public,
		"all that is public and all the talk": func(c *mystery.Case, seat int) string {
			return public(c, seat) + " " + saidOn(c, seat, mystery.TopicAlibi, mystery.TopicRelationship, mystery.TopicMotive,
				mystery.TopicWitness, mystery.TopicEvidence, mystery.TopicPerson, mystery.TopicPlace, mystery.TopicAccuse, mystery.TopicChat)
		},
		"archetype": func(c *mystery.Case, seat int) string {
			return strings.ReplaceAll(c.Suspects[seat].Archetype, " ", "_")
		},
		"portrait": func(c *mystery.Case, seat int) string {
			var all []string
			for feature, word := range looksOf(c.Pictures[seat+1].Person) {
				all = append(all, feature+"-"+word)
			}
			return strings.Join(all, " ")
		},
	}
}

// folds is how many parts the corpus is cut into: each is judged by a classifier
// that was trained on the others, 800 cases of a thousand.
const folds = 5

// classify trains a naive Bayes classifier on the words that stand with the
// guilty and with the innocent, and returns how many cases it judges rightly of
// those that it was not trained on.
func classify(cases []*mystery.Case, words func(c *mystery.Case, seat int) string) int {
	bags := make([][mystery.SuspectCount]map[string]bool, len(cases))
	for i, c := range cases {
		for seat := range c.Suspects {
			bags[i][seat] = bag(words(c, seat))
		}
	}
	right := 0
	for fold := range folds {
		var seen [2]map[string]float64
		var total [2]float64
		seen[0], seen[1] = map[string]float64{}, map[string]float64{}
		for i, c := range cases {
			for seat := range c.Suspects {
				if i%folds == fold {
					continue
				}
				class := 0
				if seat == seatOf(c) {
					class = 1
				}
				total[class]++
				for word := range bags[i][seat] {
					seen[class][word]++
				}
			}
		}
		for i, c := range cases {
			if i%folds != fold {
				continue
			}
			best, top := 0, math.Inf(-1)
			for seat := range c.Suspects {
				odds := 0.0
				for word := range bags[i][seat] {
					odds += math.Log((seen[1][word]+1)/(total[1]+2)) - math.Log((seen[0][word]+1)/(total[0]+2))
				}
				if odds > top {
					best, top = seat, odds
				}
			}
			if best == seatOf(c) {
				right++
			}
		}
	}
	return right
}

// bag returns the set of words of a text.
func bag(text string) map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '_' }) {
		words[w] = true
	}
	return words
}
