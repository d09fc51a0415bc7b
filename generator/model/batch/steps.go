package batch

import (
	"cmp"
	"context"
	"errors"

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
			return s.found(ctx, o, rec, id, err, late)
		}
	}
	if late || rec.Tries >= tries {
		return s.end(o, rec, "it could not be sent in time", nil)
	}
	if err := s.o.Ledger.Hold(key(o.CaseID, rec.Name), s.o.Role, s.worst(portion), o.Until.Add(2*Grace)); kindOf(err) == model.Spent {
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

// worst is what a portion may cost.
func (s *Sender) worst(portion []Picture) model.Usage {
	n := len(portion)
	return model.Usage{Model: portion[0].Request.Model, In: n * s.o.Picture.In, Out: n * s.o.Picture.Out, Pictures: n * s.o.Picture.Pictures, Batch: true}
}

// found notes what came of looking for a batch that may have been sent before.
func (s *Sender) found(ctx context.Context, o Order, rec *record, id string, err error, late bool) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		rec.ID = id
		s.o.Log.Info("batch found again", "case", o.CaseID, "batch", id)
		return s.save(o.CaseID, rec)
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
	switch kind := kindOf(err); {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil && b.Ended:
		return s.receive(o, portion, rec, b)
	case kind == model.Misconfigured || kind == model.Refused:
		return s.end(o, rec, "the provider does not know it", err)
	case kind == model.Broken:
		rec.Faults++
		if err := s.save(o.CaseID, rec); err != nil {
			return err
		}
		if rec.Faults >= tries {
			paid := model.Entry{Role: s.o.Role, CaseID: o.CaseID, Used: s.worst(portion), Failed: model.Broken}
			return s.end(o, rec, "what came of it cannot be read", err, paid)
		}
	case err != nil:
		s.o.Log.Warn("batch not looked at", "case", o.CaseID, "batch", rec.ID, "err", err)
	}
	if late {
		return s.hasten(ctx, o, rec)
	}
	return nil
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
		} else {
			if err := o.Keep(portion[item.Index].Name, item.Answer); err != nil {
				return err
			}
			rec.Received++
		}
		entry.Used.Batch = true
		entries = append(entries, entry)
	}
	s.o.Log.Info("pictures received from a batch", "case", o.CaseID, "batch", rec.ID, "pictures", rec.Received, "of", rec.Size, "why", b.Reason)
	rec.Over = true
	return errors.Join(s.o.Ledger.Settle(key(o.CaseID, rec.Name), entries), s.save(o.CaseID, rec))
}
