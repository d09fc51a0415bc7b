// Package gemini asks Google's models over the Gemini API, by its Go SDK.
package gemini

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"google.golang.org/genai"

	"casebook/generator/model"
	"casebook/generator/model/wire"
)

// Options are what a Client needs.
type Options struct {
	Key       string
	BaseURL   string
	ImageSize string            // 1K, 2K or 4K
	Transport http.RoundTripper // for example wire.Transport()
}

// Client is the Gemini API. Its methods are the ports of package model.
type Client struct {
	models  *genai.Models
	batches *genai.Batches
	size    string
	key     string
}

// New returns a client. It sends nothing.
func New(ctx context.Context, o Options) (*Client, error) {
	client, err := genai.NewClient(ctx, &genai.ClientConfig{
		APIKey: o.Key, Backend: genai.BackendGeminiAPI, HTTPClient: wire.Client(o.Transport),
		HTTPOptions: genai.HTTPOptions{BaseURL: o.BaseURL},
	})
	if err != nil {
		return nil, errors.New("gemini: the key or the address is not usable") // the SDK's words hold the key
	}
	return &Client{client.Models, client.Batches, o.ImageSize, o.Key}, nil
}

// Models returns the names of the models that the key may use, or model.ErrNoList.
func (c *Client) Models(ctx context.Context) (names []string, err error) {
	defer wire.Recover(&err)
	for m, err := range c.models.All(ctx) {
		if api, ok := errors.AsType[genai.APIError](err); ok && wire.NoList(api.Code) { // something that speaks as Gemini does
			return nil, model.ErrNoList
		}
		if err != nil {
			return nil, c.failure(ctx, err)
		}
		names = append(names, strings.TrimPrefix(m.Name, "models/"))
	}
	return names, nil
}

// Image draws a picture. It is model.ImageCall.
func (c *Client) Image(ctx context.Context, q model.ImageRequest) (answer model.ImageAnswer, err error) {
	defer wire.Recover(&err)
	config := c.imageConfig(q)
	config.AutomaticContinuation = new(false) // each would be billed
	response, err := c.models.GenerateContent(ctx, q.Model, imageContents(q), config)
	if err != nil {
		return answer, c.failure(ctx, err)
	}
	return c.picture(q.Model, response)
}

// imageContents is what is said and shown to have a picture drawn.
func imageContents(q model.ImageRequest) []*genai.Content {
	var parts []*genai.Part
	for _, r := range q.References {
		parts = append(parts, genai.NewPartFromText(r.Meaning), genai.NewPartFromBytes(r.Data, wire.MIME(r.Data)))
	}
	parts = append(parts, genai.NewPartFromText(q.Prompt))
	return []*genai.Content{{Role: genai.RoleUser, Parts: parts}}
}

func (c *Client) imageConfig(q model.ImageRequest) *genai.GenerateContentConfig {
	return &genai.GenerateContentConfig{
		ResponseModalities: []string{"IMAGE"},
		ImageConfig:        &genai.ImageConfig{AspectRatio: string(q.Aspect), ImageSize: c.size},
	}
}

// picture is the picture in a response of a model that was asked for one.
func (c *Client) picture(asked string, response *genai.GenerateContentResponse) (answer model.ImageAnswer, err error) {
	answer.Usage = usage(asked, response)
	if refused := c.refusal(response); refused != nil {
		return answer, model.Billed(refused, answer.Usage)
	}
	var said strings.Builder
	for _, part := range partsOf(response) {
		switch {
		case part.Thought:
		case part.InlineData != nil && wire.IsPicture(part.InlineData.Data):
			answer.Data, answer.Pictures = part.InlineData.Data, 1
			return answer, nil
		default:
			said.WriteString(part.Text)
		}
	}
	return answer, &model.Error{Kind: model.Broken, Reason: c.clean("it gave no picture: " + said.String()), Used: answer.Usage}
}

// Text writes text. It is model.TextCall.
func (c *Client) Text(ctx context.Context, q model.TextRequest) (model.TextAnswer, error) {
	contents, config := conversation(q)
	return c.text(ctx, q.Model, contents, config)
}

// conversation is a request for text as the SDK has it.
func conversation(q model.TextRequest) (contents []*genai.Content, config *genai.GenerateContentConfig) {
	config = textConfig(q.Schema, q.MaxTokens)
	if q.System != "" {
		config.SystemInstruction = genai.NewContentFromText(q.System, genai.RoleUser)
	}
	for _, turn := range q.Turns {
		role := genai.Role(genai.RoleUser)
		if turn.Model {
			role = genai.RoleModel
		}
		contents = append(contents, genai.NewContentFromText(turn.Text, role))
	}
	return contents, config
}

// View says something of a picture. It is model.ViewCall.
func (c *Client) View(ctx context.Context, q model.ViewRequest) (model.TextAnswer, error) {
	parts := []*genai.Part{genai.NewPartFromBytes(q.Picture, wire.MIME(q.Picture)), genai.NewPartFromText(q.Prompt)}
	return c.text(ctx, q.Model, []*genai.Content{{Role: genai.RoleUser, Parts: parts}}, textConfig(q.Schema, q.MaxTokens))
}

// textConfig returns a new one for each call: the SDK writes into it. Sampling is
// left to the model, whose makers advise against setting it.
func textConfig(schema json.RawMessage, most int) *genai.GenerateContentConfig {
	config := &genai.GenerateContentConfig{
		MaxOutputTokens: int32(min(most, 1<<16)), //nolint:gosec // bounded
		ThinkingConfig:  &genai.ThinkingConfig{ThinkingLevel: genai.ThinkingLevelLow},

		AutomaticContinuation: new(false), // each would be billed
	}
	if schema != nil {
		config.ResponseMIMEType, config.ResponseJsonSchema = "application/json", schema
	}
	return config
}

func (c *Client) text(ctx context.Context, name string, contents []*genai.Content, config *genai.GenerateContentConfig) (answer model.TextAnswer, err error) {
	defer wire.Recover(&err)
	response, err := c.models.GenerateContent(ctx, name, contents, config)
	if err != nil {
		return answer, c.failure(ctx, err)
	}
	answer.Usage = usage(name, response)
	if refused := c.refusal(response); refused != nil {
		return answer, model.Billed(refused, answer.Usage)
	}
	var said strings.Builder
	for _, part := range partsOf(response) {
		if !part.Thought {
			said.WriteString(part.Text)
		}
	}
	answer.Text = said.String()
	ended := cmp.Or(response.Candidates[0].FinishReason, genai.FinishReasonStop)
	return answer, model.Billed(whole(answer.Text, ended), answer.Usage)
}

func partsOf(response *genai.GenerateContentResponse) []*genai.Part {
	if content := response.Candidates[0].Content; content != nil {
		return content.Parts
	}
	return nil
}

// usage is what the response says that it is billed by. Tokens of pictures are left
// out: pictures have a price each.
func usage(asked string, response *genai.GenerateContentResponse) model.Usage {
	used := model.Usage{Model: wire.Answering(asked, response.ModelVersion)}
	if m := response.UsageMetadata; m != nil {
		used.In, used.Out = int(m.PromptTokenCount), int(m.CandidatesTokenCount+m.ThoughtsTokenCount)
		for _, detail := range m.CandidatesTokensDetails {
			if detail.Modality == genai.MediaModalityImage {
				used.Out -= int(detail.TokenCount)
			}
		}
	}
	return used
}
