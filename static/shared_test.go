package static_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// testShared looks at a case as those do who are sent a link to it: without scripts, in a page
// of another site, as a feed and as a calendar. A machine made it, and all of them say so.
func testShared(t *testing.T, s *webtest.Server, p *webtest.Page) {
	p.Do("run no scripts", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	visit(p, s.URL+"/case/2026-11-21", "cb-title h1")
	preview := webtest.Eval[map[string]string](p, `Object.fromEntries([...document.querySelectorAll("meta[property^='og:'], meta[name]")].map((m) => [m.getAttribute("property") ?? m.name, m.content])
		.concat([["shown", document.querySelector("cb-title h1").textContent], ["made by", document.querySelector("cb-title footer").innerText], ["oembed", document.querySelector("link[type='application/json+oembed']").href]]))`)
	if preview["og:title"] != preview["shown"] || len(preview["og:description"]) < 40 || preview["og:url"] != s.URL+"/case/2026-11-21" ||
		preview["twitter:card"] != "summary_large_image" || !strings.Contains(preview["made by"], "Made by a machine") {
		t.Errorf("what is shown of a link: got %q", preview)
	}
	picture, isOurs := strings.CutPrefix(preview["og:image"], s.URL)
	status, drawn, err := s.Do(http.MethodGet, picture, nil, nil)
	if err != nil || !isOurs || status != http.StatusOK || !strings.Contains(string(drawn), "digitalsourcetype/") {
		t.Errorf("its picture, %q: got %d, %v and %d bytes, want one of ours that says where it comes from", preview["og:image"], status, err, len(drawn))
	}

	var card struct{ Title, HTML string }
	s.JSON(t, http.MethodGet, strings.TrimPrefix(preview["oembed"], s.URL), nil, http.StatusOK, &card)
	frame, _, _ := strings.Cut(strings.TrimPrefix(card.HTML, `<iframe src="`), `"`)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><title>Somebody's own page</title><link rel="icon" href="data:,">%s`, card.HTML)
	}))
	t.Cleanup(site.Close)
	p = p.Tab() // of a reader who runs scripts
	visit(p, site.URL, "iframe")
	visit(p, frame, "a h1")
	p.Until("the card, with its picture", `document.images[0]?.naturalWidth > 0 && document.querySelector("a").href === "`+preview["og:url"]+`" && document.body.textContent.includes("Made by a machine")`)
	checkLayout(t, p)
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems in the browser: %q", problems)
	}
	for name, signs := range map[string][]string{
		"/feed.xml":     {"<rss", "<item>", preview["og:url"]},
		"/calendar.ics": {"BEGIN:VCALENDAR\r\n", "BEGIN:VEVENT\r\n", preview["og:url"]},
	} {
		status, body, err := s.Do(http.MethodGet, name, nil, nil)
		for _, sign := range signs {
			if err != nil || status != http.StatusOK || !strings.Contains(strings.ReplaceAll(string(body), "\r\n ", ""), sign) {
				t.Errorf("%s: got %d, %v and no %q in\n%s", name, status, err, sign, body)
			}
		}
	}
}
