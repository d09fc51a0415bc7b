package people

import (
	"bytes"
	"context"
	"crypto/hmac"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"casebook/generator/fault"
	"casebook/store"
)

// ceremonyTime is how long a browser may take to make or show a passkey.
const ceremonyTime = 5 * time.Minute

// maxPasskeys is how many passkeys a user may have.
const maxPasskeys = 20

// Site is what a passkey belongs to: it works nowhere else.
type Site struct {
	Host   string `json:"host"`   // without a port
	Origin string `json:"origin"` // as browsers name it
}

// Check returns a fault if nothing at the site's host can have passkeys: they belong to a
// whole name.
func (s Site) Check() error {
	if err := protocol.ValidateRPID(s.Host); err != nil {
		return fault.New(fault.Forbidden, "A passkey belongs to a whole name such as casebook.example.org, and %.100q is none: give the server one.", s.Host).Because(err)
	}
	return nil
}

// passkey is one as it is kept with its account.
type passkey struct {
	Name       string              `json:"name"`
	CreatedAt  time.Time           `json:"createdAt"`
	LastUsedAt time.Time           `json:"lastUsedAt,omitzero"`
	Host       string              `json:"host"`
	Origin     string              `json:"origin"`
	Credential webauthn.Credential `json:"credential"`
}

func (p *passkey) id() string { return hex.EncodeToString(p.Credential.ID) }

// Passkey is one as its user sees it.
type Passkey struct {
	ID         string    `json:"id" doc:"Names the passkey in other routes" example:"5f1c0a"`
	Name       string    `json:"name" doc:"What the user called it" example:"Laptop"`
	Host       string    `json:"host" doc:"The address at which it works" example:"casebook.example.org"`
	CreatedAt  time.Time `json:"createdAt"`
	LastUsedAt time.Time `json:"lastUsedAt,omitzero" doc:"When it was last used to sign in; left out for never"`
	Synced     bool      `json:"synced" doc:"True if it may be copied to other devices of the user" example:"true"`
}

func (p *passkey) shown() Passkey {
	return Passkey{ID: p.id(), Name: p.Name, Host: p.Host, CreatedAt: p.CreatedAt, LastUsedAt: p.LastUsedAt, Synced: p.Credential.Flags.BackupEligible}
}

// Ceremony is what a browser needs to make or to show a passkey. State comes back with
// the browser's answer; it can be read, but not changed.
type Ceremony struct {
	Options any
	State   string
}

// state is what is remembered between the two halves of a ceremony: by the browser, and
// signed, so that strangers who begin ceremonies take no room.
type state struct {
	Kind    string               `json:"kind"`
	Site    Site                 `json:"site"`
	Until   time.Time            `json:"until"`
	Session webauthn.SessionData `json:"session"`
}

// The kinds of ceremonies.
const (
	making  = "make"
	showing = "show"
)

// holder is an account as package webauthn wants it.
type holder struct{ account }

// WebAuthnID implements webauthn.User.
func (h holder) WebAuthnID() []byte { return []byte(h.ID) }

// WebAuthnName implements webauthn.User.
func (h holder) WebAuthnName() string { return h.Name }

// WebAuthnDisplayName implements webauthn.User.
func (h holder) WebAuthnDisplayName() string { return h.Name }

// WebAuthnCredentials implements webauthn.User.
func (h holder) WebAuthnCredentials() []webauthn.Credential {
	list := make([]webauthn.Credential, len(h.Passkeys))
	for i := range h.Passkeys {
		list[i] = h.Passkeys[i].Credential
	}
	return list
}

func party(site Site) (*webauthn.WebAuthn, error) {
	return webauthn.New(&webauthn.Config{
		RPID: site.Host, RPDisplayName: "Casebook", RPOrigins: []string{site.Origin}, AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: protocol.ResidentKeyRequired(), UserVerification: protocol.VerificationRequired,
		},
	})
}

