package traces

import (
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestReceiverFails: whatever a receiver does, it is said once, without what it or its
// address said, and Close comes back.
func TestReceiverFails(t *testing.T) {
	const hush = "hush-hush"
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "Authorization="+hush)
	t.Setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "200")
	t.Setenv("OTEL_BSP_EXPORT_TIMEOUT", "500")
	answer := func(status int, kind string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			_, _ = io.WriteString(w, r.Header.Get("Authorization")+strings.Repeat("\x00\xff", 1000))
		}
	}
	done := make(chan struct{}) // closed by the test that waits for it
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc // nil: nobody listens
		want   string
	}{
		{"down", nil, "connection refused"},
		{"no key", answer(http.StatusUnauthorized, "text/plain"), "it answers 401: look at OTEL_EXPORTER_OTLP_HEADERS"},
		{"another path", answer(http.StatusNotFound, "text/html"), "it answers 404: look at otlp-endpoint"},
		{"ill", answer(http.StatusInternalServerError, "text/plain"), "it answers 500"},
		{"busy", answer(http.StatusServiceUnavailable, "text/plain"), "it asks to try again later"},
		{"garbage", answer(http.StatusOK, "application/x-protobuf"), "what it answers is not OTLP"},
		{"partly", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/x-protobuf")
			_, _ = io.WriteString(w, "\x0a\x0d\x08\x01\x12\x09"+hush)
		}, "it does not take all of them"},
		{"slow", func(http.ResponseWriter, *http.Request) { <-done }, "it does not answer in time"},
		{"another protocol", func(w http.ResponseWriter, _ *http.Request) {
			conn, _, err := w.(http.Hijacker).Hijack()
			if err == nil {
				_, _ = io.WriteString(conn, "\x00\x00\x06\x04\x00\x00"+hush)
				_ = conn.Close()
			}
		}, "it does not speak HTTP"},
		{"a circle", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path, http.StatusTemporaryRedirect)
		}, "it does not speak HTTP"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var asked atomic.Int32
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				asked.Add(1)
				test.answer(w, r)
			}))
			defer server.Close()
			if test.answer == nil {
				server.Close()
			}
			tracer, log := open(t, server.URL+"/"+hush+"/v1/traces")
			for range 2 { // batches
				_, span := tracer.Request(t.Context(), "GET /", time.Now(), "")
				span.End()
				time.Sleep(600 * time.Millisecond)
			}
			began := time.Now()
			err := tracer.Close()
			if took := time.Since(began); err != nil || took > flushTime+stopTime {
				t.Errorf("close: got %v after %s", err, took)
			}
			got := log.String()
			if strings.Count(got, "\n") != 1 || !strings.Contains(got, test.want) || strings.Contains(got, hush) {
				t.Errorf("got the log %q, want one line with %q", got, test.want)
			}
			if test.name == "slow" {
				close(done)
			}
			if test.answer != nil && asked.Load() < 2 {
				t.Errorf("asked %d times, want each batch to be tried", asked.Load())
			}
		})
	}
}

// TestReceiverComesBack: it is said when it is over, and again when it begins again.
func TestReceiverComesBack(t *testing.T) {
	var fails atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if fails.Load() {
			w.WriteHeader(http.StatusBadRequest)
		}
	}))
	defer server.Close()
	tracer, log := open(t, server.URL)
	for _, failing := range []bool{false, true, true, false, false, true} {
		fails.Store(failing)
		_, span := tracer.Request(t.Context(), "GET /", time.Now(), "")
		span.End()
		if err := tracer.provider.ForceFlush(t.Context()); err != nil {
			t.Fatal(err)
		}
		if host, problem := tracer.Receiver(); !strings.HasSuffix(server.URL, host) || (problem != "") != failing {
			t.Errorf("got %q, %q, want a problem: %t", host, problem, failing)
		}
	}
	if err := tracer.Close(); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(log.String()) {
		got = append(got, strconv.FormatBool(strings.Contains(line, "sent again")))
	}
	if strings.Join(got, " ") != "false true false" {
		t.Errorf("got %s", log)
	}
}

// TestMemoryIsBounded: a receiver that hangs costs a few megabytes, however much there is
// to tell, and is cut off at the end; nothing is left at work.
func TestMemoryIsBounded(t *testing.T) {
	before := runtime.NumGoroutine()
	done := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-done }))
	tracer, log := open(t, server.URL)
	size := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	atFirst := size()
	for range 50_000 {
		_, span := tracer.Request(t.Context(), "GET /api/case/:caseId", time.Now(), "")
		span.Text("http.route", "/api/case/:caseId")
		span.Number("http.response.status_code", http.StatusOK)
		span.End()
	}
	if grown := size() - atFirst; grown > 8<<20 {
		t.Errorf("got %d KB more, want at most 8 MB", grown>>10)
	} else {
		t.Logf("%d KB for what waits of 50,000", grown>>10)
	}
	began := time.Now()
	if err := tracer.Close(); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > flushTime+stopTime {
		t.Errorf("close took %s", took)
	}
	close(done)
	server.Close()
	if !strings.Contains(log.String(), "in time") {
		t.Errorf("got the log %q", log)
	}
	for range 100 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("got %d goroutines, %d before", runtime.NumGoroutine(), before)
}
