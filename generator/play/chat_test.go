package play

import (
	"context"
	"slices"
	"testing"
	"time"

	"casebook/generator/fault"
	"casebook/generator/mystery"
)

func TestTalkingEarns(t *testing.T) {
	b := newTable(t)
	other, place := b.c.Suspects[1].ID, b.c.Places[0].ID
	for _, step := range []struct {
		name         string
		reply        mystery.Reply
		topic, bonus int
	}{
		{"a topic", mystery.Reply{Text: "a", Topic: mystery.TopicAlibi}, 1, 0},
		{"the same topic", mystery.Reply{Text: "a", Topic: mystery.TopicAlibi}, 0, 0},
		{"small talk", mystery.Reply{Text: "a", Topic: mystery.TopicChat}, 0, 0},
		{"themselves", mystery.Reply{Text: "a", Topic: mystery.TopicChat, Mentions: []string{b.c.Suspects[0].ID}}, 0, 0},
		{"a topic and another suspect", mystery.Reply{Text: "a", Topic: mystery.TopicMotive, Mentions: []string{other}}, 1, 1},
		{"another suspect again", mystery.Reply{Text: "a", Topic: mystery.TopicChat, Mentions: []string{b.c.Suspects[2].ID}}, 0, 0},
		{"a place", mystery.Reply{Text: "a", Topic: mystery.TopicChat, Mentions: []string{place}}, 0, 1},
	} {
		before := b.points(t, "u").Current
		answer, err := b.ask(0, "u", step.reply)
		if err != nil {
			t.Fatal(err)
		}
		gain := 0
		if answer.APAcquisition != nil {
			gain = answer.APAcquisition.Amount
			if got := answer.APAcquisition.Breakdown; got != (APBreakdown{step.topic, step.bonus}) {
				t.Errorf("%s: got %+v", step.name, got)
			}
		}
		if want := step.topic + step.bonus; gain != want || b.points(t, "u").Current != before+want || answer.PlayerState.CurrentAP != before+want {
			t.Errorf("%s: got %d points, want %d", step.name, gain, want)
		}
	}
	state, err := b.State(t.Context(), day, "u")
	if err != nil {
		t.Fatal(err)
	}
	first := b.c.Suspects[0].ID
	if want := []string{first + ":alibi", first + ":motive"}; !slices.Equal(state.ActionPoints.AcquiredTopics, want) {
		t.Errorf("acquiredTopics: got %v, want %v", state.ActionPoints.AcquiredTopics, want)
	}
	if want := []string{first + ":person", first + ":place"}; !slices.Equal(state.ActionPoints.BonusesAcquired, want) {
		t.Errorf("bonusesAcquired: got %v, want %v", state.ActionPoints.BonusesAcquired, want)
	}
}

// TestTheCapKeepsNothingBack asks everything at once: what the cap keeps out can
// be earned later, so that nobody talks themselves out of the solution.
func TestTheCapKeepsNothingBack(t *testing.T) {
	b := newTable(t)
	everything := func() (capped int) {
		for i := range b.c.Suspects {
			for _, topic := range mystery.EarningTopics() {
				answer, err := b.ask(i, "u", mystery.Reply{Text: "a", Topic: topic})
				if err != nil {
					t.Fatal(err)
				}
				if answer.APWithheld != nil {
					capped += answer.APWithheld.Amount
				}
			}
		}
		return capped
	}
	if capped := everything(); capped != 5+15-mystery.MaxPoints {
		t.Errorf("got %d points kept out, want all that are over %d", capped, mystery.MaxPoints)
	}
	if got := b.points(t, "u"); got.Current != mystery.MaxPoints || got.Maximum != mystery.MaxPoints {
		t.Fatalf("got %+v, want the cap of %d", got, mystery.MaxPoints)
	}
	for range 4 {
		if _, err := b.search("u", b.c.Places[0].ID, Exhaustive); err != nil {
			t.Fatal(err)
		}
	}
	if capped := everything(); capped != 0 {
		t.Errorf("got %d points kept out after searches, want none", capped)
	}
	if got := b.points(t, "u"); got.Total != 5+15 {
		t.Errorf("got %d points in all, want all 20", got.Total)
	}
}

