package people

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"casebook/generator/fault"
	"casebook/store"
	"casebook/store/storetest"
)

// token makes a token of the actor and returns who has it.
func (a *area) token(by *Actor, scopes ...Scope) (actor Actor, made Token) {
	a.t.Helper()
	secret, made, err := a.MakeToken(a.t.Context(), by, NewToken{Name: "bot", Scopes: scopes})
	if err != nil {
		a.t.Fatal(err)
	}
	if actor, err = a.ByToken(secret); err != nil || actor.key == "" {
		a.t.Fatalf("the token: got %+v, %v", actor, err)
	}
	return actor, made
}

// TestHalfSentRequests: who was let in and is an operator no more when the body of the
// request has come changes nothing about others, nor gains anything.
func TestHalfSentRequests(t *testing.T) {
	for name, test := range map[string]struct {
		fall  func(a *area, mallory User, token Token) error
		token bool // the request came by the token
		want  fault.Kind
	}{
		"deleted": {func(a *area, u User, _ Token) error { _, err := a.DropUser(&Actor{}, u.ID); return err }, false, fault.Unauthorized},
		"demoted": {func(a *area, u User, _ Token) error { _, err := a.SetRole(&Actor{}, u.ID, Viewer); return err }, false, fault.Forbidden},
		"signed out": {func(a *area, u User, _ Token) error {
			return a.db.Update(func(tx *store.Tx) error { return a.endSessions(tx, accountKey(u.Name), "") })
		}, false, fault.Unauthorized},
		"idle":          {func(a *area, _ User, _ Token) error { a.now = a.now.Add(sessionIdle); return nil }, false, fault.Unauthorized},
		"token deleted": {func(a *area, _ User, k Token) error { return a.DropToken(a.t.Context(), &Actor{}, k.ID) }, true, fault.Unauthorized},
		"maker deleted": {func(a *area, u User, _ Token) error { _, err := a.DropUser(&Actor{}, u.ID); return err }, true, fault.Unauthorized},
	} {
		t.Run(name, func(t *testing.T) {
			a, ctx := newArea(t, storetest.Open(t)), t.Context()
			ada, _ := a.user("Ada", Operator)
			mallory, session := a.user("Mallory", Operator)
			by := a.actor(session)
			token, made := a.token(by, ScopeAdmin)
			if test.token {
				by = &token
			}
			other, _ := a.token(&Actor{}, ScopeRead)
			invitation, _, err := a.Invite(&Actor{}, Viewer)
			if err := errors.Join(err, test.fall(a, mallory, made)); err != nil {
				t.Fatal(err)
			}
			for what, do := range map[string]func() error{
				"make a token": func() error {
					_, _, err := a.MakeToken(ctx, by, NewToken{Name: "x", Scopes: []Scope{ScopeAdmin}})
					return err
				},
				"delete a token":   func() error { return a.DropToken(ctx, by, other.token) },
				"invite":           func() error { _, _, err := a.Invite(by, Operator); return err },
				"take one back":    func() error { return a.DropInvitation(by, invitation.ID) },
				"add a user":       func() error { _, _, err := a.AddUser(ctx, by, "Eve", Operator); return err },
				"change a role":    func() error { _, err := a.SetRole(by, ada.ID, Operator); return err },
				"delete a user":    func() error { _, err := a.DropUser(by, ada.ID); return err },
				"reset a password": func() error { _, err := a.Reset(ctx, by, ada.ID); return err },
				"delete a passkey": func() error { _, _, err := a.DropPasskeyOf(by, ada.ID, "5f1c0a"); return err },
			} {
				if err := do(); kindOf(err) != test.want {
					t.Errorf("%s: got %v, want to be refused (%v)", what, err, test.want)
				}
			}
		})
	}
}

// TestNothingOutlivesItsMaker: whatever an operator has made, by the pages or by a token,
// is void when the operator goes; what a token has made, when the token does.
func TestNothingOutlivesItsMaker(t *testing.T) {
	for name, end := range map[string]func(a *area, mallory User, first Token) error{
		"the operator is deleted":  func(a *area, u User, _ Token) error { _, err := a.DropUser(&Actor{}, u.ID); return err },
		"the operator is a viewer": func(a *area, u User, _ Token) error { _, err := a.SetRole(&Actor{}, u.ID, Viewer); return err },
		"the token is deleted":     func(a *area, _ User, k Token) error { return a.DropToken(a.t.Context(), &Actor{}, k.ID) },
	} {
		t.Run(name, func(t *testing.T) {
			a, ctx := newArea(t, storetest.Open(t)), t.Context()
			ada, _ := a.user("Ada", Operator)
			mallory, session := a.user("Mallory", Operator)
			makers := map[string]*Actor{}
			first, made := a.token(a.actor(session), ScopeAdmin)
			second, _ := a.token(&first, ScopeAdmin)
			makers["the token"], makers["the token's token"] = &first, &second
			if name != "the token is deleted" {
				makers["the operator"] = a.actor(session)
			}
			joining, passwords := map[string]string{}, map[string]string{}
			for who, by := range makers {
				_, invitation, err := a.Invite(by, Operator)
				_, pending, err2 := a.AddUser(ctx, by, "Pending "+who, Operator)
				if err := errors.Join(err, err2); err != nil {
					t.Fatal(err)
				}
				joining[who], passwords[who] = invitation, pending
			}
			reset, err := a.Reset(ctx, &second, ada.ID)
			if err := errors.Join(err, end(a, mallory, made)); err != nil {
				t.Fatal(err)
			}
			passwords["a reset by the token's token"] = reset
			for who, code := range joining {
				if err := a.checkCode(forJoining, code); kindOf(err) != fault.Forbidden {
					t.Errorf("an invitation by %s: got %v, want to be void", who, err)
				}
			}
			for who, code := range passwords {
				if err := a.checkCode(forPassword, code); kindOf(err) != fault.Forbidden {
					t.Errorf("a code for a password by %s: got %v, want to be void", who, err)
				}
			}
			if list, err := a.Tokens(ctx); err != nil || len(list) != 0 {
				t.Errorf("tokens: got %+v, %v, want none", list, err)
			}
		})
	}
}

