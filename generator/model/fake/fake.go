// Package fake has servers that speak as model providers do, for tests and for
// `make demo-gemini`: their wire format, how long they take, and what goes wrong
// with them.
package fake

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// Fault is something that goes wrong with one answer.
type Fault string

// The faults.
const (
	None             Fault = ""
	Busy             Fault = "busy"              // 429 without a hint
	BusyHint         Fault = "busy, with a hint" // 429 that says when
	DailyQuota       Fault = "daily quota"       // 429 for the rest of the day
	Internal         Fault = "internal error"    // 500
	Unavailable      Fault = "unavailable"       // 503
	HTML             Fault = "HTML"              // 502 of something between
	Hang             Fault = "hang"              // nothing at all
	Drip             Fault = "drip"              // a byte now and then
	Cut              Fault = "cut"               // the connection ends within the body
	TextForPicture   Fault = "text for a picture"
	ThoughtPictures  Fault = "thought pictures" // drafts before the picture
	WrongType        Fault = "JPEG called PNG"
	NoPicture        Fault = "bytes that are no picture"
	Oversized        Fault = "oversized"
	BlockedPrompt    Fault = "blocked prompt"     // no candidates
	WithheldAnswer   Fault = "withheld answer"    // a candidate without content
	EmptyAnswer      Fault = "empty answer"       // neither candidates nor reason
	OutOfTokens      Fault = "out of tokens"      // thinking ate all of them
	CutJSON          Fault = "cut JSON"           // in the answer's text
	FencedJSON       Fault = "fenced JSON"        // in the answer's text
	WrongSchema      Fault = "wrong schema"       // JSON, but not as asked
	Retired          Fault = "retired model"      // 404
	BadKey           Fault = "bad key"            // what the provider says of it
	Rerouted         Fault = "rerouted"           // another model answers
	SeesNothingRight Fault = "sees nothing right" // says no to all that it is asked of a picture
	CutStream        Fault = "cut stream"         // it ends as if that was all
)

// Careless is a fault of a writer alone, and so not among Faults: the texts break the
// laws of a case.
const Careless Fault = "careless"

// Faults are all there are, for any role.
func Faults() []Fault {
	return []Fault{
		None, Busy, BusyHint, DailyQuota, Internal, Unavailable, HTML, Hang, Drip, Cut, TextForPicture, ThoughtPictures, WrongType, NoPicture,
		Oversized, BlockedPrompt, WithheldAnswer, EmptyAnswer, OutOfTokens, CutJSON, FencedJSON, WrongSchema, Retired, BadKey, Rerouted,
		SeesNothingRight, CutStream,
	}
}

// What a request is for.
const (
	ForPicture = "picture"
	ForVector  = "vector"
	ForText    = "text"
	ForView    = "view"
	ForTalk    = "talk" // text as it comes
	ForList    = "list"
)

// Hint is the wait that BusyHint asks for.
const Hint = 7*time.Second + 500*time.Millisecond

// Options are how a provider behaves.
type Options struct {
	Key     string                          // the key that is let in
	Models  []string                        // that it offers
	Side    int                             // of its pictures, the longer, in pixels; default 64
	Latency func(what string) time.Duration // until an answer; nil: none
	Fault   func(what string, n int) Fault  // of the nth request for that, from 1; nil: none
	Batch   time.Duration                   // until a batch is done
	Address func() string                   // where a picture of the OpenAI kind is, in place of its bytes; nil: bytes
	Opinion object                          // what is said of pictures; nil: yes to everything
	Words   func(body string) string        // what is said in answer to a request without a schema; nil: a sentence
}

// Provider is one fake server: the handler of one of its wire formats, and what it
// has been asked.
type Provider struct {
	o       Options
	mu      sync.Mutex
	asked   map[string]int
	bodies  []string
	batches []*batch
	files   [][]byte // that were sent for batches
	paid    map[string][]string
}

// New returns a provider.
func New(o Options) *Provider {
	if o.Side == 0 {
		o.Side = 64
	}
	return &Provider{o: o, asked: map[string]int{}, paid: map[string][]string{}}
}

// Asked returns how often it was asked for something.
func (p *Provider) Asked(what string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked[what]
}

// Bodies returns the bodies of the requests so far.
func (p *Provider) Bodies() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.bodies...)
}

// Paid returns the bodies of the requests for something whose answers were sent, whole and
// good or not: those that a provider wants money for, whatever becomes of them.
func (p *Provider) Paid(what string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.paid[what]...)
}

// charge notes, just before it is sent, an answer that is to be paid for.
func (p *Provider) charge(what, body string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.paid[what] = append(p.paid[what], body)
}

// Forget drops the bodies of the requests so far.
func (p *Provider) Forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bodies, p.paid = nil, map[string][]string{}
}

// begin counts a request, waits as long as the answer takes, and says what goes
// wrong with it. It is false when the client has gone.
func (p *Provider) begin(r *http.Request, what string, body []byte) (Fault, bool) {
	p.mu.Lock()
	p.asked[what]++
	n := p.asked[what]
	p.bodies = append(p.bodies, string(body))
	p.mu.Unlock()
	fault := None
	if p.o.Fault != nil {
		fault = p.o.Fault(what, n)
	}
	if p.o.Latency == nil {
		return fault, true
	}
	select {
	case <-time.After(p.o.Latency(what)):
		return fault, true
	case <-r.Context().Done():
		return fault, false
	}
}

// Latencies returns a latency for Options: between least and most, most often near
// a third of the way, and divided by speed.
func Latencies(least, most time.Duration, speed float64) func(string) time.Duration {
	return func(what string) time.Duration {
		if what == ForList {
			return 0
		}
		share := rand.Float64() * rand.Float64() * float64(most-least)
		took := float64(least) + share
		if what != ForPicture {
			took /= 10
		}
		return time.Duration(took / speed)
	}
}

// atWire answers with what goes wrong below the wire format. It is false when
// nothing of that kind does.
func atWire(w http.ResponseWriter, r *http.Request, what string, fault Fault) bool {
	if what == ForTalk && (fault == Cut || fault == Drip) { // within the stream
		return false
	}
	switch fault {
	case Hang:
		<-r.Context().Done()
	case HTML:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		fmt.Fprint(w, "<html><body><h1>502 Bad Gateway</h1></body></html>")
	case Cut:
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", "5000")
		fmt.Fprint(w, `{"candidates": [{"content": `)
		panic(http.ErrAbortHandler)
	case Drip:
		drip(w, r)
	case Oversized:
		oversized(w, r)
	default:
		return false
	}
	return true
}

// drip sends a space a second, which is the beginning of JSON for ever.
func drip(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	for {
		select {
		case <-time.After(time.Second):
		case <-r.Context().Done():
			return
		}
		if _, err := w.Write([]byte(" ")); err != nil {
			return
		}
		if err := http.NewResponseController(w).Flush(); err != nil {
			return
		}
	}
}

// oversized sends white space until the client has enough.
func oversized(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	chunk := make([]byte, 1<<20)
	for i := range chunk {
		chunk[i] = ' '
	}
	for r.Context().Err() == nil {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
}
