package notify

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"casebook/generator/jobs"
	"casebook/store"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	key    = "the-key-of-this-test-1234567890"
	waited = 30 * time.Second // far longer than anything takes
)

func secret() string { return "whsec_" + base64.StdEncoding.EncodeToString([]byte(key)) }

// received is a request as it came.
type received struct {
	header http.Header
	body   string
}

// receiver is a server that answers as told, and keeps what came.
type receiver struct {
	*httptest.Server

	mu   sync.Mutex
	came []received
}

func receiving(t *testing.T, answer func(n int, w http.ResponseWriter, r *http.Request)) *receiver {
	t.Helper()
	x := &receiver{}
	x.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		x.mu.Lock()
		x.came = append(x.came, received{r.Header, string(body)})
		n := len(x.came)
		x.mu.Unlock()
		answer(n, w, r)
	}))
	t.Cleanup(x.Close)
	return x
}

func (x *receiver) all() []received {
	x.mu.Lock()
	defer x.mu.Unlock()
	return append([]received(nil), x.came...)
}

// post is a service with its queue at work.
type post struct {
	*Service

	db    *store.DB
	queue *jobs.Queue
}

func opened(t *testing.T, transport http.RoundTripper, urls ...string) *post {
	t.Helper()
	db, err := store.Open(filepath.Join(t.TempDir(), "casebook.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := &post{db: db, queue: jobs.New(db, jobs.Options{})}
	p.Service, err = New(db, Options{URLs: urls, Secret: secret(), Transport: transport, Queue: p.queue, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- p.queue.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-done, db.Close()); err != nil {
			t.Error(err)
		}
	})
	return p
}

// direct is a transport that goes anywhere.
func direct(t *testing.T) *http.Transport {
	t.Helper()
	transport := &http.Transport{DisableKeepAlives: true}
	t.Cleanup(transport.CloseIdleConnections)
	return transport
}

// sent sends a message and waits until its jobs are finished.
func (p *post) sent(t *testing.T) []jobs.State {
	t.Helper()
	const name = "case-1.end.5"
	if err := p.db.Update(func(tx *store.Tx) error { return p.Send(tx, "image.end", name, map[string]int{"completedCount": 14}) }); err != nil {
		t.Fatal(err)
	}
	return p.finished(t, name)
}

// finished waits until the jobs of a message are finished.
func (p *post) finished(t *testing.T, name string) (states []jobs.State) {
	t.Helper()
	changes, stop := p.queue.Watch()
	defer stop()
	limit := time.After(waited)
	for {
		states = nil
		err := p.db.View(func(tx *store.Tx) error {
			list, err := p.queue.List(tx, func(j jobs.Job) bool { return strings.Contains(j.ID, name) && j.State.Finished() })
			for _, j := range list {
				states = append(states, j.State)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(states) == len(p.o.URLs) {
			return states
		}
		select {
		case <-changes:
		case <-limit:
			t.Fatalf("not finished within %s", waited)
		}
	}
}

func (p *post) log(t *testing.T) []Delivery {
	t.Helper()
	list, err := p.Deliveries(keptDeliveries * 2)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestDelivers: every receiver gets the message, signed as the specification says:
// HMAC-SHA256 of id, time and body, joined by full stops.
func TestDelivers(t *testing.T) {
	t.Parallel()
	one := receiving(t, func(_ int, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	two := receiving(t, func(int, http.ResponseWriter, *http.Request) {})
	p := opened(t, direct(t), one.URL+"/hook?token=hidden", two.URL)
	if got := p.sent(t); fmt.Sprint(got) != "[done done]" {
		t.Fatalf("got %s", got)
	}
	for _, x := range []*receiver{one, two} {
		came := x.all()
		if len(came) != 1 {
			t.Fatalf("got %d requests, want one", len(came))
		}
		h := came[0].header
		mac := hmac.New(sha256.New, []byte(key))
		mac.Write([]byte(h.Get("webhook-id") + "." + h.Get("webhook-timestamp") + "." + came[0].body))
		if want := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)); h.Get("webhook-signature") != want || h.Get("webhook-id") != "case-1.end.5" {
			t.Errorf("got %v, want the signature %s", h, want)
		}
		if !strings.Contains(came[0].body, `"type":"image.end"`) || !strings.Contains(came[0].body, `"data":{"completedCount":14}`) || h.Get("Content-Type") != "application/json" {
			t.Errorf("got %s %v", came[0].body, h)
		}
	}
	list := p.log(t)
	if len(list) != 2 || list[0].Error != "" || list[0].Try != 1 || strings.Contains(fmt.Sprint(list), "hidden") {
		t.Errorf("got %+v, want two good tries without what may be secret", list)
	}
}

// TestFailures is what comes of receivers that fail.
func TestFailures(t *testing.T) {
	t.Parallel()
	elsewhere := receiving(t, func(int, http.ResponseWriter, *http.Request) {})
	for name, test := range map[string]struct {
		answer func(n int, w http.ResponseWriter, r *http.Request)
		tries  int
		state  jobs.State
		words  string
	}{
		"ill, then well": {func(n int, w http.ResponseWriter, _ *http.Request) {
			if n < 2 {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
		}, 2, jobs.Done, ""},
		"ill":    {func(_ int, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, 3, jobs.Failed, "500"},
		"broken": {func(int, http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 3, jobs.Failed, "EOF"},
		"gone":   {func(_ int, w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) }, 1, jobs.Failed, "gone"},
		"redirects": {func(_ int, w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
		}, 1, jobs.Failed, "redirects"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := receiving(t, test.answer)
			p := opened(t, direct(t), x.URL)
			got, log := p.sent(t)[0], p.log(t)
			if got != test.state || len(x.all()) != test.tries || len(log) != test.tries || log[0].Try != test.tries {
				t.Fatalf("got %s after %d requests and %+v, want %s after %d", got, len(x.all()), log, test.state, test.tries)
			}
			if (log[0].Error != "") != (test.words != "") || !strings.Contains(log[0].Error, test.words) || log[0].Last != (test.words != "") {
				t.Errorf("got %+v, want an error that says %q", log[0], test.words)
			}
			for _, request := range x.all() {
				if request.header.Get("webhook-id") != "case-1.end.5" {
					t.Errorf("got id %s, want the same each time", request.header.Get("webhook-id"))
				}
			}
		})
	}
	t.Cleanup(func() {
		if n := len(elsewhere.all()); n != 0 {
			t.Errorf("%d requests followed a redirect", n)
		}
	})
}

// TestSlow: a receiver that takes too long is left, and tried again.
func TestSlow(t *testing.T) {
	t.Parallel()
	x := receiving(t, func(n int, _ http.ResponseWriter, r *http.Request) {
		if n == 1 {
			<-r.Context().Done()
		}
	})
	p := opened(t, impatient{direct(t)}, x.URL)
	if got, log := p.sent(t)[0], p.log(t); got != jobs.Done || len(log) < 2 || log[len(log)-1].Error == "" || log[len(log)-1].Last {
		t.Errorf("got %s, %+v, want it delivered at a later try", got, log)
	}
}

// impatient ends a request that is not answered at once, as the job's time does later.
type impatient struct{ http.RoundTripper }

func (i impatient) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	response, err := i.RoundTripper.RoundTrip(r.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, err
	}
	response.Body = &ending{response.Body, cancel}
	return response, nil
}

// ending is a body whose end ends its request.
type ending struct {
	io.ReadCloser

	end context.CancelFunc
}

func (e *ending) Close() error {
	defer e.end()
	return e.ReadCloser.Close()
}

// TestLogIsBounded: the oldest tries make room.
func TestLogIsBounded(t *testing.T) {
	p := opened(t, direct(t))
	start := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	for n := range keptDeliveries + 7 {
		if err := p.note(Delivery{ID: "m", At: start.Add(time.Duration(n) * time.Second)}); err != nil {
			t.Fatal(err)
		}
	}
	list := p.log(t)
	if len(list) != keptDeliveries || !list[0].At.Equal(start.Add((keptDeliveries+6)*time.Second)) {
		t.Errorf("got %d tries, the newest of %s", len(list), list[0].At)
	}
}

// TestRemovedReceiver: what waits for a receiver that is not set any more is dropped.
func TestRemovedReceiver(t *testing.T) {
	x := receiving(t, func(int, http.ResponseWriter, *http.Request) {})
	p := opened(t, direct(t), x.URL)
	p.o.URLs = []string{"https://other.example.org/"} // where nothing is sent
	err := p.db.Update(func(tx *store.Tx) error {
		_, err := p.queue.Add(tx, jobs.Spec{Kind: kind, Name: "case-1.end.5-to-1", Arg: message{ID: "case-1.end.5", URL: x.URL, Body: []byte("{}")}})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.finished(t, "case-1.end.5")[0]; got != jobs.Failed || len(x.all()) != 0 {
		t.Errorf("got %s after %d requests, want it to fail without one", got, len(x.all()))
	}
}
