package conformance

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// rules are the sentences of "Rules for every call".
func rules() []sentence {
	return []sentence{
		{"JSON in and out, UTF-8, camelCase", checkCamelCase},
		{"no cookies or login for players", checkNoCookies},
		{"every id we hand out is URL-path safe; suspect ids are unique across all cases", checkIDs},
		{"where a case id is expected, a bare YYYY-MM-DD names that day's daily case", checkBareDates},
		{"userId is of A-Za-z0-9_.:- and 1 to 128 characters", checkUserIDs},
		{"no response ever shows one player's id to another", checkSecretIDs},
		{"every error, 404 for an unknown path included, is JSON with error and message and RFC 9457's keys", checkErrors},
		{"413 too large, 415 wrong type", checkBodies},
		{"429 with Retry-After", checkTooMany},
		{"GET answers carry a strong ETag; If-None-Match gives 304", checkTags},
		{"GET /api/case/{id} may be cached by anything in front of us; today until it changes", checkCaching},
		{"public game routes answer any origin", checkOrigins},
		{"nothing about a case may be read before its day begins", checkTomorrow},
	}
}

// gets are all routes of the game that are read with GET, but for streams, for a player
// of their own.
func gets(user string) []string {
	suspect := caseID + "-suspect-1"
	return []string{
		"/api/case/today", "/api/case/" + caseID, "/api/case/" + caseID + "?userId=" + user, "/api/cases", "/api/suspects/" + caseID,
		"/api/case/" + caseID + "/location-images/status", "/api/case/" + caseID + "/evidence-images/status",
		"/api/case/" + caseID + "/image-status", "/api/suspect-image/" + suspect, "/api/player-state/" + caseID + "/" + user,
		"/api/player/" + user + "/ap-status?caseId=" + caseID, "/api/conversation/" + suspect + "/" + user, "/api/leaderboard/" + caseID,
		"/api/stats/" + caseID, "/api/notebook/" + caseID + "/" + user, "/api/hints/" + caseID + "/" + user, "/api/player/" + user,
	}
}

func checkCamelCase(t *testing.T, s *site) {
	for _, path := range gets("camel") {
		a := s.get(t, path)
		wantGood(t, a, "")
		for key := range keysOf(a.value) {
			if strings.ContainsAny(key, "_ ") || key[:1] != strings.ToLower(key[:1]) {
				t.Errorf("%s: got the key %q, want camelCase", path, key)
			}
		}
	}
}

// keysOf lists the keys of all objects in a value, but for ids.
func keysOf(v any) map[string]bool {
	keys := map[string]bool{}
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			keys[key] = true
			for key := range keysOf(inner) {
				keys[key] = true
			}
		}
	case []any:
		for _, inner := range v {
			for key := range keysOf(inner) {
				keys[key] = true
			}
		}
	}
	return keys
}

func checkNoCookies(t *testing.T, s *site) {
	for _, path := range gets("cookieless") {
		if a := s.get(t, path); a.Header.Get("Set-Cookie") != "" || a.Status != http.StatusOK {
			t.Errorf("got %v %s, want an answer without a cookie", a.Header, a)
		}
	}
}

func checkIDs(t *testing.T, s *site) {
	seen := map[string]bool{}
	for _, day := range []string{date, "2026-11-20", "2026-11-19"} {
		a := s.get(t, "/api/case/"+day)
		wantGood(t, a, "id id\nsuspects.[3].id id\nlocations.[5].id id\nevidence.[5].id id")
		for i := range 3 {
			id := a.text(fmt.Sprintf("suspects.%d.id", i))
			if want := fmt.Sprintf("case-%s-suspect-%d", day, i+1); id != want || seen[id] {
				t.Errorf("%s: got the suspect %q, want %q and none twice", day, id, want)
			}
			seen[id] = true
		}
	}
}

