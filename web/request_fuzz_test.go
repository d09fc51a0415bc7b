package web

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"casebook/generator/cases"
	"casebook/generator/people"
	"casebook/generator/traces"
)

// panics keeps what is logged of panics that nothing in the house has caught.
type panics struct{ logged }

func (p *panics) Write(line []byte) (int, error) {
	if !bytes.Contains(line, []byte("panic serving")) {
		return len(line), nil
	}
	return p.logged.Write(line)
}

// proxied is a game behind a trusted proxy, whose requests are traced.
type proxied struct {
	*house
	address string
	panics  *panics
	runs    atomic.Int64
}

func newProxied(f *testing.F) *proxied {
	f.Helper()
	receiver := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	f.Cleanup(receiver.Close)
	tracer, err := traces.Open(f.Context(), traces.Options{URL: receiver.URL + "/v1/traces", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = tracer.Close() }) // what it did not send does not matter
	p := &proxied{panics: &panics{}}
	p.house = newHouse(f, func(o *Options, _ *cases.Options) {
		o.Traces, o.TrustedProxies = tracer, []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	})
	close(p.easel.let)
	if _, err := p.o.Cases.Generate(f.Context()); err != nil {
		f.Fatal(err)
	}
	gate := NewGate(p.Server)
	gate.log = slog.New(slog.NewJSONHandler(p.panics, &slog.HandlerOptions{Level: slog.LevelDebug}))
	var stop func() time.Duration
	p.address, stop = runGate(f, gate)
	f.Cleanup(func() { stop() })
	return p
}

// next has some time go by, so that nobody comes too often, but no day.
func (p *proxied) next() {
	p.later.Store(p.runs.Add(1) % 100_000 * int64(400*time.Millisecond))
}

// shownPasskey is what a browser answers: its authenticator data has a key in CBOR, and
// extensions.
const shownPasskey = `{"id":"YSBrZXk","rawId":"YSBrZXk","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiQSIsIm9yaWdpbiI6Imh0dHBzOi8vY2FzZWJvb2suZXhhbXBsZSJ9","authenticatorData":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADFAAAAAQAAAAAAAAAAAAAAAAAAAAAABWEga2V5pQECAyYgASFYIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fIlggAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh-hYXj1","signature":"MAA","userHandle":"QUJD"}}`

// FuzzRequest sends requests as they are: bodies, cursors, ranges, tags, forwarded
// addresses, traces, notebooks, questions, uploads, passkeys. None may make the server fail
// or panic, and what says that it is JSON is. In a body, @state is what a browser was given
// that begins to sign in with a passkey.
func FuzzRequest(f *testing.F) {
	p := newProxied(f)
	const kind = "Content-Type: application/json"
	id := `"caseId":"` + today + `","userId":"p"`
	for _, seed := range [][3]string{
		{"GET /api/case/today?userId=p", "If-None-Match: \"x\", W/\"y\"\r\nAccept-Encoding: br;q=1, gzip;q=0.5", ""},
		{"GET /api/cases?cursor=2026-11-20&limit=5", "X-Forwarded-For: 203.0.113.9, [::1]:80\r\nX-Forwarded-Proto: https", ""},
		{"GET /api/leaderboard/" + today + "?limit=-1&userId=p", "Range: bytes=0-1,5-", ""},
		{"GET /images/" + today + "/evidence/x.0123456789abcdef.jpg", "Range: bytes=-5\r\nIf-Range: \"x\"", ""},
		{"GET /api/oembed?url=http%3A%2F%2Fx%2Fcase%2F2026-11-21&maxwidth=1e9", "Forwarded: for=x;proto=https", ""},
		{"POST /api/location/search", kind, `{` + id + `,"locationId":"loc-1","searchType":"quick"}`},
		{"POST /api/chat/" + today + "-suspect-1", kind, `{` + id + `,"message":"Where were you at nine, and who was with you?","evidenceId":"ev-1"}`},
		{"POST /api/submit", kind, `{` + id + `,"answers":{"who":"x","what":"","where":"","when":"","why":"","how":""}}`},
		{"PUT /api/notebook/" + today + "/p", kind, `{"notes":"x","grid":{"s":{"means":"yes"}},"timeline":[{"at":"9","text":"x"}],"pins":[{"a":"x","b":"y","text":""}],"revision":0}`},
		{"POST /api/player/claim", kind, `{"code":"K7QM2-XW4TP"}`},
		{"POST /api/player-state/initialize", kind, `{` + id + `,"userId":1e400}`},
		{"POST /api/admin/session", kind, `{"name":"Ada","password":"x"}`},
		{"POST /api/upload-image", "Content-Type: multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../x\"\r\n\r\nGIF89a\r\n--b--\r\n"},
		{"POST /api/upload-image", kind, `{"imageUrl":"data:image/png;base64,AAAA","filename":"` + today + `/evidence/ev-1.png","type":"evidence"}`},
		{"GET /api/case/today", "Traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nTracestate: a=1", ""},
		{"POST /api/admin/session/passkey", kind + "\r\nX-Forwarded-Proto: https", `{"state":"@state","credential":` + shownPasskey + `}`},
		{"POST http://nas/api/admin/session/passkey/begin", kind + "\r\nX-Forwarded-Proto: https", "{}"},
		{"POST /api/admin/session/passkey", kind + "\r\nX-Forwarded-Proto: https", `{"state":"e30.e30","credential":{}}`},
		{"OPTIONS /api/submit", "Origin: null\r\nAccess-Control-Request-Method: POST", ""},
		{"GET /api/admin/backups/casebook-20261121T120000Z.zip", "Authorization: Bearer \r\nCookie: casebook_operator=x", ""},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, line, header, body string) {
		if strings.ContainsAny(line, "\r\n") {
			return
		}
		kind, _, _ := strings.Cut(strings.TrimPrefix(header, "Content-Type: "), "\r\n")
		if fields, err := parseUpload(kind, []byte(body)); err == nil {
			_, _ = fields.name()
		}
		p.next()
		if strings.Contains(body, "@state") {
			begun, err := p.o.Auth.BeginSignIn(people.Site{Host: "casebook.example", Origin: "https://casebook.example"})
			if err != nil {
				t.Fatal(err)
			}
			body = strings.ReplaceAll(body, "@state", begun.State)
		}
		conn := dial(t, p.address, fmt.Sprintf("%s HTTP/1.1\r\nHost: casebook.example\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n\r\n%s", line, len(body), header, body))
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // thousands of them would use up all ports
		}
		if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
			t.Fatal(err)
		}
		method, _, _ := strings.Cut(line, " ")
		defer func() {
			if said := p.panics.String(); said != "" {
				t.Errorf("%q %q %q: the server panics: %s", line, header, body, said)
			}
		}()
		response, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
		if err != nil || isEventStream(response.Header) {
			return // it waits for more, as a body longer than this
		}
		got, err := io.ReadAll(response.Body)
		if err := errors.Join(err, response.Body.Close()); err != nil {
			return
		}
		if response.StatusCode == http.StatusInternalServerError {
			t.Errorf("%q %q %q: got %s", line, header, body, got)
		}
		if strings.HasPrefix(response.Header.Get("Content-Type"), jsonType) && response.Header.Get("Content-Encoding") == "" && method != http.MethodHead && response.StatusCode != http.StatusNotModified && !json.Valid(got) {
			t.Errorf("%q %q %q: got %q, which is no JSON", line, header, body, got)
		}
	})
}
