package conformance

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"casebook/web/webtest"
)

// TestThreats does to the built binary what the table of threats in ARCHITECTURE.md names,
// as far as nothing nearer does.
func TestThreats(t *testing.T) {
	inside := newInside(t)
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", "whsec_"+base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("x"), 32)))
	s := begin(t, "--log-level", "info", "--fetch-from", "127.0.0.1/32", "--webhook-to", "127.0.0.1/32", "--webhook-urls", inside.home+"/ok,"+strings.Join(inside.receivers(), ","))
	t.Run("addresses of pictures", func(t *testing.T) { inside.refusesPictures(t, s) })
	t.Run("receivers of webhooks", func(t *testing.T) { inside.refusesWebhooks(t, s) })
	t.Run("odd paths", func(t *testing.T) { refusesPaths(t, s) })
	t.Run("packed bodies", func(t *testing.T) { refusesPacked(t, s) })
	t.Run("huge heads", func(t *testing.T) { refusesHugeHeads(t, s) })
	t.Run("host header", func(t *testing.T) { doubtsHosts(t, s) })
	t.Run("frames", func(t *testing.T) { refusesFrames(t, s) })
	t.Run("tokens in addresses", func(t *testing.T) { ignoresTokensInAddresses(t, s) })
	t.Run("caches", func(t *testing.T) { keepsOutOfCaches(t, s) })
	t.Run("players are not enumerated", func(t *testing.T) { hidesPlayers(t, s) })
	t.Run("pictures of days to come", func(t *testing.T) { hidesPictures(t, s) })
	t.Run("the log", func(t *testing.T) { keepsLog(t, s) }) // of all of the above, too
}

// TestThreatsToPublicSite is about what only a site with a public address has.
func TestThreatsToPublicSite(t *testing.T) {
	s := begin(t, "--public-url", "https://play.example.org", "--trusted-proxies", "127.0.0.1")
	for path := range maps.Keys(linking()) {
		got := string(s.ask(t, path, http.Header{"Host": {"evil.example"}, "X-Forwarded-Host": {"evil.example"}, "X-Forwarded-Proto": {"http"}}).Body)
		if strings.Contains(got, "evil.example") || !strings.Contains(got, "https://play.example.org") {
			t.Errorf("%s: got %.400s, want the public address and no other", path, got)
		}
	}
	code, err := os.ReadFile(filepath.Join(s.Data, "setup-code"))
	if err != nil {
		t.Fatal(err)
	}
	from := func(cookie string) http.Header {
		return http.Header{"Origin": {"https://play.example.org"}, "Cookie": {cookie}, "X-Forwarded-Proto": {"https"}}
	}
	account := with{"code": strings.TrimSpace(string(code)), "name": "Jane", "password": "correct horse battery"}
	first := s.send(t, "POST", "/api/admin/setup", from(""), account).Header.Get("Set-Cookie")
	for _, want := range []string{"Secure", "HttpOnly", "SameSite=Strict"} {
		if !strings.Contains(first, want) {
			t.Errorf("got the cookie %q, want %s in it", first, want)
		}
	}
	name, _, _ := strings.Cut(first, "=")
	chosen := name + "=chosen-by-somebody-else-0123456789abcdefghi"
	delete(account, "code")
	second := s.send(t, "POST", "/api/admin/session", from(chosen), account)
	if cookie := second.Header.Get("Set-Cookie"); second.Status != http.StatusOK || !strings.HasPrefix(cookie, name+"=") || strings.HasPrefix(cookie, chosen) {
		t.Errorf("sign in with a session that somebody else chose: got %s with %q, want a new session", second, cookie)
	}
	wantError(t, s.send(t, "GET", "/api/admin/tokens", from(chosen), nil), 401, "")
}

