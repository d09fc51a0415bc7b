package main

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"casebook/web/webtest"
)

// TestManyPlayAtOnce has a hundred play one case at once, as fast as they can and each
// in two tabs that do everything at the same time: every point, find and rank must be
// as told.
func TestManyPlayAtOnce(t *testing.T) {
	s := webtest.Start(t, t.TempDir(), "--ahead", "1", "--log-level", "warn")
	webtest.Eventually(t, "there is a case", func() error {
		var c theCase
		address, err := url.Parse(s.URL)
		if err != nil {
			return err
		}
		w := &wire{server: address}
		defer w.close()
		return w.get(t.Context(), "/api/case/today", &c)
	})
	p := plan{players: 100, tabs: 2}
	r, err := play(t.Context(), p, s.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range r.errors {
		t.Error(err)
	}
	if want := p.players * p.tabs * steps; len(r.took) != want {
		t.Errorf("got %d answers, want %d", len(r.took), want)
	}
	if !strings.Contains(r.String(), " 0 errors") {
		t.Errorf("got %q, want a report without errors", r)
	}
}

// TestChecksFindFaults gives the checks what a server with a fault would say.
func TestChecksFindFaults(t *testing.T) {
	good := []result{{Score: 90, At: 5, Rank: 1, Of: 3}, {Score: 80, At: 1, Rank: 2, Of: 3}, {Score: 80, At: 2, Rank: 3, Of: 3}}
	if err := checkRanks(good); err != nil {
		t.Errorf("good ranks: %v", err)
	}
	for name, spoil := range map[string]func(list []result){
		"a rank twice":            func(list []result) { list[2].Rank = 2 },
		"a rank is missing":       func(list []result) { list[2].Rank = 4 },
		"somebody is not counted": func(list []result) { list[0].Of = 2 },
		"a better score below":    func(list []result) { list[2].Score = 99 },
		"an earlier one below":    func(list []result) { list[2].At = 0 },
	} {
		list := append([]result(nil), good...)
		spoil(list)
		if checkRanks(list) == nil {
			t.Errorf("%s: not found", name)
		}
	}
	if (purse{Current: 3, Total: 6, Spent: 2}).check() == nil {
		t.Error("a lost point is not found")
	}
	r := report{took: []time.Duration{1e6, 2e6, 3e6, 4e6}}
	if got := quantile(r.took, 0.5); got != 3*time.Millisecond {
		t.Errorf("p50: got %s, want 3ms", got)
	}
}
