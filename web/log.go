package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/pprof"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"casebook/generator/fault"
)

// registerLog adds the routes about what is logged.
func (o *operator) registerLog(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "log-level", Method: http.MethodGet, Path: "/api/admin/log-level", Summary: "From what level on is logged", Description: "As the setting has it, until it is changed here.",
	}, ScopeRead), o.showLevel)
	register(api, o.operation(huma.Operation{
		OperationID: "set-log-level", Method: http.MethodPut, Path: "/api/admin/log-level", Summary: "Log more or less from now on", Description: "Until the program ends; the setting log-level stays as it is.",
	}, ScopeAdmin), o.setLevel)
}

// logLevel is the least level that is logged.
type logLevel struct {
	Level string `json:"level" enum:"debug,info,warn,error" doc:"What is logged: this and all that is graver" example:"info"`
}

type logLevelInput struct{ Body logLevel }

type logLevelOutput struct{ Body logLevel }

func (o *operator) showLevel(context.Context, *struct{}) (*logLevelOutput, error) {
	return &logLevelOutput{logLevel{strings.ToLower(o.level.Level().String())}}, nil
}

func (o *operator) setLevel(ctx context.Context, in *logLevelInput) (*logLevelOutput, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(in.Body.Level)); err != nil {
		return nil, fault.New(fault.Invalid, "There is no level %q.", in.Body.Level).Because(err)
	}
	concerns(ctx, in.Body.Level)
	o.level.Set(level)
	o.log.WarnContext(ctx, "the level of the log was changed", "level", level)
	return o.showLevel(ctx, nil)
}

// profilesPath is where Go's profiles of the running program are.
const profilesPath = "/debug/pprof/"

// registerProfiles adds them, for a browser in which the operator has signed in and
// nobody else: a token is kept by programs, and a profile can tell what is in memory.
func (s *Server) registerProfiles(o *operator) {
	s.root.GET(profilesPath+"*", func(c echo.Context) error {
		v := o.visitor(c)
		actor, err := o.auth.BySession(o.given(v, sessionCookie))
		if err != nil {
			return err
		}
		if v.actor = actor; !actor.May(ScopeAdmin) {
			return fault.New(fault.Unauthorized, "Sign in on the operator's pages first, as an operator.")
		}
		c.Response().Header().Set("Cache-Control", "no-store")
		ctx, end := o.during(c.Request().Context(), v)
		defer end()
		profile(c.Param("*")).ServeHTTP(&lease{c.Response(), ctx.Err}, c.Request().WithContext(ctx))
		return nil
	})
}

// profile returns what serves the profile of a name, and a list of all for an empty one.
func profile(name string) http.Handler {
	switch name {
	case "":
		return http.HandlerFunc(pprof.Index)
	case "cmdline":
		return http.HandlerFunc(pprof.Cmdline)
	case "symbol":
		return http.HandlerFunc(pprof.Symbol)
	case "profile":
		return http.HandlerFunc(pprof.Profile)
	case "trace":
		return http.HandlerFunc(pprof.Trace)
	default:
		return pprof.Handler(name)
	}
}
