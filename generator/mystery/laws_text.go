package mystery

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// minName is the shortest name of a suspect, in characters: clients submit
// names and refuse shorter ones.
const minName = 5

func checkNames(c *Case, breach report) {
	seen := map[string]string{strings.ToLower(c.Victim.Name): "the victim"}
	unique := func(name, whose string) {
		key := strings.ToLower(name)
		if other, ok := seen[key]; ok {
			breach("%q is the name of %s and of %s", name, other, whose)
		}
		seen[key] = whose
	}
	for _, s := range c.Suspects {
		unique(s.Name, SlotOf(s.ID))
		if utf8.RuneCountInString(s.Name) < minName {
			breach("%q is shorter than %d characters", s.Name, minName)
		}
		if s.Pronoun == "" {
			breach("%s has no pronoun", SlotOf(s.ID))
		}
	}
	for _, p := range c.Places {
		unique(p.Name, p.ID)
	}
	for _, e := range c.Evidence {
		unique(e.Name, e.ID)
	}
}

// Words counts words as a person would: what stands between spaces, and in scripts
// that put none between words two letters for each.
func Words(texts ...string) int {
	n := 0
	for _, t := range texts {
		for field := range strings.FieldsSeq(t) {
			letters := 0
			for _, r := range field {
				if unspaced(r) {
					letters++
				}
			}
			n += max(1, (letters+1)/2)
		}
	}
	return n
}

// unspaced reports whether a letter is of a script that puts no spaces between words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// checkWords holds every text within its length, in words.
func checkWords(c *Case, breach report) {
	within := func(where string, low, high int, texts ...string) {
		if n := Words(texts...); n < low || n > high {
			breach("%s has %d words in place of %d to %d", where, n, low, high)
		}
	}
	within("the title", 1, 10, c.Title)
	within("the victim's background", 15, 120, c.Victim.Background)
	within("the victim's relationship", 5, 60, c.Victim.Relationship)
	within("the weapon's description", 10, 80, c.Weapon.Description)
	within("the scene's description", 15, 120, c.Scene.Description)
	within("the scene's atmosphere", 3, 60, c.Scene.Atmosphere)
	for _, s := range c.Suspects {
		within(SlotOf(s.ID)+"'s background", 60, 120, s.Background)
		within(SlotOf(s.ID)+"'s personality", 4, 60, s.Personality)
	}
	for _, p := range c.Places {
		within(p.ID+"'s description", 60, 120, p.Description)
		within(p.ID+"'s emoji", 1, 1, p.Emoji)
	}
	for _, e := range c.Evidence {
		within(e.ID+"'s description", 40, 90, e.Description)
		within(e.ID+"'s hint", 4, 50, e.Hint)
		within(e.ID+"'s suggestion", 4, 50, e.Suggestion)
	}
	within("the explanation", 200, 350, c.Solution.Explanation)
}

// english is the language whose words for "I" are known.
const english = "en"

// checkSlides holds the three slides within the lengths that clients lay out.
func checkSlides(c *Case, breach report) {
	within := func(slide, low, high int, texts ...string) {
		if n := Words(texts...); n < low || n > high {
			breach("slide %d has %d words in place of %d to %d", slide, n, low, high)
		}
		for _, t := range texts {
			if strings.TrimSpace(t) == "" {
				breach("slide %d has an empty text", slide)
			}
		}
	}
	d, l, ch := c.Intro.Discovery, c.Intro.Suspects, c.Intro.Challenge
	within(1, 30, 40, d.TimeLocation, d.VictimStatement, d.Constraint)
	lineup := []string{l.ConstraintStatement, l.TensionLine}
	first := regexp.MustCompile(`\b(I|I'm|I've|I'd|I'll|me|my|mine|we|our|us)\b`)
	for _, card := range l.Cards {
		lineup = append(lineup, card.Name, card.Role, card.Claim)
		if c.Language == english && !first.MatchString(card.Claim) {
			breach("the claim %q is not in the first person", card.Claim)
		}
	}
	within(2, 60, 80, lineup...)
	within(3, 20, 30, ch.StatementLine1, ch.StatementLine2, ch.StatementLine3, ch.Question, ch.CTA)
}

// checkMarks rejects what a template or a careless model leaves behind.
func checkMarks(c *Case, breach report) {
	for _, p := range c.Passages() {
		if p.unread {
			continue
		}
		if *p.Text == "" {
			breach("%s is empty", p.Name)
		}
		if mark := markIn(*p.Text); mark != "" {
			breach("%s holds %q", p.Name, mark)
		}
	}
}

// markIn returns what in the text no reader should see, or nothing.
func markIn(text string) string {
	if i := strings.IndexAny(text, "{}<>[]|_\\\t\r"); i >= 0 {
		return text[i : i+1]
	}
	rest := strings.ReplaceAll(text, "\n\n", "¶")
	for _, mark := range []string{"%!", "TODO", "undefined", "  ", " ,", " .", " ;", " :", " ?", " !", ",.", ";.", ":.", ",,", "\n"} {
		if strings.Contains(rest, mark) {
			return mark
		}
	}
	switch {
	case rest != strings.TrimSpace(rest):
		return " "
	case strings.HasSuffix(rest, ".."):
		return ".."
	case !utf8.ValidString(text):
		return "bytes that are not UTF-8"
	}
	return ""
}
