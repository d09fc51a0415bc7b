package traces

import (
	"bytes"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"

	"casebook/web/webtest"
)

// open opens a Tracer that sends to a receiver at once.
func open(t *testing.T, url string) (*Tracer, *bytes.Buffer) {
	t.Helper()
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "10")
	var log bytes.Buffer
	tracer, err := Open(t.Context(), Options{URL: url, Version: "v1", Log: slog.New(slog.NewJSONHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	return tracer, &log
}

// TestNobodyListens: with no receiver nothing is begun, and nothing is allocated.
func TestNobodyListens(t *testing.T) {
	tracer, err := Open(t.Context(), Options{})
	if tracer != nil || err != nil {
		t.Fatalf("got %v, %v, want nothing", tracer, err)
	}
	header := http.Header{"Traceparent": {"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}}
	if got := testing.AllocsPerRun(100, func() {
		ctx, request := tracer.Request(t.Context(), "GET /", time.Time{}, header.Get("Traceparent"))
		ctx, job := tracer.Job(ctx, "cases.write", "")
		ctx, step := Step(ctx, "write")
		_, call := Call(ctx, "model writer")
		for _, span := range []*Span{request, job, step, call, Current(ctx)} {
			span.Text("http.route", "/")
			span.Number("http.response.status_code", 500)
			span.Fail("500")
			span.End()
		}
	}); got != 0 {
		t.Errorf("got %g allocations, want none", got)
	}
	if err := tracer.Close(); err != nil {
		t.Error(err)
	}
	if got := Origin(t.Context()); got != "" {
		t.Errorf("got the origin %q", got)
	}
}

// TestOneTrace: what happens within a request is below it, and a job that was given its
// origin too.
func TestOneTrace(t *testing.T) {
	t.Setenv("OTEL_SERVICE_NAME", "mystery")
	t.Setenv("OTEL_EXPORTER_OTLP_HEADERS", "Authorization=Basic%20dXNlcjpwYXNz, x-tenant=1")
	r := webtest.NewReceiver(t)
	tracer, log := open(t, r.URL+"/v1/traces")
	ctx, request := tracer.Request(t.Context(), "GET /", time.Now().Add(-time.Minute), "")
	_, step := Step(ctx, "step")
	_, job := tracer.Job(t.Context(), "job", Origin(ctx))
	job.Text("long", strings.Repeat("é", longest))
	job.Fail("permanent")
	for _, span := range []*Span{step, job, request} {
		span.End()
	}
	if err := tracer.Close(); err != nil {
		t.Fatal(err)
	}
	if got := r.Spans("GET /"); len(got) != 1 || got[0].GetKind() != tracepb.Span_SPAN_KIND_SERVER || time.Duration(got[0].GetEndTimeUnixNano()-got[0].GetStartTimeUnixNano()) < time.Minute {
		t.Fatalf("got %v, want one that began a minute ago", got)
	}
	root := r.Spans("GET /")[0]
	if hex.EncodeToString(root.GetTraceId()) != request.Trace() || len(r.Below(root, "step")) != 1 || len(r.Below(root, "job")) != 1 {
		t.Errorf("got %v, want all below the request", r.Spans(""))
	}
	if job := r.Spans("job")[0]; job.Texts["error.type"] != "permanent" || job.GetStatus().GetCode() != tracepb.Status_STATUS_CODE_ERROR || len(job.Texts["long"]) != longest {
		t.Errorf("got %v", job)
	}
	if r.Service() != "mystery" || r.Header("Authorization") != "Basic dXNlcjpwYXNz" || r.Header("X-Tenant") != "1" {
		t.Errorf("got the service %q, the headers %q and %q", r.Service(), r.Header("Authorization"), r.Header("X-Tenant"))
	}
	if log.Len() > 0 {
		t.Errorf("got the log %s", log)
	}
}

// TestCallers: a trace of a caller is linked to, whether or not it is sampled there; what
// is none is not looked at.
func TestCallers(t *testing.T) {
	r := webtest.NewReceiver(t)
	tracer, _ := open(t, r.URL+"/v1/traces")
	const trace, span = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
	for name, caller := range map[string]string{
		"sampled": "00-" + trace + "-" + span + "-01", "not sampled": "00-" + trace + "-" + span + "-00",
		"none": "", "garbage": "00-" + trace + "-" + span, "zeros": "00-00000000000000000000000000000000-" + span + "-01",
	} {
		_, s := tracer.Request(t.Context(), name, time.Now(), caller)
		s.End()
	}
	if err := tracer.Close(); err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, s := range r.Spans("") {
		if hex.EncodeToString(s.GetTraceId()) == trace || len(s.GetParentSpanId()) > 0 {
			t.Errorf("%s goes on with the caller's trace", s.GetName())
		}
		got[s.GetName()] = nil
		for _, link := range s.GetLinks() {
			got[s.GetName()] = append(got[s.GetName()], hex.EncodeToString(link.GetTraceId())+" "+hex.EncodeToString(link.GetSpanId()))
		}
	}
	want := map[string][]string{"sampled": {trace + " " + span}, "not sampled": {trace + " " + span}, "none": nil, "garbage": nil, "zeros": nil}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestSampler: the standard variables decide what is traced, and what is within it.
func TestSampler(t *testing.T) {
	t.Setenv("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
	t.Setenv("OTEL_TRACES_SAMPLER_ARG", "0")
	r := webtest.NewReceiver(t)
	tracer, _ := open(t, r.URL+"/v1/traces")
	ctx, request := tracer.Request(t.Context(), "request", time.Now(), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	_, step := Step(ctx, "step")
	_, job := tracer.Job(t.Context(), "job", Origin(ctx))
	for _, span := range []*Span{request, step, job} {
		span.End()
	}
	if err := errors.Join(tracer.Close(), tracer.Close()); err != nil || len(r.Spans("")) > 0 || request.Trace() != "" {
		t.Errorf("got %v, %v, want nothing", r.Names(), err)
	}
}
