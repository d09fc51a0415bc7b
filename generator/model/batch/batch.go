// Package batch has pictures drawn by way of a provider's batch interface, where they
// cost less and may take a day. It sends them, asks now and then how they are, and
// hands over what came of them; what did not come in time is left to others.
//
// A batch's record is in the store before the provider hears of it, so that after any
// end of the program it is found again, by its name if need be, and not paid for twice.
//
// Collection it owns: batches.
package batch

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"casebook/generator/model"
	"casebook/generator/traces"
	"casebook/store"
)

const (
	interval = 5 * time.Minute // between two looks at a batch
	hurried  = time.Minute     // the same when it is to end
	// Grace is how long after its time a batch that was cancelled is still waited for:
	// what it did until then is paid for, and OpenAI takes up to 10 minutes to hand it
	// over.
	Grace = 12 * time.Minute
	tries = 3 // to create a batch, or to read what came of it
)

// Ledger is what keeps account of batches.
type Ledger interface {
	// Hold keeps free what a batch of a role may cost. It returns an *model.Error of kind Spent
	// where there is no room for it in the budget.
	Hold(key, role string, used model.Usage, until time.Time) error
	// Settle records what it did cost, once.
	Settle(key string, entries []model.Entry) error
}

// Options are what a Sender needs.
type Options struct {
	DB      *store.DB
	Batches model.Batches
	Ledger  Ledger
	Role    string
	Picture model.Usage   // what a picture may cost, beside the model's name
	Portion int           // pictures to a batch: some providers give all that came of it in one answer
	Timeout time.Duration // of one request
	Now     func() time.Time
	Log     *slog.Logger
}

// Sender sends batches. It is safe for concurrent use.
type Sender struct{ o Options }

// New returns a sender.
func New(o Options) *Sender { return &Sender{o} }

// Picture is one picture of an order. Its name stands for all that describes it.
type Picture struct {
	Name    string
	Request model.ImageRequest
}

// Order is what is to be drawn of a case.
type Order struct {
	CaseID   string
	Pictures []Picture // none: what is under way of the case is not wanted any more
	Until    time.Time // then what is under way is cancelled
	// Keep keeps a picture for good, before anything else happens. It may be called
	// again with the same.
	Keep func(name string, answer model.ImageAnswer) error
	// Wanted is told now and then how many pictures there are, and says whether the
	// others are still wanted.
	Wanted func(received int) (bool, error)
}

// Send returns when no more pictures are to be expected, soon after o.Until at the
// latest. What fails at the provider is logged, and is no error.
func (s *Sender) Send(ctx context.Context, o Order) error {
	portions, err := s.portions(o)
	if err != nil {
		return err
	}
	received := 0
	for {
		open, late, count := false, false, 0
		for _, portion := range portions {
			wanted, err := o.Wanted(received)
			if err != nil {
				return err
			}
			late = late || !wanted || !s.o.Now().Before(o.Until)
			rec, err := s.advance(ctx, o, portion, late || portion.gone)
			if err != nil {
				return err
			}
			open = open || !rec.Over
			count += rec.Received
		}
		received = count
		if !open {
			_, err := o.Wanted(received)
			return err
		}
		if err := s.wait(ctx, o.Until, late); err != nil {
			return err
		}
	}
}

// wait waits until it is time to look again.
func (s *Sender) wait(ctx context.Context, until time.Time, late bool) error {
	pause := interval
	if left := until.Sub(s.o.Now()); late {
		pause = hurried
	} else if left < pause {
		pause = max(left, time.Second)
	}
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// portion is what is one batch. One that is gone was sent for an edition that is no
// longer wanted: it is cancelled, and what it did is paid for and not kept.
type portion struct {
	name     string
	pictures []Picture // without anything in them where they are gone
	gone     bool
}

// portions are the batches of an order, after those of the case that are under way and not
// among them.
func (s *Sender) portions(o Order) (list []portion, err error) {
	var wanted []portion
	names := map[string]bool{}
	for pictures := range slices.Chunk(o.Pictures, s.o.Portion) {
		name := nameOf(o.CaseID, pictures)
		wanted, names[name] = append(wanted, portion{name: name, pictures: pictures}), true
	}
	others, err := s.others(o.CaseID, names)
	for _, rec := range others {
		list = append(list, portion{rec.Name, make([]Picture, rec.Size), true})
	}
	return append(list, wanted...), err
}

// ask asks the provider once, in its time. The error is a *model.Error, unless ctx has
// ended.
func (s *Sender) ask(ctx context.Context, call func(ctx context.Context) error) error {
	limited, cancel := context.WithTimeout(ctx, s.o.Timeout)
	defer cancel()
	limited, span := traces.Call(limited, "model "+s.o.Role+" batch")
	defer span.End()
	err := call(limited)
	if err != nil {
		span.Fail(cmp.Or(string(kindOf(err)), "interrupted"))
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && limited.Err() != nil:
		return &model.Error{Kind: model.Unreachable, Reason: "no answer about a batch within " + s.o.Timeout.String()}
	default:
		return err
	}
}

// kindOf is the kind of a *model.Error, empty for nil.
func kindOf(err error) model.Kind {
	if failed, ok := errors.AsType[*model.Error](err); ok {
		return failed.Kind
	}
	return ""
}

// advance takes a portion a step further: it is sent, or looked at.
func (s *Sender) advance(ctx context.Context, o Order, p portion, late bool) (rec record, err error) {
	rec, err = s.load(o.CaseID, p.name, len(p.pictures))
	switch {
	case err != nil || rec.Over:
		return rec, err
	case rec.ID == "":
		err = s.create(ctx, o, p.pictures, &rec, late)
	default:
		err = s.look(ctx, o, p.pictures, &rec, late)
	}
	return rec, err
}

// end notes that nothing more is to be expected of a batch, why, and what it cost all
// the same.
func (s *Sender) end(o Order, rec *record, why string, err error, entries ...model.Entry) error {
	s.o.Log.Warn("no pictures from a batch", "case", o.CaseID, "batch", rec.ID, "pictures", rec.Size, "why", why, "err", err)
	return s.over(o.CaseID, rec, entries)
}

// over records what a batch cost, then that nothing more is to be done about it.
func (s *Sender) over(caseID string, rec *record, entries []model.Entry) error {
	if err := s.o.Ledger.Settle(key(caseID, rec.Name), entries); err != nil {
		return err
	}
	rec.Over = true
	return s.save(caseID, rec)
}
