package web

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"casebook/generator/people"
)

// browser is one that keeps its cookies, for a test.
type browser struct {
	h       *house
	cookies map[string]string
	header  map[string]string // besides
}

func (h *house) browser() *browser { return &browser{h, map[string]string{}, map[string]string{}} }

// do sends a request and takes in the cookies of the answer.
func (b *browser) do(t testing.TB, method, path, body string) answered {
	t.Helper()
	header := map[string]string{}
	maps.Copy(header, b.header)
	var pairs []string
	for name, value := range b.cookies {
		pairs = append(pairs, name+"="+value)
	}
	header["Cookie"] = strings.Join(pairs, "; ")
	a := ask(t, b.h.url, asked{Method: method, Path: path, Body: body, Header: header})
	for _, line := range a.Header.Values("Set-Cookie") {
		cookie, err := http.ParseSetCookie(line)
		if err != nil {
			t.Fatal(err)
		}
		if b.cookies[cookie.Name] = cookie.Value; cookie.MaxAge < 0 {
			delete(b.cookies, cookie.Name)
		}
	}
	return a
}

// must is do, and expects a status.
func (b *browser) must(t testing.TB, status int, method, path, body string) answered {
	t.Helper()
	a := b.do(t, method, path, body)
	if a.Status != status {
		t.Fatalf("%s %s: got %d %s, want %d", method, path, a.Status, a.Body, status)
	}
	return a
}

// operator is a browser in which the first account was made.
func (h *house) operator(t testing.TB) *browser {
	t.Helper()
	code, _ := h.o.Auth.SetupCode()
	b := h.browser()
	b.must(t, 200, "POST", "/api/admin/setup", `{"code":"`+code+`","name":"Ada","password":"a long password"}`)
	return b
}

// joined is a browser in which somebody has joined with a role.
func (h *house) joined(t testing.TB, by *browser, role, name string) *browser {
	t.Helper()
	code := by.must(t, 200, "POST", "/api/admin/invitations", `{"role":"`+role+`"}`).text(t, "code")
	b := h.browser()
	b.must(t, 200, "POST", "/api/admin/join", `{"code":"`+code+`","name":"`+name+`","password":"a long password"}`)
	return b
}

// TestViewerMayOnlyRead asks every operation of the area as a viewer.
func TestViewerMayOnlyRead(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	ada := h.operator(t)
	vi := h.joined(t, ada, "viewer", "Vi")
	if got := vi.must(t, 200, "GET", "/api/admin/session", ""); got.text(t, "role") != "viewer" || got.text(t, "name") != "Vi" {
		t.Errorf("got %s", got.Body)
	}
	refused := 0
	for path, item := range h.api.OpenAPI().Paths {
		for _, op := range operations(item) {
			if len(op.Security) == 0 || len(op.Security[0]["token"]) == 0 {
				continue
			}
			scope := people.Scope(op.Security[0]["token"][0])
			if scope == ScopeRead {
				if op.Method != http.MethodGet && path != "/api/admin/cases/{caseId}/verdict" { // which only asks the referee
					t.Errorf("%s %s wants no more than to read", op.Method, path)
				}
				continue
			}
			refused++
			a := vi.do(t, op.Method, parameters().ReplaceAllString(path, "thing"), "{}")
			if a.Status != http.StatusForbidden || !strings.Contains(a.text(t, "message"), "viewer") {
				t.Errorf("%s %s: got %d %s, want 403", op.Method, path, a.Status, a.Body)
			}
		}
	}
	if refused < 20 {
		t.Errorf("got %d operations that viewers may not use, want all that change something", refused)
	}
	vi.must(t, 200, "GET", "/api/admin/jobs", "")
	vi.must(t, 200, "PUT", "/api/admin/password", `{"old":"a long password","password":"another password"}`)
	ada.must(t, 200, "GET", "/api/admin/users", "")
	if a := vi.do(t, "GET", "/debug/pprof/", ""); a.Status != http.StatusUnauthorized {
		t.Errorf("profiles: got %d, want 401", a.Status)
	}
}

