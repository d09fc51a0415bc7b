package static_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// prefer emulates what the reader prefers: pairs such as "prefers-color-scheme", "dark".
func prefer(p *webtest.Page, pairs ...string) {
	var features []*emulation.MediaFeature
	for pair := range slices.Chunk(pairs, 2) {
		features = append(features, &emulation.MediaFeature{Name: pair[0], Value: pair[1]})
	}
	p.Do("prefer "+strings.Join(pairs, " "), chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
		return err
	}))
}

// TestScreens writes every screen as a picture: on a phone, a tablet and a desk,
// light and dark, with and without pictures.
func TestScreens(t *testing.T) {
	if shots() == "" {
		t.Skip("make screens sets CASEBOOK_TEST_SCREENS")
	}
	s, p := open(t, 360, 740)
	pictureURLs(t, s, nil)
	who := play(t, s, p)
	shootAll(p, "title", s.URL+"/", "cb-title h1", "")
	shootAll(p, "archive", s.URL+"/archive", "cb-archive li", "")
	for i, slide := range []string{"discovery", "suspects", "challenge"} {
		shootAll(p, "intro-"+slide, who.page(fmt.Sprintf("intro/%d", i+1)), `cb-intro[data-slide="`+slide+`"]`, "")
	}
	item := who.find()
	who.send("/api/hint", map[string]any{}, nil)
	who.note(item)
	for _, screen := range screensOf(item) {
		shootAll(p, strings.ReplaceAll(screen.page, "/", "-"), who.page(screen.page), screen.sign, "")
	}
	shootAll(p, "zoom", who.page("evidence/"+item), "cb-exhibit .magnifier", `document.querySelector(".magnifier").click()`)
	who.send("/api/submit", map[string]any{"answers": map[string]any{"who": "nobody at all", "what": "x", "where": "x", "when": "x", "why": "x", "how": "x"}}, nil)
	shootAll(p, "verdict", who.page("verdict"), "cb-standings table", "")
	shootAll(p, "me", s.URL+"/me", "cb-me dl", "")
	p.Do("let no picture through", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if _, err := cdp.Call(ctx, tab, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true}); err != nil { // it has them
			return err
		}
		_, err := cdp.Call(ctx, tab, fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{{URLPattern: "*/images/*"}}})
		return err
	}))
	for _, section := range []string{"scene", "places", "suspects"} {
		shootAll(p, section+"-before", strings.Replace(who.page(section), "#", "?before#", 1), "cb-"+section+" h1", "")
	}
	shootAll(p, "title-before", s.URL+"/?before", "cb-title h1", "")
}

// shootAll takes one screen in every width and both themes, once sign is there and
// script has run. Where the address says "?before" it does not wait for pictures.
func shootAll(p *webtest.Page, name, url, sign, script string) {
	for _, scheme := range []string{"light", "dark"} {
		prefer(p, "prefers-color-scheme", scheme, "prefers-reduced-motion", "reduce")
		for width, height := range map[int64]int64{360: 740, 768: 1024, 1440: 900} {
			p.Do("size the window", chromedp.EmulateViewport(width, height), chromedp.Navigate("about:blank"))
			webtest.Eval[any](p, `location.assign("`+url+`")`)
			p.Until(name, `document.documentElement.scrollWidth > 0 && document.querySelector('`+sign+`')`)
			if script != "" {
				webtest.Eval[any](p, script)
			} else if tall := webtest.Eval[int64](p, `document.querySelector("cb-board > .rail") ? document.documentElement.scrollHeight : 0`); tall > height {
				p.Do("see all of it", chromedp.EmulateViewport(width, tall)) // else the bar at the foot would stand in the middle
			}
			name := fmt.Sprintf("%s-%d-%s", name, width, scheme)
			if strings.Contains(url, "?before") {
				p.Screenshot(filepath.Join(shots(), name+".png"))
			} else {
				shoot(p, name)
			}
		}
	}
}
