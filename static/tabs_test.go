package static_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// press presses a button in a tab that may be in the background, where no mouse is.
func press(p *webtest.Page, selector string) {
	p.Until(selector, "document.querySelector(`"+selector+"`)?.checkVisibility() && !document.querySelector(`"+selector+"`).disabled")
	webtest.Eval[any](p, "document.querySelector(`"+selector+"`).click()")
}

// answer chooses the nth answer to every question and goes on to the last check.
func answer(p *webtest.Page, n int) {
	p.Until("six questions", `document.querySelectorAll("cb-accusation fieldset").length === 6`)
	webtest.Eval[any](p, `document.querySelectorAll("cb-accusation fieldset").forEach((one) => one.querySelectorAll("input[type=radio]")[`+strconv.Itoa(n)+`].click())`)
	press(p, `cb-accusation form > button`)
}

// TestTwoTabs searches and accuses in two tabs of one player at once: what the server has
// answered one of them reaches both, and nothing counts twice.
func TestTwoTabs(t *testing.T) {
	s, p := open(t, 390, 844)
	who := play(t, s, p)
	tabs := []*webtest.Page{p, p.Tab()}
	both := func(do func(i int, tab *webtest.Page)) {
		for i, tab := range tabs {
			do(i, tab)
		}
	}
	releases := make([]func(string), len(tabs))
	both(func(i int, tab *webtest.Page) {
		releases[i] = tab.Hold("search", "submit")
		visit(tab, who.page("places/loc-1"), "cb-place .effort")
		press(tab, "cb-place .effort:nth-of-type(3)")
		tab.Until("it searches", `document.querySelector("cb-place .outcome .busy")`)
	})
	both(func(i int, _ *webtest.Page) { releases[i]("search") })
	found, refused := 0, 0
	both(func(_ int, tab *webtest.Page) {
		tab.Until("the outcome", `document.querySelector("cb-place .outcome :is(h2, [role=alert])")`)
		switch said := webtest.Eval[string](tab, `document.querySelector("cb-place .outcome").textContent`); {
		case strings.HasPrefix(said, "You found"):
			found++
		case strings.Contains(said, "3 points"):
			refused++
		}
		tab.Until("what is left", `document.querySelector("cb-points .number").textContent === "2 points"`)
	})
	var state struct {
		Stats struct{ TotalSearches int }
	}
	s.JSON(t, http.MethodGet, "/api/player-state/"+who.caseID+"/"+who.id, nil, http.StatusOK, &state)
	if found != 1 || refused != 1 || state.Stats.TotalSearches != 1 {
		t.Errorf("got %d searches told of, %d refused and %d kept, want one of each", found, refused, state.Stats.TotalSearches)
	}

	both(func(i int, tab *webtest.Page) {
		visit(tab, who.page("accuse"), "cb-accusation fieldset")
		answer(tab, i)
		press(tab, "cb-accusation dialog[open] .primary")
		tab.Until("it is weighed", `document.querySelector("cb-accusation dialog .busy")`)
	})
	both(func(i int, _ *webtest.Page) { releases[i]("submit") })
	verdicts := make([]string, len(tabs))
	both(func(i int, tab *webtest.Page) {
		tab.Until("the verdict", `document.querySelectorAll("cb-verdict .items li").length === 6`)
		verdicts[i] = webtest.Eval[string](tab, `document.querySelector("cb-verdict .total").textContent + document.querySelector("cb-verdict .items").textContent`)
	})
	if verdicts[0] != verdicts[1] {
		t.Errorf("got the verdicts\n%s\nand\n%s\nwant one", verdicts[0], verdicts[1])
	}
	var stats struct{ TotalSubmissions int }
	s.JSON(t, http.MethodGet, "/api/stats/"+who.caseID, nil, http.StatusOK, &stats)
	if stats.TotalSubmissions != 1 {
		t.Errorf("got %d submissions, want 1", stats.TotalSubmissions)
	}
	both(func(_ int, tab *webtest.Page) { wantNoExceptions(t, tab) })
}

// wantNoExceptions checks that nothing went wrong in the client itself, where requests may fail.
func wantNoExceptions(t *testing.T, p *webtest.Page) {
	t.Helper()
	for _, problem := range p.Problems() {
		if strings.Contains(problem, "exception") || strings.Contains(problem, "Content Security") {
			t.Error(problem)
		}
	}
}

