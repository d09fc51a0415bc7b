package openai

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	sdk "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"casebook/generator/model"
	"casebook/generator/model/wire"
)

// Batches is the batch interface of OpenAI itself: files of requests and of answers. It
// is model.Batches. Pictures that follow others cannot be sent.
type Batches struct {
	*Client
	batches sdk.BatchService
	files   sdk.FileService
}

// Batches returns the batch interface.
func (c *Client) Batches() Batches {
	return Batches{c, sdk.NewBatchService(c.requests...), sdk.NewFileService(c.requests...)}
}

// What a batch's metadata has: its name, which is ours, and its model.
const (
	nameKey  = "casebook"
	modelKey = "model"
)

// batchLine is a line of the file that is sent.
//
//nolint:tagliatelle // the names are OpenAI's
type batchLine struct {
	ID     string                  `json:"custom_id"`
	Method string                  `json:"method"`
	URL    string                  `json:"url"`
	Body   sdk.ImageGenerateParams `json:"body"`
}

// Create implements model.Batches.
func (b Batches) Create(ctx context.Context, name string, q []model.ImageRequest) (id string, err error) {
	defer wire.Recover(&err)
	var lines bytes.Buffer
	for i, request := range q {
		line := batchLine{strconv.Itoa(i), http.MethodPost, string(sdk.BatchNewParamsEndpointV1ImagesGenerations), b.generate(request)}
		if err := json.NewEncoder(&lines).Encode(line); err != nil || len(request.References) > 0 {
			return "", &model.Error{Kind: model.Refused, Reason: b.clean(fmt.Sprintf("request %d cannot stand in a batch: %v", i, err))}
		}
	}
	var response *http.Response
	file, err := b.files.New(ctx, sdk.FileNewParams{File: sdk.File(&lines, "casebook.jsonl", "application/jsonl"), Purpose: sdk.FilePurposeBatch}, option.WithResponseInto(&response))
	if err != nil {
		return "", b.failure(ctx, response, err)
	}
	batch, err := b.batches.New(ctx, sdk.BatchNewParams{
		CompletionWindow: sdk.BatchNewParamsCompletionWindow24h, Endpoint: sdk.BatchNewParamsEndpointV1ImagesGenerations,
		InputFileID: file.ID, Metadata: map[string]string{nameKey: name, modelKey: q[0].Model},
	}, option.WithResponseInto(&response))
	if err != nil {
		return "", b.failure(ctx, response, err)
	}
	if batch.ID == "" {
		return "", &model.Error{Kind: model.Broken, Reason: "the batch has no id"}
	}
	return batch.ID, nil
}

// Of the newest batches so many pages of so many are looked through for one.
const (
	pages   = 2
	perPage = 100
)

// Find implements model.Batches.
func (b Batches) Find(ctx context.Context, name string) (id string, err error) {
	defer wire.Recover(&err)
	query := sdk.BatchListParams{Limit: sdk.Int(perPage)}
	for range pages {
		var response *http.Response
		page, err := b.batches.List(ctx, query, option.WithResponseInto(&response))
		if err != nil {
			return "", b.failure(ctx, response, err)
		}
		for _, batch := range page.Data {
			if batch.Metadata[nameKey] == name {
				return batch.ID, nil
			}
			query.After = sdk.String(batch.ID)
		}
		if !page.HasMore {
			break
		}
	}
	return "", nil
}

// Get implements model.Batches.
func (b Batches) Get(ctx context.Context, id string) (batch model.Batch, err error) {
	defer wire.Recover(&err)
	var response *http.Response
	stands, err := b.batches.Get(ctx, id, option.WithResponseInto(&response))
	if err != nil {
		return batch, b.failure(ctx, response, err)
	}
	switch stands.Status {
	case sdk.BatchStatusCompleted:
	case sdk.BatchStatusFailed, sdk.BatchStatusExpired, sdk.BatchStatusCancelled:
		batch.Reason = "it ended as " + string(stands.Status)
		for _, problem := range stands.Errors.Data {
			batch.Reason = b.clean(batch.Reason + ": " + problem.Message)
		}
	default:
		return batch, nil
	}
	batch.Ended = true
	for _, file := range []string{stands.OutputFileID, stands.ErrorFileID} {
		if file == "" {
			continue
		}
		items, err := b.read(ctx, file, stands.Metadata[modelKey])
		if err != nil {
			return model.Batch{}, err
		}
		batch.Items = append(batch.Items, items...)
	}
	return batch, nil
}

// answerLine is a line of a file of answers.
//
//nolint:tagliatelle // the names are OpenAI's
type answerLine struct {
	ID       string `json:"custom_id"`
	Response struct {
		StatusCode int             `json:"status_code"`
		Body       json.RawMessage `json:"body"`
	} `json:"response"`
	Error struct {
		Code    string `json:"code"`
		Message string `json:"message"`
	} `json:"error"`
}

// read reads a file of answers of that model.
func (b Batches) read(ctx context.Context, file, name string) (items []model.BatchItem, err error) {
	var response *http.Response
	content, err := b.files.Content(ctx, file, option.WithResponseInto(&response))
	if err != nil {
		return nil, b.failure(ctx, response, err)
	}
	defer func() { _ = content.Body.Close() }() // it was read
	for lines := json.NewDecoder(content.Body); ; {
		var line answerLine
		if err := lines.Decode(&line); errors.Is(err, io.EOF) {
			return items, nil
		} else if err != nil {
			return nil, wire.Failure(ctx, err, b.options.Key)
		}
		item := model.BatchItem{Err: &model.Error{Kind: model.Broken, Reason: b.clean(fmt.Sprintf("%d %s %s", line.Response.StatusCode, line.Error.Code, line.Error.Message))}}
		if item.Index, err = strconv.Atoi(line.ID); err != nil {
			item.Index = -1 // not one of ours
		}
		var images sdk.ImagesResponse
		if line.Response.StatusCode == http.StatusOK && json.Unmarshal(line.Response.Body, &images) == nil {
			item.Answer, item.Err = picture(name, &images)
		}
		items = append(items, item)
	}
}

// Cancel implements model.Batches.
func (b Batches) Cancel(ctx context.Context, id string) (err error) {
	defer wire.Recover(&err)
	var response *http.Response
	if _, err := b.batches.Cancel(ctx, id, option.WithResponseInto(&response)); err != nil {
		return b.failure(ctx, response, err)
	}
	return nil
}
