package web

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"casebook/generator/cases"
	"casebook/generator/jobs"
	"casebook/store"
)

// registerJobs adds the routes about jobs.
func (o *operator) registerJobs(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "list-jobs", Method: http.MethodGet, Path: "/api/admin/jobs", Summary: "Jobs, newest first", Description: "What was and is being written, drawn, sent and kept, with failures and attempts. Finished ones stay for 30 days.",
	}, ScopeRead), o.listJobs)
	register(api, o.operation(huma.Operation{
		OperationID: "job", Method: http.MethodGet, Path: "/api/admin/jobs/{id}", Summary: "One job", Description: "Of one that writes or draws a case, with how each picture of the case goes.",
	}, ScopeRead), o.showJob)
	register(api, o.operation(huma.Operation{
		OperationID: "retry-job", Method: http.MethodPost, Path: "/api/admin/jobs/{id}/retry", Summary: "Try a job again", Description: "One that is failed, partial or cancelled, with all its attempts anew. One that was asked to draw a picture again asks for it anew: 409 while it is being drawn, or when the case was made anew since.",
	}, ScopeAdmin), o.retryJob)
	register(api, o.operation(huma.Operation{
		OperationID: "cancel-job", Method: http.MethodPost, Path: "/api/admin/jobs/{id}/cancel", Summary: "Cancel a job",
		Description: "For good, until it is tried again. One that runs is interrupted, and is cancelled once it has stopped; a batch of pictures is cancelled at its provider too.",
	}, ScopeAdmin), o.cancelJob)
}

type jobsInput struct {
	State []jobs.State `query:"state" enum:"queued,running,done,partial,failed,cancelled" doc:"Only those in one of these states; in all if left out" example:"queued,running"`
	Kind  string       `query:"kind" maxLength:"64" doc:"Only those of this kind" example:"cases.draw"`
	After string       `query:"after" maxLength:"200" doc:"The id of the last job of the page before" example:"cases.draw case-2026-11-21"`
	Limit int          `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"How many" example:"100"`
}

type jobList struct {
	Body struct {
		Jobs  []jobs.Shown `json:"jobs" doc:"Newest first"`
		Total int          `json:"total" doc:"How many there are in these states and of that kind" example:"41"`
		Next  string       `json:"next,omitempty" doc:"What to send as after for the next page; missing on the last" example:"cases.draw case-2026-11-21"`
	}
}

func (o *operator) listJobs(_ context.Context, in *jobsInput) (*jobList, error) {
	out := &jobList{}
	err := o.db.View(func(tx *store.Tx) error {
		list, total, more, err := o.queue.Page(tx, func(j jobs.Job) bool {
			return (len(in.State) == 0 || slices.Contains(in.State, j.State)) && (in.Kind == "" || in.Kind == j.Kind)
		}, in.After, in.Limit)
		if more {
			out.Body.Next = list[len(list)-1].ID
		}
		out.Body.Jobs, out.Body.Total = o.queue.ShowAll(list), total
		return err
	})
	return out, err
}

type jobRef struct {
	ID string `path:"id" maxLength:"200" doc:"As the list of jobs has it" example:"cases.draw case-2026-11-21"`
}

type jobOutput struct {
	Body struct {
		Job      jobs.Shown   `json:"job" doc:"The job"`
		CaseID   string       `json:"caseId,omitempty" doc:"The case that it writes or draws; missing for other jobs" example:"case-2026-11-21"`
		Pictures []cases.Work `json:"pictures" doc:"Of that case, in the order in which they are drawn"`
	}
}

func (o *operator) showJob(_ context.Context, in *jobRef) (*jobOutput, error) {
	out := &jobOutput{}
	err := o.db.View(func(tx *store.Tx) error {
		job, err := o.queue.Job(tx, in.ID)
		if err != nil {
			return err
		}
		out.Body.Job, out.Body.CaseID = o.queue.Show(job), cases.CaseOf(job)
		out.Body.Pictures, err = o.cases.Works(tx, out.Body.CaseID)
		return err
	})
	return out, err
}

func (o *operator) retryJob(_ context.Context, in *jobRef) (*success, error) {
	out := &success{}
	out.Body.Success = true
	return out, o.cases.RetryJob(in.ID)
}

func (o *operator) cancelJob(_ context.Context, in *jobRef) (*success, error) {
	out := &success{}
	out.Body.Success = true
	return out, o.cases.CancelJob(in.ID)
}
