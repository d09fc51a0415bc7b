package roles

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/builtin"
	"casebook/generator/model/fake"
	"casebook/generator/mystery"
	"casebook/generator/settings"
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

// TestJudgeFaults is the fault matrix of the judge: the model's marks, or the code's
// verdict, and always a verdict in time.
func TestJudgeFaults(t *testing.T) {
	const most = 45 * time.Second
	modelJudges := map[fake.Fault]bool{
		fake.None: true, fake.FencedJSON: true, fake.Rerouted: true, fake.SeesNothingRight: true,
		fake.TextForPicture: true, fake.ThoughtPictures: true, fake.WrongType: true, fake.NoPicture: true, fake.CutStream: true, // not of text
	}
	for _, fault := range fake.Faults() {
		t.Run(string(fault), func(t *testing.T) {
			x, err := court()
			if err != nil {
				t.Fatal(err)
			}
			inHouse(t, func(_ *settings.Models, o *fake.Options) {
				o.Fault = func(string, int) fake.Fault { return fault }
			}, func(t *testing.T, h *house) {
				began := time.Now()
				got, err := h.Judge.Judge(t.Context(), x.c, x.answers)
				if took := time.Since(began); err != nil || took > most {
					t.Fatalf("got %v after %s, want a verdict within %s", err, took, most)
				}
				want := x.code
				if modelJudges[fault] {
					want.Why = mystery.Mark{Score: 50, Feedback: "This is what the fake model has to say."}
				}
				got.How, want.How = mystery.Mark{}, mystery.Mark{} // may be too far apart
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
				h.keyless(t)
			})
		})
	}
}
