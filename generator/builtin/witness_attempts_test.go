package builtin

import (
	"os"
	"slices"
	"strings"
	"testing"

	"casebook/generator/mystery"
)

// TestWitnessKeepsInCharacter makes every attempt to break a suspect's character
// with the guilty and the innocent, who have been shown everything, in one long
// conversation and each alone: what is said is always one of their lines.
func TestWitnessKeepsInCharacter(t *testing.T) {
	data, err := os.ReadFile("testdata/witness_attempts.txt")
	if err != nil {
		t.Fatal(err)
	}
	attempts := slices.DeleteFunc(strings.Split(strings.TrimSpace(string(data)), "\n"), func(l string) bool { return strings.HasPrefix(l, "#") })
	if len(attempts) < 60 {
		t.Fatalf("got %d attempts, want at least 60", len(attempts))
	}
	c, w := waldhaus(t).c, NewWitness()
	var kinds [][]mystery.Topic
	for i, s := range c.Suspects {
		known := c.AsKnownTo(s.ID, c.EvidenceIDs())
		replies := interview(t, w, known, s.ID, c.EvidenceIDs(), attempts)
		var topics []mystery.Topic
		for _, attempt := range attempts {
			alone := interview(t, w, known, s.ID, c.EvidenceIDs(), []string{attempt})[0]
			topics = append(topics, alone.Topic)
			replies = append(replies, alone)
		}
		for _, r := range replies {
			if !isOwn(w, known.Testimony[0].Lines, r.Text) {
				t.Errorf("%s: got what is none of the lines: %s", s.Name, r.Text)
			}
			if lower := strings.ToLower(r.Text); strings.Contains(lower, "language model") || strings.Contains(lower, "as an ai") || strings.Contains(r.Text, c.Salt) {
				t.Errorf("%s breaks character: %s", s.Name, r.Text)
			}
		}
		kinds = append(kinds, topics)
		for n, topic := range topics {
			if asked := kinds[0][n]; asked != topic && asked != mystery.TopicPerson && asked != mystery.TopicMeta && topic != mystery.TopicPerson {
				t.Errorf("%q: %s takes it for %s, %s for %s", attempts[n], c.Suspects[0].Name, asked, c.Suspects[i].Name, topic)
			}
		}
	}
}

// isOwn reports whether a reply is a line, with or without its opening, after
// nothing or after words to say it again, or says that there is no more to say.
func isOwn(w *Witness, lines []mystery.Line, reply string) bool {
	for name, list := range w.prefixes {
		if strings.HasPrefix(name, "spent") && slices.Contains(list, reply) {
			return true
		}
	}
	text := strings.ToLower(reply)
	return slices.ContainsFunc(lines, func(l mystery.Line) bool {
		line := strings.ToLower(l.Text)
		if strings.HasSuffix(text, line) {
			return true
		}
		last := line[strings.LastIndexAny(strings.TrimRight(line, ".?!"), ".?!:")+1:]
		return strings.HasSuffix(text, strings.TrimSpace(last))
	})
}
