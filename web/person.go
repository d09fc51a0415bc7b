package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"rsc.io/qr"

	"casebook/generator/play"
)

type hintInput struct{ Body play.HintRequest }

type noteInput struct {
	CasePath
	UserPath
	Body play.Notebook
}

// transferInput knows the origin that the request was sent to.
type transferInput struct {
	UserPath
	reached string
}

// Resolve notes the origin, for links to it.
func (in *transferInput) Resolve(ctx huma.Context) []error {
	c := humaecho.Unwrap(ctx)
	in.reached = c.Scheme() + "://" + c.Request().Host
	return nil
}

type claimInput struct {
	Body struct {
		Code string `json:"code" minLength:"1" maxLength:"40" example:"K7QM2-XW4TP"`
	}
}

// transferred is a code, and the same as a link.
type transferred struct {
	play.Code
	Link string `json:"link" doc:"Opened on the other device, it asks whether to become this player there"`
	QR   string `json:"qr" doc:"The link as a QR code, an SVG picture"`
}

// erased is the answer to an erasure.
type erased struct {
	Success bool   `json:"success"`
	Message string `json:"message"`
}

// registerPerson adds what a player has beside the game itself: notes, hints, a
// history, and their data.
func (s *Server) registerPerson() {
	op := func(method, id, path, summary, description string) huma.Operation {
		made := huma.Operation{OperationID: id, Method: method, Path: path, Tags: []string{playTag}, Summary: summary, Description: description}
		if method != http.MethodGet {
			made.Middlewares = huma.Middlewares{s.limited(s.address)}
		}
		return made
	}
	registerPublic(s, op(http.MethodGet, "notebook", "/api/notebook/{caseId}/{userId}", "A player's notebook in a case", "Empty when nothing was noted."), s.notebook)
	registerPublic(s, op(http.MethodPut, "note", "/api/notebook/{caseId}/{userId}", "Replace a player's notebook",
		"Send the revision that was read; 409 when the notebook was changed meanwhile."), s.note)
	registerPublic(s, op(http.MethodGet, "hints", "/api/hints/{caseId}/{userId}", "The hints a player has had, and what the next one costs", "None at first. They are given by POST /api/hint."), s.hints)
	registerPublic(s, op(http.MethodPost, "hint", "/api/hint", "Ask for the next hint", "Takes nextCost from the score. 409 when there are no more, and after the accusation."), s.hint)
	registerPublic(s, op(http.MethodGet, "profile", "/api/player/{userId}", "What a player has done in all cases", "Scores, streaks and one record for each case begun. Zeros for somebody unknown."), s.profile)
	registerPublic(s, op(http.MethodGet, "export", "/api/player/{userId}/export", "Everything that is kept of a player", "States, conversations, notebooks, hints and results of all cases, as one document."), s.export)
	registerPublic(s, op(http.MethodDelete, "erase", "/api/player/{userId}", "Remove everything that is kept of a player", "Ranks and statistics included. It cannot be undone."), s.erase)
	registerPublic(s, op(http.MethodPost, "transfer", "/api/player/{userId}/transfer", "A code to become this player on another device",
		"It can be used once, within a quarter of an hour."), s.transfer)
	registerPublic(s, op(http.MethodPost, "claim", "/api/player/claim", "Become the player of a code", "404 when the code is unknown, used or too old."), s.claim)
}

func (s *Server) notebook(ctx context.Context, in *stateInput) (*output[play.Notebook], error) {
	book, err := s.o.Play.Notebook(ctx, in.CaseID, in.UserID)
	return &output[play.Notebook]{unkept, book}, err
}

func (s *Server) note(ctx context.Context, in *noteInput) (*output[play.Notebook], error) {
	if err := s.allowPlayer(in.UserID); err != nil {
		return nil, err
	}
	book, err := s.o.Play.Note(ctx, in.CaseID, in.UserID, in.Body)
	return &output[play.Notebook]{unkept, book}, err
}

func (s *Server) hints(ctx context.Context, in *stateInput) (*output[play.Hints], error) {
	hints, err := s.o.Play.Hints(ctx, in.CaseID, in.UserID)
	return &output[play.Hints]{unkept, hints}, err
}

func (s *Server) hint(ctx context.Context, in *hintInput) (*output[play.Hints], error) {
	if err := s.allowPlayer(in.Body.UserID); err != nil {
		return nil, err
	}
	hints, err := s.o.Play.Hint(ctx, in.Body)
	return &output[play.Hints]{unkept, hints}, err
}

func (s *Server) profile(ctx context.Context, in *UserPath) (*output[play.Profile], error) {
	profile, err := s.o.Play.Profile(ctx, in.UserID)
	return &output[play.Profile]{unkept, profile}, err
}

func (s *Server) export(ctx context.Context, in *UserPath) (*output[play.Export], error) {
	everything, err := s.o.Play.Export(ctx, in.UserID)
	return &output[play.Export]{unkept, everything}, err
}

func (s *Server) erase(ctx context.Context, in *UserPath) (*output[erased], error) {
	if err := s.allowPlayer(in.UserID); err != nil {
		return nil, err
	}
	return &output[erased]{unkept, erased{true, "Everything that was kept of this player is gone."}}, s.o.Play.Erase(ctx, in.UserID)
}

func (s *Server) transfer(ctx context.Context, in *transferInput) (*output[transferred], error) {
	if err := s.allowPlayer(in.UserID); err != nil {
		return nil, err
	}
	code, err := s.o.Play.Transfer(ctx, in.UserID)
	if err != nil {
		return nil, err
	}
	link := cmp.Or(s.o.PublicURL, in.reached) + s.o.BasePath + "/me#code/" + code.Code
	picture, err := qrCode(link)
	return &output[transferred]{unkept, transferred{code, link, picture}}, err
}

// qrCode draws a text as a QR code, dark on light with its quiet zone, which
// readers need whatever the page around it is like.
func qrCode(text string) (string, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", fmt.Errorf("encode the link: %w", err)
	}
	const quiet = 4
	var path strings.Builder
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	size := code.Size + 2*quiet
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>`,
		size, size, size, size, &path), nil
}

func (s *Server) claim(ctx context.Context, in *claimInput) (*output[play.Claimed], error) {
	who, err := s.o.Play.Claim(ctx, in.Body.Code)
	return &output[play.Claimed]{unkept, who}, err
}
