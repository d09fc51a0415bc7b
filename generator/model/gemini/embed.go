package gemini

import (
	"context"
	"fmt"

	"google.golang.org/genai"

	"casebook/generator/model"
	"casebook/generator/model/wire"
)

// likeness is put before each text: gemini-embedding-2 takes its task from there.
const likeness = "task: sentence similarity | query: "

// dimensions are how many numbers a vector has. With fewer than the model's own they
// are not of length 1.
const dimensions = 768

// lettersPerToken is how what is read is counted: answers with vectors do not say.
const lettersPerToken = 4

// Embed turns texts into vectors. It is model.EmbedCall.
func (c *Client) Embed(ctx context.Context, q model.EmbedRequest) (answer model.EmbedAnswer, err error) {
	defer wire.Recover(&err)
	contents, letters := make([]*genai.Content, 0, len(q.Texts)), 0
	for _, text := range q.Texts {
		contents = append(contents, genai.NewContentFromText(likeness+text, genai.RoleUser))
		letters += len(likeness + text)
	}
	response, err := c.models.EmbedContent(ctx, q.Model, contents, &genai.EmbedContentConfig{OutputDimensionality: new(int32(dimensions))})
	if err != nil {
		return answer, c.failure(ctx, err)
	}
	answer.Usage = model.Usage{Model: q.Model, In: letters/lettersPerToken + 1}
	if len(response.Embeddings) != len(q.Texts) {
		return answer, &model.Error{Kind: model.Broken, Reason: fmt.Sprintf("%d vectors for %d texts", len(response.Embeddings), len(q.Texts)), Used: answer.Usage}
	}
	for _, e := range response.Embeddings {
		if e == nil || len(e.Values) == 0 {
			return answer, &model.Error{Kind: model.Broken, Reason: "a vector is empty", Used: answer.Usage}
		}
		answer.Vectors = append(answer.Vectors, model.Unit(e.Values))
	}
	return answer, nil
}
