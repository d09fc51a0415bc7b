package web

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// requestID is the number that the log and the client know a request by.
func requestID(c echo.Context) string {
	return c.Response().Header().Get(echo.HeaderXRequestID)
}

// observe is the outermost middleware: it gives the request its id, writes its
// error if there is one, and logs it. Paths and queries hold players' secret
// ids, so that the log has the route's pattern instead.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		id := rand.Text()
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		ctx, release := s.until(c.Request().Context())
		defer release()
		ctx, span := s.traced(ctx, c.Request(), c.Path(), start)
		c.SetRequest(c.Request().WithContext(ctx))
		s.probes.note(c)
		if err := s.recovered(c, next); err != nil {
			s.fail(c, err)
		}
		linger(c)
		status := c.Response().Status
		took := time.Since(start)
		ended(span, status, id)
		s.meter.seen(c.Request().Method, c.Path(), status, took, isEventStream(c.Response().Header()))
		level := slog.LevelInfo
		if s.quiet[c.Path()] && status < http.StatusBadRequest {
			level = slog.LevelDebug
		}
		attrs := []slog.Attr{
			slog.String("id", id), slog.String("method", c.Request().Method), slog.String("route", c.Path()),
			slog.Int("status", status), slog.Int64("bytes", c.Response().Size),
			slog.Duration("took", took.Round(time.Microsecond)), slog.String("from", c.RealIP()),
		}
		if span != nil {
			attrs = append(attrs, slog.String("trace", span.Trace()))
		}
		s.o.Log.LogAttrs(c.Request().Context(), level, "request", attrs...)
		return nil
	}
}

// until is a context that also ends when the server is being replaced and requests have
// had their time; its cause is then what to tell them.
func (s *Server) until(ctx context.Context) (ending context.Context, release func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	stop := context.AfterFunc(s.ending, func() { cancel(context.Cause(s.ending)) })
	return ctx, func() {
		stop()
		cancel(nil)
	}
}

// isEventStream reports whether an answer lasts as long as its client likes.
func isEventStream(header http.Header) bool {
	return strings.HasPrefix(header.Get("Content-Type"), "text/event-stream")
}

// recovered runs next and turns a panic into an error.
func (s *Server) recovered(c echo.Context, next echo.HandlerFunc) (err error) {
	defer func() {
		p := recover()
		if cause, ok := p.(error); ok && errors.Is(cause, http.ErrAbortHandler) {
			panic(p)
		}
		if p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	if err = next(c); errors.Is(err, echo.ErrNotFound) {
		return s.elsewhere(c)
	}
	return err
}

// protect sets the headers that tell browsers to be careful.
func (s *Server) protect(next echo.HandlerFunc) echo.HandlerFunc {
	images := "'self' data:"
	if s.o.PublicURL != "" {
		images += " " + s.o.PublicURL
	}
	policy := "default-src 'self'; img-src " + images + "; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Set("Content-Security-Policy", policy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "same-origin")
		header.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		return next(c)
	}
}

// exposed are the headers that pages of other origins may read besides the usual.
const exposed = "ETag, Retry-After, X-Request-Id"

// crossOrigin lets pages of any origin read public routes. It does so whether or not
// the request names an origin, so that caches need not tell them apart.
func (s *Server) crossOrigin(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		request, header := c.Request(), c.Response().Header()
		method := request.Method
		preflight := method == http.MethodOptions && request.Header.Get("Access-Control-Request-Method") != ""
		if preflight {
			method = request.Header.Get("Access-Control-Request-Method")
		}
		if !s.public[method+" "+c.Path()] {
			return next(c)
		}
		header.Set("Access-Control-Allow-Origin", "*")
		header.Set("Access-Control-Expose-Headers", exposed)
		header.Set("Cross-Origin-Resource-Policy", "cross-origin")
		if !preflight {
			return next(c)
		}
		header.Set("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, DELETE")
		header.Set("Access-Control-Allow-Headers", "Content-Type, If-None-Match, Last-Event-ID")
		header.Set("Access-Control-Max-Age", "86400")
		return c.NoContent(http.StatusNoContent)
	}
}

// hurry gives a request body a time by which it must have arrived. The time is
// lifted when it has: a deadline that runs out later would end the handler.
func (s *Server) hurry(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		request := c.Request()
		if request.ContentLength == 0 {
			return next(c)
		}
		control := http.NewResponseController(c.Response())
		if control.SetReadDeadline(time.Now().Add(s.patience)) == nil {
			request.Body = &hurried{ReadCloser: request.Body, lift: func() { _ = control.SetReadDeadline(time.Time{}) }}
		}
		return next(c)
	}
}

// hurried is a request body with a deadline.
type hurried struct {
	io.ReadCloser
	lift func()
}

// Read reads, and lifts the deadline at the end.
func (h *hurried) Read(p []byte) (int, error) {
	n, err := h.ReadCloser.Read(p)
	if errors.Is(err, io.EOF) {
		h.lift()
	}
	return n, err
}

// lingerBytes is how much of a body that is refused is read and thrown away. A
// connection that is closed on what still comes loses its answer on the way.
const lingerBytes = 64 << 20

// Close reads what is left, so that a client that still sends hears why it is refused.
func (h *hurried) Close() error {
	_, _ = io.CopyN(io.Discard, h, lingerBytes)
	return h.ReadCloser.Close()
}

// linger has a client that still sends what was refused before it was read hear why: the
// answer goes out, then what comes is thrown away, within the body's time. Who waits to be
// asked for the body is not asked.
func linger(c echo.Context) {
	r := c.Request()
	body, ok := r.Body.(*hurried)
	if !ok || c.Response().Status < http.StatusBadRequest || r.ProtoMajor != 1 || r.Header.Get("Expect") != "" {
		return
	}
	_ = http.NewResponseController(c.Response()).Flush() // whoever has left hears nothing
	_ = body.Close()
}

// clientAddress says whose X-Forwarded-For is believed: that of the proxies.
func clientAddress(proxies []netip.Prefix) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	return echo.ExtractIPFromXFFHeader(trust(proxies)...)
}

// clientScheme says whose X-Forwarded-Proto is believed: that of the proxies. Of several
// names the last is the one that the proxy next to us has written.
func clientScheme(proxies []netip.Prefix) func(*http.Request) string {
	return func(r *http.Request) string {
		if r.TLS != nil {
			return "https"
		}
		named := r.Header.Values(echo.HeaderXForwardedProto)
		if len(named) == 0 || !isOf(proxies, r.RemoteAddr) {
			return "http"
		}
		last := named[len(named)-1]
		if strings.EqualFold(strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:]), "https") {
			return "https"
		}
		return "http"
	}
}

// isOf reports whether an address, with its port, is one of the proxies'.
func isOf(proxies []netip.Prefix, address string) bool {
	peer, err := netip.ParseAddrPort(address)
	return err == nil && slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(peer.Addr().Unmap().WithZone("")) })
}

func trust(proxies []netip.Prefix) []echo.TrustOption {
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, proxy := range proxies {
		options = append(options, echo.TrustIPRange(&net.IPNet{
			IP: proxy.Addr().AsSlice(), Mask: net.CIDRMask(proxy.Bits(), proxy.Addr().BitLen()),
		}))
	}
	return options
}

// acceptsHTML reports whether the client is a browser that opens a page.
func acceptsHTML(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/html")
}
