package static_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// script returns a file of one of the packages that the tests use, or skips the test.
func script(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("node_modules", filepath.FromSlash(name)))
	if err != nil {
		webtest.Skip(t, "node_modules/"+name+" is missing: npm ci in static installs it")
	}
	return string(text)
}

// testMe reads what the player has done, moves the player to another browser by
// the code that its picture shows, and deletes everything.
func testMe(t *testing.T, s *webtest.Server, p *webtest.Page) {
	reader := script(t, "jsqr/dist/jsQR.js")
	p.Do("open the title page", chromedp.Navigate(s.URL+"/"))
	who := play(t, s, p)
	who.send("/api/submit", map[string]any{"answers": map[string]any{"who": "nobody", "what": "x", "where": "x", "when": "x", "why": "x", "how": "x"}}, nil)
	visit(p, s.URL+"/archive", "cb-archive li .ending")
	visit(p, s.URL+"/", "cb-title h1")
	p.Do("go to one's own page", click(`cb-title a[href$="/me"]`), chromedp.WaitVisible(chromedp.CSS("cb-me dl")))
	if got := webtest.Eval[string](p, `document.querySelector("cb-me").innerText`); !strings.Contains(got, "STREAK\n1 day") || !strings.Contains(got, "Closed, ") {
		t.Errorf("one's own page: got %q", got)
	}
	file := webtest.Eval[string](p, `document.querySelector("cb-me a[download]").href`)
	if status, body, err := s.Do(http.MethodGet, strings.TrimPrefix(file, s.URL), nil, nil); err != nil || status != http.StatusOK || !strings.Contains(string(body), who.caseID) {
		t.Errorf("the file of everything: got %d, %v and %.200s, want the case that was played", status, err, body)
	}
	shoot(p, "me")
	p.Do("get a code", click("cb-move button:not([type=submit])"), chromedp.WaitVisible(chromedp.CSS("cb-move .code")))
	shoot(p, "me-code")
	webtest.Eval[any](p, reader+`;void 0`)
	link := webtest.Eval[string](p, `(() => {
		const picture = document.querySelector("cb-move img");
		const canvas = Object.assign(document.createElement("canvas"), { width: 440, height: 440 });
		const paper = canvas.getContext("2d");
		paper.drawImage(picture, 0, 0, 440, 440);
		return jsQR(paper.getImageData(0, 0, 440, 440).data, 440, 440)?.data ?? "nothing";
	})()`)
	code := webtest.Eval[string](p, `document.querySelector("cb-move .code").textContent`)
	if want := s.URL + "/me#code/" + code; link != want {
		t.Fatalf("the picture says: got %q, want %q", link, want)
	}
	other := webtest.OpenBrowser(t, 360, 740)
	other.Do("open the link", chromedp.Navigate(link), chromedp.WaitVisible(chromedp.CSS("cb-move .primary")))
	other.Do("play on there", click("cb-move .primary"), chromedp.WaitVisible(chromedp.CSS("cb-me dl")))
	if got := webtest.Eval[string](other, `localStorage.getItem("casebook.player")`); got != who.id {
		t.Errorf("player of the other browser: got %q, want %q", got, who.id)
	}
	checkLayout(t, other)
	p.Do("delete everything", click(`cb-me > section button`), chromedp.WaitVisible(chromedp.CSS("cb-me dialog")))
	shoot(p, "me-delete")
	p.Do("be sure", click("cb-me dialog .primary"))
	p.Until("nobody is known", `localStorage.getItem("casebook.player") === null && !document.querySelector("cb-me dl")`)
	var kept struct {
		Cases []any `json:"cases"`
	}
	s.JSON(t, http.MethodGet, "/api/player/"+who.id, nil, http.StatusOK, &kept)
	if len(kept.Cases) != 0 {
		t.Errorf("kept after deletion: got %v, want nothing", kept.Cases)
	}
	for _, page := range []*webtest.Page{p, other} {
		if problems := page.Problems(); len(problems) > 0 {
			t.Errorf("problems in the browser: %q", problems)
		}
	}
}
