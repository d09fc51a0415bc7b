package builtin

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"casebook/generator/mystery"
)

// faultCases is how many cases are read for faults.
const faultCases = 300

// TestFaults reads every text of 300 cases for the faults that a generator makes.
func TestFaults(t *testing.T) {
	r, found := newProofreader(t), 0
	series := thousand(t)[0]
	for _, c := range series[:min(faultCases, len(series))] {
		names := properNames(c)
		for where, text := range readable(t, c) {
			for _, fault := range r.faultsOf(where, text, names) {
				if found++; found < 40 {
					t.Errorf("%s, %s: %s in %q", c.ID, where, fault, text)
				}
			}
		}
		for _, fault := range wrongPronouns(c) {
			t.Errorf("%s: %s", c.ID, fault)
		}
	}
	if found >= 40 {
		t.Errorf("%d faults in all", found)
	}
}

// readable returns what stands in a case for people and image models to read, by
// where it stands.
func readable(t *testing.T, c *mystery.Case) map[string]string {
	t.Helper()
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	collect(texts, "", tree)
	return texts
}

// collect gathers the strings of a tree that hold a space.
func collect(into map[string]string, where string, node any) {
	switch x := node.(type) {
	case string:
		if strings.Contains(x, " ") && !strings.HasPrefix(where, ".solution.aliases") {
			into[where] = x
		}
	case []any:
		for i, child := range x {
			collect(into, fmt.Sprintf("%s.%d", where, i), child)
		}
	case map[string]any:
		for key, child := range x {
			collect(into, where+"."+key, child)
		}
	}
}

// proofreader looks for faults in texts.
type proofreader struct {
	phrase *regexp.Regexp // where no sentence stands: a name, a heading or a choice
	faults map[string]*regexp.Regexp
	right  *regexp.Regexp  // what looks like a wrong article
	plain  map[string]bool // words that the repertoire writes so in mid-sentence
}

func newProofreader(t *testing.T) *proofreader {
	t.Helper()
	return &proofreader{
		phrase: regexp.MustCompile(`\.(name|title|role|archetype|subject|mood|slots\.\d+|state|tag|detail|seal)$|^\.(options|solution\.answers)\.`),
		faults: map[string]*regexp.Regexp{
			"a wrong article":       regexp.MustCompile(`(?i)\b(a ([aeio]\w+|un[^i]\w+|u[^nst]\w+)|an ([bcdfgjklmnpqrstvwxyz]\w*|h[^oe]\w*|uni\w*|one)|a hour)\b`),
			"a space too many":      regexp.MustCompile(`  | [,.;:!?]|^ | $|\( | \)`),
			"a stop too many":       regexp.MustCompile(`\.\.|,,|;;|[,;:]\.|[^A-Z]\.[,;:]|[!?]\.|\?\?`),
			"an empty place":        regexp.MustCompile(`[{}]|%!|<nil>|""|\(\)`),
			"a lower sentence":      regexp.MustCompile(`[^.A-Z][.!?] [a-z]`),
			"a plural of one":       regexp.MustCompile(`(^|[^-])\b(one|a) (minutes|hours|places|people)\b`),
			"a pronoun's hand":      regexp.MustCompile(`\b(he|she)'s (hand|book|watch)`),
			"a title by itself":     regexp.MustCompile(`\b(Mr|Mrs|Miss|Dr) (and|was|is|or|[,.])`),
			"a doubled article":     regexp.MustCompile(`(?i)\b(the|a|an) (the|a|an|his|at|on)\b`),
			"a doubled preposition": regexp.MustCompile(`\b(in in|on on|at at|to to|at in|on at|at on) the\b`),
		},
		right: regexp.MustCompile(`(?i)^a (one|once|eu\w*|ewe\w*)$`),
		plain: plainWords(repertoireOf(t)),
	}
}

