package web

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hidden is in every file that must not be served.
const hidden = "nobody may read this"

// hideFiles puts files beside the pictures and among them that nothing made.
func hideFiles(t testing.TB, folder string) {
	t.Helper()
	for _, name := range []string{
		"casebook.db", "setup-code", "tmp/imagecache-X", "images/notes.txt", "images/.tmp/imagecache-X", "images/.hidden.jpg",
		"images/" + today + "/cover.jpg", "images/" + today + "/evidence/plain.jpg", "images/" + today + "/evidence/.x.0123456789abcdef.jpg",
		"images/" + today + "/evidence/x.0123456789abcdef.w641.jpg", "images/" + today + "/evidence/x.0123456789ABCDEF.jpg",
		"images/" + today + "/evidence/x.0123456789abcdef.jpg.bak", "images/" + today + "/other/x.0123456789abcdef.jpg",
		"images/case-2026-11-22/evidence/x.0123456789abcdef.jpg", "cases/x.0123456789abcdef.jpg",
	} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(hidden), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	outside := filepath.Join(folder, "images", today, "evidence", "link.0123456789abcdef.jpg")
	if err := os.Symlink(filepath.Join(folder, "casebook.db"), outside); err != nil {
		t.Fatal(err)
	}
}

// FuzzPicturePath sends paths as they are, byte by byte, to a server whose folder
// holds one picture and much that is none of anybody's business: only the
// picture's own name may give its bytes, and nothing gives any other's.
func FuzzPicturePath(f *testing.F) {
	p := openShop(f)
	hideFiles(f, p.folder)
	picture := p.pictures[4<<10]
	name := strings.TrimPrefix(picture, "/images/")
	slash := strings.ReplaceAll(name, "/", "%2f")
	for _, path := range []string{
		name, "../casebook.db", "..%2fcasebook.db", "%2e%2e/casebook.db", "%252e%252e%252fcasebook.db", today + "/../../casebook.db",
		today + "/evidence/../../../casebook.db", today + "/evidence/..%2f..%2f..%2fcasebook.db", today + "/evidence/..%5c..%5c..%5ccasebook.db",
		today + `/evidence/..\..\..\casebook.db`, name + "%00", name + "%00.jpg", today + "/evidence/plain.jpg%00" + filepath.Base(name), slash, "/" + name, "//" + name,
		today + "//evidence/" + filepath.Base(name), "./" + name, name + "/", name + "/.", name + "?x=1", name + "#x", strings.ToUpper(name), name + "%20", name + ".",
		today + "/evidence/plain.jpg", today + "/evidence/.x.0123456789abcdef.jpg", today + "/evidence/x.0123456789abcdef.w641.jpg", today + "/evidence/x.0123456789ABCDEF.jpg",
		today + "/evidence/link.0123456789abcdef.jpg", today + "/other/x.0123456789abcdef.jpg", "case-2026-11-22/evidence/x.0123456789abcdef.jpg",
		".tmp/imagecache-X", ".tmp/x/imagecache-X", "../cases/x.0123456789abcdef.jpg", today + "/evidence/x.0123456789abcdef.jpg:stream", "CON/evidence/" + filepath.Base(name),
		strings.Replace(name, "evidence", "%65vidence", 1), strings.Replace(name, ".jpg", "%2ejpg", 1), "\xff\xfe", "%", "%zz", today + "/evidence/" + strings.Repeat("a/", 500),
	} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		if strings.ContainsAny(path, " \r\n") {
			return // it would end there
		}
		conn := dial(t, strings.TrimPrefix(p.url, "http://"), "GET /images/"+path+" HTTP/1.1\r\nHost: x\r\n\r\n")
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // thousands of them would use up all ports
		}
		if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		if err := errors.Join(err, response.Body.Close()); err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(body, []byte(hidden)) {
			t.Fatalf("%q gives what is hidden", path)
		}
		asked, _, _ := strings.Cut(path, "?")
		asked, _, _ = strings.Cut(asked, "#")
		decoded, err := url.PathUnescape(asked)
		isPicture := err == nil && p.named("/images/"+decoded)
		switch kept := response.Header.Get("Cache-Control"); {
		case response.StatusCode == http.StatusOK && !isPicture:
			t.Errorf("%q: got 200 with %d bytes", path, len(body))
		case response.StatusCode != http.StatusOK && strings.Contains(kept, "31536000"):
			t.Errorf("%q: got %d, kept for %s", path, response.StatusCode, kept)
		case response.StatusCode >= http.StatusInternalServerError:
			t.Errorf("%q: got %d", path, response.StatusCode)
		case path == name && response.StatusCode != http.StatusOK:
			t.Errorf("the picture: got %d", response.StatusCode)
		}
	})
}

// named reports whether path is that of a picture.
func (p *shop) named(path string) bool {
	for _, picture := range p.pictures {
		if path == picture {
			return true
		}
	}
	return false
}
