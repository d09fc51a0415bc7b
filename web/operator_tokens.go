package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/people"
)

// registerTokens adds the routes about the tokens of programs.
func (o *operator) registerTokens(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "list-tokens", Method: http.MethodGet, Path: "/api/admin/tokens", Summary: "API tokens", Description: "Without the secrets, which are told once.",
	}, ScopeAdmin), o.listTokens)
	register(api, o.operation(huma.Operation{
		OperationID: "make-token", Method: http.MethodPost, Path: "/api/admin/tokens", Summary: "Make an API token", Description: "The answer has the token, which cannot be read again.",
	}, ScopeAdmin), visited(o.makeToken))
	register(api, o.operation(huma.Operation{
		OperationID: "drop-token", Method: http.MethodDelete, Path: "/api/admin/tokens/{id}", Summary: "Delete an API token", Description: "It is refused from now on, and so are the tokens, invitations and one-time codes that were made by it.",
	}, ScopeAdmin), visited(o.dropToken))
}

// tokenList is all tokens.
type tokenList struct {
	Tokens []people.Token `json:"tokens"`
}

type tokensOutput struct{ Body tokenList }

func (o *operator) listTokens(ctx context.Context, _ *struct{}) (out *tokensOutput, err error) {
	out = &tokensOutput{}
	out.Body.Tokens, err = o.auth.Tokens(ctx)
	return out, err
}

type tokenInput struct{ Body people.NewToken }

// tokenMade is a token and its secret, field by field, since the document does not tell of
// what is embedded.
type tokenMade struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Scopes    []people.Scope `json:"scopes"`
	CreatedAt time.Time      `json:"createdAt"`
	ExpiresAt time.Time      `json:"expiresAt,omitzero" doc:"From then on it is refused; left out for never"`
	Secret    string         `json:"secret" doc:"Shown only now"`
}

type tokenOutput struct{ Body tokenMade }

func (o *operator) makeToken(ctx context.Context, v *visit, in *tokenInput) (*tokenOutput, error) {
	concerns(ctx, in.Body.Name)
	secret, made, err := o.auth.MakeToken(ctx, &v.actor, in.Body)
	return &tokenOutput{tokenMade{made.ID, made.Name, made.Scopes, made.CreatedAt, made.ExpiresAt, secret}}, err
}

type tokenID struct {
	ID string `path:"id" maxLength:"64" doc:"As the list of tokens has it" example:"SLZS76E3Z7"`
}

func (o *operator) dropToken(ctx context.Context, v *visit, in *tokenID) (*success, error) {
	return succeeded(o.auth.DropToken(ctx, &v.actor, in.ID))
}
