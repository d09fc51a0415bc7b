package builtin

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// vars are the words that stand in for the place-holders of a text: {victim} is
// vars["victim"]. A place-holder with a capital first letter after its last dot,
// or ending in _cap, stands for the same word with a capital.
type vars map[string]string

// with returns v and more, the latter winning.
func (v vars) with(more ...vars) vars {
	all := maps.Clone(v)
	for _, m := range more {
		maps.Copy(all, m)
	}
	return all
}

// fill puts the words into the text and gives each sentence its capital.
func (v vars) fill(text string) (string, error) {
	filled, err := layers{v}.put(text)
	return capitals(filled), err
}

// layers are words of which the later ones win.
type layers []vars

// put puts the words into the text, which may be a part of a sentence.
func (l layers) put(text string) (string, error) {
	var b strings.Builder
	for rest := text; rest != ""; {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			break
		}
		key, tail, closed := strings.Cut(after, "}")
		word, ok := l.word(key)
		if !closed || !ok {
			return "", fmt.Errorf("no word for {%s} in %q", key, text)
		}
		b.WriteString(word)
		rest = tail
	}
	return b.String(), nil
}

// word looks one place-holder up.
func (l layers) word(key string) (string, bool) {
	if word, ok := l.get(key); ok {
		return word, true
	}
	if base, ok := strings.CutSuffix(key, "_cap"); ok {
		word, ok := l.get(base)
		return capital(word), ok
	}
	dot := strings.LastIndexByte(key, '.') + 1
	r, size := utf8.DecodeRuneInString(key[dot:])
	word, ok := l.get(key[:dot] + string(unicode.ToLower(r)) + key[dot+size:])
	return capital(word), ok && unicode.IsUpper(r)
}

// get returns the word that stands for exactly this.
func (l layers) get(key string) (string, bool) {
	for _, v := range slices.Backward(l) {
		if word, ok := v[key]; ok {
			return word, true
		}
	}
	return "", false
}

// capital returns s with its first letter in upper case.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// capitals gives every sentence of s a capital. What follows a quoted question is
// part of its sentence.
func capitals(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	begin, last := true, ' '
	for _, r := range s {
		if begin && unicode.IsLetter(r) {
			r, begin = unicode.ToUpper(r), false
		}
		b.WriteRune(r)
		begin, last = begins(begin, last, r), r
	}
	return b.String()
}

// begins reports whether a sentence may begin after r, which follows last.
func begins(before bool, last, r rune) bool {
	switch r {
	case '.':
		return !unicode.IsUpper(last) // or it is an initial
	case '!', '?':
		return true
	case '"':
		return before && last != '!' && last != '?'
	case '\'':
		return before
	default:
		return before && unicode.IsSpace(r)
	}
}

// pools remembers what was drawn, so that nothing is drawn twice before
// everything was drawn once.
type pools map[string][]string

// draw returns one of the list under the name it is remembered by: of those left,
// one that has rested longest.
func (d *draft) draw(name string, list []string) string {
	if len(d.used[name]) == 0 {
		d.used[name] = rested(d, list, itself)
	}
	left := d.used[name]
	d.used[name] = left[1:]
	return left[0]
}

// text fills a text with the words of the whole case and more. The first text
// that cannot be filled is remembered, and makes the draft fail as a whole.
func (d *draft) text(text string, more ...vars) string { return capitals(d.phrase(text, more...)) }

// phrase fills what is a part of a sentence.
func (d *draft) phrase(text string, more ...vars) string {
	filled, err := append(layers{d.base}, more...).put(text)
	if err != nil && d.err == nil {
		d.err = err
	}
	return filled
}

// line draws a text from the talk's pool and fills it.
func (d *draft) line(section, name string, more ...vars) string {
	list := d.talk[section][name]
	if len(list) == 0 {
		list = []string{"{" + section + "." + name + "}"} // nothing is there
	}
	return d.novel(section+"."+name, list, more...)
}

// novel draws a text from the list, remembering what was drawn under the name,
// and fills it so that it holds no sentence that was said before. If there is
// none, the draft is unfit.
func (d *draft) novel(name string, list []string, more ...vars) string {
	text, ok := d.unsaid(name, list, more...)
	if !ok && d.err == nil {
		d.err = fmt.Errorf("%w: everything in %s was said", errUnfit, name)
	}
	return text
}

// unsaid is novel for those who can do without: it reports whether there is such
// a text.
func (d *draft) unsaid(name string, list []string, more ...vars) (string, bool) {
	for range list {
		one := d.draw(name, list)
		text := d.text(one, more...)
		if d.said.add(text) {
			d.note(one)
			return text, true
		}
	}
	return "", false
}

// saidBefore is a set of sentences, without regard to capitals.
type saidBefore map[string]bool

// shortSentence is the number of words up to which a sentence may be repeated.
const shortSentence = 3

// add adds the sentences of a text, unless one of them is in the set. It reports
// whether it did.
func (s saidBefore) add(text string) bool {
	parts := split(text)
	if slices.ContainsFunc(parts, func(one string) bool { return s[one] }) {
		return false
	}
	for _, one := range parts {
		s[one] = true
	}
	return true
}

// split cuts a text into its longer sentences. A text of short ones only is
// whole.
func split(text string) []string {
	parts := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == '.' || r == '!' || r == '?' })
	for i, one := range parts {
		parts[i] = strings.Trim(one, " \"")
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return wordCount(s) <= shortSentence })
	if len(parts) == 0 {
		return []string{strings.ToLower(text)}
	}
	return parts
}
