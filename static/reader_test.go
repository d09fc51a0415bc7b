package static_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// spoken is a part of a page as a screen reader has it.
type spoken struct {
	role, name string
	says       string // its description
	live       string // how what comes here is announced: polite, assertive, or not at all
	words      string // of this part and all that is in it
	level      int    // of a heading
}

// read returns the page as a screen reader has it, in its order.
func read(p *webtest.Page) (parts []spoken) {
	var nodes []*accessibility.Node
	p.Do("ask for what a screen reader reads", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		tree, err := cdp.Call(ctx, tab, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err == nil {
			nodes = tree.Nodes
		}
		return err
	}))
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, node := range nodes {
		byID[node.NodeID] = node
	}
	var words func(node *accessibility.Node) string
	words = func(node *accessibility.Node) string {
		if text(node.Role) == "StaticText" {
			return text(node.Name)
		}
		var all []string
		for _, id := range node.ChildIDs {
			if child := byID[id]; child != nil {
				all = append(all, words(child))
			}
		}
		return strings.Join(all, " ")
	}
	for _, node := range nodes {
		if node.Ignored {
			continue
		}
		one := spoken{role: text(node.Role), name: text(node.Name), says: text(node.Description), words: words(node)}
		for _, property := range node.Properties {
			switch property.Name { //nolint:exhaustive // of some fifty
			case accessibility.PropertyNameLive:
				one.live = text(property.Value)
			case accessibility.PropertyNameLevel:
				_ = json.Unmarshal([]byte(property.Value.Value), &one.level)
			}
		}
		parts = append(parts, one)
	}
	return parts
}

// text is a value of the tree that is text, "" for none.
func text(v *accessibility.Value) (s string) {
	if v != nil {
		_ = json.Unmarshal([]byte(v.Value), &s) // what is no text is not wanted
	}
	return s
}

