package web

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"casebook/generator/audit"
)

// registerAudit adds the route of the audit log.
func (o *operator) registerAudit(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "audit-log", Method: http.MethodGet, Path: "/api/admin/log", Summary: "Who did what", Description: "What operators, tokens and commands changed, sign-ins, and what the program did by itself; newest first, for 400 days.",
	}, ScopeAdmin), o.showAudit)
}

type auditInput struct {
	Before int64  `query:"before" minimum:"0" doc:"Only what was before the entry of this id; 0: from the newest on" example:"0"`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"How many at most" example:"50"`
	Who    string `query:"who" maxLength:"100" doc:"Only what was done in this name; empty: everybody" example:"Ada"`
}

type auditOutput struct {
	Body struct {
		Entries []audit.Entry `json:"entries" doc:"Newest first"`
		Next    int64         `json:"next" doc:"Ask for what was before this id to read on; 0: there is nothing more"`
	}
}

func (o *operator) showAudit(_ context.Context, in *auditInput) (out *auditOutput, err error) {
	out = &auditOutput{}
	out.Body.Entries, out.Body.Next, err = o.audit.Page(in.Before, in.Limit, in.Who)
	return out, err
}

// auditKey is the context key of the entry that a request will leave in the audit log.
type auditKey struct{}

// concerns notes in the audit log what the request of ctx is about, where its path does not
// say so: an id or a name, never a secret.
func concerns(ctx context.Context, what ...string) {
	if e, ok := ctx.Value(auditKey{}).(*audit.Entry); ok {
		e.About = strings.TrimSpace(strings.Join(what, " "))
	}
}

// actAs notes in the audit log in whose name the request of ctx is done, where who cannot
// know it: the one who signs in by it.
func actAs(ctx context.Context, name string) {
	if e, ok := ctx.Value(auditKey{}).(*audit.Entry); ok {
		e.Who = name
	}
}

// who says in whose name a request comes, for the audit log. It grants nothing. Handlers
// by which somebody becomes somebody call actAs.
func (o *operator) who(c echo.Context) string {
	if actor, err := o.actor(o.visitor(c)); err == nil && actor.Name != "" {
		return actor.Name
	}
	return audit.Nobody
}

// isAudited reports whether what is done by an operation stands in the audit log: all that
// an operator changes or takes away whole.
func isAudited(op *huma.Operation) bool {
	if !slices.Contains(op.Tags, operatorTag) || op.OperationID == judgeTexts {
		return false
	}
	ok := op.Responses["200"]
	return op.Method != http.MethodGet && op.Method != http.MethodHead || ok != nil && ok.Content[zipType] != nil
}

// needsRights reports whether an operation needs more than an account, or none at all.
func needsRights(op *huma.Operation) bool {
	return len(op.Security) > 0 && len(op.Security[0]["token"]) > 0
}

// parameter finds the parameters of a path.
func parameters() *regexp.Regexp { return regexp.MustCompile(`\{(\w+)\}`) }

// audited runs next and leaves what came of it in the audit log, before the answer is on
// its way, so that whoever has it finds it there.
func (s *Server) audited(rec *recorder, next func(huma.Context)) {
	op := rec.Operation()
	if s.operator == nil || !isAudited(op) {
		next(rec)
		return
	}
	c := humaecho.Unwrap(rec)
	e := &audit.Entry{Who: s.operator.who(c), From: c.RealIP(), What: op.OperationID, Text: op.Summary, Own: !needsRights(op)}
	var named []string
	for _, name := range parameters().FindAllStringSubmatch(op.Path, -1) {
		named = append(named, rec.Param(name[1]))
	}
	e.About = strings.Join(named, " ")
	defer func() {
		e.Status = http.StatusInternalServerError // of a panic
		switch {
		case c.Response().Committed:
			e.Status = c.Response().Status
		case rec.failed != nil:
			e.Status, _ = explain(c, rec.failed)
		case rec.status != 0:
			e.Status = rec.status
		}
		e.Outcome = outcomeOf(e.Status)
		if err := s.operator.audit.Add(*e); err != nil {
			s.o.Log.Error("not in the audit log", "id", requestID(c), "what", e.What, "who", e.Who, "err", err)
		}
	}()
	next(huma.WithValue(rec, auditKey{}, e))
}

func outcomeOf(status int) audit.Outcome {
	switch {
	case status >= http.StatusInternalServerError:
		return audit.Failed
	case status >= http.StatusBadRequest:
		return audit.Refused
	default:
		return audit.Done
	}
}
