package static_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"casebook/web/webtest"
)

// seen is where the parts of a case's cover are and what they say.
const seen = `JSON.stringify([".house", "h1", ".opening", ".ways", "footer p:last-child"].map((part) => {
	const { left, top, width, height } = document.querySelector("cb-title " + part).getBoundingClientRect();
	return [part, document.querySelector("cb-title " + part).textContent.replace(/\s+/g, ""), left, top, width, height].join(" ");
}), null, 1)`

// fitting says what is wrong with the size of the picture that a browser has chosen: it is the
// smallest that is as wide as it is shown.
const fitting = `(() => {
	const picture = document.querySelector("cb-title img.arrived"), shown = picture.clientWidth * devicePixelRatio;
	const sizes = picture.srcset.split(", ").map((one) => one.split(" ")).map(([url, width]) => ({ url: new URL(url, location).href, width: parseInt(width) })).sort((a, b) => a.width - b.width);
	const right = sizes.find(({ width }) => width >= shown) ?? sizes.at(-1);
	return sizes.length > 1 && picture.currentSrc === right.url ? "" : "got " + picture.currentSrc + " for " + shown + " dots, want " + right?.url + " of " + picture.srcset;
})()`

// shifts returns what moved on the page under its reader's eyes (web.dev/cls).
func shifts(p *webtest.Page) []string {
	webtest.Eval[bool](p, `(() => {
		window.shifts = [];
		const rect = ({ x, y, width, height }) => [x, y, width, height].join(" ");
		new PerformanceObserver((list) => {
			for (const { value, sources, startTime } of list.getEntries()) {
				shifts.push(Math.round(startTime) + " " + value + ": " + sources.map((s) => (s.node?.outerHTML ?? s.node?.textContent ?? "gone").slice(0, 80) + " from " + rect(s.previousRect) + " to " + rect(s.currentRect)).join("; "));
			}
		}).observe({ type: "layout-shift", buffered: true });
		setTimeout(() => { window.counted = true; }, 100);
		return true;
	})()`)
	p.Until("shifts are counted", "window.counted")
	return webtest.Eval[[]string](p, "shifts")
}

// TestGame runs the tests that can share one server, with a case that is drawn.
func TestGame(t *testing.T) {
	s, p := open(t, 360, 740, "--clock", "2026-11-21T12:00:00Z", "--ahead", "1")
	pictureURLs(t, s, nil)
	t.Run("link to a case", func(t *testing.T) { testCaseLink(t, s, p.Tab()) })
	t.Run("late styles", func(t *testing.T) { testLateStyles(t, s, p.Tab()) })
	t.Run("axe", func(t *testing.T) { testAxe(t, s, p.Tab()) })
	t.Run("lighthouse", func(t *testing.T) { testLighthouse(t, s) })
	t.Run("me", func(t *testing.T) { testMe(t, s, p.Tab()) })
	t.Run("shared", func(t *testing.T) { testShared(t, s, p.Tab()) })
	t.Run("without colour", func(t *testing.T) { testWithoutColour(t, s, p.Tab()) })
	t.Run("screen reader", func(t *testing.T) { testReader(t, s, p.Tab()) })
}

// TestFirstScreen has a server whose clock is the browser's, for the time that is left is seen.
func TestFirstScreen(t *testing.T) {
	s, p := open(t, 360, 740, "--ahead", "1")
	pictureURLs(t, s, nil)
	testFirstScreen(t, s, p)
	t.Run("read before it lives", func(t *testing.T) { testEarlyReader(t, s, p.Tab()) })
	t.Run("pressed before it lives", func(t *testing.T) { testEarlyPress(t, s, p.Tab()) })
	for _, ahead := range []time.Duration{77 * time.Hour, -5 * time.Hour} {
		t.Run("a clock that is ahead by "+ahead.String(), func(t *testing.T) { testWrongClock(t, s, p.Tab(), ahead) })
	}
}

