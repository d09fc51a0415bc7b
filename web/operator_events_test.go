package web

import (
	"bufio"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// hearChanges opens the stream of what changes and returns its events one by one; ok is
// false at the end.
func (h *house) hearChanges(t *testing.T, header map[string]string) (next func() (changed []string, ok bool)) {
	t.Helper()
	response, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(asked{Path: "/api/admin/events", Header: header}.request(t, h.url))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	if response.StatusCode != http.StatusOK {
		t.Fatalf("got status %d, want 200", response.StatusCode)
	}
	lines := bufio.NewScanner(response.Body)
	return func() ([]string, bool) {
		for lines.Scan() {
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			if !ok {
				continue
			}
			var e AdminEvent
			if err := json.Unmarshal([]byte(data), &e); err != nil {
				t.Fatalf("%v in %q", err, data)
			}
			return e.Changed, true
		}
		return nil, false
	}
}

// signedIn makes the first account and returns its cookie.
func (h *house) signedIn(t *testing.T) map[string]string {
	t.Helper()
	code, _ := h.o.Auth.SetupCode()
	a := ask(t, h.url, asked{Method: "POST", Path: "/api/admin/setup", Type: "application/json", Body: `{"code":"` + code + `","name":"Ada","password":"a long password"}`})
	if a.Status != 200 {
		t.Fatalf("make an account: got %d %s", a.Status, a.Body)
	}
	cookie, _, _ := strings.Cut(a.Header.Get("Set-Cookie"), ";")
	return map[string]string{"Cookie": cookie}
}

// TestChangesAreTold: whoever may read hears what changes, and nothing after their
// session has ended.
func TestChangesAreTold(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	if status, body := h.operate(t, "GET", "/api/admin/events", h.token(t, ScopeCases), "", ""); status != 403 {
		t.Errorf("a token for writing: got %d %v, want 403", status, body)
	}
	cookie := h.signedIn(t)
	heard, theirs := h.hearChanges(t, h.token(t, ScopeRead)), h.hearChanges(t, cookie)
	for _, next := range []func() ([]string, bool){heard, theirs} {
		if changed, ok := next(); !ok || len(changed) != 0 {
			t.Fatalf("first event: got %q, %v, want nothing", changed, ok)
		}
	}
	if status, body := h.operate(t, "DELETE", "/api/case/"+today, h.token(t, ScopeCases), "", ""); status != 200 {
		t.Fatalf("delete: got %d %v", status, body)
	}
	for missing := []string{"cases", "jobs", "people"}; len(missing) > 0; { // the token, then the case
		changed, ok := heard()
		if !ok {
			t.Fatalf("the stream ended before it told of %q", missing)
		}
		missing = slices.DeleteFunc(missing, func(name string) bool { return slices.Contains(changed, name) })
	}
	if status, body := h.operate(t, "DELETE", "/api/admin/session", cookie, "", ""); status != 200 {
		t.Fatalf("sign out: got %d %v", status, body)
	}
	for ok := true; ok; {
		_, ok = theirs()
	}
	if changed, ok := heard(); !ok || !slices.Contains(changed, "people") {
		t.Errorf("after somebody signed out: got %q, %v, want people", changed, ok)
	}
}