// faultsOf returns the faults of a text.
func (r *proofreader) faultsOf(where, text string, names map[string]bool) []string {
	list := doubledWords(text)
	for fault, pattern := range r.faults {
		for _, hit := range pattern.FindAllString(text, -1) {
			if !r.right.MatchString(hit) {
				list = append(list, fmt.Sprintf("%s, %q,", fault, hit))
			}
		}
	}
	if r.phrase.MatchString(where) {
		return list
	}
	for _, word := range capitalsWithin(text) {
		if !names[word] && r.plain[strings.ToLower(word)] && !r.plain[word] {
			list = append(list, fmt.Sprintf("a capital in mid-sentence, %q,", word))
		}
	}
	if unicode.IsLower([]rune(strings.TrimLeft(text, "\""))[0]) {
		list = append(list, "no capital at the beginning")
	}
	if end := strings.TrimRight(text, "\"'"); !strings.HasSuffix(end, "…") && !strings.ContainsAny(end[len(end)-1:], ".!?") {
		list = append(list, "no stop at the end")
	}
	return list
}

// doubledWords returns the words that stand twice running, but for those that
// English doubles.
func doubledWords(text string) []string {
	var list []string
	words := strings.Fields(text)
	for i := 1; i < len(words); i++ {
		if strings.EqualFold(words[i-1], words[i]) && !slices.Contains([]string{"had", "that", "No.", "sit,"}, words[i]) {
			list = append(list, fmt.Sprintf("a doubled word, %q,", words[i]))
		}
	}
	return list
}

// capitalsWithin returns the capitalised words of a text that begin no sentence.
func capitalsWithin(text string) []string {
	var list []string
	begins := true
	for raw := range strings.FieldsSeq(text) {
		word := strings.Trim(raw, `"',.;:!?()`)
		quoted := strings.HasPrefix(raw, `"`)
		if !begins && !quoted && word != "" && unicode.IsUpper([]rune(word)[0]) {
			list = append(list, strings.TrimSuffix(word, "'s"))
		}
		end := strings.TrimRight(raw, `"')`)
		begins = end != "" && strings.ContainsAny(end[len(end)-1:], ".!?:")
	}
	return list
}

// plainWords returns the words of the repertoire that stand in it in lower case,
// and as they are those that it capitalises in mid-sentence itself.
func plainWords(r *repertoire) map[string]bool {
	words := map[string]bool{"Mr": true, "Mrs": true, "Miss": true, "Dr": true}
	for _, c := range r.cultures {
		for _, title := range slices.Concat(c.Sirs, c.Madams) {
			words[title] = true
		}
	}
	for _, a := range r.archetypes {
		words[a.Honorific] = true
	}
	for _, s := range r.settings {
		proper := slices.Clone(s.Houses)
		for _, c := range s.Chiefs {
			proper = append(proper, c.Name)
		}
		for word := range strings.FieldsSeq(strings.Join(proper, " ")) {
			words[word] = words[word] || word != strings.ToLower(word)
		}
	}
	for _, text := range stringsOf(reflect.ValueOf(r)) {
		for _, word := range capitalsWithin(text) {
			words[word] = true
		}
		for word := range strings.FieldsSeq(text) {
			if word = strings.Trim(word, `"',.;:!?()`); word == strings.ToLower(word) {
				words[word] = true
			}
		}
	}
	return words
}

// properNames returns the words of the names in a case.
func properNames(c *mystery.Case) map[string]bool {
	names := map[string]bool{"I": true}
	add := func(text string) {
		for word := range strings.FieldsSeq(text) {
			names[strings.Trim(word, `"',.;:!?()`)] = true
		}
	}
	add(c.Victim.Name)
	for _, s := range c.Suspects {
		add(s.Name)
	}
	return names
}

// wrongPronouns returns what is said of a suspect as of the other sex: the
// background has a subject's pronoun at the head of a sentence that is not theirs.
func wrongPronouns(c *mystery.Case) []string {
	var list []string
	other := map[string]string{"he": "She", "she": "He"}
	for _, s := range c.Suspects {
		for _, text := range []string{s.Background, s.Personality} {
			if regexp.MustCompile(`(^|[.!?] )` + other[s.Pronoun] + `\b`).MatchString(text) {
				list = append(list, fmt.Sprintf("%s is %s in %q", s.Name, s.Pronoun, text))
			}
		}
	}
	return list
}

