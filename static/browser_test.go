package static_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// shots is the folder that make screens has screenshots written to.
func shots() string { return os.Getenv("CASEBOOK_TEST_SCREENS") }

func click(selector string) chromedp.Action[chromedp.Void] {
	once := chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible)
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		for { // again, when it was drawn anew before the mouse was there
			if _, err := once(ctx, tab); err == nil || !strings.Contains(err.Error(), "Could not find node") {
				return err
			}
		}
	})
}

// inject has a script run in a tab before those of each page that it opens.
func inject(p *webtest.Page, script string) {
	p.Do("run a script first", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	}))
}

// shoot takes a screenshot if they are wanted.
func shoot(p *webtest.Page, name string) {
	if shots() != "" {
		p.Until("pictures and motion have come to rest", `[...document.images].every((i) => !i.checkVisibility() || i.loading === "lazy" || i.complete && i.naturalWidth > 0) &&
			document.getAnimations().every((a) => a.playState !== "running" || a.effect.getComputedTiming().iterations === Infinity)`)
		p.Screenshot(filepath.Join(shots(), name+".png"))
	}
}

// open starts a server over a house that is drawn already, and a browser on its first page.
func open(t *testing.T, width, height int, args ...string) (*webtest.Server, *webtest.Page) {
	t.Helper()
	clock := ""
	if i := slices.Index(args, "--clock"); i >= 0 {
		clock = args[i+1]
	}
	return openOver(t, webtest.House(t, clock), width, height, args...)
}

// openOver is open over any data directory. The browser goes there as soon as there is a case:
// before, the page would ask for it in vain, as browsers note, and have it written.
func openOver(t *testing.T, data string, width, height int, args ...string) (*webtest.Server, *webtest.Page) {
	t.Helper()
	p := webtest.OpenBrowser(t, width, height)
	s := webtest.Start(t, data, args...)
	webtest.Eventually(t, "today's case", func() error {
		status, _, err := s.Do(http.MethodGet, "/api/case/today", nil, nil)
		if err == nil && status != http.StatusOK {
			err = fmt.Errorf("got status %d", status)
		}
		return err
	})
	p.Do("open the first page", chromedp.Navigate(s.URL+"/"))
	return s, p
}

// TestWholeGame plays a case from the first page to the solution with the mouse.
func TestWholeGame(t *testing.T) {
	for _, screen := range []struct {
		name          string
		width, height int
		args          []string
	}{
		{"phone", 360, 740, nil},
		{"desktop", 1280, 900, []string{"--base-path", "/mystery"}},
	} {
		t.Run(screen.name, func(t *testing.T) {
			_, p := open(t, screen.width, screen.height, screen.args...)
			p.Do("see today's case", chromedp.WaitVisible(chromedp.CSS("cb-title h1")))
			p.Until("its picture", `document.querySelector("cb-title img")?.naturalWidth > 0`)
			shoot(p, screen.name+"-1-title")
			p.Do("open the case", click(`a[href$="#intro"]`))
			for _, slide := range []string{"discovery", "suspects", "challenge"} {
				p.Do("read the slide "+slide, chromedp.WaitVisible(chromedp.CSS(`cb-intro[data-slide="`+slide+`"] .text`)))
				shoot(p, screen.name+"-2-intro-"+slide)
				p.Do("go on", click("cb-intro .ways a.primary"))
			}
			search(p, screen.name)
			question(p, screen.name)
			accuse(p, screen.name)
			checkLayout(t, p)
			if got := webtest.Eval[[]string](p, `performance.getEntriesByType("resource").map((e) => e.name).filter((name) => !name.startsWith(location.origin + "/") && !name.startsWith("data:"))`); len(got) > 0 {
				t.Errorf("requests to somebody else in a whole game: got %q, want none", got)
			}
			if problems := p.Problems(); len(problems) > 0 {
				t.Errorf("problems in the browser:\n%s", strings.Join(problems, "\n"))
			}
		})
	}
}

func search(p *webtest.Page, screen string) {
	p.Do("see the places", click(`a[href="#places"]`), chromedp.WaitVisible(chromedp.CSS(`a[href^="#places/"]`)))
	shoot(p, screen+"-3-places")
	p.Do("go to a place", click(`a[href^="#places/"]`))
	p.Do("search it", click("cb-place button.effort"))
	p.Until("the outcome", `document.querySelector("cb-place .outcome h2")`)
	shoot(p, screen+"-4-place")
}

