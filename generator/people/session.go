package people

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"casebook/generator/fault"
	"casebook/store"
)

// How long a user stays signed in: in all, and without doing anything.
const (
	SessionTime = 30 * 24 * time.Hour
	sessionIdle = 7 * 24 * time.Hour
)

// seenEvery is how exactly it is kept when a session or a token was last used: each
// time it is written costs a write.
const seenEvery = 5 * time.Minute

// maxSessions is how many sessions a user may have; the oldest end.
const maxSessions = 50

// session is a browser in which a user is signed in, by the SHA-256 of its secret.
// One that an older Casebook has kept has no times, and is over.
type session struct {
	ID        string    `json:"id"`
	Account   string    `json:"account"` // key
	User      string    `json:"user"`    // id
	CreatedAt time.Time `json:"createdAt"`
	SeenAt    time.Time `json:"seenAt"`
	Address   string    `json:"address"`
	Browser   string    `json:"browser"`
	Passkey   string    `json:"passkey,omitempty"` // id of the one by which it was begun; empty: by a password
}

func sessionRecords() store.Collection[session] {
	return store.Collection[session]{Name: "sessions", Version: 1}
}

// lasts reports whether the session is still good.
func (s *session) lasts(now time.Time) bool {
	return now.Before(s.CreatedAt.Add(SessionTime)) && now.Before(s.SeenAt.Add(sessionIdle))
}

// Session is a browser in which a user is signed in, as the user sees it.
type Session struct {
	ID        string    `json:"id" doc:"Names the session in other routes" example:"SLZS76E3Z7"`
	CreatedAt time.Time `json:"createdAt" doc:"When the user signed in"`
	SeenAt    time.Time `json:"seenAt" doc:"When it was last used, to five minutes"`
	ExpiresAt time.Time `json:"expiresAt" doc:"When it ends at the latest"`
	Address   string    `json:"address" doc:"From where the user signed in" example:"192.0.2.7"`
	Browser   string    `json:"browser" doc:"What the browser called itself then" example:"Mozilla/5.0 (X11; Linux x86_64) Firefox/142.0"`
	Current   bool      `json:"current" doc:"True for the one that asks" example:"true"`
}

// Begin signs a user in and returns the session's secret, which is always a new one.
// What the user showed to sign in must still stand: a password that was changed
// meanwhile begins nothing.
func (s *Service) Begin(user *User, address, browser string) (secret string, err error) {
	secret = rand.Text()
	now := s.o.Now().UTC()
	_, err = s.change(user.ID, func(tx *store.Tx, a *account) error {
		if !user.proof.stands(a) {
			return wrongPassword()
		}
		a.SignedInAt = now
		if err := s.sweep(tx, accountKey(a.Name), now); err != nil {
			return err
		}
		return sessionRecords().Put(tx, keyOf(secret), session{
			ID: rand.Text()[:10], Account: accountKey(a.Name), User: a.ID, CreatedAt: now, SeenAt: now, Address: address, Browser: cut(browser, 200), Passkey: user.proof.passkey,
		})
	})
	if err != nil {
		return "", fmt.Errorf("sign in: %w", err)
	}
	return secret, nil
}

// cut returns at most n bytes of a text, of whole characters; bytes that are none are
// left out.
func cut(text string, n int) string { return strings.ToValidUTF8(text[:min(len(text), n)], "") }

// sweep drops the sessions that are over, and the oldest of an account that has too
// many.
func (s *Service) sweep(tx *store.Tx, account string, now time.Time) error {
	var over, own []store.Item[session]
	for item, err := range sessionRecords().All(tx, store.Range{}) {
		switch {
		case err != nil:
			return err
		case !item.Value.lasts(now):
			over = append(over, item)
		case item.Value.Account == account:
			own = append(own, item)
		}
	}
	newest(own, func(i *store.Item[session]) time.Time { return i.Value.CreatedAt })
	if len(own) >= maxSessions {
		over = append(over, own[maxSessions-1:]...)
	}
	return s.drop(tx, over)
}

// drop ends sessions, and with the transaction what is done in them.
func (s *Service) drop(tx *store.Tx, list []store.Item[session]) error {
	for _, item := range list {
		tx.OnCommit(func() { s.live.end(item.Key) }) // before anybody is told that something changed
		if err := sessionRecords().Delete(tx, item.Key); err != nil {
			return err
		}
	}
	return nil
}

