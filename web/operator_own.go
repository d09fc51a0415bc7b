package web

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/people"
)

// registerOwn adds the routes about the account of whoever is signed in.
func (o *operator) registerOwn(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "set-password", Method: http.MethodPut, Path: "/api/admin/password", Summary: "Change your password", Description: "Ends your other sessions at once.",
	}, ownAccount), visited(o.setPassword))
	register(api, o.operation(huma.Operation{
		OperationID: "list-sessions", Method: http.MethodGet, Path: "/api/admin/sessions", Summary: "Where you are signed in", Description: "Newest first.",
	}, ownAccount), visited(o.listSessions))
	register(api, o.operation(huma.Operation{
		OperationID: "end-other-sessions", Method: http.MethodDelete, Path: "/api/admin/sessions", Summary: "End your other sessions", Description: "All but the one that asks, at once, with the streams that are open in them.",
	}, ownAccount), visited(o.endOthers))
	register(api, o.operation(huma.Operation{
		OperationID: "end-session", Method: http.MethodDelete, Path: "/api/admin/sessions/{id}", Summary: "End one of your sessions", Description: "At once, with the streams that are open in it.",
	}, ownAccount), visited(o.endSession))
	register(api, o.operation(huma.Operation{
		OperationID: "list-passkeys", Method: http.MethodGet, Path: "/api/admin/passkeys", Summary: "Your passkeys", Description: "In the order in which they were made.",
	}, ownAccount), visited(o.listPasskeys))
	register(api, o.operation(huma.Operation{
		OperationID: "begin-passkey", Method: http.MethodPost, Path: "/api/admin/passkeys/begin", Summary: "Begin to make a passkey",
		Description: "Wants the password once more, or a passkey of yours by `begin-passkey-sign-in`: a session that was stolen makes none. Give `publicKey` to the browser's `PublicKeyCredential.parseCreationOptionsFromJSON` and `navigator.credentials.create`.",
	}, ownAccount), visited(o.beginPasskey))
	register(api, o.operation(huma.Operation{
		OperationID: "add-passkey", Method: http.MethodPost, Path: "/api/admin/passkeys", Summary: "Keep a passkey that the browser has made", Description: "Within five minutes after it was begun.",
	}, ownAccount), visited(o.addPasskey))
	register(api, o.operation(huma.Operation{
		OperationID: "drop-passkey", Method: http.MethodDelete, Path: "/api/admin/passkeys/{id}", Summary: "Delete one of your passkeys", Description: "It opens nothing from now on, and other sessions that were begun with it end; the browser keeps it until it is deleted there.",
	}, ownAccount), visited(o.dropPasskey))
	register(api, o.operation(huma.Operation{
		OperationID: "begin-passkey-sign-in", Method: http.MethodPost, Path: "/api/admin/session/passkey/begin", Summary: "Begin to sign in with a passkey",
		Description: "Nobody's name is needed. Give `publicKey` to the browser's `PublicKeyCredential.parseRequestOptionsFromJSON` and `navigator.credentials.get`.",
	}), visited(o.beginSignIn))
	register(api, o.operation(huma.Operation{
		OperationID: "passkey-sign-in", Method: http.MethodPost, Path: "/api/admin/session/passkey", Summary: "Sign in with a passkey", Description: "Within five minutes after it was begun. Sets the cookie of a session. Wrong passwords do not lock this.",
	}), visited(o.signInWithPasskey))
}

type passwordInput struct {
	Body struct {
		Old      string `json:"old" maxLength:"256" doc:"The password so far"`
		Password string `json:"password" minLength:"10" maxLength:"256" doc:"The new one"`
	}
}

func (o *operator) setPassword(ctx context.Context, v *visit, in *passwordInput) (*success, error) {
	return succeeded(o.auth.SetPassword(ctx, &v.actor, in.Body.Old, in.Body.Password))
}

type sessionList struct {
	Body struct {
		Sessions []people.Session `json:"sessions"`
	}
}

func (o *operator) listSessions(_ context.Context, v *visit, _ *struct{}) (out *sessionList, err error) {
	out = &sessionList{}
	out.Body.Sessions, err = o.auth.Sessions(&v.actor)
	return out, err
}

func (o *operator) endOthers(_ context.Context, v *visit, _ *struct{}) (*success, error) {
	return succeeded(o.auth.EndOthers(&v.actor))
}

