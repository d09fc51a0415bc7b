package web

import (
	"bufio"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// opened opens what lasts, as a browser does that has signed in, and returns what is left of
// its answer.
func (b *browser) opened(t *testing.T, path string) io.Reader {
	t.Helper()
	header := map[string]string{"Cookie": sessionCookie + "=" + b.cookies[sessionCookie]}
	response, err := (&http.Transport{DisableKeepAlives: true, DisableCompression: true}).RoundTrip(asked{Path: path, Header: header}.request(t, b.h.url))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	if _, err := io.ReadFull(response.Body, make([]byte, 16)); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: got %d, %v, want its beginning", path, response.StatusCode, err)
	}
	return response.Body
}

// TestWhatLastsEndsWithTheSession: streams and downloads that are open end soon after the
// session, which may end by itself.
func TestWhatLastsEndsWithTheSession(t *testing.T) {
	t.Parallel()
	const size = 64 << 20 // far above what connections hold
	for name, end := range map[string]func(t *testing.T, h *house, ada *browser){
		"idle":       func(_ *testing.T, h *house, _ *browser) { h.later.Add(int64(7 * 24 * time.Hour)) },
		"signed out": func(t *testing.T, _ *house, ada *browser) { ada.must(t, 200, "DELETE", "/api/admin/session", "") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, nil)
			h.Server.operator.look = 20 * time.Millisecond
			if err := os.WriteFile(filepath.Join(h.o.Keeper.Folder(), "casebook-20261121T110000Z.zip"), make([]byte, size), 0o600); err != nil {
				t.Fatal(err)
			}
			ada := h.operator(t)
			ada.must(t, 200, "POST", "/api/admin/cases", "{}") // it is drawn for ever
			open := map[string]io.Reader{}
			for _, path := range []string{"/api/admin/events", "/api/admin/cases/" + today + "/progress", "/api/admin/backups/casebook-20261121T110000Z.zip"} {
				open[path] = ada.opened(t, path)
			}
			began := time.Now()
			profile := make(chan struct{})
			go func() {
				header := map[string]string{"Cookie": sessionCookie + "=" + ada.cookies[sessionCookie]}
				response, err := http.DefaultClient.Do(asked{Path: "/debug/pprof/trace?seconds=60", Header: header}.request(t, h.url))
				if err == nil {
					_ = response.Body.Close()
				}
				close(profile)
			}()
			time.Sleep(300 * time.Millisecond)
			end(t, h, ada)
			for path, body := range open {
				n, err := io.Copy(io.Discard, body)
				if n > size/2 {
					t.Errorf("%s: got %d bytes more, %v, want the end", path, n, err)
				}
			}
			<-profile // whatever came of it
			if took := time.Since(began); took > 20*time.Second {
				t.Errorf("it took %s until all had ended", took)
			}
		})
	}
}

// TestHalfSentAfterTheEnd: what was begun in a session and is sent to its end after that has
// ended changes nothing.
func TestHalfSentAfterTheEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	ada := h.operator(t)
	address := strings.TrimPrefix(h.url, "http://")
	body := `{"level":"error"}`
	conn := dial(t, address, fmt.Sprintf("PUT /api/admin/log-level HTTP/1.1\r\nHost: %s\r\nCookie: %s=%s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		address, sessionCookie, ada.cookies[sessionCookie], len(body), body[:5]))
	time.Sleep(300 * time.Millisecond) // it was let in
	ada.must(t, 200, "DELETE", "/api/admin/session", "")
	if _, err := io.WriteString(conn, body[5:]); err != nil {
		t.Fatal(err)
	}
	if err := conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusUnauthorized || h.o.Level.Level() != slog.LevelInfo {
		t.Errorf("got %s, and the level %s, want 401 and no change", answer.Status, h.o.Level.Level())
	}
}
