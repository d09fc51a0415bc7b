package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"

	"casebook/generator/builtin"
	"casebook/generator/fault"
	"casebook/generator/mystery"
	"casebook/generator/play"
)

// testAloud hears an answer: its parts are its text, which is kept as any other's.
func testAloud(t *testing.T, h *house) {
	path := "/api/chat/" + today + "-suspect-2"
	got := h.post(t, path+"/stream", with{"userId": "listener", "caseId": today, "message": "Where were you that evening?"})
	if got.Status != 200 || got.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("got %d %v: %s", got.Status, got.Header, got.Body)
	}
	var heard strings.Builder
	var last answered
	for event := range strings.SplitSeq(strings.TrimSpace(string(got.Body)), "\n\n") {
		_, data, _ := strings.Cut(event, "\ndata: ")
		var part Heard
		if err := json.Unmarshal([]byte(data), &part); err != nil {
			t.Fatal(err)
		}
		heard.WriteString(part.Text)
		if last = (answered{}); strings.HasPrefix(event, "event: answer\n") {
			last = answered{Status: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: []byte(data)}
		}
	}
	wantFields(t, last, chatFields)
	if said := last.text(t, "aiResponse"); said == "" || said != heard.String() {
		t.Errorf("heard %q, want %q", heard.String(), said)
	}
	if kept := h.get(t, "/api/conversation/"+today+"-suspect-2/listener"); kept.text(t, "messages.1.content") != heard.String() {
		t.Errorf("kept: %s, want %q", kept.Body, heard.String())
	}
	wantError(t, h.post(t, path+"/stream", with{"userId": "listener", "message": " "}), 400, "message is empty")
	wantError(t, h.post(t, "/api/chat/"+today+"-suspect-9/stream", with{"userId": "listener", "message": "Hello?"}), 404, "suspect-9")
}

// speechless is a witness who begins, and then has the error that the question names; to
// any other question there is no end while somebody listens.
type speechless map[string]error

func (w speechless) Answer(ctx context.Context, q mystery.Question) (mystery.Reply, error) {
	q.Hear("Well, ")
	if err := w[q.Message]; err != nil {
		return mystery.Reply{}, err
	}
	<-ctx.Done()
	return mystery.Reply{}, ctx.Err()
}

// TestAnswerLost: who listens is told why an answer was lost, in words fit for people, and
// somebody who has gone is nothing to warn of.
func TestAnswerLost(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	wantFields(t, h.post(t, "/api/case/generate", nil), "caseId")
	h.o.Play = play.New(h.o.DB, h.o.Cases, speechless{
		"anew": fault.New(fault.Conflict, "It was made anew."), "full": syscall.ENOSPC, "quota": syscall.EDQUOT, "broken": errors.New("secret reason"),
	}, builtin.NewJudge(), play.Options{Now: h.now})
	server := httptest.NewServer(h.Handler())
	put := func(message string) *http.Response {
		body := fmt.Sprintf(`{"userId": "listener", "message": %q}`, message)
		request := asked{Method: http.MethodPost, Path: "/api/chat/" + today + "-suspect-1/stream", Body: body}.request(t, server.URL)
		response, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		return response
	}
	for message, want := range map[string]Lost{
		"anew": {"Conflict", "It was made anew."}, "full": {"Service Unavailable", "The disk of this server is full"}, "quota": {"Service Unavailable", "The disk of this server is full"}, "broken": {"Internal Server Error", "tell the operator this number: "},
	} {
		response := put(message)
		told, err := io.ReadAll(response.Body)
		if err := errors.Join(err, response.Body.Close()); err != nil {
			t.Fatal(err)
		}
		_, data, _ := strings.Cut(string(told), "event: lost\nretry: 5000\ndata: ")
		var lost Lost
		if err := json.Unmarshal([]byte(data), &lost); err != nil || lost.Error != want.Error || !strings.Contains(lost.Message, want.Message) || strings.Contains(data, "secret") {
			t.Errorf("%s: got %v, %s, want %+v", message, err, told, want)
		}
	}
	if n := strings.Count(h.log.String(), `"msg":"request failed"`); n != 3 {
		t.Errorf("%d errors are logged, want the three that are ours: %s", n, h.log)
	}
	before := len(h.log.String())
	response := put("endless")
	if _, err := io.ReadFull(response.Body, make([]byte, len("event: text"))); err != nil {
		t.Error(err)
	}
	if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
	server.Close() // once every request is over
	if logged := h.log.String()[before:]; strings.Contains(logged, "WARN") || strings.Contains(logged, "ERROR") {
		t.Errorf("of somebody who has gone: got %s", logged)
	}
}
