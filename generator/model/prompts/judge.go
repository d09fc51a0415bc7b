package prompts

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"casebook/generator/model"
	"casebook/generator/mystery"
)

//go:embed judge.txt
var judgePrompt string

//go:embed judge.json
var judgeSchema []byte

// wild is how far the model's score may not be from the code's. What the code takes
// for wrong (40 at most) no model can pass, whatever the player wrote to it.
const wild = 40

// longestAnswer bounds what is sent of an answer, in bytes.
const longestAnswer = 2000

// Marker marks six answers without a model.
type Marker interface {
	Judge(ctx context.Context, c *mystery.Case, a mystery.Answers) (mystery.Verdict, error)
}

// JudgeOptions are what a Judge needs.
type JudgeOptions struct {
	Ask    model.TextCall
	Guards model.Guards
	Model  string
	Code   Marker
	Log    *slog.Logger
}

// Judge marks accusations: the answers to "why" and "how" with a model and a fixed
// rubric, the others by code. It is safe for concurrent use.
type Judge struct {
	o   JudgeOptions
	ask model.Call[model.TextRequest, model.Parsed[marks]]
}

// NewJudge returns a judge.
func NewJudge(o JudgeOptions) *Judge {
	return &Judge{o, model.Guard(o.Guards, model.Parse(o.Ask, (*marks).check))}
}

// marks is what the model says.
type marks struct {
	Why mystery.Mark `json:"why"`
	How mystery.Mark `json:"how"`
}

func (m *marks) check() error {
	for _, mark := range []mystery.Mark{m.Why, m.How} {
		if mark.Score < 0 || mark.Score > 100 || strings.TrimSpace(mark.Feedback) == "" {
			return errors.New("a score is not within 0 and 100, or has no feedback")
		}
	}
	return nil
}

// Judge returns the code's verdict with the model's opinion of "why" and "how" where
// the code is not sure. If the model fails, the code's verdict is all there is.
func (j *Judge) Judge(ctx context.Context, c *mystery.Case, a mystery.Answers) (mystery.Verdict, error) {
	verdict, err := j.o.Code.Judge(ctx, c, a)
	if err != nil || settled(verdict.Why, a.Why) && settled(verdict.How, a.How) {
		return verdict, err
	}
	turn, err := question(c, a)
	if err != nil {
		return verdict, err
	}
	answer, err := j.ask(ctx, model.TextRequest{
		About: model.About{CaseID: c.ID}, Model: j.o.Model, System: judgePrompt, Turns: []model.Turn{{Text: turn}},
		Schema: json.RawMessage(judgeSchema), MaxTokens: 3000,
	})
	if err != nil {
		j.o.Log.Warn("judged without the model", "case", c.ID, "err", err)
		return verdict, ctx.Err()
	}
	verdict.Why = merged(verdict.Why, answer.Value.Why, a.Why)
	verdict.How = merged(verdict.How, answer.Value.How, a.How)
	return verdict, nil
}

// settled reports whether there is nothing to ask about an answer: it is right word
// for word, or there is none.
func settled(code mystery.Mark, answer string) bool {
	return code.Score == 100 || strings.TrimSpace(answer) == ""
}

// merged is the mark of one answer.
func merged(code, said mystery.Mark, answer string) mystery.Mark {
	if apart := said.Score - code.Score; settled(code, answer) || apart >= wild || apart <= -wild {
		return code
	}
	return mystery.Mark{Score: said.Score, Feedback: model.Clean(said.Feedback, "")}
}

// question is what the model is told: what is true, and what the player says.
func question(c *mystery.Case, a mystery.Answers) (string, error) {
	type asked struct {
		Truth  string `json:"truth"`
		Player string `json:"player"`
	}
	told, err := json.Marshal(map[string]any{
		"language": c.Language,
		"why":      asked{c.Solution.Answers.Why, a.Why[:min(len(a.Why), longestAnswer)]},
		"how":      asked{c.Solution.Answers.How, a.How[:min(len(a.How), longestAnswer)]},
	})
	if err != nil {
		return "", fmt.Errorf("tell the judge: %w", err)
	}
	return string(told), nil
}
