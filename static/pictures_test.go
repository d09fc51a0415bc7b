package static_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"casebook/web/webtest"
)

// pictureURLs returns where all pictures of today's case are, variants too, once
// they are drawn and none is among known.
func pictureURLs(t *testing.T, s *webtest.Server, known []string) (urls []string) {
	t.Helper()
	webtest.Within(t, webtest.Drawing, "the pictures are drawn", func() error {
		var view struct {
			ImageStatus string `json:"imageStatus"`
			Images      map[string]struct {
				URL      string `json:"url"`
				Variants []struct {
					URL string `json:"url"`
				} `json:"variants"`
			} `json:"images"`
		}
		status, body, err := s.Do(http.MethodGet, "/api/case/today", nil, nil)
		if err != nil || status != http.StatusOK {
			return errors.Join(err, fmt.Errorf("got %d", status))
		}
		if err := json.Unmarshal(body, &view); err != nil {
			return err
		}
		urls = nil
		for _, image := range view.Images {
			urls = append(urls, s.URL+image.URL)
			for _, variant := range image.Variants {
				urls = append(urls, s.URL+variant.URL)
			}
		}
		if view.ImageStatus != "completed" || slices.ContainsFunc(urls, func(url string) bool { return slices.Contains(known, url) }) {
			return fmt.Errorf("%s", view.ImageStatus)
		}
		return nil
	})
	return urls
}

// TestOldPictures opens a page of another site that holds the URLs of pictures:
// as they are new, after the case was made anew, after a restart, and a year later.
func TestOldPictures(t *testing.T) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	data := webtest.House(t, "2026-11-21T12:00:00Z")
	start := func(clock string) *webtest.Server {
		return webtest.Start(t, data, "--addr", address, "--clock", clock, "--ahead", "1")
	}
	s := start("2026-11-21T12:00:00Z")
	urls := pictureURLs(t, s, nil)
	if len(urls) < 2*14 {
		t.Fatalf("got %d pictures and variants, want at least one variant each", len(urls))
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><title>Old pictures</title><link rel="icon" href="data:,"><img src="%s">`, strings.Join(urls, `"><img crossorigin src="`))
	}))
	t.Cleanup(site.Close)
	load := func(when string) {
		t.Helper()
		p := webtest.OpenBrowser(t, 800, 600) // with an empty cache
		p.Do("open the page", chromedp.Navigate(site.URL))
		p.Until("every picture, "+when, fmt.Sprintf(`document.images.length === %d && [...document.images].every((i) => i.complete && i.naturalWidth > 0)`, len(urls)))
		if problems := p.Problems(); len(problems) > 0 {
			t.Errorf("%s:\n%s", when, strings.Join(problems, "\n"))
		}
	}
	load("new")
	if out, err := webtest.Run(t, "generate", "--data", data, "--force"); err != nil {
		t.Fatalf("make the case anew: %v\n%s", err, out)
	}
	pictureURLs(t, s, urls)
	load("after the case was made anew")
	s.Interrupt(t)
	s = start("2026-11-21T13:00:00Z")
	load("after a restart")
	s.Interrupt(t)
	start("2027-11-21T12:00:00Z")
	load("a year later")
}
