package modeltest

import (
	"context"
	"errors"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/model"
	"casebook/generator/model/fake"
)

// Adapter is an adapter with everything that it offers.
type Adapter struct {
	Image  model.ImageCall
	Text   model.TextCall
	View   model.ViewCall
	Embed  model.EmbedCall
	Talk   model.TalkCall
	Models func(context.Context) ([]string, error)

	Batches model.Batches // if the suite says so
}

// Key is the key that the suite uses. It must be found nowhere but in requests.
const Key = "sk-suite-0123456789-secret"

// Names of the models that the suite asks.
const (
	ImageModel = "suite-image"
	TextModel  = "suite-text"
	EmbedModel = "suite-vectors"
)

// Suite is what is run for an adapter.
type Suite struct {
	Open    func(t *testing.T, transport http.RoundTripper) Adapter // for Address and Key
	Handler func(p *fake.Provider) http.Handler
	Batches bool // the provider has a batch interface
	// Nameless: answers with pictures do not say which model drew them.
	Nameless bool
}

// limit is the time that the suite gives a call.
const limit = 2 * time.Minute

// Run runs the suite.
func Run(t *testing.T, s Suite) {
	t.Helper()
	t.Run("answers", s.answers)
	for _, fault := range fake.Faults() {
		t.Run("fault: "+string(fault), func(t *testing.T) { s.fault(t, fault) })
	}
	t.Run("odd answers", s.odd)
	t.Run("context", s.cancelled)
	t.Run("wrong key", s.wrongKey)
	if s.Batches {
		t.Run("batches", s.batches)
	}
}

// with opens the adapter on a provider that has the fault, in virtual time.
func (s Suite) with(t *testing.T, key string, fault fake.Fault, test func(t *testing.T, a Adapter, p *fake.Provider)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := fake.New(fake.Options{
			Key: key, Models: []string{"older", ImageModel, TextModel, EmbedModel, "other"}, Latency: func(string) time.Duration { return time.Second },
			Fault: func(string, int) fake.Fault { return fault },
		})
		test(t, s.Open(t, Serve(t, s.Handler(p))), p)
	})
}

// call is one way of asking, with what can be told of any answer.
type call struct {
	what string
	ask  func(ctx context.Context) (used model.Usage, content string, err error)
}

func schema() []byte {
	return []byte(`{"type":"object","properties":{"good":{"type":"boolean"},"why":{"type":"string"}},"required":["good","why"],"additionalProperties":false}`)
}

