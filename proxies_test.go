package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	graphics "image"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"casebook/generator/watch"
	"casebook/imagecache"
	"casebook/web/webtest"
)

// block returns the first code block of the README in a language.
func block(t *testing.T, language string) string {
	t.Helper()
	return match(t, "(?s)\n```"+language+"\n(.*?)```\n")
}

// match returns what the group of a pattern is in the README.
func match(t *testing.T, pattern string) string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(pattern).FindSubmatch(text)
	if found == nil {
		t.Fatalf("the README has no %s", pattern)
	}
	return string(found[1])
}

// proxy is a reverse proxy with the configuration of the README, in front of a house.
type proxy struct {
	server *webtest.Server
	url    string
	client *http.Client
}

// proxies are those that the README has lines for: each starts one that leads from a port
// to a port of the house, below a path or not.
func proxies() map[string]func(t *testing.T, below bool, port, house int) {
	return map[string]func(t *testing.T, below bool, port, house int){
		"nginx": func(t *testing.T, below bool, port, house int) { // whose minute of patience is shortened: the README's lines have their own
			lines := strings.ReplaceAll(block(t, "nginx"), ":8080", ":"+strconv.Itoa(house))
			if below {
				lines = strings.Replace(lines, "location / {", match(t, "`(location /mystery/ \\{)`"), 1)
			}
			folder := t.TempDir()
			config := fmt.Sprintf(`master_process off; daemon off; error_log stderr; pid %[1]s/pid;
events {}
http {
	proxy_read_timeout 10ms; access_log off; gzip on; client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;
	server { listen 127.0.0.1:%[2]d; listen 127.0.0.2:%[2]d; %[3]s }
}`, folder, port, lines)
			name := filepath.Join(folder, "nginx.conf")
			if err := os.WriteFile(name, []byte(config), 0o600); err != nil {
				t.Fatal(err)
			}
			webtest.Tool(t, nil, webtest.Need(t, "nginx", "/usr/sbin/nginx"), "-c", name, "-e", "stderr")
		},
		"caddy": func(t *testing.T, below bool, port, house int) {
			lines := strings.Replace(block(t, "caddy"), "mystery.example.org", "http://localhost:"+strconv.Itoa(port), 1)
			if below {
				lines = strings.Replace(lines, "reverse_proxy 127.0.0.1:8080", match(t, "`(reverse_proxy /mystery\\S* 127.0.0.1:8080)`"), 1)
			}
			lines = strings.ReplaceAll(lines, ":8080", ":"+strconv.Itoa(house))
			folder := t.TempDir()
			name := filepath.Join(folder, "Caddyfile")
			if err := os.WriteFile(name, []byte("{\n\tadmin off\n}\n"+lines), 0o600); err != nil {
				t.Fatal(err)
			}
			webtest.Tool(t, []string{"HOME=" + folder, "XDG_DATA_HOME=" + folder, "XDG_CONFIG_HOME=" + folder}, webtest.Need(t, "caddy"), "run", "--adapter", "caddyfile", "--config", name)
		},
	}
}

// TestProxies runs the binary behind nginx and Caddy as the README has it.
func TestProxies(t *testing.T) {
	t.Parallel()
	for name, start := range proxies() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := behind(t, start, false)
			p.wantPages(t)
			p.wantPictures(t)
			p.wantUploads(t)
			p.wantEvents(t)
			p.wantClients(t, name == "nginx")
			wantDoctor(t, p.server, "proxy headers", watch.Well, "says for whom it asks")
			wantDoctor(t, p.server, "public address", watch.Well, "leads here")
		})
		t.Run(name+" below a path", func(t *testing.T) {
			t.Parallel()
			p := behind(t, start, true)
			p.wantPages(t)
			wantDoctor(t, p.server, "public address", watch.Well, "/mystery leads here")
		})
	}
}

