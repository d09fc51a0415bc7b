package fake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// geminiBatch is as much of batchGenerateContent's request as the fake reads.
type geminiBatch struct {
	Batch struct {
		DisplayName string `json:"displayName"`
		InputConfig struct {
			Requests struct {
				Requests []json.RawMessage `json:"requests"`
			} `json:"requests"`
		} `json:"inputConfig"`
	} `json:"batch"`
}

// geminiItem is one request of them.
type geminiItem struct {
	Request  geminiRequest  `json:"request"`
	Metadata map[string]any `json:"metadata"`
}

// geminiCreate is batchGenerateContent.
func (p *Provider) geminiCreate(w http.ResponseWriter, r *http.Request, name, body string) {
	fault, there := p.begin(r, ForBatch, []byte(body))
	if !there || atWire(w, r, ForBatch, fault) || geminiFault(w, fault, p.o.Key) {
		return
	}
	var q geminiBatch
	err := json.Unmarshal([]byte(body), &q)
	if fault == Retired || !slices.Contains(p.o.Models, name) {
		geminiError(w, http.StatusNotFound, "NOT_FOUND", fmt.Sprintf("models/%s is not found for API version v1beta, or is not supported for batchGenerateContent.", name))
		return
	}
	requests := q.Batch.InputConfig.Requests.Requests
	if err != nil || len(requests) == 0 || q.Batch.DisplayName == "" || fault == BlockedPrompt {
		geminiError(w, http.StatusBadRequest, "INVALID_ARGUMENT", "* BatchGenerateContentRequest.batch: the batch has no name or no requests")
		return
	}
	b := &batch{name: q.Batch.DisplayName, model: name, fault: fault, requests: requests}
	p.addBatch(b)
	if fault == BatchLost {
		panic(http.ErrAbortHandler)
	}
	reply(w, http.StatusOK, b.operation(batchRunning))
}

// geminiStates are the API's words for the states.
func geminiStates() map[int]string {
	return map[int]string{
		batchRunning: "BATCH_STATE_RUNNING", batchDone: "BATCH_STATE_SUCCEEDED", batchFailed: "BATCH_STATE_FAILED",
		batchExpired: "BATCH_STATE_EXPIRED", batchCancelling: "BATCH_STATE_RUNNING", batchCancelled: "BATCH_STATE_CANCELLED",
	}
}

// operation is the batch as the API has it: what came of it stands there twice.
func (b *batch) operation(state int) object {
	stamp := func(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }
	metadata := object{
		"@type": "type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch",
		"model": "models/" + b.model, "displayName": b.name, "name": "batches/" + b.id, "state": geminiStates()[state],
		"createTime": stamp(b.created), "updateTime": stamp(b.created),
		"batchStats": object{"requestCount": strconv.Itoa(len(b.requests)), "pendingRequestCount": strconv.Itoa(len(b.requests) - len(b.answers))},
	}
	answer := object{"name": "batches/" + b.id, "metadata": metadata}
	if state == batchRunning || state == batchCancelling {
		return answer
	}
	answer["done"] = true
	switch state {
	case batchDone:
		output := object{"inlinedResponses": object{"inlinedResponses": b.answers}}
		metadata["output"] = output
		answer["response"] = object{
			"@type": "type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatchOutput", "inlinedResponses": output["inlinedResponses"],
		}
	case batchCancelled:
		answer["error"] = object{"code": 1, "message": "The operation was cancelled."}
	default:
		answer["error"] = object{"code": 13, "message": "The batch failed."}
	}
	return answer
}

// geminiGet is batches.get.
func (p *Provider) geminiGet(w http.ResponseWriter, r *http.Request) {
	fault, there := p.begin(r, ForPoll, nil)
	if !there || atWire(w, r, ForPoll, fault) || geminiFault(w, fault, p.o.Key) {
		return
	}
	b, state := p.findBatch(r.PathValue("call"), false, p.geminiItem)
	if b == nil || fault == Retired {
		geminiError(w, http.StatusNotFound, "NOT_FOUND", "Requested entity was not found.")
		return
	}
	reply(w, http.StatusOK, b.operation(state))
}

// geminiItem is the answer to one request of a batch.
func (p *Provider) geminiItem(request json.RawMessage, fault Fault) object {
	var item geminiItem
	if err := json.Unmarshal(request, &item); err != nil || item.Request.problem() != "" || fault == Internal {
		return object{"error": object{"code": 13, "message": "Internal error encountered."}, "metadata": item.Metadata}
	}
	return object{"response": p.geminiAnswer(item.Request, item.Request.what(), strings.TrimPrefix(item.Request.Model, "models/"), fault), "metadata": item.Metadata}
}

// geminiCancel is batches.cancel.
func (p *Provider) geminiCancel(w http.ResponseWriter, r *http.Request) {
	id, isCancel := strings.CutSuffix(r.PathValue("call"), ":cancel")
	fault, there := p.begin(r, ForCancel, nil)
	if !there || atWire(w, r, ForCancel, fault) || geminiFault(w, fault, p.o.Key) {
		return
	}
	if !isCancel || !p.cancel(id) {
		geminiError(w, http.StatusNotFound, "NOT_FOUND", "Requested entity was not found.")
		return
	}
	reply(w, http.StatusOK, object{})
}

// geminiBatches is batches.list, newest first, in pages of two.
func (p *Provider) geminiBatches(w http.ResponseWriter, r *http.Request) {
	fault, there := p.begin(r, ForSearch, nil)
	if !there || atWire(w, r, ForSearch, fault) || geminiFault(w, fault, p.o.Key) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	from, err := strconv.Atoi(r.URL.Query().Get("pageToken"))
	if err != nil {
		from = len(p.batches)
	}
	answer := object{}
	var list []object
	for i := from - 1; i >= max(0, from-2); i-- {
		list = append(list, p.batches[i].operation(batchRunning))
	}
	if answer["operations"] = list; from > 2 {
		answer["nextPageToken"] = strconv.Itoa(from - 2)
	}
	reply(w, http.StatusOK, answer)
}
