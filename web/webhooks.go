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
		Description: "One entry for each try; the newest 500 are kept.",
	}, ScopeRead), o.showWebhooks)
	register(api, o.operation(huma.Operation{
		OperationID: "redeliver-webhook", Method: http.MethodPost, Path: "/api/admin/webhooks/{id}/redeliver", Summary: "Send a webhook again",
		Description: "To every receiver that it was for, under the same id. What is still being tried is left to that.",
	}, ScopeAdmin), o.redeliver)
	register(api, o.operation(huma.Operation{
		OperationID: "try-webhooks", Method: http.MethodPost, Path: "/api/admin/webhooks/test", Summary: "Send a test to the receivers of webhooks",
		Description: "A signed message of the type casebook.test, tried once. Answers when it is known what came of it.",
	}, ScopeAdmin), o.tryWebhooks)
}

type webhookTest struct {
	Body struct {
		Receiver int `json:"receiver,omitempty" minimum:"0" doc:"The number of the one that it goes to, from 1; left out or 0: to all" example:"1"`
	}
}

type webhookTested struct {
	Body struct {
		Deliveries []notify.Delivery `json:"deliveries" doc:"What came of it, in the order of the receivers"`
	}
}

func (o *operator) tryWebhooks(ctx context.Context, in *webhookTest) (out *webhookTested, err error) {
	out = &webhookTested{}
	out.Body.Deliveries, err = o.webhooks.Try(ctx, in.Body.Receiver)
	return out, err
}

type webhookRef struct {
	ID string `path:"id" maxLength:"128" doc:"As the log of webhooks has it" example:"case-2026-11-21.suspect-1.1795255200000"`
}

type redelivered struct {
	Body struct {
		Success   bool `json:"success"`
		Receivers int  `json:"receivers" doc:"To how many it is being sent" example:"1"`
	}
}

func (o *operator) redeliver(_ context.Context, in *webhookRef) (out *redelivered, err error) {
	out = &redelivered{}
	out.Body.Success = true
	out.Body.Receivers, err = o.webhooks.Redeliver(in.ID)
	return out, err
}

type webhooksInput struct {
	Limit int `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"How many tries" example:"100"`
}

type webhooksOutput struct {
	Body struct {
		Receivers  []string          `json:"receivers" doc:"Where webhooks go, without what follows a question mark" example:"https://bot.example.org/casebook"`
		Deliveries []notify.Delivery `json:"deliveries" doc:"Newest first"`
	}
}

func (o *operator) showWebhooks(_ context.Context, in *webhooksInput) (out *webhooksOutput, err error) {
	out = &webhooksOutput{}
	out.Body.Receivers = o.webhooks.Receivers()
	out.Body.Deliveries, err = o.webhooks.Deliveries(in.Limit)
	return out, err
}
