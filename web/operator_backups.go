package web

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"casebook/generator/cases"
	"casebook/generator/jobs"
	"casebook/generator/keeping"
	"casebook/generator/rehearsal"
	"casebook/store"
)

// backupPath is the route for a backup that is made as it is read.
const backupPath = "/api/admin/backup"

// registerBackups adds the routes about backups. They hold everything, solutions and
// accounts too, and are therefore for those who may do everything.
func (o *operator) registerBackups(api huma.API) {
	register(api, o.operation(huma.Operation{
		OperationID: "list-backups", Method: http.MethodGet, Path: "/api/admin/backups", Summary: "Backups that the schedule made", Description: "Newest first. Folder is empty when the schedule makes none.",
	}, ScopeAdmin), o.listBackups)
	register(api, o.operation(huma.Operation{
		OperationID: "make-backup", Method: http.MethodPost, Path: "/api/admin/backups", Summary: "Make a backup now, in the folder of the schedule", Description: "A job does it: see the list of jobs.",
	}, ScopeAdmin), o.makeBackup)
	register(api, o.operation(zipped(huma.Operation{
		OperationID: "download-backup", Method: http.MethodGet, Path: "/api/admin/backups/{name}", Summary: "Download a backup of the list", Description: "A part of it too, with Range, so that a download that broke off can go on.",
	}), ScopeAdmin), o.downloadBackup)
	register(api, o.operation(zipped(huma.Operation{
		OperationID: "stream-backup", Method: http.MethodGet, Path: backupPath, Summary: "Make a backup and download it", Description: "Nothing of it is kept here. If it fails, the connection breaks off.",
	}), ScopeAdmin), o.streamBackup)
	register(api, o.operation(huma.Operation{
		OperationID: "upkeep", Method: http.MethodGet, Path: "/api/admin/upkeep", Summary: "What came of the weekly rehearsal and of the weekly check of all pictures",
		Description: "A rehearsal restores the newest backup into a scratch folder and plays a game in it. The check draws again what is not whole.",
	}, ScopeRead), o.showUpkeep)
	register(api, o.operation(huma.Operation{
		OperationID: "rehearse", Method: http.MethodPost, Path: "/api/admin/rehearsal", Summary: "Rehearse the newest backup now", Description: "A job does it; what came of it is said with the upkeep.",
	}, ScopeAdmin), o.rehearse)
	register(api, o.operation(huma.Operation{
		OperationID: "check", Method: http.MethodGet, Path: "/api/admin/check", Summary: "Check the database, every case and every picture", Description: "Reads all pictures, which takes its time. Nothing is changed.",
	}, ScopeAdmin), o.check)
}

type upkeepOutput struct {
	Body struct {
		Rehearsal rehearsal.Rehearsed `json:"rehearsal" doc:"The last one"`
		Scrubs    []jobs.Shown        `json:"scrubs" doc:"The checks of all pictures in the last 30 days, oldest first; partial: some were not whole, and error names them"`
	}
}

func (o *operator) showUpkeep(context.Context, *struct{}) (out *upkeepOutput, err error) {
	out = &upkeepOutput{}
	if out.Body.Rehearsal, err = o.stage.Last(); err != nil {
		return nil, err
	}
	err = o.db.View(func(tx *store.Tx) error {
		list, err := o.queue.List(tx, func(j jobs.Job) bool { return j.Kind == cases.ScrubKind })
		out.Body.Scrubs = o.queue.ShowAll(list)
		return err
	})
	return out, err
}

func (o *operator) rehearse(context.Context, *struct{}) (*backupBegun, error) {
	id, err := o.stage.AddNow()
	out := &backupBegun{}
	out.Body.JobID = id
	return out, err
}

type checkOutput struct{ Body keeping.Checked }

func (o *operator) check(ctx context.Context, _ *struct{}) (*checkOutput, error) {
	report, err := keeping.Check(ctx, o.cases, o.keeper.CheckDatabase, func(int64, int64) {})
	return &checkOutput{report}, err
}

// zipped completes an operation whose answer is a zip file.
func zipped(op huma.Operation) huma.Operation {
	op.Responses = map[string]*huma.Response{"200": {
		Description: "The backup", Content: map[string]*huma.MediaType{zipType: {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
	return op
}

const zipType = "application/zip"

type backupList struct {
	Body struct {
		Folder  string           `json:"folder" doc:"Where the schedule puts them; empty: it makes none"`
		Backups []keeping.Backup `json:"backups" doc:"Newest first"`
	}
}

func (o *operator) listBackups(context.Context, *struct{}) (*backupList, error) {
	list, err := o.keeper.List()
	out := &backupList{}
	out.Body.Folder, out.Body.Backups = o.keeper.Folder(), list
	return out, err
}

type backupBegun struct {
	Body struct {
		JobID string `json:"jobId" doc:"The job that makes it"`
	}
}

func (o *operator) makeBackup(context.Context, *struct{}) (*backupBegun, error) {
	id, err := o.keeper.AddNow()
	out := &backupBegun{}
	out.Body.JobID = id
	return out, err
}

type backupName struct {
	Name string `path:"name" maxLength:"64" doc:"As the list has it" example:"casebook-20261121T230000Z.zip"`
}

func (o *operator) downloadBackup(_ context.Context, in *backupName) (*huma.StreamResponse, error) {
	file, err := o.keeper.Open(in.Name)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		defer func() { _ = file.Close() }() // it was only read
		c := humaecho.Unwrap(ctx)
		w := newSlowly(&lease{c.Response(), ctx.Context().Err}, in.Name)
		w.Header().Set("Etag", fmt.Sprintf(`"%x-%x"`, info.ModTime().UnixNano(), info.Size()))
		http.ServeContent(w, c.Request(), "", info.ModTime(), file)
	}}, nil
}

func (o *operator) streamBackup(context.Context, *struct{}) (*huma.StreamResponse, error) {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		c := humaecho.Unwrap(ctx)
		w := newSlowly(&lease{c.Response(), ctx.Context().Err}, keeping.FileName(time.Now()))
		if c.Request().Method == http.MethodHead {
			w.WriteHeader(http.StatusOK)
			return
		}
		if _, err := o.keeper.Write(ctx.Context(), w); err != nil {
			if !c.Response().Committed {
				w.Header().Del("Content-Disposition")
				o.fail(ctx, err)
				return
			}
			panic(http.ErrAbortHandler) // the only way to say that the rest is missing
		}
	}}, nil
}

// slowly is an answer that may take as long as the client goes on reading and may.
type slowly struct {
	http.ResponseWriter
	control *http.ResponseController
}

// newSlowly begins the download of a backup.
func newSlowly(w http.ResponseWriter, name string) slowly {
	w.Header().Set("Content-Type", zipType)
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	return slowly{w, http.NewResponseController(w)}
}

// Write writes a part of the body.
func (p slowly) Write(data []byte) (int, error) {
	_ = p.control.SetWriteDeadline(time.Now().Add(writeTimeout)) // a writer without deadlines needs none
	return p.ResponseWriter.Write(data)
}
