package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"casebook/generator/watch"
	"casebook/web/webtest"
)

// wantWatched asks a server that has drawn its cases what Prometheus and the operator ask.
func wantWatched(t *testing.T, s *webtest.Server) {
	t.Helper()
	for path, want := range map[string]string{
		"/metrics":             "casebook_pictures{state=\"stored\"}",
		"/api/admin/board":     `"missing":[]`,
		"/api/admin/log-level": `"level":"info"`,
		"/api/admin/alerts":    `"receivers":0`,
		"/readyz":              `{"status":"ready","disk":`,
	} {
		status, body, err := s.Do(http.MethodGet, path, operatorHeader(s), nil)
		if err != nil || status != http.StatusOK || !strings.Contains(string(body), want) {
			t.Errorf("%s: got %d %s, %v, want 200 with %s", path, status, body, err, want)
		}
	}
	out, err := webtest.Run(t, "doctor", "--data", s.Data, "--json")
	var checks []watch.Check
	if jsonErr := json.Unmarshal([]byte(out), &checks); err != nil || jsonErr != nil || len(checks) != 10 {
		t.Errorf("doctor: got %s, %v, %v, want ten checks and nothing wrong", out, err, jsonErr)
	}
	if status, _, err := s.Do(http.MethodGet, "/metrics", nil, nil); err != nil || status != http.StatusUnauthorized {
		t.Errorf("/metrics for a stranger: got %d, %v, want 401", status, err)
	}
}
