package web

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"regexp"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"casebook/generator/cases"
)

// TestPreview reads a case's page as a messenger does that shows links.
func TestPreview(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Options, *cases.Options){
		"asked":  nil,
		"public": func(o *Options, _ *cases.Options) { o.PublicURL, o.BasePath = "https://play.example.org", "/mystery" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := drawn(t, change)
			home := h.url
			if h.o.PublicURL != "" {
				home = h.o.PublicURL + h.o.BasePath
			}
			view := h.get(t, h.o.BasePath+"/api/case/today")
			got := h.get(t, h.o.BasePath+"/case/2026-11-21")
			meta := metaOf(string(got.Body))
			picture := view.text(t, "imageUrl")
			if !strings.HasPrefix(picture, "http") {
				picture = h.url + picture
			}
			for property, want := range map[string]string{
				"og:title": view.text(t, "title"), "og:url": home + "/case/2026-11-21", "og:image": picture, "og:image:width": "336",
				"og:type": "article", "twitter:card": "summary_large_image",
			} {
				if meta[property] != want {
					t.Errorf("%s: got %q, want %q", property, meta[property], want)
				}
			}
			if !strings.HasPrefix(meta["og:description"], view.text(t, "introSlides.discovery.timeLocation")) {
				t.Errorf("description: got %q", meta["og:description"])
			}
		})
	}
}

func metaOf(page string) map[string]string {
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`<meta (?:property|name)="([^"]+)" content="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		found[m[1]] = strings.NewReplacer("&#39;", "'", "&amp;", "&", "&#34;", `"`, "&#43;", "+").Replace(m[2])
	}
	return found
}

func TestOEmbed(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	got := h.get(t, "/api/oembed?maxwidth=300&url="+url.QueryEscape(h.url+"/case/2026-11-21"))
	wantFields(t, got, "version type title html width height thumbnail_url thumbnail_width thumbnail_height provider_name provider_url")
	if got.text(t, "type") != "rich" || got.field(t, "width") != 300.0 {
		t.Errorf("got %s", got.Body)
	}
	frame := regexp.MustCompile(`src="([^"]+)"`).FindStringSubmatch(got.text(t, "html"))
	card := h.get(t, strings.TrimPrefix(frame[1], h.url))
	policy := card.Header.Get("Content-Security-Policy")
	if card.Status != 200 || !strings.Contains(policy, "frame-ancestors *") || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("card: got %d, %q", card.Status, policy)
	}
	if !strings.Contains(string(card.Body), `href="`+h.url+`/case/2026-11-21"`) || strings.Contains(string(card.Body), "<script") {
		t.Errorf("card: got %s", card.Body)
	}
	for link, status := range map[string]int{h.url + "/": 404, h.url + "/case/2026-11-22": 404, "%zz": 404} {
		wantError(t, h.get(t, "/api/oembed?url="+url.QueryEscape(link)), status, "ase ")
	}
	wantError(t, h.get(t, "/api/oembed?format=xml&url="+url.QueryEscape(h.url+"/case/2026-11-21")), 501, "json")
}

// TestFeeds reads the feed and the calendar with another's parser each.
func TestFeeds(t *testing.T) {
	t.Parallel()
	h := drawn(t, nil)
	var feed struct {
		Items []struct {
			Title   string `xml:"title"`
			Link    string `xml:"link"`
			PubDate string `xml:"pubDate"`
			About   string `xml:"description"`
		} `xml:"channel>item"`
	}
	got := h.get(t, "/feed.xml")
	if err := xml.Unmarshal(got.Body, &feed); err != nil || len(feed.Items) != 1 {
		t.Fatalf("feed: got %v, %s", err, got.Body)
	}
	title := h.get(t, "/api/case/today").text(t, "title")
	if item := feed.Items[0]; item.Title != title || item.Link != h.url+"/case/2026-11-21" || item.PubDate != "Sat, 21 Nov 2026 00:00:00 +0000" || !strings.Contains(item.About, "Made by a machine.") {
		t.Errorf("feed: got %+v", item)
	}
	got = h.get(t, "/calendar.ics")
	if lines := bytes.Count(got.Body, []byte("\n")); lines == 0 || lines != bytes.Count(got.Body, []byte("\r\n")) {
		t.Errorf("lines end otherwise than RFC 5545 has it: %q", got.Body)
	}
	calendar, err := ics.ParseCalendar(strings.NewReader(string(got.Body)))
	if err != nil || len(calendar.Events()) != 1 {
		t.Fatalf("calendar: got %v, %s", err, got.Body)
	}
	event := calendar.Events()[0]
	if day, err := event.GetAllDayStartAt(); err != nil || day.Format("2006-01-02") != "2026-11-21" || event.GetProperty(ics.ComponentPropertySummary).Value != title {
		t.Errorf("calendar: got %s, %v", got.Body, err)
	}
	again := ask(t, h.url, asked{Path: "/calendar.ics", Header: map[string]string{"If-None-Match": got.Header.Get("ETag")}})
	if again.Status != 304 {
		t.Errorf("calendar again: got %d, want 304", again.Status)
	}
}
