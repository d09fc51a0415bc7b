package prompts

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"

	"casebook/generator/model"
)

// once returns call with g around it, and its good answers kept as soon as they come: a
// request that was answered well is not paid for again, even if the program ends before
// the case is written. An answer from the folder says who gave it, and no tokens.
func once[T any](r *Received, log *slog.Logger, g model.Guards, call model.Call[model.TextRequest, model.Parsed[T]]) model.Call[model.TextRequest, model.Parsed[T]] {
	return func(ctx context.Context, q model.TextRequest) (answer model.Parsed[T], err error) {
		name, err := stepName(q)
		if err != nil {
			return answer, err
		}
		if answer.Model, err = r.step(name, &answer.Value); err == nil {
			return answer, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			log.Warn("step not read", "case", q.CaseID, "err", err)
		}
		paid := model.Guard(g, func(ctx context.Context, q model.TextRequest) (model.Parsed[T], error) {
			answer, err := call(ctx, q)
			if err != nil {
				return answer, err
			}
			if err := r.putStep(name, answer.Value, answer.Model); err != nil { // the case can be written all the same
				log.Warn("step not kept", "case", q.CaseID, "err", err)
			}
			return answer, nil
		})
		return paid(ctx, q)
	}
}

// putStep keeps the value of an answer.
func (r *Received) putStep(name string, value any, by string) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("keep a step: %w", err)
	}
	return r.put(name, data, by)
}

// step reads the value of an answer and who gave it; fs.ErrNotExist if it is not kept.
func (r *Received) step(name string, value any) (by string, err error) {
	data, by, err := r.get(name)
	if err == nil && data == nil {
		err = fs.ErrNotExist
	}
	if err == nil {
		err = json.Unmarshal(data, value)
	}
	if err != nil {
		return "", fmt.Errorf("read a step: %w", err)
	}
	return by, nil
}

// stepName is the file of the answer to a request.
func stepName(q model.TextRequest) (string, error) {
	words, err := json.Marshal(q) //nolint:musttag // only hashed
	if err != nil {
		return "", fmt.Errorf("name a step: %w", err)
	}
	return named(words), nil
}