// testReader reads every screen as a screen reader does: everything that can be used has a
// name, and the names are those that lead through the game; then it listens to what is
// announced.
func testReader(t *testing.T, s *webtest.Server, p *webtest.Page) {
	visit(p, s.URL+"/", "cb-title h1")
	who := play(t, s, p)
	item := who.find()
	who.send("/api/hint", map[string]any{}, nil)
	who.note(item)
	names := namesOn(t, who)
	p.Do("let no picture through", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if _, err := cdp.Call(ctx, tab, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, tab, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/images/*", Block: true}}})
		return err
	}))
	hear := func(screen, url, sign string) {
		visit(p, url, sign)
		if screen == "archive" || screen == "places" {
			p.Until("there is no picture", `document.querySelector("cb-picture.waiting")`)
		}
		if screen == "places" && !webtest.Eval[bool](p, `document.querySelector("cb-plan").hidden`) { // as one in sixty is
			names[screen] = append(names[screen], "list Floor plan")
		}
		wantNames(t, screen, read(p), names[screen])
	}
	hear("title", s.URL+"/", "cb-title h1")
	hear("archive", s.URL+"/archive", "cb-archive li")
	hear("me", s.URL+"/me", "cb-me dl")
	hear("lost", s.URL+"/case/nothing", "cb-lost h1")
	for n := 1; n <= 3; n++ {
		hear(fmt.Sprintf("intro/%d", n), who.page(fmt.Sprintf("intro/%d", n)), "cb-intro h1")
	}
	for _, one := range screensOf(item) {
		hear(strings.Replace(one.page, item, "", 1), who.page(one.page), one.sign)
	}
	testAnnouncements(t, p, who)
	hear("verdict", who.page("verdict"), "cb-standings table")
	if got := complaints([]spoken{{role: "button"}, {role: "main"}, {role: "main"}, {role: "heading", level: 1, name: "x"}, {role: "link", name: "No picture Hall"}}); len(got) != 4 {
		t.Errorf("a screen that was spoiled: got %q, want the nameless button, the second main, no status and the picture in a link", got)
	}
}

// complaints says what is wrong with any screen that reads like this.
func complaints(parts []spoken) (list []string) {
	nameless := []string{"button", "link", "textbox", "combobox", "radio", "checkbox", "meter", "image", "navigation", "dialog", "DisclosureTriangle", "heading", "RootWebArea"}
	mains, firsts, statuses := 0, 0, 0
	for _, one := range parts {
		switch {
		case one.role == "main":
			mains++
		case one.role == "heading" && one.level == 1:
			firsts++
		case one.role == "status" && one.live == "polite":
			statuses++
		}
		if slices.Contains(nameless, one.role) && strings.TrimSpace(one.name) == "" {
			list = append(list, "a "+one.role+" has no name: "+one.words)
		}
		if strings.Contains(one.name, "icture") && one.role == "link" {
			list = append(list, "a link is called after a picture that is not there: "+one.name)
		}
	}
	if mains != 1 || firsts != 1 {
		list = append(list, fmt.Sprintf("%d main parts and %d first headings, want one of each", mains, firsts))
	}
	if statuses == 0 {
		list = append(list, "nothing could be announced")
	}
	return list
}

// wantNames checks that a screen has those parts, as roles and beginnings of names, in any order.
func wantNames(t *testing.T, screen string, parts []spoken, want []string) {
	t.Helper()
	for _, complaint := range complaints(parts) {
		t.Errorf("%s: %s", screen, complaint)
	}
	if len(want) == 0 {
		t.Errorf("%s: nothing is known of its names", screen)
	}
	for _, name := range want {
		// Letters that style sheets make capitals are capitals here.
		there := slices.ContainsFunc(parts, func(one spoken) bool {
			return strings.HasPrefix(strings.ToLower(one.role+" "+one.name+" "+one.says), strings.ToLower(name))
		})
		if !there {
			t.Errorf("%s: there is no %s", screen, name)
		}
	}
}

// namesOn lists for each screen what must be on it: roles, and names or their beginnings.
func namesOn(t *testing.T, who *player) map[string][]string {
	t.Helper()
	var view struct {
		Title, Commitment string
		Suspects          []struct{ Name string }
		Locations         []struct{ Name string }
		Victim            struct{ Name string }
		Weapon            struct{ Name string }
		AnswerOptions     map[string][]string
		IntroSlides       struct{ Challenge struct{ CTA string } }
	}
	who.s.JSON(t, http.MethodGet, "/api/case/"+who.caseID, nil, http.StatusOK, &view)
	var state struct {
		DiscoveredEvidence []struct{ Name, Description string }
	}
	who.s.JSON(t, http.MethodGet, "/api/player-state/"+who.caseID+"/"+who.id, nil, http.StatusOK, &state)
	found := state.DiscoveredEvidence[0].Name
	first, room := view.Suspects[0].Name, view.Locations[0].Name
	leaf := func(name string, more ...string) []string {
		return append(more, "RootWebArea "+view.Title, "navigation Contents", "navigation Notebook", "heading Notebook : "+name, "link Contradictions")
	}
	board := func(more ...string) []string {
		return append(more, "RootWebArea "+view.Title, "navigation Contents", "link Casebook, title page", "link Scene", "link Places", "link Suspects", fmt.Sprintf("link Evidence %d/5 found", len(state.DiscoveredEvidence)), "link Notebook")
	}
	names := map[string][]string{
		"title":                   {"RootWebArea Casebook", "link Skip to the text", "heading " + view.Title, "link ", "link Past cases", "link Your casebook", "image "},
		"archive":                 {"RootWebArea Past cases", "heading Past cases", "list ", "link Today’s case", "link 21 November 2026 " + view.Title, "link RSS feed", "link Calendar"},
		"me":                      {"RootWebArea Your casebook", "heading Your casebook", "heading Another device", "button Get a code", "textbox A code from another device", "button Play on here", "link Save all of it", "button Delete all of it"},
		"lost":                    {"RootWebArea Not found", "heading A page torn out", "link Today’s case"},
		"intro/1":                 {"RootWebArea " + view.Title, "heading " + view.Title, "link Next", "link Skip"},
		"intro/2":                 {"heading Three people", "link Back", "link Next", "link Skip"},
		"intro/3":                 {"heading ", "link Back", "link " + strings.TrimSuffix(view.IntroSlides.Challenge.CTA, ".")},
		"scene":                   board("heading "+view.Title, "heading "+view.Victim.Name, "heading "+view.Weapon.Name, "image ", "link Search a place", "link Question a suspect", "link Ask for a hint"),
		"places":                  board("heading Places"),
		"places/loc-1":            board("heading "+room, "heading Search this place", "button A quick look 1 point", "button A thorough search 2 points", "button An exhaustive search 3 points"),
		"suspects":                board("heading Suspects"),
		"suspects/suspect-1":      board("heading "+first, "meter How wary of you, of 100", "list Conversation", "textbox Your question", "button Ask", "list Suggested questions", "DisclosureTriangle What is known", "DisclosureTriangle Show a piece of evidence", "button Pin : what "+first+" said"),
		"evidence":                board("heading Evidence", "link Exhibit A "+found),
		"evidence/":               board("heading "+found, "button ", "heading How it was found", "heading Worth a thought", "heading Show it to", "link "+first),
		"notebook":                leaf("Gathered", "heading Statements", "heading Evidence", "heading Searches", "DisclosureTriangle "+first, "button Pin : "+first+" on “Where were you?”", "link Exhibit A: "+found),
		"notebook/notes":          leaf("Notes", "textbox Your notes"),
		"notebook/motives":        leaf("Motives", "table ", "columnheader Means", "rowheader "+first, "combobox "+first+": means", "combobox "+first+": motive", "combobox "+first+": opportunity"),
		"notebook/timeline":       leaf("Timeline", "combobox "+first, "textbox When", "textbox What happened", "button Note it", "button Remove: A door slammed"),
		"notebook/contradictions": leaf("Contradictions", "blockquote ", "link Exhibit A: "+found, "textbox Your remark", "button Take it down"),
		"notebook/hints":          leaf("Hints", "button Give me the hint The second hint"),
		"accuse":                  board("heading The accusation", "group Who Who killed "+view.Victim.Name, "group With what ", "group Where ", "group When ", "group Why ", "group How ", "textbox Who, in your own words", "button Read it over"),
		"verdict":                 {"heading The verdict", "heading Who ", "heading How ", "button Copy", "button Copy in words", "heading What really happened", "list Clues", "table ", "columnheader Rank", "DisclosureTriangle Nothing was changed afterwards"},
	}
	for _, place := range view.Locations {
		names["places"] = append(names["places"], "link "+place.Name, "heading "+place.Name)
	}
	for _, suspect := range view.Suspects {
		names["suspects"] = append(names["suspects"], "link "+suspect.Name)
		names["intro/2"] = append(names["intro/2"], "heading "+suspect.Name)
	}
	for _, options := range view.AnswerOptions {
		for _, option := range options {
			names["accuse"] = append(names["accuse"], "radio "+option)
		}
	}
	return names
}

// announced waits until a part of the page that is announced says something.
func announced(t *testing.T, p *webtest.Page, role, live, words string) {
	t.Helper()
	webtest.Eventually(t, "it is announced: "+words, func() error {
		var heard []string
		for _, one := range read(p) {
			if one.role == role && one.live == live {
				if strings.Contains(one.words, words) {
					return nil
				}
				heard = append(heard, one.words)
			}
		}
		return fmt.Errorf("the announced parts (%s, %s) say %q", role, live, heard)
	})
}

// testAnnouncements plays to the end and listens to what happens.
func testAnnouncements(t *testing.T, p *webtest.Page, who *player) {
	visit(p, who.page("suspects/suspect-2"), "cb-interview .ideas li")
	p.Do("accuse to the face", chromedp.SendKeys(chromedp.ID("question"), "How well did you know the victim? You did it, confess!"), click(`cb-interview button[type="submit"]`))
	p.Until("the answer", `document.querySelectorAll("cb-interview li.suspect").length === 3`)
	said := webtest.Eval[string](p, `document.querySelector("cb-interview li.suspect:last-child p").textContent`)
	announced(t, p, "list", "polite", said)
	visit(p, who.page("places/loc-1"), "cb-place .effort")
	press(p, "cb-place .effort:nth-of-type(1)")
	announced(t, p, "status", "polite", "You now have ")
	visit(p, who.page("places/loc-1"), "cb-place .effort:nth-of-type(1):enabled")
	for left := 1; left > 0; { // in another window, as it were
		var answer struct{ PlayerState struct{ CurrentAP int } }
		who.send("/api/location/search", map[string]any{"locationId": "loc-5", "searchType": "quick"}, &answer)
		left = answer.PlayerState.CurrentAP
	}
	who.send("/api/location/search", map[string]any{"locationId": "loc-5", "searchType": "thorough"}, nil) // the emergency's
	press(p, "cb-place .effort:nth-of-type(1)")
	announced(t, p, "alert", "assertive", "1 point")
	visit(p, who.page("notebook/notes"), "#jottings")
	p.Do("write", chromedp.SendKeys(chromedp.ID("jottings"), "Listen."))
	announced(t, p, "status", "polite", "Kept on the server")
	visit(p, who.page("accuse"), "cb-accusation fieldset")
	press(p, "cb-accusation form > button")
	if parts := read(p); !slices.ContainsFunc(parts, func(one spoken) bool {
		return one.live == "polite" && strings.Contains(one.words, "Choose an answer, or write your own.")
	}) {
		t.Error("it is not announced that an answer is lacking")
	}
	answer(p, 0)
	press(p, "cb-accusation dialog[open] .primary")
	p.Until("the verdict has the focus", `document.activeElement.matches("cb-verdict h1") && document.querySelectorAll("cb-verdict .items li").length === 6`)
	webtest.Eval[any](p, `navigator.clipboard.writeText = async () => {}`)
	press(p, "cb-share .ways button")
	announced(t, p, "status", "polite", "Copied.")
}
