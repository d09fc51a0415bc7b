package static_test

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"casebook/web/webtest"
)

// TestInvestigation plays the middle of a case: what was heard and found, and
// what the player makes of it.
func TestInvestigation(t *testing.T) {
	s, p := open(t, 390, 844)
	who := play(t, s, p)
	item := who.find()
	t.Run("the places are a floor plan", func(t *testing.T) { testPlan(t, p, who) })
	t.Run("evidence is looked at closely", func(t *testing.T) { testZoom(t, p, who, item) })
	t.Run("evidence is shown to a suspect", func(*testing.T) { testShowing(p, item) })
	t.Run("statements and evidence are in the notebook by themselves", func(*testing.T) { testGathered(p, who, item) })
	t.Run("a contradiction is pinned", func(*testing.T) { testPins(p, who, item) })
	t.Run("notes, grid and timeline survive a reload", func(t *testing.T) { testNotes(t, p, who) })
	t.Run("two windows lose nothing of each other", func(t *testing.T) { testTwoWindows(t, p, who) })
	t.Run("a hint says its price before", func(t *testing.T) { testHints(t, p) })
	t.Run("what the cap keeps out is said", func(*testing.T) { testCap(p, who) })
	checkLayout(t, p)
	expected := func(problem string) bool { return strings.Contains(problem, "409") } // how one window learns of the other
	if problems := slices.DeleteFunc(p.Problems(), expected); len(problems) > 0 {
		t.Errorf("problems in the browser:\n%s", strings.Join(problems, "\n"))
	}
}

// visit opens an address as if it were typed, and waits for what is on it.
func visit(p *webtest.Page, url, sign string) {
	p.Do("leave", chromedp.Navigate("about:blank"))
	p.Do("open "+url, chromedp.Navigate(url))
	p.Until(sign, `document.querySelector('`+sign+`')?.checkVisibility()`)
}

// testPlan compares the plan with what the places' descriptions tell of their doors.
func testPlan(t *testing.T, p *webtest.Page, who *player) {
	var view struct {
		Locations []struct {
			ID, Name, Description string
			Doors                 []string
		}
	}
	who.s.JSON(t, http.MethodGet, "/api/case/"+who.caseID, nil, http.StatusOK, &view)
	names, doors := map[string]string{}, 0
	for _, place := range view.Locations {
		names[place.ID] = place.Name
	}
	for _, place := range view.Locations {
		doors += len(place.Doors)
		for _, to := range place.Doors {
			if !strings.Contains(strings.ToLower(place.Description), strings.ToLower(names[to])) {
				t.Errorf("%s: got a door to %s, which its description does not tell: %s", place.Name, names[to], place.Description)
			}
		}
	}
	visit(p, who.page("places"), "cb-places .cards")
	if webtest.Eval[bool](p, `document.querySelector("cb-plan").hidden`) {
		return // One plan in sixty cannot be drawn.
	}
	p.Until("every door", `document.querySelectorAll("cb-plan .door").length === `+strconv.Itoa(doors/2))
	p.Do("go to a room", click(`cb-plan a[href="#places/loc-3"]`), chromedp.WaitVisible(chromedp.CSS("cb-place .effort")))
}

func testZoom(t *testing.T, p *webtest.Page, who *player, item string) {
	t.Helper()
	scale := func(want string) string {
		return `new DOMMatrix(getComputedStyle(document.querySelector("cb-zoom img")).transform).a ` + want
	}
	webtest.Within(t, 4*time.Minute, "the picture is drawn", func() error {
		var status struct {
			Images map[string]string `json:"images"`
		}
		who.s.JSON(t, http.MethodGet, "/api/case/"+who.caseID+"/evidence-images/status", nil, http.StatusOK, &status)
		if status.Images[item] == "" {
			return fmt.Errorf("of %d", len(status.Images))
		}
		return nil
	})
	visit(p, who.page("evidence/"+item), "cb-exhibit .magnifier")
	p.Until("its picture", `document.querySelector("cb-exhibit img")?.naturalWidth > 0`)
	p.Do("open it", click("cb-exhibit .magnifier"), chromedp.WaitVisible(chromedp.CSS("cb-zoom img")))
	p.Do("press +", chromedp.KeyEvent("+"))
	p.Until("it is larger", scale("> 1.4"))
	p.Do("move it", chromedp.KeyEvent(kb.ArrowRight))
	p.Until("it is moved", `new DOMMatrix(getComputedStyle(document.querySelector("cb-zoom img")).transform).e < -50`)
	p.Do("press 0", chromedp.KeyEvent("0"))
	p.Until("it is whole", scale("=== 1"))
	p.Do("press the button", click(`cb-zoom .tools button:nth-of-type(2)`))
	p.Until("it is larger again", scale("> 1.4"))
	webtest.Eval[any](p, `(() => {
		const stage = document.querySelector("cb-zoom .stage");
		stage.dispatchEvent(new WheelEvent("wheel", { deltaY: -400, clientX: 100, clientY: 100, cancelable: true }));
	})()`)
	p.Until("the wheel makes it larger still", scale("> 3"))
	webtest.Eval[any](p, `(() => {
		const stage = document.querySelector("cb-zoom .stage");
		stage.setPointerCapture = () => {};
		const finger = (kind, pointerId, clientX) => stage.dispatchEvent(new PointerEvent(kind, { pointerId, clientX, clientY: 300 }));
		finger("pointerdown", 1, 100); finger("pointerdown", 2, 300);
		finger("pointermove", 2, 150);
		finger("pointerup", 1, 100); finger("pointerup", 2, 150);
	})()`)
	p.Until("two fingers make it smaller", scale("< 1.2"))
	p.Do("close it", chromedp.KeyEvent(kb.Escape))
	p.Until("the focus is back", `!document.querySelector("cb-zoom") && document.activeElement.matches(".magnifier")`)
}

