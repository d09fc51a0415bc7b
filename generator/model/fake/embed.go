package fake

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"slices"
	"strings"
	"unicode"
)

// vectorLength is how many numbers a vector has where a request does not say.
const vectorLength = 256

// vector returns numbers that are alike for texts that share words. They are not of
// length 1, as those of real models are not when they were cut short.
func vector(text string, length int) []float64 {
	values := make([]float64, length)
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		sum := fnv.New32a()
		_, _ = sum.Write([]byte(word))                // never fails
		values[int64(sum.Sum32())%int64(length)] += 3 // an int may have 32 bits
	}
	values[0] += 0.01 // a text without words has a direction, too
	return values
}

// vectors returns those of the texts, as the fault has them.
func vectors(texts []string, length int, fault Fault) (list [][]float64) {
	if fault == EmptyAnswer {
		return nil
	}
	for _, text := range texts {
		list = append(list, vector(text, length))
	}
	return list
}

// geminiVectors is as much of batchEmbedContents' request as the fake reads.
type geminiVectors struct {
	Requests []struct {
		Model   string `json:"model"`
		Content struct {
			Parts []struct {
				Text string `json:"text"`
			} `json:"parts"`
		} `json:"content"`
		OutputDimensionality int `json:"outputDimensionality"`
	} `json:"requests"`
}

// fits reports whether the API would take the request for a model.
func (q geminiVectors) fits(name string) bool {
	return len(q.Requests) > 0 && len(q.Requests) <= 100 && q.Requests[0].Model == "models/"+name
}

// geminiEmbed is batchEmbedContents.
func (p *Provider) geminiEmbed(w http.ResponseWriter, r *http.Request, name string, body []byte) {
	fault, there := p.begin(r, ForVector, body)
	if !there || atWire(w, r, ForVector, fault) || geminiFault(w, fault, p.o.Key) {
		return
	}
	if fault == Retired || !slices.Contains(p.o.Models, name) {
		geminiError(w, http.StatusNotFound, "NOT_FOUND", fmt.Sprintf("models/%s is not found for API version v1beta, or is not supported for embedContent.", name))
		return
	}
	var q geminiVectors
	if err := json.Unmarshal(body, &q); err != nil || !q.fits(name) {
		geminiError(w, http.StatusBadRequest, "INVALID_ARGUMENT", "* BatchEmbedContentsRequest.requests: at least 1 and at most 100 requests for the model can be in one batch")
		return
	}
	texts := []string{}
	for _, request := range q.Requests {
		text := ""
		if len(request.Content.Parts) > 0 {
			text = request.Content.Parts[0].Text
		}
		texts = append(texts, text)
	}
	embeddings := []object{}
	for _, values := range vectors(texts, max(q.Requests[0].OutputDimensionality, 1), fault) {
		embeddings = append(embeddings, object{"values": values})
	}
	reply(w, http.StatusOK, object{"embeddings": embeddings})
}

// openAITexts is a request for vectors.
//
//nolint:tagliatelle // the names are OpenAI's
type openAITexts struct {
	Model          string   `json:"model"`
	Input          []string `json:"input"`
	EncodingFormat string   `json:"encoding_format"`
}

// embed is /v1/embeddings. The last vector comes first: they are told apart by their
// index.
func (o openAI) embed(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	var q openAITexts
	if err == nil {
		err = json.Unmarshal(body, &q)
	}
	fault, there := o.begin(r, ForVector, body)
	if !there || atWire(w, r, ForVector, fault) || openAIFault(w, fault, o.o.Key) {
		return
	}
	switch {
	case fault == Retired || !slices.Contains(o.o.Models, q.Model):
		openAIError(w, http.StatusNotFound, "invalid_request_error", "model_not_found", fmt.Sprintf("The model `%s` does not exist or you do not have access to it.", q.Model))
	case err != nil || len(q.Input) == 0 || slices.Contains(q.Input, "") || q.EncodingFormat != "float":
		openAIError(w, http.StatusBadRequest, "invalid_request_error", nil, "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.")
	default:
		reply(w, http.StatusOK, q.answer(fault))
	}
}

// answer has a vector for each text, good or not.
func (q openAITexts) answer(fault Fault) object {
	data := []object{}
	for i, values := range slices.Backward(vectors(q.Input, vectorLength, fault)) {
		data = append(data, object{"object": "embedding", "index": i, "embedding": values})
	}
	answer := object{"object": "list", "data": data, "model": q.Model, "usage": object{"prompt_tokens": 7 * len(q.Input), "total_tokens": 7 * len(q.Input)}}
	if fault == Rerouted {
		answer["model"] = "text-embedding-3-large"
	}
	return answer
}
