package web

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"casebook/generator/watch"
	"casebook/web/certs"
)

// registerDoctor adds the route that looks at the installation.
func (o *operator) registerDoctor(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "doctor", Method: http.MethodGet, Path: "/api/admin/doctor", Summary: "Look at the whole installation",
		Description: "Disk, clock, time zone, backups, database, key, webhooks, and how the server is reached at its public address: with what to change where something is wrong. Takes seconds.",
	}, ScopeAdmin), o.showDoctor)
}

type doctorOutput struct {
	Body struct {
		Checks []watch.Check `json:"checks" doc:"What was looked at"`
	}
}

func (o *operator) showDoctor(ctx context.Context, _ *struct{}) (*doctorOutput, error) {
	out := &doctorOutput{}
	out.Body.Checks = o.doctor(ctx)
	return out, nil
}

// doctor looks at the installation, and then asks the server itself at the address that
// players use.
func (s *Server) doctor(ctx context.Context) []watch.Check {
	return append(s.o.Watch.Doctor(ctx), s.outside(ctx)...)
}

// probeHeader marks a request of the server to itself.
const probeHeader = "Casebook-Probe"

// probeTime bounds one.
const probeTime = 10 * time.Second

// sighting is such a request as it arrived.
type sighting struct {
	path, proto string
	forwarded   bool // somebody says for whom
	peer        netip.Addr
	port        string // of ours that it came to
}

// probes are the requests of the server to itself that are under way, by their marks.
type probes struct {
	mu   sync.Mutex
	seen map[string]sighting
}

// note keeps how a marked request arrived, if it is one that is awaited.
func (p *probes) note(c echo.Context) {
	mark := c.Request().Header.Get(probeHeader)
	if mark == "" {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, awaited := p.seen[mark]; !awaited {
		return
	}
	r := c.Request()
	seen := sighting{path: r.URL.Path, proto: r.Header.Get("X-Forwarded-Proto"), forwarded: r.Header.Get("X-Forwarded-For") != ""}
	if peer, err := netip.ParseAddrPort(r.RemoteAddr); err == nil {
		seen.peer = peer.Addr().Unmap()
	}
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		_, seen.port, _ = net.SplitHostPort(local.String()) // no port is none
	}
	p.seen[mark] = seen
}

// await has note keep how the request with this mark arrives, until take takes it.
func (p *probes) await(mark string) (take func() sighting) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seen == nil {
		p.seen = map[string]sighting{}
	}
	p.seen[mark] = sighting{}
	return func() sighting {
		p.mu.Lock()
		defer p.mu.Unlock()
		defer delete(p.seen, mark)
		return p.seen[mark]
	}
}

// outside looks at how the server is reached at its public address.
func (s *Server) outside(ctx context.Context) []watch.Check {
	address := watch.Check{Name: "public address", State: watch.Well}
	secure, headers := watch.Check{Name: "TLS", State: watch.Skipped}, watch.Check{Name: "proxy headers", State: watch.Skipped}
	if s.o.PublicURL == "" {
		address.State, address.Says = watch.Warning, "none is set, so addresses of pictures lack the host and cookies are not marked as secure"
		address.Change = `public-url = "https://mystery.example.org"`
		secure.Says, headers.Says = "seen only with a public address", "seen only with a public address"
		return []watch.Check{address, secure, headers}
	}
	mark := rand.Text()
	take := s.probes.await(mark)
	answer, err := probe(ctx, s.o.PublicURL+s.o.BasePath+"/healthz", mark, s.o.Certs.Roots())
	seen := take()
	s.judgeAddress(&address, answer, err, seen)
	s.judgeTLS(&secure, answer, err)
	judgeCertificates(&secure, s.o.Certs.States())
	headers.Says = "seen only where the public address leads here"
	if seen.path != "" {
		s.judgeHeaders(&headers, seen)
	}
	return []watch.Check{address, secure, headers}
}

// reply is what came back of a probe.
type reply struct {
	status, location string
	certificate      *x509.Certificate // nil: none was seen
}

// probe asks for an address. Roots are those that its certificate may come from, nil for
// the system's.
func probe(ctx context.Context, address, mark string, roots *x509.CertPool) (r reply, err error) {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return r, err
	}
	request.Header.Set(probeHeader, mark)
	client := &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: roots}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	answer, err := client.Do(request)
	if err != nil {
		return r, err
	}
	r.status, r.location = answer.Status, answer.Header.Get("Location")
	if answer.TLS != nil && len(answer.TLS.PeerCertificates) > 0 {
		r.certificate = answer.TLS.PeerCertificates[0]
	}
	return r, answer.Body.Close()
}

