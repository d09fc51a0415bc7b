package static_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"casebook/web/webtest"
)

// rules are the rules of axe that every screen must keep: WCAG 2.2 up to AA, and
// what axe calls best practice.
const rules = `{ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"] }`

// inspector looks at screens with axe.
type inspector struct {
	t      *testing.T
	p      *webtest.Page
	axe    string
	longer string // the script of longWords
	screen string
}

// testAxe looks at every screen, on a phone in light and on a desk in dark, which
// between them have every colour and every layout; and whether it fits 320 pixels,
// and a desk zoomed to 200%.
func testAxe(t *testing.T, s *webtest.Server, p *webtest.Page) {
	in := &inspector{t: t, p: p, axe: script(t, "axe-core/axe.min.js")}
	visit(p, s.URL+"/", "cb-title h1")
	who := play(t, s, p)
	in.longer = longWords(who.names())
	item := who.find()
	who.send("/api/hint", map[string]any{}, nil)
	in.look("title", s.URL+"/", "cb-title h1", "")
	in.look("archive", s.URL+"/archive", "cb-archive li", "")
	in.look("me", s.URL+"/me", "cb-me dl", "")
	in.look("me, deleting", s.URL+"/me", "cb-me dl", `document.querySelector("cb-me > section button").click()`)
	in.look("me, with a link", s.URL+"/me#code/ABCDE-FGHIJ", "cb-move .primary", "")
	in.look("lost", s.URL+"/case/nothing", "cb-lost h1", "")
	for n := 1; n <= 3; n++ {
		in.look(fmt.Sprintf("intro %d", n), who.page(fmt.Sprintf("intro/%d", n)), "cb-intro h1", "")
	}
	for _, one := range screensOf(item) {
		in.look(one.page, who.page(one.page), one.sign, "")
	}
	in.look("zoom", who.page("evidence/"+item), "cb-exhibit .magnifier", `document.querySelector(".magnifier").click()`)
	who.send("/api/submit", map[string]any{"answers": map[string]any{"who": "nobody", "what": "x", "where": "x", "when": "x", "why": "x", "how": "x"}}, nil)
	in.look("verdict", who.page("verdict"), "cb-standings table", "")
	webtest.Eval[any](p, `document.querySelector("main").append(document.createElement("button")); void 0`)
	if got := in.faults(); len(got) < 1 {
		t.Errorf("a screen that was spoiled: got %q, want what is wrong with it", got)
	}
}

// look opens a screen, runs a script there, and inspects it.
func (in *inspector) look(screen, url, sign, then string) {
	in.t.Helper()
	in.screen = screen
	prefer(in.p, "prefers-color-scheme", "light")
	in.p.Resize(360, 740)
	visit(in.p, url, sign)
	if then != "" {
		webtest.Eval[any](in.p, then+";void 0")
	}
	webtest.Eval[any](in.p, in.axe+";void 0")
	in.inspect("360 light")
	for _, width := range []int{320, 640} { // 640 is a desk of 1280 zoomed to 200%
		in.p.Resize(width, 640)
		for _, words := range []string{"", in.longer} {
			if got := webtest.Eval[[]string](in.p, words+tooWide); len(got) > 0 {
				in.t.Errorf("%s: the page is wider than %d pixels: got %q to stick out, want nothing", screen, width, got)
			}
		}
	}
	in.p.Resize(1280, 900)
	prefer(in.p, "prefers-color-scheme", "dark")
	in.inspect("1280 dark")
}

// longWords gives every name of the case that stands on a page a word longer than
// any that the writer has, and every letter the space that WCAG 1.4.12 has readers
// ask for: what fits today in this machine's letters must fit every day in any.
func longWords(names []string) string {
	list, _ := json.Marshal(names) // strings always can be
	return `(() => {
		const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (all.nextNode()) for (const name of ` + string(list) + `)
			all.currentNode.data = all.currentNode.data.replace(name, "Psychoanalytically " + name + " Featherstonehaugh");
		const spaced = new CSSStyleSheet();
		spaced.replaceSync("* { letter-spacing: .12em !important; word-spacing: .16em !important }");
		document.adoptedStyleSheets.push(spaced);
	})();`
}

// inspect reports what axe finds.
func (in *inspector) inspect(how string) {
	in.t.Helper()
	for _, fault := range in.faults() {
		in.t.Errorf("%s, %s: %s", in.screen, how, fault)
	}
}

// faults runs axe on what is shown, once it keeps still.
func (in *inspector) faults() []string {
	in.t.Helper()
	in.p.Until(in.screen+" keeps still", `document.getAnimations().every((a) => a.playState !== "running" || a.effect.getComputedTiming().iterations === Infinity)`)
	webtest.Eval[any](in.p, `window.found = undefined; axe.run(`+rules+`).then((r) => {
		window.found = r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.html.slice(0, 160) + " " + n.failureSummary.replace(/\s+/g, " ")));
	}, (error) => { window.found = [String(error)]; }); void 0`)
	in.p.Until("axe has looked at "+in.screen, "window.found")
	return webtest.Eval[[]string](in.p, "window.found")
}
