package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/generator/fault"
	"casebook/store"
)

func openStore(t testing.TB) *store.DB {
	t.Helper()
	db, err := store.Open(filepath.Join(t.TempDir(), "casebook.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func newTestAuth(t testing.TB, db *store.DB, codeFile string) *Auth {
	t.Helper()
	a, err := NewAuth(db, AuthOptions{Now: time.Now, LocalToken: "local", CodeFile: codeFile})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// kindOf is the kind of a fault, 0 for any other error or none.
func kindOf(err error) fault.Kind {
	if f, ok := errors.AsType[*fault.Error](err); ok {
		return f.Kind
	}
	return 0
}

func TestSetupCodeMakesOneAccount(t *testing.T) {
	db, file, ctx := openStore(t), filepath.Join(t.TempDir(), "setup-code"), context.Background()
	first := newTestAuth(t, db, file)
	a := newTestAuth(t, db, file) // after a restart
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
		{code, "Ada", "too short", fault.Invalid},
		{code, "Ada", strings.Repeat("x", maxPasswordLength+1), fault.Invalid},
	} {
		if err := a.setUp(ctx, test.code, test.name, test.password); kindOf(err) != test.want {
			t.Errorf("set up %+v: got %v", test, err)
		}
	}
	if err := a.setUp(ctx, code, "Ada", strings.Repeat("x", minPasswordLength)); err != nil {
		t.Fatal(err)
	}
	if err := a.setUp(ctx, code, "Eve", "long enough"); kindOf(err) != fault.Conflict {
		t.Errorf("a second set-up: got %v, want a conflict", err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("setup-code is still there")
	}
	if _, needed := newTestAuth(t, db, file).SetupCode(); needed {
		t.Error("after a restart a code is needed again")
	}
}

func TestSignInIsSlowedDown(t *testing.T) {
	db, ctx := openStore(t), context.Background()
	a := newTestAuth(t, db, "")
	code, _ := a.SetupCode()
	if err := a.setUp(ctx, code, "Ada", "long enough"); err != nil {
		t.Fatal(err)
	}
	if name, err := a.signIn(ctx, " ADA ", "long enough"); name != "Ada" || err != nil {
		t.Errorf("sign in: got %q, %v", name, err)
	}
	for range signInBurst {
		if _, err := a.signIn(ctx, "ada", "wrong"); kindOf(err) != fault.Unauthorized {
			t.Errorf("wrong password: got %v", err)
		}
	}
	if _, err := a.signIn(ctx, "ada", "long enough"); kindOf(err) != fault.Busy {
		t.Errorf("after %d wrong ones: got %v, want to be told to wait", signInBurst, err)
	}
	if _, err := a.signIn(ctx, "nobody", "long enough"); kindOf(err) != fault.Unauthorized {
		t.Errorf("an unknown name: got %v, want what a wrong password gives", err)
	}
}

func TestTokens(t *testing.T) {
	a := newTestAuth(t, openStore(t), "")
	secret, made, err := a.makeToken("bot", []Scope{ScopeRead})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		secret string
		want   []Scope
	}{{secret, []Scope{ScopeRead}}, {"local", everyScope()}, {"", nil}, {"casebook_x", nil}} {
		if got, err := a.scopesOf(test.secret); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("scopes of %q: got %v, %v, want %v", test.secret, got, err, test.want)
		}
	}
	list, err := a.listTokens()
	if err != nil || len(list) != 1 || list[0].ID != made.ID {
		t.Errorf("list: got %v, %v", list, err)
	}
	if err := a.dropToken("unknown"); kindOf(err) != fault.NotFound {
		t.Errorf("drop an unknown one: got %v", err)
	}
	if err := a.dropToken(made.ID); err != nil {
		t.Error(err)
	}
	if got, err := a.scopesOf(secret); err != nil || got != nil {
		t.Errorf("after the drop: got %v, %v", got, err)
	}
	for range maxTokens {
		if _, _, err := a.makeToken("bot", nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := a.makeToken("bot", nil); kindOf(err) != fault.Conflict {
		t.Errorf("token %d: got %v, want a conflict", maxTokens+1, err)
	}
}

func TestSessionsEnd(t *testing.T) {
	now := time.Now()
	db, ctx := openStore(t), context.Background()
	s := newSessions(db, func() time.Time { return now }, "/mystery", true)
	cookie, err := s.begin(ctx, "Ada")
	if err != nil {
		t.Fatal(err)
	}
	if !cookie.HttpOnly || !cookie.Secure || cookie.SameSite != http.SameSiteStrictMode || cookie.Path != "/mystery/" {
		t.Errorf("cookie: got %+v", cookie)
	}
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	request.AddCookie(&cookie)
	if name, err := s.name(request); name != "Ada" || err != nil {
		t.Errorf("name: got %q, %v, want Ada", name, err)
	}
	now = now.Add(sessionLifetime + time.Second)
	if name, err := s.name(request); name != "" || err != nil {
		t.Errorf("name after its time: got %q, %v, want nobody", name, err)
	}
	now = now.Add(-sessionLifetime)
	gone, err := s.end(request)
	if err != nil || gone.MaxAge >= 0 {
		t.Errorf("end: got %+v, %v", gone, err)
	}
	if name, err := s.name(request); name != "" || err != nil {
		t.Errorf("name after signing out: got %q, %v, want nobody", name, err)
	}
}