// judgeAddress says whether the public address leads to this server.
func (s *Server) judgeAddress(c *watch.Check, answer reply, err error, seen sighting) {
	c.Says = s.o.PublicURL + s.o.BasePath + " leads here"
	_, badCertificate := errors.AsType[*tls.CertificateVerificationError](err)
	switch {
	case badCertificate:
		c.State, c.Says = watch.Skipped, "not asked, since its certificate is not valid"
	case err != nil:
		c.State, c.Says = watch.Warning, "not reached from this machine: "+err.Error()
		c.Change = fmt.Sprintf("public-url = %q   # is it right? Some routers do not lead back in", s.o.PublicURL)
	case seen.path == "" && answer.location != "":
		c.State, c.Says = watch.Wrong, "it leads on to "+answer.location
		if to, err := url.Parse(answer.location); err == nil && to.Host != "" {
			c.Change = fmt.Sprintf("public-url = %q", to.Scheme+"://"+to.Host)
		}
	case seen.path == "":
		c.State, c.Says = watch.Wrong, "something else answers there: "+answer.status
		c.Change = fmt.Sprintf("public-url = %q   # or the proxy's line that leads here", s.o.PublicURL)
	case seen.path != s.o.BasePath+"/healthz":
		c.State, c.Says = watch.Wrong, fmt.Sprintf("base path: the proxy asks for %s instead of %s/healthz", seen.path, s.o.BasePath)
		c.Change = fmt.Sprintf("proxy_pass http://127.0.0.1:%s;   # nginx: without a path, so that it is passed on unchanged", seen.port)
	}
}

// judgeTLS says whether players' connections are private.
func (s *Server) judgeTLS(c *watch.Check, answer reply, err error) {
	bad, badCertificate := errors.AsType[*tls.CertificateVerificationError](err)
	public, parseErr := url.Parse(s.o.PublicURL)
	switch {
	case parseErr != nil:
		c.Says = parseErr.Error()
	case public.Scheme != "https" && isLocalName(public.Hostname()):
		c.State, c.Says = watch.Well, "none, and none needed within this machine"
	case public.Scheme != "https":
		c.State, c.Says = watch.Warning, "none: the operator's password goes over the network as it is"
		c.Change = fmt.Sprintf("public-url = %q   # behind a proxy that has a certificate, such as Caddy", "https://"+public.Host)
	case badCertificate:
		c.State, c.Says, c.Change = watch.Wrong, bad.Err.Error(), "have the proxy get a certificate for "+public.Hostname()+", for example with Caddy or certbot"
	case err != nil || answer.certificate == nil:
		c.Says = "no certificate was seen"
	default:
		ends := answer.certificate.NotAfter
		c.State, c.Says = watch.Well, "the certificate is good until "+ends.Format(time.DateOnly)
		if time.Until(ends) < certs.Short { // the true clock: certificates know no other
			c.State, c.Change = watch.Warning, "look why it is not renewed: certbot renew --dry-run, or Caddy's log"
		}
	}
}

// judgeCertificates says what keeps us from having our own, if anything does.
func judgeCertificates(c *watch.Check, states []certs.State) {
	var says []string
	for _, state := range states {
		if state.Problem == "" {
			continue
		}
		if says = append(says, state.String()); state.Until.Before(time.Now()) {
			c.State = watch.Wrong
		} else if c.State != watch.Wrong {
			c.State = watch.Warning
		}
		c.Says = strings.Join(says, "; ")
		c.Change = fmt.Sprintf("domain = [%q]   # must lead here, with its ports 80 and 443", state.Domain)
	}
}

// isLocalName reports whether a host is this machine.
func isLocalName(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// judgeHeaders says whether the server knows who its players are.
func (s *Server) judgeHeaders(c *watch.Check, seen sighting) {
	public, err := url.Parse(s.o.PublicURL)
	if err != nil {
		c.Says = err.Error()
		return
	}
	trusted := slices.ContainsFunc(s.o.TrustedProxies, func(p netip.Prefix) bool { return p.Contains(seen.peer) })
	port := cmp.Or(public.Port(), map[string]string{"http": "80", "https": "443"}[public.Scheme])
	c.State = watch.Well
	switch {
	case !seen.forwarded && !trusted && port == seen.port:
		c.Says = "no proxy is in between"
	case !seen.forwarded && !trusted && public.Scheme != "https":
		c.State, c.Says = watch.Warning, fmt.Sprintf("%s does not say for whom it asks: it is a proxy, so that all players seem to be one, or a port is passed on, which is fine", seen.peer)
		c.Change = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;   # nginx; nothing if there is no proxy"
	case !seen.forwarded:
		c.State, c.Says = watch.Wrong, fmt.Sprintf("the proxy at %s does not say for whom it asks, so all players seem to be one", seen.peer)
		c.Change = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;   # nginx"
	case !trusted:
		c.State, c.Says = watch.Wrong, fmt.Sprintf("the proxy at %s is not trusted, so all players seem to be one", seen.peer)
		c.Change = fmt.Sprintf("trusted-proxies = [%q]", seen.peer)
	case !strings.EqualFold(seen.proto, public.Scheme):
		c.State, c.Says = watch.Warning, fmt.Sprintf("the proxy says that players use %q, and the public address begins with %s", seen.proto, public.Scheme)
		c.Change = "proxy_set_header X-Forwarded-Proto $scheme;   # nginx"
	default:
		c.Says = fmt.Sprintf("the proxy at %s says for whom it asks, and is trusted", seen.peer)
	}
}
