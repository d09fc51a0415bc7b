package webtest

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Page is a tab of a real browser that notes everything that goes wrong in it.
type Page struct {
	t        testing.TB
	ctx      context.Context //nolint:containedctx // chromedp's handle of the tab
	mu       sync.Mutex
	problems []string
}

// OpenBrowser starts a browser with a window of that size and an empty profile,
// or skips the test when there is none.
func OpenBrowser(t testing.TB, width, height int) *Page {
	t.Helper()
	path := Need(t, "chromium", "chromium-browser", "google-chrome")
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.WindowSize(width, height), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-dev-shm-usage", true),
	}
	allocated, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(allocated)
	t.Cleanup(closeTab)
	p := &Page{t: t, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start the browser: %v", err)
	}
	if err := chromedp.Listen(ctx, p.note); err != nil {
		t.Fatal(err)
	}
	p.Do("emulate the screen", chromedp.EmulateViewport(int64(width), int64(height)))
	return p
}

// note keeps what a user would call broken.
func (p *Page) note(event any) {
	if problem := problemIn(event); problem != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.problems = append(p.problems, problem)
	}
}

// said is what was given to the console, as text.
func said(args []*runtime.RemoteObject) string {
	texts := make([]string, len(args))
	for i, arg := range args {
		texts[i] = cmp.Or(arg.Description, string(arg.Value))
	}
	return strings.Join(texts, " ")
}

// problemIn says what is wrong in an event of the browser: an error or a warning
// on the console, an exception, a request that fails; "" for nothing.
func problemIn(event any) string {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		return "exception: " + e.ExceptionDetails.Text
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			return fmt.Sprintf("console %s: %s", e.Type, said(e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			return "log: " + e.Entry.Text + " " + e.Entry.URL
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			return "request failed: " + e.ErrorText
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= http.StatusBadRequest {
			return fmt.Sprintf("%d %s", e.Response.Status, e.Response.URL)
		}
	}
	return ""
}

// Problems returns what went wrong in the tab so far.
func (p *Page) Problems() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.problems)
}

// scene is what a test that gives up says of the tab: where it is, what can be read
// there, and what went wrong before.
func (p *Page) scene() string {
	ctx, cancel := context.WithTimeout(p.ctx, patience/6)
	defer cancel()
	there, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + document.body?.innerText.slice(0, 4000)`))
	if err != nil {
		there = "the tab does not answer: " + err.Error()
	}
	return strings.Join(append(p.Problems(), there), "\n")
}

// Do runs actions and fails the test when they do not succeed in time.
func (p *Page) Do(what string, actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience/2)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		p.t.Fatalf("%s: %v\n%s", what, err, p.scene())
	}
}

// Eval evaluates a JavaScript expression in a tab and decodes its value.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience/2)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("evaluate %s: %v", expression, err)
	}
	return value
}

// Until waits until a JavaScript expression is true.
func (p *Page) Until(what, expression string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience/2)
	defer cancel()
	for {
		done, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if err == nil && done {
			return
		}
		if ctx.Err() != nil {
			p.t.Fatalf("%s: not in time (%v)\n%s", what, err, p.scene())
		}
		wait := time.NewTimer(50 * time.Millisecond)
		select {
		case <-wait.C:
		case <-ctx.Done():
		}
	}
}

// Screenshot writes the whole page as a PNG file.
func (p *Page) Screenshot(name string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience/2)
	defer cancel()
	data, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(name, data, 0o600)
	}
	if err != nil {
		p.t.Fatalf("screenshot %s: %v", name, err)
	}
}
