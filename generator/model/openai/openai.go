// Package openai asks OpenAI's models, and those of servers that speak as OpenAI
// does, by OpenAI's Go SDK.
package openai

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"

	sdk "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"casebook/generator/model"
	"casebook/generator/model/wire"
)

// Options are what a Client needs.
type Options struct {
	Key          string // empty: none is sent
	BaseURL      string // with the path, such as http://localhost:8080/v1/
	Compatible   bool   // the server is not OpenAI itself
	ImageSize    int    // side of a square picture, in pixels; other forms have as many
	ImageQuality string // of the GPT image models; empty: left to the model
	Transport    http.RoundTripper
}

// Client is the OpenAI API. Its methods are the ports of package model.
type Client struct {
	images     sdk.ImageService
	chat       sdk.ChatService
	embeddings sdk.EmbeddingService
	models     sdk.ModelService
	options    Options
	requests   []option.RequestOption
}

// New returns a client. It sends nothing. Nothing of the environment is used: the SDK
// would send a key that is meant for OpenAI to whatever server BaseURL names.
func New(o Options) *Client {
	options := []option.RequestOption{
		option.WithBaseURL(o.BaseURL), option.WithHTTPClient(wire.Client(o.Transport)), option.WithMaxRetries(0),
	}
	if o.Key != "" {
		options = append(options, option.WithAPIKey(o.Key))
	}
	return &Client{sdk.NewImageService(options...), sdk.NewChatService(options...), sdk.NewEmbeddingService(options...), sdk.NewModelService(options...), o, options}
}

// Models returns the names of the models that the key may use, or model.ErrNoList.
func (c *Client) Models(ctx context.Context) (names []string, err error) {
	defer wire.Recover(&err)
	var response *http.Response
	page, err := c.models.List(ctx, option.WithResponseInto(&response))
	if response != nil && wire.NoList(response.StatusCode) {
		return nil, model.ErrNoList
	}
	if err != nil {
		return nil, c.failure(ctx, response, err)
	}
	for _, m := range page.Data {
		names = append(names, m.ID)
	}
	return names, nil
}

// Image draws a picture. It is model.ImageCall.
func (c *Client) Image(ctx context.Context, q model.ImageRequest) (answer model.ImageAnswer, err error) {
	defer wire.Recover(&err)
	images, err := c.draw(ctx, q)
	if err != nil {
		return answer, err
	}
	return picture(q.Model, images)
}

// picture is the picture in an answer of a model that was asked for one.
func picture(name string, images *sdk.ImagesResponse) (answer model.ImageAnswer, err error) {
	answer.Usage = model.Usage{Model: name, In: int(images.Usage.InputTokens), Out: int(images.Usage.OutputTokens)}
	for _, image := range images.Data {
		_, encoded, found := strings.Cut(image.B64JSON, ";base64,") // some send a data URL
		if !found {
			encoded = image.B64JSON
		}
		if data, err := base64.StdEncoding.DecodeString(encoded); err == nil && wire.IsPicture(data) {
			answer.Data, answer.Pictures = data, 1
			return answer, nil
		}
		if image.URL != "" {
			answer.URL, answer.Pictures = image.URL, 1
			return answer, nil
		}
	}
	return answer, &model.Error{Kind: model.Broken, Reason: "it gave no picture", Used: answer.Usage}
}

// draw asks for a picture, or for one that follows others.
func (c *Client) draw(ctx context.Context, q model.ImageRequest) (images *sdk.ImagesResponse, err error) {
	var response *http.Response
	g := c.generate(q)
	if len(q.References) == 0 {
		images, err = c.images.Generate(ctx, g, option.WithResponseInto(&response))
	} else {
		images, err = c.images.Edit(ctx, sdk.ImageEditParams{
			Model: g.Model, Prompt: g.Prompt, Size: sdk.ImageEditParamsSize(g.Size), Quality: sdk.ImageEditParamsQuality(g.Quality),
			ResponseFormat: sdk.ImageEditParamsResponseFormat(g.ResponseFormat), Image: files(q.References),
		}, option.WithResponseInto(&response))
	}
	if err != nil {
		return nil, c.failure(ctx, response, err)
	}
	if images == nil {
		return nil, &model.Error{Kind: model.Broken, Reason: "the answer has nothing in it"}
	}
	return images, nil
}

// generate is a request for a picture as the SDK has it, without those that are sent
// along.
func (c *Client) generate(q model.ImageRequest) sdk.ImageGenerateParams {
	quality, format := c.options.ImageQuality, ""
	// GPT image models refuse response_format; others do not know the qualities, and
	// LocalAI gives a URL unless asked.
	if c.options.Compatible && !strings.Contains(q.Model, "gpt-image") {
		quality, format = "", "b64_json"
	}
	return sdk.ImageGenerateParams{
		Model: q.Model, Prompt: c.prompt(q), Size: sdk.ImageGenerateParamsSize(size(q.Aspect, c.options.ImageSize)),
		Quality: sdk.ImageGenerateParamsQuality(quality), ResponseFormat: sdk.ImageGenerateParamsResponseFormat(format),
	}
}

// prompt is what is said about a picture and about those that are sent along.
func (c *Client) prompt(q model.ImageRequest) string {
	var said strings.Builder
	for i, r := range q.References {
		fmt.Fprintf(&said, "Of picture %d: %s\n", i+1, r.Meaning)
	}
	said.WriteString(q.Prompt)
	if c.options.Compatible { // LocalAI takes what follows a bar for what is not wanted
		return strings.ReplaceAll(said.String(), "|", "/")
	}
	return said.String()
}

// files are references as they are sent along.
func files(references []model.Reference) (images sdk.ImageEditParamsImageUnion) {
	for i, r := range references {
		_, kind, _ := strings.Cut(wire.MIME(r.Data), "/")
		images.OfFileArray = append(images.OfFileArray, io.Reader(sdk.File(bytes.NewReader(r.Data), fmt.Sprintf("picture-%d.%s", i+1, kind), wire.MIME(r.Data))))
	}
	return images
}

// grid is what width and height are multiples of: diffusion models need it, OpenAI
// a quarter of it.
const grid = 64

// size is a form with about as many pixels as a square of this side.
func size(aspect model.Aspect, side int) string {
	var wide, high float64
	if _, err := fmt.Sscanf(string(aspect), "%f:%f", &wide, &high); err != nil {
		wide, high = 1, 1
	}
	stretch := math.Sqrt(wide / high)
	on := func(length float64) int { return max(1, int(math.Round(length/grid))) * grid }
	return fmt.Sprintf("%dx%d", on(float64(side)*stretch), on(float64(side)/stretch))
}
