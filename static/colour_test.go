package static_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// inInk gives everything on a page the same ink and the same paper, so that what is left of a
// state is what is not its colour.
const inInk = `(() => {
	const ink = new CSSStyleSheet();
	ink.replaceSync("*, *::before, *::after { color: #000 !important; background-color: #fff !important; border-color: #000 !important; outline-color: #000 !important; text-decoration-color: #000 !important; box-shadow: none !important; accent-color: #000 !important; caret-color: transparent !important; opacity: 1 !important; transition: none !important; animation: none !important }");
	document.adoptedStyleSheets = [ink];
})()`

// looks is how an element looks in one ink, once it keeps still: every dot of it.
func looks(t *testing.T, p *webtest.Page, selector string) (dots []byte) {
	t.Helper()
	p.Until(selector, "document.querySelector(`"+selector+"`)?.checkVisibility()")
	webtest.Eval[any](p, inInk)
	webtest.Eventually(t, selector+" keeps still", func() error {
		before := dots
		box := webtest.Eval[[]float64](p, "(() => { const { left, top, width, height } = document.querySelector(`"+selector+"`).getBoundingClientRect(); return [left + scrollX, top + scrollY, width, height]; })()")
		p.Do("look at "+selector, chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			shot, err := cdp.Call(ctx, tab, page.CaptureScreenshot, page.CaptureScreenshotParams{
				Clip: &page.Viewport{X: box[0] - 4, Y: box[1] - 4, Width: box[2] + 8, Height: box[3] + 8, Scale: 1}, CaptureBeyondViewport: new(true),
			})
			dots = shot.Data
			return err
		}))
		if !bytes.Equal(before, dots) {
			return errors.New("it moves")
		}
		return nil
	})
	return dots
}

// wantTold waits until an element looks otherwise than before without its colours, so that its
// state is told by more than them.
func wantTold(t *testing.T, p *webtest.Page, what, selector string, before []byte) {
	t.Helper()
	webtest.Eventually(t, what+" can be told in one ink", func() error {
		if bytes.Equal(looks(t, p, selector), before) {
			return errors.New("it looks the same as without")
		}
		return nil
	})
}

// testWithoutColour changes everything on the pages of a case that can be in one state or
// another.
func testWithoutColour(t *testing.T, s *webtest.Server, p *webtest.Page) {
	prefer(p, "prefers-reduced-motion", "reduce")
	visit(p, s.URL+"/", "cb-title h1")
	who := play(t, s, p)
	who.find()
	for _, one := range []struct{ what, page, element, change, done string }{ // with selectors of what to look at, to press, and to wait for
		{"the section that is open", "scene", ".contents .places", `.contents .places`, `.contents .places[aria-current]`},
		{"the leaf that is open", "notebook", `.leaves [href$="notes"]`, `.leaves [href$="notes"]`, "#jottings"},
		{"what is picked up", "notebook", "cb-gathered dd cb-pin", "cb-gathered dd cb-pin button", `cb-gathered dd cb-pin [aria-pressed="true"]`},
		{"what it can be pinned to", "notebook", "cb-gathered .lines cb-pin", "cb-gathered dd cb-pin button", "cb-held:not([hidden])"},
		{"the answer that is chosen", "accuse", `[data-question="what"] label`, `[data-question="what"] label`, `[data-question="what"] input:checked`},
		{"the answer that is lacking", "accuse", `[data-question="who"]`, "cb-accusation form > button", `[data-question="who"] .lacks:not(:empty)`},
		{"a search that is of no use any more", "places/loc-1", ".effort:nth-of-type(3)", ".effort:nth-of-type(3)", "cb-place .outcome h2"},
		{"the points that are left", "places/loc-2", "cb-points", ".effort", "cb-place .outcome h2"},
		{"how somebody feels", "suspects/suspect-3", ".mood", ".ideas button", "cb-interview .log li.suspect:nth-of-type(6)"},
	} {
		visit(p, who.page(one.page), one.element)
		p.Until("everything is there", `[...document.images].every((i) => !i.checkVisibility() || i.complete || i.loading === "lazy") && !document.querySelector(".busy")`)
		before := looks(t, p, one.element)
		press(p, one.change)
		p.Until(one.done, "document.querySelector(`"+one.done+"`)")
		webtest.Eval[any](p, `document.activeElement.blur()`)
		wantTold(t, p, one.what, one.element, before)
	}
	testVerdictWithoutColour(t, who, p)
}

// testVerdictWithoutColour looks at the signs of right, partly right and wrong.
func testVerdictWithoutColour(t *testing.T, who *player, p *webtest.Page) {
	t.Helper()
	answers := map[string]any{"who": "nobody", "what": "x", "where": "x", "when": "x", "why": "x", "how": "x"}
	other := *who
	other.id = "p-grace"
	var told struct{ Solution struct{ Who string } }
	other.send("/api/submit", map[string]any{"answers": answers}, &told)
	answers["who"] = told.Solution.Who
	who.send("/api/submit", map[string]any{"answers": answers}, nil)
	visit(p, who.page("verdict"), "cb-standings table")
	for _, where := range []string{"cb-verdict .items li", "cb-share li"} {
		sign := func(n int) string { return fmt.Sprintf("%s:nth-of-type(%d)", where, n) }
		for n, word := range []string{"right", "wrong"} {
			if got := webtest.Eval[string](p, "document.querySelector(`"+sign(n+1)+"`).textContent.toLowerCase()"); !strings.Contains(got, word) {
				t.Errorf("%s: got %q, want the word %s", where, got, word)
			}
		}
		before := looks(t, p, sign(2)+" .icon") // that of wrong; the others are put in its place
		for _, name := range []string{"partly", "right"} {
			webtest.Eval[any](p, "(() => { const use = document.querySelector(`"+sign(2)+" use`); use.setAttribute('href', use.getAttribute('href').replace(/#.*/, '#"+name+"')); })()")
			wantTold(t, p, where+": "+name, sign(2)+" .icon", before)
			before = looks(t, p, sign(2)+" .icon")
		}
	}
	if got := webtest.Eval[string](p, `document.querySelector("cb-standings .you").textContent`); !strings.Contains(got, "(you)") {
		t.Errorf("one's own row: got %q, want it to say so", got)
	}
	plain := looks(t, p, "cb-verdict h1")
	webtest.Eval[any](p, `document.querySelector("cb-verdict h1").style.setProperty("color", "red")`)
	if reddened := looks(t, p, "cb-verdict h1"); !bytes.Equal(plain, reddened) {
		t.Error("what differs by its colour alone does not look the same in one ink")
	}
}
