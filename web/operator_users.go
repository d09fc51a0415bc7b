package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/people"
)

// registerUsers adds the routes about who may run Casebook.
func (o *operator) registerUsers(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "list-users", Method: http.MethodGet, Path: "/api/admin/users", Summary: "Users", Description: "By their names.",
	}, ScopeAdmin), o.listUsers)
	register(api, o.operation(huma.Operation{
		OperationID: "add-user", Method: http.MethodPost, Path: "/api/admin/users", Summary: "Make an account without a password",
		Description: "The answer has a one-time code with which its user chooses one at /operator#reset=CODE within 7 days. It cannot be read again.",
	}, ScopeAdmin), visited(o.addUser))
	register(api, o.operation(huma.Operation{
		OperationID: "set-role", Method: http.MethodPut, Path: "/api/admin/users/{id}", Summary: "Make a user operator or viewer",
		Description: "Who becomes a viewer loses the tokens, invitations and one-time codes made as an operator. The last operator stays one.",
	}, ScopeAdmin), visited(o.setRole))
	register(api, o.operation(huma.Operation{
		OperationID: "drop-user", Method: http.MethodDelete, Path: "/api/admin/users/{id}", Summary: "Delete a user",
		Description: "Ends the sessions at once, and deletes the tokens, invitations and one-time codes that the user has made. The last operator cannot be deleted.",
	}, ScopeAdmin), visited(o.dropUser))
	register(api, o.operation(huma.Operation{
		OperationID: "reset-user", Method: http.MethodPost, Path: "/api/admin/users/{id}/reset", Summary: "Make a one-time code for a new password",
		Description: "For /operator#reset=CODE, good for 24 hours; codes made before are void. Also unlocks signing in for everybody. Once it is used, the user's sessions end, and passkeys, and the tokens and invitations that the user has made, are deleted.",
	}, ScopeAdmin), visited(o.resetUser))
	register(api, o.operation(huma.Operation{
		OperationID: "list-user-passkeys", Method: http.MethodGet, Path: "/api/admin/users/{id}/passkeys", Summary: "A user's passkeys", Description: "In the order in which they were made.",
	}, ScopeAdmin), o.listUserPasskeys)
	register(api, o.operation(huma.Operation{
		OperationID: "drop-user-passkey", Method: http.MethodDelete, Path: "/api/admin/users/{id}/passkeys/{passkey}", Summary: "Delete a passkey of a user",
		Description: "It opens nothing from now on, and the sessions that were begun with it end.",
	}, ScopeAdmin), visited(o.dropUserPasskey))
	register(api, o.operation(huma.Operation{
		OperationID: "list-invitations", Method: http.MethodGet, Path: "/api/admin/invitations", Summary: "Invitations that nobody has taken up", Description: "Newest first, without their codes, which are told once.",
	}, ScopeAdmin), o.listInvitations)
	register(api, o.operation(huma.Operation{
		OperationID: "invite", Method: http.MethodPost, Path: "/api/admin/invitations", Summary: "Invite somebody", Description: "The answer has a one-time code for /operator#join=CODE, good for 7 days. It cannot be read again.",
	}, ScopeAdmin), visited(o.invite))
	register(api, o.operation(huma.Operation{
		OperationID: "drop-invitation", Method: http.MethodDelete, Path: "/api/admin/invitations/{id}", Summary: "Take an invitation back", Description: "Its link is void from now on.",
	}, ScopeAdmin), visited(o.dropInvitation))
}

// AccountPath is the user that a path names.
type AccountPath struct {
	ID string `path:"id" maxLength:"64" doc:"As the list of users has it" example:"SLZS76E3Z7SLZS76E3Z7SLZS76"`
}

type userList struct {
	Body struct {
		Users []people.User `json:"users"`
	}
}

func (o *operator) listUsers(ctx context.Context, _ *struct{}) (out *userList, err error) {
	out = &userList{}
	out.Body.Users, err = o.auth.Users(ctx)
	return out, err
}

// newUser is a user to be made.
type newUser struct {
	Name string      `json:"name" minLength:"1" maxLength:"64" doc:"How the user signs in"`
	Role people.Role `json:"role" enum:"operator,viewer" doc:"What the user may do"`
}

