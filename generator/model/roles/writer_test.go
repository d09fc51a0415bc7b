package roles

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/generator/builtin"
	"casebook/generator/model/fake"
	"casebook/generator/mystery"
	"casebook/generator/settings"
)

// What writing a case may come to.
const (
	modelsCase  = "the model's case"
	modelsProse = "the model's prose in a world of the built-in writer"
	builtinCase = "the built-in case"
)

const storyteller = "gemini-3.8-flash"

func brief() mystery.Brief {
	return mystery.Brief{ID: "case-2026-11-22", Date: "2026-11-22", Language: "en", Seed: 7}
}

// written has a case written within the time that a job has for it, and fails the test
// unless it obeys the laws and the key is nowhere. It returns what it came to.
func (h *house) written(t *testing.T, b mystery.Brief) (*mystery.Case, string) {
	t.Helper()
	began := time.Now()
	c, err := h.Writer.Write(t.Context(), b)
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > caseTime+time.Second {
		t.Errorf("it took %s, want at most %s", took, caseTime)
	}
	if broken := mystery.Review(c); len(broken) > 0 {
		t.Errorf("the case breaks laws: %v", broken)
	}
	h.keyless(t)
	switch by, world, found := strings.Cut(c.Author, ", in a world of "); {
	case c.Author == "builtin":
		return c, builtinCase
	case found && world == "builtin":
		return c, modelsProse
	case by == "":
		return c, "signed by nobody"
	default:
		return c, modelsCase
	}
}

// TestWriterWrites: a case of the model's own, asked for in steps, of which only the
// closing scene is told the truth, and paid for.
func TestWriterWrites(t *testing.T) {
	inHouse(t, nil, func(t *testing.T, h *house) {
		c, got := h.written(t, brief())
		base, err := builtin.NewWriter().Write(t.Context(), brief())
		if err != nil {
			t.Fatal(err)
		}
		if got != modelsCase || c.Author != storyteller || c.Title == base.Title || c.Suspects[0].Name == base.Suspects[0].Name || c.World.Truth.Culprit != base.World.Truth.Culprit {
			t.Errorf("got %s by %s: %s with %s", got, c.Author, c.Title, c.Suspects[0].Name)
		}
		if n := h.provider.Asked(fake.ForText); n != 8 {
			t.Errorf("got %d requests, want world, clues, three suspects, prose, solution and pictures", n)
		}
		knowing := 0
		for _, body := range h.provider.Bodies() {
			if strings.Contains(body, "the culprit's true way") {
				knowing++
			}
		}
		if knowing != 1 {
			t.Errorf("%d requests tell the truth, want 1", knowing)
		}
		report, err := h.Ledger.Report(1)
		if err != nil || report.ByRole[writerRole] < 0.02 || report.ByCase[c.ID] != report.ByRole[writerRole] {
			t.Errorf("costs: got %+v, %v", report, err)
		}
	})
}

// TestWriterGoesOn: what it comes to if some requests have a fault.
func TestWriterGoesOn(t *testing.T) {
	for name, test := range map[string]struct {
		fault       fake.Fault
		first, last int // of the requests with the fault
		want        string
	}{
		"nothing of use once":                {fake.CutJSON, 1, 1, modelsCase},
		"ill twice":                          {fake.Unavailable, 2, 3, modelsCase},
		"the world is careless once":         {fake.Careless, 1, 1, modelsCase},
		"the clues are careless twice":       {fake.Careless, 2, 3, modelsCase},
		"the world is careless thrice":       {fake.Careless, 1, 3, modelsProse},
		"the world is refused":               {fake.BlockedPrompt, 1, 1, modelsProse},
		"the world is of no use":             {fake.EmptyAnswer, 1, 3, modelsProse},
		"the clues are refused":              {fake.WithheldAnswer, 2, 2, modelsProse},
		"the pictures are careless":          {fake.Careless, 8, 10, modelsProse},
		"and so are the clues in its place":  {fake.Careless, 8, 13, modelsProse},
		"the world, and then the day's over": {fake.DailyQuota, 2, 99, builtinCase},
		"careless, then hanging":             {fake.Careless, 1, 99, builtinCase},
	} {
		t.Run(name, func(t *testing.T) {
			inHouse(t, func(_ *settings.Models, o *fake.Options) {
				o.Fault = func(what string, n int) fake.Fault {
					if what == fake.ForText && n >= test.first && n <= test.last {
						return test.fault
					}
					return fake.None
				}
			}, func(t *testing.T, h *house) {
				if _, got := h.written(t, brief()); got != test.want {
					t.Errorf("got %s, want %s:\n%s", got, test.want, h.log)
				}
			})
		})
	}
}

