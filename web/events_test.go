package web

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
)

// heard is one event of a stream.
type heard struct {
	Event, ID string
	Data      CaseEvent
}

// listen opens an event stream and returns its events one by one; ok is false at
// the end. Comments are skipped.
func listen(t *testing.T, url string, header map[string]string) (next func() (heard, bool), answer http.Header) {
	t.Helper()
	response, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(asked{Path: "", Header: header}.request(t, url))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	lines := bufio.NewScanner(response.Body)
	return func() (e heard, ok bool) {
		for lines.Scan() {
			name, value, _ := strings.Cut(lines.Text(), ": ")
			switch name {
			case "event":
				e.Event = value
			case "id":
				e.ID = value
			case "data":
				if err := json.Unmarshal([]byte(value), &e.Data); err != nil {
					t.Errorf("%v in %q", err, value)
				}
				ok = true
			case "":
				if ok {
					return e, true
				}
			}
		}
		return e, false
	}, response.Header
}

func TestEventsTellOfDrawing(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	wantFields(t, h.post(t, "/api/case/generate", nil), "caseId")
	next, header := listen(t, h.url+"/api/case/2026-11-21/events", nil)
	for name, want := range map[string]string{"Content-Type": "text/event-stream", "Cache-Control": "no-store", "Access-Control-Allow-Origin": "*", "X-Accel-Buffering": "no"} {
		if got := header.Get(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	first, ok := next()
	if !ok || first.Event != "progress" || first.Data.CaseID != today || first.Data.Total != 14 || first.Data.Completed != 0 || len(first.Data.Changed) != 0 {
		t.Fatalf("first event: got %+v, %v", first, ok)
	}
	close(h.easel.let)
	changed := map[string]bool{}
	for {
		e, ok := next()
		if !ok {
			t.Fatal("the stream ended without its end")
		}
		for _, slot := range e.Data.Changed {
			changed[slot] = true
		}
		if e.Event == "end" {
			if e.ID != "end" || e.Data.Status != "completed" || e.Data.Completed != 14 {
				t.Errorf("end: got %+v", e)
			}
			break
		}
	}
	if len(changed) != 14 {
		t.Errorf("changed: got %v, want all 14 slots", changed)
	}
	if e, more := next(); more {
		t.Errorf("after the end: got %+v", e)
	}
	again := ask(t, h.url, asked{Path: "/api/case/" + today + "/events", Header: map[string]string{"Last-Event-ID": "end"}})
	if again.Status != 204 || len(again.Body) != 0 {
		t.Errorf("coming back after the end: got %d, want 204", again.Status)
	}
	whole := ask(t, h.url, asked{Path: "/api/case/" + today + "/events"})
	if text := string(whole.Body); !strings.HasPrefix(text, "event: progress\n") || !strings.Contains(text, "\n\nevent: end\n") {
		t.Errorf("a drawn case: got %s", text)
	}
	for _, id := range []string{"case-2020-01-01", "case-2026-11-22"} {
		wantError(t, h.get(t, "/api/case/"+id+"/events"), 404, id)
	}
}

func TestStreamsEndWhenTheServerStops(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	if a := h.get(t, "/readyz"); a.Status != http.StatusOK || a.text(t, "today") != "missing" {
		t.Errorf("ready without a case: got %d %s, want that today's is missing", a.Status, a.Body)
	}
	wantFields(t, h.post(t, "/api/case/generate", nil), "caseId")
	if a := h.get(t, "/readyz"); a.text(t, "today") != "ok" {
		t.Errorf("ready with a case: got %s", a.Body)
	}
	address, stop := run(t, h.Server)
	next, _ := listen(t, "http://"+address+"/api/case/"+today+"/events", nil)
	if _, ok := next(); !ok {
		t.Fatal("no event")
	}
	if took := stop(); took > time.Second {
		t.Errorf("stop took %v, want the stream to end at once", took)
	}
	if e, more := next(); more {
		t.Errorf("after the stop: got %+v", e)
	}
	wantError(t, h.get(t, "/api/case/"+today+"/events"), 503, "stopping")
	wantError(t, h.get(t, "/readyz"), 503, "stopping")
	if n := len(h.streams.open); n != 0 {
		t.Errorf("streams open after the stop: got %d, want 0", n)
	}
}

func TestStreamsAreBounded(t *testing.T) {
	t.Parallel()
	s := newStreams()
	var leave func()
	for range streamsPerAddress {
		_, l, err := s.enter(t.Context(), "203.0.113.9")
		if err != nil {
			t.Fatal(err)
		}
		leave = l
	}
	if _, _, err := s.enter(t.Context(), "203.0.113.9"); kindOf(err) == 0 {
		t.Error("one too many for an address was let in")
	}
	if _, _, err := s.enter(t.Context(), "203.0.113.10"); err != nil {
		t.Errorf("another address: %v", err)
	}
	leave()
	ctx, _, err := s.enter(t.Context(), "203.0.113.9")
	if err != nil {
		t.Errorf("after one left: %v", err)
	}
	for range streamsInAll - streamsPerAddress - 1 {
		if _, _, err := s.enter(t.Context(), "127.0.0.1"); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := s.enter(t.Context(), "127.0.0.1"); kindOf(err) == 0 {
		t.Error("one too many in all was let in")
	}
	s.close()
	if ctx.Err() == nil {
		t.Error("a stream goes on after close")
	}
}

func TestSlowReaderIsDropped(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	ended := make(chan error, 1)
	h.root.GET("/flood", func(c echo.Context) error {
		_, leave, err := h.streams.enter(c.Request().Context(), c.RealIP())
		if err != nil {
			return err
		}
		defer leave()
		out := newStream(c.Response())
		out.patience = 200 * time.Millisecond
		for {
			if err := out.send("progress", "", strings.Repeat("x", 1<<16)); err != nil {
				ended <- err
				return nil
			}
		}
	})
	conn := dial(t, strings.TrimPrefix(h.url, "http://"), "GET /flood HTTP/1.1\r\nHost: x\r\n\r\n")
	select {
	case err := <-ended:
		if err == nil {
			t.Error("no error for a reader who does not read")
		}
	case <-time.After(10 * time.Second):
		t.Fatal("a reader who does not read holds its stream")
	}
	if n, err := io.Copy(io.Discard, conn); n == 0 {
		t.Errorf("got nothing of the stream, %v", err)
	}
}
