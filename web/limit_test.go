package web

import (
	"fmt"
	"sync"
	"testing"

	"casebook/generator/mystery"
)

// TestClassroom has forty pupils behind one address play a whole game each in the same
// moment; the limits of the address come only after that, and say what to do.
func TestClassroom(t *testing.T) {
	t.Parallel()
	h := newHouse(t, behindProxy)
	c := writeCases(t, 1)[0]
	h.shelve(t, c)
	from := map[string]string{"X-Forwarded-For": "203.0.113.9"}
	var all sync.WaitGroup
	for pupil := range 40 {
		all.Go(func() { h.pupil(t, c, fmt.Sprint("pupil-", pupil), from) })
	}
	all.Wait()
	for range addressBurst {
		got := ask(t, h.url, asked{Path: "/api/player-state/" + c.ID + "/late", Header: from})
		if got.Status == 200 {
			continue
		}
		wantError(t, got, 429, "Nothing was charged or changed: wait 1 s and send the same again.")
		if got.Header.Get("Retry-After") != "1" {
			t.Errorf("Retry-After: got %q, want 1", got.Header.Get("Retry-After"))
		}
		return
	}
	t.Error("an address may ask without end")
}

// pupil plays a whole game, of which nothing may be refused.
func (h *house) pupil(t *testing.T, c *mystery.Case, user string, from map[string]string) {
	game := []asked{{Path: "/api/player-state/" + c.ID + "/" + user}}
	post := func(path, format string, values ...any) {
		game = append(game, asked{Method: "POST", Path: path, Body: fmt.Sprintf(format, values...)})
	}
	for i, effort := range []string{"quick", "quick", "exhaustive"} {
		post("/api/location/search", `{"caseId":%q,"userId":%q,"locationId":%q,"searchType":%q}`, c.ID, user, c.Places[i].ID, effort)
	}
	for i := range 6 {
		post("/api/chat/"+c.Suspects[i%3].ID, `{"userId":%q,"message":"Where were you that evening?"}`, user)
	}
	post("/api/submit", `{"caseId":%q,"userId":%q,"answers":{"who":"x","what":"","where":"","when":"","why":"","how":""}}`, c.ID, user)
	for _, a := range append(game, asked{Path: "/api/leaderboard/" + c.ID}) {
		a.Header = from
		if got := ask(t, h.url, a); got.Status != 200 {
			t.Errorf("%s %s: got %d %s, want 200", a.Path, user, got.Status, got.Body)
		}
	}
}
