package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"casebook/generator/audit"
	"casebook/generator/cases"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/generator/model/ledger"
	"casebook/generator/notify"
	"casebook/generator/people"
	"casebook/generator/play"
	"casebook/generator/rehearsal"
	"casebook/generator/settings"
	"casebook/generator/watch"
	"casebook/imagecache"
	"casebook/store"
)

// operator has the routes for the person who runs Casebook.
type operator struct {
	db       *store.DB
	auth     *people.Service
	cases    *cases.Service
	images   *imagecache.Cache
	play     *play.Service
	nextRun  func() time.Time // of the schedule; nil where it does not run
	queue    *jobs.Queue
	costs    *ledger.Ledger
	webhooks *notify.Service
	keeper   *keeping.Keeper
	watch    *watch.Watch
	stage    *rehearsal.Stage
	doctor   func(context.Context) []watch.Check
	meter    *meter
	audit    *audit.Log
	desk     *settings.Desk
	log      *slog.Logger
	level    *slog.LevelVar
	now      func() time.Time
	origins  *http.CrossOriginProtection
	fail     func(huma.Context, error) // writes an error as the answer
	limited  func(huma.Context, func(huma.Context))

	publicURL string // the origin that players use; may be empty
	basePath  string
	look      time.Duration // how often it is looked whether who makes a request that lasts is still signed in
}

// operatorTag groups these routes in the documentation.
const operatorTag = "Operator"

// register adds the routes to api.
func (o *operator) register(api huma.API) {
	o.registerEvents(api)
	o.registerSignIn(api)
	o.registerUsers(api)
	o.registerOwn(api)
	o.registerTokens(api)
	o.registerToday(api)
	o.registerCases(api)
	o.registerJobs(api)
	o.registerCosts(api)
	o.registerWebhooks(api)
	o.registerBackups(api)
	o.registerMetrics(api)
	o.registerHistory(api)
	o.registerLog(api)
	o.registerAudit(api)
	o.registerSettings(api)
	o.registerDoctor(api)
}

// operation completes an operation of these routes: whoever calls it must have
// the scope, if one is given, and a browser with a session must be on our own
// pages. What is being done ends with the session or token by which it is done.
func (o *operator) operation(op huma.Operation, scope ...people.Scope) huma.Operation {
	op.Tags = []string{operatorTag}
	op.Middlewares = huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) {
		v := o.visitor(humaecho.Unwrap(ctx))
		if err := o.admit(v, scope); err != nil {
			if op.Path == uploadPath {
				err = withFailure(err)
			}
			o.fail(ctx, err)
			return
		}
		ctx.SetHeader("Cache-Control", "no-store")
		lasting, end := o.during(ctx.Context(), v)
		defer end()
		next(huma.WithContext(ctx, lasting))
	}}
	switch {
	case len(scope) == 0:
		op.Middlewares = append(huma.Middlewares{o.limited}, op.Middlewares...) // strangers come as often as players do
	case scope[0] == ownAccount:
		op.Security = []map[string][]string{{"session": {}}}
	default:
		op.Security = []map[string][]string{{"token": {string(scope[0])}}, {"session": {}}}
	}
	return op
}
