package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/cases"
)

// judgeTexts is the operation that only says what would come of an edit.
const judgeTexts = "judge-texts"

// maxEdit is the largest edit of a case, in bytes: all of its texts fit.
const maxEdit = 1 << 20

// registerEditing adds the routes by which the operator finds, reads and changes cases.
func (o *operator) registerEditing(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "list-all-cases", Method: http.MethodGet, Path: "/api/admin/cases", Summary: "All cases, those of days to come included",
		Description: "Newest first, a page at a time, with how their drawing goes: all, or those that have every word of `q` in their title, their id or the name of the victim or a suspect.",
	}, ScopeRead), o.listCases)
	register(api, o.operation(huma.Operation{
		OperationID: "list-deleted-cases", Method: http.MethodGet, Path: "/api/admin/deleted", Summary: "Deleted cases that can be restored", Description: "Those of the newest days first.",
	}, ScopeRead), o.listDeleted)
	register(api, o.operation(huma.Operation{
		OperationID: "whole-case", Method: http.MethodGet, Path: "/api/admin/cases/{caseId}", Summary: "A whole case, solution included", Description: "Also its texts by name, and its pictures with their prompts, states and errors.",
	}, ScopeRead), o.wholeCase)
	register(api, o.operation(huma.Operation{
		OperationID: judgeTexts, Method: http.MethodPost, Path: "/api/admin/cases/{caseId}/verdict", Summary: "What the referee would say of a case with other texts", Description: "Nothing is saved.",
		MaxBodyBytes: maxEdit,
	}, ScopeCases), o.judgeTexts)
	register(api, o.operation(huma.Operation{
		OperationID: "edit-texts", Method: http.MethodPut, Path: "/api/admin/cases/{caseId}/texts", Summary: "Change texts of a case",
		Description: "Only texts change: ids, and what happened in the case, stay, and so does what players did in it. An edit by which the case would break a law is refused with the referee's words, " +
			"in `breaches`; `force` passes over lengths alone. 409 when the case was changed since it was read.",
		MaxBodyBytes: maxEdit,
	}, ScopeCases), o.editTexts)
	register(api, o.operation(huma.Operation{
		OperationID: "redraw-picture", Method: http.MethodPost, Path: "/api/admin/cases/{caseId}/pictures/{slot}/redraw", Summary: "Draw one picture again",
		Description: "With another prompt, if one is given. Until it is there, and if it cannot be drawn, players see the old picture. The old one's address holds for ever.",
	}, ScopeCases), o.redraw)
	register(api, o.operation(huma.Operation{
		OperationID: "publish-case", Method: http.MethodPost, Path: "/api/admin/cases/{caseId}/publish", Summary: "Let players see a case before its day",
		Description: "It stands in the archive from now on, and is the case of its day when that comes.",
	}, ScopeCases), o.publishCase)
	register(api, o.operation(huma.Operation{
		OperationID: "restore-case", Method: http.MethodPost, Path: "/api/admin/cases/{caseId}/restore", Summary: "Bring a deleted case back",
		Description: "As it was, with what players did in it. Another that is there for its day by now is deleted by it, and can be restored for a week as well, with what players did in that one; the answer names it.",
	}, ScopeCases), o.restoreCase)
}

type listInput struct {
	Query  string `query:"q" maxLength:"200" doc:"Words to look for" example:"boathouse"`
	Before string `query:"before" maxLength:"64" doc:"The next of the page before" example:"case-2026-11-01"`
	Limit  int    `query:"limit" default:"50" minimum:"1" maximum:"200" doc:"How many at most" example:"50"`
}

type casePage struct{ Body cases.CasePage }

func (o *operator) listCases(ctx context.Context, in *listInput) (*casePage, error) {
	page, err := o.cases.List(ctx, in.Query, in.Before, in.Limit)
	return &casePage{page}, err
}

type deletedList struct {
	Body struct {
		Cases []cases.Deleted `json:"cases"`
	}
}

func (o *operator) listDeleted(ctx context.Context, _ *struct{}) (*deletedList, error) {
	list, err := o.cases.Deleted(ctx)
	out := &deletedList{}
	out.Body.Cases = list
	return out, err
}

type wholeOutput struct{ Body cases.Whole }

func (o *operator) wholeCase(ctx context.Context, in *caseRef) (*wholeOutput, error) {
	whole, err := o.cases.Whole(ctx, in.CaseID)
	return &wholeOutput{whole}, err
}

type judgeInput struct {
	CasePath
	Body struct {
		Texts map[string]string `json:"texts" doc:"New texts by their names; all others as they are"`
	}
}

type judgeOutput struct{ Body cases.Judgement }

func (o *operator) judgeTexts(ctx context.Context, in *judgeInput) (*judgeOutput, error) {
	verdict, err := o.cases.JudgeTexts(ctx, in.CaseID, in.Body.Texts)
	return &judgeOutput{verdict}, err
}

type editInput struct {
	CasePath
	Body cases.TextEdit
}

type editOutput struct{ Body cases.Edited }

func (o *operator) editTexts(ctx context.Context, in *editInput) (*editOutput, error) {
	edited, err := o.cases.EditTexts(ctx, in.CaseID, in.Body)
	return &editOutput{edited}, err
}

type redrawInput struct {
	CasePath
	Slot string `path:"slot" maxLength:"20" doc:"The picture: suspect-1 to suspect-3, loc-1 to loc-5, ev-1 to ev-5, establishing" example:"ev-2"`
	Body cases.Redraw
}

type redrawOutput struct{ Body cases.Redrawing }

func (o *operator) redraw(ctx context.Context, in *redrawInput) (*redrawOutput, error) {
	begun, err := o.cases.Redraw(ctx, in.CaseID, in.Slot, in.Body)
	return &redrawOutput{begun}, err
}

func (o *operator) publishCase(ctx context.Context, in *caseRef) (*doneOutput, error) {
	done, err := o.cases.Publish(ctx, in.CaseID)
	return &doneOutput{done}, err
}

type restoreInput struct {
	CasePath
	DeletedAt time.Time `query:"deletedAt" doc:"Which of several, by when it was deleted; left out: the last" example:"2026-11-21T10:15:00Z"`
}

type restoreOutput struct{ Body cases.Restored }

func (o *operator) restoreCase(ctx context.Context, in *restoreInput) (*restoreOutput, error) {
	done, err := o.cases.Restore(ctx, in.CaseID, in.DeletedAt)
	if done.Replaced != "" {
		concerns(ctx, in.CaseID, fmt.Sprintf("(in the place of “%s”, deleted by it)", done.Replaced))
	}
	return &restoreOutput{done}, err
}
