package builtin

import (
	"cmp"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"casebook/generator/mystery"
)

// asked is one entry of a corpus of questions.
type asked struct {
	line     string
	want     []expected // any of them will do
	messages []string   // the last one is meant
}

// expected is what a question may be taken to be about.
type expected struct {
	topic, about, on string // about and on are words of the corpus; empty: anything
	accuses          bool
	also             mystery.Topic // what the same reply answers besides; empty: anything
}

// readCorpus reads a file of questions: see testdata/witness_questions.txt.
func readCorpus(tb testing.TB, file string) []asked {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		tb.Fatal(err)
	}
	var list []asked
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		wants, message, ok := strings.Cut(line, " | ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		a := asked{line: line, messages: strings.Split(message, " >> ")}
		for want := range strings.SplitSeq(wants, " or ") {
			want, also, _ := strings.Cut(want, " and ")
			want, accuses := strings.CutPrefix(want, "!")
			want, on, _ := strings.Cut(want, "@")
			topic, about, _ := strings.Cut(want, "/")
			a.want = append(a.want, expected{topic, about, on, accuses, mystery.Topic(also)})
		}
		list = append(list, a)
	}
	return list
}

// corpus reads the questions put to the case by hand.
func corpus(tb testing.TB) []asked { return readCorpus(tb, "witness_questions.txt") }

// hearing is a case to put a corpus to.
type hearing struct {
	c       *mystery.Case
	suspect string
	found   []string
	things  map[string]string // ids by the words of the corpus
}

// harcourt is the case by hand. It is Henry Okafor who is asked.
func harcourt() *hearing {
	c := handmade()
	return &hearing{c, c.Suspects[1].ID, []string{"ev-1", "ev-2", "ev-3"}, map[string]string{
		"clara": c.Suspects[0].ID, "marguerite": c.Suspects[2].ID,
		"library": "loc-1", "conservatory": "loc-2", "cellar": "loc-3", "billiard": "loc-4", "boathouse": "loc-5",
		"watch": "ev-1", "letter": "ev-2", "button": "ev-3",
	}}
}

// waldhaus is a case of the writer's, kept as it was written on 2026-11-21. It is
// Lihua Liang who is asked.
func waldhaus(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_case.json", "graca yaw -", "", []string{"ev-1", "ev-2", "ev-4"}, map[string]string{
		"lobby": "loc-1", "ski": "loc-2", "ballroom": "loc-3", "boiler": "loc-4", "kitchen": "loc-5",
		"handkerchief": "ev-1", "slip": "ev-2", "bottle": "ev-4",
	})
}

// keptHearing is a case that was kept, of whose three suspects the one is asked that is
// "-" among their words in the corpus. The hours are those at which slots begin.
func keptHearing(tb testing.TB, file, suspects, hours string, found []string, things map[string]string) *hearing {
	tb.Helper()
	h := &hearing{c: kept(tb, file), found: found, things: things}
	for i, word := range strings.Fields(suspects) {
		if word == "-" {
			h.suspect = h.c.Suspects[i].ID
		} else {
			things[word] = h.c.Suspects[i].ID
		}
	}
	for i, hour := range strings.Fields(hours) {
		things[hour] = "hour-" + strconv.Itoa(i)
	}
	things["bye"] = mystery.OnLeave
	return h
}

// kept reads a case that was kept as the writer wrote it.
func kept(tb testing.TB, file string) *mystery.Case {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		tb.Fatal(err)
	}
	c := &mystery.Case{}
	if err := json.Unmarshal(data, c); err != nil {
		tb.Fatal(err)
	}
	return c
}

// saltash is another case of the writer's, kept later on that day, with lines on
// hours, habits and the like. It is Percival Ellershaw who is asked.
func saltash(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_saltash.json", "bronwen - astrid", "9:00 9:20 9:40 10:00 10:20 10:40 11:00 11:20", []string{"ev-1", "ev-2", "ev-4"}, map[string]string{
		"kitchen": "loc-1", "conservatory": "loc-2", "boathouse": "loc-3", "billiard": "loc-4", "wine": "loc-5",
		"boat": "ev-1", "knife": "ev-2", "clock": "ev-4",
		"boats": "paper-boats", "dog": "terrier", "tobacco": "turkish-tobacco",
	})
}