// behind starts a house and a proxy in front of it.
func behind(t *testing.T, start func(t *testing.T, below bool, port, house int), below bool) *proxy {
	t.Helper()
	port, house := webtest.FreePort(t), webtest.FreePort(t)
	start(t, below, port, house)
	public, base := "http://localhost:"+strconv.Itoa(port), ""
	if below {
		base = "/mystery"
	}
	// The client comes from an address that is not the proxy's.
	dialer := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 2)}}
	return &proxy{
		server: webtest.Start(t, webtest.House(t, ""), "--addr", local(house), "--base-path", base, "--public-url", public, "--trusted-proxies", "127.0.0.1"),
		url:    public + base,
		client: &http.Client{Transport: &http.Transport{DisableCompression: true, DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return dialer.DialContext(ctx, "tcp4", local(port))
		}}},
	}
}

// head is what comes before the body of an answer.
type head struct {
	StatusCode int
	Status     string
	Header     http.Header
}

// ask sends a request through the proxy. Headers are names, each with its value.
func (p *proxy) ask(t *testing.T, method, path string, body io.Reader, headers ...string) (head, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, p.url+path, body)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := p.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return head{response.StatusCode, response.Status, response.Header}, text
}

// wantPages: pages and answers come, compressed once, and what has not changed comes not
// again.
func (p *proxy) wantPages(t *testing.T) {
	t.Helper()
	webtest.Eventually(t, "today's case comes through the proxy", func() error {
		if response, _ := p.ask(t, http.MethodGet, "/api/case/today", nil); response.StatusCode != http.StatusOK {
			return errors.New(response.Status)
		}
		return nil
	})
	for path, want := range map[string]string{"/": "<title>", "/api/openapi.json": `"openapi"`, "/operator": "<title>"} {
		response, body := p.ask(t, http.MethodGet, path, nil, "Accept-Encoding", "gzip")
		if got := response.Header.Values("Content-Encoding"); response.StatusCode != http.StatusOK || len(got) != 1 || got[0] != "gzip" {
			t.Fatalf("%s: got %s and the encodings %v", path, response.Status, got)
		}
		unpacked, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(unpacked); err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: got %.200q, %v", path, text, err)
		}
		again, _ := p.ask(t, http.MethodGet, path, nil, "Accept-Encoding", "gzip", "If-None-Match", response.Header.Get("ETag"))
		if again.StatusCode != http.StatusNotModified && path != "/" { // which may have another picture by now
			t.Errorf("%s again, with the tag %s: got %s", path, response.Header.Get("ETag"), again.Status)
		}
	}
}

// wantPictures: a picture comes whole, in part, and not again.
func (p *proxy) wantPictures(t *testing.T) {
	t.Helper()
	var path string
	webtest.Within(t, webtest.Drawing, "a picture is drawn", func() error {
		var today caseView
		_, body := p.ask(t, http.MethodGet, "/api/case/today", nil)
		if err := json.Unmarshal(body, &today); err != nil {
			return err
		}
		for _, picture := range today.Images {
			if rest, ok := strings.CutPrefix(picture.URL, p.url); ok {
				path = rest
				return nil
			}
		}
		return fmt.Errorf("none of %v is below %s", today.Images, p.url)
	})
	whole, bytes := p.ask(t, http.MethodGet, path, nil)
	part, some := p.ask(t, http.MethodGet, path, nil, "Range", "bytes=100-199")
	if whole.StatusCode != http.StatusOK || part.StatusCode != http.StatusPartialContent || string(some) != string(bytes[100:200]) || part.Header.Get("Content-Range") != fmt.Sprintf("bytes 100-199/%d", len(bytes)) {
		t.Errorf("got %s and %s with %d bytes of %s", whole.Status, part.Status, len(some), part.Header.Get("Content-Range"))
	}
	if again, _ := p.ask(t, http.MethodGet, path, nil, "If-None-Match", whole.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("a picture again: got %s", again.Status)
	}
}

