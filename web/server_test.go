package web

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strconv"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"casebook/generator/fault"
)

func TestFaultsBecomeStatuses(t *testing.T) {
	t.Parallel()
	s, log := bare(t, nil)
	faults := map[fault.Kind]int{
		fault.Invalid: 400, fault.Unauthorized: 401, fault.Forbidden: 403, fault.NotFound: 404, fault.Conflict: 409,
		fault.TooLarge: 413, fault.Unsupported: 415, fault.Busy: 429, fault.Unavailable: 503,
	}
	for kind, status := range faults {
		s.root.GET(fmt.Sprintf("/fault/%d", status), func(echo.Context) error {
			return fmt.Errorf("deep: %w", fault.New(kind, "A sentence for people.").WithCode("A_CODE").With("currentAP", 3).Because(errors.New("secret cause")))
		})
	}
	base := open(t, s)
	for _, status := range faults {
		got := ask(t, base, asked{Path: fmt.Sprintf("/fault/%d", status)})
		wantError(t, got, status, "A sentence for people.")
		if got.field(t, "error") != "A_CODE" || got.field(t, "currentAP") != 3.0 {
			t.Errorf("%d: got %s, want the code and the extra member", status, got.Body)
		}
		if strings.Contains(string(got.Body), "secret") {
			t.Errorf("%d tells the cause: %s", status, got.Body)
		}
		if wait := got.Header.Get("Retry-After"); (wait != "") != (status == 429 || status == 503) {
			t.Errorf("%d: Retry-After is %q", status, wait)
		}
	}
	if !strings.Contains(log.String(), "secret cause") {
		t.Error("the cause of a 503 is not logged")
	}
}

func TestInternalErrorsStayInside(t *testing.T) {
	t.Parallel()
	s, log := bare(t, nil)
	s.root.GET("/broken", func(echo.Context) error { return errors.New("open /var/secret/casebook.db: no such file") })
	s.root.GET("/panics", func(echo.Context) error { panic("index out of range in secret.go") })
	base := open(t, s)
	for _, path := range []string{"/broken", "/panics"} {
		got := ask(t, base, asked{Path: path})
		wantError(t, got, 500, got.Header.Get("X-Request-Id"))
		if got.field(t, "requestId") != got.Header.Get("X-Request-Id") || strings.Contains(string(got.Body), "secret") {
			t.Errorf("%s: got %s, want the request id and nothing internal", path, got.Body)
		}
		if n := strings.Count(log.String(), `"msg":"request failed","id":"`+got.Header.Get("X-Request-Id")); n != 1 {
			t.Errorf("%s: logged %d times, want once", path, n)
		}
	}
}

func TestUnknownPathsAndMethods(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	base := open(t, s)
	wantError(t, ask(t, base, asked{Path: "/api/nothing/here"}), 404, "/api/nothing/here")
	wantError(t, ask(t, base, asked{Path: "/api/nothing", Header: map[string]string{"Accept": "text/html"}}), 404, "nothing")
	wantError(t, ask(t, base, asked{Path: "/nothing"}), 404, "/nothing")
	wrong := ask(t, base, asked{Method: "PUT", Path: "/api/case/today"})
	wantError(t, wrong, 405, "PUT")
	if allow := wrong.Header.Get("Allow"); !strings.Contains(allow, "GET") || strings.Contains(allow, "PUT") {
		t.Errorf("Allow: got %q, want GET in it", allow)
	}
	wantError(t, ask(t, base, asked{Path: "/api/case/generate", Method: "PATCH"}), 405, "PATCH")
	page := ask(t, base, asked{Path: "/nothing", Header: map[string]string{"Accept": "text/html,*/*"}})
	if page.Status != 404 || !strings.Contains(string(page.Body), "<html") {
		t.Errorf("page: got %d %.60s, want 404 with the client", page.Status, page.Body)
	}
}

