package main

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"casebook/generator/watch"
	"casebook/web/webtest"
)

// authority is Pebble, Let's Encrypt's own ACME server for tests, with its name server.
type authority struct {
	namer       string // the program
	folder      string
	roots       *x509.CertPool
	rootText    []byte // the same in PEM form
	port, admin int
	names       int // port of the name server
	http, tls   int // ports that it looks at the house at
	dead        int // port that it never looks at
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{
		namer: webtest.Installed(t, "github.com/letsencrypt/pebble/v2/cmd/pebble-challtestsrv@v2.10.1"), folder: t.TempDir(), roots: x509.NewCertPool(),
		port: webtest.FreePort(t), admin: webtest.FreePort(t), names: webtest.FreePort(t), http: webtest.FreePort(t), tls: webtest.FreePort(t), dead: webtest.FreePort(t),
	}
	a.own(t)
	return a
}

func local(port int) string { return "127.0.0.1:" + strconv.Itoa(port) }

// own makes the certificate that the authority is asked at, its own root, and writes it
// and its key where the authority finds them.
func (a *authority) own(t *testing.T) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now(), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	a.write(t, "key.pem", pem.EncodeToMemory(&pem.Block{Type: "EC PRIVATE KEY", Bytes: secret}))
	a.trust(t, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}))
}

func (a *authority) write(t *testing.T, name string, text []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(a.folder, name), text, 0o600); err != nil {
		t.Fatal(err)
	}
}

// trust adds a root to those of the client and of the house.
func (a *authority) trust(t *testing.T, root []byte) {
	t.Helper()
	if !a.roots.AppendCertsFromPEM(root) {
		t.Fatalf("got the root %q", root)
	}
	a.rootText = append(a.rootText, root...)
	a.write(t, "root.pem", a.rootText)
}

