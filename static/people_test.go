package static_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// withPasskeys gives the tab a device that keeps passkeys and whose user always agrees.
func withPasskeys(p *webtest.Page) {
	p.Do("add a device for passkeys", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if _, err := cdp.Call(ctx, tab, webauthn.Enable, webauthn.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, tab, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
			HasResidentKey: true, HasUserVerification: true, AutomaticPresenceSimulation: true, IsUserVerified: true,
		}})
		return err
	}))
}

// fill types into a field of a form.
func fill(name, text string) chromedp.Action[chromedp.Void] {
	return chromedp.SendKeys(chromedp.CSS(`input[name="`+name+`"]`), text)
}

// TestPeoplePage makes an account with a passkey, signs in with it without a name, invites
// a viewer who joins, ends sessions, and deletes; and axe looks at every screen.
func TestPeoplePage(t *testing.T) {
	s, p := open(t, 1280, 900)
	s.URL = strings.Replace(s.URL, "127.0.0.1", "localhost", 1) // where passkeys are possible without HTTPS
	withPasskeys(p)
	k := keeper(t, s, p)
	code, err := os.ReadFile(filepath.Join(s.Data, "setup-code"))
	if err != nil {
		t.Fatal(err)
	}
	p.Do("open the setup link", chromedp.Navigate(s.URL+"/operator#setup="+strings.TrimSpace(string(code))), chromedp.WaitVisible(chromedp.CSS("cb-door form")))
	k.look("set-up")
	p.Do("make the account", fill("name", "Ada"), fill("password", "a long password"), click(`cb-door button[type="submit"]`))
	p.Do("take the offer of a passkey", chromedp.WaitVisible(chromedp.CSS("cb-door .line button")))
	k.look("passkey offered")
	p.Do("make one", click("cb-door .line button"), chromedp.WaitVisible(chromedp.CSS("cb-operator nav")))
	turnTo(p, "People", "cb-people table")
	p.Until("the passkey is listed", `document.querySelector("cb-people td")?.textContent === "This device"`)
	k.look("people")
	again := func(password, want string) {
		t.Helper()
		webtest.Eval[any](p, `void ([document.querySelector("cb-people form.passkey input").value, document.querySelector("cb-people input[name=again]").value] = ["Laptop", "`+password+`"])`)
		p.Do("make another passkey", click(`cb-people form.passkey button`))
		p.Until("it says "+want, `document.querySelector("cb-people .news").textContent.includes("`+want+`")`)
	}
	again("a wrong one", "not your password")
	again("a long password", "has a passkey of yours")
	again("a wrong one", "not your password")
	again("", "has a passkey of yours") // it was shown

	p.Do("sign out", click("cb-operator header button"), chromedp.WaitVisible(chromedp.CSS("cb-door .passkey")))
	k.look("sign-in")
	p.Do("sign in with the passkey", click("cb-door .passkey"), chromedp.WaitVisible(chromedp.CSS("cb-people table")))
	p.Until("who it is", `document.querySelector("cb-operator header").textContent.includes("Ada")`)

	p.Do("invite somebody", click("cb-people .invite button"))
	p.Until("the link", `/#join=[A-Z0-9]{20,}$/.test(document.querySelector("cb-people .link").textContent)`)
	link := webtest.Eval[string](p, `/http\S+$/.exec(document.querySelector("cb-people .link").textContent)[0]`)
	p.Do("sign out", click("cb-operator header button"), chromedp.WaitVisible(chromedp.CSS("cb-door form")))
	p.Do("open the invitation", chromedp.Navigate("about:blank"), chromedp.Navigate(link), chromedp.WaitVisible(chromedp.CSS("cb-door form")))
	k.look("join")
	p.Do("join", fill("name", "Vi"), fill("password", "a long password"), click(`cb-door button[type="submit"]`))
	p.Do("rather not make a passkey", chromedp.WaitVisible(chromedp.CSS("cb-door .line button")), click("cb-door .line button:last-child"))
	p.Do("see the pages", chromedp.WaitVisible(chromedp.CSS("cb-operator nav")))
	if got := webtest.Eval[[]string](p, `[...document.querySelectorAll("cb-operator nav a")].map((a) => a.textContent)`); strings.Contains(strings.Join(got, " "), "Tokens") {
		t.Errorf("a viewer is offered %q, want no tokens", got)
	}
	turnTo(p, "Jobs", "cb-jobs table")
	if got := webtest.Eval[[]string](p, `[...document.querySelectorAll("cb-jobs td button")].map((b) => b.textContent)`); len(got) > 0 {
		t.Errorf("a viewer is offered %q to do with jobs, want nothing", got)
	}
	turnTo(p, "Cases", "cb-cases td a")
	p.Do("open a case", click("cb-cases td a"), chromedp.WaitVisible(chromedp.CSS("cb-case .slots li")))
	if got := webtest.Eval[[]string](p, `[...document.querySelectorAll("cb-case :is(button, summary, textarea:not([readonly]))")].map((b) => b.outerHTML)`); len(got) > 0 {
		t.Errorf("a viewer is offered %q to do with a case, want nothing", got)
	}
	turnTo(p, "People", "cb-people table")
	if got := webtest.Eval[string](p, `document.querySelector("cb-people").textContent`); strings.Contains(got, "Invitations") || !strings.Contains(got, "a viewer") {
		t.Errorf("a viewer's page: got %q", got)
	}
	k.look("people for a viewer")

	status, body, err := s.Do(http.MethodPost, "/api/admin/session", nil, map[string]string{"name": "Vi", "password": "a long password"})
	if err != nil || status != http.StatusOK {
		t.Fatalf("sign in elsewhere: got %d %s, %v", status, body, err)
	}
	p.Until("the other session is listed", `document.querySelector("cb-people .content").textContent.includes("End all others")`)
	p.Do("change the password", click("cb-people summary"), fill("old", "a long password"), fill("new", "another password"), click(`cb-people .password button`))
	p.Until("it is changed, and the other session over", `document.querySelector("cb-people .news").textContent.includes("is changed") && document.querySelector("cb-people .content").textContent.includes("no other session")`)
	header := http.Header{"Authorization": {"Bearer " + s.Token}}
	var users struct {
		Users []struct {
			ID   string `json:"id"`
			Name string `json:"name"`
		} `json:"users"`
	}
	_, body, err = s.Do(http.MethodGet, "/api/admin/users", header, nil)
	if err != nil || json.Unmarshal(body, &users) != nil {
		t.Fatalf("the users: got %s, %v", body, err)
	}
	id := ""
	for _, user := range users.Users {
		if user.Name == "Vi" {
			id = user.ID
		}
	}
	change := func(method string, body any) {
		t.Helper()
		if status, text, err := s.Do(method, "/api/admin/users/"+id, header, body); err != nil || status != http.StatusOK {
			t.Fatalf("%s the viewer: got %d %s, %v", method, status, text, err)
		}
	}
	const offered = `document.querySelector('cb-operator nav a[href$="/operator/tokens"]')`
	change(http.MethodPut, map[string]string{"role": "operator"})
	p.Until("more is offered to an operator, without a reload", offered)
	dropPasskeyOfAda(t, s, p, header)
	turnTo(p, "Tokens", "cb-tokens form")
	change(http.MethodPut, map[string]string{"role": "viewer"})
	p.Until("less is offered to a viewer", "!"+offered+` && document.querySelector("main h1")?.textContent === "Only operators may open Tokens" && !document.querySelector("cb-tokens")`)
	turnTo(p, "Health", "cb-health .facts")
	change(http.MethodDelete, nil)
	p.Until("the door, without a reload", `document.querySelector("cb-door [role=alert]")?.textContent.startsWith("Your session has ended") && !document.querySelector("cb-health")`)
	k.look("session ended")
}

// dropPasskeyOfAda deletes the passkey of another user on the page, which then stands in the log.
func dropPasskeyOfAda(t *testing.T, s *webtest.Server, p *webtest.Page, header http.Header) {
	t.Helper()
	turnTo(p, "People", `cb-people button[aria-label='Delete the passkey This device of Ada']`)
	webtest.Eval[any](p, `void (window.confirm = () => true)`)
	p.Do("delete a passkey of Ada's", click(`cb-people button[aria-label="Delete the passkey This device of Ada"]`))
	p.Until("it is gone", `!document.querySelector("cb-people").textContent.includes("Passkeys of others")`)
	status, log, err := s.Do(http.MethodGet, "/api/admin/log?who=Vi&limit=1", header, nil)
	if err != nil || status != http.StatusOK || !strings.Contains(string(log), `"what":"drop-user-passkey"`) || !strings.Contains(string(log), `"about":"Ada This device"`) {
		t.Errorf("the log: got %d %s, %v, want that it was deleted", status, log, err)
	}
}