// TestSessionFixation: an id that a browser had before it signed in is worth nothing, and
// the one after is new.
func TestSessionFixation(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	ada := h.operator(t)
	first := ada.cookies[sessionCookie]
	for _, planted := range []string{first, "PLANTED", ""} {
		b := h.browser()
		b.cookies[sessionCookie] = planted
		b.must(t, 200, "POST", "/api/admin/session", `{"name":"ada","password":"a long password"}`)
		if got := b.cookies[sessionCookie]; got == planted || len(got) < 20 {
			t.Errorf("with %q: got the id %q, want a new one", planted, got)
		}
		b.must(t, 200, "GET", "/api/admin/sessions", "")
		b.cookies[sessionCookie] = planted
		b.must(t, 401, "GET", "/api/admin/sessions", "")
	}
	ada.must(t, 401, "GET", "/api/admin/sessions", "") // it was signed in anew, from another browser that knew its id
}

// TestSessionsRoutes lists and ends sessions, with what is open in them.
func TestSessionsRoutes(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	ada, other := h.operator(t), h.browser()
	other.header["User-Agent"] = "Firefox"
	other.must(t, 200, "POST", "/api/admin/session", `{"name":"Ada","password":"a long password"}`)
	next := h.hearChanges(t, map[string]string{"Cookie": sessionCookie + "=" + other.cookies[sessionCookie]})
	if _, ok := next(); !ok {
		t.Fatal("the stream did not begin")
	}
	list := ada.must(t, 200, "GET", "/api/admin/sessions", "")
	if len(list.field(t, "sessions").([]any)) != 2 {
		t.Fatalf("got %s, want two sessions", list.Body)
	}
	id := ""
	for _, one := range list.field(t, "sessions").([]any) {
		if s := one.(map[string]any); s["current"] == false {
			id = s["id"].(string)
			if s["browser"] != "Firefox" || s["address"] != "127.0.0.1" {
				t.Errorf("the other session: got %v", s)
			}
		}
	}
	ada.must(t, 200, "DELETE", "/api/admin/sessions/"+id, "")
	for ok := true; ok; { // ends with the session, or the test does not
		_, ok = next()
	}
	other.must(t, 401, "GET", "/api/admin/sessions", "")
	ada.must(t, 200, "GET", "/api/admin/sessions", "")
	ada.must(t, 200, "DELETE", "/api/admin/session", "")
	if _, still := ada.cookies[sessionCookie]; still {
		t.Error("signing out left the cookie")
	}
	if _, known := ada.cookies[deviceCookie]; !known {
		t.Error("signing out took away that the browser is known")
	}
}

// TestCookies: what browsers are told of them, by how they came.
func TestCookies(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		public, base, proto, prefix string
		trusted                     bool // the proxy by which it came
		secure                      bool
	}{
		{"", "", "", "", true, false},
		{"", "", "https", "__Host-", true, true},
		{"", "", "https", "", false, false},
		{"", "/mystery", "https", "__Secure-", true, true},
		{"https://casebook.example.org", "", "", "__Host-", false, true},
	} {
		s, _ := bare(t, func(o *Options) {
			if o.PublicURL, o.BasePath = test.public, test.base; test.trusted {
				o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
			}
		})
		code, _ := s.o.Auth.SetupCode()
		header := map[string]string{"X-Forwarded-Proto": test.proto}
		request := asked{Method: "POST", Path: test.base + "/api/admin/setup", Body: `{"code":"` + code + `","name":"Ada","password":"a long password"}`, Header: header}
		r := request.request(t, open(t, s))
		if test.public != "" {
			r.Host = "casebook.example.org"
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		cookies := response.Cookies()
		if len(cookies) != 2 {
			t.Fatalf("%+v: got %d cookies, want 2", test, len(cookies))
		}
		for i, name := range []string{sessionCookie, deviceCookie} {
			c := cookies[i]
			if c.Name != test.prefix+name || c.Secure != test.secure || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Path != test.base+"/" || c.Domain != "" || c.MaxAge < 30*24*3600 {
				t.Errorf("%+v: got %+v", test, c)
			}
		}
	}
}

