package web

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/cases"
	"casebook/generator/watch"
)

// registerToday adds the route about today.
func (o *operator) registerToday(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "operator-today", Method: http.MethodGet, Path: "/api/admin/today", Summary: "How today goes",
		Description: "Today's case with its pictures and players, the days ahead, when the schedule runs next, and what is wrong.",
	}, ScopeRead), o.today)
}

// TodayPlayers are those who play today's case.
type TodayPlayers struct {
	Started      int `json:"started" doc:"Have begun it" example:"41"`
	Finished     int `json:"finished" doc:"Have accused somebody" example:"17"`
	Solved       int `json:"solved" doc:"Were right in everything" example:"9"`
	AverageScore int `json:"averageScore" doc:"Of those who have accused somebody, of 100" example:"74"`
}

type todayOutput struct {
	Body struct {
		Date     string              `json:"date" doc:"The day where players live, YYYY-MM-DD" example:"2026-11-21"`
		Case     *cases.Listed       `json:"case,omitempty" doc:"Left out while there is none"`
		Pictures []cases.SlotPicture `json:"pictures" doc:"Of today's case"`
		Players  TodayPlayers        `json:"players"`
		NextRun  *time.Time          `json:"nextRun,omitempty" doc:"When the schedule makes what is missing; left out where it does not run"`
		Days     []cases.DayAhead    `json:"days" doc:"The days ahead that are kept ready"`
		Alerts   []watch.Alert       `json:"alerts" doc:"Those that are on"`
	}
}

func (o *operator) today(ctx context.Context, _ *struct{}) (*todayOutput, error) {
	days, pictures, err := o.cases.Days(ctx)
	if err != nil {
		return nil, err
	}
	out := &todayOutput{}
	body := &out.Body
	body.Date, body.Case, body.Pictures, body.Days = days[0].Date, days[0].Case, pictures, days[1:]
	if body.Case != nil {
		if body.Players, err = o.players(ctx, body.Case.CaseID); err != nil {
			return nil, err
		}
	}
	if o.nextRun != nil {
		body.NextRun = new(o.nextRun())
	}
	alerts, err := o.watch.Alerts()
	body.Alerts = alerts.Active
	return out, err
}

// players returns how a case is played.
func (o *operator) players(ctx context.Context, caseID string) (p TodayPlayers, err error) {
	if p.Started, err = o.play.Players(ctx, caseID); err != nil {
		return p, err
	}
	stats, err := o.play.Stats(ctx, caseID)
	p.Finished, p.Solved, p.AverageScore = stats.TotalSubmissions, stats.CorrectSubmissions, stats.AverageScore
	return p, err
}
