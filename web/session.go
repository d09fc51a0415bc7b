package web

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"casebook/generator/fault"
	"casebook/generator/people"
)

// The names of an operator's cookies, behind what cookieName puts before them.
const (
	sessionCookie = "casebook_operator"
	deviceCookie  = "casebook_device" // of a browser in which somebody has signed in
)

// What routes ask for.
const (
	ScopeRead   = people.ScopeRead
	ScopeCases  = people.ScopeCases
	ScopeImages = people.ScopeImages
	ScopeAdmin  = people.ScopeAdmin

	ownAccount people.Scope = "account" // what every user may do with the own account, and no token may
)

// visit is who makes a request of the operator's area, and from where.
type visit struct {
	request *http.Request
	actor   people.Actor
	address string
	origin  string // as the browser names it
	public  string // the one that players use; may be empty
	secure  bool   // the browser came by HTTPS
}

// visitKey is the context key of the visit.
type visitKey struct{}

func visitOf(ctx context.Context) (*visit, error) {
	v, ok := ctx.Value(visitKey{}).(*visit)
	if !ok {
		return nil, fault.New(fault.Unauthorized, "Sign in first.")
	}
	return v, nil
}

// visited has a handler told who makes the request.
func visited[I, O any](handle func(context.Context, *visit, *I) (*O, error)) func(context.Context, *I) (*O, error) {
	return func(ctx context.Context, in *I) (*O, error) {
		v, err := visitOf(ctx)
		if err != nil {
			return nil, err
		}
		return handle(ctx, v, in)
	}
}

// visitor returns the visit of a request, before it is known who makes it.
func (o *operator) visitor(c echo.Context) *visit {
	r := c.Request()
	v := &visit{request: r, address: c.RealIP(), public: o.publicURL, origin: c.Scheme() + "://" + r.Host, secure: c.Scheme() == "https"}
	if public, err := url.Parse(o.publicURL); err == nil && public.Host != "" && public.Host == r.Host {
		v.origin, v.secure = o.publicURL, public.Scheme == "https"
	}
	return v
}

// cookieName adds the prefix that has browsers hold a cookie to its promises.
func (o *operator) cookieName(name string, secure bool) string {
	switch {
	case secure && o.basePath == "":
		return "__Host-" + name
	case secure:
		return "__Secure-" + name
	default:
		return name
	}
}

// cookie returns a cookie for the browser of a visit; lasts 0 takes it away.
func (o *operator) cookie(v *visit, name, value string, lasts time.Duration) string {
	c := http.Cookie{ //nolint:gosec // Secure when the browser came by HTTPS
		Name: o.cookieName(name, v.secure), Value: value, Path: o.basePath + "/", MaxAge: int(lasts.Seconds()),
		HttpOnly: true, Secure: v.secure, SameSite: http.SameSiteStrictMode,
	}
	if lasts <= 0 {
		c.MaxAge = -1
	}
	return c.String()
}

// given returns a cookie's value, "" for none.
func (o *operator) given(v *visit, name string) string {
	c, err := v.request.Cookie(o.cookieName(name, v.secure))
	if err != nil {
		return ""
	}
	return c.Value
}

// actor returns who makes the request: by its token, else by its session, the zero Actor
// for nobody. It grants nothing.
func (o *operator) actor(v *visit) (people.Actor, error) {
	if secret := bearer(v.request); secret != "" {
		return o.auth.ByToken(secret)
	}
	return o.auth.BySession(o.given(v, sessionCookie))
}

// bearer returns the token of an Authorization header, "" for none.
func bearer(r *http.Request) string {
	scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(secret)
}

// admit returns why the visitor may not do what needs the scopes, and else notes in the
// visit who it is. With a session, the request must come from our own pages.
func (o *operator) admit(v *visit, needed []people.Scope) (err error) {
	isToken := bearer(v.request) != ""
	if !isToken {
		if err := o.origins.Check(v.request); err != nil {
			return fault.New(fault.Forbidden, "This request comes from another site. Use the pages of this server, or a token.").Because(err)
		}
	}
	if v.actor, err = o.actor(v); err != nil {
		return err
	}
	for _, scope := range needed {
		if err := allowed(&v.actor, scope, isToken); err != nil {
			return err
		}
	}
	return nil
}

// allowed returns why the actor may not do what needs the scope.
func allowed(a *people.Actor, scope people.Scope, isToken bool) error {
	nobody := len(a.Scopes) == 0
	switch {
	case nobody && isToken:
		return fault.New(fault.Unauthorized, "That token is not valid. Make a new one on the operator's pages.")
	case nobody:
		return fault.New(fault.Unauthorized, "Sign in first, or send a token: Authorization: Bearer …")
	case scope == ownAccount && !a.IsUser():
		return fault.New(fault.Forbidden, "That is for whoever has signed in. A token has no account.")
	case scope == ownAccount || a.May(scope):
		return nil
	case isToken:
		return fault.New(fault.Forbidden, "That token lacks the scope %s.", scope)
	default:
		return fault.New(fault.Forbidden, "Only an operator may do that. You are signed in as a viewer, who may look and change nothing.")
	}
}

// site is what passkeys of a visit belong to. Browsers have them on secure pages alone:
// those of HTTPS, by a name, and those of the machine itself. Where it is known what players
// use, they are of that alone.
func (v *visit) site() (people.Site, error) {
	at, err := url.Parse(v.origin)
	if err != nil {
		return people.Site{}, fault.New(fault.Invalid, "This address cannot have passkeys.").Because(err)
	}
	host := at.Hostname()
	_, notIP := netip.ParseAddr(host)
	switch {
	case v.public != "" && v.origin != v.public:
		return people.Site{}, fault.New(fault.Forbidden, "Passkeys belong to the public address of this server: open these pages at %s.", v.public)
	case host == "localhost":
	case at.Scheme != "https":
		return people.Site{}, fault.New(fault.Forbidden, "Browsers have passkeys on secure pages only: open these pages by https://, or as http://localhost on the machine itself.")
	case notIP == nil:
		return people.Site{}, fault.New(fault.Forbidden, "A passkey belongs to a name, and %s is an address: give the server a name.", host)
	}
	site := people.Site{Host: host, Origin: v.origin}
	return site, site.Check()
}

// where returns the address of a visit without a port.
func (v *visit) where() string {
	if host, _, err := net.SplitHostPort(v.address); err == nil {
		return host
	}
	return v.address
}
