package web

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"casebook/generator/cases"
	"casebook/generator/fault"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/generator/model/ledger"
	"casebook/generator/notify"
	"casebook/generator/rehearsal"
	"casebook/generator/watch"
	"casebook/store"
)

// operator has the routes for the person who runs Casebook.
type operator struct {
	db       *store.DB
	auth     *Auth
	sessions sessions
	cases    *cases.Service
	queue    *jobs.Queue
	costs    *ledger.Ledger
	webhooks *notify.Service
	keeper   *keeping.Keeper
	watch    *watch.Watch
	stage    *rehearsal.Stage
	doctor   func(context.Context) []watch.Check
	meter    *meter
	log      *slog.Logger
	level    *slog.LevelVar
	origins  *http.CrossOriginProtection
	fail     func(huma.Context, error) // writes an error as the answer
}

// operatorTag groups these routes in the documentation.
const operatorTag = "Operator"

// register adds the routes to api.
func (o *operator) register(api huma.API) {
	open := func(op huma.Operation) huma.Operation { return o.operation(op) }
	register(api, open(huma.Operation{
		OperationID: "operator-state", Method: http.MethodGet, Path: "/api/admin/session", Summary: "Who is signed in", Description: "Also whether there is an account yet.",
	}), o.whoAmI)
	register(api, open(huma.Operation{
		OperationID: "set-up", Method: http.MethodPost, Path: "/api/admin/setup", Summary: "Make the first account with the setup code", Description: "The server prints the code when it starts and has no account. Signs in.",
	}), o.setUp)
	register(api, open(huma.Operation{
		OperationID: "sign-in", Method: http.MethodPost, Path: "/api/admin/session", Summary: "Sign in", Description: "Sets the cookie of a session.",
	}), o.signIn)
	register(api, open(huma.Operation{
		OperationID: "sign-out", Method: http.MethodDelete, Path: "/api/admin/session", Summary: "Sign out", Description: "Ends the session of this browser.",
	}), o.signOut)
	register(api, o.operation(huma.Operation{
		OperationID: "list-tokens", Method: http.MethodGet, Path: "/api/admin/tokens", Summary: "API tokens", Description: "Without the secrets, which are told once.",
	}, ScopeAdmin), o.listTokens)
	register(api, o.operation(huma.Operation{
		OperationID: "make-token", Method: http.MethodPost, Path: "/api/admin/tokens", Summary: "Make an API token", Description: "The answer has the token, which cannot be read again.",
	}, ScopeAdmin), o.makeToken)
	register(api, o.operation(huma.Operation{
		OperationID: "drop-token", Method: http.MethodDelete, Path: "/api/admin/tokens/{id}", Summary: "Delete an API token", Description: "It is refused from now on.",
	}, ScopeAdmin), o.dropToken)
	o.registerCases(api)
	o.registerCosts(api)
	o.registerWebhooks(api)
	o.registerBackups(api)
	o.registerMetrics(api)
	o.registerLog(api)
	o.registerDoctor(api)
}

// operation completes an operation of these routes: whoever calls it must have
// the scope, if one is given, and a browser with a session must be on our own
// pages.
func (o *operator) operation(op huma.Operation, scope ...Scope) huma.Operation {
	op.Tags = []string{operatorTag}
	op.Middlewares = huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
		request := humaecho.Unwrap(ctx).Request()
		if err := o.permit(request, scope); err != nil {
			if op.Path == uploadPath {
				err = withFailure(err)
			}
			o.fail(ctx, err)
			return
		}
		ctx.SetHeader("Cache-Control", "no-store")
		next(huma.WithValue(ctx, requestKey{}, request))
	}}
	if len(scope) > 0 {
		op.Security = []map[string][]string{{"token": {string(scope[0])}}, {"session": {}}}
	}
	return op
}

// requestKey is the context key of the request, for handlers that need its
// cookies.
type requestKey struct{}

func requestOf(ctx context.Context) (*http.Request, error) {
	request, ok := ctx.Value(requestKey{}).(*http.Request)
	if !ok {
		return nil, fault.New(fault.Unauthorized, "Sign in first.")
	}
	return request, nil
}

// permit returns why the request may not do what needs the scopes.
func (o *operator) permit(r *http.Request, needed []Scope) error {
	secret := bearer(r)
	if secret == "" {
		if err := o.origins.Check(r); err != nil {
			return fault.New(fault.Forbidden, "This request comes from another site. Use the pages of this server, or a token.").Because(err)
		}
	}
	if len(needed) == 0 {
		return nil
	}
	if secret != "" {
		return o.permitToken(secret, needed)
	}
	name, err := o.sessions.name(r)
	if err != nil {
		return err
	}
	if name == "" {
		return fault.New(fault.Unauthorized, "Sign in first, or send a token: Authorization: Bearer …")
	}
	return nil
}

