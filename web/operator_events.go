package web

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
)

// adminPace is the least time between two events of what changed.
const adminPace = 500 * time.Millisecond

// AdminEvent tells what changed, so that pages that show it read it again.
type AdminEvent struct {
	Changed []string `json:"changed" doc:"What changed since the event before: jobs, cases, play, costs, webhooks, alerts, settings, people, log, backups. Nothing in the first event." example:"jobs"`
}

// topics returns what a change of a collection is called: by its own name, if it is not
// listed.
func topics(collection string) []string {
	listed := map[string][]string{
		"summaries": {"cases"}, "images": {"cases"}, "status": {"cases"}, "metrics": {"cases"},
		"jobs": {"jobs", "backups"}, "jobs_due": {}, "batches": {"jobs"},
		"players": {"play"}, "submissions": {"play"}, "rankings": {"play"}, "conversations": {}, "notebooks": {}, "transfers": {}, "persons": {}, "players_of_day": {},
		"costs_held": {"costs"}, "deliveries": {"webhooks"}, "settings": {"settings", "alerts"},
		"users": {"people"}, "tokens": {"people"}, "sessions": {"people"}, "codes": {"people"}, "events": {"log"},
	}
	if names, ok := listed[collection]; ok {
		return names
	}
	return []string{collection}
}

// registerEvents adds the stream of what changes.
func (o *operator) registerEvents(api huma.API) {
	api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[AdminEvent](), true, "")
	register(api, o.operation(huma.Operation{
		OperationID: "operator-events", Method: http.MethodGet, Path: "/api/admin/events", Summary: "Follow what changes, as server-sent events",
		Description: "Sends an event `changed` at once and after each change, at most two a second. It names what changed; read that for how it is now. Ends with the session.",
		Responses: map[string]*huma.Response{
			"200": {Description: "Events, each with an AdminEvent as its data", Content: map[string]*huma.MediaType{
				"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}},
			}},
		},
	}, ScopeRead), o.events)
}

func (o *operator) events(context.Context, *struct{}) (*huma.StreamResponse, error) {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		o.tell(ctx.Context(), newStream(humaecho.Unwrap(ctx).Response()))
	}}, nil
}

// tell sends what changes until ctx ends, as it does with the session, or the client leaves.
func (o *operator) tell(ctx context.Context, out *stream) {
	changes := o.db.Watch()
	defer changes.Stop()
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	if out.send("changed", "", AdminEvent{Changed: []string{}}) != nil {
		return
	}
	for {
		select {
		case <-changes.C:
		case <-beat.C:
			if out.write([]byte(": here\n\n")) != nil {
				return
			}
		case <-ctx.Done():
			return
		}
		if ctx.Err() != nil { // both may have been ready
			return
		}
		if e := (AdminEvent{topicsOf(changes.Take())}); len(e.Changed) > 0 && out.send("changed", "", e) != nil {
			return
		}
		if !pause(ctx, adminPace) {
			return
		}
	}
}

// topicsOf returns the topics of several collections, each once, in order.
func topicsOf(collections []string) (names []string) {
	for _, collection := range collections {
		names = append(names, topics(collection)...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}
