package imagecache

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/net/dns/dnsmessage"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func loopback() Options {
	return Options{AllowFetch: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}}
}

// serve runs a server that is stopped with the test.
func serve(t *testing.T, h http.HandlerFunc) (address string) {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

func TestFetch(t *testing.T) {
	picture := asPNG(quarters(20, 20))
	var header http.Header
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		header = r.Header
		w.Header().Set("Content-Type", "text/html") // not believed
		_, _ = w.Write(picture)
	})
	c, _ := openCache(t, loopback())
	got, err := c.Fetch(t.Context(), address+"/a.jpg?signature=secret")
	if err != nil || !bytes.Equal(got, picture) {
		t.Errorf("fetch: got %d bytes and %v, want the %d of the picture", len(got), err, len(picture))
	}
	if header.Get("Accept-Encoding") != "" || header.Get("Cookie") != "" || header.Get("User-Agent") != "casebook" {
		t.Errorf("request header: got %v, want casebook's name and no encoding", header)
	}
}

func TestFetchAnswers(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/announced":
			w.Header().Set("Content-Length", "26214401")
		case "/endless":
			for chunk := make([]byte, 1<<20); ; {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			packed := gzip.NewWriter(w)
			_, _ = io.CopyN(packed, zeros{}, 64<<20)
			_ = packed.Close()
		case "/more":
			conn, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				_, _ = io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nshort and more")
				_ = conn.Close()
			}
		case "/cut":
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, "short")
		case "/head":
			w.Header().Set("X-Long", strings.Repeat("x", 100<<10))
		case "/not-http":
			conn, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				_, _ = io.WriteString(conn, "220 smtp ready\r\n")
				_ = conn.Close()
			}
		}
	})
	encrypted := httptest.NewUnstartedServer(http.NotFoundHandler())
	encrypted.Config.ErrorLog = log.New(io.Discard, "", 0)
	encrypted.StartTLS()
	t.Cleanup(encrypted.Close)
	closed := httptest.NewServer(nil)
	closed.Close()
	tests := []struct {
		address string
		want    Kind
	}{
		{address + "/gone", Unreachable},
		{address + "/announced", TooLarge},
		{address + "/endless", TooLarge},
		{address + "/cut", Unreachable},
		{address + "/head", Unreachable},
		{address + "/not-http", Unreachable},
		{encrypted.URL, Unreachable}, // a certificate of nobody's
		{closed.URL, Unreachable},
	}
	c, _ := openCache(t, loopback())
	if got, err := c.Fetch(t.Context(), address+"/bomb"); err != nil || len(got) > 1<<17 {
		t.Errorf("a packed body: got %d bytes, %v, want it as it was sent", len(got), err)
	} else if _, err := put(t.Context(), c, testKey(), got); err == nil {
		t.Error("put of a packed body: got no error, want it refused")
	} else {
		wantInput(t, err, Unsupported)
	}
	if got, err := c.Fetch(t.Context(), address+"/more"); err != nil || string(got) != "short" {
		t.Errorf("more than was announced: got %q, %v, want what was announced", got, err)
	}
	for _, test := range tests {
		_, err := c.Fetch(t.Context(), test.address+"?signature=secret")
		t.Log(test.address, "→", err)
		wantInput(t, err, test.want)
		if text := fmt.Sprint(err, errors.Unwrap(err)); strings.Contains(text, "secret") {
			t.Errorf("error: got %q, want no part of the address in it", text)
		}
	}
}

