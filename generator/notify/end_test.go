package notify

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"casebook/generator/fault"
	"casebook/store"
)

// TestTheEndComesLast: a receiver that is ill for a while hears of the end after all that
// came before it in the same case; another receiver need not wait for that.
func TestTheEndComesLast(t *testing.T) {
	t.Parallel()
	ill := receiving(t, func(n int, w http.ResponseWriter, _ *http.Request) {
		if n <= 3 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	well := receiving(t, func(int, http.ResponseWriter, *http.Request) {})
	p := opened(t, direct(t), ill.URL, well.URL)
	err := p.db.Update(func(tx *store.Tx) error {
		for n := range 3 {
			if err := p.Send(tx, "image.progress", fmt.Sprintf("case-1.ev-%d.%d", n, n), nil); err != nil {
				return err
			}
		}
		return p.Send(tx, "image.end", "case-1.end.9", nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.finished(t, "case-1.end.9"); fmt.Sprint(got) != "[done done]" {
		t.Fatalf("got %v", got)
	}
	for name, x := range map[string]*receiver{"ill": ill, "well": well} {
		came := x.all()
		want := map[string]int{"ill": 7, "well": 4}[name]
		if last := came[len(came)-1].header.Get("webhook-id"); len(came) != want || last != "case-1.end.9" {
			t.Errorf("%s: got %d requests, the last %s, want %d and the end last", name, len(came), last, want)
		}
	}
}

// TestRedeliver: what was delivered, or given up, is sent again when it is asked for, with
// its id and its words.
func TestRedeliver(t *testing.T) {
	t.Parallel()
	x := receiving(t, func(n int, w http.ResponseWriter, _ *http.Request) {
		if n == 1 {
			w.WriteHeader(http.StatusGone)
		}
	})
	p := opened(t, direct(t), x.URL)
	if got := p.sent(t); fmt.Sprint(got) != "[failed]" {
		t.Fatalf("got %v, want it given up", got)
	}
	for n := range 2 {
		if receivers, err := p.Redeliver("case-1.end.5"); err != nil || receivers != 1 {
			t.Fatalf("got %d receivers, %v, want one", receivers, err)
		}
		if got := p.finished(t, "case-1.end.5"); fmt.Sprint(got) != "[done]" {
			t.Fatalf("got %v, want it delivered", got)
		}
		came := x.all()
		if last := came[len(came)-1]; len(came) != n+2 || last.body != came[0].body || last.header.Get("webhook-id") != "case-1.end.5" {
			t.Errorf("got %d requests, the last %+v, want the first again", len(came), last)
		}
	}
	var unknown *fault.Error
	if _, err := p.Redeliver("case-1.end.6"); !errors.As(err, &unknown) || unknown.Kind != fault.NotFound {
		t.Errorf("got %v, want that there is none", err)
	}
}
