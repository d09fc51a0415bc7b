package prompts

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"casebook/generator/model"
	"casebook/generator/mystery"
)

//go:embed writer_texts.json
var textsSchema []byte

//go:embed writer_again.txt
var againPrompt string

//go:embed writer_anew.txt
var anewPrompt string

// item is one text that the model is to write, with what code can hold it to.
type item struct {
	Key   string   `json:"key"`
	Say   string   `json:"say"`
	Words [2]int   `json:"words"`
	Facts []string `json:"facts,omitempty"`
	Names []string `json:"names,omitempty"`
	Hours []string `json:"hours,omitempty"`
	Like  string   `json:"like,omitempty"`

	slack int // how many words more or less will do: only the whole slide counts
	put   func(c *mystery.Case, text string)
}

// faults are what is wrong with the text for an item.
func (it item) faults(text string) (list []string) {
	if text == "" {
		return []string{it.Key + " is missing"}
	}
	if n := mystery.Words(text); n < it.Words[0]-it.slack || n > it.Words[1]+it.slack {
		list = append(list, fmt.Sprintf("%s has %d words in place of %d to %d", it.Key, n, it.Words[0], it.Words[1]))
	}
	low := strings.ToLower(text)
	for _, must := range slices.Concat(it.Names, it.Hours) {
		if !strings.Contains(low, strings.ToLower(must)) {
			list = append(list, fmt.Sprintf("%s lacks %q", it.Key, must))
		}
	}
	return list
}

// step is one step of writing: what is asked for, and what is told about the case.
type step struct {
	name   string
	system string
	about  map[string]any
	items  []item
}

// turn is what the model is told: the case, and the texts to write.
func (s step) turn() (string, error) {
	about := map[string]any{"texts": s.items}
	maps.Copy(about, s.about)
	data, err := json.Marshal(about)
	if err != nil {
		return "", fmt.Errorf("tell the writer of %s: %w", s.name, err)
	}
	return string(data), nil
}

// written is what the model answers to a step.
type written struct {
	Texts []struct {
		Key  string `json:"key"`
		Text string `json:"text"`
	} `json:"texts"`
}

func (w *written) check() error {
	if len(w.Texts) == 0 {
		return errors.New("there are no texts")
	}
	return nil
}

// rounds bounds how often the model is asked in one step.
const rounds = 3

// equalPoints is the law about all three testimonies together.
const equalPoints = "equal-points"

// mostReasons bounds how many faults are told at a time: they hang together.
const mostReasons = 25

// unlawful is that a step broke the rules in every round.
type unlawful struct {
	step    string
	reasons []string
}

// Error implements error.
func (e *unlawful) Error() string {
	return fmt.Sprintf("%s: still not as it must be after %d rounds: %s", e.step, rounds, model.Clean(strings.Join(e.reasons, "; "), ""))
}

// told are the faults as the model is told them.
func told(prompt string, reasons []string) string {
	return fmt.Sprintf(prompt, "- "+strings.Join(reasons[:min(len(reasons), mostReasons)], "\n- "))
}

// take runs a step on a case: it asks, puts the texts into a copy, and has that judged
// by the items and by the referee. What the referee found before the step is not the
// step's fault, nor that of one suspect what the three must have in common.
func (s *session) take(ctx context.Context, c *mystery.Case, st step) (*mystery.Case, error) {
	turn, err := st.turn()
	if err != nil {
		return nil, err
	}
	before, turns, texts := violations(c, equalPoints), []model.Turn{{Text: turn}}, map[string]string{}
	var reasons []string
	for range rounds {
		answer, err := s.w.texts(ctx, s.request(st.system, turns, textsSchema))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", st.name, err)
		}
		s.signed(answer.Model)
		for _, t := range answer.Value.Texts {
			texts[t.Key] = tidied(t.Text)
		}
		next, err := copied(c)
		if err != nil {
			return nil, err
		}
		if reasons = st.apply(next, texts); len(reasons) == 0 {
			reasons = slices.DeleteFunc(violations(next, equalPoints), func(v string) bool { return slices.Contains(before, v) })
		}
		if len(reasons) == 0 {
			return next, nil
		}
		given, err := json.Marshal(answer.Value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", st.name, err)
		}
		turns = append(turns, model.Turn{Model: true, Text: string(given)}, model.Turn{Text: told(againPrompt, reasons)})
	}
	return nil, &unlawful{st.name, reasons}
}

// apply puts the texts into the case and returns what is wrong with them.
func (s step) apply(c *mystery.Case, texts map[string]string) (reasons []string) {
	for _, it := range s.items {
		text := texts[it.Key]
		reasons = append(reasons, it.faults(text)...)
		it.put(c, text)
	}
	names := c.Naming()
	for _, t := range c.Testimony {
		for i := range t.Lines {
			t.Lines[i].Mentions = names.In(t.Lines[i].Text, t.SuspectID)
		}
	}
	return reasons
}

// violations are the referee's, as text, but for those of the named laws.
func violations(c *mystery.Case, but ...string) (list []string) {
	for _, v := range mystery.Review(c) {
		if !slices.Contains(but, v.Law) {
			list = append(list, v.String())
		}
	}
	return list
}

// copied returns a case that shares nothing with c.
func copied(c *mystery.Case) (*mystery.Case, error) {
	data, err := json.Marshal(c)
	if err == nil {
		c = new(mystery.Case)
		err = json.Unmarshal(data, c)
	}
	if err != nil {
		return nil, fmt.Errorf("copy the case: %w", err)
	}
	return c, nil
}

// tidied is a text with one space between words; paragraphs stay, and so do the spaces
// that French puts before its marks, as such that no line ends at.
func tidied(text string) string {
	var paragraphs []string
	for part := range strings.SplitSeq(text, "\n\n") {
		if part = plain(part); part != "" {
			paragraphs = append(paragraphs, part)
		}
	}
	firm := strings.NewReplacer(" ?", "\u00a0?", " !", "\u00a0!", " :", "\u00a0:", " ;", "\u00a0;")
	return firm.Replace(strings.Join(paragraphs, "\n\n"))
}
