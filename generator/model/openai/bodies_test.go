package openai_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"casebook/generator/model"
	"casebook/generator/model/openai"
	"casebook/generator/model/wire"
)

// server answers everything with one body, and keeps the last request.
type server struct {
	*httptest.Server

	path, kind, key string
	body            string
}

func answering(t *testing.T, status int, header http.Header, body string) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		s.path, s.kind, s.key, s.body = r.URL.Path, r.Header.Get("Content-Type"), r.Header.Get("Authorization"), string(got)
		w.Header().Set("Content-Type", "application/json")
		maps.Copy(w.Header(), header)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body) // the client may have gone
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *server) client(t *testing.T, o openai.Options) *openai.Client {
	t.Helper()
	transport := wire.Transport()
	t.Cleanup(transport.CloseIdleConnections)
	o.BaseURL, o.Transport = s.URL+"/v1", transport
	if o.ImageSize == 0 {
		o.ImageSize = 1024
	}
	return openai.New(o)
}

// TestErrors: bodies as they were seen, by people who asked about them, and what they
// mean.
func TestErrors(t *testing.T) {
	for name, test := range map[string]struct {
		status int
		header http.Header
		body   string
		want   model.Error
	}{
		"OpenAI: minute": {
			429, nil, `{"error":{"message":"Rate limit reached for gpt-4o-mini in organization org-x on tokens per min (TPM): Limit 200000, Used 198000. Please try again in 1.5s. Visit https://platform.openai.com/account/rate-limits to learn more.","type":"tokens","param":null,"code":"rate_limit_exceeded"}}`,
			model.Error{Kind: model.Busy, Hint: 1500 * time.Millisecond, Reason: "Limit 200000"},
		},
		"OpenAI: hint in seconds": {
			429,
			http.Header{"Retry-After": {"20"}},
			`{"error":{"message":"Slow down","type":"requests","param":null,"code":"rate_limit_exceeded"}}`,
			model.Error{Kind: model.Busy, Hint: 20 * time.Second, Reason: "rate_limit_exceeded: Slow down"},
		},
		"OpenAI: day": {
			429, nil, `{"error":{"message":"Rate limit reached for gpt-4o-mini on requests per day (RPD): Limit 200, Used 200, Requested 1. Please try again in 7m12s.","type":"requests","param":null,"code":"rate_limit_exceeded"}}`,
			model.Error{Kind: model.Quota, Reason: "per day"},
		},
		"OpenAI: no money": {
			429, nil, `{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}`,
			model.Error{Kind: model.Quota, Reason: "exceeded your current quota"},
		},
		"OpenAI: hard limit": {
			400, nil, `{"error":{"message":"Billing hard limit has been reached","type":"image_generation_user_error","param":null,"code":"billing_hard_limit_reached"}}`,
			model.Error{Kind: model.Quota, Reason: "hard limit"},
		},
		"OpenAI: moderation": {
			400, nil, `{"error":{"message":"Your request was rejected by the safety system.","type":"image_generation_user_error","param":null,"code":"moderation_blocked"}}`,
			model.Error{Kind: model.Refused, Reason: "safety system"},
		},
		"LiteLLM: moderation": {
			400, nil, `{"error":{"message":"litellm.BadRequestError: litellm.ContentPolicyViolationError: no","type":null,"param":null,"code":"400"}}`,
			model.Error{Kind: model.Refused, Reason: "ContentPolicyViolation"},
		},
		"llama.cpp: loading": {
			503, nil, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`, model.Error{Kind: model.Unreachable, Reason: "Loading model"},
		},
		"Ollama: unknown model": {
			404, nil, `{"error":{"message":"model 'llama9' not found","type":"not_found_error","param":null,"code":null}}`,
			model.Error{Kind: model.Misconfigured, Reason: "404"},
		},
		"only words":      {400, nil, `{"error":"prompt required"}`, model.Error{Kind: model.Misconfigured, Reason: "prompt required"}},
		"no such route":   {404, http.Header{"Content-Type": {"text/plain"}}, "404 page not found", model.Error{Kind: model.Misconfigured, Reason: "404"}},
		"proxy":           {502, http.Header{"Content-Type": {"text/html"}}, "<html><h1>502 Bad Gateway</h1></html>", model.Error{Kind: model.Unreachable, Reason: "502"}},
		"no body":         {500, nil, "", model.Error{Kind: model.Unreachable, Reason: "500"}},
		"elsewhere":       {302, http.Header{"Location": {"https://example.org/"}}, "", model.Error{Kind: model.Misconfigured, Reason: "redirects"}},
		"a page for JSON": {200, http.Header{"Content-Type": {"text/html"}}, "<html>hello</html>", model.Error{Kind: model.Broken, Reason: "text/html"}},
		"null":            {200, nil, "null", model.Error{Kind: model.Broken, Reason: "nothing in it"}},
		"cut JSON":        {200, nil, `{"data": [`, model.Error{Kind: model.Unreachable, Reason: "EOF"}},
	} {
		t.Run(name, func(t *testing.T) {
			c := answering(t, test.status, test.header, test.body).client(t, openai.Options{Key: "sk-1"})
			for what, ask := range map[string]func() error{
				"picture": func() error {
					_, err := c.Image(t.Context(), model.ImageRequest{Model: "m", Prompt: "A clock.", Aspect: model.Wide})
					return err
				},
				"text": func() error {
					_, err := c.Text(t.Context(), model.TextRequest{Model: "m", Turns: []model.Turn{{Text: "Hello."}}, MaxTokens: 5})
					return err
				},
			} {
				got, ok := errors.AsType[*model.Error](ask())
				if !ok || got.Kind != test.want.Kind || got.Hint != test.want.Hint || !strings.Contains(got.Reason, test.want.Reason) {
					t.Errorf("%s: got %+v, want %+v", what, got, test.want)
				}
			}
		})
	}
}

// TestPictures: pictures come as base64, as data URLs, or as addresses, and cost what
// the answer says.
func TestPictures(t *testing.T) {
	dot := "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
	encoded := base64.StdEncoding.EncodeToString([]byte(dot))
	for name, test := range map[string]struct {
		body string
		want model.ImageAnswer
	}{
		"OpenAI": {
			`{"created":1767170804,"background":"opaque","data":[{"b64_json":"` + encoded + `"}],"output_format":"png","quality":"medium","size":"1024x1024","usage":{"input_tokens":23,"input_tokens_details":{"image_tokens":0,"text_tokens":23},"output_tokens":1056,"total_tokens":1079}}`,
			model.ImageAnswer{Usage: model.Usage{Model: "m", In: 23, Out: 1056, Pictures: 1}, Data: []byte(dot)},
		},
		"address":  {`{"created":1,"data":[{"url":"https://files.example.org/1.png"}]}`, model.ImageAnswer{Usage: model.Usage{Model: "m", Pictures: 1}, URL: "https://files.example.org/1.png"}},
		"data URL": {`{"created":1,"data":[{"b64_json":"data:image/png;base64,` + encoded + `","url":null}],"usage":null}`, model.ImageAnswer{Usage: model.Usage{Model: "m", Pictures: 1}, Data: []byte(dot)}},
		"both":     {`{"data":[{"b64_json":"","url":"https://files.example.org/2.png"}]}`, model.ImageAnswer{Usage: model.Usage{Model: "m", Pictures: 1}, URL: "https://files.example.org/2.png"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := answering(t, http.StatusOK, nil, test.body).client(t, openai.Options{}).Image(t.Context(), model.ImageRequest{Model: "m", Prompt: "A clock.", Aspect: model.Square})
			if err != nil || string(got.Data) != string(test.want.Data) || got.URL != test.want.URL || got.Usage != test.want.Usage {
				t.Errorf("got %+v, %v, want %+v", got, err, test.want)
			}
		})
	}
}

// TestRequests: what is sent to OpenAI, and what to servers at home.
func TestRequests(t *testing.T) {
	t.Setenv("OPENAI_API_KEY", "sk-of-the-environment")
	t.Setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/")
	for name, test := range map[string]struct {
		o      openai.Options
		model  string
		aspect model.Aspect
		want   map[string]string
		key    string
	}{
		"OpenAI":          {openai.Options{Key: "sk-1", ImageQuality: "low"}, "gpt-image-2.5-flare", model.Wide, map[string]string{"size": "1344x768", "quality": "low", "prompt": "A | B"}, "Bearer sk-1"},
		"at home":         {openai.Options{Compatible: true, ImageQuality: "low", ImageSize: 512}, "sd-cpp-local", model.Upright, map[string]string{"size": "448x576", "response_format": "b64_json", "prompt": "A / B"}, ""},
		"OpenAI by proxy": {openai.Options{Compatible: true, ImageQuality: "low"}, "openai/gpt-image-2.5-flare", model.Square, map[string]string{"size": "1024x1024", "quality": "low", "prompt": "A / B"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := answering(t, http.StatusOK, nil, `{"data":[{"url":"https://example.org/1.png"}]}`)
			if _, err := s.client(t, test.o).Image(t.Context(), model.ImageRequest{Model: test.model, Prompt: "A | B", Aspect: test.aspect}); err != nil {
				t.Fatal(err)
			}
			var got map[string]string
			if err := json.Unmarshal([]byte(s.body), &got); err != nil {
				t.Fatalf("%s: %v", s.body, err)
			}
			test.want["model"] = test.model
			for key, want := range test.want {
				if got[key] != want {
					t.Errorf("%s: got %q, want %q", key, got[key], want)
				}
			}
			if len(got) != len(test.want) || s.key != test.key || s.path != "/v1/images/generations" {
				t.Errorf("got %s with %q to %s, want no more than %v with %q", s.body, s.key, s.path, test.want, test.key)
			}
		})
	}
}

// TestWords: thoughts are no part of an answer, a version of a model is the one asked for,
// and another is not.
func TestWords(t *testing.T) {
	for _, test := range []struct{ answers, content, wantModel, wantText string }{
		{"gpt-6-luna-2026-09-22", "Yes.", "gpt-6-luna", "Yes."},
		{"gpt-6-luna-0922", "Yes.", "gpt-6-luna", "Yes."},
		{"gpt-6-luna-mini", "Yes.", "gpt-6-luna-mini", "Yes."},
		{"", "<think>Is it? It is.</think>\\n\\nYes.", "gpt-6-luna", "Yes."},
	} {
		s := answering(t, http.StatusOK, nil, `{"model":"`+test.answers+`","choices":[{"index":0,"message":{"role":"assistant","content":"`+test.content+`"},"finish_reason":"stop"}],"usage":{"prompt_tokens":19,"completion_tokens":10}}`)
		got, err := s.client(t, openai.Options{}).Text(context.Background(), model.TextRequest{Model: "gpt-6-luna", Turns: []model.Turn{{Text: "Hello."}}, MaxTokens: 5})
		if want := (model.Usage{Model: test.wantModel, In: 19, Out: 10}); err != nil || got.Usage != want || got.Text != test.wantText {
			t.Errorf("%+v: got %+v, %v", test, got, err)
		}
	}
}
