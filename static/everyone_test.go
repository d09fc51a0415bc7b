package static_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"casebook/web/webtest"
)

// keyboard is a player who has nothing else.
type keyboard struct {
	t *testing.T
	p *webtest.Page
}

// reach presses Tab until the focus is on what a selector names, and can be seen there.
func (k keyboard) reach(what, selector string) {
	k.t.Helper()
	for range 80 {
		k.p.Do("press Tab", chromedp.KeyEvent(kb.Tab))
		if webtest.Eval[bool](k.p, "document.activeElement.matches(`"+selector+"`)") {
			k.p.Until(what+": the focus can be seen", `(() => {
				const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
				return box.bottom > 0 && box.top < innerHeight && (style.outlineStyle !== "none" || at.matches("iframe"));
			})()`)
			return
		}
	}
	k.t.Fatalf("%s: Tab does not reach %s", what, selector)
}

func (k keyboard) press(what, selector string) {
	k.t.Helper()
	k.reach(what, selector)
	k.p.Do(what, chromedp.KeyEvent(kb.Enter))
}

// follow goes where a link leads, and expects the focus on the heading there.
func (k keyboard) follow(what, selector string) {
	k.t.Helper()
	k.press(what, selector)
	k.p.Until(what+": the heading has the focus", `document.activeElement.matches("main h1, main h2")`)
}

// TestKeyboardAlone plays a case from the first page to the verdict without a mouse.
func TestKeyboardAlone(t *testing.T) {
	_, p := open(t, 1024, 768)
	k := keyboard{t, p}
	p.Do("see today's case", chromedp.WaitVisible(chromedp.CSS("cb-title h1")))
	k.follow("open the case", `a[href$="#intro"]`)
	p.Do("the first slide", chromedp.WaitVisible(chromedp.CSS(`cb-intro[data-slide="discovery"] .text`)), chromedp.KeyEvent(kb.ArrowRight))
	p.Do("the second slide", chromedp.WaitVisible(chromedp.CSS(`cb-intro[data-slide="suspects"] .text`)), chromedp.KeyEvent(kb.ArrowRight))
	p.Do("the third slide", chromedp.WaitVisible(chromedp.CSS(`cb-intro[data-slide="challenge"] .text`)), chromedp.KeyEvent(kb.ArrowLeft))
	p.Do("back", chromedp.WaitVisible(chromedp.CSS(`cb-intro[data-slide="suspects"] .text`)))
	k.follow("skip the rest", `cb-intro a[href="#scene"]`)
	k.follow("to the suspects", `.contents a[href="#suspects"]`)
	k.follow("to a suspect", `cb-suspects a[href^="#suspects/"]`)
	k.reach("the question", "#question")
	p.Do("type", chromedp.KeyEvent("Where were you last night?"), chromedp.KeyEvent(kb.Enter))
	p.Until("the answer", `document.querySelector("cb-interview li.suspect p")?.textContent.length > 10`)
	k.press("a suggested question", ".ideas button")
	p.Until("another answer", `document.querySelectorAll("cb-interview li.suspect").length === 2 && document.activeElement.id === "question"`)
	k.follow("to the places", `.contents a[href="#places"]`)
	k.follow("to a place", `cb-places a[href="#places/loc-2"]`)
	k.press("search it", "cb-place .effort:nth-of-type(2)")
	p.Until("the outcome has the focus", `document.activeElement.matches("cb-place .outcome h2")`)
	k.follow("to the notebook", `.contents a[href="#notebook"]`)
	k.follow("to the grid", `a[href="#notebook/motives"]`)
	k.reach("a mark", "cb-motives select")
	p.Do("mark it", chromedp.KeyEvent(kb.ArrowDown))
	p.Until("it is marked", `document.activeElement.value === "yes"`)
	keyboardAccusation(k)
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems in the browser:\n%s", strings.Join(problems, "\n"))
	}
}