// dot is the least PNG.
func dot() []byte { return []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR") }

func (a Adapter) calls() []call {
	return []call{
		{fake.ForPicture, func(ctx context.Context) (model.Usage, string, error) {
			answer, err := a.Image(ctx, model.ImageRequest{
				Model: ImageModel, Prompt: "A clock.", Aspect: model.Upright, References: []model.Reference{{Meaning: "Like this.", Data: dot()}},
			})
			return answer.Usage, string(answer.Data), err
		}},
		{fake.ForText, func(ctx context.Context) (model.Usage, string, error) {
			answer, err := a.Text(ctx, model.TextRequest{
				Model: TextModel, System: "Be brief.", Turns: []model.Turn{{Text: "Hello."}, {Model: true, Text: "Hello?"}, {Text: "Is it good?"}},
				Schema: schema(), MaxTokens: 500,
			})
			return answer.Usage, answer.Text, err
		}},
		{fake.ForView, func(ctx context.Context) (model.Usage, string, error) {
			answer, err := a.View(ctx, model.ViewRequest{Model: TextModel, Prompt: "Is it good?", Picture: dot(), Schema: schema(), MaxTokens: 500})
			return answer.Usage, answer.Text, err
		}},
		{fake.ForVector, func(ctx context.Context) (model.Usage, string, error) {
			answer, err := a.Embed(ctx, model.EmbedRequest{Model: EmbedModel, Texts: []string{"The lamp went out.", "A bell.", "The lamp is out."}})
			return answer.Usage, inWords(answer.Vectors), err
		}},
		{fake.ForTalk, a.talk},
	}
}

// inWords says of three vectors what must be so: they are of length 1, and the first is
// more like the last than like the second.
func inWords(v [][]float32) string {
	if len(v) != 3 {
		return ""
	}
	for _, one := range v {
		if length := model.Likeness(one, one); math.Abs(length-1) > 1e-3 {
			return ""
		}
	}
	if model.Likeness(v[0], v[1]) >= model.Likeness(v[0], v[2]) {
		return ""
	}
	return "vectors"
}

// answers: all is well, and everything that was asked is in the request.
func (s Suite) answers(t *testing.T) {
	s.with(t, Key, fake.None, func(t *testing.T, a Adapter, p *fake.Provider) {
		for _, c := range a.calls() {
			used, content, err := c.ask(t.Context())
			if err != nil || content == "" || used.Model == "" || p.Asked(c.what) != 1 {
				t.Errorf("%s: got %+v, %q, %v after %d requests, want one good answer", c.what, used, content, err, p.Asked(c.what))
			}
			billed(t, c.what, used)
		}
		names, err := a.Models(t.Context())
		if err != nil || len(names) != 5 || names[1] != ImageModel {
			t.Errorf("models: got %q, %v", names, err)
		}
		sent(t, strings.Join(p.Bodies(), "\n"))
	})
}

// billed looks at what an answer says that it is billed by.
func billed(t *testing.T, what string, used model.Usage) {
	t.Helper()
	if pictures := used.Pictures == 1; pictures != (what == fake.ForPicture) || !pictures && (used.In == 0 || (used.Out == 0) != (what == fake.ForVector)) {
		t.Errorf("%s: got usage %+v", what, used)
	}
}

// sent looks at what the requests had in their bodies.
func sent(t *testing.T, bodies string) {
	t.Helper()
	for _, words := range []string{"A clock.", "Be brief.", "Hello.", "Hello?", "Is it good?", "additionalProperties", "A bell."} {
		if !strings.Contains(bodies, words) {
			t.Errorf("%q is in no request", words)
		}
	}
	for _, words := range []string{"temperature", "topP", "top_p", Key} {
		if strings.Contains(bodies, words) {
			t.Errorf("a request has %q", words)
		}
	}
}

// only is the kind of error if what is asked is one of these.
func only(kind model.Kind, what string, these ...string) model.Kind {
	if slices.Contains(these, what) {
		return kind
	}
	return ""
}

// want is the kind of error that a fault must come to; empty: a good answer.
func want(fault fake.Fault, what string) model.Kind {
	switch fault {
	case fake.Busy, fake.BusyHint:
		return model.Busy
	case fake.DailyQuota:
		return model.Quota
	case fake.Internal, fake.Unavailable, fake.HTML, fake.Hang, fake.Drip, fake.Cut:
		return model.Unreachable
	case fake.Retired, fake.BadKey:
		return model.Misconfigured
	case fake.BlockedPrompt, fake.WithheldAnswer:
		return only(model.Refused, what, fake.ForPicture, fake.ForText, fake.ForView, fake.ForTalk)
	case fake.Oversized, fake.EmptyAnswer:
		return model.Broken
	case fake.TextForPicture, fake.NoPicture:
		return only(model.Broken, what, fake.ForPicture)
	case fake.OutOfTokens:
		return only(model.Broken, what, fake.ForText, fake.ForView, fake.ForTalk)
	case fake.CutStream:
		return only(model.Unreachable, what, fake.ForTalk)
	case fake.None, fake.ThoughtPictures, fake.WrongType, fake.Rerouted, fake.SeesNothingRight,
		fake.CutJSON, fake.FencedJSON, fake.WrongSchema, fake.Careless, // JSON is read by model.Parse
		fake.BatchFailed, fake.BatchExpired, fake.BatchEndless, fake.BatchLost, fake.BatchTardy: // of the batch, not of the call
	}
	return ""
}

// fault: every fault is of the right kind, ends in time, and tells no secret.
func (s Suite) fault(t *testing.T, fault fake.Fault) {
	s.with(t, Key, fault, func(t *testing.T, a Adapter, p *fake.Provider) {
		for _, c := range a.calls() {
			ctx, cancel := context.WithTimeout(t.Context(), limit)
			began := time.Now()
			used, content, err := c.ask(ctx)
			cancel()
			if took := time.Since(began); took > limit {
				t.Errorf("%s: it took %s, want at most %s", c.what, took, limit)
			}
			if p.Asked(c.what) != 1 {
				t.Errorf("%s: %d requests, want one: to try again is for others", c.what, p.Asked(c.what))
			}
			s.judge(t, fault, c.what, used, content, err)
		}
	})
}

func (s Suite) judge(t *testing.T, fault fake.Fault, what string, used model.Usage, content string, err error) {
	t.Helper()
	kind := want(fault, what)
	switch {
	case fault == fake.Hang || fault == fake.Drip:
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: got %v, want the end of the context", what, err)
		}
	case kind != "":
		failing(t, fault, what, kind, err)
	case err != nil || content == "":
		t.Errorf("%s: got %q, %v, want an answer", what, content, err)
	case fault == fake.Rerouted && (used.Model == TextModel || used.Model == ImageModel && !s.Nameless):
		t.Errorf("%s: got model %s, want the one that answered", what, used.Model)
	}
}

// failing looks at an error.
func failing(t *testing.T, fault fake.Fault, what string, kind model.Kind, err error) {
	t.Helper()
	failed, known := errors.AsType[*model.Error](err)
	if !known || failed.Kind != kind {
		t.Errorf("%s: got %v, want an error of kind %s", what, err, kind)
		return
	}
	if fault == fake.BusyHint && failed.Hint != fake.Hint || fault == fake.Busy && failed.Hint != 0 {
		t.Errorf("%s: got a hint of %s", what, failed.Hint)
	}
	if text := err.Error(); strings.Contains(text, Key) || len(text) > 500 || strings.Contains(text, "\n") {
		t.Errorf("%s: the error is not fit for a log: %q", what, text)
	}
}

// cancelled: whoever ends the context gets that back, at once.
func (s Suite) cancelled(t *testing.T) {
	s.with(t, Key, fake.Hang, func(t *testing.T, a Adapter, _ *fake.Provider) {
		for _, c := range a.calls() {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(3*time.Second, cancel)
			began := time.Now()
			if _, _, err := c.ask(ctx); !errors.Is(err, context.Canceled) || time.Since(began) != 3*time.Second {
				t.Errorf("%s: got %v after %s, want context.Canceled after 3 s", c.what, err, time.Since(began))
			}
		}
	})
}

// wrongKey: the provider knows another key.
func (s Suite) wrongKey(t *testing.T) {
	s.with(t, "another", fake.None, func(t *testing.T, a Adapter, _ *fake.Provider) {
		for _, c := range a.calls() {
			_, _, err := c.ask(t.Context())
			s.judge(t, fake.BadKey, c.what, model.Usage{}, "", err)
		}
		if _, err := a.Models(t.Context()); err == nil || strings.Contains(err.Error(), Key) {
			t.Errorf("models: got %v, want an error without the key", err)
		}
	})
}
