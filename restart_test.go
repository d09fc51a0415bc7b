package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/web/webtest"
)

// set sets settings and returns the status of the answer.
func set(t *testing.T, s *webtest.Server, values map[string]any) (status int, body []byte) {
	t.Helper()
	status, body, err := s.Do(http.MethodPut, "/api/admin/settings", operatorHeader(s), values)
	if err != nil {
		t.Fatal(err)
	}
	return status, body
}

// settingOf returns the value and the source of a setting.
func settingOf(t *testing.T, s *webtest.Server, name string) (value any, source string) {
	t.Helper()
	var out struct {
		Settings []struct {
			Name   string `json:"name"`
			Value  any    `json:"value"`
			Source string `json:"source"`
		} `json:"settings"`
	}
	status, body, err := s.Do(http.MethodGet, "/api/admin/settings", operatorHeader(s), nil)
	if err := errors.Join(err, json.Unmarshal(body, &out)); err != nil || status != http.StatusOK {
		t.Fatalf("settings: %d %s, %v", status, body, err)
	}
	for _, one := range out.Settings {
		if one.Name == name {
			return one.Value, one.Source
		}
	}
	t.Fatalf("there is no %s", name)
	return nil, ""
}

// happened counts what the audit log says of something that the program did by itself.
func happened(t *testing.T, s *webtest.Server, what string) (count int, detail string) {
	t.Helper()
	var out struct {
		Entries []struct {
			What   string `json:"what"`
			Detail string `json:"detail"`
		} `json:"entries"`
	}
	status, body, err := s.Do(http.MethodGet, "/api/admin/log?limit=200&who=Casebook", operatorHeader(s), nil)
	if err := errors.Join(err, json.Unmarshal(body, &out)); err != nil || status != http.StatusOK {
		t.Fatalf("log: %d %s, %v", status, body, err)
	}
	for _, e := range out.Entries {
		if e.What == what {
			count++
			detail = e.Detail
		}
	}
	return count, detail
}

// untilHappened waits until the audit log has so many of them.
func untilHappened(t *testing.T, s *webtest.Server, what string, want int) (detail string) {
	t.Helper()
	webtest.Eventually(t, what+" is in the log", func() error {
		var got int
		if got, detail = happened(t, s, what); got != want {
			return fmt.Errorf("got %d, want %d", got, want)
		}
		return nil
	})
	return detail
}

// player asks one thing after another over one connection, and returns how many were
// answered. A connection that is closed is an error: nobody tries again.
func player(ctx context.Context, s *webtest.Server, request string) (answered int, err error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	answers := bufio.NewReader(conn)
	for ctx.Err() == nil {
		if _, err := io.WriteString(conn, request); err != nil {
			return answered, err
		}
		answer, err := http.ReadResponse(answers, nil)
		if err != nil {
			return answered, err
		}
		_, err = io.Copy(io.Discard, answer.Body)
		if err := errors.Join(err, answer.Body.Close()); err != nil || answer.StatusCode != http.StatusOK {
			return answered, fmt.Errorf("%s: %w", answer.Status, err)
		}
		answered++
		select {
		case <-time.After(20 * time.Millisecond): // there are limits to what a player may do
		case <-ctx.Done():
		}
	}
	return answered, nil
}

