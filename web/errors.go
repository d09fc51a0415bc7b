package web

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"casebook/generator/fault"
	"casebook/generator/keeping"
	"casebook/imagecache"
	"casebook/store"
)

// problem documents the body of every error: the two keys that game clients
// look for and those of RFC 9457. A fault may add members of its own.
type problem struct {
	Error     string       `json:"error" doc:"The kind of error, or a code such as AP_INSUFFICIENT" example:"Case not found"`
	Message   string       `json:"message" doc:"A sentence for people" example:"Case with ID case-2026-11-21 not found"`
	Type      string       `json:"type" example:"about:blank"`
	Title     string       `json:"title" doc:"The status in words" example:"Not Found"`
	Status    int          `json:"status" doc:"The status of the answer" example:"404"`
	Detail    string       `json:"detail" doc:"The same as message" example:"Case with ID case-2026-11-21 not found"`
	Instance  string       `json:"instance" doc:"The path that was asked for" example:"/api/case/case-2026-11-21"`
	Errors    []fieldError `json:"errors,omitempty" doc:"What is wrong with the input, part by part"`
	CurrentAP int          `json:"currentAP,omitempty" doc:"With AP_INSUFFICIENT: the points that there are" example:"1"`
	Required  int          `json:"requiredAP,omitempty" doc:"With AP_INSUFFICIENT: the points that the search costs" example:"2"`
	Success   *bool        `json:"success,omitempty" doc:"With some routes: false" example:"false"`
	RequestID string       `json:"requestId,omitempty" doc:"With status 500: what to tell the operator" example:"DZVRLL5YNUZBBX5PQLBQ64J27O"`
}

// fieldError is one thing that is wrong with the input.
type fieldError struct {
	Location string `json:"location" doc:"Where, for example body.userId" example:"body.userId"`
	Message  string `json:"message" example:"expected length >= 1"`
}

// How long clients are asked to wait when a fault does not say.
const (
	busyWait        = time.Second
	unavailableWait = 5 * time.Second
	fullWait        = time.Minute
)

// statusClientGone stands in the log where the client left before the answer.
const statusClientGone = 499

// statusOf is the one table from kinds of faults to statuses.
func statusOf(kind fault.Kind) int {
	switch kind {
	case fault.Invalid:
		return http.StatusBadRequest
	case fault.Unauthorized:
		return http.StatusUnauthorized
	case fault.Forbidden:
		return http.StatusForbidden
	case fault.NotFound:
		return http.StatusNotFound
	case fault.Conflict:
		return http.StatusConflict
	case fault.TooLarge:
		return http.StatusRequestEntityTooLarge
	case fault.Unsupported:
		return http.StatusUnsupportedMediaType
	case fault.Busy:
		return http.StatusTooManyRequests
	case fault.Unavailable:
		return http.StatusServiceUnavailable
	default:
		return http.StatusInternalServerError
	}
}

// told returns what is told of an error to the client whose request ends with ctx:
// nothing, with statusClientGone, if that has ended and the error is ours. What is not
// fit for people is logged, here and nowhere else, and only its request id is shown.
func (s *Server) told(ctx context.Context, c echo.Context, err error) (status int, f *fault.Error) {
	status, f = explain(c, err)
	if ending, ok := errors.AsType[*fault.Error](context.Cause(ctx)); ok && status >= http.StatusInternalServerError {
		return statusOf(ending.Kind), ending
	}
	switch isOurs := status >= http.StatusInternalServerError; {
	case isOurs && ctx.Err() != nil:
		s.o.Log.Debug("nobody to tell of an error", "id", requestID(c), "route", c.Path(), "err", err)
		status = statusClientGone
	case isOurs:
		s.o.Log.Error("request failed", "id", requestID(c), "route", c.Path(), "err", err)
	}
	return status, f
}

// fail writes err as the answer, unless one has begun.
func (s *Server) fail(c echo.Context, err error) {
	status, f := s.told(c.Request().Context(), c, err)
	response := c.Response()
	if response.Committed {
		return
	}
	if status == statusClientGone {
		response.Status = status
		return
	}
	body := bodyOf(status, f, c.Request())
	if status == http.StatusInternalServerError {
		body["requestId"] = requestID(c)
	}
	header := response.Header()
	header.Set("Cache-Control", "no-store")
	if wait := retryAfter(status, f.RetryAfter); wait > 0 {
		header.Set("Retry-After", strconv.Itoa(wait))
	}
	if status == http.StatusRequestTimeout {
		header.Set("Connection", "close")
	}
	if status == http.StatusUnauthorized {
		header.Set("WWW-Authenticate", `Bearer realm="casebook"`)
	}
	text, err := json.Marshal(body)
	if err != nil {
		s.o.Log.Error("write an error", "id", requestID(c), "err", err)
	}
	s.send(c, status, jsonType, text)
}

