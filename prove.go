package main

import (
	"context"
	"errors"
	"syscall"
	"time"

	"casebook/generator/keeping"
	"casebook/store"
)

// proof is a snapshot by which the database can be checked, or why there is none.
type proof struct {
	snapshot string
	err      error
}

// prove has the database checked that was opened because it had been closed in order, by
// the first of the snapshots, while all goes on. If it is damaged, the house is closed and
// opened again, which then finds no mark that it was closed in order, and recovers it.
// Where ctx ends before, the next start begins anew.
func (h *house) prove(ctx context.Context, snapshots <-chan proof, restart func(why string)) {
	for {
		select {
		case p := <-snapshots:
			if p.err != nil && !errors.Is(p.err, syscall.EIO) {
				continue // there is no room for it, and the next may find some
			}
			h.judge(ctx, p, restart)
		case <-ctx.Done():
		}
		return
	}
}

// judge acts upon what a check by a snapshot finds. A disk that cannot be read is damage.
func (h *house) judge(ctx context.Context, p proof, restart func(why string)) {
	began, fault := time.Now(), p.err
	if fault == nil {
		fault = keeping.CheckApart(ctx)(p.snapshot)
	}
	switch {
	case ctx.Err() != nil:
	case fault == nil:
		h.log.Info("the database is whole", "checked for", time.Since(began).Round(time.Millisecond))
	case errors.Is(fault, store.ErrUnchecked):
		h.log.Error("the database could not be checked, and is before it is opened again", "err", fault)
		h.db.Doubt()
	default:
		h.log.Error("the database is damaged, as is found out now", "why", fault)
		h.db.Doubt()
		restart("the database is damaged")
	}
}
