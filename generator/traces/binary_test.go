package traces_test

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/generator/model/fake"
	"casebook/generator/model/modeltest"
	"casebook/generator/mystery"
	"casebook/web/webtest"
)

// view is what the tests read of a case.
type view struct {
	ID          string                  `json:"id"`
	Title       string                  `json:"title"`
	ImageStatus string                  `json:"imageStatus"`
	Suspects    []struct{ Name string } `json:"suspects"`
}

// drawn waits until today's case is drawn.
func drawn(t *testing.T, s *webtest.Server) (c view) {
	t.Helper()
	webtest.Within(t, webtest.Drawing, "today's pictures are stored", func() error {
		status, body, err := s.Do(http.MethodGet, "/api/case/today", nil, nil)
		if err != nil || status != http.StatusOK {
			return fmt.Errorf("got %d: %w", status, err)
		}
		if s.JSON(t, http.MethodGet, "/api/case/today", nil, http.StatusOK, &c); c.ImageStatus != "completed" {
			return fmt.Errorf("%s in %.60s", c.ImageStatus, body)
		}
		return nil
	})
	return c
}

// about are the spans of a name that are about a case.
func about(r *webtest.Receiver, name, id string) []webtest.Span {
	return slices.DeleteFunc(r.Spans(name), func(s webtest.Span) bool { return s.Texts["casebook.case"] != id })
}

// wantMade holds the one trace of a case's making to what it must have, and returns its
// pictures.
func wantMade(t *testing.T, r *webtest.Receiver, id string) []webtest.Span {
	t.Helper()
	written := about(r, "cases.write", id)
	if len(written) != 1 || len(written[0].GetParentSpanId()) > 0 || len(r.Below(written[0], "write")) == 0 || len(r.Below(written[0], "referee")) == 0 {
		t.Fatalf("got %d traces of writing it among %q", len(written), r.Names())
	}
	round := r.Below(written[0], "cases.draw")
	if len(round) != 1 || round[0].Texts["casebook.case"] != id {
		t.Fatalf("got %d rounds of drawing in its trace, want one", len(round))
	}
	pictures, slots := r.Below(round[0], "picture"), map[string]bool{}
	for _, p := range pictures {
		slots[p.Texts["casebook.picture"]] = true
		if len(r.Below(p, "draw")) != 1 || len(r.Below(p, "keep")) != 1 {
			t.Errorf("%s: want it drawn and kept once", p.Texts["casebook.picture"])
		}
		if p.GetStartTimeUnixNano() < round[0].GetStartTimeUnixNano() || p.GetEndTimeUnixNano() > round[0].GetEndTimeUnixNano() {
			t.Errorf("%s is drawn outside of the round", p.Texts["casebook.picture"])
		}
	}
	if len(pictures) != mystery.PictureCount || len(slots) != mystery.PictureCount {
		t.Errorf("got %d pictures in %d slots, want %d", len(pictures), len(slots), mystery.PictureCount)
	}
	return pictures
}

