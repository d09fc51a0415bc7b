package people

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/generator/fault"
	"casebook/store"
	"casebook/store/storetest"
)

// TestSessionsEnd goes to the edges of how long a session lasts, over a restart.
func TestSessionsEnd(t *testing.T) {
	db := storetest.Open(t)
	a := newArea(t, db)
	ada, used := a.user("Ada", Operator)
	idle, almost := a.session(ada), a.session(ada)
	begun, unused := a.now, a.actor(idle)
	for day := range 29 {
		a.now = begun.Add(time.Duration(day+1) * 24 * time.Hour)
		a.actor(used)
		if day+1 == 7 {
			if !a.isOver(idle) {
				t.Error("one that nobody uses, after 7 days: is still good")
			}
			if a.Lasts(unused) {
				t.Error("what is done in it goes on")
			}
			a.now = a.now.Add(-time.Nanosecond)
			if !a.Lasts(unused) {
				t.Error("what is done in it, a nanosecond before: has ended")
			}
			a.actor(almost)
		}
	}
	later := newArea(t, db)
	later.now = begun.Add(SessionTime - time.Nanosecond)
	if later.isOver(used) {
		t.Error("one that is used, a nanosecond before 30 days: is over")
	}
	later.now = begun.Add(SessionTime)
	if !later.isOver(used) {
		t.Error("one that is used, after 30 days: is still good")
	}
}

func TestSessionsAreListed(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	ada, first := a.user("Ada", Operator)
	bo, bos := a.user("Bo", Viewer)
	a.now = a.now.Add(time.Hour)
	second := a.session(ada)
	list, err := a.Sessions(a.actor(first))
	if err != nil || len(list) != 2 || list[0].Current || !list[1].Current || list[0].Address != "192.0.2.7" || list[0].Browser != "a browser" || !list[0].CreatedAt.Equal(a.now) {
		t.Fatalf("got %+v, %v", list, err)
	}
	if err := a.EndSession(a.actor(bos), list[0].ID); kindOf(err) != fault.NotFound {
		t.Errorf("end another's session: got %v", err)
	}
	if err := a.EndSession(a.actor(first), list[0].ID); err != nil || !a.isOver(second) || a.isOver(first) {
		t.Errorf("end one: got %v", err)
	}
	third := a.session(ada)
	if err := a.EndOthers(a.actor(first)); err != nil || !a.isOver(third) || a.isOver(first) || a.isOver(bos) {
		t.Errorf("end the others: got %v", err)
	}
	users, err := a.Users(t.Context())
	if err != nil || users[0].Sessions != 1 || users[1].ID != bo.ID || users[1].Sessions != 1 {
		t.Errorf("got %+v, %v", users, err)
	}
	for range maxSessions {
		a.now = a.now.Add(time.Second)
		third = a.session(ada)
	}
	if list, err := a.Sessions(a.actor(third)); err != nil || len(list) != maxSessions || !a.isOver(first) {
		t.Errorf("got %d sessions, %v, want the %d newest", len(list), err, maxSessions)
	}
}

