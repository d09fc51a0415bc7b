package people

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"casebook/generator/fault"
	"casebook/store"
)

// How long one-time codes are good.
const (
	inviteTime = 7 * 24 * time.Hour
	resetTime  = 24 * time.Hour
)

// maxCodes is how many invitations there may be.
const maxCodes = 100

// What a one-time code is for.
const (
	forJoining  = "join"
	forPassword = "password"
)

// oneTime is a one-time code as it is kept, by the SHA-256 of the code.
type oneTime struct {
	ID        string    `json:"id"`
	Kind      string    `json:"kind"`
	Role      Role      `json:"role,omitempty"`    // of who joins
	Account   string    `json:"account,omitempty"` // the key of the one whose password it is
	By        string    `json:"by,omitempty"`      // the id of the user who made it; empty: a command
	Token     string    `json:"token,omitempty"`   // the id of the token by which it was made
	CreatedAt time.Time `json:"createdAt"`
	ExpiresAt time.Time `json:"expiresAt"`
}

func codes() store.Collection[oneTime] {
	return store.Collection[oneTime]{Name: "codes", Version: 1}
}

// Invitation is one that nobody has taken up yet.
type Invitation struct {
	ID        string    `json:"id" doc:"Names the invitation in other routes" example:"SLZS76E3Z7"`
	Role      Role      `json:"role" enum:"operator,viewer" doc:"What who joins will be" example:"viewer"`
	By        string    `json:"by,omitempty" doc:"The name of the user who made it; left out for a command" example:"Ada"`
	CreatedAt time.Time `json:"createdAt"`
	ExpiresAt time.Time `json:"expiresAt" doc:"From then on it is void"`
}

// makeCode keeps a new code and drops those that are void.
func (s *Service) makeCode(tx *store.Tx, c oneTime, lasts time.Duration) (secret string, err error) {
	now := s.o.Now().UTC()
	err = dropCodes(tx, func(c *oneTime) bool { return !now.Before(c.ExpiresAt) })
	if err != nil {
		return "", err
	}
	if err := roomFor(tx, c.Kind); err != nil {
		return "", err
	}
	secret = rand.Text()
	c.ID, c.CreatedAt, c.ExpiresAt = rand.Text()[:10], now, now.Add(lasts)
	return secret, codes().Put(tx, keyOf(secret), c)
}

// roomFor returns a fault if there are too many invitations already. A user has one code
// for a password at a time, so that these need no bound.
func roomFor(tx *store.Tx, kind string) error {
	if kind != forJoining {
		return nil
	}
	n := 0
	for item, err := range codes().All(tx, store.Range{}) {
		if err != nil {
			return err
		}
		if item.Value.Kind == forJoining {
			n++
		}
	}
	if n >= maxCodes {
		return fault.New(fault.Conflict, "There are %d invitations already. Delete one first.", maxCodes)
	}
	return nil
}

// takeCode returns a code of the kind and voids it.
func (s *Service) takeCode(tx *store.Tx, kind, secret string) (oneTime, error) {
	found, err := codes().Get(tx, keyOf(secret))
	void := errors.Is(err, store.ErrNotFound) || found.Kind != kind || !s.o.Now().Before(found.ExpiresAt)
	if void {
		return oneTime{}, voidCode()
	}
	return found, errors.Join(err, codes().Delete(tx, keyOf(secret)))
}

// dropCodes deletes the codes that which names.
func dropCodes(tx *store.Tx, which func(*oneTime) bool) error {
	for item, err := range codes().All(tx, store.Range{}) {
		if err != nil {
			return err
		}
		if which(&item.Value) {
			if err := codes().Delete(tx, item.Key); err != nil {
				return err
			}
		}
	}
	return nil
}

// Invite makes an invitation and returns its one-time code, which is told only now.
func (s *Service) Invite(by *Actor, role Role) (made Invitation, secret string, err error) {
	if err := checkRole(role); err != nil {
		return Invitation{}, "", err
	}
	err = s.db.Update(func(tx *store.Tx) error {
		if err := s.still(tx, by); err != nil {
			return err
		}
		secret, err = s.makeCode(tx, oneTime{Kind: forJoining, Role: role, By: by.maker, Token: by.token}, inviteTime)
		if err != nil {
			return err
		}
		kept, err := codes().Get(tx, keyOf(secret))
		made = Invitation{ID: kept.ID, Role: role, By: by.Name, CreatedAt: kept.CreatedAt, ExpiresAt: kept.ExpiresAt}
		return err
	})
	return made, secret, err
}

