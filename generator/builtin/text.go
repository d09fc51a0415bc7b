// English grammar: words, their forms and their endings, as they are read.

package builtin

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lexeme is one word of a text in the form in which texts are compared, or the
// stop between two sentences, whose text is empty.
type lexeme struct {
	text    string // lower case, without accents, marks and possessive endings
	key     string // text without its inflection: equal keys are the same word
	capital bool   // it was written with a capital
}

// isStop reports whether the lexeme ends a sentence.
func (l lexeme) isStop() bool { return l.text == "" }

// lexemes splits a text into words and stops. It takes apart contractions
// ("who's", "didn't"), drops accents, possessive endings and every other mark,
// and keeps clock times ("9.30") whole, as "9:30".
func lexemes(text string) []lexeme {
	var list []lexeme
	for _, raw := range rawWords(text) {
		if raw == "" {
			if len(list) > 0 && !list[len(list)-1].isStop() {
				list = append(list, lexeme{})
			}
			continue
		}
		lower := strings.ToLower(raw)
		capital := raw != lower
		for _, word := range expand(lower) {
			list = append(list, lexeme{text: word, key: stem(word), capital: capital})
		}
	}
	return list
}

// keys returns the keys of a text's words, without stops.
func keys(text string) []string {
	var list []string
	for _, l := range lexemes(text) {
		if !l.isStop() {
			list = append(list, l.key)
		}
	}
	return list
}

// fold returns a text's words joined by single spaces: equal for texts that
// differ only in case, accents, spacing and punctuation.
func fold(text string) string {
	var b strings.Builder
	for _, l := range lexemes(text) {
		if l.isStop() {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// rawWords splits a text at everything that is no letter, digit, inner
// apostrophe or mark inside a clock time. Sentences are parted by an empty word.
func rawWords(text string) []string {
	var list []string
	var word strings.Builder
	flush := func() {
		if w := strings.Trim(word.String(), "':"); w != "" {
			list = append(list, w)
		}
		word.Reset()
	}
	text = norm.NFKD.String(text)
	digit := false // the last rune written was a digit
	for i, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			writePlain(&word, r)
			digit = unicode.IsDigit(r)
			continue
		case unicode.Is(unicode.Mn, r):
		case strings.ContainsRune("'’‘ʼ`´", r):
			word.WriteByte('\'')
		case digit && (r == ':' || r == '.') && startsWithDigit(text[i+1:]):
			word.WriteByte(':')
		default:
			ends := endsSentence(r, word.String())
			flush()
			if ends {
				list = append(list, "")
			}
		}
		digit = false
	}
	flush()
	return list
}

// endsSentence reports whether the mark after the word ends a sentence, which a
// full stop after "Mr" does not.
func endsSentence(mark rune, word string) bool {
	title := mark == '.' && slices.Contains([]string{"mr", "mrs", "ms", "dr", "prof", "st"}, strings.ToLower(word))
	return strings.ContainsRune(".!?;\n…", mark) && !title
}

func startsWithDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r)
}

// writePlain writes a letter or digit, and for a letter that is no accented form
// of another the letters that stand for it.
func writePlain(b *strings.Builder, r rune) {
	plain := ""
	switch unicode.ToLower(r) {
	case 'ß':
		plain = "ss"
	case 'æ':
		plain = "ae"
	case 'œ':
		plain = "oe"
	case 'ø':
		plain = "o"
	case 'đ', 'ð':
		plain = "d"
	case 'ł':
		plain = "l"
	case 'þ':
		plain = "th"
	case 'ı':
		plain = "i"
	default:
		b.WriteRune(r)
		return
	}
	if unicode.IsUpper(r) {
		plain = strings.ToUpper(plain)
	}
	b.WriteString(plain)
}

// expand takes a contraction apart and drops a possessive ending.
func expand(word string) []string {
	first, ending, short := strings.Cut(word, "'")
	if !short {
		return []string{word}
	}
	if parts := irregular(word); parts != nil {
		return parts
	}
	verbs := map[string]string{"re": "are", "ve": "have", "ll": "will", "m": "am", "d": "would"}
	if strings.HasPrefix(first, "w") && first != "we" {
		verbs["d"] = "did" // "where'd you go"
	}
	switch {
	case ending == "t" && len(first) > 2 && strings.HasSuffix(first, "n"):
		return []string{first[:len(first)-1], "not"}
	case verbs[ending] != "":
		return []string{first, verbs[ending]}
	case ending == "s" && takesIs(first):
		return []string{first, "is"}
	default:
		return []string{strings.ReplaceAll(strings.TrimSuffix(word, "'s"), "'", "")}
	}
}

// irregular returns the parts of a contraction that is not made of them; nil for
// all others.
func irregular(word string) []string {
	switch word {
	case "can't":
		return []string{"can", "not"}
	case "won't":
		return []string{"will", "not"}
	case "shan't":
		return []string{"shall", "not"}
	case "ain't":
		return []string{"are", "not"}
	case "let's":
		return []string{"let", "us"}
	default:
		return nil
	}
}

// takesIs reports whether "'s" after the word is short for "is".
func takesIs(word string) bool {
	switch word {
	case "what", "where", "who", "how", "when", "why", "it", "that", "there", "he", "she", "here":
		return true
	default:
		return false
	}
}

// stem drops the usual English inflections: plural, -ed, -ing, and makes irregular
// past forms those of the present. It need not give
// a word, only the same for forms of one word.
func stem(word string) string {
	word = baseForm(word)
	if len(word) < 4 || word == "evening" || strings.ContainsAny(word, "0123456789") {
		return word
	}
	s := withoutEnding(word)
	if len(s) > 4 {
		s = strings.TrimSuffix(s, "e")
	}
	return s
}

func withoutEnding(s string) string {
	n := len(s)
	switch {
	case n > 4 && hasAnySuffix(s, "ies", "ied"):
		return s[:n-3] + "y"
	case hasAnySuffix(s, "sses", "shes", "ches", "xes", "zes"):
		return s[:n-2]
	case strings.HasSuffix(s, "s") && !hasAnySuffix(s, "ss", "us", "is"):
		return s[:n-1]
	}
	for _, ending := range []string{"ed", "ing"} {
		if rest, ok := strings.CutSuffix(s, ending); ok && len(rest) > 2 && hasVowel(rest) {
			return root(rest)
		}
	}
	return s
}

func hasAnySuffix(s string, endings ...string) bool {
	for _, e := range endings {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

// root mends what is left without -ed or -ing: "stopp" becomes "stop", "hat"
// becomes "hate", "quarrell" "quarrel", and "kill" stays.
func root(s string) string {
	n := len(s)
	switch {
	case n > 2 && s[n-1] == s[n-2] && (n > 6 || !strings.ContainsRune("lsz", rune(s[n-1]))):
		return s[:n-1]
	case n == 3 && !hasVowel(s[:1]) && hasVowel(s[1:2]) && !hasVowel(s[2:]) && s[2] != 'w' && s[2] != 'x':
		return s + "e"
	default:
		return s
	}
}
