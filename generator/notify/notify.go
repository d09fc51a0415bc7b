// Package notify sends word to the outside: webhooks, signed as Standard Webhooks
// has it (https://www.standardwebhooks.com), each by a durable job, with a log of
// what came of them.
//
// Collection it owns: deliveries.
package notify

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"casebook/generator/jobs"
	"casebook/store"
)

// Kinds of the jobs, one for each message and receiver. One about the end of something
// waits until what was told of it before has been delivered or given up.
const (
	kind    = "notify.webhook"
	endKind = "notify.end"
)

const (
	tries      = 3
	concurrent = 4
	tryTime    = 15 * time.Second // for one try
)

// Options are what a Service needs.
type Options struct {
	URLs      []string          // the receivers
	Secret    string            // "whsec_" and base64
	Transport http.RoundTripper // decides which addresses may be spoken to
	Queue     *jobs.Queue
	Now       func() time.Time
	Log       *slog.Logger
}

// Service sends webhooks. Its methods are safe for concurrent use.
type Service struct {
	db     *store.DB
	o      Options
	signer *standardwebhooks.Webhook
	client *http.Client
}

// New returns a Service over db, and registers its job handler with o.Queue.
func New(db *store.DB, o Options) (*Service, error) {
	signer, err := standardwebhooks.NewWebhook(o.Secret)
	if err != nil {
		return nil, errors.New("the webhooks' secret is not base64") // the library's words may hold it
	}
	s := &Service{db: db, o: o, signer: signer, client: &http.Client{
		Transport: o.Transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	o.Queue.Handle(kind, s.run, jobs.HandlerOptions{Concurrency: concurrent, Timeout: tryTime})
	o.Queue.Handle(endKind, s.runEnd, jobs.HandlerOptions{Concurrency: concurrent})
	return s, nil
}

// message is a webhook's body, and the argument of its job.
type message struct {
	ID   string          `json:"id"`
	URL  string          `json:"url"`
	Body json.RawMessage `json:"body"`
	// After, for an end, begins the names of the messages to be waited for.
	After string `json:"after,omitempty"`
}

// envelope is the body as the specification advises it.
type envelope struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      any       `json:"data"`
}

// toReceiver is in the name of a job between the message and the number of the receiver.
const toReceiver = "-to-"

// endMark is in the name of a message about the end of something: its subject is before it.
const endMark = ".end."

// Send tells every receiver of data, within the caller's transaction: once that is
// committed, it will be sent. The name is what happened, and no two things have one;
// it becomes the message's id. One such as case-1.end.5 is sent after all that was told
// before under names that begin with "case-1.", to each receiver by itself.
func (s *Service) Send(tx *store.Tx, event, name string, data any) error {
	if len(s.o.URLs) == 0 {
		return nil
	}
	body, err := json.Marshal(envelope{event, s.o.Now().UTC(), data})
	if err != nil {
		return fmt.Errorf("tell of %s: %w", name, err)
	}
	for n, url := range s.o.URLs {
		m := message{ID: name, URL: url, Body: body}
		spec := jobs.Spec{Kind: kind, Name: name + toReceiver + strconv.Itoa(n+1), Max: tries}
		if subject, _, ends := strings.Cut(name, endMark); ends {
			spec.Kind, m.After = endKind, subject+"."
		}
		spec.Arg = m
		if _, err := s.o.Queue.Add(tx, spec); err != nil {
			return fmt.Errorf("tell of %s: %w", name, err)
		}
	}
	return nil
}
