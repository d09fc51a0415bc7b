package builtin

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"casebook/generator/mystery"
)

// Witness answers what players ask a suspect, by choosing among the lines of the
// suspect's testimony. It needs no model, knows nothing of the solution, and may
// be used by several goroutines at once.
type Witness struct {
	reader   *reader
	prefixes map[string][]string // witness_retell.txt
	between  []string            // all that may stand between two answers, in lower case
	telling  []string            // words by which a sentence speaks of telling
	leaning  []string            // words by which a sentence leans on the one before
}

// NewWitness returns a witness that understands English.
func NewWitness() *Witness {
	lists := sections("witness_retell.txt")
	w := &Witness{reader: newReader(), prefixes: lists, telling: allWords(lists["telling"]), leaning: allWords(lists["leaning"])}
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
// nothing. The text is never empty. The error is that of a context that has
// ended, or tells that the case has no such suspect.
func (w *Witness) Answer(ctx context.Context, q mystery.Question) (mystery.Reply, error) {
	if err := ctx.Err(); err != nil {
		return mystery.Reply{}, fmt.Errorf("answer: %w", err)
	}
	lines, err := testimonyOf(q.Case, q.SuspectID)
	if err != nil {
		return mystery.Reply{}, err
	}
	if utf8.RuneCountInString(q.Message) > maxMessage {
		q.Message = string([]rune(q.Message)[:maxMessage])
	}
	q.Message = w.reader.untagged(q.Message)
	t := w.newTalk(&q, lines)
	names := w.reader.newCaseNames(&q)
	read := w.reader.readings(names, t, q.Message)
	if list := w.reader.asked(names, t, read); len(list) > 1 {
		return w.answerAll(t, list), nil
	}
	reply := w.speak(t, read.intents)
	reply.Accusing = read.accusing
	return reply, nil
}

// testimonyOf returns the lines of a suspect that say something.
func testimonyOf(c *mystery.Case, suspect string) ([]mystery.Line, error) {
	if c == nil {
		return nil, fmt.Errorf("answer for %q: no case", suspect)
	}
	for _, t := range c.Testimony {
		if t.SuspectID == suspect {
			return slices.DeleteFunc(slices.Clone(t.Lines), func(l mystery.Line) bool { return strings.TrimSpace(l.Text) == "" }), nil
		}
	}
	return nil, fmt.Errorf("answer: %s has no suspect %q", c.ID, suspect)
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
