// Package model is the way to language and image models, whoever runs them: the
// ports that adapters offer, the errors they give, and what is put around a port:
// time limits, lanes, records of cost, retries.
//
// An adapter asks its provider once and says what went wrong. It does not wait, try
// again or record anything: Guard does.
package model

import (
	"context"
	"encoding/json"
)

// Call is a port: one way of asking a provider. It returns soon after ctx ends, and
// is safe for concurrent use. What goes wrong is an *Error unless ctx has ended.
type Call[Q Request, A Answer] func(ctx context.Context, q Q) (A, error)

// Request is what a provider is asked.
type Request interface{ CaseOf() string }

// Answer is what a provider answers.
type Answer interface{ Use() Usage }

// ImageCall draws a picture.
type ImageCall = Call[ImageRequest, ImageAnswer]

// TextCall writes text, or JSON of a schema.
type TextCall = Call[TextRequest, TextAnswer]

// ViewCall says something of a picture.
type ViewCall = Call[ViewRequest, TextAnswer]

// About says for which case something is asked, so that costs can be summed.
type About struct{ CaseID string }

// CaseOf implements Request.
func (a About) CaseOf() string { return a.CaseID }

// Usage is what a call is billed by. It is part of every answer.
type Usage struct {
	Model    string // the model that answered, which may be another than the one asked
	In, Out  int    // tokens, thinking included in Out; those of pictures only if it is billed by them
	Pictures int
	Batch    bool // asked in a batch, which costs less
}

// Use implements Answer.
func (u Usage) Use() Usage { return u }

// ImageRequest asks for a picture.
type ImageRequest struct {
	About
	Model      string
	Prompt     string
	Aspect     Aspect
	References []Reference
}

// Aspect is the form of a picture.
type Aspect string

// The forms that every provider has.
const (
	Upright Aspect = "3:4"
	Square  Aspect = "1:1"
	Wide    Aspect = "16:9"
)

// Reference is a picture that shows what is meant; Meaning says what of it matters.
type Reference struct {
	Meaning string
	Data    []byte
}

// ImageAnswer is a picture: Data, or a URL that has it for a while.
type ImageAnswer struct {
	Usage
	Data []byte // JPEG, PNG, WebP or GIF, whatever the provider called it
	URL  string
}

// TextRequest asks for text.
type TextRequest struct {
	About
	Model     string
	System    string
	Turns     []Turn          // oldest first; the last is the user's
	Schema    json.RawMessage // of the JSON to answer with; nil: plain text
	MaxTokens int             // thinking included
}

// Turn is one turn of a conversation.
type Turn struct {
	Model bool // the model said it, not the user
	Text  string
}

// ViewRequest asks about a picture.
type ViewRequest struct {
	About
	Model     string
	Prompt    string
	Picture   []byte
	Schema    json.RawMessage
	MaxTokens int
}

// TextAnswer is text, or JSON as text.
type TextAnswer struct {
	Usage
	Text string
}
