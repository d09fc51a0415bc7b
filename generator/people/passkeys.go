package people

import (
	"slices"

	"casebook/generator/fault"
	"casebook/store"
)

// Passkeys returns the actor's, in the order in which they were made.
func (s *Service) Passkeys(actor *Actor) ([]Passkey, error) {
	found, err := s.find(actor.account)
	return found.passkeys(), err
}

// DropPasskey deletes one of the actor's passkeys, and ends the other sessions that were
// begun with it.
func (s *Service) DropPasskey(actor *Actor, id string) error {
	return s.changeOwn(actor, func(tx *store.Tx, a *account) error {
		_, err := s.dropPasskey(tx, a, id, actor.session)
		return err
	})
}

// PasskeysOf returns those of the user with the id.
func (s *Service) PasskeysOf(id string) (list []Passkey, err error) {
	err = s.db.View(func(tx *store.Tx) error {
		found, err := byID(tx, id)
		list = found.passkeys()
		return err
	})
	return list, err
}

// DropPasskeyOf deletes a passkey of the user with the id, and returns whose and which it
// was. The sessions that were begun with it end.
func (s *Service) DropPasskeyOf(by *Actor, id, key string) (user User, gone Passkey, err error) {
	user, err = s.change(id, func(tx *store.Tx, a *account) error {
		if err := s.still(tx, by); err != nil {
			return err
		}
		gone, err = s.dropPasskey(tx, a, key, "")
		return err
	})
	return user, gone, err
}

func (a *account) passkeys() []Passkey {
	list := make([]Passkey, len(a.Passkeys))
	for i := range a.Passkeys {
		list[i] = a.Passkeys[i].shown()
	}
	return list
}

// dropPasskey takes a passkey of an account away, and ends the sessions that were begun with
// it but the one with the id except. The caller keeps the account.
func (s *Service) dropPasskey(tx *store.Tx, a *account, id, except string) (gone Passkey, err error) {
	at := slices.IndexFunc(a.Passkeys, func(p passkey) bool { return p.id() == id })
	if at < 0 {
		return gone, fault.New(fault.NotFound, "%s has no such passkey.", a.Name)
	}
	gone = a.Passkeys[at].shown()
	a.Passkeys = slices.Delete(a.Passkeys, at, at+1)
	return gone, s.endThose(tx, func(v *session) bool { return v.User == a.ID && v.Passkey == id && v.ID != except })
}
