package builtin

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"casebook/generator/mystery"
	"casebook/generator/recent"
)

// Judge scores accusations against the truth of a case. It needs no model: it
// finds out which of the case's choices an answer names, whatever the wording,
// and nothing else that an answer says counts. It may be used by several
// goroutines at once.
type Judge struct {
	words    map[string][]string // judge_words.txt, by word
	same     map[string][]int    // key → groups of words for one thing
	kinds    map[string][]string // key → keys of what it may stand for
	silent   map[string]bool     // keys that say nothing of an answer
	ordinary *speller            // words that are no slips of others
	feedback map[string]string   // by grade and question
	ballots  *recent.Cache[ballotKey, *ballot]
}

// keptBallots is how many questions a judge keeps the choices of: those of four cases, and
// about 30 KiB each.
const keptBallots = 24

// ballotKey names a question of a case.
type ballotKey struct {
	c        *mystery.Case
	question string
}

// NewJudge returns a judge of English answers.
func NewJudge() *Judge {
	lists := sections("judge_words.txt")
	j := &Judge{
		words: map[string][]string{}, same: map[string][]int{}, kinds: map[string][]string{}, silent: map[string]bool{},
		feedback: map[string]string{}, ballots: recent.New[ballotKey, *ballot](keptBallots),
	}
	for name, lines := range lists {
		j.words[name] = allWords(lines)
	}
	common := allWords(sections("witness_words.txt")["common"])
	j.ordinary = newSpeller(slices.Concat(common, j.words["noise"], j.words["same"], j.words["known"]), nil)
	for i, line := range lists["same"] {
		for _, key := range keys(line) {
			j.same[key] = append(j.same[key], i)
		}
	}
	for _, line := range lists["kind"] {
		wide, narrow, _ := strings.Cut(line, ":")
		j.kinds[stem(wide)] = keys(narrow)
	}
	for _, w := range j.words["noise"] {
		j.silent[stem(w)] = true
	}
	for grade, lines := range sections("judge_feedback.txt") {
		for _, line := range lines {
			question, text, _ := strings.Cut(line, "=")
			j.feedback[grade+" "+strings.TrimSpace(question)] = strings.Trim(strings.TrimSpace(text), "\"")
		}
	}
	return j
}

// maxAnswer is how much of an answer is read, in characters.
const maxAnswer = 2000

// The six questions of an accusation.
const (
	askWho   = "who"
	askWhat  = "what"
	askWhere = "where"
	askWhen  = "when"
	askWhy   = "why"
	askHow   = "how"
)

// Judge marks the six answers. The right choice of the case's options, or another
// wording of it, gives 100; most of it 85; a part of it 50 to 79; another choice
// at most 40, and another suspect 0; the right suspect for one of the wrong reasons 70; what fits several choices at most 25;
// nothing, or nothing that can be made out, 0. The feedback of each is one sentence. The
// error is that of a context that has ended, or that there is no case. What is made of the
// case is kept by its address: nobody may change a case that was judged by.
func (j *Judge) Judge(ctx context.Context, c *mystery.Case, a mystery.Answers) (mystery.Verdict, error) {
	if err := ctx.Err(); err != nil {
		return mystery.Verdict{}, fmt.Errorf("judge: %w", err)
	}
	if c == nil {
		return mystery.Verdict{}, errors.New("judge: no case")
	}
	mark := func(question, answer string) mystery.Mark {
		f := j.weigh(c, question, clipped(answer))
		return mystery.Mark{Score: f.score, Feedback: j.say(c, question, f.grade)}
	}
	return mystery.Verdict{
		Who: mark(askWho, a.Who), What: mark(askWhat, a.What), Where: mark(askWhere, a.Where),
		When: mark(askWhen, a.When), Why: mark(askWhy, a.Why), How: mark(askHow, a.How),
	}, nil
}

// clipped returns as much of an answer as is read.
func clipped(answer string) string {
	if len(answer) <= maxAnswer {
		return answer
	}
	runes := []rune(answer)
	return string(runes[:min(len(runes), maxAnswer)])
}

// grade is what kind of answer was given.
type grade string

const (
	gradeRight   grade = "right"
	gradePart    grade = "part"    // a part of the right answer
	gradeWrong   grade = "wrong"   // another choice
	gradeSeveral grade = "several" // more than one choice
	gradeUnknown grade = "unknown" // no choice that can be made out
	gradeEmpty   grade = "empty"
)

// finding is what an answer amounts to.
type finding struct {
	grade grade
	score int
}

const (
	fullScore    = 100
	mostWrong    = 40 // for another choice of the list
	severalScore = 25 // for several choices, the right one among them
)

// weigh returns what an answer to one of the questions amounts to.
func (j *Judge) weigh(c *mystery.Case, question, answer string) finding {
	b := j.ballotOf(c, question)
	list := b.mended(answer)
	text := heardIn(list)
	switch {
	case len(text) == 0:
		return finding{grade: gradeEmpty}
	case question == askWho:
		return b.who(c, text)
	case question == askWhen:
		return b.when(list)
	default:
		return b.free(text)
	}
}