// TestBrowserNames: whatever a browser calls itself, it can sign in.
func TestBrowserNames(t *testing.T) {
	for in, want := range map[string]string{
		"Firefox": "Firefox", "": "", "Mozilla \xe9": "Mozilla ", "\xff": "", "é\xe9é": "éé",
		strings.Repeat("x", 201): strings.Repeat("x", 200), strings.Repeat("x", 199) + "é": strings.Repeat("x", 199),
	} {
		if got := cut(in, 200); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestEndOfNothing: to sign out without a session writes nothing.
func TestEndOfNothing(t *testing.T) {
	db := storetest.Open(t)
	a := newArea(t, db)
	_, secret := a.user("Ada", Operator)
	changes := db.Watch()
	defer changes.Stop()
	changes.Take()
	for range 3 {
		if err := a.End("anything"); err != nil {
			t.Fatal(err)
		}
	}
	if got := changes.Take(); len(got) != 0 {
		t.Errorf("without a session: got %q, want no change", got)
	}
	if err := a.End(secret); err != nil || !a.isOver(secret) || len(changes.Take()) == 0 {
		t.Errorf("with one: got %v, want it to end", err)
	}
}

// TestNameIsNotIdentity: who takes the name of a deleted user has nothing of theirs.
func TestNameIsNotIdentity(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	a.user("Ada", Operator)
	bo, _ := a.user("Bo", Operator)
	device := a.Remember(bo.ID)
	if _, err := a.DropUser(&Actor{}, bo.ID); err != nil {
		t.Fatal(err)
	}
	again, _ := a.user("bo", Viewer)
	if _, ok := a.deviceOf(device, again.ID); ok || again.ID == bo.ID {
		t.Errorf("got %+v, whose device was known before", again)
	}
}

// TestSecretsAreNotKept looks for secrets in everything that is kept.
func TestSecretsAreNotKept(t *testing.T) {
	db := storetest.Open(t)
	a := newArea(t, db)
	ada, session := a.user("Ada", Operator)
	token, _, err := a.MakeToken(t.Context(), a.actor(session), NewToken{Name: "bot", Scopes: []Scope{ScopeRead}})
	if err != nil {
		t.Fatal(err)
	}
	_, invitation, err := a.Invite(a.actor(session), Viewer)
	if err != nil {
		t.Fatal(err)
	}
	reset, err := a.Reset(t.Context(), &Actor{}, ada.ID)
	if err != nil {
		t.Fatal(err)
	}
	err = db.View(func(tx *store.Tx) error {
		for _, name := range []string{"users", "sessions", "tokens", "codes"} {
			n := 0
			for item, err := range (store.Collection[any]{Name: name, Version: 1}).All(tx, store.Range{}) {
				if err != nil {
					return err
				}
				n++
				for _, secret := range []string{session, strings.TrimPrefix(token, "casebook_"), invitation, reset, password} {
					if strings.Contains(fmt.Sprint(item), secret) {
						t.Errorf("%s holds a secret: %v", name, item)
					}
				}
			}
			if n == 0 {
				t.Errorf("%s is empty", name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTokens(t *testing.T) {
	db := storetest.Open(t)
	a := newArea(t, db)
	_, session := a.user("Ada", Operator)
	secret, made, err := a.MakeToken(t.Context(), a.actor(session), NewToken{Name: "bot", Scopes: []Scope{ScopeRead}, ExpiresAt: a.now.Add(time.Hour)})
	if err != nil || made.By == "" {
		t.Fatalf("got %+v, %v", made, err)
	}
	for _, wrong := range []NewToken{{Name: "", Scopes: []Scope{ScopeRead}}, {Name: "x", Scopes: []Scope{"root"}}, {Name: "x", ExpiresAt: a.now}} {
		if _, _, err := a.MakeToken(t.Context(), &Actor{}, wrong); kindOf(err) != fault.Invalid {
			t.Errorf("%+v: got %v", wrong, err)
		}
	}
	a.now = a.now.Add(time.Hour - time.Nanosecond)
	for _, test := range []struct {
		secret string
		want   []Scope
	}{{secret, []Scope{ScopeRead}}, {"local", everyScope()}, {"", nil}, {"casebook_x", nil}, {session, nil}} {
		if got, err := a.ByToken(test.secret); err != nil || !slices.Equal(got.Scopes, test.want) || got.IsUser() {
			t.Errorf("%q: got %+v, %v, want %v", test.secret, got, err, test.want)
		}
	}
	if !a.isOver(secret) {
		t.Error("a token is taken for a session")
	}
	list, err := newArea(t, db).Tokens(t.Context())
	if err != nil || len(list) != 1 || list[0].ID != made.ID || !list[0].LastUsedAt.Equal(a.now) {
		t.Errorf("list after a restart: got %v, %v", list, err)
	}
	a.now = a.now.Add(time.Nanosecond)
	if got, err := a.ByToken(secret); err != nil || len(got.Scopes) > 0 {
		t.Errorf("when its time is over: got %+v, %v", got, err)
	}
	a.now = a.now.Add(-time.Hour)
	if err := a.DropToken(t.Context(), &Actor{}, "unknown"); kindOf(err) != fault.NotFound {
		t.Errorf("drop an unknown one: got %v", err)
	}
	if err := a.DropToken(t.Context(), &Actor{}, made.ID); err != nil {
		t.Error(err)
	}
	if got, err := a.ByToken(secret); err != nil || len(got.Scopes) > 0 {
		t.Errorf("after the drop: got %+v, %v", got, err)
	}
	for range maxTokens {
		if _, _, err := a.MakeToken(t.Context(), &Actor{}, NewToken{Name: "bot"}); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := a.MakeToken(t.Context(), &Actor{}, NewToken{Name: "bot"}); kindOf(err) != fault.Conflict {
		t.Errorf("token %d: got %v, want a conflict", maxTokens+1, err)
	}
}
