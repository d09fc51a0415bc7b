package builtin

import (
	"context"
	"os"
	"strings"
	"testing"

	"casebook/generator/mystery"
)

// asked is one entry of the corpus of questions.
type asked struct {
	line     string
	want     []string // topic or topic/about
	accuses  bool
	messages []string // the last one is meant
}

// corpus reads testdata/witness_questions.txt.
func corpus(tb testing.TB) []asked {
	tb.Helper()
	data, err := os.ReadFile("testdata/witness_questions.txt")
	if err != nil {
		tb.Fatal(err)
	}
	var list []asked
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		want, message, ok := strings.Cut(line, " | ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		want, accuses := strings.CutPrefix(want, "!")
		list = append(list, asked{line, strings.Split(want, " or "), accuses, strings.Split(message, " >> ")})
	}
	return list
}

// thing returns the id of what the corpus calls by one word.
func thing(c *mystery.Case, word string) string {
	return map[string]string{
		"": "", "clara": c.Suspects[0].ID, "marguerite": c.Suspects[2].ID,
		"library": "loc-1", "conservatory": "loc-2", "cellar": "loc-3", "billiard": "loc-4", "boathouse": "loc-5",
		"watch": "ev-1", "letter": "ev-2", "button": "ev-3",
	}[word]
}

// TestCorpus asks every question of the corpus and demands that the reply is on
// its topic. It prints the questions that are not understood.
func TestCorpus(t *testing.T) {
	c, w, list := handmade(), NewWitness(), corpus(t)
	if len(list) < 300 {
		t.Fatalf("got %d questions, want at least 300", len(list))
	}
	misses := 0
	for _, a := range list {
		reply, err := askAll(w, c, a.messages)
		if err != nil {
			t.Fatalf("%s: %v", a.line, err)
		}
		if !a.understood(c, reply) {
			misses++
			t.Logf("missed: %s\n\tgot %s %s, accusing %t", a.line, reply.Topic, reply.About, reply.Accusing)
		}
	}
	share := float64(len(list)-misses) / float64(len(list))
	t.Logf("understood %.1f%% of %d", 100*share, len(list))
	if share < 0.97 {
		t.Errorf("got %.1f%% understood, want at least 97%%", 100*share)
	}
}

func (a asked) understood(c *mystery.Case, reply mystery.Reply) bool {
	for _, want := range a.want {
		topic, about, _ := strings.Cut(want, "/")
		if string(reply.Topic) == topic && (about == "" || reply.About == thing(c, about)) {
			return reply.Accusing == a.accuses
		}
	}
	return false
}

// askAll puts the messages to Henry Okafor one after the other and returns the
// last reply.
func askAll(w *Witness, c *mystery.Case, messages []string) (reply mystery.Reply, err error) {
	q := mystery.Question{Case: c, SuspectID: c.Suspects[1].ID, Found: []string{"ev-1", "ev-2", "ev-3"}}
	for _, m := range messages {
		q.Message = m
		if reply, err = w.Answer(context.Background(), q); err != nil {
			return reply, err
		}
		q.History = append(q.History, mystery.Utterance{Speaker: "user", Text: m}, mystery.Utterance{Speaker: "suspect", Text: reply.Text})
	}
	return reply, nil
}
