package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/people"
)

// registerSignIn adds the routes by which somebody becomes a user or signs in.
func (o *operator) registerSignIn(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "operator-state", Method: http.MethodGet, Path: "/api/admin/session", Summary: "Who is signed in", Description: "Also whether there is an account yet, and whether passkeys are possible at this address.",
	}), visited(o.whoAmI))
	register(api, o.operation(huma.Operation{
		OperationID: "set-up", Method: http.MethodPost, Path: "/api/admin/setup", Summary: "Make the first account with the setup code", Description: "The server prints the code when it starts and has no account. Signs in.",
	}), visited(o.setUp))
	register(api, o.operation(huma.Operation{
		OperationID: "sign-in", Method: http.MethodPost, Path: "/api/admin/session", Summary: "Sign in",
		Description: "Sets the cookie of a session, which lasts 30 days, and 7 without being used. After five wrong passwords for a name everybody who gives it waits, 10 seconds and each time twice as long up to 15 minutes; " +
			"a browser in which its owner has signed in is counted by itself. Twenty wrong ones from one address, whatever the names, have that address wait, up to an hour.",
	}), visited(o.signIn))
	register(api, o.operation(huma.Operation{
		OperationID: "sign-out", Method: http.MethodDelete, Path: "/api/admin/session", Summary: "Sign out", Description: "Ends the session of this browser.",
	}), visited(o.signOut))
	register(api, o.operation(huma.Operation{
		OperationID: "join", Method: http.MethodPost, Path: "/api/admin/join", Summary: "Make an account with an invitation", Description: "The invitation's role is the account's, and the invitation is void. Signs in.",
	}), visited(o.join))
	register(api, o.operation(huma.Operation{
		OperationID: "reset-password", Method: http.MethodPost, Path: "/api/admin/reset", Summary: "Choose a password with a one-time code",
		Description: "The code is from `casebook user reset` or `casebook user add`, or from an operator. Ends all sessions of the user, deletes the passkeys and the tokens and invitations that the user has made, and signs in.",
	}), visited(o.useReset))
}

// operatorState says who is signed in and whether an account is still to be made.
type operatorState struct {
	Body struct {
		Name        string         `json:"name" doc:"The user who is signed in; empty for nobody"`
		ID          string         `json:"id,omitempty" doc:"The id of the user" example:"SLZS76E3Z7SLZS76E3Z7SLZS76"`
		Role        people.Role    `json:"role,omitempty" enum:"operator,viewer" doc:"What the user may do; a viewer may look and change nothing"`
		Scopes      []people.Scope `json:"scopes" doc:"What the user may do, as tokens have it"`
		SetupNeeded bool           `json:"setupNeeded" doc:"True until the first account is made"`
		Passkeys    bool           `json:"passkeys" doc:"True if passkeys are possible at the address by which this was asked"`
		NoPasskeys  string         `json:"noPasskeys,omitempty" doc:"Why they are not, in a sentence" example:"Browsers have passkeys on secure pages only."`
	}
}

func (o *operator) whoAmI(_ context.Context, v *visit, _ *struct{}) (*operatorState, error) {
	out := &operatorState{}
	if v.actor.IsUser() {
		out.Body.Name, out.Body.ID, out.Body.Role = v.actor.Name, v.actor.UserID(), v.actor.Role
	}
	out.Body.Scopes = append([]people.Scope{}, v.actor.Scopes...)
	_, out.Body.SetupNeeded = o.auth.SetupCode()
	_, err := v.site()
	if out.Body.Passkeys = err == nil; err != nil {
		out.Body.NoPasskeys = err.Error()
	}
	return out, nil
}

// signedIn answers with cookies.
type signedIn struct {
	SetCookie []string `header:"Set-Cookie"`
	Body      struct {
		Success bool   `json:"success"`
		Name    string `json:"name"`
	}
}

type setUpInput struct {
	Body struct {
		Code     string `json:"code" maxLength:"64" doc:"The one-time code that the server printed when it started"`
		Name     string `json:"name" minLength:"1" maxLength:"64"`
		Password string `json:"password" minLength:"10" maxLength:"256"`
	}
}

func (o *operator) setUp(ctx context.Context, v *visit, in *setUpInput) (*signedIn, error) {
	user, err := o.auth.SetUp(ctx, in.Body.Code, in.Body.Name, in.Body.Password)
	return o.begin(ctx, v, &user, err)
}

type signInInput struct {
	Body struct {
		Name     string `json:"name" maxLength:"64"`
		Password string `json:"password" maxLength:"256"`
	}
}

func (o *operator) signIn(ctx context.Context, v *visit, in *signInInput) (*signedIn, error) {
	user, err := o.auth.SignIn(ctx, people.Try{Name: in.Body.Name, Password: in.Body.Password, Network: network(v.address), Device: o.given(v, deviceCookie)})
	return o.begin(ctx, v, &user, err)
}

type joinInput struct {
	Body struct {
		Code     string `json:"code" maxLength:"64" doc:"The one-time code of the invitation, which stands behind # in its link"`
		Name     string `json:"name" minLength:"1" maxLength:"64"`
		Password string `json:"password" minLength:"10" maxLength:"256"`
	}
}

func (o *operator) join(ctx context.Context, v *visit, in *joinInput) (*signedIn, error) {
	user, err := o.auth.Join(ctx, in.Body.Code, in.Body.Name, in.Body.Password)
	return o.begin(ctx, v, &user, err)
}

type useResetInput struct {
	Body struct {
		Code     string `json:"code" maxLength:"64" doc:"The one-time code, which stands behind # in the link"`
		Password string `json:"password" minLength:"10" maxLength:"256"`
	}
}

func (o *operator) useReset(ctx context.Context, v *visit, in *useResetInput) (*signedIn, error) {
	user, err := o.auth.UseReset(ctx, in.Body.Code, in.Body.Password)
	return o.begin(ctx, v, &user, err)
}

// begin signs the user in, unless err says why not: with a session of a new id, whatever the
// browser had before, which ends.
func (o *operator) begin(ctx context.Context, v *visit, user *people.User, err error) (*signedIn, error) {
	if err != nil {
		return nil, err
	}
	actAs(ctx, user.Name)
	if err := o.auth.End(o.given(v, sessionCookie)); err != nil {
		return nil, err
	}
	secret, err := o.auth.Begin(user, v.where(), v.request.UserAgent())
	if err != nil {
		return nil, err
	}
	out := &signedIn{SetCookie: []string{
		o.cookie(v, sessionCookie, secret, people.SessionTime), o.cookie(v, deviceCookie, o.auth.Remember(user.ID), people.DeviceTime),
	}}
	out.Body.Success, out.Body.Name = true, user.Name
	return out, nil
}

func (o *operator) signOut(_ context.Context, v *visit, _ *struct{}) (*signedIn, error) {
	out := &signedIn{SetCookie: []string{o.cookie(v, sessionCookie, "", 0)}}
	out.Body.Success = true
	return out, o.auth.End(o.given(v, sessionCookie))
}