func TestBodies(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	base := open(t, s)
	search := func(body, kind string) answered {
		return ask(t, base, asked{Method: "POST", Path: "/api/location/search", Body: body, Type: kind})
	}
	wantError(t, search("", ""), 400, "body")
	wantError(t, search("{", ""), 400, "JSON")
	wantError(t, search("[]", ""), 400, "object")
	wantError(t, search("{}", ""), 400, "userId")
	wantError(t, search(`{"userId":7}`, ""), 400, "userId: expected string")
	wantError(t, search(`{"caseId":"case-2026-11-21","userId":"p-1","UserID":"../../x","locationId":"loc-1","searchType":"quick"}`, ""), 400, "twice")
	wantError(t, search(`{"caseId":"case-2026-11-21","userId":"a/b","locationId":"loc-1","searchType":"quick"}`, ""), 400, "userId")
	wantError(t, search(`{"caseId":"case-2026-11-21","userId":"p-1","locationId":"loc-1","searchType":"deep"}`, ""), 400, "searchType")
	wantError(t, search(`{"caseId":"a"}`, "text/plain"), 415, "JSON")
	wantError(t, search(`{"caseId":"`+strings.Repeat("a", maxBody)+`"}`, ""), 413, "64 KiB")
	wrong := search(`{"caseId":"case-2026-11-21","locationId":"loc-1","searchType":"deep"}`, "")
	if list, ok := wrong.field(t, "errors").([]any); !ok || len(list) < 2 {
		t.Errorf("errors: got %v, want every mistake", wrong.field(t, "errors"))
	}
	for _, word := range []string{"Go ", "struct", "play."} {
		if strings.Contains(string(wrong.Body), word) {
			t.Errorf("the error tells %q: %s", word, wrong.Body)
		}
	}
}

func TestUniqueKeys(t *testing.T) {
	for body, fine := range map[string]bool{
		`{"a":1,"b":{"a":1}}`: true, `[{"a":1},{"a":2}]`: true, `{"a":1,"a":2}`: false, `{"userId":1,"USERID":2}`: false,
		`{"x":{"s":1,"ſ":2}}`: false, `[[{"k":1,"K":2}]]`: false, `7`: true, `{"a":[{"b":1,"c":2}],"b":1}`: true,
	} {
		var v any
		if err := unmarshal([]byte(body), &v); (err == nil) != fine {
			t.Errorf("%s: got %v, want fine to be %v", body, err, fine)
		}
	}
}

func TestDocumentAndDocs(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	base := open(t, s)
	document := ask(t, base, asked{Path: "/api/openapi.json", Header: map[string]string{"Host": "evil.example"}})
	if document.Status != 200 || document.field(t, "openapi") != "3.1.0" || document.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("document: got %d, openapi %v", document.Status, document.field(t, "openapi"))
	}
	for _, word := range []string{"evil.example", "$schema", "ErrorModel"} {
		if strings.Contains(string(document.Body), word) {
			t.Errorf("the document contains %q", word)
		}
	}
	page := ask(t, base, asked{Path: "/api/docs"})
	if page.Status != 200 || strings.Contains(string(page.Body), "<script>") || strings.Contains(string(page.Body), "http:") || strings.Contains(string(page.Body), "https:") {
		t.Errorf("docs: got %d %s", page.Status, page.Body)
	}
	for _, link := range linksOf(string(page.Body)) {
		if got := ask(t, base, asked{Path: link}); got.Status != 200 || len(got.Body) == 0 {
			t.Errorf("%s: got %d, want 200", link, got.Status)
		}
	}
}

// linksOf returns the src and href of a page, without links to elsewhere.
func linksOf(page string) (links []string) {
	for _, attribute := range []string{`src="`, `href="`} {
		for _, part := range strings.Split(page, attribute)[1:] {
			if link, _, _ := strings.Cut(part, `"`); strings.Contains(link, "/static/") {
				links = append(links, link)
			}
		}
	}
	return links
}

