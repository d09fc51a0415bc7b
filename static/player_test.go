package static_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// player is the one who sits at a browser, and who can play over HTTP what a test
// of the client only needs to have been played.
type player struct {
	t      *testing.T
	s      *webtest.Server
	id     string
	caseID string
}

// play gives the browser, which is on a page of the server, a player in today's case: the test's own.
func play(t *testing.T, s *webtest.Server, p *webtest.Page) *player {
	t.Helper()
	who := &player{t: t, s: s, id: "p-" + strings.ReplaceAll(t.Name(), "/", ".")}
	webtest.Eval[any](p, `localStorage.setItem("casebook.player", "`+who.id+`")`)
	p.Do("play as "+who.id, chromedp.Reload())
	var view struct {
		ID string `json:"id"`
	}
	s.JSON(t, http.MethodGet, "/api/case/today", nil, http.StatusOK, &view)
	who.caseID = view.ID
	return who
}

// page is the address of a section of the case.
func (p *player) page(section string) string { return p.s.URL + "/case/" + p.caseID + "#" + section }

// send posts a body of the player's and decodes the answer into out, if that is not nil.
func (p *player) send(path string, body map[string]any, out any) {
	p.t.Helper()
	body["userId"], body["caseId"] = p.id, p.caseID
	p.s.JSON(p.t, http.MethodPost, path, body, http.StatusOK, out)
}

// ask asks a suspect, by number, something.
func (p *player) ask(suspect int, questions ...string) {
	p.t.Helper()
	for _, question := range questions {
		p.send(fmt.Sprintf("/api/chat/%s-suspect-%d", p.caseID, suspect), map[string]any{"message": question}, nil)
	}
}

// names returns the names that the case gives to people, places and things, and to itself.
func (p *player) names() []string {
	p.t.Helper()
	type named struct {
		Name      string `json:"name"`
		Archetype string `json:"archetype"`
	}
	var view struct {
		Title     string  `json:"title"`
		Suspects  []named `json:"suspects"`
		Locations []named `json:"locations"`
	}
	p.s.JSON(p.t, http.MethodGet, "/api/case/"+p.caseID, nil, http.StatusOK, &view)
	names := []string{view.Title}
	for _, one := range slices.Concat(view.Suspects, view.Locations) {
		names = append(names, one.Name)
		if one.Archetype != "" {
			names = append(names, one.Archetype)
		}
	}
	return names
}

// find asks the suspects for points, searches places until something is found, and returns its id.
func (p *player) find() string {
	p.t.Helper()
	for suspect := 1; suspect <= 3; suspect++ {
		p.ask(suspect, "Where were you?", "Did you see anybody?")
	}
	for place := 1; place <= 5; place++ {
		var answer struct {
			Found []struct {
				ID string `json:"id"`
			} `json:"evidenceFound"`
		}
		p.send("/api/location/search", map[string]any{"locationId": fmt.Sprintf("loc-%d", place), "searchType": "thorough"}, &answer)
		if len(answer.Found) > 0 {
			return answer.Found[0].ID
		}
	}
	p.t.Fatal("no search finds anything")
	return ""
}

// note fills the player's notebook, with two things pinned together.
func (p *player) note(item string) {
	p.t.Helper()
	suspect := func(n int) string { return fmt.Sprintf("%s-suspect-%d", p.caseID, n) }
	var talk struct {
		Messages []struct {
			Timestamp int64 `json:"timestamp"`
		} `json:"messages"`
	}
	p.s.JSON(p.t, http.MethodGet, "/api/conversation/"+suspect(1)+"/"+p.id, nil, http.StatusOK, &talk)
	p.s.JSON(p.t, http.MethodPut, "/api/notebook/"+p.caseID+"/"+p.id, map[string]any{
		"notes": "The clock was set back.\nWho has the key?", "revision": 0,
		"grid":     map[string]any{suspect(1): map[string]any{"means": "yes", "motive": "maybe", "opportunity": "no"}},
		"timeline": []any{map[string]any{"at": "midnight", "text": "A door slammed"}},
		"pins":     []any{map[string]any{"a": fmt.Sprintf("suspect-1@%d", talk.Messages[1].Timestamp), "b": item, "text": "Not both."}},
	}, http.StatusOK, nil)
}