// Again is what a user shows once more before something is made that would outlast a
// stolen session: the password, or else a passkey.
type Again struct {
	Password string
	State    string // of a ceremony that BeginSignIn began
	Passkey  []byte // the browser's answer to it; empty: the password counts
}

// again returns the actor's account if what is shown once more belongs to it, or a fault.
func (s *Service) again(ctx context.Context, actor *Actor, site Site, shown Again) (account, error) {
	switch {
	case len(shown.Passkey) > 0:
		user, err := s.SignInWithPasskey(site, shown.State, shown.Passkey)
		if f, ok := errors.AsType[*fault.Error](err); ok && f.Kind == fault.Unauthorized { // who asks is signed in
			err = fault.New(fault.Forbidden, "That passkey does not work here, or it took too long. Try again, or give your password.").Because(err)
		}
		if err != nil {
			return account{}, err
		}
		if user.ID != actor.userID {
			return account{}, fault.New(fault.Forbidden, "That passkey is another user's. Show one of yours, or give your password.")
		}
		return s.find(actor.account)
	case shown.Password == "":
		return account{}, fault.New(fault.Forbidden, "Give your password once more, or show a passkey that you have: whoever has a passkey gets in for good.")
	}
	return s.ownAccount(ctx, actor, shown.Password)
}

// BeginPasskey begins to make a passkey for the actor, one that can be found without a
// name and that asks for the user's finger, face or PIN.
func (s *Service) BeginPasskey(ctx context.Context, actor *Actor, site Site, shown Again) (Ceremony, error) {
	found, err := s.again(ctx, actor, site, shown)
	if err != nil {
		return Ceremony{}, err
	}
	if len(found.Passkeys) >= maxPasskeys {
		return Ceremony{}, fault.New(fault.Conflict, "You have %d passkeys already. Delete one first.", maxPasskeys)
	}
	party, err := party(site)
	if err != nil {
		return Ceremony{}, fmt.Errorf("make a passkey: %w", err)
	}
	known := webauthn.Credentials(holder{found}.WebAuthnCredentials()).CredentialDescriptors()
	options, session, err := party.BeginRegistration(holder{found}, webauthn.WithExclusions(known))
	if err != nil {
		return Ceremony{}, fmt.Errorf("make a passkey: %w", err)
	}
	sealed, err := s.seal(state{making, site, s.o.Now().Add(ceremonyTime), *session})
	return Ceremony{options.Response, sealed}, err
}

// AddPasskey ends what BeginPasskey began: it keeps the passkey that the browser has
// made, under a name.
func (s *Service) AddPasskey(actor *Actor, site Site, sealed, name string, answer []byte) (Passkey, error) {
	name = strings.TrimSpace(name)
	if err := checkName(name); err != nil {
		return Passkey{}, err
	}
	begun, err := s.unseal(making, site, sealed)
	if err != nil {
		return Passkey{}, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return Passkey{}, notThatKey(err)
	}
	party, err := party(site)
	if err != nil {
		return Passkey{}, fmt.Errorf("keep a passkey: %w", err)
	}
	made := passkey{Name: name, CreatedAt: s.o.Now().UTC(), Host: site.Host, Origin: site.Origin}
	err = s.changeOwn(actor, func(_ *store.Tx, a *account) error {
		credential, err := party.CreateCredential(holder{*a}, begun.Session, parsed)
		if err != nil {
			return notThatKey(err)
		}
		if len(a.Passkeys) >= maxPasskeys || slices.ContainsFunc(a.Passkeys, func(p passkey) bool { return bytes.Equal(p.Credential.ID, credential.ID) }) {
			return fault.New(fault.Conflict, "You have that passkey already, or %d others.", maxPasskeys)
		}
		made.Credential = *credential
		made.Credential.Attestation = webauthn.CredentialAttestation{} // who made the device does not matter
		a.Passkeys = append(a.Passkeys, made)
		return nil
	})
	return made.shown(), err
}

