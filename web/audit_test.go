package web

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"casebook/generator/audit"
	"casebook/generator/people"
)

// audited reads the newest entries of the audit log.
func (h *house) audited(t testing.TB, query string) []audit.Entry {
	t.Helper()
	a := ask(t, h.url, asked{Path: "/api/admin/log" + query, Header: withToken("local")})
	var page struct {
		Entries []audit.Entry `json:"entries"`
	}
	if err := json.Unmarshal(a.Body, &page); err != nil || a.Status != http.StatusOK {
		t.Fatalf("the audit log: %d, %v: %s", a.Status, err, a.Body)
	}
	return page.Entries
}

// TestEveryWriteIsAudited sends each operation that changes something for an operator with
// a token that may not, and finds it in the log, which holds nothing that was sent.
func TestEveryWriteIsAudited(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	count := 0
	for path, item := range h.api.OpenAPI().Paths {
		for _, op := range operations(item) {
			if !isAudited(op) {
				continue
			}
			count++
			name := "bot " + strconv.Itoa(count) // of one bot, not all that is refused would be kept
			secret, _, err := h.o.Auth.MakeToken(t.Context(), &people.Actor{}, people.NewToken{Name: name, Scopes: []people.Scope{ScopeRead}})
			if err != nil {
				t.Fatal(err)
			}
			at := parameters().ReplaceAllString(path, "thing")
			a := ask(t, h.url, asked{Method: op.Method, Path: at, Body: `{"secret":"hush","password":"hush"}`, Header: withToken(secret)})
			got := h.audited(t, "?limit=1")[0]
			got.From, got.ID, got.At = "", 0, got.At.Truncate(0)
			want := audit.Entry{At: got.At, Who: "token " + name, What: op.OperationID, Text: op.Summary, Outcome: outcomeOf(a.Status), Status: a.Status}
			if n := strings.Count(path, "{"); n > 0 {
				want.About = strings.TrimSpace(strings.Repeat("thing ", n))
			}
			if got != want {
				t.Errorf("%s %s:\ngot  %+v\nwant %+v", op.Method, path, got, want)
			}
		}
	}
	if count < 12 {
		t.Errorf("got %d operations, want those that change something", count)
	}
	if whole := ask(t, h.url, asked{Path: "/api/admin/log?limit=200", Header: withToken("local")}); strings.Contains(string(whole.Body), "hush") || strings.Contains(string(whole.Body), "casebook_") {
		t.Errorf("the log holds what was sent: %s", whole.Body)
	}
}

// TestViewerFloodsNoLog: a viewer who does without end what a viewer can leaves little in the
// log, and says how much it was.
func TestViewerFloodsNoLog(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	ada := h.operator(t)
	vi := h.joined(t, ada, "viewer", "Vi")
	for range 30 {
		vi.must(t, 403, "POST", "/api/admin/restart", "{}")
		vi.must(t, 200, "DELETE", "/api/admin/sessions", "")
	}
	for range 30 {
		ada.must(t, 404, "DELETE", "/api/admin/tokens/none", "") // refused, and not as Vi
	}
	count := map[string]int{}
	for _, e := range h.audited(t, "?limit=200") {
		count[e.Who+" "+e.What]++
	}
	want := map[string]int{"Ada set-up": 1, "Ada invite": 1, "Vi join": 1, "Vi restart": 20, "Vi end-other-sessions": 20, "Ada drop-token": 20}
	if !maps.Equal(count, want) {
		t.Errorf("got %v, want %v", count, want)
	}
}

// TestWhoIsAudited does the same in several names.
func TestWhoIsAudited(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	code, _ := h.o.Auth.SetupCode()
	account := `{"code":"` + code + `","name":"Ada","password":"a long password"}`
	made := ask(t, h.url, asked{Method: http.MethodPost, Path: "/api/admin/setup", Body: account})
	cookie, _, _ := strings.Cut(made.Header.Get("Set-Cookie"), ";")
	mine := map[string]string{"Cookie": cookie}
	for _, one := range []asked{
		{Method: http.MethodPost, Path: "/api/admin/session", Body: `{"name":"Ada","password":"wrong"}`},
		{Method: http.MethodPost, Path: "/api/admin/tokens", Body: `{"name":"bot","scopes":["read"]}`, Header: mine},
		{Method: http.MethodPost, Path: "/api/case/regenerate", Body: `{"caseId":"case-2000-01-01"}`, Header: withToken("local")},
		{Method: http.MethodPost, Path: "/api/case/regenerate", Body: `{"caseId":"case-2000-01-01"}`, Header: withToken("casebook_wrong")},
		{Method: http.MethodGet, Path: "/api/admin/backup", Header: mine},
		{Method: http.MethodGet, Path: "/api/admin/jobs", Header: mine},
		{Method: http.MethodDelete, Path: "/api/admin/session", Header: mine},
	} {
		ask(t, h.url, one)
	}
	var got []string
	for _, e := range h.audited(t, "?limit=50") {
		got = append(got, fmt.Sprintf("%s %s %s %s %d", e.Who, e.What, e.About, e.Outcome, e.Status))
		if !strings.HasPrefix(e.From, "127.") {
			t.Errorf("from: got %q", e.From)
		}
	}
	want := []string{
		"Ada sign-out  done 200",
		"Ada stream-backup  done 200",
		"nobody regenerate-case  refused 401",
		"this machine regenerate-case case-2000-01-01 refused 404",
		"Ada make-token bot done 200",
		"nobody sign-in  refused 401",
		"Ada set-up  done 200",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if list := h.audited(t, "?who=nobody&limit=1"); len(list) != 1 || list[0].What != "regenerate-case" {
		t.Errorf("nobody's: got %+v", list)
	}
}