// TestPronounsOfTheRepertoire demands that what may be said of anybody leaves the
// pronoun open: of people of either sex, and of whoever looks after the place.
func TestPronounsOfTheRepertoire(t *testing.T) {
	r := repertoireOf(t)
	literal := regexp.MustCompile(`(^|[.!?;,] )(He|She|he|she)\b|(^|[^{.])\b(himself|herself|hers)\b`)
	check := func(what, text string) {
		t.Helper()
		if hit := literal.FindString(text); hit != "" {
			t.Errorf("%s has its own %q: %q", what, hit, text)
		}
	}
	for _, a := range r.archetypes {
		if len(a.Sexes) == 0 {
			for _, text := range slices.Concat(a.Text, a.Personality) {
				check(a.ID, text)
			}
		}
	}
	for _, s := range r.settings {
		for _, v := range s.Victims {
			if len(v.Sexes) == 0 {
				check(s.ID, v.Text)
				check(s.ID, v.Relation)
			}
		}
		for _, text := range s.Reasons {
			check(s.ID, text)
		}
	}
	for _, x := range r.traits {
		check(x.ID, x.Has+". "+x.Lacks)
	}
	for _, text := range stringsOf(reflect.ValueOf(r)) {
		if strings.Contains(text, "{staff") {
			check("what the staff does", text)
		}
	}
}

// TestPortraits demands of 300 cases that what is said of a suspect, in the
// background and of the picture, is what the portrait shows, and that people wear
// what the setting's wardrobe allows them.
func TestPortraits(t *testing.T) {
	worn := map[string]int{}
	series := thousand(t)[0]
	for _, c := range series[:min(faultCases, len(series))] {
		for i, s := range c.Suspects {
			picture := c.Pictures[i+1]
			worn[picture.Person.Hat]++
			worn[picture.Person.Dress]++
			for _, text := range []string{s.Background, picture.Alt, picture.Prompt} {
				for _, wrong := range contradictions(text, picture.Person) {
					t.Errorf("%s: %s, but the portrait is %+v, in %q", c.ID, wrong, *picture.Person, text)
				}
			}
		}
	}
	if len(series) < faultCases { // too few for everything to be worn
		return
	}
	for what := range strings.FieldsSeq("tarboosh turban bowler cloche cap beret fedora headscarf shawl apron galabeya sari poncho suit dress coat jumper workwear") {
		if worn[what] == 0 {
			t.Errorf("nobody ever wears a %s", what)
		}
	}
}

// contradictions returns what a text says against a portrait, or leaves out.
func contradictions(text string, p *mystery.Person) []string {
	var list []string
	for word, has := range map[string]bool{
		"tarboosh": p.Hat == "tarboosh", "turban": p.Hat == "turban", "bowler": p.Hat == "bowler", "cloche": p.Hat == "cloche", "beret": p.Hat == "beret",
		"headscarf": p.Hat == "headscarf", "felt hat": p.Hat == "fedora", "shawl": p.Dress == "shawl", "apron": p.Dress == "apron", "galabeya": p.Dress == "galabeya",
		"djellaba": p.Dress == "djellaba", "sari": p.Dress == "sari", "jumper": p.Dress == "jumper", "overcoat": p.Dress == "coat", "overalls": p.Dress == "workwear",
		"beard": p.Beard == "full", "moustache": p.Beard == "moustache", "bald": p.HairStyle == "bald", "bob": p.HairStyle == "bob",
		"round glasses": p.Glasses == "round", "square glasses": p.Glasses == "square", "heavily built": p.Build == "heavy", "slight": p.Build == "slight",
	} {
		if !has && regexp.MustCompile(`\b`+word+`\b`).MatchString(text) {
			list = append(list, fmt.Sprintf("it says %q", word))
		}
	}
	must := []string{p.Sex}
	if p.HairStyle != "bald" {
		must = append(must, p.Hair)
	}
	if p.Glasses != "" {
		must = append(must, p.Glasses+" glasses")
	}
	for _, word := range append(must, map[string]string{"fedora": "felt hat", "headscarf": "scarf"}[p.Hat]) {
		if !strings.Contains(text, word) {
			list = append(list, fmt.Sprintf("it does not say %q", word))
		}
	}
	return list
}
