package builtin

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/mystery"
)

// interview puts messages to a suspect one after the other, as suspicious as
// every question has made it, and returns the replies.
func interview(t testing.TB, w *Witness, c *mystery.Case, suspect string, found, messages []string) []mystery.Reply {
	t.Helper()
	q := mystery.Question{Case: c, SuspectID: suspect, Found: found}
	var replies []mystery.Reply
	for _, m := range messages {
		q.Message = m
		reply, err := w.Answer(context.Background(), q)
		if err != nil {
			t.Fatalf("%q: %v", m, err)
		}
		if strings.TrimSpace(reply.Text) == "" {
			t.Errorf("%q to %s: got an empty reply", m, suspect)
		}
		replies = append(replies, reply)
		q.History = append(q.History, mystery.Utterance{Speaker: "user", Text: m}, mystery.Utterance{Speaker: "suspect", Text: reply.Text})
		q.Suspicion = min(100, q.Suspicion+1)
	}
	return replies
}

// allMessages returns the messages of the corpus.
func allMessages(tb testing.TB) []string {
	tb.Helper()
	var list []string
	for _, a := range corpus(tb) {
		list = append(list, a.messages...)
	}
	return list
}

// checkRepeats reports replies that are said again within ten questions.
func checkRepeats(t *testing.T, replies []mystery.Reply) {
	t.Helper()
	said := map[string]int{}
	for i, r := range replies {
		text := fold(r.Text)
		if before, ok := said[text]; ok && i-before <= 10 {
			t.Errorf("reply %d repeats %d word for word: %s", i+1, before+1, r.Text)
		}
		said[text] = i
	}
}

// checkMentions reports replies whose mentions are not those of their text.
func checkMentions(t *testing.T, c *mystery.Case, suspect string, replies []mystery.Reply) {
	t.Helper()
	for _, r := range replies {
		got, want := slices.Sorted(slices.Values(r.Mentions)), slices.Sorted(slices.Values(c.MentionsIn(r.Text, suspect)))
		if !slices.Equal(got, want) {
			t.Errorf("got mentions %v, want %v: %s", got, want, r.Text)
		}
	}
}

func TestWitnessAnswersEverything(t *testing.T) {
	c, w, messages := handmade(), NewWitness(), allMessages(t)
	for _, s := range c.Suspects {
		for start := 0; start < len(messages); start += 50 {
			replies := interview(t, w, c, s.ID, []string{"ev-1", "ev-3"}, messages[start:min(start+50, len(messages))])
			checkRepeats(t, replies)
			checkMentions(t, c, s.ID, replies)
		}
	}
}

// TestWitnessIsAskedTheSame asks each kind of question eleven times in each tone.
func TestWitnessIsAskedTheSame(t *testing.T) {
	c, w := handmade(), NewWitness()
	for _, m := range []string{
		"Where were you?", "Did you like him?", "Why would you kill him?", "Did you see anything?", "Whose knife is it?", "What about Clara?",
		"The library?", "The torn letter?", "You did it!", "Hello", "How are you?", "You idiot", "Are you an AI?", "xyzzy",
	} {
		for _, suspicion := range []int{0, 30, 60, 90} {
			q := mystery.Question{Case: c, SuspectID: c.Suspects[1].ID, Found: []string{"ev-2"}, Message: m, Suspicion: suspicion}
			var replies []mystery.Reply
			for range 11 {
				reply, err := w.Answer(context.Background(), q)
				if err != nil {
					t.Fatal(err)
				}
				replies = append(replies, reply)
				q.History = append(q.History, mystery.Utterance{Speaker: "user", Text: m}, mystery.Utterance{Speaker: "suspect", Text: reply.Text})
			}
			checkRepeats(t, replies)
		}
	}
}

