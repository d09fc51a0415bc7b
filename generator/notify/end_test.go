package notify

import (
	"fmt"
	"net/http"
	"testing"

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
		return p.Send(tx, "image.end", "case-1.end.5", nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := p.finished(t, "case-1.end.5"); fmt.Sprint(got) != "[done done]" {
		t.Fatalf("got %v", got)
	}
	for name, x := range map[string]*receiver{"ill": ill, "well": well} {
		came := x.all()
		want := map[string]int{"ill": 7, "well": 4}[name]
		if last := came[len(came)-1].header.Get("webhook-id"); len(came) != want || last != "case-1.end.5" {
			t.Errorf("%s: got %d requests, the last %s, want %d and the end last", name, len(came), last, want)
		}
	}
}
