package web

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// FuzzRequest sends requests as they are: bodies, cursors, ranges, tags, forwarded
// addresses, notebooks, questions, uploads. None may make the server fail, and what says
// that it is JSON is.
func FuzzRequest(f *testing.F) {
	h := newHouse(f, nil)
	close(h.easel.let)
	if _, err := h.o.Cases.Generate(f.Context()); err != nil {
		f.Fatal(err)
	}
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
		conn := dial(t, strings.TrimPrefix(h.url, "http://"), fmt.Sprintf("%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n\r\n%s", line, len(body), header, body))
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // thousands of them would use up all ports
		}
		if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
			t.Fatal(err)
		}
		method, _, _ := strings.Cut(line, " ")
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
