package static_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// TestSettingsPage changes settings in the browser: a mistake is shown beside its field,
// what is right is in force after the restart, and the log says who did it.
func TestSettingsPage(t *testing.T) {
	s, p := open(t, 360, 740, "--timezone", "Europe/Berlin")
	setUp(t, s, p)
	k := keeper(t, s, p)
	turnTo(p, "Settings", "cb-settings form")
	p.Until("what a flag sets cannot be set", `!document.querySelector("#setting-timezone") && document.querySelector("cb-settings").textContent.includes("it is set by --timezone, which goes first")`)
	k.look("settings")
	p.Do("write a mistake", chromedp.SetValue(chromedp.CSS("#setting-backup-keep"), "0"), click(`cb-settings button[type="submit"]`))
	p.Until("it is shown beside its field", `document.querySelector("#setting-backup-keep-problem").textContent.includes("1 to 1000") && document.activeElement.id === "setting-backup-keep"`)
	k.look("a mistake in settings")
	p.Do("set it right", chromedp.SetValue(chromedp.CSS("#setting-backup-keep"), "3"), chromedp.SetValue(chromedp.CSS("#setting-schedule-at"), "03:30"), click(`cb-settings button[type="submit"]`))
	p.Until("it is in force", `document.querySelector("cb-settings .news").textContent.startsWith("Saved") && document.querySelector("#setting-schedule-at").value === "03:30" && document.querySelectorAll("cb-settings .setting button").length === 2`)
	header := http.Header{"Authorization": {"Bearer " + s.Token}}
	webtest.Eventually(t, "it has started again", func() error {
		_, body, err := s.Do(http.MethodGet, "/api/admin/log?who=Casebook&limit=5", header, nil)
		if err == nil && !strings.Contains(string(body), "backup-keep") {
			return fmt.Errorf("got %s", body)
		}
		return err
	})
	keepsTyped(p)
	turnTo(p, "Log", "cb-log table")
	p.Until("who did it", `[...document.querySelectorAll("cb-log tr")].some((row) => row.textContent.includes("Ada") && row.textContent.includes("Change settings: backup-keep schedule-at"))`)
	k.look("log")
}

// keepsTyped: what was typed as the session ended is there for who signs in again, and what is
// saved beside it takes none of it away.
func keepsTyped(p *webtest.Page) {
	const said, drop = `document.querySelector("cb-settings .news").textContent`, `[...document.querySelectorAll("cb-settings button")].find((one) => one.ariaLabel === "log-level: back to the default")`
	p.Do("save what needs no restart", chromedp.SetValue(chromedp.CSS("#setting-log-level"), "warn"), click(`cb-settings button[type="submit"]`))
	p.Until("it can be taken back", drop)
	p.Do("type", chromedp.SetValue(chromedp.CSS("#setting-schedule-at"), "04:45"))
	webtest.Eval[any](p, `void fetch("/api/admin/session", { method: "DELETE" })`)
	p.Until("the door", `document.querySelector("cb-door [role=alert]")?.textContent.startsWith("Your session has ended")`)
	p.Do("sign in", fill("name", "Ada"), fill("password", "a long password"), click(`cb-door button[type="submit"]`))
	const typed = `document.querySelector("#setting-schedule-at")?.value === "04:45"`
	p.Until("it is still there", typed+" && "+said+`.includes("still to be saved")`)
	webtest.Eval[any](p, drop+".click()")
	p.Until("it is there after another was saved", typed+" && !"+drop+" && "+said+`.startsWith("Saved. It is in force")`)
}