// TestSessionOfAnOldPassword: a password that was right when it was given, and is changed
// before the session begins, begins none.
func TestSessionOfAnOldPassword(t *testing.T) {
	a, ctx := newArea(t, storetest.Open(t)), t.Context()
	ada, here := a.user("Ada", Operator)
	thief, err := a.SignIn(ctx, Try{Name: "Ada", Password: password})
	if err != nil {
		t.Fatal(err)
	}
	if err := a.SetPassword(ctx, a.actor(here), password, "another password"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Begin(&thief, "192.0.2.66", "a browser"); kindOf(err) != fault.Unauthorized {
		t.Errorf("after the password was changed: got %v, want to be refused", err)
	}
	withKey := ada
	withKey.proof = proof{passkey: "5f1c0a"}
	if _, err := a.Begin(&withKey, "192.0.2.66", "a browser"); kindOf(err) != fault.Unauthorized {
		t.Errorf("with a passkey that is deleted: got %v, want to be refused", err)
	}
	if list, err := a.Sessions(a.actor(here)); err != nil || len(list) != 1 {
		t.Errorf("sessions: got %+v, %v, want that of the owner", list, err)
	}
}

// TestSetPasswordMeanwhile: a change of the password that waits to be hashed overwrites no
// other one, and is none when its session has ended.
func TestSetPasswordMeanwhile(t *testing.T) {
	for name, test := range map[string]struct {
		meanwhile func(a *area, ada User, secret string) error
		want      fault.Kind
	}{
		"nothing":    {func(*area, User, string) error { return nil }, 0},
		"signed out": {func(a *area, _ User, secret string) error { return a.End(secret) }, fault.Unauthorized},
		"changed": {func(a *area, ada User, _ string) error {
			_, err := a.change(ada.ID, func(_ *store.Tx, found *account) error { found.Hash = "$argon2id$"; return nil })
			return err
		}, fault.Conflict},
	} {
		t.Run(name, func(t *testing.T) {
			db := storetest.Open(t)
			synctest.Test(t, func(t *testing.T) {
				a, ctx := newArea(t, db), t.Context()
				ada, secret := a.user("Ada", Operator)
				code, err := a.Reset(ctx, &Actor{}, ada.ID)
				if err != nil {
					t.Fatal(err)
				}
				leave, err := a.hasher.friends.enter(ctx)
				if err != nil {
					t.Fatal(err)
				}
				done := make(chan error)
				actor := a.actor(secret)
				go func() { done <- a.SetPassword(ctx, actor, password, "another password") }()
				synctest.Wait() // it waits for its turn
				if err := test.meanwhile(a, ada, secret); err != nil {
					t.Fatal(err)
				}
				leave()
				if err := <-done; kindOf(err) != test.want || (err == nil) != (test.want == 0) {
					t.Errorf("got %v, want %v", err, test.want)
				}
				if err := a.checkCode(forPassword, code); (kindOf(err) == fault.Forbidden) != (test.want == 0) {
					t.Errorf("the code for another password: got %v", err)
				}
			})
		})
	}
}

// TestPasskeysOfEndedSession: a session that has ended makes and deletes no passkeys.
func TestPasskeysOfEndedSession(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	_, secret := a.user("Ada", Operator)
	actor := a.actor(secret)
	a.now = a.now.Add(time.Second)
	if err := a.End(secret); err != nil {
		t.Fatal(err)
	}
	if err := a.DropPasskey(actor, "5f1c0a"); kindOf(err) != fault.Unauthorized {
		t.Errorf("delete one: got %v, want to be refused", err)
	}
	if err := a.changeOwn(actor, func(*store.Tx, *account) error { return errors.New("was let in") }); kindOf(err) != fault.Unauthorized {
		t.Errorf("change the account: got %v, want to be refused", err)
	}
}

// TestGuessesInManySessions: who opens one session after the other guesses no faster.
func TestGuessesInManySessions(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	ada, _ := a.user("Ada", Operator)
	for n := range freeTries + 1 {
		want := fault.Forbidden
		if n == freeTries {
			want = fault.Busy
		}
		if err := a.SetPassword(t.Context(), a.actor(a.session(ada)), "wrong", "another password"); kindOf(err) != want {
			t.Errorf("try %d, in a session of its own: got %v, want %v", n+1, err, want)
		}
	}
}

// TestSameName: names that fold alike are not one account for it.
func TestSameName(t *testing.T) {
	for _, test := range []struct {
		x, y string
		want bool
	}{{"Ada", " aDA ", true}, {"\u00b5", "\u03bc", false}, {"\u017f", "s", false}} {
		if got := SameName(test.x, test.y); got != test.want {
			t.Errorf("%q and %q: got %v, want %v", test.x, test.y, got, test.want)
		}
	}
}
