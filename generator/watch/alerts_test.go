package watch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/generator/cases"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/generator/notify"
	"casebook/store/storetest"
	"casebook/web/webtest"
)

// TestAlertsAreToldOnce: each alert is told once when it begins and once when it is over,
// also when the program is started anew in between; and those that were are kept.
func TestAlertsAreToldOnce(t *testing.T) {
	var mu sync.Mutex
	var told []string
	receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		mu.Lock()
		defer mu.Unlock()
		if told = append(told, string(body)); err != nil {
			t.Error(err)
		}
	}))
	defer receiver.Close()
	herald, err := notify.NewHerald([]string{"generic://" + strings.TrimPrefix(receiver.URL, "http://") + "/?disabletls=yes"})
	if err != nil {
		t.Fatal(err)
	}
	db := storetest.Open(t)
	queue := jobs.New(db, jobs.Options{})
	o := Options{DB: db, Queue: queue, Herald: herald}
	w := New(o)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- queue.Run(ctx) }()
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	alert := func(rule string, level Level) Alert {
		return Alert{Rule: rule, Level: level, Says: rule + " is bad"}
	}
	for n, now := range [][]Alert{
		{},
		{alert("disk", Warn)},
		{alert("disk", Warn)},
		{alert("disk", Warn), alert("day", Critical)},
		{alert("disk", Warn), alert("day", Critical)},
		{alert("day", Critical)},
		{},
		{},
		{alert("disk", Warn)},
	} {
		if n == 4 {
			w = &Watch{o: o} // as after a restart
		}
		at = at.Add(time.Minute)
		for i := range now {
			now[i].Since = at
		}
		if err := w.settle(now, at); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.TryAlert(); err != nil {
		t.Error(err)
	}
	want := []string{"It is over: day is bad", "It is over: disk is bad", "This is a test. Alerts reach you.", "day is bad", "disk is bad", "disk is bad"}
	webtest.Eventually(t, "everything is told", func() error {
		mu.Lock()
		defer mu.Unlock()
		if len(told) < len(want) {
			return fmt.Errorf("got %q", told)
		}
		return nil
	})
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	slices.Sort(told)
	for n := range want {
		if len(told) != len(want) || !strings.Contains(told[n], want[n]) {
			t.Errorf("told %q, want %q", told, want)
			break
		}
	}
	alerts, err := w.Alerts()
	if err != nil || len(alerts.Active) != 1 || len(alerts.Past) != 2 || alerts.Past[0].Rule != "day" || alerts.Past[0].Until == nil || alerts.Receivers != 1 {
		t.Errorf("got %+v, %v, want one that is on and two that are over", alerts, err)
	}
}

// TestAlertsOverARestart: what is on stays on until it is known to be over, and a look that
// finds the same writes nothing, for the database would be copied.
func TestAlertsOverARestart(t *testing.T) {
	db := storetest.Open(t)
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	herald, err := notify.NewHerald(nil)
	if err != nil {
		t.Fatal(err)
	}
	w := &Watch{o: Options{DB: db, Herald: herald, Place: Place{BackupFolder: "backups"}, Now: func() time.Time { return at }}}
	b := Board{At: at, SuccessRate: 100, Space: keeping.Space{Free: 50, Total: 100}}
	p := patrol{begun: at.Add(-27 * time.Hour), without: graceAtDay + 1, refused: "gemini: 400"}
	for range 3 {
		if err := w.settle(w.rules(&b, &p), at); err != nil {
			t.Fatal(err)
		}
	}
	writes := db.TxID()
	at = at.Add(time.Minute)
	b.At = at
	if p, err = w.resumed(); err != nil {
		t.Fatal(err)
	}
	p.without++
	if got := w.rules(&b, &p); len(got) != 3 {
		t.Errorf("after a restart: got %+v, want all three", got)
	}
	if err := w.settle(w.rules(&b, &p), at); err != nil || db.TxID() != writes {
		t.Errorf("a look that found the same: got transaction %d, %v, want still %d", db.TxID(), err, writes)
	}
	for _, asked := range []struct {
		name string
		say  Provider
		want string
	}{
		{"unreachable", Provider{Name: "gemini", Problem: "no route"}, "gemini: 400"},
		{"refused", Provider{Name: "gemini", Problem: "401", KeyRefused: true}, "gemini: 401"},
		{"well", Provider{Name: "gemini"}, ""},
	} {
		if got := refusal([]Provider{asked.say}, p.refused); got != asked.want {
			t.Errorf("%s: got %q, want %q", asked.name, got, asked.want)
		}
	}
}

// ended is a job that ended in a state.
func ended(id string, state jobs.State, at time.Time) jobs.Job {
	kind, _, _ := strings.Cut(id, " ")
	return jobs.Job{ID: id, Kind: kind, State: state, FinishedAt: at}
}

