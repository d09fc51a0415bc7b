package builtin

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"casebook/generator/mystery"
	"casebook/generator/recent"
)

// Witness answers what players ask a suspect, by choosing among the lines of the
// suspect's testimony. It needs no model, knows nothing of the solution, and may
// be used by several goroutines at once.
type Witness struct {
	reader   func() *reader      // made for the first question: it takes 5 MB
	prefixes map[string][]string // witness_retell.txt
	between  []string            // all that may stand between two answers, in lower case
	telling  []string            // words by which a sentence speaks of telling
	leaning  []string            // words by which a sentence leans on the one before
	known    *recent.Cache[knowledgeKey, *knowledge]
}

// keptKnowledge is for how many suspects, each by what the player has found, a witness
// keeps what it made of the case: about 150 KiB each.
const keptKnowledge = 96

// NewWitness returns a witness that understands English.
func NewWitness() *Witness {
	lists := sections("witness_retell.txt")
	w := &Witness{known: recent.New[knowledgeKey, *knowledge](keptKnowledge), reader: sync.OnceValue(newReader), prefixes: lists, telling: allWords(lists["telling"]), leaning: allWords(lists["leaning"])}
	for name, list := range lists {
		if name == both || strings.HasPrefix(name, both+" ") {
			w.between = append(w.between, list...)
		}
	}
	for i, joint := range w.between {
		w.between[i] = " " + strings.ToLower(strings.TrimSuffix(joint, "…"))
	}
	slices.Sort(w.between)
	return w
}

// maxMessage is how much of a message is read, in characters.
const maxMessage = 1000

// Answer returns what the suspect says to the question. It prefers what the
// suspect has not said in the question's history; when there is nothing left, it
// says a line again with other words before it. The answer depends on nothing
// but the question, and on nothing in the case but names, roles, the scene and
// the suspect's testimony; evidence that the player has not found counts for
// nothing. The text is never empty. What is made of the case is kept by its address: nobody
// may change a case that a question was asked of. The error is that of a context that has
// ended, or tells that the case has no such suspect.
func (w *Witness) Answer(ctx context.Context, q mystery.Question) (mystery.Reply, error) {
	if err := ctx.Err(); err != nil {
		return mystery.Reply{}, fmt.Errorf("answer: %w", err)
	}
	known, err := w.knowledgeOf(&q)
	if err != nil {
		return mystery.Reply{}, err
	}
	if utf8.RuneCountInString(q.Message) > maxMessage {
		q.Message = string([]rune(q.Message)[:maxMessage])
	}
	q.Message = w.reader().untagged(q.Message)
	t := w.newTalk(&q, known)
	read := w.reader().readings(known.names, t, q.Message)
	if list := w.reader().asked(known.names, t, read); len(list) > 1 {
		return w.answerAll(t, list), nil
	}
	reply := w.speak(t, read.intents)
	reply.Accusing = read.accusing
	return reply, nil
}

// knowledge is what a witness makes of a case for one suspect, whatever is asked.
type knowledge struct {
	names *caseNames
	lines []mystery.Line
	texts []string        // of the lines, in lower case
	bare  func() []string // the same without their openings
}

// knowledgeKey tells what knowledge is made of.
type knowledgeKey struct {
	c       *mystery.Case
	suspect string
	found   string // ids, sorted
}

// knowledgeOf returns what the witness makes of the question's case.
func (w *Witness) knowledgeOf(q *mystery.Question) (*knowledge, error) {
	lines, err := testimonyOf(q.Case, q.SuspectID)
	if err != nil {
		return nil, err
	}
	key := knowledgeKey{q.Case, q.SuspectID, strings.Join(slices.Sorted(slices.Values(q.Found)), " ")}
	return w.known.Get(key, func() *knowledge {
		of := &mystery.Question{Case: q.Case, SuspectID: q.SuspectID, Found: slices.Clone(q.Found)}
		k := &knowledge{names: w.reader().newCaseNames(of), lines: saying(lines)}
		for _, l := range k.lines {
			k.texts = append(k.texts, strings.ToLower(l.Text))
		}
		k.bare = sync.OnceValue(func() []string {
			var bare []string
			for _, l := range k.lines {
				bare = append(bare, strings.ToLower(w.withoutOpening(of, l)))
			}
			return bare
		})
		return k
	}), nil
}

// testimonyOf returns the lines of a suspect.
func testimonyOf(c *mystery.Case, suspect string) ([]mystery.Line, error) {
	if c == nil {
		return nil, fmt.Errorf("answer for %q: no case", suspect)
	}
	for _, t := range c.Testimony {
		if t.SuspectID == suspect {
			return t.Lines, nil
		}
	}
	return nil, fmt.Errorf("answer: %s has no suspect %q", c.ID, suspect)
}

// saying returns the lines that say something.
func saying(lines []mystery.Line) []mystery.Line {
	return slices.DeleteFunc(slices.Clone(lines), func(l mystery.Line) bool { return strings.TrimSpace(l.Text) == "" })
}

// speak chooses what to say to the intents, of which the first is the surest.
func (w *Witness) speak(t *talk, intents []intent) mystery.Reply {
	for _, in := range intents {
		if line, ok := t.fresh(in); ok {
			return replyWith(line, w.afterShown(t, line, line.Text))
		}
		if lines := t.on(in); len(lines) > 0 {
			return w.again(t, lines)
		}
	}
	if len(t.lines) > 0 {
		return w.again(t, []int{0})
	}
	return mystery.Reply{Text: w.prefixes["spent"][0], Topic: mystery.TopicUnclear}
}

// replyWith returns the line as a reply, in the words of text.
func replyWith(l mystery.Line, text string) mystery.Reply {
	return mystery.Reply{Text: text, Topic: l.Topic, About: l.About, On: l.On, Mentions: slices.Clone(l.Mentions)}
}
