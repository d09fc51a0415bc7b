package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"github.com/google/renameio/v2/maybe"
	"golang.org/x/time/rate"

	"casebook/generator/fault"
	"casebook/store"
)

// The bounds of what an operator may choose.
const (
	maxNameLength     = 64
	minPasswordLength = 10
	maxPasswordLength = 256
	maxTokens         = 100
)

// hashesAtOnce bounds the memory that password hashing takes (64 MiB each).
const hashesAtOnce = 2

// Sign-in is tried at most signInBurst times in a row, then once every signInEvery.
const (
	signInBurst = 5
	signInEvery = 10 * time.Second
)

// AuthOptions are what an Auth needs.
type AuthOptions struct {
	Now        func() time.Time
	LocalToken string // accepted with every scope: that of commands on this machine
	CodeFile   string // where the setup code is left for the operator; empty: nowhere
}

// Auth knows the operators: their accounts and their API tokens. Passwords are
// kept as argon2id hashes, tokens as SHA-256.
type Auth struct {
	db      *store.DB
	o       AuthOptions
	hashing chan struct{}
	mu      sync.Mutex
	tries   map[string]*rate.Limiter // by name
	code    string                   // empty once there is an account
}

// account is an operator.
type account struct {
	Name      string    `json:"name"`
	Hash      string    `json:"hash"` // argon2id
	CreatedAt time.Time `json:"createdAt"`
}

// setting is one entry of the settings collection.
type setting struct {
	Value string `json:"value"`
}

func accounts() store.Collection[account] {
	return store.Collection[account]{Name: "users", Version: 1}
}

func settingRecords() store.Collection[setting] {
	return store.Collection[setting]{Name: "settings", Version: 1}
}

// setupKey is the setting that holds the one-time setup code.
const setupKey = "setup-code"

// NewAuth returns an Auth over db. While there is no account it holds a one-time
// code that makes the first, the same after a restart.
func NewAuth(db *store.DB, o AuthOptions) (*Auth, error) {
	a := &Auth{db: db, o: o, hashing: make(chan struct{}, hashesAtOnce), tries: map[string]*rate.Limiter{}}
	if db.ReadOnly() {
		return a, nil // nobody can be made an operator
	}
	err := db.Update(func(tx *store.Tx) error {
		if accounts().Count(tx, "") > 0 {
			return nil
		}
		saved, err := settingRecords().Get(tx, setupKey)
		if errors.Is(err, store.ErrNotFound) {
			saved = setting{Value: rand.Text()[:20]}
			err = settingRecords().Put(tx, setupKey, saved)
		}
		a.code = saved.Value
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("prepare the setup code: %w", err)
	}
	if a.code != "" && o.CodeFile != "" {
		if err := maybe.WriteFile(o.CodeFile, []byte(a.code+"\n"), 0o600); err != nil {
			return nil, fmt.Errorf("leave the setup code: %w", err)
		}
	}
	return a, nil
}

// SetupCode returns the one-time code that makes the first account, and whether
// it is still needed.
func (a *Auth) SetupCode() (code string, needed bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.code, a.code != ""
}

// setUp makes the first account with the one-time code, which is then void.
func (a *Auth) setUp(ctx context.Context, code, name, password string) error {
	name = strings.TrimSpace(name)
	if err := a.checkSetup(code, name, password); err != nil {
		return err
	}
	hash, err := a.hash(ctx, password)
	if err != nil {
		return err
	}
	err = a.db.Update(func(tx *store.Tx) error {
		if accounts().Count(tx, "") > 0 {
			return alreadySetUp()
		}
		record := account{Name: name, Hash: hash, CreatedAt: a.o.Now().UTC()}
		return errors.Join(accounts().Put(tx, accountKey(name), record), settingRecords().Delete(tx, setupKey))
	})
	if err != nil {
		return fmt.Errorf("make the account: %w", err)
	}
	a.mu.Lock()
	a.code = ""
	a.mu.Unlock()
	if err := os.Remove(a.o.CodeFile); a.o.CodeFile != "" && err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove the setup code: %w", err)
	}
	return nil
}

// checkSetup returns why no account can be made of this.
func (a *Auth) checkSetup(code, name, password string) error {
	want, needed := a.SetupCode()
	if !needed {
		return alreadySetUp()
	}
	if err := a.allow("setup"); err != nil {
		return err
	}
	if subtle.ConstantTimeCompare([]byte(strings.TrimSpace(code)), []byte(want)) != 1 {
		return fault.New(fault.Forbidden, "That is not the setup code. The server printed it when it started, and left it in the file setup-code of the data directory.")
	}
	if n := utf8.RuneCountInString(name); n < 1 || n > maxNameLength {
		return fault.New(fault.Invalid, "A name has 1 to %d characters.", maxNameLength)
	}
	if n := utf8.RuneCountInString(password); n < minPasswordLength || n > maxPasswordLength {
		return fault.New(fault.Invalid, "A password has %d to %d characters.", minPasswordLength, maxPasswordLength)
	}
	return nil
}

func alreadySetUp() error {
	return fault.New(fault.Conflict, "There is an operator already. Sign in instead.")
}

