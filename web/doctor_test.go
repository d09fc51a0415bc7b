package web

import (
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"casebook/generator/watch"
)

// TestOutside: what is wrong between players and the server is found, and the line to
// change named.
func TestOutside(t *testing.T) {
	t.Parallel()
	local := []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	forwarding := func(r *httputil.ProxyRequest) { r.SetXForwarded() }
	silent := func(*httputil.ProxyRequest) {}
	for name, test := range map[string]struct {
		rewrite func(*httputil.ProxyRequest) // nil: no proxy
		answer  http.HandlerFunc             // in place of the server
		secure  bool
		base    string
		trusted []netip.Prefix
		states  string // of address, TLS and headers
		change  string // what is to be changed has this in it
	}{
		"no proxy":         {states: "ok ok ok"},
		"a good proxy":     {rewrite: forwarding, trusted: local, base: "/mystery", states: "ok ok ok"},
		"not trusted":      {rewrite: forwarding, states: "ok ok wrong", change: `trusted-proxies = ["127.0.0.1"]`},
		"it says nothing":  {rewrite: silent, trusted: local, states: "ok ok wrong", change: "X-Forwarded-For"},
		"a port passed on": {rewrite: silent, states: "ok ok warning", change: "X-Forwarded-For"},
		"another scheme": {rewrite: func(r *httputil.ProxyRequest) {
			r.SetXForwarded()
			r.Out.Header.Set("X-Forwarded-Proto", "https")
		}, trusted: local, states: "ok ok warning", change: "X-Forwarded-Proto"},
		"it cuts the path": {rewrite: func(r *httputil.ProxyRequest) {
			r.SetXForwarded()
			r.Out.URL.Path = strings.TrimPrefix(r.Out.URL.Path, "/mystery")
		}, trusted: local, base: "/mystery", states: "wrong ok ok", change: "proxy_pass"},
		"somebody else": {answer: http.NotFound, states: "wrong ok skipped", change: "public-url"},
		"it leads elsewhere": {answer: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://mystery.example.org"+r.URL.Path, http.StatusMovedPermanently)
		}, states: "wrong ok skipped", change: `public-url = "https://mystery.example.org"`},
		"a bad certificate": {rewrite: forwarding, secure: true, states: "skipped wrong skipped", change: "certificate"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			here := &url.URL{Scheme: "http", Host: listener.Addr().String()}
			public := here.String()
			var proxy http.Handler = test.answer
			if test.rewrite != nil {
				proxy = &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
					r.SetURL(here)
					test.rewrite(r)
				}}
			}
			if test.rewrite != nil || test.answer != nil {
				front := httptest.NewUnstartedServer(proxy)
				front.Config.ErrorLog = log.New(io.Discard, "", 0)
				if test.secure {
					front.StartTLS()
				} else {
					front.Start()
				}
				t.Cleanup(front.Close)
				public = front.URL
			}
			s, _ := bare(t, func(o *Options) { o.PublicURL, o.BasePath, o.TrustedProxies = public, test.base, test.trusted })
			server := httptest.NewUnstartedServer(s.Handler())
			if err := server.Listener.Close(); err != nil {
				t.Fatal(err)
			}
			server.Listener = listener
			server.Start()
			t.Cleanup(server.Close)
			var states, changes []string
			for _, c := range s.outside(t.Context()) {
				states = append(states, string(c.State))
				changes = append(changes, c.Change)
			}
			if got := strings.Join(states, " "); got != test.states || !strings.Contains(strings.Join(changes, "\n"), test.change) {
				t.Errorf("got %s, %q, want %s and a change with %q", got, changes, test.states, test.change)
			}
		})
	}
}

// TestOutsideUnset: without a public address there is nothing to look at; one that nobody
// answers at is not called wrong.
func TestOutsideUnset(t *testing.T) {
	t.Parallel()
	for public, want := range map[string]watch.State{"": watch.Warning, "http://127.0.0.1:1": watch.Warning} {
		s, _ := bare(t, func(o *Options) { o.PublicURL = public })
		if got := s.outside(t.Context()); got[0].State != want || got[0].Change == "" {
			t.Errorf("%q: got %+v, want %s and what to change", public, got[0], want)
		}
	}
}
