package people

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/generator/fault"
	"casebook/store"
	"casebook/store/storetest"
)

const password = "a long password"

// kindOf is the kind of a fault, 0 for any other error or none.
func kindOf(err error) fault.Kind {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Kind
	}
	return 0
}

// area is a Service for a test, with a clock that stands still.
type area struct {
	*Service
	t   *testing.T
	now time.Time
}

func newArea(t *testing.T, db *store.DB) *area {
	t.Helper()
	a := &area{t: t, now: time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)}
	var err error
	if a.Service, err = New(db, Options{Now: func() time.Time { return a.now }, LocalToken: "local"}); err != nil {
		t.Fatal(err)
	}
	return a
}

// user makes an account, the first with the setup code, and a session in it.
func (a *area) user(name string, role Role) (user User, secret string) {
	a.t.Helper()
	ctx := a.t.Context()
	if code, needed := a.SetupCode(); needed {
		var err error
		if user, err = a.SetUp(ctx, code, name, password); err != nil {
			a.t.Fatal(err)
		}
	} else {
		_, code, err := a.Invite(&Actor{}, role)
		if err != nil {
			a.t.Fatal(err)
		}
		if user, err = a.Join(ctx, code, name, password); err != nil {
			a.t.Fatal(err)
		}
	}
	return user, a.session(user)
}

func (a *area) session(u User) string {
	a.t.Helper()
	secret, err := a.Begin(&u, "192.0.2.7", "a browser")
	if err != nil {
		a.t.Fatal(err)
	}
	return secret
}

// actor is who has a session; it must be good.
func (a *area) actor(secret string) *Actor {
	a.t.Helper()
	actor, err := a.BySession(secret)
	if err != nil || !actor.IsUser() {
		a.t.Fatalf("the session: got %+v, %v", actor, err)
	}
	return &actor
}

// isOver reports whether a session is good no more.
func (a *area) isOver(secret string) bool {
	a.t.Helper()
	actor, err := a.BySession(secret)
	if err != nil {
		a.t.Fatal(err)
	}
	return !actor.IsUser()
}