func TestFetchRefusesAddresses(t *testing.T) {
	var reached atomic.Int64
	local := serve(t, func(http.ResponseWriter, *http.Request) { reached.Add(1) })
	port := local[strings.LastIndex(local, ":"):]
	tests := []string{
		local, "http://localhost" + port, "http://LOCALHOST" + port, "http://127.1" + port, "http://127.0.0.2/", "http://0/", "http://0.0.0.0/",
		"http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/", "http://198.18.0.1/", "http://192.0.2.1/", "http://192.0.0.8/",
		"http://169.254.169.254/latest/meta-data/", "http://169.254.0.1/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/", "http://[fd00:ec2::254]/",
		"http://224.0.0.1/", "http://255.255.255.255/", "http://240.0.0.1/", "http://[ff02::1]/",
		"http://[::1]" + port, "http://[::]/", "http://[::ffff:127.0.0.1]" + port, "http://[::ffff:7f00:1]/", "http://[::ffff:169.254.169.254]/",
		"http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2001:db8::1]/", "http://[fc00::1]/", "http://[fec0::1]/",
		"http://2130706433/", "http://2852039166/", "http://017700000001/", "http://0177.0.0.1/", "http://0x7f000001/", "http://0x7f.1/", "http://0x7f.0.0.0x1/", "http://127.0.1/",
		"http://127.0.0.1./", "http://①②⑦.⓪.⓪.①/",
		"http://8.8.8.8:22/", "http://8.8.8.8:8080/", "https://[2606:4700::1111]:25/", "http://8.8.8.8:0/",
		"file:///etc/passwd", "ftp://8.8.8.8/", "gopher://127.0.0.1:25/", "data:image/png;base64,AAAA", "javascript:alert(1)", "dict://127.0.0.1:11211/", "HTTPS", "//8.8.8.8/a.png", "/a.png", "",
		"http://", "http://:80/", "http:/a", "http://a b/", "http://user:password@8.8.8.8/", "http://8.8.8.8@127.0.0.1/", "http://[::1", "http://8.8.8.8:port/", "http://\x00/",
	}
	c, _ := openCache(t, Options{})
	for _, address := range tests {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		_, err := c.Fetch(ctx, address)
		cancel()
		if input, ok := errors.AsType[*InputError](err); !ok || input.Kind != BadAddress {
			t.Errorf("fetch %q: got %v (%v), want it refused", address, err, errors.Unwrap(err))
		}
	}
	if n := reached.Load(); n > 0 {
		t.Errorf("requests that reached the server: got %d, want 0", n)
	}
}

func TestGuardAllows(t *testing.T) {
	for _, address := range []string{"8.8.8.8:80", "1.1.1.1:443", "[2606:4700:4700::1111]:443", "192.168.1.20:7860", "[fd00::1]:80"} {
		network := "tcp4"
		if address[0] == '[' {
			network = "tcp6"
		}
		check := guard([]netip.Prefix{netip.MustParsePrefix("192.168.1.20/32"), netip.MustParsePrefix("fd00::/64")})
		if err := check(network, address, nil); err != nil {
			t.Errorf("dial %s: got %v, want it allowed", address, err)
		}
	}
}

func TestFetchRedirects(t *testing.T) {
	var referer atomic.Value
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		referer.Store(r.Header.Get("Referer"))
		steps := len(strings.Trim(r.URL.Path, "/"))
		switch to := r.URL.Query().Get("to"); {
		case to != "":
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
		case steps > 0:
			http.Redirect(w, r, r.URL.Path[:steps], http.StatusMovedPermanently)
		default:
			_, _ = io.WriteString(w, "picture")
		}
	})
	c, _ := openCache(t, loopback())
	if got, err := c.Fetch(t.Context(), address+"/xxx"); err != nil || string(got) != "picture" {
		t.Errorf("three redirects: got %q, %v, want the picture", got, err)
	}
	if got := referer.Load(); got != "" {
		t.Errorf("referer after a redirect: got %v, want none", got)
	}
	_, err := c.Fetch(t.Context(), address+"/xxxx")
	wantInput(t, err, Unreachable)
	port := address[strings.LastIndex(address, ":"):]
	for _, to := range []string{
		"http://127.0.0.2" + port, "http://[::1]" + port, "http://169.254.169.254/", "http://10.0.0.1/", "http://[::ffff:10.0.0.1]/",
		"http://2130706433" + port, "http://8.8.8.8:22/", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://u:p@127.0.0.1" + port, "//10.0.0.1/",
	} {
		_, err := c.Fetch(t.Context(), address+"/?to="+url.QueryEscape(to))
		if input, ok := errors.AsType[*InputError](err); !ok || input.Kind != BadAddress {
			t.Errorf("redirect to %s: got %v (%v), want it refused", to, err, errors.Unwrap(err))
		}
	}
}

