package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"casebook/generator/people"
)

// Users returns the users of the server.
func (l Local) Users(ctx context.Context) ([]people.User, error) {
	var out userList
	err := l.exchange(ctx, http.MethodGet, "/api/admin/users", nil, &out.Body)
	return out.Body.Users, err
}

// AddUser makes an account, and a one-time code for its password.
func (l Local) AddUser(ctx context.Context, _ *people.Actor, name string, role people.Role) (people.User, string, error) {
	var out userAdded
	err := l.exchange(ctx, http.MethodPost, "/api/admin/users", newUser{name, role}, &out)
	return out.User, out.Code, err
}

// Reset makes a one-time code for a new password of the user with the id.
func (l Local) Reset(ctx context.Context, _ *people.Actor, id string) (string, error) {
	var out resetCode
	err := l.exchange(ctx, http.MethodPost, "/api/admin/users/"+url.PathEscape(id)+"/reset", nil, &out)
	return out.Code, err
}

// Tokens returns the tokens of the server.
func (l Local) Tokens(ctx context.Context) ([]people.Token, error) {
	var out tokenList
	err := l.exchange(ctx, http.MethodGet, "/api/admin/tokens", nil, &out)
	return out.Tokens, err
}

// MakeToken makes a token and returns its secret. Whoever asks is this machine.
func (l Local) MakeToken(ctx context.Context, _ *people.Actor, t people.NewToken) (string, people.Token, error) {
	var out tokenMade
	err := l.exchange(ctx, http.MethodPost, "/api/admin/tokens", t, &out)
	return out.Secret, people.Token{ID: out.ID, Name: out.Name, Scopes: out.Scopes, CreatedAt: out.CreatedAt, ExpiresAt: out.ExpiresAt}, err
}

// DropToken deletes a token.
func (l Local) DropToken(ctx context.Context, _ *people.Actor, id string) error {
	var out struct{}
	return l.exchange(ctx, http.MethodDelete, "/api/admin/tokens/"+url.PathEscape(id), nil, &out)
}

// exchange sends a body, if there is one, and reads the answer.
func (l Local) exchange(ctx context.Context, method, path string, body, answer any) error {
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			return fmt.Errorf("ask the server: %w", err)
		}
	}
	response, err := l.ask(ctx, method, path, bytes.NewReader(text))
	if err != nil {
		return err
	}
	err = json.NewDecoder(response.Body).Decode(answer)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return fmt.Errorf("read the server's answer: %w", err)
	}
	return nil
}
