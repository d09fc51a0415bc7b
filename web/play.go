package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/play"
)

// UserPath names the player in a path.
type UserPath struct {
	UserID string `path:"userId" maxLength:"128" pattern:"^[A-Za-z0-9_.:-]+$" doc:"The player's secret id, which the client chooses" example:"p-5f0c2a"`
}

type stateInput struct {
	CasePath
	UserPath
}

type initializeInput struct {
	Body struct {
		CaseID string `json:"caseId" maxLength:"64" example:"case-2026-11-21"`
		UserID string `json:"userId" minLength:"1" maxLength:"128" pattern:"^[A-Za-z0-9_.:-]+$" example:"p-5f0c2a"`
	}
}

type pointsInput struct {
	UserPath
	CaseID string `query:"caseId" maxLength:"64" doc:"A case id, or YYYY-MM-DD" example:"case-2026-11-21"`
}

type searchInput struct{ Body play.SearchRequest }

type askInput struct {
	SuspectPath
	Body play.AskRequest
}

type conversationInput struct {
	SuspectPath
	UserPath
}

type submitInput struct{ Body play.Submission }

type leaderboardInput struct {
	CasePath
	Limit  int    `query:"limit" default:"10" minimum:"1" doc:"At most 100" example:"10"`
	UserID string `query:"userId" maxLength:"128" pattern:"^[A-Za-z0-9_.:-]+$" doc:"Marks this player's own row" example:"p-5f0c2a"`
}

type solutionInput struct {
	CasePath
	UserID string `query:"userId" required:"true" minLength:"1" maxLength:"128" pattern:"^[A-Za-z0-9_.:-]+$" doc:"Who asks; they must have submitted" example:"p-5f0c2a"`
}

func (s *Server) registerPlay() {
	get := func(id, path, summary, description string) huma.Operation {
		return huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Tags: []string{playTag}, Summary: summary, Description: description}
	}
	post := func(id, path, summary, description string) huma.Operation {
		op := get(id, path, summary, description)
		op.Method, op.Middlewares = http.MethodPost, huma.Middlewares{s.limited(s.address)}
		return op
	}
	made := func(op huma.Operation) huma.Operation { // a read that makes a state when there is none
		op.Middlewares = huma.Middlewares{s.limited(s.address)}
		return op
	}
	registerPublic(s, made(get("player-state", "/api/player-state/{caseId}/{userId}", "A player's state in a case", "What was found, searched, earned and spent. It is made when it is missing.")), s.playerState)
	registerPublic(s, post("initialize", "/api/player-state/initialize", "Start a case anew", "Everything the player did in it is forgotten. Not possible after the accusation (409)."), s.initialize)
	registerPublic(s, get("points", "/api/player/{userId}/ap-status", "A player's points in a case", "How many there are now, how many there ever were, and how many were spent. Errors have success:false besides."), s.points)
	registerPublic(s, post("search", "/api/location/search", "Search a place", "Finds what is hidden there no deeper than the effort reaches. Costs 1 point for quick, 2 for thorough, 3 for exhaustive. A search that is refused costs nothing: 400 with error AP_INSUFFICIENT when there are too few points. A player with none left gets 2, once per case."), s.search)
	registerPublic(s, post("ask", "/api/chat/{suspectId}", "Ask a suspect something", "Free. The first question on a topic (alibi, relationship, motive, witness, evidence) earns a point, and so does the first answer that brings up another person or a place. At most 12 points can be held: what that keeps out is in apWithheld, and the same can be earned later. conversationId need not be sent."), s.ask)
	registerPublic(s, get("conversation", "/api/conversation/{suspectId}/{userId}", "What a player and a suspect said, oldest first", "No messages when they never spoke."), s.conversation)
	registerPublic(s, post("submit", "/api/submit", "Accuse", "Judges six answers, free text or choices of answerOptions. Once per player and case: a repeat answers with the stored result, whatever it says."), s.submit)
	registerPublic(s, get("leaderboard", "/api/leaderboard/{caseId}", "Who solved a case best", "In the order of ranks: by score, then by time. userId is a public alias, except in the caller's own row, which has you:true."), s.leaderboard)
	registerPublic(s, get("stats", "/api/stats/{caseId}", "How a case was solved in all", "Zeros when nobody has accused anybody."), s.stats)
	registerPublic(s, get("solution", "/api/case/{caseId}/solution", "The solution", "With the chain of reasoning and the clues of each step, and the salt: the case's commitment is the SHA-256 of seven lines, the salt and the answers who, what, where, when, why and how, with single line feeds between them. 403 until this player has submitted."), s.solution)
}

// allowPlayer slows down a player who does more than a person can.
func (s *Server) allowPlayer(userID string) error { return s.player.allow(userID, s.o.Now()) }

func (s *Server) playerState(ctx context.Context, in *stateInput) (*output[play.State], error) {
	state, err := s.o.Play.State(ctx, in.CaseID, in.UserID)
	return &output[play.State]{unkept, state}, err
}

func (s *Server) initialize(ctx context.Context, in *initializeInput) (*output[play.State], error) {
	if err := s.allowPlayer(in.Body.UserID); err != nil {
		return nil, err
	}
	state, err := s.o.Play.Initialize(ctx, in.Body.CaseID, in.Body.UserID)
	return &output[play.State]{unkept, state}, err
}

func (s *Server) points(ctx context.Context, in *pointsInput) (*output[play.Points], error) {
	points, err := s.o.Play.Points(ctx, in.CaseID, in.UserID)
	return &output[play.Points]{unkept, points}, err
}

func (s *Server) search(ctx context.Context, in *searchInput) (*output[play.SearchResult], error) {
	if err := s.allowPlayer(in.Body.UserID); err != nil {
		return nil, err
	}
	result, err := s.o.Play.Search(ctx, in.Body)
	return &output[play.SearchResult]{unkept, result}, err
}

func (s *Server) ask(ctx context.Context, in *askInput) (*output[play.Answer], error) {
	if err := s.allowPlayer(in.Body.UserID); err != nil {
		return nil, err
	}
	answer, err := s.o.Play.Ask(ctx, in.SuspectID, in.Body)
	return &output[play.Answer]{unkept, answer}, err
}

func (s *Server) conversation(ctx context.Context, in *conversationInput) (*output[play.Conversation], error) {
	said, err := s.o.Play.Conversation(ctx, in.SuspectID, in.UserID)
	return &output[play.Conversation]{unkept, said}, err
}

func (s *Server) submit(ctx context.Context, in *submitInput) (*output[play.Result], error) {
	if err := s.allowPlayer(in.Body.UserID); err != nil {
		return nil, err
	}
	result, err := s.o.Play.Submit(ctx, in.Body)
	return &output[play.Result]{unkept, result}, err
}

func (s *Server) leaderboard(ctx context.Context, in *leaderboardInput) (*output[play.Leaderboard], error) {
	board, err := s.o.Play.Leaderboard(ctx, in.CaseID, min(in.Limit, 100), in.UserID)
	if in.UserID != "" {
		return &output[play.Leaderboard]{unkept, board}, err
	}
	return &output[play.Leaderboard]{revalidate, board}, err
}

func (s *Server) stats(ctx context.Context, in *CasePath) (*output[play.Stats], error) {
	stats, err := s.o.Play.Stats(ctx, in.CaseID)
	return &output[play.Stats]{revalidate, stats}, err
}

func (s *Server) solution(ctx context.Context, in *solutionInput) (*output[play.Solution], error) {
	told, err := s.o.Play.Solution(ctx, in.CaseID, in.UserID)
	return &output[play.Solution]{unkept, told}, err
}
