package conformance

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casebook/web/webtest"
)

// signedIn sends what begins a session and returns the header of a browser that has it.
func (s *site) signedIn(t *testing.T, path string, body with) http.Header {
	t.Helper()
	a := s.send(t, http.MethodPost, path, nil, body)
	if err := wantOK(a); err != nil {
		t.Fatal(err)
	}
	cookie, _, _ := strings.Cut(a.Header.Get("Set-Cookie"), ";")
	return http.Header{"Cookie": {cookie}, "Sec-Fetch-Site": {"same-origin"}, "Sec-Fetch-Dest": {"image"}}
}

// hidesPictures: whoever may read as operator or viewer sees the pictures of a day to come,
// and nobody else does; no cache keeps them, and no other site may show them.
func hidesPictures(t *testing.T, s *site) {
	var paths []string
	webtest.Within(t, webtest.Drawing, "tomorrow's case is drawn", func() error {
		paths = nil
		whole := s.send(t, http.MethodGet, "/api/admin/cases/"+tomorrow, s.operator(), nil)
		for i := range whole.list("pictures") {
			paths = append(paths, whole.text(fmt.Sprintf("pictures.%d.url", i)), whole.text(fmt.Sprintf("pictures.%d.thumbnail", i)))
		}
		if whole.number("stored") != 14 || len(paths) != 28 {
			return fmt.Errorf("got %d of %d pictures", whole.number("stored"), len(paths)/2)
		}
		return nil
	})
	code, err := os.ReadFile(filepath.Join(s.Data, "setup-code"))
	if err != nil {
		t.Fatal(err)
	}
	account := with{"code": strings.TrimSpace(string(code)), "name": "Jane", "password": "correct horse battery"}
	operator := s.signedIn(t, "/api/admin/setup", account)
	invitation := s.send(t, http.MethodPost, "/api/admin/invitations", s.operator(), with{"role": "viewer"})
	account["name"], account["code"] = "Vi", invitation.text("code")
	viewer := s.signedIn(t, "/api/admin/join", account)
	token := func(scope string) http.Header {
		made := s.send(t, http.MethodPost, "/api/admin/tokens", s.operator(), with{"name": scope, "scopes": []string{scope}})
		return http.Header{"Authorization": {"Bearer " + made.text("secret")}}
	}
	readers := map[string]http.Header{"the operator": operator, "a viewer": viewer, "a token that may read": token("read")}
	for _, path := range paths {
		for who, header := range readers {
			a := s.send(t, http.MethodGet, path, header.Clone(), nil)
			if a.Status != http.StatusOK || a.Header.Get("Content-Type") != "image/jpeg" || len(a.Body) == 0 {
				t.Fatalf("%s for %s: got %d %q, want the picture", path, who, a.Status, a.Header.Get("Content-Type"))
			}
			if keep := a.Header.Get("Cache-Control"); keep != "no-store" {
				t.Errorf("%s for %s: got %q, want that nobody keeps it", path, who, keep)
			}
			if origin, policy := a.Header.Get("Access-Control-Allow-Origin"), a.Header.Get("Cross-Origin-Resource-Policy"); origin != "" || policy != "same-origin" {
				t.Errorf("%s for %s: got %q and %q, want it kept from other sites", path, who, origin, policy)
			}
			forPlayers := strings.Replace(path, "/api/admin/images/", "/images/", 1)
			wantError(t, s.send(t, http.MethodGet, forPlayers, header.Clone(), nil), http.StatusNotFound, "")
			wantError(t, s.get(t, forPlayers), http.StatusNotFound, "")
		}
	}
	for who, header := range map[string]http.Header{
		"nobody": {}, "a session of nobody": {"Cookie": {"casebook_operator=0123456789abcdefghijklmnop"}}, "a wrong token": {"Authorization": {"Bearer casebook_x"}},
	} {
		wantError(t, s.send(t, http.MethodGet, paths[0], header.Clone(), nil), http.StatusUnauthorized, "")
		wantError(t, s.send(t, http.MethodGet, strings.Replace(paths[0], ".", ".x", 1), header.Clone(), nil), http.StatusUnauthorized, "")
		if a := s.send(t, http.MethodGet, paths[0], header, nil); a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: got %q, want that nobody keeps the answer", who, a.Header.Get("Cache-Control"))
		}
	}
	wantError(t, s.send(t, http.MethodGet, paths[0], token("images:write"), nil), http.StatusForbidden, "")
	wantError(t, s.send(t, http.MethodGet, "/api/admin/images/"+tomorrow+"/evidence/../../../setup-code", operator.Clone(), nil), http.StatusNotFound, "")
	if err := wantOK(s.send(t, http.MethodDelete, "/api/admin/session", operator.Clone(), nil)); err != nil {
		t.Fatal(err)
	}
	wantError(t, s.send(t, http.MethodGet, paths[0], operator, nil), http.StatusUnauthorized, "")
}
