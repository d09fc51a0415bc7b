package prompts

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"casebook/generator/model"
	"casebook/generator/mystery"
)

//go:embed writer_clues.txt
var cluesPrompt string

//go:embed writer_claims.txt
var claimsPrompt string

//go:embed writer_prose.txt
var prosePrompt string

//go:embed writer_solution.txt
var solutionPrompt string

//go:embed writer_scenes.txt
var scenesPrompt string

// english is the language of the built-in writer.
const english = "en"

// Author writes a case without a model.
type Author interface {
	Write(ctx context.Context, brief mystery.Brief) (*mystery.Case, error)
}

// WriterOptions are what a Writer needs.
type WriterOptions struct {
	Ask        model.TextCall
	Guards     model.Guards
	Model      string
	Embed      model.EmbedCall // nil: plots are compared by words
	EmbedGuard model.Guards
	EmbedModel string
	Builtin    Author
	Received   *Received
	Time       time.Duration // that the model may take for a case, with everything
	Log        *slog.Logger
}

// Writer writes cases with a model. The built-in writer gives the bones: who was where
// and when, and what proves what. The model invents everything that has a name, and
// writes every text, in steps that are each judged by the referee. It is safe for
// concurrent use.
type Writer struct {
	o      WriterOptions
	worlds model.Call[model.TextRequest, model.Parsed[world]]
	texts  model.Call[model.TextRequest, model.Parsed[written]]
	embed  model.EmbedCall
}

// NewWriter returns a writer.
func NewWriter(o WriterOptions) *Writer {
	w := &Writer{
		o:      o,
		worlds: once(o.Received, o.Log, o.Guards, model.Parse(o.Ask, func(*world) error { return nil })),
		texts:  once(o.Received, o.Log, o.Guards, model.Parse(o.Ask, (*written).check)),
	}
	if o.Embed != nil {
		w.embed = model.Guard(o.EmbedGuard, o.Embed)
	}
	return w
}

// Write returns a case that obeys the laws, whatever the model does: the model's; the
// built-in writer's with the model's prose; the built-in writer's as it is. It fails
// only if ctx ends, or if the built-in writer fails.
func (w *Writer) Write(ctx context.Context, brief mystery.Brief) (*mystery.Case, error) {
	plain := brief
	plain.Language, plain.Past = english, slices.Clone(brief.Past)
	for i, p := range plain.Past {
		plain.Past[i].Plot, _, _ = strings.Cut(p.Plot, plotSep)
	}
	base, err := w.o.Builtin.Write(ctx, plain)
	if err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, w.o.Time)
	defer cancel()
	c, err := w.try(limited, brief, base)
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("write %s: %w", brief.ID, ctx.Err())
	case err != nil:
		w.o.Log.Warn("written by the built-in writer", "case", brief.ID, "err", err)
		if brief.Language != english {
			w.o.Log.Warn("the built-in writer's case is in English", "case", brief.ID, "language", brief.Language)
		}
		return base, nil
	default:
		return c, nil
	}
}

// try has the model write the case, or else its prose.
func (w *Writer) try(ctx context.Context, brief mystery.Brief, base *mystery.Case) (*mystery.Case, error) {
	s := &session{w: w, brief: brief, bones: bonesOf(base), own: true}
	c, err := s.invent(ctx)
	if err == nil || ctx.Err() != nil || brief.Language != english || !goesOn(err) {
		return c, err
	}
	w.o.Log.Warn("the model writes the prose of a case of the built-in writer", "case", brief.ID, "err", err)
	s.own = false
	return s.retell(ctx)
}

// goesOn reports whether another request has a chance after this error.
func goesOn(err error) bool {
	failed, ok := errors.AsType[*model.Error](err)
	return !ok || failed.Kind == model.Refused || failed.Kind == model.Broken
}

// session is the writing of one case.
type session struct {
	w     *Writer
	brief mystery.Brief
	bones *bones
	own   bool // the world is the model's
	mu    sync.Mutex
	by    string // the model that answered
}

// most bounds what the model may write in one answer, thinking included, in tokens.
const most = 24000

func (s *session) request(system string, turns []model.Turn, schema []byte) model.TextRequest {
	return model.TextRequest{
		About: model.About{CaseID: s.brief.ID}, Model: s.w.o.Model, System: system, Turns: turns, Schema: json.RawMessage(schema), MaxTokens: most,
	}
}

// signed notes which model answered.
func (s *session) signed(by string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.by = by
}

