package openai

import (
	"context"
	"net/http"
	"strings"

	sdk "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"casebook/generator/model"
	"casebook/generator/model/wire"
)

// Talk writes text and hands it over as it comes. It is model.TalkCall.
func (c *Client) Talk(ctx context.Context, q model.TalkRequest) (answer model.TextAnswer, err error) {
	defer wire.Recover(&err)
	var response *http.Response
	params := c.params(q.Model, messages(q.TextRequest), q.Schema, q.MaxTokens)
	params.StreamOptions.IncludeUsage = sdk.Bool(true)
	stream := c.chat.Completions.NewStreaming(ctx, params, option.WithResponseInto(&response))
	defer func() { _ = stream.Close() }() // nothing more is wanted of it
	h := heard{piece: q.Piece}
	answer.Model = q.Model
	for stream.Next() {
		chunk := stream.Current()
		answer.Model = wire.Answering(q.Model, chunk.Model)
		if chunk.Usage.TotalTokens > 0 {
			answer.In, answer.Out = int(chunk.Usage.PromptTokens), int(chunk.Usage.CompletionTokens)
		}
		if len(chunk.Choices) > 0 {
			h.hear(chunk.Choices[0])
		}
	}
	answer.Text = h.said
	if err := stream.Err(); err != nil {
		return answer, model.Billed(c.failure(ctx, response, err), answer.Usage)
	}
	if ctx.Err() != nil {
		return answer, ctx.Err()
	}
	return answer, c.wrong(h, answer.Usage)
}

// heard is what came of an answer.
type heard struct {
	piece    func(string)
	raw      string // with thoughts
	said     string
	refusal  string
	finished string
}

// hear takes in a part of the answer. Thoughts that some servers leave before it are
// not handed on.
func (h *heard) hear(choice sdk.ChatCompletionChunkChoice) {
	h.raw += choice.Delta.Content
	h.refusal += choice.Delta.Refusal
	if choice.FinishReason != "" {
		h.finished = choice.FinishReason
	}
	text := strings.TrimLeft(h.raw, " \n")
	switch thoughts, thinks := strings.CutPrefix(text, "<think>"); {
	case thinks:
		_, text, _ = strings.Cut(thoughts, "</think>")
		text = strings.TrimLeft(text, " \n")
	case strings.HasPrefix("<think>", text): // it may become that
		return
	}
	if piece := strings.TrimPrefix(text, h.said); piece != "" {
		h.said = text
		h.piece(piece)
	}
}

// wrong is what is wrong with what came, if that was all.
func (c *Client) wrong(h heard, used model.Usage) error {
	fault := func(kind model.Kind, reason string) error {
		return &model.Error{Kind: kind, Reason: c.clean(reason), Used: used}
	}
	switch {
	case h.refusal != "":
		return fault(model.Refused, "it declined: "+h.refusal)
	case h.finished == "content_filter":
		return fault(model.Refused, "the answer was withheld: content_filter")
	case h.finished == "length":
		return fault(model.Broken, "the answer was cut off: thinking and text did not fit")
	case strings.TrimSpace(h.said) == "":
		return fault(model.Broken, "the answer is empty")
	case h.finished == "": // the SDK takes it for the end of an answer
		return fault(model.Unreachable, "the stream ended before the answer did")
	}
	return nil
}
