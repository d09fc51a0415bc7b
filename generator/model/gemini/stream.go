package gemini

import (
	"context"
	"strings"

	"google.golang.org/genai"

	"casebook/generator/model"
	"casebook/generator/model/wire"
)

// Talk writes text and hands it over as it comes. It is model.TalkCall.
func (c *Client) Talk(ctx context.Context, q model.TalkRequest) (answer model.TextAnswer, err error) {
	defer wire.Recover(&err)
	contents, config := conversation(q.TextRequest)
	answer.Model = q.Model
	var said strings.Builder
	var ended genai.FinishReason
	for response, err := range c.models.GenerateContentStream(ctx, q.Model, contents, config) {
		if err != nil {
			return answer, model.Billed(c.failure(ctx, err), answer.Usage)
		}
		answer.Usage = usage(q.Model, response)
		if len(response.Candidates) == 0 && response.PromptFeedback == nil {
			continue // says only what it is billed by
		}
		if refused := c.refusal(response); refused != nil {
			return answer, model.Billed(refused, answer.Usage)
		}
		for _, part := range partsOf(response) {
			if !part.Thought && part.Text != "" {
				said.WriteString(part.Text)
				q.Piece(part.Text)
			}
		}
		ended = response.Candidates[0].FinishReason
	}
	if ctx.Err() != nil {
		return answer, ctx.Err()
	}
	answer.Text = said.String()
	return answer, model.Billed(whole(answer.Text, ended), answer.Usage)
}

// whole returns an error if a text that ended so is not a whole answer.
func whole(text string, ended genai.FinishReason) error {
	switch {
	case ended == genai.FinishReasonMaxTokens || ended == genai.FinishReasonContinuation:
		return &model.Error{Kind: model.Broken, Reason: "the answer was cut off: thinking and text did not fit"}
	case strings.TrimSpace(text) == "":
		return &model.Error{Kind: model.Broken, Reason: "the answer is empty"}
	case ended == "": // the SDK takes it for the end of an answer
		return &model.Error{Kind: model.Unreachable, Reason: "the stream ended before the answer did"}
	}
	return nil
}
