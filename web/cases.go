package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/cases"
	"casebook/generator/play"
)

// How long caches may keep a case: one that is drawn changes only when the
// operator makes it anew, one that is not changes every second.
const (
	keepDrawn  = time.Hour
	keepToday  = time.Minute
	keepBroken = time.Minute // with pictures that are tried again later
)

// generatePatience is how long a request waits for a case to be written.
const generatePatience = 3 * time.Minute

// Output is an answer of the API.
type output[T any] struct {
	CacheControl string `header:"Cache-Control" hidden:"true"`
	Body         T
}

// Values of Cache-Control.
const (
	revalidate = "public, no-cache" // kept, but asked about each time
	unkept     = "no-store"
)

// CasePath names the case in a path.
type CasePath struct {
	CaseID string `path:"caseId" maxLength:"64" doc:"A case id, or YYYY-MM-DD for the daily case of that day" example:"case-2026-11-21"`
}

// LanguageQuery asks for a language.
type LanguageQuery struct {
	Language string `query:"language" maxLength:"35" doc:"The language the case must be written in; any if left out" example:"en"`
}

type viewInput struct {
	CasePath
	LanguageQuery
	UserID string `query:"userId" maxLength:"128" pattern:"^[A-Za-z0-9_.:-]+$" doc:"Adds this player's playerState" example:"p-5f0c2a"`
}

// Case is a case as a player sees it.
type Case struct {
	cases.View
	PlayerState *play.State `json:"playerState,omitempty" doc:"With userId only"`
}

type archiveInput struct {
	Before string `query:"before" maxLength:"64" doc:"The next of the page before" example:"case-2026-11-01"`
	Limit  int    `query:"limit" default:"20" minimum:"1" doc:"At most 100" example:"20"`
}

// ArchivePage is a page of past cases, newest first.
type ArchivePage struct {
	Cases []ArchivedCase `json:"cases"`
	Next  string         `json:"next" doc:"Give it as before for the next page; empty at the end" example:"case-2026-11-01"`
}

// ArchivedCase is a past case in the archive.
type ArchivedCase struct {
	cases.Summary
	Stats play.Stats `json:"stats"`
}

func (s *Server) registerCases() {
	registerPublic(s, huma.Operation{
		OperationID: "today", Method: http.MethodGet, Path: "/api/case/today", Tags: []string{casesTag}, Summary: "Today's case",
		Description: "404 with \"has not been generated yet\" when there is none; then POST /api/case/generate makes it.",
	}, s.today)
	registerPublic(s, huma.Operation{
		OperationID: "case", Method: http.MethodGet, Path: "/api/case/{caseId}", Tags: []string{casesTag}, Summary: "A case",
		Description: "Everything that a player may see of a case before finding out anything.",
		Middlewares: huma.Middlewares{s.limited(s.address)}, // with a player, it makes their state
	}, s.caseByID)
	registerPublic(s, huma.Operation{
		OperationID: "generate", Method: http.MethodPost, Path: "/api/case/generate", Tags: []string{casesTag}, Summary: "Make today's case if there is none",
		Description: "Needs no body. Answers once today's case can be read; its pictures may still be on their way. Never replaces a case.",
		Middlewares: huma.Middlewares{s.limited(s.generate)},
	}, s.generateToday)
	registerPublic(s, huma.Operation{
		OperationID: "suspects", Method: http.MethodGet, Path: "/api/suspects/{caseId}", Tags: []string{casesTag}, Summary: "The suspects of a case",
		Description: "None for an unknown case.",
	}, s.suspects)
	registerPublic(s, huma.Operation{
		OperationID: "archive", Method: http.MethodGet, Path: "/api/cases", Tags: []string{casesTag}, Summary: "The archive: every past case, newest first", Description: "A page at a time; give next as before for the one that follows.",
	}, s.archive)
}

func (s *Server) today(ctx context.Context, in *LanguageQuery) (*output[Case], error) {
	view, err := s.o.Cases.Today(ctx, in.Language)
	if err != nil {
		return nil, err
	}
	return &output[Case]{s.keep(view.ImageStatus, view.NextCaseAt, keepToday) + ", must-revalidate", Case{View: view}}, nil
}

func (s *Server) caseByID(ctx context.Context, in *viewInput) (*output[Case], error) {
	view, err := s.o.Cases.View(ctx, in.CaseID, in.Language)
	if err != nil {
		return nil, err
	}
	if in.UserID == "" {
		return &output[Case]{s.keep(view.ImageStatus, view.NextCaseAt, keepDrawn), Case{View: view}}, nil
	}
	state, err := s.o.Play.State(ctx, view.ID, in.UserID)
	if err != nil {
		return nil, err
	}
	return &output[Case]{unkept, Case{view, &state}}, nil
}

// keep says how long caches may keep a case: not at all while it is drawn, and
// never beyond the moment at which the next one opens.
func (s *Server) keep(status cases.DrawState, nextCaseAt time.Time, drawn time.Duration) string {
	if !status.Ended() {
		return revalidate
	}
	if status != cases.DrawCompleted {
		drawn = keepBroken
	}
	if left := nextCaseAt.Sub(s.o.Now()); left > 0 {
		drawn = min(drawn, left)
	}
	return "public, max-age=" + strconv.Itoa(int(drawn.Seconds()))
}

func (s *Server) generateToday(ctx context.Context, _ *struct{}) (*output[cases.Generated], error) {
	ctx, cancel := context.WithTimeout(ctx, generatePatience)
	defer cancel()
	made, err := s.o.Cases.Generate(ctx)
	return &output[cases.Generated]{unkept, made}, err
}

func (s *Server) suspects(ctx context.Context, in *CasePath) (*output[cases.Suspects], error) {
	list, err := s.o.Cases.Suspects(ctx, in.CaseID)
	return &output[cases.Suspects]{revalidate, list}, err
}

func (s *Server) archive(ctx context.Context, in *archiveInput) (*output[ArchivePage], error) {
	page, err := s.o.Cases.Archive(ctx, in.Before, min(in.Limit, 100))
	if err != nil {
		return nil, err
	}
	out := ArchivePage{Cases: make([]ArchivedCase, 0, len(page.Cases)), Next: page.Next}
	for _, summary := range page.Cases {
		stats, err := s.o.Play.Stats(ctx, summary.ID)
		if err != nil {
			return nil, err
		}
		out.Cases = append(out.Cases, ArchivedCase{summary, stats})
	}
	return &output[ArchivePage]{revalidate, out}, nil
}