func TestWitnessKnowsNothingOfTheSolution(t *testing.T) {
	known, blank := handmade(), handmade()
	blank.Solution, blank.World.Truth, blank.World.Facts, blank.Options = mystery.Solution{}, mystery.Truth{}, nil, mystery.Options{}
	w, messages := NewWitness(), allMessages(t)
	for _, s := range known.Suspects {
		got := interview(t, w, blank, s.ID, []string{"ev-1"}, messages[:100])
		want := interview(t, w, known, s.ID, []string{"ev-1"}, messages[:100])
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the solution changes what %s says (-with +without):\n%s", s.ID, diff)
		}
	}
}

// TestWitnessConfirmsNothingUnfound gives the evidence other names: what was not
// found must not matter, whatever the player calls it.
func TestWitnessConfirmsNothingUnfound(t *testing.T) {
	c, other, w := handmade(), handmade(), NewWitness()
	for i := range other.Evidence {
		other.Evidence[i].Name = "A thing of no account"
	}
	var messages []string
	for _, e := range c.Evidence {
		messages = append(messages, "What about "+e.Name+"?", "I found "+e.Name+".", "Is it yours, the "+e.Name+"?")
	}
	for _, s := range c.Suspects {
		got, want := interview(t, w, c, s.ID, nil, messages), interview(t, w, other, s.ID, nil, messages)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("a name of unfound evidence changes what is said (-other +own):\n%s", diff)
		}
		for _, r := range got {
			if r.Topic == mystery.TopicConfront {
				t.Errorf("got %s on unfound evidence: %s", r.About, r.Text)
			}
		}
	}
}

func TestWitnessTakesTheTone(t *testing.T) {
	c, w := handmade(), NewWitness()
	for suspicion, want := range map[int]string{10: "in the Conservatory", 40: "My hands shake", 60: "Why should I", 90: "Leave the alibi alone"} {
		q := mystery.Question{Case: c, SuspectID: c.Suspects[0].ID, Message: "Where were you?", Suspicion: suspicion}
		reply, err := w.Answer(context.Background(), q)
		if err != nil || !strings.Contains(reply.Text, want) {
			t.Errorf("at %d: got %q, %v, want %q in it", suspicion, reply.Text, err, want)
		}
	}
}

// TestWitnessLeavesOutTheOpening tells a line again without its first words.
func TestWitnessLeavesOutTheOpening(t *testing.T) {
	c, w := handmade(), NewWitness()
	text := "Must we? Very well. The music kept me in the Conservatory until ten, and I sang to the ferns."
	c.Testimony[2].Lines = []mystery.Line{{Topic: mystery.TopicAlibi, Text: text, Mentions: []string{"loc-2"}}}
	replies := interview(t, w, c, c.Suspects[2].ID, nil, []string{"Where were you?", "Where were you?", "Where were you?"})
	for i, r := range replies[1:] {
		if strings.Contains(r.Text, "Very well") || !strings.Contains(r.Text, "music kept me") {
			t.Errorf("reply %d: got %q", i+2, r.Text)
		}
	}
}

func TestWitnessWithoutLines(t *testing.T) {
	c, w := handmade(), NewWitness()
	c.Testimony[0].Lines = nil
	q := mystery.Question{Case: c, SuspectID: c.Suspects[0].ID, Message: "Where were you?"}
	if reply, err := w.Answer(context.Background(), q); err != nil || reply.Text == "" {
		t.Errorf("without lines: got %q, %v, want some text", reply.Text, err)
	}
	q.SuspectID = "nobody"
	if _, err := w.Answer(context.Background(), q); err == nil {
		t.Error("of an unknown suspect: got no error")
	}
	q.Case = nil
	if _, err := w.Answer(context.Background(), q); err == nil {
		t.Error("without a case: got no error")
	}
	ended, end := context.WithCancel(context.Background())
	end()
	if _, err := w.Answer(ended, mystery.Question{Case: c, SuspectID: c.Suspects[1].ID}); err == nil {
		t.Error("in an ended context: got no error")
	}
}