// TestSecretsAreNotTold plays with a running binary, whose address is the standard
// variable's: requests go by their routes, a case is one trace, and nothing that a visitor
// sent, or that must not be known, is in it.
func TestSecretsAreNotTold(t *testing.T) {
	r := webtest.NewReceiver(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", r.URL)
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "200")
	s := webtest.Start(t, t.TempDir())
	c := drawn(t, s)
	header := http.Header{
		"Authorization": {"Bearer " + s.Token}, "User-Agent": {"hush-agent"}, "X-Forwarded-For": {"203.0.113.77"}, "Tracestate": {"hush=state"}, "Baggage": {"hush=baggage"}, "Cookie": {"hush=cookie"},
		"Traceparent": {"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"},
	}
	for _, ask := range []struct {
		method, path string
		body         any
		want         int
	}{
		{http.MethodGet, "/api/player-state/" + c.ID + "/hush-player?hush=query", nil, http.StatusOK},
		{http.MethodPost, "/api/chat/" + c.ID + "-suspect-1", map[string]string{"caseId": c.ID, "userId": "hush-player", "message": "What of hush-message?"}, http.StatusOK},
		{http.MethodGet, "/api/admin/board?hush=query", nil, http.StatusOK},
		{http.MethodGet, "/hush-path", nil, http.StatusNotFound},
		{"HUSHMETHOD", "/api/case/today", nil, http.StatusMethodNotAllowed},
		{http.MethodPost, "/api/admin/restart", nil, http.StatusOK},
	} {
		if status, body, err := s.Do(ask.method, ask.path, header, ask.body); err != nil || status != ask.want {
			t.Errorf("%s %s: got %d %s, %v", ask.method, ask.path, status, body, err)
		}
	}
	s.JSON(t, http.MethodGet, "/api/leaderboard/"+c.ID, nil, http.StatusOK, nil) // of the next house
	wantDoctor(t, s, "ok", strings.TrimPrefix(r.URL, "http://"))
	s.Interrupt(t)
	wantMade(t, r, c.ID)
	for name, status := range map[string]int64{
		"GET /api/case/today": 200, "GET /api/player-state/:caseId/:userId": 200, "POST /api/chat/:suspectId": 200, "GET /api/admin/board": 200, "GET other": 404, "POST /api/admin/restart": 200,
		"GET /api/leaderboard/:caseId": 200,
	} {
		if got := r.Spans(name); len(got) == 0 || got[len(got)-1].Numbers["http.response.status_code"] != status || got[len(got)-1].Texts["http.route"] != strings.SplitN(name, " ", 2)[1] {
			t.Errorf("%s: got %v among %q", name, got, r.Names())
		}
	}
	for _, span := range r.Spans("GET /api/admin/board") {
		if len(span.GetLinks()) != 1 || !strings.Contains(s.Output.String(), fmt.Sprintf(`"trace":"%x"`, span.GetTraceId())) {
			t.Errorf("got %v, want a link to the caller's trace, and its id in the log", span)
		}
	}
	for _, name := range []string{"GET /healthz", "GET /metrics"} {
		if len(r.Spans(name)) > 0 {
			t.Errorf("%s is traced", name)
		}
	}
	secrets := []string{"hush", s.Token, "203.0.113.77", "127.0.0.1", c.Title}
	for _, suspect := range c.Suspects {
		secrets = append(secrets, suspect.Name)
	}
	for _, secret := range secrets {
		if secret == "" || r.Holds(secret) {
			t.Errorf("%q is told", secret)
		}
	}
	if r.Service() != "casebook" || !r.Holds(c.ID) {
		t.Errorf("got the service %q, want traces of casebook about %s", r.Service(), c.ID)
	}
}

// TestModelsAreTold: each call to a model is a part of what it is made for, with who
// answered and what it used, and without the key and what was asked.
func TestModelsAreTold(t *testing.T) {
	r := webtest.NewReceiver(t)
	p := fake.New(fake.Options{
		Key: modeltest.Key, Side: 320, Latency: fake.Latencies(15*time.Second, 40*time.Second, 200),
		Models: []string{"gemini-nano-banana-2.1", "gemini-3.8-flash", "gemini-3.5-flash-lite", "gemini-embedding-2"},
	})
	server := httptest.NewServer(p.Gemini())
	t.Cleanup(server.Close)
	t.Setenv("CASEBOOK_GEMINI_API_KEY", modeltest.Key)
	s := webtest.Start(t, t.TempDir(), "--gemini-base-url", server.URL, "--gemini-spacing", "1ms", "--otlp-endpoint", r.URL+"/v1/traces")
	c := drawn(t, s)
	s.Interrupt(t)
	for _, picture := range wantMade(t, r, c.ID) {
		for name, by := range map[string]string{"model artist": "gemini-nano-banana-2.1", "model viewer": "gemini-3.8-flash"} {
			calls := r.Below(r.Below(picture, "draw")[0], name)
			if len(calls) == 0 || calls[0].Texts["gen_ai.response.model"] != by {
				t.Errorf("%s, %s: got %v", picture.Texts["casebook.picture"], name, calls)
			}
		}
	}
	written := r.Below(about(r, "cases.write", c.ID)[0], "write")[0]
	if calls := r.Below(written, "model writer"); len(calls) == 0 || calls[0].Numbers["gen_ai.usage.output_tokens"] == 0 {
		t.Errorf("got the calls of the writer %v", calls)
	}
	for _, secret := range []string{modeltest.Key, server.URL, "You are", "murder", c.Title} {
		if r.Holds(secret) {
			t.Errorf("%q is told", secret)
		}
	}
}

