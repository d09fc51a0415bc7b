package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// TestPerson goes through what a player has beside the game, over HTTP.
func TestPerson(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	send := func(method, path string, body any) answered {
		t.Helper()
		text, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		return ask(t, h.url, asked{Method: method, Path: path, Body: string(text), Type: "application/json"})
	}
	book := h.get(t, "/api/notebook/"+today+"/ada")
	wantFields(t, book, "caseId notes grid timeline pins revision updatedAt")
	page := map[string]any{
		"notes": "The clock!", "grid": map[string]any{today + "-suspect-1": map[string]any{"means": "yes", "motive": "", "opportunity": "no"}},
		"timeline": []any{}, "pins": []any{map[string]any{"a": "ev-1", "b": "ev-2", "text": "odd"}}, "revision": 0,
	}
	if kept := send(http.MethodPut, "/api/notebook/2026-11-21/ada", page); kept.Status != 200 || kept.field(t, "revision") != 1.0 {
		t.Fatalf("note: got %d %s", kept.Status, kept.Body)
	}
	wantError(t, send(http.MethodPut, "/api/notebook/2026-11-21/ada", page), 409, "Read it again")
	if read := h.get(t, "/api/notebook/"+today+"/ada"); read.text(t, "notes") != "The clock!" || read.text(t, "pins.0.text") != "odd" {
		t.Errorf("notebook: got %s", read.Body)
	}

	wantFields(t, h.get(t, "/api/hints/"+today+"/ada"), "hints nextCost left penalty")
	hint := h.post(t, "/api/hint", map[string]any{"userId": "ada", "caseId": today})
	if hint.Status != 200 || hint.text(t, "hints.0.text") == "" || hint.field(t, "penalty") != 3.0 {
		t.Errorf("hint: got %d %s", hint.Status, hint.Body)
	}

	profile := h.get(t, "/api/player/ada")
	wantFields(t, profile, "displayName played solved averageScore currentStreak longestStreak cases.0.caseId cases.0.title cases.0.hints")
	if strings.Contains(string(profile.Body), "ada") {
		t.Errorf("profile: got %s, want no secret id in it", profile.Body)
	}
	state := h.get(t, "/api/player-state/"+today+"/ada")
	wantFields(t, state, "suspects.0.suspectId suspects.2.emotionalState.suspicionLevel suspects.0.emotionalState.tone suspects.1.topics")

	code := h.post(t, "/api/player/ada/transfer", nil)
	if want := h.url + "/me#code/" + code.text(t, "code"); code.text(t, "link") != want || !strings.HasPrefix(code.text(t, "qr"), "<svg ") {
		t.Errorf("transfer: got %s, want the link %s and a picture", code.Body, want)
	}
	claimed := h.post(t, "/api/player/claim", map[string]any{"code": code.text(t, "code")})
	if claimed.Status != 200 || claimed.text(t, "userId") != "ada" {
		t.Errorf("claim: got %d %s", claimed.Status, claimed.Body)
	}
	wantError(t, h.post(t, "/api/player/claim", map[string]any{"code": code.text(t, "code")}), 404, "no longer valid")

	wantFields(t, h.get(t, "/api/player/ada/export"), "userId exportedAt profile cases.0.state.userId cases.0.notebook.notes cases.0.hints.penalty cases.0.conversations")
	if gone := send(http.MethodDelete, "/api/player/ada", nil); gone.Status != 200 {
		t.Errorf("erase: got %d %s", gone.Status, gone.Body)
	}
	if after := h.get(t, "/api/player/ada"); after.field(t, "cases.0") != nil {
		t.Errorf("after erasing: got %s", after.Body)
	}
}
