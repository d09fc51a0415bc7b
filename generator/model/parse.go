package model

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// Parsed is an answer in JSON, as a value.
type Parsed[T any] struct {
	Usage
	Value T
}

// Parse returns call with its text taken as JSON of type T, in a code fence or not.
// What cannot be parsed, or what check refuses, is an *Error of kind Broken.
func Parse[Q Request, T any](call Call[Q, TextAnswer], check func(*T) error) Call[Q, Parsed[T]] {
	return func(ctx context.Context, q Q) (parsed Parsed[T], err error) {
		answer, err := call(ctx, q)
		if err != nil {
			return parsed, err
		}
		parsed.Usage = answer.Usage
		if err = json.Unmarshal([]byte(unfenced(answer.Text)), &parsed.Value); err == nil {
			err = check(&parsed.Value)
		}
		if err != nil {
			return parsed, &Error{Kind: Broken, Reason: fmt.Sprintf("the JSON is not as asked for: %v", err), Used: answer.Usage}
		}
		return parsed, nil
	}
}

// unfenced returns text without the code fence that models put around JSON.
func unfenced(text string) string {
	text = strings.TrimSpace(text)
	inner, fenced := strings.CutPrefix(text, "```")
	if !fenced {
		return text
	}
	_, inner, _ = strings.Cut(inner, "\n")
	return strings.TrimSuffix(strings.TrimSpace(inner), "```")
}
