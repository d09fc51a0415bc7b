package modeltest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"casebook/generator/model"
	"casebook/generator/model/fake"
)

// oddBodies are JSON, and nothing that an adapter's SDK expects.
func oddBodies() []string {
	return []string{
		"null", "5", `""`, "[]", "[null]", "{}", `{"candidates":[null]}`, `{"candidates":[{"content":{"parts":[null]},"finishReason":"STOP"}]}`,
		`{"candidates":[{"content":{"parts":[{"text":"a"}]}}],"usageMetadata":{"candidatesTokensDetails":[null]}}`, `{"choices":[null]}`, `{"choices":[{"message":null}]}`,
		`{"data":[null]}`, `{"data":null,"has_more":true}`, `{"models":[null],"embeddings":[null],"operations":[null]}`, `{"metadata":null}`,
		`{"done":true,"metadata":{"state":"BATCH_STATE_SUCCEEDED","output":{"inlinedResponses":{"inlinedResponses":[null]}}}}`,
		`{"status":"completed","output_file_id":"file"}`, `{"status":"failed","errors":null}`,
	}
}

// odd: what is JSON and nothing like an answer is an *Error, or none at all, and never a
// panic.
func (s Suite) odd(t *testing.T) {
	for _, body := range oddBodies() {
		synctest.Test(t, func(t *testing.T) {
			a := s.Open(t, Serve(t, answering(t, body)))
			for what, ask := range a.asks() {
				err := ask(t.Context())
				if _, known := errors.AsType[*model.Error](err); err != nil && !known {
					t.Errorf("%s: %s: got %v, want an *Error", body, what, err)
				}
			}
		})
	}
}

// answering answers every request with the same, as an event where a stream is asked for.
func answering(t *testing.T, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		asked, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "application/json")
		if strings.Contains(r.URL.Path+string(asked), "stream") {
			w.Header().Set("Content-Type", "text/event-stream")
			fmt.Fprint(w, "data: ")
		}
		fmt.Fprint(w, body, "\n\n")
	}
}

// asks are all ways of asking.
func (a Adapter) asks() map[string]func(context.Context) error {
	asks := batchCalls(a.Batches)
	asks[fake.ForList] = func(ctx context.Context) error {
		_, err := a.Models(ctx)
		return err
	}
	for _, c := range a.calls() {
		asks[c.what] = func(ctx context.Context) error {
			_, _, err := c.ask(ctx)
			return err
		}
	}
	return asks
}
