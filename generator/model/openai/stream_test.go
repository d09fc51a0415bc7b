package openai_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"casebook/generator/model"
	"casebook/generator/model/openai"
)

// TestStreams: streams as OpenAI documents them and as servers at home send them, and
// what is made of them.
func TestStreams(t *testing.T) {
	const begin = `data: {"id":"chatcmpl-9l","object":"chat.completion.chunk","created":1721075653,"model":"gpt-6-luna-2026-09-22","choices":[{"index":0,"delta":`
	chunk := func(delta, finish string) string {
		return begin + delta + `,"logprobs":null,"finish_reason":` + finish + "}],\"usage\":null}\n\n"
	}
	const usage = `data: {"id":"chatcmpl-9l","object":"chat.completion.chunk","created":1721075653,"model":"gpt-6-luna-2026-09-22","choices":[],"usage":{"prompt_tokens":29,"completion_tokens":12,"total_tokens":41}}` + "\n\n"
	const done = "data: [DONE]\n\n"
	first, end := chunk(`{"role":"assistant","content":""}`, "null"), chunk("{}", `"stop"`)
	for name, test := range map[string]struct {
		body   string
		pieces string // with a bar between
		kind   model.Kind
		in     int
	}{
		"OpenAI":             {first + chunk(`{"content":"Good"}`, "null") + chunk(`{"content":" evening."}`, "null") + end + usage + done, "Good| evening.", "", 29},
		"comments":           {": OPENROUTER PROCESSING\n\n" + chunk(`{"content":"Good."}`, "null") + end + done, "Good.", "", 0},
		"thoughts":           {chunk(`{"content":"<thi"}`, "null") + chunk(`{"content":"nk>Is it?"}`, "null") + chunk(`{"content":" Yes.</think>\n\nGood"}`, "null") + chunk(`{"content":"."}`, "null") + end + done, "Good|.", "", 0},
		"thoughts apart":     {chunk(`{"reasoning_content":"Is it?"}`, "null") + chunk(`{"content":"Good."}`, "null") + end + done, "Good.", "", 0},
		"declined":           {first + chunk(`{"refusal":"I can't help with that."}`, "null") + end + usage + done, "", model.Refused, 29},
		"withheld":           {first + chunk(`{"content":"Good"}`, "null") + chunk("{}", `"content_filter"`) + usage + done, "Good", model.Refused, 29},
		"too long":           {first + chunk(`{"content":"Good"}`, "null") + chunk("{}", `"length"`) + usage + done, "Good", model.Broken, 29},
		"cut":                {first + chunk(`{"content":"Good"}`, "null"), "Good", model.Unreachable, 0},
		"error in between":   {first + chunk(`{"content":"Good"}`, "null") + `data: {"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}` + "\n\n", "Good", model.Broken, 0},
		"nothing but an end": {done, "", model.Broken, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := answering(t, http.StatusOK, http.Header{"Content-Type": {"text/event-stream"}}, test.body)
			var pieces []string
			answer, err := s.client(t, openai.Options{Key: "sk-1"}).Talk(t.Context(), model.TalkRequest{
				TextRequest: model.TextRequest{Model: "gpt-6-luna", Turns: []model.Turn{{Text: "Hello."}}, MaxTokens: 50},
				Piece:       func(text string) { pieces = append(pieces, text) },
			})
			if got := strings.Join(pieces, "|"); got != test.pieces {
				t.Errorf("got %q, want %q", got, test.pieces)
			}
			failed, _ := errors.AsType[*model.Error](err)
			switch {
			case test.kind == "" && (err != nil || answer.Text != strings.Join(pieces, "") || answer.In != test.in || answer.Model != "gpt-6-luna"):
				t.Errorf("got %+v, %v, want an answer of %d tokens in", answer, err, test.in)
			case test.kind != "" && (failed == nil || failed.Kind != test.kind || failed.Used.In != test.in):
				t.Errorf("got %v (%+v), want an error of kind %s that is billed", err, failed, test.kind)
			}
			if !strings.Contains(s.body, `"stream":true`) || !strings.Contains(s.body, `"stream_options":{"include_usage":true}`) {
				t.Errorf("got %s, want a stream with its usage asked for", s.body)
			}
		})
	}
}
