// Package certs gets certificates for the names of a house from a certificate
// authority by ACME (RFC 8555), keeps them in a folder and renews them in time.
package certs

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/caddyserver/certmagic"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// Options are what a Keeper needs.
type Options struct {
	Domains   []string       // names, in lower case
	Folder    string         // of keys and certificates; what is put there only its owner can read
	Authority string         // the ACME directory of the authority; empty for Let's Encrypt
	Roots     *x509.CertPool // whom to trust when asking the authority; nil for whom the system trusts
	HTTPPort  int            // of this machine that the authority's requests to port 80 come to
	TLSPort   int            // likewise for port 443
	Log       *slog.Logger
}

// Keeper has a certificate for each name, once the authority has given it. A
// certificate that cannot be renewed is used on.
type Keeper struct {
	o      Options
	cache  *certmagic.Cache
	config *certmagic.Config
	issuer *certmagic.ACMEIssuer

	mu       sync.Mutex
	failures map[string]string // why the last try went wrong, by name; none once it has gone well
}

// State is how things stand with a name.
type State struct {
	Domain  string
	Until   time.Time // when its certificate ends; zero if there is none
	Problem string    // why the last try to get one failed; empty if it did not
}

// New returns a Keeper that has nothing yet. Run must be called.
func New(o Options) *Keeper {
	k := &Keeper{o: o, failures: map[string]string{}}
	lines := slog.NewLogLogger(o.Log.Handler(), slog.LevelDebug).Writer()
	log := zap.New(zapcore.NewCore(zapcore.NewConsoleEncoder(zapcore.EncoderConfig{MessageKey: "msg"}), zapcore.AddSync(lines),
		zap.LevelEnablerFunc(func(zapcore.Level) bool { return o.Log.Enabled(context.Background(), slog.LevelDebug) })))
	k.cache = certmagic.NewCache(certmagic.CacheOptions{
		GetConfigForCert: func(certmagic.Certificate) (*certmagic.Config, error) { return k.config, nil }, Logger: log,
	})
	k.config = certmagic.New(k.cache, certmagic.Config{
		Storage: &certmagic.FileStorage{Path: o.Folder}, DefaultServerName: o.Domains[0], Logger: log, OnEvent: k.note,
	})
	k.issuer = certmagic.NewACMEIssuer(k.config, certmagic.ACMEIssuer{
		CA: o.Authority, TrustedRoots: o.Roots, Agreed: true, AltHTTPPort: o.HTTPPort, AltTLSALPNPort: o.TLSPort, Logger: log,
	})
	k.config.Issuers = []certmagic.Issuer{k.issuer}
	return k
}

// Run takes the certificates that are kept, gets those that are missing, and renews
// all when a third of their time is left, until ctx ends. It tries again after a
// failure, later each time.
func (k *Keeper) Run(ctx context.Context) error {
	defer func() {
		k.cache.Stop()
		certmagic.CleanUpOwnLocks(context.WithoutCancel(ctx), zap.NewNop())
	}()
	if err := k.config.ManageAsync(ctx, k.o.Domains); err != nil {
		return err
	}
	<-ctx.Done()
	return nil
}

// note hears of what comes of each try.
func (k *Keeper) note(ctx context.Context, event string, data map[string]any) error {
	name, _ := data["identifier"].(string) // other events have none
	switch event {
	case "cert_obtained":
		k.mu.Lock()
		delete(k.failures, name)
		k.mu.Unlock()
		k.o.Log.Info("a certificate was issued", "domain", name)
	case "cert_failed":
		problem, _ := data["error"].(error) // certmagic's contract
		if ctx.Err() == nil {
			k.o.Log.Error("no certificate was issued; the one before is used on, if there is one", "domain", name, "until", k.Until(name), "err", problem)
			k.mu.Lock()
			k.failures[name] = fmt.Sprint(problem)
			k.mu.Unlock()
		}
	}
	return nil
}

// Until is when the certificate of a name ends, zero if there is none.
func (k *Keeper) Until(name string) (latest time.Time) {
	for _, c := range k.cache.AllMatchingCertificates(name) {
		if c.Leaf.NotAfter.After(latest) {
			latest = c.Leaf.NotAfter
		}
	}
	return latest
}

// States returns how things stand with each name. A nil Keeper has none.
func (k *Keeper) States() (list []State) {
	if k == nil {
		return nil
	}
	for _, name := range k.o.Domains {
		k.mu.Lock()
		list = append(list, State{Domain: name, Until: k.Until(name), Problem: k.failures[name]})
		k.mu.Unlock()
	}
	return list
}

// Short is how long a certificate should be good for at least.
const Short = 14 * 24 * time.Hour

// String says what is wrong; it is empty if nothing is.
func (s State) String() string {
	switch {
	case s.Problem == "":
		return ""
	case s.Until.After(time.Now()): // the true clock: certificates know no other
		return fmt.Sprintf("the certificate of %s is good until %s, and could not be renewed: %s", s.Domain, s.Until.Format(time.DateOnly), s.Problem)
	default:
		return fmt.Sprintf("no certificate for %s was issued: %s", s.Domain, s.Problem)
	}
}

// Urgent says what is wrong with certificates that are good for a Short time at most, if
// anything is.
func (k *Keeper) Urgent() string {
	var says []string
	for _, state := range k.States() {
		if time.Until(state.Until) < Short && state.Problem != "" {
			says = append(says, state.String())
		}
	}
	return strings.Join(says, "; ")
}

// Roots are those whose certificates count as good besides those that the system
// trusts; nil for none. A nil Keeper has none.
func (k *Keeper) Roots() *x509.CertPool {
	if k == nil {
		return nil
	}
	return k.o.Roots
}

// TLSConfig is for a server with HTTP/2 and HTTP/1.1. It also answers the
// authority's TLS-ALPN challenges (RFC 8737).
func (k *Keeper) TLSConfig() *tls.Config {
	config := k.config.TLSConfig()
	config.MinVersion = tls.VersionTLS12
	config.NextProtos = append([]string{"h2", "http/1.1"}, config.NextProtos...)
	return config
}

// Challenges answers the authority's HTTP challenges; all else goes to next.
func (k *Keeper) Challenges(next http.Handler) http.Handler {
	return k.issuer.HTTPChallengeHandler(next)
}
