package prompts

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/template"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/builtin"
	"casebook/generator/model"
	"casebook/generator/model/fake"
	"casebook/generator/model/gemini"
	"casebook/generator/mystery"
)

// brief is of the case that all of them work on.
func brief() mystery.Brief {
	return mystery.Brief{ID: "case-2026-11-22", Date: "2026-11-22", Language: english, Seed: 7}
}

func written7(f *testing.F) *mystery.Case {
	f.Helper()
	c, err := builtin.NewWriter().Write(f.Context(), brief())
	if err != nil {
		f.Fatal(err)
	}
	return c
}

// stage is a step of writing: what it is done to, and an answer that will do.
type stage struct {
	before *mystery.Case
	run    func(c *mystery.Case) (*mystery.Case, error)
	good   string
}

// stages writes a case with a model that writes well. Afterwards, the model says what is
// put where said points.
func stages(f *testing.F) (list []stage, said *string) {
	f.Helper()
	const key = "a key of this test"
	server := httptest.NewServer(fake.New(fake.Options{Key: key, Models: []string{"m"}}).Gemini())
	defer server.Close()
	well, err := gemini.New(f.Context(), gemini.Options{Key: key, BaseURL: server.URL + "/", ImageSize: "1K", Transport: http.DefaultTransport})
	if err != nil {
		f.Fatal(err)
	}
	var last string
	ask := func(ctx context.Context, q model.TextRequest) (answer model.TextAnswer, err error) {
		if said != nil {
			return model.TextAnswer{Usage: model.Usage{Model: "m"}, Text: *said}, nil
		}
		answer, err = well.Text(ctx, q)
		last = answer.Text
		return answer, err
	}
	w := &Writer{
		o:      WriterOptions{Model: "m", Log: slog.New(slog.DiscardHandler)},
		worlds: model.Parse(ask, func(*world) error { return nil }), texts: model.Parse(ask, (*written).check),
	}
	s, ctx := &session{w: w, brief: brief(), bones: bonesOf(written7(f)), own: true}, f.Context()
	list = []stage{{run: func(*mystery.Case) (*mystery.Case, error) { return s.world(ctx) }}}
	texts := []func(c *mystery.Case) step{func(c *mystery.Case) step { return s.clues(c, true) }}
	for seat := range mystery.SuspectCount {
		texts = append(texts, func(c *mystery.Case) step { return s.claims(c, seat) })
	}
	for _, next := range append(texts, s.prose, s.solution, s.scenes) {
		list = append(list, stage{run: func(c *mystery.Case) (*mystery.Case, error) { return s.take(ctx, c, next(c)) }})
	}
	var c *mystery.Case
	for i := range list {
		list[i].before = c
		if c, err = list[i].run(c); err != nil {
			f.Fatal(err)
		}
		list[i].good = last
	}
	return list, new(string)
}

// with returns JSON whose text of that number, from 1, is another.
func with(good string, number int, text string) (string, error) {
	var value any
	if err := json.Unmarshal([]byte(good), &value); err != nil {
		return "", err
	}
	count := leaves(value, -1, "")
	leaves(value, (number-1)%count, text)
	data, err := json.Marshal(value)
	return string(data), err
}

// leaves counts the texts in a value, and puts another in the place of one.
func leaves(value any, at int, text string) (count int) {
	within := func(child any, put func(string)) {
		if _, is := child.(string); !is {
			count += leaves(child, at-count, text)
			return
		}
		if count == at {
			put(text)
		}
		count++
	}
	switch v := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			within(v[name], func(text string) { v[name] = text })
		}
	case []any:
		for i := range v {
			within(v[i], func(text string) { v[i] = text })
		}
	}
	return count
}