// astrid is the case of saltash. It is Astrid Nyholm who is asked.
func astrid(tb testing.TB) *hearing {
	h := saltash(tb)
	h.suspect, h.found = h.c.Suspects[2].ID, []string{"ev-3", "ev-4", "ev-5"}
	h.things["percival"], h.things["ring"], h.things["lead"] = h.c.Suspects[1].ID, "ev-3", "ev-5"
	return h
}

// vescovi is a case of the writer's, kept later still. It is Ettore Vescovi who is
// asked.
func vescovi(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_vescovi.json", "viola - piers", "7:00 7:15 7:30 7:45 8:00 8:15 8:30 8:45", []string{"ev-1", "ev-2", "ev-4"}, map[string]string{
		"yard": "loc-1", "sale": "loc-2", "gallery": "loc-3", "packing": "loc-4", "strong": "loc-5",
		"key": "ev-1", "bandage": "ev-2", "flex": "ev-4",
		"leftie": "left-handed", "thumb": "bandaged-thumb", "ring": "garnet-ring", "passkey": "pass-key", "peppermints": "peppermints",
		"loupe": "loupe",
	})
}

// ellershaw is a case of the writer's, with lines on views and the like. It is Lionel
// Ellershaw who is asked.
func ellershaw(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_arrieta.json", "pilar - elspeth", "8:00 8:30 9:00 9:30 10:00 10:30 11:00 11:30", []string{"ev-1", "ev-3", "ev-5"}, map[string]string{
		"shop": "loc-1", "cable": "loc-2", "dorm": "loc-3", "terrace": "loc-4", "control": "loc-5",
		"handkerchief": "ev-1", "book": "ev-3", "ring": "ev-5",
		"leftie": "left-handed", "pyro": "pyro-fingers", "rum": "rum", "lavender": "lavender", "bismuth": "bismuth", "wintergreen": "wintergreen",
	})
}

// vogelsang is another, of a mill. It is Joachim Vogelsang who is asked.
func vogelsang(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_butterworth.json", "noah - herbert", "6:00 6:15 6:30 6:45 7:00 7:15 7:30 7:45", []string{"ev-1", "ev-2", "ev-4"}, map[string]string{
		"pattern": "loc-1", "shed": "loc-2", "loft": "loc-3", "dye": "loc-4", "counting": "loc-5",
		"telegram": "ev-1", "powder": "ev-2", "leaf": "ev-4", "shorthand": "shorthand",
		"leftie": "left-handed", "stamps": "stamp-hinges",
	})
}

// train is a case of the writer's, of a night train. It is Gerda Felsenberg who is asked.
func train(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_hoogland.json", "everard - chiyo", "9:00 9:30 10:00 10:30 11:00 11:30 12:00 12:30", []string{"ev-1", "ev-2", "ev-4"}, map[string]string{
		"spare": "loc-1", "footplate": "loc-2", "van": "loc-3", "corridor": "loc-4", "luggage": "loc-5",
		"key": "ev-1", "spectacles": "ev-2", "hammer": "ev-4",
		"gloves": "grey-gloves", "bismuth": "bismuth", "pass": "pass-key", "dog": "terrier",
	})
}

// steamer is another, of a Nile steamer. It is Roberta Fairbanks who is asked.
func steamer(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_makram.json", "pericles morag -", "9:00 9:30 10:00 10:30 11:00 11:30 12:00 12:30", []string{"ev-1", "ev-2", "ev-5"}, map[string]string{
		"foredeck": "loc-1", "engine": "loc-2", "paddle": "loc-3", "wheelhouse": "loc-4", "cabin": "loc-5",
		"diary": "ev-1", "pistol": "ev-2", "muslin": "ev-5",
		"gloves": "grey-gloves", "bandage": "bandaged-thumb", "puggaree": "puggaree", "quinine": "quinine", "shorthand": "shorthand", "wintergreen": "wintergreen",
	})
}