func TestTags(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	base := open(t, s)
	plain := ask(t, base, asked{Path: "/api/openapi.json"})
	zipped := ask(t, base, asked{Path: "/api/openapi.json", Header: map[string]string{"Accept-Encoding": "br, gzip;q=0.8"}})
	refused := ask(t, base, asked{Path: "/api/openapi.json", Header: map[string]string{"Accept-Encoding": "gzip;q=0"}})
	tag, other := plain.Header.Get("ETag"), zipped.Header.Get("ETag")
	if !strings.HasPrefix(tag, `"`) || other == "" || tag == other {
		t.Errorf("tags: got %s and %s, want two strong ones that differ", tag, other)
	}
	if zipped.Header.Get("Content-Encoding") != "gzip" || plain.Header.Get("Content-Encoding") != "" || refused.Header.Get("Content-Encoding") != "" {
		t.Error("content encodings are wrong")
	}
	unzip, err := gzip.NewReader(bytes.NewReader(zipped.Body))
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(unzip); err != nil || !bytes.Equal(text, plain.Body) {
		t.Errorf("unzipped: %v, equal %v", err, bytes.Equal(text, plain.Body))
	}
	for _, seen := range []string{tag, other, "W/" + tag, `"x", ` + other, "*"} {
		got := ask(t, base, asked{Path: "/api/openapi.json", Header: map[string]string{"If-None-Match": seen}})
		if got.Status != 304 || len(got.Body) != 0 || got.Header.Get("ETag") != tag {
			t.Errorf("If-None-Match %s: got %d %s, want 304 with the tag", seen, got.Status, got.Header.Get("ETag"))
		}
	}
	if got := ask(t, base, asked{Path: "/api/openapi.json", Header: map[string]string{"If-None-Match": `"x"`}}); got.Status != 200 {
		t.Errorf("another tag: got %d, want 200", got.Status)
	}
	head := ask(t, base, asked{Method: "HEAD", Path: "/api/openapi.json"})
	if head.Status != 200 || len(head.Body) != 0 || head.Header.Get("ETag") != tag || head.Header.Get("Content-Length") != strconv.Itoa(len(plain.Body)) {
		t.Errorf("HEAD: got %d %v", head.Status, head.Header)
	}
}

func TestSecurityHeaders(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	base := open(t, s)
	for _, path := range []string{"/", "/api/nothing", "/healthz", s.o.Client.root + "/shared/main.js"} {
		got := ask(t, base, asked{Path: path})
		policy := got.Header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'self'") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", path, policy)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"} {
			if got.Header.Get(name) != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got.Header.Get(name), want)
			}
		}
		if got.Header.Get("X-Request-Id") == "" || got.Header.Get("Permissions-Policy") == "" {
			t.Errorf("%s: headers are missing: %v", path, got.Header)
		}
	}
}

func TestOnlyGameRoutesAnswerOtherOrigins(t *testing.T) {
	t.Parallel()
	s, _ := bare(t, nil)
	base := open(t, s)
	preflight := func(method, path string) string {
		got := ask(t, base, asked{Method: "OPTIONS", Path: path, Header: map[string]string{
			"Origin": "https://elsewhere.example", "Access-Control-Request-Method": method, "Access-Control-Request-Headers": "content-type",
		}})
		return got.Header.Get("Access-Control-Allow-Origin")
	}
	for path, method := range map[string]string{
		"/api/case/case-2026-11-21": "GET", "/api/case/today": "GET", "/api/case/generate": "POST", "/api/location/search": "POST", "/api/submit": "POST",
		"/api/player-state/initialize": "POST", "/api/chat/case-2026-11-21-suspect-1": "POST", "/images/case-2026-11-21/suspect/suspect-1.jpg": "GET",
	} {
		if got := preflight(method, path); got != "*" {
			t.Errorf("preflight of %s %s: got %q, want *", method, path, got)
		}
	}
	for path, method := range map[string]string{
		"/api/case/case-2026-11-21": "DELETE", "/api/case/regenerate": "POST", "/api/upload-image": "POST", "/api/admin/session": "POST", "/api/admin/tokens": "GET", "/": "GET",
	} {
		if got := preflight(method, path); got != "" {
			t.Errorf("preflight of %s %s: got %q, want none", method, path, got)
		}
		if got := ask(t, base, asked{Method: method, Path: path, Header: map[string]string{"Origin": "https://elsewhere.example"}}); got.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s %s answers other origins", method, path)
		}
	}
	refused := ask(t, base, asked{Method: "POST", Path: "/api/submit", Body: "{}"})
	if refused.Status != 400 || refused.Header.Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("an error of a public route: got %d %q, want it readable", refused.Status, refused.Header.Get("Access-Control-Allow-Origin"))
	}
}