// FuzzWriter has the model answer one step of writing with anything, or with a good answer
// in which one text is another: it is an error, or what the step promises.
func FuzzWriter(f *testing.F) {
	list, said := stages(f)
	world := list[0].good
	for i, st := range list {
		f.Add(uint8(i), uint16(0), st.good)
		f.Add(uint8(i), uint16(i+1), "")
		f.Add(uint8(i), uint16(7*i+2), "İ-\u2028 2147483648-99999999999999999999\x00 `\"{{.}}%s")
		for _, text := range []string{"null", "[]", `{"texts":null}`, `{"texts":[null,{"key":"line 1","text":"."}]}`, `{"people":[null,null,null],"places":[{"id":"-"}],"weapons":{}}`, "```json\n{}\n```"} {
			f.Add(uint8(i), uint16(0), text)
		}
	}
	for _, kind := range []string{"people", "places", "weapons", "traits", "motives", "manners"} {
		f.Add(uint8(0), uint16(0), strings.Replace(world, `"`+kind+`":`, `"`+kind+`":[],"no":`, 1))
	}
	f.Fuzz(func(t *testing.T, step uint8, number uint16, text string) {
		st := list[int(step)%len(list)]
		*said = text
		if number > 0 {
			var err error
			if *said, err = with(st.good, int(number), text); err != nil {
				t.Fatal(err)
			}
		}
		c, err := st.run(st.before)
		switch {
		case err != nil && c != nil:
			t.Errorf("got a case and %v", err)
		case err == nil && st.before == nil && len(faultsOf(c)) > 0:
			t.Errorf("got a world with the faults %q", faultsOf(c))
		case err == nil && int(step)%len(list) == len(list)-1 && len(mystery.Review(c)) > 0:
			t.Errorf("got a case that breaks the laws %v", mystery.Review(c))
		}
	})
}

// FuzzOpinions has the models that speak, mark and look answer with anything, and finds
// anything among what was received: what code decides, it decides.
func FuzzOpinions(f *testing.F) {
	c := written7(f)
	for which := range uint8(5) {
		for _, text := range []string{
			"Good evening. Mr. " + c.Suspects[1].Name + " was in the " + c.Places[0].Name + " at nine!", c.Suspects[0].Name + ": “Well… what of it?” I do not know。Ach", "1", "", "\xff.\xfe \u2028",
			`{"why":{"score":70,"feedback":"x"},"how":{"score":-1,"feedback":"\u0000"}}`, `{"why":{"score":55,"feedback":"Nearly."},"how":{"score":60,"feedback":"So."}}`,
			`{"showsSubject":true,"freeOfWriting":false,"freeOfGore":true,"remark":"%s"}`, "m\n" + `{"texts":[{"key":"a","text":"b"}]}`, "m\n" + `{"url":"http://[::1]:1/","expires":"9999-12-31T23:59:59Z"}`, "\n", "null",
		} {
			f.Add(which, text)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		switch which % 5 {
		case 0:
			spoken(t, c, "Good evening.", text)
		case 1:
			spoken(t, c, "Where were you all evening?", text)
		case 2:
			marked(t, c, text)
		case 3:
			looked(t, c, text)
		case 4:
			found(t, text)
		}
	})
}