// TestThreatsInTexts has a case whose texts somebody wrote who wants more than to tell a
// story, as a model may or whoever can write into the data directory.
func TestThreatsInTexts(t *testing.T) {
	s := begin(t)
	s.Interrupt(t)
	name := filepath.Join(s.Data, "cases", caseID+".json")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const evil = `</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>\r\nATTENDEE:evil\u2028\u202e`
	fields := regexp.MustCompile(`"(title|intro|name|description|alt)": "`)
	text = fields.ReplaceAll(text, []byte(`"$1": "`+evil))
	if err := errors.Join(os.WriteFile(name, text, 0o600), os.Remove(filepath.Join(s.Data, "casebook.db")), os.RemoveAll(filepath.Join(s.Data, "snapshots"))); err != nil {
		t.Fatal(err)
	}
	if out, err := webtest.Run(t, "rebuild", "--data", s.Data); err != nil {
		t.Fatalf("rebuild: %v\n%s", err, out)
	}
	s = &site{webtest.Start(t, s.Data, "--clock", clock, "--ahead", "1", "--log-level", "error")}
	if title := s.get(t, "/api/case/today").text("title"); !strings.Contains(title, "<script>") {
		t.Fatalf("got the title %q, want the one that was planted", title)
	}
	for path := range linking() {
		a := s.get(t, path)
		if kind, body := a.Header.Get("Content-Type"), string(a.Body); a.Status != http.StatusOK ||
			strings.Contains(kind, "html") && (strings.Contains(body, "<script>alert") || strings.Contains(body, "<img src=x")) ||
			strings.Contains(kind, "xml") && strings.Contains(body, "<script>") || strings.Contains(kind, "calendar") && strings.Contains(body, "\nATTENDEE") {
			t.Errorf("%s: got %d, and the text as markup: %.800s", path, a.Status, body)
		}
	}
	if page := s.get(t, "/"); strings.Contains(string(page.Body), "<script>alert") || strings.Contains(string(page.Body), "<img src=x") {
		t.Errorf("the first page has the text as markup: %.2000s", page.Body)
	}
}

// ask is get with headers, the Host among them.
func (s *site) ask(t *testing.T, path string, header http.Header) answer {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header, request.Host = header, header.Get("Host")
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		t.Fatal(err)
	}
	return answer{asked: path, Status: response.StatusCode, Header: response.Header, Body: body}
}

