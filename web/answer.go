package web

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"
)

// jsonType is the content type of every answer of the API, errors included:
// clients that are out there parse nothing else.
const jsonType = "application/json"

// zipFrom is the size in bytes from which text is compressed.
const zipFrom = 1 << 10

// text is an answer that is compressed for those who accept it. Each form has
// its own strong tag.
type text struct {
	plain  []byte
	zipped []byte // nil: made when needed, or never for short ones
	tag    string // without quotes
}

func newText(plain []byte) text {
	sum := sha256.Sum256(plain)
	return text{plain: plain, tag: base64.RawURLEncoding.EncodeToString(sum[:15])}
}

// zip returns t with its compressed form, for text that is sent often.
func (t text) zip() text {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return t
	}
	_, err = w.Write(t.plain)
	if w.Close() == nil && err == nil && out.Len() < len(t.plain) {
		t.zipped = out.Bytes()
	}
	return t
}

// send writes a whole answer, compressed where that helps, with time of its own to
// be taken: it may have been long in the making.
func (s *Server) send(c echo.Context, status int, contentType string, body []byte) {
	t := newText(body)
	if len(body) >= zipFrom && acceptsGzip(c.Request()) {
		t.zipped = s.zip(body)
	}
	_ = http.NewResponseController(c.Response()).SetWriteDeadline(time.Now().Add(writeTimeout)) // a writer without deadlines needs none
	sendText(c.Response(), c.Request(), status, contentType, t)
}

// sendText writes a whole answer: with a strong ETag and 304 for a good one to
// GET, compressed if it has such a form and the client takes it, not to be stored
// unless the caller has said otherwise in Cache-Control.
func sendText(w http.ResponseWriter, r *http.Request, status int, contentType string, t text) {
	header := w.Header()
	header.Add("Vary", "Accept-Encoding")
	if header["Cache-Control"] == nil {
		set(header, "Cache-Control", "no-store")
	}
	body, tag := t.plain, `"`+t.tag+`"`
	zipped := t.zipped != nil && acceptsGzip(r)
	if zipped {
		body, tag = t.zipped, `"`+t.tag+`-gzip"`
	}
	if status == http.StatusOK && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
		set(header, "Etag", tag)
		if matches(r.Header.Get("If-None-Match"), t.tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	set(header, "Content-Type", contentType, "Content-Length", strconv.Itoa(len(body)))
	if zipped {
		set(header, "Content-Encoding", "gzip")
	}
	w.WriteHeader(status)
	_, _ = w.Write(body) // whoever hangs up does not want the rest
}

// zip compresses an answer that is made for one request, fast: those are short.
func (s *Server) zip(plain []byte) []byte {
	w, ok := s.zippers.Get().(*gzip.Writer)
	if !ok {
		w, _ = gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is one
	}
	defer s.zippers.Put(w)
	var out bytes.Buffer
	w.Reset(&out)
	_, _ = w.Write(plain) // a Buffer takes everything
	_ = w.Close()
	return out.Bytes()
}

// acceptsGzip reports whether the client takes gzip.
func acceptsGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, parameters, _ := strings.Cut(part, ";")
		if name = strings.TrimSpace(name); name != "gzip" && name != "*" {
			continue
		}
		key, value, found := strings.Cut(strings.TrimSpace(parameters), "=")
		weight, err := strconv.ParseFloat(value, 64)
		return !found || key != "q" || err != nil || weight > 0
	}
	return false
}

// matches reports whether an If-None-Match header names either form of a text.
func matches(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == "*" || part == `"`+tag+`"` || part == `"`+tag+`-gzip"` {
			return true
		}
	}
	return false
}

// humaContext has a name that its own method leaves free.
type humaContext = huma.Context

// recorder holds an answer of the API back until it is whole, so that it gets
// its tag and its length, and so that fail writes every error.
type recorder struct {
	humaContext
	status int
	body   bytes.Buffer
	failed error
	stream bool // an event stream is not held back
}

// answer is the middleware of every operation.
func (s *Server) answer(ctx huma.Context, next func(huma.Context)) {
	c := humaecho.Unwrap(ctx)
	rec := &recorder{humaContext: ctx, stream: isStream(ctx.Operation())}
	if rec.stream {
		open, leave, err := s.streams.enter(ctx.Context(), c.RealIP())
		if err != nil {
			s.fail(c, err)
			return
		}
		defer leave()
		rec.humaContext = huma.WithContext(ctx, open)
	}
	s.audited(rec, next)
	switch {
	case c.Response().Committed: // streamed, or refused by an operation's own middleware
	case rec.failed != nil:
		s.fail(c, rec.failed)
	case rec.status == http.StatusNoContent:
		c.Response().WriteHeader(rec.status)
	default:
		kind, body := cmp.Or(c.Response().Header().Get("Content-Type"), jsonType), rec.body.Bytes() // an operation may have set its own
		if kind == jsonType {
			body = bytes.TrimSuffix(body, []byte("\n"))
		}
		s.send(c, rec.status, kind, body)
	}
}

// isStream reports whether an operation answers with server-sent events.
func isStream(op *huma.Operation) bool {
	ok := op.Responses["200"]
	return ok != nil && ok.Content["text/event-stream"] != nil
}

// Unwrap lets huma find the context below.
func (r *recorder) Unwrap() huma.Context { return r.humaContext } //nolint:ireturn // huma looks for it

// SetStatus notes the status.
func (r *recorder) SetStatus(code int) {
	if r.stream && r.failed == nil {
		r.humaContext.SetStatus(code)
	}
	r.status = code
}

// Status is the status noted.
func (r *recorder) Status() int { return r.status }

// SetReadDeadline gives the body more time where its operation has some. What is
// not above huma's own default is ignored: the server's patience is in force.
func (r *recorder) SetReadDeadline(t time.Time) error {
	if r.Operation().BodyReadTimeout <= 5*time.Second {
		return nil
	}
	return r.humaContext.SetReadDeadline(t)
}

// BodyWriter takes the body.
func (r *recorder) BodyWriter() io.Writer {
	if r.stream && r.failed == nil {
		return r.humaContext.BodyWriter()
	}
	return &r.body
}

// Param is a decoded path parameter: the router leaves those of a path with
// unusual escapes as they came.
func (r *recorder) Param(name string) string {
	value := r.humaContext.Param(name)
	if humaecho.Unwrap(r).Request().URL.RawPath == "" {
		return value
	}
	if decoded, err := url.PathUnescape(value); err == nil {
		return decoded
	}
	return value
}

// noteFailure is the transformer that catches every error on its way through
// huma, for fail.
func noteFailure(ctx huma.Context, _ string, v any) (any, error) {
	var failed error
	switch v := v.(type) {
	case failure:
		failed = v
	case *huma.ErrorModel:
		op := ctx.Operation()
		if failed = inputError(v, op.MaxBodyBytes); op.Path == uploadPath {
			failed = withFailure(failed)
		}
	default:
		return v, nil
	}
	for {
		if rec, ok := ctx.(*recorder); ok {
			rec.failed = failed
			return v, nil
		}
		inner, ok := ctx.(interface{ Unwrap() huma.Context })
		if !ok {
			return v, nil
		}
		ctx = inner.Unwrap()
	}
}
