package web

import (
	"cmp"
	"context"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
)

// Heard is a part of an answer that is heard as it comes.
type Heard struct {
	Text string `json:"text" doc:"The next part of aiResponse" example:"I thought you would begin there."`
}

// Lost tells that an answer was not finished.
type Lost struct {
	Error   string `json:"error" doc:"What went wrong, in a word or two" example:"Answer lost"`
	Message string `json:"message" doc:"The same in a sentence" example:"The answer was lost. Ask again."`
}

// registerAloud adds the route on which an answer is heard as it comes.
func (s *Server) registerAloud() {
	for _, data := range []reflect.Type{reflect.TypeFor[Heard](), reflect.TypeFor[Lost]()} {
		s.api.OpenAPI().Components.Schemas.Schema(data, true, "")
	}
	registerPublic(s, huma.Operation{
		OperationID: "ask-aloud", Method: http.MethodPost, Path: "/api/chat/{suspectId}/stream", Tags: []string{playTag},
		Middlewares: huma.Middlewares{s.limited(s.address)},
		Summary:     "Ask a suspect something, and hear the answer as it comes",
		Description: "As server-sent events: `text` for each part of the answer (a Heard), then `answer` with what /api/chat/{suspectId} answers. Parts are not taken back. " +
			"If it comes to nothing, the last event is `lost` (a Lost) and nothing was kept. What cannot be asked is an error, as there.",
		Responses: map[string]*huma.Response{
			"200": {Description: "Events, the last with an Answer or a Lost as its data", Content: map[string]*huma.MediaType{
				"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}},
			}},
		},
	}, s.askAloud)
}

func (s *Server) askAloud(_ context.Context, in *askInput) (*huma.StreamResponse, error) {
	if err := s.allowPlayer(in.Body.UserID); err != nil {
		return nil, err
	}
	put, err := s.o.Play.Aloud(in.SuspectID, in.Body)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		c := humaecho.Unwrap(ctx)
		out := newStream(c.Response())
		hear := func(text string) { _ = out.send("text", "", Heard{text}) } // who has gone hears nothing
		answer, err := put(ctx.Context(), hear)
		if err != nil {
			lost := Lost{"Answer lost", "The answer was lost. Ask again."} // for those who stay while the server stops
			if status, f := s.told(ctx.Context(), c, err); status != statusClientGone {
				lost = Lost{cmp.Or(f.Code, http.StatusText(status)), f.Message}
			}
			_ = out.send("lost", "", lost)
			return
		}
		_ = out.send("answer", "", answer)
	}}, nil
}
