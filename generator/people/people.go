// Package people knows who may run Casebook: users and their roles, how they sign
// in (passwords, passkeys), where they are signed in (sessions), how others become
// users (the setup code, invitations), and the tokens of programs.
//
// Passwords are kept as argon2id hashes; session ids, tokens and one-time codes are
// random and kept as SHA-256 sums.
package people

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/google/renameio/v2/maybe"

	"casebook/generator/fault"
	"casebook/store"
)

// Scope is something that somebody may do.
type Scope string

// The scopes.
const (
	ScopeRead   Scope = "read"
	ScopeCases  Scope = "cases:write"
	ScopeImages Scope = "images:write"
	ScopeAdmin  Scope = "admin" // everything
)

// Role is what a user is.
type Role string

// The roles. An account without one is of the time before there were roles, and an
// operator's.
const (
	Operator Role = "operator" // may do everything
	Viewer   Role = "viewer"   // may look at everything but people and secrets
)

// Scopes returns what a role allows.
func (r Role) Scopes() []Scope {
	if r == Viewer {
		return []Scope{ScopeRead}
	}
	return everyScope()
}

func everyScope() []Scope { return []Scope{ScopeRead, ScopeCases, ScopeImages, ScopeAdmin} }

// Actor is whoever does something. The zero Actor is nobody.
type Actor struct {
	Name    string // of the user, or of the token
	Role    Role   // of a user; empty for a token
	Scopes  []Scope
	Expires time.Time // when it may do nothing any more; zero: it lasts

	userID  string // of a user with a session
	session string // id of the session
	account string // key of the account
	key     string // of the session or token that is kept; empty for a command
	maker   string // the id of the user who answers for what the actor makes
	token   string // id of the token
}

// May reports whether the actor may do what needs the scope.
func (a *Actor) May(scope Scope) bool {
	return slices.Contains(a.Scopes, scope) || slices.Contains(a.Scopes, ScopeAdmin)
}

// IsUser reports whether the actor is a user who has signed in, not a program.
func (a *Actor) IsUser() bool { return a.session != "" }

// UserID is the id of the user, "" for a program.
func (a *Actor) UserID() string { return a.userID }

// Options are what a Service needs.
type Options struct {
	Now        func() time.Time
	LocalToken string // accepted with every scope: that of commands on this machine
	CodeFile   string // where the setup code is left for the operator; empty: nowhere
	Log        *slog.Logger
}

// Service is the area. Make one with New. Its methods are safe for concurrent use.
type Service struct {
	db     *store.DB
	o      Options
	secret []byte
	hasher hasher
	guard  *guard
	live   live
	spent  spent
	mu     sync.Mutex
	code   string // the setup code; empty once there is an account
}

// setting is one entry of the settings collection.
type setting struct {
	Value string `json:"value"`
}

func settingRecords() store.Collection[setting] {
	return store.Collection[setting]{Name: "settings", Version: 1}
}

// setupKey is the setting that holds the one-time setup code.
const setupKey = "setup-code"

// New returns a Service over db. While there is no account it holds a one-time code
// that makes the first, the same after a restart.
func New(db *store.DB, o Options) (*Service, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	secret, err := db.Secret()
	if err != nil {
		return nil, err
	}
	s := &Service{db: db, o: o, secret: secret, hasher: newHasher(), guard: newGuard(), live: live{ends: map[string]map[int]func(){}}, spent: spent{until: map[string]time.Time{}}}
	if db.ReadOnly() {
		return s, nil // nobody can be made an operator
	}
	if err := db.Update(s.prepare); err != nil {
		return nil, fmt.Errorf("prepare the accounts: %w", err)
	}
	if s.code == "" {
		s.removeCode() // if it could not be when the account was made
	} else if o.CodeFile != "" {
		if err := maybe.WriteFile(o.CodeFile, []byte(s.code+"\n"), 0o600); err != nil {
			return nil, fmt.Errorf("leave the setup code: %w", err)
		}
	}
	return s, nil
}

// prepare gives accounts that are older than ids theirs, and reads or makes the setup
// code if there is no account.
func (s *Service) prepare(tx *store.Tx) error {
	none := true
	for item, err := range accounts().All(tx, store.Range{}) {
		if err != nil {
			return err
		}
		none = false
		if item.Value.ID != "" {
			continue
		}
		item.Value.ID = rand.Text()
		if err := accounts().Put(tx, item.Key, item.Value); err != nil {
			return err
		}
	}
	if !none {
		return nil
	}
	saved, err := settingRecords().Get(tx, setupKey)
	if errors.Is(err, store.ErrNotFound) {
		saved = setting{Value: rand.Text()[:20]}
		err = settingRecords().Put(tx, setupKey, saved)
	}
	s.code = saved.Value
	return err
}

// SetupCode returns the one-time code that makes the first account, and whether it is
// still needed.
func (s *Service) SetupCode() (code string, needed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.code, s.code != ""
}

// voidSetup forgets the setup code, as the transaction that makes the first account
// must.
func (s *Service) voidSetup(tx *store.Tx) error {
	tx.OnCommit(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.code = ""
	})
	return settingRecords().Delete(tx, setupKey)
}

// removeCode takes away the file with the setup code, which is void. One that cannot be
// removed is at the next start.
func (s *Service) removeCode() {
	if s.o.CodeFile == "" {
		return
	}
	if err := os.Remove(s.o.CodeFile); err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.o.Log.Warn("the file with the setup code, which is void, cannot be removed", "err", err)
	}
}

// keyOf is the key under which the record of a secret is kept.
func keyOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// sign returns the signature of a text, which is good for one purpose only.
func (s *Service) sign(purpose, text string) []byte {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte(purpose + "\n" + text))
	return mac.Sum(nil)
}

func alreadySetUp() error {
	return fault.New(fault.Conflict, "There is an operator already. Sign in instead.")
}
