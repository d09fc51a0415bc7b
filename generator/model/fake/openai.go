package fake

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// OpenAI is the OpenAI API, v1: models, pictures with and without references, and
// chat. It has no thought pictures, and answers with pictures name no model.
func (p *Provider) OpenAI() http.Handler { return openAI{p, false}.handler() }

// Compatible is a server at home that speaks as OpenAI does, with what is different
// there: it wants no key if it has none, gives URLs of pictures unless asked for
// base64, counts nothing for pictures, and knows neither GPT image models nor how
// much to think.
func (p *Provider) Compatible() http.Handler { return openAI{p, true}.handler() }

// openAI is one of the two.
type openAI struct {
	*Provider

	compatible bool
}

// openAIRequest is as much of the requests as the fake reads.
//
//nolint:tagliatelle // the names are OpenAI's
type openAIRequest struct {
	Model          string          `json:"model"`
	Prompt         string          `json:"prompt"`
	Size           string          `json:"size"`
	Quality        string          `json:"quality"`
	ResponseFormat json.RawMessage `json:"response_format"`
	Messages       []struct {
		Role    string          `json:"role"`
		Content json.RawMessage `json:"content"`
	} `json:"messages"`
	MaxTokens           int    `json:"max_tokens"`
	MaxCompletionTokens int    `json:"max_completion_tokens"`
	ReasoningEffort     string `json:"reasoning_effort"`
	Stream              bool   `json:"stream"`
	StreamOptions       struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`

	body string // all of it
}

func (o openAI) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/models", o.list)
	mux.HandleFunc("POST /v1/images/generations", o.asked)
	mux.HandleFunc("POST /v1/images/edits", o.asked)
	mux.HandleFunc("POST /v1/chat/completions", o.asked)
	mux.HandleFunc("POST /v1/embeddings", o.embed)
	if !o.compatible {
		o.batchRoutes(mux)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if got := r.Header.Get("Authorization"); o.o.Key != "" && got != "Bearer "+o.o.Key {
			openAIBadKey(w, strings.TrimPrefix(got, "Bearer "))
			return
		}
		mux.ServeHTTP(w, r)
	})
}

func (o openAI) list(w http.ResponseWriter, r *http.Request) {
	fault, there := o.begin(r, ForList, nil)
	if !there || atWire(w, r, ForList, fault) || openAIFault(w, fault, "") {
		return
	}
	data := []object{}
	for _, name := range o.o.Models {
		data = append(data, object{"id": name, "object": "model", "created": 1780000000, "owned_by": "system"})
	}
	reply(w, http.StatusOK, object{"object": "list", "data": data})
}

// asked answers a request for a picture or for text.
func (o openAI) asked(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	q, err := readOpenAI(r, body)
	if err != nil {
		openAIError(w, http.StatusBadRequest, "invalid_request_error", nil, "We could not parse the JSON body of your request.")
		return
	}
	q.body = string(body)
	what := q.what()
	fault, there := o.begin(r, what, body)
	if !there || atWire(w, r, what, fault) || openAIFault(w, fault, o.o.Key) || openAIRefusal(w, fault, what) {
		return
	}
	if fault == Retired || !slices.Contains(o.o.Models, q.Model) {
		openAIError(w, http.StatusNotFound, "invalid_request_error", "model_not_found", fmt.Sprintf("The model `%s` does not exist or you do not have access to it.", q.Model))
		return
	}
	if parameter, problem := o.problem(q, what); problem != "" {
		openAIError(w, http.StatusBadRequest, "invalid_request_error", parameter, problem)
		return
	}
	o.charge(what, q.body)
	if what == ForPicture {
		reply(w, http.StatusOK, o.picture(q, r.Host, fault))
		return
	}
	if what == ForTalk {
		o.stream(w, r, q, fault)
		return
	}
	reply(w, http.StatusOK, o.completion(q, what, fault))
}

// readOpenAI reads JSON, or the form in which pictures are sent along.
func readOpenAI(r *http.Request, body []byte) (q openAIRequest, err error) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		return q, json.Unmarshal(body, &q)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if err := r.ParseMultipartForm(64 << 20); err != nil { //nolint:gosec // the body is in memory already
		return q, err
	}
	if len(r.MultipartForm.File["image[]"])+len(r.MultipartForm.File["image"]) == 0 {
		return q, http.ErrMissingFile
	}
	q.Model, q.Prompt, q.Size, q.Quality = r.FormValue("model"), r.FormValue("prompt"), r.FormValue("size"), r.FormValue("quality")
	if format := r.FormValue("response_format"); format != "" {
		q.ResponseFormat = fmt.Appendf(nil, "%q", format)
	}
	return q, nil
}

// first is what the user says first.
func (q openAIRequest) first() (text string) {
	for _, message := range q.Messages {
		if message.Role == "user" && json.Unmarshal(message.Content, &text) == nil {
			return text
		}
	}
	return ""
}

// what is the use of the request.
func (q openAIRequest) what() string {
	if len(q.Messages) == 0 {
		return ForPicture
	}
	if q.Stream {
		return ForTalk
	}
	for _, message := range q.Messages {
		if bytes.Contains(message.Content, []byte(`"image_url"`)) {
			return ForView
		}
	}
	return ForText
}

// problem is why the API would refuse the request: the code, and the words.
func (o openAI) problem(q openAIRequest, what string) (code, words string) {
	switch {
	case what == ForPicture:
		return o.pictureProblem(q)
	case o.compatible && q.ReasoningEffort != "":
		return "", fmt.Sprintf("%q does not support thinking", q.Model)
	case o.compatible:
		return "", ""
	case q.MaxTokens != 0:
		return "unsupported_parameter", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
	case q.schema() != nil && !bytes.Contains(q.schema(), []byte(`"additionalProperties"`)):
		return "", "Invalid schema for response_format 'answer': In context=(), 'additionalProperties' is required to be supplied and to be false."
	}
	return "", ""
}

func (o openAI) pictureProblem(q openAIRequest) (code, words string) {
	wide, high := q.size()
	switch {
	case q.Prompt == "":
		return "missing_required_parameter", "Missing required parameter: 'prompt'."
	case wide == 0 || wide%16 != 0 || high%16 != 0 || wide > 3*high || high > 3*wide:
		return "invalid_value", fmt.Sprintf("Invalid size '%s'.", q.Size)
	case o.compatible && q.Quality != "":
		return "", "quality: unknown value"
	case !o.compatible && q.ResponseFormat != nil:
		return "unknown_parameter", "Unknown parameter: 'response_format'."
	}
	return "", ""
}

// size is that of the picture, in pixels; zero if it cannot be read.
func (q openAIRequest) size() (wide, high int) {
	if _, err := fmt.Sscanf(q.Size, "%dx%d", &wide, &high); err != nil {
		return 0, 0
	}
	return wide, high
}

// schema is that of the answer, or nil.
func (q openAIRequest) schema() json.RawMessage {
	var format struct {
		JSONSchema struct {
			Schema json.RawMessage `json:"schema"`
		} `json:"json_schema"` //nolint:tagliatelle // OpenAI's name
	}
	if err := json.Unmarshal(q.ResponseFormat, &format); err != nil {
		return nil
	}
	return format.JSONSchema.Schema
}

// picture is an answer with a picture, good or not.
func (o openAI) picture(q openAIRequest, host string, fault Fault) object {
	answer := object{"created": time.Now().Unix()}
	if !o.compatible {
		in := 9 + len(q.Prompt)/4
		answer["output_format"], answer["quality"], answer["size"] = "png", q.Quality, q.Size
		answer["usage"] = object{
			"total_tokens": in + 1056, "input_tokens": in, "output_tokens": 1056, "input_tokens_details": object{"text_tokens": in, "image_tokens": 0},
		}
	}
	wide, high := q.size()
	data := picture(q.Prompt, wide, high, o.o.Side, fault == WrongType)
	if fault == NoPicture {
		data = []byte("this is no picture")
	}
	switch {
	case fault == EmptyAnswer:
		answer["data"] = []object{}
	case fault == TextForPicture: // of a proxy whose model answered in words
		answer["data"] = []object{{"revised_prompt": "Here is a description of the picture instead."}}
	case o.o.Address != nil:
		answer["data"] = []object{{"url": o.o.Address()}}
	case o.compatible && !bytes.Contains(q.ResponseFormat, []byte("b64_json")):
		answer["data"] = []object{{"url": "http://" + host + "/generated-images/b641.png"}}
	default:
		answer["data"] = []object{{"b64_json": base64.StdEncoding.EncodeToString(data)}}
	}
	return answer
}

// completion is an answer in words, good or not.
func (o openAI) completion(q openAIRequest, what string, fault Fault) object {
	text := o.written(what, q.body, q.first(), len(q.Messages), q.schema(), fault)
	message := object{"role": "assistant", "content": text, "refusal": nil, "annotations": []string{}}
	choice := object{"index": 0, "message": message, "logprobs": nil, "finish_reason": "stop"}
	in := 9
	for _, m := range q.Messages {
		in += len(m.Content) / 4
	}
	answer := object{
		"id": "chatcmpl-fake", "object": "chat.completion", "created": time.Now().Unix(), "model": q.Model, "choices": []object{choice},
		"usage": object{
			"prompt_tokens": in, "completion_tokens": len(text)/4 + 40, "total_tokens": in + len(text)/4 + 40,
			"completion_tokens_details": object{"reasoning_tokens": 40},
		},
	}
	switch fault {
	case Rerouted:
		answer["model"] = "gpt-6-sol"
	case EmptyAnswer:
		answer["choices"] = []object{}
	case BlockedPrompt:
		message["content"], message["refusal"] = nil, "I'm sorry, I can't help with that."
	case WithheldAnswer:
		message["content"], choice["finish_reason"] = "", "content_filter"
	case OutOfTokens:
		message["content"], choice["finish_reason"] = "", "length"
	default:
	}
	return answer
}

// openAIRefusal answers as the API does that refuses a picture: before it is drawn,
// or once it is.
func openAIRefusal(w http.ResponseWriter, fault Fault, what string) bool {
	stage := map[Fault]string{BlockedPrompt: "input", WithheldAnswer: "output"}[fault]
	if stage == "" || what != ForPicture {
		return false
	}
	reply(w, http.StatusBadRequest, object{"error": object{
		"message": "Your request was rejected by the safety system.", "type": "image_generation_user_error", "param": nil, "code": "moderation_blocked",
		"moderation_details": object{"moderation_stage": stage, "categories": []string{"violence"}},
	}})
	return true
}

// openAIFault answers with an error of the API. It is false when nothing of that
// kind goes wrong.
func openAIFault(w http.ResponseWriter, fault Fault, key string) bool {
	limited := "Rate limit reached for the model on %s: Limit 5, Used 5, Requested 1."
	switch fault {
	case Busy:
		openAIError(w, http.StatusTooManyRequests, "requests", "rate_limit_exceeded", fmt.Sprintf(limited, "images per min"))
	case BusyHint:
		w.Header().Set("Retry-After-Ms", strconv.FormatInt(Hint.Milliseconds(), 10))
		w.Header().Set("Retry-After", fmt.Sprintf("%.0f", Hint.Seconds()))
		openAIError(w, http.StatusTooManyRequests, "requests", "rate_limit_exceeded", fmt.Sprintf(limited, "images per min")+" Please try again in 8s. Visit https://platform.openai.com/account/rate-limits to learn more.")
	case DailyQuota:
		openAIError(w, http.StatusTooManyRequests, "requests", "rate_limit_exceeded", fmt.Sprintf(limited, "requests per day (RPD)")+" Please try again in 7m12s.")
	case Internal:
		openAIError(w, http.StatusInternalServerError, "server_error", nil, "The server had an error while processing your request. Sorry about that!")
	case Unavailable:
		openAIError(w, http.StatusServiceUnavailable, "server_error", nil, "The engine is currently overloaded, please try again later")
	case BadKey:
		openAIBadKey(w, key)
	default:
		return false
	}
	return true
}

// openAIBadKey is careless enough to repeat the key.
func openAIBadKey(w http.ResponseWriter, key string) {
	openAIError(w, http.StatusUnauthorized, "invalid_request_error", "invalid_api_key", "Incorrect API key provided: "+key+". You can find your API key at https://platform.openai.com/account/api-keys.")
}

func openAIError(w http.ResponseWriter, status int, kind string, code any, message string) {
	reply(w, status, object{"error": object{"message": message, "type": kind, "param": nil, "code": code}})
}