// TestCrossSite: no other site can use a session, nor sign a browser in.
func TestCrossSite(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	ada := h.operator(t)
	ada.header = map[string]string{"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
	n := 0
	for path, item := range h.api.OpenAPI().Paths {
		for _, op := range operations(item) {
			if !isAudited(op) || op.Method == http.MethodGet {
				continue
			}
			n++
			if a := ada.do(t, op.Method, parameters().ReplaceAllString(path, "thing"), "{}"); a.Status != http.StatusForbidden || !strings.Contains(a.text(t, "message"), "another site") {
				t.Errorf("%s %s: got %d %s, want 403", op.Method, path, a.Status, a.Body)
			}
		}
	}
	if n < 25 {
		t.Errorf("got %d operations, want all that change something", n)
	}
}

// TestSignInTellsNothing: whether there is a user cannot be told from the answer, and a
// known browser signs in while strangers keep the name busy.
func TestSignInTellsNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	ada := h.operator(t)
	said := func(b *browser, name, password string) string {
		text, _ := json.Marshal(map[string]string{"name": name, "password": password})
		a := b.do(t, "POST", "/api/admin/session", string(text))
		return strings.ReplaceAll(http.StatusText(a.Status)+string(a.Body)+a.Header.Get("Retry-After"), name, "NAME")
	}
	for n := range 7 {
		if known, unknown := said(h.browser(), "Ada", "wrong"), said(h.browser(), "Eve", "wrong"); known != unknown {
			t.Errorf("try %d: got %s for a user, %s for none", n+1, known, unknown)
		}
	}
	if got := said(h.browser(), "Ada", "a long password"); !strings.HasPrefix(got, "Too Many Requests") {
		t.Errorf("the right password in a strange browser: got %s, want to be told to wait", got)
	}
	if got := said(ada, "Ada", "a long password"); !strings.HasPrefix(got, "OK") {
		t.Errorf("the right password in the known browser: got %s", got)
	}
	users := ada.must(t, 200, "GET", "/api/admin/users", "")
	code := ada.must(t, 200, "POST", "/api/admin/users/"+users.text(t, "users.0.id")+"/reset", "").text(t, "code")
	fresh := h.browser()
	fresh.must(t, 200, "POST", "/api/admin/reset", `{"code":"`+code+`","password":"another password"}`)
	ada.must(t, 401, "GET", "/api/admin/sessions", "")
	fresh.must(t, 200, "GET", "/api/admin/sessions", "")
}

// TestUsersRoutes: roles, the last operator, and who is deleted.
func TestUsersRoutes(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	ada := h.operator(t)
	bo := h.joined(t, ada, "operator", "Bo")
	users := ada.must(t, 200, "GET", "/api/admin/users", "")
	adaID, boID := users.text(t, "users.0.id"), users.text(t, "users.1.id")
	ada.must(t, 200, "PUT", "/api/admin/users/"+boID, `{"role":"viewer"}`)
	bo.must(t, 403, "DELETE", "/api/admin/users/"+adaID, "")
	ada.must(t, 409, "PUT", "/api/admin/users/"+adaID, `{"role":"viewer"}`)
	ada.must(t, 409, "DELETE", "/api/admin/users/"+adaID, "")
	ada.must(t, 400, "PUT", "/api/admin/users/"+boID, `{"role":"king"}`)
	ada.must(t, 200, "DELETE", "/api/admin/users/"+boID, "")
	bo.must(t, 401, "GET", "/api/admin/jobs", "")
	ada.must(t, 404, "DELETE", "/api/admin/users/"+boID, "")
	ada.must(t, 200, "POST", "/api/admin/invitations", `{"role":"viewer"}`)
	open := ada.must(t, 200, "GET", "/api/admin/invitations", "")
	ada.must(t, 200, "DELETE", "/api/admin/invitations/"+open.text(t, "invitations.0.id"), "")
	for _, route := range []string{"GET /api/admin/sessions", "PUT /api/admin/password", "POST /api/admin/passkeys/begin"} {
		method, path, _ := strings.Cut(route, " ")
		if status, body := h.operate(t, method, path, withToken("local"), "application/json", `{"old":"x","password":"a long password"}`); status != 403 {
			t.Errorf("%s by a token: got %d %v, want 403", route, status, body)
		}
	}
}