func checkBareDates(t *testing.T, s *site) {
	for _, path := range gets("dates") {
		if !strings.Contains(path, caseID) || strings.Contains(path, "suspect-1") {
			continue
		}
		bare := s.get(t, strings.Replace(path, caseID, date, 1))
		if a := s.get(t, path); bare.Status != 200 || string(a.Body) != string(bare.Body) && !strings.Contains(path, "image-status") {
			t.Errorf("got %s by date, and %s by id", bare, a)
		}
	}
	for path, body := range map[string]with{
		"/api/location/search":               {"caseId": date, "userId": "dates", "locationId": "loc-1", "searchType": "quick"},
		"/api/player-state/initialize":       {"caseId": date, "userId": "dates"},
		"/api/chat/" + caseID + "-suspect-1": {"caseId": date, "userId": "dates", "message": "Hello?"},
		"/api/submit":                        {"caseId": date, "userId": "dates-2", "answers": with{"who": "Nobody", "what": "", "where": "", "when": "", "why": "", "how": ""}},
	} {
		if err := wantOK(s.post(t, path, body)); err != nil {
			t.Error(err)
		}
	}
}

func checkUserIDs(t *testing.T, s *site) {
	good := []string{"a", "Z9_.:-", strings.Repeat("x", 128)}
	bad := []string{strings.Repeat("x", 129), "a%20b", "a%2Fb", "%C3%A4", "a%00", "a@b"}
	for _, user := range append(good, bad...) {
		for _, path := range gets(user) {
			if !strings.Contains(path, user) {
				continue
			}
			switch a := s.get(t, path); {
			case slices.Contains(good, user):
				wantGood(t, a, "")
			default:
				wantError(t, a, 400, "userId")
			}
		}
	}
	for _, user := range []string{"", strings.Repeat("x", 129), "a b", "a/b", "ä", "a\x00"} {
		for path, body := range map[string]with{
			"/api/location/search":               {"caseId": caseID, "locationId": "loc-1", "searchType": "quick"},
			"/api/player-state/initialize":       {"caseId": caseID},
			"/api/chat/" + caseID + "-suspect-1": {"caseId": caseID, "message": "Hello?"},
			"/api/submit":                        {"caseId": caseID, "answers": with{"who": "Nobody", "what": "", "where": "", "when": "", "why": "", "how": ""}},
		} {
			body["userId"] = user
			wantError(t, s.post(t, path, body), 400, "userId")
			delete(body, "userId")
			wantError(t, s.post(t, path, body), 400, "userId")
		}
	}
}

func checkSecretIDs(t *testing.T, s *site) {
	const secret, other = "very-secret-player", "another-secret-player"
	for _, user := range []string{secret, other} {
		s.post(t, "/api/chat/"+caseID+"-suspect-1", with{"caseId": caseID, "userId": user, "message": "Where were you?"})
		accuse(t, s, caseID, user, wrongAnswers())
	}
	for _, path := range append(gets("watcher"), "/api/leaderboard/"+caseID+"?limit=100", "/api/leaderboard/"+caseID+"?limit=100&userId="+other) {
		if a := s.get(t, path); strings.Contains(string(a.Body), secret) || a.Status != 200 {
			t.Errorf("got %s, want an answer without the other player's id", a)
		}
	}
	mine := s.get(t, "/api/leaderboard/"+caseID+"?limit=100&userId="+other)
	if n := strings.Count(string(mine.Body), other); n != 1 {
		t.Errorf("got one's own id %d times in %s, want it once", n, mine)
	}
}

func checkErrors(t *testing.T, s *site) {
	for _, path := range []string{"/api", "/api/", "/api/nothing", "/api/case", "/api/case/a/b/c/d", "/api/leaderboard", "/api/../api/x"} {
		wantError(t, s.get(t, path), 404, "")
		wantError(t, s.post(t, path, with{}), 404, "")
	}
	for _, path := range []string{
		"/api/case/" + unknown, "/api/player-state/" + unknown + "/p", "/api/leaderboard/" + unknown, "/api/stats/" + unknown,
		"/api/case/" + unknown + "/solution?userId=p", "/api/conversation/" + unknown + "-suspect-1/p", "/api/suspect-image/" + unknown + "-suspect-1",
		"/api/case/nonsense", "/api/case/%2e%2e", "/api/case/" + strings.Repeat("9", 64),
	} {
		words := "not found"
		if strings.Contains(path, "image") {
			words = "no picture"
		}
		wantError(t, s.get(t, path), 404, words)
	}
	if a := s.send(t, http.MethodPatch, "/api/case/today", nil, nil); a.Status != http.StatusMethodNotAllowed || a.text("error") == "" || a.text("message") == "" {
		t.Errorf("got %s, want 405 as JSON", a)
	}
	one := s.post(t, "/api/location/search", with{"caseId": 7, "searchType": "deep"})
	wantError(t, one, 400, "")
	wantShape(t, one.asked, one.value, "errors.[].message string\nerrors.[].location string")
	if a := s.get(t, "/api/case/"+unknown); a.text("instance") != "/api/case/"+unknown || a.text("detail") != a.text("message") {
		t.Errorf("got %s, want RFC 9457's instance and detail", a)
	}
}