func TestForwardedAddresses(t *testing.T) {
	for _, c := range []struct {
		proxies []netip.Prefix
		header  string
		want    string
	}{
		{nil, "203.0.113.9", "127.0.0.1"},
		{[]netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}, "203.0.113.9", "127.0.0.1"},
		{[]netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, "198.51.100.1, 203.0.113.9", "203.0.113.9"},
		{[]netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, "", "127.0.0.1"},
	} {
		s, log := bare(t, func(o *Options) { o.TrustedProxies = c.proxies })
		ask(t, open(t, s), asked{Path: "/", Header: map[string]string{"X-Forwarded-For": c.header}})
		if !strings.Contains(log.String(), `"from":"`+c.want+`"`) {
			t.Errorf("proxies %v, header %q: want %s in %s", c.proxies, c.header, c.want, log.String())
		}
	}
}

// TestForwardedScheme: whoever is no proxy of ours does not say that a browser came by HTTPS.
func TestForwardedScheme(t *testing.T) {
	t.Parallel()
	ours := []netip.Prefix{netip.MustParsePrefix("192.168.1.2/32"), netip.MustParsePrefix("fd00::/8")}
	for _, test := range []struct {
		proxies []netip.Prefix
		peer    string
		header  []string
		want    string
	}{
		{nil, "127.0.0.1:1234", []string{"https"}, "http"},
		{nil, "192.168.1.2:1234", []string{"https"}, "http"},
		{ours, "192.168.1.3:1234", []string{"https"}, "http"},
		{ours, "127.0.0.1:1234", []string{"https"}, "http"},
		{ours, "203.0.113.9:1234", []string{"https"}, "http"},
		{ours, "@", []string{"https"}, "http"},
		{ours, "192.168.1.2:1234", []string{"https"}, "https"},
		{ours, "[::ffff:192.168.1.2]:1234", []string{"HTTPS"}, "https"},
		{ours, "[fd00::1]:1234", []string{"https"}, "https"},
		{ours, "192.168.1.2:1234", []string{"https, http"}, "http"}, // the first is what the browser said
		{ours, "192.168.1.2:1234", []string{"https", "http"}, "http"},
		{ours, "192.168.1.2:1234", []string{"http,https"}, "https"},
		{ours, "192.168.1.2:1234", []string{"javascript"}, "http"},
		{ours, "192.168.1.2:1234", nil, "http"},
	} {
		s, _ := bare(t, func(o *Options) { o.TrustedProxies = test.proxies })
		r := httptest.NewRequest(http.MethodGet, "/feed.xml", nil)
		r.RemoteAddr, r.Host, r.Header["X-Forwarded-Proto"] = test.peer, "casebook.example", test.header
		r.Header.Set("X-Forwarded-Ssl", "on") // nor by other names
		r.Header.Set("X-Url-Scheme", "https")
		answer := httptest.NewRecorder()
		if s.Handler().ServeHTTP(answer, r); !strings.Contains(answer.Body.String(), `<link>`+test.want+`://casebook.example/</link>`) {
			t.Errorf("%+v: got %d %s, want %s", test, answer.Code, answer.Body, test.want)
		}
	}
}

func TestLogKeepsNoSecrets(t *testing.T) {
	t.Parallel()
	s, log := bare(t, nil)
	base := open(t, s)
	ask(t, base, asked{Path: "/api/player-state/case-2026-11-21/player-secret%20x"})
	ask(t, base, asked{Path: "/api/leaderboard/case-2026-11-21?userId=player-secret&limit=0"})
	ask(t, base, asked{Path: "/api/nothing/player-secret"})
	if strings.Contains(log.String(), "player-secret") {
		t.Errorf("the log has a player's id: %s", log.String())
	}
	if n := strings.Count(log.String(), `"msg":"request"`); n != 3 {
		t.Errorf("requests in the log: got %d, want 3", n)
	}
	var line struct {
		ID     string `json:"id"`
		Route  string `json:"route"`
		Status int    `json:"status"`
	}
	first, _, _ := strings.Cut(log.String(), "\n")
	if err := json.Unmarshal([]byte(first), &line); err != nil || line.Route != "/api/player-state/:caseId/:userId" || line.ID == "" || line.Status != 400 {
		t.Errorf("line: got %+v, %v", line, err)
	}
}
