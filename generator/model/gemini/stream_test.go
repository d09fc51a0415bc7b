package gemini_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"casebook/generator/model"
	"casebook/generator/model/gemini"
	"casebook/generator/model/modeltest"
	"casebook/generator/model/wire"
)

// TestStreams: streams as the API sends them, and what is made of them.
func TestStreams(t *testing.T) {
	event := func(parts, more string) string {
		return `data: {"candidates": [{"content": {"parts": [` + parts + `],"role": "model"},"index": 0` + more +
			`}],"usageMetadata": {"promptTokenCount": 8,"candidatesTokenCount": 3,"totalTokenCount": 21,"thoughtsTokenCount": 10},"modelVersion": "gemini-3.5-flash-lite","responseId": "x"}` + "\r\n\r\n"
	}
	const stop, safety, longest = `,"finishReason": "STOP"`, `,"finishReason": "SAFETY"`, `,"finishReason": "MAX_TOKENS"`
	for name, test := range map[string]struct {
		body   string
		pieces string // with a bar between
		kind   model.Kind
	}{
		"two pieces":    {event(`{"text": "Good"}`, "") + event(`{"text": " evening."}`, stop), "Good| evening.", ""},
		"thoughts":      {event(`{"text": "Is it?","thought": true}`, "") + event(`{"text": "Good."}`, "") + event(`{"text": "","thoughtSignature": "AbCd"}`, stop), "Good.", ""},
		"two parts":     {event(`{"text": "Good"},{"text": "."}`, stop), "Good|.", ""},
		"withheld":      {event(`{"text": "Good"}`, "") + event("", safety), "Good", model.Refused},
		"too long":      {event(`{"text": "Good"}`, longest), "Good", model.Broken},
		"cut":           {event(`{"text": "Good"}`, ""), "Good", model.Unreachable},
		"blocked":       {`data: {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"},"usageMetadata": {"promptTokenCount": 8,"totalTokenCount": 8},"modelVersion": "gemini-3.5-flash-lite"}` + "\r\n\r\n", "", model.Refused},
		"error between": {event(`{"text": "Good"}`, "") + `data: {"error": {"code": 503,"message": "The model is overloaded.","status": "UNAVAILABLE"}}` + "\r\n\r\n", "Good", model.Unreachable},
		"nothing":       {"", "", model.Broken},
	} {
		t.Run(name, func(t *testing.T) {
			var path, sent string
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, err := io.ReadAll(r.Body)
				if err != nil {
					t.Error(err)
				}
				path, sent = r.URL.String(), string(body)
				w.Header().Set("Content-Type", "text/event-stream")
				_, _ = io.WriteString(w, test.body) // the client may have gone
			}))
			t.Cleanup(server.Close)
			transport := wire.Transport()
			t.Cleanup(transport.CloseIdleConnections)
			c, err := gemini.New(t.Context(), gemini.Options{Key: modeltest.Key, BaseURL: server.URL, Transport: transport})
			if err != nil {
				t.Fatal(err)
			}
			var pieces []string
			answer, err := c.Talk(t.Context(), model.TalkRequest{
				TextRequest: model.TextRequest{Model: "gemini-3.5-flash-lite", System: "Be brief.", Turns: []model.Turn{{Text: "Hello."}}, MaxTokens: 50},
				Piece:       func(text string) { pieces = append(pieces, text) },
			})
			if got := strings.Join(pieces, "|"); got != test.pieces {
				t.Errorf("got %q, want %q", got, test.pieces)
			}
			failed, _ := errors.AsType[*model.Error](err)
			switch {
			case test.kind == "" && (err != nil || answer.Text != strings.Join(pieces, "") || answer.In != 8 || answer.Out != 13):
				t.Errorf("got %+v, %v, want an answer of 8 tokens in and 13 out", answer, err)
			case test.kind != "" && (failed == nil || failed.Kind != test.kind || test.body != "" && failed.Used.In != 8):
				t.Errorf("got %v (%+v), want an error of kind %s that is billed", err, failed, test.kind)
			}
			if path != "/v1beta/models/gemini-3.5-flash-lite:streamGenerateContent?alt=sse" || !strings.Contains(sent, "systemInstruction") || !strings.Contains(sent, "thinkingLevel") {
				t.Errorf("got %s to %s", sent, path)
			}
		})
	}
}
