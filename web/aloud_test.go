package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
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