// invent writes a case in a world of the model's own.
func (s *session) invent(ctx context.Context) (*mystery.Case, error) {
	c, err := s.world(ctx)
	if err == nil {
		c, err = s.take(ctx, c, s.clues(c, true))
	}
	if err == nil {
		c, err = s.speak(ctx, c)
	}
	for _, next := range []func(*mystery.Case) step{s.prose, s.solution, s.scenes} {
		if err == nil {
			c, err = s.take(ctx, c, next(c))
		}
	}
	if err != nil {
		return nil, err
	}
	c.Author = s.by
	if left := violations(c); len(left) > 0 {
		return nil, &unlawful{"the case", left}
	}
	return c, nil
}

// world asks for the world of a case.
func (s *session) world(ctx context.Context) (*mystery.Case, error) {
	memory, err := s.w.remember(ctx, s.brief)
	if err != nil {
		return nil, fmt.Errorf("the world: %w", err)
	}
	turn, err := s.bones.told(s.brief, memory.lines())
	if err != nil {
		return nil, err
	}
	turns := []model.Turn{{Text: turn}}
	var reasons []string
	for range rounds {
		answer, err := s.w.worlds(ctx, s.request(worldPrompt, turns, worldSchema))
		if err != nil {
			return nil, fmt.Errorf("the world: %w", err)
		}
		s.signed(answer.Model)
		said, err := json.Marshal(answer.Value)
		if err != nil {
			return nil, fmt.Errorf("the world: %w", err)
		}
		invented := &answer.Value
		invented.tidy()
		if reasons = s.bones.faults(invented); len(reasons) == 0 {
			c := s.planned(s.bones.clothe(invented, s.brief))
			reasons = append(faultsOf(c), memory.faults(ctx, invented, s.brief.ID, s.w.o.Log)...)
			if len(reasons) == 0 {
				return c, nil
			}
		}
		turns = append(turns, model.Turn{Model: true, Text: string(said)}, model.Turn{Text: told(anewPrompt, reasons)})
	}
	return nil, &unlawful{"the world", reasons}
}

// planned adds what everybody will speak of, without the words, so that the referee can
// judge who gets to know what.
func (s *session) planned(c *mystery.Case) *mystery.Case {
	for _, p := range c.Suspects {
		c.Testimony = append(c.Testimony, mystery.Testimony{SuspectID: p.ID})
	}
	for seat := range c.Suspects {
		s.claims(c, seat).apply(c, nil)
	}
	return c
}

// faultsOf are the laws that a case without texts breaks, but for those of texts.
func faultsOf(c *mystery.Case) (list []string) {
	ofTexts := []string{"marks", "words", "slides", "reasoning", "testimony", "equal-points", "pictures"}
	for _, v := range mystery.Review(c) {
		nameless := v.Law == "names" && strings.Contains(v.Reason, `"" is the name`)
		if !slices.Contains(ofTexts, v.Law) && !nameless {
			list = append(list, v.String())
		}
	}
	return list
}

// speak has the three say what they know, all at a time.
func (s *session) speak(ctx context.Context, c *mystery.Case) (*mystery.Case, error) {
	spoken := make([]*mystery.Case, len(c.Suspects))
	group, ctx := errgroup.WithContext(ctx)
	for seat := range c.Suspects {
		group.Go(func() (err error) {
			spoken[seat], err = s.take(ctx, c, s.claims(c, seat))
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for seat := range spoken {
		c.Testimony[seat] = spoken[seat].Testimony[seat]
	}
	return c, nil
}

// retell has the model write the prose of the built-in writer's case. What does not
// please stays as it was; it fails if nothing does. A model that gives nothing of use
// is asked no further.
func (s *session) retell(ctx context.Context) (*mystery.Case, error) {
	c, err := copied(s.bones.base)
	if err != nil {
		return nil, err
	}
	told := 0
	for _, next := range []func(*mystery.Case) step{s.retold, s.prose, s.solution, s.scenes} {
		better, failed := s.take(ctx, c, next(c))
		if failed == nil {
			c, told = better, told+1
			continue
		}
		err = failed
		s.w.o.Log.Warn("the built-in writer's texts stay", "case", s.brief.ID, "err", err)
		if _, lawless := errors.AsType[*unlawful](err); !lawless {
			break
		}
	}
	if told == 0 {
		return nil, err
	}
	c.Author = s.by + ", in a world of " + s.bones.base.Author
	return c, nil
}

// retold is the step of what is found, under the names that it has.
func (s *session) retold(c *mystery.Case) step { return s.clues(c, false) }