// bodyOf is the body of an error as the API has it: see problem.
func bodyOf(status int, f *fault.Error, r *http.Request) map[string]any {
	body, title := map[string]any{}, http.StatusText(status)
	maps.Copy(body, f.Extra)
	maps.Copy(body, map[string]any{
		"error": cmp.Or(f.Code, title), "message": f.Message, "type": "about:blank", "title": title, "status": status, "detail": f.Message,
		"instance": r.URL.EscapedPath(),
	})
	return body
}

// retryAfter is the value of the header Retry-After in seconds; 0 for none.
func retryAfter(status int, wait time.Duration) int {
	switch {
	case wait > 0:
	case status == http.StatusTooManyRequests:
		wait = busyWait
	case status == http.StatusServiceUnavailable:
		wait = unavailableWait
	default:
		return 0
	}
	return int(math.Ceil(wait.Seconds()))
}

// explain finds the status of an error and the words for it.
func explain(c echo.Context, err error) (status int, f *fault.Error) {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return statusOf(f.Kind), f
	}
	if f := pictureFault(err); f != nil {
		return statusOf(f.Kind), f
	}
	if h, ok := errors.AsType[*echo.HTTPError](err); ok {
		return h.Code, &fault.Error{Message: httpMessage(c, h)}
	}
	if keeping.IsFull(err) {
		return http.StatusServiceUnavailable, &fault.Error{
			Message:    "The disk of this server is full, so nothing new can be kept. What is there can be read and played.",
			RetryAfter: fullWait,
		}
	}
	if errors.Is(err, store.ErrReadOnly) {
		return http.StatusServiceUnavailable, &fault.Error{
			Message:    "This server can only read its data directory, so nothing new can be kept. What is there can be read.",
			RetryAfter: fullWait,
		}
	}
	return http.StatusInternalServerError, &fault.Error{
		Message: "Something went wrong on our side. If it happens again, tell the operator this number: " + requestID(c),
	}
}

// isNotFound reports whether err says that something does not exist.
func isNotFound(err error) bool {
	f, ok := errors.AsType[*fault.Error](err)
	return ok && f.Kind == fault.NotFound
}

// pictureFault is what is wrong with a picture that was given, as a fault; nil
// when err is about something else.
func pictureFault(err error) *fault.Error {
	input, ok := errors.AsType[*imagecache.InputError](err)
	if !ok {
		return nil
	}
	kind := fault.Invalid
	switch input.Kind {
	case imagecache.TooLarge, imagecache.TooManyPixels:
		kind = fault.TooLarge
	case imagecache.Unsupported:
		kind = fault.Unsupported
	case imagecache.BadName, imagecache.BadAddress, imagecache.Unreachable, imagecache.Broken:
	}
	return fault.New(kind, "%s", input.Message).Because(input.Err)
}

// httpMessage is the sentence for an error of the router.
func httpMessage(c echo.Context, err *echo.HTTPError) string {
	switch err.Code {
	case http.StatusNotFound:
		return "There is nothing at " + c.Request().URL.Path
	case http.StatusMethodNotAllowed:
		return fmt.Sprintf("%s is not possible at %s; use %s.", c.Request().Method, c.Request().URL.Path, c.Response().Header().Get("Allow"))
	default:
		return fmt.Sprint(err.Message)
	}
}

// failure carries an error of a handler through huma to fail.
type failure struct{ error }

// GetStatus implements huma.StatusError. The true status is fail's to find.
func (failure) GetStatus() int { return http.StatusInternalServerError }

// Unwrap returns the error.
func (f failure) Unwrap() error { return f.error }

// inputError is what huma found wrong with a request whose body was bounded, as an
// error for fail.
func inputError(m *huma.ErrorModel, bound int64) error {
	switch m.Status {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return invalidInput(m)
	case http.StatusUnsupportedMediaType:
		return fault.New(fault.Unsupported, "Send the body as JSON, with the header Content-Type: application/json.")
	case http.StatusRequestEntityTooLarge:
		if bound >= 1<<20 {
			return fault.New(fault.TooLarge, "The body is too large. At most %d MiB are accepted here.", bound>>20)
		}
		return fault.New(fault.TooLarge, "The body is too large. At most %d KiB are accepted here.", bound>>10)
	case http.StatusRequestTimeout:
		return echo.NewHTTPError(m.Status, "The body took too long to arrive.")
	default:
		return m
	}
}

// shownErrors is how many mistakes the message names; all stand in errors.
const shownErrors = 5

func invalidInput(m *huma.ErrorModel) error {
	if len(m.Errors) == 0 {
		return fault.New(fault.Invalid, "The request needs a body in JSON.")
	}
	var list []fieldError
	var parts []string
	for _, e := range m.Errors {
		list = append(list, fieldError{Location: e.Location, Message: e.Message})
		part := e.Message
		if _, name, found := strings.Cut(e.Location, "."); found {
			part = name + ": " + part
		}
		parts = append(parts, part)
	}
	parts = slices.Compact(parts)
	message := "The request is not right: " + strings.Join(parts[:min(len(parts), shownErrors)], "; ") + "."
	return fault.New(fault.Invalid, "%s", message).With("errors", list)
}
