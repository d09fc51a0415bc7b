package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
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
		webtest.Eventually(t, path+" answers", func() error { // other days may still be written
			status, body, err := s.Do(http.MethodGet, path, operatorHeader(s), nil)
			if err != nil || status != http.StatusOK || !strings.Contains(string(body), want) {
				return fmt.Errorf("got %d %s, %w, want 200 with %s", status, body, err, want)
			}
			return nil
		})
	}
	out, _ := webtest.Run(t, "doctor", "--data", s.Data, "--json") // it fails where the disk is full
	var checks []watch.Check
	if err := json.NewDecoder(strings.NewReader(out)).Decode(&checks); err != nil || len(checks) != 11 {
		t.Errorf("doctor: got %s, %v, want eleven checks", out, err)
	}
	for _, c := range checks {
		if c.State == watch.Wrong && c.Name != "disk" {
			t.Errorf("doctor: got %+v, want nothing wrong", c)
		}
	}
	if status, _, err := s.Do(http.MethodGet, "/metrics", nil, nil); err != nil || status != http.StatusUnauthorized {
		t.Errorf("/metrics for a stranger: got %d, %v, want 401", status, err)
	}
	wantLevels(t, s)
	wantUnknown(t, s)
}

// wantUnknown: what cannot be measured is named on the board, and hides nothing else.
func wantUnknown(t *testing.T, s *webtest.Server) {
	t.Helper()
	received := filepath.Join(s.Data, "received")
	if err := os.RemoveAll(received); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(received, nil, 0o600); err != nil { // which is no folder
		t.Fatal(err)
	}
	status, body, err := s.Do(http.MethodGet, "/api/admin/board", operatorHeader(s), nil)
	var board watch.Board
	if err := errors.Join(err, json.Unmarshal(body, &board)); err != nil || status != http.StatusOK || board.Making.Cases == 0 || len(board.Unknown) != 1 || board.Unknown[0].Part != "space" {
		t.Errorf("the board: got %d %s, %v, want all but the space", status, body, err)
	}
	if err := os.Remove(received); err != nil {
		t.Fatal(err)
	}
}

// wantLevels has the running server log more, and as much as before again.
func wantLevels(t *testing.T, s *webtest.Server) {
	t.Helper()
	for _, level := range []string{"debug", "info"} {
		if status, body, err := s.Do(http.MethodPut, "/api/admin/log-level", operatorHeader(s), map[string]string{"level": level}); err != nil || status != http.StatusOK {
			t.Errorf("log %s: got %d %s, %v, want 200", level, status, body, err)
		}
		scraped := regexp.MustCompile(`"level":"DEBUG".*"route":"/metrics","status":200`) // which is asked for all day
		before := len(scraped.FindAllString(s.Output.String(), -1))
		if status, _, err := s.Do(http.MethodGet, "/metrics", operatorHeader(s), nil); err != nil || status != http.StatusOK {
			t.Errorf("/metrics: got %d, %v, want 200", status, err)
		}
		webtest.Eventually(t, "the level "+level+" counts", func() error { // what it prints comes through a pipe
			if got := len(scraped.FindAllString(s.Output.String(), -1)) - before; (got == 1) != (level == "debug") {
				return fmt.Errorf("got %d lines", got)
			}
			return nil
		})
	}
}
