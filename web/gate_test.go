package web

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"
	"go.uber.org/goleak"
)

// named is a server that says its name at /name, and does what slow does at /slow.
func named(t *testing.T, name string, slow echo.HandlerFunc) *Server {
	t.Helper()
	s, _ := bare(t, func(o *Options) { o.Auth = nil })
	s.root.POST("/name", func(c echo.Context) error { return c.String(http.StatusOK, name) })
	s.root.GET("/slow", slow)
	return s
}

// TestGateLosesNoRequest replaces servers while clients keep sending, over the same
// connections: every request is answered, by the server of the time.
func TestGateLosesNoRequest(t *testing.T) {
	leaks := goleak.IgnoreCurrent()
	slow := func(c echo.Context) error { return c.NoContent(http.StatusOK) }
	g := NewGate(named(t, "server 0", slow))
	address, stop := runGate(t, g)
	ctx, enough := context.WithCancel(t.Context())
	defer enough()
	var clients sync.WaitGroup
	var mu sync.Mutex
	seen := map[string]int{}
	for range 8 {
		clients.Go(func() {
			conn := dial(t, address, "")
			answers := bufio.NewReader(conn)
			for ctx.Err() == nil {
				if _, err := fmt.Fprint(conn, "POST /name HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"); err != nil {
					t.Error(err)
					return
				}
				answer, err := http.ReadResponse(answers, nil)
				if err != nil {
					t.Error(err)
					return
				}
				var text strings.Builder
				_, err = bufio.NewReader(answer.Body).WriteTo(&text)
				if err := errors.Join(err, answer.Body.Close()); err != nil || answer.StatusCode != http.StatusOK {
					t.Errorf("got %d, %v", answer.StatusCode, err)
				}
				mu.Lock()
				seen[text.String()]++
				mu.Unlock()
			}
		})
	}
	answeredBy := func(i int) bool {
		mu.Lock()
		defer mu.Unlock()
		return seen[fmt.Sprintf("server %d", i)] > 20
	}
	for i := range 6 {
		for !answeredBy(i) && pause(ctx, time.Millisecond) {
		}
		g.Shut()
		g.Open(named(t, fmt.Sprintf("server %d", i+1), slow))
	}
	enough()
	clients.Wait()
	stop()
	http.DefaultClient.CloseIdleConnections()
	goleak.VerifyNone(t, leaks)
}

// TestGateEndsWhatTakesTooLong has a request that waits for ever, and one that ends by
// itself: the first is told to come again, the second is answered.
func TestGateEndsWhatTakesTooLong(t *testing.T) {
	t.Parallel()
	entered := make(chan struct{}, 2)
	g := NewGate(named(t, "first", func(c echo.Context) error {
		entered <- struct{}{}
		if c.QueryParam("long") == "" {
			pause(c.Request().Context(), 300*time.Millisecond)
			return c.String(http.StatusOK, "whole")
		}
		<-c.Request().Context().Done()
		return c.Request().Context().Err()
	}))
	address, stop := runGate(t, g)
	defer stop()
	long, short := make(chan answered, 1), make(chan answered, 1)
	go func() { long <- ask(t, "http://"+address, asked{Path: "/slow?long=1"}) }()
	go func() { short <- ask(t, "http://"+address, asked{Path: "/slow"}) }()
	<-entered
	<-entered
	g.Shut()
	g.Open(named(t, "second", func(echo.Context) error { return nil }))
	if got := <-short; got.Status != http.StatusOK || string(got.Body) != "whole" {
		t.Errorf("the short one: got %d %s", got.Status, got.Body)
	}
	if got := <-long; got.Status != http.StatusServiceUnavailable || got.Header.Get("Retry-After") != "1" || !strings.Contains(string(got.Body), "starting again") {
		t.Errorf("the long one: got %d %s, want to be told to come again", got.Status, got.Body)
	}
	if got := ask(t, "http://"+address, asked{Method: http.MethodPost, Path: "/name"}); string(got.Body) != "second" {
		t.Errorf("after that: got %d %s", got.Status, got.Body)
	}
}

// TestGateWithoutServer: who has waited in vain for a server is told so as the API tells
// errors, and may read it in a page of any origin.
func TestGateWithoutServer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := &Gate{}
		g.put(nil)
		rec := httptest.NewRecorder()
		g.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/case/today", nil))
		var got problem
		if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil {
			t.Fatalf("%v: %s", err, rec.Body)
		}
		want := problem{
			Error: "Service Unavailable", Message: restarting().Message, Type: "about:blank", Title: "Service Unavailable", Status: 503, Detail: restarting().Message, Instance: "/api/case/today",
		}
		if diff := cmp.Diff(want, got); diff != "" || rec.Code != http.StatusServiceUnavailable {
			t.Errorf("got %d (-want +got):\n%s", rec.Code, diff)
		}
		for name, want := range map[string]string{
			"Content-Type": "application/json", "Retry-After": "5", "Cache-Control": "no-store", "Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff",
		} {
			if got := rec.Header().Get(name); got != want {
				t.Errorf("%s: got %q, want %q", name, got, want)
			}
		}
	})
}
