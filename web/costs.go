package web

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/model/ledger"
)

// registerCosts adds the route about what models cost.
func (o *operator) registerCosts(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "costs", Method: http.MethodGet, Path: "/api/admin/costs", Summary: "What models cost, by day, case and role", Description: "By day and role, as far as the models say what they charge.",
	}, ScopeRead), o.showCosts)
}

type costsInput struct {
	Days int `query:"days" minimum:"1" maximum:"366" default:"30" doc:"How many, today included" example:"30"`
}

type costsOutput struct{ Body ledger.Report }

func (o *operator) showCosts(_ context.Context, in *costsInput) (*costsOutput, error) {
	report, err := o.costs.Report(in.Days)
	return &costsOutput{report}, err
}
