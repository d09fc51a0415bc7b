package gemini

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"google.golang.org/genai"

	"casebook/generator/model"
	"casebook/generator/model/wire"
)

// Batches is the batch interface of the Gemini API. It is model.Batches.
type Batches struct{ *Client }

// Batches returns the batch interface.
func (c *Client) Batches() Batches { return Batches{c} }

// indexKey is under which a request's metadata, which the answer repeats, has its
// place among the requests.
const indexKey = "key"

// Create implements model.Batches. The requests stand in the body, which the API takes
// up to 20 MB.
func (b Batches) Create(ctx context.Context, name string, q []model.ImageRequest) (id string, err error) {
	defer wire.Recover(&err)
	source := &genai.BatchJobSource{}
	for i, request := range q {
		source.InlinedRequests = append(source.InlinedRequests, &genai.InlinedRequest{
			Model: request.Model, Contents: imageContents(request), Config: b.imageConfig(request), Metadata: map[string]string{indexKey: strconv.Itoa(i)},
		})
	}
	job, err := b.batches.Create(ctx, q[0].Model, source, &genai.CreateBatchJobConfig{DisplayName: name})
	if err != nil {
		return "", b.failure(ctx, err)
	}
	if job.Name == "" {
		return "", &model.Error{Kind: model.Broken, Reason: "the batch has no name"}
	}
	return job.Name, nil
}

// listed is how many of the newest batches are looked through for one.
const listed = 200

// Find implements model.Batches.
func (b Batches) Find(ctx context.Context, name string) (id string, err error) {
	defer wire.Recover(&err)
	seen := 0
	for job, err := range b.batches.All(ctx) {
		if err != nil {
			return "", b.failure(ctx, err)
		}
		if job.DisplayName == name {
			return job.Name, nil
		}
		if seen++; seen == listed {
			break
		}
	}
	return "", nil
}

// Get implements model.Batches.
func (b Batches) Get(ctx context.Context, id string) (batch model.Batch, err error) {
	defer wire.Recover(&err)
	job, err := b.batches.Get(ctx, id, nil)
	if err != nil {
		return batch, b.failure(ctx, err)
	}
	switch job.State {
	case genai.JobStateSucceeded, genai.JobStatePartiallySucceeded:
	case genai.JobStateFailed, genai.JobStateCancelled, genai.JobStateExpired:
		batch.Reason = "it ended as " + string(job.State)
	default:
		return batch, nil
	}
	batch.Ended = true
	if job.Dest != nil {
		for i, item := range job.Dest.InlinedResponses {
			batch.Items = append(batch.Items, b.item(strings.TrimPrefix(job.Model, "models/"), i, item))
		}
	}
	return batch, nil
}

// item is one answer of a batch, which is the ith of them.
func (b Batches) item(name string, i int, response *genai.InlinedResponse) (item model.BatchItem) {
	item.Index = i // they come in the order of the requests
	if n, err := strconv.Atoi(response.Metadata[indexKey]); err == nil {
		item.Index = n
	}
	switch {
	case response.Response != nil:
		item.Answer, item.Err = b.picture(name, response.Response)
	case response.Error != nil:
		item.Err = &model.Error{Kind: model.Broken, Reason: b.clean(response.Error.Message)}
	default:
		item.Err = &model.Error{Kind: model.Broken, Reason: fmt.Sprintf("answer %d has nothing in it", i+1)}
	}
	return item
}

// Cancel implements model.Batches.
func (b Batches) Cancel(ctx context.Context, id string) (err error) {
	defer wire.Recover(&err)
	if err := b.batches.Cancel(ctx, id, nil); err != nil {
		return b.failure(ctx, err)
	}
	return nil
}