// TestWriterTellsFaults: what is wrong goes back to the model with its reason.
func TestWriterTellsFaults(t *testing.T) {
	inHouse(t, func(_ *settings.Models, o *fake.Options) {
		o.Fault = func(_ string, n int) fake.Fault {
			if n == 1 || n == 3 {
				return fake.Careless
			}
			return fake.None
		}
	}, func(t *testing.T, h *house) {
		if _, got := h.written(t, brief()); got != modelsCase {
			t.Fatalf("got %s:\n%s", got, h.log)
		}
		bodies := h.provider.Bodies()
		for i, want := range map[int]string{1: " share ", 3: "ev-1 description has 1 words in place of 42 to 85"} {
			if !strings.Contains(bodies[i], want) || strings.Contains(bodies[i-1], want) {
				t.Errorf("request %d lacks %q, or has it before", i+1, want)
			}
		}
	})
}

// TestWriterKeepsLines: in a world of the built-in writer the suspects say what they
// said, and the prose is the model's.
func TestWriterKeepsLines(t *testing.T) {
	inHouse(t, func(_ *settings.Models, o *fake.Options) {
		o.Fault = func(_ string, n int) fake.Fault {
			if n == 1 {
				return fake.BlockedPrompt
			}
			return fake.None
		}
	}, func(t *testing.T, h *house) {
		c, got := h.written(t, brief())
		base, err := builtin.NewWriter().Write(t.Context(), brief())
		if err != nil || got != modelsProse {
			t.Fatalf("got %s, %v:\n%s", got, err, h.log)
		}
		if c.Testimony[0].Lines[0].Text != base.Testimony[0].Lines[0].Text || c.Evidence[0].Name != base.Evidence[0].Name {
			t.Error("the lines or names are not the built-in writer's")
		}
		for what, same := range map[string]bool{
			"clues": c.Evidence[0].Description == base.Evidence[0].Description, "prose": c.Places[0].Description == base.Places[0].Description,
			"solution": c.Solution.Explanation == base.Solution.Explanation, "pictures": c.Pictures[0].Prompt == base.Pictures[0].Prompt,
		} {
			if same {
				t.Errorf("the %s are the built-in writer's", what)
			}
		}
	})
}

// TestWriterIsBounded: a model that is good but slow has its time, and not more; nor
// does it get more than the day's budget.
func TestWriterIsBounded(t *testing.T) {
	slow := func(_ *settings.Models, o *fake.Options) {
		o.Latency = func(string) time.Duration { return 110 * time.Second }
	}
	inHouse(t, slow, func(t *testing.T, h *house) {
		began := time.Now()
		if _, got := h.written(t, brief()); got != builtinCase || time.Since(began) < caseTime {
			t.Errorf("got %s after %s", got, time.Since(began))
		}
	})
	inHouse(t, func(s *settings.Models, _ *fake.Options) { s.Budget = 0.01 }, func(t *testing.T, h *house) {
		if _, got := h.written(t, brief()); got != builtinCase || !strings.Contains(h.log.String(), "built-in roles take over") {
			t.Errorf("got %s:\n%s", got, h.log)
		}
	})
	inHouse(t, nil, func(t *testing.T, h *house) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		if _, err := h.Writer.Write(ctx, brief()); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want the end that the caller has set", err)
		}
	})
}

// TestWriterInOtherLanguages: the referee judges them too; hours are digits. Where the
// model fails, the case is in English, and the log says so.
func TestWriterInOtherLanguages(t *testing.T) {
	german := brief()
	german.Language = "de"
	inHouse(t, nil, func(t *testing.T, h *house) {
		c, got := h.written(t, german)
		if got != modelsCase || c.Language != "de" || !strings.Contains(c.World.Slots[0], ":") || !strings.Contains(c.World.Slots[0], "–") {
			t.Errorf("got %s in %s, hours %q:\n%s", got, c.Language, c.World.Slots, h.log)
		}
	})
	inHouse(t, func(_ *settings.Models, o *fake.Options) {
		o.Fault = func(string, int) fake.Fault { return fake.Careless }
	}, func(t *testing.T, h *house) {
		c, got := h.written(t, german)
		if got != builtinCase || c.Language != "en" || !strings.Contains(h.log.String(), "the built-in writer's case is in English") {
			t.Errorf("got %s in %s:\n%s", got, c.Language, h.log)
		}
	})
}

