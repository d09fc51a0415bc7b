package people

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"casebook/generator/fault"
	"casebook/store"
)

// The bounds of what a user may choose.
const (
	maxNameLength     = 64
	minPasswordLength = 10
	maxPasswordLength = 256
	maxUsers          = 100
)

// account is a user as it is kept, by its name in lower case.
type account struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Hash       string    `json:"hash,omitempty"` // argon2id; empty until a password is chosen
	Role       Role      `json:"role,omitempty"`
	CreatedAt  time.Time `json:"createdAt"`
	SignedInAt time.Time `json:"signedInAt,omitzero"`
	Passkeys   []passkey `json:"passkeys,omitempty"`
}

func accounts() store.Collection[account] {
	return store.Collection[account]{Name: "users", Version: 1}
}

// User is an account as others see it.
type User struct {
	ID         string    `json:"id" doc:"Names the user in other routes" example:"SLZS76E3Z7SLZS76E3Z7SLZS76"`
	Name       string    `json:"name" example:"Ada"`
	Role       Role      `json:"role" enum:"operator,viewer" doc:"What the user may do" example:"operator"`
	CreatedAt  time.Time `json:"createdAt"`
	SignedInAt time.Time `json:"signedInAt,omitzero" doc:"When the user last signed in; left out for never"`
	Sessions   int       `json:"sessions" doc:"In how many browsers the user is signed in" example:"1"`
	Passkeys   int       `json:"passkeys" doc:"How many passkeys the user has" example:"1"`
	Pending    bool      `json:"pending" doc:"True until the user has chosen a password" example:"false"`

	proof proof
}

func (a *account) role() Role {
	if a.Role == Viewer {
		return Viewer
	}
	return Operator
}

func (a *account) user() User {
	return User{
		ID: a.ID, Name: a.Name, Role: a.role(), CreatedAt: a.CreatedAt, SignedInAt: a.SignedInAt, Passkeys: len(a.Passkeys), Pending: a.Hash == "",
	}
}

// signedIn is the user, who has shown the password.
func (a *account) signedIn() User {
	user := a.user()
	user.proof.hash = a.Hash
	return user
}

// rules reports whether the account is an operator who can sign in.
func (a *account) rules() bool { return a.role() == Operator && a.Hash != "" }

// accountKey makes names that differ in case the same account.
func accountKey(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// SameName reports whether two names are those of one account.
func SameName(x, y string) bool { return accountKey(x) == accountKey(y) }

// checkName returns why a name cannot be chosen.
func checkName(name string) error {
	if n := utf8.RuneCountInString(name); n < 1 || n > maxNameLength {
		return fault.New(fault.Invalid, "A name has 1 to %d characters.", maxNameLength)
	}
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return fault.New(fault.Invalid, "A name has no control characters.")
	}
	return nil
}

// checkUser returns why a user cannot have a name: the audit log calls others so.
func checkUser(name string) error {
	if key := accountKey(name); slices.Contains([]string{"nobody", "this machine", "casebook"}, key) || strings.HasPrefix(key, "token ") {
		return fault.New(fault.Invalid, "Nobody can be called %s: the log calls others so.", name)
	}
	return checkName(name)
}

func checkPassword(password string) error {
	if n := utf8.RuneCountInString(password); n < minPasswordLength || n > maxPasswordLength {
		return fault.New(fault.Invalid, "A password has %d to %d characters.", minPasswordLength, maxPasswordLength)
	}
	return nil
}

func checkRole(role Role) error {
	if role != Operator && role != Viewer {
		return fault.New(fault.Invalid, "There is no role %q: it is operator or viewer.", role)
	}
	return nil
}

// SetUp makes the first account, an operator's, with the setup code, which is then
// void.
func (s *Service) SetUp(ctx context.Context, code, name, password string) (User, error) {
	want, needed := s.SetupCode()
	if !needed {
		return User{}, alreadySetUp()
	}
	// The code has 100 bits, so that guessing needs no slowing down: a stranger who guesses cannot keep the operator out.
	if subtle.ConstantTimeCompare([]byte(strings.TrimSpace(code)), []byte(want)) != 1 {
		return User{}, fault.New(fault.Forbidden, "That is not the setup code. The server printed it when it started, and left it in the file setup-code of the data directory.")
	}
	made, err := s.draft(ctx, name, password, Operator)
	if err != nil {
		return User{}, err
	}
	err = s.db.Update(func(tx *store.Tx) error {
		if accounts().Count(tx, "") > 0 {
			return alreadySetUp()
		}
		return errors.Join(put(tx, &made), s.voidSetup(tx))
	})
	if err != nil {
		return User{}, fmt.Errorf("make the account: %w", err)
	}
	s.removeCode()
	return made.signedIn(), nil
}

// draft returns an account that is not kept yet.
func (s *Service) draft(ctx context.Context, name, password string, role Role) (account, error) {
	name = strings.TrimSpace(name)
	if err := errors.Join(checkUser(name), checkPassword(password)); err != nil {
		return account{}, err
	}
	hash, err := s.hasher.hash(ctx, password)
	return account{ID: rand.Text(), Name: name, Hash: hash, Role: role, CreatedAt: s.o.Now().UTC()}, err
}

func put(tx *store.Tx, a *account) error { return accounts().Put(tx, accountKey(a.Name), *a) }