func TestSetupCodeMakesOneAccount(t *testing.T) {
	db, file, ctx := storetest.Open(t), filepath.Join(t.TempDir(), "setup-code"), context.Background()
	start := func() *Service {
		s, err := New(db, Options{Now: time.Now, CodeFile: file})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := start()
	a := start() // after a restart
	code, needed := a.SetupCode()
	if before, _ := first.SetupCode(); !needed || len(code) < 16 || code != before {
		t.Fatalf("code: got %q, %v, want the same as before the restart, %q", code, needed, before)
	}
	if text, err := os.ReadFile(file); err != nil || strings.TrimSpace(string(text)) != code {
		t.Errorf("setup-code: got %q, %v", text, err)
	}
	for _, test := range []struct {
		code, name, password string
		want                 fault.Kind
	}{
		{"wrong", "Ada", "long enough", fault.Forbidden},
		{code, " ", "long enough", fault.Invalid},
		{code, "A\nda", "long enough", fault.Invalid},
		{code, "Token bot", "long enough", fault.Invalid},
		{code, "Ada", "too short", fault.Invalid},
		{code, "Ada", strings.Repeat("x", maxPasswordLength+1), fault.Invalid},
	} {
		if _, err := a.SetUp(ctx, test.code, test.name, test.password); kindOf(err) != test.want {
			t.Errorf("set up %+v: got %v", test, err)
		}
	}
	for range 50 { // a stranger who guesses cannot keep the operator out
		if _, err := a.SetUp(ctx, "wrong", "Eve", "long enough"); kindOf(err) != fault.Forbidden {
			t.Fatalf("a guess: got %v, want to be refused", err)
		}
	}
	held := filepath.Join(file, "held") // so that the file cannot be removed just now
	if err := errors.Join(os.Remove(file), os.MkdirAll(held, 0o700)); err != nil {
		t.Fatal(err)
	}
	if user, err := a.SetUp(ctx, code, " Ada ", strings.Repeat("x", minPasswordLength)); err != nil || user.Name != "Ada" || user.Role != Operator {
		t.Fatalf("got %+v, %v", user, err)
	}
	if _, err := a.SetUp(ctx, code, "Eve", "long enough"); kindOf(err) != fault.Conflict {
		t.Errorf("a second set-up: got %v, want a conflict", err)
	}
	if err := os.Remove(held); err != nil {
		t.Fatal(err)
	}
	if _, needed := start().SetupCode(); needed {
		t.Error("after a restart a code is needed again")
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("setup-code is still there")
	}
}

// TestOldAccounts: an account of the time before roles and ids is an operator's, and what
// scs kept as its session is over.
func TestOldAccounts(t *testing.T) {
	type old struct {
		Name string `json:"name"`
		Hash string `json:"hash"`
	}
	db := storetest.Open(t)
	err := db.Update(func(tx *store.Tx) error {
		return errors.Join(
			store.Collection[old]{Name: "users", Version: 1}.Put(tx, "ada", old{"Ada", "$argon2id$"}),
			store.Collection[map[string]any]{Name: "sessions", Version: 1}.Put(tx, keyOf("secret"), map[string]any{"data": []byte("gob"), "expiry": time.Now().Add(time.Hour)}),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	a := newArea(t, db)
	list, err := a.Users(t.Context())
	if err != nil || len(list) != 1 || len(list[0].ID) < 20 || list[0].Role != Operator || list[0].Pending {
		t.Fatalf("got %+v, %v", list, err)
	}
	if !a.isOver("secret") {
		t.Error("an old session is still good")
	}
	again, err := newArea(t, db).Users(t.Context())
	if err != nil || again[0].ID != list[0].ID {
		t.Errorf("the id after a restart: got %v, %v, want %s", again, err, list[0].ID)
	}
}

// TestLastOperator: it stays, whatever is tried.
func TestLastOperator(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	ada, _ := a.user("Ada", Operator)
	pending, _, err := a.AddUser(t.Context(), &Actor{}, "Bo", Operator) // who has no password cannot be the last
	if err != nil || !pending.Pending {
		t.Fatalf("got %+v, %v", pending, err)
	}
	if _, err := a.SetRole(&Actor{}, ada.ID, Viewer); kindOf(err) != fault.Conflict {
		t.Errorf("make the last operator a viewer: got %v", err)
	}
	if _, err := a.DropUser(&Actor{}, ada.ID); kindOf(err) != fault.Conflict {
		t.Errorf("delete the last operator: got %v", err)
	}
	cy, _ := a.user("Cy", Viewer)
	if cy.Role != Viewer {
		t.Errorf("who was invited as a viewer: got %+v", cy)
	}
	if _, err := a.SetRole(&Actor{}, cy.ID, Operator); err != nil {
		t.Fatal(err)
	}
	if _, err := a.SetRole(&Actor{}, cy.ID, "king"); kindOf(err) != fault.Invalid {
		t.Errorf("an unknown role: got %v", err)
	}
	for _, id := range []string{ada.ID, pending.ID} {
		if _, err := a.DropUser(&Actor{}, id); err != nil {
			t.Errorf("delete %s: %v", id, err)
		}
	}
	if _, err := a.DropUser(&Actor{}, ada.ID); kindOf(err) != fault.NotFound {
		t.Errorf("delete again: got %v", err)
	}
	if _, err := a.DropUser(&Actor{}, cy.ID); kindOf(err) != fault.Conflict {
		t.Errorf("delete the last operator: got %v", err)
	}
}

// TestWhatGoesWithAUser: sessions, streams, tokens, invitations and codes.
func TestWhatGoesWithAUser(t *testing.T) {
	for name, leave := range map[string]func(*area, User) error{
		"deleted":  func(a *area, u User) error { _, err := a.DropUser(&Actor{}, u.ID); return err },
		"a viewer": func(a *area, u User) error { _, err := a.SetRole(&Actor{}, u.ID, Viewer); return err },
	} {
		t.Run(name, func(t *testing.T) {
			a := newArea(t, storetest.Open(t))
			_, adas := a.user("Ada", Operator)
			bo, bos := a.user("Bo", Operator)
			secret, _, err := a.MakeToken(t.Context(), a.actor(bos), NewToken{Name: "bot", Scopes: []Scope{ScopeAdmin}})
			if err != nil {
				t.Fatal(err)
			}
			_, code, err := a.Invite(a.actor(bos), Operator)
			if err != nil {
				t.Fatal(err)
			}
			token, err := a.ByToken(secret)
			if err != nil || !token.May(ScopeImages) {
				t.Fatalf("got %+v, %v", token, err)
			}
			var ended []string
			defer a.Watch(a.actor(adas), func() { ended = append(ended, "Ada") })()
			defer a.Watch(a.actor(bos), func() { ended = append(ended, "Bo") })()
			defer a.Watch(&token, func() { ended = append(ended, "the token") })()
			if err := leave(a, bo); err != nil {
				t.Fatal(err)
			}
			if want := []string{"the token", "Bo"}; !slices.Equal(ended, want) {
				t.Errorf("ended: got %q, want %q", ended, want)
			}
			if got := a.isOver(bos); got != (name == "deleted") {
				t.Errorf("the session is over: got %v", got)
			}
			if actor, err := a.ByToken(secret); err != nil || len(actor.Scopes) > 0 {
				t.Errorf("the token: got %+v, %v, want nobody", actor, err)
			}
			if _, err := a.Join(t.Context(), code, "Eve", password); kindOf(err) != fault.Forbidden {
				t.Errorf("join by an invitation of Bo: got %v, want to be refused", err)
			}
		})
	}
}

// TestWatchLate: who was deleted before the watch began hears it at once.
func TestWatchLate(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	_, secret := a.user("Ada", Operator)
	actor := a.actor(secret)
	if err := a.End(secret); err != nil {
		t.Fatal(err)
	}
	ended := false
	a.Watch(actor, func() { ended = true })()
	if !ended {
		t.Error("the watch goes on, want it to end at once")
	}
	if len(a.live.ends) > 0 {
		t.Errorf("got %v, want nothing to be left behind", a.live.ends)
	}
}

func TestInvitations(t *testing.T) {
	db := storetest.Open(t)
	a := newArea(t, db)
	_, adas := a.user("Ada", Operator)
	made, code, err := a.Invite(a.actor(adas), Viewer)
	if err != nil {
		t.Fatal(err)
	}
	a = newArea(t, db) // after a restart
	list, err := a.Invitations()
	if err != nil || len(list) != 1 || list[0] != made || list[0].By != "Ada" || !list[0].ExpiresAt.Equal(a.now.Add(7*24*time.Hour)) {
		t.Fatalf("got %+v, %v, want %+v", list, err, made)
	}
	if _, err := a.UseReset(t.Context(), code, password); kindOf(err) != fault.Forbidden {
		t.Errorf("an invitation as a reset: got %v", err)
	}
	a.now = a.now.Add(7 * 24 * time.Hour)
	if _, err := a.Join(t.Context(), code, "Bo", password); kindOf(err) != fault.Forbidden {
		t.Errorf("a week later: got %v", err)
	}
	if list, _ := a.Invitations(); len(list) != 0 {
		t.Errorf("a week later: got %v", list)
	}
	a.now = a.now.Add(-time.Nanosecond)
	if _, err := a.Join(t.Context(), code, "aDA", password); kindOf(err) != fault.Conflict {
		t.Errorf("a name that is taken: got %v", err)
	}
	if user, err := a.Join(t.Context(), code, "Bo", password); err != nil || user.Role != Viewer {
		t.Errorf("just in time: got %+v, %v", user, err)
	}
	if _, err := a.Join(t.Context(), code, "Cy", password); kindOf(err) != fault.Forbidden {
		t.Errorf("a second time: got %v", err)
	}
	made, code, err = a.Invite(&Actor{}, Viewer)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.DropInvitation(&Actor{}, made.ID); err != nil {
		t.Error(err)
	}
	if err := a.DropInvitation(&Actor{}, made.ID); kindOf(err) != fault.NotFound {
		t.Errorf("take it back again: got %v", err)
	}
	if _, err := a.Join(t.Context(), code, "Cy", password); kindOf(err) != fault.Forbidden {
		t.Errorf("one that was taken back: got %v", err)
	}
}

// TestInvitationsBlockNoReset: however many invitations there are, the last way in stays.
func TestInvitationsBlockNoReset(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	ada, _ := a.user("Ada", Operator)
	for range maxCodes {
		if _, _, err := a.Invite(&Actor{}, Viewer); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := a.Invite(&Actor{}, Viewer); kindOf(err) != fault.Conflict {
		t.Errorf("invitation %d: got %v, want a conflict", maxCodes+1, err)
	}
	if _, err := a.Reset(t.Context(), &Actor{}, ada.ID); err != nil {
		t.Errorf("reset: got %v", err)
	}
}

// TestTakenNamesAreNotHashed: who is invited and asks for a taken name is told so at once,
// without a turn to hash a password.
func TestTakenNamesAreNotHashed(t *testing.T) {
	a := newArea(t, storetest.Open(t))
	a.user("Ada", Operator)
	_, code, err := a.Invite(&Actor{}, Viewer)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // whoever waits for a turn gives up
	for range hashesForFriend {
		if _, err := a.hasher.friends.enter(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := a.Join(ctx, code, " ADA", password); kindOf(err) != fault.Conflict {
		t.Errorf("got %v, want a conflict", err)
	}
	if _, err := a.Join(ctx, code, "Bo", password); !errors.Is(err, context.Canceled) {
		t.Errorf("a free name: got %v, want to wait for a turn", err)
	}
}
