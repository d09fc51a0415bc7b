package web

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/sse"

	"casebook/generator/cases"
	"casebook/imagecache"
)

// registerCases adds the routes about cases and their pictures.
func (o *operator) registerCases(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "regenerate-case", Method: http.MethodPost, Path: "/api/case/regenerate", Summary: "Make a case anew", Description: "What players did in it is dropped: their evidence would point at another solution.",
	}, ScopeCases), o.regenerate)
	register(api, o.operation(huma.Operation{
		OperationID: "delete-case", Method: http.MethodDelete, Path: "/api/case/{caseId}", Summary: "Delete a case",
		Description: "Players lose it at once. For a week it can be restored with what they did in it; then it goes for good, with its files.",
	}, ScopeCases), o.deleteCase)
	register(api, o.operation(huma.Operation{
		OperationID: "make-case", Method: http.MethodPost, Path: "/api/admin/cases", Summary: "Make the case of a day",
		Description: "Answers when the case is written; follow its drawing with the progress route.",
	}, ScopeCases), o.makeCase)
	sse.Register(api, o.operation(huma.Operation{
		OperationID: "case-progress", Method: http.MethodGet, Path: "/api/admin/cases/{caseId}/progress", Summary: "Follow the drawing of a case", Description: "Server-sent events with how many pictures are stored, until all are or no more will be.",
	}, ScopeRead), map[string]any{"message": cases.Progress{}}, o.progress)
	register(api, o.operation(huma.Operation{
		OperationID: "upload-image", Method: http.MethodPost, Path: uploadPath, Summary: "Keep a picture for ever",
		Description:     "Send JSON with imageUrl, or a multipart form with file. Into a slot of the case, or under a new name.",
		MaxBodyBytes:    imagecache.MaxBytes + formOverhead,
		BodyReadTimeout: uploadTimeout,
	}, ScopeImages), o.upload)
	o.registerPicture(api)
	o.registerEditing(api)
}

// What an upload may take beside the picture itself.
const (
	formOverhead  = 1 << 16
	uploadTimeout = 2 * time.Minute
)

type caseRef struct {
	CaseID string `path:"caseId" maxLength:"64" doc:"A case id, or YYYY-MM-DD for the daily case of that day" example:"case-2026-11-21"`
}

type doneOutput struct{ Body cases.Done }

type regenerateInput struct {
	Body struct {
		CaseID string `json:"caseId" maxLength:"64" example:"case-2026-11-21"`
	}
}

func (o *operator) regenerate(ctx context.Context, in *regenerateInput) (*doneOutput, error) {
	concerns(ctx, in.Body.CaseID)
	done, err := o.cases.Regenerate(ctx, in.Body.CaseID)
	return &doneOutput{done}, err
}

func (o *operator) deleteCase(ctx context.Context, in *caseRef) (*doneOutput, error) {
	done, err := o.cases.Delete(ctx, in.CaseID)
	return &doneOutput{done}, err
}

// makeRequest asks for the case of a day.
type makeRequest struct {
	Date  string `json:"date,omitempty" doc:"YYYY-MM-DD; today if left out" example:"2026-11-30"`
	Again bool   `json:"again,omitempty" doc:"Make it anew if it is there" example:"false"`
}

type makeInput struct{ Body makeRequest }

type madeOutput struct{ Body cases.Generated }

func (o *operator) makeCase(ctx context.Context, in *makeInput) (*madeOutput, error) {
	made, err := o.cases.Begin(ctx, in.Body.Date, in.Body.Again)
	concerns(ctx, cmp.Or(made.CaseID, in.Body.Date))
	return &madeOutput{made}, err
}

func (o *operator) progress(ctx context.Context, in *caseRef, send sse.Sender) {
	_, _ = o.cases.Follow(ctx, in.CaseID, func(p cases.Progress) { _ = send.Data(p) }) // whoever hangs up ends ctx
}
