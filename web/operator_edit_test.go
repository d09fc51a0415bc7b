package web

import (
	"encoding/json"
	"net/url"
	"testing"

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
}