func keyboardAccusation(k keyboard) {
	k.follow("to the accusation", `.contents a[href="#accuse"]`)
	for _, question := range []string{"who", "what", "where", "when", "why"} {
		k.reach(question, `[data-question="`+question+`"] input[type="radio"]`)
		k.p.Do("choose", chromedp.KeyEvent(" "))
	}
	k.reach("how", `[data-question="how"] input[type="text"]`)
	k.p.Do("in one's own words", chromedp.KeyEvent("with malice"))
	k.press("read it over", `cb-accusation form > button`)
	k.p.Until("the last check", `document.querySelector("cb-accusation dialog").open && document.querySelectorAll("cb-accusation dd").length === 6`)
	k.press("accuse", "cb-accusation dialog .primary")
	k.p.Until("the verdict has the focus", `document.activeElement.matches("cb-verdict h1") && document.querySelectorAll("cb-verdict .items li").length === 6`)
	k.p.Until("what was said", `document.querySelector("cb-verdict .items").textContent.includes("You said: with malice")`)
	k.press("see how it was sealed", "cb-seal summary")
	k.press("check the seal", "cb-seal button")
	k.p.Until("it fits", `document.querySelector("cb-seal").textContent.includes("It fits")`)
}

// touch sends touches of one finger, moved from one point to another in a tenth of a second,
// however long the machine takes over it.
func touch(p *webtest.Page, fromX, toX, y float64) {
	at := float64(time.Now().UnixMilli()) / 1000
	send := func(kind input.DispatchTouchEventType, points ...*input.TouchPoint) {
		p.Do("touch", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points, Timestamp: input.TimeSinceEpoch(at)})
			return err
		}))
		at += 0.05
	}
	send("touchStart", &input.TouchPoint{X: fromX, Y: y})
	if fromX != toX {
		send("touchMove", &input.TouchPoint{X: toX, Y: y})
	}
	send("touchEnd")
}

// tap touches what a selector names once it is still, and waits for what comes of it.
func tap(p *webtest.Page, selector, sign string) {
	visible := func(selector string) string {
		return "document.querySelector(`" + selector + "`)?.checkVisibility()"
	}
	p.Until(selector+", at rest", visible(selector)+` && (() => {
		const target = document.querySelector(`+"`"+selector+"`"+`), before = window.touched;
		target.scrollIntoView({ block: "center", behavior: "instant" });
		const { x, y, width, height } = target.getBoundingClientRect();
		window.touched = [x + width / 2, y + height / 2];
		return String(before) === String(touched);
	})() && document.getAnimations().every((a) => a.playState !== "running" || a.effect.getComputedTiming().iterations === Infinity)`)
	at := webtest.Eval[[]float64](p, "touched")
	touch(p, at[0], at[0], at[1])
	p.Until(sign, visible(sign))
}

// TestTouch plays a case with one finger, on the narrowest phone, and types only a
// question.
func TestTouch(t *testing.T) {
	_, p := open(t, 320, 568)
	haveTouch(p)
	tap(p, `a[href$="#intro"]`, `cb-intro[data-slide="discovery"] .primary`)
	tap(p, `cb-intro[data-slide="discovery"] .primary`, `cb-intro[data-slide="suspects"] .primary`)
	tap(p, `cb-intro[data-slide="suspects"] .primary`, `cb-intro[data-slide="challenge"] .primary`)
	tap(p, `cb-intro[data-slide="challenge"] .primary`, "cb-scene h1")
	tap(p, `.contents a[href="#places"]`, `cb-places a[href="#places/loc-2"]`)
	tap(p, `cb-places a[href="#places/loc-2"]`, "cb-place .effort")
	tap(p, "cb-place .effort", "cb-place .outcome h2")
	tap(p, `.contents a[href="#suspects"]`, `cb-suspects a[href="#suspects/suspect-3"]`)
	tap(p, `cb-suspects a[href="#suspects/suspect-3"]`, "cb-interview .ideas button")
	tap(p, "cb-interview .ideas button", "cb-interview li.suspect p")
	tap(p, "#question", "#question:focus")
	p.Do("type", chromedp.KeyEvent("Who are you?"))
	tap(p, `cb-interview button[type="submit"]`, "cb-interview li.suspect:nth-of-type(4) p")
	tap(p, `.contents a[href="#accuse"]`, "cb-accusation fieldset")
	for _, key := range []string{"who", "what", "where", "when", "why", "how"} {
		answer := `cb-accusation [data-question="` + key + `"] label`
		tap(p, answer, answer+" input:checked")
	}
	tap(p, `cb-accusation form > button[type="submit"]`, "cb-accusation dialog[open] .primary")
	tap(p, "cb-accusation dialog .primary", "cb-verdict h1")
	p.Until("the closing scene", `document.querySelector("cb-verdict").textContent.length > 600`)
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems in the browser:\n%s", strings.Join(problems, "\n"))
	}
}

