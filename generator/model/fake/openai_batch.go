package fake

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// The files of a batch: what was sent, what came of it, and what failed.
const (
	sentFile   = "file-sent-"
	doneFile   = "file-done-"
	failedFile = "file-failed-"
)

// openAILine is a line of the file that is sent.
//
//nolint:tagliatelle // the names are OpenAI's
type openAILine struct {
	ID   string        `json:"custom_id"`
	URL  string        `json:"url"`
	Body openAIRequest `json:"body"`
}

// openAIBatch is the body of a request for a batch.
//
//nolint:tagliatelle // the names are OpenAI's
type openAIBatch struct {
	File     string            `json:"input_file_id"`
	Endpoint string            `json:"endpoint"`
	Window   string            `json:"completion_window"`
	Metadata map[string]string `json:"metadata"`
}

// batchRoutes adds what batches need.
func (o openAI) batchRoutes(mux *http.ServeMux) {
	mux.HandleFunc("POST /v1/files", o.upload)
	mux.HandleFunc("GET /v1/files/{id}/content", o.download)
	mux.HandleFunc("GET /v1/batches", o.batchList)
	mux.HandleFunc("POST /v1/batches", o.batchCreate)
	mux.HandleFunc("GET /v1/batches/{id}", o.batchGet)
	mux.HandleFunc("POST /v1/batches/{id}/cancel", o.batchCancel)
}

// goes counts a request and reports whether nothing goes wrong with it below what it
// asks for.
func (o openAI) goes(w http.ResponseWriter, r *http.Request, what string, body []byte) (Fault, bool) {
	fault, there := o.begin(r, what, body)
	return fault, there && !atWire(w, r, what, fault) && !openAIFault(w, fault, o.o.Key)
}

// upload keeps a file of requests.
func (o openAI) upload(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("file")
	var data []byte
	if err == nil {
		data, err = io.ReadAll(file)
	}
	if _, goes := o.goes(w, r, ForUpload, data); !goes {
		return
	}
	if err != nil || r.FormValue("purpose") != "batch" {
		openAIError(w, http.StatusBadRequest, "invalid_request_error", nil, "Invalid file or purpose.")
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.files = append(o.files, data)
	reply(w, http.StatusOK, object{"id": sentFile + strconv.Itoa(len(o.files)), "object": "file", "purpose": "batch", "bytes": len(data), "filename": "casebook.jsonl", "created_at": 1780000000, "status": "processed"})
}

// sent is a file of requests, line by line.
func (o openAI) sent(id string) (lines []json.RawMessage) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n, err := strconv.Atoi(strings.TrimPrefix(id, sentFile))
	if err != nil || n < 1 || n > len(o.files) {
		return nil
	}
	for line := range bytes.Lines(o.files[n-1]) {
		lines = append(lines, json.RawMessage(bytes.TrimSpace(line)))
	}
	return lines
}

func (o openAI) batchCreate(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	fault, goes := o.goes(w, r, ForBatch, body)
	if !goes {
		return
	}
	var q openAIBatch
	err = json.Unmarshal(body, &q)
	lines := o.sent(q.File)
	if err != nil || len(lines) == 0 || q.Endpoint != "/v1/images/generations" || q.Window != "24h" || fault == BlockedPrompt || fault == Retired {
		openAIError(w, http.StatusBadRequest, "invalid_request_error", nil, "The batch's file, endpoint or model is not supported.")
		return
	}
	b := &batch{name: q.Metadata["casebook"], fault: fault, requests: lines, metadata: q.Metadata}
	o.addBatch(b)
	if fault == BatchLost {
		panic(http.ErrAbortHandler)
	}
	reply(w, http.StatusOK, b.openAI(batchRunning))
}

// openAI is the batch as the API has it.
func (b *batch) openAI(state int) object {
	words := map[int]string{
		batchRunning: "in_progress", batchDone: "completed", batchFailed: "failed", batchExpired: "expired", batchCancelling: "cancelling", batchCancelled: "cancelled",
	}
	answer := object{
		"id": b.id, "object": "batch", "endpoint": "/v1/images/generations", "completion_window": "24h", "status": words[state], "created_at": b.created.Unix(),
		"input_file_id": sentFile + "1", "output_file_id": nil, "error_file_id": nil, "errors": nil, "metadata": b.metadata,
		"request_counts": object{"total": len(b.requests), "completed": len(b.answers), "failed": 0},
	}
	if state == batchFailed {
		answer["errors"] = object{"object": "list", "data": []object{{"code": "model_not_found", "message": "The model is not supported by the batch API.", "line": 1, "param": nil}}}
	}
	for _, file := range []struct{ key, id string }{{"output_file_id", doneFile}, {"error_file_id", failedFile}} {
		if len(b.lines(file.id == doneFile)) > 0 {
			answer[file.key] = file.id + b.id
		}
	}
	return answer
}

