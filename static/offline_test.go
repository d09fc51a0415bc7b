package static_test

import (
	"fmt"
	"math/rand/v2"
	"net"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// freeAddress returns an address that a server can have more than once: its port is below those
// that Linux gives to whoever asks for any.
func freeAddress(t *testing.T) string {
	t.Helper()
	for range 100 {
		free, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 20000+rand.IntN(10000)))
		if err == nil {
			defer free.Close()
			return free.Addr().String()
		}
	}
	t.Fatal("no free port")
	return ""
}

// TestOffline plays below a path until the server goes away: what was opened can
// still be read, pictures too, what was not is owned up to, and when the server is
// back the game goes on without a reload.
func TestOffline(t *testing.T) {
	address := freeAddress(t)
	data := webtest.House(t, "2026-11-21T12:00:00Z")
	start := func() *webtest.Server {
		return webtest.Start(t, data, "--addr", address, "--base-path", "/mystery", "--clock", "2026-11-21T12:00:00Z", "--ahead", "1")
	}
	s, p := start(), webtest.OpenBrowser(t, 360, 740)
	pictureURLs(t, s, nil)
	p.Do("open the title page", chromedp.Navigate(s.URL+"/"))
	p.Until("the worker is there", `navigator.serviceWorker.controller`)
	visit(p, s.URL+"/case/2026-11-21#scene", "cb-scene h1")
	p.Until("its pictures are kept", `(caches.open("casebook /mystery/ pictures").then((c) => c.keys()).then((k) => { window.kept = k.length; }), window.kept >= 14)`)
	suspect := `a[href^="#suspects/"]`
	ask := func(question string) {
		t.Helper()
		p.Do("ask", chromedp.SendKeys(chromedp.ID("question"), question), click(`cb-interview button[type="submit"]`))
	}
	p.Do("go to a suspect", click(`a[href="#suspects"]`), click(suspect), chromedp.WaitVisible(chromedp.ID("question")))
	ask("Where were you last night?")
	p.Until("the answer", `document.querySelectorAll("cb-interview li.suspect").length === 1`)
	reload(p) // so that what was asked is read
	p.Until("the conversation", `document.querySelectorAll("cb-interview li.suspect").length === 1`)
	s.Interrupt(t)

	visit(p, s.URL+"/", "cb-title h1")
	p.Until("the picture of the title", `document.querySelector("cb-title img.arrived")?.naturalWidth > 0`)
	p.Until("that one is offline is said", `document.querySelector(".silence").textContent.includes("Offline")`)
	shoot(p, "offline-title")
	visit(p, s.URL+"/case/2026-11-21#places/loc-3", "cb-place h1")
	p.Until("a picture that was never shown", `document.querySelector("cb-place img.arrived")?.naturalWidth > 0`)
	p.Do("search", click("cb-place button.effort"))
	p.Until("that this waits is said", `document.querySelector("cb-place [role=alert]")?.textContent.includes("waits")`)
	shoot(p, "offline-place")
	p.Do("go to the suspect", click(`a[href="#suspects"]`), click(suspect), chromedp.WaitVisible(chromedp.ID("question")))
	p.Until("the conversation, offline", `document.querySelectorAll("cb-interview li.suspect").length === 1`)
	ask("Who are you?")
	p.Until("that this waits, too", `document.querySelector("cb-interview [role=alert]")?.textContent.includes("waits")`)

	s = start()
	p.Until("the server is heard again", `document.querySelector(".silence").textContent === ""`)
	p.Do("try again", click("cb-interview [role=alert] button"))
	p.Until("the answer, after the restart", `document.querySelectorAll("cb-interview li.suspect").length === 2`)
	s.Interrupt(t)
	for _, problem := range p.Problems() {
		if strings.Contains(problem, "exception") || strings.Contains(problem, "Content Security") {
			t.Error(problem)
		}
	}
}

func reload(p *webtest.Page) { p.Do("reload", chromedp.Reload()) }
