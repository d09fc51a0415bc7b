package batch_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/model"
	"casebook/generator/model/batch"
	"casebook/generator/model/fake"
	"casebook/generator/model/gemini"
	"casebook/generator/model/ledger"
	"casebook/generator/model/modeltest"
	"casebook/store/storetest"
)

// price is what a picture costs, in dollars.
const price = 0.1

// sending runs a test with what sends batches of four pictures, which take an hour.
func sending(t *testing.T, test func(t *testing.T, o batch.Options, l *ledger.Ledger, p *fake.Provider)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := fake.New(fake.Options{Key: modeltest.Key, Models: []string{modeltest.ImageModel}, Batch: time.Hour})
		client, err := gemini.New(t.Context(), gemini.Options{Key: modeltest.Key, BaseURL: modeltest.Address, ImageSize: "1K", Transport: modeltest.Serve(t, p.Gemini())})
		if err != nil {
			t.Fatal(err)
		}
		db := storetest.Open(t)
		log := slog.New(slog.DiscardHandler)
		l := ledger.New(db, ledger.Options{Prices: map[string]ledger.Price{modeltest.ImageModel: {Picture: price}}, Budget: 1, Now: time.Now, Location: time.UTC, Log: log})
		test(t, batch.Options{
			DB: db, Batches: client.Batches(), Ledger: ledger.Share{Ledger: l, Part: 1}, Role: "artist", Picture: model.Usage{Pictures: 1}, Portion: 4, Timeout: time.Minute, Now: time.Now, Log: log,
		}, l, p)
	})
}

// order is of six pictures, two batches.
func order(keep func(name string, answer model.ImageAnswer) error) batch.Order {
	o := batch.Order{CaseID: "case-1", Until: time.Now().Add(8 * time.Hour), Keep: keep, Wanted: func(int) (bool, error) { return true, nil }}
	for i := range 6 {
		o.Pictures = append(o.Pictures, batch.Picture{
			Name: fmt.Sprint("picture ", i), Request: model.ImageRequest{About: model.About{CaseID: "case-1"}, Model: modeltest.ImageModel, Prompt: fmt.Sprint("Clock ", i), Aspect: model.Square},
		})
	}
	return o
}

// TestReceiptInterrupted: the program may end after any number of pictures was kept;
// then all come again, none is paid twice, and their cost is recorded once.
func TestReceiptInterrupted(t *testing.T) {
	stop := errors.New("killed")
	for after := range 6 {
		t.Run(strconv.Itoa(after), func(t *testing.T) {
			sending(t, func(t *testing.T, with batch.Options, l *ledger.Ledger, p *fake.Provider) {
				s, kept := batch.New(with), map[string][]byte{}
				first := order(func(name string, answer model.ImageAnswer) error {
					if len(kept) == after {
						return stop
					}
					kept[name] = answer.Data
					return nil
				})
				if err := s.Send(t.Context(), first); !errors.Is(err, stop) {
					t.Fatalf("got %v, want the interruption", err)
				}
				again := order(func(name string, answer model.ImageAnswer) error {
					if old, ok := kept[name]; ok && string(old) != string(answer.Data) {
						t.Errorf("%s is another picture now", name)
					}
					kept[name] = answer.Data
					return nil
				})
				again.Until = first.Until
				if err := s.Send(t.Context(), again); err != nil || len(kept) != 6 || p.Asked(fake.ForItem) != 6 || p.Batches() != 2 {
					t.Errorf("got %v, %d pictures, %d paid in %d batches, want 6 of 6 in 2", err, len(kept), p.Asked(fake.ForItem), p.Batches())
				}
				settled(t, l, 6*price/2)
			})
		})
	}
}

// settled fails the test unless that much was spent, and nothing is held any more.
func settled(t *testing.T, l *ledger.Ledger, dollars float64) {
	t.Helper()
	report, err := l.Report(3)
	if err != nil || report.Dollars < dollars-1e-6 || report.Dollars > dollars+1e-6 {
		t.Errorf("got $%.4f spent, %v, want %.4f", report.Dollars, err, dollars)
	}
	rest := model.Usage{Model: modeltest.ImageModel, Pictures: int((1-dollars)/price + 1e-6)}
	if err := (ledger.Share{Ledger: l, Part: 1}).Hold("rest", "artist", rest, time.Now().Add(time.Hour)); err != nil {
		t.Errorf("the rest of the budget is not free: %v", err)
	}
}

// TestSentOnce: two who send the same, one after the other, have it drawn once; another
// description is another batch.
func TestSentOnce(t *testing.T) {
	sending(t, func(t *testing.T, with batch.Options, _ *ledger.Ledger, p *fake.Provider) {
		s, count := batch.New(with), 0
		o := order(func(string, model.ImageAnswer) error {
			count++
			return nil
		})
		for range 2 {
			if err := s.Send(t.Context(), o); err != nil {
				t.Fatal(err)
			}
		}
		if count != 6 || p.Batches() != 2 {
			t.Errorf("got %d pictures in %d batches, want 6 in 2", count, p.Batches())
		}
		o.Pictures[5].Name = "another"
		if err := s.Send(t.Context(), o); err != nil || p.Batches() != 3 {
			t.Errorf("got %v, %d batches, want one more for a picture that is another", err, p.Batches())
		}
	})
}

// unwritten is a ledger that cannot be written at first.
type unwritten struct {
	ledger.Share

	failures int
}

func (u *unwritten) Settle(key string, entries []model.Entry) error {
	if u.failures--; u.failures >= 0 {
		return errors.New("the disk is full")
	}
	return u.Share.Settle(key, entries)
}

// TestSettledInTheEnd: a batch is not over before its cost is on record.
func TestSettledInTheEnd(t *testing.T) {
	sending(t, func(t *testing.T, with batch.Options, l *ledger.Ledger, p *fake.Provider) {
		with.Ledger = &unwritten{ledger.Share{Ledger: l, Part: 1}, 1}
		s, o := batch.New(with), order(func(string, model.ImageAnswer) error { return nil })
		if err := s.Send(t.Context(), o); err == nil {
			t.Fatal("got no error, want that the cost was not recorded")
		}
		if err := s.Send(t.Context(), o); err != nil || p.Batches() != 2 {
			t.Errorf("got %v, %d batches, want 2", err, p.Batches())
		}
		settled(t, l, 6*price/2)
	})
}
