package builtin

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/generator/mystery"
)

// shelf holds the cases that were written so far, for all tests.
var shelf struct {
	sync.Mutex
	cases []*mystery.Case
}

// written returns cases of the built-in writer, one a day. Nobody may change them.
func written(tb testing.TB, days int) []*mystery.Case {
	tb.Helper()
	shelf.Lock()
	defer shelf.Unlock()
	w := NewWriter()
	first := time.Date(2027, time.January, 1, 0, 0, 0, 0, time.UTC)
	for day := len(shelf.cases); day < days; day++ {
		date := first.AddDate(0, 0, day).Format(time.DateOnly)
		c, err := w.Write(context.Background(), mystery.Brief{ID: "case-" + date, Date: date, Language: "en", Seed: uint64(day)})
		if err != nil {
			tb.Fatal(err)
		}
		shelf.cases = append(shelf.cases, c)
	}
	return shelf.cases[:days:days]
}

// TestWrittenCases puts the witness and the judge into cases of the writer.
func TestWrittenCases(t *testing.T) {
	const days = 25
	w, j, messages := NewWitness(), NewJudge(), allMessages(t)
	for n, c := range written(t, days) {
		checkOptions(t, j, c)
		checkTimes(t, j, c)
		for i, s := range c.Suspects {
			checkTalks(t, w, c, s.ID, messages, 3*n+i)
			if i == n%len(c.Suspects) {
				checkTopics(t, w, c, s)
			}
		}
	}
}

// checkTimes judges a moment within each of the times to choose from.
func checkTimes(t *testing.T, j *Judge, c *mystery.Case) {
	t.Helper()
	for _, option := range c.Options.When {
		ends := clocks(lexemes(option), true)
		if len(ends) != 2 {
			t.Errorf("%s: got %d times in %q, want 2", c.ID, len(ends), option)
			continue
		}
		middle := ends[0].minute + ends[0].until(ends[1])/2
		moment := fmt.Sprintf("at about %d:%02d", middle/60%12, middle%60)
		if got := judged(t, j, c, six(c)[3], moment).Score; (got == 100) != (option == c.Solution.Answers.When) || got > 40 && got < 100 {
			t.Errorf("%s: %q, %s, gives %d, where %q is right", c.ID, option, moment, got, c.Solution.Answers.When)
		}
	}
}

// checkTalks asks a suspect a part of the corpus, another one for each n, and the
// whole of it if CASEBOOK_THOROUGH is set, as players would who have found more
// and more.
func checkTalks(t *testing.T, w *Witness, c *mystery.Case, suspect string, messages []string, n int) {
	t.Helper()
	const length = 20
	talks := (len(messages) + length - 1) / length
	from, to := n%talks, n%talks+1
	if os.Getenv("CASEBOOK_THOROUGH") != "" {
		from, to = 0, talks
	}
	for k := from; k < to; k++ {
		replies := interview(t, w, c, suspect, c.EvidenceIDs()[:k%6], messages[k*length:min((k+1)*length, len(messages))])
		checkRepeats(t, replies)
		checkMentions(t, c, suspect, replies)
	}
}

// checkTopics asks a suspect once for each earning topic, evidence, place and
// other suspect, by whatever they are called.
func checkTopics(t *testing.T, w *Witness, c *mystery.Case, s mystery.Suspect) {
	t.Helper()
	expect := func(message string, topic mystery.Topic, about string) {
		if r := interview(t, w, c, s.ID, c.EvidenceIDs(), []string{message})[0]; r.Topic != topic || r.About != about {
			t.Errorf("%s: %q: got %s %s, want %s %s: %s", c.ID, message, r.Topic, r.About, topic, about, r.Text)
		}
	}
	expect("Where were you?", mystery.TopicAlibi, "")
	expect("What was your relationship with the victim?", mystery.TopicRelationship, "")
	expect("Did you have a motive?", mystery.TopicMotive, "")
	expect("Did you see or hear anything?", mystery.TopicWitness, "")
	expect("Do you know anything about the murder weapon?", mystery.TopicEvidence, "")
	for _, e := range c.Evidence {
		expect("What about "+e.Name+"?", mystery.TopicConfront, e.ID)
		expect("I found "+e.Name+".", mystery.TopicConfront, e.ID)
	}
	for _, p := range c.Places {
		expect("Tell me about the "+p.Name, mystery.TopicPlace, p.ID)
		expect("were you in the "+strings.ToLower(p.Name)+" at nine?", mystery.TopicPlace, p.ID)
	}
	for _, o := range c.Suspects {
		if o.ID != s.ID {
			for _, name := range []string{o.Name, strings.ToLower(o.Name), o.Archetype} {
				expect("What do you think of "+name+"?", mystery.TopicPerson, o.ID)
			}
		}
	}
}

// TestWrittenRegister looks for long forms in what people say whose manner of speaking
// is short: what the common pools lend them must be shortened.
func TestWrittenRegister(t *testing.T) {
	repertoire, err := loadRepertoire()
	if err != nil {
		t.Fatal(err)
	}
	short := map[string]bool{} // by the archetype's title
	for _, a := range repertoire.archetypes {
		short[a.Title] = slices.Contains(repertoire.talk["register"]["voices"], a.Voice)
	}
	heard := 0
	for _, c := range written(t, 25) {
		for i, s := range c.Suspects {
			for _, l := range c.Testimony[i].Lines {
				if !short[s.Archetype] || l.Topic != mystery.TopicUnknown {
					continue
				}
				heard++
				if strings.Contains(l.Text, " do not ") || strings.Contains(l.Text, "I am ") {
					t.Errorf("%s, %s, says %q", s.Name, s.Archetype, l.Text)
				}
			}
		}
	}
	if heard == 0 {
		t.Error("got nobody whose manner of speaking is short")
	}
}
