package fake

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
)

// geminiRequest is as much of generateContent's request as the fake reads.
type geminiRequest struct {
	Model    string `json:"model"` // within a batch
	Contents []struct {
		Parts []struct {
			Text       string  `json:"text"`
			InlineData *object `json:"inlineData"`
		} `json:"parts"`
	} `json:"contents"`
	GenerationConfig struct {
		ResponseMIMEType   string          `json:"responseMimeType"`
		ResponseJSONSchema json.RawMessage `json:"responseJsonSchema"`
		ResponseModalities []string        `json:"responseModalities"`
		ImageConfig        struct {
			AspectRatio string `json:"aspectRatio"`
			ImageSize   string `json:"imageSize"`
		} `json:"imageConfig"`
	} `json:"generationConfig"`

	name   string // of the model
	body   string // all of it
	method string
}

// readGemini reads a request to a model.
func readGemini(r *http.Request) (q geminiRequest, err error) {
	body, err := io.ReadAll(r.Body)
	if err == nil {
		err = json.Unmarshal(body, &q)
	}
	name, method, _ := strings.Cut(r.PathValue("call"), ":")
	q.name, q.body, q.method = name, string(body), method
	if err == nil && !slices.Contains([]string{"generateContent", streaming, "batchEmbedContents", batching}, method) {
		err = fmt.Errorf("no method %s", method)
	}
	return q, err
}

const (
	streaming = "streamGenerateContent" // answers with events
	batching  = "batchGenerateContent"  // answers with a batch
)

// object is a JSON object.
type object = map[string]any

// Gemini is the Gemini API, v1beta: models, generateContent of them, and batches.
func (p *Provider) Gemini() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1beta/models", p.geminiModels)
	mux.HandleFunc("POST /v1beta/models/{call}", p.geminiGenerate)
	mux.HandleFunc("GET /v1beta/batches", p.geminiBatches)
	mux.HandleFunc("GET /v1beta/batches/{call}", p.geminiGet)
	mux.HandleFunc("POST /v1beta/batches/{call}", p.geminiCancel)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Goog-Api-Key") != p.o.Key {
			geminiBadKey(w, r.Header.Get("X-Goog-Api-Key"))
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// geminiModels answers in pages of two, to be leafed through.
func (p *Provider) geminiModels(w http.ResponseWriter, r *http.Request) {
	fault, there := p.begin(r, ForList, nil)
	if !there || atWire(w, r, ForList, fault) || geminiFault(w, fault, "") {
		return
	}
	var list []object
	names := p.o.Models
	at := max(0, slices.Index(names, r.URL.Query().Get("pageToken")))
	answer := object{}
	for _, name := range names[at:min(len(names), at+2)] {
		list = append(list, object{"name": "models/" + name, "displayName": name, "supportedGenerationMethods": []string{"generateContent"}})
	}
	if answer["models"] = list; at+2 < len(names) {
		answer["nextPageToken"] = names[at+2]
	}
	reply(w, http.StatusOK, answer)
}

func (p *Provider) geminiGenerate(w http.ResponseWriter, r *http.Request) {
	q, err := readGemini(r)
	switch {
	case err != nil:
		geminiError(w, http.StatusBadRequest, "INVALID_ARGUMENT", "Invalid JSON payload received.")
	case q.method == "batchEmbedContents":
		p.geminiEmbed(w, r, q.name, []byte(q.body))
	case q.method == batching:
		p.geminiCreate(w, r, q.name, q.body)
	default:
		p.geminiContent(w, r, q)
	}
}

