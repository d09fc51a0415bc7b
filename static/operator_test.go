package static_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"casebook/web/webtest"
)

// setUp makes the operator's account with the setup link.
func setUp(t *testing.T, s *webtest.Server, p *webtest.Page) {
	t.Helper()
	code, err := os.ReadFile(filepath.Join(s.Data, "setup-code"))
	if err != nil {
		t.Fatal(err)
	}
	p.Do("open the setup link", chromedp.Navigate(s.URL+"/operator#setup="+strings.TrimSpace(string(code))))
	p.Do("make the account", chromedp.WaitVisible(chromedp.CSS("cb-door form")),
		chromedp.SendKeys(chromedp.CSS(`input[name="name"]`), "Ada"), chromedp.SendKeys(chromedp.CSS(`input[name="password"]`), "a long password"),
		click(`cb-door button[type="submit"]`))
	p.Do("see the first page", chromedp.WaitVisible(chromedp.CSS("cb-operator main h1")))
}

// turnTo goes to one of the operator's pages by its link, and expects its heading to have the focus.
func turnTo(p *webtest.Page, name, sign string) {
	p.Do("turn to "+name, click(`cb-operator nav a[href$="/operator/`+strings.ToLower(name)+`"]`))
	p.Until(name+" is there", `document.querySelector("`+sign+`") && document.activeElement.matches("main h1") && document.activeElement.textContent === "`+name+`"`)
}

// TestOperatorPages makes an account with the setup link, turns to every page, makes a
// token, and signs out and in again.
func TestOperatorPages(t *testing.T) {
	s, p := open(t, 360, 740, "--base-path", "/mystery")
	setUp(t, s, p)
	turnTo(p, "Cases", "cb-cases table")
	turnTo(p, "Jobs", "cb-jobs table")
	turnTo(p, "Backups", "cb-backups a[download]")
	p.Do("check everything", click("cb-backups .line button"))
	p.Until("all is well", `document.querySelector("cb-backups .news").textContent.startsWith("All is well")`)
	p.Until("a backup can be downloaded", `document.querySelector("cb-backups a[download]").pathname === "/mystery/api/admin/backup"`)
	turnTo(p, "Tokens", "cb-tokens form")
	p.Until("the title", `document.title === "Tokens · Operator · Casebook"`)
	p.Until("its link is the one that is current, and in sight", `(() => {
		const [link, other] = document.querySelectorAll("nav [aria-current]"), box = link.getBoundingClientRect();
		return link.textContent === "Tokens" && link.ariaCurrent === "page" && !other && box.left >= 0 && box.right <= innerWidth;
	})()`)
	p.Do("make a token", chromedp.SendKeys(chromedp.CSS(`cb-tokens input[name="name"]`), "bot"),
		click(`cb-tokens input[value="read"]`), click(`cb-tokens button[type="submit"]`))
	p.Until("the token", `document.querySelector("cb-tokens .news").textContent.includes("casebook_")`)
	p.Do("go back", chromedp.NavigateBack())
	p.Until("the page before", `document.activeElement.textContent === "Backups" && location.pathname === "/mystery/operator/backups"`)
	p.Do("go forward", chromedp.NavigateForward())
	p.Until("the page after", `document.activeElement.textContent === "Tokens"`)
	checkLayout(t, p)
	p.Do("sign out", click("cb-operator header button"), chromedp.WaitVisible(chromedp.CSS("cb-door form")))
	status, _, err := s.Do(http.MethodGet, "/api/admin/jobs", nil, nil)
	if err != nil || status != http.StatusUnauthorized {
		t.Errorf("jobs without authority: got %d, %v, want 401", status, err)
	}
	p.Do("sign in", chromedp.SendKeys(chromedp.CSS(`input[name="name"]`), "ada"), chromedp.SendKeys(chromedp.CSS(`input[name="password"]`), "a long password"),
		click(`cb-door button[type="submit"]`), chromedp.WaitVisible(chromedp.CSS("cb-tokens form")))
	p.Do("open an unknown page", chromedp.Navigate(s.URL+"/operator/nothing"))
	p.Until("it says so", `document.querySelector("main h1")?.textContent === "There is no such page" && !document.querySelector("nav [aria-current]")`)
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems in the browser:\n%s", strings.Join(problems, "\n"))
	}
}

// TestOperatorPagesLive: a page shows what changed elsewhere without being asked, and
// leaves the focus and what is being typed alone; axe looks at it.
func TestOperatorPagesLive(t *testing.T) {
	s, p := open(t, 1280, 900)
	setUp(t, s, p)
	k := keyboard{t, p}
	turnTo(p, "Tokens", "cb-tokens form")
	p.Until("there is none", `document.querySelector("cb-tokens .content").textContent === "There is no token."`)
	k.reach("the name", `cb-tokens input[name="name"]`)
	p.Do("begin to type", chromedp.KeyEvent("bo"))
	header := http.Header{"Authorization": {"Bearer " + s.Token}}
	body := map[string]any{"name": "elsewhere", "scopes": []string{"read"}}
	if status, text, err := s.Do(http.MethodPost, "/api/admin/tokens", header, body); err != nil || status != http.StatusOK {
		t.Fatalf("make a token elsewhere: got %d %s, %v", status, text, err)
	}
	p.Until("it is shown", `document.querySelector("cb-tokens td")?.textContent === "elsewhere"`)
	p.Do("type on", chromedp.KeyEvent("t"), chromedp.KeyEvent(kb.Tab))
	if got := webtest.Eval[string](p, `document.querySelector("cb-tokens input").value`); got != "bot" {
		t.Errorf("typed meanwhile: got %q, want bot", got)
	}
	keeper(t, s, p).look("tokens")
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems in the browser:\n%s", strings.Join(problems, "\n"))
	}
}