// wantDoctor holds what the doctor says of the receiver to a state and words of it.
func wantDoctor(t *testing.T, s *webtest.Server, state, words string) {
	t.Helper()
	type check struct {
		Name  string `json:"name"`
		State string `json:"state"`
		Says  string `json:"says"`
	}
	var found struct {
		Checks []check `json:"checks"`
	}
	status, body, err := s.Do(http.MethodGet, "/api/admin/doctor", http.Header{"Authorization": {"Bearer " + s.Token}}, nil)
	if err != nil || status != http.StatusOK || json.Unmarshal(body, &found) != nil {
		t.Fatalf("ask the doctor: got %d %s, %v", status, body, err)
	}
	if !slices.ContainsFunc(found.Checks, func(c check) bool {
		return c.Name == "traces" && c.State == state && strings.Contains(c.Says, words)
	}) {
		t.Errorf("the doctor: got %+v, want traces to be %s, with %q", found.Checks, state, words)
	}
}

// TestReceiverIsNotNeeded: with nobody there, and with somebody who takes and never
// answers, a case is made, it is said once, and the program ends in time.
func TestReceiverIsNotNeeded(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0") // the system takes its connections
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "200")
	t.Setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "1000")
	t.Setenv("OTEL_BSP_EXPORT_TIMEOUT", "2000")
	for name, address := range map[string]string{"down": fmt.Sprintf("127.0.0.1:%d", webtest.FreePort(t)), "silent": silent.Addr().String()} {
		t.Run(name, func(t *testing.T) {
			s := webtest.Start(t, t.TempDir(), "--otlp-endpoint", "http://"+address+"/hush")
			webtest.Eventually(t, "there is a case, and it is said", func() error {
				if status, _, err := s.Do(http.MethodGet, "/api/case/today", nil, nil); err != nil || status != http.StatusOK {
					return fmt.Errorf("got %d: %w", status, err)
				}
				if !strings.Contains(s.Output.String(), "traces cannot be sent") {
					return fmt.Errorf("it is not")
				}
				return nil
			})
			wantDoctor(t, s, "warning", address+": ")
			if took := s.Interrupt(t); took > 5*time.Second {
				t.Errorf("stopping took %s, want at most 5 s", took)
			}
			got := s.Output.String()
			if strings.Count(got, "traces cannot be sent") != 1 || !strings.Contains(got, address) || strings.Contains(got, "hush") || strings.Contains(got, "level=ERROR") || strings.Contains(got, `"ERROR"`) {
				t.Errorf("want one line with the host alone:\n%s", got)
			}
		})
	}
}

// TestWrongAddress: the program does not start, and says what to write.
func TestWrongAddress(t *testing.T) {
	out, err := webtest.Run(t, "--data", t.TempDir(), "--otlp-endpoint", "user:hush@localhost:4318")
	if err == nil || !strings.Contains(out, "otlp-endpoint: write the address of a receiver, such as http://localhost:4318") || strings.Contains(out, "hush") {
		t.Errorf("got %v, %s", err, out)
	}
}
