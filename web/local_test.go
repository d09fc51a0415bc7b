package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestLocalIsNotLedAway: an answer that leads elsewhere is an error, and nobody there sees
// the token.
func TestLocalIsNotLedAway(t *testing.T) {
	thief := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("somebody else was asked, with %q", r.Header.Get("Authorization"))
	}))
	defer thief.Close()
	server := httptest.NewServer(http.RedirectHandler(thief.URL, http.StatusTemporaryRedirect))
	defer server.Close()
	if err := (Local{URL: server.URL, Token: "hush"}).Ready(t.Context()); err == nil {
		t.Error("got no error")
	}
}
