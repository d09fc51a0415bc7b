package web

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"casebook/generator/fault"
)

// How long things may take at a gate.
const (
	stopPatience = 3 * time.Second  // for requests in flight when the server stops or is replaced
	endPatience  = time.Second      // for handlers after their connections were closed
	gatePatience = 30 * time.Second // for requests that come while there is no server
)

// Gate is where requests come in. It lasts as long as the process, and one Server after
// another answers behind it: while one is replaced, connections stay and requests wait.
type Gate struct {
	log     *slog.Logger
	header  time.Duration // for the header of a request to arrive
	present atomic.Pointer[behind]
}

// behind is what is behind a gate: a server, or nil until there is one.
type behind struct {
	server *Server
	gone   chan struct{} // closed when something else is there
}

// NewGate returns a gate to s.
func NewGate(s *Server) *Gate {
	g := &Gate{log: s.o.Log, header: headerPatience}
	g.put(s)
	return g
}

func (g *Gate) put(s *Server) {
	if before := g.present.Swap(&behind{server: s, gone: make(chan struct{})}); before != nil {
		close(before.gone)
	}
}

// Open lets those who wait in to s. Nobody may be in at another server any more.
func (g *Gate) Open(s *Server) { g.put(s) }

// Shut has new requests wait, ends the event streams, gives requests in flight
// stopPatience to end, and returns. What takes longer is told that we are restarting.
func (g *Gate) Shut() {
	s := g.present.Load().server
	g.put(nil)
	s.streams.close()
	if s.waitForHandlers(stopPatience) {
		return
	}
	s.end(restarting())
	if !s.waitForHandlers(endPatience) {
		g.log.Warn("handlers are still at work")
	}
}

// restarting is what requests are told that last longer than a restart can wait.
func restarting() *fault.Error {
	f := fault.New(fault.Unavailable, "Casebook is starting again. Send this once more in a moment.")
	f.RetryAfter = time.Second
	return f
}

// ServeHTTP implements http.Handler.
func (g *Gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.with(w, r, func(s *Server) { s.front(w, r) })
}

// with has answer answer a request for the present server, or says that there is none.
func (g *Gate) with(w http.ResponseWriter, r *http.Request, answer func(*Server)) {
	s := g.enter(r.Context())
	if s == nil {
		unanswered(w, r)
		return
	}
	defer s.working.RUnlock()
	answer(s)
}

// unanswered says that there is no server, as the API says all that is wrong, and to pages
// of any origin.
func unanswered(w http.ResponseWriter, r *http.Request) {
	const status = http.StatusServiceUnavailable
	body, err := json.Marshal(bodyOf(status, restarting(), r))
	if err != nil {
		http.Error(w, err.Error(), status)
		return
	}
	setOpen(w.Header())
	set(w.Header(), "Retry-After", strconv.Itoa(int(unavailableWait.Seconds())))
	sendText(w, r, status, jsonType, newText(body))
}

// enter returns the server to ask, with its working locked for reading, or nil if there is
// none for too long.
func (g *Gate) enter(ctx context.Context) *Server {
	for {
		now := g.present.Load()
		if s := now.server; s != nil {
			s.working.RLock()
			if g.present.Load() == now {
				return s
			}
			s.working.RUnlock()
			continue
		}
		patience := time.NewTimer(gatePatience)
		select {
		case <-now.gone:
			patience.Stop()
		case <-patience.C:
			return nil
		case <-ctx.Done():
			patience.Stop()
			return nil
		}
	}
}

// Run answers the connections of listener until ctx ends. Then it takes no new
// ones, ends the event streams, gives requests in flight stopPatience to end,
// and returns; in all it takes less than five seconds.
func (g *Gate) Run(ctx context.Context, listener net.Listener) error {
	server := g.newServer(g)
	server.ConnContext = withConn
	return g.run(ctx, server, func() error { return server.Serve(newListener(listener)) })
}

// RunSecure is Run over TLS.
func (g *Gate) RunSecure(ctx context.Context, listener net.Listener, config *tls.Config) error {
	server := g.newServer(strict(g))
	server.TLSConfig = config
	return g.run(ctx, server, func() error { return server.ServeTLS(listener, "", "") })
}

// RunRedirect leads whoever comes to listener on to the public address, but for
// what around answers itself.
func (g *Gate) RunRedirect(ctx context.Context, listener net.Listener, around func(http.Handler) http.Handler) error {
	server := g.newServer(around(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		g.with(w, r, func(s *Server) {
			to := url.URL{Path: "/" + strings.TrimLeft(r.URL.Path, "/"), RawQuery: r.URL.RawQuery}
			http.Redirect(w, r, s.o.PublicURL+to.String(), http.StatusPermanentRedirect)
		})
	})))
	return g.run(ctx, server, func() error { return server.Serve(listener) })
}

// newServer returns a server with its limits.
func (g *Gate) newServer(handler http.Handler) *http.Server {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: g.header,     // and for a TLS handshake
		WriteTimeout:      writeTimeout, // begun anew by answers that are long in the making
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(g.log.Handler(), slog.LevelDebug),
	}
	server.RegisterOnShutdown(func() {
		if s := g.present.Load().server; s != nil {
			s.streams.close()
		}
	})
	return server
}

// run serves until ctx ends, and then stops the server in order.
func (g *Gate) run(ctx context.Context, server *http.Server, serve func() error) error {
	served := make(chan error, 1)
	go func() { served <- serve() }()
	select {
	case err := <-served:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopPatience)
	defer cancel()
	err := server.Shutdown(patience)
	if errors.Is(err, context.DeadlineExceeded) {
		g.log.Warn("requests were cut off", "after", stopPatience)
		err = server.Close()
	}
	if ended := <-served; !errors.Is(ended, http.ErrServerClosed) {
		err = errors.Join(err, ended)
	}
	if s := g.present.Load().server; s != nil && !s.waitForHandlers(endPatience) {
		g.log.Warn("handlers are still at work")
	}
	if err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	return nil
}

// strict tells browsers to come by HTTPS only from now on.
func strict(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Strict-Transport-Security", "max-age=15552000") // half a year
		next.ServeHTTP(w, r)
	})
}
