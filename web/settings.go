package web

import (
	"context"
	"maps"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/settings"
)

// registerSettings adds the routes about the settings.
func (o *operator) registerSettings(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "settings", Method: http.MethodGet, Path: "/api/admin/settings", Summary: "The settings in force", Description: "Each with where it comes from, and whether it can be changed here. Secrets are only shown to be set.",
	}, ScopeRead), o.showSettings)
	register(api, o.operation(huma.Operation{
		OperationID: "change-settings", Method: http.MethodPut, Path: "/api/admin/settings", Summary: "Change settings",
		Description: "By name; null gives a value up. All or none: they must make sense together. Most take effect by a restart of about a second, in which requests wait.",
	}, ScopeAdmin), o.changeSettings)
	register(api, o.operation(huma.Operation{
		OperationID: "restart", Method: http.MethodPost, Path: "/api/admin/restart", Summary: "Start again", Description: "Reads casebook.toml and files of secrets anew. Takes about a second, in which requests wait.",
	}, ScopeAdmin), o.restart)
}

type settingsOutput struct {
	Body struct {
		Settings   []settings.Setting `json:"settings"`
		LeftOut    []settings.LeftOut `json:"leftOut" doc:"Values that were set here and cannot be, as after a downgrade"`
		Restarting bool               `json:"restarting" doc:"The program starts again for a change"`
	}
}

func (o *operator) showSettings(context.Context, *struct{}) (*settingsOutput, error) {
	out := &settingsOutput{}
	out.Body.Settings, out.Body.LeftOut = o.desk.Items(), o.desk.Left()
	return out, nil
}

type settingsInput struct {
	Body map[string]any `doc:"Values by the names of settings: a string, a number, true or false, a list of strings, or null"`
}

func (o *operator) changeSettings(ctx context.Context, in *settingsInput) (*settingsOutput, error) {
	concerns(ctx, slices.Sorted(maps.Keys(in.Body))...)
	changed, err := o.desk.Change(in.Body)
	if err != nil {
		return nil, err
	}
	out, err := o.showSettings(ctx, nil)
	out.Body.Restarting = changed.Restart
	return out, err
}

func (o *operator) restart(context.Context, *struct{}) (*success, error) {
	out := &success{}
	out.Body.Success = true
	return out, o.desk.Restart()
}
