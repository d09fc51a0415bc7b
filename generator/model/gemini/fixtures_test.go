package gemini_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/model"
	"casebook/generator/model/fake"
	"casebook/generator/model/gemini"
	"casebook/generator/model/modeltest"
	"casebook/generator/model/wire"
)

// ofSDK returns the files of Google's SDK that match. Its recorded sessions ("replays")
// are not published; what the module holds is the bodies that it must send
// (testdata/golden) and, in its tests, those that it must read.
func ofSDK(t *testing.T, pattern string) []string {
	t.Helper()
	folder, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "google.golang.org/genai").Output()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(folder)), pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("the SDK has no %s: %v", pattern, err)
	}
	return files
}

// sentBody is as much of a request as the fixtures have.
type sentBody struct {
	Contents []struct {
		Parts []map[string]any `json:"parts"`
		Role  string           `json:"role"`
	} `json:"contents"`
}

// TestSDKRequests: the fake takes the bodies that the SDK must send, and the adapter,
// asked the same, sends the same.
func TestSDKRequests(t *testing.T) {
	var got sentBody
	provider := fake.New(fake.Options{Key: modeltest.Key, Models: []string{"gemini-3.8-flash"}}).Gemini()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		got = sentBody{}
		if err := errors.Join(err, json.Unmarshal(body, &got)); err != nil {
			t.Error(err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		provider.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	c := at(t, server.URL)
	same := 0
	for _, file := range ofSDK(t, "testdata/golden/*.mldev.json") {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/v1beta/models/gemini-3.8-flash:generateContent", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Goog-Api-Key", modeltest.Key)
		response, err := http.DefaultClient.Do(request)
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("%s: got %v, %v", filepath.Base(file), response, err)
		}
		if err := response.Body.Close(); err != nil {
			t.Error(err)
		}
		want := got
		said, _ := want.Contents[0].Parts[0]["text"].(string)
		if len(want.Contents) != 1 || len(want.Contents[0].Parts) != 1 {
			continue // which we do not ask so
		}
		if _, err := c.Text(t.Context(), model.TextRequest{Model: "gemini-3.8-flash", Turns: []model.Turn{{Text: said}}, MaxTokens: 9}); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-SDK +we):\n%s", filepath.Base(file), diff)
		}
		same++
	}
	if same == 0 {
		t.Error("none of the SDK's requests is like ours")
	}
}

// readBodies returns the answers that the SDK's own tests have it read.
func readBodies(t *testing.T) (bodies []string) {
	t.Helper()
	for _, file := range ofSDK(t, "*_test.go") {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Error(err)
			}
			for body := range strings.SplitSeq(text, "\n\n") {
				body = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(body), "data:"))
				var answer readBody
				if json.Unmarshal([]byte(body), &answer) == nil && (answer.Error != nil && answer.Error.Code >= http.StatusBadRequest || answer.Candidates != nil || answer.PromptFeedback.BlockReason != "") {
					bodies = append(bodies, strings.Join(strings.Fields(body), " "))
				}
			}
			return true
		})
	}
	return bodies
}

// readBody is as much of an answer as decides what it comes to.
type readBody struct {
	Candidates []struct {
		Content struct {
			Parts []struct {
				Text    string `json:"text"`
				Thought bool   `json:"thought"`
			} `json:"parts"`
		} `json:"content"`
		FinishReason string `json:"finishReason"`
	} `json:"candidates"`
	PromptFeedback struct {
		BlockReason string `json:"blockReason"`
	} `json:"promptFeedback"`
	Error *struct {
		Code int `json:"code"`
	} `json:"error"`
}

// comesTo is what an answer comes to, whole or as a stream of one event: its text, or a
// kind of error.
func (b readBody) comesTo(stream bool) (text string, kind model.Kind) {
	switch {
	case b.Error != nil && b.Error.Code >= http.StatusInternalServerError:
		return "", model.Unreachable
	case b.Error != nil:
		return "", model.Misconfigured
	case b.PromptFeedback.BlockReason != "":
		return "", model.Refused
	case len(b.Candidates) == 0:
		return "", model.Broken
	}
	first := b.Candidates[0]
	var said strings.Builder
	for _, part := range first.Content.Parts {
		if !part.Thought {
			said.WriteString(part.Text)
		}
	}
	text = said.String()
	switch {
	case strings.TrimSpace(text) == "" || first.FinishReason == "CONTINUATION" || first.FinishReason == "MAX_TOKENS":
		return text, model.Broken
	case stream && first.FinishReason == "":
		return text, model.Unreachable
	}
	return text, ""
}

// TestSDKAnswers: what the SDK's own tests have it read comes to what it should.
func TestSDKAnswers(t *testing.T) {
	bodies := readBodies(t)
	if len(bodies) < 50 {
		t.Fatalf("got %d answers, want those of the SDK's tests", len(bodies))
	}
	for _, body := range bodies {
		var want readBody
		if err := json.Unmarshal([]byte(body), &want); err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			stream := strings.Contains(r.URL.Path, ":stream")
			if want.Error != nil {
				w.WriteHeader(want.Error.Code)
			}
			if _, err := fmt.Fprint(w, map[bool]string{true: "data: "}[stream && want.Error == nil], body, "\r\n\r\n"); err != nil {
				t.Error(err)
			}
		}))
		c := at(t, server.URL)
		q := model.TextRequest{Model: "gemini-3.8-flash", Turns: []model.Turn{{Text: "Hello."}}, MaxTokens: 9}
		for what, ask := range map[string]func() (model.TextAnswer, error){
			"whole": func() (model.TextAnswer, error) { return c.Text(t.Context(), q) },
			"stream": func() (model.TextAnswer, error) {
				return c.Talk(t.Context(), model.TalkRequest{TextRequest: q, Piece: func(string) {}})
			},
		} {
			text, kind := want.comesTo(what == "stream")
			got, err := ask()
			failed, _ := errors.AsType[*model.Error](err)
			if kind != "" && (failed == nil || failed.Kind != kind) || kind == "" && (err != nil || got.Text != text) {
				t.Errorf("%s: %s\ngot %q, %v, want %q, %s", what, body, got.Text, err, text, kind)
			}
		}
		server.Close()
	}
}

// at returns a client for a server.
func at(t *testing.T, address string) *gemini.Client {
	t.Helper()
	transport := wire.Transport()
	t.Cleanup(transport.CloseIdleConnections)
	c, err := gemini.New(t.Context(), gemini.Options{Key: modeltest.Key, BaseURL: address, Transport: transport})
	if err != nil {
		t.Fatal(err)
	}
	return c
}
