// English grammar: pronouns, articles, capitals, lists and clock times. Another
// language has rules of its own in the place of those here, in text.go (words and
// their endings) and in text_clock.go (reading of times).

package builtin

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// english is the language of these rules, and the folder of its words.
const english = "en"

// pronoun returns the nominative, as the case holds it.
func (p person) pronoun() string { return p.pronouns()[".he"] }

// pronouns returns the words that stand for a person, by the ends of their
// place-holders.
func (p person) pronouns() vars {
	if p.woman() {
		return vars{".he": "she", ".him": "her", ".his": "her", ".hers": "hers", ".himself": "herself", ".sibling": "sister"}
	}
	return vars{".he": "he", ".him": "him", ".his": "his", ".hers": "his", ".himself": "himself", ".sibling": "brother"}
}

// decade names the decade that a year is in.
func decade(year int) string { return strconv.Itoa(year/10*10) + "s" }

// definite puts the definite article before a name.
func definite(name string) string { return "the " + name }

// towards says that one goes to a place.
func towards(name string) string { return "to " + definite(name) }

// bare returns a name without its definite article.
func bare(name string) string { return strings.TrimPrefix(name, "the ") }

// article puts the right indefinite article before a phrase.
func article(phrase string) string {
	first, _, _ := strings.Cut(strings.ToLower(phrase), " ")
	vowel := strings.ContainsAny(initial(first), "aeiou")
	for _, odd := range []string{"one", "once", "eu", "uni", "use", "hour", "heir", "honest"} {
		if strings.HasPrefix(first, odd) {
			vowel = !vowel
			break
		}
	}
	if vowel {
		return "an " + phrase
	}
	return "a " + phrase
}

// introduced puts before the name of a room the article that it has when it is
// first heard of: the definite one for what is many or somebody's.
func introduced(name string) string {
	if strings.HasSuffix(name, "s") || strings.Contains(name, "'") {
		return definite(name)
	}
	return article(name)
}

// listed joins phrases as English does: "a, b and c".
func listed(phrases []string) string {
	if len(phrases) < 2 {
		return strings.Join(phrases, "")
	}
	last := len(phrases) - 1
	return strings.Join(phrases[:last], ", ") + " and " + phrases[last]
}

// titleCase gives every word of s a capital but the small ones.
func titleCase(s string) string {
	small := []string{"a", "an", "the", "at", "by", "for", "in", "of", "on", "to", "and", "but", "until", "aboard"}
	words := strings.Fields(s)
	for i, w := range words {
		if i == 0 || !slices.Contains(small, w) {
			words[i] = capital(w)
		}
	}
	return strings.Join(words, " ")
}

// lowered returns s with its first letter in lower case, unless it begins with a
// name.
func lowered(s string) string {
	for _, word := range []string{"The ", "A ", "An ", "To ", "In ", "Out ", "By ", "Over ", "For "} {
		if strings.HasPrefix(s, word) {
			return strings.ToLower(s[:1]) + s[1:]
		}
	}
	return s
}

// isOwnI reports whether the line begins with "I", which keeps its capital.
func isOwnI(line string) bool {
	return line == "I" || strings.HasPrefix(line, "I ") || strings.HasPrefix(line, "I'") || strings.HasPrefix(line, "I’")
}

// withinSentence returns a thing's name as it stands inside a sentence: "the
// broken watch" for "A broken watch".
func withinSentence(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	if rest := words[1:]; len(rest) > 0 && isArticleKey(strings.ToLower(words[0])) {
		return definite(strings.Join(rest, " "))
	}
	if first := fold(words[0]); strings.ContainsAny(words[0], "'’") && first != "" {
		return name // "Clara's diary"
	}
	titled := slices.ContainsFunc(words[1:], func(w string) bool {
		r, _ := utf8.DecodeRuneInString(w)
		return unicode.IsUpper(r)
	})
	if titled {
		return definite(name)
	}
	return definite(strings.ToLower(name[:1]) + name[1:])
}

func isArticleKey(key string) bool { return key == "the" || key == "a" || key == "an" }

// hourWord names an hour of the day in words.
func hourWord(hour int) string {
	switch hour % 24 {
	case 0:
		return "midnight"
	case 12:
		return "noon"
	}
	return [...]string{
		"twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
	}[hour%12]
}

// timeWords says a time of day as people do: "twenty to ten".
func timeWords(minute int) string {
	hour, m := minute/hourMinutes, minute%hourMinutes
	words := map[int]string{5: "five", 10: "ten", 15: "a quarter", 20: "twenty", 25: "twenty-five"}
	switch {
	case m == 0:
		return hourWord(hour)
	case m == 30:
		return "half past " + plainHour(hour)
	case m < 30:
		return words[m] + " past " + plainHour(hour)
	default:
		return words[hourMinutes-m] + " to " + plainHour(hour+1)
	}
}

// plainHour is hourWord for after "past" and "to": "half past twelve" at noon,
// "ten to midnight" at night.
func plainHour(hour int) string {
	if hour%24 == 12 {
		return "twelve"
	}
	return hourWord(hour)
}

// clockDigits writes a time of day as a clock shows it: "9:40".
func clockDigits(minute int) string {
	hour := minute / hourMinutes % 12
	if hour == 0 {
		hour = 12
	}
	return fmt.Sprintf("%s:%02d", strconv.Itoa(hour), minute%hourMinutes)
}
