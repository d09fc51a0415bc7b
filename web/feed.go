package web

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/gorilla/feeds"
	"github.com/labstack/echo/v4"

	"casebook/generator/cases"
)

// feedLength is how many cases the feed and the calendar hold, newest first.
const feedLength = 60

// feed is the RSS feed of the cases.
func (s *Server) feed(c echo.Context) error {
	newest, err := s.newest(c.Request().Context())
	if err != nil {
		return err
	}
	home := s.origin(c) + s.o.BasePath + "/"
	out := &feeds.Feed{Title: "Casebook", Link: &feeds.Link{Href: home}, Description: "A new murder mystery every day."}
	for _, summary := range newest {
		link := s.caseLink(c, summary.ID)
		item := &feeds.Item{
			Id: link, IsPermaLink: "true", Title: summary.Title, Link: &feeds.Link{Href: link}, Created: summary.OpenedAt.UTC(),
			Description: "The case of " + summary.Date + ", " + string(summary.Difficulty) + ". Made by a machine.",
		}
		if summary.ImageURL != "" {
			item.Enclosure = &feeds.Enclosure{Url: s.absolute(c, summary.ImageURL), Type: "image/jpeg", Length: "0"}
		}
		out.Items = append(out.Items, item)
	}
	if len(newest) > 0 {
		out.Created = newest[0].OpenedAt.UTC()
	}
	var body bytes.Buffer
	if err := out.WriteRss(&body); err != nil {
		return err
	}
	return s.sendFeed(c, "application/rss+xml; charset=utf-8", body.Bytes())
}

// calendar is the calendar of the cases, each on its day.
func (s *Server) calendar(c echo.Context) error {
	newest, err := s.newest(c.Request().Context())
	if err != nil {
		return err
	}
	out := ics.NewCalendarFor("Casebook")
	out.SetMethod(ics.MethodPublish)
	out.SetXWRCalName("Casebook")
	_, host, _ := strings.Cut(s.origin(c), "://")
	for _, summary := range newest {
		day, err := time.Parse(time.DateOnly, summary.Date)
		if err != nil {
			return err
		}
		event := out.AddEvent(summary.ID + "@" + host)
		event.SetDtStampTime(summary.OpenedAt)
		event.SetAllDayStartAt(day)
		event.SetAllDayEndAt(day.AddDate(0, 0, 1))
		event.SetSummary(summary.Title)
		event.SetDescription("Made by a machine.")
		event.SetURL(s.caseLink(c, summary.ID))
		event.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return s.sendFeed(c, "text/calendar; charset=utf-8", []byte(out.Serialize(ics.WithNewLine("\r\n")))) //nolint:misspell // the name is the library's
}

func (s *Server) newest(ctx context.Context) ([]cases.Summary, error) {
	page, err := s.o.Cases.Archive(ctx, "", feedLength)
	return page.Cases, err
}

func (s *Server) sendFeed(c echo.Context, kind string, body []byte) error {
	c.Response().Header().Set("Cache-Control", revalidate)
	s.send(c, http.StatusOK, kind, body)
	return nil
}
