package web

import (
	"fmt"
	"math"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"casebook/generator/cases"
	"casebook/web/webtest"
)

// series returns the value of a series in Prometheus's text, NaN where it is not there.
func series(text []byte, name string) float64 {
	for line := range strings.SplitSeq(string(text), "\n") {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			if n, err := strconv.ParseFloat(value, 64); err == nil {
				return n
			}
		}
	}
	return math.NaN()
}

// TestMetrics: what happened is counted by route, the quick ways included; visitors cannot
// make series; and only those who may read are told.
func TestMetrics(t *testing.T) {
	t.Parallel()
	h := drawn(t, func(o *Options, _ *cases.Options) { o.BasePath = "/mystery" })
	reader := h.token(t, ScopeRead)
	for _, header := range []map[string]string{nil, withToken("casebook_x")} {
		if a := ask(t, h.url, asked{Path: "/mystery/metrics", Header: header}); a.Status != http.StatusUnauthorized {
			t.Errorf("with %v: got %d, want 401", header, a.Status)
		}
	}
	picture := h.get(t, "/mystery/api/case/today").text(t, "images.ev-1.url")
	for range 3 {
		h.get(t, picture)
		h.get(t, "/mystery/api/case/"+today)
	}
	h.get(t, "/mystery/api/case/"+today+"?userId=somebody")
	ask(t, h.url, asked{Path: picture, Header: map[string]string{"If-None-Match": h.get(t, picture).Header.Get("Etag")}})
	read := func() []byte { return ask(t, h.url, asked{Path: "/mystery/metrics", Header: reader}).Body }
	var before []byte
	for name, want := range map[string]float64{
		`casebook_http_requests_total{method="GET",route="/images/:caseId/:type/:file",status="200"}`: 4,
		`casebook_http_requests_total{method="GET",route="/images/:caseId/:type/:file",status="304"}`: 1,
		`casebook_http_requests_total{method="GET",route="/api/case/:caseId",status="200"}`:           4,
		`casebook_http_requests_total{method="GET",route="/api/case/today",status="200"}`:             1,
		`casebook_http_requests_total{method="GET",route="/metrics",status="401"}`:                    2,
		`casebook_http_request_duration_seconds_count{route="/api/case/:caseId"}`:                     4,
		`casebook_build_info{version="test"}`:                                                         1,
		`casebook_cases`:                                                                              2,
		`casebook_cases_missing`:                                                                      1, // of the two days after today that should be there all day
		`casebook_pictures{state="stored"}`:                                                           28,
		`casebook_pictures_success_ratio`:                                                             1,
		`casebook_jobs{kind="cases.draw",state="done"}`:                                               2,
		`casebook_jobs_stuck`:                                                                         0,
		`casebook_webhook_tries{outcome="failed"}`:                                                    0,
		`casebook_cost_today_dollars`:                                                                 0,
		`casebook_data_bytes{part="received"}`:                                                        0,
	} {
		webtest.Eventually(t, name+" is right", func() error { // an answer is counted once it has left
			if before = read(); series(before, name) != want {
				return fmt.Errorf("got %g, want %g", series(before, name), want)
			}
			return nil
		})
	}
	if free, total := series(before, "casebook_disk_free_bytes"), series(before, "casebook_disk_total_bytes"); !(free > 0 && total >= free) {
		t.Errorf("got %g of %g bytes free", free, total)
	}
	wantBoard(t, h, reader)
	for n := range 40 {
		path := "/mystery/nothing/" + strconv.Itoa(n)
		for _, a := range []asked{{Path: path}, {Path: path + ".php"}, {Path: "/" + strconv.Itoa(n)}, {Method: "MAKE" + strconv.Itoa(n), Path: path}, {Path: "/mystery/api/case/case-2026-11-21-" + strconv.Itoa(n)}} {
			ask(t, h.url, a)
		}
	}
	after := read()
	if more := strings.Count(string(after), "\n") - strings.Count(string(before), "\n"); more > 40 {
		t.Errorf("200 odd requests made %d lines, want those of a few routes:\n%s", more, after)
	}
	if leak := regexp.MustCompile(`nothing|MAKE|2026-11-2|somebody`).FindString(string(after)); leak != "" {
		t.Errorf("what visitors ask for is in the metrics: %s", leak)
	}
}

// wantBoard: the same is there as JSON.
func wantBoard(t *testing.T, h *house, reader map[string]string) {
	t.Helper()
	a := ask(t, h.url, asked{Path: "/mystery/api/admin/board", Header: reader})
	wantFields(t, a, "at making.pictures jobs active stuck webhookTries costs.today space.free successRate averageSeconds")
	if got := fmt.Sprint(a.field(t, "making.missing")); got != "[2026-11-23]" {
		t.Errorf("missing: got %v, want the day without a case", got)
	}
	if drawn, stored, rate := a.field(t, "making.drawn"), a.field(t, "making.stored"), a.field(t, "successRate"); drawn != 28.0 || stored != 28.0 || rate != 100.0 {
		t.Errorf("got %v of %v pictures, %v%%, want 28 of 28", stored, drawn, rate)
	}
}

// TestLogLevel changes what is logged while the server runs.
func TestLogLevel(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	url := open(t, s)
	admin := newToken(t, s, ScopeAdmin)
	for _, test := range []struct {
		method, body, want string
		status             int
	}{
		{http.MethodGet, "", "info", 200},
		{http.MethodPut, `{"level":"debug"}`, "debug", 200},
		{http.MethodPut, `{"level":"loud"}`, "", 400},
		{http.MethodGet, "", "debug", 200},
	} {
		a := ask(t, url, asked{Method: test.method, Path: "/api/admin/log-level", Body: test.body, Header: admin})
		if a.Status != test.status || test.want != "" && a.text(t, "level") != test.want {
			t.Errorf("%s %s: got %d %s, want %d %s", test.method, test.body, a.Status, a.Body, test.status, test.want)
		}
	}
	if got := s.o.Level.Level().String(); got != "DEBUG" {
		t.Errorf("got the level %s, want DEBUG", got)
	}
}

// TestProfiles: only a browser in which the operator has signed in is shown them.
func TestProfiles(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, func(o *Options) { o.BasePath = "/mystery" })
	url := open(t, s)
	token, session := newToken(t, s, ScopeRead, ScopeCases, ScopeImages, ScopeAdmin), newOperator(t, s)
	for _, test := range []struct {
		path   string
		header map[string]string
		status int
		want   string
	}{
		{"", nil, 401, ""},
		{"goroutine?debug=1", token, 401, ""},
		{"", session, 200, "goroutine"},
		{"goroutine?debug=1", session, 200, "goroutine profile: total"},
		{"cmdline", session, 200, "web.test"},
		{"symbol", session, 200, "num_symbols"},
		{"nothing", session, 404, ""},
	} {
		a := ask(t, url, asked{Path: "/mystery/debug/pprof/" + test.path, Header: test.header})
		if a.Status != test.status || !strings.Contains(string(a.Body), test.want) {
			t.Errorf("%s with %v: got %d %.200s, want %d with %q", test.path, test.header, a.Status, a.Body, test.status, test.want)
		}
	}
}