func testShowing(p *webtest.Page, item string) {
	p.Do("choose whom to show it to", click(`cb-exhibit .people a[href="#suspects/suspect-2"]`))
	p.Until("the exhibit is at hand", `document.activeElement?.dataset.item === "`+item+`"`)
	before := webtest.Eval[int](p, `document.querySelectorAll("cb-interview li.suspect").length`)
	p.Do("show it", chromedp.KeyEvent(kb.Enter))
	p.Until("an answer", `document.querySelectorAll("cb-interview li.suspect").length === `+strconv.Itoa(before+1))
	p.Until("the picture of what was shown", `document.querySelector("cb-interview li.user:nth-last-child(2) .shown img")`)
	p.Until("how they feel, in words", `/ease|nervous|defensive|hostile/.test(document.querySelector("cb-interview .mood span").textContent)`)
}

func testGathered(p *webtest.Page, who *player, item string) {
	visit(p, who.page("notebook"), "cb-gathered")
	p.Until("seven statements", `document.querySelectorAll("cb-gathered dd").length === 7`)
	p.Until("the evidence", `document.querySelector('cb-gathered a[href="#evidence/`+item+`"]')`)
}

func testPins(p *webtest.Page, who *player, item string) {
	p.Do("pick up a statement", click("cb-gathered dd cb-pin button"))
	p.Until("it says what is held", `document.querySelector("cb-held")?.checkVisibility() && document.querySelector("cb-held").textContent.length > 40`)
	p.Do("pin it to the evidence", click("cb-gathered .lines cb-pin button"))
	p.Do("see the contradictions", click(`a[href="#notebook/contradictions"]`))
	p.Until("both sides", `document.querySelectorAll("cb-pins blockquote a").length === 2 && document.querySelector('cb-pins a[href="#evidence/`+item+`"]')`)
	p.Do("say why", chromedp.SendKeys(chromedp.CSS("cb-pins input"), "Not both."))
	p.Until("it is kept", `document.querySelector("cb-notebook .state").textContent.includes("Kept on the server")`)
	visit(p, who.page("notebook/contradictions"), "cb-pins blockquote a")
	p.Until("it is there after a reload", `document.querySelector("cb-pins input")?.value === "Not both." && document.querySelectorAll("cb-pins blockquote a").length === 2`)
}

// choose picks an option of a select as a player does, by its value.
func choose(p *webtest.Page, selector, value string) {
	webtest.Eval[any](p, `(() => {
		const select = document.querySelector('`+selector+`');
		select.value = "`+value+`";
		select.dispatchEvent(new Event("change", { bubbles: true }));
	})()`)
}

func testNotes(t *testing.T, p *webtest.Page, who *player) {
	p.Do("to the grid", click(`a[href="#notebook/motives"]`), chromedp.WaitVisible(chromedp.CSS("cb-motives select")))
	choose(p, "cb-motives tr:nth-child(2) td:nth-child(3) select", "maybe")
	p.Do("to the timeline", click(`a[href="#notebook/timeline"]`), chromedp.WaitVisible(chromedp.CSS("cb-timeline select")))
	choose(p, "cb-timeline fieldset:nth-child(2) label:nth-of-type(3) select", "loc-4")
	p.Do("note an event", chromedp.SendKeys(chromedp.CSS("cb-timeline form label:nth-child(1) input"), "midnight"),
		chromedp.SendKeys(chromedp.CSS("cb-timeline form label:nth-child(2) input"), "A door slammed"), chromedp.KeyEvent(kb.Enter))
	p.Until("it stands there", `document.querySelector("cb-timeline li")?.textContent.includes("Midnight: A door slammed")`)
	p.Do("to the notes", click(`a[href="#notebook/notes"]`), chromedp.WaitVisible(chromedp.CSS("#jottings")))
	p.Do("write", chromedp.SendKeys(chromedp.ID("jottings"), "The clock was wrong."))
	p.Until("it is kept", `document.querySelector("cb-notebook .state").textContent.includes("Kept on the server")`)
	var book struct {
		Notes string `json:"notes"`
		Grid  map[string]struct {
			Motive string `json:"motive"`
		} `json:"grid"`
	}
	who.s.JSON(t, http.MethodGet, "/api/notebook/"+who.caseID+"/"+who.id, nil, http.StatusOK, &book)
	if got := book.Grid[who.caseID+"-suspect-2"].Motive; got != "maybe" || book.Notes != "The clock was wrong." {
		t.Errorf("on the server: got %+v, want the mark and the words", book)
	}
	visit(p, who.page("notebook/notes"), "#jottings")
	p.Until("the words are there", `document.querySelector("#jottings").value === "The clock was wrong."`)
	p.Do("to the grid", click(`a[href="#notebook/motives"]`))
	p.Until("the mark is there", `document.querySelector("cb-motives tr:nth-child(2) td:nth-child(3) select")?.value === "maybe"`)
	p.Do("to the timeline", click(`a[href="#notebook/timeline"]`))
	p.Until("the hour is there", `document.querySelector("cb-timeline fieldset:nth-child(2) label:nth-of-type(3) select")?.value === "loc-4"`)
}