// testFirstScreen opens pages while scripts, and then pictures, are slow: what can
// be read is there before either, and nothing moves when they come.
func testFirstScreen(t *testing.T, s *webtest.Server, first *webtest.Page) {
	for _, width := range []int{360, 1280} {
		p := first.Tab()
		p.Resize(width, 800)
		release := p.Hold("*.js", "*.jpg")
		p.Go(s.URL + "/")
		p.Until("the title, without scripts and pictures", `document.querySelector("cb-title h1")?.checkVisibility() && document.querySelector("#enclosed") &&
			document.styleSheets.length === document.querySelectorAll("link[rel=stylesheet]").length`)
		checkFirstPaint(t, p)
		before := webtest.Eval[string](p, seen)
		release("*.js")
		p.Until("the page lives", `/[1-9]/.test(document.querySelector("cb-countdown time").textContent)`)
		if diff := cmp.Diff(before, webtest.Eval[string](p, seen)); diff != "" {
			t.Errorf("at %d, from the server's page to the client's (-before +after):\n%s", width, diff)
		}
		p.Until("the haze", `document.querySelector("cb-title canvas")`)
		release("*.jpg")
		p.Until("the picture", `document.querySelector("cb-title img.arrived")?.naturalWidth > 0`)
		if got := webtest.Eval[string](p, fitting); got != "" {
			t.Errorf("at %d: the picture: %s", width, got)
		}
		if got := shifts(p); len(got) > 0 {
			t.Errorf("at %d: the page moved: %q, want it to stay", width, got)
		}
		checkLayout(t, p)
		if problems := p.Problems(); len(problems) > 0 {
			t.Errorf("problems in the browser: %q", problems)
		}
	}
}

// opener is the link that leads from a case's cover into it.
const opener = `document.querySelector('cb-title a[href$="#intro"]')`

// openEarly opens the title page in a small window, without its scripts, and scrolls to the way
// into the case, which then has the focus. It returns the middle of the link.
func openEarly(t *testing.T, s *webtest.Server, p *webtest.Page) (x, y float64, release func(string)) {
	t.Helper()
	p.Resize(320, 400)
	release = p.Hold("*.js")
	p.Go(s.URL + "/")
	p.Until("the cover", opener+`?.checkVisibility() && document.querySelector("#enclosed") && document.styleSheets.length === document.querySelectorAll("link[rel=stylesheet]").length`)
	at := webtest.Eval[[]float64](p, `(() => {
		const link = window.link = `+opener+`;
		link.scrollIntoView({ block: "center", behavior: "instant" });
		link.focus({ preventScroll: true });
		const { x, y, width, height } = link.getBoundingClientRect();
		return [x + width / 2, y + height / 2, scrollY];
	})()`)
	if at[2] == 0 {
		t.Fatal("the cover fits into the window: want one that is scrolled")
	}
	return at[0], at[1], release
}

// testEarlyReader scrolls and moves the focus while the scripts are on their way: both stay when
// they come.
func testEarlyReader(t *testing.T, s *webtest.Server, p *webtest.Page) {
	_, y, release := openEarly(t, s, p)
	release("*.js")
	p.Until("the page lives", `/[1-9]/.test(document.querySelector("cb-countdown time").textContent)`)
	if got := webtest.Eval[float64](p, `(({ y, height }) => y + height / 2)(`+opener+`.getBoundingClientRect())`); got != y {
		t.Errorf("the link is at %v, want it to stay at %v", got, y)
	}
	if !webtest.Eval[bool](p, "document.activeElement === "+opener) {
		t.Error("the focus was lost, want it on the same link")
	}
}

// testEarlyPress presses a link while the scripts are on their way, and lets it go when they are
// there: it is followed.
func testEarlyPress(t *testing.T, s *webtest.Server, p *webtest.Page) {
	x, y, release := openEarly(t, s, p)
	mouse := func(kind input.DispatchMouseEventType) {
		p.Do(string(kind), chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: "left", ClickCount: 1})
			return err
		}))
	}
	mouse("mousePressed")
	release("*.js")
	p.Until("the scripts", `customElements.get("cb-title")`)
	p.Do("keep it pressed", chromedp.Sleep(300*time.Millisecond))
	if !webtest.Eval[bool](p, "link.isConnected") {
		t.Error("the link was taken away while it was pressed")
	}
	mouse("mouseReleased")
	p.Until("the opening", `document.querySelector("cb-intro h1")?.checkVisibility()`)
}

