package webtest

import (
	"context"
	"encoding/json"
	"path"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// command is an action that sends one command to the browser.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, c, params)
		return err
	})
}

// Resize gives the tab another size, in CSS pixels.
func (p *Page) Resize(width, height int) {
	p.t.Helper()
	p.Do("resize", chromedp.EmulateViewport(int64(width), int64(height)))
}

// Tab opens another tab of the same browser.
func (p *Page) Tab() *Page {
	p.t.Helper()
	ctx, closeTab := chromedp.NewContext(p.ctx)
	p.t.Cleanup(closeTab)
	other := &Page{t: p.t, ctx: ctx}
	if err := chromedp.Do(ctx); err != nil {
		p.t.Fatalf("open a tab: %v", err)
	}
	if err := chromedp.Listen(ctx, other.note); err != nil {
		p.t.Fatal(err)
	}
	return other
}

// Go leads the tab to another address without waiting for what is there.
func (p *Page) Go(address string) {
	p.t.Helper()
	name, _ := json.Marshal(address) // a string always can be
	Eval[bool](p, `Boolean(location.href = `+string(name)+`)`)
}

// Hold keeps back requests whose name (the last part of the URL) matches one of the
// patterns of path.Match, until release is called for the pattern. A tab can have
// one Hold.
func (p *Page) Hold(patterns ...string) (release func(pattern string)) {
	p.t.Helper()
	h := &holding{page: p, held: map[string][]fetch.RequestID{}}
	for _, pattern := range patterns {
		h.held[pattern] = nil
	}
	if err := chromedp.Listen(p.ctx, h.hear); err != nil {
		p.t.Fatal(err)
	}
	p.Do("hold requests back", command(fetch.Enable, fetch.EnableParams{}),
		command(network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true})) // a worker's answers are not held
	return h.release
}

// holding is what a Hold keeps back.
type holding struct {
	page *Page
	mu   sync.Mutex
	held map[string][]fetch.RequestID // by pattern
}

func (h *holding) hear(event any) {
	paused, ok := event.(*fetch.EventRequestPaused)
	if !ok {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for pattern := range h.held {
		if matches, _ := path.Match(pattern, path.Base(paused.Request.URL)); matches {
			h.held[pattern] = append(h.held[pattern], paused.RequestID)
			return
		}
	}
	go h.resume(paused.RequestID)
}

func (h *holding) release(pattern string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, id := range h.held[pattern] {
		go h.resume(id)
	}
	delete(h.held, pattern)
}

func (h *holding) resume(id fetch.RequestID) {
	ctx, cancel := context.WithTimeout(h.page.ctx, patience/2)
	defer cancel()
	_ = chromedp.Do(ctx, command(fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: id})) // its page may be gone
}