func haveTouch(p *webtest.Page) {
	p.Do("have a touch screen", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
		return err
	}))
}

// TestHands turns the slides by swiping and looks at every screen of a case, on the
// narrowest phone, for somebody who wants nothing to move: what can be touched is
// large enough and has a name.
func TestHands(t *testing.T) {
	s, p := open(t, 320, 568)
	haveTouch(p)
	prefer(p, "prefers-reduced-motion", "reduce")
	who := play(t, s, p)
	p.Do("see today's case", chromedp.WaitVisible(chromedp.CSS("cb-title h1")))
	p.Do("open the case", click(`a[href$="#intro"]`))
	p.Do("the first slide", chromedp.WaitVisible(chromedp.CSS(`cb-intro[data-slide="discovery"] .text`)))
	touch(p, 280, 60, 400)
	p.Do("the second slide", chromedp.WaitVisible(chromedp.CSS(`cb-intro[data-slide="suspects"] .text`)))
	touch(p, 280, 60, 400)
	p.Do("the third slide", chromedp.WaitVisible(chromedp.CSS(`cb-intro[data-slide="challenge"] .text`)))
	touch(p, 60, 280, 400)
	p.Do("back", chromedp.WaitVisible(chromedp.CSS(`cb-intro[data-slide="suspects"] .text`)))
	p.Do("skip", click(`cb-intro a.plain[href="#scene"]`), chromedp.WaitVisible(chromedp.CSS("cb-scene h1")))
	item := who.find()
	who.send("/api/hint", map[string]any{}, nil)
	who.note(item)
	for _, section := range screensOf(item) {
		visit(p, who.page(section.page), section.sign)
		checkHands(t, p, section.page)
	}
	if moving := webtest.Eval[int](p, `document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 1).length`); moving > 0 {
		t.Errorf("motion: got %d animations, want none", moving)
	}
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems in the browser:\n%s", strings.Join(problems, "\n"))
	}
}

// screen is a section of a case, and what shows that it is there.
type screen struct{ page, sign string }

// screensOf lists the screens of a case for somebody who has found item, heard
// something and had a hint.
func screensOf(item string) []screen {
	return []screen{
		{"scene", "cb-scene h1"},
		{"places", "cb-places li"},
		{"places/loc-1", "cb-place .effort"},
		{"suspects", "cb-suspects li"},
		{"suspects/suspect-1", "cb-interview .ideas li"},
		{"evidence", "cb-evidence li"},
		{"evidence/" + item, "cb-exhibit .magnifier"},
		{"notebook", "cb-gathered dd"},
		{"notebook/notes", "cb-jottings textarea"},
		{"notebook/motives", "cb-motives select"},
		{"notebook/timeline", "cb-timeline select"},
		{"notebook/contradictions", "cb-pins li"},
		{"notebook/hints", "cb-hints .given li"},
		{"accuse", "cb-accusation fieldset"},
	}
}

// checkHands looks for what fingers cannot hit, what has no name, and what is wider
// than the screen.
func checkHands(t *testing.T, p *webtest.Page, page string) {
	t.Helper()
	found := webtest.Eval[[]string](p, `[...document.querySelectorAll("main a, main button, main input, main select, main textarea, main summary")]
		.filter((one) => one.checkVisibility() && !one.closest("p:not(.ways) > a"))
		.flatMap((one) => {
			const { width, height } = one.getBoundingClientRect(), name = one.ariaLabel || one.labels?.[0]?.textContent || one.textContent || one.alt;
			const what = one.outerHTML.slice(0, 80);
			return [...(Math.min(width, height) < 24 ? [Math.round(width) + " × " + Math.round(height) + ": " + what] : []), ...(name?.trim() ? [] : ["no name: " + what])];
		})`)
	if wide := webtest.Eval[int](p, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
		found = append(found, fmt.Sprintf("%d pixels wider than the screen", wide))
	}
	if len(found) > 0 {
		t.Errorf("%s:\n%s", page, strings.Join(found, "\n"))
	}
}
