package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casebook/web/webtest"
)

// TestPeopleCommands runs every command about users and tokens over a data directory, first
// alone and then while a server holds it.
func TestPeopleCommands(t *testing.T) {
	data := t.TempDir()
	given := []string{"--data", data, "--base-path", "/mystery"}
	run := func(args ...string) string {
		t.Helper()
		out, err := webtest.Run(t, append(args, given...)...)
		if err != nil {
			t.Fatalf("%q: %v\n%s", args, err, out)
		}
		return out
	}
	wrong := func(want string, args ...string) {
		t.Helper()
		if out, err := webtest.Run(t, append(args, "--data", data)...); err == nil || !strings.Contains(out, want) {
			t.Errorf("%q: got %v, %s, want an error with %q", args, err, out, want)
		}
	}
	codeIn := func(out, prefix string) string {
		t.Helper()
		link, _, _ := strings.Cut(out, "\n")
		code, ok := strings.CutPrefix(link, prefix+"/mystery/operator#reset=")
		if !ok {
			t.Fatalf("got %q, want a link at %s", out, prefix)
		}
		return code
	}
	alone := codeIn(run("user", "add", "Ada", "--addr", "192.168.1.5:80"), "http://192.168.1.5:80")
	if _, err := os.Stat(filepath.Join(data, "setup-code")); err == nil {
		t.Error("setup-code is there, although there is an operator")
	}
	wrong("already", "user", "add", "ada")
	wrong("no user Eve", "user", "reset", "Eve")
	secret := strings.TrimSpace(run("token", "create", "early", "--scope", "read,admin"))
	s := webtest.Start(t, data, "--base-path", "/mystery")
	given = given[:2] // what the server was given, only that knows
	origin := strings.TrimSuffix(s.URL, "/mystery")
	use := func(code, password string, want int) {
		t.Helper()
		status, body, err := s.Do(http.MethodPost, "/api/admin/reset", nil, map[string]string{"code": code, "password": password})
		if err != nil || status != want {
			t.Errorf("choose a password: got %d %s, %v, want %d", status, body, err, want)
		}
	}
	signIn := func(name, password string, want int) {
		t.Helper()
		status, body, err := s.Do(http.MethodPost, "/api/admin/session", nil, map[string]string{"name": name, "password": password})
		if err != nil || status != want {
			t.Errorf("%s signs in: got %d %s, %v, want %d", name, status, body, err, want)
		}
	}
	use(alone, "a long password", http.StatusOK)
	for range 5 {
		signIn("Ada", "wrong", http.StatusUnauthorized)
	}
	signIn("Ada", "a long password", http.StatusTooManyRequests)
	said := run("user", "reset", "ADA")
	reset := codeIn(said, origin)
	if !strings.Contains(said, "passkeys are deleted") {
		t.Errorf("user reset: got %q, want what else it does", said)
	}
	signIn("Ada", "a long password", http.StatusOK) // unlocked
	use(reset, "another password", http.StatusOK)
	use(reset, "a third password", http.StatusForbidden)
	const public = "https://mystery.example.org"
	if status, body := set(t, s, map[string]any{"public-url": public}); status != http.StatusOK {
		t.Fatalf("set the public URL: got %d %s", status, body)
	}
	untilHappened(t, s, "restarted", 1) // until then a command may find the database free
	use(codeIn(run("user", "add", "Vi", "--role", "viewer"), public), "a long password", http.StatusOK)
	if list := run("user", "list"); !strings.Contains(list, "Ada   operator") || !strings.Contains(list, "Vi    viewer") {
		t.Errorf("user list: got\n%s", list)
	}
	wantDirect(t, s)
	late := strings.TrimSpace(run("token", "create", "late", "--days", "1"))
	for _, token := range []string{secret, late} {
		status, body, err := s.Do(http.MethodGet, "/api/admin/jobs", http.Header{"Authorization": {"Bearer " + token}}, nil)
		if err != nil || status != http.StatusOK {
			t.Errorf("with a token: got %d %s, %v", status, body, err)
		}
	}
	var tokens []struct {
		ID         string `json:"id"`
		LastUsedAt string `json:"lastUsedAt"`
		ExpiresAt  string `json:"expiresAt"`
	}
	if err := json.Unmarshal([]byte(run("token", "list", "--json")), &tokens); err != nil || len(tokens) != 2 || tokens[0].LastUsedAt == "" || tokens[1].ExpiresAt == "" {
		t.Fatalf("token list: got %+v, %v", tokens, err)
	}
	run("token", "delete", tokens[0].ID)
	s.Interrupt(t)
	run("token", "delete", tokens[1].ID)
	wrong("There is no token", "token", "delete", tokens[1].ID)
	if list := run("token", "list"); strings.Contains(list, "early") || strings.Contains(list, "late") {
		t.Errorf("after both were deleted: got\n%s", list)
	}
	given = append(given, "--base-path", "/mystery")
	codeIn(run("user", "reset", "Ada"), public)
}

// wantDirect sets a proxy for all commands from here on, which must not see their token, and
// has them reach the server at an address that Go's client would ask it for.
func wantDirect(t *testing.T, s *webtest.Server) {
	t.Helper()
	proxy := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("a proxy was asked for %s, with %q", r.URL, r.Header.Get("Authorization"))
	}))
	t.Cleanup(proxy.Close)
	t.Setenv("HTTP_PROXY", proxy.URL)
	name := filepath.Join(s.Data, "server.json")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(strings.ReplaceAll(string(text), "127.0.0.1", "0.0.0.0")), 0o600); err != nil {
		t.Fatal(err)
	}
}
