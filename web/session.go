package web

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"

	"casebook/store"
)

// How long an operator stays signed in: in all, and without doing anything.
const (
	sessionLifetime = 30 * 24 * time.Hour
	sessionIdle     = 7 * 24 * time.Hour
)

// sessionCookie is the name of the operator's cookie.
const sessionCookie = "casebook_operator"

// sessionName is the key of the operator's name in a session.
const sessionName = "name"

// sessions are the operators' sessions, kept in the database by the hash of
// their token.
type sessions struct{ manager *scs.SessionManager }

func newSessions(db *store.DB, now func() time.Time, basePath string, secure bool) sessions {
	return sessions{&scs.SessionManager{ // scs.New would start a memory store that never ends
		Store: sessionStore{db, now}, Codec: scs.GobCodec{}, HashTokenInStore: true,
		Lifetime: sessionLifetime, IdleTimeout: sessionIdle,
		Cookie: scs.SessionCookie{
			Name: sessionCookie, Path: basePath + "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: secure, Persist: true,
		},
	}}
}

// begin starts a session for the operator and returns its cookie.
func (s sessions) begin(ctx context.Context, name string) (http.Cookie, error) {
	ctx, err := s.manager.Load(ctx, "") // a new token: one from before signing in is never kept
	if err != nil {
		return http.Cookie{}, err
	}
	s.manager.Put(ctx, sessionName, name)
	token, expiry, err := s.manager.Commit(ctx)
	return s.cookie(token, expiry), err
}

// end ends the session of the request and returns the cookie that says so.
func (s sessions) end(r *http.Request) (http.Cookie, error) {
	ctx, err := s.load(r)
	if err == nil {
		err = s.manager.Destroy(ctx)
	}
	gone := s.cookie("", time.Unix(1, 0)) //nolint:gosec // cookie sets all three
	gone.MaxAge = -1
	return gone, err
}

// name returns the operator whose session the request carries, "" for nobody.
func (s sessions) name(r *http.Request) (string, error) {
	ctx, err := s.load(r)
	if err != nil {
		return "", err
	}
	return s.manager.GetString(ctx, sessionName), nil
}

func (s sessions) load(r *http.Request) (context.Context, error) {
	token := ""
	if cookie, err := r.Cookie(sessionCookie); err == nil {
		token = cookie.Value
	}
	return s.manager.Load(r.Context(), token)
}

func (s sessions) cookie(value string, expires time.Time) http.Cookie {
	c := s.manager.Cookie
	return http.Cookie{ //nolint:gosec // Secure when the public address is
		Name: c.Name, Value: value, Path: c.Path, Expires: expires, HttpOnly: true, Secure: c.Secure, SameSite: c.SameSite,
	}
}

// bearer returns the token of an Authorization header, "" for none.
func bearer(r *http.Request) string {
	scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(secret)
}

// sessionRecord is a session as it is kept.
type sessionRecord struct {
	Data   []byte    `json:"data"`
	Expiry time.Time `json:"expiry"`
}

func sessionRecords() store.Collection[sessionRecord] {
	return store.Collection[sessionRecord]{Name: "sessions", Version: 1}
}

// sessionStore is the scs.Store over the sessions collection.
type sessionStore struct {
	db  *store.DB
	now func() time.Time
}

// Delete implements scs.Store.
func (s sessionStore) Delete(token string) error {
	return s.db.Update(func(tx *store.Tx) error { return sessionRecords().Delete(tx, token) })
}

// Find implements scs.Store.
func (s sessionStore) Find(token string) (data []byte, found bool, err error) {
	var record sessionRecord
	err = s.db.View(func(tx *store.Tx) (err error) {
		record, err = sessionRecords().Get(tx, token)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return nil, false, nil
	}
	if err != nil || !s.now().Before(record.Expiry) {
		return nil, false, err
	}
	return record.Data, true, nil
}

// Commit implements scs.Store. It also drops the sessions that have expired.
func (s sessionStore) Commit(token string, data []byte, expiry time.Time) error {
	return s.db.Update(func(tx *store.Tx) error {
		for item, err := range sessionRecords().All(tx, store.Range{}) {
			if err != nil {
				return err
			}
			if s.now().Before(item.Value.Expiry) {
				continue
			}
			if err := sessionRecords().Delete(tx, item.Key); err != nil {
				return err
			}
		}
		return sessionRecords().Put(tx, token, sessionRecord{data, expiry})
	})
}
