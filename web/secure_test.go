package web

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

// runSecure is run over TLS, with a certificate of the standard library's for tests.
func runSecure(t *testing.T, g *Gate) (address string, client *http.Client) {
	t.Helper()
	lender := httptest.NewUnstartedServer(nil)
	lender.EnableHTTP2 = true
	lender.StartTLS()
	lender.Close()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- g.RunSecure(ctx, listener, &tls.Config{Certificates: lender.TLS.Certificates, NextProtos: []string{"h2", "http/1.1"}})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("run: %v", err)
		}
	})
	return listener.Addr().String(), lender.Client()
}

// TestSlowSecureClientsAreCutOff: what bounds connections holds with TLS, with HTTP/1.1 and
// with HTTP/2.
func TestSlowSecureClientsAreCutOff(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	s.patience = 300 * time.Millisecond
	g := NewGate(s)
	g.header = time.Second
	address, client := runSecure(t, g)
	for name, c := range map[string]struct {
		plain      bool // no handshake
		send, want string
	}{
		"no handshake":            {true, "", ""},
		"half a handshake":        {true, "\x16\x03\x01\x02\x00\x01", ""},
		"nothing at all":          {false, "", ""},
		"headers that never end":  {false, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", ""},
		"a body that never ends":  {false, "POST /api/submit HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{", "HTTP/1.1 408 "},
		"headers without bound":   {false, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + strings.Repeat("x", 2*maxHeader) + "\r\n\r\n", "HTTP/1.1 431 "},
		"HTTP without encryption": {true, "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.0 400 "},
	} {
		conn := dial(t, address, "")
		if !c.plain {
			conn = tls.Client(conn, &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"http/1.1"}})
		}
		if _, err := io.WriteString(conn, c.send); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := conn.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(conn)
		if errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: the connection is still open", name)
		}
		if !strings.HasPrefix(string(got), c.want) {
			t.Errorf("%s: got %.60q, want %q", name, got, c.want)
		}
	}
	reader, writer := io.Pipe() // never ends
	defer func() { _ = writer.Close() }()
	response, err := client.Post("https://"+address+"/api/submit", "application/json", reader)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusRequestTimeout || response.Proto != "HTTP/2.0" {
		t.Errorf("a body that never ends: got %s over %s, want 408", response.Status, response.Proto)
	}
	if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
	long, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://"+address+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	long.Header.Set("X-Long", strings.Repeat("x", 2*maxHeader))
	if response, err := client.Do(long); err == nil {
		if response.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("headers without bound: got %s, want 431 or no answer", response.Status)
		}
		_ = response.Body.Close()
	}
}
