package modeltest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync/atomic"
	"testing"

	"casebook/generator/model"
	"casebook/generator/model/gemini"
	"casebook/generator/model/openai"
)

// parrot is a provider that answers everything with the same, until it is left alone: it
// may say for ever that there is another page, and callers have their own time.
type parrot struct {
	status int
	kind   string
	body   []byte
	asked  atomic.Int64
}

const parrotsPatience = 40 // requests

// RoundTrip implements http.RoundTripper.
func (p *parrot) RoundTrip(r *http.Request) (*http.Response, error) {
	if p.asked.Add(1) > parrotsPatience {
		return nil, io.ErrUnexpectedEOF
	}
	if r.Body != nil {
		_, err := io.Copy(io.Discard, r.Body)
		if err := errors.Join(err, r.Body.Close()); err != nil {
			return nil, err
		}
	}
	return &http.Response{
		StatusCode: p.status, Header: http.Header{"Content-Type": {p.kind}}, Request: r, Body: io.NopCloser(bytes.NewReader(p.body)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}, nil
}

// adapter is what both adapters are.
type adapter interface {
	Image(ctx context.Context, q model.ImageRequest) (model.ImageAnswer, error)
	Text(ctx context.Context, q model.TextRequest) (model.TextAnswer, error)
	View(ctx context.Context, q model.ViewRequest) (model.TextAnswer, error)
	Talk(ctx context.Context, q model.TalkRequest) (model.TextAnswer, error)
	Embed(ctx context.Context, q model.EmbedRequest) (model.EmbedAnswer, error)
}

// FuzzAnswers has both providers answer each port with anything: whatever it is, it is an
// error, or what the port promises.
func FuzzAnswers(f *testing.F) {
	for _, body := range []string{
		`{"candidates":[{"content":{"parts":[{"text":"{\"value\":1}"},{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1}}`,
		`{"data":[{"b64_json":"iVBORw0KGgo=","url":"http://x/"}],"choices":[{"message":{"content":"x"},"finish_reason":"stop"}],"usage":{"total_tokens":-1}}`,
		`{"embeddings":[{"values":[0.1,1e400]}],"data":[{"embedding":[1],"index":9}]}`, `{"models":[{"name":"models/x"}],"data":[{"id":"x"}],"nextPageToken":"x"}`,
		`{"error":{"code":429,"message":"x","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"-1s"}]}}`,
		"data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n",
		`{"name":"batches/x","metadata":{"state":"BATCH_STATE_SUCCEEDED"},"response":{"inlinedResponses":{"inlinedResponses":[{"metadata":{"key":"7"}}]}},"id":"x","status":"completed","output_file_id":"f"}`,
		"{\"custom_id\":\"-1\",\"response\":{\"status_code\":200,\"body\":{\"data\":[]}}}\n{", "<html>", "",
	} {
		f.Add(uint16(200), "application/json", []byte(body))
		f.Add(uint16(503), "text/event-stream", []byte(body))
	}
	f.Fuzz(func(t *testing.T, status uint16, kind string, body []byte) {
		p := &parrot{status: 200 + int(status)%400, kind: kind, body: body}
		g, err := gemini.New(t.Context(), gemini.Options{Key: "key", BaseURL: "http://provider.example/", ImageSize: "1K", Transport: p})
		if err != nil {
			t.Fatal(err)
		}
		o := openai.New(openai.Options{Key: "key", BaseURL: "http://provider.example/v1/", ImageSize: 1024, Transport: p})
		for _, a := range []adapter{g, o} {
			p.asked.Store(0)
			askAll(t, a)
		}
		p.asked.Store(0)
		_, _ = g.Models(t.Context())
		_, _ = o.Models(t.Context())
		for _, b := range []model.Batches{g.Batches(), o.Batches()} {
			if batch, err := b.Get(t.Context(), "batch-1"); err == nil {
				for i, item := range batch.Items {
					if item.Err == nil && len(item.Answer.Data) == 0 && item.Answer.URL == "" {
						t.Errorf("item %d of a batch is neither a picture nor an error: %+v", i, item)
					}
				}
			}
			_, _ = b.Find(t.Context(), "name")
		}
	})
}

// askAll asks an adapter for all that it can do.
func askAll(t *testing.T, a adapter) {
	t.Helper()
	ctx := t.Context()
	if got, err := a.Image(ctx, model.ImageRequest{Model: "m", Prompt: "x", Aspect: model.Square}); err == nil && len(got.Data) == 0 && got.URL == "" {
		t.Errorf("%T: got neither a picture nor an error", a)
	}
	if got, err := a.Embed(ctx, model.EmbedRequest{Model: "m", Texts: []string{"a", "b"}}); err == nil && len(got.Vectors) != 2 {
		t.Errorf("%T: got %d vectors for two texts", a, len(got.Vectors))
	}
	turns := []model.Turn{{Text: "x"}}
	if got, err := a.Text(ctx, model.TextRequest{Model: "m", Turns: turns, MaxTokens: 10}); err == nil && got.Text == "" {
		t.Errorf("%T: got neither a text nor an error", a)
	}
	parsed := model.Parse(a.Text, func(*map[string]int) error { return nil })
	_, _ = parsed(ctx, model.TextRequest{Model: "m", Turns: turns, Schema: json.RawMessage(`{"type":"object"}`)})
	_, _ = a.View(ctx, model.ViewRequest{Model: "m", Prompt: "x", Picture: []byte("\x89PNG\r\n\x1a\n")})
	_, _ = a.Talk(ctx, model.TalkRequest{TextRequest: model.TextRequest{Model: "m", Turns: turns}, Piece: func(string) {}})
}