func checkBodies(t *testing.T, s *site) {
	for _, path := range []string{"/api/location/search", "/api/player-state/initialize", "/api/chat/" + caseID + "-suspect-1", "/api/submit", "/api/hint"} {
		send := func(kind, body string) answer {
			return s.send(t, http.MethodPost, path, http.Header{"Content-Type": {kind}}, body)
		}
		wantError(t, send("application/json", `{"userId":"`+strings.Repeat("x", 70<<10)+`"}`), 413, "too large")
		wantError(t, send("text/plain", `{"userId":"p"}`), 415, "JSON")
		wantError(t, send("application/xml", `<a/>`), 415, "JSON")
		for _, body := range []string{"", "{", "[]", "null", `"x"`, "{}", `{"userId":"p","userId":"q"}`, "\xff\xfe", `{"userId":7}`} {
			wantError(t, send("application/json", body), 400, "")
		}
		if a := send("application/json; charset=utf-8", `{"userId":"p"}`); a.Status == 415 {
			t.Errorf("got %s, want a content type with a charset accepted", a)
		}
	}
}

func checkTooMany(t *testing.T, s *site) {
	body := with{"caseId": unknown, "userId": "hasty", "locationId": "loc-1", "searchType": "quick"}
	for range 400 {
		a := s.post(t, "/api/location/search", body)
		if a.Status == http.StatusNotFound {
			continue
		}
		wantError(t, a, 429, "again")
		return
	}
	t.Error("a player may ask without end")
}

func checkTags(t *testing.T, s *site) {
	for _, path := range gets("tagged") {
		s.get(t, path) // makes the player's state where it is missing
		a := s.get(t, path)
		tag := a.Header.Get("ETag")
		if len(tag) < 10 || !strings.HasPrefix(tag, `"`) || !strings.HasSuffix(tag, `"`) {
			t.Errorf("%s: got the tag %q, want a strong one", path, tag)
		}
		for _, header := range []string{tag, `"other", ` + tag, "*"} {
			if again := s.send(t, http.MethodGet, path, http.Header{"If-None-Match": {header}}, nil); again.Status != 304 || len(again.Body) != 0 {
				t.Errorf("with If-None-Match %s: got %s, want 304", header, again)
			}
		}
		if again := s.send(t, http.MethodGet, path, http.Header{"If-None-Match": {`"other"`}}, nil); again.Status != 200 {
			t.Errorf("with another tag: got %s, want 200", again)
		}
	}
}

func checkCaching(t *testing.T, s *site) {
	for path, want := range map[string]string{"/api/case/" + caseID: "public, max-age=", "/api/case/2026-11-20": "public", "/api/case/today": "public, max-age="} {
		if a := s.get(t, path); !strings.HasPrefix(a.Header.Get("Cache-Control"), want) {
			t.Errorf("%s: got %q, want %q", path, a.Header.Get("Cache-Control"), want)
		}
	}
	for _, path := range []string{"/api/player-state/" + caseID + "/p", "/api/case/" + caseID + "?userId=p", "/api/leaderboard/" + caseID + "?userId=p"} {
		if a := s.get(t, path); a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: got %q, want nothing of a player kept in a cache", path, a.Header.Get("Cache-Control"))
		}
	}
}

