package static_test

import (
	"strings"
	"testing"

	"casebook/web/webtest"
)

// TestOperatorCases looks at today, edits a text of its case under the referee's eye,
// deletes the case and restores it.
func TestOperatorCases(t *testing.T) {
	s, p := open(t, 360, 740)
	pictureURLs(t, s, nil)
	setUp(t, s, p)
	p.Until("today", `document.querySelectorAll("cb-today .slots img").length === 14 && document.querySelector("cb-today dd").textContent === "14 of 14"`)
	in := &inspector{t: t, p: p, axe: script(t, "axe-core/axe.min.js"), screen: "today"}
	look := func(screen string) {
		t.Helper()
		in.screen = screen
		webtest.Eval[any](p, in.axe+";void 0")
		in.inspect("360 light")
		checkLayout(t, p)
		shoot(p, "operator-"+screen)
	}
	look("today")
	turnTo(p, "Cases", "cb-cases table")
	look("cases")
	p.Do("open today's case", click(`cb-cases td a[href$="`+webtest.Eval[string](p, `[...document.querySelectorAll("cb-cases tr")].find((r) => r.cells[2].textContent === "yes").cells[0].textContent`)+`"]`))
	p.Until("its texts and pictures", `document.querySelectorAll("cb-case .slots li").length === 14 && document.querySelector("cb-texts select").length > 100`)
	look("case")
	webtest.Eval[any](p, `window.type = (text) => { const area = document.querySelector("cb-texts textarea"); area.value = text; area.dispatchEvent(new Event("input")); }; type("A {broken} title")`)
	p.Until("the referee refuses", `document.querySelector("cb-texts .verdict").textContent.includes("marks: title holds")`)
	webtest.Eval[any](p, `type("Another Title")`)
	p.Until("the referee is content", `document.querySelector("cb-texts .verdict").textContent.includes("nothing against it")`)
	p.Do("save", click("cb-texts .edit .line button"))
	p.Until("it is saved, and shown", `document.querySelector("cb-texts .verdict").textContent.includes("Saved") && document.querySelector("cb-case h1").textContent === "Another Title"`)
	webtest.Eval[any](p, `window.confirm = () => true; [...document.querySelectorAll("cb-case button")].find((b) => b.textContent === "Delete").click()`)
	p.Until("it is deleted", `document.querySelector("cb-cases [aria-label^=Restore]")`)
	p.Do("restore it", click("cb-cases [aria-label^=Restore]"))
	p.Until("it is back", `!document.querySelector("cb-cases [aria-label^=Restore]") && [...document.querySelectorAll("cb-cases td")].some((d) => d.textContent === "Another Title")`)
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems in the browser:\n%s", strings.Join(problems, "\n"))
	}
}
