package web

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"casebook/generator/cases"
	"casebook/generator/fault"
)

// The size of the card that other pages embed, in CSS pixels.
const (
	cardWidth  = 480
	cardHeight = 360
)

// embedPage is the template of the card.
const embedPage = "cases/embed.html"

// embedPolicy is the content security policy of the card, which every page may
// frame and which runs no script.
const embedPolicy = "default-src 'none'; style-src 'self'; img-src %s; base-uri 'none'; form-action 'none'; frame-ancestors *"

// preview is what others show of a link to a case: https://ogp.me.
type preview struct {
	Title       string
	Description string
	URL         string // absolute, as all in here
	Image       string // empty while nothing is drawn
	Alt         string
	Width       int
	Height      int
	OEmbed      string
	MadeBy      string // as a sentence
}

// origin returns the origin by which players reach the site: the one that was set,
// else the one that this request was sent to.
func (s *Server) origin(c echo.Context) string {
	return cmp.Or(s.o.PublicURL, c.Scheme()+"://"+c.Request().Host)
}

// absolute returns the absolute form of a path below the base path, or of a URL
// as the areas give it.
func (s *Server) absolute(c echo.Context, address string) string {
	if strings.HasPrefix(address, "/") {
		return s.origin(c) + address
	}
	return address
}

// caseLink returns the address of a case's page, short for a daily case.
func (s *Server) caseLink(c echo.Context, id string) string {
	if short := strings.TrimPrefix(id, "case-"); len(short) == len(time.DateOnly) {
		id = short
	}
	return s.origin(c) + s.o.BasePath + "/case/" + id
}

// preview returns what may be shown of a case to people who have not opened it.
func (s *Server) preview(c echo.Context, view cases.View) *preview {
	picture := view.Images["establishing"]
	p := &preview{
		Title: view.Title, Description: opening(view), URL: s.caseLink(c, view.ID), MadeBy: madeBy(view.Provenance),
	}
	p.OEmbed = s.origin(c) + s.o.BasePath + "/api/oembed?format=json&url=" + url.QueryEscape(p.URL)
	if picture.URL != "" {
		p.Image, p.Alt, p.Width, p.Height = s.absolute(c, picture.URL), picture.Alt, picture.Width, picture.Height
	}
	return p
}

func (s *Server) registerShare() {
	for pattern, handler := range map[string]echo.HandlerFunc{
		"/embed/case/:caseId": s.embed, "/api/oembed": s.oEmbed, "/feed.xml": s.feed, "/calendar.ics": s.calendar,
	} {
		s.root.GET(pattern, handler)
		s.root.HEAD(pattern, handler)
		s.publish(http.MethodGet, pattern)
	}
}

// embed is the card of a case for other pages to frame.
func (s *Server) embed(c echo.Context) error {
	view, err := s.o.Cases.View(c.Request().Context(), c.Param("caseId"), "")
	if err != nil {
		return err
	}
	images := strings.TrimSpace("'self' " + s.o.PublicURL)
	c.Response().Header().Set("Content-Security-Policy", fmt.Sprintf(embedPolicy, images))
	return s.page(c, http.StatusOK, embedPage, page{Title: view.Title, Preview: s.preview(c, view)})
}

// oEmbed tells how a link to a case is embedded: https://oembed.com, as JSON.
func (s *Server) oEmbed(c echo.Context) error {
	if format := c.QueryParam("format"); format != "" && format != "json" {
		return echo.NewHTTPError(http.StatusNotImplemented, "Only format=json is spoken here.")
	}
	view, err := s.linked(c.Request().Context(), c.QueryParam("url"))
	if err != nil {
		return err
	}
	p := s.preview(c, view)
	frame := s.origin(c) + s.o.BasePath + "/embed/case/" + view.ID
	width, height := fit(c.QueryParam("maxwidth"), cardWidth), fit(c.QueryParam("maxheight"), cardHeight)
	answer := map[string]any{
		"version": "1.0", "type": "rich", "title": p.Title, "width": width, "height": height, "cache_age": int(keepToday.Seconds()),
		"provider_name": "Casebook", "provider_url": s.origin(c) + s.o.BasePath + "/",
		"html": fmt.Sprintf(`<iframe src="%s" width="%d" height="%d" title="%s" loading="lazy" style="border:0"></iframe>`,
			html.EscapeString(frame), width, height, html.EscapeString(p.Title)),
	}
	if p.Image != "" {
		answer["thumbnail_url"], answer["thumbnail_width"], answer["thumbnail_height"] = p.Image, p.Width, p.Height
	}
	body, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", revalidate)
	s.send(c, http.StatusOK, jsonType, body)
	return nil
}

// linked returns the case that a link of ours leads to.
func (s *Server) linked(ctx context.Context, link string) (cases.View, error) {
	nothing := fault.New(fault.NotFound, "There is no case at %q. Give the address of a case's page as url", link)
	address, err := url.Parse(link)
	if err != nil {
		return cases.View{}, nothing
	}
	id, ok := strings.CutPrefix(address.Path, s.o.BasePath+"/case/")
	if !ok {
		return cases.View{}, nothing
	}
	return s.o.Cases.View(ctx, id, "")
}

// fit returns the smaller of a size in pixels and the one that a caller has room
// for, if they say one.
func fit(room string, size int) int {
	var n int
	if _, err := fmt.Sscanf(room, "%d", &n); err != nil || n <= 0 {
		return size
	}
	return min(n, size)
}