// accountKey makes names that differ in case the same account.
func accountKey(name string) string { return strings.ToLower(name) }

// hash hashes a password, a bounded number at once.
func (a *Auth) hash(ctx context.Context, password string) (string, error) {
	select {
	case a.hashing <- struct{}{}:
		defer func() { <-a.hashing }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	return argon2id.CreateHash(password, argon2id.DefaultParams)
}

// signIn returns the account's name when the password is right. It tells an
// unknown name and a wrong password apart neither in words nor in time.
func (a *Auth) signIn(ctx context.Context, name, password string) (string, error) {
	key := accountKey(strings.TrimSpace(name))
	if err := a.allow("sign-in " + key); err != nil {
		return "", err
	}
	wrong := fault.New(fault.Unauthorized, "That name and password do not belong together.")
	if len(password) > 4*maxPasswordLength {
		return "", wrong
	}
	var record account
	err := a.db.View(func(tx *store.Tx) (err error) {
		record, err = accounts().Get(tx, key)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		if _, err := a.hash(ctx, password); err != nil { // takes as long as a comparison
			return "", err
		}
		return "", wrong
	}
	if err != nil {
		return "", fmt.Errorf("read the account: %w", err)
	}
	match, err := a.matches(ctx, password, record.Hash)
	if err != nil {
		return "", err
	}
	if !match {
		return "", wrong
	}
	a.mu.Lock()
	delete(a.tries, "sign-in "+key)
	a.mu.Unlock()
	return record.Name, nil
}

func (a *Auth) matches(ctx context.Context, password, hash string) (bool, error) {
	select {
	case a.hashing <- struct{}{}:
		defer func() { <-a.hashing }()
	case <-ctx.Done():
		return false, ctx.Err()
	}
	return argon2id.ComparePasswordAndHash(password, hash)
}

// allow slows down guessing. What is guessed at (a name) is limited, not who
// guesses, so that many addresses are no faster than one.
func (a *Auth) allow(what string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	limiter := a.tries[what]
	if limiter == nil {
		if len(a.tries) > 10_000 {
			clear(a.tries)
		}
		limiter = rate.NewLimiter(rate.Every(signInEvery), signInBurst)
		a.tries[what] = limiter
	}
	if limiter.Allow() {
		return nil
	}
	err := fault.New(fault.Busy, "Too many tries. Wait a few seconds and try again.")
	err.RetryAfter = signInEvery
	return err
}

// Scope is something a token allows.
type Scope string

// The scopes.
const (
	ScopeRead   Scope = "read"
	ScopeCases  Scope = "cases:write"
	ScopeImages Scope = "images:write"
	ScopeAdmin  Scope = "admin" // tokens and accounts; sessions have it
)

// token is an API token as it is kept, by the SHA-256 of its secret.
type token struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Scopes    []Scope   `json:"scopes"`
	CreatedAt time.Time `json:"createdAt"`
}

func tokens() store.Collection[token] {
	return store.Collection[token]{Name: "tokens", Version: 1}
}

func tokenKey(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// makeToken makes an API token. The secret is returned here and never again.
func (a *Auth) makeToken(name string, scopes []Scope) (secret string, made token, err error) {
	secret = "casebook_" + rand.Text()
	made = token{ID: rand.Text()[:10], Name: name, Scopes: scopes, CreatedAt: a.o.Now().UTC()}
	err = a.db.Update(func(tx *store.Tx) error {
		if tokens().Count(tx, "") >= maxTokens {
			return fault.New(fault.Conflict, "There are %d tokens already. Delete one that is not used.", maxTokens)
		}
		return tokens().Put(tx, tokenKey(secret), made)
	})
	return secret, made, err
}

// listTokens returns the tokens, oldest first, without their secrets.
func (a *Auth) listTokens() (list []token, err error) {
	list = []token{}
	err = a.db.View(func(tx *store.Tx) error {
		for item, err := range tokens().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			list = append(list, item.Value)
		}
		return nil
	})
	slices.SortFunc(list, func(x, y token) int { return x.CreatedAt.Compare(y.CreatedAt) })
	return list, err
}

// dropToken deletes a token by its id.
func (a *Auth) dropToken(id string) error {
	return a.db.Update(func(tx *store.Tx) error {
		for item, err := range tokens().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			if item.Value.ID == id {
				return tokens().Delete(tx, item.Key)
			}
		}
		return fault.New(fault.NotFound, "There is no token %s", id)
	})
}

// scopesOf returns what a bearer token allows, none when it is not valid.
func (a *Auth) scopesOf(secret string) ([]Scope, error) {
	if a.o.LocalToken != "" && subtle.ConstantTimeCompare([]byte(secret), []byte(a.o.LocalToken)) == 1 {
		return everyScope(), nil
	}
	var found token
	err := a.db.View(func(tx *store.Tx) (err error) {
		found, err = tokens().Get(tx, tokenKey(secret))
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return found.Scopes, err
}

func everyScope() []Scope { return []Scope{ScopeRead, ScopeCases, ScopeImages, ScopeAdmin} }