func checkOrigins(t *testing.T, s *site) {
	foreign := func() http.Header { return http.Header{"Origin": {"https://clients.example"}} }
	for _, path := range append(gets("stranger"), "/api/case/"+unknown, "/api/openapi.json") {
		if a := s.send(t, http.MethodGet, path, foreign(), nil); a.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: got %v, want any origin allowed", path, a.Header)
		}
	}
	for _, path := range []string{
		"/api/location/search", "/api/player-state/initialize", "/api/chat/" + caseID + "-suspect-1", "/api/submit", "/api/case/generate",
	} {
		ask := foreign()
		ask.Set("Access-Control-Request-Method", "POST")
		ask.Set("Access-Control-Request-Headers", "content-type")
		a := s.send(t, http.MethodOptions, path, ask, nil)
		allowed := strings.ToLower(a.Header.Get("Access-Control-Allow-Headers"))
		if a.Status/100 != 2 || a.Header.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(allowed, "content-type") ||
			!strings.Contains(a.Header.Get("Access-Control-Allow-Methods"), "POST") {
			t.Errorf("got %v %s, want a preflight that allows JSON", a.Header, a)
		}
		if a := s.send(t, http.MethodPost, path, http.Header{"Origin": {"https://clients.example"}, "Content-Type": {"application/json"}}, "{"); a.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("an error of %s: got %v, want it readable", path, a.Header)
		}
	}
	for _, path := range []string{"/api/admin/cases", "/api/admin/session", "/api/case/regenerate", "/api/upload-image"} {
		ask := foreign()
		ask.Set("Access-Control-Request-Method", "POST")
		for _, a := range []answer{s.send(t, http.MethodPost, path, foreign(), with{}), s.send(t, http.MethodOptions, path, ask, nil)} {
			if origin := a.Header.Get("Access-Control-Allow-Origin"); origin != "" {
				t.Errorf("%s: got %q, want no origin allowed", a, origin)
			}
		}
	}
}

func checkTomorrow(t *testing.T, s *site) {
	listed := s.send(t, http.MethodGet, "/api/admin/cases", s.operator(), nil)
	if !strings.Contains(string(listed.Body), tomorrow) {
		t.Fatalf("got %s, want tomorrow's case to be ready", listed)
	}
	for _, path := range gets("early") {
		if !strings.Contains(path, caseID) {
			continue
		}
		a, never := s.get(t, strings.Replace(path, caseID, tomorrow, 1)), s.get(t, strings.Replace(path, caseID, "case-2026-12-31", 1))
		forget := strings.NewReplacer(tomorrow, "", "case-2026-12-31", "")
		if got, want := forget.Replace(string(a.Body)), forget.Replace(string(never.Body)); a.Status != never.Status || got != want && !strings.Contains(path, "status") {
			t.Errorf("got %s, want what a case answers that is not there: %s", a, never)
		}
	}
	wantError(t, s.get(t, "/api/case/"+tomorrow+"/events"), 404, "not found")
	title := regexp.MustCompile(`"title":"([^"]+)"`).FindSubmatch(regexp.MustCompile(`[^{]*` + tomorrow + `[^}]*`).Find(listed.Body))
	for _, path := range []string{"/case/" + tomorrow, "/case/2026-11-22", "/embed/case/" + tomorrow, "/api/oembed?url=" + s.URL + "/case/" + tomorrow} {
		a := s.send(t, http.MethodGet, path, http.Header{"Accept": {"text/html"}}, nil)
		if a.Status != 404 || title == nil || strings.Contains(string(a.Body), string(title[1])) {
			t.Errorf("got %s, want nothing of the case that is called %q", a, title)
		}
	}
	for _, file := range pictureFiles(t, s.Data, tomorrow) {
		wantError(t, s.get(t, "/images/"+file), 404, "")
	}
	for _, path := range []string{"/api/cases?limit=100", "/feed.xml", "/calendar.ics", "/api/case/today"} {
		if a := s.get(t, path); strings.Contains(string(a.Body), "2026-11-22") && path != "/api/case/today" && path != "/calendar.ics" || strings.Contains(string(a.Body), tomorrow) {
			t.Errorf("got %s, want nothing of tomorrow's case", a)
		}
	}
	for path, body := range map[string]with{
		"/api/location/search":                 {"caseId": tomorrow, "userId": "early", "locationId": "loc-1", "searchType": "quick"},
		"/api/player-state/initialize":         {"caseId": tomorrow, "userId": "early"},
		"/api/chat/" + tomorrow + "-suspect-1": {"caseId": tomorrow, "userId": "early", "message": "Hello?"},
		"/api/submit":                          {"caseId": tomorrow, "userId": "early", "answers": wrongAnswers()},
	} {
		wantError(t, s.post(t, path, body), 404, "not found")
	}
}
