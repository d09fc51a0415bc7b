package web

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"casebook/imagecache"
)

// registerPicture adds the route of pictures that players may not see yet.
func (o *operator) registerPicture(api huma.API) {
	op := o.operation(huma.Operation{
		OperationID: "hidden-image", Method: http.MethodGet, Path: "/api/admin/images/{caseId}/{type}/{file}", Summary: "A picture of any case",
		Description: "Of one that players cannot see yet, too: no cache keeps it. Whole cases say the addresses.",
	}, ScopeRead)
	op.Responses = map[string]*huma.Response{"200": {
		Description: "The picture", Content: map[string]*huma.MediaType{"image/jpeg": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
	register(api, op, o.picture)
}

type pictureInput struct {
	CasePath
	Type string `path:"type" maxLength:"20" doc:"suspect, location, evidence or cinematic" example:"evidence"`
	File string `path:"file" maxLength:"200" doc:"Its name with its hash" example:"ev-2.0123456789abcdef.jpg"`
}

func (o *operator) picture(_ context.Context, in *pictureInput) (*huma.StreamResponse, error) {
	path := in.CaseID + "/" + in.Type + "/" + in.File
	file, err := o.images.Open(path)
	if errors.Is(err, imagecache.ErrNotFound) {
		return nil, noPicture(path)
	}
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		defer func() { _ = file.Close() }() // it was only read
		c := humaecho.Unwrap(ctx)
		servePicture(c.Response(), c.Request(), file, "no-store")
	}}, nil
}