// interrupt ends, with the transaction, what is done in the sessions of an account, which
// go on.
func (s *Service) interrupt(tx *store.Tx, account string) error {
	for item, err := range sessionRecords().All(tx, store.Range{}) {
		if err != nil {
			return err
		}
		if item.Value.Account == account {
			tx.OnCommit(func() { s.live.end(item.Key) })
		}
	}
	return nil
}

// endSessions ends the sessions of an account but the one with the id except.
func (s *Service) endSessions(tx *store.Tx, account, except string) error {
	return s.endThose(tx, func(v *session) bool { return v.Account == account && v.ID != except })
}

// endThose ends the sessions that which names.
func (s *Service) endThose(tx *store.Tx, which func(*session) bool) error {
	var gone []store.Item[session]
	for item, err := range sessionRecords().All(tx, store.Range{}) {
		if err != nil {
			return err
		}
		if which(&item.Value) {
			gone = append(gone, item)
		}
	}
	return s.drop(tx, gone)
}

// BySession returns who is signed in with a session's secret, the zero Actor for
// nobody.
func (s *Service) BySession(secret string) (actor Actor, err error) {
	if secret == "" {
		return Actor{}, nil
	}
	key, now := keyOf(secret), s.o.Now()
	var found session
	var owner account
	err = s.db.View(func(tx *store.Tx) (err error) {
		if found, err = sessionRecords().Get(tx, key); err != nil {
			return err
		}
		owner, err = accounts().Get(tx, found.Account)
		return err
	})
	if errors.Is(err, store.ErrNotFound) || (err == nil && (!found.lasts(now) || owner.ID != found.User)) {
		return Actor{}, nil
	}
	if err != nil {
		return Actor{}, fmt.Errorf("read the session: %w", err)
	}
	if now.Sub(found.SeenAt) >= seenEvery {
		s.seen(key, now)
	}
	return Actor{
		Name: owner.Name, Role: owner.role(), Scopes: owner.role().Scopes(), Expires: found.CreatedAt.Add(SessionTime),
		userID: owner.ID, session: found.ID, account: found.Account, key: key, maker: owner.ID,
	}, nil
}

// seen notes that a session is used. Where nothing can be written, it is not noted and
// the session ends by its idle time.
func (s *Service) seen(key string, now time.Time) {
	_ = s.db.Update(func(tx *store.Tx) error {
		found, err := sessionRecords().Get(tx, key)
		if err != nil {
			return err
		}
		found.SeenAt = now.UTC()
		return sessionRecords().Put(tx, key, found)
	})
}

// Sessions returns those of the actor, the newest first.
func (s *Service) Sessions(actor *Actor) (list []Session, err error) {
	list = []Session{}
	err = s.db.View(func(tx *store.Tx) error {
		for item, err := range sessionRecords().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			v := item.Value
			if v.Account == actor.account && v.User == actor.userID && v.lasts(s.o.Now()) {
				list = append(list, Session{
					ID: v.ID, CreatedAt: v.CreatedAt, SeenAt: v.SeenAt, ExpiresAt: v.CreatedAt.Add(SessionTime), Address: v.Address, Browser: v.Browser, Current: v.ID == actor.session,
				})
			}
		}
		return nil
	})
	newest(list, func(s *Session) time.Time { return s.CreatedAt })
	return list, err
}

// EndSession ends one of the actor's sessions.
func (s *Service) EndSession(actor *Actor, id string) error {
	return s.db.Update(func(tx *store.Tx) error {
		for item, err := range sessionRecords().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			if item.Value.Account == actor.account && item.Value.ID == id {
				return s.drop(tx, []store.Item[session]{item})
			}
		}
		return fault.New(fault.NotFound, "There is no such session.")
	})
}

// EndOthers ends the actor's other sessions.
func (s *Service) EndOthers(actor *Actor) error {
	return s.db.Update(func(tx *store.Tx) error { return s.endSessions(tx, actor.account, actor.session) })
}

// End signs the session's user out; a session that is none is fine, and costs no write.
func (s *Service) End(secret string) error {
	key, known := keyOf(secret), false
	err := s.db.View(func(tx *store.Tx) error {
		known = sessionRecords().Has(tx, key)
		return nil
	})
	if err != nil || !known {
		return err
	}
	return s.db.Update(func(tx *store.Tx) error {
		return s.drop(tx, []store.Item[session]{{Key: key}})
	})
}
