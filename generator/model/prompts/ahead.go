package prompts

import (
	"context"
	"time"

	"casebook/generator/model"
	"casebook/generator/model/batch"
	"casebook/generator/mystery"
)

// DrawAhead has pictures drawn as a batch and returns when no more are to be expected,
// soon after until at the latest. Draw then begins with what came instead of asking for
// it. Wanted is as in batch.Order; without pictures, what is under way is given up.
func (a *Artist) DrawAhead(ctx context.Context, caseID string, pictures []mystery.Picture, until time.Time, wanted func(received int) (bool, error)) error {
	order := batch.Order{CaseID: caseID, Until: until, Wanted: wanted, Keep: func(name string, answer model.ImageAnswer) error {
		return a.o.Received.put(name, answer.Data, answer.Model)
	}}
	for _, p := range pictures {
		name, err := pictureName(caseID, p)
		if err != nil {
			return err
		}
		order.Pictures = append(order.Pictures, batch.Picture{Name: name, Request: a.request(caseID, p)})
	}
	return a.o.Batch.Send(ctx, order)
}
