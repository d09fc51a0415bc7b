package traces

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"

	sdktrace "go.opentelemetry.io/otel/sdk/trace"
)

// sender sends spans, one batch at a time, and says in the log when that begins to fail and
// when it works again, not each time. What cannot be sent is lost.
type sender struct {
	sdktrace.SpanExporter
	to      string // the receiver's host; its whole address may hold a secret
	log     *slog.Logger
	gone    chan struct{}          // closed when no more will be sent
	failing atomic.Pointer[string] // why, while it fails
}

// ExportSpans implements sdktrace.SpanExporter.
func (s *sender) ExportSpans(ctx context.Context, spans []sdktrace.ReadOnlySpan) error {
	err := s.SpanExporter.ExportSpans(ctx, spans)
	if err == nil {
		if s.failing.Swap(nil) != nil {
			s.log.Info("traces are sent again", "receiver", s.to)
		}
		return nil
	}
	why := reason(err)
	if s.failing.Swap(&why) == nil {
		s.log.Warn("traces cannot be sent; until they can, they are lost, and all else goes on", "receiver", s.to, "why", why)
	}
	return nil // it was said; the SDK would say it each time
}

// Shutdown implements sdktrace.SpanExporter: it is called once, when all was sent.
func (s *sender) Shutdown(ctx context.Context) error {
	defer close(s.gone)
	return s.SpanExporter.Shutdown(ctx)
}

// reason says why spans were not taken. It repeats nothing that the receiver said: that
// may be what it was sent, with the header that signs in.
func reason(err error) string {
	text := err.Error()
	answered := regexp.MustCompile(`: ([1-5]\d\d)\b[^:]* \(body: `).FindStringSubmatch(text) // as otlptracehttp has it
	failed, unsent := errors.AsType[*url.Error](err)
	_, unreachable := errors.AsType[*net.OpError](err)
	_, untrusted := errors.AsType[*tls.CertificateVerificationError](err)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), unsent && failed.Timeout():
		return "it does not answer in time"
	case unsent && (unreachable || untrusted):
		return failed.Err.Error() // without the address
	case unsent:
		return "it does not speak HTTP: OTLP over HTTP is usually on port 4318, and gRPC on 4317"
	case answered != nil:
		return "it answers " + answered[1] + hint(answered[1])
	case strings.Contains(text, "retry-able"):
		return "it asks to try again later, for too long"
	case strings.Contains(text, "partial success"):
		return "it does not take all of them"
	default:
		return "what it answers is not OTLP"
	}
}

// hint says what to look at when a status is answered.
func hint(status string) string {
	switch status {
	case "401", "403":
		return ": look at OTEL_EXPORTER_OTLP_HEADERS"
	case "404", "405":
		return ": look at otlp-endpoint"
	default:
		return ""
	}
}
