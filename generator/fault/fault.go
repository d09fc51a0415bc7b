// Package fault is the one kind of error whose text is fit for people.
//
// Areas return a *Error when the caller can do something about what went wrong;
// web turns its Kind into a status. Every other error is internal and its text
// never leaves the program.
package fault

import (
	"fmt"
	"time"
)

// Kind says what a caller did or met.
type Kind int

// The kinds, each with the HTTP status web gives it.
const (
	Invalid      Kind = iota + 1 // 400: the input is wrong; the message says how to mend it
	Unauthorized                 // 401: no valid credentials
	Forbidden                    // 403: known, but not allowed
	NotFound                     // 404
	Conflict                     // 409: the present state forbids it
	TooLarge                     // 413
	Unsupported                  // 415: the type of the content is not accepted
	Busy                         // 429: too often; RetryAfter says when
	Unavailable                  // 503: not ready; RetryAfter says when
)

// Error is an error with text fit for people.
type Error struct {
	Kind       Kind
	Code       string         // short: the wire's "error", e.g. "AP_INSUFFICIENT"; empty: the kind's own words
	Message    string         // a whole sentence: the wire's "message"
	RetryAfter time.Duration  // Busy and Unavailable only
	Extra      map[string]any // further members of the wire's body, e.g. "currentAP"
	Err        error          // the cause, for logs; never shown
}

// Error implements error. It is the message, with the cause for logs.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %v", e.Message, e.Err)
	}
	return e.Message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// New returns an Error of the kind whose message is formatted.
func New(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Message: fmt.Sprintf(format, args...)}
}

// WithCode sets the short code and returns e.
func (e *Error) WithCode(code string) *Error {
	e.Code = code
	return e
}

// With adds one member to the wire's body and returns e.
func (e *Error) With(name string, value any) *Error {
	if e.Extra == nil {
		e.Extra = map[string]any{}
	}
	e.Extra[name] = value
	return e
}

// Because sets the cause and returns e.
func (e *Error) Because(err error) *Error {
	e.Err = err
	return e
}
