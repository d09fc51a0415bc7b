package roles

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"casebook/generator/model"
	"casebook/generator/model/fake"
	"casebook/generator/model/modeltest"
	"casebook/generator/mystery"
)

var update = flag.Bool("update", false, "write testdata/faults.txt anew")

// providers are the arguments that have every role played by one provider, and what
// speaks as it does.
func providers() []provided {
	everyone := []string{"--writer", "openai", "--artist", "openai", "--witness", "openai", "--judge", "openai", "--embedder", "openai"}
	return []provided{
		{"gemini", "CASEBOOK_GEMINI_API_KEY", (*fake.Provider).Gemini, []string{"--gemini-base-url", modeltest.Address}},
		{"openai", "CASEBOOK_OPENAI_API_KEY", (*fake.Provider).OpenAI, append(slices.Clone(everyone), "--openai-base-url", "http://api.openai.com/v1/", "--openai-embedding-model", "text-embedding-3-small")},
		{"at home", "CASEBOOK_OPENAI_API_KEY", (*fake.Provider).Compatible, append(append(everyone, "--openai-base-url", modeltest.Address+"v1", "--openai-embedding-model", "nomic-embed"), atHome()...)},
	}
}

type provided struct {
	name    string
	key     string // the variable with its key
	handler func(*fake.Provider) http.Handler
	args    []string
}

// house opens a house at the provider, in which the faults of tr happen.
func (p provided) house(t *testing.T, tr *trouble, test func(t *testing.T, h *house)) {
	t.Helper()
	t.Setenv(p.key, modeltest.Key)
	s := started(t, p.args...)
	s.Budget = 1e6
	o := fake.Options{
		Key: modeltest.Key, Fault: tr.of, Words: func(string) string { return spoken + " It is late, and the rest of it can wait." },
		Models: []string{s.GeminiImageModel, s.GeminiTextModel, s.GeminiChatModel, s.GeminiEmbeddingModel, s.OpenAIImageModel, s.OpenAITextModel, s.OpenAIEmbeddingModel},
		Latency: func(what string) time.Duration {
			return map[string]time.Duration{fake.ForPicture: 20 * time.Second, fake.ForTalk: 200 * time.Millisecond}[what] + 100*time.Millisecond
		},
	}
	o.Models = slices.DeleteFunc(o.Models, func(name string) bool { return name == "" })
	inHouseOf(t, s, o, p.handler, test)
}

// trouble is what goes wrong with the requests for one thing: the first, or all.
type trouble struct {
	fault fake.Fault
	next  func(n int) fake.Fault // in its place, if it is not nil
	once  bool

	mu   sync.Mutex
	what string
	left int
}

// begin has it happen to the requests for this from now on.
func (tr *trouble) begin(what string) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	tr.what, tr.left = what, 1<<20
	if tr.once {
		tr.left = 1
	}
}

func (tr *trouble) of(what string, n int) fake.Fault {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	switch {
	case what == fake.ForText && tr.what == fake.ForVector: // what is compared is enough
		return fake.DailyQuota
	case what != tr.what || tr.left == 0:
		return fake.None
	}
	tr.left--
	if tr.next != nil {
		return tr.next(n)
	}
	return tr.fault
}

// part is a role with what it asks, the time that it has for everything, and how it is
// played: what that came to.
type part struct {
	role, what string
	most       time.Duration
	play       func(t *testing.T, h *house) string
}

func parts() []part {
	return []part{
		{artistRole, fake.ForPicture, 16 * time.Minute, drawsOnce},
		{viewerRole, fake.ForView, 5 * time.Minute, drawsOnce},
		{writerRole, fake.ForText, caseTime, writesOnce},
		{witnessRole, fake.ForTalk, 10 * time.Second, speaksOnce},
		{judgeRole, fake.ForText, 45 * time.Second, judgesOnce},
		{embedderRole, fake.ForVector, 5 * time.Minute, comparesOnce},
	}
}

// concerns reports whether a fault can happen to what a role asks.
func (p part) concerns(fault fake.Fault) bool {
	switch fault {
	case fake.TextForPicture, fake.ThoughtPictures, fake.WrongType, fake.NoPicture:
		return p.what == fake.ForPicture
	case fake.SeesNothingRight:
		return p.what == fake.ForView
	case fake.CutStream:
		return p.what == fake.ForTalk
	case fake.CutJSON, fake.FencedJSON, fake.WrongSchema:
		return p.what == fake.ForText || p.what == fake.ForView
	case fake.Careless:
		return p.role == writerRole
	case fake.OutOfTokens:
		return p.what != fake.ForPicture && p.what != fake.ForVector
	case fake.BlockedPrompt, fake.WithheldAnswer:
		return p.what != fake.ForVector
	default:
		return true
	}
}

// came plays the role, and says what that came to and how often the model was asked.
func (p part) came(t *testing.T, h *house, tr *trouble) string {
	t.Helper()
	if !p.concerns(tr.fault) {
		return "–"
	}
	time.Sleep(time.Minute) // who failed a witness is left alone for a while
	h.lose(t)
	tr.begin(p.what)
	began, before := time.Now(), h.provider.Asked(p.what)
	came := p.play(t, h)
	if took := time.Since(began); took > p.most {
		t.Errorf("%s: it took %s, want at most %s", p.role, took, p.most)
	}
	return fmt.Sprintf("%s, %d asked", came, h.provider.Asked(p.what)-before)
}