// add keeps a new account, whose name must be free.
func add(tx *store.Tx, a *account) error {
	switch {
	case accounts().Has(tx, accountKey(a.Name)):
		return nameTaken(a)
	case accounts().Count(tx, "") >= maxUsers:
		return fault.New(fault.Conflict, "There are %d users already. Delete one first.", maxUsers)
	}
	return put(tx, a)
}

func nameTaken(a *account) error {
	return fault.New(fault.Conflict, "There is a user %s already. Choose another name.", a.Name)
}

// Users returns all users in order of their names.
func (s *Service) Users(context.Context) (list []User, err error) {
	list = []User{}
	err = s.db.View(func(tx *store.Tx) error {
		sessions, now := map[string]int{}, s.o.Now()
		for item, err := range sessionRecords().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			if item.Value.lasts(now) {
				sessions[item.Value.Account]++
			}
		}
		for item, err := range accounts().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			user := item.Value.user()
			user.Sessions = sessions[item.Key]
			list = append(list, user)
		}
		return nil
	})
	return list, err
}

// AddUser makes an account without a password, and a one-time code with which one is
// chosen.
func (s *Service) AddUser(_ context.Context, by *Actor, name string, role Role) (user User, secret string, err error) {
	name = strings.TrimSpace(name)
	if err := errors.Join(checkUser(name), checkRole(role)); err != nil {
		return User{}, "", err
	}
	made := account{ID: rand.Text(), Name: name, Role: role, CreatedAt: s.o.Now().UTC()}
	err = s.db.Update(func(tx *store.Tx) error {
		if err := s.still(tx, by); err != nil {
			return err
		}
		if first := accounts().Count(tx, "") == 0; first && role != Operator {
			return fault.New(fault.Conflict, "The first user must be an operator.")
		}
		secret, err = s.makeCode(tx, oneTime{Kind: forPassword, Account: accountKey(name), By: by.maker, Token: by.token}, inviteTime)
		return errors.Join(err, add(tx, &made), s.voidSetup(tx))
	})
	if err != nil {
		return User{}, "", err
	}
	s.removeCode()
	return made.user(), secret, nil
}

// change reads the account with the id and keeps what fn makes of it.
func (s *Service) change(id string, fn func(tx *store.Tx, a *account) error) (user User, err error) {
	err = s.db.Update(func(tx *store.Tx) error {
		found, err := byID(tx, id)
		if err != nil {
			return err
		}
		if err := fn(tx, &found); err != nil {
			return err
		}
		user = found.user()
		return put(tx, &found)
	})
	return user, err
}

// byID returns the account with the id, or a fault.
func byID(tx *store.Tx, id string) (account, error) {
	for item, err := range accounts().All(tx, store.Range{}) {
		if err != nil || item.Value.ID == id {
			return item.Value, err
		}
	}
	return account{}, fault.New(fault.NotFound, "There is no such user.")
}

// SetRole makes a user what role says. Who becomes a viewer loses the tokens and
// one-time codes made as an operator, and what is being done in the sessions ends. The
// last operator stays one.
func (s *Service) SetRole(by *Actor, id string, role Role) (User, error) {
	if err := checkRole(role); err != nil {
		return User{}, err
	}
	return s.change(id, func(tx *store.Tx, a *account) error {
		if err := s.still(tx, by); err != nil {
			return err
		}
		if role == Viewer {
			if err := errors.Join(anotherRules(tx, a), s.dropWhatMade(tx, a.ID), s.interrupt(tx, accountKey(a.Name))); err != nil {
				return err
			}
		}
		a.Role = role
		return nil
	})
}

// DropUser deletes a user, ends the sessions, and deletes the tokens and one-time codes
// made by that user. The last operator cannot be deleted.
func (s *Service) DropUser(by *Actor, id string) (gone User, err error) {
	err = s.db.Update(func(tx *store.Tx) error {
		if err := s.still(tx, by); err != nil {
			return err
		}
		found, err := byID(tx, id)
		if err != nil {
			return err
		}
		gone = found.user()
		key := accountKey(found.Name)
		return errors.Join(anotherRules(tx, &found), s.dropWhatMade(tx, id), s.endSessions(tx, key, ""), dropCodes(tx, func(c *oneTime) bool { return c.Account == key }), accounts().Delete(tx, key))
	})
	return gone, err
}

// anotherRules returns a fault if a is an operator and no other one can sign in.
func anotherRules(tx *store.Tx, a *account) error {
	if a.role() != Operator {
		return nil
	}
	for item, err := range accounts().All(tx, store.Range{}) {
		if err != nil || (item.Value.ID != a.ID && item.Value.rules()) {
			return err
		}
	}
	return fault.New(fault.Conflict, "%s is the last operator. Make another user one first.", a.Name)
}

// dropWhatMade deletes the tokens and one-time codes that a user has made.
func (s *Service) dropWhatMade(tx *store.Tx, id string) error {
	return errors.Join(s.dropTokens(tx, func(t *Token) bool { return t.By == id }), dropCodes(tx, func(c *oneTime) bool { return c.By == id }))
}

// namesOf returns the names of users by their ids.
func namesOf(tx *store.Tx) (map[string]string, error) {
	names := map[string]string{}
	for item, err := range accounts().All(tx, store.Range{}) {
		if err != nil {
			return nil, err
		}
		names[item.Value.ID] = item.Value.Name
	}
	return names, nil
}

// newest sorts by time, newest first.
func newest[T any](list []T, at func(*T) time.Time) {
	slices.SortFunc(list, func(x, y T) int { return at(&y).Compare(at(&x)) })
}
