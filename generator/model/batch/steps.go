package batch

import (
	"cmp"
	"context"

	"casebook/generator/model"
)

// create sends a portion, unless an earlier try turns out to have done so.
func (s *Sender) create(ctx context.Context, o Order, portion []Picture, rec *record, late bool) error {
	if rec.Tries > 0 {
		var id string
		err := s.ask(ctx, func(ctx context.Context) (err error) {
			id, err = s.o.Batches.Find(ctx, rec.Name)
			return err
		})
		if err != nil || id != "" {
			if err := s.found(ctx, o, rec, id, err, late); err != nil || rec.ID == "" || rec.Over {
				return err
			}
			return s.look(ctx, o, portion, rec, late)
		}
	}
	if late || rec.Tries >= tries {
		return s.end(o, rec, "it could not be sent in time", nil)
	}
	rec.Model = portion[0].Request.Model
	if err := s.o.Ledger.Hold(key(o.CaseID, rec.Name), s.o.Role, s.worst(rec), o.Until.Add(2*Grace)); kindOf(err) == model.Spent {
		return nil // perhaps there is room tomorrow
	} else if err != nil {
		return err
	}
	return s.submit(ctx, o, portion, rec)
}

// submit asks the provider to take a portion, after it is on record that it is asked.
func (s *Sender) submit(ctx context.Context, o Order, portion []Picture, rec *record) error {
	rec.Tries++
	if err := s.save(o.CaseID, rec); err != nil {
		return err
	}
	requests := make([]model.ImageRequest, len(portion))
	for i, p := range portion {
		requests[i] = p.Request
	}
	err := s.ask(ctx, func(ctx context.Context) (err error) {
		rec.ID, err = s.o.Batches.Create(ctx, rec.Name, requests)
		return err
	})
	switch kindOf(err) {
	case model.Busy, model.Unreachable, model.Broken:
		s.o.Log.Warn("batch not sent yet", "case", o.CaseID, "try", rec.Tries, "err", err)
		return nil
	case model.Quota, model.Refused, model.Misconfigured, model.Spent:
		return s.end(o, rec, "the provider does not take it", err)
	}
	if err != nil { // ctx has ended
		return err
	}
	s.o.Log.Info("pictures sent as a batch", "case", o.CaseID, "batch", rec.ID, "pictures", rec.Size, "until", o.Until)
	return s.save(o.CaseID, rec)
}

// worst is what a batch may cost.
func (s *Sender) worst(rec *record) model.Usage {
	n := rec.Size
	return model.Usage{Model: rec.Model, In: n * s.o.Picture.In, Out: n * s.o.Picture.Out, Pictures: n * s.o.Picture.Pictures, Batch: true}
}

// found notes what came of looking for a batch that may have been sent before.
func (s *Sender) found(ctx context.Context, o Order, rec *record, id string, err error, late bool) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		rec.ID, rec.Faults = id, 0
		s.o.Log.Info("batch found again", "case", o.CaseID, "batch", id)
		return s.save(o.CaseID, rec)
	}
	if kind := kindOf(err); !late && (kind == model.Busy || kind == model.Unreachable) {
		s.o.Log.Warn("batch not looked for yet", "case", o.CaseID, "err", err)
		return nil
	}
	if rec.Faults++; late || rec.Faults > tries {
		return s.end(o, rec, "it may be under way at the provider, who does not say", err)
	}
	return s.save(o.CaseID, rec)
}

// look asks how a batch is, receives what came of it, and cancels it when it is late.
func (s *Sender) look(ctx context.Context, o Order, portion []Picture, rec *record, late bool) error {
	var b model.Batch
	err := s.ask(ctx, func(ctx context.Context) (err error) {
		b, err = s.o.Batches.Get(ctx, rec.ID)
		return err
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil && b.Ended:
		return s.receive(o, portion, rec, b)
	case err != nil:
		if err := s.unseen(o, rec, err); err != nil || rec.Over {
			return err
		}
	case rec.Faults > 0: // they have passed
		rec.Faults = 0
		if err := s.save(o.CaseID, rec); err != nil {
			return err
		}
	}
	if late {
		return s.hasten(ctx, o, rec)
	}
	return nil
}

// unseen notes why it is not known how a batch is, and ends it where that will not
// change: what cannot be read was paid for.
func (s *Sender) unseen(o Order, rec *record, err error) error {
	s.o.Log.Warn("batch not looked at", "case", o.CaseID, "batch", rec.ID, "err", err)
	switch kind := kindOf(err); {
	case kind == model.Unreachable && s.o.Now().Sub(o.Until) >= Grace:
		return s.end(o, rec, "it was not to be reached in time", err)
	case kind != model.Misconfigured && kind != model.Refused && kind != model.Broken:
		return nil
	case rec.Faults+1 < tries:
		rec.Faults++
		return s.save(o.CaseID, rec)
	case kind != model.Broken:
		return s.end(o, rec, "the provider does not know it", err)
	}
	paid := model.Entry{Role: s.o.Role, CaseID: o.CaseID, Used: s.worst(rec), Failed: model.Broken}
	return s.end(o, rec, "what came of it cannot be read", err, paid)
}

// hasten cancels a batch that is late, and gives it up when it has been for too long.
func (s *Sender) hasten(ctx context.Context, o Order, rec *record) error {
	now := s.o.Now()
	if rec.LateAt.IsZero() {
		rec.LateAt = now.UTC()
	}
	if !rec.Cancelled {
		err := s.ask(ctx, func(ctx context.Context) error { return s.o.Batches.Cancel(ctx, rec.ID) })
		if ctx.Err() != nil {
			return ctx.Err()
		}
		rec.Cancelled = err == nil
		s.o.Log.Warn("batch cancelled, since it is late or not wanted any more", "case", o.CaseID, "batch", rec.ID, "err", err)
	}
	if now.Sub(rec.LateAt) >= Grace || now.Sub(o.Until) >= Grace {
		return s.end(o, rec, "it did not end in time", nil)
	}
	return s.save(o.CaseID, rec)
}

// receive keeps the pictures of a batch that has ended, then records what they cost.
func (s *Sender) receive(o Order, portion []Picture, rec *record, b model.Batch) error {
	rec.Received = 0
	var entries []model.Entry
	for _, item := range b.Items {
		if item.Index < 0 || item.Index >= len(portion) {
			continue
		}
		entry := model.Entry{Role: s.o.Role, CaseID: o.CaseID, Used: item.Answer.Usage}
		if item.Answer.Data == nil {
			entry.Failed = cmp.Or(kindOf(item.Err), model.Broken)
			s.o.Log.Info("picture missing in a batch", "case", o.CaseID, "batch", rec.ID, "err", item.Err)
		} else if portion[item.Index].Name != "" {
			if err := o.Keep(portion[item.Index].Name, item.Answer); err != nil {
				return err
			}
			rec.Received++
		}
		entry.Used.Batch = true
		entries = append(entries, entry)
	}
	s.o.Log.Info("pictures received from a batch", "case", o.CaseID, "batch", rec.ID, "pictures", rec.Received, "of", rec.Size, "why", b.Reason)
	return s.over(o.CaseID, rec, entries)
}
