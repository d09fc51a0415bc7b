package static_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"casebook/web/webtest"
)

// ear is a receiver that keeps what it hears.
type ear struct {
	*httptest.Server

	mu    sync.Mutex
	heard []string
}

func newEar(t *testing.T) *ear {
	t.Helper()
	e := &ear{}
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		e.mu.Lock()
		e.heard = append(e.heard, string(body))
		e.mu.Unlock()
		w.WriteHeader(http.StatusNoContent)
	}))
	t.Cleanup(e.Close)
	return e
}

// count is how many messages with that in them were heard.
func (e *ear) count(text string) (n int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, one := range e.heard {
		if strings.Contains(one, text) {
			n++
		}
	}
	return n
}

// twice reports whether one message was heard more than once.
func (e *ear) twice() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	seen := map[string]bool{}
	for _, one := range e.heard {
		if seen[one] {
			return true
		}
		seen[one] = true
	}
	return false
}

// keeperOf is an operator at work on the pages that tell how the house fares.
type keeperOf struct {
	t  *testing.T
	s  *webtest.Server
	p  *webtest.Page
	in *inspector
}

// keeper returns an operator at work in a tab.
func keeper(t *testing.T, s *webtest.Server, p *webtest.Page) *keeperOf {
	t.Helper()
	return &keeperOf{t, s, p, &inspector{t: t, p: p, axe: script(t, "axe-core/axe.min.js")}}
}

