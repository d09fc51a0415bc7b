package web

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/cases"
)

// TestEditingByTheAPI reads today's case, edits it, deletes it with a player's game in it,
// restores it, and looks at today; whoever may only read can change nothing.
func TestEditingByTheAPI(t *testing.T) {
	t.Parallel()
	h := drawn(t, func(o *Options, _ *cases.Options) { o.Auth = newTestAuth(t, o.DB, o.Now) })
	reading, writing := h.token(t, ScopeRead), h.token(t, ScopeCases, ScopeRead)
	call := func(method, path string, header map[string]string, body any, want int) map[string]any {
		t.Helper()
		text, kind := []byte{}, ""
		if body != nil {
			text, _ = json.Marshal(body)
			kind = "application/json"
		}
		status, got := h.operate(t, method, path, header, kind, string(text))
		if status != want {
			t.Fatalf("%s %s: got %d %v, want %d", method, path, status, got, want)
		}
		return got
	}
	const path = "/api/admin/cases/" + today
	title := map[string]any{"title": "Another Title"}
	for method, route := range map[string]string{"PUT": path + "/texts", "POST": path + "/publish"} {
		call(method, route, reading, map[string]any{"revision": "1.0", "texts": title}, 403)
		call(method, route, nil, map[string]any{"revision": "1.0", "texts": title}, 401)
	}
	call("POST", path+"/pictures/ev-1/redraw", reading, map[string]any{"revision": "1.0"}, 403)
	call("POST", path+"/restore", reading, nil, 403)
	if whole := call("GET", path, reading, nil, 200); whole["revision"] != "1.0" || whole["culprit"] == "" {
		t.Errorf("whole: got %v", whole)
	}
	verdict := call("POST", path+"/verdict", writing, map[string]any{"texts": map[string]any{"title": "A {title}"}}, 200)
	if verdict["ok"] != false {
		t.Errorf("verdict: got %v, want a refusal", verdict)
	}
	refused := call("PUT", path+"/texts", writing, map[string]any{"revision": "1.0", "texts": map[string]any{"title": "A {title}"}}, 400)
	if breaches, ok := refused["breaches"].([]any); !ok || len(breaches) != 1 {
		t.Errorf("refused: got %v, want the referee's words", refused)
	}
	call("PUT", path+"/texts", writing, map[string]any{"revision": "1.0", "texts": title}, 200)
	call("PUT", path+"/texts", writing, map[string]any{"revision": "1.0", "texts": title}, 409)
	const player = "/api/case/" + today + "?userId=p-1"
	before := h.get(t, player)
	if page := call("GET", "/api/admin/cases?q="+url.QueryEscape("another TITLE"), reading, nil, 200); len(page["cases"].([]any)) != 1 {
		t.Errorf("search: got %v", page)
	}
	call("DELETE", "/api/case/"+today, writing, nil, 200)
	wantError(t, h.get(t, player), 404, "not found")
	if list := call("GET", "/api/admin/deleted", reading, nil, 200); len(list["cases"].([]any)) != 1 {
		t.Errorf("deleted: got %v", list)
	}
	if day := call("GET", "/api/admin/today", reading, nil, 200); day["case"] != nil {
		t.Errorf("today without a case: got %v", day["case"])
	}
	call("POST", path+"/restore", writing, nil, 200)
	call("POST", path+"/restore", writing, nil, 404)
	if after := h.get(t, player); string(after.Body) != string(before.Body) {
		t.Errorf("restored: got %s, want %s", after.Body, before.Body)
	}
	day := call("GET", "/api/admin/today", reading, nil, 200)
	if players, ok := day["players"].(map[string]any); !ok || players["started"] != 1.0 || len(day["pictures"].([]any)) != 14 {
		t.Errorf("today: got %v", day)
	}
	restoreInPlace(t, h, h.token(t, ScopeCases, ScopeRead, ScopeAdmin))
}

// restoreInPlace deletes today's case, has another made, and restores each in the place of the
// other: what players did in the two stays apart, and answer, list and log name what goes.
func restoreInPlace(t *testing.T, h *house, writing map[string]string) {
	t.Helper()
	ask := func(method, path, body string) map[string]any {
		t.Helper()
		status, got := h.operate(t, method, path, writing, "application/json", body)
		if status != 200 {
			t.Fatalf("%s %s: got %d %v", method, path, status, got)
		}
		return got
	}
	states := func() (list [2]string) {
		for i, player := range []string{"p-1", "p-2"} {
			list[i] = string(h.get(t, "/api/player-state/"+today+"/"+player).Body)
		}
		return list
	}
	h.post(t, "/api/location/search", search("p-1", "loc-1", "quick"))
	first := states()
	ask("DELETE", "/api/case/"+today, "")
	ask("POST", "/api/admin/cases", `{"date":"2026-11-21"}`)
	for range 2 {
		h.post(t, "/api/location/search", search("p-2", "loc-1", "exhaustive"))
	}
	second := states()
	if second[0] == first[0] || second[1] == first[1] {
		t.Fatalf("another case, got the states of the first: %v", second)
	}
	list := ask("GET", "/api/admin/deleted", "")
	old, ok := list["cases"].([]any)[0].(map[string]any)
	if !ok || old["present"] == "" || old["present"] == old["title"] {
		t.Errorf("deleted: got %v, want what is there now", list)
	}
	for _, want := range [][2]string{first, second} {
		before := ask("GET", "/api/admin/cases/"+today, "")
		done := ask("POST", "/api/admin/cases/"+today+"/restore", "")
		if done["replaced"] != before["title"] || !strings.Contains(done["message"].(string), before["title"].(string)) {
			t.Errorf("restored in the place of %q: got %v", before["title"], done)
		}
		entries := ask("GET", "/api/admin/log?limit=1", "")["entries"].([]any)
		if about, _ := entries[0].(map[string]any)["about"].(string); !strings.Contains(about, before["title"].(string)) {
			t.Errorf("the log: got %v, want the case that went", entries)
		}
		if diff := cmp.Diff(want, states()); diff != "" {
			t.Errorf("what players did (-want +got):\n%s", diff)
		}
	}
}
