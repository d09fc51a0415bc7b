package openai

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	sdk "github.com/openai/openai-go/v3"

	"casebook/generator/model"
	"casebook/generator/model/wire"
)

func (c *Client) clean(words string) string { return model.Clean(words, c.options.Key) }

// failure is an error of the SDK by what can be done about it. The SDK gives a type
// only to errors whose body it can read.
func (c *Client) failure(ctx context.Context, response *http.Response, err error) error {
	if ctx.Err() != nil || response == nil || response.StatusCode < http.StatusBadRequest {
		return wire.Failure(ctx, err, c.options.Key)
	}
	problem, ok := errors.AsType[*sdk.Error](err)
	if !ok {
		problem = &sdk.Error{}
	}
	var plain struct { // how some servers at home have it
		Error string `json:"error"`
	}
	if problem.Message == "" && json.NewDecoder(response.Body).Decode(&plain) != nil {
		plain.Error = http.StatusText(response.StatusCode)
	}
	reason := fmt.Sprintf("%d %s: %s", response.StatusCode, cmp.Or(problem.Code, problem.Type, "error"), cmp.Or(problem.Message, plain.Error))
	failed := &model.Error{Kind: kindOf(response.StatusCode, problem), Reason: c.clean(reason)}
	if failed.Kind == model.Busy {
		failed.Hint = hint(response.Header, problem.Message)
	}
	return failed
}

func kindOf(status int, problem *sdk.Error) model.Kind {
	switch problem.Code {
	case "moderation_blocked", "content_policy_violation", "content_filter":
		return model.Refused
	case "insufficient_quota", "billing_hard_limit_reached":
		return model.Quota
	}
	switch {
	case strings.Contains(problem.Message, "ContentPolicyViolation"): // LiteLLM has its own codes
		return model.Refused
	case status == http.StatusTooManyRequests && strings.Contains(problem.Message, "per day"):
		return model.Quota
	}
	return wire.Status(status)
}

// hint is when to ask again, by the headers or by the words "try again in 7m12s".
// It is zero when neither says.
func hint(header http.Header, message string) time.Duration {
	waits := func(name string, unit time.Duration) time.Duration {
		count, err := strconv.ParseFloat(header.Get(name), 64)
		if err != nil || count <= 0 {
			return 0
		}
		return time.Duration(min(count, 1e6) * float64(unit)) // no wait of ours is as long
	}
	if wait := cmp.Or(waits("Retry-After-Ms", time.Millisecond), waits("Retry-After", time.Second)); wait > 0 {
		return wait
	}
	_, after, _ := strings.Cut(message, "try again in ")
	word, _, _ := strings.Cut(after, " ")
	if wait, err := time.ParseDuration(strings.TrimRight(word, ".")); err == nil && wait > 0 {
		return wait
	}
	return 0
}
