package openai

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"

	sdk "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/shared"

	"casebook/generator/model"
	"casebook/generator/model/wire"
)

// Text writes text. It is model.TextCall.
func (c *Client) Text(ctx context.Context, q model.TextRequest) (model.TextAnswer, error) {
	return c.text(ctx, q.Model, messages(q), q.Schema, q.MaxTokens)
}

// messages is a conversation as the SDK has it.
func messages(q model.TextRequest) (list []sdk.ChatCompletionMessageParamUnion) {
	if q.System != "" {
		list = append(list, sdk.SystemMessage(q.System))
	}
	for _, turn := range q.Turns {
		if turn.Model {
			list = append(list, sdk.AssistantMessage(turn.Text))
		} else {
			list = append(list, sdk.UserMessage(turn.Text))
		}
	}
	return list
}

// View says something of a picture. It is model.ViewCall.
func (c *Client) View(ctx context.Context, q model.ViewRequest) (model.TextAnswer, error) {
	picture := "data:" + wire.MIME(q.Picture) + ";base64," + base64.StdEncoding.EncodeToString(q.Picture)
	message := sdk.UserMessage([]sdk.ChatCompletionContentPartUnionParam{
		sdk.ImageContentPart(sdk.ChatCompletionContentPartImageImageURLParam{URL: picture}), sdk.TextContentPart(q.Prompt),
	})
	return c.text(ctx, q.Model, []sdk.ChatCompletionMessageParamUnion{message}, q.Schema, q.MaxTokens)
}

// params is a request. Sampling is left to the model. OpenAI's models think, and
// refuse max_tokens; of others some refuse to be told how much to think, and some
// know only max_tokens.
func (c *Client) params(name string, messages []sdk.ChatCompletionMessageParamUnion, schema json.RawMessage, most int) sdk.ChatCompletionNewParams {
	params := sdk.ChatCompletionNewParams{Model: name, Messages: messages}
	if c.options.Compatible {
		params.MaxTokens = sdk.Int(int64(most))
	} else {
		params.MaxCompletionTokens, params.ReasoningEffort = sdk.Int(int64(most)), shared.ReasoningEffortLow
	}
	if schema != nil {
		params.ResponseFormat.OfJSONSchema = &shared.ResponseFormatJSONSchemaParam{
			JSONSchema: shared.ResponseFormatJSONSchemaJSONSchemaParam{Name: "answer", Strict: sdk.Bool(true), Schema: schema},
		}
	}
	return params
}

func (c *Client) text(ctx context.Context, name string, messages []sdk.ChatCompletionMessageParamUnion, schema json.RawMessage, most int) (answer model.TextAnswer, err error) {
	defer wire.Recover(&err)
	var response *http.Response
	completion, err := c.chat.Completions.New(ctx, c.params(name, messages, schema, most), option.WithResponseInto(&response))
	if err != nil {
		return answer, c.failure(ctx, response, err)
	}
	if completion == nil || len(completion.Choices) == 0 {
		return answer, &model.Error{Kind: model.Broken, Reason: "the answer has nothing in it"}
	}
	answer.Usage = model.Usage{
		Model: wire.Answering(name, completion.Model), In: int(completion.Usage.PromptTokens), Out: int(completion.Usage.CompletionTokens),
	}
	choice := completion.Choices[0]
	answer.Text = spoken(choice.Message.Content)
	h := heard{said: answer.Text, refusal: choice.Message.Refusal, finished: cmp.Or(choice.FinishReason, "stop")}
	return answer, c.wrong(h, answer.Usage)
}

// spoken is text without the thoughts that some servers leave before it.
func spoken(text string) string {
	text = strings.TrimSpace(text)
	if thoughts, found := strings.CutPrefix(text, "<think>"); found {
		_, text, _ = strings.Cut(thoughts, "</think>")
	}
	return strings.TrimSpace(text)
}
