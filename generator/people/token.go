package people

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"slices"
	"time"

	"casebook/generator/fault"
	"casebook/store"
)

// maxTokens is how many tokens there may be.
const maxTokens = 100

// Token is an API token, kept by the SHA-256 of its secret.
type Token struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Scopes     []Scope   `json:"scopes"`
	By         string    `json:"by,omitempty" doc:"The id of the user who made it, or made the token by which it was made; left out for a command"`
	CreatedAt  time.Time `json:"createdAt"`
	LastUsedAt time.Time `json:"lastUsedAt,omitzero" doc:"To five minutes; left out for never"`
	ExpiresAt  time.Time `json:"expiresAt,omitzero" doc:"From then on it is refused; left out for never"`
	Token      string    `json:"token,omitempty" doc:"The id of the token by which it was made, with which it goes" example:"SLZS76E3Z7"`
}

// NewToken is what a token is to be.
type NewToken struct {
	Name      string    `json:"name" minLength:"1" maxLength:"64" doc:"What the token is for"`
	Scopes    []Scope   `json:"scopes" minItems:"1" enum:"read,cases:write,images:write,admin"`
	ExpiresAt time.Time `json:"expiresAt,omitzero" doc:"From when on it is refused; left out for never"`
}

func tokens() store.Collection[Token] {
	return store.Collection[Token]{Name: "tokens", Version: 1}
}

// MakeToken makes an API token. The secret is returned here and never again.
func (s *Service) MakeToken(_ context.Context, by *Actor, t NewToken) (secret string, made Token, err error) {
	now := s.o.Now().UTC()
	if err := checkName(t.Name); err != nil {
		return "", Token{}, err
	}
	for _, scope := range t.Scopes {
		if !slices.Contains(everyScope(), scope) {
			return "", Token{}, fault.New(fault.Invalid, "There is no scope %q: they are read, cases:write, images:write and admin.", scope)
		}
	}
	if !t.ExpiresAt.IsZero() && !now.Before(t.ExpiresAt) {
		return "", Token{}, fault.New(fault.Invalid, "A token that is void from the beginning is of no use: choose a time to come.")
	}
	secret = "casebook_" + rand.Text()
	made = Token{ID: rand.Text()[:10], Name: t.Name, Scopes: t.Scopes, By: by.maker, Token: by.token, CreatedAt: now, ExpiresAt: t.ExpiresAt}
	err = s.db.Update(func(tx *store.Tx) error {
		if err := s.still(tx, by); err != nil {
			return err
		}
		if tokens().Count(tx, "") >= maxTokens {
			return fault.New(fault.Conflict, "There are %d tokens already. Delete one that is not used.", maxTokens)
		}
		return tokens().Put(tx, keyOf(secret), made)
	})
	return secret, made, err
}

// Tokens returns the tokens, oldest first, without their secrets.
func (s *Service) Tokens(context.Context) (list []Token, err error) {
	list = []Token{}
	err = s.db.View(func(tx *store.Tx) error {
		for item, err := range tokens().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			list = append(list, item.Value)
		}
		return nil
	})
	slices.SortFunc(list, func(x, y Token) int { return x.CreatedAt.Compare(y.CreatedAt) })
	return list, err
}

// DropToken deletes a token by its id, with the tokens and one-time codes that were
// made by it.
func (s *Service) DropToken(_ context.Context, by *Actor, id string) error {
	return s.db.Update(func(tx *store.Tx) error {
		if err := s.still(tx, by); err != nil {
			return err
		}
		before := tokens().Count(tx, "")
		if err := s.dropTokens(tx, func(t *Token) bool { return t.ID == id }); err != nil {
			return err
		}
		if tokens().Count(tx, "") == before {
			return fault.New(fault.NotFound, "There is no token %s", id)
		}
		return nil
	})
}

// dropTokens deletes the tokens that which names, with what was made by them.
func (s *Service) dropTokens(tx *store.Tx, which func(*Token) bool) error {
	gone := map[string]string{} // the ids, by the keys
	for item, err := range tokens().All(tx, store.Range{}) {
		if err != nil {
			return err
		}
		if which(&item.Value) {
			gone[item.Key] = item.Value.ID
		}
	}
	for key, id := range gone {
		err := errors.Join(
			tokens().Delete(tx, key), dropCodes(tx, func(c *oneTime) bool { return c.Token == id }),
			s.dropTokens(tx, func(t *Token) bool { return t.Token == id }),
		)
		if err != nil {
			return err
		}
		tx.OnCommit(func() { s.live.end(key) })
	}
	return nil
}

// ByToken returns what a bearer token allows, the zero Actor when it is not valid.
func (s *Service) ByToken(secret string) (Actor, error) {
	if s.o.LocalToken != "" && subtle.ConstantTimeCompare([]byte(secret), []byte(s.o.LocalToken)) == 1 {
		return Actor{Name: "this machine", Scopes: everyScope()}, nil
	}
	key, now := keyOf(secret), s.o.Now()
	var found Token
	err := s.db.View(func(tx *store.Tx) (err error) {
		found, err = tokens().Get(tx, key)
		return err
	})
	if errors.Is(err, store.ErrNotFound) || (err == nil && !found.ExpiresAt.IsZero() && !now.Before(found.ExpiresAt)) {
		return Actor{}, nil
	}
	if err != nil {
		return Actor{}, fmt.Errorf("read the token: %w", err)
	}
	if now.Sub(found.LastUsedAt) >= seenEvery {
		s.used(key, now)
	}
	return Actor{Name: "token " + found.Name, Scopes: found.Scopes, Expires: found.ExpiresAt, key: key, maker: found.By, token: found.ID}, nil
}

// used notes that a token is used, where it can be written.
func (s *Service) used(key string, now time.Time) {
	_ = s.db.Update(func(tx *store.Tx) error {
		found, err := tokens().Get(tx, key)
		if err != nil {
			return err
		}
		found.LastUsedAt = now.UTC()
		return tokens().Put(tx, key, found)
	})
}