// chess is another, of a chess tournament. It is Natalya Voronina who is asked.
func chess(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_belinskaya.json", "ludwik - arkady", "6:00 6:20 6:40 7:00 7:20 7:40 8:00 8:20", []string{"ev-1", "ev-2", "ev-3"}, map[string]string{
		"playing": "loc-1", "colonnade": "loc-2", "pump": "loc-3", "office": "loc-4", "press": "loc-5",
		"ring": "ev-1", "boat": "ev-2", "clock": "ev-3",
		"stick": "rubber-stick", "umbrella": "umbrella", "seeds": "sunflower-seeds", "boats": "paper-boats", "stamps": "stamp-hinges",
	})
}

// theatre is another, of a theatre. It is Leonid Zorin who is asked.
func theatre(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_ellershaw.json", "imogen - edith", "9:30 9:45 10:00 10:15 10:30 10:45 11:00 11:15", []string{"ev-1", "ev-2", "ev-3"}, map[string]string{
		"loft": "loc-1", "dressing": "loc-2", "stage": "loc-3", "prop": "loc-4", "pit": "loc-5",
		"spectacles": "ev-1", "matchbox": "ev-2", "lamp": "ev-3",
		"thumb": "bandaged-thumb", "bismuth": "bismuth", "matches": "chewed-matches", "ring": "garnet-ring", "smoke": "turkish-tobacco", "candles": "wax-candles",
	})
}

// peak is another, of an observatory. It is Benita Quispe who is asked.
func peak(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_zamora.json", "rafael - eusebio", "9:30 9:50 10:10 10:30 10:50 11:10 11:30 11:50", []string{"ev-1", "ev-2", "ev-3"}, map[string]string{
		"dorm": "loc-1", "plate": "loc-2", "cable": "loc-3", "control": "loc-4", "terrace": "loc-5",
		"print": "ev-1", "tumbler": "ev-2", "page": "ev-3",
		"torch": "red-torch", "wintergreen": "wintergreen", "leftie": "left-handed", "pyro": "pyro-fingers", "stamps": "stamp-hinges",
	})
}

// auction is another, of an auction house. It is Stefan Nowicki who is asked.
func auction(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_dombek.json", "gaston - julius", "6:00 6:15 6:30 6:45 7:00 7:15 7:30 7:45", []string{"ev-1", "ev-2", "ev-3"}, map[string]string{
		"yard": "loc-1", "catalogue": "loc-2", "sale": "loc-3", "packing": "loc-4", "strong": "loc-5",
		"garnet": "ev-1", "cuff": "ev-2", "diary": "ev-3",
		"ring": "garnet-ring", "peppermints": "peppermints", "loupe": "loupe", "thumb": "bandaged-thumb", "lavender": "lavender",
	})
}

// hotel is another, of an hotel. It is Harish Iyengar who is asked.
func hotel(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_kertesz.json", "marcel - adelaide", "8:00 8:30 9:00 9:30 10:00 10:30 11:00 11:30", []string{"ev-1", "ev-2", "ev-3"}, map[string]string{
		"ballroom": "loc-1", "ski": "loc-2", "kitchen": "loc-3", "lobby": "loc-4", "terrace": "loc-5",
		"syringe": "ev-1", "cuff": "ev-2", "tumbler": "ev-3",
		"knitting": "knitting", "dog": "terrier", "peppermints": "peppermints", "umbrella": "umbrella",
	})
}

// lyric is another, of a theatre. It is Ludmila Dubrovina who is asked.
func lyric(tb testing.TB) *hearing {
	tb.Helper()
	return keptHearing(tb, "witness_lyric.json", "abena kwesi -", "7:30 7:45 8:00 8:15 8:30 8:45 9:00 9:15", []string{"ev-1", "ev-2", "ev-3"}, map[string]string{
		"box": "loc-1", "dressing": "loc-2", "prop": "loc-3", "stage": "loc-4", "loft": "loc-5",
		"ferrule": "ev-1", "telegram": "ev-2", "confession": "ev-3",
		"ring": "garnet-ring", "umbrella": "umbrella", "snuff": "snuff", "smoke": "turkish-tobacco",
	})
}