// wantUploads: a picture of the greatest size comes through, and of one that is greater the
// house itself says so.
func (p *proxy) wantUploads(t *testing.T) {
	t.Helper()
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, graphics.NewGray(graphics.Rect(0, 0, 400, 300)), nil); err != nil {
		t.Fatal(err)
	}
	start, rest := picture.Bytes()[:2], picture.Bytes()[2:]
	comment := append([]byte{0xff, 0xfe, 0xff, 0xff}, make([]byte, 0xfffd)...) // as long as one can be
	for size, want := range map[int]int{imagecache.MaxBytes: http.StatusOK, imagecache.MaxBytes + 8<<10: http.StatusRequestEntityTooLarge} {
		file := append([]byte{}, start...)
		for len(file)+len(comment)+len(rest) <= size {
			file = append(file, comment...)
		}
		last := size - len(file) - len(rest)
		file = append(append(file, 0xff, 0xfe, byte((last-2)>>8), byte(last-2)), make([]byte, last-4)...)
		var form bytes.Buffer
		fields := multipart.NewWriter(&form)
		part, err := fields.CreateFormFile("file", "x.jpg")
		if err != nil {
			t.Fatal(err)
		}
		id := "case-" + time.Now().UTC().Format(time.DateOnly)
		_, err = part.Write(append(file, rest...))
		err = errors.Join(err, fields.WriteField("filename", id+"/evidence/x.jpg"), fields.WriteField("caseId", id), fields.WriteField("type", "evidence"), fields.Close())
		if err != nil {
			t.Fatal(err)
		}
		response, body := p.ask(t, http.MethodPost, "/api/upload-image", &form, "Content-Type", fields.FormDataContentType(), "Authorization", "Bearer "+p.server.Token)
		var answer struct {
			Success bool   `json:"success"`
			Message string `json:"message"`
		}
		if err := json.Unmarshal(body, &answer); err != nil || response.StatusCode != want || answer.Success != (want == http.StatusOK) {
			t.Errorf("%d bytes: got %s %.300s, want %d", size, response.Status, body, want)
		}
	}
}

// wantEvents: an event arrives while its stream goes on.
func (p *proxy) wantEvents(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), webtest.Drawing)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+"/api/admin/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+p.server.Token)
	response, err := p.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	day := time.Now().AddDate(0, 0, 20).Format(time.DateOnly)
	if made, body := p.ask(t, http.MethodPost, "/api/admin/cases", strings.NewReader(`{"date":"`+day+`"}`), "Content-Type", "application/json", "Authorization", "Bearer "+p.server.Token); made.StatusCode >= http.StatusBadRequest {
		t.Fatalf("make a case: got %s %s", made.Status, body)
	}
	var all []byte
	for !bytes.Contains(all, []byte("event: changed")) {
		some := make([]byte, 1000)
		n, err := response.Body.Read(some)
		if all = append(all, some[:n]...); err != nil {
			t.Fatalf("got %s %q, %v, want an event", response.Status, all, err)
		}
	}
}

// wantClients: the house knows who comes, whatever they say of themselves, and slows them
// down one by one.
func (p *proxy) wantClients(t *testing.T, throughAnother bool) {
	t.Helper()
	response, _ := p.ask(t, http.MethodGet, "/api/case/case-2001-01-01", nil, "X-Forwarded-For", "203.0.113.9", "X-Real-Ip", "203.0.113.9")
	line := regexp.MustCompile(`.*` + response.Header.Get("X-Request-Id") + `.*"from":"127.0.0.2".*`)
	webtest.Eventually(t, "the log has that 127.0.0.2 has asked", func() error {
		if !line.MatchString(p.server.Output.String()) {
			return fmt.Errorf("no line %s", line)
		}
		return nil
	})
	if !throughAnother {
		return // Caddy believes no proxy before it unless it is told to
	}
	p.client = http.DefaultClient // from the address that is trusted, so as a proxy before this one
	asks := func(who string) int {
		response, _ := p.ask(t, http.MethodPost, "/api/case/generate", nil, "X-Forwarded-For", who)
		return response.StatusCode
	}
	for n := 0; asks("203.0.113.9") != http.StatusTooManyRequests; n++ {
		if n > 1000 {
			t.Fatal("nobody is slowed down")
		}
	}
	if got := asks("203.0.113.10"); got != http.StatusOK {
		t.Errorf("another client: got %d, want 200", got)
	}
}