// lines are the answers that are good, or those that are not.
func (b *batch) lines(good bool) (list []object) {
	for _, answer := range b.answers {
		if response, _ := answer["response"].(object); (response["status_code"] == http.StatusOK) == good {
			list = append(list, answer)
		}
	}
	return list
}

func (o openAI) batchGet(w http.ResponseWriter, r *http.Request) {
	fault, goes := o.goes(w, r, ForPoll, nil)
	if !goes {
		return
	}
	b, state := o.findBatch(r.PathValue("id"), true, o.item)
	if b == nil || fault == Retired {
		openAIError(w, http.StatusNotFound, "invalid_request_error", nil, "No batch found with id '"+r.PathValue("id")+"'.")
		return
	}
	reply(w, http.StatusOK, b.openAI(state))
}

// item is the answer to one line of a batch.
func (o openAI) item(request json.RawMessage, fault Fault) object {
	var line openAILine
	var body object
	status := http.StatusOK
	err := json.Unmarshal(request, &line)
	_, problem := o.pictureProblem(line.Body)
	switch {
	case err != nil || problem != "" || !slices.Contains(o.o.Models, line.Body.Model):
		status, body = http.StatusBadRequest, object{"error": object{"message": problem, "type": "invalid_request_error"}}
	case fault == Internal:
		status, body = http.StatusInternalServerError, object{"error": object{"message": "The server had an error.", "type": "server_error"}}
	case fault == WithheldAnswer || fault == BlockedPrompt:
		status, body = http.StatusBadRequest, object{"error": object{"message": "Your request was rejected by the safety system.", "code": "moderation_blocked"}}
	default:
		body = o.picture(line.Body, "", fault)
	}
	return object{"id": "batch_req_" + line.ID, "custom_id": line.ID, "response": object{"status_code": status, "request_id": "fake", "body": body}, "error": nil}
}

// download is the content of a file of answers.
func (o openAI) download(w http.ResponseWriter, r *http.Request) {
	if _, goes := o.goes(w, r, ForDownload, nil); !goes {
		return
	}
	good := strings.HasPrefix(r.PathValue("id"), doneFile)
	id := strings.TrimPrefix(strings.TrimPrefix(r.PathValue("id"), doneFile), failedFile)
	b, _ := o.findBatch(id, true, o.item)
	if b == nil {
		openAIError(w, http.StatusNotFound, "invalid_request_error", nil, "No such File object: "+r.PathValue("id"))
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	for _, line := range b.lines(good) {
		_ = json.NewEncoder(w).Encode(line) // the client has gone
	}
}

func (o openAI) batchCancel(w http.ResponseWriter, r *http.Request) {
	if _, goes := o.goes(w, r, ForCancel, nil); !goes {
		return
	}
	if !o.cancel(r.PathValue("id")) {
		openAIError(w, http.StatusNotFound, "invalid_request_error", nil, "No batch found with id '"+r.PathValue("id")+"'.")
		return
	}
	b, state := o.findBatch(r.PathValue("id"), true, o.item)
	reply(w, http.StatusOK, b.openAI(state))
}

// batchList is newest first, in pages of two.
func (o openAI) batchList(w http.ResponseWriter, r *http.Request) {
	if _, goes := o.goes(w, r, ForSearch, nil); !goes {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	from := len(o.batches)
	if at := slices.IndexFunc(o.batches, func(b *batch) bool { return b.id == r.URL.Query().Get("after") }); at >= 0 {
		from = at
	}
	data := []object{}
	for i := from - 1; i >= max(0, from-2); i-- {
		data = append(data, o.batches[i].openAI(batchRunning))
	}
	reply(w, http.StatusOK, object{"object": "list", "data": data, "has_more": from > 2})
}