func (o *operator) permitToken(secret string, needed []Scope) error {
	scopes, err := o.auth.scopesOf(secret)
	if err != nil {
		return err
	}
	if len(scopes) == 0 {
		return fault.New(fault.Unauthorized, "That token is not valid. Make a new one on the operator's pages.")
	}
	for _, scope := range needed {
		if !slices.Contains(scopes, scope) && !slices.Contains(scopes, ScopeAdmin) {
			return fault.New(fault.Forbidden, "That token lacks the scope %s.", scope)
		}
	}
	return nil
}

// operatorState says who is signed in and whether an account is still to be made.
type operatorState struct {
	Body struct {
		Name        string `json:"name" doc:"The operator who is signed in; empty for nobody"`
		SetupNeeded bool   `json:"setupNeeded" doc:"True until the first account is made"`
	}
}

func (o *operator) whoAmI(ctx context.Context, _ *struct{}) (*operatorState, error) {
	request, err := requestOf(ctx)
	if err != nil {
		return nil, err
	}
	out := &operatorState{}
	_, out.Body.SetupNeeded = o.auth.SetupCode()
	out.Body.Name, err = o.sessions.name(request)
	return out, err
}

// signedIn answers with a cookie.
type signedIn struct {
	SetCookie http.Cookie `header:"Set-Cookie"`
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

func (o *operator) setUp(ctx context.Context, in *setUpInput) (*signedIn, error) {
	if err := o.auth.setUp(ctx, in.Body.Code, in.Body.Name, in.Body.Password); err != nil {
		return nil, err
	}
	return o.begin(ctx, strings.TrimSpace(in.Body.Name))
}

type signInInput struct {
	Body struct {
		Name     string `json:"name" maxLength:"64"`
		Password string `json:"password" maxLength:"256"`
	}
}

func (o *operator) signIn(ctx context.Context, in *signInInput) (*signedIn, error) {
	name, err := o.auth.signIn(ctx, in.Body.Name, in.Body.Password)
	if err != nil {
		return nil, err
	}
	return o.begin(ctx, name)
}

func (o *operator) begin(ctx context.Context, name string) (*signedIn, error) {
	cookie, err := o.sessions.begin(ctx, name)
	if err != nil {
		return nil, err
	}
	out := &signedIn{SetCookie: cookie}
	out.Body.Success, out.Body.Name = true, name
	return out, nil
}

func (o *operator) signOut(ctx context.Context, _ *struct{}) (*signedIn, error) {
	request, err := requestOf(ctx)
	if err != nil {
		return nil, err
	}
	cookie, err := o.sessions.end(request)
	if err != nil {
		return nil, err
	}
	out := &signedIn{SetCookie: cookie}
	out.Body.Success = true
	return out, nil
}

type tokenList struct {
	Body struct {
		Tokens []token `json:"tokens"`
	}
}

func (o *operator) listTokens(context.Context, *struct{}) (*tokenList, error) {
	list, err := o.auth.listTokens()
	out := &tokenList{}
	out.Body.Tokens = list
	return out, err
}

type tokenInput struct {
	Body struct {
		Name   string  `json:"name" minLength:"1" maxLength:"64" doc:"What the token is for"`
		Scopes []Scope `json:"scopes" minItems:"1" enum:"read,cases:write,images:write,admin"`
	}
}

type tokenMade struct {
	Body struct { // a token and its secret, field by field, since the document does not tell of what is embedded
		ID        string    `json:"id"`
		Name      string    `json:"name"`
		Scopes    []Scope   `json:"scopes"`
		CreatedAt time.Time `json:"createdAt"`
		Secret    string    `json:"secret" doc:"Shown only now"`
	}
}

func (o *operator) makeToken(_ context.Context, in *tokenInput) (*tokenMade, error) {
	secret, made, err := o.auth.makeToken(in.Body.Name, in.Body.Scopes)
	out := &tokenMade{}
	out.Body.ID, out.Body.Name, out.Body.Scopes, out.Body.CreatedAt, out.Body.Secret = made.ID, made.Name, made.Scopes, made.CreatedAt, secret
	return out, err
}

type tokenID struct {
	ID string `path:"id" maxLength:"64" doc:"As the list of tokens has it" example:"SLZS76E3Z7"`
}

type success struct {
	Body struct {
		Success bool `json:"success"`
	}
}

func (o *operator) dropToken(_ context.Context, in *tokenID) (*success, error) {
	out := &success{}
	out.Body.Success = true
	return out, o.auth.dropToken(in.ID)
}