// TestRestartUnderLoad changes settings while people play and follow what happens: every
// request is answered, over the connections that there are, and the settings are in force.
func TestRestartUnderLoad(t *testing.T) {
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", "whsec_"+strings.Repeat("c2Vj", 8))
	socket := listenAsManager(t)
	s := webtest.Start(t, webtest.House(t, ""), "--timezone", "Europe/Berlin")
	if err := os.Unsetenv("CASEBOOK_WEBHOOK_SECRET"); err != nil { // commands have nothing of this
		t.Fatal(err)
	}
	today := untilWritten(t, s, "today").ID
	ctx, enough := context.WithCancel(t.Context())
	defer enough()
	var all sync.WaitGroup
	body := fmt.Sprintf(`{"userId":"a-player","caseId":%q}`, today)
	for i, request := range []string{
		"GET /api/case/today HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /api/cases HTTP/1.1\r\nHost: x\r\n\r\n",
		"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
		fmt.Sprintf("POST /api/player-state/initialize HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(body), body),
	} {
		all.Go(func() {
			answered, err := player(ctx, s, request)
			if err != nil || answered < 2 {
				t.Errorf("client %d: %d requests were answered, then %v", i, answered, err)
			}
		})
	}
	all.Go(func() {
		for streams := 0; ctx.Err() == nil; streams++ { // each ends with its server, and the next is let in by the next
			stream, err := s.Send(http.MethodGet, "/api/admin/events", operatorHeader(s), nil)
			if err != nil || stream.StatusCode != http.StatusOK {
				t.Errorf("stream %d: %v", streams, err)
				return
			}
			stop := context.AfterFunc(ctx, func() { _ = stream.Body.Close() })
			_, _ = io.Copy(io.Discard, stream.Body)
			stop()
		}
	})
	for i, change := range []map[string]any{
		{"schedule-at": "03:30", "public-url": "https://mystery.example.org", "budget": 1.25},
		{"webhook-urls": []string{"https://bot.example/hook"}, "artist": "builtin", "public-url": nil},
	} {
		if status, body := set(t, s, change); status != http.StatusOK || !strings.Contains(string(body), `"restarting":true`) {
			t.Fatalf("%v: got %d %s", change, status, body)
		}
		untilHappened(t, s, "restarted", i+1)
	}
	if status, body, err := s.Do(http.MethodPost, "/api/admin/restart", operatorHeader(s), nil); err != nil || status != http.StatusOK {
		t.Errorf("restart: got %d %s, %v", status, body, err)
	}
	untilHappened(t, s, "restarted", 3)
	for _, want := range []string{"STATUS=Opening", "READY=1\nSTATUS=Playing on " + s.URL + "/", "STATUS=Playing on https://mystery.example.org/", "STATUS=Playing on " + s.URL + "/"} {
		if got := told(t, socket); !strings.HasPrefix(got, want) {
			t.Errorf("the manager heard %q, want %q", got, want)
		}
	}
	enough()
	all.Wait()
	for name, want := range map[string]any{"schedule-at": "03:30", "budget": 1.25, "artist": "builtin"} {
		if value, source := settingOf(t, s, name); value != want || source != "dashboard" {
			t.Errorf("%s: got %v from %s", name, value, source)
		}
	}
	if value, source := settingOf(t, s, "public-url"); value != "" || source != "default" {
		t.Errorf("public-url: got %v from %s", value, source)
	}
	if status, body := set(t, s, map[string]any{"ahead": 3, "budget": 7}); status != http.StatusBadRequest || !strings.Contains(string(body), "CASEBOOK_AHEAD") {
		t.Errorf("what the environment sets: got %d %s", status, body)
	}
	out, err := webtest.Run(t, "config", "--data", s.Data)
	for _, want := range []string{
		"# the settings of the server at " + s.URL + "\n", "(from the dashboard)\nbudget = 1.25\n", "(from --timezone)\ntimezone = \"Europe/Berlin\"\n",
		"(from the dashboard)\nwebhook-urls = [\"https://bot.example/hook\"]\n", "(from CASEBOOK_WEBHOOK_SECRET)\n# webhook-secret = \"********\"\n",
	} {
		if err != nil || !strings.Contains(out, want) || strings.Contains(out, "left out") {
			t.Errorf("config: got %v and\n%s\nwant %q", err, out, want)
		}
	}
}

// TestKillAfterChange kills the program as soon as it has said yes: the next one has the
// setting, as a stopped one's configuration says, and what cannot be is left out.
func TestKillAfterChange(t *testing.T) {
	data := webtest.House(t, "")
	for i, want := range []float64{1.5, 2.5} {
		s := webtest.Start(t, data)
		if status, body := set(t, s, map[string]any{"budget": want, "language": "en"}); status != http.StatusOK {
			t.Fatalf("got %d %s", status, body)
		}
		if i%2 == 0 {
			s.Kill(t)
		} else {
			s.Interrupt(t)
		}
		if out, err := webtest.Run(t, "config", "--data", data); err != nil || !strings.HasPrefix(out, "# no server answers here") || !strings.Contains(out, fmt.Sprintf("(from the dashboard)\nbudget = %v\n", want)) {
			t.Errorf("config: %v\n%s", err, out)
		}
		s = webtest.Start(t, data)
		if value, source := settingOf(t, s, "budget"); value != want || source != "dashboard" {
			t.Errorf("got %v from %s, want %v", value, source, want)
		}
		s.Interrupt(t)
	}
}

// TestSettingsComeBack has the program start again with what it cannot start with: the
// file is broken while it waits for a request that does not end.
func TestSettingsComeBack(t *testing.T) {
	s := webtest.Start(t, webtest.House(t, ""))
	untilWritten(t, s, "today")
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := io.WriteString(conn, "POST /api/submit HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"); err != nil {
		t.Fatal(err)
	}
	webtest.Eventually(t, "the request is in", func() error {
		_, body, err := s.Do(http.MethodGet, "/healthz", nil, nil)
		if err != nil {
			return err
		}
		return json.Unmarshal(body, &struct{}{})
	})
	if status, body := set(t, s, map[string]any{"budget": 9}); status != http.StatusOK {
		t.Fatalf("got %d %s", status, body)
	}
	if err := os.WriteFile(filepath.Join(s.Data, "casebook.toml"), []byte("backup-keep = 0"), 0o600); err != nil {
		t.Fatal(err)
	}
	if why := untilHappened(t, s, "settings-failed", 1); !strings.Contains(why, "backup-keep 0") {
		t.Errorf("got %q, want why", why)
	}
	if value, source := settingOf(t, s, "budget"); value != 2.0 || source != "default" {
		t.Errorf("got %v from %s, want what it was before", value, source)
	}
	if status, body := set(t, s, map[string]any{"log-level": "debug"}); status != http.StatusBadRequest || !strings.Contains(string(body), "backup-keep 0") {
		t.Errorf("with a broken file: got %d %s", status, body)
	}
}
