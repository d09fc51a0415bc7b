package webtest

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	tracepb "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// Receiver is one of OpenTelemetry traces, by OTLP over HTTP, that keeps all that it is sent. Its methods are safe for concurrent use.
type Receiver struct {
	URL string // as otlp-endpoint has it

	mu      sync.Mutex
	raw     bytes.Buffer
	header  http.Header
	service string
	spans   []Span
}

// Span is a span as it was received, with its attributes as texts and numbers.
type Span struct {
	*tracepb.Span
	Texts   map[string]string
	Numbers map[string]int64
}

// NewReceiver starts a receiver, which ends with the test.
func NewReceiver(t testing.TB) *Receiver {
	t.Helper()
	r := &Receiver{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		body, err := io.ReadAll(request.Body)
		var data tracepb.TracesData // on the wire the same as the request
		if err == nil {
			err = proto.Unmarshal(body, &data)
		}
		if err != nil || request.Method != http.MethodPost || request.URL.Path != "/v1/traces" || request.Header.Get("Content-Type") != "application/x-protobuf" {
			t.Errorf("got %s %s of %s, %v, want OTLP", request.Method, request.URL, request.Header.Get("Content-Type"), err)
		}
		r.keep(body, request.Header, &data)
		w.Header().Set("Content-Type", "application/x-protobuf")
	}))
	t.Cleanup(server.Close)
	r.URL = server.URL
	return r
}

func (r *Receiver) keep(body []byte, header http.Header, data *tracepb.TracesData) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.raw.Write(body)
	r.header = header
	for _, of := range data.GetResourceSpans() {
		for _, about := range of.GetResource().GetAttributes() {
			if about.GetKey() == "service.name" {
				r.service = about.GetValue().GetStringValue()
			}
		}
		for _, scope := range of.GetScopeSpans() {
			for _, span := range scope.GetSpans() {
				one := Span{span, map[string]string{}, map[string]int64{}}
				for _, about := range span.GetAttributes() {
					one.Texts[about.GetKey()] = about.GetValue().GetStringValue()
					one.Numbers[about.GetKey()] = about.GetValue().GetIntValue()
				}
				r.spans = append(r.spans, one)
			}
		}
	}
}

// Spans are those of a name so far; all for an empty one.
func (r *Receiver) Spans(name string) (list []Span) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, span := range r.spans {
		if name == "" || span.GetName() == name {
			list = append(list, span)
		}
	}
	return list
}

// Names are the names of all spans so far, sorted.
func (r *Receiver) Names() (names []string) {
	for _, span := range r.Spans("") {
		names = append(names, span.GetName())
	}
	slices.Sort(names)
	return names
}

// Below are the spans of a name whose parent is p.
func (r *Receiver) Below(p Span, name string) (list []Span) {
	for _, span := range r.Spans(name) {
		if bytes.Equal(span.GetTraceId(), p.GetTraceId()) && bytes.Equal(span.GetParentSpanId(), p.GetSpanId()) {
			list = append(list, span)
		}
	}
	return list
}

// Service is the name of the service that sent the last spans.
func (r *Receiver) Service() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.service
}

// Header is a header of the last request.
func (r *Receiver) Header(name string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.header.Get(name)
}

// Holds reports whether a text is anywhere in what was received, whatever its case.
func (r *Receiver) Holds(text string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Contains(strings.ToLower(r.raw.String()), strings.ToLower(text))
}
