package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"casebook/web/webtest"
)

// TestPrometheus has a real Prometheus read the metrics as the README has it, and asks it
// everything that the dashboard for Grafana asks.
func TestPrometheus(t *testing.T) {
	t.Parallel()
	program, promtool, folder, port := webtest.Need(t, "prometheus"), webtest.Need(t, "promtool"), t.TempDir(), webtest.FreePort(t)
	s := webtest.Start(t, webtest.House(t, ""), "--backup-folder", t.TempDir())
	untilWritten(t, s, "today")
	house, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	token := filepath.Join(folder, "token")
	config := "global: {scrape_interval: 1s}\n" + strings.NewReplacer("/etc/prometheus/casebook-token", token, "localhost:8080", house.Host).Replace(match(t, "(?s)```yaml\n(scrape_configs:.*?)```\n"))
	name := filepath.Join(folder, "prometheus.yml")
	if err := errors.Join(os.WriteFile(token, []byte(s.Token), 0o600), os.WriteFile(name, []byte(config), 0o600)); err != nil {
		t.Fatal(err)
	}
	wantLinted(t, s, promtool)
	webtest.Tool(t, nil, program, "--config.file", name, "--storage.tsdb.path", filepath.Join(folder, "data"), "--web.listen-address", local(port))

	text, err := os.ReadFile(filepath.Join("web", "docs", "grafana.json"))
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct {
		Panels []struct {
			Title   string `json:"title"`
			Targets []struct {
				Expr string `json:"expr"`
			} `json:"targets"`
		} `json:"panels"`
	}
	if err := json.Unmarshal(text, &dashboard); err != nil || len(dashboard.Panels) < 10 {
		t.Fatalf("got %d panels, %v", len(dashboard.Panels), err)
	}
	elsewhere := map[string]string{ // that this house does not have: roles.TestBinary and TestHTTPS look for them
		"Cost today, by role": "casebook_cost_role_today_dollars{", "Certificates end in": "casebook_certificate_expiry_timestamp_seconds{",
	}
	for _, panel := range dashboard.Panels {
		for _, target := range panel.Targets {
			expr := strings.NewReplacer("$job", "casebook", "$__rate_interval", "1m").Replace(target.Expr)
			webtest.Eventually(t, panel.Title+" shows something", func() error {
				found, err := series(port, expr)
				if name := elsewhere[panel.Title]; err == nil && found == 0 && (name == "" || !strings.Contains(expr, name)) {
					err = errors.New("nothing is found")
				}
				if err != nil {
					return fmt.Errorf("%s: %w", expr, err)
				}
				return nil
			})
		}
	}
}

// series is how many series Prometheus has for an expression.
func series(port int, expr string) (n int, err error) {
	response, err := http.Get("http://" + local(port) + "/api/v1/query?query=" + url.QueryEscape(expr))
	if err != nil {
		return 0, err
	}
	var answer struct {
		Status string `json:"status"`
		Error  string `json:"error"`
		Data   struct {
			Result []json.RawMessage `json:"result"`
		} `json:"data"`
	}
	err = json.NewDecoder(response.Body).Decode(&answer)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return 0, err
	}
	if answer.Status != "success" {
		return 0, errors.New(strconv.Itoa(response.StatusCode) + " " + answer.Error)
	}
	return len(answer.Data.Result), nil
}

// wantLinted: the linter of Prometheus finds nothing.
func wantLinted(t *testing.T, s *webtest.Server, promtool string) {
	t.Helper()
	status, text, err := s.Do(http.MethodGet, "/metrics", http.Header{"Authorization": {"Bearer " + s.Token}}, nil)
	if err != nil || status != http.StatusOK {
		t.Fatalf("got %d, %v", status, err)
	}
	command := exec.CommandContext(t.Context(), promtool, "check", "metrics")
	command.Stdin = bytes.NewReader(text)
	if out, err := command.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("promtool: %v\n%s", err, out)
	}
}

// wantMetric: a line is among the metrics.
func wantMetric(t *testing.T, s *webtest.Server, line string) {
	t.Helper()
	status, body, err := s.Do(http.MethodGet, "/metrics", operatorHeader(s), nil)
	if err != nil || status != http.StatusOK || !strings.Contains(string(body), "\n"+line+"\n") {
		t.Errorf("got %d, %v, and no line %s among\n%s", status, err, line, body)
	}
}
