package settings

import (
	"cmp"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"slices"
	"strings"

	"golang.org/x/net/idna"
)

// HTTPS are the settings for those who need no proxy.
type HTTPS struct {
	Domain      []string `help:"Names, such as example.org, that Casebook gets certificates for and is reached by, over HTTPS." placeholder:"NAME" fixed:"a mistake would lock you out of this page"`
	HTTPAddr    string   `name:"http-addr" env:"CASEBOOK_HTTP_ADDR" default:":80" help:"With domain: address on which the certificate authority is answered, and everybody else led to HTTPS." placeholder:"HOST:PORT" fixed:"a mistake would lock you out of this page"`
	AcmeCA      string   `name:"acme-ca" env:"CASEBOOK_ACME_CA" help:"With domain: ACME directory of another certificate authority than Let's Encrypt." placeholder:"URL" fixed:"a mistake would lock you out of this page"`
	AcmeCARoots string   `name:"acme-ca-roots" env:"CASEBOOK_ACME_CA_ROOTS" help:"With acme-ca: file of certificates (PEM) to trust besides the system's, such as the authority's own." placeholder:"FILE" fixed:"a mistake would lock you out of this page"`
}

// Where players and proxies come unless addr says otherwise.
const (
	plainAddr  = ":8080"
	secureAddr = ":443"
)

// httpsProblems fills in what follows from domain or its absence, and returns what
// contradicts it.
func (s *Settings) httpsProblems() (problems []error) {
	refuse := func(refused bool, format string, args ...any) {
		if refused {
			problems = append(problems, fmt.Errorf(format, args...))
		}
	}
	refuse(len(s.Domain) == 0 && s.AcmeCA != "", "acme-ca %q: nothing asks it without domain", s.AcmeCA)
	refuse(s.AcmeCA == "" && s.AcmeCARoots != "", "acme-ca-roots %q: write acme-ca too; Let's Encrypt is trusted by itself", s.AcmeCARoots)
	if _, err := s.Roots(); err != nil {
		problems = append(problems, err)
	}
	if len(s.Domain) == 0 {
		s.Addr = cmp.Or(s.Addr, plainAddr)
		return problems
	}
	s.Addr = cmp.Or(s.Addr, secureAddr)
	for i, name := range s.Domain {
		ascii, err := idna.Lookup.ToASCII(strings.TrimSuffix(name, "."))
		_, notIP := netip.ParseAddr(name)
		refuse(err != nil || notIP == nil || ascii == "" || s.AcmeCA == "" && !strings.Contains(ascii, "."), "domain %q: write a name that leads here, such as example.org", name)
		s.Domain[i] = ascii
	}
	return append(problems, s.addressProblems()...)
}

// addressProblems returns what contradicts domain, without which nothing does, in
// addresses.
func (s *Settings) addressProblems() (problems []error) {
	refuse := func(refused bool, format string, args ...any) {
		if refused {
			problems = append(problems, fmt.Errorf(format, args...))
		}
	}
	ca, err := url.Parse(s.AcmeCA)
	refuse(s.AcmeCA != "" && (err != nil || ca.Scheme != "https" || ca.Host == ""), "acme-ca %q: write the address of an ACME directory, beginning with https://", s.AcmeCA)
	_, plain, err := net.SplitHostPort(s.HTTPAddr)
	refuse(err != nil, "http-addr %q: write it as host:port or :port", s.HTTPAddr)
	_, secure, err := net.SplitHostPort(s.Addr)
	refuse(err == nil && secure == plain && secure != "0", "addr %q and http-addr %q: HTTPS and HTTP cannot share a port", s.Addr, s.HTTPAddr)
	if s.PublicURL == "" {
		refuse(err == nil && secure != "443", "addr %q: with domain, players come to port 443; leave addr out, or set public-url to where they come", s.Addr)
		s.PublicURL = "https://" + s.Domain[0]
		return problems
	}
	public, err := url.Parse(s.PublicURL)
	refuse(err == nil && (public.Scheme != "https" || !slices.Contains(s.Domain, public.Hostname())),
		"public-url %q: with domain it begins with https:// and one of %s; or leave it out", s.PublicURL, strings.Join(s.Domain, ", "))
	return problems
}

// Roots are the certificates of acme-ca-roots and those that the system trusts; nil for
// these alone.
func (s *Settings) Roots() (*x509.CertPool, error) {
	if s.AcmeCARoots == "" {
		return nil, nil //nolint:nilnil // as crypto/tls has it
	}
	text, err := os.ReadFile(s.AcmeCARoots)
	if err != nil {
		return nil, fmt.Errorf("acme-ca-roots: %w", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		return nil, fmt.Errorf("acme-ca-roots: %w", err)
	}
	if !pool.AppendCertsFromPEM(text) {
		return nil, errors.New("acme-ca-roots: " + s.AcmeCARoots + " has no certificate in PEM form")
	}
	return pool, nil
}
