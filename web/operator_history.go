package web

import (
	"bytes"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/watch"
)

// registerHistory adds the routes about how the last days went.
func (o *operator) registerHistory(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "history", Method: http.MethodGet, Path: "/api/admin/history", Summary: "How the last days went",
		Description: "Pictures, time, costs, players and webhooks of each day, or of each week, oldest first. They are kept for 400 days.",
	}, ScopeRead), o.showHistory)
	drawn := o.operation(huma.Operation{
		OperationID: "history-chart", Method: http.MethodGet, Path: "/api/admin/history/chart", Summary: "The same as a drawing",
		Description: "Of one of the numbers, as SVG that is styled by its classes: bar, bad, axis and text.",
	}, ScopeRead)
	drawn.Responses = map[string]*huma.Response{"200": {
		Description: "The drawing", Content: map[string]*huma.MediaType{svgType: {Schema: &huma.Schema{Type: huma.TypeString}}},
	}}
	register(api, drawn, o.drawHistory)
}

// daysOfWeek is how many days are added up for charts of a year.
const daysOfWeek = 7

// HistoryInput says which days are asked for.
type HistoryInput struct {
	Days int    `query:"days" minimum:"1" maximum:"400" default:"30" doc:"How many, today included" example:"30"`
	By   string `query:"by" enum:"day,week" default:"day" doc:"What is added up: each day, or seven days each, of which the last ends today" example:"day"`
}

type historyOutput struct {
	Body struct {
		Days []watch.Day `json:"days" doc:"Oldest first; none before the first on which something happened. A week is named by its first day"`
	}
}

func (o *operator) history(in *HistoryInput) ([]watch.Day, error) {
	list, err := o.watch.History(in.Days)
	if in.By == "week" {
		list = watch.AddUp(list, daysOfWeek)
	}
	return list, err
}

func (o *operator) showHistory(_ context.Context, in *HistoryInput) (out *historyOutput, err error) {
	out = &historyOutput{}
	out.Body.Days, err = o.history(in)
	return out, err
}

const svgType = "image/svg+xml"

type chartInput struct {
	HistoryInput

	Of    string `query:"of" enum:"success,seconds,pictures,costs,players,webhooks" default:"pictures" doc:"Which number" example:"pictures"`
	Width int    `query:"width" minimum:"200" maximum:"1600" default:"640" doc:"In pixels" example:"640"`
}

type chartOutput struct {
	ContentType string `header:"Content-Type"`
	Body        []byte
}

func (o *operator) drawHistory(_ context.Context, in *chartInput) (*chartOutput, error) {
	list, err := o.history(&in.HistoryInput)
	if err != nil {
		return nil, err
	}
	apart := 1
	if in.By == "week" {
		apart = daysOfWeek
	}
	var out bytes.Buffer
	if err := drawChart(&out, fillUp(list, (in.Days+apart-1)/apart, apart), in.Of, in.Width); err != nil {
		return nil, err
	}
	return &chartOutput{svgType, out.Bytes()}, nil
}