// lose takes away what was received, as it is after a month.
func (h *house) lose(t *testing.T) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(h.data, "received", "*"))
	for _, name := range names {
		err = errors.Join(err, os.Remove(name))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestNoPlotReturns: a plot of the last 60 days goes back, and comes again after them,
// by the vectors of a model or, where that fails, by words.
func TestNoPlotReturns(t *testing.T) {
	for name, test := range map[string]struct {
		fault fake.Fault
		from  int
	}{"by a model": {fake.None, 1}, "by words": {fake.Internal, 1}, "by words in the end": {fake.DailyQuota, 4}} {
		t.Run(name, func(t *testing.T) {
			inHouse(t, func(_ *settings.Models, o *fake.Options) {
				o.Fault = func(what string, n int) fake.Fault {
					if what == fake.ForVector && n >= test.from {
						return test.fault
					}
					return fake.None
				}
			}, func(t *testing.T, h *house) {
				b := brief()
				past := mystery.Past{Date: "2026-11-21", Title: "Another", Setting: "Elsewhere.", Plot: "quarrel: Something else."}
				b.Past = []mystery.Past{past}
				first, _ := h.written(t, b)
				_, plot, _ := strings.Cut(first.World.Plot, ": ")
				past.Title, past.Setting, past.Plot = first.Title+" Again", first.World.Setting, "quarrel: "+plot
				for date, want := range map[string]int{"2026-11-21": 9, "2026-09-22": 8} {
					past.Date = date
					b.Past = []mystery.Past{past}
					h.lose(t)
					before := h.provider.Asked(fake.ForText)
					second, got := h.written(t, b)
					if n := h.provider.Asked(fake.ForText) - before; got != modelsCase || n != want {
						t.Errorf("of %s: got %s after %d requests, want %d:\n%s", date, got, n, want, h.log)
					}
					if returned := strings.HasSuffix(second.World.Plot, plot); returned != (want == 8) {
						t.Errorf("the plot of %s returned: %t", date, returned)
					}
				}
				report, err := h.Ledger.Report(1)
				if err != nil || (report.ByRole[embedderRole] > 0) != (test.fault != fake.Internal) {
					t.Errorf("costs: got %+v, %v", report.ByRole, err)
				}
			})
		})
	}
}

// TestWitnessKnowsModelsCase: the built-in witness answers for the suspects of a case
// that a model wrote.
func TestWitnessKnowsModelsCase(t *testing.T) {
	inHouse(t, nil, func(t *testing.T, h *house) {
		c, _ := h.written(t, brief())
		witness := builtin.NewWitness()
		for i, s := range c.Suspects {
			other := c.Suspects[(i+1)%len(c.Suspects)]
			for message, want := range map[string]mystery.Topic{
				"Where were you all evening?":                             mystery.TopicAlibi,
				"What do you know about " + other.Name + "?":              mystery.TopicPerson,
				"Were you in the " + c.Places[0].Name + "?":               mystery.TopicPlace,
				"Did you see anybody?":                                    mystery.TopicWitness,
				"Did you have a reason to kill " + c.Victim.Name + "?":    mystery.TopicMotive,
				fmt.Sprintf("What do you say to %s?", c.Evidence[0].Name): mystery.TopicConfront,
			} {
				found := []string{c.Evidence[0].ID}
				reply, err := witness.Answer(t.Context(), mystery.Question{Case: c.AsKnownTo(s.ID, found), SuspectID: s.ID, Message: message, Found: found})
				if err != nil || reply.Topic != want || reply.Text == "" {
					t.Errorf("%s to %q: got %q on %s, %v, want %s", s.Name, message, reply.Text, reply.Topic, err, want)
				}
			}
		}
	})
}

// TestOpenAIWrites: a server at home writes and compares, too.
func TestOpenAIWrites(t *testing.T) {
	args := append(atHome(), "--openai-embedding-model", "nomic-embed", "--embedder", "openai")
	inHouseOfOpenAI(t, args, func(o *fake.Options) { o.Models = append(o.Models, "nomic-embed") }, func(t *testing.T, h *house) {
		b := brief()
		b.Past = []mystery.Past{{Date: "2026-11-20", Title: "An Old One", Setting: "theatre", Plot: "lured"}}
		c, got := h.written(t, b)
		if got != modelsCase || c.Author != "llama:latest" || h.provider.Asked(fake.ForVector) != 2 {
			t.Errorf("got %s by %s, %d requests for vectors:\n%s", got, c.Author, h.provider.Asked(fake.ForVector), h.log)
		}
	})
}

// TestOneSpacing: who writes, draws and looks at one provider begin their calls apart from
// each other's.
func TestOneSpacing(t *testing.T) {
	var mu sync.Mutex
	var began []time.Time
	asked := map[string]int{}
	inHouse(t, func(s *settings.Models, o *fake.Options) {
		s.GeminiSpacing, s.Budget = 3*time.Second, 100
		o.Fault = func(what string, _ int) fake.Fault {
			mu.Lock()
			defer mu.Unlock()
			began, asked[what] = append(began, time.Now()), asked[what]+1
			return fake.None
		}
	}, func(t *testing.T, h *house) {
		var all sync.WaitGroup
		all.Go(func() { h.written(t, brief()) })
		for seed := range 8 {
			all.Go(func() {
				if _, err := h.Artist.Draw(t.Context(), "case-1", portrait(uint64(seed))); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	})
	if asked[fake.ForText] < 8 || asked[fake.ForPicture] < 8 || asked[fake.ForView] < 8 {
		t.Fatalf("got %v, want texts, pictures and looks", asked)
	}
	for i := range began[1:] {
		if apart := began[i+1].Sub(began[i]); apart < 3*time.Second-time.Millisecond { // the limiter rounds
			t.Errorf("call %d began %s after the one before, want 3s at least", i+1, apart)
		}
	}
}