// testTwoWindows writes in two windows of the same player at once.
func testTwoWindows(t *testing.T, p *webtest.Page, who *player) {
	other := webtest.OpenBrowser(t, 1024, 768)
	other.Do("open a second window", chromedp.Navigate(who.s.URL+"/archive"))
	webtest.Eval[any](other, `localStorage.setItem("casebook.player", "`+who.id+`")`)
	visit(other, who.page("notebook/notes"), "#jottings")
	visit(p, who.page("notebook/notes"), "#jottings")
	for window, words := range map[*webtest.Page]string{p: "\nFrom the first.", other: "\nFrom the second."} {
		window.Until("it is written", `(() => {
			const text = document.querySelector("#jottings"); // drawn anew when what is kept arrives
			if (!text?.value.includes("The clock was wrong.")) return false;
			text.value += `+"`"+words+"`"+`;
			text.dispatchEvent(new Event("input"));
			return true;
		})()`)
	}
	both := `.querySelector(".state").textContent.includes("Kept")`
	p.Until("the first is kept", `document`+both)
	other.Until("the second is kept", `document`+both)
	if said := webtest.Eval[string](p, `document.querySelector(".state").textContent`) + webtest.Eval[string](other, `document.querySelector(".state").textContent`); !strings.Contains(said, "elsewhere") {
		t.Errorf("what the windows say: got %q, want that it was written in elsewhere", said)
	}
	visit(p, who.page("notebook/notes"), "#jottings")
	got := webtest.Eval[string](p, `document.querySelector("#jottings").value`)
	for _, want := range []string{"The clock was wrong.", "From the first.", "From the second."} {
		if strings.Count(got, want) != 1 {
			t.Errorf("the notes: got %q, want %q once", got, want)
		}
	}
}

func testHints(t *testing.T, p *webtest.Page) {
	p.Do("to the hints", click(`a[href="#notebook/hints"]`))
	for i, cost := range []string{"3", "5", "10"} {
		p.Until("the price", `document.querySelector("#cost")?.textContent.includes("takes `+cost+` of 100")`)
		p.Do("ask for it", click("cb-hints .notice button"))
		p.Until("the hint", `document.querySelectorAll("cb-hints .given li").length === `+strconv.Itoa(i+1))
	}
	p.Until("no more", `document.querySelector("cb-hints").textContent.includes("There are no more")`)
	if got := webtest.Eval[string](p, `document.querySelector("cb-hints .soft").textContent`); !strings.Contains(got, "18 of 100") {
		t.Errorf("what was taken: got %q, want 18", got)
	}
	if !webtest.Eval[bool](p, `document.activeElement.matches(".given li:last-child")`) {
		t.Error("the focus is not on the hint that was given")
	}
}

// testCap asks until the player holds all the points there can be, and then in the client.
func testCap(p *webtest.Page, who *player) {
	topics := []string{"Where were you?", "How well did you know the victim?", "Why would you want the victim dead?", "Did you see anybody?", "What do you know about the weapon?"}
	for i := range 3 * len(topics) {
		var answer struct {
			Withheld *struct{ Amount int } `json:"apWithheld"`
		}
		suspect, question := i/len(topics)+1, topics[i%len(topics)]
		who.send(fmt.Sprintf("/api/chat/%s-suspect-%d", who.caseID, suspect), map[string]any{"message": question}, &answer)
		if answer.Withheld == nil {
			continue
		}
		visit(p, who.page(fmt.Sprintf("suspects/suspect-%d", suspect)), "cb-interview .ideas li")
		p.Do("ask that again", chromedp.SendKeys(chromedp.ID("question"), question), click(`cb-interview button[type="submit"]`))
		p.Until("what was kept back is said", `document.querySelector("cb-interview li.suspect:last-child .withheld")?.textContent.startsWith("You can hold no more than 12 points")`)
		return
	}
	who.t.Fatal("everything was asked, and nothing was kept out")
}