// raw sends what no client would and returns all that comes.
func (s *site) raw(t *testing.T, text string) string {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(s.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(conn)
	if err != nil && len(got) == 0 {
		t.Fatalf("%.80q: %v", text, err)
	}
	return string(got)
}

// refusesPaths asks for files of the data directory and of the machine as no browser does.
func refusesPaths(t *testing.T, s *site) {
	code, err := os.ReadFile(filepath.Join(s.Data, "setup-code"))
	if err != nil {
		t.Fatal(err)
	}
	ups := []string{"..", "%2e%2e", ".%2e", "..%00", "....", "..;", "%c0%ae%c0%ae", "..%5c.."}
	for _, start := range []string{"/images", "/static", "/images/" + caseID, "/api/docs", ""} {
		for _, up := range ups {
			for _, slash := range []string{"/", "%2f", "%5c", "//"} {
				for _, file := range []string{"setup-code", "etc/passwd"} {
					path := start + "/" + strings.Repeat(up+slash, 6) + file
					got := s.raw(t, "GET "+path+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
					if strings.Contains(got, strings.TrimSpace(string(code))) || strings.Contains(got, s.Token) || strings.Contains(got, "root:") || strings.HasPrefix(got, "HTTP/1.1 200") {
						t.Errorf("%s: got %.200s", path, got)
					}
				}
			}
		}
	}
	for _, name := range []string{"../../casebook.db", "a/../../x.png", `..\..\x.png`, "/etc/passwd.png", caseID + "/evidence/../../x.png", caseID + "/evidence/ev-1\x00.png", caseID + "/evidence/ev\u202egnp.png", caseID + "/evidence/ｅｖ-1.png", caseID + "/evidence/" + strings.Repeat("a", 300) + ".png", "CON/AUX/NUL.png"} {
		a := s.send(t, "POST", "/api/upload-image", s.operator(), with{"imageUrl": "http://127.0.0.1:1/a.png", "filename": name})
		if a.Status != http.StatusBadRequest && a.Status != http.StatusNotFound {
			t.Errorf("upload to %q: got %s, want it refused", name, a)
		}
	}
}

// refusesPacked sends bodies that would become large: nothing unpacks them.
func refusesPacked(t *testing.T, s *site) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := io.CopyN(w, strings.NewReader(strings.Repeat(" ", 64<<20)), 64<<20)
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	a := s.send(t, "POST", "/api/location/search", http.Header{"Content-Type": {"application/json"}, "Content-Encoding": {"gzip"}}, packed.String())
	if a.Status < 400 || a.Status >= 500 {
		t.Errorf("got %s, want it refused", a)
	}
}

func refusesHugeHeads(t *testing.T, s *site) {
	got := s.raw(t, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: "+strings.Repeat("x", 2<<20)+"\r\n")
	if !strings.HasPrefix(got, "HTTP/1.1 431") {
		t.Errorf("got %.100s, want 431", got)
	}
}

// linking are the pages that hold absolute addresses, by what asks for them.
func linking() map[string]bool {
	return map[string]bool{
		"/case/" + date: true, "/embed/case/" + date: true, "/feed.xml": true, "/calendar.ics": true,
		"/api/oembed?url=" + url.QueryEscape("https://play.example.org/case/"+date): true,
	}
}

// doubtsHosts sends Host headers. What tells the host again is not kept by caches unasked.
func doubtsHosts(t *testing.T, s *site) {
	for path := range linking() {
		a := s.ask(t, path, http.Header{"Host": {"evil.example"}})
		if strings.Contains(string(a.Body), "evil.example") && !strings.Contains(a.Header.Get("Cache-Control"), "no-cache") {
			t.Errorf("%s: got %q, want that caches ask", path, a.Header.Get("Cache-Control"))
		}
		forwarded := s.ask(t, path, http.Header{"Host": {"casebook.example"}, "X-Forwarded-Host": {"evil.example"}, "Forwarded": {"host=evil.example"}, "X-Forwarded-Proto": {"javascript"}, "X-Original-Url": {"/evil.example"}})
		if text := string(forwarded.Body); strings.Contains(text, "evil.example") || strings.Contains(text, "javascript:") {
			t.Errorf("%s: got %.300s, want headers of nobody's not to be believed", path, text)
		}
	}
	for _, path := range []string{"/api/openapi.json", "/api/case/today", "/api/docs", "/operator", "/"} {
		if a := s.ask(t, path, http.Header{"Host": {"evil.example"}}); strings.Contains(string(a.Body), "evil.example") {
			t.Errorf("%s tells the Host header again", path)
		}
	}
	for _, host := range []string{`evil.example"><script>`, "evil.example/a", "evil example", "a\tb"} {
		if got := s.raw(t, "GET /case/"+date+" HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n"); strings.Contains(got, "<script>") || strings.Contains(got, host) {
			t.Errorf("Host %q: got %.300s, want it refused", host, got)
		}
	}
}

// refusesFrames: what can be pressed is in nobody's frame; the card may be, and runs nothing.
func refusesFrames(t *testing.T, s *site) {
	for _, path := range []string{"/", "/operator", "/operator/jobs", "/case/" + date, "/me", "/api/docs", "/nothing"} {
		policy := s.ask(t, path, http.Header{"Host": {"x"}, "Accept": {"text/html"}}).Header.Get("Content-Security-Policy")
		if path == "/api/docs" { // Swagger's page sets styles
			policy = strings.Replace(policy, "style-src 'self' 'unsafe-inline'", "", 1)
		}
		if !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") || !strings.Contains(policy, "default-src 'self'") {
			t.Errorf("%s: got the policy %q", path, policy)
		}
	}
	if policy := s.get(t, "/embed/case/"+date).Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "script-src") {
		t.Errorf("the card: got the policy %q", policy)
	}
}

// ignoresTokensInAddresses: what stands in addresses ends in logs and histories, so that
// it opens nothing.
func ignoresTokensInAddresses(t *testing.T, s *site) {
	for _, query := range []string{"token", "access_token", "api_key", "key", "authorization", "Authorization"} {
		wantError(t, s.get(t, "/api/admin/tokens?"+query+"="+url.QueryEscape(s.Token)), 401, "")
		wantError(t, s.get(t, "/api/admin/tokens?"+query+"=Bearer+"+url.QueryEscape(s.Token)), 401, "")
	}
	wantError(t, s.send(t, "GET", "/api/admin/tokens", http.Header{"Cookie": {"casebook_operator=" + s.Token + "; token=" + s.Token}}, nil), 401, "")
}

