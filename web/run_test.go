package web

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"go.uber.org/goleak"
)

// run starts s as main does and returns where it is, and what stops it and waits.
func run(t testing.TB, s *Server) (address string, stop func() time.Duration) {
	t.Helper()
	return runGate(t, NewGate(s))
}

// runGate is run of a gate.
func runGate(t testing.TB, g *Gate) (address string, stop func() time.Duration) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- g.Run(ctx, listener) }()
	return listener.Addr().String(), func() time.Duration {
		start := time.Now()
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("run: %v", err)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("the server does not stop")
		}
		return time.Since(start)
	}
}

func TestStopLetsRequestsInFlightEnd(t *testing.T) {
	leaks := goleak.IgnoreCurrent()
	s, _ := bare(t, func(o *Options) { o.Auth = nil })
	entered := make(chan struct{})
	s.root.GET("/slow", func(c echo.Context) error {
		close(entered)
		if !pause(c.Request().Context(), 300*time.Millisecond) {
			return c.Request().Context().Err()
		}
		return c.String(http.StatusOK, "whole")
	})
	address, stop := run(t, s)
	answer := make(chan answered, 1)
	go func() { answer <- ask(t, "http://"+address, asked{Path: "/slow"}) }()
	<-entered
	if took := stop(); took > 2*time.Second {
		t.Errorf("stop took %v, want less than 2s", took)
	}
	if got := <-answer; got.Status != 200 || string(got.Body) != "whole" {
		t.Errorf("request in flight: got %d %q, want 200 whole", got.Status, got.Body)
	}
	if _, err := net.DialTimeout("tcp", address, time.Second); err == nil {
		t.Error("the server still takes connections")
	}
	goleak.VerifyNone(t, leaks)
}

func TestStopCutsOffWhatTakesTooLong(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	entered, left := make(chan struct{}), make(chan struct{})
	s.root.GET("/stuck", func(c echo.Context) error {
		close(entered)
		<-c.Request().Context().Done()
		close(left)
		return c.Request().Context().Err()
	})
	address, stop := run(t, s)
	conn := dial(t, address, "GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n")
	<-entered
	if took := stop(); took > 5*time.Second {
		t.Errorf("stop took %v, want less than 5s", took)
	}
	select {
	case <-left:
	default:
		t.Error("the server stopped before its handler")
	}
	if rest, _ := io.ReadAll(conn); len(rest) != 0 {
		t.Errorf("got %q, want nothing", rest)
	}
}

func dial(t testing.TB, address, send string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, send); err != nil {
		t.Fatal(err)
	}
	return conn
}

// TestRefusedBodiesAreHeard: a client that sends all of a large body before it reads hears why
// it is refused, at a time when a closed connection would have been reset.
func TestRefusedBodiesAreHeard(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	address, stop := run(t, s)
	t.Cleanup(func() { stop() }) // after what runs side by side
	const size = 4 << 20
	for name, c := range map[string]struct{ line, headers, want string }{
		"unauthorised":         {"POST /api/upload-image", "Content-Type: multipart/form-data; boundary=x", "401"},
		"from another site":    {"POST /api/upload-image", "Content-Type: multipart/form-data; boundary=x\r\nOrigin: https://evil.example", "403"},
		"nothing there":        {"POST /api/nothing", "Content-Type: application/json", "404"},
		"not that way":         {"PUT /api/submit", "Content-Type: application/json", "405"},
		"too large":            {"POST /api/submit", "Content-Type: application/json", "413"},
		"and close afterwards": {"POST /api/nothing", "Connection: close", "404"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn := dial(t, address, fmt.Sprintf("%s HTTP/1.1\r\nHost: x\r\n%s\r\nContent-Length: %d\r\n\r\n", c.line, c.headers, size))
			if err := conn.SetDeadline(time.Now().Add(10 * time.Second)); err != nil {
				t.Fatal(err)
			}
			for range 2 {
				if _, err := conn.Write(bytes.Repeat([]byte("x"), size/2)); err != nil {
					t.Fatalf("send: %v", err)
				}
				time.Sleep(700 * time.Millisecond) // longer than net/http waits before it closes
			}
			answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
			if err != nil {
				t.Fatalf("read: %v", err)
			}
			_ = answer.Body.Close()
			if !strings.HasPrefix(answer.Status, c.want) {
				t.Errorf("got %s, want %s", answer.Status, c.want)
			}
		})
	}
	t.Run("whoever asks first is told at once", func(t *testing.T) {
		conn := dial(t, address, "POST /api/upload-image HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 4000000\r\n\r\n")
		if err := conn.SetDeadline(time.Now().Add(5 * time.Second)); err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(conn)
		if err != nil || !strings.HasPrefix(string(got), "HTTP/1.1 401 ") {
			t.Errorf("got %.60q, %v, want 401 and the end", got, err)
		}
	})
}

func TestSlowClientsAreCutOff(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	s.patience = 300 * time.Millisecond
	g := NewGate(s)
	g.header = 200 * time.Millisecond
	s.root.POST("/patient", func(c echo.Context) error {
		if _, err := io.ReadAll(c.Request().Body); err != nil {
			return err
		}
		if !pause(c.Request().Context(), 500*time.Millisecond) {
			return errors.New("the time for the body ended the handler")
		}
		return c.String(http.StatusOK, "whole")
	})
	address, stop := runGate(t, g)
	defer stop()
	for name, c := range map[string]struct{ send, want string }{
		"headers that never end":   {"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ", ""},
		"nothing at all":           {"", ""},
		"a body that never ends":   {"POST /api/submit HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{", "HTTP/1.1 408 "},
		"a body that nobody reads": {"POST /api/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{", "HTTP/1.1 404 "},
		"a slow handler":           {"POST /patient HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1\r\n\r\n{", "HTTP/1.1 200 "},
		"headers without bound":    {"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + strings.Repeat("x", 2*maxHeader) + "\r\n\r\n", "HTTP/1.1 431 "},
	} {
		conn := dial(t, address, c.send)
		if err := conn.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
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
}

func TestLongAnswersAreNotCutOff(t *testing.T) {
	t.Parallel()
	big := strings.Repeat("a line of text that is long\n", 1<<16)
	s, _ := bare(t, nil)
	s.root.GET("/big", func(c echo.Context) error {
		s.send(c, http.StatusOK, "text/plain", []byte(big))
		return nil
	})
	got := ask(t, open(t, s), asked{Path: "/big"})
	if string(got.Body) != big || got.Header.Get("Content-Length") != strconv.Itoa(len(big)) {
		t.Errorf("got %d of %d bytes", len(got.Body), len(big))
	}
}