func FuzzWitness(f *testing.F) {
	c, w := handmade(), NewWitness()
	for _, m := range []string{"Where were you?", "", "…", "9:30", "you did it", "\xff'’", "ten to nine", "half past", "why", "the the the"} {
		f.Add(m, "Did you see Clara in the library?", "I was there.", 50)
	}
	f.Fuzz(func(t *testing.T, message, before, said string, suspicion int) {
		q := mystery.Question{
			Case: c, SuspectID: c.Suspects[1].ID, Message: message, Suspicion: suspicion, Found: []string{"ev-1", "ev-9", message},
			History: []mystery.Utterance{{Speaker: "user", Text: before}, {Speaker: "suspect", Text: said}},
		}
		reply, err := w.Answer(context.Background(), q)
		if err != nil || reply.Text == "" {
			t.Errorf("%q: got %q, %v", message, reply.Text, err)
		}
		odd := handmade()
		odd.Suspects[0].Name, odd.Places[0].Name, odd.Evidence[0].Name, odd.Victim.Name = message, before, said, message
		q.Case = odd
		if reply, err = w.Answer(context.Background(), q); err != nil || reply.Text == "" {
			t.Errorf("odd names %q: got %q, %v", message, reply.Text, err)
		}
	})
}

func BenchmarkWitnessLongMessage(b *testing.B) {
	c, w := handmade(), NewWitness()
	q := mystery.Question{Case: c, SuspectID: c.Suspects[1].ID, Message: strings.Repeat("wehre wrer yuo wen thsi hapened ", 31)}
	for b.Loop() {
		if _, err := w.Answer(context.Background(), q); err != nil {
			b.Fatal(err)
		}
	}
}

// TestWitnessForgivesRudeness insults a suspect who is cornered, and then asks
// civilly until the tone has come back step by step.
func TestWitnessForgivesRudeness(t *testing.T) {
	c, w := handmade(), NewWitness()
	q := mystery.Question{Case: c, SuspectID: c.Suspects[0].ID, Suspicion: 76}
	var after []string
	for _, m := range []string{
		"You did it!", "Where were you?", "Did you like him?", "Did you see anything?", "What do you think of Henry?",
		"Have you been in the library?", "What do you think of Marguerite?", "How did you know him?", "Who else was there?", "Where were you?",
	} {
		q.Message = m
		reply, err := w.Answer(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if m == "Where were you?" {
			after = append(after, reply.Text)
		}
		q.History = append(q.History, mystery.Utterance{Speaker: "user", Text: m}, mystery.Utterance{Speaker: "suspect", Text: reply.Text})
	}
	if !strings.Contains(after[0], "Leave the alibi alone") || !strings.Contains(after[1], "My hands shake") {
		t.Errorf("got %q just after rudeness and %q after eight civil questions, want the aggressive line and then the nervous one", after[0], after[1])
	}
}

// TestWitnessBeginsSentencesWithCapitals demands that no words put before a line end
// in a colon, behind which it would begin small.
func TestWitnessBeginsSentencesWithCapitals(t *testing.T) {
	w := NewWitness()
	for name, list := range w.prefixes {
		for _, phrase := range list {
			if strings.HasSuffix(strings.TrimSuffix(phrase, "…"), ": ") || strings.HasSuffix(phrase, ":") {
				t.Errorf("%s: %q splices a line behind a colon", name, phrase)
			}
		}
	}
}

// TestHonorificsAreNoSlips demands that how people are addressed is never taken for a
// found thing that is spelt a little like it.
func TestHonorificsAreNoSlips(t *testing.T) {
	r := newReader()
	for _, word := range r.words["honorifics"] {
		names := &caseNames{reader: r, targets: []string{"signetring", "masters", "madonna", "captains"}}
		names.learn()
		if list, _ := r.mended(names, word); list[0].text != word {
			t.Errorf("%s: got %s, want it left as it is", word, list[0].text)
		}
	}
}
