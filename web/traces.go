package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"casebook/generator/traces"
)

// traced begins the trace of a request that came at a time, named by its route. It tells
// nothing of the path, the query and the headers. The routes that are asked all day
// and night by machines, and that are in the log only when they fail, have none.
func (s *Server) traced(ctx context.Context, r *http.Request, pattern string, at time.Time) (context.Context, *traces.Span) {
	if s.o.Traces == nil || s.quiet[pattern] && pattern != s.o.BasePath+pictureRoute {
		return ctx, nil
	}
	method, route := s.meter.named(r.Method, pattern)
	ctx, span := s.o.Traces.Request(ctx, method+" "+route, at, r.Header.Get("Traceparent"))
	span.Text("http.request.method", method)
	span.Text("http.route", route)
	return ctx, span
}

// ended ends the trace of a request, by the id that the log has, if it has one.
func ended(span *traces.Span, status int, id string) {
	span.Text("casebook.request", id)
	span.Number("http.response.status_code", status)
	if status >= http.StatusInternalServerError {
		span.Fail(strconv.Itoa(status))
	}
	span.End()
}
