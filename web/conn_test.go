package web

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/imagecache"
)

// shop serves pictures of chosen sizes, whose bytes are noise, through the server
// that main runs.
type shop struct {
	folder, url string
	pictures    map[int]string // paths in URLs by size
	noise       []byte
}

// sizes are around the borders of how bodies are sent.
func sizes() []int {
	return []int{1, 4 << 10, headRoom - 2000, headRoom - 300, headRoom, headRoom + 1, 125 << 10, 3 << 20}
}

func openShop(t testing.TB) *shop {
	t.Helper()
	p := &shop{folder: t.TempDir(), pictures: map[int]string{}, noise: make([]byte, slices.Max(sizes()))}
	_, _ = rand.NewChaCha8([32]byte{}).Read(p.noise)
	for _, size := range sizes() {
		sum := sha256.Sum256(p.noise[:size])
		p.pictures[size] = "/images/" + today + "/evidence/x" + strconv.Itoa(size) + "." + hex.EncodeToString(sum[:8]) + ".jpg"
		name := p.file(size)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, p.noise[:size], 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	images, err := imagecache.Open(filepath.Join(p.folder, "images"), filepath.Join(p.folder, "tmp"), imagecache.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = images.Close() })
	h := newHouse(t, nil)
	h.o.Images = images
	address, stop := run(t, h.Server)
	t.Cleanup(func() { stop() })
	p.url = "http://" + address
	return p
}

func (p *shop) file(size int) string {
	return filepath.Join(p.folder, filepath.FromSlash(p.pictures[size]))
}

// TestPicturesWholeAndInParts asks for every size in every way over connections
// that are used again, many at a time.
func TestPicturesWholeAndInParts(t *testing.T) {
	t.Parallel()
	p := openShop(t)
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}
	t.Cleanup(client.CloseIdleConnections)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, i := range rand.Perm(len(sizes())) {
				size := sizes()[i]
				for _, part := range [][2]int{{0, size}, {size / 2, size}, {size / 3, size/3 + 1}, {0, (size + 1) / 2}} {
					for _, method := range []string{"GET", "HEAD"} {
						p.wantPart(t, client, method, size, part[0], part[1])
					}
				}
				p.wantSame(t, client, size)
			}
		})
	}
	all.Wait()
}

func (p *shop) ask(t *testing.T, client *http.Client, method string, size int, header, value string) answered {
	request, err := http.NewRequestWithContext(t.Context(), method, p.url+p.pictures[size], nil)
	if err != nil {
		t.Error(err)
		return answered{}
	}
	request.Header.Set(header, value)
	response, err := client.Do(request)
	if err != nil {
		t.Error(err)
		return answered{}
	}
	body, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		t.Errorf("%s %s: %s: %v", method, value, p.pictures[size], err)
	}
	return answered{response.StatusCode, response.Header, body}
}

func (p *shop) wantPart(t *testing.T, client *http.Client, method string, size, from, to int) {
	value, status := fmt.Sprintf("bytes=%d-%d", from, to-1), 206
	if to-from == size {
		value, status = "", 200
	}
	got, want := p.ask(t, client, method, size, "Range", value), p.noise[from:to]
	if got.Status != status || got.Header.Get("Content-Length") != strconv.Itoa(len(want)) {
		t.Errorf("%s %s of %d: got %d with %s bytes, want %d with %d", method, value, size, got.Status, got.Header.Get("Content-Length"), status, len(want))
	}
	if method == "GET" && !bytes.Equal(got.Body, want) {
		t.Errorf("%s of %d: got %d bytes, not the right ones", value, size, len(got.Body))
	}
}

func (p *shop) wantSame(t *testing.T, client *http.Client, size int) {
	tag := p.ask(t, client, "HEAD", size, "Accept", "*/*").Header.Get("ETag")
	if got := p.ask(t, client, "GET", size, "If-None-Match", tag); got.Status != 304 || len(got.Body) != 0 {
		t.Errorf("tag %s: got %d, want 304", tag, got.Status)
	}
}

