package notify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"casebook/generator/jobs"
)

// readable is how much of an answer is read, so that the connection can be closed in
// order. What it says does not matter.
const readable = 64 << 10

// errRefused is the outcome of a try that another would not mend.
var errRefused = errors.New("the receiver does not want it")

// run tries once to deliver a message.
func (s *Service) run(ctx context.Context, run *jobs.Run) error {
	var m message
	if err := run.Arg(&m); err != nil {
		return jobs.Permanent(err)
	}
	if !slices.Contains(s.o.URLs, m.URL) {
		return jobs.Permanent(errors.New("the receiver is not in the settings any more"))
	}
	d, failed := s.deliver(ctx, m, run.Job.Attempts)
	if failed != nil && errors.Is(context.Cause(ctx), context.Canceled) {
		return failed // the program stops: this try does not count
	}
	if failed != nil {
		if d.Last = errors.Is(failed, errRefused) || run.Job.Attempts >= run.Job.Max; d.Last {
			s.o.Log.Warn("webhook not delivered", "id", m.ID, "receiver", d.Receiver, "tries", d.Try, "err", failed)
		}
	}
	if err := s.note(d); err != nil {
		return errors.Join(failed, err)
	}
	if errors.Is(failed, errRefused) {
		return jobs.Permanent(failed)
	}
	return failed
}

// deliver tries to deliver a message, and says what came of it.
func (s *Service) deliver(ctx context.Context, m message, try int) (Delivery, error) {
	began := s.o.Now()
	status, err := s.post(ctx, m)
	d := Delivery{ID: m.ID, At: began.UTC(), Receiver: shown(m.URL), Try: try, Status: status, Milliseconds: s.o.Now().Sub(began).Milliseconds()}
	if err != nil {
		d.Error = err.Error()
	}
	return d, err
}

// post sends a message, and returns the status of the answer, zero for none. An
// answer other than a 2xx is an error; a redirect is not followed.
func (s *Service) post(ctx context.Context, m message) (status int, err error) {
	now := s.o.Now()
	signature, err := s.signer.Sign(m.ID, now, m.Body)
	if err != nil {
		return 0, fmt.Errorf("sign: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, m.URL, bytes.NewReader(m.Body))
	if err != nil {
		return 0, errRefused
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "casebook")
	request.Header.Set(standardwebhooks.HeaderWebhookID, m.ID)
	request.Header.Set(standardwebhooks.HeaderWebhookTimestamp, strconv.FormatInt(now.Unix(), 10))
	request.Header.Set(standardwebhooks.HeaderWebhookSignature, signature)
	response, err := s.client.Do(request)
	if err != nil {
		if outer, ok := errors.AsType[*url.Error](err); ok {
			err = outer.Err // without the address, which may hold a secret
		}
		return 0, err
	}
	_, _ = io.CopyN(io.Discard, response.Body, readable) // it has been taken or not
	if err := response.Body.Close(); err != nil {
		return response.StatusCode, err
	}
	return response.StatusCode, verdict(response.StatusCode)
}

// verdict is what a status says of a delivery.
func verdict(status int) error {
	switch {
	case status >= http.StatusOK && status < http.StatusMultipleChoices:
		return nil
	case status >= http.StatusMultipleChoices && status < http.StatusBadRequest:
		return fmt.Errorf("%w: it redirects elsewhere (%d), where nothing is sent", errRefused, status)
	case status == http.StatusGone: // so the specification has it
		return fmt.Errorf("%w: it is gone (410)", errRefused)
	default:
		return fmt.Errorf("the receiver answered %d %s", status, http.StatusText(status))
	}
}

// shown is a receiver's address without what may be a secret in it.
func shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).Redacted()
}

// Delivery is one try to deliver a webhook.
type Delivery struct {
	ID           string    `json:"id" doc:"Of the message: the header webhook-id" example:"case-2026-11-21.suspect-1.1795255200000"`
	At           time.Time `json:"at" doc:"When the try began"`
	Receiver     string    `json:"receiver" doc:"Its address, without what follows a question mark" example:"https://bot.example.org/casebook"`
	Try          int       `json:"try" doc:"1 for the first of three" example:"1"`
	Status       int       `json:"status" doc:"Of the answer; 0 when there was none" example:"200"`
	Error        string    `json:"error,omitempty" doc:"Why it was not delivered" example:"the receiver answered 503 Service Unavailable"`
	Last         bool      `json:"last,omitempty" doc:"It was not delivered and will not be tried again by itself" example:"false"`
	Milliseconds int64     `json:"milliseconds" doc:"That the try took" example:"84"`
}
