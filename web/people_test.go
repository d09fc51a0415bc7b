package web

import (
	"errors"
	"testing"
	"time"

	"casebook/generator/fault"
	"casebook/generator/people"
	"casebook/store"
)

func newTestAuth(t testing.TB, db *store.DB, now func() time.Time) *people.Service {
	t.Helper()
	a, err := people.New(db, people.Options{Now: now, LocalToken: "local"})
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

// newToken makes a token with the scopes.
func newToken(t testing.TB, s *Server, scopes ...people.Scope) map[string]string {
	t.Helper()
	secret, _, err := s.o.Auth.MakeToken(t.Context(), &people.Actor{}, people.NewToken{Name: "test", Scopes: scopes})
	if err != nil {
		t.Fatal(err)
	}
	return withToken(secret)
}

// newOperator makes the first account and signs it in: the header that a browser sends.
func newOperator(t testing.TB, s *Server) map[string]string {
	t.Helper()
	code, _ := s.o.Auth.SetupCode()
	user, err := s.o.Auth.SetUp(t.Context(), code, "Ada", "a long password")
	if err != nil {
		t.Fatal(err)
	}
	secret, err := s.o.Auth.Begin(&user, "192.0.2.1", "a test")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"Cookie": sessionCookie + "=" + secret}
}