// TestFaultMatrix holds what every fault comes to, in every role, at every provider, if
// it happens once and if it happens always, to the table in testdata/faults.txt. A role
// is played in time, or the built-in one stands in; the key is left nowhere, and no
// goroutine in the bubble. A fault without a line in the table fails. With -update the
// table is written.
func TestFaultMatrix(t *testing.T) {
	var table strings.Builder
	lines := tabwriter.NewWriter(&table, 0, 1, 2, ' ', 0)
	fmt.Fprint(lines, "fault\tprovider\thappens")
	for _, p := range parts() {
		fmt.Fprint(lines, "\t", p.role)
	}
	fmt.Fprintln(lines)
	for _, fault := range append(fake.Faults(), fake.Careless) {
		for _, row := range rows(t, fault) {
			fmt.Fprintln(lines, cmp.Or(string(fault), "none")+"\t"+row)
		}
	}
	if err := lines.Flush(); err != nil {
		t.Fatal(err)
	}
	const file = "testdata/faults.txt"
	if *update {
		if err := os.WriteFile(file, []byte(table.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(strings.Split(string(want), "\n"), strings.Split(table.String(), "\n")); diff != "" {
		t.Errorf("what faults come to (-want +got):\n%s", diff)
	}
}

// rows are the lines of the table for a fault: those of every provider, or of each if
// they are not the same.
func rows(t *testing.T, fault fake.Fault) (list []string) {
	t.Helper()
	var all []string
	for _, at := range providers() {
		var own []string
		t.Run(fmt.Sprintf("%s/%s", cmp.Or(fault, "none"), at.name), func(t *testing.T) {
			tr := &trouble{fault: fault}
			at.house(t, tr, func(t *testing.T, h *house) {
				for _, happens := range []string{"once", "always"} {
					tr.once = happens == "once"
					row := []string{happens}
					for _, p := range parts() {
						row = append(row, p.came(t, h, tr))
					}
					own = append(own, strings.Join(row, "\t"))
				}
				h.keyless(t)
			})
		})
		if all == nil {
			all = own
		}
		if !slices.Equal(all, own) {
			all = []string{}
		}
		for _, row := range own {
			list = append(list, at.name+"\t"+row)
		}
	}
	if len(all) > 0 {
		list = nil
		for _, row := range all {
			list = append(list, "every\t"+row)
		}
	}
	return list
}

// drawsOnce has one picture drawn.
func drawsOnce(t *testing.T, h *house) string {
	t.Helper()
	h.seed++
	log, pictures := h.log.Len(), h.provider.Asked(fake.ForPicture)
	drawing, err := h.Artist.Draw(t.Context(), "case-1", portrait(h.seed))
	kept, errLeft := os.ReadDir(filepath.Join(h.data, "received"))
	if failed, ok := errors.AsType[*model.Error](err); ok {
		if errLeft != nil || len(kept) != 0 {
			t.Errorf("received: got %d files, %v, want none", len(kept), errLeft)
		}
		return fmt.Sprintf("placeholder (%s)", failed.Kind)
	}
	width, high, _ := strings.Cut(size(drawing.Data), "×")
	if err != nil || errLeft != nil || len(kept) != 1 || !strings.HasPrefix(high, "6") || !strings.HasPrefix(width, "4") {
		t.Errorf("got %s, %v, %d files kept, %v, want a picture that is kept", size(drawing.Data), err, len(kept), errLeft)
	}
	if err := drawing.Forget(); err != nil {
		t.Error(err)
	}
	switch n := h.provider.Asked(fake.ForPicture) - pictures; {
	case strings.Contains(h.log.String()[log:], "picture not looked at"):
		return "drawn, unseen"
	case drawing.By == "gemini-3-pro-image":
		return "drawn, signed by another"
	case strings.Contains(h.log.String()[log:], "picture not as wanted"):
		return fmt.Sprintf("redrawn %d times", n-1)
	}
	return "drawn"
}

// writesOnce has a case written.
func writesOnce(t *testing.T, h *house) string {
	t.Helper()
	log := h.log.Len()
	_, came := h.written(t, brief())
	if told := strings.Contains(h.log.String()[log:], "written by the built-in writer"); told != (came == builtinCase) {
		t.Errorf("the log says that it is the built-in writer's: %t, but it is %s", told, came)
	}
	return came
}

// comparesOnce has a plot compared with another.
func comparesOnce(t *testing.T, h *house) string {
	t.Helper()
	b, log := brief(), h.log.Len()
	b.Past = []mystery.Past{{Date: "2026-11-20", Title: "An Old One", Setting: "theatre", Plot: "lured"}}
	if _, err := h.Writer.Write(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(h.log.String()[log:], "plots compared by words") {
		return "by words"
	}
	return "by the model"
}

// spoken is the first sentence that the model says for a suspect.
const spoken = "Ask away."

// speaksOnce has a suspect answer: in the model's voice, with half of what the model
// said, or without; and always with what the code tells.
func speaksOnce(t *testing.T, h *house) string {
	t.Helper()
	q := ask(aCase(t), 0, alibi)
	told, err := code().Answer(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	got, err := h.Witness.Answer(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	switch before, found := strings.CutSuffix(got.Text, told.Text); {
	case found && before == "":
		return "built-in"
	case found && before == spoken+" ":
		return "half a voice"
	case found && before == spoken+" It is late, and the rest of it can wait. ":
		return "voice"
	}
	t.Errorf("got %q, want %q in the end", got.Text, told.Text)
	return "wrong"
}

// judgesOnce has an accusation judged.
func judgesOnce(t *testing.T, h *house) string {
	t.Helper()
	x, err := court()
	if err != nil {
		t.Fatal(err)
	}
	got, err := h.Judge.Judge(t.Context(), x.c, x.answers)
	switch {
	case err == nil && got.Why == mystery.Mark{Score: 50, Feedback: fakeSays}:
		return "model's marks"
	case err == nil && gocmp.Equal(got, x.code):
		return "code's marks"
	}
	t.Errorf("got %+v, %v, want the model's marks or %+v", got, err, x.code)
	return "wrong"
}