func TestFetchTakesItsTime(t *testing.T) {
	c, _ := openCache(t, Options{})
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		transport, ok := c.client.Transport.(*http.Transport)
		if !ok {
			t.Fatal("no transport")
		}
		transport = transport.Clone()
		transport.DialContext = func(_ context.Context, _, address string) (net.Conn, error) {
			ours, theirs := net.Pipe()
			go func() {
				<-ctx.Done()
				_ = theirs.Close()
			}()
			go func() {
				_, _ = theirs.Read(make([]byte, 1)) // no answer before there is a question
				if address == "drip.example:80" {
					go drip(theirs)
				}
				_, _ = io.Copy(io.Discard, theirs)
			}()
			return ours, nil
		}
		silent := Cache{client: &http.Client{Transport: transport}}
		for _, address := range []string{"http://silent.example/", "http://drip.example/"} {
			start := time.Now()
			_, err := silent.Fetch(ctx, address)
			wantInput(t, err, Unreachable)
			if got := time.Since(start); got != 45*time.Second {
				t.Errorf("gave up on %s after: got %v, want 45s", address, got)
			}
		}

		short, stop := context.WithTimeout(ctx, time.Second)
		defer stop()
		if _, err := silent.Fetch(short, "http://example.org/"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("context of the caller ended: got %v, want its error", err)
		}
		cancel()
		synctest.Wait()
	})
}

// drip answers with one byte a second, until nobody reads.
func drip(w io.Writer) {
	_, err := io.WriteString(w, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
	for err == nil {
		time.Sleep(time.Second)
		_, err = w.Write([]byte{0})
	}
}

// nameServer answers each name with its addresses.
func nameServer(t *testing.T, names func(string) []string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() {
		_ = conn.Close()
		<-done
	})
	go func() {
		defer close(done)
		for buffer := make([]byte, 512); ; {
			n, from, err := conn.ReadFrom(buffer)
			if err != nil {
				return
			}
			if answer, err := answerName(buffer[:n], names); err == nil {
				_, _ = conn.WriteTo(answer, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func answerName(question []byte, names func(string) []string) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(question); err != nil {
		return nil, err
	}
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	q := m.Questions[0]
	for _, text := range names(q.Name.String()) {
		a := netip.MustParseAddr(text)
		header := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, Type: q.Type}
		switch {
		case a.Is4() && q.Type == dnsmessage.TypeA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: a.As4()}})
		case a.Is6() && q.Type == dnsmessage.TypeAAAA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}})
		}
	}
	return m.Pack()
}

func TestFetchLooksThroughNames(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "picture") })
	port := address[strings.LastIndex(address, ":"):]
	o := loopback()
	names := map[string][]string{
		"private.example.":  {"10.0.0.1"},
		"metadata.example.": {"169.254.169.254"},
		"six.example.":      {"::1"},
		"mapped.example.":   {"::ffff:10.0.0.1"},
		"several.example.":  {"10.0.0.1", "192.168.0.1", "fd00::1"},
		"home.example.":     {"127.0.0.1"},
		"either.example.":   {"127.0.0.2", "127.0.0.1"},
	}
	o.Resolver = nameServer(t, func(name string) []string { return names[name] })
	c, _ := openCache(t, o)
	for _, name := range []string{"private", "metadata", "six", "mapped", "several"} {
		_, err := c.Fetch(t.Context(), "http://"+name+".example/")
		if input, ok := errors.AsType[*InputError](err); !ok || input.Kind != BadAddress {
			t.Errorf("%s.example: got %v (%v), want it refused", name, err, errors.Unwrap(err))
		}
	}
	for _, name := range []string{"home", "either"} {
		got, err := c.Fetch(t.Context(), "http://"+name+".example"+port)
		if err != nil || string(got) != "picture" {
			t.Errorf("%s.example, allowed: got %q, %v (%v), want the picture", name, got, err, errors.Unwrap(err))
		}
	}
	_, err := c.Fetch(t.Context(), "http://nowhere.example/")
	wantInput(t, err, Unreachable)
}

// TestFetchLooksAgain has a name that is home at first, and another address once it has
// redirected to itself: what is checked is what is dialled.
func TestFetchLooksAgain(t *testing.T) {
	var asked, served atomic.Int64
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		served.Add(1)
		http.Redirect(w, r, "http://"+r.Host+"/again", http.StatusFound)
	})
	o := loopback()
	o.Resolver = nameServer(t, func(string) []string {
		if asked.Add(1) <= 2 { // once for each kind of address
			return []string{"127.0.0.1"}
		}
		return []string{"127.0.0.2"}
	})
	c, _ := openCache(t, o)
	_, err := c.Fetch(t.Context(), "http://rebind.example"+address[strings.LastIndex(address, ":"):])
	wantInput(t, err, BadAddress)
	if got := served.Load(); got != 1 {
		t.Errorf("requests: got %d, want the first only", got)
	}
}