// TestRules: what is told, and from when on.
func TestRules(t *testing.T) {
	at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	good := func() (Board, patrol) {
		return Board{At: at, SuccessRate: 100, Space: keeping.Space{Free: 50, Total: 100}, NewestBackup: new(at.Add(-23 * time.Hour))}, patrol{begun: at}
	}
	w := &Watch{o: Options{Place: Place{BackupFolder: "backups"}}}
	for want, change := range map[string]func(*Board, *patrol){
		"":                 func(b *Board, _ *patrol) { b.Making = cases.Making{Drawn: 14, Stored: 14} },
		"drawing warning":  func(b *Board, _ *patrol) { b.SuccessRate = 89 },
		"drawing critical": func(b *Board, _ *patrol) { b.SuccessRate = 49 },
		"stuck warning":    func(b *Board, _ *patrol) { b.Stuck = []string{"cases.draw x"} },
		"webhooks info":    func(b *Board, _ *patrol) { b.WebhookTries, b.WebhookFailed = 3, 1 },
		"disk warning":     func(b *Board, _ *patrol) { b.Space.Free = 9 },
		"backup warning":   func(b *Board, _ *patrol) { b.NewestBackup = new(at.Add(-27 * time.Hour)) },
		"backup warning ":  func(b *Board, _ *patrol) { b.BackupProblem = "permission denied" },
		"rehearsal warning": func(b *Board, _ *patrol) {
			b.Trials.note(ended("keeping.rehearsal by hand", jobs.Failed, at))
			b.Trials.note(ended("keeping.rehearsal 2026-W47", jobs.Done, at.Add(-time.Hour)))
			b.Trials.note(ended("cases.scrub 2026-W47", jobs.Done, at))
		},
		"pictures warning": func(b *Board, _ *patrol) {
			b.Trials.note(ended("cases.scrub 2026-W46", jobs.Done, at.Add(-time.Hour)))
			b.Trials.note(ended("cases.scrub 2026-W47", jobs.Partial, at))
			b.Trials.note(ended("cases.scrub 2026-W48", jobs.Cancelled, at.Add(time.Hour)))
		},
		"day critical": func(_ *Board, p *patrol) { p.without = graceAtDay + 1 },
		"key critical": func(_ *Board, p *patrol) { p.refused = "gemini: 400" },
	} {
		b, p := good()
		change(&b, &p)
		var got []string
		for _, a := range w.rules(&b, &p) {
			got = append(got, a.Rule+" "+string(a.Level))
		}
		if strings.Join(got, ", ") != strings.TrimSpace(want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	b, p := good()
	b.NewestBackup, p.begun = nil, at.Add(-27*time.Hour)
	if got := w.rules(&b, &p); len(got) != 1 || got[0].Rule != "backup" {
		t.Errorf("with no backup after a day: got %+v, want that it is told", got)
	}
}

// TestLookGoesOn: where the disk cannot be measured, all else is looked at, and what was told
// of the disk is not over.
func TestLookGoesOn(t *testing.T) {
	p := newPast(t)
	p.o.Providers = func(context.Context) []Provider {
		return []Provider{{Name: "gemini", Problem: "401", KeyRefused: true}}
	}
	if err := p.settle([]Alert{{Rule: "disk", Level: Warn}, {Rule: "webhooks", Level: Info}}, p.now()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(p.data, "snapshots"), nil, 0o600); err != nil { // which is no folder
		t.Fatal(err)
	}
	if err := p.look(t.Context(), &patrol{begun: p.now(), without: graceAtDay}); err == nil || !strings.Contains(err.Error(), "snapshots") {
		t.Errorf("got %v, want what cannot be measured", err)
	}
	if b, err := p.Board(); err == nil || len(b.Unknown) != 1 || b.Unknown[0].Part != "space" || !strings.Contains(b.Unknown[0].Why, "snapshots") || len(b.Making.Missing) == 0 {
		t.Errorf("the board: got %+v, %v, want all but the space", b, err)
	}
	alerts, err := p.Alerts()
	var got []string
	for _, a := range alerts.Active {
		got = append(got, a.Rule)
	}
	if want := []string{"day", "key", "disk"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}

// TestHeraldKeepsSecrets: an address that is wrong, or nobody answers at, is not repeated.
func TestHeraldKeepsSecrets(t *testing.T) {
	if _, err := notify.NewHerald([]string{"nothing://token-secret@host"}); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("got %v, want an error without the address", err)
	}
	herald, err := notify.NewHerald([]string{"generic://127.0.0.1:1/secret?disabletls=yes"})
	if err != nil {
		t.Fatal(err)
	}
	if err := herald.Tell("title", "text"); err == nil || strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "generic (address 1)") {
		t.Errorf("got %v, want who was not told, without the address", err)
	}
}

// TestCertificateAlert: one that ends and is not renewed is told of, and who has none is not.
func TestCertificateAlert(t *testing.T) {
	problem := ""
	w := &Watch{o: Options{Certificate: func() string { return problem }}}
	b := Board{SuccessRate: 100, Space: keeping.Space{Free: 50, Total: 100}}
	for _, want := range []string{"", "no certificate for example.org was issued: no"} {
		problem = want
		got := w.rules(&b, &patrol{})
		if want == "" && len(got) != 0 || want != "" && (len(got) != 1 || got[0].Rule != "certificate" || got[0].Says != want) {
			t.Errorf("%q: got %+v", want, got)
		}
	}
	if got := (&Watch{}).rules(&b, &patrol{}); len(got) != 0 {
		t.Errorf("got %+v, want nothing where no certificate is ours", got)
	}
}
