package imagecache

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

const (
	fetchTime    = 45 * time.Second // for a fetch as a whole
	maxRedirects = 3
)

var (
	errRedirects = errors.New("too many redirects")
	errAddress   = errors.New("not an address to fetch from")
)

// Fetch gets the bytes of a picture from a temporary address, over http or https,
// within 45 seconds and 25 MiB, and follows at most three redirects. Only public
// servers on ports 80 and 443 are spoken to, and those in Options.AllowFetch; it is
// checked where the connection is made, so neither names nor redirects lead
// elsewhere. What goes wrong is an *InputError unless ctx has ended. The bytes are
// not looked at: that is Put's.
func (c *Cache) Fetch(ctx context.Context, address string) ([]byte, error) {
	limited, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	data, err := c.fetch(limited, address)
	if err == nil {
		return data, nil
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if limited.Err() != nil {
		return nil, refuse(Unreachable, err, "The server did not send the picture within %d seconds.", int(fetchTime.Seconds()))
	}
	return nil, asInput(err)
}

// asInput makes any failure of a fetch an *InputError. The address is not in it: it
// may hold a signature.
func asInput(err error) error {
	if outer, ok := errors.AsType[*url.Error](err); ok {
		err = outer.Err
	}
	if input, ok := errors.AsType[*InputError](err); ok {
		return input
	}
	for _, prohibited := range []error{errAddress, ssrf.ErrProhibitedIP, ssrf.ErrProhibitedPort, ssrf.ErrProhibitedNetwork, ssrf.ErrInvalidHostPort} {
		if errors.Is(err, prohibited) {
			return refuse(BadAddress, err, "Pictures are fetched over http or https from public servers on ports 80 and 443 only.")
		}
	}
	if errors.Is(err, errRedirects) {
		return refuse(Unreachable, err, "The address redirects more than %d times.", maxRedirects)
	}
	return refuse(Unreachable, err, "The server could not be reached.")
}

func (c *Cache) fetch(ctx context.Context, address string) (data []byte, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, errAddress
	}
	if err := checkURL(request.URL); err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "image/jpeg, image/png, image/webp, image/gif")
	request.Header.Set("User-Agent", "casebook")
	response, err := c.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	if response.StatusCode != http.StatusOK {
		return nil, refuse(Unreachable, nil, "The server answered %d %s, not with a picture.",
			response.StatusCode, http.StatusText(response.StatusCode))
	}
	if response.ContentLength > MaxBytes {
		return nil, tooLarge()
	}
	data, err = io.ReadAll(io.LimitReader(response.Body, MaxBytes+1))
	if len(data) > MaxBytes {
		return nil, tooLarge()
	}
	return data, err
}

// Transport returns a way to public servers on ports 80 and 443 and to those in
// allowed only, checked where the connection is made.
func Transport(allowed []netip.Prefix) *http.Transport { return guarded(allowed, nil) }

func guarded(allowed []netip.Prefix, resolver *net.Resolver) *http.Transport {
	dialer := net.Dialer{Timeout: 10 * time.Second, Resolver: resolver, Control: guard(allowed)}
	return &http.Transport{
		Proxy:                  nil, // a proxy would be what is checked
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableKeepAlives:      true,
		DisableCompression:     true,
		TLSHandshakeTimeout:    10 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
	}
}

// newClient returns a client that speaks to public servers and those in allowed
// only.
func newClient(allowed []netip.Prefix, resolver *net.Resolver) *http.Client {
	return &http.Client{
		Transport: guarded(allowed, resolver),
		CheckRedirect: func(request *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return errRedirects
			}
			request.Header.Del("Referer") // the address may hold a signature
			return checkURL(request.URL)
		},
	}
}

// guard returns what decides, when all names are looked up, whether an address may
// be dialled.
func guard(allowed []netip.Prefix) func(network, address string, conn syscall.RawConn) error {
	public := ssrf.New()
	return func(network, address string, conn syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err == nil && slices.ContainsFunc(allowed, func(p netip.Prefix) bool { return p.Contains(to.Addr()) }) {
			return nil
		}
		return public.Safe(network, address, conn)
	}
}

// checkURL refuses what never needs to be dialled: other schemes, credentials, and
// hosts that only look like names, such as 2130706433 or 0x7f.1.
func checkURL(u *url.URL) error {
	if (u.Scheme != "http" && u.Scheme != "https") || u.User != nil || u.Hostname() == "" {
		return errAddress
	}
	if _, err := netip.ParseAddr(u.Hostname()); err == nil {
		return nil
	}
	_, last, _ := cutLast("."+strings.TrimSuffix(u.Hostname(), "."), ".")
	if last == "" || strings.Trim(last, "0123456789") == "" || strings.HasPrefix(strings.ToLower(last), "0x") {
		return errAddress
	}
	return nil
}