// TestPasskeyWantsThePassword: a session alone begins none, and each try is in the audit log.
func TestPasskeyWantsThePassword(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	ada := h.operator(t)
	id := ada.must(t, 200, "GET", "/api/admin/session", "").text(t, "id")
	h.url = strings.Replace(h.url, "127.0.0.1", "localhost", 1)
	for _, test := range []struct {
		body   string
		status int
		says   string
	}{
		{`{}`, 403, "once more"},
		{`{"password":""}`, 403, "once more"},
		{`{"password":"not the password"}`, 403, "not your password"},
		{`{"state":"x.y","credential":{"id":"x"}}`, 403, "passkey"},
		{`{"password":"a long password"}`, 200, "challenge"},
	} {
		if a := ada.do(t, "POST", "/api/admin/passkeys/begin", test.body); a.Status != test.status || !strings.Contains(string(a.Body), test.says) {
			t.Errorf("%s: got %d %s, want %d with %q", test.body, a.Status, a.Body, test.status, test.says)
		}
	}
	if a := ada.must(t, 200, "GET", "/api/admin/users/"+id+"/passkeys", ""); string(a.Body) != `{"passkeys":[]}` {
		t.Errorf("got %s, want none", a.Body)
	}
	ada.must(t, 404, "DELETE", "/api/admin/users/"+id+"/passkeys/5f1c0a", "")
	log := ada.must(t, 200, "GET", "/api/admin/log", "")
	if got := log.text(t, "entries.0.what") + " " + log.text(t, "entries.1.what") + " " + log.text(t, "entries.1.outcome") + " " + log.text(t, "entries.2.outcome"); got != "drop-user-passkey begin-passkey done refused" {
		t.Errorf("the log: got %q in %s", got, log.Body)
	}
}

// TestWherePasskeysArePossible: on secure pages of a name, and on the machine itself.
func TestWherePasskeysArePossible(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		public, host, proto, want string
	}{
		{"", "localhost:8080", "", ""},
		{"", "casebook.example.org", "https", ""},
		{"https://casebook.example.org", "casebook.example.org", "", ""},
		{"https://casebook.example.org", "192.168.1.7:8080", "", "https://"},
		{"https://example.org", "user.example.org", "https", "public"},
		{"https://example.org", "example.org:8443", "https", "public"},
		{"https://example.org", "localhost:8080", "", "public"},
		{"", "192.168.1.7:8080", "", "https://"},
		{"", "casebook.example.org", "", "https://"},
		{"", "192.168.1.7", "https", "name"},
		{"", "[2001:db8::1]", "https", "name"},
	} {
		s, _ := bare(t, func(o *Options) {
			o.PublicURL, o.TrustedProxies = test.public, []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
		})
		url := open(t, s)
		for path, want := range map[string]int{"/api/admin/session": 200, "/api/admin/session/passkey/begin": 200} {
			method := "GET"
			if strings.HasSuffix(path, "begin") {
				method = "POST"
				if test.want != "" {
					want = 403
				}
			}
			r := asked{Method: method, Path: path, Header: map[string]string{"X-Forwarded-Proto": test.proto}}.request(t, url)
			r.Host = test.host
			response, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			var body struct {
				Passkeys   bool   `json:"passkeys"`
				NoPasskeys string `json:"noPasskeys"`
				PublicKey  struct {
					RPID string `json:"rpId"`
				} `json:"publicKey"`
			}
			err = json.NewDecoder(response.Body).Decode(&body)
			_ = response.Body.Close()
			if err != nil || response.StatusCode != want {
				t.Errorf("%+v: %s: got %d, %v, want %d", test, path, response.StatusCode, err, want)
			}
			if method == "GET" && (body.Passkeys != (test.want == "") || !strings.Contains(body.NoPasskeys, test.want)) {
				t.Errorf("%+v: got %v, %q", test, body.Passkeys, body.NoPasskeys)
			}
			if method == "POST" && want == 200 && !strings.HasPrefix(test.host, body.PublicKey.RPID) {
				t.Errorf("%+v: got the site %q", test, body.PublicKey.RPID)
			}
		}
	}
}