// testWrongClock opens the title page on a device whose clock is wrong: the time that is left is
// the server's.
func testWrongClock(t *testing.T, s *webtest.Server, p *webtest.Page, ahead time.Duration) {
	t.Helper()
	inject(p, fmt.Sprintf("const now = Date.now.bind(Date); Date.now = () => now() + %d;", ahead.Milliseconds()))
	p.Go(s.URL + "/")
	p.Until("the time that is left", `(() => {
		const [hours, minutes, seconds] = document.querySelector("cb-countdown time[role=timer]")?.textContent.split(":").map(Number) ?? [0, 0, 0];
		const end = new Date(document.querySelector("cb-countdown time").dateTime).getTime();
		return Math.abs(now() + ((hours * 60 + minutes) * 60 + seconds) * 1000 - end) < 5000;
	})()`)
}

// checkFirstPaint works out when a phone shows the first words: from the bytes and the trips that
// come before, since a clock would measure this machine. The network is that of Lighthouse's
// mobile profile; a page's own address is known, and it speaks plain HTTP/1.1.
func checkFirstPaint(t *testing.T, p *webtest.Page) {
	t.Helper()
	const trip, bytesPerMillisecond, connections, head, most = 150.0, 1638.4 / 8, 6, 500, 1000.0
	p.Until("it is painted", `performance.getEntriesByName("first-contentful-paint").length`)
	before := webtest.Eval[struct {
		Page   int
		Styles []struct {
			Name string
			Kind string
			Size int
		}
	}](p, `({
		page: performance.getEntriesByType("navigation")[0].encodedBodySize,
		styles: performance.getEntriesByType("resource").filter((e) => e.renderBlockingStatus === "blocking").map((e) => ({ name: e.name, kind: e.initiatorType, size: e.encodedBodySize })),
	})`)
	bytes := before.Page + head
	for _, one := range before.Styles {
		if one.Kind != "link" { // but by another style sheet, after one more trip
			t.Errorf("before the first words: got %s by %s, want only what the page itself links to", one.Name, one.Kind)
		}
		bytes += one.Size + head
	}
	if before.Page == 0 || len(before.Styles) == 0 {
		t.Fatalf("before the first words: got %+v, want the page and its styles", before)
	}
	trips := 2 + 1 + (len(before.Styles)+connections-1)/connections // the page; more connections; the styles
	took := float64(trips)*trip + float64(bytes)/bytesPerMillisecond
	t.Logf("the first words: %d bytes, %d style sheets, %d trips: %.0f ms", bytes, len(before.Styles), trips, took)
	if took >= most {
		t.Errorf("the first words: got them after %.0f ms, want less than %.0f", took, most)
	}
}

// testLateStyles goes to a section whose style sheet never comes: it is shown all the same.
func testLateStyles(t *testing.T, s *webtest.Server, p *webtest.Page) {
	p.Hold("cb-suspects.css")
	visit(p, s.URL+"/case/2026-11-21#scene", "cb-scene h1")
	press(p, ".contents .suspects")
	p.Until("the suspects, plainly", `document.querySelector("cb-suspects h1")?.checkVisibility()`)
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems in the browser: %q", problems)
	}
}

// testCaseLink follows a link to a case: its cover stands until the opening is there, in a browser
// that keeps nothing too.
func testCaseLink(t *testing.T, s *webtest.Server, p *webtest.Page) {
	inject(p, `for (const name of ["BroadcastChannel", "localStorage"]) Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });`)
	release := p.Hold("*.js")
	p.Go(s.URL + "/case/2026-11-21")
	p.Until("the cover", `document.querySelector("cb-title h1")?.checkVisibility()`)
	release("*.js")
	p.Do("the opening", chromedp.WaitVisible(chromedp.CSS("cb-intro h1")))
	if left := webtest.Eval[int](p, `document.querySelectorAll("cb-title").length`); left != 0 {
		t.Errorf("covers beside the opening: got %d, want 0", left)
	}
	if got := webtest.Eval[int](p, `performance.getEntriesByType("resource").filter((e) => e.name.includes("/player-state/")).length`); got != 1 {
		t.Errorf("times the case was opened: got %d, want 1", got)
	}
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems in the browser: %q", problems)
	}
}
