package web

import (
	"context"
	"net/http"
	"time"

	"casebook/generator/fault"
	"casebook/generator/people"
)

// lookEvery is how often it is looked whether a session lasts in which something is being
// done: one that is not used for long enough ends without anybody's doing.
const lookEvery = 10 * time.Second

// during returns a context with the visit. If the visitor was let in by a session or token,
// it ends with that. The caller calls end.
func (o *operator) during(ctx context.Context, v *visit) (lasting context.Context, end func()) {
	expires := v.actor.Expires
	if expires.IsZero() {
		expires = o.now().Add(people.SessionTime)
	}
	lasting, cancel := context.WithTimeout(context.WithValue(ctx, visitKey{}, v), expires.Sub(o.now()))
	stop := o.auth.Watch(&v.actor, cancel)
	first := time.AfterFunc(o.look, func() { o.lookAfter(lasting, v, cancel) })
	return lasting, func() {
		first.Stop()
		stop()
		cancel()
	}
}

// lookAfter has end called once the visitor is not signed in any more, until ctx ends.
func (o *operator) lookAfter(ctx context.Context, v *visit, end func()) {
	switch {
	case ctx.Err() != nil:
	case !o.auth.Lasts(&v.actor):
		end()
	default:
		time.AfterFunc(o.look, func() { o.lookAfter(ctx, v, end) })
	}
}

// shutOut returns a fault if what let the visitor of ctx in has ended since, and nil for
// whoever was let in by nothing. The body of a request may come long after its head.
func shutOut(ctx context.Context) error {
	v, err := visitOf(ctx)
	if err != nil || ctx.Err() == nil || v.request.Context().Err() != nil {
		return nil //nolint:nilerr // there is no visit
	}
	return fault.New(fault.Unauthorized, "What let you in has ended meanwhile. Sign in again.")
}

// lease is an answer that ends with what lets its reader in. It is used by its address: writers
// are compared.
type lease struct {
	http.ResponseWriter
	over func() error
}

// Write writes a part of the body.
func (w *lease) Write(data []byte) (int, error) {
	if err := w.over(); err != nil {
		return 0, err
	}
	return w.ResponseWriter.Write(data)
}

// Unwrap lets http.ResponseController find the answer below.
func (w *lease) Unwrap() http.ResponseWriter { return w.ResponseWriter }