func TestSuspicionRisesForEverybodyAlike(t *testing.T) {
	b := newTable(t)
	for i, suspect := range b.c.Suspects {
		var level int
		for range 3 {
			answer, err := b.ask(i, "u", mystery.Reply{Text: "a", Topic: mystery.TopicChat})
			if err != nil {
				t.Fatal(err)
			}
			level = answer.EmotionalState.SuspicionLevel
		}
		if level != 3*suspicionAsked {
			t.Errorf("%s: got %d, want %d", suspect.Name, level, 3*suspicionAsked)
		}
		for range 20 {
			answer, err := b.ask(i, "u", mystery.Reply{Text: "a", Topic: mystery.TopicAccuse, Accusing: true})
			if err != nil {
				t.Fatal(err)
			}
			level = answer.EmotionalState.SuspicionLevel
			if answer.EmotionalState.Tone != mystery.ToneAt(level) {
				t.Errorf("tone at %d: got %s", level, answer.EmotionalState.Tone)
			}
		}
		if level != 100 {
			t.Errorf("%s accused: got %d, want 100 and no more", suspect.Name, level)
		}
	}
	if _, err := b.ask(0, "another", mystery.Reply{Text: "a"}); err != nil {
		t.Fatal(err)
	}
	if last := b.script.asked[len(b.script.asked)-1]; last.Suspicion != 0 || len(last.History) != 0 {
		t.Errorf("another player: got suspicion %d and %d turns, want none", last.Suspicion, len(last.History))
	}
}

func TestConversationIsKept(t *testing.T) {
	b := newTable(t)
	suspect := b.c.Suspects[0].ID
	said, err := b.Conversation(t.Context(), suspect, "u")
	if err != nil || said.Messages == nil || len(said.Messages) != 0 {
		t.Fatalf("before: got %+v, %v, want an empty list", said, err)
	}
	answer, err := b.ask(0, "u", mystery.Reply{Text: "In the library."})
	if err != nil || answer.ConversationID != b.c.ID+":"+suspect+":u" || answer.AIResponse != "In the library." {
		t.Fatalf("got %+v, %v", answer, err)
	}
	if _, err := b.ask(0, "u", mystery.Reply{Text: "Again?"}); err != nil {
		t.Fatal(err)
	}
	if history := b.script.asked[1].History; len(history) != 2 || history[1].Text != "In the library." {
		t.Errorf("the witness was told %+v", history)
	}
	said, err = b.Conversation(t.Context(), suspect, "u")
	if err != nil || len(said.Messages) != 4 || said.Messages[0].Role != "user" || said.Messages[3].Content != "Again?" {
		t.Errorf("after: got %+v, %v", said, err)
	}
	if got := answer.Timestamp; got == 0 || got != said.Messages[1].Timestamp {
		t.Errorf("when it was said: got %d, want that of %+v", got, said.Messages[1])
	}
}

// renewing is a witness and a judge during whose answers the case is made anew.
type renewing struct {
	*script
	cases shelf
}

func (r renewing) renew() {
	anew := *r.cases[day]
	anew.WrittenAt = anew.WrittenAt.Add(time.Nanosecond)
	r.cases[day] = &anew
}

func (r renewing) Answer(ctx context.Context, q mystery.Question) (mystery.Reply, error) {
	r.renew()
	return r.script.Answer(ctx, q)
}

func (r renewing) Judge(ctx context.Context, c *mystery.Case, a mystery.Answers) (mystery.Verdict, error) {
	r.renew()
	return r.script.Judge(ctx, c, a)
}

// TestCaseMadeAnewMeanwhile: what was said of the case as it was is not kept in the new one.
func TestCaseMadeAnewMeanwhile(t *testing.T) {
	b := newTable(t)
	r := renewing{b.script, shelf{day: b.c}}
	b.cases, b.witness, b.judge = r.cases, r, r
	if _, err := b.ask(0, "u", mystery.Reply{Text: "a", Topic: mystery.TopicAlibi}); kindOf(err) != fault.Conflict {
		t.Errorf("a question: got %v, want a conflict", err)
	}
	if said, err := b.Conversation(t.Context(), b.c.Suspects[0].ID, "u"); err != nil || len(said.Messages) != 0 {
		t.Errorf("the conversation: got %+v, %v, want none", said, err)
	}
	if result, err := b.accuse("u", marks(100)); kindOf(err) != fault.Conflict {
		t.Errorf("an accusation: got %+v, %v, want a conflict", result, err)
	}
	if _, err := b.Solution(t.Context(), day, "u"); kindOf(err) != fault.Forbidden {
		t.Errorf("the solution: got %v, want it to be kept", err)
	}
}

// TestWitnessIsHandedTheSameCase: what a suspect knows is made once for each writing of a
// case, however often that is read.
func TestWitnessIsHandedTheSameCase(t *testing.T) {
	b := newTable(t)
	again, anew := *b.c, *b.c
	anew.WrittenAt = anew.WrittenAt.Add(time.Nanosecond)
	for _, c := range []*mystery.Case{b.c, &again, &anew} {
		b.cases = shelf{day: c}
		if _, err := b.ask(0, "u", mystery.Reply{Text: "a"}); err != nil {
			t.Fatal(err)
		}
	}
	if told := b.script.asked; told[1].Case != told[0].Case || told[2].Case == told[0].Case {
		t.Error("the same writing is not the same case, or another writing is")
	}
}
