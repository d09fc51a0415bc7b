package openai

import (
	"context"
	"fmt"
	"net/http"

	sdk "github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"

	"casebook/generator/model"
	"casebook/generator/model/wire"
)

// Embed turns texts into vectors. It is model.EmbedCall. Servers at home do not all
// know base64, which is OpenAI's other way of writing vectors.
func (c *Client) Embed(ctx context.Context, q model.EmbedRequest) (answer model.EmbedAnswer, err error) {
	defer wire.Recover(&err)
	var response *http.Response
	list, err := c.embeddings.New(ctx, sdk.EmbeddingNewParams{
		Model: q.Model, Input: sdk.EmbeddingNewParamsInputUnion{OfArrayOfStrings: q.Texts}, EncodingFormat: sdk.EmbeddingNewParamsEncodingFormatFloat,
	}, option.WithResponseInto(&response))
	if err != nil {
		return answer, c.failure(ctx, response, err)
	}
	if list == nil {
		return answer, &model.Error{Kind: model.Broken, Reason: "the answer has nothing in it"}
	}
	answer.Usage = model.Usage{Model: wire.Answering(q.Model, list.Model), In: int(list.Usage.PromptTokens)}
	answer.Vectors = make([][]float32, len(q.Texts))
	for _, e := range list.Data {
		if e.Index < 0 || int(e.Index) >= len(q.Texts) {
			continue
		}
		values := make([]float32, 0, len(e.Embedding))
		for _, x := range e.Embedding {
			values = append(values, float32(x))
		}
		answer.Vectors[e.Index] = model.Unit(values)
	}
	for i, v := range answer.Vectors {
		if len(v) == 0 {
			return answer, &model.Error{Kind: model.Broken, Reason: fmt.Sprintf("there is no vector for text %d of %d", i+1, len(q.Texts)), Used: answer.Usage}
		}
	}
	return answer, nil
}