// TestRestart kills the server in the middle of a game, three times: what was done is kept
// once, and what could not be done says so and can be done when the server is back.
func TestRestart(t *testing.T) {
	args := []string{"--addr", freeAddress(t), "--clock", "2026-11-21T12:00:00Z", "--ahead", "1"}
	s, p := open(t, 1024, 768, args...)
	start := func() *webtest.Server { return webtest.Start(t, s.Data, args...) }
	who := play(t, s, p)
	visit(p, who.page("places/loc-1"), "cb-place .effort")
	press(p, "cb-place .effort:nth-of-type(1)")
	p.Until("the outcome", `document.querySelector("cb-place .outcome h2")`)
	s.Kill(t)
	press(p, "cb-place .effort:nth-of-type(2)")
	p.Until("that it waits", `document.querySelector("cb-place [role=alert]")?.textContent.includes("waits")`)
	s = start()
	press(p, "cb-place [role=alert] button")
	p.Until("the second outcome", `document.querySelector("cb-place .past").textContent.includes("quick look and a thorough search")`)
	p.Until("what is left", `document.querySelector("cb-points .number").textContent === "2 points"`)

	p.Do("to the notes", click(`a[href="#notebook"]`), click(`a[href="#notebook/notes"]`), chromedp.WaitVisible(chromedp.CSS("#jottings")))
	s.Kill(t)
	p.Do("write", chromedp.SendKeys(chromedp.ID("jottings"), "The clock was wrong."))
	p.Until("it is not kept", `document.querySelector("cb-notebook .state").textContent.startsWith("Not kept yet, it will be tried again")`)
	s = start()
	p.Until("it is kept, by itself", `document.querySelector("cb-notebook .state").textContent.includes("Kept on the server")`)

	p.Do("to the accusation", click(`.contents a[href="#accuse"]`))
	answer(p, 0)
	p.Do("see the last check", chromedp.WaitVisible(chromedp.CSS("cb-accusation dialog .primary")))
	s.Kill(t)
	press(p, "cb-accusation dialog .primary")
	p.Until("that it waits, too", `document.querySelector("cb-accusation dialog [role=alert]")?.textContent.includes("waits")`)
	s = start()
	press(p, "cb-accusation dialog [role=alert] button")
	p.Until("the verdict", `document.querySelectorAll("cb-verdict .items li").length === 6`)
	var state struct {
		Stats struct{ TotalSearches int }
	}
	var book struct{ Notes string }
	var stats struct{ TotalSubmissions int }
	s.JSON(t, http.MethodGet, "/api/player-state/"+who.caseID+"/"+who.id, nil, http.StatusOK, &state)
	s.JSON(t, http.MethodGet, "/api/notebook/"+who.caseID+"/"+who.id, nil, http.StatusOK, &book)
	s.JSON(t, http.MethodGet, "/api/stats/"+who.caseID, nil, http.StatusOK, &stats)
	if state.Stats.TotalSearches != 2 || book.Notes != "The clock was wrong." || stats.TotalSubmissions != 1 {
		t.Errorf("got %+v, %+v and %+v, want two searches, the note and one submission", state, book, stats)
	}
	wantNoExceptions(t, p)
}

// TestOtherTabs plays in one tab: the others, which are at other places of the same case, are
// told at once, of the accusation too.
func TestOtherTabs(t *testing.T) {
	s, p := open(t, 390, 844)
	who := play(t, s, p)
	other, third := p.Tab(), p.Tab()
	visit(other, who.page("places"), "cb-places .cards")
	visit(third, who.page("suspects/suspect-1"), "cb-interview .ideas li")
	visit(p, who.page("places/loc-1"), "cb-place .effort")
	press(p, "cb-place .effort:nth-of-type(1)")
	other.Until("the search", `document.querySelector('.cards a[href="#places/loc-1"] .label').textContent.startsWith("Searched once")`)
	for _, tab := range []*webtest.Page{other, third} {
		tab.Until("what is left", `document.querySelector("cb-points .number").textContent === "4 points"`)
	}
	visit(p, who.page("suspects/suspect-1"), "cb-interview .ideas button")
	press(p, "cb-interview .ideas button")
	third.Until("the question and the answer", `document.querySelectorAll("cb-interview .log li").length === 2`)

	visit(other, who.page("accuse"), "cb-accusation fieldset")
	answer(other, 1)
	visit(p, who.page("accuse"), "cb-accusation fieldset")
	answer(p, 0)
	press(p, "cb-accusation dialog[open] .primary")
	other.Until("the verdict, in place of the accusation", `document.querySelectorAll("cb-verdict .items li").length === 6 && document.querySelector("#said").textContent.includes("another window")`)
	third.Until("that the case is closed", `document.querySelector(".section .closed")?.textContent.includes("another window") && document.querySelector(".contents .accuse").textContent.includes("Verdict")`)
	press(third, ".closed a")
	third.Until("the verdict", `document.querySelectorAll("cb-verdict .items li").length === 6`)
	for _, tab := range []*webtest.Page{p, other, third} {
		if problems := tab.Problems(); len(problems) > 0 {
			t.Errorf("problems in the browser: %q", problems)
		}
	}
}
