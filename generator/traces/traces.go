// Package traces tells an OpenTelemetry receiver how long everything takes: a trace for
// each request and each job, and in it the steps of the work and the calls to models.
//
// Told are names that stand in the code, counts, and the names of cases, pictures and
// models: never what players, operators or models write, and no texts of errors, which may
// hold some of that. Whoever calls Text is held to it.
//
// A nil *Tracer traces nothing, and what a nil *Span is told is lost: callers need not ask
// whether anybody listens, and pay nothing if nobody does.
package traces

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// scope is what the spans say that they come from, and the service unless OTEL_SERVICE_NAME
// names another.
const scope = "casebook"

// Case is the key of a case's id.
const Case = "casebook.case"

// Options are what Open needs.
type Options struct {
	URL     string // where traces are posted, checked; empty: nowhere
	Version string // of Casebook
	Log     *slog.Logger
}

// Tracer begins traces. Its methods are safe for concurrent use.
type Tracer struct {
	provider *sdktrace.TracerProvider
	begin    trace.Tracer
	sender   *sender
}

// Open returns a Tracer that sends what it is told in the background; nil if it is told
// nowhere to. Everything else is as the variables OTEL_* say: headers, certificates, the
// name of the service, which traces are sampled, how many spans may wait. The caller closes
// it.
func Open(ctx context.Context, o Options) (*Tracer, error) {
	if o.URL == "" {
		return nil, nil //nolint:nilnil // a nil Tracer is a good one
	}
	to, err := url.Parse(o.URL)
	if err != nil {
		return nil, fmt.Errorf("address for traces: %w", err)
	}
	exporter, err := otlptracehttp.New(ctx, otlptracehttp.WithEndpointURL(o.URL), otlptracehttp.WithRetry(otlptracehttp.RetryConfig{
		Enabled: true, InitialInterval: time.Second, MaxInterval: 5 * time.Second, MaxElapsedTime: 15 * time.Second,
	}))
	if err != nil {
		return nil, fmt.Errorf("send traces: %w; look at the variables OTEL_EXPORTER_OTLP_*", err)
	}
	about, err := resource.New(ctx, resource.WithTelemetrySDK(), resource.WithAttributes(attribute.String("service.name", scope), attribute.String("service.version", o.Version)), resource.WithFromEnv())
	if err != nil {
		return nil, fmt.Errorf("describe the service in traces: %w; look at OTEL_RESOURCE_ATTRIBUTES", err)
	}
	t := &Tracer{sender: &sender{SpanExporter: exporter, to: to.Host, log: o.Log, gone: make(chan struct{})}}
	t.provider = sdktrace.NewTracerProvider(sdktrace.WithBatcher(t.sender), sdktrace.WithResource(about))
	t.begin = t.provider.Tracer(scope)
	return t, nil
}

// How long Close waits.
const (
	flushTime = 2 * time.Second // for what is not sent yet
	stopTime  = time.Second     // for sending to stop, once it was told to
)

// Close sends what waits, drops what is not taken in time, and returns within three seconds.
func (t *Tracer) Close() error {
	if t == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), flushTime)
	defer cancel()
	if t.provider.Shutdown(ctx) == nil {
		return nil
	}
	_ = t.sender.SpanExporter.Shutdown(ctx) // it ends what is being sent, and says that ctx has ended
	patience := time.NewTimer(stopTime)
	defer patience.Stop()
	select {
	case <-t.sender.gone:
		return nil
	case <-patience.C:
		return fmt.Errorf("traces to %s are still being sent", t.sender.to)
	}
}

// Receiver is the host that traces are sent to, and why it did not take the last ones, if it
// did not. Both are empty if nobody listens.
func (t *Tracer) Receiver() (host, problem string) {
	if t == nil {
		return "", ""
	}
	if why := t.sender.failing.Load(); why != nil {
		problem = *why
	}
	return t.sender.to, problem
}

