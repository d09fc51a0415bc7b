package gemini

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"google.golang.org/genai"

	"casebook/generator/model"
	"casebook/generator/model/wire"
)

func (c *Client) clean(words string) string { return model.Clean(words, c.key) }

// failure is an error of the SDK by what can be done about it.
func (c *Client) failure(ctx context.Context, err error) error {
	api, ok := errors.AsType[genai.APIError](err) // by value: the SDK has no pointer to it
	if !ok || ctx.Err() != nil {
		return wire.Failure(ctx, err, c.key)
	}
	failed := &model.Error{Kind: kindOf(api), Reason: c.clean(strings.TrimSpace(fmt.Sprintf("%d %s: %s", api.Code, api.Status, api.Message)))}
	if failed.Kind == model.Busy {
		failed.Hint = hint(api.Details)
	}
	return failed
}

func kindOf(api genai.APIError) model.Kind {
	switch {
	case api.Code == http.StatusTooManyRequests && ofTheDay(api.Details):
		return model.Quota
	case api.Code == 0: // JSON of something between us and the provider
		return model.Unreachable
	default:
		return wire.Status(api.Code)
	}
}

// ofTheDay reports whether the quota that was exceeded is a daily one.
func ofTheDay(details []map[string]any) bool {
	for _, detail := range details {
		violations, _ := detail["violations"].([]any)
		for _, v := range violations {
			violation, _ := v.(map[string]any)
			if id, _ := violation["quotaId"].(string); strings.Contains(id, "PerDay") {
				return true
			}
		}
	}
	return false
}

// hint is when to ask again, as google.rpc.RetryInfo has it; zero when there is none.
func hint(details []map[string]any) time.Duration {
	for _, detail := range details {
		if kind, _ := detail["@type"].(string); !strings.HasSuffix(kind, "google.rpc.RetryInfo") {
			continue
		}
		text, _ := detail["retryDelay"].(string)
		if wait, err := time.ParseDuration(text); err == nil && wait > 0 {
			return wait
		}
	}
	return 0
}

// refusal is why a response without error has nothing in it, or nil. Reasons that
// are of chance, not of rules, make it Broken, so that it is tried again.
func (c *Client) refusal(response *genai.GenerateContentResponse) *model.Error {
	if feedback := response.PromptFeedback; feedback != nil && feedback.BlockReason != "" {
		return &model.Error{Kind: model.Refused, Reason: c.clean("the prompt was blocked: " + string(feedback.BlockReason))}
	}
	if len(response.Candidates) == 0 || response.Candidates[0] == nil {
		return &model.Error{Kind: model.Broken, Reason: "the answer has nothing in it"}
	}
	candidate := response.Candidates[0]
	said := c.clean(fmt.Sprintf("the answer was withheld: %s %s", candidate.FinishReason, candidate.FinishMessage))
	switch candidate.FinishReason {
	case genai.FinishReasonSafety, genai.FinishReasonBlocklist, genai.FinishReasonProhibitedContent, genai.FinishReasonSPII,
		genai.FinishReasonLanguage, genai.FinishReasonImageSafety, genai.FinishReasonImageProhibitedContent:
		return &model.Error{Kind: model.Refused, Reason: said}
	case genai.FinishReasonRecitation, genai.FinishReasonOther, genai.FinishReasonNoImage, genai.FinishReasonImageRecitation, genai.FinishReasonImageOther:
		return &model.Error{Kind: model.Broken, Reason: said}
	default:
		return nil
	}
}