// keepsOutOfCaches: nothing of one player's, or of the operator's, is kept by a cache that
// others share.
func keepsOutOfCaches(t *testing.T, s *site) {
	for _, path := range gets("cached") {
		if a := s.get(t, path); strings.Contains(path, "cached") && a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: got %q, want no-store", path, a.Header.Get("Cache-Control"))
		}
	}
	for _, path := range []string{"/api/admin/jobs", "/api/admin/tokens", "/api/admin/cases", "/api/admin/backups", "/metrics"} {
		a := s.ask(t, path, s.operator())
		if a.Status != http.StatusOK || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: got %d %q, want no-store", path, a.Status, a.Header.Get("Cache-Control"))
		}
	}
	for _, path := range []string{"/api/player/cached/a.css", "/api/player/cached;a.css", "/api/player/cached%2fa.css", "/api/player/cached%00.css"} { // that a cache may take for a file
		if a := s.get(t, path); a.Status < 400 || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: got %d %q, want an error that nobody keeps", path, a.Status, a.Header.Get("Cache-Control"))
		}
	}
}

// hidesPlayers: an id that somebody plays under is answered as one is that nobody has.
func hidesPlayers(t *testing.T, s *site) {
	secret := "player-known-to-nobody"
	if err := wantOK(s.post(t, "/api/location/search", with{"caseId": caseID, "userId": secret, "locationId": "loc-1", "searchType": "quick"})); err != nil {
		t.Fatal(err)
	}
	submit := with{"caseId": caseID, "userId": secret, "answers": with{"who": "Nobody", "what": "x", "where": "x", "when": "x", "why": "x", "how": "x"}}
	if err := wantOK(s.post(t, "/api/submit", submit)); err != nil {
		t.Fatal(err)
	}
	for i, path := range gets(secret) {
		known, none := s.get(t, path), s.get(t, gets("player-that-is-nobody")[i])
		if known.Status != none.Status {
			t.Errorf("%s: got %d, and %d for one that nobody has", path, known.Status, none.Status)
		}
	}
	for _, path := range gets("player-that-asks") {
		if a := s.get(t, path); strings.Contains(string(a.Body), secret) {
			t.Errorf("%s tells the id of another: %.300s", path, a.Body)
		}
	}
	for _, path := range []string{"/api/player", "/api/player/", "/api/player-state/" + caseID, "/api/player-state/" + caseID + "/", "/api/notebook/" + caseID, "/api/conversation/" + caseID + "-suspect-1"} {
		if a := s.get(t, path); a.Status < 400 || strings.Contains(string(a.Body), secret) {
			t.Errorf("%s: got %s, want no list of players", path, a)
		}
	}
}

// keepsLog: each line of the log is one of ours, whatever was asked before, and none holds
// a secret.
func keepsLog(t *testing.T, s *site) {
	const forged = "forged-line"
	for _, path := range []string{"/api/case/%0a%7B%22msg%22:%22" + forged + "%22%7D", "/%1b%5b2J" + forged, "/api/player/player-secret-1", "/api/nothing?code=secret-query&token=secret-query", "/%e2%80%ae" + forged} {
		s.ask(t, path, http.Header{"Host": {"x"}, "User-Agent": {"%1b[31m\t" + forged}, "Referer": {"http://x/" + forged}, "Authorization": {"Bearer secret-bearer"}, "X-Request-Id": {forged}})
	}
	for line := range strings.Lines(s.Output.String()) {
		if !strings.HasPrefix(line, "{") && !strings.Contains(line, "time=") {
			continue // what is printed as it starts
		}
		var entry struct {
			Msg string `json:"msg"`
		}
		if err := json.Unmarshal([]byte(line), &entry); err != nil || entry.Msg == "" || strings.Contains(entry.Msg, forged) {
			t.Errorf("got the line %q, %v, want one of ours", line, err)
		}
		for _, secret := range []string{forged, "player-secret-1", "secret-query", "secret-bearer", s.Token, "player-known-to-nobody", "\x1b"} {
			if strings.Contains(line, secret) {
				t.Errorf("got the line %q, want no %q in it", line, secret)
			}
		}
	}
	if n := strings.Count(s.Output.String(), `"msg":"request"`); n < 100 {
		t.Errorf("got %d requests in the log, want all", n)
	}
}
