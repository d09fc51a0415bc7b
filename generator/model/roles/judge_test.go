package roles

import (
	"context"
	"errors"
	"sync"

	"casebook/generator/builtin"
	"casebook/generator/mystery"
)

// court is a case, half an answer to it, and what the code says of that.
var court = sync.OnceValues(func() (accusation, error) {
	c := &mystery.Case{ID: "case-1", Language: "en"}
	c.Solution.Answers = mystery.Answers{Why: "He had found the forged ledger and meant to tell the police about it", How: "She put foxglove into the evening tea and stayed until the cup was empty"}
	c.Options.Why = []string{c.Solution.Answers.Why, "He was about to change his will", "She wanted the house for herself"}
	c.Options.How = []string{c.Solution.Answers.How, "She loosened the rail of the balcony", "She let the lamp go out on the stairs"}
	a := accusation{c: c, answers: mystery.Answers{Why: "It was about the forged ledger", How: "With the tea"}}
	var err error
	a.code, err = builtin.NewJudge().Judge(context.Background(), c, a.answers)
	if err == nil && (a.code.Why.Score < 20 || a.code.Why.Score > 85) {
		err = errors.New("the code is sure of it")
	}
	return a, err
})

type accusation struct {
	c       *mystery.Case
	answers mystery.Answers
	code    mystery.Verdict
}
