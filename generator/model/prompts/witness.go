package prompts

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"text/template"
	"time"

	"casebook/generator/model"
	"casebook/generator/mystery"
)

//go:embed witness.txt
var witnessPrompt string

// rest is how long a provider is left alone that failed: each answer that waits for
// it in vain keeps a player waiting.
const rest = 30 * time.Second

// The bounds of what is sent of a conversation.
const (
	toldTurns   = 12  // the newest utterances
	longestTurn = 600 // characters of each
)

// Teller answers for a suspect without a model.
type Teller interface {
	Answer(ctx context.Context, q mystery.Question) (mystery.Reply, error)
}

// WitnessOptions are what a Witness needs.
type WitnessOptions struct {
	Talk   model.TalkCall
	Guards model.Guards
	Model  string
	Code   Teller
	Time   time.Duration // for all that the model says to one question, waiting included
	Now    func() time.Time
	Log    *slog.Logger
}

// Witness gives suspects a voice. What a question asks, what is told, and what that
// earns, the code decides: what it tells is said word for word, and the model puts
// before it what this person says to these words. Where there is nothing to tell
// (a greeting, small talk, what is not understood), the model answers alone. So a case
// can be solved whatever the model says. It is safe for concurrent use.
type Witness struct {
	o      WitnessOptions
	talk   model.TalkCall
	prompt *template.Template
	words  spokenWords

	mu      sync.Mutex
	resting time.Time // until when the model is left alone
}

// NewWitness returns a witness.
func NewWitness(o WitnessOptions) *Witness {
	prompt := template.Must(template.New("witness").Parse(witnessPrompt))
	return &Witness{o: o, talk: model.Guard(o.Guards, o.Talk), prompt: prompt, words: newSpokenWords()}
}

// Answer returns the code's answer in the model's voice, or as it is if the model
// fails, is slow, or says nothing that may be said. The error is that of the code, or
// of a context that has ended.
func (w *Witness) Answer(ctx context.Context, q mystery.Question) (mystery.Reply, error) {
	reply, err := w.o.Code.Answer(ctx, q)
	if err != nil || w.o.Now().Before(w.wakes()) {
		return reply, err
	}
	request, err := w.request(&q, reply)
	if err != nil {
		return reply, err
	}
	v := newVoice(w.words, &q, reply, request.System)
	request.Piece = v.hear
	limited, cancel := context.WithTimeout(ctx, w.o.Time)
	defer cancel()
	if _, err = w.talk(limited, request); err == nil {
		v.end()
	} else if ctx.Err() == nil {
		w.leave(q.Case.ID, err)
	}
	reply.Text = v.text()
	return reply, ctx.Err()
}

func (w *Witness) wakes() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.resting
}

// leave notes that the model failed, and leaves it alone for a while if that was not
// for the sake of what it was asked.
func (w *Witness) leave(caseID string, err error) {
	w.o.Log.Warn("answered without the model, or with half of what it said", "case", caseID, "err", err)
	failed, ok := errors.AsType[*model.Error](err)
	if !ok || failed.Kind == model.Refused || failed.Kind == model.Broken {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.resting = w.o.Now().Add(max(rest, failed.Hint))
}

// isFree reports whether the reply tells nothing, so that the model may answer alone.
func isFree(r mystery.Reply) bool {
	if len(r.Mentions)+len(r.Also) > 0 || r.Accusing {
		return false
	}
	switch r.Topic {
	case mystery.TopicGreet, mystery.TopicUnclear:
		return true
	case mystery.TopicChat:
		return r.On != mystery.OnVisit
	default:
		return false
	}
}

// request is what the model is told: who speaks, as every player may read it, what
// was said between the two, and what is said now. There is nothing else in it, so
// nothing else can come out.
func (w *Witness) request(q *mystery.Question, reply mystery.Reply) (r model.TalkRequest, err error) {
	told := map[string]any{
		"Language": q.Case.Language, "Victim": q.Case.Victim.Name, "Scene": q.Case.Scene.Description, "Tone": mystery.ToneAt(q.Suspicion),
		"Line": reply.Text, "Free": isFree(reply),
	}
	for _, s := range q.Case.Suspects {
		if s.ID == q.SuspectID {
			told["Name"], told["Archetype"], told["Background"], told["Personality"] = s.Name, s.Archetype, s.Background, s.Personality
		}
	}
	var system strings.Builder
	if err := w.prompt.Execute(&system, told); err != nil {
		return r, fmt.Errorf("the witness's prompt: %w", err)
	}
	r.TextRequest = model.TextRequest{About: model.About{CaseID: q.Case.ID}, Model: w.o.Model, System: system.String(), MaxTokens: 1000}
	history := q.History[max(0, len(q.History)-toldTurns):]
	for _, u := range history {
		if byModel := u.Speaker != "user"; !byModel || len(r.Turns) > 0 { // the first is the user's
			r.Turns = append(r.Turns, model.Turn{Model: byModel, Text: shortened(u.Text, longestTurn)})
		}
	}
	r.Turns = append(r.Turns, model.Turn{Text: q.Message})
	return r, nil
}

// shortened returns at most so many characters of a text.
func shortened(text string, most int) string {
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most]) + " …"
	}
	return text
}