func question(p *webtest.Page, screen string) {
	p.Do("see the suspects", click(`a[href="#suspects"]`), chromedp.WaitVisible(chromedp.CSS(`a[href^="#suspects/"]`)))
	shoot(p, screen+"-5-suspects")
	p.Do("go to a suspect", click(`a[href^="#suspects/"]`))
	p.Do("ask", chromedp.SendKeys(chromedp.ID("question"), "Where were you last night?"), click(`cb-interview button[type="submit"]`))
	p.Until("the answer", `document.querySelector("cb-interview li.suspect p")?.textContent.length > 10`)
	p.Until("the points it earned", `document.querySelector("cb-interview .earned")`)
	shoot(p, screen+"-6-suspect")
}

func accuse(p *webtest.Page, screen string) {
	p.Do("go to the accusation", click(`a[href="#accuse"]`), chromedp.WaitVisible(chromedp.CSS("cb-accusation fieldset")))
	shoot(p, screen+"-7-accusation")
	for _, key := range []string{"who", "what", "where", "when", "why", "how"} {
		p.Do("answer "+key, click(`cb-accusation [data-question="`+key+`"] label`))
	}
	p.Do("read it over", click(`cb-accusation form > button[type="submit"]`))
	p.Do("accuse", click("cb-accusation dialog button.primary"))
	p.Do("see the verdict", chromedp.WaitVisible(chromedp.CSS("cb-verdict h1")))
	p.Until("the solution", `document.querySelector("cb-verdict")?.textContent.length > 600`)
	webtest.Eval[any](p, `navigator.clipboard.writeText = async (text) => { window.copied = text; }`)
	p.Do("copy what to tell the others", click("cb-share .ways button:nth-of-type(1)"))
	p.Until("the signs", "/^Casebook 2[0-9-]+ \\d+\\/100\\n[✅🔶❌]{6}\\n\\S+\\/case\\/2[0-9-]+$/u.test(window.copied)")
	p.Do("copy it in words", click("cb-share .ways button:nth-of-type(2)"))
	p.Until("the words", "/: \\d+ of 100. Who (right|partly|wrong), with what/.test(window.copied)")
	p.Until("the time to the next case", `/\d\d:\d\d:\d\d/.test(document.querySelector("cb-verdict cb-countdown").textContent)`)
	p.Until("the leaderboard", `document.querySelector("cb-standings")?.textContent.includes("1")`)
	shoot(p, screen+"-8-verdict")
}

// checkLayout looks for what must not be on any page: something wider than the
// screen.
func checkLayout(t *testing.T, p *webtest.Page) {
	t.Helper()
	if got := webtest.Eval[[]string](p, tooWide); len(got) > 0 {
		t.Errorf("the page is wider than the screen: got %q to stick out, want nothing", got)
	}
}

// tooWide names what sticks out of a page that is wider than the screen.
const tooWide = `(() => {
	const width = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= width) return [];
	const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > width + 0.5);
	return out.length ? out.map((e) => e.outerHTML.slice(0, 200)) : ["something that has no box of its own"];
})()`

// TestDark shows the first page in dark.
func TestDark(t *testing.T) {
	_, p := open(t, 1280, 900)
	p.Do("prefer dark", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
		})
		return err
	}))
	p.Do("see today's case", chromedp.WaitVisible(chromedp.CSS("cb-title h1")))
	if got := webtest.Eval[string](p, `getComputedStyle(document.documentElement).backgroundColor`); got != "rgb(23, 19, 16)" {
		t.Errorf("background: got %s, want that of the dark theme", got)
	}
	shoot(p, "dark-title")
}

// TestDocs reads the documentation of the API, which must work without a network.
func TestDocs(t *testing.T) {
	s, p := open(t, 1280, 900)
	p.Do("open the documentation", chromedp.Navigate(s.URL+"/api/docs"))
	p.Until("the routes are listed", `document.body.textContent.includes("/api/case/today")`)
	shoot(p, "docs")
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems in the browser:\n%s", strings.Join(problems, "\n"))
	}
}