// TestRangesOfPictures is about the forms that a range and its condition may have.
func TestRangesOfPictures(t *testing.T) {
	t.Parallel()
	p := openShop(t)
	size := 125 << 10
	whole := ask(t, p.url, asked{Path: p.pictures[size]})
	tag, modified := whole.Header.Get("ETag"), whole.Header.Get("Last-Modified")
	for _, test := range []struct {
		header map[string]string
		status int
		bytes  int
	}{
		{map[string]string{"Range": "bytes=-100"}, 206, 100},
		{map[string]string{"Range": "bytes=100-"}, 206, size - 100},
		{map[string]string{"Range": "bytes=0-999999999"}, 206, size},
		{map[string]string{"Range": "bytes=9-3"}, 416, -1},
		{map[string]string{"Range": "bytes=" + strconv.Itoa(size) + "-"}, 416, -1},
		{map[string]string{"Range": "lines=1-2"}, 416, -1},
		{map[string]string{"Range": "bytes=0-9", "If-Range": tag}, 206, 10},
		{map[string]string{"Range": "bytes=0-9", "If-Range": modified}, 206, 10},
		{map[string]string{"Range": "bytes=0-9", "If-Range": `"other"`}, 200, size},
		{map[string]string{"Range": "bytes=0-9", "If-Range": "W/" + tag}, 200, size},
		{map[string]string{"Range": "bytes=0-9", "If-None-Match": tag}, 304, 0},
		{map[string]string{"If-None-Match": `"a", ` + tag}, 304, 0},
		{map[string]string{"If-None-Match": `"other"`, "If-Modified-Since": modified}, 200, size},
		{map[string]string{"If-Modified-Since": modified}, 304, 0},
		{map[string]string{"If-Modified-Since": "Thu, 01 Jan 1970 00:00:01 GMT"}, 200, size},
		{map[string]string{"If-Match": `"other"`}, 412, 0},
	} {
		got := ask(t, p.url, asked{Path: p.pictures[size], Header: test.header})
		if got.Status != test.status || test.bytes >= 0 && len(got.Body) != test.bytes {
			t.Errorf("%v: got %d with %d bytes, want %d with %d", test.header, got.Status, len(got.Body), test.status, test.bytes)
		}
		if got.Header.Get("Access-Control-Allow-Origin") != "*" || got.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%v: got %v", test.header, got.Header)
		}
		if got.Status == 416 && strings.Contains(got.Header.Get("Cache-Control"), "max-age") {
			t.Errorf("%v: 416 is kept: %v", test.header, got.Header)
		}
	}
	several := ask(t, p.url, asked{Path: p.pictures[size], Header: map[string]string{"Range": "bytes=0-9,50000-99999,-5"}})
	kind, params, err := mime.ParseMediaType(several.Header.Get("Content-Type"))
	if several.Status != 206 || kind != "multipart/byteranges" || err != nil {
		t.Fatalf("several ranges: got %d %v", several.Status, several.Header)
	}
	parts := multipart.NewReader(bytes.NewReader(several.Body), params["boundary"])
	for _, want := range [][]byte{p.noise[:10], p.noise[50000:100000], p.noise[size-5 : size]} {
		part, err := parts.NextPart()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(part); err != nil || !bytes.Equal(got, want) || part.Header.Get("Content-Type") != "image/jpeg" {
			t.Errorf("a part: got %d bytes of %s, %v, want %d", len(got), part.Header.Get("Content-Type"), err, len(want))
		}
	}
}