// TestCorpus asks every question of the corpora and demands that the reply is on
// its topic. It prints the questions that are not understood.
func TestCorpus(t *testing.T) {
	for _, test := range []struct {
		file    string
		hearing *hearing
		count   int
		least   float64
	}{
		{"witness_questions.txt", harcourt(), 300, 0.97},
		{"witness_heldout_harcourt.txt", harcourt(), 400, 0.95},
		{"witness_heldout_waldhaus.txt", waldhaus(t), 300, 0.95},
		{"witness_heldout_saltash.txt", saltash(t), 110, 0.95},
		{"witness_heldout_saltash_odd.txt", saltash(t), 90, 0.95},
		{"witness_heldout_astrid.txt", astrid(t), 95, 0.95},
		{"witness_heldout_vescovi.txt", vescovi(t), 120, 0.95},
		{"witness_heldout_ellershaw.txt", ellershaw(t), 80, 0.95},
		{"witness_heldout_vogelsang.txt", vogelsang(t), 60, 0.95},
		{"witness_heldout_train.txt", train(t), 80, 0.9},
		{"witness_heldout_steamer.txt", steamer(t), 80, 0.9},
		{"witness_heldout_chess.txt", chess(t), 75, 0.9},
		{"witness_heldout_theatre.txt", theatre(t), 85, 0.9},
		{"witness_heldout_peak.txt", peak(t), 70, 0.9},
		{"witness_heldout_auction.txt", auction(t), 75, 0.9},
		{"witness_heldout_hotel.txt", hotel(t), 50, 0.9},
		{"witness_heldout_lyric.txt", lyric(t), 60, 0.9},
		{"witness_faults.txt", vescovi(t), 30, 1},
	} {
		t.Run(test.file, func(t *testing.T) {
			w, list := NewWitness(), readCorpus(t, test.file)
			if len(list) < test.count {
				t.Fatalf("got %d questions, want at least %d", len(list), test.count)
			}
			misses := 0
			for _, a := range list {
				reply := test.hearing.ask(t, w, a.messages)
				if !test.hearing.understood(a, reply) {
					misses++
					t.Logf("missed: %s\n\tgot %s %s, accusing %t", a.line, reply.Topic, reply.About, reply.Accusing)
				}
			}
			share := float64(len(list)-misses) / float64(len(list))
			t.Logf("understood %.1f%% of %d", 100*share, len(list))
			if share < test.least {
				t.Errorf("got %.1f%% understood, want at least %.0f%%", 100*share, 100*test.least)
			}
		})
	}
}

func (h *hearing) understood(a asked, reply mystery.Reply) bool {
	for _, want := range a.want {
		on := cmp.Or(h.things[want.on], want.on)
		if string(reply.Topic) == want.topic && (want.about == "" || reply.About == h.things[want.about]) && reply.Accusing == want.accuses && h.isOn(reply, on) {
			return want.also == "" || slices.Contains(reply.Also, want.also)
		}
	}
	return false
}

// isOn reports whether the reply is on what it should be on. Of habits and of what
// others were not seen doing it need only be about them.
func (h *hearing) isOn(reply mystery.Reply, on string) bool {
	switch {
	case on == "evening":
		return reply.On == ""
	case on == "" || reply.On == on || reply.Topic == mystery.TopicTrait && reply.About == on:
		return true
	case reply.Topic == mystery.TopicPerson && strings.HasPrefix(on, "loc-"):
		return reply.On == mystery.OnElsewhere
	case reply.Topic == mystery.TopicPerson && strings.HasPrefix(on, "hour-"):
		return reply.On == mystery.OnOtherwhen
	default:
		return reply.Topic == mystery.TopicPerson && reply.On == mystery.OnHabit && on != mystery.OnMotive
	}
}

// ask puts the messages to the suspect one after the other and returns the last
// reply.
func (h *hearing) ask(tb testing.TB, w *Witness, messages []string) (reply mystery.Reply) {
	tb.Helper()
	q := mystery.Question{Case: h.c, SuspectID: h.suspect, Found: h.found}
	for _, m := range messages {
		var err error
		q.Message = m
		if reply, err = w.Answer(context.Background(), q); err != nil {
			tb.Fatalf("%q: %v", m, err)
		}
		q.History = append(q.History, mystery.Utterance{Speaker: "user", Text: m}, mystery.Utterance{Speaker: "suspect", Text: reply.Text})
	}
	return reply
}
