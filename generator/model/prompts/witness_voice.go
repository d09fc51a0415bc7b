package prompts

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"casebook/generator/mystery"
)

//go:embed witness_words.txt
var witnessWords string

// The bounds of what a model says for a suspect: sentences and bytes, before a line
// and alone.
const (
	mostBefore, longestBefore = 2, 280
	mostAlone, longestAlone   = 3, 420
)

// fewWords is how many may stand in a row in the prompt and be said all the same.
const fewWords = 4

// unspoken are the characters that no speech has.
const unspoken = "{}[]<>|\\=«»_#*@/"

// spokenWords are the lists of witness_words.txt.
type spokenWords map[string][]string

func newSpokenWords() spokenWords {
	words, list := spokenWords{}, ""
	for line := range strings.Lines(witnessWords) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if name, isName := strings.CutPrefix(line, "["); isName {
			list = strings.TrimSuffix(name, "]")
			continue
		}
		for phrase := range strings.SplitSeq(line, ",") {
			if phrase != "" {
				words[list] = append(words[list], plainly(phrase))
			}
		}
	}
	return words
}

// plainly is a text in lower case, its words and nothing else, with a space before
// and after each.
func plainly(text string) string {
	text = strings.ReplaceAll(strings.ToLower(text), "’", "'")
	return " " + strings.Join(strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '\'' }), " ") + " "
}

// voice takes what a model says, sentence by sentence, and lets through what may be
// said. What was let through stays, so it can be shown at once; the first sentence
// that may not be said ends it.
type voice struct {
	words  spokenWords
	q      *mystery.Question
	reply  mystery.Reply
	naming *mystery.Naming
	prompt string // plainly
	most   int    // sentences
	room   int    // bytes

	waiting string // the beginning of a sentence
	said    string
	over    bool
}

func newVoice(words spokenWords, q *mystery.Question, reply mystery.Reply, prompt string) *voice {
	v := &voice{words: words, q: q, reply: reply, naming: q.Case.Naming(), prompt: plainly(prompt), most: mostBefore, room: longestBefore}
	if isFree(reply) {
		v.most, v.room = mostAlone, longestAlone
	}
	return v
}

// hear takes a piece of what the model says.
func (v *voice) hear(piece string) {
	if v.over {
		return
	}
	v.waiting += piece
	for !v.over {
		sentence, rest, whole := v.cut(v.waiting)
		if !whole {
			v.over = len(v.waiting) > v.room
			return
		}
		v.waiting = rest
		v.take(sentence)
	}
}

// end takes what is left when the model has said all.
func (v *voice) end() {
	if !v.over {
		v.take(v.waiting)
	}
}

// text is the whole answer.
func (v *voice) text() string {
	switch {
	case v.said == "":
		return v.reply.Text
	case isFree(v.reply):
		return v.said
	}
	return v.said + " " + v.reply.Text
}

// cut returns the first sentence of a text if it is whole: what comes after its end
// has begun.
func (v *voice) cut(text string) (sentence, rest string, whole bool) {
	ended := false
	for i, c := range text {
		switch {
		case strings.ContainsRune("。！？", c):
			i += len(string(c))
			return text[:i], text[i:], true
		case strings.ContainsRune(".!?…", c):
			ended = c != '.' || !v.isTitle(text[:i])
		case ended && unicode.IsSpace(c):
			return text[:i], text[i:], true
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			ended = false
		}
	}
	return "", text, false
}

// isTitle reports whether a text ends in a word such as "Mr".
func (v *voice) isTitle(text string) bool {
	words := strings.Fields(text)
	return len(words) > 0 && slices.Contains(v.words["titles"], plainly(words[len(words)-1]))
}

// take lets a sentence through, or ends it all.
func (v *voice) take(sentence string) {
	sentence = strings.Join(strings.Fields(sentence), " ")
	for _, s := range v.q.Case.Suspects {
		if s.ID == v.q.SuspectID {
			sentence = strings.TrimPrefix(sentence, s.Name+":")
		}
	}
	sentence = strings.Trim(sentence, ` "“”«»*_`)
	if sentence == "" {
		return
	}
	if v.most == 0 || len(sentence) > v.room || !v.allowed(sentence) {
		v.over = true
		return
	}
	v.most--
	v.room -= len(sentence)
	heard := sentence
	if v.said != "" {
		heard = " " + sentence
	}
	v.said += heard
	if v.q.Hear != nil {
		v.q.Hear(heard)
	}
}

// allowed reports whether a sentence states nothing: it names nobody and no place
// that the line does not name, is speech, has no number and none of the words that
// tell of that night, and is none of the prompt's.
func (v *voice) allowed(sentence string) bool {
	for _, id := range v.naming.In(sentence, v.q.SuspectID) {
		if !slices.Contains(v.reply.Mentions, id) {
			return false
		}
	}
	plain := plainly(sentence)
	if strings.ContainsAny(sentence, unspoken) || strings.ContainsFunc(plain, unicode.IsDigit) || strings.Count(plain, " ") > fewWords && strings.Contains(v.prompt, plain) {
		return false
	}
	for _, list := range []string{"hours", "claims", "outside"} {
		if slices.ContainsFunc(v.words[list], func(words string) bool { return strings.Contains(plain, words) }) {
			return false
		}
	}
	return true
}