// BeginSignIn begins signing in with a passkey, of whatever user the browser has one.
func (s *Service) BeginSignIn(site Site) (Ceremony, error) {
	party, err := party(site)
	if err != nil {
		return Ceremony{}, fmt.Errorf("ask for a passkey: %w", err)
	}
	options, session, err := party.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationRequired))
	if err != nil {
		return Ceremony{}, fmt.Errorf("ask for a passkey: %w", err)
	}
	sealed, err := s.seal(state{showing, site, s.o.Now().Add(ceremonyTime), *session})
	return Ceremony{options.Response, sealed}, err
}

// SignInWithPasskey ends what BeginSignIn began: it returns whose passkey the browser
// has shown. Locks of names and networks do not concern it, since keys cannot be guessed.
func (s *Service) SignInWithPasskey(site Site, sealed string, answer []byte) (User, error) {
	begun, err := s.unseal(showing, site, sealed)
	if err != nil {
		return User{}, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return User{}, notThatKey(err)
	}
	party, err := party(site)
	if err != nil {
		return User{}, fmt.Errorf("look at a passkey: %w", err)
	}
	var user User
	err = s.db.Update(func(tx *store.Tx) error {
		found, err := byID(tx, string(parsed.Response.UserHandle))
		if err != nil {
			return notThatKey(err)
		}
		credential, err := party.ValidateLogin(holder{found}, signedBy(begun.Session, found.ID), parsed)
		if err != nil {
			return notThatKey(err)
		}
		if credential.Authenticator.CloneWarning {
			return notThatKey(errors.New("the passkey's count went back: there is a copy of it"))
		}
		user = found.user()
		user.proof.passkey = hex.EncodeToString(credential.ID)
		at := slices.IndexFunc(found.Passkeys, func(p passkey) bool { return bytes.Equal(p.Credential.ID, credential.ID) })
		if found.Passkeys[at].Origin != site.Origin { // other pages of the same host may show it, too
			return notThatKey(errors.New("the passkey is of another origin"))
		}
		found.Passkeys[at].Credential, found.Passkeys[at].LastUsedAt = *credential, s.o.Now().UTC()
		if !s.spent.spend(begun.Session.Challenge, s.o.Now(), begun.Until) {
			return notThatKey(errors.New("this answer was given before"))
		}
		return put(tx, &found)
	})
	return user, err
}

// signedBy is the session of a ceremony that asked nobody by name, once it is known who
// answered.
func signedBy(session webauthn.SessionData, id string) webauthn.SessionData {
	session.UserID = []byte(id)
	return session
}

func notThatKey(err error) error {
	return fault.New(fault.Unauthorized, "That passkey does not work here, or it took too long. Try again, or use the password.").Because(err)
}

func (s *Service) seal(st state) (string, error) {
	text, err := json.Marshal(st)
	if err != nil {
		return "", fmt.Errorf("begin with a passkey: %w", err)
	}
	body := base64.RawURLEncoding.EncodeToString(text)
	return body + "." + base64.RawURLEncoding.EncodeToString(s.sign("passkey", body)), nil
}

func (s *Service) unseal(kind string, site Site, sealed string) (st state, err error) {
	body, signature, _ := strings.Cut(sealed, ".")
	given, err := base64.RawURLEncoding.DecodeString(signature)
	if err != nil || !hmac.Equal(given, s.sign("passkey", body)) {
		return st, notThatKey(errors.New("the state is not ours"))
	}
	text, err := base64.RawURLEncoding.DecodeString(body)
	if err == nil {
		err = json.Unmarshal(text, &st)
	}
	if err != nil || st.Kind != kind || st.Site != site || !s.o.Now().Before(st.Until) {
		return st, notThatKey(errors.Join(err, errors.New("the state is of another kind or site, or too old")))
	}
	return st, nil
}