// Invitations returns those that can still be taken up, newest first.
func (s *Service) Invitations() (list []Invitation, err error) {
	list = []Invitation{}
	err = s.db.View(func(tx *store.Tx) error {
		names, err := namesOf(tx)
		if err != nil {
			return err
		}
		for item, err := range codes().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			c := item.Value
			if c.Kind == forJoining && s.o.Now().Before(c.ExpiresAt) {
				list = append(list, Invitation{ID: c.ID, Role: c.Role, By: names[c.By], CreatedAt: c.CreatedAt, ExpiresAt: c.ExpiresAt})
			}
		}
		return nil
	})
	newest(list, func(i *Invitation) time.Time { return i.CreatedAt })
	return list, err
}

// DropInvitation takes an invitation back.
func (s *Service) DropInvitation(by *Actor, id string) error {
	return s.db.Update(func(tx *store.Tx) error {
		if err := s.still(tx, by); err != nil {
			return err
		}
		before := codes().Count(tx, "")
		err := dropCodes(tx, func(c *oneTime) bool { return c.Kind == forJoining && c.ID == id })
		if err == nil && codes().Count(tx, "") == before {
			return fault.New(fault.NotFound, "There is no such invitation.")
		}
		return err
	})
}

// Join makes the account of somebody who was invited.
func (s *Service) Join(ctx context.Context, secret, name, password string) (User, error) {
	if err := s.checkCode(forJoining, secret); err != nil {
		return User{}, err
	}
	taken, err := s.find(accountKey(name))
	if err == nil && taken.ID != "" {
		err = nameTaken(&taken) // before anything costly: the code stays good
	}
	if err != nil {
		return User{}, err
	}
	made, err := s.draft(ctx, name, password, Viewer)
	if err != nil {
		return User{}, err
	}
	err = s.db.Update(func(tx *store.Tx) error {
		taken, err := s.takeCode(tx, forJoining, secret)
		if err != nil {
			return err
		}
		made.Role = taken.Role
		return add(tx, &made)
	})
	return made.signedIn(), err
}

// checkCode returns why a code is not good, before anything costly is done with it.
func (s *Service) checkCode(kind, secret string) error {
	err := s.db.View(func(tx *store.Tx) error {
		found, err := codes().Get(tx, keyOf(secret))
		if err == nil && (found.Kind != kind || !s.o.Now().Before(found.ExpiresAt)) {
			err = store.ErrNotFound
		}
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return voidCode()
	}
	return err
}

func voidCode() error {
	return fault.New(fault.Forbidden, "That link is not good any more: it was used, taken back, or is too old. Ask for a new one.")
}

// Reset makes a one-time code with which the user can choose a new password, and
// unlocks signing in for everybody. Codes made before for that user are void.
func (s *Service) Reset(_ context.Context, by *Actor, id string) (secret string, err error) {
	err = s.db.Update(func(tx *store.Tx) error {
		if err := s.still(tx, by); err != nil {
			return err
		}
		found, err := byID(tx, id)
		if err != nil {
			return err
		}
		key := accountKey(found.Name)
		if err := dropCodes(tx, func(c *oneTime) bool { return c.Account == key }); err != nil {
			return err
		}
		secret, err = s.makeCode(tx, oneTime{Kind: forPassword, Account: key, By: by.maker, Token: by.token}, resetTime)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("make a link: %w", err)
	}
	s.guard.clear()
	return secret, nil
}

// UseReset gives the user of a one-time code another password. Whoever may have had the
// account until then has nothing of it any more: sessions end, and passkeys, and what the
// user has made (tokens, invitations, other one-time codes), are deleted.
func (s *Service) UseReset(ctx context.Context, secret, password string) (user User, err error) {
	if err := errors.Join(checkPassword(password), s.checkCode(forPassword, secret)); err != nil {
		return User{}, err
	}
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return User{}, err
	}
	err = s.db.Update(func(tx *store.Tx) error {
		taken, err := s.takeCode(tx, forPassword, secret)
		if err != nil {
			return err
		}
		found, err := accounts().Get(tx, taken.Account)
		if err != nil {
			return err
		}
		found.Hash, found.Passkeys = hash, nil
		user = found.signedIn()
		return errors.Join(put(tx, &found), s.dropWhatMade(tx, found.ID), s.endSessions(tx, taken.Account, ""))
	})
	return user, err
}