type sessionID struct {
	ID string `path:"id" maxLength:"64" doc:"As the list of sessions has it" example:"SLZS76E3Z7"`
}

func (o *operator) endSession(_ context.Context, v *visit, in *sessionID) (*success, error) {
	return succeeded(o.auth.EndSession(&v.actor, in.ID))
}

type passkeyList struct {
	Body struct {
		Passkeys []people.Passkey `json:"passkeys"`
	}
}

func (o *operator) listPasskeys(_ context.Context, v *visit, _ *struct{}) (out *passkeyList, err error) {
	out = &passkeyList{}
	out.Body.Passkeys, err = o.auth.Passkeys(&v.actor)
	return out, err
}

// ceremony is what a browser needs to make or to show a passkey.
type ceremony struct {
	Body struct {
		PublicKey any    `json:"publicKey" doc:"Options as Web Authentication has them in JSON"`
		State     string `json:"state" doc:"Send it back with the browser's answer"`
	}
}

// ceremonyOf answers with what a ceremony of the visit's site begins with.
func ceremonyOf(v *visit, begin func(people.Site) (people.Ceremony, error)) (*ceremony, error) {
	site, err := v.site()
	if err != nil {
		return nil, err
	}
	begun, err := begin(site)
	out := &ceremony{}
	out.Body.PublicKey, out.Body.State = begun.Options, begun.State
	return out, err
}

type beginPasskeyInput struct {
	Body struct {
		Password   string          `json:"password,omitempty" maxLength:"256" doc:"Your password; may be left out if a passkey is shown"`
		State      string          `json:"state,omitempty" maxLength:"8192" doc:"As begin-passkey-sign-in gave it" example:"eyJraW5kIjoic2hvdyJ9.q83vEjRWeJA"`
		Credential json.RawMessage `json:"credential,omitempty" doc:"What the browser answered to that, by its toJSON" example:"{\"id\":\"XxwKay2eTH-Koh0OLE9qiw\"}"`
	}
}

func (o *operator) beginPasskey(ctx context.Context, v *visit, in *beginPasskeyInput) (*ceremony, error) {
	return ceremonyOf(v, func(site people.Site) (people.Ceremony, error) {
		return o.auth.BeginPasskey(ctx, &v.actor, site, people.Again{Password: in.Body.Password, State: in.Body.State, Passkey: in.Body.Credential})
	})
}

func (o *operator) beginSignIn(_ context.Context, v *visit, _ *struct{}) (*ceremony, error) {
	return ceremonyOf(v, o.auth.BeginSignIn)
}

type addPasskeyInput struct {
	Body struct {
		State      string          `json:"state" maxLength:"8192" doc:"As it was given"`
		Name       string          `json:"name" minLength:"1" maxLength:"64" doc:"What to call the passkey" example:"Laptop"`
		Credential json.RawMessage `json:"credential" doc:"What the browser answered, by its toJSON"`
	}
}

type passkeyOutput struct{ Body people.Passkey }

func (o *operator) addPasskey(ctx context.Context, v *visit, in *addPasskeyInput) (*passkeyOutput, error) {
	site, err := v.site()
	if err != nil {
		return nil, err
	}
	concerns(ctx, in.Body.Name)
	made, err := o.auth.AddPasskey(&v.actor, site, in.Body.State, in.Body.Name, in.Body.Credential)
	return &passkeyOutput{made}, err
}

type passkeyID struct {
	ID string `path:"id" maxLength:"2048" doc:"As the list of passkeys has it" example:"5f1c0a"`
}

func (o *operator) dropPasskey(_ context.Context, v *visit, in *passkeyID) (*success, error) {
	return succeeded(o.auth.DropPasskey(&v.actor, in.ID))
}

type showPasskeyInput struct {
	Body struct {
		State      string          `json:"state" maxLength:"8192" doc:"As it was given"`
		Credential json.RawMessage `json:"credential" doc:"What the browser answered, by its toJSON"`
	}
}

func (o *operator) signInWithPasskey(ctx context.Context, v *visit, in *showPasskeyInput) (*signedIn, error) {
	site, err := v.site()
	if err != nil {
		return nil, err
	}
	user, err := o.auth.SignInWithPasskey(site, in.Body.State, in.Body.Credential)
	return o.begin(ctx, v, &user, err)
}