// spoken asks a suspect, as whom the model says a text: it comes before what the code tells,
// or, where that tells nothing, in its place, and names nobody and nothing else.
func spoken(t *testing.T, c *mystery.Case, message, text string) {
	t.Helper()
	code := builtin.NewWitness()
	heard := ""
	q := mystery.Question{Case: c, SuspectID: c.Suspects[0].ID, Message: message, Hear: func(said string) { heard += said }}
	w := &Witness{
		o:      WitnessOptions{Code: code, Time: time.Minute, Now: time.Now, Log: slog.New(slog.DiscardHandler)},
		prompt: template.Must(template.New("witness").Parse(witnessPrompt)), words: newSpokenWords(),
		talk: func(_ context.Context, q model.TalkRequest) (model.TextAnswer, error) {
			for rest := text; rest != ""; {
				n := min(len(rest), 1+len(rest)%7)
				q.Piece(rest[:n])
				rest = rest[n:]
			}
			return model.TextAnswer{Text: text}, nil
		},
	}
	told, err := code.Answer(t.Context(), mystery.Question{Case: c, SuspectID: q.SuspectID, Message: message})
	if err != nil {
		t.Fatal(err)
	}
	got, err := w.Answer(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	want := told.Text
	if heard != "" && isFree(told) {
		want = heard
	} else if heard != "" {
		want = heard + " " + told.Text
	}
	if got.Text != want || len(heard) > longestAlone+mostAlone {
		t.Errorf("%q: got %q, want %q", text, got.Text, want)
	}
	if strange := slices.DeleteFunc(c.Naming().In(heard, q.SuspectID), func(id string) bool { return slices.Contains(told.Mentions, id) }); len(strange) > 0 {
		t.Errorf("%q: %q names %q", text, heard, strange)
	}
	got.Text, told.Text = "", ""
	if diff := cmp.Diff(told, got); diff != "" {
		t.Errorf("%q: but for the words (-code +got):\n%s", text, diff)
	}
}

// marked has the model mark two answers: its marks are near the code's, or not taken.
func marked(t *testing.T, c *mystery.Case, text string) {
	t.Helper()
	code := builtin.NewJudge()
	j := &Judge{
		JudgeOptions{Code: code, Log: slog.New(slog.DiscardHandler)},
		model.Parse(func(context.Context, model.TextRequest) (model.TextAnswer, error) {
			return model.TextAnswer{Text: text}, nil
		}, (*marks).check),
	}
	a := c.Solution.Answers
	a.Why, a.How = a.Why[:len(a.Why)/2], "with something heavy"
	want, err := code.Judge(t.Context(), c, a)
	if err != nil {
		t.Fatal(err)
	}
	got, err := j.Judge(t.Context(), c, a)
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]mystery.Mark{{got.Why, want.Why}, {got.How, want.How}} {
		if apart := pair[0].Score - pair[1].Score; apart >= wild || apart <= -wild || pair[0].Score < 0 || pair[0].Score > 100 || !utf8.ValidString(pair[0].Feedback) {
			t.Errorf("%q: got %+v, and from the code %+v", text, pair[0], pair[1])
		}
	}
	got.Why, got.How, want.Why, want.How = mystery.Mark{}, mystery.Mark{}, mystery.Mark{}, mystery.Mark{}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q: but for why and how (-code +got):\n%s", text, diff)
	}
}

// looked has the model look at a picture: there is an opinion, which says why if it is not
// a good one, or none.
func looked(t *testing.T, c *mystery.Case, text string) {
	t.Helper()
	a := &Artist{
		o: ArtistOptions{Log: slog.New(slog.DiscardHandler)},
		view: model.Parse(func(context.Context, model.ViewRequest) (model.TextAnswer, error) {
			return model.TextAnswer{Text: text}, nil
		}, (*opinion).check),
	}
	p := c.Pictures[0]
	seen, ok := a.look(t.Context(), c.ID, p, nil)
	if ok && !seen.good() && strings.TrimSpace(seen.Remark) == "" {
		t.Errorf("%q: got %+v, want to hear why", text, seen)
	}
	if again := redraw(a.request(c.ID, p), p, seen, nil); !strings.HasPrefix(again.Prompt, promptOf(p)) {
		t.Errorf("%q: got the prompt %q", text, again.Prompt)
	}
}

// found has a file with a text among what was received: it is an error, or what its kind
// of file holds.
func found(t *testing.T, text string) {
	t.Helper()
	folder := t.TempDir()
	r, err := OpenReceived(folder, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	const name = "0123"
	for _, end := range []string{"", atAddress} {
		if err := os.WriteFile(filepath.Join(folder, name+end), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var w world
	if _, err := r.step(name, &w); err == nil {
		w.tidy()
	}
	if at, by, err := r.address(name, time.Now()); err != nil && fmt.Sprint(at, by) != fmt.Sprint(address{}, "") {
		t.Errorf("%q: got %v by %q, and %v", text, at, by, err)
	}
}
