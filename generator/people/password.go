package people

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/alexedwards/argon2id"

	"casebook/generator/fault"
	"casebook/store"
)

// How many passwords are hashed at once, which bounds the memory it takes (64 MiB
// each). Strangers who keep the one lane busy cannot hold up the other.
const (
	hashesAtOnce    = 2 // for whoever comes
	hashesForFriend = 1 // for those who are known
)

// hashWait is how long a password waits to be hashed before its owner is told to come
// again.
const hashWait = 20 * time.Second

// lane bounds how many hash at once.
type lane chan struct{}

// hasher hashes passwords.
type hasher struct{ strangers, friends lane }

func newHasher() hasher {
	return hasher{make(lane, hashesAtOnce), make(lane, hashesForFriend)}
}

func (l lane) enter(ctx context.Context) (leave func(), err error) {
	timer := time.NewTimer(hashWait)
	defer timer.Stop()
	select {
	case l <- struct{}{}:
		return func() { <-l }, nil
	case <-timer.C:
		busy := fault.New(fault.Busy, "Too many people sign in at once. Try again in a moment.")
		busy.RetryAfter = hashWait
		return nil, busy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// hash hashes a new password.
func (h hasher) hash(ctx context.Context, password string) (string, error) {
	leave, err := h.friends.enter(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	return argon2id.CreateHash(password, argon2id.DefaultParams)
}

// matches reports whether a password is the one of the hash. It takes as long when
// there is none.
func (l lane) matches(ctx context.Context, password, hash string) (bool, error) {
	leave, err := l.enter(ctx)
	if err != nil {
		return false, err
	}
	defer leave()
	if hash == "" {
		_, err := argon2id.CreateHash(password, argon2id.DefaultParams)
		return false, err
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}

// Try is an attempt to sign in.
type Try struct {
	Name, Password string
	Network        string // whose attempts count together; empty: not counted by it
	Device         string // what Remember gave to this browser; empty or anything else: a stranger
}

// SignIn returns the user when the password is right. It tells an unknown name and a
// wrong password apart neither in words nor in time nor in when it locks.
func (s *Service) SignIn(ctx context.Context, t Try) (User, error) {
	if len(t.Password) > 4*maxPasswordLength || len(t.Name) > 4*maxNameLength {
		return User{}, wrongPassword()
	}
	key := accountKey(t.Name)
	found, err := s.find(key)
	if err != nil {
		return User{}, err
	}
	counted, queue := []counter{byNetwork(t.Network), byName(key)}, s.hasher.strangers
	if device, ok := s.deviceOf(t.Device, found.ID); ok {
		counted, queue = []counter{byDevice(device)}, s.hasher.friends
	}
	began := s.o.Now()
	if err := s.guard.begin(began, counted...); err != nil {
		return User{}, err
	}
	match, err := queue.matches(ctx, t.Password, found.Hash)
	if err != nil {
		s.guard.undo(began, counted...)
		return User{}, err
	}
	if !match {
		return User{}, wrongPassword()
	}
	s.guard.succeeded(began, counted...)
	return found.signedIn(), nil
}

func wrongPassword() error {
	return fault.New(fault.Unauthorized, "That name and password do not belong together.")
}

// find returns the account under a key, an empty one if there is none.
func (s *Service) find(key string) (found account, err error) {
	err = s.db.View(func(tx *store.Tx) (err error) {
		found, err = accounts().Get(tx, key)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return account{}, nil
	}
	if err != nil {
		return account{}, fmt.Errorf("read the account: %w", err)
	}
	return found, nil
}

// ownAccount returns the actor's account, if that is its password. Wrong ones are counted
// over all sessions.
func (s *Service) ownAccount(ctx context.Context, actor *Actor, password string) (account, error) {
	found, err := s.find(actor.account)
	if err == nil && found.ID != actor.userID {
		err = signedOut()
	}
	if err != nil {
		return account{}, err
	}
	counted := counter{"own " + actor.userID, freeTries, longestWait} // of all sessions
	began := s.o.Now()
	if err := s.guard.begin(began, counted); err != nil {
		return account{}, err
	}
	match, err := s.hasher.friends.matches(ctx, password, found.Hash)
	if err != nil {
		s.guard.undo(began, counted)
		return account{}, err
	}
	if !match {
		return account{}, fault.New(fault.Forbidden, "That is not your password.")
	}
	s.guard.succeeded(began, counted)
	return found, nil
}

// SetPassword gives the actor another password, ends the other sessions and voids the
// one-time codes for a password. It changes nothing that was changed meanwhile.
func (s *Service) SetPassword(ctx context.Context, actor *Actor, old, password string) error {
	if err := checkPassword(password); err != nil {
		return err
	}
	found, err := s.ownAccount(ctx, actor, old)
	if err != nil {
		return err
	}
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	return s.changeOwn(actor, func(tx *store.Tx, a *account) error {
		if a.Hash != found.Hash {
			return fault.New(fault.Conflict, "Your password was changed meanwhile. Sign in with the new one.")
		}
		a.Hash = hash
		return errors.Join(dropCodes(tx, func(c *oneTime) bool { return c.Account == actor.account }), s.endSessions(tx, actor.account, actor.session))
	})
}
