package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"casebook/generator/traces"
	"casebook/store"
	"casebook/store/storetest"
	"casebook/web/webtest"
)

// TestAttemptsAreTraced: each attempt is told by its kind, with a word for how it ended,
// as a part of the trace that its job was given, and without the texts of errors.
func TestAttemptsAreTraced(t *testing.T) {
	r := webtest.NewReceiver(t)
	tracer, err := traces.Open(t.Context(), traces.Options{URL: r.URL + "/v1/traces", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	db := storetest.Open(t)
	q := New(db, Options{Traces: tracer})
	ends := map[string]error{
		"good": nil, "partly": fmt.Errorf("hush: %w", ErrPartial), "hopeless": Permanent(errors.New("hush")), "again": RetryAfter(errors.New("hush"), time.Hour),
	}
	for kind, err := range ends {
		q.Handle(kind, func(context.Context, *Run) error { return err }, HandlerOptions{})
	}
	slow := func(ctx context.Context, _ *Run) error { <-ctx.Done(); return ctx.Err() }
	q.Handle("slow", slow, HandlerOptions{Timeout: time.Millisecond})
	q.Handle("stopped", slow, HandlerOptions{})
	around, origin := tracer.Request(t.Context(), "origin", time.Now(), "")
	if err := db.Update(func(tx *store.Tx) (err error) {
		for _, kind := range []string{"good", "partly", "hopeless", "again", "slow", "stopped"} {
			_, added := q.Add(tx, Spec{Kind: kind, Name: "hush", Max: 1, Trace: traces.Origin(around)})
			err = errors.Join(err, added)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- q.Run(ctx) }()
	webtest.Eventually(t, "all but one have ended", func() error {
		return db.View(func(tx *store.Tx) error {
			left, err := q.List(tx, func(j Job) bool { return j.State == Queued || j.State == Running })
			if err == nil && (len(left) != 1 || left[0].Kind != "stopped" || left[0].State != Running) {
				err = fmt.Errorf("%d are left", len(left))
			}
			return err
		})
	})
	stop()
	origin.End()
	if err := errors.Join(<-ended, tracer.Close()); err != nil {
		t.Fatal(err)
	}
	for kind, want := range map[string]string{
		"good": "", "partly": "partial", "hopeless": "permanent", "again": "worth another attempt", "slow": "timeout", "stopped": "interrupted",
	} {
		spans := r.Below(r.Spans("origin")[0], kind)
		if len(spans) != 1 || spans[0].Texts["error.type"] != want || spans[0].Numbers["casebook.attempt"] != 1 {
			t.Errorf("%s: got %v, want one that is %q", kind, spans, want)
		}
	}
	if r.Holds("hush") {
		t.Error("the text of an error or the name of a job is told")
	}
}
