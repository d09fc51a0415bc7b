package ledger

import (
	"errors"
	"math"
	"testing"
	"time"

	"casebook/generator/model"
)

// TestHolds: what is held counts like what is spent, in the whole budget and in the
// share of its role, until it is settled or its time has come; settling counts once.
func TestHolds(t *testing.T) {
	l, c, _ := open(t)
	makers := Share{Ledger: l, Roles: []string{"artist"}, Part: 0.8}
	batch := func(pictures int) model.Usage {
		return model.Usage{Model: "painter", Pictures: pictures, Batch: true}
	}
	until := c.now.Add(48 * time.Hour)
	spent := func(err error) bool {
		failed, ok := errors.AsType[*model.Error](err)
		return ok && failed.Kind == model.Spent
	}
	if err := makers.Hold("one", "artist", batch(3), until); err != nil { // of 1.68 cents each: 5.04 of 8
		t.Fatal(err)
	}
	if err := makers.Hold("one", "artist", batch(3), until); err != nil {
		t.Errorf("got %v, want it held in the place of itself", err)
	}
	if err := makers.Hold("two", "artist", batch(2), until); !spent(err) {
		t.Errorf("got %v, want no room for 8.4 of 8 cents", err)
	}
	if err := errors.Join(makers.Hold("two", "artist", batch(1), until), makers.Room(), l.Room()); err != nil {
		t.Errorf("got %v, want room for 6.72 of 8 cents", err)
	}
	l.Add(picture("case-2"))
	if err := makers.Room(); !spent(err) || !spent(l.Room()) {
		t.Errorf("got %v, want 10.1 of 10 cents to be too much", err)
	}
	if err := makers.Hold("two", "artist", batch(0), until); !spent(err) {
		t.Errorf("got %v, want nothing held of a budget that is spent", err)
	}
	entry := picture("case-1")
	entry.Used = batch(1)
	for range 2 {
		if err := l.Settle("one", []model.Entry{entry}); err != nil {
			t.Fatal(err)
		}
	}
	report, err := l.Report(1)
	if err != nil || math.Abs(report.Dollars-0.0336-0.0168-0.0001) > 1e-6 {
		t.Errorf("got %.4f, %v, want the batch settled once, at half the price", report.Dollars, err)
	}
	c.now = until
	if nanos, err := l.committed(nil, ""); err != nil || nanos != 0 {
		t.Errorf("got %d, %v two days later, want nothing held any more", nanos, err)
	}
}