// TestHousePages does on each of the pages that tell how the house fares what can be done
// there, and looks at them with axe, on a phone in light and on a desk in dark.
func TestHousePages(t *testing.T) {
	hook, bell := newEar(t), newEar(t)
	t.Setenv("CASEBOOK_WEBHOOK_SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	t.Setenv("CASEBOOK_WEBHOOK_URLS", hook.URL+"/hook?token=secret")
	t.Setenv("CASEBOOK_ALERT_URLS", "generic://"+strings.TrimPrefix(bell.URL, "http://")+"/secret?disabletls=yes")
	s, p := openOver(t, t.TempDir(), 1280, 900, "--webhook-to", "127.0.0.1/32", "--backup-folder", t.TempDir())
	setUp(t, s, p)
	k := keeper(t, s, p)
	k.jobs()
	k.numbers()
	k.webhooks(hook)
	k.alerts(bell)
	k.backups()
	turnTo(p, "Doctor", "cb-doctor td code")
	p.Do("look again", click("cb-doctor button"))
	p.Until("it was looked at", `document.querySelector("cb-doctor .news").textContent.startsWith("Looked at")`)
	k.look("doctor")
	if problems := p.Problems(); len(problems) > 0 {
		t.Errorf("problems in the browser:\n%s", strings.Join(problems, "\n"))
	}
}

// press clicks the button with that label.
func (k *keeperOf) press(label string) {
	k.t.Helper()
	name, _ := json.Marshal(label) // a string always can be
	button := fmt.Sprintf(`[...document.querySelectorAll("main button")].find((b) => (b.ariaLabel ?? b.textContent).startsWith(%s))`, name)
	k.p.Until("there is a button "+label, button)
	webtest.Eval[any](k.p, button+".click(); void 0")
}

// follow clicks something in one step: what is live may be drawn anew at any moment.
func (k *keeperOf) follow(selector string) {
	k.t.Helper()
	found := fmt.Sprintf("document.querySelector(%q)", selector)
	k.p.Until("there is "+selector, found)
	webtest.Eval[any](k.p, found+".click(); void 0")
}

// says waits until the page says something that begins and ends like that.
func (k *keeperOf) says(begin, end string) {
	k.t.Helper()
	k.p.Until("it says "+begin+" … "+end, fmt.Sprintf(`((said) => said.startsWith(%q) && said.endsWith(%q))(document.querySelector("main .news").textContent)`, begin, end))
}

// look inspects the page that is shown, on a phone in light and on a desk in dark, where
// screenshots are wanted in all four.
func (k *keeperOf) look(name string) {
	k.t.Helper()
	k.in.screen = name
	webtest.Eval[any](k.p, k.in.axe+";void 0")
	for _, screen := range []struct {
		width  int
		scheme string
	}{{360, "light"}, {360, "dark"}, {1280, "light"}, {1280, "dark"}} {
		if shots() == "" && (screen.width == 360) != (screen.scheme == "light") {
			continue
		}
		prefer(k.p, "prefers-color-scheme", screen.scheme)
		k.p.Resize(screen.width, 900)
		how := fmt.Sprintf("%d-%s", screen.width, screen.scheme)
		k.in.inspect(how)
		checkLayout(k.t, k.p)
		shoot(k.p, "operator-"+strings.ReplaceAll(name, " ", "-")+"-"+how)
	}
}

// jobs cancels a job that waits for its time, tries it again, and opens one that draws.
func (k *keeperOf) jobs() {
	const job = "keeping.rehearsal 2" // of this week: it waits for two hours
	turnTo(k.p, "Jobs", "cb-jobs table")
	k.press("Cancel: " + job)
	k.says(job, ": cancelled.")
	row := fmt.Sprintf(`[...document.querySelectorAll("cb-jobs tr")].find((row) => row.textContent.startsWith(%q))`, job)
	k.p.Until("it is cancelled", row+`.querySelector(".state").textContent === "cancelled"`)
	k.press("Try again: " + job)
	k.says(job, ": is tried again.")
	k.p.Until("it is not cancelled any more, without a reload", row+`.querySelector(".state").textContent !== "cancelled"`)
	k.look("jobs")
	webtest.Eval[any](k.p, `(() => { const select = document.querySelector("cb-jobs select"); select.value = "cancelled"; select.dispatchEvent(new Event("change")); })()`)
	k.p.Until("none is cancelled", `document.querySelector("cb-jobs .content").textContent.includes("There is no such job.")`)
	webtest.Eval[any](k.p, `(() => { const select = document.querySelector("cb-jobs select"); select.value = ""; select.dispatchEvent(new Event("change")); })()`)
	k.follow(`cb-jobs a[href*="cases.draw"]`)
	k.p.Until("it shows fourteen pictures", `document.activeElement.textContent.startsWith("cases.draw") && document.querySelectorAll("cb-jobs tbody tr").length === 14`)
	webtest.Within(k.t, webtest.Drawing, "they are drawn", func() error {
		status, body, err := k.s.Do(http.MethodGet, "/api/case/today", nil, nil)
		if err == nil && (status != http.StatusOK || !strings.Contains(string(body), `"imageStatus":"completed"`)) {
			err = fmt.Errorf("got %d %.200s", status, body)
		}
		return err
	})
	k.p.Until("all are stored, without a reload", `document.querySelectorAll("cb-jobs tbody .good").length === 14`)
	k.look("job")
}

// numbers reads costs and health, over every span.
func (k *keeperOf) numbers() {
	turnTo(k.p, "Costs", "cb-costs svg[role=img]")
	k.p.Until("today's budget", `/of today's \$\d.* are used \(0%\)/.test(document.querySelector("cb-costs progress").ariaLabel)`)
	k.look("costs")
	received := filepath.Join(k.s.Data, "received")
	if err := errors.Join(os.RemoveAll(received), os.WriteFile(received, nil, 0o600)); err != nil { // it is no folder, and the space cannot be measured
		k.t.Fatal(err)
	}
	turnTo(k.p, "Health", "cb-health svg[role=img]")
	for _, days := range []string{"30", "365", "7"} {
		webtest.Eval[any](k.p, `(() => {
			document.querySelectorAll("cb-health svg").forEach((svg) => svg.remove());
			const select = document.querySelector("cb-health select"); select.value = "`+days+`"; select.dispatchEvent(new Event("change"));
		})()`)
		k.p.Until("six charts over "+days+" days", `document.querySelectorAll("cb-health figure svg[role=img] .bar").length >= 6`)
	}
	k.follow("cb-health details summary")
	k.p.Until("the numbers", `document.querySelector("cb-health details[open] td")?.textContent.length === 10`)
	k.p.Until("today's pictures", `[...document.querySelectorAll("cb-health .facts div")].some((d) => d.textContent === "Success rate100%")`)
	k.p.Until("what is not known", `[...document.querySelectorAll("cb-health .facts div")].some((d) => d.textContent === "Disk freenot known") && document.querySelector("cb-health .unknown").textContent.includes("space: ")`)
	k.look("health")
	if err := os.Remove(received); err != nil {
		k.t.Fatal(err)
	}
}

// webhooks sends a test, and one that was sent again.
func (k *keeperOf) webhooks(hook *ear) {
	turnTo(k.p, "Webhooks", "cb-webhooks table")
	k.press("Send a test to receiver 1")
	k.says(hook.URL+"/hook", ": delivered (204)")
	if n := hook.count(`"type":"casebook.test"`); n != 1 {
		k.t.Errorf("got %d tests, want one", n)
	}
	if hook.twice() {
		k.t.Error("a message came twice before one was sent again")
	}
	k.press("Send again: case-")
	k.says("case-", "is sent again to 1 of its receivers.")
	webtest.Eventually(k.t, "it is sent again", func() error {
		if !hook.twice() {
			return errors.New("no message came twice")
		}
		return nil
	})
	if webtest.Eval[bool](k.p, `document.body.textContent.includes("token=secret")`) {
		k.t.Error("the page shows what may be a secret in an address")
	}
	k.look("webhooks")
}

// alerts tells everybody that this is a test.
func (k *keeperOf) alerts(bell *ear) {
	turnTo(k.p, "Alerts", "cb-alerts li")
	k.press("Send a test")
	k.says("One address", "was told.")
	if n := bell.count("This is a test."); n != 1 {
		k.t.Errorf("got %d tests, want one", n)
	}
	if got := webtest.Eval[string](k.p, `document.querySelector("cb-alerts li").textContent`); got != "generic (address 1)" {
		k.t.Errorf("whom they are told: got %q, want the service alone", got)
	}
	k.look("alerts")
}

// backups makes a backup, checks everything and rehearses.
func (k *keeperOf) backups() {
	turnTo(k.p, "Backups", "cb-backups .facts")
	const made = `document.querySelectorAll('cb-backups td a[download][href*="/api/admin/backups/casebook-"]').length`
	k.p.Until("that of the start is there", made+" === 1")
	k.press("Back up now")
	k.says("The backup", "is being made.")
	k.p.Until("it is there, without a reload", made+" === 2")
	k.press("Rehearse now")
	k.says("The rehearsal", "has begun.")
	webtest.Within(k.t, webtest.Drawing, "it is rehearsed", func() error {
		status, body, err := k.s.Do(http.MethodGet, "/api/admin/upkeep", operatorOf(k.s), nil)
		if err == nil && (status != http.StatusOK || !strings.Contains(string(body), `"state":"passed"`)) {
			err = fmt.Errorf("got %d %.300s", status, body)
		}
		return err
	})
	k.p.Until("it has passed, without a reload", `document.querySelector("cb-backups .facts .good")?.textContent === "passed"`)
	k.press("Check everything")
	k.says("All is well", "were checked.")
	k.look("backups")
}

// operatorOf authorises requests as the commands on the same machine.
func operatorOf(s *webtest.Server) http.Header {
	return http.Header{"Authorization": {"Bearer " + s.Token}}
}