// TestSlowReaders take their time, so that the connection fills up in the middle.
func TestSlowReaders(t *testing.T) {
	t.Parallel()
	p := openShop(t)
	size := 3 << 20
	conn := dial(t, strings.TrimPrefix(p.url, "http://"), strings.Repeat("GET "+p.pictures[size]+" HTTP/1.1\r\nHost: x\r\n\r\n", 2))
	reader := bufio.NewReader(conn)
	for range 2 {
		time.Sleep(50 * time.Millisecond)
		response, err := http.ReadResponse(reader, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(response.Body)
		if err := errors.Join(err, response.Body.Close()); err != nil || !bytes.Equal(got, p.noise[:size]) {
			t.Errorf("got %d bytes, %v, want %d", len(got), err, size)
		}
	}
}

// TestShortenedFile has a file lose its end while it is kept open: the answer must
// not look whole, and nothing else may come in its place.
func TestShortenedFile(t *testing.T) {
	t.Parallel()
	p := openShop(t)
	for _, size := range []int{headRoom - 2000, 125 << 10} {
		if got := ask(t, p.url, asked{Path: p.pictures[size]}); len(got.Body) != size {
			t.Fatalf("got %d bytes, want %d", len(got.Body), size)
		}
		if err := os.Truncate(p.file(size), int64(size)-1000); err != nil {
			t.Fatal(err)
		}
		conn := dial(t, strings.TrimPrefix(p.url, "http://"), strings.Repeat("GET "+p.pictures[size]+" HTTP/1.1\r\nHost: x\r\n\r\n", 2))
		all, err := io.ReadAll(conn)
		if err != nil {
			t.Fatal(err)
		}
		if _, body, _ := bytes.Cut(all, []byte("\r\n\r\n")); len(body) > size-1000 {
			t.Errorf("got %d bytes of body, want at most %d and then the end", len(body), size-1000)
		}
	}
}

// TestTheTimeToWriteHolds wants a deadline to end a transfer that nobody takes.
func TestTheTimeToWriteHolds(t *testing.T) {
	t.Parallel()
	p := openShop(t)
	plain, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ours := newListener(plain)
	t.Cleanup(func() { _ = ours.Close() })
	dial(t, plain.Addr().String(), "")
	accepted, err := ours.Accept()
	if err != nil {
		t.Fatal(err)
	}
	c, ok := accepted.(*conn)
	if !ok {
		t.Fatalf("got a %T", accepted)
	}
	t.Cleanup(func() { _ = c.Close() })
	file, err := os.Open(p.file(3 << 20))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	if err := c.SetWriteDeadline(time.Now().Add(200 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	for err == nil {
		c.hold("")
		_, err = io.CopyN(c, io.NewSectionReader(file, 0, 3<<20), 3<<20)
		err = errors.Join(err, c.release())
	}
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("got %v, want that the time is up", err)
	}
}

// TestOtherConnections serves pictures over TLS, with HTTP/1.1 and HTTP/2, where no
// header can be held back.
func TestOtherConnections(t *testing.T) {
	t.Parallel()
	p := openShop(t)
	h := newHouse(t, nil)
	images, err := imagecache.Open(filepath.Join(p.folder, "images"), filepath.Join(p.folder, "tmp2"), imagecache.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = images.Close() })
	h.o.Images = images
	for proto, secure := range map[string]bool{"HTTP/1.1": true, "HTTP/2.0": true, "HTTP/1.1 ": false, "HTTP/2.0 ": false} {
		server := httptest.NewUnstartedServer(h.Handler())
		server.Listener = newListener(server.Listener)
		server.Config.ConnContext = withConn
		both := &http.Protocols{}
		both.SetHTTP1(true)
		both.SetHTTP2(true)
		both.SetUnencryptedHTTP2(true)
		server.Config.Protocols = both
		transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, Protocols: &http.Protocols{}}
		transport.Protocols.SetHTTP1(strings.HasPrefix(proto, "HTTP/1.1"))
		transport.Protocols.SetHTTP2(strings.HasPrefix(proto, "HTTP/2.0"))
		transport.Protocols.SetUnencryptedHTTP2(strings.HasPrefix(proto, "HTTP/2.0"))
		if secure {
			server.EnableHTTP2 = true
			server.StartTLS()
		} else {
			server.Start()
		}
		t.Cleanup(server.Close)
		for _, size := range sizes() {
			response, err := (&http.Client{Transport: transport}).Get(server.URL + p.pictures[size])
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(response.Body)
			if err != nil || !bytes.Equal(body, p.noise[:size]) || response.Proto != strings.TrimSpace(proto) {
				t.Errorf("%s: got %d of %d bytes over %s, %v", proto, len(body), size, response.Proto, err)
			}
			if err := response.Body.Close(); err != nil {
				t.Error(err)
			}
		}
		transport.CloseIdleConnections()
	}
}