// Request begins the trace of a request that came at a time. Caller is the traceparent
// that it came with, if any, of which the trace has a link: it is no part of the caller's
// trace, for strangers would decide then what is traced here.
func (t *Tracer) Request(ctx context.Context, name string, at time.Time, caller string) (context.Context, *Span) {
	if t == nil {
		return ctx, nil
	}
	options := []trace.SpanStartOption{trace.WithSpanKind(trace.SpanKindServer), trace.WithTimestamp(at)}
	if from := parse(caller); from.IsValid() {
		options = append(options, trace.WithLinks(trace.Link{SpanContext: from}))
	}
	return begun(t.begin.Start(ctx, name, options...))
}

// Job begins the trace of an attempt at a job, or that part of the trace of origin, which
// Origin has returned; it may be empty.
func (t *Tracer) Job(ctx context.Context, name, origin string) (context.Context, *Span) {
	if t == nil {
		return ctx, nil
	}
	if from := parse(origin); from.IsValid() {
		ctx = trace.ContextWithRemoteSpanContext(ctx, from)
	}
	return begun(t.begin.Start(ctx, name, trace.WithSpanKind(trace.SpanKindConsumer)))
}

// Origin is what a job is given that is added within the trace of ctx.
func Origin(ctx context.Context) string {
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	return carrier["traceparent"]
}

// parse reads a traceparent (W3C). What is none is not valid.
func parse(traceparent string) trace.SpanContext {
	if traceparent == "" {
		return trace.SpanContext{}
	}
	carrier := propagation.MapCarrier{"traceparent": traceparent}
	return trace.SpanContextFromContext(propagation.TraceContext{}.Extract(context.Background(), carrier))
}

// Step begins a step of what ctx traces, if it does.
func Step(ctx context.Context, name string) (context.Context, *Span) {
	return within(ctx, name, trace.SpanKindInternal)
}

// Call begins a call to another program within what ctx traces, if it does.
func Call(ctx context.Context, name string) (context.Context, *Span) {
	return within(ctx, name, trace.SpanKindClient)
}

func within(ctx context.Context, name string, kind trace.SpanKind) (context.Context, *Span) {
	around := trace.SpanFromContext(ctx)
	if !around.IsRecording() {
		return ctx, nil
	}
	return begun(around.TracerProvider().Tracer(scope).Start(ctx, name, trace.WithSpanKind(kind)))
}

// begun is a span that was begun; nil if it is not sampled.
func begun(ctx context.Context, span trace.Span) (context.Context, *Span) {
	if !span.IsRecording() {
		return ctx, nil
	}
	return ctx, &Span{span}
}

// Current is the innermost span of ctx; nil if it traces nothing.
func Current(ctx context.Context) *Span {
	_, span := begun(ctx, trace.SpanFromContext(ctx))
	return span
}

// Span is a part of a trace. Whoever began it ends it.
type Span struct{ span trace.Span }

// longest is how many bytes of a text are told.
const longest = 100

// Text notes a name, unless it is empty. It is none that a visitor has chosen.
func (s *Span) Text(key, value string) {
	if s != nil && value != "" {
		s.span.SetAttributes(attribute.String(key, strings.ToValidUTF8(value[:min(len(value), longest)], "")))
	}
}

// Number notes a number.
func (s *Span) Number(key string, value int) {
	if s != nil {
		s.span.SetAttributes(attribute.Int(key, value))
	}
}

// Fail notes that it failed, and by a word of ours how.
func (s *Span) Fail(how string) {
	if s != nil {
		s.span.SetAttributes(attribute.String("error.type", how))
		s.span.SetStatus(codes.Error, "")
	}
}

// End ends it.
func (s *Span) End() {
	if s != nil {
		s.span.End()
	}
}

// Trace is the id of the trace that it is a part of, "" of none.
func (s *Span) Trace() string {
	if s == nil {
		return ""
	}
	return s.span.SpanContext().TraceID().String()
}