// geminiContent is generateContent, streamed or not.
func (p *Provider) geminiContent(w http.ResponseWriter, r *http.Request, q geminiRequest) {
	name, what := q.name, q.what()
	fault, there := p.begin(r, what, []byte(q.body))
	if !there || atWire(w, r, what, fault) || geminiFault(w, fault, p.o.Key) {
		return
	}
	if fault == Retired || !slices.Contains(p.o.Models, name) {
		geminiError(w, http.StatusNotFound, "NOT_FOUND", fmt.Sprintf("models/%s is not found for API version v1beta, or is not supported for generateContent.", name))
		return
	}
	if problem := q.problem(); problem != "" {
		geminiError(w, http.StatusBadRequest, "INVALID_ARGUMENT", problem)
		return
	}
	p.charge(what, q.body)
	if what == ForTalk {
		p.geminiStream(w, r, q, name, fault)
		return
	}
	reply(w, http.StatusOK, p.geminiAnswer(q, what, name, fault))
}

// what is the use of the request.
func (q geminiRequest) what() string {
	if q.method == streaming {
		return ForTalk
	}
	if slices.Contains(q.GenerationConfig.ResponseModalities, "IMAGE") {
		return ForPicture
	}
	for _, content := range q.Contents {
		for _, part := range content.Parts {
			if part.InlineData != nil {
				return ForView
			}
		}
	}
	return ForText
}

// problem is why the API would refuse the request.
func (q geminiRequest) problem() string {
	g := q.GenerationConfig
	switch {
	case len(q.Contents) == 0:
		return "* GenerateContentRequest.contents: contents is not specified"
	case g.ImageConfig.ImageSize == "512":
		return "Invalid value at 'generation_config.image_config.image_size': \"512\""
	case g.ResponseJSONSchema != nil && g.ResponseMIMEType != "application/json":
		return "responseJsonSchema is only allowed with responseMimeType application/json."
	case q.what() == ForPicture && g.ResponseJSONSchema != nil:
		return "JSON mode is not enabled for this model"
	}
	return ""
}

// first is what is said first.
func (q geminiRequest) first() string {
	if len(q.Contents) == 0 || len(q.Contents[0].Parts) == 0 {
		return ""
	}
	return q.Contents[0].Parts[0].Text
}

func (q geminiRequest) words() string {
	var words strings.Builder
	for _, content := range q.Contents {
		for _, part := range content.Parts {
			words.WriteString(part.Text)
		}
	}
	return words.String()
}

// geminiAnswer is an answer of status 200, good or not.
func (p *Provider) geminiAnswer(q geminiRequest, what, name string, fault Fault) object {
	tokens := 9 + len(q.words())/4
	answer := object{
		"modelVersion": name, "responseId": "fake-response",
		"usageMetadata": object{"promptTokenCount": tokens, "totalTokenCount": tokens, "promptTokensDetails": []object{{"modality": "TEXT", "tokenCount": tokens}}},
	}
	if fault == Rerouted {
		answer["modelVersion"] = "gemini-3-pro-image"
	}
	candidate := object{"index": 0, "finishReason": "STOP"}
	answer["candidates"] = []object{candidate}
	switch {
	case fault == BlockedPrompt:
		delete(answer, "candidates")
		answer["promptFeedback"] = object{"blockReason": "PROHIBITED_CONTENT"}
		return answer
	case fault == EmptyAnswer:
		delete(answer, "candidates")
		return answer
	case fault == WithheldAnswer:
		candidate["finishReason"] = "SAFETY"
		if what == ForPicture {
			candidate["finishReason"], candidate["finishMessage"] = "IMAGE_SAFETY", "Unable to show the generated image."
		}
		return answer
	case fault == OutOfTokens && what != ForPicture:
		candidate["finishReason"] = "MAX_TOKENS"
		candidate["content"] = object{"role": "model"}
		return answer
	}
	parts, usage := p.geminiParts(q, what, tokens, fault)
	candidate["content"] = object{"role": "model", "parts": parts}
	answer["usageMetadata"] = usage
	return answer
}

