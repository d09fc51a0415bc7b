package people

import (
	"errors"
	"slices"

	"casebook/generator/fault"
	"casebook/store"
)

// proof is what a user has shown to sign in.
type proof struct {
	hash    string // of the password; empty if it was a passkey
	passkey string // id of the passkey; empty if it was the password
}

// stands reports whether the account still has what was shown.
func (p proof) stands(a *account) bool {
	if p.passkey != "" {
		return slices.ContainsFunc(a.Passkeys, func(k passkey) bool { return k.id() == p.passkey })
	}
	return p.hash != "" && p.hash == a.Hash
}

// still returns a fault unless the actor may still do everything: between the head of a
// request and its body the session or token may have ended, or its user been made a
// viewer. Commands, for which nothing is kept, may.
func (s *Service) still(tx *store.Tx, by *Actor) error {
	switch {
	case by.key == "":
		return nil
	case by.IsUser():
		owner, err := s.inSession(tx, by)
		if err == nil && owner.role() != Operator {
			err = fault.New(fault.Forbidden, "You are a viewer now, who may look and change nothing.")
		}
		return err
	}
	found, err := tokens().Get(tx, by.key)
	over := errors.Is(err, store.ErrNotFound) || (err == nil && !found.ExpiresAt.IsZero() && !s.o.Now().Before(found.ExpiresAt))
	if over || (err == nil && !slices.Contains(found.Scopes, ScopeAdmin)) {
		return fault.New(fault.Unauthorized, "That token is not valid any more.")
	}
	return err
}

// inSession returns the account of an actor who is still signed in, or a fault.
func (s *Service) inSession(tx *store.Tx, actor *Actor) (account, error) {
	found, err := sessionRecords().Get(tx, actor.key)
	var owner account
	if err == nil {
		owner, err = accounts().Get(tx, found.Account)
	}
	if errors.Is(err, store.ErrNotFound) || (err == nil && (!found.lasts(s.o.Now()) || owner.ID != actor.userID)) {
		return account{}, signedOut()
	}
	return owner, err
}

func signedOut() error {
	return fault.New(fault.Unauthorized, "You are signed out. Sign in first.")
}

// Lasts reports whether the actor, if a user, is still signed in. It is no use of the
// session.
func (s *Service) Lasts(actor *Actor) bool {
	if !actor.IsUser() {
		return true
	}
	return s.db.View(func(tx *store.Tx) error {
		_, err := s.inSession(tx, actor)
		return err
	}) == nil
}

// changeOwn keeps what fn makes of the account of an actor who is still signed in.
func (s *Service) changeOwn(actor *Actor, fn func(tx *store.Tx, a *account) error) error {
	_, err := s.change(actor.userID, func(tx *store.Tx, a *account) error {
		if _, err := s.inSession(tx, actor); err != nil {
			return err
		}
		return fn(tx, a)
	})
	return err
}