type addUserInput struct{ Body newUser }

// userAdded is a user and the code for a password.
type userAdded struct {
	User people.User `json:"user"`
	Code string      `json:"code" doc:"Shown only now"`
}

type userAddedOutput struct{ Body userAdded }

func (o *operator) addUser(ctx context.Context, v *visit, in *addUserInput) (out *userAddedOutput, err error) {
	concerns(ctx, in.Body.Name, string(in.Body.Role))
	out = &userAddedOutput{}
	out.Body.User, out.Body.Code, err = o.auth.AddUser(ctx, &v.actor, in.Body.Name, in.Body.Role)
	return out, err
}

// chosenRole is a role.
type chosenRole struct {
	Role people.Role `json:"role" enum:"operator,viewer" doc:"An operator may do everything, a viewer may look"`
}

type setRoleInput struct {
	AccountPath
	Body chosenRole
}

type userOutput struct{ Body people.User }

func (o *operator) setRole(ctx context.Context, v *visit, in *setRoleInput) (*userOutput, error) {
	user, err := o.auth.SetRole(&v.actor, in.ID, in.Body.Role)
	concerns(ctx, user.Name, string(in.Body.Role))
	return &userOutput{user}, err
}

func (o *operator) dropUser(ctx context.Context, v *visit, in *AccountPath) (*success, error) {
	gone, err := o.auth.DropUser(&v.actor, in.ID)
	concerns(ctx, gone.Name)
	return succeeded(err)
}

// resetCode is a one-time code for a password.
type resetCode struct {
	Code string `json:"code" doc:"Shown only now"`
}

type resetOutput struct{ Body resetCode }

func (o *operator) resetUser(ctx context.Context, v *visit, in *AccountPath) (*resetOutput, error) {
	code, err := o.auth.Reset(ctx, &v.actor, in.ID)
	return &resetOutput{resetCode{code}}, err
}

func (o *operator) listUserPasskeys(_ context.Context, in *AccountPath) (out *passkeyList, err error) {
	out = &passkeyList{}
	out.Body.Passkeys, err = o.auth.PasskeysOf(in.ID)
	return out, err
}

type userPasskey struct {
	AccountPath
	Passkey string `path:"passkey" maxLength:"2048" doc:"As the list of the user's passkeys has it" example:"5f1c0a"`
}

func (o *operator) dropUserPasskey(ctx context.Context, v *visit, in *userPasskey) (*success, error) {
	user, gone, err := o.auth.DropPasskeyOf(&v.actor, in.ID, in.Passkey)
	if err == nil {
		concerns(ctx, user.Name, gone.Name)
	}
	return succeeded(err)
}

type invitationList struct {
	Body struct {
		Invitations []people.Invitation `json:"invitations"`
	}
}

func (o *operator) listInvitations(context.Context, *struct{}) (out *invitationList, err error) {
	out = &invitationList{}
	out.Body.Invitations, err = o.auth.Invitations()
	return out, err
}

type inviteInput struct{ Body chosenRole }

type invited struct {
	Body struct {
		Invitation people.Invitation `json:"invitation"`
		Code       string            `json:"code" doc:"Shown only now"`
	}
}

func (o *operator) invite(ctx context.Context, v *visit, in *inviteInput) (out *invited, err error) {
	concerns(ctx, string(in.Body.Role))
	out = &invited{}
	out.Body.Invitation, out.Body.Code, err = o.auth.Invite(&v.actor, in.Body.Role)
	return out, err
}

type invitationID struct {
	ID string `path:"id" maxLength:"64" doc:"As the list of invitations has it" example:"SLZS76E3Z7"`
}

func (o *operator) dropInvitation(_ context.Context, v *visit, in *invitationID) (*success, error) {
	return succeeded(o.auth.DropInvitation(&v.actor, in.ID))
}

type success struct {
	Body struct {
		Success bool `json:"success"`
	}
}

// succeeded answers that all went well, if err is nil.
func succeeded(err error) (*success, error) {
	out := &success{}
	out.Body.Success = true
	return out, err
}