// open starts it.
func (a *authority) open(t *testing.T) {
	t.Helper()
	config, err := json.Marshal(map[string]any{"pebble": map[string]any{
		"listenAddress": local(a.port), "managementListenAddress": local(a.admin), "certificate": filepath.Join(a.folder, "root.pem"), "privateKey": filepath.Join(a.folder, "key.pem"),
		"httpPort": a.http, "tlsPort": a.tls, "retryAfter": map[string]int{"authz": 1, "order": 1}, "profiles": map[string]any{"default": map[string]any{"validityPeriod": 90 * 24 * 60 * 60}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	a.write(t, "config.json", config)
	program := webtest.Installed(t, "github.com/letsencrypt/pebble/v2/cmd/pebble@v2.10.1")
	webtest.Tool(t, []string{"PEBBLE_VA_NOSLEEP=1", "PEBBLE_AUTHZREUSE=0", "PEBBLE_WFE_NONCEREJECT=0"}, program, "-config", filepath.Join(a.folder, "config.json"), "-dnsserver", local(a.names))
	webtest.Answers(t, a.port)
	webtest.Answers(t, a.admin)
	a.trust(t, a.tells(t, "roots"))
}

// tells returns what the authority tells for tests: the first of its "roots",
// "intermediates" or "intermediate-keys", in PEM form.
func (a *authority) tells(t *testing.T, what string) []byte {
	t.Helper()
	return fetch(t, a.client(), "https://"+local(a.admin)+"/"+what+"/0")
}

// openNames starts its name server, for which every name is this machine.
func (a *authority) openNames(t *testing.T) (shut func()) {
	t.Helper()
	_, shut = webtest.Tool(t, nil, a.namer, "-dnsserver", local(a.names), "-management", local(webtest.FreePort(t)), "-http01", "", "-https01", "", "-tlsalpn01", "", "-doh", "", "-defaultIPv6", "")
	webtest.Answers(t, a.names)
	return shut
}

func fetch(t *testing.T, client *http.Client, address string) []byte {
	t.Helper()
	response, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return text
}

// start starts the house with its own HTTPS, at these ports.
func (a *authority) start(t *testing.T, data string, plain, secure int) *webtest.Server {
	t.Helper()
	return webtest.Start(t, data, "--addr", local(secure), "--http-addr", local(plain), "--domain", "localhost,casebook.test", "--public-url", "https://localhost:"+strconv.Itoa(secure),
		"--acme-ca", "https://"+local(a.port)+"/dir", "--acme-ca-roots", filepath.Join(a.folder, "root.pem"))
}

// client comes to the house by any name, and trusts whom the authority trusts.
func (a *authority) client() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: a.roots}, ForceAttemptHTTP2: true, DisableKeepAlives: true,
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				_, port, err := net.SplitHostPort(address)
				if err != nil {
					return nil, err
				}
				return (&net.Dialer{}).DialContext(ctx, network, net.JoinHostPort("127.0.0.1", port))
			},
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// certificate waits until the house shows one for a name that is good until then, and
// returns it.
func (a *authority) certificate(t *testing.T, name string, secure int, until time.Time) (found *x509.Certificate) {
	t.Helper()
	webtest.Within(t, webtest.Drawing, "a certificate for "+name, func() error { // what fails is tried again after a minute
		response, err := a.client().Get(fmt.Sprintf("https://%s:%d/healthz", name, secure))
		if err != nil {
			return err
		}
		found = response.TLS.PeerCertificates[0]
		if found.NotAfter.Before(until) {
			err = fmt.Errorf("it is good until %s", found.NotAfter)
		}
		return errors.Join(err, response.Body.Close())
	})
	return found
}

// TestHTTPS has the binary get certificates from a real ACME server, by either challenge, keep
// them, use them while none are issued, and renew them.
func TestHTTPS(t *testing.T) {
	t.Parallel()
	a, data := newAuthority(t), webtest.House(t, "")

	s := a.start(t, data, a.dead, a.tls) // the authority is not there yet
	wantDoctor(t, s, "TLS", watch.Wrong, "no certificate for localhost was issued")
	a.wantRedirect(t)
	s.Interrupt(t)

	a.open(t)
	shut := a.openNames(t)
	s = a.start(t, data, a.dead, a.tls) // only TLS-ALPN-01 can succeed
	first, other := a.certificate(t, "localhost", a.tls, time.Now()), a.certificate(t, "casebook.test", a.tls, time.Now())
	if first.Equal(other) {
		t.Errorf("both names have the certificate %s", first.SerialNumber)
	}
	a.wantSecure(t)
	wantDoctor(t, s, "TLS", watch.Well, "good until")
	wantDoctor(t, s, "proxy headers", watch.Well, "no proxy")
	wantPrivate(t, s, data)
	if out, err := webtest.Run(t, "user", "add", "Ada", "--data", data); err != nil || !strings.HasPrefix(out, "https://localhost:"+strconv.Itoa(a.tls)+"/operator#reset=") {
		t.Errorf("user add: got %s, %v, want a link to the domain", out, err)
	}
	wantMetric(t, s, fmt.Sprintf(`casebook_certificate_expiry_timestamp_seconds{domain="localhost"} %g`, float64(first.NotAfter.Unix())))
	s.Interrupt(t)

	s = a.start(t, data, a.dead, a.tls)
	if kept := a.certificate(t, "localhost", a.tls, time.Now()); !kept.Equal(first) {
		t.Errorf("after a restart: got the certificate %s, want the one that is kept", kept.SerialNumber)
	}
	s.Interrupt(t)

	shut() // the authority finds nobody
	old := a.age(t, data, first)
	s = a.start(t, data, a.dead, a.tls)
	if used := a.certificate(t, "localhost", a.tls, time.Now()); !used.Equal(old) {
		t.Errorf("got the certificate %s, want the one before used on", used.SerialNumber)
	}
	wantDoctor(t, s, "TLS", watch.Warning, "could not be renewed")
	webtest.Eventually(t, "the log tells it too", func() error { // what it prints comes through a pipe
		if !strings.Contains(s.Output.String(), "no certificate was issued") {
			return errors.New("it does not")
		}
		return nil
	})
	s.Interrupt(t)

	a.openNames(t)
	a.start(t, data, a.http, a.dead) // only HTTP-01 can succeed
	a.certificate(t, "localhost", a.dead, time.Now().Add(80*24*time.Hour))
}

// wantDoctor waits until the doctor says so of a check.
func wantDoctor(t *testing.T, s *webtest.Server, check string, state watch.State, says string) {
	t.Helper()
	webtest.Eventually(t, "the doctor looks at "+check, func() error {
		status, body, err := s.Do(http.MethodGet, "/api/admin/doctor", http.Header{"Authorization": {"Bearer " + s.Token}}, nil)
		var report struct {
			Checks []watch.Check `json:"checks"`
		}
		if err := errors.Join(err, json.Unmarshal(body, &report)); err != nil {
			return fmt.Errorf("%d: %w", status, err)
		}
		for _, c := range report.Checks {
			if c.Name == check && c.State == state && strings.Contains(c.Says, says) && (c.Change == "") == (state == watch.Well) {
				return nil
			}
		}
		return fmt.Errorf("got %+v", report.Checks)
	})
}

// wantRedirect: plain HTTP leads to the public address and nowhere else.
func (a *authority) wantRedirect(t *testing.T) {
	t.Helper()
	for path, want := range map[string]string{"/archive?page=2": "/archive?page=2", "//evil.test/x": "/evil.test/x", "/.well-known/acme-challenge/x": "/.well-known/acme-challenge/x"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+local(a.dead)+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Host = "evil.test"
		response, err := a.client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		want := "https://localhost:" + strconv.Itoa(a.tls) + want
		if got := response.Header.Get("Location"); response.StatusCode != http.StatusPermanentRedirect || got != want {
			t.Errorf("%s: got %d to %s, want %s", path, response.StatusCode, got, want)
		}
		if err := response.Body.Close(); err != nil {
			t.Error(err)
		}
	}
}

// wantSecure: pages and pictures come over HTTP/2, with the headers of a site that is only for HTTPS.
func (a *authority) wantSecure(t *testing.T) {
	t.Helper()
	base := "https://casebook.test:" + strconv.Itoa(a.tls)
	paths, public := []string{"/", "/api/case/today"}, "https://localhost:"+strconv.Itoa(a.tls)
	webtest.Within(t, webtest.Drawing, "a picture is there", func() error {
		var today caseView
		if err := json.Unmarshal(fetch(t, a.client(), base+"/api/case/today"), &today); err != nil {
			return err
		}
		for _, picture := range today.Images {
			if path, ok := strings.CutPrefix(picture.URL, public+"/"); ok {
				paths = append(paths, "/"+path)
				return nil
			}
		}
		return fmt.Errorf("none of %v is at the public address", today.Images)
	})
	for _, path := range paths {
		response, err := a.client().Get(base + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		if err := errors.Join(err, response.Body.Close()); err != nil {
			t.Error(err)
		}
		if response.Proto != "HTTP/2.0" || response.StatusCode != http.StatusOK || len(body) == 0 || !strings.HasPrefix(response.Header.Get("Strict-Transport-Security"), "max-age=") {
			t.Errorf("%s: got %s %d with %d bytes and %v", path, response.Proto, response.StatusCode, len(body), response.Header)
		}
	}
	for version, ok := range map[uint16]bool{tls.VersionTLS11: false, tls.VersionTLS12: true, tls.VersionTLS13: true} {
		conn, err := (&tls.Dialer{Config: &tls.Config{RootCAs: a.roots, ServerName: "casebook.test", MinVersion: tls.VersionTLS10, MaxVersion: version}}).DialContext(t.Context(), "tcp", local(a.tls))
		if (err == nil) != ok {
			t.Errorf("%s: got %v, want success %v", tls.VersionName(version), err, ok)
		}
		if err == nil {
			_ = conn.Close()
		}
	}
}

// wantPrivate: keys are for their owner's eyes, and in no backup.
func wantPrivate(t *testing.T, s *webtest.Server, data string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(filepath.Join(data, "certificates"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: others may %v", path, info.Mode())
		}
		if strings.HasSuffix(path, ".key") {
			files++
		}
		return err
	})
	if err != nil || files < 3 {
		t.Errorf("got %d keys, %v, want those of two names and an account", files, err)
	}
	_, body, err := s.Do(http.MethodGet, "/api/admin/backup", http.Header{"Authorization": {"Bearer " + s.Token}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	backup, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range backup.File {
		if strings.HasPrefix(file.Name, "certificates") {
			t.Errorf("the backup holds %s", file.Name)
		}
	}
}

// age has 87 of its 90 days go by for the certificate of localhost.
func (a *authority) age(t *testing.T, data string, issued *x509.Certificate) *x509.Certificate {
	t.Helper()
	issuer, err := x509.ParseCertificate(decode(t, a.tells(t, "intermediates")))
	if err != nil {
		t.Fatal(err)
	}
	key, err := x509.ParsePKCS1PrivateKey(decode(t, a.tells(t, "intermediate-keys")))
	if err != nil {
		t.Fatal(err)
	}
	template := *issued
	template.NotBefore, template.NotAfter = issued.NotBefore.AddDate(0, 0, -87), issued.NotAfter.AddDate(0, 0, -87)
	der, err := x509.CreateCertificate(rand.Reader, &template, issuer, issued.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	text := append(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), a.tells(t, "intermediates")...)
	names, err := filepath.Glob(filepath.Join(data, "certificates", "certificates", "*", "localhost", "localhost.crt"))
	if err != nil || len(names) != 1 {
		t.Fatalf("got %v, %v, want one certificate", names, err)
	}
	if err := os.WriteFile(names[0], text, 0o600); err != nil {
		t.Fatal(err)
	}
	old, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return old
}

func decode(t *testing.T, text []byte) []byte {
	t.Helper()
	block, _ := pem.Decode(text)
	if block == nil {
		t.Fatalf("got %q, want PEM", text)
	}
	return block.Bytes
}