func (p *Provider) geminiParts(q geminiRequest, what string, tokens int, fault Fault) (parts []object, usage object) {
	usage = object{"promptTokenCount": tokens}
	if what != ForPicture {
		text := p.written(what, q.body, q.first(), len(q.Contents), q.GenerationConfig.ResponseJSONSchema, fault)
		out := len(text) / 4
		usage["candidatesTokenCount"], usage["thoughtsTokenCount"], usage["totalTokenCount"] = out, 40, tokens+out+40
		return []object{{"text": "The user asks …", "thought": true}, {"text": text, "thoughtSignature": signature()}}, usage
	}
	if fault == TextForPicture {
		usage["candidatesTokenCount"], usage["totalTokenCount"] = 12, tokens+12
		return []object{{"text": "Here is a description of the picture instead."}}, usage
	}
	wide, high := ratio(q.GenerationConfig.ImageConfig.AspectRatio)
	show := func(words string) object {
		data := picture(words, wide, high, p.o.Side, fault == WrongType)
		if fault == NoPicture {
			data = []byte("this is no picture")
		}
		return object{"mimeType": "image/png", "data": base64.StdEncoding.EncodeToString(data)}
	}
	if fault == ThoughtPictures {
		parts = append(parts, object{"inlineData": show("draft"), "thought": true})
	}
	parts = append(parts, object{"text": "Here is your picture."}, object{"inlineData": show(q.words()), "thoughtSignature": signature()})
	usage["candidatesTokenCount"], usage["totalTokenCount"] = 1132, tokens+1132
	usage["candidatesTokensDetails"] = []object{{"modality": "IMAGE", "tokenCount": 1120}}
	return parts, usage
}

// signature stands for the provider's own, which are far longer.
func signature() string {
	return base64.StdEncoding.EncodeToString([]byte(strings.Repeat("signature", 200)))
}

// ratio reads a form such as 3:4.
func ratio(s string) (wide, high int) {
	if _, err := fmt.Sscanf(s, "%d:%d", &wide, &high); err != nil || wide < 1 || high < 1 {
		return 1, 1
	}
	return wide, high
}

// geminiFault answers with an error of the API. It is false when nothing of that
// kind goes wrong.
func geminiFault(w http.ResponseWriter, fault Fault, key string) bool {
	quota := func(id string) object {
		return object{
			"@type":      "type.googleapis.com/google.rpc.QuotaFailure",
			"violations": []object{{"quotaMetric": "generativelanguage.googleapis.com/generate_requests_per_model", "quotaId": id, "quotaValue": "10"}},
		}
	}
	exhausted := "You exceeded your current quota, please check your plan and billing details."
	switch fault {
	case Busy:
		geminiError(w, http.StatusTooManyRequests, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).")
	case BusyHint:
		retry := object{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": fmt.Sprintf("%gs", Hint.Seconds())}
		geminiError(w, http.StatusTooManyRequests, "RESOURCE_EXHAUSTED", exhausted, quota("GenerateRequestsPerMinutePerProjectPerModel"), retry)
	case DailyQuota:
		geminiError(w, http.StatusTooManyRequests, "RESOURCE_EXHAUSTED", exhausted, quota("GenerateRequestsPerDayPerProjectPerModel"))
	case Internal:
		geminiError(w, http.StatusInternalServerError, "INTERNAL", "An internal error has occurred.")
	case Unavailable:
		geminiError(w, http.StatusServiceUnavailable, "UNAVAILABLE", "The model is overloaded. Please try again later.")
	case BadKey:
		geminiBadKey(w, key)
	default:
		return false
	}
	return true
}

// geminiBadKey is careless enough to repeat the key.
func geminiBadKey(w http.ResponseWriter, key string) {
	geminiError(w, http.StatusBadRequest, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key. Got "+key,
		object{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID", "domain": "googleapis.com"})
}

func geminiError(w http.ResponseWriter, code int, status, message string, details ...object) {
	problem := object{"code": code, "message": message, "status": status}
	if len(details) > 0 {
		problem["details"] = details
	}
	reply(w, code, object{"error": problem})
}

// reply sends JSON.
func reply(w http.ResponseWriter, code int, answer object) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(answer) // the client has gone
}
