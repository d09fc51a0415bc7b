package web

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"casebook/generator/cases"
	"casebook/generator/fault"
)

// The bounds of event streams.
const (
	streamsInAll      = 5_000
	streamsPerAddress = 200
	streamBusyWait    = time.Minute
	heartbeat         = 20 * time.Second
	streamPace        = 200 * time.Millisecond // least time between two events
	streamPatience    = 10 * time.Second
	streamRetry       = "5000" // milliseconds that a client waits before it comes back
)

// streams knows the event streams that are open.
type streams struct {
	mu        sync.Mutex
	closed    bool
	open      map[int]context.CancelFunc
	next      int // the key of the next in open
	byAddress map[string]int
}

func newStreams() *streams {
	return &streams{open: map[int]context.CancelFunc{}, byAddress: map[string]int{}}
}

// enter counts a stream in. Its context ends when the client leaves or the
// server stops; the caller calls leave when the stream is over.
func (s *streams) enter(ctx context.Context, address string) (open context.Context, leave func(), err error) {
	address = network(address)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, nil, fault.New(fault.Unavailable, "The server is stopping. Try again in a moment.")
	}
	if len(s.open) >= streamsInAll || address != "" && s.byAddress[address] >= streamsPerAddress {
		busy := fault.New(fault.Busy, "Too many event streams are open. Try again in a moment.")
		busy.RetryAfter = streamBusyWait
		return nil, nil, busy
	}
	open, cancel := context.WithCancel(ctx)
	key := s.next
	s.next++
	s.open[key] = cancel
	s.byAddress[address]++
	return open, func() {
		cancel()
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.open, key)
		if s.byAddress[address]--; s.byAddress[address] == 0 {
			delete(s.byAddress, address)
		}
	}, nil
}

// close ends every stream and lets none begin.
func (s *streams) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, cancel := range s.open {
		cancel()
	}
}

func (s *streams) isClosed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

// CaseEvent tells what changed of a case.
type CaseEvent struct {
	CaseID    string          `json:"caseId" example:"case-2026-11-21"`
	Changed   []string        `json:"changed" doc:"The slots whose picture changed; \"case\" when the case was made anew" example:"loc-1"`
	Status    cases.DrawState `json:"status" enum:"pending,generating,completed,partial,failed" example:"generating"`
	Completed int             `json:"completed" doc:"Pictures that are stored" example:"6"`
	Failed    int             `json:"failed" doc:"Pictures that were tried and are not stored: something else is shown, and they are tried again later" example:"0"`
	Total     int             `json:"total" example:"14"`
}

// endID is the id of a stream's last event. A client that comes back with it has
// heard everything, and is told not to come again.
const endID = "end"

type eventsInput struct {
	CasePath
	LastEventID string `header:"Last-Event-Id" doc:"The id of the last event heard, as browsers send it" example:"end"`
}

func (s *Server) registerEvents() {
	s.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[CaseEvent](), true, "")
	registerPublic(s, huma.Operation{
		OperationID: "case-events", Method: http.MethodGet, Path: "/api/case/{caseId}/events", Tags: []string{picturesTag},
		Summary: "Follow the drawing of a case as server-sent events",
		Description: "Sends an event `progress` at once and after each change, and `end` when nothing more is to be expected soon. " +
			"An event says what changed; read the case for how it is now.",
		Responses: map[string]*huma.Response{
			"200": {Description: "Events, each with a CaseEvent as its data", Content: map[string]*huma.MediaType{
				"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}},
			}},
			"204": {Description: "Everything has been heard; do not come again"},
		},
	}, s.caseEvents)
}

func (s *Server) caseEvents(ctx context.Context, in *eventsInput) (*huma.StreamResponse, error) {
	view, err := s.o.Cases.View(ctx, in.CaseID, "")
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		if in.LastEventID == endID && view.ImageStatus.Ended() {
			ctx.SetStatus(http.StatusNoContent)
			return
		}
		s.follow(ctx.Context(), newStream(humaecho.Unwrap(ctx).Response()), view.ID)
	}}, nil
}

// follow sends what changes of a case until nothing more is to be expected.
// Changes in quick succession are sent as one.
func (s *Server) follow(ctx context.Context, out *stream, id string) {
	changes, stop := s.o.Cases.Watch(id)
	defer stop()
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	var last cases.View
	for {
		now, err := s.o.Cases.View(ctx, id, "")
		if err != nil {
			return // deleted: whoever comes back gets a 404
		}
		event := change(last, now)
		if last.ImageStatus != now.ImageStatus || len(event.Changed) > 0 {
			if out.send("progress", "", event) != nil {
				return
			}
		}
		if now.ImageStatus.Ended() {
			_ = out.send("end", endID, event)
			return
		}
		last = now
		if !pause(ctx, streamPace) || !out.wait(ctx, changes, beat.C) {
			return
		}
	}
}

// change tells what is different in a case now.
func change(last, now cases.View) CaseEvent {
	e := CaseEvent{CaseID: now.ID, Changed: []string{}, Status: now.ImageStatus, Total: len(now.Images)}
	for _, slot := range slices.Sorted(maps.Keys(now.Images)) {
		was, is := last.Images[slot], now.Images[slot]
		switch {
		case is.State == cases.Stored:
			e.Completed++
		case is.State.Failed() || now.ImageStatus.Ended():
			e.Failed++
		}
		if last.ID != "" && (was.State != is.State || was.URL != is.URL) {
			e.Changed = append(e.Changed, slot)
		}
	}
	if last.ID != "" && last.GeneratedAt != now.GeneratedAt {
		e.Changed = append([]string{"case"}, e.Changed...)
	}
	return e
}

// pause waits, and reports false when ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// stream writes server-sent events. An error of its methods means that the
// client is gone or too slow.
type stream struct {
	w        http.ResponseWriter
	control  *http.ResponseController
	patience time.Duration // a client that takes longer to read is dropped
}

// newStream begins an event stream as the answer.
func newStream(w http.ResponseWriter) *stream {
	header := w.Header()
	header.Set("Content-Type", "text/event-stream")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Accel-Buffering", "no") // nginx would hold events back
	return &stream{w: w, control: http.NewResponseController(w), patience: streamPatience}
}

// send writes one event.
func (s *stream) send(event, id string, data any) error {
	body, err := json.Marshal(data)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	out.WriteString("event: " + event + "\n")
	if id != "" {
		out.WriteString("id: " + id + "\n")
	}
	out.WriteString("retry: ")
	out.WriteString(streamRetry)
	out.WriteString("\ndata: ")
	out.Write(body)
	out.WriteString("\n\n")
	return s.write(out.Bytes())
}

// wait waits for a change, with a comment at each beat that keeps the connection
// open. It is false when ctx ended or the client left.
func (s *stream) wait(ctx context.Context, changes <-chan struct{}, beat <-chan time.Time) bool {
	for {
		select {
		case <-changes:
			return true
		case <-beat:
			if s.write([]byte(": here\n\n")) != nil {
				return false
			}
		case <-ctx.Done():
			return false
		}
	}
}

func (s *stream) write(p []byte) error {
	if err := s.control.SetWriteDeadline(time.Now().Add(s.patience)); err != nil {
		return err
	}
	if _, err := s.w.Write(p); err != nil {
		return err
	}
	return s.control.Flush()
}
