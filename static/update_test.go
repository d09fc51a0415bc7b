package static_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// nextVersion is the binary with other words in its client: another version of it.
func nextVersion(t *testing.T) string {
	t.Helper()
	program, err := os.ReadFile(webtest.Binary(t))
	if err != nil {
		t.Fatal(err)
	}
	before, after := []byte("Past cases"), []byte("Lost cases")
	if !bytes.Contains(program, before) {
		t.Fatalf("no client of the binary says %q", before)
	}
	path := filepath.Join(t.TempDir(), "casebook")
	if err := os.WriteFile(path, bytes.ReplaceAll(program, before, after), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// versions lists the paths from which a page has its scripts and styles: one, unless the
// page is of two versions.
func versions(p *webtest.Page) []string {
	return webtest.Eval[[]string](p, `[...new Set([...document.querySelectorAll("script[src], link[rel=stylesheet]")].map((e) => e.src || e.href)
		.concat(performance.getEntriesByType("resource").map((e) => e.name))
		.map((url) => new URL(url).pathname.match(/\/static\/[^/]+/)?.[0]).filter(Boolean))]`)
}

// checkInstallable asks the browser whether it would install the page as an app.
func checkInstallable(t *testing.T, p *webtest.Page) {
	t.Helper()
	p.Do("ask whether it can be installed", chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		manifest, err := cdp.Call(ctx, tab, page.GetAppManifest, page.GetAppManifestParams{})
		if err != nil {
			return err
		}
		if len(manifest.Errors) > 0 || !strings.Contains(manifest.Data, `"icons"`) {
			t.Errorf("got the manifest %q with %d errors", manifest.Data, len(manifest.Errors))
		}
		missing, err := cdp.Call(ctx, tab, page.GetInstallabilityErrors, cdp.Empty{})
		if err != nil {
			return err
		}
		for _, one := range missing.InstallabilityErrors {
			t.Errorf("it cannot be installed: %s %v", one.ErrorID, one.ErrorArguments)
		}
		return nil
	}))
}

// TestUpdate has the server updated while a page is open: that page stays what it was, with
// all it loads later; one that is opened is new; and the new worker waits for the last of
// the old pages.
func TestUpdate(t *testing.T) {
	address := freeAddress(t)
	args := []string{"--addr", address, "--base-path", "/mystery", "--clock", "2026-11-21T12:00:00Z", "--ahead", "1"}
	s, p := open(t, 1024, 768, args...)
	p.Until("the worker is there", `navigator.serviceWorker.controller`)
	checkInstallable(t, p)
	old := versions(p)
	s.Interrupt(t)
	s = webtest.StartBinary(t, nextVersion(t), s.Data, args...)

	watcher := p.Tab() // outside of what the worker serves, so that it keeps no page alive
	watcher.Do("watch the worker", chromedp.Navigate("http://"+address+"/elsewhere"))
	const registration = `navigator.serviceWorker.getRegistration("/mystery/").then((r) => { window.worker = r; })`
	watcher.Until("the new worker waits", `(`+registration+`.then(() => worker.update()).catch(() => {}), window.worker?.waiting?.state === "installed")`)

	p.Do("go on in the old page", click(`a[href$="#intro"]`), click(`cb-intro a[href="#scene"]`), click(`a[href="#accuse"]`), chromedp.WaitVisible(chromedp.CSS("cb-accusation h1")))
	if got := versions(p); !slices.Equal(got, old) || len(got) != 1 {
		t.Errorf("the page that was open: got the versions %q, want %q alone", got, old)
	}
	other := p.Tab()
	visit(other, s.URL+"/archive", "cb-archive li")
	if got := versions(other); len(got) != 1 || slices.Equal(got, old) {
		t.Errorf("the page that is opened: got the versions %q, want the new one alone", got)
	}
	if got := webtest.Eval[string](other, `document.querySelector("h1").textContent`); got != "Lost cases" {
		t.Errorf("the page that is opened: got %q, want what the new version says", got)
	}
	other.Do("leave", chromedp.Navigate("about:blank"))
	const shells = `caches.keys().then((keys) => { window.shells = keys.filter((key) => key.includes(" shell ")).map((key) => key.split(" ").at(-1)); })`
	watcher.Until("both versions are kept", `(`+shells+`, window.shells?.length === 2)`)
	if waits := webtest.Eval[bool](watcher, `window.worker.waiting !== null`); !waits {
		t.Error("the new worker does not wait for the last page of the old one")
	}
	p.Do("close the last old page", chromedp.Navigate("about:blank"))
	watcher.Until("the new worker is at work, and the old version gone", `(`+registration+`, `+shells+`, worker.waiting === null && worker.active.state === "activated" && shells.length === 1)`)
	s.Interrupt(t)
	visit(p, s.URL+"/archive", "cb-archive h1")
	if got := versions(p); slices.Equal(got, old) || len(got) != 1 {
		t.Errorf("offline: got the versions %q, want the new one alone", got)
	}
}

// TestUpdateWithoutWorker has the server updated while a page is open that has not loaded all
// of the client, and that no worker keeps: it comes again, once, at the place where its reader
// went. Where that does not help the reader is told, and it does not come for ever.
func TestUpdateWithoutWorker(t *testing.T) {
	args := []string{"--addr", freeAddress(t), "--clock", "2026-11-21T12:00:00Z"}
	s, p := webtest.Start(t, webtest.House(t, "2026-11-21T12:00:00Z"), args...), webtest.OpenBrowser(t, 390, 844)
	inject(p, `navigator.serviceWorker.register = () => Promise.reject(new Error("none"));`)
	visit(p, s.URL+"/", "cb-title .arriving")
	old := versions(p)
	s.Interrupt(t)
	p.Do("go on while the server is away", click(`a[href$="#intro"]`))
	p.Until("that it is away", `document.querySelector("main [role=alert]")?.textContent.includes("cannot be reached")`)
	s = webtest.StartBinary(t, nextVersion(t), s.Data, args...)
	visit(p, s.URL+"/", "cb-title .arriving")
	if got := versions(p); len(got) != 1 || slices.Equal(got, old) {
		t.Fatalf("after the update: got the versions %q, want the new one alone", got)
	}
	s.Interrupt(t)
	s = webtest.StartBinary(t, webtest.Binary(t), s.Data, args...)
	p.Do("go on", click(`a[href$="#intro"]`))
	p.Until("the opening", `document.querySelector("cb-intro h1")?.checkVisibility()`)
	if got := versions(p); !slices.Equal(got, old) || len(got) != 1 {
		t.Errorf("the page that came again: got the versions %q, want %q alone", got, old)
	}
	p.Do("skip", click(`cb-intro a.plain[href="#scene"]`), chromedp.WaitVisible(chromedp.CSS("cb-scene h1")))

	s.Interrupt(t)
	webtest.StartBinary(t, nextVersion(t), s.Data, args...)
	webtest.Eval[any](p, `sessionStorage.setItem("casebook.renewed", document.querySelector("script[type=module]").src.replace("main.js", "part.js"))`)
	p.Do("go on, though coming again has not helped", click(`a[href="#places"]`))
	p.Until("that the reader is told", `document.querySelector(".section [role=alert] button")`)
	p.Do("try again", click(".section [role=alert] button"))
	p.Until("the places", `document.querySelector("cb-places h1")?.checkVisibility()`)
	if got := versions(p); len(got) != 1 || slices.Equal(got, old) {
		t.Errorf("the page that was loaded anew: got the versions %q, want the new one alone", got)
	}
}
