package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/notify"
)

// registerWebhooks adds the route about what was sent outside.
func (o *operator) registerWebhooks(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "webhooks", Method: http.MethodGet, Path: "/api/admin/webhooks", Summary: "What came of webhooks, newest first",
		Description: "One entry for each try; the newest 500 are kept. To send again what was not delivered, retry its job.",
	}, ScopeRead), o.showWebhooks)
}

type webhooksInput struct {
	Limit int `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"How many tries" example:"100"`
}

type webhooksOutput struct {
	Body struct {
		Deliveries []notify.Delivery `json:"deliveries" doc:"Newest first"`
	}
}

func (o *operator) showWebhooks(_ context.Context, in *webhooksInput) (out *webhooksOutput, err error) {
	out = &webhooksOutput{}
	out.Body.Deliveries, err = o.webhooks.Deliveries(in.Limit)
	return out, err
}
